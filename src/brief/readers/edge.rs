//! The words by which people say where what is not for everybody begins and where it ends: `BEGIN INTERNAL`,
//! `Internal – from here on`, `[/SBU]`, `以上、秘`.

/// What stands before a name where something begins, in small letters.
const BEFORE_BEGIN: [&str; 14] = [
    "begin ",
    "beginning of ",
    "start of ",
    "start ",
    "――以下、",
    "以下、",
    "以下は",
    "以下",
    "ここから先は",
    "ここから",
    "これより下、",
    "これ以降、",
    "以降、",
    "ここより",
];

/// What stands behind a name where something begins, in small letters.
const BEHIND_BEGIN: [&str; 16] = [
    " section starts",
    " section begins",
    " part starts",
    " part begins",
    " below this line",
    " from here on",
    " from here",
    " from this point",
    " below",
    " begins here",
    " begins",
    " starts here",
    " starts",
    " start",
    "ここから",
    "開始",
];

/// What stands before a name where something ends, in small letters.
const BEFORE_END: [&str; 12] = [
    "end of the ",
    "end of ",
    "end ",
    "ends ",
    "/",
    "close ",
    "stop ",
    "fin ",
    "以上、",
    "以上",
    "ここまで",
    "ここまでは",
];

/// What stands behind a name where something ends, in small letters.
const BEHIND_END: [&str; 10] = [
    " section ends",
    " part ends",
    " ends here",
    " ends",
    " end",
    " stops",
    "はここまで",
    "ここまで",
    "終わり",
    "終了",
];

/// The words without those that say that something begins; all of them where there are none.
pub(super) fn without_begin(words: &str) -> &str {
    let words = without_head(words, &BEFORE_BEGIN).unwrap_or(words);
    without_tail(words, &BEHIND_BEGIN).map_or(words, trim_end)
}

/// The words without those that say that something ends, if there are any.
pub(super) fn without_end(words: &str) -> Option<&str> {
    without_head(words, &BEFORE_END).or_else(|| without_tail(words, &BEHIND_END).map(trim_end))
}

/// The words without the first of `heads` that they begin with, in any case.
fn without_head<'w>(words: &'w str, heads: &[&str]) -> Option<&'w str> {
    heads.iter().find_map(|before| {
        let is_head = words.get(..before.len())?.eq_ignore_ascii_case(before);
        is_head.then(|| words[before.len()..].trim_start())
    })
}

/// The words without the first of `tails` that they end in, in any case.
pub(super) fn without_tail<'w>(words: &'w str, tails: &[&str]) -> Option<&'w str> {
    tails.iter().find_map(|behind| {
        let at = words.len().checked_sub(behind.len())?;
        words.get(at..)?.eq_ignore_ascii_case(behind).then(|| &words[..at])
    })
}

/// Words without the signs that part them from what was said of them.
fn trim_end(words: &str) -> &str {
    words.trim_end_matches([' ', '-', '–', '—', ':', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_name_are_taken_off() {
        for words in
            ["BEGIN internal", "internal – begins", "internal below this line", "internal from here on"]
        {
            assert_eq!(without_begin(words), "internal", "{words}");
        }
        assert_eq!(without_begin("以下、部内限り"), "部内限り");
        assert_eq!(without_begin("秘ここから"), "秘");
        for words in ["END internal", "/internal", "internal ends", "end of internal", "internal – ends here"]
        {
            assert_eq!(without_end(words), Some("internal"), "{words}");
        }
        assert_eq!(without_end("以上、秘"), Some("秘"));
        assert_eq!(without_end("秘ここまで"), Some("秘"));
        assert_eq!(without_end("internal"), None);
    }
}
