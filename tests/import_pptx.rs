//! Presentations of PowerPoint made by hand, and our own: what the room saw, what the speaker saw, what nobody saw.

use demarche::brief::{Block, Reader, parse};
use demarche::layout::{Engine, Shape};
use demarche::office::{PackageWriter, Relations, sort};

use crate::import_office::{imported, picture, shared};
use crate::support::{file, released};

const NAMESPACES: &str = "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
    xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\"";

/// A slide: its attributes, its shapes, its notes, and what it is related to beside them.
struct Slide<'s> {
    attributes: &'s str,
    shapes: String,
    notes: &'s str,
    parts: &'s [(&'s str, &'s str, &'s str)],
}

/// A presentation that shows its slides in an order.
fn presentation(slides: &[Slide<'_>], order: &[usize]) -> Vec<u8> {
    let mut writer = PackageWriter::default();
    let mut relations = Relations::default();
    relations.add(sort::DOCUMENT, "ppt/presentation.xml");
    let part = |tag: &str, attributes: &str, inner: &str| {
        format!("<{tag} {NAMESPACES} {attributes}>{inner}</{tag}>")
    };
    let tree = |shapes: &str| format!("<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>");
    let mut own = Relations::default();
    let ids: Vec<String> =
        (1..=slides.len()).map(|number| own.add("slide", &format!("slides/slide{number}.xml"))).collect();
    let one = |idx: &usize| format!("<p:sldId id=\"{}\" r:id=\"{}\"/>", 256 + idx, ids[*idx]);
    let list = order.iter().map(one).collect::<Vec<_>>().concat();
    let inner = format!("<p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"9144000\" cy=\"6858000\"/>");
    writer.add("ppt/presentation.xml", "application/xml", part("p:presentation", "", &inner), own);
    for (idx, slide) in slides.iter().enumerate() {
        let number = idx + 1;
        let mut of_slide = Relations::default();
        for (sort, name, xml) in slide.parts {
            of_slide.add(sort, &format!("../{name}"));
            if *sort == "image" {
                writer.add_picture(&format!("ppt/{name}"), &picture());
            } else {
                let (tag, rest) = xml.split_once('>').expect("a tag");
                let xml = format!("{tag} {NAMESPACES}>{rest}");
                writer.add(&format!("ppt/{name}"), "application/xml", xml, Relations::default());
            }
        }
        of_slide.add("slideLayout", "../slideLayouts/slideLayout1.xml");
        if !slide.notes.is_empty() {
            of_slide.add("notesSlide", &format!("../notesSlides/notesSlide{number}.xml"));
            let shape = text("", "<p:ph type=\"body\" idx=\"1\"/>", &line(0, "", slide.notes));
            let number_shape = text("", "<p:ph type=\"sldNum\" idx=\"5\"/>", &line(0, "", "42"));
            let name = format!("ppt/notesSlides/notesSlide{number}.xml");
            writer.add(
                &name,
                "application/xml",
                part("p:notes", "", &tree(&(shape + &number_shape))),
                Relations::default(),
            );
        }
        let xml = part("p:sld", slide.attributes, &tree(&slide.shapes));
        writer.add(&format!("ppt/slides/slide{number}.xml"), "application/xml", xml, of_slide);
    }
    let mut of_layout = Relations::default();
    of_layout.add("slideMaster", "../slideMasters/slideMaster1.xml");
    let placed = text(&place(0, 2_000_000), "<p:ph idx=\"1\"/>", "");
    writer.add(
        "ppt/slideLayouts/slideLayout1.xml",
        "application/xml",
        part("p:sldLayout", "type=\"obj\"", &tree(&placed)),
        of_layout,
    );
    let styles = "<p:txStyles><p:bodyStyle><a:lvl1pPr><a:buChar char=\"•\"/></a:lvl1pPr><a:lvl2pPr><a:buChar char=\"–\"/></a:lvl2pPr></p:bodyStyle></p:txStyles>";
    let fixed = text(&place(0, 0), "", &line(0, "", "OFFICIAL-SENSITIVE"));
    writer.add(
        "ppt/slideMasters/slideMaster1.xml",
        "application/xml",
        part("p:sldMaster", "", &(tree(&fixed) + styles)),
        Relations::default(),
    );
    writer.finish(&relations).expect("it is small")
}

fn place(x: i64, y: i64) -> String {
    format!(
        "<p:spPr><a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"1000000\" cy=\"500000\"/></a:xfrm></p:spPr>"
    )
}

/// A shape with text.
fn text(place: &str, holder: &str, lines: &str) -> String {
    named("Text", place, holder, lines)
}

fn named(name: &str, place: &str, holder: &str, lines: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"{name}\"/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr></p:nvSpPr>{place}\
        <p:txBody><a:bodyPr/>{lines}</p:txBody></p:sp>"
    )
}

