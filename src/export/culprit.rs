//! Where in a brief the text stands at which a library gave up: found by writing halves of the document.

use crate::export::{ExportError, Format, Job, write};
use crate::layout::{Shape, TypesetError};
use crate::release::Released;
use crate::text::{Span, message};

/// What is told of a fault of a library: the first block that cannot be written by itself, or else the fault.
pub(super) fn placed(fault: ExportError, format: &Format, job: &Job<'_>) -> ExportError {
    let is_screen = job.options.shape == Shape::Slides;
    let is_at_fault = |released: &Released| {
        let is_fault = |err: &ExportError| !matches!(err, ExportError::Typeset(TypesetError::TooMuch { .. }));
        write(format, &Job { released, ..*job }).err().as_ref().is_some_and(is_fault)
    };
    let Some(span) = culprit(job.released, is_screen, &is_at_fault) else { return fault };
    let words = message!(
        "what stands here cannot be set; take it out, or write it another way",
        "この部分は組版できません。削除するか、別の書き方にしてください"
    );
    ExportError::Typeset(TypesetError::TooMuch { words, span })
}

/// The block, or on screens the slide, that is at fault by itself; nothing where only several are together.
fn culprit(released: &Released, is_screen: bool, is_at_fault: &dyn Fn(&Released) -> bool) -> Option<Span> {
    let n_parts =
        if is_screen { released.content().screen.slides.len() } else { released.content().blocks.len() };
    // The title, the notes or what stands around the text: no block is to blame.
    if is_at_fault(&released.part(0..0)) {
        return None;
    }
    let mut range = 0..n_parts;
    while range.len() > 1 {
        let middle = range.start + range.len() / 2;
        let first = range.start..middle;
        range = if is_at_fault(&released.part(first.clone())) { first } else { middle..range.end };
    }
    let part = released.part(range);
    let content = part.content();
    let span = if is_screen {
        let start = content.screen.slides.first()?.start;
        Span::new(start, start)
    } else {
        content.blocks.first()?.span
    };
    is_at_fault(&part).then_some(span)
}
