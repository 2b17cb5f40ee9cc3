//! A drawn slide, packed: slides are mostly ground, and there are many.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{Read as _, Write as _};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use crate::layout::Bitmap;

/// A drawn slide, kept as runs of one colour; where it has too many colours for that, as it is.
#[derive(Clone)]
pub struct RoomPicture {
    width_px: u32,
    height_px: u32,
    packed: Packed,
    /// What tells it from others.
    digest: u64,
}

/// The pixels of a slide, row by row.
#[derive(Clone)]
enum Packed {
    /// Runs of colours out of a few, deflated: the rows of a letter are much alike. A run is how many pixels follow
    /// the first, and which colour they have; each in sevens of bits, the lowest first, all but the last with the
    /// eighth set.
    Runs(Arc<[[u8; 4]]>, Arc<[u8]>),
    /// One colour after the other, for photographs.
    Plain(Arc<[u8]>),
}

impl RoomPicture {
    pub(super) fn pack(bitmap: &Bitmap) -> Self {
        let packed = match pack_runs(bitmap) {
            Some((colors, runs)) => Packed::Runs(colors.into(), deflated(&runs).into()),
            None => Packed::Plain(bitmap.rgba.as_slice().into()),
        };
        let mut hasher = DefaultHasher::new();
        (bitmap.width_px, bitmap.height_px).hash(&mut hasher);
        match &packed {
            Packed::Runs(colors, runs) => (colors, runs).hash(&mut hasher),
            Packed::Plain(rgba) => rgba.hash(&mut hasher),
        }
        let digest = hasher.finish();
        Self { width_px: bitmap.width_px, height_px: bitmap.height_px, packed, digest }
    }

    /// A number that pictures with other pixels do not have.
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// Tells the pixels row by row, as so many of one colour.
    pub fn each_run(&self, mut tell: impl FnMut(usize, [u8; 4])) {
        match &self.packed {
            Packed::Runs(colors, runs) => {
                let runs = inflated(runs);
                let mut bytes = runs.iter();
                while let Some((n_more, color)) = number(&mut bytes).zip(number(&mut bytes)) {
                    tell(n_more + 1, colors.get(color).copied().unwrap_or_default());
                }
            }
            Packed::Plain(rgba) => {
                let pixels = rgba.chunks_exact(4);
                pixels.for_each(|pixel| tell(1, [pixel[0], pixel[1], pixel[2], pixel[3]]));
            }
        }
    }

    /// The pixels, row by row.
    pub fn unpack(&self) -> Bitmap {
        let mut rgba = Vec::with_capacity(self.width_px as usize * self.height_px as usize * 4);
        self.each_run(|n_pixels, pixel| {
            let from = rgba.len();
            let n_bytes = n_pixels * 4;
            rgba.extend_from_slice(&pixel);
            // Doubling what is there is faster than one pixel after the other.
            while rgba.len() - from < n_bytes {
                let n = (rgba.len() - from).min(n_bytes - (rgba.len() - from));
                rgba.extend_from_within(from..from + n);
            }
        });
        Bitmap { width_px: self.width_px, height_px: self.height_px, rgba }
    }

    /// The pixels at no more than a width, each the mean of those it stands for.
    pub fn unpack_small(&self, width_px: u32) -> Bitmap {
        let whole = self.unpack();
        let step = self.width_px.div_ceil(width_px.max(1)).max(1);
        let (small_width, small_height) = (self.width_px / step, self.height_px / step);
        let mut rgba = Vec::with_capacity(small_width as usize * small_height as usize * 4);
        for y in 0..small_height {
            for x in 0..small_width {
                rgba.extend(mean(&whole, (x * step, y * step), step));
            }
        }
        Bitmap { width_px: small_width, height_px: small_height, rgba }
    }

    /// Width and height in pixels.
    pub fn size_px(&self) -> (u32, u32) {
        (self.width_px, self.height_px)
    }

    /// What it takes of memory.
    pub fn n_bytes(&self) -> usize {
        match &self.packed {
            Packed::Runs(colors, runs) => size_of_val(&**colors) + runs.len(),
            Packed::Plain(rgba) => rgba.len(),
        }
    }
}

/// The runs of a picture and their colours; nothing where they would take more than half of the picture itself.
fn pack_runs(bitmap: &Bitmap) -> Option<(Vec<[u8; 4]>, Vec<u8>)> {
    let max_bytes = bitmap.rgba.len() / 2;
    let mut colors: Vec<[u8; 4]> = Vec::new();
    let mut known: HashMap<[u8; 4], usize> = HashMap::new();
    let mut runs: Vec<u8> = Vec::new();
    let mut pixels =
        bitmap.rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2], pixel[3]]).peekable();
    while let Some(rgba) = pixels.next() {
        let mut n_more = 0;
        while pixels.next_if_eq(&rgba).is_some() {
            n_more += 1;
        }
        let color = *known.entry(rgba).or_insert_with(|| {
            colors.push(rgba);
            colors.len() - 1
        });
        put_number(&mut runs, n_more);
        put_number(&mut runs, color);
        if runs.len() > max_bytes || colors.len() > usize::from(u16::MAX) {
            return None;
        }
    }
    Some((colors, runs))
}

fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    loop {
        let [lowest, ..] = number.to_le_bytes();
        if number < 0x80 {
            bytes.push(lowest);
            return;
        }
        bytes.push(lowest | 0x80);
        number >>= 7;
    }
}

fn number<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<usize> {
    let mut number = 0;
    for shift in (0..usize::BITS).step_by(7) {
        let byte = *bytes.next()?;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(number)
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory takes what is written to it")
}

fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut inflated = Vec::new();
    let read = DeflateDecoder::new(bytes).read_to_end(&mut inflated);
    read.expect("it was deflated here");
    inflated
}

/// The mean colour of a square of pixels.
fn mean(bitmap: &Bitmap, (left, top): (u32, u32), side: u32) -> [u8; 4] {
    let mut sums = [0_u32; 4];
    for y in top..top + side {
        let start = (y * bitmap.width_px + left) as usize * 4;
        let row = bitmap.rgba.get(start..start + side as usize * 4).unwrap_or(&[]);
        for pixel in row.chunks_exact(4) {
            sums.iter_mut().zip(pixel).for_each(|(sum, part)| *sum += u32::from(*part));
        }
    }
    sums.map(|sum| u8::try_from(sum / (side * side)).unwrap_or(u8::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bitmap(pixel: impl Fn(u32) -> [u8; 4]) -> Bitmap {
        let (width_px, height_px) = (400, 300);
        let rgba = (0..width_px * height_px).flat_map(pixel).collect();
        Bitmap { width_px, height_px, rgba }
    }

    #[test]
    fn ground_lines_and_photographs_come_out_as_they_were() {
        let ground = bitmap(|_| [250, 250, 247, 255]);
        let lines = bitmap(|at| if at % 400 < 7 { [1, 2, 3, 255] } else { [9, 9, 9, 255] });
        let noise = bitmap(|at| at.wrapping_mul(2_654_435_761).to_be_bytes());
        let few_colors = bitmap(|at| [u8::try_from(at % 2).unwrap_or(0), 0, 0, 255]);
        for (bitmap, max_bytes) in [(ground, 100), (lines, 10_000), (noise, 480_000), (few_colors, 480_000)] {
            let picture = RoomPicture::pack(&bitmap);
            assert!(picture.unpack().rgba == bitmap.rgba, "the pixels differ");
            assert!(picture.n_bytes() <= max_bytes, "{} bytes", picture.n_bytes());
        }
    }
}
