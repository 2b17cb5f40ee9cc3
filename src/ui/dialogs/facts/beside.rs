//! What stands beside an entry of the fact book: whether its time is past, what it was, what other sources say, where
//! the brief uses it.

use egui::{Grid, Label, RichText, Ui};
use lucide_icons::Icon;

use crate::app::App;
use crate::brief::Lang;
use crate::check::reference_day;
use crate::facts::{Display, EntryId, Fact, FactState, Past, format_source, format_value, state};
use crate::ui::style::{Palette, icon, space, strong};

pub(super) fn beside_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    let key = app.view.book.chosen.as_ref().and_then(EntryId::key);
    let Some(fact) = key.and_then(|key| app.view.book.index().book.fact(&key).cloned()) else { return };
    let today = reference_day(&app.session.brief().front, app.today());
    if let FactState::Stale { good_until } = state(&fact, today) {
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            ui.label(icon(Icon::Clock).color(palette.amber));
            let words = match app.lang() {
                Lang::En => format!("Stale: it was good until {good_until}"),
                Lang::Ja => format!("期限切れ：有効期限は {good_until} でした"),
            };
            ui.label(RichText::new(words).color(palette.amber));
        });
    }
    conflicts_ui(ui, app, &fact, palette);
    history_ui(ui, app, &fact, palette);
    uses_ui(ui, app, &fact, palette);
}

fn title_ui(ui: &mut Ui, words: &str) {
    ui.add_space(space::MEDIUM);
    ui.label(strong(words));
}

/// Shows what this source says beside what others say.
fn conflicts_ui(ui: &mut Ui, app: &mut App, fact: &Fact, palette: &Palette) {
    let Some(others) = app.view.book.index().conflicts.get(&fact.key).cloned() else { return };
    title_ui(ui, app.word("Sources differ", "出典による相違"));
    let lang = app.session.brief().front.lang;
    let mut chosen = None;
    Grid::new("conflicts").num_columns(others.len() + 1).spacing([space::LARGE, space::SMALL]).show(
        ui,
        |ui| {
            let all: Vec<&Fact> = std::iter::once(fact).chain(&others).collect();
            for fact in &all {
                ui.label(strong(format_value(fact, lang)).size(20.0).color(palette.amber));
            }
            ui.end_row();
            for fact in &all {
                let source = app
                    .view
                    .book
                    .index()
                    .book
                    .source_of(fact)
                    .map(|source| format_source(source, fact, lang).short());
                let words = source.unwrap_or_else(|| app.word("No source", "出典なし").to_owned());
                ui.allocate_ui([110.0, 0.0].into(), |ui| {
                    ui.add(Label::new(RichText::new(words).small()).wrap())
                });
            }
            ui.end_row();
            for other in &all {
                if other.key == fact.key {
                    ui.label(RichText::new(&other.key).small().color(palette.muted));
                } else if ui.link(RichText::new(&other.key).small()).clicked() {
                    chosen = Some(EntryId::of_fact(&other.key));
                }
            }
            ui.end_row();
        },
    );
    if let Some(id) = chosen {
        app.choose_entry(id);
    }
}

fn history_ui(ui: &mut Ui, app: &App, fact: &Fact, palette: &Palette) {
    if fact.history.is_empty() {
        return;
    }
    title_ui(ui, app.word("What it was", "以前の数値"));
    let lang = app.session.brief().front.lang;
    Grid::new("history").num_columns(3).spacing([space::LARGE, space::SMALL]).show(ui, |ui| {
        for Past { value, as_of, source } in &fact.history {
            let former = Fact { value: value.clone(), display: Display::default(), ..fact.clone() };
            ui.label(format_value(&former, lang));
            ui.label(RichText::new(as_of).color(palette.muted));
            ui.label(RichText::new(source.as_deref().unwrap_or("")).color(palette.muted));
            ui.end_row();
        }
    });
}

fn uses_ui(ui: &mut Ui, app: &mut App, fact: &Fact, palette: &Palette) {
    title_ui(ui, app.word("Where this brief uses it", "この資料での使用箇所"));
    let uses = app.view.book.index().uses.get(&fact.key).cloned().unwrap_or_default();
    if uses.is_empty() {
        ui.label(RichText::new(app.word("Nowhere", "なし")).color(palette.muted));
        return;
    }
    let mut target = None;
    for used in &uses {
        let line = app.session.lines().line_col(app.session.text(), used.span.start).line;
        let words = match (app.lang(), used.is_chart) {
            (Lang::En, false) => format!("line {line}"),
            (Lang::En, true) => format!("line {line}, in a chart"),
            (Lang::Ja, false) => format!("{line} 行目"),
            (Lang::Ja, true) => format!("{line} 行目（図表）"),
        };
        if ui.link(words).clicked() {
            target = Some(used.span.start);
        }
    }
    if let Some(at) = target {
        app.go_to_use(at);
    }
    let n_drifted = app.view.book.index().drifted_of(Some(&fact.key)).len();
    if n_drifted > 0 {
        let words = match app.lang() {
            Lang::En => format!("Update {n_drifted} of them"),
            Lang::Ja => format!("{n_drifted} か所を更新"),
        };
        if ui.button(words).clicked() {
            app.view.book.news.clear();
            app.update_uses(Some(&fact.key));
        }
    }
}
