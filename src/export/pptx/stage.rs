//! The layouts that slides stand in, ours or those of a template, and the places that each of them has.
//!
//! A layout is known by its type, which no translation changes; then by its name, in English or Japanese; then by the
//! places it has. What a layout does not say itself, its master says.

mod choose;

use crate::export::pptx::arrange::Rect;
use crate::office::Element;

pub(super) use self::choose::Layout;
use self::choose::choose;

/// How high the small print of sources is, in points.
const SOURCES: f64 = 34.0;
/// What is between them and what stands above, in points.
const ABOVE_SOURCES: f64 = 6.0;
/// English metric units in a point.
const EMU: f64 = 12_700.0;

/// Where the slides of a deck have their places.
#[derive(Debug)]
pub(super) struct Stage {
    /// How wide a slide is, in points.
    pub width: f64,
    /// How high a slide is, in points.
    pub height: f64,
    /// The room for text and what stands beside it, below the title.
    pub room: Rect,
    /// The levels of text.
    pub levels: Vec<Level>,
    /// Whether the layouts are those of a template.
    pub is_house: bool,
    /// Whether what is drawn in dark on nothing can be read on every slide.
    pub is_light: bool,
    /// Whether requests have a layout of their own.
    pub has_requests: bool,
    chosen: [Option<Chosen>; 7],
}

/// One level of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// Where its lines begin, in English metric units.
    pub left: i64,
    /// How much further in its first line begins; less than nought where a sign hangs before it.
    pub indent: i64,
    /// Whether its paragraphs have a sign unless they say otherwise.
    pub has_sign: bool,
    /// Its type size in points.
    pub size: u32,
}

/// A layout that was chosen.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    /// The number of its part, from 1.
    pub number: usize,
    pub title: Placeholder,
    /// What stands below a title on a title slide.
    pub subtitle: Option<Placeholder>,
    /// The places for text and what stands beside it.
    pub places: Vec<Placeholder>,
    /// The places for text alone where those are for anything: lines above or below what stands there.
    pub captions: Vec<Placeholder>,
    pub sources: Option<Placeholder>,
    pub footer: Option<Placeholder>,
    pub slide_number: Option<Placeholder>,
}

/// A place of a layout.
#[derive(Clone, Debug)]
pub(super) struct Placeholder {
    attributes: Vec<(String, String)>,
    /// Whether it takes tables and pictures, not text alone.
    pub takes_all: bool,
    /// Where it is, where its layout or the master says so.
    pub rect: Option<Rect>,
}

impl Placeholder {
    /// How a shape says that it fills this one.
    pub(super) fn attributes(&self) -> Vec<(&str, &str)> {
        self.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
    }
}

impl Stage {
    /// Reads the layouts of a master; `size` is that of a slide in English metric units.
    pub(super) fn of(size: (i64, i64), master: &Element, layouts: &[Element], is_house: bool) -> Self {
        let (width, height) = (points(size.0), points(size.1));
        let chosen = choose(master, layouts);
        let content = chosen[Layout::Content as usize].as_ref();
        let place = content.and_then(|content| content.places.first());
        let body = || shapes(master).find(|shape| sort_of(shape) == "body").and_then(place_of);
        let usual = Rect { x: width * 0.0625, y: height * 0.26, width: width * 0.875, height: height * 0.6 };
        let room = place.and_then(|place| place.rect).or_else(body).unwrap_or(usual);
        let of_place = content.and_then(|content| {
            let layout = layouts.get(content.number - 1)?;
            let idx = place?.attributes.iter().find(|(key, _)| key == "idx").map(|(_, idx)| idx.as_str());
            shapes(layout).find(|shape| is_place(shape) && key(shape, "idx") == idx)
        });
        let levels = (1..=9).map(|number| level(number, master, of_place)).collect();
        Self { width, height, room, levels, is_house, is_light: !is_house, has_requests: false, chosen }
    }

    /// The layout for slides of a sort; nothing where none has room for them.
    pub(super) fn layout(&self, layout: Layout) -> Option<&Chosen> {
        self.chosen[layout as usize].as_ref()
    }

    /// The room of a slide; what has sources in small print leaves room for them where its layout has none.
    pub(super) fn room_for(&self, has_sources: bool) -> Rect {
        let has_place = self.layout(Layout::Content).is_some_and(|content| content.sources.is_some());
        if !has_sources || has_place {
            return self.room;
        }
        Rect { height: (self.room.height - SOURCES - ABOVE_SOURCES).max(40.0), ..self.room }
    }

