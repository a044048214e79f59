//! Reads an address, and undoes what apps, input methods and habits do to links.
//!
//! - Keys and ids match in any case and width. The Chinese and English names of a value match too.
//! - Any mark that an input method writes for a comma separates the values of a list.
//! - Invisible characters are ignored.
//! - What is encoded twice is decoded twice. An unknown key may be a whole query that was encoded again,
//!   and a value may contain the rest of the query.
//! - If a value has marks or words after a known beginning (`m14）`, `Nimu County`), the beginning
//!   counts. Chinese words after an id (`nimu，详见`) were appended by an app and are ignored too.
//! - The search text (`q`) is taken as it is. [`SearchText`] cleans it.
//!
//! Unknown values are ignored, with a notice that names them. Unknown keys are dropped.

use percent_encoding::percent_decode_str;

use super::names::{Named, target_names, terms};
use super::value::{Term, Value, cleaned};
use crate::model::{IdSet, Plan, Target, Year};
use crate::query::{Lang, Query, SearchText, Years, fold_typed};

/// The longest link that is read, in bytes. Every link that this page writes is far shorter. The rest of a
/// longer link is ignored, so that a hostile link costs no more time than a long one.
pub const MAX_READ: usize = 8192;

/// How deeply queries may be nested in keys and values of others.
const DEPTH: usize = 4;

/// The keys of a link.
pub const KEYS: [&str; 21] = [
    "view", "theme", "county", "zone", "reach", "period", "years", "kind", "status", "tier", "has",
    "q", "detail", "sort", "across", "at", "lang", "embed", "group", "open", "layer",
];

/// A part of a link that was ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A value is neither an id nor a name.
    UnknownValue {
        /// The key.
        key: &'static str,
        /// The value, cut to [`Notice::SHOWN`] characters.
        value: String,
    },
    /// The link was longer than [`MAX_READ`].
    TooLong,
}

impl Notice {
    /// The most characters of an unknown value that are shown.
    pub const SHOWN: usize = 40;
    /// The most notices for one link.
    pub const MOST: usize = 8;
}

/// The result of reading a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The query.
    pub query: Query,
    /// What was ignored.
    pub notices: Vec<Notice>,
}

/// Reads the part of an address after `?`, with or without the `?`.
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
    reader.pairs(bytes, DEPTH);
    reader.reading
}

/// The known key that `key` stands for.
fn key_of(key: &str) -> Option<&'static str> {
    let mut key: String = cleaned(key).chars().map(fold_typed).collect();
    // Some chat apps write `&amp;` for `&`, and some links have two question marks.
    while let Some(rest) = key.strip_prefix("amp;").or_else(|| key.strip_prefix('?')) {
        key = rest.trim_start().to_owned();
    }
    KEYS.into_iter().find(|known| *known == key)
}

/// The query in a pair with an unknown key, if the pair is a query that was encoded again.
fn encoded_query(key: &str, value: &str) -> Option<String> {
    let mut query = if key.contains('=') {
        key.to_owned()
    } else {
        let decoded = percent_decode_str(key).decode_utf8_lossy();
        (decoded != key).then(|| decoded.into_owned())?
    };
    if !value.is_empty() {
        query.push('=');
        query.extend(form_urlencoded::byte_serialize(value.as_bytes()));
    }
    Some(query)
}

struct Reader<'p> {
    plan: &'p Plan,
    reading: Reading,
}

