//! The window by label and key: what a user does, and what the program then holds.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use demarche::app::{
    App, Appearance, COMMANDS, Dialog, ExportChoice, Language, Leave, Makers, Request, Settings, Start,
};
use demarche::brief::{Lang, Reader};
use demarche::facts::Date;
use demarche::layout::{Engine, Shape};
use demarche::session::{Disk, Journal, Protection, Session, Writing, io_reason, wall_time};
use demarche::text::Selection;
use demarche::ui::{Window, fonts};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: { scheme: uk, banner: OFFICIAL }\nfacts: facts.toml\n---\n\n## Plants\n\n- They employ many people.\n\n> [!RED-LINE]\n> No quota.\n\n## Next\n\nMore.\n";
/// The handout of the counterpart as PDF, which is what leaves most.
pub(crate) const HANDOUT: ExportChoice = ExportChoice {
    reader: Reader::Counterpart,
    shape: Shape::Text,
    extension: "pdf",
    is_letter: false,
    has_ink: false,
};
const BOOK: &str = "[[source]]\nid = \"s\"\ntitle = \"Report\"\n\n[[fact]]\nkey = \"jobs\"\nvalue = 109000\nas_of = \"2023\"\nstatement = \"Direct jobs\"\nsource = \"s\"\n";

pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) harness: Harness<'static, Window>,
}

fn start(path: &Path, folder: &Path, writing: Writing) -> App {
    start_in(path, folder, writing, None)
}

fn start_in(path: &Path, folder: &Path, writing: Writing, asked_lang: Option<Lang>) -> App {
    App::new(Start {
        session: Session::open(path, &Disk).expect("a brief"),
        settings: Settings { language: Language::En, appearance: Appearance::Light, ..Settings::default() },
        settings_path: Some(folder.join("config/settings.toml")),
        journal: Journal::open(&folder.join("state")).map_err(|err| io_reason(&err)),
        recovers_any: false,
        writing,
        state_folder: Some(folder.join("state")),
        today: Date { year: 2024, month: 11, day: 20 },
        wall_clock: wall_time,
        system_lang: Lang::En,
        asked_lang,
        makers: Makers { engine: Engine::with_own_fonts, dictionaries: Vec::new },
        wake: Arc::new(|| {}),
    })
}

impl Desk {
    pub(crate) fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("brief.md"), text).expect("written");
        fs::write(folder.path().join("facts.toml"), BOOK).expect("written");
        let path = folder.path().join("brief.md");
        Self::at(folder, &path)
    }

    /// Starts the program in a folder, with a brief of it.
    pub(crate) fn at(folder: tempfile::TempDir, path: &Path) -> Self {
        Self::on(folder, path, Writing::default())
    }

    /// The program started anew after it ended in the middle of what it did.
    pub(crate) fn started_anew(self) -> Self {
        let Self { folder, harness } = self;
        drop(harness);
        let path = folder.path().join("brief.md");
        Self::at(folder, &path)
    }

    /// The same, started in a language.
    pub(crate) fn started_in(self, lang: Lang) -> Self {
        let Self { folder, harness } = self;
        drop(harness);
        let app = start_in(&folder.path().join("brief.md"), folder.path(), Writing::default(), Some(lang));
        Self::of(folder, app)
    }

    /// Another window of the same brief, as another program has it.
    pub(crate) fn second(&self) -> Self {
        let own = tempfile::tempdir().expect("a folder");
        let folder = self.folder.path();
        Self::of(own, start(&folder.join("brief.md"), folder, Writing::default()))
    }

    /// The same on a disk that somebody looks at.
    pub(crate) fn on(folder: tempfile::TempDir, path: &Path, writing: Writing) -> Self {
        let app = start(path, folder.path(), writing);
        Self::of(folder, app)
    }

    fn of(folder: tempfile::TempDir, app: App) -> Self {
        let window = Window::new(app);
        let harness = Harness::builder()
            .with_size([1280.0, 800.0])
            // Fonts with Japanese are the system's, and tests read none of those.
            .allow_missing_glyphs()
            .with_context_setup(|ctx| ctx.set_fonts(fonts(None)))
            .build_ui_state(|ui, window: &mut Window| window.window_ui(ui), window);
        let mut desk = Self { folder, harness };
        desk.step();
        desk
    }

    pub(crate) fn open() -> Self {
        Self::with(BRIEF)
    }

    pub(crate) fn step(&mut self) {
        self.harness.run_steps(3);
    }

    pub(crate) fn app(&mut self) -> &mut App {
        &mut self.harness.state_mut().app
    }

    pub(crate) fn text(&mut self) -> String {
        self.app().session.text().to_owned()
    }

    pub(crate) fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.step();
    }

    pub(crate) fn type_text(&mut self, words: &str) {
        self.harness.event(Event::Text(words.to_owned()));
        self.step();
    }

    pub(crate) fn click(&mut self, label: &str) {
        // What stands over the window comes last.
        self.harness.get_all_by_label(label).last().expect("a control of that name").click();
        self.step();
    }

    /// Puts the cursor behind some words.
    pub(crate) fn go_behind(&mut self, words: &str) {
        let at = self.text().find(words).expect("in the text") + words.len();
        self.app().select(Selection::at(at));
        self.app().requests.push(Request::FocusEditor);
        self.step();
        self.step();
    }

    /// Waits for what a thread is to deliver.
    pub(crate) fn wait(&mut self, mut has_come: impl FnMut(&mut App) -> bool) {
        let begun = Instant::now();
        while !has_come(self.app()) {
            if begun.elapsed() > Duration::from_mins(1) {
                let said: Vec<&str> = self.app().toasts.iter().map(|toast| toast.words.as_str()).collect();
                panic!("nothing came but {said:?}");
            }
            std::thread::yield_now();
            self.harness.step();
        }
    }
}

