//! Speaker notes, slide breaks and steps in the syntax of other tools, read so that private words stay private.

use crate::brief::front::FrontMatter;
use crate::brief::parse::comment::trim_start;
use crate::brief::parse::plain_line::behind_blanks;
use crate::brief::parse::run::read_marks;
use crate::brief::parse::split::split_at;
use crate::brief::readers::comment::{Sort, end, opening};
use crate::brief::readers::kind::{Kind, KindRef, kind_named};
use crate::brief::{Block, Form, Inline, InlineContent, Kinded, Mark, Paragraph, Scope};
use crate::text::{Diagnostic, Severity, Span, message};

/// Words with a colon behind them by which other tools begin the notes of a slide.
const NOTE_WORDS: [&str; 8] = [
    "note",
    "notes",
    "speaker note",
    "speaker notes",
    "presenter note",
    "presenter notes",
    "speakernote",
    "speakernotes",
];

/// Makes blocks of a kind of the notes among the blocks of one container.
pub(super) fn read_notes(
    text: &str,
    front: &FrontMatter,
    blocks: Vec<Block>,
    is_top: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let marker = match &block {
            Block::Paragraph(paragraph) => note_marker(text, paragraph, is_top),
            _ => None,
        };
        let Some((marker_span, reach)) = marker else {
            out.push(block);
            continue;
        };
        let mut noted = without_marker(text, block, marker_span, front);
        match reach {
            Reach::Paragraph => {}
            Reach::Slide => {
                while let Some(next) =
                    blocks.next_if(|next| !(is_top && next.begins_slide(front.slide_level)))
                {
                    noted.push(next);
                }
            }
            Reach::ClosingPercents => {
                for next in blocks.by_ref() {
                    let is_end = ends_in_percents(next.span().slice(text));
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
                message!(
                    "read as speaker notes, so it is private",
                    "発言者メモとして読み取っているため、外部に出ません"
                ),
            )
            .with_hint(message!("write ::: notes to say so in any language", "::: notes と書くと確実です")),
        );
        let goes_on = matches!(reach, Reach::Slide) && !is_top;
        out.push(notes_of(kind_named("notes"), noted, marker_span, goes_on));
    }
    out
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

/// The length of what begins notes at the start of a line, whatever their reach.
pub(super) fn note_word(line: &str) -> Option<usize> {
    let words = behind_blanks(line);
    let n_blank = line.len() - words.len();
    let line = words.trim_end();
    if line.chars().count() >= 3 && line.chars().all(|c| matches!(c, '?' | '？')) {
        return Some(n_blank + line.len());
    }
    if let Some(behind) = line.strip_prefix("???").filter(|behind| behind.starts_with(' ')) {
        return Some(n_blank + line.len() - behind.len());
    }
    if let Some(len) = caret(line) {
        return Some(n_blank + len);
    }
    let head = line.get(..line.len().min(24)).unwrap_or(line);
    if !head.bytes().any(|byte| byte == b':' || !byte.is_ascii()) {
        return None;
    }
    let colon = head.find([':', '：'])?;
    let word = head[..colon].trim_end().to_lowercase();
    // `Slide 3 notes: …`
    let number = word.strip_prefix("slide ").and_then(|rest| rest.strip_suffix(" notes"));
    let is_numbered = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let word = if is_numbered { "speaker notes" } else { &word };
    let colon_len = head[colon..].chars().next().map_or(1, char::len_utf8);
    NOTE_WORDS.contains(&word).then_some(n_blank + colon + colon_len)
}

/// The most carets that begin a note, in bytes of the wide one.
const MAX_CARETS_BYTES: usize = 6;

/// The length of the caret by which Deckset begins a note; before a bracket or figure it has another meaning.
fn caret(line: &str) -> Option<usize> {
    let words = line.trim_start_matches(['^', '＾']);
    let len = line.len() - words.len();
    let next = words.chars().next().filter(|_| (1..=MAX_CARETS_BYTES).contains(&len))?;
    (next.is_whitespace() || next.is_alphabetic()).then_some(len)
}

fn note_marker(text: &str, paragraph: &Paragraph, is_top: bool) -> Option<(Span, Reach)> {
    let source = paragraph.span.slice(text);
    let start = paragraph.span.start;
    let first_line = source.lines().next().unwrap_or("");
    if let Some(len) = note_word(first_line) {
        let reach = if caret(behind_blanks(first_line)).is_some() { Reach::Paragraph } else { Reach::Slide };
        return Some((Span::new(start, start + len), reach));
    }
    let (_, len) = opening(source).filter(|(sort, _)| is_top && *sort == Sort::Percents)?;
    let is_open = end(&source[len..], Sort::Percents).is_none();
    is_open.then(|| (Span::new(start, start + len), Reach::ClosingPercents))
}

fn ends_in_percents(source: &str) -> bool {
    let source = source.trim_end();
    source.chars().rev().take(2).filter(|c| matches!(c, '%' | '％')).count() == 2
}

fn without_marker(text: &str, block: Block, marker_span: Span, front: &FrontMatter) -> Vec<Block> {
    let Block::Paragraph(mut paragraph) = block else { return vec![block] };
    let (_, mut inlines) = split_at(paragraph.inlines, marker_span.end);
    let is_break =
        |inline: &Inline| matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak);
    let n_breaks = inlines.iter().take_while(|inline| is_break(inline)).count();
    inlines.drain(..n_breaks);
    if let Some(Inline { content: InlineContent::Text(words), span, .. }) = inlines.first_mut() {
        trim_start(words, span);
    }
    inlines.retain(|inline| !matches!(&inline.content, InlineContent::Text(words) if words.is_empty()));
    if inlines.first().is_some_and(is_break) {
        inlines.remove(0);
    }
    read_marks(text, front.marking.scheme, &mut inlines);
    paragraph.label = None;
    paragraph.span = inlines.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(paragraph.span);
    paragraph.inlines = inlines;
    if paragraph.inlines.is_empty() { Vec::new() } else { vec![Block::Paragraph(paragraph)] }
}

/// A block of a kind that was written in another way than ours.
pub(super) fn notes_of(
    kind: Option<&'static Kind>,
    blocks: Vec<Block>,
    marker_span: Span,
    goes_on: bool,
) -> Block {
    let span = blocks.iter().fold(marker_span, |span, block| span.join(block.span()));
    let kind = kind.map_or_else(|| KindRef::Unknown("notes".to_owned()), KindRef::Known);
    Block::Kinded(Kinded { goes_on, ..Kinded::new(kind, Form::Foreign, blocks, marker_span, span) })
}

/// A comment that is a command of presenterm or begins a page, or Pandoc's pause, as the mark it is.
pub(super) fn read_mark(block: Block) -> Block {
    let (span, word) = match &block {
        Block::Comment(raw) => (raw.span, raw.text.trim()),
        Block::Paragraph(Paragraph { inlines, weight: None, span, .. }) => match inlines.as_slice() {
            [Inline { content: InlineContent::Text(words), .. }] if words.trim() == ". . ." => {
                (*span, "pause")
            }
            _ => return block,
        },
        _ => return block,
    };
    match word {
        "end_slide" => Block::Break(Mark { span, scope: Scope::default() }),
        "page" => Block::Page(Mark { span, scope: Scope::default() }),
        "pause" => Block::Pause(Mark { span, scope: Scope::default() }),
        _ => block,
    }
}
