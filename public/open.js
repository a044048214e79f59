// On a page to share: goes on to the app at the same view, in a browser that can run it. Everywhere else
// the words stay, which is all that happens when this script is missing.
(function () {
  "use strict";
  var script = document.currentScript;
  var opens = script && script.getAttribute("data-open");
  // A saved copy (file:) cannot load the app, and neither can a page without network that no worker serves.
  if (!opens || !/^https?:$/.test(location.protocol)) return;
  if (navigator.onLine === false && !(navigator.serviceWorker && navigator.serviceWorker.controller)) return;
  // A function that fills memory: the newest of what the program is built with (bulk memory: Chromium 75,
  // Firefox 79, Safari 15). The rest came before it.
  var newest = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 13, 1, 11, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 11];
  if (!("noModule" in script) || typeof WebAssembly !== "object" || typeof WebAssembly.validate !== "function") return;
  if (!WebAssembly.validate(new Uint8Array(newest))) return;
  // What the link brought along goes on with it, except where the page's own view says otherwise.
  var parts = opens.split("?");
  var own = parts[1] ? parts[1].split("&") : [];
  var keys = own.map(function (pair) { return pair.split("=")[0]; });
  var brought = location.search.slice(1).split("&").filter(function (pair) {
    return pair && keys.indexOf(pair.split("=")[0]) < 0;
  });
  var query = own.concat(brought).join("&");
  var app = new URL(parts[0] + (query ? "?" + query : ""), location.href);
  // A host that answers every address with this page must not be asked again and again.
  if (app.origin !== location.origin || app.pathname === location.pathname) return;
  // In the place of this page, so that Back leads to where the link was followed and not here again.
  location.replace(app.href);
})();
