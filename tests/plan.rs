//! The published plan against its source text: quotes, ids, places, projects, numbers and terms.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::ingest::{self, Removal};
use plan_explorer::model::{
    Basis, Class, County, GroupKind, Kind, PassageKind, Period, Plan, Scope, Span, Theme,
    Vocabulary, Year, Zone,
};
use plan_explorer::pages;

mod common;

use common::{county, passage, period, plan, project, sources, term};

const SOURCE: &str = include_str!("../data/source.txt");
const SCRAPED: &str = include_str!("../data/scraped.txt");

#[test]
fn the_published_files_are_up_to_date() -> Result<()> {
    let file = ingest::build(&sources()?).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let json = ingest::to_json(&file)?;
    ensure!(
        json == PLAN_JSON,
        "public/plan.json is stale: run `cargo xtask data`"
    );
    let plan = Plan::new(file)?;
    let text = include_str!("../public/text.html");
    ensure!(
        pages::text_page(&plan, None).html == text,
        "public/text.html is stale"
    );
    ensure!(
        pages::STYLE == include_str!("../public/edition.css"),
        "public/edition.css is stale"
    );
    ensure!(
        pages::cover_svg(&plan) == include_str!("../public/cover.svg"),
        "public/cover.svg is stale: run `cargo xtask data`, then `cargo xtask pictures`"
    );
    let index = include_str!("../index.html");
    ensure!(
        pages::index_html(index, &plan)? == index,
        "index.html is stale: run `cargo xtask data`"
    );
    ensure!(
        pages::manifest_json(&plan) == include_str!("../public/manifest.webmanifest"),
        "public/manifest.webmanifest is stale"
    );
    Ok(())
}

#[test]
fn the_plan_has_its_83_passages_11_sections_and_51_measures() -> Result<()> {
    let plan = plan()?;
    ensure!(plan.passages().len() == 83);
    ensure!(plan.sections().len() == 11);
    let lost: Vec<_> = plan
        .chapters()
        .iter()
        .map(|c| c.heading.is_none())
        .collect();
    ensure!(
        lost == [false, true, true, true, true, true, true],
        "{lost:?}"
    );
    ensure!(
        plan.chapters()
            .iter()
            .all(|c| c.heading.is_none() == c.note.is_some())
    );
    let measures: Vec<_> = plan
        .passages()
        .iter()
        .filter(|entry| entry.kind == PassageKind::Measure)
        .map(|entry| (entry.number, entry.chapter.clone()))
        .collect();
    let ends = [
        (32, "c2"),
        (36, "c3"),
        (40, "c4"),
        (44, "c5"),
        (48, "c6"),
        (51, "c7"),
    ];
    let wanted: Vec<_> = (1..=51_u32)
        .map(|number| {
            let chapter = ends.iter().find(|(end, _)| number <= *end);
            (Some(number), chapter.map(|(_, id)| (*id).to_owned()))
        })
        .collect();
    ensure!(measures == wanted, "{measures:?}");
    Ok(())
}

#[test]
fn the_passages_are_the_source_text_unchanged() -> Result<()> {
    let texts: Vec<_> = plan()?
        .passages()
        .iter()
        .map(|entry| entry.text.as_str().to_owned())
        .collect();
    ensure!(texts.join("\n") + "\n" == SOURCE);
    Ok(())
}

#[derive(serde::Deserialize)]
struct RemovedFile {
    removed: Vec<Removal>,
}

#[test]
fn the_source_is_the_scrape_without_the_listed_removals() -> Result<()> {
    let file: RemovedFile = toml::from_str(include_str!("../data/removed.toml"))?;
    let (paragraphs, missing) = ingest::remove_fragments(SCRAPED, &file.removed);
    ensure!(missing.is_empty(), "not in the scrape: {missing:?}");
    let folded: Vec<_> = paragraphs.iter().map(|line| ingest::fold(line)).collect();
    let source: Vec<_> = SOURCE.lines().map(ingest::fold).collect();
    ensure!(folded == source);
    ensure!(
        !SOURCE.contains("j9"),
        "the site's name is still in the text"
    );
    Ok(())
}

