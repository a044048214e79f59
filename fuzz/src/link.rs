//! Links: any bytes give a query, each query has one link, and notices name what was ignored.

use anyhow::{Context, Result, ensure};
use plan_explorer::link::{KEYS, MAX_READ, Notice, Reading, read, write};
use plan_explorer::model::{
    County, Kind, Period, Plan, PlanId, Status, Theme, Tier, Vocabulary, Year, Zone,
};
use plan_explorer::query::{
    Across, Arrangement, Detail, Lang, Layer, Query, Reach, SearchText, Sort, ViewKind,
};

use super::plan;

/// Reads `bytes` as a link and checks the result.
///
/// # Errors
/// If a check fails, with what failed.
pub fn check(bytes: &[u8]) -> Result<()> {
    let plan = plan()?;
    let text = String::from_utf8_lossy(bytes);
    let reading = read(&text, plan);
    check_canonical(&reading.query, plan)?;
    check_notices(&text, &reading)?;
    if let Some(pairs) = plain_pairs(&text) {
        check_ids(&pairs, &reading, plan)?;
        check_values(&pairs, &reading.query, plan)?;
        check_mangled(&text, &reading, plan)?;
    }
    check_repetition(&text, &reading, plan)
}

/// The query's link opens the same query. It is canonical, short and ASCII.
fn check_canonical(query: &Query, plan: &Plan) -> Result<()> {
    let link = write(query, plan);
    let again = read(&link, plan);
    ensure!(again.query == *query, "{link} opens {:?}", again.query);
    ensure!(again.notices.is_empty(), "{link}: {:?}", again.notices);
    ensure!(write(&again.query, plan) == link, "{link} is not canonical");
    ensure!(link.len() <= MAX_READ, "{} bytes are written", link.len());
    ensure!(link.is_ascii(), "{link} is not ASCII");
    let mut order = Vec::new();
    for pair in link.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').context("a key without a value")?;
        let known = KEYS.iter().position(|&known| known == key);
        order.push(known.with_context(|| format!("{link} has the key {key}"))?);
        // No character with a meaning in an address, in markup or in a shell.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        let is_id = |byte: u8| byte.is_ascii_alphanumeric() || b"-._,".contains(&byte);
        let allowed = value.bytes().all(|byte| match key {
            "q" => is_plain(byte),
            _ => is_id(byte),
        });
        ensure!(allowed, "{link}: {value}");
    }
    let ascends = order.windows(2).all(|pair| pair.first() < pair.last());
    ensure!(ascends, "{link} has keys out of order or repeated");
    Ok(())
}

/// Notices are few, short, about keys of the page, and each is made once.
fn check_notices(text: &str, reading: &Reading) -> Result<()> {
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

/// The pairs of a plain link: small letters, digits, and the marks of ids. `None` for any other.
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

/// The values in one pair.
fn values<'v>(key: &str, value: &'v str) -> Vec<&'v str> {
    let is_list = matches!(
        key,
        "theme" | "county" | "zone" | "period" | "kind" | "status" | "tier" | "open"
    );
    if is_list {
        value.split(',').collect()
    } else {
        vec![value]
    }
}

/// Whether `id` is a value of `V`.
fn is_id<V: Vocabulary>(id: &str) -> bool {
    V::from_id(id).is_some()
}

/// Whether a key has this value; `None` if the page has no such key.
fn is_known(key: &str, value: &str, plan: &Plan) -> Option<bool> {
    fn in_plan<V: PlanId>(plan: &Plan, id: &str) -> bool {
        plan.find::<V>(id).is_some()
    }
    Some(match key {
        "view" => is_id::<ViewKind>(value),
        "theme" => in_plan::<Theme>(plan, value),
        "county" => in_plan::<County>(plan, value),
        "zone" => in_plan::<Zone>(plan, value),
        "reach" => is_id::<Reach>(value),
        "period" => in_plan::<Period>(plan, value),
        "years" => value.splitn(2, '-').all(|year| in_plan::<Year>(plan, year)),
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
        "group" => is_id::<Arrangement>(value),
        "open" => in_plan::<Theme>(plan, value),
        "layer" => is_id::<Layer>(value),
        _ => return None,
    })
}

/// Of a plain link notices name no id, and name each nonsense word that stands alone.
fn check_ids(pairs: &[(&str, &str)], reading: &Reading, plan: &Plan) -> Result<()> {
    let is_full = reading.notices.len() >= Notice::MOST;
    for &(key, value) in pairs {
        let all = values(key, value);
        for (at, value) in all.iter().enumerate() {
            let notice = Notice::UnknownValue {
                key: KEYS.into_iter().find(|known| *known == key).unwrap_or(""),
                value: value.chars().take(Notice::SHOWN).collect(),
            };
            let named = reading.notices.contains(&notice);
            let known = is_known(key, value, plan);
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

/// The query holds the ids of a plain link: of a list all of them, of a repeated single key the last.
fn check_values(pairs: &[(&str, &str)], query: &Query, plan: &Plan) -> Result<()> {
    let all = |key: &str, found: Vec<&str>| -> Result<()> {
        let named = pairs.iter().filter(|pair| pair.0 == key);
        let named = named.flat_map(|(key, value)| values(key, value));
        for value in named.filter(|value| is_known(key, value, plan) == Some(true)) {
            ensure!(found.contains(&value), "{key} has no {value}");
        }
        Ok(())
    };
    fn last<V: Vocabulary>(pairs: &[(&str, &str)], key: &str, found: V) -> Result<()> {
        let mut named = pairs.iter().rev().filter(|pair| pair.0 == key);
        if let Some(value) = named.next().and_then(|(_, value)| V::from_id(value)) {
            ensure!(value == found, "{key} is {}", found.id());
        }
        Ok(())
    }
    all("theme", plan.ids(query.themes))?;
    all("county", plan.ids(query.counties))?;
    all("zone", plan.ids(query.zones))?;
    all("period", plan.ids(query.periods))?;
    all("kind", plan.ids(query.kinds))?;
    all("status", plan.ids(query.statuses))?;
    all("tier", plan.ids(query.tiers))?;
    all("has", plan.ids(query.has))?;
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

/// What apps and input methods make of a plain link opens the same query.
fn check_mangled(text: &str, reading: &Reading, plan: &Plan) -> Result<()> {
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
