//! What is written is read as it was meant; what is unclear is private.

use std::time::{Duration, Instant};

use demarche::brief::{Block, Brief, Inline, InlineContent, Node, Part, Reader, parse, walk_blocks, write};
use demarche::text::Span;

use crate::tree::{shape, shown};

/// Reads a text, and holds against it all that is true of every text.
fn read(text: &str) -> Brief {
    let (brief, diagnostics) = parse(text);
    spans_nest(text, &brief);
    for diagnostic in &diagnostics {
        assert!(text.get(diagnostic.span.start..diagnostic.span.end).is_some(), "{diagnostic:?} in {text:?}");
    }
    brief
}

/// Checks that spans lie on character boundaries, within what holds them, and that words are those of the text.
pub fn spans_nest(text: &str, brief: &Brief) {
    blocks_nest(text, &brief.blocks, Span::new(0, text.len()));
    walk_blocks(&brief.blocks, &mut |node| {
        let Node::Inline(Inline { content: InlineContent::Text(words), span, .. }) = node else { return };
        let source = span.slice(text);
        // Escapes and entities are longer than what they mean; NUL is replaced, as CommonMark wants it.
        let is_resolved = source.contains('&') || source.contains('\0') || source.contains('\\');
        assert!(source == words || is_resolved, "{words:?} is not {source:?} in {text:?}");
    });
}

fn blocks_nest(text: &str, blocks: &[Block], outer: Span) {
    let mut end = outer.start;
    for block in blocks {
        let span = block.span();
        assert!(text.get(span.start..span.end).is_some(), "{span:?} of {block:?} in {text:?}");
        assert!(outer.contains(span), "{block:?} outside {outer:?} in {text:?}");
        assert!(span.start >= end, "{block:?} begins before {end} in {text:?}");
        end = if is_html(block) { end } else { span.end };
        if let Block::Kinded(kinded) = block {
            assert!(span.contains(kinded.marker_span), "{kinded:?} in {text:?}");
        }
        if let Block::List(list) = block {
            list.items
                .iter()
                .for_each(|item| assert!(span.contains(item.span), "{item:?} outside {span:?} in {text:?}"));
        }
        block.each_part(&mut |part| match part {
            Part::Run { inlines, span: run, .. } => {
                assert!(span.contains(run), "{run:?} outside {span:?} in {text:?}");
                inlines_nest(text, inlines, run);
            }
            Part::Blocks(blocks) => blocks_nest(text, blocks, span),
        });
    }
}

/// Pieces of one block of raw HTML share its span where its lines are not contiguous.
fn is_html(block: &Block) -> bool {
    matches!(
        block,
        Block::Html(_)
            | Block::Comment(_)
            | Block::Page(_)
            | Block::Pause(_)
            | Block::Break(_)
            | Block::Definition(_)
    )
}

fn inlines_nest(text: &str, inlines: &[Inline], outer: Span) {
    let mut end = outer.start;
    for inline in inlines {
        let span = inline.span;
        assert!(text.get(span.start..span.end).is_some(), "{span:?} of {inline:?} in {text:?}");
        assert!(outer.contains(span), "{inline:?} outside {outer:?} in {text:?}");
        // A portion mark is taken out of what it stands in, and put before it.
        let is_portion = matches!(inline.content, InlineContent::Portion(_));
        assert!(is_portion || span.start >= end, "{inline:?} begins before {end} in {text:?}");
        end = if is_portion { end } else { span.end };
        inlines_nest(text, inline.content.children(), span);
    }
}

/// Checks that the words with `CANARY` in them stay on our side and those with `OPEN` do not, both as written
/// and when written anew.
fn check_privacy(text: &str) {
    let brief = read(text);
    let counterpart = shown(&brief, Reader::Counterpart);
    assert!(!counterpart.contains("CANARY"), "shown: {counterpart:?}\nof {text:?}");
    let (n_open, n_written) = (counterpart.matches("OPEN").count(), text.matches("OPEN").count());
    assert_eq!(n_open, n_written, "shown: {counterpart:?}\nof {text:?}");
    check_written(text, &brief);
}

