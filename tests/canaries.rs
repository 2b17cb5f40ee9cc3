//! Pairs of briefs that differ in private text alone give the same bytes in every format and shape, and no word of the
//! private text stands in a file that leaves, however it is encoded. `DEMARCHE_LONG=1` tries a thousand pairs.

use std::io::Read as _;

use demarche::brief::Reader;
use demarche::export::FORMATS;
use demarche::layout::{Engine, Shape};

use crate::forms::judge::{copy_of, file_of};
use crate::generator::{Rng, Twin, twin};
use crate::planted::packed;
use crate::support::{in_parallel, is_long, pdf_text};

/// How many pairs are compared, and every how many of them in pictures and in what is made of pages.
const N_PAIRS: usize = 6;
const N_LONG_PAIRS: usize = 1_000;
const PAGES_EVERY: usize = 6;
const LONG_PAGES_EVERY: usize = 2;

/// Every format with every shape it holds; those that are made of pages only where `with_pages` says so.
fn outputs(with_pages: bool) -> Vec<(&'static str, Shape)> {
    let formats = FORMATS.iter().filter(|format| with_pages || !format.has_pages);
    formats.flat_map(|format| format.shapes.iter().map(move |&shape| (format.extension, shape))).collect()
}

/// A brief with private text put between two of its sections, `n_words` of it, in one of several ways.
fn with_private(text: &str, n_words: usize, rng: &mut Rng) -> String {
    let sections: Vec<usize> = text.match_indices("\n\n## ").map(|(at, _)| at).collect();
    let at = if sections.is_empty() { text.trim_end().len() } else { sections[rng.below(sections.len())] };
    let words = "Canarywords of ours alone, with *marks* and 48,750. ".repeat(n_words.div_ceil(8));
    let paragraphs = words.replace("750. ", "750.\n\n");
    let block = match rng.below(4) {
        0 => format!("::: notes\n{paragraphs}\n:::"),
        1 => format!("<!-- {words} -->"),
        2 => format!("> [!RED-LINE] {}\n> x", "y".repeat(n_words.min(40))),
        _ => format!("## Red line\n\n{paragraphs}"),
    };
    format!("{}\n\n{}{}", &text[..at], block.trim_end(), &text[at..])
}

/// The pairs of one seed: private words that are other ones, text that is there or not, from one word to fifty pages,
/// and pieces in another order.
fn pairs(seed: usize) -> Vec<(&'static str, String, String)> {
    let rng = &mut Rng::new(seed as u64);
    let Twin { a, b, .. } = twin(rng);
    let n_words = [1, 40, 400, 4_000, 25_000][if is_long() { seed % 5 } else { seed % 4 }];
    let (first, second) = ("> [!SAY]\n> Canaryone", "::: notes\nCanarytwo\n:::");
    let added = with_private(&a, n_words, rng);
    let at = a.trim_end().len();
    let ordered = |one: &str, other: &str| format!("{}\n\n{one}\n\n{other}\n", &a[..at]);
    vec![
        ("changed", a.clone(), b),
        ("added", a.clone(), added),
        ("reordered", ordered(first, second), ordered(second, first)),
    ]
}

#[test]
fn what_differs_in_private_text_alone_is_the_same_bytes_in_every_format_and_shape() {
    let (n, every) = if is_long() { (N_LONG_PAIRS, LONG_PAGES_EVERY) } else { (N_PAIRS, PAGES_EVERY) };
    let faults = in_parallel(n, |engine, idx| {
        let mut wrong = Vec::new();
        for (how, a, b) in pairs(idx) {
            for reader in [Reader::Counterpart, Reader::Press] {
                let (a, b) = (copy_of(&a, reader), copy_of(&b, reader));
                for (format, shape) in outputs(idx % every == 0) {
                    let is_same = file_of(engine, &a, format, shape) == file_of(engine, &b, format, shape);
                    if !is_same {
                        wrong.push(format!("{how}: {format} {shape} for {reader}"));
                    }
                }
            }
        }
        (!wrong.is_empty()).then(|| format!("seed {idx}: {}", wrong.join(", ")))
    });
    assert!(faults.is_empty(), "{} of {n} seeds differ:\n{}", faults.len(), faults.join("\n"));
}

/// How a word may stand in a file, with the bytes that it then is.
fn encodings(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = |order: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let each = |form: &dyn Fn(u8) -> String| word.bytes().map(form).collect::<String>().into_bytes();
    let mut all = vec![
        ("UTF-8", word.as_bytes().to_vec()),
        ("UTF-16, high byte first", wide(u16::to_be_bytes)),
        ("UTF-16, low byte first", wide(u16::to_le_bytes)),
        ("hex", each(&|byte| format!("{byte:02x}"))),
        ("hex in capitals", each(&|byte| format!("{byte:02X}"))),
        ("wide hex", each(&|byte| format!("00{byte:02x}"))),
        ("percent signs", each(&|byte| format!("%{byte:02X}"))),
        ("entities", each(&|byte| format!("&#{byte};"))),
        ("entities in hex", each(&|byte| format!("&#x{byte:x};"))),
        ("octal of PDF", each(&|byte| format!("\\{byte:03o}"))),
        ("names of PDF", each(&|byte| format!("#{byte:02x}"))),
        ("reversed", word.bytes().rev().collect()),
    ];
    all.extend((0..3).map(|shift| ("base64", base64_within(word.as_bytes(), shift))));
    all
}

