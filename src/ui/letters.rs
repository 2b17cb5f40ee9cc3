//! The letters of the window: those that its own fonts do not have come from the system, once one of them is to be shown.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};

use egui::Context;

use crate::app::{App, JapaneseFont};
use crate::ui::style::fonts_with;

/// Whether letters are missing, and whether the fonts that have them are in use.
#[derive(Default)]
pub(super) struct Letters {
    /// Whether letters are missing that a font with Japanese may have.
    are_missing: Arc<AtomicBool>,
    /// Letters of other scripts that are missing, as they are met.
    missed: Option<Receiver<char>>,
    /// Those for which no font was asked yet, and those for which one was.
    wanted: BTreeSet<char>,
    asked: BTreeSet<char>,
    has_japanese: bool,
    /// How many other fonts are in use.
    n_others: usize,
}

impl Letters {
    /// Gives a window its own fonts, and notes which letters these do not have.
    pub fn watch(ctx: &Context) -> Self {
        /// Below it lie the letters of Europe, Africa, the Near East and India, which no font with Japanese has.
        const FIRST: char = '\u{2000}';
        ctx.set_fonts(fonts_with(None, &[]));
        let (sender, missed) = channel();
        let letters = Self { missed: Some(missed), ..Self::default() };
        let are_missing = Arc::clone(&letters.are_missing);
        // It is asked once for each letter that no font has, and finds none: what it learns is that one is needed.
        ctx.add_font_provider(Arc::new(move |request: &egui::FallbackRequest<'_>| {
            match request.cluster.chars().next() {
                Some(first) if first >= FIRST => are_missing.store(true, Ordering::Release),
                // Whoever does not look any more needs no letters.
                Some(first) => {
                    sender.send(first).ok();
                }
                None => {}
            }
            None
        }));
        letters
    }

    /// At the end of a frame, asks for the fonts whose letters were missing in it, and puts them to use when they are
    /// there.
    pub fn meet_missing(&mut self, ctx: &Context, app: &mut App) {
        if !self.has_japanese && self.are_missing.load(Ordering::Acquire) {
            app.ask_japanese_font();
        }
        let missed = self.missed.iter().flat_map(Receiver::try_iter);
        self.wanted.extend(missed.filter(|letter| !self.asked.contains(letter)));
        if !self.wanted.is_empty() && app.ask_fonts_with(self.wanted.iter().copied().collect()) {
            self.asked.append(&mut self.wanted);
        }
        let japanese = match app.view.japanese {
            JapaneseFont::Read(bytes, face_idx) => Some((bytes, face_idx)),
            _ => None,
        };
        let others = &app.view.cues.fonts;
        if (japanese.is_some(), others.len()) != (self.has_japanese, self.n_others) {
            ctx.set_fonts(fonts_with(japanese, others));
            (self.has_japanese, self.n_others) = (japanese.is_some(), others.len());
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
        let others: Vec<char> = letters.missed.iter().flat_map(Receiver::try_iter).collect();
        assert!(others.contains(&'ש') && !others.contains(&'G'), "{others:?}");
    }
}
