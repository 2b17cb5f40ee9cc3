//! The words of a page: what its content stream shows, through the fonts it shows it in.

use std::collections::HashMap;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier};
use hayro_syntax::page::Resources;

use crate::prove::read::pdf_font::PdfFont;

/// From how many thousandths of a letter's height a gap is a blank.
const BLANK: f64 = 180.0;

/// How many fonts without a number are remembered.
const MAX_LOOSE: usize = 1_000;

/// The words of one page or drawing.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    /// What is shown.
    pub shown: String,
    /// What is said in its place by a reader.
    pub replaced: String,
}

/// Reads content streams, and keeps the fonts it has met.
#[derive(Default)]
pub(super) struct TextReader {
    fonts: HashMap<ObjectIdentifier, PdfFont>,
    /// Fonts that stand where they are used, as far as they have a map.
    loose: Vec<PdfFont>,
    /// How many letters have fonts that do not say what they are.
    n_unknown: usize,
}

impl TextReader {
    /// Reads one content stream.
    pub fn read(&mut self, data: &[u8], resources: &Resources<'_>) -> PageWords {
        let mut words = PageWords::default();
        let mut font: Option<PdfFont> = None;
        let mut ops = TypedIter::new(data);
        while let Some(op) = ops.next() {
            match op {
                Op::TextFont(op) => {
                    font = resources.get_font(op.0).map(|dict| self.font(&dict));
                }
                Op::BeginText(_)
                | Op::NextLine(_)
                | Op::NextLineAndSetLeading(_)
                | Op::SetTextMatrix(_)
                | Op::NextLineUsingLeading(_) => words.shown.push('\n'),
                Op::ShowText(op) => self.show(op.0.as_bytes(), font.as_ref(), &mut words.shown),
                Op::NextLineAndShowText(op) => {
                    words.shown.push('\n');
                    self.show(op.0.as_bytes(), font.as_ref(), &mut words.shown);
                }
                Op::ShowTextWithParameters(op) => {
                    words.shown.push('\n');
                    self.show(op.2.as_bytes(), font.as_ref(), &mut words.shown);
                }
                Op::ShowTexts(op) => self.show_all(op.0, font.as_ref(), &mut words.shown),
                Op::BeginMarkedContentWithProperties(op) => push_texts(op.1, resources, &mut words.replaced),
                Op::MarkedContentPointWithProperties(op) => push_texts(op.1, resources, &mut words.replaced),
                _ => {}
            }
        }
        words
    }

    /// How many letters have fonts that do not say what they are, or say it in vain.
    pub fn n_unknown(&self) -> usize {
        self.n_unknown + self.fonts.values().chain(&self.loose).map(PdfFont::n_doubtful).sum::<usize>()
    }

    /// A font; made once where it has a number.
    fn font(&mut self, dict: &Dict<'_>) -> PdfFont {
        let Some(id) = dict.obj_id() else {
            let font = PdfFont::new(dict);
            if font.has_map() && self.loose.len() < MAX_LOOSE {
                self.loose.push(font.clone());
            }
            return font;
        };
        self.fonts.entry(id).or_insert_with(|| PdfFont::new(dict)).clone()
    }

    fn show_all(&mut self, array: &Array<'_>, font: Option<&PdfFont>, out: &mut String) {
        for value in array.iter::<Object<'_>>() {
            match value {
                Object::String(string) => self.show(string.as_bytes(), font, out),
                Object::Number(number) if number.as_f64() < -BLANK => out.push(' '),
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8], font: Option<&PdfFont>, out: &mut String) {
        match font {
            Some(font) => self.n_unknown += font.push_text(bytes, out),
            None => out.push_str(&text_of(bytes)),
        }
    }
}

/// The texts that stand in the properties of marked content: in its place, or as another description.
fn push_texts(properties: &Object<'_>, resources: &Resources<'_>, out: &mut String) {
    let dict = match properties {
        Object::Dict(dict) => dict.clone(),
        Object::Name(name) => resources.properties.get(name.as_ref()).unwrap_or_default(),
        _ => return,
    };
    for (_, value) in dict.entries() {
        if let MaybeRef::NotRef(Object::String(string)) = value {
            out.push_str(&text_of(string.as_bytes()));
            out.push('\n');
        }
    }
}

/// A string outside content streams: UTF-16 or UTF-8 where it says so, else the letters of Western Europe.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], order: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => std::str::from_utf8(bytes)
            .map_or_else(|_| bytes.iter().map(|&byte| char::from(byte)).collect(), str::to_owned),
    }
}
