//! PNG: one picture a slide, sharp enough for a wall.

use std::io::Cursor;

use image::{DynamicImage, RgbaImage};

use crate::export::{ExportError, Exported, File, Job, faults_of};
use crate::layout::typeset_with_ink;
use crate::text::{Message, message};

/// A slide of 960 points becomes 1,920 pixels wide.
const PIXELS_PER_PT: f64 = 2.0;

pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let pages = typeset_with_ink(job.engine, job.released, &job.options, job.ink)?;
    let n_digits = pages.len().to_string().len();
    let files: Result<Vec<File>, ExportError> = (0..pages.len())
        .map(|page_idx| {
            let failed = |reason: Message| ExportError::Write { extension: "png", reason };
            let bitmap = pages
                .render(page_idx, PIXELS_PER_PT)
                .ok_or_else(|| failed(message!("a page is missing", "ページがありません")))?;
            // Slides are opaque, so premultiplied is the same as straight alpha.
            let bytes = png_of(bitmap.width_px, bitmap.height_px, bitmap.rgba)
                .ok_or_else(|| failed(message!("a page has no pixels", "ページに画素がありません")))?;
            Ok(File { suffix: format!("-{:0n_digits$}.png", page_idx + 1), bytes })
        })
        .collect();
    Ok(Exported { files: files?, warnings: faults_of(&pages, job.engine) })
}

/// Encodes pixels as a PNG; nothing where there are fewer pixels than the size says.
pub fn png_of(width_px: u32, height_px: u32, rgba: Vec<u8>) -> Option<Vec<u8>> {
    let is_opaque = rgba.chunks_exact(4).all(|pixel| pixel[3] == u8::MAX);
    let mut picture = DynamicImage::from(RgbaImage::from_raw(width_px, height_px, rgba)?);
    if is_opaque {
        picture = picture.to_rgb8().into();
    }
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).ok()?;
    Some(bytes)
}
