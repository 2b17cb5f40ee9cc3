//! Charts as they are drawn: bars as long as their figures in the finished PDF, nothing in pixels, words for all.

use demarche::brief::Reader;
use demarche::export::{Job, PdfStandard, export, format_named};
use demarche::layout::{Engine, Options, Paper, Shape, THEMES};
use demarche::release::{BlockContent, project};

use crate::support::{briefs, engine_with_japanese, file, pdf_text, program, released, written};

/// A rectangle on a page: left, top, right, bottom, in points.
type Area = [f64; 4];

fn brief(lang: &str, chart: &str) -> String {
    format!(
        "---\ntitle: Evidence\ndate: 2024-11-20\nlang: {lang}\n---\n\n## A claim\n\n```chart\n{chart}\n```\n"
    )
}

/// The pages of a PDF as SVG; nothing where the machine cannot tell.
fn svg_pages(pdf: &[u8], n_pages: usize) -> Option<Vec<String>> {
    let path = written(pdf);
    let mut pages = Vec::new();
    for number in 1..=n_pages {
        let mut pdftocairo = program("pdftocairo", "poppler-utils")?;
        let number = number.to_string();
        pdftocairo.args(["-svg", "-f", &number, "-l", &number]).arg(path.path()).arg("-");
        pages.push(String::from_utf8_lossy(&pdftocairo.output().expect("it runs").stdout).into_owned());
    }
    Some(pages)
}

/// The filled rectangles of a page in the order in which they are drawn, but for those as large as the page.
fn rectangles(svg: &str) -> Vec<Area> {
    let paths =
        svg.split("<path ").skip(1).filter(|path| path.contains("fill:rgb") && !path.contains("transform"));
    let areas = paths.filter_map(|path| {
        let data = path.split(" d=\"").nth(1)?.split('"').next()?;
        let numbers: Vec<f64> = data.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let is_rectangle = data.matches('L').count() == 3 && !data.contains('C');
        let [x1, y1, x2, y2, x3, y3, ..] = numbers.as_slice() else { return None };
        // What is drawn of a chart is in tints of the accent, which is blue; letters are not.
        let fill: Vec<f64> = path
            .split("fill:rgb(")
            .nth(1)?
            .split(')')
            .next()?
            .split(',')
            .filter_map(|share| share.trim_end_matches('%').parse().ok())
            .collect();
        let is_blue = matches!(fill.as_slice(), [red, _, blue] if blue > &(red + 8.0));
        let is_same = |a: &f64, b: &f64| (a - b).abs() < 1e-6;
        let is_upright = (is_same(y1, y2) && is_same(x2, x3)) || (is_same(x1, x2) && is_same(y2, y3));
        (is_rectangle && is_upright && is_blue).then(|| [x1.min(*x3), y1.min(*y3), x1.max(*x3), y1.max(*y3)])
    });
    areas.filter(|[left, _, right, _]| right - left < 900.0).collect()
}

/// The rectangles of the chart on the one slide of a brief, without the mark above the title.
fn bars(engine: &Engine, text: &str, shape: Shape) -> Option<Vec<Area>> {
    let pdf = file(engine, &released(text, Reader::Counterpart), "pdf", shape);
    let page = if shape == Shape::Slides { 2 } else { 1 };
    let pages = svg_pages(&pdf[0].bytes, page)?;
    assert!(!pages[page - 1].contains("<image"), "nothing is in pixels");
    let mut areas = rectangles(&pages[page - 1]);
    if shape == Shape::Slides {
        areas.remove(0);
    }
    Some(areas)
}

/// Fails where lengths are not to each other as figures are.
fn assert_proportional(lengths: &[f64], figures: &[f64], what: &str) {
    assert_eq!(lengths.len(), figures.len(), "{what}: {lengths:?}");
    let longest = figures.iter().fold(0.0_f64, |most, figure| most.max(figure.abs()));
    let scale = lengths.iter().fold(0.0_f64, |most, length| most.max(*length)) / longest;
    for (length, figure) in lengths.iter().zip(figures) {
        // Two hundredths of a point are what the file rounds to.
        assert!((length - figure.abs() * scale).abs() < 0.05, "{what}: {lengths:?} for {figures:?}");
    }
}

