//! The line at the foot: where the text is safe, how long it is and takes, and what is wrong with it.
//!
//! Where there is no room for all of it, things give way in an order, the number of words first. What gives way is
//! told where the state of the text is pointed at. That state and the problems stay, if need be on rows of their own.

mod between;
mod entry;

use egui::{Align, Layout, Ui};
use lucide_icons::Icon;

use crate::app::{App, JapaneseFont};
use crate::brief::Lang;
use crate::session::{FileState, Protection};
use crate::text::message;
use crate::ui::status::between::Between;
pub(super) use crate::ui::status::between::minutes;
use crate::ui::status::entry::Entry;
use crate::ui::style::Palette;

fn width(ui: &Ui, entries: &[Entry]) -> f32 {
    entries.iter().map(|entry| entry.width(ui)).sum()
}

/// Shows the line.
pub(super) fn status_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    let mut state = state(app, palette);
    let problems = problems(app, palette);
    let state_width = width(ui, &state);
    let room = ui.available_width() - state_width - width(ui, &problems);
    let mut between = Between::of(app, palette);
    let hidden = between.give_way(ui, room);
    if let Some(first) = state.first_mut().filter(|_| !hidden.is_empty()) {
        first.help = [first.help.clone()].into_iter().chain(hidden).collect::<Vec<_>>().join("\n");
    }
    let between = between.into_entries();
    if room < 0.0 {
        // Nothing is cut: each thing has a row where it needs one.
        ui.horizontal_wrapped(|ui| {
            for entry in state.into_iter().chain(problems) {
                entry.show_ui(ui, app);
            }
        });
        return;
    }
    ui.horizontal(|ui| {
        for entry in state {
            entry.show_ui(ui, app);
        }
        if !between.is_empty() {
            ui.separator();
        }
        for entry in between {
            entry.show_ui(ui, app);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for entry in problems {
                entry.show_ui(ui, app);
            }
        });
    });
}

/// What is wrong with the text, from the right.
fn problems(app: &App, palette: &Palette) -> Vec<Entry> {
    let mut entries = Vec::new();
    if app.is_blank() {
        return entries;
    }
    let (n_errors, n_warnings, n_remarks) = app.count_findings();
    let words = match n_errors + n_warnings + n_remarks {
        // What is only worth knowing is no problem.
        n if n > 0 && n == n_remarks => match app.lang() {
            Lang::En if n == 1 => "1 remark".to_owned(),
            Lang::En => format!("{n} remarks"),
            Lang::Ja => format!("参考 {n} 件"),
        },
        0 => app.word("No problems", "指摘なし").to_owned(),
        1 => app.word("1 problem", "指摘 1 件").to_owned(),
        n if app.lang() == Lang::Ja => format!("指摘 {n} 件"),
        n => format!("{n} problems"),
    };
    let color = if n_errors + n_warnings > 0 { palette.amber } else { palette.muted };
    let found = Entry::new(words, color).with_command("problems");
    entries.push(Entry { is_announced: true, ..found });
    if app.view.japanese == JapaneseFont::Missing {
        let help = app.word(
            "Japanese shows as boxes until a font is installed, as with: apt-get install fonts-noto-cjk",
            "日本語フォントがありません。apt-get install fonts-noto-cjk などで導入してください",
        );
        let words = app.word("No Japanese font", "日本語フォントなし");
        entries.push(Entry::new(words, palette.amber).with_help(help));
    }
    entries
}

/// Where the text is safe.
fn state(app: &App, palette: &Palette) -> Vec<Entry> {
    if app.is_read_only() {
        let help = app.word("Another window has this brief", "他のウィンドウで開かれています");
        let words = app.word("Read only", "閲覧のみ");
        let take_over = app.word("Write in this window", "このウィンドウで編集");
        return vec![
            Entry::new(words, palette.amber).with_sign(Icon::Lock).with_help(help),
            Entry::new(take_over, palette.ink).with_command("take-over"),
        ];
    }
    let (sign, words, color, help) = match &app.protection {
        Protection::Saved => (
            Icon::Check,
            app.word("Saved", "保存済み").to_owned(),
            palette.muted,
            app.word("The file holds what you see", "画面の内容はファイルに保存されています"),
        ),
        Protection::Pending => (
            Icon::Shield,
            app.word("Not saved", "未保存").to_owned(),
            palette.muted,
            app.word("Will be protected within a second", "1 秒以内に保護されます"),
        ),
        Protection::Protected => (
            Icon::ShieldCheck,
            app.word("Protected", "保護済み").to_owned(),
            palette.accent,
            app.word(
                "Not in the file yet, but safe if the program ends",
                "未保存ですが、異常終了しても復元できます",
            ),
        ),
        Protection::NotProtected(reason) => (
            Icon::TriangleAlert,
            message!("Not protected: {reason}", "保護されていません：{reason}", reason).into_lang(app.lang()),
            palette.amber,
            app.word("Save the brief to a folder with room", "空きのある場所に保存してください"),
        ),
    };
    let entry = Entry::new(words, color).with_sign(sign).with_help(help);
    [entry].into_iter().chain(file_state(app, palette)).collect()
}

/// Whether the file is gone, or may only be read.
fn file_state(app: &App, palette: &Palette) -> Option<Entry> {
    let (words, help) = match app.session.file_state() {
        FileState::Usual => return None,
        FileState::Gone => (
            app.word("File deleted", "ファイルなし"),
            app.word(
                "It was deleted or moved by another program; Ctrl+S writes it again",
                "他のプログラムが削除又は移動しました。Ctrl+S で再度保存できます",
            ),
        ),
        FileState::ReadOnly => (
            app.word("Read-only file", "読み取り専用"),
            app.word(
                "The file may not be changed; Ctrl+Shift+S saves under another name",
                "ファイルは変更できません。Ctrl+Shift+S で別名保存できます",
            ),
        ),
    };
    Some(Entry::new(words, palette.amber).with_sign(Icon::Lock).with_help(help))
}
