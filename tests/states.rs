//! One brief for the members from several states: each copy names the figures of its own state and of no other.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use demarche::brief::{Reader, parse, us_state};
use demarche::facts::{for_state, parse_book};
use demarche::layout::{Engine, Shape};
use demarche::release::{Assets, Audience, Context, project_for};

use crate::support::{file, pdf_text};

/// Code, name, figure and time, copied by hand from the sources that the fact book names.
const COUNTS: [(&str, &str, &str, &str); 10] = [
    ("AR", "Arkansas", "6,000", "November 2019"),
    ("GA", "Georgia", "40,000", "2022-23"),
    ("IL", "Illinois", "44,000", "2017"),
    ("KY", "Kentucky", "47,000", "2024"),
    ("MI", "Michigan", "39,890", "2021"),
    ("MS", "Mississippi", "14,000", "2018"),
    ("NC", "North Carolina", "31,000", "October 2024"),
    ("OH", "Ohio", "72,860", "2019"),
    ("WI", "Wisconsin", "7,100", "August 2019"),
    ("WV", "West Virginia", "3,000", "2015"),
];

fn export(folder: &Path, out: &str, audience: &str, reader: &str) -> Output {
    let brief = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefs/us-jobs.md");
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).arg("export").arg(brief);
    command.args(["-o", out, "--for", reader, "--audience", audience]).output().expect("the program runs")
}

/// Whether a text holds a figure, and not as a part of a longer one.
fn holds_figure(text: &str, figure: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == ',');
    text.match_indices(figure).any(|(at, _)| {
        let after = text[at + figure.len()..].chars().next().filter(char::is_ascii_digit);
        !is_part(text[..at].chars().next_back()) && after.is_none()
    })
}

#[test]
fn ten_states_have_ten_handouts_each_with_its_own_figures_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let audience = COUNTS.map(|(code, ..)| code).join(",");
    let output = export(folder.path(), "jobs.md", &audience, "counterpart");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("1 of 10: jobs-ar.md") && said.contains("10 of 10: jobs-wv.md"), "{said}");
    for (code, name, figure, time) in COUNTS {
        let path = folder.path().join(format!("jobs-{}.md", code.to_lowercase()));
        let text = fs::read_to_string(&path).expect("written");
        assert!(text.contains(&format!("{figure} ({name}, {time})")), "{name}:\n{text}");
        assert!(
            text.contains("all Japanese companies, not only automakers"),
            "{name} does not say its scope"
        );
        assert!(text.contains("109,000"), "{name} has lost the nation’s figures");
        for (_, other, other_figure, _) in COUNTS.iter().filter(|(other, ..)| *other != code) {
            assert!(!holds_figure(&text, other_figure), "{name} holds {other_figure} of {other}:\n{text}");
            let is_named = text.replace(name, "").contains(other);
            assert!(!is_named, "{name} names {other}:\n{text}");
        }
    }
}

#[test]
fn a_state_without_a_figure_has_that_of_the_nation_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = export(folder.path(), "jobs.md", "AK", "counterpart");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(folder.path().join("jobs.md")).expect("one name, one file as named");
    assert!(text.contains("930,000 (United States, 2021; no figure for Alaska)"), "{text}");
}

const BOOK: &str = "[[source]]\nid = \"s\"\ntitle = \"T\"\n\
    [[fact]]\nkey = \"state.oh.jobs\"\nvalue = 72860\nas_of = \"2019\"\nsource = \"s\"\n\
    [[fact]]\nkey = \"state.ky.jobs\"\nvalue = 47000\nas_of = \"2024\"\nsource = \"s\"\n\
    [[fact]]\nkey = \"autos.honda.in.jobs\"\nvalue = 2700\nas_of = \"2024\"\nsource = \"s\"\n\
    [[fact]]\nkey = \"trade.in.transit\"\nvalue = 333\nas_of = \"2024\"\nstate = \"US\"\nsource = \"s\"\n\
    [[fact]]\nkey = \"autos.us.jobs\"\nvalue = 109000\nas_of = \"2023\"\nsource = \"s\"\n";

/// The words of one copy for one state.
fn copy(text: &str, state: &str, reader: Reader) -> String {
    let (book, found) = parse_book(BOOK);
    assert_eq!(found, []);
    let (brief, _) = parse(&format!("---\ntitle: T\nmarking: none\n---\n\n{text}"));
    let context = Context { book: &book, assets: &Assets::default() };
    let released = project_for(&brief, &context, reader, &Audience::of(&[state.to_owned()]));
    let files = file(&Engine::with_own_fonts(), &released, "md", Shape::Text);
    String::from_utf8(files[0].bytes.clone()).expect("text")
}

