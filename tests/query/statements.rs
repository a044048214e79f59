//! Statements: what is one, what it says, and every count of them against a count written naively from the
//! file.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{self, Sources};
use plan_explorer::model::{
    Basis, Class, County, Kind, PeriodRole, Plan, PlanFile, Status, Vocabulary, file,
};
use plan_explorer::query::{
    Across, Cell, Detail, Explorer, MatrixRow, Query, Reach, Share, Statement, ViewKind,
};

use super::common::{self, county, theme};
use super::{explorer, plan};

/// The plan of this site and a small one of another city.
fn plans() -> Result<[PlanFile; 2]> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yunchuan");
    let sources = Sources::read(&folder)?;
    let other = ingest::build(&sources).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    Ok([common::file()?, other])
}

/// The offsets of letters.
type Letters = BTreeSet<u32>;

fn letters(start: u32, end: u32) -> Letters {
    (start..end).collect()
}

/// The letters of a part of a quote that begins at `start`.
fn part(quote: &str, start: u32, part: &str) -> Result<Letters> {
    let (before, _) = quote.split_once(part).context("not a part")?;
    let start = start + before.chars().count() as u32;
    Ok(letters(start, start + part.chars().count() as u32))
}

/// The letters of a label: a part of the quote, or two with …… between them.
fn label(milestone: &file::Milestone) -> Result<Letters> {
    let (quote, start) = (milestone.quote.as_str(), milestone.start);
    if quote.contains(&milestone.label) {
        return part(quote, start, &milestone.label);
    }
    let (first, second) = milestone.label.split_once("……").context("no ……")?;
    let mut letters = part(quote, start, first)?;
    let (before, after) = quote.split_once(first).context("not in the quote")?;
    let start = start + (before.chars().count() + first.chars().count()) as u32;
    letters.extend(part(after, start, second)?);
    Ok(letters)
}

/// The letters from the first to the last.
fn extent(letters: &Letters) -> Letters {
    let ends = letters.first().zip(letters.last());
    ends.map_or_else(Letters::new, |(&first, &last)| (first..=last).collect())
}

/// A milestone or a project as the file says it.
struct Entry<'f> {
    passage: &'f str,
    own: Letters,
    quote: Letters,
    counties: BTreeSet<&'f str>,
    zones: BTreeSet<&'f str>,
}

fn set(ids: &[String]) -> BTreeSet<&str> {
    ids.iter().map(String::as_str).collect()
}

fn entry_of_milestone(milestone: &file::Milestone) -> Result<Entry<'_>> {
    Ok(Entry {
        passage: &milestone.passage,
        own: label(milestone)?,
        quote: letters(milestone.start, milestone.end),
        counties: set(&milestone.counties),
        zones: set(&milestone.zones),
    })
}

fn entry_of_project(project: &file::Project) -> Result<Entry<'_>> {
    Ok(Entry {
        passage: &project.passage,
        own: part(&project.quote, project.start, &project.name)?,
        quote: letters(project.start, project.end),
        counties: set(&project.counties),
        zones: set(&project.zones),
    })
}

/// The places that an entry names, according to the letters of mentions.
fn named_by<'f>(file: &'f PlanFile, entry: &Entry<'_>, all: &[Entry<'_>]) -> Vec<&'f str> {
    let here = file.mentions.iter();
    let here = here.filter(|mention| mention.passage == entry.passage);
    let here = here.map(|mention| (mention, letters(mention.start, mention.end)));
    let here: Vec<(&file::Mention, Letters)> = here.collect();
    let neighbours = all.iter();
    let neighbours =
        neighbours.filter(|other| other.passage == entry.passage && other.own != entry.own);
    let of_others: Letters = neighbours
        .flat_map(|other| other.own.iter().copied())
        .collect();
    let own = here.iter().any(|(_, at)| !at.is_disjoint(&entry.own));
    let counted = here.into_iter().filter(|(_, at)| {
        if own {
            !at.is_disjoint(&entry.own)
        } else {
            !at.is_disjoint(&entry.quote) && at.is_disjoint(&of_others)
        }
    });
    let names = counted.filter(|(mention, _)| mention.basis != Basis::Collective);
    let places = names.flat_map(|(mention, _)| mention.counties.iter().chain(&mention.zones));
    places.map(String::as_str).collect()
}

