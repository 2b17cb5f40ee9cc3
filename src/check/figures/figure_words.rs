//! The words by which figures are told from dates, names and small counts.

/// Words before a number that make it a name or a place in a text.
#[rustfmt::skip]
pub(in crate::check) const REFERENCES: &[&str] = &[
    "annex", "answer", "appendix", "article", "articles", "box", "chapter", "chapters", "clause",
    "day", "figure", "footnote", "group of", "item", "items", "law", "line", "lines", "no.", "nos.",
    "note", "notes", "number", "numbers", "page", "pages", "par.", "para", "paragraph",
    "paragraphs", "part", "phase", "point", "points", "question", "questions", "resolution", "room",
    "route", "row", "rule", "section", "sections", "slide", "slides", "step", "steps", "tab",
    "table", "title", "version", "week",
];

/// What measures time: such a number is a term or an age.
#[rustfmt::skip]
pub(in crate::check) const TIME_WORDS: &[&str] = &[
    "a.m", "am", "century", "centuries", "day", "days", "decade", "decades", "hour", "hours", "hrs",
    "min", "mins", "minute", "minutes", "month", "months", "nights", "o'clock", "o’clock", "p.m",
    "pm", "sec", "second", "seconds", "week", "weeks", "year", "years",
];

/// Words after a number that say that it does not count them.
#[rustfmt::skip]
pub(in crate::check) const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "but", "by", "can", "for", "from", "had", "has", "have",
    "if", "in", "into", "is", "it", "may", "must", "nor", "not", "of", "on", "onto", "or", "per",
    "says", "shall", "should", "so", "than", "that", "the", "then", "through", "to", "was", "were",
    "when", "which", "will", "with", "would",
];

/// Words that scale an amount of money.
pub(in crate::check) const SCALES: &[&str] =
    &["thousand", "million", "billion", "trillion", "bn", "mn", "tn", "m", "k"];
