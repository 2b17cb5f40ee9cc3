//! What front matter chooses among: the kind of a brief, its language, how it is interpreted, what it shares.

use serde::Deserialize;

use crate::text::Message;

/// What a brief is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BriefKind {
    /// A talk to an audience.
    #[default]
    Briefing,
    /// A meeting of two sides.
    Bilateral,
    /// A message to deliver.
    Demarche,
    /// Questions and answers.
    Qa,
}

/// The language of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Message {
    /// The words in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ja => &self.ja,
        }
    }

    /// The words in one language, without those in the others.
    pub fn into_lang(self, lang: Lang) -> String {
        match lang {
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }
}

impl Lang {
    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }
}

/// How a talk is interpreted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Interpreter {
    /// Not at all.
    #[default]
    None,
    /// After each passage: everything takes twice as long.
    Consecutive,
    /// At the same time.
    Simultaneous,
}

/// Who may read ordinary text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Share {
    /// The room.
    #[default]
    Text,
    /// Our own side: only what is marked as shared leaves it.
    Marked,
}
