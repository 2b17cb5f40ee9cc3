//! What newcomers stumbled over at the desk: pages, panels, dialogs, messages, and what was inserted.

use demarche::app::{App, Dialog, ExportChoice};
use demarche::brief::{Block, Lang, Reader};
use demarche::layout::Shape;
use demarche::text::Selection;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::{Desk, HANDOUT};

const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\n---\n\n## Plants\n\n- They employ many people.\n";
const JAPANESE: &str =
    "---\ntitle: 雇用\nlang: ja\ndate: 2024-11-20\n---\n\n## 工場\n\n- 多くの人が働いています。\n";

fn has(desk: &Desk, label: &str) -> bool {
    desk.harness.query_all_by_label_contains(label).next().is_some()
}

fn place_of_dialog(desk: &Desk) -> Rect {
    let place = desk.harness.ctx.memory(|memory| memory.area_rect(egui::Id::unique("dialog")));
    place.expect("a dialog is open")
}

fn of_sections(n_sections: usize) -> String {
    let section = |n: usize| format!("## Section {n}\n\n{}\n", "Some words of it. ".repeat(60));
    (1..=n_sections).map(section).collect::<Vec<_>>().join("\n")
}

/// Whose copy the bar above the pages names, and which tab it marks as chosen.
fn bar_names(desk: &Desk, reader: &str, tab: &str) -> bool {
    let mut boxes = desk.harness.query_all_by_label("As read by");
    let is_reader = boxes.any(|node| node.accesskit_node().value().as_deref() == Some(reader));
    // The bar comes first, and what stands over the window last.
    let tab = desk.harness.query_all_by_label(tab).next();
    is_reader && tab.is_some_and(|node| node.accesskit_node().is_selected() == Some(true))
}

#[test]
fn the_bar_names_the_copy_that_is_to_be_exported_and_goes_back_afterwards() {
    let mut desk = Desk::with(BRIEF);
    desk.wait(|app| app.preview.shape == Some(Shape::Slides) && !app.preview.is_stale);
    assert!(bar_names(&desk, "Counterpart", "Slides"));
    desk.app().view.dialog = Some(Dialog::Export(ExportChoice { reader: Reader::Press, ..HANDOUT }));
    desk.wait(|app| app.preview.shape == Some(Shape::Text) && !app.preview.is_stale);
    desk.step();
    assert!(bar_names(&desk, "Press", "Handout"), "it says what is shown");
    desk.key(Modifiers::NONE, Key::Escape);
    desk.wait(|app| app.preview.shape == Some(Shape::Slides) && !app.preview.is_stale);
    desk.step();
    assert!(bar_names(&desk, "Counterpart", "Slides"));
}

#[test]
fn the_outline_follows_the_cursor_and_is_else_left_where_it_is() {
    let mut desk = Desk::with(&of_sections(60));
    let row = |desk: &Desk, title: &str| {
        let mut rows = desk.harness.query_all_by_role_and_label(Role::Button, title);
        rows.next().map(|row| row.rect()).filter(|row| row.top() > 60.0 && row.bottom() < 780.0)
    };
    assert!(row(&desk, "Section 1").is_some() && row(&desk, "Section 55").is_none());
    desk.go_behind("## Section 55");
    desk.step();
    assert!(row(&desk, "Section 55").is_some());
    let before = row(&desk, "Section 54");
    assert!(before.is_some());
    desk.go_behind("## Section 54");
    desk.step();
    assert_eq!(row(&desk, "Section 54"), before, "what is in sight does not move");
    desk.go_behind("## Section 2\n");
    desk.step();
    assert!(row(&desk, "Section 2").is_some());
}

#[test]
fn the_buttons_of_a_dialog_stay_in_sight_in_a_low_window() {
    let picture = "\n![A plant](nowhere.png)\n".repeat(4);
    for size in [[800.0, 600.0], [680.0, 430.0], [1_280.0, 720.0]] {
        for (dialog, buttons) in
            [(Dialog::Export(HANDOUT), ["Write the file…", "Cancel"]), (Dialog::Settings, ["Done", "Done"])]
        {
            let sections = "\n## Ports\n\nThey employ people.\n".repeat(20);
            let mut desk = Desk::with(&format!("{BRIEF}{picture}{sections}"));
            desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "missing-image"));
            desk.harness.set_size(size.into());
            desk.step();
            desk.app().view.dialog = Some(dialog);
            desk.step();
            desk.step();
            let place = place_of_dialog(&desk);
            assert!(place.top() >= 0.0 && place.bottom() <= size[1], "{place:?} in {size:?}");
            for button in buttons {
                let node = desk.harness.get_all_by_label(button).last().expect("a button");
                assert!(place.contains_rect(node.rect()), "{button}: {:?} in {place:?}", node.rect());
            }
        }
    }
}

