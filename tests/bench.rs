//! Measures what a user waits for, and prints it as a table. It asserts nothing: machines are noisy.
//!
//! `cargo bench --profile dev`, with a word to choose rows: `cargo bench --profile dev -- typeset`. What a whole export
//! costs is only told by a release build: `cargo bench -- process`.

#![expect(clippy::print_stdout, reason = "the table is the result")]

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use demarche::app::talk::Answers;
use demarche::app::{App, Makers, Request, Screen, Settings, Start, Wake};
use demarche::brief::{Brief, Lang, Reader, parse, reparse};
use demarche::check::{AssetState, Context as CheckContext, check};
use demarche::export::{Job, export, format_named};
use demarche::facts::{Date, FactBook, parse_book};
use demarche::layout::{Engine, Options, Paper, Shape, THEMES, Typesetter, tidy, typeset};
use demarche::release::{Assets, Context, project, slide_at};
use demarche::session::{Disk, Session, WallTime, Writing};
use demarche::text::{Diagnostic, Edit, Message, Selection};
use demarche::ui::{Window, fonts};
use egui_kittest::Harness;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

fn main() {
    // `cargo test --benches` and `cargo bench` pass flags of their own.
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let is_wanted = |group: &str| wanted.is_empty() || wanted.iter().any(|word| word == group);
    if let [name, source, out] = wanted.as_slice()
        && name == BARE
    {
        return bare_typst(source, out);
    }
    println!("| what | size | median | fastest | runs |");
    println!("|---|--:|--:|--:|--:|");
    if is_wanted("parse") {
        parse_and_check();
    }
    if is_wanted("window") {
        [10_000, 100_000, 1_000_000].into_iter().for_each(type_into_window);
        [10, 100].into_iter().for_each(preview_in_window);
    }
    if is_wanted("talk") {
        [(1_920, 1_080), (3_840, 2_160)].into_iter().for_each(talk_of_200_slides);
        search_500_answers();
    }
    let engine = Engine::with_system_fonts();
    if is_wanted("charts") {
        typeset_charts(&engine);
    }
    for n_sections in [10, 100, 1_000] {
        if is_wanted("typeset") {
            typeset_sections(&engine, n_sections);
        }
        if is_wanted("export") {
            export_sections(&engine, n_sections);
        }
        if is_wanted("process") {
            export_processes(n_sections);
        }
    }
}

/// The window with a text in it, without a screen: everything but the drawing of triangles.
fn window_of(text: String) -> Harness<'static, Window> {
    window_woken_by(text, Arc::new(|| {}))
}

/// The same, with what is called when a thread has something to show.
fn window_woken_by(text: String, wake: Wake) -> Harness<'static, Window> {
    let window = Window::new(App::new(Start {
        session: Session::unnamed(text, &Disk),
        settings: Settings::default(),
        settings_path: None,
        journal: Err(Message::quoted("no folder")),
        recovers_any: false,
        writing: Writing::default(),
        state_folder: None,
        today: TODAY,
        wall_clock: WallTime::default,
        system_lang: Lang::En,
        asked_lang: None,
        makers: Makers { engine: Engine::with_own_fonts, dictionaries: Vec::new },
        wake,
    }));
    let mut harness = Harness::builder()
        .with_size([1360.0, 860.0])
        .allow_missing_glyphs()
        .with_context_setup(|ctx| ctx.set_fonts(fonts(None)))
        .build_ui_state(|ui, window: &mut Window| window.window_ui(ui), window);
    harness.run_steps(4);
    harness
}

/// The frames in which a letter is typed in the middle of a brief.
fn type_into_window(n_bytes: usize) {
    let mut text = brief_of(n_bytes / 420);
    while text.len() < n_bytes {
        text.push_str("\nOne more paragraph of a few words.\n");
    }
    let middle = text.len() / 2 + text[text.len() / 2..].find("\n\n").unwrap_or(0);
    let mut harness = window_of(text);
    let app = &mut harness.state_mut().app;
    app.select(Selection::at(middle));
    app.requests.push(Request::FocusEditor);
    harness.run_steps(4);
    let mut times: Vec<Duration> = Vec::new();
    for letter in "the alliance keeps the peace ".chars().cycle().take(300) {
        harness.event(egui::Event::Text(letter.to_string()));
        let begun = Instant::now();
        harness.step();
        times.push(begun.elapsed());
    }
    times.sort();
    let (median, late) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    let size = format!("{} KB", n_bytes / 1_000);
    println!(
        "| frame with a keystroke | {size} | {} | 99 %: {} | {} |",
        millis(median),
        millis(late),
        times.len()
    );
}

