//! Blocks, as far as one reader may have them.

use crate::brief::{self, Kind, Kinded, Lang, Reader};
use crate::facts::{chart_rows, format_typed};
use crate::release::outside::{outside_label, renamed};
use crate::release::project::{Medium, Projector};
use crate::release::words::words_of_blocks;
use crate::release::{Block, BlockContent, ChartData, Inline, InlineContent, Item, plain_text};

impl<'c> Projector<'c> {
    pub(super) fn blocks(&mut self, blocks: &'c [brief::Block]) -> Vec<Block> {
        let projected = blocks.iter().flat_map(|block| self.block(block)).collect();
        joined(projected)
    }

    /// Projects one block. Most become one or none; what only holds others may dissolve into them.
    pub(in crate::release) fn block(&mut self, block: &'c brief::Block) -> Vec<Block> {
        if !self.may_read(block.scope()) {
            return self.readable_within(block);
        }
        let content = match block {
            brief::Block::Heading(heading) => self.heading(heading),
            brief::Block::Paragraph(paragraph) => self.paragraph(paragraph),
            brief::Block::List(list) => self.list(list),
            brief::Block::Quote(quote) => {
                let blocks = self.blocks(&quote.blocks);
                (!blocks.is_empty()).then_some(BlockContent::Quote(blocks))
            }
            brief::Block::Callout(callout) => self.callout(callout),
            brief::Block::Kinded(kinded) => return self.kinded(kinded),
            brief::Block::Code(code) => {
                let lang = code.info.split([' ', ',']).next().unwrap_or("").to_owned();
                Some(BlockContent::Code { lang, text: code.text.clone() })
            }
            brief::Block::Chart(chart) => self.chart(chart),
            brief::Block::Table(table) => self.table(table),
            brief::Block::Columns(columns) => return self.columns(columns),
            brief::Block::Footnote(_) | brief::Block::Definition(_) | brief::Block::Pause(_) => None,
            brief::Block::Break(_) => Some(BlockContent::Break),
            brief::Block::Page(_) => Some(BlockContent::Page),
            brief::Block::Rule(_) => Some(BlockContent::Rule),
            brief::Block::Html(raw) => {
                Some(BlockContent::Code { lang: "html".to_owned(), text: raw.text.clone() })
            }
            brief::Block::Comment(raw) => return self.comment(raw),
        };
        let is_ours = block.scope().readers.are_ours();
        let made = content.map(|content| {
            let is_private = is_ours || holds_private_alone(&content);
            Block { span: block.span(), is_private, content }
        });
        made.into_iter().collect()
    }

    /// What this reader may have of the blocks within one that this reader may not have: a block of a kind may be open
    /// to readers that the text around it is not.
    fn readable_within(&mut self, block: &'c brief::Block) -> Vec<Block> {
        match block {
            brief::Block::List(list) => {
                let blocks = list.items.iter().flat_map(|item| &item.blocks);
                blocks.flat_map(|block| self.block(block)).collect()
            }
            brief::Block::Quote(quote) => self.blocks(&quote.blocks),
            brief::Block::Callout(callout) => self.blocks(&callout.blocks),
            brief::Block::Columns(columns) => {
                columns.columns.iter().flatten().flat_map(|block| self.block(block)).collect()
            }
            // Within a kind nothing is open to more readers than the kind itself.
            brief::Block::Kinded(kinded) if kinded.kind == brief::KindRef::Ordinary => {
                self.blocks(&kinded.blocks)
            }
            _ => Vec::new(),
        }
    }

    fn heading(&mut self, heading: &'c brief::Heading) -> Option<BlockContent> {
        self.levels.retain(|&level| level < heading.level);
        let written = self.inlines(&heading.inlines);
        // Links lead to the heading by its words in the brief.
        let inlines = self.named(heading.kind.filter(|_| !heading.is_near), written.clone());
        if inlines.is_empty() && !heading.inlines.is_empty() {
            return None;
        }
        self.levels.push(heading.level);
        let level = u8::try_from(self.levels.len()).unwrap_or(6).min(6);
        let begins_slide = heading.level <= self.brief.front.slide_level;
        self.jumps.meet_heading(heading, &written);
        Some(BlockContent::Heading { level, begins_slide, anchor: None, turn: heading.turn(), inlines })
    }

