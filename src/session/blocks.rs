//! A text in blocks, as two versions of it are compared: each with the blank lines behind it, none left out.
//!
//! It does not know what a brief is: a fence is kept together, and all else ends at a blank line.

/// The blocks of a text; put together they are the text.
pub(super) fn blocks(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut fence: Option<&str> = None;
    let mut is_behind_blank = false;
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if is_behind_blank && !is_blank {
            found.push(&text[start..at]);
            start = at;
        }
        at += line.len();
        match fence {
            Some(open) if line.trim_start().starts_with(open) => fence = None,
            None => fence = ["```", "~~~"].into_iter().find(|sign| line.trim_start().starts_with(sign)),
            Some(_) => {}
        }
        is_behind_blank = is_blank && fence.is_none();
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_at_a_blank_line_and_a_fence_at_its_end() {
        let text = "One\ntwo\n\n\n```chart\na\n\nb\n```\nthree\n\nfour";
        let found = blocks(text);
        assert_eq!(found, ["One\ntwo\n\n\n", "```chart\na\n\nb\n```\nthree\n\n", "four"]);
        assert_eq!(found.concat(), text);
        assert!(blocks("").is_empty());
    }
}
