//! What newcomers met in their first hour, each by label and key.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use demarche::app::{Dialog, ExportChoice, Leave};
use demarche::brief::{BriefKind, Lang, Reader, SKELETONS, skeleton};
use demarche::layout::Shape;
use demarche::text::Selection;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::{Desk, HANDOUT};
use crate::window::{Display, wait_for};

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n## Plants\n\n- They employ many people.\n";

fn has(desk: &Desk, label: &str) -> bool {
    desk.harness.query_by_label_contains(label).is_some()
}

fn key(key: Key, physical: Option<Key>, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: physical, pressed: true, repeat: false, modifiers }
}

/// Lets several events come in one frame, as they do where hands are faster than the screen.
fn in_one_frame(desk: &mut Desk, events: impl IntoIterator<Item = Event>) {
    desk.harness.input_mut().events.extend(events);
    desk.harness.step();
    desk.step();
}

#[test]
fn what_is_typed_first_stands_below_the_front_matter() {
    let mut desk = Desk::with(BRIEF);
    desk.type_text("!");
    assert_eq!(desk.text(), BRIEF.replace("## Plants\n", "## Plants!\n"));
    let other = desk.folder.path().join("other.md");
    fs::write(&other, "---\ntitle: Other\n---\n\n<!-- mine -->\n\nWords.\n").expect("written");
    desk.app().leave(Leave::Open(other));
    desk.step();
    desk.type_text("!");
    assert_eq!(desk.text(), "---\ntitle: Other\n---\n\n<!-- mine -->\n\n!Words.\n");
    let empty = desk.folder.path().join("empty.md");
    fs::write(&empty, "---\ntitle: Empty\n---\n\n").expect("written");
    desk.app().leave(Leave::Open(empty));
    desk.step();
    desk.type_text("!");
    assert_eq!(desk.text(), "---\ntitle: Empty\n---\n\n!");
    for (kind, lang) in SKELETONS {
        desk.app().leave(Leave::New(skeleton(kind, lang).to_owned()));
        desk.step();
        desk.type_text("#");
        let brief = desk.app().session.brief();
        assert!(brief.front.title.is_some(), "{kind:?} {lang:?}");
        let text = desk.text();
        let line = text.lines().find(|line| line.starts_with("##")).expect("a heading");
        assert!(line.ends_with('#') && line.starts_with("## "), "{line}");
    }
}

#[test]
fn a_brief_that_a_crash_left_is_gone_on_with_where_the_caret_was() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("many");
    desk.type_text(" more");
    desk.wait(|app| app.protection == demarche::session::Protection::Protected);
    let mut desk = desk.started_anew();
    desk.wait(|app| app.session.text().contains("many more"));
    desk.step();
    desk.type_text("!");
    assert!(desk.text().contains("many more! people"), "{}", desk.text());
}

#[test]
fn a_new_brief_is_created_by_its_button_and_by_enter() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::COMMAND, Key::N);
    desk.type_text("Ports");
    assert_eq!(desk.text(), BRIEF, "the title has the keyboard");
    desk.click("Questions and answers");
    desk.click("日本語");
    desk.click("Create the brief");
    let front = desk.app().session.brief().front.clone();
    assert_eq!((front.title.as_deref(), front.kind, front.lang), (Some("Ports"), BriefKind::Qa, Lang::Ja));
    desk.app().leave(Leave::New(String::new()));
    desk.key(Modifiers::COMMAND, Key::N);
    desk.type_text("Cars");
    desk.key(Modifiers::NONE, Key::Enter);
    let front = desk.app().session.brief().front.clone();
    assert_eq!(
        (front.title.as_deref(), front.kind, front.lang),
        (Some("Cars"), BriefKind::Briefing, Lang::En)
    );
    desk.type_text("!");
    assert!(desk.text().contains("## Make the first claim in the heading!\n"), "{}", desk.text());
}

