//! The strings of the static pages, which are in Chinese only.

/// The strings that only the static pages have. `{}` in a template is filled with [`super::fill`].
#[derive(Debug)]
#[expect(
    missing_docs,
    reason = "each field is named after what it says on screen"
)]
pub struct Pages {
    pub text_about: &'static str,
    pub legend: &'static str,
    pub outline: &'static str,
    pub by_county: &'static str,
    pub by_theme: &'static str,
    pub open_passage: &'static str,
    pub open_view: &'static str,
    pub whole_text: &'static str,
    pub missing: &'static str,
    pub notes: &'static str,
    pub note_counts: [&'static str; 3],
    pub theme_about: &'static str,
    pub terms_here: &'static str,
    pub others: &'static str,
    pub unchanged: &'static str,
    pub adopted: &'static str,
    pub cover_counts: &'static str,
    pub cover_invites: [&'static str; 2],
}

/// The strings of the static pages.
pub static PAGES: Pages = Pages {
    text_about: "《{}》全文 {} 段，每一段、每一句都可以直接链接，不需要脚本；主题、地点和里程碑另行标注。",
    legend: "灰底的小字（主题、地点、里程碑等）是本站的标注，不是原文；原文一字未改。",
    outline: "大纲",
    by_county: "按县区读",
    by_theme: "按主题读",
    open_passage: "在可筛选的页面中打开这一段",
    open_view: "打开可筛选的页面",
    whole_text: "阅读全文",
    missing: "这个地址没有页面",
    notes: "本段标注：",
    note_counts: ["里程碑 {}", "项目 {}", "简称 {}"],
    theme_about: "{}。涉及这一主题的措施有 {} 项。",
    terms_here: "简称",
    others: "其他页面",
    unchanged: "原文一字未改，逐句可查；主题、地点等标注出自本站。",
    adopted: "{}通过",
    cover_counts: "{} 项措施 · {} 个主题 · {} 个县区",
    cover_invites: ["按主题和县区筛选，沿时间轴看", "每一句都有链接"],
};
