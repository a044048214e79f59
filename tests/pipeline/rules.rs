//! Rules with several conditions, each condition broken by itself.

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{Fault, Problem, build};

use super::{Case, Field, case, check, problems, sources, text};

const ROAD: &str = "id = \"ms-road-length\"\nperiod = \"14\"\nkind = \"achieved\"";
const ROAD_VALUE: &str =
    "printed = \"7143公里\", value = 7143.0, unit = \"公里\", comparator = \"eq\"";
const NEEDS_PAST: &str = "an achievement or expectation needs a period with the role “past”";
const NEEDS_BEYOND: &str = "a vision needs a period with the role “beyond”";
const NEEDS_PLANNED: &str = "a target needs a period with the role “planned”";

#[test]
fn the_kind_of_a_milestone_fits_its_period() -> Result<()> {
    check(&[
        case!(
            milestones,
            ROAD,
            "id = \"ms-road-length\"\nperiod = \"15\"\nkind = \"achieved\"",
            "ms-road-length",
            Fault::KindPeriod {
                demands: NEEDS_PAST
            }
        ),
        case!(
            milestones,
            "period = \"14\"\nkind = \"expected\"",
            "period = \"2035\"\nkind = \"expected\"",
            "ms-gdp-2025-expected",
            Fault::KindPeriod {
                demands: NEEDS_PAST
            }
        ),
        case!(
            milestones,
            ROAD,
            "id = \"ms-road-length\"\nperiod = \"14\"\nkind = \"vision\"",
            "ms-road-length",
            Fault::KindPeriod {
                demands: NEEDS_BEYOND
            }
        ),
        case!(
            milestones,
            "id = \"ms-goal-lasting-stability\"\nperiod = \"15\"\nkind = \"target\"",
            "id = \"ms-goal-lasting-stability\"\nperiod = \"15\"\nkind = \"vision\"",
            "ms-goal-lasting-stability",
            Fault::KindPeriod {
                demands: NEEDS_BEYOND
            }
        ),
        case!(
            milestones,
            ROAD,
            "id = \"ms-road-length\"\nperiod = \"14\"\nkind = \"target\"",
            "ms-road-length",
            Fault::KindPeriod {
                demands: NEEDS_PLANNED
            }
        ),
        case!(
            milestones,
            ROAD,
            "id = \"ms-road-length\"\nperiod = \"14\"\nkind = \"expected\"",
            "ms-road-length",
            Fault::Expectation
        ),
        case!(
            milestones,
            ROAD,
            "id = \"ms-road-length\"\nperiod = \"14\"\nkind = \"achieved\"\ndate = \"2025-11-28\"",
            "ms-road-length",
            Fault::EventDate
        ),
        case!(
            milestones,
            "period = \"14\"\nkind = \"event\"",
            "period = \"14\"\nkind = \"context\"",
            "ms-adoption",
            Fault::EventDate
        ),
        case!(
            milestones,
            "date = \"2025-11-28\"",
            "date = \"28 November\"",
            "ms-adoption",
            Fault::TimeNotInText { .. }
        ),
    ])
}

#[test]
fn the_years_of_a_range_are_in_the_sentence_and_in_order() -> Result<()> {
    const TIME: &str = "years = [2025, 2025]";
    check(&[
        case!(
            milestones,
            TIME,
            "years = [2025, 2026]",
            "ms-gdp-2025-expected",
            Fault::TimeNotInText { .. }
        ),
        case!(
            milestones,
            TIME,
            "years = [2024, 2025]",
            "ms-gdp-2025-expected",
            Fault::TimeNotInText { .. }
        ),
    ])?;
    let not_in_text = |years: &str| -> Result<bool> {
        let mut changed = sources()?;
        for file in [&mut changed.source, &mut changed.scraped] {
            let text = text(file);
            ensure!(text.contains("突破千亿大关"));
            *text = text.replacen("突破千亿大关", "突破千亿大关（2024年未及）", 1);
        }
        let milestones = text(&mut changed.milestones);
        *milestones = milestones.replacen(TIME, years, 1);
        let is_of_time = |problem: &Problem| {
            problem.entry == "ms-gdp-2025-expected"
                && matches!(problem.fault, Fault::TimeNotInText { .. })
        };
        Ok(problems(&changed).iter().any(is_of_time))
    };
    ensure!(!not_in_text("years = [2024, 2025]")?);
    ensure!(not_in_text("years = [2025, 2024]")?);
    Ok(())
}

