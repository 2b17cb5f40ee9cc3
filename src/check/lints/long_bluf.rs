//! Bottom lines that are too long to be one.

use crate::brief::{Block, measure_blocks};
use crate::check::{Lint, Subject};
use crate::text::{Diagnostic, Severity, message};

/// Four lines of a page in English.
const MAX_WORDS: usize = 70;
/// Four lines of a page in Japanese.
const MAX_CHARACTERS: usize = 160;

/// Finds bottom lines (`bluf`) of more than four lines.
///
/// The principal reads these lines in the car and perhaps no others. Four lines is what ministries allow them
/// (domain.md, part 2).
///
/// Example: a `> [!BLUF]` of two paragraphs.
pub const LINT: Lint = Lint {
    name: "long-bluf",
    summary: "a bottom line of more than four lines",
    severity: Severity::Info,
    run,
};

fn run(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (block, _) in subject.blocks() {
        let Block::Kinded(kinded) = block else { continue };
        if !matches!(&kinded.kind, crate::brief::KindRef::Known(kind) if kind.name == "bluf") {
            continue;
        }
        let measure = measure_blocks(&kinded.blocks, &subject.brief.front);
        let (amount, unit, max) = if subject.is_japanese() {
            (measure.characters, message!("characters", "字"), MAX_CHARACTERS)
        } else {
            (measure.words, message!("words", "語"), MAX_WORDS)
        };
        if amount > max {
            found.push(
                LINT.at(
                    kinded.marker_span,
                    message!(
                        "a bottom line of {amount} {unit} runs over four lines",
                        "要旨が {amount} {unit}あり、4 行を超えます",
                        unit
                    ),
                )
                .with_hint(message!(
                    "keep what is asked and why now, and move the rest below it",
                    "求めることと今である理由だけを残し、他は下に移してください"
                )),
            );
        }
    }
}