/// What some bytes are within base64 where `shift` other bytes stand before them in their group of three; signs that
/// hold bits of their neighbours are left out.
fn base64_within(bytes: &[u8], shift: usize) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let padded = [vec![0; shift], bytes.to_vec()].concat();
    let signs = padded.chunks_exact(3).flat_map(|group| {
        let bits = group.iter().fold(0_usize, |bits, &byte| bits << 8 | usize::from(byte));
        [18, 12, 6, 0].map(|at| SIGNS[bits >> at & 63])
    });
    signs.skip([0, 2, 3][shift]).collect()
}

/// A file, and what is packed in it. What is sought is ASCII, which wrong bytes beside it leave as it is, and texts are
/// searched much faster than bytes.
fn layers(bytes: &[u8]) -> Vec<String> {
    let mut layers = vec![bytes.to_vec()];
    let behind = |sign: &'static [u8]| {
        bytes
            .windows(sign.len())
            .enumerate()
            .filter(move |(_, it)| *it == sign)
            .map(move |(at, _)| at + sign.len())
    };
    for at in behind(b"stream\n").chain(behind(b"stream\r\n")) {
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(&bytes[at..]).read_to_end(&mut out).ok();
        layers.push(out);
    }
    for at in behind(b"PK\x03\x04") {
        let len = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
        let data = at + 26 + len(at + 22) + len(at + 24);
        let mut out = Vec::new();
        flate2::read::DeflateDecoder::new(bytes.get(data..).unwrap_or_default()).read_to_end(&mut out).ok();
        layers.push(out);
    }
    layers.iter().map(|layer| String::from_utf8_lossy(layer).into_owned()).collect()
}

/// How a word stands in a file, if it does.
fn found_as(layers: &[String], word: &str) -> Option<&'static str> {
    encodings(word).into_iter().find_map(|(name, sought)| {
        let sought = String::from_utf8(sought).expect("it is ASCII");
        layers.iter().any(|layer| layer.contains(&sought)).then_some(name)
    })
}

#[test]
fn no_private_word_stands_in_a_file_that_leaves_however_it_is_encoded() {
    let (n, every) = if is_long() { (N_LONG_PAIRS, LONG_PAGES_EVERY) } else { (N_PAIRS, PAGES_EVERY) };
    let faults = in_parallel(n, |engine, idx| {
        let Twin { a, secrets, .. } = twin(&mut Rng::new(idx as u64));
        let mut wrong = Vec::new();
        for (format, shape) in outputs(idx % every == 0) {
            for reader in [Reader::Counterpart, Reader::Press] {
                let Some(bytes) = file_of(engine, &copy_of(&a, reader), format, shape) else { continue };
                wrong.extend(
                    leaks(&bytes, format, &secrets)
                        .map(|leak| format!("{format} {shape} for {reader}: {leak}")),
                );
            }
        }
        wrong.extend(lost(engine, &a, &secrets));
        (!wrong.is_empty()).then(|| format!("seed {idx}: {}", wrong.join(", ")))
    });
    assert!(faults.is_empty(), "{} of {n} seeds:\n{}", faults.len(), faults.join("\n"));
}

/// The private words that a file holds, each with how.
fn leaks<'s>(bytes: &[u8], format: &str, secrets: &'s [String]) -> impl Iterator<Item = String> + use<'s> {
    let layers = layers(bytes);
    // Letters of pages have numbers of the font's own: another program reads them.
    let words = if format == "pdf" { pdf_text(bytes).unwrap_or_default() } else { String::new() };
    secrets.iter().filter_map(move |secret| {
        let how = if words.contains(secret.as_str()) {
            Some("letters of a page")
        } else {
            found_as(&layers, secret)
        };
        Some(format!("{secret} as {}", how?))
    })
}

/// The private words that the principal's own Markdown lacks.
fn lost(engine: &Engine, text: &str, secrets: &[String]) -> Option<String> {
    let bytes = file_of(engine, &copy_of(text, Reader::Principal), "md", Shape::Text)?;
    let words = String::from_utf8(bytes).expect("it is text");
    // Comments in code, in front matter and in the title are in no copy.
    let n_held = secrets.iter().filter(|secret| text.contains(*secret) && words.contains(*secret)).count();
    let n_all = secrets.iter().filter(|secret| text.contains(*secret)).count();
    (n_all > 4 && n_held * 2 < n_all).then(|| format!("the principal has {n_held} of {n_all}"))
}

#[test]
fn each_encoding_is_found_where_it_is() {
    let word = "Canary0badcafe";
    for (name, bytes) in encodings(word) {
        let text = [b"before ".to_vec(), bytes, b" behind".to_vec()].concat();
        assert!(found_as(&layers(&text), word).is_some(), "{name}");
        let pdf = [b"1 0 obj<<>>stream\n".to_vec(), packed(&text)].concat();
        assert!(found_as(&layers(&pdf), word).is_some(), "{name}, packed");
        assert_eq!(found_as(&layers(&text), "Canary0xxdcafe"), None, "{name}");
    }
    let zip = crate::planted::archive(&[("a", b"b")]);
    assert_eq!(found_as(&layers(&zip), word), None);
}
