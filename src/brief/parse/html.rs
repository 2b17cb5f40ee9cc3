//! Raw HTML: the few tags that are understood, comments, and what the rest may hide.

use crate::brief::parse::portion::MAX_MARKS;
use crate::brief::parse::split::{split_at, word_spans, wrap};
use crate::brief::readers::attributes::{attributes, private_class};
use crate::brief::readers::kind::KindRef;
use crate::brief::{Block, Inline, InlineContent, Raw, Scope, TextStyle, inline_text};
use crate::text::Span;

/// Whether a line is nothing but one tag that is understood, so that it stands among words.
pub(super) fn is_inline_tag(line: &str) -> bool {
    let is_one = line.ends_with('>') && line.matches('<').count() == 1;
    is_one && tag_name(line).is_some_and(|name| is_known(&name))
}

/// The name of a tag in small letters, without its slash.
fn tag_name(tag: &str) -> Option<String> {
    let inner = tag.strip_prefix('<')?.trim_start_matches('/');
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    (end > 0).then(|| inner[..end].to_ascii_lowercase())
}

fn style_named(name: &str) -> Option<TextStyle> {
    match name {
        "sub" => Some(TextStyle::Subscript),
        "sup" => Some(TextStyle::Superscript),
        "u" => Some(TextStyle::Underline),
        "mark" => Some(TextStyle::Highlight),
        "kbd" => Some(TextStyle::Key),
        _ => None,
    }
}

/// Whether a tag belongs to those that are understood.
fn is_known(name: &str) -> bool {
    style_named(name).is_some() || matches!(name, "br" | "ruby" | "rt" | "rp" | "rb")
}

/// Whether a tag holds nothing.
fn is_void(name: &str) -> bool {
    const NAMES: [&str; 13] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ];
    NAMES.contains(&name)
}

/// The words of raw HTML without its tags.
pub(super) fn words_of_html(html: &str) -> String {
    let mut words = String::new();
    let mut end = 0;
    for tag in tag_spans(html) {
        words.push_str(&html[end..tag.start]);
        end = tag.end;
    }
    words.push_str(&html[end..]);
    words.trim().to_owned()
}

/// The tags in raw HTML, in their order; an angle within a quoted value ends none.
fn tag_spans(html: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + html.get(from..)?.find('<')?;
        from = start + tag_len(&html[start..]);
        Some(Span::new(start, from))
    })
}

/// The length of the tag that some HTML begins with.
fn tag_len(html: &str) -> usize {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            // A quotation mark that nothing closes is none.
            (None, '"' | '\'') if html[at + 1..].contains(c) => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    html.find('>').map_or(html.len(), |at| at + 1)
}

/// Whether a tag says by its name, class or style that what it holds is not for everybody.
pub(super) fn hides(tag: &str) -> bool {
    if tag.starts_with("</") || tag.ends_with("/>") {
        return false;
    }
    let Some(name) = tag_name(tag) else { return false };
    if matches!(name.as_str(), "aside" | "template" | "noscript") || private_class(&name).is_some() {
        return true;
    }
    let inner = tag[1 + name.len()..].trim_end_matches('>');
    attributes(inner).iter().any(|attribute| match &attribute.value {
        None => private_class(&attribute.name).is_some(),
        Some(style) if attribute.name.eq_ignore_ascii_case("style") => hides_by_style(style),
        Some(value) => {
            let named = attribute.name.to_ascii_lowercase();
            let is_class =
                matches!(named.as_str(), "class" | "id" | "role" | "name") || named.starts_with("data-");
            // `hidden="hidden"`, `hidden=""`
            private_class(&named).is_some()
                || (is_class && value.split_whitespace().any(|class| private_class(class).is_some()))
        }
    })
}

/// Whether a style makes what it is for unseen.
fn hides_by_style(style: &str) -> bool {
    let style: String = style.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    style.split(';').any(|rule| {
        matches!(
            rule.trim_end_matches("!important"),
            "display:none"
                | "visibility:hidden"
                | "visibility:collapse"
                | "opacity:0"
                | "font-size:0"
                | "font-size:0px"
        )
    })
}

/// The tag that a piece of raw HTML opens and does not end, so that what follows stands in it: its name, and whether
/// it hides what it holds even if it never ends. One that hides counts before one that does not.
pub(super) fn open_tag(html: &str) -> Option<(String, bool)> {
    let mut open: Vec<(String, bool)> = Vec::new();
    for span in tag_spans(html) {
        let tag = span.slice(html);
        let Some((name, is_opening)) = holding(tag) else { continue };
        if is_opening {
            open.push((name, hides(tag)));
        } else if let Some(at) = open.iter().rposition(|(opened, _)| *opened == name) {
            open.truncate(at);
        }
    }
    let at = open.iter().position(|(_, hides)| *hides).unwrap_or(0);
    open.into_iter().nth(at)
}

/// Whether a piece of raw HTML begins with a tag that hides what it holds.
pub(super) fn begins_hidden(html: &str) -> bool {
    tag_spans(html).next().is_some_and(|span| hides(span.slice(html)))
}

