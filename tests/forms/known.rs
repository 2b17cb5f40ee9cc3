//! What the library still gets wrong.

/// Why rows come out wrong, and which: the names of rows, with or without container and language, parted by blanks.
///
/// One that comes out right fails the test, so that the list only ever gets shorter.
pub const KNOWN_WRONG: &[(&str, &str)] = &[
    // What cannot be told from private text stays.
    (
        "more is kept than was meant",
        "\
         b-bold-label/bullet b-bold-label/nested b-bold-label/numbered l-square-brackets/callout \
         l-square-brackets/quote o-lines/bullet o-lines/callout o-lines/footnote o-lines/nested o-lines/numbered \
         o-lines/quote u-letters-long",
    ),
];
