// Chromium, and tabs in it under set conditions.
import { chromium } from "playwright-core";

/** What DevTools calls slow 4G, with its own corrections: bytes per second, and ms. */
const SLOW_4G = { downloadThroughput: 180_000, uploadThroughput: 84_375, latency: 562.5 };
const NO_LIMITS = { downloadThroughput: -1, uploadThroughput: -1, latency: 0 };

/** How many times slower the processor is made, and whether the network is. */
export const FAST = { name: "unthrottled", cpu: 1, network: NO_LIMITS };
export const SLOW = { name: "6× CPU, slow 4G", cpu: 6, network: SLOW_4G };
export const CONDITIONS = [FAST, SLOW];

/** How long a page may take to load, or to do what is not measured, in ms. */
const LOADING_MS = 110_000;
/** How long it may take to answer what is measured, in ms. */
const ANSWERING_MS = 15_000;

/** Starts Chromium. It has no sandbox, as containers and CI run as root; it visits only this machine. */
export function launch(executablePath) {
  return chromium.launch({ executablePath, chromiumSandbox: false, args: ["--disable-gpu", "--disable-quic"] });
}

/** Runs `use` with a new tab that has its own process and an empty cache, and closes it. */
export async function withTab(browser, { condition = FAST, encodings = "br, gzip" }, use) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "zh-CN",
    reducedMotion: "reduce",
    extraHTTPHeaders: { "Accept-Encoding": encodings },
  });
  try {
    const page = await context.newPage();
    await page.addInitScript({ path: new URL("probe.js", import.meta.url).pathname });
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    // A service worker that an earlier load in this tab left would answer in place of the server.
    await cdp.send("Network.setBypassServiceWorker", { bypass: true });
    await cdp.send("Network.emulateNetworkConditions", { offline: false, ...condition.network });
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: condition.cpu });
    return await use(new Tab(page, cdp));
  } finally {
    await context.close();
  }
}

/** A tab with a page that has the probe. `wanted` is what the probe's `shows` checks. */
class Tab {
  constructor(page, cdp) {
    this.page = page;
    this.cdp = cdp;
  }

  /** Calls a function of the probe. */
  probe(name, ...given) {
    return this.page.evaluate(([name, given]) => window.probe[name](...given), [name, given]);
  }

  /** Opens a page, waits for its list and, if the address asks for nothing, for its first answer. */
  async load(url) {
    await this.page.goto(url, { waitUntil: "commit", timeout: LOADING_MS });
    const loaded = await this.probe("loading");
    const last = url.includes("?") ? loaded.list : loaded.answered;
    if (last === null || loaded.paint === null) throw new Error(`${url} shows no list: ${JSON.stringify(loaded)}`);
    return loaded;
  }

  /** Presses the left mouse button on an element; gives the ms to the first right frame. */
  async press(target, wanted) {
    const point = await this.probe("locate", target);
    if (!point) throw new Error(`the page has no ${target.selector}`);
    await this.probe("arm", "click", wanted, ANSWERING_MS);
    for (const type of ["mousePressed", "mouseReleased"]) {
      await this.cdp.send("Input.dispatchMouseEvent", { type, ...point, button: "left", clickCount: 1 });
    }
    return this.#firstFrame(target.selector);
  }

  /** Types a letter as an input method does; gives the ms to the first right frame. */
  async type(text, wanted) {
    await this.probe("arm", "input", wanted, ANSWERING_MS);
    await this.cdp.send("Input.insertText", { text });
    return this.#firstFrame(text);
  }

  /** Goes back in the history; gives the ms to the first right frame. */
  async back(wanted) {
    await this.probe("back", wanted, ANSWERING_MS);
    return this.#firstFrame("history.back()");
  }

  async #firstFrame(what) {
    const ms = await this.probe("firstFrame");
    if (ms === null) throw new Error(`no answer to ${what} within ${ANSWERING_MS / 1000} s`);
    return ms;
  }

  /** Waits until the page is quiet and its address is `search`; gives the ms from the event to its last change. */
  async lastChange(search) {
    const ms = await this.probe("lastChange", search, ANSWERING_MS);
    if (ms === null) throw new Error(`the address is ${this.page.url()} and does not become ?${search}`);
    return ms;
  }

  /** Clicks, or with `text` fills a field, without measuring. */
  async act(target, wanted) {
    if (!(await this.probe("act", target, wanted, LOADING_MS))) {
      throw new Error(`no answer to ${JSON.stringify(target)}: ${JSON.stringify(wanted)}`);
    }
  }

  /** Waits until the page shows `wanted`. */
  async comesToShow(wanted) {
    if (!(await this.probe("comesToShow", wanted, LOADING_MS))) {
      throw new Error(`${this.page.url()} does not come to show ${JSON.stringify(wanted)}`);
    }
  }

  /** The memory in use after a collection of garbage, in bytes. */
  async memory() {
    await this.cdp.send("Performance.enable");
    // The second collection takes what finalisers of the first let go.
    for (let times = 0; times < 2; times += 1) await this.cdp.send("HeapProfiler.collectGarbage");
    const { metrics } = await this.cdp.send("Performance.getMetrics");
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize").value;
    return { heap, wasm: await this.probe("wasmMemory") };
  }
}
