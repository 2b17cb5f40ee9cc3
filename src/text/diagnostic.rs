//! What can be said about a place in a text: how bad it is, what is wrong, what to do.

use crate::text::{Edit, Message, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing goes wrong if it stays.
    Info,
    /// Likely to embarrass somebody.
    Warning,
    /// Will go wrong: a copy would say too much, or not what was meant.
    Error,
}

impl Severity {
    /// The word that people and scripts read: `info`, `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A finding about one place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it is.
    pub span: Span,
    /// How much it matters.
    pub severity: Severity,
    /// The name of the pattern that was found, such as `skipped-level`.
    pub code: &'static str,
    /// What is wrong: one sentence, no full stop.
    pub message: Message,
    /// What to do about it: one sentence, no full stop.
    pub hint: Option<Message>,
    /// Edits that do it, where some are certain enough to offer; the first is the usual one.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// Makes a finding without hint or fix.
    pub fn new(severity: Severity, code: &'static str, span: Span, message: Message) -> Self {
        Self { span, severity, code, message, hint: None, fixes: Vec::new() }
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds an edit that does it, behind those that are there.
    #[must_use]
    pub fn with_fix(mut self, title: Message, edits: Vec<Edit>) -> Self {
        self.fixes.push(Fix { title, edits });
        self
    }

    /// The same finding in a text that has `n_bytes` before it.
    #[must_use]
    pub fn moved(mut self, n_bytes: usize) -> Self {
        let move_span = |span: &mut Span| *span = Span::new(span.start + n_bytes, span.end + n_bytes);
        move_span(&mut self.span);
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| move_span(&mut edit.span));
        self
    }
}

/// Edits that remove a finding, applied together or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the user reads on the button, in the imperative.
    pub title: Message,
    /// Edits against the text the finding was made on; none overlap.
    pub edits: Vec<Edit>,
}
