//! What a node becomes when it ends, with all that it holds.

use crate::brief::parse::builder::{Builder, Frame};
use crate::brief::parse::comment::{hide_private, inlines_of_text};
use crate::brief::parse::counted::unmark_counted_items;
use crate::brief::parse::fence::{self, private_rest};
use crate::brief::parse::fence_line::{Fence, Meaning};
use crate::brief::parse::findings::{
    comment_findings, comment_that_sets, fence_in_text, link_title, unclosed_comment,
};
use crate::brief::parse::html::html_blocks;
use crate::brief::parse::label::label_line;
use crate::brief::parse::marker::{Marker, Title, bare_marker, marked, odd_marker, read_marker, take_marker};
use crate::brief::parse::named::{name_cells, named_heading};
use crate::brief::parse::notes::{note_word, read_mark};
use crate::brief::parse::opened::{Open, link, reference};
use crate::brief::parse::portion::read_portion;
use crate::brief::parse::run::{read_marks, read_run, take_attributes};
use crate::brief::readers::attributes::{braces_at_end, private_braces, private_heading_kind};
use crate::brief::readers::comment::{dropped_comment, may_hold_comment, strip_comments};
use crate::brief::readers::counting::keeps_words;
use crate::brief::readers::kind::{KindRef, kind_named};
use crate::brief::readers::naming::{Certainty, naming};
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::review::holds_review;
use crate::brief::weight::take_weight;
use crate::brief::{
    Block, Cell, Footnote, Form, Heading, Inline, InlineContent, Item, List, Paragraph, Quote, Scope, Table,
    inline_text, says_text,
};
use crate::text::{Diagnostic, Span};

