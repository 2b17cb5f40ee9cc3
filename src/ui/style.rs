//! How the window looks: paper and ink, one accent, amber for doubt, red for private text and nothing else.
//!
//! Every colour, size and font of the window is here and nowhere else.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2,
};
use lucide_icons::{Icon, LUCIDE_FONT_BYTES};

/// The colours of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Behind text.
    pub paper: Color32,
    /// Behind panels.
    pub panel: Color32,
    /// Behind pages.
    pub desk: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of the second rank.
    pub muted: Color32,
    /// Lines between things.
    pub hairline: Color32,
    /// Lines around what can be acted on.
    pub edge: Color32,
    /// What can be acted on, and where the cursor is.
    pub accent: Color32,
    /// Behind what is chosen.
    pub accent_tint: Color32,
    /// Behind what the pointer is over.
    pub hover: Color32,
    /// What is stale or unsure.
    pub amber: Color32,
    /// Private text.
    pub red: Color32,
    /// Behind private text.
    pub red_tint: Color32,
    /// Whether the ground is darker than the text.
    pub is_dark: bool,
}

/// Ink on paper.
pub const LIGHT: Palette = Palette {
    paper: Color32::from_rgb(0xFB, 0xFA, 0xF7),
    panel: Color32::from_rgb(0xF3, 0xF1, 0xEB),
    desk: Color32::from_rgb(0xE4, 0xE1, 0xD9),
    ink: Color32::from_rgb(0x1C, 0x1F, 0x26),
    muted: Color32::from_rgb(0x5A, 0x5F, 0x6B),
    hairline: Color32::from_rgb(0xD5, 0xD1, 0xC7),
    edge: Color32::from_rgb(0x78, 0x72, 0x67),
    accent: Color32::from_rgb(0x2B, 0x4C, 0x7E),
    accent_tint: Color32::from_rgb(0xD9, 0xE2, 0xEF),
    hover: Color32::from_rgb(0xEA, 0xE7, 0xDF),
    amber: Color32::from_rgb(0x8A, 0x5A, 0x00),
    red: Color32::from_rgb(0xB3, 0x26, 0x1E),
    red_tint: Color32::from_rgb(0xFB, 0xE9, 0xE7),
    is_dark: false,
};

/// What is stale on a page, which is paper whatever the window is.
pub const STALE_ON_PAGE: Color32 = LIGHT.amber;

/// Paper on ink.
pub const DARK: Palette = Palette {
    paper: Color32::from_rgb(0x16, 0x18, 0x1D),
    panel: Color32::from_rgb(0x1D, 0x20, 0x27),
    desk: Color32::from_rgb(0x0E, 0x10, 0x14),
    ink: Color32::from_rgb(0xE9, 0xE6, 0xDF),
    muted: Color32::from_rgb(0xA3, 0xA6, 0xAE),
    hairline: Color32::from_rgb(0x3A, 0x3E, 0x48),
    edge: Color32::from_rgb(0x86, 0x8B, 0x98),
    accent: Color32::from_rgb(0x9D, 0xB9, 0xE5),
    accent_tint: Color32::from_rgb(0x2A, 0x38, 0x50),
    hover: Color32::from_rgb(0x2C, 0x2F, 0x36),
    amber: Color32::from_rgb(0xE0, 0xB4, 0x5C),
    red: Color32::from_rgb(0xF2, 0x8B, 0x82),
    red_tint: Color32::from_rgb(0x3A, 0x20, 0x20),
    is_dark: true,
};