#[test]
fn what_is_typed_is_in_the_text_and_can_be_taken_back() {
    let mut desk = Desk::open();
    desk.go_behind("many people");
    for letter in [" ", "h", "e", "r", "e"] {
        desk.type_text(letter);
    }
    assert!(desk.text().contains("many people here."));
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(!desk.text().contains("here"));
    desk.key(Modifiers::COMMAND, Key::Y);
    assert!(desk.text().contains("many people here."));
    desk.key(Modifiers::COMMAND, Key::S);
    let saved = fs::read_to_string(desk.folder.path().join("brief.md")).expect("read");
    assert_eq!(saved, desk.text());
    assert_eq!(desk.app().protection, Protection::Saved);
}

#[test]
fn lists_go_on_and_letters_are_what_people_see() {
    let mut desk = Desk::with("- one👩‍👩‍👧");
    desk.go_behind("- one👩‍👩‍👧");
    desk.key(Modifiers::NONE, Key::Backspace);
    assert_eq!(desk.text(), "- one");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.type_text("two");
    assert_eq!(desk.text(), "- one\n- two");
    desk.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(desk.text(), "- two\n- one");
    desk.key(Modifiers::NONE, Key::Home);
    desk.key(Modifiers::COMMAND, Key::ArrowRight);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
    desk.key(Modifiers::COMMAND, Key::B);
    assert!(desk.text().contains("**two**"), "{}", desk.text());
}

#[test]
fn an_input_method_is_not_cut_by_keys() {
    let mut desk = Desk::with("同盟");
    desk.go_behind("同盟");
    let preedit =
        |text: &str| Event::Ime(egui::ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    desk.harness.event(preedit("は"));
    desk.step();
    desk.key(Modifiers::COMMAND, Key::B);
    assert_eq!(desk.text(), "同盟");
    desk.key(Modifiers::ALT, Key::F);
    desk.step();
    assert!(desk.harness.query_by_label("Save as…").is_none(), "no menu opens over what is composed");
    desk.harness.event(preedit(""));
    desk.harness.event(Event::Ime(egui::ImeEvent::Commit("は強い".to_owned())));
    desk.step();
    assert_eq!(desk.text(), "同盟は強い");
}

#[test]
fn the_palette_finds_and_runs_a_command() {
    let mut desk = Desk::open();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Palette { .. })));
    desk.type_text("line numbers");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.app().settings.shows_line_numbers);
    assert!(desk.app().view.dialog.is_none());
    let kept = fs::read_to_string(desk.folder.path().join("config/settings.toml")).expect("kept");
    assert!(kept.contains("shows_line_numbers = true"), "{kept}");
}

