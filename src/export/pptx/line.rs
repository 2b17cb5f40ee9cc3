//! Blocks as lines of a text frame: bullets, numbers and levels as PowerPoint has them.

use std::borrow::Cow;

use crate::brief::{Alignment, Lang};
use crate::export::office_parts::{chart_rows, chart_source, chart_title};
use crate::export::runs::{Look, Run, RunContent, Style, any_east_asian, runs};
use crate::office::Ground;
use crate::release::{
    Block, BlockContent, ChartData, Content, Inline, Item, Picture, panel_label, picture_words, text_in_lines,
};

/// How high a picture is, in pixels, that is a sign among words.
const MAX_SIGN_PX: u32 = 48;
/// The deepest level that PowerPoint has.
const MAX_LEVEL: usize = 8;

/// What stands before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bullet {
    /// Nothing.
    None,
    /// The sign of its level.
    Sign,
    /// A number; the first of its list says with what the list begins.
    Number(u64),
    /// A box, ticked or not.
    Box(bool),
    /// A number or sign as typed, which is the first of its words and ends with a tab.
    Typed,
}

/// One paragraph of a text frame.
#[derive(Clone, Debug)]
pub(super) struct Line<'b> {
    pub runs: Vec<Run<'b>>,
    pub level: usize,
    pub bullet: Bullet,
    pub tone: Tone,
    /// What it stands on, and which of the blocks of its text that stand on something it is part of.
    pub ground: Option<(Ground, usize)>,
}

/// How a line sounds among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    /// The name of a kind.
    Label,
    /// The name of a kind that never leaves our side.
    Private,
    Code,
    /// On the ground of a request, where all has its colour and stands in bold.
    Request,
    /// A point there, which is not bold.
    Point,
}

impl Line<'_> {
    /// How many letters it has; those of Japanese count twice.
    pub(super) fn n_letters(&self) -> usize {
        let letters = |text: &str| -> usize { text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
        let of = |run: &Run<'_>| match &run.content {
            RunContent::Text(text) => letters(text),
            RunContent::Ruby(base, reading) => letters(base) + letters(reading) + 2,
            RunContent::Remark(remark, _) => letters(remark),
            RunContent::Ref(_) => 4,
            RunContent::Break => 20,
            RunContent::Soft | RunContent::Picture(_) => 0,
        };
        self.runs.iter().map(of).sum()
    }
}

/// A table of running text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'b> {
    pub alignments: &'b [Alignment],
    pub head: &'b [Vec<Inline>],
    pub rows: &'b [Vec<Vec<Inline>>],
}

impl Table<'_> {
    /// The words of its cells, those of its head first.
    pub(super) fn texts(&self) -> Vec<Vec<String>> {
        let words = |row: &[Vec<Inline>]| row.iter().map(|cell| text_in_lines(cell)).collect();
        std::iter::once(self.head).chain(self.rows.iter().map(Vec::as_slice)).map(words).collect()
    }
}

/// What stands on a slide beside its text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Visual<'b> {
    Table(Table<'b>),
    Chart(&'b ChartData),
    Picture(&'b Picture),
}

impl Visual<'_> {
    /// Whether a line of words goes with it.
    pub(super) fn has_caption(&self) -> bool {
        match self {
            Self::Table(_) => false,
            Self::Chart(chart) => chart.title.is_some(),
            Self::Picture(picture) => picture.caption.is_some() || picture.image.is_none(),
        }
    }
}

/// The text of some blocks.
pub(super) struct Lines<'b> {
    content: &'b Content,
    pub text: Vec<Line<'b>>,
    /// What stands beside the text; where there is no room for it, it is told in words.
    pub visuals: Vec<Visual<'b>>,
    has_room: bool,
    is_private: bool,
    ground: Option<(Ground, usize)>,
    n_grounds: usize,
}

impl<'b> Lines<'b> {
    /// The text of blocks on a slide.
    pub(super) fn on_slide(content: &'b Content, blocks: &'b [Block]) -> Self {
        let mut lines = Self { has_room: true, ..Self::in_words(content) };
        lines.push_blocks(blocks, 0);
        lines
    }

