//! What is told of the text to whoever cannot see it, and what they may do to it.
//!
//! All of the text is told, in runs of a row each, so that it can be read by row, word and letter from end to end.
//! Only the rows that are seen have places. What was told before is not told again.

use std::ops::Range;

use egui::accesskit::{
    Action, ActionData, ActionRequest, Node, NodeId, Rect, Role, TextDirection, TextPosition, TextSelection,
};
use egui::{Response, Ui, WidgetInfo};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::{EditKind, Selection, Span};
use crate::ui::access::{TextRuns, tell_text, was_heard};
use crate::ui::editor::line::{ShownLine, byte_of, is_of, line_span};
use crate::ui::editor::moves::{Step, insert};
use crate::ui::editor::told::Told;
use crate::ui::editor::{EditorState, EditorView, Mark};
use crate::ui::turned::place_of;

/// How many letters a run holds at most: places of words in it are bytes.
const MAX_LETTERS: usize = 200;
/// How many lines stand in one node between text and runs: of a long text, only the part is told that has changed.
const LINES_A_PART: usize = 200;

/// Tells name, text, rows and cursor.
pub(super) fn tell(ui: &Ui, state: &mut EditorState, response: &Response, view: &EditorView<'_>) {
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(ui.is_enabled(), "", "", view.hint);
        info.label = Some(view.label.to_owned());
        info.role = Role::MultilineTextInput;
        info
    });
    let is_heard = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::MultilineTextInput);
        node.set_label(view.label);
        node.set_value(view.text);
        node.add_action(Action::SetValue);
        node.add_action(Action::ReplaceSelectedText);
        node.add_action(Action::SetTextSelection);
    });
    let mut told = std::mem::take(&mut state.told);
    if is_heard.is_some() {
        tell_lines(ui, (state, &mut told), response.id, view);
    } else {
        told.forget();
    }
    state.told = told;
}

/// Tells those lines that have not been told as they are, and what is selected.
fn tell_lines(ui: &Ui, (state, told): (&EditorState, &mut Told), id: egui::Id, view: &EditorView<'_>) {
    told.follow(ui, view, was_heard(ui.ctx()));
    let seen = seen_lines(state, view);
    let mut runs = Vec::new();
    let part_id = |part_idx: usize| id.with(("part", part_idx)).accesskit_id();
    let have_moved = std::mem::take(&mut told.have_moved);
    let n_parts = told.lines.len().div_ceil(LINES_A_PART);
    told.parts.resize_with(n_parts, Vec::new);
    for (part_idx, (lines, part)) in told.lines.chunks_mut(LINES_A_PART).zip(&mut told.parts).enumerate() {
        let mut is_new = have_moved || part.is_empty();
        for (line, line_idx) in lines.iter_mut().zip(part_idx * LINES_A_PART..) {
            let is_seen = seen.contains(&line_idx);
            if line.runs.is_empty() || line.is_placed || is_seen {
                let first = runs.len();
                push_line((id, line.key), (state, view), line_idx, &mut runs);
                line.runs = runs[first..].iter().map(|(run, _)| *run).collect();
                line.is_placed = is_seen;
                is_new = true;
            }
        }
        if !is_new {
            continue;
        }
        let now: Vec<NodeId> = lines.iter().flat_map(|line| &line.runs).copied().collect();
        if *part != now {
            let mut node = Node::new(Role::GenericContainer);
            node.set_children(now.clone());
            runs.push((part_id(part_idx), node));
            *part = now;
        }
    }
    let children = (0..n_parts).map(part_id).collect();
    let position = |offset| position(id, (state, told), view, offset);
    let Selection { anchor, head } = state.selection;
    let selection = Some(TextSelection { anchor: position(anchor), focus: position(head) });
    let is_here = |mark: &&Mark| (mark.span.start..=mark.span.end).contains(&head);
    let finding = view.marks.iter().find(is_here).map(|mark| mark.words.clone());
    let editor = id.accesskit_id();
    tell_text(ui.ctx(), TextRuns { editor, children, runs, selection, lang: view.lang, finding });
}

/// The lines that were drawn.
fn seen_lines(state: &EditorState, view: &EditorView<'_>) -> Range<usize> {
    let (Some(first), Some(last)) = (state.shown.first(), state.shown.last()) else { return 0..0 };
    let line_of = |offset: usize| view.lines.line_idx(offset.min(view.text.len()));
    line_of(first.span.start)..line_of(last.span.start) + 1
}

