//! Letters that no font has.

use crate::brief::{Block, Inline, InlineContent, Node, Readers, Scope};
use crate::check::scripts::{MissingScript, is_missing};
use crate::check::{Lint, Subject};
use crate::facts::{format_source, format_value};
use crate::text::{CharSet, Diagnostic, Severity, Span, message};

/// Finds letters for which no font of this machine has a shape, by script.
///
/// Pages would show boxes in their place, and a reader aloud would say nothing. Each script is named once for all who
/// get such letters, with a package that has it.
///
/// Example: `Tbilisi: საქართველო` where no font has Georgian.
pub const LINT: Lint =
    Lint { name: "missing-glyphs", summary: "letters that no font has", severity: Severity::Error, run };

/// Letters of one script, with the readers of the text that they stand in and where the first stands.
struct Found {
    readers: Readers,
    script: MissingScript,
    span: Span,
}

/// A search through a brief.
struct Search<'s> {
    subject: &'s Subject<'s>,
    glyphs: &'s CharSet,
    missing: Vec<Found>,
}

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(glyphs) = subject.context.glyphs else { return };
    let mut search = Search { subject, glyphs, missing: Vec::new() };
    let front = &subject.brief.front;
    for (key, words) in [("title", &front.title), ("subtitle", &front.subtitle)] {
        let words = words.as_deref().filter(|words| !words.is_ascii());
        if let Some(words) = words {
            search.look_at(words, subject.value_span(key), Scope::ordinary(front).readers);
        }
    }
    for &node in &subject.nodes {
        match node {
            Node::Block(block) if is_verbatim(block) => {
                search.look_at(block.span().slice(subject.text), block.span(), block.scope().readers);
            }
            Node::Block(_) => {}
            Node::Inline(inline) => search.look_at_inline(inline, inline.readers),
        }
    }
    found.extend(search.missing.iter().map(|one| {
        let script = one.script.description();
        let message = message!(
            "no font here has {script}, so pages show boxes",
            "{script}を表示できる書体がないため、紙面では四角になります",
            script
        );
        LINT.at(one.span, message).with_hint(one.script.advice())
    }));
}

impl Search<'_> {
    /// Notes the letters of a text that no font has.
    fn look_at(&mut self, words: &str, span: Span, readers: Readers) {
        if words.is_ascii() {
            return;
        }
        for (at, c) in words.char_indices().filter(|&(_, c)| is_missing(c, self.glyphs)) {
            let script = MissingScript::of(c);
            let is_same = |one: &&mut Found| one.readers == readers && one.script.is_same(&script);
            if let Some(known) = self.missing.iter_mut().find(is_same) {
                known.script.add(c);
            } else {
                let span = self.place(&words[at..], span);
                self.missing.push(Found { readers, script, span });
            }
        }
    }

    /// Looks at what an inline shows beside the inlines within it.
    fn look_at_inline(&mut self, inline: &Inline, readers: Readers) {
        match &inline.content {
            InlineContent::Text(words)
            | InlineContent::Code(words)
            | InlineContent::Html(words)
            | InlineContent::Comment(words)
            | InlineContent::Portion(words) => self.look_at(words, inline.span, readers),
            InlineContent::Image { title, .. } => self.look_at(title, inline.span, readers),
            InlineContent::Fact { key, children } => {
                let (book, lang) = (self.subject.context.book, self.subject.brief.front.lang);
                let Some(fact) = book.fact(key) else { return };
                if children.is_empty() {
                    self.look_at(&format_value(fact, lang), inline.span, readers);
                }
                if let Some(source) = book.source_of(fact) {
                    self.look_at(&format_source(source, fact, lang).to_string(), inline.span, readers);
                }
            }
            InlineContent::Ruby { reading, .. } => self.look_at(reading, inline.span, readers),
            // What it holds is looked at by itself.
            _ => {}
        }
    }

    /// Where a run of letters that no font has stands; all of `span` where it is not written as it is shown.
    fn place(&self, words: &str, span: Span) -> Span {
        let len = words.find(|c| !is_missing(c, self.glyphs)).unwrap_or(words.len());
        let at = span.slice(self.subject.text).find(&words[..len]);
        at.map_or(span, |at| Span::new(span.start + at, span.start + at + len))
    }
}

/// Whether a block shows words that are not inlines.
fn is_verbatim(block: &Block) -> bool {
    matches!(block, Block::Code(_) | Block::Chart(_) | Block::Html(_) | Block::Comment(_))
}
