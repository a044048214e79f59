//! What the pages must show, computed natively: what they are compared with before they are timed, and
//! what is waited for while they are.

use anyhow::{Context, Result};
use plan_explorer::link;
use plan_explorer::model::{County, Milestone, Passage, PassageKind, Plan, Theme, Vocabulary};
use plan_explorer::query::{Explorer, Query, SearchText, ViewKind};
use serde::{Deserialize, Serialize};

/// What is typed, letter by letter.
pub const TYPED: [&str; 2] = ["高质量发展", "基础设施建"];

/// The links that every page must answer alike. Our search folds numerals and scripts and finds what
/// sounds alike; the peers find what is written, so what is searched for here is written one way only.
const LINKS: [&str; 9] = [
    "",
    "theme=ecology",
    "theme=ecology,rural",
    "county=nimu",
    "theme=ecology&county=dangxiong",
    "q=高质量发展",
    "q=基础设施建",
    "theme=rural&q=高质量",
    "view=timeline",
];

/// Those of them that are asked of larger plans, too, where a page takes seconds to load.
const LINKS_OF_MANY: [&str; 4] = ["", "theme=ecology", "q=高质量发展", "view=timeline"];

/// What a page lists and counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The passages listed, in the order of their ids: pages may group them.
    pub ids: Vec<String>,
    /// The milestones listed, likewise.
    pub milestones: Vec<String>,
    /// The number of results that it states.
    pub total: Option<usize>,
    /// The number beside each theme.
    pub themes: Vec<usize>,
    /// The number beside each county.
    pub counties: Vec<usize>,
}

/// What is waited for: every part that is given must hold.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Wanted {
    /// The number of results stated.
    pub total: Option<usize>,
    /// The passage listed first.
    pub first: Option<String>,
    /// Whether there is a timeline.
    pub timeline: Option<bool>,
    /// A part of the opened passage's title; empty where nothing is opened.
    pub opened: Option<String>,
}

/// One round of interactions.
#[derive(Clone, Debug)]
pub struct Cycle {
    /// The theme that is chosen, counting from 0.
    pub theme: usize,
    /// What choosing it shows, and the address then.
    pub chosen: (Wanted, String),
    /// The passage that is then opened, its title, and the address.
    pub opened: (String, Wanted, String),
    /// The address of the timeline then.
    pub timeline: String,
    /// What is typed, and what each of its beginnings shows.
    pub typed: Vec<(char, Wanted)>,
}

/// The answers of one plan.
pub struct Answers {
    /// Each link, and what it shows.
    pub links: Vec<(&'static str, Shown)>,
    /// What is shown when nothing is asked for.
    pub all: Wanted,
    /// Rounds of interactions, each other than the one before.
    pub cycles: Vec<Cycle>,
}

impl Answers {
    /// The answers of the plan that is built in, `copies` times over.
    ///
    /// # Errors
    /// When the plan cannot be read.
    pub fn new(copies: usize) -> Result<Self> {
        let plan = Plan::from_json(plan_explorer::PLAN_JSON).context("the plan cannot be read")?;
        let explorer = Explorer::new(&plan);
        let oracle = Oracle {
            explorer: &explorer,
            copies,
        };
        let links: &[&'static str] = if copies == 1 { &LINKS } else { &LINKS_OF_MANY };
        let links = links.iter();
        Ok(Self {
            links: links.map(|&link| (link, oracle.shown(link))).collect(),
            all: oracle.wanted(&Query::default()),
            cycles: oracle.cycles(),
        })
    }
}

struct Oracle<'a> {
    explorer: &'a Explorer<'a>,
    copies: usize,
}

impl Oracle<'_> {
    fn shown(&self, address: &str) -> Shown {
        let query = link::read(address, self.explorer.plan()).query;
        let view = self.explorer.view(&query);
        let is_list = query.view == ViewKind::List;
        let listed: &[&Passage] = if is_list { &view.matching } else { &[] };
        let passages = listed.iter().map(|passage: &&Passage| passage.id.as_str());
        let milestones = view
            .milestones
            .iter()
            .map(|entry: &&Milestone| entry.id.as_str());
        let themes = Theme::ALL.iter().map(|&theme| view.facets.themes.of(theme));
        let counties = County::ALL
            .iter()
            .map(|&county| view.facets.counties.of(county));
        Shown {
            ids: self.copied(passages),
            milestones: self.copied(milestones),
            total: Some(view.total * self.copies),
            themes: themes.map(|count| count * self.copies).collect(),
            counties: counties.map(|count| count * self.copies).collect(),
        }
    }

