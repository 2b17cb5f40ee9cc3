//! Whole documents as Typst source, one function a shape.

use std::sync::Arc;

use crate::brief::Lang;
use crate::layout::block::write_blocks;
use crate::layout::chart::{Room, cut};
use crate::layout::flow::write_flow;
use crate::layout::ink::ink_svg;
use crate::layout::inline::{direction_of, write_inlines};
use crate::layout::keep::is_short;
use crate::layout::numbers::renumbered;
use crate::layout::slide::{HEIGHT_PT, Place, write_slide, write_title_slide};
use crate::layout::source::Writer;
use crate::layout::style::{KEPT_EMS, Style, TableWidth};
use crate::layout::{Options, Paper, Shape, SlideInk};
use crate::release::{
    Block, BlockContent, Content, Image, ImageFormat, Note, Released, notes_title, plain_text,
};

/// How many Latin letters surely fit on a card.
const CARD_WIDTH: usize = 300;

/// How many Latin letters surely fit on a slide of either shape, in the largest type.
const SLIDE_WIDTH: usize = 360;

/// How high pictures may be on paper, on cards, and on slides beside other text, in points.
const PICTURE_HEIGHTS_PT: (f64, f64, f64) = (300.0, 170.0, 190.0);

/// How long the title may be in small print: at the foot of a slide, at the head of a card and of a page, in ems.
const FOOT_EMS: (f64, f64, f64) = (24.0, 31.0, 38.0);

/// One step of one slide of a show.
pub(super) struct Sheet {
    /// The slide; nothing for the title slide.
    pub slide_idx: Option<usize>,
    /// Where it stands in the deck, and what of it is hidden.
    pub place: Place,
    /// What is to be added to the number of its page among those that are set, to be that of the deck: less than
    /// nothing where pages before it are steps that the deck does not have, more where pages before it are missing.
    pub page_offset: isize,
}

/// Writes the running handout; `tightness` says how much closer than usual it is set, from 0.
pub(super) fn write_handout(
    released: &Released,
    options: &Options,
    n_pages: Option<usize>,
    tightness: usize,
) -> Writer {
    let content = released.content();
    let mut writer = text_writer(content);
    if tightness > 0 {
        writer.code(&format!("#let tightness = {tightness}\n"));
    }
    let show = if tightness > 0 { "handout.with(tightness: tightness)" } else { "handout" };
    write_preamble(&mut writer, content, options, show, n_pages);
    let style = paper_style(content, options);
    write_title_block(&mut writer, content, style);
    write_flow(&mut writer, &content.blocks, style);
    write_notes(&mut writer, content.lang, &content.notes, style);
    writer
}

/// Writes palm cards. They are for speaking, so figures stand without their sources. `continued_pages` are the cards that begin
/// within a frame of the card before.
pub(super) fn write_cards(
    released: &Released,
    options: &Options,
    n_pages: Option<usize>,
    continued_pages: &[usize],
) -> Writer {
    let content = released.content();
    let mut writer = text_writer(content);
    let numbers: Vec<String> = continued_pages.iter().map(|number| format!("{number},")).collect();
    let show = match numbers.concat() {
        numbers if numbers.is_empty() => "cards".to_owned(),
        numbers => format!("cards.with(goes-on: ({numbers}))"),
    };
    write_preamble(&mut writer, content, options, &show, n_pages);
    let style = Style {
        whole_width: Some(CARD_WIDTH),
        n_columns: 3,
        max_picture_pt: PICTURE_HEIGHTS_PT.1,
        chart: Room { width: 246.0, height: 245.0, size: 0.68 * options.theme.card_pt, fills: false },
        ..paper_style(content, options)
    };
    let footnotes: Vec<&Note> = content.notes.iter().filter(|note| !note.is_source).collect();
    let number = |number: usize| footnotes.iter().position(|note| note.number == number).map(|idx| idx + 1);
    write_title_block(&mut writer, content, style);
    write_flow(&mut writer, &renumbered(&content.blocks, &number), style);
    let notes: Vec<Note> = footnotes
        .iter()
        .enumerate()
        .map(|(idx, note)| Note {
            number: idx + 1,
            blocks: renumbered(&note.blocks, &number),
            ..(*note).clone()
        })
        .collect();
    write_notes(&mut writer, content.lang, &notes, style);
    writer
}

/// A deck of slides.
#[derive(Clone, Copy)]
pub(super) struct Deck<'d> {
    /// Where each slide stands.
    pub places: &'d [Place],
    /// Whether the title slide comes first.
    pub has_title: bool,
    /// What was drawn over the slides.
    pub ink: &'d [SlideInk],
}

