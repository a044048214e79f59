//! The rules of quantities, projects and terms.

use anyhow::{Result, ensure};
use plan_explorer::ingest::{Fault, Problem};

use super::{Case, case, check, problems, sources, text};

#[test]
fn every_numeral_is_a_quantity_or_listed_as_none() -> Result<()> {
    const ROAD: &str = "quote = \"公路通车总里程达到7143公里\"";
    check(&[
        case!(
            quantities,
            ROAD,
            "quote = \"公路通车总里程达到7144公里\"",
            "7144",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            quantities,
            "value = 7143.0",
            "value = 7144.0",
            "7143",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            quantities,
            "printed = \"7143公里\"",
            "printed = \"7143里\"",
            "7143",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            quantities,
            "printed = \"2025年11月28日\"\nmeasures = \"第十届委员会第十次全体会议通过\"\nvalue = 2025.0",
            "printed = \"2025年11月28日\"\nmeasures = \"第十届委员会第十次全体会议通过\"\nvalue = 2026.0",
            "adoption",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            quantities,
            "measures = \"公路通车总里程\"",
            "measures = \"公路总长\"",
            "7143",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            quantities,
            "of = \"城\"",
            "of = \"市民\"",
            "7.4%",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            quantities,
            "value = 7143.0\nunit = \"公里\"\ncomparator = \"eq\"",
            "value = 7143.0\nunit = \"公里\"\ncomparator = \"exceeds\"",
            "ms-road-length",
            Fault::ValueUnlisted { .. }
        ),
        case!(
            quantities,
            "word = \"IPv6\"",
            "word = \"IPv4\"",
            "not_a_quantity",
            Fault::WordNowhere { .. }
        ),
        case!(
            quantities,
            "word = \"IPv6\"",
            "word = \"IPv4\"",
            "m17",
            Fault::NumberUnaccounted { .. }
        ),
        // A word that ends just before a numeral does not account for it.
        case!(
            quantities,
            "word = \"IPv6\"",
            "word = \"IPv\"",
            "m17",
            Fault::NumberUnaccounted { .. }
        ),
        case!(
            quantities,
            "[[not_a_quantity]]",
            "[[not_a_quantity]]\nword = \"7143公里\"\nwhy = \"word\"\n\n[[not_a_quantity]]",
            "7143",
            Fault::CoversQuantity { .. }
        ),
        // 5G is an identifier: calling it a quantity is a fault.
        case!(
            quantities,
            "[[quantity]]\npassage = \"ch1.1\"\nquote = \"建成国家级",
            "[[quantity]]\npassage = \"ch1.1\"\nquote = \"5G基站实现乡镇全覆盖\"\nprinted = \"5G\"\nmeasures = \"基站\"\nvalue = 5\nunit = \"G\"\ncomparator = \"eq\"\nclass = \"technical\"\n\n[[quantity]]\npassage = \"ch1.1\"\nquote = \"建成国家级",
            "5G",
            Fault::CoversQuantity { .. }
        ),
        case!(
            quantities,
            "why = \"identifier\"",
            "why = \"because\"",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            quantities,
            "passage = \"m5\"",
            "passage = \"m55\"",
            "m55",
            Fault::UnknownPassage { .. }
        ),
    ])
}

#[test]
fn quantities_are_unique_and_in_text_order() -> Result<()> {
    let mut broken = sources()?;
    let entry = "\n[[quantity]]\npassage = \"ch1.1\"\nquote = \"公路通车总里程达到7143公里\"\nprinted = \"7143公里\"\nmeasures = \"公路通车总里程\"\nvalue = 7143\nunit = \"公里\"\ncomparator = \"eq\"\nclass = \"measured\"\n";
    text(&mut broken.quantities).push_str(entry);
    let problems = problems(&broken);
    for fault in [Fault::Repeated, Fault::Unordered] {
        let named = |problem: &&Problem| {
            problem.file == "quantities.toml" && problem.entry.contains("7143")
        };
        ensure!(
            problems
                .iter()
                .filter(named)
                .any(|problem| problem.fault == fault),
            "{problems:?}"
        );
    }
    Ok(())
}

