// Brings the program's second piece, with what is seldom asked for (`split.rs`). The program imports the one
// that begins with underscores, by the name that `wasm_split_helpers` gives it. `boot.rs` says what the file is
// called (LATE) and what it must be (LATE_INTEGRITY); a program in one piece has none.

// Where this file lies once it is packed with the others: beside the pieces.
const address = () => new URL(LATE, import.meta.url).href;
// Other bytes than those of this build are refused, as those of the program are.
// What was lost once may lie broken in the browser's cache, so it is then taken from the host.
const fetchLate = () => fetch(address(), { integrity: LATE_INTEGRITY, cache: lost ? "reload" : "default" });

let lost = false;
// What has been asked for before the program could.
let ahead;
// The last time that the program asked.
let asked;
let begin;
const began = new Promise((resolve) => { begin = resolve; });

// Asks for the piece before the program has come, where its link or its reader is sure to need it. A guess:
// the program asks for it by itself.
export function hurry() {
  const { search } = location;
  const [lang] = (navigator.languages || []).map((tag) => tag.slice(0, 2).toLowerCase()).filter((tag) => /zh|en/.test(tag));
  const english = /[?&]lang=en/.test(search) || (lang === "en" && !/[?&]lang=/.test(search));
  if (LATE && (english || /[?&]view=(?!list|timeline)/.test(search))) {
    ahead = fetchLate();
    // Told when it is asked for.
    ahead.catch(() => {});
  }
}

// The program has started, and exports what its second piece imports. Resolves when the page has what it
// waited for at its start.
export function started(wasm) {
  begin(wasm);
  return asked;
}

async function bring(wasm) {
  // Before its worker has taken over, a page without a network still has what the worker has kept.
  const kept = (error) => caches.match(address()).then((answer) => answer || Promise.reject(error));
  const answer = await (ahead || fetchLate()).catch(kept);
  if (!answer.ok) throw new TypeError(`${answer.url}: ${answer.status}`);
  await WebAssembly.instantiate(await answer.arrayBuffer(), { __wasm_split: wasm });
}

// `call` and `data` are the function to call when the piece has come or is lost, and what for.
export function __wasm_split_load_late(call, data) {
  asked = began.then(async (wasm) => {
    let has_come = true;
    try {
      await bring(wasm);
    } catch (error) {
      // The page says so, and may ask again.
      console.warn(error);
      has_come = false;
      lost = true;
    }
    ahead = undefined;
    wasm.__indirect_function_table.get(call)(data, has_come);
  });
}
