//! Word and PowerPoint files of the sample briefs: whole, in order, readable, and silent about what their reader may
//! not have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};
use demarche::office::{Element, Package};
use demarche::release::{Released, project};
use demarche::session::Loaded;

use crate::support::{briefs, file, in_parallel, released};

/// The formats with the shape that each holds.
const FORMATS: [(&str, Shape); 2] = [("docx", Shape::Text), ("pptx", Shape::Slides)];

/// All parts of a file as XML, pictures left out.
pub struct Parts {
    pub xml: BTreeMap<String, Element>,
    pub names: Vec<String>,
    pub relations: BTreeMap<String, Vec<(String, String, bool)>>,
}

impl Parts {
    pub fn of(bytes: &[u8]) -> Self {
        let mut package = Package::open(bytes).expect("it is a package");
        let names = package.names().to_vec();
        let is_xml = |name: &&String| {
            let ending = Path::new(name).extension();
            ending.is_some_and(|ending| ending == "xml" || ending == "rels")
        };
        let read = |name: &String| (name.clone(), package.xml(name).unwrap_or_else(|err| panic!("{err}")));
        let xml: BTreeMap<String, Element> = names.iter().filter(is_xml).map(read).collect();
        let mut relations = BTreeMap::new();
        for name in names.iter().map(String::as_str).chain([""]) {
            let found = package.relations(name).expect("they are XML");
            let found = found.into_iter().map(|it| (it.id, it.target, it.is_external)).collect();
            relations.insert(name.to_owned(), found);
        }
        Self { xml, names, relations }
    }

    pub fn part(&self, name: &str) -> &Element {
        self.xml.get(name).unwrap_or_else(|| panic!("{name} is missing"))
    }

    /// All words of a part.
    fn text(&self, name: &str) -> String {
        self.part(name).text()
    }
}

/// The order in which the tags of a list of properties must stand.
const ORDERS: &[(&str, &[&str])] = &[
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:strike",
            "w:noProof",
            "w:color",
            "w:spacing",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:bdr",
            "w:shd",
            "w:vertAlign",
            "w:lang",
        ],
    ),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tblPr", &["w:tblStyle", "w:tblW", "w:tblInd", "w:tblBorders", "w:tblCellMar", "w:tblLook"]),
    ("w:trPr", &["w:cantSplit", "w:tblHeader"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:type", "w:pgSz", "w:pgMar", "w:cols"]),
    ("wp:inline", &["wp:extent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"]),
    ("pic:pic", &["pic:nvPicPr", "pic:blipFill", "pic:spPr"]),
    ("w:lvl", &["w:start", "w:numFmt", "w:lvlText", "w:lvlJc", "w:pPr"]),
];

/// What is wrong with a file as a package, whatever it is about.
fn faults(parts: &Parts) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |words: String| faults.push(words);
    let types = parts.part("[Content_Types].xml");
    let named = |tag: &str, key: &str| -> BTreeSet<String> {
        let of = |element: &&Element| element.attribute(key).map(str::to_owned);
        types.all(tag).iter().filter_map(of).collect()
    };
    let overrides = named("Override", "PartName");
    let endings = named("Default", "Extension");
    for part in &overrides {
        if !parts.names.iter().any(|name| format!("/{name}") == *part) {
            fault(format!("{part} has a type and is not there"));
        }
    }
    let unique: BTreeSet<String> = parts.names.iter().map(|name| name.to_lowercase()).collect();
    if unique.len() != parts.names.len() {
        fault("a part is there twice".to_owned());
    }
    for name in parts.names.iter().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let is_plain_xml = ending == "xml" && !overrides.contains(&format!("/{name}"));
        if is_plain_xml || !(endings.contains(ending) || overrides.contains(&format!("/{name}"))) {
            fault(format!("{name} has no type"));
        }
    }
    for (part, relations) in &parts.relations {
        let ids: BTreeSet<&String> = relations.iter().map(|(id, ..)| id).collect();
        if ids.len() != relations.len() {
            fault(format!("{part} has an id of a relation twice"));
        }
        for (_, target, is_external) in relations {
            if !is_external && !parts.names.contains(target) {
                fault(format!("{part} refers to {target}, which is not there"));
            }
        }
        let used = |element: &Element| -> Vec<String> {
            let is_id = |(key, _): &&(String, String)| key.starts_with("r:");
            element.attributes.iter().filter(is_id).map(|(_, id)| id.clone()).collect()
        };
        let mut all = Vec::new();
        parts.xml.get(part).iter().for_each(|root| root.each(&mut |element| all.extend(used(element))));
        for id in all.iter().filter(|id| !ids.contains(id)) {
            fault(format!("{part} uses {id}, which leads nowhere"));
        }
    }
    for (part, root) in &parts.xml {
        root.each(&mut |element| {
            let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) else { return };
            let places: Vec<Option<usize>> =
                element.elements().map(|child| order.iter().position(|name| *name == child.name)).collect();
            if places.contains(&None) || !places.is_sorted() {
                let names: Vec<&str> = element.elements().map(|child| child.name.as_str()).collect();
                fault(format!("{part}: {} holds {names:?}", element.name));
            }
        });
    }
    faults
}

