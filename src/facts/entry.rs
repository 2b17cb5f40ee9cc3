//! One entry of the fact book before it is understood: its fields, where they stand, and what is wrong with them.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::facts::{Date, Value};
use crate::text::{Diagnostic, Message, Severity, Span, message};

/// What is wrong with a book, in the order in which it was found.
#[derive(Default)]
pub(super) struct Findings {
    /// One for each.
    pub(super) diagnostics: Vec<Diagnostic>,
    unknown_fields: BTreeSet<String>,
}

impl Findings {
    /// Adds a warning and what to do.
    pub(super) fn add(&mut self, span: Span, message: Message, hint: Message) {
        self.diagnostics.push(Diagnostic::new(Severity::Warning, "fact-book", span, message).with_hint(hint));
    }

    /// Says once of each name that it is not read; a misspelt `good_until` must not pass for "never stale".
    fn unknown_field(&mut self, span: Span, name: &str, fields: &[&str]) {
        if self.unknown_fields.insert(name.to_owned()) {
            let message = message!(
                "{name} is not a field of the fact book and is not read",
                "{name} は基礎データ集の欄ではないため、読み込みません"
            );
            let listed = fields.join(", ");
            let hint = message!("the fields are {listed}", "使える欄は {listed} です");
            self.diagnostics
                .push(Diagnostic::new(Severity::Info, "fact-book", span, message).with_hint(hint));
        }
    }
}

/// One `[[fact]]` or `[[source]]`.
pub(super) struct Entry<'t> {
    /// Its fields.
    pub(super) table: &'t DeTable<'t>,
    /// The line that begins it.
    pub(super) span: Span,
}

impl Entry<'_> {
    /// Where a field's value stands; where there is none, where the entry begins.
    pub(super) fn at(&self, field: &str) -> Span {
        self.table.get(field).map_or(self.span, |value| value.span().into())
    }

    /// A field as text; what is neither text nor number nor date is said to be wrong.
    pub(super) fn text(&self, field: &str, found: &mut Findings) -> Option<String> {
        let text = match self.table.get(field)?.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            other => {
                let sort = other.type_str();
                let message = message!(
                    "{field} is of the type {sort}, where words belong",
                    "{field} の値の型が {sort} です。文字列が必要です"
                );
                found.add(
                    self.at(field),
                    message,
                    message!("put the words in quotes", "引用符で囲んでください"),
                );
                return None;
            }
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A field as a list of texts; a single text counts as one, too.
    pub(super) fn texts(&self, field: &str, found: &mut Findings) -> Vec<String> {
        let Some(value) = self.table.get(field) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            return self.text(field, found).into_iter().collect();
        };
        let mut texts = Vec::new();
        for value in array {
            match value.get_ref() {
                DeValue::String(text) if !text.trim().is_empty() => texts.push(text.trim().to_owned()),
                _ => found.add(
                    value.span().into(),
                    message!(
                        "{field} holds something that is no text",
                        "{field} に文字列でないものがあります"
                    ),
                    message!("put each in quotes", "それぞれを引用符で囲んでください"),
                ),
            }
        }
        texts
    }

    /// The tables that a field lists.
    pub(super) fn tables(&self, field: &str, found: &mut Findings) -> Vec<Entry<'_>> {
        let Some(value) = self.table.get(field) else { return Vec::new() };
        let DeValue::Array(array) = value.get_ref() else {
            let message = message!("{field} is no list", "{field} が一覧の形になっていません");
            found.add(
                self.at(field),
                message,
                message!(
                    "write it as a list, as in [{{ value = 107000, as_of = \"2022\" }}]",
                    "[{{ value = 107000, as_of = \"2022\" }}] のような一覧の形で書いてください"
                ),
            );
            return Vec::new();
        };
        let tables = array.iter().filter_map(|value| match value.get_ref() {
            DeValue::Table(table) => Some(Entry { table, span: value.span().into() }),
            _ => None,
        });
        tables.collect()
    }

    /// Says which fields of the entry are not read.
    pub(super) fn report_unknown(&self, fields: &[&str], found: &mut Findings) {
        for (name, _) in self.table.iter().filter(|(name, _)| !fields.contains(&name.get_ref().as_ref())) {
            found.unknown_field(name.span().into(), name.get_ref(), fields);
        }
    }

    /// Warns of a text in the shape of a date that is no date; other words are left alone.
    pub(super) fn report_false_date(&self, field: &str, text: &str, found: &mut Findings) {
        if is_false_date(text) {
            found.add(
                self.at(field),
                message!(
                    "{field} is {text}, and there is no such date",
                    "{field} の {text} は実在しない日付です"
                ),
                message!("correct the date", "日付を直してください"),
            );
        }
    }
}

/// The entries under one name; a single table under it counts as one, too.
pub(super) fn entries<'t>(root: &'t DeTable<'t>, name: &str, found: &mut Findings) -> Vec<Entry<'t>> {
    let Some(value) = root.get(name) else { return Vec::new() };
    let mut entries = Vec::new();
    let mut add = |value: &'t Spanned<DeValue<'t>>| match value.get_ref() {
        DeValue::Table(table) => entries.push(Entry { table, span: value.span().into() }),
        _ => found.add(
            value.span().into(),
            message!("{name} is not a list of entries", "{name} が項目の一覧になっていません"),
            message!("begin each entry with [[…]]", "各項目を [[…]] で始めてください"),
        ),
    };
    match value.get_ref() {
        DeValue::Array(array) => array.iter().for_each(add),
        _ => add(value),
    }
    entries
}

/// The figure of an entry: a number, or words.
pub(super) fn value(entry: &Entry<'_>) -> Option<Value> {
    match entry.table.get("value")?.get_ref() {
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
            number.to_string().parse().ok().map(Value::Number)
        }
        DeValue::Float(number) => {
            number.as_str().parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number)
        }
        DeValue::String(words) if !words.trim().is_empty() => Some(Value::Text(words.trim().to_owned())),
        _ => None,
    }
}

/// The last day on which an entry may be used.
pub(super) fn good_until(entry: &Entry<'_>, key: &str, found: &mut Findings) -> Option<Date> {
    match entry.text("good_until", found)?.parse() {
        Ok(date) => Some(date),
        Err(message) => {
            let hint = message!(
                "write the last day on which the fact may be used; until then it never becomes stale",
                "使用できる最後の日を書いてください。それまでは期限切れになりません"
            );
            found.add(
                entry.at("good_until"),
                message!("good_until of {key}: {message}", "{key} の good_until：{message}", message),
                hint,
            );
            None
        }
    }
}

/// Whether a text has the shape of a date but names a day or a month that does not exist.
fn is_false_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_shaped = parts
        .iter()
        .zip([4, 2, 2])
        .all(|(part, len)| part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit()));
    match parts.as_slice() {
        [_, _, _] => is_shaped && text.parse::<Date>().is_err(),
        // 2022-23 is two years, 2023-13 is neither that nor a month.
        [year, month] => {
            let is_range = year.get(2..).is_some_and(|year| year < *month);
            is_shaped && !("01"..="12").contains(month) && !is_range
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_do_not_exist_are_told_from_words() {
        for date in ["2023-13", "2023-02-29", "2024-00", "2024-11-31"] {
            assert!(is_false_date(date), "{date}");
        }
        for words in ["2023", "2023-11", "2023-11-07", "2022-23", "2016-2019", "FY2022-26", "end 2023", ""] {
            assert!(!is_false_date(words), "{words}");
        }
    }
}
