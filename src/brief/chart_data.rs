//! The rows of a chart: as the YAML of its block has them, in the order in which they are written, or from a CSV file.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::brief::chart_head::names_columns;
use crate::brief::number::{is_number, with_true_minus};

/// What stands in the place of a value that is not known.
const MISSING: &[&str] = &[
    "-",
    "–",
    "—",
    "―",
    "…",
    "..",
    "...",
    "?",
    "x",
    "n/a",
    "na",
    "n.a.",
    "n.d.",
    "nil",
    "none",
    "null",
    "unknown",
    "not available",
    "tbc",
    "tbd",
    "pending",
    "不明",
    "なし",
    "該当なし",
    "非公表",
    "未定",
    "欠測",
];

/// The rows of a chart as written: in the block, or the path of a CSV file.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// The path of a CSV file beside the brief.
    File(String),
    /// One mapping, label to value.
    Pairs(Vec<(String, String)>),
    /// Rows, each a list of cells, a mapping of columns, or a single value.
    Rows(Vec<DataRow>),
}

/// One row of a chart as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataRow {
    /// Cells, or a single value.
    Cells(Vec<String>),
    /// Columns by name.
    Columns(Vec<(String, String)>),
}

impl Default for Data {
    fn default() -> Self {
        Self::Rows(Vec::new())
    }
}

/// Rows and columns of text, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataTable {
    /// The names of the columns; may be empty.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Data {
    /// The rows as a table. `csv` is the text of the file; without it, data in a file has no rows.
    pub(super) fn table(&self, csv: Option<&str>) -> DataTable {
        let mut table = match self {
            Self::File(_) => csv.map(DataTable::from_csv).unwrap_or_default(),
            Self::Pairs(pairs) => {
                let rows = pairs.iter().map(|(label, value)| vec![label.clone(), value.clone()]);
                DataTable { head: Vec::new(), rows: rows.collect() }
            }
            Self::Rows(rows) => table_of_rows(rows),
        };
        table.rows.iter_mut().for_each(|row| set_minus_signs(row));
        table
    }
}

impl DataTable {
    /// Whether a column says when the others were counted, by its name: its numbers are years, and no values.
    pub fn names_years(&self, column: usize) -> bool {
        const NAMES: [&str; 9] =
            ["year", "years", "as of", "date", "fiscal year", "年", "年度", "時点", "年月"];
        let head = self.head.get(column).map(|head| head.trim().to_lowercase());
        head.is_some_and(|head| NAMES.contains(&head.as_str()))
    }

    /// Reads comma-separated values; the first record names the columns. Quotes as in RFC 4180. Where the first line
    /// has semicolons or tabs and no comma, as spreadsheets write it in half of Europe, these part the values.
    pub fn from_csv(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = text.lines().next().unwrap_or("");
        let separator = [',', ';', '\t'].into_iter().find(|&mark| first.contains(mark)).unwrap_or(',');
        let mut records = csv_records(text, separator).into_iter();
        let head = records.next().unwrap_or_default();
        let n_columns = head.len();
        let rows = records.map(|mut record| {
            join_thousands(&mut record, n_columns);
            // A cell too many is shown rather than lost.
            record.resize(n_columns.max(record.len()), String::new());
            record
        });
        Self { rows: rows.collect(), head }
    }
}

/// Writes negative numbers with a true minus. Bare numbers beside a label are left to those who know the language of
/// the text.
fn set_minus_signs(row: &mut [String]) {
    let has_label = row.len() > 1;
    for (idx, cell) in row.iter_mut().enumerate() {
        let is_bare = cell.trim().parse::<f64>().is_ok();
        let is_label = has_label && idx == 0;
        // A label may be words that begin with a dash; only one that is nothing but a number has a minus.
        if if is_label { is_bare } else { !is_bare || !has_label }
            && let Some(shown) = with_true_minus(cell)
        {
            *cell = shown;
        }
    }
}

fn table_of_rows(rows: &[DataRow]) -> DataTable {
    let mut table = DataTable::default();
    let rows = match rows.split_first() {
        Some((DataRow::Cells(names), rest)) if name_columns(names, rest) => {
            table.head.clone_from(names);
            rest
        }
        _ => rows,
    };
    for row in rows {
        if let DataRow::Columns(columns) = row {
            for (name, _) in columns {
                if !table.head.contains(name) {
                    table.head.push(name.clone());
                }
            }
        }
    }
    for row in rows {
        table.rows.push(match row {
            DataRow::Cells(cells) => cells.clone(),
            DataRow::Columns(columns) => {
                let cell = |name: &String| columns.iter().find(|(column, _)| column == name);
                table
                    .head
                    .iter()
                    .map(|name| cell(name).map_or(String::new(), |(_, value)| value.clone()))
                    .collect()
            }
        });
    }
    table
}

