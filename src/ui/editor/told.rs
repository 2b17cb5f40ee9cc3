//! Which lines of the text a reader of the screen has been told, so that a key costs what its line costs.
//!
//! A node that was told stays what it was until it is told anew or nobody names it as a child. What was told is
//! forgotten where it may not have been heard.

use egui::Ui;
use egui::accesskit::NodeId;

use crate::ui::editor::EditorView;

/// After how long without a frame all is told anew: a reader may have come in between, in seconds.
const MAX_GAP_S: f64 = 0.5;

/// How many bytes are compared at once.
const CHUNK: usize = 4096;

/// What has been told of the text.
#[derive(Default)]
pub(super) struct Told {
    text: String,
    pub lines: Vec<ToldLine>,
    /// The runs of each part of the text.
    pub parts: Vec<Vec<NodeId>>,
    /// Whether lines have come or gone since the parts were told.
    pub have_moved: bool,
    n_made: u64,
    time_s: f64,
}

/// What has been told of a line.
pub(super) struct ToldLine {
    /// Its name, which it keeps when lines come and go above it.
    pub key: u64,
    /// The names of its runs; none as long as it has not been told.
    pub runs: Vec<NodeId>,
    /// Whether its runs were told with their places.
    pub is_placed: bool,
}

impl Told {
    /// Follows the text, so that those lines are left to tell that have changed, or all of them.
    pub fn follow(&mut self, ui: &Ui, view: &EditorView<'_>, is_heard: bool) {
        let time_s = ui.input(|input| input.time);
        let is_late = time_s - std::mem::replace(&mut self.time_s, time_s) > MAX_GAP_S;
        // What is told in a pass that is made anew, nobody hears.
        if !is_heard || is_late || ui.ctx().current_pass_index() > 0 {
            self.forget();
        }
        if self.lines.len() == view.lines.n_lines() && self.text == view.text {
            return;
        }
        let (n_above, n_below) = self.unchanged(view);
        let n_new = view.lines.n_lines() - n_above - n_below;
        let made: Vec<ToldLine> = (0..n_new).map(|_| self.new_line()).collect();
        let end = self.lines.len() - n_below;
        self.have_moved |= n_new != end - n_above;
        self.lines.splice(n_above..end, made);
        view.text.clone_into(&mut self.text);
    }

    /// Forgets all that was told. Lines keep their names: who heard them before may ask for a place in one of them
    /// while they are told anew.
    pub fn forget(&mut self) {
        for line in &mut self.lines {
            line.runs.clear();
        }
        self.parts.clear();
    }

    /// How many lines above and below are as they were.
    fn unchanged(&self, view: &EditorView<'_>) -> (usize, usize) {
        let (old, new) = (self.text.as_bytes(), view.text.as_bytes());
        if self.lines.is_empty() {
            return (0, 0);
        }
        let most = old.len().min(new.len());
        let n_before = n_equal_bytes(old.chunks(CHUNK).zip(new.chunks(CHUNK)), |(a, b)| {
            a.iter().zip(b).take_while(|(a, b)| a == b).count()
        });
        let n_behind = n_equal_bytes(old.rchunks(CHUNK).zip(new.rchunks(CHUNK)), |(a, b)| {
            a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
        });
        let n_behind = n_behind.min(most - n_before);
        let most_lines = self.lines.len().min(view.lines.n_lines());
        let n_above = view.lines.line_idx(n_before).min(most_lines);
        // The first of them may begin within what has changed.
        let n_below = view.lines.n_lines() - 1 - view.lines.line_idx(new.len() - n_behind);
        let n_below = n_below.min(most_lines - n_above);
        (n_above, n_below)
    }

    fn new_line(&mut self) -> ToldLine {
        self.n_made += 1;
        ToldLine { key: self.n_made, runs: Vec::new(), is_placed: false }
    }

    /// The line of a run.
    pub fn line_of(&self, run: NodeId) -> Option<(usize, usize)> {
        self.lines.iter().enumerate().find_map(|(line_idx, line)| {
            let run_idx = line.runs.iter().position(|&it| it == run)?;
            Some((line_idx, run_idx))
        })
    }
}

/// How many bytes are equal in pairs of chunks, up to the first that are not; within those, `n_within` counts.
fn n_equal_bytes<'t>(
    chunks: impl Iterator<Item = (&'t [u8], &'t [u8])>,
    n_within: impl Fn((&'t [u8], &'t [u8])) -> usize,
) -> usize {
    let mut n_equal = 0;
    for (one, other) in chunks {
        if one != other {
            return n_equal + n_within((one, other));
        }
        n_equal += one.len();
    }
    n_equal
}