/// A statement, put together naively.
#[derive(Default)]
struct Naive<'f> {
    milestone: Option<&'f file::Milestone>,
    projects: Vec<&'f file::Project>,
    period: &'f str,
    themes: BTreeSet<&'f str>,
    named: BTreeSet<&'f str>,
    places: BTreeSet<&'f str>,
}

impl<'f> Naive<'f> {
    fn id(&self) -> &'f str {
        let project = self.projects.first().map(|project| project.id.as_str());
        let milestone = self.milestone.map(|milestone| milestone.id.as_str());
        milestone.or(project).unwrap_or_default()
    }

    fn says(&mut self, entry: &Entry<'f>, themes: &'f [String], named: Vec<&'f str>) {
        self.themes.extend(themes.iter().map(String::as_str));
        self.places.extend(&entry.counties);
        self.places.extend(&entry.zones);
        self.named.extend(named);
    }
}

/// The statements of a file, in no particular order.
fn naive(file: &PlanFile) -> Result<Vec<Naive<'_>>> {
    let milestones: Result<Vec<_>> = file.milestones.iter().map(entry_of_milestone).collect();
    let projects: Result<Vec<_>> = file.projects.iter().map(entry_of_project).collect();
    let (milestones, projects) = (milestones?, projects?);
    let mut all: Vec<Naive<'_>> = Vec::new();
    for (milestone, entry) in file.milestones.iter().zip(&milestones) {
        let mut said = Naive {
            milestone: Some(milestone),
            period: &milestone.period,
            ..Naive::default()
        };
        let named = named_by(file, entry, &milestones);
        said.says(entry, &milestone.themes, named);
        all.push(said);
    }
    for (project, entry) in file.projects.iter().zip(&projects) {
        let here = milestones.iter().enumerate();
        let mut here: Vec<(usize, &Entry<'_>)> = here
            .filter(|(_, other)| other.passage == entry.passage)
            .collect();
        here.sort_by_key(|(_, other)| extent(&other.own).len());
        let mut labels = here.iter().chain(&here).enumerate();
        let in_label = labels.find(|(turn, (_, other))| {
            // First those that name it, then those that leave it out.
            let of_label = if *turn < here.len() {
                other.own.clone()
            } else {
                extent(&other.own)
            };
            entry.own.is_subset(&of_label)
        });
        let in_quote = here
            .iter()
            .filter(|(_, other)| entry.own.is_subset(&other.quote));
        let in_quote: Vec<usize> = in_quote.map(|(at, _)| *at).collect();
        let with = match (in_label, in_quote.as_slice()) {
            (Some((_, (at, _))), _) => Some(*at),
            (None, [only]) => Some(*only),
            _ => None,
        };
        let named = named_by(file, entry, &projects);
        if let Some(said) = with.and_then(|at| all.get_mut(at)) {
            said.says(entry, &project.themes, named);
            said.projects.push(project);
        } else {
            let mut said = Naive {
                projects: vec![project],
                period: &project.period,
                ..Naive::default()
            };
            said.says(entry, &project.themes, named);
            all.push(said);
        }
    }
    Ok(all)
}

/// The statement of the published plan with this id.
fn statement(id: &str) -> Result<&'static Statement<'static>> {
    let mut statements = explorer()?.statements().iter();
    let found = statements.find(|statement| statement.id() == id);
    found.with_context(|| format!("no statement has the id {id}"))
}

