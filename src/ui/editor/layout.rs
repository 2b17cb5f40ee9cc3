//! Lines as they are drawn, each laid out alone and only while it is seen.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align2, Galley, Rect, Response, Stroke, Ui, Vec2, pos2, vec2};
use lucide_icons::Icon;

use crate::text::{Severity, Span};
use crate::ui::editor::access;
use crate::ui::editor::line::{ShownLine, galley, line_span, rects};
use crate::ui::editor::{EditorState, EditorStyle, EditorView};
use crate::ui::style::icon_font;

/// The room beside the text, at the least.
const MARGIN: f32 = 40.0;
/// The room for the scroll bar.
const BAR_WIDTH: f32 = 10.0;

/// Where text stands within the editor's place.
struct Frame {
    rect: Rect,
    left: f32,
    width: f32,
}

fn frame(rect: Rect) -> Frame {
    let room = (rect.width() - 2.0 * MARGIN - BAR_WIDTH).max(60.0);
    let width = room.min(EditorStyle::MAX_WIDTH);
    Frame { rect, left: rect.left() + MARGIN + (room - width) / 2.0, width }
}

/// Draws the text.
pub fn show_ui(ui: &mut Ui, state: &mut EditorState, response: &Response, view: &EditorView<'_>) {
    let frame = frame(response.rect);
    state.text_width = frame.width;
    let n_lines = view.lines.n_lines();
    scroll(ui, state, response, view);
    state.top_line = state.top_line.min(n_lines - 1);
    if std::mem::take(&mut state.must_reveal) {
        reveal(ui, state, &frame, view);
    }
    let preedit = Preedit::of(state, view);
    let mut shown = Vec::new();
    let mut y = frame.rect.top() - state.top_hidden + 12.0;
    for line_idx in state.top_line..n_lines {
        if y > frame.rect.bottom() {
            break;
        }
        let span = line_span(view, line_idx);
        let galley = match &preedit {
            Some(preedit) if preedit.line_idx == line_idx => preedit.galley(ui, view, span, frame.width),
            _ => galley(ui, (view.text, span), view.paint, view.style, frame.width),
        };
        let height = galley.size().y;
        let line = ShownLine { span, pos: pos2(frame.left, y), galley };
        draw_line(ui, state, &frame, view, (line_idx, &line));
        shown.push(line);
        y += height;
    }
    state.shown = shown;
    if view.text.is_empty() {
        let at = pos2(frame.left, frame.rect.top() + 12.0);
        ui.painter_at(frame.rect).text(
            at,
            Align2::LEFT_TOP,
            view.hint,
            view.style.font(),
            view.style.palette.muted,
        );
    }
    draw_caret(ui, state, &frame, view, preedit.as_ref(), response);
    bar_ui(ui, state, &frame, n_lines, view);
    if response.has_focus() {
        let stroke = Stroke::new(1.5, view.style.palette.accent);
        ui.painter().rect_stroke(frame.rect.shrink(1.0), 0.0, stroke, egui::StrokeKind::Inside);
    }
    access::tell(ui, state, response, view);
}

/// Words that an input method is composing, shown at the cursor as if they were typed.
struct Preedit {
    line_idx: usize,
    head: usize,
    words: String,
}

impl Preedit {
    fn of(state: &EditorState, view: &EditorView<'_>) -> Option<Self> {
        let head = state.selection.head.min(view.text.len());
        let line_idx = view.lines.line_idx(head);
        state.is_composing().then(|| Self { line_idx, head, words: state.preedit.clone() })
    }

    fn galley(&self, ui: &Ui, view: &EditorView<'_>, span: Span, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        job.break_on_newline = false;
        let plain = view.style.format(None);
        let mut composed = plain.clone();
        composed.underline = Stroke::new(1.5, view.style.palette.accent);
        job.append(view.text.get(span.start..self.head).unwrap_or(""), 0.0, plain.clone());
        job.append(&self.words, 0.0, composed);
        job.append(view.text.get(self.head..span.end).unwrap_or(""), 0.0, plain);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }
}

/// Moves the text as the wheel is turned. Only lines that are passed are laid out.
fn scroll(ui: &Ui, state: &mut EditorState, response: &Response, view: &EditorView<'_>) {
    if !response.contains_pointer() {
        return;
    }
    let delta = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
    if delta != 0.0 {
        scroll_by(ui, state, view, -delta);
    }
}

