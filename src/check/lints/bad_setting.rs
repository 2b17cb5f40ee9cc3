//! Settings in braces that nobody understands.

use crate::brief::{Block, SlideLayout, setting, us_state};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, Span, message, nearest};

/// Finds `{state=…}` that names no state, and `{layout=…}` that names no layout.
///
/// Text for a state that nobody knows is in no copy for any state, and its author waits for it in vain; a slide whose
/// layout is misspelt looks as it would have looked without.
///
/// Example: `## Ohio's plants {state=Ohoi}`.
pub const LINT: Lint = Lint {
    name: "bad-setting",
    summary: "a setting in braces that names no state or layout",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    look_for_states(subject, found);
    for (block, _) in subject.blocks() {
        let Block::Heading(heading) = block else { continue };
        let said = heading.attributes.as_deref().and_then(|words| setting(words, "layout"));
        let Some(said) = said.filter(|said| SlideLayout::named(said).is_none()) else { continue };
        let names: Vec<&str> = SlideLayout::ALL.iter().map(|(name, _)| *name).collect();
        let at = heading.span.slice(subject.text).find(said).unwrap_or(0);
        let span = Span::new(heading.span.start + at, heading.span.start + at + said.len());
        let near = nearest(said, names.iter().copied());
        let listed = names.join(", ");
        let mut finding = LINT
            .at(span, message!("no layout is called {said}", "{said} というレイアウトはありません"))
            .with_hint(message!("the layouts are {listed}", "使えるレイアウトは {listed} です"));
        if let Some(near) = near {
            finding = finding.with_fix(
                message!("Write {near}", "{near} と書く"),
                vec![crate::text::Edit::replace(span, near)],
            );
        }
        found.push(finding);
    }
}

/// States are looked for in the text itself, since braces stand behind headings, points, sentences and fences.
fn look_for_states(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    const KEY: &str = "state=";
    for (at, _) in subject.text.match_indices(KEY) {
        let before = &subject.text[..at];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let opens = before[line..].rfind('{').map(|at| line + at);
        let is_in_braces = opens.is_some_and(|open| !before[open..].contains('}'));
        let is_code = subject.blocks().any(|(block, _)| {
            matches!(block, Block::Code(_) | Block::Chart(_) | Block::Comment(_))
                && block.span().start <= at
                && at < block.span().end
        });
        if !is_in_braces || is_code || opens.is_some_and(|open| before[..open].ends_with('`')) {
            continue;
        }
        let start = at + KEY.len();
        let rest = &subject.text[start..];
        let len = rest.find(['}', ' ', '\t', '\n']).unwrap_or(rest.len());
        let mut name_start = start;
        for name in rest[..len].split(',') {
            let bare = name.trim_matches(['"', '\'']);
            if us_state(bare).is_none() {
                let span = Span::new(name_start, name_start + name.len());
                let hint = message!(
                    "write a postal code such as OH, or several as in OH,KY",
                    "OH のような州の略号で書き、複数の場合は OH,KY と書いてください"
                );
                found.push(
                    LINT.at(span, message!("no state is called {bare}", "{bare} という州はありません"))
                        .with_hint(hint),
                );
            }
            name_start += name.len() + 1;
        }
    }
}