/// Writes a deck of slides.
pub(super) fn write_deck(released: &Released, options: &Options, deck: Deck<'_>) -> Writer {
    let Deck { places, has_title, ink } = deck;
    let content = released.content();
    let mut writer = writer(content);
    let n_pages = places.first().map(|place| place.n_pages);
    let page_offset = places.first().filter(|_| !has_title).map_or(0, |place| place.first_page - 1);
    write_preamble(&mut writer, content, options, "deck", n_pages);
    writer.code(&format!("#let options = options + (page-offset: {page_offset})\n"));
    let style = slide_style(content);
    let mut places = places.iter().copied();
    if let Some(place) = places.by_ref().take(usize::from(has_title)).next() {
        write_ink(&mut writer, content, ink, 0);
        write_title_slide(&mut writer, content, place, style);
    }
    // Slides without the title slide are some of a deck, and have nowhere to lead to.
    writer.targets = content.screen.targets.clone().into_iter().filter(|_| has_title).collect();
    for (number, (slide, place)) in (1..).zip(content.screen.slides.iter().zip(places)) {
        let anchor = writer.targets.contains(&number).then_some(number);
        write_ink(&mut writer, content, ink, number);
        write_slide(&mut writer, slide, Place { anchor, ..place }, style);
    }
    writer
}

/// Lays what was drawn over a slide on its pages; nothing over one on which nothing was drawn.
fn write_ink(writer: &mut Writer, content: &Content, ink: &[SlideInk], slide_idx: usize) {
    if ink.is_empty() {
        return;
    }
    let width_pt = if content.is_four_to_three { 720.0 } else { 960.0 };
    match ink_svg(ink, slide_idx, (width_pt, HEIGHT_PT)) {
        Some(svg) => {
            let name = writer.add_file("ink", svg);
            writer.code(&format!(
                "#let options = options + (drawn: image({name:?}, width: 100%, height: 100%, fit: \"stretch\"))\n"
            ));
        }
        None => writer.code("#let options = options + (drawn: none)\n"),
    }
}

/// Writes the sheets of a show: slides as the deck has them, each as often as it has steps.
pub(super) fn write_show(released: &Released, options: &Options, sheets: &[Sheet]) -> Writer {
    let content = released.content();
    let mut writer = writer(content);
    let n_pages = sheets.first().map(|sheet| sheet.place.n_pages);
    write_preamble(&mut writer, content, options, "deck", n_pages);
    let style = slide_style(content);
    // Where not all slides are there, links have nowhere to lead to.
    let has_anchors = sheets.iter().any(|sheet| sheet.place.anchor.is_some());
    writer.targets = content.screen.targets.iter().copied().filter(|_| has_anchors).collect();
    for sheet in sheets {
        // The numbers that are printed are those of the deck, where each slide stands once.
        let offset = sheet.page_offset;
        writer.code(&format!("#let options = options + (page-offset: {offset})\n"));
        match sheet.slide_idx.map(|slide_idx| content.screen.slides.get(slide_idx)) {
            Some(Some(slide)) => {
                let anchor = sheet.place.anchor.filter(|number| writer.targets.contains(number));
                write_slide(&mut writer, slide, Place { anchor, ..sheet.place }, style);
            }
            Some(None) => {}
            None => write_title_slide(&mut writer, content, sheet.place, style),
        }
    }
    writer
}

fn slide_style(content: &Content) -> Style {
    Style {
        lang: content.lang,
        links_notes: false,
        whole_width: Some(SLIDE_WIDTH),
        n_columns: u16::MAX,
        max_picture_pt: PICTURE_HEIGHTS_PT.2,
        picture_lines: 3,
        table_width: TableWidth::Natural,
        kept_ems: Some(KEPT_EMS),
        chart: Room { width: slide_width_pt(content), height: 300.0, size: 20.0, fills: true },
        runs_left: false,
        holds_turned: false,
        depth: 0,
        inline_depth: 0,
    }
}

pub(super) fn paper_style(content: &Content, options: &Options) -> Style {
    let width = match options.paper {
        Paper::A4 => 425.0,
        Paper::Letter => 432.0,
    };
    Style {
        lang: content.lang,
        links_notes: true,
        whole_width: None,
        n_columns: 7,
        max_picture_pt: PICTURE_HEIGHTS_PT.0,
        picture_lines: 3,
        table_width: TableWidth::Natural,
        kept_ems: None,
        chart: Room { width, height: 560.0, size: 0.82 * options.theme.text_pt, fills: false },
        runs_left: false,
        holds_turned: false,
        depth: 0,
        inline_depth: 0,
    }
}

/// A writer of a text, whose links lead to its headings.
pub(super) fn text_writer(content: &Content) -> Writer {
    Writer { targets: (1..content.anchors.len()).collect(), ..writer(content) }
}

