//! A date in the front matter that is not written as the program reads it.

use crate::check::{Lint, Subject};
use crate::facts::Date;
use crate::text::{Diagnostic, Edit, Severity, message};

/// Finds a `date` in the front matter that is not of the form `2024-11-20`.
///
/// Another form cannot be written out in the language of the copy, and `03/04/2024` is read differently on the
/// two sides of an ocean.
///
/// Example: `date: 20 November 2024`.
pub const LINT: Lint =
    Lint { name: "bad-date", summary: "a date that is not YYYY-MM-DD", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(value) = subject.brief.front.date.as_deref() else { return };
    if value.parse::<Date>().is_ok() {
        return;
    }
    let span = subject.value_span("date");
    let diagnostic = LINT
        .at(
            span,
            message!("{value} is not a day as the program reads it", "{value} を日付として読み取れません"),
        )
        .with_hint(message!("write it as 2024-11-20", "2024-11-20 の形で書いてください"));
    let is_whole = span.slice(subject.text) == value;
    found.push(match read_date(value).filter(|_| is_whole) {
        Some(date) => diagnostic.with_fix(
            message!("Write it as {date}", "{date} と書く"),
            vec![Edit::replace(span, date.to_string())],
        ),
        None => diagnostic,
    });
}

/// Reads the forms that leave no doubt: `20 November 2024`, `November 20, 2024`, `2024/11/20`, `2024年11月20日`.
fn read_date(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let is_mark = |c: char| !c.is_alphanumeric() || matches!(c, '年' | '月' | '日');
    let parts: Vec<&str> = text.split(is_mark).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let month_named = |word: &str| {
        let word = word.to_lowercase();
        let idx = MONTHS.iter().position(|month| word.starts_with(month))?;
        u8::try_from(idx + 1).ok()
    };
    let (year, month, day) = match (month_named(first), month_named(second)) {
        (Some(month), _) => (third, month, second),
        (None, Some(month)) => (third, month, first),
        (None, None) => (first, second.parse().ok()?, third),
    };
    let is_year = year.len() == 4;
    let day: u8 = day.parse().ok()?;
    format!("{year}-{month:02}-{day:02}").parse().ok().filter(|_| is_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_leave_no_doubt_are_read() {
        for text in [
            "20 November 2024",
            "November 20, 2024",
            "Nov. 20, 2024",
            "2024/11/20",
            "2024年11月20日",
            "2024.11.20",
        ] {
            assert_eq!(read_date(text).map(|date| date.to_string()).as_deref(), Some("2024-11-20"), "{text}");
        }
        for text in ["03/04/2024", "next week", "2024-13-40", "November 2024"] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}
