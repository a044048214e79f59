//! What the page shows before the program runs: it parses, its links lead somewhere, and it says what the program
//! will say.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};
use common::{explorer, plan, query};
use plan_explorer::link;
use plan_explorer::pages::{self, FirstAnswers};
use plan_explorer::query::Lang;
use plan_explorer::words::{EN, Words, ZH};
use scraper::{Html, Selector};

/// The overview and every answer, each as a page, with the query that it is about.
fn shown() -> Result<BTreeMap<String, Html>> {
    let explorer = explorer()?;
    let page = |html: &str| {
        Html::parse_document(&format!(
            "<!doctype html><html lang=zh><title>x</title><body>{html}</body></html>"
        ))
    };
    let mut shown = BTreeMap::from([(String::new(), page(&pages::prerendered(explorer)))]);
    for (path, html) in pages::first_answers(explorer, FirstAnswers::All) {
        let name = path
            .strip_prefix("first/")
            .and_then(|path| path.strip_suffix(".txt"))
            .with_context(|| format!("{path} is elsewhere"))?;
        let parts = name.split('.').map(|part| match part.split_once('-') {
            Some((key, id)) => format!("{key}={id}"),
            None => format!("lang={part}"),
        });
        let link = parts.collect::<Vec<_>>().join("&");
        shown.insert(link, page(&html));
    }
    Ok(shown)
}

fn all<'h>(html: &'h Html, css: &str) -> Result<Vec<scraper::ElementRef<'h>>> {
    let selector = Selector::parse(css).map_err(|error| anyhow::anyhow!("{css}: {error}"))?;
    Ok(html.select(&selector).collect())
}

#[test]
fn there_is_an_answer_to_each_theme_each_county_and_both_in_both_languages() -> Result<()> {
    let plan = plan()?;
    let (themes, counties) = (plan.themes().len() + 1, plan.counties().len() + 1);
    ensure!(shown()?.len() == 2 * themes * counties);
    Ok(())
}

#[test]
fn every_first_screen_parses_and_its_ids_are_unique() -> Result<()> {
    for (link, html) in shown()? {
        ensure!(html.errors.is_empty(), "?{link}: {:?}", html.errors);
        let mut ids = BTreeSet::new();
        for element in all(&html, "[id]")? {
            let id = element.attr("id").unwrap_or_default();
            ensure!(ids.insert(id.to_owned()), "?{link} has #{id} twice");
        }
    }
    Ok(())
}

#[test]
fn every_first_screen_counts_what_its_link_has() -> Result<()> {
    for (link, html) in shown()? {
        let query = query(&link)?;
        let total = explorer()?.view(&query).total;
        let status = all(&html, "#status")?;
        let text: String = status.iter().flat_map(|status| status.text()).collect();
        let words = Words::of(query.lang.unwrap_or(Lang::Zh));
        ensure!(text == words.total(query.view, total), "?{link}: {text}");
        let chips = all(&html, ".chips li:not(.clear)")?;
        ensure!(
            chips.len() == query.themes.len() + query.counties.len(),
            "?{link}"
        );
        let chosen = all(&html, "a.value.chosen:not([id^=reach])")?;
        ensure!(chosen.len() == chips.len(), "?{link}");
    }
    Ok(())
}

#[test]
fn every_link_leads_to_a_static_page_and_stands_for_a_view() -> Result<()> {
    let plan = plan()?;
    let text = Html::parse_document(&pages::text_page(plan, None).html);
    let places = all(&text, "[id]")?;
    let places: BTreeSet<&str> = places.iter().filter_map(|place| place.attr("id")).collect();
    let shared = pages::share_pages(explorer()?, None);
    let shared: BTreeSet<&str> = shared.iter().map(|page| page.path.as_str()).collect();
    for (link, html) in shown()? {
        let links = all(&html, "a")?;
        ensure!(links.len() > 40, "?{link} has {} links", links.len());
        for found in links {
            let href = found.attr("href").unwrap_or_default();
            let known = match href.split_once('#') {
                Some(("text.html", place)) => places.contains(place),
                Some(_) => false,
                None => ["./", "text.html"].contains(&href) || shared.contains(href),
            };
            ensure!(known, "?{link}: {href} leads nowhere");
            let view = found.attr("data-to").or(found.attr("data-set"));
            // Otherwise the page tells which view it is, or the id which value.
            let is_value = found
                .attr("class")
                .is_some_and(|class| class.starts_with("value"));
            let text: String = found.text().collect();
            let is_plain_text = [ZH.plain_text, EN.plain_text].contains(&&*text);
            ensure!(
                href != "text.html" || view.is_some() || is_value || is_plain_text,
                "?{link}: {href}"
            );
            if let Some(view) = view {
                let reading = link::read(view, plan);
                ensure!(reading.notices.is_empty(), "?{link}: {view}");
            }
        }
    }
    Ok(())
}

/// What chat apps add, and what they do to the rest, is read by `first.js` only where it is sure.
#[test]
fn the_script_knows_every_key_theme_and_county() -> Result<()> {
    let plan = plan()?;
    let html = Html::parse_document(&pages::first_script(plan, "", "1"));
    let script = all(&html, "script")?;
    let script = script.first().context("no script")?;
    let words = |name: &str| -> Vec<&str> {
        let value = script.attr(name).unwrap_or_default();
        value.split(' ').collect()
    };
    ensure!(words("data-keys") == link::KEYS);
    for id in words("data-theme") {
        ensure!(query(&format!("theme={id}"))?.themes.len() == 1, "{id}");
    }
    ensure!(words("data-county").len() == plan.counties().len());
    for id in words("data-lang") {
        ensure!(query(&format!("lang={id}"))?.lang.is_some(), "{id}");
    }
    Ok(())
}
