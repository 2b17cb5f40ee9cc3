//! The examples of the CommonMark specification, as the Markdown parser we use publishes them.

use std::fs;
use std::path::{Path, PathBuf};

use demarche::brief::{Block, Inline, InlineContent, Node, Reader, parse, walk_blocks, write};
use demarche::layout::{Engine, Shape};

use crate::parsing::spans_nest;
use crate::plain::words_in_markdown;
use crate::support::{file, pdf_text, released};

/// One example of the specification.
pub struct Example {
    /// Its number.
    pub number: usize,
    /// What is written.
    pub markdown: String,
    /// What it means, as HTML.
    pub html: String,
}

/// All examples, in order.
pub fn examples() -> Vec<Example> {
    let path = parser_folder().join("tests/suite/spec.rs");
    let source = fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    let literals: Vec<&str> = source
        .split("= r##\"")
        .skip(1)
        .map(|rest| rest.split_once("\"##;").map_or(rest, |(literal, _)| literal))
        .collect();
    let pairs = literals.chunks_exact(2).enumerate();
    let examples = pairs.map(|(idx, pair)| Example {
        number: idx + 1,
        markdown: pair[0].to_owned(),
        html: pair[1].to_owned(),
    });
    examples.collect()
}

/// Where cargo keeps the source of the Markdown parser, in the version that the lock file names.
fn parser_folder() -> PathBuf {
    let lock =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("a lock file");
    let (_, after) =
        lock.split_once("name = \"pulldown-cmark\"\nversion = \"").expect("the parser is locked");
    let (version, _) = after.split_once('"').expect("a version is quoted");
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home =
        home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).expect("cargo has a home");
    let registries = fs::read_dir(home.join("registry/src")).expect("cargo has fetched sources");
    let folders = registries.map(|entry| entry.expect("can be listed").path());
    let mut found = folders.map(|folder| folder.join(format!("pulldown-cmark-{version}")));
    found.find(|folder| folder.is_dir()).expect("the source of the parser is where cargo keeps sources")
}

/// The words that a reader of some HTML sees: no tags, no comments, no values of attributes.
pub fn visible_words(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
            .into_iter()
            .find(|(begin, _)| rest.starts_with(begin))
            .map_or_else(|| tag_end(rest), |(_, end)| rest.find(end).map(|at| at + end.len()));
        // Blocks part words, and so do breaks; marks within a line do not.
        let is_inline = ["em", "strong", "code", "a ", "del", "/em", "/strong", "/code", "/a", "/del"]
            .iter()
            .any(|name| rest[1..].starts_with(name));
        text.push_str(if is_inline { "" } else { " " });
        rest = &rest[end.unwrap_or(rest.len())..];
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().filter(|word| *word != COMMENT_END).map(str::to_owned).collect()
}

/// Where a tag ends: at the first `>` that is not within quotes.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    tag.find('>').map(|end| end + 1)
}

/// All words in the tree of a brief, one run after the other.
fn words_of(markdown: &str) -> String {
    let (brief, _) = parse(markdown);
    let mut out = String::new();
    walk_blocks(&brief.blocks, &mut |node| match node {
        Node::Block(Block::Code(code)) => out.push_str(&format!("\n{}\n", code.text)),
        Node::Block(Block::Html(raw) | Block::Comment(raw)) => out.push_str(&format!("\n{}\n", raw.text)),
        Node::Block(_) => out.push('\n'),
        Node::Inline(Inline { content, .. }) => match content {
            InlineContent::Text(words) | InlineContent::Code(words) | InlineContent::Html(words) => {
                out.push_str(words);
            }
            InlineContent::Portion(mark) => out.push_str(&format!("({mark}) ")),
            InlineContent::SoftBreak | InlineContent::HardBreak => out.push('\n'),
            _ => {}
        },
    });
    out
}

