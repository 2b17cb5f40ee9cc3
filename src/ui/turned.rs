//! Words that run from right to left, as those of Hebrew and Arabic do, wherever the window shows them.
//!
//! The toolkit lays out letters in the order of the text and turns each run of such a script by itself, with the digits
//! in it: 42 becomes 24, and no letter is found where the cursor is said to be. So each letter is laid out alone, and
//! the rows are put in order here. A letter that runs left begins at its right edge: its width is negative.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{Galley, Glyph, Row};
use egui::text::{ByteIndex, CCursor, CharIndex, LayoutJob, LayoutSection, TextFormat};
use egui::{FontId, Ui, Vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::{levels, mirrored, mostly_runs_left, runs_left, visual_order};

/// Lays out words in the order in which they are read.
pub(super) fn lay_out(ui: &Ui, job: &LayoutJob) -> Arc<Galley> {
    let is_from_right = mostly_runs_left(&job.text) == Some(true);
    let font = job.sections.first().map_or_else(FontId::default, |section| section.format.font_id.clone());
    let mut drawn = drawn(ui, &job.text, is_from_right, &font).into_iter();
    let mut turned = LayoutJob { text: String::new(), sections: Vec::new(), ..job.clone() };
    for LayoutSection { byte_range, format, .. } in &job.sections {
        append(&mut turned, &job.text[byte_range.start.0..byte_range.end.0], &mut drawn, format);
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(turned));
    turn(galley, &job.text, is_from_right)
}

/// Lays out some words behind those before them, with the characters that are drawn for them.
pub(super) fn append(
    job: &mut LayoutJob,
    words: &str,
    drawn: &mut impl Iterator<Item = char>,
    format: &TextFormat,
) {
    for part in parts(words) {
        let n_chars = words[part].chars().count();
        // Parts of one look would be joined by the toolkit, and be turned together.
        let start = ByteIndex(job.text.len());
        job.text.extend(drawn.by_ref().take(n_chars));
        let byte_range = start..ByteIndex(job.text.len());
        job.sections.push(LayoutSection { leading_space: 0.0, byte_range, format: format.clone() });
    }
}

/// The parts in which words are laid out: letters that run left one by one, all else as it stands.
fn parts(words: &str) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut is_alone = true;
    for (at, letter) in words.grapheme_indices(true) {
        let turns = letter.chars().any(runs_left);
        match parts.last_mut() {
            Some(part) if !turns && !is_alone => part.end = at + letter.len(),
            _ => parts.push(at..at + letter.len()),
        }
        is_alone = turns;
    }
    parts
}

/// The letters of Arabic, each with the number of its forms; these stand one behind the other from U+FE80 on.
const ARABIC: [(Range<u32>, u32); 12] = [
    (0x621..0x622, 1),
    (0x622..0x626, 2),
    (0x626..0x627, 4),
    (0x627..0x628, 2),
    (0x628..0x629, 4),
    (0x629..0x62a, 2),
    (0x62a..0x62f, 4),
    (0x62f..0x633, 2),
    (0x633..0x63b, 4),
    (0x641..0x648, 4),
    (0x648..0x64a, 2),
    (0x64a..0x64b, 4),
];
const FIRST_FORM: u32 = 0xfe80;

/// The first form of a letter of Arabic, and how many it has: alone, last, first, in the middle.
fn forms(c: char) -> Option<(u32, u32)> {
    let code = u32::from(c);
    let mut form = FIRST_FORM;
    for (letters, n_forms) in ARABIC {
        if letters.contains(&code) {
            return Some((form + (code - letters.start) * n_forms, n_forms));
        }
        form += (letters.end - letters.start) * n_forms;
    }
    None
}

/// The forms of lam and the alef behind it that are one sign: alone and last, for each alef.
const LAM_ALEF: Range<u32> = 0xfef5..0xfefd;
const LAM: char = '\u{644}';
const ALEFS: [char; 4] = ['\u{622}', '\u{623}', '\u{625}', '\u{627}'];
/// What is laid out for an alef whose sign its lam has: nothing is drawn for it.
const IN_LAM: char = '\u{2060}';

/// The letter that a form is of; anything else is what it is.
fn letter_of(c: char) -> char {
    let code = u32::from(c);
    if LAM_ALEF.contains(&code) {
        return LAM;
    }
    let mut form = FIRST_FORM;
    for (letters, n_forms) in ARABIC {
        let n = (letters.end - letters.start) * n_forms;
        if (form..form + n).contains(&code) {
            return char::from_u32(letters.start + (code - form) / n_forms).unwrap_or(c);
        }
        form += n;
    }
    c
}

