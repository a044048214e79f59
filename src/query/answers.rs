//! What a page says first of one county or one theme: how much the plan says of it, counted from the data.
//!
//! Every count is the length of the answer that its query opens. This module knows nothing of words or HTML.

use super::lanes::precedence;
use super::{Detail, Explorer, Has, Progress, Query, Reach, ViewKind};
use crate::model::{
    Basis, County, IdSet, Kind, Member, Mention, Milestone, Passage, Period, PeriodRole, Project,
    Sentence, Span, Theme, Tier, Vocabulary,
};

/// A number, and the query whose results it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// How many results.
    pub count: usize,
    /// The view of just these.
    pub to: Query,
}

/// How much the plan says of one county, under the other filters of a query. What is said of a group that
/// includes it counts in [`CountyAnswer::with_groups`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct CountyAnswer {
    /// The county.
    pub county: County,
    /// Whether nothing but the county is asked, so that the counts are those of the whole text.
    pub is_whole: bool,
    /// The passages that name it.
    pub named: Tally,
    /// How many sentences of these passages name it.
    pub sentences: usize,
    /// The milestones that name it by kind, without the kinds that have none.
    pub kinds: Vec<(Kind, Tally)>,
    /// The projects that name it by tier, without the tiers that have none.
    pub tiers: Vec<(Tier, Tally)>,
    /// The milestones that name it by period, without the periods that have none.
    pub periods: Vec<(Period, Tally)>,
    /// The periods of its milestones and projects.
    pub all_periods: IdSet<Period>,
    /// Its milestones with a number. `None` if the query filters by that already.
    pub with_number: Option<Tally>,
    /// Its milestones with a date or a year. `None` if the query filters by that already.
    pub with_time: Option<Tally>,
    /// Whether a measured number stands in what names it.
    pub has_figures: bool,
    /// The passages that name it or a group that includes it. `None` if the query asks for names alone.
    pub with_groups: Option<Tally>,
    /// The themes that no sentence which names it is about. Empty unless the whole text is asked, and if nothing
    /// names it or themes are missing.
    pub silent: Vec<Theme>,
}

/// How much the plan says of one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeAnswer<'a> {
    /// The theme.
    pub theme: Theme,
    /// Main achievements and main targets.
    pub progress: Progress,
    /// Its projects by tier, without the tiers that have none.
    pub tiers: Vec<(Tier, Tally)>,
    /// The counties that its milestones name, or else its projects, with how many do. Without those that none
    /// names.
    pub counties: Vec<(County, Tally)>,
    /// The achievement and the target that say most by themselves.
    pub quoted: Vec<&'a Milestone>,
}

/// Whether a mention names a county.
fn names(mention: &Mention, county: County) -> bool {
    mention.basis != Basis::Collective && mention.counties.contains(county)
}

impl<'a> Explorer<'a> {
    /// How much the plan says of the county of a query. `None` unless exactly one is chosen.
    pub fn county_answer(&self, query: &Query) -> Option<CountyAnswer> {
        let county = query.counties.only()?;
        let base = Query {
            reach: Reach::Named,
            detail: Detail::All,
            ..query.at(None)
        };
        let milestones = base.in_view(ViewKind::Timeline);
        let projects = base.in_view(ViewKind::Projects);
        let place = Query {
            detail: query.detail,
            ..base.in_view(ViewKind::List)
        };
        let is_whole = !Query {
            counties: IdSet::new(),
            reach: Reach::All,
            ..query.clone()
        }
        .is_filtered();
        let figures = Query {
            detail: Detail::Core,
            ..base.in_view(ViewKind::Figures)
        };
        let all = Query {
            reach: Reach::All,
            ..place.clone()
        };
        let with = |has| {
            let to = Query {
                has: IdSet::of(has),
                ..milestones.clone()
            };
            query.has.is_empty().then(|| self.tally(to))
        };
        let of_milestones = self.view(&milestones).milestones;
        let of_milestones = of_milestones.iter().map(|entry| entry.period);
        let of_projects = self.projects_of(&projects).into_iter();
        let of_projects = of_projects.map(|entry| entry.period);
        let sentences = self.naming(county, &place);
        Some(CountyAnswer {
            county,
            is_whole,
            named: self.tally(place),
            sentences: sentences.len(),
            kinds: self.each(Kind::ALL.iter().copied(), query.kinds, |kind| Query {
                kinds: IdSet::of(kind),
                ..milestones.clone()
            }),
            tiers: self.by_tier(&projects),
            periods: self.each(self.plan().all(), query.periods, |period| Query {
                periods: IdSet::of(period),
                ..milestones.clone()
            }),
            all_periods: of_milestones.chain(of_projects).collect(),
            with_number: with(Has::Number),
            with_time: with(Has::Time),
            has_figures: self.total(&figures) > 0,
            with_groups: (query.reach == Reach::All).then(|| self.tally(all)),
            silent: if is_whole {
                self.silent(county, &sentences)
            } else {
                Vec::new()
            },
        })
    }

