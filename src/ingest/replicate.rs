//! Makes larger plans from the real one, to measure how the page scales.

use crate::model::{PlanFile, Quotation};

/// A plan with `copies` copies of `plan` (at least one). The first is unchanged.
///
/// In copy 2, the ids end in `~2` and the texts in `〔第2份〕`; the ids of sentences end in `~2.1`, `~2.2` and
/// so on. The suffix of a text is part of its last sentence, so offsets do not change. All copies share the
/// counties, zones, periods and themes.
pub fn replicate(plan: &PlanFile, copies: usize) -> PlanFile {
    let mut all = plan.clone();
    for number in 2..=copies {
        let copy = renamed(plan, number);
        all.chapters.extend(copy.chapters);
        all.sections.extend(copy.sections);
        all.passages.extend(copy.passages);
        all.mentions.extend(copy.mentions);
        all.milestones.extend(copy.milestones);
        all.quantities.extend(copy.quantities);
        all.projects.extend(copy.projects);
        all.terms.extend(copy.terms);
    }
    all
}

/// The plan with the ids and texts of a copy. The roles of counties stay in the first copy.
fn renamed(plan: &PlanFile, number: usize) -> PlanFile {
    let mark = format!("〔第{number}份〕");
    let length = mark.chars().count() as u32;
    let rename = |id: &mut String| {
        id.push('~');
        id.push_str(&number.to_string());
    };
    let rename_if_any = |id: &mut Option<String>| {
        if let Some(id) = id {
            rename(id);
        }
    };
    // The id of a sentence starts with the id of its passage.
    let rename_sentence = |id: &mut String, passage: &str| {
        if let Some(number_within) = id.strip_prefix(passage) {
            *id = format!("{passage}~{number}{number_within}");
        }
    };
    let rename_place = |passage: &mut String, sentence: &mut Option<String>| {
        if let Some(sentence) = sentence {
            rename_sentence(sentence, passage);
        }
        rename(passage);
    };
    let rename_quotation = |quotation: &mut Quotation| {
        rename_place(&mut quotation.passage, &mut quotation.sentence);
    };
    let mut copy = plan.clone();
    for chapter in &mut copy.chapters {
        rename(&mut chapter.id);
    }
    for section in &mut copy.sections {
        rename(&mut section.id);
        rename(&mut section.chapter);
    }
    for passage in &mut copy.passages {
        for sentence in &mut passage.sentences {
            rename_sentence(&mut sentence.id, &passage.id);
        }
        rename(&mut passage.id);
        rename_if_any(&mut passage.chapter);
        rename_if_any(&mut passage.section);
        passage.text.push_str(&mark);
        if let Some(last) = passage.sentences.last_mut() {
            last.end += length;
        }
    }
    for mention in &mut copy.mentions {
        rename_place(&mut mention.passage, &mut mention.sentence);
    }
    for milestone in &mut copy.milestones {
        rename(&mut milestone.id);
        rename_place(&mut milestone.passage, &mut milestone.sentence);
    }
    for quantity in &mut copy.quantities {
        rename_place(&mut quantity.passage, &mut quantity.sentence);
        rename_if_any(&mut quantity.milestone);
    }
    for project in &mut copy.projects {
        rename(&mut project.id);
        rename_place(&mut project.passage, &mut project.sentence);
    }
    for term in &mut copy.terms {
        rename(&mut term.id);
        let members = term.members.iter_mut().flatten();
        let quotations = members
            .chain(&mut term.defined_in)
            .chain(&mut term.mentions);
        quotations.for_each(rename_quotation);
    }
    copy
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::replicate;
    use crate::model::{Plan, PlanFile};
    use crate::query::{Explorer, Query, SearchText};

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn published() -> serde_json::Result<PlanFile> {
        serde_json::from_str(crate::PLAN_JSON)
    }

    #[test]
    fn every_copy_has_its_own_ids_and_texts_and_every_quote_is_at_its_span() -> Outcome {
        let plan = published()?;
        let file = replicate(&plan, 3);
        let three = Plan::new(file.clone())?;
        assert_eq!(file.passages.len(), 3 * plan.passages.len());
        let ids: BTreeSet<&str> = three.passages().iter().map(|p| p.id.as_str()).collect();
        let texts: BTreeSet<&str> = three.passages().iter().map(|p| p.text.as_str()).collect();
        assert_eq!((ids.len(), texts.len()), (file.passages.len(), ids.len()));
        let ids: BTreeSet<&str> = file.milestones.iter().map(|m| m.id.as_str()).collect();
        assert_eq!(ids.len(), 3 * plan.milestones.len());
        for milestone in three.milestones() {
            let passage = three.passage(&milestone.passage);
            let words = passage.map(|passage| passage.text.slice(milestone.span()));
            assert_eq!(words, Some(milestone.quote.as_str()), "{}", milestone.id);
        }
        for mention in three.mentions() {
            let passage = three.passage(&mention.passage);
            let words = passage.map(|passage| passage.text.slice(mention.span()));
            assert_eq!(words, Some(mention.quote.as_str()));
        }
        for passage in three.passages() {
            let last = passage.sentences.last().map(|sentence| sentence.end);
            let whole = passage.text.span().end();
            assert!(last.is_none_or(|last| last == whole), "{}", passage.id);
        }
        Ok(())
    }

    #[test]
    fn references_stay_within_a_copy() -> Outcome {
        let file = replicate(&published()?, 3);
        let three = Plan::new(file.clone())?;
        let copy = |id: &str| match id.split_once('~') {
            Some((_, rest)) => rest.split('.').next().unwrap_or_default().to_owned(),
            None => String::new(),
        };
        let mut entries = Vec::new();
        for term in &file.terms {
            let members = term.members.iter().flatten();
            let all = members.chain(&term.defined_in).chain(&term.mentions);
            entries.extend(all.map(|at| (&term.id, &at.passage, &at.sentence)));
        }
        let milestones = file.milestones.iter();
        entries.extend(milestones.map(|entry| (&entry.id, &entry.passage, &entry.sentence)));
        let projects = file.projects.iter();
        entries.extend(projects.map(|entry| (&entry.id, &entry.passage, &entry.sentence)));
        for (id, passage, sentence) in entries {
            assert_eq!(copy(id), copy(passage), "{id}");
            assert!(three.target(id).is_some() && three.target(passage).is_some());
            if let Some(sentence) = sentence {
                assert_eq!(copy(id), copy(sentence), "{id}");
                assert!(three.target(sentence).is_some(), "{sentence}");
            }
        }
        for quantity in &file.quantities {
            if let Some(milestone) = &quantity.milestone {
                assert_eq!(copy(milestone), copy(&quantity.passage));
                assert!(three.target(milestone).is_some(), "{milestone}");
            }
        }
        for passage in three.passages() {
            let chapter = passage.chapter.as_deref();
            assert!(chapter.is_none_or(|id| three.chapter(id).is_some()));
            let section = passage.section.as_deref();
            assert!(section.is_none_or(|id| three.section(id).is_some()));
        }
        for section in &file.sections {
            assert!(three.chapter(&section.chapter).is_some());
            assert_eq!(copy(&section.id), copy(&section.chapter));
        }
        Ok(())
    }

    #[test]
    fn a_search_finds_every_copy_and_a_suffix_only_its_own() -> Outcome {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let three = Plan::new(replicate(&published()?, 3))?;
        let total = |plan: &Plan, typed: &str| {
            let q = SearchText::new(typed);
            let query = Query {
                q,
                ..Query::default()
            };
            Explorer::new(plan).view(&query).total
        };
        assert_eq!(total(&three, "〔第2份〕"), plan.passages().len());
        assert_eq!(total(&three, "高质量发展"), 3 * total(&plan, "高质量发展"));
        Ok(())
    }
}