#[test]
fn a_later_message_about_the_same_thing_takes_the_place_of_the_one_before() {
    let mut desk = Desk::with(BRIEF);
    let brief = desk.folder.path().join("brief.md");
    desk.app().export_to(brief, ExportChoice { extension: "md", ..HANDOUT });
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("is the brief itself")));
    desk.app().complain("The clock is wrong");
    let out = desk.folder.path().join("out.md");
    desk.app().export_to(out, ExportChoice { extension: "md", ..HANDOUT });
    desk.wait(|app| app.toasts.iter().any(|toast| toast.words.contains("was written")));
    let said: Vec<String> = desk.app().toasts.iter().map(|toast| toast.words.clone()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0], "The clock is wrong", "what is about another thing stays");
}

#[test]
fn a_picture_that_goes_in_takes_back_what_was_said_of_the_one_before() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("people.");
    desk.app().paste_picture(2, 2, vec![0; 3]);
    assert!(desk.app().toasts.iter().any(|toast| toast.words.contains("The picture could not be read")));
    desk.app().paste_picture(2, 2, vec![255; 16]);
    assert!(desk.text().contains("![What the picture shows]("), "{}", desk.text());
    assert!(desk.app().toasts.is_empty());
}

#[test]
fn escape_dismisses_the_oldest_message_where_nothing_else_is_open() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("people");
    desk.app().complain("One");
    desk.app().complain("Two");
    desk.step();
    desk.app().view.dialog = Some(Dialog::About);
    desk.step();
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.app().view.dialog.is_none());
    assert_eq!(desk.app().toasts.len(), 2, "the dialog was closed");
    desk.step();
    desk.key(Modifiers::NONE, Key::Escape);
    let said = |app: &mut App| app.toasts.iter().map(|toast| toast.words.clone()).collect::<Vec<_>>();
    assert_eq!(said(desk.app()), ["Two"]);
    desk.type_text("!");
    assert!(desk.text().contains("people!."), "the text keeps the keyboard: {}", desk.text());
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.app().toasts.is_empty());
}

#[test]
fn typing_goes_on_behind_a_chart_that_was_inserted() {
    for text in [BRIEF.to_owned(), format!("{BRIEF}\n## Next\n\nMore.\n"), BRIEF.replace('\n', "\r\n")] {
        let mut desk = Desk::with(&text);
        desk.go_behind("people.");
        desk.app().ask_chart();
        desk.step();
        desk.harness.get_all_by_label("Title").last().expect("a field").focus();
        desk.step();
        desk.type_text("Jobs by state");
        desk.key(Modifiers::NONE, Key::Enter);
        desk.step();
        desk.type_text("On we go.");
        let text = desk.text();
        assert!(text.replace('\r', "").contains("```\n\nOn we go.\n"), "{text}");
        let is_chart = |block: &Block| matches!(block, Block::Chart(_));
        assert!(has_block(&desk.app().session.brief().blocks, &is_chart), "{text}");
        // One that is changed is left behind its block, too.
        desk.go_behind("title: Jobs by");
        desk.app().ask_chart();
        desk.step();
        desk.click("Change");
        desk.step();
        desk.type_text("Still a chart. ");
        assert!(has_block(&desk.app().session.brief().blocks, &is_chart), "{}", desk.text());
    }
}

fn has_block(blocks: &[Block], is_it: &dyn Fn(&Block) -> bool) -> bool {
    let mut found = false;
    demarche::brief::walk_blocks(blocks, &mut |node| {
        found |= matches!(node, demarche::brief::Node::Block(block) if is_it(block));
    });
    found
}

