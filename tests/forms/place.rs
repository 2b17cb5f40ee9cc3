//! What a form is put into, and the words around it: from a row of a table to whole briefs.

use std::ops::Range;

use crate::forms::form::{End, Form, Words};

/// What a form is put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The top level.
    Top,
    /// The item of a list.
    Bullet,
    /// The item of a list in an item.
    Nested,
    /// The item of a numbered list.
    Numbered,
    /// A quotation.
    Quote,
    /// A column.
    Column,
    /// A callout of GitHub's, which is ordinary text.
    Callout,
    /// A footnote.
    Footnote,
    /// The cell of a table.
    Cell,
}

impl Place {
    /// Where words on one line can stand.
    pub const ALL: &[Self] = &[
        Self::Top,
        Self::Bullet,
        Self::Nested,
        Self::Numbered,
        Self::Quote,
        Self::Column,
        Self::Callout,
        Self::Footnote,
        Self::Cell,
    ];
    /// Where a block can stand.
    pub const BLOCKS: &[Self] = &[
        Self::Top,
        Self::Bullet,
        Self::Nested,
        Self::Numbered,
        Self::Quote,
        Self::Column,
        Self::Callout,
        Self::Footnote,
    ];
    /// Where a heading can stand.
    pub const SECTIONS: &[Self] =
        &[Self::Top, Self::Bullet, Self::Nested, Self::Numbered, Self::Quote, Self::Column, Self::Callout];
    /// Items of lists.
    pub const ITEMS: &[Self] = &[Self::Bullet, Self::Nested, Self::Numbered];
    /// Where there is no sign of a quotation before a block.
    pub const UNQUOTED: &[Self] = &[Self::Top, Self::Bullet, Self::Nested, Self::Numbered, Self::Column];
    /// Where a block can stand but in items.
    pub const BETWEEN: &[Self] = &[Self::Top, Self::Quote, Self::Column, Self::Callout];
    /// The top level alone.
    pub const TOP: &[Self] = &[Self::Top];
    /// Some that differ most.
    pub const SOME: &[Self] = &[Self::Top, Self::Bullet, Self::Quote, Self::Column];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Bullet => "bullet",
            Self::Nested => "nested",
            Self::Numbered => "numbered",
            Self::Quote => "quote",
            Self::Column => "column",
            Self::Callout => "callout",
            Self::Footnote => "footnote",
            Self::Cell => "cell",
        }
    }

    /// Puts a body into it.
    pub fn wrap(self, body: &str, lead: &str) -> String {
        match self {
            Self::Top => body.to_owned(),
            Self::Bullet => indented(body, "- ", "  "),
            Self::Nested => format!("- {lead}\n{}", indented(body, "  - ", "    ")),
            Self::Numbered => indented(body, "3. ", "   "),
            Self::Quote => indented(body, "> ", "> "),
            Self::Column => {
                format!("::: columns\n::: column\n{body}\n:::\n::: column\n{lead}\n:::\n:::")
            }
            Self::Callout => format!("> [!NOTE]\n> {lead}\n>\n{}", indented(body, "> ", "> ")),
            Self::Footnote => format!("{lead}[^w]\n\n[^w]: {lead}\n\n{}", indented(body, "    ", "    ")),
            Self::Cell => format!("| A | B |\n|---|---|\n| {lead} | {} |", body.trim()),
        }
    }
}

