//! The files in a zip archive, by its directory: stored or deflated, which is all that Office files use.

use crate::prove::ReadError;
use crate::prove::read::Reading;

/// How many files an archive may hold.
const MAX_PARTS: usize = 20_000;

/// One file in an archive.
pub(super) struct Part<'z> {
    /// Its path.
    pub name: String,
    /// What is said of it beside its name.
    pub remark: Vec<u8>,
    packed: &'z [u8],
    is_stored: bool,
}

/// The files in an archive, and what is said of the whole.
pub(super) struct Archive<'z> {
    /// The files.
    pub parts: Vec<Part<'z>>,
    /// A comment on the whole.
    pub comment: &'z [u8],
    /// How many files are packed in a way that is not known, behind a password or beyond the limit.
    pub n_unread: usize,
    /// What stands between the files and belongs to none that the directory names.
    pub between: Vec<&'z [u8]>,
}

/// Reads the directory of an archive.
pub(super) fn open(bytes: &[u8]) -> Option<Archive<'_>> {
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let directory_len = number(bytes, end + 12, 4)?;
    // Something may stand before the archive; the directory always ends where its last record begins.
    let start = end.checked_sub(directory_len)?;
    let before = start.checked_sub(number(bytes, end + 16, 4)?)?;
    let mut archive = Archive {
        parts: Vec::new(),
        comment: bytes.get(end + 22..).unwrap_or_default(),
        n_unread: 0,
        between: Vec::new(),
    };
    let mut at = start;
    let mut covered = vec![(start, end + 22)];
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") {
        let field = |offset, n_bytes| number(bytes, at + offset, n_bytes);
        let (method, packed_len) = (field(10, 2)?, field(20, 4)?);
        let (name_len, extra_len, remark_len) = (field(28, 2)?, field(30, 2)?, field(32, 2)?);
        let name = String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name_len)?).into_owned();
        let remark = bytes.get(at + 46 + name_len..at + 46 + name_len + extra_len + remark_len)?.to_vec();
        let local = before + field(42, 4)?;
        let data = local + 30 + number(bytes, local + 26, 2)? + number(bytes, local + 28, 2)?;
        let packed = bytes.get(data..data.checked_add(packed_len)?);
        covered.push((local, data.saturating_add(packed_len)));
        // What is behind a password is packed in a known way, and is noise all the same.
        let is_open = field(8, 2)? & 1 == 0;
        match packed.filter(|_| is_open && matches!(method, 0 | 8) && archive.parts.len() < MAX_PARTS) {
            Some(packed) => archive.parts.push(Part { name, remark, packed, is_stored: method == 0 }),
            None => archive.n_unread += 1,
        }
        at += 46 + name_len + extra_len + remark_len;
    }
    archive.between = gaps(bytes, covered, end);
    (!archive.parts.is_empty()).then_some(archive)
}

/// The bytes before `end` that no file and no directory covers.
fn gaps(bytes: &[u8], mut covered: Vec<(usize, usize)>, end: usize) -> Vec<&[u8]> {
    covered.sort_unstable();
    let (mut gaps, mut at) = (Vec::new(), 0);
    for (start, behind) in covered {
        gaps.extend(bytes.get(at..start.min(end)).filter(|gap| !gap.is_empty()));
        at = at.max(behind);
    }
    gaps
}

/// What a file may hold that stands where no directory names it: packed data behind a head that is whole.
pub(super) fn packed_in(gap: &[u8]) -> impl Iterator<Item = &[u8]> {
    let heads = gap.windows(4).enumerate().filter(|(_, window)| *window == b"PK\x03\x04").map(|(at, _)| at);
    heads.filter_map(move |at| {
        let data = at + 30 + number(gap, at + 26, 2)? + number(gap, at + 28, 2)?;
        (number(gap, at + 8, 2)? == 8).then(|| gap.get(data..)).flatten()
    })
}

impl Part<'_> {
    /// Unpacks the file.
    pub fn unpack(&self, reading: &mut Reading) -> Result<Vec<u8>, ReadError> {
        if self.is_stored {
            reading.count(self.packed.len())?;
            return Ok(self.packed.to_vec());
        }
        reading.inflate(self.packed, false)
    }
}

/// A number of `n_bytes`, the lowest first.
fn number(bytes: &[u8], at: usize, n_bytes: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(n_bytes)?)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte)))
}
