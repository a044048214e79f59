//! Every string on screen that is ours and not the plan's, one file per language.
//!
//! Knows nothing of the browser. What it composes (titles, names of passages) it composes from the
//! plan's own words.

mod title;
mod zh;

pub use title::{filter_names, page_title};
pub use zh::ZH;

use crate::model::{Kind, Passage, PassageKind, Period, Scope, Vocabulary};
use crate::query::{Facet, ViewKind};

/// The strings of one language. `{}` in a template is filled with [`fill`].
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "each field is named after what it says on screen"
)]
pub struct Words {
    pub site: &'static str,
    pub skip: &'static str,
    pub views: &'static str,
    pub filters: &'static str,
    pub filters_button: &'static str,
    pub filters_active: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub theme: &'static str,
    pub county: &'static str,
    pub zone: &'static str,
    pub period: &'static str,
    pub kind: &'static str,
    pub reach: &'static str,
    pub reach_all: &'static str,
    pub reach_named: &'static str,
    pub reach_about: &'static str,
    pub detail_core: &'static str,
    pub detail_all: &'static str,
    pub detail: &'static str,
    pub clear_all: &'static str,
    pub remove: &'static str,
    pub show_passages: &'static str,
    pub show_milestones: &'static str,
    pub total_passages: &'static str,
    pub total_milestones: &'static str,
    pub nothing: &'static str,
    pub nothing_why: &'static str,
    pub loosen_passages: &'static str,
    pub loosen_milestones: &'static str,
    pub block_named: &'static str,
    pub block_collective: &'static str,
    pub block_collective_why: &'static str,
    pub heading_lost: &'static str,
    pub lead_starts: &'static str,
    pub goals_note: &'static str,
    pub front_matter: &'static str,
    pub back_matter: &'static str,
    pub passage_title: &'static str,
    pub passage_adoption: &'static str,
    pub passage_preamble: &'static str,
    pub passage_vision: &'static str,
    pub passage_lead: &'static str,
    pub passage_closing: &'static str,
    pub measure: &'static str,
    pub primary_theme: &'static str,
    pub close: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub copy_link: &'static str,
    pub copied: &'static str,
    pub copy_by_hand: &'static str,
    pub share: &'static str,
    pub sentence_link: &'static str,
    pub in_this_passage: &'static str,
    pub places_here: &'static str,
    pub themes_here: &'static str,
    pub milestones_here: &'static str,
    pub read_in_text: &'static str,
    pub notice_unknown: &'static str,
    pub notice_too_long: &'static str,
    pub notice_lang: &'static str,
    pub dismiss: &'static str,
    pub open_app: &'static str,
    pub milestone_name: &'static str,
    pub milestone_quote: &'static str,
    pub timeline_label: &'static str,
    pub timeline_hint: &'static str,
    pub no_milestone: &'static str,
    pub scheme: &'static str,
    pub scheme_auto: &'static str,
    pub scheme_light: &'static str,
    pub scheme_dark: &'static str,
    pub matching: &'static str,
    pub text_intro: &'static str,
    pub plan_unreadable: &'static str,
    pub plain_text: &'static str,
    pub data_file: &'static str,
    pub chapter: &'static str,
    pub section: &'static str,
    pub digits: [&'static str; 10],
    pub view_names: [&'static str; 4],
    pub period_names: [&'static str; 4],
    pub period_years: [&'static str; 4],
    pub kind_names: [&'static str; 6],
    pub scope_about: [&'static str; 5],
    pub about: About,
}

/// The words of the page about the text.
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "each field is named after what it says on screen"
)]
pub struct About {
    pub heading: &'static str,
    pub what: &'static str,
    pub source_heading: &'static str,
    pub issuer: &'static str,
    pub adopted: &'static str,
    pub meeting: &'static str,
    pub copy_from: &'static str,
    pub reposted: &'static str,
    pub fingerprint: &'static str,
    pub removed_heading: &'static str,
    pub removed_intro: &'static str,
    pub removed_times: &'static str,
    pub widths: &'static str,
    pub lost_heading: &'static str,
    pub lost_intro: &'static str,
    pub lost_goals: &'static str,
    pub rules_heading: &'static str,
    pub rules: &'static [&'static str],
    pub data_heading: &'static str,
    pub data: &'static str,
}

/// Puts `values` in the place of each `{}` of a template, in order.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    for (at, part) in template.split("{}").enumerate() {
        if at > 0 {
            out.push_str(values.next().copied().unwrap_or_default());
        }
        out.push_str(part);
    }
    out
}

impl Words {
    /// A view's name.
    pub fn view(&self, view: ViewKind) -> &'static str {
        name(&self.view_names, view)
    }

    /// A period's name.
    pub fn period_name(&self, period: Period) -> &'static str {
        name(&self.period_names, period)
    }

    /// The years of a period, where it has any.
    pub fn period_years(&self, period: Period) -> &'static str {
        name(&self.period_years, period)
    }

    /// What a kind of milestone is called.
    pub fn kind_name(&self, kind: Kind) -> &'static str {
        name(&self.kind_names, kind)
    }

    /// What a facet is called.
    pub fn facet_name(&self, facet: Facet) -> &'static str {
        match facet {
            Facet::Theme => self.theme,
            Facet::County => self.county,
            Facet::Zone => self.zone,
            Facet::Period => self.period,
            Facet::Kind => self.kind,
            Facet::Search => self.search,
        }
    }

    /// Whom a collective mention takes in.
    pub fn scope_about(&self, scope: Scope) -> &'static str {
        name(&self.scope_about, scope)
    }

    /// 第一章 …
    pub fn chapter_number(&self, number: u32) -> String {
        fill(self.chapter, &[self.digit(number)])
    }

    /// （一） …
    pub fn section_number(&self, number: u32) -> String {
        fill(self.section, &[self.digit(number)])
    }

    /// The line a passage goes by: number and heading where it has them, else what part it is.
    pub fn passage_name(&self, passage: &Passage) -> String {
        let heading = passage.heading.as_deref().unwrap_or_default();
        match (passage.kind, passage.number) {
            (PassageKind::Measure, Some(number)) => fill("{}. {}", &[&number.to_string(), heading]),
            (PassageKind::Section, Some(number)) => self.section_number(number) + heading,
            (PassageKind::Title, _) => self.passage_title.to_owned(),
            (PassageKind::Adoption, _) => self.passage_adoption.to_owned(),
            (PassageKind::Preamble, _) => self.passage_preamble.to_owned(),
            (PassageKind::Vision, _) => self.passage_vision.to_owned(),
            (PassageKind::Lead, _) => self.passage_lead.to_owned(),
            (PassageKind::Closing, _) => self.passage_closing.to_owned(),
            _ => heading.to_owned(),
        }
    }

    /// A chapter's or section's number as it is written out; the plan has none above nine.
    fn digit(&self, number: u32) -> &'static str {
        self.digits.get(number as usize).copied().unwrap_or("…")
    }

    /// Whether [`Words::passage_name`] is ours and not the plan's.
    pub fn name_is_ours(&self, passage: &Passage) -> bool {
        passage.heading.is_none()
    }
}

/// The entry of a table that stands in a vocabulary's order.
fn name<V: Vocabulary>(table: &[&'static str], value: V) -> &'static str {
    table.get(value.ordinal()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_takes_its_values_in_order() {
        assert_eq!(fill("{}共 {} 段", &["尼木县", "4"]), "尼木县共 4 段");
        assert_eq!(fill("{}", &[]), "");
    }
}
