//! How a label is written properly: as a block of its kind around what it covers.

use crate::brief::parse::builder::Builder;
use crate::brief::parse::label::indent_before;
use crate::brief::readers::caption::is_note_above;
use crate::brief::readers::text_row::row_naming;
use crate::brief::{Block, Paragraph, Share};
use crate::text::{Diagnostic, Edit, Fix, message};

impl Builder<'_> {
    /// Offers to write a label as a block of its kind, now that it is known what it covers.
    pub(super) fn fix_labels(&mut self, blocks: &[Block]) {
        for (idx, block) in blocks.iter().enumerate() {
            let Block::Paragraph(Paragraph { label: Some(label), span, .. }) = block else { continue };
            let ends = |next: &&Block| match next {
                Block::Heading(_) | Block::Break(_) => true,
                Block::Paragraph(next) => next.label.is_some_and(|label| label.is_alone),
                _ => false,
            };
            let covered = blocks[idx + 1..].iter().take_while(|next| !ends(next)).last();
            // Where only what is marked leaves, a block of a shared kind would give it away.
            let is_kept = label.kind.readers.are_ours() || self.front.share == Share::Text;
            let line = span.slice(self.text).trim_end();
            if is_note_above(&blocks[..=idx]) {
                // It says something of what stands above it, whatever block it stood in.
                self.diagnostics.retain(|found| found.code != "label" || found.span.start != span.start);
                continue;
            }
            let (Some(last), true) = (covered, label.is_alone && is_kept) else { continue };
            let is_it = |found: &&mut Diagnostic| found.code == "label" && found.span.start == span.start;
            let Some(found) = self.diagnostics.iter_mut().rev().find(is_it) else { continue };
            let source = last.span().slice(self.text).trim_end_matches(['\n', ' ', '>', '\r']);
            let end = last.span().start + source.len();
            let Some(indent) = indent_before(self.text, span.start) else { continue };
            let name = label.kind.name;
            let edits = vec![
                // The heads of columns are a part of what is kept.
                match row_naming(line) {
                    Some(_) => Edit::insert(span.start, format!("::: {name}\n\n{indent}")),
                    None => Edit::replace(found.span, format!("::: {name}")),
                },
                Edit::insert(end, format!("\n{indent}\n{indent}:::")),
            ];
            found.fixes.insert(
                0,
                Fix {
                    title: message!(
                        "Make a block of the kind {name} of it",
                        "種別 {name} のブロックにまとめる"
                    ),
                    edits,
                },
            );
        }
    }
}
