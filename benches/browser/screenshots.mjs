// Pictures of the page: `node screenshots.mjs OPTIONS`, written by `xtask/src/screenshots.rs`.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./chromium.mjs";

/** Every view, and some with filters or an opened passage. */
const ADDRESSES = [
  "",
  "view=timeline",
  "view=timeline&period=15",
  "view=map",
  "view=projects",
  "view=figures",
  "view=matrix",
  "view=compare&county=linzhou,nimu",
  "view=compare&theme=rural,ecology",
  "view=text",
  "view=about",
  "county=nimu&at=m1",
  "theme=ecology&county=dangxiong",
  "view=map&county=nimu&embed=1",
];
/** Below this width the page is opened as on a phone. */
const PHONE = 600;
const READY_MS = 20_000;

const options = JSON.parse(process.argv[2]);
const { chromium, url, directory, widths, schemes, english, large_text: largeText, full, js } = options;
const addresses = options.addresses.length > 0 ? options.addresses : ADDRESSES;
mkdirSync(directory, { recursive: true });
const browser = await launch(chromium);
let failed = 0;
for (const width of widths) {
  for (const scheme of schemes) failed += await pictures(width, scheme);
}
await browser.close();
if (failed > 0) {
  console.log(`the page did not start for ${failed} of the pictures`);
  process.exitCode = 1;
}

/** Takes every picture of one width and scheme; gives for how many the page did not start. */
async function pictures(width, scheme) {
  const phone = width < PHONE;
  const context = await browser.newContext({
    viewport: { width, height: phone ? 740 : 900 },
    isMobile: phone,
    hasTouch: phone,
    locale: "zh-CN",
    reducedMotion: "reduce",
    colorScheme: scheme === "light" ? "light" : "dark",
    forcedColors: scheme === "forced" ? "active" : "none",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.log(`    error: ${error.message}`));
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) console.log(`    ${message.type()}: ${message.text()}`);
  });
  if (largeText) {
    const cdp = await context.newCDPSession(page);
    await cdp.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  }
  let failed = 0;
  for (const address of addresses) {
    const query = [address.replace(/^[/?]+/, ""), english && "lang=en"].filter(Boolean).join("&");
    await page.goto(query ? `${url}?${query}` : url);
    const ready = await page.waitForSelector("html[data-ready]", { timeout: READY_MS }).catch(() => null);
    if (js) await page.evaluate(js);
    // The rest of a view may be drawn a moment after its beginning.
    await page.waitForTimeout(500);
    const name = `${nameOf(query)}-${width}-${scheme}${largeText ? "-large" : ""}.png`;
    await page.screenshot({ path: join(directory, name), fullPage: full });
    console.log(`${join(directory, name)}${ready ? "" : ": did not start"}`);
    failed += ready ? 0 : 1;
  }
  await context.close();
  return failed;
}

/** A file name for the page that `query` opens. */
function nameOf(query) {
  const name = query.replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-|-$/g, "");
  // A file name has at most 255 bytes, and a Chinese character three of them.
  return [...name].slice(0, 60).join("") || "page";
}
