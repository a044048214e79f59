//! Query ⇄ URL, both ways (`design.md` §4).
//!
//! Invariants: reading is total — any string gives a query, and what was ignored comes back as a
//! [`Notice`]; writing is canonical — one view, one link; `read(write(q)) == q` for every query.
//! Knows nothing of browsers: it sees the part of the address after `?`.

mod throttle;

pub use throttle::{Throttle, Write};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::model::{IdSet, PassageKind, Plan, Target, Vocabulary, Year};
use crate::query::{Across, Detail, Query, Reach, SearchText, Sort, ViewKind, Years};

/// The longest link read, in bytes. Every link this page writes is shorter by far; what is behind
/// this in a longer one is ignored, so that a hostile link costs no more than a long one.
pub const MAX_READ: usize = 8192;

/// What a link said that could not be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A key's value names nothing.
    UnknownValue {
        /// The key.
        key: &'static str,
        /// The value, shortened to [`Notice::SHOWN`] characters.
        value: String,
    },
    /// The link was longer than [`MAX_READ`].
    TooLong,
}

impl Notice {
    /// How much of an unknown value is shown, in characters.
    pub const SHOWN: usize = 40;
    /// How many notices one link can cause; further ones would say nothing new.
    pub const MOST: usize = 8;
}

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What can be followed.
    pub query: Query,
    /// What cannot.
    pub notices: Vec<Notice>,
}

/// Reads the part of an address after `?` (with or without it).
pub fn read(search: &str, plan: &Plan) -> Reading {
    let mut reader = Reader {
        plan,
        reading: Reading::default(),
    };
    let search = search.strip_prefix('?').unwrap_or(search);
    let mut bytes = search.as_bytes();
    if bytes.len() > MAX_READ {
        bytes = bytes.get(..MAX_READ).unwrap_or_default();
        reader.reading.notices.push(Notice::TooLong);
    }
    for (key, value) in form_urlencoded::parse(bytes) {
        // Some chat clients hand on `&` as `&amp;`.
        let key = key.strip_prefix("amp;").unwrap_or(&key);
        reader.pair(key, &value);
    }
    reader.reading
}

struct Reader<'p> {
    plan: &'p Plan,
    reading: Reading,
}

impl Reader<'_> {
    fn pair(&mut self, key: &str, value: &str) {
        let mut query = std::mem::take(&mut self.reading.query);
        match key {
            "view" => self.one("view", value, &mut query.view),
            "theme" => self.list("theme", value, &mut query.themes),
            "county" => self.list("county", value, &mut query.counties),
            "zone" => self.list("zone", value, &mut query.zones),
            "reach" => self.one("reach", value, &mut query.reach),
            "period" => self.list("period", value, &mut query.periods),
            "years" => self.years(value, &mut query.years),
            "kind" => self.list("kind", value, &mut query.kinds),
            "status" => self.list("status", value, &mut query.statuses),
            "tier" => self.list("tier", value, &mut query.tiers),
            "q" => query.q = SearchText::new(value),
            "detail" => self.one("detail", value, &mut query.detail),
            "sort" => self.one("sort", value, &mut query.sort),
            "across" => self.one("across", value, &mut query.across),
            "at" => match self.plan.target(value.trim()) {
                Some(target) => query.at = Some(target),
                None => self.unknown("at", value),
            },
            "lang" => {
                let mut lang = crate::query::Lang::Zh;
                if self.known("lang", value, &mut lang) {
                    query.lang = Some(lang);
                }
            }
            "embed" => match value.trim() {
                "1" => query.embed = true,
                "0" => query.embed = false,
                _ => self.unknown("embed", value),
            },
            // What chat clients and trackers add is not ours to keep.
            _ => {}
        }
        self.reading.query = query;
    }

    fn one<V: Vocabulary>(&mut self, key: &'static str, value: &str, into: &mut V) {
        self.known(key, value, into);
    }

    fn known<V: Vocabulary>(&mut self, key: &'static str, value: &str, into: &mut V) -> bool {
        match V::from_id(value.trim()) {
            Some(known) => {
                *into = known;
                true
            }
            None => {
                self.unknown(key, value);
                false
            }
        }
    }

    fn list<V: Vocabulary>(&mut self, key: &'static str, value: &str, into: &mut IdSet<V>) {
        // A full-width comma is what an input method makes of a retyped one.
        for part in value.split([',', '，']) {
            match V::from_id(part.trim()) {
                Some(known) => into.insert(known),
                None => self.unknown(key, part),
            }
        }
    }

    /// `2024-2027`, or one year alone.
    fn years(&mut self, value: &str, into: &mut Option<Years>) {
        // Input methods make long dashes of a retyped one.
        let (first, last) = value
            .split_once(['-', '–', '—', '－'])
            .unwrap_or((value, value));
        match (Year::from_id(first.trim()), Year::from_id(last.trim())) {
            (Some(first), Some(last)) => *into = Years::between(first, last),
            _ => self.unknown("years", value),
        }
    }

    fn unknown(&mut self, key: &'static str, value: &str) {
        let value: String = value.trim().chars().take(Notice::SHOWN).collect();
        let notice = Notice::UnknownValue { key, value };
        let notices = &mut self.reading.notices;
        let empty = matches!(&notice, Notice::UnknownValue { value, .. } if value.is_empty());
        if !empty && notices.len() < Notice::MOST && !notices.contains(&notice) {
            notices.push(notice);
        }
    }
}

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

/// The page to share that holds what `query` shows, where there is one: of a county, a theme, or a measure,
/// each alone. Its path within the site.
pub fn share_page(query: &Query, plan: &Plan) -> Option<String> {
    let bare = Query {
        counties: IdSet::new(),
        themes: IdSet::new(),
        lang: None,
        ..query.at(None)
    };
    if bare != Query::default() {
        return None;
    }
    let mut counties = query.counties.iter();
    let mut themes = query.themes.iter();
    let passage = query.at.as_ref().and_then(|at| plan.passage(at.id()));
    match (counties.next(), themes.next(), &query.at, passage) {
        (Some(county), None, None, _) if counties.next().is_none() => {
            Some(["s/county-", county.id(), ".html"].concat())
        }
        (None, Some(theme), None, _) if themes.next().is_none() => {
            Some(["s/theme-", theme.id(), ".html"].concat())
        }
        (None, None, Some(_), Some(passage)) if passage.kind == PassageKind::Measure => {
            Some(["s/", &passage.id, ".html"].concat())
        }
        _ => None,
    }
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
