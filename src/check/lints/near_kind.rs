//! Headings that almost name a kind.

use std::sync::LazyLock;

use crate::brief::{Block, KINDS, Kind, inline_text};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Edit, Severity, Span, distance, message};

/// Finds headings that read like the name of a private kind and are not taken for it.
///
/// A name of two words or more counts also among other words. One word does not, since it may mean anything: whoever
/// wrote "Notes for the Minister" may well believe that the section is private, and whoever wrote "Notes on the text"
/// does not.
///
/// Example: `## Sensitivities of the region`.
pub const LINT: Lint = Lint {
    name: "near-kind",
    summary: "a heading that almost names a private kind",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (block, scope) in subject.blocks() {
        let Block::Heading(heading) = block else { continue };
        if heading.kind.is_some() || scope.readers.are_ours() {
            continue;
        }
        let words = inline_text(&heading.inlines);
        let Some(kind) = near_kind(&words) else { continue };
        let span =
            heading.inlines.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(heading.span);
        let label = if subject.is_japanese() { kind.label_ja } else { kind.label_en };
        let name = kind.name;
        let message = message!(
            "this heading is not quite “{label}”, so its section is ordinary text",
            "この見出しは「{label}」に一致しないため、この節は通常の本文として扱われます"
        );
        let diagnostic = LINT.at(span, message).with_hint(message!(
            "write “{label}” alone, or add {{.{name}}} after the heading",
            "「{label}」とだけ書くか、見出しの後に {{.{name}}} を付けてください"
        ));
        let is_atx = heading.span.slice(subject.text).starts_with('#');
        found.push(if is_atx && heading.attributes.is_none() {
            let edit = Edit::insert(span.end, format!(" {{.{name}}}"));
            let title = message!("Give the section the kind {name}", "この節の種別を {name} とする");
            diagnostic.with_fix(title, vec![edit])
        } else {
            diagnostic
        });
    }
}

/// Words in small letters, with what most words are told from each other by.
struct Folded {
    words: String,
    n_letters: usize,
    /// Which letters it holds, a bit each.
    letters: u32,
}

impl Folded {
    fn new(words: String) -> Self {
        let letters = words.bytes().filter(u8::is_ascii_lowercase);
        let letters = letters.fold(0, |all, letter| all | 1 << (letter - b'a'));
        Self { n_letters: words.chars().count(), letters, words }
    }

    /// Whether two have the same letters but for two, and nearly as many; to see that costs much less than to compare them.
    fn may_be_near(&self, other: &Self, allowed: usize) -> bool {
        let more = (self.letters & !other.letters).count_ones();
        let fewer = (other.letters & !self.letters).count_ones();
        self.n_letters.abs_diff(other.n_letters) <= allowed && more.max(fewer) <= 2
    }
}

/// The names of private kinds; computed once, since each heading is compared with all.
static NAMES: LazyLock<Vec<(Folded, &'static Kind)>> = LazyLock::new(|| {
    let ours = KINDS.iter().filter(|kind| kind.readers.are_ours());
    let names = ours.flat_map(|kind| {
        let names = [kind.label_en, kind.label_ja].into_iter().chain(kind.headings.iter().copied());
        names.map(move |name| (Folded::new(name.to_lowercase()), kind))
    });
    names.collect()
});

/// The private kind whose name a heading almost is.
fn near_kind(heading: &str) -> Option<&'static Kind> {
    let heading = Folded::new(heading.to_lowercase().replace(['’', '\''], ""));
    NAMES.iter().find(|(name, _)| is_near(&heading, name)).map(|(_, kind)| *kind)
}

fn is_near(heading: &Folded, name: &Folded) -> bool {
    let (words, named) = (heading.words.as_str(), name.words.as_str());
    if !named.is_ascii() {
        // Japanese joins words without blanks, so only a long name at one end is a sign.
        let is_at_end = || words.starts_with(named) || words.ends_with(named);
        return name.n_letters >= 4 && is_at_end() && words != named;
    }
    if let Some(rest) = words.strip_prefix(named) {
        return goes_on(rest, named);
    }
    let rest = words.strip_suffix(named).unwrap_or("");
    let is_last = rest.ends_with(' ') && named.contains(' ') && rest.split_whitespace().count() <= 3;
    let allowed = if name.n_letters >= 8 { 2 } else { usize::from(name.n_letters >= 6) };
    is_last || (heading.may_be_near(name, allowed) && distance(words, named) <= allowed)
}

/// Whether the words after a name leave it a name: a single word must be followed by what it is for.
fn goes_on(rest: &str, name: &str) -> bool {
    let begins_word = !rest.starts_with(char::is_alphanumeric);
    if name.contains(' ') || name.contains('-') {
        return begins_word;
    }
    let next = rest.trim_start();
    let is_punctuated = next.starts_with(['(', ':', '–', '—', ',', '/', '-', '（', '：']);
    let is_purpose = ["for ", "on ", "to ", "by ", "from "].iter().any(|word| next.starts_with(word));
    begins_word && (is_punctuated || (is_purpose && rest.starts_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_almost_name_a_private_kind_are_found() {
        for (heading, name) in [
            ("Red lines for Tuesday", "red-line"),
            ("Our red lines", "red-line"),
            ("Red lien", "red-line"),
            ("Speaker’s notes", "notes"),
            ("Notes for the Minister", "notes"),
            ("Objectives (draft)", "objective"),
            ("Points to make on trade", "say"),
            ("譲れない一線について", "red-line"),
            ("自動車に関する想定問答", "qa"),
        ] {
            assert_eq!(near_kind(heading).map(|kind| kind.name), Some(name), "{heading}");
        }
    }

    #[test]
    fn other_headings_are_left_alone() {
        for heading in [
            "Record investment",
            "People of Okinawa",
            "The red line in the sand moved last year again",
            "Offers that stand",
            "Why the alliance matters",
            "Clear skies",
            "改革の進行",
            "経緯",
        ] {
            assert_eq!(near_kind(heading).map(|kind| kind.name), None, "{heading}");
        }
    }
}
