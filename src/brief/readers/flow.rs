//! Where one is among the blocks of a container: below which headings, labels and marks.

use crate::brief::readers::announced::{Alone, Setting, kept_at_end, setting};
use crate::brief::readers::around::Around;
use crate::brief::readers::marks::{is_mark_alone, mark_readers};
use crate::brief::readers::region::{Edge, edge, edges_within};
use crate::brief::readers::unfinished::unfinished;
use crate::brief::{Block, FrontMatter, Heading, Kind, Paragraph, Readers, Scope, kind_named};

/// Where one is among the siblings of a container: below which headings, and below which label.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::brief) struct Flow {
    outer: Around,
    /// The headings that hold the next block and restrict it, with their levels.
    sections: Vec<(u8, Around)>,
    pub(super) label: Option<Around>,
    /// What a mark says that stands alone, of the block that follows it.
    pub(super) alone: Option<Alone>,
    /// What a block right above leaves of the readers of a heading further in: one that was cut short, so that it
    /// announces more than it holds.
    pub(super) cut: Option<Readers>,
    /// Whether nothing but the title stands above.
    is_at_top: bool,
    /// The level of the last heading of the slide; 0 behind a break.
    level: u8,
    /// What a comment right above says of the next heading.
    set_above: Option<&'static Kind>,
    /// What a line beside the next block leaves of its readers: one that ends what stays, or a caption.
    pub(super) held: Option<Readers>,
    /// What stood around before a line from which on all stays, and its headings.
    before_region: Option<(Around, Vec<(u8, Around)>)>,
}

impl Flow {
    /// The start of a brief.
    pub fn new(front: &FrontMatter) -> Self {
        Self::within(Around::new(Scope::ordinary(front)))
    }

    /// The place behind the top-level blocks of a brief, where the next one begins a section.
    pub fn behind(front: &FrontMatter, blocks: &[Block]) -> Self {
        Self::new(front).past(front, blocks)
    }

    /// The place behind further blocks, of one that is itself [`behind`](Self::behind) those above them.
    pub fn past(mut self, front: &FrontMatter, blocks: &[Block]) -> Self {
        let mut above = Above::Known { alone: self.alone.take().map(|alone| alone.readers), cut: self.cut };
        for block in blocks {
            if let Block::Heading(heading) = block {
                self.cut = above.cut();
                self.enter(heading, front, above.readers(front));
            }
            if is_passed_over(block) {
                self.set(block, front);
            } else {
                above = Above::Block(block);
                self.set_above = None;
            }
            self.pass_edges(block, front);
            self.pass_top(block, front);
        }
        self.alone = above.readers(front).map(Alone::new);
        self.cut = above.cut();
        self
    }

    pub(super) fn within(outer: Around) -> Self {
        Self {
            outer,
            sections: Vec::new(),
            label: None,
            alone: None,
            cut: None,
            is_at_top: true,
            level: 0,
            set_above: None,
            held: None,
            before_region: None,
        }
    }

    /// Goes on behind a block of the brief itself. A line above all else that says that what follows stays with us is for
    /// the whole paper.
    pub(super) fn pass_top(&mut self, block: &Block, front: &FrontMatter) {
        let is_title = matches!(block, Block::Heading(heading) if heading.level == 1);
        if let Block::Paragraph(Paragraph { label: Some(label), .. }) = block
            && self.is_at_top
            && label.is_alone
            && label.kind.name == "background-internal"
        {
            self.outer = self.outer.named(label.kind, front.share);
        }
        self.is_at_top &= is_title || is_passed_over(block);
        if matches!(block, Block::Break(_)) {
            self.level = 0;
            self.sections.retain(|&(level, _)| level > 0);
        }
    }

    /// Goes on behind what a block says of where what stays begins and ends, however deep in it that stands.
    pub(super) fn pass_edges(&mut self, block: &Block, front: &FrontMatter) {
        let mut edges = Vec::new();
        edges_within(block, &mut edges);
        for edge in edges {
            match edge {
                Edge::Begins => self.begin_region(front),
                Edge::Ends => self.end_region(),
                Edge::Next(_) => {}
            }
        }
    }

    /// Keeps all that follows, past headings.
    fn begin_region(&mut self, front: &FrontMatter) {
        let Some(kind) = kind_named("background-internal").filter(|_| self.before_region.is_none()) else {
            return;
        };
        self.before_region = Some((self.outer, self.sections.clone()));
        self.outer = self.outer.named(kind, front.share);
        for (_, around) in &mut self.sections {
            *around = around.named(kind, front.share);
        }
    }

