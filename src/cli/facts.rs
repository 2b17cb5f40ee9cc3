//! `demarche facts`: the fact book, and what a brief uses of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::brief::{Brief, InlineContent, Node, walk_blocks};
use crate::cli::args::{FactsArguments, Letters};
use crate::cli::facts_delete::delete;
use crate::cli::keys::open_brief;
use crate::cli::{Failure, Outcome, print, say, ui_lang};
use crate::facts::{Fact, FactBook, FactState, format_value, parse_book, state};
use crate::session::{Disk, Files as _, Writing, io_reason, today};
use crate::text::{LineIndex, Message, message};

/// A fact book larger than this is none.
const MAX_BYTES: u64 = 16_000_000;

pub(crate) fn run(arguments: &FactsArguments, writing: &Writing) -> Result<Outcome, Failure> {
    let path = match &arguments.file {
        Some(path) => path.clone(),
        None => nearest_book()?,
    };
    let is_book = path.extension().is_some_and(|extension| extension == "toml");
    if let Some(name) = &arguments.delete {
        let letters = (!is_book).then_some(arguments.letters);
        return delete(&path, letters, (name, arguments.force), writing);
    }
    if is_book && arguments.unused {
        let file = path.display();
        return Err(Failure(message!(
            "--unused needs a brief, and {file} is a fact book; name the brief instead",
            "--unused には資料が必要ですが、{file} は基礎データ集です。資料を指定してください"
        )));
    }
    let (book, used) =
        if is_book { (read_book(&path)?, None) } else { book_of_brief(&path, arguments.letters)? };
    let today = today();
    let mut is_stale = false;
    for fact in book.facts.values() {
        let state = state(fact, today);
        is_stale |= state != FactState::Current;
        let n_uses = used.as_ref().map(|used| used.get(&fact.key).copied().unwrap_or(0));
        let is_wanted =
            (!arguments.stale || state != FactState::Current) && (!arguments.unused || n_uses == Some(0));
        if is_wanted {
            print(&line(fact, &book, state, n_uses))?;
        }
    }
    Ok(if arguments.stale && is_stale { Outcome::Findings } else { Outcome::Clean })
}

fn nearest_book() -> Result<PathBuf, Failure> {
    let places = ["facts.toml", "briefs/facts.toml"];
    let found = places.into_iter().map(Path::new).find(|path| path.is_file());
    found.map(Path::to_owned).ok_or_else(|| {
        Failure(
            message!("no fact book was named, and there is no facts.toml here or in briefs; name a brief or a book", "基礎データ集の指定がなく、このフォルダーにも briefs にも facts.toml がありません。資料か基礎データ集を指定してください")
                .to_owned(),
        )
    })
}

fn read_book(path: &Path) -> Result<FactBook, Failure> {
    let bytes = Disk.read(path, MAX_BYTES).map_err(|err| {
        let (file, reason) = (path.display(), io_reason(&err));
        Failure(message!(
            "{file} cannot be read: {reason}; check the name and that you may read it",
            "{file} を読み込めません：{reason}。名前と読み取り権限を確認してください",
            reason
        ))
    })?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (book, diagnostics) = parse_book(&text);
    let index = LineIndex::new(&text);
    for diagnostic in diagnostics {
        let at = index.line_col(&text, diagnostic.span.start);
        let (file, line, column, found) = (path.display(), at.line, at.column, diagnostic.message);
        say(&message!("{file}:{line}:{column}: {found}", "{file}:{line}:{column}: {found}", found));
    }
    Ok(book)
}

type Uses = BTreeMap<String, usize>;

fn book_of_brief(path: &Path, letters: Letters) -> Result<(FactBook, Option<Uses>), Failure> {
    let loaded = open_brief(path, letters)?;
    if let Some(problem) = &loaded.book_problem {
        return Err(Failure(message!(
            "the fact book cannot be read: {problem}; check the key facts of the brief",
            "基礎データ集を読み込めません：{problem}。資料の facts の設定を確認してください",
            problem
        )));
    }
    if loaded.brief.front.facts.is_none() {
        let file = path.display();
        return Err(Failure(message!(
            "{file} names no fact book; add a line such as facts: facts.toml to its front matter",
            "{file} に基礎データ集の指定がありません。冒頭の設定に facts: facts.toml のような行を加えてください"
        )));
    }
    let used = uses(&loaded.brief);
    Ok((loaded.book, Some(used)))
}

/// How often a brief cites each key.
fn uses(brief: &Brief) -> Uses {
    let mut used = Uses::new();
    walk_blocks(&brief.blocks, &mut |node| {
        if let Node::Inline(inline) = node
            && let InlineContent::Fact { key, .. } = &inline.content
        {
            *used.entry(key.clone()).or_default() += 1;
        }
    });
    used
}

/// One fact a line, columns parted by tabs, so that `cut` and `sort` can be put to it.
fn line(fact: &Fact, book: &FactBook, state: FactState, n_uses: Option<usize>) -> String {
    let lang = ui_lang();
    let source = match (book.source_of(fact), &fact.source) {
        (Some(source), _) => {
            Message::quoted(source.publisher.clone().unwrap_or_else(|| source.title.clone()))
        }
        (None, Some(id)) => message!("unknown source {id}", "不明な出典 {id}"),
        (None, None) => message!("no source", "出典なし"),
    };
    let state = match state {
        FactState::Current => match fact.good_until {
            Some(good_until) => message!("good until {good_until}", "{good_until} まで有効"),
            None => message!("current", "有効"),
        },
        FactState::Stale { good_until } => {
            message!("stale since {good_until}", "{good_until} で期限切れ")
        }
    };
    let (key, value, day) = (Message::quoted(&fact.key), format_value(fact, lang), &fact.as_of);
    let mut columns = vec![key, Message::quoted(value), message!("as of {day}", "{day} 時点"), state, source];
    columns.extend(n_uses.map(|n_uses| message!("used {n_uses}×", "使用 {n_uses} 回")));
    let columns: Vec<&str> = columns.iter().map(|column| column.in_lang(lang)).collect();
    columns.join("\t")
}
