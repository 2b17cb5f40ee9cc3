//! Marks around words, in the spelling that every reader of `CommonMark` takes for marks where they stand.
//!
//! An asterisk opens or closes only where letters, blanks and punctuation stand around it in the right order, which
//! in Japanese they seldom do. What no asterisk or underscore can say, a tag says.

use crate::export::markdown::escape::{Sign, Sort};

/// A part of running text on its way to Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words, to be escaped.
    Words(String),
    /// Words between the brackets of a link or picture, to be escaped.
    Label(String),
    /// Markdown that is to stand as it is.
    Markup(String),
    /// The beginning of marked words.
    Open(Mark),
    /// The end of marked words.
    Close(Mark),
    /// A line break that is a space on the page.
    SoftBreak,
    /// A line break on the page.
    HardBreak,
}

/// What words are marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
}

impl Mark {
    /// The signs it may be written with, the usual ones first; `touches_strong` where a strong word stands right
    /// within it.
    fn spellings(self, touches_strong: bool) -> &'static [&'static str] {
        match self {
            Self::Emphasis if touches_strong => &["_", "*"],
            Self::Emphasis => &["*", "_"],
            Self::Strong => &["**", "__"],
            Self::Strikethrough => &["~~"],
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Emphasis => "em",
            Self::Strong => "strong",
            Self::Strikethrough => "del",
        }
    }
}

/// The signs of some pieces, in which every mark is spelled out.
pub(super) fn signs(pieces: &[Piece]) -> Vec<Sign> {
    let spelled = spelled(pieces);
    let mut signs = Vec::new();
    for (piece, mark) in pieces.iter().zip(spelled) {
        let (text, sort) = match piece {
            Piece::Words(text) => (text.as_str(), Sort::Words),
            Piece::Label(text) => (text.as_str(), Sort::Label),
            Piece::Markup(text) => (text.as_str(), Sort::Markup),
            Piece::Open(_) | Piece::Close(_) => {
                (mark.as_str(), if mark.starts_with('<') { Sort::Markup } else { Sort::Mark })
            }
            Piece::SoftBreak => ("\n", Sort::SoftBreak),
            Piece::HardBreak => ("\n", Sort::HardBreak),
        };
        signs.extend(text.chars().map(|c| Sign { c, sort }));
    }
    signs
}

/// Marks around some pieces. Blanks and breaks at the edges come to stand without, where marks can stand beside them.
pub(super) fn marked(mark: Mark, mut inner: Vec<Piece>) -> Vec<Piece> {
    let Some(last) = inner.iter().rposition(|piece| !is_blank_piece(piece)) else { return inner };
    let behind = inner.split_off(last + 1);
    let first = inner.iter().position(|piece| !is_blank_piece(piece)).unwrap_or(0);
    let words = inner.split_off(first);
    let mut out = inner;
    let n_before = out.len();
    out.push(Piece::Open(mark));
    out.extend(words);
    let blank = take_blank(&mut out[n_before + 1], true);
    let last = out.len() - 1;
    let blank_behind = take_blank(&mut out[last], false);
    out.push(Piece::Close(mark));
    out.extend(blank_behind);
    out.extend(behind);
    if let Some(blank) = blank {
        out.insert(n_before, blank);
    }
    out
}

/// Whether nothing of a piece is seen but its place.
pub(super) fn is_blank_piece(piece: &Piece) -> bool {
    match piece {
        Piece::Words(text) | Piece::Label(text) => text.trim().is_empty(),
        Piece::SoftBreak | Piece::HardBreak => true,
        Piece::Markup(_) | Piece::Open(_) | Piece::Close(_) => false,
    }
}

/// Takes the blanks off one end of some words.
fn take_blank(piece: &mut Piece, at_start: bool) -> Option<Piece> {
    let (Piece::Words(text) | Piece::Label(text)) = piece else { return None };
    let rest = if at_start { text.trim_start() } else { text.trim_end() };
    let n_rest = rest.len();
    if n_rest == text.len() {
        return None;
    }
    let rest = rest.to_owned();
    let blank = if at_start { text[..text.len() - n_rest].to_owned() } else { text[n_rest..].to_owned() };
    *text = rest;
    Some(Piece::Words(blank))
}

/// An opening mark with the closing one that belongs to it.
struct Pair {
    open: usize,
    close: usize,
    mark: Mark,
}

