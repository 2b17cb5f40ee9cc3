//! What each run of the text is, for the eye: from the tree, in one pass.

use crate::brief::{Block, Brief, InlineContent, Kind, KindRef, Node, Reader, walk_blocks};
use crate::text::Span;

/// What a run of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaintClass {
    /// A heading of a level.
    Heading(u8),
    /// Strong words.
    Strong,
    /// Emphasised words.
    Emphasis,
    /// Words that were struck.
    Strike,
    /// Code.
    Code,
    /// A link.
    Link,
    /// A cited fact.
    Fact,
    /// A cited fact whose time is past.
    StaleFact,
    /// The marker of a kind, by who may read it.
    Kind(Reach),
    /// A comment.
    Comment,
    /// A portion mark.
    Portion,
    /// Front matter.
    Front,
}

/// Who may read a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The other side or the press, too.
    Everyone,
    /// Our side alone.
    OurSide,
    /// The principal alone.
    Principal,
}

/// A run of text that is of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// The run.
    pub span: Span,
    /// What it is.
    pub class: PaintClass,
}

/// The runs of the part of a brief that is `seen`, in the order of the text, none within another.
pub fn paint(brief: &Brief, seen: Span) -> Vec<Paint> {
    let mut found = vec![Paint { span: brief.front.span, class: PaintClass::Front }];
    let mut push = |span: Span, class: PaintClass| found.push(Paint { span, class });
    walk_blocks(blocks_in(brief, seen), &mut |node| match node {
        Node::Block(Block::Heading(heading)) => push(heading.span, PaintClass::Heading(heading.level)),
        Node::Block(Block::Kinded(kinded)) => push(kinded.marker_span, PaintClass::Kind(reach(&kinded.kind))),
        Node::Block(Block::Code(code)) => push(code.span, PaintClass::Code),
        Node::Block(Block::Chart(chart)) => push(chart.span, PaintClass::Code),
        Node::Block(Block::Comment(raw)) => push(raw.span, PaintClass::Comment),
        Node::Inline(inline) => match &inline.content {
            InlineContent::Strong(_) => push(inline.span, PaintClass::Strong),
            InlineContent::Emphasis(_) => push(inline.span, PaintClass::Emphasis),
            InlineContent::Strikethrough(_) => push(inline.span, PaintClass::Strike),
            InlineContent::Code(_) => push(inline.span, PaintClass::Code),
            InlineContent::Link { .. } | InlineContent::Image { .. } => push(inline.span, PaintClass::Link),
            InlineContent::Fact { .. } => push(inline.span, PaintClass::Fact),
            InlineContent::Comment(_) => push(inline.span, PaintClass::Comment),
            InlineContent::Portion(_) => push(inline.span, PaintClass::Portion),
            _ => {}
        },
        Node::Block(_) => {}
    });
    flat(found)
}

/// The blocks that touch a part of the text.
fn blocks_in(brief: &Brief, seen: Span) -> &[Block] {
    let first = brief.blocks.partition_point(|block| block.span().end < seen.start);
    let behind = brief.blocks.partition_point(|block| block.span().start <= seen.end);
    &brief.blocks[first..behind.max(first)]
}

fn reach(kind: &KindRef) -> Reach {
    let readers = kind.readers();
    if !readers.are_ours() {
        Reach::Everyone
    } else if readers.contains(Reader::Delegation) || readers.contains(Reader::Interpreter) {
        Reach::OurSide
    } else {
        Reach::Principal
    }
}

/// Cuts runs so that none lies within another; the inner one wins.
fn flat(mut found: Vec<Paint>) -> Vec<Paint> {
    found.retain(|paint| !paint.span.is_empty());
    found.sort_by_key(|paint| (paint.span.start, std::cmp::Reverse(paint.span.end)));
    let mut out: Vec<Paint> = Vec::with_capacity(found.len());
    let mut open: Vec<Paint> = Vec::new();
    let mut at = 0;
    let mut emit = |from: usize, to: usize, class: PaintClass| {
        if from < to {
            out.push(Paint { span: Span::new(from, to), class });
        }
    };
    for paint in found {
        while let Some(outer) = open.last().copied().filter(|outer| outer.span.end <= paint.span.start) {
            emit(at.max(outer.span.start), outer.span.end, outer.class);
            at = at.max(outer.span.end);
            open.pop();
        }
        if let Some(outer) = open.last() {
            emit(at.max(outer.span.start), paint.span.start, outer.class);
        }
        at = at.max(paint.span.start);
        open.push(paint);
    }
    while let Some(outer) = open.pop() {
        emit(at.max(outer.span.start), outer.span.end, outer.class);
        at = at.max(outer.span.end);
    }
    out
}

/// The blocks of the part that is `seen` that nobody outside our side gets, in the order of the text, none within
/// another.
pub fn grounds(brief: &Brief, seen: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    walk_blocks(blocks_in(brief, seen), &mut |node| {
        let (readers, span) = match node {
            Node::Block(block) => (block.scope().readers, block.span()),
            Node::Inline(inline) => (inline.readers, inline.span),
        };
        let is_within = found.last().is_some_and(|last| last.contains(span));
        if readers.are_ours() && !is_within && !span.is_empty() {
            found.push(span);
        }
    });
    found
}

