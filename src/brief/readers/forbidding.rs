//! Words by which people say that something stays: `Do not share with them`, `For the Minister only`, `先方には言わない`.

/// What these phrases may begin with, folded.
pub(super) const STARTS: [&str; 9] = [
    "do not",
    "dont",
    "never",
    "not for",
    "not to be",
    "for",
    "background only",
    "deep background",
    "off the record",
];

/// Whether words forbid to pass on what they stand beside; as typed, and folded.
pub(super) fn is_forbidding(words: &str, folded: &str) -> bool {
    if !words.is_ascii() {
        return is_forbidding_in_japanese(words);
    }
    matches!(folded, "background only" | "deep background" | "off the record" | "off record")
        || forbids_to_tell(folded)
        || is_for_us_only(folded)
}

/// `Do not share`, `Never tell them`, `Not for circulation`.
fn forbids_to_tell(folded: &str) -> bool {
    const VERBS: [&str; 12] = [
        "share",
        "tell",
        "mention",
        "disclose",
        "reveal",
        "concede",
        "circulate",
        "forward",
        "volunteer",
        "admit",
        "quote",
        "distribute",
    ];
    const NOUNS: [&str; 8] = [
        "sharing",
        "circulation",
        "distribution",
        "publication",
        "attribution",
        "quotation",
        "onward",
        "disclosure",
    ];
    let is_told = ["do not ", "dont ", "never ", "not to be "]
        .iter()
        .filter_map(|start| folded.strip_prefix(start))
        .any(|rest| {
            rest.split(' ').next().is_some_and(|verb| VERBS.iter().any(|known| is_form_of(verb, known)))
        });
    let is_noun =
        folded.strip_prefix("not for ").is_some_and(|rest| rest.split(' ').any(|word| NOUNS.contains(&word)));
    is_told || is_noun
}

/// Whether a word is a verb or its participle: `share`, `shared`, `disclosed`, `told`.
fn is_form_of(word: &str, verb: &str) -> bool {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    word == verb
        || (verb == "tell" && word == "told")
        || word.strip_prefix(stem).is_some_and(|ending| matches!(ending, "ed" | "ted"))
}

/// `For our eyes only`, `For the Minister only`; what is for readers, members or illustration only is none.
fn is_for_us_only(folded: &str) -> bool {
    const OURS: [&str; 22] = [
        "our",
        "us",
        "me",
        "my",
        "eye",
        "internal",
        "minister",
        "ambassador",
        "secretary",
        "principal",
        "delegation",
        "team",
        "desk",
        "embassy",
        "mission",
        "speaker",
        "capital",
        "headquarter",
        "hq",
        "consulate",
        "president",
        "cabinet",
    ];
    let Some(whom) = folded.strip_prefix("for ").and_then(|rest| rest.strip_suffix(" only")) else {
        return false;
    };
    whom.split(' ').count() <= 4 && whom.split(' ').any(|word| OURS.contains(&word))
}

/// `先方には言わない`, `触れないこと`, `口外無用`.
fn is_forbidding_in_japanese(words: &str) -> bool {
    const WHOLE: [&str; 6] = ["口外無用", "他言無用", "口外厳禁", "他言禁止", "口外禁止", "オフレコ"];
    const ENDINGS: [&str; 16] = [
        "言わない",
        "話さない",
        "触れない",
        "伝えない",
        "明かさない",
        "漏らさない",
        "見せない",
        "渡さない",
        "教えない",
        "言及しない",
        "提起しない",
        "口外しない",
        "他言しない",
        "開示しない",
        "共有しない",
        "公にしない",
    ];
    const WHOM: [&str; 8] = ["先方", "相手", "米側", "中側", "韓側", "外部", "対外", "部外"];
    let bare = words.trim_end_matches(['。', '！', '：', ' ', '!']);
    let bare = ["ようにする", "ように", "事", "こと", "で", "でください"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending))
        .unwrap_or(bare);
    if WHOLE.contains(&bare) {
        return true;
    }
    let Some(before) = ENDINGS.iter().find_map(|ending| bare.strip_suffix(ending)) else { return false };
    // A sentence that says of somebody else what he does not say is none.
    before.is_empty()
        || WHOM.iter().any(|whom| before.contains(whom))
        || matches!(before, "絶対に" | "決して" | "自ら" | "こちらから")
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
            "Background only",
            "Off the record",
            "先方には言わない",
            "先方には伝えないこと",
            "触れないこと",
            "口外無用",
            "絶対に言及しないこと",
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
            "日本は言及しない",
            "条約は触れない",
            "言わない方がよい国",
        ] {
            assert!(!is_forbidding(words, &fold_name(words)), "{words}");
        }
    }
}
