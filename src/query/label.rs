//! Line breaks in the label of a milestone, with its values told apart.
//!
//! This module knows nothing of the rest of the timeline.

use super::timeline::Run;
use crate::model::Milestone;

/// The width of a full-width character in pixels, which is the font size of labels.
const FULL: i32 = 14;
/// The width reserved for a half-width character: the widest digit or capital of the fonts in use.
const HALF: i32 = 9;

fn width_of(letter: char) -> i32 {
    if letter.is_ascii() { HALF } else { FULL }
}

/// Whether a line may not begin with this mark.
fn hangs(letter: char) -> bool {
    "，。、；：！？”’）》%".contains(letter)
}

/// Whether a line may not end with this mark.
fn opens(letter: char) -> bool {
    "“‘（《".contains(letter)
}

/// Breaks the label of a milestone into lines no wider than `room` pixels, except that one closing mark
/// may hang over. A run of half-width characters (7143, IPv6) is not broken if it fits a line.
pub(super) fn break_label(milestone: &Milestone, room: i32) -> Vec<Vec<Run<'_>>> {
    let label = milestone.label.as_str();
    let values: Vec<(usize, usize)> = milestone
        .values
        .iter()
        .filter(|value| !value.printed.is_empty())
        .filter_map(|value| {
            let start = label.find(&value.printed)?;
            Some((start, start + value.printed.len()))
        })
        .collect();
    let mut cuts = break_lines(label, room);
    cuts.push(label.len());
    let mut start = 0;
    cuts.into_iter()
        .map(|end| {
            let line = runs(label, start, end, &values);
            start = end;
            line
        })
        .collect()
}

/// The byte offsets at which new lines begin.
fn break_lines(label: &str, room: i32) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut used = 0;
    // The last unit that may begin a line: its byte, and the width of the line before it.
    let mut last = (0, 0);
    let mut opened = false;
    let letters: Vec<(usize, char)> = label.char_indices().collect();
    let mut at = 0;
    while let Some(&(byte, letter)) = letters.get(at) {
        // A unit is one full-width character, a run of half-width ones, or the two halves of ……
        let mut end = at + 1;
        let mut w = width_of(letter);
        if letter.is_ascii() {
            while let Some(&(_, next)) = letters.get(end)
                && next.is_ascii()
                && w + HALF <= room
            {
                w += HALF;
                end += 1;
            }
        } else if letter == '…' && letters.get(end).is_some_and(|next| next.1 == '…') {
            w += FULL;
            end += 1;
        }
        let may_begin = !hangs(letter) && !opened;
        if used + w > room {
            let (start, before) = if may_begin { (byte, used) } else { last };
            // One closing mark may hang over; a second takes the word before them to a new line.
            if (!hangs(letter) || used > room) && before > 0 {
                breaks.push(start);
                used -= before;
                last = (start, 0);
            }
        }
        if may_begin {
            last = (byte, used);
        }
        opened = opens(letter);
        used += w;
        at = end;
    }
    breaks
}

