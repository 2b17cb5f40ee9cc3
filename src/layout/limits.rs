//! What is too much for pages: refused in one line that names the place, before the engine runs out of memory or time.
//!
//! What can be set is set. The limits lie where one more of its kind would take the engine beyond some seconds or
//! half a gigabyte, far above anything that people read.

use crate::facts::thousands;
use crate::layout::{Shape, TypesetError};
use crate::release::{Block, BlockContent, ChartData, Content, Inline, InlineContent, Picture, Released};
use crate::text::{Diagnostic, Message, Severity, Span, message};

/// The cells of all tables together; each takes the engine 45 KB.
const MAX_CELLS: usize = 10_000;
/// The columns of one table: a page has fewer millimetres.
const MAX_COLUMNS: usize = 200;
/// The lines and bytes of all code together; each line takes the engine a millisecond.
const MAX_CODE_LINES: usize = 3_000;
const MAX_CODE_BYTES: usize = 200_000;
/// The bytes of one paragraph, which the engine breaks into lines as a whole.
const MAX_RUN_BYTES: usize = 400_000;
/// The marks on one letter, or the signs that are joined to one. The library that shapes letters gives up at some tens
/// of thousands, and the one that writes PDF at a letter of 64 KB.
const MAX_MARKS: usize = 500;
/// The blocks, links, notes and the like of all pages together; twice as many take the engine a gigabyte.
const MAX_PIECES: usize = 30_000;
/// The same for cards, each of which is a page of its own.
const MAX_CARD_PIECES: usize = 17_000;
/// The slides of one talk, each of which takes the engine 1.4 MB; on notes pages the notes take as much again.
const MAX_SLIDES: usize = 600;
const MAX_NOTES_SLIDES: usize = 420;
/// As many pieces as one chart and one note take.
const CHART_PIECES: usize = 60;
const NOTE_PIECES: usize = 3;
/// The cells of one chart, which is drawn whatever it holds.
const MAX_CHART_CELLS: usize = 5_000;

/// The finding where a document holds more than paper or slides can, so that no file of them is made.
pub fn too_much_for_pages(released: &Released) -> Option<Diagnostic> {
    // What paper is asked for, slides are asked for as well.
    match check_limits(released.content(), Shape::Slides) {
        Err(TypesetError::TooMuch { words, span }) => {
            Some(Diagnostic::new(Severity::Error, "too-much-for-pages", span, words))
        }
        _ => None,
    }
}

/// Says what of a document is too much for pages of a shape.
pub(super) fn check_limits(content: &Content, shape: Shape) -> Result<(), TypesetError> {
    let max_pieces = if shape == Shape::Cards { MAX_CARD_PIECES } else { MAX_PIECES };
    let mut used = Used { max_pieces, ..Used::default() };
    Used::run(&content.title)?;
    let front = content.subtitle.iter().chain(content.rows.iter().map(|(_, text)| text));
    let mut front = front.chain(&content.banner).chain(&content.screen.banner).chain(&content.copy_number);
    front.try_for_each(|text| words(text, Span::default()))?;
    used.blocks(&content.blocks)?;
    for note in &content.notes {
        used.pieces(NOTE_PIECES, note.blocks.first().map_or(Span::default(), |block| block.span))?;
        used.blocks(&note.blocks)?;
    }
    // Slides show the same tables again, each in a document of its own or instead of the text.
    let mut used = Used { max_pieces, ..Used::default() };
    Used::run(&content.screen.title)?;
    content.screen.subtitle.iter().try_for_each(|text| words(text, Span::default()))?;
    for slide in &content.screen.slides {
        Used::run(&slide.title)?;
        used.blocks(&slide.blocks)?;
    }
    n_slides(content, shape)
}

/// Refuses more slides than there is memory for.
fn n_slides(content: &Content, shape: Shape) -> Result<(), TypesetError> {
    let max_slides = match shape {
        Shape::Slides => MAX_SLIDES,
        Shape::Notes => MAX_NOTES_SLIDES,
        Shape::Text | Shape::Cards => return Ok(()),
    };
    let slides = &content.screen.slides;
    let Some(beyond) = slides.get(max_slides) else { return Ok(()) };
    let (n_slides, max_slides) = (shown(slides.len()), shown(max_slides));
    let words = message!(
        "there are {n_slides} slides, and one file or talk takes at most {max_slides}; make several briefs of it",
        "スライドが {n_slides} 枚あり、1 件の上限 {max_slides} 枚を超えます。資料を分けてください"
    );
    too_much(words, Span::at(beyond.start))
}

