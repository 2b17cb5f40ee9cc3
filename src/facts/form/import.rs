//! Figures of a table, such as a spreadsheet saved as CSV, as entries of the fact book.

use crate::brief::DataTable;
use crate::facts::form::{EntryForm, EntryId, EntryKind, FormFault, change_entry, read_form};

/// What columns may be called beside the names of the fields, in small letters.
const COLUMNS: &[(&str, &str)] = &[
    ("キー", "key"),
    ("figure", "value"),
    ("値", "value"),
    ("数値", "value"),
    ("単位", "unit"),
    ("as of", "as_of"),
    ("year", "as_of"),
    ("date", "as_of"),
    ("時点", "as_of"),
    ("年", "as_of"),
    ("good until", "good_until"),
    ("有効期限", "good_until"),
    ("説明", "statement"),
    ("範囲", "scope"),
    ("出典", "source"),
    ("州", "state"),
    ("display", "display.en"),
    ("表示", "display.ja"),
];

/// A book's text with the figures of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The text.
    pub text: String,
    /// How many entries are new.
    pub n_added: usize,
    /// How many were changed.
    pub n_changed: usize,
    /// How many were as the table has them.
    pub n_same: usize,
    /// The rows that were left out, by their numbers in the file, with the reason.
    pub left_out: Vec<(usize, FormFault)>,
    /// The columns that no field is called by.
    pub unread: Vec<String>,
}

/// Why a table is no list of figures.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportFault {
    /// A column is missing without which a figure is none.
    #[error("the table has no column called {0}; its first row must name the columns key, value, as_of")]
    NoColumn(&'static str),
    /// There is no row.
    #[error("the table has no rows")]
    NoRows,
}

/// Takes the rows of a table into a book: a key that the book has is changed, with its history, any other is added.
/// An empty cell leaves the field as it is.
///
/// # Errors
/// The table does not name the columns that a figure needs, or has no rows.
pub fn import_csv(text: &str, csv: &str) -> Result<Import, ImportFault> {
    let table = DataTable::from_csv(csv);
    let columns: Vec<Option<&'static str>> = table.head.iter().map(|head| field_of(head)).collect();
    for needed in ["key", "value", "as_of"] {
        if !columns.contains(&Some(needed)) {
            return Err(ImportFault::NoColumn(needed));
        }
    }
    if table.rows.is_empty() {
        return Err(ImportFault::NoRows);
    }
    let unread =
        table.head.iter().zip(&columns).filter(|(head, column)| column.is_none() && !head.trim().is_empty());
    let mut import = Import {
        text: text.to_owned(),
        unread: unread.map(|(head, _)| head.trim().to_owned()).collect(),
        ..Import::default()
    };
    for (idx, row) in table.rows.iter().enumerate() {
        let cells = columns.iter().zip(row).filter_map(|(column, cell)| Some(((*column)?, cell.trim())));
        // The first row names the columns, and people count from one.
        take_row(&mut import, cells.collect(), idx + 2);
    }
    Ok(import)
}

fn take_row(import: &mut Import, cells: Vec<(&'static str, &str)>, number: usize) {
    let key = cells.iter().find(|(name, _)| *name == "key").map_or("", |(_, key)| *key);
    let id = EntryId::of_fact(key);
    let before = read_form(&import.text, &id).filter(|_| id.kind == EntryKind::Fact);
    let mut form = before.clone().unwrap_or_else(|| EntryForm::new(EntryKind::Fact));
    for (name, cell) in cells.into_iter().filter(|(_, cell)| !cell.is_empty()) {
        let is_same_number = name == "value" && same_number(form.get(name), cell);
        if !is_same_number {
            form.set(name, cell);
        }
    }
    if before.as_ref() == Some(&form) {
        import.n_same += 1;
        return;
    }
    let own = before.is_some().then_some(&id);
    match change_entry(&import.text, own, &form, true) {
        Ok(text) => {
            import.text = text;
            *if own.is_some() { &mut import.n_changed } else { &mut import.n_added } += 1;
        }
        Err(fault) => import.left_out.push((number, fault)),
    }
}

fn same_number(one: &str, other: &str) -> bool {
    let number = |words: &str| words.replace(',', "").parse::<f64>().ok();
    number(one).is_some_and(|value| number(other).is_some_and(|there| value.total_cmp(&there).is_eq()))
}

/// The field that a column is called by.
fn field_of(head: &str) -> Option<&'static str> {
    let head = head.trim().to_lowercase();
    let own = EntryKind::Fact.field(&head).map(|field| field.name);
    own.or_else(|| COLUMNS.iter().find(|(name, _)| *name == head).map(|(_, field)| *field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::parse_book;

    const BOOK: &str = "[[source]]\nid = \"s\"\ntitle = \"T\"\n\n[[fact]]\nkey = \"a\"\nvalue = 1000\nas_of = \"2022\"\n\n\
        [[fact]]\nkey = \"b\"\nvalue = 2\nas_of = \"2023\"\n";

    #[test]
    fn rows_change_what_is_there_and_add_what_is_not() {
        let csv = "\u{feff}Key,Value,Year,Unit,Source,Colour\na,1,100,2023,jobs,s,red\nb,2,2023,,,\n\
            c,-5,2024,,s,\nd,5,2024,,nobody,\n,7,2024,,,\n";
        let import = import_csv(BOOK, csv).expect("a table");
        assert_eq!((import.n_added, import.n_changed, import.n_same), (1, 1, 1), "{import:?}");
        assert_eq!(
            import.left_out,
            [(5, FormFault::NoSource("nobody".to_owned())), (6, FormFault::Missing("key")),]
        );
        assert_eq!(import.unread, ["Colour"]);
        let (book, found) = parse_book(&import.text);
        assert_eq!(found, []);
        assert_eq!(book.fact("a").map(|fact| fact.history.len()), Some(1));
        assert_eq!(book.fact("c").map(|fact| fact.source.as_deref()), Some(Some("s")));
        let again = import_csv(&import.text, csv).expect("a table");
        assert_eq!(
            (again.n_added, again.n_changed, again.text == import.text),
            (0, 0, true),
            "twice is once"
        );
    }

    #[test]
    fn a_table_of_a_european_or_japanese_spreadsheet_is_read() {
        let import = import_csv(BOOK, "キー;数値;時点;説明\nz;3;2024;数、点\n").expect("a table");
        assert_eq!(import.n_added, 1, "{import:?}");
        assert_eq!(import_csv(BOOK, "a;b\n1;2\n"), Err(ImportFault::NoColumn("key")));
        assert_eq!(import_csv(BOOK, "key,value,as_of\n"), Err(ImportFault::NoRows));
    }
}