#[test]
fn every_quote_is_in_its_sentence_at_its_offsets() -> Result<()> {
    let plan = plan()?;
    let mentions = plan.mentions().iter();
    let mentions = mentions.map(|m| (&m.passage, &m.sentence, m.span(), &m.quote));
    let milestones = plan.milestones().iter();
    let milestones = milestones.map(|m| (&m.passage, &m.sentence, m.span(), &m.quote));
    let projects = plan.projects().iter();
    let projects = projects.map(|p| (&p.passage, &p.sentence, p.span(), &p.quote));
    let quantities = plan.quantities().iter();
    let quantities = quantities.map(|q| (&q.passage, &q.sentence, q.span(), &q.quote));
    let roles = plan.counties().iter().flat_map(|c| &c.role);
    let terms = plan.terms().iter();
    let terms = terms.flat_map(|term| {
        let members = term.members.iter().flatten();
        term.mentions.iter().chain(members).chain(&term.defined_in)
    });
    let groups = plan.groups().iter().map(|group| &group.defined_in);
    let quotations = roles.chain(terms).chain(groups);
    let quotations = quotations.map(|q| (&q.passage, &q.sentence, q.span(), &q.quote));
    let all = mentions
        .chain(milestones)
        .chain(projects)
        .chain(quantities)
        .chain(quotations);
    let mut seen = 0;
    for (id, sentence, span, quote) in all {
        seen += 1;
        let passage = passage(id)?;
        ensure!(passage.text.slice(span) == quote, "{id}: {quote}");
        if let Some(sentence) = sentence {
            let found = passage.sentences.iter().find(|entry| &entry.id == sentence);
            let found = found.with_context(|| format!("no sentence {sentence}"))?;
            ensure!(found.span().contains(span), "{sentence}: {quote}");
        }
    }
    ensure!(seen > 800, "{seen} quotes");
    Ok(())
}

#[test]
fn sentences_cover_a_passage_after_its_heading() -> Result<()> {
    for entry in plan()?.passages() {
        let whole = entry.text.span();
        let Some(first) = entry.sentences.first() else {
            ensure!(
                entry.kind == PassageKind::Chapter,
                "{} has no sentence",
                entry.id
            );
            continue;
        };
        let head = Span::new(0, first.start).map(|span| entry.text.slice(span));
        match &entry.heading {
            Some(heading) => {
                ensure!(head.is_some_and(|head| head.ends_with(&format!("{heading}。"))))
            }
            None => ensure!(first.start == 0, "{}", entry.id),
        }
        let mut next = first.start;
        for sentence in &entry.sentences {
            ensure!(
                sentence.start == next && sentence.end > next,
                "{}",
                sentence.id
            );
            next = sentence.end;
        }
        ensure!(next == whole.end(), "{}", entry.id);
    }
    Ok(())
}

#[test]
fn every_id_is_unique() -> Result<()> {
    let plan = plan()?;
    let passages = plan.passages().iter().map(|entry| entry.id.as_str());
    let sentences = plan.passages().iter().flat_map(|entry| &entry.sentences);
    let milestones = plan.milestones().iter().map(|entry| entry.id.as_str());
    let projects = plan.projects().iter().map(|entry| entry.id.as_str());
    let terms = plan.terms().iter().map(|entry| entry.id.as_str());
    let all: Vec<&str> = passages
        .chain(sentences.map(|entry| entry.id.as_str()))
        .chain(milestones)
        .chain(projects)
        .chain(terms)
        .collect();
    let distinct: BTreeSet<&str> = all.iter().copied().collect();
    ensure!(distinct.len() == all.len());
    Ok(())
}

