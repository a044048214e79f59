// Solid draws, MiniSearch finds.
import MiniSearch from "minisearch";
import { createMemo, createSignal, For, Show } from "solid-js";
import { render } from "solid-js/web";
import { byPeriod, loadPlan, matchingMilestones } from "../shared/plan.js";
import { onLink, read, toggle, write } from "../shared/link.js";
import "../shared/style.css";

const plan = await loadPlan();

// Chinese has no spaces: a text is indexed by its characters and by its pairs of characters, a query
// asked for by its pairs. Of what has all pairs, that is kept which has them in a row.
function pairs(text) {
  const letters = [...text];
  return letters.slice(1).map((letter, at) => letters[at] + letter);
}
const index = new MiniSearch({
  fields: ["text"],
  tokenize: (text) => [...text, ...pairs(text)],
  searchOptions: {
    combineWith: "AND",
    tokenize: (text) => (text.length > 1 ? pairs(text) : [text]),
  },
});
index.addAll(plan.passages);

const [state, setState] = createSignal(read(location.search));
const key = (name) => createMemo(() => state()[name]);
const [view, q, at] = ["view", "q", "at"].map(key);

function go(to, how) {
  history[how](null, "", write(to));
  setState(to);
}
addEventListener("popstate", () => setState(read(location.search)));
onLink((href) => go(read(href), "pushState"));

const found = createMemo(() => {
  if (view() === "timeline") return plan.milestones.filter((entry) => entry.quote.includes(q()));
  if (!q()) return plan.passages;
  const ids = new Set(index.search(q()).map(({ id }) => id));
  return plan.passages.filter(({ id, text }) => ids.has(id) && text.includes(q()));
});
const meets = (chosen, own) => chosen.length === 0 || chosen.some((id) => own.includes(id));
const inTheme = (entry) => meets(state().theme, entry.themes);
const inCounty = (entry) => meets(state().county, entry.counties);
// Opening a passage changes the state but not the filters, and must not draw the list again.
const filters = createMemo(() => write({ ...state(), at: "" }));
const shown = createMemo(() => {
  filters();
  return found().filter((entry) => inTheme(entry) && inCounty(entry));
});

function count(entries, facet) {
  const counts = new Map();
  for (const entry of entries) {
    for (const id of entry[facet]) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
const counts = {
  theme: createMemo(() => (filters(), count(found().filter(inCounty), "themes"))),
  county: createMemo(() => (filters(), count(found().filter(inTheme), "counties"))),
};

function Facet(props) {
  return (
    <fieldset class={`facet facet-${props.name}`}>
      <legend>{props.title}</legend>
      <For each={props.values}>
        {({ id, name }) => (
          <label class="value">
            <input
              type="checkbox"
              checked={state()[props.name].includes(id)}
              onChange={() => go({ ...state(), [props.name]: toggle(state()[props.name], id) }, "pushState")}
            />
            <span class="value-name">{name}</span>
            <span class="value-count">{counts[props.name]().get(id) ?? 0}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}

function List() {
  return (
    <For each={shown()}>
      {({ id, number, heading, first }) => (
        <article class="item" classList={{ open: at() === id }}>
          <h4>
            <a href={write({ ...state(), at: id })} data-opens={id}>
              {number ? `${number}. ` : ""}
              {heading}
            </a>
          </h4>
          <p>{first}</p>
        </article>
      )}
    </For>
  );
}

function Timeline() {
  const periods = createMemo(() => (filters(), byPeriod(matchingMilestones(plan, state()))));
  return (
    <For each={periods()}>
      {({ name, items }) => (
        <>
          <h3>{name}</h3>
          <ul class="milestones">
            <For each={items}>
              {({ id, label }) => (
                <li>
                  <a class="ms" href={write({ ...state(), at: id })} data-opens={id}>
                    {label}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </>
      )}
    </For>
  );
}

function Reader() {
  const opened = createMemo(() => {
    const milestone = plan.milestones.find(({ id }) => id === at());
    return plan.passages.find(({ id }) => id === (milestone?.passage ?? at()));
  });
  return (
    <section class="reader">
      <Show when={opened()}>
        <h2 id="reader-title">{opened().heading}</h2>
        <p class="passage">{opened().text}</p>
      </Show>
    </section>
  );
}

function Tab(props) {
  return (
    <a
      href={write({ ...state(), view: props.view, at: "" })}
      aria-current={view() === props.view ? "page" : undefined}
    >
      {props.name}
    </a>
  );
}

function App() {
  return (
    <>
      <header>
        <h1>拉萨“十五五”规划建议</h1>
        <nav class="tabs">
          <Tab view="list" name="列表" />
          <Tab view="timeline" name="时间轴" />
        </nav>
      </header>
      <div class="page">
        <section class="filters">
          <input
            type="search"
            name="q"
            aria-label="搜索"
            value={q()}
            onInput={(event) => go({ ...state(), q: event.target.value.trim() }, "replaceState")}
          />
          <Facet name="theme" title="主题" values={plan.themes} />
          <Facet name="county" title="县（区）" values={plan.counties} />
        </section>
        <main>
          <p id="status" role="status">
            {shown().length} {view() === "list" ? "段" : "个时间节点"}
          </p>
          <Show when={view() === "list"} fallback={<Timeline />}>
            <List />
          </Show>
        </main>
        <Reader />
      </div>
    </>
  );
}

render(App, document.getElementById("app"));
document.documentElement.dataset.ready = "";
