//! Which paper is set a little closer than usual, so that what was one page stays one page.

use crate::layout::Pages;

/// How much closer than usual paper may be set, in steps of `base.typ`.
pub(super) const MOST_TIGHTNESS: usize = 3;
/// The longest document that is set closer: in longer ones nobody counts the pages, and each key would cost more.
const MOST_TIGHTENED_PAGES: usize = 6;

/// Whether the last page of a short document holds only a few lines.
pub(super) fn runs_over(pages: &Pages) -> bool {
    const MARGIN_PT: f64 = 76.5;
    const FEW_LINES_PT: f64 = 130.0;
    if !(2..=MOST_TIGHTENED_PAGES).contains(&pages.len()) {
        return false;
    }
    let last_idx = pages.len() - 1;
    let Some((_, height_pt)) = pages.size_pt(last_idx) else { return false };
    let lowest = pages.lowest_pt(last_idx, height_pt - MARGIN_PT);
    lowest > 0.0 && lowest <= MARGIN_PT + FEW_LINES_PT
}