fn names(statement: &Statement<'_>) -> Vec<String> {
    let projects = statement.projects.iter();
    projects.map(|project| project.name.clone()).collect()
}

#[test]
fn a_milestone_and_the_projects_that_its_label_names_are_one_statement() -> Result<()> {
    let s5 = statement("ms-s5-expressway")?;
    ensure!(names(s5) == ["S5快速公路"], "{:?}", names(s5));
    let works = statement("ms-water-source-works")?;
    let wanted = ["重点水源工程", "骨干水资源配置工程"];
    ensure!(names(works) == wanted, "{:?}", names(works));
    Ok(())
}

#[test]
fn works_with_one_verb_and_a_milestone_each_are_a_statement_each() -> Result<()> {
    // 加快推进市疾控中心搬迁和达孜区疾控中心实验楼、尼木县公共卫生应急指挥中心建设
    for (id, name, place) in [
        ("ms-cdc-move", "市疾控中心搬迁", None),
        ("ms-dazi-cdc-lab", "达孜区疾控中心实验楼", Some("dazi")),
        (
            "ms-nimu-command-centre",
            "尼木县公共卫生应急指挥中心",
            Some("nimu"),
        ),
    ] {
        let one = statement(id)?;
        ensure!(names(one) == [name], "{id}: {:?}", names(one));
        let places = plan()?.ids(one.counties_named());
        ensure!(places == Vec::from_iter(place), "{id}: {places:?}");
        ensure!(one.counties() == one.counties_named(), "{id}");
    }
    Ok(())
}

#[test]
fn works_that_only_a_sum_speaks_of_are_one_statement_with_it() -> Result<()> {
    let sum = statement("ms-urban-projects-done")?;
    ensure!(
        sum.milestone
            .is_some_and(|m| m.label.contains("一大批城市建设项目建成投用"))
    );
    let wanted = [
        "绿化亮化提升",
        "道路管网改造",
        "中心城区水系修复",
        "城市塑像整治",
    ];
    ensure!(names(sum) == wanted, "{:?}", names(sum));
    // Each project adds what it is about: 道路管网改造 is infrastructure, 中心城区水系修复 ecology.
    let themes = plan()?.ids(sum.themes);
    ensure!(themes == ["urban", "infra_energy", "ecology"], "{themes:?}");
    Ok(())
}

#[test]
fn works_that_a_label_leaves_out_are_one_statement_with_it() -> Result<()> {
    for (id, label, wanted) in [
        (
            "ms-urban-renewal-works",
            "加快实施老旧小区改造……地下管网更新改造",
            &[
                "老旧小区改造",
                "砂石路面硬化及断头路打通",
                "地下管网更新改造",
            ][..],
        ),
        (
            "ms-national-strategies",
            "新时代西部大开发……等国家战略深入实施",
            &["新时代西部大开发", "“一带一路”建设", "对口援藏"],
        ),
        // 中尼友谊工业园 lies between them too, and has a milestone.
        (
            "ms-open-platforms",
            "高质量推进拉萨综合保税区……等平台建设",
            &["拉萨综合保税区", "中国（拉萨）跨境电子商务综合试验区"],
        ),
    ] {
        let one = statement(id)?;
        ensure!(
            one.milestone
                .is_some_and(|milestone| milestone.label == label)
        );
        ensure!(names(one) == wanted, "{id}: {:?}", names(one));
    }
    Ok(())
}

#[test]
fn a_project_that_no_milestone_speaks_of_is_a_statement_of_its_own() -> Result<()> {
    let alone = statement("pr-healthy-lhasa")?;
    ensure!(alone.milestone.is_none() && alone.projects.len() == 1);
    ensure!(alone.kind().is_none());
    let project = alone.projects.first().context("no project")?;
    ensure!(alone.statuses().iter().eq([project.status]));
    ensure!(alone.span == project.span() && alone.themes == project.themes);
    Ok(())
}