    /// The ids and those of their copies, sorted.
    fn copied<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Vec<String> {
        let mut all: Vec<String> = ids
            .flat_map(|id| {
                let copies = (2..=self.copies).map(move |number| format!("{id}~{number}"));
                std::iter::once(id.to_owned()).chain(copies)
            })
            .collect();
        all.sort();
        all
    }

    fn wanted(&self, query: &Query) -> Wanted {
        let view = self.explorer.view(query);
        Wanted {
            total: Some(view.total * self.copies),
            first: view.matching.first().map(|passage| passage.id.clone()),
            timeline: Some(false),
            opened: None,
        }
    }

    fn cycles(&self) -> Vec<Cycle> {
        let mut cycles: Vec<Cycle> = Vec::new();
        for (at, &theme) in Theme::ALL.iter().enumerate() {
            let query = Query {
                themes: [theme].into_iter().collect(),
                ..Query::default()
            };
            let used = |id: &str| cycles.iter().any(|cycle| cycle.opened.0 == id);
            let view = self.explorer.view(&query);
            let opens = view.matching.iter().find_map(|passage| {
                let heading = passage.heading.clone()?;
                let fits = passage.kind == PassageKind::Measure && !used(&passage.id);
                fits.then(|| (passage.id.clone(), heading))
            });
            let in_timeline = query.in_view(ViewKind::Timeline);
            let milestones = self.explorer.view(&in_timeline).total;
            let (Some((id, heading)), true) = (opens, milestones > 0) else {
                continue;
            };
            let typed = TYPED.get(at % TYPED.len()).copied().unwrap_or_default();
            let opened = query.at(self.explorer.plan().target(&id));
            cycles.push(Cycle {
                theme: at,
                chosen: (self.wanted(&query), link::write(&query)),
                opened: (
                    id,
                    Wanted {
                        opened: Some(heading),
                        ..Wanted::default()
                    },
                    link::write(&opened),
                ),
                timeline: link::write(&in_timeline),
                typed: self.typed(typed),
            });
        }
        cycles
    }

    fn typed(&self, text: &str) -> Vec<(char, Wanted)> {
        let mut so_far = String::new();
        text.chars()
            .map(|letter| {
                so_far.push(letter);
                let query = Query {
                    q: SearchText::new(&so_far),
                    ..Query::default()
                };
                (letter, self.wanted(&query))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Answers, TYPED};
    use anyhow::{Context, Result, ensure};

    #[test]
    fn every_round_has_something_to_choose_to_open_and_to_type() -> Result<()> {
        let answers = Answers::new(10)?;
        ensure!(answers.cycles.len() >= 8, "{} rounds", answers.cycles.len());
        for cycle in &answers.cycles {
            ensure!(
                cycle.chosen.0.total > Some(0),
                "theme {} is empty",
                cycle.theme
            );
            ensure!(cycle.typed.len() == 5, "five letters are typed");
            let (_, last) = cycle.typed.last().context("nothing is typed")?;
            ensure!(last.total > Some(0), "what is typed is found");
        }
        ensure!(
            TYPED.iter().all(|typed| typed.chars().count() == 5),
            "{TYPED:?}"
        );
        Ok(())
    }

    #[test]
    fn copies_multiply_what_is_shown() -> Result<()> {
        let (all, ten) = (Answers::new(1)?, Answers::new(10)?);
        for (link, ten) in &ten.links {
            let one = all.links.iter().find(|(other, _)| other == link);
            let (_, one) =
                one.with_context(|| format!("{link} is not asked of the plan itself"))?;
            ensure!(ten.ids.len() == 10 * one.ids.len(), "{link}");
            ensure!(ten.total == one.total.map(|total| 10 * total), "{link}");
            ensure!(one.ids.iter().all(|id| ten.ids.contains(id)), "{link}");
        }
        Ok(())
    }
}