/// Checks that writing and reading again changes nothing but the form.
pub fn check_written(text: &str, brief: &Brief) {
    let written = write(text, brief);
    let (again, _) = parse(&written);
    assert_eq!(shape(&again), shape(brief), "of {text:?}\nwritten {written:?}");
    assert_eq!(write(&written, &again), written, "of {text:?}");
}

#[test]
fn kinds_are_known_in_every_form() {
    for text in [
        "OPEN\n\n> [!SAY] CANARY\n> CANARY\n\nOPEN",
        "> [!say]\n> CANARY\n\nOPEN",
        "> [!red_line]+ CANARY\n> CANARY",
        "> [!If Raised]- CANARY",
        "> ［！SAY］ CANARY\n> CANARY",
        ">[!RED-LINE]CANARY",
        "- OPEN\n\n  > [!NOTES]\n  > CANARY\n- OPEN",
        "> OPEN\n>\n> > [!SAY] CANARY\n> > CANARY\n>\n> OPEN",
        "[!SAY] CANARY\nCANARY\n\nOPEN",
        "> [!SAYY] CANARY",
        "> [!SAY CANARY\n> CANARY",
        "::: say CANARY\nCANARY\n:::\nOPEN",
        "::: {.say} CANARY\nCANARY\n:::\n\nOPEN",
        ":::say\nCANARY\n:::\nOPEN",
        ":::: notes ::::\nCANARY\n::::\nOPEN",
        "OPEN\n::: note\nCANARY\n:::\nOPEN",
        "::: {.callout-note}\nOPEN\n:::",
        "::: warning\nOPEN\n:::\nOPEN",
        "> [!NOTE] OPEN\n> OPEN",
        "[!NOTE] OPEN\nOPEN",
        "## OPEN\n\n## Points to make\n\nCANARY\n\n### CANARY\n\nCANARY\n\n## OPEN\n",
        "## 発言要領\n\nCANARY\n\n## 基礎データ\n\nOPEN",
        "## 背景（対外応答不可）\n\nCANARY\n\n## 背景（対外使用可）\n\nOPEN",
        "## 背景(対外応答不可)\n\nCANARY",
        "## 3. Red lines:\n\nCANARY",
        "譲れない一線\n---\n\nCANARY",
        "## Our plan {.red-line}\n\nCANARY",
        "## (SBU) Sensitivities\n\nCANARY",
    ] {
        check_privacy(text);
    }
}

#[test]
fn fences_nest_and_stand_anywhere() {
    for text in [
        "::: fact\nOPEN\n::: red-line\nCANARY\n:::\nOPEN\n:::\nOPEN",
        "::: columns\n::: column\nOPEN\n:::\n::: column\n::: notes\nCANARY\n:::\nOPEN\n:::\n:::\nOPEN",
        "- OPEN\n  ::: say\n  CANARY\n  :::\n- OPEN",
        "1. ::: say\n   CANARY\n   :::\n2. OPEN",
        "* ::: say\n  CANARY\n  :::\n* OPEN",
        "> OPEN\n> ::: say\n> CANARY\n> :::\n> OPEN",
        "OPEN\n::: say\n- CANARY\n- CANARY\n:::\nOPEN",
        "| OPEN |\n|---|\n| OPEN |\n::: say\nCANARY\n:::\nOPEN",
        "::: say\n| CANARY |\n|---|\n| CANARY |\n:::\nOPEN",
        "# OPEN\n::: say\n# CANARY\n:::\nOPEN",
        "```\n::: OPEN\n:::\n```\n\nOPEN",
        "    ::: OPEN\n\nOPEN",
        "::: say\n```\n:::\nCANARY\n```\nCANARY\n:::\nOPEN",
        "~~~\n:::\nOPEN\n~~~\n::: say\n~~~\n:::\nCANARY\n~~~\n:::\nOPEN",
        "<!-- \n:::\nCANARY -->\n\nOPEN",
        "::: fact\nOPEN\n:::\nCANARY\n    ::: unclear\n\nCANARY",
        "[^1]: OPEN\n    ::: say\n    CANARY\n    :::\n\nOPEN[^1]",
        "OPEN\n\n：：： say\nCANARY\n：：：\n\nOPEN",
        "OPEN\n\n\\::: say\nCANARY\n:：:\n\nOPEN",
    ] {
        check_privacy(text);
    }
}

