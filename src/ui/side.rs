//! The panel on the left: the library, the headings, or the fact book.

use egui::{Key, Label, Response, RichText, Role, ScrollArea, Sense, Ui};
use lucide_icons::Icon;

use crate::app::{App, OutlineRow, Side};
use crate::brief::Lang;
use crate::check::reference_day;
use crate::facts::{EntryId, Fact, FactState, format_source, format_value, state};
use crate::text::Selection;
use crate::ui::access::group_ui;
use crate::ui::choices::choice;
use crate::ui::labels::{title, title_ui};
use crate::ui::library::library_ui;
use crate::ui::listing::{empty_ui, search_ui};
use crate::ui::status::minutes;
use crate::ui::style::{Palette, icon, icon_font, space, strong, with_edges};

/// The height of a fact with the space below it, in points.
const FACT_HEIGHT: f32 = 62.0;

/// Shows the panel that is open, below its tabs.
pub(super) fn side_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    group_ui(ui, app.word("What the panel shows", "パネルの内容"), Role::TabList, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            for side in Side::ALL {
                if choice(ui, app.view.side == Some(side), name_of(app, side)).clicked() {
                    app.show_side(side);
                }
            }
        });
    });
    ui.add_space(space::MEDIUM);
    match app.view.side {
        Some(Side::Library) => library_ui(ui, app, palette),
        Some(Side::Outline) => outline_ui(ui, app, palette),
        Some(Side::Facts) => facts_ui(ui, app, palette),
        None => {}
    }
}

/// What the panel is called.
pub(super) fn side_name(app: &App) -> &'static str {
    app.view.side.map_or("", |side| name_of(app, side))
}

fn name_of(app: &App, side: Side) -> &'static str {
    match side {
        Side::Library => app.word("Library", "ライブラリ"),
        Side::Outline => app.word("Outline", "構成"),
        Side::Facts => app.word("Facts", "基礎データ集"),
    }
}

fn outline_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    if app.analysis.outline.is_empty() {
        empty_ui(
            ui,
            palette,
            app.word(
                "A line that begins with ## is a heading, and a slide",
                "「## 」で始まる行が見出し（スライド）になります",
            ),
        );
        return;
    }
    let mut target = None;
    let at = app.analysis.outline.iter().rposition(|row| row.start <= app.selection.head);
    let words = ui.text_style_height(&egui::TextStyle::Button);
    let height = ui.spacing().interact_size.y.max(words + 2.0 * ui.spacing().button_padding.y);
    let moved_to = at.filter(|&at| has_moved(ui, app, at));
    // Only the rows that are seen are made: a long brief has thousands.
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show_rows(ui, height, app.analysis.outline.len(), |ui, seen| {
        if let Some(at) = moved_to {
            let step = height + ui.spacing().item_spacing.y;
            let top = ui.max_rect().top() + (at as f32 - seen.start as f32) * step;
            let row =
                egui::Rect::from_x_y_ranges(ui.max_rect().left()..=ui.max_rect().left(), top..=top + height);
            ui.scroll_to_rect(row, None);
        }
        for (idx, row) in seen.clone().zip(&app.analysis.outline[seen]) {
            ui.horizontal(|ui| {
                if outline_row_ui(ui, app, row, at == Some(idx), palette) {
                    target = Some(row.start);
                }
            });
        }
    });
    if let Some(start) = target {
        app.view.cues.shows_what_follows = true;
        app.select(Selection { anchor: start, head: start });
        app.requests.push(crate::app::Request::FocusEditor);
    }
}

/// Whether the cursor has come to another heading since the outline was shown last. Where it has not, the outline stays
/// where it was scrolled to by hand.
fn has_moved(ui: &Ui, app: &App, at: usize) -> bool {
    let id = egui::Id::unique("heading of the cursor");
    let now = (app.session.id(), at);
    ui.data_mut(|data| {
        let before = data.get_temp(id);
        data.insert_temp(id, now);
        before != Some(now)
    })
}

