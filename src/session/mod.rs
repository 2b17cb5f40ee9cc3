//! One open brief over time, and the files around it: reading what it refers to, editing, saving, keeping it safe.
//!
//! Files are written whole or not at all. Nothing outside the brief's folder is read for it.

mod clock;
mod dictionary;
mod document;
mod files;
mod history;
mod journal;
mod library;
mod load;
mod skeleton;
mod store;
mod talks;
mod watch;

pub use self::{
    clock::{WallTime, today, wall_time},
    dictionary::english_dictionaries,
    document::{SaveError, Session, digest},
    files::{Disk, Files},
    journal::{Entry, Journal, Protection, state_folder},
    library::{LibraryRow, library, search},
    load::{Loaded, OpenError, open, reload},
    skeleton::skeleton,
    store::{StoreError, Writing, store_all, store_own},
    talks::{TalkError, append_json_line, load_json, load_json_lines, store_json, talk_file},
    watch::Watch,
};
