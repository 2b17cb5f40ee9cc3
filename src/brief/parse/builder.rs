//! From the events of the Markdown parser to the tree: which node is open, and what it holds so far.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::brief::front::FrontMatter;
use crate::brief::parse::comment::push_text;
use crate::brief::parse::fence_line::{Fence, Meaning, read_fence};
use crate::brief::parse::html::is_open_within;
use crate::brief::parse::opened::{Open, code_words, fold_id, is_block, opened, place_definition, too_deep};
use crate::brief::parse::prepare::Prepared;
use crate::brief::readers::text_row::is_below_heads;
use crate::brief::{Block, Definition, Inline, InlineContent, Mark, Raw, Scope};
use crate::text::{Diagnostic, Span};

/// How deep blocks and inlines may nest. Lists and quotations that lie deeper become comments, since their kinds
/// would be lost; other marks are dropped and their words lifted to this depth.
const MAX_DEPTH: usize = 64;

pub(super) struct Frame {
    pub open: Open,
    pub span: Span,
    pub blocks: Vec<Block>,
    /// Fences met, each with the number of blocks before it.
    pub fences: Vec<(usize, Fence)>,
    /// Inlines of a leaf, or of a tight item before they are put in a paragraph.
    pub inlines: Vec<Inline>,
    /// Within a list: the fence of an item after which all is private.
    pub left_open: Option<Fence>,
}

impl Frame {
    fn new(open: Open, span: Span) -> Self {
        Self { open, span, blocks: Vec::new(), fences: Vec::new(), inlines: Vec::new(), left_open: None }
    }
}

pub(super) struct Builder<'t> {
    pub text: &'t str,
    /// Where the body begins.
    offset: usize,
    pub front: &'t FrontMatter,
    prepared: &'t Prepared<'t>,
    /// Where masked fences begin, from the start of the body.
    pub fences: HashSet<usize>,
    /// Where lines begin that only look like fences, from the start of the body.
    pub unmasked: Vec<usize>,
    /// Lines that name no kind, in order, from the start of the body.
    pub plain_lines: Vec<Span>,
    /// The definitions of link targets that are still to come, the last first, from the start of the body.
    pub definitions: Vec<Span>,
    pub diagnostics: Vec<Diagnostic>,
    pub frames: Vec<Frame>,
    /// A comment that holds the beginning of another, met in the current run of words.
    pub open_comment: Option<Span>,
    /// A block that lies too deep, and how many nodes are open within it.
    buried: Option<(Span, usize)>,
}

