//! Charts as they come out: rows in the order written, figures as typed, true minus signs.

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};

use crate::support::{file, markdown, pages, pdf_text, released};

const BALANCE: &str = "---\ntitle: Balance\ndate: 2024-11-20\n---\n\n## The balance, -3 to 5\n\nCall 03-5501-8000 by \
    2024-11-20, about -5 words.\n\n```chart\ntype: bar\ntitle: Balance\nunit: billion yen\ndata:\n  \"Zulu\": -1,280\n  \
    \"Alpha\": 640\n  \"Mike\": -35.5\n  \"2019-20\": 1,920\n  \"Bravo\": EUR 11 000\nsource: Customs\nalt: Balance.\n```\n";

#[test]
fn rows_of_a_chart_stand_as_they_were_written_with_true_minus_signs() {
    let copy = markdown(BALANCE, Reader::Counterpart);
    let rows: Vec<&str> = copy.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    let expected = [
        "| Zulu | −1,280 |",
        "| Alpha | 640 |",
        "| Mike | −35.5 |",
        "| 2019-20 | 1,920 |",
        "| Bravo | EUR 11 000 |",
    ];
    assert_eq!(rows, expected, "{copy}");
    // Words, ranges, dates and phone numbers are no values of a chart.
    for words in ["The balance, -3 to 5", "03-5501-8000", "2024-11-20", "about -5 words"] {
        assert!(copy.contains(words), "{words}:\n{copy}");
    }
}

#[test]
fn values_of_a_chart_are_set_flush_right_in_both_languages() {
    let engine = Engine::with_own_fonts();
    for lang in ["en", "ja"] {
        let text = BALANCE.replacen("date:", &format!("lang: {lang}\ndate:"), 1);
        let pdf = file(&engine, &released(&text, Reader::Counterpart), "pdf", Shape::Text);
        let Some(words) = pdf_text(&pdf[0].bytes) else { return };
        // Without the layout of the page, words would not say where they end.
        let ends: Vec<usize> = ["−1,280", "640", "−35.5", "1,920"]
            .iter()
            .map(|value| {
                let line = words.lines().find(|line| line.trim_end().ends_with(value));
                line.unwrap_or_else(|| panic!("{value}:\n{words}")).trim_end().chars().count()
            })
            .collect();
        let (least, most) = (ends.iter().min(), ends.iter().max());
        assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 1), "{ends:?}:\n{words}");
        let order: Vec<Option<usize>> =
            ["Zulu", "Alpha", "Mike", "2019-20", "Bravo"].iter().map(|label| words.find(label)).collect();
        assert!(order.is_sorted() && order[0].is_some(), "{words}");
    }
}

#[test]
fn big_numbers_have_true_minus_signs() {
    let engine = Engine::with_own_fonts();
    for (chart, shown) in [
        ("```chart\ntype: number\ndata: -1,280\nunit: jobs\n```", "−1,280 jobs"),
        ("```chart\ntype: number\ndata: { Jobs: -12800 }\n```", "−12,800"),
        ("**-3.5%** less than in the year before", "−3.5%"),
    ] {
        let text = format!("---\ntitle: T\n---\n\n## A claim\n\n{chart}\n");
        let pages = pages(&engine, &released(&text, Reader::Counterpart), Shape::Slides);
        let words = pages.words(1);
        assert!(words.replace('\u{a0}', " ").contains(shown), "{shown}: {words}");
    }
    // In running text it stays as it was typed.
    let copy = markdown("---\ntitle: T\n---\n\n**-3.5%** less\n", Reader::Counterpart);
    assert!(copy.contains("-3.5%"), "{copy}");
}

#[test]
fn no_line_is_broken_within_a_number() {
    let engine = Engine::with_own_fonts();
    let cells = ["EUR 11 000", "40 000 tonnes", "USD 5 billion"];
    for n_words in 0..40 {
        let filler = "ab ".repeat(n_words);
        for number in cells {
            let text = format!(
                "---\ntitle: T\n---\n\n## H\n\n{filler}{number} of it and more words to fill the line\n"
            );
            let words = pages(&engine, &released(&text, Reader::Counterpart), Shape::Text).words(0);
            let held = number.replace(' ', "\u{a0}");
            assert!(
                words.lines().any(|line| line.contains(&held)),
                "{number} after {n_words} words:\n{words}"
            );
            assert!(markdown(&text, Reader::Counterpart).contains(number), "as typed in Markdown");
        }
    }
}

#[test]
fn a_number_in_parts_keeps_together_on_pages() {
    let engine = Engine::with_own_fonts();
    let text = "---\ntitle: T\n---\n\n## H\n\nWorth EUR **11 000** and *40 000* tonnes, by EUR\n12 000.\n";
    let words = pages(&engine, &released(text, Reader::Counterpart), Shape::Text).words(0);
    for held in ["EUR\u{a0}11\u{a0}000", "40\u{a0}000\u{a0}tonnes", "EUR\u{a0}12\u{a0}000"] {
        assert!(words.contains(held), "{held}: {words}");
    }
}
