//! The form in which the page contains the plan: `plan.json` without what can be derived from the rest.
//!
//! It is JSON without white space: an array of columns, which are arrays themselves. A column has one field of
//! every entry of a list, because similar values compress best next to each other. [`read`] and [`write`] list
//! the columns in the same order. In the columns:
//!
//! - A quote is not stored: it is the text of its passage from `start` to `end`. A part of a quote (a label,
//!   name or verb) is its distance from the quote's start and from its end.
//! - A passage is a position, relative to the entry before. Within one passage, so is `start`.
//! - The id of a sentence is the id of its passage with `.1`, `.2` and so on. The sentences of a passage follow
//!   each other without gaps. The sentence of a quote is the one that contains it.
//! - A value of a vocabulary is its position, a set of values is a bit mask.
//! - An optional number is 0 for none, otherwise one more than its value. An optional string can be `null`.
//! - A decimal is two integers: its digits, and the number of decimal places.
//! - The first column is the alphabet: every character beyond ASCII that occurs, in order, each as the
//!   difference from the code before. In strings, U+0080 stands for its first character, U+0081 for the second,
//!   and so on. Two bytes are then enough for each character, which saves 1.3 KB of the page with brotli.
//!
//! `build.rs` writes this form with the same types that the page reads it with, so the positions always agree.
//! A plan that breaks one of these rules cannot be written; [`write`] names the entry.

mod column;
mod read;
#[cfg(not(target_arch = "wasm32"))]
mod write;

use super::{Passage, Sentence, Span};

pub use read::{letters, read};
#[cfg(not(target_arch = "wasm32"))]
pub use write::{Unwritable, write};

/// The id of a passage's sentence; `number` counts from 1.
fn sentence_id(passage: &str, number: u32) -> String {
    format!("{passage}.{number}")
}

/// The sentence that contains a span of its passage, or `None` in a heading.
fn sentence_of(passage: &Passage, span: Span) -> Option<&Sentence> {
    let mut sentences = passage.sentences.iter();
    sentences.find(|sentence| sentence.span().contains(span))
}
