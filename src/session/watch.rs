//! Whether files beside the brief are changed by other programs.

use std::path::Path;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::session::files::folder_of;

/// Watches the folder of a brief until it is dropped.
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches the folder of `path`, and calls `wake` when a file in it was written, renamed or removed.
    ///
    /// Files that are in the making, whose names begin with a dot, are passed over.
    ///
    /// # Errors
    /// The system cannot watch the folder; the words say why. The program goes on without.
    pub fn new(path: &Path, wake: impl Fn() + Send + 'static) -> Result<Self, String> {
        let folder = folder_of(path);
        let meet = move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| {
                tells_of_change(event.kind) && event.paths.iter().any(|path| is_finished(path))
            }) {
                wake();
            }
        };
        let mut watcher = notify::recommended_watcher(meet).map_err(|err| err.to_string())?;
        watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|err| err.to_string())?;
        Ok(Self { _watcher: watcher })
    }
}

fn tells_of_change(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_))
}

fn is_finished(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| !name.starts_with('.'))
}
