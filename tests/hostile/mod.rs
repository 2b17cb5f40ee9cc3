//! A stranger's brief, fact book, picture, data or finished file: each ends in a right result, or in one line that
//! names the place. The files are made here, since most are large and say nothing to a reader.

mod cases;
pub mod pictures;
mod strangers;
mod trial;

use std::fs;
use std::io::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use demarche::brief::{Reader, parse};
use demarche::export::{ExportError, Job, PdfStandard, export, format_named};
use demarche::facts::parse_book;
use demarche::layout::{Engine, Options, Paper, Shape, THEMES, TypesetError, typeset};
use demarche::prove::{ReadError, Secrets, Surroundings, prove};
use demarche::release::clean_image;
use demarche::text::Message;

use crate::hostile::cases::{each, nested, too_much, unruly};
use crate::planted::{PdfUpdate, archive};
use crate::support::{file, in_parallel, is_long, released};

/// How long anything may take on a machine that does nothing else; tests run where others do much.
const MOST: Duration = Duration::from_secs(5);

fn options(shape: Shape) -> Options {
    Options { shape, paper: Paper::A4, theme: &THEMES[0] }
}

#[test]
fn what_is_too_much_for_pages_is_refused_with_its_place() {
    let engine = Engine::with_own_fonts();
    for case in too_much(is_long()) {
        for reader in [Reader::Counterpart, Reader::Principal] {
            let released = released(&case.text, reader);
            let start = Instant::now();
            for shape in [Shape::Text, Shape::Cards, Shape::Notes, Shape::Slides] {
                match typeset(&engine, &released, &options(shape)) {
                    Err(TypesetError::TooMuch { words: Message { en: words, .. }, span }) => {
                        let line = case.text[..span.start].matches('\n').count() + 1;
                        assert!(case.lines.contains(&line), "{} as {shape}: line {line}: {words}", case.name);
                        assert!(!words.contains('\n') && words.contains(case.word), "{}: {words}", case.name);
                    }
                    Err(err) => panic!("{} as {shape}: {err}", case.name),
                    Ok(_) => panic!("{} as {shape} was set", case.name),
                }
            }
            assert!(start.elapsed() < MOST, "{}: {:?}", case.name, start.elapsed());
        }
    }
}

