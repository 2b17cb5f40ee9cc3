//! Slides as they are composed: filled, legible from the last row, clear of their foot; by where the words stand.

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};
use demarche::release::{BlockContent, Released, project};

use crate::support::{briefs, engine_with_japanese, file, pages, program, released, written};

const HEIGHT_PT: f64 = 540.0;

/// A word of a page: left, top, right, bottom in points, and its letters.
type Word = ([f64; 4], String);

/// The words of each page; nothing where the machine cannot tell.
fn words(engine: &Engine, released: &Released, shape: Shape) -> Option<Vec<Vec<Word>>> {
    let pdf = file(engine, released, "pdf", shape);
    let mut pdftotext = program("pdftotext", "poppler-utils")?;
    let path = written(&pdf[0].bytes);
    let output = pdftotext.arg("-bbox").arg(path.path()).arg("-").output().expect("it runs");
    let boxes = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = |line: &str| {
        let number =
            |name: &str| line.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse::<f64>().ok();
        let letters = line.split('>').nth(1)?.split('<').next()?.to_owned();
        Some(([number("xMin")?, number("yMin")?, number("xMax")?, number("yMax")?], letters))
    };
    Some(boxes.split("<page ").skip(1).map(|page| page.lines().filter_map(word).collect()).collect())
}

/// The words of a page that are its text: larger than the small print at its edges.
fn text(page: &[Word]) -> Vec<&Word> {
    const PRINT_PT: f64 = 22.0;
    page.iter().filter(|([_, top, _, bottom], _)| bottom - top > PRINT_PT).collect()
}

fn height(words: &[&Word]) -> f64 {
    let top = words.iter().map(|(area, _)| area[1]).fold(f64::INFINITY, f64::min);
    let bottom = words.iter().map(|(area, _)| area[3]).fold(0.0, f64::max);
    bottom - top
}

/// How many points stand on a slide.
fn n_points(released: &Released, slide_idx: usize) -> usize {
    let Some(slide) = released.content().screen.slides.get(slide_idx) else { return 0 };
    let points = slide.blocks.iter().map(|block| match &block.content {
        BlockContent::List { items, .. } => items.len(),
        _ => 1,
    });
    points.sum()
}

const HEAD: &str = "---\ntitle: T\ndate: 2024-11-20\n---\n\n";

#[test]
fn slides_of_three_points_or_more_are_filled() {
    let engine = Engine::with_own_fonts();
    let long = "Beef, pork, wheat and wine now compete on the terms of our other partners.";
    for points in [
        vec!["One", "Two", "Three"],
        vec!["A point", "A second point", "A third", "And a fourth"],
        vec![long; 3],
        vec![long; 5],
        vec!["Short"; 7],
    ] {
        for form in ["list", "paragraphs"] {
            let (before, between) = if form == "list" { ("- ", "\n- ") } else { ("", "\n\n") };
            let body = format!("{before}{}", points.join(between));
            let released = released(&format!("{HEAD}## A claim\n\n{body}\n"), Reader::Counterpart);
            let Some(pages) = words(&engine, &released, Shape::Slides) else { return };
            assert_eq!(pages.len(), 2, "{body}");
            let share = height(&text(&pages[1])) / HEIGHT_PT;
            assert!((0.55..0.9).contains(&share), "{share:.2} of the height: {body}");
        }
    }
}

