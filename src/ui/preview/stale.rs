//! Figures whose time is past, marked on the pages as they are seen here; no file that is written shows it.

use std::collections::HashMap;

use egui::{Pos2, Rect, Ui};

use crate::app::{App, PageSlot};
use crate::facts::Use;
use crate::layout::PageWords;
use crate::text::Span;
use crate::ui::style::STALE_ON_PAGE;

/// Where they stand on the pages that were seen. Looked up once for each page and each list of them.
#[derive(Default)]
pub(super) struct StaleWords {
    uses: Vec<Use>,
    on_pages: HashMap<u128, Vec<(PageWords, bool)>>,
}

impl StaleWords {
    /// Forgets pages that may not be seen again.
    pub(super) fn clear(&mut self) {
        self.on_pages.clear();
    }

    /// The words of one page that cite them, each with whether a chart draws it.
    pub(super) fn on_page(&mut self, app: &App, slot: &PageSlot) -> &[(PageWords, bool)] {
        if self.uses != app.view.book.stale {
            self.uses.clone_from(&app.view.book.stale);
            self.on_pages.clear();
        }
        if self.uses.is_empty() || app.preview.is_stale {
            return &[];
        }
        let uses = &self.uses;
        self.on_pages.entry(slot.hash).or_insert_with(|| {
            let spans: Vec<Span> = uses.iter().map(|used| used.span).collect();
            let words = slot.pages.words_of(slot.page_idx, &spans);
            words.into_iter().map(|words| (words, uses[words.span_idx].is_chart)).collect()
        })
    }
}

/// Marks words: a line below those of a sentence, a bar beside a chart.
pub(super) fn stale_ui(ui: &Ui, words: &[(PageWords, bool)], (page, scale): (Rect, f32)) {
    let at = |x_pt: f64, y_pt: f64| page.min + egui::vec2(x_pt as f32, y_pt as f32) / scale;
    let mut charts: HashMap<usize, Rect> = HashMap::new();
    for (words, is_chart) in words {
        let (left, right) = (at(words.left_pt, words.y_pt), at(words.right_pt, words.y_pt));
        if *is_chart {
            let line = Rect::from_two_pos(left - egui::vec2(0.0, words.size_pt as f32 / scale), right);
            charts.entry(words.span_idx).and_modify(|rect| *rect = rect.union(line)).or_insert(line);
        } else {
            let below = egui::vec2(0.0, (0.2 * words.size_pt) as f32 / scale);
            ui.painter().line_segment([left + below, right + below], (2.0, STALE_ON_PAGE));
        }
    }
    for rect in charts.values() {
        let left = rect.left() - 8.0;
        let ends = [Pos2::new(left, rect.top()), Pos2::new(left, rect.bottom())];
        ui.painter().line_segment(ends, (3.0, STALE_ON_PAGE));
    }
}
