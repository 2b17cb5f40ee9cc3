//! Writes who may read it on each block and inline of a brief: the one place where that is decided.
//!
//! Kinds restrict what they hold, and kinds within kinds restrict further. A heading or label that names a kind
//! restricts what follows it in its container. A portion mark that may not leave keeps its portion with us: on a
//! point, a title or a footnote all that it holds; on a heading its section, as far as portions in it bear no mark
//! of their own.

use crate::brief::{
    Block, Cell, Form, FrontMatter, Heading, Inline, InlineContent, Item, KindRef, Paragraph, Readers, Scope,
    Table, kind_named, may_leave, portion_mark,
};

/// What stands around a piece of text, as far as it decides who may read it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Around {
    /// What the kinds around it say.
    scope: Scope,
    /// What marks around it leave, whatever it says itself.
    firm: Readers,
    /// What the mark of its heading leaves, unless it bears a mark of its own.
    section: Readers,
}

impl Around {
    fn new(scope: Scope) -> Self {
        Self { scope, firm: Readers::EVERYBODY, section: Readers::EVERYBODY }
    }

    /// The scope of a portion, with what its own mark leaves.
    fn portion(self, own: Option<Readers>) -> Scope {
        self.scope.narrowed(self.firm).narrowed(own.unwrap_or(self.section))
    }

    /// The scope of what only holds portions: a mark of the section is for them to bear.
    fn container(self) -> Scope {
        self.scope.narrowed(self.firm)
    }

    /// What stands around all that a marked portion holds.
    fn below(self, own: Option<Readers>) -> Self {
        let Some(own) = own else { return self };
        Self { firm: self.firm.intersect(own), section: Readers::EVERYBODY, ..self }
    }

    /// What stands around a block below a mark that stands alone.
    fn marked(self, above: Option<Readers>) -> Self {
        Self { section: above.map_or(self.section, |above| self.section.intersect(above)), ..self }
    }

    fn within(self, kind: &KindRef) -> Self {
        Self { scope: self.scope.within(kind), ..self }
    }
}

/// How long the number may be that stands before a mark.
const MAX_NUMBER_BYTES: usize = 24;

/// Where one is among the siblings of a container: below which headings, and below which label.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::brief) struct Flow {
    outer: Around,
    /// The headings that hold the next block and restrict it, with their levels.
    sections: Vec<(u8, Around)>,
    label: Option<Around>,
}

impl Flow {
    /// The start of a brief.
    pub fn new(front: &FrontMatter) -> Self {
        Self::within(Around::new(Scope::ordinary(front)))
    }

    /// The place behind the top-level blocks of a brief, where the next one begins a section.
    pub fn behind(front: &FrontMatter, blocks: &[Block]) -> Self {
        let mut flow = Self::new(front);
        for block in blocks {
            if let Block::Heading(heading) = block {
                flow.enter(heading, front);
            }
        }
        flow
    }

    fn within(outer: Around) -> Self {
        Self { outer, sections: Vec::new(), label: None }
    }

    fn section(&self) -> Around {
        self.sections.last().map_or(self.outer, |&(_, around)| around)
    }

    fn current(&self) -> Around {
        self.label.unwrap_or_else(|| self.section())
    }

    /// Goes below a heading; returns its own scope.
    pub fn enter(&mut self, heading: &Heading, front: &FrontMatter) -> Scope {
        self.sections.retain(|&(level, _)| level < heading.level);
        self.label = None;
        let mut around = self.section();
        let own = mark_readers(&heading.inlines, front);
        if let Some(kind) = heading.kind {
            around.scope = around.scope.named(kind, front.share);
        }
        let scope = around.portion(own);
        around.section = own.unwrap_or(around.section);
        if heading.kind.is_some() || own.is_some() {
            self.sections.push((heading.level, around));
        }
        scope
    }
}

/// Writes who may read it on each of `blocks`, the next of a brief from where `flow` stands.
pub(in crate::brief) fn resolve(front: &FrontMatter, blocks: &mut [Block], flow: &mut Flow) {
    let mut resolver = Resolver { front, is_noted: false, depth: 0 };
    resolver.follow(blocks, flow);
}

struct Resolver<'f> {
    front: &'f FrontMatter,
    /// Whether notes began in a container further up that go on to the end of the slide.
    is_noted: bool,
    /// How many containers are open.
    depth: usize,
}

