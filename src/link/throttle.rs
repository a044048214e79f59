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
    /// One token allows one write.
    tokens: f64,
    /// When tokens were last added, in milliseconds.
    refilled_at: f64,
    waiting: Option<(Write, String)>,
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            tokens: Self::BURST,
            refilled_at: 0.0,
            waiting: None,
        }
    }
}

impl Throttle {
    /// The most writes in a burst.
    pub const BURST: f64 = 20.0;
    /// The milliseconds after which one more write is allowed: at most 95 in any 30 seconds.
    pub const REFILL_MS: f64 = 400.0;

    /// Requests a write of `address` at `now`, in milliseconds of any clock.
    ///
    /// Returns the write to make now, or defers it for [`Throttle::take_ready`] and returns `None`. A clock may run
    /// backwards; no token is added then.
    pub fn request(&mut self, now: f64, write: Write, address: String) -> Option<(Write, String)> {
        self.defer(write, address);
        self.take_ready(now)
    }

    /// Defers a write for [`Throttle::take_ready`]. It replaces the waiting one.
    pub fn defer(&mut self, write: Write, address: String) {
        // A waiting push stays a push when a replacement follows it.
        let write = match self.waiting.take() {
            Some((Write::Push, _)) => Write::Push,
            _ => write,
        };
        self.waiting = Some((write, address));
    }

    /// The waiting write, if it may be made at `now`.
    pub fn take_ready(&mut self, now: f64) -> Option<(Write, String)> {
        let added = ((now - self.refilled_at) / Self::REFILL_MS).clamp(0.0, Self::BURST);
        self.refilled_at = now;
        self.tokens = (self.tokens + added).min(Self::BURST);
        if self.tokens < 1.0 || self.waiting.is_none() {
            return None;
        }
        self.tokens -= 1.0;
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
            .filter_map(|n| throttle.request(0.0, Write::Push, n.to_string()))
            .count();
        assert_eq!(made, 20);
        assert!(throttle.is_waiting());
        assert_eq!(throttle.take_ready(100.0), None);
        assert_eq!(throttle.take_ready(400.0), Some((Write::Push, "49".into())));
        assert!(!throttle.is_waiting());
    }

    #[test]
    fn a_waiting_push_stays_a_push_when_typing_follows() {
        let mut throttle = Throttle::default();
        while throttle.request(0.0, Write::Push, "a".into()).is_some() {}
        assert_eq!(throttle.request(0.0, Write::Replace, "b".into()), None);
        assert_eq!(throttle.flush(), Some((Write::Push, "b".into())));
    }

    #[test]
    fn only_the_last_deferred_write_is_made() {
        let mut throttle = Throttle::default();
        throttle.defer(Write::Replace, "a".into());
        throttle.defer(Write::Replace, "ab".into());
        assert!(throttle.is_waiting());
        assert_eq!(
            throttle.take_ready(0.0),
            Some((Write::Replace, "ab".into()))
        );
        assert_eq!(throttle.take_ready(0.0), None);
    }

    #[test]
    fn a_dropped_write_is_never_made() {
        let mut throttle = Throttle::default();
        while throttle.request(0.0, Write::Push, "a".into()).is_some() {}
        assert!(throttle.is_waiting());
        throttle.forget();
        assert!(!throttle.is_waiting());
        assert_eq!(throttle.take_ready(60_000.0), None);
        assert_eq!(throttle.flush(), None);
    }

    #[test]
    fn a_clock_that_runs_backwards_adds_no_token() {
        let mut throttle = Throttle::default();
        while throttle.request(1e6, Write::Push, "a".into()).is_some() {}
        assert_eq!(throttle.take_ready(0.0), None);
        assert_eq!(throttle.take_ready(399.0), None);
        assert!(throttle.take_ready(400.0).is_some());
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
                if let Some((_, address)) = throttle.request(now, Write::Push, n.to_string()) {
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
