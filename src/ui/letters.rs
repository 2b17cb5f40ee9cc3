//! The letters of the window: those of Japanese come from the system, once one of them is to be shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::Context;

use crate::app::{App, JapaneseFont};
use crate::ui::style::fonts;

/// Whether letters are missing, and whether the font that has them is in use.
#[derive(Default)]
pub(super) struct Letters {
    are_missing: Arc<AtomicBool>,
    has_japanese: bool,
}

impl Letters {
    /// Gives a window its own fonts, and notes which letters these do not have.
    pub fn watch(ctx: &Context) -> Self {
        /// Below it lie the letters of Europe, Africa, the Near East and India, which no font with Japanese has.
        const FIRST: char = '\u{2000}';
        ctx.set_fonts(fonts(None));
        let letters = Self::default();
        let are_missing = Arc::clone(&letters.are_missing);
        // It is asked once for each letter that no font has, and finds none: what it learns is that one is needed.
        ctx.add_font_provider(Arc::new(move |request: &egui::FallbackRequest<'_>| {
            if request.cluster.starts_with(|first| first >= FIRST) {
                are_missing.store(true, Ordering::Release);
            }
            None
        }));
        letters
    }

    /// At the end of a frame, asks for the font with Japanese where letters were missing in it, and puts it to use when it
    /// is there.
    pub fn meet_missing(&mut self, ctx: &Context, app: &mut App) {
        if self.has_japanese || !self.are_missing.load(Ordering::Acquire) {
            return;
        }
        app.ask_japanese_font();
        if let JapaneseFont::Read(bytes, face_idx) = app.view.japanese {
            ctx.set_fonts(fonts(Some((bytes, face_idx))));
            self.has_japanese = true;
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_missed_when_it_is_shown_and_not_before() {
        let ctx = Context::default();
        let letters = Letters::watch(&ctx);
        let misses = |words: &str| {
            let input = egui::RawInput::default();
            ctx.run_ui(input, |ui| drop(ui.label(words))).textures_delta.clear();
            letters.are_missing.load(Ordering::Acquire)
        };
        assert!(!misses("Größe, “quotes” – naïve … 5 € שלום"));
        assert!(misses("指揮下"));
    }
}
