//! The last look at finished files before they get their names: each is opened again and searched for what its reader
//! may not have.

use std::path::{Path, PathBuf};

use crate::prove::{Claim, Finding, Proof, ReadError, Secrets, Surroundings, error_words, prove, sort_words};
use crate::text::{LineIndex, Message, message};

/// How many findings are told of one export; one is enough to write no file.
const MAX_TOLD: usize = 5;

/// Says why the files of a copy that leaves our side may not be written, a line each; nothing where they may.
///
/// The lines name places and never the words that stand there: they end up in logs.
pub fn prove_files(files: &[(PathBuf, Vec<u8>)], claim: &Claim<'_>, brief: Option<&Path>) -> Vec<Message> {
    if claim.copy.reader.is_ours() {
        return Vec::new();
    }
    let secrets = Secrets::of(claim);
    let surroundings = surroundings(brief, true);
    let mut lines = Vec::new();
    for (path, bytes) in files {
        match prove(bytes, &secrets, &surroundings) {
            Ok(Proof { findings, .. }) => {
                let told = findings.iter().take(MAX_TOLD).map(|finding| line(path, finding, claim.text));
                lines.extend(told);
                if findings.len() > MAX_TOLD {
                    let (file, n_more) = (path.display(), findings.len() - MAX_TOLD);
                    lines.push(message!("{file}: and {n_more} more", "{file}：ほか {n_more} 件"));
                }
            }
            Err(err) => lines.push(unproved(path, &err)),
        }
        if lines.len() > MAX_TOLD {
            break;
        }
    }
    lines
}

/// What was found, where in the file and where in the brief, without its words.
fn line(path: &Path, finding: &Finding, text: &str) -> Message {
    let source = finding.span.map(|span| {
        let line = LineIndex::new(text).line_col(text, span.start).line;
        message!(", from line {line} of the brief", "（資料の {line} 行目）")
    });
    let (file, source, sort) = (path.display(), source.unwrap_or_default(), sort_words(finding.sort));
    let place = &finding.place;
    message!(
        "{file}: {place} holds {sort}{source}",
        "{file}：{place} に{sort}があります{source}",
        place,
        sort,
        source
    )
}

fn unproved(path: &Path, err: &ReadError) -> Message {
    let (file, reason) = (path.display(), error_words(err));
    message!(
        "{file}: what was made cannot be opened again: {reason}",
        "{file}：作成したファイルを開き直せません：{reason}",
        reason
    )
}

/// The names of this machine and its user, which no file that leaves may hold.
pub fn surroundings(brief: Option<&Path>, leaves: bool) -> Surroundings {
    let named = |keys: &[&str]| -> Vec<String> {
        keys.iter().filter_map(|key| std::env::var(key).ok()).filter(|value| !value.is_empty()).collect()
    };
    let mut hosts = named(&["HOSTNAME", "COMPUTERNAME"]);
    // The shell does not hand its name for the machine on.
    hosts.extend(std::fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_owned()));
    let folder = brief.and_then(|brief| std::path::absolute(brief).ok());
    let folder = folder.as_deref().and_then(Path::parent).map(|folder| folder.display().to_string());
    Surroundings {
        leaves,
        users: named(&["USER", "LOGNAME", "USERNAME"]),
        hosts,
        folders: named(&["HOME", "USERPROFILE"]).into_iter().chain(folder).collect(),
    }
}
