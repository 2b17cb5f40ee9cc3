//! Sentences of Arabic and Hebrew that hold figures, on pages: word by word they are read from right to left.

use demarche::brief::Reader;
use demarche::layout::{Engine, PageWords, Shape};
use demarche::text::Span;

use crate::support::{pages, released};

const ARABIC: &str = "بلغت الصادرات (النفط) 45 مليار دولار في 2023.";
const HEBREW: &str = "השיעור עלה ל-45 אחוז, 3.5% מהתוצר ב-2023 בסך הכול.";

/// The words of a sentence as they stand on the first page that has them all.
fn places(text: &str, shape: Shape, sentence: &str) -> Vec<PageWords> {
    let start = text.find(sentence).expect("it is in the brief");
    let mut at = start;
    let mut spans = Vec::new();
    for word in sentence.split_inclusive(' ') {
        spans.push(Span::new(at, at + word.trim_end().len()));
        at += word.len();
    }
    let engine = Engine::with_system_fonts();
    let pages = pages(&engine, &released(text, Reader::Counterpart), shape);
    let of_page = |page_idx| {
        let mut words = pages.words_of(page_idx, &spans);
        words.sort_by_key(|word| word.span_idx);
        // A word with figures is several runs of glyphs.
        words.dedup_by(|next, last| {
            let is_same = next.span_idx == last.span_idx && (next.y_pt - last.y_pt).abs() < 0.5;
            if is_same {
                last.left_pt = last.left_pt.min(next.left_pt);
                last.right_pt = last.right_pt.max(next.right_pt);
            }
            is_same
        });
        words
    };
    let found = (0..pages.len()).map(of_page).find(|words| words.len() >= spans.len());
    found.unwrap_or_else(|| panic!("{shape}: {sentence} is on no page"))
}

/// Whether each word stands to the left of the one before it, or below it.
fn runs_left(words: &[PageWords]) -> bool {
    words.windows(2).all(|pair| {
        let is_below = pair[1].y_pt > pair[0].y_pt + 0.5;
        let is_level = (pair[1].y_pt - pair[0].y_pt).abs() < 0.5;
        is_below || (is_level && pair[1].right_pt <= pair[0].left_pt + 0.5)
    })
}

fn brief(body: &str) -> String {
    format!("---\ntitle: Exports\ndate: 2024-11-20\n---\n\n## Figures\n\n{body}\n")
}

#[test]
fn a_sentence_with_figures_is_read_from_right_to_left_wherever_it_stands() {
    for sentence in [ARABIC, HEBREW] {
        for (place, text) in [
            ("paragraph", brief(sentence)),
            ("bullet", brief(&format!("- {sentence}"))),
            (
                "bullet among English ones",
                brief(&format!("- One point\n- {sentence}\n- Another that is longer")),
            ),
            ("numbered", brief(&format!("1. {sentence}"))),
            ("task", brief(&format!("- [ ] {sentence}"))),
            ("heading", brief(&format!("## {sentence}\n\n- A point"))),
            ("cell", brief(&format!("| Year | What |\n| --- | --- |\n| 2023 | {sentence} |"))),
            ("panel", brief(&format!("> [!ASK] {sentence}\n> English"))),
            ("quotation", brief(&format!("> {sentence}"))),
        ] {
            for shape in [Shape::Text, Shape::Slides, Shape::Cards] {
                let words = places(&text, shape, sentence);
                assert!(runs_left(&words), "{place}, {shape}: {words:?}");
            }
        }
    }
}

#[test]
fn words_in_an_english_line_are_read_from_right_to_left_among_themselves() {
    let within = "בלגת הצדרת 45 מליר דולר 2023 בשנה";
    for (open, close) in [("", ""), ("- ", ""), ("- **", "**"), ("## ", "\n\n- A point")] {
        let line = format!("He said that {within} and left");
        let text = brief(&format!("{open}{line}{close}"));
        for shape in [Shape::Text, Shape::Slides] {
            let words = places(&text, shape, &line);
            let (before, rest) = words.split_at(3);
            let (within, behind) = rest.split_at(7);
            assert!(runs_left(within), "{open}, {shape}: {words:?}");
            let runs_right = |words: &[PageWords]| {
                words.windows(2).all(|pair| {
                    pair[1].y_pt > pair[0].y_pt + 0.5 || pair[0].right_pt <= pair[1].left_pt + 0.5
                })
            };
            assert!(runs_right(before) && runs_right(behind), "{open}, {shape}: {words:?}");
        }
    }
}

#[test]
fn a_last_pair_of_words_does_not_leave_the_sentence() {
    // The last two words of a point stay on one line, which must not turn them against the rest.
    let point = "It is called מליר דולר 45 2023";
    let words = places(&brief(&format!("- {point}")), Shape::Slides, point);
    assert!(runs_left(&words[3..]), "{words:?}");
}