#[test]
fn slides_of_the_briefs_are_filled_legible_and_clear_of_their_foot() {
    let Some(engine) = engine_with_japanese() else { return };
    for loaded in briefs() {
        let released = project(&loaded.brief, &loaded.context(), Reader::Counterpart);
        let Some(pages) = words(&engine, &released, Shape::Slides) else { return };
        let name = loaded.path.display();
        let n_slides = released.content().screen.slides.len();
        assert_eq!(pages.len(), n_slides + 1, "{name}: each slide is one page");
        for (page_idx, page) in pages.iter().enumerate().skip(1) {
            let text = text(page);
            let bottom = text.iter().map(|(area, _)| area[3]).fold(0.0, f64::max);
            let print = page
                .iter()
                .filter(|([_, top, _, bottom], _)| bottom - top <= 20.0 && *top > HEIGHT_PT * 0.75);
            // The marks of an axis and the source of a chart are small as well, and stand higher.
            let first_print = print
                .map(|(area, _)| area[1])
                .filter(|top| *top > HEIGHT_PT - 56.0)
                .fold(HEIGHT_PT, f64::min);
            assert!(bottom <= first_print + 1.0, "{name}, page {}: text touches the foot", page_idx + 1);
            if n_points(&released, page_idx - 1) >= 3 {
                let share = height(&text) / HEIGHT_PT;
                assert!(share >= 0.55, "{name}, page {}: {share:.2} of the height", page_idx + 1);
            }
        }
    }
}

#[test]
fn few_points_are_large_and_none_is_smaller_than_the_last_row_can_read() {
    let engine = Engine::with_own_fonts();
    // A box of a word is higher than its type size by a third.
    let size = |words: &[&Word], letters: &str| {
        let word = words.iter().find(|(_, word)| word == letters).unwrap_or_else(|| panic!("{letters}"));
        (word.0[3] - word.0[1]) / 1.362
    };
    let of = |body: &str| {
        let released = released(&format!("{HEAD}## A claim\n\n{body}\n"), Reader::Counterpart);
        words(&engine, &released, Shape::Slides)
    };
    let Some(pages) = of("- Few points\n- Stand large") else { return };
    assert!(size(&text(&pages[1]), "Stand") > 36.0);
    let Some(pages) =
        of(&"- Firstword and many words behind it that take more than one line of the slide\n".repeat(9))
    else {
        return;
    };
    for page in &pages[1..] {
        assert!(size(&text(page), "Firstword") >= 23.5);
    }
}

#[test]
fn a_figure_is_never_followed_by_a_number_that_reads_as_its_exponent() {
    let engine = Engine::with_own_fonts();
    let text = format!(
        "{HEAD}## A claim\n\nThere are 24[^a] plants and 43[^b] centers.\n\n[^a]: First.\n[^b]: Second.\n"
    );
    let Some(pages) = words(&engine, &released(&text, Reader::Counterpart), Shape::Slides) else { return };
    let letters: Vec<&str> = pages[1].iter().map(|(_, letters)| letters.as_str()).collect();
    assert!(letters.contains(&"24") && letters.contains(&"[1]") && letters.contains(&"[2]"), "{letters:?}");
}

#[test]
fn what_is_asked_for_stands_without_our_name_for_it() {
    let engine = Engine::with_own_fonts();
    let text = format!("{HEAD}## A claim\n\n> [!ASK]\n> Visit a plant with us.\n\n- We come along.\n");
    for (reader, shape, is_named) in [
        (Reader::Counterpart, Shape::Slides, false),
        (Reader::Counterpart, Shape::Text, false),
        (Reader::Principal, Shape::Slides, false),
        (Reader::Principal, Shape::Text, true),
    ] {
        let Some(pages) = words(&engine, &released(&text, reader), shape) else { return };
        let found = pages.iter().flatten().any(|(_, letters)| letters == "Ask");
        assert_eq!(found, is_named, "{reader} as {shape}");
    }
}

#[test]
fn a_table_of_twelve_rows_does_not_part_on_paper_and_takes_two_slides() {
    let engine = Engine::with_own_fonts();
    let row = |n: usize| format!("| Row{n} | b | c | d | e | f |\n");
    let rows: String = (1..=12).map(row).collect();
    let table = format!("| A | B | C | D | E | F |\n|---|---|---|---|---|---|\n{rows}");
    for n_before in [0, 8, 16, 24, 30] {
        let before = "A paragraph before it.\n\n".repeat(n_before);
        let released = released(&format!("{HEAD}## A claim\n\n{before}{table}"), Reader::Counterpart);
        let Some(pages) = words(&engine, &released, Shape::Text) else { return };
        let holds = |page: &Vec<Word>| page.iter().any(|(_, letters)| letters.starts_with("Row"));
        assert_eq!(pages.iter().filter(|page| holds(page)).count(), 1, "after {n_before} paragraphs");
    }
    let released = released(&format!("{HEAD}## A claim\n\n{table}"), Reader::Counterpart);
    let Some(pages) = words(&engine, &released, Shape::Slides) else { return };
    assert!(pages.len() <= 3, "{} pages", pages.len());
}

