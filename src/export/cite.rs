//! Citations of an opened passage.
//!
//! The document's own date is the day it was adopted: the day of the repost is no date of the plan.

use super::link_to;
use crate::model::{Located, Passage, Plan};
use crate::words::{Words, fill};

/// Which part is cited: number and heading; where the name is ours, in square brackets, as cataloguers
/// mark what they supply.
fn part(words: &Words, passage: &Passage) -> String {
    let name = words.passage_name(passage);
    if words.name_is_ours(passage) {
        fill(words.cite_title_ours, &[&name])
    } else {
        name
    }
}

/// The id that the citation's link opens: the sentence where less than the passage is cited.
fn id<'a>(located: &Located<'a>) -> &'a str {
    let sentence = located.sentence.map(|sentence| sentence.id.as_str());
    sentence.unwrap_or(&located.passage.id)
}

/// The reference by GB/T 7714—2015 (electronic announcement, `[EB/OL]`), accessed on `day` (`YYYY-MM-DD`).
pub fn gbt7714(
    plan: &Plan,
    words: &Words,
    located: &Located<'_>,
    address: &str,
    day: &str,
) -> String {
    let meta = &plan.file().meta;
    format!(
        "{}. {}: {}[EB/OL]. ({})[{day}]. {}.",
        meta.issuer,
        meta.title,
        part(words, located.passage),
        meta.adopted,
        link_to(plan, address, id(located)),
    )
}

/// The reference as a BibTeX entry, accessed on `day` (`YYYY-MM-DD`).
pub fn bibtex(
    plan: &Plan,
    words: &Words,
    located: &Located<'_>,
    address: &str,
    day: &str,
) -> String {
    let meta = &plan.file().meta;
    let mut date = meta.adopted.split('-');
    let mut next = || date.next().unwrap_or_default();
    let (year, month) = (next(), next());
    let id = id(located);
    format!(
        "@misc{{lasa2025-{id},\n  author = {{{{{}}}}},\n  title = {{{{{}}}}},\n  note = {{{}}},\n  \
         date = {{{}}},\n  year = {{{year}}},\n  month = {{{}}},\n  url = {{{}}},\n  urldate = {{{day}}},\n  \
         langid = {{chinese}}\n}}\n",
        meta.issuer,
        meta.title,
        part(words, located.passage),
        meta.adopted,
        month.trim_start_matches('0'),
        link_to(plan, address, id),
    )
}