#[test]
fn a_value_is_in_the_quote_with_its_unit() -> Result<()> {
    check(&[
        case!(
            milestones,
            ROAD_VALUE,
            "printed = \"7143\", value = 7143.0, unit = \"米\", comparator = \"eq\"",
            "ms-road-length",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            milestones,
            ROAD_VALUE,
            "printed = \"07143公里\", value = 7143.0, unit = \"公里\", comparator = \"eq\"",
            "ms-road-length",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            milestones,
            "measures = \"公路通车总里程\"",
            "measures = \"\"",
            "ms-road-length",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            milestones,
            "measures = \"公路通车总里程\"",
            "measures = \"公路 总长\"",
            "ms-road-length",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            milestones,
            "label = \"公路通车总里程达到7143公里\"",
            "label = \"\"",
            "ms-road-length",
            Fault::LabelNotInQuote { .. }
        ),
        case!(
            quantities,
            "printed = \"7143公里\"\nmeasures = \"公路通车总里程\"\nvalue = 7143.0\nunit = \"公里\"",
            "printed = \"7143\"\nmeasures = \"公路通车总里程\"\nvalue = 7143.0\nunit = \"米\"",
            "7143",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            quantities,
            "measures = \"公路通车总里程\"",
            "measures = \"\"",
            "7143",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            quantities,
            "of = \"城\"",
            "of = \"\"",
            "7.4%",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            quantities,
            "printed = \"零\"\nprinted_nth = 2",
            "printed = \"零\"\nprinted_nth = 3",
            "零引进",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            quantities,
            "printed = \"零\"\nprinted_nth = 2",
            "printed = \"零\"\nprinted_nth = 0",
            "零引进",
            Fault::ValueNotPrinted { .. }
        ),
        // Without it both say the first, and the other is left over.
        case!(
            quantities,
            "printed = \"零\"\nprinted_nth = 2",
            "printed = \"零\"",
            "m37",
            Fault::NumberUnaccounted { .. }
        ),
    ])
}

#[test]
fn a_comparator_is_the_one_in_the_words() -> Result<()> {
    const SAFE: &str = "printed = \"99%\", value = 99.0, unit = \"%\", comparator = \"at_least\"";
    const FIRMS: &str = "value = 210000.0, unit = \"户\", comparator = \"exceeds\"";
    check(&[
        case!(
            milestones,
            ROAD_VALUE,
            "printed = \"7143公里\", value = 7143.0, unit = \"公里\", comparator = \"at_least\"",
            "ms-road-length",
            Fault::ComparatorWrong { stated: "eq", .. }
        ),
        case!(
            milestones,
            ROAD_VALUE,
            "printed = \"7143公里\", value = 7143.0, unit = \"公里\", comparator = \"exceeds\"",
            "ms-road-length",
            Fault::ComparatorWrong { stated: "eq", .. }
        ),
        case!(
            milestones,
            SAFE,
            "printed = \"99%\", value = 99.0, unit = \"%\", comparator = \"about\"",
            "ms-safety-satisfaction",
            Fault::ComparatorWrong {
                stated: "at_least",
                ..
            }
        ),
        case!(
            milestones,
            SAFE,
            "printed = \"99%\", value = 99.0, unit = \"%\", comparator = \"exceeds\"",
            "ms-safety-satisfaction",
            Fault::ComparatorWrong {
                stated: "at_least",
                ..
            }
        ),
        case!(
            milestones,
            FIRMS,
            "value = 210000.0, unit = \"户\", comparator = \"about\"",
            "ms-market-entities",
            Fault::ComparatorWrong {
                stated: "exceeds",
                ..
            }
        ),
        case!(
            milestones,
            FIRMS,
            "value = 210000.0, unit = \"户\", comparator = \"at_least\"",
            "ms-market-entities",
            Fault::ComparatorWrong {
                stated: "exceeds",
                ..
            }
        ),
        case!(
            quantities,
            "unit = \"%\"\ncomparator = \"at_least\"",
            "unit = \"%\"\ncomparator = \"eq\"",
            "quantity “各族群众安全感满意度连续多年保持在99%以上”",
            Fault::ComparatorWrong {
                stated: "at_least",
                ..
            }
        ),
    ])
}