/// The name of a kind and who gets it, for those who point at its marker.
pub fn kind_help(kind: &Kind) -> String {
    let readers: Vec<&str> =
        [Reader::Counterpart, Reader::Press, Reader::Interpreter, Reader::Delegation, Reader::Principal]
            .into_iter()
            .filter(|reader| kind.readers.contains(*reader))
            .map(Reader::name)
            .collect();
    format!("{}: {}", kind.name, readers.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;
    use crate::ui::editor::layout::ground_of;

    #[test]
    fn every_line_of_private_text_stands_on_its_ground() {
        for text in [
            "## Red lines\nNo quota.\n- more\n- and more\n",
            "Shared.\n\n## Red lines\nNo quota.\n\n- more\n> quoted\n",
            "- Shared.\n\n## Red lines\n- No quota.\n## Red line\nNo quota.\n",
            "> [!RED-LINE]\n> No quota.\n## Red lines\n| a |\n|---|\n| b |\n",
        ] {
            let (brief, _) = parse(text);
            let grounds = grounds(&brief, Span::new(0, text.len()));
            let mut at = 0;
            let mut is_private = false;
            for line in text.split_inclusive('\n') {
                let words = line.trim_end();
                is_private |= words.starts_with("## Red") || words.starts_with("> [!RED");
                let span = Span::new(at, at + words.len());
                let ground = ground_of(&grounds, span);
                assert!(words.is_empty() || ground.is_some() == is_private, "{words:?} of {text:?}");
                at += line.len();
            }
        }
    }

    #[test]
    fn the_list_of_headings_and_the_text_call_the_same_private() {
        let text = "## Plants\n\nWords.\n\n## Press line\n\nWe welcome it.\n\n## Red lines\n\nNo.\n";
        let (brief, _) = parse(text);
        let grounds = grounds(&brief, Span::new(0, text.len()));
        let rows = crate::app::outline(&brief, &[]);
        let private: Vec<&str> =
            rows.iter().filter(|row| row.is_private).map(|row| row.title.as_str()).collect();
        assert_eq!(private, ["Red lines"], "the press gets what is said to it");
        for row in rows {
            let is_red = grounds.iter().any(|span| span.start <= row.start && row.start < span.end);
            assert_eq!(is_red, row.is_private, "{}", row.title);
        }
    }

    #[test]
    fn runs_are_in_order_and_none_lies_within_another() {
        let text = "---\ntitle: A\n---\n\n## A *b* **c [d](x.md) e**\n\n> [!RED-LINE] No\n> `x` <!-- y -->\n";
        let (brief, _) = parse(text);
        let runs = paint(&brief, Span::new(0, text.len()));
        assert!(runs.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{runs:?}");
        let class_of = |words: &str| {
            let at = text.find(words).expect("in the text");
            runs.iter().find(|run| run.span.start <= at && at < run.span.end).map(|run| run.class)
        };
        assert_eq!(class_of("title"), Some(PaintClass::Front));
        assert_eq!(class_of("A *b"), Some(PaintClass::Heading(2)));
        assert_eq!(class_of("b*"), Some(PaintClass::Emphasis));
        assert_eq!(class_of("d]"), Some(PaintClass::Link));
        assert_eq!(class_of("e**"), Some(PaintClass::Strong));
        assert_eq!(class_of("RED-LINE"), Some(PaintClass::Kind(Reach::Principal)));
        assert_eq!(class_of("y -->"), Some(PaintClass::Comment));
    }

    #[test]
    fn what_the_other_side_does_not_get_has_a_ground() {
        let text = "open\n\n> [!SAY]\n> private\n\nopen\n\n## Red lines\n\nprivate\n";
        let (brief, _) = parse(text);
        let grounds = grounds(&brief, Span::new(0, text.len()));
        let is_private = |at: usize| grounds.iter().any(|span| span.start <= at && at < span.end);
        for (at, _) in text.match_indices("private") {
            assert!(is_private(at), "{grounds:?}");
        }
        for (at, _) in text.match_indices("open") {
            assert!(!is_private(at), "{grounds:?}");
        }
    }

    #[test]
    fn what_is_seen_looks_as_it_does_among_the_rest() {
        let text = "## A *b*\n\n`x` **y**\n\n> [!SAY]\n> private *z*\n\n".repeat(40);
        let (brief, _) = parse(&text);
        let whole = Span::new(0, text.len());
        let all = (paint(&brief, whole), grounds(&brief, whole));
        for start in (0..text.len() - 200).step_by(37) {
            let seen = Span::new(start, start + 200);
            let is_seen = |span: Span| span.start < seen.end && span.end > seen.start;
            let runs: Vec<Paint> = all.0.iter().filter(|run| is_seen(run.span)).copied().collect();
            let near = paint(&brief, seen);
            assert_eq!(near.iter().filter(|run| is_seen(run.span)).copied().collect::<Vec<_>>(), runs);
            let red: Vec<Span> = all.1.iter().filter(|span| is_seen(**span)).copied().collect();
            let near = grounds(&brief, seen);
            assert_eq!(near.iter().filter(|span| is_seen(**span)).copied().collect::<Vec<_>>(), red);
        }
    }
}
