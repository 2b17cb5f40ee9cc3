//! What files of Word and PowerPoint take beside the text: the patterns of a ministry.

use std::sync::Arc;

use crate::brief::FrontMatter;
use crate::release::Assets;

/// The patterns of Office that a user has chosen for all briefs; no bytes where one could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// The Word document.
    pub doc: Option<Arc<[u8]>>,
    /// The presentation.
    pub pptx: Option<Arc<[u8]>>,
}

/// What files of Word and PowerPoint take beside the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfficeOptions {
    /// The document whose styles and sheet a Word file takes; no bytes where it could not be read.
    pub reference_doc: Option<Arc<[u8]>>,
    /// The presentation whose master and layouts a PowerPoint file takes; no bytes where it could not be read.
    pub reference_pptx: Option<Arc<[u8]>>,
    /// Whether a Word file asks whoever changes it to let Word track the changes.
    pub tracks_changes: bool,
}

impl OfficeOptions {
    /// What the brief names, else what the user has chosen for all.
    pub(super) fn of(front: &FrontMatter, assets: &Assets) -> Self {
        // One that is missing is told of where it would be used.
        let chosen = |named: Option<&String>, own: Option<&Arc<[u8]>>, house: Option<&Arc<[u8]>>| match named
        {
            Some(_) => Some(own.cloned().unwrap_or_else(|| Arc::from([]))),
            None => house.cloned(),
        };
        let house = &assets.house;
        Self {
            reference_doc: chosen(
                front.reference_doc.as_ref(),
                assets.reference_doc.as_ref(),
                house.doc.as_ref(),
            ),
            reference_pptx: chosen(
                front.reference_pptx.as_ref(),
                assets.reference_pptx.as_ref(),
                house.pptx.as_ref(),
            ),
            tracks_changes: front.tracks_changes,
        }
    }
}
