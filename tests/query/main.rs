//! Answers to queries on the published plan: against a naive filter written from the rules alone, and view by
//! view.

#[path = "../common/mod.rs"]
mod common;
mod compare;
mod finding;
mod items;
mod naive;
mod places;
mod reading;
mod statements;
mod views;

use common::{explorer, plan};
