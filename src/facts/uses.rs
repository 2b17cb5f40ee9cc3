//! Where a brief uses the facts of its book: cited in words, or drawn in a chart.

use std::collections::BTreeMap;

use crate::brief::{Block, Brief, InlineContent, Node, walk_blocks};
use crate::facts::{FactBook, chart_facts, for_state};
use crate::text::Span;

/// One place where a fact is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The citation, or the chart.
    pub span: Span,
    /// Whether a chart draws it.
    pub is_chart: bool,
}

/// Where each fact is used, by its key in the book, in the order of the text; keys that the book does not have are
/// as they are written.
pub fn uses(brief: &Brief, book: &FactBook) -> BTreeMap<String, Vec<Use>> {
    let state = brief.front.state;
    let scoped = for_state(brief, book, state);
    let mut found: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    walk_blocks(&scoped.blocks, &mut |node| match node {
        Node::Inline(inline) => {
            if let InlineContent::Fact { key, .. } = &inline.content {
                let own = book.fact(key).map_or(key, |fact| &fact.key);
                found.entry(own.clone()).or_default().push(Use { span: inline.span, is_chart: false });
            }
        }
        Node::Block(Block::Chart(chart)) => {
            for fact in chart_facts(&chart.chart, book, state) {
                found.entry(fact.key.clone()).or_default().push(Use { span: chart.span, is_chart: true });
            }
        }
        Node::Block(_) => {}
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::parse;
    use crate::facts::parse_book;

    #[test]
    fn citations_by_any_key_and_charts_are_uses() {
        let (book, _) = parse_book(
            "[[fact]]\nkey = \"a.b\"\nvalue = 1\nas_of = \"2023\"\nalso = [\"old.name\"]\n\
             [[fact]]\nkey = \"a.c\"\nvalue = 2\nas_of = \"2024\"\n",
        );
        let (brief, _) = parse("[1](fact:a.b) and [](fact:old.name)\n\n```chart\nfacts: a.*\n```\n");
        let found = uses(&brief, &book);
        let shape = |key: &str| found[key].iter().map(|one| one.is_chart).collect::<Vec<_>>();
        assert_eq!(shape("a.b"), [false, false, true]);
        assert_eq!(shape("a.c"), [true]);
    }
}
