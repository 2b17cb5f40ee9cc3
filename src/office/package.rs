//! A package that somebody wrote, opened with care.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::office::relations::{relations_part, resolved};
use crate::office::{Element, Relation, sort};
use crate::text::Message;

/// The most parts a package may have.
const MAX_PARTS: usize = 4_096;
/// The most that one part may unpack to.
const MAX_PART_BYTES: u64 = 128 * 1024 * 1024;
/// The most that all parts together may unpack to that are asked for.
const MAX_BYTES: u64 = 2 * MAX_PART_BYTES;
/// How many times larger than packed a part may be. Small parts may be more: a page of blanks is no bomb.
const MAX_RATIO: u64 = 1_000;
const MIN_RATIO_BYTES: u64 = 1024 * 1024;

/// Why a package cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// It is no archive, or a damaged one.
    #[error("the file is no package of Word or PowerPoint, or it is damaged")]
    Damaged,
    /// It is locked with a password.
    #[error("the file is locked with a password; save it without one")]
    Locked,
    /// It is of Word or PowerPoint before 2007.
    #[error("the file is of an old form of Word or PowerPoint; open it there and save it as docx or pptx")]
    Old,
    /// It holds more than a document does.
    #[error("the file holds {0}, more than a document does")]
    TooLarge(&'static str),
    /// A part that others refer to is not there.
    #[error("the file lacks its part {0}")]
    Missing(String),
    /// A part is no XML.
    #[error("the part {0} cannot be read as XML")]
    Malformed(String),
    /// It is about something else.
    #[error("the file is no document of Word and no presentation of PowerPoint")]
    Other,
}

impl PackageError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::Damaged => "Word 又は PowerPoint のファイルではないか、壊れています".to_owned(),
            Self::Locked => "パスワードで保護されています。パスワードなしで保存してください".to_owned(),
            Self::Old => {
                "Word 又は PowerPoint の古い形式です。開いて docx 又は pptx で保存し直してください".to_owned()
            }
            Self::TooLarge(_) => "文書としては大きすぎます".to_owned(),
            Self::Missing(part) => format!("ファイルに {part} がありません"),
            Self::Malformed(part) => format!("{part} を XML として読み込めません"),
            Self::Other => "Word の文書でも PowerPoint のスライドでもありません".to_owned(),
        };
        Message { en: self.to_string(), ja }
    }
}

/// A package that was opened. Parts are unpacked when they are asked for.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    n_unpacked: u64,
    most_per_part: u64,
}

impl<'b> Package<'b> {
    /// Opens a file.
    ///
    /// # Errors
    /// It is no package, locked, or holds too many parts.
    pub fn open(bytes: &'b [u8]) -> Result<Self, PackageError> {
        // How Office wraps what is locked, and wrote documents before 2007.
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let is_old = ["WordDocument", "PowerPoint Document"].iter().any(|name| has_stream(bytes, name));
            return Err(if is_old { PackageError::Old } else { PackageError::Locked });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::Damaged)?;
        if archive.len() > MAX_PARTS {
            return Err(PackageError::TooLarge("too many parts"));
        }
        let raw = |idx: usize| archive.name_for_index(idx).and_then(Result::ok).unwrap_or_default();
        let names = (0..archive.len()).map(|idx| raw(idx).trim_start_matches('/').replace('\\', "/"));
        let names: Vec<String> = names.collect();
        Ok(Self { archive, names, n_unpacked: 0, most_per_part: MAX_PART_BYTES })
    }

    /// The names of all parts, in the order of the file.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there is a part of a name; capitals make no difference, as the standard has it.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    /// Unpacks a part.
    ///
    /// # Errors
    /// It is not there, damaged, or too large.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, PackageError> {
        self.unpacked(name, MAX_PART_BYTES)
    }

    /// Takes no part of XML from now on that unpacks to more than so many bytes: a tree takes many times as much.
    pub fn limit_parts(&mut self, n_bytes: u64) {
        self.most_per_part = n_bytes.min(MAX_PART_BYTES);
    }

    fn unpacked(&mut self, name: &str, most: u64) -> Result<Vec<u8>, PackageError> {
        let idx = self.names.iter().position(|known| known.eq_ignore_ascii_case(name));
        let idx = idx.ok_or_else(|| PackageError::Missing(name.to_owned()))?;
        let file = self.archive.by_index(idx).map_err(|_| PackageError::Damaged)?;
        let (n_packed, n_claimed) = (file.compressed_size(), file.size());
        let most = most.min(MAX_BYTES.saturating_sub(self.n_unpacked));
        let most = most.min(n_packed.saturating_mul(MAX_RATIO).max(MIN_RATIO_BYTES));
        if n_claimed > most {
            return Err(PackageError::TooLarge("a part that is too large"));
        }
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| PackageError::Damaged)?;
        let n_bytes = bytes.len() as u64;
        if n_bytes > most {
            return Err(PackageError::TooLarge("a part that is too large"));
        }
        self.n_unpacked += n_bytes;
        Ok(bytes)
    }

    /// Reads a part as XML, in UTF-8 or UTF-16.
    ///
    /// # Errors
    /// It is not there, too large, or no XML.
    pub fn xml(&mut self, name: &str) -> Result<Element, PackageError> {
        let bytes = self.unpacked(name, self.most_per_part)?;
        let malformed = || PackageError::Malformed(name.to_owned());
        let text = decoded(bytes).ok_or_else(malformed)?;
        Element::parse(&text).ok_or_else(malformed)
    }

    /// The relations of a part, in the order of the file, each with the part it leads to; none where it has none. The
    /// package itself is the part without a name. Those that lead to no name in the package are left out.
    ///
    /// # Errors
    /// They are too large, or no XML.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, PackageError> {
        let name = relations_part(part);
        if !self.has(&name) {
            return Ok(Vec::new());
        }
        let root = self.xml(&name)?;
        let relation = |element: &Element| {
            let is_external = element.attribute("TargetMode") == Some("External");
            let target = element.attribute("Target")?;
            let target = if is_external { target.to_owned() } else { resolved(part, target)? };
            let id = element.attribute("Id")?.to_owned();
            let sort = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some(Relation { id, sort, target, is_external })
        };
        Ok(root.elements().filter_map(relation).collect())
    }

    /// The name of the part that a package is about: the document, or the presentation.
    ///
    /// # Errors
    /// There is none.
    pub fn main_part(&mut self) -> Result<String, PackageError> {
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|it| it.sort == sort::DOCUMENT && !it.is_external);
        main.map(|it| it.target).ok_or_else(|| PackageError::Missing("of the document".to_owned()))
    }
}

