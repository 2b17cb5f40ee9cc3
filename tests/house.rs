//! PowerPoint files in the looks of a ministry: its master, its layouts, its size, and nothing that tells of somebody.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use demarche::brief::{Reader, parse};
use demarche::export::{ExportError, Exported, Job, PdfStandard, export, format_named};
use demarche::facts::FactBook;
use demarche::layout::{Engine, Options, Paper, Shape, THEMES};
use demarche::office::{Element, Package};
use demarche::release::{Assets, Context, House, project};

use crate::support::{briefs, file, in_parallel};

const TEXT: &str = "---\ntitle: Jobs\nsubtitle: A talk\nmarking: { scheme: uk, banner: OFFICIAL }\nreference-pptx: house.pptx\n---\n\n\
    ## One\n\n- a\n  - b\n\n1. c\n\n> [!RED-LINE]\n> No quota.\n\n\
    ## Two\n\nWords.\n\n| State | Jobs |\n|---|--:|\n| Ohio | 1 |\n\n## Three\n\n| State | Jobs |\n|---|--:|\n| Ohio | 1 |\n\n\
    ## Four\n\n::: columns\n::: column\n- left\n:::\n::: column\n- right\n:::\n:::\n";

fn template(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/templates").join(name);
    std::fs::read(path).expect("it is there")
}

fn made(text: &str, assets: &Assets, reader: Reader) -> Result<Exported, ExportError> {
    let (brief, diagnostics) = parse(text);
    assert_eq!(diagnostics, []);
    let book = FactBook::default();
    let released = project(&brief, &Context { book: &book, assets }, reader);
    let engine = Engine::with_own_fonts();
    let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };
    let pdf_standard = PdfStandard::default();
    let job = Job { engine: &engine, released: &released, options, pdf_standard, stem: "copy", ink: &[] };
    export(format_named("pptx").expect("a format"), &job)
}

fn with(name: &str) -> Assets {
    Assets { reference_pptx: Some(template(name).into()), ..Assets::default() }
}

/// All parts of a file, with all that leads from one to another.
struct Deck {
    bytes: Vec<u8>,
    warnings: Vec<String>,
}

impl Deck {
    fn of(name: &str, reader: Reader) -> Self {
        let Exported { mut files, warnings } = made(TEXT, &with(name), reader).expect("it is made");
        let warnings = warnings.into_iter().map(|warning| warning.en).collect();
        Self { bytes: files.remove(0).bytes, warnings }
    }

    fn names(&self) -> Vec<String> {
        Package::open(&self.bytes).expect("it is a package").names().to_vec()
    }

    fn part(&self, name: &str) -> Element {
        let mut package = Package::open(&self.bytes).expect("it is a package");
        package.xml(name).unwrap_or_else(|err| panic!("{name}: {err}"))
    }

    /// The layout of a slide.
    fn layout(&self, number: usize) -> Element {
        let mut package = Package::open(&self.bytes).expect("it is a package");
        let slide = format!("ppt/slides/slide{number}.xml");
        let relations = package.relations(&slide).expect("they are XML");
        let layout = relations.iter().find(|it| it.sort == "slideLayout").expect("it has one");
        package.xml(&layout.target).expect("it is XML")
    }

    /// Each relation leads to a part that is there, each id that is used is a relation, each part is led to.
    fn faults(&self) -> Vec<String> {
        let mut package = Package::open(&self.bytes).expect("it is a package");
        let names = package.names().to_vec();
        let (mut faults, mut led_to) = (Vec::new(), vec!["[Content_Types].xml".to_owned()]);
        for name in names.iter().map(String::as_str).chain([""]) {
            let relations = package.relations(name).expect("they are XML");
            let gone = relations.iter().filter(|it| !it.is_external && !names.contains(&it.target));
            faults.extend(gone.map(|it| format!("{name} leads to {}", it.target)));
            led_to.extend(relations.iter().map(|it| it.target.clone()));
            if !ends_in(name, "xml") {
                continue;
            }
            package.xml(name).expect("it is XML").each(&mut |element| {
                let ids = element.attributes.iter().filter(|(key, _)| key.starts_with("r:"));
                let lost = ids.filter(|(_, id)| !relations.iter().any(|it| it.id == *id));
                faults.extend(lost.map(|(_, id)| format!("{name} uses {id}")));
            });
        }
        let orphans = names.iter().filter(|name| !name.contains("_rels/") && !led_to.contains(name));
        faults.extend(orphans.map(|name| format!("nothing leads to {name}")));
        faults
    }
}

fn ends_in(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == ending)
}

