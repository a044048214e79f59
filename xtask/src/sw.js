// Keeps the site for readers without a network: all files of one build, or none of them. `worker.rs` says
// which (FILES, each with its hash) and what this build is called (VERSION).
//
// - Files whose names hold a hash never change: they are taken from here.
// - Pages, and the few other files, are asked for, so that an update is seen at the next visit; where no
//   answer comes in time, this build's are shown, which fit each other.
// - A new build is fetched whole beside this one. It takes over when no page runs this one any more, when
//   the reader says so, or when the page that asks runs the new one already.
"use strict";

// How long a page may take before what is here is shown instead. Half of what start.js waits.
const PATIENCE = 4000;

const HERE = new URL("./", location.href);
// Several copies of the site may lie on one host.
const OURS = `plan ${HERE.pathname} `;
const CACHE = OURS + VERSION;
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.(css|js|wasm)$/;

const address = (name) => new URL(name, HERE).href;

// A page that was answered by way of another address must not be given to a reader as such.
const plain = (answer) =>
  answer.redirected ? new Response(answer.body, { status: answer.status, headers: answer.headers }) : answer;

async function keep(cache, name) {
  // Other bytes than this build's are refused, so that a deploy in the middle of this leaves no mixture.
  const cached = HASHED.test(name) ? "default" : "no-cache";
  const answer = await fetch(address(name), { integrity: FILES[name], cache: cached });
  if (!answer.ok) throw new TypeError(`${name}: ${answer.status}`);
  await cache.put(address(name), plain(answer));
}

addEventListener("install", (event) => {
  const kept = caches.open(CACHE).then((cache) => Promise.all(Object.keys(FILES).map((name) => keep(cache, name))));
  // Half a build is of no use.
  event.waitUntil(kept.catch((error) => caches.delete(CACHE).then(() => Promise.reject(error))));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(OURS) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

// A page asks what to do: it says which script it runs, or that the reader wants the new build.
addEventListener("message", (event) => {
  const { runs, take } = event.data;
  if (take || runs in FILES) skipWaiting();
  else event.source.postMessage("newer");
});

// What there is of a file of this build. Opening a cache would make it anew when a newer worker has removed it.
const kept = (name) => caches.match(address(name), { cacheName: CACHE });

// What can be shown without a network: a file of this build, or for a page to share the view that it is of.
async function instead(name) {
  const shared = /^s\/(?:(county|theme)-(\w+)|(m\d+))(?:\.html)?$/.exec(name);
  if (shared) return Response.redirect(address(shared[3] ? `?at=${shared[3]}` : `?${shared[1]}=${shared[2]}`));
  return kept(name);
}

async function newest(request, name) {
  // Past the browser's own cache, where hosts let it keep pages for a while.
  const asked = fetch(request, { cache: "no-cache" });
  const answer = asked.catch(() => null);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const soon = await Promise.race([answer, late]);
  if (soon && (soon.ok || soon.type === "opaqueredirect" || soon.status === 304)) return soon;
  return (await instead(name)) || asked;
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { href, origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== HERE.origin || !pathname.startsWith(HERE.pathname)) return;
  const path = pathname.slice(HERE.pathname.length);
  const name = path === "" || path === "index.html" ? "./" : path;
  // Any build's: names that hold a hash are the same in all.
  if (HASHED.test(name)) event.respondWith(caches.match(href).then((found) => found || fetch(request)));
  else if (name in FILES || name.startsWith("s/")) event.respondWith(newest(request, name));
});
