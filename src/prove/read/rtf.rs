//! Rich Text Format, as Word and older programs save it: its words, wherever in it they stand.

use encoding_rs::{SHIFT_JIS, WINDOWS_1252};

use crate::prove::ReadError;
use crate::prove::read::Reading;
use crate::prove::read::plain::letters;
use crate::text::message;

/// Control words that part words.
const BREAKS: &[&str] = &["par", "line", "tab", "cell", "row", "page", "sect", "column", "pard", "softline"];
/// Control words before data of a picture or another file, written in digits.
const DATA: &[&str] = &["pict", "objdata", "datastore", "themedata", "colorschememapping"];
/// Control words before the names of fonts and styles, which are no words for people.
const TECHNICAL: &[&str] =
    &["fonttbl", "stylesheet", "latentstyles", "listtable", "generator", "blipuid", "sn"];

/// Whether a file is rich text.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{\\rtf")
}

/// Reads rich text. Letters that are written as bytes are read as Windows has them in the West and in Japan, since
/// the file says only here and there which it means.
pub(super) fn read(bytes: &[u8], reading: &mut Reading) -> Result<(), ReadError> {
    let mut rtf = Rtf::default();
    rtf.scan(bytes);
    let place = message!("the text", "本文");
    let west = rtf.text(|bytes| WINDOWS_1252.decode(bytes).0.into_owned());
    let japan = rtf.text(|bytes| SHIFT_JIS.decode(bytes).0.into_owned());
    reading.add(&place, west, true);
    reading.add_again(&place, japan, true);
    reading.add(&message!("names of fonts and styles", "書体とスタイルの名前"), rtf.technical, false);
    for (data, is_own) in &rtf.data {
        reading.count(data.len())?;
        let place = message!("a file within the text", "本文の中のファイル");
        if *is_own {
            reading.add(&place, letters(data), false);
        } else {
            reading.open_within(data, &place)?;
        }
    }
    if rtf.has_binary {
        let place = reading.inside(&place);
        reading.unread.push(message!(
            "{place}: data that is no text",
            "{place}：テキストではないデータ",
            place
        ));
    }
    Ok(())
}

/// A part of the text.
enum Piece {
    Char(char),
    /// Bytes in an encoding that has to be guessed.
    Bytes(Vec<u8>),
}

#[derive(Default)]
struct Rtf {
    pieces: Vec<Piece>,
    /// The names of fonts and styles.
    technical: String,
    /// Files that are written in digits, and whether Word keeps such a file of its own in each text.
    data: Vec<(Vec<u8>, bool)>,
    has_binary: bool,
    /// How many letters stand behind one of Unicode for programs that know none, group by group.
    n_fallback: Vec<usize>,
    /// How many of them are still to be passed over.
    n_skipped: usize,
    /// The depth of the group whose digits are data.
    data_depth: Option<usize>,
    /// Whether they are what Word keeps for itself.
    is_own_data: bool,
    /// The depth of the group that holds the names of fonts and styles.
    technical_depth: Option<usize>,
    digits: Vec<u8>,
    /// The first half of a letter that takes two numbers.
    high: Option<u16>,
}

impl Rtf {
    fn scan(&mut self, bytes: &[u8]) {
        self.n_fallback.push(1);
        let mut rest = bytes;
        while let Some((&byte, behind)) = rest.split_first() {
            rest = behind;
            match byte {
                b'{' => {
                    let n = self.n_fallback.last().copied().unwrap_or(1);
                    self.n_fallback.push(n);
                }
                b'}' => self.end_group(),
                b'\\' => rest = self.control(rest),
                b'\r' | b'\n' => {}
                _ => self.byte(byte),
            }
        }
        self.end_data();
    }

    fn end_group(&mut self) {
        if self.data_depth.is_some_and(|depth| self.n_fallback.len() <= depth) {
            self.end_data();
        }
        if self.technical_depth.is_some_and(|depth| self.n_fallback.len() <= depth) {
            self.technical_depth = None;
            self.technical.push('\n');
        }
        if self.n_fallback.len() > 1 {
            self.n_fallback.pop();
        }
        self.n_skipped = 0;
    }

    fn end_data(&mut self) {
        self.data_depth = None;
        let digits = std::mem::take(&mut self.digits);
        let value = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let data: Vec<u8> =
            digits.chunks_exact(2).filter_map(|pair| Some(value(pair[0])? << 4 | value(pair[1])?)).collect();
        if !data.is_empty() {
            self.data.push((data, self.is_own_data));
        }
    }

