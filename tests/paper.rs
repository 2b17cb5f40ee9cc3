//! Pages as they are parted: lists, notes, titles and headings keep together, and nothing is said twice.

use demarche::brief::{BriefKind, Lang, Reader, skeleton};
use demarche::layout::{Engine, Shape};
use demarche::release::{Block, BlockContent, Released, plain_text, project};

use crate::support::{briefs, engine_with_japanese, file, markdown, pages, pdf_text, released};

const HEAD: &str = "---\ntitle: T\ndate: 2024-11-20\n---\n\n";

/// On which pages each of some words stands.
fn pages_of(text: &str, shape: Shape, words: &[&str]) -> Vec<usize> {
    let pages = pages(&Engine::with_own_fonts(), &released(text, Reader::Delegation), shape);
    let texts: Vec<String> = (0..pages.len()).map(|page_idx| pages.words(page_idx)).collect();
    words
        .iter()
        .map(|word| {
            texts
                .iter()
                .position(|text| text.contains(word))
                .unwrap_or_else(|| panic!("{word} is on no page"))
        })
        .collect()
}

#[test]
fn a_short_list_stays_on_one_page_with_its_heading() {
    for (shape, fillers) in [(Shape::Text, 16..26), (Shape::Cards, 1..9)] {
        for n_fillers in fillers {
            let filler = "A line that fills the page.\n\n".repeat(n_fillers);
            let text =
                format!("{HEAD}{filler}## Headword\n\n- Pointone\n- Pointtwo\n- Pointthree\n- Pointfour\n");
            let found =
                pages_of(&text, shape, &["Headword", "Pointone", "Pointtwo", "Pointthree", "Pointfour"]);
            assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "{n_fillers} in {shape}: {found:?}");
        }
    }
}

#[test]
fn a_long_list_goes_on_to_the_next_page() {
    let items: Vec<String> = (0..120).map(|n| format!("- Point number {n}x of many")).collect();
    let text = format!("{HEAD}## Headword\n\n{}\n", items.join("\n"));
    let found = pages_of(&text, Shape::Text, &["Headword", "number 0x", "number 119x"]);
    assert_eq!((found[0], found[1]), (0, 0), "it begins below its heading");
    assert!(found[2] > 0);
}

#[test]
fn a_note_stays_on_one_page() {
    let note = format!("Firstword {} lastword.", "of a note that takes some lines on the page ".repeat(5));
    for n_fillers in (16..28).step_by(2) {
        let filler = "A line that fills the page.\n\n".repeat(n_fillers);
        let text = format!("{HEAD}{filler}Text[^a].\n\n[^a]: {note}\n");
        let found = pages_of(&text, Shape::Text, &["Firstword", "lastword"]);
        assert_eq!(found[0], found[1], "{n_fillers}");
    }
}