/// The placeholders of a part by their names: those of a layout must be known to those who fill them.
fn places(part: &Element) -> Vec<(Option<String>, Option<String>)> {
    let key = |it: &Element, name: &str| it.attribute(name).map(str::to_owned);
    part.all("p:ph").into_iter().map(|it| (key(it, "type"), key(it, "idx"))).collect()
}

/// Which layouts the slides of [`TEXT`] have, by the names that a template gives them.
#[test]
fn slides_stand_in_the_layouts_of_a_template_whatever_it_calls_them() {
    let english = ["Title Slide", "Title and Content", "Two Content", "Title Only", "Two Content"];
    let japanese =
        ["タイトル スライド", "タイトルとコンテンツ", "2 つのコンテンツ", "タイトルのみ", "2 つのコンテンツ"];
    let libre = ["Title Slide", "Title, Content", "Title, 2 Content", "Title Only", "Title, 2 Content"];
    for (template, expected) in
        [("english.pptx", english), ("japanese.potx", japanese), ("libreoffice.pptx", libre)]
    {
        let deck = Deck::of(template, Reader::Principal);
        assert_eq!(deck.faults(), Vec::<String>::new(), "{template}");
        for (number, name) in (1..).zip(expected) {
            let layout = deck.layout(number);
            let found = layout.child("p:cSld").and_then(|it| it.attribute("name"));
            assert_eq!(found, Some(name), "{template}: slide {number}");
            let known = places(&layout);
            for place in places(&deck.part(&format!("ppt/slides/slide{number}.xml"))) {
                assert!(known.contains(&place), "{template}: slide {number}: {place:?} is not in {known:?}");
            }
        }
        // The marking at the top of the master, and at the foot of each slide.
        assert!(deck.part("ppt/slideMasters/slideMaster1.xml").text().contains("OFFICIAL"), "{template}");
        for number in 1..=5 {
            let slide = deck.part(&format!("ppt/slides/slide{number}.xml"));
            assert!(slide.text().contains("OFFICIAL"), "{template}: slide {number}");
            // What is red is private, whatever the template calls its second colour.
            assert!(slide.all("a:schemeClr").iter().all(|it| it.attribute("val") != Some("accent2")));
        }
    }
}

#[test]
fn size_and_colours_are_those_of_the_template() {
    let deck = Deck::of("english.pptx", Reader::Counterpart);
    let presentation = deck.part("ppt/presentation.xml");
    assert_eq!(presentation.all("p:sldSz")[0].attribute("cx"), Some("12192000"));
    let theme = deck.part("ppt/theme/theme1.xml");
    let accent = theme.all("a:accent1")[0].all("a:srgbClr")[0].attribute("val").map(str::to_owned);
    assert_eq!(accent.as_deref(), Some("7A1F3D"));
    // The text that fills its layout stands where the layout says, in its size.
    let slide = deck.part("ppt/slides/slide2.xml");
    let body = slide.all("p:sp")[1].clone();
    assert_eq!(body.child("p:spPr").map(|it| it.children.len()), Some(0));
    assert!(body.all("a:defRPr").is_empty(), "{body:?}");
}

#[test]
fn nothing_of_a_template_tells_of_somebody_or_leads_elsewhere() {
    for reader in [Reader::Principal, Reader::Counterpart] {
        let deck = Deck::of("japanese.potx", reader);
        let mut package = Package::open(&deck.bytes).expect("it is a package");
        for name in deck.names() {
            let bytes = package.part(&name).expect("it is there");
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            for word in ["tanaka", "intranet", "hlinkclick", "old notes"] {
                assert!(!text.contains(word), "{name} holds {word}");
            }
        }
        let has_notes = deck.names().iter().any(|name| name.contains("notes"));
        assert_eq!(has_notes, reader == Reader::Principal, "{:?}", deck.names());
        // The logo is taken, cleaned; what cannot be cleaned is not, and that is said.
        assert!(deck.names().iter().any(|name| name == "ppt/media/house1.png"));
        assert!(!deck.names().iter().any(|name| ends_in(name, "emf")));
        assert_eq!(deck.part("ppt/slideMasters/slideMaster1.xml").all("p:pic").len(), 1);
        assert!(deck.warnings.iter().any(|it| it.contains("left out (1)")), "{:?}", deck.warnings);
    }
}

#[test]
fn slides_without_a_layout_are_named() {
    let err = made(TEXT, &with("covers.pptx"), Reader::Counterpart).expect_err("it has no place for text");
    let message = err.message();
    assert!(message.en.contains("slide 2 “One”, 3 “Two”, 5 “Four”"), "{}", message.en);
    assert!(message.ja.contains("2 「One」"), "{}", message.ja);
    // What needs a title alone has one.
    let text =
        "---\ntitle: Jobs\nreference-pptx: house.pptx\n---\n\n## Three\n\n| A | B |\n|---|--:|\n| C | 1 |\n";
    made(text, &with("covers.pptx"), Reader::Counterpart).expect("its layouts are enough");
}