#[test]
fn what_an_unclear_fence_leaves_open_is_private_to_the_end() {
    for text in [
        "OPEN\n\n::: say\nCANARY\n\nCANARY\n\n## CANARY\n\n> CANARY",
        "OPEN\n\n:::\n\nCANARY\n\n:::\n\nCANARY",
        "OPEN\n\n::: say CANARY\nCANARY\n\n::: notes\nCANARY\n:::\n\nCANARY",
        "OPEN\n\n::: {}\nCANARY\n:::\n\nCANARY",
        "OPEN\n\n::: {#id key=val}\nCANARY\n:::\nCANARY",
        "- OPEN\n\n  ::: say\n  CANARY\n- CANARY\n\nCANARY\n\n# CANARY",
        "- OPEN\n- ::: say\n  CANARY\n- CANARY\n  - CANARY\n\nCANARY",
        "1. OPEN\n   - OPEN\n     ::: say\n     CANARY\n   - CANARY\n2. CANARY\n\nCANARY",
        "> OPEN\n>\n> ::: say\n> CANARY\n\nCANARY\n\n- CANARY",
        "> OPEN\n> > ::: say\n> > CANARY\n>\n> CANARY\n\nCANARY",
        "CANARY\n    ::: say\nCANARY\n\nCANARY",
        "- CANARY\n      ::: say\n  CANARY\n\nCANARY",
        "> CANARY\n    ::: say\n\nCANARY",
        "- [ ] ::: say CANARY\n\nCANARY",
        "OPEN\n\n::: say\n> CANARY\n:::",
        "::: say\n- CANARY\n  ::: ask\n  CANARY\n:::\nCANARY",
        "OPEN\n\n<div>\n::: say\nCANARY\n:::\n</div>\n\nCANARY",
        "OPEN\n\n[x]:\n::: say\nCANARY\n:::\nOPEN",
        "OPEN[^1]\n\n[^1]: OPEN\n    ::: say\n    CANARY\n\nCANARY",
        "::: say\nCANARY\n::: columns\nCANARY",
        "OPEN\n\n*CANARY\n    ::: say\nCANARY*\n\nCANARY",
        "::: say\r\nCANARY\r\n\r\nCANARY\r\n",
        "OPEN\r\n\r\n::: say\r\nCANARY\r\n:::\r\n\r\nOPEN",
    ] {
        check_privacy(text);
    }
}

