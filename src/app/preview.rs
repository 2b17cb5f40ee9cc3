//! The pages as the window has them: the last good ones, each known by what is on it.

use std::sync::Arc;

use crate::app::concerns::ConcernsCache;
use crate::app::leaving::LeavingCache;
use crate::app::{App, Event, Order, PaintKey, PaintOrder, Revision, Wanted};
use crate::brief::Reader;
use crate::layout::{Bitmap, Options, Pages, Paper, Shape, THEMES, Theme, theme_named};
use crate::session::DocId;
use crate::text::Message;

/// One page of the preview.
#[derive(Clone)]
pub struct PageSlot {
    /// The document it is a page of.
    pub pages: Arc<Pages>,
    /// Which page of it.
    pub page_idx: usize,
    /// Changes when what is on it does.
    pub hash: u128,
    /// Width and height in points.
    pub size_pt: (f64, f64),
    /// Where in the brief its slide begins; nothing on paper and for the title slide.
    pub slide_start: Option<usize>,
}

/// The last good pages.
#[derive(Default)]
pub struct Preview {
    /// The pages in their order.
    pub slots: Vec<PageSlot>,
    /// What kind of pages they are.
    pub shape: Option<Shape>,
    /// Whose copy they are.
    pub reader: Option<Reader>,
    /// The text they were made of.
    pub revision: Revision,
    /// The text that all of them were made of; of a single slide there may be newer pages.
    pub all_revision: Revision,
    /// Whether other pages were ordered and have not come.
    pub is_stale: bool,
    /// Why there are no pages of the text as it is; those that are shown are of an earlier one.
    pub problem: Option<Message>,
    /// Whether the slide at the cursor is shown alone, because there are too many for all.
    pub is_alone: bool,
    /// What leaves with the copy that was summed up last.
    pub(super) leaving: LeavingCache,
    /// What concerns the copy that was looked at last.
    pub(super) concerns: ConcernsCache,
    /// Drawings that have come and are not yet on the screen.
    pub painted: Vec<(PaintKey, Bitmap)>,
    /// Drawings that were ordered and will not come.
    pub not_painted: Vec<PaintKey>,
    /// The pages that were ordered last.
    pub(super) wanted: Option<Wanted>,
}

impl Preview {
    /// Another document is open. The typesetter makes the same pages of it without being asked anew, and they may come
    /// before the next look at what is wanted. Drawings that were ordered before still come, and are answered for.
    pub(super) fn reset(&mut self) {
        let (painted, not_painted) =
            (std::mem::take(&mut self.painted), std::mem::take(&mut self.not_painted));
        let is_stale = self.wanted.is_some();
        *self = Self { painted, not_painted, is_stale, wanted: self.wanted, ..Self::default() };
    }

    /// Takes in pages of a document and drawings of them, unless they are of another document than `own` or of another
    /// copy than the window shows.
    pub(super) fn meet(&mut self, own: DocId, event: Event) {
        match event {
            Event::Typeset { doc, revision, reader, shape, slots }
                if doc == own && self.may_show(reader, shape) =>
            {
                self.reader = Some(reader);
                self.set_all(revision, shape, slots);
            }
            Event::NotTypeset { doc, reader, shape, problem }
                if doc == own && self.may_show(reader, shape) =>
            {
                self.set_none(problem);
            }
            Event::Slide { doc, revision, start, slots } if doc == own => {
                self.set_slide(revision, start, slots);
            }
            Event::Painted { key, bitmap } => self.painted.push((key, bitmap)),
            Event::NotPainted { key } => self.not_painted.push(key),
            _ => {}
        }
    }

