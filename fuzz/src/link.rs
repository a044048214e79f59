//! Links: any bytes give a query, each query has one link, and notices name what was ignored.

use anyhow::{Context, Result, ensure};
use plan_explorer::link::{MAX_READ, Notice, Reading, read, write};
use plan_explorer::model::{
    County, IdSet, Kind, Period, Plan, Status, Theme, Tier, Vocabulary, Year, Zone,
};
use plan_explorer::query::{Across, Detail, Lang, Query, Reach, SearchText, Sort, ViewKind};

use super::plan;

/// The keys of a link, in the order in which they are written.
const KEYS: [&str; 17] = [
    "view", "theme", "county", "zone", "reach", "period", "years", "kind", "status", "tier", "q",
    "detail", "sort", "across", "at", "lang", "embed",
];

/// Reads `bytes` as a link and checks the result.
///
/// # Errors
/// If a check fails, with what failed.
pub fn check(bytes: &[u8]) -> Result<()> {
    let plan = plan()?;
    let text = String::from_utf8_lossy(bytes);
    let reading = read(&text, plan);
    check_canonical(&reading.query, plan)?;
    let pairs = pairs(&text);
    check_notices(&text, &pairs, &reading, plan)?;
    check_values(&pairs, &reading.query)?;
    check_repetition(&text, &reading, plan)
}

/// The query's link opens the same query. It is canonical, short and ASCII.
fn check_canonical(query: &Query, plan: &Plan) -> Result<()> {
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
        // No character with a meaning in an address, in markup or in a shell.
        let is_search_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        let is_list_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._,".contains(&byte);
        let allowed = value.bytes().all(|byte| match key {
            "q" => is_search_byte(byte),
            _ => is_list_byte(byte),
        });
        ensure!(allowed, "{link}: {value}");
    }
    let ascends = order.windows(2).all(|pair| pair.first() < pair.last());
    ensure!(ascends, "{link} has keys out of order or repeated");
    Ok(())
}

/// The key-value pairs of an address: a second, simple parser of form encoding.
fn pairs(text: &str) -> Vec<(String, String)> {
    let text = text.strip_prefix('?').unwrap_or(text);
    let bytes = text.as_bytes();
    let bytes = bytes.get(..MAX_READ).unwrap_or(bytes);
    bytes
        .split(|&byte| byte == b'&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let mut halves = part.splitn(2, |&byte| byte == b'=');
            let mut next = || decode(halves.next().unwrap_or_default());
            let key = next();
            let value = next();
            // `&amp;` in place of `&`, from a link that was copied out of HTML.
            let bare = key.strip_prefix("amp;").map(str::to_owned);
            (bare.unwrap_or(key), value)
        })
        .collect()
}

/// Undoes `+` and percent-encoding. Invalid UTF-8 becomes U+FFFD.
fn decode(mut bytes: &[u8]) -> String {
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

/// Whether `id` is a value of `V`.
fn is_id<V: Vocabulary>(id: &str) -> bool {
    V::from_id(id).is_some()
}

/// Whether a key has this value; `None` if the page has no such key.
fn is_known(key: &str, value: &str, plan: &Plan) -> Option<bool> {
    Some(match key {
        "view" => is_id::<ViewKind>(value),
        "theme" => is_id::<Theme>(value),
        "county" => is_id::<County>(value),
        "zone" => is_id::<Zone>(value),
        "reach" => is_id::<Reach>(value),
        "period" => is_id::<Period>(value),
        "years" => {
            let mut ends = value.splitn(2, ['-', '–', '—', '－']);
            ends.all(|year| is_id::<Year>(year.trim()))
        }
        "kind" => is_id::<Kind>(value),
        "status" => is_id::<Status>(value),
        "tier" => is_id::<Tier>(value),
        "q" => true,
        "detail" => is_id::<Detail>(value),
        "sort" => is_id::<Sort>(value),
        "across" => is_id::<Across>(value),
        "at" => plan.target(value).is_some(),
        "lang" => is_id::<Lang>(value),
        "embed" => value == "0" || value == "1",
        _ => return None,
    })
}

/// Whether the value of a key is a list.
fn is_list(key: &str) -> bool {
    matches!(
        key,
        "theme" | "county" | "zone" | "period" | "kind" | "status" | "tier"
    )
}

/// The values in one pair.
fn values<'v>(key: &str, value: &'v str) -> Vec<&'v str> {
    if is_list(key) {
        value.split([',', '，']).map(str::trim).collect()
    } else {
        vec![value.trim()]
    }
}

/// The notices name each ignored value once, shortened, up to [`Notice::MOST`], and nothing else.
fn check_notices(
    text: &str,
    pairs: &[(String, String)],
    reading: &Reading,
    plan: &Plan,
) -> Result<()> {
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

/// The ids of a set.
fn ids<V: Vocabulary>(set: IdSet<V>) -> Vec<&'static str> {
    set.iter().map(Vocabulary::id).collect()
}

/// The query holds the values of the link: of a list all of them, of a repeated single key the last.
fn check_values(pairs: &[(String, String)], query: &Query) -> Result<()> {
    fn all<V: Vocabulary>(pairs: &[(String, String)], key: &str) -> Vec<&'static str> {
        let named: Vec<V> = pairs
            .iter()
            .filter(|pair| pair.0 == key)
            .flat_map(|(key, value)| values(key, value))
            .filter_map(V::from_id)
            .collect();
        V::ALL
            .iter()
            .filter(|value| named.contains(value))
            .map(|value| value.id())
            .collect()
    }
    fn last<V: Vocabulary>(pairs: &[(String, String)], key: &str) -> Option<&'static str> {
        pairs
            .iter()
            .rev()
            .filter(|pair| pair.0 == key)
            .find_map(|(_, value)| V::from_id(value.trim()))
            .map(Vocabulary::id)
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

/// Repeating the link, a leading question mark and foreign keys change nothing.
fn check_repetition(text: &str, reading: &Reading, plan: &Plan) -> Result<()> {
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