/// What is wrong with a document of Word.
fn document_faults(parts: &Parts) -> Vec<String> {
    let mut faults = faults(parts);
    let document = parts.part("word/document.xml");
    let values = |root: &Element, tag: &str, key: &str| -> Vec<String> {
        let of = |element: &&Element| element.attribute(key).map(str::to_owned);
        root.all(tag).iter().filter_map(of).collect()
    };
    let bodies = [document, parts.part("word/footnotes.xml")];
    for (tag, key) in [
        ("wp:docPr", "id"),
        ("w:bookmarkStart", "w:id"),
        ("w:bookmarkStart", "w:name"),
        ("w:ins", "w:id"),
        ("w:del", "w:id"),
    ] {
        let all: Vec<String> = bodies.iter().flat_map(|body| values(body, tag, key)).collect();
        if all.iter().collect::<BTreeSet<_>>().len() != all.len() {
            faults.push(format!("{tag} has the same {key} twice"));
        }
    }
    let starts: BTreeSet<String> = values(document, "w:bookmarkStart", "w:id").into_iter().collect();
    let ends: BTreeSet<String> = values(document, "w:bookmarkEnd", "w:id").into_iter().collect();
    if starts != ends {
        faults.push("a bookmark begins and does not end, or ends and does not begin".to_owned());
    }
    let names: BTreeSet<String> = values(document, "w:bookmarkStart", "w:name").into_iter().collect();
    let jumps = values(document, "w:hyperlink", "w:anchor");
    faults
        .extend(jumps.iter().filter(|name| !names.contains(*name)).map(|name| format!("{name} is nowhere")));
    let styles: BTreeSet<String> =
        values(parts.part("word/styles.xml"), "w:style", "w:styleId").into_iter().collect();
    for (tag, part) in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn"]
        .iter()
        .flat_map(|tag| parts.xml.values().map(move |part| (*tag, part)))
    {
        let used = values(part, tag, "w:val");
        let unknown = used.iter().filter(|name| !styles.contains(*name));
        faults.extend(unknown.map(|name| format!("no style is called {name}")));
    }
    let lists: BTreeSet<String> =
        values(parts.part("word/numbering.xml"), "w:num", "w:numId").into_iter().collect();
    let used = values(document, "w:numId", "w:val");
    faults.extend(used.iter().filter(|list| !lists.contains(*list)).map(|list| format!("no list {list}")));
    let notes = values(parts.part("word/footnotes.xml"), "w:footnote", "w:id");
    let referred = values(document, "w:footnoteReference", "w:id");
    if notes.iter().skip(2).collect::<Vec<_>>() != referred.iter().collect::<Vec<_>>() {
        faults.push(format!("the notes are {notes:?}, and referred to are {referred:?}"));
    }
    let comments =
        parts.xml.get("word/comments.xml").map_or(Vec::new(), |root| values(root, "w:comment", "w:id"));
    for tag in ["w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"] {
        if values(document, tag, "w:id").iter().collect::<BTreeSet<_>>() != comments.iter().collect() {
            faults.push(format!("{tag} does not fit the comments"));
        }
    }
    for picture in document.all("wp:docPr").into_iter().chain(document.all("pic:cNvPr")) {
        if picture.attribute("descr").is_none_or(|words| words.trim().is_empty()) {
            faults.push("a picture has no alternative text".to_owned());
        }
    }
    faults
}

