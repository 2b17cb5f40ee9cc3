//! Large figures, each with the words that say what it counts.

use crate::layout::chart::width::ems;
use crate::layout::chart::{source_line, write_texts};
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::release::{ChartData, with_unit};

/// How many large figures stand side by side.
const MOST_BESIDE: usize = 3;

/// Writes a chart of large figures: one, or a few side by side.
pub(super) fn write_number(writer: &mut Writer, chart: &ChartData, style: Style) {
    let is_single = chart.rows.len() <= 1;
    let figures = chart.rows.iter().map(|row| {
        let (value, words) =
            row.split_last().map_or((String::new(), &[][..]), |(last, words)| (last.clone(), words));
        let value = match &chart.unit {
            Some(unit) if is_single => format!("{value} {unit}"),
            _ => value,
        };
        let words: Vec<&str> = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
        let mut words = words.join(", ");
        if is_single && words.is_empty() {
            words = chart.title.clone().unwrap_or_default();
        }
        (value, words)
    });
    let figures: Vec<(String, String)> = figures.collect();
    let is_title_used =
        is_single && figures.first().is_some_and(|(_, words)| Some(words) == chart.title.as_ref());
    writer.code("#figures(");
    match (&chart.title, is_single, is_title_used) {
        (Some(title), false, _) | (Some(title), true, false) => {
            writer.own_content(&match &chart.unit {
                Some(unit) if !is_single => with_unit(title, unit, style.lang),
                _ => title.clone(),
            });
        }
        _ => writer.code("none"),
    }
    writer.code(", ");
    match source_line(chart) {
        Some(source) => writer.own_content(&source),
        None => writer.code("none"),
    }
    let per_row = figures.len().clamp(1, MOST_BESIDE);
    let width = style.chart.width / f64::from(u32::try_from(per_row).unwrap_or(1));
    let widest = figures.iter().map(|(value, _)| ems(value, true)).fold(1.0, f64::max);
    writer.code(&format!(", {per_row}, {:.1}pt, (", figure_size(widest, width, style)));
    for (value, words) in &figures {
        writer.code("(");
        write_texts(writer, &[value.clone(), words.clone()]);
        writer.code("),");
    }
    writer.code("))\n");
}

/// Opens figures side by side, whose words the caller writes; `widest` is the widest value in ems.
pub(in crate::layout) fn write_figures(writer: &mut Writer, n_figures: usize, widest: f64, style: Style) {
    let per_row = n_figures.clamp(1, MOST_BESIDE);
    let width = style.chart.width / f64::from(u32::try_from(per_row).unwrap_or(1));
    writer.code(&format!("#figures(none, none, {per_row}, {:.1}pt, (", figure_size(widest, width, style)));
}

/// The size of large figures: as large as the widest of them allows.
fn figure_size(widest: f64, width: f64, style: Style) -> f64 {
    let most = style.chart.size * if style.chart.fills { 3.6 } else { 4.2 };
    (width * 0.9 / widest).clamp(style.chart.size * 1.4, most)
}
