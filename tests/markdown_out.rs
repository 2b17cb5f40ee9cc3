//! What is written as Markdown, read back by a reader of plain `CommonMark`: the same blocks, nesting and words.

use std::path::Path;
use std::sync::LazyLock;

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};
use demarche::release::{Released, project};

use crate::commonmark::examples;
use crate::generator::{Rng, brief};
use crate::plain::{told_of_markdown, told_of_release};
use crate::support::{briefs, file, released};

/// Markdown sets no page, so one engine does for all.
static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::with_own_fonts);

fn markdown_of(released: &Released) -> String {
    let files = file(&ENGINE, released, "md", Shape::Text);
    String::from_utf8(files[0].bytes.clone()).expect("Markdown is UTF-8")
}

/// What differs between a released document and what a reader finds in its Markdown.
fn difference(released: &Released, markdown: &str) -> Option<String> {
    let content = released.content();
    let (expected, found) = (told_of_release(content), told_of_markdown(markdown, content.lang));
    if expected == found {
        return None;
    }
    let differs = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
    let (expected_line, found_line) = differs.unwrap_or(("the end, or more", "the end, or more"));
    Some(format!("expected {expected_line:?}\n   found {found_line:?}\n{markdown}"))
}

/// Holds the copies of a brief against what a reader finds in them.
fn wrong_copies(text: &str, readers: &[Reader]) -> Vec<String> {
    let copies = readers.iter().filter_map(|&reader| {
        let released = released(text, reader);
        let wrong = difference(&released, &markdown_of(&released))?;
        Some(format!("of {text:?}\nfor {reader}: {wrong}"))
    });
    copies.collect()
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} went wrong:\n\n{}", wrong.len(), wrong[..wrong.len().min(12)].join("\n\n"));
}

/// The one who has everything, and one who does not.
const COPIES: [Reader; 2] = [Reader::Principal, Reader::Counterpart];

fn titled(text: &str) -> String {
    format!("---\ntitle: Title\n---\n\n{text}\n")
}

/// Words as a brief has them where every sign of them stands for itself.
fn as_text(words: &str) -> String {
    words.chars().fold(String::new(), |all, c| all + &format!("&#{};", c as u32))
}

