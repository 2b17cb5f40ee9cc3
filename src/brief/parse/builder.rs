//! From the events of the Markdown parser to the tree: which node is open, and what it holds so far.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag};

use crate::brief::front::FrontMatter;
use crate::brief::parse::comment::push_text;
use crate::brief::parse::fence::{Fence, Meaning, read_fence};
use crate::brief::parse::html::is_open_within;
use crate::brief::parse::is_link_tag;
use crate::brief::parse::prepare::Prepared;
use crate::brief::{Alignment, Block, Cell, Definition, Inline, InlineContent, Item, Mark, Raw, Scope};
use crate::text::{Diagnostic, Severity, Span};

/// How deep blocks and inlines may nest. Lists and quotations that lie deeper become comments, since their kinds
/// would be lost; other marks are dropped and their words lifted to this depth.
const MAX_DEPTH: usize = 64;

/// A node that is open.
pub(super) enum Open {
    Root,
    Heading {
        level: u8,
    },
    Paragraph,
    Quote,
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Item>,
    },
    Item {
        tick: Option<char>,
    },
    Code {
        info: String,
        fenced: bool,
        code: String,
    },
    Html {
        html: String,
        /// Where each piece of it begins, and where in the text it stands.
        places: Vec<(usize, Span)>,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
    Row {
        cells: Vec<Cell>,
    },
    Cell,
    Footnote {
        label: String,
    },
    Emphasis,
    Strong,
    Strikethrough,
    Link {
        dest: String,
        title: String,
        link_type: LinkType,
        id: String,
    },
    Image {
        dest: String,
        title: String,
        id: String,
    },
    /// What looks like a link and is text: its brackets and what stands in them are words.
    Brackets,
    /// A node that lies too deep: what it holds goes to the node around it.
    Lifted,
}

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
        let is_slide_break = self.text[span.start..].starts_with('-');
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
        let here = top.blocks.last().map_or(top.span.start, |block| block.span().end);
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

/// The node that a tag opens.
fn opened(tag: Tag<'_>) -> Open {
    if is_link_tag(&tag) {
        return Open::Brackets;
    }
    match tag {
        Tag::Paragraph => Open::Paragraph,
        Tag::Heading { level, .. } => Open::Heading { level: level as u8 },
        Tag::BlockQuote(_) => Open::Quote,
        Tag::CodeBlock(kind) => {
            let (info, fenced) = match kind {
                CodeBlockKind::Fenced(info) => (info.into_string(), true),
                CodeBlockKind::Indented => (String::new(), false),
            };
            Open::Code { info, fenced, code: String::new() }
        }
        Tag::HtmlBlock => Open::Html { html: String::new(), places: Vec::new() },
        Tag::List(start) => Open::List { start, tight: true, items: Vec::new() },
        Tag::Item => Open::Item { tick: None },
        Tag::FootnoteDefinition(label) => Open::Footnote { label: label.into_string() },
        Tag::Table(alignments) => Open::Table {
            alignments: alignments.into_iter().map(alignment).collect(),
            head: Vec::new(),
            rows: Vec::new(),
        },
        Tag::TableHead | Tag::TableRow => Open::Row { cells: Vec::new() },
        Tag::TableCell => Open::Cell,
        Tag::Emphasis => Open::Emphasis,
        Tag::Strong => Open::Strong,
        Tag::Strikethrough => Open::Strikethrough,
        Tag::Link { link_type, dest_url, title, id } => Open::Link {
            dest: dest_url.into_string(),
            title: title.into_string(),
            link_type,
            id: id.into_string(),
        },
        Tag::Image { dest_url, title, id, .. } => {
            Open::Image { dest: dest_url.into_string(), title: title.into_string(), id: id.into_string() }
        }
        Tag::Superscript
        | Tag::Subscript
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::MetadataBlock(_) => Open::Lifted,
    }
}

fn is_block(open: &Open) -> bool {
    !matches!(
        open,
        Open::Emphasis
            | Open::Strong
            | Open::Strikethrough
            | Open::Link { .. }
            | Open::Image { .. }
            | Open::Brackets
    )
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// Puts a definition behind the blocks before it, or into the last of them where that holds it.
fn place_definition(blocks: &mut Vec<Block>, definition: Definition) {
    let holder = blocks.last_mut().filter(|last| last.span().end > definition.span.start);
    let inner = match holder {
        Some(Block::List(list)) => list.items.last_mut().map(|item| &mut item.blocks),
        Some(Block::Quote(quote)) => Some(&mut quote.blocks),
        Some(Block::Kinded(kinded)) => Some(&mut kinded.blocks),
        Some(Block::Callout(callout)) => Some(&mut callout.blocks),
        Some(Block::Footnote(footnote)) => Some(&mut footnote.blocks),
        _ => None,
    };
    match inner {
        Some(inner) => place_definition(inner, definition),
        None => blocks.push(Block::Definition(definition)),
    }
}

/// The name of a definition as names are compared: case and blanks do not matter.
pub(super) fn fold_id(id: &str) -> String {
    id.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a piece of code as it was typed, without its marks.
fn code_words(source: &str) -> String {
    let n_marks = source.len() - source.trim_start_matches('`').len();
    let inner = source.get(n_marks..source.len().saturating_sub(n_marks)).unwrap_or(source);
    let inner = inner.replace('\n', " ");
    let is_padded = inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
    if is_padded { inner[1..inner.len() - 1].to_owned() } else { inner }
}

fn too_deep(span: Span) -> Diagnostic {
    let message = "this lies too deep in lists and quotations, so it is kept as a comment";
    Diagnostic::new(Severity::Warning, "too-deep", span, message).with_hint("write it with fewer levels")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_taken_without_its_marks() {
        assert_eq!(code_words("`a`"), "a");
        assert_eq!(code_words("`` a`b ``"), "a`b");
    }
}
