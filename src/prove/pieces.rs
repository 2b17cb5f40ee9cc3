//! The text of a brief in two halves: what a reader may have, and what not, piece by piece.
//!
//! Whether a piece may be read stands on the tree; this walk only asks it, as `release` does in a walk of its own.

use std::collections::BTreeSet;

use crate::brief::{
    Block, Brief, ChartBlock, Footnote, Heading, Inline, InlineContent, Kinded, Part, Reader, inline_text,
    keeps_data, keeps_words, kept_title,
};
use crate::facts::{Fact, FactBook, chart_facts, for_state, format_source, format_value, may_have};
use crate::release::{Context, CopyOptions, Edits};
use crate::text::Span;

/// A run of words that a reader may not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The words.
    pub text: String,
    /// Where in the brief they stand.
    pub span: Span,
    /// Whether every capital begins a name, as in a list of people; in a sentence the first does not.
    pub is_name_list: bool,
}

/// The two halves of a brief.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// What the reader may not have.
    pub private: Vec<Piece>,
    /// What the reader may have, a line each.
    pub allowed: String,
    /// The keys of facts that private text cites, with where.
    cited_privately: Vec<(String, Span)>,
    cited: BTreeSet<String>,
    /// The footnotes that the reader's text refers to.
    noted: BTreeSet<String>,
}

/// Takes a brief apart.
pub(super) fn take_apart(brief: &Brief, context: &Context<'_>, text: &str, copy: &CopyOptions) -> Pieces {
    let state = copy.audience.state().or(brief.front.state);
    let scoped = for_state(brief, context.book, state);
    let brief = scoped.as_ref();
    let mut walk =
        Walk { brief, context, copy, pieces: Pieces::default(), found: Vec::new(), is_withheld: false };
    walk.front(text);
    walk.blocks(&brief.blocks, true);
    walk.footnotes();
    walk.book();
    walk.pieces
}

struct Walk<'w> {
    brief: &'w Brief,
    context: &'w Context<'w>,
    copy: &'w CopyOptions,
    pieces: Pieces,
    /// The footnotes that were met.
    found: Vec<&'w Footnote>,
    /// Whether all that follows is withheld.
    is_withheld: bool,
}

/// Words of one run, collected until what may be read changes.
#[derive(Default)]
struct Run {
    text: String,
    span: Span,
    may_read: bool,
}

impl<'w> Walk<'w> {
    fn reader(&self) -> Reader {
        self.copy.reader
    }

    fn say(&mut self, text: &str, span: Span, may_read: bool) {
        if text.trim().is_empty() {
            return;
        }
        if may_read && !self.is_withheld {
            self.pieces.allowed.push_str(text);
            self.pieces.allowed.push('\n');
        } else {
            self.pieces.private.push(Piece { text: text.to_owned(), span, is_name_list: false });
        }
    }

    /// Keeps a value of the front matter, in which every capital may begin a name.
    fn names(&mut self, text: &str, span: Span) {
        if !text.trim().is_empty() {
            self.pieces.private.push(Piece { text: text.to_owned(), span, is_name_list: true });
        }
    }

    fn blocks(&mut self, blocks: &'w [Block], may_read: bool) {
        for block in blocks {
            let may_read = may_read && block.scope().readers.contains(self.reader());
            self.block(block, may_read);
            // Footnotes are read where something refers to them.
            if let Block::Footnote(footnote) = block {
                self.found.push(footnote);
                continue;
            }
            let mut parts = Vec::new();
            block.each_part(&mut |part| parts.push(part));
            for part in parts {
                match part {
                    Part::Run { inlines, span, scope } => {
                        let may_read = scope.readers.contains(self.reader()) && !self.is_kept_title(block);
                        self.run(inlines, span, may_read);
                    }
                    Part::Blocks(blocks) => self.blocks(blocks, true),
                }
            }
        }
    }

    /// Whether a block is the title of the brief and says of itself that it stays.
    fn is_kept_title(&self, block: &Block) -> bool {
        let Block::Heading(heading) = block else { return false };
        let is_first = |block: &&Block| matches!(block, Block::Heading(_));
        !self.reader().is_ours()
            && self.brief.blocks.iter().find(is_first).is_some_and(|first| first.span() == heading.span)
            && kept_title(&inline_text(&heading.inlines), self.brief.front.marking.scheme)
    }