impl Resolver<'_> {
    fn blocks(&mut self, blocks: &mut [Block], around: Around) {
        self.depth += 1;
        self.follow(blocks, &mut Flow::within(around));
        self.depth -= 1;
    }

    fn follow(&mut self, blocks: &mut [Block], flow: &mut Flow) {
        // A list right below a marked sentence that ends in a colon belongs to it.
        let mut announced: Option<Readers> = None;
        // A mark that stands alone is for what follows it.
        let mut alone: Option<Readers> = None;
        for block in blocks {
            if self.depth == 0 && begins_slide(block, self.front.slide_level) {
                self.is_noted = false;
            }
            let before = announced.take();
            let above = alone.take();
            match block {
                Block::Heading(heading) => {
                    heading.scope = self.noted(flow.enter(heading, self.front));
                    read_inlines(&mut heading.inlines, heading.scope.readers);
                }
                Block::Paragraph(paragraph) => {
                    let own = self.paragraph(paragraph, flow, above);
                    alone = own.filter(|_| is_mark_alone(&paragraph.inlines));
                    announced = own.filter(|_| ends_in_colon(&paragraph.inlines));
                }
                block => {
                    if matches!(block, Block::Break(_)) {
                        flow.label = None;
                    }
                    let is_list = matches!(block, Block::List(_));
                    let around = flow.current().below(before.filter(|_| is_list)).marked(above);
                    let around = self.around(around);
                    self.block(block, around);
                }
            }
        }
    }

    /// What stands around the next block, with notes that go on.
    fn around(&self, around: Around) -> Around {
        Around { scope: self.noted(around.scope), ..around }
    }

    fn noted(&self, scope: Scope) -> Scope {
        match kind_named("notes").filter(|_| self.is_noted) {
            Some(kind) => scope.within(&KindRef::Known(kind)),
            None => scope,
        }
    }

    /// Resolves a paragraph; returns what its own mark or name leaves.
    fn paragraph(
        &mut self,
        paragraph: &mut Paragraph,
        flow: &mut Flow,
        above: Option<Readers>,
    ) -> Option<Readers> {
        let mut around = flow.current();
        if let Some(label) = paragraph.label {
            if label.is_alone {
                around = flow.section();
            }
            around.scope = around.scope.named(label.kind, self.front.share);
            flow.label = if label.is_alone { Some(around) } else { flow.label };
        }
        let own = mark_readers(&paragraph.inlines, self.front);
        paragraph.scope = self.around(around).marked(above).portion(own);
        read_inlines(&mut paragraph.inlines, paragraph.scope.readers);
        let is_run_in = paragraph.label.filter(|label| !label.is_alone);
        own.or(is_run_in.map(|label| label.kind.readers))
    }

    fn block(&mut self, block: &mut Block, around: Around) {
        match block {
            Block::List(list) => {
                list.scope = around.container();
                list.items.iter_mut().for_each(|item| self.item(item, around));
            }
            Block::Quote(quote) => {
                quote.scope = around.container();
                self.blocks(&mut quote.blocks, around);
            }
            Block::Callout(callout) => {
                let around = around.below(mark_readers(&callout.title, self.front));
                callout.scope = around.container();
                read_inlines(&mut callout.title, around.portion(None).readers);
                self.blocks(&mut callout.blocks, around);
            }
            Block::Kinded(kinded) => {
                let own = mark_readers(&kinded.title, self.front);
                let around = around.within(&kinded.kind).below(own);
                kinded.scope = around.container();
                read_inlines(&mut kinded.title, around.portion(None).readers);
                self.blocks(&mut kinded.blocks, around);
                // In other tools notes go on to the end of the slide, whatever they began in.
                self.is_noted |= kinded.form == Form::Foreign && kinded.goes_on && self.depth > 0;
            }
            Block::Table(table) => self.table(table, around),
            Block::Columns(columns) => {
                columns.scope = around.container();
                columns.columns.iter_mut().for_each(|column| self.blocks(column, around));
            }
            Block::Footnote(footnote) => {
                let around = around.below(first_mark(&footnote.blocks, self.front));
                footnote.scope = around.container();
                self.blocks(&mut footnote.blocks, around);
            }
            Block::Code(code) => code.scope = around.portion(text_mark(&code.text, self.front)),
            Block::Chart(block) => {
                let words = [&block.chart.title, &block.chart.alt, &block.chart.source];
                let marks = words.into_iter().flatten().filter_map(|words| text_mark(words, self.front));
                block.scope = around.portion(marks.reduce(Readers::intersect));
            }
            Block::Html(raw) | Block::Comment(raw) => {
                raw.scope = around.scope.within(&KindRef::Unknown(String::new()));
            }
            Block::Definition(definition) => definition.scope = around.portion(None),
            Block::Break(mark) | Block::Rule(mark) | Block::Pause(mark) | Block::Page(mark) => {
                mark.scope = around.container();
            }
            Block::Heading(_) | Block::Paragraph(_) => unreachable!("headings and paragraphs move the flow"),
        }
    }

    /// A mark or name that a point begins with covers all that is set in below it.
    fn item(&mut self, item: &mut Item, around: Around) {
        let mut around = around.below(first_mark(&item.blocks, self.front));
        if let Some(label) = first_paragraph(&item.blocks).and_then(|first| first.label) {
            around.scope = around.scope.named(label.kind, self.front.share);
        }
        item.scope = around.container();
        self.blocks(&mut item.blocks, around);
    }

    /// A mark or name at the head of a column, and a name at the head of a row, are for the cells without a mark.
    fn table(&self, table: &mut Table, around: Around) {
        table.scope = around.container();
        let columns: Vec<Readers> = table.head.iter().map(|cell| self.cell_readers(cell, around)).collect();
        let read = |cell: &mut Cell, section: Readers| {
            let around = Around { section: around.section.intersect(section), ..around };
            cell.scope = around.portion(mark_readers(&cell.inlines, self.front)).narrowed(cell.named());
            read_inlines(&mut cell.inlines, cell.scope.readers);
        };
        for (cell, &column) in table.head.iter_mut().zip(&columns) {
            read(cell, column);
        }
        for row in &mut table.rows {
            let first = row.first().map_or(Readers::EVERYBODY, Cell::named);
            for (idx, cell) in row.iter_mut().enumerate() {
                let column = columns.get(idx).copied().unwrap_or(Readers::EVERYBODY);
                read(cell, column.intersect(first));
            }
        }
    }

    /// Who may read what stands below or beside a cell, as far as the cell says.
    fn cell_readers(&self, cell: &Cell, around: Around) -> Readers {
        let marked = mark_readers(&cell.inlines, self.front).unwrap_or(around.section);
        marked.intersect(cell.named())
    }
}

