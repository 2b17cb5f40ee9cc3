//! Whether the cells of a chart's first row are names of columns, as `[Year, Exports, Imports]` are.
//!
//! A cell that holds digits may be a name, such as `Plan 2030`, `G7` or a year; what tells is the column below it.

use crate::brief::number::is_number;

/// Words before a number that say how exact it is; with the number they are a value.
const HEDGES: [&str; 17] = [
    "about",
    "approx",
    "approximately",
    "almost",
    "around",
    "at least",
    "ca",
    "circa",
    "more than",
    "nearly",
    "over",
    "roughly",
    "some",
    "under",
    "up to",
    "約",
    "およそ",
];

/// Whether a first row names the columns: none of its cells behind the first is a value, and the rows below hold values
/// there, one of them a number. `is_missing` says what stands in the place of a value.
pub(super) fn names_columns(names: &[String], rows: &[&[String]], is_missing: &dyn Fn(&str) -> bool) -> bool {
    let Some((first, names)) = names.split_first() else { return false };
    let is_value = |cell: &String| is_missing(cell) || cell.contains(char::is_numeric);
    let cells = || rows.iter().flat_map(|row| row.iter());
    if is_number(first) || names.is_empty() || !cells().all(is_value) || !cells().any(|cell| is_number(cell))
    {
        return false;
    }
    let column = |idx: usize| rows.iter().filter_map(move |row| row.get(idx));
    // A single year beside a label may be a value as well.
    let may_be_years = (names.len() > 1 || first.trim().is_empty()) && are_years(names, rows);
    names.iter().enumerate().all(|(idx, name)| {
        let is_year = may_be_years && year(name).is_some();
        let is_like_others = !stem(name).is_empty() && column(idx).any(|cell| stem(cell) == stem(name));
        !is_missing(name) && !is_like_others && (is_year || !is_value_above(name, column(idx)))
    })
}

/// Whether the years among names stand in order, above values that are none.
fn are_years(names: &[String], rows: &[&[String]]) -> bool {
    let years: Vec<u32> = names.iter().filter_map(|name| year(name)).collect();
    let is_ordered = years.is_sorted_by(|a, b| a < b) || years.is_sorted_by(|a, b| a > b);
    is_ordered && !rows.iter().flat_map(|row| row.iter()).any(|cell| year(cell).is_some())
}

/// The year that a cell begins with: `2024`, `2024年度`, `2024 plan`, `2022–26`.
fn year(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let n_digits = cell.find(|c: char| !c.is_ascii_digit()).unwrap_or(cell.len());
    let is_fraction = cell[n_digits..].starts_with(['.', ',']);
    let year = cell[..n_digits].parse().ok().filter(|_| n_digits == 4 && !is_fraction)?;
    (1800..=2200).contains(&year).then_some(year)
}

/// Whether a cell is a value rather than the name of the column below it: a number, a range or a fraction as a whole.
/// A date is the name of a column of numbers.
fn is_value_above<'r>(cell: &str, mut column: impl Iterator<Item = &'r String>) -> bool {
    if is_number(cell) {
        return true;
    }
    let cell = cell.trim();
    let letters = cell.trim_start_matches(|c: char| c.is_ascii_digit());
    if cell.chars().any(char::is_alphabetic) {
        let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| letters.starts_with(ending));
        let begins_with_number = cell.starts_with(char::is_numeric) && !is_ordinal;
        return begins_with_number || HEDGES.contains(&stem(cell).as_str());
    }
    let is_date = cell.split(['-', '/', '.']).filter(|part| !part.trim().is_empty()).count() == 3;
    cell.contains(char::is_numeric) && !(is_date && column.all(|cell| is_number(cell)))
}

/// The words before the first digit of a cell in lower case, without the marks between the two.
fn stem(cell: &str) -> String {
    let Some(at) = cell.find(char::is_numeric) else { return String::new() };
    cell[..at].trim_matches(|c: char| !c.is_alphabetic()).to_lowercase()
}
