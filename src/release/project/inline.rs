//! Running text, as far as one reader may have it.

use std::sync::Arc;

use crate::brief::{self, Lang, Reader, Reference, TextStyle, inline_text, linked_anchor, marks_within};
use crate::release::project::{Edits, Medium, Projector};
use crate::release::words::plain_words;
use crate::release::{Inline, InlineContent, Picture};
use crate::text::Span;

/// Whether ordinary words beside some are as private as they are.
fn is_as_private(siblings: &[brief::Inline], inline: &brief::Inline) -> bool {
    let is_ordinary = |content: &brief::InlineContent| {
        use brief::InlineContent::{Clause, Comment, Html, Kinded, Sentence};
        !matches!(content, Kinded { .. } | Clause { .. } | Comment(_) | Html(_) | Sentence(_))
    };
    // Tags that are not understood are shown as they are, which only private words do.
    let has_tags =
        inline.content.children().iter().any(|child| matches!(child.content, brief::InlineContent::Html(_)));
    !has_tags && siblings.iter().any(|other| is_ordinary(&other.content) && other.readers == inline.readers)
}

impl<'c> Projector<'c> {
    pub(super) fn inlines(&mut self, inlines: &'c [brief::Inline]) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
        let mut was_dropped = false;
        for inline in inlines {
            let n_before = out.len();
            match &inline.content {
                // In text that is as private as they are, such words stand like all others.
                brief::InlineContent::Kinded { children, .. } if is_as_private(inlines, inline) => {
                    if self.may_read_inline(inline) {
                        out.extend(self.inlines(children));
                    }
                }
                _ => self.inline(inline, &mut out),
            }
            if out.len() == n_before {
                was_dropped = true;
            } else if std::mem::take(&mut was_dropped) {
                close_gap(&mut out, n_before);
            }
        }
        if was_dropped {
            trim_end(&mut out);
        }
        out
    }

    fn may_read_inline(&self, inline: &brief::Inline) -> bool {
        inline.readers.contains(self.reader) && (self.medium == Medium::Paper || inline.readers.on_slide())
    }

    fn inline(&mut self, inline: &'c brief::Inline, out: &mut Vec<Inline>) {
        if !self.may_read_inline(inline) {
            return;
        }
        let span = inline.span;
        let content = match &inline.content {
            brief::InlineContent::Text(text) => InlineContent::Text(text.clone()),
            brief::InlineContent::Code(text) | brief::InlineContent::Html(text) => {
                InlineContent::Code(text.clone())
            }
            brief::InlineContent::Emphasis(children) => InlineContent::Emphasis(self.inlines(children)),
            brief::InlineContent::Strong(children) => InlineContent::Strong(self.inlines(children)),
            brief::InlineContent::Strikethrough(children) => {
                InlineContent::Strikethrough(self.inlines(children))
            }
            brief::InlineContent::Styled { style, children } => {
                let children = self.inlines(children);
                if *style == TextStyle::Flagged && !self.reader.is_ours() {
                    return out.extend(children);
                }
                InlineContent::Styled { style: *style, children }
            }
            brief::InlineContent::Ruby { children, reading } => {
                InlineContent::Ruby { children: self.inlines(children), reading: reading.clone() }
            }
            brief::InlineContent::Link { dest, children, reference, .. } => {
                return self.link(dest, children, reference.as_ref(), (span, out));
            }
            brief::InlineContent::Image { dest, title, alt, reference, .. } => {
                if reference.as_ref().is_some_and(|reference| !self.knows(reference)) {
                    InlineContent::Text(alt.clone())
                } else {
                    InlineContent::Picture(self.picture(dest, title, alt))
                }
            }
            brief::InlineContent::Fact { key, children } => return self.fact(key, children, span, out),
            brief::InlineContent::FootnoteRef(label) => match self.footnote(label) {
                Some(number) => InlineContent::Ref(number),
                // As it is where nothing of that name is defined.
                None if self.medium == Medium::Paper => InlineContent::Text(format!("[^{label}]")),
                None => return,
            },
            brief::InlineContent::Note(children) => InlineContent::Ref(self.inline_note(children, span)),
            brief::InlineContent::Portion(mark) => {
                self.marks.push(mark.clone());
                if !self.reader.is_ours() {
                    return;
                }
                InlineContent::Portion(mark.clone())
            }
            brief::InlineContent::Inserted(children) => return self.edit(true, children, span, out),
            brief::InlineContent::Deleted(children) => return self.edit(false, children, span, out),
            brief::InlineContent::Kinded { children, .. } => self.private(children),
            brief::InlineContent::Sentence(children) | brief::InlineContent::Clause { children, .. } => {
                return self.sentence(children, out);
            }
            brief::InlineContent::SoftBreak => InlineContent::SoftBreak,
            brief::InlineContent::HardBreak => InlineContent::HardBreak,
            brief::InlineContent::Comment(text) => {
                if self.reader != Reader::Principal || text.trim().is_empty() {
                    return;
                }
                InlineContent::Private(text.trim().to_owned())
            }
        };
        out.push(Inline { span, content });
    }

