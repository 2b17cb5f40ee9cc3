//! Blocks of `AsciiDoc` between two equal lines, below a line in brackets that takes them aside: `[comment]`, `--`.

use crate::brief::readers::attributes::private_class;
use crate::brief::readers::section_text::begins_heading;

/// The lines that end blocks, as long as they may be; an open block has two hyphens, the others four signs or more.
const RULES: [&str; 6] = [
    "\n================================================================================",
    "\n--------------------------------------------------------------------------------",
    "\n********************************************************************************",
    "\n________________________________________________________________________________",
    "\n................................................................................",
    "\n++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++++",
];
const TABLE: &str = "\n|===";

/// A block that is taken aside by name: the length of what begins it, and the line that ends it.
pub(super) fn named_block(text: &str) -> Option<(usize, &'static str)> {
    const MAX_BYTES: usize = 200;
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    let (name, behind) = near.strip_prefix('[')?.split_once(']')?;
    let (gap, rest) = behind.split_once('\n')?;
    let line = rest.split('\n').next()?.trim_end();
    let close = closing_rule(line.trim_start_matches(is_margin))?;
    let open = near.len() - rest.len() + line.len();
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    let is_taken = gap.trim().is_empty() && !name.contains('\n');
    (is_taken && words.any(|word| private_class(word).is_some())).then_some((open, close))
}

/// The line that ends what a line begins, with the break before it.
fn closing_rule(line: &str) -> Option<&'static str> {
    if line == &TABLE[1..] {
        return Some(TABLE);
    }
    let rule = RULES.into_iter().find(|rule| line.len() > 1 && rule[1..].starts_with(line))?;
    (line.len() >= 4 || line == "--").then(|| &rule[..=line.len()])
}

/// Whether the mark is the line that ends a block which was taken aside by name, and which is kept without its end too.
pub(in crate::brief) fn ends_block(mark: &str) -> bool {
    mark == TABLE || RULES.iter().any(|rule| mark.len() > 1 && rule.starts_with(mark))
}

/// The next line of nothing but a mark, if there is one before the next heading: where the break before it stands, and
/// where it ends. What sets it in, as in a quotation, is no part of it.
pub(super) fn closing_line(rest: &str, mark: &str) -> Option<(usize, usize)> {
    for (at, _) in rest.match_indices('\n') {
        let below = &rest[at + 1..];
        let line = below.split('\n').next().unwrap_or("").trim_end();
        if line.trim_start_matches(is_margin).eq_ignore_ascii_case(mark.trim_start()) {
            return Some((at, at + 1 + line.len()));
        }
        if begins_heading(below) {
            return None;
        }
    }
    None
}

fn is_margin(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>')
}