/// From the key to the frame that shows the next slide, for a screen of a size; and what all slides take of memory.
fn talk_of_200_slides(size_px: (u32, u32)) {
    let mut harness = window_of(brief_of(199));
    harness.input_mut().max_texture_side = Some(16_384);
    harness.step();
    let app = &mut harness.state_mut().app;
    app.meet_screens(vec![Screen { name: "wall".to_owned(), pos_px: (0, 0), size_px, is_own: true }]);
    app.present();
    let begun = Instant::now();
    while !harness.state().app.talk.as_ref().is_some_and(|talk| talk.is_ready) {
        harness.step();
    }
    let drawn = begun.elapsed();
    harness.run_steps(2);
    let n_slides = harness.state().app.talk.as_ref().map_or(0, |talk| talk.show.n_slides());
    let mut times: Vec<Duration> = Vec::new();
    for _ in 1..n_slides {
        // The release of the key would be a frame of its own.
        harness.input_mut().events.push(egui::Event::Key {
            key: egui::Key::PageDown,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        });
        let begun = Instant::now();
        harness.step();
        times.push(begun.elapsed());
        // What lies ready for the slide after it.
        harness.run_steps(2);
    }
    times.sort();
    let at = harness.state().app.talk.as_ref().map(|talk| talk.show.at());
    assert_eq!(at, Some(times.len()), "each key was one slide");
    let (median, late) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    let n_bytes = harness.state().app.talk.as_ref().map_or(0, |talk| talk.n_bytes());
    let size = format!("{} × {}", size_px.0, size_px.1);
    println!(
        "| slide change, key to frame | {size} | {} | 99 %: {} | {} |",
        millis(median),
        millis(late),
        times.len()
    );
    println!("| {n_slides} slides drawn | {size} | {} | {} MB | 1 |", millis(drawn), n_bytes / 1_000_000);
}

/// The first hit among 500 prepared answers.
fn search_500_answers() {
    let mut text = String::from("## Questions\n\n");
    for n in 0..500 {
        text.push_str(&format!(
            "> [!IF-RAISED] Why does programme {n} cost {} million, and what of tariffs on cars?\n> It is published every year. Local communities {n} know the plants, and the treaty stands.\n\n",
            n * 7
        ));
    }
    let (brief, _) = parse(&text);
    let answers = Answers::of(&brief, &FactBook::default(), Reader::Principal);
    for typed in ["tar", "programme 431", "comunities", "kanzei"] {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..50 {
            let begun = Instant::now();
            black_box(answers.search(typed, 8));
            times.push(begun.elapsed());
        }
        times.sort();
        println!("| search 500 answers | {typed} | {} | {} | 50 |", millis(times[25]), millis(times[0]));
    }
}

/// From a keystroke in the window to the new slide in the preview.
fn preview_in_window(n_sections: usize) {
    let text = brief_of(n_sections);
    let middle = text.find(&format!("## Plant {} ", n_sections / 2)).unwrap_or(0);
    let at = middle + text[middle..].find("people").unwrap_or(0);
    let (sender, woken) = std::sync::mpsc::channel();
    let wake = move || sender.send(()).unwrap_or_default();
    let mut harness = window_woken_by(text, Arc::new(wake));
    let app = &mut harness.state_mut().app;
    app.select(Selection::at(at));
    app.requests.push(Request::FocusEditor);
    while harness.state().app.preview.slots.is_empty() {
        harness.step();
    }
    harness.run_steps(4);
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..25 {
        harness.event(egui::Event::Text("x".to_owned()));
        let begun = Instant::now();
        loop {
            harness.step();
            let app = &harness.state().app;
            if app.preview.revision == app.session.revision() {
                break;
            }
            // The window draws anew when a thread wakes it, or for its own sake as often as a screen does; a loop
            // without a pause would take the typesetter's processor.
            woken.recv_timeout(Duration::from_millis(16)).unwrap_or_default();
        }
        times.push(begun.elapsed());
        // As a typist does, long enough for the slide and too short for the whole talk.
        std::thread::sleep(Duration::from_millis(60));
    }
    times.sort();
    let size = format!("{n_sections} sections");
    println!(
        "| keystroke to slide in the window | {size} | {} | {} | {} |",
        millis(times[times.len() / 2]),
        millis(times[0]),
        times.len()
    );
}

