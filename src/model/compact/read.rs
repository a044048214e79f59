//! Compact form → [`PlanFile`]. Total: any text gives a plan or an error, which says where it is wrong.

use super::super::{
    Chapter, CountyEntry, Decimal, Mention, Meta, Milestone, Passage, Places, PlanError, PlanFile,
    Project, Quantity, Quotation, Removed, Section, Sentence, SourceNote, Span, Term, Text,
    ThemeEntry, Themes, Value, ZoneEntry,
};
use super::column::{Column, Lack};
use super::{sentence_id, sentence_of};

/// Reads a plan in its compact form.
///
/// # Errors
/// When the text is not that form.
pub fn read(text: &str) -> Result<PlanFile, PlanError> {
    let lack = Lack::default();
    let letters = letters(text);
    let file = plan(&mut Column::of(text, &letters, &lack));
    lack.told()?;
    Ok(file)
}

/// The alphabet of a plan in its compact form: every character beyond ASCII that it has, in order. What is not that
/// form has none, or some.
pub fn letters(text: &str) -> Vec<char> {
    let lack = Lack::default();
    let mut steps = Column::of(text, &[], &lack).column();
    let mut letters = Vec::new();
    let mut code = 0_u32;
    while steps.more() {
        code = code.saturating_add(steps.count());
        letters.extend(char::from_u32(code));
    }
    letters
}

fn plan(file: &mut Column<'_>) -> PlanFile {
    // The alphabet is known (`letters`).
    file.column();
    let schema = file.column().count();
    let meta = meta(file);
    let chapters = chapters(file);
    let sections = sections(file, &chapters);
    let passages = passages(file, &chapters, &sections);
    let mut quotes = Quotations::of(file, &passages);
    let places = places(file, &mut quotes);
    let themes = themes(file);
    let mentions = mentions(file, &mut quotes);
    let mut values = Values::of(file);
    let milestones = milestones(file, &mut quotes, &mut values);
    let quantities = quantities(file, &mut quotes, &mut values, &milestones);
    let projects = projects(file, &mut quotes);
    let terms = terms(file, &mut quotes);
    PlanFile {
        schema,
        meta,
        chapters,
        sections,
        passages,
        places,
        mentions,
        themes,
        milestones,
        quantities,
        projects,
        terms,
    }
}

fn meta(file: &mut Column<'_>) -> Meta {
    let mut words = file.column();
    let mut times = file.column();
    Meta {
        title: words.string(),
        issuer: words.string(),
        meeting: words.string(),
        adopted: words.string(),
        source: SourceNote {
            name: words.string(),
            en: words.string(),
            reposted: words.string(),
        },
        text_sha256: words.string(),
        removed: {
            let mut removed = Vec::new();
            while times.more() {
                removed.push(Removed {
                    what: words.string(),
                    en: words.string(),
                    times: times.count() as usize,
                });
            }
            removed
        },
    }
}

fn chapters(file: &mut Column<'_>) -> Vec<Chapter> {
    let mut ids = file.column();
    let mut numbers = file.column();
    let mut headings = file.column();
    let mut en = file.column();
    let mut notes = file.column();
    let mut chapters = Vec::new();
    while ids.more() {
        chapters.push(Chapter {
            id: ids.string(),
            number: numbers.count(),
            heading: headings.maybe_string(),
            en: en.maybe_string(),
            note: notes.maybe_string(),
        });
    }
    chapters
}

fn sections(file: &mut Column<'_>, chapters: &[Chapter]) -> Vec<Section> {
    let mut ids = file.column();
    let mut of = file.column();
    let mut numbers = file.column();
    let mut headings = file.column();
    let mut en = file.column();
    let mut sections = Vec::new();
    while ids.more() {
        sections.push(Section {
            id: ids.string(),
            chapter: {
                let position = of.count();
                let chapter = of.entry(Some(position), chapters, ENTRY);
                chapter.map(|of| of.id.clone()).unwrap_or_default()
            },
            number: numbers.count(),
            heading: headings.string(),
            en: en.maybe_string(),
        });
    }
    sections
}