#[test]
fn a_county_is_named_exactly_where_its_full_name_is() -> Result<()> {
    let plan = plan()?;
    for county in plan.all::<County>() {
        let name = &plan.entry(county).context("no entry")?.zh;
        let mut standing: Vec<(&str, u32)> = Vec::new();
        for entry in plan.passages() {
            let found = entry.text.find_all(name).into_iter();
            standing.extend(found.map(|span| (entry.id.as_str(), span.start())));
        }
        let named: Vec<(&str, u32)> = plan
            .mentions()
            .iter()
            .filter(|m| m.basis == Basis::Named && m.counties.contains(county))
            .map(|m| (m.passage.as_str(), m.start))
            .collect();
        ensure!(
            named == standing && !named.is_empty(),
            "{name}: {named:?}, {standing:?}"
        );
    }
    Ok(())
}

#[test]
fn sister_city_relations_do_not_mention_chengguan_district() -> Result<()> {
    let plan = plan()?;
    ensure!(passage("m25")?.text.as_str().contains("国际友城关系"));
    let position = plan.position("m25").context("m25")?;
    let mut mentions = plan.mentions_at(position).iter();
    ensure!(!mentions.any(|mention| mention.counties.contains(county("chengguan"))));
    Ok(())
}

#[test]
fn the_central_city_is_the_three_districts_of_measure_1() -> Result<()> {
    let plan = plan()?;
    let three = [county("chengguan"), county("duilongdeqing"), county("dazi")]
        .into_iter()
        .collect();
    let central: Vec<_> = plan
        .mentions()
        .iter()
        .filter(|m| m.quote == "中心城区")
        .collect();
    ensure!(!central.is_empty());
    for mention in central {
        ensure!(mention.scope == Some(Scope::CentralCity) && mention.counties == three);
    }
    let text = passage("m1")?.text.as_str();
    ensure!(text.contains("以城关区、堆龙德庆区、达孜区和"));
    Ok(())
}

#[test]
fn the_plans_own_geography_has_the_members_that_the_text_lists() -> Result<()> {
    let plan = plan()?;
    let groups: Vec<_> = plan
        .groups()
        .iter()
        .map(|group| {
            let counties = plan.ids(group.counties).join(" ");
            let zones = plan.ids(group.zones).join(" ");
            (group.kind.id(), group.zh.as_str(), counties, zones)
        })
        .collect();
    let groups: Vec<_> = groups
        .iter()
        .map(|(kind, zh, counties, zones)| (*kind, *zh, counties.as_str(), zones.as_str()))
        .collect();
    let centre = "chengguan duilongdeqing dazi";
    ensure!(
        groups
            == [
                ("scope", "中心城区", centre, ""),
                (
                    "system",
                    "一核引领",
                    centre,
                    "jingkai gaoxin wenchuang barkhor"
                ),
                ("system", "一极驱动", "mozhugongka", ""),
                ("system", "四县协同", "linzhou dangxiong nimu qushui", ""),
                ("system", "多点联动", "", ""),
                ("system", "三环八圈", "", ""),
                ("system", "一河两岸", "", ""),
                ("system", "两屏六廊多片", "", ""),
                (
                    "area",
                    "中部",
                    "chengguan duilongdeqing dazi linzhou qushui",
                    ""
                ),
                ("area", "东部", "mozhugongka", ""),
                ("area", "西部", "dangxiong nimu", ""),
                ("town", "中心城区", centre, ""),
                (
                    "town",
                    "县域中心城镇",
                    "linzhou dangxiong nimu qushui mozhugongka",
                    ""
                ),
                ("town", "重点镇", "", ""),
            ],
        "{groups:?}"
    );
    // The parts of the pattern are those that measure 1 lists, in its order.
    let parts = plan.groups().iter();
    let parts = parts.filter(|of| of.kind.id() == "system" && of.defined_in.passage == "m1");
    let names: Vec<&str> = parts.map(|of| of.zh.as_str()).collect();
    ensure!(
        passage("m1")?
            .text
            .as_str()
            .contains(&format!("“{}”", names.join("、")))
    );
    let names: Vec<&str> = groups
        .iter()
        .filter(|of| of.0 == "area")
        .map(|of| of.1)
        .collect();
    ensure!(passage("m5")?.text.as_str().contains(&names.join("、")));
    let names: Vec<&str> = groups
        .iter()
        .filter(|of| of.0 == "town")
        .map(|of| of.1)
        .collect();
    ensure!(passage("m2")?.text.as_str().contains(&names.join("—")));
    ensure!(
        plan.group(Scope::CentralCity)
            .is_some_and(|group| group.kind == GroupKind::Scope)
    );
    ensure!(plan.group(Scope::Township).is_none());
    Ok(())
}

