//! Writes a query as an address. Each query has one link.
//!
//! Keys are in canonical order and omitted at their default. Lists are joined by a bare comma. Only `q`
//! needs percent-encoding. This module knows nothing of the plan.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::{IdSet, Target, Vocabulary};
use crate::query::{Across, Detail, Query, Reach, Sort, ViewKind};

/// The ASCII characters to escape: all but letters, digits and `-._~`, which no chat app or shell
/// changes.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'+')
    .add(b',')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'!')
    .add(b'$');

/// The part of the address after `?` that opens `query`. It is empty for the default query.
pub fn write(query: &Query) -> String {
    let mut out = String::new();
    let mut pair = |key: &str, value: &str| {
        if !value.is_empty() {
            if !out.is_empty() {
                out.push('&');
            }
            out.push_str(key);
            out.push('=');
            out.push_str(value);
        }
    };
    pair("view", unless(query.view, ViewKind::List));
    pair("theme", &list(query.themes));
    pair("county", &list(query.counties));
    pair("zone", &list(query.zones));
    pair("reach", unless(query.reach, Reach::All));
    pair("period", &list(query.periods));
    let years = query
        .years
        .map(|years| match (years.first(), years.last()) {
            (first, last) if first == last => first.id().to_owned(),
            (first, last) => [first.id(), "-", last.id()].concat(),
        });
    pair("years", &years.unwrap_or_default());
    pair("kind", &list(query.kinds));
    pair("status", &list(query.statuses));
    pair("tier", &list(query.tiers));
    let typed: String = utf8_percent_encode(query.q.as_str(), ESCAPED).collect();
    pair("q", &typed);
    pair("detail", unless(query.detail, Detail::Core));
    pair("sort", unless(query.sort, Sort::Text));
    pair("across", unless(query.across, Across::County));
    pair("at", query.at.as_ref().map(Target::id).unwrap_or_default());
    pair("lang", query.lang.map(Vocabulary::id).unwrap_or_default());
    pair("embed", if query.embed { "1" } else { "" });
    out
}

/// The id of a value; empty for the default.
fn unless<V: Vocabulary>(value: V, default: V) -> &'static str {
    if value == default { "" } else { value.id() }
}

/// The ids of a set in the order of the vocabulary, joined by a bare comma.
fn list<V: Vocabulary>(set: IdSet<V>) -> String {
    let ids: Vec<&str> = set.iter().map(Vocabulary::id).collect();
    ids.join(",")
}
