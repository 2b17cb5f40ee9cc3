//! The projection: from a brief to what one reader may have of it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::brief::{
    self, Brief, Footnote, Kinded, Lang, Reader, Scope, Sections, inline_text, linked_anchor, may_leave,
};
use crate::facts::{FactBook, format_number, format_source, format_value};
use crate::release::audience::Audience;
use crate::release::front::{banner, copy_line, kind_label, may_read_ordinary, rows, title};
use crate::release::jump::{Jumps, number_anchors};
use crate::release::slides::slides;
use crate::release::{
    Block, BlockContent, ChartData, Content, Context, Image, Inline, InlineContent, Item, Note, Picture,
    Released, Screen, Slide, plain_text,
};
use crate::text::Span;

/// Makes the copy of a brief that `reader` may have.
pub fn project(brief: &Brief, context: &Context<'_>, reader: Reader) -> Released {
    project_for(brief, context, reader, &Audience::default())
}

/// Makes the copy of a brief that `reader` may have, without the sections that were made for other audiences.
pub fn project_for(brief: &Brief, context: &Context<'_>, reader: Reader, audience: &Audience) -> Released {
    let mut projector = Projector::new(brief, context, reader, Medium::Paper);
    projector.kept = audience.kept(brief);
    let mut blocks = projector.text();
    let mut notes = projector.take_notes();
    let title_words = plain_text(&title(&brief.front, &brief.blocks, reader));
    let anchors = number_anchors(&projector.jumps, &title_words, &mut blocks, &mut notes);
    let (slides, targets) = slides(brief, &mut projector);
    let parts = Parts { blocks, notes, anchors, slides, targets };
    Released { content: content(brief, reader, projector, parts) }
}

/// What of a brief's text was projected.
#[derive(Default)]
pub(super) struct Parts {
    pub blocks: Vec<Block>,
    pub notes: Vec<Note>,
    pub anchors: Vec<String>,
    pub slides: Vec<Slide>,
    pub targets: BTreeSet<usize>,
}

/// Puts together what was projected with what the reader may have of the front matter.
pub(super) fn content(brief: &Brief, reader: Reader, projector: Projector<'_>, parts: Parts) -> Content {
    let front = &brief.front;
    let subtitle_for = |reader: Reader| front.subtitle.clone().filter(|_| may_read_ordinary(front, reader));
    let viewer = viewer(reader);
    let mut marks = projector.marks;
    let title = title(front, &brief.blocks, reader);
    marks.extend(title.iter().filter_map(|inline| match &inline.content {
        InlineContent::Portion(mark) => Some(mark.clone()),
        _ => None,
    }));
    Content {
        reader,
        lang: front.lang,
        title,
        subtitle: subtitle_for(reader),
        kind_label: reader.is_ours().then(|| kind_label(front.kind, front.lang)),
        date: front.date.clone(),
        rows: rows(front, reader),
        banner: banner(front, reader, &marks),
        copy_line: copy_line(reader, front.lang),
        blocks: parts.blocks,
        notes: parts.notes,
        anchors: parts.anchors,
        screen: Screen {
            title: crate::release::front::title(front, &brief.blocks, viewer),
            subtitle: subtitle_for(viewer),
            banner: banner(front, viewer, &[]),
            slides: parts.slides,
            targets: parts.targets,
        },
        images: projector.images,
        theme: front.theme.clone(),
        is_four_to_three: front.is_four_to_three,
    }
}

/// The reader whose copy the screen shows.
fn viewer(reader: Reader) -> Reader {
    if reader == Reader::Press { Reader::Press } else { Reader::Counterpart }
}

/// Where text is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    Paper,
    Slide,
}

/// Follows one reader through a brief.
pub(super) struct Projector<'c> {
    brief: &'c Brief,
    context: Context<'c>,
    reader: Reader,
    medium: Medium,
    footnotes: HashMap<&'c str, (&'c Footnote, Scope)>,
    /// Footnotes met and not yet written out, with the index of their note.
    pending: Vec<(usize, &'c Footnote, Scope)>,
    notes: Vec<Note>,
    note_numbers: HashMap<String, usize>,
    pub(super) images: Vec<Arc<Image>>,
    image_indices: HashMap<String, usize>,
    marks: Vec<String>,
    /// The links within the copy, and the headings they may lead to.
    pub(super) jumps: Jumps,
    /// The levels of the headings that hold the current block, as written.
    levels: Vec<u8>,
    /// Whether each top-level block is for this audience; empty if all are.
    kept: Vec<bool>,
}

