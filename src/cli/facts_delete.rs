//! `demarche facts --delete`: takes an entry out of the fact book, unless a brief cites it.

use std::path::Path;

use crate::cli::args::Letters;
use crate::cli::keys::open_brief;
use crate::cli::{Failure, Outcome, print, say_error};
use crate::facts::{EntryId, FormFault, parse_book, remove_entry};
use crate::session::{BookFile, Disk, Writing, citing};
use crate::text::message;

/// Deletes the entry called `name` from a book, or from that of a brief.
pub(super) fn delete(
    path: &Path,
    letters: Option<Letters>,
    (name, is_forced): (&str, bool),
    writing: &Writing,
) -> Result<Outcome, Failure> {
    let mut book = open_book(path, letters)?;
    let shown = book.path().display().to_string();
    let (parsed, _) = parse_book(book.text());
    let id = match parsed.fact(name) {
        Some(fact) => EntryId::of_fact(&fact.key),
        None if parsed.sources.contains_key(name) => EntryId::of_source(name),
        None => {
            return Err(Failure(message!(
                "{shown} has no entry called {name}; list them with: demarche facts {shown}",
                "{shown} に {name} という項目はありません。demarche facts {shown} で一覧できます"
            )));
        }
    };
    let citing = if is_forced { Vec::new() } else { citing(book.path(), book.text(), &id, &Disk) };
    for place in &citing {
        let (file, line, column) = (place.path.display(), place.line, place.column);
        say_error(&message!(
            "{file}:{line}:{column}: {name} is cited here",
            "{file}:{line}:{column}: ここで {name} を引用しています"
        ));
    }
    if !citing.is_empty() {
        say_error(&message!(
            "so it is not deleted; change the briefs first, or delete it all the same with --force",
            "そのため削除しません。先に資料を変更するか、--force を付けてください"
        ));
        return Ok(Outcome::Findings);
    }
    let text = remove_entry(book.text(), &id).map_err(|fault| not_removed(&shown, &fault))?;
    book.change(text);
    let outcome = book.save_task().run(writing);
    book.apply_save(outcome)?;
    print(&format!("{shown}\t{}", id.name))?;
    Ok(Outcome::Clean)
}

/// The book, named itself or by a brief, which is read in `letters`.
fn open_book(path: &Path, letters: Option<Letters>) -> Result<BookFile, Failure> {
    let name = match letters {
        Some(letters) => open_brief(path, letters)?.brief.front.facts.ok_or_else(|| {
            let file = path.display();
            Failure(message!(
                "{file} names no fact book; name the book itself",
                "{file} に基礎データ集の指定がありません。基礎データ集を指定してください"
            ))
        })?,
        None => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let book = BookFile::open(path, &name, &Disk).map_err(|err| Failure(err.message()))?;
    // A name that is mistyped is an empty book to the window, which begins one; here it is a slip.
    if book.path().exists() {
        return Ok(book);
    }
    let file = book.path().display();
    Err(Failure(message!(
        "{file} is not there; check the name",
        "{file} がありません。名前を確認してください"
    )))
}

fn not_removed(file: &str, fault: &FormFault) -> Failure {
    match fault {
        FormFault::Needed { name, by } => Failure(message!(
            "{name} is not deleted, since {by} refers to it; change {by} in {file} first",
            "{by} が {name} を参照しているため削除しません。先に {file} の {by} を変更してください"
        )),
        fault => Failure(message!(
            "{fault}",
            "この項目の書き方では削除できません。{file} を直接編集してください（{fault}）"
        )),
    }
}
