//! What the reader asked for. Everything on screen follows from a [`Query`] and the plan.
//!
//! This module knows nothing of answers, nor of links.

use super::{Facet, SearchText, Years};
use crate::model::vocabulary::vocabulary;
use crate::model::{
    County, GroupKind, IdSet, Kind, Member, Period, Status, Target, Theme, Tier, Vocabulary, Zone,
};

vocabulary! {
    /// A view of the answer.
    ViewKind, "view" {
        /// Passages, grouped by chapter and section.
        List = "list",
        /// Milestones along time.
        Timeline = "timeline",
        /// Projects and programmes, grouped by status.
        Projects = "projects",
        /// Numbers, by period.
        Figures = "figures",
        /// The counties as tiles, and the list of the chosen ones.
        Map = "map",
        /// Themes against counties or periods.
        Matrix = "matrix",
        /// Two counties or two themes side by side.
        Compare = "compare",
        /// The whole text in order.
        Text = "text",
        /// Where the text comes from, and what its source lost.
        About = "about",
    }
}

vocabulary! {
    /// A tab of the page: one view, or several that are modes of one.
    Tab, "tab" {
        /// The passages.
        List = "list",
        /// The milestones.
        Timeline = "timeline",
        /// The projects.
        Projects = "projects",
        /// The numbers.
        Figures = "figures",
        /// The counties: as a map, as a table, and two side by side.
        Counties = "counties",
        /// The whole text.
        Text = "text",
        /// Where the text comes from.
        About = "about",
    }
}

impl Tab {
    /// The tabs of the header in their order. The footer leads to the one about the text.
    pub fn of_header() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|tab| *tab != Self::About)
    }

    /// The views that it shows, the one that it opens first.
    pub const fn views(self) -> &'static [ViewKind] {
        match self {
            Self::List => &[ViewKind::List],
            Self::Timeline => &[ViewKind::Timeline],
            Self::Projects => &[ViewKind::Projects],
            Self::Figures => &[ViewKind::Figures],
            Self::Counties => &[ViewKind::Map, ViewKind::Matrix, ViewKind::Compare],
            Self::Text => &[ViewKind::Text],
            Self::About => &[ViewKind::About],
        }
    }
}

impl ViewKind {
    /// The tab that shows it.
    pub const fn tab(self) -> Tab {
        match self {
            Self::List => Tab::List,
            Self::Timeline => Tab::Timeline,
            Self::Projects => Tab::Projects,
            Self::Figures => Tab::Figures,
            Self::Map | Self::Matrix | Self::Compare => Tab::Counties,
            Self::Text => Tab::Text,
            Self::About => Tab::About,
        }
    }
}

vocabulary! {
    /// Which mentions of a chosen county or zone count.
    Reach, "reach" {
        /// Mentions by name and as part of a group.
        All = "all",
        /// Mentions by name only.
        Named = "named",
    }
}

vocabulary! {
    /// Which milestones the timeline shows, and which numbers the figures.
    Detail, "detail" {
        /// Main milestones; measured numbers.
        Core = "core",
        /// Every one.
        All = "all",
    }
}

vocabulary! {
    /// The order of the figures within a period, or of the lanes of the timeline. [`Sort::of`] says which view
    /// has which; in any other view a value is as good as `Text`.
    Sort, "sort" {
        /// The order of the text; of lanes, that of the plan's themes.
        Text = "text",
        /// By unit, then the largest first. Numbers of different units are not compared.
        Value = "value",
        /// By kind.
        Kind = "kind",
        /// By how many more targets than achievements a lane has, the most first.
        Growth = "growth",
    }
}

impl Sort {
    /// The orders that a view offers.
    pub const fn of(view: ViewKind) -> &'static [Self] {
        match view {
            ViewKind::Figures => &[Self::Text, Self::Value, Self::Kind],
            ViewKind::Timeline => &[Self::Text, Self::Growth],
            _ => &[],
        }
    }
}

vocabulary! {
    /// How the timeline is arranged.
    Arrangement, "arrangement" {
        /// A lane for each theme.
        Theme = "theme",
        /// One list for each period.
        None = "none",
    }
}

