//! What every page of the benchmark must show, computed by the core, as JSON for `benches/browser`.

use std::collections::BTreeSet;

use plan_explorer::link;
use plan_explorer::model::{County, PassageKind, Plan, Theme};
use plan_explorer::query::{Explorer, Query, View, ViewKind};
use serde_json::{Value, json};

/// What is typed, letter by letter.
const TYPED: [&str; 2] = ["高质量发展", "基础设施建"];

/// The links that every page must answer alike. Our search also finds other spellings and sounds, the peers
/// only what is written; so the words here are written in one way only.
const LINKS: [&str; 9] = [
    "",
    "theme=ecology",
    "q=高质量发展",
    "view=timeline",
    "theme=ecology,rural",
    "county=nimu",
    "theme=ecology&county=dangxiong",
    "q=基础设施建",
    "theme=rural&q=高质量",
];
/// How many of them are checked with larger plans, where a page takes seconds to load.
const LINKS_OF_LARGER_PLANS: usize = 4;

/// The answers of a plan, which may be repeated:
///
/// - `links`: each link, and what a page lists and counts (`probe.shown()`),
/// - `all`: what a page shows when nothing is asked for,
/// - `rounds`: interactions, with the answer and the address (`search`) after each.
pub fn answers(plan: &Plan, copies: usize) -> Value {
    let core = Core(Explorer::new(plan));
    let count = if copies == 1 {
        LINKS.len()
    } else {
        LINKS_OF_LARGER_PLANS
    };
    let links = LINKS.iter().take(count);
    let links = links.map(|link| json!({ "link": link, "shown": core.shown(link) }));
    json!({
        "links": links.collect::<Vec<_>>(),
        "all": core.shows(""),
        "rounds": core.rounds(),
    })
}

struct Core<'a>(Explorer<'a>);

impl Core<'_> {
    fn query(&self, link: &str) -> Query {
        link::read(link, self.0.plan()).query
    }

    fn view(&self, link: &str) -> View<'_> {
        self.0.view(&self.query(link))
    }

    /// `link` in the form in which our page and its peers write it.
    fn search(&self, link: &str) -> String {
        link::write(&self.query(link), self.0.plan())
    }

    /// Everything that a page lists and counts.
    fn shown(&self, link: &str) -> Value {
        let view = self.view(link);
        let is_list = self.query(link).view == ViewKind::List;
        let passages = view.matching.iter().filter(|_| is_list);
        let milestones = view.milestones.iter();
        let plan = self.0.plan();
        let (themes, counties) = (&view.facets.themes, &view.facets.counties);
        json!({
            "ids": passages.map(|passage| &passage.id).collect::<BTreeSet<_>>(),
            "milestones": milestones.map(|milestone| &milestone.id).collect::<BTreeSet<_>>(),
            "total": view.total,
            "themes": plan.all::<Theme>().map(|theme| themes.of(theme)).collect::<Vec<_>>(),
            "counties": plan.all::<County>().map(|county| counties.of(county)).collect::<Vec<_>>(),
        })
    }

    /// What tells that a list is the answer to `link`, which has results.
    fn shows(&self, link: &str) -> Value {
        let view = self.view(link);
        // Ours puts the title and the line of adoption last; the peers list in plan order.
        let groups = view.blocks.iter().flat_map(|block| &block.groups);
        let ours = groups.flat_map(|group| &group.items).next();
        let ours = ours.map(|item| &item.passage.id);
        let first = [ours, view.matching.first().map(|passage| &passage.id)];
        json!({ "total": view.total, "timeline": false, "first": first })
    }

    /// One round for each theme that has a milestone, and a measure that no earlier round opens.
    fn rounds(&self) -> Vec<Value> {
        let mut opened: Vec<String> = Vec::new();
        let mut rounds = Vec::new();
        let themes = self.0.plan().themes().iter().enumerate();
        for ((position, theme), typed) in themes.zip(TYPED.iter().cycle()) {
            let chosen = format!("theme={}", theme.id);
            let view = self.view(&chosen);
            let found = view.matching.iter().find_map(|passage| {
                let fits = passage.kind == PassageKind::Measure && !opened.contains(&passage.id);
                Some((&passage.id, passage.heading.as_ref()?)).filter(|_| fits)
            });
            let timeline = format!("view=timeline&{chosen}");
            let (Some((id, title)), true) = (found, self.view(&timeline).total > 0) else {
                continue;
            };
            let letters = typed.chars().scan("q=".to_owned(), |link, letter| {
                link.push(letter);
                Some(json!({ "letter": letter, "shows": self.shows(link) }))
            });
            rounds.push(json!({
                "theme": position,
                "chosen": { "shows": self.shows(&chosen), "search": self.search(&chosen) },
                "opened": {
                    "id": id, "title": title, "search": self.search(&format!("{chosen}&at={id}")),
                },
                "timeline": { "search": self.search(&timeline) },
                "typed": letters.collect::<Vec<_>>(),
            }));
            opened.push(id.clone());
        }
        rounds
    }
}