#[test]
fn a_project_in_the_quotes_of_several_milestones_is_a_statement_of_its_own() -> Result<()> {
    let mut file = common::file()?;
    // Without ……, neither label says which of the two it belongs to.
    let mut milestones = file.milestones.iter_mut();
    let platforms = milestones.find(|entry| entry.id == "ms-open-platforms");
    platforms.context("no milestone")?.label = "拉萨综合保税区".to_owned();
    let plan = Plan::new(file)?;
    let explorer = Explorer::new(&plan);
    let zone = explorer
        .statements()
        .iter()
        .find(|one| one.id() == "pr-cross-border-ecommerce-zone-m25");
    ensure!(zone.is_some_and(|one| one.milestone.is_none()));
    Ok(())
}

#[test]
fn statements_hold_every_milestone_and_every_project_once_in_text_order() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        let (mut milestones, mut projects) = (Vec::new(), Vec::new());
        for statement in explorer.statements() {
            milestones.extend(statement.milestone.map(|entry| entry.id.clone()));
            projects.extend(statement.projects.iter().map(|entry| entry.id.clone()));
        }
        let wanted: Vec<&String> = file.milestones.iter().map(|entry| &entry.id).collect();
        ensure!(milestones.iter().eq(wanted), "{milestones:?}");
        let mut wanted: Vec<String> = file.projects.iter().map(|entry| entry.id.clone()).collect();
        wanted.sort_unstable();
        projects.sort_unstable();
        ensure!(projects == wanted);
        let places = explorer.statements().iter();
        let places = places.map(|one| (plan.position(&one.passage.id), one.span.start()));
        ensure!(places.is_sorted());
    }
    Ok(())
}

#[test]
fn milestones_and_projects_are_fewer_statements() -> Result<()> {
    let all = explorer()?.statements();
    let alone = all.iter().filter(|one| one.milestone.is_none()).count();
    let joined = all.iter().map(|one| one.projects.len()).sum::<usize>() - alone;
    let found = (all.len(), alone, joined);
    ensure!(found == (457, 36, 232), "{found:?}");
    Ok(())
}

#[test]
fn a_statement_says_what_its_entries_say() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        let all = naive(&file)?;
        ensure!(explorer.statements().len() == all.len());
        for one in explorer.statements() {
            let wanted = all.iter().find(|said| said.id() == one.id());
            let wanted = wanted.with_context(|| format!("{} is no statement", one.id()))?;
            let ids = one.projects.iter().map(|project| &project.id);
            let projects = wanted.projects.iter().map(|project| &project.id);
            ensure!(ids.eq(projects), "{}", one.id());
            ensure!(plan.id(one.period) == wanted.period, "{}", one.id());
            let themes: BTreeSet<&str> = plan.ids(one.themes).into_iter().collect();
            ensure!(themes == wanted.themes, "{}: {themes:?}", one.id());
            let places = plan.ids(one.counties()).into_iter();
            let places: BTreeSet<&str> = places.chain(plan.ids(one.zones())).collect();
            ensure!(places == wanted.places, "{}: {places:?}", one.id());
            let named = plan.ids(one.counties_named()).into_iter();
            let named: BTreeSet<&str> = named.chain(plan.ids(one.zones_named())).collect();
            ensure!(named == wanted.named, "{}: {named:?}", one.id());
            let kind = wanted.milestone.map(|milestone| milestone.kind);
            ensure!(one.kind() == kind, "{}", one.id());
            let statuses: BTreeSet<&str> = one.statuses().iter().map(Status::id).collect();
            let given = wanted.projects.iter().map(|project| project.status.id());
            ensure!(statuses == given.collect(), "{}", one.id());
        }
    }
    Ok(())
}

