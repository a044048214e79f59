//! What the page shows before the program runs: the app's first screen of the bare address in `index.html`, and
//! the same for a chosen theme, county or both and in English, each in a file of its own.
//!
//! What is only read comes from `crate::html`, as in the app. What a reader operates has components in
//! `crate::app`, which only run in a browser; here each of them is drawn as links, one function a component.
//! It must look the same: `tests/browser/first_paint.rs` compares the words and the places of both. Without
//! scripts the links lead to the static pages; `first.js` follows them within the page.
//!
//! | here | the component |
//! | --- | --- |
//! | [`top`], [`tab_link`], [`bottom_bar`], [`foot`] | `app::header`, `app::bottom_bar` |
//! | [`filters`], [`facet`], [`reach`] | `app::facets`, `app::search` |
//! | [`results`], [`summary`], [`chips`] | `app::frame`, `app::summary` |
//! | [`content`] | `app::answer` |

use maud::{Markup, PreEscaped, html};

use super::links::{static_page, with_links};
use crate::html::{
    Draw, MAGNIFIER, TWO_SCREENS, above, count, counts_about, facet_values, mixed, no_results,
    overview, rows,
};
use crate::link;
use crate::model::{IdSet, Member as _, Plan, Vocabulary};
use crate::query::{Explorer, Facet, Lang, Query, Reach, Tab};
use crate::words::{PAGES, Words, ZH, fill, filter_names};

/// The script that chooses what of this is shown, in the head of `index.html`.
pub const FIRST_SCRIPT: &str = include_str!("first.js");

/// The folder of the first screens that `index.html` does not have.
const FOLDER: &str = "first";

/// How many results fill two screens of 1440 by 900 pixels below the overview. Without it these are
/// [`TWO_SCREENS`].
const BELOW_OVERVIEW: usize = 5;

/// Which links have a first answer of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstAnswers {
    /// A theme, a county, and each theme with each county.
    All,
    /// A theme or a county.
    Single,
}

/// What `index.html` shows before the program runs, for its body.
pub fn prerendered(explorer: &Explorer<'_>) -> String {
    let shown = first_screen(explorer, &ZH, &Query::default());
    html! { div #first { (PreEscaped(shown)) } }.into_string()
}

/// What replaces the inside of `#first` under a theme, a county or both, and in English: the path of each file in
/// the site, and its HTML. Not named `.html`, because some hosts redirect such addresses.
pub fn first_answers(explorer: &Explorer<'_>, which: FirstAnswers) -> Vec<(String, String)> {
    let plan = explorer.plan();
    let with_none = |all: Vec<Query>| std::iter::once(Query::default()).chain(all);
    let themes = plan.all().map(|theme| Query {
        themes: IdSet::of(theme),
        ..Query::default()
    });
    let counties = plan.all().map(|county| Query {
        counties: IdSet::of(county),
        ..Query::default()
    });
    let counties: Vec<Query> = counties.collect();
    let both = with_none(themes.collect()).flat_map(|theme| {
        with_none(counties.clone()).map(move |county| Query {
            counties: county.counties,
            ..theme.clone()
        })
    });
    let asked: Vec<Query> = both
        .filter(|query| {
            let is_pair = !query.themes.is_empty() && !query.counties.is_empty();
            which == FirstAnswers::All || !is_pair
        })
        .collect();
    let mut files = Vec::new();
    for &lang in Lang::ALL {
        for query in &asked {
            // `index.html` has this one.
            if lang == Lang::Zh && *query == Query::default() {
                continue;
            }
            let screen = first_screen(explorer, Words::of(lang), query);
            files.push((path(plan, lang, query), screen));
        }
    }
    files
}

/// The path of the first screen under a theme, a county, both or neither, in a language. `first.js` makes the same
/// from an address.
fn path(plan: &Plan, lang: Lang, query: &Query) -> String {
    let lang = (lang != Lang::Zh).then(|| lang.id().to_owned());
    let themes = plan.ids(query.themes).into_iter();
    let themes = themes.map(|id| format!("theme-{id}"));
    let counties = plan.ids(query.counties).into_iter();
    let counties = counties.map(|id| format!("county-{id}"));
    let names: Vec<String> = lang.into_iter().chain(themes).chain(counties).collect();
    format!("{FOLDER}/{}.txt", names.join("."))
}

/// The tag of [`FIRST_SCRIPT`], here `script`, with what it has to know of the plan. `version` changes with the
/// answers.
pub fn first_script(plan: &Plan, script: &str, version: &str) -> String {
    let ids = |entries: Vec<&str>| entries.join(" ");
    let tag = html! {
        script
            data-store=(plan.site().storage_key(""))
            data-keys=(link::KEYS.join(" "))
            data-theme=(ids(plan.themes().iter().map(|entry| entry.id.as_str()).collect()))
            data-county=(ids(plan.counties().iter().map(|entry| entry.id.as_str()).collect()))
            data-lang=(ids(Lang::ALL.iter().map(|lang| lang.id()).collect()))
            data-version=(version)
        { (PreEscaped(script)) }
    };
    tag.into_string()
}

/// The header, the filters and the answer to `query`, and the footer.
fn first_screen(explorer: &Explorer<'_>, words: &Words, query: &Query) -> String {
    let view = explorer.view(query);
    let draw = &Draw {
        explorer,
        words,
        query,
        view: &view,
    };
    let shown = html! {
        (top(draw))
        div #page.page { (filters(draw)) (results(draw)) }
        (foot(draw))
    };
    static_links(explorer.plan(), &shown.into_string())
}

/// The header. Its buttons are pressed again when the program is there (`data-again`).
fn top(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let other = words.lang.other();
    html! {
        header #top.top {
            div.site {
                div.brand {
                    h1.name { a #home href="?" { (words.site(draw.explorer.plan())) } }
                    p.here { (words.tab(draw.query.view.tab())) }
                }
                nav.tabs aria-label=(words.views) { @for tab in Tab::of_header() { (tab_link(draw, tab)) } }
                div.tools {
                    button.search-button type="button" data-again=".search-button" aria-label=(words.search) {
                        svg viewBox="0 0 20 20" aria-hidden="true" { path d=(MAGNIFIER) {} }
                    }
                    button.help-button type="button" data-again=".help-button" aria-label=(words.help) { "?" }
                    a #lang-link.lang-link lang=(other.tag()) href="text.html" data-set={ "lang=" (other.id()) } {
                        (words.language_names.get(other.ordinal()).copied().unwrap_or_default())
                    }
                    button.copy type="button" data-again=".tools .copy" { span { (words.copy_link) } }
                    button.share type="button" data-again=".tools .share" { (words.share) }
                }
            }
            (bottom_bar(draw))
        }
    }
}

