// What every peer shows, read from the same plan.json that our page is built from.

/** Fetches the plan and keeps what the peers show of it. */
export async function loadPlan() {
  const response = await fetch("plan.json");
  return prepare(await response.json());
}

// Offsets count characters; the plan has none outside the basic plane, where that is what slice counts.
function prepare(plan) {
  const counties = new Map();
  for (const mention of plan.mentions) {
    const known = counties.get(mention.passage) ?? new Set();
    mention.counties.forEach((county) => known.add(county));
    counties.set(mention.passage, known);
  }
  const name = ({ id, zh }) => ({ id, name: zh });
  return {
    themes: plan.themes.map(name),
    counties: plan.places.counties.map(name),
    passages: plan.passages.map((passage) => ({
      id: passage.id,
      number: passage.kind === "measure" ? passage.number : null,
      heading: passage.heading ?? passage.text.split(/[，。]/, 1)[0],
      first: firstSentence(passage),
      text: passage.text,
      themes: [passage.themes.primary, ...passage.themes.secondary],
      counties: [...(counties.get(passage.id) ?? [])],
    })),
    milestones: plan.milestones.filter((milestone) => milestone.core),
  };
}

function firstSentence({ text, sentences: [first] }) {
  return first ? text.slice(first.start, first.end) : "";
}

/** The milestones that the same filters leave. */
export function matchingMilestones(plan, { theme, county, q }) {
  const meets = (chosen, own) => chosen.length === 0 || chosen.some((id) => own.includes(id));
  return plan.milestones.filter(
    (milestone) =>
      meets(theme, milestone.themes) &&
      meets(county, milestone.counties) &&
      milestone.quote.includes(q),
  );
}

export const PERIODS = { 14: "“十四五”", 15: "“十五五”", 2035: "二〇三五年", 2050: "本世纪中叶" };

/** Milestones by period, in the periods' order. */
export function byPeriod(milestones) {
  return Object.entries(PERIODS)
    .sort()
    .map(([id, name]) => ({ name, items: milestones.filter((entry) => entry.period === id) }))
    .filter(({ items }) => items.length > 0);
}
