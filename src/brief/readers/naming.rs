//! Words that name a kind: the headings and labels of people who write no markers.
//!
//! A name is found behind numbers and signs, in brackets and frames, in any case and width, with plural or without.
//! Words that are nearly the name of a private kind name it too, where the name has two words or, in Japanese, four
//! characters: what might be meant to stay with us stays.

use crate::brief::readers::fold::{fold_name, tidy, trim_end, unframed};
use crate::brief::readers::forbidding::ends_in_only;
use crate::brief::readers::foreign::has_private_tag;
use crate::brief::readers::frame::{leading_frame, remark_at_end};
use crate::brief::readers::kind::{Kind, kind_named};
use crate::brief::readers::long_names::{is_long, near_name};
use crate::brief::readers::names::{may_begin_name, may_begin_phrase, named_exactly};
use crate::brief::readers::phrase::{is_locked, is_locked_behind, is_question, phrase};
use crate::brief::readers::portion::is_keeping_word;
use crate::brief::readers::slips::corrected;

/// That some words name a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Naming {
    /// The kind.
    pub kind: &'static Kind,
    /// How well they do.
    pub certainty: Certainty,
}

impl Naming {
    /// A kind that words name with something around its name, or in other words.
    pub(in crate::brief) fn dressed(kind: &'static Kind) -> Self {
        Self { kind, certainty: Certainty::Dressed }
    }

    /// The kind of this name, for words that mean it and are no name of it.
    pub(in crate::brief) fn meant(name: &str) -> Option<Self> {
        kind_named(name).map(Self::dressed)
    }
}

/// How well words name a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// They are its name and nothing else.
    Plain,
    /// They are its name with a number, a frame, a remark or an article.
    Dressed,
    /// They hold the name of a private kind, or nearly so.
    Near,
}

/// The kind that some words are the name of, with what people put around names; near misses are left aside.
pub fn kind_for_heading(text: &str) -> Option<&'static Kind> {
    naming(text).filter(|naming| naming.certainty != Certainty::Near).map(|naming| naming.kind)
}

/// The kind that some words are the name of, as [`naming`] finds it, near misses left aside. It is much faster.
pub(in crate::brief) fn exact_naming(text: &str) -> Option<Naming> {
    let (may_name, may_phrase) = (may_begin_name(text), may_begin_phrase(text) || ends_in_only(text));
    if !may_name && !may_phrase {
        return None;
    }
    let whole = tidy(text);
    if whole.is_empty() || whole.len() > 120 {
        return None;
    }
    let plain = trim_end(&whole);
    if let Some(kind) = may_name.then(|| lookup(plain)).flatten() {
        return Some(Naming { kind, certainty: Certainty::Plain });
    }
    let bare = unframed(&whole);
    let named = || if may_name && bare != plain { lookup(bare) } else { None };
    named()
        .or_else(|| owned(bare))
        .or_else(|| may_phrase.then(|| phrase(bare)).flatten())
        .map(Naming::dressed)
}

/// The kind that some words name; they are a heading or a line of their own.
pub fn naming(text: &str) -> Option<Naming> {
    if is_locked(text) || is_locked_behind(text) || has_private_tag(text) {
        return kind_named("notes").map(|kind| Naming { kind, certainty: Certainty::Near });
    }
    let whole = tidy(text);
    if whole.is_empty() || whole.len() > 240 {
        return None;
    }
    if let Some(kind) = lookup(trim_end(&whole)) {
        return Some(Naming { kind, certainty: Certainty::Plain });
    }
    let bare = unframed(&whole);
    let near = |kind| Some(Naming { kind, certainty: Certainty::Near });
    if let Some(kind) = asked_for(bare).and_then(owned).filter(|kind| is_ours(kind)) {
        return Some(Naming::dressed(kind));
    }
    if let Some(kind) = lookup(bare).or_else(|| owned(bare)).or_else(|| phrase(bare)) {
        return Some(Naming::dressed(kind));
    }
    if is_question(&whole) {
        return kind_named("qa").and_then(near);
    }
    if let Some((before, remark)) = remark_at_end(bare) {
        return remarked(before, remark);
    }
    if let Some(kind) = leading_frame(bare).and_then(|(frame, _)| lookup(frame)).filter(|kind| is_ours(kind))
    {
        return Some(Naming::dressed(kind));
    }
    let ended = bare.trim_end_matches(|c: char| c == ' ' || is_separator(c));
    if let Some(naming) = ended.rfind(is_separator).and_then(|at| remarked_behind(ended, at)) {
        return Some(naming);
    }
    let head = bare.split([':', '/', '–', '—', ',', ';']).next().unwrap_or("");
    // A comma may only part the words of a list.
    let is_apart = !bare[head.len()..].starts_with([',', ';']) || is_long(&fold_name(head));
    if let Some(kind) =
        lookup(head.trim()).filter(|kind| is_ours(kind) && head.len() < bare.len() && is_apart)
    {
        return Some(Naming::dressed(kind));
    }
    near_name(bare).or_else(|| misspelt_name(bare)).and_then(near)
}

