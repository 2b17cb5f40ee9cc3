//! `demarche export`: the copy of one reader as a file.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use crate::brief::{Lang, Reader};
use crate::cli::args::ExportArguments;
use crate::cli::check::findings_with;
use crate::cli::hand_over::{HandingOver, hand_over};
use crate::cli::keys::{open_brief, settings};
use crate::cli::{Failure, Outcome, say, say_error, say_warning};
use crate::export::{
    ExportError, Exported, FORMATS, File, Format, Job, audience_file, export, format_named, named_files,
};
use crate::layout::{Engine, Options, THEMES, Theme, TypesetError, theme_named};
use crate::prove::Claim;
use crate::release::{Audience, Copy, CopyOptions, Edits, Refusal, Released, project_with, refusals};
use crate::session::{
    Disk, HouseFiles, Loaded, Parts, References, StoreError, Writing, parts, prove_files, read_house,
    references,
};
use crate::text::{Diagnostic, LineIndex, Message, Severity, Span, message};

pub(crate) fn run(arguments: &ExportArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let format = format_of(&arguments.out)?;
    demand_pdf(arguments, format)?;
    let outs = outs(&arguments.out, &arguments.audience);
    outs.iter().try_for_each(|out| demand_free(out, arguments))?;
    let mut loaded = open_brief(&arguments.file, arguments.letters)?;
    demand_known(&arguments.audience, &loaded)?;
    if let Some(lang) = arguments.lang {
        loaded.brief.front.lang = lang.into();
    }
    // What the user has chosen for all briefs, where this one names no patterns of its own.
    let house = settings().house_files();
    loaded.assets.house = read_house(&house, &Disk);
    let parts = parts(Some(&arguments.file), &references(&loaded.brief), &house);
    outs.iter().try_for_each(|out| demand_apart(out, &parts))?;
    let reader = arguments.reader.map_or(Reader::Principal, Reader::from);
    if arguments.reader.is_none() {
        say(&message!(
            "no --for was given: this is the principal’s copy, and it holds everything private",
            "--for の指定がないため、発言者用を作成します。非公開の内容をすべて含みます"
        ));
    }
    tell_problems(&loaded);
    let engine = Engine::with_system_fonts();
    tell_findings(&loaded, reader, &engine);
    let Some(files) = made(arguments, (format, &outs), &loaded, &engine)? else {
        return Ok(Outcome::Findings);
    };
    // Pages as pictures have names of their own.
    files.iter().try_for_each(|(path, _)| demand_apart(path, &parts))?;
    let numbered = numbered(arguments);
    hand_over(
        &files,
        &HandingOver { loaded: &loaded, reader, copy: &numbered, is_forced: arguments.force },
        writing,
    )?;
    Ok(Outcome::Clean)
}

/// Finished files, and where they go.
type Files = Vec<(PathBuf, Vec<u8>)>;

/// Makes the files of all copies; nothing where one may not be handed over, which was told.
fn made(
    arguments: &ExportArguments,
    (format, outs): (&Format, &[PathBuf]),
    loaded: &Loaded,
    engine: &Engine,
) -> Result<Option<Files>, Failure> {
    let theme = choose_theme(arguments.theme.as_deref(), loaded, engine)?;
    if format.has_pages {
        demand_japanese(loaded, engine)?;
    }
    let reader = arguments.reader.map_or(Reader::Principal, Reader::from);
    let shape = arguments.shape.map_or(format.shapes[0], Into::into);
    let options = Options { shape, paper: arguments.paper.into(), theme };
    let edits = arguments.edits.map_or(Edits::Open, Edits::from);
    let mut made = Vec::new();
    for (idx, out) in outs.iter().enumerate() {
        if outs.len() > 1 {
            let (n, n_all, file) = (idx + 1, outs.len(), out.display());
            say(&message!("{n} of {n_all}: {file}", "{n_all} 件中 {n} 件目：{file}"));
        }
        // With several names each has a copy of its own.
        let names = if outs.len() > 1 { &arguments.audience[idx..=idx] } else { &arguments.audience };
        let audience = Audience::of(names);
        let copy = CopyOptions { reader, audience, edits };
        let released = project_with(&loaded.brief, &loaded.context(), &copy).as_copy(&numbered(arguments));
        if !may_be_written(loaded, &released) {
            return Ok(None);
        }
        let stem = out.file_stem().and_then(|stem| stem.to_str()).unwrap_or("handout");
        let pdf_standard = arguments.pdf_standard.map(Into::into).unwrap_or_default();
        let job = Job { engine, released: &released, options, pdf_standard, stem, ink: &[] };
        let exported = export_with_progress(format, &job).map_err(|err| not_set(err, loaded))?;
        exported.warnings.iter().for_each(say_warning);
        let files = named_files(out, exported.files);
        if !is_proved(loaded, &copy, &released, &files) {
            return Ok(None);
        }
        made.extend(files);
    }
    Ok(Some(made))
}

