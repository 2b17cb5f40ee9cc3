//! The menus and the tools, and the commands that fit a place of the text. All are views of the table of commands.

use egui::os::OperatingSystem;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, Color32, Context, Event, Id, Key, Popup, Response, Role, Stroke, TextStyle, Ui, WidgetText,
};
use lucide_icons::Icon;

use crate::app::{App, COMMANDS, Command, Menu, command_named};
use crate::ui::access::{group_ui, name_menu};
use crate::ui::editor::MenuRow;
use crate::ui::keys::shown_key;
use crate::ui::style::{icon, in_reach_ui, space};

/// The room above and below a menu.
const MENU_EDGES: f32 = 56.0;

/// The keys that go to the menus: F10, Alt pressed and let go with nothing between, and Alt with the letter of one.
#[derive(Default)]
pub(super) struct MenuKeys {
    is_alt_alone: bool,
    /// Whether the first menu is to have the keyboard.
    is_asked: bool,
    /// The menu whose letter was pressed.
    opened: Option<usize>,
    /// The row that is to have it in the menu that opens, whose rows are not known before.
    first_row: Option<usize>,
}

/// A menu as it was shown: its title on the bar, and the rows that can be chosen, as far as it is open.
struct Shown {
    title: Response,
    rows: Vec<Id>,
}

impl MenuKeys {
    /// Looks whether the menus were asked for.
    pub(super) fn take(&mut self, ctx: &Context) {
        // There Alt types letters, and menus are the system's.
        if !matches!(ctx.os(), OperatingSystem::Mac | OperatingSystem::IOS) {
            ctx.input_mut(|input| {
                input.events.retain(|event| {
                    let menu = menu_of_letter(event);
                    self.opened = menu.or(self.opened);
                    self.is_alt_alone &= menu.is_none();
                    menu.is_none()
                });
            });
        }
        ctx.input(|input| {
            for event in &input.events {
                match event {
                    Event::Key { key: Key::AltLeft, pressed: true, modifiers, .. } => {
                        self.is_alt_alone = !modifiers.ctrl && !modifiers.shift;
                    }
                    Event::Key { key: Key::AltLeft, pressed: false, .. } => {
                        self.is_asked |= std::mem::take(&mut self.is_alt_alone);
                    }
                    Event::Key { key: Key::F10, pressed: true, modifiers, .. } if modifiers.is_none() => {
                        self.is_asked = true;
                    }
                    Event::Key { pressed: true, .. }
                    | Event::Text(_)
                    | Event::PointerButton { .. }
                    | Event::WindowFocused(_) => self.is_alt_alone = false,
                    _ => {}
                }
            }
        });
    }
}

/// The menu whose letter is pressed with Alt and nothing else.
fn menu_of_letter(event: &Event) -> Option<usize> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    let is_alt = modifiers.alt && !modifiers.shift && !modifiers.ctrl && !modifiers.command;
    Menu::ALL.iter().position(|menu| is_alt && key.name().chars().eq([menu.letter()]))
}

/// The title of a menu; while Alt is held, with its letter.
fn title_of(ui: &Ui, app: &App, menu: Menu) -> WidgetText {
    let title = menu.title().in_lang(app.lang());
    if !ui.input(|input| input.modifiers.alt && !input.modifiers.command) {
        return title.into();
    }
    let letter = menu.letter();
    let is_letter = |c: char| c.eq_ignore_ascii_case(&letter);
    let Some((at, shown)) = title.char_indices().find(|(_, c)| is_letter(*c)) else {
        return format!("{title}({letter})").into();
    };
    let plain = TextFormat::simple(TextStyle::Button.resolve(ui.style()), Color32::PLACEHOLDER);
    let underlined = TextFormat { underline: Stroke::new(1.0, Color32::PLACEHOLDER), ..plain.clone() };
    let end = at + shown.len_utf8();
    let mut job = LayoutJob::default();
    job.append(&title[..at], 0.0, plain.clone());
    job.append(&title[at..end], 0.0, underlined);
    job.append(&title[end..], 0.0, plain);
    job.into()
}

/// Shows the menus and the tools.
pub(super) fn menu_ui(ui: &mut Ui, app: &mut App, keys: &mut MenuKeys) {
    egui::MenuBar::new().ui(ui, |ui| {
        group_ui(ui, app.word("Menus", "メニュー"), Role::MenuBar, |ui| {
            ui.horizontal(|ui| {
                let menus: Vec<Shown> = Menu::ALL.iter().map(|&menu| one_menu_ui(ui, app, menu)).collect();
                keyboard_ui(ui, keys, &menus);
            });
        });
        ui.add_space(space::LARGE);
        group_ui(ui, app.word("Tools", "ツール"), Role::Toolbar, |ui| {
            ui.horizontal(|ui| tools_ui(ui, app));
        });
    });
}

