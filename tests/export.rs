//! Views exported as files, and passages as citations.

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::export::{Citation, Export, Format, milestones};
use plan_explorer::link;
use plan_explorer::model::{Plan, Tier, Vocabulary};
use plan_explorer::query::{Explorer, Query, View};
use plan_explorer::words::{EN, Words, ZH};
use serde_json::Value;

mod common;

use common::{plan, query};

const ADDRESS: &str = "https://example.org/plan/";
const DAY: &str = "2026-11-24";

fn write(plan: &Plan, query: &Query, view: &View<'_>, format: Format) -> String {
    export(plan, query, view).write(format)
}

fn export<'a>(plan: &'a Plan, query: &'a Query, view: &'a View<'a>) -> Export<'a> {
    Export {
        plan,
        query,
        view,
        address: ADDRESS,
        day: DAY,
        words: &ZH,
    }
}

/// Views of each kind, with and without filters, and the name of their list in the JSON.
const VIEWS: [(&str, &str); 6] = [
    ("", "passages"),
    ("county=nimu&theme=rural", "passages"),
    ("view=timeline&period=15", "milestones"),
    ("view=projects&status=research,apply", "projects"),
    ("view=figures&sort=value", "quantities"),
    ("view=figures&detail=all", "quantities"),
];

/// A view without a result.
const NO_RESULT: (&str, &str) = ("q=没有这个词", "passages");

/// Every view of [`VIEWS`], which all have results, and one that has none.
fn views() -> Result<Vec<(&'static str, &'static str, Query, View<'static>)>> {
    let mut views = Vec::new();
    for (link, list) in VIEWS.into_iter().chain([NO_RESULT]) {
        let view = common::view(link)?;
        ensure!(
            (view.total == 0) == (link == NO_RESULT.0),
            "?{link} has {} results",
            view.total
        );
        views.push((link, list, query(link)?, view));
    }
    Ok(views)
}

#[test]
fn json_holds_the_results_of_the_view_and_a_link_back() -> Result<()> {
    let plan = plan()?;
    let whole: Value = serde_json::from_str(PLAN_JSON)?;
    for (link, list, query, view) in views()? {
        let text = write(plan, &query, &view, Format::Json);
        let value: Value = serde_json::from_str(&text).with_context(|| text.clone())?;
        let entries = value.get(list).and_then(Value::as_array);
        let entries = entries.with_context(|| format!("{link}: no {list}"))?;
        ensure!(entries.len() == view.total, "{link}: {}", entries.len());
        let all = whole
            .get(list)
            .and_then(Value::as_array)
            .context("no list")?;
        ensure!(entries.iter().all(|entry| all.contains(entry)), "{link}");
        let back = value
            .get("link")
            .and_then(Value::as_str)
            .context("no link")?;
        let (_, search) = back.split_once('?').unwrap_or((back, ""));
        ensure!(link::read(search, plan).query == query, "{back}");
        ensure!(value.get("exported").and_then(Value::as_str) == Some(DAY));
    }
    Ok(())
}

/// The lines of a list of `plan.json`, one for each entry, without the commas between them.
fn lines<'a>(json: &'a str, list: &str) -> Vec<&'a str> {
    let opening = format!("\n\"{list}\":[\n");
    let (_, rest) = json.split_once(opening.as_str()).unwrap_or_default();
    let lines = rest.lines().take_while(|line| !line.starts_with(']'));
    lines.map(|line| line.trim_end_matches(',')).collect()
}

#[test]
fn an_entry_in_json_is_the_same_bytes_as_in_the_published_file() -> Result<()> {
    let plan = plan()?;
    for (link, list) in [
        ("", "passages"),
        ("view=timeline&detail=all", "milestones"),
        ("view=projects", "projects"),
        ("view=figures&detail=all", "quantities"),
    ] {
        let text = write(plan, &query(link)?, &common::view(link)?, Format::Json);
        let (mut written, mut wanted) = (lines(&text, list), lines(PLAN_JSON, list));
        ensure!(wanted.len() > 30, "{list}: {}", wanted.len());
        // Views group and sort; the file is in text order.
        written.sort_unstable();
        wanted.sort_unstable();
        ensure!(written.len() == wanted.len(), "{list}: {}", written.len());
        for (written, wanted) in written.iter().zip(&wanted) {
            ensure!(written == wanted, "{list}: {written}\n{wanted}");
        }
    }
    Ok(())
}

