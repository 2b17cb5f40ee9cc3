//! What a PDF tells a reader of the screen: the order of its text, its headings, and which cells head others.

use std::fs;
use std::path::Path;

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};
use demarche::release::project;

use crate::support::{briefs, engine_with_japanese, file, in_parallel, program, released, written};

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
        let copy = project(&loaded.brief, &context, Reader::Counterpart);
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

/// What a reader aloud hears of some samples, in its order.
#[test]
fn papers_are_heard_as_when_somebody_read_what_is_heard() {
    let engine = Engine::with_own_fonts();
    let is_update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    for (stem, reader, shape) in [
        ("us-jobs", Reader::Counterpart, Shape::Slides),
        ("auto-tariffs", Reader::Counterpart, Shape::Text),
        ("host-nation-support", Reader::Principal, Shape::Cards),
    ] {
        let all = briefs();
        let loaded = all.iter().find(|loaded| loaded.path.ends_with(format!("{stem}.md"))).expect("a sample");
        let copy = project(&loaded.brief, &loaded.context(), reader);
        let Some(found) = tags(&file(&engine, &copy, "pdf", shape)[0].bytes) else { return };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/tags");
        let path = folder.join(format!("{stem}-{shape}-{reader}.txt"));
        if is_update {
            fs::create_dir_all(&folder).expect("made");
            fs::write(&path, &found).expect("written");
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        let differs = found.lines().zip(golden.lines().chain(std::iter::repeat(""))).find(|(a, b)| a != b);
        assert!(found == golden, "{}: {differs:?}; read it, then UPDATE_SNAPSHOTS=1", path.display());
    }
}

#[test]
fn the_sources_of_a_slide_are_heard_after_its_text() {
    let engine = Engine::with_own_fonts();
    let note = "A note at the end of its slide.";
    let point = |n: usize| format!("- Point {n} of some words\n");
    let points: String = (0..24).map(point).collect();
    for text in
        ["Words[^n] of it.\n\nThe last words.\n".to_owned(), format!("{points}- The last words.[^n]\n")]
    {
        let brief = format!("---\ntitle: T\ndate: 2024-11-20\n---\n\n## A claim\n\n{text}\n[^n]: {note}\n");
        let files = file(&engine, &released(&brief, Reader::Counterpart), "pdf", Shape::Slides);
        let Some(found) = tags(&files[0].bytes) else { return };
        let heard: String = found.lines().map(|line| line.trim().trim_matches('"')).collect();
        assert_eq!(heard.matches(note).count(), 1, "once, on however many pages it stands: {found}");
        let (text, sources) = (heard.find("The last words"), heard.find(note));
        assert!(text.is_some() && text < sources, "{found}");
    }
}

#[test]
fn words_of_the_other_language_say_so() {
    let Some(engine) = engine_with_japanese() else { return };
    for (lang, words, other) in [
        (
            "en",
            "The alliance (日米同盟) stands.\n\n- 自由で開かれた海\n\n| 外務省 | MOFA |\n|---|---|\n| a | b |",
            "ja-JP",
        ),
        (
            "ja",
            "国防長官Lloyd Austinと会談。\n\n- Free and Open Indo-Pacificを推進\n\n| Department of State | 国務省 |\n|---|---|\n| 甲 | 乙 |",
            "en-US",
        ),
    ] {
        let brief = format!("---\ntitle: T\ndate: 2024-11-20\nlang: {lang}\n---\n\n## X\n\n{words}\n");
        for shape in [Shape::Text, Shape::Slides] {
            let files = file(&engine, &released(&brief, Reader::Counterpart), "pdf", shape);
            let Some(mut qpdf) = program("qpdf", "qpdf") else { return };
            let path = written(&files[0].bytes);
            let output = qpdf.args(["--qdf", "--object-streams=disable"]).arg(path.path()).arg("-").output();
            let plain = String::from_utf8_lossy(&output.expect("it runs").stdout).into_owned();
            let n_told = plain.matches(&format!("/Lang({other})")).count()
                + plain.matches(&format!("/Lang ({other})")).count();
            assert!(n_told >= 3, "{lang} {shape}: {n_told}");
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
