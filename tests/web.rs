//! Web pages: well formed, with nothing that is fetched or run, every link leads somewhere, and every word is there.

use std::collections::{BTreeMap, BTreeSet};

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};
use demarche::release::{Audience, CopyOptions, Edits, Released, project_with};

use crate::support::{briefs, file, markdown, released};

const SHAPES: [Shape; 2] = [Shape::Text, Shape::Slides];
/// Tags that are never closed.
const VOID: [&str; 5] = ["meta", "br", "hr", "img", "wbr"];

/// A page taken apart by code that shares nothing with what wrote it.
#[derive(Debug, Default)]
struct Seen {
    /// Every tag that was opened, with its attributes.
    tags: Vec<(String, BTreeMap<String, String>)>,
    /// The words, a blank where a tag stood.
    words: String,
    /// What is wrong.
    faults: Vec<String>,
}

fn page(released: &Released, shape: Shape) -> String {
    let files = file(&Engine::with_own_fonts(), released, "html", shape);
    assert_eq!(files.len(), 1, "it is one file");
    String::from_utf8(files[0].bytes.clone()).expect("a page is UTF-8")
}

/// Takes a page apart, strictly: every attribute is quoted, every tag closed in its order.
fn seen(text: &str) -> Seen {
    let mut seen = Seen::default();
    let mut open: Vec<String> = Vec::new();
    let Some(mut rest) = text.strip_prefix("<!DOCTYPE html>\n") else {
        seen.faults.push("no doctype".to_owned());
        return seen;
    };
    while let Some(at) = rest.find('<') {
        push_words(&rest[..at], &open, &mut seen);
        let Some(end) = end_of_tag(&rest[at..]) else {
            seen.faults.push(format!("a tag that does not end: {:.40}", &rest[at..]));
            return seen;
        };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                seen.faults.push(format!("{name} is closed and not open"));
            }
            continue;
        }
        let (name, attributes) = attributes_of(tag, &mut seen.faults);
        if open.is_empty() != (name == "html") {
            seen.faults.push(format!("{name} stands outside of the page"));
        }
        if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
            open.push(name.clone());
        }
        seen.tags.push((name, attributes));
    }
    push_words(rest, &open, &mut seen);
    if !open.is_empty() {
        seen.faults.push(format!("left open: {open:?}"));
    }
    seen
}

/// Where a tag ends: at the first bracket that stands between no quotation marks.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut is_quoted = false;
    text.char_indices().find_map(|(at, c)| {
        is_quoted ^= c == '"';
        (c == '>' && !is_quoted).then_some(at)
    })
}

fn push_words(text: &str, open: &[String], seen: &mut Seen) {
    if open.last().is_some_and(|tag| tag == "style") {
        return;
    }
    if let Some(words) = unescaped(text) {
        seen.words.push_str(&words);
        seen.words.push(' ');
    } else {
        seen.faults.push(format!("an ampersand that is no reference: {text:.60}"));
    }
}

fn unescaped(text: &str) -> Option<String> {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let is_reference = |at: usize| {
        ["&lt;", "&gt;", "&quot;", "&amp;"].iter().any(|reference| text[at..].starts_with(reference))
    };
    text.match_indices('&').all(|(at, _)| is_reference(at)).then(|| plain.replace("&amp;", "&"))
}

fn attributes_of(tag: &str, faults: &mut Vec<String>) -> (String, BTreeMap<String, String>) {
    let tag = tag.trim_end_matches('/');
    let (name, mut rest) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    let mut attributes = BTreeMap::new();
    while let Some((key, behind)) = rest.trim_start().split_once("=\"") {
        let Some((value, behind)) = behind.split_once('"') else { break };
        if attributes.insert(key.to_owned(), unescaped(value).unwrap_or_default()).is_some() {
            faults.push(format!("{key} stands twice in {name}"));
        }
        rest = behind;
    }
    if !rest.trim().is_empty() {
        faults.push(format!("what is {rest:?} in {name}"));
    }
    (name.to_owned(), attributes)
}

/// What is wrong with a page as a browser, a reader aloud and a mail filter see it.
fn faults(text: &str) -> Vec<String> {
    let mut seen = seen(text);
    let mut faults = std::mem::take(&mut seen.faults);
    let mut ids = BTreeSet::new();
    let mut level = 0;
    for (name, attributes) in &seen.tags {
        faults.extend(faults_of(name, attributes));
        if let Some(id) = attributes.get("id") {
            faults.extend((!ids.insert(id.clone())).then(|| format!("the id {id} stands twice")));
        }
        if let Some(now) = name.strip_prefix('h').and_then(|number| number.parse::<u8>().ok()) {
            faults.extend((now > level + 1).then(|| format!("a heading of level {now} below {level}")));
            level = now;
        }
    }
    for (name, attributes) in &seen.tags {
        for key in ["href", "aria-labelledby"] {
            let Some(to) = attributes.get(key).filter(|to| key != "href" || to.starts_with('#')) else {
                continue;
            };
            let is_there = ids.contains(to.trim_start_matches('#'));
            faults.extend((!is_there).then(|| format!("{name} leads to {to}, which is not there")));
        }
    }
    for once in ["main", "h1", "title"] {
        let n = seen.tags.iter().filter(|(name, _)| name == once).count();
        faults.extend((n != 1).then(|| format!("{n} times {once}")));
    }
    faults
}