#[test]
fn words_are_found_and_replaced() {
    let mut desk = Desk::open();
    desk.key(Modifiers::COMMAND, Key::F);
    desk.step();
    desk.type_text("people");
    assert_eq!(desk.app().find.pattern, "people");
    desk.harness.get_by_label("1 match");
    desk.key(Modifiers::NONE, Key::Enter);
    let text = desk.text();
    assert_eq!(desk.app().selected().slice(&text), "people", "Enter goes to the match");
    desk.app().find.replacement = "Americans".to_owned();
    desk.click("Replace all");
    assert!(desk.text().contains("many Americans."));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.app().view.dialog.is_none());
    desk.key(Modifiers::COMMAND, Key::Z);
    assert!(desk.text().contains("many people."));
}

#[test]
fn a_fact_comes_from_the_book_with_its_key() {
    let mut desk = Desk::open();
    desk.go_behind("They employ ");
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    desk.click("Insert 109,000");
    assert!(desk.text().contains("They employ [109,000](fact:jobs)many"), "{}", desk.text());
}

#[test]
fn a_problem_is_listed_and_fixed_with_one_click() {
    let mut desk = Desk::with(&BRIEF.replace("many people", "[110,000](fact:jobs) people"));
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "drifted-fact"));
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    desk.click("Write 109,000");
    assert!(desk.text().contains("[109,000](fact:jobs) people"), "{}", desk.text());
}

#[test]
fn each_reader_sees_the_own_copy() {
    let mut desk = Desk::open();
    desk.click("Handout");
    desk.wait(|app| app.preview.shape == Some(Shape::Text) && !app.preview.is_stale);
    let words =
        |app: &App| app.preview.slots.iter().map(|slot| slot.pages.words(slot.page_idx)).collect::<String>();
    assert!(!words(desk.app()).contains("No quota"));
    desk.key(Modifiers::ALT | Modifiers::SHIFT, Key::Num5);
    assert_eq!(desk.app().view.reader, Reader::Principal);
    desk.wait(|app| !app.preview.is_stale);
    assert!(words(desk.app()).contains("No quota"));
}

#[test]
fn the_slide_follows_what_is_typed() {
    let mut desk = Desk::open();
    desk.wait(|app| !app.preview.slots.is_empty());
    desk.go_behind("many people");
    desk.type_text(" in Ohio");
    let shows = |app: &mut App| {
        app.preview.slots.iter().any(|slot| slot.pages.words(slot.page_idx).contains("people in Ohio"))
    };
    desk.wait(shows);
}

#[test]
fn a_click_on_a_page_finds_the_word() {
    let mut desk = Desk::open();
    desk.wait(|app| !app.preview.slots.is_empty());
    let at = desk.text().find("employ").expect("in the text");
    let app = desk.app();
    let slot = app.preview.slots[1].clone();
    let place = slot.pages.place_of(at).expect("on the page");
    let found = slot.pages.offset_at(place.page_idx, place.x_pt + 1.0, place.y_pt - 4.0);
    assert_eq!(found, Some(at));
}

#[test]
fn export_asks_where_and_writes_what_the_reader_may_have() {
    let mut desk = Desk::open();
    desk.key(Modifiers::COMMAND, Key::E);
    desk.harness.get_by_label_contains("1 block stays with us");
    let choice = ExportChoice { extension: "md", ..HANDOUT };
    let path = desk.folder.path().join("out.md");
    desk.app().export_to(path.clone(), choice);
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("was written")));
    let copy = fs::read_to_string(path).expect("written");
    assert!(copy.contains("They employ") && !copy.contains("quota"), "{copy}");
}

#[test]
fn letters_that_no_font_has_are_a_problem_and_are_said_at_export() {
    let mut desk = Desk::with(&BRIEF.replacen("They employ", "ประเทศไทย: they employ", 1));
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "missing-glyphs"));
    let path = desk.folder.path().join("out.pdf");
    desk.app().export_to(path, HANDOUT);
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("was written")));
    let app = desk.app();
    assert!(
        app.toasts
            .iter()
            .any(|toast| toast.words.contains("Thai") && toast.words.contains("fonts-noto-core"))
    );
}

