//! The text of a book with one entry changed or added.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use crate::brief::Reader;
use crate::facts::entry::{Entry, Findings, entries};
use crate::facts::form::{EntryForm, EntryId, EntryKind, FieldKind, FormField, forget, form_of, is_named};
use crate::facts::{Date, FactBook, parse_book};
use crate::text::{Edit, Span, apply_edits};

/// Why a form does not become an entry. The book's text is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormFault {
    /// A field that an entry must have is empty.
    #[error("{0} is empty; fill it in")]
    Missing(&'static str),
    /// The name is that of another entry.
    #[error("the book has an entry called {0} already; choose another name, or change that one")]
    Taken(String),
    /// An entry cannot be renamed: briefs cite it by its name.
    #[error("briefs cite this entry by its name {0}, so it keeps that; add other names under also")]
    Renamed(String),
    /// A key cannot be cited: it holds a blank or another sign that no key may hold.
    #[error(
        "“{0}” is no key: a key holds letters, digits, dots, hyphens and underscores, and no blanks, as {1} does"
    )]
    NoKey(String, String),
    /// A day is none.
    #[error("{0} is no day of the calendar; write it as 2025-06-30")]
    NoDay(String),
    /// No source of the book has this id.
    #[error("the book has no source called {0}; add the source first")]
    NoSource(String),
    /// No copy has this name.
    #[error("no copy is called {0}; use principal, delegation, interpreter, counterpart, press")]
    NoReader(String),
    /// A figure was a number and is to become words.
    #[error("{0} is no number; write the number alone, and what it counts as its unit")]
    NoNumber(String),
    /// Another entry points at the one that is to be removed.
    #[error("{by} refers to {name}; change that first")]
    Needed {
        /// The entry that was to be removed.
        name: String,
        /// The one that refers to it.
        by: String,
    },
    /// The entry stands in the file in a way that a form cannot change.
    #[error("the entry {0} is written in a way that this form cannot change; change it in the file")]
    Unwritable(String),
}

/// Writes a form into a book's text: in place of the entry `id`, or as a new one. Where `keeps_history` is set, a
/// figure that changes stays in the entry's history.
///
/// # Errors
/// The form is not filled in as an entry must be, or the text cannot be changed without changing more.
pub fn change_entry(
    text: &str,
    id: Option<&EntryId>,
    form: &EntryForm,
    keeps_history: bool,
) -> Result<String, FormFault> {
    let (book, _) = parse_book(text);
    let (root, _) = DeTable::parse_recoverable(text);
    let all = entries(root.get_ref(), form.kind.table(), &mut Findings::default());
    let entry = id.and_then(|id| all.iter().find(|entry| is_named(entry, id)));
    let before = entry.map(|entry| form_of(entry, form.kind));
    look(&book, id, before.as_ref(), form)?;
    let unwritable = || FormFault::Unwritable(form.id().name);
    let new = match (entry, &before) {
        (Some(entry), Some(before)) => {
            if !text.get(entry.span.start..).is_some_and(|rest| rest.starts_with("[[")) {
                return Err(unwritable());
            }
            let writing = Writing { text, entry, line_end: line_end(text) };
            apply_edits(text, &writing.edits(before, form, keeps_history)).ok_or_else(unwritable)?
        }
        _ => with_new_entry(text, form),
    };
    if says_only(&new, form, &book) { Ok(new) } else { Err(unwritable()) }
}

/// Looks whether a form is filled in as an entry of this book must be.
fn look(
    book: &FactBook,
    id: Option<&EntryId>,
    before: Option<&EntryForm>,
    form: &EntryForm,
) -> Result<(), FormFault> {
    if let Some(field) =
        form.kind.fields().iter().find(|field| field.is_needed && form.get(field.name).is_empty())
    {
        return Err(FormFault::Missing(field.name));
    }
    let own = form.id();
    match id {
        Some(id) if *id != own => return Err(FormFault::Renamed(id.name.clone())),
        Some(_) => {}
        None => {
            let is_taken = match own.key() {
                Some(key) => book.fact(&key).is_some(),
                None => book.sources.contains_key(&own.name),
            };
            if is_taken {
                return Err(FormFault::Taken(own.name));
            }
        }
    }
    let is_changed = |name: &str| before.is_none_or(|before| before.get(name) != form.get(name));
    for field in form.kind.fields().iter().filter(|field| is_changed(field.name)) {
        look_at_field(book, before, field, form.get(field.name))?;
    }
    Ok(())
}

