//! The groups of places that the text defines.

use super::annotations::{GroupRow, PlacesFile};
use super::english::check_english;
use super::files::PLACES;
use super::ids::{Ids, is_plain};
use super::places::check_listed;
use super::quotes::{find_paragraph, quotation};
use super::{Fault, Outline, Problem};
use crate::model::{County, GroupEntry, GroupKind, IdSet, Scope, Vocabulary, Zone};

/// The scopes that a group can be the meaning of.
const SCOPES: [Scope; 1] = [Scope::CentralCity];

/// Checks every group and finds its quote. In the order of the file.
pub(super) fn groups(
    file: &PlacesFile,
    outline: &Outline,
    ids: &Ids,
    problems: &mut Vec<Problem>,
) -> Vec<GroupEntry> {
    let mut groups: Vec<GroupEntry> = Vec::new();
    for row in &file.group {
        let name = format!("group {}", row.id);
        if groups.iter().any(|other| other.id == row.id) {
            problems.push(Problem::new(PLACES, &name, Fault::Repeated));
        }
        check_english(PLACES, &name, &row.en, problems);
        if let Some(about) = &row.about {
            check_english(PLACES, &name, &about.en, problems);
        }
        match group(row, file, outline, ids) {
            Ok(group) => groups.push(group),
            Err(fault) => problems.push(Problem::new(PLACES, &name, fault)),
        }
    }
    groups
}

fn group(
    row: &GroupRow,
    file: &PlacesFile,
    outline: &Outline,
    ids: &Ids,
) -> Result<GroupEntry, Fault> {
    if !is_plain(&row.id, "-_") {
        return Err(Fault::BadPlanId { id: row.id.clone() });
    }
    let is_scope = row.kind == GroupKind::Scope;
    if is_scope && !SCOPES.iter().any(|scope| scope.id() == row.id) {
        return Err(Fault::NotAGroup);
    }
    if is_scope != row.about.is_some() {
        return Err(Fault::AboutMisplaced);
    }
    let counties: IdSet<County> = ids.set(&row.counties)?;
    let zones: IdSet<Zone> = ids.set(&row.zones)?;
    let (_, paragraph) = find_paragraph(outline, &row.passage)?;
    let defined_in = quotation(paragraph, &row.quote, row.nth)?;
    if row.zh.is_empty() || !paragraph.text.as_str().contains(&row.zh) {
        let quote = row.zh.clone();
        return Err(Fault::QuoteNotFound { quote });
    }
    let listing = match &row.listed_in {
        Some(listed_in) => find_paragraph(outline, listed_in)?.1.text.as_str(),
        None => row.quote.as_str(),
    };
    check_listed((&row.counties, &row.zones), listing, file)?;
    Ok(GroupEntry {
        id: row.id.clone(),
        kind: row.kind,
        zh: row.zh.clone(),
        en: row.en.clone(),
        counties: ids.list(counties),
        zones: ids.list(zones),
        defined_in,
        listed_in: row.listed_in.clone(),
        about: row.about.clone(),
    })
}