    /// An empty text with room for nothing but words.
    pub(super) fn in_words(content: &'b Content) -> Self {
        Self {
            content,
            text: Vec::new(),
            visuals: Vec::new(),
            has_room: false,
            is_private: false,
            ground: None,
            n_grounds: 0,
        }
    }

    /// Adds a heading.
    pub(super) fn push_heading(&mut self, inlines: &'b [Inline]) {
        let bold = self.in_style(inlines, Style::Bold);
        self.push(bold, 0, Bullet::None);
    }

    /// Adds blocks; `level` is how many lists lie around.
    pub(super) fn push_blocks(&mut self, blocks: &'b [Block], level: usize) {
        let mut was_private = self.is_private;
        for block in blocks {
            let is_panel = matches!(block.content, BlockContent::Panel { .. });
            if block.is_private && !was_private && !is_panel && !self.has_room {
                self.push_label(Tone::Private, self.in_language("Private", "内部限り").to_owned());
            }
            was_private = self.is_private || (block.is_private && !is_panel);
            self.push_block(block, level);
        }
    }

    fn push_block(&mut self, block: &'b Block, level: usize) {
        match &block.content {
            BlockContent::Heading { inlines, .. } => self.push_heading(inlines),
            BlockContent::Paragraph(inlines) => self.push_words(inlines, level, Bullet::None),
            BlockContent::Numbered { label, depth, inlines } => {
                let label = text_run(format!("{label}\t"), Look::default());
                let words = std::iter::once(label).chain(runs(inlines, self.content.lang)).collect();
                self.push(words, level + usize::from(*depth), Bullet::Typed);
            }
            BlockContent::List { start, items, .. } => self.push_list(*start, items, level),
            BlockContent::Quote(blocks) => {
                let from = self.text.len();
                self.on_ground(Ground::Quote, |lines| lines.push_blocks(blocks, level));
                let quoted = self.text[from..].iter_mut().filter(|line| !any_east_asian(&line.runs));
                quoted
                    .flat_map(|line| &mut line.runs)
                    .for_each(|run| run.look = run.look.with(Style::Italic));
            }
            BlockContent::Callout { label, blocks } => {
                self.on_ground(Ground::Line, |lines| {
                    lines.push_label(Tone::Label, label.clone());
                    lines.push_blocks(blocks, level);
                });
            }
            BlockContent::Panel { label, title, blocks, .. } => {
                self.on_ground(Ground::Tint, |lines| {
                    lines.push_panel(label.as_deref(), title, (blocks, block.is_private), level);
                });
            }
            BlockContent::Code { text, .. } => {
                for line in text.trim_end_matches('\n').split('\n') {
                    let run = text_run(line.replace('\t', "    "), Look::default().with(Style::Code));
                    self.push(vec![run], level, Bullet::None);
                    if let Some(line) = self.text.last_mut() {
                        line.tone = Tone::Code;
                    }
                }
            }
            BlockContent::Table { alignments, head, rows } => {
                self.push_visual(Visual::Table(Table { alignments, head, rows }));
            }
            BlockContent::Chart(chart) => self.push_visual(Visual::Chart(chart)),
            BlockContent::Picture(picture) => self.push_visual(Visual::Picture(picture)),
            BlockContent::Columns(columns) => {
                columns.iter().for_each(|column| self.push_blocks(column, level));
            }
            BlockContent::Break | BlockContent::Page | BlockContent::Rule => {}
        }
    }

    /// Adds what stands on a ground of its own; within another it has that one.
    fn on_ground(&mut self, ground: Ground, push: impl FnOnce(&mut Self)) {
        let outer = self.ground;
        if outer.is_none() {
            self.ground = Some((ground, self.n_grounds));
            self.n_grounds += 1;
        }
        push(self);
        self.ground = outer;
    }

