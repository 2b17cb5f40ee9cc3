//! The last look before leaving: everything that must be so of a brief and its copies, each green or red.
//!
//! It reads and exports in memory, and asks no network, since there is none on the plane.

mod page;
mod rows;

pub use self::{
    page::{ReadyPage, ready_page},
    rows::{ReadyFault, ReadyRow},
};

use crate::brief::{Brief, Lang, Reader};
use crate::check::{Context, check};
use crate::export::{Job, PdfStandard, export, format_named};
use crate::layout::{Engine, Options, Paper, Shape, typeset};
use crate::release::{self, Assets, Refusal, Released, project, refusals};
use crate::session::page_limit::over_limit;
use crate::session::wheels_up::rows::{FindingRow, ROWS};
use crate::text::{Diagnostic, LineIndex, Message, Severity, message};

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

/// Looks at everything.
pub fn wheels_up(job: &ReadyJob<'_>) -> Vec<ReadyRow> {
    let context = Context { reader: None, ..*job.context };
    let lines = LineIndex::new(job.text);
    let row_of = |row: &FindingRow| row_with(row.title, row.remedy);
    let mut rows: Vec<ReadyRow> = ROWS.iter().map(row_of).collect();
    let mut other = row_with(
        ("Nothing else is found", "ほかに指摘がない"),
        ("Go through the findings with F8", "指摘を順に確認する（F8）"),
    );
    for found in check(job.brief, job.text, &context) {
        if found.severity == Severity::Info {
            continue;
        }
        let fault = fault_of(&found, job.text, &lines);
        match ROWS.iter().position(|row| row.codes.contains(&found.code)) {
            Some(idx) => rows[idx].faults.push(fault),
            None => other.faults.push(fault),
        }
    }
    if job.brief.front.lang == Lang::Ja && !job.engine.has_japanese() {
        rows[0].faults.push(ReadyFault::of_whole(message!(
            "no font of this machine has Japanese",
            "この端末に日本語の書体がありません"
        )));
    }
    rows.push(other);
    rows.push(page_limit(job, &lines));
    rows.push(copies(job));
    rows
}

fn row_with(title: (&'static str, &'static str), remedy: (&'static str, &'static str)) -> ReadyRow {
    ReadyRow { title, remedy, faults: Vec::new() }
}

/// A finding with its place.
fn fault_of(found: &Diagnostic, text: &str, lines: &LineIndex) -> ReadyFault {
    let at = found.span.start;
    let place = Some((at, lines.line_col(text, at).line));
    ReadyFault { place, words: found.message.clone(), hint: found.hint.clone() }
}

/// Whether the principal's paper has no more pages than its front matter allows.
fn page_limit(job: &ReadyJob<'_>, lines: &LineIndex) -> ReadyRow {
    let mut row = row_with(
        ("The paper keeps to its pages", "ページ数の上限内"),
        ("Shorten the paper, or raise its limit", "紙面を短くするか、上限を見直す"),
    );
    if job.brief.front.limit.is_none() {
        return row;
    }
    match typeset(job.engine, &released(job, Reader::Principal), &options(job, Shape::Text)) {
        Ok(pages) => {
            let over = over_limit(&job.brief.front, pages.len());
            row.faults.extend(over.map(|found| fault_of(&found, job.text, lines)));
        }
        Err(err) => row.faults.push(ReadyFault::of_whole(err.message())),
    }
    row
}

/// Whether each copy can be made, in each shape that is carried, with no word of warning.
fn copies(job: &ReadyJob<'_>) -> ReadyRow {
    let mut row = row_with(
        ("Every copy can be written", "すべての写しを出力できる"),
        ("Mend what stops the copy, or what it lacks", "出力を妨げるものや不足を直す"),
    );
    for reader in Reader::ALL {
        let released = released(job, reader);
        let refused = refusals(&released, &job.brief.front);
        // A brief without a press line has no copy for the press, which is no fault.
        row.faults.extend(refused.iter().filter(|refusal| **refusal != Refusal::Empty).map(|refusal| {
            let (who, why) = (reader.in_words(), refusal.message());
            ReadyFault::of_whole(message!("{who}: {why}", "{who}用：{why}", who, why))
        }));
        if !refused.is_empty() {
            continue;
        }
        for (extension, shape) in
            [("pdf", Shape::Text), ("pdf", Shape::Slides), ("pdf", Shape::Cards), ("md", Shape::Text)]
        {
            let faults = copy_faults(job, &released, extension, shape);
            row.faults.extend(faults.into_iter().map(ReadyFault::of_whole));
        }
    }
    // The same letter is missing from many copies.
    row.faults.sort();
    row.faults.dedup();
    row
}

fn copy_faults(job: &ReadyJob<'_>, released: &Released, extension: &str, shape: Shape) -> Vec<Message> {
    let reader = released.content().reader;
    let Some(format) = format_named(extension) else { return Vec::new() };
    let options = options(job, shape);
    let pdf_standard = PdfStandard::default();
    let told = |fault: &Message| {
        let who = reader.in_words();
        message!("{who}, {shape}: {fault}", "{who}用（{shape}）：{fault}", who, fault)
    };
    match export(format, &Job { engine: job.engine, released, options, pdf_standard, stem: "copy", ink: &[] })
    {
        Ok(exported) => exported.warnings.iter().map(told).collect(),
        Err(err) => vec![told(&err.message())],
    }
}

fn released(job: &ReadyJob<'_>, reader: Reader) -> Released {
    let context = release::Context { book: job.context.book, assets: job.assets };
    project(job.brief, &context, reader)
}

fn options(job: &ReadyJob<'_>, shape: Shape) -> Options {
    let theme = job.engine.theme_of(job.brief.front.theme.as_deref(), job.assets);
    Options { shape, paper: Paper::A4, theme }
}
