//! Markdown: the released brief as plain `CommonMark` with tables and footnotes, nothing of our own syntax in it.
//!
//! Any reader of Markdown finds the same blocks and words in it: what only looks like a mark is escaped, and
//! nothing else is.

mod block;
mod code;
mod escape;
mod inline;
mod line;
mod link;
mod list;
mod marks;
mod table;

use crate::brief::Lang;
use crate::export::markdown::block::{Sort, spaced, written};
use crate::export::markdown::inline::{Source, emphasis, heading, paragraph_of, strong, words_of};
use crate::export::markdown::list::indented;
use crate::export::markdown::marks::Piece;
use crate::export::{ExportError, Exported, File, Job, missing_letters};
use crate::release::Note;

#[expect(clippy::unnecessary_wraps, reason = "it is a row of the table of formats, and others can fail")]
pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let content = job.released.content();
    let out = document(Source { content, stem: job.stem }) + "\n";
    let warnings = missing_letters(job.engine, &out, false);
    let mut files = vec![File { suffix: ".md".to_owned(), bytes: out.into_bytes() }];
    files.extend(content.images.iter().enumerate().map(|(idx, image)| File {
        suffix: format!("-{}.{}", idx + 1, image.format.extension()),
        bytes: image.bytes.to_vec(),
    }));
    Ok(Exported { files, warnings })
}

fn document(source: Source<'_>) -> String {
    let content = source.content;
    let mut parts: Vec<String> = Vec::new();
    let banner = content.banner.as_deref().map(|banner| paragraph_of(source, strong(banner)));
    parts.extend(banner.clone());
    parts.extend(content.copy_number.as_deref().map(|line| paragraph_of(source, strong(line))));
    parts.push(format!("# {}", heading(source, &content.title)));
    parts.extend(content.subtitle.as_deref().map(|subtitle| paragraph_of(source, emphasis(subtitle))));
    let mut rows: Vec<Vec<Piece>> = content.copy_line.as_deref().map(strong).into_iter().collect();
    rows.extend(content.rows.iter().map(|(label, text)| match content.lang {
        Lang::En => vec![words_of(&format!("{label}: {text}"))],
        Lang::Ja => vec![words_of(&format!("{label}：{text}"))],
    }));
    parts.push(paragraph_of(source, rows.join(&Piece::HardBreak)));
    parts.push(spaced(&written(source, &content.blocks, None)));
    let notes: Vec<String> = content.notes.iter().map(|note| note_text(source, note)).collect();
    parts.extend(unnamed_notes(&parts, &notes));
    parts.extend(notes);
    parts.extend(banner);
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// A note, set in below its number.
fn note_text(source: Source<'_>, note: &Note) -> String {
    let blocks = written(source, &note.blocks, None);
    let text = indented(&spaced(&blocks), "    ");
    // What is no paragraph is not read as what it is right behind the colon.
    match blocks.first().map(|first| first.sort) {
        Some(Sort::Paragraph) | None => format!("[^{}]: {text}", note.number).trim_end().to_owned(),
        Some(_) => format!("[^{}]:\n\n    {text}", note.number),
    }
}

/// The numbers of notes that nothing refers to any more, so that they are shown all the same: most readers leave out
/// what is not referred to.
fn unnamed_notes(parts: &[String], notes: &[String]) -> Option<String> {
    let is_named = |mark: &str| {
        let texts = parts.iter().map(String::as_str).chain(notes.iter().map(|note| &note[1..]));
        let mut before = texts.flat_map(|text| text.match_indices(mark).map(move |(at, _)| &text[..at]));
        // An odd number of backslashes makes words of it.
        before.any(|before| (before.len() - before.trim_end_matches('\\').len()) % 2 == 0)
    };
    let marks = (1..=notes.len()).map(|number| format!("[^{number}]"));
    let unnamed: Vec<String> = marks.filter(|mark| !is_named(mark)).collect();
    (!unnamed.is_empty()).then(|| unnamed.join(" "))
}
