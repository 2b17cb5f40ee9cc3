//! Slides of PowerPoint as our own slides look: notes, tables, large type, requests.

use demarche::brief::Reader;
use demarche::office::Element;

use crate::office::{Parts, placeholders, pptx};

/// As on our own slides: each begins with 1, and a note that stands alone bears no number.
#[test]
fn footnotes_of_slides_are_counted_by_slide() {
    let text = "---\ntitle: T\n---\n\n# T\n\n## One\n\nA[^a] and b[^b].\n\n## Two\n\nC[^c] and d[^d].\n\n\
        ## Three\n\nE[^e].\n\n\
        [^a]: First.\n[^b]: Second.\n[^c]: Third.\n[^d]: Fourth.\n[^e]: Fifth.\n";
    let parts = pptx(text, Reader::Counterpart);
    let words = |number: usize| {
        let of = |(sort, words): (String, String)| matches!(sort.as_str(), "1" | "body").then_some(words);
        placeholders(&parts, number).into_iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(words(2), ["A[1] and b[2].", "[1] First. · [2] Second."]);
    assert_eq!(words(3), ["C[1] and d[2].", "[1] Third. · [2] Fourth."]);
    assert_eq!(words(4), ["E.", "Fifth."]);
}

#[test]
fn cells_of_slides_are_aligned_as_on_our_own_slides() {
    let text = "---\ntitle: T\n---\n\n# T\n\n## One\n\n\
        | Left | Middle | Right | Figures | Year |\n|:--|:-:|--:|---|---|\n| a | b | c | 1,000 | 2024 |\n| d |  |  | 31 | 2025 |\n";
    let parts = pptx(text, Reader::Counterpart);
    let cells = parts.part("ppt/slides/slide2.xml").all("a:tc");
    let side = |cell: &&Element| {
        let paragraph = cell.all("a:p")[0].child("a:pPr").and_then(|it| it.attribute("algn"));
        paragraph.unwrap_or("-").to_owned()
    };
    let sides: Vec<String> = cells.iter().map(side).collect();
    let row = ["l", "ctr", "r", "r", "-"];
    assert_eq!(sides, [row, row, row].concat());
}

/// The name of the layout of a slide.
fn layout(parts: &Parts, number: usize) -> String {
    let of_slide = &parts.relations[&format!("ppt/slides/slide{number}.xml")];
    let (_, target, _) =
        of_slide.iter().find(|(_, target, _)| target.contains("slideLayout")).expect("it has one");
    let name = parts.part(target).child("p:cSld").and_then(|it| it.attribute("name"));
    name.unwrap_or_default().to_owned()
}

/// The type size of the text of a slide, in points, and how far apart its points are.
fn setting(parts: &Parts, number: usize) -> (u32, u32) {
    let slide = parts.part(&format!("ppt/slides/slide{number}.xml"));
    let levels = slide.all("a:lvl1pPr");
    let value = |tag: &str, name: &str| {
        let found =
            levels.iter().find_map(|level| level.all(tag).first()?.attribute(name)?.parse::<u32>().ok());
        found.unwrap_or(0) / 100
    };
    (value("a:defRPr", "sz"), value("a:spcPts", "val"))
}

#[test]
fn few_words_stand_in_large_type_and_points_apart_and_much_text_in_small_type() {
    let much = "- A point that goes on for more than one line, as the points of some briefs do where much is to be said.\n";
    let text =
        format!("---\ntitle: T\n---\n\n# T\n\n## One\n\n- a\n- b\n- c\n\n## Two\n\n{}", much.repeat(9));
    let parts = pptx(&text, Reader::Counterpart);
    let (size, gap) = setting(&parts, 2);
    assert!(size >= 36 && gap > size / 2, "{size} {gap}");
    let (size, gap) = setting(&parts, 3);
    assert!((12..=20).contains(&size) && gap < size, "{size} {gap}");
}

#[test]
fn a_request_stands_on_its_own_ground_and_its_first_words_are_bold() {
    let text = "---\ntitle: T\n---\n\n# T\n\n## One\n\n> [!ASK]\n> Visit a plant.\n>\n> - We come along.\n\n\
        ## Two\n\n> [!ASK]\n> Visit [a plant](https://example.org/).\n\n## Three\n\nWords.\n";
    let parts = pptx(text, Reader::Counterpart);
    let names = [2, 3, 4].map(|number| layout(&parts, number));
    // A link would have the colour of the ground.
    assert_eq!(names, ["Request", "Title and Content", "Title and Content"]);
    let runs: Vec<(String, Option<String>)> = parts
        .part("ppt/slides/slide2.xml")
        .all("a:r")
        .iter()
        .map(|run| (run.text(), run.all("a:rPr")[0].attribute("b").map(str::to_owned)))
        .collect();
    assert!(runs.contains(&("Visit a plant.".to_owned(), None)), "{runs:?}");
    assert!(runs.contains(&("We come along.".to_owned(), Some("0".to_owned()))), "{runs:?}");
    let ground = parts.part("ppt/slideLayouts/slideLayout6.xml").all("p:bg")[0].all("a:schemeClr");
    assert_eq!(ground[0].attribute("val"), Some("accent1"));
}

/// Rules and no grounds, as on our own slides; in a template the style is that of the house.
#[test]
fn tables_have_our_own_style() {
    let text = "---\ntitle: T\n---\n\n# T\n\n## One\n\n| State | Jobs |\n|---|--:|\n| Ohio | 1 |\n";
    let parts = pptx(text, Reader::Counterpart);
    let style = parts.part("ppt/slides/slide2.xml").all("a:tableStyleId")[0].text();
    let styles: Vec<&Element> = parts.part("ppt/tableStyles.xml").all("a:tblStyle");
    assert_eq!(styles.iter().filter_map(|it| it.attribute("styleId")).collect::<Vec<_>>(), [style]);
}