#[test]
fn main_milestones_terms_and_measured_numbers_are_in_english_too() -> Result<()> {
    let plan = plan()?;
    let core: Vec<_> = plan
        .milestones()
        .iter()
        .filter(|entry| entry.core)
        .collect();
    ensure!(core.len() == 153 && core.iter().all(|entry| entry.label_en.is_some()));
    ensure!(plan.terms().iter().all(|term| term.en.is_some()));
    let measured = plan.quantities().iter();
    let mut measured = measured.filter(|entry| entry.class == Class::Measured);
    ensure!(measured.all(|entry| entry.en.is_some()));
    // The English is no more certain than the text.
    for (id, words) in [
        ("ms-gdp-2025-expected", "expected"),
        ("ms-income-growth-15", "at least"),
        ("ms-market-entities", "exceeded"),
        ("ms-julong-phase3", "Support"),
    ] {
        let entry = core.iter().find(|entry| entry.id == id);
        let english = entry.and_then(|entry| entry.label_en.as_deref());
        ensure!(
            english.is_some_and(|english| english.contains(words)),
            "{id}"
        );
    }
    Ok(())
}

#[test]
fn a_milestone_has_the_places_of_both_stretches_of_its_label() -> Result<()> {
    let plan = plan()?;
    let mut milestones = plan.milestones().iter();
    let found = milestones.find(|entry| entry.id == "ms-nimu-energy-equipment");
    let found = found.context("no such milestone")?;
    ensure!(found.label == "把尼木县打造成……新能源装备制造先行区");
    ensure!(plan.ids(found.counties) == ["nimu"]);
    // The works between the stretches have milestones of their own.
    let mut milestones = plan.milestones().iter();
    let road = milestones.find(|entry| entry.id == "ms-s206");
    let road = road.context("no such milestone")?;
    ensure!(road.label == "推动……省道S206线等项目建设" && road.quote.contains("墨竹工卡"));
    ensure!(road.counties.is_empty(), "{:?}", plan.ids(road.counties));
    Ok(())
}

#[test]
fn counties_limited_by_a_condition_are_no_known_county() -> Result<()> {
    let plan = plan()?;
    for condition in [
        "具备条件的县（区）",
        "重点旅游县（区）",
        "受援县（区）",
        "75%的县（区）",
    ] {
        let entry = plan
            .passages()
            .iter()
            .find(|entry| entry.text.as_str().contains(condition));
        let entry = entry.with_context(|| format!("{condition} stands nowhere"))?;
        let limited = entry.text.find_all(condition);
        let position = plan.position(&entry.id).context("no position")?;
        let within = plan
            .mentions_at(position)
            .iter()
            .filter(|mention| limited.iter().any(|span| span.overlaps(mention.span())));
        let within: Vec<_> = within.collect();
        ensure!(!within.is_empty(), "{condition} is no mention");
        for mention in within {
            ensure!(
                mention.scope == Some(Scope::SubsetUnspecified),
                "{condition}"
            );
            ensure!(
                mention.counties.is_empty() && mention.zones.is_empty(),
                "{condition}"
            );
        }
    }
    Ok(())
}

#[test]
fn a_work_whose_county_the_text_does_not_give_is_no_mention() -> Result<()> {
    let plan = plan()?;
    for work in [
        "巨龙铜矿",
        "旁多引水",
        "帕古水库",
        "协荣智慧陆港",
        "温江多遗址",
        "布达拉宫",
    ] {
        let mut stands = false;
        for (position, entry) in plan.passages().iter().enumerate() {
            for span in entry.text.find_all(work) {
                stands = true;
                let mut mentions = plan.mentions_at(position).iter();
                ensure!(
                    !mentions.any(|mention| mention.span().overlaps(span)),
                    "{work}"
                );
            }
        }
        ensure!(stands, "{work} stands nowhere");
    }
    Ok(())
}

