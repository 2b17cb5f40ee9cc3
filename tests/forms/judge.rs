//! Looks for the words of a case in all that comes out of it.

use std::collections::{BTreeMap, BTreeSet};

use demarche::brief::{Reader, parse, write};
use demarche::check::{AssetState, Context as CheckContext, check};
use demarche::export::{Job, PdfStandard, export, format_named};
use demarche::facts::{Date, FactBook};
use demarche::layout::{Engine, Options, Paper, Shape, THEMES, typeset};
use demarche::release::{Assets, Context, Released, project};
use demarche::text::{Diagnostic, Fix, apply_edits};

use crate::forms::form::Writing;
use crate::forms::place::Case;

/// The readers with their letters.
pub const READERS: [(char, Reader); 5] = [
    ('C', Reader::Counterpart),
    ('M', Reader::Press),
    ('I', Reader::Interpreter),
    ('D', Reader::Delegation),
    ('P', Reader::Principal),
];

/// How often fixes are applied one after the other before a text is said never to come clean.
const MOST_FIXES: usize = 8;

/// The copy of a text.
pub fn copy_of(text: &str, reader: Reader) -> Released {
    let (brief, _) = parse(text);
    let context = Context { book: &FactBook::default(), assets: &Assets::default() };
    project(&brief, &context, reader)
}

/// A copy as one file; nothing where it is refused, as an empty copy is.
pub fn file_of(engine: &Engine, released: &Released, format: &str, shape: Shape) -> Option<Vec<u8>> {
    let options = Options { shape, paper: Paper::A4, theme: &THEMES[0] };
    let job = Job { engine, released, options, pdf_standard: PdfStandard::default(), stem: "copy", ink: &[] };
    let exported = export(format_named(format).expect("a format"), &job).ok()?;
    exported.files.into_iter().next().map(|file| file.bytes)
}

/// A copy as Markdown; the empty text where it is refused.
pub fn markdown_of(engine: &Engine, text: &str, reader: Reader) -> String {
    let bytes = file_of(engine, &copy_of(text, reader), "md", Shape::Text).unwrap_or_default();
    String::from_utf8(bytes).expect("Markdown is UTF-8")
}

/// The words of the pages of a copy, without blanks.
pub fn page_words(engine: &Engine, released: &Released, shape: Shape) -> String {
    let options = Options { shape, paper: Paper::A4, theme: &THEMES[0] };
    let pages = typeset(engine, released, &options).expect("pages");
    squeezed(&(0..pages.len()).map(|idx| pages.words(idx)).collect::<String>())
}

/// A text without blanks, since lines of Japanese break anywhere.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

/// All that is found about a text.
pub fn findings(text: &str) -> Vec<Diagnostic> {
    let (brief, parse_diagnostics) = parse(text);
    let context = CheckContext {
        book: &FactBook::default(),
        book_problem: None,
        today: Date { year: 2024, month: 11, day: 20 },
        assets: AssetState { problems: &BTreeMap::new(), linked: &BTreeSet::new() },
        glyphs: None,
        parse_diagnostics: &parse_diagnostics,
        reader: None,
    };
    check(&brief, text, &context)
}

/// All that is wrong with what comes out of a case, in few words each.
pub fn wrongs(engine: &Engine, case: &Case) -> Vec<String> {
    let mut wrong = Vec::new();
    leaks(engine, case, &case.text, "", &mut wrong);
    let counterpart = markdown_of(engine, &case.text, Reader::Counterpart);
    let found = squeezed(&counterpart);
    let lost: Vec<&str> = case.public_words().into_iter().filter(|word| !found.contains(word)).collect();
    if !lost.is_empty() {
        wrong.push(format!("public text is kept: {}", lost.join(", ")));
    }
    if wrong.is_empty() {
        let written = write(&case.text, &parse(&case.text).0);
        leaks(engine, case, &written, " once written", &mut wrong);
    }
    wrong_findings(engine, case, &mut wrong);
    wrong
}