#[test]
fn a_template_that_cannot_be_read_is_said_and_ours_is_used() {
    for bytes in [Vec::new(), b"PK".to_vec(), template("english.pptx")[..9_000].to_vec()] {
        let assets = Assets { reference_pptx: Some(bytes.into()), ..Assets::default() };
        let made = made(TEXT, &assets, Reader::Counterpart).expect("it is made");
        assert!(made.warnings[0].en.contains("reference-pptx"), "{:?}", made.warnings);
        let usual = TEXT.replace("reference-pptx: house.pptx\n", "");
        let usual = self::made(&usual, &Assets::default(), Reader::Counterpart).expect("it is made");
        assert!(made.files[0].bytes == usual.files[0].bytes);
    }
}

/// The template of the settings is used where a brief names none, and only there.
#[test]
fn a_brief_that_names_no_template_has_that_of_the_settings() {
    let house = House { pptx: Some(Arc::from(template("english.pptx"))), doc: None };
    let plain = TEXT.replace("reference-pptx: house.pptx\n", "");
    let by_settings = Assets { house: house.clone(), ..Assets::default() };
    let named = made(TEXT, &with("english.pptx"), Reader::Counterpart).expect("it is made");
    let chosen = made(&plain, &by_settings, Reader::Counterpart).expect("it is made");
    assert!(named.files[0].bytes == chosen.files[0].bytes);
    let both = Assets { house, ..with("libreoffice.pptx") };
    let own = made(TEXT, &both, Reader::Counterpart).expect("it is made");
    let alone = made(TEXT, &with("libreoffice.pptx"), Reader::Counterpart).expect("it is made");
    assert!(own.files[0].bytes == alone.files[0].bytes && own.files[0].bytes != chosen.files[0].bytes);
}

/// A place on a slide in points: left, top, right, bottom.
type Corners = [f64; 4];

fn corners(shape: &Element) -> Option<Corners> {
    let frame = shape.child("p:xfrm").or_else(|| shape.child("p:spPr").and_then(|it| it.child("a:xfrm")))?;
    let value =
        |tag: &str, name: &str| Some(frame.child(tag)?.attribute(name)?.parse::<f64>().ok()? / 12_700.0);
    let (x, y) = (value("a:off", "x")?, value("a:off", "y")?);
    Some([x, y, x + value("a:ext", "cx")?, y + value("a:ext", "cy")?])
}

/// How high a table is where a wide face stands in for one that the computer lacks: digits of 0.64 ems, other letters of
/// 0.55, those of Japanese as wide as high, with a blank between them and others, and lines of one and a half.
fn height_in_wide_face(table: &Element) -> f64 {
    let number = |element: &Element, name: &str| element.attribute(name)?.parse::<f64>().ok();
    let widths: Vec<f64> = table.all("a:gridCol").iter().filter_map(|it| number(it, "w")).collect();
    let cell_height = |(cell, width): (&Element, &f64)| {
        let margin = |name: &str, usual: f64| {
            cell.child("a:tcPr").and_then(|it| number(it, name)).map_or(usual, |emu| emu / 12_700.0)
        };
        let size = cell.all("a:rPr").iter().filter_map(|it| number(it, "sz")).fold(0.0, f64::max) / 100.0;
        let text: Vec<char> = cell.text().chars().collect();
        let em = |c: &char| match c {
            '0'..='9' => 0.64,
            c if c.is_ascii() => 0.55,
            _ => 1.0,
        };
        let letters: f64 = text.iter().map(em).sum();
        let n_edges: f64 =
            text.windows(2).map(|it| if it[0].is_ascii() == it[1].is_ascii() { 0.0 } else { 0.25 }).sum();
        let inner = (width / 12_700.0 - margin("marL", 7.2) - margin("marR", 7.2)).max(1.0);
        let line = if text.iter().all(char::is_ascii) { 1.17 } else { 1.45 };
        ((letters + n_edges) * size / inner).ceil() * size * line + margin("marT", 3.6) + margin("marB", 3.6)
    };
    let row_height = |row: &&Element| {
        let cells = row.all("a:tc").into_iter().zip(&widths).map(cell_height);
        cells.fold(number(row, "h").unwrap_or(0.0) / 12_700.0, f64::max)
    };
    table.all("a:tr").iter().map(row_height).sum()
}

