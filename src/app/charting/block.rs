//! A chart as the block that stands in the text: what a person would type, and no more than the chart needs.

use crate::app::charting::{CHART_FIELDS, ChartForm, RowsFrom};
use crate::brief::{Chart, ChartType, yaml_string};

/// Keys that the form writes itself.
const OWN_KEYS: [&str; 3] = ["type", "data", "facts"];

impl ChartForm {
    /// The block, without a line break at its end.
    pub fn block(&self) -> String {
        let mut out = format!("```chart\ntype: {}\n", name(self.chart_type));
        let field = |key: &str| {
            let value = CHART_FIELDS.iter().zip(&self.fields).find(|(field, _)| **field == key);
            value.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
        };
        let line =
            |key: &str| field(key).map(|value| format!("{key}: {}\n", scalar(value))).unwrap_or_default();
        ["title", "unit"].iter().for_each(|key| out.push_str(&line(key)));
        self.write_rows(&mut out);
        ["source", "date", "emphasis"].iter().for_each(|key| out.push_str(&line(key)));
        out.push_str(&self.kept);
        out.push_str(&line("alt"));
        out.push_str("```");
        out
    }

    fn write_rows(&self, out: &mut String) {
        match self.rows_from {
            RowsFrom::File => out.push_str(&format!("data: {}\n", scalar(self.file.trim()))),
            RowsFrom::Facts if self.facts.len() == 1 => {
                out.push_str(&format!("facts: {}\n", scalar(&self.facts[0])));
            }
            RowsFrom::Facts => {
                out.push_str("facts:\n");
                self.facts.iter().for_each(|key| out.push_str(&format!("  - {}\n", scalar(key))));
            }
            RowsFrom::Cells => self.write_cells(out),
        }
    }

    fn write_cells(&self, out: &mut String) {
        let is_filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let rows: Vec<&Vec<String>> = self.rows.iter().filter(is_filled).collect();
        let n_columns = rows.iter().filter_map(|row| row.iter().rposition(|cell| !cell.trim().is_empty()));
        let n_columns = n_columns.max().map_or(0, |last| last + 1);
        let is_named = self.head.iter().take(n_columns).any(|name| !name.trim().is_empty());
        out.push_str("data:\n");
        // A label that stands twice would be one row in a mapping.
        let labels: std::collections::BTreeSet<&str> = rows.iter().map(|row| row[0].trim()).collect();
        let is_mapping = n_columns == 2 && !is_named && labels.len() == rows.len() && !labels.contains("");
        for row in rows {
            let cells = row.iter().take(n_columns).map(|cell| cell.trim());
            if is_mapping {
                out.push_str(&format!("  {}: {}\n", label(row[0].trim()), value(row[1].trim())));
            } else if is_named {
                let pairs =
                    cells.enumerate().map(|(idx, cell)| format!("{}: {}", self.column(idx), flow(cell)));
                out.push_str(&format!("  - {{ {} }}\n", pairs.collect::<Vec<_>>().join(", ")));
            } else {
                out.push_str(&format!("  - [{}]\n", cells.map(flow).collect::<Vec<_>>().join(", ")));
            }
        }
    }

    /// The name of a column in a row of named cells; each needs one of its own.
    fn column(&self, idx: usize) -> String {
        match self.head.get(idx).map(|name| name.trim()).filter(|name| !name.is_empty()) {
            Some(name) if !self.head[..idx].iter().any(|other| other.trim() == name) => flow(name),
            _ => format!("column {}", idx + 1),
        }
    }
}

/// What the block calls a form.
pub(super) fn name(chart_type: ChartType) -> &'static str {
    match chart_type {
        ChartType::Bar => "bar",
        ChartType::Line => "line",
        ChartType::Share => "share",
        ChartType::Change => "change",
        ChartType::Map => "map",
        ChartType::Number => "number",
    }
}

