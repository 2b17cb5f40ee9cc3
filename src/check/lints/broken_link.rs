//! Links that lead nowhere.

use std::collections::HashSet;

use crate::brief::{AnchorNames, Block, Inline, InlineContent, inline_text, linked_anchor, own_anchor};
use crate::check::{Lint, RunOwner, Subject};
use crate::text::{Diagnostic, Edit, Message, Severity, Span, message};

/// Finds links without an address, to files that are not there, to headings that do not exist, and of schemes that
/// no reader can follow.
///
/// A reader who follows a dead link doubts the paper. Links other than `http`, `https` and `mailto` are taken off
/// every copy, so the words stay and lead nowhere.
///
/// Example: `[the treaty](treaty.pdf)` where no such file lies beside the brief.
pub const LINT: Lint =
    Lint { name: "broken-link", summary: "a link that leads nowhere", severity: Severity::Warning, run };

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut anchors: Option<HashSet<String>> = None;
    for inline in subject.inlines() {
        let InlineContent::Link { dest, .. } = &inline.content else { continue };
        let span = dest_span(inline, dest, subject.text);
        let target = Target::of(dest);
        let leads = match &target {
            Target::Outside => true,
            Target::Heading(name) => anchors.get_or_insert_with(|| anchors_of(subject)).contains(name),
            Target::File => subject.context.assets.linked.contains(dest),
            Target::Nothing | Target::Scheme(_) | Target::Bare => false,
        };
        let place = if matches!(target, Target::Nothing) { inline.span } else { span };
        let Some((message, hint)) = words_about(&target, dest).filter(|_| !leads) else { continue };
        let diagnostic = LINT.at(place, message).with_hint(hint);
        found.push(if matches!(target, Target::Bare) {
            let title = message!("Put https:// before it", "先頭に https:// を付ける");
            diagnostic.with_fix(title, vec![Edit::insert(span.start, "https://")])
        } else {
            diagnostic
        });
    }
}

/// What is said of a link that leads nowhere, and what to do; nothing of one that leaves the brief.
fn words_about(target: &Target<'_>, dest: &str) -> Option<(Message, Message)> {
    Some(match target {
        Target::Outside => return None,
        Target::Nothing => (
            message!("this link has no address", "このリンクには宛先がありません"),
            message!(
                "write the address between the round brackets, or take the brackets away",
                "丸括弧の中に宛先を書くか、括弧を取り除いてください"
            ),
        ),
        Target::Heading(name) => (
            message!("no heading here is called {name}", "{name} に当たる見出しがありません"),
            message!(
                "write the heading in small letters, with hyphens for blanks",
                "見出しを小文字で、空白をハイフンにして書いてください"
            ),
        ),
        Target::Scheme(scheme) => (
            message!(
                "links of the form {scheme}: are taken off every copy",
                "{scheme}: で始まるリンクは、どの写しからも除かれます"
            ),
            message!(
                "use https, http or mailto, or cite a fact with fact:",
                "https、http、mailto を使うか、fact: で基礎データを引用してください"
            ),
        ),
        Target::Bare => (
            message!(
                "{dest} is read as a file beside the brief",
                "{dest} は資料と同じフォルダーのファイルとして扱われます"
            ),
            message!("begin the address with https://", "宛先を https:// で始めてください"),
        ),
        Target::File => (
            message!(
                "there is no file {dest} beside the brief",
                "資料のフォルダーにファイル {dest} がありません"
            ),
            message!(
                "check the name, or copy the file into the folder of the brief",
                "名前を確認するか、資料のフォルダーにファイルを入れてください"
            ),
        ),
    })
}

/// What a link leads to.
enum Target<'d> {
    Nothing,
    Outside,
    /// The name of a heading.
    Heading(String),
    Scheme(&'d str),
    /// An address on the network without its scheme.
    Bare,
    File,
}

impl<'d> Target<'d> {
    fn of(dest: &'d str) -> Self {
        if dest.trim().is_empty() || dest == "#" {
            return Self::Nothing;
        }
        if let Some(name) = linked_anchor(dest) {
            return Self::Heading(name);
        }
        let scheme = dest.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        });
        match scheme {
            Some(scheme) if matches!(scheme.to_lowercase().as_str(), "http" | "https" | "mailto") => {
                Self::Outside
            }
            // A host with its port has dots, which no scheme in use has.
            Some(scheme) if !scheme.contains('.') => Self::Scheme(scheme),
            _ if dest.starts_with("www.") || dest.starts_with("//") => Self::Bare,
            _ => Self::File,
        }
    }
}

fn dest_span(inline: &Inline, dest: &str, text: &str) -> Span {
    let found = inline.span.slice(text).rfind(dest).filter(|_| !dest.is_empty());
    found.map_or(inline.span, |at| Span::new(inline.span.start + at, inline.span.start + at + dest.len()))
}

/// The names by which headings can be linked to.
fn anchors_of(subject: &Subject<'_>) -> HashSet<String> {
    let mut names = AnchorNames::default();
    let headings = subject.runs.iter().filter(|run| run.owner == RunOwner::Heading);
    let mut anchors: HashSet<String> = headings.map(|run| names.name(&inline_text(run.inlines))).collect();
    anchors.extend(subject.blocks().filter_map(|(block, _)| match block {
        Block::Heading(heading) => own_anchor(heading),
        _ => None,
    }));
    anchors
}
