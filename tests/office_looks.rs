//! How Word, PowerPoint and HTML files look beside our own pages: upright Japanese, grounds, captions, units, private
//! blocks.

use std::path::Path;

use demarche::brief::{Reader, parse};
use demarche::facts::FactBook;
use demarche::layout::{Engine, Shape};
use demarche::office::Element;
use demarche::release::{Assets, Context, project};

use crate::office::{Parts, docx, pptx};
use crate::support::{engine_with_japanese, file, program, released, written};

/// Whether a letter is kana or kanji.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// The runs of a part with Japanese words, each with whether its letters slant.
fn japanese_runs(part: &Element, (run, is_slanted): (&str, fn(&Element) -> bool)) -> Vec<(String, bool)> {
    let all = part.all(run).into_iter();
    all.filter(|run| run.text().contains(is_japanese)).map(|run| (run.text(), is_slanted(run))).collect()
}

const QUOTED: &str = "# T\n\n## One\n\n> 「日米同盟を2025年に引き上げる」\n>\n> — 総理大臣\n\nSee *令和7年版防衛白書* and *Defense of Japan*[^a].\n\n\
    ## Two\n\n> “An English quotation”\n\n#### 会談の流れ\n\nWords.\n\n[^a]: Ministry, *日本の防衛*, 2024.\n";

/// Kana and kanji have no slanted form: what a computer makes of them is skewed.
#[test]
fn japanese_words_are_never_slanted() {
    for lang in ["en", "ja"] {
        let text = format!("---\ntitle: T\nlang: {lang}\n---\n\n{QUOTED}");
        let word = docx(&text, Reader::Counterpart);
        for part in ["word/document.xml", "word/footnotes.xml"] {
            let in_quote = |run: &Element| run.all("w:i").iter().any(|it| it.attribute("w:val") != Some("0"));
            let runs = japanese_runs(word.part(part), ("w:r", in_quote));
            assert!(
                !runs.is_empty() && runs.iter().all(|(_, is_slanted)| !is_slanted),
                "{lang} {part}: {runs:?}"
            );
        }
        // A style may slant them, ours or that of a ministry.
        for paragraph in word.part("word/document.xml").all("w:p") {
            let style =
                paragraph.all("w:pStyle").first().and_then(|it| it.attribute("w:val")).unwrap_or_default();
            if matches!(style, "Quote" | "Heading4") && paragraph.text().contains(is_japanese) {
                for run in
                    paragraph.all("w:r").into_iter().filter(|run| run.text().contains(char::is_alphanumeric))
                {
                    let said = run.all("w:i").first().and_then(|it| it.attribute("w:val"));
                    assert_eq!(said, Some("0"), "{lang}: {}", run.text());
                }
            }
        }
        let slides = pptx(&text, Reader::Counterpart);
        let is_slanted = |run: &Element| run.all("a:rPr").iter().any(|it| it.attribute("i") == Some("1"));
        for number in [2, 3] {
            let runs =
                japanese_runs(slides.part(&format!("ppt/slides/slide{number}.xml")), ("a:r", is_slanted));
            assert!(runs.iter().all(|(_, is_slanted)| !is_slanted), "{lang} {number}: {runs:?}");
        }
        // The figures within a Japanese title stand as it does.
        let slide = slides.part("ppt/slides/slide2.xml");
        let figure = slide.all("a:r").into_iter().find(|run| run.text() == "7").cloned();
        assert!(figure.is_some_and(|run| !is_slanted(&run)), "{lang}");
    }
    let english = pptx(&format!("---\ntitle: T\n---\n\n{QUOTED}"), Reader::Counterpart);
    let slide = english.part("ppt/slides/slide2.xml");
    let slanted = slide.all("a:r").into_iter().filter(|run| run.all("a:rPr")[0].attribute("i") == Some("1"));
    assert_eq!(slanted.map(Element::text).collect::<Vec<_>>(), ["Defense of Japan"]);
}

