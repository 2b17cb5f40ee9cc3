//! Pictures: what stands in them beside the pixels.

use crate::prove::ReadError;
use crate::prove::read::Reading;
use crate::prove::read::plain::letters;
use crate::text::{Message, message};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether a file is a picture whose parts are known.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG)
        || bytes.starts_with(b"\xFF\xD8\xFF")
        || bytes.starts_with(b"GIF8")
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
}

/// Whether a file is a picture whose parts are not known: of Windows, of a scanner, of an Office program.
pub(super) fn is_odd_picture(bytes: &[u8]) -> bool {
    const HEADS: [&[u8]; 8] = [
        b"BM",
        b"II*\0",
        b"MM\0*",
        b"II\xBC\x01",
        b"\xD7\xCD\xC6\x9A",
        b"\0\0\x01\0",
        b"\0\0\0\x0CjP  ",
        b"VCLMTF",
    ];
    // A drawing of Windows begins with the number of its first record, and says what it is behind its sizes.
    HEADS.iter().any(|head| bytes.starts_with(head)) || bytes.get(40..44) == Some(b" EMF")
}

/// Whether a picture is too small for words, such as the sign before a link.
pub(super) fn is_tiny(bytes: &[u8]) -> bool {
    let size = |at: usize| {
        let bytes = bytes.get(at..at + 4).filter(|_| bytes.starts_with(PNG))?;
        Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    };
    size(16).zip(size(20)).is_some_and(|(width, height)| width < 48 || height < 10)
}

/// Reads the metadata of a picture: text chunks, EXIF, XMP, comments, and what stands behind its end.
pub(super) fn read(bytes: &[u8], place: &Message, reading: &mut Reading) -> Result<(), ReadError> {
    if bytes.starts_with(PNG) {
        return read_png(bytes, place, reading);
    }
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        read_jpeg(bytes, place, reading);
    } else if bytes.starts_with(b"RIFF") {
        read_webp(bytes, place, reading);
    } else {
        // The pixels of a GIF are packed and show no letters; its comments are plain.
        reading.add(&message!("comment of a {place}", "{place}のコメント", place), letters(bytes), false);
    }
    Ok(())
}

fn read_png(bytes: &[u8], place: &Message, reading: &mut Reading) -> Result<(), ReadError> {
    let mut rest = bytes.get(PNG.len()..).unwrap_or_default();
    while let Some((head, body)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, name @ ..] = *head;
        let len = u32::from_be_bytes([a, b, c, d]) as usize;
        let Some(data) = body.get(..len) else { break };
        let shown = String::from_utf8_lossy(&name).into_owned();
        let chunk_place = message!("{shown} chunk of a {place}", "{place}の {shown} チャンク", place);
        match &name {
            b"tEXt" | b"eXIf" | b"tIME" => reading.add(&chunk_place, letters(data), true),
            b"zTXt" | b"iTXt" => {
                let key_len = data.iter().position(|&byte| byte == 0).unwrap_or(0);
                reading.add(&chunk_place, letters(data), true);
                // What is packed begins behind the key and at most two more texts; the header says where.
                for start in packed_starts(&data[key_len..]) {
                    let unpacked = reading.inflate(&data[key_len + start..], true)?;
                    reading.add(&chunk_place, letters(&unpacked), true);
                }
            }
            b"iCCP" => {
                let start = data.iter().position(|&byte| byte == 0).map_or(0, |at| at + 2);
                let unpacked = reading.inflate(data.get(start..).unwrap_or_default(), true)?;
                reading.add(&chunk_place, letters(&unpacked), false);
            }
            b"IHDR" | b"IDAT" | b"PLTE" | b"tRNS" | b"pHYs" | b"sRGB" | b"gAMA" | b"cHRM" | b"bKGD"
            | b"sBIT" => {}
            _ => reading.add(&chunk_place, letters(data), true),
        }
        rest = body.get(len + 4..).unwrap_or_default();
        if &name == b"IEND" {
            reading.add(
                &message!("bytes behind the end of a {place}", "{place}の末尾より後", place),
                letters(rest),
                true,
            );
            break;
        }
    }
    Ok(())
}

/// Where data packed with a header may begin.
fn packed_starts(data: &[u8]) -> Vec<usize> {
    let is_start = |at: &usize| {
        let pair = data.get(*at..*at + 2).unwrap_or_default();
        pair.first() == Some(&0x78) && u16::from_be_bytes([pair[0], pair[1]]) % 31 == 0
    };
    (0..data.len().saturating_sub(1)).filter(is_start).take(4).collect()
}

fn read_jpeg(bytes: &[u8], place: &Message, reading: &mut Reading) {
    let mut at = 2;
    let mut seen_end = bytes.len();
    while let Some(&[0xFF, marker]) = bytes.get(at..at + 2) {
        if marker == 0xD9 {
            seen_end = at + 2;
            break;
        }
        let Some(&[high, low]) = bytes.get(at + 2..at + 4) else { break };
        let len = usize::from(u16::from_be_bytes([high, low]));
        let data = bytes.get(at + 4..at + 2 + len.max(2)).unwrap_or_default();
        let (en, ja) = match marker {
            0xE1 => ("EXIF or XMP", " EXIF・XMP"),
            0xFE => ("comment", "コメント"),
            0xE0..=0xEF => ("metadata", "メタデータ"),
            // Tables of the packing.
            _ => ("", ""),
        };
        if !en.is_empty() && !data.is_empty() {
            reading.add(
                &message!("{en} of a {place}", "{place}の{ja}", place),
                letters(data),
                marker != 0xE2,
            );
        }
        at += 2 + len.max(2);
        // Behind the head of a scan there are pixels up to the next mark; a picture may have several scans.
        if marker == 0xDA {
            at = next_marker(bytes, at);
        }
    }
    reading.add(
        &message!("bytes behind the end of a {place}", "{place}の末尾より後", place),
        letters(&bytes[seen_end..]),
        true,
    );
}

/// Where the next mark stands in a JPEG that is neither a byte of the pixels nor a point to begin anew at.
fn next_marker(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let is_marker = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xFF | 0xD0..=0xD7);
    rest.windows(2).position(is_marker).map_or(bytes.len(), |at| from + at)
}

fn read_webp(bytes: &[u8], place: &Message, reading: &mut Reading) {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((head, body)) = rest.split_first_chunk::<8>() {
        let [name @ .., a, b, c, d] = *head;
        let len = u32::from_le_bytes([a, b, c, d]) as usize;
        let data = body.get(..len.min(body.len())).unwrap_or_default();
        if !matches!(&name, b"VP8 " | b"VP8L" | b"ALPH" | b"ANMF") {
            let shown = String::from_utf8_lossy(&name).trim().to_owned();
            reading.add(
                &message!("{shown} of a {place}", "{place}の {shown}", place),
                letters(data),
                &name != b"ICCP",
            );
        }
        rest = body.get(len.saturating_add(len & 1)..).unwrap_or_default();
    }
}