impl<'t> Builder<'t> {
    pub fn new(
        text: &'t str,
        offset: usize,
        front: &'t FrontMatter,
        prepared: &'t Prepared<'t>,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        Self {
            text,
            offset,
            front,
            prepared,
            fences: HashSet::new(),
            unmasked: Vec::new(),
            plain_lines: Vec::new(),
            definitions: Vec::new(),
            diagnostics,
            frames: vec![Frame::new(Open::Root, Span::new(offset, text.len()))],
            open_comment: None,
            buried: None,
        }
    }

    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let place = self.prepared.span(range.start, range.end);
        let span = Span::new(place.start + self.offset, place.end + self.offset);
        if let Some((buried, n_open)) = self.buried {
            self.buried = self.dig(&event, buried, n_open);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) => self.end(),
            Event::Text(words) => self.words(&words, &range, span),
            Event::Code(words) => {
                let words = if self.prepared.is_changed(range.start, range.end) {
                    code_words(span.slice(self.text))
                } else {
                    words.into_string()
                };
                self.inline(InlineContent::Code(words), span);
            }
            Event::Html(html) => match &mut self.top().open {
                Open::Html { html: all, places } => {
                    places.push((all.len(), span));
                    all.push_str(&html);
                }
                _ => self.inline_html(&html, span),
            },
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::FootnoteReference(label) => {
                self.inline(InlineContent::FootnoteRef(label.into_string()), span);
            }
            Event::SoftBreak => self.inline(InlineContent::SoftBreak, span),
            Event::HardBreak => self.inline(InlineContent::HardBreak, span),
            Event::Rule => self.rule(span),
            Event::TaskListMarker(_) => self.tick(span),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, &range, span),
        }
    }

    fn tick(&mut self, span: Span) {
        let typed = span.slice(self.text).trim_start_matches('[').chars().next();
        let items = self.frames.iter_mut().rev();
        if let Some(frame) = items.into_iter().find(|frame| matches!(frame.open, Open::Item { .. })) {
            frame.open = Open::Item { tick: typed };
        }
    }

    /// Passes over what lies in a block that lies too deep; at its end, keeps it as a comment.
    fn dig(&mut self, event: &Event<'_>, buried: Span, n_open: usize) -> Option<(Span, usize)> {
        match event {
            Event::Start(_) => Some((buried, n_open + 1)),
            Event::End(_) if n_open == 0 => {
                let text = buried.slice(self.text).to_owned();
                self.diagnostics.push(too_deep(buried));
                let raw = Raw { text, span: buried, scope: Scope::default() };
                self.push_block(Block::Comment(raw));
                None
            }
            Event::End(_) => Some((buried, n_open - 1)),
            _ => Some((buried, n_open)),
        }
    }

    pub fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root stays until the end")
    }

    /// Whether a line that begins at byte `start` was looked at before and names no kind.
    pub fn is_plain_line(&self, start: usize, line: &str) -> bool {
        let Some(start) = start.checked_sub(self.offset) else { return false };
        let found = self.plain_lines.binary_search_by_key(&start, |plain| plain.start);
        found.is_ok_and(|idx| {
            let behind = self.offset + start + line.len()..self.offset + self.plain_lines[idx].end;
            self.text.get(behind).is_some_and(|behind| behind.trim().is_empty())
        })
    }

    /// Appends a block to the open container, behind the definitions that stand before it.
    pub fn push_block(&mut self, block: Block) {
        self.place_definitions(block.span().start);
        self.top().blocks.push(block);
    }

    /// Puts the definitions of link targets that begin before byte `end` into the open container.
    pub fn place_definitions(&mut self, end: usize) {
        while let Some(span) = self.definitions.pop_if(|span| span.start + self.offset < end) {
            let span = Span::new(span.start + self.offset, span.end + self.offset);
            let text = span.slice(self.text).to_owned();
            let id = fold_id(text.trim_start_matches('[').split("]:").next().unwrap_or(""));
            let definition = Definition { id, text, span, scope: Scope::default() };
            place_definition(&mut self.top().blocks, definition);
        }
    }

    fn words(&mut self, words: &str, range: &Range<usize>, span: Span) {
        // Words are those of the brief, whatever was changed for the parser to read them.
        let is_as_typed = self.prepared.text.get(range.clone()) == Some(words);
        let text = self.text;
        let is_changed = is_as_typed && self.prepared.is_changed(range.start, range.end);
        let words = if is_changed { span.slice(text) } else { words };
        match &mut self.top().open {
            Open::Code { code, .. } => code.push_str(words),
            Open::Html { html, places } => {
                places.push((html.len(), span));
                html.push_str(words);
            }
            _ if words.is_empty() => {}
            _ => push_text(&mut self.top().inlines, words, span),
        }
    }

    pub fn inline(&mut self, content: InlineContent, span: Span) {
        self.top().inlines.push(Inline::new(content, span));
    }

    fn inline_html(&mut self, html: &str, span: Span) {
        let content = match html.strip_prefix("<!--") {
            Some(rest) => {
                let words = rest.strip_suffix("-->").unwrap_or(rest);
                if is_open_within(words) {
                    self.open_comment = Some(span);
                }
                InlineContent::Comment(words.to_owned())
            }
            None => InlineContent::Html(html.to_owned()),
        };
        self.inline(content, span);
    }

    fn rule(&mut self, span: Span) {
        self.flush_item();
        if self.fences.contains(&(span.start - self.offset)) {
            let line = self.text[span.start..].lines().next().unwrap_or("");
            let fence = read_fence(line, span.start);
            self.place_definitions(span.start);
            let n_blocks = self.top().blocks.len();
            self.top().fences.push((n_blocks, fence));
            return;
        }
        let mark = Mark { span, scope: Scope::default() };
        // One in several pieces stands below the heads of columns: `-----  -----`.
        let is_slide_break =
            self.text[span.start..].starts_with('-') && !is_below_heads(span.slice(self.text));
        self.push_block(if is_slide_break { Block::Break(mark) } else { Block::Rule(mark) });
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        let open = opened(tag);
        if is_block(&open) {
            self.flush_item();
            self.place_definitions(span.start);
        }
        if matches!(open, Open::Paragraph) {
            self.loosen_list();
        }
        // Lists lie two frames deep with their items, and must not be parted from them.
        let is_structural = matches!(open, Open::Item { .. } | Open::Row { .. } | Open::Cell);
        let is_too_deep = self.frames.len() > MAX_DEPTH && !is_structural;
        if is_too_deep && matches!(open, Open::Quote | Open::List { .. } | Open::Footnote { .. }) {
            self.buried = Some((span, 0));
            return;
        }
        let span =
            if matches!(open, Open::List { .. } | Open::Item { .. }) { self.behind(span) } else { span };
        let parent_is_lifted = matches!(self.top().open, Open::Lifted);
        let open = if is_too_deep || (parent_is_lifted && is_structural) { Open::Lifted } else { open };
        self.frames.push(Frame::new(open, span));
    }

    /// Moves the start of a list behind what stands before it: the parser counts it back from within a tab.
    fn behind(&mut self, span: Span) -> Span {
        let top = self.top();
        let floor = top.blocks.last().map_or(top.span.start, |block| block.span().end);
        Span::new(span.start.max(floor).min(span.end), span.end)
    }

    /// Makes private all that follows in the innermost container, and in those around it.
    pub fn hold_back_the_rest(&mut self) {
        let top = self.top();
        let behind_block = top.blocks.last().map_or(top.span.start, |block| block.span().end);
        let behind_fence = top.fences.last().map_or(0, |(_, fence)| fence.span.end);
        let here = behind_block.max(behind_fence);
        let fence = Fence { span: Span::at(here), meaning: Meaning::Continued };
        match top.open {
            Open::List { .. } | Open::Row { .. } | Open::Table { .. } => top.left_open = Some(fence),
            _ => {
                let n_blocks = top.blocks.len();
                top.fences.push((n_blocks, fence));
            }
        }
    }

    /// Notes that the list of the current item is loose: in a tight one, the parser sees no paragraphs.
    fn loosen_list(&mut self) {
        if let [.., list, Frame { open: Open::Item { .. }, .. }] = self.frames.as_mut_slice()
            && let Open::List { tight, .. } = &mut list.open
        {
            *tight = false;
        }
    }
}
