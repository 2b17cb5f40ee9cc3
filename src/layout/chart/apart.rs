//! Words that stand clear of each other and of the lines of a chart.

/// Moves places that are given in order apart, so that each is at least `step` from the next and all stay between
/// two ends as far as there is room.
pub(super) fn apart(wanted: &[f64], step: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut placed: Vec<f64> = wanted.to_vec();
    for idx in 0..placed.len() {
        let least = if idx == 0 { top + step / 2.0 } else { placed[idx - 1] + step };
        placed[idx] = placed[idx].max(least);
    }
    let mut most = bottom - step / 2.0;
    for place in placed.iter_mut().rev() {
        *place = place.min(most);
        most = *place - step;
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
