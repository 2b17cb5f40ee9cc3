//! What is likely to go wrong with a brief, found before anybody reads it.
//!
//! Each lint is one file and one row of [`LINTS`]. A lint reads and reports; none changes the brief, touches a
//! file or asks a clock. What the parser found comes along, so one list says all.

mod figures;
mod lints;
mod scripts;
mod spelling;
mod subject;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use self::{
    lints::{LINTS, drifted_uses},
    scripts::{MissingScript, missing_scripts},
    spelling::{DictionaryFiles, Misspelling, Speller, spelling},
    subject::{Run, RunOwner, Subject},
};

use crate::brief::{Brief, FrontMatter, Reader};
use crate::check::subject::withheld_from;
use crate::facts::{Date, FactBook, for_state};
use crate::text::{CharSet, Diagnostic, Message, Severity, Span};

/// One pattern that is looked for.
pub struct Lint {
    /// The pattern, as its findings name it.
    pub name: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Looks for it.
    pub run: fn(&Subject<'_>, &mut Vec<Diagnostic>),
}

/// What a check needs to know beside the brief.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The fact book; empty where the brief has none.
    pub book: &'c FactBook,
    /// Why the fact book that the brief names cannot be read, if it cannot.
    pub book_problem: Option<&'c Message>,
    /// The day on which facts must be good.
    pub today: Date,
    /// Which files beside the brief are there.
    pub assets: AssetState<'c>,
    /// The characters that the fonts of this machine have; nothing where that is not known.
    pub glyphs: Option<&'c CharSet>,
    /// What the parser said of the same text.
    pub parse_diagnostics: &'c [Diagnostic],
    /// Whose copy is looked at; nothing for the whole brief.
    pub reader: Option<Reader>,
}

/// Which of the files that a brief refers to are there; paths as the brief writes them.
#[derive(Clone, Copy, Debug)]
pub struct AssetState<'c> {
    /// Pictures and tables of data that cannot be had, with the reason.
    pub problems: &'c BTreeMap<String, Message>,
    /// Relative links whose file exists.
    pub linked: &'c BTreeSet<String>,
}

/// Looks for everything that is likely to go wrong; what it finds is in the order of the text.
///
/// Where the context names a reader, what concerns only text that this reader does not get is left out; what
/// decides who gets a text, as the parser's findings do, always stays.
pub fn check(brief: &Brief, text: &str, context: &Context<'_>) -> Vec<Diagnostic> {
    let scoped = for_state(brief, context.book, brief.front.state);
    let subject = Subject::new(&scoped, text, context);
    let mut found = Vec::new();
    for lint in LINTS {
        (lint.run)(&subject, &mut found);
    }
    if let Some(reader) = context.reader {
        let withheld = withheld_from(brief, reader);
        found.retain(|diagnostic| !is_in(&withheld, diagnostic.span));
    }
    found.extend_from_slice(context.parse_diagnostics);
    found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    found
}

/// The day on which the facts of a brief must be good: that of its meeting, else its own, else today.
pub fn reference_day(front: &FrontMatter, today: Date) -> Date {
    let days = [&front.meeting, &front.date].into_iter().flatten();
    let mut dates = days.filter_map(|day| day.get(..10)?.parse().ok());
    dates.next().unwrap_or(today)
}

/// Leaves of the findings about a whole brief those that a check for one reader has, too.
pub fn concerning<'f>(found: &'f [Diagnostic], brief: &Brief, reader: Reader) -> Vec<&'f Diagnostic> {
    let withheld = withheld_from(brief, reader);
    let is_lint = |found: &Diagnostic| LINTS.iter().any(|lint| lint.name == found.code);
    found.iter().filter(|found| !is_lint(found) || !is_in(&withheld, found.span)).collect()
}

fn is_in(withheld: &[Span], span: Span) -> bool {
    !span.is_empty() && withheld.iter().any(|block| block.contains(span))
}

impl Lint {
    /// Makes a finding of this lint.
    pub(crate) fn at(&self, span: Span, message: Message) -> Diagnostic {
        Diagnostic::new(self.severity, self.name, span, message)
    }
}

impl fmt::Debug for Lint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lint")
            .field("name", &self.name)
            .field("severity", &self.severity)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    /// The names of the findings about a text, with the line of each.
    fn found(text: &str, reader: Option<Reader>) -> Vec<(&'static str, usize)> {
        let (brief, parse_diagnostics) = parse(text);
        let context = Context {
            book: &FactBook::default(),
            book_problem: None,
            today: Date { year: 2024, month: 11, day: 20 },
            assets: AssetState { problems: &BTreeMap::new(), linked: &BTreeSet::new() },
            glyphs: None,
            parse_diagnostics: &parse_diagnostics,
            reader,
        };
        let lines = crate::text::LineIndex::new(text);
        let found = check(&brief, text, &context);
        found.iter().map(|one| (one.code, lines.line_col(text, one.span.start).line)).collect()
    }

    const TEXT: &str = "---\ntitle: A\nmarking: none\n---\n\n![](a:b)\n\n## Red lines\n\n[a](nowhere.md)\n\n\
        > [!SYA]\n> Words\n";

    #[test]
    fn what_the_parser_found_comes_along_in_the_order_of_the_text() {
        assert_eq!(found(TEXT, None), [("image-alt", 6), ("broken-link", 10), ("unknown-kind", 12)]);
    }

    #[test]
    fn what_a_reader_does_not_get_does_not_matter_in_that_copy() {
        assert_eq!(found(TEXT, Some(Reader::Counterpart)), [("image-alt", 6), ("unknown-kind", 12)]);
        assert_eq!(found(TEXT, Some(Reader::Principal)).len(), 3);
    }

    #[test]
    fn no_text_is_too_short_to_be_looked_at() {
        assert_eq!(found("", None), [("missing-marking", 1), ("missing-title", 1)]);
    }

    #[test]
    fn names_are_unique_and_in_order() {
        assert!(LINTS.windows(2).all(|pair| pair[0].name < pair[1].name));
        for lint in LINTS {
            assert!(lint.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", lint.name);
            assert!(!lint.summary.ends_with('.'), "{}", lint.name);
        }
    }
}
