//! The tree of a brief as lines that people can read, for goldens and for comparing trees.

use demarche::brief::{
    Block, Brief, Cell, Columns, Footnote, Inline, InlineContent, Item, KindRef, Lang, List, Part, Reader,
    Scope, Weight,
};
use demarche::text::{LineIndex, Span};

/// The tree with the place of every node as `line:column-line:column`.
pub fn dump(text: &str, brief: &Brief) -> String {
    let index = LineIndex::new(text);
    let mut dump = Dump { out: String::new(), places: Some((text, index)) };
    dump.front(brief);
    dump.blocks(&brief.blocks, 0);
    dump.out
}

/// The tree without places, and without what two ways to write the same thing differ in.
pub fn shape(brief: &Brief) -> String {
    let mut dump = Dump { out: String::new(), places: None };
    dump.blocks(&brief.blocks, 0);
    dump.out
}

struct Dump<'t> {
    out: String,
    places: Option<(&'t str, LineIndex)>,
}

impl Dump<'_> {
    fn front(&mut self, brief: &Brief) {
        let front = &brief.front;
        if front.span.is_empty() {
            return;
        }
        self.line(0, front.span, "front");
        for (key, span) in &front.keys {
            self.line(1, *span, key);
        }
    }

    fn is_shape(&self) -> bool {
        self.places.is_none()
    }

    fn line(&mut self, depth: usize, span: Span, words: &str) {
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(words);
        if let Some((text, index)) = &self.places {
            let (start, end) = (index.line_col(text, span.start), index.line_col(text, span.end));
            self.out.push_str(&format!("  {}:{}-{}:{}", start.line, start.column, end.line, end.column));
        }
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each block, each a line or two")]
    fn block(&mut self, block: &Block, depth: usize) {
        let span = block.span();
        match block {
            Block::Heading(heading) => {
                let kind = heading.kind.map(|kind| format!(" kind={}", kind.name)).unwrap_or_default();
                let attributes =
                    heading.attributes.as_ref().map(|all| format!(" {{{all}}}")).unwrap_or_default();
                self.line(depth, span, &format!("heading {}{kind}{attributes}", heading.level));
                self.inlines(&heading.inlines, depth + 1);
            }
            Block::Paragraph(paragraph) => {
                if self.is_shape() && paragraph.inlines.iter().all(is_blank) {
                    return;
                }
                if let ([Inline { content: InlineContent::Html(html), .. }], true) =
                    (paragraph.inlines.as_slice(), self.is_shape())
                {
                    // On a line of its own it is a block.
                    let words = self.raw(html);
                    return self.line(depth, span, &format!("html {words:?}"));
                }
                let numbering = paragraph.numbering.as_ref();
                let numbering =
                    numbering.map(|all| format!(" {:?}/{}", all.label, all.depth)).unwrap_or_default();
                let label =
                    paragraph.label.map(|label| format!(" names={}", label.kind.name)).unwrap_or_default();
                let weight = weight(paragraph.weight.as_ref());
                self.line(depth, span, &format!("paragraph{weight}{numbering}{label}"));
                self.inlines(&paragraph.inlines, depth + 1);
            }
            Block::List(list) => self.list(list, depth),
            Block::Quote(quote) => {
                self.line(depth, span, "quote");
                self.blocks(&quote.blocks, depth + 1);
            }
            Block::Callout(callout) => {
                self.line(
                    depth,
                    span,
                    &format!("callout {}{}", callout.alert.name, weight(callout.weight.as_ref())),
                );
                self.title(&callout.title, depth + 1);
                self.blocks(&callout.blocks, depth + 1);
            }
            Block::Kinded(kinded) => {
                let name = match &kinded.kind {
                    KindRef::Known(kind) => kind.name.to_owned(),
                    KindRef::Unknown(name) => format!("unknown {name:?}"),
                    KindRef::Ordinary => "text".to_owned(),
                };
                let form = if self.is_shape() { String::new() } else { format!(" {:?}", kinded.form) };
                let weight = weight(kinded.weight.as_ref());
                self.line(depth, span, &format!("kinded {name}{form}{weight}"));
                if !self.is_shape() {
                    self.line(depth + 1, kinded.marker_span, "marker");
                }
                self.title(&kinded.title, depth + 1);
                self.blocks(&kinded.blocks, depth + 1);
            }
            Block::Code(code) => {
                let fenced = if self.is_shape() || code.fenced { "" } else { " indented" };
                self.line(depth, span, &format!("code{fenced} {:?} {:?}", code.info, code.text));
            }
            Block::Chart(chart) => {
                let kind = chart.chart.chart_type;
                let n_rows = chart.chart.table(None).rows.len();
                self.line(
                    depth,
                    span,
                    &format!("chart {kind:?} rows={n_rows} title={:?}", chart.chart.title),
                );
            }
            Block::Table(table) => {
                self.line(depth, span, &format!("table {:?}", table.alignments));
                for cells in std::iter::once(&table.head).chain(&table.rows) {
                    let row = cells.iter().map(|cell| cell.span).reduce(Span::join).unwrap_or_default();
                    self.line(depth + 1, row, "row");
                    self.cells(cells, depth + 2);
                }
            }
            Block::Columns(Columns { columns, .. }) => {
                self.line(depth, span, "columns");
                for blocks in columns {
                    let column = blocks.iter().map(Block::span).reduce(Span::join).unwrap_or_default();
                    self.line(depth + 1, column, "column");
                    self.blocks(blocks, depth + 2);
                }
            }
            Block::Footnote(footnote) => {
                self.line(depth, span, &format!("footnote {:?}", footnote.label));
                self.blocks(&footnote.blocks, depth + 1);
            }
            Block::Break(_) => self.line(depth, span, "break"),
            Block::Rule(_) => self.line(depth, span, "rule"),
            Block::Page(_) => self.line(depth, span, "page"),
            Block::Pause(_) => self.line(depth, span, "pause"),
            Block::Html(raw) => {
                let words = self.raw(&raw.text);
                self.line(depth, span, &format!("html {words:?}"));
            }
            Block::Comment(raw) => {
                let words = self.raw(&raw.text);
                self.line(depth, span, &format!("comment {words:?}"));
            }
            Block::Definition(definition) => {
                self.line(depth, span, &format!("definition {:?}", definition.id));
            }
        }
    }

    fn list(&mut self, list: &List, depth: usize) {
        let start = list.start.map(|start| format!(" start={start}")).unwrap_or_default();
        let tight = if self.is_shape() && !holds_paragraph(&list.items) {
            ""
        } else if list.tight {
            " tight"
        } else {
            " loose"
        };
        self.line(depth, list.span, &format!("list{start}{tight}"));
        for item in &list.items {
            // A box stands before words only.
            let has_words = matches!(item.blocks.first(), Some(Block::Paragraph(_)));
            let tick = item.tick.filter(|_| has_words || !self.is_shape());
            let done = tick.map(|tick| format!(" tick={tick:?}")).unwrap_or_default();
            self.line(depth + 1, item.span, &format!("item{done}"));
            self.blocks(&item.blocks, depth + 2);
        }
    }

    fn cells(&mut self, cells: &[Cell], depth: usize) {
        for cell in cells {
            self.line(depth, cell.span, "cell");
            self.inlines(&cell.inlines, depth + 1);
        }
    }

    fn title(&mut self, title: &[Inline], depth: usize) {
        if let Some(span) = title.iter().map(|inline| inline.span).reduce(Span::join) {
            self.line(depth, span, "title");
            self.inlines(title, depth + 1);
        }
    }

    /// Of comments and the like, only the letters count for the shape.
    fn raw(&self, words: &str) -> String {
        if self.is_shape() {
            words.chars().filter(|c| c.is_alphanumeric()).collect()
        } else {
            words.to_owned()
        }
    }

    fn inlines(&mut self, inlines: &[Inline], depth: usize) {
        if !self.is_shape() {
            inlines.iter().for_each(|inline| self.inline(inline, depth));
            return;
        }
        let mut words = String::new();
        for inline in inlines {
            match &inline.content {
                InlineContent::Text(text) => words.push_str(text),
                InlineContent::SoftBreak => words.push(' '),
                _ => {
                    self.words(&mut words, depth);
                    self.inline(inline, depth);
                }
            }
        }
        self.words(&mut words, depth);
    }

    fn words(&mut self, words: &mut String, depth: usize) {
        let folded: Vec<&str> = words.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        if !folded.is_empty() {
            self.line(depth, Span::default(), &format!("text {:?}", folded.join(" ")));
        }
        words.clear();
    }

    fn inline(&mut self, inline: &Inline, depth: usize) {
        let (words, children): (String, &[Inline]) = match &inline.content {
            InlineContent::Text(text) => (format!("text {text:?}"), &[]),
            InlineContent::Code(code) => (format!("code {code:?}"), &[]),
            InlineContent::Emphasis(children) => ("emphasis".to_owned(), children),
            InlineContent::Strong(children) => ("strong".to_owned(), children),
            InlineContent::Strikethrough(children) => ("strikethrough".to_owned(), children),
            InlineContent::Link { dest, title, children, .. } => {
                (format!("link {dest:?} {title:?}"), children)
            }
            InlineContent::Image { dest, title, alt, .. } => {
                (format!("image {dest:?} {title:?} {alt:?}"), &[])
            }
            InlineContent::Styled { style, children } => (format!("styled {style:?}"), children),
            InlineContent::Ruby { children, reading } => (format!("ruby {reading:?}"), children),
            InlineContent::Note(children) => ("note".to_owned(), children),
            InlineContent::Inserted(children) => ("inserted".to_owned(), children),
            InlineContent::Deleted(children) => ("deleted".to_owned(), children),
            InlineContent::Kinded { children, .. } => ("kinded-words".to_owned(), children),
            InlineContent::Sentence(children) => ("sentence".to_owned(), children),
            InlineContent::Clause { children, .. } => ("clause".to_owned(), children),
            InlineContent::Fact { key, children } => (format!("fact {key:?}"), children),
            InlineContent::FootnoteRef(label) => (format!("footnote-ref {label:?}"), &[]),
            InlineContent::Portion(mark) => (format!("portion {mark:?}"), &[]),
            InlineContent::SoftBreak => ("soft-break".to_owned(), &[]),
            InlineContent::HardBreak => ("hard-break".to_owned(), &[]),
            InlineContent::Html(html) => (format!("html {:?}", self.raw(html)), &[]),
            InlineContent::Comment(words) => (format!("comment {:?}", self.raw(words)), &[]),
        };
        self.line(depth, inline.span, &words);
        self.inlines(children, depth + 1);
    }
}

