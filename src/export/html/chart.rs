//! Charts: drawn as in every shape of page, with their data as a table for those who cannot see them.

use crate::brief::{ChartType, is_number};
use crate::export::html::page::Page;
use crate::export::html::words::write_words;
use crate::export::office_parts::{chart_source, chart_title};
use crate::layout::chart_svg;
use crate::release::ChartData;

/// Writes a chart: its title, its drawing, its data and its source.
pub(super) fn write_chart(page: &mut Page<'_>, chart: &ChartData) {
    let lang = page.lang();
    page.html.open("figure", &[("class", "dmchart")]);
    if let Some(title) = chart_title(chart, lang) {
        page.html.open("figcaption", &[("class", "dmcharttitle")]);
        write_words(&mut page.html, &title, lang);
        page.html.close();
    }
    let drawn = chart_svg(chart, lang, page.is_screen);
    if chart.chart_type == ChartType::Number {
        write_figures(page, chart);
    } else if let Some(drawn) = drawn {
        page.n_wide += 1;
        let attributes =
            [("viewBox", drawn.view_box.as_str()), ("role", "img"), ("aria-label", &drawn.description)];
        page.html.open("svg", &attributes);
        let markup = drawn.markup(&format!("dmmap{}x", page.n_wide));
        page.html.raw(&markup);
        page.html.close();
        page.html.open("details", &[]);
        page.html.leaf("summary", &[], page.word("Data", "データ"));
        write_data(page, chart);
        page.html.close();
    } else {
        write_data(page, chart);
    }
    if let Some(source) = chart_source(chart, lang) {
        page.html.open("p", &[("class", "dmsource")]);
        write_words(&mut page.html, &source, lang);
        page.html.close();
    }
    page.html.close();
}

/// Writes large figures, each with the words that say what it counts.
fn write_figures(page: &mut Page<'_>, chart: &ChartData) {
    page.html.open("div", &[("class", "dmfigures")]);
    for row in &chart.rows {
        let Some((value, words)) = row.split_last() else { continue };
        let words: Vec<&str> = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
        page.html.open("p", &[]);
        // One figure alone bears its unit, several have it in their title.
        let unit = chart.unit.as_deref().filter(|_| chart.rows.len() <= 1);
        let value = unit.map_or_else(|| value.clone(), |unit| format!("{value} {unit}"));
        page.html.leaf("strong", &[], &value);
        let lang = page.lang();
        write_words(&mut page.html, &format!(" {}", words.join(", ")), lang);
        page.html.close();
    }
    page.html.close();
}

/// Writes the data of a chart as a table, whose first column names the rows.
fn write_data(page: &mut Page<'_>, chart: &ChartData) {
    let lang = page.lang();
    let n_columns = chart.rows.iter().map(Vec::len).chain([chart.head.len()]).max().unwrap_or(0);
    if n_columns == 0 {
        return;
    }
    page.html.open("table", &[]);
    if chart.head.iter().any(|name| !name.trim().is_empty()) {
        page.html.open("thead", &[]);
        page.html.open("tr", &[]);
        for name in &chart.head {
            let is_named = !name.trim().is_empty();
            let attributes: &[(&str, &str)] = if is_named { &[("scope", "col")] } else { &[] };
            page.html.open(if is_named { "th" } else { "td" }, attributes);
            write_words(&mut page.html, name, lang);
            page.html.close();
        }
        page.html.close();
        page.html.close();
    }
    page.html.open("tbody", &[]);
    for row in &chart.rows {
        page.html.open("tr", &[]);
        for (idx, words) in row.iter().enumerate() {
            let names_row = idx == 0 && n_columns > 1 && !words.trim().is_empty();
            let (tag, attributes): (_, &[(&str, &str)]) = if names_row {
                ("th", &[("scope", "row")])
            } else if is_number(words) {
                ("td", &[("class", "dmright")])
            } else {
                ("td", &[])
            };
            page.html.open(tag, attributes);
            write_words(&mut page.html, words, lang);
            page.html.close();
        }
        page.html.close();
    }
    page.html.close();
    page.html.close();
}
