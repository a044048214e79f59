//! What the page says first of a county and of a theme: counts against a count written naively from the file, and
//! every number against the answer that its link opens.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::html::Draw;
use plan_explorer::ingest::{self, Sources};
use plan_explorer::link;
use plan_explorer::model::{
    Basis, Class, County, Kind, PeriodRole, Plan, PlanFile, Tier, Vocabulary, file,
};
use plan_explorer::query::{CountyAnswer, Explorer, Query, Tally};
use plan_explorer::words::{EN, Words, ZH};
use scraper::{ElementRef, Html, Selector};

mod common;

/// The plan of this site and a small one of another city.
fn plans() -> Result<[PlanFile; 2]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yunchuan");
    let sources = Sources::read(&folder)?;
    let other = ingest::build(&sources).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    Ok([common::file()?, other])
}

fn query(plan: &Plan, link: &str) -> Result<Query> {
    let reading = link::read(link, plan);
    ensure!(reading.notices.is_empty(), "?{link}: {:?}", reading.notices);
    Ok(reading.query)
}

/// The answer to a query as a page.
fn page(explorer: &Explorer<'_>, words: &Words, query: &Query) -> Html {
    let view = explorer.view(query);
    let draw = Draw {
        explorer,
        words,
        query,
        view: &view,
    };
    Html::parse_fragment(&draw.whole_answer().into_string())
}

fn all<'h>(html: &'h Html, css: &str) -> Result<Vec<ElementRef<'h>>> {
    let selector = Selector::parse(css).map_err(|error| anyhow::anyhow!("{css}: {error}"))?;
    Ok(html.select(&selector).collect())
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// The query of a link on the page.
fn target(plan: &Plan, element: ElementRef<'_>) -> Result<Query> {
    let href = element.attr("href").context("no href")?;
    query(plan, href.trim_start_matches('?'))
}

/// The numbers in words, in their order. The name of a period has a number too, so the last one counts where a link
/// names one.
fn numbers(words: &str) -> Vec<usize> {
    let parts = words.split(|letter: char| !letter.is_ascii_digit());
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// Checks that each link of an answer opens as many results as it says.
fn check_links(explorer: &Explorer<'_>, html: &Html, css: &str) -> Result<usize> {
    let links = all(html, css)?;
    for link in &links {
        let says = text(*link);
        let total = explorer.view(&target(explorer.plan(), *link)?).total;
        let numbers = numbers(&says);
        // “4 passages (5 sentences)”: its list has 4.
        let one = if says.contains(['（', '(']) {
            numbers.first()
        } else {
            numbers.last()
        };
        ensure!(one == Some(&total), "“{says}” opens {total}");
    }
    Ok(links.len())
}

/// The filters under which the answer of a county is checked.
const FILTERS: [&str; 7] = [
    "",
    "&reach=named",
    "&view=map",
    "&kind=target",
    "&has=number",
    "&period=15&tier=concrete",
    "&detail=all&sort=value",
];

#[test]
fn each_number_of_an_answer_is_what_its_link_opens() -> Result<()> {
    let mut links = 0;
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        for words in [&ZH, &EN] {
            for county in &file.places.counties {
                for filter in FILTERS {
                    let Ok(query) = query(&plan, &format!("county={}{filter}", county.id)) else {
                        // The other plan has other periods.
                        continue;
                    };
                    let html = page(&explorer, words, &query);
                    ensure!(all(&html, ".answer")?.len() == 1, "{}{filter}", county.id);
                    links += check_links(&explorer, &html, ".answer a")?;
                }
            }
            for theme in &file.themes {
                let query = query(&plan, &format!("theme={}", theme.id))?;
                let html = page(&explorer, words, &query);
                ensure!(all(&html, ".answer")?.len() == 1, "{}", theme.id);
                links += check_links(&explorer, &html, ".answer a")?;
            }
        }
    }
    ensure!(links > 700, "only {links}");
    Ok(())
}

/// The stretches of a passage where a county is named.
fn naming<'f>(file: &'f PlanFile, county: &str) -> Vec<(&'f str, u32, u32)> {
    let mentions = file.mentions.iter();
    let named = mentions.filter(|mention| {
        mention.basis != Basis::Collective && mention.counties.iter().any(|id| id == county)
    });
    named
        .map(|mention| (mention.passage.as_str(), mention.start, mention.end))
        .collect()
}

