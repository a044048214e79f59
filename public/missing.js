// At an address of the site that leads nowhere: goes on to what was probably meant, with all that the link
// brought along. A page that exists is not asked for, because nobody here knows which do.
(function () {
  "use strict";
  var top = new URL(document.currentScript.getAttribute("data-top"), location.href);
  if (location.pathname.indexOf(top.pathname) !== 0) return;
  var rest = location.pathname.slice(top.pathname.length).replace(/\/+$/, "");
  // Files are missing when they are missing; only what may be a page is led on.
  var to = /^(text|s\/[a-z0-9_-]+)$/.test(rest) ? rest + ".html" : "./";
  if (/\.(?!html$)[a-z0-9]+$/i.test(rest)) return;
  var next = new URL(to + location.search + location.hash, top);
  // Where the page of the site is missing itself, this must not go round for ever.
  if (next.pathname !== location.pathname) location.replace(next.href);
})();