#[test]
fn the_heads_of_a_table_are_written_over_one_after_the_other() {
    let mut desk = Desk::with(BRIEF);
    desk.go_behind("people.");
    desk.app().insert_table(1, 2);
    desk.step();
    desk.type_text("State");
    desk.key(Modifiers::NONE, Key::Tab);
    desk.type_text("Jobs");
    desk.key(Modifiers::NONE, Key::Tab);
    desk.type_text("Ohio");
    assert!(desk.text().contains("| State | Jobs |\n"), "{}", desk.text());
    assert!(desk.text().contains("| Ohio"), "{}", desk.text());
    desk.key(Modifiers::SHIFT, Key::Tab);
    let text = desk.text();
    assert_eq!(desk.app().selected().slice(&text), "", "what was typed is not selected again");
}

#[test]
fn what_is_inserted_speaks_the_language_of_the_brief() {
    for (brief, window, words) in [
        (BRIEF, Lang::Ja, ["Column 1", "What this slide says", "What the picture shows", "The note"]),
        (JAPANESE, Lang::En, ["列 1", "このスライドの主張", "画像の説明", "注の内容"]),
    ] {
        let mut desk = Desk::with(brief).started_in(window);
        let end = desk.text().len();
        let inserts: [fn(&mut App); 4] = [
            |app| app.insert_table(1, 1),
            App::insert_slide,
            |app: &mut App| app.paste_picture(2, 2, vec![255; 16]),
            App::insert_footnote,
        ];
        for insert in inserts {
            desk.app().select(Selection::at(end));
            insert(desk.app());
        }
        for words in words {
            assert!(desk.text().contains(words), "{words}: {}", desk.text());
        }
    }
}

#[test]
fn the_picture_of_a_chart_has_the_heading_of_the_window() {
    let drawn = [Lang::En, Lang::Ja].map(|lang| {
        let mut desk = Desk::with(BRIEF).started_in(lang);
        desk.go_behind("people.");
        desk.app().ask_chart();
        let Some(Dialog::Chart(mut form)) = desk.app().view.dialog.clone() else { panic!("a form") };
        form.rows[0] = vec!["Ohio".to_owned(), "93".to_owned()];
        desk.app().change_chart(*form);
        let asked = desk.app().view.cues.chart_asked.clone();
        desk.wait(|app| app.view.cues.chart.as_ref().is_some_and(|drawn| drawn.block == asked));
        let bitmap = desk.app().view.cues.chart.as_ref().and_then(|drawn| drawn.bitmap.clone());
        bitmap.expect("drawn").rgba.clone()
    });
    assert!(drawn[0] != drawn[1], "the heading is in the language of the window");
}

#[test]
fn the_palette_finds_the_language_of_the_window() {
    for (lang, words) in
        [(Lang::En, "Japanese"), (Lang::En, "日本語"), (Lang::Ja, "English"), (Lang::Ja, "英語")]
    {
        let mut desk = Desk::with(BRIEF).started_in(lang);
        desk.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
        desk.type_text(words);
        desk.key(Modifiers::NONE, Key::Enter);
        assert!(matches!(desk.app().view.dialog, Some(Dialog::Settings)), "{words}");
    }
}

#[test]
fn the_fact_book_counts_shows_whole_values_and_keeps_its_size() {
    let mut desk = Desk::with(&BRIEF.replace("date:", "facts: facts.toml\ndate:"));
    desk.wait(|app| !app.session.loaded().book.facts.is_empty());
    desk.app().show_book();
    desk.step();
    desk.step();
    assert!(has(&desk, "1 figure or person, 1 source"));
    let place = place_of_dialog(&desk);
    desk.harness.get_all_by_label("Search the fact book").last().expect("a field").focus();
    desk.step();
    for words in ["z", "zz"] {
        desk.type_text(words);
        desk.step();
        assert!(has(&desk, "Nothing here"));
        assert_eq!(place_of_dialog(&desk), place, "behind {words}");
    }
    desk.app().view.book.search.clear();
    desk.app().choose_entry(demarche::facts::EntryId::of_fact("jobs"));
    desk.step();
    desk.step();
    assert_eq!(place_of_dialog(&desk), place);
    let field = desk.harness.get_all_by_label("Statement").last().expect("a field");
    assert!(field.rect().width() >= 380.0, "{:?}", field.rect());
}

