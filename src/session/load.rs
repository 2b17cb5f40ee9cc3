//! Opening a brief with everything it refers to.

mod beside;
mod parts;
mod patterns;
mod text;
mod theme;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher as _, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::brief::{Block, Brief, InlineContent, Node, parse, walk_blocks};
use crate::facts::{FactBook, parse_book};
use crate::layout::theme_named;
use crate::release::{Assets, Context, Image, clean_image};
use crate::session::Files;
use crate::session::files::folder_of;
use crate::session::load::beside::{is_relative, read_beside, unescaped};
use crate::session::load::patterns::load_patterns;
use crate::session::load::theme::load_theme;

pub(super) use self::text::decoded;
pub use self::{
    parts::{Parts, parts},
    text::{read_bytes, read_text, table_text},
};
use crate::session::encoding::Encoding;
use crate::session::open_error::OpenError;
use crate::session::reason::unread_reason;
use crate::text::{Diagnostic, Message, message};

/// The largest brief that is opened.
pub(super) const MAX_BRIEF_BYTES: u64 = 64_000_000;
/// The largest fact book or table of data that is read.
const MAX_DATA_BYTES: u64 = 16_000_000;
/// The largest picture that is read.
const MAX_IMAGE_BYTES: u64 = 32_000_000;

/// A brief with everything it refers to.
#[derive(Debug)]
pub struct Loaded {
    /// Where it lies.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// Its tree.
    pub brief: Brief,
    /// What the parser said.
    pub diagnostics: Vec<Diagnostic>,
    /// Its fact book; empty where it has none.
    pub book: FactBook,
    /// Why the fact book is empty, if it should not be.
    pub book_problem: Option<Message>,
    /// What the fact book's own text got wrong.
    pub book_diagnostics: Vec<Diagnostic>,
    /// The pictures and tables it refers to.
    pub assets: Assets,
    /// What it refers to and cannot have, by path, with the reason.
    pub problems: BTreeMap<String, Message>,
    /// The relative links it holds whose file exists.
    pub linked: BTreeSet<String>,
}

impl Loaded {
    /// What `release` needs beside the brief.
    pub fn context(&self) -> Context<'_> {
        Context { book: &self.book, assets: &self.assets }
    }

    /// Takes in what the brief refers to, read anew.
    pub(super) fn take_in(&mut self, resources: Resources) {
        let Resources { book, book_problem, book_diagnostics, assets, problems, linked, fingerprint: _ } =
            resources;
        (self.book, self.book_problem, self.book_diagnostics) = (book, book_problem, book_diagnostics);
        (self.assets, self.problems, self.linked) = (assets, problems, linked);
    }
}

/// Opens a brief and reads all it refers to within its folder.
///
/// # Errors
/// The brief itself cannot be read. What it refers to may be missing; that is a finding, not an error.
pub fn open(path: &Path, files: &dyn Files) -> Result<Loaded, OpenError> {
    open_in(path, Encoding::Utf8, files)
}

/// Opens a brief whose letters are written as somebody says.
///
/// # Errors
/// The brief itself cannot be read, or is not written so.
pub fn open_in(path: &Path, encoding: Encoding, files: &dyn Files) -> Result<Loaded, OpenError> {
    let text = decoded(path, &read_bytes(path, files)?, encoding)?;
    Ok(reload(path, text, files))
}

/// Reads anew all that a text refers to, as it would be if it lay at `path`.
pub fn reload(path: &Path, text: String, files: &dyn Files) -> Loaded {
    reload_part(path, text, files, |references| references)
}

/// The same for a window that somebody waits for: pictures that take long to read are left for later. Returns whether
/// there are any.
pub(super) fn reload_promptly(path: &Path, text: String, files: &dyn Files) -> (Loaded, bool) {
    /// What is read before anybody notices, in bytes of all pictures.
    const PROMPT_BYTES: u64 = 500_000;
    let mut is_part = false;
    let loaded = reload_part(path, text, files, |references| {
        let size = |dest: &String| std::fs::metadata(folder_of(path).join(unescaped(dest)));
        let n_bytes: u64 = references.images.iter().filter_map(|dest| Some(size(dest).ok()?.len())).sum();
        is_part = n_bytes > PROMPT_BYTES;
        if is_part { References { images: BTreeSet::new(), ..references } } else { references }
    });
    (loaded, is_part)
}

fn reload_part(
    path: &Path,
    text: String,
    files: &dyn Files,
    part: impl FnOnce(References) -> References,
) -> Loaded {
    let (brief, diagnostics) = parse(&text);
    let resources = load_resources(path, &part(references(&brief)), files, &mut PictureCache::default());
    let mut loaded = Loaded {
        path: path.to_owned(),
        text,
        brief,
        diagnostics,
        book: FactBook::default(),
        book_problem: None,
        book_diagnostics: Vec::new(),
        assets: Assets::default(),
        problems: BTreeMap::new(),
        linked: BTreeSet::new(),
    };
    loaded.take_in(resources);
    loaded
}

