//! The patterns of Office that a user has chosen for all briefs, read from wherever they lie.

use std::path::PathBuf;
use std::sync::Arc;

use crate::release::House;
use crate::session::Files;

/// The largest pattern that is read.
const MAX_BYTES: u64 = 32_000_000;

/// Where the patterns of a user lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseFiles {
    /// The Word document.
    pub doc: Option<PathBuf>,
    /// The presentation.
    pub pptx: Option<PathBuf>,
}

/// Reads the patterns; one that cannot be read has no bytes, which is told of where it would be used.
pub fn read_house(paths: &HouseFiles, files: &dyn Files) -> House {
    let read = |path: &Option<PathBuf>| {
        let path = path.as_ref()?;
        Some(files.read(path, MAX_BYTES).map_or_else(|_| Arc::from([]), Arc::from))
    };
    House { doc: read(&paths.doc), pptx: read(&paths.pptx) }
}
