//! Chance against everything that reads what strangers write. It needs no special compiler: a short run stands in every
//! test run, `DEMARCHE_FUZZ_SECONDS=600` makes a long one. What it finds is told with the number that makes it again,
//! and `DEMARCHE_FUZZ_FROM` begins at that number.

mod input;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use demarche::brief::{Reader, parse, write};
use demarche::facts::{FactBook, conflicts, parse_book, uses};
use demarche::import::{import_markdown, import_office};
use demarche::layout::{Engine, Options, Paper, Shape, THEMES, tidy, typeset};
use demarche::prove::{Claim, Secrets, Surroundings, prove};
use demarche::release::{Assets, Audience, Context, CopyOptions, Edits, clean_image, project_with};

use crate::fuzz::input::{Inputs, SECRET, front};
use crate::generator::Rng;
use crate::parsing::spans_nest;
use crate::support::{file, released};

/// How many inputs each target gets in every run.
const N_INPUTS: u64 = 24;
/// How long one input may take, whatever else the machine does.
const MOST: Duration = Duration::from_secs(20);

/// What is tried, and on which share of the inputs: pages take a thousand times as long as a parse.
type Target = (&'static str, u64, fn(&Engine, &Inputs, &mut Rng));

const TARGETS: &[Target] = &[
    ("parse", 1, parses),
    ("front matter", 1, reads_front),
    ("facts", 1, reads_facts),
    ("release", 1, releases),
    ("markup", 2, writes_markup),
    ("import of text", 2, imports_text),
    ("import of files", 4, imports_files),
    ("prove", 4, proves),
    ("pictures", 4, cleans_pictures),
    ("pages", 200, sets_pages),
];

fn number(key: &str) -> Option<u64> {
    std::env::var(key).ok()?.parse().ok()
}

#[test]
fn nothing_that_strangers_write_makes_the_program_give_up() {
    let until = number("DEMARCHE_FUZZ_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let (inputs, engine) = (Inputs::new(), Engine::with_own_fonts());
    let (next, done) =
        (AtomicU64::new(number("DEMARCHE_FUZZ_FROM").unwrap_or(0)), Mutex::new(BTreeMap::new()));
    let faults = Mutex::new(Vec::new());
    let begin = next.load(Ordering::Relaxed);
    let work = || loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        let is_over = until.map_or(seed >= begin + N_INPUTS, |until| Instant::now() > until);
        if is_over || faults.lock().expect("whole").len() > 20 {
            break;
        }
        for (name, share, target) in TARGETS.iter().filter(|(_, share, _)| seed % share == 0) {
            let start = Instant::now();
            let tried =
                catch_unwind(AssertUnwindSafe(|| target(&engine, &inputs, &mut Rng::new(seed * share))));
            if tried.is_err() || start.elapsed() > MOST {
                faults.lock().expect("whole").push(format!("{name} at {seed} took {:?}", start.elapsed()));
            }
            *done.lock().expect("whole").entry(*name).or_insert(0_u64) += 1;
        }
        if seed % 1_000 == 0 {
            tidy();
        }
    };
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..n_threads).for_each(|_| drop(scope.spawn(work))));
    let done = done.into_inner().expect("whole");
    eprintln!("tried: {done:?}, {} in all", done.values().sum::<u64>());
    assert!(begin > 0 || done.len() == TARGETS.len(), "each was tried");
    let faults = faults.into_inner().expect("whole");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn parses(_: &Engine, inputs: &Inputs, rng: &mut Rng) {
    let text = inputs.brief(rng);
    let (brief, diagnostics) = parse(&text);
    spans_nest(&text, &brief);
    let holds = |span: demarche::text::Span| text.get(span.start..span.end).is_some();
    assert!(diagnostics.iter().all(|found| holds(found.span)), "findings stand in the text");
    parse(&write(&text, &brief));
}

fn reads_front(_: &Engine, _: &Inputs, rng: &mut Rng) {
    let text = format!("---\n{}\n---\n\n## A\n\nWords.\n", front(rng));
    parse(&text);
}

fn reads_facts(_: &Engine, inputs: &Inputs, rng: &mut Rng) {
    let (book, _) = parse_book(&inputs.book(rng));
    conflicts(&book);
    uses(&parse("[](fact:a) [1](fact:b)\n").0, &book);
}

/// What stands behind everything else under a red line reaches nobody but the principal.
fn releases(_: &Engine, inputs: &Inputs, rng: &mut Rng) {
    let text = inputs.brief(rng);
    let secret = format!("> [!RED-LINE]\n> {SECRET} is ours.\n\n{text}");
    for reader in Reader::ALL {
        let content = format!("{:?}", released(&secret, reader).content());
        assert!(reader == Reader::Principal || !content.contains(SECRET), "{reader} reads it: {secret}");
    }
}

fn writes_markup(engine: &Engine, inputs: &Inputs, rng: &mut Rng) {
    let text = inputs.brief(rng);
    let released = released(&text, Reader::ALL[rng.below(Reader::ALL.len())]);
    let (format, shape) = [
        ("md", Shape::Text),
        ("html", Shape::Text),
        ("html", Shape::Slides),
        ("docx", Shape::Text),
        ("pptx", Shape::Slides),
    ][rng.below(5)];
    let files = file(engine, &released, format, shape);
    if matches!(format, "docx" | "pptx") {
        import_office(&files[0].bytes, "x").expect("what was written is read");
    }
}

fn imports_text(_: &Engine, inputs: &Inputs, rng: &mut Rng) {
    parse(&import_markdown(&inputs.deck(rng)).text);
}

fn imports_files(_: &Engine, inputs: &Inputs, rng: &mut Rng) {
    if let Ok(imported) = import_office(&inputs.office(rng), "x") {
        parse(&imported.text);
    }
}

fn proves(_: &Engine, inputs: &Inputs, rng: &mut Rng) {
    let text = inputs.brief(rng);
    let (brief, _) = parse(&text);
    let context = Context { book: &FactBook::default(), assets: &Assets::default() };
    let copy =
        CopyOptions { reader: Reader::Counterpart, audience: Audience::default(), edits: Edits::Original };
    let released = project_with(&brief, &context, &copy);
    let claim = Claim { brief: &brief, text: &text, context, copy: &copy, released: &released };
    let secrets = Secrets::of(&claim);
    prove(&inputs.file(rng), &secrets, &Surroundings { leaves: true, ..Surroundings::default() }).ok();
    prove(text.as_bytes(), &secrets, &Surroundings::default()).ok();
}

fn cleans_pictures(_: &Engine, inputs: &Inputs, rng: &mut Rng) {
    if let Ok(image) = clean_image(&inputs.picture(rng)) {
        assert!(!image.bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()));
    }
}

fn sets_pages(engine: &Engine, inputs: &Inputs, rng: &mut Rng) {
    let text = inputs.brief(rng);
    let shape = Shape::ALL[rng.below(Shape::ALL.len())];
    let released = released(&text, Reader::ALL[rng.below(Reader::ALL.len())]);
    if let Err(err) = typeset(engine, &released, &Options { shape, paper: Paper::A4, theme: &THEMES[0] }) {
        panic!("{shape}: {err}: {text}");
    }
}
