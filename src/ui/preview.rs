//! The pages: drawn where they can be seen, at the size they are seen, from the same layout as the export.

mod stale;

use std::collections::HashMap;

use egui::{Color32, Pos2, Rect, RichText, Role, ScrollArea, Sense, TextureHandle, TextureOptions, Ui, Vec2};
use lucide_icons::Icon;

use crate::app::{App, PageSlot, PaintKey, PaintOrder, PaintPlace, Request, Revision, Zoom};
use crate::brief::{Lang, Reader};
use crate::layout::{PageHeading, Shape};
use crate::text::Selection;
use crate::ui::access::group_ui;
use crate::ui::choices::choice;
use crate::ui::labels::sentence;
use crate::ui::preview::stale::{StaleWords, stale_ui};
use crate::ui::style::{Palette, icon, space};

/// The width of the strip of small pages, in points.
const THUMBNAILS_WIDTH: f32 = 150.0;
/// How many drawings are kept beyond those on the screen.
const MAX_KEPT: usize = 48;

/// What the preview keeps between frames.
#[derive(Default)]
pub(super) struct PreviewState {
    drawings: HashMap<PaintKey, Drawing>,
    ordered: HashMap<PaintKey, u64>,
    /// The drawing shown last at each place, until the new one comes.
    last: HashMap<PaintPlace, PaintKey>,
    /// The headings of the pages that were seen, by what is on the page.
    headings: HashMap<u128, Vec<PageHeading>>,
    /// The words on pages that cite facts whose time is past.
    stale: StaleWords,
    /// The page that is read: the first of which more than half is seen.
    current: usize,
    /// Where the cursor was when the preview last looked, and in which pages.
    followed: Option<Followed>,
    /// The page that it stood on then.
    followed_page: Option<usize>,
    /// The page to be shown.
    target: Option<usize>,
    /// Since when the pages that are seen are those of an older text, in seconds.
    behind_since: Option<f64>,
    n_frames: u64,
}

/// A place of the cursor, and the pages on which it was looked for.
#[derive(Clone, Copy, PartialEq)]
struct Followed {
    head: usize,
    copy: (Option<Reader>, Option<Shape>),
    revision: Revision,
}

impl Followed {
    fn at(head: usize, app: &App) -> Self {
        let pages = &app.preview;
        Self { head, copy: (pages.reader, pages.shape), revision: pages.revision }
    }
}

struct Drawing {
    texture: TextureHandle,
    seen: u64,
}

impl PreviewState {
    /// Takes in the drawings that have come.
    pub(super) fn take_in(&mut self, ctx: &egui::Context, app: &mut App) {
        self.n_frames += 1;
        for key in app.preview.not_painted.drain(..) {
            self.ordered.remove(&key);
        }
        for (key, bitmap) in app.preview.painted.drain(..) {
            let size = [bitmap.width_px as usize, bitmap.height_px as usize];
            let image = egui::ColorImage::from_rgba_premultiplied(size, &bitmap.rgba);
            let texture = ctx.load_texture("page", image, TextureOptions::LINEAR);
            self.ordered.remove(&key);
            self.drawings.insert(key, Drawing { texture, seen: self.n_frames });
        }
        if self.drawings.len() > MAX_KEPT {
            let oldest_kept = self.n_frames.saturating_sub(120);
            self.drawings.retain(|_, drawing| drawing.seen >= oldest_kept);
            self.headings.clear();
            self.stale.clear();
        }
    }
}

impl PreviewState {
    /// Says that the pages are those of an older text, where new ones take longer than one notices while typing.
    fn late_ui(&mut self, ui: &mut Ui, app: &App, palette: &Palette) {
        const NOTICED_S: f64 = 1.0;
        if !app.pages_are_behind() || app.preview.slots.is_empty() {
            self.behind_since = None;
            return;
        }
        let now = ui.input(|input| input.time);
        let late_s = now - *self.behind_since.get_or_insert(now);
        if late_s < NOTICED_S {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(NOTICED_S - late_s));
            return;
        }
        let words = app.word(
            "These pages show an older text; new ones are being set",
            "表示中のページは以前の本文のものです。新しいページを組んでいます",
        );
        ui.label(RichText::new(words).small().color(palette.amber));
    }
}