#[test]
fn a_key_that_is_held_with_alt_types_nothing() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("many people");
    let held = Modifiers::ALT | Modifiers::SHIFT;
    // As a keyboard of the United States sends Alt, Shift and the digits.
    let digits = [
        (Key::Num5, None, "%", Reader::Principal),
        (Key::Num4, None, "$", Reader::Delegation),
        (Key::Num3, None, "#", Reader::Interpreter),
        (Key::Num2, None, "@", Reader::Press),
        (Key::Num1, Some(Key::Exclamationmark), "!", Reader::Counterpart),
    ];
    for (digit, sign, typed, reader) in digits {
        let pressed = key(sign.unwrap_or(digit), Some(digit), held);
        in_one_frame(&mut desk, [pressed, Event::Text(typed.to_owned())]);
        assert_eq!(desk.app().view.reader, reader, "{typed}");
    }
    // A French one has the digits above.
    in_one_frame(&mut desk, [key(Key::Num5, Some(Key::Num5), held), Event::Text("5".to_owned())]);
    assert_eq!(desk.app().view.reader, Reader::Principal);
    // One that runs nothing types nothing either.
    in_one_frame(&mut desk, [key(Key::J, Some(Key::J), Modifiers::ALT), Event::Text("j".to_owned())]);
    assert_eq!(desk.text(), BRIEF);
    in_one_frame(&mut desk, [key(Key::J, Some(Key::J), Modifiers::NONE), Event::Text("j".to_owned())]);
    assert!(desk.text().contains("many peoplej"));
}

#[test]
fn what_is_completed_is_what_matches_when_it_is_chosen() {
    let mut desk = Desk::with("> ");
    desk.go_behind("> ");
    for letter in "[!".chars() {
        desk.type_text(&letter.to_string());
    }
    assert!(desk.harness.query_all_by_role(Role::ListItem).next().is_some());
    let typed = |words: &str| Event::Text(words.to_owned());
    let enter = key(Key::Enter, None, Modifiers::NONE);
    in_one_frame(&mut desk, [typed("r"), typed("e"), typed("d"), enter.clone(), typed(" "), typed("x")]);
    assert!(desk.text().starts_with("> [!RED-LINE] x"), "{}", desk.text());
    // Where nothing is listed for what was typed, Enter begins a line.
    let mut desk = Desk::with("> ");
    desk.go_behind("> ");
    for letter in "[!".chars() {
        desk.type_text(&letter.to_string());
    }
    in_one_frame(&mut desk, [typed("s"), typed("a"), typed("y"), typed("]"), enter, typed("x")]);
    assert_eq!(desk.text(), "> [!say]\n> x");
}

#[test]
fn nothing_is_said_over_the_line_while_somebody_types() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("many people");
    let said = |desk: &Desk| has(desk, "Bold  Ctrl+B");
    desk.harness.get_by_label("Bold").hover();
    desk.harness.run_steps(60);
    assert!(said(&desk), "who points at a tool is told what it is");
    desk.type_text("x");
    desk.harness.run_steps(60);
    assert!(!said(&desk));
    let at = desk.harness.get_by_label("Bold").rect().center() + egui::vec2(2.0, 0.0);
    desk.harness.hover_at(at);
    desk.harness.run_steps(60);
    assert!(said(&desk), "the pointer has moved again");
}

#[test]
fn a_long_finding_is_told_in_two_lines() {
    let long = format!("![{}](nowhere-at-all.png)", "A plant ".repeat(6));
    let mut desk = Desk::with(&format!("{BRIEF}\n{long}\n"));
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "missing-image"));
    desk.harness.set_size(egui::vec2(700.0, 700.0));
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    let found = desk.app().analysis.findings.iter().find(|found| found.code == "missing-image").cloned();
    let words = found.expect("there").message.en;
    let line = desk.harness.get_by_label_contains(&words).rect();
    let menu = desk.harness.get_by_label("Talk").rect();
    assert!(line.height() > 1.3 * menu.height(), "{line:?} {menu:?}");
}

