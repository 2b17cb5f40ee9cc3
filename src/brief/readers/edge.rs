//! The words by which people say where what is not for everybody begins and where it ends: `BEGIN INTERNAL`, `From this
//! point on, for the delegation only`, `[/SBU]`, `以上、秘`.
//!
//! Such a line holds a name and nothing else but words of place, in whatever order, so that it is told from a sentence
//! by what it does not hold.

/// Which part of a text a line speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// What stands below it.
    Below,
    /// What stands right below it.
    Next,
    /// What stands above it.
    Above,
}

/// What a word says beside a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// That something begins, or stands below.
    Below,
    /// That something stands right below.
    Next,
    /// That something ends, or stands above.
    Above,
    /// Nothing: it is an article, a verb, or what parts of papers are called.
    Filler,
}

/// Words of place in Japanese that stand before a name.
const HEADS_JA: &[(&str, Place)] = &[
    ("以下", Place::Below),
    ("ここから先", Place::Below),
    ("ここから", Place::Below),
    ("ここより先", Place::Below),
    ("ここより", Place::Below),
    ("これより先", Place::Below),
    ("これより下", Place::Below),
    ("これより", Place::Below),
    ("これ以降", Place::Below),
    ("以降", Place::Below),
    ("以後", Place::Below),
    ("下記", Place::Below),
    ("次の", Place::Next),
    ("次は", Place::Next),
    ("次", Place::Next),
    ("本項", Place::Filler),
    ("本段落", Place::Filler),
    ("本節", Place::Filler),
    ("本頁", Place::Filler),
    ("本ページ", Place::Filler),
    ("本スライド", Place::Filler),
    ("本件", Place::Filler),
    ("この", Place::Filler),
    ("これ", Place::Filler),
    ("段落", Place::Filler),
    ("項目", Place::Filler),
    ("項", Place::Filler),
    ("スライド", Place::Filler),
    ("頁", Place::Filler),
    ("以上", Place::Above),
    ("ここまで", Place::Above),
    ("上記", Place::Above),
    ("前記", Place::Above),
    ("全て", Place::Filler),
    ("すべて", Place::Filler),
    ("の段落", Place::Filler),
    ("の部分", Place::Filler),
    ("は", Place::Filler),
    ("の", Place::Filler),
    ("まで", Place::Filler),
    ("が", Place::Filler),
];

/// Words of place in Japanese that stand behind a name.
const TAILS_JA: &[(&str, Place)] = &[
    ("ここから", Place::Below),
    ("開始", Place::Below),
    ("始まり", Place::Below),
    ("はじまり", Place::Below),
    ("始め", Place::Below),
    ("以下", Place::Below),
    ("以降", Place::Below),
    ("はここまで", Place::Above),
    ("ここまで", Place::Above),
    ("以上", Place::Above),
    ("終わり", Place::Above),
    ("おわり", Place::Above),
    ("終り", Place::Above),
    ("終了", Place::Above),
    ("終", Place::Above),
    ("了", Place::Above),
    ("でお願いします", Place::Filler),
    ("でお願い", Place::Filler),
    ("にて", Place::Filler),
    ("扱い", Place::Filler),
    ("部分", Place::Filler),
    ("箇所", Place::Filler),
    ("事項", Place::Filler),
    ("記述", Place::Filler),
    ("記載", Place::Filler),
    ("とする", Place::Filler),
    ("とします", Place::Filler),
    ("である", Place::Filler),
    ("です", Place::Filler),
    ("の", Place::Filler),
    ("は", Place::Filler),
    ("が", Place::Filler),
];

/// What a word of English says beside a name.
fn place_of(word: &str) -> Option<Place> {
    const LONGEST: usize = 12;
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"begin" | b"begins" | b"beginning" | b"start" | b"starts" | b"starting" | b"from" | b"below"
        | b"follows" | b"following" | b"onward" | b"onwards" | b"hereafter" | b"henceforth" | b"rest"
        | b"remainder" | b"beneath" | b"after" | b"beyond" | b"if" | b"region" | b"when" => Place::Below,
        b"next" => Place::Next,
        b"end" | b"ends" | b"ended" | b"ending" | b"stop" | b"stops" | b"close" | b"closes" | b"finish"
        | b"fin" | b"above" | b"until" | b"preceding" | b"foregoing" | b"finishes" => Place::Above,
        b"the" | b"this" | b"that" | b"of" | b"is" | b"are" | b"for" | b"to" | b"a" | b"an" | b"here"
        | b"on" | b"point" | b"line" | b"part" | b"section" | b"text" | b"block" | b"material"
        | b"passage" | b"paragraph" | b"paragraphs" | b"portion" | b"content" | b"information" | b"all"
        | b"everything" | b"anything" | b"what" | b"stays" | b"remains" | b"treat" | b"as" | b"it"
        | b"down" | b"forward" | b"forwards" | b"up" | b"now" | b"page" | b"pages" | b"slide" | b"slides"
        | b"marker" | b"note" | b"nb" | b"please" | b"keep" | b"kept" | b"strictly" | b"should" | b"be"
        | b"must" | b"whole" | b"and" | b"therefore" | b"bullet" | b"bullets" | b"annex" | b"whats"
        | b"these" | b"they" | b"both" => Place::Filler,
        _ => return None,
    })
}