/// The number and the name that the copy is to bear.
fn numbered(arguments: &ExportArguments) -> Copy {
    Copy { number: arguments.copy, to: arguments.to.clone() }
}

/// The files to write: for several audiences one each, `x-oh.pdf` for `x.pdf`.
fn outs(out: &Path, audience: &[String]) -> Vec<PathBuf> {
    if audience.len() < 2 {
        return vec![out.to_owned()];
    }
    audience.iter().map(|name| audience_file(out, name)).collect()
}

/// Refuses a name that is taken, before any work, since it cannot be helped by any.
fn demand_free(out: &Path, arguments: &ExportArguments) -> Result<(), Failure> {
    // Whatever is forced, the brief itself is not replaced by a copy of it.
    demand_apart(out, &parts(Some(&arguments.file), &References::default(), &HouseFiles::default()))?;
    if !arguments.force && out.symlink_metadata().is_ok() {
        return Err(StoreError::Exists { path: out.display().to_string() }.into());
    }
    Ok(())
}

/// Refuses to write over what the brief is made of.
fn demand_apart(out: &Path, parts: &Parts) -> Result<(), Failure> {
    parts.refusal(out).map_or(Ok(()), |refusal| Err(Failure(refusal)))
}

/// Refuses a standard of PDF for a file that is none.
fn demand_pdf(arguments: &ExportArguments, format: &Format) -> Result<(), Failure> {
    if arguments.pdf_standard.is_none() || format.extension == "pdf" {
        return Ok(());
    }
    let file = arguments.out.display();
    Err(Failure(message!(
        "--pdf-standard is for PDF, and {file} is none; leave it out, or write a file that ends in .pdf",
        "--pdf-standard は PDF 用ですが、{file} は PDF ではありません。指定を外すか、拡張子を .pdf にしてください"
    )))
}

/// Refuses an audience that nobody knows: the copy would lack every section that is made for one.
pub(crate) fn demand_known(audience: &[String], loaded: &Loaded) -> Result<(), Failure> {
    let Some(name) = Audience::unknown_name(audience, &loaded.brief) else { return Ok(()) };
    let file = loaded.path.display();
    Err(Failure(message!(
        "{name} is no state, and no heading of {file} names it as an audience; write a postal code such as OH, or a name that the brief has",
        "{name} という州はなく、{file} の見出しにもその相手はありません。OH のような州の略号か、資料にある名称を指定してください"
    )))
}

/// Whether a copy may be handed over; says why, where it may not.
fn may_be_written(loaded: &Loaded, released: &Released) -> bool {
    let reader = released.content().reader;
    let refusals = refusals(released, &loaded.brief.front);
    refusals.iter().for_each(|refusal| say_refusal(loaded, reader, refusal));
    if refusals.is_empty() && released.content().blocks.is_empty() {
        let who = reader.in_words();
        say_warning(&message!(
            "the brief holds nothing for this reader ({who}), so the copy is empty",
            "{who}向けの内容がないため、空の写しになります",
            who
        ));
    }
    refusals.is_empty()
}

