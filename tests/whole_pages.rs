//! Whatever is long or high on a page is there: no word lies outside its page, and none is printed over another.
//!
//! What other programs see is looked at: the words of `pdftotext -bbox`, each with its box.

use std::collections::BTreeSet;

use demarche::brief::Reader;
use demarche::export::{Job, PdfStandard, export, format_named};
use demarche::layout::{Engine, Options, Paper, Shape, THEMES};
use demarche::release::Released;

use crate::support::{program, released, written};

/// The pages on which words are looked for.
const FORMS: [(Shape, Paper); 4] = [
    (Shape::Text, Paper::A4),
    (Shape::Text, Paper::Letter),
    (Shape::Slides, Paper::A4),
    (Shape::Cards, Paper::A4),
];

/// A word on a page: its left, top, right and lower edge in points.
struct Word {
    text: String,
    edges: [f64; 4],
}

/// A page with its words.
struct Page {
    size: [f64; 2],
    words: Vec<Word>,
}

/// Numbered words, so that each is known wherever it stands.
#[derive(Default)]
struct Words(usize);

impl Words {
    fn next(&mut self, n: usize) -> String {
        self.joined(n, " ")
    }

    fn joined(&mut self, n: usize, between: &str) -> String {
        let words = (0..n).map(|_| {
            self.0 += 1;
            format!("w{:04}", self.0)
        });
        words.collect::<Vec<_>>().join(between)
    }
}

/// The number in an attribute of a line.
fn number(line: &str, name: &str) -> f64 {
    let value = line.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split('"').next());
    value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} in {line}"))
}

/// The pages of a PDF as `pdftotext` sees them; nothing where it is missing.
fn pages(bytes: &[u8]) -> Option<Vec<Page>> {
    let mut pdftotext = program("pdftotext", "poppler-utils")?;
    let path = written(bytes);
    let output = pdftotext.arg("-bbox").arg(path.path()).arg("-").output().expect("it runs");
    let mut pages: Vec<Page> = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines().map(str::trim) {
        if line.starts_with("<page ") {
            let size = [number(line, "width"), number(line, "height")];
            pages.push(Page { size, words: Vec::new() });
        } else if line.starts_with("<word ") {
            let edges = ["xMin", "yMin", "xMax", "yMax"].map(|name| number(line, name));
            let text = line.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</word>"));
            let word = Word { text: text.unwrap_or_default().to_owned(), edges };
            pages.last_mut().expect("words stand on pages").words.push(word);
        }
    }
    Some(pages)
}