#[test]
fn a_table_has_a_row_for_each_result_in_the_order_shown() -> Result<()> {
    let plan = plan()?;
    for (link, _, query, view) in views()? {
        let text = write(plan, &query, &view, Format::Csv);
        let text = text.trim_start_matches('\u{feff}');
        let rows = csv::Reader::from_reader(text.as_bytes()).records().count();
        ensure!(rows == view.total, "{link}: {rows}");
    }
    let link = "view=figures&sort=value";
    let view = common::view(link)?;
    let text = write(plan, &query(link)?, &view, Format::Csv);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let printed: Vec<String> = reader
        .records()
        .filter_map(|row| row.ok()?.get(0).map(str::to_owned))
        .collect();
    let shown = view.figures.iter().flat_map(|group| &group.figures);
    let shown: Vec<String> = shown
        .map(|figure| figure.quantity.printed.clone())
        .collect();
    ensure!(printed == shown && !shown.is_empty(), "{printed:?}");
    Ok(())
}

#[test]
fn markdown_quotes_every_result_and_links_to_it() -> Result<()> {
    let plan = plan()?;
    for (link, _, query, view) in views()? {
        let text = write(plan, &query, &view, Format::Markdown);
        ensure!(text.starts_with("# ") && text.ends_with('\n'));
        let links = text.matches(&format!("{ADDRESS}?at=")).count();
        ensure!(links == view.total, "{link}: {links} links, {}", view.total);
        for passage in &view.matching {
            ensure!(text.contains(passage.text.as_str()), "{}", passage.id);
        }
        for milestone in &view.milestones {
            ensure!(text.contains(&milestone.quote), "{}", milestone.id);
        }
        for item in view.projects.iter().flat_map(|group| &group.items) {
            ensure!(text.contains(&item.project.quote), "{}", item.project.id);
        }
        for figure in view.figures.iter().flat_map(|group| &group.figures) {
            ensure!(text.contains(&figure.quantity.quote));
        }
    }
    Ok(())
}

/// The figures of a plan as Markdown, all of them.
fn figures_in_markdown(plan: &Plan, words: &Words) -> Result<String> {
    let explorer = Explorer::new(plan);
    let reading = link::read("view=figures&detail=all", plan);
    let view = explorer.view(&reading.query);
    ensure!(view.total == plan.quantities().len(), "{}", view.total);
    let export = Export {
        words,
        ..export(plan, &reading.query, &view)
    };
    Ok(export.write(Format::Markdown))
}

#[test]
fn every_export_keeps_what_qualifies_a_number() -> Result<()> {
    let (plan, invented) = (plan()?, common::invented()?);
    for (plan, words, wanted) in [
        (
            plan,
            &ZH,
            &[
                "不低于99%",
                "超过700亿元",
                "预计超过千亿",
                "7143公里",
                "超过21万户",
            ][..],
        ),
        (
            plan,
            &EN,
            &[
                "at least 99%",
                "more than 700 亿元",
                "预计 more than 千亿",
                "7143公里",
            ],
        ),
        (
            &invented,
            &ZH,
            &[
                "不超过20微克/立方米",
                "约25万人",
                "预计超过4000亿元",
                "不低于40个",
            ],
        ),
        (&invented, &EN, &["at most 20微克/立方米", "about 25万人"]),
    ] {
        let text = figures_in_markdown(plan, words)?;
        for amount in wanted {
            ensure!(
                text.contains(&format!("\n| {amount} | ")),
                "{amount}: {text}"
            );
        }
    }
    let milestones = milestones(plan, &plan.milestones().iter().collect::<Vec<_>>(), ADDRESS);
    let values = milestones.head().iter().position(|name| name == "values");
    let values = values.context("no column of values")?;
    for wanted in [
        "超过700亿元;超过900亿元",
        "预计超过千亿",
        "不低于7%;不低于8%",
    ] {
        let mut cells = milestones.rows().iter().filter_map(|row| row.get(values));
        ensure!(cells.any(|cell| cell == wanted), "{wanted}");
    }
    Ok(())
}