fn look_at_field(
    book: &FactBook,
    before: Option<&EntryForm>,
    field: &FormField,
    words: &str,
) -> Result<(), FormFault> {
    match field.kind {
        FieldKind::Day if !words.is_empty() && words.parse::<Date>().is_err() => {
            Err(FormFault::NoDay(words.to_owned()))
        }
        FieldKind::Source if !words.is_empty() && !book.sources.contains_key(words) => {
            Err(FormFault::NoSource(words.to_owned()))
        }
        FieldKind::Key | FieldKind::Keys => {
            let keys = if field.kind == FieldKind::Key { vec![words] } else { items(words) };
            let fault = |key: &str| FormFault::NoKey(key.to_owned(), as_key(key));
            keys.into_iter().find(|key| !key.chars().all(is_of_key)).map_or(Ok(()), |key| Err(fault(key)))
        }
        FieldKind::Readers => {
            let is_copy =
                |name: &&str| Reader::ALL.iter().any(|reader| reader.name().eq_ignore_ascii_case(name));
            items(words)
                .into_iter()
                .find(|name| !is_copy(name))
                .map_or(Ok(()), |name| Err(FormFault::NoReader(name.to_owned())))
        }
        // A chart that draws it, and every rounding in a text, needs a number.
        FieldKind::Value => {
            let was_number = before.is_some_and(|before| number(before.get(field.name)).is_some());
            let is_number = number(words).is_some();
            if was_number && !is_number { Err(FormFault::NoNumber(words.to_owned())) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

/// Whether a sign may stand in a key: none that ends the target of a link, or that a chart or a state asks by.
fn is_of_key(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '.' | '-' | '_' | '@')
}

/// The nearest key to words that are none.
fn as_key(words: &str) -> String {
    let parts: Vec<&str> = words.split(|sign| !is_of_key(sign)).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "jobs.us_2024".to_owned() } else { parts.join("_") }
}

/// Whether a new text holds the form as it is filled in, and all else as the book had it.
fn says_only(text: &str, form: &EntryForm, book: &FactBook) -> bool {
    let (mut new, _) = parse_book(text);
    let (root, errors) = DeTable::parse_recoverable(text);
    let all = entries(root.get_ref(), form.kind.table(), &mut Findings::default());
    let id = form.id();
    let written = all.iter().find(|entry| is_named(entry, &id)).map(|entry| form_of(entry, form.kind));
    let same = |field: &FormField| {
        let written = written.as_ref().map_or("", |written| written.get(field.name));
        match field.kind {
            FieldKind::Readers | FieldKind::List | FieldKind::Keys => {
                items(written) == items(form.get(field.name))
            }
            FieldKind::Value if number(written).is_some() => number(written) == number(form.get(field.name)),
            _ => written == form.get(field.name),
        }
    };
    let mut old = book.clone();
    for book in [&mut old, &mut new] {
        forget(book, &id);
    }
    errors.is_empty() && form.kind.fields().iter().all(same) && old == new
}

/// An entry that is being changed.
struct Writing<'w> {
    text: &'w str,
    entry: &'w Entry<'w>,
    line_end: &'static str,
}

impl Writing<'_> {
    fn edits(&self, before: &EntryForm, form: &EntryForm, keeps_history: bool) -> Vec<Edit> {
        let is_changed = |name: &str| before.get(name) != form.get(name);
        let mut edits = Vec::new();
        let mut is_display_done = false;
        for field in form.kind.fields().iter().filter(|field| is_changed(field.name)) {
            let name = field.name.split('.').next().unwrap_or(field.name);
            if name == "display" && std::mem::replace(&mut is_display_done, true) {
                continue;
            }
            edits.extend(self.edit(name, written(form, field).as_deref(), form.kind));
        }
        let has_history = form.kind == EntryKind::Fact && keeps_history;
        if has_history && (is_changed("value") || is_changed("as_of")) {
            edits.push(self.keep_value(form.kind));
        }
        edits
    }

    /// Sets a field to a value as TOML, or takes it out.
    fn edit(&self, name: &str, value: Option<&str>, kind: EntryKind) -> Option<Edit> {
        match (self.span_of(name), value) {
            (Some(span), Some(value)) => Some(Edit::replace(span, value)),
            (Some(_), None) => Some(self.removal(name)),
            (None, Some(value)) => Some(self.insertion(name, value, kind)),
            (None, None) => None,
        }
    }

    fn span_of(&self, name: &str) -> Option<Span> {
        self.entry.table.get(name).map(|value| value.span().into())
    }

    /// Takes out the line of a field; what is written behind it as a comment stays.
    fn removal(&self, name: &str) -> Edit {
        let value = self.span_of(name).unwrap_or(self.entry.span);
        let start = self.text[..value.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.end_of_line(value.end);
        let rest = Span::new(value.end, end).slice(self.text).trim();
        let kept = if rest.is_empty() { String::new() } else { format!("{rest}{}", self.line_end) };
        Edit::replace(Span::new(start, end), kept)
    }

    /// Adds a line for a field, behind the one that stands before it in a form.
    fn insertion(&self, name: &str, value: &str, kind: EntryKind) -> Edit {
        let order = kind.fields().iter().map(|field| field.name.split('.').next().unwrap_or(field.name));
        let earlier: Vec<&str> = order.take_while(|before| *before != name).collect();
        let before = earlier.iter().rev().find_map(|before| self.span_of(before));
        let at = self.end_of_line(before.unwrap_or(self.entry.span).end);
        let gap = if self.text[..at].ends_with('\n') { "" } else { self.line_end };
        Edit::insert(at, format!("{gap}{name} = {value}{}", self.line_end))
    }

    /// Puts what the figure was before the rest of its history.
    fn keep_value(&self, kind: EntryKind) -> Edit {
        let raw = |name: &str| self.span_of(name).map(|span| span.slice(self.text));
        let mut past = String::from("{ value = ");
        past.push_str(raw("value").unwrap_or("\"\""));
        for name in ["as_of", "source"] {
            if let Some(raw) = raw(name) {
                write!(past, ", {name} = {raw}").ok();
            }
        }
        past.push_str(" }");
        match (self.span_of("history"), self.entry.table.get("history").map(toml::Spanned::get_ref)) {
            (Some(span), Some(DeValue::Array(list))) => {
                let gap = if list.is_empty() { "" } else { ", " };
                Edit::insert(span.start + 1, format!("{past}{gap}"))
            }
            _ => self.insertion_at_end("history", &format!("[{past}]"), kind),
        }
    }

    fn insertion_at_end(&self, name: &str, value: &str, kind: EntryKind) -> Edit {
        let spans = kind.fields().iter().filter_map(|field| self.span_of(field.name.split('.').next()?));
        let last = spans.max_by_key(|span| span.end).unwrap_or(self.entry.span);
        let at = self.end_of_line(last.end);
        let gap = if self.text[..at].ends_with('\n') { "" } else { self.line_end };
        Edit::insert(at, format!("{gap}{name} = {value}{}", self.line_end))
    }

    /// The byte behind the end of a line.
    fn end_of_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1)
    }
}

