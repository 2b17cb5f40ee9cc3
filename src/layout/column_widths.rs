//! How wide the columns of a table are, and how many lines its rows take: reckoned once, for what is set and for what
//! keeps together.

use crate::layout::chart::{ems, n_lines, words};
use crate::layout::no_break::with_no_breaks;

/// The blank at both sides of a cell, in ems of its type.
pub(crate) const PADDING_EMS: f64 = 1.2;

/// The smallest type of a table against its usual one.
pub(super) const LEAST_SCALE: f64 = 0.6;

/// How many rows are looked at for the widths of columns; those of a longer table are seldom others.
const MOST_LOOKED_AT: usize = 500;

/// How wide the columns of a table are, in ems of its type.
pub(crate) struct Columns {
    /// The widest word of each, which must not reach into the next column.
    least: Vec<f64>,
    /// Each as wide as its widest cell on one line.
    natural: Vec<f64>,
}

impl Columns {
    /// Looks at the words of a table, row by row.
    pub(crate) fn of(head: &[String], rows: &[Vec<String>]) -> Self {
        let mut columns = Self { least: vec![0.0; head.len()], natural: vec![0.0; head.len()] };
        let rows = rows.iter().take(MOST_LOOKED_AT).map(|row| (row.as_slice(), false));
        for (row, is_bold) in std::iter::once((head, true)).chain(rows) {
            for (idx, cell) in row.iter().take(head.len()).enumerate() {
                let text = with_no_breaks(cell);
                let natural = text.lines().map(|line| ems(line, is_bold)).fold(0.0, f64::max);
                let word = text.lines().flat_map(words).map(|word| ems(word.trim_end(), is_bold));
                // A phrase of Japanese has no blanks and should not fall apart either.
                let least = word.fold(0.0, f64::max).max(natural.min(5.0));
                columns.least[idx] = columns.least[idx].max(least + PADDING_EMS);
                columns.natural[idx] = columns.natural[idx].max(natural + PADDING_EMS);
            }
        }
        columns
    }

    /// The least width of all of them.
    pub(crate) fn least(&self) -> f64 {
        self.least.iter().sum::<f64>().max(1.0)
    }

    /// Which columns stand side by side. Where the words of all are wider than the page even in the smallest type, they
    /// would be printed over each other, so they are parted into tables one below the other; the first column, which
    /// says of what the others are, stands in each.
    pub(super) fn groups(&self, width: f64) -> Vec<Vec<usize>> {
        /// How much smaller than usual the type of such a table is at the most.
        const SCALE: f64 = 0.8;
        let n_columns = self.least.len();
        if n_columns < 3 || self.least() <= width / LEAST_SCALE {
            return vec![(0..n_columns).collect()];
        }
        let mut groups = vec![vec![0]];
        let mut taken = self.least[0];
        for (idx, least) in self.least.iter().enumerate().skip(1) {
            if taken + least > width / SCALE && groups.last().is_some_and(|group| group.len() > 1) {
                groups.push(vec![0]);
                taken = self.least[0];
            }
            taken += least;
            groups.last_mut().into_iter().for_each(|group| group.push(idx));
        }
        groups
    }

    /// The width of each column; nothing where all fit on one line each. None is narrower than its widest word; what is
    /// left goes to those that hold more.
    pub(crate) fn widths(&self, width: f64) -> Option<Vec<f64>> {
        let natural: f64 = self.natural.iter().sum();
        if natural <= width || self.least.is_empty() {
            return None;
        }
        let rest = (width - self.least()).max(0.0);
        let wanted = (natural - self.least.iter().sum::<f64>()).max(1.0);
        let columns = self.least.iter().zip(&self.natural);
        Some(columns.map(|(least, natural)| least + rest * (natural - least) / wanted).collect())
    }

    /// The width of each column of a table that is as wide as its place.
    pub(crate) fn filling(&self, width: f64) -> Vec<f64> {
        let natural: f64 = self.natural.iter().sum::<f64>().max(1.0);
        self.widths(width).unwrap_or_else(|| self.natural.iter().map(|own| own * width / natural).collect())
    }
}

/// Those of some cells that stand in a group of columns; a row may be shorter than its head.
pub(super) fn of_group<T: Clone>(cells: &[T], group: &[usize]) -> Vec<T> {
    group.iter().filter_map(|idx| cells.get(*idx).cloned()).collect()
}

/// How many lines a row takes in columns of such widths; where each line of a cell has the width that it needs, as many
/// as the cell has.
pub(crate) fn n_row_lines(row: &[String], widths: Option<&[f64]>) -> usize {
    let Some(widths) = widths else {
        return row.iter().map(|cell| cell.split('\n').count()).max().unwrap_or(1);
    };
    let lines = row.iter().zip(widths).map(|(cell, width)| n_lines(cell, width - PADDING_EMS, false));
    lines.max().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_are_as_wide_as_what_they_hold_and_no_narrower_than_a_word() {
        let head = row(&["Measure", "Budget", "Begins"]);
        let rows =
            vec![row(&["Joint procurement of rare earths by both sides", "31,000", "October 1, 2025"])];
        let columns = Columns::of(&head, &rows);
        assert_eq!(columns.widths(100.0), None, "all stand on one line");
        let widths = columns.widths(24.0).expect("they do not");
        assert!((widths.iter().sum::<f64>() - 24.0).abs() < 0.01, "{widths:?}");
        assert!(widths.iter().zip(&columns.least).all(|(width, least)| width >= least), "{widths:?}");
        assert!(widths[0] > widths[2] && widths[2] > widths[1], "{widths:?}");
    }

    #[test]
    fn columns_that_are_wider_than_a_page_are_parted_and_the_first_stands_in_each_table() {
        let names: Vec<String> = (0..12).map(|n| format!("Country{n:02}")).collect();
        let columns = Columns::of(&names, &[]);
        assert_eq!(columns.groups(100.0).len(), 1);
        let groups = columns.groups(31.0);
        assert!(groups.len() > 1 && groups.iter().all(|group| group[0] == 0), "{groups:?}");
        let rest: Vec<usize> = groups.iter().flat_map(|group| &group[1..]).copied().collect();
        assert_eq!(rest, (1..12).collect::<Vec<_>>());
    }

    #[test]
    fn a_row_is_as_high_as_its_highest_cell() {
        let cells = row(&["Ohio", "One two three four five six"]);
        assert_eq!(n_row_lines(&cells, None), 1);
        assert_eq!(n_row_lines(&row(&["Ohio", "One\ntwo\nthree"]), None), 3);
        assert_eq!(n_row_lines(&cells, Some(&[8.0, 40.0])), 1);
        assert!(n_row_lines(&cells, Some(&[8.0, 6.0])) >= 4);
    }
}
