//! The rules of the plan's own vocabularies and of `plan.toml`.

use anyhow::{Result, ensure};
use plan_explorer::ingest::{Fault, build};

use super::{Case, case, check, problems, sources, text};

#[test]
fn every_id_of_an_entry_is_in_the_plans_lists() -> Result<()> {
    let unknown = |fault: &Fault, vocabulary: &str, id: &str| {
        let wanted = (vocabulary, id);
        matches!(fault, Fault::UnknownId { vocabulary, id } if (*vocabulary, id.as_str()) == wanted)
    };
    // The file that changes, what is replaced and by what, the faulty entry, the unknown id.
    type Change = (
        super::Field,
        (&'static str, &'static str),
        &'static str,
        (&'static str, &'static str),
    );
    let changes: [Change; 14] = [
        (
            |broken| &mut broken.themes,
            (
                "\"m14\" = { primary = \"infra_energy\"",
                "\"m14\" = { primary = \"traffic\"",
            ),
            "m14",
            ("theme", "traffic"),
        ),
        (
            |broken| &mut broken.themes,
            (
                "\"title\" = { primary = \"party_impl\", secondary = []",
                "\"title\" = { primary = \"party_impl\", secondary = [\"Urban\"]",
            ),
            "title",
            ("theme", "Urban"),
        ),
        (
            |broken| &mut broken.milestones,
            ("themes = [\"party_impl\"]", "themes = [\"party\"]"),
            "ms-adoption",
            ("theme", "party"),
        ),
        (
            |broken| &mut broken.milestones,
            (
                "id = \"ms-road-length\"\nperiod = \"14\"",
                "id = \"ms-road-length\"\nperiod = \"13\"",
            ),
            "ms-road-length",
            ("period", "13"),
        ),
        (
            |broken| &mut broken.projects,
            ("themes = [\"party_impl\"]", "themes = [\"party\"]"),
            "pr-four-strategies",
            ("theme", "party"),
        ),
        (
            |broken| &mut broken.projects,
            ("[verbs.14]", "[verbs.13]"),
            "verbs",
            ("period", "13"),
        ),
        (
            |broken| &mut broken.places,
            (
                "quote = \"当雄\"\nbasis = \"alias\"\ncounties = [\"dangxiong\"]",
                "quote = \"当雄\"\nbasis = \"alias\"\ncounties = [\"damxung\"]",
            ),
            "当雄",
            ("county", "damxung"),
        ),
        (
            |broken| &mut broken.places,
            (
                "basis = \"named\"\nzones = [\"gaoxin\"]",
                "basis = \"named\"\nzones = [\"high_tech\"]",
            ),
            "高新区",
            ("zone", "high_tech"),
        ),
        (
            |broken| &mut broken.plan,
            (
                "periods = [\"2035\", \"2050\"]",
                "periods = [\"2035\", \"2060\"]",
            ),
            "outline.period of vision2035",
            ("period", "2060"),
        ),
        (
            |broken| &mut broken.plan,
            ("default = \"14\"", "default = \"2025\""),
            "outline.period of adoption",
            ("period", "2025"),
        ),
        (
            |broken| &mut broken.places,
            (
                "\"duilongdeqing\", \"dazi\"]\nabout",
                "\"duilongdeqing\", \"tibet\"]\nabout",
            ),
            "group central_city",
            ("county", "tibet"),
        ),
        // A county is not a zone.
        (
            |broken| &mut broken.places,
            (
                "basis = \"named\"\nzones = [\"gaoxin\"]",
                "basis = \"named\"\nzones = [\"nimu\"]",
            ),
            "高新区",
            ("zone", "nimu"),
        ),
        (
            |broken| &mut broken.places,
            (
                "\"wenchuang\", \"barkhor\"]\nnote",
                "\"wenchuang\", \"nimu\"]\nnote",
            ),
            "group core",
            ("zone", "nimu"),
        ),
        // A mention of a group that the plan does not define.
        (
            |broken| &mut broken.places,
            ("id = \"central_city\"", "id = \"old_city\""),
            "",
            ("group", "central_city"),
        ),
    ];
    for (field, (from, to), entry, (vocabulary, id)) in changes {
        let mut broken = sources()?;
        let file = text(field(&mut broken));
        ensure!(file.contains(from), "“{from}” is not in the sources");
        *file = file.replacen(from, to, 1);
        let problems = problems(&broken);
        let found = problems
            .iter()
            .find(|p| p.entry.contains(entry) && unknown(&p.fault, vocabulary, id));
        ensure!(found.is_some(), "“{from}” → “{to}” gave {problems:?}");
        let shown = found.map(ToString::to_string).unwrap_or_default();
        let listed = match vocabulary {
            "theme" => "themes.toml",
            "county" | "zone" | "group" => "places.toml",
            _ => "plan.toml",
        };
        ensure!(
            shown.contains(id) && shown.contains(&format!("add a [[{vocabulary}]] to {listed}")),
            "{shown}"
        );
    }
    Ok(())
}