/// A run of letters on one row.
#[derive(Clone, Copy)]
struct Run {
    span: Span,
    /// The row of the line.
    row_idx: usize,
    /// Whether the row goes on from the run before, or to the run behind.
    goes_on: (bool, bool),
}

/// The name of a run of a line with a key.
fn node_id(editor: egui::Id, key: u64, run_idx: usize) -> NodeId {
    editor.with((key, run_idx)).accesskit_id()
}

/// The runs of a line: of a line that is seen one a row, of another one for all of it, in parts where they are long.
fn runs_of((state, view): (&EditorState, &EditorView<'_>), span: Span) -> Vec<Run> {
    let mut runs = Vec::new();
    for (row_idx, row) in rows(shown(state, view, span), view.text, span).into_iter().enumerate() {
        let words = row.slice(view.text);
        let mut starts: Vec<usize> = vec![0];
        if words.len() > MAX_LETTERS {
            let letters = words.grapheme_indices(true).map(|(at, _)| at);
            starts = letters.step_by(MAX_LETTERS).collect();
        }
        for (idx, &start) in starts.iter().enumerate() {
            let end = starts.get(idx + 1).copied().unwrap_or(words.len());
            let goes_on = (idx > 0, idx + 1 < starts.len());
            runs.push(Run { span: Span::new(row.start + start, row.start + end), row_idx, goes_on });
        }
    }
    runs
}

/// The line as it was drawn, if it was and is the same still.
fn shown<'s>(state: &'s EditorState, view: &EditorView<'_>, span: Span) -> Option<&'s ShownLine> {
    let at = state.shown.binary_search_by_key(&span.start, |line| line.span.start).ok()?;
    let line = &state.shown[at];
    (line.span == span && is_of(&line.galley, span.slice(view.text))).then_some(line)
}

/// The rows that a line was broken into.
fn rows(shown: Option<&ShownLine>, text: &str, span: Span) -> Vec<Span> {
    let Some(line) = shown.filter(|line| line.galley.rows.len() > 1) else { return vec![span] };
    let mut start = span.start;
    let n_rows = line.galley.rows.len();
    let mut rows = Vec::with_capacity(n_rows);
    for (row_idx, row) in line.galley.rows.iter().enumerate() {
        let rest = Span::new(start, span.end);
        let end = if row_idx + 1 == n_rows {
            span.end
        } else {
            byte_of(text, rest, row.char_count_excluding_newline().0)
        };
        rows.push(Span::new(start, end));
        start = end;
    }
    rows
}

fn push_line(
    (editor, key): (egui::Id, u64),
    (state, view): (&EditorState, &EditorView<'_>),
    line_idx: usize,
    out: &mut Vec<(NodeId, Node)>,
) {
    let span = line_span(view, line_idx);
    let runs = runs_of((state, view), span);
    let line = shown(state, view, span);
    let is_last_line = line_idx + 1 == view.lines.n_lines();
    let starts: Vec<usize> = word_starts(span.slice(view.text)).map(|at| span.start + at).collect();
    for (run_idx, run) in runs.iter().enumerate() {
        let ends_line = run_idx + 1 == runs.len() && !is_last_line;
        let mut node = run_node(view.text, *run, &starts, ends_line);
        if run.goes_on.0 {
            node.set_previous_on_line(node_id(editor, key, run_idx - 1));
        }
        if run.goes_on.1 {
            node.set_next_on_line(node_id(editor, key, run_idx + 1));
        }
        if let Some(line) = line {
            place_run(&mut node, view.text, line, *run);
        }
        out.push((node_id(editor, key, run_idx), node));
    }
}

/// A run with its letters and words.
fn run_node(text: &str, run: Run, starts: &[usize], ends_line: bool) -> Node {
    let words = run.span.slice(text);
    let mut node = Node::new(Role::TextRun);
    let mut value = words.to_owned();
    let mut lengths = Vec::with_capacity(words.len() + 1);
    let mut word_starts: Vec<u8> = Vec::new();
    let mut next_word = starts.partition_point(|&start| start < run.span.start);
    for (letter_idx, (at, letter)) in words.grapheme_indices(true).enumerate() {
        if starts.get(next_word) == Some(&(run.span.start + at)) {
            word_starts.extend(u8::try_from(letter_idx).ok());
            next_word += 1;
        }
        // A letter under hundreds of marks is told in parts, for want of room.
        lengths.push(u8::try_from(letter.len()).unwrap_or(u8::MAX));
    }
    let n_told: usize = lengths.iter().map(|&len| usize::from(len)).sum();
    if n_told < words.len() {
        lengths = words.chars().filter_map(|c| u8::try_from(c.len_utf8()).ok()).collect();
        word_starts.clear();
    }
    if ends_line {
        value.push('\n');
        lengths.push(1);
    }
    node.set_text_direction(TextDirection::LeftToRight);
    node.set_value(value);
    node.set_character_lengths(lengths);
    node.set_word_starts(word_starts);
    node
}

/// Where words begin; blanks and signs go with the word before them.
fn word_starts(words: &str) -> impl Iterator<Item = usize> {
    let parts = words.split_word_bound_indices();
    parts.filter(|(_, part)| part.chars().any(char::is_alphanumeric)).map(|(at, _)| at)
}

/// Says where a run and its letters stand on the screen.
fn place_run(node: &mut Node, text: &str, line: &ShownLine, run: Run) {
    let Some(row) = line.galley.rows.get(run.row_idx) else { return };
    let row_start =
        rows(Some(line), text, line.span).get(run.row_idx).map_or(line.span.start, |row| row.start);
    let chars_to = |offset: usize| text.get(row_start..offset).map_or(0, |before| before.chars().count());
    let place = |span: Span| place_of(row, chars_to(span.start)..chars_to(span.end));
    let (left, width) = place(run.span);
    let mut positions = Vec::new();
    let mut widths = Vec::new();
    for (at, letter) in run.span.slice(text).grapheme_indices(true) {
        let start = run.span.start + at;
        let (from, width) = place(Span::new(start, start + letter.len()));
        positions.push(from - left);
        widths.push(width);
    }
    if node.character_lengths().len() > positions.len() {
        positions.resize(node.character_lengths().len(), width);
        widths.resize(node.character_lengths().len(), 0.0);
    }
    node.set_character_positions(positions);
    node.set_character_widths(widths);
    let min = line.pos + row.pos.to_vec2();
    node.set_bounds(Rect {
        x0: f64::from(min.x + left),
        y0: f64::from(min.y),
        x1: f64::from(min.x + left + width),
        y1: f64::from(min.y + row.height()),
    });
}

/// The place of a byte among the runs.
fn position(
    editor: egui::Id,
    (state, told): (&EditorState, &Told),
    view: &EditorView<'_>,
    offset: usize,
) -> TextPosition {
    let line_idx = view.lines.line_idx(offset.min(view.text.len()));
    let span = line_span(view, line_idx);
    let offset = offset.clamp(span.start, span.end);
    let runs = runs_of((state, view), span);
    let run_idx = runs.iter().rposition(|run| run.span.start <= offset).unwrap_or(0);
    let start = runs.get(run_idx).map_or(span.start, |run| run.span.start);
    let character_index = view.text.get(start..offset).map_or(0, |before| before.graphemes(true).count());
    let key = told.lines.get(line_idx).map_or(0, |line| line.key);
    TextPosition { node: node_id(editor, key, run_idx), character_index }
}

/// The byte at a place among the runs.
fn offset_at(state: &EditorState, view: &EditorView<'_>, position: &TextPosition) -> Option<usize> {
    let (line_idx, run_idx) = state.told.line_of(position.node)?;
    let runs = runs_of((state, view), line_span(view, line_idx));
    let run = runs.get(run_idx)?;
    let words = run.span.slice(view.text);
    let at = words.grapheme_indices(true).nth(position.character_index);
    Some(run.span.start + at.map_or(words.len(), |(at, _)| at))
}

/// What a reader of the screen wants to select.
pub(super) fn asked_selection(
    request: &ActionRequest,
    state: &EditorState,
    view: &EditorView<'_>,
) -> Option<Selection> {
    let (Action::SetTextSelection, Some(ActionData::SetTextSelection(wanted))) =
        (request.action, &request.data)
    else {
        return None;
    };
    let anchor = offset_at(state, view, &wanted.anchor)?;
    let head = offset_at(state, view, &wanted.focus)?;
    Some(Selection { anchor, head })
}

/// What a reader of the screen wants of the text: to say it in the place of the selection, or of all.
pub(super) fn asked(request: &ActionRequest, text: &str, selection: Selection) -> Option<Step> {
    let Some(ActionData::Value(value)) = &request.data else { return None };
    let target = match request.action {
        Action::ReplaceSelectedText => selection,
        Action::SetValue => Selection { anchor: 0, head: text.len() },
        _ => return None,
    };
    Some(insert(target, value, EditKind::Other))
}
