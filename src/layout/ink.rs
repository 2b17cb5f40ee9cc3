//! What a pen drew over slides during a talk, as pictures that lie over the pages of a deck.

use std::fmt::Write as _;
use std::sync::Arc;

/// What was drawn over one slide.
#[derive(Clone, Debug, PartialEq)]
pub struct SlideInk {
    /// The slide, from 0; the title slide is the first.
    pub slide_idx: usize,
    /// The lines, in the order in which they were drawn.
    pub strokes: Vec<InkStroke>,
}

/// A line that was drawn without lifting the pen.
#[derive(Clone, Debug, PartialEq)]
pub struct InkStroke {
    /// Red, green and blue.
    pub rgb: [u8; 3],
    /// How broad it is, in parts of the height of the slide.
    pub width_in_heights: f32,
    /// Its points, in parts of the width and height of the slide.
    pub points: Vec<[f32; 2]>,
}

/// A picture of what was drawn, as large as a slide; nothing where nothing was drawn on it.
pub(super) fn ink_svg(
    ink: &[SlideInk],
    slide_idx: usize,
    (width_pt, height_pt): (f64, f64),
) -> Option<Arc<[u8]>> {
    let slide = ink.iter().find(|slide| slide.slide_idx == slide_idx && !slide.strokes.is_empty())?;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width_pt}\" height=\"{height_pt}\" viewBox=\"0 0 \
         {width_pt} {height_pt}\"><g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
    );
    for stroke in &slide.strokes {
        let [red, green, blue] = stroke.rgb;
        let width = f64::from(stroke.width_in_heights) * height_pt;
        write!(svg, "<path stroke=\"#{red:02x}{green:02x}{blue:02x}\" stroke-width=\"{width:.2}\" d=\"").ok();
        let mut command = 'M';
        for [x, y] in &stroke.points {
            write!(svg, "{command}{:.2} {:.2}", f64::from(*x) * width_pt, f64::from(*y) * height_pt).ok();
            command = 'L';
        }
        // A line without length would not be drawn.
        svg.push_str(if stroke.points.len() == 1 { "h0.01\"/>" } else { "\"/>" });
    }
    svg.push_str("</g></svg>");
    Some(svg.into_bytes().into())
}