#[test]
fn comments_are_private_closed_or_not() {
    for text in [
        "OPEN <!-- CANARY --> OPEN",
        "OPEN\n\n<!-- CANARY\n\nCANARY -->\n\nOPEN",
        "OPEN <!-- CANARY\nCANARY\n\nCANARY",
        "OPEN\n\n<!-- CANARY\n\n# CANARY\n\nCANARY",
        "- OPEN\n- <!-- CANARY\n- CANARY\n\nCANARY",
        "> <!-- CANARY\n\nCANARY",
        "<div>\nCANARY <!-- CANARY\n\nCANARY",
        "OPEN *OPEN <!-- CANARY* CANARY\n\nCANARY",
        "OPEN [OPEN <!-- CANARY](https://example.org) CANARY\n\nCANARY",
        "# OPEN <!-- CANARY\n\nCANARY",
        "OPEN\n\n| CANARY | CANARY |\n|---|---|\n| <!-- CANARY | CANARY |\n| CANARY | CANARY |\n\nCANARY",
        "OPEN %%CANARY%% OPEN",
        "%%CANARY%% OPEN",
        "同盟は%%CANARY%%強い",
        "（注）%%CANARY%% OPEN",
        "同盟は%%CANARY\n\nCANARY",
        "OPEN %% CANARY *CANARY* `CANARY` %% OPEN",
        "OPEN *OPEN %%CANARY* CANARY%% OPEN",
        "%%\nCANARY\n\nCANARY\n%%\n\nOPEN",
        "%% CANARY\n\nCANARY %%\n\nOPEN",
        "%% CANARY\n\nCANARY",
        "OPEN %% CANARY\n\nCANARY",
        "- OPEN\n- %% CANARY\n- CANARY\n\nCANARY",
        "::: fact\nOPEN\n\n%%\nCANARY\n\nCANARY\n%%\n\nOPEN\n:::\nOPEN",
        "`<!-- OPEN` OPEN",
        "\\<!-- OPEN\n\nOPEN",
        "OPEN 5%% OPEN",
        "```\n<!-- OPEN\n%% OPEN\n```\n\nOPEN",
        "<div><!-- CANARY --> CANARY <!-- CANARY --></div>\n\nOPEN",
        "> [!NOTE] OPEN <!-- CANARY -->\n> OPEN %%CANARY%%",
        "<!-- CANARY --> OPEN *OPEN*",
        "OPEN\\\\<!-- CANARY\n\nCANARY",
    ] {
        check_privacy(text);
    }
}

#[test]
fn notes_of_other_tools_are_private() {
    for text in [
        "## OPEN\n\nOPEN\n\nNote: CANARY\n\nCANARY\n\n## OPEN",
        "OPEN\n\nnotes:\nCANARY\n\n- CANARY\n\n---\n\nOPEN",
        "OPEN\n\n???\n\nCANARY\n\n---\n\nOPEN",
        "OPEN\n\n???\nCANARY\n\nCANARY\n\n## OPEN",
        "OPEN\n\n^ CANARY\nCANARY\n\nOPEN",
        "OPEN\n\n<!-- speaker_note: CANARY -->\n\nOPEN",
        "OPEN\n\n<!-- // CANARY -->\n\nOPEN",
        "OPEN\n\n::: {.notes}\nCANARY\n:::\n\nOPEN",
        "Note: CANARY\n\nCANARY\n\n<!-- end_slide -->\n\nOPEN",
        "::: columns\n::: column\nOPEN\n\nNote: CANARY\n:::\n::: column\nOPEN\n:::\n:::\n\nOPEN",
        "Note\\: OPEN",
        "What do they want ??? OPEN",
    ] {
        check_privacy(text);
    }
}

#[test]
fn marks_of_other_tools_are_marks() {
    for (text, expected) in [
        ("a\n\n<!-- pause -->\n\nb", "pause"),
        ("a\n\n. . .\n\nb", "pause"),
        ("a\n\n<!-- end_slide -->\n\nb", "break"),
        ("a\n\n---\n\nb", "break"),
        ("a\n\n- - -\n\nb", "break"),
        ("a\n\n***\n\nb", "rule"),
        ("a\n\n___\n\nb", "rule"),
        ("::: fact\na\n\n. . .\n\nb\n:::", "pause"),
    ] {
        let brief = read(text);
        let shape = shape(&brief);
        assert!(shape.lines().any(|line| line.trim() == expected), "{shape}\nof {text:?}");
        check_written(text, &brief);
    }
}

