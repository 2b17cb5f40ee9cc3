//! Goes through a brief for what can be found during a talk: questions with their answers, headings, facts.
//!
//! Each block is asked whether this reader may read it; what is not taken is not there to be found.

use std::collections::HashMap;

use crate::app::talk::fold::fold;
use crate::app::talk::hit::{FactLine, Hit, HitKind, question_digest};
use crate::brief::{
    Block, Brief, Heading, Inline, InlineContent, Kind, Kinded, Lang, Reader, Scope, inline_text,
    kind_for_heading,
};
use crate::facts::{FactBook, format_source, format_value};

/// Collects what `reader` may find: questions and headings in the order of the text, then facts by their keys.
pub(super) fn collect(brief: &Brief, book: &FactBook, reader: Reader) -> Vec<Hit> {
    let mut collector = Collector::new(brief.front.lang, book, reader);
    brief.blocks.iter().for_each(|block| collector.top_level(block));
    collector.book_facts();
    collector.finish()
}

/// Goes through a brief and gathers what can be found.
struct Collector<'b> {
    lang: Lang,
    book: &'b FactBook,
    reader: Reader,
    hits: Vec<Hit>,
    section: Option<String>,
    /// The level of the heading whose section holds questions as headings.
    questions_level: Option<u8>,
    /// The hit that takes what stands below its heading.
    open: Option<usize>,
    /// Whether that goes to what is said if pressed.
    is_pressed: bool,
    /// The question that a block "if pressed" right after it belongs to.
    last_answer: Option<usize>,
    /// Where each fact is first cited.
    cited: HashMap<String, usize>,
}

/// The words of some blocks.
#[derive(Default)]
struct Body {
    answer: Vec<String>,
    if_pressed: Vec<String>,
    is_pressed: bool,
    facts: Vec<FactLine>,
}

impl Body {
    fn push(&mut self, line: String) {
        if !line.is_empty() {
            if self.is_pressed { &mut self.if_pressed } else { &mut self.answer }.push(line);
        }
    }
}

impl<'b> Collector<'b> {
    fn new(lang: Lang, book: &'b FactBook, reader: Reader) -> Self {
        Self {
            lang,
            book,
            reader,
            hits: Vec::new(),
            section: None,
            questions_level: None,
            open: None,
            is_pressed: false,
            last_answer: None,
            cited: HashMap::new(),
        }
    }

    fn may_read(&self, scope: Scope) -> bool {
        scope.readers.contains(self.reader)
    }

    fn top_level(&mut self, block: &Block) {
        if let Block::Heading(heading) = block {
            self.last_answer = None;
            return self.heading(heading, heading.scope);
        }
        let last_answer = self.last_answer.take();
        if let Block::Kinded(kinded) = block {
            let inner = kinded.scope;
            match inner.kind {
                Some(kind) if is_question(kind) => {
                    self.last_answer = self.question(kinded, inner);
                    return;
                }
                Some(kind) if is_pressing(kind) && last_answer.is_some() => {
                    let mut body = Body { is_pressed: true, ..Body::default() };
                    self.kinded_lines(kinded, inner, &mut body);
                    self.add(last_answer, body);
                    self.last_answer = last_answer;
                    return;
                }
                _ => {}
            }
        }
        let mut body = Body { is_pressed: self.is_pressed, ..Body::default() };
        self.lines(block, &mut body);
        self.is_pressed = body.is_pressed;
        self.add(self.open, body);
    }

    fn add(&mut self, to: Option<usize>, body: Body) {
        let Some(hit) = to.and_then(|idx| self.hits.get_mut(idx)) else { return };
        hit.answer.extend(body.answer);
        hit.if_pressed.extend(body.if_pressed);
        for line in body.facts {
            if !hit.facts.contains(&line) {
                hit.facts.push(line);
            }
        }
    }

    fn heading(&mut self, heading: &Heading, scope: Scope) {
        if heading.kind.is_some_and(is_pressing) && self.open.is_some() && self.may_read(scope) {
            self.is_pressed = true;
            return;
        }
        self.is_pressed = false;
        self.open = None;
        if self.questions_level.is_some_and(|level| heading.level <= level) {
            self.questions_level = None;
        }
        if !self.may_read(scope) {
            self.section = None;
            return;
        }
        let words = self.plain(&heading.inlines, heading.span.start, &mut Vec::new());
        let begins_questions = heading.kind.is_some_and(is_question);
        let is_answer = begins_questions || (self.questions_level.is_some() && heading.kind.is_none());
        let kind = if is_answer { HitKind::Answer } else { HitKind::Heading };
        if begins_questions {
            self.questions_level = Some(heading.level);
        }
        if begins_questions || !is_answer {
            self.section = Some(words.clone());
        }
        self.open = self.push(kind, words, heading.span.start);
    }

