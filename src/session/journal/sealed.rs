//! What is kept of a sealed brief: the same records as of any other, in parts that are sealed one by one.
//!
//! A file begins with its key, sealed as the brief is, and a number that stands for the brief's place; its name and
//! its text are in the sealed parts only. What can be read of a damaged file is its longest good beginning.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::session::digest::digest;
use crate::session::history::History;
use crate::session::journal::claims::is_running;
use crate::session::journal::folder::place_of;
use crate::session::journal::snapshot::{Recovered, read_journal, read_undo};
use crate::session::seal::Seal;

/// What such a file begins with.
const MAGIC: &[u8; 8] = b"demarchS";
/// The number of the place, and the length of the key.
const HEAD_BYTES: usize = MAGIC.len() + 8 + 4;
/// How much is sealed at once.
const PART_BYTES: usize = 16 * 1024;

/// The number that stands for the place of a brief.
fn place_number(brief_path: &Path) -> u64 {
    digest(place_of(brief_path).as_os_str().as_encoded_bytes())
}

/// The bytes of a file that keeps `plain` of a sealed brief.
pub(super) fn sealed_file(seal: &Seal, brief_path: Option<&Path>, plain: &[u8]) -> io::Result<Vec<u8>> {
    let key = seal.wrapped_key();
    let mut out = MAGIC.to_vec();
    out.extend(brief_path.map_or(0, place_number).to_le_bytes());
    out.extend(length(key).to_le_bytes());
    out.extend(key);
    for part in plain.chunks(PART_BYTES) {
        append_part(&mut out, seal, part)?;
    }
    Ok(out)
}

/// Appends a part to the bytes of such a file.
pub(super) fn append_part(out: &mut Vec<u8>, seal: &Seal, plain: &[u8]) -> io::Result<()> {
    let part = seal.seal_kept(plain).map_err(io::Error::other)?;
    out.extend(length(&part).to_le_bytes());
    out.extend(part);
    Ok(())
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

/// A file of a sealed brief, as far as it can be read without the key.
struct SealedFile<'b> {
    place: u64,
    key: &'b [u8],
    parts: &'b [u8],
}

impl<'b> SealedFile<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD_BYTES)?;
        let head = head.strip_prefix(MAGIC)?;
        let place = u64::from_le_bytes(head[..8].try_into().ok()?);
        let n_bytes = u32::from_le_bytes(head[8..].try_into().ok()?);
        let (key, parts) = rest.split_at_checked(usize::try_from(n_bytes).ok()?)?;
        Some(Self { place, key, parts })
    }
}

/// Whether the bytes are those of a file of a sealed brief.
pub(super) fn is_sealed_file(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Whether a file is one of a sealed brief, by its beginning.
pub(super) fn begins_sealed(path: &Path) -> bool {
    let mut magic = [0; MAGIC.len()];
    File::open(path).is_ok_and(|mut file| file.read_exact(&mut magic).is_ok()) && magic == *MAGIC
}

/// What a file keeps of a sealed brief, up to its end or the first part that is damaged, and whether that is all.
/// Nothing where the seal does not open it.
pub(super) fn unsealed(bytes: &[u8], seal: &Seal) -> Option<(Vec<u8>, bool)> {
    let file = SealedFile::of(bytes)?;
    let key = seal.kept_key(file.key)?;
    let mut plain = Vec::new();
    let mut rest = file.parts;
    while let Some((n_bytes, behind)) = rest.split_at_checked(4) {
        let n_bytes = u32::from_le_bytes(n_bytes.try_into().ok()?) as usize;
        let part = behind.split_at_checked(n_bytes);
        let Some((part, opened)) = part.and_then(|(part, _)| Some((part, key.open(part)?))) else { break };
        plain.extend(opened);
        rest = &behind[part.len()..];
    }
    Some((plain, rest.is_empty()))
}

/// The key that a file of a sealed brief begins with, sealed.
pub(super) fn key_of(bytes: &[u8]) -> Option<Vec<u8>> {
    SealedFile::of(bytes).map(|file| file.key.to_vec())
}

/// The newest text of a sealed brief that a program left which no longer runs.
pub fn recover_sealed(folder: &Path, brief_path: &Path, seal: &Seal) -> Option<Recovered> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let left = entries.filter_map(|entry| {
        let file = entry.path();
        let name = file.file_name()?.to_str()?.to_owned();
        let (instance, _) = name.split_once('_').filter(|_| name.ends_with(".journal"))?;
        let bytes = fs::read(&file).ok().filter(|_| !is_running(folder, instance))?;
        if is_of(&bytes, brief_path) { read_sealed(&bytes, &file, seal) } else { None }
    });
    left.max_by_key(|left| left.at_unix_millis)
}

/// Reads the journal of a sealed brief, with the undo history beside it.
pub(super) fn read_sealed(bytes: &[u8], file: &Path, seal: &Seal) -> Option<Recovered> {
    let (plain, is_all) = unsealed(bytes, seal)?;
    let undo = fs::read(file.with_extension("undo")).ok();
    let undo = undo.and_then(|undo| unsealed(&undo, seal)).map(|(plain, _)| plain);
    let mut left = read_journal(&plain, undo.as_deref(), file.to_owned())?;
    left.is_whole &= is_all;
    Some(left)
}

/// Whether the bytes are those of a file that keeps something of the brief at a path.
pub(super) fn is_of(bytes: &[u8], brief_path: &Path) -> bool {
    SealedFile::of(bytes).is_some_and(|file| file.place == place_number(brief_path))
}

/// Reads what could be undone in a sealed brief when it was saved last.
pub(super) fn load_sealed_undo(bytes: &[u8], seal: &Seal, text: &str) -> Option<History> {
    let (plain, is_all) = unsealed(bytes, seal)?;
    read_undo(&plain, text).filter(|_| is_all)
}