/// Whether the cells of a first row are names of columns.
fn name_columns<'r>(names: &[String], rest: &'r [DataRow]) -> bool {
    let values = |row: &'r DataRow| match row {
        DataRow::Cells(cells) if cells.len() == names.len() => cells.get(1..),
        _ => None,
    };
    let is_missing = |cell: &str| {
        let cell = cell.trim().to_lowercase();
        cell.is_empty() || MISSING.contains(&cell.as_str())
    };
    let rows = rest.iter().map(values).collect::<Option<Vec<&[String]>>>();
    rows.is_some_and(|rows| names_columns(names, &rows, &is_missing))
}

/// Puts together the thousands of numbers that were typed without quotes, as far as there are cells too many.
fn join_thousands(record: &mut Vec<String>, n_columns: usize) {
    let mut idx = 1;
    while record.len() > n_columns && idx < record.len() {
        let is_group = record[idx].len() >= 3
            && record[idx].bytes().take(3).all(|byte| byte.is_ascii_digit())
            && !record[idx][3..].starts_with(|c: char| c.is_ascii_digit());
        let before = &record[idx - 1];
        let n_digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        if is_group && (1..=3).contains(&n_digits) && is_number(before) {
            let group = record.remove(idx);
            record[idx - 1].push_str(&format!(",{group}"));
        } else {
            idx += 1;
        }
    }
}

fn csv_records(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut field = String::new();
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            c if c == separator && !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            _ => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records.retain(|record| record.iter().any(|field| !field.is_empty()));
    records
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

impl<'de> Deserialize<'de> for DataRow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RowVisitor)
    }
}

/// A value as text, whatever YAML takes it for.
struct Cell(String);

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RowVisitor).map(|row| match row {
            DataRow::Cells(cells) => Self(cells.join(", ")),
            DataRow::Columns(columns) => {
                let pairs: Vec<String> =
                    columns.into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
                Self(pairs.join(", "))
            }
        })
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows, or the name of a CSV file")
    }

    fn visit_str<E>(self, text: &str) -> Result<Data, E> {
        let is_value = is_number(text);
        Ok(if is_value { single(text.to_owned()) } else { Data::File(text.to_owned()) })
    }

    fn visit_i64<E>(self, number: i64) -> Result<Data, E> {
        Ok(single(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Data, E> {
        Ok(single(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Data, E> {
        Ok(single(number.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Data, A::Error> {
        let mut out = Vec::new();
        while let Some(row) = rows.next_element()? {
            out.push(row);
        }
        Ok(Data::Rows(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Data, A::Error> {
        pairs(map).map(Data::Pairs)
    }
}

/// One value without a label, as a big number has it.
fn single(value: String) -> Data {
    Data::Rows(vec![DataRow::Cells(vec![value])])
}

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = DataRow;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row of cells")
    }

    fn visit_bool<E>(self, value: bool) -> Result<DataRow, E> {
        Ok(DataRow::Cells(vec![value.to_string()]))
    }

    fn visit_i64<E>(self, number: i64) -> Result<DataRow, E> {
        Ok(DataRow::Cells(vec![number.to_string()]))
    }

    fn visit_u64<E>(self, number: u64) -> Result<DataRow, E> {
        Ok(DataRow::Cells(vec![number.to_string()]))
    }

    fn visit_i128<E>(self, number: i128) -> Result<DataRow, E> {
        Ok(DataRow::Cells(vec![number.to_string()]))
    }

    fn visit_u128<E>(self, number: u128) -> Result<DataRow, E> {
        Ok(DataRow::Cells(vec![number.to_string()]))
    }

    fn visit_f64<E>(self, number: f64) -> Result<DataRow, E> {
        Ok(DataRow::Cells(vec![number.to_string()]))
    }

    fn visit_str<E>(self, text: &str) -> Result<DataRow, E> {
        Ok(DataRow::Cells(vec![text.to_owned()]))
    }

    fn visit_unit<E>(self) -> Result<DataRow, E> {
        Ok(DataRow::Cells(vec![String::new()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<DataRow, A::Error> {
        let mut out = Vec::new();
        while let Some(Cell(cell)) = cells.next_element()? {
            out.push(cell);
        }
        Ok(DataRow::Cells(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DataRow, A::Error> {
        pairs(map).map(DataRow::Columns)
    }
}

/// The entries of a mapping in the order in which they are written.
fn pairs<'de, A: MapAccess<'de>>(mut map: A) -> Result<Vec<(String, String)>, A::Error> {
    let mut out = Vec::new();
    while let Some(label) = map.next_key::<Option<String>>()? {
        match label {
            Some(label) => out.push((label, map.next_value::<Cell>()?.0)),
            None => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    Ok(out)
}