/// Small briefs, each with what the writer could get wrong.
const BRIEFS: &[&str] = &[
    // Lists.
    "- a\n- b\n  - c\n  - d\n    1. e\n    2. f\n- g",
    "- a\n\n  b\n\n  c\n- d",
    "- a\n  - b\n\n    c\n\n    d\n  - e\n- f",
    "- a\n  - b\n\n    ```\n    c\n\n\n    d\n    ```\n- e",
    "- a\n  7. b\n  8. c\n- d",
    "- a\n  -\n  - b",
    "-\n- a\n-",
    "- - a\n  - b\n- - - c",
    "- - -\n    -",
    "- 1. - a",
    "1. a\n\n   ```rust\n   b\n\n   c\n   ```\n\n   d\n2. e",
    "- > a\n  > b\n- > c\n  - d",
    "- a\n\n  > b\n\n  > c\n- d",
    "- # a\n- ***\n- b",
    "- | a | b |\n  |---|---|\n  | c | d |\n- e",
    "- - a\n\n  b\n- c",
    "- - a\n  ```\n  b\n  ```",
    "- a\n- b\n\n* c\n* d\n\n+ e",
    "1. a\n2. b\n\n1) c\n2) d\n\n5. e",
    "- a\n\n1. b\n\n- c",
    "- a\n\n      code\n\n- b",
    "- a\n\n<!-- -->\n\n- b\n\n<!-- -->\n\n    code",
    "- a\n\n---\n\n- b",
    "3. a\n4. b",
    "0. a",
    "999999998. a\n1. b\n1. c",
    "- [ ] a\n- [x] b\n- [ ] - c\n- c",
    "1. [x] a\n2. [ ] b",
    "- [x]\n- \\[x] a\n- [y] b\n- [ ] a [x] b",
    "- a\\\n  b\n  c",
    "::: columns\n::: column\n- a\n:::\n::: column\n- b\n:::\n:::\n\n- c",
    // Code.
    "```\na\n\n\nb\n\n\n```",
    "```\n```",
    "```\n\n```",
    "````\n```\na\n```\n````",
    "~~~ a`b\n```\n~~~",
    "> ```\n> a\n>\n> b\n>\n> ```\n>\n> c",
    "- ```\n  \ta\n    b\n  ```",
    "```a&amp;b\\*c\nd\n```",
    "`` a`b `` ` `` ` `  ` ` a ` `a`",
    "`a`<b>`c`<i>",
    "\\` a ` b",
    "\\`` `a``b` c",
    // Quotations.
    "> a\n>\n> > b\n> c\n\n> d",
    "> - a\n>   - b\n>\n> c\n> - d",
    "> [!NOTE] a *b* `c`\n> - d",
    "> [!RED-LINE] a *b* `c`\n> - d",
    "> \\[!NOTE] a",
    // Paragraphs.
    "a\\\nb  \nc\nd",
    "a<!-- x -->b",
    "a <!-- x --> b",
    "**a**<!-- x -->b",
    "a\n<!-- x -->\nb",
    "a%%x%%, b",
    "<!-- x --> a",
    "- <!-- x --> a\n- b <!-- y -->",
    "(U) a\n\n(SBU) *b*",
    "\\#1 \\# \\+ \\- \\> 2024\\. a \\+b \\-5 \\#1",
    "# A #\\#\n\n## B \\#\n\n## C#\n\n## D {x\\}\n\n## \\# E\n\n##\n\n## #1 F\n\nG\n===",
    "a\\\nb\n---",
    "a *b* **c** ~~d~~ ***e*** **_f_ g** *h **i** j* **a*b*c** *a**b**c*",
    "*a*b*c* **a**b **「c」**d これは**「重要」**な点です。これは**重要。**次 **`a`**b",
    "*a***b** ~~a~~*b*~~c~~ **a ~~b~~** *[a](https://b.c)*d",
    "~~a~~ ~~b\nc~~ \\~5 and \\~6",
    "* a * b * c\n_d_ e_f_g h _ i _",
    "<a@b.c> <https://a.b/c_d> [https://a.b](https://a.b) [a](mailto:a@b.c)",
    "[a (b)](https://c.d/e(f)g) [h](<https://i.j/k l>) [m\\]n](https://o.p) [q [r] s](https://t.u?v=w&x=y&amp;copy;z)",
    "[a\\|b](https://c.d/e|f) [*a* `b`](https://c.d)",
    "\\[a](b) \\[a]\\[b] \\[a]: b !\\[c](d)",
    "\\[a]: b",
    "\\[^1]: a[^1]\n\n[^1]: b",
    "a\\![b](https://c.d) !<!-- -->[e](https://f.g)",
    "a[^1](b) c[^1]: d [^1][^2] e!\\[^1]\n\n[^1]: f\n[^2]: g",
    "[^1]: a\n\n[^1]: b",
    "[^1] \\: a\n\n[^1]: b",
    "a[^1][^2][^3][^4][^5]\n\n[^1]: b\n\n    c\n\n    - d\n\n[^2]: - e\n\n[^3]:\n    ```\n    f\n    ```\n\n[^4]: > g\n\n[^5]: a[^1]\n",
    "\\<b> \\<div> 5 < 6 <7 &lt;!-- &amp;amp; &amp;copy; &amp;x R&D AT&T;",
    "\\&lt; \\&#35; &amp;#35;",
    "C:\\temp \\\\\\* \\\\server\\\\share a\\",
    "a\\\\\nb",
    "$5 and $6, US$7/US$8, \\$x\\$",
    "https://a.b/c\\_d\\_ and https://a.b/\\*c\\* www.a.b/\\_c\\_",
    "&#32;&#32;&#32;&#32;a\n&#32;&#32;&#32;&#32;b",
    "&#9;a\n\n　a",
    // Tables.
    "| a\\|b | `c\\|d` | e\\\\ |\n|---|:-:|--:|\n| \\\\\\| | `\\\\|` | **f\\|g** |\n| h |",
    "| a | b |\n|---|---|\n| c | d | e |",
    "|   |\n|---|\n| - |",
    "| a<br>b |\n|---|\n| [c](https://d.e/f\\|g) <!-- h --> i |",
    "a\n| b |\n\n| c\n\\|---|\n\nd\n\\:-: ",
    // Pictures, charts.
    "![a [b] *c*](none.png)\n\n![](none.png \"d\")\n\n![e](none.png \"f\") g",
    "```chart\ntype: bar\ntitle: \"*a* | b\"\nunit: c_d_\nsource: \"# e\"\ndata:\n  \"| f\": 1\n  \"- g\": 2\n```",
    // Numbers as typed, styles, marks of review.
    "The following:\n(a) ships;\n(b) for each ship:\n(i) name;\n(ii) cargo;\n(c) incidents.",
    "・第一\n・第二\n\nア　甲\n（ア）乙\nイ　丙\n\n①丁",
    "2 bis. a\n\n– b\n\n-- c\n\n• d\n\na. e\n\n(1) *f* `g`",
    "- (a) b;\n  (b) c\n- d\n\n> (a) e:\n> (i) f",
    "H<sub>2</sub>O 10<sup>*3*</sup> <u>a</u>b**<u>c</u>**d <mark>e</mark> <kbd>Ctrl</kbd> <sub># f</sub>",
    "<ruby>神門<rt>ごうど</rt></ruby>へ {神門|ごうど}へ **{神門|ごうど}**へ",
    "a{++ b++} {--c--} {~~d~>e~~} {==f==}{>>g<<} h\n\n## i {++j++}\n\n| {--k--} | l<br>m |\n|---|---|",
    // Rules.
    "a\n\n***\n\nb\n\n---\n\n___",
];