impl<'c> Projector<'c> {
    pub(super) fn new(brief: &'c Brief, context: &Context<'c>, reader: Reader, medium: Medium) -> Self {
        let mut footnotes = HashMap::new();
        let mut sections = Sections::new(&brief.front);
        for block in &brief.blocks {
            collect_footnotes(block, sections.scope(block), &mut footnotes);
        }
        let mut projector = Self {
            brief,
            context: *context,
            reader,
            medium,
            footnotes,
            pending: Vec::new(),
            notes: Vec::new(),
            note_numbers: HashMap::new(),
            images: Vec::new(),
            image_indices: HashMap::new(),
            marks: Vec::new(),
            jumps: Jumps::default(),
            levels: Vec::new(),
            kept: Vec::new(),
        };
        projector.begin_jumps();
        projector
    }

    /// Forgets links and headings, and begins with the title.
    fn begin_jumps(&mut self) {
        self.jumps = Jumps::default();
        if let Some(brief::Block::Heading(heading)) = self.brief.blocks.get(self.brief_title_idx()) {
            let words = title(&self.brief.front, &self.brief.blocks, self.reader);
            self.jumps.meet_title(heading, &words);
        }
    }

    /// Goes on to the screen: what stands there is for the other side to see, whoever holds the copy.
    pub(super) fn turn_to_slides(&mut self) {
        self.medium = Medium::Slide;
        self.reader = viewer(self.reader);
        self.levels.clear();
        self.begin_jumps();
    }

    fn text(&mut self) -> Vec<Block> {
        let mut sections = Sections::new(&self.brief.front);
        let mut out = Vec::new();
        let title_idx = self.brief_title_idx();
        for (idx, block) in self.brief.blocks.iter().enumerate() {
            let scope = sections.scope(block);
            if idx == title_idx || !self.keeps(idx) {
                continue;
            }
            out.extend(self.block(block, scope));
        }
        joined(out)
    }

    /// The index of the heading that is the title of the brief, which is not repeated in the text.
    pub(super) fn brief_title_idx(&self) -> usize {
        let is_title = |block: &brief::Block| match block {
            brief::Block::Heading(heading) if heading.level == 1 && heading.kind.is_none() => {
                let title = self.brief.front.title.as_deref();
                title.is_none_or(|title| title == inline_text(&heading.inlines))
            }
            _ => false,
        };
        let first = self.brief.blocks.iter().position(|block| matches!(block, brief::Block::Heading(_)));
        first.filter(|&idx| is_title(&self.brief.blocks[idx])).unwrap_or(usize::MAX)
    }

    /// Whether a top-level block is for this audience.
    pub(super) fn keeps(&self, idx: usize) -> bool {
        self.kept.get(idx).copied().unwrap_or(true)
    }

    /// The notes met since the last call, in the order of their numbers.
    pub(super) fn take_notes(&mut self) -> Vec<Note> {
        while let Some((idx, footnote, scope)) = self.pending.pop() {
            let blocks = self.blocks(&footnote.blocks, scope);
            self.notes[idx].short = short_of_blocks(&blocks);
            self.notes[idx].blocks = blocks;
        }
        self.note_numbers.clear();
        std::mem::take(&mut self.notes)
    }

    pub(super) fn may_read(&self, scope: Scope) -> bool {
        scope.readers.contains(self.reader) && (self.medium == Medium::Paper || scope.readers.on_slide())
    }

    /// Whether a portion so marked is kept from this reader.
    fn withholds(&self, mark: &str) -> bool {
        !self.reader.is_ours() && !may_leave(mark, self.brief.front.marking.scheme)
    }

    fn withholds_inlines(&self, inlines: &[brief::Inline]) -> bool {
        match inlines.first().map(|inline| &inline.content) {
            Some(brief::InlineContent::Portion(mark)) => self.withholds(mark),
            _ => false,
        }
    }

    fn blocks(&mut self, blocks: &'c [brief::Block], scope: Scope) -> Vec<Block> {
        let projected = blocks.iter().flat_map(|block| self.block(block, scope)).collect();
        joined(projected)
    }

