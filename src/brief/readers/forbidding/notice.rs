//! Sentences that say of a paper, or of what follows them, that it stays.

use crate::brief::readers::forbidding::keeping::{REMOVING, is_removed_before};

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

/// Whether a sentence says of what it speaks of that it stays, in folded words.
fn is_notice_of(folded: &str) -> bool {
    const KEPT: [&str; 17] = [
        "private",
        "sensitive",
        "delegation only",
        "internal",
        "confidential",
        "secret",
        "our side",
        "not for",
        "not to be",
        "must not be",
        "may not be",
        "should not be",
        "do not",
        "is to be given",
        "for us only",
        "eye only",
        "our red line",
    ];
    KEPT.iter().any(|kept| folded.contains(kept))
}