#[test]
fn a_brief_without_facts_offers_to_begin_a_book() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, BRIEF).expect("written");
    let mut desk = Desk::at(folder, &path);
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(has(&desk, "Begin a fact book…"));
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(matches!(desk.app().view.dialog, Some(Dialog::FactBook)));
    assert_eq!(desk.app().view.book.problem(), None);
    assert!(desk.text().contains("\nfacts: facts.toml\n---"), "{}", desk.text());
    fill(&mut desk, "Key", "jobs");
    fill(&mut desk, "Value", "109000");
    fill(&mut desk, "As of", "2023");
    desk.click("Write to the book");
    desk.wait(|app| !app.session.loaded().book.facts.is_empty());
    desk.key(Modifiers::NONE, Key::Escape);
    desk.go_behind("employ ");
    // Now the key goes to what looks for a fact, and Enter cites the first.
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    desk.type_text("jobs");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.text().contains("employ [109,000](fact:jobs)many"), "{}", desk.text());
    // One that is named and is not there can be begun, too.
    let named = BRIEF.replace("date:", "facts: other.toml\ndate:");
    let mut desk = Desk::with(&named);
    desk.wait(|app| app.session.loaded().book_problem.is_some());
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    desk.click("Add a figure…");
    assert_eq!(desk.app().view.book.problem(), None);
    // Where there is no file yet beside which it could lie, that comes first.
    desk.app().view.dialog = None;
    desk.app().leave(Leave::New(BRIEF.to_owned()));
    desk.step();
    desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(has(&desk, "Save the brief first…"));
}

fn fill(desk: &mut Desk, label: &str, words: &str) {
    desk.harness.get_all_by_label(label).last().expect("a field of that name").focus();
    desk.step();
    desk.type_text(words);
}

#[test]
fn a_key_with_a_blank_is_refused_with_what_a_key_may_hold() {
    let mut desk = Desk::with(&BRIEF.replace("date:", "facts: facts.toml\ndate:"));
    desk.key(Modifiers::ALT | Modifiers::SHIFT, Key::F);
    desk.app().begin_entry(demarche::facts::EntryKind::Fact);
    desk.step();
    fill(&mut desk, "Key", "direct jobs (us)");
    fill(&mut desk, "Value", "1");
    fill(&mut desk, "As of", "2023");
    let before = fs::read_to_string(desk.folder.path().join("facts.toml")).expect("read");
    desk.click("Write to the book");
    let fault = desk.app().view.book.fault.clone().expect("refused");
    assert!(fault.contains("no blanks, as direct_jobs_us does"), "{fault}");
    assert!(has(&desk, "a key holds letters, digits, dots, hyphens and underscores"));
    assert_eq!(fs::read_to_string(desk.folder.path().join("facts.toml")).expect("read"), before);
}

#[test]
fn each_brief_is_read_as_whom_it_was_read_last() {
    let mut desk = Desk::with(BRIEF);
    let path = desk.folder.path().join("brief.md");
    desk.app().run("guide");
    desk.step();
    assert_eq!((desk.app().view.reader, desk.app().view.shape), (Reader::Principal, Shape::Text));
    desk.app().run("as-press");
    desk.app().leave(Leave::Open(path.clone()));
    desk.step();
    assert_eq!((desk.app().view.reader, desk.app().view.shape), (Reader::Counterpart, Shape::Slides));
    desk.app().run("as-delegation");
    desk.app().run("guide");
    desk.step();
    assert_eq!(desk.app().view.reader, Reader::Press, "as it was left");
    desk.app().leave(Leave::Open(path));
    desk.step();
    assert_eq!(desk.app().view.reader, Reader::Delegation);
    // A guide that waits for an answer does not change how the brief is read.
    desk.app().run("as-counterpart");
    desk.type_text("x");
    desk.app().run("guide");
    assert!(matches!(desk.app().view.dialog, Some(Dialog::Unsaved(_))));
    assert_eq!(desk.app().view.reader, Reader::Counterpart);
}

#[test]
fn a_path_is_typed_as_in_a_shell_where_no_dialog_answers() {
    let mut desk = Desk::with(BRIEF);
    desk.app().ask_path(demarche::app::Request::PickBrief);
    desk.step();
    assert!(has(&desk, "No file dialog of this system answers"));
    let other = desk.folder.path().join("other.md");
    fs::write(&other, "## Other\n").expect("written");
    desk.type_text("other.md");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.text(), "## Other\n", "the folder of the brief stands there already");
    desk.app().path_typed(&demarche::app::Request::PickBrief, " ~/no such brief.md ");
    let told = desk.app().toasts.last().expect("told").words.clone();
    assert!(told.contains("no such brief.md") && !told.contains('~'), "{told}");
}

#[test]
fn what_is_only_worth_knowing_is_no_problem() {
    let mut desk = Desk::with(&skeleton(BriefKind::Briefing, Lang::En).replace("{date}", "2024-11-20"));
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "placeholder"));
    desk.step();
    assert!(has(&desk, " remarks") && !has(&desk, " problems"));
}

