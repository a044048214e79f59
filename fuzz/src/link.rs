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
    notices(&text, &reading)?;
    if let Some(pairs) = plain_pairs(&text) {
        named(&pairs, &reading, plan)?;
        followed(&pairs, &reading.query)?;
        mangled(&text, &reading, plan)?;
    }
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

/// Notices are few, short, about our keys, each said once.
fn notices(text: &str, reading: &Reading) -> Result<()> {
    let notices = &reading.notices;
    ensure!(notices.len() <= Notice::MOST + 1, "{notices:?}");
    let is_long = text.strip_prefix('?').unwrap_or(text).len() > MAX_READ;
    ensure!(notices.contains(&Notice::TooLong) == is_long);
    for (at, notice) in notices.iter().enumerate() {
        let again = notices.iter().skip(at + 1).any(|other| other == notice);
        ensure!(!again, "{notice:?} twice");
        if let Notice::UnknownValue { key, value } = notice {
            let length = value.chars().count();
            ensure!(KEYS.contains(key) && (1..=Notice::SHOWN).contains(&length));
            ensure!(
                value.trim() == value && !value.contains('\u{200B}'),
                "{value:?}"
            );
        }
    }
    Ok(())
}

/// The pairs of a link in which nothing needs generosity: small letters, digits, and the marks of ids.
fn plain_pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    let text = text.strip_prefix('?').unwrap_or(text);
    let is_plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.,=&".contains(&byte);
    if text.len() > MAX_READ || !text.bytes().all(is_plain) {
        return None;
    }
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').or(Some((pair, ""))))
        // Inner equals signs may be those of a query within the query.
        .map(|pair| pair.filter(|(_, value)| !value.contains('=')))
        .collect()
}

/// The values of one pair.
fn values<'v>(key: &str, value: &'v str) -> Vec<&'v str> {
    let is_list = matches!(
        key,
        "theme" | "county" | "zone" | "period" | "kind" | "status" | "tier"
    );
    if is_list {
        value.split(',').collect()
    } else {
        vec![value]
    }
}

fn names<V: Vocabulary>(id: &str) -> bool {
    V::from_id(id).is_some()
}

/// Whether a value is an id of its key; `None` for keys that are not the page's.
fn is_id(key: &str, value: &str, plan: &Plan) -> Option<bool> {
    Some(match key {
        "view" => names::<ViewKind>(value),
        "theme" => names::<Theme>(value),
        "county" => names::<County>(value),
        "zone" => names::<Zone>(value),
        "reach" => names::<Reach>(value),
        "period" => names::<Period>(value),
        "years" => value.splitn(2, '-').all(names::<Year>),
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

/// Of a plain link no id is named as unknown; and a word of letters alone that is none is.
fn named(pairs: &[(&str, &str)], reading: &Reading, plan: &Plan) -> Result<()> {
    let is_full = reading.notices.len() >= Notice::MOST;
    for &(key, value) in pairs {
        let all = values(key, value);
        for (at, value) in all.iter().enumerate() {
            let notice = Notice::UnknownValue {
                key: KEYS.into_iter().find(|known| *known == key).unwrap_or(""),
                value: value.chars().take(Notice::SHOWN).collect(),
            };
            let named = reading.notices.contains(&notice);
            let known = is_id(key, value, plan);
            ensure!(known != Some(true) || !named, "{key}={value} is named");
            // Within a list it could be a part of a name.
            let alone = all.len() == 1 && at == 0;
            let nonsense =
                value.starts_with("zzz") && value.bytes().all(|b| b.is_ascii_lowercase());
            if known == Some(false) && alone && nonsense {
                ensure!(named || is_full, "{key}={value} is not named");
            }
        }
    }
    Ok(())
}

/// What a plain link names by ids is what the query holds: of lists all of it, else what is said last.
fn followed(pairs: &[(&str, &str)], query: &Query) -> Result<()> {
    fn all<V: Vocabulary>(pairs: &[(&str, &str)], key: &str, found: IdSet<V>) -> Result<()> {
        let named = pairs.iter().filter(|pair| pair.0 == key);
        let named = named.flat_map(|(key, value)| values(key, value));
        for value in named.filter_map(V::from_id) {
            ensure!(found.contains(value), "{key} has no {}", value.id());
        }
        Ok(())
    }
    fn last<V: Vocabulary>(pairs: &[(&str, &str)], key: &str, found: V) -> Result<()> {
        let mut named = pairs.iter().rev().filter(|pair| pair.0 == key);
        if let Some(value) = named.next().and_then(|(_, value)| V::from_id(value)) {
            ensure!(value == found, "{key} is {}", found.id());
        }
        Ok(())
    }
    all(pairs, "theme", query.themes)?;
    all(pairs, "county", query.counties)?;
    all(pairs, "zone", query.zones)?;
    all(pairs, "period", query.periods)?;
    all(pairs, "kind", query.kinds)?;
    all(pairs, "status", query.statuses)?;
    all(pairs, "tier", query.tiers)?;
    last(pairs, "view", query.view)?;
    last(pairs, "reach", query.reach)?;
    last(pairs, "detail", query.detail)?;
    last(pairs, "sort", query.sort)?;
    last(pairs, "across", query.across)?;
    last(pairs, "lang", query.lang.unwrap_or(Lang::Zh))?;
    let typed = pairs.iter().rev().find(|pair| pair.0 == "q");
    let typed = typed.map_or("", |(_, value)| value);
    ensure!(query.q == SearchText::new(typed), "{:?}", query.q);
    let bare = pairs.iter().all(|(key, _)| !KEYS.contains(key));
    ensure!(!bare || *query == Query::default(), "{query:?} of nothing");
    Ok(())
}

/// What apps and input methods make of a plain link opens the same.
fn mangled(text: &str, reading: &Reading, plan: &Plan) -> Result<()> {
    let bare = text.strip_prefix('?').unwrap_or(text);
    let is_about_ids = !bare.contains("q=");
    let mut others = vec![
        bare.replace('&', "&amp;"),
        bare.replace('&', "\u{200B}&\u{FEFF}"),
    ];
    if is_about_ids {
        others.push(bare.to_uppercase());
        others.push(bare.replace(',', "%252C"));
        others.push(bare.replace(',', "、"));
        others.push(bare.replace('=', "=\u{200B}"));
    }
    for other in others {
        if other.len() <= MAX_READ {
            let again = read(&other, plan);
            ensure!(again.query == reading.query, "{other:?} gives {again:?}");
        }
    }
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
