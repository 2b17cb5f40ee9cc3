//! `demarche import`: a brief from a deck of another tool.

use std::path::Path;

use crate::cli::args::ImportArguments;
use crate::cli::{Failure, Outcome, print, say};
use crate::import::import_markdown;
use crate::session::{Disk, StoreError, Writing, read_text, store_all};
use crate::text::message;

/// The endings of decks that are read.
const ENDINGS: [&str; 4] = ["md", "markdown", "qmd", "rmd"];

pub(crate) fn run(arguments: &ImportArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let (source, out) = (&arguments.file, &arguments.out);
    let file = source.display();
    let ending = source.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_lowercase();
    if !ENDINGS.contains(&ending.as_str()) {
        let endings = ENDINGS.join(", ");
        return Err(Failure(message!(
            "{file} is no deck in Markdown ({endings}); save it as one of them first",
            "{file} は Markdown のスライドではありません。先に {endings} のいずれかで保存してください"
        )));
    }
    let text = read_text(source, &Disk)?;
    if let Some(at) = text.bytes().position(|byte| byte == 0) {
        return Err(Failure(message!(
            "{file} is not text (byte {at} is no character); save it as Markdown first",
            "{file} はテキストではありません（{at} バイト目）。先に Markdown で保存してください"
        )));
    }
    let imported = import_markdown(&text);
    store_all(&[(out.clone(), imported.text.into_bytes())], false, writing).map_err(|err| match err {
        StoreError::Exists { path } => Failure(message!(
            "{path} is there already and is left as it is; choose another name",
            "{path} は既にあるため、そのまま残しました。別の名前にしてください"
        )),
        err => err.into(),
    })?;
    for remark in &imported.remarks {
        let (line, words) = (remark.line, &remark.words);
        say(&message!(
            "{file}:{line}: {words}; kept as private text",
            "{file}:{line}: {words}。外部に出ない形で残しました",
            words
        ));
    }
    let folder = |path: &Path| std::path::absolute(path).ok()?.parent().map(Path::to_owned);
    if imported.has_pictures && folder(source) != folder(out) {
        say(&message!(
            "note: pictures are looked for beside the brief; copy them there",
            "注記：画像は資料と同じ場所から読み込みます。そこへコピーしてください"
        ));
    }
    print(&out.display().to_string())?;
    Ok(if imported.remarks.is_empty() { Outcome::Clean } else { Outcome::Findings })
}
