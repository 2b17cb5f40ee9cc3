//! What is put into the text as a whole: slides, tables, footnotes, pictures, and files that were copied elsewhere.

use std::path::{Path, PathBuf};

use crate::app::{About, App, Dialog, Request};
use crate::brief::{Lang, Placeholder};
use crate::text::{Edit, EditKind, Selection, Span};

/// The most rows and columns of a table that is begun with a click.
pub const MAX_TABLE: (usize, usize) = (8, 6);

/// The endings of pictures.
pub(super) const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "gif", "webp"];

impl App {
    /// Puts a block below the paragraph of the cursor, with blank lines around it, and selects a part of it.
    pub(super) fn put_block(&mut self, block: &str, selected: (usize, usize)) {
        let line_end = self.session.line_ending();
        let text = self.session.text();
        let at = self.selected().end;
        let end = paragraph_end(text, at).max(self.session.brief().front.span.end);
        let before = text[..end].trim_end();
        let mut behind = &text[end..];
        while let Some((_, rest)) = behind.split_once('\n').filter(|(line, _)| line.trim().is_empty()) {
            behind = rest;
        }
        let behind = if behind.trim().is_empty() { "" } else { behind };
        let gap = if before.is_empty() { "" } else { "\n\n" };
        let tail = if behind.is_empty() { "\n" } else { "\n\n" };
        let span = Span::new(before.len(), text.len() - behind.len());
        let put = format!("{gap}{block}{tail}").replace('\n', line_end);
        let n_breaks = |part: &str| part.matches('\n').count() * (line_end.len() - 1);
        let place = |offset: usize| {
            let lead = format!("{gap}{}", &block[..offset]);
            before.len() + lead.len() + n_breaks(&lead)
        };
        let after = Selection { anchor: place(selected.0), head: place(selected.1) };
        self.edit(vec![Edit::replace(span, put)], after, EditKind::Other);
        self.requests.push(Request::FocusEditor);
    }

    /// Puts a block below the paragraph of the cursor, which goes to a line of its own below it.
    pub(super) fn put_block_and_go_on(&mut self, block: &str) {
        let behind = block.len() + 2;
        self.put_block(&format!("{block}\n\n"), (behind, behind));
    }

    /// Begins a slide, and selects its title to be written over.
    pub fn insert_slide(&mut self) {
        let title = Placeholder::Slide.words(self.brief_lang());
        let level = usize::from(self.session.brief().front.slide_level.max(1));
        let hashes = "#".repeat(level);
        let start = level + 1;
        self.put_block(&format!("{hashes} {title}"), (start, start + title.len()));
    }

    /// Begins a table, and selects its first cell.
    pub fn insert_table(&mut self, n_rows: usize, n_columns: usize) {
        let (n_rows, n_columns) = (n_rows.clamp(1, MAX_TABLE.0), n_columns.clamp(1, MAX_TABLE.1));
        let title = Placeholder::Column.words(self.brief_lang());
        let names: Vec<String> = (1..=n_columns).map(|n| format!("{title} {n}")).collect();
        let empty = "|   ".repeat(n_columns);
        let rows = vec![format!("{empty}|"); n_rows].join("\n");
        let rule = "| --- ".repeat(n_columns);
        let block = format!("| {} |\n{rule}|\n{rows}", names.join(" | "));
        let first = names.first().map_or(0, String::len);
        self.view.dialog = None;
        self.put_block(&block, (2, 2 + first));
    }

