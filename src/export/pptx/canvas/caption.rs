//! Lines of words beside what they go with: captions in a place of the layout, and what no layout has a place for, such as
//! the number of a copy, in boxes of their own.

use crate::export::pptx::arrange::Rect;
use crate::export::pptx::canvas::Canvas;
use crate::export::pptx::stage::Placeholder;
use crate::export::pptx::text::write_plain;

/// How a line in a box of its own looks, as Office has it.
pub(in crate::export::pptx) struct LineLook {
    pub(super) align: &'static str,
    /// In hundredths of a point.
    pub(super) size: &'static str,
    pub(super) bold: &'static str,
    pub(super) color: &'static str,
}

const CAPTION_LOOK: LineLook = LineLook { align: "l", size: "1400", bold: "0", color: "tx2" };
pub(super) const SOURCE_LOOK: LineLook = LineLook { align: "l", size: "1000", bold: "0", color: "tx1" };
pub(super) const SUBTITLE_LOOK: LineLook = LineLook { align: "l", size: "2000", bold: "0", color: "tx1" };
/// Red, as all that is private; it says whose this one is.
pub(in crate::export::pptx) const COPY_NUMBER: LineLook =
    LineLook { align: "r", size: "1200", bold: "1", color: "accent2" };

impl Canvas<'_, '_> {
    /// Writes a caption in a place of the layout; in a box of its own where the layout has none left.
    pub(super) fn write_caption(&mut self, words: &str, rect: Rect, placeholder: Option<&Placeholder>) {
        self.write_line_in(placeholder, ("Caption", words), rect, &CAPTION_LOOK);
    }

    /// Writes a line in a box of its own.
    pub(in crate::export::pptx) fn write_line(
        &mut self,
        name: &str,
        words: &str,
        rect: Rect,
        look: &LineLook,
    ) {
        self.write_line_in(None, (name, words), rect, look);
    }

    fn write_line_in(
        &mut self,
        placeholder: Option<&Placeholder>,
        (name, words): (&str, &str),
        rect: Rect,
        look: &LineLook,
    ) {
        self.open_text(name, placeholder, Some(rect));
        let xml = &mut self.xml;
        xml.open("p:txBody", &[]);
        xml.open("a:bodyPr", &[("wrap", "square"), ("lIns", "0"), ("rIns", "0"), ("anchor", "t")]);
        xml.empty("a:normAutofit", &[]);
        xml.close();
        xml.open("a:lstStyle", &[]);
        xml.open("a:lvl1pPr", &[("marL", "0"), ("indent", "0"), ("algn", look.align)]);
        xml.raw("<a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:buNone/>");
        xml.open("a:defRPr", &[("sz", look.size), ("b", look.bold)]);
        xml.open("a:solidFill", &[]);
        xml.empty("a:schemeClr", &[("val", look.color)]);
        (0..4).for_each(|_| xml.close());
        write_plain(xml, words);
        xml.close();
        xml.close();
    }
}
