//! The link contract: reading is total, writing is canonical, and every link ever published works.

use anyhow::{Context, Result, ensure};
use plan_explorer::link::{MAX_READ, Notice, Reading, read, write};
use plan_explorer::model::{
    County, FormerId, IdSet, Identified, Kind, Member, Period, Plan, Status, Theme, Tier,
    Vocabulary, Year, Zone,
};
use plan_explorer::query::{
    Across, Arrangement, Detail, Has, Lang, Query, Reach, SearchText, Sort, ViewKind, Years,
};
use plan_explorer::words::{EN, Words, ZH};
use proptest::prelude::*;

mod common;

use common::{county, plan, theme, values};

fn ids() -> Vec<String> {
    let Ok(plan) = plan() else {
        return Vec::new();
    };
    let passages = plan.passages().iter();
    let sentences = passages
        .clone()
        .flat_map(|p| p.sentences.iter().map(|s| s.id.clone()));
    let milestones = plan.milestones().iter().map(|m| m.id.clone());
    let projects = plan.projects().iter().map(|p| p.id.clone());
    let terms = plan.terms().iter().map(|t| t.id.clone());
    passages
        .map(|p| p.id.clone())
        .chain(sentences)
        .chain(milestones)
        .chain(projects)
        .chain(terms)
        .collect()
}

fn set<V: Member>(values: Vec<V>) -> impl Strategy<Value = IdSet<V>> {
    prop::collection::vec(prop::sample::select(values), 0..4).prop_map(|v| v.into_iter().collect())
}

fn one<V: Vocabulary>() -> impl Strategy<Value = V> {
    prop::sample::select(V::ALL)
}

fn year_of_plan() -> impl Strategy<Value = Year> {
    prop::sample::select(values::<Year>())
}

fn query() -> impl Strategy<Value = Query> {
    (
        (one(), set(values()), set(values()), set(values()), one()),
        (
            set(values()),
            set(Kind::ALL.to_vec()),
            any::<String>(),
            one(),
        ),
        (
            set(Status::ALL.to_vec()),
            set(Tier::ALL.to_vec()),
            set(Has::ALL.to_vec()),
            one(),
            one(),
        ),
        prop::option::of(prop::sample::select(ids())),
        prop::option::of(one::<Lang>()),
        (any::<bool>(), one(), set(values()), one()),
        prop::option::of([year_of_plan(), year_of_plan()]),
    )
        .prop_map(
            |(
                (view, themes, counties, zones, reach),
                (periods, kinds, q, detail),
                (statuses, tiers, has, sort, across),
                at,
                lang,
                (embed, group, open, layer),
                years,
            )| {
                Query {
                    view,
                    themes,
                    counties,
                    zones,
                    reach,
                    periods,
                    years: years.and_then(|[one, other]| Years::between(plan().ok()?, one, other)),
                    kinds,
                    statuses,
                    tiers,
                    has,
                    sort,
                    across,
                    q: SearchText::new(&q),
                    detail,
                    at: at.and_then(|id| plan().ok()?.target(&id)),
                    lang,
                    embed,
                    group,
                    open,
                    layer,
                }
            },
        )
}

const KEYS: [&str; 21] = [
    "view", "theme", "county", "zone", "reach", "period", "years", "kind", "status", "tier", "has",
    "q", "detail", "sort", "across", "at", "lang", "embed", "group", "open", "layer",
];

proptest! {
    #[test]
    fn what_is_written_reads_back_without_notices(query in query()) {
        let plan = plan()?;
        let link = write(&query, plan);
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
    fn what_apps_make_of_a_written_link_opens_the_same(query in query()) {
        let plan = plan()?;
        let link = write(&query, plan);
        let encoded: String = form_urlencoded::byte_serialize(link.as_bytes()).collect();
        let again: String = form_urlencoded::byte_serialize(encoded.as_bytes()).collect();
        let commas = link.replace(',', "%252C");
        let mut mangled = vec![
            encoded,
            again,
            commas,
            format!("?{link}&from=singlemessage"),
            link.replace('&', "&amp;"),
            link.split('&').map(|pair| format!("\u{FEFF}{pair}\u{200B}")).collect::<Vec<_>>().join("&"),
        ];
        // What is glued to words that are searched for would be searched for.
        if !link.is_empty() && !link.split('&').next_back().is_some_and(|pair| pair.starts_with("q=")) {
            mangled.extend(["。", "），详见", ")", "\u{200B}，", "%E3%80%82", "』 看这里"].map(|glued| format!("{link}{glued}")));
        }
        for link in mangled {
            let reading = read(&link, plan);
            prop_assert_eq!(&reading.query, &query, "{}", link);
            prop_assert!(reading.notices.is_empty(), "{}: {:?}", link, reading.notices);
        }
    }

    #[test]
    fn any_bytes_give_a_query_that_writes_a_fixed_point(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let plan = plan()?;
        let text = String::from_utf8_lossy(&bytes);
        let query = read(&text, plan).query;
        prop_assert_eq!(read(&write(&query, plan), plan).query, query);
    }

    #[test]
    fn any_soup_of_keys_and_values_is_read(
        pairs in prop::collection::vec((prop::sample::select(&KEYS[..]), "[a-z0-9,%+&=<>\"尼，.-]{0,20}"), 0..12),
    ) {
        let plan = plan()?;
        let soup: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let reading = read(&soup.join("&"), plan);
        prop_assert!(reading.notices.len() <= Notice::MOST + 1);
        prop_assert_eq!(read(&write(&reading.query, plan), plan).query, reading.query);
    }
}

#[test]
fn the_default_view_is_the_bare_address() -> Result<()> {
    ensure!(write(&Query::default(), plan()?).is_empty());
    Ok(())
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
    ensure!(write(&reading.query, plan()?) == "theme=ecology&county=nimu");
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
            write(&reading.query, plan) == "county=nimu,qushui&q=%E4%BD%8E%E7%A9%BA",
            "{link}"
        );
    }
    Ok(())
}