#[test]
fn a_project_has_the_status_of_its_verb() -> Result<()> {
    const AIRPORT: &str = "name = \"拉萨新机场\"\nverb = \"规划研究\"\nstatus = \"research\"";
    check(&[
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨新机场\"\nverb = \"规划研究\"\nstatus = \"build\"",
            "pr-new-airport",
            Fault::StatusNotVerb { .. }
        ),
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨新机场\"\nverb = \"建设\"\nstatus = \"build\"",
            "pr-new-airport",
            Fault::PartNotInQuote { .. }
        ),
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨机场\"\nverb = \"规划研究\"\nstatus = \"research\"",
            "pr-new-airport",
            Fault::PartNotInQuote { .. }
        ),
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨新机场\"\nverb = \"规划\"\nstatus = \"research\"",
            "pr-new-airport",
            Fault::VerbUnknown { .. }
        ),
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨新机场\"\nverb = \"规划研究\"\nstatus = \"soon\"",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            projects,
            "quote = \"规划研究拉萨新机场\"",
            "quote = \"建设拉萨新机场\"",
            "pr-new-airport",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            projects,
            "id = \"pr-new-airport\"",
            "id = \"ms-new-airport\"",
            "ms-new-airport",
            Fault::BadId { prefix: "pr-", .. }
        ),
        // A verb has one status.
        case!(
            projects,
            "started = [\"开工建设\"]",
            "started = [\"开工建设\", \"建成通车\"]",
            "verbs",
            Fault::VerbTwice { .. }
        ),
        case!(
            projects,
            "started = [\"开工建设\"]",
            "started = [\"开工\"]",
            "pr-pagu-reservoir",
            Fault::VerbUnknown { .. }
        ),
        case!(
            projects,
            "themes = [\"party_impl\"]",
            "themes = []",
            "pr-four-strategies",
            Fault::Untagged
        ),
        case!(
            projects,
            "passage = \"m14\"",
            "passage = \"m99\"",
            "pr-new-airport",
            Fault::UnknownPassage { .. }
        ),
    ])
}

#[test]
fn projects_are_unique_and_in_text_order() -> Result<()> {
    let mut broken = sources()?;
    let entry = |id: &str| {
        format!(
            "\n[[project]]\nid = \"{id}\"\npassage = \"m14\"\nquote = \"规划研究拉萨新机场\"\nname = \"拉萨新机场\"\nverb = \"规划研究\"\nstatus = \"research\"\ntier = \"concrete\"\nthemes = [\"infra_energy\"]\n"
        )
    };
    text(&mut broken.projects).push_str(&entry("pr-airport-again"));
    let problems = problems(&broken);
    for fault in [Fault::Repeated, Fault::Unordered] {
        let mut named = problems.iter().filter(|p| p.entry == "pr-airport-again");
        ensure!(named.any(|problem| problem.fault == fault), "{problems:?}");
    }
    Ok(())
}

#[test]
fn a_term_has_its_label_members_and_definition_from_the_text() -> Result<()> {
    check(&[
        case!(
            terms,
            "id = \"t-four-matters\"\nlabel = \"四件大事\"\nsize = 4",
            "id = \"t-four-matters\"\nlabel = \"四件大事\"\nsize = 5",
            "t-four-matters",
            Fault::TermSize { size: 5, listed: 4 }
        ),
        case!(
            terms,
            "label = \"四个创建\"",
            "label = \"创建\"",
            "t-four-creations",
            Fault::NoNumber
        ),
        case!(
            terms,
            "id = \"t-four-creations\"",
            "id = \"four-creations\"",
            "four-creations",
            Fault::BadId { prefix: "t-", .. }
        ),
        case!(
            terms,
            "{ passage = \"ch1.1\", quote = \"四个创建\" }",
            "{ passage = \"ch1.1\", quote = \"五条原则\" }",
            "t-four-creations",
            Fault::NotTheLabel { .. }
        ),
        case!(
            terms,
            "{ passage = \"ch1.1\", quote = \"四个创建\" }",
            "{ passage = \"ch1.2\", quote = \"四个创建\" }",
            "t-four-creations",
            Fault::QuoteNotFound { .. }
        ),
        // 七个排头兵 is in three passages: each is a mention.
        case!(
            terms,
            "  { passage = \"closing\", quote = \"七个排头兵\" },\n",
            "",
            "closing at character",
            Fault::Unaccounted { .. }
        ),
        case!(
            terms,
            "defined_in = \"ch1.3\"\n",
            "",
            "t-four-matters",
            Fault::DefinitionHalf
        ),
        case!(
            terms,
            "definition = \"稳定、发展、生态、强边四件大事\"",
            "definition = \"稳定、发展、生态、固边四件大事\"",
            "t-four-matters",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            terms,
            "id = \"t-four-creations\"",
            "id = \"t-four-matters\"",
            "t-four-matters",
            Fault::Repeated
        ),
        case!(
            terms,
            "{ passage = \"ch1.1\", quote = \"四件大事\" }",
            "{ passage = \"ch1.3\", quote = \"四件大事\" }",
            "t-four-matters",
            Fault::Unordered
        ),
    ])
}
