//! The vocabularies that our method fixes (kinds, statuses, views …), and sets of values.
//!
//! A vocabulary of the plan (its themes, counties …) is in [`super::ids`]. Ids are part of published links and
//! of `plan.json`, so an id is never changed or reused. A renamed id stays valid through
//! [`Vocabulary::ALIASES`].

use std::fmt;
use std::marker::PhantomData;

/// The most values of a vocabulary, because a set is 64 bits.
pub const MOST: usize = 64;

/// A value that a set can hold.
pub trait Member: Copy + Eq + fmt::Debug + 'static {
    /// The position in its vocabulary, below [`MOST`].
    fn ordinal(self) -> usize;
    /// The value at a position.
    fn nth(ordinal: usize) -> Option<Self>;
}

/// A fixed list of values, each with an id for links and data.
pub trait Vocabulary: Member {
    /// Every value, in the order they are shown. At most [`MOST`].
    const ALL: &'static [Self];
    /// The name of the vocabulary in errors.
    const NAME: &'static str;
    /// Former ids and the values they stand for now.
    const ALIASES: &'static [(&'static str, Self)] = &[];

    /// The id in links and data.
    fn id(self) -> &'static str;

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
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, miniserde::Deserialize)]
        #[cfg_attr(
            not(target_arch = "wasm32"),
            derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
        )]
        pub enum $name { $($(#[$doc])* #[serde(rename = $id)] $value),+ }

        impl $crate::model::Member for $name {
            fn ordinal(self) -> usize {
                self as usize
            }
            fn nth(ordinal: usize) -> Option<Self> {
                <Self as $crate::model::Vocabulary>::ALL.get(ordinal).copied()
            }
        }

        impl $crate::model::Vocabulary for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const NAME: &'static str = $called;
            fn id(self) -> &'static str {
                match self { $(Self::$value => $id),+ }
            }
        }
    };
}
pub(crate) use vocabulary;

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
        /// Background of a period, which nobody whom the plan binds is to achieve.
        Context = "context",
    }
}

/// A set of values of one vocabulary, as a bit set. Iteration is in the vocabulary's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdSet<V> {
    bits: u64,
    of: PhantomData<V>,
}

impl<V> Default for IdSet<V> {
    fn default() -> Self {
        Self::from_bits(0)
    }
}

impl<V> IdSet<V> {
    fn from_bits(bits: u64) -> Self {
        Self {
            bits,
            of: PhantomData,
        }
    }
}

impl<V: Member> IdSet<V> {
    /// The empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The set of one value.
    pub fn of(value: V) -> Self {
        Self::from_bits(Self::bit(value))
    }

    fn bit(value: V) -> u64 {
        1_u64.checked_shl(value.ordinal() as u32).unwrap_or(0)
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
        Self::from_bits(self.bits ^ other.bits)
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
        Self::from_bits(self.bits | other.bits)
    }

    /// The value of a set of one.
    pub fn only(self) -> Option<V> {
        self.iter().next().filter(|_| self.len() == 1)
    }

    /// The values, in the vocabulary's order.
    pub fn iter(self) -> impl Iterator<Item = V> {
        (0..MOST)
            .filter(move |at| self.bits >> at & 1 == 1)
            .filter_map(V::nth)
    }
}

impl<V: Member> FromIterator<V> for IdSet<V> {
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
    use crate::model::County;

    fn county(at: usize) -> Option<County> {
        County::nth(at)
    }

    fn set(values: &[usize]) -> IdSet<County> {
        values.iter().filter_map(|&at| county(at)).collect()
    }

    #[test]
    fn every_id_of_a_vocabulary_reads_back() {
        for (position, &value) in Kind::ALL.iter().enumerate() {
            assert_eq!(Kind::from_id(value.id()), Some(value));
            assert_eq!(value.ordinal(), position);
            assert_eq!(Kind::nth(position), Some(value));
        }
        assert_eq!(Kind::from_id(""), None);
    }

    #[test]
    fn a_set_iterates_in_the_order_of_its_vocabulary() {
        let all: Vec<usize> = set(&[63, 5, 0]).iter().map(County::ordinal).collect();
        assert_eq!(all, [0, 5, 63]);
        assert_eq!(set(&[63, 5, 0]).len(), 3);
        assert_eq!(county(64), None);
    }

    #[test]
    fn toggling_twice_changes_nothing() {
        let mut kinds = IdSet::<Kind>::new();
        kinds.toggle(Kind::Target);
        assert!(kinds.contains(Kind::Target));
        kinds.toggle(Kind::Target);
        assert!(kinds.is_empty());
    }

    #[test]
    fn sets_that_share_a_value_meet_and_a_union_has_the_values_of_both() {
        let (one, other) = (set(&[2, 5]), set(&[2]));
        assert!(one.meets(other) && other.meets(one));
        assert!(!one.meets(set(&[6])) && !one.meets(IdSet::new()));
        assert_eq!(set(&[5]).union(other), one);
        assert_eq!(one.union(other), one);
        assert!(!one.is_empty() && IdSet::<County>::new().is_empty());
        assert_eq!(one.toggled(other), set(&[5]));
    }
}
