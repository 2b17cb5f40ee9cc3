//! The headings of a brief with what each costs: words, and minutes to say.

use crate::brief::{Block, Brief, Heading, Measure, inline_text, measure, sections};
use crate::text::Edit;

/// One heading.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineRow {
    /// Its words; the brief's title for what stands before the first heading.
    pub title: String,
    /// Its level, from 1.
    pub level: u8,
    /// Where it begins in the text.
    pub start: usize,
    /// How long its section is.
    pub measure: Measure,
    /// Whether nobody outside our side gets it, neither the counterpart nor the press.
    pub is_private: bool,
}

/// How long a brief is, and each of its sections in the order of their headings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures {
    /// The whole.
    pub whole: Measure,
    /// The sections.
    pub sections: Vec<Measure>,
    /// How many pages the paper has, where its front matter limits them.
    pub n_pages: Option<usize>,
}

/// Measures a brief. It reads all of its words, which takes a while in a long one.
pub fn measures(brief: &Brief) -> Measures {
    let sections = sections(brief);
    let with_heading = sections.iter().filter(|section| section.heading.is_some());
    let sections = with_heading.map(|section| section.measure).collect();
    Measures { whole: measure(brief), sections, n_pages: None }
}

/// Brings the list of headings up to the text after an edit. The words are read anew of those headings alone that the
/// edit may have touched; where a heading came or went, the list is made anew.
pub(super) fn carry_outline(brief: &Brief, rows: &mut Vec<OutlineRow>, edit: &Edit) {
    let end = edit.span.start + edit.replacement.len();
    let carried = |start: usize| {
        let is_before = start < edit.span.start;
        let behind = (start + edit.replacement.len()).checked_sub(edit.span.len());
        if is_before { Some(start) } else { behind }
    };
    let is_same = headings(brief).count() == rows.len()
        && headings(brief).zip(&*rows).all(|((heading, _), row)| {
            let is_apart = heading.span.end < edit.span.start || heading.span.start > end;
            heading.level == row.level && (!is_apart || carried(row.start) == Some(heading.span.start))
        });
    if !is_same {
        *rows = outline(brief, rows);
        return;
    }
    for ((heading, is_shared), row) in headings(brief).zip(rows) {
        if heading.span.end >= edit.span.start && heading.span.start <= end {
            row.title = inline_text(&heading.inlines);
        }
        (row.start, row.is_private) = (heading.span.start, !is_shared);
    }
}

/// The headings, and whether anybody outside our side gets each.
fn headings(brief: &Brief) -> impl Iterator<Item = (&Heading, bool)> {
    brief.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some((heading, !block.scope().readers.are_ours())),
        _ => None,
    })
}

/// Lists the headings, each with the length of its section as it was measured last: `before` is the list of then.
pub fn outline(brief: &Brief, before: &[OutlineRow]) -> Vec<OutlineRow> {
    let rows = headings(brief).map(|(heading, is_shared)| OutlineRow {
        title: inline_text(&heading.inlines),
        level: heading.level,
        start: heading.span.start,
        measure: Measure::default(),
        is_private: !is_shared,
    });
    let mut rows: Vec<OutlineRow> = rows.collect();
    // Where a heading came or went, those before and behind it are still the same.
    let is_same =
        |(row, old): &(&mut OutlineRow, &OutlineRow)| row.level == old.level && row.title == old.title;
    rows.iter_mut().zip(before).take_while(is_same).for_each(|(row, old)| row.measure = old.measure);
    let behind = rows.iter_mut().rev().zip(before.iter().rev()).take_while(is_same);
    behind.for_each(|(row, old)| row.measure = old.measure);
    rows
}

/// Gives the headings the lengths of their sections.
pub fn put_measures(rows: &mut [OutlineRow], measures: &Measures) {
    if rows.len() == measures.sections.len() {
        rows.iter_mut().zip(&measures.sections).for_each(|(row, measure)| row.measure = *measure);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;
    use crate::text::Span;

    #[test]
    fn headings_have_their_length_and_say_who_reads_them() {
        let (brief, _) = parse("# Title\n\n## One\n\nThree words here.\n\n## Red lines\n\nNothing.\n");
        let mut rows = outline(&brief, &[]);
        put_measures(&mut rows, &measures(&brief));
        let titles: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["Title", "One", "Red lines"]);
        assert_eq!(rows[1].level, 2);
        assert!(rows[1].measure.words >= 3);
        assert!(!rows[1].is_private && rows[2].is_private);
    }

    #[test]
    fn a_list_that_is_carried_along_is_the_one_that_is_made_anew() {
        let before = "# Title\n\n## One\n\nWords.\n\n## Red lines\n\nNo.\n\nUnder\n===\n\n## Last\n\nEnd.\n";
        let replacements = ["", "x", "#", "\n", "## New\n\n", "\n\n> [!SAY]\n", "===\n", "Red lines"];
        for start in 0..before.len() {
            for (n_removed, replacement) in
                [0, 1, 3, 9].into_iter().flat_map(|n| replacements.map(|it| (n, it)))
            {
                let span = Span::new(start, (start + n_removed).min(before.len()));
                let edit = Edit::replace(span, replacement);
                let mut text = before.to_owned();
                edit.apply(&mut text).expect("fits");
                let mut rows = outline(&parse(before).0, &[]);
                let (brief, _) = parse(&text);
                carry_outline(&brief, &mut rows, &edit);
                assert_eq!(rows, outline(&brief, &rows), "{edit:?}");
            }
        }
    }

    #[test]
    fn lengths_stay_with_their_headings_until_they_are_measured_anew() {
        let (brief, _) = parse("## One\n\nThree words here.\n\n## Three\n\nFour words are here.\n");
        let mut before = outline(&brief, &[]);
        put_measures(&mut before, &measures(&brief));
        let (more, _) =
            parse("## One\n\nThree words here.\n\n## Two\n\nNew.\n\n## Three\n\nFour words are here.\n");
        let rows = outline(&more, &before);
        let words: Vec<usize> = rows.iter().map(|row| row.measure.words).collect();
        assert_eq!(words, [before[0].measure.words, 0, before[1].measure.words]);
    }
}
