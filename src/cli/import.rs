//! `demarche import`: a brief from what another program made.

use std::path::Path;

use crate::cli::args::ImportArguments;
use crate::cli::new::is_markdown;
use crate::cli::{Failure, Outcome, print, say};
use crate::import::{Place, Remark};
use crate::session::{Encoding, Writing, import_file, is_sealed};
use crate::text::message;

pub(crate) fn run(arguments: &ImportArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let (source, out) = (&arguments.file, &arguments.out);
    demand_ending(out)?;
    let file = source.display();
    let encoding = arguments.letters.encoding.map(Encoding::from);
    let imported = import_file(source, out, encoding, writing).map_err(|err| Failure(err.message()))?;
    for Remark { place, words } in &imported.remarks {
        say(&match place {
            Place::Line(line) => message!(
                "{file}:{line}: {words}; kept as private text",
                "{file}:{line}: {words}。外部に出ない形で残しました",
                words
            ),
            Place::Slide(slide) => {
                message!("{file}: slide {slide}: {words}", "{file}: スライド {slide}：{words}", words)
            }
            Place::Whole => message!("{file}: {words}", "{file}: {words}", words),
        });
    }
    imported.looks_line().iter().for_each(say);
    let folder = |path: &Path| std::path::absolute(path).ok()?.parent().map(Path::to_owned);
    if imported.has_pictures && imported.pictures.is_empty() && folder(source) != folder(out) {
        say(&message!(
            "note: pictures are looked for beside the brief; copy them there",
            "注記：画像は資料と同じ場所から読み込みます。そこへコピーしてください"
        ));
    }
    print(&out.display().to_string())?;
    Ok(if imported.remarks.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

/// Refuses a name that a brief made of another file cannot have. It is not sealed: pictures beside it would not be.
fn demand_ending(out: &Path) -> Result<(), Failure> {
    if is_markdown(out) {
        return Ok(());
    }
    let file = out.display();
    Err(Failure(if is_sealed(out) {
        message!(
            "{file} would not be sealed, since import writes plain text; name it with .md or .markdown, and seal it in the window",
            "import は封印せずに書き出すため、{file} にはできません。.md か .markdown とし、ウィンドウで封印してください"
        )
    } else {
        message!(
            "{file} does not end as a brief does; name it with one of: .md, .markdown",
            "{file} の拡張子は資料のものではありません。次のいずれかにしてください：.md、.markdown"
        )
    }))
}
