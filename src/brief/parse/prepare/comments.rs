//! Comments whose marks an editor made typographic, and comments within comments.

use crate::text::{Edit, Span};

/// What begins or ends a comment.
#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    opens: bool,
    /// Whether it is typed as HTML has it.
    is_plain: bool,
}

/// Writes the marks of comments as HTML has them, and takes the end from comments within comments.
pub(super) fn read_comments(body: &str, edits: &mut Vec<Edit>) {
    if !body.contains(['<', '＜']) && !body.contains("&lt;") {
        return;
    }
    let marks = marks(body);
    let mut open: Vec<Mark> = Vec::new();
    let mut inner: Vec<Edit> = Vec::new();
    for (idx, &mark) in marks.iter().enumerate() {
        if mark.opens {
            if !mark.is_plain {
                edits.push(Edit::replace(mark.span, "<!--"));
            }
            open.push(mark);
            continue;
        }
        if open.is_empty() || (!mark.is_plain && is_arrow(body, &marks[idx + 1..], mark)) {
            continue;
        }
        open.pop();
        if open.is_empty() {
            edits.append(&mut inner);
            if !mark.is_plain {
                edits.push(Edit::replace(mark.span, "-->"));
            }
        } else {
            inner.push(Edit::replace(mark.span, "-- >"));
        }
    }
}

/// Whether a typographic mark is no end but an arrow: the comment has an end of its own further on.
fn is_arrow(body: &str, rest: &[Mark], mark: Mark) -> bool {
    // Of several on one line the last is meant.
    rest.first().is_some_and(|next| {
        let is_on_line = || !body[mark.span.end..next.span.start].contains('\n');
        !next.opens && (next.is_plain || is_on_line())
    })
}

fn marks(body: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, c) in body.char_indices() {
        match c {
            '<' | '＜' => marks.extend(opening(body, at, c.len_utf8())),
            '&' if body[at..].starts_with("&lt;") => marks.extend(opening(body, at, 4)),
            '>' | '＞' => marks.extend(closing(body, at, c.len_utf8())),
            '&' if body[at..].starts_with("&gt;") => marks.extend(closing(body, at, 4)),
            _ => {}
        }
    }
    marks
}

fn opening(body: &str, at: usize, n_bracket: usize) -> Option<Mark> {
    let rest = &body[at + n_bracket..];
    let after_blank = rest.strip_prefix(' ').unwrap_or(rest);
    let bang = after_blank.chars().next().filter(|c| matches!(c, '!' | '！'))?;
    let after = &after_blank[bang.len_utf8()..];
    let n_dashes = after.len() - after.trim_start_matches(is_dash).len();
    let dashes = &after[..n_dashes];
    let is_plain = rest.starts_with("!--") && body[at..].starts_with('<');
    // One hyphen is none of theirs: `<!-x>` may be anything.
    if n_dashes == 0 || dashes == "-" || (is_plain && body[..at].ends_with('\\')) {
        return None;
    }
    let end = if is_plain { at + 4 } else { at + n_bracket + (rest.len() - after.len()) + n_dashes };
    Some(Mark { span: Span::new(at, end), opens: true, is_plain })
}

fn closing(body: &str, at: usize, n_bracket: usize) -> Option<Mark> {
    let before = &body[..at];
    let dashes = &before[before.trim_end_matches(is_dash).len()..];
    if dashes.is_empty() || dashes == "-" {
        return None;
    }
    let is_plain = dashes.ends_with("--") && body[at..].starts_with('>');
    let start = if is_plain { at - 2 } else { at - dashes.len() };
    Some(Mark { span: Span::new(start, at + n_bracket), opens: false, is_plain })
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse::prepare::Prepared;

    fn prepared(body: &str) -> String {
        let mut edits = Vec::new();
        read_comments(body, &mut edits);
        edits.sort_by_key(|edit| edit.span.start);
        Prepared::new(body, &edits).text.into_owned()
    }

    #[test]
    fn typographic_marks_are_read() {
        assert_eq!(prepared("a <!— b —> c <!– d –> e"), "a <!-- b --> c <!-- d --> e");
        assert_eq!(prepared("<!-- a —>\n\nb"), "<!-- a -->\n\nb");
        assert_eq!(prepared("＜！－－ a －－＞ b"), "<!-- a --> b");
        assert_eq!(prepared("<!-- Tokyo —> Washington --> b"), "<!-- Tokyo —> Washington --> b");
        assert_eq!(prepared("a -> b <c> — > d"), "a -> b <c> — > d");
    }

    #[test]
    fn a_comment_in_a_comment_ends_at_the_outer_end() {
        assert_eq!(prepared("<!-- a <!-- b --> c --> d"), "<!-- a <!-- b -- > c --> d");
        assert_eq!(prepared("<!-- a <!-- b --> c"), "<!-- a <!-- b --> c");
    }
}
