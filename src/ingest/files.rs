//! The names of the files of a data folder.

pub(super) const SOURCE: &str = "source.txt";
pub(super) const SCRAPED: &str = "scraped.txt";
pub(super) const REMOVED: &str = "removed.toml";
pub(super) const PLAN: &str = "plan.toml";
pub(super) const THEMES: &str = "themes.toml";
pub(super) const SENTENCES: &str = "sentences.toml";
pub(super) const PLACES: &str = "places.toml";
pub(super) const MILESTONES: &str = "milestones.toml";
pub(super) const QUANTITIES: &str = "quantities.toml";
pub(super) const PROJECTS: &str = "projects.toml";
pub(super) const TERMS: &str = "terms.toml";
pub(super) const ENGLISH: &str = "english.toml";