/// The name of a tag that holds something, and whether it opens.
fn holding(tag: &str) -> Option<(String, bool)> {
    let name = tag_name(tag).filter(|name| !is_known(name) && !is_void(name))?;
    (!tag.ends_with("/>")).then(|| (name, !tag.starts_with("</")))
}

/// The tags of raw HTML that hold something: the name of each, and whether it opens.
pub(super) fn tags(html: &str) -> impl Iterator<Item = (String, bool)> {
    tag_spans(html).filter_map(|span| holding(span.slice(html)))
}

/// Gives the tags that are understood their meaning, and makes private what others say is so.
pub(super) fn read_tags(text: &str, inlines: &mut Vec<Inline>) {
    let mut idx = 0;
    let mut n_wrapped = 0;
    while idx < inlines.len() {
        let InlineContent::Html(tag) = &inlines[idx].content else {
            if let Some(children) = inlines[idx].content.children_mut() {
                read_tags(text, children);
            }
            idx += 1;
            continue;
        };
        let tag = tag.clone();
        let name = tag_name(&tag).unwrap_or_default();
        if name == "br" {
            inlines[idx].content = InlineContent::HardBreak;
        } else if !tag.starts_with("</") {
            let style = style_named(&name).filter(|_| !hides(&tag));
            let may_hide = style.is_none() && !is_void(&name);
            let is_pair = (style.is_some() || may_hide) && !tag.ends_with("/>");
            n_wrapped += usize::from(is_pair);
            if is_pair && n_wrapped <= MAX_MARKS {
                wrap_tag(text, inlines, idx, &name, style);
            } else if is_pair && hides(&tag) {
                // Each pair takes a walk over the run, so after many all that follows is private.
                hide_rest(inlines, idx, name);
            }
        }
        idx += 1;
    }
}

/// Wraps what stands between a tag and its end; a hiding tag without an end holds all the rest.
fn wrap_tag(text: &str, inlines: &mut Vec<Inline>, idx: usize, name: &str, style: Option<TextStyle>) {
    let open = inlines[idx].span;
    let mut depth = 0_usize;
    let mut close = None;
    for inline in &inlines[idx..] {
        let InlineContent::Html(tag) = &inline.content else { continue };
        if tag_name(tag).as_deref() != Some(name) || tag.ends_with("/>") {
            continue;
        }
        if tag.starts_with("</") {
            depth -= 1;
        } else {
            depth += 1;
        }
        if depth == 0 {
            close = Some(inline.span);
            break;
        }
    }
    let InlineContent::Html(tag) = &inlines[idx].content else { return };
    let is_hiding = hides(tag);
    if style.is_none() && !is_hiding && is_known(name) && name != "ruby" {
        return;
    }
    let end = inlines.last().map_or(open.end, |last| last.span.end);
    let Some(close) = close.or(is_hiding.then_some(Span::at(end))) else { return };
    let all = std::mem::take(inlines);
    *inlines = wrap(all, open, close, |children| match style {
        Some(style) => InlineContent::Styled { style, children },
        None if name == "ruby" && !is_hiding => ruby(children),
        None => InlineContent::Kinded { kind: KindRef::Unknown(name.to_owned()), children },
    });
    if let Some(wrapped) = inlines.iter_mut().find(|inline| inline.span.start == open.start) {
        wrapped.content.children_mut().into_iter().for_each(|children| read_tags(text, children));
    }
}

fn hide_rest(inlines: &mut Vec<Inline>, idx: usize, name: String) {
    let children = inlines.split_off(idx);
    let Some(span) = children.iter().map(|inline| inline.span).reduce(Span::join) else { return };
    inlines.push(Inline::new(InlineContent::Kinded { kind: KindRef::Unknown(name), children }, span));
}

/// `漢字<rt>かんじ</rt>` as words with their reading.
fn ruby(children: Vec<Inline>) -> InlineContent {
    let mut words = Vec::new();
    let mut reading = String::new();
    let mut part = "";
    for child in children {
        if let InlineContent::Html(tag) = &child.content {
            let is_end = tag.starts_with("</");
            part = match tag_name(tag).as_deref() {
                Some("rt") if !is_end => "rt",
                Some("rp") if !is_end => "rp",
                _ => "",
            };
            continue;
        }
        match part {
            "rt" => reading.push_str(&inline_text(std::slice::from_ref(&child))),
            "rp" => {}
            _ => words.push(child),
        }
    }
    InlineContent::Ruby { children: words, reading }
}

