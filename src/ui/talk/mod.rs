//! The talk in its windows: the slides for the room, the console for who speaks.

mod after;
mod asks;
mod awake;
mod blocks;
mod console;
mod drill;
mod overview;
mod room;

use egui::{
    Context, Key, KeyboardShortcut, Modifiers, Ui, ViewportBuilder, ViewportClass, ViewportCommand,
    ViewportId,
};

use crate::app::App;
use crate::app::talk::{ShowAct, TALK_KEYS, TalkAct, TalkAsk, TalkForm};
use crate::ui::keys::{n_modifiers, parse_key};
use crate::ui::style::{Palette, room as style_room};
use crate::ui::talk::awake::Awake;
use crate::ui::talk::console::{ConsoleState, console_ui, drawing_ui};
use crate::ui::talk::overview::overview_ui;
use crate::ui::talk::room::{RoomInput, RoomState, Textures, room_ui};

pub(super) use self::{after::after_ui, drill::drill_ui};

/// What the windows of a talk keep between frames.
#[derive(Default)]
pub(super) struct TalkState {
    textures: Textures,
    room: RoomState,
    console: ConsoleState,
    keys: Vec<(KeyboardShortcut, TalkAct)>,
    awake: Option<Awake>,
    is_full_screen: bool,
}

impl TalkState {
    /// Begins a talk: the keys are made ready, and the screen is kept on where there is one.
    fn begin(&mut self, app: &App, has_screen: bool) {
        if self.keys.is_empty() {
            let keys = |row| app.talk_keys_of(row).into_iter().filter_map(parse_key);
            let rows = TALK_KEYS.iter().flat_map(|row| keys(row).map(|key| (key, row.act)));
            self.keys = rows.collect();
            self.keys.sort_by_key(|(key, _)| std::cmp::Reverse(n_modifiers(key.modifiers)));
        }
        if has_screen && self.awake.is_none() {
            self.awake = Some(Awake::hold());
        }
    }

    /// Ends a talk: its pictures are let go, and the window is as it was.
    pub(super) fn end(&mut self, ctx: &Context) {
        if self.keys.is_empty() {
            return;
        }
        if self.is_full_screen {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        *self = Self::default();
    }

    /// The acts whose keys were pressed in a window. Where something is typed, only those keys act that no text
    /// has, and that a clicker sends.
    fn acts(&self, ctx: &Context, is_typing: bool) -> Vec<TalkAct> {
        const DIGITS: [Key; 9] = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        const CLICKER: [Key; 4] = [Key::PageDown, Key::PageUp, Key::Escape, Key::F5];
        ctx.input_mut(|input| {
            let mut acts = Vec::new();
            for (key, act) in &self.keys {
                let may_act = !is_typing || CLICKER.contains(&key.logical_key);
                while may_act && input.consume_shortcut(key) {
                    acts.push(*act);
                }
            }
            for (digit, key) in (1..).zip(DIGITS) {
                if !is_typing && input.consume_key(Modifiers::NONE, key) {
                    acts.push(TalkAct::Show(ShowAct::Digit(digit)));
                }
            }
            acts
        })
    }
}

/// Shows the talk in all of the main window, and the room's window beside it where there is one.
pub(super) fn talk_ui(
    ui: &mut Ui,
    state: &mut TalkState,
    app: &mut App,
    palette: &Palette,
    has_screen: bool,
) {
    state.begin(app, has_screen);
    state.textures.begin();
    let ctx = ui.ctx().clone();
    let asked_before = asks(app);
    // Keys act before anything is drawn, so that the frame that hears them shows what they do.
    let acts = state.acts(&ctx, is_typed_into(app));
    acts.into_iter().for_each(|act| app.act_in_talk(act));
    let Some(talk) = &app.talk else { return };
    let (form, is_room_on_main) = (talk.form, talk.is_room_on_main());
    let wants_full_screen = form == TalkForm::SlidesAlone;
    if wants_full_screen != state.is_full_screen {
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(wants_full_screen));
        state.is_full_screen = wants_full_screen;
    }
    let mut acts = Vec::new();
    if form == TalkForm::TwoWindows {
        acts = room_window(&ctx, state, app);
    }
    if app.talk.is_some() && is_room_on_main {
        let input = slides_alone_ui(ui, state, app, palette);
        take_input(app, &input, &mut acts);
    } else if app.talk.is_some() {
        console_ui(ui, state, app, palette, &mut acts);
    }
    acts.into_iter().for_each(|act| app.act_in_talk(act));
    if !asked_before && asks(app) {
        // What is asked is answered in this window, whichever had the keyboard.
        ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
    }
}

