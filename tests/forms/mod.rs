//! Ways in which people really type private text, and others that only look so: who gets the words of each.
//!
//! The tables say what was meant; the library is never asked. A row is put into each container where it makes
//! sense and filled with words of two languages, so that some hundreds of rows make some thousands of briefs.

mod beside;
mod callouts;
mod comments;
mod dressed;
mod fences;
mod foreign;
pub mod form;
mod fronts;
mod handling;
mod headings;
mod html;
pub mod judge;
mod known;
mod labels;
pub mod place;
mod portions;
mod public;
mod tools;
mod unended;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};

use demarche::brief::{Reader, parse};
use demarche::layout::{Engine, Shape};
use demarche::text::Span;
use demarche::ui::editor::grounds;

use self::form::Form;
use self::judge::{copy_of, file_of, squeezed, wrong_pages, wrongs};
use self::known::KNOWN_WRONG;
use self::place::{Case, cases};
use crate::support::{in_parallel, pdf_text, pdf_text_in_order};

/// All tables of private text.
const PRIVATE: &[&[Form]] = &[
    headings::PLAIN,
    headings::ALMOST,
    headings::DRESSED,
    headings::NEAR,
    headings::JAPANESE,
    headings::WITHIN,
    labels::ENGLISH,
    labels::JAPANESE,
    callouts::SIGNS,
    callouts::MARKERS,
    callouts::LOST,
    fences::FENCES,
    comments::HTML,
    comments::OBSIDIAN,
    comments::CRITIC,
    foreign::TO_THE_END,
    foreign::CLOSED,
    html::HTML,
    html::LINKS,
    html::BRACES,
    portions::OWN,
    portions::BLOCKS,
    portions::WORDS,
    portions::HEADINGS,
    portions::ACROSS,
    portions::NUMBERED,
    fronts::FRONTS,
    fronts::TITLES,
    fronts::MARKED,
    dressed::HANDLING,
    dressed::NAMES,
    dressed::BLOCKS,
    dressed::COMMENTS,
    tools::BLOCKS,
    tools::COMMENTS,
    tools::HIDDEN,
    tools::MARKS,
    tools::CLAUSES,
    beside::LINES,
    beside::HELD,
    beside::CAPTIONS,
    beside::HEADS,
    unended::WORDS,
    unended::PAST,
    unended::QUESTIONS,
    unended::BESIDE,
    unended::TOOLS,
    vocabulary::VOCABULARY,
    handling::LONG,
    handling::BELOW,
    handling::OVER,
    handling::ROWS,
];

/// All tables of text that only looks private.
const PUBLIC: &[&[Form]] = &[public::PUBLIC, public::JAPANESE];

/// One in how many briefs is set in pages, and one in how many is written as PDF.
const PAGES_OF: usize = 120;
const PDF_OF: usize = 250;

/// All briefs of some tables.
pub fn all_cases(tables: &[&[Form]]) -> Vec<Case> {
    tables.iter().flat_map(|table| table.iter()).flat_map(cases).collect()
}

/// All rows of private text.
pub fn private_forms() -> impl Iterator<Item = Form> {
    PRIVATE.iter().flat_map(|table| table.iter()).copied()
}

/// All rows of text that only looks private.
pub fn public_forms() -> impl Iterator<Item = Form> {
    PUBLIC.iter().flat_map(|table| table.iter()).copied()
}

/// What is known to come out wrong, name by name, with the reason.
fn known_wrong() -> impl Iterator<Item = (&'static str, &'static str)> {
    KNOWN_WRONG.iter().flat_map(|(reason, names)| names.split_whitespace().map(move |name| (name, *reason)))
}

/// Whether a case comes out wrong, as far as is known.
pub fn is_known_wrong(name: &str) -> bool {
    known_wrong().any(|(known, _)| is_named(known, name))
}

/// Whether a row comes out wrong somewhere, as far as is known.
pub fn is_row_known_wrong(id: &str) -> bool {
    known_wrong().any(|(known, _)| is_named(id, known))
}

/// The briefs of private text; of the rows alone whose names begin as one of the words of `DEMARCHE_FORMS`, if it is set.
pub fn private_cases() -> Vec<Case> {
    let mut cases = all_cases(PRIVATE);
    if let Ok(wanted) = std::env::var("DEMARCHE_FORMS") {
        cases.retain(|case| wanted.split(' ').any(|start| case.form.id.starts_with(start)));
        assert!(!cases.is_empty(), "no row has a name that begins so: {wanted}");
    }
    cases
}

/// Looks at every brief and returns what is wrong with each that is wrong.
fn look_at(
    cases: &[Case],
    look: impl Fn(&Engine, usize, &Case) -> Vec<String> + Sync,
) -> Vec<(String, String)> {
    in_parallel(cases.len(), |engine, idx| {
        let wrong = look(engine, idx, &cases[idx]);
        (!wrong.is_empty()).then(|| (cases[idx].name(), wrong.join("; ")))
    })
}

