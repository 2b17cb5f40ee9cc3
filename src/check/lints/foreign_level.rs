//! Portion marks of a scheme other than the brief's.

use std::collections::BTreeSet;

use crate::brief::{Level, Scheme, schemes};
use crate::check::{Lint, Run, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Finds portion marks that name a level of another scheme than the one the brief is marked in, each once.
///
/// Whoever handles the paper goes by one scheme. A level of another cannot be compared with its banner, so nobody knows
/// whether the banner is high enough; text so marked stays with us where the other scheme says so.
///
/// Example: `- (TLP:AMBER) Two of them were named.` in a brief marked in the scheme `uk`.
pub const LINT: Lint = Lint {
    name: "foreign-level",
    summary: "a mark of another scheme than the brief’s",
    severity: Severity::Warning,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let scheme = subject.scheme();
    if scheme.levels.is_empty() {
        return;
    }
    let mut told = BTreeSet::new();
    let title = subject.title_mark().map(|mark| (mark, subject.value_span("title")));
    for (mark, span) in title.into_iter().chain(subject.runs.iter().filter_map(Run::portion)) {
        let Some((other, level)) = foreign(scheme, mark).filter(|_| told.insert(mark)) else { continue };
        let (level, other, own) = (&level.banner, &other.name, &scheme.name);
        let listed: Vec<&str> = scheme.levels.iter().map(|level| level.banner.as_str()).collect();
        let listed = listed.join(", ");
        found.push(
            LINT.at(
                span,
                message!(
                    "{level} is a level of the scheme {other}, and this brief is marked in {own}",
                    "{level} は方式 {other} の取扱区分ですが、この資料の方式は {own} です"
                ),
            )
            .with_hint(message!("use one of {listed}", "{listed} のいずれかにしてください")),
        );
    }
}

/// The level of another scheme that a mark names, where its own has none.
fn foreign(scheme: &Scheme, mark: &str) -> Option<(&'static Scheme, &'static Level)> {
    if scheme.rank(mark).is_some() {
        return None;
    }
    schemes().iter().find_map(|other| Some((other, &other.levels[other.rank(mark)?])))
}