/// Whether finished files hold nothing that their reader may not have; says what, where they do.
pub(crate) fn is_proved(
    loaded: &Loaded,
    copy: &CopyOptions,
    released: &Released,
    files: &[(PathBuf, Vec<u8>)],
) -> bool {
    let Loaded { brief, text, .. } = loaded;
    let claim = Claim { brief, text, context: loaded.context(), copy, released };
    let leaks = prove_files(files, &claim, Some(&loaded.path));
    leaks.iter().for_each(say_error);
    if !leaks.is_empty() {
        say_error(&message!(
            "so no file is written; this is a fault of the program, not of the brief: please report it",
            "そのためファイルを作成しません。資料ではなくプログラムの不具合です。報告をお願いします"
        ));
    }
    leaks.is_empty()
}

/// Says why there is no file: what happened, where, and what to try.
fn say_refusal(loaded: &Loaded, reader: Reader, refusal: &Refusal) {
    let file = loaded.path.display();
    let lines = LineIndex::new(&loaded.text);
    let place = |span: Span| {
        let at = lines.line_col(&loaded.text, span.start);
        format!("{file}:{}:{}", at.line, at.column)
    };
    let who = &reader.in_words();
    match refusal {
        Refusal::Empty => say_error(&message!(
            "{file} holds nothing for this reader ({who}), so no file is written; mark what the reader is to have, or choose another copy with --for",
            "{file} に{who}向けの内容がないため、ファイルを作成しません。渡す部分に印を付けるか、--for で別の写しを選んでください",
            who
        )),
        Refusal::OpenEdits(spans) => spans.iter().for_each(|&span| {
            let place = place(span);
            say_error(&message!(
                "{place}: an edit here is still open, so no file is written for the {who}; settle it in the text, or with --edits original or --edits accepted",
                "{place}：未確定の修正があるため、{who}用を作成しません。本文で確定するか、--edits original 又は --edits accepted を付けてください",
                who
            ));
        }),
        Refusal::UnclearMarking(span) => {
            let place = place(*span);
            say_error(&message!(
                "{place}: the marking cannot be read, so no file is written for the {who}; quote values that hold a colon, and see: demarche check {file}",
                "{place}：取扱区分を読み取れないため、{who}用を作成しません。コロンを含む値は引用符で囲み、demarche check {file} で確認してください",
                who
            ));
        }
    }
}

fn format_of(out: &Path) -> Result<&'static Format, Failure> {
    let extension = out.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    format_named(extension).ok_or_else(|| {
        let known: Vec<&str> = FORMATS.iter().map(|format| format.extension).collect();
        let said = if extension.is_empty() {
            message!("has no ending", "拡張子がありません")
        } else {
            message!("ends in .{extension}", "拡張子が .{extension} です")
        };
        let (file, known) = (out.display(), known.join(", "));
        Failure(message!(
            "{file} {said}, and the ending chooses the format; name it with one of: {known}",
            "{file} は{said}。形式は拡張子で決まります。次のいずれかにしてください：{known}",
            said
        ))
    })
}

/// Says what the brief refers to and cannot have; the copy is made without it.
pub(crate) fn tell_problems(loaded: &Loaded) {
    let told = |(path, reason): (&String, &Message)| message!("{path}: {reason}", "{path}：{reason}", reason);
    loaded
        .problems
        .iter()
        .map(told)
        .chain(loaded.book_problem.clone())
        .for_each(|problem| say_warning(&problem));
}

/// Says that what is exported has faults, where somebody else is to read it.
fn tell_findings(loaded: &Loaded, reader: Reader, engine: &Engine) {
    let found = findings_with(engine, loaded, Some(reader));
    let n_errors = found.iter().filter(|found| found.severity == Severity::Error).count();
    if !reader.is_ours() {
        tell_placeholders(loaded, &found);
    }
    if n_errors > 0 {
        let file = loaded.path.display();
        say_warning(&message!(
            "check finds {n_errors} errors in what this reader gets; see: demarche check {file}",
            "渡す内容にエラーが {n_errors} 件あります。demarche check {file} で確認してください"
        ));
    }
}

