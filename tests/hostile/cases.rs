//! Texts of strangers, made up.

/// A text that holds too much of something for pages.
pub struct TooMuch {
    pub name: String,
    pub text: String,
    /// The lines that may be named as its place.
    pub lines: Vec<usize>,
    /// A word that says what there is too much of.
    pub word: &'static str,
}

const FRONT: &str = "---\ntitle: T\ndate: 2024-11-20\n---\n\n## A\n\n";

/// What no page can hold. The word Zanzibar stands in each and must be in no message.
pub fn too_much(is_long: bool) -> Vec<TooMuch> {
    let n = if is_long { 10 } else { 1 };
    let marks = format!("Zanzibar e{}", "\u{301}".repeat(100_000));
    let few = format!("Zanzibar か{}", "\u{3099}\u{302}".repeat(400));
    let mut cases = Vec::new();
    let mut add = |name: &str, body: String, lines: &[usize], word| {
        let text = format!("{FRONT}{body}\n");
        cases.push(TooMuch { name: name.to_owned(), text, lines: lines.to_vec(), word });
    };
    add("marks in a paragraph", marks.clone(), &[8], "marks");
    add("a few hundred marks", few, &[8], "marks");
    add("marks in a heading", format!("## {marks}"), &[8], "marks");
    add("marks in a list", format!("- one\n- {marks}"), &[9], "marks");
    add("marks in a cell", format!("| a | b |\n|---|---|\n| 1 | {marks} |"), &[8, 10], "marks");
    add("marks in emphasis", format!("Text with *{marks}* in it."), &[8], "marks");
    add("marks in a quotation", format!("> > {marks}"), &[8], "marks");
    add("marks in code", format!("```\n{marks}\n```"), &[8, 9], "code");
    add("marks in a link", format!("[{marks}](https://example.org)"), &[8], "marks");
    let rows = |n: usize| "| Zanzibar | 2 |\n".repeat(n);
    add("a table of many rows", format!("| a | b |\n|---|---|\n{}", rows(10_000 * n)), &[8], "cells");
    let table = format!("| a | b |\n|---|---|\n{}\nText.\n\n", rows(3_000));
    add("several tables", table.repeat(2), &[8, 3_013], "cells");
    for n_columns in [201, 1_000, 5_000] {
        let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(n_columns));
        let table = format!("{}{}{}", row("Zanzibar"), row("---"), row("1"));
        add(&format!("a table of {n_columns} columns"), table, &[8], "columns");
    }
    add("much code", format!("```rust\n{}```", "let x = 1; // Zanzibar\n".repeat(22_000 * n)), &[8], "code");
    add("one line of code", format!("```\nZanzibar{}\n```", "x".repeat(1_000_000)), &[8], "code");
    add("a long paragraph", "Zanzibar and more words. ".repeat(40_000), &[8], "paragraph");
    cases
}

/// What lies deep in lists, quotations and frames; the innermost words must be on the pages.
pub fn nested() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for depth in [5, 12, 25, 50] {
        let mut add = |name: &str, body: String| {
            cases.push((format!("{name}, {depth} deep"), format!("{FRONT}{body}\n")));
        };
        add("quotations", format!("{}Innermost", "> ".repeat(depth)));
        // A list takes two places in the tree, of which there are 64.
        let n_lists = depth.min(30);
        let list = each(0..n_lists, |level| format!("{}- item\n", "  ".repeat(level)));
        add("lists", format!("{list}{}- Innermost", "  ".repeat(n_lists)));
        let ordered = each(0..n_lists, |level| format!("{}1. item\n", "   ".repeat(level)));
        add("numbered lists", format!("{ordered}{}1. Innermost", "   ".repeat(n_lists)));
        add("lists in quotations", format!("{}Innermost", "> - ".repeat(depth.min(20))));
        let callouts = each(0..depth, |level| format!("{}[!NOTE]\n", "> ".repeat(level + 1)));
        add("callouts", format!("{callouts}{}Innermost", "> ".repeat(depth)));
        let kinds = each(0..depth, |level| format!("{}[!SAY] title\n", "> ".repeat(level + 1)));
        add("blocks of a kind", format!("{kinds}{}Innermost", "> ".repeat(depth)));
        let tasks = each(0..n_lists, |level| format!("{}- [ ] task\n", "  ".repeat(level)));
        add("tasks", format!("{tasks}{}- [x] Innermost", "  ".repeat(n_lists)));
        let emphasis = depth.min(20);
        add("emphasis", format!("{}Innermost{}", "*a **b ".repeat(emphasis), "** *".repeat(emphasis)));
    }
    cases
}

