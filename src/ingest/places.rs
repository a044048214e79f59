//! Counties, zones and their mentions. Every name in the text must be in an entry.

use super::annotations::{CountyRow, MentionEntry, PlacesFile};
use super::quotes::{find_paragraph, find_quote, quotation};
use super::themes::exactly_once;
use super::{Fault, Outline, Problem};
use crate::model::{
    Basis, County, CountyEntry, Mention, Places, Quotation, Scope, Span, Vocabulary, Zone,
};

const FILE: &str = "data/places.toml";

/// The passage that gives each county its role.
const ROLES: &str = "m1";

/// The counties and zones, in the vocabularies' order.
pub(super) fn entries(file: &PlacesFile, outline: &Outline, problems: &mut Vec<Problem>) -> Places {
    let rows = exactly_once(FILE, &file.county, |entry| entry.id, problems);
    let counties = rows
        .into_iter()
        .filter_map(|row| match role(&row, outline) {
            Ok(role) => Some(CountyEntry {
                id: row.id,
                code: row.code,
                zh: row.zh,
                en: row.en,
                bo: row.bo,
                aliases: row.aliases,
                tile: row.tile,
                role,
            }),
            Err(fault) => {
                problems.push(Problem::new(
                    FILE,
                    format!("role of {}", row.id.id()),
                    fault,
                ));
                None
            }
        });
    Places {
        counties: counties.collect(),
        zones: exactly_once(FILE, &file.zone, |entry| entry.id, problems),
    }
}

/// The role that measure 1 gives a county, in a quote that names it.
fn role(row: &CountyRow, outline: &Outline) -> Result<Quotation, Fault> {
    let (_, paragraph) = find_paragraph(outline, ROLES)?;
    if !row.role.contains(&row.zh) {
        return Err(Fault::RoleOfAnother {
            name: row.zh.clone(),
        });
    }
    quotation(paragraph, &row.role, None)
}

/// Checks every mention and finds its quote. In text order.
pub(super) fn mentions(
    file: &PlacesFile,
    outline: &Outline,
    problems: &mut Vec<Problem>,
) -> Vec<Mention> {
    let mut found: Vec<(usize, Mention)> = Vec::new();
    for entry in &file.mention {
        let name = format!("mention “{}” in {}", entry.quote, entry.passage);
        match mention(entry, file, outline) {
            Ok((position, mention)) => {
                let same = |(at, other): &(usize, Mention)| {
                    *at == position && (other.start, other.end) == (mention.start, mention.end)
                };
                if found.iter().any(same) {
                    problems.push(Problem::new(FILE, &name, Fault::Repeated));
                }
                let key = |(at, mention): &(usize, Mention)| (*at, mention.start);
                if found.last().map(key) > Some((position, mention.start)) {
                    problems.push(Problem::new(FILE, &name, Fault::Unordered));
                }
                found.push((position, mention));
            }
            Err(fault) => problems.push(Problem::new(FILE, name, fault)),
        }
    }
    let mut not_mentions = Vec::new();
    for entry in &file.not_a_mention {
        let found = find_paragraph(outline, &entry.passage);
        match found.and_then(|(_, paragraph)| find_quote(paragraph, &entry.quote, entry.nth)) {
            Ok(span) => not_mentions.push((entry.passage.as_str(), span)),
            Err(fault) => {
                let name = format!("not_a_mention “{}” in {}", entry.quote, entry.passage);
                problems.push(Problem::new(FILE, name, fault));
            }
        }
    }
    let mentions: Vec<Mention> = found.into_iter().map(|(_, mention)| mention).collect();
    check_all_names(file, outline, &mentions, &not_mentions, problems);
    mentions
}

fn mention(
    entry: &MentionEntry,
    file: &PlacesFile,
    outline: &Outline,
) -> Result<(usize, Mention), Fault> {
    let (position, paragraph) = find_paragraph(outline, &entry.passage)?;
    let found = quotation(paragraph, &entry.quote, entry.nth)?;
    match entry.basis {
        Basis::Collective => check_collective(entry, file, outline)?,
        Basis::Named | Basis::Alias => check_name(entry, file)?,
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
            counties: entry.counties.iter().copied().collect(),
            zones: entry.zones.iter().copied().collect(),
            scope: entry.scope,
        },
    ))
}

/// Id, full name and other names of each county and zone.
fn names(file: &PlacesFile) -> impl Iterator<Item = (&'static str, &str, &[String])> {
    let counties = file.county.iter();
    let zones = file.zone.iter();
    counties
        .map(|entry| (entry.id.id(), entry.zh.as_str(), entry.aliases.as_slice()))
        .chain(zones.map(|entry| (entry.id.id(), entry.zh.as_str(), entry.aliases.as_slice())))
}

fn check_name(entry: &MentionEntry, file: &PlacesFile) -> Result<(), Fault> {
    if entry.scope.is_some() || entry.listed_in.is_some() {
        return Err(Fault::ScopeMisplaced);
    }
    let id = match (entry.counties.as_slice(), entry.zones.as_slice()) {
        ([county], []) => county.id(),
        ([], [zone]) => zone.id(),
        _ => return Err(Fault::NotOnePlace),
    };
    let is_name = names(file).any(|(place, zh, aliases)| {
        place == id
            && match entry.basis {
                Basis::Named => entry.quote == zh,
                _ => aliases.contains(&entry.quote),
            }
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
    file: &PlacesFile,
    outline: &Outline,
) -> Result<(), Fault> {
    let scope = entry.scope.ok_or(Fault::ScopeMisplaced)?;
    let members = |demands| Err(Fault::ScopeMembers { demands });
    let no_members = entry.counties.is_empty() && entry.zones.is_empty();
    match scope {
        Scope::CentralCity => {
            let central = [County::Chengguan, County::Duilongdeqing, County::Dazi];
            if entry.counties != central {
                return members("中心城区 means 城关, 堆龙德庆 and 达孜, according to measure 1");
            }
        }
        Scope::AllCounties => {
            if entry.counties != County::ALL {
                return members("all eight counties, in the order of the list");
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
    let Some(listed_in) = &entry.listed_in else {
        return Ok(());
    };
    let (_, listing) = find_paragraph(outline, listed_in)?;
    let ids = entry.counties.iter().map(|county| county.id());
    for id in ids.chain(entry.zones.iter().map(|zone| Zone::id(*zone))) {
        let named =
            names(file).any(|(place, zh, _)| place == id && listing.text.as_str().contains(zh));
        if !named {
            return Err(Fault::NotListed { member: id });
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
        for (_, zh, aliases) in names(file) {
            for name in std::iter::once(zh).chain(aliases.iter().map(String::as_str)) {
                for span in paragraph.text.find_all(name) {
                    if !covered.iter().any(|known| known.contains(span)) {
                        let entry = format!("{} at character {}", paragraph.id, span.start());
                        let fault = Fault::Unaccounted {
                            name: name.to_owned(),
                        };
                        problems.push(Problem::new(FILE, entry, fault));
                    }
                }
            }
        }
    }
}
