//! How much a point matters and how long it takes: `{must 2m}` at the end of a heading, bullet or paragraph.
//!
//! The mark is for the one who speaks: it is part of no text, so no page, slide or export shows it. Braces that
//! hold anything else stay text.

use std::time::Duration;

use crate::brief::front::{Lang, parse_duration};
use crate::brief::readers::kind::narrow;
use crate::brief::{Heading, Inline, InlineContent};
use crate::text::{Edit, Span};

/// No point takes longer; what claims to is no mark.
const LONGEST: Duration = Duration::from_hours(24);

/// How much a point matters, from the least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Importance {
    /// Said if there is time.
    Could,
    /// Said as a rule.
    #[default]
    Should,
    /// Said whatever happens.
    Must,
}

impl Importance {
    /// All of them, from the most important.
    pub const ALL: [Self; 3] = [Self::Must, Self::Should, Self::Could];

    /// The word in braces.
    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Must, Lang::En) => "must",
            (Self::Should, Lang::En) => "should",
            (Self::Could, Lang::En) => "could",
            (Self::Must, Lang::Ja) => "必須",
            (Self::Should, Lang::Ja) => "推奨",
            (Self::Could, Lang::Ja) => "任意",
        }
    }

    /// Takes a name off the start of a word: what it means and what is left.
    fn strip(word: &str) -> Option<(Self, &str)> {
        Self::ALL.into_iter().find_map(|importance| match word.strip_prefix(importance.name(Lang::Ja)) {
            Some(rest) => Some((importance, rest)),
            None => (word == importance.name(Lang::En)).then_some((importance, "")),
        })
    }
}

/// What a mark in braces says of the point before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// How much the point matters, where that is said.
    pub importance: Option<Importance>,
    /// How long it takes, with the interpreter's time, where that is said.
    pub time: Option<Duration>,
    /// The braces with what stands in them; of a heading, the whole heading.
    pub span: Span,
}

impl Weight {
    /// The same mark in a text that has `n_bytes` before it.
    #[must_use]
    pub(super) fn moved(self, n_bytes: usize) -> Self {
        Self { span: Span::new(self.span.start + n_bytes, self.span.end + n_bytes), ..self }
    }

    /// The mark as it is written, with its braces.
    pub fn written(&self, lang: Lang) -> String {
        let time = self.time.map(|time| {
            let seconds = time.as_secs();
            match (self.importance, seconds % 60, lang) {
                (None, _, _) => format!("minutes={}", time.as_secs_f64() / 60.0),
                (_, 0, Lang::En) => format!("{}m", seconds / 60),
                (_, 0, Lang::Ja) => format!("{}分", seconds / 60),
                (_, _, Lang::En) => format!("{seconds}s"),
                (_, _, Lang::Ja) => format!("{seconds}秒"),
            }
        });
        let name = self.importance.map(|importance| importance.name(lang).to_owned());
        format!("{{{}}}", name.into_iter().chain(time).collect::<Vec<_>>().join(" "))
    }
}

impl Heading {
    /// How much its section matters and how long it takes, as its braces say.
    pub fn weight(&self) -> Option<Weight> {
        let mut said = Said::default();
        for word in words_of(self.attributes.as_deref()?) {
            said.read(&word);
            // The braces of a heading are its own in any case, so a time in them needs no name but its unit.
            said.is_named |= parse_duration(&word).is_some() && !word.chars().all(|c| c.is_ascii_digit());
        }
        said.weight(self.span)
    }

    /// The edit that gives its section so many minutes, in the braces it has or in new ones.
    pub fn edit_minutes(&self, text: &str, minutes: f64) -> Option<Edit> {
        let line_len = words_len(self.span.slice(text));
        let line = &self.span.slice(text)[..line_len];
        let braces = braces_at_end(line).filter(|_| self.attributes.is_some());
        let (start, kept) = match braces {
            Some((at, inner)) => (at, without_times(inner)),
            None => (line.trim_end_matches('#').trim_end().len(), Vec::new()),
        };
        let words: Vec<String> = kept.into_iter().chain([format!("minutes={minutes}")]).collect();
        let is_apart = line[..start].ends_with([' ', '\t']);
        let gap = if is_apart { "" } else { " " };
        let span = Span::new(self.span.start + start, self.span.start + line_len);
        Some(Edit::replace(span, format!("{gap}{{{}}}", words.join(" "))))
    }
}

