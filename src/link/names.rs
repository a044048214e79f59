//! The names that a link may use instead of ids.
//!
//! The plan has the names of themes, counties, zones and everything that can be opened. The names of all
//! other values are listed here, and not taken from the strings of the interface: those may change, but
//! a name that was used in a link must work for ever. So this list only grows.

use super::value::Term;
use crate::model::{County, Kind, Period, Plan, Status, Theme, Tier, Vocabulary, Zone};
use crate::query::{Across, Detail, Lang, Reach, Sort, ViewKind};

/// A vocabulary whose values have names.
pub(super) trait Named: Vocabulary {
    /// The names of a value.
    fn names(self, plan: &Plan) -> Vec<&str>;
}

/// All ids and names of a vocabulary, each with the id of its value.
pub(super) fn terms<V: Named>(plan: &Plan) -> Vec<(&'static str, Term<'_>)> {
    let mut all = Vec::new();
    for &value in V::ALL {
        let id = value.id();
        all.push((id, Term::Id(id)));
        let names = value.names(plan).into_iter();
        all.extend(names.map(|name| (id, Term::Name(name))));
    }
    let former = V::ALIASES.iter();
    all.extend(former.map(|&(former, value)| (value.id(), Term::Id(former))));
    all
}

/// The names of everything that can be opened, with its id.
pub(super) fn target_names(plan: &Plan) -> impl Iterator<Item = (&str, Term<'_>)> {
    let file = plan.file();
    let headings = file.passages.iter().flat_map(|entry| {
        let names = [entry.heading.as_deref(), entry.en.as_deref()];
        names.into_iter().flatten().map(|name| (&entry.id, name))
    });
    let labels = file.terms.iter();
    let labels = labels.map(|entry| (&entry.id, entry.label.as_str()));
    let projects = file.projects.iter();
    let projects = projects.map(|entry| (&entry.id, entry.name.as_str()));
    let all = headings.chain(labels).chain(projects);
    all.map(|(id, name)| (id.as_str(), Term::Name(name)))
}

impl Named for Theme {
    fn names(self, plan: &Plan) -> Vec<&str> {
        let mut entries = plan.file().themes.iter();
        let entry = entries.find(|entry| entry.id == self);
        entry.map_or_else(Vec::new, |entry| vec![entry.zh.as_str(), &entry.en])
    }
}

impl Named for County {
    fn names(self, plan: &Plan) -> Vec<&str> {
        let mut entries = plan.file().places.counties.iter();
        let entry = entries.find(|entry| entry.id == self);
        entry.map_or_else(Vec::new, |entry| vec![entry.zh.as_str(), &entry.en])
    }
}

impl Named for Zone {
    fn names(self, plan: &Plan) -> Vec<&str> {
        let mut entries = plan.file().places.zones.iter();
        let entry = entries.find(|entry| entry.id == self);
        entry.map_or_else(Vec::new, |entry| vec![entry.zh.as_str(), &entry.en])
    }
}

/// Implements [`Named`] with a list of names for each value.
macro_rules! names {
    ($($vocabulary:ident { $($value:ident: [$($name:literal),+ $(,)?],)+ })+) => {$(
        impl Named for $vocabulary {
            fn names(self, _: &Plan) -> Vec<&str> {
                match self { $(Self::$value => vec![$($name),+],)+ }
            }
        }
    )+};
}

names! {
    ViewKind {
        List: ["条文", "列表", "Passages"],
        Timeline: ["时间轴", "Timeline"],
        Projects: ["项目", "Projects"],
        Figures: ["数字", "Figures"],
        Map: ["地图", "Map"],
        Matrix: ["矩阵", "Matrix"],
        Compare: ["对照", "Compare"],
        Text: ["全文", "Full text"],
        About: ["关于", "About"],
    }
    Reach {
        All: ["点名与集体提及", "By name or as a group"],
        Named: ["只看点名", "By name only"],
    }
    Period {
        P14: ["十四五", "14th Five-Year Plan"],
        P15: ["十五五", "15th Five-Year Plan"],
        P2035: ["到二〇三五年", "二〇三五年", "By 2035"],
        P2050: ["到本世纪中叶", "本世纪中叶", "By mid-century", "Mid-century"],
    }
    Kind {
        Event: ["事件", "Event"],
        Achieved: ["已实现", "Achieved"],
        Expected: ["预计", "Expected"],
        Target: ["目标", "Target"],
        Vision: ["远景", "Vision"],
        Context: ["背景", "Background"],
    }
    Status {
        Done: ["已建成或投用", "Completed or in use"],
        Progress: ["阶段性进展", "Interim progress"],
        Started: ["已开工", "Construction begun"],
        Continue: ["持续进行", "Continue"],
        Start: ["启动", "Start"],
        Build: ["建设或设立", "Build or set up"],
        Upgrade: ["改造或提升", "Renovate or upgrade"],
        CarryOut: ["实施", "Carry out"],
        Advance: ["推进", "Advance"],
        Support: ["支持", "Support"],
        Apply: ["申报或争创", "Apply or compete for"],
        Explore: ["探索", "Explore"],
        Research: ["研究或谋划", "Study or plan"],
    }
    Tier {
        Concrete: ["具体项目", "Specific projects"],
        Programme: ["工程、行动与计划", "Initiatives, actions and plans"],
    }
    Detail {
        Core: ["主要", "指标", "Main", "Indicators"],
        All: ["全部", "All"],
    }
    Sort {
        Text: ["原文", "Text"],
        Value: ["大小", "Size"],
        Kind: ["性质", "Kind"],
    }
    Across {
        County: ["县区", "County or district"],
        Period: ["时期", "Period"],
    }
    Lang {
        Zh: ["中文", "简体中文", "汉语", "Chinese"],
        En: ["英文", "英语", "English"],
    }
}
