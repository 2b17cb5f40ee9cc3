//! Tables in the syntax of other tools, or in none: pasted cells, drawn boxes, columns set by blanks, those of wikis.

use crate::brief::parse::label::LabelLine;
use crate::brief::readers::naming::{Certainty, Naming};
use crate::brief::readers::run_in::head_naming;
use crate::brief::readers::text_row::row_naming;

/// How a table parts its cells.
#[derive(Clone, Copy)]
enum Parting {
    /// By a sign that each row has as often as the head.
    Each(char),
    /// By a sign that each row has.
    Some(&'static str),
    /// By gaps of two blanks or a wide one.
    Gaps,
}

/// How cells may be parted; those that are the surest first.
const PARTINGS: [Parting; 9] = [
    Parting::Some("!!"),
    Parting::Some("||"),
    Parting::Each('|'),
    Parting::Each('│'),
    Parting::Each('┃'),
    Parting::Each('\t'),
    Parting::Each(';'),
    Parting::Each(','),
    Parting::Gaps,
];

/// The label of a table that Markdown takes for a paragraph, if a cell of its head names what stays: all of it does,
/// since nobody knows its columns. Where the head stands alone, its rows are further paragraphs.
pub(super) fn grid_label(source: &str) -> Option<LabelLine> {
    if !source.trim_end().contains('\n') {
        return row_naming(source).map(|naming| LabelLine { naming, is_alone: true });
    }
    // Signs may be escaped.
    let plain = source.replace('\\', "");
    if let Some(label) = boxed_label(&plain) {
        return Some(label);
    }
    let mut rows = plain.lines().map(|row| row.trim_matches([' ', '>'])).filter(|row| !is_rule(row));
    let head = rows.next()?;
    let rest: Vec<&str> = rows.collect();
    if rest.is_empty() {
        return None;
    }
    let parting = PARTINGS.into_iter().find(|parting| parting.holds(head, &rest))?;
    let cells = parting.cells(head);
    let cells = cells.map(|cell| cell.trim_matches(['"', ' ', '*', '|', '!', '\u{3000}']));
    let kind = cells.filter(|cell| !cell.is_empty()).find_map(head_naming)?;
    Some(LabelLine { naming: Naming { kind, certainty: Certainty::Near }, is_alone: false })
}

/// The label of a name that stands alone in a drawn box, and what is right below that.
fn boxed_label(source: &str) -> Option<LabelLine> {
    let mut lines = source.lines().map(|line| line.trim_matches([' ', '>']));
    let (above, name, below) = (lines.next()?, lines.next()?, lines.next()?);
    let inner = name.trim_matches(['|', '│', ' ', '\u{3000}']);
    let is_wiki = above.starts_with("{|");
    if is_wiki || !is_rule(above) || !is_rule(below) || inner.contains(['|', '│']) {
        return None;
    }
    let kind = head_naming(inner)?;
    Some(LabelLine { naming: Naming { kind, certainty: Certainty::Near }, is_alone: true })
}

/// Whether a line is drawn between rows, or begins or ends a table of a wiki.
fn is_rule(row: &str) -> bool {
    row.starts_with("{|")
        || matches!(row, "|-" | "|}")
        || (row.contains(['-', '=', '─', '━', '═', '┄'])
            && row.chars().all(|c| matches!(c, '+' | '-' | '=' | '|' | ':' | ' ' | '\u{2500}'..='\u{257f}')))
}

impl Parting {
    fn holds(self, head: &str, rest: &[&str]) -> bool {
        match self {
            Self::Each(sign) => {
                let n_signs = head.matches(sign).count();
                n_signs > usize::from(matches!(sign, ',' | ';'))
                    && rest.iter().all(|row| row.matches(sign).count() == n_signs)
            }
            Self::Some(sign) => head.contains(sign) && rest.iter().all(|row| row.contains('|')),
            Self::Gaps => {
                let is_row = |row: &str| self.cells(row).filter(|cell| !cell.trim().is_empty()).count() > 1;
                is_row(head) && rest.iter().all(|row| is_row(row))
            }
        }
    }

    fn cells<'r>(self, row: &'r str) -> Box<dyn Iterator<Item = &'r str> + 'r> {
        match self {
            Self::Each(sign) => Box::new(row.split(sign)),
            Self::Some(sign) => Box::new(row.split(sign)),
            Self::Gaps => Box::new(row.split("  ").flat_map(|cell| cell.split('\u{3000}'))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_pasted_table_names_what_stays() {
        for table in [
            "Topic\tRed line\nShips\tnine",
            "Topic | Red line\nShips | nine",
            "+-------+----------+\n| Topic | Red line |\n+=======+==========+\n| Ships | nine     |",
            "Topic    Red line\nShips    nine",
            "項目　　対処方針\n隻数　　九隻",
            "|| Topic || Red line ||\n| Ships | nine |",
            "┌───────┐\n│Red lines│\n└───────┘\nnine",
            "+-----------+\n| Red lines |\n+-----------+\nnine",
            "{| class=\"wikitable\"\n! Topic !! Red line\n|-\n| Ships || nine\n|}",
        ] {
            assert!(grid_label(table).is_some(), "{table}");
        }
        for text in [
            "Topic    Ships\nShips    nine",
            "We crossed no red line,\nand will not",
            "Red line",
            "The treaty stands.  Red lines are drawn\nby both sides of the strait.",
        ] {
            assert!(grid_label(text).is_none(), "{text}");
        }
    }
}
