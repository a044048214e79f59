//! What is opened: its neighbours, the words around a span, and the notes on them.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{Passage, Sentence, Span, Target};
use plan_explorer::query::{Around, Mark, Note, Piece, Query, SearchText, ViewKind};

use super::common::{county, passage, target, theme};
use super::{explorer, plan};

/// The ids that "previous" and "next" lead to.
fn beside(query: &Query) -> Result<[Option<String>; 2]> {
    let explorer = explorer()?;
    let opened = explorer.open(query, &explorer.view(query));
    let opened = opened.context("not opened")?;
    let id = |target: Option<Target>| target.map(|target| target.id().to_owned());
    Ok([id(opened.previous), id(opened.next)])
}

/// The ids before and after a passage in the text.
fn in_the_text(id: &str) -> Result<[Option<String>; 2]> {
    let plan = plan()?;
    let ids: Vec<&str> = plan.passages().iter().map(|p| p.id.as_str()).collect();
    let mut threes = ids.windows(3).filter(|three| three.get(1) == Some(&id));
    match threes.next() {
        Some([before, _, after]) => Ok([Some((*before).to_owned()), Some((*after).to_owned())]),
        _ => anyhow::bail!("{id} is the first or the last"),
    }
}

#[test]
fn what_is_no_result_has_its_neighbours_in_the_text() -> Result<()> {
    let of_nimu = Query {
        counties: [county("nimu")].into_iter().collect(),
        q: SearchText::new("尼木县"),
        ..Query::default()
    };
    // Measure 14 does not name the county, so it is none of the results.
    ensure!(beside(&of_nimu.at(Some(target("m14")?)))? == in_the_text("m14")?);
    for view in [ViewKind::Timeline, ViewKind::Projects] {
        let query = of_nimu.in_view(view);
        ensure!(beside(&query.at(Some(target("m14")?)))? == in_the_text("m14")?);
    }
    // So is a milestone that the timeline does not show.
    let timeline = Query {
        themes: [theme("party_impl")].into_iter().collect(),
        ..Query::default().in_view(ViewKind::Timeline)
    };
    ensure!(beside(&timeline.at(Some(target("ms-road-length")?)))? == in_the_text("ch1.1")?);
    Ok(())
}

/// The ids of sentences before and after one of them.
fn around<'a>(ids: impl Iterator<Item = &'a String>, id: &str) -> [Option<String>; 2] {
    let ids: Vec<&String> = ids.collect();
    let at = ids.iter().position(|entry| *entry == id);
    let beside = |at: Option<usize>| Some((*ids.get(at?)?).clone());
    [
        beside(at.and_then(|at| at.checked_sub(1))),
        beside(at.map(|at| at + 1)),
    ]
}

#[test]
fn a_sentence_has_the_sentences_beside_it_in_the_list_or_else_in_the_text() -> Result<()> {
    let plan = plan()?;
    let in_text = || {
        let all = plan.passages().iter().flat_map(|entry| &entry.sentences);
        all.map(|entry| &entry.id)
    };
    // Measure 14 is listed with its first sentence, so its second one is none of the list.
    let query = Query::default();
    ensure!(beside(&query.at(Some(target("m14.2")?)))? == around(in_text(), "m14.2"));
    let text = Query::default().in_view(ViewKind::Text);
    ensure!(beside(&text.at(Some(target("m14.1")?)))? == around(in_text(), "m14.1"));
    let of_nimu = Query {
        counties: [county("nimu")].into_iter().collect(),
        ..Query::default()
    };
    let view = explorer()?.view(&of_nimu);
    let items = view.blocks.iter().flat_map(|block| &block.groups);
    let items = items.flat_map(|group| &group.items);
    let listed: Vec<String> = items
        .flat_map(|item| item.excerpts())
        .map(|excerpt| excerpt.sentence.id.clone())
        .collect();
    ensure!(listed.len() > 10, "{listed:?}");
    for id in &listed {
        let found = beside(&of_nimu.at(Some(target(id)?)))?;
        ensure!(found == around(listed.iter(), id), "{id}: {found:?}");
    }
    Ok(())
}

#[test]
fn nothing_is_before_the_first_passage_or_after_the_last() -> Result<()> {
    let query = Query::default();
    let plan = plan()?;
    let (first, last) = (plan.passages().first(), plan.passages().last());
    let first = first.context("no passage")?;
    let last = last.context("no passage")?;
    let [before, _] = beside(&query.at(Some(target(&first.id)?)))?;
    let [_, after] = beside(&query.at(Some(target(&last.id)?)))?;
    ensure!(before.is_none() && after.is_none());
    Ok(())
}

/// The words around a span: up to 24 letters of its sentence on each side, and whether more are cut off.
fn naive_around(passage: &Passage, span: Span) -> (bool, [String; 3], bool) {
    let mut sentences = passage.sentences.iter().map(Sentence::span);
    let whole = passage.text.span();
    let sentence = sentences
        .find(|sentence| sentence.start() <= span.start() && span.end() <= sentence.end())
        .unwrap_or(whole);
    let words = |from: u32, to: u32| -> String {
        let letters = passage.text.as_str().chars();
        letters
            .skip(from as usize)
            .take((to - from) as usize)
            .collect()
    };
    let before = words(sentence.start(), span.start());
    let after = words(span.end(), sentence.end());
    let last = |text: &str, count: usize| -> String {
        let skipped = text.chars().count().saturating_sub(count);
        text.chars().skip(skipped).collect()
    };
    let shown = [
        last(&before, 24),
        words(span.start(), span.end()),
        after.chars().take(24).collect(),
    ];
    (
        before.chars().count() > 24,
        shown,
        after.chars().count() > 24,
    )
}

