//! Where the slides of a deck begin among its pages.

use typst::foundations::NativeElement as _;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// The number of the page on which each slide begins, from 1: where its marker stands.
pub(super) fn slide_starts(document: &PagedDocument) -> Vec<usize> {
    let mut starts = Vec::new();
    for (page_idx, page) in document.pages().iter().enumerate() {
        count_markers(&page.frame, &mut || starts.push(page_idx + 1));
    }
    starts
}

fn count_markers(frame: &Frame, found: &mut dyn FnMut()) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Tag(Tag::Start(content, _)) if content.elem() == MetadataElem::ELEM => found(),
            FrameItem::Group(group) => count_markers(&group.frame, found),
            _ => {}
        }
    }
}