fn passages(file: &mut Column<'_>, chapters: &[Chapter], sections: &[Section]) -> Vec<Passage> {
    let mut ids = file.column();
    let mut kinds = file.column();
    let mut numbers = file.column();
    let mut of_chapters = file.column();
    let mut of_sections = file.column();
    let mut texts = file.column();
    let mut headings = Parts::of(file);
    let mut en = file.column();
    let mut counts = file.column();
    let mut starts = file.column();
    let mut lengths = file.column();
    let mut primary = file.column();
    let mut secondary = file.column();
    let mut periods = file.column();
    let mut passages = Vec::new();
    while ids.more() {
        let id = ids.string();
        let text = Text::new(texts.string());
        let mut end = starts.count();
        let mut positions = 0..;
        let sentences = counts.times(counts.count(), || {
            let start = end;
            end = end.saturating_add(lengths.count());
            Sentence {
                id: sentence_id(&id, positions.next().unwrap_or_default()),
                start,
                end,
            }
        });
        passages.push(Passage {
            kind: kinds.value(),
            number: numbers.maybe(),
            chapter: id_at(&mut of_chapters, chapters, |of| &of.id),
            section: id_at(&mut of_sections, sections, |of| &of.id),
            heading: headings.next(&text, text.span()),
            en: en.maybe_string(),
            sentences,
            themes: Themes {
                primary: primary.value(),
                secondary: secondary.set(),
            },
            periods: periods.set(),
            id,
            text,
        });
    }
    passages
}

/// The id of the entry of `list` at the next position in `column`, which may be none.
fn id_at<T>(column: &mut Column<'_>, list: &[T], id: fn(&T) -> &String) -> Option<String> {
    let position = column.maybe();
    column
        .entry(position, list, ENTRY)
        .map(|entry| id(entry).clone())
}

/// What is missing where a position leads nowhere.
const ENTRY: &str = "position of an entry";

/// What is read of a stretch that is missing.
static NO_TEXT: Text = Text::EMPTY;

/// Stretches of passages, with the words there.
struct Quotations<'a> {
    passages: &'a [Passage],
    of: Column<'a>,
    starts: Column<'a>,
    lengths: Column<'a>,
    /// The position of the last one's passage.
    last: i64,
    /// Where the last one ended in it.
    end: i64,
}

impl<'a> Quotations<'a> {
    fn of<'t: 'a>(file: &mut Column<'t>, passages: &'a [Passage]) -> Self {
        Self {
            passages,
            of: file.column(),
            starts: file.column(),
            lengths: file.column(),
            last: 0,
            end: 0,
        }
    }

    /// The next one, and the text it stands in.
    fn next(&mut self) -> (Quotation, &'a Text) {
        let on = self.of.integer();
        let start = self.starts.integer();
        let length = self.lengths.integer();
        let passage = self.last.checked_add(on);
        let start = if on == 0 {
            self.end.checked_add(start)
        } else {
            Some(start)
        };
        let end = start.and_then(|start| start.checked_add(length));
        let found = passage
            .zip(start)
            .zip(end)
            .and_then(|((passage, start), end)| {
                (self.last, self.end) = (passage, end);
                let passage = self.passages.get(usize::try_from(passage).ok()?)?;
                let span = Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?)?;
                passage
                    .text
                    .span()
                    .contains(span)
                    .then_some((passage, span))
            });
        let Some((passage, span)) = found else {
            self.lengths.lacks("stretch of a passage");
            let nothing = Quotation {
                passage: String::new(),
                sentence: None,
                start: 0,
                end: 0,
                quote: String::new(),
            };
            return (nothing, &NO_TEXT);
        };
        let quotation = Quotation {
            passage: passage.id.clone(),
            sentence: sentence_of(passage, span).map(|sentence| sentence.id.clone()),
            start: span.start(),
            end: span.end(),
            quote: passage.text.slice(span).to_owned(),
        };
        (quotation, &passage.text)
    }

    fn take(&mut self, count: u32) -> Vec<Quotation> {
        let of = self.of;
        of.times(count, || self.next().0)
    }
}

/// Words that mostly are part of a longer stretch.
struct Parts<'a> {
    /// How far from the stretch's start they start; 0 where they stand elsewhere, or are missing.
    from: Column<'a>,
    /// How far from the stretch's end they end.
    to: Column<'a>,
    elsewhere: Column<'a>,
}