    /// Ends what a line began from which on all stays. A section that began within it stays to its own end.
    fn end_region(&mut self) {
        let Some((outer, sections)) = self.before_region.take() else { return };
        self.outer = outer;
        for (now, before) in self.sections.iter_mut().zip(sections) {
            if now.0 != before.0 {
                break;
            }
            *now = before;
        }
    }

    /// Goes on behind a comment that says what the text below it is.
    pub(super) fn set(&mut self, block: &Block, front: &FrontMatter) {
        let Block::Comment(raw) = block else { return };
        let setting = setting(&raw.text);
        self.set_above = match setting {
            Some(Setting::Begins(kind)) => Some(kind),
            Some(Setting::Hides) => kind_named("notes"),
            Some(Setting::Ends) => None,
            None => self.set_above,
        };
        match setting {
            Some(Setting::Begins(kind)) => self.label = Some(self.section().named(kind, front.share)),
            Some(Setting::Ends) => self.label = None,
            Some(Setting::Hides) => self.hide(front),
            None => {}
        }
    }

    /// Keeps what follows on a slide that is not shown: up to the next break, or the next slide of its heading's level.
    fn hide(&mut self, front: &FrontMatter) {
        if let Some(kind) = kind_named("notes") {
            let around = self.current().named(kind, front.share);
            self.label = None;
            self.sections.push((self.level, around));
        }
    }

    /// Goes on to a block that is no heading: what a comment says of the next heading is said of this block.
    pub(super) fn go_on(&mut self, block: &Block) {
        if !matches!(block, Block::Heading(_)) {
            self.set_above = None;
        }
    }

    pub(super) fn section(&self) -> Around {
        self.sections.last().map_or(self.outer, |&(_, around)| around)
    }

    pub(super) fn current(&self) -> Around {
        self.beside(self.label.unwrap_or_else(|| self.section()))
    }

    /// What stands around the next block, with what a line beside it says.
    pub(super) fn beside(&self, around: Around) -> Around {
        around.below(self.held)
    }

    /// Goes below a heading; returns its own scope. `above` is what a mark leaves that stands alone above it; above the
    /// title of a whole brief it is a banner, and says no more of the brief than its portions do.
    pub(super) fn enter(&mut self, heading: &Heading, front: &FrontMatter, above: Option<Readers>) -> Scope {
        self.sections.retain(|&(level, _)| level < heading.level);
        self.label = None;
        let cut = self.cut.take().filter(|_| heading.level > self.level);
        self.level = heading.level;
        let mut around = self.section();
        let above = above.filter(|_| heading.level > 1);
        let at_end = if heading.is_text() { None } else { kept_at_end(&heading.inlines) };
        let own = mark_readers(&heading.inlines, front).or(at_end).or(above).or(cut);
        let set_above = self.set_above.take();
        for kind in [heading.kind, set_above].into_iter().flatten() {
            around = around.named(kind, front.share);
        }
        let scope = around.portion(own);
        around.section = own.unwrap_or(around.section);
        if heading.kind.is_some() || own.is_some() || set_above.is_some() {
            self.sections.push((heading.level, around));
        }
        scope
    }
}

/// What stands above a block: only where a heading follows is it asked for a mark.
#[derive(Clone, Copy)]
enum Above<'b> {
    Known { alone: Option<Readers>, cut: Option<Readers> },
    Block(&'b Block),
}

impl Above<'_> {
    fn readers(self, front: &FrontMatter) -> Option<Readers> {
        match self {
            Self::Known { alone, .. } => alone,
            Self::Block(block) => alone_in(block, front),
        }
    }

    fn cut(self) -> Option<Readers> {
        match self {
            Self::Known { cut, .. } => cut,
            Self::Block(block) => cut_short(block),
        }
    }
}

/// What a block leaves of the readers of what follows it, if it is a mark and nothing else, or a list that ends in one.
pub(super) fn alone_in(block: &Block, front: &FrontMatter) -> Option<Readers> {
    match block {
        Block::Paragraph(paragraph) if is_mark_alone(&paragraph.inlines) && edge(paragraph).is_none() => {
            mark_readers(&paragraph.inlines, front)
        }
        Block::List(list) => match list.items.last()?.blocks.as_slice() {
            [last @ Block::Paragraph(_)] => alone_in(last, front),
            _ => None,
        },
        _ => None,
    }
}

/// What a block leaves of the readers of a heading right below it, if it is a block of a kind that announces more than it
/// holds.
pub(super) fn cut_short(block: &Block) -> Option<Readers> {
    match block {
        Block::Kinded(_) => unfinished(block).map(|(_, readers)| readers),
        _ => None,
    }
}

/// Whether a block says nothing of its own to those around it, so that what stands above it is for what follows it.
pub(super) fn is_passed_over(block: &Block) -> bool {
    matches!(block, Block::Comment(_) | Block::Definition(_))
}
