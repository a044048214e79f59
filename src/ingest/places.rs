//! Counties, zones and their mentions. Every name in the text must be in an entry.

use super::annotations::{CountyRow, MentionEntry, PlacesFile};
use super::files::PLACES;
use super::ids::Ids;
use super::quotes::{find_paragraph, find_quote, quotation};
use super::{Fault, Outline, Problem};
use crate::model::{
    Basis, County, CountyEntry, GroupEntry, GroupKind, IdSet, Mention, Quotation, Scope, Span,
    Vocabulary, Zone, file,
};

/// The counties. `roles` is the id of the passage that gives each its role, if there is one.
pub(super) fn counties(
    rows: &[CountyRow],
    roles: Option<&str>,
    outline: &Outline,
    problems: &mut Vec<Problem>,
) -> Vec<CountyEntry> {
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let quote = row.role.as_deref();
        let role = quote.map(|quote| role(row, quote, roles, outline));
        let role = role.transpose().unwrap_or_else(|fault| {
            let name = format!("role of {}", row.id);
            problems.push(Problem::new(PLACES, name, fault));
            None
        });
        entries.push(CountyEntry {
            id: row.id.clone(),
            code: row.code.clone(),
            zh: row.zh.clone(),
            en: row.en.clone(),
            bo: row.bo.clone(),
            aliases: row.aliases.clone(),
            tile: row.tile,
            role,
        });
    }
    entries
}

/// The role of a county: a quote that names it, from the passage of roles.
fn role(
    row: &CountyRow,
    quote: &str,
    roles: Option<&str>,
    outline: &Outline,
) -> Result<Quotation, Fault> {
    let (_, paragraph) = find_paragraph(outline, roles.ok_or(Fault::RoleFromNowhere)?)?;
    if !quote.contains(&row.zh) {
        return Err(Fault::RoleOfAnother {
            name: row.zh.clone(),
        });
    }
    quotation(paragraph, quote, None)
}

/// A mention as it is in `plan.json`.
pub(super) fn to_file(mention: Mention, ids: &Ids) -> file::Mention {
    file::Mention {
        passage: mention.passage,
        sentence: mention.sentence,
        start: mention.start,
        end: mention.end,
        quote: mention.quote,
        basis: mention.basis,
        counties: ids.list(mention.counties),
        zones: ids.list(mention.zones),
        scope: mention.scope,
    }
}

/// What mentions are checked with.
pub(super) struct Known<'a> {
    pub(super) file: &'a PlacesFile,
    pub(super) groups: &'a [GroupEntry],
    pub(super) ids: &'a Ids,
}

/// Checks every mention and finds its quote. In text order.
pub(super) fn mentions(
    known: &Known<'_>,
    outline: &Outline,
    problems: &mut Vec<Problem>,
) -> Vec<Mention> {
    let file = known.file;
    let mut found: Vec<(usize, Mention)> = Vec::new();
    for entry in &file.mention {
        let name = format!("mention “{}” in {}", entry.quote, entry.passage);
        match mention(entry, known, outline) {
            Ok((position, mention)) => {
                let same = |(at, other): &(usize, Mention)| {
                    *at == position && (other.start, other.end) == (mention.start, mention.end)
                };
                if found.iter().any(same) {
                    problems.push(Problem::new(PLACES, &name, Fault::Repeated));
                }
                let key = |(at, mention): &(usize, Mention)| (*at, mention.start);
                if found.last().map(key) > Some((position, mention.start)) {
                    problems.push(Problem::new(PLACES, &name, Fault::Unordered));
                }
                found.push((position, mention));
            }
            Err(fault) => problems.push(Problem::new(PLACES, name, fault)),
        }
    }
    let mut not_mentions = Vec::new();
    for entry in &file.not_a_mention {
        let found = find_paragraph(outline, &entry.passage);
        match found.and_then(|(_, paragraph)| find_quote(paragraph, &entry.quote, entry.nth)) {
            Ok(span) => not_mentions.push((entry.passage.as_str(), span)),
            Err(fault) => {
                let name = format!("not_a_mention “{}” in {}", entry.quote, entry.passage);
                problems.push(Problem::new(PLACES, name, fault));
            }
        }
    }
    let mentions: Vec<Mention> = found.into_iter().map(|(_, mention)| mention).collect();
    check_all_names(file, outline, &mentions, &not_mentions, problems);
    mentions
}

fn mention(
    entry: &MentionEntry,
    known: &Known<'_>,
    outline: &Outline,
) -> Result<(usize, Mention), Fault> {
    let (position, paragraph) = find_paragraph(outline, &entry.passage)?;
    let found = quotation(paragraph, &entry.quote, entry.nth)?;
    let counties: IdSet<County> = known.ids.set(&entry.counties)?;
    let zones: IdSet<Zone> = known.ids.set(&entry.zones)?;
    match entry.basis {
        Basis::Collective => check_collective(entry, (counties, zones), known, outline)?,
        Basis::Named | Basis::Alias => check_name(entry, known.file)?,
    }
    Ok((
        position,
        Mention {
            passage: found.passage,
            sentence: found.sentence,
            start: found.start,
            end: found.end,
            quote: found.quote,
            basis: entry.basis,
            counties,
            zones,
            scope: entry.scope,
        },
    ))
}

/// Full name and other names of a place.
type Names<'a> = (&'a str, &'a [String]);

fn names_of_county<'a>(file: &'a PlacesFile, id: &str) -> Option<Names<'a>> {
    let entry = file.county.iter().find(|entry| entry.id == id)?;
    Some((&entry.zh, &entry.aliases))
}