    fn private(&mut self, children: &'c [brief::Inline]) -> InlineContent {
        InlineContent::Private(private_words(&self.inlines(children)))
    }

    /// A sentence that its mark or its words keep, for those who may read it.
    fn sentence(&mut self, children: &'c [brief::Inline], out: &mut Vec<Inline>) {
        self.marks.extend(marks_within(&inline_text(children)).map(str::to_owned));
        let children = self.inlines(children);
        out.extend(children);
    }

    /// Words that an edit puts in or takes out.
    fn edit(&mut self, is_added: bool, children: &'c [brief::Inline], span: Span, out: &mut Vec<Inline>) {
        if self.edits == Edits::Open {
            self.open_edits.push(span);
        }
        let is_drawn = self.edits == Edits::Open && self.reader.is_ours();
        if is_drawn {
            let children = self.inlines(children);
            let content =
                if is_added { InlineContent::Inserted(children) } else { InlineContent::Deleted(children) };
            out.push(Inline { span, content });
        } else if is_added == (self.edits == Edits::Accepted) {
            let children = self.inlines(children);
            out.extend(children);
        }
    }

    /// Whether this reader may refer to a definition.
    fn knows(&self, reference: &Reference) -> bool {
        self.definitions.get(reference.id.as_str()).is_none_or(|readers| readers.contains(self.reader))
    }

    fn link(
        &mut self,
        dest: &str,
        children: &'c [brief::Inline],
        reference: Option<&Reference>,
        (span, out): (Span, &mut Vec<Inline>),
    ) {
        let children = self.inlines(children);
        let text = |words: &str| Inline { span, content: InlineContent::Text(words.to_owned()) };
        if let Some(reference) = reference.filter(|reference| !self.knows(reference)) {
            // As it is where nothing of that name is defined.
            out.push(text("["));
            out.extend(children);
            out.push(text(&reference.tail));
            return;
        }
        if let Some(name) = linked_anchor(dest).filter(|_| !children.is_empty()) {
            let content = InlineContent::Jump { to: self.jumps.meet_link(name), children };
            out.push(Inline { span, content });
            return;
        }
        if !leads_out(dest) {
            out.extend(children);
            return;
        }
        let children = if children.is_empty() { vec![text(dest)] } else { children };
        out.push(Inline { span, content: InlineContent::Link { dest: dest.to_owned(), children } });
    }

    fn picture(&mut self, dest: &str, title: &str, alt: &str) -> Picture {
        let found = self.context.assets.images.get(dest);
        let image = found.map(|image| {
            *self.image_indices.entry(dest.to_owned()).or_insert_with(|| {
                self.images.push(Arc::clone(image));
                self.images.len() - 1
            })
        });
        let caption = (!title.is_empty()).then(|| title.to_owned());
        let unnamed = match self.brief.front.lang {
            Lang::En => "Picture",
            Lang::Ja => "図",
        };
        let alt = if alt.trim().is_empty() { caption.as_deref().unwrap_or(unnamed) } else { alt };
        Picture { image, alt: alt.to_owned(), caption }
    }
}

pub(super) fn leads_out(dest: &str) -> bool {
    let scheme = dest.split(':').next().unwrap_or("").to_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto") && dest.contains(':')
}

/// Where something was left out, only one of the blanks around it stays.
fn close_gap(out: &mut Vec<Inline>, at: usize) {
    let ends_blank = at == 0
        || match &out[at - 1].content {
            InlineContent::Text(text) => text.ends_with(char::is_whitespace),
            InlineContent::SoftBreak | InlineContent::HardBreak => true,
            _ => false,
        };
    if !ends_blank {
        return;
    }
    let next = &mut out[at];
    match &mut next.content {
        InlineContent::Text(text) => {
            let n_blank = text.len() - text.trim_start().len();
            text.drain(..n_blank);
            next.span.start = (next.span.start + n_blank).min(next.span.end);
            if text.is_empty() {
                out.remove(at);
            }
        }
        InlineContent::SoftBreak => {
            out.remove(at);
        }
        _ => {}
    }
}

fn trim_end(out: &mut Vec<Inline>) {
    while let Some(last) = out.last_mut() {
        match &mut last.content {
            InlineContent::Text(text) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    return;
                }
            }
            InlineContent::SoftBreak => {}
            _ => return,
        }
        out.pop();
    }
}

/// The words of some pieces that only our own side reads, with the private ones among them.
fn private_words(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match &inline.content {
        InlineContent::Private(words) => words.clone(),
        InlineContent::Inserted(children) => private_words(children),
        _ => plain_words(std::slice::from_ref(inline)),
    });
    words.collect::<String>().trim().to_owned()
}