/// Shows one heading; returns whether it was clicked.
fn outline_row_ui(ui: &mut Ui, app: &App, row: &OutlineRow, is_current: bool, palette: &Palette) -> bool {
    ui.add_space(f32::from(row.level.saturating_sub(1)) * 10.0);
    if row.is_private {
        // As a label it would stand above the line of the words.
        let size = egui::vec2(12.0, ui.spacing().interact_size.y);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let sign = char::from(Icon::Lock);
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, sign, icon_font(11.0), palette.red);
    }
    let color = if row.is_private { palette.red } else { palette.ink };
    let width = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
    let shown = title(ui, RichText::new(&row.title).color(color), width);
    let response = ui.add(egui::Button::selectable(is_current, shown).truncate());
    response.widget_info(|| egui::WidgetInfo::selected(Role::Button, true, is_current, &row.title));
    let is_clicked = response.clicked();
    response.on_hover_ui(|ui| {
        let words = match app.session.brief().front.lang {
            Lang::En => row.measure.words,
            Lang::Ja => row.measure.characters,
        };
        title_ui(ui, RichText::new(&row.title));
        ui.label(format!("{words} · {}", minutes(row.measure.spoken)));
    });
    is_clicked
}

fn facts_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    let is_asked = std::mem::take(&mut app.view.cues.asks_fact);
    let loaded = app.session.loaded();
    if loaded.book_problem.is_some() || loaded.book.facts.is_empty() {
        let begin = begin_book_ui(ui, app, palette);
        if is_asked {
            begin.request_focus();
        }
        return;
    }
    let hint = app.word("Search the fact book", "基礎データ集を検索");
    let field = search_ui(ui, &mut app.view.fact_search, hint);
    if is_asked {
        field.request_focus();
    }
    // The Enter that chooses a fact is none for the text, which has the keyboard from now on.
    let is_entered =
        field.lost_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
    let loaded = app.session.loaded();
    let lang = loaded.brief.front.lang;
    let wanted = app.view.fact_search.to_lowercase();
    let holds = |fact: &&Fact| {
        let words = words_of(fact, lang);
        wanted.split_whitespace().all(|word| words.contains(word))
    };
    let found: Vec<&Fact> = loaded.book.facts.values().filter(holds).collect();
    let mut chosen = found.first().filter(|_| is_entered).map(|fact| (*fact).clone());
    let mut sought = None;
    let mut edited = None;
    if found.is_empty() {
        empty_ui(ui, palette, app.word("No fact holds these words", "該当なし"));
    }
    let height = FACT_HEIGHT - ui.spacing().item_spacing.y;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, found.len(), |ui, rows| {
        for fact in &found[rows] {
            match fact_row_ui(ui, app, fact, palette) {
                Some(FactWish::Insert) => chosen = Some((*fact).clone()),
                Some(FactWish::GoToUse) => sought = Some(fact.key.clone()),
                Some(FactWish::Edit) => edited = Some(EntryId::of_fact(&fact.key)),
                None => {}
            }
        }
    });
    if let Some(fact) = chosen {
        app.insert_fact(&fact);
    }
    if let Some(key) = sought {
        app.go_to_next_use(&key);
    }
    if let Some(id) = edited {
        app.show_in_book(id);
    }
}

/// Says why there is no fact to choose, and offers the way to the first: the brief is saved, so that a book can lie
/// beside it, the book is begun, or an entry is added to it. Returns the button.
fn begin_book_ui(ui: &mut Ui, app: &mut App, palette: &Palette) -> Response {
    let is_named = app.session.brief().front.facts.is_some();
    let is_beside = app.has_book_beside();
    let problem = app.session.loaded().book_problem.as_ref().map(|problem| problem.in_lang(app.lang()));
    let words = match problem {
        Some(problem) => problem.to_owned(),
        None if is_named => app.word("The fact book has no entry yet", "基礎データ集にまだ項目がありません").to_owned(),
        None if is_beside => app
            .word(
                "A fact book lies beside this brief, which does not name it yet",
                "資料の隣に基礎データ集がありますが、まだ指定されていません",
            )
            .to_owned(),
        None => app
            .word(
                "A figure is cited from the fact book: a file of figures with their sources, beside the brief. This brief has none yet",
                "数値は基礎データ集（出典付きの数値を収め、資料の隣に置くファイル）から引用します。この資料にはまだありません",
            )
            .to_owned(),
    };
    empty_ui(ui, palette, &words);
    ui.add_space(space::SMALL);
    with_edges(ui);
    if app.session.path().is_none() {
        let button = ui.button(app.word("Save the brief first…", "先に資料を保存…"));
        if button.clicked() {
            app.run("save-as");
        }
        return button;
    }
    let title = if is_named {
        app.word("Add a figure…", "数値を追加…")
    } else if is_beside {
        app.word("Use facts.toml", "facts.toml を使う")
    } else {
        app.word("Begin a fact book…", "基礎データ集を作成…")
    };
    let button = ui.button(title);
    if button.clicked() {
        app.add_first_entry();
    }
    if !is_named && ui.button(app.word("Choose a fact book…", "基礎データ集を選ぶ…")).clicked() {
        app.pick_book();
    }
    button
}

