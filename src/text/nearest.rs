//! Which of some names was probably meant by a word that is none of them.

/// The name that the fewest edits lead to from `word`, if that is at most two and fewer than half its letters.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    let n_letters = word.chars().count();
    let distances = names.into_iter().map(|name| (distance(&word, &name.to_lowercase()), name));
    let (distance, name) = distances.min()?;
    (distance <= 2 && distance * 2 < n_letters).then_some(name)
}

/// Edits between two short words (Levenshtein).
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_near_and_other_words_are_not() {
        let names = ["say", "red-line", "if-raised"];
        assert_eq!(nearest("Red-Lien", names), Some("red-line"));
        assert_eq!(nearest("if-rased", names), Some("if-raised"));
        assert_eq!(nearest("plan", names), None);
        assert_eq!(nearest("s", names), None);
        assert_eq!(distance("秘密", "秘"), 1);
    }
}