/// White on black, for those who need all the contrast there is.
pub const HIGH_CONTRAST: Palette = Palette {
    paper: Color32::BLACK,
    panel: Color32::BLACK,
    desk: Color32::BLACK,
    ink: Color32::WHITE,
    muted: Color32::from_rgb(0xE0, 0xE0, 0xE0),
    hairline: Color32::from_rgb(0xC0, 0xC0, 0xC0),
    edge: Color32::WHITE,
    accent: Color32::from_rgb(0x8A, 0xD1, 0xFF),
    accent_tint: Color32::from_rgb(0x00, 0x2A, 0x45),
    hover: Color32::from_rgb(0x30, 0x30, 0x30),
    amber: Color32::from_rgb(0xFF, 0xD5, 0x4A),
    red: Color32::from_rgb(0xFF, 0xB8, 0xB0),
    red_tint: Color32::from_rgb(0x45, 0x00, 0x00),
    is_dark: true,
};

pub mod room;

impl Palette {
    /// Text that steps back, so that the eye rests on the rest.
    pub fn faded(&self) -> Color32 {
        self.muted.gamma_multiply(0.55)
    }
}

/// The ground of a banner whose scheme gives its level a colour, and its words.
pub fn marking_colors([red, green, blue]: [u8; 3]) -> (Color32, Color32) {
    (Color32::from_rgb(red, green, blue), Color32::WHITE)
}

/// A pixel of a drawn page.
pub fn pixel([r, g, b, a]: [u8; 4]) -> Color32 {
    Color32::from_rgba_premultiplied(r, g, b, a)
}

/// Space, in points; everything stands on a grid of eight.
pub mod space {
    /// Between things that belong together.
    pub const SMALL: f32 = 4.0;
    /// Between things.
    pub const MEDIUM: f32 = 8.0;
    /// Between groups.
    pub const LARGE: f32 = 16.0;
    /// Around a page.
    pub const PAGE: f32 = 16.0;
}

/// The family of the icons.
fn icon_family() -> FontFamily {
    FontFamily::Name("icons".into())
}

/// The family of strong type.
pub fn strong_family() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// An icon as text.
pub fn icon(icon: Icon) -> egui::RichText {
    egui::RichText::new(char::from(icon).to_string()).family(icon_family())
}

/// The font of the icons.
pub fn icon_font(size_pt: f32) -> FontId {
    FontId::new(size_pt, icon_family())
}

/// Strong words.
pub fn strong(words: impl Into<String>) -> egui::RichText {
    egui::RichText::new(words).family(strong_family())
}