#[test]
fn an_id_is_given_once_in_a_list() -> Result<()> {
    check(&[
        case!(
            milestones,
            "themes = [\"party_impl\"]",
            "themes = [\"party_impl\", \"party_impl\"]",
            "ms-adoption",
            Fault::IdTwice { .. }
        ),
        case!(
            places,
            "\"dazi\"]\nscope = \"central_city\"",
            "\"dazi\", \"dazi\"]\nscope = \"central_city\"",
            "中心城区",
            Fault::IdTwice { .. }
        ),
        case!(
            plan,
            "passages = [\"ch1.1\"]",
            "passages = [\"ch1.1\", \"ch1.1\"]",
            "outline.period of ch1.1",
            Fault::IdTwice { .. }
        ),
        case!(
            themes,
            "id = \"rural\"",
            "id = \"urban\"",
            "theme urban",
            Fault::Repeated
        ),
        case!(
            places,
            "id = \"dazi\"",
            "id = \"nimu\"",
            "county nimu",
            Fault::Repeated
        ),
        case!(
            places,
            "[[zone]]\nid = \"jingkai\"",
            "[[zone]]\nid = \"gaoxin\"",
            "zone gaoxin",
            Fault::Repeated
        ),
        case!(
            plan,
            "id = \"15\"",
            "id = \"14\"",
            "period 14",
            Fault::Repeated
        ),
    ])
}

#[test]
fn an_id_is_lower_case_letters_digits_and_hyphens() -> Result<()> {
    check(&[
        case!(
            themes,
            "id = \"rural\"",
            "id = \"Rural\"",
            "theme Rural",
            Fault::BadPlanId { .. }
        ),
        case!(
            places,
            "id = \"dazi\"",
            "id = \"达孜\"",
            "county 达孜",
            Fault::BadPlanId { .. }
        ),
        case!(
            plan,
            "id = \"2050\"",
            "id = \"20,50\"",
            "period 20,50",
            Fault::BadPlanId { .. }
        ),
        case!(
            plan,
            "id = \"2050\"",
            "id = \"\"",
            "period",
            Fault::BadPlanId { .. }
        ),
        case!(
            plan,
            "id = \"vision2035\"",
            "id = \"ms-2035\"",
            "outline.vision",
            Fault::BadPlanId { .. }
        ),
        case!(
            plan,
            "file = \"lasa-15fyp\"",
            "file = \"lasa/15fyp\"",
            "site.file",
            Fault::BadPlanId { .. }
        ),
        case!(
            plan,
            "cite = \"lasa2025\"",
            "cite = \"拉萨2025\"",
            "site.cite",
            Fault::BadPlanId { .. }
        ),
    ])
}

#[test]
fn periods_are_in_the_order_of_time_and_one_is_the_plans() -> Result<()> {
    check(&[
        case!(
            plan,
            "first = 2026\nlast = 2030",
            "first = 2025\nlast = 2030",
            "period 15",
            Fault::PeriodOrder
        ),
        case!(
            plan,
            "first = 2026\nlast = 2030",
            "first = 2030\nlast = 2026",
            "period 15",
            Fault::PeriodOrder
        ),
        case!(
            plan,
            "first = 2035\nlast = 2035",
            "first = 2051\nlast = 2051",
            "period 2050",
            Fault::PeriodOrder
        ),
        case!(
            plan,
            "role = \"planned\"",
            "role = \"beyond\"",
            "period",
            Fault::NoPlannedPeriod
        ),
        case!(
            plan,
            "role = \"planned\"",
            "role = \"future\"",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            plan,
            "width = 14",
            "width = 0",
            "period 2050",
            Fault::NoWidth
        ),
    ])
}