/// Whether a character that is drawn can be that of a text.
pub(super) fn can_be(drawn: char, c: char) -> bool {
    let is_in_lam = drawn == IN_LAM && ALEFS.contains(&c);
    drawn == c || is_in_lam || letter_of(drawn) == letter_of(c) || drawn == mirrored(c)
}

/// The characters of a line as they are drawn; forms that the font does not have are not used.
pub(super) fn drawn(ui: &Ui, line: &str, is_from_right: bool, font: &FontId) -> Vec<char> {
    ui.fonts_mut(|fonts| {
        let fonts = std::cell::RefCell::new(fonts);
        joined(line, is_from_right, |c| fonts.borrow_mut().has_glyph(font, c))
    })
}

/// The characters of a line as they are drawn: those of Arabic in the form that joins them to their neighbours, as they
/// are laid out alone, and brackets among words that run left the other way round. There are as many as before.
fn joined(line: &str, is_from_right: bool, has_form: impl Fn(char) -> bool) -> Vec<char> {
    const LENGTHENER: char = '\u{640}';
    let is_mark = |c: char| matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}');
    let chars: Vec<char> = line.chars().collect();
    let joins_on = |c: char| c == LENGTHENER || forms(c).is_some_and(|(_, n_forms)| n_forms == 4);
    let joins_back = |c: char| c == LENGTHENER || forms(c).is_some_and(|(_, n_forms)| n_forms > 1);
    let before = |idx: usize| chars[..idx].iter().rposition(|c| !is_mark(*c));
    let behind = |idx: usize| chars[idx + 1..].iter().find(|c| !is_mark(**c)).copied();
    let lam_alef = |idx: usize| {
        let alef = behind(idx).filter(|_| chars[idx] == LAM)?;
        let which = ALEFS.iter().position(|&c| c == alef)?;
        let is_joined_back = before(idx).is_some_and(|idx| joins_on(chars[idx]));
        let form = LAM_ALEF.start + 2 * u32::try_from(which).ok()? + u32::from(is_joined_back);
        char::from_u32(form).filter(|&c| has_form(c))
    };
    let form = |idx: usize| {
        let c = chars[idx];
        let (first, n_forms) = forms(c)?;
        let is_joined_back = n_forms > 1 && before(idx).is_some_and(|idx| joins_on(chars[idx]));
        let is_joined_on = n_forms == 4 && behind(idx).is_some_and(joins_back);
        let which = u32::from(is_joined_back) + 2 * u32::from(is_joined_on);
        char::from_u32(first + which).filter(|&c| has_form(c))
    };
    let in_lam = |idx: usize| {
        let is_alef = ALEFS.contains(&chars[idx]);
        before(idx).filter(|_| is_alef).and_then(lam_alef).map(|_| IN_LAM)
    };
    let levels = levels(line, is_from_right);
    let turned = |idx: usize| {
        let c = mirrored(chars[idx]);
        (levels[idx] % 2 == 1 && has_form(c)).then_some(c)
    };
    let drawn =
        |idx: usize| lam_alef(idx).or_else(|| in_lam(idx)).or_else(|| form(idx)).or_else(|| turned(idx));
    (0..chars.len()).map(|idx| drawn(idx).unwrap_or(chars[idx])).collect()
}

/// Puts the rows of a line in the order in which they are read.
pub(super) fn turn(galley: Arc<Galley>, line: &str, is_from_right: bool) -> Arc<Galley> {
    let levels = levels(line, is_from_right);
    let mut galley = Arc::unwrap_or_clone(galley);
    let pixels_per_point = galley.pixels_per_point;
    let mut start = 0;
    for placed in &mut galley.rows {
        let end = start + placed.char_count_excluding_newline().0;
        let next = start + placed.char_count_including_newline().0;
        if let Some(levels) = levels.get(start..end).filter(|levels| levels.iter().any(|&level| level > 0)) {
            turn_row(Arc::make_mut(&mut placed.row), levels, is_from_right, pixels_per_point);
        }
        start = next;
    }
    Arc::new(galley)
}

/// Lets the rows of a line that is read from the right begin at the right edge of a width.
pub(super) fn begin_at_right(galley: Arc<Galley>, width: f32) -> Arc<Galley> {
    let mut galley = Arc::unwrap_or_clone(galley);
    let pixels_per_point = galley.pixels_per_point;
    for placed in &mut galley.rows {
        let right = placed.glyphs.iter().map(|glyph| edges(glyph).1).fold(0.0, f32::max);
        placed.pos.x = ((width - right) * pixels_per_point).round() / pixels_per_point;
        // Where the row ends.
        Arc::make_mut(&mut placed.row).size.x = 0.0;
    }
    galley.rect.max.x = galley.rect.max.x.max(width);
    Arc::new(galley)
}