    fn push_list(&mut self, start: Option<u64>, items: &'b [Item], level: usize) {
        for (idx, item) in items.iter().enumerate() {
            let bullet = match (item.done, start) {
                (_, Some(start)) => Bullet::Number(start + idx as u64),
                (Some(done), None) => Bullet::Box(done),
                (None, None) => Bullet::Sign,
            };
            let (inlines, rest) = match item.blocks.as_slice() {
                [Block { content: BlockContent::Paragraph(inlines), .. }, rest @ ..] => {
                    (inlines.as_slice(), rest)
                }
                blocks => (&[][..], blocks),
            };
            self.push_words(inlines, level, bullet);
            self.push_blocks(rest, level + 1);
        }
    }

    fn push_panel(
        &mut self,
        label: Option<&str>,
        title: &'b [Inline],
        (blocks, is_private): (&'b [Block], bool),
        level: usize,
    ) {
        let tone = if is_private { Tone::Private } else { Tone::Label };
        if let Some(label) = label {
            self.push_label(tone, panel_label(label, is_private, self.content.lang));
        }
        if !title.is_empty() {
            self.push_heading(title);
        }
        let outer = self.is_private;
        self.is_private |= is_private;
        self.push_blocks(blocks, level);
        self.is_private = outer;
    }

    fn push_label(&mut self, tone: Tone, label: String) {
        let runs = vec![text_run(label, Look::default().with(Style::Bold))];
        self.text.push(Line { runs, level: 0, bullet: Bullet::None, tone, ground: self.ground });
    }

    /// Adds words without the pictures among them, which stand beside the text.
    fn push_words(&mut self, inlines: &'b [Inline], level: usize, bullet: Bullet) {
        let mut words = runs(inlines, self.content.lang);
        let mut pictures = Vec::new();
        for run in &mut words {
            let RunContent::Picture(picture) = run.content else { continue };
            let image = picture.image.and_then(|idx| self.content.images.get(idx));
            if self.has_room && image.is_some_and(|image| image.height_px > MAX_SIGN_PX) {
                pictures.push(picture);
            } else {
                run.content = RunContent::Text(Cow::Owned(picture_words(picture)));
            }
        }
        words.retain(|run| !matches!(run.content, RunContent::Picture(_)));
        let is_blank = |run: &Run<'_>| match &run.content {
            RunContent::Text(text) => text.trim().is_empty(),
            RunContent::Break => true,
            _ => false,
        };
        // Where nothing but pictures stood, no line is left.
        if !(words.iter().all(is_blank) && (bullet == Bullet::None || !pictures.is_empty())) {
            self.push(words, level, bullet);
        }
        self.visuals.extend(pictures.into_iter().map(Visual::Picture));
    }

    fn push(&mut self, runs: Vec<Run<'b>>, level: usize, bullet: Bullet) {
        let level = level.min(MAX_LEVEL);
        self.text.push(Line { runs, level, bullet, tone: Tone::Plain, ground: self.ground });
    }

    fn push_visual(&mut self, visual: Visual<'b>) {
        if self.has_room {
            return self.visuals.push(visual);
        }
        let lang = self.content.lang;
        let mut say = |words: String| self.push(vec![text_run(words, Look::default())], 0, Bullet::None);
        match visual {
            Visual::Table(table) => {
                table.texts().iter().for_each(|row| say(row.join(" | ").replace('\n', " ")));
            }
            Visual::Chart(chart) => {
                chart_title(chart, lang).into_iter().for_each(&mut say);
                chart_rows(chart).iter().for_each(|row| say(row.join(" | ")));
                chart_source(chart, lang).into_iter().for_each(&mut say);
            }
            Visual::Picture(picture) => say(picture_words(picture)),
        }
    }

    fn in_style(&self, inlines: &'b [Inline], style: Style) -> Vec<Run<'b>> {
        let mut words = runs(inlines, self.content.lang);
        words.iter_mut().for_each(|run| run.look = run.look.with(style));
        words
    }

    fn in_language(&self, en: &'static str, ja: &'static str) -> &'static str {
        match self.content.lang {
            Lang::En => en,
            Lang::Ja => ja,
        }
    }
}

fn text_run(words: String, look: Look) -> Run<'static> {
    Run { content: RunContent::Text(Cow::Owned(words)), look, target: None }
}