/// How much of what is dear was met so far.
#[derive(Default)]
struct Used {
    max_pieces: usize,
    pieces: usize,
    cells: usize,
    code_lines: usize,
    code_bytes: usize,
}

impl Used {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), TypesetError> {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn block(&mut self, block: &Block) -> Result<(), TypesetError> {
        let span = block.span;
        self.pieces(1, span)?;
        match &block.content {
            BlockContent::Heading { inlines, .. } | BlockContent::Paragraph(inlines) => {
                self.inlines(inlines, span)
            }
            BlockContent::Numbered { label, inlines, .. } => {
                words(label, span)?;
                self.inlines(inlines, span)
            }
            BlockContent::List { items, .. } => items.iter().try_for_each(|item| self.blocks(&item.blocks)),
            BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => self.blocks(blocks),
            BlockContent::Panel { title, blocks, .. } => {
                Self::run(title)?;
                self.blocks(blocks)
            }
            BlockContent::Columns(columns) => columns.iter().try_for_each(|column| self.blocks(column)),
            BlockContent::Code { text, .. } => self.code(text, span),
            BlockContent::Table { head, rows, .. } => self.table(head, rows, span),
            BlockContent::Chart(chart) => {
                self.pieces(CHART_PIECES, span)?;
                Self::chart(chart, span)
            }
            BlockContent::Picture(picture) => picture_words(picture).try_for_each(|text| words(text, span)),
            BlockContent::Break | BlockContent::Page | BlockContent::Rule => Ok(()),
        }
    }

    fn inlines(&mut self, inlines: &[Inline], span: Span) -> Result<(), TypesetError> {
        self.pieces(n_links(inlines), span)?;
        Self::run(inlines)
    }

    /// Counts what takes about as much as a paragraph does.
    fn pieces(&mut self, n_pieces: usize, span: Span) -> Result<(), TypesetError> {
        self.pieces += n_pieces;
        let max_pieces = self.max_pieces;
        if self.pieces <= max_pieces {
            return Ok(());
        }
        let max_pieces = shown(max_pieces);
        let words = message!(
            "the brief is longer than pages can be: here it passes {max_pieces} paragraphs, links and notes; make several of it",
            "資料が長すぎて組版できません。ここで段落、リンク、注の合計が {max_pieces} 個を超えます。分割してください"
        );
        too_much(words, span)
    }

    fn code(&mut self, text: &str, span: Span) -> Result<(), TypesetError> {
        self.code_lines += text.lines().count();
        self.code_bytes += text.len();
        if self.code_lines > MAX_CODE_LINES || self.code_bytes > MAX_CODE_BYTES {
            let (n_lines, max_lines) = (shown(self.code_lines), shown(MAX_CODE_LINES));
            let max_bytes = shown(MAX_CODE_BYTES);
            return too_much(
                message!(
                    "with this code there are {n_lines} lines of it, and pages take at most {max_lines} lines or {max_bytes} bytes; keep it in a file beside the brief",
                    "このコードを含めて {n_lines} 行あり、紙面の上限（{max_lines} 行又は {max_bytes} バイト）を超えます。別のファイルにしてください"
                ),
                span,
            );
        }
        marks(text, span)
    }

    fn table(
        &mut self,
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        span: Span,
    ) -> Result<(), TypesetError> {
        let n_columns = head.len();
        if n_columns > MAX_COLUMNS {
            let n_columns = shown(n_columns);
            let words = message!(
                "this table has {n_columns} columns, and a page takes at most {MAX_COLUMNS}; make rows of them",
                "この表には {n_columns} 列あり、紙面の上限 {MAX_COLUMNS} 列を超えます。列を行に改めてください"
            );
            return too_much(words, span);
        }
        self.cells += n_columns * (rows.len() + 1);
        if self.cells > MAX_CELLS {
            let (n_cells, max_cells) = (shown(self.cells), shown(MAX_CELLS));
            let words = message!(
                "with this table there are {n_cells} cells, and pages take at most {max_cells}; keep it in a file beside the brief and show what matters",
                "この表を含めてセルが {n_cells} 個あり、紙面の上限 {max_cells} 個を超えます。別のファイルにし、要点だけを載せてください"
            );
            return too_much(words, span);
        }
        head.iter().chain(rows.iter().flatten()).try_for_each(|cell| Self::run(cell))
    }

