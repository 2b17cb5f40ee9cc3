//! Démarche: briefings for diplomats, from one Markdown file to handout, slides and cards.
//!
//! The modules stand in the order in which data flows; each may name only those above it.

pub mod text;

pub mod brief;

pub mod facts;

pub mod check;

pub mod release;

pub mod layout;

pub mod export;

pub mod session;