/// A book's text with an entry more, at its end.
fn with_new_entry(text: &str, form: &EntryForm) -> String {
    let line_end = line_end(text);
    let mut new = text.trim_end().to_owned();
    if !new.is_empty() {
        new.push_str(line_end);
        new.push_str(line_end);
    }
    write!(new, "[[{}]]{line_end}", form.kind.table()).ok();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for field in form.kind.fields() {
        let name = field.name.split('.').next().unwrap_or(field.name);
        if done.insert(name)
            && let Some(value) = written(form, field)
        {
            write!(new, "{name} = {value}{line_end}").ok();
        }
    }
    new
}

/// A field of a form as TOML; nothing where it is empty.
fn written(form: &EntryForm, field: &FormField) -> Option<String> {
    let words = form.get(field.name);
    if field.name.starts_with("display.") {
        let parts = [("en", form.get("display.en")), ("ja", form.get("display.ja"))];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(lang, words)| format!("{lang} = {}", quoted(words)))
            .collect();
        return (!parts.is_empty()).then(|| format!("{{ {} }}", parts.join(", ")));
    }
    if words.is_empty() {
        return None;
    }
    Some(match field.kind {
        FieldKind::Value => number(words).unwrap_or_else(|| quoted(words)),
        FieldKind::Readers | FieldKind::List | FieldKind::Keys => {
            let items: Vec<String> = items(words).into_iter().map(quoted).collect();
            format!("[{}]", items.join(", "))
        }
        FieldKind::Words | FieldKind::Key | FieldKind::Day | FieldKind::Source => quoted(words),
    })
}

/// A number as TOML writes it, of words that are nothing else: 109,000 and −5 too.
fn number(words: &str) -> Option<String> {
    let plain = words.replace('−', "-");
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(a, b)| (a, Some(b)));
    let mut groups = whole.trim_start_matches('-').split(',');
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().filter(|first| is_digits(first))?;
    let mut n_more = 0;
    for group in groups {
        n_more += 1;
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
    }
    let is_grouped_well = n_more == 0 || first.len() <= 3;
    let has_one_sign = whole.matches('-').count() <= 1;
    if !is_grouped_well || !has_one_sign || fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return None;
    }
    // What begins with a zero is a code, such as 007, and no number to TOML either.
    let is_code = first.len() > 1 && first.starts_with('0');
    (!is_code).then(|| plain.replace(',', ""))
}

/// What stands between commas.
fn items(words: &str) -> Vec<&str> {
    words.split([',', '、']).map(str::trim).filter(|item| !item.is_empty()).collect()
}

fn quoted(words: &str) -> String {
    toml::Value::String(words.to_owned()).to_string()
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
