//! `demarche prove`: is anything in a finished file that this copy must not hold?

use std::path::Path;

use crate::brief::Reader;
use crate::cli::args::ProveArguments;
use crate::cli::export::tell_problems;
use crate::cli::keys::open_brief;
use crate::cli::{Failure, Outcome, print, say};
use crate::prove::{Claim, Finding, Proof, Secrets, prove};
use crate::release::{Audience, Copy, CopyOptions, Edits, project_with};
use crate::session::{Disk, Files as _, Loaded, surroundings};
use crate::text::LineIndex;

/// The largest file that is opened.
const MAX_FILE_BYTES: u64 = 128_000_000;

pub(crate) fn run(arguments: &ProveArguments) -> Result<Outcome, Failure> {
    let out = &arguments.out;
    let unreadable = |reason: String| {
        Failure(format!(
            "{} cannot be proved: {reason}; check the name and that you may read it",
            out.display()
        ))
    };
    let bytes = Disk.read(out, MAX_FILE_BYTES).map_err(|err| unreadable(err.to_string()))?;
    let loaded = open_brief(&arguments.against)?;
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
    let proof = prove(&bytes, &Secrets::of(&claim), &surroundings)
        .map_err(|err| Failure(format!("{} cannot be proved: {err}", out.display())))?;
    report(out, &loaded, reader, &proof)
}

fn report(out: &Path, loaded: &Loaded, reader: Reader, proof: &Proof) -> Result<Outcome, Failure> {
    let lines = LineIndex::new(&loaded.text);
    proof.findings.iter().try_for_each(|finding| print(&line(out, loaded, &lines, finding)))?;
    proof.unread.iter().for_each(|what| say(&format!("warning: {}: {what}, so not read", out.display())));
    if out.extension().is_some_and(|extension| {
        ["png", "jpg", "jpeg"].iter().any(|name| extension.eq_ignore_ascii_case(name))
    }) {
        say("note: letters in the pixels of a picture are not read; what stands beside them is");
    }
    if !proof.findings.is_empty() {
        return Ok(Outcome::Findings);
    }
    if !proof.unread.is_empty() {
        return Err(Failure(format!(
            "{} could not be read to the end, so nothing is proved; export it anew, or save it in another format",
            out.display()
        )));
    }
    print(&format!("{}: nothing that the {reader} may not have", out.display()))?;
    Ok(Outcome::Clean)
}

/// One finding: where in the file, what, and where in the brief.
fn line(out: &Path, loaded: &Loaded, lines: &LineIndex, finding: &Finding) -> String {
    let source = finding.span.map(|span| {
        let at = lines.line_col(&loaded.text, span.start);
        format!(" ({}:{}:{})", loaded.path.display(), at.line, at.column)
    });
    let Finding { sort, place, words, .. } = finding;
    format!("{}: {place}: {sort}: “{words}”{}", out.display(), source.unwrap_or_default())
}