/// Whether one of the stretches lies in this one.
fn meets(named: &[(&str, u32, u32)], passage: &str, start: u32, end: u32) -> bool {
    let mut named = named.iter();
    named.any(|&(own, from, to)| own == passage && from < end && start < to)
}

fn has(ids: &[String], id: &str) -> bool {
    ids.iter().any(|own| own == id)
}

/// The sentences that name a county, each with its passage.
fn sentences<'f>(
    file: &'f PlanFile,
    named: &[(&str, u32, u32)],
) -> Vec<(&'f file::Passage, &'f file::Sentence)> {
    let all = file.passages.iter();
    let all = all.flat_map(|passage| passage.sentences.iter().map(move |one| (passage, one)));
    all.filter(|(passage, one)| meets(named, &passage.id, one.start, one.end))
        .collect()
}

fn count<K: PartialEq>(counts: &[(K, Tally)], key: K) -> usize {
    let mut counts = counts.iter();
    counts
        .find(|(own, _)| *own == key)
        .map_or(0, |(_, tally)| tally.count)
}

#[test]
fn the_answer_of_a_county_equals_a_naive_count() -> Result<()> {
    let mut silences = 0;
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        for entry in &file.places.counties {
            let id = entry.id.as_str();
            let named = naming(&file, id);
            let answer = explorer.county_answer(&query(&plan, &format!("county={id}"))?);
            let answer: CountyAnswer = answer.context("no answer")?;
            ensure!(plan.id(answer.county) == id && answer.is_whole);

            let passages: BTreeSet<&str> = named.iter().map(|(passage, ..)| *passage).collect();
            ensure!(answer.named.count == passages.len(), "{id}");
            let sentences = sentences(&file, &named);
            ensure!(answer.sentences == sentences.len(), "{id}");
            let any = file.mentions.iter().filter(|one| has(&one.counties, id));
            let any: BTreeSet<&str> = any.map(|one| one.passage.as_str()).collect();
            let all = answer.with_groups.as_ref().context("no groups")?;
            ensure!(all.count == any.len(), "{id}");

            let milestones: Vec<&file::Milestone> = file
                .milestones
                .iter()
                .filter(|one| has(&one.counties, id))
                .filter(|one| meets(&named, &one.passage, one.start, one.end))
                .collect();
            for &kind in Kind::ALL {
                let own = milestones.iter().filter(|one| one.kind == kind).count();
                ensure!(count(&answer.kinds, kind) == own, "{id} {kind:?}");
            }
            for (period, own) in file.periods.iter().zip(plan.all()) {
                let own = count(&answer.periods, own);
                let in_it = milestones.iter().filter(|one| one.period == period.id);
                ensure!(own == in_it.count(), "{id} {}", period.id);
            }
            let projects: Vec<&file::Project> = file
                .projects
                .iter()
                .filter(|one| has(&one.counties, id))
                .filter(|one| meets(&named, &one.passage, one.start, one.end))
                .collect();
            for &tier in Tier::ALL {
                let own = projects.iter().filter(|one| one.tier == tier).count();
                ensure!(count(&answer.tiers, tier) == own, "{id} {tier:?}");
            }
            let periods = milestones.iter().map(|one| one.period.as_str());
            let periods = periods.chain(projects.iter().map(|one| one.period.as_str()));
            let periods: BTreeSet<&str> = periods.collect();
            let found: BTreeSet<&str> = answer.all_periods.iter().map(|one| plan.id(one)).collect();
            ensure!(found == periods, "{id}: {found:?}");

            let dated = milestones
                .iter()
                .filter(|one| one.date.is_some() || one.years.is_some());
            let time = answer.with_time.as_ref().context("no time")?;
            ensure!(time.count == dated.count(), "{id}");
            // No number in what names it, unless the answer knows of one.
            let numbers = file.quantities.iter().filter(|one| {
                one.class == Class::Measured && meets(&named, &one.passage, one.start, one.end)
            });
            ensure!(answer.has_figures == (numbers.count() > 0), "{id}");

            let own = sentences.iter().filter_map(|(_, one)| one.themes.as_ref());
            let mut spoken: BTreeSet<&str> = own
                .flat_map(|own| own.secondary.iter().chain([&own.primary]))
                .map(String::as_str)
                .collect();
            let tagged = milestones.iter().map(|one| &one.themes);
            let tagged = tagged.chain(projects.iter().map(|one| &one.themes));
            spoken.extend(tagged.flatten().map(String::as_str));
            for theme in answer.silent {
                let theme = plan.id(theme);
                ensure!(!spoken.contains(theme), "{id} is not silent on {theme}");
                silences += 1;
            }
        }
    }
    ensure!(silences > 50, "{silences}");
    Ok(())
}

