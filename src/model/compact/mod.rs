//! The plan as the page carries it: `plan.json` less all that follows from the rest of it.
//!
//! Still JSON, without white space: one array whose items are columns, arrays themselves, each with one
//! field of every entry of a list, since alike things compress best side by side. Which columns there are,
//! and in which order, stands twice: in [`read`] and, in the same order, in [`write`]. Within them:
//!
//! - A quote is not written: it is the stretch of its passage from `start` to `end`. Parts of a quote
//!   (labels, names, verbs) are how far from its start they begin and from its end they end.
//! - A passage is a position, counted on from the entry before; so is `start`, within one passage.
//! - A sentence's id is its passage's with `.1`, `.2` …; sentences tile what follows the heading. The
//!   sentence of a quote is the one it lies in.
//! - A value of a vocabulary is its position in the list, a set of them one bit each.
//! - What may be missing is 0, and else one more than it is; a missing string is `null`.
//! - A decimal is two integers: its digits, and how many of them stand behind the point.
//! - The first column is the alphabet: every character beyond ASCII that the others have, in order, each as how
//!   much its code is above that of the one before. In strings U+0080 stands for the first of them, U+0081 for
//!   the second … So that two bytes are enough for each, of which brotli makes 2.2 KB less; the alphabet has
//!   0.9.
//!
//! `build.rs` writes it with the very types that the page reads it with, so positions always agree. What
//! breaks one of these rules cannot be written, and [`write`] says which entry it is.
//!
//! Read by hand and not with a crate, because in the page each costs more: with serde_json and derived
//! readers the page had 36 KB of brotli more, and of the smaller readers of JSON on crates.io the smallest
//! would add 3 KB (`benches/README.md`).

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
