// Before anything is measured, every page must show what the core computes natively.
import { isDeepStrictEqual } from "node:util";
import { TIMELINE_TAB } from "./visit.mjs";
import { withTab } from "./chromium.mjs";

/** Throws if the page at `url` does not list and count, for each link of `answers`, what the core does. */
export function check(browser, url, answers) {
  return withTab(browser, {}, async (tab) => {
    for (const { link, shown: wanted } of answers.links) {
      const isTimeline = wanted.ids.length === 0;
      // A page without a query would be clicked at once (probe.js); an unknown key asks for nothing.
      await tab.load(`${url}?${isTimeline || link === "" ? "bare" : link}`);
      if (isTimeline) {
        // Through the tab, since loading waits for a list. InstantSearch writes the address it started with
        // 400 ms later, and would go back to it.
        await tab.page.waitForTimeout(1000);
        await tab.act({ selector: TIMELINE_TAB }, { timeline: true });
      }
      await tab.comesToShow({ total: wanted.total });
      const shown = await tab.probe("shown");
      for (const part of Object.keys(wanted)) {
        // Counts beside the timeline differ: ours counts milestones there, the peers what comes naturally.
        const compared = !(isTimeline && ["themes", "counties"].includes(part));
        if (compared && !isDeepStrictEqual(shown[part], wanted[part])) {
          throw new Error(`${url} answers ?${link} wrongly: ${difference(part, shown[part], wanted[part])}`);
        }
      }
    }
  });
}

function difference(part, shown, wanted) {
  if (!["ids", "milestones"].includes(part)) return `${part} are ${shown}, the core has ${wanted}`;
  const missing = wanted.filter((id) => !shown.includes(id)).slice(0, 5);
  const extra = shown.filter((id) => !wanted.includes(id)).slice(0, 5);
  return `${shown.length} of ${wanted.length} ${part}, missing ${missing}, too many ${extra}`;
}