#[test]
fn handout_and_slides_of_one_copy_have_names_of_their_own() {
    let mut desk = Desk::with(&BRIEF.replace("title: Jobs", "title: US jobs"));
    let name = |desk: &mut Desk, shape, extension| {
        let choice = ExportChoice { shape, extension, ..HANDOUT };
        desk.app().export_name(choice)
    };
    assert_eq!(name(&mut desk, Shape::Text, "pdf"), "us-jobs-counterpart.pdf");
    assert_eq!(name(&mut desk, Shape::Slides, "pdf"), "us-jobs-slides-counterpart.pdf");
    assert_eq!(name(&mut desk, Shape::Cards, "pdf"), "us-jobs-cards-counterpart.pdf");
}

#[test]
fn the_export_lists_what_concerns_the_copy_before_the_file_is_written() {
    let text = format!(
        "{BRIEF}- They {{++already++}} pay 42% of it.\n- See [the report](nowhere.md).\n\n\
         > [!SAY]\n> See [ours](elsewhere.md).\n"
    );
    let mut desk = Desk::with(&text);
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "broken-link"));
    desk.key(Modifiers::COMMAND, Key::E);
    let rows = |desk: &Desk| -> Vec<String> {
        let links = desk.harness.query_all_by_role(Role::Link);
        links
            .filter_map(|link| link.accesskit_node().label())
            .filter(|label| label.starts_with("line "))
            .collect()
    };
    let counterparts = rows(&desk);
    assert!(
        counterparts[0].starts_with("line 10: an edit in the text of this copy is still open"),
        "{counterparts:?}"
    );
    assert!(counterparts.iter().any(|row| row.starts_with("line 11:") && row.contains("nowhere.md")));
    assert!(counterparts.iter().all(|row| !row.contains("elsewhere.md")), "{counterparts:?}");
    assert!(has(&desk, &format!("{} things to look at first", counterparts.len())));
    let link = counterparts.iter().find(|row| row.contains("nowhere.md")).expect("there").clone();
    desk.click(&link);
    assert!(desk.app().view.dialog.is_none());
    let (selected, text) = (desk.app().selected(), desk.text());
    assert!(text[selected.start..].starts_with("nowhere.md") || selected.slice(&text).contains("nowhere.md"));
    desk.key(Modifiers::COMMAND, Key::E);
    desk.click("Principal");
    assert!(rows(&desk).iter().any(|row| row.contains("elsewhere.md")));
    let mut desk = Desk::with(BRIEF);
    desk.wait(|app| app.analysis.n_changes > 0 && !app.preview.slots.is_empty());
    desk.key(Modifiers::COMMAND, Key::E);
    assert!(has(&desk, "Nothing was found that concerns this copy"));
    desk.click("Press");
    assert!(
        has(&desk, "the brief holds nothing for this reader"),
        "an empty copy is told before it is asked for"
    );
}

#[test]
fn what_a_skeleton_says_is_warned_of_before_a_copy_leaves() {
    let mut desk = Desk::with(BRIEF);
    desk.key(Modifiers::COMMAND, Key::N);
    desk.key(Modifiers::NONE, Key::Enter);
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "placeholder"));
    let words = "Three points are better than six.";
    desk.key(Modifiers::COMMAND, Key::E);
    assert!(has(&desk, &format!("the skeleton’s words “{words}” are still here")));
    assert!(!has(&desk, "What you say aloud"), "it does not leave with this copy");
    desk.key(Modifiers::NONE, Key::Escape);
    let at = desk.text().find(words).expect("there");
    desk.app().select(Selection { anchor: at, head: at + words.len() });
    desk.app().requests.push(demarche::app::Request::FocusEditor);
    desk.step();
    desk.step();
    desk.type_text("Our own words.");
    desk.wait(|app| app.analysis.findings.iter().all(|found| !found.message.en.contains("Three points")));
    desk.key(Modifiers::COMMAND, Key::E);
    assert!(!has(&desk, &format!("the skeleton’s words “{words}” are still here")));
}