#[test]
fn what_lies_deep_is_set_whatever_it_lies_in() {
    let cases = nested();
    let shapes = [Shape::Text, Shape::Cards, Shape::Notes, Shape::Slides];
    let faults = in_parallel(cases.len() * shapes.len(), |engine, idx| {
        let (name, text) = &cases[idx / shapes.len()];
        let shape = shapes[idx % shapes.len()];
        let released = released(text, Reader::Principal);
        match typeset(engine, &released, &options(shape)) {
            Err(err) => Some(format!("{name} as {shape}: {err}")),
            Ok(pages) => {
                let words: String = (0..pages.len()).map(|page_idx| pages.words(page_idx)).collect();
                // Notes pages show the slide as a picture, and the slides are the room's alone.
                let is_shown = words.contains("Innermost") || matches!(shape, Shape::Slides | Shape::Notes);
                (!is_shown).then(|| format!("{name} as {shape} has lost what lies in it"))
            }
        }
    });
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn unruly_text_comes_to_an_end_in_every_copy() {
    let cases = unruly(if is_long() { 50 } else { 1 });
    let faults = in_parallel(cases.len(), |engine, idx| {
        let (name, text) = &cases[idx];
        let start = Instant::now();
        let all = [
            (Reader::Principal, "pdf", Shape::Text),
            (Reader::Counterpart, "md", Shape::Text),
            (Reader::Counterpart, "pdf", Shape::Slides),
            (Reader::Press, "pdf", Shape::Cards),
            (Reader::Delegation, "pdf", Shape::Notes),
        ];
        for (reader, format, shape) in &all[..if is_long() { all.len() } else { 2 }] {
            let (released, pdf_standard) = (released(text, *reader), PdfStandard::default());
            let job = Job {
                engine,
                released: &released,
                options: options(*shape),
                pdf_standard,
                stem: "x",
                ink: &[],
            };
            match export(format_named(format).expect("a format"), &job) {
                Ok(_) | Err(ExportError::Typeset(TypesetError::TooMuch { .. })) => {}
                Err(err) => return Some(format!("{name} as {format} {shape} for {reader}: {err}")),
            }
        }
        let took = start.elapsed();
        (is_long() && took > 5 * MOST).then(|| format!("{name} took {took:?}"))
    });
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn bombs_in_front_matter_and_fact_books_do_not_go_off() {
    let laughs = each(1..30, |n| {
        format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)
    });
    let fronts = [
        format!("a0: &a0 [lol, lol]\n{laughs}"),
        "a: &a [*a]\n".to_owned(),
        "a: &a {b: *a}\ntitle: *a\n".to_owned(),
        format!("title: {}\n", "[".repeat(20_000)),
        format!("title: {}\n", "{a: ".repeat(20_000)),
        format!("{}title: x\n", "- ".repeat(20_000)),
        format!("title: \"{}\"\n", "x".repeat(1_000_000)),
        "title: !!python/object:os.system x\n".to_owned(),
        "<<: *nothing\ntitle: x\n".to_owned(),
        each(0..3_000, |n| format!("key{n}: x\n")),
        "title: \"\\u0000\\uD800\"\n".to_owned(),
        "? [a, b]\n: c\n? {x: y}\n: z\n".to_owned(),
    ];
    for front in fronts {
        let start = Instant::now();
        let text = format!("---\n{front}---\n\nText that is ordinary.\n");
        let (brief, _) = parse(&text);
        assert!(!brief.blocks.is_empty(), "{}", &front[..front.len().min(60)]);
        assert!(start.elapsed() < MOST, "{}: {:?}", &front[..front.len().min(60)], start.elapsed());
    }
    let books = [
        "[[fact]]\nkey = \"a\"\nvalue = 1e999\n".to_owned(),
        "[[fact]]\nkey = \"a\"\nvalue = nan\nas_of = []\n".to_owned(),
        format!("x = {}\n", "[".repeat(20_000)),
        format!("x = {}\n", "{a = ".repeat(20_000)),
        format!("{} = 1\n", vec!["a"; 5_000].join(".")),
        each(0..20_000, |n| format!("[[fact]]\nkey = \"k{n}\"\nvalue = {n}\nsource = \"k\"\n")),
        format!("[[fact]]\nkey = \"{}\"\nvalue = \"\\u0000\"\n", "k".repeat(100_000)),
        "[[fact]]\nkey = \"a\"\nvalue = 1\n[[fact]]\nkey = \"a\"\nvalue = 2\n[fact]\n".to_owned(),
    ];
    for book in books {
        let start = Instant::now();
        drop(parse_book(&book));
        assert!(start.elapsed() < MOST, "{}: {:?}", &book[..book.len().min(60)], start.elapsed());
    }
}

#[test]
fn pictures_that_are_no_pictures_are_refused() {
    let png = |width: u32, height: u32| {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    };
    let pictures: [&[u8]; 10] = [
        b"",
        b"\x89PNG\r\n\x1a\n",
        &png(60_000, 60_000),
        &png(u32::MAX, 1),
        &png(0, 0),
        b"\xFF\xD8\xFF\xE1\xFF\xFF",
        b"GIF89a\xFF\xFF\xFF\xFF\0\0\0",
        b"RIFF\xFF\xFF\xFF\xFFWEBPVP8L\xFF\xFF\xFF\xFF",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>",
        b"PK\x03\x04 a zip that is no picture",
    ];
    for bytes in pictures {
        let start = Instant::now();
        assert!(clean_image(bytes).is_err(), "{:?}", &bytes[..bytes.len().min(20)]);
        assert!(start.elapsed() < MOST);
    }
}

#[test]
fn finished_files_of_strangers_are_read_or_refused() {
    let (secrets, surroundings) = (Secrets::default(), Surroundings::default());
    let released = released(
        "---\ntitle: T\n---\n\n## A\n\nText with *marks* and a [link](https://example.org).\n",
        Reader::Counterpart,
    );
    let engine = Engine::with_own_fonts();
    let pdf = file(&engine, &released, "pdf", Shape::Text).remove(0).bytes;
    for end in (0..pdf.len()).step_by(if is_long() { 37 } else { 997 }) {
        prove(&pdf[..end], &secrets, &surroundings).ok();
        let mut bent = pdf.clone();
        bent[end] ^= 0x55;
        prove(&bent, &secrets, &surroundings).ok();
    }
    let deep = [b"%PDF-1.7\n1 0 obj\n".to_vec(), vec![b'['; 200_000], b"\nendobj\n".to_vec()].concat();
    assert!(prove(&deep, &secrets, &surroundings).is_err());
    let docx = archive(&[("word/document.xml", "<w:t>words</w:t>".repeat(50).as_bytes()), ("a", b"\0\xFF")]);
    for end in 0..docx.len() {
        prove(&docx[..end], &secrets, &surroundings).ok();
        let mut bent = docx.clone();
        bent[end] ^= 0xFF;
        prove(&bent, &secrets, &surroundings).ok();
    }
    for text in ["<", "<!", "<!--", "<a", "<a b", "<a b=", "<a b='", "&", "&#xFFFFFFFF;", "<![CDATA[", "<?"] {
        let page = format!("<html>{}", text.repeat(20_000));
        let start = Instant::now();
        prove(page.as_bytes(), &secrets, &surroundings).expect("read");
        assert!(start.elapsed() < MOST, "{text}: {:?}", start.elapsed());
    }
}

#[test]
fn a_file_that_unpacks_without_end_is_refused() {
    let zeros = vec![0; 1_000_000];
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    (0..300).for_each(|_| packed.write_all(&zeros).expect("packed"));
    let packed = packed.finish().expect("packed");
    let released = released("---\ntitle: T\n---\n\n## A\n\nText.\n", Reader::Counterpart);
    let pdf = file(&Engine::with_own_fonts(), &released, "pdf", Shape::Text).remove(0).bytes;
    let mut update = PdfUpdate::of(&pdf);
    update.add(b"/Filter/FlateDecode", Some(&packed));
    let bytes = update.finish();
    let result = prove(&bytes, &Secrets::default(), &Surroundings::default());
    assert!(matches!(result, Err(ReadError::TooLarge(_))), "{result:?}");
}

#[test]
fn the_shell_gets_one_line_that_names_the_place_and_no_word_of_the_brief() {
    let folder = tempfile::tempdir().expect("a folder");
    for case in too_much(is_long()) {
        fs::write(folder.path().join("brief.md"), &case.text).expect("written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.current_dir(folder.path()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        let output = command
            .args(["export", "brief.md", "-o", "out.pdf", "--for", "counterpart"])
            .output()
            .expect("runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        let errors: Vec<&str> = told.lines().filter(|line| !line.starts_with("warning: ")).collect();
        let is_placed = case.lines.iter().any(|line| told.contains(&format!("brief.md:{line}:")));
        assert!(output.status.code() == Some(2) && errors.len() == 1 && is_placed, "{}: {told}", case.name);
        assert!(!told.contains("panicked") && !told.contains("Zanzibar"), "{}: {told}", case.name);
        assert!(!folder.path().join("out.pdf").exists(), "{}", case.name);
        if !is_long() && case.name.starts_with("marks") {
            break;
        }
    }
}
