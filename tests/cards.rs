//! Cards: what they quote stands in the plan at its place, and so does what is copied from them.

use anyhow::{Context, Result, ensure};
use plan_explorer::export::Citation;
use plan_explorer::html::{self, Draw};
use plan_explorer::link;
use plan_explorer::model::{Location, Plan, Span};
use plan_explorer::query::{Explorer, Opened, Query};
use plan_explorer::words::{EN, Words, ZH};
use scraper::{ElementRef, Html, Selector};

mod common;

const ADDRESS: &str = "https://example.org/plan/";
const DAY: &str = "2026-11-24";

/// The plan of this repository and that of an invented city.
fn plans() -> Result<[Plan; 2]> {
    Ok([common::plan()?.clone(), common::invented()?])
}

fn texts(html: &Html, css: &str) -> Result<Vec<String>> {
    let selector = Selector::parse(css).map_err(|error| anyhow::anyhow!("{css}: {error}"))?;
    let text = |element: ElementRef<'_>| element.text().collect();
    Ok(html.select(&selector).map(text).collect())
}

/// What is drawn of something opened under a query.
fn drawn(
    explorer: &Explorer<'_>,
    words: &Words,
    query: &Query,
    draw: fn(&Draw<'_>, &Opened<'_>) -> html::Markup,
) -> Result<Html> {
    let view = explorer.view(&query.at(None));
    let opened = explorer.open(query, &view).context("nothing is opened")?;
    let with = Draw {
        explorer,
        words,
        query: &query.at(None),
        view: &view,
    };
    Ok(Html::parse_fragment(&draw(&with, &opened).into_string()))
}

/// The letters of a passage from one offset to another, counted anew.
fn letters(location: &Location<'_>, span: Span) -> String {
    let text = location.passage.text.as_str().chars();
    let text = text.skip(span.start() as usize);
    text.take(span.len() as usize).collect()
}

/// Checks that `copied` quotes `words`, and then names title, day, place and link.
fn check_quote(
    plan: &Plan,
    words: &Words,
    location: &Location<'_>,
    quote: &str,
    copied: &str,
    id: &str,
) -> Result<()> {
    let link = format!("{ADDRESS}?at={id}");
    let (said, source) = copied
        .split_once("\n—")
        .with_context(|| copied.to_owned())?;
    let inside = said
        .strip_prefix(['「', '“'])
        .and_then(|said| said.strip_suffix(['」', '”']));
    ensure!(inside == Some(quote), "{copied}");
    ensure!(copied.ends_with(&format!("\n{link}")), "{copied}");
    ensure!(source.contains(&plan.meta().title), "{source}");
    let day = plan.meta().adopted.as_deref().unwrap_or_default();
    ensure!(source.contains(day), "{source}");
    ensure!(
        source.contains(&words.place_line(plan, location.passage)),
        "{source}"
    );
    Ok(())
}

#[test]
fn every_statement_and_sentence_has_a_card_with_its_words_place_kind_and_period() -> Result<()> {
    for plan in plans()? {
        let explorer = Explorer::new(&plan);
        let milestones = plan.milestones().iter().map(|entry| &entry.id);
        let projects = plan.projects().iter().map(|entry| &entry.id);
        let sentences = plan.passages().iter().flat_map(|entry| &entry.sentences);
        let sentences = sentences.map(|entry| &entry.id);
        let ids: Vec<&String> = milestones.chain(projects).chain(sentences).collect();
        ensure!(ids.len() > 100, "{}", ids.len());
        for id in ids {
            let target = plan.target(id).with_context(|| id.clone())?;
            let location = plan.locate(&target).with_context(|| id.clone())?;
            let query = Query::default().at(Some(target));
            let cited = explorer.cited(&query, location);
            let [span] = *cited.spans else {
                anyhow::bail!("{id}: {:?}", cited.spans)
            };
            let quote = letters(&location, span);
            for words in [&ZH, &EN] {
                let html = drawn(&explorer, words, &query, html::cited)?;
                ensure!(
                    texts(&html, ".cited blockquote")? == [quote.as_str()],
                    "{id}"
                );
                let place = texts(&html, ".cited-place")?.concat();
                let heading = words.heading_of(location.passage);
                ensure!(place.ends_with(heading.words), "{id}: {place}");
                let standing = texts(&html, ".said-kind")?;
                let wanted = match (location.milestone, location.project) {
                    (Some(entry), _) => vec![format!(
                        "{} · {}",
                        words.kind_name(entry.kind),
                        words.period_name(&plan, entry.period)
                    )],
                    (None, Some(entry)) => {
                        let standing = standing.concat();
                        let period = words.period_name(&plan, entry.period);
                        ensure!(standing.ends_with(period), "{id}: {standing}");
                        vec![standing]
                    }
                    (None, None) => standing.clone(),
                };
                ensure!(standing == wanted, "{id}: {standing:?}");
                let citation = Citation {
                    plan: &plan,
                    words,
                    location: cited.location,
                    address: ADDRESS,
                    day: DAY,
                };
                let own = location
                    .sentence
                    .map_or(&location.passage.id, |entry| &entry.id);
                check_quote(
                    &plan,
                    words,
                    &location,
                    &quote,
                    &citation.quote(&cited.spans),
                    own,
                )?;
            }
        }
    }
    Ok(())
}

