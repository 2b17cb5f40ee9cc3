//! One line of the text: its bytes, how it is laid out, and where a part of it stands.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Galley, Pos2, Rect, Ui, vec2};

use crate::text::{Span, mostly_runs_left, runs_left};
use crate::ui::editor::{EditorStyle, EditorView, Paint, PaintClass};
use crate::ui::turned;

/// A line that was drawn.
pub(super) struct ShownLine {
    /// Its bytes, without its end.
    pub span: Span,
    /// Where it was drawn.
    pub pos: Pos2,
    pub galley: Arc<Galley>,
}

/// Lays out one line.
pub(super) fn galley(
    ui: &Ui,
    (text, span): (&str, Span),
    paint: &[Paint],
    style: &EditorStyle,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    job.break_on_newline = false;
    let first = paint.partition_point(|run| run.span.end <= span.start);
    let mut at = span.start;
    let line = span.slice(text);
    let is_turned = line.chars().any(runs_left);
    let runs = || paint[first..].iter().take_while(|run| run.span.start < span.end);
    // Names of the front matter and code are read from the left.
    let is_plain = !runs().any(|run| matches!(run.class, PaintClass::Front | PaintClass::Code));
    let is_from_right = is_turned && is_plain && mostly_runs_left(line) == Some(true);
    let drawn = if is_turned { turned::drawn(ui, line, is_from_right, &style.font()) } else { Vec::new() };
    let mut drawn = drawn.into_iter();
    // The runs follow each other without gaps.
    let mut append = |from: usize, to: usize, class| {
        let Some(words) = text.get(from..to).filter(|words| !words.is_empty()) else { return };
        if is_turned {
            turned::append(&mut job, words, &mut drawn, &style.format(class));
        } else {
            job.append(words, 0.0, style.format(class));
        }
    };
    for run in runs() {
        let (start, end) = (run.span.start.max(at), run.span.end.min(span.end));
        // Runs may be of the text as it was one edit ago.
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) || start >= end {
            continue;
        }
        append(at, start, None);
        append(start, end, Some(run.class));
        at = end;
    }
    append(at, span.end, None);
    if job.is_empty() {
        job.append("", 0.0, style.format(None));
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    if !is_turned {
        return galley;
    }
    let galley = turned::turn(galley, line, is_from_right);
    if is_from_right { turned::begin_at_right(galley, width) } else { galley }
}

/// Whether a line was laid out of some words.
pub(super) fn is_of(galley: &Galley, words: &str) -> bool {
    let drawn = galley.text();
    drawn == words
        || (words.chars().any(runs_left)
            && drawn.chars().count() == words.chars().count()
            && drawn.chars().zip(words.chars()).all(|(drawn, c)| turned::can_be(drawn, c)))
}

/// The byte of a text that is the `n`th character from `start`.
pub(super) fn byte_of(text: &str, span: Span, n_chars: usize) -> usize {
    let mut chars = span.slice(text).char_indices();
    chars.nth(n_chars).map_or(span.end, |(at, _)| span.start + at)
}

/// How many characters lie between the start of a line and a byte of it.
pub(super) fn chars_before(text: &str, span: Span, offset: usize) -> usize {
    text.get(span.start..offset.clamp(span.start, span.end)).map_or(0, |before| before.chars().count())
}

/// The line with a number, counted from 0, without its end.
pub(super) fn line_span(view: &EditorView<'_>, line_idx: usize) -> Span {
    let start = view.lines.line_start(line_idx).unwrap_or(view.text.len()).min(view.text.len());
    let next = view.lines.line_start(line_idx + 1).unwrap_or(view.text.len() + 1);
    let end = next.saturating_sub(1).clamp(start, view.text.len());
    let words = view.text.get(start..end).unwrap_or("");
    Span::new(start, start + words.trim_end_matches(['\r', '\n']).len())
}

/// The parts of a line that a span covers, one rectangle a row and direction; with `with_end`, a break that is covered shows.
pub(super) fn rects(text: &str, line: &ShownLine, span: Span, with_end: bool) -> Vec<Rect> {
    let from = chars_before(text, line.span, span.start.max(line.span.start));
    let to = chars_before(text, line.span, span.end.min(line.span.end));
    let covers_end = with_end && span.end > line.span.end;
    let mut rects = Vec::new();
    let mut row_start = 0;
    let n_rows = line.galley.rows.len();
    for (row_idx, row) in line.galley.rows.iter().enumerate() {
        let n_chars = row.char_count_including_newline().0;
        let row_end = row_start + n_chars;
        let (start, end) = (from.clamp(row_start, row_end), to.clamp(row_start, row_end));
        let is_last = row_idx + 1 == n_rows;
        if start < end || (is_last && covers_end && from <= row_end) {
            let mut taken = turned::taken(row, start - row_start..end - row_start);
            if is_last && covers_end {
                taken.push(turned::behind(row, 6.0));
            }
            for (left, right) in taken {
                let rect = Rect::from_min_max(row.pos + vec2(left, 0.0), row.pos + vec2(right, row.height()));
                rects.push(rect.translate(line.pos.to_vec2()));
            }
        }
        row_start = row_end;
    }
    rects
}
