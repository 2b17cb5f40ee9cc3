//! The line at the foot, by label: what gives way where there is no room, in which order, and what never does.

use std::collections::BTreeSet;

use demarche::brief::Lang;
use demarche::session::Protection;
use demarche::text::Message;
use egui::Rect;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::gui::Desk;

/// One problem, a time with an interpreter, and a limit of pages.
const BRIEF: &str = "---\ntitle: Jobs\ndate: 2024-11-20\nduration: 15m\ninterpreter: consecutive\nlimit: 2 pages\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n## Plants\n\n- They employ many people, and [a figure](fact:none).\n";

/// What the line holds, part by part: the name of each and where it stands.
fn entries(desk: &Desk, lang: Lang) -> Vec<(String, Rect)> {
    let name = if lang == Lang::Ja { "状態" } else { "Status" };
    let line = desk.harness.get_by_role_and_label(Role::Region, name);
    let nodes = line.children_recursive();
    let told = nodes.filter(|node| matches!(node.accesskit_node().role(), Role::Label | Role::Button));
    let entry = told.filter_map(|node| {
        let told = node.accesskit_node();
        let name = if told.role() == Role::Label { told.value() } else { told.label() };
        Some((name?, node.rect()))
    });
    entry.collect()
}

/// The parts of the line: state, words, time with and without its words, pages, problems.
fn parts(lang: Lang) -> [&'static str; 6] {
    match lang {
        Lang::En => ["Saved", " words", " to say", "/ 15:00", " of 2 pages", " problem"],
        Lang::Ja => ["保存済み", " 語", " 所要", "/ 15:00", "／2 ページ", "指摘 "],
    }
}

fn at_width(desk: &mut Desk, width: f32) {
    desk.harness.set_size(egui::vec2(width, 500.0));
    desk.step();
    desk.step();
}

fn opened(lang: Lang) -> Desk {
    let mut desk = Desk::with(BRIEF).started_in(lang);
    desk.wait(|app| app.analysis.n_paper_pages.is_some() && !app.analysis.findings.is_empty());
    desk
}

#[test]
fn words_give_way_first_then_the_time_and_never_the_state_or_the_problems() {
    for lang in [Lang::En, Lang::Ja] {
        let mut desk = opened(lang);
        let mut states: Vec<BTreeSet<&str>> = Vec::new();
        for width in (13..=64_u16).rev().map(|step| f32::from(step * 20)) {
            at_width(&mut desk, width);
            let entries = entries(&desk, lang);
            for (idx, (name, rect)) in entries.iter().enumerate() {
                let is_within = rect.left() >= 0.0 && rect.right() <= width + 0.5;
                assert!(is_within, "{lang:?} at {width}: {name} at {rect:?}");
                for (other, place) in &entries[idx + 1..] {
                    let common = rect.shrink(0.5).intersect(place.shrink(0.5));
                    assert!(!common.is_positive(), "{lang:?} at {width}: {name} and {other}");
                }
            }
            let is_there = |part: &&str| entries.iter().any(|(name, _)| name.contains(part));
            states.push(parts(lang).into_iter().filter(is_there).collect());
        }
        states.dedup();
        let [state, words, time, short, pages, problems] = parts(lang);
        let expected = [
            vec![state, words, time, short, pages, problems],
            vec![state, time, short, pages, problems],
            vec![state, short, pages, problems],
            vec![state, pages, problems],
            vec![state, problems],
        ];
        let expected: Vec<BTreeSet<&str>> = expected.map(|part| part.into_iter().collect()).into();
        // The narrowest window may have room for the number of pages still.
        assert!(states.len() >= 4 && expected.starts_with(&states), "{lang:?}: {states:?}");
    }
}

#[test]
fn nothing_of_the_line_lies_beyond_the_window_whatever_the_state_is() {
    let reasons = [
        Protection::Saved,
        Protection::Protected,
        Protection::NotProtected(Message::new(
            "there is no space left on the disk",
            "ディスクに空きがありません",
        )),
    ];
    for lang in [Lang::En, Lang::Ja] {
        let mut desk = opened(lang);
        for state in &reasons {
            for width in [1280.0, 640.0, 427.0, 267.0] {
                desk.app().protection = state.clone();
                at_width(&mut desk, width);
                let entries = entries(&desk, lang);
                let problems = parts(lang)[5];
                assert!(entries.iter().any(|(name, _)| name.contains(problems)), "{lang:?} at {width}");
                for (name, rect) in &entries {
                    let is_within =
                        rect.left() >= 0.0 && rect.right() <= width + 0.5 && rect.bottom() <= 500.5;
                    assert!(is_within, "{lang:?}, {state:?} at {width}: {name} at {rect:?}");
                }
            }
        }
    }
}

#[test]
fn what_has_given_way_is_told_where_the_state_is_pointed_at() {
    let mut desk = opened(Lang::En);
    at_width(&mut desk, 427.0);
    desk.harness.get_by_label("Saved").hover();
    desk.harness.run_steps(20);
    assert!(desk.harness.query_by_label_contains("words").is_some(), "it says how long the text is");
}

#[test]
fn no_line_beside_a_panel_runs_into_the_foot() {
    for (width, height) in [(1280.0, 800.0), (853.0, 480.0), (640.0, 360.0), (640.0, 240.0), (427.0, 267.0)] {
        let mut desk = opened(Lang::En);
        desk.app().view.shows_preview = true;
        desk.harness.set_size(egui::vec2(width, height));
        desk.step();
        desk.step();
        let banners = desk.harness.get_all_by_label("OFFICIAL");
        let foot = banners.map(|banner| banner.rect().top()).fold(0.0, f32::max);
        assert!(foot > height / 2.0, "the lower banner is at {foot} of {height}");
        let lines = desk.harness.output().shapes.iter().filter_map(|clipped| match clipped.shape {
            egui::Shape::LineSegment { points: [from, to], .. } if (from.x - to.x).abs() < 0.1 => {
                Some((from, clipped.clip_rect.bottom().min(to.y.max(from.y))))
            }
            _ => None,
        });
        let below: Vec<_> = lines.filter(|(from, end)| from.y < foot - 20.0 && *end > foot).collect();
        assert!(below.is_empty(), "{width} by {height}: {below:?} end below {foot}");
    }
}
