//! Blocks of a brief made of what Office has: headings, lists by levels, notes.

use crate::brief::{
    Block, Code, Footnote, Form, Heading, Inline, Item, KindRef, Kinded, List, Mark, PageTurn, Paragraph,
    Quote, Scope,
};
use crate::text::Span;

/// What stands before an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number(u64),
    /// A box, ticked or not.
    Box(bool),
}

/// What stands one below the other, lists still flat.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    Block(Block),
    /// An item of a list, with its level from 0.
    Item(usize, Marker, Vec<Block>),
    /// What belongs to the last item of a level.
    Continued(usize, Block),
}

pub(super) fn paragraph(inlines: Vec<Inline>) -> Block {
    let (span, scope) = (Span::default(), Scope::default());
    Block::Paragraph(Paragraph { inlines, weight: None, numbering: None, label: None, span, scope })
}

pub(super) fn heading(level: u8, inlines: Vec<Inline>, turn: PageTurn) -> Block {
    let attributes = (turn == PageTurn::Landscape).then(|| ".landscape".to_owned());
    let (span, scope) = (Span::default(), Scope::default());
    Block::Heading(Heading { level, inlines, kind: None, is_near: false, attributes, span, scope })
}

pub(super) fn quote(blocks: Vec<Block>) -> Block {
    Block::Quote(Quote { blocks, span: Span::default(), scope: Scope::default() })
}

pub(super) fn code(text: String) -> Block {
    let info = String::new();
    Block::Code(Code { info, fenced: true, text, span: Span::default(), scope: Scope::default() })
}

pub(super) fn footnote(label: String, blocks: Vec<Block>) -> Block {
    Block::Footnote(Footnote { label, blocks, span: Span::default(), scope: Scope::default() })
}

pub(super) fn mark() -> Mark {
    Mark { span: Span::default(), scope: Scope::default() }
}

/// A block of a kind, with the words behind its marker.
pub(super) fn kinded(kind: KindRef, form: Form, title: Vec<Inline>, blocks: Vec<Block>) -> Block {
    Block::Kinded(Kinded {
        kind,
        form,
        title,
        weight: None,
        attributes: None,
        blocks,
        goes_on: false,
        marker_span: Span::default(),
        span: Span::default(),
        scope: Scope::default(),
    })
}

/// What the speaker alone sees.
pub(super) fn notes(blocks: Vec<Block>) -> Block {
    kinded(KindRef::named("notes"), Form::Div, Vec::new(), blocks)
}

/// Makes lists of flat items.
pub(super) fn nested(entries: Vec<Entry>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut rest = entries.into_iter().peekable();
    while let Some(entry) = rest.peek() {
        match entry {
            Entry::Item(level, ..) => {
                let level = *level;
                out.extend(take_lists(&mut rest, level));
            }
            Entry::Block(_) | Entry::Continued(..) => {
                if let Some(Entry::Block(block) | Entry::Continued(_, block)) = rest.next() {
                    out.push(block);
                }
            }
        }
    }
    out
}

/// Takes the lists of a level that follow each other, with all that is further in.
fn take_lists(rest: &mut std::iter::Peekable<std::vec::IntoIter<Entry>>, level: usize) -> Vec<Block> {
    let mut lists: Vec<List> = Vec::new();
    let mut last = None;
    while let Some(entry) = rest.peek() {
        match entry {
            Entry::Item(inner, ..) if *inner > level => {
                let inner = *inner;
                let blocks = take_lists(rest, inner);
                last_item(&mut lists).extend(blocks);
            }
            Entry::Continued(inner, _) if *inner >= level => {
                if let Some(Entry::Continued(_, block)) = rest.next() {
                    last_item(&mut lists).push(block);
                }
            }
            Entry::Item(inner, marker, _) if *inner == level => {
                let marker = *marker;
                let Some(Entry::Item(_, _, blocks)) = rest.next() else { break };
                if !goes_on(last, marker) || lists.is_empty() {
                    lists.push(list(marker));
                }
                last = Some(marker);
                let tick = match marker {
                    Marker::Box(true) => Some('x'),
                    Marker::Box(false) => Some(' '),
                    Marker::Bullet | Marker::Number(_) => None,
                };
                let item = Item { tick, blocks, span: Span::default(), scope: Scope::default() };
                lists.iter_mut().last().iter_mut().for_each(|list| list.items.push(item.clone()));
            }
            Entry::Item(..) | Entry::Block(_) | Entry::Continued(..) => break,
        }
    }
    lists.iter_mut().for_each(|list| list.tight = is_tight(list));
    lists.into_iter().map(Block::List).collect()
}

fn list(marker: Marker) -> List {
    let start = match marker {
        Marker::Number(number) => Some(number.min(999_999_999)),
        Marker::Bullet | Marker::Box(_) => None,
    };
    List { start, tight: true, items: Vec::new(), span: Span::default(), scope: Scope::default() }
}

/// The blocks of the last item; where there is none, of one without words.
fn last_item(lists: &mut Vec<List>) -> &mut Vec<Block> {
    if lists.is_empty() {
        let mut bare = list(Marker::Bullet);
        bare.items.push(Item {
            tick: None,
            blocks: Vec::new(),
            span: Span::default(),
            scope: Scope::default(),
        });
        lists.push(bare);
    }
    let last = lists.len() - 1;
    let items = &mut lists[last].items;
    let item = items.len() - 1;
    &mut items[item].blocks
}

/// Whether an item belongs to the list of the one before it.
fn goes_on(last: Option<Marker>, marker: Marker) -> bool {
    match (last, marker) {
        (Some(Marker::Number(before)), Marker::Number(number)) => number == before.saturating_add(1),
        (Some(Marker::Bullet), Marker::Bullet) | (Some(Marker::Box(_)), Marker::Box(_)) => true,
        _ => false,
    }
}

/// Whether nothing but further lists stands below the words of its items.
fn is_tight(list: &List) -> bool {
    list.items.iter().all(|item| item.blocks.iter().skip(1).all(|block| matches!(block, Block::List(_))))
}