/// The files that a brief refers to, by the names it gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct References {
    facts: Option<String>,
    /// The theme, where it is none of the program's own.
    theme: Option<String>,
    reference_doc: Option<String>,
    reference_pptx: Option<String>,
    images: BTreeSet<String>,
    tables: BTreeSet<String>,
    links: BTreeSet<String>,
}

/// What a brief refers to, read.
#[derive(Debug, Default)]
pub struct Resources {
    book: FactBook,
    book_problem: Option<Message>,
    book_diagnostics: Vec<Diagnostic>,
    assets: Assets,
    problems: BTreeMap<String, Message>,
    linked: BTreeSet<String>,
    /// What stands for all that was read, within one run of the program.
    fingerprint: u64,
}

impl Resources {
    /// Differs where something else was read.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }
}

/// The pictures that were decoded, by what their files hold: each is decoded once, however often it is read.
#[derive(Debug, Default)]
pub struct PictureCache {
    hasher: RandomState,
    pictures: HashMap<(usize, u64), Result<Arc<Image>, Message>>,
}

impl PictureCache {
    /// Decodes a picture, or gives back the one that was decoded of the same bytes.
    fn picture(&mut self, bytes: &[u8]) -> Result<Arc<Image>, Message> {
        // The hash is keyed anew for each run, so no file can be made to meet another.
        let key = (bytes.len(), self.hash(bytes));
        // Whoever waits for the pictures of a brief does not wait for ever because one is odd.
        let clean = AssertUnwindSafe(|| clean_image(bytes).map(Arc::new).map_err(|err| err.message()));
        let odd = |_| Err(message!("the picture cannot be read", "画像を読み込めません"));
        let decode = || catch_unwind(clean).unwrap_or_else(odd);
        self.pictures.entry(key).or_insert_with(decode).clone()
    }

    fn hash(&self, bytes: &[u8]) -> u64 {
        self.hasher.hash_one(bytes)
    }

    /// Forgets the pictures that nothing holds any more.
    fn forget_unused(&mut self) {
        self.pictures
            .retain(|_, picture| picture.as_ref().is_ok_and(|picture| Arc::strong_count(picture) > 1));
    }
}

/// Lists what a brief refers to.
pub fn references(brief: &Brief) -> References {
    let theme = brief.front.theme.clone().filter(|name| theme_named(name).is_none());
    let (facts, reference_doc) = (brief.front.facts.clone(), brief.front.reference_doc.clone());
    let reference_pptx = brief.front.reference_pptx.clone();
    let mut found = References { facts, theme, reference_doc, reference_pptx, ..References::default() };
    walk_blocks(&brief.blocks, &mut |node| match node {
        Node::Block(Block::Chart(chart)) => found.tables.extend(chart.chart.file().map(str::to_owned)),
        Node::Inline(inline) => match &inline.content {
            InlineContent::Image { dest, .. } => {
                found.images.insert(dest.clone());
            }
            InlineContent::Link { dest, .. } if is_relative(dest) => {
                found.links.insert(dest.clone());
            }
            _ => {}
        },
        Node::Block(_) => {}
    });
    found
}

/// Reads what a brief at `path` refers to. It may take a while: pictures are decoded.
pub fn load_resources(
    path: &Path,
    references: &References,
    files: &dyn Files,
    pictures: &mut PictureCache,
) -> Resources {
    let folder = folder_of(path);
    let mut resources = Resources::default();
    let mut read = Vec::new();
    if let Some(book_path) = &references.facts {
        read.push(load_book(&mut resources, (folder, book_path), files).map(|bytes| pictures.hash(&bytes)));
    }
    if let Some(theme) = &references.theme {
        read.push(load_theme(&mut resources, (folder, theme), files, pictures));
    }
    read.extend(load_patterns(&mut resources, (folder, references), files, pictures));
    for dest in &references.images {
        match load_image(folder, dest, files, pictures) {
            Ok((hash, image)) => {
                read.push(Some(hash));
                resources.assets.images.insert(dest.clone(), image);
            }
            Err(problem) => {
                resources.problems.insert(dest.clone(), problem);
            }
        }
    }
    for path in &references.tables {
        match read_beside(folder, path, MAX_DATA_BYTES, files) {
            Ok(bytes) => {
                read.push(Some(pictures.hash(&bytes)));
                resources.assets.data.insert(path.clone(), table_text(&bytes));
            }
            Err(err) => {
                resources.problems.insert(path.clone(), unread_reason(&err));
            }
        }
    }
    for dest in &references.links {
        let path = dest.split('#').next().unwrap_or(dest);
        if files.is_within(folder, path) || files.is_within(folder, &unescaped(path)) {
            resources.linked.insert(dest.clone());
        }
    }
    let names = (references, &resources.problems, &resources.book_problem, &resources.linked);
    resources.fingerprint = pictures.hasher.hash_one((names, read));
    pictures.forget_unused();
    resources
}

