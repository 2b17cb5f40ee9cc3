//! What is said of a mark that is pointed at, with what can be done about it, and the menu of the place that is
//! clicked with the other button.

use egui::{Align2, Area, Context, Order, Pos2, Rect, Response, Ui};

use crate::text::Span;
use crate::ui::editor::line::{ShownLine, rects};
use crate::ui::editor::{Card, EditorState, EditorView, Mark, MarkOffer};
use crate::ui::tooltips::is_quiet;

/// How long the pointer rests before something is said, in seconds.
const REST: f32 = 0.25;
/// How far down a card reaches as a rule, in points.
const USUAL_HEIGHT: f32 = 140.0;

/// The marks at a point of the window, and where the first of them stands.
fn marks_at<'v>(state: &EditorState, view: &EditorView<'v>, pointer: Pos2) -> Option<(Vec<&'v Mark>, Rect)> {
    let is_line =
        |line: &&ShownLine| Rect::from_min_size(line.pos, line.galley.size()).y_range().contains(pointer.y);
    let line = state.shown.iter().find(is_line)?;
    let place = |span: Span| {
        let touches = span.start <= line.span.end && span.end >= line.span.start;
        let mut places = if touches { rects(view.text, line, span, false) } else { Vec::new() };
        let idx = places.iter().position(|rect| rect.expand(2.0).contains(pointer))?;
        Some(places.swap_remove(idx))
    };
    let found: Vec<(&Mark, Rect)> =
        view.marks.iter().filter_map(|mark| Some((mark, place(mark.span)?))).collect();
    let anchor = found.first()?.1;
    Some((found.into_iter().map(|(mark, _)| mark).collect(), anchor))
}

/// Shows what is said of the mark under the pointer; returns what is to be done about it.
pub fn card_ui(
    ctx: &Context,
    state: &mut EditorState,
    response: &Response,
    view: &EditorView<'_>,
    learn: &str,
) -> Option<MarkOffer> {
    if is_quiet(ctx) {
        state.card = None;
        return None;
    }
    let pointer = ctx.pointer_latest_pos();
    let rests = ctx.input(|input| input.pointer.time_since_last_movement() >= REST);
    let is_over = |card: &Card| {
        pointer.is_some_and(|at| card.anchor.expand(3.0).contains(at) || card.rect.expand(8.0).contains(at))
    };
    state.card = state.card.filter(is_over);
    let is_free = response.contains_pointer() && !response.dragged() && !response.context_menu_opened();
    if let Some(at) = pointer.filter(|_| is_free && state.card.is_none())
        && let Some((marks, anchor)) = marks_at(state, view, at)
    {
        if rests {
            state.card = Some(Card { span: marks[0].span, anchor, rect: anchor });
        } else {
            ctx.request_repaint_after(std::time::Duration::from_secs_f32(REST));
        }
    }
    let card = state.card?;
    let marks: Vec<&Mark> = view.marks.iter().filter(|mark| mark.span == card.span).collect();
    if marks.is_empty() || response.context_menu_opened() {
        state.card = None;
        return None;
    }
    let mut chosen = None;
    // The line that is written stays in sight.
    let covers = state.caret.is_some_and(|caret| {
        let below = caret.top() - card.anchor.bottom();
        (-1.0..USUAL_HEIGHT).contains(&below)
    });
    let area = Area::new(response.id.with("card")).order(Order::Tooltip);
    let area = if covers {
        area.pivot(Align2::LEFT_BOTTOM).fixed_pos(card.anchor.left_top())
    } else {
        area.fixed_pos(card.anchor.left_bottom())
    };
    let shown = area.constrain(true).show(ctx, |ui| {
        egui::Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(420.0);
            for mark in &marks {
                ui.label(&mark.words);
                ui.horizontal_wrapped(|ui| chosen = offers_ui(ui, mark, learn).or(chosen.take()));
            }
        });
    });
    state.card = chosen.is_none().then_some(Card { rect: shown.response.rect, ..card });
    chosen
}

fn offers_ui(ui: &mut Ui, mark: &Mark, learn: &str) -> Option<MarkOffer> {
    let clicked = mark.offers.iter().filter(|offer| ui.button(title(offer, learn)).clicked());
    clicked.last().cloned()
}

fn title<'o>(offer: &'o MarkOffer, learn: &'o str) -> &'o str {
    match offer {
        MarkOffer::Fix { title, .. } => title,
        MarkOffer::Learn(_) => learn,
        MarkOffer::Command(id) => id,
    }
}

/// A command of the menu of a place: what it is called, its title and key, and whether it can be run.
pub struct MenuRow {
    /// What the table calls it; nothing for a line between groups.
    pub id: Option<&'static str>,
    /// What the menu calls it.
    pub title: String,
    /// Its key.
    pub key: String,
    /// Whether it can be run.
    pub is_enabled: bool,
}

/// Shows the menu of a place that was clicked with the other button: what can be done about a mark there, then the
/// commands that fit.
pub fn menu_ui(
    state: &EditorState,
    response: &Response,
    view: &EditorView<'_>,
    (learn, rows): (&str, &[MenuRow]),
) -> Option<MarkOffer> {
    let head = state.selection.head;
    let mut chosen = None;
    response.context_menu(|ui| {
        ui.set_min_width(220.0);
        let at_cursor = view.marks.iter().filter(|mark| mark.span.start <= head && head <= mark.span.end);
        let mut has_offers = false;
        for offer in at_cursor.flat_map(|mark| &mark.offers) {
            has_offers = true;
            if ui.button(title(offer, learn)).clicked() {
                chosen = Some(offer.clone());
            }
        }
        if has_offers {
            ui.separator();
        }
        for row in rows {
            let Some(id) = row.id else {
                ui.separator();
                continue;
            };
            let button = egui::Button::new(&row.title).shortcut_text(&row.key);
            let response = ui.add_enabled(row.is_enabled, button);
            let (is_enabled, title) = (row.is_enabled, &row.title);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_enabled, title));
            if response.clicked() {
                chosen = Some(MarkOffer::Command(id));
                ui.close();
            }
        }
    });
    chosen
}
