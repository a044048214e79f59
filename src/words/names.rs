//! Names of vocabulary values, entries and parts of the document.

use super::{Origin, Words, fill};
use crate::model::{
    Bilingual, Class, Comparator, County, CountyEntry, Group, Kind, Passage, PassageKind, Period,
    Plan, Project, Quantity, Quotation, Removed, Scope, SourceNote, Status, Theme, ThemeEntry,
    Tier, Value, Vocabulary, Year, Zone, ZoneEntry,
};
use crate::query::{
    Across, Arrangement, Facet, Has, Lang, Layer, Sort, Standing, SuggestionKind, Tab, ViewKind,
    Years,
};

impl Words {
    /// A view's name.
    pub fn view(&self, view: ViewKind) -> &'static str {
        name(&self.view_names, view)
    }

    /// A tab's name.
    pub fn tab(&self, tab: Tab) -> &'static str {
        match tab.views() {
            [view] => self.view(*view),
            _ => self.counties,
        }
    }

    /// The site's title.
    pub fn site<'a>(&self, plan: &'a Plan) -> &'a str {
        self.pick(&plan.site().title)
    }

    /// A period's name.
    pub fn period_name<'a>(&self, plan: &'a Plan, period: Period) -> &'a str {
        plan.entry(period)
            .map_or("", |entry| self.pick(&entry.name))
    }

    /// The years of a period, or an empty string if it is a single one.
    pub fn period_years(&self, plan: &Plan, period: Period) -> String {
        match plan.entry(period) {
            Some(entry) if entry.first < entry.last => fill(
                self.years_between,
                &[&entry.first.to_string(), &entry.last.to_string()],
            ),
            _ => String::new(),
        }
    }

    /// A position on the time axis: a year, or the name of the position if the text names no year.
    pub fn year_name<'a>(&self, plan: &'a Plan, year: Year) -> &'a str {
        let place = plan.entry(year).and_then(|entry| entry.place.as_ref());
        place.map_or(plan.id(year), |place| self.pick(place))
    }

    /// The name of a range of years.
    pub fn years_name(&self, plan: &Plan, years: Years) -> String {
        let [first, last] = [years.first(), years.last()].map(|year| self.year_name(plan, year));
        match years.first() == years.last() {
            true if first != plan.id(years.first()) => first.to_owned(),
            true => fill(self.one_year, &[first]),
            false => fill(self.years_between, &[first, last]),
        }
    }

    /// The name of the theme with this id.
    pub fn theme_name<'a>(&self, plan: &'a Plan, theme: Theme) -> &'a str {
        plan.entry(theme).map_or("", |entry| self.theme(entry))
    }

    /// The name of the county with this id.
    pub fn county_name<'a>(&self, plan: &'a Plan, county: County) -> &'a str {
        plan.entry(county).map_or("", |entry| self.county(entry))
    }

    /// The name of the zone with this id.
    pub fn zone_name<'a>(&self, plan: &'a Plan, zone: Zone) -> &'a str {
        plan.entry(zone).map_or("", |entry| self.zone(entry))
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
            Facet::Has => self.has,
            Facet::Search => self.search,
        }
    }

    /// Which places a collective mention means.
    pub fn scope_about<'a>(&self, plan: &'a Plan, scope: Scope) -> &'a str {
        let group = plan.group(scope).and_then(|group| group.about.as_ref());
        let about = group.map(|about| self.pick(about));
        about.unwrap_or_else(|| name(&self.scope_about, scope))
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

    /// How many milestones of a kind: 7 项目标.
    pub fn count_of_kind(&self, kind: Kind, count: usize) -> String {
        fill(name(&self.answer_kinds, kind), &[&count.to_string()])
    }

    /// How many projects of a tier: 2 个具体项目.
    pub fn count_of_tier(&self, tier: Tier, count: usize) -> String {
        fill(name(&self.answer_tiers, tier), &[&count.to_string()])
    }

    /// The name of what an entry says besides its words.
    pub fn has_name(&self, has: Has) -> &'static str {
        name(&self.has_names, has)
    }

    /// The name of a class of numbers.
    pub fn class_name(&self, class: Class) -> &'static str {
        name(&self.class_names, class)
    }

    /// The name of a comparator; empty for an exact number.
    pub fn comparator_name(&self, comparator: Comparator) -> &'static str {
        name(&self.comparator_names, comparator)
    }

    /// A number as printed, with what qualifies it: 预计超过千亿. The words of the plan are Chinese in both languages.
    pub fn amount(&self, quantity: &Quantity) -> String {
        let Quantity {
            printed,
            unit,
            comparator,
            note,
            ..
        } = quantity;
        self.qualified((printed, unit), *comparator, note.as_deref())
    }

    /// A number of a milestone as printed, with what qualifies it.
    pub fn value(&self, value: &Value) -> String {
        let Value {
            printed,
            unit,
            comparator,
            note,
            ..
        } = value;
        self.qualified((printed, unit), *comparator, note.as_deref())
    }

    fn qualified(
        &self,
        (printed, unit): (&str, &str),
        comparator: Comparator,
        note: Option<&str>,
    ) -> String {
        let space = match self.lang {
            Lang::Zh => "",
            Lang::En => " ",
        };
        // 700、900亿元: the unit may be printed only once.
        let unit = if printed.contains(unit) { "" } else { unit };
        let parts = [
            note.unwrap_or_default(),
            self.comparator_name(comparator),
            printed,
            unit,
        ];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(space)
    }

    /// The name of the columns of the matrix.
    pub fn across_name(&self, across: Across) -> &'static str {
        name(&self.across_names, across)
    }

    /// The name of an arrangement of the timeline.
    pub fn arrangement_name(&self, arrangement: Arrangement) -> &'static str {
        name(&self.arrangement_names, arrangement)
    }

    /// The name of what the map shows of the plan's own geography.
    pub fn layer_name(&self, layer: Layer) -> &'static str {
        name(&self.layer_names, layer)
    }

    /// The name of a group of places.
    pub fn group<'a>(&self, group: &'a Group) -> &'a str {
        self.either(&group.zh, &group.en)
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
            view if view.counts_statements() => self.total_statements,
            _ => self.total_passages,
        };
        fill(template, &[&total.to_string()])
    }

    /// What follows the number of projects: how many of them are programmes. Empty if none is.
    pub fn of_which_programmes(&self, programmes: usize) -> String {
        match programmes {
            0 => String::new(),
            _ => fill(self.of_which_programmes, &[&programmes.to_string()]),
        }
    }

    /// What the numbers beside the filters of a view count.
    pub fn counts_about(&self, view: ViewKind) -> &'static str {
        match view {
            ViewKind::Timeline => self.counts_milestones,
            ViewKind::Projects => self.counts_projects,
            ViewKind::Figures => self.counts_figures,
            view if view.counts_statements() => self.counts_statements,
            _ => self.counts_passages,
        }
    }

    /// The label of the button that shows the results of a view.
    pub fn show(&self, view: ViewKind, total: usize) -> String {
        let template = match view {
            ViewKind::Timeline => self.show_milestones,
            ViewKind::Projects => self.show_projects,
            ViewKind::Figures => self.show_figures,
            view if view.counts_statements() => self.show_statements,
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
            view if view.counts_statements() => self.loosen_statements,
            _ => self.loosen_passages,
        };
        fill(template, &[self.facet_name(facet), &total.to_string()])
    }

    /// The number of a chapter: 第一章 or Chapter 1.
    pub fn chapter_number(&self, number: u32) -> String {
        fill(self.chapter, &[&self.numeral(number)])
    }

    /// The number of a section: （一） or (1).
    pub fn section_number(&self, number: u32) -> String {
        fill(self.section, &[&self.numeral(number)])
    }

    /// The plan's title, and the day of its adoption if that is known.
    pub fn title_and_day(&self, plan: &Plan) -> String {
        let meta = plan.meta();
        match &meta.adopted {
            Some(day) => fill(self.title_adopted, &[&meta.title, day]),
            None => fill(self.title, &[&meta.title]),
        }
    }

    /// [`Words::place`] in one line. What is not the plan's own heading is in square brackets.
    pub fn place_line(&self, plan: &Plan, passage: &Passage) -> String {
        let parts = self.place(plan, passage).into_iter();
        let parts = parts.map(|heading| match heading.origin {
            Origin::Ours if !heading.words.is_empty() => {
                heading.number.clone() + &fill(self.cite_title_ours, &[heading.words])
            }
            // Without its heading a chapter has lost its number, too.
            Origin::Ours => fill(self.cite_title_ours, &[&heading.number]),
            _ => heading.line(),
        });
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// Of which kind a statement is, and for which period: 目标 · “十五五”.
    pub fn standing(&self, plan: &Plan, standing: Standing) -> String {
        let kind = standing.kind.map_or_else(
            || self.suggestion_name(SuggestionKind::Project),
            |kind| self.kind_name(kind),
        );
        format!("{kind} · {}", self.period_name(plan, standing.period))
    }

    /// The name of a passage: number and heading if it has them, otherwise which part of the document it is.
    pub fn passage_name(&self, passage: &Passage) -> String {
        self.heading_of(passage).line()
    }

    /// The title of the role that the plan gives a county, with the place where it does.
    pub fn role_title(&self, plan: &Plan, role: &Quotation) -> String {
        let passage = plan.passage(&role.passage);
        let place = passage.map(|passage| match (passage.kind, passage.number) {
            (PassageKind::Measure, Some(number)) => fill(self.role_measure, &[&number.to_string()]),
            _ => self.passage_name(passage),
        });
        fill(self.profile_role, &[&place.unwrap_or_default()])
    }

    /// Where a passage stands, where there is little room: by its number, or that of its section, or else by name.
    pub fn short_place(&self, plan: &Plan, passage: &Passage) -> String {
        let chapter = passage.chapter.as_deref().and_then(|id| plan.chapter(id));
        match (passage.kind, passage.number, chapter) {
            (PassageKind::Measure, Some(number), _) => {
                fill(self.role_measure, &[&number.to_string()])
            }
            (PassageKind::Section, Some(number), Some(chapter)) => {
                self.chapter_number(chapter.number) + &self.section_number(number)
            }
            _ => self.passage_name(passage),
        }
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

    /// The text in this language.
    pub fn pick<'a>(&self, text: &'a Bilingual) -> &'a str {
        self.either(&text.zh, &text.en)
    }

    fn either<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A number in the language's digits: 十二 or 12.
    pub fn numeral(&self, number: u32) -> String {
        match self.lang {
            Lang::Zh => chinese_numeral(number),
            Lang::En => number.to_string(),
        }
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

/// The text's own verb for a project. Where the text puts the project first (把…打造成), both parts of the verb, with
/// the sign of an omission between them.
pub fn verb(project: &Project) -> String {
    let Project {
        quote, name, verb, ..
    } = project;
    let (before, after) = quote.split_once(name.as_str()).unwrap_or_default();
    let particle = ["把", "将"].into_iter().find(|word| before.ends_with(word));
    match particle.filter(|_| after.contains(verb)) {
        Some(particle) => format!("{particle}……{verb}"),
        None => verb.clone(),
    }
}

/// A number below a thousand in Chinese numerals, a larger one in Arabic.
fn chinese_numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| DIGITS.get(value as usize).copied().unwrap_or_default();
    match (number / 100, number / 10 % 10, number % 10) {
        (0, 0, ones) => digit(ones).to_owned(),
        (0, 1, 0) => "十".to_owned(),
        (0, 1, ones) => format!("十{}", digit(ones)),
        (0, tens, 0) => format!("{}十", digit(tens)),
        (0, tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
        (hundreds @ 1..10, 0, 0) => format!("{}百", digit(hundreds)),
        (hundreds @ 1..10, 0, ones) => format!("{}百零{}", digit(hundreds), digit(ones)),
        (hundreds @ 1..10, tens, 0) => format!("{}百{}十", digit(hundreds), digit(tens)),
        (hundreds @ 1..10, tens, ones) => {
            format!("{}百{}十{}", digit(hundreds), digit(tens), digit(ones))
        }
        _ => number.to_string(),
    }
}

/// The entry for a value in a table in the vocabulary's order.
fn name<V: Vocabulary>(table: &[&'static str], value: V) -> &'static str {
    table.get(value.ordinal()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::chinese_numeral;

    #[test]
    fn numbers_are_written_as_in_headings() {
        let written = [1, 10, 12, 20, 51, 100, 101, 110, 118, 999, 1000].map(chinese_numeral);
        let wanted = [
            "一",
            "十",
            "十二",
            "二十",
            "五十一",
            "一百",
            "一百零一",
            "一百一十",
            "一百一十八",
            "九百九十九",
            "1000",
        ];
        assert_eq!(written, wanted);
    }
}
