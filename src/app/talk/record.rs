//! The record of a conversation, drafted from the points that were marked as it went on.
//!
//! The draft is a brief whose whole text is a block of the kind `record`, so none of it leaves the delegation;
//! it shares nothing that is not marked as shared, so neither does its title.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::app::Words;
use crate::app::talk::clock::time_of_day;
use crate::brief::{Brief, Lang, escape_markdown, yaml_string};
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
            Self::Refused => Words("Refused", "先方が拒否"),
            Self::Promised => Words("Promised", "当方が約束"),
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

/// A line of the journal of marks: what was marked, and in which talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkLine {
    /// When the talk began, in milliseconds since 1970.
    pub talk_millis: u64,
    /// What was marked.
    pub mark: Mark,
}

/// The marks of the last talk in which any were made.
pub fn last_marks(lines: Vec<MarkLine>) -> Vec<Mark> {
    let Some(last) = lines.iter().map(|line| line.talk_millis).max() else { return Vec::new() };
    lines.into_iter().filter(|line| line.talk_millis == last).map(|line| line.mark).collect()
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
    let mut lines = vec![format!("title: {}", yaml_string(&title)), format!("date: {}", meeting.date)];
    lines.push(format!("lang: {}", front.lang.tag()));
    if front.has_key("marking") {
        let scheme = &front.marking.scheme.name;
        lines.push(match &front.marking.banner {
            Some(banner) => format!("marking: {{ scheme: {scheme}, banner: {} }}", yaml_string(banner)),
            None => format!("marking: {scheme}"),
        });
    }
    lines.push("share: marked".to_owned());
    format!("---\n{}\n---", lines.join("\n"))
}

/// Words as Markdown that says the same words on one line, and has no mark of ours in it.
fn text_of(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    escape_markdown(&words).replace("%%", "&#37;&#37;").replace('{', "\\{").replace('｛', "&#65371;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Reader, parse};
    use crate::facts::FactBook;
    use crate::release::{Assets, Context, project};

    const BRIEF: &str =
        "---\ntitle: 'The \"CANARY\" talks'\nlang: en\nmarking: { scheme: us, banner: SBU }\n---\n\nText\n";

    /// 14:05 in Tokyo.
    const AT: u64 = 20_000 * 86_400_000 + (5 * 60 + 5) * 60_000;

    const MEETING: Meeting =
        Meeting { date: Date { year: 2026, month: 11, day: 23 }, utc_offset_seconds: 9 * 3600 };

    fn mark(kind: MarkKind, start: usize, title: &str, minute: u64) -> Mark {
        Mark { kind, start, title: title.to_owned(), at_millis: AT + minute * 60_000 }
    }

    fn marks() -> Vec<Mark> {
        use MarkKind::{Agreed, Promised, Raised, Refused};
        vec![
            mark(Raised, 10, "CANARY jobs", 0),
            mark(Raised, 20, "Tariffs", 1),
            mark(Refused, 20, "Tariffs", 3),
            mark(Agreed, 30, "A working group", 4),
            mark(Promised, 40, "Figures by state", 5),
            mark(Promised, 40, "Figures by state", 6),
        ]
    }

    #[test]
    fn what_was_marked_is_grouped_with_its_times() {
        let (brief, _) = parse(BRIEF);
        let expected = "---\ntitle: \"The \\\"CANARY\\\" talks: record of conversation\"\ndate: 2026-11-23\n\
            lang: en\nmarking: { scheme: us, banner: \"SBU\" }\nshare: marked\n---\n\n\
            ::: record\n\n\
            ### Raised\n\n- 14:05 CANARY jobs\n- 14:06 Tariffs\n\n\
            ### Agreed\n\n- 14:09 A working group\n\n\
            ### Refused\n\n- 14:08 Tariffs\n\n\
            ### Promised\n\n- 14:10 Figures by state\n- 14:11 Figures by state\n\n\
            ### Follow-up\n\n- [ ] CANARY jobs (no answer yet)\n- [ ] Figures by state (who, by when?)\n\n\
            :::\n";
        assert_eq!(record(&brief, &marks(), MEETING), expected);
    }

    #[test]
    fn nothing_of_it_leaves_the_delegation() {
        let bad =
            ["a\n:::\n\nCANARY", "%% CANARY <!-- CANARY", "CANARY {must}", "[!PRESS] CANARY", "`CANARY"];
        for share in ["text", "marked"] {
            let (brief, _) = parse(&BRIEF.replace("lang: en", &format!("lang: en\nshare: {share}")));
            let bad = bad.iter().enumerate().map(|(idx, title)| mark(MarkKind::Agreed, idx, title, 0));
            let text = record(&brief, &bad.chain(marks()).collect::<Vec<_>>(), MEETING);
            let (draft, diagnostics) = parse(&text);
            assert_eq!(diagnostics, []);
            assert_eq!((draft.blocks.len(), draft.front.marking.clone()), (1, brief.front.marking.clone()));
            let (book, assets) = (FactBook::default(), Assets::default());
            let context = Context { book: &book, assets: &assets };
            for reader in Reader::ALL {
                let released = format!("{:?}", project(&draft, &context, reader).content());
                let may_read = matches!(reader, Reader::Principal | Reader::Delegation);
                assert_eq!(released.contains("Tariffs"), may_read, "{reader}");
                // The title is known to our side.
                assert_eq!(released.contains("CANARY"), reader.is_ours(), "{reader}");
            }
        }
    }

    #[test]
    fn a_japanese_record_is_in_japanese() {
        let (brief, _) = parse("---\ntitle: 日米協議\nlang: ja\nmarking: 取扱注意\n---\n\n本文\n");
        let text = record(&brief, &[mark(MarkKind::Promised, 0, "数字の提供", 0)], MEETING);
        for part in
            ["日米協議：会談記録", "### 当方が約束", "- 14:05 数字の提供", "### 今後の対応", "取扱注意"]
        {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert!(record(&brief, &[], MEETING).contains("記録された論点はない。"));
    }
}
