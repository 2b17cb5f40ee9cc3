//! The rows of a chart: from the fact book where it says so, and for one state those of that state alone.

use crate::brief::{Chart, ChartType, DataTable, Lang, Reader, UsState, us_state};
use crate::facts::scope::key::{is_by_state, state_of};
use crate::facts::{Fact, FactBook, Value, long_date};

/// What a chart shows, once its rows are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartRows {
    /// The rows.
    pub table: DataTable,
    /// The sources of rows from the fact book, parted by semicolons.
    pub sources: Option<String>,
    /// The unit of rows from the fact book.
    pub unit: Option<String>,
    /// Whether rows of other states were left out, so that words about all of them no longer hold.
    pub is_narrowed: bool,
}

/// Finds the rows of a chart that a reader may have; nobody has all of them. `csv` is the text of its file, if it has
/// one.
pub fn chart_rows(
    chart: &Chart,
    csv: Option<&str>,
    book: &FactBook,
    (reader, state): (Option<Reader>, Option<UsState>),
    lang: Lang,
) -> ChartRows {
    let mut rows = if chart.facts.is_empty() {
        ChartRows { table: chart.table(csv), ..ChartRows::default() }
    } else {
        let mut facts = chart_facts(chart, book, state);
        let n_all = facts.len();
        facts.retain(|fact| reader.is_none_or(|reader| may_have(fact, reader)));
        let rows = of_facts(&facts, chart.chart_type, book, lang);
        ChartRows { is_narrowed: facts.len() < n_all, ..rows }
    };
    if let Some(own) = state {
        let n_before = rows.table.rows.len();
        // A row is about a state if it is named by one; charts of anything else keep all theirs.
        rows.table
            .rows
            .retain(|row| row.first().and_then(|label| us_state(label)).is_none_or(|named| named == own));
        rows.is_narrowed |= rows.table.rows.len() < n_before;
    }
    rows
}

/// Whether the fact book lets a reader have a fact.
pub fn may_have(fact: &Fact, reader: Reader) -> bool {
    fact.readers.as_ref().is_none_or(|readers| readers.contains(&reader))
}

/// The facts that a chart draws, in the order of its list and of the book; `state` is that of the reader.
pub fn chart_facts<'b>(chart: &Chart, book: &'b FactBook, state: Option<UsState>) -> Vec<&'b Fact> {
    let mut facts: Vec<&Fact> = Vec::new();
    for pattern in &chart.facts {
        if is_by_state(pattern) {
            let found = super::key::resolve_key(book, pattern, state, Lang::En);
            facts.extend(found.and_then(|(key, _)| book.fact(&key)));
        } else if pattern.contains('*') {
            facts.extend(book.facts.values().filter(|fact| matches(pattern, &fact.key)));
        } else {
            facts.extend(book.fact(pattern));
        }
    }
    facts
}

/// Whether a key is of a pattern; a star stands for one part, at the end for any number, also none.
fn matches(pattern: &str, key: &str) -> bool {
    let (mut wanted, mut parts) = (pattern.split('.').peekable(), key.split('.'));
    while let Some(part) = wanted.next() {
        let is_last = wanted.peek().is_none();
        if part == "*" && is_last {
            return true;
        }
        match parts.next() {
            Some(found) if part == "*" || part == found => {}
            _ => return false,
        }
    }
    parts.next().is_none()
}

fn of_facts(facts: &[&Fact], chart_type: ChartType, book: &FactBook, lang: Lang) -> ChartRows {
    let states: Vec<Option<UsState>> = facts.iter().map(|fact| state_of(book, &fact.key)).collect();
    let by_state = chart_type == ChartType::Map || (!facts.is_empty() && states.iter().all(Option::is_some));
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for (fact, state) in facts.iter().zip(&states) {
        let value = match &fact.value {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text.clone(),
        };
        let row = match (by_state, state) {
            (true, Some(state)) => vec![state.code.to_owned(), value, long_date(&fact.as_of, lang)],
            // The nation stands on no map.
            (true, None) => continue,
            (false, _) => vec![long_date(&fact.as_of, lang), value],
        };
        rows.push((fact.as_of.clone(), row));
    }
    if !by_state {
        rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    }
    let units: Vec<&str> = facts.iter().filter_map(|fact| fact.unit.as_deref()).collect();
    let unit = units.first().filter(|first| units.iter().all(|unit| unit == *first));
    let head = match (by_state, lang) {
        (true, Lang::En) => {
            vec!["state".to_owned(), unit.map_or("value", |unit| *unit).to_owned(), "year".to_owned()]
        }
        (true, Lang::Ja) => vec!["州".to_owned(), "数値".to_owned(), "年".to_owned()],
        (false, _) => Vec::new(),
    };
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    ChartRows {
        table: DataTable { head, rows },
        sources: sources_of(facts, book),
        unit: unit.map(|unit| (*unit).to_owned()),
        is_narrowed: false,
    }
}

/// Who published the figures, each once.
fn sources_of(facts: &[&Fact], book: &FactBook) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for source in facts.iter().filter_map(|fact| book.source_of(fact)) {
        let name = source.publisher.clone().unwrap_or_else(|| source.title.clone());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::parse_book;

    const BOOK: &str = "[[source]]\nid = \"s\"\ntitle = \"T\"\npublisher = \"JAMA\"\n\
        [[fact]]\nkey = \"autos.us.jobs\"\nvalue = 109000\nas_of = \"2023\"\nunit = \"jobs\"\nsource = \"s\"\n\
        [[fact]]\nkey = \"autos.us.jobs.2014\"\nvalue = 88000\nas_of = \"2014\"\nunit = \"jobs\"\nsource = \"s\"\n\
        [[fact]]\nkey = \"state.oh.jobs\"\nvalue = 72860\nas_of = \"2019\"\nunit = \"jobs\"\n\
        [[fact]]\nkey = \"state.ky.jobs\"\nvalue = 47000\nas_of = \"2024\"\nunit = \"jobs\"\n";

    fn rows(yaml: &str, state: Option<&str>) -> ChartRows {
        let (book, _) = parse_book(BOOK);
        let chart = Chart::from_yaml(yaml).expect("a chart");
        chart_rows(&chart, None, &book, (None, state.and_then(us_state)), Lang::En)
    }

    #[test]
    fn rows_of_one_series_stand_by_time_and_name_their_source() {
        let found = rows("facts: autos.us.jobs.*", None);
        assert_eq!(found.table.rows, [["2014", "88000"], ["2023", "109000"]]);
        assert_eq!((found.sources.as_deref(), found.unit.as_deref()), (Some("JAMA"), Some("jobs")));
    }

    #[test]
    fn a_map_from_the_book_has_a_row_a_state_and_for_one_state_that_row() {
        let all = rows("type: map\nfacts: state.*.jobs", None);
        assert_eq!(all.table.rows, [["KY", "47000", "2024"], ["OH", "72860", "2019"]]);
        let one = rows("type: map\nfacts: [state.oh.jobs, state.ky.jobs]", Some("OH"));
        assert_eq!(one.table.rows, [["OH", "72860", "2019"]]);
        assert!(one.is_narrowed);
        let typed = rows("data:\n  Ohio: 5\n  Texas: 6\n", Some("OH"));
        assert_eq!(typed.table.rows, [["Ohio", "5"]]);
    }
}
