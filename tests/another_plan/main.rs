//! From a text as people have it to a plan that nobody has tagged yet.

mod clean;
mod draft;
mod harm;
mod tables;

/// The text of the made-up plan.
const PLAN: &str = include_str!("../fixtures/yunchuan/source.txt");
