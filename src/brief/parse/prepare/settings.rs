//! The settings of one slide between two rules, as Slidev has them.

use crate::brief::parse::prepare::Changes;
use crate::text::{Diagnostic, Edit, Severity, Span, message};

/// Keys by which a few lines between two rules are the settings of one slide in Slidev.
const SLIDE_KEYS: [&str; 31] = [
    "layout",
    "class",
    "background",
    "transition",
    "clicks",
    "src",
    "image",
    "level",
    "hide",
    "hideInToc",
    "hidden",
    "visible",
    "visibility",
    "published",
    "exclude",
    "skip",
    "private",
    "unlisted",
    "show",
    "routeAlias",
    "preload",
    "zoom",
    "disabled",
    "dragPos",
    "clicksStart",
    "color",
    "backgroundSize",
    "theme",
    "highlighter",
    "lineNumbers",
    "drawings",
];

/// Turns the settings of one slide, between two rules, into a comment.
pub(super) fn read_settings(body: &str, start: usize, rest: &str, changes: &mut Changes) {
    if rest.trim() != "---" {
        return;
    }
    let Some(first_len) = body[start..].find('\n').map(|at| at + 1) else { return };
    let mut at = start + first_len;
    let yaml_start = at;
    let mut has_key = false;
    for line in body[at..].split_inclusive('\n').take(24) {
        let text = line.trim_end();
        if text == "---" {
            let end = Span::new(at, at + 3);
            if has_key {
                changes.edits.push(Edit::insert(yaml_start, "\n<!--"));
                changes.edits.push(Edit::replace(end, "-->"));
                let span = Span::new(yaml_start, at);
                changes.diagnostics.push(slide_settings(span));
            }
            return;
        }
        let is_more = text.starts_with([' ', '\t', '#', '-']) && has_key;
        let key = text.split_once(':').map(|(key, _)| key);
        let is_key =
            key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-'));
        if !is_key && !is_more {
            return;
        }
        has_key |= key.is_some_and(|key| SLIDE_KEYS.contains(&key));
        at += line.len();
    }
}

fn slide_settings(span: Span) -> Diagnostic {
    let message = message!(
        "these are the settings of one slide for another tool; they are kept as a comment",
        "他のツール用のスライド設定のため、コメントとして保持しています"
    );
    Diagnostic::new(Severity::Info, "slide-settings", span, message)
}
