//! Where front matter begins and ends, however its two lines of hyphens were typed.
//!
//! What stands between rules and is no YAML is text. What is front matter and never closed ends with its last key.

use crate::brief::front::keys::is_known_key;
use crate::brief::front::{FrontMatter, Share, parse_front};
use crate::brief::readers::comment::{Sort, end, opening};
use crate::brief::readers::kind::{is_gap, is_invisible};
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// Reads the front matter of a brief; returns where its text begins.
pub(in crate::brief) fn read_front(text: &str, diagnostics: &mut Vec<Diagnostic>) -> (FrontMatter, usize) {
    let bom_len = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let found = find_opening(text).and_then(|opening| {
        let yaml_start = line_end(text, opening.start);
        Some((opening, yaml_start, find_end(text, yaml_start)?))
    });
    let (mut front, body_start) = match found {
        Some((opening, yaml_start, end)) => {
            let yaml = &text[yaml_start..end.yaml];
            let front = parse_front(yaml, yaml_start, Span::new(0, end.whole), diagnostics);
            diagnostics.extend(odd_fences(text, opening, &end));
            (front, end.whole)
        }
        None => (FrontMatter::default(), bom_len),
    };
    if !front.has_key("share") && is_marked_elsewhere(text) {
        front.share = Share::Marked;
    }
    (front, body_start)
}

/// Whether a line near the top says that only what is marked is shared, and is no setting of ours: in TOML, in a list,
/// or below another key.
fn is_marked_elsewhere(text: &str) -> bool {
    const MAX_LINES: usize = 24;
    let is_said = |line: &str| {
        let bare = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '>' | '`' | ','));
        let Some((key, value)) = bare.split_once([':', '=']) else { return false };
        let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        key.trim_matches(|c: char| c.is_whitespace() || c == '"').eq_ignore_ascii_case("share")
            && value.eq_ignore_ascii_case("marked")
    };
    // What a block of code shows is an example.
    text.lines()
        .take(MAX_LINES)
        .take_while(|line| !line.trim_start_matches([' ', '\t', '-', '*', '>']).starts_with("```"))
        .any(is_said)
}

/// Where front matter ends.
struct End {
    /// Behind the last byte of YAML.
    yaml: usize,
    /// Behind all of it.
    whole: usize,
    /// The line of hyphens that closes it, if there is one.
    fence: Option<Span>,
}

/// How many lines of words may stand above front matter, where nothing else than front matter can be meant.
const MAX_LINES_ABOVE: usize = 3;

/// The line of hyphens that a text begins with; blank lines, comments and a few words that got there by a slip may
/// stand above it.
fn find_opening(text: &str) -> Option<Span> {
    let mut at = 0;
    let mut comment: Option<Sort> = None;
    let mut n_lines_above = 0;
    for line in text.split_inclusive('\n') {
        let bare = tidy(line);
        let begun = match comment {
            Some(sort) => Some((sort, 0)),
            None => opening(bare).filter(|(sort, _)| matches!(sort, Sort::Html | Sort::Percents)),
        };
        if let Some((sort, len)) = begun {
            comment = if end(&bare[len..], sort).is_none() { Some(sort) } else { None };
        } else if is_fence(bare) {
            let start = at + line.find(bare).unwrap_or(0);
            let is_meant = n_lines_above == 0 || holds_settings(&text[at + line.len()..]);
            return is_meant.then(|| Span::new(start, start + bare.len()));
        } else if !bare.is_empty() {
            n_lines_above += 1;
            if n_lines_above > MAX_LINES_ABOVE {
                return None;
            }
            // Typed into the line of hyphens itself: `x---`.
            if bare.ends_with("---") && holds_settings(&text[at + line.len()..]) {
                let end = at + line.find(bare).unwrap_or(0) + bare.len();
                return Some(Span::new(end - "---".len(), end));
            }
        }
        at += line.len();
    }
    None
}

/// Whether lines are settings of a brief and nothing else, up to a line of hyphens: words above them do not make text
/// of them, and least of all of the marking and of who shares what.
fn holds_settings(lines: &str) -> bool {
    const DECIDING: [&str; 2] = ["marking", "share"];
    let closing = lines.split_inclusive('\n').position(|line| is_fence(tidy(line)));
    let lines: Vec<&str> = lines.lines().take(closing.unwrap_or(0)).collect();
    let keys = || lines.iter().filter_map(|line| key_of(line)).filter(|key| is_known_key(key));
    let is_other = |line: &&str| {
        !tidy(line).is_empty()
            && key_of(line).is_none()
            && !is_more(line)
            && !tidy(line).starts_with(['#', '-', '}', ']'])
    };
    let decides = keys().any(|key| DECIDING.contains(&key.to_lowercase().as_str()));
    (decides || keys().nth(1).is_some()) && !lines.iter().any(is_other)
}

