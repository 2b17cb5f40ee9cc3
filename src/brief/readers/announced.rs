//! What a paragraph or a list says of the blocks below it.

use crate::brief::readers::continuation::Continuation;
use crate::brief::readers::counting::counting_len;
use crate::brief::readers::edge::{Side, side};
use crate::brief::readers::ending::goes_on_below;
use crate::brief::readers::foreign::hides_slide;
use crate::brief::readers::naming::{exact_naming, is_ours};
use crate::brief::readers::run_in::handling_naming;
use crate::brief::readers::unfinished::{Unfinished, holds_signs_alone, says_nothing, unfinished};
use crate::brief::{
    Block, Inline, InlineContent, Item, Kind, List, Paragraph, Readers, inline_text, portion_of,
};

/// A mark that stands alone, and how far it reaches: over the next block, and over all lines of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Alone {
    pub readers: Readers,
    is_in_list: bool,
}

impl Alone {
    pub fn new(readers: Readers) -> Self {
        Self { readers, is_in_list: false }
    }

    /// Whether it is for a block.
    pub fn holds(self, block: &Block) -> bool {
        !self.is_in_list || is_listing(block)
    }

    /// What it says behind a block that it is for.
    pub fn behind(self, block: &Block) -> Option<Self> {
        is_listing(block).then_some(Self { is_in_list: true, ..self })
    }
}

/// Whether a block is a list or one line of a list that was typed with signs of its own.
fn is_listing(block: &Block) -> bool {
    match block {
        Block::List(_) => true,
        Block::Paragraph(paragraph) => paragraph.numbering.is_some(),
        _ => false,
    }
}

/// A paragraph or block that is kept, and with it what it introduces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Announced {
    pub readers: Readers,
    end: usize,
    /// Whether its words go on below it, as behind a colon.
    goes_on: bool,
    /// Whether those words end a block that a blank line or a missing sign ended early.
    is_cut: bool,
    /// Whether it is no sentence, so that it may be the caption of what follows.
    is_caption: bool,
    place: Place,
}

/// Where a paragraph stands among those that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Nowhere,
    /// It is a line of a list that is kept by what stands above the list.
    Line,
    /// It is the title of a part that is numbered by hand, or stands below one.
    Part,
    /// It is a question, or stands in its answer.
    Answer,
    /// It is one of the tables or charts that were announced.
    Exhibit,
    /// It is what a block goes on with that ended too early; where that ends, nothing says.
    Rest,
    /// It names nothing more, and may go on all the same.
    Open(Continuation),
}

impl Announced {
    /// What is announced above a block, if the block belongs to it. Blocks that say nothing of their own stand between
    /// the two without parting them.
    pub fn take(announced: &mut Option<Self>, text: &str, block: &Block) -> Option<Self> {
        match block {
            Block::Footnote(_) => None,
            block if says_nothing(block) => announced.filter(|before| before.goes_on),
            // What a block says of its own does not answer the question above it.
            Block::Kinded(_) if announced.is_some_and(|before| before.is_question()) => None,
            _ => announced.take().filter(|before| before.holds(text, block)),
        }
    }

    /// What a paragraph announces that is kept by its own mark or name, or else by one before it or by what stands above.
    pub fn by(
        paragraph: &Paragraph,
        own: Option<Readers>,
        before: Option<Self>,
        above: Option<Readers>,
    ) -> Option<Self> {
        let end = paragraph.span.end;
        if let Some(before) = before.filter(|before| before.goes_on && holds_signs_alone(&paragraph.inlines))
        {
            return Some(Self { end, ..before });
        }
        // Few words that were announced may be the title of what was.
        let is_titled = own.is_some() || before.is_some_and(|before| before.goes_on);
        let is_caption = is_titled && is_unstopped(&paragraph.inlines);
        // A number alone on its level is none of a list, and a title may have it all the same.
        let place = match (own, before.map_or(Place::Nowhere, |before| before.place)) {
            (_, place @ (Place::Part | Place::Answer | Place::Rest)) => place,
            (_, Place::Open(_)) if begins_series(paragraph) || is_counted(paragraph) => Place::Rest,
            (None, Place::Line) if is_aside(paragraph) => Place::Line,
            (None, _) if paragraph.numbering.is_some() => Place::Line,
            _ if before.is_some_and(|before| before.is_cut) && begins_series(paragraph) => Place::Rest,
            (Some(_), _) if is_caption && is_counted(paragraph) => Place::Part,
            _ => Place::Nowhere,
        };
        let above = before.map(|before| before.readers).or(above);
        let readers = match own.or(above)? {
            // Nothing in an answer is for more readers than the question.
            readers if matches!(place, Place::Answer | Place::Rest) => {
                readers.intersect(above.unwrap_or(readers))
            }
            readers => readers,
        };
        let goes_on = goes_on_below(&paragraph.inlines);
        Some(Self { readers, end, goes_on, is_cut: false, is_caption, place })
    }

