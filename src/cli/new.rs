//! `demarche new`: a brief from a skeleton.

use crate::brief::Lang;
use crate::cli::args::NewArguments;
use crate::cli::{Failure, Outcome, print, system_lang};
use crate::session::{StoreError, Writing, begun, store_all, today};
use crate::text::message;

pub(crate) fn run(arguments: &NewArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let name = arguments.file.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let lang = if is_japanese(name) { Lang::Ja } else { Lang::En };
    let text = begun(arguments.kind.into(), lang, "", today());
    store_all(&[(arguments.file.clone(), text.into_bytes())], false, writing).map_err(|err| match err {
        StoreError::Exists { path } => Failure(message!(
            "{path} is there already and is left as it is; choose another name",
            "{path} は既にあるため、そのまま残しました。別の名前にしてください"
        )),
        err => err.into(),
    })?;
    print(&arguments.file.display().to_string())?;
    Ok(Outcome::Clean)
}

/// By the name of the file if it says so, else by the language of the shell.
fn is_japanese(name: &str) -> bool {
    if name.ends_with(".ja.md") || name.ends_with(".en.md") {
        return name.ends_with(".ja.md");
    }
    system_lang() == Lang::Ja
}
