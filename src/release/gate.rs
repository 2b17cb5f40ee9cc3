//! What keeps a copy that leaves our side from being handed over, though nothing private is in it.

use crate::brief::FrontMatter;
use crate::release::Released;
use crate::text::{Message, Span, message};

/// Why a copy may not be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would hold nothing.
    Empty,
    /// Nobody has settled the edits in its text; their places in the brief.
    OpenEdits(Vec<Span>),
    /// The marking of the brief cannot be read.
    UnclearMarking(Span),
}

impl Refusal {
    /// What the user is told.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => message!(
                "the brief holds nothing for this reader, so no file is written; mark what the reader is to have",
                "この相手に渡す内容がないため、ファイルを作成しません。渡す部分に印を付けてください"
            ),
            Self::OpenEdits(_) => message!(
                "an edit in the text of this copy is still open, so no file is written; settle it in the text",
                "未確定の修正が残っているため、ファイルを作成しません。本文で確定してください"
            ),
            Self::UnclearMarking(_) => message!(
                "the marking cannot be read, so no file is written; quote values that hold a colon",
                "取扱区分を読み取れないため、ファイルを作成しません。コロンを含む値は引用符で囲んでください"
            ),
        }
    }
}

/// Why a copy may not be handed over. Our own copies are only refused where a marking is written and none can be read,
/// since each of their pages must bear it.
pub fn refusals(released: &Released, front: &FrontMatter) -> Vec<Refusal> {
    let content = released.content();
    let is_ours = content.reader.is_ours();
    let is_lost = front.has_key("marking") && front.marking.banner.is_none();
    let mut refusals = Vec::new();
    if !front.is_marking_clear && (is_lost || !is_ours) {
        refusals.push(Refusal::UnclearMarking(front.key_span("marking")));
    }
    if is_ours {
        return refusals;
    }
    if content.blocks.is_empty() {
        refusals.push(Refusal::Empty);
    }
    if !content.open_edits.is_empty() {
        refusals.push(Refusal::OpenEdits(content.open_edits.clone()));
    }
    refusals
}
