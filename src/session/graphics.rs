//! Whether this program draws its windows without a graphics card.

use std::fs;
use std::path::Path;

/// Whether the windows are drawn by the processor, so that each of their pixels costs time. Known under Linux alone,
/// where what draws then has threads of a known name in this program; elsewhere, and before a window is open, no.
pub fn is_drawn_by_processor() -> bool {
    has_thread_named(Path::new("/proc/self/task"), "llvmpipe")
}

fn has_thread_named(tasks: &Path, name: &str) -> bool {
    let Ok(entries) = fs::read_dir(tasks) else { return false };
    let named = |task: fs::DirEntry| fs::read_to_string(task.path().join("comm")).unwrap_or_default();
    entries.flatten().map(named).any(|named| named.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_that_draw_are_known_by_their_names() {
        let folder = tempfile::tempdir().expect("a folder");
        for (task, name) in [("1", "demarche\n"), ("2", "llvmpipe-0\n")] {
            assert!(!has_thread_named(folder.path(), "llvmpipe"), "before {name}");
            fs::create_dir(folder.path().join(task)).expect("made");
            fs::write(folder.path().join(task).join("comm"), name).expect("written");
        }
        assert!(has_thread_named(folder.path(), "llvmpipe"));
        assert!(!has_thread_named(&folder.path().join("absent"), "llvmpipe"));
    }
}
