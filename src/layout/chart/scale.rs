//! Scales: where a value stands between two ends, and the round numbers that an axis is marked at.

/// The two ends of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The value at its beginning.
    pub min: f64,
    /// The value at its end; always above `min`.
    pub max: f64,
}

impl Scale {
    /// The scale of bars: it holds zero and every value, and ends at the values.
    pub(super) fn from_zero(values: impl Iterator<Item = f64>) -> Self {
        let (min, max) =
            values.fold((0.0_f64, 0.0_f64), |(min, max), value| (min.min(value), max.max(value)));
        Self::new(min, max)
    }

    /// The scale of a line, and the values it is marked at: it begins at zero unless that would leave the line flat
    /// at the top.
    pub(super) fn of_line(values: impl Iterator<Item = f64> + Clone) -> (Self, Vec<f64>) {
        const MOST_EMPTY: f64 = 0.6;
        let min = values.clone().fold(f64::INFINITY, f64::min);
        let max = values.fold(f64::NEG_INFINITY, f64::max);
        let is_flat_at_top = min > 0.0 && min > MOST_EMPTY * max;
        let is_flat_at_foot = max < 0.0 && max < MOST_EMPTY * min;
        let (low, high) = if is_flat_at_top || is_flat_at_foot {
            let margin = ((max - min) * 0.25).max(max.abs() * 0.02);
            (min - margin, max + margin)
        } else {
            (min.min(0.0), max.max(0.0))
        };
        let ticks = ticks(low, high, 4);
        let (first, last) = (ticks.first().copied().unwrap_or(low), ticks.last().copied().unwrap_or(high));
        (Self::new(first.min(min), last.max(max)), ticks)
    }

    fn new(min: f64, max: f64) -> Self {
        if max > min { Self { min, max } } else { Self { min, max: min + 1.0 } }
    }

    /// Where a value stands: 0 at the beginning, 1 at the end.
    pub(super) fn place(self, value: f64) -> f64 {
        (value - self.min) / (self.max - self.min)
    }

    /// Whether it holds zero.
    pub(super) fn holds_zero(self) -> bool {
        self.min <= 0.0 && self.max >= 0.0
    }
}

/// Round numbers about `n` steps apart that enclose both ends.
pub(super) fn ticks(min: f64, max: f64, n: u32) -> Vec<f64> {
    const MOST: usize = 24;
    let range = max - min;
    if !(range.is_finite() && range > 0.0) {
        return vec![min];
    }
    let step = round_step(range / f64::from(n.max(1)));
    let first = (min / step + 1e-9).floor();
    let last = (max / step - 1e-9).ceil();
    let mut ticks = Vec::new();
    let mut at = first;
    while at <= last + 0.5 && ticks.len() < MOST {
        // Multiples, so that no error adds up; and no minus before a zero.
        ticks.push(if at == 0.0 { 0.0 } else { at * step });
        at += 1.0;
    }
    ticks
}

/// The first of 1, 2, 2.5 and 5, times a power of ten, that is not below `step`.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let rounds = [1.0, 2.0, 2.5, 5.0, 10.0];
    let round = rounds.into_iter().find(|round| round * power >= step * (1.0 - 1e-9)).unwrap_or(10.0);
    round * power
}

/// How many digits behind the point tell the ticks apart.
pub(super) fn n_decimals(ticks: &[f64]) -> usize {
    let is_told = |n: &usize| {
        let scale = 10_f64.powi(i32::try_from(*n).unwrap_or(6));
        ticks.iter().all(|tick| ((tick * scale).round() / scale - tick).abs() <= 1e-9 * tick.abs().max(1e-9))
    };
    (0..6).find(is_told).unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_begin_at_zero_whatever_their_values() {
        for (values, min, max) in [
            (vec![88.0, 109.0], 0.0, 109.0),
            (vec![-1280.0, 640.0, 1920.0], -1280.0, 1920.0),
            (vec![-3.0, -1.0], -3.0, 0.0),
            (vec![0.0], 0.0, 1.0),
        ] {
            let scale = Scale::from_zero(values.into_iter());
            assert_eq!((scale.min, scale.max), (min, max));
            assert!(scale.holds_zero());
        }
        assert!((Scale::from_zero([-100.0, 300.0].into_iter()).place(0.0) - 0.25).abs() < 1e-12);
    }

    #[test]
    fn a_line_begins_at_zero_unless_that_leaves_it_flat() {
        let (scale, ticks) = Scale::of_line([27.5, 43.0, 12.0].into_iter());
        assert_eq!((scale.min, ticks.first()), (0.0, Some(&0.0)));
        let (scale, ticks) = Scale::of_line([93_000.0, 107_000.0, 109_000.0].into_iter());
        assert!(
            !scale.holds_zero() && scale.min <= 93_000.0 && scale.max >= 109_000.0,
            "{scale:?} {ticks:?}"
        );
        let (scale, _) = Scale::of_line([5.0, 5.0].into_iter());
        assert!(scale.min < 5.0 && scale.max > 5.0, "{scale:?}");
    }

    #[test]
    fn ticks_are_round_enclose_the_values_and_are_few() {
        for (min, max) in [(0.0, 109_000.0), (-1_280.0, 1_920.0), (0.0, 0.37), (93.0, 109.0), (0.0, 3e12)] {
            let ticks = ticks(min, max, 4);
            assert!((3..=8).contains(&ticks.len()), "{min} {max}: {ticks:?}");
            assert!(ticks[0] <= min && ticks[ticks.len() - 1] >= max, "{min} {max}: {ticks:?}");
            let step = ticks[1] - ticks[0];
            assert!(ticks.windows(2).all(|pair| ((pair[1] - pair[0]) / step - 1.0).abs() < 1e-9));
        }
        assert_eq!(ticks(0.0, 100.0, 4), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(ticks(5.0, 5.0, 4), [5.0]);
    }

    #[test]
    fn ticks_are_told_apart_by_as_few_digits_as_that_takes() {
        assert_eq!(n_decimals(&[0.0, 25.0, 50.0]), 0);
        assert_eq!(n_decimals(&[0.0, 0.25, 0.5]), 2);
        assert_eq!(n_decimals(&[0.0, 0.5, 1.0]), 1);
    }
}
