//! The data of a chart as it can be drawn: names, series and values. What cannot be drawn without saying something
//! wrong, such as values in two units, is left to be a table.

use crate::brief::{ChartType, DataTable};
use crate::layout::chart::value::{Value, value_of};
use crate::release::ChartData;

/// How many series are told apart at a glance, in colour, in grey and by those who see few colours.
pub(super) const MOST_SERIES: usize = 4;

/// How many lines have room for their names at their ends.
const MOST_LINES: usize = 8;

/// What a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plot {
    /// The rows, in the order written.
    pub rows: Vec<Row>,
    /// The names of the series; one, perhaps empty, where there is one.
    pub series: Vec<String>,
    /// The row that the eye is led to.
    pub emphasis: Option<usize>,
    /// The series that the eye is led to, where there are several.
    pub lead: usize,
}

/// One row of a chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// What it is called.
    pub label: String,
    /// Further words about it, such as the year of its count.
    pub remark: String,
    /// One cell a series.
    pub cells: Vec<Cell>,
}

/// One value of a chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// What it is worth; nothing where there is none.
    pub number: Option<f64>,
    /// What is printed.
    pub shown: String,
}

/// Reads the data of a chart; nothing where it can only be a table.
pub(super) fn plot(chart: &ChartData) -> Option<Plot> {
    let n_columns = chart.rows.iter().map(Vec::len).chain([chart.head.len()]).max().unwrap_or(0);
    let first = usize::from(is_label_column(chart, n_columns));
    let is_value = |column: &usize| holds_values(chart, *column);
    let mut values: Vec<usize> = (first..n_columns).filter(is_value).collect();
    let names = DataTable { head: chart.head.clone(), rows: Vec::new() };
    if values.len() > 1 {
        values.retain(|&column| !names.names_years(column));
    }
    let most_series = if chart.chart_type == ChartType::Line { MOST_LINES } else { MOST_SERIES };
    if values.is_empty()
        || values.len() > most_series
        || chart.rows.is_empty()
        || !has_one_unit(chart, &values)
    {
        return None;
    }
    let cell = |row: &[String], column: usize| row.get(column).map_or("", |cell| cell.trim()).to_owned();
    let rows: Vec<Row> = chart
        .rows
        .iter()
        .map(|row| {
            let remarks = (first..n_columns).filter(|column| !values.contains(column));
            let remarks: Vec<String> =
                remarks.map(|column| cell(row, column)).filter(|remark| !remark.is_empty()).collect();
            let cells = values.iter().map(|&column| {
                let shown = cell(row, column);
                Cell { number: value_of(&shown).map(|value| value.number), shown }
            });
            let label = if first == 1 { cell(row, 0) } else { String::new() };
            Row { label, remark: remarks.join(" · "), cells: cells.collect() }
        })
        .collect();
    let series: Vec<String> = values.iter().map(|&column| cell(&chart.head, column)).collect();
    let named = chart.emphasis.as_deref().map_or("", str::trim);
    let is_named = |name: &str| !named.is_empty() && name.trim().to_lowercase() == named.to_lowercase();
    // Of years the last is news; of names the first is the one the writer speaks of.
    let are_names = chart.chart_type == ChartType::Line && series.iter().any(|name| year_of(name).is_none());
    let lead = if are_names { 0 } else { series.len() - 1 };
    let lead = series.iter().position(|name| is_named(name)).unwrap_or(lead);
    let last = rows.len().checked_sub(1).filter(|_| named.is_empty() && are_times(&rows));
    let emphasis = rows.iter().position(|row| is_named(&row.label)).or(last);
    Some(Plot { rows, series, emphasis, lead })
}

impl Plot {
    /// All values that there are.
    pub(super) fn numbers(&self) -> impl Iterator<Item = f64> + Clone + '_ {
        self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.number)
    }

    /// Whether the rows are points in time, as years are.
    pub(super) fn are_times(&self) -> bool {
        are_times(&self.rows)
    }

    /// The data in one sentence, for those who cannot see it.
    pub(super) fn sentence(&self) -> String {
        let cell = |row: &Row| {
            let name =
                |idx: usize| self.series.get(idx).filter(|name| !name.is_empty() && self.series.len() > 1);
            let values = row.cells.iter().enumerate().map(|(idx, cell)| {
                let shown = if cell.shown.is_empty() { "–" } else { &cell.shown };
                name(idx).map_or_else(|| shown.to_owned(), |name| format!("{name} {shown}"))
            });
            let parts: Vec<String> =
                values.chain([row.remark.clone()]).filter(|part| !part.is_empty()).collect();
            let separator = if row.label.is_empty() { "" } else { ": " };
            format!("{}{separator}{}", row.label, parts.join(", "))
        };
        self.rows.iter().map(cell).collect::<Vec<_>>().join("; ")
    }
}

