// The floor: what can be done by hand. Every passage is drawn once, then shown and hidden.
import { byPeriod, loadPlan, matchingMilestones } from "../shared/plan.js";
import { onLink, read, toggle, write } from "../shared/link.js";
import "../shared/style.css";
import "./style.css";

/** An element with these properties and children. */
function el(name, properties = {}, ...children) {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  Object.assign(element.dataset, dataset);
  element.append(...children);
  return element;
}

const plan = await loadPlan();
let state = read(location.search);

const status = el("p", { id: "status", role: "status" });
const reader = el("section", { className: "reader" });
const timeline = el("div", { className: "timeline" });
const field = el("input", { type: "search", name: "q", ariaLabel: "搜索" });
const tabs = [
  ["list", "列表"],
  ["timeline", "时间轴"],
].map(([view, name]) => ({ view, link: el("a", {}, name) }));
const items = plan.passages.map((passage) => {
  const { id, number, heading, first } = passage;
  const link = el("a", { dataset: { opens: id } }, number ? `${number}. ${heading}` : heading);
  const item = el("article", { className: "item" }, el("h4", {}, link), el("p", {}, first));
  return { passage, item, link };
});
const list = el("div", { className: "list" }, ...items.map(({ item }) => item));
const facets = [facet("theme", "主题", plan.themes), facet("county", "县（区）", plan.counties)];

function facet(key, title, values) {
  const boxes = values.map(({ id, name }) => {
    const box = el("input", { type: "checkbox", onchange: () => choose(key, id) });
    const count = el("span", { className: "value-count" });
    const label = el("label", { className: "value" }, box, el("span", { className: "value-name" }, name), count);
    return { id, box, count, label };
  });
  const labels = boxes.map(({ label }) => label);
  const group = el("fieldset", { className: `facet facet-${key}` }, el("legend", {}, title), ...labels);
  return { key, boxes, group };
}

function choose(key, id) {
  go({ ...state, [key]: toggle(state[key], id) }, "pushState");
}

function go(to, write_) {
  state = to;
  history[write_](null, "", write(state));
  draw();
}

function draw() {
  const { view, theme, county, q, at } = state;
  const isList = view === "list";
  const rows = isList ? plan.passages : plan.milestones;
  const meets = (chosen, own) => chosen.length === 0 || chosen.some((id) => own.includes(id));
  const counts = { theme: {}, county: {} };
  const add = (into, ids) => ids.forEach((id) => (into[id] = (into[id] ?? 0) + 1));
  let total = 0;
  rows.forEach((row, at) => {
    const found = (row.text ?? row.quote).includes(q);
    const inTheme = meets(theme, row.themes);
    const inCounty = meets(county, row.counties);
    if (found && inCounty) add(counts.theme, row.themes);
    if (found && inTheme) add(counts.county, row.counties);
    const shown = found && inTheme && inCounty;
    if (shown) total += 1;
    if (isList) items[at].item.hidden = !shown;
  });
  status.textContent = isList ? `${total} 段` : `${total} 个时间节点`;
  for (const { key, boxes } of facets) {
    for (const { id, box, count } of boxes) {
      box.checked = state[key].includes(id);
      count.textContent = counts[key][id] ?? 0;
    }
  }
  if (field.value !== q) field.value = q;
  for (const { view: own, link } of tabs) {
    link.href = write({ ...state, view: own, at: "" });
    link.ariaCurrent = own === view ? "page" : null;
  }
  list.hidden = !isList;
  timeline.replaceChildren(...(isList ? [] : drawTimeline()));
  if (isList) {
    for (const { passage, item, link } of items) {
      item.classList.toggle("open", passage.id === at);
      link.href = write({ ...state, at: passage.id });
    }
  }
  const milestone = plan.milestones.find((entry) => entry.id === at);
  const opened = plan.passages.find(({ id }) => id === (milestone?.passage ?? at));
  reader.replaceChildren(
    ...(opened
      ? [el("h2", { id: "reader-title" }, opened.heading), el("p", { className: "passage" }, opened.text)]
      : []),
  );
}

function drawTimeline() {
  return byPeriod(matchingMilestones(plan, state)).flatMap(({ name, items }) => {
    const links = items.map(({ id, label }) =>
      el("li", {}, el("a", { className: "ms", href: write({ ...state, at: id }), dataset: { opens: id } }, label)),
    );
    return [el("h3", {}, name), el("ul", { className: "milestones" }, ...links)];
  });
}

field.addEventListener("input", () => go({ ...state, q: field.value.trim() }, "replaceState"));
addEventListener("popstate", () => {
  state = read(location.search);
  draw();
});
onLink((href) => go(read(href), "pushState"));

draw();
document.getElementById("app").append(
  el(
    "header",
    {},
    el("h1", {}, "拉萨“十五五”规划建议"),
    el("nav", { className: "tabs" }, ...tabs.map(({ link }) => link)),
  ),
  el(
    "div",
    { className: "page" },
    el("section", { className: "filters" }, field, ...facets.map(({ group }) => group)),
    el("main", {}, status, list, timeline),
    reader,
  ),
);
document.documentElement.dataset.ready = "";
