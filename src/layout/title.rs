//! How many lines the title of a slide takes, and how wide they are, so that none is much shorter than the others.
//!
//! Setting a title to find out would cost more than its slide.

use std::collections::BTreeSet;

use crate::layout::chart::{as_f64, ems};
use crate::layout::no_break::with_no_breaks;
use crate::layout::phrases::{is_kept, is_wide, parts_within, phrases};
use crate::layout::style::KEPT_EMS;
use crate::release::{Inline, InlineContent, plain_text};

/// The type size of titles, in points.
const TITLE_SIZE_PT: f64 = 34.0;

/// How many lines a title takes in lines of `width_pt` points, and the least width in which it takes no more;
/// `advance` is the width of a letter in ems.
pub(super) fn title_size(title: &[Inline], width_pt: f64, advance: &dyn Fn(char) -> f64) -> (usize, f64) {
    const SPARE_PT: f64 = 12.0;
    let words = Words::new(title);
    let n_lines = words.n_lines(width_pt, advance);
    if n_lines < 2 {
        return (n_lines, width_pt);
    }
    let (mut narrow, mut wide) = (width_pt / 2.0, width_pt);
    while wide - narrow > 4.0 {
        let middle = f64::midpoint(narrow, wide);
        if words.n_lines(middle, advance) > n_lines { narrow = middle } else { wide = middle }
    }
    (n_lines, (wide + SPARE_PT).min(width_pt))
}

/// The type size and the width of the lines of a title that is set in `size_pt` points, or smaller where it would be
/// higher than `most_height_pt`.
pub(super) fn fitted_title(
    title: &[Inline],
    width_pt: f64,
    (size_pt, most_height_pt): (f64, f64),
) -> (f64, f64) {
    const SHARES: [f64; 6] = [1.0, 0.9, 0.8, 0.7, 0.62, 0.55];
    const LINE: f64 = 1.2;
    let advance = |c: char| ems(c.encode_utf8(&mut [0; 4]), true);
    let set = |size_pt: f64| {
        let scale = size_pt / TITLE_SIZE_PT;
        let (n_lines, line_pt) = title_size(title, width_pt / scale, &advance);
        let height_pt = as_f64(n_lines) * size_pt * LINE;
        (height_pt <= most_height_pt, (size_pt, (line_pt * scale).min(width_pt)))
    };
    let mut sizes = SHARES.into_iter().map(|share| set(size_pt * share));
    sizes.find(|(fits, _)| *fits).unwrap_or_else(|| set(size_pt / 2.0)).1
}

/// The words of a title, and where its lines may end.
struct Words {
    text: String,
    /// Where phrases of Japanese end.
    ends: BTreeSet<usize>,
    /// Whether it is nothing but text, whose width is known to the letter.
    is_plain: bool,
}

impl Words {
    fn new(title: &[Inline]) -> Self {
        let text = with_no_breaks(&plain_text(title));
        let ends = phrase_ends(&text);
        let is_plain = title.iter().all(|inline| matches!(inline.content, InlineContent::Text(_)));
        Self { text, ends, is_plain }
    }

    fn n_lines(&self, width_pt: f64, advance: &dyn Fn(char) -> f64) -> usize {
        // What is not plain text may be wider than its letters.
        let line = width_pt / TITLE_SIZE_PT * if self.is_plain { 0.995 } else { 0.95 };
        let mut n_lines = 1;
        // The widths of what stands on the line, of the blanks at its end, and of the word that may not be parted.
        let (mut taken, mut blanks, mut word) = (0.0, 0.0, 0.0);
        let mut before = ' ';
        for (at, c) in self.text.char_indices() {
            let is_blank = c == ' ';
            let is_within_phrase = self.ends.len() > 1 && !self.ends.contains(&at);
            let is_japanese = is_wide(c) || is_wide(before);
            if is_blank || (is_japanese && !is_within_phrase) || matches!(before, '-' | '–' | '—') {
                (taken, blanks, word) = (taken + blanks + word, 0.0, 0.0);
            }
            // Between Japanese and Latin letters a quarter of a blank may stand.
            let is_gap = is_wide(c) != is_wide(before) && c.is_alphanumeric() && before.is_alphanumeric();
            if is_blank {
                blanks += advance(c);
            } else {
                word += advance(c) + if is_gap { 0.25 } else { 0.0 };
            }
            if taken + blanks + word > line && taken > 0.0 && !is_blank {
                n_lines += 1;
                (taken, blanks) = (0.0, 0.0);
            }
            // A word that is longer than its line goes on to the next.
            if word > line {
                n_lines += 1;
                word = advance(c);
            }
            before = c;
        }
        n_lines
    }
}

/// Where the phrases of a title end, as far as they are kept on a line.
fn phrase_ends(text: &str) -> BTreeSet<usize> {
    let mut ends = BTreeSet::new();
    let mut at = 0;
    for phrase in phrases(text).into_iter().flat_map(|phrase| parts_within(phrase, KEPT_EMS)) {
        if !is_kept(phrase, KEPT_EMS) {
            ends.extend(phrase.char_indices().map(|(idx, _)| at + idx));
        }
        at += phrase.len();
        ends.insert(at);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn size(text: &str) -> (usize, f64) {
        let title = [Inline { span: Span::default(), content: InlineContent::Text(text.to_owned()) }];
        title_size(&title, 840.0, &|c| ems(c.encode_utf8(&mut [0; 4]), true))
    }

    #[test]
    fn a_title_of_many_lines_is_set_smaller_and_a_word_longer_than_its_line_takes_two() {
        let title =
            |text: &str| [Inline { span: Span::default(), content: InlineContent::Text(text.to_owned()) }];
        assert!(fitted_title(&title("A claim"), 840.0, (52.0, 250.0)).0 > 51.9);
        let long = "A title that somebody wrote as a whole sentence, because it was wanted so. ".repeat(3);
        let (size_pt, width_pt) = fitted_title(&title(&long), 840.0, (52.0, 250.0));
        assert!((26.0..45.0).contains(&size_pt) && width_pt <= 840.0, "{size_pt} {width_pt}");
        assert_eq!([12, 40, 60].map(|n| size(&"m".repeat(n)).0), [1, 2, 3]);
    }

    #[test]
    fn the_lines_of_a_title_are_about_as_long_as_each_other() {
        assert_eq!(size("A short claim"), (1, 840.0));
        let (n_lines, width_pt) = size("Host nation support is only a part of what Japan bears");
        assert!(n_lines == 2 && (400.0..640.0).contains(&width_pt), "{n_lines} {width_pt}");
        let (n_lines, width_pt) =
            size("日米同盟は地域の平和と安定の礎であり、その役割は更に重要になっている");
        assert!(n_lines == 2 && width_pt < 800.0, "{n_lines} {width_pt}");
    }
}
