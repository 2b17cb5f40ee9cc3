//! Keys of the desk by hand: tables, items, and the page that follows the cursor.

use demarche::app::{App, Side};
use demarche::text::Selection;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::Desk;

const TABLE: &str = "## Jobs\n\n| State | Jobs |\n| --- | ---: |\n| Ohio | 93,000 |\n| Iowa | 100 |\n";

#[test]
fn enter_and_tab_in_a_table_destroy_no_words_that_are_there() {
    for key in [Key::Enter, Key::Tab] {
        let mut desk = Desk::with(TABLE);
        desk.go_behind("Ohio");
        desk.key(Modifiers::NONE, key);
        desk.type_text("!");
        let text = desk.text();
        let typed = if key == Key::Enter { "Iowa!" } else { "93,000!" };
        assert!(text.contains(typed), "{text}");
        assert_eq!(text.replacen('!', "", 1), TABLE, "every word is there");
    }
}

#[test]
fn a_table_in_code_is_code() {
    let fenced = format!("```\n{}```\n", TABLE.trim_start_matches("## Jobs\n\n"));
    let mut desk = Desk::with(&fenced);
    desk.go_behind("Ohio");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.text(), fenced.replace("Ohio", "Ohio\n"));
    let mut desk = Desk::with(&fenced);
    desk.go_behind("| Iowa | 100 |");
    desk.key(Modifiers::NONE, Key::Tab);
    assert_eq!(desk.text(), fenced);
}

#[test]
fn a_selection_from_outside_a_table_is_replaced_by_enter_as_anywhere() {
    let mut desk = Desk::with(TABLE);
    desk.go_behind("Ohio");
    let head = desk.text().find("Ohio").expect("there") + 4;
    desk.app().select(Selection { anchor: 3, head });
    desk.step();
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.text(), format!("## \n{}", &TABLE[head..]));
}

#[test]
fn keys_of_one_frame_see_the_table_that_those_before_them_made() {
    let mut desk = Desk::with("| a | b |\n|---|---");
    desk.go_behind("---|---");
    let press = |key| egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let events = [egui::Event::Text("|".to_owned()), press(Key::Tab), egui::Event::Text("x".to_owned())];
    desk.harness.input_mut().events.extend(events);
    desk.step();
    assert_eq!(desk.text(), "| a | b |\n|---|---|\n| x |  |");
}

#[test]
fn backspace_takes_the_mark_of_a_quoted_item_as_in_a_list() {
    for (before, after) in [("> - - x", "> - x"), (">   - x", "> - x"), ("- - x", "- x"), ("  - x", "- x")] {
        let mut desk = Desk::with(before);
        desk.go_behind("x");
        desk.key(Modifiers::NONE, Key::ArrowLeft);
        desk.key(Modifiers::NONE, Key::Backspace);
        assert_eq!(desk.text(), after, "{before}");
    }
}

#[test]
fn the_preview_shows_the_page_of_the_cursor_within_a_long_section() {
    let points: Vec<String> = (1..=40).map(|n| format!("- Point number {n} of this section\n")).collect();
    let points = points.concat();
    let mut desk = Desk::with(&format!(
        "---\ntitle: Jobs\ndate: 2024-11-20\n---\n\n## Long\n\n{points}\n## Next\n\nMore.\n"
    ));
    desk.wait(|app: &mut App| !app.preview.slots.is_empty() && !app.preview.is_stale);
    assert!(desk.app().preview.slots.len() >= 6, "a title, a section of several slides, and the next");
    for words in ["number 40 of", "number 1 of", "number 20 of", "More.", "number 1 of"] {
        desk.go_behind(words);
        for _ in 0..4 {
            desk.step();
        }
        let page = desk
            .harness
            .query_all_by_label_contains(words)
            .find(|node| node.accesskit_node().value().is_some_and(|value| value.starts_with("Page ")));
        assert!(page.is_some(), "{words}: the page of the cursor is in sight");
    }
}

#[test]
fn down_and_up_go_one_row_at_each_press_through_wrapped_lines() {
    let english = "Words of a line that is longer than the window is wide. ".repeat(12);
    let japanese = "第一に、我が国は地域の安定に貢献しており、その意義は大きい。".repeat(12);
    let text = format!("{english}\n\n{japanese}\n\nThe end");
    let mut desk = Desk::with(&text);
    desk.go_behind("The end");
    desk.key(Modifiers::COMMAND, Key::Home);
    let mut heads = vec![desk.app().selection.head];
    while *heads.last().expect("one") < text.len() {
        desk.key(Modifiers::NONE, Key::ArrowDown);
        heads.push(desk.app().selection.head);
        let n = heads.len();
        assert!(heads[n - 1] > heads[n - 2], "stuck at byte {}", heads[n - 1]);
    }
    assert!(heads.len() > 12, "the lines are wrapped: {heads:?}");
    heads.pop();
    for expected in heads.into_iter().rev().skip(1) {
        desk.key(Modifiers::NONE, Key::ArrowUp);
        assert_eq!(desk.app().selection.head, expected);
    }
    // The beginning of a row stays that row for the keys that go along it.
    desk.key(Modifiers::NONE, Key::ArrowDown);
    let start = desk.app().selection.head;
    desk.key(Modifiers::NONE, Key::End);
    assert!(desk.app().selection.head > start);
    desk.key(Modifiers::NONE, Key::Home);
    assert_eq!(desk.app().selection.head, start);
}

