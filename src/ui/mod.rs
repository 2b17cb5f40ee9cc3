//! The program in a window: shows [`App`] and hands it what the user does. It decides nothing.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "what is counted and measured on a screen is small"
)]

mod access;
mod bars;
mod choices;
mod completing;
mod dialogs;
mod dropping;
pub mod editor;
mod filling;
mod find;
mod focus;
mod keys;
mod labels;
mod letters;
mod library;
mod listing;
mod menus;
mod panels;
mod picking;
mod preview;
mod problems;
mod rounds;
mod screens;
mod side;
mod status;
mod style;
mod talk;
mod tooltips;
mod turned;
mod welcome;
mod writing;

use egui::{CentralPanel, Frame, Ui, ViewportCommand};

use crate::app::talk::{ShowAct, TalkAct};
use crate::app::{App, Appearance, Clipboard, Dialog, Request};
use crate::text::EditKind;
use crate::ui::completing::Completing;
use crate::ui::editor::{EditorState, MarkOffer};
use crate::ui::keys::Pressing;
use crate::ui::letters::Letters;
use crate::ui::menus::MenuKeys;
use crate::ui::picking::Picking;
use crate::ui::preview::PreviewState;
use crate::ui::rounds::Rounds;
use crate::ui::screens::{screens, x11_number};
use crate::ui::style::{DARK, HIGH_CONTRAST, LIGHT, Palette};
use crate::ui::talk::TalkState;
use crate::ui::writing::Writing;

pub use self::{keys::parse_key, style::fonts};

/// The window.
pub struct Window {
    /// The program it shows.
    pub app: App,
    editor: EditorState,
    preview: PreviewState,
    picking: Picking,
    pressing: Pressing,
    palette: Option<Palette>,
    letters: Letters,
    title: String,
    n_reveals: u64,
    writing: Writing,
    completing: Completing,
    is_editor_asked: bool,
    /// Whether a talk has ended and nobody has turned to the text since.
    awaits_hand: bool,
    menu_keys: MenuKeys,
    talk: TalkState,
    /// Whether there is a screen, rather than a test.
    has_screen: bool,
    /// When the screens were looked for last, in seconds.
    screens_since: f64,
    /// What part of the room for text and pages the pages take, and how wide that room was.
    pages_share: f32,
    pages_room: f32,
    rounds: Rounds,
}

impl Window {
    /// Makes the window of a program.
    pub fn new(app: App) -> Self {
        Self {
            app,
            editor: EditorState::default(),
            preview: PreviewState::default(),
            picking: Picking::default(),
            pressing: Pressing::default(),
            palette: None,
            letters: Letters::default(),
            title: String::new(),
            n_reveals: 0,
            writing: Writing::default(),
            completing: Completing::default(),
            is_editor_asked: true,
            awaits_hand: false,
            menu_keys: MenuKeys::default(),
            talk: TalkState::default(),
            has_screen: false,
            screens_since: f64::NEG_INFINITY,
            pages_share: 0.52,
            pages_room: 0.0,
            rounds: Rounds::default(),
        }
    }

