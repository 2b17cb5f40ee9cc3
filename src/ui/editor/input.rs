//! What keys, pointer and input method want of the text.

use egui::accesskit::ActionRequest;
use egui::{Event, EventFilter, ImeEvent, Key, Modifiers, Pos2, Rect, Response, Ui};

use crate::brief::{Block, parse};
use crate::text::{EditKind, Selection, Span};
use crate::ui::editor::access;
use crate::ui::editor::cells::{cell_below, next_cell};
use crate::ui::editor::layout::scroll_by;
use crate::ui::editor::line::{byte_of, galley};
use crate::ui::editor::marks::{backspace, enter, indent, words_of_line};
use crate::ui::editor::moves::{
    Step, after, before, delete, insert, line, move_lines, settled, typed, word_after, word_at, word_before,
};
use crate::ui::editor::{EditorState, EditorView, Held, Unit};
use crate::ui::turned::cursor_at;

/// Reads what happened since the last frame; moves the cursor and returns the changes it wants, one after the other.
pub fn read_input(
    ui: &Ui,
    state: &mut EditorState,
    response: &Response,
    view: &EditorView<'_>,
    line_end: &str,
) -> Vec<Step> {
    let mut reading = Reading { ui, text: view.text.to_owned(), view, line_end, steps: Vec::new() };
    state.selection = Selection {
        anchor: settled(&reading.text, state.selection.anchor),
        head: settled(&reading.text, state.selection.head),
    };
    reading.pointer(state, response);
    reading.requests(state, response);
    if !response.has_focus() {
        return reading.steps;
    }
    let filter =
        EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: state.keeps_escape };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    for event in ui.input(|input| input.filtered_events(&filter)) {
        reading.event(state, &event);
    }
    reading.steps
}

struct Reading<'r> {
    ui: &'r Ui,
    /// The text with the changes so far.
    text: String,
    view: &'r EditorView<'r>,
    line_end: &'r str,
    steps: Vec<Step>,
}