    /// What is announced behind a block that is no paragraph, where something `pending` stood above it that it is no part
    /// of: a question waits for its answer past what only might go on.
    pub fn behind(block: &Block, before: Option<Self>, pending: Option<Self>) -> Option<Self> {
        let next = Self::below(block, before);
        let is_waiting = pending.is_some_and(|pending| pending.is_question());
        next.filter(|next| next.goes_on || !is_waiting).or(pending)
    }

    /// What a block announces that is no paragraph, or what goes on behind it that was announced `before`.
    fn below(block: &Block, before: Option<Self>) -> Option<Self> {
        let end = block.span().end;
        if let Some((unfinished, readers)) = unfinished(block) {
            let place = match unfinished {
                Unfinished::Question => Place::Answer,
                Unfinished::Words => Place::Nowhere,
            };
            return Some(Self { readers, end, goes_on: true, is_cut: true, is_caption: false, place });
        }
        let Some(before) = before else { return Self::continued(block) };
        match before.place {
            Place::Answer | Place::Rest => Some(Self { end, ..before }),
            _ if before.goes_on && is_listing(block) => {
                Some(Self { place: Place::Line, ..before.ended(end) })
            }
            Place::Line if is_listing(block) => Some(Self { end, ..before }),
            _ if before.is_cut && matches!(block, Block::Columns(_)) => {
                Some(Self { place: Place::Rest, ..before.ended(end) })
            }
            // Words that go on do so past all tables, charts or pictures that stand one below the other.
            _ if before.goes_on && is_captioned(block) => Some(Self { end, place: Place::Exhibit, ..before }),
            _ => None,
        }
    }

    /// What may go on below a block of a kind that was ended early.
    fn continued(block: &Block) -> Option<Self> {
        let Block::Kinded(kinded) = block else { return None };
        let (readers, end) = (kinded.scope.readers, kinded.span.end);
        if !readers.are_ours() {
            return None;
        }
        let place = Place::Open(Continuation::of(kinded)?);
        Some(Self { readers, end, goes_on: false, is_cut: false, is_caption: false, place })
    }

    /// The same where what its words announced has come.
    fn ended(self, end: usize) -> Self {
        Self { end, goes_on: false, is_cut: false, is_caption: false, ..self }
    }

    /// Whether it is a question, or stands in the answer to one.
    pub fn is_question(&self) -> bool {
        self.place == Place::Answer
    }

    /// Whether a block belongs to it: a list, quotation or table right below it, what its words go on with, what it is
    /// the caption of, the next line of its list, or all of the answer.
    fn holds(&self, text: &str, block: &Block) -> bool {
        let may_be_announced = !matches!(block, Block::Heading(_) | Block::Break(_) | Block::Kinded(_));
        let belongs = match self.place {
            Place::Open(next) => return next.is_met_by(text, block),
            Place::Nowhere => false,
            Place::Line => {
                is_listing(block) || matches!(block, Block::Paragraph(paragraph) if is_aside(paragraph))
            }
            Place::Part => matches!(block, Block::Paragraph(below) if !is_counted(below)),
            Place::Answer | Place::Rest => may_be_announced,
            Place::Exhibit => is_captioned(block),
        };
        belongs
            || (self.goes_on && may_be_announced && self.place != Place::Exhibit)
            || (self.is_caption && is_captioned(block))
            || (may_belong(block) && is_right_below(text, self.end, block))
    }
}

/// What a comment says of the text below it, as people set off what is not for everybody: `<!-- begin internal -->`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::brief) enum Setting {
    /// What follows is of a kind.
    Begins(&'static Kind),
    /// It is not any more.
    Ends,
    /// The slide it stands on is not shown.
    Hides,
}

/// Reads a comment that says nothing but what the text below it is.
pub(in crate::brief) fn setting(comment: &str) -> Option<Setting> {
    const MAX_BYTES: usize = 60;
    let words = comment.trim();
    if hides_slide(words) {
        return Some(Setting::Hides);
    }
    if words.is_empty() || words.len() > MAX_BYTES {
        return None;
    }
    let lower = words.to_lowercase();
    let named = |words: &str| {
        let named =
            handling_naming(words).or_else(|| exact_naming(words).filter(|named| is_ours(named.kind)));
        named.map(|named| named.kind)
    };
    match side(&lower, |name| named(name).is_some()) {
        Some((Side::Above, _)) => Some(Setting::Ends),
        Some((Side::Below | Side::Next, name)) => named(name).map(Setting::Begins),
        None => named(&lower).map(Setting::Begins),
    }
}

/// Whether a comment says that the slide it stands on is not shown.
pub(super) fn hides(comment: &str) -> bool {
    setting(comment) == Some(Setting::Hides)
}

/// Whether a paragraph is the first of several that belong together: it begins in bold, or with a word that counts.
fn begins_series(paragraph: &Paragraph) -> bool {
    const COUNTING: [&str; 18] = [
        "first",
        "firstly",
        "step",
        "option",
        "one",
        "stage",
        "phase",
        "part",
        "either",
        "on the one hand",
        "initially",
        "to begin",
        "第一に",
        "まず",
        "一つ目",
        "一点目",
        "段階",
        "案",
    ];
    let is_bold = matches!(paragraph.inlines.first(), Some(Inline { content: InlineContent::Strong(_), .. }));
    let words = inline_text(&paragraph.inlines);
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    is_bold || COUNTING.iter().any(|word| begins_with_word(words, word))
}

