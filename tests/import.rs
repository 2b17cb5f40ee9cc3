//! Decks of other tools: what the room saw is in the brief, what the speaker saw stays with us.

use std::fs;
use std::process::Command;

use demarche::brief::{Reader, parse};
use demarche::export::{Job, PdfStandard, export, format_named};
use demarche::import::import_markdown;
use demarche::layout::{Engine, Options, Paper, Shape, THEMES};

use crate::support::released;

/// The copy of a text as Markdown.
fn markdown(engine: &Engine, text: &str, reader: Reader) -> String {
    let options = Options { shape: Shape::Text, paper: Paper::A4, theme: &THEMES[0] };
    let released = &released(text, reader);
    let job = Job { engine, released, options, pdf_standard: PdfStandard::default(), stem: "copy", ink: &[] };
    let format = format_named("md").expect("a format");
    let files = export(format, &job).unwrap_or_else(|err| panic!("{err}")).files;
    String::from_utf8(files[0].bytes.clone()).expect("Markdown is UTF-8")
}

/// Decks of other tools. Words that begin with `Vis` were seen by the room, those that begin with `Qx` were not.
const DECKS: &[(&str, &str)] = &[
    (
        "marp",
        "---\nmarp: true\ntheme: gaia\npaginate: true\nfooter: Qxfooter\n---\n\n# Visone\n\n<!-- Qxspeak of it\n\nQxmore -->\n\n---\n\n<!-- _class: lead -->\n# <!-- fit --> Vistwo\n\n![bg right:40%](a.png)\n\n- Visthree <!-- Qxinline -->\n* Visfour\n\n---\n\nVisfive\n",
    ),
    (
        "marp-divider",
        "---\nmarp: true\nheadingDivider: 2\ntitle: Viszero\n---\n\n# Visone\n\nVistwo\n\n## Visthree\n\n<!--\nQxnote\n-->\nVisfour\n",
    ),
    (
        "slidev",
        "---\ntheme: seriph\ntitle: Viszero\ntransition: slide-left\n---\n\n# Visone\n\n<v-click>\n\nVistwo\n\n</v-click>\n\n<!-- Qxnote -->\n\n---\nlayout: two-cols\n---\n\n# Visthree\n\nVisleft\n\n::right::\n\nVisright\n\n<Tweet id=\"Qxtweet\" />\n\n---\nhide: true\n---\n\n# Qxhidden\n\nQxalso\n\n---\n\nVislast\n",
    ),
    (
        "reveal",
        "# Visone\n\nVistwo\n\nNote: Qxnote\n\n- Qxitem\n\n---\n\n## Visthree\n\n- Visfour <!-- .element: class=\"fragment\" -->\n\n----\n\n## Visfive\n\nVissix\n\nNotes:\nQxlast\n",
    ),
    (
        "reveal-html",
        "## Visone\n\n<aside class=\"notes\">\nQxaside\n\n- Qxitem\n</aside>\n\n<div class=\"r-stack\">Vistwo</div>\n\n---\n\n<div style=\"display:none\">\n\nQxhidden\n\n</div>\n\nVisthree\n",
    ),
    (
        "reveal-data-notes",
        "# Visone\n\n<!-- .slide: data-notes=\"Qxslide\" data-background=\"#fff\" -->\n\nVistwo\n\n---\n\n<section data-notes=\"Qxsection\">\n\n## Visthree\n\n</section>\n",
    ),
    (
        "slidev-components",
        "---\ntheme: seriph\ntitle: Viszero\nlayout: cover\n---\n\n# Visone\n\n<RenderWhen context=\"presenter\">Qxline</RenderWhen> Vistwo\n\n<RenderWhen context=\"presenter\">\n\nQxblock\n\n</RenderWhen>\n\n<Transform :scale=\"0.5\">Visthree</Transform>\n\n<SlideNote>Qxnote</SlideNote>\n\n<PresenterOnly to=\"Qxwhom\">\n\nQxparted\n\n- Qxpoint\n\n</PresenterOnly>\n\n<v-clicks>\n\n- Visfour\n\n</v-clicks>\n",
    ),
    (
        "pandoc-raw",
        "---\ntitle: Viszero\n---\n\n# Visone\n\n```{=latex}\n\\note{Qxlatex}\n```\n\n````{=html}\n<aside class=\"notes\">Qxhtml</aside>\n````\n\n~~~ {=typst}\nQxtypst\n~~~\n\nVistwo `\\note{Qxinline}`{=latex} Visthree `x` and `{python} Qxrun`\n",
    ),
    (
        "deckset",
        "theme: Fira\nfooter: Qxfooter\nslidenumbers: true\n\n# Visone\n\n^ Qxnote of a line\nQxwrapped\n\nVistwo\n\n---\n\n[.background-color: #fff]\n\n# [fit] Visthree\n\n[.column]\n\nVisleft\n\n[.column]\n\nVisright\n\n![inline 50%](b.png)\n\n^ Qxlast\n",
    ),
    (
        "remark",
        "class: center, middle\n\n# Visone\n\n???\n\nQxnote\n\n- Qxitem\n\n---\nname: agenda\nlayout: true\n\n## Vistwo\n--\n\n.red[Visthree] and Visfour\n\n---\nexclude: true\n\nQxexcluded\n---\n\n# Visfive\nVissix\n???\nQxlast\n",
    ),
    (
        "pandoc",
        "% Viszero\n% An Author\n% 2024-11-20\n\n# Visone\n\n## Vistwo\n\n. . .\n\nVisthree\n\n::: notes\nQxnote\n\n- Qxitem\n:::\n\n:::::::::::::: {.columns}\n::: {.column width=\"40%\"}\nVisleft\n:::\n::: {.column width=\"60%\"}\nVisright[^1]\n:::\n::::::::::::::\n\n[^1]: Visfoot\n",
    ),
    (
        "quarto",
        "---\ntitle: \"Viszero\"\nformat:\n  revealjs:\n    incremental: true\n---\n\n## Visone {.smaller}\n\n::: {.incremental}\n- Vistwo\n- [Visthree]{.red}\n:::\n\n::: {.notes}\nQxnote\n:::\n\n{{< include _Qxother.qmd >}}\n\n## Qxhidden {visibility=\"hidden\"}\n\nQxwords\n\n## Visfour\n\n$x_i^2$ and Visfive\n",
    ),
    (
        "presenterm",
        "---\ntitle: Viszero\n---\n\nVisone\n===\n\nVistwo\n\n<!-- pause -->\n\nVisthree\n\n<!-- speaker_note: Qxnote -->\n\n<!-- end_slide -->\n\nVisfour\n===\n\n<!-- include: Qxother.md -->\n\nVisfive\n",
    ),
    (
        "hidden-plain",
        "---\ntitle: Viszero\n---\n\n# Visone\n\n---\nhide: yes # for now\n---\n\n# Qxhidden\n\nQxwords\n\n---\n\n# Vistwo\n",
    ),
    (
        "hidden-first",
        "---\ntransition: fade\nhide: 'true'\n---\n\n# Qxhidden\n\nQxwords\n\n---\n\n# Visone\n\nVistwo\n",
    ),
    (
        "hidden-close",
        "# Visone\n\n---\nlayout: cover\ndisabled: True\n---\n# Qxhidden\nQxwords\n\n---\n\n# Vistwo\n",
    ),
    (
        "reveal-behind",
        "# Visone\n\nVistwo <!-- .element: class=\"fragment\" -->\n\n---\n\n## Qxhidden <!-- .slide: data-visibility=\"hidden\" -->\n\nQxwords\n\n---\n\nVisthree\n\nNote: Qxnote\n",
    ),
    (
        "reveal-separator",
        "---\nseparator: <!--s-->\nverticalSeparator: \"^<!--v-->$\"\n---\n\n# Visone\n\nNote: Qxnote\n\n<!--s-->\n\n## Vistwo\n\n<!--v-->\n\nVisthree\n",
    ),
    ("titled-fences", "# Visone\n\n::: columns Vistwo\nVisthree\n:::\n\n::: notes Qxhead\nQxnote\n:::\n"),
    (
        "code",
        "---\nmarp: true\n---\n\n# Visone\n\n```md\n---\n<!-- Viscode -->\nVisnote\n```\n\n<!-- Qxnote with ``` in it\n\n::: say\n-->\n\n---\n\nVistwo\n",
    ),
    (
        "japanese",
        "---\nmarp: true\nlang: ja\n---\n\n# Vis表題\n\n<!-- Qx発言要領 -->\n\n- Vis項目\n\n---\n\n## Vis次\n\n<!-- Qx譲れない -->\nVis本文\n",
    ),
    (
        "crlf",
        "\u{feff}---\r\nmarp: true\r\n---\r\n\r\n# Visone\r\n\r\n<!-- Qxnote -->\r\n\r\n---\r\n\r\nVistwo\r\n",
    ),
    (
        "marp-inline-comment",
        "---\nmarp: true\n---\n\n# Visone <!-- Qxnote of\n\n---\n\n# Qxmore --> Visbehind\n\n---\n\n## Vistwo\n\n- Visthree <!-- Qxa --> Visfour <!-- Qxb\nQxc -->\n\n***\n\n<style>\nsection { color: Qxcolor }\n</style>\n\nVisfive <span class=\"hidden\">Qxspan</span> Vissix\n",
    ),
    (
        "marp-directives",
        "---\nmarp: true\n---\n\n<!--\npaginate: true\nheader: Qxheader\n-->\n\n# Visone\n\n---\n\n<!-- Qxnote before the title -->\n\n# Vistwo\n\n1. Visthree\n   <!-- Qxitem -->\n2. Visfour\n",
    ),
    (
        "nested-tags",
        "# Visone\n\n---\n\n<div class=\"hidden\">\n<div>Qxone</div>\n\nQxtwo\n\n</div> Vistwo\n\n<div style=\"color: red; opacity: 0.8\">Visthree</div>\n\n---\n\nVisfour\n\nNOTE: Qxnote\n\n----\n\nVisfive\n",
    ),
    (
        "reveal-hidden",
        "## Visone\n\nVistwo\n---\n## Qxhidden\n\n<!-- .slide: data-visibility=\"hidden\" -->\n\nQxmore\n---\n## Visthree\n\nnote:\nQxnote\n",
    ),
    (
        "slidev-notes",
        "---\ntheme: default\nfonts:\n  sans: Robot\ntitle: Viszero\n---\n# Visone\n\nVistwo\n---\nlayout: center\nclass: text-white\ndragPos:\n  square: 1,2\n---\n\n# Visthree\n\n<!-- Qxfirst -->\n\nVisfour <v-click>Visfive</v-click>\n\n<!--\nQxnote\n\n* Qxitem\n-->\n",
    ),
    (
        "deckset-notes",
        "slidenumbers: true\nfooter: Qxfooter\n\n# [fit] Visone\n\n^ Qxnote\n\n^ - Qxitem\n\n---\n\n## Vistwo\n\n- Visthree\n- Visfour\n\n^ Qxlast with <!-- a sign\n\n---\n\n# Visfive\n",
    ),
    (
        "remark-steps",
        "class: middle\n# Visone\n---\n# Vistwo\n- Visthree\n???\nQxnote\n--\n- Visfour\n???\nQxmore\n---\n.left-column[\nVisfive\n]\n.right-column[\nVissix\n]\n",
    ),
    (
        "pandoc-rules",
        "---\ntitle: Viszero\nslide-level: 2\n---\n\n# Visone\n\n## Vistwo\n\n::: {.notes}\nQxnote\n\n---\n\nQxbehind\n\n::: {.inner}\nQxinner\n:::\n\nQxafter\n:::\n\nVisthree\n\n----------\n\nVisfour[^1]\n\n| Vishead | Visother |\n|---------|----------|\n| Viscell | Vislast  |\n\n[^1]: Visfoot\n",
    ),
    (
        "quarto-code",
        "---\ntitle: Viszero\nformat: revealjs\n---\n\n## Visone\n\n```{python}\n#| echo: false\nQxcode = 1\n```\n\n```python\nViscode = 2\n```\n\n::: {layout-ncol=2}\nVistwo\n\nVisthree\n:::\n\n::: {.callout-note}\nVisfour\n:::\n\n## Visfive {.smaller background-color=\"black\"}\n\n- Vissix [Qxspan]{.hidden}\n\n:::: {.columns}\n\n::: {.column}\nVisseven\n:::\n\n::: {.column}\nViseight\n:::\n\n::::\n\n::: notes\nQxnote\n```\nQxopen\n:::\n```\n:::\n\n## Visnine\n",
    ),
    (
        "open-code",
        "---\nmarp: true\n---\n\n# Visone\n\n<!-- Qxnote -->\n\n<Qxtag a=\"Qxvalue\">\n\n```\nViscode\n",
    ),
];