    /// Shows the program, and runs what the user does.
    pub fn window_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.pressing.begin_frame(&ctx);
        let pointer = tooltips::follow_typing(&ctx);
        self.frame_ui(ui, &ctx);
        tooltips::give_back(&ctx, pointer);
        self.letters.meet_missing(&ctx, &mut self.app);
        self.meet_close(&ctx);
        self.meet_requests(&ctx);
        let clock =
            if self.talk.tick_clock(&ctx, &mut self.app) { None } else { self.app.clock_update_millis() };
        if let Some(millis) = self.app.next_update_millis().into_iter().chain(clock).min() {
            ctx.request_repaint_after(std::time::Duration::from_millis(millis.max(10)));
        }
    }

    /// Shows the program as it is in this frame.
    fn frame_ui(&mut self, ui: &mut Ui, ctx: &egui::Context) {
        let now_millis = ctx.input(|input| (input.time.max(0.0) * 1_000.0) as u64);
        self.app.begin_frame();
        self.app.update(now_millis);
        access::begin_frame(ctx, self.app.lang(), &self.title);
        if ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true))) {
            self.app.focus_gained();
        }
        self.dress(ctx);
        self.preview.take_in(ctx, &mut self.app);
        self.picking.poll(ctx, &mut self.app);
        let palette = self.palette.unwrap_or(LIGHT);
        if self.app.talk.is_some() {
            self.awaits_hand = true;
            talk::talk_ui(ui, &mut self.talk, &mut self.app, &palette, self.has_screen);
        } else {
            self.talk.end(ctx);
            self.take_keys_of_talk(ctx);
            if !self.editor.is_composing() {
                if self.completing.is_open() {
                    self.pressing.hold_behind_typing(ctx, &completing::KEYS);
                }
                self.pressing.run_first(ctx, &mut self.app);
            }
            self.take_drops(ctx);
            if self.app.view.dialog.is_none() && !self.editor.is_composing() {
                self.menu_keys.take(ctx);
            }
            let is_covered = self.completing.is_open() || self.editor.is_composing();
            welcome::leave_tour_by_key(ctx, &mut self.app, is_covered);
            dialogs::dismiss_by_key(ctx, &mut self.app, is_covered);
            if let Some(ground) = self.cover(&palette) {
                CentralPanel::default().frame(Frame::new().fill(ground)).show(ui, |_| {});
            } else {
                self.panels_ui(ui);
                welcome::tour_ui(ctx, &mut self.app);
            }
            self.pressing.run_later(ctx, &mut self.app);
        }
        // What is said to the speaker is not said to the room.
        if self.app.talk.as_ref().is_none_or(|talk| !talk.is_room_on_main()) {
            dialogs::dialogs_ui(ctx, &mut self.app, &palette);
        }
    }

    /// What is seen in the place of the brief, where that must not be seen.
    fn cover(&self, palette: &Palette) -> Option<egui::Color32> {
        // The answers that are asked for in a drill stand in the brief.
        let is_drill = matches!(self.app.view.dialog, Some(Dialog::Drill));
        let is_rooms = self.app.is_room_watching();
        is_rooms.then_some(style::room::BLACK).or(is_drill.then_some(palette.desk))
    }

    fn palette(&self, ctx: &egui::Context) -> Palette {
        let system_is_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        match self.app.settings.appearance {
            Appearance::Light => LIGHT,
            Appearance::Dark => DARK,
            Appearance::HighContrast => HIGH_CONTRAST,
            Appearance::System => {
                if system_is_dark {
                    DARK
                } else {
                    LIGHT
                }
            }
        }
    }

    /// Gives the window fonts, colours, size and title, where they are other ones than before.
    fn dress(&mut self, ctx: &egui::Context) {
        let palette = self.palette(ctx);
        if self.palette.is_none() {
            ctx.options_mut(|options| options.zoom_with_keyboard = false);
        }
        if self.palette.replace(palette) != Some(palette) {
            style::apply(ctx, &palette);
        }
        let scale = f32::from(self.app.settings.scale_percent) / 100.0;
        if (ctx.zoom_factor() - scale).abs() > 0.001 {
            ctx.set_zoom_factor(scale);
        } else {
            filling::fit_screen(ctx);
        }
        let star = if self.app.session.is_saved() { "" } else { "• " };
        let title = format!("{star}{} – Démarche", self.app.title());
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn editor_ui(&mut self, ui: &mut Ui, palette: &Palette) {
        if matches!(self.app.view.dialog, Some(Dialog::Find)) {
            find::find_ui(ui, &mut self.app);
        }
        if self.app.is_blank() && welcome::welcome_ui(ui, &mut self.app) {
            return;
        }
        let response = editor::sense_ui(ui);
        if std::mem::take(&mut self.is_editor_asked)
            | self.rounds.take_editor()
            | self.is_keyboard_free(ui.ctx())
        {
            response.request_focus();
        }
        self.awaits_hand &= !response.has_focus();
        let style = editor::EditorStyle::new(palette, self.app.settings.editor_size_pt);
        if response.has_focus() && !self.editor.is_composing() {
            self.completing.take_keys(ui.ctx(), &mut self.app);
        }
        self.meet_cursor();
        self.writing.refresh(&self.app, self.editor.lines_seen(self.app.session.lines()));
        let line_end = self.app.session.line_ending();
        let view = self.writing.view(&self.app, &style);
        let before = self.editor.selection();
        let steps = editor::read_input(ui, &mut self.editor, &response, &view, line_end);
        if let Some(is_backward) = self.editor.take_leaving() {
            self.app.requests.push(Request::NextPanel { is_backward });
        }
        let is_typed = steps.iter().any(|step| step.kind == EditKind::Typing);
        let is_shorter = steps.iter().any(|step| step.kind == EditKind::Deleting);
        for step in steps {
            self.app.edit(step.edits, step.after, step.kind);
        }
        self.app.selection = self.editor.selection();
        if is_typed || (is_shorter && self.completing.is_open()) {
            self.completing.refresh(&self.app);
        } else if before != self.app.selection || !response.has_focus() {
            self.completing.close();
        }
        self.editor.keeps_escape(self.completing.is_open() || !self.app.toasts.is_empty());
        self.writing.refresh(&self.app, self.editor.lines_seen(self.app.session.lines()));
        let view = self.writing.view(&self.app, &style);
        editor::show_ui(ui, &mut self.editor, &response, &view);
        let learn = self.app.word("Add to my words", "この単語を登録");
        let commands = menus::commands_at_cursor(&self.app);
        let is_covered = self.app.view.dialog.as_ref().is_some_and(|dialog| !matches!(dialog, Dialog::Find));
        let chosen = if is_covered {
            None
        } else {
            editor::card_ui(ui.ctx(), &mut self.editor, &response, &view, learn)
                .or_else(|| editor::menu_ui(&self.editor, &response, &view, (learn, &commands)))
        };
        match chosen {
            Some(MarkOffer::Fix { fix, .. }) => self.app.apply_fix(fix),
            Some(MarkOffer::Learn(word)) => self.app.learn_word(&word),
            Some(MarkOffer::Command(id)) => self.app.run(id),
            None => {}
        }
        self.completing.list_ui(ui.ctx(), &mut self.app, self.editor.caret(), palette);
    }

    /// Goes where the program wants the cursor.
    fn meet_cursor(&mut self) {
        if self.n_reveals != self.app.view.n_reveals {
            self.n_reveals = self.app.view.n_reveals;
            self.editor.select(self.app.selection);
            self.editor.reveal(std::mem::take(&mut self.app.view.cues.shows_what_follows));
        }
    }

    /// The window is closed only when the text is saved or given up.
    fn meet_close(&mut self, ctx: &egui::Context) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if is_asked && !self.app.is_leaving() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            if self.app.talk.is_some() {
                // What is to be asked is not asked before the room.
                self.app.act_in_talk(TalkAct::Show(ShowAct::Escape));
            } else {
                self.app.quit();
            }
        }
    }

    fn meet_requests(&mut self, ctx: &egui::Context) {
        for request in std::mem::take(&mut self.app.requests) {
            match request {
                Request::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
                Request::FocusEditor => self.is_editor_asked = true,
                Request::NextPanel { is_backward } => self.rounds.turn(ctx, is_backward),
                Request::Clipboard(act) => {
                    // It comes as a key would, to whoever has the keyboard.
                    ctx.memory_mut(|memory| memory.request_focus(editor::id()));
                    ctx.send_viewport_cmd(match act {
                        Clipboard::Cut => ViewportCommand::RequestCut,
                        Clipboard::Copy => ViewportCommand::RequestCopy,
                        Clipboard::Paste => ViewportCommand::RequestPaste,
                    });
                }
                Request::ShowFolder(folder) => {
                    ctx.open_url(egui::OpenUrl::new_tab(format!("file://{}", folder.display())));
                }
                Request::ToggleFullScreen => {
                    if ctx.input(|input| input.viewport().fullscreen.unwrap_or(false)) {
                        filling::leave_screen(ctx);
                    } else {
                        filling::fill_screen(ctx);
                    }
                }
                request => self.picking.ask(ctx, request, &mut self.app),
            }
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        const EVERY_SECONDS: f64 = 1.0;
        self.has_screen = true;
        let now = ui.input(|input| input.time);
        if let Some(number) = x11_number(frame).filter(|_| self.screens_since.is_infinite()) {
            self.app.meet_main_window(number);
        }
        if now - self.screens_since >= EVERY_SECONDS {
            self.screens_since = now;
            if !self.app.asks_screens() {
                self.app.meet_screens(screens(frame));
            }
        }
        self.window_ui(ui);
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Opens the window and stays until it is closed. `make` is called once there is something to call back.
///
/// # Errors
/// There is no display, or what a window needs is missing.
pub fn open_window(make: impl FnOnce(crate::app::Wake) -> App + 'static) -> Result<(), String> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("demarche")
            .with_title("Démarche")
            // The desktop knows ours by its entry; without this, that of the library is unpacked and shown.
            .with_icon(egui::IconData::default())
            .with_inner_size([1360.0, 860.0])
            .with_min_inner_size([640.0, 420.0]),
        renderer: eframe::Renderer::Glow,
        // It smooths gradients, of which there are none here, at half the cost of each pixel without a graphics card.
        dithering: false,
        ..eframe::NativeOptions::default()
    };
    let create: eframe::AppCreator<'_> = Box::new(move |context| {
        let ctx = context.egui_ctx.clone();
        let letters = Letters::watch(&ctx);
        let wake: crate::app::Wake = std::sync::Arc::new(move || ctx.request_repaint());
        Ok(Box::new(Window { letters, ..Window::new(make(wake)) }))
    });
    eframe::run_native("Démarche", options, create).map_err(|err| err.to_string())
}
