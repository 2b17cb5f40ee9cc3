//! What the codes of a PDF's font stand for.

use std::rc::Rc;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// The most bytes of a map of characters, packed.
const MAX_MAP_BYTES: usize = 4_000_000;

/// A font, as far as its letters go.
#[derive(Clone)]
pub(super) struct PdfFont {
    /// From codes to text.
    map: Option<Rc<CMap>>,
    /// How a code is written.
    codes: Codes,
}

#[derive(Clone)]
enum Codes {
    /// One byte each; the names of letters that are not the usual ones.
    Bytes(Rc<Vec<Option<char>>>),
    /// Two bytes each.
    Pairs,
    /// Two bytes each, which are UTF-16.
    Utf16,
}

impl PdfFont {
    /// Reads a font.
    pub fn new(dict: &Dict<'_>) -> Self {
        let map =
            dict.get::<Stream<'_>>("ToUnicode").filter(|stream| stream.raw_data().len() < MAX_MAP_BYTES);
        let map = map
            .and_then(|stream| stream.decoded().ok())
            .and_then(|data| CMap::parse(&data, |_| None::<&[u8]>));
        let is_composite = dict.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == b"Type0");
        let encoding = dict.get::<Name<'_>>("Encoding");
        let codes = if !is_composite {
            Codes::Bytes(Rc::new(differences(dict)))
        } else if encoding
            .is_some_and(|name| name.as_str().contains("UTF16") || name.as_str().contains("UCS2"))
        {
            Codes::Utf16
        } else {
            Codes::Pairs
        };
        Self { map: map.map(Rc::new), codes }
    }

    /// Adds what some codes stand for; returns how many are not known.
    pub fn push_text(&self, bytes: &[u8], out: &mut String) -> usize {
        let mut n_unknown = 0;
        let n_bytes = if matches!(self.codes, Codes::Bytes(_)) { 1 } else { 2 };
        for code in bytes.chunks(n_bytes) {
            let code = code.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
            match self.map.as_ref().and_then(|map| map.lookup_bf_string(code)) {
                Some(BfString::Char(c)) => out.push(c),
                Some(BfString::String(text)) => out.push_str(&text),
                None => match self.letter(code) {
                    Some(c) => out.push(c),
                    // Nothing is drawn for the first code of a font whose letters have numbers.
                    None => n_unknown += usize::from(code != 0),
                },
            }
        }
        n_unknown
    }

    fn letter(&self, code: u32) -> Option<char> {
        match &self.codes {
            Codes::Bytes(letters) => {
                let at = usize::try_from(code).ok()?;
                letters.get(at).copied().flatten()
            }
            Codes::Utf16 => char::from_u32(code),
            Codes::Pairs => None,
        }
    }
}

/// The letters of a font with one byte each: those of Windows, save where it names others.
fn differences(dict: &Dict<'_>) -> Vec<Option<char>> {
    let mut letters: Vec<Option<char>> = (0..=255_u8).map(|byte| Some(windows_letter(byte))).collect();
    let Some(list) =
        dict.get::<Dict<'_>>("Encoding").and_then(|encoding| encoding.get::<Array<'_>>("Differences"))
    else {
        return letters;
    };
    let mut at = 0;
    for value in list.iter::<Object<'_>>() {
        match value {
            Object::Number(number) => at = usize::try_from(number.as_i64()).unwrap_or(0),
            Object::Name(name) => {
                if let Some(letter) = letters.get_mut(at) {
                    *letter = Some(named(name.as_str()));
                }
                at += 1;
            }
            _ => {}
        }
    }
    letters
}

/// The names of letters that are not the letters themselves.
const NAMES: &[(&str, char)] = &[
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("ff", 'ﬀ'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("ffi", 'ﬃ'),
    ("ffl", 'ﬄ'),
    ("germandbls", 'ß'),
    ("ae", 'æ'),
    ("AE", 'Æ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("dotlessi", 'ı'),
    ("hyphen", '-'),
    ("period", '.'),
    ("comma", ','),
    ("parenleft", '('),
    ("parenright", ')'),
    ("slash", '/'),
    ("percent", '%'),
];

/// The ends of the names of letters with accents.
const ACCENTS: &[&str] =
    &["acute", "grave", "circumflex", "dieresis", "tilde", "caron", "cedilla", "ring", "macron"];

/// The letter of a name, as far as words are made of it.
fn named(name: &str) -> char {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c;
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    let number = hex.and_then(|hex| u32::from_str_radix(hex.get(..4).unwrap_or(hex), 16).ok());
    if let Some(c) = number.and_then(char::from_u32) {
        return c;
    }
    if let Some((_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return *c;
    }
    // A letter with an accent begins with the letter, and accents make no difference.
    let is_accented = ACCENTS.iter().any(|accent| name.len() == accent.len() + 1 && name.ends_with(accent));
    // Signs part words and are nothing else.
    name.chars().next().filter(|_| is_accented).unwrap_or(' ')
}

/// A letter of Windows' own set for Western Europe.
fn windows_letter(byte: u8) -> char {
    match byte {
        0x8A => 'Š',
        0x8C => 'Œ',
        0x8E => 'Ž',
        0x92 => '’',
        0x96 | 0x97 => '–',
        0x9A => 'š',
        0x9C => 'œ',
        0x9E => 'ž',
        0x9F => 'Ÿ',
        0x80..=0x9F => ' ',
        _ => char::from(byte),
    }
}