#[test]
fn only_the_adoption_has_a_day_and_every_value_is_in_its_quote() -> Result<()> {
    let plan = plan()?;
    for entry in plan.milestones() {
        ensure!(
            entry.date.is_some() == (entry.kind == Kind::Event),
            "{}",
            entry.id
        );
        ensure!(
            (entry.kind == Kind::Expected) == entry.quote.contains("预计"),
            "{}",
            entry.id
        );
        let passage = passage(&entry.passage)?;
        let stretches = entry.label_spans().into_iter();
        let stretches: Vec<&str> = stretches.map(|span| passage.text.slice(span)).collect();
        ensure!(stretches.join("……") == entry.label, "{}", entry.id);
        for value in &entry.values {
            ensure!(entry.quote.contains(&value.printed), "{}", entry.id);
        }
    }
    let dated: Vec<_> = plan
        .milestones()
        .iter()
        .filter_map(|entry| entry.date.as_deref())
        .collect();
    ensure!(dated.iter().eq(plan.meta().adopted.as_deref().iter()));
    let reposted = plan.meta().source.reposted.as_ref();
    let reposted = reposted.context("no day of the repost")?;
    ensure!(!SOURCE.contains(reposted) && dated.iter().all(|date| date != reposted));
    Ok(())
}

#[test]
fn every_theme_place_period_and_year_has_its_entry_in_order() -> Result<()> {
    let (plan, file) = (plan()?, common::file()?);
    let themes = plan.all::<Theme>().map(|value| plan.id(value));
    ensure!(themes.eq(file.themes.iter().map(|entry| &entry.id)));
    let counties = plan.all::<County>().map(|value| plan.id(value));
    ensure!(counties.eq(file.places.counties.iter().map(|entry| &entry.id)));
    let zones = plan.all::<Zone>().map(|value| plan.id(value));
    ensure!(zones.eq(file.places.zones.iter().map(|entry| &entry.id)));
    let periods = plan.all::<Period>().map(|value| plan.id(value));
    ensure!(periods.eq(file.periods.iter().map(|entry| &entry.id)));
    let years = plan.all::<Year>().map(|value| plan.id(value));
    let wanted = file
        .periods
        .iter()
        .flat_map(|entry| entry.first..=entry.last);
    ensure!(years.eq(wanted.map(|year| year.to_string())));
    for value in plan.all::<County>() {
        ensure!(plan.find(plan.id(value)) == Some(value));
    }
    Ok(())
}

/// The ids of each vocabulary, in order. They are in published links, so this list only grows.
const IDS: [(&str, &str); 4] = [
    (
        "themes",
        "urban industry culture_tourism scitech_digital infra_energy rural reform_open jobs_income \
         edu_talent health_social ecology law_governance security_unity party_impl",
    ),
    (
        "counties",
        "chengguan duilongdeqing dazi linzhou dangxiong nimu qushui mozhugongka",
    ),
    (
        "zones",
        "jingkai gaoxin wenchuang zongbao barkhor zhongni kuajing",
    ),
    ("periods", "14 15 2035 2050"),
];

#[test]
fn the_ids_of_published_links_are_those_of_the_plan() -> Result<()> {
    let plan = plan()?;
    let themes = plan.themes().iter().map(|entry| entry.id.as_str());
    let counties = plan.counties().iter().map(|entry| entry.id.as_str());
    let zones = plan.zones().iter().map(|entry| entry.id.as_str());
    let periods = plan.periods().iter().map(|entry| entry.id.as_str());
    let found: [Vec<&str>; 4] = [
        themes.collect(),
        counties.collect(),
        zones.collect(),
        periods.collect(),
    ];
    for ((name, wanted), found) in IDS.iter().zip(found) {
        ensure!(
            found.iter().copied().eq(wanted.split(' ')),
            "{name}: {found:?}"
        );
    }
    let years = plan.years().iter().map(|entry| entry.number);
    ensure!(years.eq((2021..=2030).chain([2035, 2050])));
    Ok(())
}

