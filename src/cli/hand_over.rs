//! The end of an export: the copies are noted, the files get their names, and the names are printed; or none of it.

use std::path::PathBuf;

use crate::brief::Reader;
use crate::cli::{Failure, print, say};
use crate::release::Copy;
use crate::session::{Loaded, Noted, NotedCopy, Writing, note_copies, store_all};
use crate::text::message;

/// What finished files are.
pub(crate) struct HandingOver<'h> {
    /// The brief that they were made of.
    pub loaded: &'h Loaded,
    /// Whose copy they are.
    pub reader: Reader,
    /// The number and the name that they bear.
    pub copy: &'h Copy,
    /// Whether files that are there may be replaced.
    pub is_forced: bool,
}

/// Writes finished files and prints their names. Copies with a number or a name are noted in the register first.
///
/// # Errors
/// The register or the files cannot be written, or the names not printed. Then no file is left that was not there
/// before.
pub(crate) fn hand_over(
    files: &[(PathBuf, Vec<u8>)],
    handing: &HandingOver<'_>,
    writing: &Writing,
) -> Result<(), Failure> {
    let noted = note(files, handing)?;
    let are_new = files.iter().all(|(path, _)| path.symlink_metadata().is_err());
    if let Err(err) = store_all(files, handing.is_forced, writing) {
        // Of several files that were to be replaced, some may be.
        if are_new || !handing.is_forced {
            noted.into_iter().for_each(Noted::take_back);
        }
        return Err(err.into());
    }
    let printed = files.iter().try_for_each(|(path, _)| print(&path.display().to_string()));
    if printed.is_err() && are_new {
        writing.between(|| files.iter().for_each(|(path, _)| drop(std::fs::remove_file(path))));
        noted.into_iter().for_each(Noted::take_back);
        return printed;
    }
    if let Some(Noted { register, .. }) = &noted {
        let register = register.display();
        say(&message!("note: the copy is noted in {register}", "注記：配布先を {register} に記録しました"));
    }
    printed
}

/// Notes in the register what goes to whom.
fn note(files: &[(PathBuf, Vec<u8>)], handing: &HandingOver<'_>) -> Result<Option<Noted>, Failure> {
    let HandingOver { loaded, reader, copy, .. } = handing;
    if **copy == Copy::default() {
        return Ok(None);
    }
    let copies: Vec<NotedCopy> = files
        .iter()
        .map(|(path, bytes)| NotedCopy::new((path, bytes), &loaded.path, *reader, copy))
        .collect();
    Ok(Some(note_copies(&copies)?))
}
