//! Markdown: the released brief as plain `CommonMark` with tables and footnotes, nothing of our own syntax in it.

mod block;
mod inline;

use crate::brief::{Lang, escape_markdown};
use crate::export::markdown::block::indented;
use crate::export::markdown::inline::{heading_end, one_line};
use crate::export::{ExportError, Exported, File, Job};
use crate::release::Content;

#[expect(clippy::unnecessary_wraps, reason = "it is a row of the table of formats, and others can fail")]
pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let content = job.released.content();
    let mut writer = Writer { content, stem: job.stem, out: String::new() };
    writer.document();
    let mut out = writer.out.trim_end().to_owned();
    out.push('\n');
    let mut files = vec![File { suffix: ".md".to_owned(), bytes: out.into_bytes() }];
    files.extend(content.images.iter().enumerate().map(|(idx, image)| File {
        suffix: format!("-{}.{}", idx + 1, image.format.extension()),
        bytes: image.bytes.to_vec(),
    }));
    Ok(files.into())
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

    pub(super) fn nested(&self) -> Writer<'_> {
        Writer { content: self.content, stem: self.stem, out: String::new() }
    }

    pub(super) fn block(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.out.push_str(text);
    }
}
