//! Footnotes and sources: numbered in the order in which a copy refers to them.

use crate::brief::{self, Footnote, Lang};
use crate::facts::{Citation, FactBook, format_source, format_value, may_have};
use crate::release::project::block::short_of_blocks;
use crate::release::project::inline::leads_out;
use crate::release::project::{Medium, Projector};
use crate::release::{Block, BlockContent, Inline, InlineContent, Note};
use crate::text::Span;

/// What a note is made of once its number is known.
#[derive(Clone, Copy)]
pub(super) enum Noted<'c> {
    /// A footnote that is defined elsewhere.
    Footnote(&'c Footnote),
    /// One that is written where it is referred to.
    Inline(&'c [brief::Inline]),
}

impl<'c> Projector<'c> {
    /// The notes referred to since the last call, in the order of their numbers.
    pub(in crate::release) fn take_notes(&mut self) -> Vec<Note> {
        while let Some((idx, noted)) = self.pending.pop() {
            let blocks = match noted {
                Noted::Footnote(footnote) => self.blocks(&footnote.blocks),
                Noted::Inline(inlines) => {
                    let content = BlockContent::Paragraph(self.inlines(inlines));
                    vec![Block { span: Span::default(), is_private: false, content }]
                }
            };
            self.notes[idx].short = short_of_blocks(&blocks);
            self.notes[idx].blocks = blocks;
        }
        self.note_numbers.clear();
        std::mem::take(&mut self.notes)
    }

    pub(super) fn fact(
        &mut self,
        key: &str,
        children: &'c [brief::Inline],
        span: Span,
        out: &mut Vec<Inline>,
    ) {
        let lang = self.brief.front.lang;
        let book: &'c FactBook = self.context.book;
        let fact = book.fact(key);
        if fact.is_some_and(|fact| !may_have(fact, self.reader)) {
            return;
        }
        if children.is_empty() {
            let shown = fact.map_or_else(|| format!("[{key}]"), |fact| format_value(fact, lang));
            out.push(Inline { span, content: InlineContent::Text(shown) });
        } else {
            let children = self.inlines(children);
            out.extend(children);
        }
        let Some(fact) = fact else { return };
        let Some(source) = book.source_of(fact) else { return };
        let citation = format_source(source, fact, lang);
        // On a slide two figures of one report share a line of small print.
        let key = if self.medium == Medium::Slide { citation.short() } else { citation.to_string() };
        let number = if let Some(&number) = self.note_numbers.get(&key) {
            number
        } else {
            let blocks = vec![Block {
                span: Span::default(),
                is_private: false,
                content: BlockContent::Paragraph(source_inlines(&citation)),
            }];
            self.note(key, blocks, citation.short(), true)
        };
        out.push(Inline { span, content: InlineContent::Ref(number) });
    }

    /// The number of a footnote; nothing where this reader has none of that name.
    pub(super) fn footnote(&mut self, label: &str) -> Option<usize> {
        let footnote: &'c Footnote = self.footnotes.get(label)?;
        if !self.may_read(footnote.scope) {
            return None;
        }
        let key = format!("^{label}");
        if let Some(&number) = self.note_numbers.get(&key) {
            return Some(number);
        }
        let number = self.note(key, Vec::new(), String::new(), false);
        self.pending.push((number - 1, Noted::Footnote(footnote)));
        Some(number)
    }

    /// The number of a footnote that is written where it is referred to.
    pub(super) fn inline_note(&mut self, inlines: &'c [brief::Inline], span: Span) -> usize {
        let number = self.note(format!("@{}", span.start), Vec::new(), String::new(), false);
        self.pending.push((number - 1, Noted::Inline(inlines)));
        number
    }

    fn note(&mut self, key: String, blocks: Vec<Block>, short: String, is_source: bool) -> usize {
        let number = self.notes.len() + 1;
        self.notes.push(Note { number, blocks, short, is_source });
        self.note_numbers.insert(key, number);
        number
    }
}

/// A source as running text, its title set apart.
fn source_inlines(citation: &Citation) -> Vec<Inline> {
    let text = |words: String| Inline { span: Span::default(), content: InlineContent::Text(words) };
    let title = vec![text(citation.marked_title())];
    let title = match citation.lang {
        Lang::En => Inline { span: Span::default(), content: InlineContent::Emphasis(title) },
        Lang::Ja => text(citation.marked_title()),
    };
    let mut inlines = vec![text(citation.before_title()), title, text(citation.after_title())];
    if let Some(url) = citation.url.as_deref().filter(|url| leads_out(url)) {
        let dest = url.to_owned();
        inlines.push(text(" ".to_owned()));
        let children = vec![text(short_address(url))];
        inlines.push(Inline { span: Span::default(), content: InlineContent::Link { dest, children } });
    }
    inlines.retain(|inline| !matches!(&inline.content, InlineContent::Text(words) if words.is_empty()));
    inlines
}

/// The host of an address: enough to know where the link leads.
fn short_address(url: &str) -> String {
    let host = url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(url);
    host.trim_start_matches("www.").to_owned()
}
