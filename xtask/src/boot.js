// Starts the program: what Trunk writes into the page as a script, as a file of its own, so that the page's
// policy can forbid every script within a page. `boot.rs` packs it together with what wasm-bindgen wrote
// (program.js), and says what the program is called (PROGRAM), what it must be (INTEGRITY), and whether a
// worker keeps the site (WORKER).
import start from "./program.js";
import { hurry, started } from "./__wasm_split.js";

const beside = (name) => new URL(name, import.meta.url).href;

// Where a browser takes no strings from scripts, these are the only ways from a string to markup and to a
// worker. The program takes the first from the window at its start (src/browser/trusted.rs); nothing else
// ever has it. The second makes one address, whatever it is given.
const rules = { createHTML: (markup) => markup, createScriptURL: () => beside("sw.js") };
const policy = globalThis.trustedTypes ? trustedTypes.createPolicy("plan", rules) : rules;
globalThis.planMarkup = (markup) => policy.createHTML(markup);

// Not by its address, which would be compiled whatever it holds: bytes that are not those of this build, a
// part of them included, are refused here. What goes wrong is told by start.js, which listens for it.
const program = fetch(beside(PROGRAM), { integrity: INTEGRITY });
hurry();
program.then((answer) => start({ module_or_path: answer })).then(async (wasm) => {
  await started(wasm);
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
  // In someone's frame the page is a guest and leaves nothing behind.
  if (WORKER && navigator.serviceWorker && top === window) {
    const later = window.requestIdleCallback || setTimeout;
    if (document.readyState === "complete") later(keep);
    else addEventListener("load", () => later(keep));
  }
});

// Has the worker keep the site, and tells when it keeps a newer build than this one. Where a browser
// refuses, the page is as before.
function keep() {
  const container = navigator.serviceWorker;
  container.onmessage = (event) => {
    const notice = document.getElementById("update");
    if (event.data === "newer" && notice) notice.hidden = false;
  };
  container.register(policy.createScriptURL("")).then((registration) => {
    const runs = import.meta.url.split("/").pop();
    const tell = (worker) => {
      if (!worker) return;
      // A build that waits is one after the first: it is asked whether it is this one.
      const ask = () => {
        if (worker.state === "installed" && registration.active) worker.postMessage({ runs });
      };
      worker.addEventListener("statechange", ask);
      ask();
    };
    tell(registration.waiting || registration.installing);
    registration.addEventListener("updatefound", () => tell(registration.installing));
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) registration.update().catch(() => {});
    });
    // What is in it is written anew in another language, so whatever is pressed is heard here.
    const notice = document.getElementById("update");
    if (notice) notice.onclick = ({ target }) => {
      if (target.id === "update-later") notice.hidden = true;
      if (target.id !== "update-now") return;
      const worker = registration.waiting;
      if (!worker) return location.reload();
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") location.reload();
      });
      worker.postMessage({ take: true });
    };
  }).catch(() => {});
}