fn begins_with_word(words: &str, word: &str) -> bool {
    let behind = words.get(word.len()..);
    let begins = words.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    begins && (!word.is_ascii() || behind.is_some_and(|behind| !behind.starts_with(char::is_alphabetic)))
}

/// Whether a paragraph stands in brackets as a whole, as what is said of the line above it.
fn is_aside(paragraph: &Paragraph) -> bool {
    let words = inline_text(&paragraph.inlines);
    words.starts_with(['(', '（']) && words.trim_end_matches(['.', '。']).ends_with([')', '）'])
}

/// Whether a paragraph begins with a number.
fn is_counted(paragraph: &Paragraph) -> bool {
    let words = inline_text(&paragraph.inlines);
    // Signs alone count nothing.
    let is_number = |len: usize| words[..len].contains(char::is_alphanumeric);
    paragraph.numbering.is_some() || counting_len(&words).is_some_and(is_number)
}

/// Whether some words are few and end without a stop, as captions do.
fn is_unstopped(inlines: &[Inline]) -> bool {
    const MAX_BYTES: usize = 160;
    let words = inline_text(inlines);
    let words = words.trim_end().trim_end_matches(['"', '”', '’', '」', '』', ')', '）']);
    words.len() <= MAX_BYTES && !words.ends_with(['.', '!', '?', '。', '！', '？', ';', '；'])
}

/// Whether a block is of the sort that has a caption.
pub(super) fn is_captioned(block: &Block) -> bool {
    match block {
        Block::List(_) | Block::Table(_) | Block::Chart(_) | Block::Code(_) => true,
        Block::Paragraph(paragraph) => {
            matches!(paragraph.inlines.as_slice(), [Inline { content: InlineContent::Image { .. }, .. }])
        }
        _ => false,
    }
}

/// Whether a block right below a paragraph may be a part of what it says.
pub(in crate::brief) fn may_belong(block: &Block) -> bool {
    match block {
        Block::List(_) | Block::Quote(_) | Block::Table(_) | Block::Code(_) | Block::Chart(_) => true,
        Block::Paragraph(paragraph) => paragraph.numbering.is_some(),
        _ => false,
    }
}

/// Whether a block begins on the line below what ends at byte `end`.
pub(in crate::brief) fn is_right_below(text: &str, end: usize, block: &Block) -> bool {
    let above = text.get(..end).map_or(end, |above| above.trim_end().len());
    let between = text.get(above..block.span().start.max(above)).unwrap_or("");
    between.matches('\n').count() == 1
}

/// Whether a mark or a name before its words keeps a paragraph, or a mark in its last sentence what it ends in.
pub(in crate::brief) fn keeps_what_follows(paragraph: &Paragraph) -> bool {
    let is_run_in = paragraph.label.is_some_and(|label| !label.is_alone);
    is_run_in || kept_at_end(&paragraph.inlines).is_some() || portion_of(&paragraph.inlines).is_some()
}

/// Who may read what follows some words, if a mark within them keeps what they end in.
pub(super) fn kept_at_end(inlines: &[Inline]) -> Option<Readers> {
    matches!(inlines.last()?.content, InlineContent::Sentence(_)).then_some(Readers::OURS)
}

/// A list whose last item is nothing but the name of a kind, as numbered headings come out of a word processor.
pub(super) struct NamingList {
    start: Option<u64>,
    n_items: u64,
}

impl NamingList {
    /// The list that a block is, if it is such a one.
    pub fn of(block: &Block) -> Option<Self> {
        let Block::List(list) = block else { return None };
        kind_named_last(list)?;
        Some(Self { start: list.start, n_items: list.items.len() as u64 })
    }

    /// Whether a list goes on counting, so that its item is the next heading.
    pub fn is_ended_by(&self, block: &Block) -> bool {
        let Block::List(list) = block else { return false };
        match (self.start, list.start) {
            (Some(start), Some(next)) => next == start + self.n_items,
            (None, None) => list.items.len() == 1 && is_bold_alone(&list.items[0]),
            _ => false,
        }
    }
}

fn is_bold_alone(item: &Item) -> bool {
    match item.blocks.as_slice() {
        [Block::Paragraph(paragraph)] => {
            matches!(paragraph.inlines.as_slice(), [Inline { content: InlineContent::Strong(_), .. }])
        }
        _ => false,
    }
}

/// The kind that the last item of a list names, if it does nothing else.
pub(super) fn kind_named_last(list: &List) -> Option<&'static Kind> {
    match list.items.last()?.blocks.as_slice() {
        [Block::Paragraph(Paragraph { label: Some(label), .. })] if label.is_alone => Some(label.kind),
        _ => None,
    }
}
