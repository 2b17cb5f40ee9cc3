//! `demarche prove`: is anything in a finished file that this copy must not hold?

use std::path::Path;

use crate::brief::Reader;
use crate::cli::args::ProveArguments;
use crate::cli::export::{demand_known, tell_problems};
use crate::cli::keys::open_brief;
use crate::cli::{Failure, Outcome, print, say, tell, ui_lang};
use crate::prove::{Claim, Finding, Proof, Secrets, error_words, prove, sort_words};
use crate::release::{Audience, Copy, CopyOptions, Edits, project_with};
use crate::session::{Disk, Files as _, Loaded, io_reason, surroundings};
use crate::text::{LineIndex, message};

/// The largest file that is opened.
const MAX_FILE_BYTES: u64 = 128_000_000;
/// How many pictures are named that somebody has to look at.
const MAX_NOTES: usize = 20;

pub(crate) fn run(arguments: &ProveArguments) -> Result<Outcome, Failure> {
    let out = &arguments.out;
    let file = out.display();
    let bytes = Disk.read(out, MAX_FILE_BYTES).map_err(|err| {
        let reason = io_reason(&err);
        Failure(message!(
            "{file} cannot be proved: {reason}; check the name and that you may read it",
            "{file} を検証できません：{reason}。名前と読み取り権限を確認してください",
            reason
        ))
    })?;
    let loaded = open_brief(&arguments.against, arguments.letters)?;
    demand_known(&arguments.audience, &loaded)?;
    tell_problems(&loaded);
    let reader: Reader = arguments.reader.into();
    let copy = CopyOptions {
        reader,
        audience: Audience::of(&arguments.audience),
        edits: arguments.edits.map_or(Edits::Open, Edits::from),
    };
    let released = project_with(&loaded.brief, &loaded.context(), &copy)
        .as_copy(&Copy { number: arguments.copy, to: arguments.to.clone() });
    let claim = Claim {
        brief: &loaded.brief,
        text: &loaded.text,
        context: loaded.context(),
        copy: &copy,
        released: &released,
    };
    let surroundings = surroundings(Some(&loaded.path), !reader.is_ours());
    let proof = prove(&bytes, &Secrets::of(&claim), &surroundings).map_err(|err| {
        let reason = error_words(&err);
        Failure(message!("{file} cannot be proved: {reason}", "{file} を検証できません：{reason}", reason))
    })?;
    report(out, &loaded, reader, &proof)
}

fn report(out: &Path, loaded: &Loaded, reader: Reader, proof: &Proof) -> Result<Outcome, Failure> {
    let lines = LineIndex::new(&loaded.text);
    proof.findings.iter().try_for_each(|finding| print(&line(out, loaded, &lines, finding)))?;
    let file = out.display();
    proof.unread.iter().for_each(|what| {
        say(&message!(
            "warning: {file}: {what}, so not read",
            "警告：{file}：読み取れない部分があります（{what}）",
            what
        ));
    });
    for note in proof.notes.iter().take(MAX_NOTES) {
        say(&message!("note: {file}: {note}", "注記：{file}：{note}", note));
    }
    let n_more = proof.notes.len().saturating_sub(MAX_NOTES);
    if n_more > 0 {
        say(&message!(
            "note: {file}: {n_more} more pictures that nobody has read",
            "注記：{file}：検証していない画像がほか {n_more} 件あります"
        ));
    }
    if !proof.findings.is_empty() {
        return Ok(Outcome::Findings);
    }
    if !proof.unread.is_empty() {
        return Err(Failure(message!(
            "{file} could not be read to the end, so nothing is proved; export it anew, or save it in another format",
            "{file} を最後まで読み取れないため、検証できません。書き出し直すか、別の形式で保存してください"
        )));
    }
    let who = reader.in_words();
    tell(&message!(
        "{file}: nothing that the {who} may not have",
        "{file}：{who}向けに出せないものは含まれていません",
        who
    ))?;
    Ok(Outcome::Clean)
}

/// One finding: where in the file, what, and where in the brief.
fn line(out: &Path, loaded: &Loaded, lines: &LineIndex, finding: &Finding) -> String {
    let source = finding.span.map(|span| {
        let at = lines.line_col(&loaded.text, span.start);
        format!(" ({}:{}:{})", loaded.path.display(), at.line, at.column)
    });
    let Finding { sort, place, words, .. } = finding;
    let (out, sort, source) = (out.display(), sort_words(*sort), source.unwrap_or_default());
    let line = message!(
        "{out}: {place}: {sort}: “{words}”{source}",
        "{out}: {place}: {sort}：「{words}」{source}",
        place,
        sort
    );
    line.into_lang(ui_lang())
}
