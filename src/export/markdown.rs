//! Markdown: the released brief as plain `CommonMark` with tables and footnotes, nothing of our own syntax in it.

use crate::brief::{Alignment, Lang, TextStyle, escape_markdown};
use crate::export::{ExportError, Exported, File, Job, missing_letters};
use crate::release::{
    Block, BlockContent, ChartData, Content, Inline, InlineContent, Item, Picture, plain_text,
};

#[expect(clippy::unnecessary_wraps, reason = "it is a row of the table of formats, and others can fail")]
pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let content = job.released.content();
    let mut writer = Writer { content, stem: job.stem, out: String::new() };
    writer.document();
    let mut out = writer.out.trim_end().to_owned();
    out.push('\n');
    let warnings = missing_letters(job.engine, &out, false);
    let mut files = vec![File { suffix: ".md".to_owned(), bytes: out.into_bytes() }];
    files.extend(content.images.iter().enumerate().map(|(idx, image)| File {
        suffix: format!("-{}.{}", idx + 1, image.format.extension()),
        bytes: image.bytes.to_vec(),
    }));
    Ok(Exported { files, warnings })
}

struct Writer<'w> {
    content: &'w Content,
    stem: &'w str,
    out: String,
}

impl Writer<'_> {
    fn document(&mut self) {
        let content = self.content;
        self.banner();
        let title = self.inlines(&content.title);
        self.block(&format!("# {}", heading_end(&one_line(&title))));
        if let Some(subtitle) = &content.subtitle {
            self.block(&format!("*{}*", escape_markdown(subtitle.trim())));
        }
        let mut rows: Vec<String> = Vec::new();
        rows.extend(content.copy_line.map(|line| format!("**{}**", escape_markdown(line))));
        rows.extend(content.rows.iter().map(|(label, text)| match content.lang {
            Lang::En => format!("{label}: {}", escape_markdown(text)),
            Lang::Ja => format!("{label}：{}", escape_markdown(text)),
        }));
        if !rows.is_empty() {
            self.block(&rows.join("\\\n"));
        }
        self.blocks(&content.blocks);
        for note in &content.notes {
            let mut inner = self.nested();
            inner.blocks(&note.blocks);
            let text = indented(inner.out.trim_end(), "    ");
            self.block(&format!("[^{}]: {text}", note.number));
        }
        self.banner();
    }

    fn banner(&mut self) {
        if let Some(banner) = &self.content.banner {
            self.block(&format!("**{}**", escape_markdown(banner)));
        }
    }

    fn nested(&self) -> Writer<'_> {
        Writer { content: self.content, stem: self.stem, out: String::new() }
    }

    fn block(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.out.push_str(text);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut after_list = false;
        for block in blocks {
            let is_list = matches!(block.content, BlockContent::List { .. });
            // Two lists would become one, and code after a list would become part of it.
            let joins = after_list && (is_list || matches!(block.content, BlockContent::Code { .. }));
            if joins {
                self.block("<!-- -->");
            }
            self.one(block);
            after_list = is_list;
        }
    }

    fn one(&mut self, block: &Block) {
        match &block.content {
            BlockContent::Heading { level, inlines, .. } => {
                let marks = "#".repeat(usize::from(level + 1).min(6));
                let text = self.inlines(inlines);
                self.block(&format!("{marks} {}", heading_end(&one_line(&text))));
            }
            BlockContent::Paragraph(inlines) => {
                let text = self.inlines(inlines);
                self.block(&at_line_starts(&text));
            }
            BlockContent::Numbered { label, inlines, .. } => {
                let text = self.inlines(inlines);
                self.block(&at_line_starts(&format!("{} {text}", escape_markdown(label))));
            }
            BlockContent::List { start, tight, items } => self.list(*start, *tight, items),
            BlockContent::Quote(blocks) => self.quoted(None, blocks),
            BlockContent::Callout { label, blocks } => {
                self.quoted(Some(format!("**{}**", escape_markdown(label))), blocks);
            }
            BlockContent::Panel { label, title, blocks } => {
                let title = one_line(&self.inlines(title));
                let label = escape_markdown(label);
                let label = if block.is_private { self.private_label(&label) } else { label };
                let head = match (title.is_empty(), self.content.lang) {
                    (true, _) => format!("**{label}**"),
                    (false, Lang::En) => format!("**{label}:** {title}"),
                    (false, Lang::Ja) => format!("**{label}** {title}"),
                };
                self.quoted(Some(head), blocks);
            }
            BlockContent::Code { lang, text } => self.block(&fenced(lang, text)),
            BlockContent::Table { alignments, head, rows } => {
                let head: Vec<String> = head.iter().map(|cell| self.cell(cell)).collect();
                let rows: Vec<Vec<String>> =
                    rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
                self.block(&table(alignments, &head, &rows));
            }
            BlockContent::Chart(chart) => self.chart(chart),
            BlockContent::Picture(picture) => {
                let text = self.picture(picture);
                self.block(&text);
            }
            BlockContent::Columns(columns) => columns.iter().for_each(|column| self.blocks(column)),
            BlockContent::Break => {}
            BlockContent::Rule => self.block("***"),
        }
    }

    fn private_label(&self, label: &str) -> String {
        match self.content.lang {
            Lang::En => format!("{label} (private)"),
            Lang::Ja => format!("{label}（内部限り）"),
        }
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &[Item]) {
        let mut text = String::new();
        for (idx, item) in items.iter().enumerate() {
            let marker = match start {
                Some(start) => format!("{}. ", start.saturating_add(idx as u64)),
                None => "- ".to_owned(),
            };
            let mut inner = self.nested();
            inner.blocks(&item.blocks);
            let task = match item.done {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            let body = inner.out.trim_end();
            // A nested list needs no blank line before it where the list is tight.
            let body = if tight { body.replace("\n\n", "\n") } else { body.to_owned() };
            if idx > 0 {
                text.push_str(if tight { "\n" } else { "\n\n" });
            }
            text.push_str(&marker);
            text.push_str(task);
            text.push_str(&indented(&body, &" ".repeat(marker.len())));
        }
        self.block(text.trim_end());
    }

    fn quoted(&mut self, head: Option<String>, blocks: &[Block]) {
        let mut inner = self.nested();
        if let Some(head) = head {
            inner.block(&head);
        }
        inner.blocks(blocks);
        let lines: Vec<String> = inner
            .out
            .trim_end()
            .split('\n')
            .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") })
            .collect();
        self.block(&lines.join("\n"));
    }

    fn chart(&mut self, chart: &ChartData) {
        if let Some(title) = &chart.title {
            let unit = chart.unit.as_deref().map(|unit| format!(" ({unit})")).unwrap_or_default();
            self.block(&format!("**{}**", escape_markdown(&format!("{title}{unit}"))));
        }
        let n_columns = chart.rows.iter().map(Vec::len).chain([chart.head.len()]).max().unwrap_or(0);
        if n_columns > 0 {
            let cells = |row: &[String]| -> Vec<String> {
                let mut cells: Vec<String> = row.iter().map(|cell| in_cell(&escape_markdown(cell))).collect();
                cells.resize(n_columns, String::new());
                cells
            };
            let rows: Vec<Vec<String>> = chart.rows.iter().map(|row| cells(row)).collect();
            let mut alignments = vec![Alignment::Right; n_columns];
            alignments[0] = Alignment::Left;
            self.block(&table(&alignments, &cells(&chart.head), &rows));
        }
        if let Some(source) = &chart.source {
            let word = match self.content.lang {
                Lang::En => "Source:",
                Lang::Ja => "出典：",
            };
            self.block(&format!("*{word} {}*", escape_markdown(source.trim())));
        }
    }

    fn cell(&self, inlines: &[Inline]) -> String {
        in_cell(&one_line(&self.inlines(inlines)))
    }

    fn picture(&self, picture: &Picture) -> String {
        let alt = escape_markdown(&picture.alt);
        let Some(idx) = picture.image else { return format!("*{alt}*") };
        let extension = self.content.images[idx].format.extension();
        let name = format!("{}-{}.{extension}", self.stem, idx + 1).replace(' ', "%20");
        match &picture.caption {
            Some(caption) => {
                format!("![{alt}]({name} \"{}\")", caption.replace('\\', "\\\\").replace('"', "\\\""))
            }
            None => format!("![{alt}]({name})"),
        }
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for (idx, inline) in inlines.iter().enumerate() {
            match &inline.content {
                InlineContent::Text(text) => out.push_str(&escape_markdown(&text.replace('\n', " "))),
                InlineContent::Code(text) => out.push_str(&code_span(text)),
                InlineContent::Emphasis(children) => self.marked("*", children, inlines, idx, &mut out),
                InlineContent::Strong(children) => self.marked("**", children, inlines, idx, &mut out),
                InlineContent::Strikethrough(children) => self.marked("~~", children, inlines, idx, &mut out),
                InlineContent::Styled { style, children } => {
                    let tag = match style {
                        TextStyle::Subscript => "sub",
                        TextStyle::Superscript => "sup",
                        TextStyle::Underline => "u",
                        TextStyle::Highlight | TextStyle::Flagged => "mark",
                        TextStyle::Key => "kbd",
                    };
                    out.push_str(&format!("<{tag}>{}</{tag}>", self.inlines(children)));
                }
                InlineContent::Ruby { children, reading } => {
                    let reading = escape_markdown(reading);
                    out.push_str(&format!("<ruby>{}<rt>{reading}</rt></ruby>", self.inlines(children)));
                }
                InlineContent::Inserted(children) => {
                    out.push_str(&format!("{{++{}++}}", self.inlines(children)))
                }
                InlineContent::Deleted(children) => {
                    out.push_str(&format!("{{--{}--}}", self.inlines(children)))
                }
                InlineContent::Link { dest, children } => {
                    let dest = dest.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E");
                    out.push_str(&format!("[{}](<{dest}>)", self.inlines(children)));
                }
                InlineContent::Jump { to, children } => {
                    let name = self.content.anchors.get(*to).map_or("", String::as_str);
                    out.push_str(&format!("[{}](#{name})", self.inlines(children)));
                }
                InlineContent::Picture(picture) => out.push_str(&self.picture(picture)),
                InlineContent::Ref(number) => out.push_str(&format!("[^{number}]")),
                InlineContent::Portion(mark) => out.push_str(&format!("({}) ", escape_markdown(mark))),
                InlineContent::Private(text) => {
                    let label = self.private_label("");
                    out.push_str(&format!(
                        "*{}: {}*",
                        label.trim(),
                        escape_markdown(&text.replace('\n', " "))
                    ));
                }
                InlineContent::SoftBreak => out.push('\n'),
                InlineContent::HardBreak => out.push_str("\\\n"),
            }
        }
        out
    }

    /// Sets marks around words, if `CommonMark` would read them as marks there.
    fn marked(&self, marks: &str, children: &[Inline], inlines: &[Inline], idx: usize, out: &mut String) {
        let inner = self.inlines(children);
        let words = inner.trim();
        let blanks_before = &inner[..inner.len() - inner.trim_start().len()];
        let blanks_after = &inner[inner.trim_end().len()..];
        out.push_str(blanks_before);
        let before = out.chars().next_back();
        let next = inlines.get(idx + 1).map(|next| plain_text(std::slice::from_ref(next)));
        let after = blanks_after.chars().next().or_else(|| next.and_then(|next| next.chars().next()));
        let opens = can_flank(before, words.chars().next());
        let closes = can_flank(after, words.chars().next_back());
        let touches =
            matches!(before, Some('*' | '~' | '_')) || words.starts_with('*') || words.ends_with('*');
        if opens && closes && !touches && !words.is_empty() {
            out.push_str(marks);
            out.push_str(words);
            out.push_str(marks);
        } else {
            out.push_str(words);
        }
        out.push_str(blanks_after);
    }
}