#[test]
fn a_quote_and_a_label_keep_what_qualifies_their_number() -> Result<()> {
    check(&[
        case!(
            milestones,
            "quote = \"各族群众安全感满意度连续多年保持在99%以上\"\nlabel = \"各族群众安全感满意度连续多年保持在99%以上\"",
            "quote = \"各族群众安全感满意度连续多年保持在99%\"\nlabel = \"各族群众安全感满意度连续多年保持在99%\"",
            "ms-safety-satisfaction",
            Fault::QualifierCut { part: "quote", .. }
        ),
        case!(
            milestones,
            "label = \"各族群众安全感满意度连续多年保持在99%以上\"",
            "label = \"各族群众安全感满意度连续多年保持在99%\"",
            "ms-safety-satisfaction",
            Fault::QualifierCut { part: "label", .. }
        ),
        case!(
            milestones,
            "label = \"市场主体数量突破21万户\"",
            "label = \"21万户\"",
            "ms-market-entities",
            Fault::QualifierCut { part: "label", .. }
        ),
        case!(
            milestones,
            "2025年预计突破千亿大关\"\nyears",
            "突破千亿大关\"\nyears",
            "ms-gdp-2025-expected",
            Fault::QualifierCut { part: "label", .. }
        ),
        case!(
            quantities,
            "quote = \"各族群众安全感满意度连续多年保持在99%以上\"",
            "quote = \"各族群众安全感满意度连续多年保持在99%\"",
            "各族群众安全感满意度连续多年保持在99%",
            Fault::QualifierCut { part: "quote", .. }
        ),
        case!(
            quantities,
            "quote = \"地区生产总值接连跨越700、900亿元，2025年预计突破千亿大关\"\nprinted = \"千亿\"",
            "quote = \"突破千亿大关\"\nprinted = \"千亿\"",
            "突破千亿大关",
            Fault::QualifierCut { part: "quote", .. }
        ),
    ])
}

#[test]
fn a_note_is_the_doubt_printed_beside_the_number() -> Result<()> {
    check(&[
        case!(
            milestones,
            "comparator = \"exceeds\", note = \"预计\"",
            "comparator = \"exceeds\"",
            "ms-gdp-2025-expected",
            Fault::NoteWrong { .. }
        ),
        case!(
            milestones,
            "unit = \"公里\", comparator = \"eq\"",
            "unit = \"公里\", comparator = \"eq\", note = \"预计\"",
            "ms-road-length",
            Fault::NoteWrong { .. }
        ),
        case!(
            quantities,
            "note = \"预计\"",
            "note = \"有望\"",
            "预计突破千亿大关",
            Fault::NoteWrong { .. }
        ),
        case!(
            quantities,
            "note = \"预计\"",
            "note = \"\"",
            "预计突破千亿大关",
            Fault::NoteWrong { .. }
        ),
    ])
}

#[test]
fn an_id_is_a_prefix_and_lower_case_letters_digits_and_hyphens() -> Result<()> {
    for wrong in [
        "ms-",
        "ms-Road",
        "ms-road_length",
        "ms-路",
        "ms-road length",
        "pr-road",
        "road",
        "",
    ] {
        let mut broken = sources()?;
        let milestones = text(&mut broken.milestones);
        *milestones = milestones.replacen("\"ms-road-length\"", &format!("\"{wrong}\""), 1);
        let problems = problems(&broken);
        let is_bad = |problem: &&Problem| {
            problem.entry == wrong && matches!(problem.fault, Fault::BadId { prefix: "ms-", .. })
        };
        ensure!(
            problems.iter().filter(is_bad).count() == 1,
            "{wrong}: {problems:?}"
        );
    }
    let mut other = sources()?;
    let milestones = text(&mut other.milestones);
    *milestones = milestones.replacen("\"ms-road-length\"", "\"ms-7143-km\"", 1);
    let english = text(&mut other.english);
    *english = english.replacen("\"ms-road-length\"", "\"ms-7143-km\"", 1);
    ensure!(problems(&other).is_empty(), "digits are allowed");
    Ok(())
}

