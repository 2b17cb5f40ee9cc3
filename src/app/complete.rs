//! What may follow at the cursor: the name of a kind, the key of a fact, a key of the front matter and its values.

use crate::brief::{ALERTS, Brief, KINDS, Lang, schemes};
use crate::facts::{FactBook, format_value};
use crate::layout::THEMES;
use crate::text::Span;

/// How many choices are offered at once.
const MAX_CHOICES: usize = 12;

/// What may stand in the place of what is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// What is typed of it so far.
    pub span: Span,
    /// What may come in its place; never empty.
    pub choices: Vec<Choice>,
}

/// One thing that may follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is shown.
    pub label: String,
    /// What it means.
    pub detail: String,
    /// What comes into the text.
    pub insert: String,
}

impl Choice {
    fn new(label: impl Into<String>, detail: impl Into<String>) -> Self {
        let label = label.into();
        Self { insert: label.clone(), label, detail: detail.into() }
    }
}

/// What may follow at byte `cursor`; nothing where anything may.
pub fn complete(text: &str, cursor: usize, brief: &Brief, book: &FactBook, lang: Lang) -> Option<Completion> {
    let before = text.get(..cursor)?;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = &before[line_start..];
    let found = if cursor > 3 && brief.front.span.start < line_start && cursor < brief.front.span.end {
        in_front(line, brief, lang)
    } else {
        of_kind(line, lang).or_else(|| of_fact(line, book, brief.front.lang))
    };
    let (typed, choices) = found?;
    let typed_small = typed.to_lowercase();
    let rank = |choice: &Choice| {
        let label = choice.label.to_lowercase();
        let is_held = label.contains(&typed_small) || choice.detail.to_lowercase().contains(&typed_small);
        is_held.then(|| u8::from(!label.starts_with(&typed_small)))
    };
    let mut ranked: Vec<(u8, Choice)> =
        choices.into_iter().filter_map(|choice| Some((rank(&choice)?, choice))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let choices: Vec<Choice> = ranked.into_iter().map(|(_, choice)| choice).take(MAX_CHOICES).collect();
    let is_done = choices.len() == 1 && choices[0].insert == typed;
    let span = Span::new(cursor - typed.len(), cursor);
    (!choices.is_empty() && !is_done).then_some(Completion { span, choices })
}

/// After `[!` or `:::`, the names of the kinds and of GitHub's callouts.
fn of_kind(line: &str, lang: Lang) -> Option<(&str, Vec<Choice>)> {
    let is_name = |typed: &str| typed.chars().all(|c| c.is_alphanumeric() || c == '-');
    let marker = line.trim_start_matches(['>', ' ', '\t']);
    let label = |kind: &crate::brief::Kind| match lang {
        Lang::En => kind.label_en,
        Lang::Ja => kind.label_ja,
    };
    if let Some(typed) = marker.strip_prefix("[!").filter(|typed| is_name(typed)) {
        let kinds = KINDS.iter().map(|kind| Choice::new(kind.name.to_uppercase(), label(kind)));
        let alerts = ALERTS.iter().map(|alert| {
            Choice::new(
                alert.name.to_uppercase(),
                if lang == Lang::En { alert.label_en } else { alert.label_ja },
            )
        });
        return Some((typed, kinds.chain(alerts).collect()));
    }
    let typed = line.trim_start().strip_prefix(":::").map(str::trim_start).filter(|typed| is_name(typed))?;
    Some((typed, KINDS.iter().map(|kind| Choice::new(kind.name, label(kind))).collect()))
}

/// After `](fact:`, the keys of the book.
fn of_fact<'t>(line: &'t str, book: &FactBook, lang: Lang) -> Option<(&'t str, Vec<Choice>)> {
    let (_, typed) = line.rsplit_once("](fact:")?;
    if typed.contains([')', ' ']) {
        return None;
    }
    let choice = |fact: &crate::facts::Fact| {
        let statement = fact.statement_in(lang).unwrap_or("");
        Choice::new(&fact.key, format!("{}  {statement}", format_value(fact, lang)))
    };
    Some((typed, book.facts.values().map(choice).collect()))
}