#[test]
fn japanese_words_are_upright_in_html() {
    let text = format!("---\ntitle: T\n---\n\n{QUOTED}");
    let released = released(&text, Reader::Counterpart);
    for shape in [Shape::Text, Shape::Slides] {
        let bytes = file(&Engine::with_own_fonts(), &released, "html", shape).remove(0).bytes;
        let html = String::from_utf8(bytes).expect("it is text");
        assert!(html.contains("<em><span lang=\"ja\">令和7年版防衛白書</span></em>"), "{html}");
        assert!(html.contains("em [lang=ja], em [lang=ko] { font-style: normal; }"));
    }
}

/// The shapes of a slide that are decoration and say so: each with its place in points.
fn rules(slide: &Element) -> Vec<[f64; 4]> {
    let is_decoration = |shape: &&Element| {
        let mut is_said = false;
        shape.each(&mut |it| is_said |= it.name.ends_with("decorative") && it.attribute("val") == Some("1"));
        is_said
    };
    let shapes = slide.all("p:sp").into_iter().filter(is_decoration);
    let place = |shape: &Element| {
        assert!(shape.child("p:txBody").is_none(), "it has no words");
        place_of(shape)
    };
    shapes.map(place).collect()
}

/// Left, top, width and height of a shape, in points.
fn place_of(shape: &Element) -> [f64; 4] {
    let frame = shape.child("p:spPr").and_then(|it| it.child("a:xfrm")).expect("it says where it is");
    let value = |tag: &str, name: &str| {
        let value = frame.child(tag).and_then(|it| it.attribute(name)).and_then(|it| it.parse::<f64>().ok());
        value.expect("a number") / 12_700.0
    };
    [value("a:off", "x"), value("a:off", "y"), value("a:ext", "cx"), value("a:ext", "cy")]
}

/// The text shapes of a slide that stand in places for text: how they are filled, where they are, and their words.
fn texts(slide: &Element) -> Vec<(Option<String>, [f64; 4], String)> {
    let is_text = |shape: &&Element| {
        let name = shape.all("p:cNvPr")[0].attribute("name").unwrap_or_default();
        name.starts_with("Text") && !shape.all("p:ph").is_empty()
    };
    let of = |shape: &Element| {
        let fill = shape
            .child("p:spPr")
            .and_then(|it| it.child("a:solidFill"))
            .and_then(|it| it.child("a:schemeClr"));
        let fill = fill.and_then(|it| it.attribute("val")).map(str::to_owned);
        (fill, place_of(shape), shape.text())
    };
    slide.all("p:sp").into_iter().filter(is_text).map(of).collect()
}

