//! Tests of charts of lines with many series and long names.

use crate::brief::{ChartType, Lang};
use crate::layout::chart::drawing::tests::assert_clear;
use crate::layout::chart::drawing::{Drawing, Ink};
use crate::layout::chart::line::line;
use crate::layout::chart::plot::plot;
use crate::layout::chart::plot::tests::chart;
use crate::layout::chart::room::Room;

const SLIDE: Room = Room { width: 840.0, height: 300.0, size: 22.0, fills: true };
const PAPER: Room = Room { width: 425.0, height: 560.0, size: 9.0, fills: false };
const CARD: Room = Room { width: 246.0, height: 260.0, size: 9.5, fills: false };

fn drawn(rows: &[&[&str]], room: Room) -> Drawing {
    line(&plot(&chart(ChartType::Line, rows)).expect("data"), room, Lang::En).expect("a line")
}

/// Fails where a name of a series or of the first or last row is cut, missing, or stands on another.
fn assert_whole(rows: &[&[&str]], room: Room) {
    let drawing = drawn(rows, room);
    assert_clear(&drawing, "long names");
    let words: Vec<&str> = drawing.labels().map(|label| label.text.as_str()).collect();
    assert!(!words.iter().any(|words| words.contains('…')), "{words:?}");
    for name in rows[0][1..].iter().chain([&rows[1][0], &rows[rows.len() - 1][0]]) {
        assert!(words.iter().any(|words| words.contains(name)), "{name} in {room:?}: {words:?}");
    }
}

/// A slide of the shape 4:3, and the part of it beside a text.
const FOUR_TO_THREE: Room = Room { width: 600.0, height: 280.0, size: 20.0, fills: true };
const BESIDE: Room = Room { width: 372.0, height: 280.0, size: 20.0, fills: true };

#[test]
fn five_and_more_series_and_long_names_are_never_cut_nor_touch() {
    let many: &[&[&str]] = &[
        &["#Year", "Japan", "United States", "Republic of Korea", "Australia", "United Kingdom", "India"],
        &["2019", "0.9", "3.4", "2.7", "1.9", "2.1", "2.4"],
        &["2021", "1.0", "3.5", "2.8", "2.0", "2.2", "2.6"],
        &["2023", "1.2", "3.4", "2.8", "1.9", "2.3", "2.4"],
    ];
    let long: &[&[&str]] = &[
        &[
            "#Year",
            "United States of America and its territories",
            "日本（推計を含む。）",
            "Australia and New Zealand",
        ],
        &["2019", "2.1", "2.1", "2.0"],
        &["2020", "2.2", "2.1", "2.0"],
        &["2023", "2.2", "2.1", "2.1"],
    ];
    for room in [SLIDE, FOUR_TO_THREE, PAPER, CARD] {
        assert_whole(many, room);
        assert_whole(long, room);
    }
    assert_whole(long, BESIDE);
    let drawing = drawn(many, FOUR_TO_THREE);
    let leaders = drawing.lines.iter().filter(|line| line.points.len() == 2 && line.ink == Ink::Muted);
    assert!(leaders.count() > 0, "words that moved are led back to their lines");
}

#[test]
fn names_of_rows_that_are_no_years_all_stand_whole() {
    let rows: &[&[&str]] = &[
        &["#", "Sum"],
        &["Before the agreement", "6.2"],
        &["In its first year", "51"],
        &["Today, as of the last count", "61.6"],
    ];
    for room in [SLIDE, FOUR_TO_THREE, PAPER, CARD] {
        let drawing = drawn(rows, room);
        assert_clear(&drawing, "names of rows");
        for row in &rows[1..] {
            assert!(drawing.labels().any(|label| label.text == row[0]), "{} in {room:?}", row[0]);
        }
    }
    // Where they find no room they are left to bars, which have them at their sides.
    let many: Vec<String> = (0..9).map(|n| format!("A long name of something {n}")).collect();
    let many: Vec<[&str; 2]> = many.iter().map(|name| [name.as_str(), "5"]).collect();
    let many: Vec<&[&str]> = many.iter().map(<[_; 2]>::as_slice).collect();
    let plotted = plot(&chart(ChartType::Line, &many)).expect("data");
    assert_eq!(line(&plotted, FOUR_TO_THREE, Lang::En), None);
}

#[test]
fn names_that_find_no_room_beside_the_lines_stand_above_them() {
    let long = "Manufacturing of motor vehicles and their parts in all states";
    let names: Vec<String> = (1..=4).map(|n| format!("{long}, series {n}")).collect();
    let head: Vec<&str> = ["#Year"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let rows: &[&[&str]] = &[&head, &["2019", "1", "2", "3", "4"], &["2023", "2", "3", "4", "5"]];
    let drawing = drawn(rows, CARD);
    assert_clear(&drawing, "a legend");
    let (above, below) = drawing.notes.split_at(names.len());
    assert!(above.iter().map(|note| note.text.as_str()).eq(names.iter().map(String::as_str)));
    let bottom = above.iter().map(|note| note.y + note.height).fold(0.0, f64::max);
    assert!(below.iter().all(|note| note.y >= bottom));
    // A slide has no such height, so the data are a table there.
    let plotted = plot(&chart(ChartType::Line, rows)).expect("data");
    assert_eq!(line(&plotted, FOUR_TO_THREE, Lang::En), None);
}
