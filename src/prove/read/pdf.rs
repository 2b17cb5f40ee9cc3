//! PDF: pages, and every other object that holds words, whether anything refers to it or not.

use std::collections::{BTreeSet, HashSet};

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use hayro_syntax::{Filter, LoadPdfError, Pdf};

use crate::prove::read::markup::read_xml;
use crate::prove::read::pdf_look::Looker;
use crate::prove::read::pdf_text::{TextReader, text_of};
use crate::prove::read::plain::letters;
use crate::prove::read::{Reading, joined, picture};
use crate::prove::{Claimed, ReadError};
use crate::text::{Message, message};

/// How deep arrays and dictionaries within each other are followed.
const MAX_NESTING: usize = 64;
/// How many lists may be open at once; in packed data signs of lists come in no order, and open and close alike.
const MAX_OPEN_LISTS: usize = 20_000;
/// How many earlier states of a file are opened.
const MAX_STATES: usize = 8;
/// The most by which the packings of PDF make text shorter.
const MAX_RATIO: usize = 1100;

/// Reads a PDF, and the earlier states that were left in it.
pub(super) fn read(bytes: &[u8], reading: &mut Reading) -> Result<(), ReadError> {
    let pdf = open(bytes)?;
    read_state(&pdf, &Message::default(), reading)?;
    let between = message!("bytes between the objects", "オブジェクトの間のデータ");
    reading.add_again(&between, plain_words(bytes), false);
    // What was saved on top of an earlier state leaves that state in the file.
    let ends: Vec<usize> =
        bytes.windows(5).enumerate().filter(|(_, w)| w == b"%%EOF").map(|(at, _)| at).collect();
    let earlier = ends.split_last().map_or(&[][..], |(_, earlier)| earlier);
    for &end in earlier.iter().take(MAX_STATES).filter(|&&end| !is_linearized(&bytes[..end])) {
        if let Ok(pdf) = open(&bytes[..end + 5]) {
            let earlier = message!("an earlier state of the file, ", "ファイルの以前の状態の");
            read_state(&pdf, &earlier, reading)?;
        }
    }
    Ok(())
}

/// Opens a PDF, unless its lists and tables lie so deep in each other that following them would exhaust the stack.
fn open(bytes: &[u8]) -> Result<Pdf, ReadError> {
    let mut depth = 0_usize;
    let mut last = 0;
    for &byte in bytes {
        match (last, byte) {
            (_, b'[') => depth += 1,
            (_, b']') => depth = depth.saturating_sub(1),
            // A table takes twice as much of the stack as a list.
            (b'<', b'<') => depth += 2,
            (b'>', b'>') => depth = depth.saturating_sub(2),
            _ => {}
        }
        // Of three signs in a row, two are one.
        last = if last == byte { 0 } else { byte };
        if depth > MAX_OPEN_LISTS {
            return Err(ReadError::Damaged(Claimed::Pdf));
        }
    }
    Pdf::new(bytes.to_vec()).map_err(|err| {
        ReadError::Damaged(match err {
            LoadPdfError::Decryption(_) => Claimed::OpenPdf,
            LoadPdfError::Invalid => Claimed::Pdf,
        })
    })
}

/// Whether what ends here is the first part of a file that is made to be shown while it loads.
fn is_linearized(bytes: &[u8]) -> bool {
    bytes.trim_ascii_end().ends_with(b"startxref\n0") || bytes.trim_ascii_end().ends_with(b"startxref\r\n0")
}

fn read_state(pdf: &Pdf, within: &Message, reading: &mut Reading) -> Result<(), ReadError> {
    let mut walk = Walk {
        reading,
        within,
        names: BTreeSet::new(),
        contents: HashSet::new(),
        resources: None,
        text: TextReader::default(),
    };
    for (page_idx, page) in pdf.pages().iter().enumerate() {
        walk.page(page, page_idx)?;
    }
    for object in pdf.objects() {
        walk.value(&object, "", None, 0)?;
    }
    let names: Vec<String> = walk.names.iter().cloned().collect();
    walk.add(&message!("names and tags", "名前とタグ"), names.join("\n"), false);
    let n_unknown = walk.text.n_unknown();
    if n_unknown > 0 {
        reading.unread.push(message!(
            "{n_unknown} letters whose fonts do not say what they are",
            "{n_unknown} 文字は、フォントから内容が分かりません"
        ));
    }
    Ok(())
}