/// The numbered words of a text.
fn numbered(text: &str) -> BTreeSet<&str> {
    let is_word = |word: &&str| {
        word.len() == 5 && word.starts_with('w') && word[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_word).collect()
}

/// How many pairs of words of a page are printed over each other.
fn n_overprinted(page: &Page) -> usize {
    let overlap = |a: &Word, b: &Word, axis: usize| {
        a.edges[axis + 2].min(b.edges[axis + 2]) - a.edges[axis].max(b.edges[axis])
    };
    let are_over = |a: &Word, b: &Word| {
        let height = (a.edges[3] - a.edges[1]).min(b.edges[3] - b.edges[1]);
        overlap(a, b, 0) > 2.0 && overlap(a, b, 1) > height * 0.5
    };
    let pairs = page.words.iter().enumerate();
    pairs.map(|(idx, a)| page.words[idx + 1..].iter().filter(|b| are_over(a, b)).count()).sum()
}

fn pdf(engine: &Engine, released: &Released, (shape, paper): (Shape, Paper)) -> Vec<u8> {
    let options = Options { shape, paper, theme: &THEMES[0] };
    let job = Job { engine, released, options, pdf_standard: PdfStandard::default(), stem: "copy", ink: &[] };
    let mut files = export(format_named("pdf").expect("a format"), &job).expect("made").files;
    files.remove(0).bytes
}

/// Asserts that each numbered word of a text lies within a page of each form, and none over another.
fn assert_whole(name: &str, text: &str, forms: &[(Shape, Paper)]) {
    let engine = Engine::with_own_fonts();
    let released = released(text, Reader::Principal);
    for form in forms {
        let Some(pages) = pages(&pdf(&engine, &released, *form)) else { return };
        let lies_within = |page: &Page, word: &Word| {
            let [left, top, right, low] = word.edges;
            left >= -1.0 && top >= -1.0 && right <= page.size[0] + 1.0 && low <= page.size[1] + 1.0
        };
        let within = pages.iter().flat_map(|page| page.words.iter().filter(|word| lies_within(page, word)));
        let seen: BTreeSet<&str> = within.flat_map(|word| numbered(&word.text)).collect();
        let wanted = numbered(text);
        let lost: Vec<&&str> = wanted.difference(&seen).collect();
        assert!(lost.is_empty(), "{name}, {form:?}: {} of {} are lost: {lost:?}", lost.len(), wanted.len());
        let n_over: usize = pages.iter().map(n_overprinted).sum();
        assert_eq!(n_over, 0, "{name}, {form:?}: words are printed over each other");
    }
}

#[test]
fn tables_with_high_rows_and_heads_lose_no_word() {
    let words = &mut Words::default();
    let table = |head: &[String], rows: &[&[String]]| {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let rule = format!("|{}\n", "---|".repeat(head.len()));
        let rows: String = rows.iter().map(|row| line(row)).collect();
        format!("# T\n\n## One\n\nBefore.\n\n{}{rule}{rows}\nAfter.\n", line(head))
    };
    let one = |text: &str| vec![text.to_owned()];
    let long: Vec<Vec<String>> = (0..8).map(|_| vec![words.next(120)]).collect();
    let broken: Vec<Vec<String>> = (0..5).map(|_| vec![words.joined(30, "<br>"), words.next(3)]).collect();
    let column: Vec<Vec<String>> = (0..12).map(|_| vec![words.joined(12, "<br>")]).collect();
    let higher = [vec![words.next(700), words.next(3)], vec![words.next(3), words.next(300)]];
    let short: Vec<Vec<String>> = (0..20).map(|_| vec![words.next(3), words.next(3)]).collect();
    let head = vec![words.joined(60, "<br>"), "B".to_owned()];
    let rows = |rows: &[Vec<String>]| rows.to_vec();
    for (name, head, rows) in [
        ("long cells in one column", one("Text"), rows(&long)),
        ("broken lines", vec!["A".to_owned(), "B".to_owned()], rows(&broken)),
        ("broken lines in one column", one("Text"), rows(&column)),
        ("a row higher than a page", vec!["A".to_owned(), "B".to_owned()], rows(&higher)),
        ("a head higher than a page", head, rows(&short)),
    ] {
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        assert_whole(name, &table(&head, &rows), &FORMS);
    }
}

#[test]
fn blocks_of_many_lines_lose_no_word() {
    let words = &mut Words::default();
    let lines = words.joined(80, "<br>");
    let notes = [words.next(900), words.joined(90, "<br>")];
    let key = words.next(60);
    let (base, reading) = (words.next(40), words.next(50));
    for (name, text) in [
        ("a request", format!("> [!ASK]\n> {lines}\n")),
        ("a point", format!("- {lines}\n")),
        ("a quotation", format!("> {lines}\n")),
        ("notes", format!("Text[^1] and[^2].\n\n[^1]: {}\n[^2]: {}\n", notes[0], notes[1])),
        ("a key", format!("Press <kbd>{key}</kbd> now.\n")),
        ("a reading", format!("Read <ruby>{base}<rt>{reading}</rt></ruby> now.\n")),
    ] {
        assert_whole(name, &format!("# T\n\n## One\n\n{text}"), &FORMS);
    }
    let private = format!("# T\n\n## One\n\nText.\n\n> [!IF RAISED] Why?\n> {lines}\n");
    assert_whole("an answer", &private, &[FORMS[0], FORMS[1], FORMS[3]]);
}

#[test]
fn columns_and_large_figures_lose_no_word() {
    let words = &mut Words::default();
    let (left, cell, right) = (words.next(500), words.next(400), words.next(100));
    let columns = format!(
        "# T\n\n## One\n\n::: columns\n::: column\n{left}\n\n| T |\n|---|\n| {cell} |\n\n:::\n::: \
         column\n{right}\n:::\n:::\n"
    );
    assert_whole("columns", &columns, &FORMS);
    let rows: Vec<String> = (0..40).map(|n| format!("  - [{}, {n}]\n", words.next(12))).collect();
    let rows = rows.concat();
    let figures = format!("# T\n\n## One\n\n```chart\ntype: number\ntitle: Title\ndata:\n{rows}```\n");
    assert_whole("figures", &figures, &FORMS);
}

#[test]
fn wide_tables_and_lines_that_cannot_be_drawn_lose_no_word() {
    let words = &mut Words::default();
    for (n_series, n_points, n_words) in [(12, 40, 6), (9, 30, 6), (16, 8, 6), (10, 20, 40), (12, 45, 2)] {
        let names: Vec<String> = (0..n_series).map(|_| words.next(n_words)).collect();
        let row = |point: usize| {
            let cells =
                names.iter().enumerate().map(|(idx, name)| format!("\"{name}\": {}", point * 10 + idx));
            let cells: Vec<String> = cells.collect();
            format!("  - {{Year: \"{}\", {}}}\n", 1980 + point, cells.join(", "))
        };
        let rows: String = (0..n_points).map(row).collect();
        let source = words.next(2);
        let text = format!(
            "# T\n\n## One\n\n```chart\ntype: line\ntitle: Trade\nsource: {source}\ndata:\n{rows}```\n\nAfter.\n"
        );
        assert_whole(&format!("{n_series} series of {n_points} points"), &text, &FORMS);
        // The source stands with the last row, on whatever page that is.
        let last = (1980 + n_points - 1).to_string();
        let engine = Engine::with_own_fonts();
        for form in FORMS {
            let released = released(&text, Reader::Principal);
            let Some(pages) = pages(&pdf(&engine, &released, form)) else { return };
            let holds = |page: &Page, word: &str| page.words.iter().any(|found| found.text.contains(word));
            let first_word = source.split(' ').next().expect("two words");
            let page = pages.iter().find(|page| holds(page, first_word)).expect("the source is there");
            let is_turned = pages.iter().any(|page| holds(page, "1980") && holds(page, &last));
            assert!(is_turned || holds(page, &last), "{form:?}: the source stands alone");
        }
    }
    let head: Vec<String> = (0..14).map(|_| words.joined(2, "and")).collect();
    let row: Vec<String> = (0..14).map(|_| words.next(2)).collect();
    let table = format!("| {} |\n|{}\n| {} |\n", head.join(" | "), "---|".repeat(14), row.join(" | "));
    assert_whole("fourteen columns", &format!("# T\n\n## One\n\n{table}"), &FORMS);
}

#[test]
fn names_in_the_first_row_of_a_chart_are_the_names_of_its_series() {
    let engine = Engine::with_own_fonts();
    for (rows, names) in [
        (
            "  - [Year, Exportsname, Importsname]\n  - [2019, 4, 5]\n  - [2020, 6, 5]\n",
            &["Exportsname", "Importsname"][..],
        ),
        ("  - [Year, Exportsname]\n  - [2019, 4]\n  - [2020, 6]\n  - [2021, n/a]\n", &["Exportsname"]),
    ] {
        for kind in ["line", "bar"] {
            let text = format!("# T\n\n## One\n\n```chart\ntype: {kind}\ntitle: Trade\ndata:\n{rows}```\n");
            let released = released(&text, Reader::Principal);
            for form in FORMS {
                let Some(pages) = pages(&pdf(&engine, &released, form)) else { return };
                let seen: String =
                    pages.iter().flat_map(|page| &page.words).map(|word| word.text.as_str()).collect();
                let lost: Vec<&&str> = names.iter().filter(|name| !seen.contains(**name)).collect();
                assert!(lost.is_empty(), "{kind} {form:?}: {lost:?}");
            }
        }
    }
}

#[test]
fn long_names_of_bars_and_shares_lose_no_word() {
    for kind in ["bar", "share", "change", "line"] {
        for n_rows in [2, 4, 8] {
            let words = &mut Words::default();
            let row = |row: usize| format!("  \"{}\": {}\n", words.next(32), 10 * row + 5);
            let rows: String = (0..n_rows).map(row).collect();
            let text = format!("# T\n\n## One\n\n```chart\ntype: {kind}\ntitle: Title\ndata:\n{rows}```\n");
            assert_whole(&format!("{n_rows} rows of a {kind}"), &text, &FORMS);
        }
    }
}

#[test]
fn words_that_run_off_a_page_are_said_by_the_export() {
    let engine = Engine::with_own_fonts();
    let table =
        |word: &str| format!("---\ntitle: Ports\n---\n\n## Ports\n\n| A | B |\n|---|---|\n| {word} | x |\n");
    let warnings = |word: &str| {
        let released = released(&table(word), Reader::Principal);
        let options = Options { shape: Shape::Cards, paper: Paper::A4, theme: &THEMES[0] };
        let pdf_standard = PdfStandard::default();
        let job =
            Job { engine: &engine, released: &released, options, pdf_standard, stem: "ports", ink: &[] };
        export(format_named("pdf").expect("a format"), &job).expect("exported").warnings
    };
    assert!(warnings("harbour").is_empty());
    let word = "x".repeat(400);
    let said = warnings(&word);
    let expected = format!(
        "on page 1 words run off the edge (“{}”); shorten them or part them by line breaks",
        &word[..40]
    );
    assert!(said.iter().any(|message| message.en == expected), "{said:?}");
}
