//! Finding and replacing in the text.

use regex::{Regex, RegexBuilder};

use crate::text::{Edit, Message, Span};

/// What is looked for, and what comes in its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// The words or pattern.
    pub pattern: String,
    /// What comes in its place; in that of a pattern, `$1` means its first group, `\n` a new line and `\t` a tab.
    pub replacement: String,
    /// Whether the pattern is a regular expression.
    pub is_regex: bool,
    /// Whether capitals matter.
    pub is_case_sensitive: bool,
    /// Whether a match must be a whole word.
    pub is_whole_word: bool,
    /// Where alone to look; nothing for the whole text.
    pub within: Option<Span>,
}

impl Find {
    /// Every place where the pattern stands, in the order of the text. An empty pattern stands nowhere.
    ///
    /// # Errors
    /// The pattern is no regular expression; the words say where it goes wrong.
    pub fn matches(&self, text: &str) -> Result<Vec<Span>, Message> {
        let Some(regex) = self.regex()? else { return Ok(Vec::new()) };
        let within = self.bounds(text);
        let found = regex.find_iter(within.slice(text)).filter(|found| !found.is_empty());
        Ok(found.map(|found| Span::new(within.start + found.start(), within.start + found.end())).collect())
    }

    /// The edits that replace every match.
    ///
    /// # Errors
    /// As [`Find::matches`].
    pub fn replace_all(&self, text: &str) -> Result<Vec<Edit>, Message> {
        let Some(regex) = self.regex()? else { return Ok(Vec::new()) };
        let within = self.bounds(text);
        let captures = regex.captures_iter(within.slice(text));
        let meant = if self.is_regex { unescaped(&self.replacement, line_end(text)) } else { String::new() };
        let edits = captures.filter_map(|captures| {
            let found = captures.get(0).filter(|found| !found.is_empty())?;
            let mut replacement = String::new();
            if self.is_regex {
                captures.expand(&meant, &mut replacement);
            } else {
                replacement.push_str(&self.replacement);
            }
            let span = Span::new(within.start + found.start(), within.start + found.end());
            Some(Edit::replace(span, replacement))
        });
        Ok(edits.collect())
    }

    /// The edit that replaces one match.
    ///
    /// # Errors
    /// As [`Find::matches`].
    pub fn replace_one(&self, text: &str, found: Span) -> Result<Option<Edit>, Message> {
        Ok(self.replace_all(text)?.into_iter().find(|edit| edit.span == found))
    }

    fn regex(&self) -> Result<Option<Regex>, Message> {
        if self.pattern.is_empty() {
            return Ok(None);
        }
        let pattern = if self.is_regex { self.pattern.clone() } else { regex::escape(&self.pattern) };
        let pattern = if self.is_whole_word {
            format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}")
        } else {
            pattern
        };
        let built = RegexBuilder::new(&pattern)
            .case_insensitive(!self.is_case_sensitive)
            .multi_line(true)
            .size_limit(1 << 20)
            .build();
        match built {
            Ok(regex) => Ok(Some(regex)),
            // The last line of the message is the sentence; those before it draw the place with a font of fixed width.
            Err(err) => {
                let words = err.to_string();
                Err(pattern_problem(words.lines().last().unwrap_or("").trim_start_matches("error: ")))
            }
        }
    }

    fn bounds(&self, text: &str) -> Span {
        let within = self.within.unwrap_or(Span::new(0, text.len()));
        let fits = text.get(within.start..within.end.min(text.len())).is_some();
        if fits { Span::new(within.start, within.end.min(text.len())) } else { Span::new(0, text.len()) }
    }
}

/// What is wrong with a pattern, as the library says it and in Japanese.
fn pattern_problem(words: &str) -> Message {
    const KNOWN: [(&str, &str); 9] = [
        ("unclosed group", "括弧（ ）が閉じていません"),
        ("unopened group", "対応する開き括弧がありません"),
        ("unclosed character class", "角括弧［ ］が閉じていません"),
        ("repetition operator missing expression", "繰り返し記号の前に文字がありません"),
        ("repetition quantifier", "繰り返しの回数を読み取れません"),
        ("unrecognized escape sequence", "「\\」の後の文字が正しくありません"),
        ("incomplete escape sequence", "「\\」の後に文字がありません"),
        ("invalid character class range", "文字の範囲が逆です"),
        ("size limit", "正規表現が大きすぎます"),
    ];
    let known = KNOWN.iter().find(|(en, _)| words.contains(en)).map(|(_, ja)| *ja);
    Message::new(words, known.unwrap_or("正規表現として読み取れません"))
}

/// How the lines of a text end.
fn line_end(text: &str) -> &'static str {
    let is_crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    if is_crlf { "\r\n" } else { "\n" }
}

/// What is meant by `\n`, `\t` and `\\` where they are typed.
fn unescaped(typed: &str, line_end: &str) -> String {
    let mut meant = String::with_capacity(typed.len());
    let mut signs = typed.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            meant.push(sign);
            continue;
        }
        match signs.next() {
            Some('n') => meant.push_str(line_end),
            Some('t') => meant.push('\t'),
            Some('\\') | None => meant.push('\\'),
            Some(other) => meant.extend(['\\', other]),
        }
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply_edits;

    fn find(pattern: &str) -> Find {
        Find { pattern: pattern.to_owned(), ..Find::default() }
    }

    #[test]
    fn words_are_found_as_they_stand() {
        let text = "Tariffs (25%). No tariffs.";
        assert_eq!(find("tariffs").matches(text).expect("plain"), [Span::new(0, 7), Span::new(18, 25)]);
        assert_eq!(find("(25%)").matches(text).expect("plain"), [Span::new(8, 13)]);
        let exact = Find { is_case_sensitive: true, ..find("tariffs") };
        assert_eq!(exact.matches(text).expect("plain").len(), 1);
        let whole = |pattern: &str| Find { is_whole_word: true, ..find(pattern) };
        assert_eq!(whole("tariff").matches(text).expect("plain"), []);
        assert_eq!(whole("tariffs").matches(text).expect("plain").len(), 2);
        assert_eq!(whole("(25%)").matches(text).expect("plain").len(), 1);
        assert!(find("").matches(text).expect("empty").is_empty());
    }

    #[test]
    fn patterns_replace_with_their_groups() {
        let text = "2019-10-07 and 2024-11-20";
        let dates =
            Find { replacement: "$2/$1".to_owned(), is_regex: true, ..find(r"(\d{4})-(\d{2})-\d{2}") };
        let edits = dates.replace_all(text).expect("a pattern");
        assert_eq!(apply_edits(text, &edits).expect("apart"), "10/2019 and 11/2024");
        let lines = Find { replacement: r"\n$1\t\\".to_owned(), is_regex: true, ..find("(and)") };
        let edits = lines.replace_all("a and b\r\n").expect("a pattern");
        assert_eq!(apply_edits("a and b\r\n", &edits).expect("apart"), "a \r\nand\t\\ b\r\n");
        let literal = Find { replacement: "$1".to_owned(), ..find("and") };
        let edits = literal.replace_all(text).expect("words");
        assert_eq!(apply_edits(text, &edits).expect("apart"), "2019-10-07 $1 2024-11-20");
    }

    #[test]
    fn only_the_selection_is_looked_through_and_bad_patterns_are_told() {
        let within = Find { within: Some(Span::new(0, 3)), ..find("a") };
        assert_eq!(within.matches("aba a").expect("plain").len(), 2);
        let broken = Find { is_regex: true, ..find("(") };
        assert!(broken.matches("a").expect_err("no pattern").en.contains("unclosed group"));
    }
}