struct Walk<'r, 'w, 'p> {
    reading: &'r mut Reading,
    within: &'w Message,
    /// Names, which are tags, keys and kinds.
    names: BTreeSet<String>,
    /// The streams that were read as the text of pages.
    contents: HashSet<ObjectIdentifier>,
    /// Fonts of the first page, for drawings that name none of their own.
    resources: Option<Resources<'p>>,
    text: TextReader,
}

impl<'p> Walk<'_, '_, 'p> {
    fn add(&mut self, place: &Message, text: String, is_prose: bool) {
        self.reading.add(&joined(self.within, place), text, is_prose);
    }

    fn page(&mut self, page: &Page<'p>, page_idx: usize) -> Result<(), ReadError> {
        let streams: Vec<Stream<'p>> = match page.raw().get::<Stream<'p>>("Contents") {
            Some(stream) => vec![stream],
            None => {
                page.raw().get::<Array<'p>>("Contents").map(|all| all.iter().collect()).unwrap_or_default()
            }
        };
        let mut data = Vec::new();
        for stream in &streams {
            self.contents.insert(stream.obj_id());
            data.extend(self.unpacked(stream)?);
            data.push(b' ');
        }
        let words = self.text.read(&data, page.resources());
        let number = page_idx + 1;
        if ![&words.shown, &words.replaced].iter().any(|words| words.contains(char::is_alphanumeric)) {
            self.look(&data, page.resources(), number)?;
        }
        let place = message!("page {number}", "{number} ページ");
        self.add(&place, words.shown, true);
        self.add(&message!("actual text on {place}", "{place}の実テキスト", place), words.replaced, true);
        if self.resources.is_none() {
            self.resources = Some(page.resources().clone());
        }
        Ok(())
    }

    /// Says of a page without words what it shows.
    fn look(&mut self, data: &[u8], resources: &Resources<'p>, number: usize) -> Result<(), ReadError> {
        let look = Looker::new(&mut |stream| self.unpacked(stream)).look(data, resources, 0)?;
        let within = self.within;
        if look.is_picture() {
            self.reading.note(&message!(
                "{within}page {number} holds a picture and no words: nobody has read it; look at it yourself",
                "{within}{number} ページは画像だけで文字がなく、検証していません。目で確認してください",
                within
            ));
        } else if look.is_drawing() {
            self.reading.note(&message!(
                "{within}page {number} holds a drawing and no words: nobody has read it; look at it yourself",
                "{within}{number} ページは図形だけで文字がなく、検証していません。目で確認してください",
                within
            ));
        }
        Ok(())
    }

    /// Reads one value, and what it holds directly; what it refers to comes by itself.
    fn value(
        &mut self,
        value: &Object<'p>,
        key: &str,
        holder: Option<&Dict<'p>>,
        depth: usize,
    ) -> Result<(), ReadError> {
        if depth > MAX_NESTING {
            return Ok(());
        }
        match value {
            Object::String(string) => {
                // Keys of the encryption and of the file are no words.
                if !matches!(key, "ID" | "O" | "U" | "OE" | "UE" | "Perms" | "CheckSum") {
                    let place = place_of(key, holder);
                    let is_prose = !key.ends_with("Date");
                    self.add(&place, text_of(string.as_bytes()), is_prose);
                }
            }
            Object::Name(name) => self.name(name),
            Object::Dict(dict) => self.dict(dict, depth)?,
            Object::Array(array) => {
                for value in array.raw_iter() {
                    if let MaybeRef::NotRef(value) = value {
                        self.value(&value, key, holder, depth + 1)?;
                    }
                }
            }
            Object::Stream(stream) => {
                self.dict(stream.dict(), depth)?;
                self.stream(stream)?;
            }
            Object::Null(_) | Object::Boolean(_) | Object::Number(_) => {}
        }
        Ok(())
    }

