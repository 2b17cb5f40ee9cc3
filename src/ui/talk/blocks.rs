//! What a speaker may read, in type as large as they want it. Private text stands on red ground with a lock.

use egui::text::LayoutJob;
use egui::{FontFamily, FontId, Frame, Label, Margin, RichText, TextFormat, Ui};
use lucide_icons::Icon;

use crate::facts::Use;
use crate::release::{Block, BlockContent, Inline, InlineContent, Item, plain_text};
use crate::ui::labels::{sentences_ui, title_ui};
use crate::ui::style::{Palette, icon, strong, strong_family};

/// How the text is shown.
#[derive(Clone, Copy)]
pub(super) struct TextLook<'p> {
    /// The colours.
    pub palette: &'p Palette,
    /// The size of the type, in points.
    pub size_pt: f32,
    /// Where the brief uses facts whose time is past; nobody says those without knowing.
    pub stale: &'p [Use],
}

/// Shows blocks one below the other.
pub(super) fn blocks_ui<'b>(ui: &mut Ui, blocks: impl IntoIterator<Item = &'b Block>, look: TextLook<'_>) {
    for block in blocks {
        if block.is_private && !matches!(block.content, BlockContent::Heading { .. }) {
            let margin = Margin::symmetric(14, 8);
            Frame::new().fill(look.palette.red_tint).inner_margin(margin).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                block_ui(ui, block, look);
            });
        } else {
            block_ui(ui, block, look);
        }
        ui.add_space(look.size_pt * 0.4);
    }
}

fn block_ui(ui: &mut Ui, block: &Block, look: TextLook<'_>) {
    match &block.content {
        BlockContent::Heading { inlines, level, .. } => {
            let size = look.size_pt * if *level <= 2 { 1.15 } else { 1.0 };
            sentences_ui(ui, strong(plain_text(inlines)).size(size));
        }
        BlockContent::Paragraph(inlines) => words_ui(ui, inlines, look),
        BlockContent::Numbered { label, depth, inlines } => {
            ui.horizontal_top(|ui| {
                ui.add_space(f32::from(*depth) * look.size_pt);
                ui.label(RichText::new(label).size(look.size_pt).color(look.palette.accent));
                ui.vertical(|ui| words_ui(ui, inlines, look));
            });
        }
        BlockContent::List { start, items, .. } => list_ui(ui, *start, items, look),
        BlockContent::Quote(blocks) => {
            ui.indent("quote", |ui| blocks_ui(ui, blocks, look));
        }
        BlockContent::Callout { label, blocks } => {
            label_ui(ui, label, false, look);
            blocks_ui(ui, blocks, look);
        }
        BlockContent::Panel { label, title, blocks, .. } => {
            if let Some(label) = label {
                label_ui(ui, label, block.is_private, look);
            }
            if !title.is_empty() {
                sentences_ui(ui, strong(plain_text(title)).size(look.size_pt));
            }
            // The ground is that of the panel; what lies in it needs no other.
            for block in blocks {
                block_ui(ui, block, look);
                ui.add_space(look.size_pt * 0.3);
            }
        }
        BlockContent::Code { text, .. } => {
            let words = RichText::new(text.trim_end()).family(FontFamily::Monospace).size(look.size_pt * 0.8);
            ui.add(Label::new(words).wrap());
        }
        BlockContent::Table { head, rows, .. } => table_ui(ui, head, rows, look),
        BlockContent::Chart(chart) => {
            if let Some(title) = &chart.title {
                sentences_ui(ui, strong(title).size(look.size_pt));
            }
            for row in &chart.rows {
                sentences_ui(ui, RichText::new(row.join("  ")).size(look.size_pt * 0.9));
            }
        }
        BlockContent::Picture(picture) => {
            let words =
                RichText::new(&picture.alt).italics().size(look.size_pt * 0.8).color(look.palette.muted);
            sentences_ui(ui, words);
        }
        BlockContent::Columns(columns) => columns.iter().for_each(|blocks| blocks_ui(ui, blocks, look)),
        BlockContent::Break | BlockContent::Page | BlockContent::Rule => {}
    }
}

fn label_ui(ui: &mut Ui, label: &str, is_private: bool, look: TextLook<'_>) {
    let color = if is_private { look.palette.red } else { look.palette.accent };
    let size = (look.size_pt * 0.55).max(12.0);
    ui.horizontal(|ui| {
        if is_private {
            ui.label(icon(Icon::Lock).size(size).color(color));
        }
        ui.label(strong(label).size(size).color(color));
    });
}

