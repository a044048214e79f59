// Builds every peer for production: `node build.js <directory>` leaves each in a directory of its name.
import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { build } from "vite";
import solid from "vite-plugin-solid";

const PEERS = { instantsearch: [react()], solid: [solid()], plain: [] };

const out = resolve(process.argv[2] ?? "dist");
for (const [name, plugins] of Object.entries(PEERS)) {
  await build({
    root: resolve(import.meta.dirname, name),
    configFile: false,
    logLevel: "warn",
    base: "./",
    publicDir: false,
    plugins,
    build: { outDir: resolve(out, name), emptyOutDir: true },
  });
}
