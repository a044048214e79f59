//! The link codec: any bytes give a query, one link means it, and what was ignored is named.

use anyhow::{Context, Result, ensure};
use plan_explorer::link::{MAX_READ, Notice, Reading, read, write};
use plan_explorer::model::{
    County, IdSet, Kind, Period, Plan, Status, Theme, Tier, Vocabulary, Year, Zone,
};
use plan_explorer::query::{Across, Detail, Lang, Query, Reach, SearchText, Sort, ViewKind};

use super::plan;

/// The keys, in the order in which they are written.
const KEYS: [&str; 17] = [
    "view", "theme", "county", "zone", "reach", "period", "years", "kind", "status", "tier", "q",
    "detail", "sort", "across", "at", "lang", "embed",
];

/// Reads `bytes` as a link, and says what does not hold of the answer.
///
/// # Errors
/// When something does not.
pub fn check(bytes: &[u8]) -> Result<()> {
    let plan = plan()?;
    let text = String::from_utf8_lossy(bytes);
    let reading = read(&text, plan);
    canonical(&reading.query, plan)?;
    let pairs = pairs(&text);
    notices(&text, &pairs, &reading, plan)?;
    followed(&pairs, &reading.query)?;
    unchanged(&text, &reading, plan)
}

/// One link opens what was read: it says just that, in one way, and is short.
fn canonical(query: &Query, plan: &Plan) -> Result<()> {
    let link = write(query);
    let again = read(&link, plan);
    ensure!(again.query == *query, "{link} opens {:?}", again.query);
    ensure!(again.notices.is_empty(), "{link}: {:?}", again.notices);
    ensure!(write(&again.query) == link, "{link} is not canonical");
    ensure!(link.len() <= MAX_READ, "{} bytes are written", link.len());
    ensure!(link.is_ascii(), "{link} is not ASCII");
    let mut order = Vec::new();
    for pair in link.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').context("a key without a value")?;
        let known = KEYS.iter().position(|&known| known == key);
        order.push(known.with_context(|| format!("{link} has the key {key}"))?);
        // Nothing that an address, markup or a shell would take for a mark of its own.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        let is_id = |byte: u8| byte.is_ascii_alphanumeric() || b"-._,".contains(&byte);
        let allowed = value.bytes().all(|byte| match key {
            "q" => is_plain(byte),
            _ => is_id(byte),
        });
        ensure!(allowed, "{link}: {value}");
    }
    let ascends = order.windows(2).all(|pair| pair.first() < pair.last());
    ensure!(ascends, "{link} has its keys in another order, or twice");
    Ok(())
}

/// The pairs of an address by the rules of forms, read a second time and naively.
fn pairs(text: &str) -> Vec<(String, String)> {
    let text = text.strip_prefix('?').unwrap_or(text);
    let bytes = text.as_bytes();
    let bytes = bytes.get(..MAX_READ).unwrap_or(bytes);
    let parts = bytes.split(|&byte| byte == b'&');
    let parts = parts.filter(|part| !part.is_empty()).map(|part| {
        let mut halves = part.splitn(2, |&byte| byte == b'=');
        let mut next = || decoded(halves.next().unwrap_or_default());
        let key = next();
        let value = next();
        let bare = key.strip_prefix("amp;").map(str::to_owned);
        (bare.unwrap_or(key), value)
    });
    parts.collect()
}

fn decoded(mut bytes: &[u8]) -> String {
    let mut out = Vec::new();
    while let [first, rest @ ..] = bytes {
        let hex = |at: usize| (*rest.get(at)? as char).to_digit(16);
        bytes = rest;
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                bytes = rest.get(2..).unwrap_or_default();
            }
            (b'+', ..) => out.push(b' '),
            (&other, ..) => out.push(other),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn names<V: Vocabulary>(id: &str) -> bool {
    V::from_id(id).is_some()
}

/// Whether a value of a key names something; `None` for keys that are not the page's.
fn is_known(key: &str, value: &str, plan: &Plan) -> Option<bool> {
    Some(match key {
        "view" => names::<ViewKind>(value),
        "theme" => names::<Theme>(value),
        "county" => names::<County>(value),
        "zone" => names::<Zone>(value),
        "reach" => names::<Reach>(value),
        "period" => names::<Period>(value),
        "years" => {
            let mut ends = value.splitn(2, ['-', '–', '—', '－']);
            ends.all(|year| names::<Year>(year.trim()))
        }
        "kind" => names::<Kind>(value),
        "status" => names::<Status>(value),
        "tier" => names::<Tier>(value),
        "q" => true,
        "detail" => names::<Detail>(value),
        "sort" => names::<Sort>(value),
        "across" => names::<Across>(value),
        "at" => plan.target(value).is_some(),
        "lang" => names::<Lang>(value),
        "embed" => value == "0" || value == "1",
        _ => return None,
    })
}

fn is_list(key: &str) -> bool {
    matches!(
        key,
        "theme" | "county" | "zone" | "period" | "kind" | "status" | "tier"
    )
}

/// The values of one pair.
fn values<'v>(key: &str, value: &'v str) -> Vec<&'v str> {
    if is_list(key) {
        value.split([',', '，']).map(str::trim).collect()
    } else {
        vec![value.trim()]
    }
}

