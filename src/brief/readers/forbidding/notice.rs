//! Sentences that say of a paper, or of what follows them, that it stays.

use crate::brief::readers::fold::find_words;
use crate::brief::readers::forbidding::keeping::{REMOVING, is_removed_before};
use crate::brief::readers::forbidding::telling::{forbids_to_tell, is_not_for};

/// What such sentences speak of, folded, as words lose the sign of the plural: `this` is `thi`.
const WHAT: [&str; 29] = [
    "thi paper",
    "thi brief",
    "thi briefing",
    "thi document",
    "thi note",
    "thi page",
    "thi section",
    "thi annex",
    "thi part",
    "thi slide",
    "the following",
    "the rest",
    "everything below",
    "nothing below",
    "all below",
    "what follow",
    "the text below",
    "text in italic",
    "text in square bracket",
    "text in bracket",
    "text in bold",
    "text in red",
    "the remainder",
    "anything below",
    "below thi line",
    "below the line",
    "paragraph",
    "text marked",
    "from here on",
];

/// What notices may begin with, folded.
pub(in crate::brief::readers) fn notice_starts() -> impl Iterator<Item = &'static str> {
    WHAT.into_iter().chain(REMOVING).chain(["destroy", "keep"])
}

/// Whether a sentence says of a paper, or of what follows it, that it stays: `This paper is not to be handed over.`,
/// `The rest of this page is for our side only.`, `Nothing below is to be given to them.`
pub(in crate::brief::readers) fn is_notice(folded: &str) -> bool {
    is_removed_before(folded)
        || folded.starts_with("keep thi page")
        || folded.len() <= 200 && WHAT.iter().any(|what| folded.starts_with(what)) && is_notice_of(folded)
}

/// Whether a sentence says of all that it speaks of that it stays, by the words it ends in: those of a treaty or of a note
/// on figures go on. In folded words.
pub(in crate::brief::readers) fn is_plain_notice(folded: &str) -> bool {
    const ENDS: [&str; 24] = [
        " internal",
        " internal only",
        " internal use",
        " internal use only",
        " confidential",
        " strictly confidential",
        " private",
        " secret",
        " sensitive",
        " our side only",
        " our side",
        " us only",
        " our eye only",
        " delegation only",
        " the counterpart",
        " them",
        " the other side",
        " for disclosure",
        " for release",
        " for distribution",
        " be handed over",
        " be shared",
        " be disclosed",
        " leave the room",
    ];
    let sentence = folded.trim_end_matches(['.', '!', ' ']);
    !sentence.contains(". ") && is_notice_of(sentence) && ENDS.iter().any(|end| sentence.ends_with(end))
}

/// Whether one of some sentences says of what it speaks of that it stays, in folded words. What a treaty says of its own
/// words is none: `The following do not apply to ships`.
fn is_notice_of(folded: &str) -> bool {
    const KEPT: [&str; 10] = [
        "delegation only",
        "our side",
        "is to be given",
        "for us only",
        "eye only",
        "our red line",
        "leave the room",
        "leave thi room",
        "leave the building",
        "leave our hand",
    ];
    KEPT.iter().any(|kept| folded.contains(kept))
        || folded.split(['.', ';', '!', ':']).any(|sentence| {
            let sentence = sentence.replace(',', "");
            says_so(sentence.trim()) || forbids(sentence.trim())
        })
}

/// Whether a sentence calls what it speaks of internal, and not a sort of trade or water.
fn says_so(sentence: &str) -> bool {
    const WORDS: [&str; 5] = ["private", "sensitive", "internal", "confidential", "secret"];
    const BEHIND: [&str; 12] =
        ["and", "only", "use", "to", "until", "but", "not", "do", "for", "or", "information", "material"];
    WORDS.iter().any(|word| {
        let behind = find_words(sentence, word).map(|at| sentence[at + word.len()..].trim_start());
        behind.is_some_and(|behind| {
            let next = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            next.is_empty() || BEHIND.contains(&next)
        })
    })
}

/// Whether a sentence forbids to pass on what it speaks of.
fn forbids(sentence: &str) -> bool {
    const NEGATIONS: [&str; 8] =
        ["not for ", "not to be ", "must not ", "may not ", "should not ", "do not ", "never ", "cannot "];
    const WHOM: [&str; 9] = [
        "them",
        "counterpart",
        "other side",
        "press",
        "media",
        "public",
        "outside",
        "outsider",
        "anybody else",
    ];
    let is_whom = |rest: &str| WHOM.iter().any(|whom| find_words(rest, whom).is_some());
    NEGATIONS.iter().filter_map(|not| sentence.find(not)).any(|at| {
        let rest = &sentence[at..];
        forbids_to_tell(rest) || is_not_for(rest) || is_whom(rest)
    })
}