    /// What a block holds beside running text and other blocks.
    fn block(&mut self, block: &'w Block, may_read: bool) {
        let span = block.span();
        match block {
            Block::Code(code) => {
                self.say(&code.info, span, may_read);
                self.lines(&code.text, code.span, may_read);
            }
            Block::Chart(chart) => self.chart(chart, may_read),
            Block::Html(raw) | Block::Comment(raw) => self.say(&raw.text, span, may_read),
            Block::Definition(definition) => self.say(&definition.text, span, may_read),
            Block::Kinded(Kinded { attributes: Some(attributes), .. })
            | Block::Heading(Heading { attributes: Some(attributes), .. }) => {
                self.say(attributes, span, may_read);
            }
            Block::Heading(_)
            | Block::Footnote(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Quote(_)
            | Block::Callout(_)
            | Block::Kinded(_)
            | Block::Table(_)
            | Block::Columns(_)
            | Block::Break(_)
            | Block::Rule(_)
            | Block::Page(_)
            | Block::Pause(_) => {}
        }
    }

    fn lines(&mut self, text: &str, span: Span, may_read: bool) {
        text.lines().for_each(|line| self.say(line, span, may_read));
    }

    /// The lines of a chart; one that bears a mark stays, and so does what stands behind the sign of a remark.
    fn chart(&mut self, chart: &'w ChartBlock, may_read: bool) {
        let (text, span, scheme) = (chart.text.as_str(), chart.span, self.brief.front.marking.scheme);
        let state = self.copy.audience.state().or(self.brief.front.state);
        for fact in chart_facts(&chart.chart, self.context.book, state) {
            if !may_have(fact, self.reader()) {
                self.pieces.cited_privately.push((fact.key.clone(), span));
            }
        }
        for line in text.lines() {
            let (words, remark) = line.split_once(" #").unwrap_or((line, ""));
            let is_remark = words.trim_start().starts_with('#');
            let is_kept = is_remark || (!self.reader().is_ours() && keeps_words(words, scheme));
            self.say(words, span, may_read && !is_kept);
            self.say(remark, span, false);
            if let Some(data) = words.trim().strip_prefix("data:") {
                let file = self.context.assets.data.get(data.trim().trim_matches(['"', '\'']));
                let rows = file.cloned().unwrap_or_default();
                // One row that stays keeps all of them.
                if !may_read || (!self.reader().is_ours() && keeps_data(&rows, scheme)) {
                    self.lines(&rows, span, false);
                }
            }
        }
    }

    fn run(&mut self, inlines: &'w [Inline], span: Span, may_read: bool) {
        let mut run = Run { span, may_read, ..Run::default() };
        self.inlines(inlines, may_read, &mut run);
        self.end(&mut run);
    }

    fn end(&mut self, run: &mut Run) {
        let text = std::mem::take(&mut run.text);
        self.say(&text, run.span, run.may_read);
    }

    fn add(&mut self, words: &str, inline: &Inline, may_read: bool, run: &mut Run) {
        if run.may_read != may_read {
            self.end(run);
            (run.may_read, run.span) = (may_read, inline.span);
        }
        run.text.push_str(words);
    }

    fn inlines(&mut self, inlines: &'w [Inline], may_read: bool, run: &mut Run) {
        for inline in inlines {
            let may_read = may_read && inline.readers.contains(self.reader());
            self.inline(inline, may_read, run);
        }
    }

    fn inline(&mut self, inline: &'w Inline, may_read: bool, run: &mut Run) {
        let span = inline.span;
        match &inline.content {
            InlineContent::Text(text) | InlineContent::Code(text) | InlineContent::Html(text) => {
                self.add(text, inline, may_read, run);
            }
            InlineContent::SoftBreak | InlineContent::HardBreak => run.text.push(' '),
            InlineContent::Link { dest, title, children, .. } => {
                self.inlines(children, may_read, run);
                self.say(title, span, may_read);
                self.say(dest, span, may_read);
            }
            InlineContent::Image { dest, title, alt, is_kept, .. } => {
                let may_read = may_read && (!is_kept || self.reader().is_ours());
                [alt, title, dest].into_iter().for_each(|words| self.say(words, span, may_read));
            }
            InlineContent::Fact { key, children } => self.fact(key, children, (inline, may_read), run),
            InlineContent::Ruby { children, reading } => {
                self.inlines(children, may_read, run);
                self.say(reading, span, may_read);
            }
            InlineContent::Note(children) => self.run(children, span, may_read),
            InlineContent::Inserted(children) => {
                let is_shown = self.reader().is_ours() || self.copy.edits == Edits::Accepted;
                self.inlines(children, may_read && is_shown, run);
            }
            InlineContent::Deleted(children) => {
                let is_shown = self.reader().is_ours() || self.copy.edits != Edits::Accepted;
                self.inlines(children, may_read && is_shown, run);
            }
            InlineContent::Comment(text) => self.say(text, span, may_read),
            InlineContent::FootnoteRef(label) => {
                if may_read {
                    self.pieces.noted.insert(label.clone());
                }
            }
            InlineContent::Portion(_) => {}
            InlineContent::Emphasis(children)
            | InlineContent::Strong(children)
            | InlineContent::Strikethrough(children)
            | InlineContent::Styled { children, .. }
            | InlineContent::Kinded { children, .. }
            | InlineContent::Clause { children, .. }
            | InlineContent::Sentence(children) => self.inlines(children, may_read, run),
        }
    }

    fn fact(
        &mut self,
        key: &str,
        children: &'w [Inline],
        (inline, may_read): (&'w Inline, bool),
        run: &mut Run,
    ) {
        let fact = self.context.book.fact(key);
        let may_read = may_read && fact.is_none_or(|fact| may_have(fact, self.reader()));
        match fact.filter(|_| children.is_empty()) {
            Some(fact) => {
                let value = format_value(fact, self.brief.front.lang);
                self.add(&value, inline, may_read, run);
            }
            None => self.inlines(children, may_read, run),
        }
        if may_read {
            self.pieces.cited.insert(key.to_owned());
        } else {
            self.pieces.cited_privately.push((key.to_owned(), inline.span));
        }
    }

    /// The footnotes: the reader has those that the reader's text refers to, and what those refer to in turn.
    fn footnotes(&mut self) {
        loop {
            let all = std::mem::take(&mut self.found);
            let (noted, others): (Vec<&Footnote>, Vec<&Footnote>) =
                all.into_iter().partition(|footnote| self.pieces.noted.contains(&footnote.label));
            self.found = others;
            if noted.is_empty() {
                break;
            }
            noted.into_iter().for_each(|footnote| self.blocks(&footnote.blocks, true));
        }
        for footnote in std::mem::take(&mut self.found) {
            self.is_withheld = true;
            self.blocks(&footnote.blocks, false);
            self.is_withheld = false;
        }
    }

    /// What the fact book says of the facts that are cited: the reader may have it where shared text cites them.
    fn book(&mut self) {
        let book: &FactBook = self.context.book;
        for key in std::mem::take(&mut self.pieces.cited) {
            if let Some(fact) = book.fact(&key) {
                self.fact_words(fact, book).iter().for_each(|words| self.say(words, Span::default(), true));
            }
        }
        for (key, span) in std::mem::take(&mut self.pieces.cited_privately) {
            if let Some(fact) = book.fact(&key) {
                self.fact_words(fact, book).iter().for_each(|words| self.say(words, span, false));
            }
        }
    }

    fn fact_words(&self, fact: &Fact, book: &FactBook) -> Vec<String> {
        let lang = self.brief.front.lang;
        let mut words = vec![format_value(fact, lang)];
        if let Some(source) = book.source_of(fact) {
            words.push(format_source(source, fact, lang).to_string());
            words.extend(source.url.clone());
        }
        words
    }

    /// The front matter, key by key: what leaves our side has the title and the date of it.
    fn front(&mut self, text: &str) {
        let front = &self.brief.front;
        let whole = text.get(front.span.start..front.span.end).unwrap_or_default();
        if self.reader().is_ours() {
            // The interpreter's copy lacks who wrote it, which is no secret among us.
            self.say(whole, front.span, true);
            return;
        }
        let is_shared = crate::brief::Scope::ordinary(front).readers.contains(self.reader());
        let scheme = front.marking.scheme;
        for (idx, (key, span)) in front.keys.iter().enumerate() {
            let end = front.keys.get(idx + 1).map_or(front.span.end, |(_, next)| next.start);
            let value = text.get(span.end..end).unwrap_or_default();
            let is_title = matches!(key.as_str(), "title" | "subtitle");
            let words = [&front.title, &front.subtitle][usize::from(key == "subtitle")];
            let is_kept = words.as_deref().is_some_and(|words| kept_title(words, scheme));
            let may_read = match key.as_str() {
                _ if is_title => is_shared && !is_kept,
                "date" => front.dates_handouts,
                "lang" | "theme" => true,
                _ => false,
            };
            for line in value.lines() {
                // The sign of a number begins no comment.
                let is_comment =
                    |(_, remark): &(&str, &str)| !remark.starts_with(|c: char| c.is_ascii_digit());
                let (value, remark) = line.split_once(" #").filter(is_comment).unwrap_or((line, ""));
                let may_read = may_read && !value.trim_start().starts_with('#');
                if may_read {
                    self.say(value, *span, true);
                } else {
                    self.names(value, *span);
                }
                self.names(remark, *span);
            }
            self.say(key, *span, may_read);
        }
    }
}
