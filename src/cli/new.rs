//! `demarche new`: a brief from a skeleton.

use crate::brief::{BriefKind, Lang};
use crate::cli::args::NewArguments;
use crate::cli::{Failure, Outcome, print, today};
use crate::session::{Writing, store_all};

pub(crate) fn run(arguments: &NewArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let name = arguments.file.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let lang = if is_japanese(name) { Lang::Ja } else { Lang::En };
    let text = skeleton(arguments.kind.into(), lang).replace("{date}", &today().to_string());
    store_all(&[(arguments.file.clone(), text.into_bytes())], false, writing)
        .map_err(|err| Failure(err.to_string().replace(", or replace it with --force", "")))?;
    print(&arguments.file.display().to_string())?;
    Ok(Outcome::Clean)
}

/// By the name of the file if it says so, else by the language of the shell.
fn is_japanese(name: &str) -> bool {
    if name.ends_with(".ja.md") || name.ends_with(".en.md") {
        return name.ends_with(".ja.md");
    }
    let spoken = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|key| std::env::var(key).ok().filter(|value| !value.is_empty()));
    spoken.is_some_and(|lang| lang.starts_with("ja"))
}

fn skeleton(kind: BriefKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (BriefKind::Briefing, Lang::En) => include_str!("../../assets/skeletons/briefing.en.md"),
        (BriefKind::Briefing, Lang::Ja) => include_str!("../../assets/skeletons/briefing.ja.md"),
        (BriefKind::Bilateral, Lang::En) => include_str!("../../assets/skeletons/bilateral.en.md"),
        (BriefKind::Bilateral, Lang::Ja) => include_str!("../../assets/skeletons/bilateral.ja.md"),
        (BriefKind::Demarche, Lang::En) => include_str!("../../assets/skeletons/demarche.en.md"),
        (BriefKind::Demarche, Lang::Ja) => include_str!("../../assets/skeletons/demarche.ja.md"),
        (BriefKind::Qa, Lang::En) => include_str!("../../assets/skeletons/qa.en.md"),
        (BriefKind::Qa, Lang::Ja) => include_str!("../../assets/skeletons/qa.ja.md"),
    }
}
