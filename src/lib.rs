//! Démarche: briefings for diplomats, from one Markdown file to handout, slides and cards.
//!
//! The modules stand in the order in which data flows; each may name only those above it.
//!
//! | module | what it is |
//! |---|---|
//! | [`text`] | spans, lines, edits, diagnostics |
//! | [`brief`] | the document: tree, kinds, who may read what, parse, write |
//! | [`facts`] | the fact book a brief cites |
//! | [`check`] | what is likely to go wrong, one lint a file |
//! | [`release`] | what one reader may have of a brief ([`release::Released`]) |
//! | [`layout`] | from a released document to pages, with the map back to the text |
//! | [`office`] | packages of Word and PowerPoint, part by part, written and read |
//! | [`export`] | from a released document to the bytes of files |
//! | [`import`] | files of Word and PowerPoint, and decks of other tools, as briefs |
//! | [`prove`] | a finished file and the brief: what is in the file that its reader may not have |
//! | [`session`] | one open brief over time: reading, editing, taking back, saving, keeping safe |
//! | [`app`] | the program minus the window: commands, jobs, what is shown |
//! | [`cli`] | commands from a shell |
//! | [`ui`] | the program in a window |
//!
//! The way of a brief: [`session::open`] reads it, [`brief::parse()`] makes the tree, [`check::check`] says what is
//! wrong, [`release::project()`] leaves out what the reader may not have, [`layout::typeset`] sets what is left, and
//! [`export::export`] makes the file, which [`session::store_all`] puts in its place.
//!
//! From `text` to `export` everything is a function of its arguments: no disk, clock, thread or environment. The
//! exceptions are [`layout::Engine`], which is made once with the fonts of the machine, and the marking schemes of the
//! house, which [`brief::add_house_schemes()`] takes once at the start.

pub mod text;

pub mod brief;

pub mod facts;

pub mod check;

pub mod release;

pub mod layout;

pub mod office;

pub mod export;

pub mod import;

pub mod prove;

pub mod session;

pub mod app;

pub mod cli;

pub mod ui;
