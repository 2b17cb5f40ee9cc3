//! What a fact book holds, row by row, with what the brief uses of it. Made anew only when one of them has changed.

use std::collections::BTreeMap;

use crate::brief::Lang;
use crate::check::drifted_uses;
use crate::facts::{
    Date, EntryId, EntryKind, Fact, FactBook, FactState, Use, conflicts, format_source, format_value,
    parse_book, state, uses,
};
use crate::session::{BookFile, DocId, Session};
use crate::text::{Diagnostic, Edit, LineIndex};

/// Which entries are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookFilter {
    /// All figures and people.
    All,
    /// Those whose time is past.
    Stale,
    /// Those that another source contradicts.
    Conflicting,
    /// Those that this brief uses.
    Used,
    /// People.
    People,
    /// Sources.
    Sources,
}

impl BookFilter {
    /// All filters, in their order.
    pub const ALL: [Self; 6] =
        [Self::All, Self::Stale, Self::Conflicting, Self::Used, Self::People, Self::Sources];
}

/// One entry in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct BookRow {
    /// The entry.
    pub id: EntryId,
    /// Its figure or name, or the title of a source.
    pub title: String,
    /// What it means, and its source.
    pub below: String,
    /// Whether its time is past.
    pub is_stale: bool,
    /// Whether another source says otherwise.
    pub is_contested: bool,
    /// How often this brief uses it.
    pub n_uses: usize,
    /// All its words in small letters, for the search.
    words: String,
}

/// What a book holds.
#[derive(Clone, Debug, Default)]
pub struct BookIndex {
    /// The book.
    pub book: FactBook,
    /// What its text got wrong, with the line.
    pub problems: Vec<(usize, Diagnostic)>,
    /// What other facts say of the same, by key.
    pub conflicts: BTreeMap<String, Vec<Fact>>,
    /// Where the brief uses each fact, by key.
    pub uses: BTreeMap<String, Vec<Use>>,
    /// What brings the brief up to date with the book: keys and edits.
    pub drifted: Vec<(String, Edit)>,
    rows: Vec<BookRow>,
    made_of: Option<(DocId, u64, DocId, u64, Date)>,
}

impl BookIndex {
    /// Makes the list anew where book, brief or day are others than before.
    pub(super) fn refresh(&mut self, file: &BookFile, session: &Session, today: Date) {
        let made_of = (file.id(), file.revision(), session.id(), session.revision(), today);
        if self.made_of == Some(made_of) {
            return;
        }
        let is_other_book =
            self.made_of.is_none_or(|made_of| (made_of.0, made_of.1) != (file.id(), file.revision()));
        if is_other_book {
            let (book, found) = parse_book(file.text());
            let lines = LineIndex::new(file.text());
            let line = |found: &Diagnostic| lines.line_col(file.text(), found.span.start).line;
            self.problems = found.into_iter().map(|found| (line(&found), found)).collect();
            self.conflicts = conflicts(&book);
            self.book = book;
        }
        let brief = session.brief();
        self.uses = uses(brief, &self.book);
        self.drifted = drifted_uses(brief, session.text(), &self.book);
        let lang = brief.front.lang;
        let people_first = self.book.facts.values().map(|fact| self.fact_row(fact, lang, today));
        let rows: Vec<BookRow> = people_first.chain(self.source_rows()).collect();
        self.rows = rows;
        self.made_of = Some(made_of);
    }

    fn fact_row(&self, fact: &Fact, lang: Lang, today: Date) -> BookRow {
        let title = format_value(fact, lang);
        let source = self.book.source_of(fact).map(|source| format_source(source, fact, lang).short());
        let meaning = fact.statement_in(lang).unwrap_or(&fact.key).to_owned();
        let below = match source {
            Some(source) => format!("{meaning} · {source}"),
            None if fact.as_of.is_empty() => meaning,
            None => format!("{meaning} · {}", fact.as_of),
        };
        let both = [&fact.statement, &fact.statement_ja];
        let more =
            [&fact.scope, &fact.unit, &fact.says, &fact.source, &fact.display.ja].into_iter().chain(both);
        let more: Vec<&str> = more.flatten().map(String::as_str).collect();
        BookRow {
            id: EntryId::of_fact(&fact.key),
            words: format!("{} {title} {below} {}", fact.key, more.join(" ")).to_lowercase(),
            is_stale: state(fact, today) != FactState::Current,
            is_contested: self.conflicts.contains_key(&fact.key),
            n_uses: self.uses.get(&fact.key).map_or(0, Vec::len),
            title,
            below,
        }
    }

    fn source_rows(&self) -> impl Iterator<Item = BookRow> {
        self.book.sources.values().map(|source| {
            let parts = [&source.publisher, &source.date, &source.url];
            let below: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            let below = below.join(" · ");
            BookRow {
                id: EntryId::of_source(&source.id),
                words: format!("{} {} {below}", source.id, source.title).to_lowercase(),
                title: source.title.clone(),
                below,
                is_stale: false,
                is_contested: false,
                n_uses: 0,
            }
        })
    }

    /// The entries of a filter that hold all words that are looked for.
    pub fn rows(&self, filter: BookFilter, search: &str) -> Vec<&BookRow> {
        let wanted = search.to_lowercase();
        let is_listed = |row: &&BookRow| {
            let is_source = row.id.kind == EntryKind::Source;
            let is_of_filter = match filter {
                BookFilter::All => !is_source,
                BookFilter::Stale => row.is_stale,
                BookFilter::Conflicting => row.is_contested,
                BookFilter::Used => row.n_uses > 0,
                BookFilter::People => row.id.kind == EntryKind::Person,
                BookFilter::Sources => is_source,
            };
            is_of_filter && wanted.split_whitespace().all(|word| row.words.contains(word))
        };
        self.rows.iter().filter(is_listed).collect()
    }

    /// The edits that bring the uses of one fact, or of all, up to date.
    pub fn drifted_of(&self, key: Option<&str>) -> Vec<Edit> {
        let is_of = |cited: &str| match key {
            None => true,
            Some(key) => cited == key || self.book.fact(cited).is_some_and(|fact| fact.key == key),
        };
        self.drifted.iter().filter(|(cited, _)| is_of(cited)).map(|(_, edit)| edit.clone()).collect()
    }
}
