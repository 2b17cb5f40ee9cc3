//! The skeletons, which come with the program: what stands in them is to be replaced.

use crate::brief::{BriefKind, Lang};

/// Every skeleton.
pub const SKELETONS: [(BriefKind, Lang); 8] = [
    (BriefKind::Briefing, Lang::En),
    (BriefKind::Briefing, Lang::Ja),
    (BriefKind::Bilateral, Lang::En),
    (BriefKind::Bilateral, Lang::Ja),
    (BriefKind::Demarche, Lang::En),
    (BriefKind::Demarche, Lang::Ja),
    (BriefKind::Qa, Lang::En),
    (BriefKind::Qa, Lang::Ja),
];

/// The headings of skeletons that are as good in a finished brief, beside those that name a kind.
pub const LASTING_HEADINGS: [&str; 6] = [
    "What we ask and what we answer",
    "The request",
    "The line that holds for every answer",
    "要請と応答",
    "申入れの内容",
    "全ての答えに共通する考え方",
];

/// What the program puts where the writer's own words belong, when something is inserted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The heading of a slide.
    Slide,
    /// The description of a picture.
    Picture,
    /// The text of a footnote.
    Note,
    /// The name of a column, before its number.
    Column,
}

impl Placeholder {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Slide, Self::Picture, Self::Note, Self::Column];

    /// Whether some words are the name of a column and its number, as an inserted table has them.
    pub fn is_column(words: &str) -> bool {
        [Lang::En, Lang::Ja].into_iter().any(|lang| {
            let number = words.trim().strip_prefix(Self::Column.words(lang));
            number.is_some_and(|number| number.trim_start().parse::<u8>().is_ok())
        })
    }

    /// The words that are inserted.
    pub fn words(self, lang: Lang) -> &'static str {
        let (en, ja) = match self {
            Self::Slide => ("What this slide says", "このスライドの主張"),
            Self::Picture => ("What the picture shows", "画像の説明"),
            Self::Note => ("The note", "注の内容"),
            Self::Column => ("Column", "列"),
        };
        match lang {
            Lang::En => en,
            Lang::Ja => ja,
        }
    }
}

/// The text that a brief of a kind begins with. `{date}` stands where its date belongs.
pub fn skeleton(kind: BriefKind, lang: Lang) -> &'static str {
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