#[test]
fn bars_in_the_pdf_are_as_long_as_their_figures() {
    let engine = Engine::with_own_fonts();
    for shape in [Shape::Slides, Shape::Text, Shape::Cards] {
        let figures = [-1_280.0, 640.0, -35.5, 1_920.0];
        let text = brief(
            "en",
            "type: bar\ndata:\n  One: -1,280\n  Two: 640\n  Three: -35.5\n  Four: 1,920\n  Five: \"\"",
        );
        let Some(lying) = bars(&engine, &text, shape) else { return };
        let lengths: Vec<f64> = lying.iter().map(|[left, _, right, _]| right - left).collect();
        assert_proportional(&lengths, &figures, &format!("lying, {shape}"));
        let zero = lying[1][0];
        for ([left, _, right, _], figure) in lying.iter().zip(figures) {
            let end = if figure < 0.0 { right } else { left };
            assert!((end - zero).abs() < 0.05, "{figure} begins at zero: {lying:?}");
        }
        let text = brief("en", "type: bar\ndata: { 2014: 88000, 2018: 93000, 2022: 107000, 2023: 109000 }");
        let Some(standing) = bars(&engine, &text, shape) else { return };
        let lengths: Vec<f64> = standing.iter().map(|[_, top, _, bottom]| bottom - top).collect();
        assert_proportional(
            &lengths,
            &[88_000.0, 93_000.0, 107_000.0, 109_000.0],
            &format!("standing, {shape}"),
        );
    }
}

#[test]
fn parts_of_a_whole_in_the_pdf_are_as_long_as_their_figures() {
    let engine = Engine::with_own_fonts();
    let text = brief("en", "type: share\nunit: percent\ndata: { Okinawa: 70, Elsewhere: 30 }");
    let Some(areas) = bars(&engine, &text, Shape::Slides) else { return };
    // A part and its patch by turns; a hair of the ground shows between two parts.
    let whole = 840.0;
    let lengths = [0, 2].map(|idx| areas[idx][2] - areas[idx][0]);
    assert!(
        (lengths[0] / whole - 0.7).abs() < 0.004 && (lengths[1] / whole - 0.3).abs() < 0.004,
        "{areas:?}"
    );
}

const FORMS: [&str; 8] = [
    "type: bar\ntitle: Jobs\nunit: jobs\ndata: { 2014: 88000, 2023: 109000 }\nsource: JAMA\ndate: 2024",
    "type: bar\ntitle: Groups\ndata:\n  - {state: Ohio, before: 10, after: 12}\n  - {state: Iowa, before: 1, after: -2}",
    "type: line\ntitle: Invested\ndata: { 1990: 6.2, 2018: 51, 2022: \"\", 2023: 61.6 }",
    "type: share\ntitle: Area\nunit: percent\ndata: { Okinawa: 70, Elsewhere: 30 }",
    "type: share\ntitle: Two measures\ndata: { Area: 70 %, Facilities: 45 % }",
    "type: before-after\ntitle: Change\ndata:\n  - {country: Japan, before: 88000, after: 109000}",
    "type: map\ntitle: States\ndata: { GA: 40000, OH: 72860, RI: 5 }",
    "type: number\ntitle: Few\ndata: { people: 109000, plants: 24, centers: 43 }",
];

#[test]
fn every_form_is_drawn_without_pixels_and_makes_an_accessible_pdf() {
    let engine = Engine::with_own_fonts();
    let format = format_named("pdf").expect("a format");
    for chart in FORMS {
        let released = released(&brief("en", chart), Reader::Counterpart);
        for shape in Shape::ALL {
            let options = Options { shape, paper: Paper::A4, theme: &THEMES[0] };
            let job = Job {
                engine: &engine,
                released: &released,
                options,
                pdf_standard: PdfStandard::Ua1,
                stem: "a",
                ink: &[],
            };
            let files = export(format, &job).unwrap_or_else(|err| panic!("{shape}: {err}: {chart}")).files;
            let bytes = String::from_utf8_lossy(&files[0].bytes);
            assert!(
                !bytes.contains("/Subtype/Image") && !bytes.contains("/Subtype /Image"),
                "{shape}: {chart}"
            );
            let Some(mut pdfimages) = program("pdfimages", "poppler-utils") else { return };
            let path = written(&files[0].bytes);
            let list = pdfimages.arg("-list").arg(path.path()).output().expect("it runs").stdout;
            assert!(String::from_utf8_lossy(&list).lines().count() <= 2, "{shape} holds a raster: {chart}");
        }
    }
}

