//! Earlier states of the brief: when, what has changed since by words, and back.

use egui::text::LayoutJob;
use egui::{Align, Layout, ScrollArea, Stroke, TextFormat, TextStyle, Ui, Vec2};

use crate::app::{App, HistoryView};
use crate::session::{Origin, Piece, shown_time};
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{Palette, main_button, space};

/// How much of a part that is the same is shown at each of its ends, in characters.
const SHOWN_AROUND: usize = 160;
/// How tall list and text are, in points.
const HEIGHT: f32 = 420.0;
/// How wide the list is, and from which width of the dialog on the text has room beside it.
const LIST_WIDTH: f32 = 330.0;
const BESIDE: f32 = 560.0;
/// How tall the list is above the text.
const LOW: f32 = 120.0;

pub(super) fn history_ui(ui: &mut Ui, app: &mut App, view: &HistoryView, palette: &Palette) {
    heading_ui(ui, app.word("Earlier states", "履歴"));
    let mut chosen = None;
    // A height of its own: what fills the height there is would make the dialog grow with each frame.
    let size = Vec2::new(ui.available_width(), HEIGHT);
    if size.x >= BESIDE {
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Min), |ui| {
            chosen = states_ui(ui, app, view, (LIST_WIDTH, HEIGHT));
            ui.add_space(space::LARGE);
            let area =
                ScrollArea::vertical().id_salt("difference").max_height(HEIGHT).auto_shrink([false, false]);
            area.show(ui, |ui| ui.vertical(|ui| difference_ui(ui, app, view, palette)));
        });
    } else {
        chosen = states_ui(ui, app, view, (size.x, LOW));
        ui.add_space(space::MEDIUM);
        difference_ui(ui, app, view, palette);
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal_wrapped(|ui| {
        let restore = app.word("Restore this state", "この状態に戻す");
        let is_possible = view.text.is_ok();
        if ui.add_enabled_ui(is_possible, |ui| main_button(ui, restore)).inner.clicked() {
            app.restore_state();
            return;
        }
        if ui.button(app.word("Forget earlier states…", "履歴を消去…")).clicked() {
            app.run("forget-history");
            return;
        }
        cancel_ui(ui, app);
    });
    if let Some(chosen) = chosen {
        app.choose_state(chosen);
    }
}

fn states_ui(ui: &mut Ui, app: &App, view: &HistoryView, (width, height): (f32, f32)) -> Option<usize> {
    let mut chosen = None;
    ScrollArea::vertical().id_salt("states").max_height(height).show(ui, |ui| {
        ui.vertical(|ui| {
            ui.set_width(width);
            for (idx, state) in view.states.iter().enumerate() {
                let words = format!("{}  {}", shown_time(state.at_unix_millis), origin(app, state.origin));
                if ui.selectable_label(idx == view.chosen, words).clicked() {
                    chosen = Some(idx);
                }
            }
        });
    });
    chosen
}

fn origin(app: &App, origin: Origin) -> &'static str {
    match origin {
        Origin::Opened => app.word("as it was opened", "開いた時点"),
        Origin::Saved => app.word("saved", "保存"),
        Origin::Theirs => app.word("by another program", "他のプログラム"),
        Origin::Unsaved => app.word("not saved", "未保存"),
    }
}

fn difference_ui(ui: &mut Ui, app: &App, view: &HistoryView, palette: &Palette) {
    if let Err(problem) = &view.text {
        let words = app.word("This state cannot be read", "この状態は読み取れません");
        ui.label(format!("{words}: {}", problem.in_lang(app.lang())));
    } else if view.pieces.iter().all(|piece| matches!(piece, Piece::Same(_))) {
        ui.label(app.word("This is the text as it stands now", "現在の内容と同じです"));
    } else {
        ui.label(
            app.word("Since then struck words went, underlined ones came", "取り消し線は削除、下線は追加"),
        );
        ui.add_space(space::SMALL);
        pieces_ui(ui, &view.pieces, palette);
    }
}

/// Shows what differs: struck is what only the first text has, underlined what only the second has.
pub(super) fn pieces_ui(ui: &mut Ui, pieces: &[Piece], palette: &Palette) {
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for piece in pieces {
        let (words, mut format) = match piece {
            Piece::Same(words) => (shortened(words), TextFormat::simple(font.clone(), palette.ink)),
            Piece::Removed(words) => (words.clone(), TextFormat::simple(font.clone(), palette.amber)),
            Piece::Inserted(words) => (words.clone(), TextFormat::simple(font.clone(), palette.accent)),
        };
        match piece {
            Piece::Removed(_) => format.strikethrough = Stroke::new(1.0, palette.amber),
            Piece::Inserted(_) => format.underline = Stroke::new(1.0, palette.accent),
            Piece::Same(_) => {}
        }
        job.append(&words, 0.0, format);
    }
    ui.label(job);
}

/// The beginning and the end of words that are the same.
fn shortened(words: &str) -> String {
    let mut starts = words.char_indices().map(|(at, _)| at);
    let (Some(head), Some(tail)) = (starts.by_ref().nth(SHOWN_AROUND), starts.nth_back(SHOWN_AROUND)) else {
        return words.to_owned();
    };
    format!("{} … {}", &words[..head], &words[tail..])
}

/// Asks before the earlier states are forgotten.
pub(super) fn forget_history_ui(ui: &mut Ui, app: &mut App) {
    heading_ui(ui, app.word("Forget the earlier states?", "履歴を消去しますか"));
    ui.label(app.word(
        "What this brief was before, and what could be undone, is removed from this machine's state folder. The text stays. This cannot be taken back.",
        "この資料の以前の状態と取り消し情報をこの端末から削除します。本文は残ります。この操作は取り消せません。",
    ));
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        if ui.button(app.word("Forget them", "消去する")).clicked() {
            app.forget_history();
            return;
        }
        cancel_ui(ui, app);
    });
}