/// Where front matter ends that begins at `start`; nothing if what stands there is none.
fn find_end(text: &str, start: usize) -> Option<End> {
    let mut at = start;
    let mut last_key_end = None;
    let mut odd_line = None;
    let mut has_key_behind_odd_line = false;
    let mut has_blank_line = false;
    let mut is_value = false;
    for line in text[start..].split_inclusive('\n') {
        let bare = tidy(line);
        let line_end = at + line.len();
        let closes = is_fence(bare) || bare == "...";
        if closes {
            // A line that is no YAML is a slip among keys, or text that stands apart from them.
            let whole =
                odd_line.is_none() || has_key_behind_odd_line || (last_key_end.is_some() && !has_blank_line);
            let fence = Span::new(at + line.find(bare).unwrap_or(0), at + line.trim_end().len());
            if whole && (last_key_end.is_some() || has_key_behind_odd_line || is_map(&text[start..at])) {
                return Some(End { yaml: at, whole: line_end, fence: Some(fence) });
            }
            break;
        }
        let key = key_of(line);
        let is_known = key.is_some_and(is_known_key);
        if is_known {
            has_key_behind_odd_line |= odd_line.is_some();
            if odd_line.is_none() {
                last_key_end = Some(line_end);
            }
            is_value = true;
        } else if key.is_some() || is_more(line) || (bare.starts_with(['-', '}', ']']) && is_value) {
            // Further keys and the lines of a value belong to what stands above them.
            if odd_line.is_none() && is_value && !bare.is_empty() {
                last_key_end = last_key_end.map(|_| line_end);
            }
        } else if !bare.is_empty() && !bare.starts_with('#') {
            odd_line = odd_line.or(Some(at));
        }
        has_blank_line |= bare.is_empty() && odd_line.is_none();
        at = line_end;
    }
    // Never closed, or closed by a rule further down that is not its own.
    let end = last_key_end?;
    Some(End { yaml: end, whole: end, fence: None })
}

/// Whether a line goes on with the value above it.
fn is_more(line: &str) -> bool {
    line.starts_with([' ', '\t']) && !line.trim().is_empty()
}

/// Whether a text is a mapping in YAML, or nothing at all.
fn is_map(yaml: &str) -> bool {
    let is_map = serde_saphyr::from_str::<serde_json::Map<String, serde_json::Value>>(yaml).is_ok();
    // A heading is a comment in YAML.
    let is_text = yaml.lines().any(|line| line.starts_with('#'));
    yaml.trim().is_empty() || (is_map && !is_text)
}

/// The key that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once([':', '：'])?;
    let key = key.trim_start_matches(is_invisible);
    let bare = key.trim_end().trim_matches(['"', '\'']);
    let is_word =
        !bare.is_empty() && bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let is_apart = rest.is_empty()
        || rest.starts_with([' ', '\t', '\n', '\r', '\u{3000}', '\u{a0}'])
        || is_known_key(bare);
    (is_word && is_apart && !key.starts_with([' ', '\t'])).then_some(bare)
}

/// A line without the blanks and invisible characters around it.
fn tidy(line: &str) -> &str {
    line.trim_matches(is_gap)
}

/// Whether a line is one of the two that stand around front matter: three hyphens, or dashes an editor made of them.
fn is_fence(line: &str) -> bool {
    let width = line.chars().map(|c| match c {
        '-' => Some(1),
        // Editors make one long dash of three hyphens.
        '\u{2014}' | '\u{2015}' => Some(3),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | 'ー' => Some(2),
        _ => None,
    });
    let width: Option<usize> = width.sum();
    width.is_some_and(|width| width >= 3)
}

fn line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |at| start + at + 1)
}

