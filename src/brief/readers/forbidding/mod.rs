//! Words by which people say that something stays: `Do not share with them`, `Keep back`, `For the Minister only`,
//! `Remove before sending`, `先方には言わない`.

mod instruction;
mod japanese;
mod keeping;
mod notice;
mod telling;

pub(super) use self::instruction::{ends_in_only, is_instruction};
pub(super) use self::notice::{is_notice, is_plain_notice, notice_starts};

use self::japanese::is_forbidding_in_japanese;
use self::keeping::{is_for_us_only, is_kept_back, is_removed_before};
use self::telling::{forbids_to_tell, is_not_for};

/// What these phrases may begin with, folded.
pub(super) const STARTS: [&str; 47] = [
    "do not",
    "dont",
    "never",
    "not for",
    "not to be",
    "no",
    "for",
    "background only",
    "deep background",
    "off the record",
    "must",
    "should",
    "cannot",
    "cant",
    "may not",
    "we",
    "they",
    "you",
    "please",
    "under",
    "avoid",
    "keep",
    "hold",
    "held",
    "to be withheld",
    "withhold",
    "remove",
    "delete",
    "tear",
    "detach",
    "strip",
    "cut",
    "take out",
    "redact",
    "destroy",
    "between",
    "strictly",
    "only",
    "use only",
    "staff",
    "as a last",
    "delegation",
    "things",
    "internal",
    "without",
    "this",
    "it",
];

/// Whether words forbid to pass on what they stand beside; as typed, and folded.
pub(super) fn is_forbidding(words: &str, folded: &str) -> bool {
    if !words.is_ascii() && words.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c)) {
        return is_forbidding_in_japanese(words);
    }
    let folded = folded.strip_prefix("please ").unwrap_or(folded);
    let folded = folded.strip_prefix("strictly ").or(folded.strip_prefix("just ")).unwrap_or(folded);
    matches!(folded, "background only" | "deep background" | "off the record" | "off record")
        || forbids_to_tell(folded)
        || is_not_for(folded)
        || is_for_us_only(folded)
        || is_kept_back(folded)
        || is_removed_before(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::readers::fold::fold_name;

    #[test]
    fn what_forbids_to_pass_on_is_known() {
        for words in [
            "Do not share with the Koreans",
            "Don't tell them",
            "NEVER DISCLOSE",
            "Not to be quoted",
            "Not for sharing",
            "Not for onward circulation",
            "For our eyes only",
            "For the Minister only",
            "For you only",
            "Background only",
            "Off the record",
            "Must not be mentioned",
            "Cannot be shared",
            "We should not disclose that nine would do",
            "They must not learn that nine would do",
            "We must not let on that",
            "Please keep to yourself",
            "Strictly between us",
            "Do not say so",
            "Don't say",
            "Do not hand over",
            "Not to be handed over",
            "Not to be raised with them",
            "What we must not say".trim_start_matches("What "),
            "Not for the Americans",
            "Not for the room",
            "Keep from the Americans",
            "Hold in reserve",
            "Keep back",
            "Remove this page before handing over",
            "Tear off before handing over",
            "Destroy after reading",
            "Only use if they refuse",
            "Delegation members only",
            "先方には言わない",
            "先方には伝えないこと",
            "触れないこと",
            "口外無用",
            "絶対に言及しないこと",
            "本資料は先方に手交しないこと。",
            "先方に知られてはならない点",
            "※先方には言及しない",
        ] {
            assert!(is_forbidding(words, &fold_name(words)), "{words}");
        }
        for words in [
            "Do not forget the ports",
            "Never again",
            "Never raise tariffs",
            "For members only",
            "For reference only",
            "For illustration only",
            "Not for lack of trying",
            "For the first time only",
            "We must not forget",
            "They cannot agree",
            "Must not exceed nine",
            "Do not use force",
            "Keep the peace",
            "Cut tariffs before May",
            "Not to be confused with",
            "Only if they agree".trim_start_matches("Only "),
            "日本は言及しない",
            "条約は触れない",
            "言わない方がよい国",
        ] {
            assert!(!is_forbidding(words, &fold_name(words)), "{words}");
        }
    }

    #[test]
    fn notices_over_what_follows_are_known() {
        for words in [
            "This brief is internal and must not be handed over.",
            "The rest of this page is for our side only.",
            "Nothing below is to be given to them.",
            "Text in square brackets is for internal use only.",
            "The following are our red lines.",
            "This page should not be seen by the other side.",
            "This annex is confidential, not for release.",
            "This section must not leave the room.",
        ] {
            assert!(is_notice(&fold_name(words)), "{words}");
        }
        for words in [
            "This paper speaks of ports.",
            "The following is agreed.",
            "The rest of the day is free.",
            "The following do not apply to fishing vessels.",
            "This section is not to be read as a waiver.",
            "This section deals with private firms and internal waters.",
            "This part may not be amended.",
        ] {
            assert!(!is_notice(&fold_name(words)), "{words}");
        }
    }
}
