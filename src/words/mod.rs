//! Every string on screen that is not from the plan, one file per language, and the names and titles that are
//! composed of them.
//!
//! This module must not know links or the browser.

mod en;
mod headings;
mod names;
#[cfg(not(target_arch = "wasm32"))]
mod pages;
mod template;
mod title;
mod zh;

pub use en::EN;
pub use headings::{Heading, Origin};
pub(crate) use names::{measures, verb};
#[cfg(not(target_arch = "wasm32"))]
pub use pages::{PAGES, Pages};
pub use template::fill;
pub use title::target_name;
pub use title::{filter_names, page_title};
pub use zh::ZH;

use crate::query::Lang;

/// The strings of one language. `{}` in a template is filled with [`fill`].
#[derive(Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Serialize))]
#[expect(
    missing_docs,
    reason = "each field is named after what it says on screen"
)]
pub struct Words {
    /// Which language it is.
    pub lang: Lang,
    /// Each language's name in itself, in the vocabulary's order.
    pub language_names: [&'static str; 2],
    /// The label of a translated heading or name.
    pub translation: &'static str,
    /// Which parts are Chinese and which are translated.
    pub translation_about: &'static str,
    /// The separator of a list.
    pub list_separator: &'static str,
    /// A text in quotation marks.
    pub quoted: &'static str,
    /// What the squares of the themes are.
    pub overview_squares: &'static str,
    /// A quotation, and an explanation of it.
    pub explained: &'static str,
    pub skip: &'static str,
    pub views: &'static str,
    pub counties: &'static str,
    pub modes: &'static str,
    pub filters: &'static str,
    /// What the numbers beside the filters count.
    pub counts_passages: &'static str,
    pub counts_milestones: &'static str,
    pub counts_projects: &'static str,
    pub counts_figures: &'static str,
    pub counts_statements: &'static str,
    pub filters_active: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub search_about: &'static str,
    pub suggestions: &'static str,
    pub examples: &'static str,
    pub explained_count: &'static str,
    pub overview: &'static str,
    pub overview_achieved: &'static str,
    pub overview_targeted: &'static str,
    pub overview_number: &'static str,
    pub overview_time: &'static str,
    pub overview_themes: &'static str,
    pub overview_themes_about: &'static str,
    /// After the introduction: what is the plan's, and what is ours.
    pub overview_quotes: &'static str,
    pub overview_counties: &'static str,
    pub overview_counties_about: &'static str,
    pub overview_collective: &'static str,
    pub help: &'static str,
    pub help_keys: &'static [(&'static str, &'static str)],
    pub help_search: &'static str,
    pub help_search_two: &'static str,
    pub help_search_without: &'static str,
    pub help_search_phrase: &'static str,
    pub help_search_pinyin: &'static str,
    pub help_search_written: &'static str,
    pub help_search_english: &'static str,
    pub printed_from: &'static str,
    pub search_instead: &'static str,
    /// More was typed than is searched.
    pub search_full: &'static str,
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
    /// How many results of a long list are shown.
    pub results_shown: &'static str,
    pub show_all_results: &'static str,
    pub remove: &'static str,
    pub show_passages: &'static str,
    pub show_milestones: &'static str,
    pub show_statements: &'static str,
    pub total_passages: &'static str,
    pub total_milestones: &'static str,
    pub total_statements: &'static str,
    pub no_results: &'static str,
    pub no_results_why: &'static str,
    /// The same of one filter.
    pub no_results_one: &'static str,
    /// The same in a view that does not count passages.
    pub no_results_here: &'static str,
    /// The link to the passages that match all the same, with their number.
    pub no_results_list: &'static str,
    pub loosen_passages: &'static str,
    pub loosen_milestones: &'static str,
    pub loosen_statements: &'static str,
    pub block_named: &'static str,
    pub block_collective: &'static str,
    pub block_collective_why: &'static str,
    pub heading_lost: &'static str,
    pub lead_starts: &'static str,
    pub front_matter: &'static str,
    pub back_matter: &'static str,
    pub part_number: &'static str,
    /// A paragraph below a heading, without one of its own.
    pub passage_paragraph: &'static str,
    pub passage_title: &'static str,
    pub passage_adoption: &'static str,
    pub passage_preamble: &'static str,
    pub passage_vision: &'static str,
    pub passage_lead: &'static str,
    pub passage_closing: &'static str,
    pub measure: &'static str,
    pub close: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub copy_link: &'static str,
    /// The label of a copy button after it was pressed.
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
    pub dismiss: &'static str,
    pub legend: &'static str,
    pub scheme: &'static str,
    pub scheme_auto: &'static str,
    pub scheme_light: &'static str,
    pub scheme_dark: &'static str,
    pub matching: &'static str,
    pub text_intro: &'static str,
    pub plan_unreadable: &'static str,
    /// When the program has crashed.
    pub crashed: &'static str,
    pub crashed_reload: &'static str,
    /// When a newer build of the page is available.
    pub update: &'static str,
    pub update_now: &'static str,
    pub plain_text: &'static str,
    pub chapter: &'static str,
    pub section: &'static str,
    /// The number of a measure, before its heading.
    pub measure_number: &'static str,
    pub status: &'static str,
    pub tier: &'static str,
    pub sort: &'static str,
    pub show_projects: &'static str,
    pub show_figures: &'static str,
    pub total_projects: &'static str,
    pub total_figures: &'static str,
    pub total_indicators: &'static str,
    /// After a number of projects: how many of them are programmes.
    pub of_which_programmes: &'static str,
    pub loosen_projects: &'static str,
    pub loosen_figures: &'static str,
    pub detail_figures: &'static str,
    pub detail_measured: &'static str,
    pub detail_every: &'static str,
    pub projects_intro: &'static str,
    pub projects_here: &'static str,
    pub figures_intro: &'static str,
    /// All indicators, those of past periods, and those of later ones.
    pub figures_headline: &'static str,
    pub figures_past: &'static str,
    pub figures_later: &'static str,
    pub figures_silent: &'static str,
    pub figure_value: &'static str,
    pub figure_measures: &'static str,
    pub figure_kind: &'static str,
    pub figure_quote: &'static str,
    pub comparable_figures: &'static str,
    pub comparable_figures_why: &'static str,
    /// Bars of numbers that are a bound or approximate, for screen readers.
    pub bar_open: &'static str,
    pub bar_limit: &'static str,
    pub bar_about: &'static str,
    pub block_named_one: &'static str,
    pub block_collective_one: &'static str,
    pub answer_filtered: &'static str,
    /// What stands before the themes and places of a whole passage.
    pub of_passage: &'static str,
    /// The county, its passages or sentences, and what they say.
    pub answer_named: &'static str,
    pub answer_named_only: &'static str,
    pub answer_none: &'static str,
    /// The same, if filters are in use.
    pub answer_none_filtered: &'static str,
    /// If themes are chosen: no statement both names the county and has one of them.
    pub answer_off_theme: &'static str,
    /// If both milestones and projects name the county.
    pub answer_both: &'static str,
    pub answer_sentences: &'static str,
    pub answer_sentences_in: &'static str,
    pub answer_tiers: [&'static str; 2],
    /// How many milestones of each kind.
    pub answer_kinds: [&'static str; 6],
    pub answer_with: &'static str,
    pub answer_number: &'static str,
    pub answer_time: &'static str,
    pub answer_neither: &'static str,
    pub answer_no_number: &'static str,
    pub answer_no_time: &'static str,
    pub answer_period: &'static str,
    pub answer_periods: &'static str,
    /// A period, and how many milestones it has.
    pub answer_in_period: &'static str,
    pub answer_groups: &'static str,
    pub answer_silent: &'static str,
    pub answer_achieved: &'static str,
    pub answer_targeted: &'static str,
    pub answer_half_numbers: &'static str,
    pub answer_half_no_number: &'static str,
    pub answer_half_none: &'static str,
    /// Between clauses of one sentence, and at its end.
    pub answer_clauses: &'static str,
    pub answer_stop: &'static str,
    pub answer_projects: &'static str,
    pub answer_counties: &'static str,
    pub answer_no_county: &'static str,
    pub profile_role: &'static str,
    pub role_measure: &'static str,
    pub profile_collective: &'static str,
    pub profile_groups: &'static str,
    pub profile_role_link: &'static str,
    pub compare: &'static str,
    pub compare_choose: &'static str,
    pub compare_hint: &'static str,
    pub compare_counts: &'static str,
    pub compare_both: &'static str,
    pub compare_only: &'static str,
    pub compare_themes: &'static str,
    pub compare_places: &'static str,
    pub compare_none: &'static str,
    pub compare_more: &'static str,
    pub share_sheet: &'static str,
    pub share_qr: &'static str,
    pub share_qr_long: &'static str,
    pub share_embed: &'static str,
    pub share_embed_about: &'static str,
    pub share_copy_embed: &'static str,
    pub share_link: &'static str,
    pub share_page: &'static str,
    pub embed_open: &'static str,
    pub size: &'static str,
    pub size_names: [&'static str; 3],
    pub years: &'static str,
    pub years_between: &'static str,
    pub one_year: &'static str,
    pub outline: &'static str,
    pub map: &'static str,
    pub map_hint: &'static str,
    pub map_choose: &'static str,
    pub map_tile: &'static str,
    pub statement_about: &'static str,
    pub layers: &'static str,
    pub layer_names: [&'static str; 4],
    pub layer_member_unknown: &'static str,
    pub layer_about: &'static str,
    pub tile: &'static str,
    pub matrix: &'static str,
    pub matrix_hint: &'static str,
    pub matrix_hint_periods: &'static str,
    /// The column of totals where each is the sum of its row.
    pub matrix_sum: &'static str,
    /// The same column where it is not, and why it is not: by county, and by period.
    pub matrix_all: &'static str,
    pub matrix_all_why: &'static str,
    pub matrix_all_periods_why: &'static str,
    pub matrix_across: &'static str,
    pub silences: &'static str,
    pub silences_about: &'static str,
    pub silences_named_about: &'static str,
    pub silence: &'static str,
    pub silence_beyond: &'static str,
    pub silence_of_every: &'static str,
    pub silences_none: &'static str,
    pub across_names: [&'static str; 2],
    pub term: &'static str,
    pub term_means: &'static str,
    pub term_members: &'static str,
    pub term_undefined: &'static str,
    pub term_used: &'static str,
    pub term_other_senses: &'static str,
    pub term_link: &'static str,
    pub export: &'static str,
    pub export_about: &'static str,
    pub export_download: &'static str,
    pub export_copy: &'static str,
    pub export_licence: &'static str,
    pub export_accessed: &'static str,
    pub export_source: &'static str,
    pub cite: &'static str,
    pub previous_sentence: &'static str,
    pub next_sentence: &'static str,
    /// What stands before and after what is opened.
    pub neighbours: &'static str,
    pub whole_passage: &'static str,
    pub save_picture: &'static str,
    pub picture_save: &'static str,
    pub picture_hold: &'static str,
    pub picture_scan: &'static str,
    pub cite_more: &'static str,
    /// The plan's title.
    pub title: &'static str,
    /// The plan's title, and the day of its adoption.
    pub title_adopted: &'static str,
    /// A quotation with the title of the plan, its place and its link.
    pub quote_with_source: &'static str,
    pub cite_quotation: &'static str,
    pub cite_gbt: &'static str,
    pub cite_bibtex: &'static str,
    pub cite_title_ours: &'static str,
    pub view_names: [&'static str; 9],
    pub kind_names: [&'static str; 6],
    /// The second is for a group that the plan does not define.
    pub scope_about: [&'static str; 5],
    pub suggestion_names: [&'static str; 6],
    pub status_names: [&'static str; 13],
    pub tier_names: [&'static str; 2],
    pub has: &'static str,
    pub has_names: [&'static str; 2],
    pub class_names: [&'static str; 4],
    pub comparator_names: [&'static str; 5],
    pub sort_names: [&'static str; 4],
    /// How the timeline is arranged.
    pub arrangement: &'static str,
    pub arrangement_names: [&'static str; 2],
    /// What the table of lanes is called.
    pub lanes_label: &'static str,
    /// How to read the lanes.
    pub lanes_about: &'static str,
    /// Which themes have no lane, because nothing of theirs matches.
    pub lanes_without: &'static str,
    /// The order of the plan's themes, as against growth.
    pub lanes_plan_order: &'static str,
    /// What growth is.
    pub lanes_growth: &'static str,
    /// What stands above the axis.
    pub lanes_dated: &'static str,
    /// The link to one theme alone.
    pub lane_alone: &'static str,
    pub about: About,
    pub missing: Missing,
}

/// What views say of data that a plan does not have yet.
#[derive(Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Serialize))]
#[expect(missing_docs, reason = "each field is named after what is missing")]
pub struct Missing {
    pub themes: &'static str,
    /// With places for how many passages have themes, and how many there are.
    pub some_themes: &'static str,
    pub milestones: &'static str,
    pub projects: &'static str,
    pub statements: &'static str,
    pub quantities: &'static str,
    pub places: &'static str,
    pub overview: &'static str,
    pub how: &'static str,
}

/// The strings of the view about the text.
#[derive(Debug)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Serialize))]
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
    pub rules_heading: &'static str,
    pub rules: &'static [&'static str],
    pub data_heading: &'static str,
    pub data: &'static str,
    pub files: &'static [(&'static str, &'static str)],
    pub licence_heading: &'static str,
    pub licence_text: &'static str,
    pub licence_annotations: &'static str,
}

impl Words {
    /// The strings of a language.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }
}
