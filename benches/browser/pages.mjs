// Puts the pages that are measured side by side below one directory: <plan>/<page>/.
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export const OURS = { id: "ours", name: "ours" };
export const BEFORE = { id: "before", name: "before" };
export const PEERS = [
  { id: "instantsearch", name: "React InstantSearch" },
  { id: "solid", name: "Solid + MiniSearch" },
  { id: "plain", name: "plain JavaScript" },
];

/** The pages of `site` that there are for any of these plans, ours first. */
export function pagesOf(site, ...plans) {
  const exists = (id) => plans.some((copies) => existsSync(join(site, `${copies}/${id}/index.html`)));
  return [OURS, BEFORE, ...PEERS].filter(({ id }) => exists(id));
}

/**
 * Copies the pages of each plan (`{ copies, ours, json }`) to `site`: our build, the `peers` with the plan's file,
 * and, if `before` is given, an earlier build. `before` is its site, or the `site` of its own run.
 */
export function arrange(site, plans, peers, before) {
  if (before === site) throw new Error("this run replaces the directory given with --before; copy it first");
  rmSync(site, { recursive: true, force: true });
  for (const { copies, ours, json } of plans) {
    const put = (from, { id }) => {
      if (!existsSync(join(from, "index.html"))) throw new Error(`there is no page in ${from}; run without --no-build`);
      const to = join(site, `${copies}/${id}`);
      cpSync(from, to, { recursive: true });
      return to;
    };
    compress(put(ours, OURS), copies);
    for (const peer of PEERS) {
      const to = put(join(peers, peer.id), peer);
      cpSync(json, join(to, "plan.json"));
      compress(to, copies);
    }
    const earlier = before ? [join(before, `${copies}/ours`), ...(copies === 1 ? [before] : [])] : [];
    const found = earlier.find((path) => existsSync(join(path, "index.html")));
    if (found) compress(put(found, BEFORE), copies);
  }
  const copies = plans.map((plan) => plan.copies);
  if (before && !pagesOf(site, ...copies).includes(BEFORE)) {
    throw new Error(`${before} has no page around the plan ${copies.join("×, ")}×`);
  }
  // The server wants a page at its root.
  const links = copies.flatMap((plan) =>
    pagesOf(site, plan).map(({ id, name }) => `<li><a href="${plan}/${id}/">${name}, ${plan}×</a>`),
  );
  writeFileSync(join(site, "index.html"), `<!doctype html><title>Pages</title><ul>${links.join("\n")}</ul>`);
}

/** Writes `.br` and `.gz` beside the files of a page that has none yet. Repeated plans get less effort. */
function compress(directory, copies) {
  const quality = copies === 1 ? 11 : 5;
  for (const name of readdirSync(directory, { recursive: true })) {
    const path = join(directory, name);
    const text = [".html", ".css", ".js", ".json", ".wasm"].includes(extname(name));
    if (!text || !statSync(path).isFile() || existsSync(`${path}.br`)) continue;
    const bytes = readFileSync(path);
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}