/// Puts one prefix before the first line and another before each other.
fn indented(body: &str, first: &str, other: &str) -> String {
    let lines = body.split('\n').enumerate().map(|(idx, line)| {
        let prefix = if idx == 0 { first } else { other };
        if line.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The words that are looked for, in one language.
#[derive(Debug)]
pub struct Canaries {
    /// The language as front matter names it.
    pub lang: &'static str,
    /// The private word.
    pub private: &'static str,
    /// A private sentence.
    private_sentence: &'static str,
    /// The public word within a form.
    pub within: &'static str,
    /// A public sentence within a form.
    within_sentence: &'static str,
    /// A public sentence before the form, and its word.
    pub before: (&'static str, &'static str),
    /// A public sentence in the same container behind the form, and its word.
    pub after: (&'static str, &'static str),
    /// A public sentence in the next section, and its word.
    pub tail: (&'static str, &'static str),
    /// What the press gets, and its word.
    pub press: (&'static str, &'static str),
    /// The title and three headings.
    heads: [&'static str; 4],
}

/// The words in English and in Japanese.
pub const CANARIES: [Canaries; 2] = [
    Canaries {
        lang: "en",
        private: "Zinnober",
        private_sentence: "Zinnober is the most that we accept.",
        within: "Quendel",
        within_sentence: "Quendel is what both sides bring.",
        before: ("Beifuss stands at the beginning.", "Beifuss"),
        after: ("Thymian follows at once.", "Thymian"),
        tail: ("Salbei comes last.", "Salbei"),
        press: ("Lavendel was agreed.", "Lavendel"),
        heads: ["Talks on Tuesday", "A timetable for spring", "Ports and ships", "Fisheries"],
    },
    Canaries {
        lang: "ja",
        private: "シンシャ",
        private_sentence: "シンシャまで受け入れます。",
        within: "クエンデル",
        within_sentence: "クエンデルを双方が示します。",
        before: ("ヨモギを先に述べます。", "ヨモギ"),
        after: ("タチジャコウが続きます。", "タチジャコウ"),
        tail: ("セージで終わります。", "セージ"),
        press: ("ラベンダーで一致しました。", "ラベンダー"),
        heads: ["火曜日の会談", "春の日程", "港湾と船舶", "漁業"],
    },
];

impl Canaries {
    /// Puts the words where a template has their marks.
    pub fn fill(&self, template: &str) -> String {
        template
            .replace("@s", self.private_sentence)
            .replace("@c", self.private)
            .replace("@p", self.within_sentence)
            .replace("@w", self.within)
    }
}

/// A brief made from one row, one container and one language.
#[derive(Clone, Debug)]
pub struct Case {
    /// The row.
    pub form: Form,
    /// The container.
    pub place: Place,
    /// The words.
    pub canaries: &'static Canaries,
    /// The brief.
    pub text: String,
    /// The bytes of the brief that the form takes.
    pub region: Range<usize>,
    /// The same brief with an ordinary sentence in place of the form.
    pub ordinary: String,
}

impl Case {
    /// Its name in reports.
    pub fn name(&self) -> String {
        format!("{}/{}/{}", self.form.id, self.place.name(), self.canaries.lang)
    }

    /// The public words that the counterpart must have.
    pub fn public_words(&self) -> Vec<&'static str> {
        let (form, words) = (&self.form, self.canaries);
        let mut due = Vec::new();
        if form.text.contains("@p") || form.text.contains("@w") {
            due.push(words.within);
        }
        if form.is_whole && !form.is_open {
            return Vec::new();
        }
        if form.is_whole || !form.is_open {
            return due;
        }
        due.push(words.before.1);
        let is_filled = self.place != Place::Top && form.fills.contains(&self.place);
        if matches!(form.end, End::Block | End::Heading) && !is_filled {
            due.push(words.after.1);
        }
        if form.end != End::Never {
            due.push(words.tail.1);
        }
        due
    }
}

/// All briefs of one row.
pub fn cases(form: &Form) -> Vec<Case> {
    let mut cases = Vec::new();
    for canaries in &CANARIES {
        if form.words == Words::Ja && canaries.lang != "ja" {
            continue;
        }
        // A form without words of its own is tried in Japanese where containers differ most.
        let is_repeated = form.words == Words::Any && canaries.lang == "ja";
        for &place in form.places {
            if is_repeated && place != Place::Cell && !Place::SOME.contains(&place) {
                continue;
            }
            let body = canaries.fill(&form.text.replace("@f", form.front));
            let (text, start) =
                if form.is_whole { (body.clone(), 0) } else { document(form, place, canaries, &body) };
            let end = if form.is_whole { text.len() } else { end_of_region(&text, form, canaries) };
            let ordinary = document(form, place, canaries, canaries.after.0).0;
            cases.push(Case { form: *form, place, canaries, text, region: start..end, ordinary });
        }
    }
    cases
}

/// The brief around a body, and where its container begins.
fn document(form: &Form, place: Place, words: &Canaries, body: &str) -> (String, usize) {
    let [title, first, second, third] = words.heads;
    let lead = words.before.0;
    let front = if form.is_whole { "marking: none" } else { form.front };
    let head = format!(
        "---\ntitle: {title}\ndate: 2024-11-20\nlang: {}\n{front}\n---\n\n## {first}\n\n{lead}\n\n",
        words.lang
    );
    let after = words.after.0;
    let next_item = match place {
        Place::Bullet => Some("- "),
        Place::Nested => Some("  - "),
        Place::Numbered => Some("4. "),
        _ => None,
    };
    let next_item = next_item.filter(|_| form.holds_item && form.end == End::Block);
    let inner = match form.end {
        End::Block if next_item.is_some() => body.to_owned(),
        End::Block if place == Place::Cell => format!("{body} | {after}"),
        End::Block => format!("{body}\n\n{after}"),
        End::Heading => format!("{body}\n\n## {second}\n\n{after}"),
        End::Never => format!("{body}\n\n{}", words.private_sentence),
        End::Unsaid => body.to_owned(),
    };
    let inner = if place == Place::Cell {
        format!("| A | B | C |\n|---|---|---|\n| {lead} | {inner} |")
    } else {
        place.wrap(&inner, lead) + &next_item.map(|marker| format!("\n{marker}{after}")).unwrap_or_default()
    };
    let tail = match form.end {
        End::Never => String::new(),
        _ => format!("\n\n## {third}\n\n{}\n\n> [!PRESS]\n> {}", words.tail.0, words.press.0),
    };
    (format!("{head}{inner}{tail}\n"), head.len())
}

/// Where the form ends in a brief: before the public words behind it.
fn end_of_region(text: &str, form: &Form, words: &Canaries) -> usize {
    let end = match form.end {
        End::Block | End::Heading => text.find(words.after.0),
        End::Unsaid => text.find(&format!("## {}", words.heads[3])),
        End::Never => None,
    };
    end.unwrap_or(text.len())
}