/// `{漢字|かんじ}` as words with their reading.
pub(super) fn read_ruby(text: &str, inlines: &mut Vec<Inline>) {
    let mut from = 0;
    for _ in 0..MAX_MARKS {
        let words = word_spans(inlines);
        let found = words.iter().filter(|span| span.end > from).find_map(|span| {
            let start = span.start.max(from);
            ruby_at(&text[start..span.end]).map(|(at, bar, end)| (start + at, start + bar, start + end))
        });
        let Some((start, bar, end)) = found else { return };
        let reading = text[bar + 1..end - 1].to_owned();
        let (mut out, rest) = split_at(std::mem::take(inlines), start);
        let (inside, after) = split_at(rest, end);
        let (_, inside) = split_at(inside, start + 1);
        let (children, _) = split_at(inside, bar);
        out.push(Inline::new(InlineContent::Ruby { children, reading }, Span::new(start, end)));
        out.extend(after);
        *inlines = out;
        from = end;
    }
}

fn ruby_at(words: &str) -> Option<(usize, usize, usize)> {
    words.match_indices('{').find_map(|(at, _)| {
        let end = words[at..].find('}').map(|end| at + end)?;
        let bar = words[at..end].find('|').map(|bar| at + bar)?;
        let (base, reading) = (&words[at + 1..bar], &words[bar + 1..end]);
        let is_base = base.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        let is_reading = !reading.is_empty()
            && reading.chars().all(|c| ('\u{3040}'..='\u{30ff}').contains(&c) || c == ' ' || c == '|');
        (is_base && is_reading).then_some((at, bar, end + 1))
    })
}

/// Takes raw HTML apart into comments, which are private, and the rest, which the principal sees as text.
///
/// Returns the place of a comment that never ends, too.
pub(super) fn html_blocks(html: &str, places: &[(usize, Span)]) -> (Vec<Block>, Option<Span>) {
    let raw = |text: String, span| Raw { text, span, scope: Scope::default() };
    let mut open_comment = None;
    let mut blocks = Vec::new();
    let mut start = 0;
    while start < html.len() {
        let comment_start = html[start..].find("<!--").map_or(html.len(), |at| start + at);
        let shown = html[start..comment_start].trim_end();
        if !shown.trim().is_empty() {
            let span = place_of((html, places), start, start + shown.len());
            blocks.push(Block::Html(raw(shown.to_owned(), span)));
        }
        if comment_start == html.len() {
            break;
        }
        let words_start = comment_start + 4;
        let end = html[comment_start..].find("-->").map(|at| comment_start + at + 3);
        let is_nested = end.is_some_and(|end| is_open_within(&html[words_start.min(end)..end]));
        if end.is_none() || is_nested {
            open_comment = Some(place_of((html, places), comment_start, words_start));
        }
        let end = end.unwrap_or(html.len());
        let words = html[words_start.min(end)..end].trim_end_matches("-->").to_owned();
        blocks.push(Block::Comment(raw(words, place_of((html, places), comment_start, end))));
        start = end;
    }
    (blocks, open_comment)
}

/// Whether a comment holds the beginning of another that it does not end: its own end is then not known.
pub(super) fn is_open_within(words: &str) -> bool {
    words.matches("<!--").count() > words.matches("-- >").count()
}

/// Where in the text a part of raw HTML stands, with the marks of the containers between its lines.
fn place_of((html, places): (&str, &[(usize, Span)]), start: usize, end: usize) -> Span {
    let piece = |idx: usize| {
        let (at, span) = places[idx];
        let next = places.get(idx + 1).map_or(html.len(), |(next, _)| *next);
        (at, span, next - at == span.len())
    };
    // Where a piece was changed as it was read, it stands as a whole.
    let (at, span, is_verbatim) = piece(places.partition_point(|(at, _)| *at <= start).saturating_sub(1));
    let from = if is_verbatim { span.start + (start - at) } else { span.start };
    let (at, span, is_verbatim) = piece(places.partition_point(|(at, _)| *at < end).saturating_sub(1));
    let to = if is_verbatim { (span.start + (end - at)).min(span.end) } else { span.end };
    Span::new(from, to.max(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_that_is_left_open_is_found() {
        let open = |html: &str| open_tag(html).map(|(name, hides)| format!("{name} {hides}"));
        assert_eq!(open("<div class=notes><div>x</div>").as_deref(), Some("div true"));
        assert_eq!(open("<div><p>x<div class='notes'>").as_deref(), Some("div true"));
        assert_eq!(open("<div>x</div><p title='>'>"), Some("p false".to_owned()));
        assert_eq!(open("<div>x</div><br><u>"), None);
    }

    #[test]
    fn tags_that_hide_are_known() {
        for tag in [
            "<aside class=\"notes\">",
            "<div class=red-line>",
            "<span class='private x'>",
            "<p hidden>",
            "<aside>",
            "<p style=\"visibility: hidden\">",
            "<p style='color:red; display : none'>",
            "<div class=\"presenter-notes\">",
            "<div title=\"a>b\" class=\"notes\">",
            "<u class=private>",
        ] {
            assert!(hides(tag), "{tag}");
        }
        for tag in [
            "<div align=\"center\">",
            "</aside>",
            "<b>",
            "<div class=\"wide\">",
            "<p style='overflow: hidden'>",
        ] {
            assert!(!hides(tag), "{tag}");
        }
    }
}
