//! Which briefs cite an entry of a fact book: asked before it is removed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::brief::parse;
use crate::facts::{EntryId, parse_book, uses};
use crate::session::encoding::decode_guessed;
use crate::session::files::{Files, folder_of, is_same_file};
use crate::text::LineIndex;

/// How large a brief is that is looked through.
const MAX_BYTES: u64 = 16_000_000;

/// A place where a brief cites an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citing {
    /// The brief.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// Where the briefs that use a book cite one of its entries. They lie beside the book or in the folder above, since a
/// brief reads nothing outside its own folder; those that cannot be read are passed over.
pub fn citing(book_path: &Path, book_text: &str, id: &EntryId, files: &dyn Files) -> Vec<Citing> {
    let Some(key) = id.key() else { return Vec::new() };
    let (book, _) = parse_book(book_text);
    let own = folder_of(book_path);
    let above = own.canonicalize().ok().and_then(|own| own.parent().map(Path::to_owned));
    let mut found = Vec::new();
    for folder in [Some(own.to_owned()), above].into_iter().flatten() {
        for path in briefs_in(&folder) {
            let Ok(bytes) = files.read(&path, MAX_BYTES) else { continue };
            let Some(text) = decode_guessed(&bytes) else { continue };
            let (brief, _) = parse(&text);
            let named = brief.front.facts.as_ref().map(|name| folder.join(name));
            if !named.is_some_and(|named| is_same_file(&named, book_path)) {
                continue;
            }
            let lines = LineIndex::new(&text);
            let uses = uses(&brief, &book);
            found.extend(uses.get(&key).into_iter().flatten().map(|used| {
                let at = lines.line_col(&text, used.span.start);
                Citing { path: path.clone(), line: at.line, column: at.column }
            }));
        }
    }
    found
}

fn briefs_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_brief =
        |path: &PathBuf| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_brief).collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Disk, Encoding};

    #[test]
    fn briefs_beside_the_book_and_above_it_are_looked_through() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("data");
        fs::create_dir(&inner).expect("made");
        let book = "[[fact]]\nkey = \"jobs\"\nvalue = 9\nas_of = \"2023\"\nalso = [\"old\"]\n";
        fs::write(inner.join("facts.toml"), book).expect("written");
        let write = |path: &Path, facts: &str, body: &str| {
            fs::write(path, format!("---\ntitle: T\nfacts: {facts}\n---\n\n{body}\n")).expect("written");
        };
        write(&folder.path().join("a.md"), "data/facts.toml", "- [9](fact:jobs)");
        write(&inner.join("b.md"), "facts.toml", "Text.\n\n[](fact:old) and [9](fact:jobs)");
        write(&inner.join("c.md"), "other.toml", "[9](fact:jobs)");
        write(&inner.join("d.md"), "facts.toml", "Nothing.");
        let japanese = "---\ntitle: 雇用\nfacts: facts.toml\n---\n\n直接雇用は[九](fact:jobs)人である。\n";
        let encoded = Encoding::ShiftJis.encode(japanese).expect("it has the letters");
        fs::write(inner.join("e.MD"), encoded).expect("written");
        let found = citing(&inner.join("facts.toml"), book, &EntryId::of_fact("jobs"), &Disk);
        let at: Vec<(String, usize)> = found
            .iter()
            .map(|one| (one.path.file_name().unwrap_or_default().to_string_lossy().into_owned(), one.line))
            .collect();
        assert_eq!(
            at,
            [("b.md".to_owned(), 8), ("b.md".to_owned(), 8), ("e.MD".to_owned(), 6), ("a.md".to_owned(), 6)]
        );
    }
}
