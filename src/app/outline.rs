//! The headings of a brief with what each costs: words, and minutes to say.

use crate::brief::{Brief, Measure, Reader, inline_text, sections};

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
    /// Whether the other side never sees it.
    pub is_private: bool,
}

/// Lists the headings.
pub fn outline(brief: &Brief) -> Vec<OutlineRow> {
    let rows = sections(brief).into_iter().filter_map(|section| {
        let heading = section.heading?;
        Some(OutlineRow {
            title: inline_text(&heading.inlines),
            level: heading.level,
            start: heading.span.start,
            measure: section.measure,
            is_private: !section.scope.readers.contains(Reader::Counterpart),
        })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    #[test]
    fn headings_have_their_length_and_say_who_reads_them() {
        let (brief, _) = parse("# Title\n\n## One\n\nThree words here.\n\n## Red lines\n\nNothing.\n");
        let rows = outline(&brief);
        let titles: Vec<&str> = rows.iter().map(|row| row.title.as_str()).collect();
        assert_eq!(titles, ["Title", "One", "Red lines"]);
        assert_eq!(rows[1].level, 2);
        assert!(rows[1].measure.words >= 3);
        assert!(!rows[1].is_private && rows[2].is_private);
    }
}