/// What a fact is found by, in both languages.
fn words_of(fact: &Fact, lang: Lang) -> String {
    let said = [&fact.statement, &fact.statement_ja, &fact.scope].into_iter().flatten();
    let said: Vec<&str> = said.map(String::as_str).collect();
    format!("{} {} {}", fact.key, format_value(fact, lang), said.join(" ")).to_lowercase()
}

/// What is wanted of a fact.
enum FactWish {
    Insert,
    GoToUse,
    Edit,
}

/// Shows one fact, the whole of which can be clicked to insert it.
fn fact_row_ui(ui: &mut Ui, app: &App, fact: &Fact, palette: &Palette) -> Option<FactWish> {
    let loaded = app.session.loaded();
    let uses = app.uses_of(&fact.key);
    let lang = loaded.brief.front.lang;
    let value = format_value(fact, lang);
    let source = loaded.book.source_of(fact).map(|source| format_source(source, fact, lang));
    let size = egui::vec2(ui.available_width(), FACT_HEIGHT - ui.spacing().item_spacing.y);
    let (rect, row) = ui.allocate_exact_size(size, Sense::click());
    let label = format!("{} {value}", app.word("Insert", "挿入"));
    row.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &label));
    if row.hovered() || row.has_focus() {
        ui.painter().rect_filled(rect, 4.0, palette.accent_tint);
    }
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2([6.0, 2.0].into())));
    inner.style_mut().interaction.selectable_labels = false;
    inner.spacing_mut().item_spacing.y = 1.0;
    inner.horizontal(|ui| {
        ui.add(Label::new(strong(&value)).truncate());
        let today = reference_day(&loaded.brief.front, app.today());
        if matches!(state(fact, today), FactState::Stale { .. }) {
            ui.label(icon(Icon::Clock).color(palette.amber).size(12.0));
        }
    });
    let name = fact.statement_in(lang).unwrap_or(&fact.key);
    title_ui(&mut inner, RichText::new(name).small());
    let words = source.as_ref().map_or_else(|| fact.as_of.clone(), crate::facts::Citation::short);
    let mut wish = None;
    inner.horizontal(|ui| {
        if !uses.is_empty() && uses_ui(ui, app, &uses) {
            wish = Some(FactWish::GoToUse);
        }
        let edit = ui.link(RichText::new(app.word("edit", "編集")).small());
        let label = format!("{} {}", app.word("Edit", "編集"), fact.key);
        edit.widget_info(|| egui::WidgetInfo::labeled(Role::Link, true, &label));
        if edit.on_hover_text(app.word("Show it in the fact book", "基礎データ集で開く")).clicked() {
            wish = Some(FactWish::Edit);
        }
        ui.add(Label::new(RichText::new(words).small().color(palette.muted)).truncate());
    });
    let full = source.map(|source| source.to_string()).unwrap_or_default();
    let is_chosen = row.on_hover_text(format!("{name}\n{full}\n{}", fact.key)).clicked();
    wish.or(is_chosen.then_some(FactWish::Insert))
}

/// Says how often a fact is used and, pointed at, in which lines; returns whether it was clicked.
fn uses_ui(ui: &mut Ui, app: &App, uses: &[usize]) -> bool {
    let text = app.session.text();
    let lines: Vec<String> =
        uses.iter().map(|&at| app.session.lines().line_col(text, at).line.to_string()).collect();
    let words = match app.lang() {
        Lang::En => format!("used {}×", uses.len()),
        Lang::Ja => format!("使用 {} 回", uses.len()),
    };
    let help = match app.lang() {
        Lang::En => format!("In line {}; click to go to the next", lines.join(", ")),
        Lang::Ja => format!("{} 行目（クリックで次へ）", lines.join("、")),
    };
    ui.link(RichText::new(words).small()).on_hover_text(help).clicked()
}