vocabulary! {
    /// The columns of the matrix.
    Across, "matrix" {
        /// The counties.
        County = "county",
        /// The periods.
        Period = "period",
    }
}

vocabulary! {
    /// Which part of the plan's own geography the map shows.
    Layer, "layer" {
        /// None.
        None = "none",
        /// The parts of the spatial pattern.
        System = "system",
        /// The areas in which counties develop together.
        Area = "area",
        /// The tiers of towns.
        Town = "town",
    }
}

impl Layer {
    /// The kind of groups that it shows.
    pub const fn kind(self) -> Option<GroupKind> {
        match self {
            Self::None => None,
            Self::System => Some(GroupKind::System),
            Self::Area => Some(GroupKind::Area),
            Self::Town => Some(GroupKind::Town),
        }
    }
}

impl ViewKind {
    /// Whether it counts statements. The others count passages, or entries of their own.
    pub const fn counts_statements(self) -> bool {
        matches!(self.tab(), Tab::Counties)
    }
}

vocabulary! {
    /// What an entry says besides its words.
    Has, "has" {
        /// How much: a number.
        Number = "number",
        /// When: a date or a year.
        Time = "time",
    }
}

vocabulary! {
    /// A language of the interface. The plan's text is Chinese in both.
    Lang, "language" {
        /// 中文
        Zh = "zh",
        /// English
        En = "en",
    }
}

impl Lang {
    /// The value of an HTML `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The language that the link of the header changes to.
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// What the reader asked for. The values of one field are alternatives (or); fields narrow each other
/// (and).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// How the answer is shown.
    pub view: ViewKind,
    /// Themes, primary or secondary; empty for all. The same goes for the sets below.
    pub themes: IdSet<Theme>,
    /// Counties.
    pub counties: IdSet<County>,
    /// Zones.
    pub zones: IdSet<Zone>,
    /// Which mentions of places count.
    pub reach: Reach,
    /// Periods.
    pub periods: IdSet<Period>,
    /// A range of years; `None` for all of time.
    pub years: Option<Years>,
    /// Kinds of milestones.
    pub kinds: IdSet<Kind>,
    /// Statuses of projects.
    pub statuses: IdSet<Status>,
    /// Tiers of projects.
    pub tiers: IdSet<Tier>,
    /// What entries must say: how much, when.
    pub has: IdSet<Has>,
    /// The search text.
    pub q: SearchText,
    /// Which milestones and numbers are shown.
    pub detail: Detail,
    /// The order of the figures, or of the lanes.
    pub sort: Sort,
    /// The columns of the matrix.
    pub across: Across,
    /// What is opened.
    pub at: Option<Target>,
    /// The language of the interface, if the link sets it.
    pub lang: Option<Lang>,
    /// Whether the page is embedded in a frame, where only the answer is shown.
    pub embed: bool,
    /// How the timeline is arranged.
    pub group: Arrangement,
    /// The themes whose lanes are open. Not a filter: see `themes`.
    pub open: IdSet<Theme>,
    /// What the map shows of the plan's own geography.
    pub layer: Layer,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            view: ViewKind::List,
            themes: IdSet::new(),
            counties: IdSet::new(),
            zones: IdSet::new(),
            reach: Reach::All,
            periods: IdSet::new(),
            years: None,
            kinds: IdSet::new(),
            statuses: IdSet::new(),
            tiers: IdSet::new(),
            has: IdSet::new(),
            q: SearchText::default(),
            detail: Detail::Core,
            sort: Sort::Text,
            across: Across::County,
            at: None,
            lang: None,
            embed: false,
            group: Arrangement::Theme,
            open: IdSet::new(),
            layer: Layer::None,
        }
    }
}

impl Query {
    /// Whether any filter or search text is set.
    pub fn is_filtered(&self) -> bool {
        *self != self.unfiltered()
    }

    /// The same view without filters and search text.
    pub fn unfiltered(&self) -> Self {
        Self {
            view: self.view,
            detail: self.detail,
            sort: self.sort,
            across: self.across,
            at: self.at.clone(),
            lang: self.lang,
            embed: self.embed,
            group: self.group,
            open: self.open,
            layer: self.layer,
            ..Self::default()
        }
    }

