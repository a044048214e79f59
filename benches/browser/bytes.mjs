// What a first visit loads, in bytes, by kind of file.
import { extname } from "node:path";
import { withTab } from "./chromium.mjs";

/** An answer to a filter, which a press before the program fetches, is HTML in a `.txt`. */
const KINDS = { "": "html", ".html": "html", ".txt": "html", ".css": "css", ".js": "js", ".wasm": "wasm", ".json": "data", ".woff2": "fonts" };
/** The browser fetches icons when it likes, and no reader waits for them. */
const LEFT_OUT = [".svg", ".ico", ".png", ".webmanifest"];

/** The bytes of a first visit to `url`: with brotli, with gzip, unpacked. */
export async function bytes(browser, url) {
  const brotli = await files(browser, url, "br");
  const gzip = await files(browser, url, "gzip");
  return {
    brotli: byKind(brotli, "encodedBodySize"),
    gzip: byKind(gzip, "encodedBodySize"),
    raw: byKind(brotli, "decodedBodySize"),
  };
}

function files(browser, url, encodings) {
  return withTab(browser, { encodings }, async (tab) => {
    await tab.load(url);
    return tab.probe("files");
  });
}

function byKind(files, size) {
  const sums = {};
  for (const file of files) {
    const extension = extname(new URL(file.name).pathname);
    if (LEFT_OUT.includes(extension)) continue;
    const kind = KINDS[extension];
    if (!kind) throw new Error(`${file.name} is of no kind that is counted`);
    sums[kind] = (sums[kind] ?? 0) + file[size];
  }
  return sums;
}
