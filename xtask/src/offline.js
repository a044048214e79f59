// Registers the service worker (sw.js) once the app runs, and tells the reader when it has a newer build.
// If a browser refuses, the page works as before.

// Trusted Types: the only address that may become a worker.
const rules = { createScriptURL: () => new URL("sw.js", import.meta.url).href };
const policy = window.trustedTypes ? trustedTypes.createPolicy("offline", rules) : rules;

// The files of this build that the page runs with; their names hold their hashes.
const runs = [...document.querySelectorAll("link[rel=modulepreload], link[rel=preload]")].map((link) => link.href.split("/").pop());

const notice = () => document.getElementById("update");

async function register() {
  const container = navigator.serviceWorker;
  container.onmessage = ({ data }) => {
    if (data === "newer" && notice()) notice().hidden = false;
  };
  const registration = await container.register(policy.createScriptURL(""));
  const watch = (worker) => {
    if (!worker) return;
    // With an active worker there was a build before this one: ask whether the page is of the waiting one.
    const ask = () => {
      if (worker.state === "installed" && registration.active) worker.postMessage({ runs });
    };
    worker.addEventListener("statechange", ask);
    ask();
  };
  watch(registration.waiting || registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) registration.update().catch(() => {});
  });
  // On the document, because the app writes the notice again when the language changes.
  document.addEventListener("click", ({ target }) => {
    if (target.id === "update-later") notice().hidden = true;
    if (target.id !== "update-now") return;
    const worker = registration.waiting;
    if (!worker) return location.reload();
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") location.reload();
    });
    worker.postMessage({ take: true });
  });
}

const later = window.requestIdleCallback || setTimeout;
const begin = () => later(() => register().catch(() => {}));

const started = () => {
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
};

// In another site's frame the page is a guest and stores nothing.
if (navigator.serviceWorker && top === window) {
  if (document.documentElement.hasAttribute("data-ready")) started();
  else addEventListener("TrunkApplicationStarted", started);
}