fn names_of_zone<'a>(file: &'a PlacesFile, id: &str) -> Option<Names<'a>> {
    let entry = file.zone.iter().find(|entry| entry.id == id)?;
    Some((&entry.zh, &entry.aliases))
}

fn check_name(entry: &MentionEntry, file: &PlacesFile) -> Result<(), Fault> {
    if entry.scope.is_some() || entry.listed_in.is_some() {
        return Err(Fault::ScopeMisplaced);
    }
    let names = match (entry.counties.as_slice(), entry.zones.as_slice()) {
        ([county], []) => names_of_county(file, county),
        ([], [zone]) => names_of_zone(file, zone),
        _ => return Err(Fault::NotOnePlace),
    };
    let is_name = names.is_some_and(|(zh, aliases)| match entry.basis {
        Basis::Named => entry.quote == zh,
        _ => aliases.contains(&entry.quote),
    });
    if is_name {
        Ok(())
    } else {
        Err(Fault::NotItsName {
            quote: entry.quote.clone(),
        })
    }
}

fn check_collective(
    entry: &MentionEntry,
    (counties, zones): (IdSet<County>, IdSet<Zone>),
    known: &Known<'_>,
    outline: &Outline,
) -> Result<(), Fault> {
    let scope = entry.scope.ok_or(Fault::ScopeMisplaced)?;
    let members = |demands: &str| {
        let demands = demands.to_owned();
        Err(Fault::ScopeMembers { demands })
    };
    let are = |wanted| counties == wanted && zones.is_empty();
    let no_members = counties.is_empty() && zones.is_empty();
    match scope {
        Scope::CentralCity => {
            let mut groups = known.groups.iter();
            let group =
                groups.find(|group| group.kind == GroupKind::Scope && group.id == scope.id());
            // What is wrong with the group itself is reported already.
            if group.is_none() && !known.file.group.iter().any(|row| row.id == scope.id()) {
                return Err(Fault::UnknownId {
                    vocabulary: "group",
                    id: scope.id().to_owned(),
                });
            }
            if let Some(group) = group
                && !are(known.ids.set(&group.counties)?)
            {
                let (name, listed) = (&group.zh, group.counties.join(", "));
                return members(&format!(
                    "{name} means {listed}, according to its [[group]]"
                ));
            }
        }
        Scope::AllCounties => {
            if !are(known.ids.all()) {
                return members("it means every county, so list them all");
            }
        }
        Scope::SubsetUnspecified | Scope::Township => {
            if !no_members {
                return members("an unspecified subset or a township has no counties or zones");
            }
        }
        Scope::Enumerated => {
            if no_members {
                return members("an enumerated group needs the members that the text lists");
            }
        }
    }
    if (scope == Scope::Enumerated) != entry.listed_in.is_some() {
        return members(
            "only an enumerated group has listed_in, the passage that lists its members",
        );
    }
    // The name of a group is one thing wherever it stands.
    let mut groups = known.groups.iter();
    if let Some(group) = groups.find(|group| group.zh == entry.quote)
        && (counties, zones)
            != (
                known.ids.set(&group.counties)?,
                known.ids.set(&group.zones)?,
            )
    {
        return members(&format!("they are not those of the group {}", group.id));
    }
    let Some(listed_in) = &entry.listed_in else {
        return Ok(());
    };
    let (_, listing) = find_paragraph(outline, listed_in)?;
    let members = (entry.counties.as_slice(), entry.zones.as_slice());
    check_listed(members, listing.text.as_str(), known.file)
}

/// Checks that a text has the full name of every county and zone with these ids.
pub(super) fn check_listed(
    (counties, zones): (&[String], &[String]),
    listing: &str,
    file: &PlacesFile,
) -> Result<(), Fault> {
    let counties = counties.iter();
    let counties = counties.map(|id| (id, names_of_county(file, id)));
    let zones = zones.iter();
    let zones = zones.map(|id| (id, names_of_zone(file, id)));
    for (id, names) in counties.chain(zones) {
        if !names.is_some_and(|(zh, _)| listing.contains(zh)) {
            return Err(Fault::NotListed { member: id.clone() });
        }
    }
    Ok(())
}

/// Checks that every occurrence of a place's name, full or short, is within a mention or a [[not_a_mention]].
fn check_all_names(
    file: &PlacesFile,
    outline: &Outline,
    mentions: &[Mention],
    not_mentions: &[(&str, Span)],
    problems: &mut Vec<Problem>,
) {
    for paragraph in &outline.paragraphs {
        let mentioned = mentions
            .iter()
            .filter(|mention| mention.passage == paragraph.id)
            .map(Mention::span);
        let excluded = not_mentions
            .iter()
            .filter(|(passage, _)| *passage == paragraph.id)
            .map(|&(_, span)| span);
        let covered: Vec<Span> = mentioned.chain(excluded).collect();
        let counties = file.county.iter().map(|entry| (&entry.zh, &entry.aliases));
        let zones = file.zone.iter().map(|entry| (&entry.zh, &entry.aliases));
        for (zh, aliases) in counties.chain(zones) {
            for name in std::iter::once(zh).chain(aliases) {
                for span in paragraph.text.find_all(name) {
                    if !covered.iter().any(|known| known.contains(span)) {
                        let entry = format!("{} at character {}", paragraph.id, span.start());
                        let fault = Fault::Unaccounted { name: name.clone() };
                        problems.push(Problem::new(PLACES, entry, fault));
                    }
                }
            }
        }
    }
}
