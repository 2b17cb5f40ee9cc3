//! A presentation of a ministry as the pattern of ours: its master, its layouts, its colours and faces, its size.
//!
//! They are taken whole but for what acts or tells of somebody: links, sounds, animations, data of programs, metadata
//! of pictures. Of its slides and its notes nothing is taken.

mod clean;
mod ground;
mod read;

use crate::export::office_parts::THEME_TYPE;
use crate::export::pptx::stage::Stage;
use crate::export::pptx::table::TABLE_STYLE;
use crate::export::pptx::typed;
use crate::export::pptx::zone::NAMESPACES;
use crate::office::{Element, PackageWriter, Relations, Xml};
use crate::release::Image;

/// What a presentation gives as a pattern.
#[derive(Debug)]
pub(super) struct Template {
    /// Its layouts, and the places on them.
    pub stage: Stage,
    /// How many pictures were left out, since they cannot be cleaned.
    pub n_left_out: usize,
    /// Its size of slides.
    pub size: Element,
    /// Its size of notes, if it says so.
    pub notes_size: Option<Element>,
    /// How its text stands where nothing else says so, and how its lines break.
    pub text: Vec<Element>,
    master: Part,
    layouts: Vec<Part>,
    theme: Part,
    /// The master of its notes, and the theme of that.
    notes: Option<(Part, Part)>,
    images: Vec<Image>,
    /// Its styles of tables, and which of them tables have.
    tables: Option<(Element, String)>,
}

/// A part that was taken, with what it refers to.
#[derive(Debug, Default)]
struct Part {
    root: Element,
    relations: Relations,
}

impl Template {
    /// A part of ours with the styles of the pattern, and without colours by the names of our theme: what is red is
    /// private, whatever the pattern calls its second colour.
    pub(super) fn restyled(&self, xml: &str, private: &str) -> String {
        let red = format!("<a:srgbClr val=\"{private}\"/>");
        let xml = xml.replace("<a:schemeClr val=\"accent2\"/>", &red);
        match &self.tables {
            Some((_, style)) => xml.replace(TABLE_STYLE, style),
            None => xml,
        }
    }

    /// Adds master, layouts, theme and pictures; `marking` is the shape that shows it at the top, if there is one.
    pub(super) fn add(&self, package: &mut PackageWriter, marking: &str) {
        let mut add = |name: &str, sort: &str, part: &Part, shape: &str| {
            let xml = with_shape(written(&part.root), shape);
            package.add(&format!("ppt/{name}"), &typed(sort), xml, part.relations.clone());
        };
        for (layout, number) in self.layouts.iter().zip(1..) {
            // A layout that shows nothing of its master shows no marking either.
            let hides_master = matches!(layout.root.attribute("showMasterSp"), Some("0" | "false"));
            let shape = if hides_master { marking } else { "" };
            add(&format!("slideLayouts/slideLayout{number}.xml"), "slideLayout", layout, shape);
        }
        add("slideMasters/slideMaster1.xml", "slideMaster", &self.master, marking);
        add_theme(package, "ppt/theme/theme1.xml", &self.theme);
        for (image, number) in self.images.iter().zip(1..) {
            package.add_picture(&format!("ppt/media/{}", file_of(number, image)), &image.bytes);
        }
    }

    /// Adds the master of its notes; returns whether it has one.
    pub(super) fn add_notes_master(&self, package: &mut PackageWriter) -> bool {
        let Some((master, theme)) = &self.notes else { return false };
        let name = "ppt/notesMasters/notesMaster1.xml";
        package.add(name, &typed("notesMaster"), written(&master.root), master.relations.clone());
        add_theme(package, "ppt/theme/theme2.xml", theme);
        true
    }

    /// The styles of its tables.
    pub(super) fn table_styles(&self) -> Option<String> {
        self.tables.as_ref().map(|(styles, _)| written(styles))
    }
}

fn add_theme(package: &mut PackageWriter, name: &str, theme: &Part) {
    package.add(name, THEME_TYPE, written(&theme.root), theme.relations.clone());
}

/// A part as XML, in the vocabularies of slides.
fn written(root: &Element) -> String {
    let mut xml = Xml::part();
    xml.tree(root, NAMESPACES);
    xml.finish()
}

/// Puts a shape above all others of a part.
fn with_shape(xml: String, shape: &str) -> String {
    match xml.rsplit_once("</p:spTree>") {
        Some((before, after)) if !shape.is_empty() => format!("{before}{shape}</p:spTree>{after}"),
        _ => xml,
    }
}

/// The file of a picture of the pattern.
fn file_of(number: usize, image: &Image) -> String {
    format!("house{number}.{}", image.format.extension())
}
