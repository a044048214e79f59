//! The fixed vocabularies that a plan is tagged with, and sets of their values.
//!
//! Their ids are part of published links and of `plan.json`, so an id is never changed or reused. A renamed
//! id stays valid through [`Vocabulary::ALIASES`].

use std::fmt;
use std::marker::PhantomData;

/// A fixed list of values, each with an id for links and data.
pub trait Vocabulary: Copy + Eq + fmt::Debug + 'static {
    /// Every value, in the order they are shown. At most 32.
    const ALL: &'static [Self];
    /// The name of the vocabulary in errors.
    const NAME: &'static str;
    /// Former ids and the values they stand for now.
    const ALIASES: &'static [(&'static str, Self)] = &[];

    /// The id in links and data.
    fn id(self) -> &'static str;
    /// The position in [`Vocabulary::ALL`].
    fn ordinal(self) -> usize;

    /// The value with this id, current or former.
    fn from_id(id: &str) -> Option<Self> {
        let now = Self::ALL.iter().copied().find(|value| value.id() == id);
        now.or_else(|| {
            let alias = Self::ALIASES.iter().find(|(old, _)| *old == id);
            alias.map(|&(_, value)| value)
        })
    }
}

macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident, $called:literal { $($(#[$doc:meta])* $value:ident = $id:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $value),+ }

        impl $crate::model::Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const NAME: &'static str = $called;
            fn id(self) -> &'static str {
                match self { $(Self::$value => $id),+ }
            }
            fn ordinal(self) -> usize {
                self as usize
            }
        }

        #[cfg(not(target_arch = "wasm32"))]
        $crate::model::json::vocabulary_json!($name);
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What a passage is about. The names are in `data/themes.toml`.
    Theme, "theme" {
        /// 城市与城镇
        Urban = "urban",
        /// 产业与实体经济
        Industry = "industry",
        /// 文化与旅游
        CultureTourism = "culture_tourism",
        /// 科技与数字化
        ScitechDigital = "scitech_digital",
        /// 交通能源水利
        InfraEnergy = "infra_energy",
        /// 农牧业与乡村
        Rural = "rural",
        /// 改革开放与营商
        ReformOpen = "reform_open",
        /// 就业收入消费
        JobsIncome = "jobs_income",
        /// 教育与人才
        EduTalent = "edu_talent",
        /// 健康与社会保障
        HealthSocial = "health_social",
        /// 生态与绿色低碳
        Ecology = "ecology",
        /// 民主法治与治理
        LawGovernance = "law_governance",
        /// 安全·民族·宗教
        SecurityUnity = "security_unity",
        /// 党的领导与规划实施
        PartyImpl = "party_impl",
    }
}

vocabulary! {
    /// One of the eight counties and districts of Lasa.
    County, "county" {
        /// 城关区
        Chengguan = "chengguan",
        /// 堆龙德庆区
        Duilongdeqing = "duilongdeqing",
        /// 达孜区
        Dazi = "dazi",
        /// 林周县
        Linzhou = "linzhou",
        /// 当雄县
        Dangxiong = "dangxiong",
        /// 尼木县
        Nimu = "nimu",
        /// 曲水县
        Qushui = "qushui",
        /// 墨竹工卡县
        Mozhugongka = "mozhugongka",
    }
}

vocabulary! {
    /// A development zone, industrial park or old town that the plan treats as an actor of its own.
    Zone, "zone" {
        /// 经开区
        Jingkai = "jingkai",
        /// 高新区
        Gaoxin = "gaoxin",
        /// 文创园区
        Wenchuang = "wenchuang",
        /// 拉萨综合保税区
        Zongbao = "zongbao",
        /// 八廓古城
        Barkhor = "barkhor",
        /// 中尼友谊工业园
        Zhongni = "zhongni",
        /// 中国（拉萨）跨境电子商务综合试验区
        Kuajing = "kuajing",
    }
}

vocabulary! {
    /// A period of time in the plan.
    Period, "period" {
        /// 十四五, 2021–2025
        P14 = "14",
        /// 十五五, 2026–2030
        P15 = "15",
        /// 二〇三五年
        P2035 = "2035",
        /// 本世纪中叶 (mid-century): 2050 is its position on an axis, not a year in the text
        P2050 = "2050",
    }
}

vocabulary! {
    /// A position on the time axis: each year of the two five-year periods, and after them only the years the
    /// text mentions. It does not mention 2032, for example, so there is no such position.
    Year, "year" {
        /// 2021
        Y2021 = "2021",
        /// 2022
        Y2022 = "2022",
        /// 2023
        Y2023 = "2023",
        /// 2024
        Y2024 = "2024",
        /// 2025
        Y2025 = "2025",
        /// 2026
        Y2026 = "2026",
        /// 2027
        Y2027 = "2027",
        /// 2028
        Y2028 = "2028",
        /// 2029
        Y2029 = "2029",
        /// 2030
        Y2030 = "2030",
        /// 二〇三五年
        Y2035 = "2035",
        /// 本世纪中叶 (mid-century): a position on the axis, not a year in the text
        Y2050 = "2050",
    }
}