    /// Refuses a chart of more than can be drawn, and words in it that cannot be.
    fn chart(chart: &ChartData, span: Span) -> Result<(), TypesetError> {
        let cells = || chart.head.iter().chain(chart.rows.iter().flatten());
        let n_cells = cells().count();
        if n_cells > MAX_CHART_CELLS {
            let (n_cells, max_cells) = (shown(n_cells), shown(MAX_CHART_CELLS));
            let words = message!(
                "this chart has {n_cells} names and figures, and pages take at most {max_cells}; leave out what nobody can see",
                "このグラフには項目と数値が {n_cells} 個あり、紙面の上限 {max_cells} 個を超えます。要点だけにしてください"
            );
            return too_much(words, span);
        }
        let ChartData { title, alt, unit, source, date, emphasis, .. } = chart;
        let said = [title, alt, unit, source, date, emphasis].into_iter().flatten();
        said.chain(cells()).try_for_each(|text| words(text, span))
    }

    /// Refuses a paragraph, a title or a cell that is too long, whatever else there is.
    fn run(inlines: &[Inline]) -> Result<(), TypesetError> {
        let mut n_bytes = 0;
        let mut result = Ok(());
        each_text(inlines, &mut |text, span| {
            n_bytes += text.len();
            if result.is_ok() {
                result = marks(text, span).and_then(|()| length(n_bytes, span));
            }
        });
        result
    }
}

/// How many links, numbers of notes and pictures stand in some inlines.
fn n_links(inlines: &[Inline]) -> usize {
    let is_one = |content: &InlineContent| {
        matches!(
            content,
            InlineContent::Link { .. }
                | InlineContent::Jump { .. }
                | InlineContent::Ruby { .. }
                | InlineContent::Ref(_)
                | InlineContent::Picture(_)
        )
    };
    let in_one = |inline: &Inline| usize::from(is_one(&inline.content)) + n_links(inline.content.children());
    inlines.iter().map(in_one).sum()
}

/// What is said of a picture.
fn picture_words(picture: &Picture) -> impl Iterator<Item = &String> {
    std::iter::once(&picture.alt).chain(&picture.caption)
}

/// Refuses words that stand by themselves and are too long, or bear too many marks.
fn words(text: &str, span: Span) -> Result<(), TypesetError> {
    length(text.len(), span).and_then(|()| marks(text, span))
}

fn length(n_bytes: usize, span: Span) -> Result<(), TypesetError> {
    if n_bytes <= MAX_RUN_BYTES {
        return Ok(());
    }
    let max_bytes = shown(MAX_RUN_BYTES);
    let words = message!(
        "this paragraph is longer than {max_bytes} bytes, and pages take none longer; part it by empty lines",
        "この段落は紙面の上限 {max_bytes} バイトを超えます。空行で分けてください"
    );
    too_much(words, span)
}

/// Calls `visit` for each text in some inlines, with where it came from.
fn each_text(inlines: &[Inline], visit: &mut dyn FnMut(&str, Span)) {
    for inline in inlines {
        match &inline.content {
            InlineContent::Text(text)
            | InlineContent::Code(text)
            | InlineContent::Private(text)
            | InlineContent::Portion(text) => visit(text, inline.span),
            InlineContent::Picture(picture) => {
                picture_words(picture).for_each(|text| visit(text, inline.span));
            }
            content => each_text(content.children(), visit),
        }
        if let InlineContent::Ruby { reading, .. } = &inline.content {
            visit(reading, inline.span);
        }
    }
}

/// Refuses a letter that bears more marks than can be drawn.
fn marks(text: &str, span: Span) -> Result<(), TypesetError> {
    if text.is_ascii() {
        return Ok(());
    }
    let mut n_marks = 0;
    let mut is_joined = false;
    for c in text.chars() {
        n_marks = if is_joined || joins(c) { n_marks + 1 } else { 0 };
        is_joined = c == '\u{200d}';
        if n_marks > MAX_MARKS {
            return too_much(
                message!(
                    "more than {MAX_MARKS} marks stand on one letter here, and none can be drawn with so many; take them off",
                    "1 文字に {MAX_MARKS} 個を超える記号が付いており、表示できません。取り除いてください"
                ),
                span,
            );
        }
    }
    Ok(())
}

/// Whether a character is set as a part of the one before it.
fn joins(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{1160}'..='\u{11ff}' | '\u{d7b0}'..='\u{d7ff}' | '\u{ff9e}' | '\u{ff9f}'
            | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// A number as people read it.
fn shown(number: usize) -> String {
    thousands(&number.to_string())
}

fn too_much(words: Message, span: Span) -> Result<(), TypesetError> {
    Err(TypesetError::TooMuch { words, span })
}