#[test]
fn the_words_around_a_span_are_of_its_sentence_and_say_where_they_are_cut() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let mut seen = [0; 4];
    for passage in plan.passages() {
        let position = plan.position(&passage.id).context("no position")?;
        let terms = plan.terms_at(position).map(|(span, _)| span);
        let mentions = plan
            .mentions_at(position)
            .iter()
            .map(|mention| mention.span());
        for span in terms.chain(mentions) {
            let Around {
                clipped_before,
                pieces,
                clipped_after,
            } = explorer.around(passage, span);
            let marked = pieces
                .iter()
                .position(|piece| piece.mark == Some(Mark::Target));
            let marked = marked.context("not marked")?;
            let text = |from: usize, to: usize| -> String {
                let shown = pieces.get(from..to).unwrap_or_default();
                shown.iter().map(|piece| piece.text).collect()
            };
            let shown = [
                text(0, marked),
                text(marked, marked + 1),
                text(marked + 1, pieces.len()),
            ];
            let found = (clipped_before, shown, clipped_after);
            let wanted = naive_around(passage, span);
            ensure!(found == wanted, "{found:?} instead of {wanted:?}");
            seen[usize::from(clipped_before) * 2 + usize::from(clipped_after)] += 1;
        }
    }
    ensure!(
        seen.iter().all(|&times| times > 0),
        "each combination of cut and whole: {seen:?}"
    );
    Ok(())
}

/// The spans within a window that have a note: of overlapping ones the first, of those the longest.
fn naive_notes(passage: &Passage, window: Span) -> Result<Vec<(u32, u32)>> {
    let plan = plan()?;
    let mut all = Vec::new();
    for term in plan.terms() {
        let here = term.mentions.iter().filter(|m| m.passage == passage.id);
        all.extend(here.map(|m| (m.start, m.end)));
    }
    let here = plan.mentions().iter();
    all.extend(
        here.filter(|m| m.passage == passage.id)
            .map(|m| (m.start, m.end)),
    );
    let mut notes: Vec<(u32, u32)> = Vec::new();
    loop {
        let from = notes.last().map_or(window.start(), |&(_, end)| end);
        let left = all
            .iter()
            .filter(|&&(start, end)| from <= start && end <= window.end());
        match left.min_by_key(|&&(start, end)| (start, u32::MAX - end)) {
            Some(&next) => notes.push(next),
            None => return Ok(notes),
        }
    }
}

#[test]
fn notes_are_on_their_words_and_the_parts_of_a_window_are_the_window() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    for passage in plan.passages() {
        let sentences = passage.sentences.iter().map(Sentence::span);
        for window in sentences.chain([passage.text.span()]) {
            let parts = explorer.explained(&Query::default(), passage, None, window);
            let mut at = window.start();
            let mut notes = Vec::new();
            for (note, pieces) in &parts {
                let words: String = pieces.iter().map(|piece| piece.text).collect();
                let end = at + words.chars().count() as u32;
                let span = Span::new(at, end).context("backwards")?;
                ensure!(words == passage.text.slice(span) && !words.is_empty());
                match note {
                    Some(Note::Term(term)) => {
                        let mut mentions = term.mentions.iter();
                        ensure!(mentions.any(|m| m.passage == passage.id && m.span() == span));
                    }
                    Some(Note::Mention(mention)) => ensure!(mention.span() == span),
                    None => {}
                }
                notes.extend(note.map(|_| (at, end)));
                at = end;
            }
            ensure!(at == window.end(), "{}: {at}", passage.id);
            let wanted = naive_notes(passage, window)?;
            ensure!(notes == wanted, "{}: {notes:?}, {wanted:?}", passage.id);
        }
    }
    Ok(())
}

#[test]
fn the_searched_words_and_the_opened_sentence_are_both_marked() -> Result<()> {
    let passage = passage("m14")?;
    let sentence = passage.sentences.get(1).context("no m14.2")?;
    let query = Query {
        q: SearchText::new("拉萨"),
        ..Query::default()
    };
    let parts = explorer()?.explained(&query, passage, Some(sentence.span()), passage.text.span());
    let pieces: Vec<Piece<'_>> = parts.into_iter().flat_map(|(_, pieces)| pieces).collect();
    let opened: String = pieces
        .iter()
        .filter(|piece| piece.mark == Some(Mark::Target))
        .map(|piece| piece.text)
        .collect();
    ensure!(opened == passage.text.slice(sentence.span()), "{opened}");
    let mut found = pieces
        .iter()
        .filter(|piece| piece.mark == Some(Mark::Search));
    ensure!(found.clone().all(|piece| piece.text == "拉萨") && found.next().is_some());
    Ok(())
}
