// Draws the site's PNGs from its SVGs: `node pictures.mjs OPTIONS`, written by `xtask/src/pictures.rs`.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./chromium.mjs";

/** From, to, width and height in pixels. */
const PICTURES = [
  ["cover.svg", "cover.png", 1200, 630],
  ["icon.svg", "icon-192.png", 192, 192],
  ["icon.svg", "icon-512.png", 512, 512],
  ["icon.svg", "apple-touch-icon.png", 180, 180],
];
/** Fills the corners of the icons: home screens cut their own. */
const BACKGROUND = "#7a1f1c";

const { chromium, directory } = JSON.parse(process.argv[2]);
const browser = await launch(chromium);
for (const [from, to, width, height] of PICTURES) {
  const page = await browser.newPage({ viewport: { width, height } });
  const svg = readFileSync(join(directory, from), "base64");
  await page.setContent(
    `<body style="margin: 0; background: ${BACKGROUND}"><img src="data:image/svg+xml;base64,${svg}"
      style="display: block; width: 100vw; height: 100vh">`,
  );
  await page.screenshot({ path: join(directory, to) });
  await page.close();
  console.log(`${to}: ${width} × ${height}, ${statSync(join(directory, to)).size} bytes`);
}
await browser.close();