#[test]
fn escape_leaves_the_tour_for_good_and_the_keyboard_to_the_text() {
    let mut desk = Desk::with("## Jobs\n\nWords.\n");
    desk.app().start_tour();
    desk.go_behind("Words.");
    assert!(desk.harness.query_by_label("Tour: 1 of 5").is_some());
    desk.key(Modifiers::NONE, Key::Escape);
    desk.step();
    assert!(desk.harness.query_by_label("Tour: 1 of 5").is_none());
    assert!(desk.app().settings.has_toured);
    desk.type_text("!");
    assert!(desk.text().contains("Words.!"));
}

#[test]
fn a_link_without_words_waits_for_them_and_one_with_words_for_its_address() {
    let mut desk = Desk::with("See .\n");
    desk.go_behind("See ");
    desk.key(Modifiers::COMMAND, Key::K);
    desk.type_text("the report");
    assert_eq!(desk.text(), "See [the report](https://).\n");
    let mut desk = Desk::with("See it.\n");
    desk.go_behind("See it");
    desk.app().select(Selection { anchor: 4, head: 6 });
    desk.step();
    desk.key(Modifiers::COMMAND, Key::K);
    desk.type_text("https://example.org");
    assert_eq!(desk.text(), "See [it](https://example.org).\n");
}

#[test]
fn alt_and_a_letter_open_a_menu() {
    for (key, row) in [(Key::F, "Save as…"), (Key::E, "Undo"), (Key::I, "Table…"), (Key::V, "Settings…")]
    {
        let mut desk = Desk::with("Words.\n");
        desk.go_behind("Words.");
        desk.key(Modifiers::ALT, key);
        desk.step();
        assert!(desk.harness.query_all_by_label(row).next().is_some(), "{key:?} shows {row}");
        desk.key(Modifiers::NONE, Key::Escape);
        desk.step();
        desk.type_text("!");
        assert_eq!(desk.text(), "Words.!\n", "the text has the keyboard again");
    }
}

#[test]
fn tab_goes_on_where_it_means_nothing_to_the_text() {
    for (modifiers, panel) in [(Modifiers::NONE, "Pages"), (Modifiers::SHIFT, "Outline")] {
        let mut desk = Desk::with("Words.\n");
        desk.app().show_side(Side::Outline);
        desk.step();
        desk.go_behind("Words.");
        desk.key(modifiers, Key::Tab);
        desk.step();
        let focused = desk.harness.query_all_by_label(panel).any(|node| node.accesskit_node().is_focused());
        assert!(focused, "{panel} has the keyboard");
        desk.type_text("x");
        assert_eq!(desk.text(), "Words.\n");
    }
    let mut desk = Desk::with("- a\n- b");
    desk.go_behind("- b");
    desk.key(Modifiers::NONE, Key::Tab);
    assert_eq!(desk.text(), "- a\n  - b", "an item is moved in");
}

#[test]
fn the_fact_book_fits_a_small_window() {
    const SIZE: egui::Vec2 = egui::vec2(400.0, 300.0);
    let mut desk = Desk::with("---\ntitle: Jobs\nfacts: facts.toml\n---\n\nWords.\n");
    desk.wait(|app: &mut App| !app.preview.slots.is_empty());
    desk.key(Modifiers::ALT | Modifiers::SHIFT, Key::F);
    desk.harness.set_size(SIZE);
    for _ in 0..4 {
        desk.step();
    }
    for label in ["All", "Sources", "A new figure", "Key", "Close"] {
        let node = desk.harness.query_all_by_label(label).last();
        let rect = node.unwrap_or_else(|| panic!("{label} is there")).rect();
        assert!(0.0 <= rect.left() && rect.right() <= SIZE.x, "{label}: {rect:?}");
    }
    let fields = desk.harness.query_all_by_role(egui::Role::TextInput).map(|node| node.rect());
    let fields: Vec<egui::Rect> = fields.collect();
    assert!(fields.len() > 3);
    for rect in fields {
        assert!(0.0 <= rect.left() && rect.right() <= SIZE.x, "{rect:?}");
    }
}
