//! What a piece of released running text holds.

use crate::release::{Inline, InlineContent};

impl InlineContent {
    /// What an emphasis, a link and the like hold; nothing in what holds no other pieces.
    pub fn children(&self) -> &[Inline] {
        match self {
            Self::Emphasis(children)
            | Self::Strong(children)
            | Self::Strikethrough(children)
            | Self::Styled { children, .. }
            | Self::Ruby { children, .. }
            | Self::Inserted(children)
            | Self::Deleted(children)
            | Self::Link { children, .. }
            | Self::Jump { children, .. } => children,
            Self::Text(_)
            | Self::Code(_)
            | Self::Picture(_)
            | Self::Ref(_)
            | Self::Portion(_)
            | Self::Private(_)
            | Self::SoftBreak
            | Self::HardBreak => &[],
        }
    }

    /// The same to be changed; nothing where there can be none.
    pub(crate) fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emphasis(children)
            | Self::Strong(children)
            | Self::Strikethrough(children)
            | Self::Styled { children, .. }
            | Self::Ruby { children, .. }
            | Self::Inserted(children)
            | Self::Deleted(children)
            | Self::Link { children, .. }
            | Self::Jump { children, .. } => Some(children),
            Self::Text(_)
            | Self::Code(_)
            | Self::Picture(_)
            | Self::Ref(_)
            | Self::Portion(_)
            | Self::Private(_)
            | Self::SoftBreak
            | Self::HardBreak => None,
        }
    }
}
