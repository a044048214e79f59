// Runs in every page before the page's own scripts, and tells when an answer has been painted.
(() => {
  "use strict";
  // A page may keep items that do not match in the document, hidden.
  const ITEM = ".item:not([hidden]) h4 a[data-opens]";
  // Before its program runs, ours has links in place of checkboxes.
  const FACET = ".facet-theme :is(input[type=checkbox], a.value)";
  const LOADING_MS = 110_000;
  // The page is quiet when nothing in the document has changed for so long.
  const QUIET_MS = 300;
  const QUIET_AT_MOST_MS = 4_000;
  const state = { wasm: null, answer: null, eventAt: 0, lastChange: 0 };

  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

  // A page does not show the memory of its program by itself.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      state.wasm = (made.instance ?? made).exports?.memory ?? state.wasm;
      return made;
    };
  }

  // The time at which the main thread has laid out and painted the present frame: a message sent from an
  // animation frame's callback is delivered when the frame is done.
  function frameDone() {
    const { port1, port2 } = new MessageChannel();
    return new Promise((done) => {
      port1.onmessage = () => {
        port1.close();
        done(performance.now());
      };
      port2.postMessage(null);
    });
  }

  /** The time at which the first frame in which `test` holds is painted; null after `patience` ms. */
  async function painted(test, patience) {
    const end = performance.now() + patience;
    while (performance.now() < end) {
      await nextFrame();
      if (test()) return frameDone();
    }
    return null;
  }

  const observer = new MutationObserver(() => (state.lastChange = performance.now()));
  const watchChanges = () =>
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

  /** Waits until the document no longer changes and the main thread is idle. */
  async function quiet() {
    watchChanges();
    const end = performance.now() + QUIET_AT_MOST_MS;
    for (let rest = QUIET_MS; rest > 0 && performance.now() < end; ) {
      await sleep(rest);
      rest = state.lastChange + QUIET_MS - performance.now();
    }
    // Chromium may call nobody idle while a page asks for no frames, hence the timeout.
    await new Promise((done) => requestIdleCallback(done, { timeout: 300 }));
  }

  // The observer starts only after the first right frame, so that it does not slow this frame.
  async function measure(start, wanted, patience) {
    const end = await painted(() => shows(wanted), patience);
    if (end === null) return null;
    state.eventAt = start;
    state.lastChange = end;
    watchChanges();
    return end - start;
  }

  const total = () => {
    const digits = /\d+/.exec(document.querySelector("#status")?.textContent ?? "");
    return digits ? Number(digits[0]) : null;
  };

  /** Whether the page shows every part of `wanted` that is given. */
  function shows(wanted) {
    const opened = document.querySelector("#reader-title")?.textContent ?? "";
    return (
      (wanted.total === undefined || total() === wanted.total) &&
      (wanted.first === undefined || wanted.first.includes(document.querySelector(ITEM)?.dataset.opens)) &&
      (wanted.timeline === undefined || (document.querySelector("a.ms, .lane-name") !== null) === wanted.timeline) &&
      (wanted.opened === undefined || (wanted.opened === "" ? opened === "" : opened.includes(wanted.opened)))
    );
  }

  // A page may draw what is below the window a moment after its answer.
  async function find({ selector, index = 0 }) {
    const element = () => document.querySelectorAll(selector)[index];
    // And ours may answer a first press before its program is there.
    const end = performance.now() + (document.documentElement.hasAttribute("data-ready") ? 2_000 : 60_000);
    while (performance.now() < end && !element()) await nextFrame();
    return element();
  }

  // The first words of the answer; where no link asked for anything, a click on the first theme as soon as they are
  // there; and the list of the running page.
  async function load() {
    // Before the page can change its address.
    const asksNothing = location.search === "";
    const hasWords = () => document.querySelector(ITEM)?.checkVisibility() && total() !== null;
    const words = await painted(hasWords, LOADING_MS);
    const first = { total: total(), id: document.querySelector(ITEM)?.dataset.opens };
    const isReady = () => document.documentElement.hasAttribute("data-ready") && hasWords();
    const ready = painted(isReady, LOADING_MS);
    let answered = null;
    if (words !== null && asksNothing) {
      document.querySelector(FACET)?.click();
      answered = await painted(() => total() !== first.total, LOADING_MS);
    }
    const list = await ready;
    const firstPaint = () => performance.getEntriesByName("first-contentful-paint")[0];
    // The browser reports the first paint a little later.
    for (let tries = 0; tries < 40 && list !== null && !firstPaint(); tries += 1) await sleep(50);
    return { paint: firstPaint()?.startTime ?? null, words, list, answered, first };
  }
  const loading = load();

  window.probe = {
    /** How long loading took, in ms from navigation: `paint`, `words`, `list`, `answered`; null if it did not come.
        `first` is what the first words said: how many results, and which comes first. */
    loading: () => loading,

    /** Every file that the page has loaded, with its size as sent and unpacked. */
    files: () =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map(
        ({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize }),
      ),

    /** The size of WebAssembly's memory in bytes; 0 where there is none. */
    wasmMemory: () => state.wasm?.buffer.byteLength ?? 0,

    /** Scrolls an element into view and gives the point to press. */
    async locate(target) {
      const element = await find(target);
      if (!element) return null;
      // Rows that come into sight get their heights then, which moves what stands below them.
      for (let at, before; at === undefined || at !== before; ) {
        before = at;
        element.scrollIntoView({ block: "center", behavior: "instant" });
        await nextFrame();
        await frameDone();
        at = element.getBoundingClientRect().top;
      }
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + Math.min(width / 2, 40), y: top + Math.min(height / 2, 12) };
    },

    /** Measures from the next event of this type until `wanted` is painted. */
    arm(type, wanted, patience) {
      observer.disconnect();
      state.answer = new Promise((done) => {
        const listen = (event) => done(measure(event.timeStamp, wanted, patience));
        addEventListener(type, listen, { capture: true, once: true });
      });
    },

    /** Goes back and measures from this call. */
    back(wanted, patience) {
      observer.disconnect();
      state.answer = measure(performance.now(), wanted, patience);
      history.back();
    },

    /** The ms from the event to the first right frame; null if it did not come. */
    firstFrame: () => state.answer,

    /**
     * Waits until the page is quiet and its address is `search` (if given), and gives the ms from the measured
     * event to the last change of the document; null if the address did not come.
     */
    async lastChange(search, patience) {
      const end = performance.now() + patience;
      do {
        await quiet();
        if (search === undefined || location.search.replace(/^\?/, "") === search) {
          return state.lastChange - state.eventAt;
        }
      } while (performance.now() < end);
      return null;
    },

    /** Clicks, or sets the text of a field, without measuring; gives whether `wanted` was painted. */
    async act({ text, ...target }, wanted, patience) {
      const element = await find(target);
      if (!element) return false;
      if (text === undefined) {
        element.click();
      } else {
        // React replaces the property of the element; a person who types goes around it as well.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(element, text);
        element.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
      return (await painted(() => shows(wanted), patience)) !== null;
    },

    /** Whether the page comes to show `wanted` within `patience` ms. */
    comesToShow: async (wanted, patience) => (await painted(() => shows(wanted), patience)) !== null,

    /** Everything that the page lists and counts; presses the button that draws the rest, if there is one. */
    async shown() {
      await quiet();
      // Our timeline lists its milestones when it is arranged by period only.
      const byPeriod = document.querySelector("#lanes-group-1");
      byPeriod?.click();
      while (byPeriod && !document.querySelector(".lane-list a")) await nextFrame();
      if (byPeriod) await quiet();
      const more = () => document.querySelector("#more button");
      more()?.click();
      while (more()) await nextFrame();
      const ids = (selector) =>
        [...document.querySelectorAll(selector)]
          .filter((link) => !link.closest("[hidden]"))
          .map((link) => link.dataset.opens)
          .sort();
      const counts = (facet) =>
        [...document.querySelectorAll(`.facet-${facet} .value .value-count`)].map(({ textContent }) => +textContent);
      return { ids: ids(ITEM), milestones: ids("a.ms, .lane-list a"), total: total(), themes: counts("theme"), counties: counts("county") };
    },
  };
})();
