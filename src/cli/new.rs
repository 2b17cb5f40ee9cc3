//! `demarche new`: a brief from a skeleton.

use std::path::Path;

use crate::brief::Lang;
use crate::cli::args::NewArguments;
use crate::cli::keys::seal_of_missing;
use crate::cli::{Failure, Outcome, print, system_lang};
use crate::session::{StoreError, Writing, begun, is_sealed, store_all, today};
use crate::text::message;

pub(crate) fn run(arguments: &NewArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let file = &arguments.file;
    demand_ending(file)?;
    let taken = || {
        let path = file.display();
        Failure(message!(
            "{path} is there already and is left as it is; choose another name",
            "{path} は既にあるため、そのまま残しました。別の名前にしてください"
        ))
    };
    // Nobody is asked for a passphrase in vain.
    if file.symlink_metadata().is_ok() {
        return Err(taken());
    }
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let lang = if is_japanese(name) { Lang::Ja } else { Lang::En };
    let mut bytes = begun(arguments.kind.into(), lang, "", today()).into_bytes();
    if is_sealed(file) {
        bytes = seal_of_missing(file)?.seal(&bytes)?;
    }
    store_all(&[(file.clone(), bytes)], false, writing).map_err(|err| match err {
        StoreError::Exists { .. } => taken(),
        err => err.into(),
    })?;
    print(&file.display().to_string())?;
    Ok(Outcome::Clean)
}

/// Refuses a name that no brief has, since the window would not list it and other programs take it for something else.
fn demand_ending(file: &Path) -> Result<(), Failure> {
    if is_markdown(file) || (is_sealed(file) && is_markdown(&file.with_extension(""))) {
        return Ok(());
    }
    let file = file.display();
    Err(Failure(message!(
        "{file} does not end as a brief does; name it with one of: .md, .markdown, .md.age",
        "{file} の拡張子は資料のものではありません。次のいずれかにしてください：.md、.markdown、.md.age"
    )))
}

/// Whether a file is Markdown, by its name.
pub(crate) fn is_markdown(file: &Path) -> bool {
    let is_ending =
        |ending: &std::ffi::OsStr| ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    file.extension().is_some_and(is_ending)
}

/// By the name of the file if it says so, else by the language of the shell.
fn is_japanese(name: &str) -> bool {
    let name = name.strip_suffix(".age").unwrap_or(name);
    let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown")).unwrap_or(name);
    match stem.rsplit_once('.') {
        Some((_, "ja")) => true,
        Some((_, "en")) => false,
        _ => system_lang() == Lang::Ja,
    }
}
