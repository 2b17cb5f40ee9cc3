//! The small print of a slide: its footnotes, and its sources, each publication once.

use crate::release::Note;

/// A footnote, or what was taken from one publication.
#[derive(Debug, PartialEq)]
pub(crate) struct Print {
    /// The number of the first note of those that it stands for.
    pub number: usize,
    /// What it says.
    pub words: String,
}

/// The notes of a slide as they are printed. Each publication is named once, with all the times of which its figures
/// speak, and a day on which it was published is not said again as the day of which it speaks.
pub(crate) fn small_print(notes: &[Note]) -> Vec<Print> {
    let mut prints: Vec<(Print, Option<String>)> = Vec::new();
    for note in notes {
        let parted = if note.is_source { parted(&note.short) } else { None };
        let Some((publication, separator, time)) = parted else {
            let is_said = |(print, _): &(Print, Option<String>)| note.is_source && print.words == note.short;
            if !prints.iter().any(is_said) {
                prints.push((Print { number: note.number, words: note.short.clone() }, None));
            }
            continue;
        };
        let says_more = !is_day_of(publication, time);
        let of_same = |(_, other): &&mut (Print, Option<String>)| other.as_deref() == Some(publication);
        if let Some((print, _)) = prints.iter_mut().find(of_same) {
            let mut said = print.words[publication.len()..].split(separator);
            if says_more && !said.any(|said| said == time) {
                print.words.push_str(separator);
                print.words.push_str(time);
            }
        } else {
            let words = if says_more { note.short.clone() } else { publication.to_owned() };
            prints.push((Print { number: note.number, words }, Some(publication.to_owned())));
        }
    }
    prints.into_iter().map(|(print, _)| print).collect()
}

/// The number that a note bears on its slide, where footnotes are counted anew; nothing for sources, and for a note that
/// stands alone.
pub(crate) fn number_on_slide(notes: &[Note], number: usize) -> Option<usize> {
    let footnotes = || notes.iter().filter(|note| !note.is_source);
    let is_numbered = notes.len() > 1 && footnotes().any(|note| note.number == number);
    is_numbered.then(|| footnotes().filter(|note| note.number <= number).count())
}

/// A source in its publication with its date, what parts them, and the time that the figure speaks of.
fn parted(short: &str) -> Option<(&str, &'static str, &str)> {
    if let Some(at) = short.rfind("）、") {
        let end = at + "）".len();
        return Some((&short[..end], "、", &short[end + "、".len()..]));
    }
    if let Some((publication, time)) = short.rsplit_once("; ") {
        return Some((publication, "; ", time));
    }
    let (publication, time) = short.rsplit_once('、')?;
    Some((publication, "、", time))
}

/// Whether a time is the day, month or year on which a publication came out.
fn is_day_of(publication: &str, time: &str) -> bool {
    let date = time.strip_prefix("figure ").unwrap_or(time);
    let Some(date) = date.strip_prefix("as of ").or_else(|| date.strip_suffix("時点")) else {
        return false;
    };
    let before =
        publication.strip_suffix(date).or_else(|| publication.strip_suffix('）')?.strip_suffix(date));
    before.is_some_and(|before| before.ends_with([' ', '（']) && !before.ends_with(|c: char| c.is_numeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(number: usize, short: &str, is_source: bool) -> Note {
        Note { number, blocks: Vec::new(), short: short.to_owned(), is_source }
    }

    fn printed(notes: &[(&str, bool)]) -> Vec<String> {
        let notes: Vec<Note> =
            (1..).zip(notes).map(|(number, (short, is_source))| note(number, short, *is_source)).collect();
        small_print(&notes).into_iter().map(|print| print.words).collect()
    }

    #[test]
    fn footnotes_are_counted_by_slide_and_sources_are_not() {
        let notes = [note(5, "A", false), note(7, "B", true), note(9, "C", false)];
        let numbers = [5, 7, 9, 11].map(|number| number_on_slide(&notes, number));
        assert_eq!(numbers, [Some(1), None, Some(2), None]);
        assert_eq!(number_on_slide(&notes[..1], 5), None, "one alone needs no number");
    }

    #[test]
    fn a_publication_is_named_once() {
        let kyodo = "Kyodo News, 9 January 2023";
        let notes = [
            (format!("{kyodo}; figure for FY2023–2027"), true),
            (format!("{kyodo}; figure for FY2019–2023"), true),
            ("JIIA, February 2023; figure as of FY2027 (target)".to_owned(), true),
            ("A footnote; with a stop".to_owned(), false),
        ];
        let notes: Vec<(&str, bool)> = notes.iter().map(|(short, is)| (short.as_str(), *is)).collect();
        assert_eq!(
            printed(&notes),
            [
                "Kyodo News, 9 January 2023; figure for FY2023–2027; figure for FY2019–2023",
                "JIIA, February 2023; figure as of FY2027 (target)",
                "A footnote; with a stop",
            ]
        );
    }

    #[test]
    fn a_publication_is_named_once_whatever_stands_between() {
        let of = |shorts: [&str; 4]| printed(&shorts.map(|short| (short, true)));
        assert_eq!(
            of([
                "JAMA USA, 2024; figure as of 2023",
                "Commerce, 2024; figure as of 2023",
                "JAMA USA, 2024; figure as of 2022",
                "JAMA USA, 2024; figure as of 2023",
            ]),
            ["JAMA USA, 2024; figure as of 2023; figure as of 2022", "Commerce, 2024; figure as of 2023",]
        );
        assert_eq!(
            of([
                "防衛省（2024年）、2023年時点",
                "財務省、2023年時点",
                "防衛省（2024年）、2023年時点",
                "財務省、2022年時点"
            ]),
            ["防衛省（2024年）、2023年時点", "財務省、2023年時点、2022年時点"]
        );
        // A time that only begins like another is one of its own.
        let shorts = ["A, 2024; figure as of 2023 (target)", "A, 2024; figure as of 2023", "B", "B"];
        assert_eq!(of(shorts), ["A, 2024; figure as of 2023 (target); figure as of 2023", "B"]);
    }

    #[test]
    fn a_day_is_said_once() {
        for (short, words) in [
            ("AP, 18 January 2024; figure as of 18 January 2024", "AP, 18 January 2024"),
            (
                "AP, 8 January 2024; figure as of 18 January 2024",
                "AP, 8 January 2024; figure as of 18 January 2024",
            ),
            (
                "AP, 18 January 2024; figure as of 8 January 2024",
                "AP, 18 January 2024; figure as of 8 January 2024",
            ),
            ("JAMA USA, 2024; figure as of 2023", "JAMA USA, 2024; figure as of 2023"),
            ("AP（2024年1月18日）、2024年1月18日時点", "AP（2024年1月18日）"),
            ("AP（2024年1月18日）、2023年時点", "AP（2024年1月18日）、2023年時点"),
        ] {
            assert_eq!(printed(&[(short, true)]), [words]);
        }
    }
}
