//! The names of series above a chart, each with a patch of what it is drawn in.

use crate::layout::chart::drawing::{Bar, Ink, Label, Side};
use crate::layout::chart::inks::series_ink;
use crate::layout::chart::plot::Plot;
use crate::layout::chart::width::ems;

/// The patches and names of the series, and the height they take; nothing for one series.
pub(super) fn legend(plot: &Plot, width: f64, size: f64) -> ((Vec<Bar>, Vec<Label>), f64) {
    let (mut bars, mut labels) = (Vec::new(), Vec::new());
    if plot.series.len() < 2 {
        return ((bars, labels), 0.0);
    }
    let line = size * 1.5;
    let (mut x, mut y) = (0.0, 0.0);
    for (idx, name) in plot.series.iter().enumerate() {
        let name_width = (ems(name, true) * size + size * 0.2).min(width - size);
        if x > 0.0 && x + size + name_width > width {
            (x, y) = (0.0, y + line);
        }
        let ink = series_ink(plot, idx);
        let patch = size * 0.7;
        bars.push(Bar { x, y: y + (line - patch) / 2.0, width: patch, height: patch, ink });
        labels.push(Label {
            x: x + size,
            y,
            width: name_width,
            height: line,
            text: name.clone(),
            size,
            side: Side::Left,
            is_bold: idx == plot.lead,
            ink: Ink::Text,
        });
        x += size + name_width + size;
    }
    ((bars, labels), y + line + size * 0.3)
}
