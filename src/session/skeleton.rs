//! What a new brief begins with: a skeleton with its date and title.

use crate::brief::{BriefKind, Lang, skeleton, yaml_string};
use crate::facts::Date;

/// A skeleton with its date and, where one was given, its title. A mark before the title stays: what the skeleton
/// keeps from leaving is kept, whatever it is called.
pub fn begun(kind: BriefKind, lang: Lang, title: &str, date: Date) -> String {
    let text = skeleton(kind, lang).replace("{date}", &date.to_string());
    let title = title.trim();
    if title.is_empty() {
        return text;
    }
    let lines = text.split_inclusive('\n').map(|line| match line.strip_prefix("title:") {
        Some(usual) => format!("title: {}\n", yaml_line(&format!("{}{title}", mark_of(usual.trim())))),
        None => line.to_owned(),
    });
    lines.collect()
}

/// The mark in brackets that a title begins with, with the blank behind it.
fn mark_of(title: &str) -> &str {
    let Some(close) = title.find([')', '）']).filter(|_| title.starts_with(['(', '（'])) else { return "" };
    let rest = title[close..].trim_start_matches([')', '）']).trim_start();
    &title[..title.len() - rest.len()]
}

/// A line as YAML writes it: plain where nothing in it could mean something else, else in quotation marks.
fn yaml_line(words: &str) -> String {
    let is_plain_sign =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-' | '(' | ')' | '’' | '、' | '。');
    let begins_plainly = words.starts_with(char::is_alphabetic);
    // One word may be a number, a date or a yes to YAML.
    let is_phrase = words.contains(' ') || !words.is_ascii();
    if begins_plainly && is_phrase && words.chars().all(is_plain_sign) {
        return words.to_owned();
    }
    yaml_string(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    const DAY: Date = Date { year: 2024, month: 11, day: 20 };

    #[test]
    fn any_title_is_the_title_of_the_brief() {
        for title in [
            "American jobs",
            "Jobs: a claim",
            "yes",
            "2024",
            "1.0",
            "null",
            "# not a comment",
            "a # b",
            "\"Quoted\" and 'quoted'",
            "{ braces }",
            "- dash",
            "back\\slash",
            "雇用：日系企業",
            "第三回 日米協議",
            "title: title",
            "it’s, (really) fine.",
        ] {
            for (kind, lang) in [(BriefKind::Briefing, Lang::En), (BriefKind::Qa, Lang::Ja)] {
                let (brief, _) = parse(&begun(kind, lang, title, DAY));
                assert_eq!(brief.front.title.as_deref(), Some(title));
                assert_eq!(brief.front.date.as_deref(), Some("2024-11-20"), "{title}");
            }
        }
    }

    #[test]
    fn the_mark_of_a_title_stays() {
        let japanese = begun(BriefKind::Bilateral, Lang::Ja, "外相との会談", DAY);
        assert!(japanese.contains("title: \"（取扱注意）外相との会談\"\n"), "{japanese}");
        let english = begun(BriefKind::Demarche, Lang::En, "Ports", DAY);
        assert!(english.contains("title: \"(U) Ports\"\n"), "{english}");
    }

    #[test]
    fn without_a_title_the_skeleton_says_what_one_is() {
        let text = begun(BriefKind::Bilateral, Lang::En, " ", DAY);
        assert_eq!(text, skeleton(BriefKind::Bilateral, Lang::En).replace("{date}", "2024-11-20"));
    }
}
