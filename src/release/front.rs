//! Title, rows, markings: what of the front matter a reader may have.

use crate::brief::{
    Block, BriefKind, FrontMatter, Inline as Written, Interpreter, Lang, Reader, Share, inline_text,
    kept_title, kind_for_heading, may_leave, portion_mark, portion_of,
};
use crate::facts::long_date;
use crate::release::outside::outside_label;
use crate::release::{Inline, InlineContent};
use crate::text::Span;

/// Whether a reader may have ordinary text, and so title and subtitle.
pub(super) fn may_read_ordinary(front: &FrontMatter, reader: Reader) -> bool {
    reader.is_ours() || (reader == Reader::Counterpart && front.share == Share::Text)
}

/// The title a reader sees: what the author wrote if the reader may have it, else a neutral word.
pub(super) fn title(front: &FrontMatter, blocks: &[Block], reader: Reader) -> Vec<Inline> {
    let heading = blocks.iter().find_map(|block| match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    });
    let written = match (&front.title, heading) {
        (Some(title), _) if may_read_ordinary(front, reader) => {
            Some((title.clone(), front.key_span("title")))
        }
        (None, Some(heading)) if heading.kind.is_none() && heading.scope.readers.contains(reader) => {
            Some((words_for(&heading.inlines, reader), heading.span))
        }
        _ => None,
    };
    let Some((title, span)) = written.filter(|(title, _)| !title.is_empty()) else {
        return vec![text(neutral_title(front.lang, reader).to_owned(), Span::default())];
    };
    if !reader.is_ours() && kept_title(&title, front.marking.scheme) {
        return vec![text(neutral_title(front.lang, reader).to_owned(), span)];
    }
    if let Some(kind) = kind_for_heading(&title).filter(|_| !reader.is_ours()) {
        // The whole title is our name for what follows.
        let words = outside_label(kind, front.lang).unwrap_or(neutral_title(front.lang, reader));
        return vec![text(words.to_owned(), span)];
    }
    let Some((mark, len)) = portion_mark(&title, front.marking.scheme) else {
        return vec![text(title, span)];
    };
    let words = title[len..].trim_start().to_owned();
    if reader.is_ours() {
        let portion = Inline { content: InlineContent::Portion(mark.to_owned()), span };
        return vec![portion, text(words, span)];
    }
    let words = if words.is_empty() { neutral_title(front.lang, reader).to_owned() } else { words };
    vec![text(words, span)]
}

/// The line below the title, if the reader may have it.
pub(super) fn subtitle(front: &FrontMatter, reader: Reader) -> Option<String> {
    let written = front.subtitle.clone().filter(|_| may_read_ordinary(front, reader))?;
    if reader.is_ours() {
        return Some(written);
    }
    let words = written.as_str();
    if kept_title(words, front.marking.scheme) {
        return None;
    }
    let len = portion_mark(words, front.marking.scheme).map_or(0, |(_, len)| len);
    let words = words[len..].trim_start().to_owned();
    (!words.is_empty()).then_some(words)
}

/// The date of the brief, if the reader may have it.
pub(super) fn date(front: &FrontMatter, reader: Reader) -> Option<String> {
    front.date.clone().filter(|_| reader.is_ours() || front.dates_handouts)
}

/// The words of a heading that a reader may have, with its mark.
fn words_for(inlines: &[Written], reader: Reader) -> String {
    let readable = readable(inlines, reader);
    let words = inline_text(&readable);
    match portion_of(&readable) {
        Some((mark, _)) => format!("({mark}) {words}"),
        None => words,
    }
}

/// The pieces of some words that a reader may have, at any depth.
fn readable(inlines: &[Written], reader: Reader) -> Vec<Written> {
    let may_read = inlines.iter().filter(|inline| inline.readers.contains(reader));
    may_read
        .map(|inline| {
            let mut inline = inline.clone();
            if let Some(children) = inline.content.children_mut() {
                *children = readable(children, reader);
            }
            inline
        })
        .collect()
}

fn text(words: String, span: Span) -> Inline {
    Inline { content: InlineContent::Text(words), span }
}

fn neutral_title(lang: Lang, reader: Reader) -> &'static str {
    match (lang, reader) {
        (Lang::En, Reader::Press) => "For the press",
        (Lang::Ja, Reader::Press) => "報道資料",
        (Lang::En, Reader::Counterpart) => "Paper",
        (Lang::Ja, Reader::Counterpart) => "資料",
        (Lang::En, _) => "Untitled brief",
        (Lang::Ja, _) => "無題",
    }
}

/// What the brief is for, in words.
pub(super) fn kind_label(kind: BriefKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (BriefKind::Briefing, Lang::En) => "Briefing",
        (BriefKind::Briefing, Lang::Ja) => "説明資料",
        (BriefKind::Bilateral, Lang::En) => "Bilateral meeting",
        (BriefKind::Bilateral, Lang::Ja) => "二国間会談",
        (BriefKind::Demarche, Lang::En) => "Démarche",
        (BriefKind::Demarche, Lang::Ja) => "申入れ",
        (BriefKind::Qa, Lang::En) => "Questions and answers",
        (BriefKind::Qa, Lang::Ja) => "想定問答",
    }
}

