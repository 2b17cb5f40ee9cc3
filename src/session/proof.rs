//! The last look at finished files before they get their names: each is opened again and searched for what its reader
//! may not have.

use std::path::{Path, PathBuf};

use crate::prove::{Claim, Finding, Proof, ReadError, Secrets, Sort, Surroundings, prove};
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
        sort,
        source
    )
}

fn unproved(path: &Path, err: &ReadError) -> Message {
    let (file, reason) = (path.display(), unread_words(err));
    message!(
        "{file}: what was made cannot be opened again: {reason}",
        "{file}：作成したファイルを開き直せません：{reason}",
        reason
    )
}

/// What was found, for the user.
pub fn sort_words(sort: Sort) -> Message {
    let ja = match sort {
        Sort::Words => "非公開の文言",
        Sort::Name => "非公開の部分にのみある名前",
        Sort::Figure => "非公開の部分にのみある数値",
        Sort::Mark => "外部に出せない取扱表示",
        Sort::Path => "端末上のパス",
        Sort::User => "利用者名",
        Sort::Host => "端末名",
    };
    Message::new(sort.to_string(), ja)
}

/// Why a file cannot be proved, for the user.
pub fn unread_words(err: &ReadError) -> Message {
    let ja = match err {
        ReadError::Unknown => "PDF、PNG、Markdown、HTML、Office のいずれのファイルでもありません".to_owned(),
        ReadError::Damaged(format) => {
            format!("{format} として読み込めません。壊れているか、パスワードで保護されています")
        }
        ReadError::TooLarge(most) => format!("展開すると {most} MB を超えます。紙面ではあり得ない大きさです"),
    };
    Message::new(err.to_string(), ja)
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
