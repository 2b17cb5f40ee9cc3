//! From Markdown to the tree of a brief. No text makes it fail.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::brief::front::{FrontMatter, parse_front};
use crate::brief::parse::fence::{self, Fence, Meaning, private_rest, read_fence, unknown_kind};
use crate::brief::parse::foreign::{read_foreign, read_mark};
use crate::brief::parse::inline::{hide_private, inlines_of_text, push_text, read_portion};
use crate::brief::readers::kind::{ALERTS, KindRef, kind_for_heading, kind_named};
use crate::brief::readers::marking::Scheme;
use crate::brief::weight::{Weight, take_title_weight, take_weight};
use crate::brief::{
    Alignment, Block, Brief, Callout, Cell, Chart, ChartBlock, Code, Footnote, Form, Heading, Inline,
    InlineContent, Item, Kinded, List, Mark, Paragraph, Quote, Raw, Table, inline_text,
};
use crate::text::{Diagnostic, Severity, Span};

/// How deep blocks and inlines may nest. Lists and quotations that lie deeper become comments, since their kinds
/// would be lost; other marks are dropped and their words lifted to this depth.
const MAX_DEPTH: usize = 64;

/// How often to look again which lines are fences.
const MAX_MASKINGS: usize = 4;

/// Parses a brief. What is unclear becomes private, and a diagnostic says so.
pub fn parse(text: &str) -> (Brief, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let (front, body_start) = split_front(text, &mut diagnostics);
    let body = parse_body(&front, text, body_start, diagnostics);
    let mut brief = Brief { front, blocks: body.blocks, has_link_definitions: body.has_link_definitions };
    let mut diagnostics = body.diagnostics;
    if brief.front.span.is_empty() && begins_front_matter(text) {
        // Who may read the text was said in what could not be read.
        let marker = Span::new(0, text.find('\n').unwrap_or(text.len()));
        brief.blocks = vec![private_rest(":::".to_owned(), Vec::new(), marker, brief.blocks)];
        diagnostics.insert(0, unclosed_front_matter(marker));
    }
    (brief, diagnostics)
}

/// Whether a text begins like front matter: three hyphens, and a key that front matter has.
fn begins_front_matter(text: &str) -> bool {
    const KEYS: [&str; 9] =
        ["title", "kind", "audience", "date", "lang", "marking", "share", "facts", "duration"];
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let begins = lines.next().is_some_and(|line| line.trim_end() == "---");
    let key = lines.next().and_then(|line| line.split_once(':')).map(|(key, _)| key);
    begins && key.is_some_and(|key| KEYS.contains(&key))
}

fn unclosed_front_matter(span: Span) -> Diagnostic {
    let message = "the front matter is never closed, so it is not read and the whole text is private";
    Diagnostic::new(Severity::Error, "unclosed-front-matter", span, message)
        .with_hint("put a line of three hyphens below its last key")
}

/// Parses one section, from its heading to the next, where footnotes with these labels are defined elsewhere.
///
/// Returns nothing where the section is not one by itself: where it does not begin with its heading, or something in
/// it goes on beyond its end.
pub(super) fn parse_part(
    front: &FrontMatter,
    part: &str,
    labels: &[&str],
) -> Option<(Vec<Block>, Vec<Diagnostic>)> {
    // Whatever ends at this heading would have ended at the one that follows in the brief.
    let mut text = format!("{part}{} end\n\n", "#".repeat(usize::from(front.slide_level)));
    for label in labels {
        text.push_str(&format!("[^{label}]: x\n\n"));
    }
    let (mut blocks, diagnostics) = parse_section(front, &text)?;
    let end = blocks.iter().rposition(|block| matches!(block, Block::Heading(_)))?;
    let is_sentinel = end > 0 && blocks[end].span().start == part.len();
    blocks.truncate(end);
    is_sentinel.then_some((blocks, diagnostics))
}

/// Parses the last section of a brief that defines no footnotes elsewhere.
pub(super) fn parse_last_part(front: &FrontMatter, part: &str) -> Option<(Vec<Block>, Vec<Diagnostic>)> {
    parse_section(front, part)
}

