//! One open brief over time, and the files around it: reading what it refers to, editing, saving, keeping it safe.
//!
//! Files are written whole or not at all. Nothing outside the brief's folder is read for it.

mod blocks;
mod book;
mod citing;
mod clock;
mod copies;
mod dictionary;
mod difference;
mod digest;
mod document;
mod draft;
mod encoding;
#[cfg(test)]
mod faults;
mod files;
mod graphics;
mod history;
mod identity;
mod import;
mod journal;
mod library;
mod load;
mod merge;
mod open_error;
mod page_limit;
mod patterns;
mod power;
mod proof;
mod reason;
mod samples;
mod save;
mod seal;
mod sha256;
mod skeleton;
mod stillness;
mod store;
mod talks;
mod timer;
mod volume;
mod watch;
mod wheels_up;
mod writable;

pub use self::{
    book::{BookError, BookFile},
    citing::{Citing, citing},
    clock::{WallTime, last_moment_of, shown_time, today, wall_time},
    copies::{Noted, NotedCopy, RegisterError, note_copies, noted_copies},
    dictionary::english_dictionaries,
    difference::{Piece, compare_words},
    digest::digest,
    document::{FileState, OpenedSealed, Session, asks_passphrase, open_sealed, seal_for},
    draft::{Act, Change, Draft},
    encoding::{Encoding, NoLetter, decode_guessed, guess, readable_as},
    files::{Disk, Files, is_same_file},
    graphics::is_drawn_by_processor,
    identity::DocId,
    import::{ImportError, OFFICE_ENDINGS, import_file, is_office},
    journal::{
        Begun, Claims, EarlierState, HistoryLimits, Journal, Kept, NewState, Origin, Protection, Recovered,
        earlier_states, forget_history, recover_sealed, state_folder,
    },
    library::{LibraryRow, library, library_order},
    load::{
        Loaded, Parts, PictureCache, References, Resources, load_resources, open, open_in, parts, read_bytes,
        read_text, references, reload, table_text,
    },
    merge::{Choice, Part, compare, merged},
    open_error::OpenError,
    page_limit::{n_paper_pages, over_limit, too_much},
    patterns::{HouseFiles, read_house},
    power::{Power, power},
    proof::{prove_files, surroundings},
    reason::{io_reason, write_reason},
    samples::{OwnFile, Sample, guide, sample, sample_in_sources},
    save::{SaveError, SaveOutcome, SaveTask},
    seal::{Keyring, Passphrase, Seal, SealError, is_sealed},
    skeleton::begun,
    stillness::asks_for_stillness,
    store::{StoreError, Writing, store_all, store_own},
    talks::{
        TalkError, append_json_line, append_json_lines, clear_json_lines, load_json, load_json_lines,
        store_json, talk_file,
    },
    timer::Timer,
    volume::{Call, Observer, Volume},
    watch::Watch,
    wheels_up::{ReadyFault, ReadyJob, ReadyPage, ReadyRow, ready_page, wheels_up},
};
