//! An entry of the fact book as a form that people fill in, and the book's text with what they filled in.
//!
//! The text of a book is somebody's: an entry is changed by replacing the values that differ and by nothing else, so
//! comments, order and blanks stay. Each new text is read again before it is handed out, and refused where it does
//! not say exactly what the form does, or where anything else in the book has changed.

mod change;
mod field;
mod import;
mod remove;

pub use self::{
    change::{FormFault, change_entry},
    field::{EntryKind, FieldKind, FormField},
    import::{Import, ImportFault, import_csv},
    remove::remove_entry,
};

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::facts::FactBook;
use crate::facts::entry::{Entry, Findings, entries};

/// What names an entry of a book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryId {
    /// What it is.
    pub kind: EntryKind,
    /// The key of a fact, the id of a person or source.
    pub name: String,
}

impl EntryId {
    /// Names the entry that a fact of the book comes from.
    pub fn of_fact(key: &str) -> Self {
        match key.strip_prefix("person.") {
            Some(id) => Self { kind: EntryKind::Person, name: id.to_owned() },
            None => Self { kind: EntryKind::Fact, name: key.to_owned() },
        }
    }

    /// Names a source.
    pub fn of_source(id: &str) -> Self {
        Self { kind: EntryKind::Source, name: id.to_owned() }
    }

    /// What briefs cite it by; of a source, nothing.
    pub fn key(&self) -> Option<String> {
        match self.kind {
            EntryKind::Fact => Some(self.name.clone()),
            EntryKind::Person => Some(format!("person.{}", self.name)),
            EntryKind::Source => None,
        }
    }
}

/// An entry as a form: words by field. An empty field is one that the entry does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryForm {
    /// What it is.
    pub kind: EntryKind,
    values: BTreeMap<&'static str, String>,
}

impl EntryForm {
    /// Begins an entry.
    pub fn new(kind: EntryKind) -> Self {
        Self { kind, values: BTreeMap::new() }
    }

    /// What stands in a field.
    pub fn get(&self, field: &str) -> &str {
        self.values.get(field).map_or("", |value| value.trim())
    }

    /// What stands in a field, to be changed.
    pub fn get_mut(&mut self, field: &'static str) -> &mut String {
        self.values.entry(field).or_default()
    }

    /// Fills in a field.
    pub fn set(&mut self, field: &'static str, value: impl Into<String>) {
        *self.get_mut(field) = value.into();
    }

    /// What names the entry.
    pub fn id(&self) -> EntryId {
        EntryId { kind: self.kind, name: self.get(self.kind.name_field()).to_owned() }
    }
}

/// Reads an entry of a book's text as a form; of several with one name the first. Nothing where there is none.
pub fn read_form(text: &str, id: &EntryId) -> Option<EntryForm> {
    let (root, _) = DeTable::parse_recoverable(text);
    let found = entries(root.get_ref(), id.kind.table(), &mut Findings::default());
    found.iter().find(|entry| is_named(entry, id)).map(|entry| form_of(entry, id.kind))
}

fn is_named(entry: &Entry<'_>, id: &EntryId) -> bool {
    entry.text(id.kind.name_field(), &mut Findings::default()).as_deref() == Some(id.name.as_str())
}

fn form_of(entry: &Entry<'_>, kind: EntryKind) -> EntryForm {
    let mut form = EntryForm::new(kind);
    for field in kind.fields() {
        if let Some(words) = words_of(entry, field) {
            form.set(field.name, words);
        }
    }
    form
}

/// The words of a field, as they would be typed into the form.
fn words_of(entry: &Entry<'_>, field: &FormField) -> Option<String> {
    let (name, part) =
        field.name.split_once('.').map_or((field.name, None), |(name, part)| (name, Some(part)));
    let value = entry.table.get(name)?.get_ref();
    match (value, part) {
        (DeValue::Table(table), Some(part)) => words(table.get(part)?.get_ref()),
        // One display for both languages.
        (value, _) => words(value),
    }
}

fn words(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(words) => Some(words.trim().to_owned()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n.to_string())
        }
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Array(list) => {
            let items: Option<Vec<String>> = list.iter().map(|item| words(item.get_ref())).collect();
            items.map(|items| items.join(", "))
        }
        _ => None,
    }
}

/// Takes an entry out of a book that was read, and the places of all others.
fn forget(book: &mut FactBook, id: &EntryId) {
    match id.key() {
        Some(key) => {
            book.facts.remove(&key);
            book.other_keys.retain(|_, named| *named != key);
            book.rivals.retain(|rival| rival.key != key);
        }
        None => drop(book.sources.remove(&id.name)),
    }
    book.forget_places();
}
