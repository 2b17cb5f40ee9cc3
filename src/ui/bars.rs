//! The bars at the edges: marking above and below, status at the foot, and what was left of an earlier run.

use egui::{Align, Label, Layout, RichText, Ui};
use lucide_icons::Icon;

use crate::app::{App, JapaneseFont};
use crate::brief::{Interpreter, Lang};
use crate::session::{FileState, Protection};
use crate::text::message;
use crate::ui::access::announce;
use crate::ui::style::{Palette, icon, main_button, marking_colors, strong};

/// The width below which the status does not fit.
const STATUS_WIDTH: f32 = 640.0;

/// The marking of the brief, if it has one; that it cannot be read is no less to be seen.
pub(super) fn banner(app: &App) -> Option<String> {
    let front = &app.session.brief().front;
    let is_lost = !front.is_marking_clear && front.has_key("marking");
    let lost = || app.word("The marking cannot be read", "取扱区分を読み取れません").to_owned();
    front.marking.banner.clone().or_else(|| is_lost.then(lost))
}

/// Shows the marking, on the colour of its level where the scheme has one.
pub(super) fn banner_ui(ui: &mut Ui, app: &App, banner: &str) {
    let scheme = app.session.brief().front.marking.scheme;
    let color = scheme.rank(banner).and_then(|rank| scheme.levels[rank].color);
    let words = strong(banner).size(12.0);
    let words = match color {
        Some(color) => {
            let (ground, ink) = marking_colors(color);
            words.color(ink).background_color(ground)
        }
        None => words,
    };
    ui.vertical_centered(|ui| ui.label(words));
}

/// Shows where the text is safe, how long it is and takes, and what is wrong with it.
pub(super) fn status_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    if ui.available_width() < STATUS_WIDTH {
        egui::ScrollArea::horizontal().id_salt("status").show(ui, |ui| {
            ui.set_width(STATUS_WIDTH);
            status_line_ui(ui, app, palette);
        });
    } else {
        status_line_ui(ui, app, palette);
    }
}

fn status_line_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    ui.horizontal(|ui| {
        protection_ui(ui, app, palette);
        ui.separator();
        ui.add(Label::new(length(app)).extend());
        time_ui(ui, app, palette);
        pages_ui(ui, app, palette);
        if let Some((state, n_done, n_all)) = app.view.export_progress {
            let words = match app.lang() {
                Lang::En => format!("Writing {} of {n_all}: {state}", n_done + 1),
                Lang::Ja => format!("書き出し中 {}／{n_all}：{state}", n_done + 1),
            };
            ui.label(RichText::new(words).small());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if app.is_blank() {
                return;
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
            let response = ui.button(RichText::new(words).color(color).small());
            announce(&response);
            if response.clicked() {
                app.run("problems");
            }
            if app.view.japanese == JapaneseFont::Missing {
                let words = app.word("No Japanese font", "日本語フォントなし");
                let help = app.word(
                    "Japanese shows as boxes until a font is installed, as with: apt-get install fonts-noto-cjk",
                    "日本語フォントがありません。apt-get install fonts-noto-cjk などで導入してください",
                );
                ui.label(RichText::new(words).color(palette.amber).small()).on_hover_text(help);
            }
        });
    });
}

fn protection_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    if app.is_read_only() {
        ui.label(icon(Icon::Lock).color(palette.amber).size(13.0));
        let help = app.word("Another window has this brief", "他のウィンドウで開かれています");
        let words = app.word("Read only", "閲覧のみ");
        ui.label(RichText::new(words).color(palette.amber).small()).on_hover_text(help);
        if ui
            .button(RichText::new(app.word("Write in this window", "このウィンドウで編集")).small())
            .clicked()
        {
            app.run("take-over");
        }
        return;
    }
    let (sign, words, color, help) = match &app.protection {
        Protection::Saved => (
            Icon::Check,
            app.word("Saved", "保存済み").to_owned(),
            palette.muted,
            app.word("The file holds what you see", "画面の内容はファイルに保存されています").to_owned(),
        ),
        Protection::Pending => (
            Icon::Shield,
            app.word("Not saved", "未保存").to_owned(),
            palette.muted,
            app.word("Will be protected within a second", "1 秒以内に保護されます").to_owned(),
        ),
        Protection::Protected => (
            Icon::ShieldCheck,
            app.word("Protected", "保護済み").to_owned(),
            palette.accent,
            app.word(
                "Not in the file yet, but safe if the program ends",
                "未保存ですが、異常終了しても復元できます",
            )
            .to_owned(),
        ),
        Protection::NotProtected(reason) => (
            Icon::TriangleAlert,
            {
                let words = message!("Not protected: {reason}", "保護されていません：{reason}", reason);
                words.into_lang(app.lang())
            },
            palette.amber,
            app.word("Save the brief to a folder with room", "空きのある場所に保存してください").to_owned(),
        ),
    };
    ui.label(icon(sign).color(color).size(13.0));
    ui.label(RichText::new(words).color(color).small()).on_hover_text(help);
    file_state_ui(ui, app, palette);
}

