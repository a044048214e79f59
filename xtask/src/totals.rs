//! What a run of `cargo test` says of itself: how many tests passed, failed, or were left out.

use std::iter::Sum;
use std::ops::Add;

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many passed.
    pub passed: u32,
    /// How many failed.
    pub failed: u32,
    /// How many said that they cannot run here, and why. Cargo counts them as passed; we do not.
    pub skipped: u32,
    /// How many of those that passed failed at first, and passed when they were run again alone.
    pub again: u32,
}

/// What a browser test prints before its name and its reason when it cannot run in an engine.
const SKIPPED: &str = "skipped in ";

impl Totals {
    /// Reads one line of output: the counts of a `test result:` line, a test that says that it is
    /// skipped, nothing of any other.
    pub fn of_line(line: &str) -> Self {
        if line.starts_with(SKIPPED) {
            return Self {
                skipped: 1,
                ..Self::default()
            };
        }
        let Some((_, counts)) = line.split_once("test result:") else {
            return Self::default();
        };
        // `ok. 3 passed; 0 failed; 0 ignored; …`, the first word perhaps within colour codes.
        let before = |word: &str| {
            counts
                .split(';')
                .find_map(|part| {
                    part.trim_end()
                        .strip_suffix(word)?
                        .split_whitespace()
                        .next_back()?
                        .parse()
                        .ok()
                })
                .unwrap_or(0)
        };
        Self {
            passed: before("passed"),
            failed: before("failed"),
            ..Self::default()
        }
    }

    /// These totals after the tests that failed in them were run again, which gave `again`.
    pub fn repeated(self, again: Self) -> Self {
        let passed = again.passed.min(self.failed);
        Self {
            passed: self.passed + passed,
            failed: self.failed - passed,
            skipped: self.skipped,
            again: self.again + passed,
        }
    }

    /// The totals of a whole run, of which those that were skipped did not pass.
    pub fn settled(self) -> Self {
        Self {
            passed: self.passed.saturating_sub(self.skipped),
            ..self
        }
    }

    /// How many tests ran.
    pub fn ran(self) -> u32 {
        self.passed + self.failed
    }
}

/// The name of the test that a line of output says has failed.
pub fn failed(line: &str) -> Option<&str> {
    line.trim_end()
        .strip_prefix("test ")?
        .strip_suffix(" ... FAILED")
}

impl Add for Totals {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
            again: self.again + other.again,
        }
    }
}

impl Sum for Totals {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::{Totals, failed};

    #[test]
    fn counts_come_from_result_lines_only() {
        let output = "\
running 3 tests
skipped in WebKitGTK: printing: its driver cannot
test a ... ok
test printing ... ok
test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.01s
error: 9 passed; 9 failed;
test result: \u{1b}[32mok\u{1b}[0m. 40 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out";
        let totals: Totals = output.lines().map(Totals::of_line).sum();
        let totals = totals.settled();
        assert_eq!(
            totals,
            Totals {
                passed: 41,
                failed: 1,
                skipped: 1,
                again: 0
            }
        );
        assert_eq!(totals.ran(), 42);
    }

    #[test]
    fn tests_that_failed_are_named() {
        assert_eq!(failed("test a::b ... FAILED\n"), Some("a::b"));
        assert_eq!(failed("test a::b ... ok\n"), None);
        assert_eq!(failed("test result: FAILED. 1 passed\n"), None);
    }

    #[test]
    fn what_passes_when_run_again_has_passed_and_is_told_apart() {
        let first = Totals {
            passed: 80,
            failed: 2,
            ..Totals::default()
        };
        let again = Totals {
            passed: 1,
            failed: 1,
            ..Totals::default()
        };
        let both = first.repeated(again);
        assert_eq!((both.passed, both.failed, both.again), (81, 1, 1));
        assert_eq!(first.repeated(Totals::default()), first);
    }

    #[test]
    fn a_line_that_is_cut_short_counts_nothing() {
        assert_eq!(Totals::of_line("test result: ok."), Totals::default());
    }
}
