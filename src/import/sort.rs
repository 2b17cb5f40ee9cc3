//! Which tool a deck is for, where the same line means different things.

use crate::import::front::Front;

/// A tool that makes slides of Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    /// Slides between rules, comments as notes.
    Marp,
    /// Slides between rules, settings below each.
    Slidev,
    /// Slides between rules, notes behind a word.
    Reveal,
    /// Notes behind a caret.
    Deckset,
    /// Slides between rules that need no blank line, notes behind question marks.
    Remark,
    /// Slides at headings; Quarto, too.
    Pandoc,
}

impl Tool {
    /// Finds out by what the deck holds.
    pub(super) fn of(front: &Front, lines: &[&str]) -> Self {
        let has = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line.trim_end()));
        let any_key = |keys: &[&str]| keys.iter().any(|key| front.has(key));
        if any_key(&["marp"]) {
            return Self::Marp;
        }
        if has(&|line| line == "???") {
            return Self::Remark;
        }
        if any_key(&["separator", "verticalSeparator", "revealOptions"]) {
            return Self::Reveal;
        }
        if any_key(&["format", "execute", "reference-doc", "incremental"])
            || has(&|line| line.contains("{{<"))
        {
            return Self::Pandoc;
        }
        if any_key(&[
            "transition",
            "layout",
            "highlighter",
            "mdc",
            "drawings",
            "routerMode",
            "canvasWidth",
            "fonts",
        ]) || has(&|line| line == "::right::" || line.contains("<v-click"))
        {
            return Self::Slidev;
        }
        if has(&|line| line.starts_with("[.") || line.starts_with("^ ")) {
            return Self::Deckset;
        }
        let is_note = |line: &str| {
            let line = line.to_lowercase();
            line.starts_with("note:") || line.starts_with("notes:")
        };
        if has(&is_note) || has(&|line| line == "----" || line.contains("<!-- .")) {
            return Self::Reveal;
        }
        let is_property = |line: &str| line.starts_with("class: ") || line.starts_with("layout: ");
        if lines.iter().find(|line| !line.trim().is_empty()).is_some_and(|line| is_property(line)) {
            return Self::Remark;
        }
        if has(&|line| line.starts_with("<!-- _") || line.starts_with("![bg")) {
            return Self::Marp;
        }
        Self::Pandoc
    }

    /// Whether a line of three dashes parts slides even right below words.
    pub(super) fn parts_by_line(self) -> bool {
        matches!(self, Self::Remark | Self::Slidev | Self::Reveal)
    }

    /// Whether slides begin at headings.
    pub(super) fn breaks_at_headings(self) -> bool {
        self == Self::Pandoc
    }
}
