//! `demarche check`: what would embarrass, by file, line and column.

use std::path::Path;

use serde::Serialize;

use crate::brief::Reader;
use crate::check::{AssetState, Context, check, reference_day};
use crate::cli::args::{CheckArguments, Deny, ReportFormat};
use crate::cli::keys::open_brief;
use crate::cli::{Failure, Outcome, print, say, ui_lang, wheels_up};
use crate::layout::{Engine, Typesetter};
use crate::session::{Loaded, n_paper_pages, over_limit, today, too_much};
use crate::text::{CharSet, Diagnostic, LineIndex, Message, Severity, message};

pub(crate) fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    if arguments.wheels_up {
        return wheels_up::run(&arguments.files, arguments.letters);
    }
    let reader = arguments.reader.map(Reader::from);
    let mut reports = Vec::new();
    let engine = Engine::with_system_fonts();
    for file in &arguments.files {
        let loaded = open_brief(file, arguments.letters)?;
        let mut found = findings_with(&engine, &loaded, reader);
        found.extend(too_many_pages(&engine, &loaded));
        let readers = reader.map_or(Reader::ALL.to_vec(), |reader| vec![reader]);
        found.extend(too_much(&loaded.brief, &loaded.text, &loaded.context(), &readers));
        found.sort_by_key(|diagnostic| diagnostic.span);
        if arguments.deny == Some(Deny::Warnings) {
            found.iter_mut().for_each(deny_warning);
        }
        let index = LineIndex::new(&loaded.text);
        reports.extend(found.iter().map(|diagnostic| Report::new(file, &loaded.text, &index, diagnostic)));
    }
    match arguments.format {
        ReportFormat::Text => reports.iter().try_for_each(|report| print(&report.lines()))?,
        ReportFormat::Json => print(&serde_json::to_string_pretty(&reports)?)?,
    }
    let n_counted = reports.iter().filter(|report| report.severity != Severity::Info.name()).count();
    if n_counted == 0 {
        return Ok(Outcome::Clean);
    }
    let noun = if n_counted == 1 { "finding" } else { "findings" };
    say(&message!("{n_counted} {noun}", "指摘 {n_counted} 件"));
    Ok(Outcome::Findings)
}

/// Everything there is to say of a brief; the system's fonts, which take longer to list than the check, are only listed
/// where the program's own do not do.
pub(crate) fn findings_with(engine: &Engine, loaded: &Loaded, reader: Option<Reader>) -> Vec<Diagnostic> {
    let found = findings(loaded, reader, engine.own_glyphs());
    if found.iter().all(|one| one.code != "missing-glyphs") {
        return found;
    }
    findings(loaded, reader, engine.glyphs())
}

/// Everything there is to say of a brief.
fn findings(loaded: &Loaded, reader: Option<Reader>, glyphs: &CharSet) -> Vec<Diagnostic> {
    let context = Context {
        book: &loaded.book,
        book_problem: loaded.book_problem.as_ref(),
        today: reference_day(&loaded.brief.front, today()),
        assets: AssetState { problems: &loaded.problems, linked: &loaded.linked },
        glyphs: Some(glyphs),
        parse_diagnostics: &loaded.diagnostics,
        reader,
    };
    check(&loaded.brief, &loaded.text, &context)
}

/// What is to be said of the length of the paper. It is set only where its front matter limits it.
fn too_many_pages(engine: &Engine, loaded: &Loaded) -> Option<Diagnostic> {
    loaded.brief.front.limit?;
    let n_pages = n_paper_pages(&mut Typesetter::default(), engine, &loaded.brief, &loaded.context())?;
    over_limit(&loaded.brief.front, n_pages)
}

fn deny_warning(diagnostic: &mut Diagnostic) {
    if diagnostic.severity == Severity::Warning {
        diagnostic.severity = Severity::Error;
    }
}

/// A finding as people and scripts read it. Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct Report {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    severity: &'static str,
    code: &'static str,
    message: String,
    hint: Option<String>,
    fix: Option<ReportFix>,
}

#[derive(Serialize)]
struct ReportFix {
    title: String,
    edits: Vec<ReportEdit>,
}

/// Offsets in bytes of the file.
#[derive(Serialize)]
struct ReportEdit {
    start: usize,
    end: usize,
    replacement: String,
}

/// How much a finding matters, for people; scripts read [`Severity::name`].
fn severity_word(name: &str) -> Message {
    match name {
        "error" => message!("error", "エラー"),
        "warning" => message!("warning", "警告"),
        _ => message!("info", "参考"),
    }
}

impl Report {
    fn new(file: &Path, text: &str, index: &LineIndex, diagnostic: &Diagnostic) -> Self {
        let lang = ui_lang();
        let start = index.line_col(text, diagnostic.span.start);
        let end = index.line_col(text, diagnostic.span.end);
        let fix = diagnostic.fixes.first().map(|fix| ReportFix {
            title: fix.title.in_lang(lang).to_owned(),
            edits: fix
                .edits
                .iter()
                .map(|edit| ReportEdit {
                    start: edit.span.start,
                    end: edit.span.end,
                    replacement: edit.replacement.clone(),
                })
                .collect(),
        });
        Self {
            file: file.display().to_string(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            severity: diagnostic.severity.name(),
            code: diagnostic.code,
            message: diagnostic.message.in_lang(lang).to_owned(),
            hint: diagnostic.hint.as_ref().map(|hint| hint.in_lang(lang).to_owned()),
            fix,
        }
    }

    fn lines(&self) -> String {
        let place = format!("{}:{}:{}", self.file, self.line, self.column);
        let severity = severity_word(self.severity);
        let finding = format!("{place}: {}: {} [{}]", severity.in_lang(ui_lang()), self.message, self.code);
        match &self.hint {
            Some(hint) => format!("{finding}\n    {hint}"),
            None => finding,
        }
    }
}
