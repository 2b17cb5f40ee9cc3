//! A chart or map as data: what the YAML of a `chart` block says.

use serde::Deserialize;

use crate::brief::chart_data::{Data, DataTable};
use crate::brief::chart_yaml::with_quoted_numbers;
use crate::brief::yaml::yaml_fault;
use crate::text::Message;

/// Whether the words behind an opening fence say that a chart stands between the fences.
pub fn is_chart(info: &str) -> bool {
    info.split([' ', ',', '{', '\t']).next() == Some("chart")
}

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
    /// When its numbers were counted, or its source was published.
    pub date: Option<String>,
    /// The row or series that the eye is led to; else the last of rows that are years.
    pub emphasis: Option<String>,
    /// The rows, here or in a file beside the brief.
    pub data: Data,
    /// The keys of facts that are the rows, in place of `data`; `*` stands for any part of a key.
    #[serde(deserialize_with = "one_or_many")]
    pub facts: Vec<String>,
}

/// Reads one key, or a list of keys.
fn one_or_many<'de, D: serde::Deserializer<'de>>(reader: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Written::deserialize(reader)? {
        Written::One(key) => vec![key],
        Written::Many(keys) => keys,
    })
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
    /// Parts of a whole, or shares of a hundred percent.
    Share,
    /// Before and after: two values a row.
    #[serde(alias = "before-after")]
    Change,
    /// A map of the states.
    Map,
    /// One big number.
    Number,
}

impl Chart {
    /// Reads the YAML of a `chart` block.
    ///
    /// # Errors
    /// Says in words what is wrong with it.
    pub fn from_yaml(text: &str) -> Result<Self, Message> {
        // A row may be called yes or no.
        let options = serde_saphyr::options! { strict_booleans: true };
        serde_saphyr::from_str_with_options(&with_quoted_numbers(text), options)
            .map_err(|err| yaml_fault(&err))
    }

    /// The file beside the brief that holds the rows, if they are in one.
    pub fn file(&self) -> Option<&str> {
        match &self.data {
            Data::File(path) => Some(path),
            Data::Pairs(_) | Data::Rows(_) => None,
        }
    }

    /// The rows as a table, in the order in which they are written, negative numbers with a true minus. `csv` is the
    /// text of [`Chart::file`]; without it, a chart in a file has no rows.
    pub fn table(&self, csv: Option<&str>) -> DataTable {
        self.data.table(csv)
    }
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

    /// The rows of a chart with such data.
    fn rows(data: &str) -> Vec<Vec<String>> {
        Chart::from_yaml(&format!("data:{data}\n"))
            .unwrap_or_else(|err| panic!("{data}: {err:?}"))
            .table(None)
            .rows
    }

    #[test]
    fn rows_stand_in_the_order_in_which_they_are_written() {
        assert_eq!(
            rows("\n  Zeta: 1\n  Alpha: 2\n  2019: 3\n  No: 4"),
            [["Zeta", "1"], ["Alpha", "2"], ["2019", "3"], ["No", "4"]]
        );
        let maps = Chart::from_yaml("data:\n  - {year: 2019, jobs: 5, area: x}\n  - {new: y, area: z}\n")
            .expect("a chart");
        let table = maps.table(None);
        assert_eq!(table.head, ["year", "jobs", "area", "new"]);
        assert_eq!(table.rows, [["2019", "5", "x", ""], ["", "", "z", "y"]]);
    }

    #[test]
    fn words_in_a_first_row_of_cells_name_the_columns() {
        let table = |data: &str| Chart::from_yaml(&format!("data:\n{data}")).expect("a chart").table(None);
        let named = table("  - [Year, Exports, Imports]\n  - [2019, 4, n/a]\n  - [2020, 6, 5]\n");
        assert_eq!(named.head, ["Year", "Exports", "Imports"]);
        assert_eq!(named.rows, [["2019", "4", "n/a"], ["2020", "6", "5"]]);
        for rows in [
            "  - [Ohio, n/a]\n  - [Iowa, 5]\n",
            "  - [Ohio, about 5]\n  - [Iowa, 5]\n",
            "  - [Ohio, small]\n  - [Iowa, large]\n",
            "  - [Ohio, small, 4]\n  - [Iowa, 5, 4]\n",
            "  - [Ohio, small]\n",
        ] {
            assert_eq!(table(rows).head, Vec::<String>::new(), "{rows}");
        }
    }