#[test]
fn a_project_has_the_status_of_its_verb() -> Result<()> {
    use plan_explorer::model::Status;
    let plan = plan()?;
    for (name, verb, status) in [
        ("拉林铁路", "开通运营", Status::Done),
        ("帕古水库", "开工建设", Status::Started),
        ("拉萨新机场", "规划研究", Status::Research),
        ("当雄通用航空机场", "建设", Status::Build),
        ("拉萨火车站枢纽提升改造", "启动", Status::Start),
        ("巨龙铜矿改扩建三期工程", "支持", Status::Support),
        ("国家市场采购贸易试点城市", "积极申报", Status::Apply),
        ("藏医药文化博览园", "探索建设", Status::Explore),
    ] {
        let project = project(name)?;
        ensure!(
            project.verb == verb && project.status == status,
            "{project:?}"
        );
        ensure!(project.quote.contains(&project.name) && project.quote.contains(&project.verb));
    }
    for project in plan.projects() {
        let reports = matches!(
            project.status,
            Status::Done | Status::Progress | Status::Started
        );
        ensure!(reports == (project.passage == "ch1.1"), "{}", project.id);
        let period = if reports { period("14") } else { period("15") };
        ensure!(project.period == period, "{}", project.id);
    }
    Ok(())
}

#[test]
fn a_project_belongs_to_the_county_that_its_quote_names() -> Result<()> {
    for (name, county) in [
        ("尼木县公共卫生应急指挥中心", county("nimu")),
        ("曲水县德吉村搬迁工程", county("qushui")),
        ("达孜区疾控中心实验楼", county("dazi")),
        ("当雄通用航空机场", county("dangxiong")),
    ] {
        let project = project(name)?;
        ensure!(project.counties.iter().eq([county]), "{project:?}");
    }
    ensure!(project("巨龙铜矿改扩建三期工程")?.counties.is_empty());
    ensure!(project("帕古水库")?.counties.is_empty());
    Ok(())
}

#[test]
fn names_with_digits_are_no_quantities() -> Result<()> {
    let plan = plan()?;
    for name in [
        "S5",
        "331",
        "5G",
        "G349",
        "G561",
        "S206",
        "IPv6",
        "十四五",
        "第十届",
        "三期工程",
    ] {
        let mut stands = false;
        for (position, entry) in plan.passages().iter().enumerate() {
            for span in entry.text.find_all(name) {
                stands = true;
                for quantity in plan.quantities_at(position) {
                    let at = entry.text.find_all(&quantity.printed);
                    let printed = at.iter().filter(|at| quantity.span().contains(**at));
                    for at in printed {
                        ensure!(!at.overlaps(span), "{name}: {}", quantity.printed);
                    }
                }
            }
        }
        ensure!(stands, "{name} stands nowhere");
    }
    Ok(())
}

#[test]
fn quantities_have_the_value_unit_and_comparator_of_the_text() -> Result<()> {
    use plan_explorer::model::{Class, Comparator};
    let plan = plan()?;
    for (printed, value, unit, comparator, kind) in [
        ("7143公里", 7143.0, "公里", Comparator::Eq, Kind::Achieved),
        (
            "21万户",
            210_000.0,
            "户",
            Comparator::Exceeds,
            Kind::Achieved,
        ),
        ("千亿", 1000.0, "亿", Comparator::Exceeds, Kind::Expected),
        ("99%", 99.0, "%", Comparator::AtLeast, Kind::Achieved),
        ("8%", 8.0, "%", Comparator::AtLeast, Kind::Target),
    ] {
        let quantity = plan.quantities().iter().find(|q| q.printed == printed);
        let quantity = quantity.with_context(|| format!("no {printed}"))?;
        ensure!(quantity.class == Class::Measured, "{quantity:?}");
        ensure!(
            (quantity.value - value).abs() < 1e-9 && quantity.unit == unit,
            "{quantity:?}"
        );
        ensure!(
            quantity.comparator == comparator && quantity.kind == Some(kind),
            "{quantity:?}"
        );
    }
    let expected = plan
        .quantities()
        .iter()
        .filter(|q| q.kind == Some(Kind::Expected));
    ensure!(expected.clone().all(|q| q.note.as_deref() == Some("预计")) && expected.count() == 1);
    Ok(())
}