fn turn_row(row: &mut Row, levels: &[u8], is_from_right: bool, pixels_per_point: f32) {
    let n_at_end = row.glyphs.iter().rev().take_while(|glyph| glyph.chr.is_whitespace()).count();
    let n_words = row.glyphs.len() - n_at_end;
    let own_level = u8::from(is_from_right);
    // A letter and its marks, which have no width, go together.
    let mut units: Vec<(Range<usize>, u8)> = Vec::new();
    for (idx, glyph) in row.glyphs.iter().enumerate() {
        match units.last_mut() {
            Some((unit, _)) if glyph.advance_width == 0.0 => unit.end = idx + 1,
            _ => units.push((idx..idx + 1, if idx < n_words { levels[idx] } else { own_level })),
        }
    }
    let width = |row: &Row, unit: &Range<usize>| -> f32 {
        row.glyphs[unit.clone()].iter().map(|glyph| glyph.advance_width).sum()
    };
    let first = row.glyphs.first().map_or(0.0, |glyph| glyph.pos.x);
    let mut lefts = Vec::with_capacity(units.len());
    let mut left = first;
    for (unit, _) in &units {
        lefts.push(left);
        left += width(row, unit);
    }
    let unit_levels: Vec<u8> = units.iter().map(|(_, level)| *level).collect();
    let mut left = first;
    for unit_idx in visual_order(&unit_levels) {
        let (unit, level) = &units[unit_idx];
        // Letters are drawn on whole pixels.
        let moved = ((left - lefts[unit_idx]) * pixels_per_point).round() / pixels_per_point;
        left += width(row, unit);
        for idx in unit.clone() {
            move_glyph(row, idx, moved, level % 2 == 1);
        }
        share_sign(&mut row.glyphs[unit.clone()]);
    }
}

/// Gives the alef that its lam is drawn with the second half of their sign, so that the cursor can stand between them.
fn share_sign(letters: &mut [Glyph]) {
    let [lam, behind @ ..] = letters else { return };
    let Some(alef) = behind.iter_mut().find(|glyph| glyph.chr == IN_LAM) else { return };
    lam.advance_width /= 2.0;
    alef.pos.x = lam.pos.x + lam.advance_width;
    alef.advance_width = lam.advance_width;
}

fn move_glyph(row: &mut Row, idx: usize, moved: f32, is_turned: bool) {
    const N_CORNERS: usize = 4;
    let glyph = &mut row.glyphs[idx];
    glyph.pos.x += moved;
    if is_turned {
        glyph.pos.x += glyph.advance_width;
        glyph.advance_width = -glyph.advance_width;
    }
    if !glyph.uv_rect.is_nothing() {
        let first = glyph.first_vertex as usize;
        let corners = row.visuals.mesh.vertices.get_mut(first..first + N_CORNERS);
        corners.into_iter().flatten().for_each(|corner| corner.pos.x += moved);
    }
}

/// Where a glyph lies in its row.
fn edges(glyph: &Glyph) -> (f32, f32) {
    let (start, end) = (glyph.pos.x, glyph.pos.x + glyph.advance_width);
    (start.min(end), start.max(end))
}

fn is_turned(row: &Row) -> bool {
    is_from_right(row) || row.glyphs.iter().any(|glyph| glyph.advance_width < 0.0)
}

/// Whether a row begins at the right edge: it ends at its left one.
fn is_from_right(row: &Row) -> bool {
    row.size.x == 0.0 && !row.glyphs.is_empty()
}

/// The place behind a row where a selected break shows.
pub(super) fn behind(row: &Row, width: f32) -> (f32, f32) {
    if is_from_right(row) { (-width, 0.0) } else { (row.size.x, row.size.x + width) }
}