#[test]
fn a_place_of_a_statement_has_the_mention_that_says_so() -> Result<()> {
    let (mut named, mut collective) = (0, 0);
    for one in explorer()?.statements() {
        for mention in &one.mentions {
            ensure!(mention.passage == one.passage.id && mention.span().overlaps(one.span));
            ensure!(!mention.counties.is_empty() || !mention.zones.is_empty());
        }
        named += one.named().count();
        collective += one.mentions.len() - one.named().count();
        ensure!(one.mentions.iter().map(|mention| mention.start).is_sorted());
    }
    ensure!(named > 50 && collective > 15, "{named}, {collective}");
    // 高质量建设市县两级博物馆 means every county and names none.
    let museums = statement("ms-museums")?;
    let quotes = museums
        .mentions
        .iter()
        .map(|mention| mention.quote.as_str());
    ensure!(quotes.eq(["市县两级"]) && museums.counties_named().is_empty());
    ensure!(museums.counties().iter().eq(plan()?.all::<County>()));
    Ok(())
}

#[test]
fn a_statement_has_a_number_where_its_words_say_how_much() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        for one in Explorer::new(&plan).statements() {
            let free = file.quantities.iter().any(|quantity| {
                quantity.passage == one.passage.id
                    && quantity.class == Class::Measured
                    && quantity.milestone.is_none()
                    && (quantity.start..quantity.end)
                        .any(|at| (one.span.start()..one.span.end()).contains(&at))
            });
            let values = one.milestone.is_some_and(|entry| !entry.values.is_empty());
            ensure!(one.has_number == (values || free), "{}", one.id());
        }
    }
    ensure!(statement("ms-gdp-2025-expected")?.has_number);
    ensure!(!statement("ms-nimu-role")?.has_number);
    // 零审批、零引进 are numbers, and values of no milestone.
    ensure!(statement("ms-two-highs-zero")?.has_number);
    // 三级 counts nothing real.
    ensure!(!statement("pr-healthy-lhasa")?.has_number);
    Ok(())
}

#[test]
fn a_statement_has_a_time_only_where_the_text_gives_it_one() -> Result<()> {
    let timed = explorer()?.statements().iter().filter(|one| one.has_time);
    let timed: Vec<&str> = timed.map(|one| one.id()).collect();
    let of_2035 = [
        "strength",
        "central-city",
        "common-prosperity",
        "modernisation",
    ];
    let of_2035 = of_2035.map(|name| format!("ms-2035-{name}"));
    let mut wanted = vec!["ms-adoption", "ms-gdp-2025-expected"];
    wanted.extend(of_2035.iter().map(String::as_str));
    ensure!(timed == wanted, "{timed:?}");
    // 较2020年翻了一番 and 三年行动计划 are no dates of what they stand with.
    ensure!(!statement("ms-tourism-doubled")?.has_time);
    ensure!(!statement("ms-park-remaking")?.has_time);
    Ok(())
}

#[test]
fn a_project_alone_has_a_time_if_a_year_of_a_period_stands_in_its_words() -> Result<()> {
    let file = common::file()?;
    let (passage, start, end) = {
        let mut projects = file.projects.iter();
        let project = projects.find(|entry| entry.id == "pr-healthy-lhasa");
        let project = project.context("no project")?;
        (project.passage.clone(), project.start, project.end)
    };
    let of_passage = file.passages.iter().position(|entry| entry.id == passage);
    for (value, wanted) in [(2028.0, true), (2020.0, false), (3.0, false)] {
        let mut changed = file.clone();
        let date = changed
            .quantities
            .iter()
            .find(|entry| entry.class == Class::Date);
        let mut date = date.context("no date")?.clone();
        (date.passage, date.start, date.end, date.value) = (passage.clone(), start, end, value);
        let before = |entry: &file::Quantity| {
            let at = changed
                .passages
                .iter()
                .position(|own| own.id == entry.passage);
            (at, entry.start) < (of_passage, start)
        };
        let at = changed
            .quantities
            .iter()
            .filter(|entry| before(entry))
            .count();
        changed.quantities.insert(at, date);
        let plan = Plan::new(changed)?;
        let explorer = Explorer::new(&plan);
        let mut statements = explorer.statements().iter();
        let alone = statements.find(|one| one.id() == "pr-healthy-lhasa");
        ensure!(alone.is_some_and(|one| one.has_time == wanted), "{value}");
    }
    Ok(())
}