/// The faults after `entry` is inserted in front of the text `before`.
fn faults_with(field: Field, entry: &str, before: &str) -> Result<Vec<Fault>> {
    let mut broken = sources()?;
    let text = text(field(&mut broken));
    ensure!(text.contains(before), "“{before}” is no longer there");
    *text = text.replacen(before, &[entry, before].concat(), 1);
    let problems = problems(&broken).into_iter();
    Ok(problems.map(|problem| problem.fault).collect())
}

#[test]
fn milestones_with_the_same_id_or_the_same_label_and_quote_are_repeated() -> Result<()> {
    const QUOTE: &str = "公路通车总里程达到7143公里";
    let again = |id: &str, label: &str, quote: &str| {
        let entry = format!(
            "[[milestone]]\nid = \"{id}\"\nperiod = \"14\"\nkind = \"achieved\"\npassage = \"ch1.1\"\nquote = \"{quote}\"\nlabel = \"{label}\"\nthemes = [\"infra_energy\"]\ncore = false\n\n"
        );
        let before = "[[milestone]]\nid = \"ms-road-length\"";
        faults_with(|broken| &mut broken.milestones, &entry, before)
    };
    ensure!(again("ms-road-again", QUOTE, QUOTE)? == [Fault::Repeated]);
    ensure!(again("ms-road-length", "公路通车总里程", QUOTE)? == [Fault::Repeated]);
    let other = again("ms-road-again", "公路通车总里程", QUOTE)?;
    ensure!(other.is_empty(), "two labels may share a quote: {other:?}");
    // Quotes that begin together are other words once one goes on.
    let longer = again("ms-road-again", QUOTE, &format!("{QUOTE}，拉萨"))?;
    ensure!(
        longer.is_empty(),
        "two quotes may share a label: {longer:?}"
    );
    Ok(())
}

#[test]
fn a_mention_given_twice_is_repeated_but_in_order() -> Result<()> {
    const DANGXIONG: &str = "[[mention]]\npassage = \"m14\"\nquote = \"当雄\"\nbasis = \"alias\"\ncounties = [\"dangxiong\"]\n\n";
    let faults = faults_with(|broken| &mut broken.places, DANGXIONG, DANGXIONG)?;
    ensure!(faults == [Fault::Repeated], "{faults:?}");
    Ok(())
}

#[test]
fn a_quote_found_several_times_says_which_one_it_is() -> Result<()> {
    const FIRST: &str = "passage = \"m1\"\nquote = \"一核引领\"\nnth = 1\n";
    check(&[
        case!(
            places,
            FIRST,
            "passage = \"m1\"\nquote = \"一核引领\"\nnth = 0\n",
            "一核引领",
            Fault::NthWrong { nth: 0, times: 2 }
        ),
        case!(
            places,
            FIRST,
            "passage = \"m1\"\nquote = \"一核引领\"\nnth = 3\n",
            "一核引领",
            Fault::NthWrong { nth: 3, times: 2 }
        ),
        case!(
            places,
            FIRST,
            "passage = \"m1\"\nquote = \"一核引领\"\n",
            "一核引领",
            Fault::QuoteAmbiguous { times: 2, .. }
        ),
        case!(
            places,
            FIRST,
            "passage = \"m1\"\nquote = \"一核引领\"\nnth = 2\n",
            "一核引领",
            Fault::Repeated
        ),
        case!(
            places,
            "passage = \"m14\"\nquote = \"当雄\"\n",
            "passage = \"m14\"\nquote = \"当雄\"\nnth = 1\n",
            "当雄",
            Fault::NthWrong { nth: 1, times: 1 }
        ),
    ])
}

