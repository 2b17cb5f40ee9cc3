//! Words that stand clear of each other and of the lines of a chart.

/// Moves places that are given in order apart, so that each is at least `step` from the next and all stay between
/// two ends as far as there is room.
pub(super) fn apart(wanted: &[f64], step: f64, ends: (f64, f64)) -> Vec<f64> {
    apart_by(wanted, &vec![step; wanted.len()], ends)
}

/// Moves the middles of things that are so high apart, as [`apart`] does.
pub(super) fn apart_by(wanted: &[f64], heights: &[f64], (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut placed: Vec<f64> = wanted.to_vec();
    let mut least = top;
    for (place, height) in placed.iter_mut().zip(heights) {
        *place = place.max(least + height / 2.0);
        least = *place + height / 2.0;
    }
    let mut most = bottom;
    for (place, height) in placed.iter_mut().zip(heights).rev() {
        *place = place.min(most - height / 2.0);
        most = *place - height / 2.0;
    }
    placed
}

/// Whether two areas, each left, top, right and bottom, have something in common.
pub(super) fn overlaps(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Whether a stretch of a line runs through an area.
pub(super) fn crosses(segment: &[(f64, f64)], [left, top, right, bottom]: [f64; 4]) -> bool {
    let [(x1, y1), (x2, y2)] = segment else { return false };
    let (from, to) = (x1.max(left), x2.min(right));
    if from > to {
        return false;
    }
    let y_at = |x: f64| if x2 > x1 { y1 + (y2 - y1) * (x - x1) / (x2 - x1) } else { *y1 };
    let (low, high) = (y_at(from).min(y_at(to)), y_at(from).max(y_at(to)));
    low < bottom && high > top
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_moved_apart_and_stay_inside() {
        assert_eq!(apart(&[10.0, 10.0, 10.0], 5.0, (0.0, 30.0)), [10.0, 15.0, 20.0]);
        assert_eq!(apart(&[28.0, 29.0], 10.0, (0.0, 30.0)), [15.0, 25.0]);
    }

    #[test]
    fn higher_things_keep_more_room() {
        assert_eq!(apart_by(&[10.0, 10.0, 10.0], &[4.0, 8.0, 4.0], (0.0, 40.0)), [10.0, 16.0, 22.0]);
        assert_eq!(apart_by(&[30.0, 30.0], &[10.0, 20.0], (0.0, 30.0)), [5.0, 20.0]);
    }
}