    /// Projects one block. Most become one or none; a block of a kind may dissolve into what it holds.
    pub(super) fn block(&mut self, block: &'c brief::Block, scope: Scope) -> Vec<Block> {
        // A block of a kind may be open to readers that the text around it is not.
        let is_kind = matches!(block, brief::Block::Kinded(_) | brief::Block::Comment(_));
        if !is_kind && !self.may_read(scope) {
            return self.kinds_within(block, scope);
        }
        let content = match block {
            brief::Block::Heading(heading) => self.heading(heading),
            brief::Block::Paragraph(paragraph) => self.paragraph(paragraph),
            brief::Block::List(list) => self.list(list, scope),
            brief::Block::Quote(quote) => {
                let blocks = self.blocks(&quote.blocks, scope);
                (!blocks.is_empty()).then_some(BlockContent::Quote(blocks))
            }
            brief::Block::Callout(callout) => self.callout(callout, scope),
            brief::Block::Kinded(kinded) => return self.kinded(kinded, scope),
            brief::Block::Code(code) => {
                let lang = code.info.split([' ', ',']).next().unwrap_or("").to_owned();
                Some(BlockContent::Code { lang, text: code.text.clone() })
            }
            brief::Block::Chart(chart) => Some(self.chart(chart)),
            brief::Block::Table(table) => Some(self.table(table)),
            brief::Block::Columns(columns) => {
                let columns: Vec<Vec<Block>> =
                    columns.columns.iter().map(|column| self.blocks(column, scope)).collect();
                let is_empty = columns.iter().all(Vec::is_empty);
                (!is_empty).then_some(BlockContent::Columns(columns))
            }
            brief::Block::Footnote(_) | brief::Block::Pause(_) => None,
            brief::Block::Break(_) => Some(BlockContent::Break),
            brief::Block::Rule(_) => Some(BlockContent::Rule),
            brief::Block::Html(raw) => {
                Some(BlockContent::Code { lang: "html".to_owned(), text: raw.text.clone() })
            }
            brief::Block::Comment(raw) => return self.comment(raw),
        };
        let is_private = scope.readers.are_ours();
        let made = content.map(|content| Block { span: block.span(), is_private, content });
        made.into_iter().collect()
    }

    /// What stands in kinds of its own within a block that this reader may not read.
    fn kinds_within(&mut self, block: &'c brief::Block, scope: Scope) -> Vec<Block> {
        if scope.in_kind {
            // Within a kind nothing is open to more readers than the kind itself.
            return Vec::new();
        }
        match block {
            brief::Block::List(list) => {
                let blocks = list.items.iter().flat_map(|item| &item.blocks);
                blocks.flat_map(|block| self.block(block, scope)).collect()
            }
            brief::Block::Quote(quote) => self.blocks(&quote.blocks, scope),
            brief::Block::Callout(callout) => self.blocks(&callout.blocks, scope),
            brief::Block::Columns(columns) => {
                columns.columns.iter().flatten().flat_map(|block| self.block(block, scope)).collect()
            }
            brief::Block::Kinded(kinded) => self.kinded(kinded, scope),
            brief::Block::Heading(_)
            | brief::Block::Paragraph(_)
            | brief::Block::Code(_)
            | brief::Block::Chart(_)
            | brief::Block::Table(_)
            | brief::Block::Footnote(_)
            | brief::Block::Break(_)
            | brief::Block::Rule(_)
            | brief::Block::Pause(_)
            | brief::Block::Html(_)
            | brief::Block::Comment(_) => Vec::new(),
        }
    }

    fn heading(&mut self, heading: &'c brief::Heading) -> Option<BlockContent> {
        if self.withholds_inlines(&heading.inlines) {
            return None;
        }
        self.levels.retain(|&level| level < heading.level);
        self.levels.push(heading.level);
        let level = u8::try_from(self.levels.len()).unwrap_or(6).min(6);
        let begins_slide = heading.level <= self.brief.front.slide_level;
        let inlines = self.inlines(&heading.inlines);
        self.jumps.meet_heading(heading, &inlines);
        Some(BlockContent::Heading { level, begins_slide, anchor: None, inlines })
    }

    fn paragraph(&mut self, paragraph: &'c brief::Paragraph) -> Option<BlockContent> {
        if self.withholds_inlines(&paragraph.inlines) {
            return None;
        }
        let inlines = self.inlines(&paragraph.inlines);
        match inlines.as_slice() {
            [] => None,
            [Inline { content: InlineContent::Picture(picture), .. }] => {
                Some(BlockContent::Picture(picture.clone()))
            }
            _ => Some(BlockContent::Paragraph(inlines)),
        }
    }