#[test]
fn what_is_marked_for_another_state_drops_out_in_every_form() {
    for text in [
        "## Ohio {state=OH}\n\nHIDDEN.\n\n### Below\n\nHIDDEN.\n\n## All\n\nKept.\n",
        "Kept. [HIDDEN **and** more.]{state=OH} Kept too.\n",
        "Kept.\n\nHIDDEN. {state=OH,IN}\n",
        "- Kept.\n- HIDDEN {state=OH}\n  - HIDDEN below\n",
        "Kept.\n\n::: {.text state=OH}\nHIDDEN.\n\n- HIDDEN\n:::\n",
        "Kept.\n\n::: background {state=OH}\nHIDDEN.\n:::\n",
        "Kept.\n\n::: {.columns state=OH}\n::: column\nHIDDEN\n:::\n::: column\nHIDDEN\n:::\n:::\n",
        "Kept.\n\n> [!TIP] HIDDEN {state=OH}\n> HIDDEN\n",
        "| a | b |\n|---|---|\n| Kept | 1 |\n| HIDDEN {state=OH} | 2 |\n",
        "| a | b |\n|---|---|\n| Kept | 1 |\n| Ohio | HIDDEN |\n",
        "Kept. HIDDEN [72,860](fact:state.oh.jobs) people. Kept too.\n",
        "- Kept\n- HIDDEN [2,700](fact:autos.honda.in.jobs)\n  - HIDDEN below\n",
        "> Kept. HIDDEN, in the U.S. of **today**, [](fact:state.oh.jobs) people work.\n",
        "Kept[^1]\n\n[^1]: Kept. HIDDEN [72,860](fact:state.oh.jobs).\n",
        "HIDDEN {state=OHO}\n\nKept\n",
    ] {
        for reader in [Reader::Counterpart, Reader::Principal] {
            let shown = copy(text, "KY", reader);
            assert!(shown.contains("Kept") && !shown.contains("HIDDEN"), "{text}\n---\n{shown}");
            assert!(!shown.contains("state="), "{shown}");
        }
    }
}

#[test]
fn what_is_for_this_state_or_for_all_stays_without_its_marks() {
    let text = "## Kentucky {state=KY}\n\nOne. [Two.]{state=KY} Three [109,000](fact:autos.us.jobs) and \
        [333](fact:trade.in.transit). {state=KY,OH}\n\n- [](fact:jobs@{state})\n- [x](fact:autos.us.jobs@{state})\n";
    let shown = copy(text, "ky", Reader::Counterpart);
    for words in ["Kentucky", "One. Two. Three", "109,000", "333", "47,000 (Kentucky, 2024)"] {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
    assert!(shown.contains("109,000 (United States, 2023; no figure for Kentucky)"), "{shown}");
    assert!(!shown.contains("{state"), "{shown}");
}

#[test]
fn the_state_of_the_front_matter_scopes_every_copy_and_an_unknown_one_is_said() {
    let (book, _) = parse_book(BOOK);
    let text = "---\ntitle: T\nscope: { state: Ohio }\n---\n\nA [47,000](fact:state.ky.jobs). B.\n";
    let (brief, found) = parse(text);
    assert_eq!((brief.front.state, found.as_slice()), (us_state("OH"), [].as_slice()));
    let scoped = for_state(&brief, &book, brief.front.state);
    assert!(!format!("{:?}", scoped.blocks).contains("47,000"));
    let (brief, found) = parse("---\ntitle: T\nscope: { state: Ohoi }\n---\n");
    assert_eq!((brief.front.state, found.len()), (None, 1));
}

#[test]
fn the_map_shows_the_state_alone_and_its_text_names_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = export(folder.path(), "jobs.pdf", "OH,KY", "counterpart");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    for (code, own, other) in [("oh", "72,860", "47,000"), ("ky", "47,000", "72,860")] {
        let bytes = fs::read(folder.path().join(format!("jobs-{code}.pdf"))).expect("written");
        let Some(text) = pdf_text(&bytes) else { return };
        assert!(holds_figure(&text, own) && !holds_figure(&text, other), "{code}:\n{text}");
        assert!(!String::from_utf8_lossy(&bytes).contains("Wisconsin 7,100"));
    }
}