#[test]
fn a_vocabulary_has_at_most_64_values() -> Result<()> {
    type More = (super::Field, fn(usize) -> String, usize, &'static str);
    let more: [More; 3] = [
        (
            |broken| &mut broken.themes,
            |n| format!("[[theme]]\nid = \"more{n}\"\nzh = \"甲\"\nen = \"A\"\nabout = \"甲\"\n\n"),
            50,
            "theme",
        ),
        (
            |broken| &mut broken.places,
            |n| {
                format!(
                    "[[county]]\nid = \"more{n}\"\ncode = \"\"\nzh = \"某{n}县\"\nen = \"A\"\ntile = [0, 0]\n\n"
                )
            },
            56,
            "county",
        ),
        (
            |broken| &mut broken.places,
            |n| {
                format!(
                    "[[zone]]\nid = \"more{n}\"\nzh = \"某{n}园\"\nen = \"A\"\naliases = []\n\n"
                )
            },
            57,
            "zone",
        ),
    ];
    for (field, entry, most, name) in more {
        for (added, fits) in [(most, true), (most + 1, false)] {
            let mut changed = sources()?;
            let file = text(field(&mut changed));
            let entries: String = (0..added).map(entry).collect();
            let list = format!("[[{name}]]");
            *file = file.replacen(&list, &format!("{entries}{list}"), 1);
            let problems = problems(&changed);
            let too_many = problems.iter().any(|problem| {
                problem.entry == name
                    && problem.fault
                        == Fault::TooMany {
                            total: 65,
                            most: 64,
                        }
            });
            ensure!(too_many != fits, "{added} more of {name}: {problems:?}");
        }
    }
    check(&[case!(
        plan,
        "first = 2021",
        "first = 1900",
        "years of the periods",
        Fault::TooMany { .. }
    )])
}

#[test]
fn rules_of_the_outline_name_passages_and_kinds_that_exist() -> Result<()> {
    check(&[
        case!(
            plan,
            "kind = \"position\"",
            "kind = \"slogan\"",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            plan,
            "unmarked = \"chapter\"",
            "unmarked = \"section\"",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            plan,
            "passages = [\"ch1.1\"]",
            "passages = [\"ch1.9\"]",
            "outline.period of ch1.9",
            Fault::UnknownPassage { .. }
        ),
        case!(
            plan,
            "roles = \"m1\"",
            "roles = \"m99\"",
            "role of nimu",
            Fault::UnknownPassage { .. }
        ),
        case!(
            plan,
            "roles = \"m1\"\n",
            "",
            "role of nimu",
            Fault::RoleFromNowhere
        ),
    ])
}

#[test]
fn the_names_of_the_site_have_their_form_and_examples_are_in_the_text() -> Result<()> {
    check(&[
        case!(
            plan,
            "color = \"#7a1f1c\"",
            "color = \"claret\"",
            "site.color",
            Fault::BadColor
        ),
        case!(
            plan,
            "color = \"#7a1f1c\"",
            "color = \"#7a1f1g\"",
            "site.color",
            Fault::BadColor
        ),
        case!(
            plan,
            "en = \"Recommendations for Lhasa’s 15th Five-Year Plan\"",
            "en = \"拉萨\"",
            "site.title",
            Fault::NotEnglish { .. }
        ),
        case!(
            plan,
            "en = \"By 2035\"",
            "en = \"\"",
            "period 2035",
            Fault::EmptyEnglish
        ),
        case!(
            plan,
            "en = \"The vision for 2035\"",
            "en = \"二〇三五年\"",
            "site.question",
            Fault::NotEnglish { .. }
        ),
        case!(
            plan,
            "en = \"“中心城区” (the central city)",
            "en = \"\" # ",
            "site.rule",
            Fault::EmptyEnglish
        ),
        case!(
            plan,
            "word = \"低空经济\"",
            "word = \"高空经济\"",
            "site.search.word",
            Fault::ExampleNotInText { .. }
        ),
        case!(
            plan,
            "two = \"生态 尼木县\"",
            "two = \"生态 尼木市\"",
            "site.search.two",
            Fault::ExampleNotInText { .. }
        ),
        case!(
            plan,
            "without = \"旅游 -文化\"",
            "without = \"旅游文化\"",
            "site.search.without",
            Fault::ExampleNotInText { .. }
        ),
        case!(
            plan,
            "phrase = \"科技创新\"",
            "phrase = \"\"",
            "site.search.phrase",
            Fault::ExampleNotInText { .. }
        ),
        case!(
            plan,
            "initials = \"dkjj\"",
            "initial = \"dkjj\"",
            "line",
            Fault::Unreadable { .. }
        ),
    ])
}

#[test]
fn a_plan_may_lack_its_days_and_its_meeting() -> Result<()> {
    let mut changed = sources()?;
    let plan = text(&mut changed.plan);
    for line in ["meeting = ", "adopted = ", "reposted = "] {
        let lines = plan.lines().filter(|other| !other.starts_with(line));
        *plan = lines.collect::<Vec<_>>().join("\n");
    }
    let file = build(&changed).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    ensure!(file.meta.adopted.is_none() && file.meta.source.reposted.is_none());
    ensure!(file.meta.meeting.is_empty());
    Ok(())
}