    fn paragraph(&mut self, paragraph: &'c brief::Paragraph) -> Option<BlockContent> {
        let label = paragraph.label.filter(|label| label.is_alone).map(|label| label.kind);
        let mut inlines = self.inlines(&paragraph.inlines);
        inlines = self.named(label, inlines);
        if let Some(numbering) = &paragraph.numbering
            && take_label(&mut inlines, &numbering.label)
        {
            let (label, depth) = (numbering.label.clone(), numbering.depth);
            return (!inlines.is_empty()).then_some(BlockContent::Numbered { label, depth, inlines });
        }
        match inlines.as_slice() {
            [] => None,
            [Inline { content: InlineContent::Picture(picture), .. }] => {
                Some(BlockContent::Picture(picture.clone()))
            }
            _ => Some(BlockContent::Paragraph(inlines)),
        }
    }

    fn list(&mut self, list: &'c brief::List) -> Option<BlockContent> {
        let mut items = Vec::new();
        for item in &list.items {
            if !self.may_read(item.scope) && item.blocks.is_empty() {
                continue;
            }
            let mut blocks = self.blocks(&item.blocks);
            if blocks.is_empty() && !item.blocks.is_empty() {
                continue;
            }
            // Boxes are ticked in records and notes; elsewhere brackets are words.
            let is_task = item.scope.kind.is_some_and(|kind| matches!(kind.name, "record" | "notes"));
            let done = item.tick.filter(|_| is_task).map(|tick| tick != ' ');
            if let Some(tick) = item.tick.filter(|_| !is_task) {
                put_before(&mut blocks, &format!("[{tick}] "));
            }
            items.push(Item { done, blocks });
        }
        (!items.is_empty()).then(|| BlockContent::List { start: list.start, tight: is_tight(&items), items })
    }

    fn callout(&mut self, callout: &'c brief::Callout) -> Option<BlockContent> {
        let usual = match self.brief.front.lang {
            Lang::En => callout.alert.label_en,
            Lang::Ja => callout.alert.label_ja,
        };
        let title = self.inlines(&callout.title);
        let blocks = self.blocks(&callout.blocks);
        if blocks.is_empty()
            && (!callout.blocks.is_empty() || (title.is_empty() && !callout.title.is_empty()))
        {
            return None;
        }
        let label = if title.is_empty() { usual.to_owned() } else { plain_text(&title) };
        Some(BlockContent::Callout { label, blocks })
    }

    fn columns(&mut self, columns: &'c brief::Columns) -> Vec<Block> {
        let mut shown: Vec<Vec<Block>> = columns.columns.iter().map(|column| self.blocks(column)).collect();
        // A column that holds nothing for this reader leaves no room.
        shown.retain(|column| !column.is_empty());
        if shown.len() < 2 {
            return shown.pop().unwrap_or_default();
        }
        let content = BlockContent::Columns(shown);
        let is_private = columns.scope.readers.are_ours() || holds_private_alone(&content);
        vec![Block { span: columns.span, is_private, content }]
    }

    fn kinded(&mut self, kinded: &'c Kinded) -> Vec<Block> {
        if kinded.kind == brief::KindRef::Ordinary && kinded.title.is_empty() {
            return self.blocks(&kinded.blocks);
        }
        let scope = kinded.scope;
        let has_content = !kinded.blocks.is_empty() || !kinded.title.is_empty();
        let title = self.inlines(&kinded.title);
        let blocks = self.blocks(&kinded.blocks);
        let is_private = scope.readers.are_ours();
        let label = self.panel_label(&kinded.kind);
        let is_handed_over =
            !self.reader.is_ours() && scope.kind.is_some_and(|kind| is_plain_outside(kind.name));
        if is_handed_over {
            // The reader gets the words, not our name for them.
            let strong = Inline { span: kinded.marker_span, content: InlineContent::Strong(title) };
            let has_title = !matches!(&strong.content, InlineContent::Strong(words) if words.is_empty());
            let content = BlockContent::Paragraph(vec![strong]);
            let heading = has_title.then_some(Block { span: kinded.marker_span, is_private, content });
            return heading.into_iter().chain(blocks).collect();
        }
        if title.is_empty() && blocks.is_empty() && has_content {
            return Vec::new();
        }
        let is_request = matches!(&kinded.kind, brief::KindRef::Known(kind) if kind.name == "ask");
        let content = BlockContent::Panel { label, is_request, title, blocks };
        vec![Block { span: kinded.span, is_private, content }]
    }