    /// Whether pages of a copy are those that the window shows.
    pub(super) fn may_show(&self, reader: Reader, shape: Shape) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| (wanted.reader, wanted.options.shape) == (reader, shape))
    }

    /// Takes in all pages of a document.
    pub fn set_all(&mut self, revision: Revision, shape: Shape, slots: Vec<PageSlot>) {
        self.slots = slots;
        self.shape = Some(shape);
        (self.revision, self.all_revision) = (revision, revision);
        self.is_stale = false;
        self.problem = None;
        self.is_alone = false;
    }

    /// Takes in that pages cannot be made.
    pub fn set_none(&mut self, problem: Message) {
        self.is_stale = false;
        self.problem = Some(problem);
    }

    /// Takes in the pages of one slide that was set alone.
    pub fn set_slide(&mut self, revision: Revision, start: usize, slots: Vec<PageSlot>) {
        if self.problem.is_some() && !slots.is_empty() {
            self.slots = slots;
            self.shape = Some(Shape::Slides);
            (self.revision, self.all_revision) = (revision, revision);
            self.is_alone = true;
            return;
        }
        if self.shape != Some(Shape::Slides) {
            return;
        }
        let is_of_slide = |slot: &PageSlot| slot.slide_start == Some(start);
        let Some(first) = self.slots.iter().position(is_of_slide) else { return };
        let n_pages = self.slots[first..].iter().take_while(|slot| is_of_slide(slot)).count();
        self.slots.splice(first..first + n_pages, slots);
        self.revision = revision;
    }

    /// The page on which the words at byte `offset` stand.
    pub fn page_of(&self, offset: usize) -> Option<usize> {
        if self.shape == Some(Shape::Slides) {
            let begins_before = |slot: &PageSlot| slot.slide_start.is_none_or(|start| start <= offset);
            let last = self.slots.iter().rposition(begins_before)?;
            let start = self.slots[last].slide_start;
            let before = self.slots[..last].iter().rposition(|slot| slot.slide_start != start);
            let first = before.map_or(0, |before| before + 1);
            // A section that takes several slides begins on the first of them.
            let (from, to) = (self.slots[first].page_idx, self.slots[last].page_idx);
            let place = (first < last).then(|| self.slots[last].pages.place_among(offset, from..to + 1));
            let page_idx = place.flatten().map_or(from, |place| place.page_idx);
            return Some(first + page_idx - from);
        }
        let slot = self.slots.first()?;
        slot.pages.place_of(offset).map(|place| place.page_idx)
    }
}

impl App {
    /// Orders the pages that the window shows, if they are other ones than before.
    pub(super) fn order_pages(&mut self) {
        if !self.view.shows_preview && self.view.export_choice().is_none() {
            return;
        }
        // Slides that the room waits for come first.
        if self.is_speaking() {
            return;
        }
        let (reader, shape) = self.view.shown_copy();
        let is_letter = self.view.export_choice().is_some_and(|choice| choice.is_letter);
        let theme = self.theme();
        let paper = if is_letter { Paper::Letter } else { Paper::A4 };
        let options = Options { shape, paper, theme };
        let wanted = Wanted { reader, options, cursor: self.selection.head };
        let is_same = self.preview.wanted.as_ref() == Some(&wanted);
        let has_moved = self.preview.wanted.as_ref().is_none_or(|before| before.cursor != wanted.cursor);
        if is_same && !has_moved {
            return;
        }
        if !is_same {
            self.preview.is_stale = true;
            self.preview.problem = None;
        }
        self.preview.wanted = Some(wanted);
        self.jobs.order(Order::Wanted(wanted));
    }

    /// Whether the pages that are seen are those of an older text, or other ones than were ordered.
    pub fn pages_are_behind(&self) -> bool {
        let is_old = self.preview.all_revision != self.session.revision();
        self.preview.is_stale || (is_old && self.preview.problem.is_none())
    }

    /// The theme of the brief.
    pub(super) fn theme(&self) -> &'static Theme {
        self.session.brief().front.theme.as_deref().and_then(theme_named).unwrap_or(&THEMES[0])
    }

    /// Orders the drawing of a page.
    pub fn paint(&self, order: PaintOrder) {
        self.jobs.paint(order);
    }
}

/// The pages of a document, with what tells them apart; it looks at all that is on them, so a thread makes them.
pub(super) fn slots_of(shape: Shape, pages: &Arc<Pages>, slide_starts: &[usize]) -> Vec<PageSlot> {
    let firsts = if shape == Shape::Slides { pages.first_pages() } else { Vec::new() };
    // The title slide comes first and is none of the brief's own.
    let starts: Vec<Option<usize>> =
        std::iter::once(None).chain(slide_starts.iter().copied().map(Some)).collect();
    let slide_of = |page_idx: usize| {
        let slide_idx = firsts.partition_point(|&first| first <= page_idx + 1).checked_sub(1)?;
        starts.get(slide_idx).copied().flatten()
    };
    (0..pages.len()).filter_map(|idx| slot(pages, idx, slide_of(idx))).collect()
}

/// The pages of a slide that begins at a byte of the text.
pub(super) fn slots_of_slide(pages: &Arc<Pages>, start: usize) -> Vec<PageSlot> {
    (0..pages.len()).filter_map(|idx| slot(pages, idx, Some(start))).collect()
}

fn slot(pages: &Arc<Pages>, page_idx: usize, slide_start: Option<usize>) -> Option<PageSlot> {
    Some(PageSlot {
        pages: Arc::clone(pages),
        page_idx,
        hash: pages.hash(page_idx)?,
        size_pt: pages.size_pt(page_idx)?,
        slide_start,
    })
}
