//! The names of kinds as our own files print them, and the kinds they are printed for.

use crate::brief::{Block, Form, Inline, InlineContent, KINDS, Kind, KindRef, Lang, Raw, Scope};
use crate::import::office::block_text;
use crate::import::office::blocks::{kinded, notes};
use crate::release::outside_label;
use crate::text::Span;

/// What they put behind the name of a kind whose text is private.
const PRIVATE_ENDINGS: [&str; 2] = [" (private)", "（内部限り）"];

/// A name of a kind without what says that its text is private; nothing where that is not said.
pub(super) fn without_ending(words: &str) -> Option<&str> {
    PRIVATE_ENDINGS.iter().find_map(|ending| words.strip_suffix(ending))
}

/// The kind that is printed under a name, for our own side or for others.
pub(super) fn kind_labelled(label: &str) -> KindRef {
    let is_labelled = |kind: &&Kind| {
        let has_outside = |lang| outside_label(kind, lang) == Some(label);
        kind.label_en == label || kind.label_ja == label || [Lang::En, Lang::Ja].into_iter().any(has_outside)
    };
    let known = KINDS.iter().find(is_labelled);
    known.map_or_else(|| KindRef::named(label), KindRef::Known)
}

/// A comment, where a name is what our own files print above one.
pub(super) fn comment_labelled(name: &str, blocks: &[Block]) -> Option<Block> {
    if !matches!(name, "Comment" | "コメント") {
        return None;
    }
    let text = blocks.iter().map(block_text).collect::<Vec<_>>().join("\n\n");
    Some(Block::Comment(Raw { text, span: Span::default(), scope: Scope::default() }))
}

/// The notes of a slide as the blocks of kinds that our own files print there, each below its name. What stands above
/// the first is said to the slide; a kind that may leave is none that is printed in notes.
pub(super) fn labelled_notes(blocks: Vec<Block>) -> Vec<Block> {
    let mut parts: Vec<(Option<String>, Vec<Block>)> = vec![(None, Vec::new())];
    for block in blocks {
        let name = strong_words(&block).as_deref().and_then(without_ending).map(str::to_owned);
        let is_ours = |name: &String| {
            let kind = kind_labelled(name);
            matches!(name.as_str(), "Comment" | "コメント")
                || (matches!(kind, KindRef::Known(_)) && kind.readers().are_ours())
        };
        match name.filter(is_ours) {
            Some(name) => parts.push((Some(name), Vec::new())),
            None => parts.last_mut().iter_mut().for_each(|(_, part)| part.push(block.clone())),
        }
    }
    let mut out = Vec::new();
    for (name, mut blocks) in parts {
        match name {
            None if blocks.is_empty() => {}
            None => out.push(notes(blocks)),
            Some(name) => {
                if let Some(comment) = comment_labelled(&name, &blocks) {
                    out.push(comment);
                    continue;
                }
                let has_title =
                    blocks.len() > 1 && blocks.first().is_some_and(|it| strong_words(it).is_some());
                let title = if has_title { strong_of(&blocks.remove(0)) } else { Vec::new() };
                out.push(kinded(kind_labelled(&name), Form::Callout, title, blocks));
            }
        }
    }
    out
}

/// What a paragraph says, all of which is strong.
fn strong_words(block: &Block) -> Option<String> {
    let Block::Paragraph(words) = block else { return None };
    let [Inline { content: InlineContent::Strong(_), .. }] = words.inlines.as_slice() else { return None };
    Some(block_text(block))
}

fn strong_of(block: &Block) -> Vec<Inline> {
    match block {
        Block::Paragraph(words) => match words.inlines.as_slice() {
            [Inline { content: InlineContent::Strong(children), .. }] => children.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
