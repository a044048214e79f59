//! Compact form → [`PlanFile`]. Any text gives a plan or an error that says where the text is wrong.

use super::super::{
    Chapter, CountyEntry, Mention, Meta, Milestone, Passage, Places, PlanError, PlanFile, Project,
    Quantity, Quotation, Removed, Section, Sentence, SourceNote, Span, Term, Text, ThemeEntry,
    Themes, Value, ZoneEntry,
};
use super::column::{Column, Result};
use super::{sentence_id, sentence_of};

/// Reads a plan in its compact form.
///
/// # Errors
/// When the text is not in that form.
pub fn read(text: &str) -> Result<PlanFile, PlanError> {
    let letters = letters(text);
    let file = &mut Column::new(text, &letters)?;
    // `letters` has read the first column, the alphabet.
    file.column()?;
    let schema = file.column()?.count()?;
    let meta = meta(file)?;
    let chapters = chapters(file)?;
    let sections = sections(file, &chapters)?;
    let passages = passages(file, &chapters, &sections)?;
    let mut quotes = Quotations::new(file, &passages)?;
    let places = places(file, &mut quotes)?;
    let themes = themes(file)?;
    let mentions = mentions(file, &mut quotes)?;
    let mut values = Values::new(file)?;
    let milestones = milestones(file, &mut quotes, &mut values)?;
    let quantities = quantities(file, &mut quotes, &mut values, &milestones)?;
    let projects = projects(file, &mut quotes)?;
    let terms = terms(file, &mut quotes)?;
    Ok(PlanFile {
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
    })
}

/// The alphabet of a plan in its compact form: every character beyond ASCII in it, in order. A text in another
/// form may give an empty or shorter alphabet, and [`read`] then says what is wrong with it.
pub fn letters(text: &str) -> Vec<char> {
    let mut letters = Vec::new();
    let Ok(mut steps) = Column::new(text, &[]).and_then(|mut file| file.column()) else {
        return letters;
    };
    let mut code = 0_u32;
    while let Ok(step) = steps.count() {
        code = code.saturating_add(step);
        letters.extend(char::from_u32(code));
    }
    letters
}

fn meta(file: &mut Column<'_>) -> Result<Meta> {
    let mut words = file.column()?;
    let mut times = file.column()?;
    Ok(Meta {
        title: words.string()?,
        issuer: words.string()?,
        meeting: words.string()?,
        adopted: words.string()?,
        source: SourceNote {
            name: words.string()?,
            en: words.string()?,
            reposted: words.string()?,
        },
        text_sha256: words.string()?,
        removed: {
            let mut removed = Vec::new();
            while times.has_more() {
                removed.push(Removed {
                    what: words.string()?,
                    en: words.string()?,
                    times: times.count()? as usize,
                });
            }
            removed
        },
    })
}

fn chapters(file: &mut Column<'_>) -> Result<Vec<Chapter>> {
    let mut ids = file.column()?;
    let mut numbers = file.column()?;
    let mut headings = file.column()?;
    let mut en = file.column()?;
    let mut notes = file.column()?;
    let mut chapters = Vec::new();
    while ids.has_more() {
        chapters.push(Chapter {
            id: ids.string()?,
            number: numbers.count()?,
            heading: headings.optional_string()?,
            en: en.optional_string()?,
            note: notes.optional_string()?,
        });
    }
    Ok(chapters)
}

fn sections(file: &mut Column<'_>, chapters: &[Chapter]) -> Result<Vec<Section>> {
    let mut ids = file.column()?;
    let mut of_chapters = file.column()?;
    let mut numbers = file.column()?;
    let mut headings = file.column()?;
    let mut en = file.column()?;
    let mut sections = Vec::new();
    while ids.has_more() {
        let chapter = of_chapters.count()?;
        sections.push(Section {
            id: ids.string()?,
            chapter: of_chapters.entry(chapter, chapters, ENTRY)?.id.clone(),
            number: numbers.count()?,
            heading: headings.string()?,
            en: en.optional_string()?,
        });
    }
    Ok(sections)
}