#[test]
fn a_term_has_the_members_that_the_text_lists() -> Result<()> {
    let plan = plan()?;
    let members = |id: &str| -> Result<Vec<&str>> {
        let members = term(id)?.members.iter().flatten();
        Ok(members.map(|member| member.quote.as_str()).collect())
    };
    ensure!(members("t-four-matters")? == ["稳定", "发展", "生态", "强边"]);
    ensure!(
        members("t-one-city-three-areas")?
            == [
                "国际文化旅游名城",
                "高质量发展先行区",
                "现代化治理示范区",
                "生态文明高地引领区"
            ]
    );
    ensure!(members("t-three-works-m6")? == ["景区升级", "配套提升", "数字文旅"]);
    ensure!(members("t-three-works-m29")? == ["学前教育", "义务教育", "普高与中职"]);
    for unsaid in [
        "t-four-strategies",
        "t-five-principles",
        "t-nine-industries",
        "t-four-good-roads",
    ] {
        let term = term(unsaid)?;
        ensure!(
            term.members.is_none() && term.defined_in.is_none(),
            "{unsaid}"
        );
    }
    for term in plan.terms() {
        ensure!(
            !term.mentions.is_empty() && term.anchor().is_some(),
            "{}",
            term.id
        );
        if let (Some(size), Some(members)) = (term.size, &term.members) {
            ensure!(members.len() == size as usize, "{}", term.id);
        }
    }
    Ok(())
}

#[test]
fn each_county_has_its_role_from_measure_1() -> Result<()> {
    let plan = plan()?;
    for county in plan.counties() {
        let role = county.role.as_ref().context("no role")?;
        ensure!(role.passage == "m1" && role.quote.contains(&county.zh));
        let district = county.zh.ends_with('区');
        let sign = if district {
            "为城市核心"
        } else {
            "打造成"
        };
        ensure!(role.quote.contains(sign), "{}", county.zh);
    }
    Ok(())
}

#[test]
fn entries_are_found_by_id_and_by_passage() -> Result<()> {
    let plan = plan()?;
    for (position, entry) in plan.passages().iter().enumerate() {
        ensure!(plan.position(&entry.id) == Some(position));
        let id = &entry.id;
        let mentions = plan.mentions().iter().filter(|m| m.passage == *id);
        ensure!(mentions.eq(plan.mentions_at(position)), "{id}");
        let milestones = plan.milestones().iter().filter(|m| m.passage == *id);
        ensure!(milestones.eq(plan.milestones_at(position)), "{id}");
        let projects = plan.projects().iter().filter(|p| p.passage == *id);
        ensure!(projects.eq(plan.projects_at(position)), "{id}");
        let quantities = plan.quantities().iter().filter(|q| q.passage == *id);
        ensure!(quantities.eq(plan.quantities_at(position)), "{id}");
        let mut terms: Vec<(u32, u32, &str)> = Vec::new();
        for term in plan.terms() {
            let here = term.mentions.iter().filter(|m| m.passage == *id);
            terms.extend(here.map(|m| (m.start, u32::MAX - m.end, term.id.as_str())));
        }
        terms.sort_by_key(|&(start, longest, _)| (start, longest));
        let found = plan.terms_at(position);
        let found =
            found.map(|(span, term)| (span.start(), u32::MAX - span.end(), term.id.as_str()));
        ensure!(found.eq(terms), "{id}");
    }
    let beyond = plan.passages().len();
    ensure!(plan.mentions_at(beyond).is_empty() && plan.terms_at(beyond).next().is_none());
    for chapter in plan.chapters() {
        ensure!(plan.chapter(&chapter.id) == Some(chapter));
        let mut own = plan.passages().iter();
        let opening = own.find(|entry| entry.chapter.as_ref() == Some(&chapter.id));
        ensure!(
            opening.is_some() && plan.opening_of(chapter) == opening,
            "{}",
            chapter.id
        );
    }
    for section in plan.sections() {
        ensure!(plan.section(&section.id) == Some(section));
    }
    ensure!(plan.chapter("c9").is_none() && plan.section("c1").is_none());
    ensure!(plan.passage("m52").is_none() && plan.position("").is_none());
    Ok(())
}