#[test]
fn there_are_as_many_examples_as_in_the_specification() {
    let examples = examples();
    assert!(examples.len() >= 649, "{} examples", examples.len());
    assert_eq!(examples.last().map(|example| example.number), Some(examples.len()));
    assert_eq!(visible_words("<p>a <em>b</em>c</p>\n<p title=\"x\">d&amp;</p>"), ["a", "bc", "d&"]);
}

/// Examples whose first lines are front matter to us.
const FRONT_MATTER: &[&str] = &["---\n"];

/// The sign that ends a comment, which others show where a comment was whole before it: it is no word.
const COMMENT_END: &str = "-->";

/// An example whose words behind a comment are raw HTML to others, asterisks and all, and Markdown to us.
const WORDS_BEHIND_COMMENT: usize = 177;

#[test]
fn no_word_of_an_example_is_lost() {
    let mut wrong = Vec::new();
    for Example { number, markdown, html } in examples() {
        spans_nest(&markdown, &parse(&markdown).0);
        if number == WORDS_BEHIND_COMMENT || FRONT_MATTER.iter().any(|begin| markdown.starts_with(begin)) {
            continue;
        }
        let kept = words_of(&markdown);
        let kept: String = kept.split_whitespace().collect();
        let lost: Vec<String> =
            visible_words(&html).into_iter().filter(|word| !kept.contains(word.as_str())).collect();
        if !lost.is_empty() {
            wrong.push(format!("example {number}: {lost:?} of {markdown:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} lost words:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_example_that_is_written_is_the_same_example() {
    let mut wrong = Vec::new();
    for Example { number, markdown, .. } in examples() {
        let (before, _) = parse(&markdown);
        let written = write(&markdown, &before);
        let (after, _) = parse(&written);
        let (shape_before, shape_after) = (crate::tree::shape(&before), crate::tree::shape(&after));
        let again = write(&written, &after);
        if shape_before != shape_after || again != written {
            wrong.push(format!("example {number}: {markdown:?}\n  written {written:?}\n  again {again:?}\n{shape_before}---\n{shape_after}"));
        }
    }
    assert!(wrong.is_empty(), "{} changed:\n{}", wrong.len(), wrong.join("\n"));
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn brief_of(markdown: &str) -> String {
    format!("---\ntitle: Example\n---\n\n{markdown}")
}

#[test]
fn no_word_of_an_example_is_lost_on_the_way_to_markdown() {
    let engine = Engine::with_own_fonts();
    for Example { number, markdown, html } in examples() {
        if number == WORDS_BEHIND_COMMENT {
            continue;
        }
        let released = released(&brief_of(&markdown), Reader::Principal);
        let files = file(&engine, &released, "md", Shape::Text);
        let copy = String::from_utf8(files[0].bytes.clone()).expect("Markdown is UTF-8");
        let found = squeezed(&words_in_markdown(&copy));
        for word in visible_words(&html) {
            assert!(
                found.contains(&word),
                "example {number}: {word} is missing from\n{copy}\nof\n{markdown}"
            );
        }
    }
}

#[test]
fn no_word_of_an_example_is_lost_on_the_way_to_pdf() {
    let engine = Engine::with_system_fonts();
    for Example { number, markdown, html } in examples() {
        if number == WORDS_BEHIND_COMMENT {
            continue;
        }
        let released = released(&brief_of(&markdown), Reader::Principal);
        for shape in [Shape::Slides, Shape::Cards] {
            file(&engine, &released, "pdf", shape);
        }
        let Some(found) = pdf_text(&file(&engine, &released, "pdf", Shape::Text)[0].bytes) else { return };
        let found = squeezed(&found);
        // Letters of India are in no font that every machine has, nor are the Japanese ones everywhere.
        let is_rare =
            |c: char| matches!(c, '\u{900}'..='\u{dff}') || (c >= '\u{2e80}' && !engine.has_japanese());
        for word in visible_words(&html).into_iter().filter(|word| !word.contains(is_rare)) {
            let word: String = word.chars().filter(|c| *c != '\u{a0}').collect();
            assert!(
                found.contains(&word),
                "example {number}: {word} is missing from\n{found}\nof\n{markdown}"
            );
        }
    }
}
