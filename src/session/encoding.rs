//! How the letters of a file are written: UTF-8, or what older programs in Japan and on Windows write.
//!
//! Reading and writing lose nothing: what cannot be read back as it was is not read, and a letter that cannot be
//! written is named and never replaced by another.

mod guess;

use std::collections::HashMap;

use encoding_rs::{EUC_JP, SHIFT_JIS};

pub use self::guess::{decode_guessed, guess, readable_as};

/// How the letters of a file are written.
///
/// A byte order mark is the first letter of the text, so it is written again if it was there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, which this program writes unless a file was in another when it was opened.
    #[default]
    Utf8,
    /// `Shift_JIS` as Windows has it, with the letters that a ministry made for itself.
    ShiftJis,
    /// EUC-JP, with the rarer kanji of JIS X 0212.
    EucJp,
    /// UTF-16, the low byte first, as Windows has it.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

/// A letter that an encoding lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoLetter {
    /// The letter.
    pub letter: char,
    /// Where it stands, in bytes of the text.
    pub at: usize,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Utf8, Self::ShiftJis, Self::EucJp, Self::Utf16Le, Self::Utf16Be];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::ShiftJis => "Shift_JIS",
            Self::EucJp => "EUC-JP",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
        }
    }

    /// What the shell calls it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::ShiftJis => "shift_jis",
            Self::EucJp => "euc-jp",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// Reads bytes as text; nothing where they are none in this encoding.
    pub fn decode(self, bytes: &[u8]) -> Option<String> {
        let of_units = |order: fn([u8; 2]) -> u16| {
            let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
            let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
            // A zero is no letter, and a mark that is turned round says that the other order is meant.
            text.filter(|text| bytes.len().is_multiple_of(2) && !text.contains(['\0', '\u{FFFE}']))
        };
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
            Self::ShiftJis | Self::EucJp => {
                let text = self.legacy()?.decode_without_bom_handling_and_without_replacement(bytes)?;
                (!text.contains('\0')).then(|| text.into_owned())
            }
            Self::Utf16Le => of_units(u16::from_le_bytes),
            Self::Utf16Be => of_units(u16::from_be_bytes),
        }
    }

    /// Writes a text.
    ///
    /// # Errors
    /// It holds a letter that this encoding lacks: the first one.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, NoLetter> {
        match self {
            Self::Utf8 => Ok(text.as_bytes().to_vec()),
            Self::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::ShiftJis | Self::EucJp => self.encode_letters(text),
        }
    }

    /// The table of an encoding that has one.
    fn legacy(self) -> Option<&'static encoding_rs::Encoding> {
        match self {
            Self::ShiftJis => Some(SHIFT_JIS),
            Self::EucJp => Some(EUC_JP),
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be => None,
        }
    }

    /// Writes letter by letter what has a table: a whole text at once would turn ¥ into \ without a word.
    fn encode_letters(self, text: &str) -> Result<Vec<u8>, NoLetter> {
        let mut out = Vec::with_capacity(text.len());
        let mut known: HashMap<char, Option<Vec<u8>>> = HashMap::new();
        for (at, letter) in text.char_indices() {
            let bytes = known.entry(letter).or_insert_with(|| self.bytes_of(letter));
            out.extend(bytes.as_ref().ok_or(NoLetter { letter, at })?);
        }
        Ok(out)
    }

    /// The bytes of a letter, if they are read back as the same letter.
    fn bytes_of(self, letter: char) -> Option<Vec<u8>> {
        let text = letter.to_string();
        let (bytes, _, has_errors) = self.legacy()?.encode(&text);
        let usual = (!has_errors).then(|| bytes.into_owned());
        let is_same = |bytes: &Vec<u8>| self.decode(bytes).is_some_and(|back| back == text);
        usual.filter(is_same).or_else(|| match self {
            Self::ShiftJis => own_letter(letter).filter(is_same),
            Self::EucJp => rare_kanji(letter),
            Self::Utf8 | Self::Utf16Le | Self::Utf16Be => None,
        })
    }
}

/// A letter that an office made for itself, as Windows writes it. The standard for browsers reads these and does not
/// write them.
fn own_letter(letter: char) -> Option<Vec<u8>> {
    /// Where they begin in the table, and how many stand in a row of it.
    const FIRST: u32 = 8836;
    const ROW: u32 = 188;
    let pointer = u32::from(letter).checked_sub(0xE000).filter(|n| *n < 1880)? + FIRST;
    let (row, column) = (pointer / ROW, pointer % ROW);
    let lead = row + if row < 0x1F { 0x81 } else { 0xC1 };
    let trail = column + if column < 0x3F { 0x40 } else { 0x41 };
    Some(vec![u8::try_from(lead).ok()?, u8::try_from(trail).ok()?])
}

/// A kanji of JIS X 0212, of three bytes. The standard for browsers reads these and does not write them.
fn rare_kanji(letter: char) -> Option<Vec<u8>> {
    let mut codes = (0xA1..=0xFE_u8).flat_map(|row| (0xA1..=0xFE_u8).map(move |column| [0x8F, row, column]));
    let is_it = |code: &[u8; 3]| {
        let read = EUC_JP.decode_without_bom_handling_and_without_replacement(code);
        read.is_some_and(|read| read.chars().eq([letter]))
    };
    codes.find(is_it).map(Vec::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\r\ntitle: 対処方針\r\n---\r\n\r\n## 発言要領\r\n\r\n- ｶﾅ、①、～、髙橋\r\n";

    #[test]
    fn what_is_read_is_written_as_it_was() {
        for encoding in Encoding::ALL {
            let bytes = encoding.encode(TEXT).unwrap_or_else(|none| panic!("{encoding:?}: {none:?}"));
            assert_eq!(encoding.decode(&bytes).as_deref(), Some(TEXT), "{encoding:?}");
            let marked = format!("\u{FEFF}{TEXT}");
            if let Ok(bytes) = encoding.encode(&marked) {
                assert_eq!(encoding.decode(&bytes), Some(marked), "{encoding:?}");
            }
        }
        // Letters of an office's own in Shift_JIS, and rare kanji in EUC-JP.
        for bytes in [&b"\xF0\x40 \xF9\xFC"[..], b"\xF0\x7E\xF0\x80"] {
            let text = Encoding::ShiftJis.decode(bytes).expect("read");
            assert_eq!(Encoding::ShiftJis.encode(&text).expect("written"), bytes, "{text:?}");
        }
        let bytes = b"\x8F\xB0\xA1\xB0\xA1\n";
        let text = Encoding::EucJp.decode(bytes).expect("read");
        assert_eq!(Encoding::EucJp.encode(&text).expect("written"), bytes, "{text:?}");
    }

    #[test]
    fn a_letter_that_is_lacking_is_named_and_not_replaced() {
        for (encoding, text, letter, at) in [
            (Encoding::ShiftJis, "価格 ¥100", '¥', 7),
            (Encoding::ShiftJis, "Zürich", 'ü', 1),
            (Encoding::ShiftJis, "−5", '−', 0),
            (Encoding::EucJp, "絵文字 😀", '😀', 10),
            (Encoding::EucJp, "か\u{3099}", '\u{3099}', 3),
        ] {
            assert_eq!(encoding.encode(text), Err(NoLetter { letter, at }), "{encoding:?} {text}");
        }
    }
}
