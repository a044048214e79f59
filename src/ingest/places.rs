//! Places: the lists, every mention, and that no name in the text is left unaccounted for.

use super::annotations::{CountyRow, MentionEntry, PlacesFile};
use super::located::{find, locate, quotation};
use super::themes::exactly_once;
use super::{Fault, Outline, Problem};
use crate::model::{
    Basis, County, CountyEntry, Mention, Places, Quotation, Scope, Span, Vocabulary, Zone,
};

const FILE: &str = "data/places.toml";

/// The passage that says what each county shall become (`design.md` §3).
const ROLES: &str = "m1";

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

/// What measure 1 makes of a county, in words that name it.
fn role(row: &CountyRow, outline: &Outline) -> Result<Quotation, Fault> {
    let (_, paragraph) = find(outline, ROLES)?;
    if !row.role.contains(&row.zh) {
        return Err(Fault::RoleOfAnother {
            name: row.zh.clone(),
        });
    }
    quotation(paragraph, &row.role, None)
}

/// Every mention, checked and located, in text order.
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
    let mut left_out = Vec::new();
    for entry in &file.not_a_mention {
        let located = outline
            .paragraph(&entry.passage)
            .ok_or_else(|| Fault::UnknownPassage {
                id: entry.passage.clone(),
            })
            .and_then(|paragraph| locate(paragraph, &entry.quote, entry.nth));
        match located {
            Ok(span) => left_out.push((entry.passage.as_str(), span)),
            Err(fault) => {
                let name = format!("not_a_mention “{}” in {}", entry.quote, entry.passage);
                problems.push(Problem::new(FILE, name, fault));
            }
        }
    }
    let mentions: Vec<Mention> = found.into_iter().map(|(_, mention)| mention).collect();
    account_for_names(file, outline, &mentions, &left_out, problems);
    mentions
}

fn mention(
    entry: &MentionEntry,
    file: &PlacesFile,
    outline: &Outline,
) -> Result<(usize, Mention), Fault> {
    let (position, paragraph) = find(outline, &entry.passage)?;
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

/// The full name and the other names of each place, in one list for counties and zones.
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
    let nobody = entry.counties.is_empty() && entry.zones.is_empty();
    match scope {
        Scope::CentralCity => {
            let central = [County::Chengguan, County::Duilongdeqing, County::Dazi];
            if entry.counties != central {
                return members("中心城区 is 城关, 堆龙德庆 and 达孜, as measure 1 says");
            }
        }
        Scope::AllCounties => {
            if entry.counties != County::ALL {
                return members("all eight counties, in the order of the list");
            }
        }
        Scope::SubsetUnspecified | Scope::Township => {
            if !nobody {
                return members("an unspecified subset and a township belong to no county");
            }
        }
        Scope::Enumerated => {
            if nobody {
                return members("an enumerated group has the members that the text lists");
            }
        }
    }
    if (scope == Scope::Enumerated) != entry.listed_in.is_some() {
        return members(
            "listed_in names the passage that lists an enumerated group, and only such",
        );
    }
    let Some(listed_in) = &entry.listed_in else {
        return Ok(());
    };
    let listing = outline
        .paragraph(listed_in)
        .ok_or_else(|| Fault::UnknownPassage {
            id: listed_in.clone(),
        })?;
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

/// Every occurrence of a place's name, full or short, lies within a mention or is left out on purpose.
fn account_for_names(
    file: &PlacesFile,
    outline: &Outline,
    mentions: &[Mention],
    left_out: &[(&str, Span)],
    problems: &mut Vec<Problem>,
) {
    for paragraph in &outline.paragraphs {
        let mentioned = mentions
            .iter()
            .filter(|mention| mention.passage == paragraph.id)
            .map(Mention::span);
        let left = left_out
            .iter()
            .filter(|(passage, _)| *passage == paragraph.id)
            .map(|&(_, span)| span);
        let accounted: Vec<Span> = mentioned.chain(left).collect();
        for (_, zh, aliases) in names(file) {
            for name in std::iter::once(zh).chain(aliases.iter().map(String::as_str)) {
                for span in paragraph.text.find_all(name) {
                    if !accounted.iter().any(|known| known.contains(span)) {
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
