//! Commands that change what the window shows, and what it asks.

use crate::app::complete::complete;
use crate::app::{App, Appearance, Choice, Completion, Request, Settings, Side, Zoom};
use crate::brief::Reader;
use crate::facts::Date;
use crate::layout::Shape;
use crate::text::{Edit, EditKind, Selection, Span};

impl App {
    /// Changes the user's choices and keeps them.
    pub fn change_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        change(&mut self.settings);
        if before.language != self.settings.language {
            self.environment.asked_lang = None;
        }
        if before.own_words() != self.settings.own_words() {
            self.send_resources();
        }
        if (before.history_days, before.history_megabytes)
            != (self.settings.history_days, self.settings.history_megabytes)
        {
            self.limit_history();
        }
        let Some(path) = self.environment.settings_path.as_ref().filter(|_| before != self.settings) else {
            return;
        };
        if let Err(err) = self.settings.save(path) {
            self.report(&err.message());
        }
    }

    /// Holds a word for right from now on.
    pub fn learn_word(&mut self, word: &str) {
        let word = word.to_lowercase().replace('’', "'");
        self.change_settings(|settings| {
            settings.words.push(word);
            settings.words.sort();
            settings.words.dedup();
        });
    }

    /// What may follow at the cursor.
    pub fn completion(&self) -> Option<Completion> {
        let loaded = self.session.loaded();
        let cursor = self.selection.head;
        let is_free = self.selection.is_empty();
        is_free.then(|| complete(self.session.text(), cursor, &loaded.brief, &loaded.book, self.lang()))?
    }

    /// Puts what was chosen in the place of what is typed.
    pub fn accept(&mut self, completion: &Completion, choice: &Choice) {
        let Span { start, end } = completion.span;
        let text = self.session.text();
        let before = text.get(..start).unwrap_or("");
        let closing =
            [("[!", ']'), ("(fact:", ')')].into_iter().find(|(opening, _)| before.ends_with(opening));
        let mut insert = choice.insert.clone();
        let mut past = 0;
        if let Some((_, closing)) = closing {
            // A bracket that stands behind already is passed, not doubled.
            if text.get(end..).is_some_and(|behind| behind.starts_with(closing)) {
                past = 1;
            } else {
                insert.push(closing);
            }
        }
        let head = start + insert.len() + past;
        self.edit(vec![Edit::replace(completion.span, insert)], Selection::at(head), EditKind::Other);
    }

    /// Turns from light to dark and back.
    pub fn toggle_appearance(&mut self) {
        self.change_settings(|settings| {
            settings.appearance = match settings.appearance {
                Appearance::Dark | Appearance::HighContrast => Appearance::Light,
                Appearance::Light | Appearance::System => Appearance::Dark,
            };
        });
    }

    /// Opens a panel on the left.
    pub fn show_side(&mut self, side: Side) {
        self.view.side = Some(side);
        self.view.cues.favours_side = true;
    }

    /// Opens the fact book on the left, with the keyboard where a fact is looked for.
    pub fn seek_fact(&mut self) {
        self.show_side(Side::Facts);
        self.view.cues.asks_fact = true;
    }

    /// Opens a panel on the left, or folds it away where it is open.
    pub fn toggle_side(&mut self, side: Side) {
        // One that is open and has no room is not seen: then it is wanted, not in the way.
        let is_seen = self.view.side == Some(side) && self.view.panels(!self.is_blank()).0;
        self.view.side = (!is_seen).then_some(side);
        self.view.cues.favours_side = !is_seen;
    }

    /// Shows the pages, or folds them away where they are seen.
    pub fn toggle_preview(&mut self) {
        let is_seen = self.view.panels(!self.is_blank()).1;
        self.view.shows_preview = !is_seen;
        self.view.cues.favours_side = is_seen;
    }

    /// Shows pages of a shape.
    pub fn show_shape(&mut self, shape: Shape) {
        self.view.shape = shape;
        self.view.shows_preview = true;
        self.view.cues.favours_side = false;
    }

    /// Shows the copy of a reader.
    pub fn show_reader(&mut self, reader: Reader) {
        self.view.reader = reader;
        self.view.shows_preview = true;
        self.view.cues.favours_side = false;
    }

    /// Shows pages a step larger or smaller.
    pub fn zoom(&mut self, n_steps: i32) {
        const STEPS: [u16; 10] = [25, 50, 75, 100, 125, 150, 200, 250, 300, 400];
        let now = match self.view.zoom {
            Zoom::Percent(percent) => percent,
            Zoom::Width | Zoom::Page => 100,
        };
        let next = if n_steps > 0 {
            STEPS.into_iter().find(|&step| step > now)
        } else {
            STEPS.into_iter().rev().find(|&step| step < now)
        };
        self.view.zoom = Zoom::Percent(next.unwrap_or(now));
    }

    /// How many blocks of the brief a reader does not get.
    pub fn n_withheld(&self, reader: Reader) -> usize {
        let blocks = &self.session.brief().blocks;
        blocks.iter().filter(|block| !block.scope().readers.contains(reader)).count()
    }

    /// The part of the text from the heading above the cursor to the next: its slide, or what stands before the first.
    pub fn section_of_cursor(&self) -> Span {
        let slide_level = self.session.brief().front.slide_level;
        let mut starts =
            self.analysis.outline.iter().filter(|row| row.level <= slide_level).map(|row| row.start);
        let n_before = self.analysis.outline.partition_point(|row| row.start <= self.selection.head);
        let before = self.analysis.outline[..n_before].iter().rev();
        let start = before.filter(|row| row.level <= slide_level).map(|row| row.start).next().unwrap_or(0);
        let end = starts.find(|&next| next > start).unwrap_or(self.session.text().len());
        Span::new(start, end.max(start))
    }

    /// Whether nothing was opened or begun yet.
    pub fn is_blank(&self) -> bool {
        self.session.path().is_none() && self.session.text().is_empty() && !self.view.cues.welcome.has_begun
    }

    /// Begins a brief with nothing in it.
    pub fn begin_empty(&mut self) {
        self.view.cues.welcome.has_begun = true;
        self.requests.push(Request::FocusEditor);
    }

    /// Today's date.
    pub fn today(&self) -> Date {
        self.environment.today
    }
}
