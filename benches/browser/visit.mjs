// Visits to one page: loading, interactions, memory.
import { withTab } from "./chromium.mjs";

export const TIMELINE_TAB = 'nav.tabs a[href*="view=timeline"]';
/** The list is the view that an address does not name. */
const LIST_TAB = 'nav.tabs a:not([href*="view="])';
const FIELD = "input[name=q]";
/** A measured visit ends after so long, in ms: what is not done by then is told as such. */
const LASTING_MS = 60_000;
/** Between interactions by script: Chromium drops what a page writes to the history beyond 200 in ten seconds. */
const PACE_MS = 40;

const facet = (index) => ({ selector: ".facet-theme input[type=checkbox]", index });
const entry = (id) => ({ selector: `.item h4 a[data-opens="${id}"]` });

/** Loads a page and plays `rounds` in it; calls `add(measure, ms)` for each measurement. */
export function timedVisit(browser, url, condition, answers, rounds, add) {
  return withTab(browser, { condition }, async (tab) => {
    const play = async () => {
      const loaded = await tab.load(url);
      for (const measure of ["paint", "words", "list", "answered"]) add(measure, loaded[measure]);
      if (rounds.length > 0) await undoFirstClick(tab, answers.all);
      for (const round of rounds) await playRound(tab, round, answers.all, add);
    };
    let timer;
    const late = new Promise((_, fail) => {
      timer = setTimeout(() => fail(new Error(`not done after ${LASTING_MS / 1000} s`)), LASTING_MS);
    });
    const played = play();
    // When time is up, the tab closes and what still runs in it fails.
    played.catch(() => {});
    await Promise.race([played, late]).finally(() => clearTimeout(timer));
  });
}

/** Loads a link to a theme; calls `add` with the time to its first right words. */
export function linkVisit(browser, url, condition, { shows, search }, add) {
  return withTab(browser, { condition }, async (tab) => {
    const { words, first } = await tab.load(`${url}?${search}`);
    if (first.total !== shows.total || !shows.first.includes(first.id)) {
      throw new Error(`the first words of ?${search} are wrong: ${JSON.stringify(first)}`);
    }
    add("link_words", words);
  });
}

/** Loading ends with a click on the first theme (probe.js). */
async function undoFirstClick(tab, all) {
  await tab.act(facet(0), all);
  await tab.lastChange("");
}

/** A theme, a passage, the timeline, back, no theme, a word letter by letter. */
async function playRound(tab, { theme, chosen, opened, timeline, typed }, all, add) {
  const measured = async (measure, first, search) => {
    add(measure, await first);
    add(`${measure}_last`, await tab.lastChange(search));
  };
  await measured("facet", tab.press(facet(theme), chosen.shows), chosen.search);
  await measured("open", tab.press(entry(opened.id), { opened: opened.title }), opened.search);
  await measured("timeline", tab.press({ selector: TIMELINE_TAB }, { timeline: true }), timeline.search);
  await measured("back", tab.back({ ...chosen.shows, opened: opened.title }), opened.search);
  await tab.act({ selector: LIST_TAB }, { ...chosen.shows, opened: "" });
  await tab.lastChange(chosen.search);
  await measured("facet", tab.press(facet(theme), all), "");

  await tab.page.focus(FIELD);
  for (const { letter, shows } of typed) add("type", await tab.type(letter, shows));
  // After the last letter only: the next letter ends the changes of the one before.
  add("type_last", await tab.lastChange());
  await tab.act({ selector: FIELD, text: "" }, all);
  await tab.lastChange("");
}

/** The memory after loading, and after `count` interactions made by script. */
export function memoryVisit(browser, url, answers, count) {
  return withTab(browser, {}, async (tab) => {
    await tab.load(url);
    await undoFirstClick(tab, answers.all);
    const before = await tab.memory();
    let done = 0;
    for (let round = 0; done < count; round += 1) {
      const { theme, chosen, opened, typed } = answers.rounds[round % answers.rounds.length];
      const steps = [
        [facet(theme), chosen.shows],
        [entry(opened.id), { opened: opened.title }],
        [{ selector: TIMELINE_TAB }, { timeline: true }],
        [{ selector: LIST_TAB }, chosen.shows],
        [facet(theme), answers.all],
        [{ selector: FIELD, text: typed.map(({ letter }) => letter).join("") }, typed.at(-1).shows],
        [{ selector: FIELD, text: "" }, answers.all],
      ];
      for (const [target, wanted] of steps) {
        await tab.act(target, wanted);
        await tab.page.waitForTimeout(PACE_MS);
      }
      done += steps.length;
    }
    return { before, after: await tab.memory() };
  });
}
