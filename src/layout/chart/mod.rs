//! Charts as drawings: bars, lines, shares, changes, maps and large figures, the same for every shape of page.
//!
//! Everything is reckoned here, in points and for the room that the page gives: scales, marks, and which words stand
//! where, so that none touch. Typst only sets the words and draws the lines. What can be no honest drawing, such as
//! values in two units, stays a table.

mod apart;
mod bars;
mod change;
mod columns;
mod drawing;
mod inks;
mod legend;
mod line;
mod line_ends;
mod line_names;
mod line_values;
#[cfg(test)]
mod long_names;
mod map;
mod number;
mod plot;
pub(super) mod room;
mod scale;
mod share;
mod states;
mod svg;
mod value;
mod width;

pub use self::svg::{ChartSvg, chart_svg};
pub(super) use self::{
    columns::as_f64,
    number::write_figures,
    room::Room,
    width::{LINE_EMS, cut, ems, n_lines, words},
};

use crate::brief::{ChartType, Lang};
use crate::layout::chart::drawing::Drawing;
use crate::layout::chart::plot::{MOST_SERIES, Plot, plot};
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::release::{ChartData, with_unit};

/// Writes a chart: its title, its drawing with what it shows in words, and its source. Writes nothing and says so where
/// it can only be a table.
pub(super) fn write_chart(writer: &mut Writer, chart: &ChartData, style: Style) -> bool {
    if chart.chart_type == ChartType::Number {
        number::write_number(writer, chart, style);
        return true;
    }
    // On a slide the frame of a chart is taken off its room where the slide is composed.
    let room = style.chart;
    let frame = if room.fills { 0.0 } else { frame_height(chart, room) };
    let style =
        Style { chart: Room { height: (room.height - frame).max(room.height * 0.4), ..room }, ..style };
    let plotted = plot(chart);
    let made = plotted.as_ref().and_then(|plot| Some((plot, drawn(plot, chart, style.chart, style.lang)?)));
    let Some((plot, (mut drawing, svg))) = made else { return false };
    if let (Some(svg), Some((file, _))) = (svg, drawing.under.as_mut()) {
        *file = writer.add_file("map", svg.into_bytes().into());
    }
    writer.code("#chart(");
    let unit = counted(chart, plot);
    write_heading(writer, &ChartData { unit, ..chart.clone() });
    writer.code(&format!(", {}, ", style.chart.fills));
    writer.own_string(&description(chart, plot, !drawing.rows.is_empty(), style.lang));
    writer.code(", ");
    drawing.write(writer);
    writer.code(")\n");
    true
}

/// What the picture of a chart shows in words, with its data; nothing for a chart that stays a table.
pub(super) fn picture_alt(chart: &ChartData, style: Style) -> Option<String> {
    if chart.chart_type == ChartType::Number {
        let rows = chart.rows.iter().map(|row| row.join(" "));
        let parts: Vec<String> = chart.title.iter().cloned().chain(rows).collect();
        return Some(parts.join(if style.lang == Lang::Ja { "。" } else { ". " }));
    }
    let plot = plot(chart)?;
    drawn(&plot, chart, style.chart, style.lang)?;
    Some(description(chart, &plot, false, style.lang))
}

/// The height that the title and the source of a chart take beside its drawing, in points. A map on a slide, which has
/// little room beside its list, has all that they leave; `base.typ` says how high the two are.
pub(super) fn frame_height(chart: &ChartData, room: Room) -> f64 {
    const TITLE_PT: f64 = 20.0;
    const SOURCE_PT: f64 = 14.0;
    const EDGE_PT: f64 = 4.0;
    let lines_in =
        |text: &str, width: f64| f64::from(u32::try_from(n_lines(text, width, false)).unwrap_or(1));
    let title = chart.title.as_deref().map(|title| {
        // Brackets of Japanese are as wide as its letters.
        let lang = if title.chars().any(|c| c >= '\u{2e80}') { Lang::Ja } else { Lang::En };
        with_unit(title, chart.unit.as_deref().unwrap_or(""), lang)
    });
    let source = source_line(chart);
    if chart.chart_type == ChartType::Map && room.fills {
        let high = |text: &str, size: f64| lines_in(text, room.width / size) * size * 1.12 - size * 0.4;
        let title = title.map_or(0.0, |title| high(&title, TITLE_PT) + 14.0);
        let source = source.map_or(0.0, |source| high(&source, SOURCE_PT) + 10.0);
        return title + source + EDGE_PT;
    }
    let lines = |text: &str| lines_in(text, room.width / room.size);
    let title = title.map_or(0.0, |title| lines(&title) * 1.25 + 0.7);
    let source = source.map_or(0.0, |source| lines(&source) * 0.95 + 0.7);
    (title + source) * room.size
}

