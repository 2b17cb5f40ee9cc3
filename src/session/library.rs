//! The briefs of one folder: what each is called, for when, and how it is marked.

use std::fs;
use std::path::{Path, PathBuf};

use crate::brief::{BriefKind, Reader, parse};
use crate::session::encoding::decode_guessed;
use crate::session::reason::io_reason;
use crate::session::seal::is_sealed;
use crate::text::{Message, message};

/// One brief of the library.
#[derive(Clone, Debug, PartialEq)]
pub struct LibraryRow {
    /// Where it lies.
    pub path: PathBuf,
    /// Its title, or the name of its file.
    pub title: String,
    /// What it is for; nothing where it does not begin with front matter.
    pub kind: Option<BriefKind>,
    /// Its date as written.
    pub date: Option<String>,
    /// Its marking.
    pub banner: Option<String>,
    /// The folder it lies in, as a path below that of the library; empty there itself.
    pub folder: PathBuf,
}

/// A name as people put names in order: words, and the numbers among them by their size.
type Natural = Vec<(String, usize, String)>;

/// What puts briefs in order: folder by folder, each by title, and 2 before 10.
pub fn library_order(row: &LibraryRow) -> (Vec<Natural>, Natural) {
    let folders = row.folder.components().map(|part| natural(&part.as_os_str().to_string_lossy()));
    (folders.collect(), natural(&row.title))
}

fn natural(name: &str) -> Natural {
    let ascii = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        c => c,
    };
    let name: String = name.to_lowercase().chars().map(ascii).collect();
    let mut rest = name.as_str();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let n_digits = rest[words..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - words);
        let number = rest[words..words + n_digits].trim_start_matches('0');
        // Of two numbers without leading zeros the longer is the greater, however long they are.
        parts.push((rest[..words].to_owned(), number.len(), number.to_owned()));
        rest = &rest[words + n_digits..];
    }
    parts
}

/// How much of a file is read for the library.
const MAX_BYTES: u64 = 4_000_000;

/// How many folders deep is looked, how many entries, and how many briefs are listed: the folder that was chosen may
/// be a whole disk.
const MAX_DEPTH: usize = 8;
const MAX_ENTRIES: usize = 200_000;
const MAX_ROWS: usize = 20_000;

/// Goes through the briefs of a folder and of those below it, and hands over each with its text, until `found` says
/// false. Copies that were exported are none.
///
/// # Errors
/// The folder cannot be read; the words say why.
pub fn library(folder: &Path, found: &mut dyn FnMut(LibraryRow, String) -> bool) -> Result<(), Message> {
    let entries = fs::read_dir(folder).map_err(|err| {
        let (folder, reason) = (folder.display(), io_reason(&err));
        message!("{folder} cannot be read: {reason}", "{folder} を読み込めません：{reason}", reason)
    })?;
    let mut looked = Looked { found, n_rows: 0, n_entries: 0 };
    looked.folder(entries, Path::new(""), 0);
    Ok(())
}

/// Where the briefs go, and how much was looked at.
struct Looked<'f> {
    found: &'f mut dyn FnMut(LibraryRow, String) -> bool,
    n_rows: usize,
    n_entries: usize,
}

impl Looked<'_> {
    /// Looks through a folder; false where nothing more is wanted.
    fn folder(&mut self, entries: fs::ReadDir, below: &Path, depth: usize) -> bool {
        for entry in entries.flatten() {
            self.n_entries += 1;
            if self.n_entries > MAX_ENTRIES || self.n_rows >= MAX_ROWS {
                return false;
            }
            let name = entry.file_name();
            // A link may lead back to where one came from.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_folder {
                if let Some((row, text)) = row(&entry.path(), below) {
                    self.n_rows += 1;
                    if !(self.found)(row, text) {
                        return false;
                    }
                }
            } else if depth < MAX_DEPTH && is_for_people(&name.to_string_lossy()) {
                // One that cannot be read is left out; the others are still of use.
                if let Ok(inner) = fs::read_dir(entry.path())
                    && !self.folder(inner, &below.join(name), depth + 1)
                {
                    return false;
                }
            }
        }
        true
    }
}

