//! What the counterpart and the press read: their words for each kind of text, none of ours, in every format and shape.

use std::path::Path;

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};
use demarche::office::Package;

use crate::support::{engine_with_japanese, file, pdf_text, released};

/// Names of ours, none of which stands in a copy that leaves.
const OURS_EN: [&str; 12] = [
    "Ask",
    "Asks",
    "may be used",
    "To leave behind",
    "Leave behind",
    "Press line",
    "Points to make",
    "Talking points",
    "Principal",
    "Bottom line",
    "If raised",
    "private",
];
const OURS_JA: [&str; 11] = [
    "先方",
    "働きかけ",
    "対外使用可",
    "手交用",
    "対外応答",
    "発言要領",
    "主席",
    "発言者",
    "配付資料",
    "内部限り",
    "要旨",
];

const ENGLISH: &str = "---\ntitle: Talking points\nprincipal: The Secretary\ndate: 2024-11-20\n---\n\n\
    ## Ask\n\nVisit a plant with us.\n\n\
    ## Asks (tariffs)\n\n- Keep the exemption.\n\n\
    ## Cars\n\n> [!ASK]\n> Come along to Ohio.\n\n> [!ASK] On steel\n> Lift the duty.\n\n\
    **Ask:**\n\nSend a delegation.\n\n\
    ## Background (may be used)\n\nThe treaty of 1960 holds.\n\n\
    ## Leave behind\n\nOne page on jobs.\n\n\
    ## Press line\n\nBoth sides met today.\n\n\
    ## Facts and figures\n\nThere are 24 plants.\n\n\
    ## Points to make\n\nNever to be read by them.\n";

const JAPANESE: &str = "---\ntitle: 発言要領\nlang: ja\nprincipal: 大臣\ndate: 2024-11-20\n---\n\n\
    ## 先方への働きかけ\n\n工場を共に視察する。\n\n\
    ## 【先方への働きかけ・要請】\n\n- 免除を続ける。\n\n\
    ## 自動車\n\n> [!ASK]\n> オハイオ州に同行する。\n\n> [!BACKGROUND] 経緯\n> 鉄鋼の関税。\n\n\
    ■先方への働きかけ\n\n代表団を派遣する。\n\n\
    ## 背景（対外使用可）\n\n条約は有効である。\n\n\
    ## 手交用ペーパー\n\n雇用に関する一枚。\n\n\
    ## 対外応答要領\n\n双方は本日会談した。\n\n\
    ## 発言要領\n\n読まれてはならない。\n";

/// All words of a file, with what stands in its names and attributes.
fn words(bytes: &[u8], format: &str) -> Option<String> {
    match format {
        "pdf" => pdf_text(bytes),
        "docx" | "pptx" => {
            let mut package = Package::open(bytes).expect("it is a package");
            let names: Vec<String> = package.names().to_vec();
            let is_text = |name: &&String| {
                (name.starts_with("word/")
                    || name.starts_with("ppt/slides/")
                    || name.starts_with("docProps/"))
                    && Path::new(name).extension().is_some_and(|extension| extension == "xml")
                    && !name.contains("styles")
                    && !name.contains("settings")
            };
            let parts = names.iter().filter(is_text).map(|name| package.xml(name).expect("XML").text());
            Some(parts.collect::<Vec<_>>().join("\n"))
        }
        _ => Some(String::from_utf8(bytes.to_vec()).expect("it is text")),
    }
}

fn copies(engine: &Engine, text: &str, look: &mut dyn FnMut(Reader, &str, Shape, &str)) {
    const FILES: [(&str, Shape); 9] = [
        ("pdf", Shape::Text),
        ("pdf", Shape::Slides),
        ("pdf", Shape::Cards),
        ("pdf", Shape::Notes),
        ("docx", Shape::Text),
        ("pptx", Shape::Slides),
        ("html", Shape::Text),
        ("html", Shape::Slides),
        ("md", Shape::Text),
    ];
    for reader in [Reader::Counterpart, Reader::Press] {
        let released = released(text, reader);
        for (format, shape) in FILES {
            for file in file(engine, &released, format, shape) {
                let Some(found) = words(&file.bytes, format) else { continue };
                look(reader, format, shape, &found);
            }
        }
    }
}

fn holds(found: &str, name: &str) -> bool {
    found.match_indices(name).any(|(at, _)| {
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric()) && name.is_ascii();
        !is_part(found[..at].chars().next_back()) && !is_part(found[at + name.len()..].chars().next())
    })
}

#[test]
fn no_name_of_ours_stands_in_an_english_copy_that_leaves() {
    let engine = Engine::with_own_fonts();
    copies(&engine, ENGLISH, &mut |reader, format, shape, found| {
        for name in OURS_EN {
            // The reader of a web page or a mail sees no names in its styles.
            let shown = found.split("<style>").next().unwrap_or("").to_owned()
                + found.split("</style>").nth(1).unwrap_or("");
            assert!(!holds(&shown, name), "{name} in {format} as {shape} for {reader}: {shown}");
        }
        assert!(!found.contains("Never to be read"));
        if reader == Reader::Counterpart && shape == Shape::Text {
            for words in
                ["Our request", "(tariffs)", "On steel", "Background", "One page on jobs", "24 plants"]
            {
                assert!(
                    found.contains(words) || found.contains(&words.replace(['(', ')'], "\\")),
                    "{words} is missing in {format}: {found}"
                );
            }
        }
        if reader == Reader::Press && shape == Shape::Text {
            assert!(found.contains("Both sides met today"), "{format}: {found}");
        }
    });
}

#[test]
fn no_name_of_ours_stands_in_a_japanese_copy_that_leaves() {
    let Some(engine) = engine_with_japanese() else { return };
    copies(&engine, JAPANESE, &mut |reader, format, shape, found| {
        let found: String = found.chars().filter(|c| !c.is_whitespace()).collect();
        for name in OURS_JA {
            assert!(!found.contains(name), "{name} in {format} as {shape} for {reader}: {found}");
        }
        if reader == Reader::Counterpart && shape == Shape::Text {
            for words in ["当方からの要請", "背景", "経緯", "雇用に関する一枚", "条約は有効である"]
            {
                assert!(found.contains(words), "{words} is missing in {format}: {found}");
            }
        }
    });
}

#[test]
fn our_own_papers_keep_our_names_and_say_by_office_for_whom_they_are() {
    let engine = Engine::with_own_fonts();
    let released = released(JAPANESE, Reader::Principal);
    let files = file(&engine, &released, "md", Shape::Text);
    let found = words(&files[0].bytes, "md").expect("text");
    for words in ["大臣用", "先方への働きかけ", "背景（対外使用可）", "手交用ペーパー", "対外応答要領"]
    {
        assert!(found.contains(words), "{words}: {found}");
    }
}
