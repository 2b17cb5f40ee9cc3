//! What leaves the room with a copy, at a glance: asked before the file is written.

use crate::release::{Block, BlockContent, Inline, InlineContent, Released, plain_text};

/// The longest first line of a section that is shown.
const MAX_LINE_CHARS: usize = 90;

/// A copy at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// The marking of its pages.
    pub marking: Option<String>,
    /// The title, which is the file's title, too.
    pub title: String,
    /// The date, which is the file's date, too.
    pub date: Option<String>,
    /// How many pictures and charts it shows.
    pub n_pictures: usize,
    /// Where its links lead, each once.
    pub links: Vec<String>,
    /// Each section: its heading, and the first line below it.
    pub sections: Vec<(String, String)>,
}

/// Sums up what a copy holds.
pub fn leaving(released: &Released) -> Leaving {
    let content = released.content();
    let mut leaving = Leaving {
        marking: content.banner.clone(),
        title: plain_text(&content.title),
        date: content.date.clone(),
        ..Leaving::default()
    };
    for block in &content.blocks {
        if let BlockContent::Heading { inlines, .. } = &block.content {
            leaving.sections.push((plain_text(inlines), String::new()));
            continue;
        }
        if leaving.sections.is_empty() {
            leaving.sections.push((String::new(), String::new()));
        }
        let line = first_line(block);
        if let Some((_, first)) = leaving.sections.last_mut().filter(|(_, first)| first.is_empty()) {
            *first = line;
        }
    }
    leaving.count(&content.blocks);
    content.notes.iter().for_each(|note| leaving.count(&note.blocks));
    leaving
}

impl Leaving {
    fn count(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.content {
                BlockContent::Heading { inlines, .. }
                | BlockContent::Paragraph(inlines)
                | BlockContent::Numbered { inlines, .. } => self.count_inlines(inlines),
                BlockContent::List { items, .. } => items.iter().for_each(|item| self.count(&item.blocks)),
                BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => self.count(blocks),
                BlockContent::Panel { title, blocks, .. } => {
                    self.count_inlines(title);
                    self.count(blocks);
                }
                BlockContent::Table { head, rows, .. } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.count_inlines(cell));
                }
                BlockContent::Columns(columns) => columns.iter().for_each(|column| self.count(column)),
                BlockContent::Chart(_) | BlockContent::Picture(_) => self.n_pictures += 1,
                BlockContent::Code { .. } | BlockContent::Break | BlockContent::Page | BlockContent::Rule => {
                }
            }
        }
    }

    fn count_inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.content {
                InlineContent::Link { dest, .. } if !self.links.contains(dest) => {
                    self.links.push(dest.clone());
                }
                InlineContent::Picture(_) => self.n_pictures += 1,
                InlineContent::Emphasis(children)
                | InlineContent::Strong(children)
                | InlineContent::Strikethrough(children)
                | InlineContent::Styled { children, .. } => self.count_inlines(children),
                _ => {}
            }
        }
    }
}

/// The first words of a block in one line.
fn first_line(block: &Block) -> String {
    let words = match &block.content {
        BlockContent::Paragraph(inlines) | BlockContent::Numbered { inlines, .. } => plain_text(inlines),
        BlockContent::List { items, .. } => {
            items.first().and_then(|item| item.blocks.first()).map(first_line).unwrap_or_default()
        }
        BlockContent::Quote(blocks) | BlockContent::Callout { blocks, .. } => {
            blocks.first().map(first_line).unwrap_or_default()
        }
        BlockContent::Panel { title, blocks, .. } if title.is_empty() => {
            blocks.first().map(first_line).unwrap_or_default()
        }
        BlockContent::Panel { title, .. } => plain_text(title),
        BlockContent::Table { head, .. } => {
            head.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(" · ")
        }
        BlockContent::Chart(chart) => chart.title.clone().unwrap_or_default(),
        BlockContent::Picture(picture) => picture.alt.clone(),
        BlockContent::Code { text, .. } => text.lines().next().unwrap_or_default().to_owned(),
        BlockContent::Columns(columns) => columns.iter().flatten().next().map(first_line).unwrap_or_default(),
        BlockContent::Heading { .. } | BlockContent::Break | BlockContent::Page | BlockContent::Rule => {
            String::new()
        }
    };
    match words.char_indices().nth(MAX_LINE_CHARS) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}