/// Whether something is asked of the speaker.
fn asks(app: &App) -> bool {
    app.talk.as_ref().is_some_and(|talk| talk.ask.is_some())
}

/// Whether letters go into what is asked rather than to the show.
fn is_typed_into(app: &App) -> bool {
    let ask = app.talk.as_ref().and_then(|talk| talk.ask.as_ref());
    matches!(ask, Some(TalkAsk::Raising(_) | TalkAsk::Shrink(_) | TalkAsk::GoTo(_)))
}

/// Shows the slides in all of the main window.
fn slides_alone_ui(ui: &mut Ui, state: &mut TalkState, app: &mut App, palette: &Palette) -> RoomInput {
    let Some(talk) = &app.talk else { return RoomInput::default() };
    if !talk.is_ready {
        drawing_slides_ui(ui, app);
        return RoomInput::default();
    }
    if talk.show.chosen().is_some() {
        overview_ui(ui, &mut state.textures, app, palette);
        return RoomInput::default();
    }
    let view = talk.room_view();
    room_ui(ui, &mut state.room, &mut state.textures, &view, app.settings.fades)
}

/// Says how far the slides are drawn, on a screen that is otherwise black.
fn drawing_slides_ui(ui: &mut Ui, app: &App) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, style_room::BLACK);
    let Some(talk) = &app.talk else { return };
    let words = console::drawn_words(app, talk);
    ui.centered_and_justified(|ui| ui.label(egui::RichText::new(words).color(style_room::WHITE)));
}

/// Shows the room's window, on the screen that is the room's; returns what is left to be done.
fn room_window(ctx: &Context, state: &mut TalkState, app: &mut App) -> Vec<TalkAct> {
    let mut builder =
        ViewportBuilder::default().with_app_id("demarche-slides").with_title("Démarche – Slides");
    let screen = app.room_screen().filter(|_| !app.is_windowed && app.screens.len() > 1);
    builder = match screen {
        Some(screen) => builder.with_monitor(screen).with_decorations(false),
        None => builder.with_inner_size([960.0, 540.0]),
    };
    let mut acts = Vec::new();
    // Keys of the room's window act as those of the console, since a clicker speaks to whichever has the keyboard.
    ctx.show_viewport_immediate(ViewportId::from_hash_of("room"), builder, |ui, class| {
        if class != ViewportClass::EmbeddedWindow {
            hear_room(ui.ctx(), state, app);
        }
        let Some(view) = app.talk.as_ref().map(|talk| talk.room_view()) else { return };
        let input = room_ui(ui, &mut state.room, &mut state.textures, &view, app.settings.fades);
        take_input(app, &input, &mut acts);
    });
    acts
}

/// Does what keys in the room's window ask for; letters meant for what is asked go there.
fn hear_room(ctx: &Context, state: &TalkState, app: &mut App) {
    let is_typing = is_typed_into(app);
    let mut acts = state.acts(ctx, is_typing);
    if ctx.input(|input| input.viewport().close_requested()) {
        acts.push(TalkAct::Show(ShowAct::Escape));
    }
    acts.into_iter().for_each(|act| app.act_in_talk(act));
    if let Some(talk) = app.talk.as_mut().filter(|_| is_typing) {
        talk.type_into_ask(&typed_in(ctx));
    }
}

/// What was typed in a window.
fn typed_in(ctx: &Context) -> String {
    ctx.input(|input| {
        let words = input.events.iter().filter_map(|event| match event {
            egui::Event::Text(words) => Some(words.as_str()),
            _ => None,
        });
        words.collect()
    })
}

/// What a pointer over the slides does: a click follows a link or goes on, unless the pen or the pointer is on.
fn take_input(app: &mut App, input: &RoomInput, acts: &mut Vec<TalkAct>) {
    let Some(talk) = &mut app.talk else { return };
    if talk.show.is_drawing || talk.show.is_pointing {
        // The pointer may be over the other window.
        if input.pointer.is_some() {
            drawing_ui(talk, input.pointer, input.is_drawing);
        }
    } else if input.is_clicked {
        acts.push(TalkAct::Show(input.link.map_or(ShowAct::Next, ShowAct::Slide)));
    }
}
