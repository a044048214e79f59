//! One visit to one page: what is done there, and how long each thing took.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use super::answers::{Answers, Cycle, Wanted};
use super::browser::{ANSWERING, Chromium, Condition, Memory, Place, TIMELINE_TAB, Tab};
use super::results::{Measure, Results, Spot};

const FACET: &str = ".facet-theme input[type=checkbox]";
const FIELD: &str = "input[name=q]";
/// The link to the list, which is the view that no link names.
const LIST_TAB: &str = "nav.tabs a:not([href*=\"view=\"])";
/// How long a timed visit may last: what is not done by then tells enough.
const LASTING: Duration = Duration::from_secs(60);
/// How a browser says that it takes what is compressed best.
pub const ENCODINGS: &str = "br, gzip";

fn one(selector: &str) -> Place<'_> {
    Place { selector, index: 0 }
}

/// A page, and what is known of it.
#[derive(Clone, Copy)]
pub struct Visit<'a> {
    /// Where it is.
    pub url: &'a str,
    /// Which one it is, for the results.
    pub spot: Spot,
    /// What it must answer.
    pub answers: &'a Answers,
    /// Under which conditions it is visited.
    pub condition: Condition,
}

impl Visit<'_> {
    /// Loads the page and goes through `cycles`, writing down how long everything took.
    pub async fn timed(
        self,
        chromium: &Chromium,
        cycles: &[&Cycle],
        results: &mut Results,
    ) -> Result<()> {
        let tab = chromium.tab(self.condition, ENCODINGS).await?;
        let rounds = self.rounds(&tab, cycles, results);
        let outcome = tokio::time::timeout(LASTING, rounds).await;
        tab.close().await?;
        match outcome {
            Ok(outcome) => outcome,
            Err(_) => bail!("not done after {} s", LASTING.as_secs()),
        }
    }

    async fn rounds(&self, tab: &Tab<'_>, cycles: &[&Cycle], results: &mut Results) -> Result<()> {
        let loaded = tab.load(self.url).await?;
        for (measure, time) in [
            (Measure::Paint, loaded.paint),
            (Measure::List, loaded.list),
            (Measure::Answered, loaded.answered),
        ] {
            if let Some(time) = time {
                results.add(self.spot, measure, time);
            }
        }
        if !cycles.is_empty() {
            self.undo_first_click(tab).await?;
        }
        for cycle in cycles {
            self.cycle(tab, cycle, results)
                .await
                .with_context(|| format!("{} with theme {}", self.url, cycle.theme))?;
        }
        Ok(())
    }

    /// Loading ends with a click on the first theme.
    async fn undo_first_click(&self, tab: &Tab<'_>) -> Result<()> {
        let undone = tab.act(one(FACET), None, &self.answers.all).await?;
        ensure!(undone, "{} does not show everything again", self.url);
        tab.settles("").await
    }

    async fn cycle(&self, tab: &Tab<'_>, cycle: &Cycle, results: &mut Results) -> Result<()> {
        let mut add = |measure, time: Option<f64>| -> Result<()> {
            let time = time.with_context(|| {
                format!("no answer to {measure:?} in {} s", ANSWERING.as_secs())
            })?;
            results.add(self.spot, measure, time);
            Ok(())
        };
        let all = &self.answers.all;
        let facet = Place {
            selector: FACET,
            index: cycle.theme,
        };
        let (chosen, address) = &cycle.chosen;
        add(Measure::Facet, tab.press(facet, chosen).await?)?;
        tab.settles(address).await?;

        let (id, title, address) = &cycle.opened;
        let link = format!(".item h4 a[data-opens=\"{id}\"]");
        add(Measure::Open, tab.press(one(&link), title).await?)?;
        tab.settles(address).await?;

        let timeline = Wanted {
            timeline: Some(true),
            ..Wanted::default()
        };
        add(
            Measure::Timeline,
            tab.press(one(TIMELINE_TAB), &timeline).await?,
        )?;
        tab.settles(&cycle.timeline).await?;

        let before = Wanted {
            opened: title.opened.clone(),
            ..chosen.clone()
        };
        add(Measure::Back, tab.back(&before).await?)?;

        let closed = Wanted {
            opened: Some(String::new()),
            ..chosen.clone()
        };
        ensure!(
            tab.act(one(LIST_TAB), None, &closed).await?,
            "the passage does not close"
        );
        tab.settles(&cycle.chosen.1).await?;
        add(Measure::Facet, tab.press(facet, all).await?)?;
        tab.settles("").await?;

        tab.focus_search().await?;
        for (letter, wanted) in &cycle.typed {
            add(Measure::Type, tab.letter(*letter, wanted).await?)?;
        }
        ensure!(
            tab.act(one(FIELD), Some(""), all).await?,
            "the search is not cleared"
        );
        tab.settles("").await
    }

    /// Loads the page, does `count` things there, and gives the memory in use before and after.
    pub async fn memory(self, chromium: &Chromium, count: usize) -> Result<(Memory, Memory)> {
        let tab = chromium.tab(self.condition, ENCODINGS).await?;
        let outcome = self.retained(&tab, count).await;
        tab.close().await?;
        outcome
    }

    async fn retained(&self, tab: &Tab<'_>, count: usize) -> Result<(Memory, Memory)> {
        tab.load(self.url).await?;
        self.undo_first_click(tab).await?;
        let before = tab.memory().await?;
        let mut done = 0;
        for cycle in self.answers.cycles.iter().cycle() {
            if done >= count {
                break;
            }
            done += self.unmeasured(tab, cycle).await?;
        }
        Ok((before, tab.memory().await?))
    }

    /// A round by script, at a pace that no browser takes for an attack on its history (Chromium drops
    /// what is written beyond 200 in ten seconds). Gives how many things it did.
    async fn unmeasured(&self, tab: &Tab<'_>, cycle: &Cycle) -> Result<usize> {
        let all = &self.answers.all;
        let facet = Place {
            selector: FACET,
            index: cycle.theme,
        };
        let chosen = &cycle.chosen.0;
        let (id, title, _) = &cycle.opened;
        let link = format!(".item h4 a[data-opens=\"{id}\"]");
        let timeline = Wanted {
            timeline: Some(true),
            ..Wanted::default()
        };
        let typed: String = cycle.typed.iter().map(|(letter, _)| letter).collect();
        let found = cycle
            .typed
            .last()
            .map(|(_, wanted)| wanted.clone())
            .unwrap_or_default();
        let steps: [(Place<'_>, Option<&str>, &Wanted); 7] = [
            (facet, None, chosen),
            (one(&link), None, title),
            (one(TIMELINE_TAB), None, &timeline),
            (one(LIST_TAB), None, chosen),
            (facet, None, all),
            (one(FIELD), Some(&typed), &found),
            (one(FIELD), Some(""), all),
        ];
        for (place, text, wanted) in steps {
            let answered = tab.act(place, text, wanted).await?;
            ensure!(answered, "{} does not answer {place:?}", self.url);
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        Ok(steps.len())
    }
}
