//! Threads that open sealed briefs and make seals: a passphrase takes about a second on purpose.

use std::path::PathBuf;

use crate::app::Event;
use crate::app::jobs::{Jobs, spawn};
use crate::session::{DocId, Keyring, open_sealed, seal_for};

impl Jobs {
    /// Opens a sealed brief, with what a crash left of it in the state folder.
    pub(in crate::app) fn unseal(&self, path: PathBuf, keyring: Keyring, state_folder: Option<PathBuf>) {
        let (post, is_asked) = (self.post.clone(), keyring.passphrase.is_some());
        spawn("unsealer", move || {
            let result = open_sealed(&path, &keyring, state_folder.as_deref());
            post.send(Event::Unsealed { is_asked, result: Box::new(result) });
        });
    }

    /// Makes the seal under which a document is to be saved.
    pub(in crate::app) fn make_seal(&self, doc: DocId, path: PathBuf, keyring: Keyring) {
        let post = self.post.clone();
        spawn("sealer", move || {
            let result = seal_for(&path, &keyring);
            post.send(Event::SealMade { doc, path, result });
        });
    }
}