fn one_menu_ui(ui: &mut Ui, app: &mut App, menu: Menu) -> Shown {
    let title = menu.title().in_lang(app.lang());
    let mut rows = Vec::new();
    let shown = ui.menu_button(title_of(ui, app, menu), |ui| {
        name_menu(ui, title);
        in_reach_ui(ui, MENU_EDGES, |ui| {
            ui.set_min_width(240.0);
            for command in COMMANDS.iter().filter(|command| command.menu == menu) {
                let row = menu_row_ui(ui, app, command);
                let recent = if command.id == "open" { recent_ui(ui, app) } else { None };
                for row in [Some(row), recent].into_iter().flatten().filter(Response::enabled) {
                    if row.gained_focus() {
                        row.scroll_to_me(None);
                    }
                    rows.push(row.id);
                }
            }
        });
    });
    // With its letter or without, it has one name.
    shown.response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, title));
    Shown { title: shown.response, rows }
}

/// Lists the briefs that were opened last; returns the row that opens the list.
fn recent_ui(ui: &mut Ui, app: &mut App) -> Option<Response> {
    if app.settings.recent.is_empty() {
        return None;
    }
    let mut chosen = None;
    let row = ui.menu_button(app.word("Opened last", "最近開いたもの"), |ui| {
        for path in &app.settings.recent {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                chosen = Some(path.clone());
                ui.close();
            }
        }
    });
    if let Some(path) = chosen {
        ui.close();
        app.open(path);
    }
    Some(row.response)
}

fn menu_row_ui(ui: &mut Ui, app: &mut App, command: &Command) -> Response {
    let key = app.keys_of(command).first().map(|key| shown_key(key)).unwrap_or_default();
    let (title, is_enabled) = (command.title.in_lang(app.lang()), (command.enabled)(app));
    let response = ui.add_enabled(is_enabled, Button::new(title).shortcut_text(key));
    // Its name is what it does; the key stands beside it.
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, is_enabled, title));
    let response = response.on_hover_text(command.help.in_lang(app.lang()));
    if response.clicked() {
        // The Enter that chose it is no answer to what the command may ask.
        ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
        app.run(command.id);
        ui.close();
    }
    response
}

/// Goes through the menus by keys: left and right from one to the next, down into one and from row to row, Escape back
/// to the text.
fn keyboard_ui(ui: &Ui, keys: &mut MenuKeys, menus: &[Shown]) {
    let is_there = |menu: &&Shown| ui.memory(|memory| memory.has_focus(menu.title.id));
    if std::mem::take(&mut keys.is_asked) {
        keys.first_row = None;
        match menus.iter().find(is_there) {
            Some(menu) => menu.title.surrender_focus(),
            None => menus.first().into_iter().for_each(|menu| focus(ui, menu.title.id)),
        }
        return;
    }
    if let Some(menu) = keys.opened.take().and_then(|idx| menus.get(idx)) {
        Popup::open_id(ui.ctx(), popup(menu));
        focus(ui, menu.title.id);
        keys.first_row = Some(0);
        return;
    }
    let open = menus.iter().position(|menu| Popup::is_id_open(ui.ctx(), popup(menu)));
    let Some(at) = menus.iter().position(|menu| is_there(&menu)).or(open) else {
        keys.first_row = None;
        return;
    };
    let n_pressed = |key: Key| n_pressed(ui, key);
    let step = n_pressed(Key::ArrowRight) + (menus.len() - 1) * n_pressed(Key::ArrowLeft);
    if step > 0 {
        let next = &menus[(at + step) % menus.len()];
        if open.is_some() {
            Popup::open_id(ui.ctx(), popup(next));
            keys.first_row = Some(0);
        }
        focus(ui, next.title.id);
    } else if let Some(open) = open {
        row_keys(ui, keys, &menus[open]);
    } else {
        let n_down = n_pressed(Key::ArrowDown);
        if n_down > 0 {
            Popup::open_id(ui.ctx(), popup(&menus[at]));
            focus(ui, menus[at].title.id);
            keys.first_row = Some(n_down - 1);
        } else if n_pressed(Key::Escape) > 0 {
            menus[at].title.surrender_focus();
        }
    }
}