/// Names the words of a skeleton that would leave with the copy.
fn tell_placeholders(loaded: &Loaded, found: &[Diagnostic]) {
    /// How many are named.
    const MOST: usize = 8;
    let lines = LineIndex::new(&loaded.text);
    let file = loaded.path.display();
    let placeholders: Vec<&Diagnostic> = found.iter().filter(|found| found.code == "placeholder").collect();
    for one in placeholders.iter().take(MOST) {
        let at = lines.line_col(&loaded.text, one.span.start);
        let (line, column, words) = (at.line, at.column, &one.message);
        say_warning(&message!("{file}:{line}:{column}: {words}", "{file}:{line}:{column}: {words}", words));
    }
    let n_more = placeholders.len().saturating_sub(MOST);
    if n_more > 0 {
        say_warning(&message!(
            "{n_more} more words of the skeleton are still there; see: demarche check {file}",
            "ほか {n_more} か所がひな形の文のままです。demarche check {file} で確認してください"
        ));
    }
}

fn choose_theme(name: Option<&str>, loaded: &Loaded, engine: &Engine) -> Result<&'static Theme, Failure> {
    if let Some(name) = name {
        return theme_named(name).ok_or_else(|| {
            let known: Vec<&str> = THEMES.iter().map(|theme| theme.name).collect();
            let known = known.join(", ");
            Failure(message!(
                "no theme is called {name}; choose one of: {known}",
                "{name} というテーマはありません。次から選んでください：{known}"
            ))
        });
    }
    // A theme of another tool is no reason not to print.
    Ok(engine.theme_of(loaded.brief.front.theme.as_deref(), &loaded.assets))
}

/// The engine with this system's fonts; for Japanese there must be one that has it.
pub(crate) fn engine_for(loaded: &Loaded) -> Result<Engine, Failure> {
    let engine = Engine::with_system_fonts();
    demand_japanese(loaded, &engine)?;
    Ok(engine)
}

/// Refuses pages in Japanese where no font has it: they would be nothing but boxes.
fn demand_japanese(loaded: &Loaded, engine: &Engine) -> Result<(), Failure> {
    if loaded.brief.front.lang == Lang::Ja && !engine.has_japanese() {
        return Err(Failure(
            message!("no font with Japanese was found, so the pages would show boxes; install one, as with: apt-get install fonts-noto-cjk", "日本語の書体がなく、文字が四角になります。書体を入れてください（例：apt-get install fonts-noto-cjk）")
                .to_owned(),
        ));
    }
    Ok(())
}

fn export_with_progress(format: &Format, job: &Job<'_>) -> Result<Exported, ExportError> {
    let content = job.released.content();
    let is_long = content.blocks.len() > 200;
    let shows_progress = is_long && std::io::stderr().is_terminal();
    if shows_progress {
        let (n_blocks, n_slides) = (content.blocks.len(), content.screen.slides.len());
        say(&message!(
            "setting {n_blocks} blocks and {n_slides} slides …",
            "{n_blocks} ブロック、スライド {n_slides} 枚を組んでいます…"
        ));
    }
    export(format, job)
}

/// Says why there are no pages, with the place in the brief where it is the cause.
fn not_set(err: ExportError, loaded: &Loaded) -> Failure {
    let ExportError::Typeset(TypesetError::TooMuch { words, span }) = err else { return err.into() };
    let at = LineIndex::new(&loaded.text).line_col(&loaded.text, span.start);
    let (file, line, column) = (loaded.path.display(), at.line, at.column);
    Failure(message!("{file}:{line}:{column}: {words}", "{file}:{line}:{column}: {words}", words))
}

/// Makes a file of one copy, for commands that write several.
pub(crate) fn export_as(
    format_name: &str,
    engine: &Engine,
    released: &Released,
    options: Options,
    stem: &str,
) -> Result<Vec<File>, Failure> {
    let format = format_named(format_name).ok_or_else(|| {
        Failure(message!("no format is called {format_name}", "{format_name} という形式はありません"))
    })?;
    let pdf_standard = crate::export::PdfStandard::default();
    Ok(export(format, &Job { engine, released, options, pdf_standard, stem, ink: &[] })?.files)
}
