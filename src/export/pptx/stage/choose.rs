//! Which layout is for which slides.

use crate::export::pptx::stage::{
    Chosen, Placeholder, is_for_sources, is_place, is_upright, key, place_of, placeholder, shapes, sort_of,
};
use crate::office::Element;

/// What slides need of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::export::pptx) enum Layout {
    /// A title in the middle, and a line below it.
    Title,
    /// A title and one place.
    Content,
    /// The name of a section.
    Section,
    /// A title and two places.
    Two,
    /// A title and nothing else.
    TitleOnly,
    /// What the other side is asked for, on a ground of its own; only ours has it.
    Request,
    /// A title, two places, and lines of words that go with them.
    Captions,
}

/// Each sort of slides with the types and the names of its layouts, the best first; names without blanks.
const SORTS: [(Layout, &[&str], &[&str]); 7] = [
    (Layout::Title, &["title"], &["titleslide", "タイトルスライド", "表紙"]),
    (Layout::Content, &["obj", "tx"], &["titleandcontent", "title,content", "タイトルとコンテンツ", "本文"]),
    (Layout::Section, &["secHead"], &["sectionheader", "セクション見出し", "中表紙"]),
    (
        Layout::Two,
        &["twoObj", "twoColTx", "txAndObj", "objAndTx"],
        &["twocontent", "title,2content", "2つのコンテンツ", "２つのコンテンツ", "二つのコンテンツ"],
    ),
    (Layout::TitleOnly, &["titleOnly"], &["titleonly", "タイトルのみ"]),
    (Layout::Request, &[], &["request"]),
    (Layout::Captions, &["twoTxTwoObj"], &["comparison", "比較"]),
];

impl Layout {
    /// What a template lacks that has no such layout.
    pub(in crate::export::pptx) fn needs(self) -> (&'static str, &'static str) {
        match self {
            Self::Title | Self::TitleOnly => ("a title", "タイトル"),
            Self::Content | Self::Section | Self::Two | Self::Request | Self::Captions => {
                ("a title and a place for text", "タイトルと本文の枠")
            }
        }
    }
}

/// Chooses a layout for each sort of slides.
pub(super) fn choose(master: &Element, layouts: &[Element]) -> [Option<Chosen>; 7] {
    let all: Vec<Option<Chosen>> =
        layouts.iter().zip(1..).map(|(layout, number)| chosen(master, layout, number)).collect();
    // Those that have room for what slides of a sort hold.
    let fitting = |sort: Layout| {
        let fits = |chosen: &Chosen| match sort {
            Layout::Title | Layout::TitleOnly => true,
            Layout::Content | Layout::Section | Layout::Request => !chosen.places.is_empty(),
            Layout::Two => chosen.places.len() >= 2,
            Layout::Captions => chosen.places.len() >= 2 && !chosen.captions.is_empty(),
        };
        let known = layouts.iter().zip(&all).filter_map(|(layout, it)| Some((layout, it.as_ref()?)));
        known.filter(|(_, chosen)| fits(chosen)).collect::<Vec<_>>()
    };
    let named = |sort: Layout| {
        let (_, types, names) = SORTS[sort as usize];
        // LibreOffice gives its title slide the type of running text.
        let is_it = |chosen: &Chosen| sort == Layout::Title || !is_cover(chosen);
        let fitting: Vec<_> = fitting(sort).into_iter().filter(|(_, chosen)| is_it(chosen)).collect();
        let by_type = |wanted: &&str| fitting.iter().find(|(it, _)| it.attribute("type") == Some(wanted));
        let by_name = |wanted: &&str| fitting.iter().find(|(it, _)| name_of(it) == *wanted);
        let found = types.iter().find_map(by_type).or_else(|| names.iter().find_map(by_name));
        found.map(|(_, chosen)| *chosen)
    };
    let by_places = |sort: Layout| {
        let fitting = fitting(sort).into_iter().map(|(_, chosen)| chosen);
        // A title slide only where there is nothing else.
        fitting.min_by_key(|chosen| (is_cover(chosen), chosen.places.len()))
    };
    let cover = || fitting(Layout::Title).into_iter().map(|(_, chosen)| chosen).find(|it| is_cover(it));
    let content = named(Layout::Content).or_else(|| by_places(Layout::Content));
    let only = named(Layout::TitleOnly).or_else(|| by_places(Layout::TitleOnly));
    let title = named(Layout::Title).or_else(cover).or(only);
    let section = named(Layout::Section).or(content);
    let two = named(Layout::Two).or_else(|| by_places(Layout::Two)).or(content);
    let request = named(Layout::Request).or(content);
    // A place for anything takes a caption, too.
    let captions = named(Layout::Captions).or(two);
    [title, content, section, two, only, request, captions].map(Option::<&Chosen>::cloned)
}

/// Whether a layout is that of a title slide.
fn is_cover(chosen: &Chosen) -> bool {
    let is_centered = chosen.title.attributes.iter().any(|(_, value)| value == "ctrTitle");
    is_centered || chosen.subtitle.is_some()
}

/// The name of a layout, in small letters without blanks, and without the number that copies of it have.
fn name_of(layout: &Element) -> String {
    let name = layout.child("p:cSld").and_then(|it| it.attribute("name")).unwrap_or_default();
    let name: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    match name.split_once('_') {
        Some((number, rest)) if number.chars().all(|c| c.is_ascii_digit()) => rest.to_owned(),
        _ => name,
    }
}

/// The places of a layout; nothing where it has none for a title.
fn chosen(master: &Element, layout: &Element, number: usize) -> Option<Chosen> {
    let all: Vec<&Element> = shapes(layout).collect();
    let of = |sorts: &[&str]| {
        let shape = all.iter().find(|shape| sorts.contains(&sort_of(shape)) && is_upright(shape));
        shape.map(|shape| read(master, shape))
    };
    let title = of(&["ctrTitle", "title"])?;
    let places: Vec<&&Element> = all.iter().filter(|shape| is_place(shape)).collect();
    // Where there are places for anything, those for text alone are captions.
    let has_any = places.iter().any(|shape| sort_of(shape) == "obj");
    let (places, captions): (Vec<_>, Vec<_>) =
        places.into_iter().partition(|shape| !has_any || sort_of(shape) == "obj");
    Some(Chosen {
        number,
        title,
        subtitle: of(&["subTitle"]),
        places: places.into_iter().map(|shape| read(master, shape)).collect(),
        captions: captions.into_iter().map(|shape| read(master, shape)).collect(),
        sources: all.iter().find(|shape| is_for_sources(shape)).map(|shape| read(master, shape)),
        footer: of(&["ftr"]),
        slide_number: of(&["sldNum"]),
    })
}

fn read(master: &Element, shape: &Element) -> Placeholder {
    let attributes = placeholder(shape).map(|it| it.attributes.clone()).unwrap_or_default();
    let sort = sort_of(shape);
    let of_master = match sort {
        "ctrTitle" => "title",
        "obj" | "subTitle" => "body",
        sort => sort,
    };
    let inherited = || shapes(master).find(|it| key(it, "type") == Some(of_master)).and_then(place_of);
    Placeholder { attributes, takes_all: sort == "obj", rect: place_of(shape).or_else(inherited) }
}
