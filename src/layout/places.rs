//! Between places on pages and places in the brief: where a click leads, and where the cursor stands on paper.
//!
//! A glyph knows the literal it was set from, and each literal knows its bytes in the brief. Literals whose words
//! were escaped on the way are still exact at their start.

use std::ops::Range;

use typst::foundations::StyleChain;
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::{Destination, HeadingElem};
use typst::syntax::{LinkedNode, Side};
use typst::text::TextItem;

use crate::layout::Pages;
use crate::text::{Span, runs_left};

/// A place on a page, in points from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PagePlace {
    /// The page, counted from 0.
    pub page_idx: usize,
    /// The left edge of the glyph.
    pub x_pt: f64,
    /// The baseline of its line.
    pub y_pt: f64,
    /// The type size of its line.
    pub size_pt: f64,
}

/// A heading as it stands on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageHeading {
    /// Its level, from 1.
    pub level: usize,
    /// Its words.
    pub words: String,
    /// Its upper edge, in points from that of the page.
    pub y_pt: f64,
}

/// Words on one line of a page that come from one part of the brief.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageWords {
    /// Which part, by its place among those that were asked for.
    pub span_idx: usize,
    /// The left edge, in points from that of the page.
    pub left_pt: f64,
    /// The right edge.
    pub right_pt: f64,
    /// The baseline, in points from the upper edge of the page.
    pub y_pt: f64,
    /// The size of the type.
    pub size_pt: f64,
}

/// A link on a page that leads to another page of the same document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageLink {
    /// The page it leads to, counted from 0.
    pub to_page_idx: usize,
    /// Its upper left corner, in points from that of the page.
    pub min_pt: (f64, f64),
    /// Its lower right corner, in points from the upper left one of the page.
    pub max_pt: (f64, f64),
}

/// A run of glyphs: where its first letter stands in the brief, and its words.
type Run = (Option<usize>, String);

impl Pages {
    /// The links of a page that lead to pages of this document, in the order of the text. One that runs over
    /// several lines is there as often.
    pub fn links(&self, page_idx: usize) -> Vec<PageLink> {
        let Some(page) = self.document().pages().get(page_idx) else { return Vec::new() };
        let mut links = Vec::new();
        walk_links(&page.frame, Point::zero(), &mut |dest, at, size| {
            let page = match dest {
                Destination::Position(position) => Some(position.page),
                Destination::Location(location) => {
                    self.document().introspector().position(*location).map(|position| position.page)
                }
                Destination::Url(_) => None,
            };
            if let Some(page) = page {
                links.push(PageLink {
                    to_page_idx: page.get() - 1,
                    min_pt: (at.x.to_pt(), at.y.to_pt()),
                    max_pt: ((at.x + size.x).to_pt(), (at.y + size.y).to_pt()),
                });
            }
        });
        links
    }

    /// The headings of a page from top to bottom.
    pub fn headings(&self, page_idx: usize) -> Vec<PageHeading> {
        let mut headings = Vec::new();
        if let Some(page) = self.document().pages().get(page_idx) {
            walk_headings(&page.frame, 0.0, &mut headings);
        }
        headings
    }

    /// The byte of the brief whose glyph stands at or next to a point of a page.
    ///
    /// Nothing where the words there are the program's own, or the page is empty.
    pub fn offset_at(&self, page_idx: usize, x_pt: f64, y_pt: f64) -> Option<usize> {
        let page = self.document().pages().get(page_idx)?;
        let mut nearest: Option<(f64, usize)> = None;
        walk(&page.frame, Point::zero(), &mut |text, at| {
            let (left, baseline) = (at.x.to_pt(), at.y.to_pt());
            let (top, bottom) = (baseline - text.size.to_pt(), baseline + 0.3 * text.size.to_pt());
            let beyond = |low: f64, value: f64, high: f64| (low - value).max(value - high).max(0.0);
            let right = left + text.width().to_pt();
            // Lines are told apart before words.
            let distance = beyond(top, y_pt, bottom) * 4.0 + beyond(left, x_pt, right);
            if nearest.is_none_or(|(least, _)| distance < least)
                && let Some(offset) = self.offset_in(text, x_pt - left)
            {
                nearest = Some((distance, offset));
            }
        });
        nearest.map(|(_, offset)| offset)
    }

    /// Where the words at byte `offset` of the brief stand; the last words before it where it shows nothing itself.
    pub fn place_of(&self, offset: usize) -> Option<PagePlace> {
        self.place_among(offset, 0..self.len())
    }

    /// The same among some of the pages; nothing where they do not show those words.
    pub fn place_among(&self, offset: usize, pages: Range<usize>) -> Option<PagePlace> {
        let before = self.literals.iter().filter(|literal| literal.brief.start <= offset);
        let literal = before.max_by_key(|literal| literal.brief.start)?;
        let root = LinkedNode::new(self.typst_source().root());
        let span = root.leaf_at(literal.typst.start, Side::After)?.span();
        let is_verbatim = literal.typst.len() == literal.brief.len();
        let within = if is_verbatim { offset - literal.brief.start } else { 0 };
        let mut found: Option<(usize, PagePlace)> = None;
        for page_idx in pages {
            match (self.nearest_on(page_idx, span, within), found) {
                // Of words that stand on several pages as a whole, as a title does, those on the first are meant; a
                // paragraph that goes on over a page has its later letters there.
                (Some((nearest, _)), Some((before, _))) if nearest <= before => break,
                (None, Some(_)) => break,
                (here, _) => found = here,
            }
        }
        found.map(|(_, place)| place)
    }

