//! Phrases that say in which case of the talk something is said: `If pushed`, `Use only if they insist`,
//! `先方から提起があった場合`, `問われたら`.

/// The longest such phrase, in words.
const MAX_WORDS: usize = 8;

/// What phrases may begin with, folded.
pub(super) const STARTS: [&str; 9] =
    ["if", "only", "use", "say", "raise", "deploy", "mention", "to be", "for use"];

/// What is done in that case.
const DOING: [&str; 14] = [
    "only ",
    "use only ",
    "use ",
    "say only ",
    "say ",
    "raise only ",
    "raise ",
    "deploy only ",
    "deploy ",
    "mention only ",
    "for use only ",
    "for use ",
    "to be used only ",
    "to be used ",
];
/// What somebody does to the one who speaks.
const DONE: [&str; 21] = [
    "asked",
    "raised",
    "pressed",
    "pushed",
    "probed",
    "cornered",
    "prompted",
    "provoked",
    "attacked",
    "queried",
    "challenged",
    "questioned",
    "quizzed",
    "needed",
    "necessary",
    "need be",
    "put on the spot",
    "all else fail",
    "criticised",
    "criticized",
    "confronted",
];
/// Who does something else.
const WHO: [&str; 6] = ["they ", "the other side ", "other side ", "the counterpart ", "counterpart ", "he "];
const DOES: [&str; 20] = [
    "ask",
    "press",
    "push",
    "object",
    "complain",
    "mention",
    "raise",
    "bring",
    "insist",
    "refuse",
    "probe",
    "protest",
    "argue",
    "counter",
    "challenge",
    "query",
    "demand",
    "return",
    "persist",
    "balk",
];
/// What comes up.
const WHAT: [&str; 7] =
    ["the subject ", "the question ", "the issue ", "the matter ", "the topic ", "the point ", "it "];
const COMES: [&str; 6] = ["come", "is raised", "arise", "is mentioned", "surface", "is put"];

/// Whether folded words say in which case of the talk something is said, and nothing else: `only if they push`.
pub(super) fn is_case(folded: &str) -> bool {
    if folded.contains([',', '.', '?', ';']) || folded.split(' ').count() > MAX_WORDS {
        return false;
    }
    let without_doing = DOING.iter().find_map(|doing| folded.strip_prefix(doing)).unwrap_or(folded);
    let without_doing = without_doing.strip_prefix("to be deployed ").unwrap_or(without_doing);
    let without_doing = without_doing.strip_prefix("only ").unwrap_or(without_doing);
    let Some(case) = without_doing.strip_prefix("if ") else { return false };
    let case = ["further ", "again ", "really ", "we are ", "you are "]
        .iter()
        .find_map(|more| case.strip_prefix(more))
        .unwrap_or(case);
    let begins = |words: &str, with: &[&str]| {
        with.iter()
            .any(|it| words.strip_prefix(it).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    };
    begins(case, &DONE)
        || WHO.iter().filter_map(|who| case.strip_prefix(who)).any(|rest| begins(rest, &DOES))
        || WHAT.iter().filter_map(|what| case.strip_prefix(what)).any(|rest| begins(rest, &COMES))
        || ["talk stall", "talk fail", "talk collapse", "talk break"]
            .iter()
            .any(|talks| case.starts_with(talks))
}

/// The same in Japanese: `先方から提起があった場合`, `質問があれば`.
pub(super) fn is_case_in_japanese(words: &str) -> bool {
    const CASES: [&str; 20] = [
        "持ち出",
        "切り出",
        "提起",
        "質問",
        "問われ",
        "聞かれ",
        "言及",
        "指摘",
        "照会",
        "追及",
        "尋ねられ",
        "触れられ",
        "突かれ",
        "深追い",
        "反論され",
        "反論があ",
        "迫られ",
        "話題に出",
        "詰められ",
        "求められ",
    ];
    const BEHIND: [&str; 4] = ["応答", "対応", "回答", "備え"];
    /// The longest with one of the shorter ends, in characters: longer ones are clauses of a sentence.
    const MAX_CHARS: usize = 16;
    let is_held = |before: &str| CASES.iter().any(|case| before.contains(case));
    let is_sign = |c: char| matches!(c, 'の' | 'に' | 'は' | '、' | '：' | ':' | ' ' | '）' | ')' | '。');
    if let Some(at) = words.find("場合") {
        let behind = words[at + "場合".len()..].trim_matches(is_sign);
        let is_ended = behind.is_empty() || BEHIND.iter().any(|end| behind.starts_with(end));
        return is_ended && is_held(&words[..at]);
    }
    let bare = words.trim_end_matches(is_sign);
    words.chars().count() <= MAX_CHARS
        && ["たら", "れば", "た際", "たとき", "た時"]
            .iter()
            .filter_map(|end| bare.strip_suffix(end))
            .any(|before| is_held(&format!("{before}れ")) || is_held(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_a_talk_are_known() {
        for words in [
            "if pushed",
            "if asked about port",
            "only if probed",
            "use only if they insist",
            "to be used if raised",
            "if the subject come up",
            "if talk stall",
            "if further pressed",
            "say if asked",
            "if they bring it up",
        ] {
            assert!(is_case(words), "{words}");
        }
        for words in [
            "if only",
            "if ratified",
            "use if possible",
            "if asked, we agreed",
            "if the treaty is raised to law",
            "only",
            "if they agree",
        ] {
            assert!(!is_case(words), "{words}");
        }
        for words in [
            "問われたら",
            "質問があれば",
            "先方が言及したら",
            "指摘された際",
            "先方から提起があった場合の応答",
        ] {
            assert!(is_case_in_japanese(words), "{words}");
        }
        for words in ["緊急の場合", "条約が発効したら", "必要があれば", "提起した場合の費用"]
        {
            assert!(!is_case_in_japanese(words), "{words}");
        }
    }
}
