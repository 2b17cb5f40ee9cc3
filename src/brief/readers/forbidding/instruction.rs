//! Orders on how to handle what they stand over, which are no sentence: `Not for handover`, `Not to be tabled`,
//! `Negotiators only`.

/// The longest of them, in words.
const MAX_WORDS: usize = 6;

/// Whether folded words, which are all that stands on their line, say that something is not for others.
pub(in crate::brief::readers) fn is_instruction(folded: &str) -> bool {
    if folded.contains([',', '.', '?', ';', ':']) || folded.split(' ').count() > MAX_WORDS {
        return false;
    }
    is_withheld(folded) || is_not_done(folded) || is_for_few(folded)
}

/// `Not for handover`, `Not for their eyes`; what is said so of other things is public.
fn is_withheld(folded: &str) -> bool {
    const PUBLIC: [&str; 18] = [
        "profit",
        "sale",
        "lack",
        "long",
        "want",
        "hire",
        "rent",
        "resale",
        "everyone",
        "everybody",
        "all",
        "nothing",
        "free",
        "now",
        "navigation",
        "consumption",
        "human",
        "the",
    ];
    const OF_THEIRS: [&str; 6] = ["room", "record", "visitor", "guest", "other", "file"];
    let Some(rest) = folded.strip_prefix("not for ") else { return false };
    let mut words = rest.split(' ');
    let first = words.next().unwrap_or("");
    if first == "the" {
        return words.next().is_some_and(|word| OF_THEIRS.contains(&word));
    }
    !PUBLIC.contains(&first)
}

/// `Not to be tabled`, `Do not translate`.
fn is_not_done(folded: &str) -> bool {
    const PUBLIC: [&str; 9] = [
        "confused",
        "missed",
        "forgotten",
        "overlooked",
        "underestimated",
        "outdone",
        "renegotiated",
        "amended",
        "ignored",
    ];
    const VERBS: [&str; 24] = [
        "table",
        "display",
        "copy",
        "deploy",
        "publish",
        "translate",
        "interpret",
        "minute",
        "record",
        "bring up",
        "talk about",
        "attach",
        "let them",
        "put in writing",
        "put on paper",
        "leave in the room",
        "take out",
        "photograph",
        "scan",
        "email",
        "post",
        "show",
        "print",
        "offer",
    ];
    if let Some(rest) = folded.strip_prefix("not to be ") {
        let verb = rest.split(' ').next().unwrap_or("");
        // `Not to be read as a waiver`
        let is_of_words = rest.split(' ').nth(1).is_some_and(|next| matches!(next, "as" | "with" | "by"));
        return !PUBLIC.contains(&verb) && !is_of_words;
    }
    let order = ["do not ", "dont ", "never "].iter().find_map(|not| folded.strip_prefix(not));
    order.is_some_and(|rest| {
        VERBS
            .iter()
            .any(|verb| rest.strip_prefix(verb).is_some_and(|end| end.is_empty() || end.starts_with(' ')))
    })
}

/// `Negotiators only`, `Head of delegation only`, `Verbal only`: those of our own side, and how they are told.
fn is_for_few(folded: &str) -> bool {
    const WHOM: [&str; 32] = [
        "us",
        "ministry",
        "delegation",
        "delegate",
        "official",
        "negotiator",
        "headquarter",
        "hq",
        "cabinet",
        "hod",
        "inner circle",
        "need to know",
        "addressee",
        "recipient",
        "insider",
        "home side",
        "own side",
        "verbal",
        "oral",
        "reserve",
        "responsive",
        "personal",
        "note taker",
        "interpreter",
        "speaker",
        "presenter",
        "home team",
        "authorised person",
        "authorized person",
        "japanese side",
        "japan side",
        "in house",
    ];
    let Some(whom) = folded.strip_suffix(" only") else { return false };
    let whom = whom.strip_prefix("for ").unwrap_or(whom);
    let whom = whom.strip_prefix("the ").unwrap_or(whom);
    WHOM.iter().any(|known| {
        whom.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with(' '))
    })
}

/// Whether words end in the word by which such an order is told that begins with any other.
pub(in crate::brief::readers) fn ends_in_only(words: &str) -> bool {
    const ONLY: &str = "only";
    let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = bare.len().saturating_sub(ONLY.len());
    bare.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(ONLY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::readers::fold::fold_name;

    #[test]
    fn orders_on_handling_are_known() {
        for words in [
            "Not for handover",
            "Not for their eyes",
            "Not for the visitors",
            "Not to be tabled",
            "Do not translate",
            "Don't let them see",
            "Negotiators only",
            "Head of delegation only",
            "Verbal only",
            "For the note-taker only",
        ] {
            assert!(is_instruction(&fold_name(words)), "{words}");
        }
        for words in [
            "Not for profit",
            "Not for the first time",
            "Not to be missed",
            "Not to be read as a waiver",
            "Do not forget the ports",
            "Ports only",
            "Members only",
            "For reference only",
            "If only",
        ] {
            assert!(!is_instruction(&fold_name(words)), "{words}");
        }
    }
}
