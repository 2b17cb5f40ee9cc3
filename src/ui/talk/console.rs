//! The console: what the room sees, what comes next, what the speaker may read, the clock and the pace.

use egui::{CentralPanel, Frame, Label, Margin, Panel, RichText, ScrollArea, Ui, Vec2};

use crate::app::App;
use crate::app::talk::{Cover, ShowAct, Talk, TalkAct, TalkForm};
use crate::brief::Lang;
use crate::ui::bars::{banner, banner_ui};
use crate::ui::style::{Palette, space, strong};
use crate::ui::talk::asks::ask_ui;
use crate::ui::talk::blocks::{TextLook, blocks_ui};
use crate::ui::talk::clock::clock_ui;
use crate::ui::talk::overview::overview_ui;
use crate::ui::talk::slides::slides_ui;
use crate::ui::talk::{TalkState, enlarged};

/// The height from which the keys are named at the foot, in points.
const HELP_MIN_HEIGHT: f32 = 420.0;

/// What the console keeps between frames.
#[derive(Default)]
pub(super) struct ConsoleState {
    /// The stop whose text was shown last, so that the next one begins at its top.
    shown: Option<usize>,
    /// How far the text was asked to go on when it was shown last.
    n_scrolls: i32,
}

/// Shows the console in all of the main window.
pub(super) fn console_ui(
    ui: &mut Ui,
    state: &mut TalkState,
    app: &mut App,
    palette: &Palette,
    acts: &mut Vec<TalkAct>,
) {
    let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(16, 8));
    let scale = enlarged(ui.ctx());
    for font in ui.style_mut().text_styles.values_mut() {
        font.size *= scale;
    }
    if let Some(banner) = banner(app) {
        let frame = Frame::new().fill(palette.paper).inner_margin(Margin::symmetric(12, 3));
        Panel::top("talk-banner").frame(frame).show(ui, |ui| banner_ui(ui, app, &banner));
    }
    state.face = Panel::top("talk-clock").frame(bar).show(ui, |ui| clock_ui(ui, app, palette)).inner;
    let states = app.talk.as_ref().map(|talk| room_states(app, talk)).unwrap_or_default();
    if !states.is_empty() {
        let frame = Frame::new().fill(palette.accent_tint).inner_margin(Margin::symmetric(16, 4));
        Panel::top("talk-states").frame(frame).show(ui, |ui| {
            ui.label(strong(states.join(" · ")).color(palette.accent));
        });
    }
    if let Some(notice) = app.screens_notice() {
        let frame = Frame::new().fill(palette.accent_tint).inner_margin(Margin::symmetric(16, 4));
        Panel::top("talk-notice").frame(frame).show(ui, |ui| {
            ui.add(Label::new(strong(notice).color(palette.amber)).wrap());
        });
    }
    // Where there is little room, the text has it.
    if ui.available_height() > HELP_MIN_HEIGHT {
        Panel::bottom("talk-help").frame(bar).show(ui, |ui| help_ui(ui, app, palette, acts));
    }
    let width = ui.available_width();
    let height = ui.available_height();
    let slides_width = (width * 0.4).clamp(220.0, 760.0 * scale).min((height - 60.0) * 1.2).max(180.0);
    let frame = Frame::new().fill(palette.desk).inner_margin(Margin::same(12));
    Panel::right("talk-slides")
        .frame(frame)
        .resizable(false)
        .exact_size(slides_width)
        .show(ui, |ui| slides_ui(ui, state, app, palette, acts));
    let frame = Frame::new().fill(palette.paper).inner_margin(Margin::symmetric(24, 12));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let Some(talk) = &app.talk else { return };
        if !talk.can_begin() {
            waiting_ui(ui, app, palette, acts);
        } else if talk.ask.is_some() {
            ask_ui(ui, app, palette);
        } else if talk.show.chosen().is_some() {
            overview_ui(ui, &mut state.textures, app, palette);
        } else {
            text_ui(ui, &mut state.console, app, palette);
        }
    });
}

/// How far the slides are drawn, in words.
pub(super) fn drawn_words(app: &App, talk: &Talk) -> String {
    let (n, n_all) = (talk.pictures.len(), talk.pages_to_draw().len());
    match app.lang() {
        Lang::En => format!("Drawing slide {n} of {n_all}"),
        Lang::Ja => format!("スライドを描画中 {n}／{n_all}"),
    }
}

fn waiting_ui(ui: &mut Ui, app: &App, palette: &Palette, acts: &mut Vec<TalkAct>) {
    let Some(talk) = &app.talk else { return };
    let words = drawn_words(app, talk);
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(RichText::new(words).size(20.0 * enlarged(ui.ctx())).color(palette.muted));
        ui.add_space(space::MEDIUM);
        if ui.button(app.word("Begin now", "今すぐ開始")).clicked() {
            acts.push(TalkAct::Show(ShowAct::Enter));
        }
    });
}

