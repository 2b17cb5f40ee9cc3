//! Who gets what: every kind in every copy, and nothing private in what leaves.

use demarche::brief::{KINDS, Reader, parse};
use demarche::facts::parse_book;
use demarche::layout::{Engine, Shape};
use demarche::office::Package;
use demarche::release::{Assets, Audience, Context, Copy, CopyOptions, Edits, Released, project_with};

use crate::support::{file, markdown, pages, pdf_text, released};

/// The table of the product, written out a second time so that a slip in the first is seen:
/// slide, counterpart, press, interpreter, delegation, principal.
const WHO_GETS_WHAT: &[(&str, &str)] = &[
    ("bluf", "----DP"),
    ("ask", "SC-IDP"),
    ("fact", "SC-IDP"),
    ("agreed", "SCMIDP"),
    ("background", "-C-IDP"),
    ("leave", "-C--DP"),
    ("press", "--M-DP"),
    ("say", "---IDP"),
    ("opening", "---IDP"),
    ("people", "---IDP"),
    ("flow", "---IDP"),
    ("objective", "----DP"),
    ("their-aims", "----DP"),
    ("scene", "----DP"),
    ("offer", "----DP"),
    ("if-raised", "----DP"),
    ("if-pressed", "----DP"),
    ("qa", "----DP"),
    ("do-not-raise", "----DP"),
    ("sensitive", "----DP"),
    ("background-internal", "----DP"),
    ("clearance", "----DP"),
    ("record", "----DP"),
    ("red-line", "-----P"),
    ("notes", "-----P"),
    ("nobody-knows-this", "-----P"),
];

const READERS: [(char, Reader); 5] = [
    ('C', Reader::Counterpart),
    ('M', Reader::Press),
    ('I', Reader::Interpreter),
    ('D', Reader::Delegation),
    ('P', Reader::Principal),
];

/// Whether the slides that go with a copy show a word.
fn is_on_slides(text: &str, reader: Reader, word: &str) -> bool {
    format!("{:?}", released(text, reader).content().screen.slides).contains(word)
}

#[test]
fn every_kind_is_in_the_copies_of_the_table_and_in_no_other() {
    assert_eq!(WHO_GETS_WHAT.len(), KINDS.len() + 1, "a row for each kind, and one for what nobody knows");
    for (kind, marks) in WHO_GETS_WHAT {
        let spellings = [
            format!(
                "---\ntitle: T\n---\n\n## Heading\n\n> [!{}] Zinnober\n> Quendel.\n",
                kind.to_uppercase()
            ),
            format!("---\ntitle: T\n---\n\n## Heading\n\n::: {kind} Zinnober\nQuendel.\n:::\n"),
        ];
        for text in &spellings {
            for (mark, reader) in READERS {
                let copy = markdown(text, reader);
                let is_due = marks.contains(mark);
                assert_eq!(copy.contains("Quendel"), is_due, "{kind} for {reader}:\n{copy}");
                assert_eq!(copy.contains("Zinnober"), is_due, "title of {kind} for {reader}:\n{copy}");
            }
            let is_due = marks.contains('S');
            assert_eq!(is_on_slides(text, Reader::Counterpart, "Quendel"), is_due, "{kind} on slides");
        }
    }
}

#[test]
fn a_heading_gives_its_kind_to_its_whole_section() {
    for kind in KINDS {
        let marks = WHO_GETS_WHAT.iter().find(|(name, _)| *name == kind.name).expect("a row").1;
        for label in [kind.label_en, kind.label_ja] {
            let text = format!(
                "---\ntitle: T\n---\n\n## {label}\n\nQuendel.\n\n### Below\n\n- Zinnober\n\n## Next\n\nOpen.\n"
            );
            for (mark, reader) in READERS {
                let copy = markdown(&text, reader);
                assert_eq!(copy.contains("Quendel"), marks.contains(mark), "{label} for {reader}:\n{copy}");
                assert_eq!(copy.contains("Zinnober"), marks.contains(mark), "{label} for {reader}:\n{copy}");
                assert_eq!(copy.contains("Open"), reader != Reader::Press, "after {label} for {reader}");
            }
        }
    }
}

#[test]
fn ordinary_text_is_shared_as_the_front_matter_says() {
    let text = |share: &str| format!("---\ntitle: T\nshare: {share}\n---\n\n## Heading\n\nQuendel.\n");
    for (share, marks) in [("text", "CIDP"), ("marked", "DP"), ("everyone", "DP")] {
        for (mark, reader) in READERS {
            let copy = markdown(&text(share), reader);
            assert_eq!(copy.contains("Quendel"), marks.contains(mark), "share: {share} for {reader}");
        }
    }
    assert!(!is_on_slides(&text("marked"), Reader::Principal, "Quendel"));
}