/// Whether a stream of a name is in a compound file, which writes names in UTF-16.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn decoded(bytes: Vec<u8>) -> Option<String> {
    let wide = |from: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::{PackageWriter, Relations};

    fn package(xml: String) -> Vec<u8> {
        let mut relations = Relations::default();
        relations.add(sort::DOCUMENT, "word/document.xml");
        let mut own = Relations::default();
        own.add(sort::IMAGE, "media/image1.png");
        own.add_external(sort::LINK, "https://example.org/");
        let mut writer = PackageWriter::default();
        writer.add("word/document.xml", "application/xml", xml, own);
        writer.add_picture("word/media/image1.png", b"pixels");
        writer.finish(&relations).expect("it is small")
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = package("<a>words</a>".to_owned());
        assert_eq!(bytes, package("<a>words</a>".to_owned()), "the same parts make the same bytes");
        let mut package = Package::open(&bytes).expect("it is a package");
        assert_eq!(package.main_part().expect("it has one"), "word/document.xml");
        assert_eq!(package.xml("Word/Document.xml").expect("it is XML").text(), "words");
        let relations = package.relations("word/document.xml").expect("they are XML");
        let found: Vec<(&str, &str, bool)> =
            relations.iter().map(|it| (it.id.as_str(), it.target.as_str(), it.is_external)).collect();
        let expected = [("rId1", "word/media/image1.png", false), ("rId2", "https://example.org/", true)];
        assert_eq!(found, expected);
        assert_eq!(package.part("word/media/image1.png").expect("it is there"), b"pixels");
        assert!(matches!(package.part("word/styles.xml"), Err(PackageError::Missing(_))));
    }

    #[test]
    fn a_part_that_grows_beyond_measure_is_refused() {
        let bytes = package(format!("<a>{}</a>", " ".repeat(9_000_000)));
        let mut package = Package::open(&bytes).expect("it is a package");
        assert!(matches!(package.part("word/document.xml"), Err(PackageError::TooLarge(_))));
    }

    #[test]
    fn what_is_no_package_is_refused_in_words() {
        let old: Vec<u8> = [0xd0, 0xcf, 0x11, 0xe0]
            .into_iter()
            .chain("\u{0}WordDocument".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let locked = [0xd0, 0xcf, 0x11, 0xe0, 0, 0];
        for (bytes, word) in
            [(&b"%PDF-1.7"[..], "damaged"), (&locked[..], "password"), (&old[..], "save it as docx")]
        {
            let err = Package::open(bytes).err().expect("no package");
            assert!(err.to_string().contains(word), "{err}");
        }
        let bytes = package("<a>words</a>".to_owned());
        for len in 0..bytes.len() {
            assert!(Package::open(&bytes[..len]).is_err(), "cut at {len}");
        }
    }
}