    /// The same query with something else opened, or nothing.
    pub fn at(&self, target: Option<Target>) -> Self {
        Self {
            at: target,
            ..self.clone()
        }
    }

    /// The same filters in another view, with nothing opened.
    pub fn in_view(&self, view: ViewKind) -> Self {
        Self {
            view,
            at: None,
            open: IdSet::new(),
            ..self.clone()
        }
    }

    /// Whether the value at this position of a facet is chosen.
    pub fn chooses(&self, facet: Facet, at: usize) -> bool {
        fn has<V: Member>(set: IdSet<V>, at: usize) -> bool {
            V::nth(at).is_some_and(|value| set.contains(value))
        }
        match facet {
            Facet::Theme => has(self.themes, at),
            Facet::County => has(self.counties, at),
            Facet::Zone => has(self.zones, at),
            Facet::Period => has(self.periods, at),
            Facet::Kind => has(self.kinds, at),
            Facet::Status => has(self.statuses, at),
            Facet::Tier => has(self.tiers, at),
            Facet::Has => has(self.has, at),
            Facet::Years | Facet::Search => false,
        }
    }

    /// Chooses the value at this position of a facet, or takes it back. Years and search words have no
    /// positions.
    pub fn toggle(&mut self, facet: Facet, at: usize) {
        fn toggle<V: Member>(set: &mut IdSet<V>, at: usize) {
            if let Some(value) = V::nth(at) {
                set.toggle(value);
            }
        }
        match facet {
            Facet::Theme => toggle(&mut self.themes, at),
            Facet::County => toggle(&mut self.counties, at),
            Facet::Zone => toggle(&mut self.zones, at),
            Facet::Period => toggle(&mut self.periods, at),
            Facet::Kind => toggle(&mut self.kinds, at),
            Facet::Status => toggle(&mut self.statuses, at),
            Facet::Tier => toggle(&mut self.tiers, at),
            Facet::Has => toggle(&mut self.has, at),
            Facet::Years | Facet::Search => {}
        }
    }

    /// Whether `to` differs only in its search text.
    pub fn differs_only_in_typing(&self, to: &Self) -> bool {
        let same = Self {
            q: to.q.clone(),
            ..self.clone()
        };
        self.q != to.q && same == *to
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Plan, PlanError, Vocabulary};

    #[test]
    fn reach_alone_is_a_filter() {
        let named = Query {
            reach: Reach::Named,
            ..Query::default()
        };
        assert!(named.is_filtered());
        assert!(!Query::default().in_view(ViewKind::Timeline).is_filtered());
    }

    #[test]
    fn the_view_and_what_is_opened_are_no_filters() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let shown = Query {
            view: ViewKind::Figures,
            detail: Detail::All,
            sort: Sort::Value,
            across: Across::Period,
            at: plan.target("m14"),
            lang: Some(Lang::En),
            embed: true,
            group: Arrangement::None,
            open: plan.find("ecology").into_iter().collect(),
            layer: Layer::Area,
            ..Query::default()
        };
        assert!(shown.at.is_some() && !shown.is_filtered());
        assert_eq!(shown.unfiltered(), shown);
        let filtered = Query {
            counties: plan.find("nimu").into_iter().collect(),
            q: SearchText::new("低空"),
            ..shown.clone()
        };
        assert!(filtered.is_filtered());
        assert_eq!(filtered.unfiltered(), shown);
        Ok(())
    }

    #[test]
    fn every_view_has_one_tab() {
        for &view in ViewKind::ALL {
            let shows = |tab: &&Tab| tab.views().contains(&view);
            let tabs: Vec<&Tab> = Tab::ALL.iter().filter(shows).collect();
            assert_eq!(tabs, [&view.tab()]);
        }
    }

    #[test]
    fn another_view_keeps_the_filters_and_opens_nothing() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let opened = Query {
            counties: plan.find("nimu").into_iter().collect(),
            at: plan.target("m14"),
            ..Query::default()
        };
        let there = opened.in_view(ViewKind::Map);
        assert_eq!((there.view, there.at.clone()), (ViewKind::Map, None));
        assert_eq!(there.counties, opened.counties);
        assert_eq!(opened.at(None).at(plan.target("m14")), opened);
        Ok(())
    }
}
