//! The projection: from a brief to what one reader may have of it.
//!
//! Who may read a piece of text stands on it; here it is only asked.

pub(super) mod block;
mod inline;
mod notes;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::brief::{self, Brief, Footnote, Node, Reader, Readers, Scope, inline_text, walk_blocks};
use crate::facts::for_state;
use crate::release::audience::Audience;
use crate::release::front::{banner, copy_line, date, kind_label, rows, subtitle, title};
use crate::release::jump::{Jumps, number_anchors};
use crate::release::project::block::joined;
use crate::release::project::notes::Noted;
use crate::release::slides::slides;
use crate::release::{
    Block, Content, Context, Image, InlineContent, Note, OfficeOptions, Released, Screen, Slide, plain_text,
};
use crate::text::Span;

/// Makes the copy of a brief that `reader` may have.
pub fn project(brief: &Brief, context: &Context<'_>, reader: Reader) -> Released {
    project_for(brief, context, reader, &Audience::default())
}

/// Makes the copy of a brief that `reader` may have, without the sections that were made for other audiences.
pub fn project_for(brief: &Brief, context: &Context<'_>, reader: Reader, audience: &Audience) -> Released {
    let options = CopyOptions { reader, audience: audience.clone(), edits: Edits::Open };
    project_with(brief, context, &options)
}

/// What copy is wanted.
#[derive(Clone, Debug)]
pub struct CopyOptions {
    /// For whom.
    pub reader: Reader,
    /// For which audience.
    pub audience: Audience,
    /// What becomes of edits that nobody has settled.
    pub edits: Edits,
}

/// What becomes of edits that nobody has settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edits {
    /// They are drawn in our own copies; what leaves has the text before them.
    Open,
    /// The text is as it was before them.
    Original,
    /// The text is as it will be after them.
    Accepted,
}

/// Makes a copy of a brief.
pub fn project_with(brief: &Brief, context: &Context<'_>, options: &CopyOptions) -> Released {
    let reader = options.reader;
    let state = options.audience.state().or(brief.front.state);
    let scoped = for_state(brief, context.book, state);
    let brief = scoped.as_ref();
    let mut projector = Projector::new(brief, context, reader, Medium::Paper);
    projector.edits = options.edits;
    projector.kept = options.audience.kept(brief);
    let mut blocks = projector.text();
    let mut notes = projector.take_notes();
    let title_words = plain_text(&title(&brief.front, &brief.blocks, reader));
    let anchors = number_anchors(&projector.jumps, &title_words, &mut blocks, &mut notes);
    let open_edits = std::mem::take(&mut projector.open_edits);
    let (slides, targets) = slides(brief, &mut projector);
    projector.open_edits = open_edits;
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
        subtitle: subtitle(front, reader),
        kind_label: reader.is_ours().then(|| kind_label(front.kind, front.lang)),
        date: date(front, reader),
        rows: rows(front, reader),
        banner: banner(front, reader, &marks),
        copy_line: copy_line(front, reader),
        copy_number: None,
        blocks: parts.blocks,
        notes: parts.notes,
        anchors: parts.anchors,
        screen: Screen {
            title: crate::release::front::title(front, &brief.blocks, viewer),
            subtitle: subtitle(front, viewer),
            banner: banner(front, viewer, &[]),
            slides: parts.slides,
            targets: parts.targets,
        },
        open_edits: projector.open_edits,
        images: projector.images,
        theme: front.theme.clone(),
        mark: projector.context.assets.theme.as_ref().and_then(|theme| theme.mark.clone()),
        office: OfficeOptions::of(front, projector.context.assets),
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
    /// The footnotes this reader may have, by their names; of several the first.
    footnotes: HashMap<&'c str, &'c Footnote>,
    /// Who may refer to each definition of a link's target; of several to the first.
    definitions: HashMap<&'c str, Readers>,
    /// Footnotes referred to and not yet written out, with the index of their note.
    pending: Vec<(usize, Noted<'c>)>,
    notes: Vec<Note>,
    note_numbers: HashMap<String, usize>,
    pub(super) images: Vec<Arc<Image>>,
    image_indices: HashMap<String, usize>,
    marks: Vec<String>,
    edits: Edits,
    /// Where edits stand that nobody has settled.
    open_edits: Vec<Span>,
    /// The links within the copy, and the headings they may lead to.
    pub(super) jumps: Jumps,
    /// The levels of the headings that hold the current block, as written.
    levels: Vec<u8>,
    /// Whether each top-level block is for this audience; empty if all are.
    kept: Vec<bool>,
}

impl<'c> Projector<'c> {
    pub(super) fn new(brief: &'c Brief, context: &Context<'c>, reader: Reader, medium: Medium) -> Self {
        let mut projector = Self {
            brief,
            context: *context,
            reader,
            medium,
            footnotes: HashMap::new(),
            definitions: HashMap::new(),
            pending: Vec::new(),
            notes: Vec::new(),
            note_numbers: HashMap::new(),
            images: Vec::new(),
            image_indices: HashMap::new(),
            marks: Vec::new(),
            edits: Edits::Open,
            open_edits: Vec::new(),
            jumps: Jumps::default(),
            levels: Vec::new(),
            kept: Vec::new(),
        };
        projector.collect_definitions();
        projector.begin_jumps();
        projector
    }

    /// Finds what may be referred to by name.
    fn collect_definitions(&mut self) {
        self.footnotes.clear();
        self.definitions.clear();
        walk_blocks(&self.brief.blocks, &mut |node| match node {
            Node::Block(brief::Block::Footnote(footnote)) if footnote.scope.readers.contains(self.reader) => {
                self.footnotes.entry(&footnote.label).or_insert(footnote);
            }
            Node::Block(brief::Block::Definition(definition)) => {
                self.definitions.entry(&definition.id).or_insert(definition.scope.readers);
            }
            _ => {}
        });
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
        self.collect_definitions();
        self.begin_jumps();
    }

    fn text(&mut self) -> Vec<Block> {
        let mut out = Vec::new();
        let title_idx = self.brief_title_idx();
        for (idx, block) in self.brief.blocks.iter().enumerate() {
            if idx == title_idx || !self.keeps(idx) {
                continue;
            }
            out.extend(self.block(block));
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

    pub(super) fn may_read(&self, scope: Scope) -> bool {
        scope.readers.contains(self.reader) && (self.medium == Medium::Paper || scope.readers.on_slide())
    }
}
