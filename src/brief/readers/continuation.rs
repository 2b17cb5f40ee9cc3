//! How a block of a kind goes on below that a blank line or a missing sign ended early, where its last words end as those
//! of any sentence do.

use crate::brief::readers::counting::counting_len;
use crate::brief::readers::unfinished::last_said;
use crate::brief::{Block, Form, Inline, InlineContent, KindRef, Kinded, Paragraph, inline_text};

/// How a block may go on that was ended early and ends in no sign that announces more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Continuation {
    /// Its list, by the next number.
    number: Option<u64>,
    /// Its list that was numbered by letters or signs, by the next of them.
    letter: Option<char>,
    /// Its list, by words that are set in behind its own beginning, in bytes of the text.
    list_at: Option<usize>,
    /// A sentence that has no stop, by a word that joins what follows to it.
    is_clause: bool,
    /// What its last sentence speaks of, where it stands right below.
    named: Named,
}

/// What a sentence says that there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Named {
    table: bool,
    picture: bool,
    points: bool,
}

impl Continuation {
    /// What may go on below a block of a kind; nothing where it ends in what has no end of its own.
    pub fn of(kinded: &Kinded) -> Option<Self> {
        // A fence says itself where it ends, and what is said aloud often points at what stands on the slide.
        let is_aloud = matches!(&kinded.kind, KindRef::Known(kind) if kind.is_spoken_of());
        let may_be_cut = kinded.form != Form::Div && !is_aloud;
        let list_at = may_be_cut.then_some(kinded.span.start);
        let words = match last_said(&kinded.blocks) {
            Some(Block::List(list)) => {
                let number = list.start.map(|start| start + list.items.len() as u64);
                return Some(Self { number, list_at, ..Self::default() });
            }
            Some(Block::Paragraph(paragraph)) => {
                if let Some(numbering) = &paragraph.numbering {
                    let letter = next_letter(&numbering.label).filter(|_| may_be_cut);
                    return Some(Self { letter, list_at, ..Self::default() });
                }
                &paragraph.inlines
            }
            Some(_) => return None,
            None => &kinded.title,
        };
        let words = inline_text(words);
        let is_clause = words.ends_with(char::is_alphanumeric);
        let named = if may_be_cut { named_in(&words) } else { Named::default() };
        Some(Self { is_clause, named, ..Self::default() })
    }

    /// Whether a block is what it goes on with.
    pub fn is_met_by(self, text: &str, block: &Block) -> bool {
        if self.list_at.is_some_and(|at| is_set_in(text, at, block)) {
            return true;
        }
        match block {
            Block::List(list) => self.named.points || (self.number.is_some() && list.start == self.number),
            Block::Paragraph(paragraph) => self.is_met_by_words(paragraph),
            Block::Table(_) => self.named.table,
            Block::Chart(_) | Block::Code(_) => self.named.picture,
            _ => false,
        }
    }

    fn is_met_by_words(self, paragraph: &Paragraph) -> bool {
        let is_picture =
            matches!(paragraph.inlines.as_slice(), [Inline { content: InlineContent::Image { .. }, .. }]);
        if is_picture {
            return self.named.picture;
        }
        if let Some(numbering) = &paragraph.numbering {
            let is_next = self.letter.is_some() && letter_of(&numbering.label) == self.letter;
            return self.named.points || is_next;
        }
        let words = inline_text(&paragraph.inlines);
        (self.is_clause && begins_clause(&words)) || (self.named.points && is_first(&words))
    }
}

/// The letter or sign that counts in a number such as `(b)`, `②` or `イ`.
fn letter_of(label: &str) -> Option<char> {
    let mut letters = label.chars().filter(|c| c.is_alphanumeric());
    letters.next().filter(|_| letters.next().is_none())
}

/// The one that follows it.
fn next_letter(label: &str) -> Option<char> {
    const KANA: &str = "アイウエオカキクケコ";
    let letter = letter_of(label)?;
    if let Some(at) = KANA.find(letter) {
        return KANA[at..].chars().nth(1);
    }
    let is_counting = letter.is_ascii_alphanumeric() || matches!(letter, '①'..='⑳' | 'ⓐ'..='ⓩ');
    is_counting.then(|| char::from_u32(u32::from(letter) + 1)).flatten()
}