fn faults_of(name: &str, attributes: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    if matches!(name, "script" | "iframe" | "object" | "embed" | "link" | "base" | "form" | "foreignObject") {
        faults.push(format!("there is a {name}"));
    }
    for (key, value) in attributes {
        let lower = value.trim().to_lowercase();
        let leads_out = ["http:", "https:", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
        let is_fine = match key.as_str() {
            key if key.starts_with("on") || key == "style" || key == "srcset" => false,
            "src" => {
                name == "img"
                    && (lower.starts_with("data:image/png;") || lower.starts_with("data:image/jpeg;"))
            }
            "href" => value.starts_with('#') || (name == "a" && leads_out),
            _ => true,
        };
        faults.extend((!is_fine).then(|| format!("{name} has {key}={value:.40}")));
    }
    faults.extend(
        (name == "img" && !attributes.contains_key("alt")).then(|| "a picture without words".to_owned()),
    );
    faults.extend(
        (name == "svg" && !attributes.contains_key("viewBox"))
            .then(|| "a drawing without a plane".to_owned()),
    );
    faults
}

#[test]
fn all_pages_of_the_sample_briefs_are_sound() {
    for loaded in briefs() {
        for reader in
            [Reader::Counterpart, Reader::Press, Reader::Interpreter, Reader::Delegation, Reader::Principal]
        {
            let copy = CopyOptions { reader, audience: Audience::default(), edits: Edits::Original };
            let released = project_with(&loaded.brief, &loaded.context(), &copy);
            for shape in SHAPES {
                let text = page(&released, shape);
                assert_eq!(faults(&text), Vec::<String>::new(), "{} {reader} {shape}", loaded.path.display());
                assert!(text == page(&released, shape), "the same bytes twice");
            }
        }
    }
}

#[test]
fn the_checker_finds_what_is_planted() {
    let sound = page(
        &released("---\ntitle: T\n---\n\n## One\n\nWords[^a].\n\n[^a]: Note.\n", Reader::Counterpart),
        SHAPES[0],
    );
    assert_eq!(faults(&sound), Vec::<String>::new());
    let plants = [
        ("</main>", "<script></script></main>"),
        ("</main>", "<img src=\"https://example.org/a.png\" alt=\"\"></main>"),
        ("</main>", "<p onclick=\"x\"></p></main>"),
        ("</main>", "<a href=\"#nowhere\">x</a></main>"),
        ("</main>", "<a href=\"javascript:x\">x</a></main>"),
        ("</main>", "<p>left open</main>"),
        ("</main>", "<p id=\"dmtop\"></p></main>"),
        ("</main>", "<h5>deep</h5></main>"),
        ("</html>", "</html><p></p>"),
        ("</main>", "a & b</main>"),
        (" alt=", " old="),
    ];
    for (old, new) in plants {
        let with_picture = sound.replace("</main>", "<img src=\"data:image/png;base64,\" alt=\"x\"></main>");
        let planted = if old == " alt=" { with_picture.replace(old, new) } else { sound.replace(old, new) };
        assert!(!faults(&planted).is_empty(), "{new}");
    }
}

#[test]
fn words_are_words_and_links_lead_out_only_as_links() {
    let text = "---\ntitle: \"<script>alert(1)</script> & co\"\n---\n\n## \"Quoted\" <b>\n\n\
        [x](javascript:alert(1)) [y](https://example.org/?a=1&b=\"2\") `<script>`\n\n\
        | <i> | a&b |\n|---|---|\n| \"1\" | 2 |\n\n![alt \"<\" text](missing.png \"Caption & co\")\n\n\
        ```\n</pre><script>\n```\n";
    for reader in [Reader::Counterpart, Reader::Principal] {
        for shape in SHAPES {
            let page = page(&released(text, reader), shape);
            assert_eq!(faults(&page), Vec::<String>::new(), "{reader} {shape}:\n{page}");
            assert!(seen(&page).words.contains("</pre><script>"), "{page}");
        }
    }
}

#[test]
fn notes_lead_back_to_each_place_that_refers_to_them() {
    let text = "---\ntitle: T\n---\n\n## One\n\nFirst[^a], second[^b], first again[^a], [in a link[^b]](https://example.org).\n\n\
        [^a]: See the other[^b].\n[^b]: Last.\n";
    let page = page(&released(text, Reader::Counterpart), Shape::Text);
    assert_eq!(faults(&page), Vec::<String>::new(), "{page}");
    for to in ["#dmref1x1", "#dmref1x2", "#dmref2x1", "#dmref2x2", "#dmnote1", "#dmnote2"] {
        assert!(page.contains(&format!("href=\"{to}\"")), "{to}:\n{page}");
    }
}

#[test]
fn the_page_holds_what_the_markdown_of_the_copy_holds() {
    let text = "---\ntitle: Ships\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n\n## Ports\n\n(a) First *point* and 日本語の話\n\n\
        - [x] done\n- [ ] open\n\n> [!SAY] Title\n> Spoken.\n\n> [!RED-LINE]\n> Never.\n\n> quoted\n\n1. one\n2. two\n\n\
        ```chart\ntype: bar\ntitle: Jobs\nunit: people\ndata:\n  \"2014\": 88000\n  \"2023\": 109000\nsource: JAMA\n```\n";
    for reader in Reader::ALL {
        let page = page(&released(text, reader), Shape::Text);
        assert_eq!(faults(&page), Vec::<String>::new(), "{reader}");
        let words = seen(&page).words;
        let copy = markdown(text, reader);
        for word in
            ["OFFICIAL", "First", "point", "日本語の話", "Spoken", "Never", "quoted", "two", "88000", "JAMA"]
        {
            assert_eq!(words.contains(word), copy.contains(word), "{word} for {reader}:\n{copy}\n{words}");
        }
        assert!(
            copy.is_empty()
                || !copy.contains("日本語")
                || page.contains("<span lang=\"ja\">日本語の話</span>")
        );
    }
}