    /// Puts the number of a footnote at the cursor and its text at the end of the brief, where the cursor goes.
    pub fn insert_footnote(&mut self) {
        if self.is_in_front() {
            self.complain_of_front();
            return;
        }
        let line_end = self.session.line_ending();
        let text = self.session.text();
        let is_free = |n: &usize| !text.contains(&format!("[^{n}]"));
        let number = (1..10_000).find(is_free).unwrap_or(1);
        let at = self.selected().end;
        let mark = format!("[^{number}]");
        let words = Placeholder::Note.words(self.brief_lang());
        let end = text.trim_end().len().max(at);
        let gap = if text[..end].lines().last().is_some_and(|line| line.starts_with("[^")) { 1 } else { 2 };
        let note = format!("{}[^{number}]: {words}{line_end}", line_end.repeat(gap));
        let start = end + mark.len() + note.len() - line_end.len() - words.len();
        let edits = if end == at {
            vec![Edit::replace(Span::new(at, text.len()), format!("{mark}{note}"))]
        } else {
            let rest = Span::new(end, text.len());
            vec![Edit::insert(at, mark), Edit::replace(rest, note)]
        };
        let after = Selection { anchor: start, head: start + words.len() };
        self.edit(edits, after, EditKind::Other);
        self.requests.push(Request::FocusEditor);
    }

    /// The language of what is written into the brief for somebody, which need not be that of the window.
    pub(super) fn brief_lang(&self) -> Lang {
        self.session.brief().front.lang
    }

    /// Asks how large a table is to be.
    pub fn ask_table(&mut self) {
        self.view.dialog = Some(Dialog::Table { n_rows: 3, n_columns: 3 });
    }

    /// Puts pictures into the text that were copied as files elsewhere; says whether what was pasted were such files.
    pub fn paste_files(&mut self, pasted: &str) -> bool {
        let Some(pictures) = copied_pictures(pasted) else { return false };
        self.forget_about(About::Picture);
        for path in pictures {
            self.insert_picture(&path);
            // The next one comes behind it, and does not take its place.
            let end = self.selected().end;
            let behind = self.session.text().get(end..).and_then(|rest| rest.find(')'));
            self.select(Selection::at(behind.map_or(end, |at| end + at + 1)));
        }
        true
    }
}

/// Where the paragraph ends that holds a byte; the byte itself where its line is blank.
fn paragraph_end(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |gap| gap + 1);
    let lines = text[start..].split_inclusive('\n').take_while(|line| !line.trim().is_empty());
    let paragraph: usize = lines.map(str::len).sum();
    at.max(start + text[start..start + paragraph].trim_end().len())
}

/// The pictures that a file manager put into the clipboard: each as an address or path on a line of its own, below
/// what some of them write above; nothing where anything else was pasted.
fn copied_pictures(pasted: &str) -> Option<Vec<PathBuf>> {
    let lines = pasted.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.skip_while(|line| line.starts_with("x-special/") || *line == "copy" || *line == "cut");
    let paths: Option<Vec<PathBuf>> = lines.map(file_of).collect();
    paths.filter(|paths| !paths.is_empty())
}

fn file_of(line: &str) -> Option<PathBuf> {
    let path = match line.strip_prefix("file://") {
        Some(address) => PathBuf::from(decoded(address.strip_prefix("localhost").unwrap_or(address))?),
        None => PathBuf::from(line),
    };
    let ending = path.extension()?.to_str()?.to_lowercase();
    (path.is_absolute() && PICTURES.contains(&ending.as_str()) && Path::is_file(&path)).then_some(path)
}

/// An address with its `%20` read.
fn decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &behind[2..];
        } else {
            bytes.push(first);
            rest = behind;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_were_copied_are_known_and_words_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("the plant 工場.png");
        std::fs::write(&path, b"").expect("written");
        let shown = path.display().to_string();
        let address = format!("file://{}", shown.replace(' ', "%20").replace("工場", "%E5%B7%A5%E5%A0%B4"));
        for pasted in [
            shown.clone(),
            address.clone(),
            format!("x-special/nautilus-clipboard\ncopy\n{address}\n"),
            format!("{address}\r\n{address}\r\n"),
        ] {
            let found = copied_pictures(&pasted).unwrap_or_else(|| panic!("{pasted}"));
            assert!(found.iter().all(|found| *found == path), "{pasted}");
        }
        for words in ["", "words", "/missing.png", &format!("see {shown}"), "copy"] {
            assert_eq!(copied_pictures(words), None, "{words}");
        }
    }
}