/// Whether a block is set in behind what begins at a byte of the text, as what belongs to a list is.
fn is_set_in(text: &str, at: usize, block: &Block) -> bool {
    /// How many blanks set words in.
    const MIN_BLANKS: usize = 2;
    let column =
        |at: usize| text.get(..at).map_or(0, |before| at - before.rfind('\n').map_or(0, |end| end + 1));
    let start = block.span().start;
    // The place of a list begins with its line, that of a paragraph with its words.
    let n_more = text[start..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    column(start) + n_more >= column(at) + MIN_BLANKS
}

/// What the last sentence of some words says that there is, so that it may stand right below.
fn named_in(words: &str) -> Named {
    /// What a caption begins with.
    const TABLE: &str = "table ";
    const TABLES: [&str; 4] = ["table", "tables", "grid", "matrix"];
    const PICTURES: [&str; 8] = ["chart", "charts", "figure", "figures", "graph", "graphs", "map", "picture"];
    let words = words.trim_end_matches(['.', '。', ' ', ')', '）']);
    let last = words.rsplit(['.', '。', ';', '；']).find(|part| !part.trim().is_empty()).unwrap_or(words);
    let last = last.to_lowercase();
    let has = |names: &[&str]| last.split(|c: char| !c.is_alphanumeric()).any(|word| names.contains(&word));
    let has_ja = |names: &[&str]| !last.is_ascii() && names.iter().any(|name| last.contains(name));
    Named {
        table: has(&TABLES)
            || words.get(..TABLE.len()).is_some_and(|start| start.eq_ignore_ascii_case(TABLE))
            || has_ja(&["下表", "別表", "次表", "表の", "表に", "一覧", "以下の", "次の"]),
        picture: has(&PICTURES) || has_ja(&["下図", "次図", "別図", "図の", "図に", "グラフ"]),
        points: counts(&last)
            || counts_ja(&last)
            || has_ja(&["以下の", "次の", "下記の", "左記の", "以下、"]),
    }
}

/// Whether a sentence ends in a number of things, or in a word that points at them: `for three reasons`, `These are`.
fn counts(sentence: &str) -> bool {
    const NUMBERS: [&str; 16] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some", "these",
        "certain", "various", "further", "other",
    ];
    const THINGS: [&str; 25] = [
        "things",
        "reasons",
        "points",
        "steps",
        "options",
        "conditions",
        "ways",
        "parts",
        "elements",
        "cases",
        "limits",
        "questions",
        "offers",
        "concessions",
        "demands",
        "requests",
        "measures",
        "items",
        "issues",
        "topics",
        "stages",
        "exceptions",
        "lines",
        "grounds",
        "concerns",
    ];
    let mut words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).rev();
    let (last, before) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let is_number =
        NUMBERS.contains(&before) || before.bytes().all(|byte| byte.is_ascii_digit()) && !before.is_empty();
    (THINGS.contains(&last) && is_number)
        || (matches!(last, "are" | "include") && matches!(before, "these" | "they" | "which"))
}

/// The same in Japanese: `要点は三つ`, `条件は2点ある`.
fn counts_ja(sentence: &str) -> bool {
    const THINGS: [&str; 6] = ["つ", "点", "件", "項目", "案", "とおり"];
    let bare = ["である", "あります", "ある", "です", "だ"].iter().find_map(|end| sentence.strip_suffix(end));
    let bare = bare.unwrap_or(sentence);
    THINGS
        .iter()
        .filter_map(|thing| bare.strip_suffix(thing))
        .any(|before| before.ends_with(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c)))
}

/// Whether words are the first of some that count what was announced: `First, …`, `A. …`, `第一に、…`.
fn is_first(words: &str) -> bool {
    const FIRST: [&str; 11] =
        ["first", "firstly", "one", "step", "initially", "第一", "一つ目", "一点目", "まず", "１", "一、"];
    // `A` may be an article.
    let is_bare = |counted: &str| counted.bytes().all(|byte| byte.is_ascii_alphabetic());
    if counting_len(words).is_some_and(|len| !is_bare(&words[..len])) {
        return true;
    }
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    FIRST.iter().any(|first| {
        let behind = words.strip_prefix(first);
        behind.is_some_and(|behind| !first.is_ascii() || !behind.starts_with(char::is_alphanumeric))
    })
}

/// Whether words begin with one, in small letters, that joins them to a sentence above.
fn begins_clause(words: &str) -> bool {
    const JOINING: [&str; 19] = [
        "and",
        "or",
        "but",
        "nor",
        "provided",
        "if",
        "unless",
        "which",
        "that",
        "with",
        "without",
        "including",
        "except",
        "because",
        "so",
        "while",
        "subject",
        "only",
        "as",
    ];
    JOINING.contains(&words.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sentence_says_that_there_is_may_stand_below_it() {
        for words in
            ["We can give two things.", "Not below nine, for three reasons.", "We offer two ports. These are"]
        {
            assert!(named_in(words).points, "{words}");
        }
        for words in ["We can give nothing.", "We crossed two lines of theirs.", "The reasons are known."] {
            assert!(!named_in(words).points, "{words}");
        }
        assert!(named_in("See the table.").table && named_in("下表の二港を開放し得る。").table);
        assert!(
            named_in("Table 1. What we can give").table
                || named_in("The next table shows what we can give.").table
        );
        assert!(named_in("以下の三点は譲れない。").points && !named_in("The table is set. We wait.").table);
    }

    #[test]
    fn letters_and_signs_count_on() {
        for (label, next) in [("(a)", "(b)"), ("②", "③"), ("イ", "ウ"), ("3)", "4)")] {
            assert_eq!(next_letter(label), letter_of(next), "{label}");
        }
        assert_eq!(next_letter("・"), None);
    }
}
