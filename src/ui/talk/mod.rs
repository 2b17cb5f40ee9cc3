//! The talk in its windows: the slides for the room, the console for who speaks.

mod after;
mod asks;
mod blocks;
mod check;
mod clock;
mod console;
mod drill;
mod hand;
mod keys;
mod overview;
mod resting;
mod room;
mod slides;
mod textures;
mod ticking;

use std::collections::HashMap;

use egui::{Context, Rect, Ui, ViewportBuilder, ViewportClass, ViewportCommand, ViewportId, pos2, vec2};

use crate::app::App;
use crate::app::talk::{MainView, RoomView, RoomWindow, ShowAct, StageKind, Talk, TalkAct};
use crate::ui::filling::{fill_screen, leave_screen, remember};
use crate::ui::style::{Palette, room as style_room};
use crate::ui::talk::console::{ConsoleState, console_ui};
use crate::ui::talk::keys::{Keys, Typing};
use crate::ui::talk::overview::overview_ui;
use crate::ui::talk::resting::{Rest, Resting};
use crate::ui::talk::room::{RoomInput, RoomState, room_ui};
use crate::ui::talk::slides::SlidesState;
use crate::ui::talk::textures::Textures;
use crate::ui::talk::ticking::Face;

pub(super) use self::{
    after::{after_ui, resume_ui},
    check::{check_ui, numbers_ui},
    drill::drill_ui,
};

/// What the windows of a talk keep between frames.
#[derive(Default)]
pub(super) struct TalkState {
    textures: Textures,
    /// What the main window keeps while it shows slides.
    main: RoomState,
    /// What each window of the room keeps, by the name of its screen.
    rooms: HashMap<String, RoomState>,
    console: ConsoleState,
    slides: SlidesState,
    /// The clock as this frame shows it, where it does.
    face: Option<Face>,
    keys: Keys,
    resting: Resting,
    /// The screen that the main window was told to fill, where the window itself must be told.
    filled: Option<usize>,
}

impl TalkState {
    /// Begins a talk: the keys are made ready, and the screen is kept on where there is one.
    fn begin(&mut self, app: &mut App, has_screen: bool) {
        if self.keys.is_empty() {
            self.keys = Keys::of(app);
        }
        if has_screen {
            app.hold_quiet();
        }
    }

    /// Ends a talk: its pictures are let go, and the window is as it was.
    pub(super) fn end(&mut self, ctx: &Context) {
        if self.keys.is_empty() {
            return;
        }
        if self.filled.is_some() {
            leave_screen(ctx);
        }
        *self = Self::default();
    }

    /// Lets the clock go on after this frame without another, where that can be; returns whether it does.
    pub(super) fn tick_clock(&mut self, ctx: &Context, app: &mut App) -> bool {
        let Some(face) = self.face.take() else { return false };
        // What still moves is drawn at once anyway.
        !ctx.has_requested_repaint() && face.is_uncovered(ctx) && app.tick_clock(face.into_stamps(ctx))
    }

    /// The main window fills the screen it belongs on. Where the screens are asked from the system, the program
    /// sees to it, since the window's own list of screens is not to be trusted.
    fn fill_screen(&mut self, ctx: &Context, app: &App) {
        let Some(talk) = app.talk.as_ref().filter(|_| !app.asks_screens()) else { return };
        let target = (talk.stage.kind() == StageKind::Screens).then(|| talk.stage.main_target());
        if self.filled == target {
            return;
        }
        match target {
            Some(screen_idx) if app.display.screens.len() > 1 => {
                remember(ctx);
                ctx.send_viewport_cmd(ViewportCommand::SetMonitor(screen_idx));
            }
            Some(_) => fill_screen(ctx),
            None => leave_screen(ctx),
        }
        self.filled = target;
    }
}

