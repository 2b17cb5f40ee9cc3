//! What several tests need: copies in a line, and programs of other people that look at our files.

use std::path::Path;
use std::process::Command;

use demarche::brief::{Reader, parse};
use demarche::export::{File, Job, PdfStandard, export, format_named};
use demarche::facts::FactBook;
use demarche::layout::{Engine, Options, Pages, Paper, Shape, THEMES, tidy, typeset};
use demarche::release::{Assets, Context, Released, project};
use demarche::session::{Disk, Loaded, open};

/// After how many texts a thread lets go of what it kept for their pages.
const N_BETWEEN_TIDYINGS: usize = 64;

/// The copy of a text that one reader may have, where there is no fact book.
pub fn released(text: &str, reader: Reader) -> Released {
    let (brief, _) = parse(text);
    let context = Context { book: &FactBook::default(), assets: &Assets::default() };
    project(&brief, &context, reader)
}

/// Whether the long form of the tests is asked for.
pub fn is_long() -> bool {
    std::env::var_os("DEMARCHE_LONG").is_some()
}

/// A finished file, with the usual theme and paper.
pub fn file(engine: &Engine, released: &Released, format: &str, shape: Shape) -> Vec<File> {
    let options = Options { shape, paper: Paper::A4, theme: &THEMES[0] };
    let job = Job { engine, released, options, pdf_standard: PdfStandard::default(), stem: "copy", ink: &[] };
    let format = format_named(format).expect("a format");
    export(format, &job).unwrap_or_else(|err| panic!("{shape}: {err}")).files
}

/// Pages, with the usual theme and paper.
pub fn pages(engine: &Engine, released: &Released, shape: Shape) -> Pages {
    typeset(engine, released, &Options { shape, paper: Paper::A4, theme: &THEMES[0] }).expect("set")
}

/// The copy of a text as Markdown.
pub fn markdown(text: &str, reader: Reader) -> String {
    let released = released(text, reader);
    let files = file(&Engine::with_own_fonts(), &released, "md", Shape::Text);
    String::from_utf8(files[0].bytes.clone()).expect("Markdown is UTF-8")
}

/// All sample briefs, opened.
pub fn briefs() -> Vec<Loaded> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefs");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("briefs/ is there")
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 7, "there are seven sample briefs");
    paths.iter().map(|path| open(path, &Disk).unwrap_or_else(|err| panic!("{err}"))).collect()
}

/// An engine that has Japanese; nothing, and a word about it, where the machine has no font with it.
pub fn engine_with_japanese() -> Option<Engine> {
    let engine = Engine::with_system_fonts();
    if engine.has_japanese() {
        return Some(engine);
    }
    missing("a font with Japanese", "fonts-noto-cjk");
    None
}

/// Makes something of each of `n` numbers, on as many threads as there are; what is made is in order.
pub fn in_parallel<T: Send>(n: usize, make: impl Fn(&Engine, usize) -> Option<T> + Sync) -> Vec<T> {
    let engine = engine_with_japanese().unwrap_or_else(Engine::with_own_fonts);
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let run = |thread_idx: usize| {
        let mine = (thread_idx..n).step_by(n_threads).enumerate();
        let made = mine.filter_map(|(n_done, idx)| {
            // What was kept for pages of before is of no use to the next text.
            if n_done % N_BETWEEN_TIDYINGS == 0 {
                tidy();
            }
            make(&engine, idx).map(|made| (idx, made))
        });
        made.collect::<Vec<_>>()
    };
    let mut made: Vec<(usize, T)> = std::thread::scope(|scope| {
        let run = &run;
        let threads: Vec<_> = (0..n_threads).map(|idx| scope.spawn(move || run(idx))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no text makes it panic")).collect()
    });
    made.sort_by_key(|(idx, _)| *idx);
    made.into_iter().map(|(_, made)| made).collect()
}

/// A program of other people; nothing, and a word about it, where the machine does not have it.
pub fn program(name: &str, package: &str) -> Option<Command> {
    let is_there = Command::new(name).arg("--version").output().is_ok();
    if !is_there {
        missing(name, package);
        return None;
    }
    Some(Command::new(name))
}

/// Says what to install; where changes are judged, nothing may be missing.
pub fn missing(what: &str, package: &str) {
    let line = format!("{what} is missing, so this was not tested; try: apt-get install {package}");
    assert!(std::env::var_os("CI").is_none(), "{line}");
    eprintln!("{line}");
}

/// What `pdftotext` finds in a PDF.
pub fn pdf_text(bytes: &[u8]) -> Option<String> {
    pdf_text_as(bytes, "-layout")
}

/// The words of a PDF in the order in which the file has them, each cell of a table by itself.
pub fn pdf_text_in_order(bytes: &[u8]) -> Option<String> {
    pdf_text_as(bytes, "-raw")
}

fn pdf_text_as(bytes: &[u8], order: &str) -> Option<String> {
    let mut pdftotext = program("pdftotext", "poppler-utils")?;
    let path = written(bytes);
    let output = pdftotext.arg(order).arg(path.path()).arg("-").output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The bytes as a file that goes when it is dropped.
pub fn written(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    std::io::Write::write_all(&mut file, bytes).expect("written");
    file
}
