//! A ministry's own theme, read from its folder beside the brief.

use std::path::Path;

use crate::layout::{mark_file, theme_fault};
use crate::release::OwnTheme;
use crate::session::Files;
use crate::session::load::{MAX_DATA_BYTES, PictureCache, Resources, load_image};
use crate::session::reason::unread_reason;
use crate::text::message;

/// Reads the theme that lies beside the brief; returns what stands for it. A name of another tool's theme is no fault.
pub(super) fn load_theme(
    resources: &mut Resources,
    (folder, theme): (&Path, &str),
    files: &dyn Files,
    pictures: &mut PictureCache,
) -> Option<u64> {
    let path = format!("{}/theme.toml", theme.trim_end_matches('/'));
    let bytes = match files.read_within(folder, &path, MAX_DATA_BYTES) {
        Ok(bytes) => bytes,
        Err(err) => {
            if theme.contains('/') {
                let reason = unread_reason(&err);
                let problem = message!("{path}: {reason}", "{path}：{reason}", reason);
                resources.problems.insert(theme.to_owned(), problem);
            }
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut hash = pictures.hash(&bytes);
    let mark = mark_file(&text).and_then(|file| {
        let dest = format!("{}/{file}", theme.trim_end_matches('/'));
        match load_image(folder, &dest, files, pictures) {
            Ok((of_mark, image)) => {
                hash ^= of_mark.rotate_left(1);
                Some(image)
            }
            Err(problem) => {
                let problem = message!("its mark {file}: {problem}", "ロゴ {file}：{problem}", problem);
                resources.problems.insert(theme.to_owned(), problem);
                None
            }
        }
    });
    if let Some(problem) = theme_fault(&text) {
        resources.problems.insert(theme.to_owned(), problem);
    }
    resources.assets.theme = Some(OwnTheme { text, mark });
    Some(hash)
}
