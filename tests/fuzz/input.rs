//! What is fed to the program: briefs that were cut, doubled and mixed with each other, and files with wrong bytes.

use std::fs;
use std::path::Path;

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};

use crate::generator::{Rng, brief};
use crate::hostile::pictures::{gif, jpeg, png, png_with_chunk, webp};
use crate::planted::{archive, jpeg_with, png_with};
use crate::support::{file, released};

/// A word of private text.
pub const SECRET: &str = "Zinnoberstein";

/// Marks that mean something to somebody, in any order.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "\n", "\n\n", "\r\n", "\r", " ", "  ", "\t", "\u{a0}", "\u{3000}", "\u{feff}", "\u{200b}", "\u{0}", "> ", ">", "＞", "- ",
    "* ", "1. ", "(a) ", "① ", "# ", "## ", "＃", "---\n", "——-\n", "***", ":::", "::: say\n", "::: {.notes}\n", ":::\n",
    "> [!SAY]\n", "> [!RED-LINE] ", "[!KIND]", "【", "】", "**Red line**", "**", "*", "_", "~~", "`", "```\n", "~~~\n",
    "```chart\ntype: bar\ndata:\n  a: 1\n```\n", "|", "|---|", "| a | b |\n|---|---|\n", "[", "](", ")", "![", "[^a]", "[^a]: ",
    "^[", "<!--", "-->", "<!-", "—>", "%%", "{>>", "<<}", "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{==", "==}", "{#",
    "#}", "/* ", "*/", "\\", "\\note{", "}", "{", "{.notes}", "｛", "&lt;", "&#x27;", "&", ";", "<", ">", "<br>", "<ruby>",
    "<rt>", "</ruby>", "<div ", "<aside class=\"notes\">", "fact:a.b", "[1](fact:a)", "[](#a)", "(SBU) ", "（秘）", "(U//SBU) ",
    "SBU: ", "㊙", "Note: ", "???\n", "^ ", ". . .\n", "é", "e\u{301}", "漢", "が", "か\u{3099}", "👩\u{200d}👧", "\u{202e}", "ﬁ",
    "109,000", "12 percent", "$x$", "#eval(1)", "\"", "'", "title: x\n", "lang: ja\n", "share: marked\n",
];

/// Where inputs come from.
pub struct Inputs {
    briefs: Vec<String>,
    books: Vec<String>,
    office: Vec<Vec<u8>>,
    files: Vec<Vec<u8>>,
    pictures: Vec<Vec<u8>>,
}

/// The texts of a folder and those below it with one ending, in the order of their names.
fn texts(folder: &str, ending: &str) -> Vec<String> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut paths = Vec::new();
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).expect("is there").map(|entry| entry.expect("listed").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    let texts: Vec<String> = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    assert!(!texts.is_empty(), "{folder}");
    texts
}

impl Inputs {
    /// Gathers what is in the repository, and makes a few files.
    pub fn new() -> Self {
        let engine = Engine::with_own_fonts();
        let text = "---\ntitle: T\n---\n\n## A\n\nText with *marks*, a [link](https://example.org) and | a |.\n\n- One\n- Two\n";
        let copy = released(text, Reader::Principal);
        let made = |format: &str, shape: Shape| file(&engine, &copy, format, shape).remove(0).bytes;
        let office = vec![made("docx", Shape::Text), made("pptx", Shape::Slides)];
        let pictures = vec![
            png(20, 20),
            png_with(SECRET),
            png_with_chunk(*b"iTXt", SECRET.as_bytes()),
            jpeg(16, 16),
            jpeg_with(SECRET),
            gif(9, 9),
            webp(5, 5),
        ];
        let mut files = vec![
            made("pdf", Shape::Text),
            made("html", Shape::Slides),
            archive(&[("word/document.xml", b"<w:t>words</w:t>"), ("x.rels", b"<a b='c'/>")]),
        ];
        files.extend(office.iter().chain(&pictures).cloned());
        let briefs = texts("tests/golden/brief", "md").into_iter().chain(texts("briefs", "md")).collect();
        Self { briefs, books: texts("briefs", "toml"), office, files, pictures }
    }

    /// A brief: made up, of the repository or of marks alone, and changed.
    pub fn brief(&self, rng: &mut Rng) -> String {
        let text = match rng.below(4) {
            0 => String::new(),
            1 => brief(rng),
            _ => {
                window(rng.pick(&self.briefs.iter().map(String::as_str).collect::<Vec<_>>()), rng).to_owned()
            }
        };
        changed(text, rng)
    }

