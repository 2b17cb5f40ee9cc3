//! Running text of Office as that of a brief: runs that each say how they look, as marks around words.

use crate::brief::{Inline, InlineContent, KindRef, Readers, TextStyle};
use crate::text::{Span, turns_text};

/// What stands around some words, from the outside in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wrap {
    /// Nobody was to see them.
    Hidden,
    /// An open edit takes them out.
    Deleted,
    /// An open edit puts them in.
    Inserted,
    /// A comment is about them.
    Flagged,
    /// They lead somewhere.
    Link(String),
    Bold,
    Italic,
    Strike,
    Underline,
    Highlight,
    Subscript,
    Superscript,
    Key,
    Code,
}

impl Wrap {
    /// Whether it only says how words look, so that blanks at its edge need not be within.
    fn is_look(&self) -> bool {
        !matches!(self, Self::Hidden | Self::Deleted | Self::Inserted | Self::Link(_))
    }

    /// Whether it is written with signs that Markdown reads by what stands beside them.
    fn is_flanked(&self) -> bool {
        matches!(self, Self::Bold | Self::Italic | Self::Strike)
    }
}

/// What a run holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words.
    Text(String),
    /// A new line of the same paragraph.
    Break,
    /// Words, and how they are read.
    Ruby(String, String),
    /// A reference to a note.
    Note(String),
    /// What somebody remarked.
    Remark(String),
    /// A picture: where it is, and what it shows.
    Picture { dest: String, alt: String },
}

/// A piece of running text, with what stands around it in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub piece: Piece,
    pub wraps: Vec<Wrap>,
}

impl Run {
    /// Words with what stands around them, in any order.
    pub(super) fn new(piece: Piece, mut wraps: Vec<Wrap>) -> Self {
        wraps.sort();
        wraps.dedup();
        // What one reviewer put in and another took out again is in neither text.
        if wraps.contains(&Wrap::Deleted) && wraps.contains(&Wrap::Inserted) {
            wraps.retain(|wrap| !matches!(wrap, Wrap::Deleted | Wrap::Inserted | Wrap::Hidden));
            wraps.insert(0, Wrap::Hidden);
        }
        Self { piece, wraps }
    }

    /// Words alone.
    pub(super) fn plain(words: &str) -> Self {
        Self::new(Piece::Text(words.to_owned()), Vec::new())
    }

    /// Whether something stands in it that a reader sees.
    pub(super) fn says_something(&self) -> bool {
        match &self.piece {
            Piece::Text(words) => !words.trim().is_empty(),
            Piece::Break => false,
            Piece::Ruby(..) | Piece::Note(_) | Piece::Remark(_) | Piece::Picture { .. } => true,
        }
    }
}

