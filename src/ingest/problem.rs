//! Errors in the source files. Each names the file and the entry, says what is wrong, and how to fix it.

use thiserror::Error;

use super::files;

/// One error in the source files.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, {entry}: {fault}")]
pub struct Problem {
    /// The name of the file in the data folder.
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
    /// A file that every plan needs does not exist.
    #[error("is missing, but every plan has one; data/README.md says what it holds")]
    MissingFile,
    /// A TOML file does not parse, or has an unknown key.
    #[error("cannot be read: {message}; fix the entry (data/README.md lists the keys)")]
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
    #[error("has an unmatched “{mark}”; compare with the original")]
    Unbalanced {
        /// The unmatched mark.
        mark: char,
    },
    /// A paragraph is in a place where the outline does not allow it.
    #[error("has another paragraph where {expected} should be; compare with the original")]
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
    #[error("has no full stop after its heading; compare with the original")]
    UnendedHeading,
    /// Nothing follows the heading, neither in its line nor below it.
    #[error(
        "has a heading but no body; compare with the original (a heading with its paragraphs below it has no full stop)"
    )]
    EmptyBody,
    /// The last sentence has no full stop.
    #[error("does not end with a full stop; compare with the original")]
    UnendedSentence,
    /// An entry of `accept` that nothing needs.
    #[error(
        "accepts something that no line needs; remove the entry, or correct `begins` and `what`"
    )]
    NothingToAccept,
    /// A table that is not in the text.
    #[error(
        "is not in source.txt: no line begins so, or fewer lines than `lines` follow; correct `begins`, `nth` and `lines`"
    )]
    NoTable,
    /// A —— paragraph begins like no entry of `dashes`.
    #[error(
        "begins with —— and goes on like no entry of `dashes` under [outline] in plan.toml; compare with the original, or add an entry"
    )]
    DashUnknown,
    /// A second paragraph begins like the vision.
    #[error(
        "begins like the vision, but there is one before it; make `begins` under [outline.vision] in plan.toml longer"
    )]
    SecondVision,
    /// The text ends too early.
    #[error("is the last line, but {missing} is missing; compare with the original")]
    Incomplete {
        /// What is missing.
        missing: &'static str,
    },

    /// A paragraph differs from the scraped text by more than the width of marks and the listed removals.
    #[error(
        "differs from the scraped text “{scraped}”; only the width of marks may differ, and what removed.toml lists"
    )]
    DiffersFromScrape {
        /// How the scraped paragraph begins.
        scraped: String,
    },
    /// A removed fragment is not in its line of the scraped text.
    #[error(
        "lists “{fragment}”, which is not in that line of scraped.txt; correct the line or the fragment"
    )]
    RemovedNotFound {
        /// The fragment.
        fragment: String,
    },

    /// A joined line is the first one, blank, removed, or does not exist.
    #[error("cannot go on with the paragraph above it; correct the number of the line")]
    NothingToJoin,

    /// A quote is not in its passage.
    #[error("quotes “{quote}”, which is not in the passage; copy the quote from source.txt")]
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

    /// An id of the plan's vocabularies, or another short name, has the wrong form.
    #[error(
        "has “{id}”, which has the wrong form; use lower-case letters, digits and “-” (and “_” for a theme, place or period; no “-” for the vision)"
    )]
    BadPlanId {
        /// The id.
        id: String,
    },
    /// An id is in no vocabulary of the plan.
    #[error("names the {vocabulary} “{id}”, which does not exist; correct the id, or add a [[{vocabulary}]] to {}", listed_in(.vocabulary))]
    UnknownId {
        /// The vocabulary: theme, county, zone, period or group.
        vocabulary: &'static str,
        /// The id.
        id: String,
    },
    /// An id is given twice in one list.
    #[error("lists “{id}” twice; remove one of the two")]
    IdTwice {
        /// The id.
        id: String,
    },
    /// A vocabulary has too many values.
    #[error("has {total} entries, but there can be at most {most}; merge some of them")]
    TooMany {
        /// How many it has.
        total: usize,
        /// How many it can have.
        most: usize,
    },
    /// Periods overlap, or one ends before it begins.
    #[error(
        "ends before it begins, or begins before the period above it has ended; write the periods in the order of time, with first ≤ last"
    )]
    PeriodOrder,
    /// A period has no width.
    #[error("has width = 0; give it a share of the timeline, for example 34")]
    NoWidth,
    /// No period is the plan's own.
    #[error("has no period with role = \"planned\"; give it to the period that the plan is for")]
    NoPlannedPeriod,
    /// The id of a group with the kind `scope` is not a scope that a group can be the meaning of.
    #[error(
        "is no group that a mention can mean; use the id central_city, or another kind than “scope”"
    )]
    NotAGroup,
    /// A group with the kind `scope` says nothing for the page, or another does.
    #[error("must have `about` if its kind is “scope”, and not otherwise")]
    AboutMisplaced,
    /// A day is not written as one.
    #[error("gives “{date}”, which is not a day; write YYYY-MM-DD")]
    BadDate {
        /// What is given.
        date: String,
    },
    /// A colour is not written as one.
    #[error("is not a colour; write it as #rrggbb")]
    BadColor,
    /// An example of a search would find nothing.
    #[error(
        "gives the example “{example}”, but no passage contains its words; choose words of the text (`without` is a word, a space, - and another word)"
    )]
    ExampleNotInText {
        /// The example.
        example: String,
    },
    /// An entry has no themes.
    #[error(
        "has no themes; give it at least one (for a passage: a primary theme under [passages]; for a sentence: an entry under [sentences])"
    )]
    Untagged,
    /// The primary theme is also a secondary one.
    #[error("lists its primary theme among the secondary ones; remove it there")]
    PrimaryTwice,
    /// A sentence id does not exist.
    #[error(
        "names the sentence “{id}”, which does not exist; a sentence id is its passage’s id, a dot and a number from 1"
    )]
    UnknownSentence {
        /// The id.
        id: String,
    },
    /// A sentence has too many themes.
    #[error(
        "has {total} themes, but a sentence can have at most {most}; keep those that it commits to, or say why under [more_than_four]"
    )]
    TooManyThemes {
        /// How many it has.
        total: usize,
        /// How many it can have.
        most: usize,
    },
    /// A reason is given for many themes of a sentence that has few.
    #[error(
        "is listed under [more_than_four], but has {total} themes, and {most} need no reason; remove it there"
    )]
    NotTooManyThemes {
        /// How many it has.
        total: usize,
        /// How many it can have without a reason.
        most: usize,
    },
    /// A passage has a theme that none of its sentences carries.
    #[error(
        "has the theme “{theme}”, but none of its sentences carries it; give it to one of them, take it out in themes.toml, or say why under [only_in_passage]"
    )]
    CarriedByNoSentence {
        /// The theme.
        theme: String,
    },
    /// The primary theme of a sentence is none of its passage.
    #[error(
        "has the primary theme “{theme}”, which its passage does not have; add it to the passage in themes.toml"
    )]
    PrimaryNotInPassage {
        /// The theme.
        theme: String,
    },
    /// A theme is listed under `[only_in_passage]`, but is no theme of the passage, or one of a sentence.
    #[error(
        "lists “{theme}” under [only_in_passage], but the passage does not have this theme, or one of its sentences carries it; remove it there"
    )]
    NotOnlyInPassage {
        /// The theme.
        theme: String,
    },

    /// A Chinese heading, note or label has no English translation.
    #[error("has no English for “{chinese}”; add it to english.toml")]
    Untranslated {
        /// The Chinese text.
        chinese: String,
    },
    /// A measured quantity has no English.
    #[error("has no English; say in `en` what is counted and how much")]
    NoEnglish,
    /// A translation belongs to no Chinese heading, note or label.
    #[error(
        "translates a heading, note or label that does not exist; remove it, or correct its key in english.toml"
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
        demands: String,
    },
    /// A member of a group is not in the text that should list it.
    #[error(
        "has the member “{member}”, which the text that should list it does not name; give the passage that lists the members as listed_in"
    )]
    NotListed {
        /// The member.
        member: String,
    },
    /// A name is in the text and no entry covers it.
    #[error(
        "has “{name}” in the text, but no entry covers it; add an entry for it, or for a place name a [[not_a_mention]] with the reason"
    )]
    Unaccounted {
        /// The name.
        name: String,
    },

    /// A label is not one or two parts of its quote.
    #[error(
        "has the label “{label}”, which is neither a part of its quote nor two parts in text order with …… between them; copy each part from the quote"
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
    /// The comparator is not what the words beside the number say.
    #[error(
        "has another comparator than the text: in “{clause}” it is `{stated}`; a threshold is not a value"
    )]
    ComparatorWrong {
        /// The number with the words around it.
        clause: String,
        /// The comparator that they state.
        stated: &'static str,
    },
    /// A quote or label has a number without the words that qualify it.
    #[error("has a {part} without “{word}”, which qualifies its number; make the {part} longer")]
    QualifierCut {
        /// Which part.
        part: &'static str,
        /// The missing word.
        word: String,
    },
    /// The note of a number is not the doubt that is printed beside it.
    #[error(
        "has the note “{note}”; the note is the doubt printed beside the number, such as 预计, and there is none where no doubt is printed"
    )]
    NoteWrong {
        /// The note; empty if there is none.
        note: String,
    },

    /// A county's role does not name the county.
    #[error("does not contain “{name}”; quote what the passage of roles says about that county")]
    RoleOfAnother {
        /// The county's name.
        name: String,
    },
    /// A county has a role, but no passage gives one.
    #[error(
        "has a role, but plan.toml does not say which passage gives it; add `roles` under [outline] there, or remove the role"
    )]
    RoleFromNowhere,

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
        "has the value “{printed}”, but quantities.toml has no entry with the same value, unit and comparator; add one"
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

/// The file with the list of a vocabulary.
fn listed_in(vocabulary: &str) -> &'static str {
    match vocabulary {
        "theme" => files::THEMES,
        "county" | "zone" | "group" => files::PLACES,
        _ => files::PLAN,
    }
}