/// How many naive statements have the theme, and pass.
fn count(all: &[Naive<'_>], theme: &str, pass: impl Fn(&Naive<'_>) -> bool) -> usize {
    let of_theme = all.iter().filter(|said| said.themes.contains(theme));
    of_theme.filter(|said| pass(said)).count()
}

#[test]
fn every_count_of_statements_equals_a_naive_count() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        let all = naive(&file)?;
        let query = Query::default();
        let by_period = explorer.matrix(&query, Across::Period);
        let by_county = explorer.matrix(&query, Across::County);
        ensure!(by_period.len() == file.themes.len() && by_county.len() == file.themes.len());
        for (theme, (periods, counties)) in file.themes.iter().zip(by_period.iter().zip(&by_county))
        {
            ensure!(plan.id(periods.theme) == theme.id && plan.id(counties.theme) == theme.id);
            ensure!(periods.cells.len() == file.periods.len());
            for (period, cell) in file.periods.iter().zip(&periods.cells) {
                let wanted = count(&all, &theme.id, |said| said.period == period.id);
                ensure!(cell.count == wanted, "{} × {}", theme.id, period.id);
            }
            let total = count(&all, &theme.id, |_| true);
            ensure!((periods.total.count, counties.total.count) == (total, total));
            ensure!(counties.cells.len() == file.places.counties.len());
            for (county, cell) in file.places.counties.iter().zip(&counties.cells) {
                let id = county.id.as_str();
                let named = count(&all, &theme.id, |said| said.named.contains(id));
                let either = count(&all, &theme.id, |said| said.places.contains(id));
                let found = (cell.named(), cell.collective);
                ensure!(
                    found == (named, either - named),
                    "{} × {id}: {found:?}",
                    theme.id
                );
            }
        }
        for (county, tile) in file.places.counties.iter().zip(explorer.tiles(&query)) {
            ensure!(plan.id(tile.county) == county.id && tile.at == county.tile);
            let named = all
                .iter()
                .filter(|said| said.named.contains(county.id.as_str()));
            let either = all
                .iter()
                .filter(|said| said.places.contains(county.id.as_str()));
            let (named, either) = (named.count(), either.count());
            ensure!((tile.said.named(), tile.said.collective) == (named, either - named));
        }
    }
    Ok(())
}

/// The filters under which counts are compared with lists.
const LINKS: [&str; 8] = [
    "",
    "reach=named",
    "view=matrix&q=%E6%97%85%E6%B8%B8&county=nimu,qushui",
    "theme=ecology&county=dazi&zone=gaoxin",
    "zone=gaoxin",
    "kind=target&period=15&at=m1",
    "status=build&tier=concrete&view=timeline&detail=all",
    "years=2024-2027&q=%E5%BB%BA%E8%AE%BE",
];

fn check_said(explorer: &Explorer<'_>, said: &Cell, county: County) -> Result<()> {
    ensure!(said.to.at.is_none() && said.to.counties.iter().eq([county]));
    let list = explorer.statements_of(&said.to);
    let (named, others): (Vec<_>, Vec<_>) = list
        .into_iter()
        .partition(|one| one.counties_named().contains(county));
    ensure!((named.len(), others.len()) == (said.named(), said.collective));
    let shown = explorer.view(&said.to);
    ensure!(said.to.view == ViewKind::Map && shown.total == said.count);
    ensure!(others.iter().all(|one| one.counties().contains(county)));
    ensure!((said.level == 0) == (said.named() == 0));
    Ok(())
}

