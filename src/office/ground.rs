//! What paragraphs of our own Word files stand on: written by export, known again by import.

/// What a paragraph stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Nothing.
    #[default]
    None,
    /// A pale tint, for blocks of a kind.
    Tint,
    /// Red: it never leaves our side.
    Private,
    /// A line at its left, for callouts.
    Line,
    /// A pale line at its left, for quotations.
    Quote,
}

impl Ground {
    const ALL: [Self; 5] = [Self::None, Self::Tint, Self::Private, Self::Line, Self::Quote];

    /// The colours of the theme that it is drawn in: that of the line at its left, and that of its fill.
    pub fn theme_colors(self) -> (Option<&'static str>, Option<&'static str>) {
        match self {
            Self::None => (None, None),
            Self::Tint => (Some("accent1"), Some("accent5")),
            Self::Private => (Some("accent2"), Some("accent6")),
            Self::Line => (Some("accent1"), None),
            Self::Quote => (Some("accent4"), None),
        }
    }

    /// What stands under a paragraph with a line of this colour of the theme, filled or not.
    pub fn drawn(line: Option<&str>, is_filled: bool) -> Self {
        let is_it = |ground: &Self| {
            let (own, fill) = ground.theme_colors();
            own == line && fill.is_some() == is_filled
        };
        Self::ALL.into_iter().find(is_it).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_known_again() {
        for ground in Ground::ALL {
            let (line, fill) = ground.theme_colors();
            assert_eq!(Ground::drawn(line, fill.is_some()), ground);
        }
        assert_eq!(Ground::drawn(Some("accent3"), true), Ground::None);
    }
}
