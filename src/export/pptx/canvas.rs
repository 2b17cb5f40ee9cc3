//! A slide under construction: shapes one after the other, each in its place.

mod caption;

pub(super) use self::caption::{COPY_NUMBER, LineLook};
use self::caption::{SOURCE_LOOK, SUBTITLE_LOOK};
use crate::export::office_parts::{Charts, chart_source, chart_title, language};
use crate::export::pptx::arrange::Rect;
use crate::export::pptx::ground::{beside_rule, write_fill, write_rule};
use crate::export::pptx::line::{Bullet, Line, Lines, Tone, Visual};
use crate::export::pptx::stage::{Chosen, Placeholder, Stage};
use crate::export::pptx::table::{table_alt, write_data, write_table};
use crate::export::pptx::text::{Frame, Setting, write_body, write_plain};
use crate::export::pptx::visual::{Shape, write_chart, write_picture, write_place};
use crate::export::pptx::zone::{CAPTION, NAMESPACES, below_caption, close_colors, open_tree};
use crate::export::runs::runs;
use crate::layout::n_row_lines;
use crate::office::{Ground, Relations, Xml, sort};
use crate::release::{Content, Inline, Note, Picture};

/// What the slides of a deck have in common.
pub(super) struct Deck<'c> {
    pub content: &'c Content,
    pub charts: &'c Charts<'c>,
    pub stage: &'c Stage,
    /// The pictures that are shown, each once, for all slides.
    pub images: Vec<usize>,
}

/// A slide under construction.
pub(super) struct Canvas<'d, 'c> {
    deck: &'d mut Deck<'c>,
    layout: &'c Chosen,
    xml: Xml,
    relations: Relations,
    n_shapes: usize,
    /// Its notes; the text refers to those that bear a number on the slide.
    pub footnotes: &'c [Note],
}

impl<'d, 'c> Canvas<'d, 'c> {
    /// Begins a slide.
    pub(super) fn new(deck: &'d mut Deck<'c>, layout: &'c Chosen) -> Self {
        let mut xml = Xml::part();
        xml.open("p:sld", NAMESPACES);
        xml.open("p:cSld", &[]);
        open_tree(&mut xml);
        let mut relations = Relations::default();
        relations.add("slideLayout", &format!("../slideLayouts/slideLayout{}.xml", layout.number));
        Self { deck, layout, xml, relations, n_shapes: 1, footnotes: &[] }
    }

    /// Whether the layouts are those of a template.
    pub(super) fn is_house(&self) -> bool {
        self.deck.stage.is_house
    }

    fn next_id(&mut self) -> usize {
        self.n_shapes += 1;
        self.n_shapes
    }

    /// Opens a text shape up to its text; `placeholder` is the one it fills, if any.
    fn open_text(&mut self, name: &str, placeholder: Option<&Placeholder>, place: Option<Rect>) {
        self.open_text_on(Ground::None, name, placeholder, place);
    }