/// Says that front matter is never closed, or that its lines of hyphens are typed in another way.
fn odd_fences(text: &str, opening: Span, end: &End) -> Option<Diagnostic> {
    let Some(closing) = end.fence else {
        let message = message!(
            "the front matter is never closed, so it ends with its last key",
            "冒頭の設定が閉じられていないため、最後の項目までを設定とみなします"
        );
        let gap = if text[..end.whole].ends_with('\n') { "" } else { "\n" };
        let hint = message!(
            "put a line of three hyphens below its last key",
            "最後の項目の下に、ハイフン 3 個の行を置いてください"
        );
        return Some(
            Diagnostic::new(
                Severity::Warning,
                "unclosed-front-matter",
                Span::new(opening.start, end.whole),
                message,
            )
            .with_hint(hint)
            .with_fix(message!("Close it", "閉じる"), vec![Edit::insert(end.whole, format!("{gap}---\n"))]),
        );
    };
    let is_odd = |span: Span| !matches!(span.slice(text), "---" | "...");
    let line_start = text[..opening.start].rfind('\n').map_or(0, |at| at + 1);
    let is_below = opening.start > 0 && !(line_start == 0 && &text[..opening.start] == "\u{feff}");
    if !is_odd(opening) && !is_odd(closing) && !is_below {
        return None;
    }
    let before = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut edits = vec![Edit::replace(Span::new(before.min(line_start), opening.end), "---")];
    let above = text[before.min(line_start)..opening.start].trim();
    if !above.is_empty() {
        // What stands above goes below.
        edits.push(Edit::insert(end.whole, format!("{above}\n\n")));
    }
    if is_odd(closing) {
        edits.push(Edit::replace(closing, "---"));
    }
    if above.chars().any(char::is_alphanumeric) && crate::brief::readers::comment::opening(above).is_none() {
        let words = Span::new(before.min(line_start), opening.end);
        return Some(words_above(words, edits));
    }
    let message = message!("this is read as front matter", "冒頭の設定として読み取っています");
    Some(
        Diagnostic::new(Severity::Info, "odd-front-matter", opening, message)
            .with_hint(message!(
                "begin the text with a line of three hyphens, and close it with another",
                "本文の先頭をハイフン 3 個の行で始め、同じ行で閉じてください"
            ))
            .with_fix(message!("Write three hyphens", "ハイフン 3 個で書く"), edits),
    )
}

/// Says that words stand where they are neither settings nor text.
fn words_above(words: Span, edits: Vec<Edit>) -> Diagnostic {
    let message = message!(
        "these words stand above the front matter, so they are in no copy",
        "冒頭の設定より上に書かれているため、この部分はどの配布先にも出ません"
    );
    Diagnostic::new(Severity::Warning, "odd-front-matter", words, message)
        .with_hint(message!("write them below it", "設定の下に書いてください"))
        .with_fix(message!("Move them below it", "設定の下に移す"), edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Share;

    fn read(text: &str) -> (FrontMatter, usize) {
        read_front(text, &mut Vec::new())
    }

    #[test]
    fn front_matter_is_found_however_its_fences_are_typed() {
        for text in [
            "---\nshare: marked\n---\nx",
            "\n\n---\nshare: marked\n---\nx",
            "\u{feff}---\nshare: marked\n---\nx",
            "\u{200b}---\nshare: marked\n---\nx",
            "<!-- a comment -->\n---\nshare: marked\n---\nx",
            "—-\nshare: marked\n—-\nx",
            "———\nShare: Marked\n———\nx",
            "----\nshare: marked\n ---\nx",
            "---\r\nSHARE: marked\r\n---\r\nx",
            "y---\nshare: marked\n---\nx",
            "y\n---\nshare: marked\n---\nx",
            "# Title\n\n// draft 3\n\n---\nmarking: { scheme: uk }\nshare: marked\n---\nx",
        ] {
            let (front, end) = read(text);
            assert_eq!(front.share, Share::Marked, "{text:?}");
            assert_eq!(&text[end..], "x", "{text:?}");
        }
    }

    #[test]
    fn what_is_never_closed_ends_with_its_keys() {
        let text = "---\ntitle: A\nshare: marked\n\n## B\n\nwords\n\n---\n\nmore\n";
        let (front, end) = read(text);
        assert_eq!((front.share, front.title.as_deref()), (Share::Marked, Some("A")));
        assert!(text[end..].trim_start().starts_with("## B"));
        let (front, _) = read("---\ntitle A\nshare: marked\n---\n");
        assert_eq!(front.share, Share::Marked);
    }

    #[test]
    fn text_between_rules_is_text() {
        for text in [
            "---\n\n# A\n\nwords\n\n---\n\nb",
            "---\nA sentence.\n---\nb",
            "---\n## A\n---\nb",
            "--\nshare: marked\n",
            "# A\n\n---\n\nDate: 5 March\n\n---\nb",
            "# A\n\n---\ntitle: A\nThis is text.\nshare: marked\n---\nb",
            "a\nb\nc\nd\n---\nshare: marked\n---\nb",
        ] {
            let (front, end) = read(text);
            assert_eq!((front.span.is_empty(), end), (true, 0), "{text:?}");
        }
    }
}
