//! Names of vocabulary values, entries and parts of the document.

use super::{Origin, Words, fill};
use crate::model::{
    Class, Comparator, CountyEntry, Kind, Passage, Period, Quantity, Removed, Scope, SourceNote,
    Status, ThemeEntry, Tier, Vocabulary, Year, ZoneEntry,
};
use crate::query::{Across, Facet, Lang, Sort, SuggestionKind, ViewKind, Years};

impl Words {
    /// A view's name.
    pub fn view(&self, view: ViewKind) -> &'static str {
        name(&self.view_names, view)
    }

    /// A period's name.
    pub fn period_name(&self, period: Period) -> &'static str {
        name(&self.period_names, period)
    }

    /// The years of a period, or an empty string if it has none.
    pub fn period_years(&self, period: Period) -> &'static str {
        name(&self.period_years, period)
    }

    /// A position on the time axis: a year, or the name of mid-century.
    pub fn year_name(&self, year: Year) -> &'static str {
        match year {
            Year::Y2050 => self.mid_century,
            _ => year.id(),
        }
    }

    /// The name of a range of years.
    pub fn years_name(&self, years: Years) -> String {
        let [first, last] = [years.first(), years.last()].map(|year| self.year_name(year));
        match years.first() == years.last() {
            true if years.first() == Year::Y2050 => first.to_owned(),
            true => fill(self.one_year, &[first]),
            false => fill(self.years_between, &[first, last]),
        }
    }

    /// The name of a kind of milestone.
    pub fn kind_name(&self, kind: Kind) -> &'static str {
        name(&self.kind_names, kind)
    }

    /// The name of a facet.
    pub fn facet_name(&self, facet: Facet) -> &'static str {
        match facet {
            Facet::Theme => self.theme,
            Facet::County => self.county,
            Facet::Zone => self.zone,
            Facet::Period => self.period,
            Facet::Years => self.years,
            Facet::Kind => self.kind,
            Facet::Status => self.status,
            Facet::Tier => self.tier,
            Facet::Search => self.search,
        }
    }

    /// Which places a collective mention means.
    pub fn scope_about(&self, scope: Scope) -> &'static str {
        name(&self.scope_about, scope)
    }

    /// The name of a status.
    pub fn status_name(&self, status: Status) -> &'static str {
        name(&self.status_names, status)
    }

    /// The name of a kind of suggestion.
    pub fn suggestion_name(&self, kind: SuggestionKind) -> &'static str {
        name(&self.suggestion_names, kind)
    }

    /// The name of a tier.
    pub fn tier_name(&self, tier: Tier) -> &'static str {
        name(&self.tier_names, tier)
    }

    /// The name of a class of numbers.
    pub fn class_name(&self, class: Class) -> &'static str {
        name(&self.class_names, class)
    }

    /// The name of a comparator; empty for an exact number.
    pub fn comparator_name(&self, comparator: Comparator) -> &'static str {
        name(&self.comparator_names, comparator)
    }

    /// The name of the columns of the matrix.
    pub fn across_name(&self, across: Across) -> &'static str {
        name(&self.across_names, across)
    }

    /// The name of a sort order.
    pub fn sort_name(&self, sort: Sort) -> &'static str {
        name(&self.sort_names, sort)
    }

    /// The number of results of a view.
    pub fn total(&self, view: ViewKind, total: usize) -> String {
        let template = match view {
            ViewKind::Timeline => self.total_milestones,
            ViewKind::Projects => self.total_projects,
            ViewKind::Figures => self.total_figures,
            _ => self.total_passages,
        };
        fill(template, &[&total.to_string()])
    }

    /// The label of the button that shows the results of a view.
    pub fn show(&self, view: ViewKind, total: usize) -> String {
        let template = match view {
            ViewKind::Timeline => self.show_milestones,
            ViewKind::Projects => self.show_projects,
            ViewKind::Figures => self.show_figures,
            _ => self.show_passages,
        };
        fill(template, &[&total.to_string()])
    }

    /// The label of the link that removes the filter on a facet.
    pub fn loosen(&self, view: ViewKind, facet: Facet, total: usize) -> String {
        let template = match view {
            ViewKind::Timeline => self.loosen_milestones,
            ViewKind::Projects => self.loosen_projects,
            ViewKind::Figures => self.loosen_figures,
            _ => self.loosen_passages,
        };
        fill(template, &[self.facet_name(facet), &total.to_string()])
    }

    /// The number of a chapter: 第一章 or Chapter 1.
    pub fn chapter_number(&self, number: u32) -> String {
        fill(self.chapter, &[self.digit(number)])
    }

    /// The number of a section: （一） or (1).
    pub fn section_number(&self, number: u32) -> String {
        fill(self.section, &[self.digit(number)])
    }

    /// The name of a passage: number and heading if it has them, otherwise which part of the document it is.
    pub fn passage_name(&self, passage: &Passage) -> String {
        self.heading_of(passage).line()
    }

    /// A theme's name.
    pub fn theme<'a>(&self, entry: &'a ThemeEntry) -> &'a str {
        self.either(&entry.zh, &entry.en)
    }

    /// A county's name.
    pub fn county<'a>(&self, entry: &'a CountyEntry) -> &'a str {
        self.either(&entry.zh, &entry.en)
    }

    /// A zone's name.
    pub fn zone<'a>(&self, entry: &'a ZoneEntry) -> &'a str {
        self.either(&entry.zh, &entry.en)
    }

    /// The kind of page that the text was copied from.
    pub fn source_name<'a>(&self, source: &'a SourceNote) -> &'a str {
        self.either(&source.name, &source.en)
    }

    /// A kind of fragment that was removed from the copy.
    pub fn removed<'a>(&self, removed: &'a Removed) -> &'a str {
        self.either(&removed.what, &removed.en)
    }

    /// A list of names.
    pub fn list(&self, names: &[&str]) -> String {
        names.join(self.list_separator)
    }

    /// A text in quotation marks.
    pub fn quote(&self, words: &str) -> String {
        fill(self.quoted, &[words])
    }

    fn either<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The number of a chapter or section in the language's digits. The plan has no number above nine.
    fn digit(&self, number: u32) -> &'static str {
        self.digits.get(number as usize).copied().unwrap_or("…")
    }

    /// Whether [`Words::passage_name`] is not the plan's own heading.
    pub fn name_is_ours(&self, passage: &Passage) -> bool {
        self.heading_of(passage).origin != Origin::Plan
    }
}

/// What a number counts, and which of several things. It is Chinese text in both languages of the interface, so
/// it has Chinese brackets.
pub fn measures(quantity: &Quantity) -> String {
    match &quantity.of {
        Some(of) => format!("{}（{of}）", quantity.measures),
        None => quantity.measures.clone(),
    }
}

/// The entry for a value in a table in the vocabulary's order.
fn name<V: Vocabulary>(table: &[&'static str], value: V) -> &'static str {
    table.get(value.ordinal()).copied().unwrap_or_default()
}
