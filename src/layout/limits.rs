//! What is too much for pages: refused in one line that names the place, before the engine runs out of memory or time.
//!
//! What can be set is set. The limits lie where one more of its kind would take the engine beyond some seconds or
//! half a gigabyte, far above anything that people read.

use crate::layout::TypesetError;
use crate::release::{Block, BlockContent, Content, Inline, InlineContent};
use crate::text::{Message, Span, message};

/// The cells of all tables together; each takes the engine 45 KB.
const MAX_CELLS: usize = 10_000;
/// The columns of one table: a page has fewer millimetres.
const MAX_COLUMNS: usize = 200;
/// The lines and bytes of all code together; each line takes the engine a millisecond.
const MAX_CODE_LINES: usize = 3_000;
const MAX_CODE_BYTES: usize = 200_000;
/// The bytes of one paragraph, which the engine breaks into lines as a whole.
const MAX_RUN_BYTES: usize = 400_000;
/// The marks on one letter. The library that shapes letters gives up at some tens of thousands.
const MAX_MARKS: usize = 500;

/// Says what of a document is too much for pages.
pub(super) fn check_limits(content: &Content) -> Result<(), TypesetError> {
    let mut used = Used::default();
    Used::run(&content.title)?;
    used.blocks(&content.blocks)?;
    for note in &content.notes {
        used.blocks(&note.blocks)?;
    }
    // Slides show the same tables again, each in a document of its own or instead of the text.
    let mut used = Used::default();
    for slide in &content.screen.slides {
        Used::run(&slide.title)?;
        used.blocks(&slide.blocks)?;
    }
    Ok(())
}

/// How much of what is dear was met so far.
#[derive(Default)]
struct Used {
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
        match &block.content {
            BlockContent::Heading { inlines, .. }
            | BlockContent::Paragraph(inlines)
            | BlockContent::Numbered { inlines, .. } => Self::run(inlines),
            BlockContent::List { items, .. } => items.iter().try_for_each(|item| self.blocks(&item.blocks)),
            BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => self.blocks(blocks),
            BlockContent::Panel { title, blocks, .. } => {
                Self::run(title)?;
                self.blocks(blocks)
            }
            BlockContent::Columns(columns) => columns.iter().try_for_each(|column| self.blocks(column)),
            BlockContent::Code { text, .. } => self.code(text, span),
            BlockContent::Table { head, rows, .. } => self.table(head, rows, span),
            BlockContent::Chart(_)
            | BlockContent::Picture(_)
            | BlockContent::Break
            | BlockContent::Page
            | BlockContent::Rule => Ok(()),
        }
    }

    fn code(&mut self, text: &str, span: Span) -> Result<(), TypesetError> {
        self.code_lines += text.lines().count();
        self.code_bytes += text.len();
        if self.code_lines > MAX_CODE_LINES || self.code_bytes > MAX_CODE_BYTES {
            let n_lines = self.code_lines;
            return too_much(
                message!(
                    "with this code there are {n_lines} lines of it, and pages take at most {MAX_CODE_LINES} lines or {MAX_CODE_BYTES} bytes; keep it in a file beside the brief",
                    "このコードを含めて {n_lines} 行あり、紙面の上限（{MAX_CODE_LINES} 行又は {MAX_CODE_BYTES} バイト）を超えます。別のファイルにしてください"
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
            let words = message!(
                "this table has {n_columns} columns, and a page takes at most {MAX_COLUMNS}; make rows of them",
                "この表には {n_columns} 列あり、紙面の上限 {MAX_COLUMNS} 列を超えます。列を行に改めてください"
            );
            return too_much(words, span);
        }
        self.cells += n_columns * (rows.len() + 1);
        if self.cells > MAX_CELLS {
            let n_cells = self.cells;
            let words = message!(
                "with this table there are {n_cells} cells, and pages take at most {MAX_CELLS}; keep it in a file beside the brief and show what matters",
                "この表を含めてセルが {n_cells} 個あり、紙面の上限 {MAX_CELLS} 個を超えます。別のファイルにし、要点だけを載せてください"
            );
            return too_much(words, span);
        }
        head.iter().chain(rows.iter().flatten()).try_for_each(|cell| Self::run(cell))
    }

    /// Refuses a paragraph, a title or a cell that is too long, whatever else there is.
    fn run(inlines: &[Inline]) -> Result<(), TypesetError> {
        let mut n_bytes = 0;
        let mut result = Ok(());
        each_text(inlines, &mut |text, span| {
            n_bytes += text.len();
            if result.is_ok() {
                result = marks(text, span);
            }
            if n_bytes > MAX_RUN_BYTES && result.is_ok() {
                let words = message!(
                    "this paragraph is longer than {MAX_RUN_BYTES} bytes, and pages take none longer; part it by empty lines",
                    "この段落は紙面の上限 {MAX_RUN_BYTES} バイトを超えます。空行で分けてください"
                );
                result = too_much(words, span);
            }
        });
        result
    }
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
                visit(&picture.alt, inline.span);
                visit(picture.caption.as_deref().unwrap_or_default(), inline.span);
            }
            InlineContent::Ruby { children, reading } => {
                each_text(children, visit);
                visit(reading, inline.span);
            }
            InlineContent::Emphasis(children)
            | InlineContent::Strong(children)
            | InlineContent::Strikethrough(children)
            | InlineContent::Styled { children, .. }
            | InlineContent::Inserted(children)
            | InlineContent::Deleted(children)
            | InlineContent::Link { children, .. }
            | InlineContent::Jump { children, .. } => each_text(children, visit),
            InlineContent::Ref(_) | InlineContent::SoftBreak | InlineContent::HardBreak => {}
        }
    }
}

/// Refuses a letter that bears more marks than can be drawn.
fn marks(text: &str, span: Span) -> Result<(), TypesetError> {
    if text.is_ascii() {
        return Ok(());
    }
    let mut n_marks = 0;
    for c in text.chars() {
        n_marks = if unicode_normalization::char::is_combining_mark(c) { n_marks + 1 } else { 0 };
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

fn too_much(words: Message, span: Span) -> Result<(), TypesetError> {
    Err(TypesetError::TooMuch { words, span })
}