/// Reads the fact book; returns its bytes, if it could be read.
fn load_book(
    resources: &mut Resources,
    (folder, book_path): (&Path, &str),
    files: &dyn Files,
) -> Option<Vec<u8>> {
    match files.read_within(folder, book_path, MAX_DATA_BYTES) {
        Ok(bytes) => {
            let (book, diagnostics) = parse_book(&String::from_utf8_lossy(&bytes));
            resources.book = book;
            resources.book_diagnostics = diagnostics;
            Some(bytes)
        }
        Err(err) => {
            let reason = unread_reason(&err);
            resources.book_problem = Some(message!("{book_path}: {reason}", "{book_path}：{reason}", reason));
            None
        }
    }
}

fn load_image(
    folder: &Path,
    dest: &str,
    files: &dyn Files,
    pictures: &mut PictureCache,
) -> Result<(u64, Arc<Image>), Message> {
    if dest.contains("://") {
        return Err(message!(
            "pictures are not fetched from the network; save it beside the brief",
            "画像はネットワークから取得しません。資料と同じフォルダーに保存してください"
        ));
    }
    let bytes = read_beside(folder, dest, MAX_IMAGE_BYTES, files).map_err(|err| unread_reason(&err))?;
    Ok((pictures.hash(&bytes), pictures.picture(&bytes)?))
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::session::Disk;

    #[test]
    fn files_beside_a_brief_are_found_by_the_names_that_people_type() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut png = Vec::new();
        let picture = image::DynamicImage::new_rgb8(2, 2);
        picture.write_to(&mut io::Cursor::new(&mut png), image::ImageFormat::Png).expect("encodes");
        for name in ["a plant.png", "50%25.png", "か\u{3099}ぞう.png"] {
            std::fs::write(folder.path().join(name), &png).expect("written");
        }
        std::fs::write(folder.path().join("the states.csv"), "a,b\nx,1\n").expect("written");
        let text = "![a](<a plant.png>) ![b](a%20plant.png) ![c](50%25.png) ![d](がぞう.png) [e](a%20plant.png)\n\n\
            ```chart\ndata: the states.csv\n```\n\n```chart\ndata: the%20states.csv\n```\n";
        let loaded = reload(&folder.path().join("brief.md"), text.to_owned(), &Disk);
        assert_eq!(loaded.problems, BTreeMap::new());
        assert_eq!(loaded.assets.images.len(), 4);
        assert_eq!(loaded.assets.data.len(), 2);
        assert!(loaded.linked.contains("a%20plant.png"));
    }

    #[test]
    fn a_picture_is_decoded_once_for_what_it_holds() {
        let folder = tempfile::tempdir().expect("a folder");
        let save = |name: &str, size| {
            image::DynamicImage::new_rgb8(size, 2).save(folder.path().join(name)).expect("saved");
        };
        save("a.png", 2);
        save("b.png", 2);
        std::fs::write(folder.path().join("c.png"), "no picture").expect("written");
        let (path, mut cache) = (folder.path().join("brief.md"), PictureCache::default());
        let (brief, _) = parse("![](a.png) ![](b.png) ![](c.png)\n");
        let mut load = || load_resources(&path, &references(&brief), &Disk, &mut cache);
        let picture = |resources: &Resources, name: &str| Arc::clone(&resources.assets.images[name]);
        let first = load();
        assert!(Arc::ptr_eq(&picture(&first, "a.png"), &picture(&first, "b.png")));
        let second = load();
        assert_eq!(first.fingerprint(), second.fingerprint());
        assert!(Arc::ptr_eq(&picture(&first, "a.png"), &picture(&second, "a.png")));
        assert!(second.problems.contains_key("c.png"));
        save("a.png", 3);
        let third = load();
        assert_ne!(first.fingerprint(), third.fingerprint());
        assert!(!Arc::ptr_eq(&picture(&first, "a.png"), &picture(&third, "a.png")));
        drop((first, second, third));
        cache.forget_unused();
        assert!(cache.pictures.is_empty());
    }

    #[test]
    fn no_escape_leads_out_of_the_folder_of_a_brief() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("brief");
        std::fs::create_dir(&folder).expect("a folder");
        std::fs::write(parent.path().join("x.csv"), "a,b\nx,1\n").expect("written");
        let text =
            "```chart\ndata: ..%2fx.csv\n```\n\n```chart\ndata: \"%2e%2e/x.csv\"\n```\n\n[a](..%2Fx.csv)\n";
        let loaded = reload(&folder.join("brief.md"), text.to_owned(), &Disk);
        assert!(loaded.assets.data.is_empty());
        assert_eq!(loaded.problems.len(), 2);
        assert!(loaded.linked.is_empty());
    }
}