/// How each mark is written, by the index of its piece; nothing for all others.
fn spelled(pieces: &[Piece]) -> Vec<String> {
    let mut out = vec![String::new(); pieces.len()];
    // What is open around a pair: the index that closes it, and its spelling.
    let mut around: Vec<(usize, Option<&str>)> = Vec::new();
    for pair in pairs(pieces) {
        while around.last().is_some_and(|&(close, _)| close < pair.open) {
            around.pop();
        }
        let can_stand = |spelling: &&&str| can_stand(pieces, &out, &pair, spelling, &around);
        let touches_strong = pieces[pair.open + 1] == Piece::Open(Mark::Strong)
            || pieces[pair.close - 1] == Piece::Close(Mark::Strong);
        let spelling = pair.mark.spellings(touches_strong).iter().find(can_stand).copied();
        let tag = pair.mark.tag();
        around.push((pair.close, spelling));
        out[pair.open] = spelling.map_or_else(|| format!("<{tag}>"), str::to_owned);
        out[pair.close] = spelling.map_or_else(|| format!("</{tag}>"), str::to_owned);
    }
    out
}

/// All pairs, outer ones before those within them.
fn pairs(pieces: &[Piece]) -> Vec<Pair> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (idx, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(mark) => open.push((idx, *mark)),
            Piece::Close(_) => {
                pairs.extend(open.pop().map(|(open, mark)| Pair { open, close: idx, mark }));
            }
            _ => {}
        }
    }
    pairs.sort_by_key(|pair| pair.open);
    pairs
}

/// Whether marks of one spelling are read as this pair, given how the pairs before it are spelled, and what is open
/// around it.
fn can_stand(
    pieces: &[Piece],
    spelled: &[String],
    pair: &Pair,
    spelling: &str,
    around: &[(usize, Option<&str>)],
) -> bool {
    let sign = spelling.chars().next();
    let before = beside(pieces[..pair.open].iter().rev(), false);
    let first = beside(pieces[pair.open + 1..].iter(), true);
    let last = beside(pieces[..pair.close].iter().rev(), false);
    let after = beside(pieces[pair.close + 1..].iter(), true);
    if !can_flank(&before, &first) || !can_flank(&after, &last) {
        return false;
    }
    // Within a word an underscore is a letter.
    if sign == Some('_') && !before.iter().chain(&after).copied().all(is_open) {
        return false;
    }
    // Side by side, two marks of one sign would be one mark.
    let neighbours = [pair.open.wrapping_sub(1), pair.open + 1, pair.close - 1, pair.close + 1];
    if neighbours.iter().any(|&idx| spelled.get(idx).is_some_and(|mark| mark.chars().next() == sign)) {
        return false;
    }
    // A mark that could close as well would close what is open around it; one is never taken for two.
    let may_close = before.iter().any(|&before| {
        let is_word = !is_open(before);
        !is_blank(before) && (is_word || first.iter().flatten().copied().any(may_be_punctuation))
    });
    !(may_close && around.iter().any(|&(_, open)| open == Some(spelling)))
}

/// The characters that readers may see beside a mark, given the pieces from there on: the very next one, and the one
/// behind tildes, which some look through. Marks count as what they are, punctuation.
fn beside<'p>(pieces: impl Iterator<Item = &'p Piece>, forward: bool) -> Vec<Option<char>> {
    let mut seen = Vec::new();
    for piece in pieces {
        let text = match piece {
            Piece::Words(text) | Piece::Label(text) | Piece::Markup(text) => text.as_str(),
            Piece::Open(Mark::Strikethrough) | Piece::Close(Mark::Strikethrough) => "~~",
            Piece::Open(_) | Piece::Close(_) => "*",
            Piece::SoftBreak => "\n",
            Piece::HardBreak if forward => "\\",
            Piece::HardBreak => "\n",
        };
        let next = |is_next: fn(&char) -> bool| {
            if forward { text.chars().find(is_next) } else { text.chars().rev().find(is_next) }
        };
        if seen.is_empty() {
            seen.extend(next(|_| true).map(Some));
        }
        if let Some(c) = next(|&c| c != '~') {
            seen.push(Some(c));
            return seen;
        }
    }
    seen.push(None);
    seen
}

/// Whether a mark is read as one between what may stand without and what may stand within: by the rules of flanking,
/// punctuation within needs a blank or punctuation without.
fn can_flank(outside: &[Option<char>], inside: &[Option<char>]) -> bool {
    let is_word = |c: &Option<char>| c.is_some_and(|c| !may_be_punctuation(c) && !c.is_whitespace());
    inside.iter().all(is_word) || outside.iter().copied().all(is_open)
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_open(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || is_surely_punctuation(c))
}

/// Whether some edition of `CommonMark` takes a character for punctuation: newer ones count symbols, too.
fn may_be_punctuation(c: char) -> bool {
    let is_lettered_symbol = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    (!c.is_alphanumeric() && !c.is_whitespace()) || is_lettered_symbol
}

/// Whether every edition of `CommonMark` takes a character for punctuation.
fn is_surely_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '،' | '؛' | '؟')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}' | '\u{2045}'..='\u{2051}')
        || matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '・')
        || matches!(c, '！'..='＃' | '％'..='＊' | '，'..='／' | '：' | '；' | '？' | '＠')
        || matches!(c, '［'..='］' | '＿' | '｛' | '｝' | '｟'..='･')
}
