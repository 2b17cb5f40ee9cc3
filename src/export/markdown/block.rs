//! Blocks as Markdown.

use crate::brief::{Alignment, Lang, escape_markdown};
use crate::export::markdown::Writer;
use crate::export::markdown::inline::{at_line_starts, heading_end, in_cell, one_line};
use crate::release::{Block, BlockContent, ChartData, Item};

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
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

    pub(super) fn private_label(&self, label: &str) -> String {
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
}

pub(super) fn indented(text: &str, indent: &str) -> String {
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

fn fenced(lang: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let lang = lang.replace('`', "");
    format!("{fence}{lang}\n{}\n{fence}", text.trim_end_matches('\n'))
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
