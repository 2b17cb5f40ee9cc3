//! The package that is read, what was taken from it beside its text, and what was not understood.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::{Picture, Place, Remark};
use crate::office::{Element, Package, PackageError, Relation};
use crate::release::clean_image;
use crate::text::{Message, message};

/// The most that a part of XML may unpack to: a document of a thousand pages has less than half of it.
const MAX_PART_BYTES: u64 = 24 * 1024 * 1024;
/// The most paragraphs and pieces of text of all parts together: what is beyond takes longer to read than anybody
/// waits.
const MAX_PARAGRAPHS: usize = 120_000;
const MAX_RUNS: usize = 300_000;
/// The most pixels of all pictures together. Each is decoded and encoded anew, which takes its time.
const MAX_PIXELS: u64 = 150_000_000;

/// A package with what was found in it so far.
pub(super) struct Source<'b> {
    package: Package<'b>,
    /// The folder of the pictures, as the brief names it.
    folder: String,
    pub pictures: Vec<Picture>,
    pub remarks: Vec<Remark>,
    /// What only says how the document looks, each once.
    pub looks: Vec<Message>,
    /// Which part of the document is read.
    pub place: Place,
    taken: BTreeMap<String, Option<String>>,
    n_pixels: u64,
    n_paragraphs: usize,
    n_runs: usize,
    said: BTreeSet<String>,
}

impl<'b> Source<'b> {
    pub(super) fn open(bytes: &'b [u8], folder: &str) -> Result<Self, PackageError> {
        let mut package = Package::open(bytes)?;
        package.limit_parts(MAX_PART_BYTES);
        Ok(Self {
            package,
            folder: folder.to_owned(),
            pictures: Vec::new(),
            remarks: Vec::new(),
            looks: Vec::new(),
            place: Place::Whole,
            taken: BTreeMap::new(),
            n_pixels: 0,
            n_paragraphs: 0,
            n_runs: 0,
            said: BTreeSet::new(),
        })
    }

    pub(super) fn main_part(&mut self) -> Result<String, PackageError> {
        self.package.main_part()
    }

    /// A part that must be there.
    pub(super) fn needed(&mut self, name: &str) -> Result<Element, PackageError> {
        let element = self.package.xml(name)?;
        element.each(&mut |it| match it.name.as_str() {
            "w:p" | "a:p" => self.n_paragraphs += 1,
            "w:r" | "a:r" => self.n_runs += 1,
            _ => {}
        });
        if self.n_paragraphs > MAX_PARAGRAPHS || self.n_runs > MAX_RUNS {
            return Err(PackageError::TooLarge("too much text"));
        }
        Ok(element)
    }

    /// A part that need not be there; what is damaged is told of.
    pub(super) fn xml(&mut self, name: &str) -> Option<Element> {
        match self.needed(name) {
            Ok(element) => Some(element),
            Err(err) => {
                let reason = err.message();
                self.remark(message!(
                    "{reason}, so it is left out",
                    "{reason}。取り込みませんでした",
                    reason
                ));
                None
            }
        }
    }

    /// The relations of a part; none where they cannot be read.
    pub(super) fn relations(&mut self, part: &str) -> Vec<Relation> {
        self.package.relations(part).unwrap_or_default()
    }

    /// The first part that another is related to by a sort of relation.
    pub(super) fn related(&mut self, relations: &[Relation], sort: &str) -> Option<Element> {
        let relation = relations.iter().find(|it| it.sort == sort && !it.is_external)?;
        let target = relation.target.clone();
        self.xml(&target)
    }

    /// Says of something, once in its place, that it was not understood.
    pub(super) fn remark(&mut self, words: Message) {
        if self.said.insert(format!("{:?} {}", self.place, words.en)) {
            self.remarks.push(Remark { place: self.place, words });
        }
    }

    /// Says that something which only says how the document looks was left out.
    pub(super) fn look(&mut self, words: Message) {
        if !self.looks.contains(&words) {
            self.looks.push(words);
        }
    }

    /// Takes a picture out of the package, without what it says beside its pixels; returns what the brief calls it.
    pub(super) fn picture(&mut self, part: &str) -> Option<String> {
        if let Some(known) = self.taken.get(part) {
            return known.clone();
        }
        let dest = self.take_picture(part);
        self.taken.insert(part.to_owned(), dest.clone());
        dest
    }

    fn take_picture(&mut self, part: &str) -> Option<String> {
        let file = part.rsplit('/').next().unwrap_or(part).to_owned();
        let bytes = self.package.part(part).ok()?;
        if self.n_pixels > MAX_PIXELS {
            self.remark(message!(
                "too many large pictures; {file} is left out",
                "画像が多すぎます。{file} は取り込みませんでした"
            ));
            return None;
        }
        let image = match clean_image(&bytes) {
            Ok(image) => image,
            Err(err) => {
                let reason = err.message();
                self.remark(message!("a picture, {file}: {reason}", "画像 {file}：{reason}", reason));
                return None;
            }
        };
        self.n_pixels += u64::from(image.width_px) * u64::from(image.height_px);
        let name = format!("image{}.{}", self.pictures.len() + 1, image.format.extension());
        let dest = format!("{}/{name}", self.folder);
        self.pictures.push(Picture { name, bytes: image.bytes.to_vec() });
        Some(dest)
    }
}

/// The target of a relation within the package.
pub(super) fn target<'r>(relations: &'r [Relation], id: Option<&str>) -> Option<&'r Relation> {
    let id = id?;
    relations.iter().find(|it| it.id == id)
}
