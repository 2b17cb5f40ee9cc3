//! Plain text and Markdown, and the letters among bytes of an unknown sort.

use crate::prove::read::Reading;
use crate::text::message;

/// The fewest characters in a row that are taken for text among other bytes.
const MIN_LETTERS: usize = 4;

/// A file as text, if it is text.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some(utf16(rest, u16::from_be_bytes));
    }
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then(|| text.to_owned())
}

/// Reads Markdown or plain text, paragraph by paragraph so that a place can be told.
pub(super) fn read(text: &str, reading: &mut Reading) {
    let mut line = 1;
    for part in text.split("\n\n") {
        let n_blank = part.len() - part.trim_start_matches('\n').len();
        let number = line + n_blank;
        let place = message!("line {number}", "{number} 行目");
        reading.add(&place, part.to_owned(), true);
        line += part.matches('\n').count() + 2;
    }
    // A heading and what stands below it are read once more without the blank line.
    reading.add_again(&message!("the text as a whole", "本文全体"), without_addresses(text), false);
}

/// Markdown without the addresses of its links, whose words would stand among those of the sentence.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let behind = &rest[at + 2..];
        let Some(len) = behind.find([')', '\n']) else { break };
        out.push_str(&rest[..=at]);
        rest = &behind[len..];
    }
    out.push_str(rest);
    out
}

/// The letters among bytes of an unknown sort: UTF-8, and UTF-16 in both orders.
pub(super) fn letters(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        runs(chunk.valid().chars(), &mut out);
    }
    for order in [u16::from_le_bytes, u16::from_be_bytes] {
        for offset in 0..2 {
            let units = bytes.get(offset..).unwrap_or_default().chunks_exact(2);
            let units = units.map(|pair| order([pair[0], pair[1]]));
            let chars = char::decode_utf16(units).map(|c| c.unwrap_or('\0'));
            runs(chars.map(|c| if is_usual(c) { c } else { '\0' }), &mut out);
        }
    }
    out
}

/// Characters that are likely where two bytes are one by mere chance are not.
fn is_usual(c: char) -> bool {
    matches!(c, ' '..='\u{24F}' | '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF9F}')
}

fn runs(chars: impl Iterator<Item = char>, out: &mut String) {
    let mut run = String::new();
    let mut n_chars = 0;
    for c in chars.chain(std::iter::once('\0')) {
        if c.is_control() && c != '\n' && c != '\t' {
            if n_chars >= MIN_LETTERS {
                out.push_str(&run);
                out.push('\n');
            }
            run.clear();
            n_chars = 0;
        } else {
            run.push(c);
            n_chars += 1;
        }
    }
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_among_other_bytes() {
        let mut bytes = vec![0, 1, 2, 255];
        bytes.extend("a secret".bytes());
        bytes.push(0);
        bytes.extend("quay".encode_utf16().flat_map(u16::to_le_bytes));
        let found = letters(&bytes);
        assert!(found.contains("a secret") && found.contains("quay"), "{found}");
    }

    #[test]
    fn an_address_stands_not_among_the_words() {
        assert_eq!(without_addresses("[ships](https://example.org) leave"), "[ships]) leave");
    }
}
