//! Writing a query as an address: one view, one link.
//!
//! Keys stand in canonical order, each left out at its default; lists are joined by a bare comma; only
//! `q` needs escapes. This module knows nothing of the plan.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::{IdSet, Target, Vocabulary};
use crate::query::{Across, Detail, Query, Reach, Sort, ViewKind};

/// What a query component must escape: everything but what no reader, chat client or shell touches.
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

/// The part of the address after `?` that opens `query`; empty for the default view.
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

/// The id of a value, or nothing for the default one.
fn unless<V: Vocabulary>(value: V, default: V) -> &'static str {
    if value == default { "" } else { value.id() }
}

/// The ids of a set, joined by a bare comma, in the vocabulary's order.
fn list<V: Vocabulary>(set: IdSet<V>) -> String {
    let ids: Vec<&str> = set.iter().map(Vocabulary::id).collect();
    ids.join(",")
}
