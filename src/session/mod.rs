//! One open brief over time, and the files around it: reading what it refers to, editing, saving, keeping it safe.
//!
//! Files are written whole or not at all. Nothing outside the brief's folder is read for it.

mod clock;
mod dictionary;
mod document;
mod draft;
#[cfg(test)]
mod faults;
mod files;
mod history;
mod identity;
mod journal;
mod library;
mod load;
mod save;
mod skeleton;
mod store;
mod talks;
mod volume;
mod watch;
mod wheels_up;

pub use self::{
    clock::{WallTime, today, wall_time},
    dictionary::english_dictionaries,
    document::{Session, digest},
    draft::{Act, Change, Draft},
    files::{Disk, Files, is_same_file},
    identity::DocId,
    journal::{Begun, Journal, Kept, Protection, Recovered, state_folder},
    library::{LibraryRow, library, search},
    load::{
        Loaded, OpenError, PictureCache, References, Resources, load_resources, open, read_text, references,
        reload,
    },
    save::{SaveError, SaveOutcome, SaveTask},
    skeleton::skeleton,
    store::{StoreError, Writing, store_all, store_own},
    talks::{TalkError, append_json_line, load_json, load_json_lines, store_json, talk_file},
    volume::{Call, Observer, Volume},
    watch::Watch,
    wheels_up::{ReadyJob, ReadyRow, wheels_up},
};