/// Goes from row to row of an open menu.
fn row_keys(ui: &Ui, keys: &mut MenuKeys, menu: &Shown) {
    let focused = ui.memory(egui::Memory::focused);
    let rows = &menu.rows;
    let here = rows.iter().position(|row| focused == Some(*row));
    let is_within = here.is_some() || focused.is_none() || focused == Some(menu.title.id);
    // In the list of the briefs opened last the toolkit goes on.
    if !rows.is_empty() && is_within {
        let asked = keys.first_row.take();
        let (n_down, n_up) = (n_pressed(ui, Key::ArrowDown), n_pressed(ui, Key::ArrowUp));
        let first = here.or(asked).or((n_down > 0).then_some(rows.len() - 1));
        if asked.is_some() || n_down + n_up > 0 {
            let n_back = (rows.len() - 1) * n_up;
            focus(ui, rows[(first.unwrap_or(0) + n_down + n_back) % rows.len()]);
        }
    }
}

fn popup(menu: &Shown) -> Id {
    Popup::default_response_id(&menu.title)
}

/// Gives the keyboard to a control. An arrow would also go to whatever lies beside; while a menu opens, that is seldom
/// its next row.
fn focus(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| {
        memory.request_focus(id);
        memory.move_focus(egui::FocusDirection::None);
    });
}

fn n_pressed(ui: &Ui, key: Key) -> usize {
    ui.input_mut(|input| input.count_and_consume_key(egui::Modifiers::NONE, key))
}

const TOOLS: [(&str, Icon); 14] = [
    ("present", Icon::Presentation),
    ("save", Icon::Save),
    ("undo", Icon::Undo2),
    ("redo", Icon::Redo2),
    ("bold", Icon::Bold),
    ("italic", Icon::Italic),
    ("link", Icon::Link),
    ("bullets", Icon::List),
    ("insert-fact", Icon::Hash),
    ("insert-say", Icon::MessageSquare),
    ("insert-if-raised", Icon::CircleQuestionMark),
    ("insert-red-line", Icon::ShieldAlert),
    ("find", Icon::Search),
    ("export", Icon::FileDown),
];

/// Shows the tools that there is room for, and the others in a menu.
fn tools_ui(ui: &mut Ui, app: &mut App) {
    /// The room that a tool takes, with the gap behind it.
    const TOOL_PT: f32 = 40.0;
    let n_all = ((ui.available_width() - 4.0) / TOOL_PT).max(0.0) as usize;
    let n_fitting = if n_all >= TOOLS.len() { TOOLS.len() } else { n_all.saturating_sub(1) };
    for (id, sign) in TOOLS.into_iter().take(n_fitting) {
        if let Some(command) = command_named(id) {
            tool_ui(ui, app, command, sign);
        }
    }
    if n_fitting == TOOLS.len() {
        return;
    }
    let label = app.word("More tools", "その他のツール");
    let more = ui.menu_button(icon(Icon::Ellipsis).size(16.0), |ui| {
        for command in TOOLS.iter().skip(n_fitting).filter_map(|(id, _)| command_named(id)) {
            menu_row_ui(ui, app, command);
        }
    });
    more.response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, label));
    more.response.on_hover_text(label);
}

fn tool_ui(ui: &mut Ui, app: &mut App, command: &Command, sign: Icon) {
    let title = command.title.in_lang(app.lang());
    let key = app.keys_of(command).first().map(|key| format!("  {}", shown_key(key))).unwrap_or_default();
    let is_enabled = (command.enabled)(app);
    let response = ui.add_enabled(
        is_enabled,
        Button::new(icon(sign).size(16.0)).min_size([28.0, 26.0].into()).frame_when_inactive(false),
    );
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, is_enabled, title));
    if response.on_hover_text(format!("{title}{key}")).clicked() {
        app.run(command.id);
    }
}

/// The commands that fit the cursor or the selection.
pub(super) fn commands_at_cursor(app: &App) -> Vec<MenuRow> {
    let around = ["undo", "cut", "copy", "paste", "select-all"];
    let of_selection = ["bold", "italic", "link", "bullets", "insert-say", "insert-red-line", "find"];
    let of_place = ["insert-fact", "insert-slide", "insert-table", "insert-footnote", "insert-picture"];
    let fitting: &[&str] = if app.selected().is_empty() { &of_place } else { &of_selection };
    let rows = |ids: &[&str]| {
        let commands = ids.iter().filter_map(|id| command_named(id));
        let rows = commands.map(|command| MenuRow {
            id: Some(command.id),
            title: command.title.in_lang(app.lang()).to_owned(),
            key: app.keys_of(command).first().map(|key| shown_key(key)).unwrap_or_default(),
            is_enabled: (command.enabled)(app),
        });
        rows.collect::<Vec<_>>()
    };
    let line = MenuRow { id: None, title: String::new(), key: String::new(), is_enabled: false };
    let mut all = rows(&around);
    all.push(line);
    all.extend(rows(fitting));
    all
}
