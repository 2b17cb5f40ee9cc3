//! Which encoding a file is likely to be in.

use crate::session::encoding::Encoding;

/// How much of a file is looked at, in characters; the rest is likely to be as its beginning.
const MAX_CHARS: usize = 4_000;
/// What a text must score to be taken for one, of 100 a character.
const LEAST_SCORE: usize = 55;

/// The encoding that bytes are most likely in; nothing where they are no text in any that is known.
pub fn guess(bytes: &[u8]) -> Option<Encoding> {
    readable_as(bytes).first().copied()
}

/// The encodings that bytes can be read in, the likeliest first.
pub fn readable_as(bytes: &[u8]) -> Vec<Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return readable_in(bytes, Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return readable_in(bytes, Encoding::Utf16Be),
        // English in UTF-16 is, byte by byte, English in UTF-8 with a zero at each letter.
        _ if !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() => return vec![Encoding::Utf8],
        _ => {}
    }
    // Each line ends in a byte of zero in UTF-16; without one, any two letters of an old text of the West are a kanji.
    let is_wide = |encoding| matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let may_be = |encoding| !is_wide(encoding) || bytes.contains(&0);
    let scored = |encoding: Encoding| {
        let text = encoding.decode(bytes).filter(|_| may_be(encoding))?;
        Some((score(&text), encoding))
    };
    let mut likely: Vec<(usize, Encoding)> = Encoding::ALL[1..].iter().copied().filter_map(scored).collect();
    likely.retain(|(score, _)| *score >= LEAST_SCORE);
    likely.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    likely.into_iter().map(|(_, encoding)| encoding).collect()
}

/// The text of bytes in the encoding that they are likely written in; nothing where none is likely.
pub fn decode_guessed(bytes: &[u8]) -> Option<String> {
    guess(bytes).and_then(|encoding| encoding.decode(bytes))
}

fn readable_in(bytes: &[u8], encoding: Encoding) -> Vec<Encoding> {
    encoding.decode(bytes).map(|_| encoding).into_iter().collect()
}

/// How much a text looks like one that people write, from 0 to 100.
fn score(text: &str) -> usize {
    let (mut n_chars, mut points) = (0_usize, 0_usize);
    for c in text.chars().take(MAX_CHARS) {
        n_chars += 1;
        points += match c {
            '\n' | '\r' | '\t' | ' '..='~' | '\u{FEFF}' => 100,
            // Kana and the marks of Japanese.
            '\u{3000}'..='\u{30FF}' | '\u{FF01}'..='\u{FF5E}' => 100,
            // Kanji are likely, but two bytes that are something else often make one.
            '\u{4E00}'..='\u{9FFF}' => 70,
            '\u{AC00}'..='\u{D7AF}' => 40,
            // Kana of half width are rare, and all that EUC-JP is when it is read as Shift_JIS.
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

    #[test]
    fn each_encoding_is_told_from_the_others() {
        let texts = [
            "---\ntitle: 地域の安定\ndate: 2024-11-20\n---\n\n## 発言要領\n\n- 日本は負担を増やしている。\n",
            "# 応答要領\n\n譲れない一線：輸出自主規制は受け入れない。\n",
            "想定問答\n",
            "メモ\n",
            "- 27兆5,000億円（令和5年度）、米国製装備品の取得。\n- ｱﾒﾘｶ側の関心事項\n",
        ];
        for text in texts {
            for encoding in Encoding::ALL {
                let bytes = encoding.encode(text).expect("written");
                assert_eq!(guess(&bytes), Some(encoding), "{text}");
            }
        }
        let english = "## Points\n\n- They employ many people.\n";
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
            assert_eq!(guess(&encoding.encode(english).expect("written")), Some(encoding));
            let marked = format!("\u{FEFF}{english}");
            assert_eq!(guess(&encoding.encode(&marked).expect("written")), Some(encoding));
        }
    }

    #[test]
    fn what_is_no_text_is_not_taken_for_one() {
        let picture: Vec<u8> =
            (0..2_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect();
        for bytes in [
            &picture[..],
            b"caf\xE9 Z\xFCrich\n",
            b"na\xEFve \xE0 la carte",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"\xFF",
        ] {
            assert_eq!(guess(bytes), None, "{:?}", &bytes[..bytes.len().min(12)]);
        }
    }
}
