//! The sample briefs, exported in every shape for every reader, and looked at by programs of other people.

use demarche::brief::{ChartType, Reader};
use demarche::export::{Job, PdfStandard, export, format_named};
use demarche::layout::{Engine, Options, Paper, Shape, THEMES};
use demarche::release::{Block, BlockContent, Content, Inline, InlineContent, Released, project};
use demarche::session::Loaded;

use crate::support::{briefs, engine_with_japanese, file, pdf_text, program, released, written};

/// Calls `look` with each PDF of each brief.
fn for_each_pdf(readers: &[Reader], mut look: impl FnMut(&str, &Released, Shape, &[u8])) {
    let Some(engine) = engine_with_japanese() else { return };
    for loaded in briefs() {
        for &reader in readers {
            let released = project(&loaded.brief, &loaded.context(), reader);
            for shape in Shape::ALL {
                let name = format!("{} for {reader} as {shape}", loaded.path.display());
                look(&name, &released, shape, &file(&engine, &released, "pdf", shape)[0].bytes);
            }
        }
    }
}

#[test]
fn every_brief_makes_a_sound_pdf_in_every_shape() {
    for_each_pdf(&[Reader::Counterpart, Reader::Principal], |name, _, _, bytes| {
        let (Some(mut qpdf), Some(mut pdfinfo), Some(mut pdffonts)) = (
            program("qpdf", "qpdf"),
            program("pdfinfo", "poppler-utils"),
            program("pdffonts", "poppler-utils"),
        ) else {
            return;
        };
        let pdf = written(bytes);
        let checked = qpdf.arg("--check").arg(pdf.path()).output().expect("it runs");
        assert!(checked.status.success(), "{name}: {}", String::from_utf8_lossy(&checked.stderr));
        let info = pdfinfo.arg(pdf.path()).output().expect("it runs").stdout;
        let info = String::from_utf8_lossy(&info);
        let has = |key: &str| {
            info.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| !rest.trim().is_empty()))
        };
        assert!(has("Title:"), "{name} has no title:\n{info}");
        assert!(
            info.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")),
            "{name}:\n{info}"
        );
        assert!(!has("Author:"), "{name} says who wrote it:\n{info}");
        let created = info.lines().find(|line| line.starts_with("CreationDate:"));
        assert!(
            created.is_some_and(|line| line.contains("Nov 20 00:00:00 2024")),
            "{name} has another date than the brief:\n{info}"
        );
        let fonts = pdffonts.arg(pdf.path()).output().expect("it runs").stdout;
        for font in String::from_utf8_lossy(&fonts).lines().skip(2) {
            let is_embedded = font.contains(" yes yes yes ");
            assert!(is_embedded, "{name}: this font is not embedded as a subset with Unicode:\n{font}");
        }
    });
}

#[test]
fn every_word_of_a_copy_is_in_its_pdf() {
    for_each_pdf(&Reader::ALL, |name, released, shape, bytes| {
        let Some(found) = pdf_text(bytes) else { return };
        let found = squeezed(&found);
        let content = released.content();
        let mut words = Vec::new();
        match shape {
            Shape::Slides => {
                for slide in &content.screen.slides {
                    inline_words(&slide.title, &mut words);
                    block_words(&slide.blocks, &mut words);
                }
            }
            Shape::Text | Shape::Cards => block_words(&content.blocks, &mut words),
            Shape::Notes => block_words(&beyond_slides(content), &mut words),
        }
        for word in words {
            assert!(found.contains(&squeezed(&word)), "{name}: {word} is missing");
        }
    });
}

/// A block without the name of its kind, which the room is not told.
fn unnamed(block: &Block) -> Block {
    let mut block = block.clone();
    if let BlockContent::Panel { label, .. } = &mut block.content {
        *label = None;
    }
    block
}

/// The blocks of a copy that do not stand on its slides, whose pictures its notes pages have.
fn beyond_slides(content: &Content) -> Vec<Block> {
    let on_slides: Vec<String> = content
        .screen
        .slides
        .iter()
        .flat_map(|slide| &slide.blocks)
        .map(|block| words_of(&[unnamed(block)]))
        .collect();
    let is_beyond = |block: &&Block| !on_slides.contains(&words_of(&[unnamed(block)]));
    content.blocks.iter().filter(is_beyond).cloned().collect()
}

fn words_of(blocks: &[Block]) -> String {
    let mut words = Vec::new();
    block_words(blocks, &mut words);
    words.join(" ")
}

