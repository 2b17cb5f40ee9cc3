//! The font with Japanese for the window: 20 MB that are read when something Japanese is shown, and not before.

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
}