#[test]
fn a_mention_is_the_full_name_or_an_alias_of_one_place() -> Result<()> {
    check(&[
        case!(
            places,
            "quote = \"当雄\"\nbasis = \"alias\"",
            "quote = \"当雄\"\nbasis = \"named\"",
            "当雄",
            Fault::NotItsName { .. }
        ),
        case!(
            places,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"",
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"alias\"",
            "曲水县",
            Fault::NotItsName { .. }
        ),
        case!(
            places,
            "quote = \"高新区\"\nbasis = \"named\"\nzones = [\"gaoxin\"]",
            "quote = \"高新区\"\nbasis = \"named\"\nzones = [\"jingkai\"]",
            "高新区",
            Fault::NotItsName { .. }
        ),
        case!(
            places,
            "quote = \"高新区\"\nbasis = \"named\"\nzones = [\"gaoxin\"]",
            "quote = \"高新区\"\nbasis = \"named\"\nzones = []",
            "高新区",
            Fault::NotOnePlace
        ),
        case!(
            places,
            "quote = \"高新区\"\nbasis = \"named\"\nzones = [\"gaoxin\"]",
            "quote = \"高新区\"\nbasis = \"named\"\ncounties = [\"nimu\"]\nzones = [\"gaoxin\"]",
            "高新区",
            Fault::NotOnePlace
        ),
        case!(
            places,
            "quote = \"高新区\"\nbasis = \"named\"\nzones = [\"gaoxin\"]",
            "quote = \"高新区\"\nbasis = \"named\"\nlisted_in = \"m1\"\nzones = [\"gaoxin\"]",
            "高新区",
            Fault::ScopeMisplaced
        ),
        case!(
            places,
            "aliases = [\"当雄\"]",
            "aliases = [\"当雄\", \"通用航空机场\"]",
            "m14 at character",
            Fault::Unaccounted { .. }
        ),
    ])
}

#[test]
fn a_group_has_the_members_that_its_scope_allows() -> Result<()> {
    const CENTRE: &str = "quote = \"中心城区\"\nbasis = \"collective\"\ncounties = [\"chengguan\", \"duilongdeqing\", \"dazi\"]\nscope = \"central_city\"";
    const THREE: &str = "quote = \"三个功能区\"\nbasis = \"collective\"\nzones = [\"jingkai\", \"gaoxin\", \"wenchuang\"]\nscope = \"enumerated\"\nlisted_in = \"m5\"";
    check(&[
        case!(
            places,
            CENTRE,
            "quote = \"中心城区\"\nbasis = \"collective\"\ncounties = [\"chengguan\", \"duilongdeqing\", \"dazi\"]",
            "中心城区",
            Fault::ScopeMisplaced
        ),
        case!(
            places,
            CENTRE,
            "quote = \"中心城区\"\nbasis = \"collective\"\ncounties = [\"chengguan\", \"duilongdeqing\", \"dazi\"]\nscope = \"central_city\"\nlisted_in = \"m1\"",
            "中心城区",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            CENTRE,
            "quote = \"中心城区\"\nbasis = \"collective\"\nzones = [\"gaoxin\"]\nscope = \"township\"",
            "中心城区",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            CENTRE,
            "quote = \"中心城区\"\nbasis = \"collective\"\ncounties = [\"dazi\"]\nscope = \"subset_unspecified\"",
            "中心城区",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            THREE,
            "quote = \"三个功能区\"\nbasis = \"collective\"\nscope = \"enumerated\"\nlisted_in = \"m5\"",
            "三个功能区",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            THREE,
            "quote = \"三个功能区\"\nbasis = \"collective\"\nzones = [\"jingkai\", \"gaoxin\", \"wenchuang\"]\nscope = \"enumerated\"",
            "三个功能区",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            THREE,
            "quote = \"三个功能区\"\nbasis = \"collective\"\nzones = [\"jingkai\", \"zhongni\"]\nscope = \"enumerated\"\nlisted_in = \"m5\"",
            "三个功能区",
            Fault::NotListed { .. }
        ),
        case!(
            places,
            THREE,
            "quote = \"三个功能区\"\nbasis = \"collective\"\nzones = [\"jingkai\", \"gaoxin\"]\nscope = \"enumerated\"\nlisted_in = \"m55\"",
            "三个功能区",
            Fault::UnknownPassage { .. }
        ),
    ])
}

