//! Blocks that do not hold all that belongs to them: a question without its answer, and words that go on below.

use crate::brief::readers::ending::{Ending, asks_alone, ending};
use crate::brief::readers::naming::exact_naming;
use crate::brief::{
    Block, Code, Form, Inline, Kind, KindRef, Kinded, Paragraph, Readers, inline_text, portion_of,
};

/// What of a block must follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// The answer to a question.
    Question,
    /// What its last words announce, as those do that end in a colon.
    Words,
}

/// What a block that only our own side reads leaves unfinished, and who may read that.
pub fn unfinished(block: &Block) -> Option<(Unfinished, Readers)> {
    within(block, None)
}

/// What a block leaves unfinished that stands in one of a kind.
fn within(block: &Block, kind: Option<&KindRef>) -> Option<(Unfinished, Readers)> {
    let readers = block.scope().readers;
    let own = if readers.are_ours() { left_open(block, kind) } else { None };
    if let Some(own) = own {
        return Some((own, readers));
    }
    match block {
        // What is said aloud often ends in words that point at what stands on the slide.
        Block::Kinded(kinded) if is_spoken_of(&kinded.kind) => None,
        // A fence says itself where it ends; what it holds says no more of what stands below it than the fence does.
        Block::Kinded(Kinded { form: Form::Div, .. }) if !readers.are_ours() => None,
        Block::Kinded(kinded) => within(last_said(&kinded.blocks)?, Some(&kinded.kind)),
        Block::Columns(columns) => within(last_said(columns.columns.last()?)?, kind),
        block => within(last_said(block.end_blocks())?, kind),
    }
}

/// The last of some blocks that says something: no comment, footnote, pause or rule, and no words without a letter.
pub(super) fn last_said(blocks: &[Block]) -> Option<&Block> {
    blocks.iter().rev().find(|block| !says_nothing(block))
}

/// Whether a block holds no words of its own, so that those above it go on below it.
pub fn says_nothing(block: &Block) -> bool {
    match block {
        Block::Comment(_)
        | Block::Definition(_)
        | Block::Footnote(_)
        | Block::Pause(_)
        | Block::Page(_)
        | Block::Rule(_) => true,
        Block::Html(raw) => !without_tags(&raw.text).contains(char::is_alphanumeric),
        Block::Paragraph(paragraph) => {
            holds_signs_alone(&paragraph.inlines) && portion_of(&paragraph.inlines).is_none()
        }
        Block::List(_) => last_said(block.end_blocks()).is_none(),
        _ => false,
    }
}

/// Whether some words hold no letter and no digit.
pub(super) fn holds_signs_alone(inlines: &[Inline]) -> bool {
    !inline_text(inlines).contains(char::is_alphanumeric)
}

fn without_tags(html: &str) -> String {
    let mut is_within = false;
    let mut words = html.to_owned();
    words.retain(|c| {
        is_within = (is_within || c == '<') && c != '>';
        !is_within && c != '>'
    });
    words
}

/// What a block leaves unfinished by its own words.
fn left_open(block: &Block, kind: Option<&KindRef>) -> Option<Unfinished> {
    match block {
        Block::Paragraph(Paragraph { label: Some(label), inlines, .. })
            if label.kind.wants_answer() && ending(inlines) == Some(Ending::Question) =>
        {
            Some(Unfinished::Question)
        }
        Block::Paragraph(Paragraph { scope, inlines, .. })
            if kind.is_none() && scope.kind.is_some_and(Kind::wants_answer) && asks_alone(inlines) =>
        {
            Some(Unfinished::Question)
        }
        Block::Paragraph(paragraph) => left_by(&paragraph.inlines, kind),
        // A title with nothing below it announces what it is the title of.
        Block::Heading(_) => (!kind.is_some_and(is_note)).then_some(Unfinished::Words),
        Block::Kinded(kinded) if lacks_answer(kinded) => Some(Unfinished::Question),
        Block::Kinded(kinded) if last_said(&kinded.blocks).is_none() => {
            let left = left_by(&kinded.title, Some(&kinded.kind));
            left.filter(|_| !is_spoken_of(&kinded.kind) || ending(&kinded.title) == Some(Ending::Colon))
        }
        Block::Callout(callout) if last_said(&callout.blocks).is_none() => left_by(&callout.title, kind),
        Block::Table(table) => left_by(&table.rows.last().unwrap_or(&table.head).last()?.inlines, kind),
        Block::Code(Code { text, .. }) => {
            text.trim_end().ends_with([':', '：', ',', '、']).then_some(Unfinished::Words)
        }
        _ => None,
    }
}

/// What some words leave unfinished that stand in a block of a kind, or in none.
fn left_by(inlines: &[Inline], kind: Option<&KindRef>) -> Option<Unfinished> {
    // Notes to oneself end in dots and questions that nobody answers.
    let is_note = kind.is_some_and(is_note);
    let is_open = match ending(inlines)? {
        Ending::Colon | Ending::Words => true,
        Ending::Dots => !is_note,
        // What is asked among our own words is often answered below them.
        Ending::Question => kind.is_some_and(|kind| !is_note && !is_spoken_of(kind)),
    };
    is_open.then_some(Unfinished::Words)
}

/// Whether a block is a question without its answer: words behind the marker of its kind and nothing else, or
/// paragraphs and points that do nothing but ask.
pub fn lacks_answer(kinded: &Kinded) -> bool {
    let wants_answer = match &kinded.kind {
        KindRef::Known(kind) => kind.wants_answer(),
        KindRef::Unknown(name) => exact_naming(name).is_some_and(|named| named.kind.wants_answer()),
        KindRef::Ordinary => false,
    };
    wants_answer
        && match last_said(&kinded.blocks) {
            None => !kinded.title.is_empty(),
            Some(_) => kinded.blocks.iter().all(|block| says_nothing(block) || does_ask(block)),
        }
}

/// Whether a block does nothing but ask.
fn does_ask(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => asks_alone(&paragraph.inlines),
        Block::List(list) => list
            .items
            .iter()
            .all(|item| item.blocks.iter().all(|block| says_nothing(block) || does_ask(block))),
        Block::Quote(quote) => quote.blocks.iter().all(|block| says_nothing(block) || does_ask(block)),
        _ => false,
    }
}

fn is_note(kind: &KindRef) -> bool {
    matches!(kind, KindRef::Known(kind) if kind.name == "notes")
}

fn is_spoken_of(kind: &KindRef) -> bool {
    matches!(kind, KindRef::Known(kind) if Kind::is_spoken_of(kind))
}