    /// The last glyph of a text on a page that does not stand behind byte `within` of it, with its own byte; the first
    /// of all where each does.
    fn nearest_on(
        &self,
        page_idx: usize,
        span: typst::syntax::Span,
        within: usize,
    ) -> Option<(usize, PagePlace)> {
        let page = self.document().pages().get(page_idx)?;
        let mut found: Option<(usize, PagePlace)> = None;
        walk(&page.frame, Point::zero(), &mut |text, at| {
            let mut x = at.x;
            for glyph in &text.glyphs {
                // Letters that run left stand in the other order.
                let at_byte = usize::from(glyph.span.1);
                let is_nearer = found.is_none_or(|(nearest, _)| at_byte <= within && at_byte >= nearest);
                if glyph.span.0 == span && is_nearer {
                    let nearest = if at_byte <= within { at_byte } else { 0 };
                    let (x_pt, y_pt, size_pt) = (x.to_pt(), at.y.to_pt(), text.size.to_pt());
                    found = Some((nearest, PagePlace { page_idx, x_pt, y_pt, size_pt }));
                }
                x += glyph.x_advance.at(text.size);
            }
        });
        found
    }

    /// Where the words of some parts of the brief stand on a page, line by line.
    pub fn words_of(&self, page_idx: usize, spans: &[Span]) -> Vec<PageWords> {
        let Some(page) = self.document().pages().get(page_idx) else { return Vec::new() };
        let mut found: Vec<PageWords> = Vec::new();
        walk(&page.frame, Point::zero(), &mut |text, at| {
            let (mut left_pt, y_pt, size_pt) = (at.x.to_pt(), at.y.to_pt(), text.size.to_pt());
            for glyph in &text.glyphs {
                let right_pt = left_pt + glyph.x_advance.at(text.size).to_pt();
                let offset = self.brief_offset(glyph.span);
                let is_in = |span: &Span| offset.is_some_and(|at| span.start <= at && at < span.end);
                if let Some(span_idx) = spans.iter().position(is_in) {
                    match found.last_mut() {
                        Some(last) if last.span_idx == span_idx && (last.y_pt - y_pt).abs() < 0.5 => {
                            last.left_pt = last.left_pt.min(left_pt);
                            last.right_pt = last.right_pt.max(right_pt);
                        }
                        _ => found.push(PageWords { span_idx, left_pt, right_pt, y_pt, size_pt }),
                    }
                }
                left_pt = right_pt;
            }
        });
        found
    }

    /// A number that changes when what is drawn on a page does.
    pub fn hash(&self, page_idx: usize) -> Option<u128> {
        self.document().pages().get(page_idx).map(|page| typst::utils::hash128(&page.frame))
    }

    /// The words of a page in reading order, line by line, for a reader aloud.
    pub fn words(&self, page_idx: usize) -> String {
        let Some(page) = self.document().pages().get(page_idx) else { return String::new() };
        let mut lines: Vec<(Abs, Vec<Run>)> = Vec::new();
        let mut turns = false;
        walk(&page.frame, Point::zero(), &mut |text, _| turns |= text.text.chars().any(runs_left));
        walk(&page.frame, Point::zero(), &mut |text, at| {
            let offsets = text.glyphs.iter().filter_map(|glyph| self.brief_offset(glyph.span));
            // To find where glyphs came from takes longer than all else.
            let first = if turns { offsets.min() } else { None };
            let run = (first, text.text.to_string());
            match lines.last_mut() {
                Some((y, runs)) if *y == at.y => runs.push(run),
                _ => lines.push((at.y, vec![run])),
            }
        });
        for (_, runs) in &mut lines {
            // They lie there as they are seen, from left to right.
            if runs.iter().any(|(_, text)| text.chars().any(runs_left)) {
                runs.sort_by_key(|(first, _)| *first);
            }
        }
        let words =
            |(_, runs): &(Abs, Vec<Run>)| -> String { runs.iter().map(|(_, text)| text.as_str()).collect() };
        lines.iter().map(words).collect::<Vec<_>>().join("\n")
    }

    /// Whether a page shows words that stand at byte `start` of the brief or behind it.
    pub(super) fn shows_from(&self, page_idx: usize, start: usize) -> bool {
        let Some(page) = self.document().pages().get(page_idx) else { return false };
        let mut found = false;
        walk(&page.frame, Point::zero(), &mut |text, _| {
            let is_shown = |offset: usize| offset >= start;
            found =
                found || text.glyphs.iter().any(|glyph| self.brief_offset(glyph.span).is_some_and(is_shown));
        });
        found
    }