#[test]
fn every_value_of_a_milestone_is_a_quantity_with_the_same_unit() -> Result<()> {
    check(&[
        case!(
            quantities,
            "printed = \"700\"\nmeasures = \"地区生产总值\"\nvalue = 700.0\nunit = \"亿元\"",
            "printed = \"700\"\nmeasures = \"地区生产总值\"\nvalue = 700.0\nunit = \"亿\"",
            "ms-gdp-700-900",
            Fault::ValueUnlisted { .. }
        ),
        case!(
            quantities,
            "printed = \"21万户\"",
            "printed = \"21万\"",
            "ms-market-entities",
            Fault::ValueUnlisted { .. }
        ),
        // 21 may be read there, too, but it is not what the milestone reads.
        case!(
            quantities,
            "printed = \"21万户\"\nmeasures = \"市场主体数量\"\nvalue = 210000.0",
            "printed = \"21\"\nmeasures = \"市场主体数量\"\nvalue = 21.0",
            "ms-market-entities",
            Fault::ValueUnlisted { .. }
        ),
    ])
}

#[test]
fn an_unlisted_numeral_is_shown_with_the_words_around_it() -> Result<()> {
    let mut broken = sources()?;
    let quantities = text(&mut broken.quantities);
    *quantities = quantities.replacen("word = \"IPv6\"", "word = \"网\"", 1);
    let problems = problems(&broken);
    let around = problems.iter().find_map(|problem| match &problem.fault {
        Fault::NumberUnaccounted { around } => Some(around.as_str()),
        _ => None,
    });
    ensure!(around == Some("快推进IPv6升级改造和深化"), "{around:?}");
    Ok(())
}

#[test]
fn projects_with_the_same_id_or_the_same_name_and_quote_are_repeated() -> Result<()> {
    let again = |id: &str, name: &str| {
        let entry = format!(
            "[[project]]\nid = \"{id}\"\npassage = \"ch1.1\"\nquote = \"平安拉萨建设强力推进\"\nname = \"{name}\"\nverb = \"强力推进\"\nstatus = \"progress\"\ntier = \"programme\"\nthemes = [\"security_unity\"]\n\n"
        );
        let before = "[[project]]\nid = \"pr-safe-lhasa\"";
        faults_with(|broken| &mut broken.projects, &entry, before)
    };
    ensure!(again("pr-safe-again", "平安拉萨建设")? == [Fault::Repeated]);
    ensure!(again("pr-safe-lhasa", "平安拉萨")? == [Fault::Repeated]);
    let other = again("pr-safe-again", "平安拉萨")?;
    ensure!(other.is_empty(), "two names may share a quote: {other:?}");
    Ok(())
}

#[test]
fn the_mentions_of_a_term_are_unique_in_order_and_in_the_text() -> Result<()> {
    check(&[
        case!(
            terms,
            "{ passage = \"ch1.1\", quote = \"四个创建\" }",
            "{ passage = \"ch1.1\", quote = \"个创建\" }",
            "t-four-creations",
            Fault::NotTheLabel { .. }
        ),
        case!(
            terms,
            "{ passage = \"ch1.1\", quote = \"四个创建\" }",
            "{ passage = \"ch1.1\", quote = \"四件大事\" }",
            "t-four-creations",
            Fault::Repeated
        ),
        case!(
            terms,
            "  { passage = \"ch1.1\", quote = \"四个创建\" },\n",
            "  { passage = \"ch1.1\", quote = \"四个创建\" },\n  { passage = \"ch1.1\", quote = \"四个创建\" },\n",
            "t-four-creations",
            Fault::Unordered
        ),
        case!(
            terms,
            "  { passage = \"ch1.1\", quote = \"四个创建\" },\n",
            "",
            "t-four-creations",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            terms,
            "definition = \"稳定、发展、生态、强边四件大事\"\n",
            "",
            "t-four-matters",
            Fault::DefinitionHalf
        ),
        case!(
            terms,
            "{ passage = \"ch1.3\", quote = \"强边\" }",
            "{ passage = \"ch1.3\", quote = \"强国强边\" }",
            "t-four-matters",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            terms,
            "defined_in = \"ch1.3\"",
            "defined_in = \"ch9\"",
            "t-four-matters",
            Fault::UnknownPassage { .. }
        ),
    ])
}