/// Shows the talk in all of the main window, and the windows of the room beside it where there are any.
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
    let pressed = state.keys.pressed(&ctx, Typing::of(app));
    pressed.acts.into_iter().for_each(|act| app.act_in_talk(act));
    type_into_ask(app, &pressed.typed);
    hear_resting(state, app);
    state.fill_screen(&ctx, app);
    let Some(talk) = &app.talk else { return };
    let (kind, windows) = (talk.stage.kind(), talk.stage.room_windows());
    let ids = windows.iter().map(|window| ViewportId::from_hash_of(("room", room_name(app, Some(*window)))));
    let own = (kind == StageKind::Window).then(|| ViewportId::from_hash_of(("room", "")));
    state.resting.retain(&ids.chain(own).collect::<Vec<_>>());
    let mut acts = Vec::new();
    if kind == StageKind::Window {
        let builder = room_builder().with_inner_size([960.0, 540.0]);
        room_window(&ctx, state, app, (builder, None), &mut acts);
    }
    for window in windows {
        room_window(&ctx, state, app, (screen_builder(&ctx, app, window), Some(window)), &mut acts);
    }
    // What was heard there may have changed what belongs here.
    let is_room_on_main = app.talk.as_ref().is_some_and(|talk| talk.is_room_on_main());
    if is_room_on_main {
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

/// Does what windows of the room heard while they rested.
fn hear_resting(state: &TalkState, app: &mut App) {
    for heard in state.resting.take_heard() {
        let mut acts = heard.acts;
        // What was written before the keys acted is for what was asked then.
        if !acts.iter().any(|act| act.asks()) {
            type_into_ask(app, &heard.typed);
        }
        take_input(app, &heard.input, &mut acts);
        let asks = acts.iter().any(|act| act.asks());
        acts.into_iter().for_each(|act| app.act_in_talk(act));
        if asks {
            type_into_ask(app, &heard.typed);
        }
    }
}

/// Writes into what is asked of the speaker.
fn type_into_ask(app: &mut App, words: &str) {
    if let Some(talk) = app.talk.as_mut().filter(|_| !words.is_empty()) {
        talk.type_into_ask(words);
    }
}

/// How much larger everything on the console is than on a screen of 1080 lines: a screen of more is looked at from as
/// far away.
fn enlarged(ctx: &Context) -> f32 {
    (ctx.content_rect().height() / 1_080.0).max(1.0)
}

/// Whether something is asked of the speaker.
fn asks(app: &App) -> bool {
    app.talk.as_ref().is_some_and(|talk| talk.ask.is_some())
}

/// Shows the slides in all of the main window.
fn slides_alone_ui(ui: &mut Ui, state: &mut TalkState, app: &mut App, palette: &Palette) -> RoomInput {
    let Some(talk) = &app.talk else { return RoomInput::default() };
    let is_plain = talk.stage.main_view() == MainView::Slides && !talk.stage.is_main_neutral();
    if !talk.can_begin() && is_plain {
        drawing_slides_ui(ui, app);
        return RoomInput::default();
    }
    // What covers the slide, or keeps it as it is, holds for the room.
    let is_kept = talk.show.cover().is_some() || talk.show.is_frozen() || talk.show.is_ending();
    if talk.show.chosen().is_some() && is_plain && !is_kept {
        overview_ui(ui, &mut state.textures, app, palette);
        return RoomInput::default();
    }
    let view = app.main_room_view();
    room_ui(ui, &mut state.main, &mut state.textures, &view, app.fades())
}

/// Says how far the slides are drawn, on a screen that is otherwise black.
fn drawing_slides_ui(ui: &mut Ui, app: &App) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, style_room::BLACK);
    let Some(talk) = &app.talk else { return };
    let words = console::drawn_words(app, talk);
    ui.centered_and_justified(|ui| ui.label(egui::RichText::new(words).color(style_room::WHITE)));
}

fn room_builder() -> ViewportBuilder {
    ViewportBuilder::default().with_app_id("demarche-slides").with_title("Démarche – Slides")
}

/// A window that fills a screen of the room. Under X11 no window manager has a say in where it is.
fn screen_builder(ctx: &Context, app: &App, window: RoomWindow) -> ViewportBuilder {
    let builder = room_builder().with_decorations(false);
    if !app.asks_screens() {
        return builder.with_monitor(window.screen_idx);
    }
    let rect = screen_rect(ctx, app, window.screen_idx);
    builder
        .with_override_redirect(true)
        .with_active(false)
        .with_position(rect.min)
        .with_inner_size(rect.size())
}

