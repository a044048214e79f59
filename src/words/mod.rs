//! Every string on screen that is ours and not the plan's, one file per language.
//!
//! Knows nothing of the browser. What it composes (titles, names of passages) it composes from the
//! plan's own words, or from their unofficial translations.

mod en;
mod headings;
mod names;
#[macro_use]
mod strings;
#[cfg(not(target_arch = "wasm32"))]
mod pages;
mod template;
mod title;
mod zh;

pub use en::EN;
pub use headings::{Heading, Origin};
pub use names::measures;
#[cfg(not(target_arch = "wasm32"))]
pub use pages::{PAGES, Pages};
pub use strings::Strings;
pub use template::fill;
pub use title::{filter_names, page_title, target_name};
pub use zh::ZH;

use crate::query::Lang;

strings! {
    /// The strings of one language. `{}` in a template is filled with [`fill`].
    Words {
        /// Which language it is.
        lang: Lang,
        language: &'static str,
        /// Each language's name in itself, in the vocabulary's order.
        language_names: [&'static str; 2],
        /// The mark of a translated heading or name.
        translation: &'static str,
        /// What is Chinese and what is translated, in a sentence.
        translation_about: &'static str,
        /// What stands between the entries of a list.
        list_separator: &'static str,
        /// Words between quotation marks.
        quoted: &'static str,
        /// Words of the plan, and what we say of them.
        explained: &'static str,
        site: &'static str,
        skip: &'static str,
        views: &'static str,
        filters: &'static str,
        filters_button: &'static str,
        filters_active: &'static str,
        search: &'static str,
        search_hint: &'static str,
        search_about: &'static str,
        suggestions: &'static str,
        examples: &'static str,
        example_questions: &'static [(&'static str, &'static str)],
        help: &'static str,
        help_keys: &'static [(&'static str, &'static str)],
        help_search: &'static str,
        help_search_rules: &'static [(&'static str, &'static str)],
        printed_from: &'static str,
        nearest: &'static str,
        /// When more was typed than is searched.
        search_full: &'static str,
        theme: &'static str,
        county: &'static str,
        zone: &'static str,
        period: &'static str,
        kind: &'static str,
        reach: &'static str,
        reach_all: &'static str,
        reach_named: &'static str,
        reach_about: &'static str,
        detail_core: &'static str,
        detail_all: &'static str,
        detail: &'static str,
        clear_all: &'static str,
        /// How much of a long answer is drawn.
        drawn: &'static str,
        draw_all: &'static str,
        remove: &'static str,
        show_passages: &'static str,
        show_milestones: &'static str,
        total_passages: &'static str,
        total_milestones: &'static str,
        nothing: &'static str,
        nothing_why: &'static str,
        loosen_passages: &'static str,
        loosen_milestones: &'static str,
        block_named: &'static str,
        block_collective: &'static str,
        block_collective_why: &'static str,
        heading_lost: &'static str,
        lead_starts: &'static str,
        goals_note: &'static str,
        front_matter: &'static str,
        back_matter: &'static str,
        passage_title: &'static str,
        passage_adoption: &'static str,
        passage_preamble: &'static str,
        passage_vision: &'static str,
        passage_lead: &'static str,
        passage_closing: &'static str,
        measure: &'static str,
        primary_theme: &'static str,
        close: &'static str,
        previous: &'static str,
        next: &'static str,
        copy_link: &'static str,
        /// Said on whatever button copied something.
        copied: &'static str,
        copy_by_hand: &'static str,
        share: &'static str,
        sentence_link: &'static str,
        in_this_passage: &'static str,
        places_here: &'static str,
        themes_here: &'static str,
        milestones_here: &'static str,
        read_in_text: &'static str,
        notice_unknown: &'static str,
        notice_too_long: &'static str,
        dismiss: &'static str,
        open_app: &'static str,
        milestone_name: &'static str,
        milestone_quote: &'static str,
        timeline_label: &'static str,
        legend: &'static str,
        timeline_hint: &'static str,
        timeline_hint_wide: &'static str,
        no_milestone: &'static str,
        scheme: &'static str,
        scheme_auto: &'static str,
        scheme_light: &'static str,
        scheme_dark: &'static str,
        matching: &'static str,
        text_intro: &'static str,
        plan_unreadable: &'static str,
        /// When the program broke off while it ran.
        stopped: &'static str,
        stopped_again: &'static str,
        /// When a newer build of the page is there.
        update: &'static str,
        update_now: &'static str,
        plain_text: &'static str,
        chapter: &'static str,
        section: &'static str,
        /// The number of a measure, before its heading.
        item: &'static str,
        digits: [&'static str; 10],
        status: &'static str,
        tier: &'static str,
        sort: &'static str,
        show_projects: &'static str,
        show_figures: &'static str,
        total_projects: &'static str,
        total_figures: &'static str,
        loosen_projects: &'static str,
        loosen_figures: &'static str,
        detail_figures: &'static str,
        detail_measured: &'static str,
        detail_every: &'static str,
        projects_intro: &'static str,
        projects_here: &'static str,
        figures_intro: &'static str,
        figure_value: &'static str,
        figure_measures: &'static str,
        figure_kind: &'static str,
        figure_quote: &'static str,
        figure_beside: &'static str,
        figures_beside: &'static str,
        figures_beside_why: &'static str,
        profile_role: &'static str,
        profile_named: &'static str,
        profile_collective: &'static str,
        profile_groups: &'static str,
        profile_role_link: &'static str,
        profile_milestones: &'static str,
        profile_themes: &'static str,
        compare: &'static str,
        compare_choose: &'static str,
        compare_hint: &'static str,
        compare_counts: &'static str,
        compare_both: &'static str,
        compare_only: &'static str,
        compare_projects: &'static str,
        compare_milestones: &'static str,
        compare_none: &'static str,
        compare_more: &'static str,
        share_sheet: &'static str,
        share_qr: &'static str,
        share_qr_long: &'static str,
        share_embed: &'static str,
        share_embed_about: &'static str,
        share_copy_embed: &'static str,
        share_link: &'static str,
        share_page: &'static str,
        embed_open: &'static str,
        size: &'static str,
        size_names: [&'static str; 3],
        timeline_zoom: &'static str,
        timeline_all: &'static str,
        years: &'static str,
        years_from: &'static str,
        years_to: &'static str,
        years_between: &'static str,
        one_year: &'static str,
        mid_century: &'static str,
        outline: &'static str,
        map: &'static str,
        map_hint: &'static str,
        tile: &'static str,
        matrix: &'static str,
        matrix_hint: &'static str,
        matrix_all: &'static str,
        matrix_across: &'static str,
        across_names: [&'static str; 2],
        term: &'static str,
        term_means: &'static str,
        term_members: &'static str,
        term_unsaid: &'static str,
        term_used: &'static str,
        term_other_senses: &'static str,
        term_link: &'static str,
        export: &'static str,
        export_about: &'static str,
        export_download: &'static str,
        export_copy: &'static str,
        export_file: &'static str,
        export_licence: &'static str,
        export_accessed: &'static str,
        export_source: &'static str,
        cite: &'static str,
        cite_quotation: &'static str,
        cite_gbt: &'static str,
        cite_bibtex: &'static str,
        cite_copy: &'static str,
        cite_title_ours: &'static str,
        view_names: [&'static str; 9],
        period_names: [&'static str; 4],
        period_years: [&'static str; 4],
        kind_names: [&'static str; 6],
        scope_about: [&'static str; 5],
        suggestion_names: [&'static str; 6],
        status_names: [&'static str; 13],
        tier_names: [&'static str; 2],
        class_names: [&'static str; 4],
        comparator_names: [&'static str; 4],
        sort_names: [&'static str; 3],
        about: About,
    }
}

strings! {
    /// The words of the page about the text.
    About {
        heading: &'static str,
        what: &'static str,
        source_heading: &'static str,
        issuer: &'static str,
        adopted: &'static str,
        meeting: &'static str,
        copy_from: &'static str,
        reposted: &'static str,
        fingerprint: &'static str,
        removed_heading: &'static str,
        removed_intro: &'static str,
        removed_times: &'static str,
        widths: &'static str,
        lost_heading: &'static str,
        lost_intro: &'static str,
        lost_goals: &'static str,
        rules_heading: &'static str,
        rules: &'static [&'static str],
        data_heading: &'static str,
        data: &'static str,
        files: &'static [(&'static str, &'static str)],
        licence_heading: &'static str,
        licence_text: &'static str,
        licence_annotations: &'static str,
    }
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