/// What the braces at the end of a block say.
fn weight(weight: Option<&Weight>) -> String {
    weight.map(|weight| format!(" {}", weight.written(Lang::En))).unwrap_or_default()
}

fn is_blank(inline: &Inline) -> bool {
    match &inline.content {
        InlineContent::Text(text) => text.trim_matches([' ', '\t']).is_empty(),
        InlineContent::SoftBreak => true,
        _ => false,
    }
}

/// Whether blank lines between the items of a list mean anything, as far as one can easily tell.
fn holds_paragraph(items: &[Item]) -> bool {
    let blocks = || items.iter().flat_map(|item| &item.blocks);
    blocks().any(|block| matches!(block, Block::Paragraph(_)))
        && !blocks().any(|block| matches!(block, Block::Kinded(_)))
}

/// All words that a reader may see, in order: what a correct copy for this reader is made of.
pub fn shown(brief: &Brief, reader: Reader) -> String {
    let mut shown = Shown { reader, out: String::new(), labels: Vec::new(), notes: Vec::new() };
    shown.blocks(&brief.blocks);
    // A note is shown to those who see what refers to it.
    while let Some(at) = shown.notes.iter().position(|note| shown.labels.contains(&note.label)) {
        let note = shown.notes.remove(at);
        shown.blocks(&note.blocks);
    }
    shown.out
}