    /// A fact book.
    pub fn book(&self, rng: &mut Rng) -> String {
        const LINES: &[&str] = &[
            "[[fact]]\n",
            "key = \"a\"\n",
            "value = 1\n",
            "value = 1e999\n",
            "value = \"\\u0000\"\n",
            "as_of = 2024\n",
            "source = \"s\"\n",
            "[[source]]\nid = \"s\"\n",
            "also = [\"b\"]\n",
            "[fact.x]\n",
            "unit = \"%\"\n",
            "= =\n",
            "[[person]]\nid = \"p\"\n",
            "history = [{ value = 1 }]\n",
            "[[agreed]]\ntext = \"a\"\n",
            "good_until = 1999-99-99\n",
        ];
        let n = rng.below(20);
        let lines: String = (0..n).map(|_| rng.pick(LINES)).collect();
        let text = if rng.once_in(2) {
            lines
        } else {
            window(&self.books[rng.below(self.books.len())], rng).to_owned()
        };
        changed(text, rng)
    }

    /// A deck of another tool.
    pub fn deck(&self, rng: &mut Rng) -> String {
        const STARTS: &[&str] = &[
            "---\nmarp: true\n---\n",
            "---\nformat: revealjs\n---\n",
            "---\ntheme: seriph\n---\n",
            "class: center\n\n",
            "% Title\n% Author\n",
            "<section>",
            "slidenumbers: true\n",
            "",
        ];
        format!("{}{}", rng.pick(STARTS), self.brief(rng))
    }

    /// A file of Word or PowerPoint.
    pub fn office(&self, rng: &mut Rng) -> Vec<u8> {
        bent(&self.office[rng.below(self.office.len())], rng)
    }

    /// A finished file.
    pub fn file(&self, rng: &mut Rng) -> Vec<u8> {
        bent(&self.files[rng.below(self.files.len())], rng)
    }

    /// A picture.
    pub fn picture(&self, rng: &mut Rng) -> Vec<u8> {
        bent(&self.pictures[rng.below(self.pictures.len())], rng)
    }
}

/// Front matter.
pub fn front(rng: &mut Rng) -> String {
    const KEYS: &[&str] = &[
        "title: ",
        "subtitle: ",
        "date: ",
        "lang: ja",
        "marking: { scheme: us, banner: ",
        "share: ",
        "facts: [",
        "- a",
        "  b: c",
        "*x",
        "&x ",
        "<<: ",
        "!!map ",
        "|",
        ">",
        "\"",
        "'",
        "#",
        "? ",
        "0x1",
        "2024-11-20",
        "~",
        "}",
        "]",
        "%",
        "duration: 1h",
        "slide-level: -1",
        "ーーー",
    ];
    let n = rng.below(12);
    let keys: String = (0..n).map(|_| [rng.pick(KEYS), rng.pick(&["\n", "", " "])].concat()).collect();
    changed(keys, rng)
}

/// A part of a text.
fn window<'t>(text: &'t str, rng: &mut Rng) -> &'t str {
    let (start, len) = (rng.below(text.len() + 1), rng.below(1_500));
    let (start, end) =
        (text.floor_char_boundary(start), text.floor_char_boundary((start + len).min(text.len())));
    &text[start.min(end)..end]
}

/// A text with marks put in, parts taken out, doubled and exchanged.
fn changed(mut text: String, rng: &mut Rng) -> String {
    for _ in 0..rng.below(24) {
        let at = text.floor_char_boundary(rng.below(text.len() + 1));
        let end = text.floor_char_boundary((at + rng.below(40)).min(text.len())).max(at);
        match rng.below(6) {
            0..=2 => text.insert_str(at, rng.pick(MARKS)),
            3 => text.replace_range(at..end, ""),
            4 => {
                let part = text[at..end].repeat(1 + rng.below(3));
                text.insert_str(at, &part);
            }
            _ => text.replace_range(at..end, rng.pick(MARKS)),
        }
    }
    text
}

/// Bytes with some wrong, cut, doubled or moved.
fn bent(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=rng.below(12) {
        let at = rng.below(bytes.len().max(1));
        let end = (at + rng.below(200)).min(bytes.len());
        match rng.below(5) {
            0 | 1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << rng.below(8)),
            2 => bytes.truncate(bytes.len() - if rng.once_in(8) { bytes.len() - at } else { 0 }),
            3 => drop(bytes.splice(at..end, [0xFF, 0xFF, 0xFF, 0x7F])),
            _ => {
                let part = bytes[at..end].to_vec();
                let to = rng.below(bytes.len() + 1);
                drop(bytes.splice(to..to, part));
            }
        }
    }
    bytes
}