/// What may not be the last on its page: headings and questions; and the rows of tables.
#[derive(Default)]
struct Kept {
    leads: Vec<String>,
    tables: Vec<Vec<String>>,
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn find_kept(blocks: &[Block], kept: &mut Kept) {
    for block in blocks {
        match &block.content {
            BlockContent::Heading { inlines, .. } => kept.leads.push(squeezed(&plain_text(inlines))),
            BlockContent::Panel { title, blocks, .. } => {
                kept.leads.push(squeezed(&plain_text(title)));
                find_kept(blocks, kept);
            }
            BlockContent::Table { rows, .. } => {
                let row = |row: &Vec<Vec<_>>| row.iter().map(|cell| squeezed(&plain_text(cell))).collect();
                kept.tables.push(rows.iter().map(row).collect());
            }
            BlockContent::Quote(inner) | BlockContent::Callout { blocks: inner, .. } => {
                find_kept(inner, kept);
            }
            _ => {}
        }
    }
}

/// What stands alone at the foot of a page.
fn left_alone(kept: &Kept, text: &str) -> Vec<String> {
    /// What may stand below the text of a page: date, number, marking.
    const FOOT_CHARS: usize = 45;
    const LEAST_CHARS: usize = 12;
    let mut found = Vec::new();
    let pages: Vec<String> = text.split('\u{c}').map(squeezed).collect();
    for page in &pages {
        let long = kept.leads.iter().filter(|lead| lead.chars().count() > LEAST_CHARS);
        found.extend(long.filter_map(|lead| {
            let below = page[page.rfind(lead)? + lead.len()..].chars().count();
            (below <= FOOT_CHARS).then(|| lead.clone())
        }));
        for rows in kept.tables.iter().filter(|rows| rows.len() > 2) {
            // A row whose cells take several lines is not told by its text.
            let is_told =
                |row: &String| row.len() >= LEAST_CHARS && pages.iter().any(|page| page.contains(row));
            let here: Vec<&String> = rows.iter().filter(|row| page.contains(*row)).collect();
            if let [row] = here.as_slice()
                && rows.iter().all(is_told)
            {
                found.push((*row).clone());
            }
        }
    }
    found
}

#[test]
fn no_page_ends_in_a_heading_a_question_or_a_single_row() {
    let Some(engine) = engine_with_japanese() else { return };
    let mut n_leads = 0;
    let mut look = |name: &str, released: &Released| {
        let mut kept = Kept::default();
        find_kept(&released.content().blocks, &mut kept);
        n_leads += kept.leads.len();
        let Some(text) = pdf_text(&file(&engine, released, "pdf", Shape::Text)[0].bytes) else { return };
        assert_eq!(left_alone(&kept, &text), [""; 0], "{name}");
    };
    for loaded in briefs() {
        for reader in [Reader::Counterpart, Reader::Principal] {
            let copy = project(&loaded.brief, &loaded.context(), reader);
            look(&format!("{} for {reader}", loaded.path.display()), &copy);
        }
    }
    for kind in [BriefKind::Briefing, BriefKind::Bilateral, BriefKind::Demarche, BriefKind::Qa] {
        for lang in [Lang::En, Lang::Ja] {
            let copy = released(skeleton(kind, lang), Reader::Principal);
            look(&format!("the skeleton of {kind:?} in {lang:?}"), &copy);
        }
    }
    assert!(n_leads > 100, "{n_leads}");
    // The test sees what it looks for.
    let text = "Atitlethatislong\nWords\u{c}FirstrowofthetableRow two of the table\u{c}Thelastrowofthetable\nAtitlethatislong\n1of2";
    let kept = Kept {
        leads: vec!["Atitlethatislong".to_owned()],
        tables: vec![
            ["Firstrowofthetable", "Rowtwoofthetable", "Thelastrowofthetable"].map(str::to_owned).to_vec(),
        ],
    };
    assert_eq!(left_alone(&kept, text), ["Atitlethatislong", "Atitlethatislong", "Thelastrowofthetable"]);
}

#[test]
fn notes_pages_do_not_repeat_their_slides() {
    let text = format!(
        "{HEAD}## A claim\n\n- Quendel\n- Salbei\n\n> [!SAY]\n> Zinnober.\n\n> [!BACKGROUND]\n> Thymian.\n\n## Another\n\n\
        - Dost <!-- Beifuss -->\n"
    );
    let engine = Engine::with_own_fonts();
    let pages = pages(&engine, &released(&text, Reader::Principal), Shape::Notes);
    let words: String = (0..pages.len()).map(|page_idx| pages.words(page_idx)).collect();
    for word in ["A claim", "Zinnober", "Thymian", "Another", "Beifuss"] {
        assert!(words.contains(word), "{word}: {words}");
    }
    for word in ["Quendel", "Salbei"] {
        assert!(!words.contains(word), "{word} stands on the slide: {words}");
        // Whoever cannot see the picture of the slide is told what stands on it.
        assert!(pages.source().contains(word), "{word}");
    }
    // Where the copy has more than the slide, all of it is below.
    assert!(words.contains("Dost"), "{words}");
}

#[test]
fn notes_pages_do_not_repeat_what_is_asked_nor_points_that_stand_on_the_slide() {
    let text = format!(
        "{HEAD}## A claim\n\n> [!ASK] Baldrian\n> Quendel.\n\n> [!FACT]\n> Salbei.\n\n- Thymian, see [that](#another)\n\n\
        - Rosmarin\n- Dost\n- Ysop <!-- Beifuss -->\n\n> Ein Zitat.\n\n## Another\n\nMinze.\n"
    );
    let engine = Engine::with_own_fonts();
    let pages = pages(&engine, &released(&text, Reader::Principal), Shape::Notes);
    let words: String = (0..pages.len()).map(|page_idx| pages.words(page_idx)).collect();
    for word in ["Baldrian", "Quendel", "Salbei", "Thymian", "Rosmarin", "Dost", "Zitat", "Minze"] {
        assert!(!words.contains(word), "{word} stands on the slide: {words}");
        assert!(pages.source().contains(word), "{word}");
    }
    assert!(words.contains("Ysop") && words.contains("Beifuss"), "{words}");
}

/// How many rows of a table stand on each page.
fn rows_by_page(text: &str, shape: Shape) -> Vec<usize> {
    let pages = pages(&Engine::with_own_fonts(), &released(text, Reader::Delegation), shape);
    let count = |page_idx: usize| pages.words(page_idx).matches("Zeile").count();
    (0..pages.len()).map(count).filter(|n_rows| *n_rows > 0).collect()
}

#[test]
fn no_row_of_a_table_stands_alone_where_it_goes_on() {
    let table = |n_rows: usize| -> String {
        let rows = (1..=n_rows).map(|n| format!("| Zeile {n} | {n},000 | 198{} |\n", n % 10));
        format!("| State | Jobs | Since |\n|---|--:|---|\n{}", rows.collect::<String>())
    };
    let four_to_three = HEAD.replace("date:", "aspectRatio: 4/3\ndate:");
    let mut n_parted = 0;
    let mut look = |text: &str, shape: Shape, n_rows: usize| {
        let found = rows_by_page(text, shape);
        n_parted += usize::from(found.len() > 1);
        assert_eq!(found.iter().sum::<usize>(), n_rows, "{shape}: {found:?}");
        assert!(found.iter().all(|n_rows| *n_rows > 1), "{shape}, {n_rows} rows: {found:?}");
    };
    for n_rows in [3, 9, 10, 17, 18, 19] {
        for head in [HEAD, &four_to_three] {
            look(&format!("{head}## A claim\n\n{}", table(n_rows)), Shape::Slides, n_rows);
        }
    }
    let filler = |n: usize| "A line that fills.\n\n".repeat(n);
    for n_fillers in 0..8 {
        look(&format!("{HEAD}{}## A claim\n\n{}", filler(n_fillers), table(16)), Shape::Cards, 16);
    }
    for n_fillers in 14..22 {
        look(&format!("{HEAD}{}## A claim\n\n{}", filler(n_fillers), table(13)), Shape::Text, 13);
    }
    assert!(n_parted > 12, "{n_parted}");
}

#[test]
fn a_frame_that_is_parted_over_cards_says_so_on_both() {
    let part = |word: &str| format!("> {word} {}\n", "words that fill the lines of a card ".repeat(8));
    let parts = ["Firstword", "Secondword", "Thirdword", "Fourthword"].map(part).join(">\n");
    let mut n_parted = 0;
    for (lang, foot, head) in [("en", "continues", "(continued)"), ("ja", "次のカードに続く", "（続き）")]
    {
        let text = format!(
            "---\ntitle: T\nlang: {lang}\n---\n\n## One\n\nWords.\n\n> [!QA] Question\n{parts}\n## Two\n\nWords.\n"
        );
        let pages = pages(&Engine::with_own_fonts(), &released(&text, Reader::Principal), Shape::Cards);
        let words: Vec<String> = (0..pages.len()).map(|page_idx| pages.words(page_idx)).collect();
        let first = words.iter().position(|words| words.contains("Firstword")).expect("there");
        let last = words.iter().position(|words| words.contains("Fourthword")).expect("there");
        for (page_idx, words) in words.iter().enumerate() {
            assert_eq!(words.contains(foot), (first..last).contains(&page_idx), "{page_idx}: {words}");
            assert_eq!(words.contains(head), (first + 1..=last).contains(&page_idx), "{page_idx}: {words}");
        }
        n_parted += last - first;
    }
    assert!(n_parted > 1);
}

#[test]
fn no_sign_of_what_is_private_stands_alone_at_the_foot_of_a_card() {
    const SCALE: f64 = 0.5;
    let engine = Engine::with_own_fonts();
    let private = "Privateword of what nobody else may read, in a sentence of some length. ".repeat(3);
    let mut n_parted = 0;
    for (before, after) in [("<!-- ", " -->"), ("## Red line\n\n", "")] {
        for n_fillers in 4..14 {
            let filler = "A line that fills.\n\n".repeat(n_fillers);
            let body = [private.as_str(); 5].join("\n\n");
            let text = format!("{HEAD}## A claim\n\n{filler}{before}{body}{after}\n");
            let pages = pages(&engine, &released(&text, Reader::Principal), Shape::Cards);
            for page_idx in 0..pages.len() {
                let drawn = pages.render(page_idx, SCALE).expect("drawn");
                let is_red = |pixel: &[u8]| pixel[0].saturating_sub(pixel[1]) > 8;
                let has_red = drawn.rgba.chunks_exact(4).any(is_red);
                let words = pages.words(page_idx);
                let has_words = words.contains("Privateword");
                assert_eq!(has_red, has_words, "{before}{n_fillers}, card {}: {words}", page_idx + 1);
                n_parted += usize::from(!has_red);
            }
        }
    }
    assert!(n_parted > 0);
}

#[test]
fn a_mark_begins_a_new_page_of_paper_and_shows_nowhere() {
    let text = format!(
        "{HEAD}## Headone\n\nFirstword.\n\n<!-- page -->\n\nSecondword.\n\n<!--page-->\n\n<!-- page -->\n\n## Headtwo\n\n\
        - Thirdword\n\n  <!-- page -->\n\n  Fourthword\n"
    );
    let words = ["Firstword", "Secondword", "Headtwo", "Thirdword", "Fourthword"];
    for shape in [Shape::Text, Shape::Cards] {
        let found = pages_of(&text, shape, &words);
        assert_eq!(
            found,
            [0, 1, 2, 2, 2],
            "{shape}: two marks are one, and what does not flow is not parted"
        );
    }
    let slides = pages_of(&text, Shape::Slides, &words);
    assert_eq!(slides, [1, 1, 2, 2, 2], "slides know nothing of it");
    let copy = markdown(&text, Reader::Counterpart);
    assert!(!copy.contains("page"), "{copy}");
}

#[test]
fn a_mark_in_private_text_does_not_part_what_leaves() {
    let text = format!(
        "{HEAD}## Headone\n\nFirstword.\n\n## Red line\n\nNo.\n\n<!-- page -->\n\nNever.\n\n## Headtwo\n\nSecondword.\n"
    );
    let pages = pages(&Engine::with_own_fonts(), &released(&text, Reader::Counterpart), Shape::Text);
    assert_eq!(pages.len(), 1);
    assert!(pages.words(0).contains("Secondword"));
}

#[test]
fn headings_turn_the_page_where_they_ask_for_it() {
    let text = format!(
        "{HEAD}## One\n\nFirstword.\n\n## Two {{.new-page}}\n\nSecondword.\n\n## Table {{.landscape}}\n\nWideword.\n\n\
         ### Within\n\nInnerword.\n\n## Back\n\nBackword.\n\n## Annex A\n\nAnnexword.\n"
    );
    let words = ["Firstword", "Secondword", "Wideword", "Innerword", "Backword", "Annexword"];
    assert_eq!(pages_of(&text, Shape::Text, &words), [0, 1, 2, 2, 3, 4]);
    let released = released(&text, Reader::Counterpart);
    let pages = pages(&Engine::with_own_fonts(), &released, Shape::Text);
    let lies = |page_idx| pages.size_pt(page_idx).is_some_and(|(width, height)| width > height);
    assert_eq!((0..pages.len()).map(lies).collect::<Vec<_>>(), [false, false, true, false, false]);
    // Cards know no pages that lie on their side, but begin new ones; slides know neither.
    let found = pages_of(&text, Shape::Cards, &words);
    assert!(found.windows(2).filter(|pair| pair[0] < pair[1]).count() >= 4, "{found:?}");
}

#[test]
fn what_runs_over_by_a_few_lines_stays_on_its_page() {
    let engine = Engine::with_own_fonts();
    let line = "A line of some length, so that the page fills with what is said and not with air.\n\n";
    let n_pages_of = |n: usize| {
        let pages =
            pages(&engine, &released(&format!("{HEAD}{}", line.repeat(n)), Reader::Counterpart), Shape::Text);
        (pages.len(), pages.words(pages.len() - 1).matches("A line of").count())
    };
    let runs: Vec<(usize, usize)> = (36..56).map(n_pages_of).collect();
    let over: Vec<&(usize, usize)> = runs.iter().filter(|(n_pages, _)| *n_pages > 1).collect();
    assert!(!over.is_empty() && over.len() < runs.len(), "{runs:?}");
    assert!(over.iter().all(|(_, n_left)| *n_left >= 4), "no page begins for a line or two: {runs:?}");
    // Longer texts are not squeezed: they have the page they need.
    assert_eq!(n_pages_of(70).0, 2);
}

#[test]
fn no_private_heading_stands_alone_at_the_end_of_a_card() {
    let answer = "An answer that takes several lines of a card, since it says what we say. ".repeat(4);
    for n_fillers in 0..14 {
        let filler = "A line of private text.\n\n".repeat(n_fillers);
        let text = format!(
            "---\ntitle: T\nshare: marked\n---\n\n## Begin\n\n{filler}## Headword of it\n\n> [!QA] Questionword\n> {answer}\n"
        );
        let found = pages_of(&text, Shape::Cards, &["Headword", "Questionword"]);
        assert_eq!(found[0], found[1], "{n_fillers}");
    }
}

#[test]
fn no_card_begins_with_two_lines_left_over() {
    let part = |word: &str, n: usize| format!("{word} {}", "words that fill the lines of a card ".repeat(n));
    for n_fillers in 0..8 {
        let filler = "A line that fills.\n\n".repeat(n_fillers);
        let text = format!(
            "{HEAD}{filler}> [!QA] Question\n> {}\n>\n> {}\n>\n> {}\n",
            part("Firstword", 8),
            part("Secondword", 4),
            part("Thirdword", 1)
        );
        let found = pages_of(&text, Shape::Cards, &["Secondword", "Thirdword"]);
        assert_eq!(found[0], found[1], "{n_fillers}");
    }
}
