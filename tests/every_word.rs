//! No word of a brief is lost: each is in the principal's Markdown and pages, or a finding stands on it.
//!
//! Words are runs of letters and digits. Not words of the brief but signs for the program, and so not looked for:
//!
//! - front matter, but for the values of `title` and `subtitle`;
//! - the name of a kind in `[!KIND]` and behind `:::`, columns included;
//! - where a link or picture leads to, its second title if it is a link, and definitions of links;
//! - labels of footnotes and boxes of tasks;
//! - numbers before the items of a list, since a list is counted from its first;
//! - braces that say how much a point matters, how a slide is laid out, or name an attribute of a heading;
//! - the language of a block of code; in charts the keys, the type, the alternative text, which is read aloud and
//!   not shown, and the figures, which are written as the language writes figures;
//! - names of the tags that the handbook lists, and of entities;
//! - what tells where a slide or a step ends, and the words that begin a note of another tool.
//!
//! `DEMARCHE_LONG=1` tries 10,000 briefs.

use std::fs;
use std::ops::Range;
use std::path::Path;

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};

use crate::commonmark::{Example, examples, visible_words};
use crate::forms::judge::{copy_of, findings, markdown_of, page_words};
use crate::generator::{Rng, brief};
use crate::support::{engine_with_japanese, in_parallel};

/// How many generated briefs are read, and how many where `DEMARCHE_LONG` is set.
const N_BRIEFS: usize = 300;
const N_LONG_BRIEFS: usize = 10_000;

/// How many lines of a failure are shown.
const N_SHOWN: usize = 60;

/// Names that stand in a text for the program, not for the reader: what comes before, and what after.
const TAGS: &[&str] = &["br", "sub", "sup", "u", "mark", "kbd", "ruby", "rt", "rp"];

/// Letters and digits alone, small ones: what is left whatever a page does with blanks, hyphens and capitals.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The letters of the principal's Markdown, without the tags that part emphasis within a word.
fn markdown_letters(engine: &Engine, text: &str) -> String {
    let markdown = markdown_of(engine, text, Reader::Principal);
    let tags = ["<em>", "</em>", "<strong>", "</strong>"];
    letters(&tags.iter().fold(markdown, |markdown, tag| markdown.replace(tag, "")))
}

/// The words of a brief that a reader should see, with their places.
fn words(text: &str) -> Vec<Range<usize>> {
    let signs = signs(text);
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        if signs.iter().any(|sign| sign.contains(&at)) {
            continue;
        }
        match words.last_mut() {
            Some(word) if word.end == at => word.end += c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
    }
    words
}

/// The places of what is no word of the brief.
fn signs(text: &str) -> Vec<Range<usize>> {
    let mut signs = Vec::new();
    let body_start = front_signs(text, &mut signs);
    let mut code: Option<(char, bool)> = None;
    let mut offset = body_start;
    for line in text[body_start..].split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let inner = line.trim_start_matches([' ', '>', '\t']);
        let inner_start = start + line.len() - inner.len();
        let fence = inner.chars().next().filter(|c| matches!(c, '`' | '~') && is_fence(inner, *c));
        match (code, fence) {
            (Some((open, _)), Some(c)) if open == c => code = None,
            (None, Some(c)) => {
                code = Some((c, inner.trim_matches([c, ' ', '\n', '\r']) == "chart"));
                signs.push(start..offset);
            }
            (Some((_, true)), _) => chart_signs(inner, inner_start, &mut signs),
            (Some(_), _) => {}
            (None, None) => line_signs(inner, inner_start, &mut signs),
        }
    }
    signs
}

fn is_fence(line: &str, c: char) -> bool {
    let n_signs = line.chars().take_while(|found| *found == c).count();
    n_signs >= 3 && !line.trim_start_matches(c).contains('`')
}

/// Front matter, but for the values of two keys; returns where it ends.
fn front_signs(text: &str, signs: &mut Vec<Range<usize>>) -> usize {
    let Some(rest) = text.strip_prefix("---\n").filter(|rest| rest.contains("\n---\n")) else { return 0 };
    let end = 4 + rest.find("\n---\n").map_or(0, |at| at + 5);
    let mut offset = 0;
    for line in text[..end].split_inclusive('\n') {
        let is_title = line.starts_with("title:") || line.starts_with("subtitle:");
        let n_key_bytes = if is_title { line.find(':').unwrap_or(0) } else { line.len() };
        signs.push(offset..offset + n_key_bytes);
        offset += line.len();
    }
    end
}

