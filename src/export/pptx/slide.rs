//! Slides: the title, the text and what stands beside it, in the placeholders of a layout.

use crate::export::office_parts::{Charts, chart_source, chart_title, language};
use crate::export::pptx::arrange::{Arrangement, Rect};
use crate::export::pptx::line::{Bullet, Line, Lines, Tone, Visual};
use crate::export::pptx::text::{Frame, write_body, write_plain};
use crate::export::pptx::visual::{Shape, write_chart, write_data, write_picture, write_place, write_table};
use crate::export::pptx::zone::{
    CAPTION, NAMESPACES, arranged, below_caption, close_colors, open_tree, room, zone_rooms, zones,
};
use crate::export::runs::runs;
use crate::layout::small_print;
use crate::office::{Relations, Xml, sort};
use crate::release::{Content, Inline, Picture, Slide};

/// The layouts by the numbers of their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    Title = 1,
    Content = 2,
    Section = 3,
    Two = 4,
    TitleOnly = 5,
}

/// What the slides of a deck have in common.
pub(super) struct Deck<'c> {
    pub content: &'c Content,
    pub charts: &'c Charts<'c>,
    /// The pictures that are shown, each once, for all slides.
    pub images: Vec<usize>,
}

/// A slide under construction.
struct Canvas<'d, 'c> {
    deck: &'d mut Deck<'c>,
    xml: Xml,
    relations: Relations,
    n_shapes: usize,
    footnotes: Vec<usize>,
}

/// How a line in a box of its own looks, as Office has it.
struct LineLook {
    align: &'static str,
    /// In hundredths of a point.
    size: &'static str,
    bold: &'static str,
    color: &'static str,
}

const CAPTION_LOOK: LineLook = LineLook { align: "l", size: "1400", bold: "0", color: "tx2" };
/// Red, as all that is private; it says whose this one is.
const COPY_NUMBER: LineLook = LineLook { align: "r", size: "1200", bold: "1", color: "accent2" };

/// Writes the title slide.
pub(super) fn write_title(deck: &mut Deck<'_>) -> (String, Relations) {
    let content = deck.content;
    let mut canvas = Canvas::new(deck, Layout::Title);
    canvas.write_title(&content.screen.title, "ctrTitle", "");
    let date = content.rows.first().filter(|_| content.date.is_some()).map(|(_, date)| date);
    let below: Vec<&String> = content.screen.subtitle.iter().chain(date).collect();
    if !below.is_empty() {
        canvas.open_text("Subtitle", &[("type", "subTitle"), ("idx", "1")], None);
        canvas.write_paragraphs(&below);
    }
    if let Some(number) = &content.copy_number {
        let place = Rect { y: 20.0, height: CAPTION, ..room(content) };
        canvas.write_line("Copy Number", number, place, &COPY_NUMBER);
    }
    canvas.finish(1, Layout::Title)
}

