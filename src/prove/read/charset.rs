//! Text in other encodings than UTF-8, read in each that its bytes make sense in: a word that is looked for is found
//! in the right one, and in the others there is nothing to find.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GBK, ISO_2022_JP, SHIFT_JIS, WINDOWS_1252};

/// How much of a text is looked at to say how likely it is, in characters.
const MAX_CHARS: usize = 4_000;
/// What a text must score to be taken for one, of 100 a character.
const LEAST_SCORE: usize = 55;
/// The same where each two bytes are a letter, so that noise makes many kanji.
const LEAST_WIDE_SCORE: usize = 80;

/// The texts that some bytes may be, the likeliest first; none where they are no text.
pub(super) fn readings(bytes: &[u8]) -> Vec<String> {
    if bytes.contains(&0) {
        let orders = [u16::from_le_bytes, u16::from_be_bytes];
        return likely(orders.into_iter().filter_map(|order| utf16(bytes, order)), LEAST_WIDE_SCORE);
    }
    if bytes.iter().any(|&byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)) {
        return Vec::new();
    }
    let east =
        [SHIFT_JIS, EUC_JP, GBK, EUC_KR, BIG5].into_iter().filter_map(|encoding| exactly(encoding, bytes));
    let mut readings = likely(east, LEAST_SCORE);
    // Letters of the West with a byte each; it has bytes that are no letters.
    let west =
        exactly(WINDOWS_1252, bytes).filter(|text| !text.contains(|c| matches!(c, '\u{80}'..='\u{9F}')));
    readings.extend(west);
    readings
}

/// The text of bytes in an encoding that goes by a name; nothing where there is no such encoding.
pub(super) fn in_charset(name: &str, bytes: &[u8]) -> Option<String> {
    Encoding::for_label(name.as_bytes()).map(|encoding| encoding.decode(bytes).0.into_owned())
}

/// Text in the encoding of Japanese mail, which is ASCII with signs between that change what its letters are.
pub(super) fn of_mail(bytes: &[u8]) -> Option<String> {
    let is_it = bytes.windows(2).any(|pair| pair == b"\x1B$") && bytes.is_ascii();
    is_it.then(|| exactly(ISO_2022_JP, bytes)).flatten()
}

fn exactly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
    text.filter(|text| bytes.len().is_multiple_of(2) && !text.contains(['\0', '\u{FFFE}']))
}

/// The texts that people may have written, the likeliest first.
fn likely(texts: impl Iterator<Item = String>, least: usize) -> Vec<String> {
    let mut scored: Vec<(usize, String)> = texts.map(|text| (score(&text), text)).collect();
    scored.retain(|(score, _)| *score >= least);
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, text)| text).collect()
}

/// How much a text looks like one that people write, from 0 to 100.
fn score(text: &str) -> usize {
    let (mut n_chars, mut points) = (0_usize, 0_usize);
    for c in text.chars().take(MAX_CHARS) {
        n_chars += 1;
        points += match c {
            '\n' | '\r' | '\t' | ' '..='~' | '\u{3000}'..='\u{30FF}' | '\u{FF01}'..='\u{FF5E}' => 100,
            // Two bytes that are something else often make a kanji.
            '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' => 70,
            // Kana of half width are all that EUC-JP is when it is read as Shift_JIS.
            '\u{FF61}'..='\u{FF9F}' => 10,
            '\u{A0}'..='\u{2FFF}' => 60,
            _ => 0,
        };
    }
    points.checked_div(n_chars).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "譲れない一線は、輸出自主規制を受け入れないこと。";

    #[test]
    fn japanese_is_read_however_it_is_written() {
        for encoding in [SHIFT_JIS, EUC_JP] {
            let (bytes, ..) = encoding.encode(TEXT);
            assert_eq!(readings(&bytes).first().map(String::as_str), Some(TEXT), "{}", encoding.name());
        }
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = format!("Points: {TEXT}").encode_utf16().flat_map(order).collect();
            // Without a space or a line between, no byte of such a text is zero.
            assert!(readings(&bytes).iter().any(|text| text.contains(TEXT)));
        }
        let (bytes, ..) = ISO_2022_JP.encode(TEXT);
        assert_eq!(of_mail(&bytes).as_deref(), Some(TEXT));
    }

    #[test]
    fn letters_of_the_west_are_read_and_noise_is_not() {
        assert!(
            readings(b"caf\xE9 Z\xFCrich \x93quoted\x94\n").contains(&"café Zürich “quoted”\n".to_owned())
        );
        for noise in [&b"\x01\x02\xFF\xFE"[..], &[0, 159, 146, 150, 0, 1, 2]] {
            assert_eq!(readings(noise), Vec::<String>::new(), "{noise:?}");
        }
    }
}
