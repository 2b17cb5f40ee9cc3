//! One replacement in a text, and how to take it back.

use crate::text::Span;

/// Replaces the bytes of `span` by `replacement`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes in its place.
    pub replacement: String,
}

impl Edit {
    /// Makes an edit that inserts text and removes none.
    pub fn insert(offset: usize, replacement: impl Into<String>) -> Self {
        Self { span: Span::at(offset), replacement: replacement.into() }
    }

    /// Makes an edit that replaces one span.
    pub fn replace(span: Span, replacement: impl Into<String>) -> Self {
        Self { span, replacement: replacement.into() }
    }

    /// Moves a span of the text before the edit to where it stands after it; says whether it is still there.
    ///
    /// A span that the edit changes is not; one that it only touches is.
    pub fn carry(&self, span: &mut Span) -> bool {
        if self.span.end <= span.start {
            let by = |offset: usize| offset - self.span.len() + self.replacement.len();
            *span = Span::new(by(span.start), by(span.end));
            return true;
        }
        self.span.start >= span.end
    }

    /// Applies the edit and returns the one that takes it back.
    ///
    /// Returns `None`, and leaves the text as it was, where the span does not fit the text.
    pub fn apply(&self, text: &mut String) -> Option<Edit> {
        let removed = text.get(self.span.start..self.span.end)?.to_owned();
        text.replace_range(self.span.start..self.span.end, &self.replacement);
        let end = self.span.start + self.replacement.len();
        Some(Edit { span: Span::new(self.span.start, end), replacement: removed })
    }
}

/// Applies edits that were all made against the same text; none may overlap.
///
/// Returns `None` where one does not fit; the text given is never changed.
pub fn apply_edits(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(text.get(done..edit.span.start)?);
        out.push_str(&edit.replacement);
        done = edit.span.end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_and_its_inverse_leave_the_text_as_it_was() {
        let mut text = "駐留経費 is paid".to_owned();
        let undo = Edit::replace(Span::new(0, 12), "Host-nation support").apply(&mut text).expect("fits");
        assert_eq!(text, "Host-nation support is paid");
        undo.apply(&mut text).expect("fits");
        assert_eq!(text, "駐留経費 is paid");
    }

    #[test]
    fn spans_are_carried_along() {
        let carried = |edit: Edit, mut span: Span| edit.carry(&mut span).then_some(span);
        assert_eq!(carried(Edit::insert(0, "ab"), Span::new(3, 5)), Some(Span::new(5, 7)));
        assert_eq!(carried(Edit::replace(Span::new(1, 3), ""), Span::new(3, 5)), Some(Span::new(1, 3)));
        assert_eq!(carried(Edit::insert(5, "ab"), Span::new(3, 5)), Some(Span::new(3, 5)));
        assert_eq!(carried(Edit::insert(4, "ab"), Span::new(3, 5)), None);
    }

    #[test]
    fn an_edit_inside_a_character_changes_nothing() {
        let mut text = "秘".to_owned();
        assert_eq!(Edit::insert(1, "x").apply(&mut text), None);
        assert_eq!(text, "秘");
    }

    #[test]
    fn edits_apply_in_the_order_of_the_text() {
        let edits = [Edit::insert(3, "!"), Edit::replace(Span::new(0, 1), "A")];
        assert_eq!(apply_edits("abc", &edits).as_deref(), Some("Abc!"));
        let clash = [Edit::replace(Span::new(0, 2), "x"), Edit::replace(Span::new(1, 3), "y")];
        assert_eq!(apply_edits("abc", &clash), None);
    }
}
