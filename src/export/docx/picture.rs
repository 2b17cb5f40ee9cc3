//! Pictures and drawn charts in a line of their own or among words, with what they show for those who cannot see it.

use crate::export::docx::story::Story;
use crate::export::office_parts::{DrawnChart, emu};
use crate::office::{Xml, sort};
use crate::release::{Picture, picture_words};

/// How high a picture may be that stands alone, in points.
pub(super) const MAX_HEIGHT_PT: f64 = 300.0;
/// How high a picture is, in pixels, that is a sign among words, and how high it is shown.
const MAX_SIGN_PX: u32 = 48;
const SIGN_PT: f64 = 11.0;

const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PIC: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// Writes a picture among words, or words in its place where it is missing.
pub(super) fn write_inline_picture(story: &mut Story<'_>, picture: &Picture, height_pt: f64) {
    let image = picture.image.and_then(|idx| Some((idx, story.content.images.get(idx)?)));
    let Some((idx, image)) = image else { return write_missing(story, picture) };
    let (width_px, height_px) = (f64::from(image.width_px), f64::from(image.height_px));
    let most = if image.height_px <= MAX_SIGN_PX { SIGN_PT } else { height_pt };
    // Three quarters of a point a pixel is how screens show it.
    let (width_pt, height_pt) = fitted((width_px * 0.75, height_px * 0.75), (width_of(story), most));
    let place = story.images.iter().position(|known| *known == idx);
    let place = place.unwrap_or_else(|| {
        story.images.push(idx);
        story.images.len() - 1
    });
    let target = format!("media/image{}.{}", place + 1, image.format.extension());
    write_drawing(story, &target, &picture.alt, (width_pt, height_pt));
}

/// Writes a chart that was drawn, the `number`th of the copy.
pub(super) fn write_chart_picture(story: &mut Story<'_>, number: usize, chart: &DrawnChart) {
    let size = fitted((chart.width_pt, chart.height_pt), (width_of(story), f64::INFINITY));
    write_drawing(story, &format!("media/chart{number}.png"), &chart.alt, size);
}

fn width_of(story: &Story<'_>) -> f64 {
    f64::from(story.width) / 20.0
}

/// A size that fits, in the same proportions.
fn fitted((width, height): (f64, f64), (max_width, max_height): (f64, f64)) -> (f64, f64) {
    let scale = (max_width / width).min(max_height / height).min(1.0);
    (width * scale, height * scale)
}

fn write_missing(story: &mut Story<'_>, picture: &Picture) {
    let words = picture_words(picture);
    story.xml.open("w:r", &[]);
    story.xml.open("w:rPr", &[]);
    story.xml.empty("w:i", &[]);
    story.xml.close();
    story.xml.words("w:t", &[("xml:space", "preserve")], &words);
    story.xml.close();
}

fn write_drawing(story: &mut Story<'_>, target: &str, alt: &str, (width_pt, height_pt): (f64, f64)) {
    let id = story.next_picture();
    let relation = story.relations.add(sort::IMAGE, target);
    let (width, height) = (emu(width_pt).max(1).to_string(), emu(height_pt).max(1).to_string());
    let name = target.rsplit('/').next().unwrap_or(target);
    let xml = &mut story.xml;
    xml.open("w:r", &[]);
    xml.open("w:drawing", &[]);
    xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
    xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
    xml.empty("wp:docPr", &[("id", &id), ("name", name), ("descr", alt)]);
    xml.empty("wp:cNvGraphicFramePr", &[]);
    xml.open("a:graphic", &[("xmlns:a", A)]);
    xml.open("a:graphicData", &[("uri", PIC)]);
    xml.open("pic:pic", &[("xmlns:pic", PIC)]);
    xml.open("pic:nvPicPr", &[]);
    xml.empty("pic:cNvPr", &[("id", &id), ("name", name), ("descr", alt)]);
    xml.empty("pic:cNvPicPr", &[]);
    xml.close();
    xml.open("pic:blipFill", &[]);
    xml.empty("a:blip", &[("r:embed", &relation)]);
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close();
    xml.close();
    write_shape(xml, &width, &height);
    for _ in 0..6 {
        xml.close();
    }
}

fn write_shape(xml: &mut Xml, width: &str, height: &str) {
    xml.open("pic:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &[("cx", width), ("cy", height)]);
    xml.close();
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    xml.close();
    xml.close();
}
