//! Reading an address: generous to whatever apps, input methods and habits make of a link.
//!
//! - Keys and ids are read in any case and width, values by their Chinese and English names too.
//! - Any separator that an input method makes parts the values of a list.
//! - Invisible characters do not count.
//! - What the first reading leaves meaningless is decoded again: a key that is none may be a whole
//!   query that was encoded a second time; a value, the rest of a query.
//! - Of a value with marks or words behind it (`m14）`, `Nimu County`) the known beginning is followed.
//!   Words of another script behind an id (`nimu，详见`) were glued to the link by an app: they pass in
//!   silence, too.
//! - Words to search for (`q`) are taken as they are, but for what [`SearchText`] cleans.
//!
//! What remains unknown is ignored with a notice that names it. Keys of others are dropped.

use percent_encoding::percent_decode_str;

use super::names::{Named, openings, sayings};
use super::value::{Known, Says, Value, cleaned};
use crate::model::{IdSet, Plan, Target, Vocabulary, Year};
use crate::query::{Lang, Query, SearchText, Years, fold_typed};

/// The longest link read, in bytes. Every link this page writes is shorter by far; what is behind
/// this in a longer one is ignored, so that a hostile link costs no more than a long one.
pub const MAX_READ: usize = 8192;

/// How deep a query may lie within a key or value of another.
const DEPTH: usize = 4;

/// The keys of a link.
const KEYS: [&str; 17] = [
    "view", "theme", "county", "zone", "reach", "period", "years", "kind", "status", "tier", "q",
    "detail", "sort", "across", "at", "lang", "embed",
];

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
    reader.pairs(bytes, DEPTH);
    reader.reading
}

/// The key that is meant, if it is one of ours.
fn key_of(key: &str) -> Option<&'static str> {
    let mut key: String = cleaned(key).chars().map(fold_typed).collect();
    // Some chat clients hand on `&` as `&amp;`, and a question mark may stand there twice.
    while let Some(rest) = key.strip_prefix("amp;").or_else(|| key.strip_prefix('?')) {
        key = rest.trim_start().to_owned();
    }
    KEYS.into_iter().find(|known| *known == key)
}

/// The query that a pair of a key of nobody's was before it was encoded a second time, if it is one.
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
    /// Reads the pairs of a query, which may lie in others down to `depth`.
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

    /// Reads a key's value, and behind it the rest of a query that was encoded into it.
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
            "years" => self.set(key, value, years(value), &mut query.years),
            "kind" => self.list(key, value, &mut query.kinds),
            "status" => self.list(key, value, &mut query.statuses),
            "tier" => self.list(key, value, &mut query.tiers),
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
            _ => self.set(key, value, flag(value), &mut query.embed),
        }
        self.reading.query = query;
    }

    /// Sets `into` to what a value was found to say, or notes that it says nothing.
    fn set<T>(&mut self, key: &'static str, value: &Value, found: Option<T>, into: &mut T) {
        match found {
            Some(found) => *into = found,
            None => self.unknown(key, value.as_str()),
        }
    }

    fn one<V: Named>(&mut self, key: &'static str, value: &Value, into: &mut V) {
        self.set(key, value, self.first(value), into);
    }

    /// What a value begins with.
    fn first<V: Named>(&self, value: &Value) -> Option<V> {
        let known = value.longest(value.next_word(0)?, sayings(self.plan))?;
        Some(known.value)
    }

    fn list<V: Named>(&mut self, key: &'static str, value: &Value, into: &mut IdSet<V>) {
        let sayings = sayings::<V>(self.plan);
        let mut at = 0;
        // What stands before `at`, if that is known: whether it is an id.
        let mut before = None;
        if value.next_word(0).is_none() {
            self.unknown(key, value.as_str().trim_matches([',', '，', '、']));
        }
        while let Some(start) = value.next_word(at) {
            if let Some(known) = value.longest(start, sayings.iter().copied()) {
                let Known { value, end, by_id } = known;
                into.insert(value);
                at = end;
                before = Some(by_id);
            } else {
                let end = value.end_of_part(start);
                let is_glued = match before {
                    Some(_) if !value.are_parted(at, start) => true,
                    Some(by_id) => by_id && !value.is_ascii_at(start),
                    None => false,
                };
                if !is_glued {
                    self.unknown(key, value.part(at, start, end));
                    before = None;
                }
                at = end;
            }
        }
    }

    /// What a value opens, by id or by name.
    fn target(&self, value: &Value) -> Option<Target> {
        let start = value.next_word(0)?;
        let letters = value.letters_from(start);
        let is_of_id = |letter: &char| letter.is_ascii_alphanumeric() || "-._~".contains(*letter);
        let id: String = letters.take_while(is_of_id).collect();
        self.plan
            .target(id.trim_end_matches(['-', '.', '_', '~']))
            .or_else(|| {
                let named = value.longest(start, openings(self.plan))?;
                self.plan.target(named.value)
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

/// `1` or `0`.
fn flag(value: &Value) -> Option<bool> {
    let sayings = [
        (true, Says::Id("1")),
        (true, Says::Id("true")),
        (false, Says::Id("0")),
        (false, Says::Id("false")),
    ];
    let known = value.longest(value.next_word(0)?, sayings)?;
    Some(known.value)
}

/// `2024-2027`, or one year alone, whatever dash stands between them; `Some(None)` for all of time.
fn years(value: &Value) -> Option<Option<Years>> {
    let mid_century = ["本世纪中叶", "到本世纪中叶", "mid-century"].map(Says::Name);
    let start = value.next_word(0)?;
    if let Some(known) = value.longest(start, mid_century.map(|says| (Year::Y2050, says))) {
        return Some(Years::between(known.value, known.value));
    }
    // What may stand before, between and behind the years of a range.
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
    Some(Years::between(
        Year::from_id(&first)?,
        Year::from_id(&last)?,
    ))
}