#[test]
fn every_dialog_closes_with_escape() {
    let mut desk = Desk::open();
    let dialogs = [
        Dialog::Palette { search: String::new(), chosen: 0 },
        Dialog::GoTo { search: String::new(), chosen: 0 },
        Dialog::Find,
        Dialog::New,
        Dialog::Settings,
        Dialog::Keys { changed: None, problem: None },
        Dialog::About,
        Dialog::Unsaved(Leave::Quit),
        Dialog::ChangedOnDisk(Arc::default()),
        Dialog::OpenElsewhere,
        Dialog::ForgetHistory,
        Dialog::Path { request: Request::PickSave, path: String::new() },
        Dialog::Export(HANDOUT),
    ];
    for dialog in dialogs {
        let name = format!("{dialog:?}");
        desk.app().view.dialog = Some(dialog);
        desk.step();
        desk.key(Modifiers::NONE, Key::Escape);
        assert!(desk.app().view.dialog.is_none(), "{name} stays open");
    }
}

#[test]
fn every_command_runs_without_harm() {
    let mut desk = Desk::open();
    for command in COMMANDS.iter().filter(|command| !["quit", "guide", "sample"].contains(&command.id)) {
        desk.app().run(command.id);
        desk.step();
        assert!(desk.text().contains("Plants"), "{}", command.id);
        desk.app().view.dialog = None;
    }
}

#[test]
fn an_unsaved_brief_is_not_left_without_asking() {
    let mut desk = Desk::open();
    desk.go_behind("many people");
    desk.type_text("!");
    desk.key(Modifiers::COMMAND, Key::Q);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Unsaved(Leave::Quit))));
    desk.click("Cancel");
    assert!(!desk.app().is_leaving());
    desk.key(Modifiers::COMMAND, Key::Q);
    desk.click("Save");
    assert!(desk.app().is_leaving());
    assert!(fs::read_to_string(desk.folder.path().join("brief.md")).expect("read").contains("people!."));
}

#[test]
fn with_nothing_open_the_window_says_how_to_begin() {
    let mut desk = Desk::with("");
    assert!(!desk.app().is_blank(), "a file is open, if an empty one");
    desk.app().leave(Leave::New(String::new()));
    desk.step();
    assert!(desk.app().is_blank());
    desk.click("Write without a skeleton");
    desk.type_text("## First");
    assert_eq!(desk.text(), "## First");
    desk.key(Modifiers::COMMAND, Key::N);
    desk.click("Démarche: points to deliver");
    desk.click("Create the brief");
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Unsaved(Leave::New(_)))));
    desk.click("Leave without saving");
    assert!(desk.text().contains("kind: demarche"), "{}", desk.text());
}

#[test]
fn controls_have_names_and_the_editor_is_one_text_field() {
    let desk = Desk::open();
    desk.harness.get_by_role_and_label(Role::MultilineTextInput, "Text of the brief");
    for label in ["Save", "Undo", "Bold", "Fact…", "Export…"] {
        assert!(desk.harness.query_all_by_label(label).next().is_some(), "{label}");
    }
}

#[test]
fn kinds_and_facts_are_completed_as_they_are_typed() {
    let mut desk = Desk::with(&BRIEF.replace("- They employ many people.", "- They employ X"));
    desk.go_behind("They employ X");
    desk.key(Modifiers::NONE, Key::Backspace);
    for letter in "[](fact:jo".chars() {
        desk.type_text(&letter.to_string());
    }
    assert_eq!(desk.harness.query_all_by_role(Role::ListItem).count(), 1);
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.text().contains("They employ [](fact:jobs)\n"), "{}", desk.text());
    desk.key(Modifiers::NONE, Key::Enter);
    desk.key(Modifiers::NONE, Key::Enter);
    for letter in "> [!if".chars() {
        desk.type_text(&letter.to_string());
    }
    desk.key(Modifiers::NONE, Key::ArrowDown);
    desk.key(Modifiers::NONE, Key::ArrowUp);
    desk.key(Modifiers::NONE, Key::Tab);
    assert!(desk.text().contains("[!IF-RAISED]"), "{}", desk.text());
}

