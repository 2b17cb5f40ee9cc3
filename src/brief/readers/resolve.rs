//! Writes who may read it on each block and inline of a brief: the one place where that is decided.
//!
//! Kinds restrict what they hold, and kinds within kinds restrict further. A heading or label that names a kind
//! restricts what follows it in its container. A portion mark that may not leave keeps its portion with us: on a
//! point, a title or a footnote all that it holds; on a heading its section, as far as portions in it bear no mark
//! of their own.

use crate::brief::readers::announced::{Alone, Announced, NamingList, hides, kept_at_end, kind_named_last};
use crate::brief::readers::around::Around;
use crate::brief::readers::attributes::{private_class, private_kind};
use crate::brief::readers::beside::Beside;
use crate::brief::readers::caption::is_note_above;
use crate::brief::readers::closing::closes;
use crate::brief::readers::comment::has_html_comment;
use crate::brief::readers::counting::{keeps_code, keeps_data, keeps_words};
use crate::brief::readers::flow::{Flow, alone_in, cut_short, is_passed_over};
use crate::brief::readers::marks::{first_mark, is_mark_alone, mark_readers};
use crate::brief::readers::note_signs::{kept_signs, refers_to_kept};
use crate::brief::readers::region::{Edge, edge_of_heading};
use crate::brief::readers::run_in::names_private;
use crate::brief::{
    Block, Code, Form, FrontMatter, Inline, InlineContent, KindRef, Kinded, Paragraph, Readers, Scope, Share,
    inline_text, is_chart, kind_named,
};
use crate::text::Span;

/// What the text around some blocks says of all of them.
#[derive(Clone, Copy)]
pub(in crate::brief) struct Whole<'f> {
    /// The whole text.
    pub text: &'f str,
    /// What stands above it.
    pub front: &'f FrontMatter,
    /// The labels of the footnotes that say of what refers to them that it stays.
    pub kept_notes: &'f [String],
}

/// Writes who may read it on each of `blocks`, the next of a brief from where `flow` stands.
pub(in crate::brief) fn resolve(whole: Whole<'_>, blocks: &mut [Block], flow: &mut Flow) {
    let Whole { text, front, kept_notes } = whole;
    let mut resolver =
        Resolver { text, front, kept_notes, is_noted: false, depth: 0, kept_signs: Vec::new() };
    resolver.follow(blocks, flow);
}

pub(super) struct Resolver<'f> {
    text: &'f str,
    pub(super) front: &'f FrontMatter,
    /// The labels of the footnotes that say of what refers to them that it stays.
    kept_notes: &'f [String],
    /// Whether notes began in a container further up that go on to the end of the slide.
    is_noted: bool,
    /// How many containers are open.
    depth: usize,
    /// The signs whose notes say of the rows of the next table that they stay.
    pub(super) kept_signs: Vec<String>,
}

/// What the blocks above leave for the next one.
#[derive(Default)]
struct Left {
    /// What stands right below a marked paragraph, and what one announces that ends in a colon, belongs to it.
    announced: Option<Announced>,
    /// A list that ends in the name of a kind is like a heading for what stands below it.
    naming_list: Option<NamingList>,
}