impl<'a> Parts<'a> {
    fn of(file: &mut Column<'a>) -> Self {
        Self {
            from: file.column(),
            to: file.column(),
            elsewhere: file.column(),
        }
    }

    fn next(&mut self, text: &Text, within: Span) -> Option<String> {
        let Some(from) = self.from.maybe() else {
            return self.elsewhere.maybe_string();
        };
        let start = within.start().checked_add(from);
        let end = within.end().checked_sub(self.to.count());
        let span = start
            .zip(end)
            .and_then(|(start, end)| Span::new(start, end));
        if span.is_none() {
            self.to.lacks("part of a stretch");
        }
        span.map(|span| text.slice(span).to_owned())
    }

    /// The next ones, which may not be missing.
    fn words(&mut self, text: &Text, within: Span) -> String {
        let words = self.next(text, within);
        words.unwrap_or_else(|| {
            self.elsewhere.lacks("string");
            String::new()
        })
    }
}

/// What a number says, and of what.
struct Values<'a> {
    measures: Parts<'a>,
    printed: Parts<'a>,
    digits: Column<'a>,
    places: Column<'a>,
    units: Column<'a>,
    comparators: Column<'a>,
    notes: Column<'a>,
}

impl<'a> Values<'a> {
    fn of(file: &mut Column<'a>) -> Self {
        Self {
            measures: Parts::of(file),
            printed: Parts::of(file),
            digits: file.column(),
            places: file.column(),
            units: file.column(),
            comparators: file.column(),
            notes: file.column(),
        }
    }

    fn decimal(&mut self) -> f64 {
        let decimal = Decimal::new(self.digits.integer(), self.places.count());
        if decimal.is_none() {
            self.places.lacks("number of decimal places");
        }
        decimal.map(Decimal::value).unwrap_or_default()
    }

    fn next(&mut self, text: &Text, within: Span) -> Value {
        Value {
            measures: self.measures.words(text, within),
            printed: self.printed.words(text, within),
            value: self.decimal(),
            unit: self.units.string(),
            comparator: self.comparators.value(),
            note: self.notes.maybe_string(),
        }
    }
}

fn places(file: &mut Column<'_>, quotes: &mut Quotations<'_>) -> Places {
    let mut ids = file.column();
    let mut words = file.column();
    let mut aliases = file.column();
    let mut tiles = file.column();
    let mut counties = Vec::new();
    while ids.more() {
        let mut tile = || tiles.narrow("cell of the map");
        counties.push(CountyEntry {
            id: ids.value(),
            code: words.string(),
            zh: words.string(),
            en: words.string(),
            bo: words.maybe_string(),
            aliases: words.strings(aliases.count()),
            tile: (tile(), tile()),
            role: quotes.next().0,
        });
    }
    let mut ids = file.column();
    let mut words = file.column();
    let mut aliases = file.column();
    let mut zones = Vec::new();
    while ids.more() {
        zones.push(ZoneEntry {
            id: ids.value(),
            zh: words.string(),
            en: words.string(),
            aliases: words.strings(aliases.count()),
        });
    }
    Places { counties, zones }
}

fn themes(file: &mut Column<'_>) -> Vec<ThemeEntry> {
    let mut ids = file.column();
    let mut words = file.column();
    let mut themes = Vec::new();
    while ids.more() {
        themes.push(ThemeEntry {
            id: ids.value(),
            zh: words.string(),
            en: words.string(),
            about: words.string(),
        });
    }
    themes
}

fn mentions(file: &mut Column<'_>, quotes: &mut Quotations<'_>) -> Vec<Mention> {
    let mut bases = file.column();
    let mut counties = file.column();
    let mut zones = file.column();
    let mut scopes = file.column();
    let mut mentions = Vec::new();
    while bases.more() {
        let (quotation, _) = quotes.next();
        mentions.push(Mention {
            passage: quotation.passage,
            sentence: quotation.sentence,
            start: quotation.start,
            end: quotation.end,
            quote: quotation.quote,
            basis: bases.value(),
            counties: counties.set(),
            zones: zones.set(),
            scope: scopes.maybe_value(),
        });
    }
    mentions
}

