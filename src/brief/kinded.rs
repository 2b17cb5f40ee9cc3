//! Blocks of a kind, and how they may be written.

use crate::brief::{Block, Inline, KindRef, Paragraph, Scope, Weight};
use crate::text::Span;

/// A block of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Kinded {
    /// The kind, known or not.
    pub kind: KindRef,
    /// How it was written.
    pub form: Form,
    /// Words after the marker, such as the question of an `if-raised`.
    pub title: Vec<Inline>,
    /// What the braces at the end of those words say.
    pub weight: Option<Weight>,
    /// Settings in the braces of a fence, such as `state=OH`.
    pub attributes: Option<String>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Whether what follows the container it stands in is of the kind too, to the end of the slide.
    pub goes_on: bool,
    /// The marker itself: `[!SAY]`, `::: say`, `Note:`.
    pub marker_span: Span,
    /// The whole block.
    pub span: Span,
    /// Who may read it, and in which kind it stands.
    pub scope: Scope,
}

impl Kinded {
    /// A block of a kind without a title and settings.
    pub fn new(kind: KindRef, form: Form, blocks: Vec<Block>, marker_span: Span, span: Span) -> Self {
        Self {
            kind,
            form,
            title: Vec::new(),
            weight: None,
            attributes: None,
            blocks,
            goes_on: false,
            marker_span,
            span,
            scope: Scope::default(),
        }
    }

    /// A callout of our own, to be written into a brief: its title, and the words of its paragraphs.
    pub fn callout(kind: KindRef, title: Vec<Inline>, paragraphs: Vec<Vec<Inline>>) -> Self {
        let (span, scope) = (Span::default(), Scope::default());
        let paragraph = |inlines| {
            Block::Paragraph(Paragraph { inlines, weight: None, numbering: None, label: None, span, scope })
        };
        let blocks = paragraphs.into_iter().map(paragraph).collect();
        Self { title, ..Self::new(kind, Form::Callout, blocks, span, span) }
    }
}

/// How a block of a kind was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `> [!KIND] title`
    Callout,
    /// `::: kind` … `:::`
    Div,
    /// `::: kind` without an end, or a fence that makes no sense: all that follows is private.
    Unclosed,
    /// `[!KIND] title` without the `>`: one paragraph.
    Bare,
    /// A note in the syntax of another tool: `Note:`, `???`, `^`.
    Foreign,
}