/// Says that the file is gone, or may only be read.
fn file_state_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let (words, help) = match app.session.file_state() {
        FileState::Usual => return,
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
    ui.label(icon(Icon::Lock).color(palette.amber).size(13.0));
    ui.label(RichText::new(words).color(palette.amber).small()).on_hover_text(help);
}

fn length(app: &App) -> RichText {
    let words = match app.session.brief().front.lang {
        Lang::En => format!("{} {}", app.analysis.measure.words, app.word("words", "語")),
        Lang::Ja => {
            format!("{} {}", app.analysis.measure.characters, app.word("characters", "字"))
        }
    };
    RichText::new(words).small()
}

fn time_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let front = &app.session.brief().front;
    let spoken = minutes(app.analysis.measure.spoken);
    let (words, is_over) = match front.duration {
        Some(given) => (format!("{spoken} / {}", minutes(given)), app.analysis.measure.spoken > given),
        None => (spoken, false),
    };
    let color = if is_over { palette.amber } else { palette.ink };
    let with = match front.interpreter {
        Interpreter::Consecutive => app.word("to say, with the interpreter's time", "所要（逐次通訳込み）"),
        Interpreter::None | Interpreter::Simultaneous => app.word("to say", "所要"),
    };
    ui.add(Label::new(RichText::new(format!("{words} {with}")).color(color).small()).extend());
}

/// How many pages the paper has of those it may have.
fn pages_ui(ui: &mut Ui, app: &App, palette: &Palette) {
    let (Some(limit), Some(n_pages)) = (app.session.brief().front.limit, app.analysis.n_paper_pages) else {
        return;
    };
    let words = match app.lang() {
        Lang::En if limit == 1 => format!("{n_pages} of 1 page"),
        Lang::En => format!("{n_pages} of {limit} pages"),
        Lang::Ja => format!("{n_pages}／{limit} ページ"),
    };
    let color = if n_pages > limit { palette.amber } else { palette.ink };
    let help = app.word(
        "The principal's handout, and the limit in the front matter",
        "発言者用の配布資料と、冒頭で定めた上限",
    );
    ui.add(Label::new(RichText::new(words).color(color).small()).extend()).on_hover_text(help);
}

/// A time as minutes and seconds.
pub(super) fn minutes(time: std::time::Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

/// Offers the text that was not saved when the program last ended: which brief it is of, and when it was kept.
pub(super) fn recovered_ui(ui: &mut Ui, app: &mut App) {
    let Some((name, time)) = app.left_text() else { return };
    ui.horizontal_wrapped(|ui| {
        ui.label(icon(Icon::History));
        let n_more = app.safety.recovered.len() - 1;
        let words = message!(
            "{name}, not saved when the program ended, begun {time}",
            "「{name}」（{time} 開始）は前回終了時に保存されていません"
        );
        let more = match n_more {
            0 => message!("", ""),
            n => message!("; {n} more", "（他 {n} 件）"),
        };
        ui.label(format!("{}{}", words.into_lang(app.lang()), more.into_lang(app.lang())));
        if main_button(ui, app.word("Bring it back", "復元する")).clicked() {
            app.recover();
        }
        if ui.button(app.word("Not now", "後で")).clicked() {
            app.safety.recovered.clear();
        }
        if ui.button(app.word("Discard…", "破棄…")).clicked() {
            app.view.dialog = Some(crate::app::Dialog::DiscardLeft);
        }
    });
}