fn line(level: usize, properties: &str, words: &str) -> String {
    format!("<a:p><a:pPr lvl=\"{level}\">{properties}</a:pPr><a:r><a:t>{words}</a:t></a:r></a:p>")
}

fn title(words: &str) -> String {
    text("", "<p:ph type=\"title\"/>", &line(0, "", words))
}

fn body(lines: &str) -> String {
    text("", "<p:ph idx=\"1\"/>", lines)
}

fn plain(shapes: String) -> Slide<'static> {
    Slide { attributes: "", shapes, notes: "", parts: &[] }
}

/// The text below the front matter.
fn below(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).unwrap_or_default().trim()
}

#[test]
fn slides_come_in_their_order_with_titles_and_levels() {
    let lines = line(0, "", "One")
        + &line(1, "", "Deeper")
        + &line(0, "<a:buNone/>", "Plain")
        + &line(0, "<a:buAutoNum type=\"arabicPeriod\"/>", "First")
        + &line(0, "<a:buAutoNum type=\"arabicPeriod\"/>", "Second")
        + &line(0, "<a:buAutoNum type=\"romanLcParenBoth\"/>", "Roman");
    let slides = [
        plain(title("Later")),
        plain(title("Sooner") + &body(&lines)),
        plain(body(&line(0, "", "No title"))),
    ];
    let imported = imported(&presentation(&slides, &[1, 0, 2]));
    let expected = "## Sooner\n\n- One\n  - Deeper\n\nPlain\n\n1. First\n2. Second\n\n(i) Roman\n\n## Later\n\n---\n\n- No title";
    assert_eq!(below(&imported.text), expected);
    assert_eq!(imported.remarks, []);
    // What stands on the master of all slides.
    assert!(
        imported.text.contains("marking: { scheme: uk, banner: OFFICIAL-SENSITIVE }"),
        "{}",
        imported.text
    );
}

#[test]
fn what_the_room_did_not_see_is_the_speakers() {
    let remark = "<p:cmLst><p:cm authorId=\"0\"><p:text>Qxremark</p:text></p:cm></p:cmLst>";
    let modern = "<cmLst xmlns=\"http://schemas.microsoft.com/office/powerpoint/2018/8/main\"><cm authorId=\"{1}\"><replyLst><reply>\
        <txBody><a:p><a:r><a:t>Qxreply</a:t></a:r></a:p></txBody></reply></replyLst><txBody><a:p><a:r><a:t>Qxmodern</a:t></a:r></a:p></txBody></cm></cmLst>";
    let off = text(&place(20_000_000, 0), "", &line(0, "", "Qxoff"));
    let unseen = "<p:sp><p:nvSpPr><p:cNvPr id=\"9\" name=\"x\" hidden=\"1\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>\
        <p:txBody><a:p><a:r><a:t>Qxunseen</a:t></a:r></a:p></p:txBody></p:sp>";
    let slides = [
        Slide {
            attributes: "",
            shapes: title("Visone") + &body(&line(0, "", "Vistwo")) + &off + unseen,
            notes: "Qxnote",
            parts: &[
                ("comments", "comments/comment1.xml", remark),
                ("comments", "comments/modern1.xml", modern),
            ],
        },
        Slide {
            attributes: "show=\"0\"",
            shapes: title("Qxhidden") + &body(&line(0, "", "Qxwords")),
            notes: "Qxalso",
            parts: &[],
        },
        plain(title("Visthree")),
    ];
    let imported = imported(&presentation(&slides, &[0, 1, 2]));
    let shared = shared(&imported.text);
    for word in ["Visone", "Vistwo", "Visthree"] {
        assert!(shared.contains(word), "{word}: {}", imported.text);
    }
    for word in
        ["Qxremark", "Qxmodern", "Qxreply", "Qxoff", "Qxunseen", "Qxnote", "Qxhidden", "Qxwords", "Qxalso"]
    {
        assert!(imported.text.contains(word), "{word} is lost: {}", imported.text);
    }
    assert!(!shared.contains("Qx"), "{shared}\n---\n{}", imported.text);
    assert!(imported.text.contains("::: notes\nQxnote\n:::"), "{}", imported.text);
}