fn writer(content: &Content) -> Writer {
    let sizes = content.images.iter().map(|image| (image.width_px, image.height_px));
    let is_photo = |(idx, image): (usize, &Arc<Image>)| (image.format == ImageFormat::Jpeg).then_some(idx);
    let photos = content.images.iter().enumerate().filter_map(is_photo).collect();
    Writer { image_sizes: sizes.collect(), photos, lang: content.lang, ..Writer::default() }
}

pub(super) fn write_preamble(
    writer: &mut Writer,
    content: &Content,
    options: &Options,
    show: &str,
    n_pages: Option<usize>,
) {
    writer.code("#import \"base.typ\": *\n#let options = (lang: \"");
    writer.code(content.lang.tag());
    writer.code("\", paper: \"");
    writer.code(match options.paper {
        Paper::A4 => "a4",
        Paper::Letter => "us-letter",
    });
    writer.code(if content.is_four_to_three { "\", ratio: \"4:3\", " } else { "\", ratio: \"16:9\", " });
    writer.code("title: ");
    // Slides are read by the room, whoever holds the copy.
    let is_screen = options.shape == Shape::Slides;
    let (title, banner) = if is_screen {
        (&content.screen.title, &content.screen.banner)
    } else {
        (&content.title, &content.banner)
    };
    writer.own_string(&plain_text(title));
    // A long title is cut, since a second line would lie over what is below or beside it.
    let ems = if is_screen {
        FOOT_EMS.0
    } else if options.shape == Shape::Cards {
        FOOT_EMS.1
    } else {
        FOOT_EMS.2
    };
    let ems = if is_screen && content.is_four_to_three { ems * 0.66 } else { ems };
    writer.code(", running: ");
    writer.own_string(&cut(&plain_text(title), ems, false));
    writer.code(", banner: ");
    write_option(writer, banner.as_deref());
    writer.code(", copy-line: ");
    write_option(writer, content.copy_line.as_deref().filter(|_| !is_screen));
    writer.code(", copy-number: ");
    write_option(writer, content.copy_number.as_deref());
    writer.code(", footer-left: ");
    write_option(
        writer,
        content.rows.first().filter(|_| content.date.is_some()).map(|(_, date)| date.as_str()),
    );
    writer.code(match content.lang {
        Lang::En => ", continued: \" (continued)\"",
        Lang::Ja => ", continued: \"（続き）\"",
    });
    writer.code(&match n_pages {
        None => format!(", n-pages: auto)\n#show: {show}.with(options)\n"),
        Some(n_pages) => format!(", n-pages: {n_pages})\n#show: {show}.with(options)\n"),
    });
}

fn write_option(writer: &mut Writer, text: Option<&str>) {
    match text {
        Some(text) => writer.own_string(text),
        None => writer.code("none"),
    }
}

pub(super) fn write_title_block(writer: &mut Writer, content: &Content, style: Style) {
    writer.code("#title-block((title: [");
    write_inlines(writer, &content.title, style.in_heading());
    writer.code("], subtitle: ");
    match &content.subtitle {
        Some(subtitle) => writer.own_content(subtitle),
        None => writer.code("none"),
    }
    writer.code(", kind: ");
    match content.kind_label {
        Some(label) => writer.own_content(label),
        None => writer.code("none"),
    }
    writer.code(", rows: (");
    for (label, text) in &content.rows {
        writer.code("(");
        writer.own_content(label);
        writer.code(", ");
        writer.own_content(text);
        writer.code("),");
    }
    // On a card there is no room for two columns, and two rows need none.
    let is_beside = style.whole_width.is_none() && content.rows.len() > 2;
    writer.code(&format!("), beside: {is_beside}{}))\n", direction_of(&content.title, "dir")));
}

pub(super) fn write_notes(writer: &mut Writer, lang: Lang, notes: &[Note], style: Style) {
    if notes.is_empty() {
        return;
    }
    writer.code("#notes(");
    writer.own_content(notes_title(notes, lang));
    writer.code(", (");
    for note in notes {
        let keeps = is_short(&note.blocks, style);
        writer.code(&format!("(no: {}, keeps: {keeps}, body: [", note.number));
        match note.blocks.as_slice() {
            [Block { content: BlockContent::Paragraph(inlines), .. }] => {
                write_inlines(writer, inlines, style);
            }
            blocks => write_blocks(writer, blocks, style),
        }
        writer.code("]),");
    }
    writer.code("))\n");
}

/// The width of the text of a slide, in points.
pub(super) fn slide_width_pt(content: &Content) -> f64 {
    if content.is_four_to_three { 600.0 } else { 840.0 }
}
