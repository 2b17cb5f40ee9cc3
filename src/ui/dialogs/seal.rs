//! The passphrase of a sealed brief.

use std::path::Path;

use egui::{Key, RichText, TextEdit, Ui};

use crate::app::{App, Dialog, SealAsked, SealPurpose};
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{Palette, main_button, space};

pub(super) fn seal_ui(ui: &mut Ui, app: &mut App, mut asked: SealAsked, palette: &Palette) {
    let (is_saved, path) = match &asked.purpose {
        SealPurpose::Open(path) => (false, path.clone()),
        SealPurpose::Save(path) => (true, path.clone()),
    };
    let title = if is_saved {
        app.word("Seal the brief", "資料を封印する")
    } else {
        app.word("Open a sealed brief", "封印された資料を開く")
    };
    heading_ui(ui, title);
    ui.label(RichText::new(name(&path)).color(palette.muted));
    ui.add_space(space::SMALL);
    let before = asked.clone();
    let label = app.word("Passphrase", "パスフレーズ");
    let first = passphrase_ui(ui, label, &mut asked.passphrase);
    if !std::mem::replace(&mut asked.is_focused, true) {
        first.request_focus();
    }
    if is_saved {
        passphrase_ui(ui, app.word("The same again", "もう一度"), &mut asked.repeated);
        ui.label(app.word(
            "Without the passphrase nobody can read it, you included.",
            "パスフレーズを忘れると、本人も読めなくなります。",
        ));
    }
    state_ui(ui, app, &asked, palette);
    let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
    ui.add_space(space::MEDIUM);
    let mut chosen = None;
    ui.horizontal(|ui| {
        let verb = if is_saved {
            app.word("Seal and save", "封印して保存")
        } else {
            app.word("Open", "開く")
        };
        let is_meant = main_button(ui, verb).clicked() || is_enter;
        if is_meant && !asked.passphrase.is_empty() && !asked.is_busy {
            chosen = Some(false);
        }
        if is_saved
            && app.has_keys()
            && ui.button(app.word("Seal with my keys", "自分の鍵で封印")).clicked()
            && !asked.is_busy
        {
            chosen = Some(true);
        }
        cancel_ui(ui, app);
    });
    if let Some(with_keys) = chosen {
        app.use_seal(asked, with_keys);
    } else if asked != before && app.view.dialog.is_some() {
        app.view.dialog = Some(Dialog::Seal(asked));
    }
}

/// Says that a thread is at work, or why the last passphrase was not taken.
fn state_ui(ui: &mut Ui, app: &App, asked: &SealAsked, palette: &Palette) {
    if let Some(problem) = &asked.problem {
        ui.label(RichText::new(problem).color(palette.red));
    }
    if asked.is_busy {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(app.word("One moment…", "お待ちください…"));
        });
    }
}

fn passphrase_ui(ui: &mut Ui, label: &str, typed: &mut String) -> egui::Response {
    let name = ui.label(label);
    ui.add(TextEdit::singleline(typed).password(true).desired_width(f32::INFINITY)).labelled_by(name.id)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