#[test]
fn every_sentence_of_a_skeleton_is_found_and_no_heading_that_may_stay() {
    for (kind, lang) in SKELETONS {
        let text = skeleton(kind, lang).replace("{date}", "2024-11-20");
        let mut desk = Desk::with(&text);
        desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "placeholder"));
        let findings = desk.app().analysis.findings.clone();
        let found = findings.iter().filter(|found| found.code == "placeholder");
        let lines: Vec<&str> = found.map(|found| line_of(&text, found.span.start)).collect();
        for line in
            text.lines().filter(|line| line.starts_with(['>', '-', '(', '1', '2', '3']) && line.len() > 12)
        {
            let is_marker =
                line.starts_with("---") || (line.starts_with("> [!") && line.trim_end().ends_with(']'));
            assert!(is_marker || lines.contains(&line), "{line} of {kind:?} {lang:?}: {lines:?}");
        }
        for block in &demarche::brief::parse(&text).0.blocks {
            if let demarche::brief::Block::Heading(heading) = block
                && heading.kind.is_some()
            {
                assert!(!lines.contains(&heading.span.slice(&text).trim()), "{lines:?}");
            }
        }
    }
}

#[test]
fn a_map_takes_the_room_that_its_slide_has() {
    let briefs = crate::support::briefs();
    let loaded = briefs.iter().find(|loaded| loaded.path.ends_with("us-jobs.md")).expect("the sample");
    let copy = demarche::release::project(&loaded.brief, &loaded.context(), Reader::Counterpart);
    let pages = crate::support::pages(&demarche::layout::Engine::with_own_fonts(), &copy, Shape::Slides);
    let page_idx = (0..pages.len()).find(|&idx| pages.words(idx).contains("Ohio, 2019")).expect("the map");
    let page = pages.render(page_idx, 1.0).expect("a page");
    // Ohio has the largest figure, and with it the accent; so has the rule above the title.
    let is_accent = |pixel: &&[u8]| pixel[..3] == [0x2b, 0x4c, 0x7e];
    let rows = page.rgba.chunks_exact(4 * page.width_px as usize).skip(100);
    let n_accent: usize = rows.map(|row| row.chunks_exact(4).filter(is_accent).count()).sum();
    // It has 109 pixels on a map that is 190 points wide, and half as many again on one of 235.
    assert!(n_accent > 145, "{n_accent}");
}

#[test]
fn the_desk_is_after_a_talk_as_it_was_before() {
    let Some(display) = Display::of_size("1600x1000") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("brief.md");
    fs::write(&path, BRIEF).expect("written");
    let _running = display.open_with(folder.path(), &[&path.display().to_string()]);
    let place = || {
        let window = display.xdotool(&["search", "--onlyvisible", "--name", "Jobs"]);
        let window = window.lines().last().unwrap_or_default().to_owned();
        let told = display.xdotool(&["getwindowgeometry", "--shell", &window]);
        let number = |name: &str| {
            let line = told.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.parse::<i32>().ok())
        };
        Some([number("X=")?, number("Y=")?, number("WIDTH=")?, number("HEIGHT=")?])
    };
    let before = wait_for("the desk", || place().filter(|place| place[3] > 100));
    assert!(before[2] < 1600, "{before:?}");
    let full = [0, 0, 1600, 1000];
    wait_for("the show", || {
        display.key("F5");
        sleep(Duration::from_millis(500));
        place().filter(|place| *place == full)
    });
    wait_for("the desk as it was", || {
        display.key("Escape");
        sleep(Duration::from_millis(400));
        place().filter(|place| place.iter().zip(before).all(|(now, then)| (now - then).abs() < 40))
    });
}

fn line_of(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or("")
}

#[test]
fn one_thing_has_one_name_in_japanese() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> =
        SKELETONS.iter().map(|&(kind, lang)| skeleton(kind, lang).to_owned()).collect();
    for name in ["assets/guide/guide.ja.md", "briefs/regional-stability.ja.md"] {
        texts.push(fs::read_to_string(root.join(name)).expect("there"));
    }
    for command in demarche::app::COMMANDS {
        texts.push(format!("{} {}", command.title.1, command.help.1));
    }
    let other = texts.iter().find(|text| text.contains("配付資料"));
    assert_eq!(other, None, "what is handed out is called 配布資料");
    let menus: Vec<&str> = demarche::app::Menu::ALL.iter().map(|menu| menu.title().1).collect();
    assert!(!menus.contains(&"説明"), "a menu of that name is taken for help: {menus:?}");
}
