//! The names by which links within a brief lead to its headings, as GitHub makes them.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::brief::Heading;

/// Gives headings their names, one after the other in the order of the text.
#[derive(Debug, Default)]
pub struct AnchorNames {
    /// The names that are taken, each with the first number that may be free behind it.
    taken: HashMap<String, usize>,
}

impl AnchorNames {
    /// The name of the next heading: its words in small letters with hyphens for blanks, and a number where other
    /// headings before it say the same.
    pub fn name(&mut self, words: &str) -> String {
        let name = slug(words);
        let Some(&first) = self.taken.get(&name) else {
            self.taken.insert(name.clone(), 1);
            return name;
        };
        let mut count = first;
        while self.taken.contains_key(&format!("{name}-{count}")) {
            count += 1;
        }
        let free = format!("{name}-{count}");
        self.taken.insert(free.clone(), 1);
        self.taken.insert(name, count + 1);
        free
    }
}

/// The name that a heading gives itself in braces, such as `{#figures}`, in small letters.
pub fn own_anchor(heading: &Heading) -> Option<String> {
    let mut words = heading.attributes.as_deref()?.split_whitespace();
    words.find_map(|word| word.strip_prefix('#')).map(str::to_lowercase)
}

/// The name that a link within the brief asks for, in small letters; nothing for a link that leads elsewhere.
pub fn linked_anchor(dest: &str) -> Option<String> {
    let name = dest.strip_prefix('#').filter(|name| !name.is_empty())?;
    // A browser copies names in Japanese with each byte as `%` and two digits.
    Some(percent_decode_str(name).decode_utf8_lossy().to_lowercase())
}

fn slug(words: &str) -> String {
    let kept = words.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_equal_headings_take_no_longer_each_than_few() {
        let time = |n_headings: usize| {
            let begun = std::time::Instant::now();
            let mut names = AnchorNames::default();
            let last = (0..n_headings).map(|_| names.name("Ask")).last();
            assert_eq!(last, Some(format!("ask-{}", n_headings - 1)));
            begun.elapsed()
        };
        let few = (0..5).map(|_| time(1_000)).min().expect("five");
        // Twenty times as many took four hundred times as long.
        let many = (0..3).map(|_| time(20_000)).min().expect("three");
        assert!(many < few * 150, "{many:?} for many, {few:?} for few");
    }

    #[test]
    fn names_are_those_of_github() {
        let mut names = AnchorNames::default();
        assert_eq!(names.name("What's new, in 2024?"), "whats-new-in-2024");
        assert_eq!(names.name("Ask"), "ask");
        assert_eq!(names.name("Ask"), "ask-1");
        assert_eq!(names.name("Ask 1"), "ask-1-1");
        assert_eq!(names.name("基礎データ（2023年）"), "基礎データ2023年");
    }

    #[test]
    fn links_are_read_as_browsers_write_them() {
        assert_eq!(linked_anchor("#Ask").as_deref(), Some("ask"));
        assert_eq!(linked_anchor("#%E8%83%8C%E6%99%AF").as_deref(), Some("背景"));
        assert_eq!(linked_anchor("#100%").as_deref(), Some("100%"));
        assert_eq!(linked_anchor("#"), None);
        assert_eq!(linked_anchor("https://a.example/#b"), None);
    }
}
