//! The link contract: reading is total, writing is canonical, and every link ever published works.

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::link::{MAX_READ, Notice, read, write};
use plan_explorer::model::{County, IdSet, Plan, Theme, Vocabulary, Year};
use plan_explorer::query::{Lang, Query, SearchText, ViewKind, Years};
use proptest::prelude::*;
use std::sync::LazyLock;

static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::from_json(PLAN_JSON).ok());

fn plan() -> Result<&'static Plan> {
    PLAN.as_ref().context("plan.json cannot be read")
}

fn ids() -> Vec<String> {
    let Some(plan) = PLAN.as_ref() else {
        return Vec::new();
    };
    let passages = plan.passages().iter();
    let sentences = passages
        .clone()
        .flat_map(|p| p.sentences.iter().map(|s| s.id.clone()));
    let milestones = plan.milestones().iter().map(|m| m.id.clone());
    let projects = plan.projects().iter().map(|p| p.id.clone());
    let terms = plan.file().terms.iter().map(|t| t.id.clone());
    passages
        .map(|p| p.id.clone())
        .chain(sentences)
        .chain(milestones)
        .chain(projects)
        .chain(terms)
        .collect()
}

fn set<V: Vocabulary>() -> impl Strategy<Value = IdSet<V>> {
    prop::collection::vec(prop::sample::select(V::ALL), 0..4).prop_map(|v| v.into_iter().collect())
}

fn one<V: Vocabulary>() -> impl Strategy<Value = V> {
    prop::sample::select(V::ALL)
}

fn query() -> impl Strategy<Value = Query> {
    (
        (one(), set(), set(), set(), one()),
        (set(), set(), any::<String>(), one()),
        (set(), set(), one(), one()),
        prop::option::of(prop::sample::select(ids())),
        prop::option::of(one::<Lang>()),
        any::<bool>(),
        prop::option::of([one::<Year>(), one::<Year>()]),
    )
        .prop_map(
            |(
                (view, themes, counties, zones, reach),
                (periods, kinds, q, detail),
                (statuses, tiers, sort, across),
                at,
                lang,
                embed,
                years,
            )| {
                Query {
                    view,
                    themes,
                    counties,
                    zones,
                    reach,
                    periods,
                    years: years.and_then(|[one, other]| Years::between(one, other)),
                    kinds,
                    statuses,
                    tiers,
                    sort,
                    across,
                    q: SearchText::new(&q),
                    detail,
                    at: at.and_then(|id| PLAN.as_ref()?.target(&id)),
                    lang,
                    embed,
                }
            },
        )
}

const KEYS: [&str; 17] = [
    "view", "theme", "county", "zone", "reach", "period", "years", "kind", "status", "tier", "q",
    "detail", "sort", "across", "at", "lang", "embed",
];

proptest! {
    #[test]
    fn what_is_written_reads_back_without_notices(query in query()) {
        let plan = plan().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let link = write(&query);
        let reading = read(&link, plan);
        prop_assert_eq!(&reading.query, &query);
        prop_assert!(reading.notices.is_empty(), "{:?}", reading.notices);
        prop_assert!(link.is_ascii());
        let keys: Vec<&str> = link.split('&').filter_map(|pair| pair.split('=').next()).filter(|k| !k.is_empty()).collect();
        let order: Vec<_> = keys.iter().map(|key| KEYS.iter().position(|k| k == key)).collect();
        prop_assert!(order.is_sorted() && order.iter().all(Option::is_some), "{}", link);
        for pair in link.split('&').filter(|pair| !pair.starts_with("q=")) {
            prop_assert!(!pair.contains('%'), "only q is escaped: {}", link);
        }
    }

    #[test]
    fn any_bytes_give_a_query_that_writes_a_fixed_point(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let plan = plan().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let text = String::from_utf8_lossy(&bytes);
        let query = read(&text, plan).query;
        prop_assert_eq!(read(&write(&query), plan).query, query);
    }

    #[test]
    fn any_soup_of_keys_and_values_is_read(
        pairs in prop::collection::vec((prop::sample::select(&KEYS[..]), "[a-z0-9,%+&=<>\"尼，.-]{0,20}"), 0..12),
    ) {
        let plan = plan().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let soup: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let reading = read(&soup.join("&"), plan);
        prop_assert!(reading.notices.len() <= Notice::MOST + 1);
        prop_assert_eq!(read(&write(&reading.query), plan).query, reading.query);
    }
}

#[test]
fn the_default_view_is_the_bare_address() {
    assert_eq!(write(&Query::default()), "");
}