#[test]
fn small_briefs_read_the_same() {
    let wrong: Vec<String> = BRIEFS.iter().flat_map(|text| wrong_copies(&titled(text), &COPIES)).collect();
    assert_none(&wrong);
    let japanese = BRIEFS.iter().map(|text| format!("---\ntitle: 題\nlang: ja\n---\n\n{text}\n"));
    assert_none(&japanese.flat_map(|text| wrong_copies(&text, &COPIES)).collect::<Vec<_>>());
}

/// What a line may begin with, or hold, that is only text.
const LOOKALIKES: &[&str] = &[
    ">",
    "> 75 percent",
    ">= 2",
    "# a",
    "#",
    "#1 priority",
    "###### a",
    "####### a",
    "+ a",
    "+",
    "+5",
    "- a",
    "-",
    "--",
    "---",
    "- - -",
    "-5",
    "* a",
    "**",
    "***",
    "* * *",
    "*a",
    "_ _ _",
    "___",
    "1. a",
    "1.",
    "12) a",
    "2024. a",
    "2024.",
    "1234567890. a",
    "1.5",
    "~~",
    "~~a",
    "~~~",
    "~~~ a",
    "```",
    "``` a",
    "``",
    "===",
    "=",
    "= a",
    "|",
    "| a |",
    "|---|",
    ":--",
    ":",
    ": a",
    ":::",
    "::: say",
    "<",
    "<b>",
    "<div>",
    "</div>",
    "<!-- a -->",
    "<?a",
    "<3",
    "[x]: y",
    "[^1]: z",
    "[^1]",
    "[x]",
    "[ ] a",
    "[x] a",
    "[x](y)",
    "![x](y)",
    "[!NOTE]",
    "[Chair]: Agreed.",
    "    a",
    "\ta",
    "&amp;",
    "&#35;",
    "&",
    "a\\",
    "\\",
    "\\*",
    "a  ",
    "a#",
    "a #",
    "a {b}",
    "{++a++}",
    "{>>a<<}",
    "a*b*c",
    "*a*",
    "_a_",
    "a_b_c",
    "__a__",
    "~a~",
    "`a`",
    "``a",
    "$a$",
    "$$",
    "https://a.b/*c*",
    "https://a.b/c",
    "~100",
    "a~~~",
    "www.a.b/_c_",
    "a@b.c",
    "「a」*b*",
    "・ a",
    "• a",
    "(a) b",
    "^[a]",
    "_____",
    "[a][b]",
    "[a][b](c)",
    "[a][^1]",
    "[[a]]",
    "a | b",
    "\\|",
    "%",
    "!",
    "[",
    "]",
    "](",
    "][",
    "a]: b",
    "\u{3000}a",
];

