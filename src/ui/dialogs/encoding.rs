//! The question how the letters of a file are to be read: the guess, and how the text would begin.

use std::sync::Arc;

use egui::{Key, Ui};

use crate::app::{App, Dialog, EncodingAsked};
use crate::text::message;
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{Palette, main_button, space};

pub(super) fn encoding_ui(ui: &mut Ui, app: &mut App, asked: &EncodingAsked, palette: &Palette) {
    let Some((encoding, beginning)) = asked.choices.get(asked.chosen) else {
        app.view.dialog = None;
        return;
    };
    heading_ui(ui, app.word("How are the letters of this file written?", "このファイルの文字コード"));
    let (name, guess) = (asked.name(), asked.choices[0].0.name());
    let words = message!(
        "{name} is not in UTF-8. It seems to be in {guess}: do these lines read well? It will be saved as it was",
        "{name} は UTF-8 ではなく、{guess} のようです。次の内容は正しく読めますか。保存時もそのままの文字コードを用います"
    );
    ui.label(words.into_lang(app.lang()));
    ui.add_space(space::SMALL);
    let mut chosen = asked.chosen;
    ui.horizontal_wrapped(|ui| {
        for (idx, (choice, _)) in asked.choices.iter().enumerate() {
            ui.radio_value(&mut chosen, idx, choice.name());
        }
    });
    ui.add_space(space::SMALL);
    egui::Frame::group(ui.style()).fill(palette.paper).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(beginning);
    });
    ui.add_space(space::MEDIUM);
    if chosen != asked.chosen {
        let asked = EncodingAsked { chosen, ..asked.clone() };
        app.view.dialog = Some(Dialog::Encoding(Arc::new(asked)));
    }
    let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        if main_button(ui, app.word("Open", "開く")).clicked() || is_enter {
            app.open_in(asked.path.clone(), *encoding);
            return;
        }
        cancel_ui(ui, app);
    });
}
