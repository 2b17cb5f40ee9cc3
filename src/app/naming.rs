//! Names for files that have none yet.

use std::path::Path;

use crate::app::{App, ExportChoice};
use crate::brief::Lang;
use crate::layout::Shape;
use crate::release::{Context, plain_text, project};

/// How long a name may be that is made of a title, in letters.
const MAX_LETTERS: usize = 48;

impl App {
    /// A name for the file of a copy, made of the title that stands on it, or for our own copies of the brief's name.
    /// It tells nothing that the copy does not.
    pub fn export_name(&self, choice: ExportChoice) -> String {
        let stem =
            self.session.path().and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.map(|stem| stem.trim_end_matches(".md").to_owned());
        let stem = stem.filter(|_| choice.reader.is_ours()).unwrap_or_else(|| {
            let loaded = self.session.loaded();
            let context = Context { book: &loaded.book, assets: &loaded.assets };
            let released = project(&loaded.brief, &context, choice.reader);
            let title = name_of(&plain_text(&released.content().title));
            let usual = match loaded.brief.front.lang {
                Lang::En => "paper",
                Lang::Ja => "資料",
            };
            if title.is_empty() { usual.to_owned() } else { title }
        });
        // Handout and slides of one copy lie side by side.
        let shape = match choice.shape {
            Shape::Text => String::new(),
            shape => format!("-{}", shape.name()),
        };
        format!("{stem}{shape}-{}.{}", choice.reader.name(), choice.extension)
    }

    /// A name for a brief that has none.
    pub fn suggested_name(&self) -> String {
        if let Some(name) = self.session.path().and_then(Path::file_name) {
            return name.to_string_lossy().into_owned();
        }
        let stem = name_of(self.session.brief().front.title.as_deref().unwrap_or(""));
        format!("{}.md", if stem.is_empty() { "brief" } else { &stem })
    }
}

/// The words of a title as the name of a file: in small letters, with hyphens, and not longer than people read.
fn name_of(title: &str) -> String {
    let title = title.to_lowercase();
    let mut name = String::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !name.is_empty() && name.chars().count() + 1 + word.chars().count() > MAX_LETTERS {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(word);
    }
    name.chars().take(MAX_LETTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names() {
        for (title, name) in [
            ("US jobs", "us-jobs"),
            ("American jobs, Japanese automakers", "american-jobs-japanese-automakers"),
            ("日米同盟：現状", "日米同盟-現状"),
            ("../..", ""),
            (
                "A very long title of a brief that says everything that it is about",
                "a-very-long-title-of-a-brief-that-says",
            ),
        ] {
            assert!(
                name_of(title).starts_with(name) && name_of(title).chars().count() <= MAX_LETTERS,
                "{title}"
            );
        }
    }
}