struct Shown<'b> {
    reader: Reader,
    out: String,
    /// The notes that are referred to from what is shown.
    labels: Vec<String>,
    notes: Vec<&'b Footnote>,
}

impl<'b> Shown<'b> {
    fn say(&mut self, words: &str, scope: Scope) {
        if scope.readers.contains(self.reader) {
            self.out.push_str(words);
            self.out.push('\n');
        }
    }

    fn inlines(&mut self, inlines: &'b [Inline]) {
        let reader = self.reader;
        for inline in inlines.iter().filter(|inline| inline.readers.contains(reader)) {
            match &inline.content {
                InlineContent::Text(words) | InlineContent::Code(words) | InlineContent::Html(words) => {
                    self.out.push_str(words);
                }
                InlineContent::Image { alt, .. } => self.out.push_str(alt),
                InlineContent::SoftBreak | InlineContent::HardBreak => self.out.push(' '),
                InlineContent::FootnoteRef(label) => self.labels.push(label.clone()),
                content => self.inlines(content.children()),
            }
        }
    }

    fn blocks(&mut self, blocks: &'b [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'b Block) {
        match block {
            Block::Code(code) => self.say(&code.text, code.scope),
            Block::Chart(chart) => self.say(&chart.text, chart.scope),
            Block::Html(raw) | Block::Comment(raw) => self.say(&raw.text, raw.scope),
            Block::Footnote(footnote) => self.notes.push(footnote),
            block => block.each_part(&mut |part| match part {
                Part::Run { inlines, .. } => {
                    let before = self.out.len();
                    self.inlines(inlines);
                    self.out.push_str(if self.out.len() > before { "\n" } else { "" });
                }
                Part::Blocks(blocks) => self.blocks(blocks),
            }),
        }
    }
}