#[test]
fn an_export_of_projects_says_how_many_are_programmes() -> Result<()> {
    let plan = plan()?;
    let projects = plan.projects();
    let programmes = projects
        .iter()
        .filter(|entry| entry.tier == Tier::Programme);
    let link = "view=projects";
    let text = write(plan, &query(link)?, &common::view(link)?, Format::Markdown);
    let wanted = format!(
        "\n{} 个项目，其中工程、行动与计划 {} 个\n",
        projects.len(),
        programmes.count()
    );
    ensure!(text.contains(&wanted), "{wanted}: {text}");
    Ok(())
}

#[test]
fn a_file_is_named_after_its_view_and_day() -> Result<()> {
    let plan = plan()?;
    let (query, view) = (query("view=projects")?, common::view("view=projects")?);
    for &format in Format::ALL {
        let name = export(plan, &query, &view).file_name(format);
        ensure!(
            name == format!("lasa-15fyp-projects-{DAY}.{}", format.id()),
            "{name}"
        );
    }
    Ok(())
}

#[test]
fn a_citation_names_issuer_title_part_days_and_permalink() -> Result<()> {
    let plan = plan()?;
    let cite = |id: &str| -> Result<(String, String)> {
        let target = common::target(id)?;
        let location = plan.locate(&target).context("nowhere")?;
        let citation = Citation {
            plan,
            words: &ZH,
            location,
            address: ADDRESS,
            day: DAY,
        };
        Ok((citation.gbt7714(), citation.bibtex()))
    };
    let (gbt, bib) = cite("m14")?;
    ensure!(
        gbt == "中国共产党拉萨市委员会. 中国共产党拉萨市委员会关于制定“十五五”时期国民经济和社会发展规划的建议: \
                14. 构建高效便捷的综合交通体系[EB/OL]. (2025-11-28)[2026-11-24]. https://example.org/plan/?at=m14.",
        "{gbt}"
    );
    ensure!(bib.starts_with("@misc{lasa2025-m14,\n"), "{bib}");
    for line in [
        "author = {{中国共产党拉萨市委员会}}",
        "year = {2025}",
        "month = {11}",
        "date = {2025-11-28}",
        "url = {https://example.org/plan/?at=m14}",
        "urldate = {2026-11-24}",
    ] {
        ensure!(bib.contains(line), "{line}: {bib}");
    }
    ensure!(bib.matches('{').count() == bib.matches('}').count());
    // A name that is not the plan's own stands in brackets; a sentence has its own link.
    let (gbt, _) = cite("vision2035")?;
    ensure!(gbt.contains(": ［二〇三五年远景］[EB/OL]"), "{gbt}");
    let (gbt, bib) = cite("m14.1")?;
    ensure!(
        gbt.ends_with("?at=m14.1.") && bib.contains("lasa2025-m14.1"),
        "{gbt}"
    );
    let target = common::target("m14.1")?;
    let citation = Citation {
        plan,
        words: &ZH,
        location: plan.locate(&target).context("nowhere")?,
        address: ADDRESS,
        day: DAY,
    };
    let quotation = citation.quotation();
    let (words, reference) = quotation.split_once("\n——").context("no reference")?;
    let passage = common::passage("m14")?;
    ensure!(
        passage.text.as_str().contains(words) && words.ends_with('。'),
        "{words}"
    );
    ensure!(reference == gbt, "{reference}");
    let (gbt, _) = cite("ms-adoption")?;
    ensure!(gbt.ends_with("?at=adoption.1."), "{gbt}");
    Ok(())
}