#[test]
fn every_count_of_statements_is_the_length_of_its_list() -> Result<()> {
    let explorer = explorer()?;
    let counties: Vec<County> = plan()?.all().collect();
    let (mut named, mut collective) = (0, 0);
    for link in LINKS {
        let query = common::query(link)?;
        let check = |row: &MatrixRow| -> Result<()> {
            for cell in row.cells.iter().chain([&row.total]) {
                ensure!(cell.to.at.is_none() && cell.to.themes.iter().eq([row.theme]));
                let list = explorer.statements_of(&cell.to).len();
                ensure!(list == cell.count, "{link} {:?}: {list}", row.theme);
            }
            Ok(())
        };
        explorer
            .matrix(&query, Across::Period)
            .iter()
            .try_for_each(check)?;
        for row in explorer.matrix(&query, Across::County) {
            ensure!(row.cells.len() == counties.len());
            for (said, &county) in row.cells.iter().zip(&counties) {
                ensure!(said.to.themes.iter().eq([row.theme]));
                check_said(explorer, said, county)?;
                ensure!(query.reach == Reach::All || said.collective == 0, "{link}");
                named += said.named();
                collective += said.collective;
            }
            ensure!(explorer.statements_of(&row.total.to).len() == row.total.count);
        }
        for tile in explorer.tiles(&query) {
            check_said(explorer, &tile.said, tile.county)?;
        }
    }
    ensure!(named > 100 && collective > 100, "{named}, {collective}");
    Ok(())
}

#[test]
fn shades_of_counties_follow_the_statements_that_name_them() -> Result<()> {
    let explorer = explorer()?;
    let tiles = explorer.tiles(&Query::default());
    let most = tiles
        .iter()
        .map(|tile| tile.said.named())
        .max()
        .context("no tile")?;
    for tile in &tiles {
        let wanted = (tile.said.named() * usize::from(Cell::LEVELS)).div_ceil(most);
        ensure!(usize::from(tile.said.level) == wanted, "{:?}", tile.county);
    }
    // 城关区 is meant more often than any other county, and named least.
    let chengguan = tiles.iter().find(|tile| tile.county == county("chengguan"));
    let chengguan = &chengguan.context("no tile")?.said;
    ensure!(
        tiles
            .iter()
            .all(|tile| tile.said.named() >= chengguan.named())
    );
    ensure!(
        tiles
            .iter()
            .all(|tile| tile.said.collective <= chengguan.collective)
    );
    Ok(())
}

#[test]
fn no_statement_names_nimu_and_is_about_ecology() -> Result<()> {
    let explorer = explorer()?;
    let query = common::query("theme=ecology&county=nimu&reach=named")?;
    ensure!(explorer.statements_of(&query).is_empty());
    // What names 尼木县, in the words of the plan. None is about nature.
    let all = explorer.statements_of(&common::query("county=nimu&reach=named")?);
    let labels = all
        .iter()
        .filter_map(|one| Some(one.milestone?.label.as_str()));
    let labels: Vec<&str> = labels.collect();
    let wanted = [
        "把尼木县打造成传统手工艺及传统文化承载地",
        "把尼木县打造成……“非遗+旅游”融合发展基地",
        "把尼木县打造成……高原特色农牧产品生产基地",
        "把尼木县打造成……新能源装备制造先行区",
        "精准实施县域城镇化水平提升行动",
        "西部以当雄县、尼木县为重点，集约发展河谷农业……等产业",
        "加快推进……尼木县公共卫生应急指挥中心建设",
    ];
    ensure!(labels == wanted && all.len() == wanted.len(), "{labels:?}");
    // As passages, measure 1 would count: it is about both, in different words.
    ensure!(explorer.view(&query).total == 1);
    Ok(())
}

#[test]
fn of_108_main_targets_one_has_a_number_and_none_a_year() -> Result<()> {
    let progress = explorer()?.progress(&Query::default());
    let of = |share: &Share| (share.count, share.with_number, share.with_time);
    ensure!(of(&progress.targeted) == (107, 1, 0), "{progress:?}");
    ensure!(of(&progress.achieved) == (39, 13, 0), "{progress:?}");
    Ok(())
}

