//! The fields of each kind of entry, in the order in which a form shows them and a new entry is written.

/// What an entry of a book is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A figure, or a word for one.
    Fact,
    /// A person with title and name.
    Person,
    /// Where figures come from.
    Source,
}

/// One field of a form.
#[derive(Debug, PartialEq, Eq)]
pub struct FormField {
    /// What the book calls it; a part of a table behind a dot.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether an entry must have it.
    pub is_needed: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    Words,
    /// What briefs cite it by.
    Key,
    /// A number, or words for one.
    Value,
    /// A day such as 2025-06-30.
    Day,
    /// The id of a source of the book.
    Source,
    /// Names of copies, parted by commas.
    Readers,
    /// Words parted by commas.
    List,
    /// Keys parted by commas.
    Keys,
}

const fn field(name: &'static str, kind: FieldKind) -> FormField {
    FormField { name, kind, is_needed: false }
}

const fn needed(name: &'static str, kind: FieldKind) -> FormField {
    FormField { name, kind, is_needed: true }
}

const FACT: &[FormField] = &[
    needed("key", FieldKind::Key),
    needed("value", FieldKind::Value),
    field("unit", FieldKind::Words),
    needed("as_of", FieldKind::Words),
    field("good_until", FieldKind::Day),
    field("statement", FieldKind::Words),
    field("statement_ja", FieldKind::Words),
    field("scope", FieldKind::Words),
    field("source", FieldKind::Source),
    field("readers", FieldKind::Readers),
    field("display.en", FieldKind::Words),
    field("display.ja", FieldKind::Words),
    field("state", FieldKind::Words),
    field("says", FieldKind::Words),
    field("also", FieldKind::Keys),
    field("conflicts", FieldKind::List),
];

const PERSON: &[FormField] = &[
    needed("id", FieldKind::Key),
    field("title", FieldKind::Words),
    needed("name", FieldKind::Words),
    field("ja", FieldKind::Words),
    field("says", FieldKind::Words),
    field("as_of", FieldKind::Words),
    field("good_until", FieldKind::Day),
    field("source", FieldKind::Source),
    field("readers", FieldKind::Readers),
    field("note", FieldKind::Words),
];

const SOURCE: &[FormField] = &[
    needed("id", FieldKind::Words),
    needed("title", FieldKind::Words),
    field("title_ja", FieldKind::Words),
    field("publisher", FieldKind::Words),
    field("publisher_ja", FieldKind::Words),
    field("date", FieldKind::Words),
    field("url", FieldKind::Words),
    field("kind", FieldKind::Words),
];

impl EntryKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Fact, Self::Person, Self::Source];

    /// Its fields.
    pub fn fields(self) -> &'static [FormField] {
        match self {
            Self::Fact => FACT,
            Self::Person => PERSON,
            Self::Source => SOURCE,
        }
    }

    /// What the book calls its entries.
    pub fn table(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Person => "person",
            Self::Source => "source",
        }
    }

    /// The field that names an entry.
    pub fn name_field(self) -> &'static str {
        match self {
            Self::Fact => "key",
            Self::Person | Self::Source => "id",
        }
    }

    /// The field of that name.
    pub fn field(self, name: &str) -> Option<&'static FormField> {
        self.fields().iter().find(|field| field.name == name)
    }
}
