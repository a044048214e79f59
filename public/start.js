// Around the program: says so when it does not start, or when it stops, and leads to the text with the
// link's place kept. Old browsers run this too, so it is written for them.
(function () {
  "use strict";
  var started = false;
  var stopped = false;
  // Why there is no start. What is known later is better known than that it takes long.
  var known = false;

  // Passages, sentences, milestones, projects and terms all have a place of their own in the text edition.
  function text() {
    var at = /[?&]at=([a-z0-9.-]+)/.exec(location.search);
    return "text.html" + (at ? "#" + at[1] : "");
  }
  function lead(id) {
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

  // The link of what is chosen once the value of a facet has been pressed: its fields are called as its key
  // in links.
  function chosen(field) {
    var key = field.name;
    var parts = location.search.slice(1).split("&").filter(function (part) {
      return part && part.indexOf(key + "=") !== 0;
    });
    var values = [].map.call(document.querySelectorAll("[name=" + key + "]:checked"), function (field) {
      return field.value;
    });
    if (values.length) parts.push(key + "=" + values.join(","));
    return "?" + parts.join("&");
  }

  // The program is not to be trusted with anything any more. Links lead on by themselves, which loads the
  // page anew, and so do fields that have a link.
  function stop() {
    var notice = document.getElementById("stopped");
    if (stopped || !notice) return;
    stopped = true;
    notice.hidden = false;
    lead("stopped-text");
    ["click", "change", "input", "keydown", "mousedown", "focusin", "focusout", "pointerover"].forEach(function (name) {
      addEventListener(name, function (event) {
        event.stopImmediatePropagation();
        var field = name === "change" && event.target.closest("[data-to], [data-toggle]");
        if (field) location.href = field.getAttribute("data-to") || chosen(field);
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

  // Whether the program broke off: at a panic or a trap, or where calls went too deep.
  function broke(error) {
    var name = error && error.name;
    return name === "RuntimeError" || ((name === "RangeError" || name === "InternalError") && /wasm/.test(error.stack));
  }

  function wrong(error) {
    if (!started) {
      fail(why(error));
      known = true;
    } else if (broke(error)) {
      stop();
    }
  }

  lead("to-text");
  addEventListener("TrunkApplicationStarted", function () {
    started = document.documentElement.hasAttribute("data-ready");
    if (!started) fail();
  });
  addEventListener("error", function (event) {
    var lost = event.target;
    // A picture that is missing keeps nothing from starting.
    if (lost && lost !== window) {
      if (lost.nodeName === "SCRIPT") wrong({ name: "TypeError" });
    } else {
      wrong(event.error);
    }
  }, true);
  addEventListener("unhandledrejection", function (event) {
    wrong(event.reason);
  });

  // A function that fills memory: the newest of what the program is built with (bulk memory: Chromium 75,
  // Firefox 79, Safari 15). An old browser may also fail at the script, without a sound.
  var newest = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 13, 1, 11, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 11];
  if (!("noModule" in document.createElement("script")) || typeof WebAssembly !== "object" ||
      typeof WebAssembly.validate !== "function" || !WebAssembly.validate(new Uint8Array(newest))) {
    fail("这个浏览器过旧，不支持所需的功能。");
    known = true;
  }
  setTimeout(function () { fail("等了八秒还没有启动，网络可能很慢或已中断。启动后会自动换成可筛选的页面。"); }, 8000);
})();
