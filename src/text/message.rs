//! What is said to the user, in every language of the program.

/// Words for the user in each language of the interface: one that is left out does not compile.
///
/// It has no `Display`, so that nothing is said in one language by accident.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    /// In English: one sentence in lower case, no full stop.
    pub en: String,
    /// In Japanese: one sentence in the polite style, no full stop.
    pub ja: String,
}

impl Message {
    /// Makes a message of its words in each language.
    pub fn new(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self { en: en.into(), ja: ja.into() }
    }

    /// Words that are the same in each language: a name, a file, or what the user wrote.
    pub fn quoted(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { en: words.clone(), ja: words }
    }

    /// Several things named one after the other.
    pub fn list(parts: &[Self]) -> Self {
        let en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
        let ja: Vec<&str> = parts.iter().map(|part| part.ja.as_str()).collect();
        Self { en: en.join(", "), ja: ja.join("、") }
    }
}

/// Makes a [`Message`] of a format string in each language; both name values of the place where it stands.
///
/// Messages among those values are listed behind the strings, so that each language shows their words in it:
/// `message!("{file}: {reason}", "{file}：{reason}", reason)`.
macro_rules! message {
    ($en:literal, $ja:literal $(, $part:ident)* $(,)?) => {
        $crate::text::Message {
            en: {
                $(let $part = $part.en.as_str();)*
                format!($en)
            },
            ja: {
                $(let $part = $part.ja.as_str();)*
                format!($ja)
            },
        }
    };
}

pub(crate) use message;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_shows_the_parts_in_its_own_words() {
        let (file, reason) = ("x.csv", message!("there is no such file", "ファイルがありません"));
        let whole = message!("{file}: {reason}", "{file}：{reason}", reason);
        assert_eq!(whole, Message::new("x.csv: there is no such file", "x.csv：ファイルがありません"));
        let both = [Message::quoted("OH"), Message::new("state", "州")];
        assert_eq!(Message::list(&both), Message::new("OH, state", "OH、州"));
    }
}
