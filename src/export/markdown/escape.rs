//! What must be escaped so that Markdown reads it as words, and nothing else.
//!
//! Whether a sign is a mark depends on what stands around it, so a whole run of text is judged at once, with the
//! marks that are really meant in their places.

use std::collections::BTreeSet;

/// One character of a run that is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub c: char,
    pub sort: Sort,
}

/// What a character is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words.
    Words,
    /// Words between the brackets of a link or picture.
    Label,
    /// A mark that goes around words, such as `**`.
    Mark,
    /// Other Markdown: code, tags, targets of links.
    Markup,
    /// A line break that is a space on the page.
    SoftBreak,
    /// A line break on the page.
    HardBreak,
}

impl Sign {
    /// Whether it is part of words, so that it may be escaped.
    pub(super) fn is_text(self) -> bool {
        matches!(self.sort, Sort::Words | Sort::Label)
    }

    /// The character that stands there for those beside it: a line break on the page is written with a mark.
    fn as_neighbour(self) -> char {
        if self.sort == Sort::HardBreak { '\\' } else { self.c }
    }
}

/// The indices of the signs that need a backslash before them wherever in a line they stand.
pub(super) fn needing_escape(signs: &[Sign]) -> BTreeSet<usize> {
    let mut found: BTreeSet<usize> = (0..signs.len()).filter(|&at| needs_escape(signs, at)).collect();
    escape_pairs(signs, &mut found);
    escape_first_bracket(signs, &mut found);
    escape_addresses(signs, &mut found);
    found
}

/// Whether a sign would be a mark because of the few signs around it.
fn needs_escape(signs: &[Sign], at: usize) -> bool {
    let sign = signs[at];
    if !sign.is_text() {
        return false;
    }
    let next = signs.get(at + 1).copied();
    let next_c = next.map(|next| next.c);
    let before = at.checked_sub(1).map(|before| signs[before]);
    // The number of a note, or the end of a link, takes what is in brackets behind it for its own.
    let is_behind_bracket = before.is_some_and(|before| before.sort == Sort::Markup && before.c == ']');
    match sign.c {
        '\\' => next_c.is_none_or(|c| c == '\n' || c.is_ascii_punctuation()),
        '<' => next_c.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
        '&' => is_entity(signs, at),
        '[' => sign.sort == Sort::Label || next_c == Some('^') || is_behind_bracket,
        // Nothing that brackets could name is ever defined, so that a second pair behind them is only words.
        ']' => {
            let is_before_note = next.is_some_and(|next| next.sort == Sort::Markup && next.c == '[');
            sign.sort == Sort::Label || next_c == Some('(') || is_before_note
        }
        '(' => is_behind_bracket,
        '!' => next.is_some_and(|next| next.sort == Sort::Markup && next.c == '['),
        // A note within the line, to some readers.
        '^' => next_c == Some('['),
        // A mark of review, which our own copies hold.
        '{' => {
            let two: String = signs[at + 1..].iter().take(2).map(|sign| sign.c).collect();
            matches!(two.as_str(), "++" | "--" | "~~" | "==" | ">>")
        }
        _ => false,
    }
}

/// Whether something like `&amp;` begins at a sign.
fn is_entity(signs: &[Sign], at: usize) -> bool {
    let name = signs[at + 1..].iter().take_while(|sign| sign.c.is_ascii_alphanumeric() || sign.c == '#');
    let n_name = name.count();
    n_name > 0 && signs.get(at + 1 + n_name).is_some_and(|sign| sign.c == ';')
}

/// A row of the same sign that might be a mark.
struct Row {
    c: char,
    start: usize,
    end: usize,
    is_text: bool,
    may_open: bool,
    may_close: bool,
}

