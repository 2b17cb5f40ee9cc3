//! What a PDF tells a reader of the screen: the order of its text, its headings, and which cells head others.

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};

use crate::support::{briefs, file, in_parallel, program, released, written};

const BRIEF: &str = "---\ntitle: American jobs\ndate: 2024-11-20\n---\n\n## Plants\n\n- They employ many people.\n\n\
    | State | Jobs |\n|---|---|\n| Ohio | 40 |\n\n### In detail\n\nMore of it.\n\n## Growth\n\n```chart\ntype: bar\n\
    title: People employed\nunit: jobs\nsource: A report\ndata:\n  - [2014, 88]\n  - [2023, 109]\n```\n\n\
    ## Sources\n\nTwenty-four[^n] plants.\n\n[^n]: A note at the end.\n";

/// The tags of a PDF and what stands in them, a line each, without attributes.
fn tags(bytes: &[u8]) -> Option<String> {
    let mut pdfinfo = program("pdfinfo", "poppler-utils")?;
    let path = written(bytes);
    let output = pdfinfo.arg("-struct-text").arg(path.path()).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let is_tag = |line: &&str| {
        let words = line.trim();
        !words.is_empty() && !words.starts_with(['/', '[', ']']) && !words.starts_with("Object ")
    };
    let shown = text.lines().filter(is_tag).map(|line| {
        let tag = line.trim_end().trim_end_matches(':');
        tag.trim_end_matches("(inline)").trim_end_matches("(block)").trim_end().to_owned()
    });
    Some(shown.collect::<Vec<_>>().join("\n") + "\n")
}

#[test]
fn the_title_is_the_first_heading_and_cells_say_which_head_the_others() {
    let engine = Engine::with_own_fonts();
    let copy = released(BRIEF, Reader::Counterpart);
    let text =
        ["H1 \"American jobs\"", "H2 \"Plants\"", "H3 \"In detail\"", "H2 \"Growth\"", "H2 \"Sources\""];
    for shape in [Shape::Text, Shape::Slides] {
        let files = file(&engine, &copy, "pdf", shape);
        let Some(found) = tags(&files[0].bytes) else { return };
        let lines: Vec<&str> = found.lines().map(str::trim).collect();
        let heads: Vec<&str> = lines.iter().copied().filter(|line| is_heading(line)).collect();
        let notes = if shape == Shape::Text { &["H2 \"Notes\""][..] } else { &[][..] };
        assert_eq!(heads, [&text[..], notes].concat(), "{shape}");
        let headed = |words: &str| {
            let at =
                lines.iter().position(|line| *line == words).unwrap_or_else(|| panic!("{words}: {found}"));
            lines[..at].iter().rev().find(|line| line.starts_with('T')).copied().unwrap_or("").to_owned()
        };
        assert!(headed("\"2014\"").starts_with("TH") && headed("\"State\"").starts_with("TH"), "{found}");
        assert!(headed("\"88\"").starts_with("TD") && headed("\"40\"").starts_with("TD"), "{found}");
    }
}

#[test]
fn each_paper_begins_with_its_title_and_every_table_has_heads() {
    let briefs = briefs();
    let shapes = [Shape::Text, Shape::Slides, Shape::Cards];
    let all: Vec<(usize, Shape)> =
        (0..briefs.len()).flat_map(|brief| shapes.map(|shape| (brief, shape))).collect();
    let found = in_parallel(all.len(), |engine, idx| {
        let (brief_idx, shape) = all[idx];
        let loaded = &briefs[brief_idx];
        let context = demarche::release::Context { book: &loaded.book, assets: &loaded.assets };
        let copy = demarche::release::project(&loaded.brief, &context, Reader::Counterpart);
        Some((idx, tags(&file(engine, &copy, "pdf", shape)[0].bytes)?))
    });
    for (idx, tags) in found {
        let (brief_idx, shape) = all[idx];
        let name = format!("brief {brief_idx} as {shape}");
        let heads: Vec<&str> = tags.lines().map(str::trim).filter(|line| is_heading(line)).collect();
        assert!(heads.first().is_some_and(|head| head.starts_with("H1")), "{name}: {heads:?}");
        assert_eq!(heads.iter().filter(|head| head.starts_with("H1")).count(), 1, "{name}: {heads:?}");
        let lines: Vec<&str> = tags.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.trim() == "Table") {
            let depth = indent(line);
            let mut within = lines[at + 1..].iter().take_while(|line| indent(line) > depth);
            assert!(within.any(|line| line.trim().starts_with("TH")), "{name}: a table without heads");
        }
    }
}

fn is_heading(line: &str) -> bool {
    let mut letters = line.chars();
    letters.next() == Some('H') && letters.next().is_some_and(|c| c.is_ascii_digit())
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
