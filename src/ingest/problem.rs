//! Errors in the source files. Each names the file and the entry, says what is wrong, and how to fix it.

use thiserror::Error;

/// One error in the source files.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, {entry}: {fault}")]
pub struct Problem {
    /// The file, relative to the repository.
    pub file: &'static str,
    /// The entry or line in it.
    pub entry: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Problem {
    pub(super) fn new(file: &'static str, entry: impl Into<String>, fault: Fault) -> Self {
        Self {
            file,
            entry: entry.into(),
            fault,
        }
    }
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// A TOML file does not parse, or has an unknown key or id.
    #[error("cannot be read: {message}; fix the entry (data/README.md lists the keys and ids)")]
    Unreadable {
        /// The parser's message.
        message: String,
    },

    /// A line of the source is blank or has white space at an end.
    #[error(
        "is blank, or starts or ends with white space; write one paragraph per line and no blank lines"
    )]
    Blank,
    /// A half-width mark in Chinese prose.
    #[error("has a half-width “{mark}” in Chinese prose; use the full-width mark")]
    HalfWidth {
        /// The mark.
        mark: char,
    },
    /// A quotation mark or bracket is not closed, or closed without being opened.
    #[error("has an unmatched “{mark}”; compare with data/scraped.txt")]
    Unbalanced {
        /// The unmatched mark.
        mark: char,
    },
    /// A paragraph is in a place where the outline does not allow it.
    #[error("has another paragraph where {expected} should be; compare with data/scraped.txt")]
    Misplaced {
        /// What was expected.
        expected: &'static str,
    },
    /// A number in the outline is not the next one.
    #[error(
        "has {what} {found}, but {what} {expected} comes next; a paragraph is missing or misplaced"
    )]
    OutOfOrder {
        /// What is numbered.
        what: &'static str,
        /// The number that comes next.
        expected: u32,
        /// The number in the text.
        found: u32,
    },
    /// A heading is empty.
    #[error("has an empty heading; add the text between the outline mark and the first full stop")]
    EmptyHeading,
    /// A heading has no full stop after it.
    #[error("has no full stop after its heading; compare with data/scraped.txt")]
    UnendedHeading,
    /// Nothing follows the heading.
    #[error("has a heading but no body; compare with data/scraped.txt")]
    EmptyBody,
    /// The last sentence has no full stop.
    #[error("does not end with a full stop; compare with data/scraped.txt")]
    UnendedSentence,
    /// The text ends too early.
    #[error("is the last line, but {missing} is missing; compare with data/scraped.txt")]
    Incomplete {
        /// What is missing.
        missing: &'static str,
    },

    /// A paragraph differs from the scraped text by more than the width of marks and the listed removals.
    #[error(
        "differs from the scraped text “{scraped}”; only the width of marks may differ, and the removals listed in data/removed.toml"
    )]
    DiffersFromScrape {
        /// How the scraped paragraph begins.
        scraped: String,
    },
    /// A removed fragment is not in its line of the scraped text.
    #[error(
        "lists “{fragment}”, which is not in that line of data/scraped.txt; correct the line or the fragment"
    )]
    RemovedNotFound {
        /// The fragment.
        fragment: String,
    },

    /// A quote is not in its passage.
    #[error("quotes “{quote}”, which is not in the passage; copy the quote from data/source.txt")]
    QuoteNotFound {
        /// The quote.
        quote: String,
    },
    /// A quote occurs more than once and the entry does not say which occurrence it means.
    #[error("quotes “{quote}”, which occurs {times} times in the passage; add nth = 1 to {times}")]
    QuoteAmbiguous {
        /// The quote.
        quote: String,
        /// How often it occurs.
        times: usize,
    },
    /// `nth` is out of range, or given although the quote occurs only once.
    #[error(
        "has nth = {nth}, but the quote occurs {times} time(s); nth counts from 1 and is only for quotes that occur more than once"
    )]
    NthWrong {
        /// The number given.
        nth: usize,
        /// How often the quote occurs.
        times: usize,
    },
    /// A quote crosses the end of a sentence.
    #[error(
        "quotes “{quote}”, which crosses the end of a sentence; quote within one sentence or heading"
    )]
    CrossesSentence {
        /// The quote.
        quote: String,
    },
    /// A passage id does not exist.
    #[error("names the passage “{id}”, which does not exist; data/README.md lists the passage ids")]
    UnknownPassage {
        /// The id.
        id: String,
    },
    /// Two entries are the same.
    #[error("repeats an earlier entry; remove one of the two")]
    Repeated,
    /// An id has the wrong form.
    #[error(
        "has the id “{id}”; an id here is “{prefix}” followed by lower-case letters, digits and hyphens"
    )]
    BadId {
        /// The id.
        id: String,
        /// What it must begin with.
        prefix: &'static str,
    },
    /// Entries are not in text order.
    #[error("comes after an entry that is later in the text; keep the entries in text order")]
    Unordered,

    /// A value of a vocabulary has no entry, or several.
    #[error("has {times} entries for “{id}”; write exactly one")]
    NotExactlyOnce {
        /// The id.
        id: &'static str,
        /// How many entries it has.
        times: usize,
    },
    /// An entry has no themes.
    #[error(
        "has no themes; give it at least one (for a passage: a primary theme under [passages])"
    )]
    Untagged,
    /// The primary theme is also a secondary one.
    #[error("lists its primary theme among the secondary ones; remove it there")]
    PrimaryTwice,

    /// A Chinese heading or note has no English translation.
    #[error("has no English for “{chinese}”; add it to data/english.toml")]
    Untranslated {
        /// The Chinese text.
        chinese: String,
    },
    /// A translation belongs to no Chinese heading or note.
    #[error(
        "translates a heading or note that does not exist; remove it, or correct its key in data/english.toml"
    )]
    NothingToTranslate,
    /// An English name or translation is empty.
    #[error("has an empty English text; write it")]
    EmptyEnglish,
    /// An English name or translation contains Chinese.
    #[error("has “{letter}” in its English text; translate it, and use half-width marks")]
    NotEnglish {
        /// The first Chinese letter or mark.
        letter: char,
    },

    /// The quote of a named or alias mention is not a name of the place.
    #[error(
        "quotes “{quote}”, which is neither the full name of its place (basis “named”) nor one of its aliases (basis “alias”); quote the name alone"
    )]
    NotItsName {
        /// The quote.
        quote: String,
    },
    /// A named or alias mention has no place or several.
    #[error("must name exactly one county or zone; write one entry for each name")]
    NotOnePlace,
    /// A scope is missing, or given where none is allowed.
    #[error("must have a scope if its basis is “collective”, and none otherwise")]
    ScopeMisplaced,
    /// The members do not fit the scope.
    #[error("has members that do not fit its scope: {demands}")]
    ScopeMembers {
        /// What the scope requires.
        demands: &'static str,
    },
    /// A member of an enumerated group is not in the passage that should list it.
    #[error(
        "has the member “{member}”, which the passage in listed_in does not name; give the passage that lists the members"
    )]
    NotListed {
        /// The member.
        member: &'static str,
    },
    /// A name is in the text and no entry covers it.
    #[error(
        "has “{name}” in the text, but no entry covers it; add an entry for it, or for a place name a [[not_a_mention]] with the reason"
    )]
    Unaccounted {
        /// The name.
        name: String,
    },

    /// A label is not part of its quote.
    #[error(
        "has the label “{label}”, which is not part of its quote; copy the label from the quote"
    )]
    LabelNotInQuote {
        /// The label.
        label: String,
    },
    /// Kind and period contradict each other.
    #[error("has a kind that its period does not allow: {demands}")]
    KindPeriod {
        /// What the kind requires.
        demands: &'static str,
    },
    /// An expectation without 预计 in its quote, or another kind with it.
    #[error("must have 预计 in its quote if its kind is “expected”, and not otherwise")]
    Expectation,
    /// A date or year is not in the text.
    #[error(
        "gives {time}, which is not in the text; leave it out: a fact without a date has only a period"
    )]
    TimeNotInText {
        /// The date or year.
        time: String,
    },
    /// An event without a date, or another kind with one.
    #[error("must have a date if its kind is “event”, and none otherwise")]
    EventDate,
    /// A printed number is not part of the quote, or is another value.
    #[error(
        "has the value “{printed}”, which is not in the quote or is not the given value and unit; copy `printed` from the quote and correct `value` and `unit`"
    )]
    ValueNotPrinted {
        /// The printed number.
        printed: String,
    },
    /// What a value measures is not in the passage.
    #[error("measures “{measures}”, which is not in the passage; use the text's own words")]
    MeasureNotInText {
        /// The words.
        measures: String,
    },
    /// The comparator contradicts the quote.
    #[error(
        "has a comparator that contradicts “{word}” next to the number; a threshold is not a value"
    )]
    ComparatorWrong {
        /// The word in the quote.
        word: &'static str,
    },

    /// A county's role does not name the county.
    #[error("does not contain “{name}”; quote what measure 1 says about that county")]
    RoleOfAnother {
        /// The county's name.
        name: String,
    },

    /// A word that is listed as no quantity is not in the text.
    #[error("lists “{word}”, which is not in the text; remove it")]
    WordNowhere {
        /// The word.
        word: String,
    },
    /// A word that is listed as no quantity covers a quantity.
    #[error(
        "overlaps “{word}”, which is listed under [[not_a_quantity]]; remove one of the two, or make the word longer"
    )]
    CoversQuantity {
        /// The word.
        word: String,
    },
    /// A numeral is in the text and no entry covers it.
    #[error(
        "has a numeral in “{around}”, but no entry covers it; add a [[quantity]], a term, or a [[not_a_quantity]] with the reason"
    )]
    NumberUnaccounted {
        /// The text around the numeral.
        around: String,
    },
    /// A milestone's value is not a quantity.
    #[error(
        "has the value “{printed}”, but data/quantities.toml has no entry with the same value, unit and comparator; add one"
    )]
    ValueUnlisted {
        /// The printed number.
        printed: String,
    },

    /// A name or verb is not part of its quote.
    #[error(
        "has the name or verb “{part}”, which is not part of its quote; copy it from the quote"
    )]
    PartNotInQuote {
        /// The name or verb.
        part: String,
    },
    /// A verb is not in the table of verbs.
    #[error(
        "has the verb “{verb}”, which is not in the table [verbs] for its period; add it under the status it stands for"
    )]
    VerbUnknown {
        /// The verb.
        verb: String,
    },
    /// A verb is in the table twice.
    #[error("lists “{verb}” twice for one period; list it under one status only")]
    VerbTwice {
        /// The verb.
        verb: String,
    },
    /// The status is not the one of the verb.
    #[error(
        "has another status than its verb “{verb}”, which stands for “{stands_for}”; correct the status or the verb"
    )]
    StatusNotVerb {
        /// The verb.
        verb: String,
        /// The status it stands for.
        stands_for: &'static str,
    },

    /// A term's label has no number.
    #[error("has no number in its label; a term is a label that counts its members")]
    NoNumber,
    /// A term has another number of members than its size.
    #[error(
        "has size {size} but lists {listed} members; list exactly what the text lists, or leave the size out"
    )]
    TermSize {
        /// The size.
        size: u32,
        /// How many members are listed.
        listed: usize,
    },
    /// A definition without a passage, or the reverse.
    #[error("must have both defined_in and definition, or neither")]
    DefinitionHalf,
    /// A mention is not of its term.
    #[error(
        "mentions “{quote}”, which shares no numeral with its label; quote the label where it occurs"
    )]
    NotTheLabel {
        /// The quote.
        quote: String,
    },
}
