//! What is drawn and says something: charts as tables of their data, diagrams as lists of their words.

use std::collections::BTreeMap;

use crate::brief::{Alignment, Block};
use crate::import::office::blocks::{Entry, Marker, nested, paragraph};
use crate::import::office::grid::{GridCell, table};
use crate::import::office::words::{Run, inlines};
use crate::office::Element;

/// The most points of a series that are read.
const MAX_POINTS: usize = 10_000;
/// The deepest level of a diagram.
const MAX_LEVEL: usize = 8;
/// The day before which spreadsheets begin to count, in days before 1970.
const EPOCH_DAYS: i64 = 25_569;

/// The data of a chart as a table, below its title.
pub(super) fn chart(part: &Element) -> Vec<Block> {
    let titles: Vec<String> = part
        .all("c:title")
        .into_iter()
        .map(|title| title.all("a:t").iter().map(|words| words.text()).collect::<String>())
        .filter(|title| !title.trim().is_empty())
        .collect();
    let series: Vec<&Element> = part.all("c:ser").into_iter().take(100).collect();
    let names: Vec<String> =
        series.iter().map(|series| series.child("c:tx").map(cached_words).unwrap_or_default()).collect();
    let mut labels: BTreeMap<usize, String> = BTreeMap::new();
    let mut values: Vec<BTreeMap<usize, String>> = Vec::new();
    for series in &series {
        let of = |tags: [&str; 2]| tags.into_iter().find_map(|tag| series.child(tag)).map(points);
        labels.extend(of(["c:cat", "c:xVal"]).unwrap_or_default());
        values.push(of(["c:val", "c:yVal"]).unwrap_or_default());
    }
    let mut places: Vec<usize> =
        labels.keys().chain(values.iter().flat_map(BTreeMap::keys)).copied().collect();
    places.sort_unstable();
    places.dedup();
    let cell = |words: &str, alignment: Alignment| GridCell {
        inlines: inlines(&[Run::plain(words)]),
        n_columns: 1,
        goes_on: false,
        alignment,
    };
    let head = std::iter::once(cell("", Alignment::None));
    let head = head.chain(names.iter().map(|name| cell(name, Alignment::Right))).collect();
    let rows = places.iter().map(|place| {
        let label = labels.get(place).map_or("", String::as_str);
        let row = values.iter().map(|of| cell(of.get(place).map_or("", String::as_str), Alignment::Right));
        std::iter::once(cell(label, Alignment::None)).chain(row).collect()
    });
    let title = (!titles.is_empty()).then(|| paragraph(inlines(&[Run::plain(&titles.join(" · "))])));
    title.into_iter().chain(table(std::iter::once(head).chain(rows).collect(), true)).collect()
}

/// The words of a name, which stands in a cell or by itself.
fn cached_words(element: &Element) -> String {
    let values = element.all("c:v");
    values.iter().map(|value| value.text()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// The points of a row of data by their places.
fn points(data: &Element) -> BTreeMap<usize, String> {
    let is_date = data.all("c:formatCode").iter().any(|code| {
        let code = code.text().to_lowercase();
        code.contains("yy") || code.contains("mmm")
    });
    let mut out: BTreeMap<usize, String> = BTreeMap::new();
    for point in data.all("c:pt") {
        let place = point.attribute("idx").and_then(|idx| idx.parse().ok());
        let Some(place) = place.filter(|place| *place < MAX_POINTS) else { continue };
        let words = point.child("c:v").map(Element::text).unwrap_or_default();
        let words = if is_date { day(&words).unwrap_or(words) } else { plain_number(words) };
        // Labels of several levels: the outer ones come later and stand before.
        out.entry(place).and_modify(|inner| *inner = format!("{words} {inner}")).or_insert(words);
    }
    out
}

/// A number without the noise of binary fractions, such as `0.1` for `0.10000000000000001`.
fn plain_number(words: String) -> String {
    let is_noisy = words.len() > 12 && words.contains('.');
    match words.parse::<f64>() {
        Ok(number) if is_noisy && number.is_finite() => {
            let short = format!("{number:.10}");
            short.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => words,
    }
}

/// The day that a number of a spreadsheet means.
fn day(words: &str) -> Option<String> {
    let serial: f64 = words.parse().ok().filter(|serial| (1.0..2_958_466.0).contains(serial))?;
    #[expect(clippy::cast_possible_truncation, reason = "it was found to be a day before the year 10000")]
    let days = serial as i64 - EPOCH_DAYS;
    // The calendar of Gregory repeats itself each 400 years, which begin with March.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The words of a diagram (`SmartArt`) as a list, each below what it belongs to.
pub(super) fn diagram(data: &Element) -> Vec<Block> {
    let mut words: BTreeMap<&str, String> = BTreeMap::new();
    let mut order = Vec::new();
    for point in data.all("dgm:pt") {
        let Some(id) = point.attribute("modelId") else { continue };
        let lines: Vec<String> = point
            .all("a:p")
            .iter()
            .map(|line| line.all("a:t").iter().map(|words| words.text()).collect::<String>())
            .collect();
        order.push(id);
        words.insert(id, lines.join(" ").trim().to_owned());
    }
    let mut below: BTreeMap<&str, Vec<(u64, &str)>> = BTreeMap::new();
    let mut has_parent = std::collections::BTreeSet::new();
    for link in data.all("dgm:cxn") {
        if !matches!(link.attribute("type"), None | Some("parOf")) {
            continue;
        }
        let ends = link.attribute("srcId").zip(link.attribute("destId"));
        let Some((from, to)) = ends else { continue };
        let place = link.attribute("srcOrd").and_then(|place| place.parse().ok()).unwrap_or(0);
        below.entry(from).or_default().push((place, to));
        has_parent.insert(to);
    }
    below.values_mut().for_each(|children| children.sort_unstable());
    let mut entries = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for id in order.iter().filter(|id| !has_parent.contains(*id)).chain(&order) {
        let mut open = vec![(*id, 0)];
        while let Some((id, level)) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let words = words.get(id).map_or("", String::as_str);
            let says_something = !words.is_empty();
            if says_something {
                let block = paragraph(inlines(&[Run::plain(words)]));
                entries.push(Entry::Item(level, Marker::Bullet, vec![block]));
            }
            let level = (level + usize::from(says_something)).min(MAX_LEVEL);
            let children = below.get(id).map_or(&[][..], Vec::as_slice);
            open.extend(children.iter().rev().map(|(_, child)| (*child, level)));
        }
    }
    nested(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_spreadsheets_are_read() {
        assert_eq!(day("45616").as_deref(), Some("2024-11-20"));
        assert_eq!(day("1").as_deref(), Some("1899-12-31"));
        assert_eq!(day("-5"), None);
        assert_eq!(plain_number("0.30000000000000004".to_owned()), "0.3");
        assert_eq!(plain_number("1090000000000000".to_owned()), "1090000000000000");
    }
}
