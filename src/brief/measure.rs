//! How long a text is, and how long it takes to say.
//!
//! English is counted in words and Japanese in characters. Only what is said aloud takes time: ordinary text, and
//! kinds that are spoken. Headings, tables, footnotes and the words after a marker are read, not said.

use std::ops::{Add, Range};
use std::time::Duration;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::brief::{
    Block, Brief, FrontMatter, Heading, Inline, InlineContent, Interpreter, Lang, Part, Scope,
};

/// Words that are said in a minute: between the pace interpreters ask for (100) and ordinary speech (165).
///
/// Domain.md, "Pace".
const WORDS_PER_MINUTE: u64 = 130;
/// Characters that are said in a minute of Japanese. Domain.md, "Pace".
const CHARACTERS_PER_MINUTE: u64 = 300;
/// What a figure that the fact book fills in counts for in Japanese, as `1兆551億` does.
const CHARACTERS_PER_FACT: usize = 6;

/// How long a text is, and how long it takes to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Words, those in Chinese characters and kana left aside. Code, charts and comments have none.
    pub words: usize,
    /// Letters and digits, without blanks and punctuation; the measure of Japanese.
    pub characters: usize,
    /// The time it takes to say, with the interpreter's.
    pub spoken: Duration,
}

impl Add for Measure {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            characters: self.characters + other.characters,
            spoken: self.spoken + other.spoken,
        }
    }
}

impl std::iter::Sum for Measure {
    fn sum<I: Iterator<Item = Self>>(measures: I) -> Self {
        measures.fold(Self::default(), Self::add)
    }
}

/// A heading with all that stands below it, up to the next heading of its level or above.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<'b> {
    /// The heading; nothing for the text before the first.
    pub heading: Option<&'b Heading>,
    /// The top-level blocks it covers, the heading among them, and the sections within it.
    pub blocks: Range<usize>,
    /// Who may read its heading, and in which kind it stands.
    pub scope: Scope,
    /// How long it is.
    pub measure: Measure,
}

/// Measures a whole brief.
pub fn measure(brief: &Brief) -> Measure {
    measure_each(brief).into_iter().sum()
}

/// Measures each top-level block of a brief.
pub fn measure_each(brief: &Brief) -> Vec<Measure> {
    let one = |block| measure_blocks(std::slice::from_ref(block), &brief.front);
    brief.blocks.iter().map(one).collect()
}

/// Measures some blocks of a brief.
pub fn measure_blocks(blocks: &[Block], front: &FrontMatter) -> Measure {
    let mut count = Count { lang: front.lang, total: Tally::default(), spoken: Tally::default() };
    count.blocks(blocks);
    let spoken = count.spoken.time(front.lang);
    let spoken = match front.interpreter {
        // The interpreter says all of it again.
        Interpreter::Consecutive => spoken * 2,
        Interpreter::None | Interpreter::Simultaneous => spoken,
    };
    Measure { words: count.total.words, characters: count.total.characters, spoken }
}

/// The sections of a brief in the order of their headings; sections within sections come after the outer one.
pub fn sections(brief: &Brief) -> Vec<Section<'_>> {
    let measures = measure_each(brief);
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (idx, block) in brief.blocks.iter().enumerate() {
        let scope = block.scope();
        let heading = if let Block::Heading(heading) = block { Some(heading) } else { None };
        if heading.is_some() || idx == 0 {
            let level = |at: usize| sections[at].heading.map_or(u8::MAX, |heading| heading.level);
            open.retain(|&at| heading.is_some_and(|heading| level(at) < heading.level));
            open.push(sections.len());
            sections.push(Section { heading, blocks: idx..idx, scope, measure: Measure::default() });
        }
        for &at in &open {
            sections[at].blocks.end = idx + 1;
            sections[at].measure = sections[at].measure + measures[idx];
        }
    }
    sections
}

/// What was counted so far.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    words: usize,
    characters: usize,
    /// Those of the characters that are Chinese characters or kana.
    cjk: usize,
}

impl Tally {
    fn of_text(text: &str) -> Self {
        let characters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let cjk = text.chars().filter(|&c| is_cjk(c)).count();
        let words = text.unicode_words().filter(|word| !word.starts_with(is_cjk)).count();
        Self { words, characters, cjk }
    }

    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.characters += other.characters;
        self.cjk += other.cjk;
    }

    fn time(self, lang: Lang) -> Duration {
        let minutes = |count: usize, per_minute: u64| {
            Duration::from_micros(
                u64::try_from(count).unwrap_or(u64::MAX).saturating_mul(60_000_000) / per_minute,
            )
        };
        match lang {
            Lang::Ja => minutes(self.characters, CHARACTERS_PER_MINUTE),
            Lang::En => minutes(self.words, WORDS_PER_MINUTE) + minutes(self.cjk, CHARACTERS_PER_MINUTE),
        }
    }
}

