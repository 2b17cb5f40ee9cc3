//! What stands beside the text of a slide: its names and its place; pictures, with what they show for those who cannot
//! see it.

use crate::export::office_parts::{DrawnChart, emu};
use crate::export::pptx::arrange::Rect;
use crate::export::pptx::stage::Placeholder;
use crate::office::Xml;

/// How a shape is called on its slide.
pub(super) struct Shape<'s> {
    pub id: usize,
    pub name: &'s str,
    /// What it shows.
    pub alt: &'s str,
    /// The placeholder of the layout that it fills.
    pub placeholder: Option<&'s Placeholder>,
}

/// Writes place and size.
pub(super) fn write_place(xml: &mut Xml, tag: &'static str, rect: Rect) {
    xml.open(tag, &[]);
    let [x, y] = [rect.x, rect.y].map(|pt| emu(pt).to_string());
    let [cx, cy] = [rect.width, rect.height].map(|pt| emu(pt).max(1).to_string());
    xml.empty("a:off", &[("x", &x), ("y", &y)]);
    xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
    xml.close();
}

pub(super) fn write_names(xml: &mut Xml, shape: &Shape<'_>) {
    let mut attributes = vec![("name", shape.name)];
    let id = shape.id.to_string();
    attributes.insert(0, ("id", &id));
    if !shape.alt.is_empty() {
        attributes.push(("descr", shape.alt));
    }
    xml.empty("p:cNvPr", &attributes);
}

pub(super) fn write_placeholder(xml: &mut Xml, shape: &Shape<'_>) {
    match shape.placeholder {
        Some(placeholder) => {
            xml.open("p:nvPr", &[]);
            xml.empty("p:ph", &placeholder.attributes());
            xml.close();
        }
        None => xml.empty("p:nvPr", &[]),
    }
}

/// Writes a picture as large as its place allows.
pub(super) fn write_picture(
    xml: &mut Xml,
    shape: &Shape<'_>,
    relation: &str,
    (place, (width, height)): (Rect, (f64, f64)),
) {
    let scale = (place.width / width.max(1.0)).min(place.height / height.max(1.0));
    let (width, height) = (width * scale, height * scale);
    let (x, y) = (place.x + (place.width - width) / 2.0, place.y + (place.height - height) / 2.0);
    xml.open("p:pic", &[]);
    xml.open("p:nvPicPr", &[]);
    write_names(xml, shape);
    xml.open("p:cNvPicPr", &[]);
    xml.empty("a:picLocks", &[("noChangeAspect", "1")]);
    xml.close();
    write_placeholder(xml, shape);
    xml.close();
    xml.open("p:blipFill", &[]);
    xml.empty("a:blip", &[("r:embed", relation)]);
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close();
    xml.close();
    xml.open("p:spPr", &[]);
    write_place(xml, "a:xfrm", Rect { x, y, width, height });
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    xml.close();
    xml.close();
    xml.close();
}

/// Writes a chart that was drawn.
pub(super) fn write_chart(
    xml: &mut Xml,
    shape: &Shape<'_>,
    relation: &str,
    (place, chart): (Rect, &DrawnChart),
) {
    write_picture(xml, shape, relation, (place, (chart.width_pt, chart.height_pt)));
}
