//! `demarche doctor`: what works here, and what to do about the rest.

use std::path::PathBuf;

use crate::cli::{Failure, Outcome, has_display, print};
use crate::layout::{Engine, JAPANESE_FAMILIES};

pub(crate) fn run() -> Result<Outcome, Failure> {
    let engine = Engine::with_system_fonts();
    let families = engine.families();
    print(&format!(
        "ok   fonts: {} families, serif and sans for Latin, Greek and Cyrillic built in",
        families.len()
    ))?;
    let japanese =
        JAPANESE_FAMILIES.iter().find(|name| families.iter().any(|family| family.eq_ignore_ascii_case(name)));
    match japanese.and_then(|name| families.iter().find(|family| family.eq_ignore_ascii_case(name))) {
        Some(family) => print(&format!("ok   Japanese: {family}"))?,
        None => print("miss Japanese: no font found; try: apt-get install fonts-noto-cjk")?,
    }
    let display = if has_display() {
        "ok   display: there is one"
    } else {
        "miss display: none; export, check and the rest work without"
    };
    print(display)?;
    print(&state_folder())?;
    let is_well = japanese.is_some();
    Ok(if is_well { Outcome::Clean } else { Outcome::Findings })
}

/// Says where unsaved text would be kept, and whether it can be.
fn state_folder() -> String {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local").join("state"));
    let base =
        std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute()).or_else(home);
    let Some(base) = base else {
        return "miss state folder: neither XDG_STATE_HOME nor HOME is set".to_owned();
    };
    let folder = base.join("demarche");
    // The nearest folder that exists decides whether the rest can be made.
    let nearest = folder.ancestors().find(|folder| folder.is_dir());
    let is_writable = nearest.is_some_and(|nearest| tempfile::tempfile_in(nearest).is_ok());
    if is_writable {
        format!("ok   state folder: {}", folder.display())
    } else {
        format!(
            "miss state folder: {} cannot be written; set XDG_STATE_HOME to a folder that can",
            folder.display()
        )
    }
}