    fn name(&mut self, name: &Name<'p>) {
        self.names.insert(String::from_utf8_lossy(name.as_ref()).into_owned());
    }

    fn dict(&mut self, dict: &Dict<'p>, depth: usize) -> Result<(), ReadError> {
        for (key, value) in dict.entries() {
            self.name(&key);
            if let MaybeRef::NotRef(value) = value {
                let key = String::from_utf8_lossy(key.as_ref()).into_owned();
                self.value(&value, &key, Some(dict), depth + 1)?;
            }
        }
        Ok(())
    }

    fn stream(&mut self, stream: &Stream<'p>) -> Result<(), ReadError> {
        let dict = stream.dict();
        if self.contents.contains(&stream.obj_id()) {
            return Ok(());
        }
        let is = |key: &str, name: &str| {
            dict.get::<Name<'_>>(key).is_some_and(|found| found.as_ref() == name.as_bytes())
        };
        if is("Subtype", "Image") {
            return self.picture(stream);
        }
        // The list of objects, what is in it, fonts and colours hold no words for people.
        let is_machinery = is("Type", "ObjStm")
            || is("Type", "XRef")
            || dict.contains_key("FunctionType")
            || ["Length1", "Length2", "Alternate"].iter().any(|key| dict.contains_key(key))
            || ["Type1C", "CIDFontType0C", "OpenType"].iter().any(|name| is("Subtype", name));
        if is_machinery {
            return Ok(());
        }
        let data = self.unpacked(stream)?;
        if is("Subtype", "Form") || dict.contains_key("PatternType") {
            self.drawing(dict, &data);
        } else if is("Type", "Metadata") {
            let place = joined(self.within, &message!("XMP metadata", "XMP メタデータ"));
            read_xml(&String::from_utf8_lossy(&data), &place, true, self.reading)?;
        } else if is("Type", "EmbeddedFile") {
            let place = joined(self.within, &message!("an attached file", "添付ファイル"));
            self.reading.open_within(&data, &place)?;
        } else if data.starts_with(b"/CIDInit") || data.windows(9).take(400).any(|w| w == b"begincmap") {
            self.add(
                &message!("the character map of a font", "フォントの文字対応表"),
                map_words(&data),
                false,
            );
        } else {
            self.add(&message!("a stream of another sort", "その他のデータ"), letters(&data), false);
        }
        Ok(())
    }

    fn drawing(&mut self, dict: &Dict<'p>, data: &[u8]) {
        let Some(parent) = self.resources.clone() else { return };
        let own = dict.get::<Dict<'p>>("Resources").unwrap_or_default();
        let words = self.text.read(data, &Resources::from_parent(own, parent));
        self.add(&message!("a drawing", "図形"), words.shown, true);
        self.add(&message!("actual text in a drawing", "図形の実テキスト"), words.replaced, true);
    }

    /// Reads what a picture says beside its pixels.
    fn picture(&mut self, stream: &Stream<'p>) -> Result<(), ReadError> {
        let filters = stream.filters();
        if !matches!(filters.last(), Some(Filter::DctDecode | Filter::JpxDecode)) {
            return Ok(());
        }
        let raw = stream.raw_data();
        let data = match filters[..] {
            [_] => raw.into_owned(),
            [Filter::FlateDecode, _] => self.reading.inflate(&raw, true)?,
            _ => {
                self.reading
                    .unread
                    .push(message!("a picture that is packed more than once", "二重に圧縮された画像"));
                return Ok(());
            }
        };
        if picture::is_picture(&data) {
            picture::read(&data, &joined(self.within, &message!("picture", "画像")), self.reading)
        } else {
            self.add(&message!("metadata of a picture", "画像のメタデータ"), letters(&data), false);
            Ok(())
        }
    }