    /// The name that stands above a block of a kind: ours in our copies, theirs in what leaves. On the screen a
    /// request and figures speak for themselves.
    fn panel_label(&self, kind: &brief::KindRef) -> Option<String> {
        let lang = self.brief.front.lang;
        match (kind, lang) {
            (brief::KindRef::Known(kind), _) if !self.reader.is_ours() => {
                let is_plain = kind.name == "fact" || (self.medium == Medium::Slide && kind.name == "ask");
                outside_label(kind, lang).filter(|_| !is_plain).map(str::to_owned)
            }
            (brief::KindRef::Known(kind), Lang::En) => Some(kind.label_en.to_owned()),
            (brief::KindRef::Known(kind), Lang::Ja) => Some(kind.label_ja.to_owned()),
            (brief::KindRef::Unknown(name), _) => Some(name.clone()),
            (brief::KindRef::Ordinary, _) => None,
        }
    }

    /// Words that name a kind, as this reader reads them.
    fn named(&self, kind: Option<&'static Kind>, inlines: Vec<Inline>) -> Vec<Inline> {
        match kind {
            Some(kind) if !self.reader.is_ours() => renamed(kind, inlines, self.brief.front.lang),
            _ => inlines,
        }
    }

    fn comment(&mut self, raw: &'c brief::Raw) -> Vec<Block> {
        let words = raw.text.trim();
        if self.reader != Reader::Principal || words.is_empty() {
            return Vec::new();
        }
        let label = match self.brief.front.lang {
            Lang::En => "Comment",
            Lang::Ja => "コメント",
        };
        let paragraphs = words.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(|part| {
            let lines = part.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
            let text = Inline { span: raw.span, content: InlineContent::Text(lines) };
            Block { span: raw.span, is_private: true, content: BlockContent::Paragraph(vec![text]) }
        });
        let content = BlockContent::Panel {
            label: Some(label.to_owned()),
            is_request: false,
            title: Vec::new(),
            blocks: paragraphs.collect(),
        };
        vec![Block { span: raw.span, is_private: true, content }]
    }

    fn chart(&mut self, block: &'c brief::ChartBlock) -> Option<BlockContent> {
        let chart = &block.chart;
        let csv = chart.file().and_then(|path| self.context.assets.data.get(path));
        let scheme = self.brief.front.marking.scheme;
        if !self.reader.is_ours() && csv.is_some_and(|csv| brief::keeps_data(csv, scheme)) {
            return None;
        }
        let (book, state, lang) = (self.context.book, self.brief.front.state, self.brief.front.lang);
        let rows = chart_rows(chart, csv.map(String::as_str), book, (Some(self.reader), state), lang);
        if rows.is_narrowed && rows.table.rows.is_empty() {
            return None;
        }
        let mut table = rows.table;
        // What was written of all states no longer holds for one.
        let alt = chart.alt.clone().filter(|_| !rows.is_narrowed);
        let lit = table.rows.first().and_then(|row| row.first()).filter(|_| rows.is_narrowed).cloned();
        // The first column names what is counted, and may be a year.
        let years: Vec<bool> = (0..table.head.len()).map(|column| table.names_years(column)).collect();
        for (column, cell) in table.rows.iter_mut().flat_map(|row| row.iter_mut().enumerate().skip(1)) {
            if let Some(shown) = format_typed(cell, self.brief.front.lang)
                && years.get(column) != Some(&true)
            {
                *cell = shown;
            }
        }
        Some(BlockContent::Chart(Box::new(ChartData {
            chart_type: chart.chart_type,
            title: chart.title.clone(),
            alt,
            unit: chart.unit.clone().or(rows.unit),
            head: table.head,
            rows: table.rows,
            source: chart.source.clone().or(rows.sources),
            date: chart.date.clone(),
            emphasis: lit.or_else(|| chart.emphasis.clone()),
        })))
    }