/// The fields of a BibTeX entry, found as BibTeX finds them: it counts braces, even escaped ones.
fn bibtex_fields(entry: &str) -> Result<Vec<(String, String)>> {
    let (head, mut rest) = entry.split_once(",\n").context("no fields")?;
    ensure!(head.starts_with("@misc{"), "{head}");
    let mut fields = Vec::new();
    while let Some((name, after)) = rest.split_once(" = {") {
        let mut depth = 1;
        let end = after.find(|letter| {
            depth += i32::from(letter == '{') - i32::from(letter == '}');
            depth == 0
        });
        let (value, after) = after.split_at(end.context("a field without end")?);
        fields.push((name.trim().to_owned(), value.to_owned()));
        rest = after.trim_start_matches(['}', ',', '\n']);
        ensure!(!rest.is_empty() || after == "}\n}\n", "{after:?}");
    }
    ensure!(rest.is_empty(), "{rest:?} is left over");
    Ok(fields)
}

/// The text that TeX prints for a field.
fn printed_by_tex(field: &str) -> Result<String> {
    let words = [
        ("textbackslash{}", '\\'),
        ("textbraceleft{}", '{'),
        ("textbraceright{}", '}'),
        ("textasciicircum{}", '^'),
        ("textasciitilde{}", '~'),
        ("textless{}", '<'),
        ("textgreater{}", '>'),
    ];
    // Braces around a whole field keep it as it is.
    let inner = field
        .strip_prefix('{')
        .and_then(|field| field.strip_suffix('}'));
    let mut rest = inner.unwrap_or(field);
    let mut out = String::new();
    while let Some(letter) = rest.chars().next() {
        rest = rest.strip_prefix(letter).unwrap_or_default();
        if letter != '\\' {
            ensure!(
                !"#$%&_{}^~<>".contains(letter),
                "{letter} is not escaped: {field}"
            );
            out.push(letter);
            continue;
        }
        let word = words
            .iter()
            .find_map(|(word, means)| Some((rest.strip_prefix(word)?, *means)));
        let (after, means) = match word {
            Some(found) => found,
            None => {
                let means = rest.chars().next().context("a lone backslash")?;
                ensure!("#$%&_".contains(means), "\\{means} is no escape");
                (rest.strip_prefix(means).unwrap_or_default(), means)
            }
        };
        rest = after;
        out.push(means);
    }
    Ok(out)
}

#[test]
fn bibtex_compiles_and_its_address_works_wherever_the_page_is_hosted() -> Result<()> {
    let plan = plan()?;
    let target = common::target("m14")?;
    for (address, wanted) in [
        (
            "https://example.org/my_plan/",
            "https://example.org/my_plan/?at=m14",
        ),
        (
            "https://example.org/my plan/",
            "https://example.org/my%20plan/?at=m14",
        ),
        (
            "https://example.org/my%20plan/",
            "https://example.org/my%20plan/?at=m14",
        ),
        (
            "https://example.org/~a/b&c#/",
            "https://example.org/~a/b&c#/?at=m14",
        ),
        (
            "https://example.org/{a}\\b/",
            "https://example.org/%7Ba%7D%5Cb/?at=m14",
        ),
        (
            "https://example.org/规划/",
            "https://example.org/%E8%A7%84%E5%88%92/?at=m14",
        ),
    ] {
        let citation = Citation {
            plan,
            words: &ZH,
            location: plan.locate(&target).context("nowhere")?,
            address,
            day: DAY,
        };
        let fields = bibtex_fields(&citation.bibtex())?;
        let url = fields.iter().find(|(name, _)| name == "url");
        // As it stands: what reads this field undoes no escapes.
        ensure!(url.is_some_and(|(_, url)| url == wanted), "{url:?}");
        ensure!(
            citation.gbt7714().ends_with(&format!("{wanted}.")),
            "{}",
            citation.gbt7714()
        );
    }
    Ok(())
}

#[test]
fn bibtex_prints_every_character_of_a_heading() -> Result<()> {
    let mut file = common::file()?;
    let passage = file.passages.iter_mut().find(|passage| passage.id == "m14");
    let heading = "R&D_50%#$ {a\\b}~^<c>}";
    passage.context("no m14")?.heading = Some(heading.to_owned());
    file.meta.title = "{R&D}".to_owned();
    let plan = Plan::new(file)?;
    let target = plan.target("m14").context("no m14")?;
    let citation = Citation {
        plan: &plan,
        words: &ZH,
        location: plan.locate(&target).context("nowhere")?,
        address: ADDRESS,
        day: DAY,
    };
    let fields = bibtex_fields(&citation.bibtex())?;
    for (name, wanted) in [
        ("note", format!("14. {heading}")),
        ("title", "{R&D}".to_owned()),
        ("author", plan.meta().issuer.clone()),
    ] {
        let field = fields.iter().find(|(field, _)| field == name);
        let (_, value) = field.with_context(|| format!("no {name}"))?;
        ensure!(printed_by_tex(value)? == wanted, "{value}");
    }
    Ok(())
}

