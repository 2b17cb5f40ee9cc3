//! The shapes of a slide in the order in which they are read: from the top down, from left to right, groups within.

use crate::import::office::pptx::outline::{Holder, base, non_visual, numbers, place_of};
use crate::office::Element;

/// How far apart the tops of shapes may be that stand in one row, in English metric units: three tenths of an inch.
const ROW: i64 = 274_320;

/// A shape of a slide.
#[derive(Clone, Debug)]
pub(super) struct Shape<'e> {
    pub element: &'e Element,
    pub holder: Option<Holder>,
    pub name: &'e str,
    /// Left, top, width and height on the slide.
    pub place: [i64; 4],
    /// Whether nobody sees it.
    pub is_hidden: bool,
}

/// What a slide takes after.
#[derive(Clone, Copy, Default)]
pub(super) struct Sheets<'e> {
    pub layout: Option<&'e Element>,
    pub master: Option<&'e Element>,
}

impl<'e> Sheets<'e> {
    /// The placeholders that one takes after, the nearest first.
    pub(super) fn bases(self, holder: &Holder) -> Vec<&'e Element> {
        let layout = self.layout.and_then(|sheet| base(sheet, holder, false));
        let master = self.master.and_then(|sheet| base(sheet, holder, true));
        layout.into_iter().chain(master).collect()
    }
}

/// How places in a group become those on the slide.
#[derive(Clone, Copy)]
struct Frame {
    from: [i64; 4],
    to: [i64; 4],
}

impl Frame {
    fn on_slide(self, place: [i64; 4]) -> [i64; 4] {
        let scaled = |length: i64, from: i64, to: i64| {
            let scaled = i128::from(length) * i128::from(to) / i128::from(from.max(1));
            i64::try_from(scaled).unwrap_or(0)
        };
        let [x, y, width, height] = place;
        let (from, to) = (self.from, self.to);
        [
            to[0].saturating_add(scaled(x - from[0], from[2], to[2])),
            to[1].saturating_add(scaled(y - from[1], from[3], to[3])),
            scaled(width, from[2], to[2]),
            scaled(height, from[3], to[3]),
        ]
    }
}

/// The shapes of a slide of a size.
pub(super) fn shapes<'e>(slide: &'e Element, sheets: Sheets<'_>, size: (i64, i64)) -> Vec<Shape<'e>> {
    let tree = slide.child("p:cSld").and_then(|it| it.child("p:spTree"));
    let mut found = tree.map(|tree| in_order(tree, sheets, None)).unwrap_or_default();
    for shape in &mut found {
        let [x, y, width, height] = shape.place;
        let is_out =
            x >= size.0 || y >= size.1 || x.saturating_add(width) <= 0 || y.saturating_add(height) <= 0;
        // A line has no height, and what has no size says nothing of where it is.
        shape.is_hidden |= is_out && (width > 0 || height > 0);
    }
    found
}

fn in_order<'e>(tree: &'e Element, sheets: Sheets<'_>, frame: Option<Frame>) -> Vec<Shape<'e>> {
    let mut groups: Vec<((i64, i64), Vec<Shape<'e>>)> = Vec::new();
    for element in tree.elements() {
        let element = match element.name.as_str() {
            "mc:AlternateContent" => {
                let chosen = element.child("mc:Choice").or_else(|| element.child("mc:Fallback"));
                let Some(inner) = chosen.and_then(|it| it.elements().next()) else { continue };
                inner
            }
            _ => element,
        };
        let properties = non_visual(element).and_then(|it| it.child("p:cNvPr"));
        let value = |name: &str| properties.and_then(|it| it.attribute(name));
        let is_hidden = matches!(value("hidden"), Some("1" | "true"));
        let holder = Holder::of(element);
        let bases = holder.as_ref().map(|holder| sheets.bases(holder)).unwrap_or_default();
        let own = place_of(element).or_else(|| bases.iter().find_map(|base| place_of(base)));
        let own = own.unwrap_or([0, 0, 0, 0]);
        let place = frame.map_or(own, |frame| frame.on_slide(own));
        let key = (place[1].div_euclid(ROW), place[0]);
        match element.name.as_str() {
            "p:grpSp" => {
                let transform = element.child("p:grpSpPr").and_then(|it| it.child("a:xfrm"));
                let from = transform.and_then(|it| numbers(it, "a:chOff", "a:chExt"));
                let frame = from.map(|from| Frame { from, to: place });
                let mut inner = in_order(element, sheets, frame);
                inner.iter_mut().for_each(|shape| shape.is_hidden |= is_hidden);
                groups.push((key, inner));
            }
            "p:sp" | "p:pic" | "p:graphicFrame" | "p:cxnSp" => {
                let name = value("name").unwrap_or_default();
                groups.push((key, vec![Shape { element, holder, name, place, is_hidden }]));
            }
            _ => {}
        }
    }
    groups.sort_by_key(|(key, _)| *key);
    groups.into_iter().flat_map(|(_, shapes)| shapes).collect()
}

/// The texts that stand side by side, by their places in the list: columns from left to right.
pub(super) fn side_by_side(shapes: &[Shape<'_>]) -> Vec<Vec<usize>> {
    /// How far apart the left edges of a column may be: half an inch.
    const EDGE: i64 = 457_200;
    let is_text = |shape: &Shape<'_>| {
        let has_words = shape.element.child("p:txBody").is_some_and(|it| !it.text().trim().is_empty());
        let is_body = shape.holder.as_ref().is_some_and(Holder::is_body);
        let is_small = ["Sources", "Caption"].iter().any(|name| shape.name.starts_with(name));
        !shape.is_hidden && is_body && has_words && !is_small
    };
    let mut columns: Vec<Vec<usize>> = Vec::new();
    for (idx, shape) in shapes.iter().enumerate().filter(|(_, shape)| is_text(shape)) {
        let near = |column: &&mut Vec<usize>| {
            column.iter().any(|other| (shapes[*other].place[0] - shape.place[0]).abs() <= EDGE)
        };
        match columns.iter_mut().find(near) {
            Some(column) => column.push(idx),
            None => columns.push(vec![idx]),
        }
    }
    columns.sort_by_key(|column| column.iter().map(|idx| shapes[*idx].place[0]).min());
    let span = |column: &Vec<usize>| {
        let edges = |idx: &usize| {
            (shapes[*idx].place[1], shapes[*idx].place[1].saturating_add(shapes[*idx].place[3]))
        };
        let top = column.iter().map(|idx| edges(idx).0).min().unwrap_or(0);
        (top, column.iter().map(|idx| edges(idx).1).max().unwrap_or(0))
    };
    let spans: Vec<(i64, i64)> = columns.iter().map(span).collect();
    let overlap = spans.windows(2).all(|pair| {
        let shared = pair[0].1.min(pair[1].1) - pair[0].0.max(pair[1].0);
        let shorter = (pair[0].1 - pair[0].0).min(pair[1].1 - pair[1].0);
        shorter > 0 && shared * 2 > shorter
    });
    if columns.len() > 1 && overlap { columns } else { Vec::new() }
}