/// The words of some runs, without remarks and what an edit takes out.
pub(super) fn plain_words(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in
        runs.iter().filter(|run| !run.wraps.iter().any(|it| matches!(it, Wrap::Deleted | Wrap::Hidden)))
    {
        match &run.piece {
            Piece::Text(words) | Piece::Ruby(words, _) => out.push_str(words),
            Piece::Break => out.push(' '),
            Piece::Note(_) | Piece::Remark(_) | Piece::Picture { .. } => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs as running text of a brief.
pub(super) fn inlines(runs: &[Run]) -> Vec<Inline> {
    let mut runs = merged(narrowed(parted(runs)));
    while runs.last().is_some_and(|run| run.piece == Piece::Break) {
        runs.pop();
    }
    grouped(&runs, 0)
}

/// A piece of running text that nothing stands behind.
pub(super) fn inline(content: InlineContent) -> Inline {
    Inline { content, span: Span::default(), readers: Readers::PRINCIPAL }
}

/// What sort of letters a part of a run holds, since marks are read by them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Blank,
    Signs,
    Words,
}

fn letters(c: char) -> Letters {
    if c.is_whitespace() {
        Letters::Blank
    } else if c.is_alphanumeric() {
        Letters::Words
    } else {
        Letters::Signs
    }
}

fn letters_of(run: &Run) -> Letters {
    match &run.piece {
        Piece::Text(words) => words.chars().next().map_or(Letters::Blank, letters),
        Piece::Break => Letters::Blank,
        Piece::Ruby(..) | Piece::Note(_) | Piece::Remark(_) | Piece::Picture { .. } => Letters::Signs,
    }
}

/// The same runs, each of one sort of letters.
fn parted(runs: &[Run]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        let Piece::Text(words) = &run.piece else {
            out.push(run.clone());
            continue;
        };
        let words = clean(words, &run.wraps);
        let mut rest = words.as_str();
        while let Some(first) = rest.chars().next().map(letters) {
            let len = rest.find(|c| letters(c) != first).unwrap_or(rest.len());
            out.push(Run { piece: Piece::Text(rest[..len].to_owned()), wraps: run.wraps.clone() });
            rest = &rest[len..];
        }
    }
    out
}

/// Words without what would end a mark around them, and without signs that say nothing.
fn clean(words: &str, wraps: &[Wrap]) -> String {
    let kept = words.chars().filter(|c| !turns_text(*c) && !matches!(c, '\u{ad}' | '\u{feff}'));
    let mut out: String = kept.map(|c| if c.is_control() { ' ' } else { c }).collect();
    if wraps.iter().any(|wrap| matches!(wrap, Wrap::Deleted | Wrap::Inserted | Wrap::Flagged)) {
        for end in ["++}", "--}", "==}", "~~}", "~>"] {
            let (sign, last) = end.split_at(1);
            out = out.replace(end, &format!("{sign} {last}"));
        }
    }
    out
}

/// Takes looks away from blanks and signs at their edges, where Markdown would not read the mark.
fn narrowed(mut runs: Vec<Run>) -> Vec<Run> {
    for idx in 0..runs.len() {
        if letters_of(&runs[idx]) == Letters::Blank {
            let beside = |found: Option<&Run>| found.map(|run| run.wraps.clone()).unwrap_or_default();
            let before = beside(idx.checked_sub(1).and_then(|before| runs.get(before)));
            let is_word = |run: &&Run| letters_of(run) != Letters::Blank;
            let after = beside(runs[idx + 1..].iter().find(is_word));
            runs[idx].wraps.retain(|wrap| !wrap.is_look() || (before.contains(wrap) && after.contains(wrap)));
        }
    }
    let backwards: Vec<usize> = (0..runs.len()).rev().collect();
    for (order, step) in [((0..runs.len()).collect::<Vec<_>>(), -1_isize), (backwards, 1)] {
        for idx in order {
            let beside = idx.checked_add_signed(step).and_then(|beside| runs.get(beside)).cloned();
            let Some(beside) = beside.filter(|beside| letters_of(beside) == Letters::Words) else { continue };
            if letters_of(&runs[idx]) == Letters::Signs {
                runs[idx].wraps.retain(|wrap| !wrap.is_flanked() || beside.wraps.contains(wrap));
            }
        }
    }
    runs
}

/// Joins neighbours that look the same.
fn merged(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for run in runs {
        match (out.last_mut(), &run.piece) {
            (Some(Run { piece: Piece::Text(before), wraps }), Piece::Text(words)) if *wraps == run.wraps => {
                before.push_str(words);
            }
            _ => out.push(run),
        }
    }
    out
}

/// Runs in the marks that stand around them from the `depth`th on.
fn grouped(runs: &[Run], depth: usize) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = runs;
    while let Some(first) = rest.first() {
        let wrap = first.wraps.get(depth);
        let n_same = rest.iter().take_while(|run| run.wraps.get(depth) == wrap).count();
        let (same, after) = rest.split_at(n_same);
        rest = after;
        match wrap {
            Some(wrap) => out.push(wrapped(wrap, same, depth)),
            None => out.extend(same.iter().map(|run| inline(content(&run.piece)))),
        }
    }
    out
}

fn wrapped(wrap: &Wrap, runs: &[Run], depth: usize) -> Inline {
    let children = || grouped(runs, depth + 1);
    let styled = |style: TextStyle| InlineContent::Styled { style, children: children() };
    inline(match wrap {
        Wrap::Hidden => InlineContent::Kinded { kind: KindRef::named("notes"), children: children() },
        Wrap::Deleted => InlineContent::Deleted(children()),
        Wrap::Inserted => InlineContent::Inserted(children()),
        Wrap::Flagged => styled(TextStyle::Flagged),
        Wrap::Link(dest) => InlineContent::Link {
            dest: dest.clone(),
            title: String::new(),
            children: children(),
            reference: None,
        },
        Wrap::Bold => InlineContent::Strong(children()),
        Wrap::Italic => InlineContent::Emphasis(children()),
        Wrap::Strike => InlineContent::Strikethrough(children()),
        Wrap::Underline => styled(TextStyle::Underline),
        Wrap::Highlight => styled(TextStyle::Highlight),
        Wrap::Subscript => styled(TextStyle::Subscript),
        Wrap::Superscript => styled(TextStyle::Superscript),
        Wrap::Key => styled(TextStyle::Key),
        Wrap::Code => InlineContent::Code(plain_words(runs)),
    })
}