fn list_ui(ui: &mut Ui, start: Option<u64>, items: &[Item], look: TextLook<'_>) {
    for (idx, item) in items.iter().enumerate() {
        let mark = match (start, item.done) {
            (_, Some(true)) => "☑".to_owned(),
            (_, Some(false)) => "☐".to_owned(),
            (Some(first), None) => format!("{}.", first + idx as u64),
            (None, None) => "•".to_owned(),
        };
        ui.horizontal_top(|ui| {
            ui.label(RichText::new(mark).size(look.size_pt).color(look.palette.accent));
            ui.vertical(|ui| {
                for block in &item.blocks {
                    block_ui(ui, block, look);
                }
            });
        });
        ui.add_space(look.size_pt * 0.2);
    }
}

fn table_ui(ui: &mut Ui, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], look: TextLook<'_>) {
    let size = look.size_pt * 0.85;
    let id = (head.iter().map(|cell| plain_text(cell)).collect::<String>(), rows.len());
    egui::Grid::new(id).num_columns(head.len()).spacing([size, size * 0.3]).show(ui, |ui| {
        for cell in head {
            title_ui(ui, strong(plain_text(cell)).size(size));
        }
        ui.end_row();
        for row in rows {
            for cell in row {
                title_ui(ui, RichText::new(plain_text(cell)).size(size));
            }
            ui.end_row();
        }
    });
}

fn words_ui(ui: &mut Ui, inlines: &[Inline], look: TextLook<'_>) {
    let mut job = LayoutJob::default();
    push(&mut job, inlines, &plain(look), look);
    job.wrap.max_width = ui.available_width();
    sentences_ui(ui, job);
}

fn plain(look: TextLook<'_>) -> TextFormat {
    let mut format = TextFormat::simple(FontId::proportional(look.size_pt), look.palette.ink);
    format.line_height = Some(look.size_pt * 1.4);
    format
}

fn push(job: &mut LayoutJob, inlines: &[Inline], format: &TextFormat, look: TextLook<'_>) {
    for inline in inlines {
        let is_stale = look.stale.iter().any(|used| !used.is_chart && used.span.contains(inline.span));
        match &inline.content {
            InlineContent::Text(words) if is_stale && !inline.span.is_empty() => {
                let underline = egui::Stroke::new(1.5, look.palette.amber);
                let color = look.palette.amber;
                job.append(words, 0.0, TextFormat { color, underline, ..format.clone() });
            }
            InlineContent::Text(words) | InlineContent::Code(words) => job.append(words, 0.0, format.clone()),
            InlineContent::Emphasis(children) => {
                push(job, children, &TextFormat { italics: true, ..format.clone() }, look);
            }
            InlineContent::Strong(children) => {
                let font_id = FontId::new(look.size_pt, strong_family());
                push(job, children, &TextFormat { font_id, ..format.clone() }, look);
            }
            InlineContent::Strikethrough(children) => {
                let strikethrough = egui::Stroke::new(1.0, look.palette.muted);
                push(job, children, &TextFormat { strikethrough, ..format.clone() }, look);
            }
            InlineContent::Deleted(children) => {
                let strikethrough = egui::Stroke::new(1.0, look.palette.muted);
                job.append("−", 0.0, format.clone());
                push(job, children, &TextFormat { strikethrough, ..format.clone() }, look);
            }
            InlineContent::Inserted(children) => {
                let underline = egui::Stroke::new(1.0, look.palette.accent);
                job.append("+", 0.0, format.clone());
                push(job, children, &TextFormat { underline, ..format.clone() }, look);
            }
            InlineContent::Ruby { children, reading } => {
                push(job, children, format, look);
                job.append(&format!("（{reading}）"), 0.0, format.clone());
            }
            InlineContent::Styled { children, .. }
            | InlineContent::Link { children, .. }
            | InlineContent::Jump { children, .. } => {
                push(job, children, format, look);
            }
            InlineContent::Picture(picture) => job.append(&picture.alt, 0.0, format.clone()),
            InlineContent::Private(words) => {
                job.append(words, 0.0, TextFormat { color: look.palette.red, ..format.clone() });
            }
            InlineContent::Portion(mark) => {
                let color = look.palette.amber;
                job.append(&format!("({mark}) "), 0.0, TextFormat { color, ..format.clone() });
            }
            InlineContent::SoftBreak => job.append(" ", 0.0, format.clone()),
            InlineContent::HardBreak => job.append("\n", 0.0, format.clone()),
            // A number in the text leads to a list of sources that the console does not show.
            InlineContent::Ref(_) => {}
        }
    }
}
