//! Pictures decoded and encoded anew, so that place, camera, author and thumbnail stay behind.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits, Rgba, RgbaImage};

use crate::text::Message;

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

impl ImageError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::UnknownFormat => "形式が分かりません。PNG 又は JPEG で保存してください".to_owned(),
            Self::TooLarge { width_px, height_px } => {
                format!("画像が {width_px} × {height_px} 画素あります。4,000 万画素より小さくしてください")
            }
            Self::Damaged(_) => "画像が壊れているため読み込めません".to_owned(),
        };
        Message { en: self.to_string(), ja }
    }
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
        let plain = if picture.color().has_alpha() {
            let mut pixels = picture.to_rgba8();
            empty_unseen(&mut pixels);
            pixels.into()
        } else {
            DynamicImage::from(picture.to_rgb8())
        };
        plain.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)?;
        ImageFormat::Png
    };
    Ok(Image { format, bytes: bytes.into(), width_px: picture.width(), height_px: picture.height() })
}

/// Takes the colours away from what is fully transparent: a picture may hold there what nobody was to see.
fn empty_unseen(pixels: &mut RgbaImage) {
    // After the alpha is cut to eight bits, since that makes some of it nothing.
    for pixel in pixels.pixels_mut().filter(|pixel| pixel[3] == 0) {
        *pixel = Rgba([0; 4]);
    }
}

#[cfg(test)]
mod tests {
    use image::codecs::gif::GifEncoder;
    use image::{Frame, ImageBuffer};

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
    /// A picture with a seen pixel on the left and a hidden one on the right.
    fn half_hidden() -> RgbaImage {
        RgbaImage::from_fn(2, 1, |x, _| if x == 0 { Rgba([9, 8, 7, 255]) } else { Rgba([200, 100, 50, 0]) })
    }

    fn encoded(picture: &DynamicImage, format: image::ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), format).expect("encodes");
        bytes
    }

    /// The pixels of a picture once it is cleaned.
    fn cleaned(bytes: &[u8]) -> RgbaImage {
        let cleaned = clean_image(bytes).expect("a picture");
        image::load_from_memory(&cleaned.bytes).expect("a picture").to_rgba8()
    }

    /// Two pixels of a palette, the second fully transparent by the chunk `tRNS`.
    #[rustfmt::skip]
    const PALETTE_PNG: &[u8] = &[
        137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 1,
        8, 3, 0, 0, 0, 195, 252, 143, 184, 0, 0, 0, 6, 80, 76, 84, 69, 9, 8, 7, 200, 100, 50, 121,
        53, 163, 164, 0, 0, 0, 2, 116, 82, 78, 83, 255, 0, 229, 183, 48, 74, 0, 0, 0, 11, 73, 68, 65,
        84, 120, 156, 99, 96, 96, 4, 0, 0, 4, 0, 2, 191, 122, 63, 74, 0, 0, 0, 0, 73, 69, 78, 68,
        174, 66, 96, 130,
    ];

    /// A chunk of a WebP file.
    fn riff_chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
        let len = u32::try_from(data.len()).expect("short").to_le_bytes();
        let padding: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
        [name.as_slice(), &len, data, padding].concat()
    }

    /// An animated WebP picture made of still ones of two pixels by one.
    fn animated_webp(stills: &[RgbaImage]) -> Vec<u8> {
        // Alpha and animation; the size less one, three bytes each.
        let mut body = riff_chunk(*b"VP8X", &[0b0001_0010, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
        body.extend(riff_chunk(*b"ANIM", &[0; 6]));
        for still in stills {
            let file = encoded(&still.clone().into(), image::ImageFormat::WebP);
            // Place, size, duration and flags of the frame, and the still without the head of its file.
            let mut frame = vec![0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 10, 0, 0, 0b10];
            frame.extend_from_slice(&file[12..]);
            body.extend(riff_chunk(*b"ANMF", &frame));
        }
        let body = [b"WEBP".as_slice(), &body].concat();
        riff_chunk(*b"RIFF", &body)
    }

    #[test]
    fn what_is_hidden_under_full_transparency_is_gone() {
        let hidden = half_hidden();
        let deep = ImageBuffer::from_fn(2, 1, |x, _| match x {
            0 => Rgba([9 * 257, 8 * 257, 7 * 257, u16::MAX]),
            // Sixteen bits see a trace of alpha that eight bits do not.
            _ => Rgba([51_400_u16, 25_700, 12_850, 100]),
        });
        let mut gif = Vec::new();
        let mut encoder = GifEncoder::new(&mut gif);
        let second = RgbaImage::from_pixel(2, 1, Rgba([1, 2, 3, 255]));
        encoder.encode_frames([Frame::new(hidden.clone()), Frame::new(second.clone())]).expect("encodes");
        drop(encoder);
        for (name, bytes) in [
            ("PNG", encoded(&hidden.clone().into(), image::ImageFormat::Png)),
            ("PNG of 16 bits", encoded(&DynamicImage::ImageRgba16(deep), image::ImageFormat::Png)),
            ("PNG with a palette", PALETTE_PNG.to_vec()),
            ("WebP", encoded(&hidden.clone().into(), image::ImageFormat::WebP)),
            ("animated WebP", animated_webp(&[hidden.clone(), second])),
            ("animated GIF", gif),
        ] {
            let pixels = cleaned(&bytes);
            assert_eq!(pixels.dimensions(), (2, 1), "{name}");
            assert_eq!(pixels.get_pixel(0, 0), &Rgba([9, 8, 7, 255]), "{name}");
            assert_eq!(pixels.get_pixel(1, 0), &Rgba([0; 4]), "{name}");
        }
    }

    #[test]
    fn what_is_seen_through_a_little_stays() {
        let veiled = RgbaImage::from_pixel(1, 1, Rgba([200, 100, 50, 1]));
        let pixels = cleaned(&encoded(&veiled.into(), image::ImageFormat::Png));
        assert_eq!(pixels.get_pixel(0, 0), &Rgba([200, 100, 50, 1]));
    }
}
