// The state in the address, with the keys of our own links: view, theme, county, q, at.

const list = (value) => (value ? value.split(",") : []);

/** The state that the part of an address from `?` on stands for. */
export function read(search) {
  const found = new URLSearchParams(search);
  return {
    view: found.get("view") === "timeline" ? "timeline" : "list",
    theme: list(found.get("theme")),
    county: list(found.get("county")),
    q: found.get("q") ?? "",
    at: found.get("at") ?? "",
  };
}

/** The address of a state: from `?` on, each key omitted at its default. */
export function write({ view, theme, county, q, at }) {
  const pairs = [
    ["view", view === "list" ? "" : view],
    ["theme", theme.join(",")],
    ["county", county.join(",")],
    ["q", encodeURIComponent(q)],
    ["at", at],
  ];
  const written = pairs.filter(([, value]) => value).map((pair) => pair.join("="));
  return `?${written.join("&")}`;
}

/** `values` with `value` put in or taken out. */
export function toggle(values, value) {
  return values.includes(value) ? values.filter((known) => known !== value) : [...values, value];
}

/** Calls back with the `href` of every link within the page that is clicked plainly. */
export function onLink(callback) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='?']");
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button !== 0) return;
    event.preventDefault();
    callback(link.getAttribute("href"));
  });
}