/// A brief as desk officers write them: a claim, points with figures, notes, an answer, now and then a table.
fn brief_of(n_sections: usize) -> String {
    let mut text = String::from(
        "---\ntitle: American jobs, Japanese automakers\ndate: 2024-11-20\nlang: en\nduration: 15m\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n",
    );
    for number in 1..=n_sections {
        text.push_str(&format!("## Plant {number} is an American employer\n\n"));
        text.push_str("- It employs [2,700](fact:jobs) people, most of them on the line.\n");
        text.push_str("- Its *suppliers* stand in **four** states and buy steel there.\n\n");
        text.push_str("> [!SAY]\n> Pause here. Name the plant in the member's own district.\n\n");
        text.push_str(&format!(
            "> [!IF-RAISED] Why was line {number} moved?\n> It was not. A second line was added.\n\n"
        ));
        if number % 5 == 0 {
            text.push_str("| Year | Jobs | Cars |\n|---|--:|--:|\n| 2022 | 2,600 | 240,000 |\n| 2023 | 2,700 | 250,000 |\n\n");
        }
    }
    text
}

const BOOK: &str = "[[source]]\nid = \"s\"\ntitle = \"Report\"\npublisher = \"Association\"\ndate = \"2024-05\"\n\n[[fact]]\nkey = \"jobs\"\nvalue = 2700\nas_of = \"2023\"\nsource = \"s\"\n";

fn book() -> FactBook {
    parse_book(BOOK).0
}

const TODAY: Date = Date { year: 2024, month: 11, day: 20 };

fn parse_and_check() {
    let book = book();
    let glyphs = Engine::with_own_fonts().glyphs().clone();
    for n_bytes in [10_000, 100_000, 1_000_000] {
        let mut text = brief_of(n_bytes / 350);
        while text.len() < n_bytes {
            text.push_str("\nOne more paragraph of a few words.\n");
        }
        text.truncate(n_bytes);
        let size = format!("{} KB", n_bytes / 1_000);
        row("parse", &size, 15, || parse(&text));
        let (brief, diagnostics) = parse(&text);
        let (problems, linked) = (BTreeMap::new(), BTreeSet::new());
        let context = CheckContext {
            book: &book,
            book_problem: None,
            today: TODAY,
            assets: AssetState { problems: &problems, linked: &linked },
            glyphs: Some(&glyphs),
            parse_diagnostics: &diagnostics,
            reader: None,
        };
        row("check", &size, 15, || check(&brief, &text, &context));
    }
}

fn typeset_sections(engine: &Engine, n_sections: usize) {
    let text = brief_of(n_sections);
    let book = book();
    let assets = Assets::default();
    let context = Context { book: &book, assets: &assets };
    let size = format!("{n_sections} sections");
    let handout = Options { shape: Shape::Text, paper: Paper::A4, theme: &THEMES[0] };
    let slides = Options { shape: Shape::Slides, ..handout };
    let n_runs = 15;
    for (name, options) in [("handout, cold", handout), ("slides, cold", slides)] {
        let (brief, _) = parse(&text);
        let released = project(&brief, &context, Reader::Counterpart);
        row(name, &size, 3, || {
            comemo::evict(0);
            typeset(engine, &released, &options).map(|pages| pages.len())
        });
    }
    // One character more in the middle of the brief each time, from the keystroke to new pages.
    let mut edits = Edits::new(&text);
    let mut typesetter = Typesetter::default();
    // As in the program, what the last keystroke left is tidied up when its pages are out.
    row_then("keystroke to new slide", &size, n_runs, tidy, || {
        let (brief, offset) = edits.next();
        let released = slide_at(brief, &context, Reader::Counterpart, offset).expect("a slide");
        typesetter.typeset_slide(engine, &released, &slides, (3, 12)).map(|pages| pages.render(0, 2.0))
    });
    let mut typesetter = Typesetter::default();
    row("keystroke to new handout", &size, n_runs, || {
        let (brief, _) = edits.next();
        let released = project(brief, &context, Reader::Counterpart);
        typesetter.typeset(engine, &released, &handout).map(|pages| pages.len())
    });
}

