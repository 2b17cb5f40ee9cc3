//! The last look before leaving: everything that must be so of a brief and its copies, each green or red.
//!
//! It reads and exports in memory, and asks no network, since there is none on the plane.

use crate::brief::{Brief, Lang, Reader};
use crate::check::{Context, check};
use crate::export::{Job, PdfStandard, export, format_named};
use crate::layout::{Engine, Options, Paper, Shape, THEMES, theme_named, typeset};
use crate::release::{self, Assets, Refusal, Released, project, refusals};
use crate::text::{Diagnostic, LineIndex, Severity};

/// What must be so, and whether it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyRow {
    /// What must be so, in English.
    pub title_en: &'static str,
    /// What must be so, in Japanese.
    pub title_ja: &'static str,
    /// What is wrong, with its place; nothing if it is so.
    pub faults: Vec<String>,
}

impl ReadyRow {
    /// What must be so.
    pub fn title(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.title_en,
            Lang::Ja => self.title_ja,
        }
    }

    /// Whether it is so.
    pub fn is_green(&self) -> bool {
        self.faults.is_empty()
    }
}

/// What the last look needs.
#[derive(Clone, Copy)]
pub struct ReadyJob<'j> {
    /// The brief.
    pub brief: &'j Brief,
    /// Its text.
    pub text: &'j str,
    /// What a check needs; its reader is passed over, since every copy is looked at.
    pub context: &'j Context<'j>,
    /// Pictures and data.
    pub assets: &'j Assets,
    /// Fonts and functions.
    pub engine: &'j Engine,
}

/// Rows that are made of findings: title in both languages, and the lints that make it red.
///
/// A finding that no row names is in the last of them, so none is lost.
#[rustfmt::skip]
const ROWS: [(&str, &str, &[&str]); 9] = [
    ("Every letter has a font", "すべての文字に書体がある", &["missing-glyphs"]),
    ("Pictures are inside, with a description", "画像が揃い、説明がある", &["missing-image", "image-alt"]),
    ("Data and links are here, nothing remote", "データとリンク先が手元にある", &["missing-data", "broken-link"]),
    (
        "Markings are whole", "取扱表示が正しい",
        &["missing-marking", "low-banner", "unknown-banner", "near-marking", "shared-portion", "unmarked-portion", "front-matter"],
    ),
    ("No fact is past its time", "期限切れの数値がない", &["stale-fact"]),
    (
        "Facts say what the book says", "数値が数値集と一致する",
        &["drifted-fact", "unknown-fact", "missing-facts", "unsourced-fact", "unsourced-chart", "restricted-fact", "fact-book"],
    ),
    ("Agreed words stand as agreed", "合意文言がそのまま", &["changed-agreed", "near-agreed", "avoided-word"]),
    ("Slides hold what is on them", "スライドに収まる", &["crowded-slide"]),
    ("There is time for it, with the interpreter", "通訳込みで時間内", &["too-long"]),
];

/// Looks at everything.
pub fn wheels_up(job: &ReadyJob<'_>) -> Vec<ReadyRow> {
    let context = Context { reader: None, ..*job.context };
    let lines = LineIndex::new(job.text);
    let mut rows: Vec<ReadyRow> = ROWS
        .iter()
        .map(|&(title_en, title_ja, _)| ReadyRow { title_en, title_ja, faults: Vec::new() })
        .collect();
    let mut other = row("Nothing else is found", "ほかに指摘がない");
    for found in check(job.brief, job.text, &context) {
        if found.severity == Severity::Info {
            continue;
        }
        let fault = described(&found, job.text, &lines);
        match ROWS.iter().position(|(_, _, codes)| codes.contains(&found.code)) {
            Some(idx) => rows[idx].faults.push(fault),
            None => other.faults.push(fault),
        }
    }
    if job.brief.front.lang == Lang::Ja && !job.engine.has_japanese() {
        rows[0].faults.push("no font of this machine has Japanese".to_owned());
    }
    rows.push(other);
    rows.push(page_limit(job));
    rows.push(copies(job));
    rows
}

fn row(title_en: &'static str, title_ja: &'static str) -> ReadyRow {
    ReadyRow { title_en, title_ja, faults: Vec::new() }
}

/// A finding as one line, with its place.
fn described(found: &Diagnostic, text: &str, lines: &LineIndex) -> String {
    let at = lines.line_col(text, found.span.start);
    format!("line {}: {}", at.line, found.message)
}

/// Whether the principal's paper has no more pages than `limit` in the front matter.
fn page_limit(job: &ReadyJob<'_>) -> ReadyRow {
    let mut row = row("The paper keeps to its pages", "ページ数の上限内");
    let Some(limit) = limit(job) else { return row };
    match typeset(job.engine, &released(job, Reader::Principal), &options(job, Shape::Text)) {
        Ok(pages) if pages.len() > limit => {
            row.faults.push(format!("{} pages, and the limit is {limit}", pages.len()));
        }
        Ok(_) => {}
        Err(err) => row.faults.push(err.to_string()),
    }
    row
}

/// The number behind `limit:` in the front matter.
fn limit(job: &ReadyJob<'_>) -> Option<usize> {
    let front = &job.brief.front;
    let rest = job.text.get(front.key_span("limit").end..).filter(|_| front.has_key("limit"))?;
    let value = rest.lines().next()?.trim_start_matches([':', ' ']);
    let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Whether each copy can be made, in each shape that is carried, with no word of warning.
fn copies(job: &ReadyJob<'_>) -> ReadyRow {
    let mut row = row("Every copy can be written", "すべての控えを出力できる");
    for reader in Reader::ALL {
        let released = released(job, reader);
        let refused = refusals(&released, &job.brief.front);
        // A brief without a press line has no copy for the press, which is no fault.
        row.faults.extend(
            refused
                .iter()
                .filter(|refusal| **refusal != Refusal::Empty)
                .map(|refusal| format!("{reader}: {refusal}")),
        );
        if !refused.is_empty() {
            continue;
        }
        for (extension, shape) in
            [("pdf", Shape::Text), ("pdf", Shape::Slides), ("pdf", Shape::Cards), ("md", Shape::Text)]
        {
            row.faults.extend(copy_faults(job, &released, extension, shape));
        }
    }
    // The same letter is missing from many copies.
    row.faults.sort();
    row.faults.dedup();
    row
}

fn copy_faults(job: &ReadyJob<'_>, released: &Released, extension: &str, shape: Shape) -> Vec<String> {
    let reader = released.content().reader;
    let Some(format) = format_named(extension) else { return Vec::new() };
    let options = options(job, shape);
    let pdf_standard = PdfStandard::default();
    match export(format, &Job { engine: job.engine, released, options, pdf_standard, stem: "copy" }) {
        Ok(exported) => {
            exported.warnings.iter().map(|warning| format!("{reader}, {shape}: {warning}")).collect()
        }
        Err(err) => vec![format!("{reader}, {shape}: {err}")],
    }
}

fn released(job: &ReadyJob<'_>, reader: Reader) -> Released {
    let context = release::Context { book: job.context.book, assets: job.assets };
    project(job.brief, &context, reader)
}

fn options(job: &ReadyJob<'_>, shape: Shape) -> Options {
    let theme = job.brief.front.theme.as_deref().and_then(theme_named).unwrap_or(&THEMES[0]);
    Options { shape, paper: Paper::A4, theme }
}
