//! The examples of the CommonMark specification, run through the whole road to PDF and Markdown.
//!
//! The examples are not copied: they come with the published parser that we use.

use std::path::PathBuf;

use demarche::brief::{Block, InlineContent, Node, Reader, parse, walk_blocks};
use demarche::layout::{Engine, Shape};

use crate::support::{file, pdf_text, released};

/// One example of the specification.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// Reads the examples from the tests of the parser, as cargo unpacked them to build us.
fn examples() -> Vec<Example> {
    let path = parser_folder().join("tests/suite/spec.rs");
    let source = std::fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    let mut examples = Vec::new();
    for (idx, test) in source.split("let original = r##\"").skip(1).enumerate() {
        let (markdown, rest) = test.split_once("\"##;").expect("an example ends");
        let (_, rest) = rest.split_once("let expected = r##\"").expect("an example has its HTML");
        let (html, _) = rest.split_once("\"##;").expect("the HTML ends");
        examples.push(Example { number: idx + 1, markdown: markdown.to_owned(), html: html.to_owned() });
    }
    assert!(examples.len() > 600, "{} examples", examples.len());
    examples
}

/// Where cargo keeps the source of the parser, in the version we are built with.
fn parser_folder() -> PathBuf {
    let lock = include_str!("../Cargo.lock");
    let (_, entry) = lock.split_once("name = \"pulldown-cmark\"\nversion = \"").expect("we use it");
    let (version, _) = entry.split_once('"').expect("a version");
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home =
        home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo"))).expect("a home");
    let sources = home.join("registry/src");
    let registries = std::fs::read_dir(&sources).unwrap_or_else(|err| panic!("{}: {err}", sources.display()));
    let folders =
        registries.map(|entry| entry.expect("listed").path().join(format!("pulldown-cmark-{version}")));
    folders.into_iter().find(|folder| folder.is_dir()).expect("cargo unpacked it to build us")
}

/// The words that a browser would show.
fn visible_words(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        let is_comment = tag.starts_with("<!--");
        let end = if is_comment { tag.find("-->").map(|end| end + 3) } else { tag_end(tag) };
        // Tags part words only where they part blocks.
        let is_inline = ["<em", "</em", "<strong", "</strong", "<a", "</a", "<code>", "</code>"];
        if !is_inline.iter().any(|inline| tag.starts_with(inline)) {
            text.push(' ');
        }
        rest = &tag[end.unwrap_or(tag.len())..];
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.split_whitespace().map(str::to_owned).collect()
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

/// All that a Markdown text shows, without blanks.
fn shown(markdown: &str) -> String {
    let (brief, _) = parse(markdown);
    let mut text = String::new();
    walk_blocks(&brief.blocks, &mut |node| match node {
        Node::Block(Block::Code(code)) => text.push_str(&code.text),
        Node::Block(Block::Html(raw)) => text.push_str(&raw.text),
        Node::Inline(inline) => match &inline.content {
            InlineContent::Text(words) | InlineContent::Code(words) | InlineContent::Html(words) => {
                text.push_str(words);
            }
            _ => {}
        },
        Node::Block(_) => {}
    });
    squeezed(&text)
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn brief_of(example: &Example) -> String {
    format!("---\ntitle: Example\n---\n\n{}", example.markdown)
}

#[test]
fn no_word_of_any_example_is_lost_on_the_way_to_markdown() {
    let engine = Engine::with_own_fonts();
    for example in examples() {
        let released = released(&brief_of(&example), Reader::Principal);
        let files = file(&engine, &released, "md", Shape::Text);
        let markdown = String::from_utf8(files[0].bytes.clone()).expect("Markdown is UTF-8");
        let found = shown(&markdown);
        for word in visible_words(&example.html) {
            let number = example.number;
            assert!(
                found.contains(&word),
                "example {number}: {word} is missing from\n{markdown}\nof\n{}",
                example.markdown
            );
        }
    }
}

#[test]
fn no_word_of_any_example_is_lost_on_the_way_to_pdf() {
    let engine = Engine::with_system_fonts();
    for example in examples() {
        let released = released(&brief_of(&example), Reader::Principal);
        for shape in [Shape::Slides, Shape::Cards] {
            file(&engine, &released, "pdf", shape);
        }
        let Some(found) = pdf_text(&file(&engine, &released, "pdf", Shape::Text)[0].bytes) else { return };
        let found = squeezed(&found);
        for word in visible_words(&example.html) {
            // Letters of India are in no font that every machine has.
            let is_indic = |c: char| matches!(c, '\u{900}'..='\u{dff}');
            if word.contains(is_indic) {
                continue;
            }
            let word: String = word.chars().filter(|c| *c != '\u{a0}').collect();
            let number = example.number;
            assert!(
                found.contains(&word),
                "example {number}: {word} is missing from\n{found}\nof\n{}",
                example.markdown
            );
        }
    }
}
