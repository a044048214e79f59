// Runs before the app: tells the reader when the app does not start or stops, with a link to the text at the same
// place. Old browsers run this too, so it is old JavaScript.
(function () {
  "use strict";
  var started = false;
  var stopped = false;
  // Whether the reason is known why the app does not start. It replaces the one that starting takes long.
  var known = false;

  // Passages, sentences, milestones, projects and terms all have an anchor in the text edition.
  function text() {
    var at = /[?&]at=([a-z0-9.-]+)/.exec(location.search);
    return "text.html" + (at ? "#" + at[1] : "");
  }
  function linkToText(id) {
    var link = document.getElementById(id);
    if (link) link.href = text();
  }

  function fail(why) {
    var failure = document.getElementById("failure");
    if (started || known || !failure) return;
    failure.hidden = false;
    var loading = document.getElementById("loading");
    if (loading) loading.hidden = true;
    if (why) failure.querySelector(".why").textContent = why;
  }

  // The link after a value was chosen. A field has the name of its key in links; a tile of the map, that and more.
  function linkOf(field) {
    var key = field.name.replace("-tile", "");
    var parts = location.search.slice(1).split("&").filter(function (part) {
      return part && part.indexOf(key + "=") !== 0;
    });
    var values = [].map.call(document.querySelectorAll("[name=" + field.name + "]:checked"), function (field) {
      return field.value;
    });
    if (values.length) parts.push(key + "=" + values.join(","));
    return "?" + parts.join("&");
  }

  // The app has crashed, so it gets no more events. Links load the page again, and so do boxes and radio buttons.
  function stop() {
    var notice = document.getElementById("stopped");
    if (stopped || !notice) return;
    stopped = true;
    notice.hidden = false;
    linkToText("stopped-text");
    ["click", "change", "input", "keydown", "mousedown", "focusin", "focusout", "pointerover"].forEach(function (name) {
      addEventListener(name, function (event) {
        event.stopImmediatePropagation();
        var field = name === "change" && event.target;
        if (field && (field.type === "checkbox" || field.type === "radio")) location.href = linkOf(field);
      }, true);
    });
    addEventListener("popstate", function () { location.reload(); });
  }

  function why(error) {
    var name = error && error.name;
    if (name === "CompileError" || name === "LinkError") return "浏览器没有接受这个程序：它可能过旧，或被安全设置禁止。";
    if (name === "RuntimeError") return "程序刚启动就出了错。";
    if (name === "TypeError") return "程序没有完整到达：网络中断，或文件在途中被改动。";
    return "";
  }

  // A panic or another trap, or a stack overflow in the program.
  function isCrash(error) {
    var name = error && error.name;
    return name === "RuntimeError" || ((name === "RangeError" || name === "InternalError") && /wasm/.test(error.stack));
  }

  function onError(error) {
    if (!started) {
      fail(why(error));
      known = true;
    } else if (isCrash(error)) {
      stop();
    }
  }

  // The page's start script calls this if the app does not start (xtask/src/after_trunk.rs).
  window.planStartFailed = onError;

  linkToText("to-text");
  addEventListener("TrunkApplicationStarted", function () {
    started = document.documentElement.hasAttribute("data-ready");
    if (!started) fail();
  });
  addEventListener("error", function (event) {
    var target = event.target;
    if (!target || target === window) onError(event.error);
    // A file that did not load. Only a missing script keeps the app from starting.
    else if (target.nodeName === "SCRIPT") onError({ name: "TypeError" });
  }, true);
  addEventListener("unhandledrejection", function (event) {
    onError(event.reason);
  });
  // The host forbids the script that starts the app.
  addEventListener("securitypolicyviolation", function (event) {
    if (event.target.nodeName === "SCRIPT" && event.target.type === "module") onError({ name: "CompileError" });
  });

  // Top-level await in that script needs Chromium 89, Firefox 89 or Safari 15, which have aspect-ratio since
  // the same versions (Chromium one earlier). Browsers can also switch WebAssembly off.
  if (typeof WebAssembly !== "object" || !window.CSS || !CSS.supports || !CSS.supports("aspect-ratio", "1")) {
    fail("这个浏览器过旧，不支持所需的功能。");
    known = true;
  }
  setTimeout(function () { fail("等了八秒还没有启动，网络可能很慢或已中断。启动后会自动换成可筛选的页面。"); }, 8000);
})();
