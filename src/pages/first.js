// Runs in the head, before anything is painted, until the program is there. Shows what the link asks for: the
// overview, the answer to a theme, a county or both, in Chinese or English, from a file of its own, or for any other
// link the outline and the chosen words. Keeps what is pressed and typed in the address, where the program finds it.
// Old browsers run this too, so it is old JavaScript. src/pages/prerendered.rs draws what is shown.
(function () {
  "use strict";
  var root = document.documentElement;
  var of = document.currentScript.dataset;
  var keys = of.keys.split(" ");
  var ids = { theme: of.theme.split(" "), county: of.county.split(" "), lang: of.lang.split(" ") };
  // How long an answer may take before the outline is shown, in milliseconds.
  var PATIENCE = 1000;

  // Where a browser enforces Trusted Types, this is the only way from a string to markup. The app takes the
  // function from the window when it starts (src/dom/trusted.rs), so nothing else can call it.
  var rules = { createHTML: function (markup) { return markup; } };
  var policy = window.trustedTypes ? trustedTypes.createPolicy("plan", rules) : rules;
  window.planMarkup = function (markup) { return policy.createHTML(markup); };

  // The reader's settings, as in src/app/settings.rs and src/app/state.rs.
  function setting(name) {
    try { return localStorage.getItem(of.store + name) || ""; } catch (error) { return ""; }
  }
  ["scheme", "size"].forEach(function (name) { root.setAttribute("data-" + name, setting(name)); });
  function prefersChinese() {
    var languages = [setting("lang")].concat(navigator.languages || [navigator.language || ""]);
    var known = languages.filter(function (tag) { return /^(zh|en)(-|$)/i.test(tag); });
    return !known.length || /^zh/i.test(known[0]);
  }

  function byId(id) { return document.getElementById(id); }
  function isReady() { return root.hasAttribute("data-ready"); }
  function parts() { return location.search.slice(1).split("&").filter(Boolean); }
  function state(name) { root.setAttribute("data-first", name); }
  function inLanguageOf(name) { root.lang = /^en(\.|$)/.test(name) ? "en" : "zh-Hans"; }

  // What the link asks for: the name of an answer, "" for the overview in Chinese, or nothing if it is neither. Only
  // what the program would surely read in the same way (src/link/read.rs). A key that it drops does not matter.
  function asked() {
    if (location.search.length > 2000) return null;
    var chosen = {};
    var sure = parts().every(function (part) {
      var pair = /^([A-Za-z0-9_]+)(?:=(.*))?$/.exec(part);
      if (!pair) return false;
      if (keys.indexOf(pair[1].toLowerCase()) < 0) return true;
      if (!ids[pair[1]] || chosen[pair[1]] || ids[pair[1]].indexOf(pair[2]) < 0) return false;
      chosen[pair[1]] = pair[2];
      return true;
    });
    if (!sure) return null;
    var isChinese = chosen.lang ? chosen.lang === "zh" : prefersChinese();
    var filters = ["theme", "county"].filter(function (key) { return chosen[key]; });
    return (isChinese ? [] : ["en"]).concat(filters.map(function (key) {
      return key + "-" + chosen[key];
    })).join(".");
  }

  // The answers that have come, by name. The overview in Chinese is the page's own. `changed` says whether the
  // outline has changed the header of what was shown last.
  var answers = {};
  var shown = "";
  var changed = false;
  var coming = 0;
  function fetchAnswer(name) {
    var request = new XMLHttpRequest();
    request.open("GET", "first/" + name + ".txt?v=" + of.version);
    request.onload = function () {
      if (request.status === 200) answers[name] = request.responseText;
      arrived(request.status === 200);
    };
    request.onerror = function () { arrived(false); };
    function arrived(well) {
      if (isReady() || asked() !== name) return;
      if (well) place(name); else outline();
    }
    request.send();
    var now = ++coming;
    setTimeout(function () {
      if (now === coming && asked() === name && !(name in answers) && !isReady()) outline();
    }, PATIENCE);
  }

  // Calls back when the parser is past the place for the chosen words, which stands at the head of the outline, and
  // before the outline is painted. The parser may pause anywhere.
  function whenParsed(then) {
    if (byId("chosen")) then();
    else if (!isReady()) requestAnimationFrame(function () { whenParsed(then); });
  }

  function place(name) {
    whenParsed(function () {
      var first = byId("first");
      if (isReady() || !first || asked() !== name) return;
      if (shown !== name || changed) {
        keepOverview();
        first.innerHTML = policy.createHTML(answers[name]);
        restore();
      }
      shown = name;
      changed = false;
      byId("page").removeAttribute("aria-busy");
      inLanguageOf(name);
      state("page");
    });
  }

  // What was replaced had the focus, or a button that will be pressed again.
  function restore() {
    var field = focused && byId(focused);
    if (field && document.activeElement === document.body) field.focus({ preventScroll: true });
    var button = again && document.querySelector("#first " + again);
    if (button) button.setAttribute("aria-busy", "true");
  }

  function keepOverview() {
    if (!("" in answers)) answers[""] = byId("first").innerHTML;
  }

  function isOf(tab, view) { return tab.getAttribute("data-views").split(" ").indexOf(view) >= 0; }
  function tabs() { return [].slice.call(document.querySelectorAll("#first [data-views]")); }
  function tabOf(view) { return tabs().filter(function (tab) { return isOf(tab, view); })[0]; }

  // The chosen words, as far as the page has their names.
  function chosenWords() {
    var words = [];
    parts().forEach(function (part) {
      var key = part.split("=")[0];
      var value = part.slice(key.length + 1);
      if (key === "q") {
        try { words.push("“" + decodeURIComponent(value.replace(/\+/g, " ")) + "”"); } catch (error) { /* not encoded */ }
        return;
      }
      value.split(",").forEach(function (id) {
        var entry = key === "view" ? tabOf(id) : keys.indexOf(key) >= 0 && byId(key + "-" + id);
        if (entry) words.push((entry.querySelector(".value-name") || entry).textContent);
      });
    });
    return words;
  }

  function outline() {
    state("outline");
    whenParsed(function () {
      if (!byId("first")) return;
      keepOverview();
      inLanguageOf(shown);
      changed = true;
      var list = byId("chosen");
      list.textContent = "";
      list.lang = root.lang;
      chosenWords().forEach(function (word) {
        var item = document.createElement("li");
        item.textContent = word;
        list.appendChild(item);
      });
      var view = (/[?&]view=(\w+)/.exec(location.search) || [])[1] || "list";
      tabs().forEach(function (tab) {
        if (!isOf(tab, view)) return tab.removeAttribute("aria-current");
        tab.setAttribute("aria-current", "page");
        document.querySelector("#first .here").textContent = tab.textContent;
      });
    });
  }

  function show() {
    var name = asked();
    if (name === null) outline();
    else if (name === shown || name in answers) {
      // Now, as the first part of a page may be painted before the rest has come.
      if (name === shown && !changed) {
        inLanguageOf(name);
        state("page");
      }
      place(name);
    } else {
      // After a press what was there stays. An answer is marked.
      var before = root.getAttribute("data-first");
      if (before === "page") byId("page").setAttribute("aria-busy", "true");
      if (!before) {
        inLanguageOf(name);
        state("wait");
      }
      fetchAnswer(name);
    }
  }

  // The present link with another value of a key. Another view has nothing opened.
  function withKey(key, value) {
    var gone = key === "view" ? ["view", "at", "open"] : [key];
    var rest = parts().filter(function (part) { return gone.indexOf(part.split("=")[0]) < 0; });
    if (value) rest.push(key + "=" + value);
    return "?" + rest.join("&");
  }

  // The present link with a value of a facet chosen, or not if it was.
  function toggled(key, value) {
    if (key === "reach") return withKey(key, value === "all" ? "" : value);
    var now = parts().filter(function (part) { return part.indexOf(key + "=") === 0; });
    var values = now.join(",").split(key + "=").join("").split(",").filter(Boolean);
    var rest = values.filter(function (other) { return other !== value; });
    return withKey(key, (rest.length < values.length ? rest : values.concat(value)).join(","));
  }

  // A view in the language that the present link asks for.
  function inSameLanguage(view) {
    var lang = /[?&](lang=\w+)/.exec(location.search);
    return lang && view ? view + (view === "?" ? "" : "&") + lang[1] : view;
  }

  // The view that a link of the prerendered page stands for.
  function viewOf(link) {
    var facet = /\bvalue\b/.test(link.className) && /^(\w+?)-(.+)$/.exec(link.id);
    if (facet) return toggled(facet[1], facet[2]);
    var set = link.getAttribute("data-set");
    if (set) return withKey.apply(null, set.split("="));
    var href = link.getAttribute("href");
    var at = /^text\.html#(.+)$/.exec(href);
    var page = /^s\/(theme|county)-(.+)\.html$/.exec(href);
    if (at) return withKey("at", at[1]);
    if (page) return inSameLanguage("?" + page[1] + "=" + page[2]);
    return inSameLanguage(href === "./" ? "?" : link.getAttribute("data-to"));
  }

  function go(to, replace) {
    var address = location.pathname + (to === "?" ? "" : to);
    history[replace ? "replaceState" : "pushState"](null, "", address);
  }

  // What to press when the program is there, and what has the focus until then.
  var again = "";
  var focused = "";

  addEventListener("click", function (event) {
    var failure = byId("failure");
    // Once the page says that the program does not come, links lead to the static pages.
    if (isReady() || !failure || !failure.hidden || !event.target.closest) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    var pressed = event.target.closest("#first a, #first button, #first summary");
    if (!pressed) return;
    if (pressed.nodeName !== "A") {
      event.preventDefault();
      again = pressed.getAttribute("data-again") || ".folded > summary";
      pressed.setAttribute("aria-busy", "true");
      return;
    }
    var to = viewOf(pressed);
    if (to === null) return;
    event.preventDefault();
    var lang = pressed.id === "lang-link" && pressed.getAttribute("data-set").slice("lang=".length);
    // As the app does, so that views that the reader goes back to have it, too.
    if (lang) try { localStorage.setItem(of.store + "lang", lang); } catch (error) { /* blocked */ }
    go(to);
    show();
    var results = byId("results");
    if (!lang && results && results.getBoundingClientRect().top < 0) results.scrollIntoView();
    if (root.getAttribute("data-first") === "outline") scrollTo(0, 0);
  });
  addEventListener("input", function (event) {
    if (isReady() || event.target.id !== "search") return;
    go(withKey("q", encodeURIComponent(event.target.value)), true);
    byId("results").setAttribute("aria-busy", "true");
  });
  addEventListener("popstate", function () { if (!isReady()) show(); });
  addEventListener("focusin", function (event) { if (!isReady()) focused = event.target.id; });
  addEventListener("TrunkApplicationStarted", function () {
    if (!isReady()) return;
    var press = again && document.querySelector("#app " + again);
    var field = focused && !press && byId(focused);
    if (press) press.click();
    if (field && document.activeElement === document.body) {
      field.focus({ preventScroll: true });
      if (field.id === "search") field.setSelectionRange(field.value.length, field.value.length);
    }
  });

  show();
})();