    /// Where sources stand that no layout has a place for.
    pub(super) fn sources_place(&self) -> Rect {
        Rect { y: self.room.y + self.room.height - SOURCES, height: SOURCES, ..self.room }
    }

    /// Where the marking stands at the top.
    pub(super) fn head_place(&self) -> Rect {
        Rect { x: self.width * 0.25, y: 3.0, width: self.width * 0.5, height: 18.0 }
    }

    /// Where the marking stands at the foot.
    pub(super) fn foot_place(&self) -> Rect {
        Rect { y: self.height - 21.0, ..self.head_place() }
    }

    /// The largest type of text, in points.
    pub(super) fn most(&self) -> u32 {
        /// As large as few words stand on our own slides.
        const LARGE: u32 = 36;
        if !self.is_house {
            return LARGE;
        }
        self.levels.first().map_or(26, |level| level.size)
    }

    /// Whether slides of every sort have a layout.
    pub(super) fn is_whole(&self) -> bool {
        self.chosen.iter().all(Option::is_some)
    }
}

fn points(emu: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "slides are some million units wide")]
    let emu = emu as f64;
    emu / EMU
}

/// The shapes of a part that are placeholders.
fn shapes(part: &Element) -> impl Iterator<Item = &Element> {
    part.all("p:sp").into_iter().filter(|shape| placeholder(shape).is_some())
}

fn placeholder(shape: &Element) -> Option<&Element> {
    shape.child("p:nvSpPr")?.child("p:nvPr")?.child("p:ph")
}

fn key<'e>(shape: &'e Element, name: &str) -> Option<&'e str> {
    placeholder(shape)?.attribute(name)
}

fn sort_of(shape: &Element) -> &str {
    key(shape, "type").unwrap_or("obj")
}

fn is_upright(shape: &Element) -> bool {
    key(shape, "orient") != Some("vert")
}

/// What a place for sources is called in our layouts, and may be in those of others.
fn is_for_sources(shape: &Element) -> bool {
    let name = shape.child("p:nvSpPr").and_then(|it| it.child("p:cNvPr")).and_then(|it| it.attribute("name"));
    name.is_some_and(|name| name.starts_with("Sources") || name.starts_with("出典"))
}

fn is_place(shape: &Element) -> bool {
    matches!(sort_of(shape), "obj" | "body") && is_upright(shape) && !is_for_sources(shape)
}

/// Where a shape says that it is.
fn place_of(shape: &Element) -> Option<Rect> {
    let frame = shape.child("p:spPr")?.child("a:xfrm")?;
    let value = |tag: &str, name: &str| frame.child(tag)?.attribute(name)?.parse::<i64>().ok().map(points);
    let (x, y) = (value("a:off", "x")?, value("a:off", "y")?);
    let (width, height) = (value("a:ext", "cx")?, value("a:ext", "cy")?);
    (width > 20.0 && height > 10.0).then_some(Rect { x, y, width, height })
}

/// One level of text: as its place has it, else that of the master, else the master for all text.
fn level(number: usize, master: &Element, place: Option<&Element>) -> Level {
    let tag = format!("a:lvl{number}pPr");
    let of_shape = |shape: &Element| -> Option<Element> {
        shape.child("p:txBody")?.child("a:lstStyle")?.child(&tag).cloned()
    };
    let body = shapes(master).find(|shape| sort_of(shape) == "body");
    let style = master.child("p:txStyles").and_then(|styles| styles.child("p:bodyStyle"));
    let all = [
        place.and_then(of_shape),
        body.and_then(of_shape),
        style.and_then(|style| style.child(&tag)).cloned(),
    ];
    let number_of = |name: &str| {
        let value = all.iter().flatten().find_map(|level| level.attribute(name));
        value.and_then(|value| value.parse::<i64>().ok()).unwrap_or(0)
    };
    let sign = all.iter().flatten().find_map(|level| {
        let tags = ["a:buNone", "a:buChar", "a:buAutoNum", "a:buBlip"];
        level.elements().find(|it| tags.contains(&it.name.as_str())).map(|it| it.name != "a:buNone")
    });
    let size = all.iter().flatten().find_map(|level| level.child("a:defRPr")?.attribute("sz"));
    let size = size.and_then(|size| size.parse::<u32>().ok()).map_or(18, |size| size / 100);
    Level {
        left: number_of("marL"),
        indent: number_of("indent"),
        has_sign: sign.unwrap_or(false),
        size: size.clamp(8, 60),
    }
}