/// A link to a tab. `data-views` names the views that it shows.
fn tab_link(draw: &Draw<'_>, tab: Tab) -> Markup {
    let current = (tab == draw.query.view.tab()).then_some("page");
    let views: Vec<&str> = tab.views().iter().map(|view| view.id()).collect();
    let first = views.first().filter(|_| tab != Tab::List);
    html! {
        a id={ "tab-" (tab.id()) } href="text.html" data-views=(views.join(" "))
            data-set={ "view=" (first.copied().unwrap_or_default()) } aria-current=[current]
        { (draw.words.tab(tab)) }
    }
}

/// The bar at the bottom of a narrow screen.
fn bottom_bar(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let chosen = filter_names(words, draw.explorer.plan(), draw.query).len();
    html! {
        div.bottom-bar {
            button #filters-button type="button" data-again="#filters-button" {
                (words.filters) " "
                span.chosen hidden[chosen == 0] { (chosen) }
            }
            button #views-button type="button" data-again="#views-button" { (words.views) }
            button.share type="button" data-again=".bottom-bar .share" { (words.share) }
        }
    }
}

/// The footer.
fn foot(draw: &Draw<'_>) -> Markup {
    html! {
        footer.foot {
            (tab_link(draw, Tab::About))
            a href="text.html" { (draw.words.plain_text) }
        }
    }
}

/// The filters.
fn filters(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let plan = draw.explorer.plan();
    let has_groups = plan.has_groups_of_places();
    let examples = &plan.site().search;
    let about = fill(words.search_about, &[&examples.initials]);
    html! {
        section #filters.filters aria-labelledby="filters-title" {
            h2 #filters-title { (words.filters) }
            div.facets {
                div.search-box {
                    label.search-field {
                        span { (words.search) " " kbd.when-wide aria-hidden="true" { "/" } }
                        input #search type="search" name="q" autocomplete="off" aria-describedby="search-about"
                            placeholder=(fill(words.search_hint, &[&examples.word]));
                    }
                    div #search-about { div.hint { (mixed(words, &about)) } }
                }
                div #facets {
                    p.hint.counts-about { (counts_about(words, plan, draw.query.view)) }
                    (facet(draw, Facet::County))
                    (facet(draw, Facet::Theme))
                    (facet(draw, Facet::Period))
                    @if has_groups { (reach(draw)) }
                    (facet(draw, Facet::Zone))
                    (facet(draw, Facet::Kind))
                }
            }
        }
    }
}

/// A facet: for each value a link that looks like its checkbox.
fn facet(draw: &Draw<'_>, facet: Facet) -> Markup {
    let words = draw.words;
    let values = facet_values(words, draw.explorer.plan(), facet);
    html! {
        @if facet.is_tagged(draw.explorer.plan()) {
            fieldset class={ "facet facet-" (facet.id()) } {
                legend { (words.facet_name(facet)) }
                @for (at, (id, name)) in values.iter().enumerate() {
                    @let mut to = draw.query.clone();
                    @let () = to.toggle(facet, at);
                    (value(draw, (facet.id(), id), name, draw.view.facets.of(facet, at), &to, draw.query.chooses(facet, at)))
                }
            }
        }
    }
}