impl Builder<'_> {
    pub fn end(&mut self) {
        self.flush_item();
        if self.frames.len() < 2 {
            return;
        }
        let end = self.top().span.end;
        if matches!(self.top().open, Open::Quote | Open::Item { .. } | Open::Footnote { .. }) {
            self.place_definitions(end);
        }
        let Some(mut frame) = self.frames.pop() else { return };
        let fences = std::mem::take(&mut frame.fences);
        let blocks = std::mem::take(&mut frame.blocks);
        let (blocks, left_open) =
            fence::group(self.text, self.front.marking.scheme, blocks, fences, &mut self.diagnostics);
        frame.blocks = blocks;
        if matches!(frame.open, Open::Quote | Open::Item { .. } | Open::Footnote { .. }) {
            frame.blocks = self.grouped(frame.blocks, false);
        }
        let left_open = left_open.or_else(|| frame.left_open.take());
        let left_open = self.close(frame, left_open);
        if left_open.is_some() {
            self.hold_back_the_rest();
        }
    }

    /// Puts a closed node where it belongs; returns the fence after which all is private.
    fn close(&mut self, mut frame: Frame, mut left_open: Option<Fence>) -> Option<Fence> {
        let span = frame.span;
        let scope = Scope::default();
        match frame.open {
            Open::Root => {}
            Open::Heading { level } => {
                self.close_run(&mut frame.inlines, &mut left_open, true);
                let attributes = take_attributes(self.text, &mut frame.inlines);
                read_marks(self.text, self.front.marking.scheme, &mut frame.inlines);
                self.heading(level, frame.inlines, attributes, span);
            }
            Open::Paragraph => left_open = self.close_paragraph(frame.inlines, span).or(left_open),
            Open::Quote => {
                let block = self.quote(frame.blocks, span);
                self.push_block(block);
            }
            Open::List { start, tight, mut items } => {
                unmark_counted_items(self.text, &mut items);
                self.push_block(Block::List(List { start, tight, items, span, scope }));
            }
            Open::Item { tick } => {
                self.item(tick, frame.blocks, span, left_open);
                return None;
            }
            Open::Code { info, fenced, code } => {
                let block = self.code(info, fenced, code, span);
                self.push_block(block);
            }
            Open::Html { html, places } => left_open = self.html(&html, &places).or(left_open),
            Open::Table { alignments, head, rows } => {
                // Which cells follow the comment is for nobody to guess, so the whole table is held back.
                if left_open.take().is_some() {
                    self.hold_back_the_rest();
                }
                let mut table = Table { alignments, head, rows, span, scope };
                name_cells(self.text, &mut table, &mut self.diagnostics);
                self.push_block(Block::Table(table));
            }
            Open::Row { cells } => {
                if let Open::Table { head, rows, .. } = &mut self.top().open {
                    if head.is_empty() && rows.is_empty() { *head = cells } else { rows.push(cells) }
                }
            }
            Open::Cell => {
                self.close_inlines(&mut frame.inlines, &mut left_open);
                read_marks(self.text, self.front.marking.scheme, &mut frame.inlines);
                if let Open::Row { cells } = &mut self.top().open {
                    cells.push(Cell { inlines: frame.inlines, label: None, span, scope });
                }
            }
            Open::Footnote { label } => {
                self.push_block(Block::Footnote(Footnote { label, blocks: frame.blocks, span, scope }));
            }
            open => self.close_inline(open, frame.inlines, frame.blocks, span),
        }
        left_open
    }

    fn close_inline(&mut self, open: Open, mut inlines: Vec<Inline>, blocks: Vec<Block>, span: Span) {
        let content = match open {
            Open::Emphasis => InlineContent::Emphasis(inlines),
            Open::Strong => InlineContent::Strong(inlines),
            Open::Strikethrough => InlineContent::Strikethrough(inlines),
            Open::Link { dest, title, link_type, id } => {
                let reference = reference(self.text, &id, &inlines, span);
                let is_auto =
                    matches!(link_type, pulldown_cmark::LinkType::Autolink | pulldown_cmark::LinkType::Email);
                let title = link_title(&title, self.front.marking.scheme, span, &mut self.diagnostics);
                link(dest, title, is_auto, (inlines, reference))
            }
            Open::Image { dest, title, id, .. } => {
                let reference = reference(self.text, &id, &inlines, span);
                hide_private(self.text, &mut inlines, false);
                let is_comment = |inline: &&Inline| matches!(inline.content, InlineContent::Comment(_));
                let dropped = inlines.iter().filter(is_comment).map(|comment| dropped_comment(comment.span));
                self.diagnostics.extend(dropped);
                let alt = inline_text(&inlines);
                let caption = strip_comments(&title);
                if caption != title.trim() && may_hold_comment(span.slice(self.text)) {
                    self.diagnostics.push(dropped_comment(span));
                }
                let scheme = self.front.marking.scheme;
                let names_private = private_braces(&alt).is_some() || private_braces(&caption).is_some();
                let is_reviewed = holds_review(span.slice(self.text));
                let is_kept = names_private
                    || is_reviewed
                    || keeps_words(&alt, scheme)
                    || keeps_words(&caption, scheme);
                InlineContent::Image { dest, title: caption, alt, reference, is_kept }
            }
            Open::Brackets => return self.brackets(inlines, span),
            _ => {
                let top = self.top();
                top.blocks.extend(blocks);
                top.inlines.extend(inlines);
                return;
            }
        };
        self.inline(content, span);
    }

    /// Brackets that hold no address are words, all of them.
    fn brackets(&mut self, inlines: Vec<Inline>, span: Span) {
        let inner_end = inlines.last().map_or(span.start + 1, |last| last.span.end);
        let opening = Span::new(span.start, inlines.first().map_or(span.start + 1, |first| first.span.start));
        let closing = Span::new(inner_end, span.end);
        let text = self.text;
        let top = self.top();
        crate::brief::parse::comment::push_text(&mut top.inlines, opening.slice(text), opening);
        for inline in inlines {
            match inline {
                Inline { content: InlineContent::Text(words), span, .. } => {
                    crate::brief::parse::comment::push_text(&mut top.inlines, &words, span);
                }
                other => top.inlines.push(other),
            }
        }
        crate::brief::parse::comment::push_text(&mut top.inlines, closing.slice(text), closing);
    }

    fn item(&mut self, tick: Option<char>, mut blocks: Vec<Block>, span: Span, left_open: Option<Fence>) {
        self.label_item(&mut blocks);
        let before = self.top().left_open.clone();
        let blocks = match &before {
            Some(_) => {
                let start = blocks.first().map_or(span.start, |block| block.span().start);
                vec![private_rest(":::".to_owned(), Vec::new(), Span::at(start), blocks)]
            }
            None => blocks,
        };
        if let Open::List { items, .. } = &mut self.top().open {
            items.push(Item { tick, blocks, span, scope: Scope::default() });
        }
        self.top().left_open = before.or(left_open);
    }

    fn html(&mut self, html: &str, places: &[(usize, Span)]) -> Option<Fence> {
        let (blocks, open_comment) = html_blocks(html, places);
        let mut left_open = None;
        for block in blocks {
            match block {
                // Words behind a comment are words like any others.
                Block::Html(raw) if !raw.text.contains('<') => {
                    let inlines = inlines_of_text(self.text, raw.span);
                    left_open = self.close_paragraph(inlines, raw.span).or(left_open);
                }
                block => {
                    self.diagnostics.extend(comment_that_sets(&block));
                    self.push_block(read_mark(block));
                }
            }
        }
        let Some(span) = open_comment else { return left_open };
        self.diagnostics.push(unclosed_comment(span, "-->"));
        Some(Fence { span, meaning: Meaning::Continued })
    }

    fn heading(&mut self, level: u8, mut inlines: Vec<Inline>, attributes: Option<String>, span: Span) {
        // Braces that are no attributes of ours may still say that the section is private.
        let attributes = attributes.or_else(|| {
            let kind = braces_at_end(span.slice(self.text)).and_then(private_heading_kind)?;
            Some(format!(".{}", kind.name))
        });
        let classes =
            || attributes.as_deref().unwrap_or("").split(' ').filter_map(|word| word.strip_prefix('.'));
        let is_text = attributes.as_deref().is_some_and(says_text);
        let class_kind =
            classes().find_map(kind_named).or_else(|| attributes.as_deref().and_then(private_heading_kind));
        let words = inline_text(&inlines);
        let named = if is_text || class_kind.is_some() { None } else { naming(&words) };
        if let Some(named) = named.filter(|named| named.certainty != Certainty::Plain) {
            self.diagnostics.extend(named_heading(self.text, named, &inlines, span, attributes.is_some()));
        }
        if !is_text && class_kind.is_none() && named.is_none() && is_keeping_word(&words) {
            // A heading that is nothing but a mark stands for its section.
            let mark_span = inlines.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(span);
            inlines = vec![Inline::new(InlineContent::Portion(words), mark_span)];
        }
        let kind = class_kind.or(named.map(|named| named.kind));
        let is_near = named.is_some_and(|named| named.certainty == Certainty::Near);
        let scope = Scope::default();
        self.push_block(Block::Heading(Heading { level, inlines, kind, is_near, attributes, span, scope }));
    }

    pub fn close_inlines(&mut self, inlines: &mut Vec<Inline>, left_open: &mut Option<Fence>) {
        self.close_run(inlines, left_open, false);
    }

    fn close_run(&mut self, inlines: &mut Vec<Inline>, left_open: &mut Option<Fence>, is_heading: bool) {
        let begins_comment = matches!(self.top().open, Open::Root);
        let nested = self.open_comment.take().map(|span| (span, "-->"));
        let open = read_run(self.text, inlines, begins_comment, is_heading);
        if let Some((span, end)) = open.or(nested) {
            self.diagnostics.push(unclosed_comment(span, end));
            *left_open = Some(Fence { span, meaning: Meaning::Continued });
        }
    }

    fn close_paragraph(&mut self, mut inlines: Vec<Inline>, span: Span) -> Option<Fence> {
        let mut left_open = None;
        if let Some(fence_span) = fence::looks_like_fence(self.text, &inlines) {
            // The words before the fence cannot be told from those after it, so all of them are private.
            self.diagnostics.push(fence_in_text(fence_span));
            self.hold_back_the_rest();
        }
        self.close_inlines(&mut inlines, &mut left_open);
        let weight = take_weight(self.text, &mut inlines);
        let is_in_quote = matches!(self.top().open, Open::Quote) && self.top().blocks.is_empty();
        let found = read_marker(self.text, span.start, span.end);
        let is_marked_quote = is_in_quote && found.as_ref().is_some_and(Marker::is_certain_in_quote);
        // A name in brackets that stands alone is a label.
        let is_label = |marker: &Marker| {
            let is_alone = marker.span.end >= span.start + span.slice(self.text).trim_end().len();
            !marker.has_sign && is_alone && label_line(span.slice(self.text)).is_some()
        };
        let marker = found.filter(|marker| !is_in_quote && marker.is_certain() && !is_label(marker));
        let scope = Scope::default();
        let mut paragraph = Paragraph { inlines, weight, numbering: None, label: None, span, scope };
        let block = match marker {
            Some(marker) => {
                self.diagnostics.push(bare_marker(&marker));
                let (title, rest) = self.take_marker(paragraph, &marker);
                marked(marker, Form::Bare, title, rest.into_iter().collect(), span)
            }
            // The marker is taken off once the quotation ends, and so is the word that begins notes.
            None if is_marked_quote => Block::Paragraph(paragraph),
            None => {
                if note_word(span.slice(self.text).lines().next().unwrap_or("")).is_none() {
                    self.label(&mut paragraph);
                    let is_name =
                        paragraph.label.is_some_and(|label| label.is_alone && label.kind.readers.are_ours());
                    if is_name {
                        // What stands in brackets in it says no more than the name.
                        read_portion(self.text, &mut paragraph.inlines, self.front.marking.scheme);
                    } else {
                        read_marks(self.text, self.front.marking.scheme, &mut paragraph.inlines);
                    }
                }
                read_mark(Block::Paragraph(paragraph))
            }
        };
        self.push_block(block);
        left_open
    }

    /// Puts the words of a tight item into a paragraph.
    pub fn flush_item(&mut self) {
        if !matches!(self.top().open, Open::Item { .. }) || self.top().inlines.is_empty() {
            return;
        }
        let inlines = std::mem::take(&mut self.top().inlines);
        let mut span = inlines.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or_default();
        // The text of an escaped mark begins behind its backslash.
        span.start -= usize::from(self.text[..span.start].ends_with('\\'));
        if self.close_paragraph(inlines, span).is_some() {
            self.hold_back_the_rest();
        }
    }

    /// Takes the marker off a paragraph: the words after it on its line, and the paragraph that is left.
    fn take_marker(&mut self, paragraph: Paragraph, marker: &Marker) -> (Title, Option<Block>) {
        let (mut title, mut rest) = take_marker(self.text, paragraph, marker);
        read_marks(self.text, self.front.marking.scheme, &mut title.words);
        if let Some(rest) = &mut rest {
            rest.weight = rest.weight.or_else(|| take_weight(self.text, &mut rest.inlines));
            read_marks(self.text, self.front.marking.scheme, &mut rest.inlines);
            self.label(rest);
        }
        (title, rest.map(Block::Paragraph))
    }

    fn quote(&mut self, blocks: Vec<Block>, span: Span) -> Block {
        let scope = Scope::default();
        let first = blocks.first().map(Block::span);
        let is_first_level = !matches!(blocks.first(), Some(Block::Quote(_)));
        let marker = first.filter(|_| is_first_level).and_then(|first| self.marker_in_quote(span, first));
        let Some(marker) = marker else { return Block::Quote(Quote { blocks, span, scope }) };
        let mut blocks = blocks.into_iter();
        let mut rest: Vec<Block> = Vec::new();
        let mut title = Title::default();
        match blocks.next() {
            Some(Block::Paragraph(paragraph)) if paragraph.span.start <= marker.span.end => {
                let (words, paragraph) = self.take_marker(Paragraph { label: None, ..paragraph }, &marker);
                title = words;
                rest.extend(paragraph);
            }
            other => rest.extend(other),
        }
        rest.extend(blocks);
        if !marker.is_plain && marker.is_closed {
            self.diagnostics.push(odd_marker(&marker));
        }
        let marker_span = marker.span;
        let block = marked(marker, Form::Callout, title, rest, span);
        if let Block::Kinded(kinded) = &block
            && let KindRef::Unknown(name) = &kinded.kind
        {
            self.diagnostics.push(fence::unknown_kind(name, marker_span));
        }
        block
    }

    fn marker_in_quote(&self, span: Span, first: Span) -> Option<Marker> {
        let marker = read_marker(self.text, first.start, span.end);
        marker.filter(Marker::is_certain_in_quote)
    }

    pub fn finish(mut self) -> (Vec<Block>, Vec<Diagnostic>) {
        self.flush_item();
        self.place_definitions(usize::MAX);
        let mut root = self.frames.swap_remove(0);
        let offset = root.span.start;
        let unmasked: Vec<usize> = self.unmasked.iter().map(|start| start + offset).collect();
        for start in fence::lost_fences(&root.blocks, &unmasked) {
            let idx = root.blocks.partition_point(|block| block.span().end <= start);
            let at =
                root.fences.partition_point(|(before, fence)| (*before, fence.span.start) < (idx, start));
            let is_private = |(_, fence): &(usize, Fence)| fence.meaning == Meaning::Continued;
            if !root.fences[..at].iter().any(is_private) {
                let line = self.text[start..].lines().next().unwrap_or("");
                let span = Span::new(start, start + line.trim_end().len());
                self.diagnostics.push(fence_in_text(span));
                root.fences.insert(at, (idx, Fence { span: Span::at(start), meaning: Meaning::Continued }));
            }
        }
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        let (blocks, _) =
            fence::group(self.text, self.front.marking.scheme, root.blocks, root.fences, &mut diagnostics);
        self.diagnostics = diagnostics;
        let blocks = self.grouped(blocks, true);
        let mut diagnostics = self.diagnostics;
        comment_findings(self.text, &blocks, &mut diagnostics);
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        diagnostics.dedup();
        (blocks, diagnostics)
    }
}
