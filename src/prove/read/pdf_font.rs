//! What the codes of a PDF's font stand for.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use crate::prove::read::pdf_names::named;

/// The most bytes of a map of characters, packed.
const MAX_MAP_BYTES: usize = 4_000_000;

/// From how many codes on a font is one for text, and a map that has few letters for them is no help.
const MANY_CODES: usize = 8;
/// How many ornaments a text may have.
const MANY_ORNAMENTS: usize = 12;

/// A font, as far as its letters go.
#[derive(Clone)]
pub(super) struct PdfFont {
    /// From codes to text.
    map: Option<Rc<CMap>>,
    /// How a code is written.
    codes: Codes,
    /// What the map has said so far.
    mapped: Rc<RefCell<Mapped>>,
}

#[derive(Clone)]
enum Codes {
    /// One byte each; what each letter is, as far as that is known.
    Bytes(Rc<Vec<Option<String>>>),
    /// Two bytes each.
    Pairs,
    /// Two bytes each, which are UTF-16.
    Utf16,
}

/// What a map has said of the codes that were shown.
#[derive(Default)]
struct Mapped {
    texts: HashMap<u32, String>,
    /// How many letters were shown.
    n_letters: usize,
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
            Codes::Bytes(Rc::new(letters(dict)))
        } else if encoding
            .is_some_and(|name| name.as_str().contains("UTF16") || name.as_str().contains("UCS2"))
        {
            Codes::Utf16
        } else {
            Codes::Pairs
        };
        Self { map: map.map(Rc::new), codes, mapped: Rc::default() }
    }

    /// Adds what some codes stand for; returns how many are not known.
    pub fn push_text(&self, bytes: &[u8], out: &mut String) -> usize {
        let mut n_unknown = 0;
        let n_bytes = if matches!(self.codes, Codes::Bytes(_)) { 1 } else { 2 };
        for code in bytes.chunks(n_bytes) {
            let code = code.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
            let text = match self.map.as_ref().and_then(|map| map.lookup_bf_string(code)) {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => {
                    match self.letter(code) {
                        Some(text) => out.push_str(&text),
                        // Nothing is drawn for the first code of a font whose letters have numbers.
                        None => n_unknown += usize::from(code != 0),
                    }
                    continue;
                }
            };
            out.push_str(&text);
            let mut mapped = self.mapped.borrow_mut();
            mapped.n_letters += 1;
            mapped.texts.entry(code).or_insert(text);
        }
        n_unknown
    }

    /// Whether it says what its codes stand for.
    pub fn has_map(&self) -> bool {
        self.map.is_some()
    }

    /// How many letters were shown by a map that says the same of most codes, or ornaments of many: programs that
    /// know no better write such a map.
    pub fn n_doubtful(&self) -> usize {
        let mapped = self.mapped.borrow();
        let n_codes = mapped.texts.len();
        let texts: HashSet<&String> = mapped.texts.values().collect();
        let n_ornaments = mapped.texts.values().filter(|text| text.chars().all(is_ornament)).count();
        let says_one_thing = n_codes >= MANY_CODES && 2 * texts.len() < n_codes;
        if says_one_thing || n_ornaments >= MANY_ORNAMENTS { mapped.n_letters } else { 0 }
    }

    fn letter(&self, code: u32) -> Option<String> {
        match &self.codes {
            Codes::Bytes(letters) => letters.get(usize::try_from(code).ok()?)?.clone(),
            Codes::Utf16 => char::from_u32(code).map(String::from),
            Codes::Pairs => None,
        }
    }
}

/// Whether a character is one of those that stand for the letters of a font that nobody knows.
fn is_ornament(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{FFFD}' | '\u{2701}'..='\u{27BF}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}')
}

/// The letters of a font with one byte each: those of Windows, save where it names others.
fn letters(dict: &Dict<'_>) -> Vec<Option<String>> {
    let has_own_codes = !dict.contains_key("Encoding") && is_embedded(dict);
    let usual = |byte: u8| (!has_own_codes || byte >= b' ').then(|| windows_letter(byte).to_string());
    let mut letters: Vec<Option<String>> = (0..=255_u8).map(usual).collect();
    let Some(list) =
        dict.get::<Dict<'_>>("Encoding").and_then(|encoding| encoding.get::<Array<'_>>("Differences"))
    else {
        return letters;
    };
    let font = dict.get::<Name<'_>>("BaseFont");
    let has_ornaments = font.is_some_and(|name| name.as_str().contains("Dingbats"));
    let mut at = 0;
    for value in list.iter::<Object<'_>>() {
        match value {
            Object::Number(number) => at = usize::try_from(number.as_i64()).unwrap_or(0),
            Object::Name(name) => {
                if let Some(letter) = letters.get_mut(at) {
                    *letter = named(name.as_str()).or_else(|| has_ornaments.then(|| " ".to_owned()));
                }
                at += 1;
            }
            _ => {}
        }
    }
    letters
}

/// Whether the shapes of a font come with the file, so that its codes may stand for anything.
fn is_embedded(dict: &Dict<'_>) -> bool {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    descriptor.is_some_and(|it| ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| it.contains_key(key)))
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