/// Shows tabs, reader and pages.
pub(super) fn preview_ui(ui: &mut Ui, state: &mut PreviewState, app: &mut App, palette: &Palette) {
    let (reader, shape) = app.view.shown_copy();
    let bar = egui::Frame::new().fill(palette.panel).inner_margin(egui::Margin::symmetric(10, 5));
    bar.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        tabs_ui(ui, state, app, palette);
        state.late_ui(ui, app, palette);
        let is_outside = matches!(reader, Reader::Counterpart | Reader::Press);
        if (is_outside || shape == Shape::Slides) && app.analysis.has_open_edits {
            let words = app.word(
                "Edits are open: these pages show the text before them",
                "未確定の修正があるため、修正前の文を表示しています",
            );
            ui.label(RichText::new(words).small().color(palette.amber));
        }
        if let Some(problem) = app.preview.problem.as_ref().filter(|_| !app.preview.slots.is_empty()) {
            let what = if app.preview.is_alone {
                app.word(
                    "Only the slide at the cursor is shown: ",
                    "カーソル位置のスライドだけを表示しています：",
                )
            } else {
                app.word("These pages are of an earlier text: ", "以前の本文のページです：")
            };
            let words = format!("{what}{}", problem.in_lang(app.lang()));
            ui.label(RichText::new(words).small().color(palette.amber));
        }
    });
    follow(state, app);
    if app.preview.slots.is_empty() {
        let (words, color) = match &app.preview.problem {
            Some(problem) => (sentence(problem.in_lang(app.lang())), palette.amber),
            None => (app.word("Setting the pages…", "ページを組んでいます…").to_owned(), palette.muted),
        };
        let words = RichText::new(words).color(color);
        ui.centered_and_justified(|ui| ui.label(words));
        return;
    }
    if app.view.shows_thumbnails && ui.available_width() > 2.0 * THUMBNAILS_WIDTH {
        let frame = egui::Frame::new().fill(palette.panel);
        let strip =
            egui::Panel::left("thumbnails").frame(frame).resizable(false).exact_size(THUMBNAILS_WIDTH);
        strip.show(ui, |ui| thumbnails_ui(ui, state, app, palette));
    }
    egui::CentralPanel::default().frame(egui::Frame::new()).show(ui, |ui| pages_ui(ui, state, app, palette));
}

/// Shows all pages small; one that is clicked is shown large.
fn thumbnails_ui(ui: &mut Ui, state: &mut PreviewState, app: &mut App, palette: &Palette) {
    let slots = app.preview.slots.clone();
    let width = THUMBNAILS_WIDTH - 2.0 * space::LARGE - 8.0;
    let sizes: Vec<Vec2> =
        slots.iter().map(|slot| Vec2::new(width, width * (slot.size_pt.1 / slot.size_pt.0) as f32)).collect();
    let mut chosen = None;
    ScrollArea::vertical().auto_shrink(false).id_salt("thumbnails").show(ui, |ui| {
        ui.add_space(space::MEDIUM);
        for (idx, (slot, size)) in slots.iter().zip(&sizes).enumerate() {
            let (row, response) =
                ui.allocate_exact_size(Vec2::new(ui.available_width(), size.y + 20.0), Sense::click());
            let is_current = idx == state.current;
            let label = format!("{} {}", app.word("Go to page", "ページへ移動"), idx + 1);
            response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, &label));
            if response.clicked() {
                chosen = Some(idx);
            }
            if !ui.is_rect_visible(row) {
                continue;
            }
            let rect = Rect::from_min_size(Pos2::new(row.left() + space::LARGE, row.top()), *size);
            draw_page(ui, state, app, (PaintPlace::Thumbnail(idx), slot), rect);
            let is_marked = is_current || response.hovered() || response.has_focus();
            let stroke = if is_marked { (2.0, palette.accent) } else { (1.0, palette.hairline) };
            ui.painter().rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Outside);
            let color = if is_current { palette.accent } else { palette.muted };
            let at = Pos2::new(rect.center().x, rect.bottom() + 2.0);
            let font = egui::TextStyle::Small.resolve(ui.style());
            ui.painter().text(at, egui::Align2::CENTER_TOP, idx + 1, font, color);
        }
    });
    state.target = chosen.or(state.target);
}

