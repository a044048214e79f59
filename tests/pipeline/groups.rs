//! The rules of the groups of places that the text defines.

use anyhow::{Result, ensure};
use plan_explorer::ingest::Fault;

use super::{Case, case, check, problems, sources, text};

/// The beginning of a group, up to its name.
const POLE: &str = "id = \"pole\"\nkind = \"system\"\nzh = \"一极驱动\"";

#[test]
fn a_group_has_an_id_of_its_own_a_kind_and_names() -> Result<()> {
    check(&[
        case!(
            places,
            POLE,
            "id = \"core\"\nkind = \"system\"\nzh = \"一极驱动\"",
            "group core",
            Fault::Repeated
        ),
        case!(
            places,
            POLE,
            "id = \"One Pole\"\nkind = \"system\"\nzh = \"一极驱动\"",
            "group One Pole",
            Fault::BadPlanId { .. }
        ),
        case!(
            places,
            POLE,
            "id = \"pole\"\nkind = \"county\"\nzh = \"一极驱动\"",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            places,
            POLE,
            "id = \"pole\"\nkind = \"system\"\nzh = \"一极带动\"",
            "group pole",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            places,
            "en = \"One pole driving\"",
            "en = \" \"",
            "group pole",
            Fault::EmptyEnglish
        ),
        case!(
            places,
            "en = \"One pole driving\"",
            "en = \"一极 driving\"",
            "group pole",
            Fault::NotEnglish { letter: '一' }
        ),
        case!(
            places,
            "en = \"Measure 1 names Chengguan",
            "en = \"Measure 1 names：Chengguan",
            "group central_city",
            Fault::NotEnglish { letter: '：' }
        ),
    ])
}

#[test]
fn the_quote_of_a_group_is_in_its_passage() -> Result<()> {
    check(&[
        case!(
            places,
            "quote = \"做大“一极驱动”",
            "quote = \"做强“一极驱动”",
            "group pole",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            places,
            "passage = \"m1\"\nquote = \"做大“一极驱动”",
            "passage = \"m99\"\nquote = \"做大“一极驱动”",
            "group pole",
            Fault::UnknownPassage { .. }
        ),
    ])
}

#[test]
fn the_members_of_a_group_stand_in_its_quote_or_where_they_are_listed() -> Result<()> {
    check(&[
        case!(
            places,
            "counties = [\"mozhugongka\"]\nnote = \"为重点",
            "counties = [\"mozhugongka\", \"nimu\"]\nnote = \"为重点",
            "group eastern_area",
            Fault::NotListed { .. }
        ),
        case!(
            places,
            "counties = [\"mozhugongka\"]\nnote = \"为重点",
            "counties = [\"mozhugongka\"]\nzones = [\"jingkai\"]\nnote = \"为重点",
            "group eastern_area",
            Fault::NotListed { .. }
        ),
        // The quote of this tier names no county, nor does measure 3.
        case!(
            places,
            "listed_in = \"m1\"\nnote = \"Measure 2",
            "note = \"Measure 2",
            "group tier_central_city",
            Fault::NotListed { .. }
        ),
        case!(
            places,
            "listed_in = \"m1\"\nnote = \"Measure 2",
            "listed_in = \"m3\"\nnote = \"Measure 2",
            "group tier_central_city",
            Fault::NotListed { .. }
        ),
        case!(
            places,
            "listed_in = \"m1\"\nnote = \"Measure 2",
            "listed_in = \"m99\"\nnote = \"Measure 2",
            "group tier_central_city",
            Fault::UnknownPassage { .. }
        ),
        case!(
            places,
            "counties = [\"mozhugongka\"]\nnote = \"为重点",
            "counties = [\"mozhugongka\", \"mozhugongka\"]\nnote = \"为重点",
            "group eastern_area",
            Fault::IdTwice { .. }
        ),
    ])
}

#[test]
fn what_a_scope_means_is_a_scope_and_says_where_the_text_says_so() -> Result<()> {
    const CENTRAL: &str = "id = \"central_city\"\nkind = \"scope\"";
    check(&[
        case!(
            places,
            CENTRAL,
            "id = \"old_city\"\nkind = \"scope\"",
            "group old_city",
            Fault::NotAGroup
        ),
        case!(
            places,
            CENTRAL,
            "id = \"central_city\"\nkind = \"town\"",
            "group central_city",
            Fault::AboutMisplaced
        ),
        case!(
            places,
            "\nabout = { zh",
            "\n# about = { zh",
            "group central_city",
            Fault::AboutMisplaced
        ),
    ])
}

#[test]
fn a_mistake_in_a_group_is_no_fault_of_its_mentions() -> Result<()> {
    let mut broken = sources()?;
    let places = text(&mut broken.places);
    *places = places.replacen("\nabout = { zh", "\n# about = { zh", 1);
    let problems = problems(&broken);
    ensure!(problems.len() == 1, "{problems:?}");
    Ok(())
}

#[test]
fn a_mention_of_a_group_means_its_members() -> Result<()> {
    check(&[
        // The scope decides.
        case!(
            places,
            "counties = [\"chengguan\", \"duilongdeqing\", \"dazi\"]\nabout",
            "counties = [\"chengguan\", \"duilongdeqing\"]\nabout",
            "中心城区",
            Fault::ScopeMembers { .. }
        ),
        // The name decides.
        case!(
            places,
            "zones = [\"jingkai\", \"gaoxin\", \"wenchuang\", \"barkhor\"]\nnote",
            "zones = [\"jingkai\", \"gaoxin\", \"wenchuang\"]\nnote",
            "一核引领",
            Fault::ScopeMembers { .. }
        ),
    ])
}