#[test]
fn title_unit_source_date_and_all_data_are_words_of_the_page() {
    let Some(engine) = engine_with_japanese() else { return };
    let english = brief("en", FORMS[0]);
    let japanese = brief(
        "ja",
        "type: bar\ntitle: 直接雇用者数\nunit: 人\ndata: { オハイオ州: 72860, ノースカロライナ州: 31000 }\nsource: 日本自動車工業会\ndate: 2024年",
    );
    let words: [(&str, &[&str]); 2] = [
        (&english, &["Jobs (jobs)", "JAMA · 2024", "88,000", "109,000", "2014", "2023"]),
        (&japanese, &["直接雇用者数", "日本自動車工業会", "オハイオ州", "ノースカロライナ州", "2024年"]),
    ];
    for (text, words) in words {
        for shape in [Shape::Slides, Shape::Text, Shape::Cards] {
            let pdf = file(&engine, &released(text, Reader::Counterpart), "pdf", shape);
            let Some(found) = pdf_text(&pdf[0].bytes) else { return };
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            let found = squeezed(&found);
            for word in words {
                assert!(found.contains(&squeezed(word)), "{shape}: {word}:\n{found}");
            }
        }
    }
}

#[test]
fn a_reader_aloud_hears_what_a_chart_shows_and_its_data_as_a_table() {
    let engine = Engine::with_own_fonts();
    let text = brief("en", &format!("{}\nalt: More jobs than before.", FORMS[0]));
    let pdf = file(&engine, &released(&text, Reader::Counterpart), "pdf", Shape::Slides);
    let Some(mut pdfinfo) = program("pdfinfo", "poppler-utils") else { return };
    let path = written(&pdf[0].bytes);
    let output = pdfinfo.arg("-struct-text").arg(path.path()).output().expect("it runs").stdout;
    let tags = String::from_utf8_lossy(&output);
    assert!(tags.contains("Figure"), "{tags}");
    let table = tags.split("Table").nth(1).expect("the data are a table");
    for cell in ["2014", "88,000", "2023", "109,000"] {
        assert!(table.contains(&format!("\"{cell}\"")), "{cell}: {tags}");
    }
    // A line says its values in the words that stand for it, since its points are no cells.
    let text = brief("en", FORMS[2]);
    let source = demarche::layout::typeset(
        &engine,
        &released(&text, Reader::Counterpart),
        &Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] },
    );
    let source = source.expect("set").source().to_owned();
    assert!(source.contains("Line chart. Invested. 1990: 6.2; 2018: 51; 2022: –; 2023: 61.6"), "{source}");
}

#[test]
fn values_in_two_units_are_never_bars_of_one_chart() {
    let engine = Engine::with_own_fonts();
    let text = brief("en", "type: bar\ndata: { a: 1280, b: EUR 11 000 }");
    let Some(areas) = bars(&engine, &text, Shape::Slides) else { return };
    assert!(areas.is_empty(), "{areas:?}");
}

#[test]
fn every_figure_in_a_chart_of_the_briefs_is_in_their_fact_book() {
    let book = include_str!("../briefs/facts.toml");
    let plain = |value: &str| value.trim().trim_matches('"').replace(['_', ','], "");
    let values: Vec<String> =
        book.lines().filter_map(|line| line.strip_prefix("value = ")).map(plain).collect();
    let mut n_figures = 0;
    for loaded in briefs() {
        let released = project(&loaded.brief, &loaded.context(), Reader::Principal);
        for block in &released.content().blocks {
            let BlockContent::Chart(chart) = &block.content else { continue };
            for row in &chart.rows {
                let value = plain(row.get(1).map_or("", String::as_str));
                assert!(values.contains(&value), "{}: {row:?}", loaded.path.display());
                n_figures += 1;
            }
        }
    }
    assert!(n_figures >= 25, "{n_figures}");
}
