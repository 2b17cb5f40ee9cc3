//! The text of a book without one of its entries.

use toml::de::DeTable;

use crate::facts::entry::{Entry, Findings, entries};
use crate::facts::form::{EntryId, FormFault, forget, is_named};
use crate::facts::{FactBook, parse_book};
use crate::text::Span;

/// Takes an entry out of a book's text; all else, comments above it too, stays as it was written.
///
/// # Errors
/// The book has no such entry, another entry needs it, or it cannot be taken out without changing more.
pub fn remove_entry(text: &str, id: &EntryId) -> Result<String, FormFault> {
    let (book, _) = parse_book(text);
    let (root, _) = DeTable::parse_recoverable(text);
    let all = entries(root.get_ref(), id.kind.table(), &mut Findings::default());
    let entry = all.iter().find(|entry| is_named(entry, id));
    let entry = entry.ok_or_else(|| FormFault::Missing(id.kind.name_field()))?;
    if let Some(by) = needed_by(&book, id) {
        return Err(FormFault::Needed { name: id.name.clone(), by });
    }
    let unwritable = || FormFault::Unwritable(id.name.clone());
    let span = lines_of(text, entry).ok_or_else(unwritable)?;
    let mut new = text[..span.start].to_owned();
    new.push_str(&text[span.end..]);
    if span.end == text.len() {
        // What parted it from the entry before it parts nothing any more.
        new.truncate(new.trim_end().len());
        new.push_str(if new.is_empty() { "" } else { "\n" });
    }
    if is_without(&new, id, &book) { Ok(new) } else { Err(unwritable()) }
}

/// The lines of an entry with the blank ones that follow it; what stands above the next entry belongs to that.
fn lines_of(text: &str, entry: &Entry<'_>) -> Option<Span> {
    let start = entry.span.start;
    if !text.get(start..)?.starts_with("[[") || !(start == 0 || text[..start].ends_with('\n')) {
        return None;
    }
    let last = entry.table.values().map(|value| value.span().end).max().unwrap_or(entry.span.end);
    let end_of_line = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let mut end = end_of_line(last.max(entry.span.end));
    while end < text.len() && text[end..end_of_line(end)].trim().is_empty() {
        end = end_of_line(end);
    }
    Some(Span::new(start, end))
}

/// The entry that would point at nothing without this one.
fn needed_by(book: &FactBook, id: &EntryId) -> Option<String> {
    let Some(key) = id.key() else {
        let is_source = |source: &Option<String>| source.as_ref() == Some(&id.name);
        let mut facts = book.facts.values().chain(&book.rivals);
        return facts
            .find(|fact| is_source(&fact.source) || fact.history.iter().any(|past| is_source(&past.source)))
            .map(|fact| fact.key.clone());
    };
    let mut others = book.facts.values().filter(|fact| fact.key != key);
    others.find(|fact| fact.conflicts.contains(&key)).map(|fact| fact.key.clone())
}

/// Whether a new text holds all that the book did, but the entry.
fn is_without(text: &str, id: &EntryId, book: &FactBook) -> bool {
    let (mut new, _) = parse_book(text);
    let (_, errors) = DeTable::parse_recoverable(text);
    let is_gone = match id.key() {
        // Where another source says the same under the same key, that stands for it now.
        Some(key) => book.rivals.iter().any(|rival| rival.key == key) || !new.facts.contains_key(&key),
        None => !new.sources.contains_key(&id.name),
    };
    let mut old = book.clone();
    for book in [&mut old, &mut new] {
        forget(book, id);
    }
    errors.is_empty() && is_gone && old == new
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = "# Ours.\n[[source]]\nid = \"s\"\ntitle = \"Report\"\n\n# Counted by the industry.\n[[fact]]\n\
        key = \"jobs\"\nvalue = 9\nas_of = \"2023\"\nsource = \"s\"\nhistory = [\n  { value = 8, as_of = \"2022\" },\n]\n\n\
        # The next one.\n[[fact]]\nkey = \"plants\"\nvalue = 24\nas_of = \"2020\"\n";

    #[test]
    fn the_lines_of_an_entry_go_and_all_others_stay() {
        let without = remove_entry(BOOK, &EntryId::of_fact("jobs")).expect("removed");
        assert_eq!(
            without,
            "# Ours.\n[[source]]\nid = \"s\"\ntitle = \"Report\"\n\n# Counted by the industry.\n# The next one.\n\
             [[fact]]\nkey = \"plants\"\nvalue = 24\nas_of = \"2020\"\n"
        );
        let last = remove_entry(BOOK, &EntryId::of_fact("plants")).expect("removed");
        assert!(last.ends_with("]\n\n# The next one.\n"), "{last}");
        let windows = BOOK.replace('\n', "\r\n");
        let without = remove_entry(&windows, &EntryId::of_fact("jobs")).expect("removed");
        assert!(!without.contains("2023") && without.contains("# The next one.\r\n[[fact]]"), "{without}");
    }

    #[test]
    fn what_another_entry_needs_stays() {
        let source = EntryId::of_source("s");
        let fault = remove_entry(BOOK, &source);
        assert_eq!(fault, Err(FormFault::Needed { name: "s".to_owned(), by: "jobs".to_owned() }));
        let free = remove_entry(BOOK, &EntryId::of_fact("jobs")).expect("removed");
        assert!(remove_entry(&free, &source).is_ok_and(|text| !text.contains("Report")));
        assert!(matches!(remove_entry(BOOK, &EntryId::of_fact("none")), Err(FormFault::Missing(_))));
    }

    #[test]
    fn an_entry_that_is_written_within_another_line_stays() {
        let book = "fact = [{ key = \"a\", value = 1 }, { key = \"b\", value = 2 }]\n";
        assert!(matches!(remove_entry(book, &EntryId::of_fact("a")), Err(FormFault::Unwritable(_))));
    }
}