    /// Reads what stands behind a backslash; what is behind it is given back.
    fn control<'t>(&mut self, rest: &'t [u8]) -> &'t [u8] {
        let Some((&first, behind)) = rest.split_first() else { return rest };
        if first == b'\'' {
            let digits = std::str::from_utf8(behind.get(..2).unwrap_or_default()).unwrap_or("");
            if let Ok(byte) = u8::from_str_radix(digits, 16) {
                self.byte(byte);
            }
            return behind.get(2..).unwrap_or_default();
        }
        if !first.is_ascii_alphabetic() {
            match first {
                b'~' => self.byte(b' '),
                b'_' => self.byte(b'-'),
                b'\\' | b'{' | b'}' => self.byte(first),
                b'\r' | b'\n' => self.push('\n'),
                // A hyphen that may be there; a group that older programs pass over.
                _ => {}
            }
            return behind;
        }
        let n_word = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = rest.split_at(n_word);
        let n_sign = usize::from(rest.first() == Some(&b'-'));
        let n_number = n_sign + rest[n_sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = rest.split_at(if n_number > n_sign { n_number } else { 0 });
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse::<i64>().ok());
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        self.word(&String::from_utf8_lossy(word), number, rest)
    }

    fn word<'t>(&mut self, word: &str, number: Option<i64>, rest: &'t [u8]) -> &'t [u8] {
        match (word, number) {
            ("u", Some(number)) => {
                self.unicode(number);
                self.n_skipped = self.n_fallback.last().copied().unwrap_or(1);
            }
            ("uc", Some(number)) => {
                if let Some(n) = self.n_fallback.last_mut() {
                    *n = usize::try_from(number).unwrap_or(0);
                }
            }
            ("bin", Some(number)) => {
                self.has_binary |= number > 0;
                let n_bytes = usize::try_from(number).unwrap_or(0);
                return rest.get(n_bytes..).unwrap_or_default();
            }
            ("emdash" | "endash", _) => self.push('–'),
            ("lquote" | "rquote", _) => self.push('’'),
            ("ldblquote" | "rdblquote", _) => self.push('"'),
            (word, _) if BREAKS.contains(&word) => self.push('\n'),
            (word, _) if DATA.contains(&word) => {
                self.data_depth = Some(self.n_fallback.len());
                self.is_own_data = word == "datastore";
            }
            (word, _) if TECHNICAL.contains(&word) => {
                self.technical_depth = self.technical_depth.or(Some(self.n_fallback.len()));
            }
            _ => {}
        }
        rest
    }

    /// Adds a letter by its number, of which negative ones are those beyond the half.
    fn unicode(&mut self, number: i64) {
        let Ok(unit) = u16::try_from(number & 0xFFFF) else { return };
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        if units.len() == 1 && matches!(unit, 0xD800..=0xDBFF) {
            self.high = Some(unit);
            return;
        }
        String::from_utf16_lossy(&units).chars().for_each(|c| self.push(c));
    }

    fn byte(&mut self, byte: u8) {
        if self.n_skipped > 0 {
            self.n_skipped -= 1;
        } else if self.technical_depth.is_some() {
            self.technical.push(char::from(byte));
        } else if self.data_depth == Some(self.n_fallback.len()) {
            if byte.is_ascii_hexdigit() {
                self.digits.push(byte);
            }
        } else if let Some(Piece::Bytes(bytes)) = self.pieces.last_mut() {
            bytes.push(byte);
        } else {
            self.pieces.push(Piece::Bytes(vec![byte]));
        }
    }

    fn push(&mut self, c: char) {
        if self.technical_depth.is_some() {
            return self.technical.push(c);
        }
        self.pieces.push(Piece::Char(c));
    }

    fn text(&self, decode: impl Fn(&[u8]) -> String) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Char(c) => text.push(*c),
                Piece::Bytes(bytes) => text.push_str(&decode(bytes)),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str, decode: impl Fn(&[u8]) -> String) -> String {
        let mut read = Rtf::default();
        read.scan(rtf.as_bytes());
        read.text(decode)
    }

    #[test]
    fn letters_are_read_however_they_are_written() {
        let west = |bytes: &[u8]| WINDOWS_1252.decode(bytes).0.into_owned();
        let japan = |bytes: &[u8]| SHIFT_JIS.decode(bytes).0.into_owned();
        assert_eq!(text(r"{\rtf1 \u26716?\u24029?\par a\b b\b0 c}", west), "桜川\nabc");
        assert_eq!(text(r"{\rtf1\uc2 \u-28770??x}", west), "辞x");
        assert_eq!(text(r"{\rtf1 caf\'e9 \{x\}}", west), "café {x}");
        assert_eq!(text(r"{\rtf1\ansicpg932 \'8d\'f7\'90\'ec}", japan), "桜川");
        // The second byte of a letter may be a letter of its own.
        assert_eq!(text("{\\rtf1 \\'83\\\\}", japan), "ソ");
    }

    #[test]
    fn the_digits_of_a_picture_are_no_words() {
        let mut read = Rtf::default();
        read.scan(br"{\rtf1 a{\*\shppict{\pict\pngblip 89504e47}}b}");
        assert_eq!(read.data, [(b"\x89PNG".to_vec(), false)]);
        assert_eq!(read.text(|bytes| String::from_utf8_lossy(bytes).into_owned()), "ab");
    }
}