/// The private kind of a name or mark that words are but for known slips.
fn misspelt_name(words: &str) -> Option<&'static Kind> {
    let meant = corrected(words)?;
    let named =
        || lookup(&meant).or_else(|| owned(&meant)).or_else(|| phrase(&meant)).filter(|kind| is_ours(kind));
    named().or_else(|| kind_named("background-internal").filter(|_| is_keeping_word(&meant)))
}

/// What a question asks for that stands over its answer: `What are our red lines?`
fn asked_for(words: &str) -> Option<&str> {
    const ASKING: [&str; 4] = ["what are ", "what is ", "where are ", "where is "];
    let words = words.strip_suffix('?')?;
    let asking = ASKING
        .iter()
        .find(|asking| words.get(..asking.len()).is_some_and(|start| start.eq_ignore_ascii_case(asking)))?;
    Some(words[asking.len()..].trim())
}

/// Whether the words that name a kind are more than one word, so that they hardly stand in a sentence by chance.
pub(in crate::brief) fn is_long_name(words: &str) -> bool {
    is_long(&fold_name(unframed(&tidy(words))))
}

pub(super) fn is_ours(kind: &Kind) -> bool {
    kind.readers.are_ours()
}

fn lookup(words: &str) -> Option<&'static Kind> {
    named_exactly(words).or_else(|| {
        // `Red line 1`, `レッドライン①`
        let bare = words.trim_end_matches(|c: char| c.is_numeric() || c == ' ');
        let is_counted = bare.len() < words.len();
        is_counted.then(|| named_exactly(bare)).flatten().filter(|_| is_long(&fold_name(bare)))
    })
}

/// The kind of ours that a name behind the word for whose it is names.
fn owned(words: &str) -> Option<&'static Kind> {
    named_exactly(without_owner(words)?).filter(|kind| is_ours(kind) && !kind.is_spoken_of())
}

/// The name behind the word for whose it is: `our true position`, `当方の下限`.
fn without_owner(words: &str) -> Option<&str> {
    const OWNERS: [&str; 14] = [
        "our ",
        "our own ",
        "your ",
        "my ",
        "japan's ",
        "tokyo's ",
        "当方の",
        "我が方の",
        "わが方の",
        "日本側の",
        "我が国の",
        "我々の",
        "当方内部の",
        "こちらの",
    ];
    OWNERS.iter().find_map(|owner| {
        let head = words.get(..owner.len()).filter(|head| head.eq_ignore_ascii_case(owner))?;
        Some(words[head.len()..].trim_start()).filter(|name| !name.is_empty())
    })
}

/// The kind of a name with a remark in brackets behind it.
fn remarked(before: &str, remark: &str) -> Option<Naming> {
    let kind = lookup(unframed(before)).or_else(|| near_name(unframed(before)));
    if let Some(kind) = kind.filter(|kind| is_ours(kind)) {
        return Some(Naming::dressed(kind));
    }
    let keeps = is_keeping_word(remark)
        || is_keeping_word(before)
        || lookup(remark).or_else(|| phrase(remark)).is_some_and(is_ours)
        || near_name(remark).is_some();
    if keeps || (kind.is_some() && says_no(remark)) {
        let kind =
            lookup(remark).filter(|kind| is_ours(kind)).or_else(|| kind_named("background-internal"))?;
        return Some(Naming { kind, certainty: Certainty::Near });
    }
    kind.map(Naming::dressed)
}

