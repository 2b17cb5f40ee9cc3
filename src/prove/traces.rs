//! What a file tells of the machine it was made on, and markings that may not leave: wherever they stand.

use crate::brief::{Scheme, marks_within, schemes};
use crate::prove::index::Secrets;
use crate::prove::{Finding, Item, Sort};

/// Names that are those of no one.
const NOBODY: &[&str] = &[
    "root",
    "user",
    "admin",
    "administrator",
    "guest",
    "ubuntu",
    "debian",
    "localhost",
    "default",
    "docker",
    "home",
];
/// The longest line that is taken for a banner.
const MAX_BANNER_CHARS: usize = 60;

/// The names of the machine and of its user, which no copy that leaves may hold.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Whether the copy leaves our side, so that markings count.
    pub leaves: bool,
    /// The names of the user.
    pub users: Vec<String>,
    /// The names of the machine.
    pub hosts: Vec<String>,
    /// Folders: of the user, of the brief.
    pub folders: Vec<String>,
}

impl Surroundings {
    /// Says what one text of a file tells.
    pub(super) fn find(&self, item: &Item, secrets: &Secrets, findings: &mut Vec<Finding>) {
        let mut add = |sort, words: &str| {
            if !secrets.allows(words) {
                findings.push(Finding {
                    sort,
                    place: item.place.clone(),
                    words: words.to_owned(),
                    span: None,
                });
            }
        };
        if let Some(path) = self.path_in(&item.text) {
            add(Sort::Path, path);
        }
        let known = [(Sort::User, &self.users), (Sort::Host, &self.hosts)];
        for (sort, names) in known {
            names.iter().filter(|name| holds_name(&item.text, name)).for_each(|name| add(sort, name));
        }
        if self.leaves && item.is_prose {
            item.text.lines().filter_map(mark_in).for_each(|mark| add(Sort::Mark, mark));
        }
    }

    /// The first path of a machine in a text.
    fn path_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        let known = self.folders.iter().filter(|folder| folder.len() > 3);
        let known =
            known.filter_map(|folder| text.find(folder.as_str()).map(|at| &text[at..at + folder.len()]));
        known.chain(path_anywhere(text)).next()
    }
}

/// A path that begins as those of people's files do.
fn path_anywhere(text: &str) -> Option<&str> {
    const BEGINNINGS: [&str; 7] =
        ["/home/", "/users/", "/root/", "/mnt/", "/media/", "/var/folders/", "file:/"];
    // Letters in ASCII alone change, so that bytes stay where they are.
    let small = text.to_ascii_lowercase();
    let drives = small.match_indices(":\\").filter_map(|(at, _)| at.checked_sub(1));
    let drives = drives.filter(|&at| small.as_bytes()[at].is_ascii_lowercase());
    let shares = small.match_indices("\\\\").map(|(at, _)| at);
    let shares = shares.filter(|&at| small[at + 2..].starts_with(|c: char| c.is_ascii_alphanumeric()));
    let others = BEGINNINGS.iter().flat_map(|beginning| small.match_indices(beginning).map(|(at, _)| at));
    let is_begun = |at: &usize| {
        let before = text[..*at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || "\"'=(<>,:;“".contains(c))
    };
    let start = drives.chain(shares).chain(others).filter(is_begun).min()?;
    let path = &text[start..];
    let len = path.find(|c: char| c.is_whitespace() || "\"'<>()".contains(c)).unwrap_or(path.len());
    let path = &path[..len];
    // A share has a folder behind its machine.
    let is_whole = !path.starts_with("\\\\") || path[2..].contains('\\');
    (is_whole && path.len() > 6).then_some(path)
}

/// Whether a name stands in a text as a word of its own.
fn holds_name(text: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    if name.chars().count() < 4 || NOBODY.contains(&name.as_str()) {
        return false;
    }
    let small = text.to_lowercase();
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    small.match_indices(&name).any(|(at, _)| {
        is_edge(small[..at].chars().next_back()) && is_edge(small[at + name.len()..].chars().next())
    })
}

/// The marking of a line that is a banner, or that bears a portion mark, if it may not leave.
fn mark_in(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_banner = line.chars().count() <= MAX_BANNER_CHARS && is_banner(line);
    if is_banner { Some(line) } else { marks_within(line).next() }
}

fn is_banner(line: &str) -> bool {
    let words: String = line.to_uppercase().replace(['／', '–', '—'], "/");
    let first =
        words.split(['/', ';', ',']).next().unwrap_or_default().trim().trim_matches(['(', ')', '（', '）']);
    let is_of = |level: &str, separator: &str| {
        let behind = words.trim().strip_prefix(level).filter(|_| !separator.trim().is_empty());
        level == first || behind.is_some_and(|behind| behind.starts_with(separator))
    };
    let holds = |scheme: &Scheme| {
        let mut kept = scheme.levels.iter().filter(|level| !level.may_leave);
        kept.any(|level| is_of(&level.banner.to_uppercase(), &scheme.separator.to_uppercase()))
    };
    // In small letters a word such as "secret" is a word.
    let is_loud = !line.is_ascii() || !line.chars().any(|c| c.is_ascii_lowercase());
    is_loud && schemes().iter().any(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_banners_are_told_from_addresses_and_words() {
        assert_eq!(path_anywhere("see https://example.org/users/list"), None);
        assert_eq!(path_anywhere("from /home/kato/briefs/x.md now"), Some("/home/kato/briefs/x.md"));
        assert_eq!(path_anywhere(r"C:\Users\kato\x.docx"), Some(r"C:\Users\kato\x.docx"));
        assert_eq!(mark_in("SECRET//NOFORN"), Some("SECRET//NOFORN"));
        assert_eq!(mark_in("The secret of success"), None);
        assert_eq!(mark_in("極秘"), Some("極秘"));
        assert_eq!(mark_in("OFFICIAL"), None);
    }

    #[test]
    fn a_name_is_a_whole_word_and_not_everybodys() {
        assert!(holds_name("Author: kato.taro", "kato"));
        assert!(!holds_name("Katoyama", "kato"));
        assert!(!holds_name("root element", "root"));
    }
}