/// Every one of `links` opens `canonical`, without a notice.
fn open(links: &[&str], canonical: &str) -> Result<()> {
    for link in links {
        let reading = read(link, plan()?);
        let opened = write(&reading.query, plan()?);
        ensure!(opened == canonical, "{link} opens {opened}");
        ensure!(reading.notices.is_empty(), "{link}: {:?}", reading.notices);
    }
    Ok(())
}

#[test]
fn what_an_app_encoded_a_second_time_is_decoded_again() -> Result<()> {
    let airport = "q=%E6%9C%BA%E5%9C%BA";
    open(
        &[
            "?q=%25E6%259C%25BA%25E5%259C%25BA",
            "?q=%2525E6%25259C%2525BA%2525E5%25259C%2525BA",
        ],
        airport,
    )?;
    open(
        &[
            "?theme=ecology%252Curban",
            "?theme=urban%25252Cecology",
            "?%74heme=ecology%2Curban",
        ],
        "theme=urban,ecology",
    )?;
    // The whole query.
    open(
        &[
            "?theme%3Decology%26county%3Dnimu%26q%3D%25E6%259C%25BA%25E5%259C%25BA",
            "?theme%3Decology%26county%3Dnimu%26q%3D%25E6%259C%25BA%25E5%259C%25BA&from=singlemessage",
            "?theme%253Decology%2526county%253Dnimu%2526q%253D%2525E6%25259C%2525BA%2525E5%25259C%2525BA",
            "%3Ftheme%3Decology%26county%3Dnimu%26q%3D%25E6%259C%25BA%25E5%259C%25BA",
            // Its separators alone.
            "?theme=ecology%26county%3Dnimu%26q=%E6%9C%BA%E5%9C%BA",
            "?theme=ecology%2526county=nimu&q=%E6%9C%BA%E5%9C%BA",
        ],
        &format!("theme=ecology&county=nimu&{airport}"),
    )
}

#[test]
fn words_to_search_for_are_not_decoded_beyond_what_they_say() -> Result<()> {
    open(&["?q=100%25"], "q=100%25")?;
    open(&["?q=100%2525"], "q=100%2525")?;
    open(&["?q=50%2520%E5%BC%BA"], "q=50%2520%E5%BC%BA")?;
    open(&["?q=m14%E3%80%82", "?q=m14。"], "q=m14%E3%80%82")?;
    open(&["?q=R%26D", "?q=R%2526D"], "q=R%26D")?;
    open(&["?q=a%2Bb"], "q=a%2Bb")?;
    open(&["?q=NIMU"], "q=NIMU")
}

#[test]
fn of_a_value_with_marks_and_words_glued_to_it_the_known_beginning_is_followed() -> Result<()> {
    open(
        &[
            "?at=m14。",
            "?at=m14）",
            "?at=m14)",
            "?at=m14.",
            "?at=m14，详见",
            "?at=m14详见",
            "?at=m14%E3%80%82",
            "?at=m14」",
            "?at=m14*",
            "?at=m14-",
            "?at=m14?from=timeline",
            "?at=m14%23top",
            "?at=(m14)",
            "?at=m14 see this",
            "?at=m14\n第二行",
        ],
        "at=m14",
    )?;
    open(&["?at=m14.2。", "?at=m14.2)."], "at=m14.2")?;
    open(
        &[
            "?county=nimu，详见",
            "?county=nimu。",
            "?county=nimu详见附件",
            "?county=nimu）、谢谢",
            "?county=nimu,",
            "?county=“nimu”",
            "?county=尼木县。",
            "?county=nimu（尼木县）",
        ],
        "county=nimu",
    )?;
    open(
        &[
            "?view=timeline)",
            "?view=timeline，见图",
            "?view=timeline](",
        ],
        "view=timeline",
    )?;
    open(
        &[
            "?view=timeline&years=2024-2027。",
            "?years=2024-2027年，见图&view=timeline",
        ],
        "view=timeline&years=2024-2027",
    )?;
    open(&["?view=map&embed=1。"], "view=map&embed=1")?;
    open(&["?lang=en)", "?lang=en-US"], "lang=en")
}

