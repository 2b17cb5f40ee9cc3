//! Pictures of strangers, byte by byte: headers that lie, data that unpacks to far more than it is.

use crate::planted::packed;

/// A picture in PNG of this size, all black.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let n_bytes = (width as usize + 1) * height as usize;
    png_of(width, height, &zeros_packed(n_bytes.max(1)))
}

/// A picture whose data does not get smaller by packing.
pub fn png_of_noise(width: u32, height: u32) -> Vec<u8> {
    let mut state = 1_u32;
    let mut data = Vec::new();
    for _ in 0..height {
        data.extend([0]);
        for _ in 0..width {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            data.extend((state >> 24).to_be_bytes().last());
        }
    }
    png_of(width, height, &packed(&data))
}

/// A small picture with one more chunk before its data.
pub fn png_with_chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut bytes = png(4, 4);
    bytes.splice(33..33, chunk(name, data));
    bytes
}

fn png_of(width: u32, height: u32, packed: &[u8]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(*b"IHDR", &head), chunk(*b"IDAT", packed), chunk(*b"IEND", &[])]
        .concat()
}

fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&name[..], data].concat();
    let len = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let mut crc = flate2::Crc::new();
    crc.update(&body);
    [&len.to_be_bytes()[..], &body, &crc.sum().to_be_bytes()].concat()
}

/// As many zeros, packed: a hundred and fifty times smaller than they are.
pub fn zeros_packed(n_bytes: usize) -> Vec<u8> {
    let mut bits = Bits { out: vec![0x78, 0x9C], held: 0, n_held: 0 };
    // One block, the last, with the codes that need no table.
    bits.push(0b011, 3);
    let mut left = n_bytes;
    if left > 0 {
        bits.push_code(0b0011_0000, 8);
        left -= 1;
    }
    while left >= 258 {
        bits.push_code(0b1100_0101, 8);
        bits.push_code(0, 5);
        left -= 258;
    }
    (0..left).for_each(|_| bits.push_code(0b0011_0000, 8));
    bits.push_code(0, 7);
    bits.push(0, 7);
    // The sum of nothing but zeros.
    let sum = u32::try_from(n_bytes % 65_521).unwrap_or(0) << 16 | 1;
    bits.out.extend(sum.to_be_bytes());
    bits.out
}

struct Bits {
    out: Vec<u8>,
    held: u32,
    n_held: u32,
}

impl Bits {
    /// The lowest bit first.
    fn push(&mut self, value: u32, n_bits: u32) {
        self.held |= value << self.n_held;
        self.n_held += n_bits;
        while self.n_held >= 8 {
            self.out.push(self.held.to_le_bytes()[0]);
            self.held >>= 8;
            self.n_held -= 8;
        }
    }

    /// The highest bit first, as codes stand.
    fn push_code(&mut self, code: u32, n_bits: u32) {
        self.push(code.reverse_bits() >> (32 - n_bits), n_bits);
    }
}

/// A JPEG that says how large it is and has no data worth the name.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let table = [&b"\xFF\xDB\0\x43\0"[..], &[1; 64]].concat();
    let [[h0, h1], [w0, w1]] = [height.to_be_bytes(), width.to_be_bytes()];
    let frame = [0xFF, 0xC0, 0, 11, 8, h0, h1, w0, w1, 1, 1, 0x11, 0];
    let mut code = b"\xFF\xC4\0\x14\0\x01".to_vec();
    code.extend([0; 15]);
    code.push(0);
    let mut codes = code.clone();
    code[4] = 0x10;
    codes.extend(code);
    let scan = b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0";
    [b"\xFF\xD8".as_slice(), &table, &frame, &codes, scan, &[0; 64], b"\xFF\xD9"].concat()
}

/// A JPEG whose colour profile comes in all the parts that there may be.
pub fn jpeg_with_profile() -> Vec<u8> {
    let mut bytes = jpeg(8, 8);
    let part = |n: u8| [&b"\xFF\xE2\xFF\xFFICC_PROFILE\0"[..], &[n, 255], &vec![0x5A; 0xFFFF - 16]].concat();
    let parts: Vec<u8> = (1..=255).flat_map(part).collect();
    bytes.splice(2..2, parts);
    bytes
}

/// A GIF that says how large it is.
pub fn gif(width: u16, height: u16) -> Vec<u8> {
    [&gif_head(width, height)[..], &gif_frame(width, height), b";"].concat()
}

/// A GIF of many pictures.
pub fn gif_of_frames(n: usize) -> Vec<u8> {
    [&gif_head(500, 500)[..], &gif_frame(500, 500).repeat(n), b";"].concat()
}

fn gif_head(width: u16, height: u16) -> Vec<u8> {
    [b"GIF89a".as_slice(), &width.to_le_bytes(), &height.to_le_bytes(), &[0x80, 0, 0, 0, 0, 0, 255, 255, 255]]
        .concat()
}

fn gif_frame(width: u16, height: u16) -> Vec<u8> {
    [b",\0\0\0\0".as_slice(), &width.to_le_bytes(), &height.to_le_bytes(), &[0, 2, 2, 0x4C, 0x01, 0]].concat()
}

/// A WebP that says how large it is.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let bits = (width - 1) | (height - 1) << 14;
    let data = [&[0x2F][..], &bits.to_le_bytes(), &[0; 60]].concat();
    let len = u32::try_from(data.len()).unwrap_or(0);
    let body = [b"WEBPVP8L".as_slice(), &len.to_le_bytes(), &data, &[0][..data.len() % 2]].concat();
    [b"RIFF".as_slice(), &u32::try_from(body.len()).unwrap_or(0).to_le_bytes(), &body].concat()
}
