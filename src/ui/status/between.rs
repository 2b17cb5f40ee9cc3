//! What stands in the line between the state of the text and its problems, as far as there is room.

use std::time::Duration;

use egui::Ui;

use crate::app::App;
use crate::brief::{Interpreter, Lang};
use crate::ui::status::entry::Entry;
use crate::ui::style::Palette;

/// The room that the line between two things takes.
const SEPARATOR_PT: f32 = 16.0;

/// What gives way, in the order in which it stands.
pub(super) struct Between {
    length: Option<Entry>,
    time: Option<Entry>,
    /// The time without the words that say what it is.
    short_time: Option<Entry>,
    pages: Option<Entry>,
    progress: Option<Entry>,
}

/// In which order it gives way; the time loses its words before it goes.
const ORDER: [fn(&mut Between) -> Option<Entry>; 5] = [
    |between| between.length.take(),
    |between| std::mem::replace(&mut between.time, between.short_time.take()),
    |between| between.time.take(),
    |between| between.pages.take(),
    |between| between.progress.take(),
];

impl Between {
    pub(super) fn of(app: &App, palette: &Palette) -> Self {
        let (time, short_time) = times(app, palette);
        Self {
            length: Some(length(app, palette)),
            time: Some(time),
            short_time: Some(short_time),
            pages: pages(app, palette),
            progress: progress(app, palette),
        }
    }

    /// Takes out what has no room; returns what that said, in the order in which it stood.
    pub(super) fn give_way(&mut self, ui: &Ui, room: f32) -> Vec<String> {
        let mut hidden: Vec<String> = Vec::new();
        for take in ORDER {
            let shown = [&self.length, &self.time, &self.pages, &self.progress].into_iter().flatten();
            let width: f32 = shown.map(|entry| entry.width(ui)).sum();
            if width + SEPARATOR_PT <= room {
                break;
            }
            let words = take(self).map(|entry| entry.words);
            // The short time says nothing that the long one did not.
            hidden.extend(words.filter(|words| !hidden.iter().any(|long| long.starts_with(words.as_str()))));
        }
        hidden
    }

    pub(super) fn into_entries(self) -> Vec<Entry> {
        [self.length, self.time, self.pages, self.progress].into_iter().flatten().collect()
    }
}

fn length(app: &App, palette: &Palette) -> Entry {
    let words = match app.session.brief().front.lang {
        Lang::En => format!("{} {}", app.analysis.measure.words, app.word("words", "語")),
        Lang::Ja => {
            format!("{} {}", app.analysis.measure.characters, app.word("characters", "字"))
        }
    };
    Entry::new(words, palette.ink)
}

/// How long the talk takes, with the words that say so and without.
fn times(app: &App, palette: &Palette) -> (Entry, Entry) {
    let front = &app.session.brief().front;
    let spoken = minutes(app.analysis.measure.spoken);
    let (words, is_over) = match front.duration {
        Some(given) => (format!("{spoken} / {}", minutes(given)), app.analysis.measure.spoken > given),
        None => (spoken, false),
    };
    let color = if is_over { palette.amber } else { palette.ink };
    let with = match front.interpreter {
        Interpreter::Consecutive => app.word("to say, with the interpreter's time", "所要（逐次通訳込み）"),
        Interpreter::None | Interpreter::Simultaneous => app.word("to say", "所要"),
    };
    (Entry::new(format!("{words} {with}"), color), Entry::new(words, color).with_help(with))
}

/// How many pages the paper has of those it may have.
fn pages(app: &App, palette: &Palette) -> Option<Entry> {
    let (limit, n_pages) = (app.session.brief().front.limit?, app.analysis.n_paper_pages?);
    let words = match app.lang() {
        Lang::En if limit == 1 => format!("{n_pages} of 1 page"),
        Lang::En => format!("{n_pages} of {limit} pages"),
        Lang::Ja => format!("{n_pages}／{limit} ページ"),
    };
    let color = if n_pages > limit { palette.amber } else { palette.ink };
    let help = app.word(
        "The principal's handout, and the limit in the front matter",
        "発言者用の配布資料と、冒頭で定めた上限",
    );
    Some(Entry::new(words, color).with_help(help))
}

/// How far an export is.
fn progress(app: &App, palette: &Palette) -> Option<Entry> {
    let (state, n_done, n_all) = app.view.export_progress?;
    let words = match app.lang() {
        Lang::En => format!("Writing {} of {n_all}: {state}", n_done + 1),
        Lang::Ja => format!("書き出し中 {}／{n_all}：{state}", n_done + 1),
    };
    Some(Entry::new(words, palette.ink))
}

/// A time as minutes and seconds.
pub(in crate::ui) fn minutes(time: Duration) -> String {
    format!("{}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}
