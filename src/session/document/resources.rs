//! What an open brief refers to: which files, and whether all of them were read.

use crate::session::document::Session;
use crate::session::{Disk, Loaded, References, Resources, reload};

impl Session {
    /// What the text referred to when that was read last, or is being read.
    pub fn references(&self) -> &References {
        &self.references
    }

    /// What the text refers to is being read anew.
    pub fn expect_resources(&mut self, references: References) {
        self.references = references;
    }

    /// Whether pictures of the brief have still to be read, so that no page is what it will be.
    pub fn awaits_pictures(&self) -> bool {
        self.awaits_pictures
    }

    /// Takes in what the text refers to, read anew.
    pub fn take_in(&mut self, resources: Resources) {
        self.awaits_pictures = false;
        self.loaded.take_in(resources);
    }

    /// The brief with what it refers to, where it is only to be read.
    pub fn into_loaded(self) -> Loaded {
        if !self.awaits_pictures {
            return self.loaded;
        }
        let Loaded { path, text, .. } = self.loaded;
        reload(&path, text, &Disk)
    }
}