/// The parts of a row that some of its characters take, from left to right as they touch.
pub(super) fn taken(row: &Row, columns: Range<usize>) -> Vec<(f32, f32)> {
    if !is_turned(row) {
        let x = |column: usize| row.x_offset(CharIndex(column));
        return vec![(x(columns.start), x(columns.end))];
    }
    let end = columns.end.min(row.glyphs.len());
    let mut taken: Vec<(f32, f32)> = row.glyphs[columns.start.min(end)..end].iter().map(edges).collect();
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    taken.dedup_by(|next, last| {
        let touches = next.0 <= last.1 + 1.0;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
    taken
}

/// The place in a line that a point of it means.
pub(super) fn cursor_at(galley: &Galley, at: Vec2) -> CCursor {
    let n_rows = galley.rows.len();
    let row_idx = galley.rows.iter().position(|row| at.y <= row.max_y()).unwrap_or(n_rows.saturating_sub(1));
    let Some(row) = galley.rows.get(row_idx).filter(|row| is_turned(row)) else {
        return galley.cursor_from_pos(at);
    };
    let start: usize = galley.rows[..row_idx].iter().map(|row| row.char_count_including_newline().0).sum();
    let x = at.x - row.pos.x;
    let distance = |glyph: &Glyph| {
        let (left, right) = edges(glyph);
        (left - x).max(x - right).max(0.0)
    };
    let wide = row.glyphs.iter().enumerate().filter(|(_, glyph)| glyph.advance_width != 0.0);
    let Some((idx, glyph)) = wide.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))) else {
        return galley.cursor_from_pos(at);
    };
    let (left, right) = edges(glyph);
    let is_first_half = (x < f32::midpoint(left, right)) == (glyph.advance_width > 0.0);
    let n_marks = row.glyphs[idx + 1..].iter().take_while(|glyph| glyph.advance_width == 0.0).count();
    let column = if is_first_half { idx } else { idx + 1 + n_marks };
    CCursor { index: CharIndex(start + column), prefer_next_row: column < row.glyphs.len() }
}

/// The places of a character in a row: where it begins, and how wide it is.
pub(super) fn place_of(row: &Row, columns: Range<usize>) -> (f32, f32) {
    let taken = taken(row, columns);
    let left = taken.iter().map(|(left, _)| *left).fold(f32::INFINITY, f32::min);
    let right = taken.iter().map(|(_, right)| *right).fold(f32::NEG_INFINITY, f32::max);
    if left <= right { (left, right - left) } else { (row.size.x, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_arabic_have_the_forms_that_join_them() {
        let joined = |line: &str| joined(line, false, |_| true).into_iter().collect::<String>();
        assert_eq!(joined("سلم"), "\u{feb3}\u{fee0}\u{fee2}");
        assert_eq!(joined("ب بب ببب"), "\u{fe8f} \u{fe91}\u{fe90} \u{fe91}\u{fe92}\u{fe90}");
        assert_eq!(joined("ya ي"), "ya \u{fef1}");
        assert_eq!(joined("אב (ג, «ד») ה (abc)"), "אב )ג, »ד«( ה (abc)");
        for c in '\u{600}'..'\u{6ff}' {
            let (first, n_forms) = forms(c).unwrap_or((u32::from(c), 1));
            for form in first..first + n_forms {
                assert_eq!(letter_of(char::from_u32(form).expect("a letter")), c);
            }
        }
    }

    #[test]
    fn lam_and_alef_are_one_sign() {
        let joined = |line: &str, has_form: fn(char) -> bool| {
            joined(line, false, has_form).into_iter().collect::<String>()
        };
        assert_eq!(joined("سلام", |_| true), "\u{feb3}\u{fefc}\u{2060}\u{fee1}");
        assert_eq!(
            joined("لا لأ لإ لآ", |_| true),
            "\u{fefb}\u{2060} \u{fef7}\u{2060} \u{fef9}\u{2060} \u{fef5}\u{2060}"
        );
        assert_eq!(joined("لَا", |_| true), "\u{fefb}\u{64e}\u{2060}", "a mark stands between them");
        assert_eq!(joined("ال", |_| true), "\u{fe8d}\u{fedd}", "alef before lam is another letter");
        assert_eq!(
            joined("لا", |c| !LAM_ALEF.contains(&u32::from(c))),
            "\u{fedf}\u{fe8e}",
            "a font without the sign"
        );
        let line = "الأول لا";
        assert!(joined(line, |_| true).chars().zip(line.chars()).all(|(drawn, c)| can_be(drawn, c)));
        assert!(!can_be(IN_LAM, 'ب') && !can_be('\u{fefb}', 'ب'));
    }

    #[test]
    fn only_letters_that_run_left_stand_alone() {
        let parts =
            |words: &str| parts(words).into_iter().map(|part| &words[part]).collect::<Vec<_>>().join("|");
        assert_eq!(parts("in אב 42 ג. ok"), "in |א|ב| 42 |ג|. ok");
        assert_eq!(parts("plain"), "plain");
    }
}
