//! Words that say for whom alone something is, that it is held back, or when it is to be taken out.

/// `For our eyes only`, `For the Minister only`, `Staff only`, `Between ourselves`; what is for readers, members or
/// illustration only is none.
pub(super) fn is_for_us_only(folded: &str) -> bool {
    const OURS: [&str; 28] = [
        "our",
        "us",
        "me",
        "my",
        "you",
        "your",
        "eye",
        "ear",
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
        "staff",
        "own",
        "officials",
    ];
    const BETWEEN: [&str; 5] =
        ["between us", "between ourselve", "between you and me", "between u", "between ourselves"];
    let is_ours =
        |whom: &str| whom.split(' ').count() <= 4 && whom.split(' ').any(|word| OURS.contains(&word));
    let only = folded.strip_suffix(" only");
    only.and_then(|rest| rest.strip_prefix("for ")).is_some_and(is_ours)
        || only.is_some_and(|rest| {
            ["delegation", "staff", "our side", "own side"].iter().any(|start| rest.starts_with(start))
        })
        || BETWEEN.contains(&folded)
        || (folded.starts_with("for ") && folded.ends_with(" eye"))
}

/// `Keep back`, `Hold in reserve`, `To be withheld`, `Use only if they refuse`.
pub(super) fn is_kept_back(folded: &str) -> bool {
    const KEPT: [&str; 14] = [
        "back",
        "confidential",
        "private",
        "secret",
        "between",
        "from the",
        "from them",
        "in reserve",
        "in your pocket",
        "in the back pocket",
        "in your back pocket",
        "to yourself",
        "to yourselve",
        "to ourselve",
    ];
    const OTHERS: [&str; 8] = [
        "as a last resort only",
        "only as a last resort",
        "only use if",
        "use only if",
        "only if they",
        "only if asked",
        "only if pressed",
        "only if raised",
    ];
    let is_object = |rest: &str| {
        KEPT.iter()
            .any(|known| rest.strip_prefix(known).is_some_and(|end| end.is_empty() || end.starts_with(' ')))
    };
    let object = |verb: &str| folded.strip_prefix(verb).map(|rest| rest.strip_prefix("thi ").unwrap_or(rest));
    object("keep ").is_some_and(is_object)
        || object("hold ").is_some_and(|rest| rest == "back" || rest.starts_with("in reserve"))
        || matches!(
            folded,
            "to be withheld" | "withhold" | "held back" | "held in reserve" | "in your pocket only"
        )
        || (folded.starts_with("keep thi") && folded.contains(" back when"))
        || OTHERS.iter().any(|start| folded.starts_with(start))
}

/// What is done with a page before it is handed over, folded.
pub(super) const REMOVING: [&str; 8] =
    ["remove", "delete", "tear off", "detach", "strip", "cut", "take out", "redact"];

/// `Remove before sending`, `Tear off before handing over`, `Destroy after reading`.
pub(super) fn is_removed_before(folded: &str) -> bool {
    const WHEN: [&str; 14] = [
        "sharing",
        "sending",
        "handing",
        "circulation",
        "circulating",
        "use",
        "release",
        "releasing",
        "distribution",
        "distributing",
        "printing",
        "passing",
        "reading",
        "the meeting",
    ];
    let is_verb =
        REMOVING.iter().any(|verb| folded.strip_prefix(verb).is_some_and(|rest| rest.starts_with(' ')));
    let before = folded.find(" before ").map(|at| &folded[at + " before ".len()..]);
    (is_verb && before.is_some_and(|rest| WHEN.iter().any(|when| rest.starts_with(when))))
        || folded.starts_with("destroy after")
}
