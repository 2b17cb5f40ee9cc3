//! How records stand in a file: each with its length and a checksum, one behind the other, so that what can be read
//! of a damaged file is its longest good beginning.

use crate::session::journal::codec::Record;

/// What a file of records begins with.
pub(super) const MAGIC: &[u8; 8] = b"demarch1";
/// The length of a record and its checksum.
const FRAME_BYTES: usize = 8;

/// Appends a record that is the `n`th of its file.
pub(super) fn append(out: &mut Vec<u8>, n: u64, record: &Record) {
    let start = out.len();
    out.extend([0; FRAME_BYTES]);
    record.encode(out);
    let n_bytes = u32::try_from(out.len() - start - FRAME_BYTES).unwrap_or(u32::MAX);
    let sum = checksum(n, n_bytes, &out[start + FRAME_BYTES..]);
    out[start..start + 4].copy_from_slice(&n_bytes.to_le_bytes());
    out[start + 4..start + FRAME_BYTES].copy_from_slice(&sum.to_le_bytes());
}

/// Reads records from the beginning of a file up to its end or the first that is damaged.
pub(super) fn read(bytes: &[u8]) -> Records<'_> {
    Records { rest: bytes.strip_prefix(MAGIC).unwrap_or_default(), n: 0 }
}

/// The records of a file.
pub(super) struct Records<'b> {
    rest: &'b [u8],
    n: u64,
}

impl Records<'_> {
    /// Whether all bytes were read: none is damaged.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let (frame, rest) = self.rest.split_at_checked(FRAME_BYTES)?;
        let n_bytes = u32::from_le_bytes(frame[..4].try_into().ok()?);
        let sum = u32::from_le_bytes(frame[4..].try_into().ok()?);
        let (body, rest) = rest.split_at_checked(usize::try_from(n_bytes).ok()?)?;
        if checksum(self.n, n_bytes, body) != sum {
            return None;
        }
        let record = Record::decode(body)?;
        self.rest = rest;
        self.n += 1;
        Some(record)
    }
}

/// Covers the place of the record, too: one that is missing, doubled or of another file is found.
fn checksum(n: u64, n_bytes: u32, body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&n.to_le_bytes());
    hasher.update(&n_bytes.to_le_bytes());
    hasher.update(body);
    hasher.finalize()
}