fn squeezed(text: &str) -> String {
    // Soft hyphens and numbers of notes may stand between; blanks fall where lines break.
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

fn block_words(blocks: &[Block], words: &mut Vec<String>) {
    for block in blocks {
        match &block.content {
            BlockContent::Heading { inlines, .. } | BlockContent::Paragraph(inlines) => {
                inline_words(inlines, words);
            }
            BlockContent::Numbered { label, inlines, .. } => {
                words.push(label.clone());
                inline_words(inlines, words);
            }
            BlockContent::List { items, .. } => {
                items.iter().for_each(|item| block_words(&item.blocks, words));
            }
            BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => block_words(blocks, words),
            BlockContent::Panel { label, title, blocks, .. } => {
                words.extend(label.iter().flat_map(|label| label.split_whitespace()).map(str::to_owned));
                inline_words(title, words);
                block_words(blocks, words);
            }
            BlockContent::Code { text, .. } => words.extend(text.split_whitespace().map(str::to_owned)),
            BlockContent::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|cell| inline_words(cell, words));
            }
            // Labels of charts may stand in several lines. Of a line the last value is printed, and others where
            // there is room; all are in the words that are read aloud.
            BlockContent::Chart(chart) => {
                let is_line = chart.chart_type == ChartType::Line;
                let rows = chart.rows.iter().skip(if is_line { chart.rows.len() - 1 } else { 0 });
                words.extend(rows.flatten().flat_map(|cell| cell.split_whitespace()).flat_map(pieces));
            }
            BlockContent::Columns(columns) => columns.iter().for_each(|column| block_words(column, words)),
            BlockContent::Picture(_) | BlockContent::Break | BlockContent::Page | BlockContent::Rule => {}
        }
    }
}

fn inline_words(inlines: &[Inline], words: &mut Vec<String>) {
    for inline in inlines {
        match &inline.content {
            InlineContent::Text(text) | InlineContent::Code(text) | InlineContent::Private(text) => {
                words.extend(text.split_whitespace().flat_map(pieces));
            }
            content => inline_words(content.children(), words),
        }
    }
}

/// A word of Japanese may be parted by a page; its letters are looked for in pairs.
fn pieces(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_owned()];
    }
    word.chars().map(String::from).collect()
}

#[test]
fn a_pdf_for_the_archive_is_made_on_request_and_needs_a_date() {
    let engine = Engine::with_own_fonts();
    let options = Options { shape: Shape::Text, paper: Paper::A4, theme: &THEMES[0] };
    let format = format_named("pdf").expect("a format");
    let make = |front: &str| {
        let released =
            released(&format!("---\ntitle: T\n{front}---\n\n## Claim\n\nText.\n"), Reader::Principal);
        export(
            format,
            &Job {
                engine: &engine,
                released: &released,
                options,
                pdf_standard: PdfStandard::A2a,
                stem: "a",
                ink: &[],
            },
        )
    };
    let files = make("date: 2024-11-20\n").expect("a PDF").files;
    let bytes = String::from_utf8_lossy(&files[0].bytes).into_owned();
    assert!(bytes.contains("pdfaid:part"), "it says which standard it conforms to");
    let err = make("").expect_err("PDF/A needs a date");
    assert!(err.to_string().contains("date:"), "{err}");
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    let engine = Engine::with_own_fonts();
    let again = Engine::with_own_fonts();
    let loaded = &briefs()[6];
    for shape in Shape::ALL {
        let make = |engine: &Engine, loaded: &Loaded| {
            file(engine, &project(&loaded.brief, &loaded.context(), Reader::Counterpart), "pdf", shape)
        };
        assert!(make(&engine, loaded) == make(&again, loaded), "{shape}");
    }
}

#[test]
fn no_slide_shrinks_its_text() {
    let Some(engine) = engine_with_japanese() else { return };
    for loaded in briefs() {
        let released = project(&loaded.brief, &loaded.context(), Reader::Counterpart);
        let Some(text) = pdf_text(&file(&engine, &released, "pdf", Shape::Slides)[0].bytes) else { return };
        let n_pages = text.matches('\u{c}').count();
        let n_slides = released.content().screen.slides.len() + 1;
        assert!(n_pages >= n_slides, "{}: {n_pages} pages for {n_slides} slides", loaded.path.display());
        assert!(n_pages <= n_slides + 2, "{}: too many slides flow on", loaded.path.display());
    }
}
