//! Writes a query as an address. Each query has one link.
//!
//! Keys are in canonical order and omitted at their default. Lists are joined by a bare comma. Only `q`
//! needs percent-encoding. The plan gives the ids of its themes, places and periods.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::{Plan, Target, Vocabulary};
use crate::query::{Across, Arrangement, Detail, Layer, Query, Reach, Sort, ViewKind};

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
pub fn write(query: &Query, plan: &Plan) -> String {
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
    pair("theme", &plan.ids(query.themes).join(","));
    pair("county", &plan.ids(query.counties).join(","));
    pair("zone", &plan.ids(query.zones).join(","));
    pair("reach", unless(query.reach, Reach::All));
    pair("period", &plan.ids(query.periods).join(","));
    let years = query
        .years
        .map(|years| match (years.first(), years.last()) {
            (first, last) if first == last => plan.id(first).to_owned(),
            (first, last) => [plan.id(first), "-", plan.id(last)].concat(),
        });
    pair("years", &years.unwrap_or_default());
    pair("kind", &plan.ids(query.kinds).join(","));
    pair("status", &plan.ids(query.statuses).join(","));
    pair("tier", &plan.ids(query.tiers).join(","));
    pair("has", &plan.ids(query.has).join(","));
    let typed: String = utf8_percent_encode(query.q.as_str(), ESCAPED).collect();
    pair("q", &typed);
    pair("detail", unless(query.detail, Detail::Core));
    pair("sort", unless(query.sort, Sort::Text));
    pair("across", unless(query.across, Across::County));
    pair("at", query.at.as_ref().map(Target::id).unwrap_or_default());
    pair("lang", query.lang.map(Vocabulary::id).unwrap_or_default());
    pair("embed", if query.embed { "1" } else { "" });
    pair("group", unless(query.group, Arrangement::Theme));
    pair("open", &plan.ids(query.open).join(","));
    pair("layer", unless(query.layer, Layer::None));
    out
}

/// The id of a value; empty for the default.
fn unless<V: Vocabulary>(value: V, default: V) -> &'static str {
    if value == default { "" } else { value.id() }
}
