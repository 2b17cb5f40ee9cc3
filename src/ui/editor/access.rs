//! What is told of the text to whoever cannot see it, and what they may do to it.

use std::sync::Arc;

use egui::accesskit::{Action, ActionData, ActionRequest, Role};
use egui::emath::TSTransform;
use egui::text::{CCursor, LayoutJob};
use egui::text_selection::CCursorRange;
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Galley, Response, Ui, WidgetInfo};

use crate::text::{EditKind, Selection};
use crate::ui::editor::line::chars_before;
use crate::ui::editor::moves::{Step, insert};
use crate::ui::editor::{EditorState, EditorView};

/// How much text is told at once; of a longer one, the lines that are seen.
const MAX_TOLD_BYTES: usize = 64_000;

/// Tells name, text, lines and cursor.
pub(super) fn tell(ui: &Ui, state: &EditorState, response: &Response, view: &EditorView<'_>) {
    let told = if view.text.len() <= MAX_TOLD_BYTES {
        view.text
    } else {
        let start = state.shown.first().map_or(0, |line| line.span.start);
        let end = state.shown.last().map_or(0, |line| line.span.end);
        view.text.get(start..end).unwrap_or("")
    };
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(ui.is_enabled(), told, told, view.hint);
        info.label = Some(view.label.to_owned());
        info.role = Role::MultilineTextInput;
        info
    });
    let node = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::MultilineTextInput);
        node.set_label(view.label);
        node.set_value(told);
        node.add_action(Action::SetValue);
        node.add_action(Action::ReplaceSelectedText);
    });
    let Some(first) = state.shown.first().filter(|_| node.is_some()) else { return };
    let galleys: Vec<Arc<Galley>> = state.shown.iter().map(|line| Arc::clone(&line.galley)).collect();
    let texts: Vec<&str> = galleys.iter().map(|galley| galley.text()).collect();
    let job = LayoutJob { text: texts.join("\n"), ..LayoutJob::default() };
    let all = Galley::concat(Arc::new(job), &galleys, ui.pixels_per_point());
    let Selection { anchor, head } = state.selection;
    let cursors = place(state, view, anchor).zip(place(state, view, head));
    let range = cursors.map(|(anchor, head)| CCursorRange::two(anchor, head));
    let global_from_galley = TSTransform::from_translation(first.pos.to_vec2());
    update_accesskit_for_text_widget(ui.ctx(), response.id, range, global_from_galley, &all);
}

/// The place of a byte among the characters of all lines that are seen.
fn place(state: &EditorState, view: &EditorView<'_>, offset: usize) -> Option<CCursor> {
    let mut n_before = 0;
    for line in &state.shown {
        if (line.span.start..=line.span.end).contains(&offset) {
            return Some(CCursor::new(n_before + chars_before(view.text, line.span, offset)));
        }
        n_before += line.galley.text().chars().count() + 1;
    }
    None
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