/// The bytes `start..end` of a label, cut at the start and the end of values.
fn runs<'a>(label: &'a str, start: usize, end: usize, values: &[(usize, usize)]) -> Vec<Run<'a>> {
    let mut cuts: Vec<usize> = values
        .iter()
        .flat_map(|&(from, to)| [from, to])
        .filter(|cut| (start..end).contains(cut))
        .collect();
    cuts.extend([start, end]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|ends| match *ends {
            [from, to] => {
                let is_value = values.iter().any(|&(a, b)| a <= from && to <= b);
                label.get(from..to).map(|words| (words, is_value))
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Plan, PlanError};

    /// The lines of a label in so much room.
    fn lines(label: &str, room: i32) -> Vec<&str> {
        let mut ends = break_lines(label, room);
        ends.push(label.len());
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let ends = ends.iter().copied();
        let lines = starts.zip(ends).map(|(start, end)| &label[start..end]);
        lines.collect()
    }

    #[test]
    fn a_line_holds_as_many_letters_as_there_is_room_for() {
        assert_eq!(lines("甲乙丙丁戊", 42), ["甲乙丙", "丁戊"]);
        assert_eq!(lines("甲乙丙丁戊", 41), ["甲乙", "丙丁", "戊"]);
        assert_eq!(lines("甲乙丙", 42), ["甲乙丙"]);
        assert_eq!(
            lines("甲乙", 5),
            ["甲", "乙"],
            "a letter stands even where none fits"
        );
    }

    #[test]
    fn one_closing_mark_hangs_over_and_a_second_takes_its_word_along() {
        assert_eq!(lines("甲乙丙，丁", 42), ["甲乙丙，", "丁"]);
        assert_eq!(lines("甲乙丙。”丁", 42), ["甲乙", "丙。”", "丁"]);
        assert_eq!(lines("甲乙丙。”丁戊己", 42), ["甲乙", "丙。”", "丁戊己"]);
        assert_eq!(lines("甲。”", 14), ["甲。”"], "no line is empty");
        assert_eq!(lines("甲乙丙丁。戊", 42), ["甲乙丙", "丁。戊"]);
    }

    #[test]
    fn an_opening_mark_goes_along_with_what_it_opens() {
        assert_eq!(lines("甲乙“丙丁", 42), ["甲乙", "“丙丁"]);
        assert_eq!(lines("甲“《丙丁戊", 42), ["甲", "“《丙", "丁戊"]);
        assert_eq!(lines("甲乙（S5线", 42), ["甲乙", "（S5", "线"]);
        assert_eq!(lines("甲“丙”，丁", 42), ["甲", "“丙”，", "丁"]);
        assert_eq!(lines("“甲乙", 14), ["“甲", "乙"], "no line is a mark alone");
    }

    #[test]
    fn no_line_of_the_plans_labels_ends_with_an_opening_mark() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        for milestone in plan.milestones() {
            for room in [90, 126, 154, 210, 301] {
                let lines = lines(&milestone.label, room);
                assert_eq!(lines.concat(), milestone.label);
                let bad = lines.iter().find(|line| line.ends_with(opens));
                assert_eq!(bad, None, "{} in {room}", milestone.id);
                let split = lines
                    .iter()
                    .find(|line| line.ends_with('…') && !line.ends_with("……"));
                assert_eq!(split, None, "{} in {room}", milestone.id);
            }
        }
        Ok(())
    }

    #[test]
    fn the_two_halves_of_an_ellipsis_stay_together() {
        assert_eq!(lines("甲乙……丙", 42), ["甲乙", "……丙"]);
        assert_eq!(lines("甲……丙", 42), ["甲……", "丙"]);
        assert_eq!(lines("甲……，丙", 42), ["甲……，", "丙"]);
    }

    #[test]
    fn a_run_of_half_width_letters_is_broken_only_where_a_line_is_too_short_for_it() {
        assert_eq!(lines("甲IPv6乙", 42), ["甲", "IPv6", "乙"]);
        assert_eq!(lines("甲IPv6乙", 50), ["甲IPv6", "乙"]);
        assert_eq!(lines("714300", 27), ["714", "300"]);
        assert_eq!(lines("7143000", 35), ["714", "300", "0"]);
    }

    #[test]
    fn values_are_told_apart_from_other_words() {
        let label = "增长8%以上";
        let told = |start, end| runs(label, start, end, &[(6, 8)]);
        let whole = [("增长", false), ("8%", true), ("以上", false)];
        assert_eq!(told(0, label.len()), whole);
        assert_eq!(told(0, 7), [("增长", false), ("8", true)]);
        assert_eq!(told(7, label.len()), [("%", true), ("以上", false)]);
        assert_eq!(told(8, label.len()), [("以上", false)]);
        assert_eq!(told(0, 6), [("增长", false)]);
    }
}
