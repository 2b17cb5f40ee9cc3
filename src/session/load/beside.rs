//! Files beside a brief, by the names that people type for them.

use std::io;
use std::path::Path;

use crate::session::Files;

/// Reads a file by its name as it is written, else with the percent escapes that Markdown needs for blanks taken out.
pub(super) fn read_beside(
    folder: &Path,
    path: &str,
    max_bytes: u64,
    files: &dyn Files,
) -> io::Result<Vec<u8>> {
    let name = unescaped(path);
    match files.read_within(folder, path, max_bytes) {
        Err(err) if err.kind() == io::ErrorKind::NotFound && name != path => {
            files.read_within(folder, &name, max_bytes)
        }
        result => result,
    }
}

pub(super) fn is_relative(dest: &str) -> bool {
    !dest.is_empty() && !dest.starts_with('#') && !dest.contains(':')
}

/// Takes percent escapes out of a path, as Markdown needs them for blanks.
pub(super) fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = path.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        if let Some(byte) = escaped.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
