//! The names that a link may use instead of ids.
//!
//! The plan has the names of its themes, places, periods and everything that can be opened. The names of all
//! other values are listed here, and not taken from the strings of the interface: those may change, but
//! a name that was used in a link must work for ever. So this list only grows.

use super::value::Term;
use crate::model::{
    Bilingual, County, Identified, Kind, Period, Plan, Status, Theme, Tier, Vocabulary, Zone,
};
use crate::query::{Across, Arrangement, Detail, Has, Lang, Layer, Reach, Sort, ViewKind};

/// A vocabulary whose values have names.
pub(super) trait Named: Identified {
    /// Every value.
    fn all(plan: &Plan) -> Vec<Self>;
    /// The names of a value.
    fn names(self, plan: &Plan) -> Vec<&str>;
    /// The value with this id.
    fn find(plan: &Plan, id: &str) -> Option<Self>;
    /// Former ids, each with the id that it stands for now.
    fn former(plan: &Plan) -> Vec<(&str, &str)>;
}

/// All ids and names of a vocabulary, each with the id of its value.
pub(super) fn terms<V: Named>(plan: &Plan) -> Vec<(&str, Term<'_>)> {
    let mut all = Vec::new();
    for value in V::all(plan) {
        let id = value.id_in(plan.vocabularies());
        all.push((id, Term::Id(id)));
        let names = value.names(plan).into_iter();
        all.extend(names.map(|name| (id, Term::Name(name))));
    }
    let former = V::former(plan).into_iter();
    all.extend(former.map(|(former, now)| (now, Term::Id(former))));
    all
}

/// The names of everything that can be opened, with its id.
pub(super) fn target_names(plan: &Plan) -> impl Iterator<Item = (&str, Term<'_>)> {
    let headings = plan.passages().iter().flat_map(|entry| {
        let names = [entry.heading.as_deref(), entry.en.as_deref()];
        names.into_iter().flatten().map(|name| (&entry.id, name))
    });
    let labels = plan.terms().iter();
    let labels = labels.map(|entry| (&entry.id, entry.label.as_str()));
    let projects = plan.projects().iter();
    let projects = projects.map(|entry| (&entry.id, entry.name.as_str()));
    let all = headings.chain(labels).chain(projects);
    all.map(|(id, name)| (id.as_str(), Term::Name(name)))
}

/// Implements [`Named`] for a vocabulary of the plan, with the names of its entry.
macro_rules! names_in_plan {
    ($($vocabulary:ident: |$entry:ident| $names:expr;)+) => {$(
        impl Named for $vocabulary {
            fn all(plan: &Plan) -> Vec<Self> {
                plan.all().collect()
            }
            fn find(plan: &Plan, id: &str) -> Option<Self> {
                plan.find(id)
            }
            fn former(plan: &Plan) -> Vec<(&str, &str)> {
                let all = plan.site().former.iter();
                let own = all.filter(|entry| plan.find::<Self>(&entry.now).is_some());
                own.map(|entry| (entry.id.as_str(), entry.now.as_str())).collect()
            }
            fn names(self, plan: &Plan) -> Vec<&str> {
                plan.entry(self).map_or_else(Vec::new, |$entry| $names)
            }
        }
    )+};
}

names_in_plan! {
    Theme: |entry| vec![entry.zh.as_str(), &entry.en];
    County: |entry| vec![entry.zh.as_str(), &entry.en];
    Zone: |entry| vec![entry.zh.as_str(), &entry.en];
    Period: |entry| {
        let places = entry.place.iter();
        let both = std::iter::once(&entry.name).chain(places);
        let both = both.flat_map(|Bilingual { zh, en }| [zh, en]);
        both.chain(&entry.names).map(String::as_str).collect()
    };
}

/// Implements [`Named`] with a list of names for each value.
macro_rules! names {
    ($($vocabulary:ident { $($value:ident: [$($name:literal),+ $(,)?],)+ })+) => {$(
        impl Named for $vocabulary {
            fn all(_: &Plan) -> Vec<Self> {
                Self::ALL.to_vec()
            }
            fn find(_: &Plan, id: &str) -> Option<Self> {
                Self::from_id(id)
            }
            fn former(_: &Plan) -> Vec<(&str, &str)> {
                Self::ALIASES.iter().map(|&(former, now)| (former, now.id())).collect()
            }
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
        Figures: ["数字", "指标", "Figures", "Indicators"],
        Map: ["地图", "Map"],
        Matrix: ["矩阵", "表格", "Matrix", "Table"],
        Compare: ["对照", "比较", "Compare"],
        Text: ["全文", "Full text"],
        About: ["关于", "About"],
    }
    Reach {
        All: ["点名与集体提及", "写明与泛指", "By name or as a group"],
        Named: ["只看点名", "只看写明的", "By name only"],
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
    Has {
        Number: ["有量化数字", "带数字", "With a measured number", "With a number"],
        Time: ["写明年份", "With a year"],
    }
    Detail {
        Core: ["主要", "指标", "Main", "Indicators"],
        All: ["全部", "All"],
    }
    Sort {
        Text: ["原文", "Text"],
        Value: ["大小", "Size"],
        Kind: ["性质", "Kind"],
        Growth: ["目标多出最多", "增加最多", "增加", "Most targets added", "Most growth", "Growth"],
    }
    Arrangement {
        Theme: ["按主题", "By theme"],
        None: ["只按时期", "By period only"],
    }
    Layer {
        None: ["不标", "None"],
        System: ["空间格局", "Spatial pattern"],
        Area: ["片区", "Areas"],
        Town: ["城镇体系", "Tiers of towns"],
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