/// What is out of the ordinary on the room's screen, in words.
fn room_states(app: &App, talk: &Talk) -> Vec<String> {
    let cover = talk.show.cover().map(|cover| match cover {
        Cover::Black => app.word("The room sees black", "会場は黒画面"),
        Cover::White => app.word("The room sees white", "会場は白画面"),
    });
    let end =
        talk.show.is_ending().then(|| app.word("The end: the room sees black", "終了画面（会場は黒画面）"));
    let frozen = talk.show.is_frozen().then(|| app.word("The room's screen is frozen", "会場画面は固定中"));
    let zoomed = talk.show.zoom.map(|_| app.word("A part of the slide is shown large", "一部を拡大中"));
    let rehearsal = talk.rehearsal.as_ref().map(|_| app.word("Rehearsal", "リハーサル"));
    let alone =
        (talk.form == TalkForm::ConsoleAlone).then(|| app.word("No slides are shown", "スライド非表示"));
    let states = [end.or(cover), frozen, zoomed, rehearsal, alone].into_iter().flatten().map(str::to_owned);
    states.chain(hand_state(app, talk)).collect()
}

/// What the hand of the speaker holds, in words.
fn hand_state(app: &App, talk: &Talk) -> Option<String> {
    if talk.show.is_drawing {
        let [color, width] = talk.show.pen.labels().map(|label| app.word_of(label));
        return Some(match app.lang() {
            Lang::En => format!("Pen: {color}, {width}"),
            Lang::Ja => format!("ペン：{color}・{width}"),
        });
    }
    let shape = app.word_of(talk.pointer_look.shape.label());
    talk.show.is_pointing.then(|| match app.lang() {
        Lang::En => format!("Pointer: {}", shape.to_lowercase()),
        Lang::Ja => format!("ポインター：{shape}"),
    })
}

/// Says the keys one needs most, each of which can be clicked.
fn help_ui(ui: &mut Ui, app: &App, palette: &Palette, acts: &mut Vec<TalkAct>) {
    let rows = [
        ("/", app.word("answer what is raised", "応答を探す"), TalkAct::Raise),
        ("M", app.word("less time", "時間短縮"), TalkAct::Shrink),
        ("B", app.word("black", "黒画面"), TalkAct::Show(ShowAct::Black)),
        ("F", app.word("freeze", "固定"), TalkAct::Show(ShowAct::Freeze)),
        ("O", app.word("all slides", "一覧"), TalkAct::Show(ShowAct::Overview)),
        ("S", app.word("swap screens", "画面入替"), TalkAct::SwapScreens),
        ("+ −", app.word("type size", "文字サイズ"), TalkAct::Larger),
        ("?", app.word("all keys", "キー一覧"), TalkAct::Keys),
        ("Esc", app.word("end", "終了"), TalkAct::Show(ShowAct::Escape)),
    ];
    ui.horizontal_wrapped(|ui| {
        for (key, words, act) in rows {
            let text = RichText::new(format!("{key}  {words}")).small().color(palette.muted);
            if ui.button(text).clicked() {
                acts.push(act);
            }
        }
    });
}

/// Shows what the speaker may read on this slide.
fn text_ui(ui: &mut Ui, state: &mut ConsoleState, app: &App, palette: &Palette) {
    let Some(talk) = &app.talk else { return };
    let slide_idx = talk.show.slide_idx();
    let size_pt = f32::from(app.notes_size_pt()) * enlarged(ui.ctx());
    let look = TextLook { palette, size_pt, stale: &app.view.book.stale };
    let start = talk.show.stop(talk.show.at()).and_then(|stop| stop.place.start);
    let dropped: Vec<&str> = talk
        .plan
        .dropped()
        .filter(|point| Some(point.slide_start) == start)
        .map(|point| point.title.as_str())
        .collect();
    let is_new = state.shown.replace(slide_idx) != Some(slide_idx);
    let mut area = ScrollArea::vertical().auto_shrink(false).id_salt("talk-text");
    if is_new {
        area = area.vertical_scroll_offset(0.0);
    }
    let n_steps = talk.n_scrolls - std::mem::replace(&mut state.n_scrolls, talk.n_scrolls);
    area.show(ui, |ui| {
        if n_steps != 0 {
            ui.scroll_with_delta(Vec2::new(0.0, -3.0 * look.size_pt * n_steps as f32));
        }
        if !dropped.is_empty() {
            let words = format!("{}: {}", app.word("Leave out", "省略"), dropped.join("; "));
            let words = RichText::new(words).size(look.size_pt * 0.7).color(palette.amber);
            ui.add(Label::new(words).wrap());
            ui.add_space(space::MEDIUM);
        }
        let blocks = talk.blocks_to_say(slide_idx);
        if blocks.is_empty() {
            let words = app.word(
                "Nothing is written for this slide beyond what stands on it",
                "スライド以外の手元資料はありません",
            );
            ui.label(RichText::new(words).size(look.size_pt * 0.7).color(palette.muted));
        }
        blocks_ui(ui, blocks, look);
        ui.add_space(look.size_pt);
    });
}
