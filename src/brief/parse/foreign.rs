//! Speaker notes, slide breaks and steps in the syntax of other tools, read so that private words stay private.

use crate::brief::front::FrontMatter;
use crate::brief::parse::inline::read_portion;
use crate::brief::readers::kind::{KindRef, kind_named};
use crate::brief::readers::marking::Scheme;
use crate::brief::{Block, Form, Inline, InlineContent, Kinded, Mark, Paragraph};
use crate::text::{Diagnostic, Severity, Span};

/// Gives the top-level blocks of a brief, and those between fences, the meaning they have in other tools.
pub(super) fn read_foreign(
    text: &str,
    front: &FrontMatter,
    blocks: Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let marker = match &block {
            Block::Paragraph(paragraph) => note_marker(text, paragraph),
            _ => None,
        };
        let Some((marker_span, reach)) = marker else {
            out.push(read_within(text, block, front, diagnostics));
            continue;
        };
        let mut noted = without_marker(block, marker_span, front.marking.scheme);
        match reach {
            Reach::Paragraph => {}
            Reach::Slide => {
                while let Some(next) = blocks.next_if(|next| !begins_slide(next, front.slide_level)) {
                    noted.push(next);
                }
            }
            Reach::ClosingPercents => {
                for next in blocks.by_ref() {
                    let is_end = next.span().slice(text).trim_end().ends_with("%%");
                    noted.push(next);
                    if is_end {
                        break;
                    }
                }
            }
        }
        diagnostics.push(
            Diagnostic::new(
                Severity::Info,
                "foreign-notes",
                marker_span,
                "read as speaker notes, so it is private",
            )
            .with_hint("write ::: notes to say so in any language"),
        );
        out.push(notes(noted, marker_span));
    }
    out
}

fn read_within(
    text: &str,
    mut block: Block,
    front: &FrontMatter,
    diagnostics: &mut Vec<Diagnostic>,
) -> Block {
    let mut read = |blocks: &mut Vec<Block>| {
        *blocks = read_foreign(text, front, std::mem::take(blocks), diagnostics);
    };
    match &mut block {
        Block::Kinded(kinded) if matches!(kinded.form, Form::Div | Form::Unclosed) => {
            read(&mut kinded.blocks);
        }
        Block::Callout(callout) if callout.span.slice(text).starts_with(':') => read(&mut callout.blocks),
        Block::Columns(columns) => columns.columns.iter_mut().for_each(read),
        _ => {}
    }
    block
}

/// How far notes go that begin in the syntax of another tool.
enum Reach {
    /// To the end of the paragraph.
    Paragraph,
    /// To the end of the slide.
    Slide,
    /// To the block that ends in `%%`, or the end of the text.
    ClosingPercents,
}

fn note_marker(text: &str, paragraph: &Paragraph) -> Option<(Span, Reach)> {
    let source = paragraph.span.slice(text);
    let start = paragraph.span.start;
    let first_line = source.lines().next().unwrap_or("").trim_end();
    if first_line == "???" {
        return Some((Span::new(start, start + 3), Reach::Slide));
    }
    for word in ["note:", "notes:"] {
        if source.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)) {
            return Some((Span::new(start, start + word.len()), Reach::Slide));
        }
    }
    if source.starts_with("^ ") {
        return Some((Span::new(start, start + 1), Reach::Paragraph));
    }
    let is_comment = source.starts_with("%%") && !source[2..].contains("%%");
    is_comment.then(|| (Span::new(start, start + 2), Reach::ClosingPercents))
}

fn without_marker(block: Block, marker_span: Span, scheme: &Scheme) -> Vec<Block> {
    let Block::Paragraph(mut paragraph) = block else { return vec![block] };
    let mut inlines: Vec<Inline> = Vec::new();
    for mut inline in paragraph.inlines {
        if inline.span.start < marker_span.end {
            let InlineContent::Text(words) = &mut inline.content else { continue };
            let n_marker = (marker_span.end - inline.span.start).min(words.len());
            words.drain(..n_marker);
            inline.span.start += n_marker;
            crate::brief::parse::inline::trim_start(words, &mut inline.span);
            if words.is_empty() {
                continue;
            }
        }
        let is_break = matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak);
        if !(is_break && inlines.is_empty()) {
            inlines.push(inline);
        }
    }
    read_portion(&mut inlines, scheme);
    paragraph.span = inlines.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(paragraph.span);
    paragraph.inlines = inlines;
    if paragraph.inlines.is_empty() { Vec::new() } else { vec![Block::Paragraph(paragraph)] }
}

fn notes(blocks: Vec<Block>, marker_span: Span) -> Block {
    let span = blocks.iter().fold(marker_span, |span, block| span.join(block.span()));
    let kind = kind_named("notes").map_or_else(|| KindRef::Unknown("notes".to_owned()), KindRef::Known);
    Block::Kinded(Kinded {
        kind,
        form: Form::Foreign,
        title: Vec::new(),
        weight: None,
        blocks,
        marker_span,
        span,
    })
}

fn begins_slide(block: &Block, slide_level: u8) -> bool {
    match block {
        Block::Heading(heading) => heading.level <= slide_level,
        other => matches!(other, Block::Break(_)),
    }
}

/// A comment that is a command of presenterm, or Pandoc's pause, as the mark it is.
pub(super) fn read_mark(block: Block) -> Block {
    let (span, word) = match &block {
        Block::Comment(raw) => (raw.span, raw.text.trim()),
        Block::Paragraph(Paragraph { inlines, weight: None, span }) => match inlines.as_slice() {
            [Inline { content: InlineContent::Text(words), .. }] if words.trim() == ". . ." => {
                (*span, "pause")
            }
            _ => return block,
        },
        _ => return block,
    };
    match word {
        "end_slide" => Block::Break(Mark { span }),
        "pause" => Block::Pause(Mark { span }),
        _ => block,
    }
}
