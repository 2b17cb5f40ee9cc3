//! The briefs of one folder: what each is called, for when, and how it is marked.

use std::fs;
use std::path::{Path, PathBuf};

use crate::brief::{BriefKind, parse};
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
    /// Its words in small letters, for searching.
    words: String,
}

/// How much of a file is read for the library.
const MAX_BYTES: u64 = 4_000_000;

/// Lists the briefs of a folder by title.
///
/// # Errors
/// The folder cannot be read; the words say why.
pub fn library(folder: &Path) -> Result<Vec<LibraryRow>, Message> {
    let entries = fs::read_dir(folder).map_err(|err| {
        let (folder, reason) = (folder.display(), io_reason(&err));
        message!("{folder} cannot be read: {reason}", "{folder} を読み込めません：{reason}", reason)
    })?;
    let mut rows: Vec<LibraryRow> = entries.flatten().filter_map(|entry| row(&entry.path())).collect();
    rows.sort_by_key(|row| row.title.to_lowercase());
    Ok(rows)
}

/// The rows that hold a word in title, name or text, and for each the line it stands in.
pub fn search<'r>(rows: &'r [LibraryRow], wanted: &str) -> Vec<(&'r LibraryRow, Option<&'r str>)> {
    let wanted = wanted.trim().to_lowercase();
    if wanted.is_empty() {
        return rows.iter().map(|row| (row, None)).collect();
    }
    let found = rows.iter().filter_map(|row| {
        let in_title = row.title.to_lowercase().contains(&wanted);
        let line = row.words.lines().find(|line| line.contains(&wanted));
        (in_title || line.is_some()).then_some((row, line.filter(|_| !in_title)))
    });
    found.collect()
}

fn row(path: &Path) -> Option<LibraryRow> {
    if is_sealed(path) && path.is_file() {
        // Nothing but its name can be known of it.
        let name = Path::new(path.file_stem()?).file_stem()?.to_string_lossy().into_owned();
        let words = String::new();
        return Some(LibraryRow {
            path: path.to_owned(),
            title: name,
            kind: None,
            date: None,
            banner: None,
            words,
        });
    }
    let is_markdown = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    let metadata = fs::metadata(path).ok()?;
    if !is_markdown || !metadata.is_file() || metadata.len() > MAX_BYTES {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let name = path.file_stem()?.to_string_lossy().into_owned();
    // The front matter says it all; the text below is only searched.
    let front = text
        .strip_prefix("---")
        .map(|rest| rest.find("\n---").map_or(text.as_str(), |at| &text[..at + 3 + 4]));
    let (brief, _) = parse(front.unwrap_or(""));
    Some(LibraryRow {
        path: path.to_owned(),
        title: brief.front.title.clone().unwrap_or(name),
        kind: front.map(|_| brief.front.kind),
        date: brief.front.date.clone(),
        banner: brief.front.marking.banner.clone(),
        words: text.to_lowercase(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn briefs_are_listed_and_found_by_their_words() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
        write("jobs.md", "---\ntitle: American jobs\ndate: 2024-11-20\n---\n\nPlants in Ohio.\n");
        write("b.md", "題 No title, but Tariffs.\n");
        write("facts.toml", "");
        let rows = library(folder.path()).expect("read");
        let titles: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["American jobs", "b"]);
        assert_eq!((rows[0].kind, rows[1].kind), (Some(BriefKind::Briefing), None));
        assert_eq!(rows[0].date.as_deref(), Some("2024-11-20"));
        let found = search(&rows, "ohio");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1, Some("plants in ohio."));
        assert_eq!(search(&rows, "").len(), 2);
        assert!(library(&folder.path().join("missing")).is_err());
    }
}
