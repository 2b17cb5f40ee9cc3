//! Word, PowerPoint and web pages of pairs of briefs that differ in private text alone, in the forms of [`crate::forms`]:
//! the same bytes for those who may not have it, and none of its words in any part. `DEMARCHE_LONG=1` tries more.

use std::collections::BTreeSet;

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};
use demarche::office::{Package, PackageWriter, Relations, sort};

use crate::forms::judge::{copy_of, file_of};
use crate::oracle::{Pair, pair};
use crate::support::{in_parallel, is_long};

const N_PAIRS: usize = 100;
const N_LONG_PAIRS: usize = 2_000;
/// What so many pairs must try of the forms at least, or the test tells little.
const LEAST_FORMS: usize = 150;

const OUTPUTS: [(&str, Shape); 4] =
    [("docx", Shape::Text), ("pptx", Shape::Slides), ("html", Shape::Text), ("html", Shape::Slides)];

/// All that is in a file: the names and the bytes of its parts as they are, and the words of each without its tags, which
/// may part a word.
fn texts_of(bytes: &[u8], format: &str) -> Vec<String> {
    let parts: Vec<Vec<u8>> = if format == "html" {
        vec![bytes.to_vec()]
    } else {
        let mut package = Package::open(bytes).expect("it is a package");
        let names = package.names().to_vec();
        let parts = names.iter().map(|name| package.part(name).expect("it is there"));
        let parts: Vec<Vec<u8>> = parts.collect();
        parts.into_iter().chain([names.join("\n").into_bytes()]).collect()
    };
    let texts = parts.iter().map(|part| String::from_utf8_lossy(part).into_owned());
    texts.flat_map(|text| [without_tags(&text), text]).collect()
}

fn without_tags(text: &str) -> String {
    let parts = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
    parts.collect()
}

/// What is wrong with the files of a pair.
fn faults(engine: &Engine, pair: &Pair) -> Vec<String> {
    let mut faults = Vec::new();
    for (letter, reader) in [('C', Reader::Counterpart), ('M', Reader::Press)] {
        let (a, b) = (copy_of(&pair.a, reader), copy_of(&pair.b, reader));
        for (format, shape) in OUTPUTS {
            let (one, other) = (file_of(engine, &a, format, shape), file_of(engine, &b, format, shape));
            if one != other {
                faults.push(format!("{format} as {shape} for {reader} differs"));
            }
            let Some(bytes) = one else { continue };
            let texts = texts_of(&bytes, format);
            let secrets = pair.secrets.iter().filter(|(_, readers)| !readers.contains(letter));
            let found = secrets.filter(|(word, _)| texts.iter().any(|text| text.contains(word)));
            faults.extend(found.map(|(word, _)| format!("{format} as {shape} for {reader} holds {word}")));
        }
    }
    faults
}

#[test]
fn files_of_office_and_pages_of_the_web_tell_nothing_private() {
    let n_pairs = if is_long() { N_LONG_PAIRS } else { N_PAIRS };
    let looked = in_parallel(n_pairs, |engine, idx| {
        let pair = pair(idx as u64);
        let faults = faults(engine, &pair);
        Some((idx, pair, faults))
    });
    let forms: BTreeSet<&String> = looked.iter().flat_map(|(_, pair, _)| &pair.rows).collect();
    assert!(forms.len() >= LEAST_FORMS, "{} forms", forms.len());
    let wrong = looked.iter().filter(|(.., faults)| !faults.is_empty());
    let wrong: Vec<String> = wrong
        .map(|(idx, pair, faults)| format!("{idx} of {}: {}", pair.rows.join(" "), faults.join("; ")))
        .collect();
    assert!(wrong.is_empty(), "{} of {n_pairs} pairs:\n{}", wrong.len(), wrong.join("\n"));
}

/// A word is found as it is, parted by tags, and in the name of a part.
#[test]
fn a_word_is_found_wherever_it_stands_in_a_file() {
    let mut relations = Relations::default();
    relations.add(sort::DOCUMENT, "word/document.xml");
    let mut writer = PackageWriter::default();
    let xml = "<w:p><w:t>Canary</w:t><w:t>one</w:t><w:x w:y=\"Canarytwo\"/></w:p>".to_owned();
    writer.add("word/document.xml", "application/xml", xml, Relations::default());
    writer.add("word/Canarythree.xml", "application/xml", "<a/>".to_owned(), Relations::default());
    let texts = texts_of(&writer.finish(&relations).expect("it is small"), "docx");
    for word in ["Canaryone", "Canarytwo", "Canarythree"] {
        assert!(texts.iter().any(|text| text.contains(word)), "{word}");
    }
}