vocabulary! {
    /// Whether a milestone is a fact, an expectation or a goal.
    Kind, "kind" {
        /// Something that happened on a day.
        Event = "event",
        /// Done in its period.
        Achieved = "achieved",
        /// 预计: expected, not yet a fact.
        Expected = "expected",
        /// To be reached in its period.
        Target = "target",
        /// A goal for 2035 or mid-century.
        Vision = "vision",
        /// Background of a period, which nobody in Lasa is to achieve.
        Context = "context",
    }
}

/// A set of values of one vocabulary, as a bit set. Iteration is in the vocabulary's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdSet<V> {
    bits: u32,
    of: PhantomData<V>,
}

impl<V> Default for IdSet<V> {
    fn default() -> Self {
        Self {
            bits: 0,
            of: PhantomData,
        }
    }
}

impl<V: Vocabulary> IdSet<V> {
    /// The empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The set of one value.
    pub fn of(value: V) -> Self {
        let mut set = Self::new();
        set.insert(value);
        set
    }

    fn bit(value: V) -> u32 {
        1 << value.ordinal()
    }

    /// Whether `value` is in the set.
    pub fn contains(self, value: V) -> bool {
        self.bits & Self::bit(value) != 0
    }

    /// Adds `value`.
    pub fn insert(&mut self, value: V) {
        self.bits |= Self::bit(value);
    }

    /// Removes `value` if it is in the set, adds it otherwise.
    pub fn toggle(&mut self, value: V) {
        self.bits ^= Self::bit(value);
    }

    /// The values that are in exactly one of the two sets.
    pub fn toggled(self, other: Self) -> Self {
        Self {
            bits: self.bits ^ other.bits,
            of: PhantomData,
        }
    }

    /// The set as bits; the lowest bit is the vocabulary's first value.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn bits(self) -> u32 {
        self.bits
    }

    /// The set with these bits, or `None` if a bit has no value.
    pub(super) fn from_bits(bits: u32) -> Option<Self> {
        let beyond = bits.checked_shr(V::ALL.len() as u32).unwrap_or(0);
        (beyond == 0).then_some(Self {
            bits,
            of: PhantomData,
        })
    }

    /// Whether it has no value.
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many values it has.
    pub fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// Whether the two share a value.
    pub fn meets(self, other: Self) -> bool {
        self.bits & other.bits != 0
    }

    /// The values that are in either set.
    pub fn union(self, other: Self) -> Self {
        Self {
            bits: self.bits | other.bits,
            of: PhantomData,
        }
    }

    /// The values, in the vocabulary's order.
    pub fn iter(self) -> impl Iterator<Item = V> {
        V::ALL
            .iter()
            .copied()
            .filter(move |&value| self.contains(value))
    }
}

impl<V: Vocabulary> FromIterator<V> for IdSet<V> {
    fn from_iter<I: IntoIterator<Item = V>>(values: I) -> Self {
        let mut set = Self::new();
        for value in values {
            set.insert(value);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_id_reads_back<V: Vocabulary>() {
        for (position, &value) in V::ALL.iter().enumerate() {
            assert_eq!(V::from_id(value.id()), Some(value));
            assert_eq!(value.ordinal(), position);
        }
        assert!(V::ALL.len() <= 32, "an IdSet has 32 bits");
        assert_eq!(V::from_id(""), None);
    }

    #[test]
    fn every_id_of_every_vocabulary_reads_back() {
        every_id_reads_back::<Theme>();
        every_id_reads_back::<County>();
        every_id_reads_back::<Zone>();
        every_id_reads_back::<Period>();
        every_id_reads_back::<Kind>();
        every_id_reads_back::<Year>();
    }

    #[test]
    fn a_set_iterates_in_the_order_of_its_vocabulary() {
        let set: IdSet<County> = [County::Nimu, County::Chengguan].into_iter().collect();
        assert_eq!(
            set.iter().collect::<Vec<_>>(),
            [County::Chengguan, County::Nimu]
        );
        assert_eq!(set.len(), 2);
    }

    #[test]
    fn toggling_twice_changes_nothing() {
        let mut set = IdSet::<Theme>::new();
        set.toggle(Theme::Ecology);
        assert!(set.contains(Theme::Ecology));
        set.toggle(Theme::Ecology);
        assert!(set.is_empty());
    }

    #[test]
    fn sets_that_share_a_value_meet_and_a_union_has_the_values_of_both() {
        let set = |values: &[County]| values.iter().copied().collect::<IdSet<County>>();
        let (one, other) = (set(&[County::Nimu, County::Dazi]), set(&[County::Dazi]));
        assert!(one.meets(other) && other.meets(one));
        assert!(!one.meets(set(&[County::Qushui])) && !one.meets(IdSet::new()));
        assert_eq!(set(&[County::Nimu]).union(other), one);
        assert_eq!(one.union(other), one);
        assert!(!one.is_empty() && IdSet::<County>::new().is_empty());
    }

    #[test]
    fn bits_without_a_value_give_no_set() {
        let all: IdSet<County> = County::ALL.iter().copied().collect();
        assert_eq!(all.bits(), 0b1111_1111);
        assert_eq!(IdSet::from_bits(all.bits()), Some(all));
        assert_eq!(IdSet::<County>::from_bits(0b1_0000_0000), None);
        assert_eq!(IdSet::<County>::from_bits(0b1_0000_0001), None);
        assert_eq!(IdSet::<County>::from_bits(0), Some(IdSet::new()));
    }
}