/// Of the slides of all samples in the looks of each ministry.
#[test]
fn nothing_on_a_slide_lies_over_anything_else() {
    const LOOKS: [Option<&str>; 4] =
        [None, Some("english.pptx"), Some("japanese.potx"), Some("libreoffice.pptx")];
    let long = "安全保障協力の深化に向けた両国間の枠組みの下での共同調達の推進";
    let row = format!("| {long} | {long} | 2025年11月28日 |\n");
    let full = format!(
        "---\ntitle: T\nlang: ja\n---\n\n# T\n\n## 一\n\n| 相手国 | 取組 | 年月日 |\n|---|---|---|\n{}\n文[^a]。\n\n[^a]: 注。\n",
        row.repeat(7)
    );
    let texts =
        briefs().into_iter().map(|loaded| (loaded.path.display().to_string(), loaded.brief, loaded.book));
    let full = ("full".to_owned(), parse(&full).0, FactBook::default());
    let texts: Vec<_> = texts.chain([full]).collect();
    let wrong = in_parallel(texts.len() * LOOKS.len(), |engine, idx| {
        let ((name, brief, book), look) = (&texts[idx / LOOKS.len()], LOOKS[idx % LOOKS.len()]);
        let assets = Assets { reference_pptx: look.map(|look| template(look).into()), ..Assets::default() };
        let released = project(brief, &Context { book, assets: &assets }, Reader::Principal);
        let bytes = file(engine, &released, "pptx", Shape::Slides).remove(0).bytes;
        let mut package = Package::open(&bytes).expect("it is a package");
        let slides: Vec<String> =
            package.names().iter().filter(|it| it.starts_with("ppt/slides/slide")).cloned().collect();
        let mut wrong = Vec::new();
        for slide in slides {
            let xml = package.xml(&slide).expect("it is XML");
            let tree = xml.child("p:cSld").and_then(|it| it.child("p:spTree")).expect("it has shapes");
            let placed = tree.elements().filter_map(|shape| {
                let mut place = corners(shape)?;
                if shape.name == "p:graphicFrame" {
                    place[3] = place[3].max(place[1] + height_in_wide_face(shape));
                }
                Some((shape.all("p:cNvPr")[0].attribute("name").unwrap_or_default().to_owned(), place))
            });
            let placed: Vec<(String, Corners)> = placed.collect();
            for (idx, (one, a)) in placed.iter().enumerate() {
                let over = placed[idx + 1..].iter().filter(|(_, b)| {
                    a[0] + 1.0 < b[2] && b[0] + 1.0 < a[2] && a[1] + 1.0 < b[3] && b[1] + 1.0 < a[3]
                });
                wrong.extend(over.map(|(other, _)| format!("{slide}: {one} and {other}")));
            }
        }
        (!wrong.is_empty()).then(|| format!("{name} in {look:?}: {wrong:?}"))
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Charts are drawn for our ground; in the looks of others they have none, or a white one where slides may be dark.
#[test]
fn a_chart_stands_on_the_ground_of_the_template() {
    let text = TEXT.to_owned()
        + "\n## Five\n\n```chart\ntype: bar\ntitle: Jobs\ndata:\n  \"2014\": 88000\n  \"2023\": 109000\n```\n";
    let corner = |assets: &Assets| {
        let Exported { mut files, .. } = made(&text, assets, Reader::Principal).expect("it is made");
        let bytes = files.remove(0).bytes;
        let mut package = Package::open(&bytes).expect("it is a package");
        let png = package.part("ppt/media/chart1.png").expect("it is there");
        image::load_from_memory(&png).expect("a picture").to_rgba8().get_pixel(0, 0).0
    };
    assert_eq!(corner(&with("english.pptx"))[3], 0);
    let dark = darkened(&template("english.pptx"));
    let assets = Assets { reference_pptx: Some(dark.into()), ..Assets::default() };
    assert_eq!(corner(&assets), [255; 4]);
}

/// A template with a dark master.
fn darkened(bytes: &[u8]) -> Vec<u8> {
    let mut package = Package::open(bytes).expect("it is a package");
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in package.names().to_vec() {
        let mut part = package.part(&name).expect("it is there");
        if name == "ppt/slideMasters/slideMaster1.xml" {
            let xml = String::from_utf8(part).expect("it is text");
            let ground = "<p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef>";
            assert!(xml.contains(ground));
            part = xml.replace(ground, &ground.replace("bg1", "tx1")).into_bytes();
        }
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("written");
        writer.write_all(&part).expect("written");
    }
    writer.finish().expect("written").into_inner()
}