/// The year that a label names: 2019, FY2019, 2019年度; the first of `FY2022–26`.
pub(super) fn year_of(label: &str) -> Option<f64> {
    let digits: String =
        label.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let year: u32 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (1800..=2200).contains(&year).then(|| f64::from(year))
}

fn are_times(rows: &[Row]) -> bool {
    rows.len() > 1 && rows.iter().all(|row| year_of(&row.label).is_some())
}

/// Whether the first column names the rows; a single column of numbers does not.
fn is_label_column(chart: &ChartData, n_columns: usize) -> bool {
    n_columns > 1 || !chart.rows.iter().filter_map(|row| row.first()).all(|cell| value_of(cell).is_some())
}

fn holds_values(chart: &ChartData, column: usize) -> bool {
    let cells = chart.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
    let (mut n_cells, mut n_numbers) = (0, 0);
    for cell in cells {
        n_cells += 1;
        n_numbers += usize::from(value_of(cell).is_some());
    }
    n_numbers * 2 >= n_cells && n_numbers > 0
}

/// Whether all values are counted in the same; bars of different units must not stand side by side.
fn has_one_unit(chart: &ChartData, columns: &[usize]) -> bool {
    let cells = chart.rows.iter().flat_map(|row| columns.iter().filter_map(|&column| row.get(column)));
    let mut units = cells.filter_map(|cell| value_of(cell)).map(|value: Value| value.unit);
    let Some(first) = units.next() else { return true };
    units.all(|unit| unit == first)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A chart with such rows, the first of them the head where it begins with a `#`.
    pub(in crate::layout::chart) fn chart(chart_type: ChartType, rows: &[&[&str]]) -> ChartData {
        let owned = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
        let mut rows: Vec<Vec<String>> = rows.iter().map(owned).collect();
        let has_head = rows.first().and_then(|row| row.first()).is_some_and(|cell| cell.starts_with('#'));
        let mut head = if has_head { rows.remove(0) } else { Vec::new() };
        if let Some(first) = head.first_mut() {
            first.remove(0);
        }
        ChartData {
            chart_type,
            title: Some("Title".to_owned()),
            alt: None,
            unit: None,
            head,
            rows,
            source: None,
            date: None,
            emphasis: None,
        }
    }

    fn bars(rows: &[&[&str]]) -> Option<Plot> {
        plot(&chart(ChartType::Bar, rows))
    }

    #[test]
    fn years_lead_the_eye_to_the_last_and_names_to_none_unless_one_is_named() {
        let years = bars(&[&["2014", "88,000"], &["FY2023", "109,000"]]).expect("drawn");
        assert_eq!(years.emphasis, Some(1));
        let mut named = chart(ChartType::Bar, &[&["Ohio", "3"], &["Texas", "2"]]);
        assert_eq!(plot(&named).expect("drawn").emphasis, None);
        named.emphasis = Some("ohio".to_owned());
        assert_eq!(plot(&named).expect("drawn").emphasis, Some(0));
    }

    #[test]
    fn words_and_years_beside_values_are_remarks() {
        let plot =
            bars(&[&["#State", "Jobs", "Year"], &["Ohio", "72,860", "2019"], &["Georgia", "40,000", "2022"]]);
        let plot = plot.expect("drawn");
        assert_eq!(plot.series, ["Jobs"]);
        assert_eq!(plot.rows[0].remark, "2019");
        assert_eq!(plot.sentence(), "Ohio: 72,860, 2019; Georgia: 40,000, 2022");
    }

    #[test]
    fn a_missing_value_is_missing_and_never_zero() {
        let plot = bars(&[&["2019", "5"], &["2020", ""], &["2021", "n/a"], &["2022", "7"]]).expect("drawn");
        let numbers: Vec<Option<f64>> = plot.rows.iter().map(|row| row.cells[0].number).collect();
        assert_eq!(numbers, [Some(5.0), None, None, Some(7.0)]);
    }

    #[test]
    fn what_would_mislead_is_no_drawing() {
        assert_eq!(bars(&[&["a", "−1,280"], &["b", "EUR 11 000"]]), None);
        assert_eq!(bars(&[&["a", "words"], &["b", "more"]]), None);
        assert_eq!(bars(&[&["a", "1", "2", "3", "4", "5"]]), None);
        assert_eq!(bars(&[]), None);
        assert!(bars(&[&["a", "$3 million"], &["b", "$1.2 billion"]]).is_some());
    }
}
