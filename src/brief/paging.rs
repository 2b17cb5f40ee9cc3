//! What the braces of a heading ask of the pages: where one begins, how it lies, and how a slide is laid out.

use crate::brief::{Heading, inline_text};

/// What a heading asks of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageTurn {
    /// Nothing.
    #[default]
    None,
    /// Its section begins on a new page: `{.new-page}`, or an annex.
    NewPage,
    /// Its section stands on pages of its own that lie on their side: `{.landscape}`.
    Landscape,
}

/// How a slide is laid out, where its heading says so: `{layout=quote}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlideLayout {
    /// Divides the talk.
    Section,
    /// Text, as large as fits.
    Points,
    /// Figures side by side.
    Figures,
    /// A quotation, large.
    Quote,
    /// What is asked for, on the accent.
    Ask,
    /// A table, as large as fits.
    Table,
    /// A picture as it is, with the room that it has.
    Picture,
    /// A picture that fills the slide, with its caption on a band.
    Photo,
    /// A chart with the whole slide, its text below.
    Chart,
}

impl SlideLayout {
    /// All layouts with the names by which headings ask for them.
    pub const ALL: [(&'static str, Self); 9] = [
        ("section", Self::Section),
        ("points", Self::Points),
        ("figures", Self::Figures),
        ("quote", Self::Quote),
        ("ask", Self::Ask),
        ("table", Self::Table),
        ("picture", Self::Picture),
        ("photo", Self::Photo),
        ("chart", Self::Chart),
    ];

    /// Finds a layout by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, layout)| layout)
    }
}

impl Heading {
    /// What it asks of paper.
    pub fn turn(&self) -> PageTurn {
        /// The deepest heading whose name alone makes an annex.
        const DEEPEST_ANNEX: u8 = 2;
        let words = || self.attributes.as_deref().unwrap_or("").split_whitespace();
        if words().any(|word| word.eq_ignore_ascii_case(".landscape")) {
            PageTurn::Landscape
        } else if words()
            .any(|word| [".new-page", ".annex"].iter().any(|name| word.eq_ignore_ascii_case(name)))
            || (self.level <= DEEPEST_ANNEX && is_annex(&inline_text(&self.inlines)))
        {
            PageTurn::NewPage
        } else {
            PageTurn::None
        }
    }

    /// How it wants its slide laid out.
    pub fn layout(&self) -> Option<SlideLayout> {
        setting(self.attributes.as_deref()?, "layout").and_then(SlideLayout::named)
    }
}

/// The value of a setting such as `layout=quote` among the words in braces.
pub fn setting<'w>(words: &'w str, key: &str) -> Option<&'w str> {
    let mut settings = words.split_whitespace().filter_map(|word| word.split_once('='));
    settings
        .find(|(name, _)| name.eq_ignore_ascii_case(key))
        .map(|(_, value)| value.trim_matches(['"', '\'']))
}

/// Whether a heading names an annex: `Annex B`, `Appendix: …`, 別添2.
fn is_annex(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    // “Annexes are attached” and “Annexation” speak of something; “Annex” and “Annex 2” are one.
    let rest = words.get(first.len()..).unwrap_or("").trim_start();
    let is_numbered = rest.is_empty()
        || rest.starts_with([':', '：', '–', '-', '—', '.'])
        || rest.split_whitespace().next().is_some_and(|next| {
            let next = next.trim_end_matches([':', '.', '：']);
            next.chars().count() <= 3 && next.chars().all(char::is_alphanumeric)
        });
    (matches!(first, "annex" | "appendix") && is_numbered)
        || ["別添", "別紙", "付録", "附録", "参考資料"].iter().any(|name| words.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Block, parse};

    fn heading(line: &str) -> Heading {
        let (brief, _) = parse(line);
        match brief.blocks.into_iter().next() {
            Some(Block::Heading(heading)) => heading,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn braces_turn_the_page_and_so_does_an_annex() {
        for (line, turn) in [
            ("## Figures {.landscape}", PageTurn::Landscape),
            ("## Figures {.new-page}", PageTurn::NewPage),
            ("## Annex A: figures", PageTurn::NewPage),
            ("## Annex", PageTurn::NewPage),
            ("# 別添2　基礎データ", PageTurn::NewPage),
            ("### Annex A", PageTurn::None),
            ("## Annexation is not recognized", PageTurn::None),
            ("## Annex talks have resumed", PageTurn::None),
            ("## Figures", PageTurn::None),
        ] {
            assert_eq!(heading(line).turn(), turn, "{line}");
        }
    }

    #[test]
    fn braces_choose_the_layout_of_a_slide() {
        assert_eq!(heading("## A {layout=quote}").layout(), Some(SlideLayout::Quote));
        assert_eq!(heading("## A {layout=Photo state=OH}").layout(), Some(SlideLayout::Photo));
        assert_eq!(heading("## A {layout=pie}").layout(), None);
        assert_eq!(heading("## A").layout(), None);
    }
}