#[test]
fn escape_closes_the_list_and_leaves_the_keyboard_to_the_text() {
    let mut desk = Desk::with("> ");
    desk.go_behind("> ");
    for letter in "[!s".chars() {
        desk.type_text(&letter.to_string());
    }
    assert!(desk.harness.query_all_by_role(Role::ListItem).next().is_some());
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.harness.query_all_by_role(Role::ListItem).next().is_none());
    desk.type_text("!");
    assert!(desk.text().contains("[!s!]"), "{}", desk.text());
}

#[test]
fn a_misspelled_word_is_marked_and_mended_or_learned() {
    let mut desk = Desk::with("The goverment said so, and the comittee.\n");
    desk.wait(|app| app.analysis.misspellings.len() == 2);
    desk.app().select(Selection::at(6));
    desk.step();
    desk.app().learn_word("Comittee");
    desk.wait(|app| app.analysis.misspellings.len() == 1);
    let kept = fs::read_to_string(desk.folder.path().join("config/settings.toml")).expect("kept");
    assert!(kept.contains("comittee"), "{kept}");
    let at = desk.harness.get_by_role(Role::MultilineTextInput).rect().min + egui::vec2(90.0, 24.0);
    desk.harness.hover_at(at);
    desk.harness.run_steps(40);
    desk.click("government");
    assert_eq!(desk.text(), "The government said so, and the comittee.\n");
}

#[test]
fn a_key_is_changed_and_a_taken_one_is_refused() {
    let mut desk = Desk::open();
    desk.key(Modifiers::NONE, Key::F1);
    desk.click("Key of New…");
    desk.key(Modifiers::COMMAND, Key::S);
    desk.harness.get_by_label_contains("Ctrl+S runs Save already");
    desk.key(Modifiers::ALT | Modifiers::SHIFT, Key::O);
    assert_eq!(desk.app().settings.keys.get("new").map(String::as_str), Some("Alt+Shift+O"));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.app().view.dialog.is_none());
    desk.key(Modifiers::COMMAND, Key::N);
    assert!(desk.app().view.dialog.is_none(), "the old key is free");
    desk.key(Modifiers::ALT | Modifiers::SHIFT, Key::O);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::New)));
}

#[test]
fn a_pasted_picture_lies_beside_the_brief() {
    let mut desk = Desk::open();
    desk.go_behind("many people.");
    let picture = egui::ColorImage::filled([3, 2], egui::Color32::RED);
    desk.harness.event(Event::PasteImage(Arc::new(picture.clone())));
    desk.step();
    desk.harness.event(Event::PasteImage(Arc::new(picture)));
    desk.step();
    assert_eq!(desk.text().matches("(<picture.png>)").count(), 2, "the same picture is one file");
    let other = egui::ColorImage::filled([2, 2], egui::Color32::BLUE);
    desk.harness.event(Event::PasteImage(Arc::new(other)));
    desk.step();
    assert!(desk.text().contains("(<picture-2.png>)"), "{}", desk.text());
    assert!(desk.folder.path().join("picture-2.png").is_file());
}

#[test]
fn replacing_can_be_taken_back_from_the_message() {
    let mut desk = Desk::open();
    desk.app().find.pattern = "people".to_owned();
    desk.app().find.replacement = "persons".to_owned();
    desk.app().replace_all();
    desk.step();
    desk.click("Undo");
    assert!(desk.text().contains("many people."));
    assert!(desk.app().toasts.iter().all(|toast| toast.offer.is_none()));
}

#[test]
fn a_fact_shows_where_it_is_used() {
    let mut desk = Desk::with(&BRIEF.replace("many people", "[](fact:jobs) and [](fact:jobs)"));
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    desk.click("used 2×");
    let first = desk.app().selection.head;
    desk.click("used 2×");
    let second = desk.app().selection.head;
    assert!(first < second);
    desk.click("used 2×");
    assert_eq!(desk.app().selection.head, first);
}

#[test]
fn thumbnails_lead_to_their_pages_and_pages_tell_their_headings() {
    let mut desk = Desk::open();
    desk.wait(|app| !app.preview.slots.is_empty());
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::T);
    desk.harness.run_steps(2);
    let n = desk.app().preview.slots.len();
    desk.click(&format!("Go to page {n}"));
    desk.harness.run_steps(4);
    desk.harness.get_by_role_and_label(Role::Heading, "Next");
}