#[test]
fn tables_groups_pictures_charts_and_diagrams_are_in_the_text() {
    let cell = |words: &str, attributes: &str| {
        format!("<a:tc {attributes}><a:txBody>{}</a:txBody></a:tc>", line(0, "", words))
    };
    let table = format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"3\" name=\"T\"/></p:nvGraphicFramePr><p:xfrm><a:off x=\"0\" y=\"3000000\"/><a:ext cx=\"1\" cy=\"1\"/></p:xfrm>\
        <a:graphic><a:graphicData><a:tbl><a:tblPr firstRow=\"1\"/><a:tr>{}{}</a:tr><a:tr>{}{}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        cell("State", "gridSpan=\"2\""),
        cell("", "hMerge=\"1\""),
        cell("Ohio", ""),
        cell("72,860", ""),
    );
    let group = format!(
        "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"4\" name=\"G\"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"4000000\"/><a:ext cx=\"1000000\" cy=\"1000000\"/>\
        <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"1000000\" cy=\"1000000\"/></a:xfrm></p:grpSpPr>{}{}</p:grpSp>",
        text(&place(0, 900_000), "", &line(0, "", "Lower")),
        text(&place(0, 0), "", &line(0, "", "Upper")),
    );
    let shown = "<p:pic><p:nvPicPr><p:cNvPr id=\"5\" name=\"P\" descr=\"A red point\"/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId1\"/></p:blipFill>\
        <p:spPr><a:xfrm><a:off x=\"0\" y=\"5000000\"/><a:ext cx=\"9\" cy=\"9\"/></a:xfrm></p:spPr></p:pic>";
    let frame = |inner: &str, y: i64| {
        format!(
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"6\" name=\"C\"/></p:nvGraphicFramePr><p:xfrm><a:off x=\"0\" y=\"{y}\"/><a:ext cx=\"9\" cy=\"9\"/></p:xfrm>\
            <a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></p:graphicFrame>"
        )
    };
    let shapes = frame("<dgm:relIds r:dm=\"rId3\"/>", 6_500_000)
        + &frame("<c:chart r:id=\"rId2\"/>", 6_000_000)
        + shown
        + &group
        + &table
        + &title("All");
    let chart = "<c:chartSpace><c:title><a:t>Plants</a:t></c:title><c:ser><c:tx><c:v>Jobs</c:v></c:tx><c:cat><c:pt idx=\"0\"><c:v>Ohio</c:v></c:pt></c:cat>\
        <c:val><c:pt idx=\"0\"><c:v>5</c:v></c:pt></c:val></c:ser></c:chartSpace>";
    let data = "<dgm:dataModel><dgm:pt modelId=\"1\"><a:t>x</a:t><a:p><a:r><a:t>Plan</a:t></a:r></a:p></dgm:pt></dgm:dataModel>";
    let slide = Slide {
        attributes: "",
        shapes,
        notes: "",
        parts: &[
            ("image", "media/image1.png", ""),
            ("chart", "charts/chart1.xml", chart),
            ("diagramData", "diagrams/data1.xml", data),
        ],
    };
    let imported = imported(&presentation(&[slide], &[0]));
    let expected = "## All\n\n| State |  |\n| --- | --- |\n| Ohio | 72,860 |\n\nUpper\n\nLower\n\n![A red point](pictures/image1.png)\n\nPlants\n\n|  | Jobs |\n| --- | --: |\n| Ohio | 5 |\n\n- Plan";
    assert_eq!(below(&imported.text), expected);
    assert_eq!(imported.pictures.len(), 1);
}

#[test]
fn texts_side_by_side_are_columns() {
    let half = |x: i64, words: &str| {
        text(&place(x, 2_000_000), "<p:ph sz=\"half\" idx=\"1\"/>", &line(0, "", words))
    };
    let imported =
        imported(&presentation(&[plain(title("Two") + &half(5_000_000, "Right") + &half(0, "Left"))], &[0]));
    assert_eq!(
        below(&imported.text),
        "## Two\n\n::: columns\n::: column\n- Left\n:::\n::: column\n- Right\n:::\n:::"
    );
}

#[test]
fn our_own_slides_come_back() {
    let brief = "---\ntitle: Jobs\nsubtitle: For the talks\ndate: 2024-11-20\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n\
        ## What we build\n\n- One\n  - Deeper\n- Two\n\nWords with **weight** and [a link](https://example.org/).\n\n\
        > [!SAY]\n> Pause here.\n\n## By state\n\n| State | Jobs |\n|---|---|\n| Ohio | 72,860 |\n\n# Part two\n\n\
        ## Columns\n\n::: columns\n::: column\nLeft\n:::\n::: column\nRight\n:::\n:::\n";
    let engine = Engine::with_own_fonts();
    let bytes = &file(&engine, &released(brief, Reader::Principal), "pptx", Shape::Slides)[0].bytes;
    let imported = imported(bytes);
    let text = &imported.text;
    for part in [
        "title: Jobs\n",
        "subtitle: For the talks\n",
        "date: \"2024-11-20\"\n",
        "marking: { scheme: uk, banner: OFFICIAL }",
        "## What we build\n\n- One\n  - Deeper\n- Two\n\nWords with **weight** and [a link](https://example.org/).",
        "## By state\n\n| State | Jobs |\n| --- | --- |\n| Ohio | 72,860 |",
        "# Part two",
        "::: column\nLeft\n:::\n::: column\nRight\n:::",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!shared(text).contains("Pause here"), "{text}");
    let (brief, _) = parse(text);
    let n_notes = brief.blocks.iter().filter(|block| matches!(block, Block::Kinded(_))).count();
    assert_eq!((n_notes, imported.remarks.len()), (1, 0), "{text}");
}
