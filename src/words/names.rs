//! What the values of each vocabulary, and the parts of the document, are called.

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

    /// The years of a period, where it has any.
    pub fn period_years(&self, period: Period) -> &'static str {
        name(&self.period_years, period)
    }

    /// A year on the axis: its number, or the name of what is none.
    pub fn year_name(&self, year: Year) -> &'static str {
        match year {
            Year::Y2050 => self.mid_century,
            _ => year.id(),
        }
    }

    /// A stretch of years.
    pub fn years_name(&self, years: Years) -> String {
        let [first, last] = [years.first(), years.last()].map(|year| self.year_name(year));
        match years.first() == years.last() {
            true if years.first() == Year::Y2050 => first.to_owned(),
            true => fill(self.one_year, &[first]),
            false => fill(self.years_between, &[first, last]),
        }
    }

    /// What a kind of milestone is called.
    pub fn kind_name(&self, kind: Kind) -> &'static str {
        name(&self.kind_names, kind)
    }

    /// What a facet is called.
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

    /// Whom a collective mention takes in.
    pub fn scope_about(&self, scope: Scope) -> &'static str {
        name(&self.scope_about, scope)
    }

    /// What a status is called.
    pub fn status_name(&self, status: Status) -> &'static str {
        name(&self.status_names, status)
    }

    /// What a suggestion leads to.
    pub fn suggestion_name(&self, kind: SuggestionKind) -> &'static str {
        name(&self.suggestion_names, kind)
    }

    /// What a tier is called.
    pub fn tier_name(&self, tier: Tier) -> &'static str {
        name(&self.tier_names, tier)
    }

    /// What a class of number is called.
    pub fn class_name(&self, class: Class) -> &'static str {
        name(&self.class_names, class)
    }

    /// How a number bounds what it counts, where it does.
    pub fn comparator_name(&self, comparator: Comparator) -> &'static str {
        name(&self.comparator_names, comparator)
    }

    /// What stands across the matrix.
    pub fn across_name(&self, across: Across) -> &'static str {
        name(&self.across_names, across)
    }

    /// What an order is called.
    pub fn sort_name(&self, sort: Sort) -> &'static str {
        name(&self.sort_names, sort)
    }

    /// How many results there are, in the words of a view.
    pub fn total(&self, view: ViewKind, total: usize) -> String {
        let template = match view {
            ViewKind::Timeline => self.total_milestones,
            ViewKind::Projects => self.total_projects,
            ViewKind::Figures => self.total_figures,
            _ => self.total_passages,
        };
        fill(template, &[&total.to_string()])
    }

    /// The button that shows the results of a view.
    pub fn show(&self, view: ViewKind, total: usize) -> String {
        let template = match view {
            ViewKind::Timeline => self.show_milestones,
            ViewKind::Projects => self.show_projects,
            ViewKind::Figures => self.show_figures,
            _ => self.show_passages,
        };
        fill(template, &[&total.to_string()])
    }

    /// The link that drops a facet, in the words of a view.
    pub fn loosen(&self, view: ViewKind, facet: Facet, total: usize) -> String {
        let template = match view {
            ViewKind::Timeline => self.loosen_milestones,
            ViewKind::Projects => self.loosen_projects,
            ViewKind::Figures => self.loosen_figures,
            _ => self.loosen_passages,
        };
        fill(template, &[self.facet_name(facet), &total.to_string()])
    }

    /// 第一章 …
    pub fn chapter_number(&self, number: u32) -> String {
        fill(self.chapter, &[self.digit(number)])
    }

    /// （一） …
    pub fn section_number(&self, number: u32) -> String {
        fill(self.section, &[self.digit(number)])
    }

    /// The line a passage goes by: number and heading where it has them, else what part it is.
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

    /// What kind of page the text was found on.
    pub fn source_name<'a>(&self, source: &'a SourceNote) -> &'a str {
        self.either(&source.name, &source.en)
    }

    /// What was taken out of the copy.
    pub fn removed<'a>(&self, removed: &'a Removed) -> &'a str {
        self.either(&removed.what, &removed.en)
    }

    /// Several names in one line.
    pub fn list(&self, names: &[&str]) -> String {
        names.join(self.list_separator)
    }

    /// Words between quotation marks.
    pub fn quote(&self, words: &str) -> String {
        fill(self.quoted, &[words])
    }

    fn either<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A chapter's or section's number as it is written out; the plan has none above nine.
    fn digit(&self, number: u32) -> &'static str {
        self.digits.get(number as usize).copied().unwrap_or("…")
    }

    /// Whether [`Words::passage_name`] is ours and not the plan's.
    pub fn name_is_ours(&self, passage: &Passage) -> bool {
        self.heading_of(passage).origin != Origin::Plan
    }
}

/// What a number counts, in the text's words: the thing, and which of several. Chinese in every
/// language of the interface, so that the brackets are Chinese ones.
pub fn measures(quantity: &Quantity) -> String {
    match &quantity.of {
        Some(of) => [&quantity.measures, "（", of, "）"].concat(),
        None => quantity.measures.clone(),
    }
}

/// The entry of a table that stands in a vocabulary's order.
fn name<V: Vocabulary>(table: &[&'static str], value: V) -> &'static str {
    table.get(value.ordinal()).copied().unwrap_or_default()
}
