//! The thread that draws pages, of those ordered for one place only the newest.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::app::Event;
use crate::app::jobs::Post;
use crate::layout::Pages;

/// A page to be drawn.
pub struct PaintOrder {
    /// Where it will be shown: a newer order for the same place takes the place of this one.
    pub place: PaintPlace,
    /// The pages it is one of.
    pub pages: Arc<Pages>,
    /// Which of them.
    pub page_idx: usize,
    /// How large.
    pub pixels_per_pt: f64,
    /// What the drawing is kept under.
    pub key: PaintKey,
}

/// Where a page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaintPlace {
    /// Among the pages that are read, at this place.
    Page(usize),
    /// Among the small ones beside them.
    Thumbnail(usize),
}

/// What tells one drawing from another: what is on the page, and how large it is, in thousandths of a pixel a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PaintKey {
    /// The hash of the page.
    pub hash: u128,
    /// Thousandths of a pixel a point.
    pub scale: u32,
}

pub(super) fn paint(orders: &Receiver<PaintOrder>, post: &Post) {
    let mut waiting: Vec<PaintOrder> = Vec::new();
    loop {
        if waiting.is_empty() {
            let Ok(order) = orders.recv() else { return };
            waiting.push(order);
        }
        for order in orders.try_iter() {
            for obsolete in take_in(&mut waiting, order) {
                post.send(Event::NotPainted { key: obsolete });
            }
        }
        let order = waiting.remove(0);
        let draw = AssertUnwindSafe(|| order.pages.render(order.page_idx, order.pixels_per_pt));
        if let Ok(Some(bitmap)) = catch_unwind(draw) {
            post.send(Event::Painted { key: order.key, bitmap });
        }
    }
}

/// Adds an order to those that wait; returns what need not be drawn any more.
fn take_in(waiting: &mut Vec<PaintOrder>, order: PaintOrder) -> Vec<PaintKey> {
    let mut obsolete: Vec<PaintKey> =
        waiting.extract_if(.., |older| older.place == order.place).map(|older| older.key).collect();
    obsolete.retain(|key| *key != order.key);
    waiting.push(order);
    obsolete
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;
    use crate::layout::{Engine, Options, Paper, Shape, THEMES, typeset};
    use crate::release::{Assets, Context, project};

    #[test]
    fn of_the_sizes_a_page_goes_through_only_the_last_is_drawn() {
        let (brief, _) = parse("## One\n\n- A point\n");
        let (book, assets) = (crate::facts::FactBook::default(), Assets::default());
        let context = Context { book: &book, assets: &assets };
        let released = project(&brief, &context, crate::brief::Reader::Counterpart);
        let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };
        let pages = Arc::new(typeset(&Engine::with_own_fonts(), &released, &options).expect("typesets"));
        let order = |place, scale| {
            let (pages, key) = (Arc::clone(&pages), PaintKey { hash: 1, scale });
            PaintOrder { place, pages, page_idx: 0, pixels_per_pt: f64::from(scale), key }
        };
        let mut waiting = Vec::new();
        let mut obsolete = Vec::new();
        for scale in 1..100 {
            obsolete.extend(take_in(&mut waiting, order(PaintPlace::Page(0), scale)));
            obsolete.extend(take_in(&mut waiting, order(PaintPlace::Thumbnail(0), 1_000)));
        }
        assert_eq!(obsolete.len(), 98, "each is told, so that it can be ordered again");
        let mut scales: Vec<u32> = waiting.iter().map(|order| order.key.scale).collect();
        scales.sort_unstable();
        assert_eq!(scales, [99, 1_000]);
    }
}