/// The keys and the type of a chart.
fn chart_signs(line: &str, start: usize, signs: &mut Vec<Range<usize>>) {
    let key = line.split(':').next().unwrap_or("");
    match key {
        "type" | "data" | "alt" => signs.push(start..start + line.len()),
        "title" | "source" | "unit" => signs.push(start..start + key.len()),
        _ => signs.push(start + key.len()..start + line.len()),
    }
}

/// What is no word on a line of text.
fn line_signs(line: &str, start: usize, signs: &mut Vec<Range<usize>>) {
    let mut sign = |range: Range<usize>| signs.push(start + range.start..start + range.end);
    let trimmed = line.trim();
    let is_definition = line.starts_with('[') && !line.starts_with("[^") && line.contains("]: ");
    let is_step = ["<!-- pause -->", "<!-- end_slide -->", ". . ."].contains(&trimmed);
    if is_definition || is_step {
        sign(0..line.len());
        return;
    }
    let mut item = line;
    loop {
        let rest = item.trim_start_matches(['-', '*', '+', ' ', '>']);
        let unnumbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = unnumbered.len() < rest.len() && unnumbered.starts_with([')', '.']);
        if is_number && unnumbered[1..].starts_with([' ', '\n']) {
            let at = line.len() - rest.len();
            sign(at..at + rest.len() - unnumbered.len());
            item = &unnumbered[1..];
            continue;
        }
        item = rest;
        break;
    }
    let at = line.len() - item.len();
    if let Some(rest) = item.strip_prefix(":::") {
        let name = rest.trim_start_matches([':', ' ']);
        let n_name_bytes = if name.starts_with('{') { name.find('}') } else { name.find([' ', '\n']) };
        let name_at = at + item.len() - name.len();
        sign(name_at..name_at + n_name_bytes.unwrap_or(name.len()));
    }
    for opening in ["Speaker notes:", "Notes:", "Note:", "[x]", "[X]"] {
        if item.starts_with(opening) {
            sign(at..at + opening.len());
        }
    }
    bracketed_signs(line, &mut sign);
}

/// What is no word between brackets of any sort.
fn bracketed_signs(line: &str, sign: &mut impl FnMut(Range<usize>)) {
    let pairs = [("[!", "]"), ("[^", "]"), ("](", ")"), ("{", "}"), ("｛", "｝"), ("&", ";"), ("<", ">")];
    for (open, close) in pairs {
        for (at, _) in line.match_indices(open) {
            let from = at + open.len();
            let Some(length) = line[from..].find(close) else { continue };
            let inner = &line[from..from + length];
            let is_sign = match open {
                "](" => {
                    !line[..at].rsplit('[').next().is_some_and(|_| is_picture_with_title(line, at, inner))
                }
                "&" => inner.chars().all(|c| c.is_ascii_alphanumeric() || c == '#'),
                "<" => {
                    // The end of an element says nothing; what is done with its beginning is said there.
                    inner.starts_with('/') || TAGS.contains(&inner.split([' ', '/']).next().unwrap_or(""))
                }
                "{" | "｛" => is_attribute(inner),
                _ => true,
            };
            if is_sign {
                sign(from..from + length);
            }
        }
    }
}

/// Whether what a bracket leads to has words that are printed below a picture.
fn is_picture_with_title(line: &str, at: usize, inner: &str) -> bool {
    let is_picture = line[..at].rfind('[').is_some_and(|open| line[..open].ends_with('!'));
    is_picture && inner.contains('"')
}

/// Whether braces hold what is for the program.
fn is_attribute(inner: &str) -> bool {
    let inner = inner.trim_start();
    let weights = ["must", "should", "could", "必須", "推奨", "任意", "minutes=", "layout="];
    inner.starts_with(['.', '#']) || weights.iter().any(|weight| inner.starts_with(weight))
}

