//! The vocabularies that a plan defines: its themes, counties, zones, periods and years.
//!
//! A value is a position in the plan's list. Only [`Vocabularies::find`] and [`Vocabularies::all`] make one
//! from the data, so it has an entry in the plan that it was made for.

use super::file::{Bilingual, CountyEntry, PeriodEntry, ThemeEntry, ZoneEntry};
use super::vocabulary::{MOST, Member, Vocabulary};

/// A value of a vocabulary that the plan defines.
pub trait PlanId: Member {
    /// What the plan says of a value.
    type Entry: Entry;
    /// The entries of the plan, in order.
    fn entries(of: &Vocabularies) -> &[Self::Entry];
}

/// What the plan says of a value of one of its vocabularies.
pub trait Entry {
    /// The id in links and data.
    fn id(&self) -> &str;
    /// Its name in English.
    fn english(&self) -> &str;
}

/// A value with an id in links and data, from the plan's vocabularies or from those of our method.
pub trait Identified: Member {
    /// The id in links and data.
    fn id_in(self, of: &Vocabularies) -> &str;
    /// How many values there are.
    fn count_in(of: &Vocabularies) -> usize;
}

impl<V: Vocabulary> Identified for V {
    fn id_in(self, _: &Vocabularies) -> &str {
        self.id()
    }
    fn count_in(_: &Vocabularies) -> usize {
        V::ALL.len()
    }
}

/// A position on the time axis: a year of a period. It has an entry of its own so that links can name it.
#[derive(Clone, Debug, PartialEq)]
pub struct YearEntry {
    /// The id in links: the number.
    pub id: String,
    /// The number.
    pub number: u16,
    /// Its period.
    pub period: Period,
    /// Its name, if it is a position only and the text names no such year (本世纪中叶 is at 2050).
    pub place: Option<Bilingual>,
}

/// The vocabularies of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabularies {
    pub(super) themes: Vec<ThemeEntry>,
    pub(super) counties: Vec<CountyEntry>,
    pub(super) zones: Vec<ZoneEntry>,
    pub(super) periods: Vec<PeriodEntry>,
    pub(super) years: Vec<YearEntry>,
}

macro_rules! plan_ids {
    ($($(#[$doc:meta])* $name:ident: $entry:ident in $list:ident, $($english:ident).+;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u8);

        impl Member for $name {
            fn ordinal(self) -> usize {
                self.0.into()
            }
            fn nth(ordinal: usize) -> Option<Self> {
                let position = u8::try_from(ordinal).ok()?;
                (ordinal < MOST).then_some(Self(position))
            }
        }

        impl Entry for $entry {
            fn id(&self) -> &str {
                &self.id
            }
            fn english(&self) -> &str {
                &self.$($english).+
            }
        }

        impl PlanId for $name {
            type Entry = $entry;
            fn entries(of: &Vocabularies) -> &[$entry] {
                &of.$list
            }
        }

        impl Identified for $name {
            fn id_in(self, of: &Vocabularies) -> &str {
                of.id(self)
            }
            fn count_in(of: &Vocabularies) -> usize {
                of.$list.len()
            }
        }
    )+};
}

plan_ids! {
    /// What a passage is about.
    Theme: ThemeEntry in themes, en;
    /// A county or district that the plan covers.
    County: CountyEntry in counties, en;
    /// A development zone, industrial park or old town that the plan treats as an actor of its own.
    Zone: ZoneEntry in zones, en;
    /// A period of time in the plan.
    Period: PeriodEntry in periods, name.en;
    /// A position on the time axis: a year of a period.
    Year: YearEntry in years, id;
}

impl Vocabularies {
    /// Every value, in the plan's order.
    pub fn all<V: PlanId>(&self) -> impl Iterator<Item = V> + Clone + use<V> {
        (0..V::entries(self).len()).filter_map(V::nth)
    }

    /// What the plan says of a value. `None` only for a value of another plan.
    pub fn entry<V: PlanId>(&self, value: V) -> Option<&V::Entry> {
        V::entries(self).get(value.ordinal())
    }

    /// The id of a value.
    pub fn id<V: PlanId>(&self, value: V) -> &str {
        self.entry(value).map_or("", Entry::id)
    }

    /// The value with this id.
    pub fn find<V: PlanId>(&self, id: &str) -> Option<V> {
        let position = V::entries(self).iter().position(|entry| entry.id() == id);
        position.and_then(V::nth)
    }
}
