//! Throttles writes to the browser's history, with a trailing flush.
//!
//! Chromium silently drops writes beyond about 200 in a burst, and WebKit throws beyond 100 in 30
//! seconds. So writes beyond a small burst wait, and only the last waiting write is made. This module
//! knows no clock: the caller passes the time.

/// How an address is written to the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// As a new entry: the reader chose something and can go back.
    Push,
    /// In place of the current entry: the reader is still typing.
    Replace,
}

/// A token bucket: it allows a burst, then a steady rate.
#[derive(Clone, Debug)]
pub struct Throttle {
    /// How many writes are allowed now.
    allowance: f64,
    /// When it was last asked, in milliseconds.
    asked: f64,
    waiting: Option<(Write, String)>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            allowance: Self::BURST,
            asked: 0.0,
            waiting: None,
        }
    }
}

impl Throttle {
    /// The most writes in a burst.
    pub const BURST: f64 = 20.0;
    /// The milliseconds after which one more write is allowed: at most 95 in any 30 seconds.
    pub const EARN: f64 = 400.0;

    /// Asks to write `address` at `now`, in milliseconds of any clock.
    ///
    /// Returns the write to make now, or keeps it for [`Throttle::due`] and returns `None`. A clock may run
    /// backwards; nothing is earned then.
    pub fn ask(&mut self, now: f64, write: Write, address: String) -> Option<(Write, String)> {
        self.keep(write, address);
        self.due(now)
    }

    /// Keeps a write for [`Throttle::due`]. It replaces the waiting one.
    pub fn keep(&mut self, write: Write, address: String) {
        // A waiting push stays a push when a replacement follows it.
        let write = match self.waiting.take() {
            Some((Write::Push, _)) => Write::Push,
            _ => write,
        };
        self.waiting = Some((write, address));
    }

    /// The waiting write, if it may be made at `now`.
    pub fn due(&mut self, now: f64) -> Option<(Write, String)> {
        let earned = ((now - self.asked) / Self::EARN).clamp(0.0, Self::BURST);
        self.asked = now;
        self.allowance = (self.allowance + earned).min(Self::BURST);
        if self.allowance < 1.0 || self.waiting.is_none() {
            return None;
        }
        self.allowance -= 1.0;
        self.waiting.take()
    }

    /// The waiting write, at any time: for when the page is hidden or the link is copied.
    pub fn flush(&mut self) -> Option<(Write, String)> {
        self.waiting.take()
    }

    /// Drops the waiting write: the reader went back or forward, which sets the address.
    pub fn forget(&mut self) {
        self.waiting = None;
    }

    /// Whether a write is waiting.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_burst_passes_and_the_rest_waits_for_its_turn() {
        let mut throttle = Throttle::default();
        let made = (0..50)
            .filter_map(|n| throttle.ask(0.0, Write::Push, n.to_string()))
            .count();
        assert_eq!(made, 20);
        assert!(throttle.is_waiting());
        assert_eq!(throttle.due(100.0), None);
        assert_eq!(throttle.due(400.0), Some((Write::Push, "49".into())));
        assert!(!throttle.is_waiting());
    }

    #[test]
    fn a_waiting_push_stays_a_push_when_typing_follows() {
        let mut throttle = Throttle::default();
        while throttle.ask(0.0, Write::Push, "a".into()).is_some() {}
        assert_eq!(throttle.ask(0.0, Write::Replace, "b".into()), None);
        assert_eq!(throttle.flush(), Some((Write::Push, "b".into())));
    }

    #[test]
    fn only_the_last_kept_write_is_made() {
        let mut throttle = Throttle::default();
        throttle.keep(Write::Replace, "a".into());
        throttle.keep(Write::Replace, "ab".into());
        assert!(throttle.is_waiting());
        assert_eq!(throttle.due(0.0), Some((Write::Replace, "ab".into())));
        assert_eq!(throttle.due(0.0), None);
    }

    #[test]
    fn a_dropped_write_is_never_made() {
        let mut throttle = Throttle::default();
        while throttle.ask(0.0, Write::Push, "a".into()).is_some() {}
        assert!(throttle.is_waiting());
        throttle.forget();
        assert!(!throttle.is_waiting());
        assert_eq!(throttle.due(60_000.0), None);
        assert_eq!(throttle.flush(), None);
    }

    #[test]
    fn a_clock_that_runs_backwards_earns_nothing() {
        let mut throttle = Throttle::default();
        while throttle.ask(1e6, Write::Push, "a".into()).is_some() {}
        assert_eq!(throttle.due(0.0), None);
        assert_eq!(throttle.due(399.0), None);
        assert!(throttle.due(400.0).is_some());
    }

    proptest! {
        #[test]
        fn never_more_than_95_in_30_seconds_and_never_the_wrong_last(
            gaps in prop::collection::vec(0.0..2000.0_f64, 1..300),
        ) {
            let mut throttle = Throttle::default();
            let mut now = 1e12;
            let mut made: Vec<f64> = Vec::new();
            let mut last = String::new();
            for (n, gap) in gaps.iter().enumerate() {
                now += gap;
                if let Some((_, address)) = throttle.ask(now, Write::Push, n.to_string()) {
                    made.push(now);
                    last = address;
                }
            }
            for (at, start) in made.iter().enumerate() {
                let within = made.iter().skip(at).filter(|time| **time - start <= 30_000.0).count();
                prop_assert!(within <= 95);
            }
            if let Some((_, address)) = throttle.flush() {
                last = address;
            }
            prop_assert_eq!(last, (gaps.len() - 1).to_string());
        }
    }
}
