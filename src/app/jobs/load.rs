//! The thread that reads what a brief refers to: its facts, its tables, its pictures, each decoded once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use crate::app::Event;
use crate::app::jobs::Post;
use crate::session::{Disk, DocId, PictureCache, References, load_resources};
use crate::text::message;

/// What a brief refers to, to be read.
pub struct LoadOrder {
    /// Which brief.
    pub doc: DocId,
    /// Where it lies.
    pub path: PathBuf,
    /// What it refers to.
    pub references: References,
}

pub(super) fn load(orders: &Receiver<LoadOrder>, post: &Post) {
    let mut pictures = PictureCache::default();
    let mut last = None;
    while let Ok(first) = orders.recv() {
        // The newest order wins.
        let order = orders.try_iter().last().unwrap_or(first);
        let LoadOrder { doc, path, references } = order;
        let read = AssertUnwindSafe(|| load_resources(&path, &references, &Disk, &mut pictures));
        match catch_unwind(read) {
            Ok(resources) => {
                let read = Some((doc, resources.fingerprint()));
                // Each save and each file that comes or goes beside the brief orders this; mostly all is as it was.
                if last != read {
                    last = read;
                    post.send(Event::Loaded { doc, resources: Box::new(resources) });
                }
            }
            Err(_) => post.send(Event::Failed(message!(
                "what the brief refers to could not be read",
                "資料が参照するファイルを読み込めません"
            ))),
        }
    }
}