/// Where text may stand; `@` is the text.
const PLACES: &[&str] = &[
    "@",
    "a\n@",
    "a\\\n@\\\nb",
    "a @ b",
    "@ b",
    "a @",
    "- @",
    "- a\n\n  @",
    "- a\n  @\n  - @",
    "7. @\n8. @",
    "- [ ] @",
    "> @",
    "> a\n> @",
    "> [!NOTE] @\n> a",
    "> [!SAY] @\n> @",
    "## @",
    "## a @",
    "| @ | a |\n|---|---|\n| b | @ |",
    "**@**",
    "a *@* b",
    "a~~@~~",
    "a**@**b",
    "[@](https://c.d)",
    "*[@](https://c.d) b*",
    "![@](none.png)",
    "a[^n]\n\n[^n]: @",
    "a[^n]@\n\n[^n]: b",
    "`b`@",
    "@`b`",
    "@[b](https://c.d)",
    "*b*@",
    "@**b**",
    "a\n@[^n]\n\n[^n]: b",
    "a<!-- b -->@",
    "- - @",
    "> - @\n>\n>   @",
];

#[test]
fn what_looks_like_a_mark_stays_text() {
    let mut wrong = Vec::new();
    for place in PLACES {
        for words in LOOKALIKES {
            let text = titled(&place.replace('@', &as_text(words)));
            let released = released(&text, Reader::Principal);
            let markdown = markdown_of(&released);
            wrong.extend(
                difference(&released, &markdown).map(|wrong| format!("{words:?} in {place:?}: {wrong}")),
            );
        }
    }
    assert_none(&wrong);
}

#[test]
fn only_what_would_be_a_mark_is_escaped() {
    let cases = [
        ("2024. a", "2024\\. a"),
        ("in 2024. a", "in 2024. a"),
        ("+5 a", "+5 a"),
        ("-5 a", "-5 a"),
        ("#1 a", "#1 a"),
        ("5 * 3 a_b ~100", "5 * 3 a_b ~100"),
        ("a [sic] b", "a [sic] b"),
        ("[shall][should] [a [b][c]]", "[shall][should] [a [b][c]]"),
        ("[a](b)", "[a\\](b)"),
        ("_____", "\\_____"),
        ("5 < 6 & 7 > 8", "5 < 6 & 7 > 8"),
        ("C:\\temp", "C:\\temp"),
        ("$5 and $6", "$5 and $6"),
        ("a (b) - c + d = e | f: g!", "a (b) - c + d = e | f: g!"),
    ];
    for (words, expected) in cases {
        let copy = markdown_of(&released(&titled(&as_text(words)), Reader::Counterpart));
        assert_eq!(copy.lines().nth(2), Some(expected), "{copy}");
    }
}

#[test]
fn lists_are_as_tight_as_they_were_and_parted_by_their_bullets() {
    let text = titled("- a\n  - b\n\n    c\n- d\n\n---\n\n* e\n\n1. f\n\n---\n\n1) g\n\n   h");
    let copy = markdown_of(&released(&text, Reader::Counterpart));
    let expected = "# Title\n\n- a\n  - b\n\n    c\n- d\n\n* e\n\n1. f\n\n1) g\n\n   h\n";
    assert_eq!(copy, expected);
}

#[test]
fn emphasis_survives_beside_letters_and_brackets() {
    let cases = [
        ("は<!-- x -->**「重要」**<!-- x -->な点", "は<strong>「重要」</strong>な点"),
        ("**太字。**<!-- x -->次", "<strong>太字。</strong>次"),
        ("これは **「重要」** な、**太字**の", "これは **「重要」** な、**太字**の"),
        ("un*frigging*believable *a**b**c*", "un*frigging*believable *a**b**c*"),
        ("***a** b* **a *b*** ***c***", "_**a** b_ **a _b_** _**c**_"),
    ];
    for (words, expected) in cases {
        let copy = markdown_of(&released(&titled(words), Reader::Counterpart));
        assert_eq!(copy.lines().nth(2), Some(expected), "{copy}");
    }
    let copy = markdown_of(&released(&titled("a<!-- x -->b <!-- y --> c"), Reader::Principal));
    assert_eq!(copy.lines().nth(4), Some("a<em>(private: x)</em>b *(private: y)* c"), "{copy}");
}

