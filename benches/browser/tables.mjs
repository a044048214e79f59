// The results as Markdown tables: what each page needed, and ours divided by it.
import { CONDITIONS, FAST } from "./chromium.mjs";

const LOADING = {
  paint: "first paint",
  words: "first right words",
  link_words: "first right words of a link to a theme",
  answered: "first answered press, made as soon as there are words",
  list: "the page runs",
};
const INTERACTIONS = {
  facet: "choose a theme",
  type: "type a letter",
  open: "open a passage",
  timeline: "to the timeline",
  back: "back",
};
const LAST_CHANGES = Object.fromEntries(Object.entries(INTERACTIONS).map(([key, name]) => [`${key}_last`, name]));
const TIMES = [
  ["Loading", "Milliseconds from navigation, medians.", LOADING, [0.5]],
  ["Interactions", "Milliseconds from the event to the first frame that shows the answer: p50 / p95.", INTERACTIONS, [0.5, 0.95]],
  ["Last change", "Milliseconds from the event to the last change of the document: p50 / p95.", LAST_CHANGES, [0.5, 0.95]],
];
const KINDS = ["html", "css", "js", "wasm", "data", "fonts"];
/** From this ratio on ours counts as behind; less does not repeat. */
const BEHIND = 1.05;

/** The smallest value that at least `share` of all values do not exceed (nearest rank); undefined without values. */
export function percentile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];
}

/** The tables of `results`, with one column for each of `pages` (`{ id, name }`, ours first). */
export function tables(results, pages) {
  const values = (plan, condition, page, measure) =>
    results.samples.find(
      (sample) =>
        sample.plan === plan && sample.condition === condition && sample.page === page && sample.measure === measure,
    )?.values ?? [];
  const plans = [...new Set(results.samples.map(({ plan }) => plan))].sort((a, b) => a - b);
  const parts = [bytesTable(results.bytes, pages)];
  for (const plan of plans) {
    // What follows the answer is told of the plan itself only.
    const told = plan === 1 ? TIMES : TIMES.filter(([, , measures]) => measures !== LAST_CHANGES);
    for (const [title, about, measures, shares] of told) {
      const rows = CONDITIONS.flatMap(({ name: condition }) =>
        Object.entries(measures).map(([measure, name]) => {
          const cell = ({ id }) => shares.map((share) => percentile(values(plan, condition, id, measure), share));
          return [`${condition}: ${name}`, pages.map(cell)];
        }),
      );
      parts.push(table(`${title}${withPlan(plan)}`, about, pages, rows, (ms) => ms.toFixed(0)));
    }
  }
  parts.push(memoryTable(plans, pages, (plan, page, measure) => values(plan, FAST.name, page, measure)[0], results));
  if (results.failures.length > 0) {
    parts.push(`### Not answered\n\n${results.failures.map((failure) => `- ${failure}\n`).join("")}`);
  }
  return parts.filter(Boolean).join("\n");
}

const withPlan = (plan) => (plan === 1 ? "" : `, the plan ${plan}×`);

function bytesTable(bytes, pages) {
  const sum = (kinds) => Object.values(kinds).reduce((all, size) => all + size, 0);
  const row = (name, size) => [name, pages.map(({ id }) => [bytes[id] && size(bytes[id])])];
  const rows = [
    ...KINDS.map((kind) => row(`${kind}, brotli`, ({ brotli }) => brotli[kind])),
    row("**total, brotli**", ({ brotli }) => sum(brotli)),
    row("total, gzip", ({ gzip }) => sum(gzip)),
    row("total, unpacked", ({ raw }) => sum(raw)),
  ];
  return table("Bytes of a first visit", "KB of 1,000 bytes.", pages, rows, (size) => (size / 1e3).toFixed(1));
}

function memoryTable(plans, pages, value, { interactions_between_memory: count }) {
  const rows = plans.flatMap((plan) =>
    [
      ["after loading", "heap", "wasm"],
      [`after ${count} interactions`, "heap_after", "wasm_after"],
    ].flatMap(([when, heap, wasm]) => [
      [`heap ${when}${withPlan(plan)}`, pages.map(({ id }) => [value(plan, id, heap)])],
      [`heap and wasm ${when}${withPlan(plan)}`, pages.map(({ id }) => [value(plan, id, heap) + value(plan, id, wasm)])],
    ]),
  );
  const about = "MB of 1,000,000 bytes after a collection of garbage: JavaScript's heap and WebAssembly's memory.";
  return table("Memory", about, pages, rows, (size) => (size / 1e6).toFixed(1));
}

/** One table. A row is its name and, for each page, a list of numbers; rows without any number are left out. */
function table(title, about, pages, rows, format) {
  const given = rows.filter(([, cells]) => cells.flat().some(Number.isFinite));
  if (given.length === 0) return "";
  const head = [`| | ${pages.map(({ name }) => name).join(" | ")} |`, `| --- |${" ---: |".repeat(pages.length)}`];
  const lines = given.map(([name, [ours, ...others]]) => {
    const cells = [text(ours, format), ...others.map((cell) => compared(cell, ours, format))];
    return `| ${name} | ${cells.join(" | ")} |`;
  });
  return `### ${title}\n\n${about}\n\n${[...head, ...lines].join("\n")}\n`;
}

const text = (cell, format) => (cell.every(Number.isFinite) ? cell.map(format).join(" / ") : "–");

/** A page's numbers, and ours divided by them; bold where ours is behind. */
function compared(cell, ours, format) {
  const ratios = cell.map((value, at) => ours[at] / value);
  if (!ratios.every(Number.isFinite)) return text(cell, format);
  const shown = ratios.map((ratio) => (ratio > BEHIND ? `**${ratio.toFixed(2)}×**` : `${ratio.toFixed(2)}×`));
  return `${text(cell, format)} (${shown.join(" / ")})`;
}
