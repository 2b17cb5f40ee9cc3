//! A drawing: rectangles, lines and words in points from the upper left corner, ready to be written as Typst source.
//!
//! Whatever the shape of the page, the same drawing is made for the room it gives, and nothing on it is measured by
//! Typst. Words that are data know their row and column, so that they are a table to a reader aloud.

use std::fmt::Write as _;

use crate::layout::source::Writer;

/// What something is drawn in. The names are those of the Typst side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// The accent, for what the eye is led to.
    Accent,
    /// The accent, paler: told from the full one in grey, too.
    Mid,
    /// A pale tint of the accent.
    Quiet,
    /// The ground of a bar that ends at a hundred percent.
    Track,
    /// The colour of the text.
    Text,
    /// Text of less weight.
    Muted,
    /// Thin lines.
    Hairline,
    /// On the accent.
    White,
}

impl Ink {
    fn code(self) -> char {
        match self {
            Self::Accent => 'a',
            Self::Mid => 'm',
            Self::Quiet => 'q',
            Self::Track => 't',
            Self::Text => 'i',
            Self::Muted => 'u',
            Self::Hairline => 'h',
            Self::White => 'w',
        }
    }
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bar {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub ink: Ink,
}

/// A line through points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub points: Vec<(f64, f64)>,
    pub width: f64,
    pub ink: Ink,
}

/// Where the words of a label stand in its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Center,
    Right,
}

/// Words in a box, in its middle from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub text: String,
    pub size: f64,
    pub side: Side,
    pub is_bold: bool,
    pub ink: Ink,
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drawing {
    pub width: f64,
    pub height: f64,
    /// A picture that lies under everything, as a virtual file: `x`, `y`, width and height.
    pub under: Option<(String, [f64; 4])>,
    pub bars: Vec<Bar>,
    pub lines: Vec<Line>,
    /// Round marks: the middle and the radius.
    pub dots: Vec<(f64, f64, f64, Ink)>,
    /// Words that are no data: marks of axes, names of series.
    pub notes: Vec<Label>,
    /// The data, row by row, each row with as many cells.
    pub rows: Vec<Vec<Option<Label>>>,
}

impl Drawing {
    /// Writes it as the arguments of a function: width, height, what lies under, bars, lines, dots, notes, rows.
    pub(super) fn write(&self, writer: &mut Writer) {
        let mut out = format!("{:.1}pt, {:.1}pt, ", self.width, self.height);
        match &self.under {
            Some((file, [x, y, width, height])) => {
                write!(out, "({file:?}, {x:.2}pt, {y:.2}pt, {width:.2}pt, {height:.2}pt), ").ok();
            }
            None => out.push_str("none, "),
        }
        out.push('(');
        for bar in &self.bars {
            let Bar { x, y, width, height, ink } = bar;
            let ink = ink.code();
            write!(out, "({x:.3}pt,{y:.2}pt,{width:.3}pt,{height:.2}pt,\"{ink}\"),").ok();
        }
        out.push_str("), (");
        for line in &self.lines {
            write!(out, "({:.2}pt,\"{}\",(", line.width, line.ink.code()).ok();
            for (x, y) in &line.points {
                write!(out, "({x:.2}pt,{y:.2}pt),").ok();
            }
            out.push_str(")),");
        }
        out.push_str("), (");
        for (x, y, radius, ink) in &self.dots {
            write!(out, "({x:.2}pt,{y:.2}pt,{radius:.2}pt,\"{}\"),", ink.code()).ok();
        }
        out.push_str("), (");
        writer.code(&out);
        for note in &self.notes {
            write_label(writer, note);
        }
        writer.code("), (");
        for row in &self.rows {
            writer.code("(");
            for cell in row {
                match cell {
                    Some(label) => write_label(writer, label),
                    None => writer.code("none,"),
                }
            }
            writer.code("),");
        }
        writer.code(")");
    }

    /// All its words.
    #[cfg(test)]
    pub(super) fn labels(&self) -> impl Iterator<Item = &Label> {
        self.notes.iter().chain(self.rows.iter().flatten().flatten())
    }
}

fn write_label(writer: &mut Writer, label: &Label) {
    let side = match label.side {
        Side::Left => 'l',
        Side::Center => 'c',
        Side::Right => 'r',
    };
    let Label { x, y, width, height, size, is_bold, .. } = label;
    let ink = label.ink.code();
    writer.code(&format!(
        "({x:.2}pt,{y:.2}pt,{width:.2}pt,{height:.2}pt,{size:.1}pt,\"{side}\",{is_bold},\"{ink}\","
    ));
    writer.own_content(&label.text);
    writer.code("),");
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::layout::chart::width::ems;

    /// Fails where words of a drawing leave it, or stand on other words.
    pub(in crate::layout::chart) fn assert_clear(drawing: &Drawing, what: &str) {
        let inked: Vec<(&Label, [f64; 4])> = drawing.labels().map(|label| (label, inked(label))).collect();
        for (label, [left, top, right, bottom]) in &inked {
            assert!(
                *left >= -0.6
                    && *right <= drawing.width + 0.6
                    && *top >= -0.6
                    && *bottom <= drawing.height + 0.6,
                "{what}: {:?} leaves the drawing: {left} {top} {right} {bottom} of {} by {}",
                label.text,
                drawing.width,
                drawing.height,
            );
        }
        for (idx, (a, [a_left, a_top, a_right, a_bottom])) in inked.iter().enumerate() {
            for (b, [b_left, b_top, b_right, b_bottom]) in &inked[idx + 1..] {
                let apart = a_right <= b_left || b_right <= a_left || a_bottom <= b_top || b_bottom <= a_top;
                assert!(apart, "{what}: {:?} stands on {:?}", a.text, b.text);
            }
        }
    }

    /// The box that the words of a label take up.
    fn inked(label: &Label) -> [f64; 4] {
        let n_lines =
            crate::layout::chart::width::n_lines(&label.text, label.width / label.size, label.is_bold);
        let width = if n_lines > 1 {
            label.width
        } else {
            (ems(&label.text, label.is_bold) * label.size).min(label.width)
        };
        let count = f64::from(u32::try_from(n_lines).unwrap_or(1));
        let height = count * label.size * 1.15 - label.size * 0.25;
        let left = match label.side {
            Side::Left => label.x,
            Side::Center => label.x + (label.width - width) / 2.0,
            Side::Right => label.x + label.width - width,
        };
        let top = label.y + (label.height - height) / 2.0;
        [left, top, left + width, top + height]
    }
}