    fn list(&mut self, list: &'c brief::List, scope: Scope) -> Option<BlockContent> {
        let mut items = Vec::new();
        for item in &list.items {
            // A mark on a point covers what is set in below it.
            let is_shown = |block: &&brief::Block| !matches!(block, brief::Block::Comment(_));
            if let Some(brief::Block::Paragraph(first)) = item.blocks.iter().find(is_shown)
                && self.withholds_inlines(&first.inlines)
            {
                continue;
            }
            let blocks = self.blocks(&item.blocks, scope);
            if !blocks.is_empty() || item.blocks.is_empty() {
                items.push(Item { done: item.done, blocks });
            }
        }
        (!items.is_empty()).then(|| BlockContent::List { start: list.start, tight: is_tight(&items), items })
    }

    fn callout(&mut self, callout: &'c brief::Callout, scope: Scope) -> Option<BlockContent> {
        if self.withholds_inlines(&callout.title) {
            return None;
        }
        let usual = match self.brief.front.lang {
            Lang::En => callout.alert.label_en,
            Lang::Ja => callout.alert.label_ja,
        };
        let title = self.inlines(&callout.title);
        let blocks = self.blocks(&callout.blocks, scope);
        let label = if title.is_empty() { usual.to_owned() } else { plain_text(&title) };
        Some(BlockContent::Callout { label, blocks })
    }

    fn kinded(&mut self, kinded: &'c Kinded, scope: Scope) -> Vec<Block> {
        let scope = scope.within(&kinded.kind);
        if !self.may_read(scope) || self.withholds_inlines(&kinded.title) {
            return Vec::new();
        }
        let title = self.inlines(&kinded.title);
        let blocks = self.blocks(&kinded.blocks, scope);
        let is_private = scope.readers.are_ours();
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
        if title.is_empty() && blocks.is_empty() {
            return Vec::new();
        }
        let label = match (&kinded.kind, self.brief.front.lang) {
            (brief::KindRef::Known(kind), Lang::En) => kind.label_en.to_owned(),
            (brief::KindRef::Known(kind), Lang::Ja) => kind.label_ja.to_owned(),
            (brief::KindRef::Unknown(name), _) => name.clone(),
        };
        let content = BlockContent::Panel { label, title, blocks };
        vec![Block { span: kinded.span, is_private, content }]
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
        let content =
            BlockContent::Panel { label: label.to_owned(), title: Vec::new(), blocks: paragraphs.collect() };
        vec![Block { span: raw.span, is_private: true, content }]
    }

    fn chart(&mut self, block: &'c brief::ChartBlock) -> BlockContent {
        let chart = &block.chart;
        let csv = chart.file().and_then(|path| self.context.assets.data.get(path));
        let mut table = chart.table(csv.map(String::as_str));
        // The first column names what is counted, and may be a year.
        for cell in table.rows.iter_mut().flat_map(|row| row.iter_mut().skip(1)) {
            if let Ok(number) = cell.trim().parse::<f64>() {
                *cell = format_number(number, self.brief.front.lang);
            }
        }
        BlockContent::Chart(Box::new(ChartData {
            chart_type: chart.chart_type,
            title: chart.title.clone(),
            alt: chart.alt.clone(),
            unit: chart.unit.clone(),
            head: table.head,
            rows: table.rows,
            source: chart.source.clone(),
        }))
    }

    fn table(&mut self, table: &'c brief::Table) -> BlockContent {
        let head = table.head.iter().map(|cell| self.cell(cell)).collect();
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        BlockContent::Table { alignments: table.alignments.clone(), head, rows }
    }

    fn cell(&mut self, cell: &'c brief::Cell) -> Vec<Inline> {
        if self.withholds_inlines(&cell.inlines) { Vec::new() } else { self.inlines(&cell.inlines) }
    }

    fn inlines(&mut self, inlines: &'c [brief::Inline]) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
        let mut was_dropped = false;
        for inline in inlines {
            let n_before = out.len();
            self.inline(inline, &mut out);
            if out.len() == n_before {
                was_dropped = true;
            } else if std::mem::take(&mut was_dropped) {
                close_gap(&mut out, n_before);
            }
        }
        if was_dropped {
            trim_end(&mut out);
        }
        out
    }

