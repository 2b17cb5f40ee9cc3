//! A brief for the member from one state: what speaks of other states drops out, and figures asked for by state are
//! those of this one.
//!
//! What drops out is chosen by the marks that people write (`{state=OH}` on a heading, point, sentence or fence) and
//! by what is cited: a sentence, point or row with a figure of another state goes with it. Where it is not clear how
//! much belongs together, more drops out, never less.

mod key;
mod rows;
mod sentence;
mod words;

use std::borrow::Cow;

pub use self::key::{is_by_state, state_of};
pub use self::rows::{ChartRows, chart_facts, chart_rows, may_have};

use crate::brief::{
    Block, Brief, Callout, Cell, Footnote, Heading, Inline, InlineContent, Item, Kinded, Lang, List, Node,
    Paragraph, Quote, Table, UsState, walk_blocks,
};
use crate::facts::FactBook;
use crate::facts::scope::key::resolve_key;
use crate::facts::scope::words::{said_states, take_mark};

/// Makes the brief for one state; for none, only figures that are asked for by state become those of the nation.
pub fn for_state<'b>(brief: &'b Brief, book: &FactBook, state: Option<UsState>) -> Cow<'b, Brief> {
    if state.is_none() && !asks_for_states(brief) {
        return Cow::Borrowed(brief);
    }
    let scoping = Scoping { book, state, lang: brief.front.lang };
    let mut front = brief.front.clone();
    front.state = state.or(front.state);
    Cow::Owned(Brief { front, blocks: scoping.blocks(&brief.blocks), ..brief.clone() })
}

/// Whether anything in a brief reads otherwise by state.
fn asks_for_states(brief: &Brief) -> bool {
    let mut asks = false;
    walk_blocks(&brief.blocks, &mut |node| {
        let Node::Inline(inline) = node else { return };
        asks |= match &inline.content {
            InlineContent::Fact { key, .. } => is_by_state(key),
            InlineContent::Text(words) => words.contains("state="),
            _ => false,
        };
    });
    asks
}

/// What a brief is made for.
struct Scoping<'b> {
    book: &'b FactBook,
    state: Option<UsState>,
    lang: Lang,
}

