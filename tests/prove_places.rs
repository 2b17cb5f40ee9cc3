//! Thirty and more places in finished files where private words may stand, each found; and files of the same sorts that
//! hold none, none accused.

use demarche::brief::Reader;
use demarche::prove::Finding;

use crate::planted::{archive, jpeg_with, packed, png_with};

const BRIEF: &str = "---\ntitle: Ships and ports\ndate: 2024-11-20\n---\n\n## Ports grow\n\n\
    Trade through the ports grew by 12 percent in 2023.\n\n\
    > [!RED-LINE]\n> We will never accept a quota on steel from Hokkaido.\n";

/// Private words, and public ones that may stand in the same place.
const GUILTY: &str = "we will never accept a quota on steel";
const HONEST: &str = "trade through the ports grew by 12 percent";

fn found_in(bytes: &[u8]) -> Vec<Finding> {
    crate::prove::found_in(bytes, BRIEF, Reader::Counterpart)
}

fn wide(words: &str) -> String {
    words.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<Vec<_>>().concat()
}

/// A PDF of one page with more objects in it, some with data. It has no table of its objects, as damaged files have not.
fn pdf(objects: &[(&str, Option<Vec<u8>>)], catalog: &str) -> Vec<u8> {
    let mut bytes = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalog}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 9 0 R>>>>>>endobj\n\
         9 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    )
    .into_bytes();
    let has_page = objects.first().is_some_and(|(entries, _)| entries.is_empty());
    if !has_page {
        bytes.extend(b"4 0 obj<</Length 24>>stream\nBT /F1 9 Tf (Ports) Tj ET\nendstream endobj\n");
    }
    for (number, (entries, data)) in (if has_page { 4 } else { 10 }..).zip(objects) {
        match data {
            Some(data) => {
                bytes.extend(format!("{number} 0 obj<<{entries}/Length {}>>stream\n", data.len()).as_bytes());
                bytes.extend([data, &b"\nendstream endobj\n"[..]].concat());
            }
            None => bytes.extend(format!("{number} 0 obj<<{entries}>>endobj\n").as_bytes()),
        }
    }
    bytes.extend(b"trailer<</Root 1 0 R/Size 40>>\n%%EOF\n");
    bytes
}

/// Files of PDF with some words in one place each.
fn pdfs(words: &str) -> Vec<(&'static str, Vec<u8>)> {
    let plain = |entries: String| pdf(&[(entries.as_str(), None)], "");
    let stream = |entries: &str, data: Vec<u8>| pdf(&[(entries, Some(data))], "");
    let page = |content: String| pdf(&[("", Some(content.into_bytes()))], "");
    let reversed = words.chars().map(|c| format!("({c}) Tj ")).collect::<Vec<_>>().concat();
    let spread = words.chars().map(|c| format!("({c}) 12 ")).collect::<Vec<_>>().concat();
    let object = format!("20 0 <</Contents({words})>>");
    vec![
        ("the text of a page", page(format!("BT /F1 9 Tf ({words}) Tj ET"))),
        ("letters one by one", page(format!("BT /F1 9 Tf {reversed} ET"))),
        ("letters set apart", page(format!("BT /F1 9 Tf [{spread}] TJ ET"))),
        ("text that is not drawn", page(format!("BT 3 Tr /F1 9 Tf ({words}) Tj ET"))),
        (
            "text in hex",
            page(format!(
                "BT /F1 9 Tf <{}> Tj ET",
                words.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
            )),
        ),
        ("marked content", page(format!("/Span<</ActualText({words})>>BDC BT /F1 9 Tf (x) Tj ET EMC"))),
        ("a bookmark", plain(format!("/Title<FEFF{}>/Parent 1 0 R/Dest[3 0 R/Fit]", wide(words)))),
        ("an alternative text", plain(format!("/S/Figure/Alt({words})"))),
        ("a tag", plain(format!("/S/Sect/T({words})"))),
        ("an annotation", plain(format!("/Type/Annot/Subtype/Text/Contents({words})"))),
        ("rich text of an annotation", plain(format!("/Type/Annot/RC(<body><p>{words}</p></body>)"))),
        (
            "what an annotation looks like",
            stream("/Type/XObject/Subtype/Form", format!("BT /F1 9 Tf ({words}) Tj ET").into_bytes()),
        ),
        ("a form field", plain(format!("/FT/Tx/T(name)/V({words})"))),
        ("a choice of a form field", plain(format!("/FT/Ch/T(name)/Opt[(a)[(b)({words})]]"))),
        ("metadata", plain(format!("/Title(Ports)/Subject({words})"))),
        ("metadata of nobody", plain(format!("/Whatever({words})"))),
        (
            "XMP",
            stream(
                "/Type/Metadata/Subtype/XML",
                format!("<x:xmpmeta><dc:title>{words}</dc:title></x:xmpmeta>").into_bytes(),
            ),
        ),
        (
            "XMP, packed",
            stream("/Type/Metadata/Filter/FlateDecode", packed(format!("<x>{words}</x>").as_bytes())),
        ),
        ("JavaScript", plain(format!("/S/JavaScript/JS(app.alert\\('{words}'\\);)"))),
        (
            "JavaScript in a stream",
            stream("/Filter/FlateDecode", packed(format!("var x = '{words}';").as_bytes())),
        ),
        ("an attached file", stream("/Type/EmbeddedFile", words.as_bytes().to_vec())),
        ("an attached archive", stream("/Type/EmbeddedFile", archive(&[("x.txt", words.as_bytes())]))),
        ("the name of an attachment", plain(format!("/Type/Filespec/F({words}.txt)"))),
        ("EXIF of a picture", stream("/Subtype/Image/Filter/DCTDecode", jpeg_with(words))),
        (
            "a character map",
            stream(
                "/CMapName/X",
                format!(
                    "/CIDInit /ProcSet findresource begin begincmap 1 beginbfchar <01> <{}> endbfchar",
                    wide(words)
                )
                .into_bytes(),
            ),
        ),
        (
            "an object stream",
            stream("/Type/ObjStm/N 1/First 5/Filter/FlateDecode", packed(object.as_bytes())),
        ),
        (
            "a remark between objects",
            pdf(&[("", Some(format!("% x\nBT /F1 9 Tf (x) Tj ET % {words}").into_bytes()))], "")
                .into_iter()
                .chain(format!("% {words}\n").into_bytes())
                .collect(),
        ),
        ("the name of a layer", plain(format!("/Type/OCG/Name({words})"))),
        ("the title of an article", plain(format!("/Type/Thread/I<</Title({words})>>"))),
        ("a page label", pdf(&[], &format!("/PageLabels<</Nums[0<</P({words})>>]>>"))),
    ]
}

