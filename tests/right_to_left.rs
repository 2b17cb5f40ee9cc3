//! Words of Hebrew and Arabic in the editor: in which order their letters stand, and where cursor and mouse find them.

use demarche::text::Selection;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::Desk;

const LINE: &str = "The words שלום 42 עולם mean peace.";

/// Where the letters of the text stand, from left to right: left and right edge, and the middle of their height.
fn places(desk: &Desk, n_chars: usize) -> Vec<(f32, f32, f32)> {
    let editor = desk.harness.get_by_role(Role::MultilineTextInput);
    let node = editor.accesskit_node();
    #[expect(clippy::cast_possible_truncation, reason = "a window has few points")]
    let place = |idx: usize| {
        let at = |idx| node.text_position_from_global_usv_index(idx).expect("a letter");
        let mut range = at(idx).to_degenerate_range();
        range.set_end(at(idx + 1));
        let area = *range.bounding_boxes().first().expect("it is seen");
        (area.x0 as f32, area.x1 as f32, f32::midpoint(area.y0 as f32, area.y1 as f32))
    };
    (0..n_chars).map(place).collect()
}

/// The letters as they are seen, from left to right.
fn seen(desk: &Desk, line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let places = places(desk, chars.len());
    let mut order: Vec<usize> = (0..chars.len()).collect();
    order.sort_by(|&a, &b| places[a].0.total_cmp(&places[b].0));
    order.into_iter().map(|idx| chars[idx]).collect()
}

fn opened(line: &str) -> Desk {
    let mut desk = Desk::with(&format!("{line}\n"));
    desk.go_behind(line);
    desk.step();
    desk
}

fn click(desk: &mut Desk, at: Pos2) {
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        desk.harness.event(Event::PointerMoved(at));
        desk.harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        });
        desk.step();
    }
}

#[test]
fn words_stand_from_right_to_left_and_numbers_do_not() {
    for (line, expected) in [
        (LINE, "The words םלוע 42 םולש mean peace."),
        ("שלום 42 עולם", "םלוע 42 םולש"),
        ("- Paid שלום $13.9 עולם.", "- Paid םלוע $13.9 םולש."),
        ("**שלום** and סוף", "**םולש** and ףוס"),
        ("Plain words, 42.", "Plain words, 42."),
    ] {
        let desk = opened(line);
        assert_eq!(seen(&desk, line), expected);
    }
}

#[test]
fn letters_of_arabic_are_as_many_as_there_are_and_stand_in_order() {
    let line = "In سلام 42 times";
    let desk = opened(line);
    assert_eq!(seen(&desk, line), "In مالس 42 times".replace("مالس 42", "42 مالس"));
}

#[test]
fn what_is_typed_comes_where_the_cursor_is() {
    let line = "שלום 42 עולם";
    let mut desk = opened(line);
    for _ in 0..3 {
        desk.key(Modifiers::NONE, Key::ArrowLeft);
    }
    desk.type_text("X");
    assert_eq!(desk.text(), "שלום 42 עXולם\n", "three letters back from the end");
    desk.key(Modifiers::NONE, Key::Backspace);
    desk.key(Modifiers::NONE, Key::Home);
    desk.key(Modifiers::NONE, Key::ArrowRight);
    desk.type_text("Y");
    assert_eq!(desk.text(), "שYלום 42 עולם\n");
}

#[test]
fn a_click_finds_the_letter_that_is_seen_there() {
    let mut desk = opened(LINE);
    let n_chars = LINE.chars().count();
    let places = places(&desk, n_chars);
    let first = LINE.chars().position(|c| c == 'ש').expect("there");
    let last = LINE.chars().count() - " mean peace.".len() - 1;
    for (idx, (at, letter)) in LINE.char_indices().enumerate() {
        let (left, right, y) = places[idx];
        let runs_left = (first..=last).contains(&idx) && !letter.is_numeric();
        let behind = at + letter.len_utf8();
        let (at_left, at_right) = if runs_left { (behind, at) } else { (at, behind) };
        for (share, expected) in [(0.2, at_left), (0.8, at_right)] {
            click(&mut desk, pos2(left + (right - left) * share, y));
            let Selection { anchor, head } = desk.app().selection;
            assert_eq!((anchor, head), (expected, expected), "{letter} at {share}");
        }
    }
}

#[test]
fn long_lines_begin_with_their_first_words() {
    let line = format!("{} סוף", "שלום עולם ".repeat(40).trim());
    let desk = opened(&line);
    let places = places(&desk, line.chars().count());
    assert!(places[0].2 < places[places.len() - 1].2, "it takes more than one row");
    let is_in_first = |idx: &usize| (places[*idx].2 - places[0].2).abs() < 1.0;
    let first_row: Vec<usize> = (0..places.len()).filter(is_in_first).collect();
    assert!(first_row.iter().copied().eq(0..first_row.len()), "the first row holds the first words");
}