fn tabs_ui(ui: &mut Ui, state: &PreviewState, app: &mut App, palette: &Palette) {
    let (shown_reader, shown_shape) = app.view.shown_copy();
    ui.horizontal_wrapped(|ui| {
        let tabs = [
            (Shape::Slides, app.word("Slides", "スライド")),
            (Shape::Text, app.word("Handout", "配布資料")),
            (Shape::Notes, app.word("Notes", "ノート")),
            (Shape::Cards, app.word("Cards", "カード")),
        ];
        group_ui(ui, app.word("Kind of pages", "ページの種類"), Role::TabList, |ui| {
            ui.horizontal_wrapped(|ui| {
                for (shape, title) in tabs {
                    if choice(ui, shown_shape == shape, title).clicked() {
                        app.show_shape(shape);
                    }
                }
            });
        });
        ui.separator();
        let label = app.word("As read by", "読み手");
        let id = egui::Id::unique("reader");
        let response = egui::ComboBox::from_id_salt(id)
            .selected_text(reader_name(app, shown_reader))
            .width(120.0)
            .show_ui(ui, |ui| {
                for reader in READERS {
                    let name = reader_name(app, reader);
                    if choice(ui, shown_reader == reader, name).clicked() {
                        app.show_reader(reader);
                    }
                }
            });
        response.response.widget_info(|| egui::WidgetInfo::labeled(Role::ComboBox, true, label));
        response.response.on_hover_text(label);
        if app.preview.is_stale {
            ui.label(icon(Icon::LoaderCircle).size(12.0).color(palette.muted))
                .on_hover_text(app.word("New pages are on their way", "新しいページを組んでいます"));
        }
        let words = RichText::new(page_of_all(app, state.current)).small().color(palette.muted);
        ui.add(egui::Label::new(words).extend());
    });
}

/// The readers, the one who must not see too much first.
pub(super) const READERS: [Reader; 5] =
    [Reader::Counterpart, Reader::Press, Reader::Interpreter, Reader::Delegation, Reader::Principal];

/// What the window calls a reader.
pub(super) fn reader_name(app: &App, reader: Reader) -> &'static str {
    match reader {
        Reader::Counterpart => app.word("Counterpart", "先方"),
        Reader::Press => app.word("Press", "報道"),
        Reader::Interpreter => app.word("Interpreter", "通訳"),
        Reader::Delegation => app.word("Delegation", "代表団"),
        Reader::Principal => app.word("Principal", "発言者"),
    }
}

/// Which page is read, of how many.
fn page_of_all(app: &App, current: usize) -> String {
    let n = app.preview.slots.len();
    let current = (current + 1).min(n);
    match app.lang() {
        Lang::Ja => format!("{current}／{n} ページ"),
        Lang::En => format!("{current} of {n}"),
    }
}

/// Turns to the page of the cursor when the cursor has moved, when pages of another shape or of another reader are shown,
/// and when the page of the cursor has become another: a slide was begun.
fn follow(state: &mut PreviewState, app: &App) {
    let now = Followed::at(app.selection.head, app);
    let before = state.followed.replace(now);
    if before == Some(now) {
        return;
    }
    let page = app.preview.page_of(now.head);
    let is_other_copy = before.is_none_or(|before| before.copy != now.copy);
    let has_moved = is_other_copy || before.is_none_or(|before| before.head != now.head);
    if has_moved || page != state.followed_page {
        // Other pages begin at the first where the cursor is on none of them: in the front matter.
        let first = (is_other_copy && !app.preview.slots.is_empty()).then_some(0);
        state.target = page.or(first).or(state.target);
    }
    state.followed_page = page;
}

fn pages_ui(ui: &mut Ui, state: &mut PreviewState, app: &mut App, palette: &Palette) {
    let view = ui.available_size();
    let slots = app.preview.slots.clone();
    let sizes: Vec<Vec2> = slots.iter().map(|slot| shown_size(app.view.zoom, slot, view)).collect();
    let target = state.target.take();
    let mut clicked = None;
    let mut is_current_found = false;
    ScrollArea::both().auto_shrink(false).id_salt(("pages", app.view.shown_copy().1.name())).show_viewport(
        ui,
        |ui, seen| {
            let width = sizes.iter().map(|size| size.x).fold(0.0, f32::max) + 2.0 * space::PAGE;
            let height: f32 = sizes.iter().map(|size| size.y + space::PAGE).sum::<f32>() + space::PAGE;
            let whole = Vec2::new(width.max(seen.width()), height);
            let (area, _) = ui.allocate_exact_size(whole, Sense::hover());
            let mut top = space::PAGE;
            for (idx, (slot, size)) in slots.iter().zip(&sizes).enumerate() {
                let left = ((whole.x - size.x) / 2.0).max(space::PAGE);
                let rect = Rect::from_min_size(area.min + Vec2::new(left, top), *size);
                top += size.y + space::PAGE;
                if !is_current_found && rect.bottom() > ui.clip_rect().top() + 0.5 * size.y.min(view.y) {
                    is_current_found = true;
                    state.current = idx;
                }
                if target == Some(idx) && !ui.clip_rect().contains_rect(rect) {
                    // The page before it ends where this room begins.
                    ui.scroll_to_rect(rect.expand(space::PAGE / 2.0), Some(egui::Align::Min));
                }
                if ui.is_rect_visible(rect)
                    && let Some(place) = page_ui(ui, state, app, (idx, slot), rect, palette)
                {
                    clicked = Some((slot.clone(), place));
                }
            }
        },
    );
    if let Some((slot, place)) = clicked
        && let Some(offset) = slot.pages.offset_at(slot.page_idx, f64::from(place.x), f64::from(place.y))
    {
        let offset = offset.min(app.session.text().len());
        // The page that was clicked stays where it is.
        state.followed = Some(Followed::at(offset, app));
        state.followed_page = app.preview.page_of(offset);
        app.select(Selection { anchor: offset, head: offset });
        app.requests.push(Request::FocusEditor);
    }
}