    /// The lowest baseline of a page above a line, in points from its upper edge; 0 where there is none.
    pub(super) fn lowest_pt(&self, page_idx: usize, above_pt: f64) -> f64 {
        let Some(page) = self.document().pages().get(page_idx) else { return 0.0 };
        let mut lowest_pt = 0.0_f64;
        walk(&page.frame, Point::zero(), &mut |_, at| {
            let y_pt = at.y.to_pt();
            lowest_pt = if y_pt < above_pt { lowest_pt.max(y_pt) } else { lowest_pt };
        });
        lowest_pt
    }

    /// How many runs of glyphs, lines and pictures are drawn on a page.
    pub(super) fn n_drawn(&self, page_idx: usize) -> usize {
        self.document().pages().get(page_idx).map_or(0, |page| n_drawn(&page.frame))
    }

    /// The byte of the brief at `x_pt` points from the start of a run of glyphs.
    fn offset_in(&self, text: &TextItem, x_pt: f64) -> Option<usize> {
        let mut x = 0.0;
        let mut last = None;
        for glyph in &text.glyphs {
            let advance = glyph.x_advance.at(text.size).to_pt();
            let offset = self.brief_offset(glyph.span);
            if x_pt < x + advance / 2.0 {
                return offset.or(last);
            }
            // Behind the last glyph the cursor goes behind its letter.
            let letter = text.text.get(glyph.range()).map_or(0, str::len);
            last = offset.map(|offset| offset + letter).or(last);
            x += advance;
        }
        last
    }

    fn brief_offset(&self, (span, within): (typst::syntax::Span, u16)) -> Option<usize> {
        let node = self.typst_source().find(span)?;
        // The span of a literal takes in its quotes.
        let start = node.range().start + 1;
        let idx = self.literals.binary_search_by_key(&start, |literal| literal.typst.start).ok()?;
        let literal = self.literals[idx];
        let Span { start, end } = literal.brief;
        let is_verbatim = literal.typst.len() == literal.brief.len();
        Some(if is_verbatim { (start + usize::from(within)).min(end) } else { start })
    }
}

fn walk_headings(frame: &Frame, top_pt: f64, headings: &mut Vec<PageHeading>) {
    for (at, item) in frame.items() {
        let y_pt = top_pt + at.y.to_pt();
        match item {
            FrameItem::Tag(Tag::Start(element, ..)) => {
                if let Some(heading) = element.to_packed::<HeadingElem>() {
                    let level = heading.resolve_level(StyleChain::default()).get();
                    let words = heading.body.plain_text().trim().to_owned();
                    headings.push(PageHeading { level, words, y_pt });
                }
            }
            FrameItem::Group(group) => {
                walk_headings(&group.frame, y_pt + group.transform.ty.to_pt(), headings);
            }
            _ => {}
        }
    }
}

fn n_drawn(frame: &Frame) -> usize {
    let drawn = frame.items().map(|(_, item)| match item {
        FrameItem::Group(group) => n_drawn(&group.frame),
        FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) => 1,
        FrameItem::Link(..) | FrameItem::Tag(_) => 0,
    });
    drawn.sum()
}

/// Visits all links with the place of their upper left corner on the page.
fn walk_links(frame: &Frame, origin: Point, visit: &mut dyn FnMut(&Destination, Point, Size)) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Link(dest, size) => visit(dest, origin + *at, *size),
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                walk_links(&group.frame, origin + *at + moved, visit);
            }
            _ => {}
        }
    }
}

/// Visits all runs of glyphs with the place of their start on the page.
fn walk(frame: &Frame, origin: Point, visit: &mut dyn FnMut(&TextItem, Point)) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Text(text) => visit(text, origin + *at),
            FrameItem::Group(group) => {
                let moved = Point::new(group.transform.tx, group.transform.ty);
                walk(&group.frame, origin + *at + moved, visit);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::{Reader, parse};
    use crate::facts::FactBook;
    use crate::layout::{Engine, Options, Paper, Shape, THEMES, typeset};
    use crate::release::{Assets, Context, project};

    #[test]
    fn the_end_of_a_paragraph_that_goes_on_over_a_page_stands_on_the_next() {
        let paragraph = "港湾の整備について協議を続けることで一致した。".repeat(60);
        let text = format!("# 港湾\n\n## 整備\n\n{paragraph}\n");
        let (brief, _) = parse(&text);
        let context = Context { book: &FactBook::default(), assets: &Assets::default() };
        let released = project(&brief, &context, Reader::Principal);
        for shape in [Shape::Slides, Shape::Cards] {
            let options = Options { shape, paper: Paper::A4, theme: &THEMES[0] };
            let pages = typeset(&Engine::with_own_fonts(), &released, &options).expect("set");
            let start = text.find("港湾の").expect("is there");
            let page_of = |offset: usize| pages.place_of(offset).expect("is set").page_idx;
            assert!(page_of(start) + 1 < pages.len(), "{shape}: {} pages", pages.len());
            assert_eq!(page_of(start + paragraph.len()), pages.len() - 1, "{shape}");
            let middle = start + paragraph.len() / 2 / 3 * 3;
            assert!((page_of(start)..pages.len()).contains(&page_of(middle)), "{shape}");
        }
    }
}
