//! Slides that hold more than one slide can.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::brief::{Block, InlineContent, Node, Scope, may_leave, walk_inlines};
use crate::check::{Lint, Run, RunOwner, Subject};
use crate::facts::format_value;
use crate::text::{Diagnostic, Message, Severity, Span, message};

/// English words that one slide holds.
const MAX_WORDS: usize = 75;
/// Letters and digits of Japanese that one slide holds.
const MAX_CHARACTERS: usize = 170;
const MAX_BULLETS: usize = 7;
const MAX_ROWS: usize = 8;
const MAX_COLUMNS: usize = 5;

/// Finds slides with more words, bullets, rows or columns than can be read from the back of a room.
///
/// What does not fit goes on to a second slide, and the thought is cut where the paper ends.
///
/// Example: nine bullets below one heading of the slide level.
pub const LINT: Lint =
    Lint { name: "crowded-slide", summary: "more than one slide can hold", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let footnotes: Vec<Span> = subject
        .blocks()
        .filter(|(block, _)| matches!(block, Block::Footnote(_)))
        .map(|(block, _)| block.span())
        .collect();
    for slide in slides(subject) {
        let amount = Amount::of(&slide, subject, &footnotes);
        let Some(excess) = amount.excess(subject.is_japanese()) else { continue };
        found.push(
            LINT.at(
                slide.title,
                message!("{excess}, so this goes on to a second slide", "{excess}、2 枚目に続きます", excess),
            )
            .with_hint(message!(
                "part it in two, or move what is not for the screen into ::: background or ::: say",
                "2 枚に分けるか、画面に出さない部分を ::: background か ::: say に移してください"
            )),
        );
    }
}

/// What one slide is made from.
struct Slide {
    /// Its heading, or where it begins.
    title: Span,
    /// The bytes it covers.
    bytes: Range<usize>,
}

fn slides(subject: &Subject<'_>) -> Vec<Slide> {
    let mut slides: Vec<Slide> = Vec::new();
    let end = subject.text.len();
    for block in &subject.brief.blocks {
        let span = block.span();
        let title = match block {
            Block::Heading(heading) if heading.level <= subject.brief.front.slide_level => {
                let words = heading.inlines.iter().map(|inline| inline.span).reduce(Span::join);
                Some(words.unwrap_or(span))
            }
            _ if matches!(block, Block::Break(_)) || slides.is_empty() => {
                let line = span.slice(subject.text).lines().next().unwrap_or("");
                Some(Span::new(span.start, span.start + line.len()))
            }
            _ => None,
        };
        let Some(title) = title else { continue };
        if let Some(last) = slides.last_mut() {
            last.bytes.end = span.start;
        }
        slides.push(Slide { title, bytes: span.start..end });
    }
    slides
}

/// What stands on one slide.
#[derive(Default)]
struct Amount {
    words: usize,
    characters: usize,
    n_bullets: usize,
    n_rows: usize,
    n_columns: usize,
}

impl Amount {
    fn of(slide: &Slide, subject: &Subject<'_>, footnotes: &[Span]) -> Self {
        let mut amount = Self::default();
        let is_in = |span: Span| slide.bytes.contains(&span.start);
        let is_noted = |span: Span| footnotes.iter().any(|footnote| footnote.contains(span));
        let first_run = subject.runs.partition_point(|run| run.span.start < slide.bytes.start);
        for run in subject.runs[first_run..].iter().take_while(|run| is_in(run.span)) {
            let is_title = run.owner == RunOwner::Heading && slide.title == run.words_span();
            if run.scope.readers.on_slide() && !is_title && !is_withheld(run, subject) && !is_noted(run.span)
            {
                amount.add_run(run, subject);
            }
        }
        let first_node = subject.nodes.partition_point(|node| start_of(node) < slide.bytes.start);
        for node in &subject.nodes[first_node..] {
            if start_of(node) >= slide.bytes.end {
                break;
            }
            if let Node::Block(block) = node
                && !is_noted(block.span())
            {
                amount.add_shape(block, block.scope());
            }
        }
        amount
    }

    fn add_run(&mut self, run: &Run<'_>, subject: &Subject<'_>) {
        let mut words = String::new();
        walk_inlines(run.inlines, &mut |node| {
            let Node::Inline(inline) = node else { return };
            match &inline.content {
                InlineContent::Text(text) | InlineContent::Code(text) | InlineContent::Html(text) => {
                    words.push_str(text);
                }
                InlineContent::Fact { key, children } if children.is_empty() => {
                    let fact = subject.context.book.fact(key);
                    words.push_str(
                        &fact.map_or(key.clone(), |fact| format_value(fact, subject.brief.front.lang)),
                    );
                }
                InlineContent::SoftBreak | InlineContent::HardBreak => words.push(' '),
                _ => {}
            }
        });
        self.words += words.unicode_words().count();
        self.characters += words.chars().filter(|c| c.is_alphanumeric()).count();
    }

    fn add_shape(&mut self, block: &Block, scope: Scope) {
        if !scope.readers.on_slide() {
            return;
        }
        if let Block::List(list) = block {
            self.n_bullets += list.items.len();
        } else if let Block::Table(table) = block {
            self.n_rows = self.n_rows.max(table.rows.len());
            self.n_columns = self.n_columns.max(table.head.len());
        }
    }

    /// What there is too much of, in words.
    fn excess(&self, is_japanese: bool) -> Option<Message> {
        let &Self { words, characters, n_bullets, n_rows, n_columns } = self;
        if n_bullets > MAX_BULLETS {
            return Some(message!(
                "{n_bullets} points are more than the {MAX_BULLETS} a slide holds",
                "項目が {n_bullets} 個あり、スライド 1 枚の上限 {MAX_BULLETS} 個を超えるため"
            ));
        }
        if n_rows > MAX_ROWS {
            return Some(message!(
                "{n_rows} rows are more than the {MAX_ROWS} a slide holds",
                "表が {n_rows} 行あり、スライド 1 枚の上限 {MAX_ROWS} 行を超えるため"
            ));
        }
        if n_columns > MAX_COLUMNS {
            return Some(message!(
                "{n_columns} columns are more than the {MAX_COLUMNS} a slide holds",
                "表が {n_columns} 列あり、スライド 1 枚の上限 {MAX_COLUMNS} 列を超えるため"
            ));
        }
        if is_japanese && characters > MAX_CHARACTERS {
            return Some(message!(
                "{characters} characters are more than the {MAX_CHARACTERS} or so a slide holds",
                "{characters} 字あり、スライド 1 枚の目安 {MAX_CHARACTERS} 字を超えるため"
            ));
        }
        (!is_japanese && words > MAX_WORDS).then(|| {
            message!(
                "{words} words are more than the {MAX_WORDS} or so a slide holds",
                "{words} 語あり、スライド 1 枚の目安 {MAX_WORDS} 語を超えるため"
            )
        })
    }
}

/// Whether a mark keeps a run off the slide.
fn is_withheld(run: &Run<'_>, subject: &Subject<'_>) -> bool {
    run.portion().is_some_and(|(mark, _)| !may_leave(mark, subject.scheme()))
}

fn start_of(node: &Node<'_>) -> usize {
    match node {
        Node::Block(block) => block.span().start,
        Node::Inline(inline) => inline.span.start,
    }
}