fn milestones(
    file: &mut Column<'_>,
    quotes: &mut Quotations<'_>,
    values: &mut Values<'_>,
) -> Vec<Milestone> {
    let mut ids = file.column();
    let mut periods = file.column();
    let mut years = file.column();
    let mut dates = file.column();
    let mut kinds = file.column();
    let mut labels = Parts::of(file);
    let mut counts = file.column();
    let mut themes = file.column();
    let mut counties = file.column();
    let mut zones = file.column();
    let mut core = file.column();
    let mut milestones = Vec::new();
    while ids.more() {
        let (quotation, text) = quotes.next();
        let span = quotation.span();
        let mut year = || years.narrow("year");
        milestones.push(Milestone {
            id: ids.string(),
            period: periods.value(),
            years: match year() {
                0 => None,
                first => Some((first, year())),
            },
            date: dates.maybe_string(),
            kind: kinds.value(),
            label: labels.words(text, span),
            passage: quotation.passage,
            sentence: quotation.sentence,
            start: quotation.start,
            end: quotation.end,
            quote: quotation.quote,
            values: counts.times(counts.count(), || values.next(text, span)),
            themes: themes.set(),
            counties: counties.set(),
            zones: zones.set(),
            core: core.flag(),
        });
    }
    milestones
}

fn quantities(
    file: &mut Column<'_>,
    quotes: &mut Quotations<'_>,
    values: &mut Values<'_>,
    milestones: &[Milestone],
) -> Vec<Quantity> {
    let mut of = file.column();
    let mut classes = file.column();
    let mut periods = file.column();
    let mut kinds = file.column();
    let mut of_milestones = file.column();
    let mut quantities = Vec::new();
    while of.more() {
        let (quotation, text) = quotes.next();
        let value = values.next(text, quotation.span());
        quantities.push(Quantity {
            passage: quotation.passage,
            sentence: quotation.sentence,
            start: quotation.start,
            end: quotation.end,
            quote: quotation.quote,
            printed: value.printed,
            measures: value.measures,
            of: of.maybe_string(),
            value: value.value,
            unit: value.unit,
            comparator: value.comparator,
            class: classes.value(),
            period: periods.value(),
            kind: kinds.maybe_value(),
            milestone: id_at(&mut of_milestones, milestones, |of| &of.id),
            note: value.note,
        });
    }
    quantities
}

fn projects(file: &mut Column<'_>, quotes: &mut Quotations<'_>) -> Vec<Project> {
    let mut ids = file.column();
    let mut names = Parts::of(file);
    let mut verbs = Parts::of(file);
    let mut statuses = file.column();
    let mut tiers = file.column();
    let mut periods = file.column();
    let mut themes = file.column();
    let mut counties = file.column();
    let mut zones = file.column();
    let mut projects = Vec::new();
    while ids.more() {
        let (quotation, text) = quotes.next();
        let span = quotation.span();
        projects.push(Project {
            id: ids.string(),
            name: names.words(text, span),
            passage: quotation.passage,
            sentence: quotation.sentence,
            start: quotation.start,
            end: quotation.end,
            quote: quotation.quote,
            verb: verbs.words(text, span),
            status: statuses.value(),
            tier: tiers.value(),
            period: periods.value(),
            themes: themes.set(),
            counties: counties.set(),
            zones: zones.set(),
        });
    }
    projects
}

fn terms(file: &mut Column<'_>, quotes: &mut Quotations<'_>) -> Vec<Term> {
    let mut ids = file.column();
    let mut labels = file.column();
    let mut sizes = file.column();
    let mut members = file.column();
    let mut defined = file.column();
    let mut mentions = file.column();
    let mut terms = Vec::new();
    while ids.more() {
        let members = members.maybe().map(|count| quotes.take(count));
        let defined_in = if defined.flag() {
            Some(quotes.next().0)
        } else {
            None
        };
        let mentions = quotes.take(mentions.count());
        // A label that is missing is what the first mention quotes.
        let label = labels.maybe_string();
        let first = mentions.first().map(|mention| &mention.quote);
        terms.push(Term {
            id: ids.string(),
            label: label.or_else(|| first.cloned()).unwrap_or_default(),
            size: sizes.maybe(),
            members,
            defined_in,
            mentions,
        });
    }
    terms
}
