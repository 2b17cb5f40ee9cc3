//! One open brief and the files around it: reading what it refers to, writing what is made of it.
//!
//! Files are written whole or not at all. Nothing outside the brief's folder is read for it.

mod files;
mod load;
mod store;

pub use self::{
    files::{Disk, Files},
    load::{Loaded, OpenError, open, reload},
    store::{StoreError, Writing, store_all},
};
