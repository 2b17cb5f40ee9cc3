//! The lints, one file each, and the table of them.

mod avoided_word;
mod bad_date;
mod bad_setting;
mod bad_theme;
mod bidi_control;
mod broken_link;
mod changed_agreed;
mod crowded_slide;
mod drifted_fact;
mod empty_block;
mod foreign_level;
mod image_alt;
mod kept_below;
mod kept_title;
mod long_bluf;
mod low_banner;
mod marked_shared;
mod missing_data;
mod missing_facts;
mod missing_glyphs;
mod missing_image;
mod missing_marking;
mod missing_title;
mod named_words;
mod near_agreed;
mod near_kind;
mod near_marking;
mod placeholder;
mod private_footnote;
mod raw_html;
mod restricted_fact;
mod shared_portion;
mod shown_elsewhere;
mod skipped_level;
mod stale_fact;
mod struck_words;
mod too_long;
mod undefined_footnote;
mod unknown_banner;
mod unknown_fact;
mod unmarked_portion;
mod unsourced_chart;
mod unsourced_fact;
mod unsourced_figure;
mod unused_footnote;
mod unused_link;

pub use self::drifted_fact::drifted_uses;

use crate::check::Lint;

/// Every lint, in the order of their names.
pub const LINTS: &[Lint] = &[
    avoided_word::LINT,
    bad_date::LINT,
    bad_setting::LINT,
    bad_theme::LINT,
    bidi_control::LINT,
    broken_link::LINT,
    changed_agreed::LINT,
    crowded_slide::LINT,
    drifted_fact::LINT,
    empty_block::LINT,
    foreign_level::LINT,
    image_alt::LINT,
    kept_below::LINT,
    kept_title::LINT,
    long_bluf::LINT,
    low_banner::LINT,
    marked_shared::LINT,
    missing_data::LINT,
    missing_facts::LINT,
    missing_glyphs::LINT,
    missing_image::LINT,
    missing_marking::LINT,
    missing_title::LINT,
    named_words::LINT,
    near_agreed::LINT,
    near_kind::LINT,
    near_marking::LINT,
    placeholder::LINT,
    private_footnote::LINT,
    raw_html::LINT,
    restricted_fact::LINT,
    shared_portion::LINT,
    shown_elsewhere::LINT,
    skipped_level::LINT,
    stale_fact::LINT,
    struck_words::LINT,
    too_long::LINT,
    undefined_footnote::LINT,
    unknown_banner::LINT,
    unknown_fact::LINT,
    unmarked_portion::LINT,
    unsourced_chart::LINT,
    unsourced_fact::LINT,
    unsourced_figure::LINT,
    unused_footnote::LINT,
    unused_link::LINT,
];