/// The size of a page on the screen, in points of the screen.
fn shown_size(zoom: Zoom, slot: &PageSlot, view: Vec2) -> Vec2 {
    let size = Vec2::new(slot.size_pt.0 as f32, slot.size_pt.1 as f32);
    let room = (view - Vec2::splat(2.0 * space::PAGE + 8.0)).max(Vec2::splat(60.0));
    let factor = match zoom {
        Zoom::Width => room.x / size.x,
        Zoom::Page => (room.x / size.x).min(room.y / size.y),
        // A point on paper is 1/72 inch, one on the screen 1/96.
        Zoom::Percent(percent) => f32::from(percent) / 100.0 * 96.0 / 72.0,
    };
    size * factor
}

/// Shows one page; returns where on it, in points of the page, it was clicked.
fn page_ui(
    ui: &mut Ui,
    state: &mut PreviewState,
    app: &App,
    (idx, slot): (usize, &PageSlot),
    rect: Rect,
    palette: &Palette,
) -> Option<Pos2> {
    draw_page(ui, state, app, (PaintPlace::Page(idx), slot), rect);
    ui.painter().rect_stroke(rect, 0.0, (1.0, palette.hairline), egui::StrokeKind::Outside);
    let response = ui.interact(rect, ui.scope_id().with(("page", idx)), Sense::click());
    let words = || format!("{} {}: {}", app.word("Page", "ページ"), idx + 1, slot.pages.words(slot.page_idx));
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, words()));
    let scale = slot.size_pt.0 as f32 / rect.width();
    let headings = state.headings.entry(slot.hash).or_insert_with(|| slot.pages.headings(slot.page_idx));
    for (at, heading) in headings.iter().enumerate() {
        let top = rect.top() + heading.y_pt as f32 / scale;
        let place = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(rect.width(), 24.0));
        let id = ui.scope_id().with(("heading", idx, at));
        let response = ui.interact(place.intersect(rect), id, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Heading, true, &heading.words));
    }
    stale_ui(ui, state.stale.on_page(app, slot), (rect, scale));
    let at = response.interact_pointer_pos().filter(|_| response.clicked())?;
    Some(((at - rect.min) * scale).to_pos2())
}

/// Draws a page into a place, and orders the drawing where there is none of that size yet.
fn draw_page(
    ui: &Ui,
    state: &mut PreviewState,
    app: &App,
    (place, slot): (PaintPlace, &PageSlot),
    rect: Rect,
) {
    let pixels_per_pt = f64::from(rect.width() * ui.ctx().pixels_per_point()) / slot.size_pt.0;
    let key = PaintKey { hash: slot.hash, scale: (pixels_per_pt * 1_000.0).round() as u32 };
    if !state.drawings.contains_key(&key) && !state.ordered.contains_key(&key) {
        state.ordered.insert(key, state.n_frames);
        let pages = std::sync::Arc::clone(&slot.pages);
        app.paint(PaintOrder { place, pages, page_idx: slot.page_idx, pixels_per_pt, key });
    }
    let last = state.last.get(&place).copied();
    let shown = if state.drawings.contains_key(&key) { Some(key) } else { last };
    let painter = ui.painter();
    painter.rect_filled(rect, 0.0, Color32::WHITE);
    if let Some((key, drawing)) = shown.and_then(|key| Some((key, state.drawings.get_mut(&key)?))) {
        drawing.seen = state.n_frames;
        let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        painter.image(drawing.texture.id(), rect, whole, Color32::WHITE);
        state.last.insert(place, key);
    }
}