impl Scoping<'_> {
    fn blocks(&self, blocks: &[Block]) -> Vec<Block> {
        let mut kept = Vec::new();
        let mut left_out_at: Option<u8> = None;
        for block in blocks {
            if let Block::Heading(heading) = block {
                if left_out_at.is_some_and(|level| heading.level > level) {
                    continue;
                }
                let made = self.heading(heading);
                left_out_at = made.is_none().then_some(heading.level);
                kept.extend(made);
            } else if left_out_at.is_none() {
                kept.extend(self.block(block));
            }
        }
        kept
    }

    /// Whether text with these settings, such as `state=OH,KY`, is for others alone.
    fn is_for_others(&self, settings: Option<&str>) -> bool {
        let Some(state) = self.state else { return false };
        said_states(settings.unwrap_or("")).is_some_and(|states| !states.contains(&state))
    }

    /// A heading; nothing where its section is for others.
    fn heading(&self, heading: &Heading) -> Option<Block> {
        if self.is_for_others(heading.attributes.as_deref()) {
            return None;
        }
        let inlines = self.whole(&heading.inlines)?;
        Some(Block::Heading(Heading { inlines, ..heading.clone() }))
    }

    fn block(&self, block: &Block) -> Option<Block> {
        Some(match block {
            Block::Heading(heading) => return self.heading(heading),
            Block::Paragraph(paragraph) => Block::Paragraph(Paragraph {
                inlines: self.sentences(&paragraph.inlines)?,
                ..paragraph.clone()
            }),
            Block::List(list) => {
                let items: Vec<Item> = list.items.iter().filter_map(|item| self.item(item)).collect();
                let is_gone = items.is_empty() && !list.items.is_empty();
                return (!is_gone).then(|| Block::List(List { items, ..list.clone() }));
            }
            Block::Quote(quote) => Block::Quote(Quote { blocks: self.all(&quote.blocks)?, ..quote.clone() }),
            Block::Callout(callout) => Block::Callout(Callout {
                title: self.whole(&callout.title)?,
                blocks: self.all(&callout.blocks)?,
                ..callout.clone()
            }),
            Block::Kinded(kinded) => {
                if self.is_for_others(kinded.attributes.as_deref()) {
                    return None;
                }
                Block::Kinded(Kinded {
                    title: self.whole(&kinded.title)?,
                    blocks: self.all(&kinded.blocks)?,
                    ..kinded.clone()
                })
            }
            Block::Table(table) => return self.table(table).map(Block::Table),
            Block::Columns(columns) => {
                let mut columns = columns.clone();
                columns.columns = columns.columns.iter().map(|column| self.blocks(column)).collect();
                Block::Columns(columns)
            }
            Block::Footnote(footnote) => {
                Block::Footnote(Footnote { blocks: self.blocks(&footnote.blocks), ..footnote.clone() })
            }
            Block::Code(_)
            | Block::Chart(_)
            | Block::Break(_)
            | Block::Rule(_)
            | Block::Page(_)
            | Block::Pause(_)
            | Block::Html(_)
            | Block::Comment(_)
            | Block::Definition(_) => block.clone(),
        })
    }

    /// The blocks of a container; nothing where it held some and none is left.
    fn all(&self, blocks: &[Block]) -> Option<Vec<Block>> {
        let kept = self.blocks(blocks);
        (!kept.is_empty() || blocks.is_empty()).then_some(kept)
    }

    /// An item; what stands below a point that drops out goes with it.
    fn item(&self, item: &Item) -> Option<Item> {
        let Some(first) = item.blocks.first() else { return Some(item.clone()) };
        self.block(first)?;
        Some(Item { blocks: self.blocks(&item.blocks), ..item.clone() })
    }

    fn table(&self, table: &Table) -> Option<Table> {
        let rows: Vec<Vec<Cell>> = table.rows.iter().filter_map(|row| self.row(row)).collect();
        let is_gone = rows.is_empty() && !table.rows.is_empty();
        (!is_gone).then(|| Table { rows, ..table.clone() })
    }

    /// A row; one that begins with the name of a state is about that state.
    fn row(&self, row: &[Cell]) -> Option<Vec<Cell>> {
        let label = row.first().map(|cell| crate::brief::inline_text(&cell.inlines)).unwrap_or_default();
        let named = crate::brief::us_state(&label);
        if let (Some(state), Some(named)) = (self.state, named)
            && named != state
        {
            return None;
        }
        let cell = |cell: &Cell| Some(Cell { inlines: self.whole(&cell.inlines)?, ..cell.clone() });
        row.iter().map(cell).collect()
    }

    /// A run of words that stands or falls as one: a title, a cell.
    fn whole(&self, inlines: &[Inline]) -> Option<Vec<Inline>> {
        let (inlines, states) = take_mark(inlines);
        let is_for_others = |states: &Vec<UsState>| self.state.is_some_and(|own| !states.contains(&own));
        if states.as_ref().is_some_and(is_for_others) || self.cites_others(&inlines) {
            return None;
        }
        let n_pieces = inlines.len();
        let inlines = match self.state {
            Some(own) => words::without_others(inlines, own).0,
            None => words::unwrapped(inlines),
        };
        let is_gone = inlines.is_empty() && n_pieces > 0;
        (!is_gone).then(|| self.resolved(inlines))
    }

    /// A run of words sentence by sentence; nothing where none is left.
    fn sentences(&self, inlines: &[Inline]) -> Option<Vec<Inline>> {
        let (inlines, states) = take_mark(inlines);
        let Some(own) = self.state else { return Some(self.resolved(words::unwrapped(inlines))) };
        if states.is_some_and(|states| !states.contains(&own)) {
            return None;
        }
        let (inlines, has_dropped) = words::without_others(inlines, own);
        let sentences = sentence::split(inlines);
        let n_sentences = sentences.len();
        let kept: Vec<Vec<Inline>> =
            sentences.into_iter().filter(|sentence| !self.cites_others(sentence)).collect();
        let is_changed = has_dropped || kept.len() < n_sentences;
        let mut kept: Vec<Inline> = kept.into_iter().flatten().collect();
        if is_changed {
            words::trim(&mut kept);
            let is_bare = |inline: &Inline| !words::says_something(inline);
            if kept.iter().all(is_bare) {
                return None;
            }
        }
        Some(self.resolved(kept))
    }

    /// Whether some words cite a figure of another state.
    fn cites_others(&self, inlines: &[Inline]) -> bool {
        let Some(own) = self.state else { return false };
        let mut cites = false;
        crate::brief::walk_inlines(inlines, &mut |node| {
            if let Node::Inline(Inline { content: InlineContent::Fact { key, .. }, .. }) = node {
                cites |= !is_by_state(key) && state_of(self.book, key).is_some_and(|state| state != own);
            }
        });
        cites
    }

    /// Puts the figures of this state where figures are asked for by state.
    fn resolved(&self, mut inlines: Vec<Inline>) -> Vec<Inline> {
        for inline in &mut inlines {
            let (span, readers) = (inline.span, inline.readers);
            match &mut inline.content {
                InlineContent::Fact { key, children } if is_by_state(key) => {
                    let Some((found, words)) = resolve_key(self.book, key, self.state, self.lang) else {
                        continue;
                    };
                    *key = found;
                    // Words that were typed may be those of any state; where none is asked for they are the author's.
                    if self.state.is_some() || children.is_empty() {
                        *children = vec![Inline { content: InlineContent::Text(words), span, readers }];
                    }
                }
                content => {
                    if let Some(children) = content.children_mut() {
                        *children = self.resolved(std::mem::take(children));
                    }
                }
            }
        }
        inlines
    }
}