fn passages(
    file: &mut Column<'_>,
    chapters: &[Chapter],
    sections: &[Section],
) -> Result<Vec<Passage>> {
    let mut ids = file.column()?;
    let mut kinds = file.column()?;
    let mut numbers = file.column()?;
    let mut of_chapters = file.column()?;
    let mut of_sections = file.column()?;
    let mut texts = file.column()?;
    let mut headings = Parts::new(file)?;
    let mut en = file.column()?;
    let mut counts = file.column()?;
    let mut starts = file.column()?;
    let mut lengths = file.column()?;
    let mut primary = file.column()?;
    let mut secondary = file.column()?;
    let mut periods = file.column()?;
    let mut passages = Vec::new();
    while ids.has_more() {
        let id = ids.string()?;
        let text = Text::new(texts.string()?);
        let mut end = starts.count()?;
        let mut sentences = Vec::new();
        for number in 1..=counts.count()? {
            let start = end;
            end = start.saturating_add(lengths.count()?);
            let id = sentence_id(&id, number);
            sentences.push(Sentence { id, start, end });
        }
        passages.push(Passage {
            kind: kinds.value()?,
            number: numbers.optional_count()?,
            chapter: id_at(&mut of_chapters, chapters, |entry| &entry.id)?,
            section: id_at(&mut of_sections, sections, |entry| &entry.id)?,
            heading: headings.next(&text, text.span())?,
            en: en.optional_string()?,
            sentences,
            themes: Themes {
                primary: primary.value()?,
                secondary: secondary.set()?,
            },
            periods: periods.set()?,
            id,
            text,
        });
    }
    Ok(passages)
}

/// The name of an entry in an error about a position that has none.
const ENTRY: &str = "position of an entry";

/// The id of the entry of `list` at the next position in `column`, if it gives a position.
fn id_at<T>(column: &mut Column<'_>, list: &[T], id: fn(&T) -> &String) -> Result<Option<String>> {
    let position = column.optional_count()?;
    let id = |position| Ok(id(column.entry(position, list, ENTRY)?).clone());
    position.map(id).transpose()
}

/// The spans of passages that entries quote.
struct Quotations<'a> {
    passages: &'a [Passage],
    steps: Column<'a>,
    starts: Column<'a>,
    lengths: Column<'a>,
    /// The position of the last quotation's passage.
    last: i64,
    /// Where the last quotation ended in its passage.
    end: i64,
}

impl<'a> Quotations<'a> {
    fn new<'t: 'a>(file: &mut Column<'t>, passages: &'a [Passage]) -> Result<Self> {
        Ok(Self {
            passages,
            steps: file.column()?,
            starts: file.column()?,
            lengths: file.column()?,
            last: 0,
            end: 0,
        })
    }

    /// The next quotation and its passage's text.
    fn next(&mut self) -> Result<(Quotation, &'a Text)> {
        let step = self.steps.integer()?;
        let start = self.starts.integer()?;
        let length = self.lengths.integer()?;
        let found = self.find(step, start, length);
        let (passage, span) = found.ok_or_else(|| self.lengths.missing("span of a passage"))?;
        let quotation = Quotation {
            passage: passage.id.clone(),
            sentence: sentence_of(passage, span).map(|sentence| sentence.id.clone()),
            start: span.start(),
            end: span.end(),
            quote: passage.text.slice(span).to_owned(),
        };
        Ok((quotation, &passage.text))
    }

    /// The passage `step` positions after the last one, and a span of it. Within one passage, `start` counts
    /// from the end of the last quotation.
    fn find(&mut self, step: i64, start: i64, length: i64) -> Option<(&'a Passage, Span)> {
        let position = self.last.checked_add(step)?;
        let start = match step {
            0 => self.end.checked_add(start)?,
            _ => start,
        };
        let end = start.checked_add(length)?;
        (self.last, self.end) = (position, end);
        let passage = self.passages.get(usize::try_from(position).ok()?)?;
        let span = Span::new(start.try_into().ok()?, end.try_into().ok()?)?;
        let is_inside = passage.text.span().contains(span);
        is_inside.then_some((passage, span))
    }

    fn take(&mut self, count: u32) -> Result<Vec<Quotation>> {
        (0..count).map(|_| Ok(self.next()?.0)).collect()
    }
}

/// Strings that are usually part of a longer text, and are then stored as a distance from each of its ends.
struct Parts<'a> {
    /// One more than the distance from the start, or 0 where the string is in `elsewhere`.
    from: Column<'a>,
    /// The distance from the end.
    to: Column<'a>,
    elsewhere: Column<'a>,
}

impl<'a> Parts<'a> {
    fn new(file: &mut Column<'a>) -> Result<Self> {
        Ok(Self {
            from: file.column()?,
            to: file.column()?,
            elsewhere: file.column()?,
        })
    }