/// Whether a folder is one that people put briefs into, rather than one that programs keep.
fn is_for_people(name: &str) -> bool {
    !name.starts_with(['.', '$']) && !matches!(name, "node_modules" | "target" | "__pycache__")
}

/// Whether a name is one that a copy is given when it is exported.
fn is_of_copy(stem: &str) -> bool {
    let readers =
        [Reader::Counterpart, Reader::Press, Reader::Interpreter, Reader::Delegation, Reader::Principal];
    readers.iter().any(|reader| stem.ends_with(&format!("-{}", reader.name())))
}

/// A brief of the library with its text; nothing where a file is none.
fn row(path: &Path, folder: &Path) -> Option<(LibraryRow, String)> {
    let folder = folder.to_owned();
    if is_sealed(path) && path.is_file() {
        // Nothing but its name can be known of it.
        let name = Path::new(path.file_stem()?).file_stem()?.to_string_lossy().into_owned();
        let path = path.to_owned();
        let row = LibraryRow { path, title: name, kind: None, date: None, banner: None, folder };
        return Some((row, String::new()));
    }
    let is_markdown = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    let metadata = fs::metadata(path).ok()?;
    if !is_markdown || !metadata.is_file() || metadata.len() > MAX_BYTES {
        return None;
    }
    // One in another encoding is opened once somebody has said so; it is listed and found as it is likely to be.
    let bytes = fs::read(path).ok()?;
    let text = decode_guessed(&bytes)?;
    let name = path.file_stem()?.to_string_lossy().into_owned();
    // The front matter says it all; the text below is only searched.
    let front = text
        .strip_prefix("---")
        .map(|rest| rest.find("\n---").map_or(text.as_str(), |at| &text[..at + 3 + 4]));
    // A copy that was exported as Markdown has none.
    if front.is_none() && is_of_copy(&name) {
        return None;
    }
    let (brief, _) = parse(front.unwrap_or(""));
    let row = LibraryRow {
        path: path.to_owned(),
        title: brief.front.title.clone().unwrap_or(name),
        kind: front.map(|_| brief.front.kind),
        date: brief.front.date.clone(),
        banner: brief.front.marking.banner.clone(),
        folder,
    };
    Some((row, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The briefs of a folder: folder by folder, each by title.
    fn rows_of(folder: &Path) -> Result<Vec<LibraryRow>, Message> {
        let mut rows = Vec::new();
        library(folder, &mut |row, _| {
            rows.push(row);
            true
        })?;
        rows.sort_by_key(library_order);
        Ok(rows)
    }

    #[test]
    fn briefs_are_listed_with_what_their_front_matter_says() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        write("jobs.md", "---\ntitle: American jobs\ndate: 2024-11-20\n---\n\nPlants in Ohio.\n");
        write("b.md", "題 No title, but Tariffs.\n");
        write("facts.toml", "");
        let rows = rows_of(folder.path()).expect("read");
        let titles: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["American jobs", "b"]);
        assert_eq!((rows[0].kind, rows[1].kind), (Some(BriefKind::Briefing), None));
        assert_eq!(rows[0].date.as_deref(), Some("2024-11-20"));
        assert!(rows_of(&folder.path().join("missing")).is_err());
        let mut n_rows = 0;
        let stopped = library(folder.path(), &mut |_, _| {
            n_rows += 1;
            false
        });
        assert_eq!((stopped, n_rows), (Ok(()), 1), "who wants no more is given no more");
    }

    #[test]
    fn folders_are_looked_through_and_copies_are_left_out() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [
            ("z.md", "## Z\n"),
            ("z-counterpart.md", "# Z\n\nA copy.\n"),
            ("a-press.md", "---\ntitle: On the press\n---\n\nA brief.\n"),
            ("ohio/plants.md", "## Plants\n"),
            ("ohio/visit/day.md", "## Day\n"),
            (".git/x.md", "## Hidden\n"),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        let rows = rows_of(folder.path()).expect("read");
        let found: Vec<(&str, &Path)> =
            rows.iter().map(|row| (row.title.as_str(), row.folder.as_path())).collect();
        let at = Path::new;
        assert_eq!(
            found,
            [("On the press", at("")), ("z", at("")), ("plants", at("ohio")), ("day", at("ohio/visit"))]
        );
    }
}
