//! Files that are packed otherwise than Office packs them: by `gzip` and by `tar`. And how fonts begin, which hold no
//! words.

use crate::prove::ReadError;
use crate::prove::read::Reading;
use crate::prove::read::plain::letters;
use crate::text::message;

/// The length of the blocks of a `tar` archive.
const BLOCK: usize = 512;

/// Whether a file was packed by `gzip`.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1F\x8B\x08")
}

/// Whether a file is an archive of `tar`.
pub(super) fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Whether a file is a font.
pub(super) fn is_font(bytes: &[u8]) -> bool {
    [&b"\0\x01\0\0"[..], b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2"]
        .iter()
        .any(|head| bytes.starts_with(head))
}

/// Opens what `gzip` has packed.
pub(super) fn read_gzip(bytes: &[u8], reading: &mut Reading) -> Result<(), ReadError> {
    let (unpacked, is_whole) = reading.gunzip(bytes)?;
    let place = message!("the packed file", "圧縮されたファイル");
    if !is_whole {
        let place = reading.inside(&place);
        reading.unread.push(message!("{place} is damaged", "{place}は壊れています", place));
    }
    // The name that the file had stands before it.
    let head = &bytes[..bytes.len().min(BLOCK)];
    reading.add(&message!("the head of the packed file", "圧縮ファイルの先頭部"), letters(head), false);
    reading.open_within(&unpacked, &place)
}

/// Opens the files in an archive of `tar`.
pub(super) fn read_tar(bytes: &[u8], reading: &mut Reading) -> Result<(), ReadError> {
    let mut rest = bytes;
    while let Some((head, body)) = rest.split_at_checked(BLOCK) {
        if head.iter().all(|&byte| byte == 0) {
            break;
        }
        let name = String::from_utf8_lossy(until_zero(&head[..100])).into_owned();
        let Some((data, behind)) = size(head).and_then(|size| {
            let padded = size.checked_next_multiple_of(BLOCK)?.min(body.len());
            Some((body.get(..size)?, &body[padded..]))
        }) else {
            reading.unread.push(message!("the archive is damaged", "アーカイブが壊れています"));
            break;
        };
        let (place, head_place) = (
            message!("a file in the archive ({name})", "アーカイブの中のファイル（{name}）"),
            message!("the directory of the archive", "アーカイブの目録"),
        );
        reading.add(&head_place, letters(head), false);
        match head[156] {
            // A file, or a name that is too long for its head.
            b'0' | 0 | b'7' | b'L' | b'K' | b'x' | b'g' if !data.is_empty() => {
                reading.count(data.len())?;
                reading.open_within(data, &place)?;
            }
            _ => {}
        }
        rest = behind;
    }
    Ok(())
}

/// The length of a file, in digits to the base of eight.
fn size(head: &[u8]) -> Option<usize> {
    let digits = std::str::from_utf8(until_zero(&head[124..136])).ok()?;
    usize::from_str_radix(digits.trim(), 8).ok()
}

fn until_zero(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len())]
}
