//! The slips of English that are known by heart: about a hundred thousand, packed, since a brief has few of them.

use std::cmp::Ordering;
use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// A line each, in the order of the slips: the slip in small letters, then what may have been meant, parted by blanks; all
/// deflated. They are those of `typos-dict` 0.14.4, which may be used under the licence of this program.
const PACKED: &[u8] = include_bytes!("../../assets/spelling/slips.deflate");

/// The slips that are known by heart.
pub(super) struct KnownSlips {
    lines: String,
}

impl KnownSlips {
    /// Unpacks the slips. They take 2 MB.
    pub fn unpack() -> Self {
        let mut lines = String::new();
        DeflateDecoder::new(PACKED).read_to_string(&mut lines).expect("it was packed by us");
        lines.shrink_to_fit();
        Self { lines }
    }

    /// What may have been meant by a word, if it is a slip, the likeliest first.
    pub fn meant(&self, word: &str) -> impl Iterator<Item = &str> {
        self.line_of(&word.to_lowercase()).unwrap_or_default().split_ascii_whitespace().skip(1)
    }

    /// The line of a slip. Lines are looked at in the middle of what is left, so it takes about 17 of them.
    fn line_of(&self, slip: &str) -> Option<&str> {
        let mut left = self.lines.as_str();
        while !left.is_empty() {
            let middle = left.floor_char_boundary(left.len() / 2);
            let start = left[..middle].rfind('\n').map_or(0, |end| end + 1);
            let end = left[start..].find('\n').map_or(left.len(), |len| start + len + 1);
            let line = &left[start..end];
            match line.split_ascii_whitespace().next().unwrap_or_default().cmp(slip) {
                Ordering::Equal => return Some(line),
                Ordering::Less => left = &left[end..],
                Ordering::Greater => left = &left[..start],
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_packed_slip_is_found_and_nothing_else() {
        let known = KnownSlips::unpack();
        let lines: Vec<&str> = known.lines.lines().collect();
        assert!(lines.len() > 90_000);
        let slip_of =
            |line: &&str| line.split_once(' ').map(|(slip, _)| slip.to_owned()).expect("something is meant");
        let slips: Vec<String> = lines.iter().map(slip_of).collect();
        assert!(slips.is_sorted_by(|a, b| a < b), "else some are not found");
        for (slip, line) in slips.iter().zip(&lines) {
            let meant = known.meant(slip).collect::<Vec<_>>().join(" ");
            assert_eq!(format!("{slip} {meant}"), **line);
            assert!(!meant.split(' ').any(|word| word == slip), "{slip} is no slip");
        }
        let meant = |word| known.meant(word).collect::<Vec<_>>();
        assert_eq!(meant("recieve"), ["receive"]);
        assert_eq!(meant("Goverment"), ["government"]);
        for word in ["", "government", "zzzz", "aaaa", " ", "receive"] {
            assert!(meant(word).is_empty(), "{word}");
        }
    }
}
