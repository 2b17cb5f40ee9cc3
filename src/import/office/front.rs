//! The front matter of what was imported: what is known of it, private until somebody says otherwise.

use crate::brief::{Lang, Scheme, parse, schemes, yaml_string};
use crate::facts::long_date;

/// The longest line that is taken for a marking.
const MAX_MARKING_LETTERS: usize = 60;

/// What is written above the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Front {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    /// Further keys with their values, in order.
    pub keys: Vec<(&'static str, String)>,
    /// The lines at the top and foot of the pages.
    pub margins: Vec<String>,
}

impl Front {
    /// The front matter of a brief with this text, and the lines of its margins that are not its marking.
    pub(super) fn written(&self, body: &str) -> (String, Vec<String>) {
        let mut lines = vec!["---".to_owned()];
        let mut push = |key: &str, value: &str| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !value.is_empty() {
                lines.push(format!("{key}: {}", quoted(&value)));
            }
        };
        push("title", self.title.as_deref().unwrap_or_default());
        push("subtitle", self.subtitle.as_deref().unwrap_or_default());
        self.keys.iter().for_each(|(key, value)| push(key, value));
        if lang_of(body) == Lang::Ja {
            lines.push("lang: ja".to_owned());
        }
        let found = self.margins.iter().find_map(|line| Some((line, marking(line)?)));
        let rest = self.margins.iter().filter(|line| found.as_ref().is_none_or(|(known, _)| known != line));
        let rest = rest.cloned().collect();
        lines.extend(found.map(|(_, marking)| format!("marking: {marking}")));
        lines.push("share: marked".to_owned());
        lines.push("---".to_owned());
        (lines.join("\n") + "\n\n", rest)
    }
}

/// The language that most letters are of.
pub(super) fn lang_of(text: &str) -> Lang {
    let is_japanese =
        |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    let (n_japanese, n_latin) = text.chars().fold((0_usize, 0_usize), |(japanese, latin), c| {
        (japanese + usize::from(is_japanese(&c)), latin + usize::from(c.is_ascii_alphabetic()))
    });
    // A word of Japanese has two letters or three, one of English about five.
    if n_japanese * 2 > n_latin { Lang::Ja } else { Lang::En }
}

/// A line of a margin as a marking, where it is one that a brief can have.
fn marking(line: &str) -> Option<String> {
    let line = line.trim();
    if line.is_empty() || line.chars().count() > MAX_MARKING_LETTERS {
        return None;
    }
    let scheme = scheme_of(line)?;
    let written = format!("{{ scheme: {}, banner: {} }}", scheme.name, quoted(line));
    let (brief, _) = parse(&format!("---\nmarking: {written}\n---\n"));
    (brief.front.is_marking_clear && brief.front.marking.banner.is_some()).then_some(written)
}

/// The scheme that a line is a marking of: one of its levels, alone or with words behind it in capitals.
fn scheme_of(line: &str) -> Option<&'static Scheme> {
    let is_level = |scheme: &&'static Scheme| {
        // Short ones may be the first letters of anything.
        let mut names = scheme
            .levels
            .iter()
            .flat_map(|level| level.names().filter(move |name| *name == level.banner || name.len() > 2));
        let is_all = names.any(|name| line.eq_ignore_ascii_case(name));
        let is_capitals = !line.contains(|c: char| c.is_lowercase()) && line.chars().count() > 2;
        is_all || (is_capitals && scheme.rank(line).is_some())
    };
    let is_japanese = !line.is_ascii();
    let fits =
        |scheme: &&'static Scheme| scheme.levels.iter().any(|level| !level.banner.is_ascii()) == is_japanese;
    schemes().iter().filter(fits).find(is_level).or_else(|| schemes().iter().find(is_level))
}

/// A value of YAML that is a string whatever it holds.
pub(super) fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/');
    let begins = value.chars().next().is_some_and(char::is_alphabetic);
    let is_word =
        !matches!(value.to_lowercase().as_str(), "true" | "false" | "yes" | "no" | "null" | "on" | "off");
    if begins && is_word && value.chars().all(is_plain) && !value.ends_with(' ') {
        return value.to_owned();
    }
    yaml_string(value)
}

/// A date in words as the front matter has it.
pub(super) fn date_of(words: &str) -> Option<String> {
    let numbers: Vec<&str> =
        words.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let year = numbers.iter().find(|number| number.len() == 4)?;
    let months = (1..=12).map(|month| format!("{year}-{month:02}"));
    let days = (1..=31).map(|day| format!("-{day:02}")).chain([String::new()]);
    let mut dates = months.flat_map(|month| days.clone().map(move |day| format!("{month}{day}")));
    dates.find(|date| [Lang::En, Lang::Ja].iter().any(|lang| long_date(date, *lang) == words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markings_are_found_and_names_are_not() {
        for (line, expected) in [
            ("OFFICIAL-SENSITIVE", Some("{ scheme: uk, banner: OFFICIAL-SENSITIVE }")),
            ("SBU", Some("{ scheme: us, banner: SBU }")),
            ("SENSITIVE BUT UNCLASSIFIED", Some("{ scheme: us, banner: SENSITIVE BUT UNCLASSIFIED }")),
            ("取扱注意", Some("{ scheme: jp, banner: 取扱注意 }")),
            ("Ministry of Foreign Affairs", None),
            ("Office of the Secretary", None),
            ("C", None),
            ("秘書官会議", None),
            ("", None),
        ] {
            assert_eq!(marking(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn values_stay_what_they_are() {
        for value in ["Plain words", "yes", "12", "a: b", "# c", "\"d\" \\ e", "[f]", "- g", "日米: 会談"]
        {
            let (brief, _) = parse(&format!("---\ntitle: {}\n---\n", quoted(value)));
            assert_eq!(brief.front.title.as_deref(), Some(value));
        }
    }

    #[test]
    fn dates_in_words_are_read_back() {
        for (words, expected) in [
            ("20 November 2024", Some("2024-11-20")),
            ("November 2024", Some("2024-11")),
            ("2024年11月20日", Some("2024-11-20")),
            ("soon", None),
        ] {
            assert_eq!(date_of(words).as_deref(), expected, "{words}");
        }
    }
}