    /// The next string, which may be missing, as part of the span `within` of `text`.
    fn next(&mut self, text: &Text, within: Span) -> Result<Option<String>> {
        let Some(from) = self.from.optional_count()? else {
            return self.elsewhere.optional_string();
        };
        let start = within.start().checked_add(from);
        let end = within.end().checked_sub(self.to.count()?);
        let span = start
            .zip(end)
            .and_then(|(start, end)| Span::new(start, end));
        let span = span.ok_or_else(|| self.to.missing("part of a quote"))?;
        Ok(Some(text.slice(span).to_owned()))
    }

    /// The next string, which must be there.
    fn string(&mut self, text: &Text, within: Span) -> Result<String> {
        let string = self.next(text, within)?;
        string.ok_or_else(|| self.elsewhere.missing("string"))
    }
}

/// The numbers of milestones and quantities.
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
    fn new(file: &mut Column<'a>) -> Result<Self> {
        Ok(Self {
            measures: Parts::new(file)?,
            printed: Parts::new(file)?,
            digits: file.column()?,
            places: file.column()?,
            units: file.column()?,
            comparators: file.column()?,
            notes: file.column()?,
        })
    }

    fn number(&mut self) -> Result<f64> {
        let digits = self.digits.integer()?;
        // A float holds these powers of ten exactly, so the quotient is the float nearest to the decimal.
        match self.places.count()? {
            places @ 0..=15 => Ok(digits as f64 / 10_f64.powi(places as i32)),
            _ => Err(self.places.missing("number of decimal places")),
        }
    }

    fn next(&mut self, text: &Text, within: Span) -> Result<Value> {
        Ok(Value {
            measures: self.measures.string(text, within)?,
            printed: self.printed.string(text, within)?,
            value: self.number()?,
            unit: self.units.string()?,
            comparator: self.comparators.value()?,
            note: self.notes.optional_string()?,
        })
    }
}

fn places(file: &mut Column<'_>, quotes: &mut Quotations<'_>) -> Result<Places> {
    let mut ids = file.column()?;
    let mut words = file.column()?;
    let mut aliases = file.column()?;
    let mut tiles = file.column()?;
    let mut counties = Vec::new();
    while ids.has_more() {
        let mut tile = || tiles.narrow("cell of the map");
        counties.push(CountyEntry {
            id: ids.value()?,
            code: words.string()?,
            zh: words.string()?,
            en: words.string()?,
            bo: words.optional_string()?,
            aliases: words.strings(aliases.count()?)?,
            tile: (tile()?, tile()?),
            role: quotes.next()?.0,
        });
    }
    let mut ids = file.column()?;
    let mut words = file.column()?;
    let mut aliases = file.column()?;
    let mut zones = Vec::new();
    while ids.has_more() {
        zones.push(ZoneEntry {
            id: ids.value()?,
            zh: words.string()?,
            en: words.string()?,
            aliases: words.strings(aliases.count()?)?,
        });
    }
    Ok(Places { counties, zones })
}

fn themes(file: &mut Column<'_>) -> Result<Vec<ThemeEntry>> {
    let mut ids = file.column()?;
    let mut words = file.column()?;
    let mut themes = Vec::new();
    while ids.has_more() {
        themes.push(ThemeEntry {
            id: ids.value()?,
            zh: words.string()?,
            en: words.string()?,
            about: words.string()?,
        });
    }
    Ok(themes)
}

fn mentions(file: &mut Column<'_>, quotes: &mut Quotations<'_>) -> Result<Vec<Mention>> {
    let mut bases = file.column()?;
    let mut counties = file.column()?;
    let mut zones = file.column()?;
    let mut scopes = file.column()?;
    let mut mentions = Vec::new();
    while bases.has_more() {
        let (quotation, _) = quotes.next()?;
        mentions.push(Mention {
            passage: quotation.passage,
            sentence: quotation.sentence,
            start: quotation.start,
            end: quotation.end,
            quote: quotation.quote,
            basis: bases.value()?,
            counties: counties.set()?,
            zones: zones.set()?,
            scope: scopes.optional_value()?,
        });
    }
    Ok(mentions)
}

