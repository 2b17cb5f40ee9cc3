//! The files that a brief is made of, which no copy of it may replace.

use std::path::{Path, PathBuf};

use crate::layout::mark_file;
use crate::session::files::{folder_of, is_same_file, place_within};
use crate::session::load::References;
use crate::session::load::beside::unescaped;
use crate::session::patterns::HouseFiles;
use crate::text::{Message, message};

/// The files that a brief is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The brief itself, where it has a file.
    own: Option<PathBuf>,
    /// Its fact book, pictures, tables, theme and patterns, as far as they are there.
    referred: Vec<PathBuf>,
}

/// Lists the files that a brief at `own` is made of, and the patterns that the user has chosen for all briefs.
pub fn parts(own: Option<&Path>, references: &References, house: &HouseFiles) -> Parts {
    let mut referred: Vec<PathBuf> = [&house.doc, &house.pptx].into_iter().flatten().cloned().collect();
    if let Some(folder) = own.map(folder_of) {
        let named = [&references.facts, &references.reference_doc, &references.reference_pptx];
        let named = named.into_iter().flatten().chain(&references.images).chain(&references.tables);
        referred.extend(named.flat_map(|name| places(folder, name)));
        referred.extend(references.theme.iter().flat_map(|theme| theme_places(folder, theme)));
    }
    Parts { own: own.map(Path::to_owned), referred }
}

/// Where a name may lead, as it is written and without the percent escapes of Markdown.
fn places(folder: &Path, name: &str) -> Vec<PathBuf> {
    [place_within(folder, name), place_within(folder, &unescaped(name))].into_iter().flatten().collect()
}

/// The file of a theme, and that of its mark.
fn theme_places(folder: &Path, theme: &str) -> Vec<PathBuf> {
    let theme = theme.trim_end_matches('/');
    let Some(file) = place_within(folder, &format!("{theme}/theme.toml")) else { return Vec::new() };
    let mark = std::fs::read_to_string(&file).ok().and_then(|text| mark_file(&text));
    let mark = mark.map(|mark| places(folder, &format!("{theme}/{mark}")));
    mark.unwrap_or_default().into_iter().chain([file]).collect()
}

impl Parts {
    /// Why no file may be written at `out`: a part of the brief lies there, by that name, another or a link.
    pub fn refusal(&self, out: &Path) -> Option<Message> {
        let file = out.display();
        if self.own.as_ref().is_some_and(|own| is_same_file(own, out)) {
            return Some(message!(
                "{file} is the brief itself, and a copy in its place would destroy it; choose another name",
                "{file} は資料そのもので、書き出すと失われます。別の名前にしてください"
            ));
        }
        self.referred.iter().any(|part| is_same_file(part, out)).then(|| {
            message!(
                "{file} is a file that the brief is made of, and a copy in its place would destroy it; choose another name",
                "{file} は資料が使用しているファイルで、書き出すと失われます。別の名前にしてください"
            )
        })
    }
}