impl Reader<'_> {
    /// Reads the pairs of a query. `depth` is how many more levels of nested queries are read.
    fn pairs(&mut self, query: &[u8], depth: usize) {
        for (key, value) in form_urlencoded::parse(query) {
            match key_of(&key) {
                Some("q") => self.reading.query.q = SearchText::new(&value),
                Some(key) => self.pair(key, &value, depth),
                None => {
                    let inner = encoded_query(&key, &value).filter(|_| depth > 0);
                    if let Some(inner) = inner {
                        self.pairs(inner.as_bytes(), depth - 1);
                    }
                }
            }
        }
    }

    /// Reads a value, and the rest of a query that was encoded into it.
    fn pair(&mut self, key: &'static str, value: &str, depth: usize) {
        let value = cleaned(value);
        let end = value.find(['&', '?', '#']).unwrap_or(value.len());
        let (value, rest) = value.split_at_checked(end).unwrap_or((&value, ""));
        self.value(key, &Value::new(value));
        if depth > 0 && !rest.starts_with('#') {
            let rest = rest.trim_start_matches(['&', '?']);
            self.pairs(rest.as_bytes(), depth - 1);
        }
    }

    fn value(&mut self, key: &'static str, value: &Value) {
        let mut query = std::mem::take(&mut self.reading.query);
        match key {
            "view" => self.one(key, value, &mut query.view),
            "theme" => self.list(key, value, &mut query.themes),
            "county" => self.list(key, value, &mut query.counties),
            "zone" => self.list(key, value, &mut query.zones),
            "reach" => self.one(key, value, &mut query.reach),
            "period" => self.list(key, value, &mut query.periods),
            "years" => self.set(key, value, years(value, self.plan), &mut query.years),
            "kind" => self.list(key, value, &mut query.kinds),
            "status" => self.list(key, value, &mut query.statuses),
            "tier" => self.list(key, value, &mut query.tiers),
            "has" => self.list(key, value, &mut query.has),
            "detail" => self.one(key, value, &mut query.detail),
            "sort" => self.one(key, value, &mut query.sort),
            "across" => self.one(key, value, &mut query.across),
            "at" => {
                let target = self.target(value).map(Some);
                self.set(key, value, target, &mut query.at);
            }
            "lang" => {
                let lang = self.first::<Lang>(value).map(Some);
                self.set(key, value, lang, &mut query.lang);
            }
            "embed" => self.set(key, value, flag(value), &mut query.embed),
            "group" => self.one(key, value, &mut query.group),
            "open" => self.list(key, value, &mut query.open),
            _ => self.one(key, value, &mut query.layer),
        }
        self.reading.query = query;
    }

    /// Sets `into` to what was found in a value, or adds a notice if nothing was.
    fn set<T>(&mut self, key: &'static str, value: &Value, found: Option<T>, into: &mut T) {
        match found {
            Some(found) => *into = found,
            None => self.unknown(key, value.as_str()),
        }
    }

    fn one<V: Named>(&mut self, key: &'static str, value: &Value, into: &mut V) {
        self.set(key, value, self.first(value), into);
    }

    /// The id or name at the start of a value.
    fn first<V: Named>(&self, value: &Value) -> Option<V> {
        let found = value.longest(value.next_word(0)?, &terms::<V>(self.plan))?;
        V::find(self.plan, found.id)
    }

    fn list<V: Named>(&mut self, key: &'static str, value: &Value, into: &mut IdSet<V>) {
        let plan = self.plan;
        let ids = self.ids(key, value, &terms::<V>(plan));
        for value in ids.into_iter().filter_map(|id| V::find(plan, id)) {
            into.insert(value);
        }
    }

    /// The ids of the values in a list.
    fn ids<'t>(
        &mut self,
        key: &'static str,
        value: &Value,
        terms: &[(&'t str, Term<'t>)],
    ) -> Vec<&'t str> {
        let mut ids = Vec::new();
        let mut at = 0;
        // If a match ends at `at`: whether it is an id.
        let mut after_match = None;
        if value.next_word(0).is_none() {
            self.unknown(key, value.as_str().trim_matches([',', '，', '、']));
        }
        while let Some(start) = value.next_word(at) {
            if let Some(found) = value.longest(start, terms) {
                ids.push(found.id);
                at = found.end;
                after_match = Some(found.is_id);
            } else {
                let end = value.end_of_part(start);
                let is_appended = match after_match {
                    Some(_) if !value.has_separator(at, start) => true,
                    Some(is_id) => is_id && !value.is_ascii_at(start),
                    None => false,
                };
                if !is_appended {
                    self.unknown(key, value.part(at, start, end));
                    after_match = None;
                }
                at = end;
            }
        }
        ids
    }

    /// The target that a value opens, by id or by name.
    fn target(&self, value: &Value) -> Option<Target> {
        let start = value.next_word(0)?;
        let letters = value.letters_from(start);
        let is_of_id = |letter: &char| letter.is_ascii_alphanumeric() || "-._~".contains(*letter);
        let id: String = letters.take_while(is_of_id).collect();
        self.plan
            .target(id.trim_end_matches(['-', '.', '_', '~']))
            .or_else(|| {
                let names: Vec<_> = target_names(self.plan).collect();
                self.plan.target(value.longest(start, &names)?.id)
            })
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

/// Reads `1` or `0`.
fn flag(value: &Value) -> Option<bool> {
    let terms = [
        ("1", Term::Id("1")),
        ("1", Term::Id("true")),
        ("0", Term::Id("0")),
        ("0", Term::Id("false")),
    ];
    let found = value.longest(value.next_word(0)?, &terms)?;
    Some(found.id == "1")
}

/// Reads `2024-2027` with any dash, or one year. `Some(None)` is all of time.
fn years(value: &Value, plan: &Plan) -> Option<Option<Years>> {
    // A position on the axis that the text names otherwise (本世纪中叶) has no number in links of people.
    let places = plan.years().iter().flat_map(|year| {
        let names = year.place.iter().flat_map(|name| [&name.zh, &name.en]);
        let period = plan.entry(year.period).filter(|_| year.place.is_some());
        let of_period = period.into_iter().flat_map(|entry| &entry.names);
        let names = names.chain(of_period);
        names.map(|name| (year.id.as_str(), Term::Name(name)))
    });
    let places: Vec<_> = places.collect();
    if let Some(found) = value.longest(value.next_word(0)?, &places) {
        let year: Year = plan.find(found.id)?;
        return Some(Years::between(plan, year, year));
    }
    // What may stand before and between the years.
    let is_filler = |letter: &char| !letter.is_alphanumeric() || "年至到".contains(*letter);
    let letters: Vec<char> = value.letters_from(0).collect();
    let mut rest = letters.as_slice();
    let mut next = || {
        let filler = rest.iter().take_while(|letter| is_filler(letter)).count();
        rest = rest.get(filler..).unwrap_or_default();
        let digits = rest.iter().take_while(|letter| letter.is_ascii_digit());
        let year: String = digits.collect();
        rest = rest.get(year.len()..).unwrap_or_default();
        (!year.is_empty()).then_some(year)
    };
    let first = next()?;
    let last = next().unwrap_or_else(|| first.clone());
    Some(Years::between(plan, plan.find(&first)?, plan.find(&last)?))
}