/// Parses text that begins with the heading of a section, if nothing in it reaches beyond it.
fn parse_section(front: &FrontMatter, text: &str) -> Option<(Vec<Block>, Vec<Diagnostic>)> {
    let body = parse_body(front, text, 0, Vec::new());
    let begins = matches!(body.blocks.first(), Some(Block::Heading(heading))
        if heading.span.start == 0 && heading.level <= front.slide_level);
    let is_plain = !body.diagnostics.iter().any(is_open_ended) && !body.has_link_definitions;
    (begins && is_plain).then_some((body.blocks, body.diagnostics))
}

/// Whether a finding says that all that follows is private.
pub(super) fn is_open_ended(diagnostic: &Diagnostic) -> bool {
    matches!(
        diagnostic.code,
        "unclosed-fence" | "stray-fence" | "unclear-fence" | "unclosed-comment" | "unclosed-front-matter"
    )
}

struct Body {
    blocks: Vec<Block>,
    diagnostics: Vec<Diagnostic>,
    has_link_definitions: bool,
}

fn parse_body(front: &FrontMatter, text: &str, body_start: usize, diagnostics: Vec<Diagnostic>) -> Body {
    let body = &text[body_start..];
    let (masked, starts, unmasked) = mask_fences(body, body_start);
    let root = Frame::new(Open::Root, Span::new(body_start, text.len()));
    let mut builder = Builder {
        text,
        offset: body_start,
        starts,
        unmasked,
        front,
        diagnostics,
        frames: vec![root],
        buried: None,
    };
    let events = Parser::new_ext(&masked, options()).into_offset_iter();
    let has_link_definitions = events.reference_definitions().iter().next().is_some();
    for (event, range) in events {
        let span = Span::new(range.start + body_start, range.end + body_start);
        builder.event(event, span);
    }
    let (blocks, diagnostics) = builder.finish();
    Body { blocks, diagnostics, has_link_definitions }
}

/// Each option is chosen; definition lists stay off, since they take `:::` for their own and can panic.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Masks the fences of a body: the masked text, where in it they begin, and the places in the brief of those
/// lines that only look like fences.
fn mask_fences(body: &str, body_start: usize) -> (Cow<'_, str>, Vec<usize>, Vec<usize>) {
    let (mut masked, all) = fence::mask(body, &|_| true);
    let mut starts = all.clone();
    // Where the mask did not become a rule, the line was code or the like: leave it as it is. That may change
    // what others are, so look again, but not for ever.
    for _ in 0..MAX_MASKINGS {
        if starts.is_empty() {
            return (masked, starts, unmasked(all, &[], body_start));
        }
        let rules = rule_starts(&masked);
        if starts.iter().all(|start| rules.contains(start)) {
            let rest = unmasked(all, &starts, body_start);
            return (masked, starts, rest);
        }
        let kept = starts;
        let is_masked = |start| rules.contains(&start) && kept.binary_search(&start).is_ok();
        (masked, starts) = fence::mask(body, &is_masked);
    }
    (Cow::Borrowed(body), Vec::new(), unmasked(all, &[], body_start))
}

fn unmasked(all: Vec<usize>, starts: &[usize], body_start: usize) -> Vec<usize> {
    let rest = all.into_iter().filter(|start| starts.binary_search(start).is_err());
    rest.map(|start| start + body_start).collect()
}

fn rule_starts(masked: &str) -> std::collections::HashSet<usize> {
    let events = Parser::new_ext(masked, options()).into_offset_iter();
    events.filter(|(event, _)| *event == Event::Rule).map(|(_, range)| range.start).collect()
}

fn split_front(text: &str, diagnostics: &mut Vec<Diagnostic>) -> (FrontMatter, usize) {
    let bom_len = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[bom_len..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return (FrontMatter::default(), bom_len);
    };
    let yaml_start = bom_len + first.len();
    let mut end = yaml_start;
    for line in lines {
        let is_fence = matches!(line.trim_end(), "---" | "...");
        end += line.len();
        if is_fence {
            let yaml = &text[yaml_start..end - line.len()];
            let front = parse_front(yaml, yaml_start, Span::new(0, end), diagnostics);
            return (front, end);
        }
    }
    (FrontMatter::default(), bom_len)
}

