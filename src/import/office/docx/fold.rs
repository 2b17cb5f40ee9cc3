//! Lines that belong together: quotations, code, pictures and their captions, and in our own files the blocks of a
//! kind, which stand below their names.

use crate::brief::{ALERTS, Block, Callout, Form, Inline, InlineContent, PageTurn, Scope};
use crate::import::office::blocks::{Entry, kinded, mark, nested, notes};
use crate::import::office::docx::line::Line;
use crate::import::office::labels::{comment_labelled, kind_labelled, without_ending};
use crate::import::office::words::{inlines, plain_words};
use crate::office::Ground;
use crate::text::Span;

/// Words that our own files put on the ground of text that is private without a kind.
const PRIVATE: [&str; 2] = ["Private", "内部限り"];

/// Lines as blocks, each page with its break.
pub(super) fn folded(lines: Vec<Line>, is_ours: bool) -> Vec<Block> {
    let mut entries = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((line, after)) = rest.split_first() {
        let turns =
            matches!(&line.entry, Entry::Block(Block::Heading(heading)) if heading.turn() != PageTurn::None);
        let is_break = matches!(line.entry, Entry::Block(Block::Page(_)));
        if is_break && (!line.begins_page || entries.is_empty() || ends_with_break(&entries)) {
            rest = after;
            continue;
        }
        if line.begins_page && !turns && !is_break && !entries.is_empty() && !ends_with_break(&entries) {
            entries.push(Entry::Block(Block::Page(mark())));
        }
        if is_ours && is_label(line) {
            let (block, n_lines) = labelled(rest);
            entries.extend(block.map(Entry::Block));
            rest = &rest[n_lines..];
            continue;
        }
        rest = after;
        if !joins(&mut entries, line) {
            entries.push(line.entry.clone());
        }
    }
    nested(entries)
}

fn ends_with_break(entries: &[Entry]) -> bool {
    matches!(entries.last(), Some(Entry::Block(Block::Page(_))))
}

fn is_label(line: &Line) -> bool {
    matches!(line.style.as_str(), "block label" | "private label")
}

/// A name of a kind with all that stands below it on the same ground; how many lines it takes.
fn labelled(lines: &[Line]) -> (Option<Block>, usize) {
    let Some((label, rest)) = lines.split_first() else { return (None, 0) };
    let words = plain_words(&label.runs);
    if PRIVATE.contains(&words.as_str()) || label.ground == Ground::None {
        return (None, 1);
    }
    let title: &[Line] = match rest.first() {
        Some(title) if title.style == "block title" => &rest[..1],
        _ => &[],
    };
    let n_title = title.len();
    let inner = &rest[n_title..];
    let belongs = |line: &&Line| line.ground == label.ground && !is_label(line);
    let n_inner = inner.iter().take_while(belongs).count();
    let blocks = folded(inner[..n_inner].to_vec(), true);
    let title = title.first().map(|title| plain_title(&title.runs)).unwrap_or_default();
    let name = without_ending(&words).unwrap_or(&words);
    if let Some(block) = comment_labelled(name, &blocks) {
        return (Some(block), 1 + n_title + n_inner);
    }
    let alert = ALERTS.iter().find(|alert| alert.label_en == name || alert.label_ja == name);
    let block = match alert {
        Some(alert) if label.ground == Ground::Line => Block::Callout(Callout {
            alert,
            title,
            weight: None,
            blocks,
            span: Span::default(),
            scope: Scope::default(),
        }),
        _ => {
            let kind = kind_labelled(name);
            // What stood in private text was so whatever its own kind says.
            let is_kept = label.ground == Ground::Private && !kind.readers().are_ours();
            let block = kinded(kind, Form::Callout, title, blocks);
            if is_kept { notes(vec![block]) } else { block }
        }
    };
    (Some(block), 1 + n_title + n_inner)
}

/// The words of a title without the strong type that it is set in.
fn plain_title(runs: &[crate::import::office::words::Run]) -> Vec<Inline> {
    inlines(runs)
        .into_iter()
        .flat_map(|inline| match inline.content {
            InlineContent::Strong(children) => children,
            _ => vec![inline],
        })
        .collect()
}

/// Adds a line to what stands above it, where the two are one.
fn joins(entries: &mut [Entry], line: &Line) -> bool {
    let Some(Entry::Block(above)) = entries.last_mut() else { return false };
    match (above, &line.entry) {
        (Block::Quote(above), Entry::Block(Block::Quote(quote))) => {
            above.blocks.extend(quote.blocks.iter().cloned());
            true
        }
        (Block::Code(above), Entry::Block(Block::Code(code))) => {
            above.text.push_str(&code.text);
            true
        }
        (Block::Paragraph(above), _) if line.style == "caption" => match above.inlines.as_mut_slice() {
            [Inline { content: InlineContent::Image { title, .. }, .. }] if title.is_empty() => {
                *title = plain_words(&line.runs);
                line.runs.iter().all(|run| run.wraps.is_empty())
            }
            _ => false,
        },
        _ => false,
    }
}
