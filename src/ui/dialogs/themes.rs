//! The themes, with a picture of each: a slide of the brief as it would look.

use egui::{Image, RichText, ScrollArea, Sense, Ui};

use crate::app::{App, ThemePicture};
use crate::ui::dialogs::picture::texture;
use crate::ui::dialogs::{cancel_ui, heading_ui};
use crate::ui::style::{Palette, space, strong};

/// How wide a picture is shown, in points.
const WIDTH: f32 = 300.0;

pub(super) fn themes_ui(ui: &mut Ui, app: &mut App, palette: &Palette) {
    heading_ui(ui, app.word("Theme", "テーマ"));
    if app.view.themes.is_empty() {
        ui.label(app.word("The themes are being drawn…", "見本を作成しています…"));
    }
    let current = app.theme_name();
    let mut chosen = None;
    let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for picture in app.view.themes.clone() {
                if picture_ui(ui, (&picture, &label(app, &picture)), picture.name == current, palette) {
                    chosen = Some(picture.name.clone());
                }
            }
        });
    });
    let words = app.word(
        "A ministry's own is a folder beside the brief with a theme.toml: colors, fonts, a mark",
        "省独自のテーマは、theme.toml（色・書体・マーク）を入れたフォルダーを資料の隣に置きます",
    );
    ui.label(RichText::new(words).small().color(palette.muted));
    ui.add_space(space::MEDIUM);
    cancel_ui(ui, app);
    if let Some(name) = chosen {
        app.choose_theme(&name);
    }
}

/// What is said of a theme to those who choose it, and to those who hear it.
fn label(app: &App, picture: &ThemePicture) -> [String; 2] {
    let choose = format!("{} {}", app.word("Choose", "選ぶ"), picture.name);
    [choose, summary(app, picture).to_owned()]
}

/// What a theme is for.
fn summary(app: &App, picture: &ThemePicture) -> &'static str {
    let ja = match picture.name.as_str() {
        "ministry" => "標準。紙面は明朝体、スライドはゴシック体",
        "plain" => "白黒。複写・ファクス向け",
        "large-print" => "大きな文字。演台用",
        "modern" => "全面ゴシック体、深緑",
        "high-contrast" => "高コントラスト。大きな会場向け",
        _ => "省独自のテーマ",
    };
    app.word(picture.summary, ja)
}

/// Shows one theme; returns whether it was chosen.
fn picture_ui(
    ui: &mut Ui,
    (picture, [choose, summary]): (&ThemePicture, &[String; 2]),
    is_current: bool,
    palette: &Palette,
) -> bool {
    let texture = texture(ui, &picture.name, &picture.bitmap);
    let ratio = picture.bitmap.height_px as f32 / picture.bitmap.width_px.max(1) as f32;
    ui.allocate_ui([WIDTH, WIDTH * ratio + 48.0].into(), |ui| {
        ui.vertical(|ui| {
            let image =
                Image::new(&texture).fit_to_exact_size([WIDTH, WIDTH * ratio].into()).sense(Sense::click());
            let response = ui.add(image);
            let color = if is_current { palette.accent } else { palette.hairline };
            let stroke = (if is_current || response.has_focus() { 3.0 } else { 1.0 }, color);
            ui.painter().rect_stroke(response.rect, 0.0, stroke, egui::StrokeKind::Outside);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_current, choose));
            ui.label(strong(&picture.name));
            ui.label(RichText::new(summary).small().color(palette.muted));
            response.clicked()
        })
        .inner
    })
    .inner
}
