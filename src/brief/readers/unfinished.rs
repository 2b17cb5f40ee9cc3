//! Blocks that do not hold all that belongs to them: a question without its answer, and words that go on below.

use crate::brief::{
    Block, Callout, Form, Inline, InlineContent, KindRef, Kinded, Paragraph, Readers, inline_text,
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
    let readers = block.scope().readers;
    let own = if readers.are_ours() { left_open(block) } else { None };
    if let Some(own) = own {
        return Some((own, readers));
    }
    let held = match block {
        // What is said aloud often ends in words that point at what stands on the slide.
        Block::Kinded(Kinded { kind: KindRef::Known(kind), .. }) if kind.is_spoken_of() => None,
        // A fence says itself where it ends; what it holds says no more of what stands below it than the fence does.
        Block::Kinded(Kinded { form: Form::Div, .. }) if !readers.are_ours() => None,
        Block::Kinded(kinded) => kinded.blocks.last(),
        block => block.end_blocks().last(),
    };
    unfinished(held?)
}

/// What a block leaves unfinished by its own words.
fn left_open(block: &Block) -> Option<Unfinished> {
    match block {
        Block::Paragraph(Paragraph { label: Some(label), inlines, .. })
            if label.kind.wants_answer() && is_asking(inlines) =>
        {
            Some(Unfinished::Question)
        }
        Block::Paragraph(paragraph) => goes_on_below(&paragraph.inlines).then_some(Unfinished::Words),
        Block::Kinded(kinded) if lacks_answer(kinded) => Some(Unfinished::Question),
        Block::Kinded(Kinded { title, blocks, .. }) | Block::Callout(Callout { title, blocks, .. })
            if blocks.is_empty() =>
        {
            unfinished_words(title)
        }
        _ => None,
    }
}

/// Whether a block is a question without its answer: words behind the marker of its kind and nothing else, or one
/// paragraph that asks.
pub fn lacks_answer(kinded: &Kinded) -> bool {
    let KindRef::Known(kind) = &kinded.kind else { return false };
    let holds_nothing = match kinded.blocks.as_slice() {
        [] => !kinded.title.is_empty(),
        [Block::Paragraph(paragraph)] => kinded.title.is_empty() && is_asking(&paragraph.inlines),
        _ => false,
    };
    kind.wants_answer() && holds_nothing
}

/// What the title of a block leaves unfinished that holds nothing else.
fn unfinished_words(title: &[Inline]) -> Option<Unfinished> {
    if is_asking(title) {
        return Some(Unfinished::Question);
    }
    goes_on_below(title).then_some(Unfinished::Words)
}

/// Whether some words go on below: they end in a colon or in another sign that ends no sentence.
pub(super) fn goes_on_below(inlines: &[Inline]) -> bool {
    const SIGNS: [char; 15] =
        [':', '：', '∶', '﹕', '︰', ';', '；', ',', '，', '、', '–', '—', '―', '…', '‥'];
    last_words(inlines).ends_with(SIGNS)
}

fn is_asking(inlines: &[Inline]) -> bool {
    last_words(inlines).ends_with(['?', '？', '؟', '⁇', '⁈'])
}

/// The last of some words, without what stands behind a sentence and is no part of it: references to footnotes,
/// comments, braces, and signs that close.
fn last_words(inlines: &[Inline]) -> String {
    let is_passed = |inline: &&Inline| match &inline.content {
        InlineContent::FootnoteRef(_) | InlineContent::Comment(_) | InlineContent::Note(_) => true,
        content => {
            inline_text(std::slice::from_ref(*inline)).trim().is_empty() && content.children().is_empty()
        }
    };
    let n_passed = inlines.iter().rev().take_while(is_passed).count();
    let Some(last) = inlines[..inlines.len() - n_passed].last() else { return String::new() };
    let children = last.content.children();
    if !children.is_empty() {
        return last_words(children);
    }
    let mut words = inline_text(std::slice::from_ref(last));
    words.truncate(without_braces(&words).trim_end_matches(is_closing).len());
    words
}

fn without_braces(words: &str) -> &str {
    let words = words.trim_end();
    match words.rfind('{') {
        Some(at) if words.ends_with('}') => words[..at].trim_end(),
        _ => words,
    }
}

fn is_closing(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | '」' | '』' | ')' | '）' | '*' | '_')
}