#[test]
fn every_brief_is_written_whole_and_in_order_for_every_reader() {
    let briefs = briefs();
    let jobs: Vec<(usize, Reader, (&str, Shape))> = (0..briefs.len())
        .flat_map(|idx| Reader::ALL.map(|reader| (idx, reader)))
        .flat_map(|(idx, reader)| FORMATS.map(|format| (idx, reader, format)))
        .collect();
    let wrong = in_parallel(jobs.len(), |engine, job_idx| {
        let (idx, reader, (format, shape)) = jobs[job_idx];
        let loaded = &briefs[idx];
        let released = project(&loaded.brief, &loaded.context(), reader);
        let bytes = file(engine, &released, format, shape).remove(0).bytes;
        if let Some(folder) = std::env::var_os("DEMARCHE_OFFICE_OUT") {
            let stem = loaded.path.file_stem().unwrap_or_default().to_string_lossy();
            let path = Path::new(&folder).join(format!("{stem}-{reader}.{format}"));
            std::fs::write(path, &bytes).expect("written");
        }
        let parts = Parts::of(&bytes);
        let faults = if format == "docx" { document_faults(&parts) } else { faults(&parts) };
        let is_same = file(engine, &released, format, shape).remove(0).bytes == bytes;
        (!faults.is_empty() || !is_same).then(|| {
            format!("{} {reader} {format}, same twice: {is_same}: {faults:#?}", loaded.path.display())
        })
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub fn docx(text: &str, reader: Reader) -> Parts {
    docx_of(&released(text, reader))
}

fn docx_of(released: &Released) -> Parts {
    let parts = Parts::of(&file(&Engine::with_own_fonts(), released, "docx", Shape::Text)[0].bytes);
    assert_eq!(document_faults(&parts), Vec::<String>::new());
    parts
}

/// Each paragraph of a document: its style and its words.
fn paragraphs(parts: &Parts) -> Vec<(String, String)> {
    let style = |paragraph: &Element| {
        let style = paragraph.child("w:pPr").and_then(|properties| properties.child("w:pStyle"));
        style.and_then(|style| style.attribute("w:val")).unwrap_or("Normal").to_owned()
    };
    parts.part("word/document.xml").all("w:p").iter().map(|it| (style(it), it.text())).collect()
}

/// The list and the number that each item of a list stands in.
fn lists(parts: &Parts) -> Vec<String> {
    let items = parts.part("word/document.xml").all("w:numPr");
    let list = |item: &&Element| Some(item.child("w:numId")?.attribute("w:val")?.to_owned());
    items.iter().filter_map(list).collect()
}

#[test]
fn headings_tables_and_lists_are_those_of_word() {
    let text = "---\ntitle: T\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n# T\n\n## One\n\n\
        1. a\n2. b\n\nBetween.\n\n3. c\n\n## Two\n\n1. d\n   - deeper\n\n\
        | State | Jobs |\n|---|--:|\n| Ohio | 1 |\n\n### Deeper\n\n`code` and **bold**.\n";
    let parts = docx(text, Reader::Counterpart);
    let all = paragraphs(&parts);
    let headings: Vec<(&str, &str)> = all
        .iter()
        .filter(|(style, _)| style.starts_with("Heading") || style == "Title")
        .map(|(style, words)| (style.as_str(), words.as_str()))
        .collect();
    assert_eq!(headings, [("Title", "T"), ("Heading1", "One"), ("Heading1", "Two"), ("Heading2", "Deeper")]);
    let lists = lists(&parts);
    assert_eq!(lists[0], lists[1]);
    assert_eq!(lists[2], lists[0], "the third goes on after a paragraph");
    assert_ne!(lists[3], lists[0], "below the next heading it begins anew");
    assert_eq!(lists.len(), 5);
    let rows = parts.part("word/document.xml").all("w:tr");
    let heads: Vec<bool> = rows.iter().map(|row| !row.all("w:tblHeader").is_empty()).collect();
    assert_eq!(heads, [true, false]);
    for margin in ["word/header1.xml", "word/footer1.xml"] {
        assert!(parts.text(margin).contains("OFFICIAL"), "{margin}");
    }
    let fields: Vec<String> =
        parts.part("word/footer1.xml").all("w:instrText").iter().map(|it| it.text()).collect();
    assert_eq!(fields, [" PAGE ", " NUMPAGES "]);
}

#[test]
fn notes_links_pictures_and_open_edits_are_those_of_word() {
    let text = "---\ntitle: T\nlang: ja\n---\n\n# T\n\n## One\n\nFirst[^a], again[^a], [out](https://example.org/a), \
        [on](#two), 日本の{++案++}と{--旧案--}です。{>>Ask the treaty bureau<<}\n\n\
        > [!NOTES]\n> - [ ] open\n> - [x] done\n\n## Two\n\n\
        ```chart\ntype: bar\ntitle: Jobs\nunit: people\ndata:\n  \"2014\": 88000\n  \"2023\": 109000\n```\n\n\
        [^a]: The [source](https://example.org/s).\n";
    let own = docx(text, Reader::Principal);
    let document = own.part("word/document.xml");
    assert_eq!(document.all("w:footnoteReference").len(), 1, "a second reference leads to the first");
    assert!(document.all("w:instrText").iter().any(|field| field.text().contains("NOTEREF _fn1")));
    assert!(own.text("word/footnotes.xml").contains("The source."));
    let external = |part: &str| own.relations[part].iter().filter(|(.., is_external)| *is_external).count();
    assert_eq!((external("word/document.xml"), external("word/footnotes.xml")), (1, 1));
    assert_eq!(document.all("w:ins").iter().map(|it| it.text()).collect::<String>(), "案");
    assert_eq!(document.all("w:delText").iter().map(|it| it.text()).collect::<String>(), "旧案");
    assert!(own.text("word/comments.xml").contains("Ask the treaty bureau"));
    let alt = document.all("wp:docPr")[0].attribute("descr").unwrap_or_default();
    assert!(alt.contains("8万8,000"), "{alt}");
    assert_eq!(lists(&own), ["3", "4"], "boxes stand in place of bullets");
    let japanese: Vec<&Element> = document.all("w:lang");
    assert!(japanese.iter().any(|lang| lang.attribute("w:eastAsia") == Some("ja-JP")));
    let shared = docx(text, Reader::Counterpart);
    assert!(!shared.names.iter().any(|name| name.contains("comments")));
    assert!(shared.part("word/document.xml").all("w:ins").is_empty());
}

/// What a file says of itself: title and language, and the program.
#[test]
fn a_file_names_no_author_no_time_and_no_machine() {
    let engine = Engine::with_own_fonts();
    let text = "---\ntitle: T\nauthor: Somebody\n---\n\n# T\n\n## One\n\nText.\n";
    for (format, shape) in FORMATS {
        let parts = Parts::of(&file(&engine, &released(text, Reader::Counterpart), format, shape)[0].bytes);
        let names: Vec<&str> =
            parts.part("docProps/core.xml").elements().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["dc:language", "dc:title"], "{format}");
        assert_eq!(parts.text("docProps/app.xml"), "Démarche");
    }
}

pub fn pptx(text: &str, reader: Reader) -> Parts {
    let bytes =
        file(&Engine::with_own_fonts(), &released(text, reader), "pptx", Shape::Slides).remove(0).bytes;
    let parts = Parts::of(&bytes);
    assert_eq!(faults(&parts), Vec::<String>::new());
    parts
}

/// The words in each placeholder of a slide, by its sort or number.
pub fn placeholders(parts: &Parts, number: usize) -> Vec<(String, String)> {
    let slide = parts.part(&format!("ppt/slides/slide{number}.xml"));
    let words = |shape: &Element| {
        let placeholder = *shape.all("p:ph").first()?;
        let name = placeholder.attribute("type").or(placeholder.attribute("idx")).unwrap_or_default();
        let paragraphs: Vec<String> = shape.all("a:p").iter().map(|paragraph| paragraph.text()).collect();
        Some((name.to_owned(), paragraphs.join("/")))
    };
    slide.all("p:sp").into_iter().filter_map(words).collect()
}

#[test]
fn slides_have_titles_lists_and_tables_and_notes_only_for_our_side() {
    let text = "---\ntitle: T\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n# T\n\n## One\n\n- a\n  - b\n\n\
        > [!SAY]\n> Speak slowly.\n\n## Two\n\n| State | Jobs |\n|---|--:|\n| Ohio | 1 |\n\n## Red lines\n\nNever this.\n\n\
        ## Three\n\n3. c\n\n---\n\nWithout a title.\n";
    let own = pptx(text, Reader::Principal);
    let shared = pptx(text, Reader::Counterpart);
    for parts in [&own, &shared] {
        let first = placeholders(parts, 2);
        assert_eq!(first[0], ("title".to_owned(), "One".to_owned()));
        assert_eq!(first[1], ("1".to_owned(), "a/b".to_owned()));
        assert!(first.contains(&("ftr".to_owned(), "OFFICIAL".to_owned())));
        let table = parts.part("ppt/slides/slide3.xml");
        assert_eq!(table.all("a:tr").len(), 2);
        assert_eq!(table.all("a:tblPr")[0].attribute("firstRow"), Some("1"));
        let numbers = parts.part("ppt/slides/slide4.xml").all("a:buAutoNum");
        assert_eq!(numbers[0].attribute("startAt"), Some("3"));
        assert_eq!(placeholders(parts, 5)[0].1, "Three (continued)");
        for run in parts
            .xml
            .iter()
            .filter(|(name, _)| name.contains("slides/slide"))
            .flat_map(|(_, it)| it.all("a:rPr"))
        {
            assert!(run.attribute("lang").is_some(), "each run has a language");
        }
    }
    assert!(own.text("ppt/notesSlides/notesSlide2.xml").contains("Speak slowly."));
    assert!(own.text("ppt/notesSlides/notesSlide3.xml").contains("Never this."));
    assert!(
        own.relations["ppt/presentation.xml"].iter().any(|(_, target, _)| target.contains("notesMaster"))
    );
    let all: Vec<String> = shared.xml.values().map(Element::text).collect();
    assert!(!all.concat().contains("Speak slowly.") && !all.concat().contains("Never this."));
    assert!(!shared.names.iter().any(|name| name.contains("notes")), "{:?}", shared.names);
}

/// A pattern with house styles: ids as a Japanese Word has them, a heading of its own, lists, and a narrow sheet.
fn reference() -> Vec<u8> {
    use demarche::office::{PackageWriter, Relations, sort};
    const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let mut relations = Relations::default();
    relations.add(sort::DOCUMENT, "word/document.xml");
    let mut own = Relations::default();
    own.add("styles", "styles.xml");
    let document = format!(
        "<w:document {W}><w:body><w:p/><w:sectPr><w:pgSz w:w=\"10000\" w:h=\"14000\"/>\
        <w:pgMar w:top=\"1000\" w:right=\"1100\" w:bottom=\"1200\" w:left=\"1300\"/></w:sectPr></w:body></w:document>"
    );
    let styles = format!(
        "<w:styles {W}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"10\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr>\
        <w:rPr><w:color w:val=\"00AA00\"/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"20\"><w:name w:val=\"Header and Footer\"/><w:pPr><w:tabs>\
        <w:tab w:val=\"center\" w:pos=\"4819\"/><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"21\"><w:name w:val=\"footer\"/><w:basedOn w:val=\"20\"/></w:style></w:styles>"
    );
    let mut writer = PackageWriter::default();
    writer.add("word/document.xml", "application/xml", document, own);
    writer.add("word/styles.xml", "application/xml", styles, Relations::default());
    writer.finish(&relations).expect("it is small")
}

#[test]
fn a_word_file_takes_styles_and_sheet_of_a_reference_document() {
    let text = "---\ntitle: Jobs\nreference-doc: house.docx\ntrack-changes: yes\n---\n\n## One\n\nWords\n\n> [!RED-LINE]\n> No quota.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n";
    let engine = Engine::with_own_fonts();
    let (brief, diagnostics) = demarche::brief::parse(text);
    assert_eq!(diagnostics, []);
    let made = |bytes: Option<Vec<u8>>| {
        let assets = demarche::release::Assets {
            reference_doc: bytes.map(Into::into),
            ..demarche::release::Assets::default()
        };
        let book = demarche::facts::FactBook::default();
        let context = demarche::release::Context { book: &book, assets: &assets };
        Parts::of(&file(&engine, &project(&brief, &context, Reader::Principal), "docx", Shape::Text)[0].bytes)
    };
    let parts = made(Some(reference()));
    assert_eq!(faults(&parts), Vec::<String>::new());
    let document = parts.part("word/document.xml");
    let used: BTreeSet<&str> = ["w:pStyle", "w:rStyle", "w:tblStyle"]
        .iter()
        .flat_map(|tag| document.all(tag))
        .filter_map(|style| style.attribute("w:val"))
        .collect();
    let styles = parts.part("word/styles.xml");
    let known: BTreeSet<&str> =
        styles.all("w:style").iter().filter_map(|style| style.attribute("w:styleId")).collect();
    assert!(used.contains("10") && used.is_subset(&known), "{used:?} {known:?}");
    assert!(
        styles.all("w:numPr").is_empty()
            && styles.all("w:color").iter().any(|it| it.attribute("w:val") == Some("00AA00"))
    );
    assert_eq!(styles.all("w:style").iter().filter(|it| it.attribute("w:default").is_some()).count(), 1);
    let sheet = document.all("w:pgSz")[0];
    assert_eq!((sheet.attribute("w:w"), sheet.attribute("w:h")), (Some("10000"), Some("14000")));
    assert_eq!(document.all("w:pgMar")[0].attribute("w:left"), Some("1300"));
    // The page number stands where the text of this sheet ends, whatever stops the style of footers has.
    let stops: Vec<(&str, &str)> = parts
        .part("word/footer1.xml")
        .all("w:tabs")
        .iter()
        .flat_map(|tabs| tabs.elements())
        .filter_map(|tab| tab.attribute("w:val").zip(tab.attribute("w:pos")))
        .collect();
    assert_eq!(stops, [("clear", "4819"), ("right", "7599"), ("clear", "9638")]);
    // What is red stays red whatever the colours of the house are.
    let colors = document.all("w:left");
    assert!(colors.iter().any(|it| it.attribute("w:color") == Some("B3261E")));
    assert!(colors.iter().all(|it| it.attribute("w:themeColor").is_none()));
    let settings = parts.part("word/settings.xml");
    assert_eq!(settings.all("w:documentProtection")[0].attribute("w:edit"), Some("trackedChanges"));
    // A pattern that cannot be read is no reason to have no file.
    for bytes in [None, Some(b"PK".to_vec())] {
        assert!(made(bytes).part("word/styles.xml").text().trim().is_empty());
    }
}

/// Nothing of the machine, of its user or of what was made before is in a file.
#[test]
fn a_file_is_the_same_whoever_makes_it_where_and_after_what() {
    const OURS: [(&str, &str); 5] =
        [("TZ", "UTC"), ("USER", "one"), ("LOGNAME", "one"), ("LC_ALL", "C.UTF-8"), ("LANG", "C.UTF-8")];
    const THEIRS: [(&str, &str); 5] = [
        ("TZ", "Pacific/Kiritimati"),
        ("USER", "田中"),
        ("LOGNAME", "田中"),
        ("LC_ALL", "ja_JP.UTF-8"),
        ("LANG", "ja_JP.UTF-8"),
    ];
    let brief = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefs/leaders-call.md");
    for (format, shape) in [("docx", "text"), ("pptx", "slides"), ("html", "text"), ("html", "slides")] {
        let made = [OURS, THEIRS].map(|variables| {
            let home = tempfile::tempdir().expect("a folder");
            let out = home.path().join(format!("out.{format}"));
            let status = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"))
                .args(["export", "--for", "counterpart", "--shape", shape, "-o"])
                .args([&out, &brief])
                .envs(variables)
                .envs(["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"].map(|name| (name, home.path())))
                .output()
                .expect("it runs");
            assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
            std::fs::read(out).expect("it is there")
        });
        assert!(made[0] == made[1], "{format} as {shape}");
    }
    let engine = Engine::with_own_fonts();
    let all = briefs();
    let one = |loaded: &Loaded, (format, shape): (&str, Shape)| {
        let released = project(&loaded.brief, &loaded.context(), Reader::Counterpart);
        file(&engine, &released, format, shape).remove(0).bytes
    };
    for format in FORMATS.into_iter().chain([("html", Shape::Text), ("html", Shape::Slides)]) {
        let first = one(&all[0], format);
        one(&all[1], format);
        assert!(one(&all[0], format) == first, "{format:?}");
    }
}
