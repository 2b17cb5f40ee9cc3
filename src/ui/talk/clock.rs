//! The top of the console: what the clock says, how the talk stands, which slide it is.

use egui::{Align, Color32, FontId, Label, Layout, RichText, Ui};

use crate::app::talk::{ClockMode, Standing, Talk, minutes_and_seconds, time_left};
use crate::app::{App, ClockSize};
use crate::brief::Lang;
use crate::ui::access::announce;
use crate::ui::style::{Palette, strong, strong_family};
use crate::ui::talk::enlarged;
use crate::ui::talk::ticking::{Face, FaceFigure, N_SECONDS};

/// How high the figures of the clock are, in parts of the height of the console. What is a seventh of an inch high can
/// be read from a metre and a half.
const FIGURES: f32 = 0.062;
/// How high they are when they are to take a fifth of the console with the words above them.
const LARGE_FIGURES: f32 = 0.135;

/// A figure with small words above it that say what it is.
struct Figure {
    words: String,
    value: String,
    /// How large it is beside the largest.
    scale: f32,
    color: Color32,
}

/// Shows clock, pace and place in the talk, in figures that can be read from where the speaker stands. Returns where
/// they stand and what they will be.
pub(super) fn clock_ui(ui: &mut Ui, app: &App, palette: &Palette) -> Option<Face> {
    let talk = app.talk.as_ref()?;
    let now_millis = app.now_unix_millis();
    let height = ui.ctx().content_rect().height();
    let is_large = app.settings.clock_size == ClockSize::Large;
    let wanted = height * if is_large { LARGE_FIGURES } else { FIGURES };
    let figures = figures(app, talk, palette, now_millis);
    let place = place_words(app, talk);
    let place_scale = if is_large { 0.34 } else { 0.6 };
    // What does not fit beside one another at the size that is wanted stands smaller, all of it.
    let gap = 0.6;
    let width_of = |words: &str, scale: f32| {
        let font = FontId::new(100.0 * scale, strong_family());
        ui.painter().layout_no_wrap(words.to_owned(), font, palette.ink).size().x / 100.0
    };
    let widths = figures.iter().map(|figure| width_of(&figure.value, figure.scale) + gap);
    let width: f32 = widths.sum::<f32>() + width_of(&place.join("  "), place_scale);
    let size = wanted.clamp(22.0, 400.0).min(ui.available_width() / width.max(1.0));
    let mut shown = Vec::new();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size * gap;
        for figure in &figures {
            shown.push(figure_ui(ui, figure, size, palette));
        }
        if !talk.clock.has_begun() {
            let words = app.word("The clock starts with the first step", "最初の操作で時計が動きます");
            ui.add(Label::new(RichText::new(words).color(palette.muted)).truncate());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (words, color) in place.iter().zip([palette.ink, palette.accent]) {
                announce(&ui.label(strong(words).size(size * place_scale).color(color)));
            }
        });
    });
    let from_millis = now_millis + app.clock_update_millis()?;
    let later = (0..N_SECONDS).map(|second| self::figures(app, talk, palette, from_millis + second * 1_000));
    // What is called otherwise than before, or has come or gone, is no more the same row of figures.
    let is_same = |later: &Vec<Figure>| {
        later.iter().map(|figure| &figure.words).eq(figures.iter().map(|figure| &figure.words))
    };
    let told = |later: Vec<Figure>| later.into_iter().map(|figure| (figure.value, figure.color)).collect();
    let later = later.take_while(is_same).map(told).collect();
    Some(Face { figures: shown, ground: palette.panel, later, from_millis })
}

/// All figures at a time.
fn figures(app: &App, talk: &Talk, palette: &Palette, now_millis: u64) -> Vec<Figure> {
    let mut figures = times(app, talk, palette, now_millis);
    figures.extend(pace_figure(app, talk, palette, now_millis));
    figures
}

/// The time that has passed, what is left of the time there is, and the time of day; first what the speaker wants to
/// see first.
fn times(app: &App, talk: &Talk, palette: &Palette, now_millis: u64) -> Vec<Figure> {
    let elapsed = talk.clock.elapsed(now_millis);
    let given = talk.available.or(app.session.brief().front.duration);
    let is_over = given.is_some_and(|given| elapsed > given);
    let color = if is_over { palette.amber } else { palette.ink };
    let figure =
        |words: &str, value: String, color| Figure { words: words.to_owned(), value, scale: 1.0, color };
    let is_running = talk.clock.is_running() || !talk.clock.has_begun();
    let spoken = if is_running {
        app.word("spoken", "経過")
    } else {
        app.word("the clock rests", "時計は停止中")
    };
    let spoken = figure(spoken, minutes_and_seconds(elapsed), color);
    let left = given.map(|given| {
        if is_over {
            let words = app.word("time is up, over by", "時間超過");
            figure(words, minutes_and_seconds(elapsed.saturating_sub(given)), color)
        } else {
            figure(app.word("left", "残り"), time_left(given, elapsed), color)
        }
    });
    let of_day = figure(app.word("time", "時刻"), app.time_of_day(now_millis), palette.muted);
    let mut figures: Vec<Figure> = match talk.clock.mode {
        ClockMode::Up => [Some(spoken), left, Some(of_day)],
        ClockMode::Down => [left, Some(spoken), Some(of_day)],
        ClockMode::TimeOfDay => [Some(of_day), Some(spoken), left],
    }
    .into_iter()
    .flatten()
    .collect();
    if let Some(last) = figures.last_mut().filter(|_| talk.clock.mode != ClockMode::TimeOfDay) {
        last.scale = 0.6;
    }
    figures
}

/// How the talk stands against its plan: in words and figures, not by colour alone.
fn pace_figure(app: &App, talk: &Talk, palette: &Palette, now_millis: u64) -> Option<Figure> {
    if !talk.clock.has_begun() {
        return None;
    }
    let pace = talk.pace(now_millis);
    let color = match pace.standing {
        Standing::OnPace => palette.ink,
        Standing::Ahead(_) => palette.accent,
        Standing::Behind(_) => palette.amber,
    };
    let words = app.word("pace", "進み具合").to_owned();
    Some(Figure { words, value: pace.standing.words(app.lang()), scale: 0.8, color })
}

/// The number of the slide, and the one that is being typed.
fn place_words(app: &App, talk: &Talk) -> Vec<String> {
    let number = talk.show.stop(talk.show.at()).map_or(1, |stop| stop.place.number);
    let n_all = talk.show.stops().last().map_or(1, |stop| stop.place.number);
    let words = match app.lang() {
        Lang::En => format!("Slide {number} of {n_all}"),
        Lang::Ja => format!("スライド {number}／{n_all}"),
    };
    let typed = Some(talk.show.typed()).filter(|typed| !typed.is_empty());
    [words].into_iter().chain(typed.map(|typed| format!("→ {typed}"))).collect()
}

fn figure_ui(ui: &mut Ui, figure: &Figure, size: f32, palette: &Palette) -> FaceFigure {
    let font = FontId::new(size * figure.scale, strong_family());
    let shown = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let words_size = (size * 0.3).clamp(11.0, 26.0 * enlarged(ui.ctx()));
        ui.add(Label::new(RichText::new(&figure.words).size(words_size).color(palette.muted)).extend());
        // Smaller figures stand on the line of the large ones.
        ui.add_space(size * (1.0 - figure.scale) * 0.95);
        let words = strong(&figure.value).size(font.size).color(figure.color);
        ui.add(Label::new(words).extend()).rect
    });
    FaceFigure { value: figure.value.clone(), color: figure.color, font, rect: shown.inner }
}