#[test]
fn the_answer_of_a_theme_equals_a_naive_count() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        for entry in &file.themes {
            let id = entry.id.as_str();
            let answer = explorer.theme_answer(&query(&plan, &format!("theme={id}"))?);
            let answer = answer.context("no answer")?;
            for &tier in Tier::ALL {
                let own = file.projects.iter();
                let own = own.filter(|one| one.tier == tier && has(&one.themes, id));
                ensure!(count(&answer.tiers, tier) == own.count(), "{id} {tier:?}");
            }
            for (county, own) in file.places.counties.iter().zip(plan.all::<County>()) {
                let named = naming(&file, &county.id);
                let milestones = file.milestones.iter().filter(|one| {
                    has(&one.themes, id)
                        && has(&one.counties, &county.id)
                        && meets(&named, &one.passage, one.start, one.end)
                });
                let projects = file.projects.iter().filter(|one| {
                    has(&one.themes, id)
                        && has(&one.counties, &county.id)
                        && meets(&named, &one.passage, one.start, one.end)
                });
                let wanted = match milestones.count() {
                    0 => projects.count(),
                    some => some,
                };
                let found = count(&answer.counties, own);
                ensure!(found == wanted, "{id} {}: {found}", county.id);
            }
            // Those with a number come first.
            let shares = [&answer.progress.achieved, &answer.progress.targeted];
            let filled = shares.iter().filter(|share| share.count > 0);
            ensure!(answer.quoted.len() == filled.clone().count(), "{id}");
            for (milestone, share) in answer.quoted.iter().zip(filled) {
                ensure!(milestone.values.is_empty() || share.with_number > 0);
                ensure!(
                    share.with_number == 0 || !milestone.values.is_empty(),
                    "{id}"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn a_county_has_a_card_for_each_passage_with_its_sentences_letter_for_letter() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        for words in [&ZH, &EN] {
            for entry in &file.places.counties {
                let query = query(&plan, &format!("county={}", entry.id))?;
                let html = page(&explorer, words, &query);
                let named = naming(&file, &entry.id);
                let sentences = sentences(&file, &named);
                let shown = all(&html, ".card .sentence a")?;
                ensure!(shown.len() == sentences.len(), "{}", entry.id);
                for (shown, (passage, sentence)) in shown.iter().zip(&sentences) {
                    let letters = passage.text.chars().skip(sentence.start as usize);
                    let letters = letters.take((sentence.end - sentence.start) as usize);
                    ensure!(text(*shown) == letters.collect::<String>());
                    ensure!(shown.attr("data-opens") == Some(sentence.id.as_str()));
                    ensure!(target(&plan, *shown)?.at == plan.target(&sentence.id));
                    let lang = (words.lang == EN.lang).then_some("zh-Hans");
                    ensure!(shown.attr("lang") == lang);
                }
                // Its projects are those that its answer counts, and every card with a milestone tells its kind.
                let answer = explorer.county_answer(&query).context("no answer")?;
                let projects: usize = answer.tiers.iter().map(|(_, tally)| tally.count).sum();
                ensure!(
                    all(&html, ".card .tags a")?.len() == projects,
                    "{}",
                    entry.id
                );
                let kinds = all(&html, ".card .said-kind")?.len();
                let milestones: usize = answer.kinds.iter().map(|(_, tally)| tally.count).sum();
                ensure!((kinds > 0) == (milestones > 0) && kinds <= milestones);
                let passages = all(&html, ".item h4 a")?;
                let total = explorer.view(&query).total;
                ensure!(passages.len() == total, "{}: {total}", entry.id);
                ensure!(all(&html, ".profile .role a")?.len() == usize::from(entry.role.is_some()));
            }
        }
    }
    Ok(())
}

#[test]
fn what_means_a_county_with_others_is_folded_unless_more_is_asked() -> Result<()> {
    let explorer = common::explorer()?;
    for (link, open) in [
        ("county=nimu", Some(false)),
        ("view=map&county=nimu", Some(false)),
        ("county=nimu&theme=health_social", Some(true)),
        ("county=nimu&reach=named", None),
        ("county=nimu,linzhou", None),
        ("zone=gaoxin", None),
    ] {
        let html = page(explorer, &ZH, &common::query(link)?);
        let folded = all(&html, "details.folded")?;
        let found = folded.first().map(|folded| folded.attr("open").is_some());
        ensure!(found == open, "?{link}: {found:?}");
    }
    Ok(())
}

#[test]
fn an_answer_is_that_of_one_county_or_of_one_theme() -> Result<()> {
    let explorer = common::explorer()?;
    for (link, answers) in [
        ("", false),
        ("county=nimu", true),
        ("county=nimu&q=旅游", true),
        ("county=nimu,linzhou", false),
        ("theme=ecology", true),
        ("theme=ecology&lang=en&embed=1&detail=all", true),
        ("theme=ecology&county=nimu", true),
        ("theme=ecology,rural", false),
        ("theme=ecology&period=15", false),
        ("view=timeline&county=nimu", false),
        ("view=map&theme=ecology", false),
    ] {
        let html = page(explorer, &ZH, &common::query(link)?);
        ensure!(
            all(&html, ".answer")?.len() == usize::from(answers),
            "?{link}"
        );
    }
    Ok(())
}

#[test]
fn what_the_plan_says_of_nimu() -> Result<()> {
    let html = page(common::explorer()?, &ZH, &common::query("county=nimu")?);
    let says: Vec<String> = all(&html, ".answer")?.into_iter().map(text).collect();
    ensure!(
        says == [
            "文中写明尼木县的有 4 句：7 个目标、1 个具体项目。同一件事可以既算里程碑，又算项目。未写年份和量化数字。均属“十五五”。\
             连同以统称包括它的，共 12 段。"
        ],
        "{says:?}"
    );
    let silent: Vec<String> = all(&html, ".silent a")?.into_iter().map(text).collect();
    ensure!(silent.contains(&"教育与人才".to_owned()), "{silent:?}");
    Ok(())
}

#[test]
fn the_headline_of_the_indicators_counts_past_and_future() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        let past = |quantity: &&file::Quantity| {
            let mut periods = file.periods.iter();
            periods.any(|one| one.id == quantity.period && one.role == PeriodRole::Past)
        };
        for (link, all) in [
            ("view=figures", false),
            ("view=figures&detail=all&sort=value", true),
        ] {
            let query = query(&plan, link)?;
            let own = file.quantities.iter();
            let own: Vec<_> = own
                .filter(|one| all || one.class == Class::Measured)
                .collect();
            let before = own.iter().copied().filter(past).count();
            let [found, later] = explorer.figures_by_time(&query);
            ensure!(
                (found.count, later.count) == (before, own.len() - before),
                "{link}"
            );
            for words in [&ZH, &EN] {
                let html = page(&explorer, words, &query);
                ensure!(check_links(&explorer, &html, ".answer a")? == 3, "{link}");
            }
        }
    }
    let html = page(common::explorer()?, &ZH, &common::query("view=figures")?);
    let says: Vec<String> = all(&html, ".answer")?.into_iter().map(text).collect();
    ensure!(
        says == ["24 个指标：20 个关于过去，4 个关于今后。"],
        "{says:?}"
    );
    Ok(())
}

