//! The files of fonts on a machine: each is read when a letter of it is first set, and once for all who show it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use typst_kit::fonts::{FontPath, FontSource};

/// The files that were read. One with Japanese is 20 MB and holds several faces, and both pages and window show it.
#[derive(Clone, Default)]
pub(super) struct FontFiles(Arc<Mutex<HashMap<PathBuf, &'static [u8]>>>);

/// A face in a file.
pub(super) struct FontFile {
    path: FontPath,
    files: FontFiles,
}

impl FontFiles {
    /// Faces that were found, to be read when they are needed.
    pub fn of(
        &self,
        found: impl Iterator<Item = (FontPath, FontInfo)>,
    ) -> impl Iterator<Item = (FontFile, FontInfo)> {
        found.map(|(path, info)| (FontFile { path, files: self.clone() }, info))
    }

    /// The bytes of a file, which stay as long as the program lives: so do the fonts that are made of them.
    fn read(&self, path: &Path) -> Option<&'static [u8]> {
        // Whatever thread had it before left it whole.
        let mut read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = read.get(path) {
            return Some(bytes);
        }
        let bytes: &'static [u8] = std::fs::read(path).ok()?.leak();
        read.insert(path.to_owned(), bytes);
        Some(bytes)
    }
}

#[cfg(test)]
impl FontFiles {
    /// How many were read.
    pub fn n_read(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl FontFile {
    /// The bytes of its file and its number in it.
    pub fn bytes(&self) -> Option<(&'static [u8], u32)> {
        Some((self.files.read(&self.path.path)?, self.path.index))
    }
}

impl FontSource for FontFile {
    fn load(&self) -> Option<Font> {
        let (bytes, index) = self.bytes()?;
        Font::new(Bytes::new(bytes), index)
    }
}

#[cfg(test)]
mod tests {
    use crate::brief::{Reader, parse};
    use crate::facts::FactBook;
    use crate::layout::{Engine, Options, Paper, Shape, THEMES, typeset};
    use crate::release::{Assets, Context, project};

    /// A font of ours under the name of one with Japanese.
    fn as_if_japanese() -> Vec<u8> {
        let wide = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
        let (own, japanese) = (wide("Noto Sans"), wide("Yu Gothic"));
        let mut bytes = notosans::REGULAR_TTF.to_vec();
        for at in 0..bytes.len() - own.len() {
            if bytes[at..].starts_with(&own) {
                bytes[at..at + own.len()].copy_from_slice(&japanese);
            }
        }
        bytes
    }

    #[test]
    fn a_font_with_japanese_is_read_when_it_is_needed_and_once() {
        let folder = tempfile::tempdir().expect("made");
        std::fs::write(folder.path().join("yu.ttf"), as_if_japanese()).expect("written");
        let engine = Engine::with_fonts_in(folder.path());
        assert!(engine.has_japanese());
        let (book, assets) = (FactBook::default(), Assets::default());
        let context = Context { book: &book, assets: &assets };
        let released = project(&parse("## Trade\n\nWords.\n").0, &context, Reader::Principal);
        let options = Options { shape: Shape::Text, paper: Paper::A4, theme: &THEMES[0] };
        typeset(&engine, &released, &options).expect("set");
        assert_eq!(engine.n_files_read(), 0, "nothing of it was needed");
        let (bytes, index) = engine.japanese_font().expect("found");
        assert_eq!((bytes.len(), index, engine.n_files_read()), (notosans::REGULAR_TTF.len(), 0, 1));
        let of_pages = engine.japanese_type().expect("loaded");
        assert_eq!(of_pages.data().as_ptr(), bytes.as_ptr(), "pages and window share it");
    }
}