/// Files of Office, pictures and pages with some words in one place each.
fn others(words: &str) -> Vec<(&'static str, Vec<u8>)> {
    let part =
        |name: &str, text: String| archive(&[("[Content_Types].xml", b"<Types/>"), (name, text.as_bytes())]);
    let word =
        |text: String| part("word/document.xml", format!("<w:document><w:body>{text}</w:body></w:document>"));
    let t = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let (first, second) = words.split_at(words.len() / 2);
    let stray = {
        let mut bytes = archive(&[("word/document.xml", b"<w:t>Ports</w:t>")]);
        let hidden = archive(&[("x.xml", words.as_bytes())]);
        bytes.splice(0..0, hidden[..30 + 5 + words.len()].to_vec());
        bytes
    };
    let comment = {
        let mut bytes = archive(&[("word/document.xml", b"<w:t>Ports</w:t>")]);
        let len = bytes.len();
        bytes[len - 2..].copy_from_slice(&u16::try_from(words.len()).expect("short").to_le_bytes());
        [bytes, words.as_bytes().to_vec()].concat()
    };
    let xlsx = archive(&[("xl/sharedStrings.xml", format!("<sst><si><t>{words}</t></si></sst>").as_bytes())]);
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let scans = {
        let mut bytes = jpeg_with("nothing");
        let len = u16::try_from(words.len() + 2).expect("short").to_be_bytes();
        let end = bytes.len() - 2;
        bytes.splice(end..end, [&b"\x12\x34\xFF\xFE"[..], &len, words.as_bytes()].concat());
        bytes
    };
    vec![
        ("revision marks", word(format!("<w:del><w:r><w:delText>{words}</w:delText></w:r></w:del>"))),
        ("runs cut in two", word(format!("{}{}", t(first), t(second)))),
        ("hidden text", word(format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{words}</w:t></w:r>"))),
        (
            "alternate content",
            word(format!(
                "<mc:AlternateContent><mc:Choice/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
                t(words)
            )),
        ),
        ("a bookmark of Word", word(format!("<w:bookmarkStart w:name=\"{}\"/>", words.replace(' ', "_")))),
        ("a field", word(format!("<w:instrText> REF \"{words}\" </w:instrText>"))),
        (
            "a form field of Word",
            word(format!("<w:ffData><w:textInput><w:default w:val=\"{words}\"/></w:textInput></w:ffData>")),
        ),
        ("an alternative text of Word", word(format!("<wp:docPr id=\"1\" descr=\"{words}\"/>"))),
        ("comments", part("word/comments.xml", format!("<w:comments>{}</w:comments>", t(words)))),
        ("docVars", part("word/settings.xml", format!("<w:docVar w:name=\"x\" w:val=\"{words}\"/>"))),
        ("custom XML", part("customXml/item1.xml", format!("<a>{words}</a>"))),
        ("custom properties", part("docProps/custom.xml", format!("<vt:lpwstr>{words}</vt:lpwstr>"))),
        ("a building block", part("word/glossary/document.xml", format!("<w:p>{}</w:p>", t(words)))),
        (
            "a linked address",
            part(
                "word/_rels/document.xml.rels",
                format!("<Relationship Target=\"https://example.org/?q={}\"/>", words.replace(' ', "%20")),
            ),
        ),
        ("an embedded page", part("word/afchunk.html", format!("<html><p>{words}</p></html>"))),
        ("an embedded workbook", archive(&[("ppt/embeddings/x.xlsx", &xlsx)])),
        (
            "an embedded object",
            archive(&[("word/embeddings/oleObject1.bin", &[&[0xD0, 0xCF, 0x11, 0xE0][..], &utf16].concat())]),
        ),
        ("a picture in a file", archive(&[("word/media/x.png", &png_with(words))])),
        ("a thumbnail", archive(&[("docProps/thumbnail.jpeg", &jpeg_with(words))])),
        (
            "a defined name",
            part("xl/workbook.xml", format!("<definedName name=\"x\">\"{words}\"</definedName>")),
        ),
        (
            "a hidden sheet",
            part("xl/workbook.xml", format!("<sheet state=\"veryHidden\" name=\"{words}\"/>")),
        ),
        ("speaker notes", part("ppt/notesSlides/notesSlide1.xml", format!("<a:t>{words}</a:t>"))),
        (
            "a hidden slide",
            part("ppt/slides/slide1.xml", format!("<p:sld show=\"0\"><a:t>{words}</a:t></p:sld>")),
        ),
        (
            "the name of a shape",
            part("ppt/slides/slide1.xml", format!("<p:cNvPr id=\"1\" name=\"{words}\"/>")),
        ),
        ("a remark of PowerPoint", part("ppt/comments/comment1.xml", format!("<p:text>{words}</p:text>"))),
        ("the comment of an archive", comment),
        ("a part that no directory names", stray),
        ("the name of a part", part(&format!("word/media/{words}.png"), String::new())),
        ("a chunk of a PNG", png_with(words)),
        ("behind the end of a PNG", [png_with("x"), words.as_bytes().to_vec()].concat()),
        ("between the scans of a JPEG", scans),
    ]
}

/// Pages for browsers, and Markdown, with some words in one place each.
fn pages(words: &str) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a comment of a page", format!("<!doctype html><p>Ports</p><!-- {words} -->").into_bytes()),
        ("an attribute of a page", format!("<!doctype html><p data-x='{words}'>Ports</p>").into_bytes()),
        (
            "a page in a page",
            format!("<!doctype html><iframe srcdoc='&lt;p&gt;{words}&lt;/p&gt;'>").into_bytes(),
        ),
        (
            "a style of a page",
            format!("<!doctype html><style>p::after {{ content: \"{words}\" }}</style>").into_bytes(),
        ),
        ("a title of an SVG", format!("<svg xmlns='x'><title>{words}</title></svg>").into_bytes()),
        ("a comment of Markdown", format!("# Ports\n\n<!-- {words} -->\n").into_bytes()),
    ]
}

#[test]
fn private_words_are_found_wherever_they_stand() {
    let missed: Vec<&str> = pdfs(GUILTY)
        .into_iter()
        .chain(others(GUILTY))
        .chain(pages(GUILTY))
        .filter(|(_, bytes)| found_in(bytes).is_empty())
        .map(|(place, _)| place)
        .collect();
    assert_eq!(missed, Vec::<&str>::new());
}

#[test]
fn public_words_in_the_same_places_accuse_nobody() {
    for (place, bytes) in pdfs(HONEST).into_iter().chain(others(HONEST)).chain(pages(HONEST)) {
        let found = found_in(&bytes);
        assert_eq!(found, [], "{place}");
    }
}

#[test]
fn what_a_later_state_of_a_file_has_taken_away_is_found() {
    let entries = format!("/Contents({GUILTY})");
    let before = pdf(&[(entries.as_str(), None)], "");
    let mut after = before.clone();
    after.extend(b"10 0 obj<</Contents(Ports)>>endobj\ntrailer<</Root 1 0 R/Size 40>>\n%%EOF\n");
    assert!(!found_in(&after).is_empty());
}