#[test]
fn numbers_as_typed_stand_on_lines_of_their_own_as_far_in_as_they_were() {
    let text = titled(
        "The following:\n(a) ships;\n(b) for each ship:\n(i) name;\n(c) incidents.\n\nAnd:\n\n・第一\n・第二",
    );
    let copy = markdown_of(&released(&text, Reader::Counterpart));
    let expected = "# Title\n\nThe following:\n\n(a) ships;\n\n(b) for each ship:\n\n&emsp;&emsp;(i) name;\n\n\
        (c) incidents.\n\nAnd:\n\n・第一\n\n・第二\n";
    assert_eq!(copy, expected);
}

#[test]
fn styles_and_reviews_are_shown_by_readers_of_markdown() {
    let text = titled("H<sub>2</sub>O <u>a</u> <mark>b</mark> <kbd>c</kbd> {神門|ごうど} {++d++}{--e--}");
    let copy = markdown_of(&released(&text, Reader::Principal));
    let expected = "H<sub>2</sub>O <ins>a</ins> <mark>b</mark> <kbd>c</kbd> \
        <ruby>神門<rp>（</rp><rt>ごうど</rt><rp>）</rp></ruby> {++d++}{--e--}";
    assert_eq!(copy.lines().nth(4), Some(expected), "{copy}");
}

#[test]
fn generated_briefs_read_the_same() {
    let mut wrong = Vec::new();
    for seed in 0..400 {
        wrong.extend(wrong_copies(&brief(&mut Rng::new(seed)), &Reader::ALL));
    }
    assert_none(&wrong);
}

/// Pieces of text with marks and letters in any order.
const PIECES: &[&str] = &[
    "a",
    "b c",
    "漢字",
    "「",
    "」",
    "。",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "](https://x.y)",
    "![",
    "](none.png)",
    "<b>",
    "<br>",
    "&amp;",
    "&lt;",
    "\\",
    "\\*",
    "\\\n",
    "  \n",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "# ",
    "## ",
    "---\n",
    "***\n",
    "===\n",
    "```\n",
    "~~~\n",
    "| a | b |\n|---|---|\n| ",
    " | ",
    "|",
    "[^1]",
    "\n\n[^1]: ",
    "<!-- x -->",
    "%%x%%",
    "    ",
    "\t",
    "- [ ] ",
    "!",
    ":",
    "+",
    "$",
    "~",
    "&",
    "#",
    "é",
    "5",
    "https://x.y/",
    "> [!NOTE] ",
    "{",
    "}",
];

#[test]
fn texts_of_marks_in_any_order_read_the_same() {
    let mut rng = Rng::new(11);
    let mut wrong = Vec::new();
    for _ in 0..3_000 {
        let n = 1 + rng.below(16);
        let text: String = (0..n).map(|_| rng.pick(PIECES)).collect();
        wrong.extend(wrong_copies(&titled(&text), &[Reader::Principal]));
    }
    assert_none(&wrong);
}

#[test]
fn examples_of_the_specification_read_the_same() {
    let wrong: Vec<String> =
        examples().iter().flat_map(|example| wrong_copies(&titled(&example.markdown), &COPIES)).collect();
    assert_none(&wrong);
}

#[test]
fn our_own_briefs_read_the_same() {
    let mut wrong = Vec::new();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for folder in ["brief", "check"] {
        for entry in std::fs::read_dir(golden.join(folder)).expect("goldens are there") {
            let path = entry.expect("can be listed").path();
            if path.extension().is_some_and(|extension| extension == "md") {
                wrong.extend(wrong_copies(
                    &std::fs::read_to_string(path).expect("a brief is UTF-8"),
                    &Reader::ALL,
                ));
            }
        }
    }
    for loaded in briefs() {
        for reader in Reader::ALL {
            let released = project(&loaded.brief, &loaded.context(), reader);
            let wrong_copy = difference(&released, &markdown_of(&released));
            wrong.extend(wrong_copy.map(|wrong| format!("{}: {wrong}", loaded.path.display())));
        }
    }
    assert_none(&wrong);
}