/// Fails with all that is wrong and not known to be, and with what is known to be and is right.
fn assert_right(cases: &[Case], wrong: &[(String, String)]) {
    let names: BTreeSet<String> = cases.iter().map(Case::name).collect();
    let wrong: BTreeMap<&str, &str> =
        wrong.iter().map(|(name, wrong)| (name.as_str(), wrong.as_str())).collect();
    let unknown: Vec<(&str, &str)> =
        wrong.iter().filter(|(name, _)| !is_known_wrong(name)).map(|(name, wrong)| (*name, *wrong)).collect();
    let n_unknown = unknown.len();
    let mut lines = gathered(&unknown);
    for (known, reason) in known_wrong() {
        let is_here = names.iter().any(|name| is_named(known, name));
        if is_here && !wrong.keys().any(|name| is_named(known, name)) {
            lines.push(format!("{known} is right now; take it off KNOWN_WRONG ({reason})"));
        }
    }
    assert!(lines.is_empty(), "{n_unknown} of {} are wrong:\n{}", cases.len(), lines.join("\n"));
}

/// A line for each row and each thing that is wrong with it, with the containers and languages where it is.
fn gathered(wrong: &[(&str, &str)]) -> Vec<String> {
    let mut places: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for (name, wrong) in wrong {
        let mut parts = name.splitn(3, '/');
        let (id, place, lang) = (parts.next(), parts.next(), parts.next());
        let place = format!("{}/{}", place.unwrap_or(""), lang.unwrap_or(""));
        places.entry((id.unwrap_or(""), wrong)).or_default().push(place);
    }
    places.into_iter().map(|((id, wrong), places)| format!("{id}: {wrong} [{}]", places.join(" "))).collect()
}

/// Whether an entry, a row with or without container and language, names a case.
fn is_named(known: &str, name: &str) -> bool {
    name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[test]
fn there_are_hundreds_of_forms_and_each_has_a_name_of_its_own() {
    let rows: Vec<&Form> = PRIVATE.iter().chain(PUBLIC).flat_map(|table| table.iter()).collect();
    let names: BTreeSet<&str> = rows.iter().map(|form| form.id).collect();
    assert_eq!(names.len(), rows.len());
    assert!(private_cases().len() >= 600 && all_cases(PUBLIC).len() >= 60);
    for (known, _) in known_wrong() {
        assert!(rows.iter().any(|form| is_named(form.id, known)), "{known} is no form");
    }
}

#[test]
fn private_text_stays_however_it_was_typed() {
    let cases = private_cases();
    let wrong = look_at(&cases, |engine, idx, case| {
        let mut wrong = wrongs(engine, case);
        let is_set = idx % PAGES_OF == 0 || is_known_wrong(&case.name());
        if is_set && wrong.is_empty() {
            wrong.extend(wrong_pages(engine, case));
        }
        wrong
    });
    assert_right(&cases, &wrong);
}

#[test]
fn private_text_stands_on_red_ground() {
    let cases = private_cases();
    let wrong = look_at(&cases, |_, _, case| {
        // What a definition serves is said where it is referred to.
        let is_ours = !case.form.readers.contains(['C', 'M']) && !case.form.id.starts_with("y-");
        if is_known_wrong(&case.name()) || !is_ours || !case.form.is_shown || case.form.is_whole {
            return Vec::new();
        }
        let (brief, _) = parse(&case.text);
        let grounds = grounds(&brief, Span::new(0, case.text.len()));
        let is_red = |at: usize| grounds.iter().any(|span| span.start <= at && at < span.end);
        let mut places = case.text.match_indices(case.canaries.private).map(|(at, _)| at);
        let white = places.find(|&at| !is_red(at));
        white.map(|at| format!("byte {at} stands on white")).into_iter().collect()
    });
    let lines: Vec<String> = wrong.iter().map(|(name, wrong)| format!("{name}: {wrong}")).collect();
    assert!(lines.is_empty(), "{} stand on white:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn public_text_that_looks_private_leaves() {
    let cases = all_cases(PUBLIC);
    assert_right(&cases, &look_at(&cases, |engine, _, case| wrongs(engine, case)));
}

#[test]
fn the_files_of_some_forms_hold_what_they_may_and_no_more() {
    let cases = private_cases();
    let wrong = look_at(&cases, |engine, idx, case| {
        if idx % PDF_OF != 0 || is_known_wrong(&case.name()) { Vec::new() } else { wrong_files(engine, case) }
    });
    let lines: Vec<String> = wrong.iter().map(|(name, wrong)| format!("{name}: {wrong}")).collect();
    assert!(lines.is_empty(), "{} are wrong:\n{}", lines.len(), lines.join("\n"));
}

/// What is wrong with the PDF files of a case, as `pdftotext` reads them.
fn wrong_files(engine: &Engine, case: &Case) -> Vec<String> {
    const FILES: &[(char, Reader, Shape)] = &[
        ('C', Reader::Counterpart, Shape::Text),
        ('C', Reader::Counterpart, Shape::Slides),
        ('M', Reader::Press, Shape::Text),
        ('M', Reader::Press, Shape::Slides),
        ('P', Reader::Principal, Shape::Text),
    ];
    let mut wrong = Vec::new();
    for &(letter, reader, shape) in FILES {
        let Some(bytes) = file_of(engine, &copy_of(&case.text, reader), "pdf", shape) else { continue };
        // A word that goes on in the next line of its cell stands beside others where the page is read line by line.
        let Some((lines, order)) = pdf_text(&bytes).zip(pdf_text_in_order(&bytes)) else { return Vec::new() };
        let holds = [lines, order].iter().any(|text| squeezed(text).contains(case.canaries.private));
        if letter == 'P' && case.form.is_shown && !holds {
            wrong.push("the principal's PDF has no canary".to_owned());
        }
        if !case.form.readers.contains(letter) && holds {
            wrong.push(format!("{shape} for {reader} leaks"));
        }
    }
    wrong
}
