//! What the reader asked for. Everything on screen follows from a [`Query`] and the plan.

use super::{SearchText, Years};
use crate::model::vocabulary::vocabulary;
use crate::model::{County, IdSet, Kind, Period, Status, Target, Theme, Tier, Zone};

vocabulary! {
    /// How the answer is shown.
    ViewKind, "view" {
        /// Passages, grouped by chapter and section.
        List = "list",
        /// Milestones along time.
        Timeline = "timeline",
        /// Projects and programmes, grouped by how far they are.
        Projects = "projects",
        /// Numbers, by period.
        Figures = "figures",
        /// The counties as tiles, and what the chosen ones have.
        Map = "map",
        /// Themes against counties or periods.
        Matrix = "matrix",
        /// Two counties or two themes side by side.
        Compare = "compare",
        /// The whole text in order.
        Text = "text",
        /// Where the text comes from, and what the source lost.
        About = "about",
    }
}

vocabulary! {
    /// Which mentions count when a county or zone is chosen.
    Reach, "reach" {
        /// Collective mentions too, shown after the named ones.
        All = "all",
        /// Only where the name itself stands.
        Named = "named",
    }
}

vocabulary! {
    /// Which milestones the timeline shows, and which numbers the figures.
    Detail, "detail" {
        /// Milestones that stand on their own; measured numbers.
        Core = "core",
        /// Every one.
        All = "all",
    }
}

vocabulary! {
    /// The order of the figures within a period.
    Sort, "sort" {
        /// As they stand in the text.
        Text = "text",
        /// By unit, and the largest first: numbers of different units are not compared.
        Value = "value",
        /// By how they stand to the facts.
        Kind = "kind",
    }
}

vocabulary! {
    /// What stands across the matrix.
    Across, "matrix" {
        /// The counties.
        County = "county",
        /// The periods.
        Period = "period",
    }
}

vocabulary! {
    /// A language of the interface. The plan's words are Chinese in both.
    Lang, "language" {
        /// 中文
        Zh = "zh",
        /// English
        En = "en",
    }
}

impl Lang {
    /// The same as an HTML `lang` says it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::En => "en",
        }
    }
}

/// What the reader asked for. Values of one field are alternatives, fields narrow each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Query {
    /// How the answer is shown.
    pub view: ViewKind,
    /// Themes, primary or secondary; none chosen means all.
    pub themes: IdSet<Theme>,
    /// Counties; none chosen means all.
    pub counties: IdSet<County>,
    /// Zones; none chosen means all.
    pub zones: IdSet<Zone>,
    /// Which mentions count.
    pub reach: Reach,
    /// Periods; none chosen means all.
    pub periods: IdSet<Period>,
    /// A stretch of years; none chosen means all of time.
    pub years: Option<Years>,
    /// Kinds of milestone; none chosen means all.
    pub kinds: IdSet<Kind>,
    /// How far projects are; none chosen means all.
    pub statuses: IdSet<Status>,
    /// Sorts of project; none chosen means all.
    pub tiers: IdSet<Tier>,
    /// Words to find.
    pub q: SearchText,
    /// Which milestones and numbers are shown.
    pub detail: Detail,
    /// The order of the figures.
    pub sort: Sort,
    /// What stands across the matrix.
    pub across: Across,
    /// What is opened.
    pub at: Option<Target>,
    /// The language of the interface, when the link says one.
    pub lang: Option<Lang>,
    /// Whether the page stands inside another page: only the answer is shown.
    pub embed: bool,
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
            q: SearchText::default(),
            detail: Detail::Core,
            sort: Sort::Text,
            across: Across::County,
            at: None,
            lang: None,
            embed: false,
        }
    }
}

impl Query {
    /// Whether anything narrows the answer.
    pub fn is_filtered(&self) -> bool {
        *self != self.unfiltered()
    }

    /// The same view of everything: all filters and search words taken away.
    pub fn unfiltered(&self) -> Self {
        Self {
            view: self.view,
            detail: self.detail,
            sort: self.sort,
            across: self.across,
            at: self.at.clone(),
            lang: self.lang,
            embed: self.embed,
            ..Self::default()
        }
    }

    /// The same with something else opened, or nothing.
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
            ..self.clone()
        }
    }

    /// The same with every value that `by` chooses taken away where it is chosen here, and chosen where it
    /// is not.
    pub fn toggled(&self, by: &Self) -> Self {
        Self {
            themes: self.themes.toggled(by.themes),
            counties: self.counties.toggled(by.counties),
            zones: self.zones.toggled(by.zones),
            periods: self.periods.toggled(by.periods),
            kinds: self.kinds.toggled(by.kinds),
            statuses: self.statuses.toggled(by.statuses),
            tiers: self.tiers.toggled(by.tiers),
            ..self.clone()
        }
    }

    /// Whether `to` differs only in what was typed: such a change replaces a history entry, every
    /// other one adds one.
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
    use crate::model::{Plan, PlanError};

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
    fn how_the_answer_is_shown_and_what_is_opened_is_no_filter() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let shown = Query {
            view: ViewKind::Figures,
            detail: Detail::All,
            sort: Sort::Value,
            across: Across::Period,
            at: plan.target("m14"),
            lang: Some(Lang::En),
            embed: true,
            ..Query::default()
        };
        assert!(shown.at.is_some() && !shown.is_filtered());
        assert_eq!(shown.unfiltered(), shown);
        let filtered = Query {
            counties: [County::Nimu].into_iter().collect(),
            q: SearchText::new("低空"),
            ..shown.clone()
        };
        assert!(filtered.is_filtered());
        assert_eq!(filtered.unfiltered(), shown);
        Ok(())
    }

    #[test]
    fn another_view_has_the_same_filters_and_nothing_opened() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let opened = Query {
            counties: [County::Nimu].into_iter().collect(),
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
