//! What of the pen's strokes is not written down yet.

use std::collections::BTreeSet;

use crate::app::talk::ink::{DrawnSlide, InkLine};
use crate::app::talk::running::Talk;

impl Talk {
    /// Whether nothing that was drawn in this talk is written down yet.
    pub fn is_ink_new(&self) -> bool {
        self.n_written.is_empty()
    }

    /// What was drawn and wiped since it was last noted as written; a stroke that is still being drawn comes when it is
    /// done.
    pub fn unwritten_ink(&self) -> Vec<InkLine> {
        let mut lines = Vec::new();
        for slide_idx in self.inked_slides() {
            let strokes = self.show.finished_strokes(slide_idx);
            let n_before = self.n_written.get(&slide_idx).copied().unwrap_or(0);
            let is_wiped = strokes.len() < n_before;
            let n_kept = if is_wiped { 0 } else { n_before };
            let new = strokes[n_kept..].iter().cloned().map(Some);
            let all = is_wiped.then_some(None).into_iter().chain(new);
            lines.extend(all.map(|stroke| InkLine {
                talk_millis: self.begun_millis,
                slide_idx,
                title: self.title_of(slide_idx),
                stroke,
            }));
        }
        lines
    }

    /// Notes that what was drawn up to now is written down.
    pub fn note_ink_written(&mut self) {
        for slide_idx in self.inked_slides() {
            let n_strokes = self.show.finished_strokes(slide_idx).len();
            if n_strokes > 0 || self.n_written.contains_key(&slide_idx) {
                self.n_written.insert(slide_idx, n_strokes);
            }
        }
    }

    /// The slides on which something is drawn, or was.
    fn inked_slides(&self) -> BTreeSet<usize> {
        self.show.ink.keys().chain(self.n_written.keys()).copied().collect()
    }

    /// What is drawn on the slides now.
    pub fn drawn_slides(&self) -> Vec<DrawnSlide> {
        let drawn = self.show.ink.iter().filter(|(_, strokes)| !strokes.is_empty());
        drawn
            .map(|(&slide_idx, strokes)| DrawnSlide {
                slide_idx,
                title: self.title_of(slide_idx),
                strokes: strokes.clone(),
            })
            .collect()
    }

    /// What was drawn before the talk was broken off is written down.
    pub(super) fn restore_ink(&mut self) {
        self.n_written =
            self.show.ink.iter().map(|(&slide_idx, strokes)| (slide_idx, strokes.len())).collect();
    }

    fn title_of(&self, slide_idx: usize) -> String {
        let first = self.show.stops().iter().find(|stop| stop.place.slide_idx == slide_idx);
        first.map(|stop| self.slides.title(stop.page_idx)).unwrap_or_default()
    }
}
