//! Opening a brief with everything it refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::brief::{Block, Brief, InlineContent, Node, parse, walk_blocks};
use crate::facts::{FactBook, parse_book};
use crate::release::{Assets, Context, Image, clean_image};
use crate::session::Files;
use crate::text::Diagnostic;

/// The largest brief that is opened.
const MAX_BRIEF_BYTES: u64 = 64_000_000;
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
    pub book_problem: Option<String>,
    /// What the fact book's own text got wrong.
    pub book_diagnostics: Vec<Diagnostic>,
    /// The pictures and tables it refers to.
    pub assets: Assets,
    /// What it refers to and cannot have, by path, with the reason.
    pub problems: BTreeMap<String, String>,
    /// The relative links it holds whose file exists.
    pub linked: BTreeSet<String>,
}

impl Loaded {
    /// What `release` needs beside the brief.
    pub fn context(&self) -> Context<'_> {
        Context { book: &self.book, assets: &self.assets }
    }
}

/// Why a brief cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("{path} cannot be opened: {reason}; check the name and that you may read it")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// The file is not text in UTF-8.
    #[error("{path} is not UTF-8 text (byte {at} cannot be read); save it as UTF-8 and try again")]
    NotUtf8 {
        /// The file.
        path: String,
        /// The first byte that makes no character.
        at: usize,
    },
}

/// Opens a brief and reads all it refers to within its folder.
///
/// # Errors
/// The brief itself cannot be read. What it refers to may be missing; that is a finding, not an error.
pub fn open(path: &Path, files: &dyn Files) -> Result<Loaded, OpenError> {
    Ok(reload(path, read_text(path, files)?, files))
}

/// Reads the text of a brief alone.
///
/// # Errors
/// The file cannot be read, or is not UTF-8.
pub fn read_text(path: &Path, files: &dyn Files) -> Result<String, OpenError> {
    let shown = path.display().to_string();
    let bytes = files
        .read(path, MAX_BRIEF_BYTES)
        .map_err(|err| OpenError::Unreadable { path: shown.clone(), reason: reason(&err) })?;
    String::from_utf8(bytes)
        .map_err(|err| OpenError::NotUtf8 { path: shown, at: err.utf8_error().valid_up_to() })
}

/// Reads anew all that a text refers to, as it would be if it lay at `path`.
pub fn reload(path: &Path, text: String, files: &dyn Files) -> Loaded {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (brief, diagnostics) = parse(&text);
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
    load_book(&mut loaded, folder, files);
    load_assets(&mut loaded, folder, files);
    loaded
}

fn load_book(loaded: &mut Loaded, folder: &Path, files: &dyn Files) {
    let Some(book_path) = loaded.brief.front.facts.clone() else { return };
    match files.read_within(folder, &book_path, MAX_DATA_BYTES) {
        Ok(bytes) => {
            let (book, diagnostics) = parse_book(&String::from_utf8_lossy(&bytes));
            loaded.book = book;
            loaded.book_diagnostics = diagnostics;
        }
        Err(err) => loaded.book_problem = Some(format!("{book_path}: {}", reason(&err))),
    }
}

fn load_assets(loaded: &mut Loaded, folder: &Path, files: &dyn Files) {
    let mut images = BTreeSet::new();
    let mut tables = BTreeSet::new();
    let mut links = BTreeSet::new();
    walk_blocks(&loaded.brief.blocks, &mut |node| match node {
        Node::Block(Block::Chart(chart)) => tables.extend(chart.chart.file().map(str::to_owned)),
        Node::Inline(inline) => match &inline.content {
            InlineContent::Image { dest, .. } => {
                images.insert(dest.clone());
            }
            InlineContent::Link { dest, .. } if is_relative(dest) => {
                links.insert(dest.clone());
            }
            _ => {}
        },
        Node::Block(_) => {}
    });
    for dest in images {
        match load_image(folder, &dest, files) {
            Ok(image) => {
                loaded.assets.images.insert(dest, Arc::new(image));
            }
            Err(problem) => {
                loaded.problems.insert(dest, problem);
            }
        }
    }
    for path in tables {
        match read_beside(folder, &path, MAX_DATA_BYTES, files) {
            Ok(bytes) => {
                loaded.assets.data.insert(path, String::from_utf8_lossy(&bytes).into_owned());
            }
            Err(err) => {
                loaded.problems.insert(path, reason(&err));
            }
        }
    }
    for dest in links {
        let path = dest.split('#').next().unwrap_or(&dest);
        if files.is_within(folder, path) || files.is_within(folder, &unescaped(path)) {
            loaded.linked.insert(dest);
        }
    }
}

fn load_image(folder: &Path, dest: &str, files: &dyn Files) -> Result<Image, String> {
    if dest.contains("://") {
        return Err("pictures are not fetched from the network; save it beside the brief".to_owned());
    }
    let bytes = read_beside(folder, dest, MAX_IMAGE_BYTES, files).map_err(|err| reason(&err))?;
    clean_image(&bytes).map_err(|err| err.to_string())
}

/// Reads a file by its name as it is written, else with the percent escapes that Markdown needs for blanks taken out.
fn read_beside(folder: &Path, path: &str, max_bytes: u64, files: &dyn Files) -> io::Result<Vec<u8>> {
    let name = unescaped(path);
    match files.read_within(folder, path, max_bytes) {
        Err(err) if err.kind() == io::ErrorKind::NotFound && name != path => {
            files.read_within(folder, &name, max_bytes)
        }
        result => result,
    }
}

fn is_relative(dest: &str) -> bool {
    !dest.is_empty() && !dest.starts_with('#') && !dest.contains(':')
}

/// Takes percent escapes out of a path, as Markdown needs them for blanks.
fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = path.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        if let Some(byte) = escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

/// What the system said, in words that a reader of the message needs.
fn reason(err: &io::Error) -> String {
    match err.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied if err.raw_os_error().is_some() => "you may not read it".to_owned(),
        _ => err.to_string(),
    }
}

#[cfg(test)]
mod tests {
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