/// A letter typed on slides that are made of evidence, and a whole brief of charts.
fn typeset_charts(engine: &Engine) {
    const BARS: &str =
        "type: bar\nunit: jobs\ndata: { 2014: 88000, 2018: 93000, 2022: 107000, 2023: 109000 }";
    const MAP: &str =
        "type: map\nunit: jobs\ndata: { GA: 40000, KY: 47000, MI: 39890, NC: 31000, OH: 72860, RI: 10 }";
    let book = book();
    let assets = Assets::default();
    let context = Context { book: &book, assets: &assets };
    let handout = Options { shape: Shape::Text, paper: Paper::A4, theme: &THEMES[0] };
    let slides = Options { shape: Shape::Slides, ..handout };
    let points = "- More people are at work\n- A second point of some words\n";
    let slide = |chart: &str| format!("## A claim about people\n\n{chart}\n\n{points}\n");
    for (name, body) in [
        ("points", String::new()),
        ("bars", format!("```chart\n{BARS}\n```")),
        ("map", format!("```chart\n{MAP}\n```")),
    ] {
        let before = brief_of(4);
        let text = format!("{before}\n{}\n{before}", slide(&body));
        let mut edits = Edits::new(&text);
        edits.offset = text.find("people are at work").expect("it was written above");
        let mut typesetter = Typesetter::default();
        row_then("keystroke to new slide", name, 15, tidy, || {
            let (brief, offset) = edits.next();
            let released = slide_at(brief, &context, Reader::Counterpart, offset).expect("a slide");
            typesetter.typeset_slide(engine, &released, &slides, (3, 12)).map(|pages| pages.render(0, 2.0))
        });
    }
    let charts: Vec<String> =
        (0..40).map(|n| slide(&format!("```chart\n{}\n```", if n % 8 == 7 { MAP } else { BARS }))).collect();
    let text = charts.join("\n");
    let mut edits = Edits::new(&text);
    for (name, options) in [("handout", handout), ("slides", slides)] {
        let mut typesetter = Typesetter::default();
        row(&format!("keystroke to new {name}"), "40 charts", 5, || {
            let (brief, _) = edits.next();
            let released = project(brief, &context, Reader::Counterpart);
            typesetter.typeset(engine, &released, &options).map(|pages| pages.len())
        });
    }
}

/// Types into the middle of a text.
struct Edits {
    text: String,
    offset: usize,
    brief: Brief,
    diagnostics: Vec<Diagnostic>,
}

impl Edits {
    fn new(text: &str) -> Self {
        let middle = text.len() / 2;
        let offset = text[middle..].find("people").map_or(middle, |at| middle + at);
        let (brief, diagnostics) = parse(text);
        Self { text: text.to_owned(), offset, brief, diagnostics }
    }

    fn next(&mut self) -> (&Brief, usize) {
        let edit = Edit::insert(self.offset, "x");
        edit.apply(&mut self.text).expect("the offset lies between words");
        reparse(&mut self.brief, &mut self.diagnostics, &edit, &self.text);
        (&self.brief, self.offset)
    }
}

fn export_sections(engine: &Engine, n_sections: usize) {
    let text = brief_of(n_sections);
    let book = book();
    let assets = Assets::default();
    let context = Context { book: &book, assets: &assets };
    let size = format!("{n_sections} sections");
    let options = Options { shape: Shape::Text, paper: Paper::A4, theme: &THEMES[0] };
    let format = format_named("pdf").expect("a format");
    let ours = row("export to PDF", &size, 3, || {
        comemo::evict(0);
        let (brief, _) = parse(&text);
        let released = project(&brief, &context, Reader::Principal);
        let pdf_standard = demarche::export::PdfStandard::default();
        export(format, &Job { engine, released: &released, options, pdf_standard, stem: "bench", ink: &[] })
            .map(|exported| exported.files.len())
    });
    let typst = by_hand(n_sections);
    let hand = Hand::new();
    let theirs = row("hand-written Typst to PDF", &size, 3, || {
        comemo::evict(0);
        hand.pdf(&typst).len()
    });
    println!("| ratio of the two | {size} | {:.2} | | |", ours.as_secs_f64() / theirs.as_secs_f64());
}

/// The word by which this program does nothing but what a bare Typst would.
const BARE: &str = "bare-typst";

fn bare_typst(source: &str, out: &str) {
    let text = std::fs::read_to_string(source).expect("it was written before");
    std::fs::write(out, Hand::new().pdf(&text)).expect("written");
}

/// The principal's copy as PDF and hand-written Typst of the same text, as whole processes, by the time that they take
/// of the processors: what else a machine does then matters little.
fn export_processes(n_sections: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let text = brief_of(n_sections).replacen("lang: en\n", "lang: en\nfacts: facts.toml\n", 1);
    std::fs::write(path("brief.md"), text).expect("written");
    std::fs::write(path("facts.toml"), BOOK).expect("written");
    std::fs::write(path("hand.typ"), by_hand(n_sections)).expect("written");
    let size = format!("{n_sections} sections");
    let mut ours = Command::new(env!("CARGO_BIN_EXE_demarche"));
    ours.current_dir(&folder).args(["export", "brief.md", "-o", "out.pdf", "--for", "principal", "--force"]);
    let ours = processor_row("export, whole process", &size, &mut ours);
    let mut theirs = Command::new(std::env::current_exe().expect("this program"));
    theirs.current_dir(&folder).args([BARE, "hand.typ", "hand.pdf"]);
    let theirs = processor_row("bare Typst, whole process", &size, &mut theirs);
    if let (Some(ours), Some(theirs)) = (ours, theirs) {
        println!("| ratio of the two processes | {size} | {:.2} | | |", ours / theirs);
    }
}

