//! Fonts for letters that those of the window do not have. That with Japanese is 20 MB, which are read when something
//! Japanese is shown, and not before.

use crate::app::App;

/// What is known of a font with Japanese for the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JapaneseFont {
    /// The fonts of this machine are not listed yet.
    #[default]
    Unknown,
    /// There is none.
    Missing,
    /// There is one.
    Found,
    /// It is being read.
    Asked,
    /// The bytes of its file, and the index of its face.
    Read(&'static [u8], u32),
}

impl App {
    /// The window shows letters that its own fonts do not have: the font with Japanese is read, where there is one.
    pub fn ask_japanese_font(&mut self) {
        if self.view.japanese == JapaneseFont::Found && self.jobs.read_japanese_font() {
            self.view.japanese = JapaneseFont::Asked;
        }
    }

    /// The window shows letters of other scripts that its own fonts do not have: fonts with them are read, where there
    /// are some. Returns whether they can be asked for already.
    pub fn ask_fonts_with(&mut self, letters: Vec<char>) -> bool {
        self.jobs.read_fonts_with(letters)
    }

    /// A font was read; that of another letter may be the same.
    pub(in crate::app) fn take_font(&mut self, bytes: &'static [u8], face_idx: u32) {
        let is_known = |&(known, idx): &(&[u8], u32)| std::ptr::eq(known, bytes) && idx == face_idx;
        if !self.view.cues.fonts.iter().any(is_known) {
            self.view.cues.fonts.push((bytes, face_idx));
        }
    }
}