/// Whether a letter is counted by itself, since no blanks part the words that it makes.
fn is_cjk(c: char) -> bool {
    matches!(c, '々' | '〆' | 'ー' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

struct Count {
    lang: Lang,
    total: Tally,
    spoken: Tally,
}

impl Count {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        let said = self.spoken;
        let is_paragraph = matches!(block, Block::Paragraph(_));
        block.each_part(&mut |part| match part {
            Part::Run { inlines, scope, .. } => self.inlines(inlines, is_paragraph && scope.is_spoken()),
            Part::Blocks(blocks) => self.blocks(blocks),
        });
        if matches!(block, Block::Footnote(_)) {
            self.spoken = said;
        }
    }

    fn inlines(&mut self, inlines: &[Inline], is_spoken: bool) {
        for inline in inlines {
            let tally = match &inline.content {
                InlineContent::Text(text) | InlineContent::Code(text) => Tally::of_text(text),
                InlineContent::Fact { children, .. } if children.is_empty() => self.figure(),
                // What is struck out or noted is shown and not said; what an edit puts in is not yet there.
                InlineContent::Strikethrough(children) | InlineContent::Note(children) => {
                    self.inlines(children, false);
                    continue;
                }
                InlineContent::Inserted(_) => continue,
                content => {
                    self.inlines(content.children(), is_spoken);
                    continue;
                }
            };
            self.total.add(tally);
            if is_spoken {
                self.spoken.add(tally);
            }
        }
    }

    /// A figure that the fact book fills in.
    fn figure(&self) -> Tally {
        match self.lang {
            Lang::En => Tally { words: 1, characters: 1, cjk: 0 },
            Lang::Ja => Tally { words: 1, characters: CHARACTERS_PER_FACT, cjk: 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;

    fn measured(text: &str) -> Measure {
        measure(&parse(text).0)
    }

    #[test]
    fn only_what_is_said_takes_time() {
        let said = "one two three";
        let alone = measured(said);
        assert_eq!(alone.words, 3);
        assert_eq!(alone.spoken.as_millis(), 3 * 60_000 / 130);
        for unsaid in [
            "## A heading",
            "> [!RED-LINE]\n> Never this",
            "## Objectives\n\n- This\n\n## End",
            "| A | B |\n|---|---|\n| c | d |",
            "```\ncode here\n```",
            "<!-- a comment -->",
            "[^a]: A footnote",
            "> [!SAY] A title",
        ] {
            let both = measured(&format!("{said}\n\n{unsaid}\n"));
            assert_eq!(both.spoken, alone.spoken, "{unsaid}");
        }
        assert!(measured("one two three\n\n> [!SAY]\n> four").spoken > alone.spoken);
        assert!(measured("## Red line\n\n> [!SAY]\n> The innermost kind decides").spoken > Duration::ZERO);
    }

    #[test]
    fn japanese_is_counted_in_characters_without_punctuation() {
        let brief = measured("---\nlang: ja\n---\n\n日米同盟は、2024年も強い。\n");
        assert_eq!(brief.characters, 13);
        assert_eq!(brief.spoken.as_millis(), 13 * 200);
        let mixed = measured("The word 同盟 means alliance\n");
        assert_eq!((mixed.words, mixed.spoken.as_millis()), (4, 4 * 60_000 / 130 + 400));
    }

    #[test]
    fn an_interpreter_who_speaks_after_doubles_the_time() {
        let text =
            |interpreter: &str| format!("---\ninterpreter: {interpreter}\n---\n\nfour words are here\n");
        assert_eq!(measured(&text("consecutive")).spoken, measured(&text("simultaneous")).spoken * 2);
    }

    #[test]
    fn a_figure_from_the_book_is_one_word() {
        assert_eq!(measured("They employ [](fact:a) people in [24](fact:b) plants").words, 7);
    }

    #[test]
    fn sections_run_to_the_next_heading_of_their_level() {
        let (brief, _) = parse("intro\n\n## A\n\na b\n\n### A1\n\nc\n\n## B\n\nd\n");
        let sections = sections(&brief);
        let seen: Vec<(Option<u8>, Range<usize>, usize)> = sections
            .iter()
            .map(|section| (section.heading.map(|h| h.level), section.blocks.clone(), section.measure.words))
            .collect();
        assert_eq!(seen, [(None, 0..1, 1), (Some(2), 1..5, 5), (Some(3), 3..5, 2), (Some(2), 5..7, 2)]);
    }
}
