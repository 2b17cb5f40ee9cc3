//! Words that run off their page, which nobody would miss until they are wanted.

use typst::layout::{Frame, FrameItem, Point, Size, Transform};

use crate::layout::Pages;

/// As many letters of the words as show which are meant.
const MOST_LETTERS: usize = 40;

/// How far a glyph may reach over the edge before its letter is hard to read, in points.
const TOLERANCE_PT: f64 = 2.0;

impl Pages {
    /// The first words that stand beyond the edges of their page, at least in part, with the index of the page.
    pub fn words_beyond(&self) -> Option<(usize, String)> {
        self.document().pages().iter().enumerate().find_map(|(page_idx, page)| {
            Some((page_idx, beyond(&page.frame, Transform::identity(), page.frame.size())?))
        })
    }
}

/// The first words of a frame beyond the edges of a page of some size, on which the frame stands as `place` says.
fn beyond(frame: &Frame, place: Transform, page: Size) -> Option<String> {
    frame.items().find_map(|(at, item)| match item {
        FrameItem::Group(group) => {
            let moved = Transform::translate(at.x, at.y).pre_concat(group.transform);
            beyond(&group.frame, place.pre_concat(moved), page)
        }
        FrameItem::Text(text) if !text.text.trim().is_empty() => {
            let is_on_page = |point: Point| {
                let (x, y) = (point.x.to_pt(), point.y.to_pt());
                let is_within = |value: f64, end: f64| (-TOLERANCE_PT..=end + TOLERANCE_PT).contains(&value);
                is_within(x, page.x.to_pt()) && is_within(y, page.y.to_pt())
            };
            let end = Point::new(at.x + text.width(), at.y);
            let is_whole = is_on_page(at.transform(place)) && is_on_page(end.transform(place));
            (!is_whole).then(|| text.text.chars().take(MOST_LETTERS).collect())
        }
        _ => None,
    })
}