#[test]
fn a_definition_is_the_first_occurrence_in_its_passage() -> Result<()> {
    let mut changed = sources()?;
    let terms = text(&mut changed.terms);
    *terms = terms.replacen(
        "definition = \"稳定、发展、生态、强边四件大事\"",
        "definition = \"稳定\"",
        1,
    );
    let file = build(&changed).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let defined = file.terms.iter().find_map(|term| term.defined_in.as_ref());
    let defined = defined.context("no definition")?;
    let passage = file.passages.iter().find(|entry| entry.id == "ch1.3");
    let text = passage.context("no passage")?.text.as_str();
    let mut places = text.match_indices(&defined.quote);
    let first = places.next().context("not in the text")?.0;
    ensure!(places.next().is_some(), "said once only");
    let before = text.get(..first).unwrap_or_default().chars().count();
    ensure!(defined.quote == "稳定" && defined.start as usize == before);
    Ok(())
}

#[test]
fn an_unreadable_file_is_named_with_the_line() -> Result<()> {
    for (text, line) in [
        ("issuer = \"甲\"\nmeeting = 5\n", "line 2"),
        ("isuer = \"甲\"\n", "line 1"),
        ("# 甲\n\nissuer = \n", "line 3"),
    ] {
        let mut broken = sources()?;
        broken.plan = Some(text.to_owned());
        let problems = problems(&broken);
        let [problem] = problems.as_slice() else {
            anyhow::bail!("{problems:?}");
        };
        ensure!(
            problem.file == "plan.toml" && problem.entry == line,
            "{problem:?}"
        );
    }
    Ok(())
}

#[test]
fn the_metadata_is_in_the_text() -> Result<()> {
    check(&[
        case!(
            plan,
            "issuer = \"中国共产党拉萨市委员会\"",
            "issuer = \"\"",
            "issuer",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            plan,
            "adopted = \"2025-11-28\"",
            "adopted = \"soon\"",
            "adopted",
            Fault::BadDate { .. }
        ),
        case!(
            plan,
            "reposted = \"2026-01-11\"",
            "reposted = \"2026\"",
            "source.reposted",
            Fault::BadDate { .. }
        ),
    ])
}

#[test]
fn one_mistake_causes_one_fault() -> Result<()> {
    let told = |change: &dyn Fn(&mut plan_explorer::ingest::Sources)| -> Result<Vec<String>> {
        let mut broken = sources()?;
        change(&mut broken);
        let problems = problems(&broken).into_iter();
        Ok(problems
            .map(|problem| format!("{}, {}: {:?}", problem.file, problem.entry, problem.fault))
            .collect())
    };
    let themes = told(&|broken| {
        let themes = text(&mut broken.themes);
        *themes = themes.replacen("\"m14\" =", "\"m99\" =", 1);
    })?;
    ensure!(themes.len() == 2, "{themes:?}");
    let english = told(&|broken| {
        let english = text(&mut broken.english);
        *english = english.replacen("Deepen reform in key areas", " ", 1);
    })?;
    ensure!(
        english == ["english.toml, m21: EmptyEnglish"],
        "{english:?}"
    );
    // An exclusion may be longer than the name that it excludes.
    let longer = told(&|broken| {
        let places = text(&mut broken.places);
        *places = places.replacen("quote = \"城关\"\nwhy", "quote = \"友城关系\"\nwhy", 1);
    })?;
    ensure!(longer.is_empty(), "{longer:?}");
    Ok(())
}
