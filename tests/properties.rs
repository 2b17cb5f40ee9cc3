//! What is true of every text, tried on many: those that look like briefs, and those that look like nothing.

use demarche::brief::{Block, Brief, Lang, Node, Reader, parse, walk_blocks, write};
use demarche::text::{Edit, Span};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::generator::{Rng, brief, twin};
use crate::parsing::{check_written, spans_nest};
use crate::tree::shown;

/// Tries a property on the same cases each time, so that a failure is one for everybody.
fn check<S: Strategy>(n_cases: u32, strategy: &S, property: impl Fn(S::Value)) {
    let config = Config { cases: n_cases, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let result = TestRunner::new_with_rng(config, rng).run(strategy, |value| {
        property(value);
        Ok(())
    });
    if let Err(err) = result {
        panic!("{err}");
    }
}

/// Texts made of marks, words and line breaks in any order.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    "a",
    "word ",
    "秘",
    " ",
    "  ",
    "    ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "> ",
    "# ",
    "## ",
    "[to](#word)",
    "# word\n",
    "---\n",
    "***\n",
    "===\n",
    ":::\n",
    "::: say\n",
    "::: ",
    "：：：\n",
    "::: columns\n",
    "::: column\n",
    "[!SAY] ",
    "[!NOTE]",
    "[! ",
    "[",
    "]",
    "(",
    ")",
    "](x)",
    "](fact:k)",
    "![",
    "`",
    "``",
    "```\n",
    "~~~\n",
    "```chart\n",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "<!-- ",
    " -->",
    "<!--",
    "-->",
    "%%",
    " %%",
    "Note: ",
    "???\n",
    "^ ",
    ". . .\n",
    "(SBU) ",
    "（秘）",
    "|",
    "| a | b |\n",
    "|---|---|\n",
    "[^1]",
    "[^1]: ",
    "[x]: /u\n",
    "[x]",
    "<b>",
    "<div>\n",
    "</div>\n",
    "<https://a.b>",
    "&amp;",
    "&#32;",
    "\\",
    "\\\n",
    "  \n",
    "{#id}",
    "{.say}",
    "- [ ] ",
    "\u{feff}",
    "\0",
    "\u{a0}",
    "\u{3000}",
    "title: T\n",
    "## Red line\n",
    "<script>\n",
    "<?",
    "'",
    "\"",
    "!",
    ":",
    "=",
    "#",
];

#[test]
fn no_text_makes_parse_panic_and_spans_nest() {
    check(6_000, &any_text(), |text| {
        let (brief, diagnostics) = parse(&text);
        spans_nest(&text, &brief);
        for diagnostic in diagnostics {
            assert!(text.get(diagnostic.span.start..diagnostic.span.end).is_some(), "{diagnostic:?}");
        }
    });
    check(1_000, &any::<String>(), |text| spans_nest(&text, &parse(&text).0));
}

#[test]
fn what_is_written_stays_as_it_is_and_as_private_as_it_was() {
    let stays = |text: String| {
        let (before, _) = parse(&text);
        let written = write(&text, &before);
        let (after, _) = parse(&written);
        spans_nest(&written, &after);
        for reader in [Reader::Counterpart, Reader::Press] {
            let letters = |words: String| words.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            assert_eq!(
                letters(shown(&after, reader)),
                letters(shown(&before, reader)),
                "{text:?}\n{written:?}"
            );
        }
    };
    check(6_000, &any_text(), stays);
    // What chance once found.
    for text in ["^ <script>\n</div>\n", "::: notes\n\n- <pre>\n\n:::\n\na\n", "%%`%%[x]``", "%%`a`%% `b`"] {
        stays(text.to_owned());
    }
}

/// What may stand around the braces that say how much a point matters.
const AROUND_WEIGHTS: &[&str] = &[
    "a",
    "word ",
    "秘",
    " ",
    "\n",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "## ",
    "---\n",
    "> [!SAY] ",
    "> [!NOTE] ",
    "::: say ",
    ":::\n",
    "(SBU) ",
    "**",
    "`",
    "\\",
    "&amp;",
    "{",
    "}",
    "｝",
    "{.wide}",
    " <!-- c -->",
    "{must}",
    "{must 2m}",
    " {could 90s}\n",
    "｛必須｝",
    " {minutes=1.5}\n",
    "2m",
];

#[test]
fn what_a_point_weighs_is_the_same_once_it_is_written() {
    let pieces = prop::collection::vec(prop::sample::select(AROUND_WEIGHTS), 0..16);
    check(6_000, &pieces.prop_map(|pieces| pieces.concat()), |text| {
        let (before, _) = parse(&text);
        spans_nest(&text, &before);
        let written = write(&text, &before);
        let (after, _) = parse(&written);
        assert_eq!(weights(&after), weights(&before), "{text:?}\n{written:?}");
    });
}

/// What each block of a brief that has braces weighs, in order.
fn weights(brief: &Brief) -> Vec<String> {
    let mut weights = Vec::new();
    walk_blocks(&brief.blocks, &mut |node| {
        let weight = match node {
            Node::Block(Block::Heading(heading)) => heading.weight(),
            Node::Block(Block::Paragraph(paragraph)) => paragraph.weight,
            Node::Block(Block::Kinded(kinded)) => kinded.weight,
            Node::Block(Block::Callout(callout)) => callout.weight,
            _ => None,
        };
        weights.extend(weight.map(|weight| weight.written(Lang::En)));
    });
    weights
}

#[test]
fn a_brief_that_is_written_is_the_same_brief() {
    check(400, &any::<u64>(), |seed| {
        let text = brief(&mut Rng::new(seed));
        let (tree, _) = parse(&text);
        spans_nest(&text, &tree);
        check_written(&text, &tree);
    });
}

#[test]
fn twins_are_shown_alike() {
    check(400, &any::<u64>(), |seed| {
        let twin = twin(&mut Rng::new(seed));
        let (a, b) = (parse(&twin.a).0, parse(&twin.b).0);
        for reader in [Reader::Counterpart, Reader::Press] {
            let shown_of_a = shown(&a, reader);
            assert_eq!(shown_of_a, shown(&b, reader), "{}", twin.a);
        }
    });
}

#[test]
fn an_edit_and_its_inverse_are_the_identity() {
    let edits = (any_text(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), any_text());
    check(2_000, &edits, |(text, from, to, replacement)| {
        let places: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        let (from, to) = (*from.get(&places), *to.get(&places));
        let edit = Edit::replace(Span::new(from.min(to), from.max(to)), replacement);
        let mut edited = text.clone();
        let inverse = edit.apply(&mut edited).expect("both ends lie on character boundaries");
        inverse.apply(&mut edited).expect("an inverse fits");
        assert_eq!(edited, text);
    });
}
