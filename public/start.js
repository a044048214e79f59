// Before the app runs: says so when it cannot start, and leads to the text with the link's place kept.
(function () {
  "use strict";
  var started = false;
  var at = /[?&]at=([a-z0-9.-]+)/.exec(location.search);
  var toText = document.getElementById("to-text");
  // Passages, sentences, milestones, projects and terms all have a place of their own in the text edition.
  if (at && toText) toText.href = "text.html#" + at[1];
  function fail(why) {
    var failure = document.getElementById("failure");
    if (started || !failure || !failure.hidden) return;
    failure.hidden = false;
    var loading = document.getElementById("loading");
    if (loading) loading.hidden = true;
    if (why) failure.querySelector(".why").textContent = why;
  }
  addEventListener("TrunkApplicationStarted", function () {
    started = document.documentElement.hasAttribute("data-ready");
    if (!started) fail();
  });
  addEventListener("error", function () { fail(); }, true);
  addEventListener("unhandledrejection", function () { fail(); });
  // A module script that an old browser does not understand fails without a sound.
  if (!("noModule" in document.createElement("script")) || typeof WebAssembly !== "object") {
    fail("这个浏览器过旧，不支持所需的功能。");
  }
  setTimeout(function () { fail("等待时间过长，网络可能中断。"); }, 15000);
})();
