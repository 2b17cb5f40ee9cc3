//! What those hear who cannot see the window: every menu, dialog and panel in both languages, and all of the text.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use demarche::app::{
    App, COMMANDS, ChartForm, Dialog, EncodingAsked, ImportReport, Language, Leave, Makers, Menu, Replacing,
    Request, RowsFrom, Settings, Start,
};
use demarche::brief::Lang;
use demarche::facts::Date;
use demarche::layout::Engine;
use demarche::session::{Disk, Encoding, Journal, Session, Writing, io_reason, wall_time};
use demarche::text::Selection;
use demarche::ui::{Window, fonts};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::HANDOUT;

const ENGLISH: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n## Plants\n\n- They employ many people.\n\n> [!IF-RAISED] Why so few\n> There are more each year.\n\n> [!RED-LINE]\n> No quota.\n\n## Next\n\nMore.\n";
const JAPANESE: &str = "---\ntitle: 雇用\nlang: ja\ndate: 2024-11-20\nmarking: { scheme: jp, banner: 取扱注意 }\n---\n\n## 工場について\n\n- 多くの人を雇用している。\n\n> [!IF-RAISED] なぜ少ないのか\n> 毎年増えている。\n\n> [!RED-LINE]\n> 数量規制はしない。\n\n## 次のこと\n\nさらに続く。\n";

/// Names that are the same in both languages: of formats, keys, sizes, and of the languages themselves.
const IN_BOTH: [&str; 46] = [
    "PDF",
    "PDF/A",
    "Word",
    "PowerPoint",
    "Markdown",
    "HTML",
    "PNG",
    "CSV",
    "Ctrl",
    "Alt",
    "Shift",
    "Esc",
    "Enter",
    "Démarche",
    "English",
    "日本語",
    "A4",
    "Letter",
    "MB",
    "pt",
    "OK",
    "TLP",
    "Tab",
    "Space",
    "Backspace",
    "Home",
    "End",
    "PgDn",
    "PgUp",
    "F",
    "age",
    "age1",
    "JIS",
    "EUC",
    "JP",
    "UTF",
    "LE",
    "BE",
    "toml",
    "Up",
    "Down",
    "Left",
    "Right",
    "PageDown",
    "PageUp",
    "Escape",
];

struct Heard {
    folder: tempfile::TempDir,
    harness: Harness<'static, Window>,
}

impl Heard {
    fn of(text: &str, lang: Lang) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("b.md");
        fs::write(&path, text).expect("written");
        let language = if lang == Lang::Ja { Language::Ja } else { Language::En };
        let app = App::new(Start {
            session: Session::open(&path, &Disk).expect("a brief"),
            settings: Settings { language, ..Settings::default() },
            settings_path: Some(folder.path().join("settings.toml")),
            journal: Journal::open(&folder.path().join("state")).map_err(|err| io_reason(&err)),
            recovers_any: false,
            writing: Writing::default(),
            state_folder: Some(folder.path().join("state")),
            today: Date { year: 2024, month: 11, day: 20 },
            wall_clock: wall_time,
            system_lang: lang,
            asked_lang: None,
            makers: Makers { engine: Engine::with_own_fonts, dictionaries: Vec::new },
            wake: Arc::new(|| {}),
        });
        let harness = Harness::builder()
            .with_size([1280.0, 800.0])
            .allow_missing_glyphs()
            .with_context_setup(|ctx| ctx.set_fonts(fonts(None)))
            .build_ui_state(|ui, window: &mut Window| window.window_ui(ui), Window::new(app));
        let mut heard = Self { folder, harness };
        heard.harness.run_steps(3);
        heard
    }

    fn app(&mut self) -> &mut App {
        &mut self.harness.state_mut().app
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(3);
    }

    /// Role and name of everything that is told, but for the text itself.
    fn names(&self) -> Vec<(Role, String)> {
        let is_told = |role: Role| !matches!(role, Role::TextRun | Role::Window);
        let nodes = self.harness.root().children_recursive();
        let told =
            nodes.filter(|node| is_told(node.accesskit_node().role()) && !node.accesskit_node().is_hidden());
        let names = told.map(|node| {
            let node = node.accesskit_node();
            let name = if node.role() == Role::Label { node.value() } else { node.label() };
            (node.role(), name.unwrap_or_default())
        });
        names.collect()
    }

    /// Judges every name that is told now.
    fn judge(&self, lang: Lang, state: &str, faults: &mut Vec<String>) {
        let folder = self.folder.path().display().to_string();
        for (role, name) in self.names() {
            let is_place = name.contains(&folder) || name.contains("b.md") || name.contains('/');
            if is_place {
                continue;
            }
            if name.trim().is_empty() {
                if egui::accessibility::is_input(role)
                    || matches!(role, Role::Dialog | Role::Menu | Role::RadioGroup)
                {
                    faults.push(format!("{state}: a {role:?} has no name"));
                }
                continue;
            }
            if name.contains(|c: char| ('\u{e000}'..='\u{f8ff}').contains(&c)) {
                faults.push(format!("{state}: {role:?} {name:?} is a sign"));
            }
            if !speaks(&name, lang) {
                faults.push(format!("{state}: {role:?} {name:?}"));
            }
        }
    }
}

