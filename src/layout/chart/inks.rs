//! What bars and lines are drawn in: one series or row in the accent, the rest quieter, told apart in grey as well.

use crate::layout::chart::drawing::Ink;
use crate::layout::chart::plot::Plot;

/// What a value is drawn in: one series, or one row, in the accent, the rest paler.
pub(super) fn ink_of(plot: &Plot, row_idx: usize, series_idx: usize) -> Ink {
    if plot.series.len() > 1 {
        return series_ink(plot, series_idx);
    }
    match plot.emphasis {
        Some(led) if led != row_idx => Ink::Quiet,
        _ => Ink::Accent,
    }
}

/// What a series is drawn in, told apart in grey as well. Of more lines than there are tints, some have the same, and
/// are told apart by the words at their ends.
pub(super) fn series_ink(plot: &Plot, series_idx: usize) -> Ink {
    const OTHERS: [Ink; 3] = [Ink::Quiet, Ink::Mid, Ink::Muted];
    if series_idx == plot.lead {
        return Ink::Accent;
    }
    let place = if series_idx < plot.lead { series_idx } else { series_idx - 1 };
    OTHERS[place % OTHERS.len()]
}

/// What the line of a series is drawn in; a thin line has to be darker than a bar.
pub(super) fn line_ink(plot: &Plot, series_idx: usize) -> Ink {
    match series_ink(plot, series_idx) {
        Ink::Quiet => Ink::Mid,
        Ink::Mid => Ink::Muted,
        Ink::Muted => Ink::Text,
        ink => ink,
    }
}

/// Whether anything is drawn paler than the rest.
pub(super) fn has_quiet(plot: &Plot) -> bool {
    plot.series.len() > 1 || plot.emphasis.is_some()
}
