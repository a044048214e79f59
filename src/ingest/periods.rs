//! Which passages have which periods, according to `[[outline.period]]` in `plan.toml`.

use std::collections::BTreeMap;

use super::annotations::PeriodRule;
use super::files::PLAN;
use super::ids::Ids;
use super::quotes::find_paragraph;
use super::{Fault, Outline, Paragraph, Problem};
use crate::model::{IdSet, Period};

/// The periods of every passage.
pub(super) struct Periods {
    /// Those of each passage, in text order.
    of: Vec<Of>,
    /// Those of a passage without a rule.
    otherwise: Of,
}

/// The periods of a passage.
#[derive(Clone, Copy)]
struct Of {
    all: IdSet<Period>,
    default: Period,
}

impl Periods {
    /// What the passage at `position` is about. The periods of its milestones are added to these.
    pub(super) fn all(&self, position: usize) -> IdSet<Period> {
        self.of.get(position).unwrap_or(&self.otherwise).all
    }

    /// The period of a number or project in the passage at `position`, unless it belongs to a milestone.
    pub(super) fn default(&self, position: usize) -> Period {
        self.of.get(position).unwrap_or(&self.otherwise).default
    }
}

/// Checks the rules and applies them. A paragraph has its own rule, or that of the nearest heading above it that
/// has one. Without a rule it is about the planned period.
pub(super) fn resolve(
    rules: &[PeriodRule],
    outline: &Outline,
    ids: &Ids,
    problems: &mut Vec<Problem>,
) -> Periods {
    let mut by_passage = BTreeMap::new();
    for rule in rules {
        let name = format!("outline.period of {}", rule.passages.join(", "));
        let mut found = |fault| problems.push(Problem::new(PLAN, &name, fault));
        let periods = match periods(rule, ids) {
            Ok(periods) => periods,
            Err(fault) => {
                found(fault);
                continue;
            }
        };
        for id in &rule.passages {
            if let Err(fault) = find_paragraph(outline, id) {
                found(fault);
            }
            if by_passage.insert(id.as_str(), periods).is_some() {
                found(Fault::IdTwice { id: id.clone() });
            }
        }
    }
    let otherwise = Of {
        all: IdSet::of(ids.planned()),
        default: ids.planned(),
    };
    let of = |paragraph: &Paragraph| {
        let upwards = std::iter::successors(Some(paragraph.id.as_str()), |id| {
            outline.paragraph(id)?.below.as_deref()
        });
        let mut rules = upwards.filter_map(|id| by_passage.get(id).copied());
        rules.next().unwrap_or(otherwise)
    };
    Periods {
        of: outline.paragraphs.iter().map(of).collect(),
        otherwise,
    }
}

fn periods(rule: &PeriodRule, ids: &Ids) -> Result<Of, Fault> {
    let all: IdSet<Period> = ids.set(&rule.periods)?;
    let default = match (&rule.default, rule.periods.first()) {
        (Some(id), _) | (None, Some(id)) => ids.one(id)?,
        (None, None) => ids.planned(),
    };
    Ok(Of { all, default })
}
