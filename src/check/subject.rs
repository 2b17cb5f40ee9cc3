//! A brief made ready to be looked at: every node with its scope, every run of words with its owner.

use crate::brief::{
    Block, Brief, Inline, InlineContent, Lang, Node, Part, Reader, Scheme, Scope, portion_of, walk_blocks,
};
use crate::check::Context;
use crate::text::Span;

/// What lints look at.
#[derive(Debug)]
pub struct Subject<'s> {
    /// The brief.
    pub brief: &'s Brief,
    /// The text it was parsed from.
    pub text: &'s str,
    /// What is known beside it.
    pub context: &'s Context<'s>,
    /// Every block and inline, in the order of the text.
    pub nodes: Vec<Node<'s>>,
    /// Every run of words that stands in a line of its own, in the order of the text.
    pub runs: Vec<Run<'s>>,
}

/// Words that stand together: a heading, a paragraph, a cell, a title.
#[derive(Clone, Copy, Debug)]
pub struct Run<'s> {
    /// What they belong to.
    pub owner: RunOwner,
    /// The words.
    pub inlines: &'s [Inline],
    /// The block they stand in; of a cell, the cell.
    pub span: Span,
    /// Who may read them.
    pub scope: Scope,
}

/// What a run of words belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunOwner {
    /// A heading.
    Heading,
    /// A paragraph, also in a list.
    Paragraph,
    /// The words after the marker of a block of a kind or of a callout.
    Title,
    /// A cell of a table.
    Cell,
}

impl<'s> Subject<'s> {
    /// Walks once over the brief.
    pub fn new(brief: &'s Brief, text: &'s str, context: &'s Context<'s>) -> Self {
        let mut nodes = Vec::new();
        walk_blocks(&brief.blocks, &mut |node| nodes.push(node));
        let mut runs = Vec::new();
        for &node in &nodes {
            if let Node::Block(block) = node {
                push_runs(block, &mut runs);
            }
        }
        Self { brief, text, context, nodes, runs }
    }

    /// The blocks with their scopes, outer ones first.
    pub fn blocks(&self) -> impl Iterator<Item = (&'s Block, Scope)> {
        self.nodes.iter().filter_map(|&node| match node {
            Node::Block(block) => Some((block, block.scope())),
            Node::Inline(_) => None,
        })
    }

    /// The inlines, outer ones first.
    pub fn inlines(&self) -> impl Iterator<Item = &'s Inline> {
        self.nodes.iter().filter_map(|&node| match node {
            Node::Inline(inline) => Some(inline),
            Node::Block(_) => None,
        })
    }

    /// The inlines, each with the scope of the block that begins last before it, which is the one that holds it.
    pub fn inlines_in_scope(&self) -> impl Iterator<Item = (&'s Inline, Scope)> {
        let mut scope = Scope::default();
        self.nodes.iter().filter_map(move |&node| match node {
            Node::Inline(inline) => Some((inline, scope)),
            Node::Block(block) => {
                scope = block.scope();
                None
            }
        })
    }

    /// The facts that are cited: the inline, the key, and the bytes of the key.
    pub fn facts(&self) -> impl Iterator<Item = (&'s Inline, &'s str, Span)> {
        self.inlines().filter_map(|inline| match &inline.content {
            InlineContent::Fact { key, .. } => Some((inline, key.as_str(), self.key_span(inline.span, key))),
            _ => None,
        })
    }

    fn key_span(&self, span: Span, key: &str) -> Span {
        let source = span.slice(self.text);
        let at = source.to_ascii_lowercase().rfind("fact:").map(|at| at + "fact:".len());
        let found = at.and_then(|at| Some(at + source[at..].find(key)?)).filter(|_| !key.is_empty());
        found.map_or(span, |at| Span::new(span.start + at, span.start + at + key.len()))
    }

    /// The bytes of a key's value in the front matter, on the line of the key; else those of the key.
    pub fn value_span(&self, key: &str) -> Span {
        let key_span = self.brief.front.key_span(key);
        let rest = self.text.get(key_span.end..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        let line = line.split(" #").next().unwrap_or(line);
        let marks = [' ', '\t', ':', '"', '\'', '\r'];
        let value = line.trim_matches(marks);
        if value.is_empty() {
            return key_span;
        }
        let start = key_span.end + (line.len() - line.trim_start_matches(marks).len());
        Span::new(start, start + value.len())
    }

    /// The scheme that the brief is marked in.
    pub fn scheme(&self) -> &'static Scheme {
        self.brief.front.marking.scheme
    }

    /// Whether the brief is in Japanese.
    pub fn is_japanese(&self) -> bool {
        self.brief.front.lang == Lang::Ja
    }

    /// The portion mark of the title in the front matter, and what may be said of it.
    pub fn title_mark(&self) -> Option<&'s str> {
        let title = self.brief.front.title.as_deref()?;
        crate::brief::portion_mark(title, self.scheme()).map(|(mark, _)| mark)
    }
}

impl<'s> Run<'s> {
    /// The mark it begins with, and where it stands.
    pub fn portion(&self) -> Option<(&'s str, Span)> {
        portion_of(self.inlines)
    }

    /// Its first word, or the whole where it has none.
    pub fn first_word(&self, text: &str) -> Span {
        let Some(first) = self.inlines.first() else { return self.span };
        let word = first.span.slice(text).split([' ', '\n', '\u{3000}']).next().unwrap_or("");
        if word.is_empty() { first.span } else { Span::new(first.span.start, first.span.start + word.len()) }
    }

    /// The bytes its words take up, without the marks of the block around them.
    pub fn words_span(&self) -> Span {
        self.inlines.iter().map(|inline| inline.span).reduce(Span::join).unwrap_or(self.span)
    }
}

/// What of a brief a reader does not get: lines of the front matter, then blocks.
pub fn withheld_from(brief: &Brief, reader: Reader) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    if !reader.is_ours() {
        let of_ours = ["principal", "audience", "deliver-to", "deliver-by"];
        let front = &brief.front;
        let places =
            of_ours.into_iter().filter(|key| front.has_key(key)).map(|key| front.key_span(key).start);
        let keys: Vec<usize> = front.keys.iter().map(|(_, span)| span.start).collect();
        let end =
            |start: usize| keys.iter().copied().filter(|&key| key > start).min().unwrap_or(front.span.end);
        spans.extend(places.map(|start| Span::new(start, end(start))));
    }
    walk_blocks(&brief.blocks, &mut |node| {
        let Node::Block(block) = node else { return };
        let is_covered = spans.last().is_some_and(|last| last.contains(block.span()));
        // What holds blocks of other kinds is no text itself.
        let is_text =
            !matches!(block, Block::List(_) | Block::Quote(_) | Block::Callout(_) | Block::Columns(_));
        if is_text && !is_covered && !block.scope().readers.contains(reader) {
            spans.push(block.span());
        }
    });
    spans
}

fn push_runs<'s>(block: &'s Block, runs: &mut Vec<Run<'s>>) {
    let owner = match block {
        Block::Heading(_) => RunOwner::Heading,
        Block::Table(_) => RunOwner::Cell,
        Block::Callout(_) | Block::Kinded(_) => RunOwner::Title,
        _ => RunOwner::Paragraph,
    };
    block.each_part(&mut |part| {
        if let Part::Run { inlines, span, scope } = part
            && (owner == RunOwner::Cell || !inlines.is_empty())
        {
            runs.push(Run { owner, inlines, span, scope });
        }
    });
}
