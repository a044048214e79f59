//! What can be wrong with the sources: where, what, and what to do about it.

use std::fmt;

/// One thing that is wrong with the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, {}: {}", self.file, self.entry, self.fault)
    }
}

impl std::error::Error for Problem {}

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident $({ $($(#[$field_doc:meta])* $field:ident : $type:ty),+ })? => $format:literal;)+) => {
        /// What is wrong with an entry. The text of each says what to do.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fault {
            $($(#[$doc])* $name $({ $($(#[$field_doc])* $field: $type),+ })?),+
        }

        impl fmt::Display for Fault {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$name $({ $($field),+ })? => write!(formatter, $format)),+
                }
            }
        }
    };
}

faults! {
    /// A TOML file does not parse, or has a key or id that does not exist.
    Unreadable {
        /// What the parser says.
        message: String
    } => "cannot be read: {message}; mend the entry (data/README.md lists the keys and ids)";

    /// A line of the source is blank or has white space at its ends.
    Blank => "is blank or starts or ends with white space; one paragraph a line, nothing around it";
    /// A half-width mark stands in Chinese prose.
    HalfWidth {
        /// The mark.
        mark: char
    } => "has a half-width “{mark}” in Chinese prose; write the full-width mark";
    /// A quotation mark or bracket is not closed, or closed without being opened.
    Unbalanced {
        /// The mark without its partner.
        mark: char
    } => "has a “{mark}” without its partner; compare with data/scraped.txt";
    /// A paragraph stands where the outline has no place for it.
    Misplaced {
        /// What was expected.
        expected: &'static str
    } => "stands where {expected} is expected; compare with data/scraped.txt";
    /// A number in the outline is not the next one.
    OutOfOrder {
        /// What is numbered.
        what: &'static str,
        /// The number that should stand there.
        expected: u32,
        /// The number that does.
        found: u32
    } => "has {what} {found} where {expected} should follow; a paragraph is missing or misplaced";
    /// A heading has no words.
    EmptyHeading => "has an empty heading; the words between the mark and the first full stop are missing";
    /// A heading is not followed by a full stop.
    UnendedHeading => "has no full stop after its heading; compare with data/scraped.txt";
    /// Nothing follows the heading.
    EmptyBody => "has a heading and no body; compare with data/scraped.txt";
    /// The last sentence does not end.
    UnendedSentence => "does not end with a full stop; compare with data/scraped.txt";
    /// The text ends too early.
    Incomplete {
        /// What is missing.
        missing: &'static str
    } => "ends before {missing}; compare with data/scraped.txt";

    /// A paragraph differs from the scrape by more than marks and listed removals.
    DiffersFromScrape {
        /// The scrape's words.
        scraped: String
    } => "differs from the scraped text “{scraped}”; only the width of marks may change, and what data/removed.toml lists";
    /// A removed fragment does not stand in the scrape where it is said to.
    RemovedNotFound {
        /// The fragment.
        fragment: String
    } => "lists “{fragment}”, which does not stand in that line of data/scraped.txt; correct line or fragment";

    /// A quote does not stand in its passage.
    QuoteNotFound {
        /// The quote.
        quote: String
    } => "quotes “{quote}”, which does not stand there; copy the words from data/source.txt";
    /// A quote stands more than once and the entry does not say which one it means.
    QuoteAmbiguous {
        /// The quote.
        quote: String,
        /// How often it stands there.
        times: usize
    } => "quotes “{quote}”, which stands there {times} times; add nth = 1 to {times}";
    /// `nth` is given but the quote stands only once, or not that often.
    NthWrong {
        /// The number given.
        nth: usize,
        /// How often the quote stands there.
        times: usize
    } => "has nth = {nth}, but the quote stands there {times} times; give nth only when there are more than one, counting from 1";
    /// A quote runs over the end of a sentence.
    CrossesSentence {
        /// The quote.
        quote: String
    } => "quotes “{quote}”, which runs over the end of a sentence; quote within one sentence or heading";
    /// An id names nothing.
    UnknownPassage {
        /// The id.
        id: String
    } => "names the passage “{id}”, which does not exist; see the outline in data/README.md";
    /// Two entries say the same.
    Repeated => "repeats an earlier entry; remove one of the two";
    /// An id is not of the agreed form.
    BadId {
        /// The id.
        id: String,
        /// What it must begin with.
        prefix: &'static str
    } => "has the id “{id}”; an id here is “{prefix}” and small letters, digits and hyphens";
    /// Entries are not in the order of the text or vocabulary.
    Unordered => "stands before an entry that comes earlier in the text; keep the file in text order";

    /// A vocabulary value has no entry, or two.
    NotExactlyOnce {
        /// The id.
        id: &'static str,
        /// How many entries it has.
        times: usize
    } => "needs exactly one entry for “{id}” and has {times}";
    /// A passage has no themes.
    Untagged => "has no themes; add it to [passages] with a primary theme";
    /// The primary theme stands among the secondary ones.
    PrimaryTwice => "lists its primary theme among the secondary ones; remove it there";

    /// Chinese words have no English.
    Untranslated {
        /// The words.
        chinese: String
    } => "has no English for “{chinese}”; add it to data/english.toml";
    /// English stands for Chinese words that do not exist.
    NothingToTranslate => "translates what has no Chinese words (data/english.toml lists headings and notes as they are); remove it";
    /// An English name or translation has no words.
    EmptyEnglish => "has no words in its English; write them";
    /// Chinese stands in an English name or translation.
    NotEnglish {
        /// The first letter or mark that is Chinese.
        letter: char
    } => "has “{letter}” in its English; translate the words, and write half-width marks";

    /// The quote of a named or alias mention is not a name of the place.
    NotItsName {
        /// The quote.
        quote: String
    } => "quotes “{quote}”, which is not the full name (named) or a listed alias (alias) of its one place; quote the name alone";
    /// A named or alias mention has no place or several.
    NotOnePlace => "must name exactly one county or zone; several names are several entries";
    /// A scope is missing or stands where none belongs.
    ScopeMisplaced => "needs a scope if it is collective, and must have none otherwise";
    /// The members do not fit the scope.
    ScopeMembers {
        /// What the scope demands.
        demands: &'static str
    } => "has members that do not fit its scope: {demands}";
    /// An enumerated group's list is not where the entry says.
    NotListed {
        /// The member that is not named there.
        member: &'static str
    } => "says its members are listed in listed_in, but “{member}” is not named there; point at the passage that lists them";
    /// A name stands in the text and no entry accounts for it.
    Unaccounted {
        /// The name.
        name: String
    } => "has “{name}” in the text and no entry accounts for it; add a [[mention]], or a [[not_a_mention]] that says why";

    /// A label is not part of its quote.
    LabelNotInQuote {
        /// The label.
        label: String
    } => "has the label “{label}”, which is not a stretch of its quote; every word shown is the plan's own";
    /// Kind and period contradict each other.
    KindPeriod {
        /// What the kind demands.
        demands: &'static str
    } => "has a kind that its period does not allow: {demands}";
    /// An expectation without 预计, or an achievement with it.
    Expectation => "is expected without 预计 in its quote, or has 预计 and is not expected; expected is not achieved";
    /// A date or year does not stand in the text.
    TimeNotInText {
        /// The date or year.
        time: String
    } => "gives {time}, which the text does not; leave it out, an undated fact has its period only";
    /// A date without an event or an event without a date.
    EventDate => "must have a date if it is an event, and none otherwise";
    /// A printed number is not part of the quote or does not say the value.
    ValueNotPrinted {
        /// The words given as the printed number.
        printed: String
    } => "has the value “{printed}”, which does not stand in the quote or does not read as that value and unit";
    /// What a value measures does not stand in the passage.
    MeasureNotInText {
        /// The words.
        measures: String
    } => "measures “{measures}”, which are not words of the passage; use the text's own";
    /// The comparator does not say what the quote says.
    ComparatorWrong {
        /// The word in the quote.
        word: &'static str
    } => "has a comparator that does not fit “{word}” beside the number; a threshold is not a value";

    /// A county's role does not name the county.
    RoleOfAnother {
        /// The county's name.
        name: String
    } => "has a role that does not name “{name}”; quote from measure 1 what it makes of that county";

    /// A word listed as no quantity stands nowhere.
    WordNowhere {
        /// The word.
        word: String
    } => "lists “{word}” as no quantity, but the text has no such word; remove it";
    /// A word listed as no quantity covers one, or an identifier is called a quantity.
    CoversQuantity {
        /// The word.
        word: String
    } => "is covered by “{word}”, which is listed as no quantity; an identifier is not a quantity: remove one, or lengthen the word";
    /// A numeral is neither a quantity nor accounted for otherwise.
    NumberUnaccounted {
        /// The words around it.
        around: String
    } => "has a numeral in “{around}” and no entry accounts for it; add a [[quantity]], a term, or a [[not_a_quantity]] that says why";
    /// A milestone's value is no quantity.
    ValueUnlisted {
        /// The number as printed.
        printed: String
    } => "has the value “{printed}”, which data/quantities.toml does not have with the same value, unit and comparator; add it there";

    /// A name or verb is not part of its quote.
    PartNotInQuote {
        /// The words.
        part: String
    } => "has the name or verb “{part}”, which is not a stretch of its quote; copy it from there";
    /// A verb is not in the table of what verbs say.
    VerbUnknown {
        /// The verb.
        verb: String
    } => "has the verb “{verb}”, which the table [verbs] does not list for its period; add it under what it says";
    /// A verb is listed twice.
    VerbTwice {
        /// The verb.
        verb: String
    } => "lists “{verb}” twice for one period; a verb says one thing";
    /// The status is not what the verb says.
    StatusNotVerb {
        /// The verb.
        verb: String,
        /// What it says.
        says: &'static str
    } => "has a status that its verb does not give: “{verb}” says {says}";

    /// A term's label holds no number.
    NoNumber => "has no number in its label; a term is a label that counts its members";
    /// A term lists another number of members than its label says.
    TermSize {
        /// What the label says.
        size: u32,
        /// How many are listed.
        listed: usize
    } => "says {size} and lists {listed} members; list what the text lists, or leave out what it does not count";
    /// A definition without a passage or the reverse.
    DefinitionHalf => "must have both defined_in and definition, or neither";
    /// A mention is not of its term.
    NotTheLabel {
        /// The words quoted.
        quote: String
    } => "mentions “{quote}”, which shares no word with its label; a mention is where the label itself stands";
}