impl Cell {
    /// Who may read it by the kind that its words name.
    fn named(&self) -> Readers {
        self.label.map_or(Readers::EVERYBODY, |kind| kind.readers)
    }
}

/// What the mark that some words begin with leaves of their readers; nothing where they have none.
fn mark_readers(inlines: &[Inline], front: &FrontMatter) -> Option<Readers> {
    let mut inlines = inlines.iter().filter(|inline| !matches!(inline.content, InlineContent::Comment(_)));
    let mark = inlines.find_map(|inline| match &inline.content {
        InlineContent::Portion(mark) => Some(Some(mark)),
        // A mark may stand behind the number of a heading or paragraph.
        InlineContent::Text(words) if words.trim_end().len() <= MAX_NUMBER_BYTES => None,
        _ => Some(None),
    });
    mark.flatten().map(|mark| readers_of_mark(mark, front))
}

/// Whether a paragraph is a mark and nothing else.
fn is_mark_alone(inlines: &[Inline]) -> bool {
    let mut pieces = inlines.iter().filter(|inline| match &inline.content {
        InlineContent::Comment(_) | InlineContent::SoftBreak | InlineContent::HardBreak => false,
        InlineContent::Text(words) => !words.trim().is_empty(),
        _ => true,
    });
    pieces.all(|inline| matches!(inline.content, InlineContent::Portion(_)))
}

fn text_mark(words: &str, front: &FrontMatter) -> Option<Readers> {
    let (mark, _) = portion_mark(words.trim_start(), front.marking.scheme)?;
    Some(readers_of_mark(mark, front))
}

fn readers_of_mark(mark: &str, front: &FrontMatter) -> Readers {
    if may_leave(mark, front.marking.scheme) { Readers::EVERYBODY } else { Readers::OURS }
}

/// What the mark leaves that the first paragraph of some blocks begins with.
fn first_mark(blocks: &[Block], front: &FrontMatter) -> Option<Readers> {
    mark_readers(&first_paragraph(blocks)?.inlines, front)
}

fn first_paragraph(blocks: &[Block]) -> Option<&Paragraph> {
    match blocks.iter().find(|block| !matches!(block, Block::Comment(_) | Block::Definition(_)))? {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    }
}

fn ends_in_colon(inlines: &[Inline]) -> bool {
    match inlines.last().map(|inline| &inline.content) {
        Some(InlineContent::Text(words)) => words.trim_end().ends_with([':', '：']),
        Some(content) => ends_in_colon(content.children()),
        None => false,
    }
}

fn begins_slide(block: &Block, slide_level: u8) -> bool {
    match block {
        Block::Heading(heading) => heading.level <= slide_level,
        other => matches!(other, Block::Break(_)),
    }
}

/// Writes who may read it on each piece of running text.
fn read_inlines(inlines: &mut [Inline], readers: Readers) {
    for inline in inlines {
        inline.readers = match &inline.content {
            InlineContent::Comment(_) | InlineContent::Html(_) => readers.intersect(Readers::PRINCIPAL),
            InlineContent::Kinded { kind, .. } => readers.intersect(kind.readers()),
            InlineContent::Sentence(_) => readers.intersect(Readers::OURS),
            InlineContent::Image { is_kept: true, .. } => readers.intersect(Readers::OURS),
            _ => readers,
        };
        let inner = inline.readers;
        if let Some(children) = inline.content.children_mut() {
            read_inlines(children, inner);
        }
    }
}
