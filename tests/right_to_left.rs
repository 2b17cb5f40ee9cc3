//! Words of Hebrew and Arabic in the editor: in which order their letters stand, and where cursor and mouse find them.

use demarche::app::Side;
use demarche::text::Selection;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Shape, pos2};
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
        ("- Paid again שלום $13.9 עולם.", "- Paid again םלוע $13.9 םולש."),
        ("words and **שלום** סוף", "words and **ףוס **םולש"),
        ("Plain words, 42.", "Plain words, 42."),
    ] {
        let desk = opened(line);
        assert_eq!(seen(&desk, line), expected);
    }
}

#[test]
fn a_line_that_mostly_runs_left_begins_at_the_right() {
    for (line, expected) in [
        ("- Paid שלום $13.9 עולם.", ".םלוע $13.9 םולש Paid -"),
        ("## שלום: עולם", "םלוע :םולש ##"),
        ("**שלום** and סוף", "ףוס and **םולש**"),
    ] {
        let desk = opened(line);
        assert_eq!(seen(&desk, line), expected);
    }
    let line = "שלום עולם ".repeat(30);
    let mut desk = opened(line.trim());
    let letters = places(&desk, line.trim().chars().count());
    let right = letters[0].1;
    let is_first_of_row = |idx: &usize| *idx == 0 || letters[*idx].2 > letters[*idx - 1].2 + 1.0;
    let firsts: Vec<usize> = (0..letters.len()).filter(is_first_of_row).collect();
    assert!(firsts.len() > 1, "it takes several rows");
    for idx in firsts {
        assert!((letters[idx].1 - right).abs() < 1.0, "each row begins at the right: {:?}", letters[idx]);
    }
    // A click at its left end goes behind its last letter, and on the right before its first.
    let (left, _, y) = letters[letters.len() - 1];
    click(&mut desk, pos2(left - 20.0, y));
    assert_eq!(desk.app().selection.head, line.trim().len());
    click(&mut desk, pos2(right + 5.0, letters[0].2));
    assert_eq!(desk.app().selection.head, 0);
}

#[test]
fn names_of_the_front_matter_are_read_from_the_left() {
    let mut desk = Desk::with("---\ntitle: שלום עולם שלום\n---\n\nWords.\n");
    desk.go_behind("Words.");
    desk.step();
    let before = "---\n".len();
    let letters = places(&desk, before + "title: שלום".chars().count());
    assert!(letters[before].0 < letters[before + "title: ".len()].0);
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

#[test]
fn titles_in_the_outline_are_read_from_right_to_left() {
    const TITLE: &str = "שלום 42 עולם סוף";
    let mut desk = Desk::with(&format!("## {TITLE}\n\nWords.\n\n## Next\n\nMore.\n"));
    desk.app().view.side = Some(Side::Outline);
    desk.go_behind("More.");
    desk.step();
    let shapes = &desk.harness.output().shapes;
    let galley = shapes.iter().find_map(|clipped| match &clipped.shape {
        Shape::Text(text) if text.galley.text() == TITLE => Some(&text.galley),
        _ => None,
    });
    let mut glyphs: Vec<_> = galley.expect("the row of the outline").rows[0].glyphs.iter().collect();
    let left = |glyph: &egui::epaint::text::Glyph| glyph.pos.x.min(glyph.pos.x + glyph.advance_width);
    glyphs.sort_by(|a, b| left(a).total_cmp(&left(b)));
    assert_eq!(glyphs.iter().map(|glyph| glyph.chr).collect::<String>(), "ףוס םלוע 42 םולש");
    desk.harness.get_by_role_and_label(Role::Button, TITLE).click();
    desk.step();
    desk.step();
    assert_eq!(desk.app().selection.head, 0, "it leads to its heading");
}
