// ItemsJS answers what InstantSearch asks of a search service.
import itemsjs from "itemsjs";

/** A search client of InstantSearch over the passages of `plan`. */
export function localClient(plan) {
  const facet = { conjunction: false, size: 100 };
  const engine = itemsjs(plan.passages, {
    // Its own index cuts words at spaces, which Chinese has none of: what a text holds is looked for here.
    native_search_enabled: false,
    aggregations: { themes: facet, counties: facet },
  });
  const answer = ({ params: { query, facets, facetFilters, hitsPerPage } }) => {
    const found = query ? plan.passages.filter(({ text }) => text.includes(query)) : null;
    const { data, pagination } = engine.search({
      per_page: hitsPerPage,
      filters: filtersOf(facetFilters ?? []),
      ...(found && { ids: found.map(({ id }) => id) }),
    });
    return {
      hits: data.items.map((item) => ({ ...item, objectID: item.id })),
      nbHits: pagination.total,
      nbPages: 1,
      page: 0,
      hitsPerPage,
      query,
      // Only those asked for: InstantSearch puts several answers together.
      facets: Object.fromEntries([facets].flat().map((name) => [name, countsOf(data.aggregations[name])])),
      processingTimeMS: 0,
      exhaustiveNbHits: true,
    };
  };
  return { search: async (requests) => ({ results: requests.map(answer) }) };
}

const countsOf = ({ buckets }) => Object.fromEntries(buckets.map(({ key, doc_count }) => [key, doc_count]));

// `[["themes:ecology", "themes:rural"], …]`: alternatives within, conditions without.
function filtersOf(facetFilters) {
  const filters = {};
  for (const pair of facetFilters.flat()) {
    const [name, value] = pair.split(":");
    (filters[name] ??= []).push(value);
  }
  return filters;
}