pub(super) fn scroll_by(ui: &Ui, state: &mut EditorState, view: &EditorView<'_>, delta: f32) {
    let width = state.text_width;
    let height = |line_idx: usize| {
        galley(ui, (view.text, line_span(view, line_idx)), view.paint, view.style, width).size().y
    };
    state.top_hidden += delta;
    while state.top_hidden < 0.0 {
        if state.top_line == 0 {
            state.top_hidden = 0.0;
            break;
        }
        state.top_line -= 1;
        state.top_hidden += height(state.top_line);
    }
    let last = view.lines.n_lines() - 1;
    while state.top_line < last && state.top_hidden >= height(state.top_line) {
        state.top_hidden -= height(state.top_line);
        state.top_line += 1;
    }
    if state.top_line == last {
        state.top_hidden = state.top_hidden.clamp(0.0, height(last).max(0.0));
    }
}

/// Brings the cursor into sight, moving as little as it takes; from afar, to the middle.
fn reveal(ui: &Ui, state: &mut EditorState, frame: &Frame, view: &EditorView<'_>) {
    let head = state.selection.head.min(view.text.len());
    let head_line = view.lines.line_idx(head);
    let margin = view.style.line_height() * 1.5;
    let room = frame.rect.height();
    let line_galley = |line_idx: usize| {
        galley(ui, (view.text, line_span(view, line_idx)), view.paint, view.style, frame.width)
    };
    let span = line_span(view, head_line);
    let cursor = state.cursor_in(view.text, span, head);
    let caret = line_galley(head_line).pos_from_cursor(cursor);
    if std::mem::take(&mut state.reveals_what_follows) {
        state.top_line = head_line;
        state.top_hidden = caret.top();
        scroll_by(ui, state, view, -room / 3.0);
        return;
    }
    let far = head_line + 60 < state.top_line || head_line > state.top_line + 200;
    if far {
        state.top_line = head_line;
        state.top_hidden = caret.top();
        scroll_by(ui, state, view, -room / 2.0);
        return;
    }
    if head_line < state.top_line || (head_line == state.top_line && caret.top() - margin < state.top_hidden)
    {
        state.top_line = head_line;
        state.top_hidden = caret.top();
        scroll_by(ui, state, view, -margin);
        return;
    }
    let above: f32 = (state.top_line..head_line).map(|line_idx| line_galley(line_idx).size().y).sum();
    let bottom = above - state.top_hidden + caret.bottom() + 12.0;
    if bottom + margin > room {
        scroll_by(ui, state, view, bottom + margin - room);
    }
}

/// The ground on which a line stands; grounds are in order and may touch.
pub(super) fn ground_of(grounds: &[Span], line: Span) -> Option<Span> {
    let idx = grounds.partition_point(|ground| ground.end <= line.start);
    grounds.get(idx).copied().filter(|ground| ground.start <= line.end)
}

fn draw_line(
    ui: &Ui,
    state: &EditorState,
    frame: &Frame,
    view: &EditorView<'_>,
    (line_idx, line): (usize, &ShownLine),
) {
    let painter = ui.painter_at(frame.rect);
    let palette = &view.style.palette;
    let band = Rect::from_min_size(
        pos2(frame.left - 14.0, line.pos.y),
        vec2(frame.width + 28.0, line.galley.size().y),
    );
    draw_margin(&painter, frame, view, band, (line_idx, line));
    for found in
        view.matches.iter().filter(|found| found.start <= line.span.end && found.end >= line.span.start)
    {
        for rect in rects(view.text, line, *found, false) {
            painter.rect_stroke(rect, 2.0, Stroke::new(1.0, palette.amber), egui::StrokeKind::Inside);
        }
    }
    let selected = state.selection.span();
    if !selected.is_empty() && selected.start <= line.span.end && selected.end >= line.span.start {
        for rect in rects(view.text, line, selected, true) {
            painter.rect_filled(rect, 0.0, palette.accent_tint);
        }
    }
    let is_in_focus =
        view.focus.is_none_or(|focus| focus.start <= line.span.start && line.span.start < focus.end);
    if is_in_focus {
        painter.galley(line.pos, Arc::clone(&line.galley), palette.ink);
    } else {
        painter.galley_with_override_text_color(line.pos, Arc::clone(&line.galley), palette.faded());
    }
    let first = view.marks.partition_point(|mark| mark.span.end < line.span.start);
    let head = state.selection.head;
    for mark in view.marks[first..].iter().take_while(|mark| mark.span.start <= line.span.end) {
        if mark.is_spelling && mark.span.end == head {
            continue;
        }
        let color = if mark.severity == Severity::Info { palette.accent } else { palette.amber };
        for rect in rects(view.text, line, mark.span, false) {
            squiggle(&painter, rect, color);
        }
    }
}

