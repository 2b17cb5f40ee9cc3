//! The patterns of Office that a brief names, read from beside it.

use std::path::Path;
use std::sync::Arc;

use crate::session::Files;
use crate::session::load::beside::read_beside;
use crate::session::load::{MAX_IMAGE_BYTES, PictureCache, References, Resources};
use crate::session::reason::unread_reason;

/// Reads the patterns of Office that the brief names; returns what stands for what was read.
pub(super) fn load_patterns(
    resources: &mut Resources,
    (folder, references): (&Path, &References),
    files: &dyn Files,
    pictures: &PictureCache,
) -> Vec<Option<u64>> {
    let mut read = Vec::new();
    let mut pattern = |path: &Option<String>| -> Option<Arc<[u8]>> {
        let path = path.as_ref()?;
        match read_beside(folder, path, MAX_IMAGE_BYTES, files) {
            Ok(bytes) => {
                read.push(Some(pictures.hash(&bytes)));
                Some(bytes.into())
            }
            Err(err) => {
                resources.problems.insert(path.clone(), unread_reason(&err));
                None
            }
        }
    };
    let (doc, pptx) = (pattern(&references.reference_doc), pattern(&references.reference_pptx));
    (resources.assets.reference_doc, resources.assets.reference_pptx) = (doc, pptx);
    read
}