#[test]
fn case_and_width_do_not_matter_in_keys_and_ids() -> Result<()> {
    open(
        &[
            "?county=NIMU",
            "?County=nimu",
            "?COUNTY=Nimu",
            "?ｃｏｕｎｔｙ＝x&county=ｎｉｍｕ",
        ],
        "county=nimu",
    )?;
    open(&["?at=M14", "?AT=m14", "?at=ｍ１４"], "at=m14")?;
    open(&["?view=Timeline", "?VIEW=TIMELINE"], "view=timeline")?;
    open(&["?theme=Culture_Tourism"], "theme=culture_tourism")
}

#[test]
fn a_value_s_name_is_its_id() -> Result<()> {
    open(
        &[
            "?county=尼木县",
            "?county=尼木縣",
            "?county=Nimu County",
            "?county=Nimu+County",
            "?county=Nyêmo County",
            "?county=nyemo county",
        ],
        "county=nimu",
    )?;
    open(
        &[
            "?theme=生态与绿色低碳",
            "?theme=Ecology and green, low-carbon development",
        ],
        "theme=ecology",
    )?;
    open(
        &["?theme=安全·民族·宗教", "?theme=安全、民族、宗教"],
        "theme=security_unity",
    )?;
    open(
        &["?theme=生态与绿色低碳、城市与城镇"],
        "theme=urban,ecology",
    )?;
    open(
        &["?zone=八廓古城", "?zone=Barkhor Old Town"],
        "zone=barkhor",
    )?;
    open(
        &["?period=十四五，十五五", "?period=“十四五”“十五五”"],
        "period=14,15",
    )?;
    open(&["?years=二〇三五年", "?years=2035年"], "years=2035")?;
    open(&["?years=本世纪中叶", "?years=Mid-century"], "years=2050")?;
    open(&["?at=构建高效便捷的综合交通体系"], "at=m14")?;
    open(&["?at=四件大事"], "at=t-four-matters")
}

