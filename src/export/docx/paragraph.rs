//! How paragraphs are set: their properties, in the order that Word wants.

use crate::layout::OfficeLook;
use crate::office::{Ground, Xml};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph {
    pub style: Option<&'static str>,
    pub keeps_next: bool,
    pub breaks_page: bool,
    /// The list and the level in it.
    pub list: Option<(usize, usize)>,
    pub ground: Ground,
    /// How far in it stands and how far its first line hangs out, in twentieths of a point.
    pub indent: Option<(i32, i32)>,
    /// The space above it, where it is not that of its style.
    pub above: Option<i32>,
    /// Whether items of a list stand apart.
    pub is_loose: bool,
}

/// Writes what stands in `w:pPr`.
pub(super) fn write_properties(xml: &mut Xml, paragraph: &Paragraph, look: &OfficeLook) {
    paragraph.style.iter().for_each(|style| xml.empty("w:pStyle", &[("w:val", style)]));
    if paragraph.keeps_next {
        xml.empty("w:keepNext", &[]);
    }
    if paragraph.breaks_page {
        xml.empty("w:pageBreakBefore", &[]);
    }
    if let Some((list, level)) = paragraph.list {
        xml.open("w:numPr", &[]);
        xml.empty("w:ilvl", &[("w:val", &level.to_string())]);
        xml.empty("w:numId", &[("w:val", &list.to_string())]);
        xml.close();
    }
    write_ground(xml, paragraph.ground, look);
    if let Some(above) = paragraph.above {
        xml.empty("w:spacing", &[("w:before", &above.to_string())]);
    }
    if let Some((left, hanging)) = paragraph.indent {
        let (left, hanging) = (left.to_string(), hanging.to_string());
        xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
    }
    if paragraph.is_loose {
        xml.empty("w:contextualSpacing", &[("w:val", "0")]);
    }
}

/// Colours are those of the theme by name, too, so that another theme changes them.
fn write_ground(xml: &mut Xml, ground: Ground, look: &OfficeLook) {
    let (Some(theme), fill) = ground.theme_colors() else { return };
    let (name, width, fill_name) = match ground {
        Ground::Private => ("private", "24", "private-tint"),
        Ground::Quote => ("hairline", "12", "tint"),
        Ground::None | Ground::Tint | Ground::Line => ("accent", "12", "tint"),
    };
    xml.open("w:pBdr", &[]);
    let attributes = [
        ("w:val", "single"),
        ("w:sz", width),
        ("w:space", "8"),
        ("w:color", look.color(name)),
        ("w:themeColor", theme),
    ];
    xml.empty("w:left", &attributes);
    xml.close();
    if let Some(theme) = fill {
        let fill = look.color(fill_name);
        let attributes = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill), ("w:themeFill", theme)];
        xml.empty("w:shd", &attributes);
    }
}