/// How long the words of a heading are, without its underline.
fn words_len(source: &str) -> usize {
    let source = source.trim_end();
    let (before, last) = source.rsplit_once('\n').unwrap_or((source, ""));
    let is_underline = !last.is_empty() && last.trim().chars().all(|c| matches!(c, '-' | '='));
    if is_underline { before.trim_end().len() } else { source.len() }
}

/// The braces at the end of a line: where they begin, and what stands in them.
fn braces_at_end(line: &str) -> Option<(usize, &str)> {
    let inner_end = line.strip_suffix(['}', '｝'])?.len();
    let at = line[..inner_end].rfind(['{', '｛'])?;
    Some((at, line[at..inner_end].trim_start_matches(['{', '｛'])))
}

/// The words in braces, without those that say how long something takes.
fn without_times(inner: &str) -> Vec<String> {
    let words = inner.split([' ', '\t', '\u{3000}', ',', '、']).filter(|word| !word.is_empty());
    let kept = words.filter_map(|word| {
        let narrow: String = word.to_lowercase().chars().map(narrow).collect();
        match Importance::strip(&narrow) {
            Some((_, rest)) => Some(narrow[..narrow.len() - rest.len()].to_owned()),
            None if narrow.starts_with("minutes=") || parse_duration(&narrow).is_some() => None,
            None => Some(word.to_owned()),
        }
    });
    kept.collect()
}

/// What was read of a mark so far.
#[derive(Clone, Copy, Debug, Default)]
struct Said {
    importance: Option<Importance>,
    time: Option<Duration>,
    /// Whether the time was named as such, so that it means something by itself.
    is_named: bool,
}

impl Said {
    /// Reads one word; false where it has no meaning here.
    fn read(&mut self, word: &str) -> bool {
        if let Some((importance, rest)) = Importance::strip(word) {
            let is_first = self.importance.replace(importance).is_none();
            return is_first && (rest.is_empty() || self.read_time(rest));
        }
        match word.strip_prefix("minutes=") {
            Some(minutes) => {
                self.is_named = true;
                self.set_time(minutes_of(minutes))
            }
            None => self.read_time(word),
        }
    }

    fn read_time(&mut self, word: &str) -> bool {
        self.set_time(parse_duration(word))
    }

    fn set_time(&mut self, time: Option<Duration>) -> bool {
        let Some(time) = time.filter(|time| *time <= LONGEST) else { return false };
        self.time.replace(time).is_none()
    }

    fn weight(self, span: Span) -> Option<Weight> {
        let is_weight = self.importance.is_some() || (self.is_named && self.time.is_some());
        is_weight.then_some(Weight { importance: self.importance, time: self.time, span })
    }
}

fn minutes_of(text: &str) -> Option<Duration> {
    let minutes: f64 = text.trim_matches('"').parse().ok()?;
    let seconds = Duration::try_from_secs_f64(minutes * 60.0).ok()?.as_secs_f64().round();
    Duration::try_from_secs_f64(seconds).ok()
}