/// Writes the `number`th slide, from 2; `other_title` is the one of a slide that has none itself.
pub(super) fn write_slide(
    deck: &mut Deck<'_>,
    slide: &Slide,
    number: usize,
    other_title: &str,
) -> (String, Relations) {
    let content = deck.content;
    let zones = zones(&slide.blocks);
    let rooms = zone_rooms(content, zones.len());
    let arranged: Vec<(Lines<'_>, Arrangement)> =
        zones.iter().zip(rooms).map(|(zone, room)| arranged(content, zone, room)).collect();
    let has_visuals = arranged.iter().any(|(lines, _)| !lines.visuals.is_empty());
    let has_text = arranged.iter().any(|(lines, _)| !lines.text.is_empty());
    let layout = match (slide.is_section, has_text, has_visuals) {
        (true, _, false) => Layout::Section,
        (_, true, true) => Layout::Two,
        (_, true, false) if zones.len() > 1 => Layout::Two,
        (_, true, false) => Layout::Content,
        (_, false, _) => Layout::TitleOnly,
    };
    let mut canvas = Canvas::new(deck, layout);
    canvas.footnotes = slide.notes.iter().filter(|note| !note.is_source).map(|note| note.number).collect();
    canvas.write_title(&slide.title, "title", other_title);
    let mut sources = Vec::new();
    let mut free = ["1", "2"].into_iter().filter(|_| layout != Layout::TitleOnly);
    for (lines, arrangement) in &arranged {
        let is_whole = arranged.len() == 1 && lines.visuals.is_empty();
        if !lines.text.is_empty() {
            // What fills its layout stands where the layout says.
            let place = arrangement.text.filter(|_| !is_whole);
            canvas.write_text(&lines.text, (layout, free.next()), (place, arrangement.size));
        }
        for (visual, rect) in lines.visuals.iter().zip(&arrangement.visuals) {
            sources.extend(canvas.write_visual(visual, *rect, free.next()));
        }
    }
    let notes = small_print(&slide.notes).into_iter().map(|print| {
        let is_footnote = canvas.footnotes.contains(&print.number);
        if is_footnote { format!("[{}] {}", print.number, print.words) } else { print.words }
    });
    let mut print: Vec<String> = notes.collect();
    print.extend(sources);
    print.dedup();
    canvas.write_sources(&print);
    canvas.finish(number, layout)
}

impl<'d, 'c> Canvas<'d, 'c> {
    fn new(deck: &'d mut Deck<'c>, layout: Layout) -> Self {
        let mut xml = Xml::part();
        xml.open("p:sld", NAMESPACES);
        xml.open("p:cSld", &[]);
        open_tree(&mut xml);
        let mut relations = Relations::default();
        relations.add("slideLayout", &format!("../slideLayouts/slideLayout{}.xml", layout as usize));
        Self { deck, xml, relations, n_shapes: 1, footnotes: Vec::new() }
    }

    fn next_id(&mut self) -> usize {
        self.n_shapes += 1;
        self.n_shapes
    }

    /// Opens a text shape up to its text; `placeholder` is the one it fills, if any.
    fn open_text(&mut self, name: &str, placeholder: &[(&str, &str)], place: Option<Rect>) {
        let id = self.next_id().to_string();
        let name = format!("{name} {}", self.n_shapes);
        let xml = &mut self.xml;
        xml.open("p:sp", &[]);
        xml.open("p:nvSpPr", &[]);
        xml.empty("p:cNvPr", &[("id", &id), ("name", &name)]);
        if placeholder.is_empty() {
            xml.empty("p:cNvSpPr", &[("txBox", "1")]);
            xml.empty("p:nvPr", &[]);
        } else {
            xml.open("p:cNvSpPr", &[]);
            xml.empty("a:spLocks", &[("noGrp", "1")]);
            xml.close();
            xml.open("p:nvPr", &[]);
            xml.empty("p:ph", placeholder);
            xml.close();
        }
        xml.close();
        xml.open("p:spPr", &[]);
        if let Some(place) = place {
            write_place(xml, "a:xfrm", place);
            xml.open("a:prstGeom", &[("prst", "rect")]);
            xml.empty("a:avLst", &[]);
            xml.close();
        }
        xml.close();
    }

    /// Writes some words as the text of the shape that is open, and closes it.
    fn write_paragraphs(&mut self, words: &[&String]) {
        self.xml.open("p:txBody", &[]);
        self.xml.open("a:bodyPr", &[]);
        self.xml.empty("a:normAutofit", &[]);
        self.xml.close();
        self.xml.open("a:lstStyle", &[]);
        self.xml.close();
        words.iter().for_each(|words| write_plain(&mut self.xml, words));
        self.xml.close();
        self.xml.close();
    }

    fn write_title(&mut self, title: &[Inline], sort: &str, other_title: &str) {
        self.open_text("Title", &[("type", sort)], None);
        if title.is_empty() {
            return self.write_paragraphs(&[&other_title.to_owned()]);
        }
        let content = self.deck.content;
        let mut words = Lines::in_words(content);
        let runs = runs(title, content.lang);
        words.text.push(Line { runs, level: 0, bullet: Bullet::None, tone: Tone::Plain });
        self.write_lines(&words.text, None);
    }

    /// Writes lines as the text of the shape that is open, and closes it.
    fn write_lines(&mut self, lines: &[Line<'_>], size: Option<u32>) {
        let mut frame = Frame {
            lang: self.deck.content.lang,
            relations: &mut self.relations,
            n_slides: self.deck.content.screen.slides.len() + 1,
            footnotes: self.footnotes.clone(),
        };
        write_body(&mut self.xml, &mut frame, lines, size);
        self.xml.close();
    }

    fn write_text(
        &mut self,
        lines: &[Line<'_>],
        (layout, idx): (Layout, Option<&str>),
        (place, size): (Option<Rect>, u32),
    ) {
        let sort = (layout == Layout::Section).then_some(("type", "body"));
        let placeholder: Vec<(&str, &str)> = sort.into_iter().chain(idx.map(|idx| ("idx", idx))).collect();
        self.open_text("Text", &placeholder, place);
        self.write_lines(lines, Some(size));
    }

    /// Writes what stands beside the text; returns its source.
    fn write_visual(&mut self, visual: &Visual<'_>, rect: Rect, placeholder: Option<&str>) -> Option<String> {
        let id = self.next_id();
        let content = self.deck.content;
        match visual {
            Visual::Table { head, rows } => {
                let shape = Shape { id, name: &format!("Table {id}"), alt: "", placeholder };
                let mut frame = Frame {
                    lang: content.lang,
                    relations: &mut self.relations,
                    n_slides: content.screen.slides.len() + 1,
                    footnotes: self.footnotes.clone(),
                };
                write_table(&mut self.xml, &mut frame, &shape, (rect, head, rows));
                None
            }
            Visual::Chart(chart) => {
                let caption = chart_title(chart);
                let place = if caption.is_some() { below_caption(rect) } else { rect };
                let name = format!("Chart {id}");
                let charts = self.deck.charts;
                if let Some((number, drawn)) = charts.get(chart) {
                    let relation = self.relations.add(sort::IMAGE, &format!("../media/chart{number}.png"));
                    let shape = Shape { id, name: &name, alt: &drawn.alt, placeholder };
                    write_chart(&mut self.xml, &shape, &relation, (place, drawn));
                } else {
                    let shape = Shape { id, name: &name, alt: "", placeholder };
                    write_data(&mut self.xml, &shape, (place, chart));
                }
                caption.iter().for_each(|caption| {
                    self.write_caption(caption, Rect { height: CAPTION, ..rect });
                });
                chart_source(chart, content.lang)
            }
            Visual::Picture(picture) => {
                self.write_image(picture, (id, placeholder), rect);
                None
            }
        }
    }

    fn write_image(&mut self, picture: &Picture, (id, placeholder): (usize, Option<&str>), rect: Rect) {
        let content = self.deck.content;
        let image = picture.image.and_then(|idx| Some((idx, content.images.get(idx)?)));
        let Some((idx, image)) = image else {
            let words = picture.caption.as_ref().unwrap_or(&picture.alt);
            return self.write_caption(words, rect);
        };
        let known = self.deck.images.iter().position(|known| *known == idx);
        let number = known.unwrap_or_else(|| {
            self.deck.images.push(idx);
            self.deck.images.len() - 1
        }) + 1;
        let target = format!("../media/image{number}.{}", image.format.extension());
        let relation = self.relations.add(sort::IMAGE, &target);
        let place = match &picture.caption {
            Some(_) => Rect { height: (rect.height - CAPTION).max(1.0), ..rect },
            None => rect,
        };
        let size = (f64::from(image.width_px), f64::from(image.height_px));
        let shape = Shape { id, name: &format!("Picture {id}"), alt: &picture.alt, placeholder };
        write_picture(&mut self.xml, &shape, &relation, (place, size));
        if let Some(caption) = &picture.caption {
            let y = rect.y + rect.height - CAPTION;
            self.write_caption(caption, Rect { y, height: CAPTION, ..rect });
        }
    }

    fn write_caption(&mut self, words: &str, rect: Rect) {
        self.write_line("Caption", words, rect, &CAPTION_LOOK);
    }

    /// Writes a line in a box of its own.
    fn write_line(&mut self, name: &str, words: &str, rect: Rect, look: &LineLook) {
        self.open_text(name, &[], Some(rect));
        let xml = &mut self.xml;
        xml.open("p:txBody", &[]);
        xml.open("a:bodyPr", &[("wrap", "square"), ("lIns", "0"), ("rIns", "0")]);
        xml.empty("a:normAutofit", &[]);
        xml.close();
        xml.open("a:lstStyle", &[]);
        xml.open("a:lvl1pPr", &[("algn", look.align)]);
        xml.open("a:defRPr", &[("sz", look.size), ("b", look.bold)]);
        xml.open("a:solidFill", &[]);
        xml.empty("a:schemeClr", &[("val", look.color)]);
        (0..4).for_each(|_| xml.close());
        write_plain(xml, words);
        xml.close();
        xml.close();
    }

    fn write_sources(&mut self, print: &[String]) {
        if print.is_empty() {
            return;
        }
        self.open_text("Sources", &[("type", "body"), ("sz", "quarter"), ("idx", "13")], None);
        // In a few lines, however many there are.
        if print.len() > 3 {
            return self.write_paragraphs(&[&print.join(" · ")]);
        }
        self.write_paragraphs(&print.iter().collect::<Vec<_>>());
    }

    /// Writes the foot of the slide, and closes it.
    fn finish(mut self, number: usize, layout: Layout) -> (String, Relations) {
        let content = self.deck.content;
        if let Some(banner) = &content.screen.banner {
            self.open_text("Footer", &[("type", "ftr"), ("sz", "quarter"), ("idx", "11")], None);
            let xml = &mut self.xml;
            xml.open("p:txBody", &[]);
            xml.empty("a:bodyPr", &[]);
            xml.empty("a:lstStyle", &[]);
            xml.open("a:p", &[]);
            xml.open("a:r", &[]);
            // As the master has it: some programs take nothing from there for the foot of a slide.
            xml.open("a:rPr", &[("lang", language(content.lang)), ("sz", "1100"), ("b", "1")]);
            xml.empty("a:latin", &[("typeface", "+mn-lt")]);
            xml.empty("a:ea", &[("typeface", "+mn-ea")]);
            xml.close();
            xml.words("a:t", &[], banner);
            (0..4).for_each(|_| xml.close());
        }
        if layout != Layout::Title {
            self.open_text("Slide Number", &[("type", "sldNum"), ("sz", "quarter"), ("idx", "12")], None);
            let xml = &mut self.xml;
            xml.open("p:txBody", &[]);
            xml.empty("a:bodyPr", &[]);
            xml.empty("a:lstStyle", &[]);
            xml.open("a:p", &[]);
            // The id is the same in all files: it tells PowerPoint what the field is.
            let id = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}";
            xml.open("a:fld", &[("id", id), ("type", "slidenum")]);
            xml.empty("a:rPr", &[("lang", "en-US")]);
            xml.words("a:t", &[], &number.to_string());
            (0..4).for_each(|_| xml.close());
        }
        let mut xml = self.xml;
        xml.close();
        xml.close();
        close_colors(&mut xml);
        (xml.finish(), self.relations)
    }
}