    /// A block that holds a question and its answer.
    fn question(&mut self, kinded: &Kinded, inner: Scope) -> Option<usize> {
        if !self.may_read(inner) {
            return None;
        }
        let mut body = Body::default();
        let title = self.plain(&kinded.title, kinded.span.start, &mut body.facts);
        kinded.blocks.iter().for_each(|block| self.lines(block, &mut body));
        // A question may stand in the first line below the marker.
        let question = match title.as_str() {
            "" if !body.answer.is_empty() => body.answer.remove(0),
            _ => title,
        };
        let idx = self.push(HitKind::Answer, question, kinded.span.start);
        self.add(idx, body);
        idx
    }

    fn push(&mut self, kind: HitKind, question: String, start: usize) -> Option<usize> {
        if question.is_empty() {
            return None;
        }
        self.hits.push(Hit {
            kind,
            digest: question_digest(&question),
            question,
            answer: Vec::new(),
            if_pressed: Vec::new(),
            facts: Vec::new(),
            start: Some(start),
            section: self.section.clone(),
        });
        Some(self.hits.len() - 1)
    }

    /// Adds the words of a block, as far as they may be read.
    fn lines(&mut self, block: &Block, body: &mut Body) {
        if let Block::Kinded(kinded) = block {
            return self.kinded_lines(kinded, kinded.scope, body);
        }
        if !self.may_read(block.scope()) {
            return;
        }
        match block {
            Block::Heading(heading) => self.line(&heading.inlines, block, body),
            Block::Paragraph(paragraph) => self.line(&paragraph.inlines, block, body),
            Block::List(list) => {
                for item in &list.items {
                    let (n_answer, n_pressed) = (body.answer.len(), body.if_pressed.len());
                    item.blocks.iter().for_each(|block| self.lines(block, body));
                    let first = body.answer.get_mut(n_answer).or_else(|| body.if_pressed.get_mut(n_pressed));
                    if let Some(first) = first {
                        first.insert_str(0, "• ");
                    }
                }
            }
            Block::Quote(quote) => quote.blocks.iter().for_each(|block| self.lines(block, body)),
            Block::Callout(callout) => callout.blocks.iter().for_each(|block| self.lines(block, body)),
            Block::Columns(columns) => {
                columns.columns.iter().flatten().for_each(|block| self.lines(block, body));
            }
            Block::Table(table) => {
                for row in &table.rows {
                    let cells =
                        row.iter().map(|cell| self.plain(&cell.inlines, cell.span.start, &mut body.facts));
                    let cells: Vec<String> = cells.collect();
                    body.push(cells.join(" · "));
                }
            }
            Block::Code(code) => body.push(code.text.trim().to_owned()),
            Block::Chart(chart) => body.push(chart.chart.title.clone().unwrap_or_default()),
            Block::Kinded(_)
            | Block::Footnote(_)
            | Block::Break(_)
            | Block::Rule(_)
            | Block::Pause(_)
            | Block::Page(_)
            | Block::Html(_)
            | Block::Definition(_)
            | Block::Comment(_) => {}
        }
    }

    fn kinded_lines(&mut self, kinded: &Kinded, inner: Scope, body: &mut Body) {
        if inner.kind.is_some_and(is_question) {
            self.question(kinded, inner);
            return;
        }
        if !self.may_read(inner) {
            return;
        }
        let was_pressed = body.is_pressed;
        body.is_pressed = was_pressed || inner.kind.is_some_and(is_pressing);
        let title = self.plain(&kinded.title, kinded.span.start, &mut body.facts);
        body.push(title);
        kinded.blocks.iter().for_each(|block| self.lines(block, body));
        body.is_pressed = was_pressed;
    }

    /// Adds a paragraph; one that begins with "If pressed" in strong type goes there, and so does what follows.
    fn line(&mut self, inlines: &[Inline], block: &Block, body: &mut Body) {
        let is_mark = |inline: &&Inline| matches!(inline.content, InlineContent::Portion(_));
        let n_marks = inlines.iter().take_while(is_mark).count();
        let mut rest = &inlines[n_marks..];
        if let [Inline { content: InlineContent::Strong(lead), .. }, after @ ..] = rest {
            let lead = inline_text(lead);
            if kind_for_heading(&lead).is_some_and(is_pressing) {
                body.is_pressed = true;
                rest = after;
            } else if is_further_question(&lead) {
                body.is_pressed = false;
            }
        }
        let words = self.plain(rest, block.span().start, &mut body.facts);
        body.push(words.trim_start_matches([':', '：', ' ', '　']).to_owned());
    }

