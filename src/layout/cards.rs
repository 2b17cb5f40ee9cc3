//! Palm cards, which say where a frame goes on from one to the next: what is read from the hand must not seem whole
//! where it is not.

use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use crate::layout::document::write_cards;
use crate::layout::engine::Engine;
use crate::layout::pages::{Pages, Typesetter};
use crate::layout::{Options, TypesetError};
use crate::release::Released;

impl Typesetter {
    /// Makes palm cards. The signs stand in the margins and move nothing, so one more round is enough.
    pub(super) fn cards(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
    ) -> Result<Pages, TypesetError> {
        let pages = self.typeset_cards(engine, released, options)?;
        let found = continued_pages(pages.document());
        if found == self.continued_pages {
            return Ok(pages);
        }
        self.continued_pages = found;
        self.typeset_cards(engine, released, options)
    }

    fn typeset_cards(
        &mut self,
        engine: &Engine,
        released: &Released,
        options: &Options,
    ) -> Result<Pages, TypesetError> {
        let continued_pages = self.continued_pages.clone();
        let write = |n_pages| write_cards(released, options, n_pages, &continued_pages);
        self.numbered(engine, released, options, &[], write)
    }
}

/// The numbers of the pages that begin within a frame of the page before, from 1.
fn continued_pages(document: &PagedDocument) -> Vec<usize> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    for (page_idx, page) in document.pages().iter().enumerate() {
        if depth > 0 {
            found.push(page_idx + 1);
        }
        count_open_frames(&page.frame, &mut depth);
    }
    found
}

/// Counts the frames that begin and end on a page.
fn count_open_frames(frame: &Frame, depth: &mut usize) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Tag(Tag::Start(content, _)) => {
                let Some(Value::Str(name)) = content.to_packed::<MetadataElem>().map(|mark| &mark.value)
                else {
                    continue;
                };
                match name.as_str() {
                    "begins" => *depth += 1,
                    "ends" => *depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            FrameItem::Group(group) => count_open_frames(&group.frame, depth),
            _ => {}
        }
    }
}
