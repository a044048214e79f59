// Starts the program: what Trunk writes into the page as a script, as a file of its own, so that the page's
// policy can forbid every script within a page. `boot.rs` packs it together with what wasm-bindgen wrote
// (program.js) and says what the program is called (PROGRAM) and what it must be (INTEGRITY).
import start from "./program.js";

// Where a browser takes no strings from scripts, this is the only way from a string to markup. The program
// takes it from the window at its start (src/browser/trusted.rs); nothing else ever has it.
if (globalThis.trustedTypes) {
  const policy = trustedTypes.createPolicy("plan", { createHTML: (markup) => markup });
  globalThis.planMarkup = (markup) => policy.createHTML(markup);
}

// Not by its address, which would be compiled whatever it holds: bytes that are not those of this build, a
// part of them included, are refused here. What goes wrong is told by start.js, which listens for it.
const program = fetch(new URL(PROGRAM, import.meta.url), { integrity: INTEGRITY });
program.then((answer) => start({ module_or_path: answer })).then((wasm) => {
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
});
