//! The end of a test run: what came of each of its parts, and the totals.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::totals::Totals;

/// One part of a run and what came of it.
pub struct Stage {
    name: String,
    totals: Totals,
    /// Why it failed, unless tests that failed say it.
    problem: Option<String>,
    took: Duration,
}

impl Stage {
    /// Runs a part. One that could not run counts as one failed test, so that the totals of a run that
    /// failed never say that nothing did.
    pub fn of(name: impl Into<String>, run: impl FnOnce() -> Result<Totals>) -> Self {
        let start = Instant::now();
        let outcome = run();
        let mut stage = Self {
            name: name.into(),
            totals: Totals::default(),
            problem: None,
            took: start.elapsed(),
        };
        match outcome {
            Ok(totals) => stage.totals = totals,
            Err(error) => stage.fail(&error),
        }
        stage
    }

    fn fail(&mut self, error: &anyhow::Error) {
        self.totals.failed = self.totals.failed.max(1);
        self.problem = Some(format!("{error:#}"));
    }

    fn line(&self) -> String {
        if let Some(problem) = &self.problem {
            return format!("  {}: FAILED: {problem}", self.name);
        }
        let Totals {
            passed,
            failed,
            skipped,
            again,
        } = self.totals;
        let skipped = match skipped {
            0 => String::new(),
            _ => format!(", {skipped} skipped"),
        };
        let again = match again {
            0 => String::new(),
            _ => format!(", {again} of the passed only when run again alone"),
        };
        format!(
            "  {}: {passed} passed, {failed} failed{skipped}{again} ({} s)",
            self.name,
            self.took.as_secs()
        )
    }
}

/// Prints a line for each part, then the totals as the last line; gives whether all went well.
/// `filter` is what the names of tests had to hold.
pub fn report(mut stages: Vec<Stage>, filter: Option<&str>) -> bool {
    for stage in &mut stages {
        // A filter may well choose native tests only, or tests in the browser only.
        if filter.is_none() && stage.totals.ran() == 0 {
            stage.fail(&anyhow!("no test was run"));
        }
    }
    println!("\nsummary");
    for stage in &stages {
        println!("{}", stage.line());
    }
    let mut totals: Totals = stages.iter().map(|stage| stage.totals).sum();
    if totals.ran() + totals.skipped == 0 {
        println!(
            "  no test has a name that holds {:?}",
            filter.unwrap_or_default()
        );
        totals.failed = 1;
    }
    println!("{} passed, {} failed", totals.passed, totals.failed);
    totals.failed == 0
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::{Stage, report};
    use crate::totals::Totals;

    fn stage(passed: u32, failed: u32, skipped: u32) -> Stage {
        Stage::of("tests in Firefox", || {
            Ok(Totals {
                passed,
                failed,
                skipped,
                again: 0,
            })
        })
    }

    #[test]
    fn what_was_skipped_is_told_and_what_was_not_is_not() {
        let told = "  tests in Firefox: 3 passed, 1 failed, 2 skipped (";
        assert!(stage(3, 1, 2).line().starts_with(told));
        assert!(!stage(3, 0, 0).line().contains("skipped"));
    }

    #[test]
    fn a_part_that_could_not_run_fails_the_run() {
        let broken = Stage::of("tests in Firefox", || bail!("there is none"));
        assert_eq!(broken.line(), "  tests in Firefox: FAILED: there is none");
        assert!(!report(vec![stage(9, 0, 0), broken], None));
        assert!(!report(vec![stage(9, 0, 0), stage(0, 0, 1)], None));
        assert!(report(vec![stage(9, 0, 0), stage(0, 0, 0)], Some("nine")));
        assert!(!report(vec![stage(0, 0, 0)], Some("none")));
    }
}
