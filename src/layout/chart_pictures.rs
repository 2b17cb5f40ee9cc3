//! Charts as pictures of their own, for files whose pages other programs lay out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::layout::chart::{Room, picture_alt, write_chart};
use crate::layout::document::paper_style;
use crate::layout::source::Writer;
use crate::layout::style::Style;
use crate::layout::{Bitmap, Engine, Options, Shape, TypesetError, Typesetter, tidy};
use crate::release::{ChartData, Released};

/// Three pixels a point: 216 to the inch on paper, 1,920 and more on a slide.
const PIXELS_PER_PT: f64 = 3.0;

/// The room for one chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartRoom {
    /// Its width, in points.
    pub width_pt: f64,
    /// The most height it may take, in points.
    pub height_pt: f64,
    /// The type size of its words, in points.
    pub type_pt: f64,
    /// Whether it fills its height, as on a slide, or takes what it needs, as on paper.
    pub fills: bool,
    /// Whether it has no ground of its own, so that what lies below is seen; else it is white.
    pub is_clear: bool,
}

/// A chart that was drawn, without its title and its source.
#[derive(Clone, Debug)]
pub struct ChartPicture {
    /// Its pixels; opaque but where its room is clear.
    pub bitmap: Bitmap,
    /// Its width, in points.
    pub width_pt: f64,
    /// Its height, in points.
    pub height_pt: f64,
    /// What it shows, with its data, for those who cannot see it.
    pub alt: String,
}

/// Draws charts, each for its own room; nothing in place of one that can be no honest drawing and stays a table.
///
/// # Errors
/// The program is at fault.
pub fn draw_charts(
    engine: &Engine,
    released: &Released,
    charts: &[(&ChartData, ChartRoom)],
    options: &Options,
) -> Result<Vec<Option<ChartPicture>>, TypesetError> {
    let content = released.content();
    let style = |room: ChartRoom| {
        let ChartRoom { width_pt, height_pt, type_pt, fills, .. } = room;
        let chart = Room { width: width_pt, height: height_pt, size: type_pt, fills };
        Style { chart, ..paper_style(content, options) }
    };
    let alts: Vec<Option<String>> =
        charts.iter().map(|(chart, room)| picture_alt(chart, style(*room))).collect();
    if alts.iter().all(Option::is_none) {
        return Ok(alts.into_iter().map(|_| None).collect());
    }
    let mut writer = Writer::default();
    writer.code("#import \"base.typ\": *\n#show: chart-pages.with(\"");
    writer.code(content.lang.tag());
    writer.code(if options.shape == Shape::Slides { "\", true)\n" } else { "\", false)\n" });
    for ((chart, room), _) in charts.iter().zip(&alts).filter(|(_, alt)| alt.is_some()) {
        writer.code(&format!(
            "#page(width: {:.2}pt, fill: {})[\n#set text(size: {:.2}pt)\n",
            room.width_pt,
            if room.is_clear { "none" } else { "white" },
            room.type_pt
        ));
        // They stand beside the picture as words.
        let bare = ChartData { title: None, source: None, date: None, ..(*chart).clone() };
        write_chart(&mut writer, &bare, style(*room));
        writer.code("]\n");
    }
    let compiled = catch_unwind(AssertUnwindSafe(|| {
        Typesetter::default().compile(engine, released, options, writer, &[])
    }));
    tidy();
    let pages = compiled.unwrap_or_else(|_| Err(TypesetError::Fault("the engine stopped".to_owned())))?;
    let mut page_idx = 0;
    let mut drawn = |alt: String| {
        let (width_pt, height_pt) = pages.size_pt(page_idx)?;
        let mut bitmap = pages.render(page_idx, PIXELS_PER_PT)?;
        bitmap.rgba.chunks_exact_mut(4).for_each(undo_alpha);
        page_idx += 1;
        Some(ChartPicture { bitmap, width_pt, height_pt, alt })
    };
    Ok(alts.into_iter().map(|alt| alt.and_then(&mut drawn)).collect())
}

/// Takes the share of its cover out of the colour of a pixel, as files have it.
fn undo_alpha(pixel: &mut [u8]) {
    let [red, green, blue, alpha] = pixel else { return };
    let cover = u32::from(*alpha);
    if cover == 0 || cover == 255 {
        return;
    }
    for channel in [red, green, blue] {
        *channel = u8::try_from((u32::from(*channel) * 255 + cover / 2) / cover).unwrap_or(u8::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_covered_pixel_has_its_whole_colour() {
        let undone = |mut pixel: [u8; 4]| {
            undo_alpha(&mut pixel);
            pixel
        };
        assert_eq!(undone([100, 50, 0, 128]), [199, 100, 0, 128]);
        assert_eq!(undone([7, 7, 7, 255]), [7, 7, 7, 255]);
        assert_eq!(undone([0, 0, 0, 0]), [0, 0, 0, 0]);
    }
}