/// The words of a text that are neither in what the principal gets nor under a finding.
fn lost(engine: &Engine, text: &str) -> Vec<String> {
    let markdown = markdown_letters(engine, text);
    let pages = letters(&page_words(engine, &copy_of(text, Reader::Principal), Shape::Text));
    let mut found = None;
    let mut lost = Vec::new();
    for word in words(text) {
        let wanted = letters(&text[word.clone()]);
        let missing: Vec<&str> = [("Markdown", &markdown), ("pages", &pages)]
            .into_iter()
            .filter(|(_, copy)| !copy.contains(&wanted))
            .map(|(name, _)| name)
            .collect();
        if missing.is_empty() {
            continue;
        }
        let found = found.get_or_insert_with(|| findings(text));
        let is_named =
            found.iter().any(|finding| finding.span.start <= word.start && word.end <= finding.span.end);
        if !is_named {
            lost.push(format!("{} is not in {}", &text[word], missing.join(" and ")));
        }
    }
    lost
}

fn engine() -> Engine {
    engine_with_japanese().unwrap_or_else(Engine::with_own_fonts)
}

fn assert_none(mut wrong: Vec<String>) {
    wrong.sort();
    let shown = wrong.iter().take(N_SHOWN).cloned().collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} lost words:\n{}", wrong.len(), shown.join("\n"));
}

#[test]
fn signs_are_told_from_words() {
    let text = "---\ntitle: One two\nlang: en\n---\n\n## Three {#four .five}\n\n- [x] six [seven](eight.md \"nine\")\n\
        1. ten &amp; <u>eleven</u>[^twelve] {must 2m}\n\n> [!SAY] thirteen\n\n::: notes fourteen\n:::\n\n[a]: b\n\n\
        ```rust\nlet x\n```\n";
    let found: Vec<&str> = words(text).into_iter().map(|word| &text[word]).collect();
    let expected =
        ["One", "two", "Three", "six", "seven", "ten", "eleven", "thirteen", "fourteen", "let", "x"];
    assert_eq!(found, expected);
}

#[test]
fn every_word_of_a_generated_brief_is_in_the_principals_copy() {
    let is_long = std::env::var_os("DEMARCHE_LONG").is_some();
    let n_briefs = if is_long { N_LONG_BRIEFS } else { N_BRIEFS };
    assert_none(in_parallel(n_briefs, |engine, seed| {
        let lost = lost(engine, &brief(&mut Rng::new(seed as u64)));
        (!lost.is_empty()).then(|| format!("brief {seed}: {}", lost.join("; ")))
    }));
}

#[test]
fn every_word_of_the_specifications_examples_is_in_the_principals_copy() {
    let examples = examples();
    let wrong = in_parallel(examples.len(), |engine, idx| {
        let Example { number, markdown, html } = &examples[idx];
        let copies = [
            markdown_letters(engine, markdown),
            letters(&page_words(engine, &copy_of(markdown, Reader::Principal), Shape::Text)),
        ];
        let seen: Vec<String> = visible_words(html).iter().map(|word| letters(word)).collect();
        let is_lost = |word: &&String| copies.iter().any(|copy| !copy.contains(word.as_str()));
        let lost: Vec<&String> = seen.iter().filter(is_lost).collect();
        let is_wrong = !lost.is_empty() && !is_covered(markdown, &lost);
        is_wrong.then(|| format!("example {number}: {lost:?} of {markdown:?}"))
    });
    assert_none(wrong);
}

/// Whether each word stands somewhere under a finding.
fn is_covered(text: &str, words: &[&String]) -> bool {
    let found = findings(text);
    words
        .iter()
        .all(|word| found.iter().any(|finding| letters(finding.span.slice(text)).contains(word.as_str())))
}

#[test]
fn every_word_of_a_golden_is_in_the_principals_copy() {
    let engine = engine();
    let mut wrong = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for group in fs::read_dir(&folder).expect("goldens") {
        for entry in fs::read_dir(group.expect("a group").path()).expect("a folder") {
            let path = entry.expect("a golden").path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a brief is UTF-8");
            let lost = lost(&engine, &text);
            if !lost.is_empty() {
                let name = path.strip_prefix(&folder).expect("below").display().to_string();
                wrong.push(format!("{name}: {}", lost.join("; ")));
            }
        }
    }
    assert_none(wrong);
}
