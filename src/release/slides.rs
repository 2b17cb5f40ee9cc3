//! What may be shown on the screen, slide by slide.
//!
//! The screen always shows the counterpart's copy, whoever holds the clicker; notes are numbered anew on each
//! slide, so that a slide depends on nothing but its own text.

use std::collections::BTreeSet;

use crate::brief::{self, Brief, Reader, inline_text};
use crate::facts::for_state;
use crate::release::jump::lead_to_slides;
use crate::release::project::{Medium, Parts, Projector, content};
use crate::release::{Block, BlockContent, Context, Inline, Released, Slide};

/// The slides of a brief, and the numbers of those that links lead to. The title slide is not among them.
pub(super) fn slides<'c>(brief: &'c Brief, projector: &mut Projector<'c>) -> (Vec<Slide>, BTreeSet<usize>) {
    projector.turn_to_slides();
    let skip_idx = projector.brief_title_idx();
    let mut slides = Vec::new();
    for range in ranges(brief) {
        slides.extend(slide(brief, range, skip_idx, projector));
    }
    let targets = lead_to_slides(&projector.jumps, &mut slides);
    (slides, targets)
}

/// The one slide that holds byte `offset` of the brief, as a document with nothing else; nothing where that text
/// is not on a slide.
pub fn slide_at(brief: &Brief, context: &Context<'_>, reader: Reader, offset: usize) -> Option<Released> {
    let scoped = for_state(brief, context.book, brief.front.state);
    let brief = scoped.as_ref();
    let mut projector = Projector::new(brief, context, reader, Medium::Slide);
    projector.turn_to_slides();
    let skip_idx = projector.brief_title_idx();
    let mut all = ranges(brief);
    let is_before = |range: &Range| range.start <= offset;
    let at = all.iter().rposition(is_before)?;
    let mut slide = slide(brief, all.swap_remove(at), skip_idx, &mut projector)?;
    if projector.jumps.has_links() {
        // Whether its links lead anywhere depends on all other slides. The one is made again as one of them.
        let mut projector = Projector::new(brief, context, reader, Medium::Slide);
        slide = slides(brief, &mut projector).0.into_iter().find(|other| other.start == slide.start)?;
    }
    let parts = Parts { slides: vec![slide], ..Parts::default() };
    Some(Released { content: content(brief, reader, projector, parts) })
}

/// The top-level blocks of one slide.
struct Range {
    /// The byte it begins at.
    start: usize,
    blocks: std::ops::Range<usize>,
}

fn ranges(brief: &Brief) -> Vec<Range> {
    let mut ranges: Vec<Range> = Vec::new();
    for (idx, block) in brief.blocks.iter().enumerate() {
        if block.begins_slide(brief.front.slide_level) || ranges.is_empty() {
            ranges.push(Range { start: block.span().start, blocks: idx..idx });
        }
        if let Some(range) = ranges.last_mut() {
            range.blocks.end = idx + 1;
        }
    }
    ranges
}

fn slide<'c>(
    brief: &'c Brief,
    range: Range,
    skip_idx: usize,
    projector: &mut Projector<'c>,
) -> Option<Slide> {
    let mut title: Vec<Inline> = Vec::new();
    let mut is_section = false;
    let mut layout = None;
    let mut blocks = Vec::new();
    let mut pauses = Vec::new();
    for idx in range.blocks.clone() {
        let block = &brief.blocks[idx];
        let is_titling = idx == range.blocks.start;
        if idx == skip_idx || !projector.keeps(idx) {
            continue;
        }
        // A pause in a section that is kept from the room parts what is not there. Elsewhere it is no text, so it
        // counts even where only marked text is shared.
        let is_pause = matches!(block, brief::Block::Pause(_));
        if is_pause && (!block.scope().in_kind || projector.may_read(block.scope())) {
            pauses.push(block.span().start);
        }
        for projected in projector.block(block) {
            match projected.content {
                BlockContent::Heading { inlines, .. } if is_titling => {
                    title = inlines;
                    is_section = is_divider(block, brief.front.slide_level);
                    layout = layout_of(block);
                }
                BlockContent::Break | BlockContent::Page => {}
                _ => blocks.push(projected),
            }
        }
    }
    let notes = projector.take_notes();
    if title.is_empty() && blocks.is_empty() {
        return None;
    }
    let pauses = with_effect(&pauses, !title.is_empty(), &blocks);
    let blocks = crate::release::project::block::joined(blocks);
    Some(Slide { start: range.start, title, is_section, layout, blocks, notes, pauses })
}

/// The pauses that part something seen from something seen later. Where private text stood between two of them,
/// one is left, so that nobody has to press a key for nothing.
fn with_effect(pauses: &[usize], has_title: bool, blocks: &[Block]) -> Vec<usize> {
    let n_shown = |pause: usize| blocks.iter().filter(|block| block.span.start < pause).count();
    let mut n_last = if has_title { None } else { Some(0) };
    let mut kept = Vec::new();
    for &pause in pauses {
        let n_now = n_shown(pause);
        if n_last != Some(n_now) && n_now < blocks.len() {
            kept.push(pause);
            n_last = Some(n_now);
        }
    }
    kept
}

fn layout_of(block: &brief::Block) -> Option<brief::SlideLayout> {
    match block {
        brief::Block::Heading(heading) => heading.layout(),
        _ => None,
    }
}

fn is_divider(block: &brief::Block, slide_level: u8) -> bool {
    match block {
        brief::Block::Heading(heading) => {
            heading.level < slide_level && !inline_text(&heading.inlines).is_empty()
        }
        _ => false,
    }
}
