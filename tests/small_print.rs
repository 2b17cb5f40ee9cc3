//! The small print of slides: footnotes and sources, whole, and clear of the text.

use demarche::brief::Reader;
use demarche::layout::{Engine, Pages, Shape};

use crate::support::{file, pages, program, released, written};

fn slides(text: &str) -> Pages {
    pages(&Engine::with_own_fonts(), &released(text, Reader::Counterpart), Shape::Slides)
}

/// All words of a deck.
fn words(pages: &Pages) -> String {
    let words: Vec<String> = (0..pages.len()).map(|page_idx| pages.words(page_idx)).collect();
    words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the lines of each page of a deck end, in points from the upper edge, each line once; none where the machine
/// cannot tell.
fn line_ends(text: &str) -> Vec<Vec<f64>> {
    let pdf = file(&Engine::with_own_fonts(), &released(text, Reader::Counterpart), "pdf", Shape::Slides);
    let Some(mut pdftotext) = program("pdftotext", "poppler-utils") else { return Vec::new() };
    let path = written(&pdf[0].bytes);
    let output = pdftotext.arg("-bbox").arg(path.path()).arg("-").output().expect("it runs");
    let boxes = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = |line: &str| line.split("yMax=\"").nth(1)?.split('"').next()?.parse::<f64>().ok();
    let page = |page: &str| {
        let mut ends: Vec<f64> = page.lines().filter_map(number).collect();
        ends.sort_by(f64::total_cmp);
        ends.dedup_by(|next, last| *next - *last < 3.0);
        ends
    };
    let pages: Vec<Vec<f64>> = boxes.split("<page ").skip(1).map(page).collect();
    assert!(pages.len() > 1 && pages.iter().all(|lines| !lines.is_empty()), "{boxes}");
    pages
}

const HEAD: &str = "---\ntitle: T\ndate: 2024-11-20\n---\n\n## A claim\n\n";

#[test]
fn all_paragraphs_of_a_footnote_are_on_the_slide() {
    let note = "[^a]: Firstword here.\n\n    Secondword there.\n\n    - Thirdword\n      1. Fourthword\n\n    > Fifthword\n\n    \
        | Sixthword | x |\n    |---|---|\n    | Seventhword | y |\n\n    ```\n    Eighthword\n    ```\n";
    let shown = words(&slides(&format!("{HEAD}Text[^a]\n\n{note}")));
    for word in ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"] {
        assert!(shown.contains(&format!("{word}word")), "{word}: {shown}");
    }
}

#[test]
fn what_is_private_in_a_footnote_is_not_in_the_small_print() {
    let note =
        "[^a]: Firstword <!-- Hiddenone --> here.\n\n    > [!RED-LINE]\n    > Hiddentwo\n\n    Secondword.\n";
    let shown = words(&slides(&format!("{HEAD}Text[^a]\n\n{note}")));
    assert!(shown.contains("Firstword") && shown.contains("Secondword"), "{shown}");
    assert!(!shown.contains("Hidden"), "{shown}");
}

#[test]
fn long_small_print_makes_room_for_itself() {
    for n_paragraphs in [1, 3, 8, 30] {
        let paragraph = "    A sentence of the note that is as long as such sentences are in a report of the ministry.\n\n";
        let note = format!("[^a]: Begins.\n\n{}    Lastword.\n", paragraph.repeat(n_paragraphs));
        let points = "- A point that stands on the slide\n".repeat(6);
        let text = format!("{HEAD}Text[^a]\n\n{points}\n{note}");
        let pages = slides(&text);
        let shown = words(&pages);
        assert!(
            shown.contains("Lastword") && shown.matches("A point").count() == 6,
            "{n_paragraphs}: {shown}"
        );
        assert_eq!(shown.matches("as long as such").count(), n_paragraphs, "{n_paragraphs}: {shown}");
        for (page_idx, lines) in line_ends(&text).iter().enumerate() {
            let overlaps = lines.windows(2).any(|pair| pair[1] - pair[0] < 9.0);
            assert!(!overlaps, "{n_paragraphs}, page {page_idx}: {lines:?}");
        }
    }
}
