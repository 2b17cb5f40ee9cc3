//! The record of a conversation, drafted from the points that were marked as it went on.
//!
//! The draft is a brief whose whole text is a block of the kind `record`, so none of it leaves the delegation;
//! it shares nothing that is not marked as shared, so neither does its title.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::app::Words;
use crate::app::talk::clock::time_of_day;
use crate::brief::{Brief, Lang, escape_markdown};
use crate::facts::Date;

/// What became of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// It was brought up.
    Raised,
    /// Both sides agreed.
    Agreed,
    /// The other side refused.
    Refused,
    /// Somebody is to do something.
    Promised,
}

impl MarkKind {
    /// All kinds, in the order of a record.
    pub const ALL: [Self; 4] = [Self::Raised, Self::Agreed, Self::Refused, Self::Promised];

    /// What it is called.
    pub fn label(self) -> Words {
        match self {
            Self::Raised => Words("Raised", "提起"),
            Self::Agreed => Words("Agreed", "合意"),
            Self::Refused => Words("Refused", "拒否"),
            Self::Promised => Words("Promised", "約束"),
        }
    }
}

/// A point that was marked during the talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What became of it.
    pub kind: MarkKind,
    /// Where the point begins in the text.
    pub start: usize,
    /// Its words on one line.
    pub title: String,
    /// When, in milliseconds since 1970.
    pub at_millis: u64,
}

/// When the conversation was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The day.
    pub date: Date,
    /// How far the time of the place is from UTC.
    pub utc_offset_seconds: i32,
}

/// Drafts the record of a conversation as a brief of its own.
pub fn record(brief: &Brief, marks: &[Mark], meeting: Meeting) -> String {
    let lang = brief.front.lang;
    let mut parts: Vec<String> = Vec::new();
    for kind in MarkKind::ALL {
        let of_kind: Vec<&Mark> = marks.iter().filter(|mark| mark.kind == kind).collect();
        let lines = of_kind.iter().map(|mark| {
            let time = time_of_day(mark.at_millis, meeting.utc_offset_seconds);
            format!("- {time} {}", text_of(&mark.title))
        });
        parts.extend(group(kind.label(), lang, lines.collect()));
    }
    parts.extend(group(Words("Follow-up", "今後の対応"), lang, follow_ups(marks, lang)));
    if parts.is_empty() {
        parts.push(Words("Nothing was marked.", "記録された論点はない。").in_lang(lang).to_owned());
    }
    format!("{}\n\n::: record\n\n{}\n\n:::\n", front(brief, meeting), parts.join("\n\n"))
}

fn group(label: Words, lang: Lang, lines: Vec<String>) -> Option<String> {
    (!lines.is_empty()).then(|| format!("### {}\n\n{}", label.in_lang(lang), lines.join("\n")))
}

/// What is to be done: each promise, and each point that was raised and neither agreed, refused nor promised.
fn follow_ups(marks: &[Mark], lang: Lang) -> Vec<String> {
    let is_raised = |mark: &&Mark| mark.kind == MarkKind::Raised;
    let answered: BTreeSet<usize> =
        marks.iter().filter(|mark| !is_raised(mark)).map(|mark| mark.start).collect();
    let mut seen = BTreeSet::new();
    let lines = marks.iter().filter_map(|mark| {
        let what = match mark.kind {
            MarkKind::Promised => Words("who, by when?", "担当・期限？"),
            MarkKind::Raised if !answered.contains(&mark.start) => Words("no answer yet", "回答待ち"),
            MarkKind::Raised | MarkKind::Agreed | MarkKind::Refused => return None,
        };
        let what = what.in_lang(lang);
        let is_first = seen.insert((mark.start, mark.kind));
        is_first.then(|| match lang {
            Lang::En => format!("- [ ] {} ({what})", text_of(&mark.title)),
            Lang::Ja => format!("- [ ] {}（{what}）", text_of(&mark.title)),
        })
    });
    lines.collect()
}

/// The front matter: title and marking of the brief, on the day of the meeting.
fn front(brief: &Brief, meeting: Meeting) -> String {
    let front = &brief.front;
    let title = front.title.as_deref().unwrap_or_default();
    let title = match (front.lang, title.is_empty()) {
        (Lang::En, true) => "Record of conversation".to_owned(),
        (Lang::En, false) => format!("{title}: record of conversation"),
        (Lang::Ja, true) => "会談記録".to_owned(),
        (Lang::Ja, false) => format!("{title}：会談記録"),
    };
    let mut lines = vec![format!("title: {}", quoted(&title)), format!("date: {}", meeting.date)];
    lines.push(format!("lang: {}", front.lang.tag()));
    if front.has_key("marking") {
        let scheme = front.marking.scheme.name;
        lines.push(match &front.marking.banner {
            Some(banner) => format!("marking: {{ scheme: {scheme}, banner: {} }}", quoted(banner)),
            None => format!("marking: {scheme}"),
        });
    }
    lines.push("share: marked".to_owned());
    format!("---\n{}\n---", lines.join("\n"))
}

/// Words as a string of YAML.
fn quoted(words: &str) -> String {
    let words: Vec<&str> = words.split(char::is_control).collect();
    format!("\"{}\"", words.join(" ").replace('\\', "\\\\").replace('"', "\\\""))
}

/// Words as Markdown that says the same words on one line, and has no mark of ours in it.
fn text_of(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    escape_markdown(&words).replace("%%", "&#37;&#37;").replace('{', "\\{").replace('｛', "&#65371;")
}