/// Runs a program some times, prints and returns the processor time of a run in seconds; nothing where the system does
/// not tell.
fn processor_row(name: &str, size: &str, program: &mut Command) -> Option<f64> {
    const N_RUNS: u32 = 10;
    let before = seconds_of_children()?;
    for _ in 0..N_RUNS {
        let output = program.output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let seconds = (seconds_of_children()? - before) / f64::from(N_RUNS);
    println!("| {name} | {size} | {:.0} ms of a processor | | {N_RUNS} |", seconds * 1_000.0);
    Some(seconds)
}

/// What the programs that were run have taken of the processors so far, as Linux counts it.
fn seconds_of_children() -> Option<f64> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name of the program, which may hold anything, stand the state and numbers.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |idx: usize| fields.get(idx)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / TICKS_PER_SECOND)
}

/// The same handout as somebody would write it in Typst.
fn by_hand(n_sections: usize) -> String {
    let mut text = String::from(
        "#set document(title: \"American jobs, Japanese automakers\")\n#set page(paper: \"a4\", margin: 30mm, header: align(center)[*OFFICIAL*], footer: context align(right, counter(page).display(\"1 of 1\", both: true)))\n#set text(font: \"Libertinus Serif\", size: 11pt, lang: \"en\")\n#set quote(block: true)\n#show quote: block.with(fill: luma(95%), inset: 8pt, width: 100%)\n#title()\n\n",
    );
    for number in 1..=n_sections {
        text.push_str(&format!("= Plant {number} is an American employer\n\n"));
        text.push_str("- It employs 2,700 people#footnote[Association, _Report_, May 2024.], most of them on the line.\n");
        text.push_str("- Its _suppliers_ stand in *four* states and buy steel there.\n\n");
        text.push_str(
            "#quote[*Points to make* \\ Pause here. Name the plant in the member's own district.]\n\n",
        );
        text.push_str(&format!("#quote[*If raised* \\ *Why was line {number} moved?* \\ It was not. A second line was added.]\n\n"));
        if number % 5 == 0 {
            text.push_str("#table(columns: 3, table.header[*Year*][*Jobs*][*Cars*], [2022], [2,600], [240,000], [2023], [2,700], [250,000])\n\n");
        }
    }
    text
}

/// Typst without anything of ours.
struct Hand {
    library: LazyHash<Library>,
    fonts: FontStore,
}

struct HandWorld<'h> {
    hand: &'h Hand,
    main: Source,
}

impl Hand {
    fn new() -> Self {
        let mut fonts = FontStore::new();
        fonts.extend(typst_kit::fonts::embedded());
        Self { library: LazyHash::new(Library::builder().build()), fonts }
    }

    fn pdf(&self, text: &str) -> Vec<u8> {
        let world = HandWorld { hand: self, main: Source::detached(text) };
        let document = typst::compile::<PagedDocument>(&world).output.expect("it is sound");
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("it is one standard");
        let options = PdfOptions { standards, ..PdfOptions::default() };
        typst_pdf::pdf(&document, &options).expect("it is sound")
    }
}

impl World for HandWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.hand.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.hand.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, _id: FileId) -> FileResult<Source> {
        Ok(self.main.clone())
    }

    fn file(&self, _id: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.hand.fonts.font(index)
    }

    fn today(&self, _offset: Option<typst::foundations::Duration>) -> Option<Datetime> {
        None
    }
}

/// Runs `act` some times, prints the median and the fastest run, and returns the median.
fn row<T>(name: &str, size: &str, n_runs: usize, act: impl FnMut() -> T) -> Duration {
    row_then(name, size, n_runs, || {}, act)
}

/// As [`row`], with something done after each run that nobody waits for.
fn row_then<T>(
    name: &str,
    size: &str,
    n_runs: usize,
    mut after: impl FnMut(),
    mut act: impl FnMut() -> T,
) -> Duration {
    black_box(act());
    let mut times: Vec<Duration> = (0..n_runs)
        .map(|_| {
            after();
            let start = Instant::now();
            black_box(act());
            start.elapsed()
        })
        .collect();
    times.sort();
    let median = times[times.len() / 2];
    println!("| {name} | {size} | {} | {} | {n_runs} |", millis(median), millis(times[0]));
    median
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}