    /// Opens a text shape on a ground.
    fn open_text_on(
        &mut self,
        ground: Ground,
        name: &str,
        placeholder: Option<&Placeholder>,
        place: Option<Rect>,
    ) {
        let id = self.next_id().to_string();
        let name = format!("{name} {}", self.n_shapes);
        let xml = &mut self.xml;
        xml.open("p:sp", &[]);
        xml.open("p:nvSpPr", &[]);
        xml.empty("p:cNvPr", &[("id", &id), ("name", &name)]);
        if let Some(placeholder) = placeholder {
            xml.open("p:cNvSpPr", &[]);
            xml.empty("a:spLocks", &[("noGrp", "1")]);
            xml.close();
            xml.open("p:nvPr", &[]);
            xml.empty("p:ph", &placeholder.attributes());
            xml.close();
        } else {
            xml.empty("p:cNvSpPr", &[("txBox", "1")]);
            xml.empty("p:nvPr", &[]);
        }
        xml.close();
        xml.open("p:spPr", &[]);
        if let Some(place) = place {
            write_place(xml, "a:xfrm", place);
            xml.open("a:prstGeom", &[("prst", "rect")]);
            xml.empty("a:avLst", &[]);
            xml.close();
        }
        write_fill(xml, ground, self.deck.stage.is_house);
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

    /// Writes the title; `other_title` where there is none.
    pub(super) fn write_title(&mut self, title: &[Inline], other_title: &str) {
        self.open_text("Title", Some(&self.layout.title), None);
        if title.is_empty() {
            return self.write_paragraphs(&[&other_title.to_owned()]);
        }
        let content = self.deck.content;
        let mut words = Lines::in_words(content);
        let runs = runs(title, content.lang);
        words.text.push(Line { runs, level: 0, bullet: Bullet::None, tone: Tone::Plain, ground: None });
        self.write_lines(&words.text, None, false);
    }

    /// Writes what stands below the title of a title slide.
    pub(super) fn write_subtitle(&mut self, words: &[&String]) {
        if words.is_empty() {
            return;
        }
        let layout = self.layout;
        if let Some(place) = layout.subtitle.as_ref().or(layout.places.first()) {
            self.open_text("Subtitle", Some(place), None);
            return self.write_paragraphs(words);
        }
        let words = words.iter().map(|words| words.as_str()).collect::<Vec<_>>().join(" · ");
        let room = self.deck.stage.room;
        self.write_line("Subtitle", &words, Rect { height: 2.0 * CAPTION, ..room }, &SUBTITLE_LOOK);
    }

    /// Writes lines as the text of the shape that is open, and closes it; `is_box` where it fills no place of a layout.
    fn write_lines(&mut self, lines: &[Line<'_>], setting: Option<Setting>, is_box: bool) {
        let stage = self.deck.stage;
        let mut frame = Frame {
            lang: self.deck.content.lang,
            relations: &mut self.relations,
            n_slides: self.deck.content.screen.slides.len() + 1,
            footnotes: self.footnotes,
            levels: &stage.levels,
            is_box,
        };
        write_body(&mut self.xml, &mut frame, lines, setting);
        self.xml.close();
    }

    /// Writes text in a place of the layout, or in a box of its own; `is_usual` where its type is as the layout has it.
    pub(super) fn write_text(
        &mut self,
        lines: &[Line<'_>],
        placeholder: Option<&Placeholder>,
        (place, setting): (Option<Rect>, Setting),
        is_usual: bool,
    ) {
        let stage = self.deck.stage;
        let is_largest = setting.size == stage.most() * 100;
        let is_usual = is_usual
            || (setting.ground == Ground::None && stage.is_house && placeholder.is_some() && is_largest);
        let rule = place.filter(|_| setting.ground != Ground::None);
        if let Some(place) = rule {
            let id = self.next_id();
            write_rule(&mut self.xml, (id, setting.ground), place, stage.is_house);
        }
        self.open_text_on(setting.ground, "Text", placeholder, rule.map(beside_rule).or(place));
        self.write_lines(lines, Some(setting).filter(|_| !is_usual), placeholder.is_none());
    }

    /// Writes what stands beside the text; returns its source.
    pub(super) fn write_visual(
        &mut self,
        visual: &Visual<'_>,
        rect: Rect,
        (placeholder, of_caption): (Option<&Placeholder>, Option<&Placeholder>),
    ) -> Option<String> {
        let id = self.next_id();
        let content = self.deck.content;
        let stage = self.deck.stage;
        match visual {
            Visual::Table(table) => {
                let heads = table.texts().swap_remove(0);
                let alt = table_alt(&heads, content.lang);
                let shape = Shape { id, name: &format!("Table {id}"), alt: &alt, placeholder };
                let mut frame = Frame {
                    lang: content.lang,
                    relations: &mut self.relations,
                    n_slides: content.screen.slides.len() + 1,
                    footnotes: self.footnotes,
                    levels: &stage.levels,
                    is_box: true,
                };
                write_table(&mut self.xml, &mut frame, &shape, (rect, table));
                None
            }
            Visual::Chart(chart) => {
                let caption = chart_title(chart, content.lang);
                let place = if caption.is_some() { below_caption(rect) } else { rect };
                let name = format!("Chart {id}");
                let charts = self.deck.charts;
                if let Some((number, drawn)) = charts.get(chart) {
                    let relation = self.relations.add(sort::IMAGE, &format!("../media/chart{number}.png"));
                    let shape = Shape { id, name: &name, alt: &drawn.alt, placeholder };
                    write_chart(&mut self.xml, &shape, &relation, (place, drawn));
                } else {
                    let alt = chart.alt.clone().or_else(|| caption.clone());
                    let alt = alt.unwrap_or_else(|| table_alt(&chart.head, content.lang));
                    let shape = Shape { id, name: &name, alt: &alt, placeholder };
                    write_data(&mut self.xml, &shape, (place, chart));
                }
                caption.iter().for_each(|caption| {
                    self.write_caption(caption, Rect { height: CAPTION, ..rect }, of_caption);
                });
                chart_source(chart, content.lang)
            }
            Visual::Picture(picture) => {
                self.write_image(picture, (id, placeholder, of_caption), rect);
                None
            }
        }
    }

    fn write_image(
        &mut self,
        picture: &Picture,
        (id, placeholder, of_caption): (usize, Option<&Placeholder>, Option<&Placeholder>),
        rect: Rect,
    ) {
        let content = self.deck.content;
        let image = picture.image.and_then(|idx| Some((idx, content.images.get(idx)?)));
        let Some((idx, image)) = image else {
            let words = picture.caption.as_ref().unwrap_or(&picture.alt);
            return self.write_caption(words, rect, of_caption);
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
            self.write_caption(caption, Rect { y, height: CAPTION, ..rect }, of_caption);
        }
    }

    /// Writes where the figures of a slide come from.
    pub(super) fn write_sources(&mut self, print: &[String]) {
        if print.is_empty() {
            return;
        }
        let words = print.join(" · ");
        let layout = self.layout;
        let Some(place) = &layout.sources else {
            let place = self.deck.stage.sources_place();
            let size = print_size(&words, Rect { height: place.height - 7.2, ..place }, 10);
            return self.write_line("Sources", &words, place, &LineLook { size, ..SOURCE_LOOK });
        };
        // Said once more on the slide: some programs look for places by their type alone.
        self.open_text("Sources", Some(place), place.rect);
        let size = place.rect.map_or("1100", |rect| print_size(&words, rect, 11));
        self.xml.open("p:txBody", &[]);
        self.xml.open("a:bodyPr", &[]);
        self.xml.empty("a:normAutofit", &[]);
        self.xml.close();
        self.xml.open("a:lstStyle", &[]);
        if size != "1100" {
            self.xml.open("a:lvl1pPr", &[]);
            self.xml.empty("a:defRPr", &[("sz", size)]);
            self.xml.close();
        }
        self.xml.close();
        write_plain(&mut self.xml, &words);
        self.xml.close();
        self.xml.close();
    }

    /// Writes the foot of the slide, and closes it; `number` is that of the slide, where it shows one.
    pub(super) fn finish(mut self, number: Option<usize>) -> (String, Relations) {
        let (content, layout) = (self.deck.content, self.layout);
        if let Some(banner) = &content.screen.banner
            && layout.footer.is_none()
        {
            let id = u32::try_from(self.next_id()).unwrap_or(u32::MAX);
            write_marking(&mut self.xml, id, banner, self.deck.stage.foot_place());
        } else if let Some(banner) = &content.screen.banner {
            self.open_text("Footer", layout.footer.as_ref(), None);
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
        let slide_number = layout.slide_number.as_ref().zip(number);
        if let Some((place, number)) = slide_number {
            self.open_text("Slide Number", Some(place), None);
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

/// The type of small print, of `most` points at most, in which it is no higher than its place.
fn print_size(words: &str, place: Rect, most: u32) -> &'static str {
    const SIZES: [(u32, &str); 6] =
        [(11, "1100"), (10, "1000"), (9, "900"), (8, "800"), (7, "700"), (6, "600")];
    let fits = |size: u32| {
        let size = f64::from(size);
        let n_lines = n_row_lines(&[words.to_owned()], Some(&[place.width / (size * 1.1)]));
        f64::from(u32::try_from(n_lines).unwrap_or(u32::MAX)) * size * 1.3 <= place.height
    };
    let found = SIZES.into_iter().find(|(size, _)| *size <= most && fits(*size));
    found.map_or("600", |(_, size)| size)
}

/// Writes the marking as a shape with a ground of its own, since what lies below may be dark.
pub(super) fn write_marking(xml: &mut Xml, id: u32, banner: &str, place: Rect) {
    let id = id.to_string();
    xml.open("p:sp", &[]);
    xml.open("p:nvSpPr", &[]);
    xml.empty("p:cNvPr", &[("id", &id), ("name", "Marking")]);
    xml.empty("p:cNvSpPr", &[("txBox", "1")]);
    xml.empty("p:nvPr", &[]);
    xml.close();
    xml.open("p:spPr", &[]);
    write_place(xml, "a:xfrm", place);
    xml.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    xml.raw("<a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>");
    xml.close();
    xml.open("p:txBody", &[]);
    xml.raw("<a:bodyPr wrap=\"square\" tIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:normAutofit/></a:bodyPr>");
    xml.raw("<a:lstStyle><a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"ctr\"><a:buNone/><a:defRPr sz=\"1100\" b=\"1\">");
    xml.raw("<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>");
    write_plain(xml, banner);
    xml.close();
    xml.close();
}