#[test]
fn the_section_of_the_cursor_can_stand_out() {
    let mut desk = Desk::open();
    desk.go_behind("many people");
    desk.key(Modifiers::NONE, Key::F9);
    assert!(desk.app().view.focuses_section);
    let text = desk.text();
    assert!(desk.app().section_of_cursor().slice(&text).starts_with("## Plants"));
    assert!(desk.app().section_of_cursor().slice(&text).trim_end().ends_with("No quota."));
}

#[test]
fn a_reader_of_the_screen_may_write() {
    let mut desk = Desk::with("One line\n");
    desk.go_behind("One");
    let editor = desk.harness.get_by_role_and_label(Role::MultilineTextInput, "Text of the brief");
    let (id, tree) = editor.accesskit_node().locate();
    let request = egui::accesskit::ActionRequest {
        action: egui::accesskit::Action::ReplaceSelectedText,
        target_tree: tree,
        target_node: id,
        data: Some(egui::accesskit::ActionData::Value(" short".into())),
    };
    desk.harness.event(Event::AccessKitActionRequest(request));
    desk.step();
    assert_eq!(desk.text(), "One short line\n");
}

#[test]
fn a_brief_without_a_fact_book_is_given_one() {
    for text in ["---\ntitle: A\n---\n\n## One\n", "## One\n"] {
        let mut desk = Desk::with(text);
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
        assert!(desk.harness.query_by_label("Begin a fact book…").is_none(), "one lies there already");
        desk.click("Use facts.toml");
        desk.wait(|app| !app.session.loaded().book.facts.is_empty());
        assert_eq!(desk.app().session.brief().front.facts.as_deref(), Some("facts.toml"));
        assert!(desk.app().view.dialog.is_none(), "one that lies there is taken as it is");
        desk.step();
        desk.harness.get_by_label("Insert 109,000");
    }
}

#[test]
fn keys_of_one_frame_count_in_their_order_and_none_is_lost() {
    let mut desk = Desk::with("Start");
    desk.go_behind("Start");
    let path = desk.folder.path().join("brief.md");
    let press =
        |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    let text = |words: &str| Event::Text(words.to_owned());
    // A slow frame: letters, a shortcut, letters, another shortcut, letters.
    let events = [
        text(" one"),
        press(Key::S, Modifiers::COMMAND),
        text(" two"),
        press(Key::Z, Modifiers::COMMAND),
        text(" three"),
        press(Key::S, Modifiers::ALT | Modifiers::SHIFT),
        // Some systems send the letter as well.
        text("s"),
        text(" four"),
    ];
    desk.harness.input_mut().events.extend(events);
    desk.harness.step();
    assert_eq!(fs::read_to_string(&path).expect("there"), "Start one", "what was typed before it is saved");
    desk.step();
    desk.step();
    let typed = desk.text();
    // One step holds both words, as they were typed without a pause.
    assert!(typed.starts_with("Start three"), "{typed}");
    assert!(typed.contains("[!SAY]") && typed.contains(" four") && !typed.contains("two"), "{typed}");
}

#[test]
fn the_preview_says_that_edits_are_open_and_stops_saying_it_when_they_are_settled() {
    let words = "Edits are open: these pages show the text before them";
    let mut desk = Desk::with("## Jobs\n\nThey employ {++many++} people.\n");
    desk.wait(|app| app.analysis.has_open_edits);
    desk.step();
    desk.harness.get_by_label(words);
    let at = desk.text().find("{++").expect("there");
    let span = demarche::text::Span::new(at, at + "{++many++}".len());
    let edit = vec![demarche::text::Edit::replace(span, "many")];
    desk.app().edit(edit, Selection::at(at), demarche::text::EditKind::Other);
    desk.wait(|app| !app.analysis.has_open_edits);
    desk.step();
    assert!(desk.harness.query_by_label(words).is_none());
    // Another brief does not inherit it.
    let edit = vec![demarche::text::Edit::insert(at, "{--so--} ")];
    desk.app().edit(edit, Selection::at(at), demarche::text::EditKind::Other);
    desk.wait(|app| app.analysis.has_open_edits);
    desk.app().leave(Leave::New("## New\n".to_owned()));
    assert!(!desk.app().analysis.has_open_edits);
}