/// Escapes the signs that mark what stands between two of them, where there is a second one.
fn escape_pairs(signs: &[Sign], found: &mut BTreeSet<usize>) {
    let rows = rows(signs);
    let has_marks = signs.iter().any(|sign| sign.sort == Sort::Mark);
    for c in ['*', '_', '~', '$', '`'] {
        let of_kind: Vec<&Row> = rows.iter().filter(|row| row.c == c).collect();
        let first_opening = of_kind.iter().position(|row| row.may_open).unwrap_or(usize::MAX);
        let last_closing = of_kind.iter().rposition(|row| row.may_close).unwrap_or(0);
        for (idx, row) in of_kind.iter().enumerate().filter(|(_, row)| row.is_text) {
            let opens = row.may_open && last_closing > idx;
            let closes = row.may_close && first_opening < idx;
            // Some readers stumble over two tildes and more, and over one within other marks.
            let confuses = c == '~' && (row.end - row.start > 1 || has_marks);
            if opens || closes || confuses {
                found.extend(row.start..row.end);
            }
        }
    }
}

/// All rows of signs that go in pairs. What might be a mark to one reader and not to another counts as one.
fn rows(signs: &[Sign]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    while start < signs.len() {
        let Sign { c, sort } = signs[start];
        let is_text = signs[start].is_text();
        let is_pair = match c {
            '*' | '_' | '~' => is_text || sort == Sort::Mark,
            // Backticks count within code as well.
            '`' => is_text || sort == Sort::Markup,
            '$' => is_text,
            _ => false,
        };
        let same = |sign: &&Sign| sign.c == c && sign.is_text() == is_text;
        let end = start + signs[start..].iter().take_while(same).count().max(1);
        if is_pair {
            let before = start.checked_sub(1).map_or(' ', |before| signs[before].as_neighbour());
            let after = signs.get(end).map_or(' ', |after| after.as_neighbour());
            let is_within_word = c == '_' && before.is_alphanumeric() && after.is_alphanumeric();
            let is_code = c == '`';
            let may_open = is_code || !is_text || (!after.is_whitespace() && !is_within_word);
            let may_close = is_code
                || !is_text
                || !(before.is_whitespace() || is_within_word || (c == '$' && after.is_ascii_digit()));
            rows.push(Row { c, start, end, is_text, may_open, may_close });
        }
        start = end;
    }
    rows
}

/// Escapes a bracket at the very beginning that would define a link, tick a box, or name a kind of callout.
fn escape_first_bracket(signs: &[Sign], found: &mut BTreeSet<usize>) {
    if signs.first().is_none_or(|first| first.c != '[') {
        return;
    }
    let c = |idx: usize| signs.get(idx).map(|sign| sign.c);
    if signs[0].is_text() {
        let defines = signs.windows(2).any(|two| two[0].c == ']' && two[1].c == ':');
        let ticks = matches!(c(1), Some(' ' | 'x' | 'X')) && c(2) == Some(']');
        found.extend((defines || ticks || c(1) == Some('!')).then_some(0));
        return;
    }
    // The number of a note, with a colon behind it that would make it the note itself.
    let behind = signs.iter().position(|sign| sign.c == ']').map_or(0, |end| end + 1);
    if c(1) == Some('^') && c(behind) == Some(':') {
        found.insert(behind);
    }
}

/// Where a bare address holds something escaped, or a mark follows it, keeps readers from making a link of it: they
/// would take backslash and mark for a part of it.
fn escape_addresses(signs: &[Sign], found: &mut BTreeSet<usize>) {
    let mut start = 0;
    while start < signs.len() {
        let end = word_end(signs, start);
        let word: String = signs[start..end].iter().map(|sign| sign.c).collect();
        let is_joined = |sign: &Sign| matches!(sign.sort, Sort::Mark | Sort::Markup) && sign.c != '<';
        let is_label = signs[start].sort == Sort::Label;
        let follows = !is_label && signs.get(end).is_some_and(is_joined);
        if start < end && (follows || found.range(start..end).next().is_some()) {
            for (begin, n_before) in [("://", 0), ("www.", 3)] {
                let places = word.match_indices(begin);
                found.extend(places.map(|(at, _)| start + word[..at].chars().count() + n_before));
            }
        }
        start = end + 1;
    }
}