    /// What a stream holds, unpacked as far as the limit allows.
    fn unpacked(&mut self, stream: &Stream<'p>) -> Result<Vec<u8>, ReadError> {
        let raw = stream.raw_data();
        let is_plain = ["DecodeParms", "DP"].iter().all(|key| !stream.dict().contains_key(key));
        match stream.filters()[..] {
            [] => {
                self.reading.count(raw.len())?;
                Ok(raw.into_owned())
            }
            [Filter::FlateDecode] if is_plain => self.reading.inflate(&raw, true),
            _ => {
                self.reading.count(raw.len().saturating_mul(MAX_RATIO) / 8)?;
                let decoded = stream.decoded().map(std::borrow::Cow::into_owned);
                if decoded.is_err() {
                    self.reading.unread.push(message!(
                        "a stream that is damaged or packed in an unknown way",
                        "壊れているか圧縮形式が不明なデータ"
                    ));
                }
                Ok(decoded.unwrap_or_default())
            }
        }
    }
}

/// What a map of characters holds that is longer than letters are: whole words that a code stands for, and remarks.
fn map_words(data: &[u8]) -> String {
    /// No letter and no ligature takes more digits.
    const MAX_LETTER_DIGITS: usize = 16;
    let text = String::from_utf8_lossy(data);
    let mut words = String::new();
    for line in text.lines() {
        if let Some((_, remark)) = line.split_once('%') {
            words.push_str(remark);
            words.push('\n');
        }
        for hex in line.split('<').skip(1).filter_map(|part| part.split('>').next()) {
            if hex.len() > MAX_LETTER_DIGITS && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                let units: Vec<u16> = (0..hex.len() / 4)
                    .filter_map(|idx| u16::from_str_radix(&hex[4 * idx..4 * idx + 4], 16).ok())
                    .collect();
                words.push_str(&String::from_utf16_lossy(&units));
                words.push('\n');
            }
        }
    }
    words
}

/// What stands in a file outside its streams, as it is: remarks, and objects that no table names.
fn plain_words(bytes: &[u8]) -> String {
    let mut words = String::new();
    let mut rest = bytes;
    let find = |bytes: &[u8], sign: &[u8]| bytes.windows(sign.len()).position(|window| window == sign);
    while let Some(start) = find(rest, b"stream") {
        words.push_str(&String::from_utf8_lossy(&rest[..start]));
        let Some(end) = find(&rest[start..], b"endstream") else { return words };
        rest = &rest[start + end + b"endstream".len()..];
    }
    words.push_str(&String::from_utf8_lossy(rest));
    words
}

/// What a text is, by the key that it stands under.
fn place_of(key: &str, holder: Option<&Dict<'_>>) -> Message {
    let has = |key: &str| holder.is_some_and(|holder| holder.contains_key(key));
    match key {
        "Title" if has("Parent") || has("Dest") || has("A") => message!("a bookmark", "しおり"),
        "Alt" => message!("an alternative text", "代替テキスト"),
        "ActualText" => message!("an actual text", "実テキスト"),
        "E" => message!("the expansion of an abbreviation", "略語の展開"),
        "Contents" | "RC" | "Subj" => message!("an annotation", "注釈"),
        "T" if has("S") => message!("the title of a tag", "タグの題名"),
        "T" | "TU" | "TM" | "V" | "DV" => message!("a form field or annotation", "入力欄または注釈"),
        "URI" => message!("a link", "リンク"),
        "F" | "UF" | "Desc" => message!("the name of an attached file", "添付ファイルの名前"),
        "Title" | "Author" | "Subject" | "Keywords" | "Creator" | "Producer" => {
            message!("metadata ({key})", "メタデータ（{key}）")
        }
        "" => message!("a text", "文字列"),
        _ => message!("a text under /{key}", "/{key} の文字列"),
    }
}