/// The fonts of the window; Japanese comes from the system once it was found.
pub fn fonts(japanese: Option<(&'static [u8], u32)>) -> FontDefinitions {
    fonts_with(japanese, &[])
}

/// The same with fonts of other letters, which stand behind all others.
pub fn fonts_with(
    japanese: Option<(&'static [u8], u32)>,
    others: &[(&'static [u8], u32)],
) -> FontDefinitions {
    let has_japanese = japanese.is_some();
    let mut fonts = FontDefinitions::default();
    let mut add = |name: &str, data: FontData| fonts.font_data.insert(name.to_owned(), Arc::new(data));
    add("sans", FontData::from_static(notosans::REGULAR_TTF));
    add("sans-bold", FontData::from_static(notosans::BOLD_TTF));
    add("lucide", FontData::from_static(LUCIDE_FONT_BYTES));
    let face = |(bytes, index)| FontData { index, ..FontData::from_static(bytes) };
    if let Some(japanese) = japanese {
        add("japanese", face(japanese));
    }
    let name_of = |idx: usize| format!("other-{idx}");
    for (idx, other) in others.iter().enumerate() {
        add(&name_of(idx), face(*other));
    }
    let fallback: Vec<String> = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let with = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(has_japanese.then(|| "japanese".to_owned()));
        names.extend(fallback.iter().cloned());
        names
    };
    let mut mono = fonts.families.get(&FontFamily::Monospace).cloned().unwrap_or_default();
    if has_japanese {
        mono.insert(1.min(mono.len()), "japanese".to_owned());
    }
    fonts.families.insert(FontFamily::Monospace, mono);
    fonts.families.insert(FontFamily::Proportional, with("sans"));
    fonts.families.insert(strong_family(), with("sans-bold"));
    for names in fonts.families.values_mut() {
        names.extend((0..others.len()).map(name_of));
    }
    fonts.families.insert(icon_family(), vec!["lucide".to_owned(), "sans".to_owned()]);
    fonts
}

/// Gives the window its colours, type and space.
pub fn apply(ctx: &egui::Context, palette: &Palette) {
    let theme = if palette.is_dark { egui::Theme::Dark } else { egui::Theme::Light };
    ctx.set_theme(theme);
    ctx.all_styles_mut(|style| {
        let sans = |size| FontId::new(size, FontFamily::Proportional);
        style.text_styles = [
            (TextStyle::Small, sans(11.5)),
            (TextStyle::Body, sans(14.0)),
            (TextStyle::Button, sans(14.0)),
            (TextStyle::Heading, FontId::new(20.0, strong_family())),
            (TextStyle::Monospace, FontId::new(13.5, FontFamily::Monospace)),
        ]
        .into();
        style.animation_time = 0.0;
        style.spacing.item_spacing = Vec2::new(space::MEDIUM, space::SMALL);
        style.spacing.button_padding = Vec2::new(space::MEDIUM, space::SMALL);
        style.spacing.menu_margin = Margin::same(6);
        style.spacing.window_margin = Margin::same(20);
        style.visuals = visuals(palette);
        // A field at rest draws nothing.
        style.visuals.text_cursor.blink = false;
    });
}

/// What a row of buttons in a form is called, at the height of what stands on them.
pub fn form_label(ui: &mut egui::Ui, words: impl Into<egui::WidgetText>) -> egui::Response {
    let height = ui.text_style_height(&TextStyle::Button) + 2.0 * ui.spacing().button_padding.y;
    label_of_height(ui, words, height)
}

/// What a text field or a box to tick in a form is called, at the height of the words in it.
pub fn field_label(ui: &mut egui::Ui, words: impl Into<egui::WidgetText>) -> egui::Response {
    let height = ui.text_style_height(&TextStyle::Body) + 4.0;
    label_of_height(ui, words, height)
}

fn label_of_height(ui: &mut egui::Ui, words: impl Into<egui::WidgetText>, height: f32) -> egui::Response {
    ui.horizontal(|ui| {
        ui.set_min_height(height);
        ui.label(words)
    })
    .inner
}

/// Gives controls their ground, where they do not stand in a bar that says what they are.
pub fn with_edges(ui: &mut egui::Ui) {
    let visuals = ui.visuals_mut();
    let ground = visuals.panel_fill;
    visuals.widgets.inactive.weak_bg_fill = ground;
}

/// Shows something that scrolls where the window is lower than it: on a small screen, or in large type.
pub fn in_reach_ui<R>(ui: &mut egui::Ui, edges: f32, add: impl FnOnce(&mut egui::Ui) -> R) -> R {
    /// The height from which on everything fits.
    const HIGH_ENOUGH: f32 = 700.0;
    let height = ui.ctx().content_rect().height();
    if height >= HIGH_ENOUGH {
        return add(ui);
    }
    let most = (height - edges).max(60.0);
    // At first a dialog has the room of the one before: without a least height it would stay as low as a small one.
    let area = egui::ScrollArea::vertical().id_salt("in reach");
    area.max_height(most).min_scrolled_height(most).show(ui, add).inner
}

/// The button that Enter would press: the one that is meant.
pub fn main_button(ui: &mut egui::Ui, words: &str) -> egui::Response {
    let visuals = ui.visuals();
    let (ground, ink) = (visuals.selection.stroke.color, visuals.window_fill);
    let response = ui.add(egui::Button::new(strong(words).color(ink)).fill(ground));
    ui.data_mut(|data| data.insert_temp(main_button_id(), Some(response.id)));
    response
}

/// The main button that was shown last, which is asked for once.
pub fn take_main_button(ctx: &egui::Context) -> Option<egui::Id> {
    ctx.data_mut(|data| data.remove_temp::<Option<egui::Id>>(main_button_id())).flatten()
}

fn main_button_id() -> egui::Id {
    egui::Id::unique("main button")
}

fn visuals(palette: &Palette) -> egui::Visuals {
    let mut visuals = if palette.is_dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    let radius = CornerRadius::same(4);
    visuals.override_text_color = Some(palette.ink);
    visuals.weak_text_color = Some(palette.muted);
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.paper;
    visuals.window_stroke = Stroke::new(1.0, palette.edge);
    visuals.window_corner_radius = CornerRadius::same(6);
    visuals.menu_corner_radius = radius;
    visuals.extreme_bg_color = palette.paper;
    visuals.faint_bg_color = palette.panel;
    visuals.code_bg_color = palette.panel;
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.amber;
    visuals.error_fg_color = palette.red;
    visuals.selection.bg_fill = palette.accent_tint;
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    visuals.window_shadow = egui::Shadow::NONE;
    let widgets = &mut visuals.widgets;
    for state in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        state.corner_radius = radius;
        state.expansion = 0.0;
        state.fg_stroke = Stroke::new(1.0, palette.ink);
        state.bg_stroke = Stroke::new(1.0, palette.edge);
        state.bg_fill = palette.panel;
        state.weak_bg_fill = Color32::TRANSPARENT;
    }
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.hairline);
    widgets.hovered.weak_bg_fill = palette.hover;
    widgets.hovered.bg_fill = palette.hover;
    widgets.active.weak_bg_fill = palette.accent_tint;
    widgets.active.bg_stroke = Stroke::new(1.5, palette.accent);
    widgets.open.weak_bg_fill = palette.accent_tint;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(color.r()) + 0.7152 * part(color.g()) + 0.0722 * part(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_stands_out_from_every_ground_it_is_set_on() {
        for palette in [LIGHT, DARK, HIGH_CONTRAST] {
            let least = if palette == HIGH_CONTRAST { 7.0 } else { 4.5 };
            let grounds =
                [palette.paper, palette.panel, palette.red_tint, palette.accent_tint, palette.hover];
            for ground in grounds {
                for text in [palette.ink, palette.muted, palette.accent, palette.amber, palette.red] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= least, "{text:?} on {ground:?}: {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn what_is_chosen_is_told_from_what_the_pointer_is_over() {
        for palette in [LIGHT, DARK, HIGH_CONTRAST] {
            let visuals = visuals(&palette);
            let (chosen, hovered) = (visuals.selection.stroke.color, visuals.widgets.hovered.weak_bg_fill);
            assert!(contrast(chosen, hovered) >= 3.0, "the grounds of {palette:?}");
            assert!(contrast(visuals.window_fill, chosen) >= 4.5, "the words on it");
            assert_ne!(visuals.selection.bg_fill, hovered, "rows of lists");
        }
    }

    #[test]
    fn lines_that_bound_a_control_stand_out_from_every_ground() {
        for palette in [LIGHT, DARK, HIGH_CONTRAST] {
            let visuals = visuals(&palette);
            let widgets = &visuals.widgets;
            let grounds = [palette.paper, palette.panel, palette.accent_tint];
            for (name, state) in [
                ("inactive", &widgets.inactive),
                ("hovered", &widgets.hovered),
                ("active", &widgets.active),
                ("open", &widgets.open),
            ] {
                for ground in grounds {
                    let ratio = contrast(state.bg_stroke.color, ground);
                    assert!(state.bg_stroke.width >= 1.0 && ratio >= 3.0, "{name} on {ground:?}: {ratio:.2}");
                }
            }
            for ground in [palette.paper, palette.panel, palette.desk] {
                for line in [visuals.window_stroke.color, visuals.selection.stroke.color, palette.edge] {
                    let ratio = contrast(line, ground);
                    assert!(ratio >= 3.0, "{line:?} on {ground:?}: {ratio:.2}");
                }
            }
        }
    }
}
