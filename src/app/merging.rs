//! A brief that was changed here and in its file: both texts side by side, brought together by blocks.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::{App, Dialog};
use crate::session::{Choice, Disk, Origin, Part, merged};

/// The two texts of a brief.
#[derive(Clone, Debug, Default)]
pub struct TwoTexts {
    /// What the file holds; nothing where that is no text.
    pub theirs: Option<String>,
    /// What stands for the bytes of the file.
    pub on_disk: u64,
    /// Both by blocks.
    pub parts: Vec<Part>,
}

impl TwoTexts {
    /// How many blocks nobody has chosen yet.
    pub fn n_open(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, Part::Differs { choice: None, .. })).count()
    }
}

impl App {
    /// Shows what the file holds beside what stands here. Both are kept meanwhile, whatever is chosen.
    pub(super) fn ask_about_disk(&mut self) {
        let two = match self.session.compare_disk(&Disk) {
            Ok(((theirs, on_disk), parts)) => {
                self.keep_base();
                self.keep_state(Origin::Theirs, &theirs);
                TwoTexts { theirs: Some(theirs), on_disk, parts }
            }
            Err(_) => TwoTexts::default(),
        };
        // What was chosen already stays while both texts are the same.
        if let Some(Dialog::ChangedOnDisk(shown)) = &self.view.dialog
            && shown.theirs == two.theirs
            && shown.parts.len() == two.parts.len()
        {
            return;
        }
        self.view.dialog = Some(Dialog::ChangedOnDisk(Arc::new(two)));
    }

    /// Chooses what is taken of a block.
    pub fn choose_part(&mut self, idx: usize, chosen: Choice) {
        if let Some(Dialog::ChangedOnDisk(two)) = &mut self.view.dialog
            && let Some(Part::Differs { choice, .. }) = Arc::make_mut(two).parts.get_mut(idx)
        {
            *choice = Some(chosen);
        }
    }

    /// Makes what was chosen the text, as a change that can be taken back, and saves it.
    pub fn merge(&mut self) {
        let Some(Dialog::ChangedOnDisk(two)) = self.view.dialog.clone() else { return };
        let (Some(text), Some(theirs)) = (merged(&two.parts), two.theirs.clone()) else { return };
        self.view.dialog = None;
        // Should the other program write once more, the save says so and asks again.
        self.session.accept_disk(theirs, two.on_disk);
        self.replace_text(&text);
        self.save();
    }

    /// Keeps both texts: what stands here goes to a file of its own beside the brief's, which the window shows from
    /// then on.
    pub fn keep_both(&mut self) {
        self.view.dialog = None;
        if let Some(path) = self.free_name() {
            self.save_to_new(&path);
            if self.session.path() != Some(&path) {
                return;
            }
            let words = self.word(
                "is yours from now on; the other text stays in its file",
                "に自分の内容を保存します。相手の内容は元のファイルに残ります",
            );
            self.tell(format!("{} {words}", path.display()), None);
        }
    }

    /// A name beside the brief's that nothing has.
    fn free_name(&self) -> Option<PathBuf> {
        let path = self.session.path()?;
        let stem = path.file_stem()?.to_string_lossy().into_owned();
        let extension = path.extension().map_or("md".to_owned(), |it| it.to_string_lossy().into_owned());
        let name = |n: usize| match n {
            1 => path.with_file_name(format!("{stem}-mine.{extension}")),
            n => path.with_file_name(format!("{stem}-mine-{n}.{extension}")),
        };
        (1..1_000).map(name).find(|path| path.symlink_metadata().is_err())
    }
}