#[test]
fn main_targets_grow_over_achievements_in_most_themes() -> Result<()> {
    let by_theme = explorer()?.progress_by_theme(&Query::default());
    for (id, achieved, targeted) in [
        ("health_social", 1, 13),
        ("culture_tourism", 3, 16),
        ("urban", 3, 21),
        ("jobs_income", 5, 2),
    ] {
        let (_, progress) = by_theme
            .iter()
            .find(|(own, _)| *own == theme(id))
            .context("no theme")?;
        let found = (progress.achieved.count, progress.targeted.count);
        ensure!(found == (achieved, targeted), "{id}: {found:?}");
    }
    Ok(())
}

/// The main milestones of the file with this kind, in a period with this role.
fn main_milestones(file: &PlanFile, kind: Kind, role: PeriodRole) -> Vec<&file::Milestone> {
    let in_role = |id: &str| {
        let mut periods = file.periods.iter();
        periods.any(|period| period.id == id && period.role == role)
    };
    let all = file.milestones.iter();
    all.filter(|entry| entry.core && entry.kind == kind && in_role(&entry.period))
        .collect()
}

#[test]
fn progress_equals_a_naive_count_and_its_timeline() -> Result<()> {
    for file in plans()? {
        let plan = Plan::new(file.clone())?;
        let explorer = Explorer::new(&plan);
        let check = |share: &Share, kind, role, theme: Option<&str>| -> Result<()> {
            let all = main_milestones(&file, kind, role).into_iter();
            let all: Vec<_> = all
                .filter(|entry| theme.is_none_or(|id| entry.themes.iter().any(|own| own == id)))
                .collect();
            ensure!(share.count == all.len(), "{theme:?}");
            let numbers = all.iter().filter(|entry| !entry.values.is_empty());
            ensure!(share.with_number == numbers.count(), "{theme:?}");
            let times = all
                .iter()
                .filter(|entry| entry.date.is_some() || entry.years.is_some());
            ensure!(share.with_time == times.count(), "{theme:?}");
            let view = explorer.view(&share.to);
            ensure!(share.to.view == ViewKind::Timeline && view.total == share.count);
            Ok(())
        };
        let both = |progress: &plan_explorer::query::Progress, theme: Option<&str>| {
            check(&progress.achieved, Kind::Achieved, PeriodRole::Past, theme)?;
            check(&progress.targeted, Kind::Target, PeriodRole::Planned, theme)
        };
        both(&explorer.progress(&Query::default()), None)?;
        let by_theme = explorer.progress_by_theme(&Query::default());
        ensure!(by_theme.len() == file.themes.len());
        for (entry, (theme, progress)) in file.themes.iter().zip(&by_theme) {
            ensure!(plan.id(*theme) == entry.id);
            both(progress, Some(&entry.id))?;
        }
    }
    Ok(())
}

#[test]
fn progress_keeps_other_filters_and_ignores_kinds_and_detail() -> Result<()> {
    let explorer = explorer()?;
    let nimu = common::query("county=nimu&kind=vision&view=matrix&detail=all&at=m1")?;
    let progress = explorer.progress(&nimu);
    // Four parts of its role in measure 1, and the command centre of measure 31.
    ensure!(progress.targeted.count >= 5, "{progress:?}");
    ensure!(progress.targeted.to.counties == nimu.counties);
    ensure!(progress.targeted.to.detail == Detail::Core && progress.targeted.to.at.is_none());
    for (theme, progress) in explorer.progress_by_theme(&nimu) {
        for share in [&progress.achieved, &progress.targeted] {
            ensure!(share.to.themes.iter().eq([theme]));
            ensure!(explorer.view(&share.to).total == share.count);
        }
    }
    Ok(())
}