/// Whether a chart can be drawn in a room; what cannot is a table.
pub(super) fn is_drawn(chart: &ChartData, room: Room, lang: Lang) -> bool {
    chart.chart_type == ChartType::Number
        || plot(chart).is_some_and(|plot| drawn(&plot, chart, room, lang).is_some())
}

/// How wide the map of a chart would be in a room, in points, without the list of its figures.
pub(super) fn map_width(chart: &ChartData, room: Room, lang: Lang) -> f64 {
    plot(chart).map_or(0.0, |plot| map::map_width(&plot, room, lang))
}

/// Draws a chart in the room there is, with the picture that lies under it; nothing where it can only be a table.
fn drawn(plot: &Plot, chart: &ChartData, room: Room, lang: Lang) -> Option<(Drawing, Option<String>)> {
    let without_map = |drawing: Drawing| (drawing, None);
    let lying =
        || if plot.series.len() <= MOST_SERIES { bars::bars(plot, room).map(without_map) } else { None };
    match chart.chart_type {
        ChartType::Bar => columns::columns(plot, room).map(without_map).or_else(lying),
        ChartType::Line => line::line(plot, room, lang).map(without_map).or_else(lying),
        ChartType::Share => share::share(plot, room, chart.unit.as_deref()).map(without_map).or_else(lying),
        ChartType::Change => change::change(plot, room).map(without_map).or_else(lying),
        ChartType::Map => {
            map::map(plot, room, lang).map(|(drawing, svg)| (drawing, Some(svg))).or_else(lying)
        }
        ChartType::Number => None,
    }
}

/// What a chart shows, for those who cannot see it; with its data, where those are no table of their own.
fn description(chart: &ChartData, plot: &Plot, has_table: bool, lang: Lang) -> String {
    let written = chart.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
    if let (Some(alt), true) = (written, has_table) {
        return alt.to_owned();
    }
    let kind = match (chart.chart_type, lang) {
        (ChartType::Bar, Lang::En) => "Bar chart",
        (ChartType::Bar, Lang::Ja) => "棒グラフ",
        (ChartType::Line, Lang::En) => "Line chart",
        (ChartType::Line, Lang::Ja) => "折れ線グラフ",
        (ChartType::Share, Lang::En) => "Chart of shares",
        (ChartType::Share, Lang::Ja) => "割合のグラフ",
        (ChartType::Change, Lang::En) => "Chart of before and after",
        (ChartType::Change, Lang::Ja) => "前後比較のグラフ",
        (ChartType::Map, Lang::En) => "Map of the United States",
        (ChartType::Map, Lang::Ja) => "米国の地図",
        (ChartType::Number, _) => "",
    };
    let stop = if lang == Lang::Ja { "。" } else { ". " };
    let title = written.or(chart.title.as_deref()).unwrap_or("");
    let parts = [kind, title.trim_end_matches(['.', '。']), &plot.sentence()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(stop)
}

/// What a drawing counts: the name of its one series, which stands nowhere else, and the unit.
fn counted(chart: &ChartData, plot: &Plot) -> Option<String> {
    let said = [&chart.title, &chart.unit].into_iter().flatten().map(|said| said.to_lowercase());
    let said = said.collect::<Vec<_>>().join(" ");
    let name = match plot.series.as_slice() {
        [name] if !name.is_empty() && chart.title.is_some() && !said.contains(&name.to_lowercase()) => name,
        _ => return chart.unit.clone(),
    };
    Some(chart.unit.iter().fold(name.clone(), |name, unit| format!("{name}, {unit}")))
}

/// Writes title, unit and source as arguments.
pub(super) fn write_heading(writer: &mut Writer, chart: &ChartData) {
    for text in [chart.title.as_deref(), chart.unit.as_deref(), source_line(chart).as_deref()] {
        match text {
            Some(text) => writer.own_content(text),
            None => writer.code("none"),
        }
        writer.code(", ");
    }
    writer.code("0");
}

/// The source of a chart and its date, in one line.
fn source_line(chart: &ChartData) -> Option<String> {
    let parts: Vec<&str> =
        [chart.source.as_deref(), chart.date.as_deref()].into_iter().flatten().map(str::trim).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Writes texts as a list of arguments.
pub(super) fn write_texts(writer: &mut Writer, texts: &[String]) {
    for text in texts {
        writer.own_content(text);
        writer.code(",");
    }
}