fn content(piece: &Piece) -> InlineContent {
    match piece {
        Piece::Text(words) => InlineContent::Text(words.clone()),
        Piece::Break => InlineContent::HardBreak,
        Piece::Ruby(words, reading) => InlineContent::Ruby {
            children: vec![inline(InlineContent::Text(words.clone()))],
            reading: reading.clone(),
        },
        Piece::Note(label) => InlineContent::FootnoteRef(label.clone()),
        // As reviewers write it; the tree knows no form of comments.
        Piece::Remark(words) => InlineContent::Html(format!("{{>>{}<<}}", remark_words(words))),
        Piece::Picture { dest, alt } => InlineContent::Image {
            dest: dest.clone(),
            title: String::new(),
            alt: alt.clone(),
            reference: None,
            is_kept: false,
        },
    }
}

/// Words that nothing in them lets end the remark that they are.
fn remark_words(words: &str) -> String {
    let mut out = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for (mark, apart) in [
        ("<!--", "< !--"),
        ("-->", "-- >"),
        ("{>>", "{ >>"),
        ("<<}", "<< }"),
        ("%%", "% %"),
        ("`", "'"),
        ("\\", "/"),
        ("{++", "{ ++"),
        ("{--", "{ --"),
        ("{==", "{ =="),
        ("{~~", "{ ~~"),
    ] {
        out = out.replace(mark, apart);
    }
    // A sign at the edge would be part of the mark.
    let out = out.trim_matches(['<', '>', '{', '}', ' ']).to_owned();
    if out.is_empty() { "…".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Block, Brief, Paragraph, parse, write};

    fn written(runs: &[(&str, &[Wrap])]) -> String {
        let runs: Vec<Run> = runs
            .iter()
            .map(|(words, wraps)| Run::new(Piece::Text((*words).to_owned()), wraps.to_vec()))
            .collect();
        let paragraph = Paragraph {
            inlines: inlines(&runs),
            weight: None,
            numbering: None,
            label: None,
            span: Span::default(),
            scope: crate::brief::Scope::default(),
        };
        write("", &Brief { blocks: vec![Block::Paragraph(paragraph)], ..Brief::default() })
    }

    #[test]
    fn marks_stand_where_markdown_reads_them() {
        for (runs, expected) in [
            (
                &[("One ", &[Wrap::Bold][..]), ("two", &[Wrap::Bold, Wrap::Italic]), (" three", &[])][..],
                "**One *two*** three",
            ),
            (&[("「重要」", &[Wrap::Bold]), ("です", &[])], "**「重要**」です"),
            (&[("Note: ", &[Wrap::Bold]), ("words", &[])], "**Note:** words"),
            (
                &[("keep ", &[]), ("out", &[Wrap::Deleted]), ("in", &[Wrap::Inserted])],
                "keep {--out--}{++in++}",
            ),
            (&[("a --} b", &[Wrap::Deleted])], "{--a - -} b--}"),
            (&[("Quiet", &[Wrap::Hidden])], "[Quiet]{.notes}"),
            (&[("Back", &[Wrap::Inserted, Wrap::Deleted])], "[Back]{.notes}"),
        ] {
            assert_eq!(written(runs).trim_end(), expected);
        }
    }

    #[test]
    fn nothing_that_a_reviewer_says_ends_the_remark() {
        for words in ["a <<} b", "a --> b", "<!-- a", "{>> a", "``", "a\n\nb", "%%", "\\", "", "{--x", "<<}"]
        {
            let run = Run::new(Piece::Remark(words.to_owned()), Vec::new());
            let paragraph = format!(
                "Seen {}\n\nBehind\n",
                match content(&run.piece) {
                    InlineContent::Html(html) => html,
                    other => panic!("{other:?}"),
                }
            );
            let (brief, _) = parse(&paragraph);
            let Some(Block::Paragraph(first)) = brief.blocks.first() else { panic!("{paragraph}") };
            let comments = first.inlines.iter().filter(|it| matches!(it.content, InlineContent::Comment(_)));
            assert_eq!((comments.count(), brief.blocks.len()), (1, 2), "{paragraph}: {:?}", first.inlines);
        }
    }
}
