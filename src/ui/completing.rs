//! What may follow at the cursor, in a list below it: arrows choose, Enter or Tab takes, Escape closes.

use egui::{Area, Context, Key, Label, Modifiers, Order, Pos2, Rect, RichText, Role, Sense, Ui, Vec2};

use crate::app::{App, Choice, Completion, Request, Revision};
use crate::brief::Lang;
use crate::session::DocId;
use crate::text::message;
use crate::ui::access::{announce, group_ui};
use crate::ui::style::Palette;

/// How many choices are seen at once.
const N_SHOWN: usize = 8;
/// The size of a row, in points.
const ROW_WIDTH: f32 = 460.0;
const ROW_HEIGHT: f32 = 26.0;

/// The keys that are the list's own while it is open.
pub(super) const KEYS: [Key; 5] = [Key::ArrowDown, Key::ArrowUp, Key::Escape, Key::Enter, Key::Tab];

/// The list, while it is open: what is in it, the row that is chosen, and the text that it was made of.
#[derive(Default)]
pub(super) struct Completing {
    open: Option<(Completion, usize)>,
    of: Option<(DocId, Revision)>,
}

impl Completing {
    /// Whether the list is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Closes the list.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Takes the keys that are the list's own, before the editor sees them.
    pub(super) fn take_keys(&mut self, ctx: &Context, app: &mut App) {
        if self.open.is_some() && self.of != Some(text_of(app)) {
            // A command has changed the text since.
            self.refresh(app);
        }
        let Some((completion, chosen)) = &mut self.open else { return };
        let n_pressed = |key| ctx.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let n_choices = completion.choices.len();
        let n_down = n_pressed(Key::ArrowDown) + (n_choices - 1) * n_pressed(Key::ArrowUp);
        *chosen = (*chosen + n_down) % n_choices;
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            self.open = None;
        } else if pressed(Key::Enter) || pressed(Key::Tab) {
            let choice = completion.choices[*chosen].clone();
            accept(app, completion, &choice);
            self.open = None;
        }
    }

    /// Lists what may follow now that something was typed.
    pub(super) fn refresh(&mut self, app: &App) {
        self.open = app.completion().map(|completion| (completion, 0));
        self.of = Some(text_of(app));
    }

    /// Shows the list below the caret.
    pub(super) fn list_ui(&mut self, ctx: &Context, app: &mut App, caret: Option<Rect>, palette: &Palette) {
        let (Some((completion, chosen)), Some(caret)) = (&self.open, caret) else { return };
        let mut picked = None;
        let first = (*chosen).saturating_sub(N_SHOWN - 1);
        let shown = completion.choices.iter().enumerate().skip(first).take(N_SHOWN);
        let height = ROW_HEIGHT * completion.choices.len().min(N_SHOWN) as f32 + 16.0;
        let has_room_below = caret.bottom() + height < ctx.content_rect().bottom();
        let top = if has_room_below { caret.bottom() + 2.0 } else { caret.top() - height - 2.0 };
        let area = Area::new(egui::Id::unique("completion")).order(Order::Foreground);
        area.fixed_pos(Pos2::new(caret.left(), top)).constrain(true).show(ctx, |ui| {
            egui::Frame::popup(ui.style()).inner_margin(6.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                announce_ui(ui, completion, *chosen, app.lang());
                group_ui(ui, app.word("What may follow", "入力候補"), Role::ListBox, |ui| {
                    for (idx, choice) in shown {
                        if row_ui(ui, choice, idx == *chosen, palette) {
                            picked = Some(choice.clone());
                        }
                    }
                });
            });
        });
        if let Some(choice) = picked {
            accept(app, completion, &choice);
            app.requests.push(Request::FocusEditor);
            self.open = None;
        }
    }
}

/// Has the choice said aloud that Enter would take: the keyboard stays in the text.
fn announce_ui(ui: &mut Ui, completion: &Completion, chosen: usize, lang: Lang) {
    let Choice { label, detail, .. } = &completion.choices[chosen];
    let (n, n_all) = (chosen + 1, completion.choices.len());
    let said = message!("{label} {detail}, {n} of {n_all}", "{label} {detail}、{n_all} 件中 {n} 件目");
    let (_, response) = ui.allocate_exact_size(Vec2::ZERO, Sense::hover());
    let words = said.into_lang(lang);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Status, true, &words));
    announce(&response);
}

/// Shows one thing that may follow; returns whether it was clicked.
fn row_ui(ui: &mut Ui, choice: &Choice, is_chosen: bool, palette: &Palette) -> bool {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ROW_WIDTH, ROW_HEIGHT), Sense::click());
    let label = format!("{} {}", choice.label, choice.detail);
    response.widget_info(|| egui::WidgetInfo::selected(Role::ListItem, true, is_chosen, &label));
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, palette.accent_tint);
    }
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(Vec2::new(8.0, 0.0))));
    inner.style_mut().interaction.selectable_labels = false;
    inner.horizontal_centered(|ui| {
        ui.label(choice.label.as_str());
        let detail = RichText::new(&choice.detail).small().color(palette.muted);
        ui.add(Label::new(detail).truncate());
    });
    response.clicked()
}

/// Which state of which text is open.
fn text_of(app: &App) -> (DocId, Revision) {
    (app.session.id(), app.session.revision())
}

fn accept(app: &mut App, completion: &Completion, choice: &Choice) {
    app.accept(completion, choice);
}