#[test]
fn portion_marks_are_found_where_a_portion_begins() {
    for (text, mark) in [
        ("(SBU) words", "SBU"),
        ("（秘）言葉", "秘"),
        ("(秘) 言葉", "秘"),
        ("**(SBU)** words", "SBU"),
        ("**(SBU) words** more", "SBU"),
        ("***(SBU)*** words", "SBU"),
        ("- (S//NF) words", "S//NF"),
        ("# (SBU) words", "SBU"),
        ("| (SBU) a | b |\n|---|---|\n| c | d |", "SBU"),
        ("| a | b |\n|---|---|\n| c | **(SBU)** d |", "SBU"),
        ("> [!SAY] (SBU) words", "SBU"),
        ("> [!SAY]\n> (SBU) words", "SBU"),
        ("> [!SAY] title\n> (SBU) words", "SBU"),
        ("> [!SAY]\n>\n> (SBU) words", "SBU"),
        ("Note: (SBU) words", "SBU"),
        ("(SBU)\nwords", "SBU"),
        ("(TLP:AMBER+STRICT) words", "TLP:AMBER+STRICT"),
    ] {
        let text = format!("---\nmarking: {{ scheme: us }}\n---\n\n{text}\n");
        let brief = read(&text);
        let shape = shape(&brief);
        assert!(shape.contains(&format!("portion {mark:?}")), "{shape}\nof {text:?}");
        check_written(&text, &brief);
    }
}

#[test]
fn facts_are_links_of_their_own() {
    for (text, key) in [
        ("[109,000](fact:autos.us)", "autos.us"),
        ("[](fact:autos.us)", "autos.us"),
        ("<fact:autos.us>", "autos.us"),
        ("[1](FACT:a)", "a"),
        ("[1][f]\n\n[f]: fact:a", "a"),
        ("[**1**](<fact:a b>)", "a b"),
        ("| [1](fact:a) |\n|---|", "a"),
    ] {
        let brief = read(text);
        let shape = shape(&brief);
        assert!(shape.contains(&format!("fact {key:?}")), "{shape}\nof {text:?}");
        check_written(text, &brief);
    }
}

#[test]
fn lists_are_loose_where_commonmark_says_so() {
    for (text, is_tight) in [
        ("- a\n- b", true),
        ("- a\n\n- b", false),
        ("- a\n- b\n\nc", true),
        ("- a\n\n  b\n- c", false),
        ("- a\n  - b\n\n    c\n- d", true),
        ("- a\n- ```\n  b\n\n  c\n  ```\n- d", true),
        ("- a\n  > b\n  >\n- c", true),
        ("- a\n\n\n- b", false),
        ("* a\n*\n\n* c", false),
        ("- a\n  # b\n- c", true),
        ("- a\r\n- b\r\n", true),
        ("- a\r\n\r\n- b\r\n", false),
        ("- [ ] a\n- [x] b", true),
        ("- [ ] a\n\n- [x] b", false),
        ("1. a\n\n   - b\n2. c", false),
        ("- a\n  ::: say\n  b\n  :::\n- c", true),
    ] {
        let brief = read(text);
        let Some(Block::List(list)) = brief.blocks.first() else { panic!("no list in {text:?}") };
        assert_eq!(list.tight, is_tight, "{text:?}");
        check_written(text, &brief);
    }
}

#[test]
fn odd_bytes_are_read_without_loss() {
    for text in [
        "\u{feff}# Title\n\nWords",
        "\u{feff}---\ntitle: T\n---\n\nWords",
        "---\r\ntitle: T\r\nunknown: kept\r\n---\r\n\r\n# Title\r\n\r\n- a\r\n- b\r\n\r\n```\r\ncode\r\n```\r\n",
        "Words\0words",
        "\tcode\n\nwords\twords",
        "-\ta\n-\tb",
        ">\ta",
        "---\n---\n",
        "---\n\n---\n",
        "---\ntitle: T",
        "---",
        "---\ntitle: T\n...\nWords",
        "--- \ntitle: T\n--- \nWords",
        "\n---\n\nWords\n\n---\n",
        "----\na: b\n----\n",
        "",
        "\n\n\n",
        "\u{feff}",
        "a\n:<\n  {}\n -\n",
        "a\u{2028}b\u{85}c\u{3000}d",
        "*\u{a0}a\u{a0}*",
        "&nbsp;a &amp; b &#42;c&#42; &#10; d",
    ] {
        let brief = read(text);
        check_written(text, &brief);
        let (again, _) = parse(&write(text, &brief));
        assert_eq!(again.front.title, brief.front.title, "{text:?}");
    }
    let text = "\u{feff}---\r\ntitle: T\r\n---\r\n\r\nWords\r\n";
    assert_eq!(write(text, &read(text)), text);
}

