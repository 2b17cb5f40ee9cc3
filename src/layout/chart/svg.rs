//! Charts as SVG for a page that a browser lays out: the same drawing, its words as text, its colours as classes.

use std::fmt::Write as _;

use crate::brief::{ChartType, Lang};
use crate::layout::chart::drawing::{Drawing, Ink, Label, Side};
use crate::layout::chart::plot::plot;
use crate::layout::chart::room::Room;
use crate::layout::chart::states::PLANE;
use crate::layout::chart::width::{LINE_EMS, lines};
use crate::layout::chart::{description, drawn};
use crate::release::ChartData;
use crate::text::turns_text;

/// The room of a chart in a column of text, and on a slide.
const PAPER: Room = Room { width: 660.0, height: 560.0, size: 13.0, fills: false };
const SLIDE: Room = Room { width: 860.0, height: 330.0, size: 20.0, fills: true };

/// A chart as it is drawn.
#[derive(Clone, Debug)]
pub struct ChartSvg {
    /// The corners of its plane.
    pub view_box: String,
    /// What it shows, in words.
    pub description: String,
    under: Option<(String, [f64; 4])>,
    shapes: String,
}

/// Draws a chart; nothing where it can only be a table, or is large figures.
pub fn chart_svg(chart: &ChartData, lang: Lang, is_slide: bool) -> Option<ChartSvg> {
    if chart.chart_type == ChartType::Number {
        return None;
    }
    let plot = plot(chart)?;
    let (drawing, map) = drawn(&plot, chart, if is_slide { SLIDE } else { PAPER }, lang)?;
    let Drawing { width, height, .. } = drawing;
    let under = map.zip(drawing.under.as_ref().map(|(_, place)| *place));
    Some(ChartSvg {
        view_box: format!("0 0 {width:.1} {height:.1}"),
        // The data are a table below it.
        description: description(chart, &plot, true, lang),
        under,
        shapes: shapes(&drawing),
    })
}

impl ChartSvg {
    /// What stands within the tag; `prefix` begins the ids in it.
    pub fn markup(&self, prefix: &str) -> String {
        let mut out = String::new();
        if let Some((map, [x, y, width, height])) = &self.under {
            // Colours are words in capitals, which the rules of the page replace by theirs.
            let map = map
                .replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\" ", "")
                .replace("xmlns=\"http://www.w3.org/2000/svg\" ", "")
                .replace("xlink:href", "href")
                .replace("\"bare\"", &format!("\"{prefix}bare\""))
                .replace("\"#bare\"", &format!("\"#{prefix}bare\""))
                .replace("\"clip\"", &format!("\"{prefix}clip\""))
                .replace("#clip", &format!("#{prefix}clip"))
                .replace("fill=\"GROUND\"", "class=\"dmland\"")
                .replace("stroke=\"HATCH\"", "class=\"dmhatch\"")
                .replace("stroke=\"PAPER\"", "class=\"dmborder\"")
                .replace("fill=\"ACCENT\"", "class=\"dmstates\"");
            let inner = map.split_once('>').map_or("", |(_, inner)| inner);
            let (plane_width, plane_height) = PLANE;
            write!(
                out,
                "<svg x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" viewBox=\"0 0 {plane_width:.0} {plane_height:.0}\">{inner}"
            )
            .ok();
        }
        out + &self.shapes
    }
}

fn shapes(drawing: &Drawing) -> String {
    let mut out = String::new();
    for bar in &drawing.bars {
        let (x, y, width, height) = (bar.x, bar.y, bar.width.max(0.0), bar.height.max(0.0));
        write!(
            out,
            "<rect{} x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>",
            of(bar.ink)
        )
        .ok();
    }
    for line in &drawing.lines {
        let points: Vec<String> = line.points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let (ink, width, points) = (of(line.ink), line.width, points.join(" "));
        write!(out, "<polyline{ink} stroke-width=\"{width:.2}\" points=\"{points}\"/>").ok();
    }
    for (x, y, radius, ink) in &drawing.dots {
        write!(out, "<circle{} cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/>", of(*ink)).ok();
    }
    drawing
        .notes
        .iter()
        .chain(drawing.rows.iter().flatten().flatten())
        .for_each(|label| push_label(label, &mut out));
    out
}

/// The class that gives a shape its colour.
fn of(ink: Ink) -> String {
    format!(" class=\"{}\"", name(ink))
}

fn name(ink: Ink) -> &'static str {
    match ink {
        Ink::Accent => "dmaccent",
        Ink::Mid => "dmmiddle",
        Ink::Quiet => "dmquiet",
        Ink::Track => "dmtrack",
        Ink::Text => "dmink",
        Ink::Muted => "dmmuted",
        Ink::Hairline => "dmhairline",
        Ink::White => "dmonaccent",
    }
}

/// Writes words in their box, line by line, as the pages set them.
fn push_label(label: &Label, out: &mut String) {
    let Label { x, y, width, height, size, is_bold, .. } = *label;
    let lines = lines(&label.text, width / size, is_bold);
    let n_lines = f64::from(u32::try_from(lines.len()).unwrap_or(1));
    let (at, side) = match label.side {
        Side::Left => (x, ""),
        Side::Center => (x + width / 2.0, " dmmid"),
        Side::Right => (x + width, " dmend"),
    };
    // The middle of small letters stands in the middle of each line.
    let mut baseline = y + height / 2.0 - (n_lines - 1.0) * size * LINE_EMS / 2.0 + size * 0.35;
    let weight = if is_bold { " dmbold" } else { "" };
    for line in lines {
        let class = format!("{}{side}{weight}", name(label.ink));
        write!(out, "<text class=\"{class}\" x=\"{at:.1}\" y=\"{baseline:.1}\" font-size=\"{size:.1}\">")
            .ok();
        for c in line.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                c if c.is_control() || turns_text(c) => {}
                c => out.push(c),
            }
        }
        out.push_str("</text>");
        baseline += size * LINE_EMS;
    }
}
