//! A chart or map as data: what the YAML of a `chart` block says.

use serde::Deserialize;

/// What a `chart` block asks for. Drawing it is the business of `layout`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Chart {
    /// The form.
    #[serde(rename = "type")]
    pub chart_type: ChartType,
    /// The claim it makes.
    pub title: Option<String>,
    /// Where its numbers come from.
    pub source: Option<String>,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// The rows, here or in a file beside the brief.
    pub data: Data,
}

/// The form of a chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartType {
    /// Bars, one a row.
    #[default]
    Bar,
    /// A line through the rows.
    Line,
    /// A map of the states.
    Map,
    /// One big number.
    Number,
}

/// The rows of a chart as written: in the block, or the path of a CSV file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Data {
    /// The path of a CSV file beside the brief.
    File(String),
    /// One mapping, label to value.
    Pairs(serde_json::Map<String, serde_json::Value>),
    /// Rows, each a list of cells, a mapping of columns, or a single value.
    Rows(Vec<serde_json::Value>),
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

impl Chart {
    /// Reads the YAML of a `chart` block.
    ///
    /// # Errors
    /// Says in words what is wrong with it.
    pub fn from_yaml(text: &str) -> Result<Self, String> {
        serde_saphyr::from_str(text).map_err(|err| err.to_string().lines().next().unwrap_or("").to_owned())
    }

    /// The file beside the brief that holds the rows, if they are in one.
    pub fn file(&self) -> Option<&str> {
        match &self.data {
            Data::File(path) => Some(path),
            Data::Pairs(_) | Data::Rows(_) => None,
        }
    }

    /// The rows as a table. `csv` is the text of [`Chart::file`]; without it, a chart in a file has no rows.
    pub fn table(&self, csv: Option<&str>) -> DataTable {
        match &self.data {
            Data::File(_) => csv.map(DataTable::from_csv).unwrap_or_default(),
            Data::Pairs(pairs) => DataTable {
                head: Vec::new(),
                rows: pairs.iter().map(|(label, value)| vec![label.clone(), cell_text(value)]).collect(),
            },
            Data::Rows(rows) => table_of_rows(rows),
        }
    }
}

impl DataTable {
    /// Reads comma-separated values; the first record names the columns. Quotes as in RFC 4180.
    pub fn from_csv(text: &str) -> Self {
        let mut records = csv_records(text.strip_prefix('\u{feff}').unwrap_or(text)).into_iter();
        let head = records.next().unwrap_or_default();
        let n_columns = head.len();
        let rows = records.map(|mut record| {
            record.resize(n_columns, String::new());
            record
        });
        Self { rows: rows.collect(), head }
    }
}

fn table_of_rows(rows: &[serde_json::Value]) -> DataTable {
    let mut table = DataTable::default();
    for row in rows {
        match row {
            serde_json::Value::Array(cells) => table.rows.push(cells.iter().map(cell_text).collect()),
            serde_json::Value::Object(pairs) => {
                for column in pairs.keys() {
                    if !table.head.contains(column) {
                        table.head.push(column.clone());
                    }
                }
            }
            value => table.rows.push(vec![cell_text(value)]),
        }
    }
    for row in rows {
        if let serde_json::Value::Object(pairs) = row {
            let cell = |column: &String| pairs.get(column).map(cell_text).unwrap_or_default();
            table.rows.push(table.head.iter().map(cell).collect());
        }
    }
    table
}

fn cell_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn csv_records(text: &str) -> Vec<Vec<String>> {
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
            ',' if !quoted => record.push(std::mem::take(&mut field)),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_from_every_way_to_write_them() {
        let pairs = Chart::from_yaml("type: bar\ndata:\n  Ohio: 16000\n  Indiana: 17339\n").expect("a chart");
        assert_eq!(pairs.table(None).rows.len(), 2);
        let lists = Chart::from_yaml("data:\n  - [Ohio, 16000]\n").expect("a chart");
        assert_eq!(lists.table(None).rows, [["Ohio", "16000"]]);
        let maps = Chart::from_yaml("data:\n  - {state: Ohio, jobs: 16000}\n").expect("a chart");
        assert_eq!(maps.table(None).head.len(), 2);
        let file = Chart::from_yaml("type: map\ndata: states.csv\n").expect("a chart");
        assert_eq!(file.file(), Some("states.csv"));
        let table = file.table(Some("state,jobs\n\"Ohio, \"\"the Buckeye\"\"\",16000\nTexas\n"));
        assert_eq!(table.rows, [["Ohio, \"the Buckeye\"", "16000"], ["Texas", ""]]);
    }

    #[test]
    fn a_form_nobody_knows_is_said_in_words() {
        assert!(Chart::from_yaml("type: pie\n").is_err());
    }
}
