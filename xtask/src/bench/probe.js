// Runs in every page before its own scripts: tells when what was asked for has been painted.
(() => {
  "use strict";
  // A page may keep what it does not show, hidden.
  const ITEM = ".item:not([hidden]) h4 a[data-opens]";
  const FACET = ".facet-theme input[type=checkbox]";
  const state = { memory: null, list: null, answered: null, pending: null };

  // The program's memory, which a page does not show by itself.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const exports = (made.instance ?? made).exports;
      state.memory = exports?.memory ?? state.memory;
      return made;
    };
  }

  // Calls back after the present frame has been laid out and painted by the main thread, with the time: a
  // message sent from a frame's callback comes when the frame is done.
  function whenDone(callback) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      callback(performance.now());
    };
    port2.postMessage(null);
  }

  /** The time at which the first frame for which `test` holds is painted; null when it does not come. */
  function painted(test, patience) {
    const end = performance.now() + patience;
    return new Promise((done) => {
      // Every frame is looked at, also one that comes before the message of that before it.
      const look = () => {
        if (test()) whenDone(done);
        else if (performance.now() > end) done(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }

  const number = () => {
    const digits = /\d+/.exec(document.querySelector("#status")?.textContent ?? "");
    return digits ? Number(digits[0]) : null;
  };

  /** Whether the page shows this: every part of `wanted` that is given must hold. */
  function shows(wanted) {
    if (wanted.total != null && number() !== wanted.total) return false;
    if (wanted.first != null && document.querySelector(ITEM)?.dataset.opens !== wanted.first) return false;
    if (wanted.timeline != null && (document.querySelector("a.ms") !== null) !== wanted.timeline) return false;
    if (wanted.opened != null) {
      const title = document.querySelector("#reader-title")?.textContent ?? "";
      if (wanted.opened === "" ? title !== "" : !title.includes(wanted.opened)) return false;
    }
    return true;
  }

  function element({ selector, index = 0 }) {
    return document.querySelectorAll(selector)[index] ?? null;
  }

  // Nobody presses what is not there yet: of ours, what is below the window follows an answer a moment later.
  async function there(target) {
    for (let frames = 0; frames < 100 && !element(target); frames += 1) await nextFrame();
    return element(target);
  }

  const nextFrame = () => painted(() => true, 0);

  window.probe = {
    /** What loading took: milliseconds from navigation, null for what has not come. */
    loaded() {
      const paint = performance.getEntriesByName("first-contentful-paint")[0];
      return { paint: paint?.startTime ?? null, list: state.list, answered: state.answered };
    },

    /** Every file that was loaded: its name, and how many bytes came and what they unpacked to. */
    files() {
      const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      return entries.map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize }));
    },

    /** The bytes of the program's memory; 0 where there is none. */
    memory: () => state.memory?.buffer.byteLength ?? 0,

    /** Brings an element into view and gives where to press it. */
    async aim(target) {
      const found = await there(target);
      if (!found) return null;
      found.scrollIntoView({ block: "center", behavior: "instant" });
      await nextFrame();
      const { left, top, width, height } = found.getBoundingClientRect();
      return { x: left + Math.min(width / 2, 40), y: top + Math.min(height / 2, 12) };
    },

    /** From the next such event on, waits for `wanted` to be painted. */
    arm(type, wanted, patience) {
      state.pending = new Promise((done) => {
        const listen = async (event) => {
          const end = await painted(() => shows(wanted), patience);
          done(end === null ? null : end - event.timeStamp);
        };
        addEventListener(type, listen, { capture: true, once: true });
      });
    },

    /** Goes back, which is an event of its own: as `arm` and the event. */
    back(wanted, patience) {
      const start = performance.now();
      history.back();
      state.pending = painted(() => shows(wanted), patience).then((end) => end && end - start);
    },

    /** How long what was armed took, in milliseconds; null when it was not answered. */
    took: () => state.pending,

    /** Does one thing without measuring, and gives whether it was answered. */
    async act(what, wanted, patience) {
      const found = await there(what);
      if (!found) return false;
      if (what.text === undefined) {
        found.click();
      } else {
        // React watches the property itself, which this goes around, as a person typing does.
        const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
        set.call(found, what.text);
        found.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
      return (await painted(() => shows(wanted), patience)) !== null;
    },

    /**
     * Waits until the page has nothing to do, a tenth of a second after an answer at the earliest and three later
     * at the latest: Chromium may call nobody idle while a page asks for no frames at all.
     */
    rests: () =>
      new Promise((done) => {
        setTimeout(() => requestIdleCallback(() => done(true), { timeout: 300 }), 100);
      }),

    /** Waits until the page shows this. */
    await: async (wanted, patience) => (await painted(() => shows(wanted), patience)) !== null,

    /** What the page lists and counts, to be compared; all of it, where a button draws the rest. */
    async shown() {
      // Of ours, which alone has such buttons, the rest of an answer follows the first of it within a moment.
      if (document.querySelector("[data-do]")) await new Promise((done) => setTimeout(done, 1500));
      const more = () => document.querySelector("[data-do='draw-all']");
      more()?.click();
      while (more()) await new Promise(requestAnimationFrame);
      const visible = (link) => !link.closest("[hidden]");
      const counts = (name) =>
        [...document.querySelectorAll(`.facet-${name} .value .value-count`)].map((count) => Number(count.textContent));
      return {
        ids: [...document.querySelectorAll(ITEM)].filter(visible).map((link) => link.dataset.opens),
        milestones: [...document.querySelectorAll("a.ms")].map((link) => link.dataset.opens),
        total: number(),
        themes: counts("theme"),
        counties: counts("county"),
      };
    },
  };

  // The list; and then at once a click on the first theme and its answer, where no link asked for anything.
  (async () => {
    const PATIENCE = 600_000;
    const ready = () =>
      document.documentElement?.hasAttribute("data-ready") && document.querySelector(ITEM) && number() !== null;
    const isBare = location.search === "";
    state.list = await painted(ready, PATIENCE);
    if (!isBare) return;
    const before = number();
    document.querySelector(FACET)?.click();
    state.answered = await painted(() => number() !== before, PATIENCE);
  })();
})();