fn words<'t>(text: &'t str, start: &str) -> Vec<&'t str> {
    let begins = text.match_indices(start).map(|(at, _)| &text[at..]);
    begins.map(|rest| &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())]).collect()
}

#[test]
fn every_word_of_the_room_is_shared_and_no_word_of_the_speaker() {
    let engine = Engine::with_own_fonts();
    let mut wrong = Vec::new();
    for (name, deck) in DECKS {
        let imported = import_markdown(deck);
        let shared = markdown(&engine, &imported.text, Reader::Counterpart);
        let own = markdown(&engine, &imported.text, Reader::Principal);
        let n_before = wrong.len();
        for word in words(deck, "Vis").into_iter().filter(|word| !shared.contains(word)) {
            wrong.push(format!("{name}: {word} is not shared"));
        }
        for word in words(deck, "Qx") {
            if !imported.text.contains(word) {
                wrong.push(format!("{name}: {word} is lost"));
            }
            if shared.contains(word) {
                wrong.push(format!("{name}: {word} is shared"));
            }
        }
        for word in words(deck, "Qxnote").into_iter().filter(|word| !own.contains(word)) {
            wrong.push(format!("{name}: {word} is not said to the speaker"));
        }
        let notes = if deck.contains("Qxnote") { "::: notes" } else { "" };
        if !imported.text.contains(notes) {
            wrong.push(format!("{name}: no notes"));
        }
        if wrong.len() > n_before {
            wrong.push(format!("--- brief\n{}\n--- copy\n{shared}", imported.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn slides_are_those_of_the_deck() {
    // Beside the one with the title.
    for (deck, n_slides) in [
        (
            "---\nmarp: true\n---\n\n# One\n\n---\n\n<!-- _class: lead -->\n\n# Two\n\nWords\n\n---\n\nThree\n",
            2,
        ),
        ("## One\n\nWords\n---\n## Two\n\n# More\n\nNote: Said\n---\nThree\n----\nFour\n", 4),
        ("% Title\n\n# Part\n\n## One\n\nWords\n\n## Two\n\nWords\n", 3),
        ("class: center\n# One\n---\n# Two\n--\nWords\n???\nSaid\n---\nThree\n", 2),
    ] {
        let imported = import_markdown(deck);
        let n_found = released(&imported.text, Reader::Counterpart).content().screen.slides.len();
        assert_eq!(n_found, n_slides, "{deck}\n--- brief\n{}", imported.text);
    }
}

#[test]
fn no_text_makes_it_fail() {
    let odd = [
        "",
        "---",
        "---\n",
        "<!--",
        "-->",
        "::: ",
        ":::",
        "::: notes",
        "$$",
        "```",
        "^",
        "???",
        "<",
        "<a",
        "</aside>",
        "<aside>",
        "![",
        "{",
        "[.",
        "[.column]",
        "% ",
        "\u{feff}",
        "ａ：",
        "<é",
        "--",
        "# ",
        "note:",
    ];
    for first in odd {
        for second in odd {
            for head in ["", "---\nmarp: true\n---\n", "---\ntransition: fade\n---\n", "???\n---\n"] {
                let imported = import_markdown(&format!("{head}{first}\n\n{second}\n{first}{second}"));
                parse(&imported.text);
            }
        }
    }
}

#[test]
fn the_command_writes_a_new_file_and_says_what_it_did_not_understand() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.current_dir(folder.path()).args(["--ui-lang", "en", "import"]).args(arguments);
        command.output().expect("it runs")
    };
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("written");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("read");

    write("clean.md", b"# One\n\n---\n\n# Two\n\nNote: Said\n");
    let output = run(&["clean.md", "-o", "new.md"]);
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{output:?}");
    assert_eq!(output.stdout, b"new.md\n");
    assert!(read("new.md").contains("::: notes"), "{}", read("new.md"));

    write("odd.md", b"---\nmarp: true\ntheme: gaia\n---\n\n# One\n\n<Tweet id=\"1\" />\n");
    let output = run(&["odd.md", "-o", "odd-new.md"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    for words in
        ["note: what only says how it looks is left out: settings (marp, theme)", "odd.md:8: the tag tweet"]
    {
        assert!(said.contains(words), "{said}");
    }
    let report = read("odd-new.md");
    let report = &report[report.find("<!-- Not understood on import").expect("a report")..];
    assert!(report.contains("line 8: the tag tweet") && report.trim_end().ends_with("-->"), "{report}");

    // What only says how a deck looks is no finding.
    let deck = b"---\nmarp: true\npaginate: true\nfonts:\n  sans: X\n---\n\n<!-- _class: lead -->\n# One\n\n<style>\na\n</style>\n";
    write("looks.md", deck);
    let output = run(&["looks.md", "-o", "looks-new.md"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.lines().count()), (Some(0), 1), "{said}");
    assert!(!read("looks-new.md").contains("Not understood"), "{}", read("looks-new.md"));
    write("says.md", b"---\nmarp: true\nfooter: For the minister\n---\n\n# One\n");
    assert_eq!(run(&["says.md", "-o", "says-new.md"]).status.code(), Some(1));

    let before = read("new.md");
    write("legacy.md", b"# \x93One\x94\n");
    write("binary.md", b"PK\x03\x04\0\0");
    write("deck.pptx", b"PK");
    let inputs = [
        ["clean.md", "new.md"],
        ["legacy.md", "x.md"],
        ["binary.md", "x.md"],
        ["deck.pptx", "x.md"],
        ["no.md", "x.md"],
    ];
    for [input, out] in inputs {
        let output = run(&[input, "-o", out]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{input}: {said}");
        assert!(!folder.path().join("x.md").exists(), "{input}");
    }
    assert_eq!(read("new.md"), before);
}
