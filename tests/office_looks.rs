//! How Word, PowerPoint and HTML files look beside our own pages: upright Japanese, grounds, captions, units, private
//! blocks.

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};
use demarche::office::Element;

use crate::office::{docx, pptx};
use crate::support::{file, released};

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