/// Draws the ground of private text, its lock, and the number of the line.
fn draw_margin(
    painter: &egui::Painter,
    frame: &Frame,
    view: &EditorView<'_>,
    band: Rect,
    (line_idx, line): (usize, &ShownLine),
) {
    let palette = &view.style.palette;
    if let Some(ground) = ground_of(view.grounds, line.span) {
        painter.rect_filled(band, 0.0, palette.red_tint);
        if line.span.start <= ground.start {
            let at =
                pos2(band.left() - 8.0, band.center().y.min(band.top() + view.style.line_height() / 2.0));
            let font = icon_font(12.0);
            painter.text(at, Align2::RIGHT_CENTER, char::from(Icon::Lock), font, palette.red);
        }
    }
    if view.shows_line_numbers {
        let at = pos2(frame.left - 24.0, line.pos.y + view.style.line_height() / 2.0);
        let font = egui::FontId::monospace(view.style.size_pt * 0.75);
        painter.text(at, Align2::RIGHT_CENTER, line_idx + 1, font, palette.muted);
    }
}

fn squiggle(painter: &egui::Painter, rect: Rect, color: egui::Color32) {
    const STEP: f32 = 3.0;
    let y = rect.bottom() - 3.0;
    let n_steps = (rect.width() / STEP).ceil().max(2.0) as usize;
    let points = (0..=n_steps).map(|n| {
        let x = (rect.left() + n as f32 * STEP).min(rect.right().max(rect.left() + 2.0 * STEP));
        pos2(x, if n % 2 == 0 { y } else { y + 2.0 })
    });
    painter.line(points.collect(), Stroke::new(1.2, color));
}

fn draw_caret(
    ui: &Ui,
    state: &mut EditorState,
    frame: &Frame,
    view: &EditorView<'_>,
    preedit: Option<&Preedit>,
    response: &Response,
) {
    state.caret = None;
    if !response.has_focus() {
        return;
    }
    let head = state.selection.head;
    let composed = preedit.map_or(0, |preedit| preedit.words.chars().count());
    let Some(line) = state.shown.iter().find(|line| line.span.start <= head && head <= line.span.end) else {
        return;
    };
    let mut cursor = state.cursor_in(view.text, line.span, head);
    cursor.index += composed;
    let caret = line.galley.pos_from_cursor(cursor).translate(line.pos.to_vec2());
    state.caret = Some(caret);
    let stroke = Stroke::new(2.0, view.style.palette.accent);
    let (top, bottom) = (caret.center_top() + Vec2::Y * 2.0, caret.center_bottom() - Vec2::Y * 2.0);
    ui.painter_at(frame.rect).line_segment([top, bottom], stroke);
    ui.output_mut(|output| {
        output.mutable_text_under_cursor = true;
        output.ime = Some(egui::output::IMEOutput {
            purpose: egui::IMEPurpose::Normal,
            rect: frame.rect,
            cursor_rect: caret,
            should_interrupt_composition: false,
        });
    });
}

/// Draws the scroll bar, whose handle stands for the lines that are seen.
fn bar_ui(ui: &mut Ui, state: &mut EditorState, frame: &Frame, n_lines: usize, view: &EditorView<'_>) {
    let n_shown = state.shown.len();
    if n_shown >= n_lines && state.top_line == 0 && state.top_hidden <= 0.0 {
        return;
    }
    let track = Rect::from_min_max(pos2(frame.rect.right() - BAR_WIDTH, frame.rect.top()), frame.rect.max);
    let share = |n: usize| n as f32 / n_lines as f32;
    let height = (share(n_shown) * track.height()).max(24.0).min(track.height());
    let top =
        track.top() + share(state.top_line) / (1.0 - share(n_shown)).max(0.01) * (track.height() - height);
    let handle = Rect::from_min_size(
        pos2(track.left() + 2.0, top.min(track.bottom() - height)),
        vec2(BAR_WIDTH - 4.0, height),
    );
    // The keyboard moves the text by the cursor: a stop at the bar would say nothing.
    let response = ui.interact(track, ui.scope_id().with("bar"), egui::Sense::DRAG);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::ScrollBar);
        node.set_numeric_value(state.top_line as f64);
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(n_lines.saturating_sub(1) as f64);
    });
    if let Some(pointer) = response.interact_pointer_pos() {
        let at =
            ((pointer.y - track.top() - height / 2.0) / (track.height() - height).max(1.0)).clamp(0.0, 1.0);
        state.top_line = (at * n_lines.saturating_sub(n_shown) as f32) as usize;
        state.top_hidden = 0.0;
        ui.request_repaint();
    }
    let palette = &view.style.palette;
    let color = if response.hovered() || response.dragged() { palette.muted } else { palette.hairline };
    ui.painter().rect_filled(handle, 3.0, color);
}