#[test]
fn unknown_values_are_named_and_the_rest_applies() -> Result<()> {
    let reading = read(
        "?theme=ecology,nope&county=atlantis&view=xx&at=m99&county=nimu",
        plan()?,
    );
    let named: Vec<_> = reading
        .notices
        .iter()
        .map(|notice| match notice {
            Notice::UnknownValue { key, value } => (*key, value.as_str()),
            Notice::TooLong => ("", ""),
        })
        .collect();
    ensure!(
        named
            == [
                ("theme", "nope"),
                ("county", "atlantis"),
                ("view", "xx"),
                ("at", "m99")
            ],
        "{named:?}"
    );
    ensure!(write(&reading.query) == "theme=ecology&county=nimu");
    Ok(())
}

#[test]
fn what_chat_clients_add_or_mangle_is_no_matter() -> Result<()> {
    let plan = plan()?;
    for link in [
        "?county=nimu,qushui&q=%E4%BD%8E%E7%A9%BA&from=singlemessage&isappinstalled=0&nsukey=a%2Fb",
        "county=nimu%2Cqushui&amp;q=低空",
        "q=%E4%BD%8E%E7%A9%BA&county=qushui&county=nimu",
        "county=nimu，qushui&q=+低空+",
    ] {
        let reading = read(link, plan);
        ensure!(reading.notices.is_empty(), "{link}: {:?}", reading.notices);
        ensure!(
            write(&reading.query) == "county=nimu,qushui&q=%E4%BD%8E%E7%A9%BA",
            "{link}"
        );
    }
    Ok(())
}

#[test]
fn a_link_of_100_kilobytes_is_read_as_far_as_any_link_goes() -> Result<()> {
    let long = format!("theme=ecology&q={}&county=nimu", "a".repeat(100_000));
    let reading = read(&long, plan()?);
    ensure!(reading.notices.contains(&Notice::TooLong));
    ensure!(reading.query.themes.contains(Theme::Ecology));
    ensure!(
        !reading.query.counties.contains(County::Nimu),
        "behind the end"
    );
    ensure!(long.len() > MAX_READ);
    Ok(())
}

#[test]
fn eight_things_at_most_are_named_and_each_shortly() -> Result<()> {
    let unknown: Vec<String> = (0..20).map(|n| format!("theme=nothing-{n}")).collect();
    let reading = read(&unknown.join("&"), plan()?);
    ensure!(
        reading.notices.len() == Notice::MOST,
        "{:?}",
        reading.notices
    );
    let long = read(&format!("at=%20{}", "a".repeat(90)), plan()?);
    let short = Notice::UnknownValue {
        key: "at",
        value: "a".repeat(Notice::SHOWN),
    };
    ensure!(long.notices == [short.clone()], "{:?}", long.notices);
    let again = read(&format!("at={0}&at={0}", "a".repeat(90)), plan()?);
    ensure!(again.notices == [short], "said twice, named once");
    ensure!(read("at=&theme=&view= ", plan()?).notices.is_empty());
    Ok(())
}

#[test]
fn only_a_change_of_typed_words_is_typing() {
    let typed = Query {
        q: SearchText::new("低空"),
        ..Query::default()
    };
    assert!(Query::default().differs_only_in_typing(&typed));
    assert!(!Query::default().differs_only_in_typing(&typed.in_view(ViewKind::Text)));
    assert!(!typed.differs_only_in_typing(&typed));
}

#[test]
fn every_link_ever_published_works() -> Result<()> {
    let plan = plan()?;
    let mut seen = 0;
    for line in include_str!("golden_links.txt").lines() {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let mut parts = line.split('\t');
        let (link, canonical) = (
            parts.next().context("no link")?,
            parts.next().context("no canonical link")?,
        );
        let reading = read(link, plan);
        ensure!(reading.notices.is_empty(), "{link}: {:?}", reading.notices);
        ensure!(
            write(&reading.query) == canonical,
            "{link}: {}",
            write(&reading.query)
        );
        seen += 1;
    }
    ensure!(seen >= 20, "the file only grows; it has {seen} links");
    Ok(())
}

#[test]
fn only_what_a_page_to_share_holds_leads_to_it() -> Result<()> {
    let plan = plan()?;
    let page = |link: &str| plan_explorer::link::share_page(&read(link, plan).query, plan);
    ensure!(page("county=nimu").as_deref() == Some("s/county-nimu.html"));
    ensure!(page("theme=ecology&lang=en").as_deref() == Some("s/theme-ecology.html"));
    ensure!(page("at=m14").as_deref() == Some("s/m14.html"));
    for other in [
        "",
        "county=nimu,qushui",
        "theme=ecology,rural",
        "county=nimu&theme=ecology",
        "county=nimu&at=m1",
        "county=nimu&view=map",
        "at=m14.2",
        "at=goal1",
        "q=14",
    ] {
        ensure!(page(other).is_none(), "{other}");
    }
    Ok(())
}
