//! Files of Word and PowerPoint as briefs: our own come back as they were, odd ones are refused in words and in time,
//! and nothing that is there is replaced.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use demarche::app::{COMMANDS, Request};
use demarche::brief::{Block, Brief, Inline, Reader, inline_text, parse};
use demarche::import::{Imported, import_office};
use demarche::layout::{Engine, Shape};
use demarche::office::{PackageWriter, Relations, sort};
use demarche::release::project;

use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;
use crate::support::{briefs, file, markdown, released};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document of Word with further parts, each with its sort of relation: its ids count from 1.
pub(crate) fn document(body: &str, parts: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut relations = Relations::default();
    relations.add(sort::DOCUMENT, "word/document.xml");
    let mut own = Relations::default();
    let mut writer = PackageWriter::default();
    let namespaces = format!(
        "xmlns:w=\"{W}\" xmlns:r=\"{R}\" \
        xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
        xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
        xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
        xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" \
        xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
        xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
        xmlns:v=\"urn:schemas-microsoft-com:vml\""
    );
    for (sort, name, _) in parts {
        own.add(sort, name);
    }
    let xml = format!("<w:document {namespaces}><w:body>{body}</w:body></w:document>");
    writer.add("word/document.xml", "application/xml", xml, own);
    for (sort, name, xml) in parts {
        if *sort == "image" {
            writer.add_picture(&format!("word/{name}"), &picture());
            continue;
        }
        let (tag, rest) = xml.split_once('>').expect("a tag");
        let xml = format!("{tag} {namespaces}>{rest}");
        writer.add(&format!("word/{name}"), "application/xml", xml, Relations::default());
    }
    writer.finish(&relations).expect("it is small")
}

/// A paragraph with properties and runs.
pub(crate) fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A run of words.
pub(crate) fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A picture of one red point.
pub(crate) fn picture() -> Vec<u8> {
    #[rustfmt::skip]
    let bytes = [
        137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 144,
        119, 83, 222, 0, 0, 0, 12, 73, 68, 65, 84, 120, 156, 99, 248, 207, 192, 0, 0, 3, 1, 1, 0, 201, 254, 146,
        239, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
    ];
    bytes.to_vec()
}

/// The brief that a file becomes.
pub(crate) fn imported(bytes: &[u8]) -> Imported {
    import_office(bytes, "pictures").unwrap_or_else(|err| panic!("{err}"))
}

/// What the counterpart and the press would get if all ordinary text were shared, with open edits settled both ways.
pub(crate) fn shared(text: &str) -> String {
    let shared = text.replacen("share: marked", "share: text", 1);
    assert_ne!(shared, text, "it is marked");
    [Reader::Counterpart, Reader::Press].map(|reader| markdown(&shared, reader)).join("\n")
}

/// The tree of a brief in words: what each block is, and what it says.
fn outline(brief: &Brief) -> Vec<String> {
    let mut out = Vec::new();
    push_blocks(&brief.blocks, "", &mut out);
    out
}

fn words(inlines: &[Inline]) -> String {
    inline_text(inlines).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_blocks(blocks: &[Block], around: &str, out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                out.push(format!("{around}h{} {}", heading.level, words(&heading.inlines)));
            }
            Block::Paragraph(it) => out.push(format!("{around}p {}", words(&it.inlines))),
            Block::List(list) => {
                for (idx, item) in list.items.iter().enumerate() {
                    let number = list.start.map(|start| (start + idx as u64).to_string());
                    let tick = item.tick.map(|tick| tick.to_string()).unwrap_or_default();
                    let mark = number.unwrap_or_else(|| format!("-{tick}"));
                    push_blocks(&item.blocks, &format!("{around}{mark} "), out);
                }
            }
            Block::Quote(quote) => push_blocks(&quote.blocks, &format!("{around}> "), out),
            Block::Callout(callout) => {
                push_blocks(&callout.blocks, &format!("{around}!{} ", callout.alert.name), out);
            }
            Block::Kinded(kinded) => {
                let around = format!("{around}[{:?} {}] ", kinded.kind, words(&kinded.title));
                push_blocks(&kinded.blocks, &around, out);
            }
            Block::Code(code) => out.push(format!("{around}code {}", code.text)),
            Block::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(|cell| words(&cell.inlines)).collect();
                    out.push(format!("{around}| {}", cells.join(" | ")));
                }
            }
            Block::Columns(columns) => {
                for column in &columns.columns {
                    push_blocks(column, &format!("{around}column "), out);
                }
            }
            Block::Footnote(note) => push_blocks(&note.blocks, &format!("{around}[^{}] ", note.label), out),
            Block::Break(_) => out.push(format!("{around}---")),
            Block::Rule(_) => out.push(format!("{around}***")),
            Block::Page(_) => out.push(format!("{around}page")),
            Block::Chart(_) | Block::Pause(_) | Block::Html(_) | Block::Comment(_) | Block::Definition(_) => {
                out.push(format!("{around}other"));
            }
        }
    }
}