/// Whether a milestone has a value, or a number that belongs to no milestone stands in its words.
fn says_how_much(file: &PlanFile, milestone: &file::Milestone) -> bool {
    let mut numbers = file.quantities.iter();
    !milestone.values.is_empty()
        || numbers.any(|number| {
            let own = [(milestone.passage.as_str(), milestone.start, milestone.end)];
            number.class == Class::Measured
                && number.milestone.is_none()
                && meets(&own, &number.passage, number.start, number.end)
        })
}

#[test]
fn the_indicators_name_the_themes_that_have_no_target_with_a_number() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        let without = file.themes.iter().filter(|theme| {
            let mut all = file.milestones.iter();
            !all.any(|one| {
                one.kind == Kind::Target && has(&one.themes, &theme.id) && says_how_much(&file, one)
            })
        });
        let wanted: Vec<&str> = without.map(|theme| theme.id.as_str()).collect();
        for words in [&ZH, &EN] {
            let html = page(&explorer, words, &query(&plan, "view=figures&sort=kind")?);
            let links = all(&html, ".silent a")?;
            ensure!(links.len() == wanted.len());
            for (link, theme) in links.iter().zip(&wanted) {
                let to = target(&plan, *link)?;
                ensure!(to == query(&plan, &format!("theme={theme}"))?, "{theme}");
            }
        }
    }
    let html = page(
        common::explorer()?,
        &ZH,
        &common::query("view=figures&theme=rural")?,
    );
    ensure!(all(&html, ".silent")?.is_empty());
    Ok(())
}
