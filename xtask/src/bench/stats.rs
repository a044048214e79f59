//! What many measurements of one thing say.

use serde::Serialize;

/// Measurements of one thing, in the order they were made.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Samples(Vec<f64>);

impl Samples {
    /// Adds a measurement.
    pub fn push(&mut self, value: f64) {
        self.0.push(value);
    }

    /// The smallest that at least `share` of all do not exceed (the nearest-rank percentile): of few
    /// measurements, a high one is the highest.
    pub fn percentile(&self, share: f64) -> Option<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (share * sorted.len() as f64).ceil() as usize;
        sorted.get(rank.saturating_sub(1)).copied()
    }

    /// The middle one.
    pub fn median(&self) -> Option<f64> {
        self.percentile(0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::Samples;

    fn of(values: &[f64]) -> Samples {
        let mut samples = Samples::default();
        values.iter().for_each(|&value| samples.push(value));
        samples
    }

    #[test]
    fn percentiles_are_measurements_that_were_made() {
        let samples = of(&[5.0, 1.0, 4.0, 2.0, 3.0]);
        assert_eq!(samples.median(), Some(3.0));
        assert_eq!(samples.percentile(0.95), Some(5.0));
        assert_eq!(samples.percentile(0.0), Some(1.0));
        assert_eq!(of(&[2.0, 1.0]).median(), Some(1.0));
        assert_eq!(of(&[]).median(), None);
    }
}