/// Texts that are odd rather than large; `n` times as large where there is time.
pub fn unruly(n: usize) -> Vec<(&'static str, String)> {
    let bodies = odd_signs(n).into_iter().chain(odd_blocks(n)).chain(odd_letters(n));
    let fronts = [
        "",
        "---\n",
        "---\ntitle: x\n",
        "---\n---\n---\n",
        "\u{feff}---\ntitle: [\n---\n",
        "---\nmarking: { scheme: us, banner: SECRET }\n---\n",
    ];
    let mut cases: Vec<(&'static str, String)> =
        bodies.map(|(name, body)| (name, format!("{FRONT}{body}\n"))).collect();
    cases.extend(fronts.map(|front| ("front matter", format!("{front}\n## A\n\nText.\n"))));
    cases
}

/// Signs of Markdown that never come to an end.
fn odd_signs(n: usize) -> Vec<(&'static str, String)> {
    let many = |text: &str, count: usize| text.repeat(count * n);
    vec![
        ("brackets", many("[", 4_000)),
        ("brackets with bangs", many("![", 2_000)),
        ("nested links", format!("{}{}", many("[", 500), many("](a)", 500))),
        ("stars", many("*", 4_000)),
        ("stars and words", many("*a **b ", 1_000)),
        ("underscores", many("_a__", 1_500)),
        ("backticks", each(1..80 * n, |len| format!("{}x ", "`".repeat(len)))),
        ("signs of quotations", many(">", 4_000)),
        ("quotations begun and left", many("> a\n\nb\n\n", 300)),
        ("list signs in a line", many("- ", 4_000)),
        ("headings", many("# x\n", 300)),
        ("empty headings", many("#\n\n", 300)),
        ("rules", many("---\n\n", 40)),
    ]
}

/// Blocks, tables, notes and data that make no sense.
fn odd_blocks(n: usize) -> Vec<(&'static str, String)> {
    let many = |text: &str, count: usize| text.repeat(count * n);
    vec![
        ("fences", many("```\n", 301)),
        ("blocks that stay open", many("::: say\n", 400)),
        ("blocks closed too often", many(":::\n", 400)),
        ("comments that stay open", many("<!-- ", 1_000)),
        ("comments in comments", format!("{}{}", many("<!-- a ", 400), many(" -->", 400))),
        ("tags", many("<a><b c='d'>", 600)),
        ("tags that stay open", many("<div ", 1_000)),
        ("edits that stay open", many("{++", 800)),
        ("edits in edits", format!("{}{}", many("{++a {--b ", 300), many("--}++}", 300))),
        ("footnotes to themselves", "Text[^a].\n\n[^a]: See[^a][^b].\n\n[^b]: See[^a].\n".to_owned()),
        ("footnotes without end", each(0..200 * n, |i| format!("a[^{i}]\n\n[^{i}]: b[^{}]\n\n", i + 1))),
        ("definitions", many("[a]: /b\n", 500)),
        ("tables without rows", many("| a |\n|---|\n\n", 100)),
        ("ragged tables", format!("| a | b |\n|---|---|\n{}", many("| 1 | 2 | 3 | 4 |\n|\n", 100))),
        ("pipes", many("|", 4_000)),
        ("entities", many("&#x10FFFF;&amp;&bogus;&#0;", 300)),
        ("backslashes", many("\\", 4_001)),
        (
            "code of the engine",
            "#panic() #eval(\"1\") #read(\"/etc/passwd\") $x$ @ref <label> `raw` ]\n".repeat(20),
        ),
        ("portion marks", many("(S) (C) (SBU) ", 200)),
        ("half of every bracket", many("(（【「[{", 400)),
        ("facts that are not", many("[1](fact:a.b.c) [](fact:) [x](fact:\u{0}) ", 100)),
        (
            "pictures that are not",
            many("![a](/etc/passwd) ![b](file:///etc/shadow) ![c](\\\\host\\share) ", 60),
        ),
        ("links of every sort", many("[a](javascript:x) [b](file:///x) [c](data:text/html,x) [d](#x) ", 80)),
        (
            "a chart that is a bomb",
            "```chart\na: &a [x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\ntype: bar\ndata: *c\n```"
                .to_owned(),
        ),
        ("a chart of nothing", "```chart\ntype: bar\ndata:\n```\n\n```chart\n```\n".to_owned()),
        (
            "a chart of odd figures",
            "```chart\ntype: bar\ndata:\n  - [a, 1e308]\n  - [b, -1e308]\n  - [c, nan]\n  - [d, .inf]\n```"
                .to_owned(),
        ),
        ("a map of nowhere", "```chart\ntype: map\ndata:\n  - [Atlantis, 1]\n  - [OH, -5]\n```".to_owned()),
        (
            "a chart of many rows",
            format!("```chart\ntype: line\ndata:\n{}```", each(0..200, |i| format!("  - [{i}, {i}]\n"))),
        ),
        ("a chart from elsewhere", "```chart\ntype: bar\ndata: ../../../etc/passwd\n```".to_owned()),
        ("kinds that are not", many("> [!KIND-OF-MY-OWN] x\n> y\n\n", 60)),
        ("labels", many("**Red line**\n\nx\n\n", 60)),
        ("numbers of every sort", "(a) x\n(i) y\nア z\n（１） w\n① v\n2 bis. u\n".repeat(20)),
        ("ruby", many("<ruby>漢<rt>かん</rt></ruby>", 100)),
        ("ruby that stays open", many("<ruby>漢<rt>", 200)),
        ("columns", many("::: columns\n::: column\na\n:::\n::: column\nb\n:::\n:::\n\n", 20)),
        ("attributes", many("[a]{.b #c d=\"e\" ", 300)),
        ("page marks", many("<!-- page -->\n\na\n\n", 20)),
        ("pauses", many(". . .\n\na\n\n", 20)),
    ]
}

/// Characters that are rarely met.
fn odd_letters(n: usize) -> Vec<(&'static str, String)> {
    let many = |text: &str, count: usize| text.repeat(count * n);
    vec![
        ("control characters", (0..32_u8).map(char::from).collect::<String>().repeat(20)),
        ("characters that turn the text", many("\u{202e}abc\u{202c}\u{2066}def\u{2069}", 100)),
        ("invisible characters", many("\u{200b}\u{200d}\u{feff}\u{ad}", 400)),
        ("noncharacters", many("\u{fffe}\u{ffff}\u{10ffff}", 200)),
        ("private use", many("\u{e000}\u{f8ff}", 200)),
        ("a word without end", many("x", 20_000)),
        ("Japanese without a stop", many("あ", 4_000)),
        ("families of emoji", many("👩‍👩‍👧‍👦🏳️‍🌈", 100)),
        ("scripts of every sort", "אבג हिन्दी ไทย ភាសា မြန်မာ አማርኛ ᠮᠣᠩᠭᠣᠯ 𒀀𒁀 ".repeat(10)),
        ("marks below the limit", format!("e{}", "\u{301}".repeat(200))),
        ("line ends of every sort", "a\rb\r\nc\n\rd\u{2028}e\u{2029}f\u{85}g\n".repeat(50)),
        ("tabs", many("\t", 2_000)),
        ("blanks", many(" ", 4_000)),
        ("empty lines", many("\n", 4_000)),
    ]
}

/// What is made of each number, one behind the other.
pub fn each(numbers: std::ops::Range<usize>, make: impl Fn(usize) -> String) -> String {
    numbers.map(make).collect::<Vec<_>>().concat()
}
