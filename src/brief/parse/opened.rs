//! What an event of the Markdown parser opens, and small parts that are read at once.

use pulldown_cmark::{CodeBlockKind, LinkType, Tag};

use crate::brief::parse::is_link_tag;
use crate::brief::{Alignment, Block, Cell, Definition, Inline, InlineContent, Item, Reference};
use crate::text::{Diagnostic, Severity, Span, message};

/// A node that is open.
pub(super) enum Open {
    Root,
    Heading {
        level: u8,
    },
    Paragraph,
    Quote,
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Item>,
    },
    Item {
        tick: Option<char>,
    },
    Code {
        info: String,
        fenced: bool,
        code: String,
    },
    Html {
        html: String,
        /// Where each piece of it begins, and where in the text it stands.
        places: Vec<(usize, Span)>,
    },
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
    Row {
        cells: Vec<Cell>,
    },
    Cell,
    Footnote {
        label: String,
    },
    Emphasis,
    Strong,
    Strikethrough,
    Link {
        dest: String,
        title: String,
        link_type: LinkType,
        id: String,
    },
    Image {
        dest: String,
        title: String,
        id: String,
    },
    /// What looks like a link and is text: its brackets and what stands in them are words.
    Brackets,
    /// A node that lies too deep: what it holds goes to the node around it.
    Lifted,
}

/// The node that a tag opens.
pub(super) fn opened(tag: Tag<'_>) -> Open {
    if is_link_tag(&tag) {
        return Open::Brackets;
    }
    match tag {
        Tag::Paragraph => Open::Paragraph,
        Tag::Heading { level, .. } => Open::Heading { level: level as u8 },
        Tag::BlockQuote(_) => Open::Quote,
        Tag::CodeBlock(kind) => {
            let (info, fenced) = match kind {
                CodeBlockKind::Fenced(info) => (info.into_string(), true),
                CodeBlockKind::Indented => (String::new(), false),
            };
            Open::Code { info, fenced, code: String::new() }
        }
        Tag::HtmlBlock => Open::Html { html: String::new(), places: Vec::new() },
        Tag::List(start) => Open::List { start, tight: true, items: Vec::new() },
        Tag::Item => Open::Item { tick: None },
        Tag::FootnoteDefinition(label) => Open::Footnote { label: label.into_string() },
        Tag::Table(alignments) => Open::Table {
            alignments: alignments.into_iter().map(alignment).collect(),
            head: Vec::new(),
            rows: Vec::new(),
        },
        Tag::TableHead | Tag::TableRow => Open::Row { cells: Vec::new() },
        Tag::TableCell => Open::Cell,
        Tag::Emphasis => Open::Emphasis,
        Tag::Strong => Open::Strong,
        Tag::Strikethrough => Open::Strikethrough,
        Tag::Link { link_type, dest_url, title, id } => Open::Link {
            dest: dest_url.into_string(),
            title: title.into_string(),
            link_type,
            id: id.into_string(),
        },
        Tag::Image { dest_url, title, id, .. } => {
            Open::Image { dest: dest_url.into_string(), title: title.into_string(), id: id.into_string() }
        }
        Tag::Superscript
        | Tag::Subscript
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::MetadataBlock(_) => Open::Lifted,
    }
}

pub(super) fn is_block(open: &Open) -> bool {
    !matches!(
        open,
        Open::Emphasis
            | Open::Strong
            | Open::Strikethrough
            | Open::Link { .. }
            | Open::Image { .. }
            | Open::Brackets
    )
}

pub(super) fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

/// Puts a definition behind the blocks before it, or into the last of them where that holds it.
pub(super) fn place_definition(blocks: &mut Vec<Block>, definition: Definition) {
    let holder = blocks.last_mut().filter(|last| last.span().end > definition.span.start);
    let inner = match holder {
        Some(Block::List(list)) => list.items.last_mut().map(|item| &mut item.blocks),
        Some(Block::Quote(quote)) => Some(&mut quote.blocks),
        Some(Block::Kinded(kinded)) => Some(&mut kinded.blocks),
        Some(Block::Callout(callout)) => Some(&mut callout.blocks),
        Some(Block::Footnote(footnote)) => Some(&mut footnote.blocks),
        _ => None,
    };
    match inner {
        Some(inner) => place_definition(inner, definition),
        None => blocks.push(Block::Definition(definition)),
    }
}

/// The words of a piece of code as it was typed, without its marks.
pub(super) fn code_words(source: &str) -> String {
    let n_marks = source.len() - source.trim_start_matches('`').len();
    let inner = source.get(n_marks..source.len().saturating_sub(n_marks)).unwrap_or(source);
    let inner = inner.replace('\n', " ");
    let is_padded = inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
    if is_padded { inner[1..inner.len() - 1].to_owned() } else { inner }
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = message!(
        "this lies too deep in lists and quotations, so it is kept as a comment",
        "箇条書きや引用の入れ子が深すぎるため、コメントとして保持しています"
    );
    Diagnostic::new(Severity::Warning, "too-deep", span, message)
        .with_hint(message!("write it with fewer levels", "階層を減らしてください"))
}

/// The name of a definition as names are compared: case and blanks do not matter.
pub(super) fn fold_id(id: &str) -> String {
    id.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where the address of a link stands, if it is one that is defined elsewhere.
pub(super) fn reference(text: &str, id: &str, inlines: &[Inline], span: Span) -> Option<Reference> {
    if id.is_empty() {
        return None;
    }
    let end = inlines.last().map_or(span.start + 1, |last| last.span.end);
    Some(Reference { id: fold_id(id), tail: text.get(end..span.end)?.to_owned() })
}

/// A link, or a fact that is cited, which is written as one.
pub(super) fn link(
    dest: String,
    title: String,
    is_auto: bool,
    (children, reference): (Vec<Inline>, Option<Reference>),
) -> InlineContent {
    match dest.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("fact:") => {
            let key = dest[5..].trim().to_owned();
            InlineContent::Fact { key, children: if is_auto { Vec::new() } else { children } }
        }
        _ => InlineContent::Link { dest, title, children, reference },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_taken_without_its_marks() {
        assert_eq!(code_words("`a`"), "a");
        assert_eq!(code_words("`` a`b ``"), "a`b");
    }
}