    /// How much the plan says of the theme of a query. `None` unless one theme is chosen and nothing else.
    pub fn theme_answer(&self, query: &Query) -> Option<ThemeAnswer<'a>> {
        let theme = query.themes.only()?;
        let rest = Query {
            themes: IdSet::new(),
            ..query.clone()
        };
        if rest.is_filtered() {
            return None;
        }
        let progress = self.progress(query);
        let named = Query {
            reach: Reach::Named,
            detail: Detail::All,
            ..query.in_view(ViewKind::Timeline)
        };
        let both = [&progress.achieved, &progress.targeted];
        let names_a_project = self.milestones_that_name_a_project();
        let quoted = both.into_iter().filter_map(|share| {
            let all = self.milestones_of(&share.to).into_iter();
            all.min_by_key(|milestone| precedence(self.entry(milestone), &names_a_project))
        });
        Some(ThemeAnswer {
            theme,
            quoted: quoted.collect(),
            tiers: self.by_tier(&query.in_view(ViewKind::Projects)),
            counties: self.counties_named(&named),
            progress,
        })
    }

    /// The numbers of past periods and those of all others, under a query's filters.
    pub fn figures_by_time(&self, query: &Query) -> [Tally; 2] {
        let plan = self.plan();
        let of = |is_past: bool| {
            let own = |period: &Period| {
                let role = plan.entry(*period).map(|entry| entry.role);
                (role == Some(PeriodRole::Past)) == is_past
            };
            let asked = query.periods;
            let periods = plan.all::<Period>().filter(own);
            let periods: IdSet<Period> = periods
                .filter(|period| asked.is_empty() || asked.contains(*period))
                .collect();
            let to = Query {
                periods,
                ..query.in_view(ViewKind::Figures)
            };
            Tally {
                // No period at all would stand for every one.
                count: if periods.is_empty() {
                    0
                } else {
                    self.total(&to)
                },
                to,
            }
        };
        [of(true), of(false)]
    }

    /// The themes that have no target with a number, main or not.
    pub fn themes_without_numeric_target(&self) -> Vec<Theme> {
        let has_none = |theme: &Theme| {
            let targets = Query {
                view: ViewKind::Timeline,
                themes: IdSet::of(*theme),
                kinds: IdSet::of(Kind::Target),
                has: IdSet::of(Has::Number),
                detail: Detail::All,
                ..Query::default()
            };
            self.total(&targets) == 0
        };
        self.plan().all::<Theme>().filter(has_none).collect()
    }

    /// The milestones and the projects of a sentence whose quotes name a county: those that its answer counts.
    pub fn said_of(
        &self,
        county: County,
        passage: &Passage,
        sentence: &Sentence,
    ) -> (Vec<&'a Milestone>, Vec<&'a Project>) {
        let plan = self.plan();
        let position = plan.position(&passage.id).unwrap_or(usize::MAX);
        let named = |quote: Span| {
            let mut mentions = plan.mentions_at(position).iter();
            quote.overlaps(sentence.span())
                && mentions.any(|mention| names(mention, county) && mention.span().overlaps(quote))
        };
        let milestones = plan.milestones_at(position).iter();
        let milestones =
            milestones.filter(|entry| entry.counties.contains(county) && named(entry.span()));
        let projects = plan.projects_at(position).iter();
        let projects =
            projects.filter(|entry| entry.counties.contains(county) && named(entry.span()));
        (milestones.collect(), projects.collect())
    }

    fn tally(&self, to: Query) -> Tally {
        Tally {
            count: self.total(&to),
            to,
        }
    }

    /// A count for each of the `chosen` values, or for all if none is chosen. Without those that have none.
    fn each<V: Member>(
        &self,
        values: impl Iterator<Item = V>,
        chosen: IdSet<V>,
        to: impl Fn(V) -> Query,
    ) -> Vec<(V, Tally)> {
        let values = values.filter(|value| chosen.is_empty() || chosen.contains(*value));
        let counts = values.map(|value| (value, self.tally(to(value))));
        counts.filter(|(_, tally)| tally.count > 0).collect()
    }

    /// The counties that the milestones of a timeline name, or else the projects under the same filters.
    fn counties_named(&self, milestones: &Query) -> Vec<(County, Tally)> {
        let counties = self.plan().all::<County>().filter_map(|county| {
            let of = |view| {
                let to = Query {
                    counties: IdSet::of(county),
                    ..milestones.in_view(view)
                };
                let tally = self.tally(to);
                (tally.count > 0).then_some(tally)
            };
            let tally = of(ViewKind::Timeline).or_else(|| of(ViewKind::Projects))?;
            Some((county, tally))
        });
        counties.collect()
    }

    fn by_tier(&self, projects: &Query) -> Vec<(Tier, Tally)> {
        self.each(Tier::ALL.iter().copied(), projects.tiers, |tier| Query {
            tiers: IdSet::of(tier),
            ..projects.clone()
        })
    }

    /// The sentences that name a county, in the passages of a query.
    fn naming(&self, county: County, query: &Query) -> Vec<(&'a Passage, &'a Sentence)> {
        let plan = self.plan();
        let passages = self.passages_of(query).into_iter();
        let sentences = passages.flat_map(|passage| {
            let position = plan.position(&passage.id).unwrap_or(usize::MAX);
            let named = plan.mentions_at(position).iter();
            let named = named.filter(move |mention| names(mention, county));
            let all = passage.sentences.iter();
            let own = all.filter(move |sentence| {
                let mut named = named.clone();
                named.any(|mention| mention.span().overlaps(sentence.span()))
            });
            own.map(move |sentence| (passage, sentence))
        });
        sentences.collect()
    }

    /// The themes that neither these sentences carry, nor the milestones and projects in them that name the county. None if
    /// there is no such sentence, or if one has no themes. What a sentence says of a neighbour counts too, so
    /// none of these themes is in any of its words.
    fn silent(&self, county: County, naming: &[(&Passage, &Sentence)]) -> Vec<Theme> {
        let themes = naming.iter().map(|(passage, sentence)| {
            let own = sentence.themes.as_ref()?.all();
            let (milestones, projects) = self.said_of(county, passage, sentence);
            let said = milestones.into_iter().map(|entry| entry.themes);
            let said = said.chain(projects.into_iter().map(|entry| entry.themes));
            Some(said.fold(own, IdSet::union))
        });
        let themes: Option<Vec<IdSet<Theme>>> = themes.collect();
        let Some(themes) = themes.filter(|themes| !themes.is_empty()) else {
            return Vec::new();
        };
        let spoken = themes.into_iter().fold(IdSet::new(), IdSet::union);
        let all = self.plan().all::<Theme>();
        all.filter(|theme| !spoken.contains(*theme)).collect()
    }
}