    fn inline(&mut self, inline: &'c brief::Inline, out: &mut Vec<Inline>) {
        let content = match &inline.content {
            brief::InlineContent::Text(text) => InlineContent::Text(text.clone()),
            brief::InlineContent::Code(text) | brief::InlineContent::Html(text) => {
                InlineContent::Code(text.clone())
            }
            brief::InlineContent::Emphasis(children) => InlineContent::Emphasis(self.inlines(children)),
            brief::InlineContent::Strong(children) => InlineContent::Strong(self.inlines(children)),
            brief::InlineContent::Strikethrough(children) => {
                InlineContent::Strikethrough(self.inlines(children))
            }
            brief::InlineContent::Link { dest, children, .. } => {
                let children = self.inlines(children);
                if let Some(name) = linked_anchor(dest).filter(|_| !children.is_empty()) {
                    let content = InlineContent::Jump { to: self.jumps.meet_link(name), children };
                    out.push(Inline { span: inline.span, content });
                    return;
                }
                if !leads_out(dest) {
                    out.extend(children);
                    return;
                }
                let text = Inline { span: inline.span, content: InlineContent::Text(dest.clone()) };
                let children = if children.is_empty() { vec![text] } else { children };
                InlineContent::Link { dest: dest.clone(), children }
            }
            brief::InlineContent::Image { dest, title, alt } => {
                InlineContent::Picture(self.picture(dest, title, alt))
            }
            brief::InlineContent::Fact { key, children } => {
                return self.fact(key, children, inline.span, out);
            }
            brief::InlineContent::FootnoteRef(label) => match self.footnote(label) {
                Some(number) => InlineContent::Ref(number),
                None => return,
            },
            brief::InlineContent::Portion(mark) => {
                self.marks.push(mark.clone());
                if !self.reader.is_ours() {
                    return;
                }
                InlineContent::Portion(mark.clone())
            }
            brief::InlineContent::SoftBreak => InlineContent::SoftBreak,
            brief::InlineContent::HardBreak => InlineContent::HardBreak,
            brief::InlineContent::Comment(text) => {
                if self.reader != Reader::Principal || text.trim().is_empty() {
                    return;
                }
                InlineContent::Private(text.trim().to_owned())
            }
        };
        out.push(Inline { span: inline.span, content });
    }

    fn picture(&mut self, dest: &str, title: &str, alt: &str) -> Picture {
        let found = self.context.assets.images.get(dest);
        let image = found.map(|image| {
            *self.image_indices.entry(dest.to_owned()).or_insert_with(|| {
                self.images.push(Arc::clone(image));
                self.images.len() - 1
            })
        });
        let caption = (!title.is_empty()).then(|| title.to_owned());
        let unnamed = match self.brief.front.lang {
            Lang::En => "Picture",
            Lang::Ja => "図",
        };
        let alt = if alt.trim().is_empty() { caption.as_deref().unwrap_or(unnamed) } else { alt };
        Picture { image, alt: alt.to_owned(), caption }
    }

    fn fact(&mut self, key: &str, children: &'c [brief::Inline], span: Span, out: &mut Vec<Inline>) {
        let lang = self.brief.front.lang;
        let book: &'c FactBook = self.context.book;
        let fact = book.fact(key);
        if children.is_empty() {
            let shown = fact.map_or_else(|| format!("[{key}]"), |fact| format_value(fact, lang));
            out.push(Inline { span, content: InlineContent::Text(shown) });
        } else {
            let children = self.inlines(children);
            out.extend(children);
        }
        let Some(fact) = fact else { return };
        let Some(source) = book.source_of(fact) else { return };
        let citation = format_source(source, fact, lang);
        // On a slide two figures of one report share a line of small print.
        let key = if self.medium == Medium::Slide { citation.short() } else { citation.to_string() };
        let number = if let Some(&number) = self.note_numbers.get(&key) {
            number
        } else {
            let blocks = vec![Block {
                span: Span::default(),
                is_private: false,
                content: BlockContent::Paragraph(source_inlines(&citation)),
            }];
            self.note(key, blocks, citation.short(), true)
        };
        out.push(Inline { span, content: InlineContent::Ref(number) });
    }

    fn footnote(&mut self, label: &str) -> Option<usize> {
        let &(footnote, scope) = self.footnotes.get(label)?;
        if !self.may_read(scope) {
            return None;
        }
        let key = format!("^{label}");
        if let Some(&number) = self.note_numbers.get(&key) {
            return Some(number);
        }
        let number = self.note(key, Vec::new(), String::new(), false);
        self.pending.push((number - 1, footnote, scope));
        Some(number)
    }

