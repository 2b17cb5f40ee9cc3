//! Pictures decoded and encoded anew, so that place, camera, author and thumbnail stay behind.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};

/// The most pixels a picture may have on a side.
const MAX_SIDE_PX: u32 = 12_000;
/// The most pixels a picture may have in all.
const MAX_PIXELS: u64 = 40_000_000;
/// What decoding may take of memory.
const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// Fine enough that a second encoding is not seen.
const JPEG_QUALITY: u8 = 92;

/// A picture that carries nothing but its pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// How its bytes are to be read.
    pub format: ImageFormat,
    /// The picture, encoded by this program.
    pub bytes: Arc<[u8]>,
    /// Width in pixels.
    pub width_px: u32,
    /// Height in pixels.
    pub height_px: u32,
}

/// How a picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// JPEG, for photographs.
    Jpeg,
    /// PNG, for everything else.
    Png,
}

impl ImageFormat {
    /// The usual ending of file names.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Why a picture cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// Not PNG, JPEG, GIF or WebP.
    #[error("the format is not known; save it as PNG or JPEG")]
    UnknownFormat,
    /// Larger than a page can use.
    #[error("the picture has {width_px} × {height_px} pixels; save it smaller than 40 megapixels")]
    TooLarge {
        /// Width in pixels.
        width_px: u32,
        /// Height in pixels.
        height_px: u32,
    },
    /// Damaged, or not what it says it is.
    #[error("the picture cannot be read: {0}")]
    Damaged(#[from] image::ImageError),
}

/// Decodes a picture and encodes it anew, turned as its metadata says and then without it.
///
/// # Errors
/// The format is unknown, the picture too large, or its data damaged.
pub fn clean_image(bytes: &[u8]) -> Result<Image, ImageError> {
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(image::ImageError::from)?;
    let format = reader.format().ok_or(ImageError::UnknownFormat)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width_px, height_px) = decoder.dimensions();
    let n_pixels = u64::from(width_px) * u64::from(height_px);
    if width_px > MAX_SIDE_PX || height_px > MAX_SIDE_PX || n_pixels > MAX_PIXELS {
        return Err(ImageError::TooLarge { width_px, height_px });
    }
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    encode(&picture, format == image::ImageFormat::Jpeg)
}

fn encode(picture: &DynamicImage, is_photograph: bool) -> Result<Image, ImageError> {
    let mut bytes = Vec::new();
    let format = if is_photograph {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
        picture.to_rgb8().write_with_encoder(encoder)?;
        ImageFormat::Jpeg
    } else {
        let has_alpha = picture.color().has_alpha();
        let plain = if has_alpha { picture.to_rgba8().into() } else { DynamicImage::from(picture.to_rgb8()) };
        plain.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)?;
        ImageFormat::Png
    };
    Ok(Image { format, bytes: bytes.into(), width_px: picture.width(), height_px: picture.height() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_with_comment(comment: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = DynamicImage::new_rgb8(3, 2);
        picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).expect("encodes");
        // A tEXt chunk before the end chunk, its checksum left wrong as decoders skip it.
        let mut chunk = u32::try_from(comment.len() + 8).expect("short").to_be_bytes().to_vec();
        chunk.extend_from_slice(b"tEXtComment\0");
        chunk.extend_from_slice(comment.as_bytes());
        chunk.extend_from_slice(&[0; 4]);
        let end = bytes.len() - 12;
        bytes.splice(end..end, chunk);
        bytes
    }

    #[test]
    fn what_a_picture_says_beside_its_pixels_is_gone() {
        let before = png_with_comment("taken at the residence");
        assert!(before.windows(9).any(|window| window == b"residence"));
        if let Ok(image) = clean_image(&before) {
            assert_eq!((image.width_px, image.height_px), (3, 2));
            assert!(!image.bytes.windows(9).any(|window| window == b"residence"));
        } else {
            panic!("a picture with a comment is still a picture");
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_in_words() {
        let err = clean_image(b"%PDF-1.7").expect_err("no picture");
        assert!(err.to_string().contains("PNG or JPEG"), "{err}");
    }
}