#[test]
fn only_the_first_line_of_what_is_too_much_is_underlined() {
    let row = "| one | two | three | four | five |\n";
    let table = format!("{row}|---|---|---|---|---|\n{}", row.repeat(2_000));
    let mut desk = Desk::with(&format!("## Ports\n\n{table}"));
    desk.wait(|app| app.analysis.findings.iter().any(|found| found.code == "too-much-for-pages"));
    let found = desk.app().analysis.findings.iter().find(|found| found.code == "too-much-for-pages").cloned();
    let span = found.expect("there").span;
    let text = desk.text();
    assert_eq!(span.slice(&text), row.trim_end());
}

/// Waits until the pages have come and stand still.
fn let_pages_come(desk: &mut Desk) {
    // What a test has just asked for is ordered in the next frame.
    desk.step();
    desk.wait(|app| !app.pages_are_behind() && !app.preview.slots.is_empty());
    desk.harness.run_steps(30);
}

#[test]
fn the_copy_of_another_reader_begins_at_the_page_of_the_cursor() {
    let mut desk = Desk::with(&of_sections(20));
    let_pages_come(&mut desk);
    desk.go_behind("## Section 12");
    let_pages_come(&mut desk);
    let head = desk.app().selection.head;
    let here = |desk: &mut Desk| {
        let (page, n) =
            (desk.app().preview.page_of(head).expect("on a page") + 1, desk.app().preview.slots.len());
        format!("{page} of {n}")
    };
    let shown = here(&mut desk);
    assert!(has(&desk, &shown), "{shown}");
    // Somebody leafs back to the first page, and then asks for the copy of the press.
    let pos = egui::pos2(1_100.0, 500.0);
    desk.harness.event(Event::PointerMoved(pos));
    let (delta, unit) = (egui::vec2(0.0, 90_000.0), egui::MouseWheelUnit::Point);
    let source = egui::MouseWheelSource::Unknown;
    let phase = egui::TouchPhase::Move;
    desk.harness.event(Event::MouseWheel { unit, source, delta, phase, modifiers: Modifiers::NONE });
    desk.harness.run_steps(60);
    let first = format!("1 of {}", desk.app().preview.slots.len());
    assert!(desk.harness.query_by_label(&first).is_some(), "it was leafed back");
    desk.app().show_reader(Reader::Press);
    let_pages_come(&mut desk);
    let shown = here(&mut desk);
    assert!(has(&desk, &shown), "{shown}");
}

#[test]
fn each_shape_of_pages_begins_at_the_top_of_the_page_of_the_cursor() {
    let mut desk = Desk::with(&of_sections(8));
    let_pages_come(&mut desk);
    desk.go_behind("## Section 6");
    for shape in [Shape::Text, Shape::Notes, Shape::Slides] {
        desk.app().show_shape(shape);
        desk.wait(|app| app.preview.shape == Some(shape));
        let_pages_come(&mut desk);
        let head = desk.app().selection.head;
        let page = desk.app().preview.page_of(head).expect("on a page") + 1;
        assert!(is_at_top(&desk, page), "{shape}");
        let before = format!("Page {}: ", page - 1);
        assert!(!has(&desk, &before), "nothing of the page before is seen: {shape}");
    }
}

/// Whether a page begins at the top of the room for pages.
fn is_at_top(desk: &Desk, page: usize) -> bool {
    let top = desk.harness.get_by_label_contains(&format!("Page {page}: ")).rect().top();
    let bar = desk.harness.get_all_by_label("Handout").next().expect("a tab").rect().bottom();
    top >= bar && top < bar + 60.0
}

#[test]
fn a_copy_that_does_not_hold_the_place_of_the_cursor_begins_at_its_first_page() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("briefs/auto-tariffs.md");
    let mut desk = Desk::with(&std::fs::read_to_string(path).expect("a sample brief"));
    desk.app().show_shape(Shape::Text);
    let_pages_come(&mut desk);
    desk.go_behind("## Keep the bargain that works");
    let_pages_come(&mut desk);
    desk.app().show_reader(Reader::Press);
    let_pages_come(&mut desk);
    assert!(is_at_top(&desk, 1));
}
