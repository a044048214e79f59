// React InstantSearch over ItemsJS.
import { history as router } from "instantsearch.js/es/lib/routers";
import { useMemo, useState, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import {
  Configure,
  InstantSearch,
  useHits,
  useInstantSearch,
  useRefinementList,
  useSearchBox,
  useStats,
} from "react-instantsearch";
import { byPeriod, loadPlan, matchingMilestones } from "../shared/plan.js";
import { onLink, read, write } from "../shared/link.js";
import { localClient } from "./client.js";
import "../shared/style.css";

const INDEX = "passages";

// InstantSearch keeps the filters in the address; the view and what is opened are kept there beside it.
const listeners = new Set();
function subscribe(listener) {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}
onLink((href) => {
  history.pushState(null, "", href);
  listeners.forEach((listener) => listener());
});
const useAddress = () => read(useSyncExternalStore(subscribe, () => location.search));

const toRoute = ({ query = "", refinementList: { themes = [], counties = [] } = {} }) => ({
  theme: themes,
  county: counties,
  q: query.trim(),
});
const routing = {
  router: router({
    createURL: ({ routeState, location: { origin, pathname, search } }) => {
      const { view, at } = read(search);
      return `${origin}${pathname}${write({ theme: [], county: [], q: "", ...routeState, view, at })}`;
    },
    parseURL: ({ location: { search } }) => {
      const { theme, county, q } = read(search);
      return { theme, county, q };
    },
    cleanUrlOnDispose: false,
  }),
  stateMapping: {
    stateToRoute: (uiState) => toRoute(uiState[INDEX] ?? {}),
    routeToState: ({ theme = [], county = [], q }) => ({
      [INDEX]: { query: q, refinementList: { themes: theme, counties: county } },
    }),
  },
};

// InstantSearch takes the first change after going back for a part of that, and does not write it. Here
// one also goes back over entries that are not its own, which change none of its filters.
addEventListener("popstate", () => setTimeout(() => (routing.router.inPopState = false)));

/** The whole state: what InstantSearch holds, and what the address does. */
function useQuery() {
  const { view, at } = useAddress();
  const { indexUiState } = useInstantSearch();
  return { ...toRoute(indexUiState), view, at };
}

function SearchField() {
  const { query, refine } = useSearchBox();
  const [typed, setTyped] = useState(query);
  const [asked, setAsked] = useState(query);
  // The field keeps what is typed, and follows the query where that changes from elsewhere.
  if (query !== asked) {
    setAsked(query);
    if (query !== typed.trim()) setTyped(query);
  }
  return (
    <input
      type="search"
      name="q"
      aria-label="搜索"
      value={typed}
      onChange={({ target: { value } }) => {
        setTyped(value);
        refine(value.trim());
      }}
    />
  );
}

function Facet({ name, attribute, title, values }) {
  const { items, refine } = useRefinementList({ attribute, operator: "or", limit: values.length });
  const known = new Map(items.map((item) => [item.value, item]));
  return (
    <fieldset className={`facet facet-${name}`}>
      <legend>{title}</legend>
      {values.map(({ id, name }) => (
        <label className="value" key={id}>
          <input type="checkbox" checked={known.get(id)?.isRefined ?? false} onChange={() => refine(id)} />
          <span className="value-name">{name}</span>
          <span className="value-count">{known.get(id)?.count ?? 0}</span>
        </label>
      ))}
    </fieldset>
  );
}

function List({ query }) {
  const { items } = useHits();
  return items.map(({ id, number, heading, first }) => (
    <article className={query.at === id ? "item open" : "item"} key={id}>
      <h4>
        <a href={write({ ...query, at: id })} data-opens={id}>
          {number ? `${number}. ` : ""}
          {heading}
        </a>
      </h4>
      <p>{first}</p>
    </article>
  ));
}

function Timeline({ milestones, query }) {
  return byPeriod(milestones).map(({ name, items }) => (
    <section key={name}>
      <h3>{name}</h3>
      <ul className="milestones">
        {items.map(({ id, label }) => (
          <li key={id}>
            <a className="ms" href={write({ ...query, at: id })} data-opens={id}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  ));
}

function Results({ plan }) {
  const query = useQuery();
  const { nbHits } = useStats();
  const milestones = useMemo(
    () => (query.view === "timeline" ? matchingMilestones(plan, query) : []),
    [plan, write(query)],
  );
  return query.view === "timeline" ? (
    <main>
      <p id="status" role="status">{`${milestones.length} 个时间节点`}</p>
      <Timeline milestones={milestones} query={query} />
    </main>
  ) : (
    <main>
      <p id="status" role="status">{`${nbHits} 段`}</p>
      <List query={query} />
    </main>
  );
}

function Reader({ plan }) {
  const { at } = useAddress();
  const milestone = plan.milestones.find(({ id }) => id === at);
  const opened = plan.passages.find(({ id }) => id === (milestone?.passage ?? at));
  return (
    <section className="reader">
      {opened && (
        <>
          <h2 id="reader-title">{opened.heading}</h2>
          <p className="passage">{opened.text}</p>
        </>
      )}
    </section>
  );
}

function Tab({ view, name }) {
  const query = useQuery();
  return (
    <a
      href={write({ ...query, view, at: "" })}
      aria-current={query.view === view ? "page" : undefined}
    >
      {name}
    </a>
  );
}

function App({ plan, client }) {
  return (
    <InstantSearch
      searchClient={client}
      indexName={INDEX}
      routing={routing}
      future={{ preserveSharedStateOnUnmount: true }}
    >
      <Configure hitsPerPage={plan.passages.length} />
      <header>
        <h1>拉萨“十五五”规划建议</h1>
        <nav className="tabs">
          <Tab view="list" name="列表" />
          <Tab view="timeline" name="时间轴" />
        </nav>
      </header>
      <div className="page">
        <section className="filters">
          <SearchField />
          <Facet name="theme" attribute="themes" title="主题" values={plan.themes} />
          <Facet name="county" attribute="counties" title="县（区）" values={plan.counties} />
        </section>
        <Results plan={plan} />
        <Reader plan={plan} />
      </div>
    </InstantSearch>
  );
}

const plan = await loadPlan();
const root = createRoot(document.getElementById("app"));
root.render(<App plan={plan} client={localClient(plan)} />);
document.documentElement.dataset.ready = "";
