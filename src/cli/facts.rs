//! `demarche facts`: the fact book, and what a brief uses of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::brief::{Brief, InlineContent, Node, walk_blocks};
use crate::cli::args::FactsArguments;
use crate::cli::keys::open_brief;
use crate::cli::{Failure, Outcome, print, say};
use crate::facts::{Fact, FactBook, FactState, format_value, parse_book, state};
use crate::session::{Disk, Files as _, today};
use crate::text::LineIndex;

/// A fact book larger than this is none.
const MAX_BYTES: u64 = 16_000_000;

pub(crate) fn run(arguments: &FactsArguments) -> Result<Outcome, Failure> {
    let path = match &arguments.file {
        Some(path) => path.clone(),
        None => nearest_book()?,
    };
    let is_book = path.extension().is_some_and(|extension| extension == "toml");
    if is_book && arguments.unused {
        return Err(Failure(format!(
            "--unused needs a brief, and {} is a fact book; name the brief instead",
            path.display()
        )));
    }
    let (book, used) = if is_book { (read_book(&path)?, None) } else { book_of_brief(&path)? };
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
            "no fact book was named, and there is no facts.toml here or in briefs; name a brief or a book"
                .to_owned(),
        )
    })
}

fn read_book(path: &Path) -> Result<FactBook, Failure> {
    let bytes = Disk.read(path, MAX_BYTES).map_err(|err| {
        Failure(format!("{} cannot be read: {err}; check the name and that you may read it", path.display()))
    })?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (book, diagnostics) = parse_book(&text);
    let index = LineIndex::new(&text);
    for diagnostic in diagnostics {
        let at = index.line_col(&text, diagnostic.span.start);
        say(&format!("{}:{}:{}: {}", path.display(), at.line, at.column, diagnostic.message));
    }
    Ok(book)
}

type Uses = BTreeMap<String, usize>;

fn book_of_brief(path: &Path) -> Result<(FactBook, Option<Uses>), Failure> {
    let loaded = open_brief(path)?;
    if let Some(problem) = &loaded.book_problem {
        return Err(Failure(format!(
            "the fact book cannot be read: {problem}; check the key facts of the brief"
        )));
    }
    if loaded.brief.front.facts.is_none() {
        return Err(Failure(format!(
            "{} names no fact book; add a line such as facts: facts.toml to its front matter",
            path.display()
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
    let value = format_value(fact, crate::brief::Lang::En);
    let source = match (book.source_of(fact), &fact.source) {
        (Some(source), _) => source.publisher.clone().unwrap_or_else(|| source.title.clone()),
        (None, Some(id)) => format!("unknown source {id}"),
        (None, None) => "no source".to_owned(),
    };
    let state = match state {
        FactState::Current => match fact.good_until {
            Some(good_until) => format!("good until {good_until}"),
            None => "current".to_owned(),
        },
        FactState::Stale { good_until } => format!("stale since {good_until}"),
    };
    let mut columns = vec![fact.key.clone(), value, format!("as of {}", fact.as_of), state, source];
    columns.extend(n_uses.map(|n_uses| format!("used {n_uses}×")));
    columns.join("\t")
}