    fn note(&mut self, key: String, blocks: Vec<Block>, short: String, is_source: bool) -> usize {
        let number = self.notes.len() + 1;
        self.notes.push(Note { number, blocks, short, is_source });
        self.note_numbers.insert(key, number);
        number
    }
}

/// Kinds whose name is of no concern to those they are given to.
fn is_plain_outside(kind_name: &str) -> bool {
    matches!(kind_name, "leave" | "press")
}

fn leads_out(dest: &str) -> bool {
    let scheme = dest.split(':').next().unwrap_or("").to_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto") && dest.contains(':')
}

/// A source as running text, its title set apart.
fn source_inlines(citation: &crate::facts::Citation) -> Vec<Inline> {
    let text = |words: String| Inline { span: Span::default(), content: InlineContent::Text(words) };
    let title = vec![text(citation.marked_title())];
    let title = match citation.lang {
        Lang::En => Inline { span: Span::default(), content: InlineContent::Emphasis(title) },
        Lang::Ja => text(citation.marked_title()),
    };
    let mut inlines = vec![text(citation.before_title()), title, text(citation.after_title())];
    if let Some(url) = citation.url.as_deref().filter(|url| leads_out(url)) {
        let dest = url.to_owned();
        inlines.push(text(" ".to_owned()));
        let children = vec![text(short_address(url))];
        inlines.push(Inline { span: Span::default(), content: InlineContent::Link { dest, children } });
    }
    inlines.retain(|inline| !matches!(&inline.content, InlineContent::Text(words) if words.is_empty()));
    inlines
}

/// The host of an address: enough to know where the link leads.
fn short_address(url: &str) -> String {
    let host = url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or(url);
    host.trim_start_matches("www.").to_owned()
}

fn short_of_blocks(blocks: &[Block]) -> String {
    crate::release::words::words_of_blocks(blocks)
}

/// Lists that something private parted are one list again, and slide breaks without a slide between them are one:
/// otherwise their number would tell of it.
pub(super) fn joined(blocks: Vec<Block>) -> Vec<Block> {
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

/// Where something was left out, only one of the blanks around it stays.
fn close_gap(out: &mut Vec<Inline>, at: usize) {
    let ends_blank = at == 0
        || match &out[at - 1].content {
            InlineContent::Text(text) => text.ends_with(char::is_whitespace),
            InlineContent::SoftBreak | InlineContent::HardBreak => true,
            _ => false,
        };
    if !ends_blank {
        return;
    }
    let next = &mut out[at];
    match &mut next.content {
        InlineContent::Text(text) => {
            let n_blank = text.len() - text.trim_start().len();
            text.drain(..n_blank);
            next.span.start = (next.span.start + n_blank).min(next.span.end);
            if text.is_empty() {
                out.remove(at);
            }
        }
        InlineContent::SoftBreak => {
            out.remove(at);
        }
        _ => {}
    }
}

fn trim_end(out: &mut Vec<Inline>) {
    while let Some(last) = out.last_mut() {
        match &mut last.content {
            InlineContent::Text(text) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    return;
                }
            }
            InlineContent::SoftBreak => {}
            _ => return,
        }
        out.pop();
    }
}

fn collect_footnotes<'b>(
    block: &'b brief::Block,
    scope: Scope,
    footnotes: &mut HashMap<&'b str, (&'b Footnote, Scope)>,
) {
    let mut descend = |blocks: &'b [brief::Block], scope: Scope| {
        for block in blocks {
            collect_footnotes(block, scope, footnotes);
        }
    };
    match block {
        brief::Block::Footnote(footnote) => {
            footnotes.entry(&footnote.label).or_insert((footnote, scope));
        }
        brief::Block::List(list) => list.items.iter().for_each(|item| descend(&item.blocks, scope)),
        brief::Block::Quote(quote) => descend(&quote.blocks, scope),
        brief::Block::Callout(callout) => descend(&callout.blocks, scope),
        brief::Block::Kinded(kinded) => descend(&kinded.blocks, scope.within(&kinded.kind)),
        brief::Block::Columns(columns) => columns.columns.iter().for_each(|column| descend(column, scope)),
        brief::Block::Heading(_)
        | brief::Block::Paragraph(_)
        | brief::Block::Code(_)
        | brief::Block::Chart(_)
        | brief::Block::Table(_)
        | brief::Block::Break(_)
        | brief::Block::Rule(_)
        | brief::Block::Pause(_)
        | brief::Block::Html(_)
        | brief::Block::Comment(_) => {}
    }
}