    fn table(&mut self, table: &'c brief::Table) -> Option<BlockContent> {
        let is_readable = |cell: &brief::Cell| self.may_read(cell.scope) || cell.inlines.is_empty();
        // A column or row that holds nothing for this reader leaves no room.
        let is_kept: Vec<bool> = (0..table.head.len())
            .map(|idx| {
                let cells = table.rows.iter().filter_map(|row| row.get(idx));
                let mut column = table.head.get(idx).into_iter().chain(cells);
                column.any(|cell| is_readable(cell) && !cell.inlines.is_empty())
                    || table
                        .head
                        .get(idx)
                        .into_iter()
                        .chain(table.rows.iter().filter_map(|row| row.get(idx)))
                        .all(|cell| cell.inlines.is_empty())
            })
            .collect();
        let kept_rows: Vec<bool> = table
            .rows
            .iter()
            .map(|row| {
                row.iter().any(|cell| is_readable(cell) && !cell.inlines.is_empty())
                    || row.iter().all(|cell| cell.inlines.is_empty())
            })
            .collect();
        if !is_kept.contains(&true) {
            return None;
        }
        let mut row_of = |row: &'c [brief::Cell]| -> Vec<Vec<Inline>> {
            let kept = row.iter().zip(&is_kept).filter(|(_, is_kept)| **is_kept);
            kept.map(|(cell, _)| self.cell(cell)).collect()
        };
        let head = row_of(&table.head);
        let rows: Vec<&[brief::Cell]> = table
            .rows
            .iter()
            .zip(&kept_rows)
            .filter(|(_, is_kept)| **is_kept)
            .map(|(row, _)| row.as_slice())
            .collect();
        let rows = rows.into_iter().map(row_of).collect();
        let alignments = table.alignments.iter().zip(&is_kept).filter(|(_, is_kept)| **is_kept);
        let alignments = alignments.map(|(alignment, _)| *alignment).collect();
        Some(BlockContent::Table { alignments, head, rows })
    }

    fn cell(&mut self, cell: &'c brief::Cell) -> Vec<Inline> {
        if !self.may_read(cell.scope) {
            return Vec::new();
        }
        let inlines = self.inlines(&cell.inlines);
        self.named(cell.label, inlines)
    }
}

/// Kinds whose name is of no concern to those they are given to.
fn is_plain_outside(kind_name: &str) -> bool {
    matches!(kind_name, "leave" | "press")
}

/// Whether all that a container holds must not leave our own side.
fn holds_private_alone(content: &BlockContent) -> bool {
    let are_private = |blocks: &[Block]| !blocks.is_empty() && blocks.iter().all(|block| block.is_private);
    match content {
        BlockContent::List { items, .. } => items.iter().all(|item| are_private(&item.blocks)),
        BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => are_private(blocks),
        BlockContent::Columns(columns) => columns.iter().all(|column| are_private(column)),
        _ => false,
    }
}

/// Takes a number or sign off the words that begin with it.
fn take_label(inlines: &mut Vec<Inline>, label: &str) -> bool {
    let Some(Inline { content: InlineContent::Text(words), span }) = inlines.first_mut() else {
        return false;
    };
    let Some(rest) = words.strip_prefix(label) else { return false };
    let rest = rest.trim_start().to_owned();
    span.start = (span.start + words.len() - rest.len()).min(span.end);
    *words = rest;
    inlines.retain(|inline| !matches!(&inline.content, InlineContent::Text(words) if words.is_empty()));
    true
}

/// Puts words before those that some blocks begin with.
fn put_before(blocks: &mut [Block], words: &str) {
    if let Some(Block { content: BlockContent::Paragraph(inlines), span, .. }) = blocks.first_mut() {
        let place = crate::text::Span::at(span.start);
        inlines.insert(0, Inline { span: place, content: InlineContent::Text(words.to_owned()) });
    }
}

/// What some blocks say in one line of small print.
pub(super) fn short_of_blocks(blocks: &[Block]) -> String {
    words_of_blocks(blocks)
}

/// Lists that something private parted are one list again, and slide breaks without a slide between them are one:
/// otherwise their number would tell of it.
pub(in crate::release) fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let was_private = out.last().is_some_and(|last| last.is_private);
        match (out.last_mut().map(|last| &mut last.content), block) {
            (
                Some(BlockContent::List { start, tight, items }),
                Block { content: BlockContent::List { start: later, items: more, .. }, is_private, .. },
            ) if start.is_some() == later.is_some() && was_private == is_private => {
                items.extend(more);
                *tight = is_tight(items);
            }
            (Some(BlockContent::Break), Block { content: BlockContent::Break, .. }) => {}
            (_, block) => out.push(block),
        }
    }
    out
}

/// Whether no item holds more than one paragraph. Blank lines in the source do not matter, since private text
/// between items brings them along.
fn is_tight(items: &[Item]) -> bool {
    let is_paragraph = |block: &&Block| !matches!(block.content, BlockContent::List { .. });
    items.iter().all(|item| item.blocks.iter().filter(is_paragraph).count() <= 1)
}
