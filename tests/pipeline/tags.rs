//! The rules of themes, places and milestones.

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::Fault;

use super::{Case, case, check, problems, sources, text};

#[test]
fn every_passage_has_themes_without_repetition() -> Result<()> {
    check(&[
        case!(
            themes,
            "\"m14\" =",
            "\"m99\" =",
            "m99",
            Fault::UnknownPassage { .. }
        ),
        case!(themes, "\"m14\" =", "\"m99\" =", "m14", Fault::Untagged),
        case!(
            themes,
            "\"title\" = { primary = \"party_impl\", secondary = []",
            "\"title\" = { primary = \"party_impl\", secondary = [\"party_impl\"]",
            "title",
            Fault::PrimaryTwice
        ),
        case!(
            themes,
            "\"title\" = { primary = \"party_impl\", secondary = []",
            "\"title\" = { primary = \"party_impl\", secondary = [\"urban\", \"urban\"]",
            "title",
            Fault::IdTwice { .. }
        ),
    ])
}

#[test]
fn a_mention_names_its_places_with_the_right_basis_and_scope() -> Result<()> {
    const DEJI: &str =
        "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]";
    check(&[
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水市\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "曲水市",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nnth = 2\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::NthWrong { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"nimu\"]",
            "m20",
            Fault::NotItsName { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\", \"nimu\"]",
            "m20",
            Fault::NotOnePlace
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"\nscope = \"township\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::ScopeMisplaced
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"collective\"\nscope = \"central_city\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"collective\"\nscope = \"all_counties\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"collective\"\nscope = \"subset_unspecified\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"collective\"\nscope = \"enumerated\"\nlisted_in = \"m3\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::NotListed { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"农牧民\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::QuoteAmbiguous { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m77\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m77",
            Fault::UnknownPassage { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m1\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m1",
            Fault::Repeated
        ),
        case!(
            places,
            DEJI,
            "passage = \"m1\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m1",
            Fault::Unordered
        ),
        case!(
            places,
            DEJI,
            "passage = \"m1\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m20 at character",
            Fault::Unaccounted { .. }
        ),
        case!(
            places,
            "[[not_a_mention]]\npassage = \"m25\"",
            "[[not_a_mention]]\npassage = \"m26\"",
            "m26",
            Fault::QuoteNotFound { .. }
        ),
    ])
}

#[test]
fn a_milestone_says_no_more_than_its_quote() -> Result<()> {
    const ROAD: &str = "label = \"公路通车总里程达到7143公里\"";
    check(&[
        case!(
            milestones,
            ROAD,
            "label = \"公路里程达到7143公里\"",
            "ms-road-length",
            Fault::LabelNotInQuote { .. }
        ),
        case!(
            milestones,
            ROAD,
            "label = \"达到7143公里……公路通车总里程\"",
            "ms-road-length",
            Fault::LabelNotInQuote { .. }
        ),
        case!(
            milestones,
            ROAD,
            "label = \"公路……里程……7143公里\"",
            "ms-road-length",
            Fault::LabelNotInQuote { .. }
        ),
        // Nothing is left out where the …… stands.
        case!(
            milestones,
            ROAD,
            "label = \"公路通车总里程……达到7143公里\"",
            "ms-road-length",
            Fault::LabelNotInQuote { .. }
        ),
        case!(
            milestones,
            ROAD,
            "label = \"公路通车总里程达到……\"",
            "ms-road-length",
            Fault::LabelNotInQuote { .. }
        ),
        case!(
            milestones,
            "quote = \"公路通车总里程达到7143公里\"",
            "quote = \"公路通车总里程达到7144公里\"",
            "ms-road-length",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            milestones,
            "quote = \"公路通车总里程达到7143公里\"",
            "quote = \"公路通车总里程达到7143公里，拉萨在“西藏331交通圈”的中心地位更加凸显；旁多引水、帕古水库等重大水利工程开工建设，高原水文化城市建设加快推进；固定网络“千兆到户”，5G基站实现乡镇全覆盖，国家级互联网骨干直联点全面建成。城乡融合\"",
            "ms-road-length",
            Fault::CrossesSentence { .. }
        ),
        case!(
            milestones,
            "value = 7143.0",
            "value = 7144.0",
            "ms-road-length",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            milestones,
            "measures = \"公路通车总里程\"",
            "measures = \"公路总长\"",
            "ms-road-length",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            milestones,
            "value = 210000.0, unit = \"户\", comparator = \"exceeds\"",
            "value = 210000.0, unit = \"户\", comparator = \"eq\"",
            "ms-market-entities",
            Fault::ComparatorWrong { .. }
        ),
        case!(
            milestones,
            "printed = \"99%\", value = 99.0, unit = \"%\", comparator = \"at_least\"",
            "printed = \"99%\", value = 99.0, unit = \"%\", comparator = \"eq\"",
            "ms-safety-satisfaction",
            Fault::ComparatorWrong { .. }
        ),
        case!(
            milestones,
            "kind = \"expected\"",
            "kind = \"achieved\"",
            "ms-gdp-2025-expected",
            Fault::Expectation
        ),
        case!(
            milestones,
            "kind = \"vision\"",
            "kind = \"target\"",
            "ms-2035-strength",
            Fault::KindPeriod { .. }
        ),
        case!(
            milestones,
            "date = \"2025-11-28\"",
            "date = \"2026-01-11\"",
            "ms-adoption",
            Fault::TimeNotInText { .. }
        ),
        case!(
            milestones,
            "date = \"2025-11-28\"\n",
            "",
            "ms-adoption",
            Fault::EventDate
        ),
        case!(
            milestones,
            ROAD,
            "label = \"公路通车总里程达到7143公里\"\nyears = [2024, 2024]",
            "ms-road-length",
            Fault::TimeNotInText { .. }
        ),
        case!(
            milestones,
            "id = \"ms-adoption\"",
            "id = \"Adoption\"",
            "Adoption",
            Fault::BadId { .. }
        ),
        case!(
            milestones,
            "passage = \"vision2035\"",
            "passage = \"vision\"",
            "ms-2035-strength",
            Fault::UnknownPassage { .. }
        ),
        case!(
            milestones,
            "themes = [\"party_impl\"]",
            "themes = []",
            "ms-adoption",
            Fault::Untagged
        ),
    ])
}

#[test]
fn milestones_are_unique_and_in_text_order() -> Result<()> {
    let mut broken = sources()?;
    let milestones = text(&mut broken.milestones);
    let mut entries = milestones.split("[[milestone]]");
    let first = entries.nth(1).context("no milestone")?;
    let again = format!("\n[[milestone]]{first}");
    milestones.push_str(&again);
    let problems = problems(&broken);
    ensure!(
        problems
            .iter()
            .any(|p| p.entry == "ms-adoption" && p.fault == Fault::Repeated),
        "{problems:?}"
    );
    ensure!(
        problems
            .iter()
            .any(|p| p.entry == "ms-adoption" && p.fault == Fault::Unordered),
        "{problems:?}"
    );
    Ok(())
}

#[test]
fn a_role_names_its_county() -> Result<()> {
    const NIMU: &str = "role = \"把尼木县打造成";
    check(&[
        case!(
            places,
            NIMU,
            "role = \"把当雄县打造成",
            "role of nimu",
            Fault::RoleOfAnother { .. }
        ),
        case!(
            places,
            NIMU,
            "role = \"要把尼木县打造成",
            "role of nimu",
            Fault::QuoteNotFound { .. }
        ),
    ])
}

#[test]
fn an_excluded_mention_is_in_the_text() -> Result<()> {
    check(&[case!(
        places,
        "[[not_a_mention]]\npassage = \"m25\"",
        "[[not_a_mention]]\npassage = \"m99\"",
        "m99",
        Fault::UnknownPassage { .. }
    )])
}