/// Where the words end that may be one bare address.
fn word_end(signs: &[Sign], start: usize) -> usize {
    let ends = |sign: &Sign| !sign.is_text() || sign.c.is_whitespace();
    signs[start..].iter().position(ends).map_or(signs.len(), |len| start + len)
}

/// Whether a bare address ends right before a sign.
pub(super) fn follows_address(signs: &[Sign], at: usize) -> bool {
    let is_part = |sign: &&Sign| sign.is_text() && !sign.c.is_whitespace();
    let word: Vec<char> = signs[..at].iter().rev().take_while(is_part).map(|sign| sign.c).collect();
    let word: String = word.into_iter().rev().collect();
    word.contains("://") || word.contains("www.")
}

/// A line of a paragraph, escaped so that it begins nothing but a line.
pub(super) fn escape_line_start(line: &str, is_first: bool) -> String {
    let Some(at) = line_start_escape(line, is_first) else { return line.to_owned() };
    let (before, rest) = line.split_at(at);
    // The rest of a row of marks would still be one, if there were others.
    let is_pair = |c: &char| matches!(c, '*' | '_' | '~' | '`');
    let first = rest.chars().next().filter(is_pair);
    let n_more = rest.chars().skip(1).take_while(|&c| Some(c) == first).count();
    let row: String = rest.chars().take(n_more + 1).flat_map(|c| ['\\', c]).collect();
    format!("{before}{row}{}", rest.chars().skip(n_more + 1).collect::<String>())
}

/// Where in a line of a paragraph a backslash must stand so that it begins nothing but a line.
fn line_start_escape(line: &str, is_first: bool) -> Option<usize> {
    let first = line.chars().next()?;
    let ends_mark = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let n_same = line.chars().take_while(|&c| c == first).count();
    let after_first = &line[first.len_utf8()..];
    let n_alone = || {
        let mut signs = line.chars().filter(|c| !matches!(c, ' ' | '\t'));
        if signs.clone().all(|c| c == first) { signs.by_ref().count() } else { 0 }
    };
    let begins_block = match first {
        '#' => n_same <= 6 && ends_mark(&line[n_same..]),
        '>' => true,
        '+' => ends_mark(after_first),
        // Behind the bullet of an item, two make a rule with it.
        '-' | '*' => ends_mark(after_first) || n_alone() > 0,
        '_' => n_alone() >= 3,
        '=' => !is_first && n_alone() == line.len(),
        '`' => n_same >= 3 && !line[n_same..].contains('`'),
        '~' => n_same >= 3,
        ':' => ends_mark(after_first) || line.starts_with(":::"),
        _ => false,
    };
    // The second line of a table.
    let is_delimiter_row =
        !is_first && line.contains('-') && line.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '\t'));
    if begins_block || is_delimiter_row {
        return Some(0);
    }
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after_digits = &line[n_digits..];
    let is_number =
        (1..=9).contains(&n_digits) && after_digits.starts_with(['.', ')']) && ends_mark(&after_digits[1..]);
    is_number.then_some(n_digits)
}

/// Escapes what would be taken for the closing marks of a heading, or for its attributes.
pub(super) fn heading_end(line: &str) -> String {
    let before_hashes = line.trim_end_matches('#');
    let closes = before_hashes.len() < line.len()
        && (before_hashes.is_empty() || before_hashes.ends_with([' ', '\t']));
    let is_review_mark = line.ends_with("++}") || line.ends_with("--}");
    // In a bare address the backslash would be a part of it.
    let is_address = line.rsplit(' ').next().is_some_and(|word| word.contains("://"));
    let has_attributes = line.ends_with('}') && line.contains('{') && !is_review_mark && !is_address;
    let at = match (closes, has_attributes) {
        (true, _) => before_hashes.len(),
        (_, true) => line.len() - 1,
        _ => return line.to_owned(),
    };
    format!("{}\\{}", &line[..at], &line[at..])
}