/// In the front matter, the keys that are not there yet, and the values of a key.
fn in_front<'t>(line: &'t str, brief: &Brief, lang: Lang) -> Option<(&'t str, Vec<Choice>)> {
    let Some((key, value)) = line.split_once(':') else {
        let is_free = |key: &&(&str, &str, &str)| !brief.front.keys.iter().any(|(there, _)| there == key.0);
        let choice = |&(key, en, ja): &(&str, &str, &str)| {
            let detail = if lang == Lang::En { en } else { ja };
            Choice { label: key.to_owned(), detail: detail.to_owned(), insert: format!("{key}: ") }
        };
        let is_key = !line.starts_with([' ', '-', '#']);
        return is_key.then(|| (line, KEYS.iter().filter(is_free).map(choice).collect()));
    };
    let typed = value.trim_start();
    let plain = |values: &[&str]| values.iter().map(|value| Choice::new(*value, "")).collect();
    let choices: Vec<Choice> = match key.trim() {
        "kind" => plain(&["briefing", "bilateral", "demarche", "qa"]),
        "lang" => vec![Choice::new("en", "English"), Choice::new("ja", "日本語")],
        "interpreter" => plain(&["none", "consecutive", "simultaneous"]),
        "share" => plain(&["text", "marked"]),
        "theme" => THEMES.iter().map(|theme| Choice::new(theme.name, "")).collect(),
        "facts" => plain(&["facts.toml"]),
        "duration" => plain(&["10m", "15m", "20m", "30m", "45m", "1h"]),
        "slide-level" => plain(&["1", "2", "3"]),
        "ratio" => plain(&["16:9", "4:3"]),
        "marking" => {
            let written = |scheme: &str, banner: &str| format!("{{ scheme: {scheme}, banner: {banner} }}");
            let of_scheme = |scheme: &'static crate::brief::Scheme| {
                scheme.levels.iter().map(|level| Choice::new(written(&scheme.name, &level.banner), ""))
            };
            schemes().iter().flat_map(of_scheme).collect()
        }
        _ => return None,
    };
    Some((typed, choices))
}

/// The keys of the front matter that are offered, and what each says.
const KEYS: &[(&str, &str, &str)] = &[
    ("title", "the title of the brief", "題名"),
    ("subtitle", "a second line below the title", "副題"),
    ("kind", "briefing, bilateral, demarche or qa", "種類"),
    ("audience", "who is spoken to", "相手"),
    ("principal", "who speaks", "発言者"),
    ("author", "who wrote it", "起案者"),
    ("date", "the date of the brief", "日付"),
    ("meeting", "when the meeting is", "会談日時"),
    ("place", "where the meeting is", "場所"),
    ("lang", "the language of the text", "本文の言語"),
    ("duration", "the time that is given", "持ち時間"),
    ("interpreter", "how it is interpreted", "通訳"),
    ("marking", "scheme and banner", "取扱区分"),
    ("facts", "the fact book beside the brief", "基礎データ集"),
    ("share", "what of the ordinary text is shared", "共有の範囲"),
    ("slide-level", "the headings that begin a slide", "スライドになる見出し"),
    ("theme", "what pages look like", "体裁"),
    ("reference-doc", "a Word document whose styles a Word file takes", "Word 書き出しのひな形"),
    ("reference-pptx", "a presentation whose layouts a PowerPoint file takes", "PowerPoint 書き出しのひな形"),
    ("track-changes", "whether Word is asked to track changes", "変更履歴の記録"),
    ("ratio", "the form of the slides", "スライドの比率"),
    ("version", "the version of the brief", "版"),
    ("supersedes", "the version this one replaces", "旧版"),
    ("deliver-to", "to whom it is delivered", "伝達先"),
    ("deliver-by", "by when it is delivered", "伝達期限"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    /// The labels offered where `|` stands, and what is typed of them.
    fn offered(marked: &str) -> Option<(String, Vec<String>)> {
        let cursor = marked.find('|').expect("a cursor");
        let text = marked.replacen('|', "", 1);
        let (brief, _) = parse(&text);
        let (book, _) = crate::facts::parse_book(
            "[[fact]]\nkey = \"autos.jobs\"\nvalue = 109000\nas_of = \"2023\"\nstatement = \"Direct jobs\"\n",
        );
        let found = complete(&text, cursor, &brief, &book, Lang::En)?;
        let labels = found.choices.iter().map(|choice| choice.label.clone()).collect();
        Some((found.span.slice(&text).to_owned(), labels))
    }

    #[test]
    fn kinds_follow_their_markers() {
        let (typed, labels) = offered("> [!RED|").expect("kinds");
        assert_eq!((typed.as_str(), labels[0].as_str()), ("RED", "RED-LINE"));
        assert_eq!(offered("::: no|").expect("kinds").1[0], "notes");
        assert_eq!(offered("> [!SAY] What|"), None);
        assert_eq!(offered("plain |"), None);
    }

    #[test]
    fn facts_follow_their_scheme_and_are_found_by_what_they_say() {
        assert_eq!(offered("They employ [](fact:direct|)").expect("facts").1, ["autos.jobs"]);
        assert_eq!(offered("[](fact:autos.jobs|)"), None);
        assert_eq!(offered("[](fact:) and|"), None);
    }

    #[test]
    fn front_matter_offers_keys_that_are_free_and_their_values() {
        let (_, labels) = offered("---\ntitle: A\nt|\n---\n").expect("keys");
        assert!(labels.contains(&"theme".to_owned()) && !labels.contains(&"title".to_owned()), "{labels:?}");
        assert_eq!(offered("---\ninterpreter: con|\n---\n").expect("values").1, ["consecutive"]);
        assert!(offered("---\nmarking: |\n---\n").expect("values").1.len() > 5);
        assert_eq!(offered("---\ntitle: A|\n---\n"), None);
    }
}
