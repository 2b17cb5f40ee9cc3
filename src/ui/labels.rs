//! Titles and sentences of the brief in rows and labels, whichever way their words run.
//!
//! The toolkit puts words in the order of the text, so that those of Hebrew and Arabic would be read backwards. What is
//! shown of them is not their letters, so a reader of the screen is told these beside it.

use egui::text::TextWrapping;
use egui::{Align, FontSelection, Label, Response, RichText, Role, TextStyle, Ui, WidgetInfo, WidgetText};

use crate::text::{mostly_runs_left, runs_left};
use crate::ui::turned;

/// Shows sentences in as many rows as they take; those that mostly run left begin at the right.
pub(super) fn sentences_ui(ui: &mut Ui, sentences: impl Into<WidgetText>) -> Response {
    let sentences = sentences.into();
    let said = sentences.text().to_owned();
    if !said.chars().any(runs_left) {
        return ui.add(Label::new(sentences).wrap());
    }
    let width = ui.available_width();
    let mut job = (*sentences.into_layout_job(ui.style(), FontSelection::Default, Align::Center)).clone();
    job.wrap = TextWrapping::wrap_at_width(width);
    let galley = turned::lay_out(ui, &job);
    let is_from_right = width.is_finite() && mostly_runs_left(&said) == Some(true);
    let galley = if is_from_right { turned::begin_at_right(galley, width) } else { galley };
    turned_ui(ui, galley.into(), &said)
}

/// Shows a title in one row of the room there is.
pub(super) fn title_ui(ui: &mut Ui, words: RichText) -> Response {
    let said = words.text().to_owned();
    match title(ui, words, ui.available_width()) {
        WidgetText::Galley(galley) => turned_ui(ui, galley.into(), &said),
        words => ui.add(Label::new(words).truncate()),
    }
}

/// A title in one row, which ends with … where it takes more than a width. Whoever shows it says it to a reader of the
/// screen.
pub(super) fn title(ui: &Ui, title: RichText, width: f32) -> WidgetText {
    if !title.text().chars().any(runs_left) {
        return title.into();
    }
    let fallback = FontSelection::Style(TextStyle::Button);
    let mut job = (*WidgetText::from(title).into_layout_job(ui.style(), fallback, Align::Center)).clone();
    job.wrap = TextWrapping::truncate_at_width(width);
    turned::lay_out(ui, &job).into()
}

/// Shows words that are laid out in the order in which they are read. What would be copied is not their letters, so they
/// cannot be selected.
fn turned_ui(ui: &mut Ui, words: WidgetText, said: &str) -> Response {
    let response = ui.add(Label::new(words).selectable(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), said));
    response
}

/// Words that stand alone, with a capital; what a file or a key is called stays as it is.
pub(super) fn sentence(words: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or("");
    let is_word = !first.is_empty() && first.chars().all(|letter| letter.is_ascii_lowercase());
    let n_upper = usize::from(is_word);
    format!("{}{}", words[..n_upper].to_ascii_uppercase(), &words[n_upper..])
}

#[cfg(test)]
mod tests {
    use egui::epaint::text::Glyph;
    use egui::{Context, RawInput};

    use super::*;
    use crate::ui::style::fonts_with;

    /// The letters of a title as they are seen, from left to right.
    fn seen(words: &str, width: f32) -> String {
        let seen = std::cell::RefCell::new(words.to_owned());
        let ctx = Context::default();
        ctx.set_fonts(fonts_with(None, &[]));
        let output = ctx.run_ui(RawInput::default(), |ui| {
            let WidgetText::Galley(galley) = title(ui, RichText::new(words), width) else { return };
            assert_eq!(galley.rows.len(), 1);
            let mut glyphs: Vec<_> = galley.rows[0].glyphs.iter().collect();
            let left = |glyph: &Glyph| glyph.pos.x.min(glyph.pos.x + glyph.advance_width);
            glyphs.sort_by(|a, b| left(a).total_cmp(&left(b)));
            seen.replace(glyphs.into_iter().map(|glyph| glyph.chr).collect());
        });
        output.drop_without_applying_deltas();
        seen.into_inner()
    }

    #[test]
    fn words_that_run_left_are_read_in_order() {
        assert_eq!(seen("אבג דהו 42", 500.0), "42 והד גבא");
        assert_eq!(
            seen("G7: אבג דהו", 500.0),
            "והד גבא :G7",
            "a title that mostly runs left begins at the right"
        );
        assert_eq!(seen("Summit of אבג דהו", 500.0), "Summit of והד גבא");
        assert_eq!(seen("Plain title", 500.0), "Plain title");
        let cut = seen(&"אבג דהו ".repeat(40), 100.0);
        assert!(cut.starts_with('…') && cut.ends_with("והד גבא"), "{cut}");
    }

    #[test]
    fn rows_of_sentences_that_run_left_begin_at_the_right() {
        let ctx = Context::default();
        ctx.set_fonts(fonts_with(None, &[]));
        let mut rows = Vec::new();
        let output = ctx.run_ui(RawInput::default(), |ui| {
            ui.set_max_width(200.0);
            let left = ui.max_rect().left();
            sentences_ui(ui, "אבג דהו ".repeat(20).trim());
            ui.ctx().graphics(|graphics| {
                let list = graphics.get(ui.layer_id()).expect("it is drawn");
                for clipped in list.all_entries() {
                    if let egui::Shape::Text(text) = &clipped.shape {
                        let right = |row: &egui::epaint::text::PlacedRow| {
                            let rights = row.glyphs.iter().map(|g| g.pos.x.max(g.pos.x + g.advance_width));
                            text.pos.x + row.pos.x + rights.fold(0.0, f32::max) - left
                        };
                        rows.extend(text.galley.rows.iter().map(right));
                    }
                }
            });
        });
        output.drop_without_applying_deltas();
        assert!(rows.len() > 1, "they take several rows");
        assert!(rows.iter().all(|right| (right - 200.0).abs() < 1.0), "{rows:?}");
    }
}
