//! Brings what is seldom asked for ([`crate::model::Late`]).
//!
//! [`tables`] is where the program is cut in two: whatever only this function reaches lies in the second
//! piece, which `wasm_split_helpers` has fetched when it is called for the first time.
#![cfg_attr(
    feature = "split",
    allow(
        unsafe_code,
        reason = "the macro declares the function as one of another piece"
    )
)]

use crate::words;

#[cfg(feature = "split")]
use crate::{browser, export, markup, query};

/// Every table that comes late, one for each module that has one.
#[cfg(feature = "split")]
struct Tables {
    words: &'static words::Words,
    query: &'static query::late::Tables,
    markup: &'static markup::late::Tables,
    export: &'static export::Tables,
}

#[cfg(feature = "split")]
use wasm_split_helpers::SplitLoaderError as Lost;

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(late, fallible)]
fn tables() -> Result<Tables, Lost> {
    Ok(Tables {
        words: &words::EN,
        query: &query::late::TABLES,
        markup: &markup::late::TABLES,
        export: &export::TABLES,
    })
}

/// Whether all of it is here.
pub(super) fn is_here() -> bool {
    words::LATE.get().is_some()
}

/// Brings all of it and does `then` with whether it came. What was lost on the way can be asked for again.
#[cfg(feature = "split")]
pub(super) fn bring(then: Box<dyn FnOnce(bool)>) {
    browser::spawn(async move {
        let come = tables().await;
        if let Ok(come) = &come {
            query::late::LATE.bring(come.query);
            markup::late::LATE.bring(come.markup);
            export::LATE.bring(come.export);
            // Last, as this is what `is_here` asks for.
            words::LATE.bring(come.words);
        }
        then(come.is_ok());
    });
}

/// Built in one piece, all of it is here.
#[cfg(not(feature = "split"))]
pub(super) fn bring(then: Box<dyn FnOnce(bool)>) {
    then(true);
}
