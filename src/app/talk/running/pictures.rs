//! The drawn slides of a talk: which are wanted first, and how many are held.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::talk::picture::RoomPicture;
use crate::app::talk::room::RoomSlides;
use crate::app::talk::running::Talk;
use crate::app::talk::running::text::ranges;

/// How many slides around the one that is shown are always held; of photographs at 4K, which fill memory at once, the
/// fewest.
const N_NEAR: (usize, usize) = (3, 7);

impl Talk {
    /// The pages that are to be drawn, those nearest to where the talk stands first.
    pub fn pages_to_draw(&self) -> Vec<usize> {
        let at = self.show.at();
        let mut order: Vec<usize> = (0..self.show.stops().len()).collect();
        order.sort_by_key(|&idx| idx.abs_diff(at));
        let mut seen = BTreeSet::new();
        let pages = order.into_iter().filter_map(|idx| self.show.stop(idx)).map(|stop| stop.page_idx);
        pages.filter(|page_idx| seen.insert(*page_idx)).collect()
    }

    /// The most that drawn slides take of memory. Beyond it, only those near to where the talk stands are held.
    pub const MAX_BYTES: usize = 48_000_000;

    /// Slides are wanted at another size: what is drawn is shown until it is drawn anew.
    pub fn draw_for(&mut self, size_px: (u32, u32)) {
        self.drawn_for_px = size_px;
        self.fresh.clear();
    }

    /// Takes all slides, where the talk began with the first of them. What is seen goes on being seen.
    pub fn complete(&mut self, slides: Arc<RoomSlides>) {
        let drawn: Vec<(usize, RoomPicture)> = std::mem::take(&mut self.pictures)
            .into_iter()
            .filter_map(|(page_idx, picture)| {
                let stop = self.show.stops().iter().find(|stop| stop.page_idx == page_idx)?;
                Some((stop.place.slide_idx, picture))
            })
            .collect();
        self.slides = slides;
        self.show.replace_stops(self.slides.stops());
        for (slide_idx, picture) in drawn {
            let first = self.show.stops().iter().find(|stop| stop.place.slide_idx == slide_idx);
            if let Some(first) = first {
                self.pictures.insert(first.page_idx, picture);
            }
        }
        self.parts = ranges(&self.released.content().blocks, &self.show);
        self.thumbnails.clear();
        // The numbers that are printed may be other ones, so everything is drawn anew.
        self.draw_for((0, 0));
        self.skip_dropped();
    }

    /// Takes in a drawn slide. The talk begins when all are drawn, or as many as may be held.
    pub fn take_in(&mut self, page_idx: usize, picture: RoomPicture) {
        self.pictures.insert(page_idx, picture);
        self.fresh.insert(page_idx);
        let order = self.pages_to_draw();
        let is_full = self.n_bytes() > self.max_bytes;
        if is_full {
            // What is farthest from where the talk stands goes; what stands next to it stays in any case.
            let farthest =
                order.iter().skip(self.n_near()).rev().find(|page_idx| self.pictures.contains_key(page_idx));
            if let Some(farthest) = farthest {
                self.pictures.remove(farthest);
                self.fresh.remove(farthest);
            }
            if order.iter().take(self.n_near()).all(|page_idx| self.fresh.contains(page_idx)) {
                // What is farther away would only drive out what is nearer.
                self.drawing = None;
            }
        }
        self.is_ready |= is_full || self.pictures.len() >= order.len();
    }

    /// The pages that are still to be drawn, the nearest first, where one of those next to where the talk stands is
    /// not drawn yet: it may not wait for those that come before it.
    pub fn missing_pages(&self) -> Vec<usize> {
        let order = self.pages_to_draw();
        let is_missing = |page_idx: &&usize| !self.fresh.contains(page_idx);
        if order.iter().take(self.n_near()).all(|page_idx| self.fresh.contains(page_idx)) {
            return Vec::new();
        }
        order.iter().filter(is_missing).copied().collect()
    }

    /// The size of a slide among all, in pixels.
    pub const THUMBNAIL_PX: (u32, u32) = (480, 270);

    /// The pages of which nothing is there to be shown among all slides, while these are being chosen from.
    pub fn missing_thumbnails(&self) -> Vec<usize> {
        if self.show.chosen().is_none() || !self.is_ready {
            return Vec::new();
        }
        let is_there =
            |page_idx: &usize| self.pictures.contains_key(page_idx) || self.thumbnails.contains_key(page_idx);
        self.pages_to_draw().into_iter().filter(|page_idx| !is_there(page_idx)).collect()
    }

    /// A slide to be shown among all.
    pub fn thumbnail(&self, page_idx: usize) -> Option<&RoomPicture> {
        self.pictures.get(&page_idx).or_else(|| self.thumbnails.get(&page_idx))
    }

    /// How many slides around the one that is shown are held in any case.
    fn n_near(&self) -> usize {
        let (least, most) = N_NEAR;
        let largest = self.pictures.values().map(RoomPicture::n_bytes).max().unwrap_or(0);
        (self.max_bytes / largest.max(1)).clamp(least, most)
    }

    /// What the drawn slides take of memory.
    pub fn n_bytes(&self) -> usize {
        self.pictures.values().map(RoomPicture::n_bytes).sum()
    }
}