#[test]
fn the_matrix_is_exported_as_it_is_shown() -> Result<()> {
    for (link, columns) in [("view=matrix", 8), ("view=matrix&across=period", 4)] {
        let view = common::view(link)?;
        let text = write(plan()?, &query(link)?, &view, Format::Csv);
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        ensure!(reader.headers()?.len() == columns + 4);
        let records = reader.records().collect::<Result<Vec<_>, _>>()?;
        ensure!(
            records.len() == view.matrix.len() && records.len() == plan()?.themes().len(),
            "{link}: {} rows",
            records.len()
        );
        for (row, record) in view.matrix.iter().zip(records) {
            let shown: Vec<String> = row
                .cells
                .iter()
                .chain([&row.total])
                .map(|cell| cell.count.to_string())
                .collect();
            let written: Vec<&str> = record.iter().skip(2).take(columns + 1).collect();
            ensure!(written == shown, "{link} {:?}", row.theme);
        }
    }
    Ok(())
}

#[test]
fn a_citation_of_a_plan_without_a_day_of_adoption_leaves_it_out() -> Result<()> {
    let mut file = common::file()?;
    file.meta.adopted = None;
    let plan = Plan::new(file)?;
    let target = plan.target("m14").context("no m14")?;
    let citation = Citation {
        plan: &plan,
        words: &ZH,
        location: plan.locate(&target).context("nowhere")?,
        address: ADDRESS,
        day: DAY,
    };
    let (gbt, bib) = (citation.gbt7714(), citation.bibtex());
    ensure!(gbt.contains("[EB/OL]. [2026-11-24]. "), "{gbt}");
    ensure!(
        !bib.contains(" date = ") && !bib.contains(" year = "),
        "{bib}"
    );
    ensure!(bib.contains("urldate = {2026-11-24}"), "{bib}");
    Ok(())
}

#[test]
fn statements_are_exported_with_their_milestones_and_projects() -> Result<()> {
    let plan = plan()?;
    let whole: Value = serde_json::from_str(PLAN_JSON)?;
    let of_plan = |list: &str| whole.get(list).and_then(Value::as_array);
    let milestones = of_plan("milestones").context("no milestones")?;
    let projects = of_plan("projects").context("no projects")?;
    for link in [
        "view=map&county=mozhugongka",
        "view=compare&county=linzhou,nimu",
    ] {
        let (query, view) = (query(link)?, common::view(link)?);
        let json: Value = serde_json::from_str(&write(plan, &query, &view, Format::Json))?;
        let all = json.get("statements").and_then(Value::as_array);
        let all = all.context("no statements")?;
        ensure!(all.len() == view.total && view.total > 10, "{link}");
        for one in all {
            let milestone = one.get("milestone").context("no milestone")?;
            let own = one.get("projects").and_then(Value::as_array);
            let own = own.context("no projects")?;
            ensure!(milestone.is_null() || milestones.contains(milestone));
            ensure!(own.iter().all(|project| projects.contains(project)));
            ensure!(!milestone.is_null() || !own.is_empty());
        }
        let text = write(plan, &query, &view, Format::Csv);
        let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let quotes: Vec<String> = table
            .records()
            .filter_map(|row| row.ok()?.get(14).map(str::to_owned))
            .collect();
        let shown = view.statements.iter();
        let shown = shown.map(|one| one.passage.text.slice(one.span));
        ensure!(
            quotes.iter().map(String::as_str).eq(shown.clone()),
            "{link}"
        );
        let text = write(plan, &query, &view, Format::Markdown);
        let links = text.matches(&format!("{ADDRESS}?at=")).count();
        ensure!(links == view.total && shown.clone().all(|quote| text.contains(quote)));
    }
    Ok(())
}