fn milestones(
    file: &mut Column<'_>,
    quotes: &mut Quotations<'_>,
    values: &mut Values<'_>,
) -> Result<Vec<Milestone>> {
    let mut ids = file.column()?;
    let mut periods = file.column()?;
    let mut years = file.column()?;
    let mut dates = file.column()?;
    let mut kinds = file.column()?;
    let mut labels = Parts::new(file)?;
    let mut counts = file.column()?;
    let mut themes = file.column()?;
    let mut counties = file.column()?;
    let mut zones = file.column()?;
    let mut core = file.column()?;
    let mut milestones = Vec::new();
    while ids.has_more() {
        let (quotation, text) = quotes.next()?;
        let span = quotation.span();
        let mut year = || years.narrow("year");
        milestones.push(Milestone {
            id: ids.string()?,
            period: periods.value()?,
            years: match year()? {
                0 => None,
                first => Some((first, year()?)),
            },
            date: dates.optional_string()?,
            kind: kinds.value()?,
            label: labels.string(text, span)?,
            passage: quotation.passage,
            sentence: quotation.sentence,
            start: quotation.start,
            end: quotation.end,
            quote: quotation.quote,
            values: (0..counts.count()?)
                .map(|_| values.next(text, span))
                .collect::<Result<_>>()?,
            themes: themes.set()?,
            counties: counties.set()?,
            zones: zones.set()?,
            core: core.flag()?,
        });
    }
    Ok(milestones)
}

fn quantities(
    file: &mut Column<'_>,
    quotes: &mut Quotations<'_>,
    values: &mut Values<'_>,
    milestones: &[Milestone],
) -> Result<Vec<Quantity>> {
    let mut of = file.column()?;
    let mut classes = file.column()?;
    let mut periods = file.column()?;
    let mut kinds = file.column()?;
    let mut of_milestones = file.column()?;
    let mut quantities = Vec::new();
    while of.has_more() {
        let (quotation, text) = quotes.next()?;
        let value = values.next(text, quotation.span())?;
        quantities.push(Quantity {
            passage: quotation.passage,
            sentence: quotation.sentence,
            start: quotation.start,
            end: quotation.end,
            quote: quotation.quote,
            printed: value.printed,
            measures: value.measures,
            of: of.optional_string()?,
            value: value.value,
            unit: value.unit,
            comparator: value.comparator,
            class: classes.value()?,
            period: periods.value()?,
            kind: kinds.optional_value()?,
            milestone: id_at(&mut of_milestones, milestones, |entry| &entry.id)?,
            note: value.note,
        });
    }
    Ok(quantities)
}

fn projects(file: &mut Column<'_>, quotes: &mut Quotations<'_>) -> Result<Vec<Project>> {
    let mut ids = file.column()?;
    let mut names = Parts::new(file)?;
    let mut verbs = Parts::new(file)?;
    let mut statuses = file.column()?;
    let mut tiers = file.column()?;
    let mut periods = file.column()?;
    let mut themes = file.column()?;
    let mut counties = file.column()?;
    let mut zones = file.column()?;
    let mut projects = Vec::new();
    while ids.has_more() {
        let (quotation, text) = quotes.next()?;
        let span = quotation.span();
        projects.push(Project {
            id: ids.string()?,
            name: names.string(text, span)?,
            passage: quotation.passage,
            sentence: quotation.sentence,
            start: quotation.start,
            end: quotation.end,
            quote: quotation.quote,
            verb: verbs.string(text, span)?,
            status: statuses.value()?,
            tier: tiers.value()?,
            period: periods.value()?,
            themes: themes.set()?,
            counties: counties.set()?,
            zones: zones.set()?,
        });
    }
    Ok(projects)
}

fn terms(file: &mut Column<'_>, quotes: &mut Quotations<'_>) -> Result<Vec<Term>> {
    let mut ids = file.column()?;
    let mut labels = file.column()?;
    let mut sizes = file.column()?;
    let mut members = file.column()?;
    let mut defined = file.column()?;
    let mut mentions = file.column()?;
    let mut terms = Vec::new();
    while ids.has_more() {
        let members = members.optional_count()?;
        let members = members.map(|count| quotes.take(count)).transpose()?;
        let defined_in = match defined.flag()? {
            true => Some(quotes.next()?.0),
            false => None,
        };
        let mentions = quotes.take(mentions.count()?)?;
        // A missing label is the quote of the first mention.
        let first = mentions.first().map(|mention| mention.quote.clone());
        let label = labels.optional_string()?.or(first);
        terms.push(Term {
            id: ids.string()?,
            label: label.ok_or_else(|| labels.missing("string"))?,
            size: sizes.optional_count()?,
            members,
            defined_in,
            mentions,
        });
    }
    Ok(terms)
}
