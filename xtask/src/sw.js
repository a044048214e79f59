// Keeps the site for readers without a network: all files of one build, or none of them. The build writes
// VERSION, its name, and FILES, each with its integrity, before these lines (xtask/src/worker.rs).
//
// - A file with a hash in its name never changes, so it comes from the cache.
// - A page is asked for each time, so a reader sees an update, or that the site is gone, at the next visit.
//   Where the network gives no answer in time, the page of this build comes from the cache.
// - A new build is fetched whole into a cache of its own. It takes over when no page of this one is open any
//   more, when the reader says so, or when a page already runs the program of the new one.
"use strict";

// How long a page may take before the cached one is shown, in milliseconds. Half of what start.js waits.
const PATIENCE = 4000;

const HERE = new URL("./", location.href);
// A host may have several copies of the site.
const PREFIX = `plan ${HERE.pathname} `;
const CACHE = PREFIX + VERSION;
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.(js|wasm)$/;

const address = (name) => new URL(name, HERE).href;

async function keep(cache, name) {
  // With its integrity, so a deploy that happens meanwhile leaves no mixture of two builds.
  const mode = HASHED.test(name) ? "default" : "no-cache";
  const answer = await fetch(address(name), { integrity: FILES[name], cache: mode });
  if (!answer.ok) throw new TypeError(`${name}: ${answer.status}`);
  // A browser refuses to show a page whose answer says that it was redirected.
  const { status, headers } = answer;
  await cache.put(address(name), answer.redirected ? new Response(answer.body, { status, headers }) : answer);
}

addEventListener("install", (event) => {
  const all = caches.open(CACHE).then((cache) => Promise.all(Object.keys(FILES).map((name) => keep(cache, name))));
  event.waitUntil(all.catch((error) => caches.delete(CACHE).then(() => Promise.reject(error))));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(PREFIX) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

// From a page: the files it runs with (`runs`), or that the reader wants the new build (`take`).
addEventListener("message", (event) => {
  const { runs, take } = event.data;
  if (take || runs.every((name) => name in FILES)) skipWaiting();
  else event.source.postMessage("newer");
});

// A file of this build. Not by opening the cache, which would create it again after a newer worker removed it.
const cached = (name) => caches.match(address(name), { cacheName: CACHE });

// What can be shown without a network. A page to share leads to the view that it is about.
async function offline(name) {
  const shared = /^s\/(?:(county|theme)-(\w+)|(m\d+))(?:\.html)?$/.exec(name);
  if (shared) return Response.redirect(address(shared[3] ? `?at=${shared[3]}` : `?${shared[1]}=${shared[2]}`));
  return cached(name);
}

// The host's answer, whatever its status, so a site that is gone or broken is seen to be. Only if none comes,
// or none in time, the cached file.
async function fresh(request, name) {
  // Past the browser's own cache: some hosts let it keep pages for a while.
  const asked = fetch(request, { cache: "no-cache" });
  const answer = asked.catch(() => null);
  const timeout = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  return (await Promise.race([answer, timeout])) || (await offline(name)) || asked;
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== HERE.origin || !pathname.startsWith(HERE.pathname)) return;
  const path = pathname.slice(HERE.pathname.length);
  const name = path === "" || path === "index.html" ? "./" : path;
  if (HASHED.test(name)) event.respondWith(caches.match(href).then((found) => found || fetch(request)));
  else if (name in FILES || name.startsWith("s/")) event.respondWith(fresh(request, name));
});