#[test]
fn every_name_on_the_page_is_read() -> Result<()> {
    fn reads<V: Identified>(key: &str, name: impl Fn(&'static Words, V) -> String) -> Result<()> {
        let vocabularies = plan()?.vocabularies();
        let count = V::count_in(vocabularies);
        ensure!(count > 1, "{key} has {count} values");
        for words in [&ZH, &EN] {
            for value in (0..count).filter_map(V::nth) {
                let name = name(words, value);
                let id = value.id_in(vocabularies);
                let by_id = read(&format!("{key}={id}"), plan()?);
                let by_name = read(&format!("{key}={name}"), plan()?);
                ensure!(by_name == by_id, "{key}={name}: {by_name:?}");
                ensure!(by_id.notices.is_empty(), "{key}={id}: {by_id:?}");
            }
        }
        Ok(())
    }
    let plan = plan()?;
    reads("theme", |words, theme: Theme| {
        words.theme_name(plan, theme).to_owned()
    })?;
    reads("county", |words, county: County| {
        words.county_name(plan, county).to_owned()
    })?;
    reads("zone", |words, zone: Zone| {
        words.zone_name(plan, zone).to_owned()
    })?;
    reads("view", |words, view: ViewKind| words.view(view).to_owned())?;
    reads("period", |words, period: Period| {
        words.period_name(plan, period).to_owned()
    })?;
    reads("kind", |words, kind: Kind| words.kind_name(kind).to_owned())?;
    reads("status", |words, status: Status| {
        words.status_name(status).to_owned()
    })?;
    reads("tier", |words, tier: Tier| words.tier_name(tier).to_owned())?;
    reads("sort", |words, sort: Sort| words.sort_name(sort).to_owned())?;
    reads("group", |words, group: Arrangement| {
        words.arrangement_name(group).to_owned()
    })?;
    reads("across", |words, across: Across| {
        words.across_name(across).to_owned()
    })?;
    reads("years", |words, year: Year| {
        words.year_name(plan, year).to_owned()
    })?;
    reads("lang", |words, lang: Lang| {
        words.language_names[lang.ordinal()].to_owned()
    })?;
    reads("reach", |words, reach: Reach| {
        let name = match reach {
            Reach::All => words.reach_all,
            Reach::Named => words.reach_named,
        };
        name.to_owned()
    })?;
    for names in [
        |words: &'static Words| [words.detail_core, words.detail_all],
        |words: &'static Words| [words.detail_measured, words.detail_every],
    ] {
        reads("detail", |words, detail: Detail| {
            names(words)[detail.ordinal()].to_owned()
        })?;
    }
    Ok(())
}

#[test]
fn any_separator_an_input_method_makes_parts_a_list() -> Result<()> {
    for separator in [
        ",",
        "，",
        "、",
        "；",
        ";",
        "｜",
        "|",
        "／",
        "/",
        "%2C",
        "%EF%BC%8C",
        " ",
        "%20",
        "　",
        "，%20",
        "·",
        "。",
        "､",
        "﹐",
        "+",
        ",,",
    ] {
        open(
            &[&format!("?theme=ecology{separator}urban")],
            "theme=urban,ecology",
        )?;
        open(
            &[&format!("?county=尼木县{separator}曲水县")],
            "county=nimu,qushui",
        )?;
    }
    for dash in [
        "-", "–", "—", "——", "－", "~", "～", "−", "至", " - ", "到", "‐", "..",
    ] {
        open(&[&format!("?years=2026{dash}2028")], "years=2026-2028")?;
    }
    Ok(())
}

#[test]
fn invisible_characters_do_not_count() -> Result<()> {
    for invisible in [
        "%E2%80%8B",
        "\u{200B}",
        "\u{FEFF}",
        "\u{200E}",
        "\u{202A}",
        "\u{2060}",
        "\u{AD}",
        "\u{A0}",
        "%25E2%2580%258B",
        "\u{E0020}",
        "\u{FE0F}",
    ] {
        open(
            &[
                &format!("?county=nimu{invisible}"),
                &format!("?county={invisible}nimu"),
                &format!("?{invisible}county=nimu"),
            ],
            "county=nimu",
        )?;
        open(&[&format!("?at=m14{invisible}")], "at=m14")?;
        open(&[&format!("?q={invisible}NIMU{invisible}")], "q=NIMU")?;
    }
    open(&["?county=ni%E2%80%8Bmu"], "county=nimu")
}

#[test]
fn what_remains_unknown_is_named_as_it_was_meant() -> Result<()> {
    for (link, key, value) in [
        ("county=%25E5%25A4%25A9%25E6%25B4%25A5", "county", "天津"),
        ("county=尼木县、天津市", "county", "天津市"),
        ("theme=ecology,nope\u{200B}", "theme", "nope"),
        ("at=m99。", "at", "m99。"),
        ("at=m14x", "at", "m14x"),
        ("county=nimux", "county", "nimux"),
        ("county=nimu,New York", "county", "New York"),
        ("years=2024-2034", "years", "2024-2034"),
        ("period=1,4", "period", "1"),
    ] {
        let notices = read(link, plan()?).notices;
        let value = value.to_owned();
        let first = notices.first();
        ensure!(
            first == Some(&Notice::UnknownValue { key, value }),
            "{link}: {notices:?}"
        );
    }
    let dropped = read(
        "?utm_source=x&fbclid=%253D&=1&nsukey=a%3Db&spm=1.2#x",
        plan()?,
    );
    ensure!(dropped == Reading::default(), "keys of others: {dropped:?}");
    Ok(())
}

#[test]
fn a_link_of_100_kilobytes_is_read_as_far_as_any_link_goes() -> Result<()> {
    let long = format!("theme=ecology&q={}&county=nimu", "a".repeat(100_000));
    let reading = read(&long, plan()?);
    ensure!(reading.notices.contains(&Notice::TooLong));
    ensure!(reading.query.themes.contains(theme("ecology")));
    ensure!(
        !reading.query.counties.contains(county("nimu")),
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
            write(&reading.query, plan) == canonical,
            "{link}: {}",
            write(&reading.query, plan)
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

#[test]
fn a_former_id_of_a_theme_or_place_stands_for_the_one_it_has_now() -> Result<()> {
    let mut file = common::file()?;
    file.site.former = [("nature", "ecology"), ("nyemo", "nimu"), ("15fyp", "15")]
        .map(|(id, now)| FormerId {
            id: id.to_owned(),
            now: now.to_owned(),
        })
        .to_vec();
    let renamed = Plan::new(file)?;
    let reading = read("theme=nature&county=nyemo&period=15fyp", &renamed);
    ensure!(reading.notices.is_empty(), "{:?}", reading.notices);
    let now = write(&reading.query, &renamed);
    ensure!(now == "theme=ecology&county=nimu&period=15", "{now}");
    // An old id of a theme is none of a county.
    ensure!(read("county=nature", &renamed).notices.len() == 1);
    Ok(())
}