/// A brief with one of each thing that a document of Word carries.
const WHOLE: &str = "---
title: Jobs in Ohio
subtitle: For the talks in May
kind: bilateral
audience: Members of Congress
date: 2024-11-20
duration: 15m
marking: { scheme: uk, banner: OFFICIAL }
---

# Part one

## What we say

Ordinary *words* with **weight**, `code`, <u>a line</u>, x<sup>2</sup>, <ruby>漢字<rt>かんじ</rt></ruby> and [a
link](https://example.org/).

- One
- Two
  - Deeper
    1. First
    2. Second
- Three

3. Three
4. Four

- [x] Done
- [ ] Open

> [!SAY]
> Say this.
>
> - And this

> [!IF-RAISED] You still sell more than you build
> We do not say otherwise.

> [!RED-LINE]
> No restraint.

> [!WARNING]
> Mind the gap.

> Quoted words.
>
> In two parts.

## A table

| State | Jobs |
|---|--:|
| Ohio | 72,860 |
| Kentucky | 44,000 |

A note[^1] here.

```
let x = 1;

let y = 2;
```

***

(a) Lettered words

（ア）日本語の番号

Words {++put in++} and {--taken out--}, {==seen==}{>>Is this right?<<}.

## 応答要領

聞かれたら答える。

[^1]: As the ministry counts.
";

#[test]
fn our_own_document_comes_back_with_the_same_tree() {
    let engine = Engine::with_own_fonts();
    let before = released(WHOLE, Reader::Principal);
    let bytes = &file(&engine, &before, "docx", Shape::Text)[0].bytes;
    let imported = imported(bytes);
    let (first, second) = (parse(WHOLE).0, parse(&imported.text).0);
    assert_eq!(outline(&second), outline(&first), "{}", imported.text);
    for (key, value) in [
        ("title", first.front.title == second.front.title),
        ("subtitle", first.front.subtitle == second.front.subtitle),
        ("kind", first.front.kind == second.front.kind),
        ("audience", first.front.audience == second.front.audience),
        ("date", first.front.date == second.front.date),
        ("duration", first.front.duration == second.front.duration),
        ("marking", first.front.marking == second.front.marking),
    ] {
        assert!(value, "{key}: {}", imported.text);
    }
    for mark in [
        "{++put in++}",
        "{--taken out--}",
        "{==seen==}{>>Is this right?<<}",
        "<ruby>漢字<rt>かんじ</rt></ruby>",
        "<u>a line</u>",
        "x<sup>2</sup>",
        "**weight**",
        "*words*",
        "`code`",
        "[a link](https://example.org/)",
        "share: marked",
    ] {
        assert!(imported.text.contains(mark), "{mark}: {}", imported.text);
    }
    assert_eq!(imported.remarks, [], "{}", imported.text);
}

#[test]
fn sample_briefs_come_back_with_their_headings_lists_and_kinds() {
    let engine = Engine::with_own_fonts();
    let mut wrong = Vec::new();
    for loaded in briefs() {
        let before = project(&loaded.brief, &loaded.context(), Reader::Principal);
        let bytes = &file(&engine, &before, "docx", Shape::Text)[0].bytes;
        let imported = imported(bytes);
        // What was imported and exported again is the same document: facts are words by then, and nothing else is lost.
        let again = released(&imported.text, Reader::Principal);
        let own = outline(&parse(&imported.text).0);
        let bytes = &file(&engine, &again, "docx", Shape::Text)[0].bytes;
        let twice = outline(&parse(&self::imported(bytes).text).0);
        if own != twice {
            let odd = own.iter().zip(&twice).find(|(one, other)| one != other);
            wrong.push(format!(
                "{}: {odd:?} ({} and {} lines)",
                loaded.path.display(),
                own.len(),
                twice.len()
            ));
        }
        let headings = |brief: &Brief| -> Vec<String> {
            outline(brief).into_iter().filter(|line| line.starts_with('h')).collect()
        };
        let (first, second) = (headings(&loaded.brief), headings(&parse(&imported.text).0));
        if first != second {
            wrong.push(format!("{}: {first:?} and {second:?}", loaded.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn odd_files_are_refused_in_words_and_in_time() {
    let begun = Instant::now();
    let nested = document(&("<w:tbl><w:tr><w:tc>".repeat(80) + &"</w:tc></w:tr></w:tbl>".repeat(80)), &[]);
    let spans = "<w:tbl>".to_owned()
        + &"<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>".repeat(2_000)
        + "</w:tbl>";
    let lists = p("<w:numPr><w:ilvl w:val=\"8\"/><w:numId w:val=\"1\"/></w:numPr>", &r("Item"));
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"8\"><w:start w:val=\"2147483647\"/>\
        <w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"%9%9%9\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let many = document(&p("", &r("words ")).repeat(20_000), &[]);
    let open = document(&p("", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>").repeat(5_000), &[]);
    for bytes in [
        nested,
        document(&spans, &[]),
        document(&lists.repeat(3_000), &[("numbering", "numbering.xml", numbering)]),
        many,
        open,
        document("", &[]),
    ] {
        imported(&bytes);
    }
    for bytes in [&b"%PDF"[..], b"PK\x03\x04", &[0xd0, 0xcf, 0x11, 0xe0], b""] {
        assert!(import_office(bytes, "pictures").is_err());
    }
    let bomb = document(&" ".repeat(60_000_000), &[]);
    assert!(import_office(&bomb, "pictures").is_err());
    let endless = document(&"<w:p/>".repeat(400_000), &[]);
    assert!(import_office(&endless, "pictures").is_err());
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn the_command_puts_pictures_beside_the_brief_and_replaces_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.current_dir(folder.path()).args(["--ui-lang", "en", "import"]).args(arguments);
        command.output().expect("it runs")
    };
    let at = |name: &str| folder.path().join(name);
    let drawing = "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\"A red point\"/><a:blip r:embed=\"rId1\"/>\
        </wp:inline></w:drawing></w:r>";
    let with_picture = document(&p("", drawing), &[("image", "media/a.png", "")]);
    fs::write(at("sent.docx"), &with_picture).expect("written");
    fs::create_dir(at("talk-pictures")).expect("a folder");
    fs::write(at("talk-pictures/image1.png"), b"mine").expect("written");
    let output = run(&["sent.docx", "-o", "talk.md"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = fs::read_to_string(at("talk.md")).expect("read");
    assert!(text.contains("![A red point](talk-pictures-2/image1.png)"), "{text}");
    assert!(fs::read(at("talk-pictures-2/image1.png")).expect("read").starts_with(b"\x89PNG"));
    assert_eq!(fs::read(at("talk-pictures/image1.png")).expect("read"), b"mine");

    let again = run(&["sent.docx", "-o", "talk.md"]);
    assert_eq!(again.status.code(), Some(2), "{again:?}");
    assert!(!at("talk-pictures-3").exists());
    assert_eq!(fs::read_to_string(at("talk.md")).expect("read"), text);

    let chunk = document("<w:altChunk r:id=\"rId9\"/>", &[]);
    fs::write(at("odd.docx"), &chunk).expect("written");
    let output = run(&["odd.docx", "-o", "odd.md"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(fs::read_to_string(at("odd.md")).expect("read").contains("Not understood on import"));
    fs::write(at("book.docx"), b"PK").expect("written");
    let output = run(&["book.docx", "-o", "book.md"]);
    assert_eq!((output.status.code(), at("book.md").exists()), (Some(2), false), "{output:?}");
}

#[test]
fn a_file_that_is_dropped_on_the_window_becomes_a_brief() {
    let mut desk = Desk::open();
    let at = |desk: &Desk, name: &str| desk.folder.path().join(name);
    let (source, out) = (at(&desk, "sent.docx"), at(&desk, "sent.md"));
    let body = p("<w:pStyle w:val=\"Heading1\"/>", &r("What was sent")) + "<w:altChunk r:id=\"rId9\"/>";
    fs::write(&source, document(&body, &[])).expect("written");
    desk.app().drop_file(&source);
    let wanted = Request::PickImported(source.clone());
    assert_eq!(desk.app().requests.last(), Some(&wanted));
    desk.app().requests.clear();
    let doc = desk.app().session.id();
    desk.app().picked(doc, &wanted, out.clone());
    desk.wait(|app| app.session.path() == Some(out.as_path()));
    desk.step();
    assert!(desk.text().contains("# What was sent"));
    desk.harness.get_by_label("The brief was made");
    desk.harness.get_by_label("• a part in another format, which is not read");
    desk.key(egui::Modifiers::NONE, egui::Key::Escape);
    assert!(desk.app().view.dialog.is_none());

    // Again, it would replace what is there.
    let doc = desk.app().session.id();
    desk.app().picked(doc, &wanted, out);
    desk.wait(|app| {
        app.toasts.iter().any(|toast| toast.is_error && toast.words.contains("is there already"))
    });
    assert!(COMMANDS.iter().any(|command| command.id == "import"));
}
