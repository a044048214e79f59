//! Writes a float in decimal, as `f64`'s `Display` does.
//!
//! This saves 7.0 KB (brotli) of the first visit: nothing else in the page formats floats. std has three algorithms
//! for it; the numbers of a plan have a few decimal places, so integers are enough.

/// How many decimal places a number can have here.
const PLACES: usize = 15;

/// The shortest decimal that reads back as `number`; rounded to an integer if 15 places are not enough.
pub(super) fn decimal(number: f64) -> String {
    let scales = (0..=PLACES).map(|places| (places, 10_f64.powi(places as i32)));
    let exact = |&(_, scale): &(usize, f64)| (number * scale).round() / scale == number;
    let (places, scale) = scales.clone().find(exact).unwrap_or((0, 1.0));
    let digits = (number * scale).round() as i64;
    let sign = if digits < 0 { "-" } else { "" };
    // At least one digit stands before the point.
    let digits = format!("{:0>1$}", digits.unsigned_abs(), places + 1);
    let whole_digits = digits.len().saturating_sub(places);
    let (whole, part) = digits.split_at_checked(whole_digits).unwrap_or_default();
    let point = if places == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{part}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_decimal_is_written_as_std_writes_the_float(digits in -9_999_999_999_i64..9_999_999_999, places in 0_i32..8) {
            let number = digits as f64 / 10_f64.powi(places);
            prop_assert_eq!(decimal(number), number.to_string());
        }

        #[test]
        fn any_float_can_be_written(bits in any::<u64>()) {
            prop_assert!(!decimal(f64::from_bits(bits)).is_empty());
        }
    }

    #[test]
    fn zeros_stand_where_std_writes_them() {
        for number in [0.0, 0.05, 0.5, 5.0, 50.0, 7.4, 91.98, -0.25, 1e9] {
            assert_eq!(decimal(number), number.to_string());
        }
    }
}