impl Reading<'_> {
    fn pointer(&mut self, state: &mut EditorState, response: &Response) {
        if response.secondary_clicked()
            && let Some(pointer) = response.interact_pointer_pos()
            && let Some((offset, _)) = self.offset_at(state, pointer)
        {
            response.request_focus();
            let span = state.selection.span();
            if offset < span.start || span.end < offset || span.is_empty() {
                state.selection = Selection::at(offset);
            }
            return;
        }
        let Some(pointer) = response.interact_pointer_pos() else {
            state.held = None;
            return;
        };
        let (is_pressed, is_shift) =
            self.ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift));
        let Some((offset, begins_row)) = self.offset_at(state, pointer) else { return };
        let unit = if response.triple_clicked() {
            Some(Unit::Line)
        } else if response.double_clicked() {
            Some(Unit::Word)
        } else if is_pressed {
            Some(Unit::Letter)
        } else {
            None
        };
        if let Some(unit) = unit {
            let from = self.unit_at(unit, offset);
            let anchor = if is_shift { state.selection.anchor } else { from.start };
            state.selection = Selection { anchor, head: from.end };
            state.held = Some(Held { unit, from: if is_shift { Span::at(anchor) } else { from } });
            state.column_x = None;
            state.leans_on = begins_row.then_some(offset);
        } else if let Some(Held { unit, from }) = state.held.filter(|_| response.dragged()) {
            let to = self.unit_at(unit, offset);
            state.selection = if to.start < from.start {
                Selection { anchor: from.end, head: to.start }
            } else {
                Selection { anchor: from.start, head: to.end.max(from.end) }
            };
            // Beyond the edge, the text goes on.
            let rect = response.rect;
            let beyond = (pointer.y - rect.bottom()).max(0.0) - (rect.top() - pointer.y).max(0.0);
            if beyond != 0.0 {
                scroll_by(self.ui, state, self.view, beyond * 0.3);
                self.ui.request_repaint();
            }
        }
    }

    /// What a reader of the screen asks for, whoever has the keyboard.
    fn requests(&mut self, state: &mut EditorState, response: &Response) {
        let own = response.id.accesskit_id();
        let requests: Vec<ActionRequest> = self.ui.input(|input| {
            let events = input.events.iter().filter_map(|event| match event {
                Event::AccessKitActionRequest(request) if request.target_node == own => Some(request.clone()),
                _ => None,
            });
            events.collect()
        });
        for request in requests {
            if let Some(selection) = access::asked_selection(&request, state, self.view) {
                state.selection = selection;
                state.column_x = None;
                state.must_reveal = true;
                continue;
            }
            let step = access::asked(&request, &self.text, state.selection);
            self.make(state, step);
        }
    }

    fn unit_at(&self, unit: Unit, offset: usize) -> Span {
        match unit {
            Unit::Letter => Span::at(offset),
            Unit::Word => word_at(&self.text, offset),
            Unit::Line => words_of_line(&self.text, offset),
        }
    }

    /// The byte at a point of the window, and whether that is the beginning of its row.
    fn offset_at(&self, state: &EditorState, pointer: Pos2) -> Option<(usize, bool)> {
        let shown = state.shown.iter().find(|line| pointer.y < line.pos.y + line.galley.size().y);
        let shown = shown.or(state.shown.last())?;
        let cursor = cursor_at(&shown.galley, pointer - shown.pos);
        let within = Span::new(shown.span.start, shown.span.end.min(self.text.len()));
        let offset = settled(&self.text, byte_of(&self.text, within, cursor.index.0));
        Some((offset, cursor.prefer_next_row))
    }

    fn event(&mut self, state: &mut EditorState, event: &Event) {
        let selection = state.selection;
        // AltGr is Ctrl and Alt to some systems: then it types a letter, whatever the letter does with Ctrl alone.
        let is_alt_gr = self.ui.input(|input| input.modifiers.alt && input.modifiers.command);
        if is_alt_gr && matches!(event, Event::Copy | Event::Cut | Event::Paste(_)) {
            return;
        }
        match event {
            Event::Copy => self.ui.copy_text(self.copied(selection).slice(&self.text).to_owned()),
            Event::Cut => {
                let span = self.copied(selection);
                self.ui.copy_text(span.slice(&self.text).to_owned());
                let whole = Selection { anchor: span.start, head: span.end };
                self.make(state, delete(&self.text, whole, span.end));
            }
            Event::Paste(words) => {
                let words = words.replace("\r\n", "\n").replace('\r', "\n").replace('\n', self.line_end);
                self.make(state, Some(insert(selection, &words, EditKind::Other)));
            }
            Event::Text(words)
                if !state.is_composing() && !words.is_empty() && words != "\n" && words != "\r" =>
            {
                let step = typed(&self.text, selection, words);
                self.make(state, Some(step));
            }
            Event::Key { key, pressed: true, modifiers, .. } if !state.is_composing() => {
                self.key(state, *key, *modifiers);
            }
            Event::Ime(event) => self.ime(state, event),
            _ => {}
        }
    }

    fn ime(&mut self, state: &mut EditorState, event: &ImeEvent) {
        match event {
            ImeEvent::Preedit { text, .. } => {
                if !text.is_empty() && !state.selection.is_empty() {
                    let step = delete(&self.text, state.selection, state.selection.head);
                    self.make(state, step);
                }
                state.preedit.clone_from(text);
                state.must_reveal |= !text.is_empty();
            }
            ImeEvent::Commit(words) => {
                state.preedit.clear();
                if !words.is_empty() && words != "\n" && words != "\r" {
                    // A sign that an input method passes on as it is goes round what is selected, too.
                    let step = if state.selection.is_empty() {
                        insert(state.selection, words, EditKind::Typing)
                    } else {
                        typed(&self.text, state.selection, words)
                    };
                    self.make(state, Some(step));
                }
            }
            ImeEvent::DeleteSurrounding { before_chars, after_chars } => {
                let head = state.selection.head;
                let from = self.text[..head].char_indices().rev().take(*before_chars).last();
                let to = self.text[head..].char_indices().nth(*after_chars);
                let anchor = from.map_or(head, |(at, _)| at);
                let end = to.map_or(self.text.len(), |(at, _)| head + at);
                let step = delete(&self.text, Selection { anchor, head: end }, end);
                self.make(state, step);
            }
            _ => {}
        }
    }

    /// What is copied: the selection, or the line of the cursor with its end.
    fn copied(&self, selection: Selection) -> Span {
        if !selection.is_empty() {
            return selection.span();
        }
        let line = line(&self.text, selection.head);
        let end = self.text[line.end..].find('\n').map_or(line.end, |at| line.end + at + 1);
        Span::new(line.start, end)
    }

    fn key(&mut self, state: &mut EditorState, key: Key, modifiers: Modifiers) {
        let Modifiers { shift, alt, command, .. } = modifiers;
        if alt && command {
            return;
        }
        let selection = state.selection;
        let head = selection.head;
        let text = &self.text;
        let step = match key {
            Key::Backspace if command => delete(text, selection, word_before(text, head)),
            Key::Backspace => {
                backspace(text, selection).or_else(|| delete(text, selection, before(text, head)))
            }
            Key::Delete if command => delete(text, selection, word_after(text, head)),
            Key::Delete => delete(text, selection, after(text, head)),
            Key::Enter if !command => {
                let below = self.with_blocks(|from| cell_below(from, selection, self.line_end));
                below.or_else(|| Some(enter(text, selection, self.line_end)))
            }
            Key::Tab => {
                let step = self.with_blocks(|from| next_cell(from, selection, shift, self.line_end));
                let step = step.or_else(|| indent(text, selection, shift));
                if step.is_none() {
                    // Outside lists and tables the key goes on to the next panel.
                    state.leaving = Some(shift);
                }
                step
            }
            Key::ArrowUp if alt => move_lines(text, selection, false),
            Key::ArrowDown if alt => move_lines(text, selection, true),
            _ => {
                self.go(state, key, modifiers);
                return;
            }
        };
        self.make(state, step);
    }

    /// Asks something of the text and the blocks that it holds, which are those of the view unless this frame changed it.
    fn with_blocks<T>(&self, ask: impl FnOnce((&str, &[Block])) -> T) -> T {
        if self.steps.is_empty() {
            return ask((&self.text, self.view.blocks));
        }
        ask((&self.text, &parse(&self.text).0.blocks))
    }

    fn go(&self, state: &mut EditorState, key: Key, modifiers: Modifiers) {
        let Modifiers { shift, command, .. } = modifiers;
        let text = &self.text;
        let selection = state.selection;
        let (head, span) = (selection.head, selection.span());
        let collapses = !shift && !selection.is_empty();
        let mut column_x = None;
        let mut begins_row = key != Key::End;
        let to = match key {
            Key::ArrowLeft if command => word_before(text, head),
            Key::ArrowRight if command => word_after(text, head),
            Key::ArrowLeft if collapses => span.start,
            Key::ArrowRight if collapses => span.end,
            Key::ArrowLeft => before(text, head),
            Key::ArrowRight => after(text, head),
            Key::ArrowUp | Key::ArrowDown => {
                let (to, begins, x) = self.row(state, head, if key == Key::ArrowUp { -1 } else { 1 });
                (column_x, begins_row) = (Some(x), begins);
                to
            }
            Key::PageUp | Key::PageDown => {
                let n_rows = i32::try_from(state.shown.len()).unwrap_or(20).max(3) - 2;
                let n_rows = if key == Key::PageUp { -n_rows } else { n_rows };
                let (to, begins, x) = self.row(state, head, n_rows);
                (column_x, begins_row) = (Some(x), begins);
                to
            }
            Key::Home if command => 0,
            Key::End if command => text.len(),
            Key::Home => self.row_start(state, head),
            Key::End => self.row_end(state, head),
            Key::A if command => {
                state.selection = Selection { anchor: 0, head: text.len() };
                return;
            }
            _ => return,
        };
        state.selection = Selection { anchor: if shift { selection.anchor } else { to }, head: to };
        state.column_x = column_x;
        state.leans_on = begins_row.then_some(to);
        state.must_reveal = true;
    }

    fn galley_of(&self, state: &EditorState, line: Span) -> std::sync::Arc<egui::Galley> {
        galley(self.ui, (&self.text, line), self.view.paint, self.view.style, state.text_width.max(60.0))
    }

    /// The place `n_rows` rows further down, or up, in the column that the cursor came from: its byte, whether that is
    /// the beginning of its row, and the column.
    fn row(&self, state: &EditorState, head: usize, n_rows: i32) -> (usize, bool, f32) {
        let mut at = line(&self.text, head);
        let mut galley = self.galley_of(state, at);
        let caret = galley.pos_from_cursor(state.cursor_in(&self.text, at, head));
        let x = state.column_x.unwrap_or(caret.left());
        let mut row = row_of(&galley, caret);
        for _ in 0..n_rows.unsigned_abs() {
            if n_rows < 0 && row > 0 {
                row -= 1;
            } else if n_rows > 0 && row + 1 < galley.rows.len() {
                row += 1;
            } else if n_rows < 0 {
                if at.start == 0 {
                    return (0, false, x);
                }
                at = line(&self.text, at.start - 1);
                galley = self.galley_of(state, at);
                row = galley.rows.len().saturating_sub(1);
            } else {
                let Some(next) = self.text[at.end..].find('\n').map(|gap| at.end + gap + 1) else {
                    return (self.text.len(), false, x);
                };
                at = line(&self.text, next);
                galley = self.galley_of(state, at);
                row = 0;
            }
        }
        let y = galley.rows.get(row).map_or(0.0, |row| row.rect().center().y);
        let cursor = cursor_at(&galley, egui::vec2(x, y));
        (settled(&self.text, byte_of(&self.text, at, cursor.index.0)), cursor.prefer_next_row, x)
    }

    /// The start of the row; on the first row of a line, first the first letter that is no blank.
    fn row_start(&self, state: &EditorState, head: usize) -> usize {
        let at = line(&self.text, head);
        let galley = self.galley_of(state, at);
        let cursor = state.cursor_in(&self.text, at, head);
        let start = byte_of(&self.text, at, galley.cursor_begin_of_row(&cursor).index.0);
        if start > at.start {
            return start;
        }
        let words = at.slice(&self.text);
        let first = at.start + words.len() - words.trim_start().len();
        if head == first { at.start } else { first }
    }

    fn row_end(&self, state: &EditorState, head: usize) -> usize {
        let at = line(&self.text, head);
        let galley = self.galley_of(state, at);
        let cursor = state.cursor_in(&self.text, at, head);
        byte_of(&self.text, at, galley.cursor_end_of_row(&cursor).index.0)
    }

    fn make(&mut self, state: &mut EditorState, step: Option<Step>) {
        let Some(step) = step else { return };
        if let Some(text) = crate::text::apply_edits(&self.text, &step.edits) {
            self.text = text;
            state.selection = step.after;
            state.column_x = None;
            state.must_reveal = true;
            if !step.edits.is_empty() {
                self.steps.push(step);
            }
        }
    }
}

/// The row of a line in which a caret stands.
fn row_of(galley: &egui::Galley, caret: Rect) -> usize {
    let y = caret.center().y;
    galley.rows.iter().position(|row| y < row.rect().bottom()).unwrap_or(galley.rows.len().saturating_sub(1))
}