/// Whose copy it is; nothing on what leaves our side.
pub(super) fn copy_line(front: &FrontMatter, reader: Reader) -> Option<String> {
    let line = match (reader, front.lang) {
        (Reader::Principal, Lang::En) => "Principal’s copy",
        (Reader::Principal, Lang::Ja) => return Some(principal_line(front.principal.as_deref())),
        (Reader::Delegation, Lang::En) => "Delegation copy",
        (Reader::Delegation, Lang::Ja) => "代表団用",
        (Reader::Interpreter, Lang::En) => "Interpreter’s copy",
        (Reader::Interpreter, Lang::Ja) => "通訳用",
        (Reader::Counterpart | Reader::Press, _) => return None,
    };
    Some(line.to_owned())
}

/// A Japanese paper says by office for whom it is: 大臣用.
fn principal_line(principal: Option<&str>) -> String {
    /// An office with a name behind it is no word to put 用 to.
    const MAX_CHARS: usize = 8;
    let office = principal.map(str::trim).filter(|office| {
        let is_office = !office.is_empty() && office.chars().all(|c| !c.is_ascii() && !c.is_whitespace());
        is_office && office.chars().count() <= MAX_CHARS
    });
    format!("{}用", office.unwrap_or("発言者"))
}

/// What stands below the title of our own copies; on what leaves, the date alone.
pub(super) fn rows(front: &FrontMatter, reader: Reader) -> Vec<(&'static str, String)> {
    let label = |en: &'static str, ja: &'static str| match front.lang {
        Lang::En => en,
        Lang::Ja => ja,
    };
    let mut rows = Vec::new();
    let mut push = |label: &'static str, text: Option<String>| {
        rows.extend(text.map(|text| (label, text)));
    };
    push(label("Date", "日付"), date(front, reader).map(|date| long_date(&date, front.lang)));
    if !reader.is_ours() {
        return rows;
    }
    push(label("Audience", "対象"), front.audience.clone());
    push(label("Principal", "発言者"), front.principal.clone());
    push(label("Meeting", "会談日時"), front.meeting.clone());
    push(label("Place", "場所"), front.place.clone());
    push(label("Time", "所要時間"), front.duration.map(|time| minutes(time, front.lang)));
    push(label("Interpreting", "通訳"), interpreting(front.interpreter, front.lang).map(str::to_owned));
    push(label("Deliver to", "申入れ先"), front.deliver_to.clone());
    push(label("Deliver by", "申入れ期限"), front.deliver_by.clone());
    push(label("Version", "版"), front.version.clone());
    push(label("Replaces", "差替え対象"), front.supersedes.clone());
    if reader != Reader::Interpreter {
        push(label("Drafted by", "起案"), front.author.clone());
        let cleared: Vec<String> = front.clearances.iter().map(clearance).collect();
        push(label("Cleared by", "合議"), (!cleared.is_empty()).then(|| cleared.join("; ")));
    }
    rows
}

fn clearance(clearance: &crate::brief::Clearance) -> String {
    let parts = [&clearance.office, &clearance.version, &clearance.date];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

fn minutes(time: std::time::Duration, lang: Lang) -> String {
    let minutes = time.as_secs().div_ceil(60);
    match lang {
        Lang::En => format!("{minutes} minutes"),
        Lang::Ja => format!("{minutes}分"),
    }
}

fn interpreting(interpreter: Interpreter, lang: Lang) -> Option<&'static str> {
    match (interpreter, lang) {
        (Interpreter::None, _) => None,
        (Interpreter::Consecutive, Lang::En) => Some("consecutive"),
        (Interpreter::Consecutive, Lang::Ja) => Some("逐次通訳"),
        (Interpreter::Simultaneous, Lang::En) => Some("simultaneous"),
        (Interpreter::Simultaneous, Lang::Ja) => Some("同時通訳"),
    }
}

/// The banner of a copy: on our own, the highest of what the author wrote and the marks left in the copy; on
/// what leaves, the author's banner if its level may leave.
pub(super) fn banner(front: &FrontMatter, reader: Reader, marks: &[String]) -> Option<String> {
    let marking = &front.marking;
    let written = marking.banner.clone();
    if !reader.is_ours() {
        return written.filter(|banner| may_leave(banner, marking.scheme));
    }
    let highest = marks.iter().filter_map(|mark| marking.scheme.rank(mark)).max();
    let written_rank = written.as_deref().and_then(|banner| marking.scheme.rank(banner));
    match highest {
        Some(rank) if written_rank.is_none_or(|written| written < rank) => Some(
            marking.scheme.banner_of(&marking.scheme.levels[rank], written.as_deref().unwrap_or_default()),
        ),
        _ => written,
    }
}