/// The lines of a block whose keys the form does not know, with what belongs to them; comments, too.
pub(super) fn kept_lines(yaml: &str) -> String {
    let mut out = String::new();
    let mut is_kept = false;
    for line in yaml.lines() {
        let begins_key = !line.starts_with([' ', '\t', '-', '#']) && line.contains(':');
        if begins_key {
            let key = line.split(':').next().unwrap_or("").trim();
            is_kept = !OWN_KEYS.contains(&key) && !CHART_FIELDS.contains(&key);
        }
        if is_kept || line.starts_with('#') {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// A value of one line, in quotes where YAML would read another.
fn scalar(words: &str) -> String {
    let is_same = |words: &str| {
        let read = Chart::from_yaml(&format!("title: {words}\n"));
        read.is_ok_and(|chart| chart.title.as_deref() == Some(words))
    };
    let words = one_line(words);
    if is_same(&words) { words } else { yaml_string(&words) }
}

/// The name of a row; years are in quotes, so that no other reader of YAML takes them for numbers.
fn label(words: &str) -> String {
    let is_number = words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    let is_same = || {
        let read = Chart::from_yaml(&format!("data:\n  {words}: 1\n"));
        read.is_ok_and(|chart| chart.table(None).rows == [[words, "1"]])
    };
    if !is_number && is_same() { one_line(words) } else { yaml_string(&one_line(words)) }
}

/// The value of a row.
fn value(words: &str) -> String {
    let read = |typed: &str| {
        let rows = Chart::from_yaml(&format!("data:\n  x: {typed}\n")).ok()?.table(None).rows;
        rows.first().filter(|_| rows.len() == 1)?.get(1).cloned()
    };
    as_typed(words, &read)
}

/// A cell among others on a line.
fn flow(words: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '−' | '/' | '%');
    let read = |typed: &str| {
        let chart = Chart::from_yaml(&format!("data:\n  - [x, {typed}]\n")).ok()?;
        let rows = chart.table(None).rows;
        rows.first().filter(|_| rows.len() == 1 && typed.chars().all(is_plain))?.get(1).cloned()
    };
    as_typed(words, &read)
}

/// Words as fingers type them, in quotes where they would be read as others. The page has a true minus where fingers
/// have a hyphen.
fn as_typed(words: &str, read: &dyn Fn(&str) -> Option<String>) -> String {
    let words = one_line(words);
    let hyphened = words.replace('−', "-");
    let is_same = |typed: &&String| !typed.is_empty() && read(typed).as_ref() == Some(&words);
    let is_like = |typed: &&String| {
        !typed.is_empty() && read(typed).is_some_and(|read| read.replace('−', "-") == hyphened)
    };
    let plain = [&hyphened, &words].into_iter().find(is_same);
    plain.or_else(|| Some(&hyphened).filter(is_like)).cloned().unwrap_or_else(|| yaml_string(&words))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(rows: &[&[&str]]) -> ChartForm {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        let mut form = ChartForm { rows, ..ChartForm::default() };
        form.set_columns(form.rows.iter().map(Vec::len).max().unwrap_or(2));
        form
    }

    /// The rows of a block as they are read again.
    fn rows_of(block: &str) -> Vec<Vec<String>> {
        let yaml =
            block.strip_prefix("```chart\n").and_then(|rest| rest.strip_suffix("```")).expect("a block");
        Chart::from_yaml(yaml).unwrap_or_else(|err| panic!("{block}: {err:?}")).table(None).rows
    }

    #[test]
    fn a_block_is_what_a_person_would_type() {
        let mut simple = form(&[&["2014", "88000"], &["2023", "109,000"], &["", ""]]);
        simple.fields[0] = "People employed directly".to_owned();
        simple.fields[1] = "jobs".to_owned();
        simple.fields[5] = "It rose: from 88,000 to 109,000.".to_owned();
        let wanted = "```chart\ntype: bar\ntitle: People employed directly\nunit: jobs\ndata:\n  \"2014\": 88000\n  \"2023\": 109,000\nalt: \"It rose: from 88,000 to 109,000.\"\n```";
        assert_eq!(simple.block(), wanted);
        let mut named = form(&[&["KY", "47000", "2024"], &["OH", "72860", "2019"]]);
        named.head = ["state", "jobs", "year"].map(str::to_owned).to_vec();
        assert!(named.block().contains("  - { state: KY, jobs: 47000, year: 2024 }\n"), "{}", named.block());
        let kept = kept_lines("type: bar\n# by hand\nheight: 3\ndata:\n  a: 1\nalt: x\n");
        assert_eq!(kept, "# by hand\nheight: 3\n");
    }

    #[test]
    fn whatever_is_typed_into_a_cell_is_read_again() {
        let odd = [
            "No",
            "yes",
            "a: b",
            "- x",
            "#1",
            "\"",
            "'",
            "\\",
            "[1]",
            "{a}",
            "1,280",
            "−4.20",
            "+3",
            "null",
            "~",
            "日本：米国",
            "2024-11-20",
            "x, y",
            "*",
            "&a",
            "!t",
            "| |",
            "007",
            "1_000",
            "% of all",
            "@x",
            "`x`",
            "?",
        ];
        for cell in odd {
            for rows in [form(&[&["a", cell], &["b", "1"]]), form(&[&[cell, "1"], &["zz", "2"]])] {
                let read = rows_of(&rows.block());
                let wanted: Vec<Vec<String>> =
                    rows.rows.iter().filter(|row| !row[0].is_empty()).cloned().collect();
                assert_eq!(read, wanted, "{}", rows.block());
            }
            let three = form(&[&["a", cell, "3"], &["b", "2", cell]]);
            assert_eq!(rows_of(&three.block())[0][1], cell, "{}", three.block());
        }
    }

    #[test]
    fn cells_of_a_spreadsheet_fill_the_table_from_where_they_are_pasted() {
        let mut form = form(&[&["a", "1"]]);
        form.paste((1, 0), "b\t2\tx\r\nc\t3\ty\r\n");
        assert_eq!(form.rows[..3], [vec!["a", "1", ""], vec!["b", "2", "x"], vec!["c", "3", "y"]]);
        assert_eq!(form.rows.len(), 4, "and a row to type in");
        assert_eq!(form.head.len(), 3);
    }
}