#[test]
fn no_copy_shows_what_a_point_weighs() {
    let text = "---\ntitle: T\n---\n\n# T {must}\n\n## Heading {must minutes=3}\n\nQuendel {must}\n\n\
                - One {could 90s}\n  - Two｛推奨｝\n\n> [!ASK] Three {should}\n> Four {must 2m}\n\n\
                > [!NOTE] Five {could}\n\n::: say Six {must}\nSeven\n:::\n\n## 見出し｛任意 2分｝\n\nEight[^a]\n\n\
                [^a]: Nine {must}\n";
    let engine = Engine::with_own_fonts();
    for reader in Reader::ALL {
        let copy = markdown(text, reader);
        let content = format!("{:?}", released(text, reader).content());
        for mark in ["must", "could", "should", "minutes=", "90s", "2m", "推奨", "任意", "2分"] {
            assert!(!copy.contains(mark), "{mark} for {reader}:\n{copy}");
            assert!(!content.contains(mark), "{mark} for {reader}:\n{content}");
        }
        assert_eq!(copy.contains("Quendel"), reader != Reader::Press);
    }
    for shape in [Shape::Text, Shape::Slides, Shape::Notes, Shape::Cards] {
        let files = file(&engine, &released(text, Reader::Principal), "pdf", shape);
        let Some(words) = pdf_text(&files[0].bytes) else { return };
        // What stands on a slide is not said again below its picture.
        assert!(shape == Shape::Notes || words.contains("Quendel"), "{shape:?}:\n{words}");
        assert!(!words.contains("must"), "{shape:?}:\n{words}");
    }
}