#[test]
fn a_panel_keeps_its_ground_and_a_quotation_its_rule() {
    let text = "---\ntitle: T\n---\n\n# T\n\n## One\n\n> [!AGREED] Joint statement\n> Both sides will meet.\n\n\
        ## Two\n\n> Said by one\n\n- a\n- b\n\n## Three\n\n- a\n\n> One\n\n- b\n\n> Two\n";
    let parts = pptx(text, Reader::Counterpart);
    let slide = parts.part("ppt/slides/slide2.xml");
    let found = texts(slide);
    let [(fill, place, words)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((fill.as_deref(), words.contains("Both sides will meet.")), (Some("accent5"), true));
    let ruled = rules(slide);
    let [rule] = ruled.as_slice() else { panic!("{ruled:?}") };
    // The rule stands right beside the ground, as high as it.
    let is_near = |a: f64, b: f64| (a - b).abs() < 0.1;
    assert!(is_near(rule[0] + rule[2], place[0]) && is_near(rule[1], place[1]) && is_near(rule[3], place[3]));
    let slide = parts.part("ppt/slides/slide3.xml");
    let found = texts(slide);
    let [(None, quote, words), (None, points, _)] = found.as_slice() else { panic!("{found:?}") };
    assert!(words.contains("Said by one") && quote[1] + quote[3] < points[1], "{found:?}");
    assert_eq!(rules(slide).len(), 1);
    assert!((rules(slide)[0][3] - quote[3]).abs() < 0.1);
    // More pieces than any layout has places for stay one text, as nothing else would say where each of them is.
    let slide = parts.part("ppt/slides/slide4.xml");
    assert!(rules(slide).is_empty());
    assert!(slide.text().contains("One") && slide.text().contains("Two"));
}

const CHARTS: &str = "## One\n\n- a\n\n```chart\ntype: bar\ntitle: Jobs\nunit: people\ndata:\n  \"2014\": 88000\n  \"2023\": 109000\n```\n\n\
    ## Two\n\n```chart\ntype: bar\ntitle: First\ndata:\n  A: 1\n  B: 2\n```\n\n```chart\ntype: bar\ntitle: Second\ndata:\n  A: 1\n  B: 2\n```\n";

/// The names of the text boxes of a slide: shapes with words that fill no place of its layout.
fn boxes(slide: &Element) -> Vec<String> {
    let is_box = |shape: &&Element| shape.child("p:txBody").is_some() && shape.all("p:ph").is_empty();
    let name = |shape: &Element| shape.all("p:cNvPr")[0].attribute("name").unwrap_or_default().to_owned();
    slide.all("p:sp").into_iter().filter(is_box).map(name).collect()
}

#[test]
fn captions_stand_in_places_of_the_layout() {
    let text = format!("---\ntitle: T\n---\n\n# T\n\n{CHARTS}");
    let parts = pptx(&text, Reader::Counterpart);
    for (number, expected) in [(2, &["Jobs (people)"][..]), (3, &["First", "Second"])] {
        let name = format!("ppt/slides/slide{number}.xml");
        let slide = parts.part(&name);
        assert_eq!(boxes(slide), Vec::<String>::new(), "slide {number}");
        let captions = slide.all("p:sp").into_iter().filter(|shape| {
            shape.all("p:cNvPr")[0].attribute("name").is_some_and(|name| name.starts_with("Caption"))
        });
        let captions: Vec<&Element> = captions.collect();
        assert_eq!(captions.iter().map(|it| it.text()).collect::<Vec<_>>(), expected);
        let (_, layout, _) = parts.relations[&name]
            .iter()
            .find(|(_, target, _)| target.contains("slideLayout"))
            .expect("it has one");
        let known = parts.part(layout).all("p:ph");
        for place in captions.iter().flat_map(|shape| shape.all("p:ph")) {
            assert!(known.iter().any(|it| it.attribute("idx") == place.attribute("idx")), "{place:?}");
            assert_eq!(place.attribute("type"), Some("body"));
        }
    }
    // The layout that has them is listed by the master.
    assert_eq!(parts.part("ppt/slideMasters/slideMaster1.xml").all("p:sldLayoutId").len(), 7);
}

/// In a template a place for anything takes the caption, whatever the template has; the chart is a picture without one.
#[test]
fn captions_stand_in_places_of_a_template() {
    let text = format!("---\ntitle: T\nreference-pptx: house.pptx\n---\n\n# T\n\n{CHARTS}");
    for template in ["english.pptx", "japanese.potx", "libreoffice.pptx"] {
        let parts = in_template(&text, template);
        for number in [2, 3] {
            let slide = parts.part(&format!("ppt/slides/slide{number}.xml"));
            assert_eq!(boxes(slide), Vec::<String>::new(), "{template}: slide {number}");
        }
    }
    // Where there is a place for nothing but a title, the words are in boxes, and those who hear it miss nothing.
    let text = text.replacen("- a\n\n", "", 1);
    let parts = in_template(&text, "covers.pptx");
    let slide = parts.part("ppt/slides/slide2.xml");
    assert!(boxes(slide).iter().any(|name| name.starts_with("Caption")));
}

/// The slides of a text in the looks of a template.
fn in_template(text: &str, template: &str) -> Parts {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates").join(template);
    let bytes = std::fs::read(path).expect("it is there");
    let assets = Assets { reference_pptx: Some(bytes.into()), ..Assets::default() };
    let (brief, _) = parse(text);
    let released =
        project(&brief, &Context { book: &FactBook::default(), assets: &assets }, Reader::Counterpart);
    Parts::of(&file(&Engine::with_own_fonts(), &released, "pptx", Shape::Slides).remove(0).bytes)
}

#[test]
fn tables_of_slides_say_what_they_show() {
    for (lang, heads, expected) in [
        ("en", "| State | Jobs |", "Table: State, Jobs"),
        ("ja", "| 州 | 雇用 |", "表：州、雇用"),
        ("en", "| | |", "Table"),
    ] {
        let text = format!(
            "---\ntitle: T\nlang: {lang}\n---\n\n# T\n\n## One\n\n{heads}\n|---|--:|\n| Ohio | 1 |\n"
        );
        let parts = pptx(&text, Reader::Counterpart);
        let frame = parts.part("ppt/slides/slide2.xml").all("p:graphicFrame")[0].all("p:cNvPr");
        assert_eq!(frame[0].attribute("descr"), Some(expected), "{heads}");
    }
}

#[test]
fn a_unit_stands_in_the_brackets_of_its_language() {
    for (lang, title, expected) in [("en", "Budget", "Budget (yen)"), ("ja", "防衛費", "防衛費（yen）")]
    {
        let text = format!(
            "---\ntitle: T\nlang: {lang}\n---\n\n# T\n\n## One\n\n```chart\ntype: bar\ntitle: {title}\nunit: yen\ndata:\n  A: 1\n  B: 2\n```\n"
        );
        let released = released(&text, Reader::Counterpart);
        let Some(engine) = engine_with_japanese() else { return };
        let made = |format: &str, shape: Shape| file(&engine, &released, format, shape).remove(0).bytes;
        let word = Parts::of(&made("docx", Shape::Text)).part("word/document.xml").text();
        let slide = Parts::of(&made("pptx", Shape::Slides)).part("ppt/slides/slide2.xml").text();
        let texts = [("html", Shape::Text), ("md", Shape::Text)]
            .map(|(format, shape)| String::from_utf8(made(format, shape)).expect("it is text"));
        for text in [&word, &slide, &texts[0], &texts[1]] {
            assert!(text.contains(expected), "{lang}: {text}");
        }
        for shape in [Shape::Text, Shape::Slides] {
            let Some(mut pdftotext) = program("pdftotext", "poppler-utils") else { return };
            let pdf = written(&made("pdf", shape));
            let output = pdftotext.arg(pdf.path()).arg("-").output().expect("it runs");
            let words = String::from_utf8_lossy(&output.stdout).into_owned();
            let unit = if lang == "ja" { "（yen）" } else { " (yen)" };
            assert!(words.contains(unit), "{lang} {shape}: {words}");
        }
    }
}

/// Each paragraph of a document: its style, whether it stands on red, the space above it, and its words.
fn set(parts: &Parts) -> Vec<(String, bool, Option<String>, String)> {
    let of = |paragraph: &Element| {
        let properties = paragraph.child("w:pPr");
        let child = |name: &str| properties.and_then(|it| it.child(name));
        let value = |name: &str, key: &str| child(name).and_then(|it| it.attribute(key)).map(str::to_owned);
        let is_red = child("w:shd").and_then(|it| it.attribute("w:themeFill")) == Some("accent6");
        (
            value("w:pStyle", "w:val").unwrap_or_default(),
            is_red,
            value("w:spacing", "w:before"),
            paragraph.text(),
        )
    };
    parts.part("word/document.xml").all("w:p").into_iter().map(of).collect()
}

#[test]
fn private_blocks_stand_apart_and_their_labels_at_their_heads() {
    let text = "---\ntitle: T\n---\n\n# T\n\n## One\n\n> [!QA] First\n> a\n\n> [!QA] Second\n> b\n\n\
        ## Our objectives\n\nKeep this.\n\n> [!RED-LINE]\n> No quota.\n\n## Two\n\n> [!NOTE]\n> Shared.\n\n> Said\n";
    let all = set(&docx(text, Reader::Principal));
    let labels: Vec<usize> =
        (0..all.len()).filter(|idx| matches!(all[*idx].0.as_str(), "PrivateLabel" | "BlockLabel")).collect();
    assert!(labels.len() >= 4, "{all:?}");
    for label in labels.iter().skip(1) {
        let before = &all[label - 1];
        assert!(!before.1 || !all[*label].1, "no gap above {:?}: {all:?}", all[*label]);
    }
    let heading = all.iter().position(|it| it.3 == "Our objectives").expect("it is there");
    assert_eq!((all[heading - 1].0.as_str(), all[heading - 1].1), ("PrivateLabel", true), "{all:?}");
    assert_eq!(all[heading].2.as_deref(), Some("0"), "nothing between the label and its heading");
    // The gap is no paragraph of a block, so it comes back as nothing.
    assert!(all.iter().filter(|it| it.0 == "Gap").all(|it| it.3.is_empty() && !it.1));
}
