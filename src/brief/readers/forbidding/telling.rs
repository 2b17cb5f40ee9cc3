//! Words that forbid to tell or to hand over.

/// `Do not share`, `Never tell them`, `Must not be mentioned`, `We should not disclose that …`.
pub(super) fn forbids_to_tell(folded: &str) -> bool {
    const NEGATIONS: [&str; 17] = [
        "do not",
        "dont",
        "never",
        "not to be",
        "must not",
        "must never",
        "should not",
        "should never",
        "cannot",
        "can not",
        "cant",
        "may not",
        "not to",
        "avoid",
        "under no circumstance",
        "things not to",
        "never to",
    ];
    /// Who speaks of our own side, or of what may not become known.
    const SUBJECTS: [&str; 6] = ["we", "they", "you", "thi", "it", "the following"];
    let bare = SUBJECTS
        .iter()
        .find_map(|subject| folded.strip_prefix(subject)?.strip_prefix(' '))
        .map_or(folded, |rest| rest.strip_prefix("is ").unwrap_or(rest));
    let has_subject = bare.len() < folded.len();
    let Some((not, rest)) =
        NEGATIONS.iter().find_map(|not| Some((not, bare.strip_prefix(not)?.strip_prefix(' ')?)))
    else {
        return false;
    };
    let rest = rest.strip_prefix("be ").unwrap_or(rest);
    let verb = rest.split(' ').next().unwrap_or("");
    let behind = rest[verb.len()..].trim_start();
    let lets_on = verb == "let" && behind.starts_with("on");
    if has_subject {
        // What people say in public they do not do, or must not be done by others, is none.
        let is_order = not.starts_with("must") || not.starts_with("should") || not.starts_with("not to");
        let learns = folded.starts_with("they ") && ["learn", "know", "hear", "find", "see"].contains(&verb);
        let is_ours = !folded.starts_with("they ") && !folded.starts_with("it ");
        let is_whole = behind.is_empty() && is_passing_on(verb, behind);
        return is_order && (learns || lets_on || (is_ours && (is_giving_away(verb) || is_whole)));
    }
    lets_on || is_clear(verb) || is_passing_on(verb, behind)
}

/// Whether a verb is one of giving away what nobody else knows.
fn is_giving_away(verb: &str) -> bool {
    const VERBS: [&str; 9] =
        ["reach", "disclose", "reveal", "divulge", "volunteer", "concede", "admit", "mention", "leak"];
    VERBS.iter().any(|known| is_form_of(verb, known))
}

/// Whether a verb, or its participle, has no other meaning than to pass on what is known.
fn is_clear(verb: &str) -> bool {
    const VERBS: [&str; 16] = [
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
        "divulge",
        "withhold",
        "leak",
        "publicise",
    ];
    VERBS.iter().any(|known| is_form_of(verb, known)) || verb == "handing" || verb == "discussing"
}

/// Whether a verb of many meanings is one of passing on by what follows it: `say so`, `hand over`, `show to them`.
fn is_passing_on(verb: &str, behind: &str) -> bool {
    const VERBS: [(&str, &[&str]); 17] = [
        ("say", &["", "so", "that", "thi", "it", "to", "anything", "on"]),
        ("said", &["", "to"]),
        ("show", &["", "to", "them", "thi"]),
        ("shown", &["", "to", "on"]),
        ("hand", &["over", "out", "thi", "it", "to"]),
        ("handed", &["over", "out", "to"]),
        ("pass", &["on", "to", "thi"]),
        ("passed", &["on", "to"]),
        ("give", &["to", "them", "thi"]),
        ("given", &["to", "out"]),
        ("leave", &["behind", "with", "our"]),
        ("left", &["behind", "with"]),
        ("use", &["", "with", "in", "thi"]),
        ("used", &["", "with", "in"]),
        ("raise", &["", "with", "it", "thi"]),
        ("raised", &["", "with", "by"]),
        ("read", &["out", "aloud"]),
    ];
    const MORE: [(&str, &[&str]); 6] = [
        ("discuss", &["", "with", "thi"]),
        ("discussed", &["", "with"]),
        ("print", &["", "thi"]),
        ("send", &["", "to", "thi", "out"]),
        ("released", &["", "to"]),
        ("printed", &[""]),
    ];
    let next = behind.split(' ').next().unwrap_or("");
    VERBS.iter().chain(&MORE).any(|(known, follows)| *known == verb && follows.contains(&next))
}

/// `Not for circulation`, `Not for the room`, `No distribution outside the delegation`.
pub(super) fn is_not_for(folded: &str) -> bool {
    const NOUNS: [&str; 35] = [
        "sharing",
        "circulation",
        "distribution",
        "publication",
        "attribution",
        "quotation",
        "onward",
        "disclosure",
        "release",
        "handing",
        "handout",
        "room",
        "them",
        "counterpart",
        "side",
        "press",
        "media",
        "public",
        "american",
        "chinese",
        "korean",
        "russian",
        "european",
        "british",
        "german",
        "french",
        "indian",
        "australian",
        "washington",
        "beijing",
        "seoul",
        "moscow",
        "brussel",
        "delhi",
        "canberra",
    ];
    let holds = |rest: &str| rest.split(' ').take(5).any(|word| NOUNS.contains(&word));
    let is_unused = |rest: &str| rest == "use" || rest.starts_with("use with");
    folded.starts_with("for internal ")
        || folded.strip_prefix("not for ").is_some_and(|rest| holds(rest) || is_unused(rest))
        || ["no distribution", "no circulation", "no onward"].iter().any(|start| folded.starts_with(start))
}

/// Whether a word is a verb or its participle: `share`, `shared`, `disclosed`, `told`.
fn is_form_of(word: &str, verb: &str) -> bool {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    word == verb
        || (verb == "tell" && word == "told")
        || (verb == "withhold" && word == "withheld")
        || word.strip_prefix(stem).is_some_and(|ending| matches!(ending, "ed" | "ted"))
}
