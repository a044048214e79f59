// On a page to share: goes on to the app at the same view, in a browser that can run it. Everywhere else the
// page stays, as it does without this script.
(function () {
  "use strict";
  var script = document.currentScript;
  var opens = script && script.getAttribute("data-open");
  // A saved copy (file:) cannot load the app. Neither can a page without a network and without the worker.
  if (!opens || !/^https?:$/.test(location.protocol)) return;
  if (navigator.onLine === false && !(navigator.serviceWorker && navigator.serviceWorker.controller)) return;
  // What the app needs (start.js).
  if (typeof WebAssembly !== "object" || !window.CSS || !CSS.supports || !CSS.supports("aspect-ratio", "1")) return;
  // The keys of this page's link go with it, except those that its view sets.
  var parts = opens.split("?");
  var own = parts[1] ? parts[1].split("&") : [];
  var keys = own.map(function (pair) { return pair.split("=")[0]; });
  var brought = location.search.slice(1).split("&").filter(function (pair) {
    return pair && keys.indexOf(pair.split("=")[0]) < 0;
  });
  var query = own.concat(brought).join("&");
  var app = new URL(parts[0] + (query ? "?" + query : ""), location.href);
  // A host that answers every address with this page would make a loop.
  if (app.origin !== location.origin || app.pathname === location.pathname) return;
  // Replacing this page in the history, so that Back does not lead here again.
  location.replace(app.href);
})();