/// The place of a screen, in points of the window that is being drawn.
fn screen_rect(ctx: &Context, app: &App, screen_idx: usize) -> Rect {
    let Some(screen) = app.display.screens.get(screen_idx) else { return Rect::ZERO };
    let min = pos2(screen.pos_px.0 as f32, screen.pos_px.1 as f32);
    let size = vec2(screen.size_px.0 as f32, screen.size_px.1 as f32);
    Rect::from_min_size(min, size) / ctx.pixels_per_point()
}

/// What a window of the room is known by: the name of its screen.
fn room_name(app: &App, window: Option<RoomWindow>) -> String {
    let screen = window.and_then(|window| app.display.screens.get(window.screen_idx));
    screen.map(|screen| screen.name.clone()).unwrap_or_default()
}

/// Shows a window of the room.
fn room_window(
    ctx: &Context,
    state: &mut TalkState,
    app: &mut App,
    (builder, window): (ViewportBuilder, Option<RoomWindow>),
    acts: &mut Vec<TalkAct>,
) {
    let name = room_name(app, window);
    let id = ViewportId::from_hash_of(("room", &name));
    let place = window.filter(|_| app.asks_screens()).map(|window| screen_rect(ctx, app, window.screen_idx));
    let view_of = |app: &App, talk: &Talk| {
        window.map_or_else(|| talk.room_view(), |window| app.window_room_view(window))
    };
    let Some(talk) = &app.talk else { return };
    let view = view_of(app, talk);
    let is_in_hand = talk.show.is_drawing || talk.show.is_pointing;
    if state.resting.rests(ctx, id, (&view, place), is_in_hand) {
        let textures = state.textures.only(view.picture.as_ref().map(|(page_idx, _)| *page_idx));
        let view = RoomView { near: Vec::new(), ..view };
        let rest = Rest { view, place, keys: state.keys.clone(), typing: Typing::of(app), textures };
        state.resting.rest(ctx, (id, builder), rest);
        return;
    }
    // Keys of the room's window act as those of the console, since a clicker speaks to whichever has the keyboard.
    ctx.show_viewport_immediate(id, builder, |ui, class| {
        if class != ViewportClass::EmbeddedWindow {
            if let Some(place) = place {
                keep_in_place(ui.ctx(), place);
            }
            hear_room(ui.ctx(), state, app);
        }
        let Some(talk) = &app.talk else { return };
        let view = view_of(app, talk);
        let room = state.rooms.entry(name.clone()).or_default();
        let input = room_ui(ui, room, &mut state.textures, &view, app.fades());
        take_input(app, &input, acts);
    });
}

/// Brings a window back to where it belongs: screens have scales of their own, and what was asked for in points
/// may not be what came of it in pixels.
fn keep_in_place(ctx: &Context, wanted: Rect) {
    const ROUNDING: f32 = 1.5;
    let Some(rect) = ctx.input(|input| input.viewport().inner_rect) else { return };
    let is_off = |a: egui::Vec2| a.x.abs() > ROUNDING || a.y.abs() > ROUNDING;
    if is_off(rect.min - wanted.min) {
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(wanted.min));
    }
    if is_off(rect.size() - wanted.size()) {
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(wanted.size()));
    }
}

/// Does what keys in the room's window ask for; letters meant for what is asked go there.
fn hear_room(ctx: &Context, state: &TalkState, app: &mut App) {
    let typing = Typing::of(app);
    let mut pressed = state.keys.pressed(ctx, typing);
    if ctx.input(|input| input.viewport().close_requested()) {
        pressed.acts.push(TalkAct::Show(ShowAct::Escape));
    }
    pressed.acts.into_iter().for_each(|act| app.act_in_talk(act));
    type_into_ask(app, &if typing.is_on { typed_in(ctx) } else { pressed.typed });
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
    acts.extend(input.act);
    let Some(talk) = &mut app.talk else { return };
    if talk.show.is_drawing || talk.show.is_pointing {
        for (at, is_held) in &input.way {
            app.point_at(*at, *is_held);
        }
    } else if let Some(click) = input.click {
        acts.push(TalkAct::Show(input.link.map_or(click, ShowAct::Slide)));
    }
}