/// Whether a mark between two characters is read as one: by the rules of flanking, punctuation within needs a
/// blank or punctuation without.
fn can_flank(outside: Option<char>, inside: Option<char>) -> bool {
    let is_open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
    inside.is_some_and(|inside| !is_punctuation(inside)) || is_open(outside)
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

fn one_line(text: &str) -> String {
    text.replace("\\\n", " ").replace('\n', " ")
}

/// Escapes what would be taken for the closing marks of a heading, or for its attributes.
fn heading_end(text: &str) -> String {
    match text.chars().next_back() {
        Some(last @ ('#' | '}')) => format!("{}\\{last}", &text[..text.len() - 1]),
        _ => text.to_owned(),
    }
}

fn in_cell(text: &str) -> String {
    text.replace('|', "\\|").replace("\\\\|", "\\|")
}

fn indented(text: &str, indent: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.push_str(indent);
            out.push_str(line);
        }
    }
    out
}

/// Escapes what would begin a block at the start of each line.
fn at_line_starts(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let line = line.trim_start();
            let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let is_numbered = (1..=9).contains(&n_digits) && line[n_digits..].starts_with(['.', ')']);
            if is_numbered {
                format!("{}\\{}", &line[..n_digits], &line[n_digits..])
            } else if line.starts_with(['#', '+', '-', '=', ':', '~', '|']) {
                format!("\\{line}")
            } else {
                line.to_owned()
            }
        })
        .collect();
    lines.join("\n")
}

fn fenced(lang: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let lang = lang.replace('`', "");
    format!("{fence}{lang}\n{}\n{fence}", text.trim_end_matches('\n'))
}

fn code_span(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let needs_blanks =
        text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
    let blank = if needs_blanks && !text.trim().is_empty() { " " } else { "" };
    format!("{fence}{blank}{}{blank}{fence}", text.replace('\n', " "))
}

fn table(alignments: &[Alignment], head: &[String], rows: &[Vec<String>]) -> String {
    let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let rules: Vec<String> = alignments
        .iter()
        .map(|alignment| {
            match alignment {
                Alignment::None => "---",
                Alignment::Left => ":--",
                Alignment::Center => ":-:",
                Alignment::Right => "--:",
            }
            .to_owned()
        })
        .collect();
    let mut lines = vec![row(head), row(&rules)];
    lines.extend(rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}