#[test]
fn a_paragraph_from_right_to_left_begins_at_the_right() {
    let text = brief(&format!("{ARABIC}\n\n- {HEBREW}\n\nAn English one with שלום in it."));
    let page_pt = 595.0;
    let first = places(&text, Shape::Text, ARABIC)[0];
    assert!(first.right_pt > page_pt - 100.0, "{first:?}");
    let point = places(&text, Shape::Text, HEBREW)[0];
    assert!(
        point.right_pt > page_pt - 120.0 && point.right_pt < first.right_pt - 5.0,
        "{point:?} behind its bullet"
    );
    let english = places(&text, Shape::Text, "An English one with")[0];
    assert!(english.left_pt < 100.0, "{english:?}");
}

#[test]
fn figures_in_a_table_from_right_to_left_keep_their_signs() {
    let table = "| בלגת הצדרת | מליר |\n| --- | --- |\n| דולר בשנה | −5 % |\n| בשנה דולר | −35 % |";
    let text = brief(table);
    let name = places(&text, Shape::Text, "בלגת")[0];
    let figure = places(&text, Shape::Text, "מליר")[0];
    assert!(figure.right_pt < name.left_pt, "the first column is at the right: {name:?} {figure:?}");
    let sign = places(&text, Shape::Text, "−35 %");
    assert!(sign[0].right_pt <= sign[1].left_pt + 0.5, "{sign:?}");
}

#[test]
fn a_page_is_read_aloud_in_the_order_of_its_words() {
    let engine = Engine::with_system_fonts();
    let pages = pages(&engine, &released(&brief(ARABIC), Reader::Counterpart), Shape::Text);
    let read: String = pages.words(0).split_whitespace().collect();
    let sentence: String = ARABIC.split_whitespace().collect();
    assert!(read.contains(&sentence), "{read}");
}

/// Where the words of a line begin and end on its page, as shares of the width of the page.
fn edges(text: &str, shape: Shape, line: &str) -> (f64, f64) {
    let start = text.find(line).expect("it is in the brief");
    let engine = Engine::with_system_fonts();
    let pages = pages(&engine, &released(text, Reader::Counterpart), shape);
    let span = Span::new(start, start + line.len());
    let found = (0..pages.len()).find_map(|page_idx| {
        let words = pages.words_of(page_idx, &[span]);
        let left = words.iter().map(|word| word.left_pt).reduce(f64::min)?;
        let right = words.iter().map(|word| word.right_pt).reduce(f64::max)?;
        let (width, _) = pages.size_pt(page_idx).expect("a page");
        Some((left / width, right / width))
    });
    found.unwrap_or_else(|| panic!("{shape}: {line} is on no page"))
}

/// Where the uppermost ink of the first page, which is its title, begins and ends, as shares of the width of the page.
fn uppermost_ink(text: &str, shape: Shape) -> (f64, f64) {
    const BAND_PX: usize = 12;
    let engine = Engine::with_system_fonts();
    let drawn = pages(&engine, &released(text, Reader::Counterpart), shape).render(0, 1.0).expect("a page");
    let width = drawn.width_px as usize;
    let is_ink = |at: usize| drawn.rgba[at * 4] < 128;
    let first = (0..drawn.rgba.len() / 4).find(|&at| is_ink(at)).expect("ink");
    let band = first / width * width..(first / width + BAND_PX) * width;
    let columns =
        || band.clone().filter(|&at| is_ink(at)).map(|at| u32::try_from(at % width).expect("small"));
    let share = |column: Option<u32>| f64::from(column.expect("ink")) / f64::from(drawn.width_px);
    (share(columns().min()), share(columns().max()))
}

#[test]
fn headings_and_titles_of_such_text_begin_at_the_right() {
    for (title, heading) in [("التقرير", "الصادرات"), ("הדוח", "היצוא")] {
        let text = format!("---\ntitle: {title}\n---\n\n## {heading}\n\n### {heading} ב\n\nText.\n");
        for shape in [Shape::Text, Shape::Cards, Shape::Slides] {
            let (left, right) = edges(&text, shape, heading);
            assert!(left > 0.5 && right > 0.8, "{shape}: a heading stands from {left} to {right}");
        }
        for shape in [Shape::Text, Shape::Cards] {
            let (left, right) = edges(&text, shape, &format!("{heading} ב"));
            assert!(left > 0.5 && right > 0.8, "{shape}: a deeper one stands from {left} to {right}");
            let (left, right) = uppermost_ink(&text, shape);
            assert!(left > 0.5 && right > 0.8, "{shape}: the title stands from {left} to {right}");
        }
    }
    let (left, _) = edges("---\ntitle: Title\n---\n\n## Heading\n\nText.\n", Shape::Text, "Heading");
    assert!(left < 0.2);
}

#[test]
fn the_first_of_two_columns_of_such_text_stands_at_the_right() {
    let columns = |first: &str, second: &str| {
        brief(&format!("::: columns\n::: column\n{first}\n:::\n::: column\n{second}\n:::\n:::"))
    };
    for shape in [Shape::Text, Shape::Slides] {
        let text = columns("היצוא עלה", "היבוא ירד");
        assert!(edges(&text, shape, "היצוא עלה").0 > edges(&text, shape, "היבוא ירד").1, "{shape}");
        let text = columns("Exports grew", "Imports fell");
        assert!(edges(&text, shape, "Exports grew").1 < edges(&text, shape, "Imports fell").0, "{shape}");
    }
}