fn is_japanese(c: char) -> bool {
    ('\u{3041}'..='\u{30fa}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a name is in a language: in Japanese it holds kana or kanji, or nothing but names that are the same in both.
fn speaks(name: &str, lang: Lang) -> bool {
    if lang == Lang::En {
        return !name.replace("日本語", "").contains(is_japanese);
    }
    let mut words = name.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    name.contains(is_japanese) || words.all(|word| IN_BOTH.contains(&word))
}

#[test]
fn every_menu_dialog_and_panel_speaks_the_language_of_the_window() {
    /// What leaves the window, or asks the system.
    const LEAVES: [&str; 8] =
        ["quit", "open", "open-folder", "save-as", "full-screen", "present", "import-table", "take-over"];
    for (lang, text) in [(Lang::En, ENGLISH), (Lang::Ja, JAPANESE)] {
        let mut faults = Vec::new();
        let mut heard = Heard::of(text, lang);
        heard.judge(lang, "desk", &mut faults);
        for menu in Menu::ALL {
            let title = menu.title();
            let title = if lang == Lang::Ja { title.1 } else { title.0 };
            heard.harness.get_by_role_and_label(Role::MenuItem, title).click();
            heard.harness.run_steps(3);
            let rows = heard.names().into_iter().filter(|(role, _)| *role == Role::MenuItem).count();
            assert!(rows > Menu::ALL.len(), "{title} shows its rows as rows of a menu");
            heard.judge(lang, title, &mut faults);
            heard.key(Modifiers::NONE, Key::Escape);
        }
        for command in COMMANDS.iter().filter(|command| !LEAVES.contains(&command.id)) {
            if !(command.enabled)(heard.app()) {
                continue;
            }
            heard.app().run(command.id);
            heard.app().requests.clear();
            heard.harness.run_steps(3);
            heard.judge(lang, command.id, &mut faults);
            if heard.app().talk.is_some() || heard.app().view.dialog.is_some() {
                heard = Heard::of(text, lang);
            }
        }
        faults.sort();
        faults.dedup();
        assert!(faults.is_empty(), "{lang:?}: {} faults\n{}", faults.len(), faults.join("\n"));
    }
}

/// Dialogs that no command opens, each by a name of ours.
fn dialogs(folder: &Path) -> Vec<(&'static str, Dialog)> {
    let path = folder.join("other.md");
    let typed = |request: Request| Dialog::Path { request, path: folder.display().to_string() };
    let asked = EncodingAsked {
        path: path.clone(),
        choices: vec![(Encoding::ShiftJis, "x".to_owned()), (Encoding::EucJp, "y".to_owned())],
        chosen: 0,
    };
    let files: Vec<PathBuf> = (0..12).map(|n| folder.join(format!("{n}.pdf"))).collect();
    let form = |rows_from| {
        let mut form = ChartForm::default();
        form.rows_from = rows_from;
        Dialog::Chart(Box::new(form))
    };
    let report = ImportReport { path: path.clone(), remarks: Vec::new(), looks: None };
    vec![
        ("unsaved", Dialog::Unsaved(Leave::Quit)),
        ("open elsewhere", Dialog::OpenElsewhere),
        ("replace", Dialog::Replace { replacing: Replacing::Save(path), files }),
        ("encoding", Dialog::Encoding(Arc::new(asked))),
        ("imported", Dialog::Imported(Arc::new(report))),
        ("after a talk", Dialog::AfterTalk { marks: Vec::new(), is_rehearsal: false }),
        ("after a rehearsal", Dialog::AfterTalk { marks: Vec::new(), is_rehearsal: true }),
        ("forget the history", Dialog::ForgetHistory),
        ("a chart of cells", form(RowsFrom::Cells)),
        ("a chart of facts", form(RowsFrom::Facts)),
        ("a chart of a file", form(RowsFrom::File)),
        ("path of a brief", typed(Request::PickBrief)),
        ("path of a folder", typed(Request::PickFolder)),
        ("path of a picture", typed(Request::PickPicture)),
        ("path of a table", typed(Request::PickTable)),
        ("path of a deck", typed(Request::PickImport)),
        ("path to save", typed(Request::PickSave)),
        ("path to export", typed(Request::PickExport(HANDOUT))),
        ("path of a report", typed(Request::PickReport)),
    ]
}

#[test]
fn every_dialog_that_no_command_opens_speaks_the_language_of_the_window() {
    for (lang, text) in [(Lang::En, ENGLISH), (Lang::Ja, JAPANESE)] {
        let mut faults = Vec::new();
        let mut heard = Heard::of(text, lang);
        for (name, dialog) in dialogs(heard.folder.path()) {
            heard.app().view.dialog = Some(dialog);
            heard.harness.run_steps(3);
            assert!(heard.app().view.dialog.is_some(), "{name}");
            heard.judge(lang, name, &mut faults);
            heard.key(Modifiers::NONE, Key::Escape);
            assert!(heard.app().view.dialog.is_none(), "Escape closes: {name}");
        }
        // What keeps a brief from being saved is told, too.
        let path = heard.folder.path().join("sjis.md");
        let text = format!("---\nlang: {}\n---\n見出し\n", if lang == Lang::Ja { "ja" } else { "en" });
        fs::write(&path, Encoding::ShiftJis.encode(&text).expect("written")).expect("written");
        heard.app().open_in(path, Encoding::ShiftJis);
        heard.harness.get_by_role(Role::MultilineTextInput).focus();
        heard.harness.run_steps(2);
        heard.harness.event(Event::Text("ü".to_owned()));
        heard.harness.run_steps(2);
        heard.app().save();
        let told = Instant::now();
        while heard.app().toasts.is_empty() && told.elapsed().as_secs() < 30 {
            heard.harness.run_steps(2);
        }
        let toast = heard.app().toasts.last().map(|toast| toast.words.clone()).unwrap_or_default();
        assert!(speaks(&toast, lang) && toast.contains('ü'), "{lang:?}: {toast}");
        heard.judge(lang, "not saved", &mut faults);
        faults.sort();
        faults.dedup();
        assert!(faults.is_empty(), "{lang:?}: {} faults\n{}", faults.len(), faults.join("\n"));
    }
}

#[test]
fn the_whole_text_is_read_by_line_with_its_caret() {
    for n_lines in [40, 2_000, 20_000] {
        let line = |n: usize| format!("- Point {n} says that 車 {n} were built in e\u{301}poque.\n");
        let text: String = (0..n_lines).map(line).collect();
        let mut heard = Heard::of(&text, Lang::En);
        let at = text.find("Point 30 ").expect("a line") + 3;
        heard.app().select(Selection { anchor: at, head: at });
        let before = Instant::now();
        heard.harness.step();
        let taken = before.elapsed();
        eprintln!("a frame of {} KB that is told whole: {} ms", text.len() / 1_000, taken.as_millis());
        let told = |heard: &Heard| {
            let editor = heard.harness.get_by_role(Role::MultilineTextInput);
            let node = editor.accesskit_node();
            let caret = node.text_selection().expect("it has a caret").start().to_global_usv_index();
            (node.document_range().text(), caret)
        };
        let caret = text[..at].chars().count();
        assert_eq!(told(&heard), (text.clone(), caret), "{n_lines} lines");
        // What is typed is told, and the lines around it are what they were, wherever they stand now.
        heard.harness.get_by_role(Role::MultilineTextInput).focus();
        heard.harness.run_steps(2);
        heard.harness.event(Event::Text("x".to_owned()));
        heard.harness.run_steps(2);
        heard.key(Modifiers::NONE, Key::Enter);
        heard.harness.run_steps(2);
        let now = heard.app().session.text().to_owned();
        assert!(now.len() > text.len() + 1, "a letter and a line are new");
        let head = heard.app().selection.head;
        assert_eq!(told(&heard), (now.clone(), now[..head].chars().count()), "{n_lines} lines, typed into");
        heard.app().undo();
        heard.app().undo();
        heard.harness.run_steps(2);
        assert_eq!(told(&heard).0, heard.app().session.text(), "{n_lines} lines, taken back");
    }
}

#[test]
fn lines_keep_their_names_when_all_is_told_anew() {
    let mut heard = Heard::of(ENGLISH, Lang::En);
    let names = |heard: &Heard| {
        let editor = heard.harness.get_by_role(Role::MultilineTextInput);
        editor.children_recursive().map(|node| node.accesskit_node().id()).collect::<Vec<_>>()
    };
    let before = names(&heard);
    assert!(before.len() > ENGLISH.lines().count());
    // A reader may have come in between.
    heard.harness.input_mut().time = Some(1_000.0);
    heard.harness.step();
    assert_eq!(names(&heard), before, "what was asked for by a name is found by it");
}

#[test]
fn the_keyboard_goes_into_a_dialog_and_back() {
    let mut heard = Heard::of(ENGLISH, Lang::En);
    heard.harness.get_by_role(Role::MultilineTextInput).focus();
    heard.harness.run_steps(2);
    for id in ["settings", "about", "new", "keys", "export"] {
        let before = heard.harness.ctx.memory(egui::Memory::focused);
        heard.app().run(id);
        heard.harness.run_steps(4);
        let focused = heard.harness.ctx.memory(egui::Memory::focused);
        assert!(focused.is_some() && focused != before, "{id} has the keyboard");
        heard.key(Modifiers::NONE, Key::Escape);
        heard.harness.run_steps(2);
        assert!(heard.app().view.dialog.is_none(), "{id}");
        let after = heard.harness.ctx.memory(egui::Memory::focused);
        assert_eq!(after, before, "what had the keyboard before {id} has it again");
    }
    heard.harness.event(Event::Text("typed".to_owned()));
    heard.harness.run_steps(2);
    assert!(heard.app().session.text().contains("typed"));
}

#[test]
fn f6_goes_round_the_panels_and_back() {
    let mut heard = Heard::of(ENGLISH, Lang::En);
    heard.app().view.shows_problems = true;
    heard.harness.get_by_role(Role::MultilineTextInput).focus();
    heard.harness.run_steps(2);
    let editor = heard.harness.ctx.memory(egui::Memory::focused);
    let mut seen = Vec::new();
    for _ in 0..8 {
        heard.key(Modifiers::NONE, Key::F6);
        let focused = heard.harness.ctx.memory(egui::Memory::focused);
        seen.push(focused);
        if focused == editor {
            break;
        }
    }
    assert_eq!(seen.last().copied(), Some(editor), "the round ends in the editor");
    assert!(seen.len() >= 4, "it passes pages, problems, status and menus: {}", seen.len());
    heard.key(Modifiers::SHIFT, Key::F6);
    assert_ne!(heard.harness.ctx.memory(egui::Memory::focused), editor, "and goes back");
}

#[test]
fn choices_and_messages_say_what_they_are() {
    let mut heard = Heard::of(ENGLISH, Lang::En);
    heard.app().run("settings");
    heard.harness.run_steps(3);
    heard.harness.get_by_role_and_label(Role::RadioGroup, "Appearance");
    heard.harness.get_by_role_and_label(Role::RadioButton, "High contrast").click();
    heard.harness.run_steps(2);
    assert_eq!(heard.app().settings.appearance, demarche::app::Appearance::HighContrast);
    heard.harness.get_by_role_and_label(Role::Dialog, "Settings");
    heard.key(Modifiers::NONE, Key::Escape);
    heard.app().complain("Something happened");
    heard.harness.run_steps(2);
    let messages = heard.harness.get_by_role_and_label(Role::Alert, "Messages");
    assert!(messages.get_all_by_role(Role::Label).any(|label| label.value().is_some()));
}