    /// The words of some inlines in one line, with the facts they cite.
    fn plain(&mut self, inlines: &[Inline], start: usize, facts: &mut Vec<FactLine>) -> String {
        let mut out = String::new();
        self.push_plain(inlines, start, &mut out, facts);
        out.trim().to_owned()
    }

    fn push_plain(&mut self, inlines: &[Inline], start: usize, out: &mut String, facts: &mut Vec<FactLine>) {
        let reader = self.reader;
        for inline in inlines.iter().filter(|inline| inline.readers.contains(reader)) {
            match &inline.content {
                InlineContent::Text(text) | InlineContent::Code(text) | InlineContent::Html(text) => {
                    out.push_str(text);
                }
                InlineContent::Fact { key, children } => {
                    let begin = out.len();
                    self.push_plain(children, start, out, facts);
                    let shown = out[begin..].to_owned();
                    let Some(line) = self.fact_line(key, shown) else { continue };
                    if children.is_empty() {
                        out.push_str(&line.value);
                    }
                    self.cited.entry(key.clone()).or_insert(start);
                    facts.push(line);
                }
                InlineContent::Image { alt, .. } => out.push_str(alt),
                InlineContent::SoftBreak if self.lang == Lang::Ja => {}
                InlineContent::SoftBreak | InlineContent::HardBreak => out.push(' '),
                InlineContent::FootnoteRef(_)
                | InlineContent::Portion(_)
                | InlineContent::Comment(_)
                | InlineContent::Note(_)
                | InlineContent::Inserted(_) => {}
                content => self.push_plain(content.children(), start, out, facts),
            }
        }
    }

    /// A fact with its source, as the text shows it or else as the book does.
    fn fact_line(&self, key: &str, shown: String) -> Option<FactLine> {
        let fact = self.book.fact(key)?;
        let value = if shown.is_empty() { format_value(fact, self.lang) } else { shown };
        let source = self.book.source_of(fact);
        let source = source.map(|source| format_source(source, fact, self.lang).short()).unwrap_or_default();
        Some(FactLine { key: key.to_owned(), value, source })
    }

    fn book_facts(&mut self) {
        self.section = None;
        let book = self.book;
        for fact in book.facts.values() {
            let Some(line) = self.fact_line(&fact.key, String::new()) else { continue };
            let statement = fact.statement_in(self.lang).map(str::to_owned);
            let question = statement.unwrap_or_else(|| fact.key.replace(['.', '_'], " "));
            let start = self.cited.get(&fact.key).copied();
            self.hits.push(Hit {
                kind: HitKind::Fact,
                digest: question_digest(&question),
                question,
                answer: fact.scope.iter().cloned().collect(),
                if_pressed: Vec::new(),
                facts: vec![line],
                start,
                section: None,
            });
        }
    }

    /// What was found, without questions that have no answer because they only head others.
    fn finish(self) -> Vec<Hit> {
        let mut hits = self.hits;
        let heads = |hit: &Hit| hit.section.as_ref() == Some(&hit.question);
        let is_bare = |hit: &Hit| hit.answer.is_empty() && hit.if_pressed.is_empty();
        for hit in hits.iter_mut().filter(|hit| hit.kind == HitKind::Answer && heads(hit) && is_bare(hit)) {
            hit.kind = HitKind::Heading;
        }
        let rank = |hit: &Hit| (hit.kind == HitKind::Fact, hit.start.filter(|_| hit.kind != HitKind::Fact));
        hits.sort_by_key(rank);
        // No heading stands below itself.
        hits.iter_mut().filter(|hit| heads(hit)).for_each(|hit| hit.section = None);
        hits
    }
}

fn is_question(kind: &Kind) -> bool {
    matches!(kind.name, "if-raised" | "qa")
}

fn is_pressing(kind: &Kind) -> bool {
    kind.name == "if-pressed"
}

/// Whether words in strong type lead to another question, whose answer is not what is said if pressed.
fn is_further_question(lead: &str) -> bool {
    matches!(fold(lead).as_str(), "follow up" | "follow ups")
}