#[test]
fn an_id_leads_to_its_passage_sentence_and_words() -> Result<()> {
    let plan = plan()?;
    #[derive(Debug, PartialEq)]
    struct Found<'p> {
        passage: &'p str,
        sentence: Option<&'p str>,
        span: Option<Span>,
        /// The milestone, project or term with the id itself.
        entry: [Option<&'p str>; 3],
    }
    let find = |id: &str| -> Result<Found<'_>> {
        let target = common::target(id)?;
        ensure!(target.id() == id);
        let location = plan.locate(&target).context("nowhere")?;
        Ok(Found {
            passage: &location.passage.id,
            sentence: location.sentence.map(|entry| entry.id.as_str()),
            span: location.span(),
            entry: [
                location.milestone.map(|entry| entry.id.as_str()),
                location.project.map(|entry| entry.id.as_str()),
                location.term.map(|entry| entry.id.as_str()),
            ],
        })
    };
    let same = |id: &str, wanted: Found<'_>| -> Result<()> {
        let found = find(id)?;
        ensure!(found == wanted, "{id}: {found:?} instead of {wanted:?}");
        Ok(())
    };
    for passage in plan.passages() {
        let whole = Found {
            passage: &passage.id,
            sentence: None,
            span: None,
            entry: [None; 3],
        };
        same(&passage.id, whole)?;
        for sentence in &passage.sentences {
            let wanted = Found {
                passage: &passage.id,
                sentence: Some(&sentence.id),
                span: Some(sentence.span()),
                entry: [None; 3],
            };
            same(&sentence.id, wanted)?;
        }
    }
    for entry in plan.milestones() {
        let wanted = Found {
            passage: &entry.passage,
            sentence: entry.sentence.as_deref(),
            span: Some(entry.span()),
            entry: [Some(&entry.id), None, None],
        };
        same(&entry.id, wanted)?;
    }
    for entry in plan.projects() {
        let wanted = Found {
            passage: &entry.passage,
            sentence: entry.sentence.as_deref(),
            span: Some(entry.span()),
            entry: [None, Some(&entry.id), None],
        };
        same(&entry.id, wanted)?;
    }
    for entry in plan.terms() {
        let anchor = entry.anchor().context("no anchor")?;
        let wanted = Found {
            passage: &anchor.passage,
            sentence: anchor.sentence.as_deref(),
            span: Some(anchor.span()),
            entry: [None, None, Some(&entry.id)],
        };
        same(&entry.id, wanted)?;
    }
    for none in [
        "",
        "m14.99",
        "m99.1",
        "m14.",
        ".1",
        "ms-",
        "pr-none",
        "t-none",
        "ms-road-length.1",
    ] {
        ensure!(plan.target(none).is_none(), "{none}");
    }
    Ok(())
}

#[test]
fn the_home_of_a_term_is_its_definition_its_list_or_its_first_use() -> Result<()> {
    let mut four = term("t-four-matters")?.clone();
    ensure!(four.anchor() == four.defined_in.as_ref() && four.defined_in.is_some());
    // Without a definition: where its members are listed, and not where it is first used.
    four.defined_in = None;
    let listed = four.mentions.iter().find(|m| m.passage == "ch1.3");
    ensure!(listed.is_some() && four.anchor() == listed);
    four.members = None;
    ensure!(four.anchor() == four.mentions.first());
    let vanguards = term("t-seven-vanguards")?;
    ensure!(vanguards.anchor() == vanguards.mentions.first());
    Ok(())
}