/// The notices name what was ignored, all of it, once, shortened, and nothing else; up to so many.
fn notices(text: &str, pairs: &[(String, String)], reading: &Reading, plan: &Plan) -> Result<()> {
    let mut wanted = Vec::new();
    let length = text.strip_prefix('?').unwrap_or(text).len();
    if length > MAX_READ {
        wanted.push(Notice::TooLong);
    }
    for (key, value) in pairs {
        for value in values(key, value) {
            let Some(&known) = KEYS.iter().find(|known| *known == key) else {
                continue;
            };
            if value.is_empty() || is_known(key, value, plan) == Some(true) {
                continue;
            }
            let notice = Notice::UnknownValue {
                key: known,
                value: value.chars().take(Notice::SHOWN).collect(),
            };
            if wanted.len() < Notice::MOST && !wanted.contains(&notice) {
                wanted.push(notice);
            }
        }
    }
    let found = &reading.notices;
    ensure!(*found == wanted, "{found:?} instead of {wanted:?}");
    Ok(())
}

fn ids<V: Vocabulary>(set: IdSet<V>) -> Vec<&'static str> {
    set.iter().map(Vocabulary::id).collect()
}

/// What the link names is what the query holds: lists all of it, whatever is said again the last.
fn followed(pairs: &[(String, String)], query: &Query) -> Result<()> {
    fn all<V: Vocabulary>(pairs: &[(String, String)], key: &str) -> Vec<&'static str> {
        let named = pairs.iter().filter(|pair| pair.0 == key);
        let named = named.flat_map(|(key, value)| values(key, value));
        let named: Vec<V> = named.filter_map(V::from_id).collect();
        let all = V::ALL.iter().filter(|value| named.contains(value));
        all.map(|value| value.id()).collect()
    }
    fn last<V: Vocabulary>(pairs: &[(String, String)], key: &str) -> Option<&'static str> {
        let named = pairs.iter().rev().filter(|pair| pair.0 == key);
        let mut named = named.filter_map(|(_, value)| V::from_id(value.trim()));
        named.next().map(Vocabulary::id)
    }
    let lists = [
        (all::<Theme>(pairs, "theme"), ids(query.themes)),
        (all::<County>(pairs, "county"), ids(query.counties)),
        (all::<Zone>(pairs, "zone"), ids(query.zones)),
        (all::<Period>(pairs, "period"), ids(query.periods)),
        (all::<Kind>(pairs, "kind"), ids(query.kinds)),
        (all::<Status>(pairs, "status"), ids(query.statuses)),
        (all::<Tier>(pairs, "tier"), ids(query.tiers)),
    ];
    for (wanted, found) in lists {
        ensure!(wanted == found, "{found:?} instead of {wanted:?}");
    }
    let singles = [
        (last::<ViewKind>(pairs, "view"), query.view.id(), "list"),
        (last::<Reach>(pairs, "reach"), query.reach.id(), "all"),
        (last::<Detail>(pairs, "detail"), query.detail.id(), "core"),
        (last::<Sort>(pairs, "sort"), query.sort.id(), "text"),
        (last::<Across>(pairs, "across"), query.across.id(), "county"),
        (
            last::<Lang>(pairs, "lang"),
            query.lang.map_or("", Vocabulary::id),
            "",
        ),
    ];
    for (wanted, found, default) in singles {
        ensure!(
            wanted.unwrap_or(default) == found,
            "{found} instead of {wanted:?}"
        );
    }
    let typed = pairs.iter().rev().find(|pair| pair.0 == "q");
    let typed = typed.map_or("", |(_, value)| value);
    ensure!(query.q == SearchText::new(typed), "{:?}", query.q);
    Ok(())
}

/// What must make no difference: saying it all again, a question mark in front, keys of others behind.
fn unchanged(text: &str, reading: &Reading, plan: &Plan) -> Result<()> {
    let bare = text.strip_prefix('?').unwrap_or(text);
    let others = ["?", bare, "&from=singlemessage&nsukey=%FF&q2=1"].concat();
    let twice = [bare, "&", bare].concat();
    for other in [others, twice] {
        if other.len() <= MAX_READ && !bare.starts_with('?') {
            let again = read(&other, plan);
            ensure!(again == *reading, "{other:?} gives {again:?}");
        }
    }
    Ok(())
}