#[test]
fn a_linked_picture_is_no_marker() {
    let brief = read("[![CI](ci.png)](https://example.org) OPEN");
    assert!(matches!(brief.blocks.as_slice(), [Block::Paragraph(_)]));
}

#[test]
fn no_depth_and_no_length_brings_it_down() {
    let n = 100_000;
    let bombs = [
        "> ".repeat(n) + "x",
        "- ".repeat(n) + "x",
        "1. ".repeat(n) + "x",
        "[".repeat(n),
        "[".repeat(n) + &"](x)".repeat(n),
        "![".repeat(n),
        "*".repeat(n) + "x" + &"*".repeat(n),
        "*a **b ".repeat(n),
        "_a __b ".repeat(n),
        "~a ~~b ".repeat(n),
        "`a ``b ".repeat(n / 2),
        "%%a%% ".repeat(n),
        "%%a ".repeat(n),
        "<!-- ".repeat(n),
        "<!-- a --> ".repeat(n),
        "x <!-- a --> ".repeat(n),
        "<a ".repeat(n),
        ":::\n".repeat(n),
        "::: say\n".repeat(n),
        "::: say\n:::\n".repeat(n),
        "x\n    :::\n".repeat(n),
        "_\n".repeat(n / 2),
        "```\n:::\n```\n".repeat(n / 4),
        "<div>\n:::\n\n".repeat(n / 4),
        "[^a]: ".repeat(n),
        "[^a]".repeat(n),
        "[a]: b\n".repeat(n),
        "| a ".repeat(n / 4) + "|\n" + &"|---".repeat(n / 4) + "|\n",
        "&".repeat(n),
        "\\".repeat(n),
        "(".repeat(n),
        "> [!SAY]\n".repeat(n),
        "> ::: say\n\n".repeat(n / 10),
        "- ::: say\n".repeat(n / 10),
        "Note: a\n\n".repeat(n / 4),
        ":a:\n".repeat(n),
        ":a:\n\n# B\n\n".repeat(n / 10),
        "[note]\n--\n---\n".repeat(n / 4),
        "\\note{".repeat(n / 4),
        "{color:white}".repeat(n / 10),
        "> [!QA] a:\n\n".repeat(n / 10),
        (0..1_000).map(|depth| "  ".repeat(depth) + "- a\n").collect(),
        (0..1_000).map(|depth| "> ".repeat(depth) + "a\n\n").collect(),
    ];
    for bomb in bombs {
        let begin: String = bomb.chars().take(20).collect();
        eprintln!("{begin:?}");
        let began = Instant::now();
        let (brief, _) = parse(&bomb);
        let took_parse = began.elapsed();
        let written = write(&bomb, &brief);
        drop(written);
        let took = began.elapsed();
        assert!(took < Duration::from_secs(5), "{begin:?} took {took_parse:?} to parse, {took:?} in all");
    }
}

#[test]
fn what_lies_too_deep_is_private_and_kept() {
    let text = "> ".repeat(100) + "[!RED-LINE] CANARY";
    let brief = read(&text);
    assert!(!shown(&brief, Reader::Counterpart).contains("CANARY"));
    assert!(shown(&brief, Reader::Principal).contains("CANARY"));
    let text: String = (0..100).map(|depth| "  ".repeat(depth) + "- word\n").collect();
    let brief = read(&text);
    assert!(shown(&brief, Reader::Principal).matches("word").count() == 100);
}