/// The words of a mark, with what is written wide made narrow.
fn words_of(text: &str) -> Vec<String> {
    let folded: String = text.to_lowercase().chars().map(narrow).collect();
    let words = folded.split([' ', '\t', ',', '、']).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Whether a word in braces says how much a point matters or how long it takes.
pub(super) fn is_weight_word(word: &str) -> bool {
    let mut said = Said::default();
    words_of(word).iter().all(|word| said.read(word)) && (said.importance.is_some() || said.is_named)
}

/// The mark that some words end with: where it begins, and what it says.
pub(super) fn weight_at_end(words: &str) -> Option<(usize, Weight)> {
    let end = words.trim_end().len();
    let (at, inner) = braces_at_end(&words[..end])?;
    let mut said = Said::default();
    let is_weight = words_of(inner).iter().all(|word| said.read(word));
    let weight = said.weight(Span::new(at, end)).filter(|_| is_weight)?;
    Some((at, weight))
}

/// Takes the mark off the end of a paragraph or heading. A mark with nothing before it stays text; comments may
/// follow it.
pub(super) fn take_weight(text: &str, inlines: &mut Vec<Inline>) -> Option<Weight> {
    let is_comment = |inline: &Inline| matches!(inline.content, InlineContent::Comment(_));
    let n_before_comments =
        inlines.iter().rposition(|inline| !is_comment(inline) && !is_nothing(inline))? + 1;
    let comments = inlines.split_off(n_before_comments);
    let weight = take_last_weight(text, inlines);
    inlines.extend(comments);
    weight.or_else(|| take_first_weight(inlines))
}

/// Takes the mark off the beginning of a point, in front of its words.
fn take_first_weight(inlines: &mut Vec<Inline>) -> Option<Weight> {
    let is_portion = |inline: &Inline| matches!(inline.content, InlineContent::Portion(_));
    let at = inlines.iter().position(|inline| !is_portion(inline) && !is_nothing(inline))?;
    let has_more = inlines[at + 1..].iter().any(is_shown);
    let first = &mut inlines[at];
    let InlineContent::Text(words) = &mut first.content else { return None };
    if words.len() != first.span.len() || !words.starts_with(['{', '｛']) {
        return None;
    }
    let end = words.find(['}', '｝'])?;
    let end = end + words[end..].chars().next().map_or(1, char::len_utf8);
    let (_, weight) = weight_at_end(&words[..end]).filter(|(at, _)| *at == 0)?;
    let rest = words[end..].trim_start();
    if rest.is_empty() && !has_more {
        return None;
    }
    let weight = weight.moved(first.span.start);
    let n_taken = words.len() - rest.len();
    words.drain(..n_taken);
    first.span.start += n_taken;
    inlines.retain(|inline| !matches!(&inline.content, InlineContent::Text(words) if words.is_empty()));
    Some(weight)
}

fn take_last_weight(text: &str, inlines: &mut Vec<Inline>) -> Option<Weight> {
    let (last, before) = inlines.split_last()?;
    let InlineContent::Text(words) = &last.content else { return None };
    let (at, _) = weight_at_end(words)?;
    let has_words = !words[..at].trim().is_empty() || before.iter().any(is_shown);
    if has_words { take_title_weight(text, inlines) } else { None }
}

/// Takes the mark off the end of words that stand behind a marker, where it may stand alone.
pub(super) fn take_title_weight(text: &str, inlines: &mut Vec<Inline>) -> Option<Weight> {
    let last = inlines.last_mut()?;
    let InlineContent::Text(words) = &mut last.content else { return None };
    let (at, weight) = weight_at_end(words).filter(|_| words.len() == last.span.len())?;
    if at == 0 && text[..last.span.start].ends_with('\\') {
        return None;
    }
    let weight = weight.moved(last.span.start);
    words.truncate(words[..at].trim_end().len());
    last.span.end = last.span.start + words.len();
    while inlines.last().is_some_and(is_nothing) {
        inlines.pop();
    }
    Some(weight)
}

fn is_shown(inline: &Inline) -> bool {
    !is_nothing(inline) && !matches!(inline.content, InlineContent::Comment(_) | InlineContent::Portion(_))
}

fn is_nothing(inline: &Inline) -> bool {
    match &inline.content {
        InlineContent::Text(words) => words.trim().is_empty(),
        InlineContent::SoftBreak | InlineContent::HardBreak => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Block, Brief, inline_text, parse, write};

    /// The words and the mark of the first paragraph, heading or block of a kind.
    fn read(text: &str) -> (String, Option<String>) {
        let (brief, _) = parse(text);
        let (words, weight) = first(&brief);
        (words, weight.map(|weight| weight.written(Lang::En)))
    }

    fn first(brief: &Brief) -> (String, Option<Weight>) {
        match &brief.blocks[0] {
            Block::Heading(heading) => (inline_text(&heading.inlines), heading.weight()),
            Block::Paragraph(paragraph) => (inline_text(&paragraph.inlines), paragraph.weight),
            Block::Kinded(kinded) => (inline_text(&kinded.title), kinded.weight),
            Block::List(list) => match &list.items[0].blocks[0] {
                Block::Paragraph(paragraph) => (inline_text(&paragraph.inlines), paragraph.weight),
                other => panic!("no paragraph but {other:?}"),
            },
            other => panic!("no mark is read at {other:?}"),
        }
    }

    #[test]
    fn marks_at_the_end_are_read_and_not_shown() {
        for (text, words, mark) in [
            ("Point {must}", "Point", "{must}"),
            ("- Point {must 2m}", "Point", "{must 2m}"),
            ("1. **Point** {could 90s}", "Point", "{could 90s}"),
            ("Two\nlines {must minutes=2}", "Two lines", "{must 2m}"),
            ("Point {must} <!-- a comment -->", "Point", "{must}"),
            ("- Point {must} %%a comment%%", "Point", "{must}"),
            ("Two lines\n{should}", "Two lines", "{should}"),
            ("Point {minutes=2.5}", "Point", "{minutes=2.5}"),
            ("## Heading {must 2m}", "Heading", "{must 2m}"),
            ("## Heading {.wide could minutes=1.5}", "Heading", "{could 90s}"),
            ("Heading {must}\n---", "Heading", "{must}"),
            ("米国での雇用｛必須　２分｝", "米国での雇用", "{must 2m}"),
            ("- 米国での雇用{任意90秒}", "米国での雇用", "{could 90s}"),
            ("## 見出し｛推奨｝", "見出し", "{should}"),
            ("## 見出し {必須 2分}", "見出し", "{must 2m}"),
            ("> [!SAY] {must}\n> words", "", "{must}"),
            ("> [!ASK] Do it {must 1m}", "Do it", "{must 1m}"),
            ("::: say Title {must}\nwords\n:::", "Title", "{must}"),
            ("::: say 題名｛必須｝\nwords\n:::", "題名", "{must}"),
        ] {
            assert_eq!(read(text), (words.to_owned(), Some(mark.to_owned())), "{text}");
            let (brief, _) = parse(text);
            let written = write(text, &brief);
            assert_eq!(read(&written), (words.to_owned(), Some(mark.to_owned())), "{written}");
        }
    }

    #[test]
    fn other_braces_stay_text() {
        for text in [
            "Point {x}",
            "Point {2m}",
            "Point {must be}",
            "Point {must could}",
            "Point {must 2m} and more",
            "Point \\{must}",
            "Point \\{must} <!-- a comment -->",
            "Point {must\\}",
            "{must}",
            "Point {must 99999h}",
            "Point {minutes=-1}",
        ] {
            let (words, weight) = read(text);
            assert_eq!(
                (words.as_str(), weight),
                (text.replace('\\', "").replace(" <!-- a comment -->", "").as_str(), None)
            );
            let (brief, _) = parse(text);
            assert_eq!(read(&write(text, &brief)), (words, None), "{text}");
        }
    }

    #[test]
    fn a_mark_is_written_in_the_language_of_the_brief() {
        let text = "---\nlang: ja\n---\n\n発言する｛must 90s｝\n";
        let (brief, _) = parse(text);
        assert_eq!(write(text, &brief), "---\nlang: ja\n---\n\n発言する {必須 90秒}\n");
    }

    #[test]
    fn the_place_of_a_mark_is_its_braces() {
        let text = "Point  {must 2m}\n";
        let weight = first(&parse(text).0).1.expect("a mark");
        assert_eq!(weight.span.slice(text), "{must 2m}");
    }
}