impl Resolver<'_> {
    pub(super) fn blocks(&mut self, blocks: &mut [Block], around: Around) {
        self.depth += 1;
        self.follow(blocks, &mut Flow::within(around));
        self.depth -= 1;
    }

    fn follow(&mut self, blocks: &mut [Block], flow: &mut Flow) {
        let mut left = Left::default();
        let beside = Beside::of(blocks, self.front, flow.current().is_text);
        for idx in 0..blocks.len() {
            flow.held = beside.readers(idx);
            self.kept_signs = kept_signs(&blocks[idx..]);
            self.step(blocks, idx, beside.edge(idx), (flow, &mut left));
        }
        flow.held = None;
    }

    /// Goes on to the next of some blocks.
    fn step(
        &mut self,
        blocks: &mut [Block],
        idx: usize,
        edge: Option<Edge>,
        (flow, left): (&mut Flow, &mut Left),
    ) {
        let is_hidden = is_hidden_slide(&blocks[idx..]);
        let note_of = is_note_above(&blocks[..=idx]).then_some(flow.label);
        let block = &mut blocks[idx];
        self.is_noted &= self.depth > 0 || !block.begins_slide(self.front.slide_level);
        if is_passed_over(block) {
            self.block(block, self.around(flow.current()));
            flow.set(block, self.front);
            flow.pass_edges(block, self.front);
            return;
        }
        flow.go_on(block);
        let alone = flow.alone.take().filter(|alone| alone.holds(block));
        let above = alone.map(|alone| alone.readers);
        let before = Announced::take(&mut left.announced, self.text, block);
        if left.naming_list.as_ref().is_some_and(|list| list.is_ended_by(block)) {
            left.naming_list = None;
            flow.label = None;
        }
        flow.alone = alone_in(block, self.front).map(Alone::new).or(alone.and_then(|it| it.behind(block)));
        match &mut *block {
            Block::Heading(heading) => {
                left.naming_list = None;
                let readers = readers_beside(&heading.inlines, is_hidden);
                heading.scope = self.noted(flow.enter(heading, self.front, above)).narrowed(readers);
                read_inlines(&mut heading.inlines, heading.scope.readers);
            }
            Block::Paragraph(paragraph) => {
                let own = self.paragraph(paragraph, flow, above, before.map(|before| before.readers));
                let own = own.or(kept_at_end(&paragraph.inlines));
                // A mark alone says by itself how far it reaches.
                let is_alone = is_mark_alone(&paragraph.inlines);
                let by = Announced::by(paragraph, own, before, above);
                left.announced = by.filter(|by| note_of.is_none() && (!is_alone || by.is_question()));
                flow.label = note_of.unwrap_or_else(|| self.label_behind(edge, flow));
            }
            block => {
                if matches!(block, Block::Break(_)) {
                    flow.label = None;
                    left.naming_list = None;
                }
                let below = before.map(|before| before.readers);
                self.block(block, self.around(flow.current().below(below).marked(above)));
                flow.label = self.held_open(block, flow).or(flow.label);
                left.announced = Announced::behind(block, before, left.announced);
                left.naming_list = NamingList::of(block).or(left.naming_list.take());
            }
        }
        flow.cut = cut_short(block);
        flow.pass_edges(block, self.front);
        if self.depth == 0 {
            flow.pass_top(block, self.front);
        }
    }

    /// What stands around what follows a line that says where what stays begins or ends.
    fn label_behind(&self, edge: Option<Edge>, flow: &Flow) -> Option<Around> {
        let named = |kind| Some(flow.section().named(kind, self.front.share));
        match edge {
            Some(Edge::Begins) => named(kind_named("background-internal")?),
            Some(Edge::Next(kind)) => named(kind),
            Some(Edge::Ends) => None,
            None => flow.label,
        }
    }

    /// What stands around what follows a block that names a kind and holds nothing: a marker whose text lost its `>`,
    /// or a list that ends in a name.
    fn held_open(&self, block: &Block, flow: &Flow) -> Option<Around> {
        let section = flow.section();
        match block {
            Block::Kinded(kinded) if is_held_open(kinded) => Some(section.within(&kinded.kind)),
            Block::List(list) => Some(section.named(kind_named_last(list)?, self.front.share)),
            _ => None,
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

    /// Whether words refer to a footnote that says that they stay.
    pub(super) fn refers_to_kept(&self, inlines: &[Inline]) -> bool {
        refers_to_kept(inlines, self.kept_notes)
    }

    /// Resolves a paragraph; returns what its own mark or name leaves.
    fn paragraph(
        &mut self,
        paragraph: &mut Paragraph,
        flow: &mut Flow,
        above: Option<Readers>,
        below: Option<Readers>,
    ) -> Option<Readers> {
        let mut around = flow.current().below(below);
        if let Some(label) = paragraph.label {
            // A question is followed by its answer, however long.
            let goes_on = label.is_alone || label.kind.name == "qa";
            if goes_on {
                around = flow.section();
            }
            around = around.named(label.kind, self.front.share);
            flow.label = if goes_on { Some(around) } else { flow.label };
            around = flow.beside(around);
        }
        let is_noted = || {
            let is_closed = !around.is_text && closes(&paragraph.inlines);
            let is_kept = is_closed || self.refers_to_kept(&paragraph.inlines);
            is_kept.then_some(Readers::OURS)
        };
        let own = mark_readers(&paragraph.inlines, self.front).or_else(is_noted);
        paragraph.scope = self.around(around).marked(above).portion(own);
        read_inlines(&mut paragraph.inlines, paragraph.scope.readers);
        let is_run_in = paragraph.label.filter(|label| !label.is_alone);
        own.or(is_run_in.map(|label| label.kind.readers))
    }

    fn block(&mut self, block: &mut Block, around: Around) {
        match block {
            Block::List(list) => {
                list.scope = around.container();
                self.items(&mut list.items, around);
            }
            Block::Quote(quote) => {
                quote.scope = around.container();
                self.blocks(&mut quote.blocks, around);
            }
            Block::Callout(callout) => {
                let named = names_private(&inline_text(&callout.title)).map(|kind| kind.readers);
                let own = mark_readers(&callout.title, self.front).or(kept_at_end(&callout.title));
                let around = around.below(own).below(named);
                callout.scope = around.container();
                read_inlines(&mut callout.title, around.portion(None).readers);
                self.blocks(&mut callout.blocks, around);
            }
            Block::Kinded(kinded) => {
                let own = mark_readers(&kinded.title, self.front);
                let around = self.within(kinded, around).below(own);
                kinded.scope = around.container();
                read_inlines(&mut kinded.title, around.portion(None).readers);
                self.blocks(&mut kinded.blocks, around);
                // In other tools notes go on to the end of the slide, whatever they began in.
                self.is_noted |= kinded.form == Form::Foreign && kinded.goes_on && self.depth > 0;
            }
            Block::Table(table) => self.table(table, around),
            Block::Columns(columns) => {
                columns.scope = around.container();
                self.columns(&mut columns.columns, around);
            }
            Block::Footnote(footnote) => {
                let around = around.below(first_mark(&footnote.blocks, self.front));
                footnote.scope = around.container();
                self.blocks(&mut footnote.blocks, around);
            }
            Block::Code(code) => code.scope = around.portion(self.code_readers(code)),
            Block::Chart(block) => {
                block.scope = around.portion(block.is_marked.then_some(Readers::OURS));
            }
            Block::Html(raw) | Block::Comment(raw) => {
                raw.scope = around.scope.within(&KindRef::Unknown(String::new()));
            }
            Block::Definition(definition) => {
                let is_kept = keeps_words(title_of(&definition.text), self.front.marking.scheme);
                definition.scope = around.portion(is_kept.then_some(Readers::OURS));
            }
            Block::Break(mark) | Block::Rule(mark) | Block::Pause(mark) | Block::Page(mark) => {
                mark.scope = around.container();
            }
            Block::Heading(_) | Block::Paragraph(_) => unreachable!("headings and paragraphs move the flow"),
        }
    }

    /// What stands around what a kind holds. Where text stays unless it is said to leave, lines that lost their sign say
    /// nothing.
    fn within(&self, kinded: &Kinded, around: Around) -> Around {
        let is_widened = self.front.share == Share::Marked && !kinded.kind.readers().are_ours();
        if is_widened && kinded.form == Form::Callout && has_lazy_line(whole_lines(self.text, kinded.span)) {
            return around;
        }
        around.within(&kinded.kind)
    }

    /// What code says of its own readers.
    fn code_readers(&self, code: &Code) -> Option<Readers> {
        // A chart that is not understood is code with its comments, for nobody outside.
        if is_chart(&code.info) || code_is_private(code) {
            return Some(Readers::PRINCIPAL);
        }
        let scheme = self.front.marking.scheme;
        let is_data = ["csv", "tsv"].iter().any(|name| code.info.trim().eq_ignore_ascii_case(name));
        let is_kept = keeps_code(&code.text, scheme) || (is_data && keeps_data(&code.text, scheme));
        is_kept.then_some(Readers::OURS)
    }
}

/// Who may read a heading, by what is said of it beside its kind: that its slide is hidden, or by its own words that it
/// only says where what stays begins or ends.
fn readers_beside(inlines: &[Inline], is_hidden: bool) -> Readers {
    let own = if edge_of_heading(inlines).is_some() { Readers::OURS } else { Readers::EVERYBODY };
    if is_hidden { own.intersect(Readers::PRINCIPAL) } else { own }
}

/// Whether blocks begin with a heading whose slide a comment behind it hides.
fn is_hidden_slide(blocks: &[Block]) -> bool {
    matches!(blocks, [Block::Heading(_), Block::Comment(raw), ..] if hides(&raw.text))
}

/// Whether a block of a kind of ours holds nothing, so that what it is for must follow it.
pub(super) fn is_held_open(kinded: &Kinded) -> bool {
    let is_empty = kinded.blocks.is_empty() && kinded.title.is_empty();
    is_empty && matches!(kinded.form, Form::Callout | Form::Bare) && kinded.kind.readers().are_ours()
}

/// The lines that a block stands on, from their beginning.
fn whole_lines(text: &str, span: Span) -> &str {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    &text[start..span.end]
}

/// What stands behind the address in the definition of a link.
fn title_of(definition: &str) -> &str {
    let behind = definition.split_once("]:").map_or("", |(_, behind)| behind.trim_start());
    behind.split_once(char::is_whitespace).map_or("", |(_, title)| title)
}

/// Whether a line of a quotation lacks a sign that the first has.
fn has_lazy_line(source: &str) -> bool {
    let n_signs = |line: &str| {
        let signs = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>'));
        signs.filter(|byte| *byte == b'>').count()
    };
    let mut lines = source.lines();
    let n_first = lines.next().map_or(0, n_signs);
    lines.any(|line| !line.trim().is_empty() && n_signs(line) < n_first)
}

pub(super) fn is_strong(inlines: &[Inline]) -> bool {
    matches!(inlines, [Inline { content: InlineContent::Strong(_) | InlineContent::Emphasis(_), .. }])
}

/// Whether code is for nobody outside by the word behind its fence, or is code by its indentation alone and holds a
/// comment.
pub(in crate::brief) fn code_is_private(code: &Code) -> bool {
    let word = code.info.trim_start_matches(['{', '.', ' ']).split([' ', ',', '}', '\t', ':']).next();
    let word = word.map_or("", |word| word.strip_prefix("ad-").unwrap_or(word));
    private_class(word).is_some()
        || names_private(&code.info).is_some()
        || private_kind(&code.info).is_some()
        || (!code.fenced && has_html_comment(&code.text))
}

/// Writes who may read it on each piece of running text.
pub(super) fn read_inlines(inlines: &mut [Inline], readers: Readers) {
    for inline in inlines {
        inline.readers = match &inline.content {
            InlineContent::Comment(_) | InlineContent::Html(_) => readers.intersect(Readers::PRINCIPAL),
            InlineContent::Kinded { kind, .. } => readers.intersect(kind.readers()),
            InlineContent::Clause { kind, .. } => readers.intersect(kind.readers),
            // Words that are struck out are no longer meant.
            InlineContent::Sentence(_) | InlineContent::Strikethrough(_) => readers.intersect(Readers::OURS),
            InlineContent::Image { is_kept: true, .. } => readers.intersect(Readers::OURS),
            _ => readers,
        };
        let inner = inline.readers;
        if let Some(children) = inline.content.children_mut() {
            read_inlines(children, inner);
        }
    }
}