    #[test]
    fn names_of_columns_may_hold_digits() {
        let table = |data: &str| Chart::from_yaml(&format!("data:\n{data}")).expect("a chart").table(None);
        for names in [
            "Plan 2030, Plan 2035",
            "G7, Q1",
            "F-35, F-16",
            "2023, 2024",
            "2025, 2024",
            "2023年度, 2024年度",
            "2024-11-20, 2025-11-20",
            "2030 plan, 2035 plan",
            "2023, Plan 2030",
            "1st half, 2nd half",
        ] {
            let rows = format!("  - [Country, {names}]\n  - [Japan, 4, n/a]\n  - [Kenya, 6, 5]\n");
            let named = table(&rows);
            assert_eq!(named.head[1..].join(", "), names);
            assert_eq!(named.rows, [["Japan", "4", "n/a"], ["Kenya", "6", "5"]], "{names}");
        }
        for rows in [
            "  - [Ohio, 2019, 2020]\n  - [Iowa, 2021, 2022]\n",
            "  - [Ohio, 2019]\n  - [Iowa, 312]\n",
            "  - [Ohio, 2.5 %, USD 3]\n  - [Iowa, 4 %, USD 5]\n",
            "  - [Ohio, 10-12 km, 7 km]\n  - [Iowa, 4 km, 5 km]\n",
            "  - [Ohio, 5–6, 7]\n  - [Iowa, 4, 5]\n",
            "  - [Ohio, Over 5, ca. 6]\n  - [Iowa, 4, 5]\n",
            "  - [Ohio, rank 1]\n  - [Iowa, rank 2]\n  - [Utah, 3]\n",
            "  - [Ohio, 2024-11-20]\n  - [Iowa, 2024-11-21]\n  - [Utah, 3]\n",
        ] {
            assert_eq!(table(rows).head, Vec::<String>::new(), "{rows}");
        }
    }

    #[test]
    fn numbers_are_understood_as_they_are_typed() {
        assert_eq!(
            rows("\n  a: -1,280\n  b: 1,920\n  c: EUR 11 000\n  d: -EUR 11 000\n  e: 10-12\n  f: 2024-11-20"),
            [
                ["a", "−1,280"],
                ["b", "1,920"],
                ["c", "EUR 11 000"],
                ["d", "−EUR 11 000"],
                ["e", "10-12"],
                ["f", "2024-11-20"],
            ]
        );
        assert_eq!(
            rows(" {Ohio: 1,280, Texas: -2,000,500 t}"),
            [["Ohio", "1,280"], ["Texas", "−2,000,500 t"]]
        );
        assert_eq!(rows("\n  - [Ohio, 1,280]\n  - [Texas, 640]"), [["Ohio", "1,280"], ["Texas", "640"]]);
        assert_eq!(rows("\n  - {state: Ohio, jobs: $1,280}"), [["Ohio", "$1,280"]]);
        assert_eq!(rows(" [100,200]"), [["100"], ["200"]]);
        assert_eq!(rows(" -1,280"), [["−1,280"]]);
        assert_eq!(rows(" 43"), [["43"]]);
        assert_eq!(rows(" {a: \"x, 1,280\", b: 'y'}"), [["a", "x, 1,280"], ["b", "y"]]);
        assert_eq!(rows(" [\"x \\\", 1,280 y\", 'it''s, 1,280']"), [["x \", 1,280 y"], ["it's, 1,280"]]);
    }

    #[test]
    fn yaml_changes_no_number() {
        assert_eq!(
            rows(
                "\n  a: +4.20 # up\n  b: 2.50\n  c: -0.0\n  d: 007\n  e: 1_000\n  f: .5\n  g: 12345678901234567890"
            ),
            [
                ["a", "+4.20"],
                ["b", "2.50"],
                ["c", "-0.0"],
                ["d", "007"],
                ["e", "1_000"],
                ["f", ".5"],
                ["g", "12345678901234567890"]
            ]
        );
        assert_eq!(
            rows("\n  - [a, +4, 2.50]\n  - {x: +1.0, y: 2024-11-20}\n  - +3"),
            [["a", "+4", "2.50"].as_slice(), &["+1.0", "2024-11-20"], &["+3"]]
        );
        assert_eq!(rows(" { 2.50: x, y: z }"), [["2.50", "x"], ["y", "z"]]);
        assert_eq!(
            rows("\n  a: 2.50 percent\n  b: 1.2.30\n  c: 10:30"),
            [["a", "2.50 percent"], ["b", "1.2.30"], ["c", "10:30"]]
        );
    }

    #[test]
    fn no_cell_of_a_file_is_lost() {
        let file = Chart::from_yaml("data: states.csv").expect("a chart");
        let table = file.table(Some("state,jobs\nOhio,-1,280\nTexas,640,extra\n-5,x\n"));
        let rows: Vec<String> = table.rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(rows, ["Ohio|−1,280", "Texas|640|extra", "−5|x"]);
    }

    #[test]
    fn a_form_nobody_knows_is_said_in_words() {
        assert!(Chart::from_yaml("type: pie\n").is_err());
    }
}