/// Whether a word may stand at one end of a line that does nothing but say where something begins or ends.
pub(super) fn is_of_place(word: &str) -> bool {
    if word.is_ascii() {
        return place_of(word).is_some();
    }
    HEADS_JA.iter().any(|(head, _)| word.starts_with(head))
        || TAILS_JA.iter().any(|(tail, _)| word.ends_with(tail))
}

/// The side that a line speaks of and the name it has for what stands there, if it holds nothing else; `is_name` tells what
/// a name is.
pub(super) fn side(line: &str, is_name: impl Fn(&str) -> bool) -> Option<(Side, &str)> {
    let mut rest = Rest::of(line);
    loop {
        if let Some(side) = rest.side()
            && is_name(rest.words)
        {
            return Some((side, rest.words));
        }
        rest = rest.shorter()?;
    }
}

/// The words without those around them that say nothing of their own and speak of no side; all of them where some do.
pub(super) fn without_place(line: &str) -> &str {
    let rest = Rest::of(line).shortest();
    if rest.side().is_some() { line } else { rest.words }
}

/// The words without those of place around them that say that something begins; all of them where there are none.
pub(super) fn without_begin(line: &str) -> &str {
    let rest = Rest::of(line).shortest();
    if rest.is_below && !rest.is_next && !rest.is_above { rest.words } else { line }
}

/// What is left of a line where words of place were taken off both ends, and what they said.
#[derive(Clone, Copy)]
struct Rest<'l> {
    words: &'l str,
    is_below: bool,
    is_next: bool,
    is_above: bool,
}

impl<'l> Rest<'l> {
    fn of(line: &'l str) -> Self {
        let words = line.trim_matches(|c: char| is_sign(c) && c != '/');
        // In other tools a stroke before a name ends what the name began.
        let bare = words.trim_matches(is_sign);
        Self { words: bare, is_below: false, is_next: false, is_above: words.starts_with('/') }
    }

    fn side(self) -> Option<Side> {
        match (self.is_below, self.is_next, self.is_above) {
            (_, true, _) => Some(Side::Next),
            (true, ..) => Some(Side::Below),
            (.., true) => Some(Side::Above),
            _ => None,
        }
    }

    /// The same without all words of place.
    fn shortest(mut self) -> Self {
        while let Some(next) = self.shorter() {
            self = next;
        }
        self
    }

    /// The same without one more word of place.
    fn shorter(self) -> Option<Self> {
        let (place, rest) = without_first(self.words).or_else(|| without_last(self.words))?;
        let words = rest.trim_matches(is_sign);
        (!words.is_empty()).then_some(Self {
            words,
            is_below: self.is_below || place == Place::Below,
            is_next: self.is_next || place == Place::Next,
            is_above: self.is_above || place == Place::Above,
        })
    }
}

/// What the first word says, if it is one of place, and the words behind it.
fn without_first(words: &str) -> Option<(Place, &str)> {
    let end = words.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(words.len());
    if let Some(place) = place_of(&words[..end]) {
        return Some((place, &words[end..]));
    }
    HEADS_JA.iter().find_map(|&(head, place)| Some((place, words.strip_prefix(head)?)))
}

/// What the last word says, if it is one of place, and the words before it.
fn without_last(words: &str) -> Option<(Place, &str)> {
    let start = words.rfind(|c: char| !c.is_ascii_alphabetic());
    let start = start.map_or(0, |at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    if let Some(place) = place_of(&words[start..]) {
        // That is a time: `Secret from the start.`
        let is_time = place == Place::Below && words[..start].to_ascii_lowercase().ends_with("from the ");
        return (!is_time).then_some((place, &words[..start]));
    }
    TAILS_JA.iter().find_map(|&(tail, place)| Some((place, words.strip_suffix(tail)?)))
}

fn is_sign(c: char) -> bool {
    !c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> bool {
        matches!(
            words.to_lowercase().as_str(),
            "internal" | "delegation only" | "部内限り" | "秘" | "局長まで"
        )
    }

    #[test]
    fn lines_of_a_name_and_words_of_place_speak_of_one_side() {
        for line in [
            "BEGIN internal",
            "internal – begins",
            "internal below this line",
            "From this point on, for the delegation only.",
            "The following text is internal",
            "What follows is internal",
            "The rest is internal.",
            "=== INTERNAL FROM HERE ===",
            "以下、部内限り",
            "以下は部内限りとする。",
            "秘ここから",
            "（ここより秘）",
            "秘　開始",
            "以下、局長まで",
        ] {
            assert_eq!(side(line, name).map(|(side, _)| side), Some(Side::Below), "{line}");
        }
        for line in [
            "END internal",
            "/internal",
            "internal ends",
            "End of the internal part",
            "internal – ends here",
            "(The above is internal.)",
            "以上、秘",
            "秘ここまで",
            "※上記は部内限り",
        ] {
            assert_eq!(side(line, name).map(|(side, _)| side), Some(Side::Above), "{line}");
        }
        for line in [
            "internal",
            "The internal part",
            "Internal trade begins",
            "Internal from the start",
            "局長まで",
            "The end of the war",
            "",
        ] {
            assert_eq!(side(line, name), None, "{line}");
        }
    }

    #[test]
    fn a_name_is_what_words_of_place_leave() {
        assert_eq!(without_begin("以下、部内限り"), "部内限り");
        assert_eq!(without_begin("The text below is for internal use only"), "internal use only");
        for words in ["internal", "end of internal", "局長まで"] {
            assert_eq!(without_begin(words), words);
        }
    }
}
