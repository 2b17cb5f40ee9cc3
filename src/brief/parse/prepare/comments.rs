//! Comments whose marks an editor made typographic, and comments within comments.

use crate::brief::readers::comment::{html_closing, html_opening, parts_paragraphs};
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
    // Of several in one paragraph the last is meant.
    rest.first().is_some_and(|next| {
        let is_near = || !parts_paragraphs(&body[mark.span.end..next.span.start]);
        !next.opens && (next.is_plain || is_near())
    })
}

fn marks(body: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, c) in body.char_indices() {
        match c {
            '<' | '＜' => marks.extend(opening(body, at)),
            '&' if body[at..].starts_with("&lt;") => marks.extend(opening(body, at)),
            '>' | '＞' => marks.extend(closing(body, at, c.len_utf8())),
            '&' if body[at..].starts_with("&gt;") => marks.extend(closing(body, at, 4)),
            _ => {}
        }
    }
    marks
}

fn opening(body: &str, at: usize) -> Option<Mark> {
    let (len, is_plain) = html_opening(&body[at..])?;
    let is_escaped = is_plain && body[..at].ends_with('\\');
    (!is_escaped).then_some(Mark { span: Span::new(at, at + len), opens: true, is_plain })
}

fn closing(body: &str, at: usize, n_bracket: usize) -> Option<Mark> {
    let (start, end, is_plain) = html_closing(body, at, n_bracket)?;
    Some(Mark { span: Span::new(start, end), opens: false, is_plain })
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
        assert_eq!(prepared("<!— メニュー> の\nb —> c"), "<!-- メニュー> の\nb --> c");
        assert_eq!(prepared("<!— a —> b\n\nTokyo —> Seoul"), "<!-- a --> b\n\nTokyo —> Seoul");
        assert_eq!(prepared("a -> b <c> — > d"), "a -> b <c> — > d");
    }

    #[test]
    fn a_comment_in_a_comment_ends_at_the_outer_end() {
        assert_eq!(prepared("<!-- a <!-- b --> c --> d"), "<!-- a <!-- b -- > c --> d");
        assert_eq!(prepared("<!-- a <!-- b --> c"), "<!-- a <!-- b --> c");
    }
}