/// Private text in every place there is; each word of it begins with `Qx`.
const PRIVATE: &str = "\
> [!SAY] Qxtitle
> Qxsay **Qxbold** [Qxlink](https://qxhost.example/Qxpath)

::: red-line
Qxred[^qx]

| Qxhead | b |
|---|---|
| Qxcell | d |
:::

<!-- Qxcomment -->

[^qx]: Qxfootnote

## Red lines

Qxsection

- Qxitem

![Qxalt](Qxfile.png)

## Shared again
";

/// The same places with other words, more of them, or none.
const OTHERWISE: [&str; 3] = [
    "> [!SAY] A much longer title than before\n> One.\n>\n> Two.\n\n## Red lines\n\nNo.\n\n## Shared again\n",
    "## Shared again\n",
    "<!-- one -->\n\n::: notes\n- many\n- many\n- words\n:::\n\n## 譲れない一線\n\n### Not even this\n\n## Shared again\n",
];

fn with_private(private: &str) -> String {
    format!(
        "---\ntitle: American jobs\ndate: 2024-11-20\nmarking: {{ scheme: uk, banner: OFFICIAL }}\n---\n\n# American jobs\n\n## A claim\n\nText with a note[^n], [back](#american-jobs), [on](#more), [shared](#shared-again), [red](#red-lines).\n\n- one\n\n{private}\n\nMore text.\n\n## More\n\n[Up](#a-claim)\n\n[^n]: The note.\n"
    )
}

#[test]
fn what_leaves_is_the_same_byte_for_byte_whatever_is_private() {
    let engine = Engine::with_own_fonts();
    let shapes = [
        ("md", Shape::Text),
        ("html", Shape::Text),
        ("html", Shape::Slides),
        ("pdf", Shape::Text),
        ("pdf", Shape::Slides),
        ("pdf", Shape::Notes),
        ("pdf", Shape::Cards),
        ("png", Shape::Slides),
        ("docx", Shape::Text),
        ("pptx", Shape::Slides),
    ];
    for reader in [Reader::Counterpart, Reader::Press] {
        for (format, shape) in shapes {
            let expected = file(&engine, &released(&with_private(PRIVATE), reader), format, shape);
            for private in OTHERWISE {
                let made = file(&engine, &released(&with_private(private), reader), format, shape);
                assert_eq!(made.len(), expected.len(), "{reader}, {format}, {shape}");
                let is_same = made.iter().zip(&expected).all(|(made, expected)| made == expected);
                assert!(is_same, "{reader}, {format}, {shape} tells of:\n{private}");
            }
        }
    }
}

#[test]
fn links_lead_to_what_the_reader_has_and_only_there() {
    let text = "# T\n\n## Plan\n\nSee [no](#red-lines), [plan](#plan), [own](#x), [end](#plan-1), [top](#t).\n\n\
        ## Red lines\n\nHush.\n\n## Named {#x}\n\nMore.\n\n## Plan\n\nText.\n";
    let shared = markdown(text, Reader::Counterpart);
    assert!(shared.contains("See no, [plan](#plan), [own](#named), [end](#plan-1), [top](#t)."), "{shared}");
    let own = markdown(text, Reader::Principal);
    assert!(own.contains("See [no](#red-lines), [plan](#plan)"), "{own}");
    // A private heading of the same name moves no link of those who do not have it.
    let before = text.replace("## Plan\n\nSee", "## Plan\n\n> [!NOTES]\n> ## Named\n\nSee");
    assert_eq!(markdown(&before, Reader::Counterpart), shared);
}

#[test]
fn links_of_a_finished_file_can_be_followed() {
    let engine = Engine::with_own_fonts();
    let text =
        "# T\n\n## One\n\n[To the end](#last) and [to the top](#t)\n\n## Two\n\nText.\n\n### Last\n\nEnd.\n";
    // On notes pages they stand on the pictures of the slides alone.
    for shape in [Shape::Text, Shape::Slides, Shape::Cards] {
        let set = pages(&engine, &released(text, Reader::Counterpart), shape);
        let links: Vec<usize> =
            (0..set.len()).flat_map(|idx| set.links(idx)).map(|link| link.to_page_idx).collect();
        let last = (0..set.len()).rposition(|idx| set.words(idx).contains("Last")).expect("is there");
        assert_eq!(links, [last, 0], "{shape}");
    }
}

#[test]
fn the_slides_are_the_same_for_all_our_side() {
    let engine = Engine::with_own_fonts();
    let text = with_private(PRIVATE);
    let for_room = file(&engine, &released(&text, Reader::Counterpart), "pdf", Shape::Slides);
    for reader in [Reader::Principal, Reader::Delegation, Reader::Interpreter] {
        assert!(file(&engine, &released(&text, reader), "pdf", Shape::Slides) == for_room, "{reader}");
    }
}

#[test]
fn the_principal_has_every_private_word() {
    let copy = markdown(&with_private(PRIVATE), Reader::Principal);
    let words = [
        "Qxtitle",
        "Qxsay",
        "Qxbold",
        "Qxlink",
        "Qxred",
        "Qxhead",
        "Qxcell",
        "Qxcomment",
        "Qxfootnote",
        "Qxsection",
        "Qxitem",
        "Qxalt",
    ];
    for word in words {
        assert!(copy.contains(word), "{word} is missing:\n{copy}");
    }
    let engine = Engine::with_own_fonts();
    let released = released(&with_private(PRIVATE), Reader::Principal);
    for shape in [Shape::Text, Shape::Notes, Shape::Cards] {
        let Some(text) = pdf_text(&file(&engine, &released, "pdf", shape)[0].bytes) else { return };
        for word in words {
            assert!(text.contains(word), "{word} is missing from {shape}:\n{text}");
        }
    }
}

#[test]
fn a_portion_that_may_not_leave_stays() {
    let text = "---\ntitle: (U) Title\nmarking: { scheme: us, banner: SBU }\n---\n\n## (U) Heading\n\n(SBU) Quendel.\n\n(U) Open.\n\n- (S//NF) Zinnober\n  - below\n- (U) Shown\n\n> [!ASK]\n> (SBU) Thymian\n\n| (U) a | (SBU) Salbei |\n|---|---|\n| （秘）Dost | (U) c |\n";
    let copy = markdown(text, Reader::Counterpart);
    for word in ["Quendel", "Zinnober", "below", "Thymian", "Salbei", "Dost", "(U)", "SBU"] {
        assert!(!copy.contains(word), "{word} left:\n{copy}");
    }
    for word in ["Title", "Heading", "Open", "Shown"] {
        assert!(copy.contains(word), "{word} is missing:\n{copy}");
    }
    let ours = markdown(text, Reader::Principal);
    for word in ["(SBU) Quendel", "(S//NF) Zinnober", "(SBU) Thymian", "**SECRET**"] {
        assert!(ours.contains(word), "{word} is missing:\n{ours}");
    }
}

#[test]
fn text_comes_out_as_written_whatever_it_looks_like() {
    let engine = Engine::with_own_fonts();
    let words = [
        "#panic()",
        "#read(\"/etc/passwd\")",
        "$x$",
        "]]",
        "\\\\server\\share",
        "@ref",
        "<label>",
        "#{1+1}",
        "= no",
        "/*x*/",
        "//y",
        "~z",
        "--",
        "\"quoted\"",
    ];
    // Slides show the text, notes pages what is said to it.
    let words_in_code = format!("`{}`", words.join(" "));
    let text = format!(
        "---\ntitle: T\n---\n\n## Head #eval(\"1\") $ ]\n\n{words_in_code}\n\n> [!SAY]\n> {words_in_code}\n"
    );
    for shape in Shape::ALL {
        let Some(found) =
            pdf_text(&file(&engine, &released(&text, Reader::Principal), "pdf", shape)[0].bytes)
        else {
            return;
        };
        assert!(found.contains("Head #eval(\"1\") $ ]"), "{shape}:\n{found}");
        let squeezed: String = found.split_whitespace().collect();
        for word in words {
            let word: String = word.split_whitespace().collect();
            assert!(squeezed.contains(&word), "{word} in {shape}:\n{found}");
        }
    }
}

#[test]
fn numbered_copies_differ_in_one_line_and_nothing_else() {
    let engine = Engine::with_own_fonts();
    let text = with_private(PRIVATE);
    let copy = |number: &str, to: &str| {
        let number = Some(number.parse().expect("a number"));
        released(&text, Reader::Counterpart).as_copy(&Copy { number, to: Some(to.to_owned()) })
    };
    let (third, fourth) = (copy("3/10", "the Ambassador"), copy("4/10", "the Minister"));
    let lines = |released: &Released, format: &str, shape: Shape| -> Vec<String> {
        let bytes = file(&engine, released, format, shape).remove(0).bytes;
        let text = match format {
            "pdf" => pdf_text(&bytes),
            "docx" | "pptx" => {
                let mut package = Package::open(&bytes).expect("a package");
                let names = package.names().to_vec();
                let xml = names.iter().filter(|name| name.ends_with('l') || name.ends_with('s'));
                Some(xml.map(|name| package.xml(name).expect("XML").text() + "\n").collect())
            }
            _ => String::from_utf8(bytes).ok(),
        };
        // Where columns stand is a guess of the program that reads the words.
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        text.unwrap_or_default().lines().map(words).collect()
    };
    let shapes = [
        ("md", Shape::Text),
        ("html", Shape::Text),
        ("html", Shape::Slides),
        ("pdf", Shape::Text),
        ("pdf", Shape::Notes),
        ("pdf", Shape::Cards),
        ("pdf", Shape::Slides),
        ("docx", Shape::Text),
        ("pptx", Shape::Slides),
    ];
    for (format, shape) in shapes {
        let (a, b) = (lines(&third, format, shape), lines(&fourth, format, shape));
        assert_eq!(a.len(), b.len(), "{format} {shape}");
        let different: Vec<(&String, &String)> = a.iter().zip(&b).filter(|(a, b)| a != b).collect();
        if a.is_empty() {
            continue;
        }
        assert_eq!(different.len(), 1, "{format} {shape}: {different:?}");
        let (a, b) = different[0];
        assert!(a.contains("Copy 3 of 10, for the Ambassador"), "{format} {shape}: {a}");
        assert!(b.contains("Copy 4 of 10, for the Minister"), "{format} {shape}: {b}");
    }
    // Without a number nothing is printed, and the pages are those of the numbered copies.
    let plain = pages(&engine, &released(&text, Reader::Counterpart), Shape::Text);
    assert_eq!(plain.len(), pages(&engine, &third, Shape::Text).len());
}

#[test]
fn a_chart_shows_nothing_that_its_reader_may_not_have() {
    let book = "[[source]]\nid = \"s\"\ntitle = \"Report\"\n\n\
        [[fact]]\nkey = \"jobs.a\"\nvalue = 41000\nas_of = \"2021\"\nsource = \"s\"\n\n\
        [[fact]]\nkey = \"jobs.b\"\nvalue = 55123\nas_of = \"2022\"\nsource = \"s\"\nreaders = [\"principal\"]\n";
    let (book, _) = parse_book(book);
    let mut assets = Assets::default();
    assets.data.insert("plain.csv".to_owned(), "plant,jobs\nOhio,7001\n".to_owned());
    assets.data.insert("row.csv".to_owned(), "plant,jobs\n(SBU) Ohio,7002\n".to_owned());
    assets.data.insert("column.csv".to_owned(), "plant,jobs,\"(SBU) note\"\nOhio,7003,x\n".to_owned());
    let engine = Engine::with_own_fonts();
    let chart = |lines: &str| format!("## Jobs\n\n```chart\ntype: bar\n{lines}\n```\n\nMore.\n");
    let shown = |text: &str, reader: Reader| {
        let (brief, _) = parse(text);
        let copy = CopyOptions { reader, audience: Audience::default(), edits: Edits::Open };
        let released = project_with(&brief, &Context { book: &book, assets: &assets }, &copy);
        let bytes = file(&engine, &released, "md", Shape::Text).remove(0).bytes;
        String::from_utf8(bytes).expect("Markdown is UTF-8")
    };
    for (lines, figure, may_leave) in [
        ("facts: jobs.*", "41,000", true),
        ("facts: jobs.*", "55,123", false),
        ("facts: [jobs.b]", "55,123", false),
        ("data: plain.csv", "7,001", true),
        ("data: row.csv", "7,002", false),
        ("data: column.csv", "7,003", false),
    ] {
        let text = chart(lines);
        assert!(shown(&text, Reader::Principal).contains(figure), "{lines}: {figure} is ours");
        assert_eq!(shown(&text, Reader::Counterpart).contains(figure), may_leave, "{lines}: {figure}");
    }
}