enum Open {
    Root,
    Heading {
        level: u8,
        attributes: Option<String>,
    },
    Paragraph,
    Quote,
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Item>,
    },
    Item {
        done: Option<bool>,
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
        is_auto: bool,
    },
    Image {
        dest: String,
        title: String,
    },
    /// A node that lies too deep: what it holds goes to the node around it.
    Lifted,
}

struct Frame {
    open: Open,
    span: Span,
    blocks: Vec<Block>,
    /// Fences met, each with the number of blocks before it.
    fences: Vec<(usize, Fence)>,
    /// Inlines of a leaf, or of a tight item before they are put in a paragraph.
    inlines: Vec<Inline>,
    /// Within a list: the fence of an item after which all is private.
    left_open: Option<Fence>,
}

impl Frame {
    fn new(open: Open, span: Span) -> Self {
        Self { open, span, blocks: Vec::new(), fences: Vec::new(), inlines: Vec::new(), left_open: None }
    }
}

struct Builder<'t> {
    text: &'t str,
    /// Where the body begins.
    offset: usize,
    /// Where masked fences begin, from the start of the body.
    starts: Vec<usize>,
    /// Where lines of the brief begin that only look like fences.
    unmasked: Vec<usize>,
    front: &'t FrontMatter,
    diagnostics: Vec<Diagnostic>,
    frames: Vec<Frame>,
    /// A block that lies too deep, and how many nodes are open within it.
    buried: Option<(Span, usize)>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        if let Some((buried, n_open)) = self.buried {
            self.buried = self.dig(&event, buried, n_open);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, span),
            Event::Code(words) => self.inline(InlineContent::Code(words.into_string()), span),
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
            Event::TaskListMarker(is_done) => {
                if let Open::Item { done } = &mut self.top().open {
                    *done = Some(is_done);
                } else if let Some(frame) =
                    self.frames.iter_mut().rev().find(|f| matches!(f.open, Open::Item { .. }))
                {
                    frame.open = Open::Item { done: Some(is_done) };
                }
            }
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, span),
        }
    }

    /// Passes over what lies in a block that lies too deep; at its end, keeps it as a comment.
    fn dig(&mut self, event: &Event<'_>, buried: Span, n_open: usize) -> Option<(Span, usize)> {
        match event {
            Event::Start(_) => Some((buried, n_open + 1)),
            Event::End(_) if n_open == 0 => {
                let text = buried.slice(self.text).to_owned();
                self.diagnostics.push(too_deep(buried));
                self.top().blocks.push(Block::Comment(Raw { text, span: buried }));
                None
            }
            Event::End(_) => Some((buried, n_open - 1)),
            _ => Some((buried, n_open)),
        }
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root stays until the end")
    }

    fn words(&mut self, words: &str, span: Span) {
        match &mut self.top().open {
            Open::Code { code, .. } => code.push_str(words),
            Open::Html { html, places } => {
                places.push((html.len(), span));
                html.push_str(words);
            }
            _ => push_text(&mut self.top().inlines, words, span),
        }
    }

    fn inline(&mut self, content: InlineContent, span: Span) {
        self.top().inlines.push(Inline { content, span });
    }

    fn inline_html(&mut self, html: &str, span: Span) {
        let comment = html.strip_prefix("<!--");
        let content = match comment {
            Some(rest) => InlineContent::Comment(rest.strip_suffix("-->").unwrap_or(rest).to_owned()),
            None => InlineContent::Html(html.to_owned()),
        };
        self.inline(content, span);
    }

    fn rule(&mut self, span: Span) {
        self.flush_item();
        let start = span.start - self.offset;
        if self.starts.binary_search(&start).is_ok() {
            let line = self.text[span.start..].lines().next().unwrap_or("");
            let fence = read_fence(line, span.start);
            let n_blocks = self.top().blocks.len();
            self.top().fences.push((n_blocks, fence));
            return;
        }
        let mark = Mark { span };
        let is_slide_break = self.text[span.start..].starts_with('-');
        self.top().blocks.push(if is_slide_break { Block::Break(mark) } else { Block::Rule(mark) });
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        let open = match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Heading { level, id, classes, attrs } => {
                let mut words: Vec<String> = id.iter().map(|id| format!("#{id}")).collect();
                words.extend(classes.iter().map(|class| format!(".{class}")));
                words.extend(attrs.iter().map(|(key, value)| match value {
                    Some(value) => format!("{key}={value}"),
                    None => key.to_string(),
                }));
                Open::Heading { level: level as u8, attributes: (!words.is_empty()).then(|| words.join(" ")) }
            }
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
            Tag::Item => Open::Item { done: None },
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
            Tag::Link { link_type, dest_url, title, .. } => Open::Link {
                dest: dest_url.into_string(),
                title: title.into_string(),
                is_auto: matches!(link_type, LinkType::Autolink | LinkType::Email),
            },
            Tag::Image { dest_url, title, .. } => {
                Open::Image { dest: dest_url.into_string(), title: title.into_string() }
            }
            Tag::Superscript
            | Tag::Subscript
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => Open::Lifted,
        };
        if is_block(&open) {
            self.flush_item();
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

    fn end(&mut self, _tag: TagEnd) {
        self.flush_item();
        if self.frames.len() < 2 {
            return;
        }
        let Some(mut frame) = self.frames.pop() else { return };
        let fences = std::mem::take(&mut frame.fences);
        let blocks = std::mem::take(&mut frame.blocks);
        let (blocks, left_open) =
            fence::group(self.text, self.front.marking.scheme, blocks, fences, &mut self.diagnostics);
        frame.blocks = blocks;
        let left_open = left_open.or_else(|| frame.left_open.take());
        let left_open = self.close(frame, left_open);
        if left_open.is_some() {
            self.hold_back_the_rest();
        }
    }

    /// Puts a closed node where it belongs; returns the fence after which all is private.
    fn close(&mut self, mut frame: Frame, left_open: Option<Fence>) -> Option<Fence> {
        let span = frame.span;
        let mut left_open = left_open;
        match frame.open {
            Open::Root => {}
            Open::Heading { level, attributes } => {
                self.close_inlines(&mut frame.inlines, &mut left_open);
                let attributes = with_weight(self.text, attributes, &mut frame.inlines);
                let class_kind = attributes.as_deref().and_then(|words| {
                    words.split(' ').filter_map(|word| word.strip_prefix('.')).find_map(kind_named)
                });
                let kind = class_kind.or_else(|| kind_for_heading(&inline_text(&frame.inlines)));
                let heading = Heading { level, inlines: frame.inlines, kind, attributes, span };
                self.top().blocks.push(Block::Heading(heading));
            }
            Open::Paragraph => left_open = self.close_paragraph(frame.inlines, span).or(left_open),
            Open::Quote => {
                let block = self.quote(frame.blocks, span);
                self.top().blocks.push(block);
            }
            Open::List { start, tight, items } => {
                self.top().blocks.push(Block::List(List { start, tight, items, span }));
            }
            Open::Item { done } => {
                let before = self.top().left_open.clone();
                let blocks = match &before {
                    Some(_) => {
                        let start = frame.blocks.first().map_or(span.start, |block| block.span().start);
                        vec![private_rest(":::".to_owned(), Vec::new(), Span::at(start), frame.blocks)]
                    }
                    None => frame.blocks,
                };
                if let Open::List { items, .. } = &mut self.top().open {
                    items.push(Item { done, blocks, span });
                }
                let list = self.top();
                list.left_open = before.or(left_open);
                return None;
            }
            Open::Code { info, fenced, code } => {
                let block = self.code(info, fenced, code, span);
                self.top().blocks.push(block);
            }
            Open::Html { html, places } => {
                let scheme = self.front.marking.scheme;
                let text = self.text;
                let (blocks, open_comment) = html_blocks(&html, &places);
                let blocks = blocks.into_iter().map(|block| read_mark(marked_html(text, scheme, block)));
                self.top().blocks.extend(blocks);
                if let Some(span) = open_comment {
                    self.diagnostics.push(unclosed_comment(span, "-->"));
                    left_open = Some(Fence { span, meaning: Meaning::Continued });
                }
            }
            Open::Table { alignments, head, rows } => {
                // Which cells follow the comment is for nobody to guess, so the whole table is held back.
                if left_open.take().is_some() {
                    self.hold_back_the_rest();
                }
                self.top().blocks.push(Block::Table(Table { alignments, head, rows, span }));
            }
            Open::Row { cells } => {
                if let Open::Table { head, rows, .. } = &mut self.top().open {
                    if head.is_empty() && rows.is_empty() { *head = cells } else { rows.push(cells) }
                }
            }
            Open::Cell => {
                self.close_inlines(&mut frame.inlines, &mut left_open);
                if let Open::Row { cells } = &mut self.top().open {
                    cells.push(Cell { inlines: frame.inlines, span });
                }
            }
            Open::Footnote { label } => {
                self.top().blocks.push(Block::Footnote(Footnote { label, blocks: frame.blocks, span }));
            }
            Open::Emphasis => self.inline(InlineContent::Emphasis(frame.inlines), span),
            Open::Strong => self.inline(InlineContent::Strong(frame.inlines), span),
            Open::Strikethrough => self.inline(InlineContent::Strikethrough(frame.inlines), span),
            Open::Link { dest, title, is_auto } => {
                let content = link(dest, title, is_auto, frame.inlines);
                self.inline(content, span);
            }
            Open::Image { dest, title } => {
                let alt = inline_text(&frame.inlines);
                self.inline(InlineContent::Image { dest, title, alt }, span);
            }
            Open::Lifted => {
                let top = self.top();
                top.blocks.extend(frame.blocks);
                top.inlines.extend(frame.inlines);
            }
        }
        left_open
    }

    fn close_inlines(&mut self, inlines: &mut Vec<Inline>, left_open: &mut Option<Fence>) {
        let begins_comment = matches!(self.top().open, Open::Root);
        if let Some((span, end)) = hide_private(self.text, inlines, begins_comment) {
            self.diagnostics.push(unclosed_comment(span, end));
            *left_open = Some(Fence { span, meaning: Meaning::Continued });
        }
        read_portion(inlines, self.front.marking.scheme);
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
        let paragraph = Block::Paragraph(Paragraph { inlines, weight, span });
        let is_in_quote = matches!(self.top().open, Open::Quote) && self.top().blocks.is_empty();
        let marker = if is_in_quote { None } else { read_marker(self.text, span.start, span.end) };
        let block = match (marker, paragraph) {
            (Some(marker), Block::Paragraph(paragraph)) if marker.is_certain() => {
                self.diagnostics.push(bare_marker(&marker));
                let (title, rest) = self.take_marker(paragraph, &marker);
                marked(marker, Form::Bare, title, rest.into_iter().collect(), span)
            }
            (_, paragraph) => read_mark(paragraph),
        };
        self.top().blocks.push(block);
        left_open
    }

    /// Puts the words of a tight item into a paragraph.
    fn flush_item(&mut self) {
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

    /// Makes private all that follows in the innermost container, and in those around it.
    fn hold_back_the_rest(&mut self) {
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

    /// Takes the marker off a paragraph: the words after it on its line, and the paragraph that is left.
    fn take_marker(&self, paragraph: Paragraph, marker: &Marker) -> (Title, Option<Block>) {
        let (mut title, rest) = take_marker(self.text, paragraph, marker);
        let mut rest = rest.map(Block::Paragraph);
        self.read_portions(&mut title.words, rest.as_mut());
        (title, rest)
    }

    fn quote(&mut self, blocks: Vec<Block>, span: Span) -> Block {
        let source = span.slice(self.text);
        let blanks = source.len() - source.trim_start_matches([' ', '\t', '>']).len();
        let is_first_level = source[..blanks].matches('>').count() <= 1;
        let marker = is_first_level.then(|| read_marker(self.text, span.start + blanks, span.end)).flatten();
        let Some(marker) = marker else { return Block::Quote(Quote { blocks, span }) };
        let mut blocks = blocks.into_iter();
        let mut rest: Vec<Block> = Vec::new();
        let mut title = Title::default();
        match blocks.next() {
            Some(Block::Paragraph(paragraph)) if paragraph.span.start <= marker.span.end => {
                let (words, paragraph) = self.take_marker(paragraph, &marker);
                title = words;
                rest.extend(paragraph);
            }
            other => rest.extend(other),
        }
        rest.extend(blocks);
        let marker_span = marker.span;
        let block = marked(marker, Form::Callout, title, rest, span);
        if let Block::Kinded(Kinded { kind: KindRef::Unknown(name), .. }) = &block {
            self.diagnostics.push(unknown_kind(name, marker_span));
        }
        block
    }

    /// Reads the portion marks that a marker stood in front of.
    fn read_portions(&self, title: &mut Vec<Inline>, first: Option<&mut Block>) {
        read_portion(title, self.front.marking.scheme);
        if let Some(Block::Paragraph(paragraph)) = first {
            read_portion(&mut paragraph.inlines, self.front.marking.scheme);
        }
    }

    fn code(&mut self, info: String, fenced: bool, mut text: String, span: Span) -> Block {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let is_chart = info.split([' ', ',', '{', '\t']).next() == Some("chart");
        if !is_chart {
            return Block::Code(Code { info, fenced, text, span });
        }
        match Chart::from_yaml(&text) {
            Ok(chart) => Block::Chart(ChartBlock { chart, text, span }),
            Err(reason) => {
                let message = format!("this chart is not understood: {reason}");
                self.diagnostics.push(
                    Diagnostic::new(Severity::Error, "chart", span, message)
                        .with_hint("write type (bar, line, map or number), title, source and data as YAML"),
                );
                Block::Code(Code { info, fenced, text, span })
            }
        }
    }

    fn finish(mut self) -> (Vec<Block>, Vec<Diagnostic>) {
        self.flush_item();
        let mut root = self.frames.swap_remove(0);
        for start in fence::lost_fences(&root.blocks, &self.unmasked) {
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
        let mut diagnostics = self.diagnostics;
        let (blocks, _) =
            fence::group(self.text, self.front.marking.scheme, root.blocks, root.fences, &mut diagnostics);
        let blocks = read_foreign(self.text, self.front, blocks, &mut diagnostics);
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        diagnostics.dedup();
        (blocks, diagnostics)
    }
}

fn is_block(open: &Open) -> bool {
    !matches!(
        open,
        Open::Emphasis | Open::Strong | Open::Strikethrough | Open::Link { .. } | Open::Image { .. }
    )
}

/// The attributes of a heading, with the weight that its words end with: a wide brace is nothing to the parser.
fn with_weight(text: &str, attributes: Option<String>, inlines: &mut Vec<Inline>) -> Option<String> {
    let Some(weight) = take_weight(text, inlines) else { return attributes };
    let words = weight.span.slice(text).trim_matches(['{', '｛', '｝', '}']).trim().replace('\u{3000}', " ");
    Some(attributes.map_or(words.clone(), |attributes| format!("{attributes} {words}")))
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

fn link(dest: String, title: String, is_auto: bool, children: Vec<Inline>) -> InlineContent {
    match dest.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("fact:") => {
            let key = dest[5..].trim().to_owned();
            InlineContent::Fact { key, children: if is_auto { Vec::new() } else { children } }
        }
        _ => InlineContent::Link { dest, title, children },
    }
}

/// Takes raw HTML apart into comments, which are private, and the rest, which is shown as text.
///
/// Returns the place of a comment that never ends, too.
fn html_blocks(html: &str, places: &[(usize, Span)]) -> (Vec<Block>, Option<Span>) {
    let mut open_comment = None;
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < html.len() {
        let comment_start = html[start..].find("<!--").map_or(html.len(), |at| start + at);
        let shown = html[start..comment_start].trim_end();
        if !shown.trim().is_empty() {
            let span = place_of(places, start, start + shown.len());
            blocks.push(Block::Html(Raw { text: shown.to_owned(), span }));
        }
        if comment_start == html.len() {
            break;
        }
        let words_start = comment_start + 4;
        let end = html[comment_start..].find("-->").map(|at| comment_start + at + 3);
        if end.is_none() {
            open_comment = Some(place_of(places, comment_start, words_start));
        }
        let end = end.unwrap_or(html.len());
        let words = html[words_start.min(end)..end].trim_end_matches("-->").to_owned();
        blocks.push(Block::Comment(Raw { text: words, span: place_of(places, comment_start, end) }));
        start = end;
    }
    (blocks, open_comment)
}

/// Where in the text a part of raw HTML stands, with the marks of the containers between its lines.
fn place_of(places: &[(usize, Span)], start: usize, end: usize) -> Span {
    let piece = |idx: usize| {
        let (at, span) = places[idx];
        let next = places.get(idx + 1).map_or(at + span.len(), |(next, _)| *next);
        (at, span, next - at == span.len())
    };
    // Where a piece was changed as it was read, it stands as a whole.
    let (at, span, is_verbatim) = piece(places.partition_point(|(at, _)| *at <= start).saturating_sub(1));
    let from = if is_verbatim { span.start + (start - at) } else { span.start };
    let (at, span, is_verbatim) = piece(places.partition_point(|(at, _)| *at < end).saturating_sub(1));
    let to = if is_verbatim { (span.start + (end - at)).min(span.end) } else { span.end };
    Span::new(from, to.max(from))
}

/// Raw HTML that begins with a portion mark, as a paragraph: otherwise a comment before a mark would hide it.
fn marked_html(text: &str, scheme: &Scheme, block: Block) -> Block {
    let Block::Html(raw) = &block else { return block };
    let mut inlines = inlines_of_text(text, raw.span);
    read_portion(&mut inlines, scheme);
    match inlines.first().map(|inline| &inline.content) {
        Some(InlineContent::Portion(_)) => {
            Block::Paragraph(Paragraph { inlines, weight: None, span: raw.span })
        }
        _ => block,
    }
}

/// A marker such as `[!IF-RAISED]` at the start of a quotation.
struct Marker {
    name: String,
    span: Span,
    /// Whether its bracket is closed.
    is_closed: bool,
}

impl Marker {
    /// Whether a paragraph that is no quotation may be taken for a block of a kind.
    fn is_certain(&self) -> bool {
        let is_shouted = !self.name.is_empty() && !self.name.chars().any(char::is_lowercase);
        self.is_closed && (is_shouted || kind_named(&self.name).is_some())
    }
}

/// The words after a marker.
#[derive(Default)]
struct Title {
    words: Vec<Inline>,
    weight: Option<Weight>,
}

fn read_marker(text: &str, start: usize, end: usize) -> Option<Marker> {
    let source = text.get(start..end)?;
    let line = source.lines().next().unwrap_or("");
    let opening = ["[!", "［！", "［!", "[！"].into_iter().find(|opening| line.starts_with(opening))?;
    let rest = &line[opening.len()..];
    // A picture within a link is no marker.
    if rest.starts_with('[') {
        return None;
    }
    let close = rest.find([']', '］']);
    let name = rest[..close.unwrap_or(rest.len())].trim().to_owned();
    let close_len = close.and_then(|at| rest[at..].chars().next()).map_or(0, char::len_utf8);
    let mut len = opening.len() + close.unwrap_or(rest.len()) + close_len;
    // Obsidian folds with a sign after the bracket.
    if close.is_some() && line[len..].starts_with(['+', '-']) {
        len += 1;
    }
    let name = if close.is_some() { name } else { String::from("[!") };
    Some(Marker { name, span: Span::new(start, start + len), is_closed: close.is_some() })
}

/// Takes the marker off a paragraph: the words after it on its line, and the paragraph that is left.
fn take_marker(text: &str, paragraph: Paragraph, marker: &Marker) -> (Title, Option<Paragraph>) {
    let mut title = Vec::new();
    let mut rest = Vec::new();
    let mut in_title = true;
    for mut inline in paragraph.inlines {
        if inline.span.end <= marker.span.end && !inline.span.is_empty() {
            continue;
        }
        if inline.span.start < marker.span.end {
            let span = Span::new(marker.span.end, inline.span.end);
            inline = Inline { content: InlineContent::Text(span.slice(text).to_owned()), span };
        }
        let is_break = matches!(inline.content, InlineContent::SoftBreak | InlineContent::HardBreak);
        if in_title && is_break {
            in_title = false;
        } else if in_title {
            title.push(inline);
        } else {
            rest.push(inline);
        }
    }
    if let Some(Inline { content: InlineContent::Text(words), span }) = title.first_mut() {
        crate::brief::parse::inline::trim_start(words, span);
    }
    title.retain(|inline| !matches!(&inline.content, InlineContent::Text(words) if words.is_empty()));
    let Some(span) = rest.iter().map(|inline| inline.span).reduce(Span::join) else {
        return (Title { words: title, weight: paragraph.weight }, None);
    };
    let span = paragraph.weight.map_or(span, |weight| span.join(weight.span));
    let weight = take_title_weight(text, &mut title);
    (Title { words: title, weight }, Some(Paragraph { inlines: rest, weight: paragraph.weight, span }))
}

/// A block with a marker: one of GitHub's callouts, or a block of a kind.
fn marked(marker: Marker, form: Form, title: Title, blocks: Vec<Block>, span: Span) -> Block {
    let Title { words: title, weight } = title;
    if let Some(alert) = ALERTS.iter().find(|alert| alert.name.eq_ignore_ascii_case(&marker.name)) {
        return Block::Callout(Callout { alert, title, weight, blocks, span });
    }
    let kind = KindRef::named(&marker.name);
    Block::Kinded(Kinded { kind, form, title, weight, blocks, marker_span: marker.span, span })
}

fn bare_marker(marker: &Marker) -> Diagnostic {
    let message =
        format!("[!{}] stands outside a quotation, so it holds for this paragraph alone", marker.name);
    Diagnostic::new(Severity::Warning, "bare-marker", marker.span, message)
        .with_hint("begin the line, and those that belong to it, with > and a blank")
        .with_fix("Make it a quotation", vec![crate::text::Edit::insert(marker.span.start, "> ")])
}

fn unclosed_comment(span: Span, end: &str) -> Diagnostic {
    let message = "this comment is never closed, so all that follows it is private";
    Diagnostic::new(Severity::Error, "unclosed-comment", span, message)
        .with_hint(format!("put {end} where it ends"))
}

fn too_deep(span: Span) -> Diagnostic {
    let message = "this lies too deep in lists and quotations, so it is kept as a comment";
    Diagnostic::new(Severity::Warning, "too-deep", span, message).with_hint("write it with fewer levels")
}

fn fence_in_text(span: Span) -> Diagnostic {
    let message =
        "this fence runs on from the line before, so it is not understood and all that follows is private";
    Diagnostic::new(Severity::Error, "unclear-fence", span, message)
        .with_hint("put it on a line of its own, without blanks before it")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Node, walk_blocks};

    /// The marks of all portions, in the order of the text.
    fn marks(text: &str) -> Vec<String> {
        let (brief, _) = parse(&format!("---\nmarking: {{ scheme: us, banner: SBU }}\n---\n\n{text}\n"));
        let mut marks = Vec::new();
        walk_blocks(&brief.blocks, &mut |node| {
            if let Node::Inline(Inline { content: InlineContent::Portion(mark), .. }) = node {
                marks.push(mark.clone());
            }
        });
        marks
    }

    #[test]
    fn portion_marks_are_read_wherever_words_begin() {
        for text in [
            "(SBU) A paragraph",
            "# (SBU) A heading",
            "- (SBU) A bullet",
            "- [ ] (SBU) A task",
            "**(SBU)** A strong mark",
            "**(SBU) A strong** start",
            "> (SBU) A quotation",
            "> [!ASK]\n> (SBU) Below a marker",
            "> [!ASK] (SBU) Behind a marker\n> Text",
            "> [!NOTE] (SBU) Behind one of GitHub's\n> Text",
            "[!ASK] (SBU) Behind a marker that stands bare",
            "::: ask (SBU) Behind a fence\nText\n:::",
            "::: ask\n(SBU) Within a fence\n:::",
            "Note: (SBU) Behind the marker of another tool",
            "\u{3000}(SBU) Behind a wide blank",
            "\u{200b}(SBU) Behind a blank without width",
            "%%a comment%% (SBU) Behind a comment",
            "<!-- a comment --> (SBU) Behind a comment",
            "- <!-- a comment --> (SBU) Behind a comment in a bullet",
            "| A |\n|---|\n| (SBU) A cell |",
            "[^a]\n\n[^a]: (SBU) A footnote",
        ] {
            assert_eq!(marks(text), ["SBU"], "{text}");
        }
    }

    #[test]
    fn what_stands_behind_a_mark_is_whole() {
        let (brief, _) = parse("> [!ASK] (SBU) The **title**\n> (SBU) *The* text\n");
        let Some(Block::Kinded(ask)) = brief.blocks.first() else { panic!("a block of a kind") };
        assert_eq!(inline_text(&ask.title), "The title");
        let Some(Block::Paragraph(paragraph)) = ask.blocks.first() else { panic!("a paragraph") };
        assert_eq!(inline_text(&paragraph.inlines), "The text");
        assert_eq!(paragraph.inlines.len(), 3);
    }
}