/// Which mentions of the chosen places count.
fn reach(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let choices = Reach::ALL.iter().zip([words.reach_all, words.reach_named]);
    html! {
        fieldset.facet.facet-reach {
            legend { (words.reach) }
            @for (&reach, name) in choices {
                @let to = Query { reach, ..draw.query.clone() };
                (value(draw, ("reach", reach.id()), name, draw.view.facets.reach.of(reach), &to, draw.query.reach == reach))
            }
            div.hint { (mixed(words, words.reach_about)) }
        }
    }
}

/// A value of a facet. Its id tells `first.js` what it chooses.
fn value(
    draw: &Draw<'_>,
    (facet, id): (&str, &str),
    name: &str,
    count: usize,
    to: &Query,
    chosen: bool,
) -> Markup {
    let round = facet == "reach";
    html! {
        a.value.none[count == 0].chosen[chosen] id={ (facet) "-" (id) } href=(static_page(draw.explorer.plan(), to).0) {
            span.box.round[round] {}
            span.value-name { (name) }
            span.value-count { (count) }
        }
    }
}

/// The answer, and what stands above it.
fn results(draw: &Draw<'_>) -> Markup {
    html! {
        main #results.results {
            div #notices {}
            div { (overview(draw)) }
            (summary(draw))
            (content(draw))
        }
    }
}

/// The number of results, what to do with them, and the chosen filters.
fn summary(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    html! {
        div #head.summary {
            p #status.count { (count(draw)) }
            div #choices.choices {
                details.export { summary data-again=".export > summary" { (words.export) } }
            }
        }
        div #summary {
            (chips(draw))
            div { (no_results(draw)) }
        }
    }
}

/// The chosen filters, each a link without it.
fn chips(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let names = filter_names(words, draw.explorer.plan(), draw.query);
    html! {
        @if !names.is_empty() {
            ul.chips aria-label=(words.filters_active) {
                @for (without, name) in &names {
                    li {
                        a href=(href(draw, without)) aria-label=(fill(words.remove, &[name])) {
                            (name) " " span.cross aria-hidden="true" { "×" }
                        }
                    }
                }
                li.clear { a href=(href(draw, &draw.query.unfiltered())) { (words.clear_all) } }
            }
        }
    }
}

/// The first results. What is folded among them is empty; it unfolds when the program is there.
fn content(draw: &Draw<'_>) -> Markup {
    let most = if *draw.query == Query::default() {
        BELOW_OVERVIEW
    } else {
        TWO_SCREENS
    };
    let rows = rows(draw, None, most);
    html! {
        div #content {
            div { (above(draw, None)) }
            div class=(rows.class) {
                @for row in &rows.rows { div.row { (PreEscaped(shortened(&row.html, most))) } }
            }
            // Without scripts only: then nothing else shows the rest.
            @if *draw.query == Query::default() && draw.words.lang == Lang::Zh { p.more.rest { a href="?view=text" { (PAGES.whole_text) } } }
        }
    }
}

/// A row as far as it is seen at first: of a block that unfolds its title, or, where it is unfolded, `most`
/// results.
fn shortened(row: &str, most: usize) -> String {
    const BLOCK: &str = "<details class=\"folded\"";
    const END: &str = "</details>";
    let Some(rest) = row.strip_prefix(BLOCK) else {
        return row.to_owned();
    };
    let (mark, which) = if rest.starts_with(" open") {
        ("</article>", most)
    } else {
        ("</summary>", 1)
    };
    let ends = row.match_indices(mark).nth(which.saturating_sub(1));
    let seen = ends.and_then(|(at, _)| row.get(..at + mark.len()));
    seen.map_or_else(|| row.to_owned(), |seen| [seen, END].concat())
}

fn href(draw: &Draw<'_>, query: &Query) -> String {
    link::href(query, draw.explorer.plan())
}

/// The HTML with links (`?…`) that lead to static pages. Where the page does not tell the view, `data-to` does.
fn static_links(plan: &Plan, html: &str) -> String {
    with_links(plan, html, |query, escaped| {
        let (page, tells) = static_page(plan, query);
        if tells {
            format!("href=\"{page}\"")
        } else {
            format!("href=\"{page}\" data-to=\"?{escaped}\"")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::{Result, ensure};

    #[test]
    fn a_folded_block_has_its_title_and_an_unfolded_one_its_first_results() -> Result<()> {
        let folded = "<details class=\"folded\"><summary>x</summary><article>1</article></details>";
        ensure!(shortened(folded, 1) == "<details class=\"folded\"><summary>x</summary></details>");
        let open = "<details class=\"folded\" open><summary>x</summary><article>1</article>\
                    <article>2</article></details>";
        ensure!(
            shortened(open, 1)
                == "<details class=\"folded\" open><summary>x</summary><article>1</article></details>"
        );
        ensure!(shortened(open, 3) == open);
        Ok(())
    }
}