#[test]
fn a_passage_is_cited_by_the_sentences_that_its_row_in_the_list_shows() -> Result<()> {
    let explorer = common::explorer()?;
    let plan = explorer.plan();
    let mut several = 0;
    for link in [
        "",
        "theme=ecology",
        "county=nimu&theme=health_social",
        "q=绿色",
        "kind=target",
    ] {
        let query = common::query(link)?;
        let view = explorer.view(&query);
        let items = view.blocks.iter().flat_map(|block| &block.groups);
        for item in items.flat_map(|group| &group.items) {
            let query = query.at(plan.target(&item.passage.id));
            let excerpts = item.excerpts();
            let shown = excerpts.iter().map(|excerpt| {
                let pieces = excerpt.pieces.iter().map(|piece| piece.text);
                pieces.collect::<String>()
            });
            let shown: Vec<String> = shown.collect();
            several += usize::from(shown.len() > 1);
            let html = drawn(explorer, &ZH, &query, html::cited)?;
            let quoted = texts(&html, ".cited blockquote")?;
            let whole = [item.passage.text.as_str().to_owned()];
            let wanted = if shown.is_empty() { &whole[..] } else { &shown };
            ensure!(quoted == wanted, "?{link}: {quoted:?}");
            // What is copied is that, with …… for what is left out, and a link to the sentence if it is one.
            let location = explorer.open(&query, &view).context("not opened")?.location;
            let cited = explorer.cited(&query, location);
            let citation = Citation {
                plan,
                words: &ZH,
                location: cited.location,
                address: ADDRESS,
                day: DAY,
            };
            let words = citation.words_of(&cited.spans);
            ensure!(
                words.replace("……", "") == wanted.concat().replace("……", ""),
                "{words}"
            );
            let id = match &*excerpts {
                [only] => &only.sentence.id,
                _ => &item.passage.id,
            };
            check_quote(
                plan,
                &ZH,
                &location,
                &words,
                &citation.quote(&cited.spans),
                id,
            )?;
        }
    }
    ensure!(several > 10, "{several}");
    Ok(())
}

#[test]
fn each_result_of_the_list_says_the_kind_and_period_of_its_statements() -> Result<()> {
    let explorer = common::explorer()?;
    let query = common::query("theme=ecology")?;
    let view = explorer.view(&query);
    let draw = Draw {
        explorer,
        words: &ZH,
        query: &query,
        view: &view,
    };
    let html = Html::parse_fragment(&draw.whole_answer().into_string());
    let items = view.blocks.iter().flat_map(|block| &block.groups);
    let items = items.flat_map(|group| &group.items);
    let wanted: Vec<String> = items
        .flat_map(|item| {
            let excerpts = item.excerpts().into_iter();
            excerpts.flat_map(|excerpt| explorer.standings(item.passage, excerpt.sentence.span()))
        })
        .map(|standing| ZH.standing(explorer.plan(), standing))
        .collect();
    ensure!(wanted.len() > 10, "{wanted:?}");
    ensure!(texts(&html, ".item .said-kind")? == wanted);
    Ok(())
}

#[test]
fn neighbours_are_named_by_their_words_and_lead_there() -> Result<()> {
    let explorer = common::explorer()?;
    for (link, labels, name) in [
        ("at=m2", ["上一条", "下一条"], "3. "),
        ("at=m14.2", ["上一句", "下一句"], ""),
        ("view=timeline&at=ms-road-length", ["上一条", "下一条"], ""),
    ] {
        let query = common::query(link)?;
        let html = drawn(explorer, &ZH, &query, html::neighbours)?;
        ensure!(texts(&html, ".step-label")? == labels, "?{link}");
        let names = texts(&html, ".step-name")?;
        ensure!(
            names.iter().all(|name| !name.is_empty()),
            "?{link}: {names:?}"
        );
        ensure!(
            names.last().is_some_and(|last| last.starts_with(name)),
            "?{link}: {names:?}"
        );
        let selector = Selector::parse("a.next").map_err(|error| anyhow::anyhow!("{error}"))?;
        let next = html.select(&selector).next().context("no next")?;
        let href = next
            .attr("href")
            .unwrap_or_default()
            .trim_start_matches('?');
        let to = link::read(href, explorer.plan()).query.at;
        let opened = explorer.open(&query, &explorer.view(&query));
        ensure!(to == opened.context("not opened")?.next, "?{link}: {href}");
    }
    Ok(())
}
