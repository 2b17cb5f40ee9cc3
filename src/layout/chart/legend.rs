//! The names of series above a chart, each with a patch of what it is drawn in.

use crate::layout::chart::drawing::{Bar, Ink, Label, Side};
use crate::layout::chart::plot::Plot;
use crate::layout::chart::width::{LINE_EMS, ems, n_lines};

/// The patches and names of the series, and the height they take; nothing for one series. `ink` says what each is drawn
/// in. A name that is longer than a line goes on below.
pub(super) fn legend(
    plot: &Plot,
    width: f64,
    size: f64,
    ink: &dyn Fn(&Plot, usize) -> Ink,
) -> ((Vec<Bar>, Vec<Label>), f64) {
    let (mut bars, mut labels) = (Vec::new(), Vec::new());
    if plot.series.len() < 2 {
        return ((bars, labels), 0.0);
    }
    let line = size * 1.5;
    let (mut x, mut y, mut height) = (0.0, 0.0, line);
    for (idx, name) in plot.series.iter().enumerate() {
        let name_width = (ems(name, true) * size + size * 0.2).min(width - size);
        if x > 0.0 && x + size + name_width > width {
            (x, y, height) = (0.0, y + height, line);
        }
        let n_further = n_lines(name, name_width / size, true) - 1;
        height = height.max(line + f64::from(u32::try_from(n_further).unwrap_or(0)) * size * LINE_EMS);
        let ink = ink(plot, idx);
        let patch = size * 0.7;
        bars.push(Bar { x, y: y + (line - patch) / 2.0, width: patch, height: patch, ink });
        labels.push(Label {
            x: x + size,
            y,
            width: name_width,
            height,
            text: name.clone(),
            size,
            side: Side::Left,
            is_bold: idx == plot.lead,
            ink: Ink::Text,
        });
        x += size + name_width + size;
    }
    ((bars, labels), y + height + size * 0.3)
}
