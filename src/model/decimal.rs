//! A number as it is written in decimals.
//!
//! The standard library writes floats by three algorithms for all cases, 13 KB of code in the page. The
//! numbers of a plan were decimals before they were floats, and integers are enough to write them.

use std::fmt;

/// Powers of ten that a float holds exactly: a quotient of two such numbers is the float nearest to the
/// decimal they stand for.
const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// A decimal: its digits, and how many of them stand behind the point. Displayed as a float is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i64,
    places: u32,
}

impl Decimal {
    /// The decimal of these digits, unless it has more than 15 of them behind the point.
    pub(super) fn new(digits: i64, places: u32) -> Option<Self> {
        let known = (places as usize) < POWERS.len();
        known.then_some(Self { digits, places })
    }

    /// The shortest decimal that is this number, or the integer next to it where 15 places do not do.
    pub fn of(number: f64) -> Self {
        let scaled = POWERS.iter().map(|power| (number * power).round());
        let mut exact = scaled.zip(POWERS).zip(0..);
        let found = exact.find(|&((digits, power), _)| digits / power == number);
        let (digits, places) = found.map_or((number, 0), |((digits, _), places)| (digits, places));
        Self {
            digits: digits as i64,
            places,
        }
    }

    /// The float nearest to it.
    pub fn value(self) -> f64 {
        let power = POWERS.get(self.places as usize).copied().unwrap_or(1.0);
        self.digits as f64 / power
    }

    /// All its digits.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn digits(self) -> i64 {
        self.digits
    }

    /// How many digits stand behind the point.
    pub fn places(self) -> u32 {
        self.places
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.unsigned_abs().to_string();
        if self.digits < 0 {
            formatter.write_str("-")?;
        }
        let places = self.places as usize;
        let whole = digits.len().saturating_sub(places);
        let (whole, part) = digits.split_at_checked(whole).unwrap_or_default();
        formatter.write_str(if whole.is_empty() { "0" } else { whole })?;
        if places > 0 {
            formatter.write_str(".")?;
            for _ in part.len()..places {
                formatter.write_str("0")?;
            }
            formatter.write_str(part)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_decimal_is_written_as_the_float_is(digits in -9_999_999_999_i64..9_999_999_999, places in 0_u32..8) {
            let number = Decimal { digits, places }.value();
            let decimal = Decimal::of(number);
            prop_assert_eq!(decimal.value(), number);
            prop_assert_eq!(decimal.to_string(), number.to_string());
        }

        #[test]
        fn any_float_has_one(bits in any::<u64>()) {
            let _ = Decimal::of(f64::from_bits(bits)).to_string();
        }
    }

    #[test]
    fn zeros_stand_where_a_float_has_them() {
        for number in [0.0, 0.05, 0.5, 5.0, 50.0, 7.4, 91.98, -0.25, 1e9] {
            assert_eq!(Decimal::of(number).to_string(), number.to_string());
        }
    }

    #[test]
    fn a_decimal_has_fifteen_places_at_most() {
        assert_eq!(Decimal::new(1, 15).map(Decimal::value), Some(1e-15));
        assert_eq!(Decimal::new(1, 16), None);
        assert_eq!(Decimal::new(-74, 1).map(Decimal::value), Some(-7.4));
        let decimal = Decimal::of(91.98);
        assert_eq!((decimal.digits(), decimal.places()), (9198, 2));
    }
}