/// Says who has private words that may not, and whether the principal has them.
fn leaks(engine: &Engine, case: &Case, text: &str, when: &str, wrong: &mut Vec<String>) {
    let private = case.canaries.private;
    let mut leaked = Vec::new();
    for (letter, reader) in READERS {
        let released = copy_of(text, reader);
        let is_in_slides = format!("{:?}", released.content().screen).contains(private);
        if is_in_slides && !case.form.readers.contains('C') && letter == 'P' {
            leaked.push("slides".to_owned());
        }
        let markdown = file_of(engine, &released, "md", Shape::Text).unwrap_or_default();
        let markdown = String::from_utf8(markdown).expect("Markdown is UTF-8");
        let is_held = format!("{:?}", released.content()).contains(private) || markdown.contains(private);
        if is_held && !case.form.readers.contains(letter) {
            leaked.push(letter.to_string());
        }
        if reader == Reader::Principal && case.form.is_shown && !markdown.contains(private) {
            wrong.push(format!("the principal's Markdown has no canary{when}"));
        }
    }
    if !leaked.is_empty() {
        wrong.push(format!("leaks{when}: {}", leaked.join(" ")));
    }
}

/// Says what pages show that they must not, or do not show that they must.
pub fn wrong_pages(engine: &Engine, case: &Case) -> Vec<String> {
    let private = case.canaries.private;
    let mut wrong = Vec::new();
    for reader in [Reader::Counterpart, Reader::Press] {
        let released = copy_of(&case.text, reader);
        for shape in [Shape::Text, Shape::Slides] {
            if page_words(engine, &released, shape).contains(private) {
                wrong.push(format!("pages leak: {shape} for {reader}"));
            }
        }
    }
    let ours = page_words(engine, &copy_of(&case.text, Reader::Principal), Shape::Text);
    if case.form.is_shown && !ours.contains(private) {
        wrong.push("the principal's pages have no canary".to_owned());
    }
    wrong
}

/// Holds what is found about a form against what its row says, and tries the fixes.
fn wrong_findings(engine: &Engine, case: &Case, wrong: &mut Vec<String>) {
    let usual: BTreeSet<&str> = findings(&case.ordinary).iter().map(|finding| finding.code).collect();
    let is_about = |finding: &Diagnostic| {
        let is_there = finding.span.start <= case.region.end && finding.span.end >= case.region.start;
        is_there && !usual.contains(finding.code)
    };
    let found: Vec<Diagnostic> = findings(&case.text).into_iter().filter(is_about).collect();
    let codes: BTreeSet<&str> = found.iter().map(|finding| finding.code).collect();
    match case.form.writing {
        Writing::Plain if !found.is_empty() => wrong.push(format!("found: {codes:?}")),
        Writing::Tolerated if found.is_empty() => wrong.push("no finding".to_owned()),
        _ => {}
    }
    let is_right = wrong.is_empty();
    if let Some(fixed) = all_fixed(&case.text, &codes, false, wrong).filter(|_| is_right) {
        leaks(engine, case, &fixed, " once fixed", wrong);
    }
    // The other fix says that it is ordinary text, which leaves where the text around it does.
    if case.form.is_open
        && let Some(fixed) = all_fixed(&case.text, &codes, true, wrong).filter(|_| is_right)
        && !squeezed(&markdown_of(engine, &fixed, Reader::Counterpart)).contains(case.canaries.private)
    {
        wrong.push("kept although said to be text".to_owned());
    }
}

/// Whether a fix says that ordinary text was meant; others write properly what was understood.
fn says_text(fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| edit.replacement.contains("::: text") || edit.replacement.contains(".text"))
}

/// The text once one of the two sorts of fix was applied for each finding with one of some codes, until there is none.
fn all_fixed(text: &str, codes: &BTreeSet<&str>, is_text: bool, wrong: &mut Vec<String>) -> Option<String> {
    let sort = if is_text { "text" } else { "proper" };
    let mut fixed = text.to_owned();
    for n_applied in 0..MOST_FIXES {
        let found = findings(&fixed);
        let fix = found.iter().filter(|finding| codes.contains(finding.code)).find_map(|finding| {
            let fix = finding.fixes.iter().find(|fix| says_text(fix) == is_text)?;
            Some((finding.code, fix.edits.clone()))
        });
        let Some((code, edits)) = fix else { return (n_applied > 0).then_some(fixed) };
        let Some(next) = apply_edits(&fixed, &edits) else {
            wrong.push(format!("the {sort} fix of {code} cannot be applied"));
            return None;
        };
        if next == fixed {
            wrong.push(format!("the {sort} fix of {code} changes nothing"));
            return None;
        }
        fixed = next;
    }
    wrong.push(format!("{sort} fixes of {codes:?} never come to an end"));
    None
}