fn is_separator(c: char) -> bool {
    matches!(c, ':' | '/' | '–' | '—' | ',' | ';' | '、' | '-' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

/// The kind of a heading with a remark behind a sign: `Background – internal`, `Cargo, internal`.
fn remarked_behind(bare: &str, at: usize) -> Option<Naming> {
    let is_apart =
        !bare[at..].starts_with('-') || (bare[..at].ends_with(' ') && bare[at + 1..].starts_with(' '));
    let before = bare[..at].trim_end();
    let remark = bare[at..].trim_start_matches(is_separator).trim();
    if !is_apart || before.is_empty() || remark.is_empty() {
        return None;
    }
    let is_shared = lookup(unframed(before)).is_some_and(|kind| !is_ours(kind));
    let is_short = remark.split_whitespace().count() <= 5 && remark.chars().count() <= 40;
    // `Annex: fallback`, `Ports – our red lines`
    let is_listed = bare[at..].starts_with([',', ';', '、']);
    let is_case = |kind: &Kind| matches!(kind.name, "if-raised" | "if-pressed");
    let named =
        lookup(remark).filter(|kind| is_ours(kind) && (kind.is_telling() || is_case(kind)) && !is_listed);
    let is_kept = is_keeping_word(remark)
        || phrase(remark).is_some_and(is_ours)
        || (is_shared && is_short && says_no(remark));
    if let Some(kind) = named {
        return Some(Naming::dressed(kind));
    }
    let kind = kind_named("background-internal").filter(|_| is_kept)?;
    Some(Naming { kind, certainty: Certainty::Near })
}

/// Whether a remark behind the name of a shared kind takes back what the name releases.
fn says_no(remark: &str) -> bool {
    const WORDS: [&str; 12] = [
        "not",
        "no",
        "never",
        "internal",
        "private",
        "confidential",
        "only",
        "our",
        "ours",
        "secret",
        "dont",
        "sensitive",
    ];
    let folded = fold_name(remark);
    let has_word = folded.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word));
    has_word || folded.contains(['不', '非', '秘', '禁', '内', '未']) || folded.contains("限り")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<&'static str> {
        naming(text).map(|naming| naming.kind.name)
    }

    #[test]
    fn names_are_found_however_they_are_dressed() {
        for (words, kind) in [
            ("Points to make", "say"),
            ("3. RED LINES:", "red-line"),
            ("III. Red lines", "red-line"),
            ("III Red lines", "red-line"),
            ("(a) Red lines", "red-line"),
            ("A. Red line", "red-line"),
            ("Ｒｅｄ ｌｉｎｅｓ", "red-line"),
            ("Red\u{200b} lines", "red-line"),
            ("[Red line]", "red-line"),
            ("発言要領", "say"),
            ("背景(対外応答不可)", "background-internal"),
            ("背景（対外使用可）", "background"),
            ("Q&A", "qa"),
            ("第3 応答要領", "if-raised"),
            ("３　応答要領", "if-raised"),
            ("３応答要領", "if-raised"),
            ("（１）応答要領", "if-raised"),
            ("①応答要領", "if-raised"),
            ("■応答要領", "if-raised"),
            ("【応答要領】", "if-raised"),
            ("【応答要領】関税", "if-raised"),
            ("応答要領：", "if-raised"),
            ("応答要領について", "if-raised"),
            ("先方の事情（部内限り）", "background-internal"),
            ("Background (internal only)", "background-internal"),
            ("Objectives (draft)", "objective"),
            ("Sensitivity", "sensitive"),
            ("Point to make", "say"),
            ("2.1 If asked", "if-raised"),
            ("ア 応答要領", "if-raised"),
            ("Background – which should not be disclosed", "background-internal"),
        ] {
            assert_eq!(name(words), Some(kind), "{words}");
        }
        assert_eq!(naming("Background").map(|naming| naming.certainty), Some(Certainty::Plain));
    }

    #[test]
    fn near_misses_of_long_private_names_count() {
        for (words, kind) in [
            ("Red line (fallback)", "red-line"),
            ("Our red line", "red-line"),
            ("Red lines for Tuesday", "red-line"),
            ("Our red lines for Tuesday", "red-line"),
            ("Red lien", "red-line"),
            ("Points to make on trade", "say"),
            ("譲れない一線（案）", "red-line"),
            ("自動車に関する想定問答", "qa"),
            ("Speaking points with partners", "say"),
        ] {
            assert_eq!(name(words), Some(kind), "{words}");
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for words in [
            "Record investment",
            "People of Okinawa",
            "The red line in the sand moved last year again",
            "Offers that stand",
            "Why the alliance matters",
            "Clear skies",
            "改革の進行",
            "経緯",
            "1 priority",
            "Notes on the text",
            "People on the payroll",
            "I think",
            "Next steps (draft)",
            "Agreed points, 2024",
            "",
            "...",
            "The treaty (1960)",
        ] {
            assert_eq!(name(words), None, "{words}");
        }
    }
}