#[test]
fn the_data_of_a_chart_that_can_only_be_a_table_stand_clear_of_each_other() {
    let engine = Engine::with_own_fonts();
    let row = |year: u32| {
        format!(
            "  - {{ Year: \"{year}\", Japan: 0.9, United States of America: 3.4, Republic of Korea: 2.7, Australia: 1.9, \
            United Kingdom: 2.1 }}\n"
        )
    };
    let rows: String = (2019..2024).map(row).collect();
    let chart = format!(
        "```chart\ntype: bar\ntitle: Defence spending\nunit: percent of GDP\ndata:\n{rows}source: SIPRI\n```\n"
    );
    for head in [HEAD.to_owned(), HEAD.replace("date:", "aspectRatio: 4/3\ndate:")] {
        let released = released(&format!("{head}## A claim\n\n{chart}"), Reader::Counterpart);
        for shape in [Shape::Slides, Shape::Text, Shape::Cards] {
            let Some(pages) = words(&engine, &released, shape) else { return };
            for page in &pages {
                for (idx, (a, one)) in page.iter().enumerate() {
                    for (b, other) in &page[idx + 1..] {
                        let (wide, high) = (a[2].min(b[2]) - a[0].max(b[0]), a[3].min(b[3]) - a[1].max(b[1]));
                        // The boxes of words are higher than their letters.
                        let common = wide > 1.0 && high > (a[3] - a[1]) * 0.4;
                        assert!(!common, "{shape}: {one} and {other} at {a:?} and {b:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_layout_of_a_slide_can_be_overruled_where_its_text_allows() {
    let engine = Engine::with_own_fonts();
    let kind = |heading: &str, body: &str| {
        let released = released(&format!("{HEAD}## {heading}\n\n{body}\n"), Reader::Counterpart);
        let pages = pages(&engine, &released, Shape::Slides);
        let source = pages.source().to_owned();
        let at = source.find("#slide(options, \"").expect("a slide") + "#slide(options, \"".len();
        source[at..].split('"').next().expect("a name").to_owned()
    };
    let points = "- One\n- Two\n- Three";
    let table = "| a | b |\n|---|---|\n| 1 | 2 |";
    let chart = "```chart\ndata: {a: 1, b: 2}\nsource: S\n```\n\n- One\n- Two";
    for (heading, body, expected) in [
        ("A", points, "points"),
        ("A {layout=quote}", points, "quote"),
        ("A {layout=ask}", points, "ask"),
        ("A {layout=section}", "A line.", "section"),
        ("A {layout=section}", table, "table"),
        ("A {layout=points}", table, "points"),
        ("A {layout=points}", "- **24** plants in this country\n- **43** centers of design", "points"),
        ("A", "- **24** plants in this country\n- **43** centers of design", "figure"),
        ("A {layout=figures}", points, "points"),
        ("A", chart, "beside"),
        ("A {layout=chart}", chart, "evidence"),
        ("A {layout=pie}", points, "points"),
    ] {
        assert_eq!(kind(heading, body), expected, "{heading}: {body}");
    }
}

#[test]
fn a_subtitle_that_is_longer_than_its_slide_goes_on_on_another() {
    let subtitle = "One more line of what says far more than a subtitle should. ".repeat(16);
    let text = format!("---\ntitle: Ports\nsubtitle: {subtitle}\n---\n\n## Ships\n\nWords.\n");
    let released = released(&text, Reader::Counterpart);
    assert!(pages(&Engine::with_own_fonts(), &released, Shape::Slides).len() > 2, "the title takes two");
}
