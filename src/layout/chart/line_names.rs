//! The names of rows below a chart of lines, each in as many lines as it needs, clear of its neighbours.

use crate::layout::chart::columns::as_f64;
use crate::layout::chart::width::{LINE_EMS, ems, n_lines, words};

/// Names of so few ems are those of a sequence, such as months, of which some may be left out.
const SHORT_EMS: f64 = 5.0;

/// How many lines a name may take where all stand side by side.
const MOST_LINES: usize = 4;

/// How much of the width one name takes at the most, and how much where a word of it is longer than that.
const MOST_SHARE: (f64, f64) = (0.3, 0.45);

/// A name below the field.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub row_idx: usize,
    pub left: f64,
    pub right: f64,
    pub n_lines: usize,
}

/// What is to be named: the names of the rows with their places from left to right.
pub(super) struct Named<'n> {
    pub names: Vec<(&'n str, f64)>,
    /// The row that the eye is led to.
    pub emphasis: Option<usize>,
    /// Whether some names may be left out, since they are points in time and the others tell where these stand.
    pub are_times: bool,
    pub room_width: f64,
    pub size: f64,
}

impl Named<'_> {
    /// As many names as stand clear of each other, the first and the last among them; nothing where some would have to
    /// be left out that tell more than a place in a sequence.
    pub(super) fn placed(&self) -> Option<Vec<Name>> {
        let few = self.few();
        let are_short = self.names.iter().all(|(name, _)| ems(name, true) <= SHORT_EMS);
        if few.len() == self.names.len() || self.are_times || are_short {
            return Some(few);
        }
        self.all()
    }

    fn few(&self) -> Vec<Name> {
        let Some(last) = self.names.len().checked_sub(1) else { return Vec::new() };
        let gap = self.size * 0.7;
        let mut taken: Vec<Name> = vec![self.name(last, self.natural_width(last))];
        for row_idx in [0].into_iter().chain(self.emphasis).chain(0..last) {
            let name = self.name(row_idx, self.natural_width(row_idx));
            if taken.iter().all(|other| name.right + gap <= other.left || other.right + gap <= name.left) {
                taken.push(name);
            }
        }
        taken
    }

    /// All names, each as wide as the room to its neighbours.
    fn all(&self) -> Option<Vec<Name>> {
        let gap = self.size * 0.5;
        let pitch = |pair: &[(&str, f64)]| pair[1].1 - pair[0].1;
        let slot = self.names.windows(2).map(pitch).fold(f64::INFINITY, f64::min) - gap;
        let longest = self.names.iter().flat_map(|(name, _)| words(name));
        let longest = longest.map(|word| ems(word.trim_end(), true)).fold(0.0, f64::max) * self.size;
        // Names at the edges are moved inwards, so the others may have to be narrower than their room.
        let in_width = |share: f64| -> Option<Vec<Name>> {
            let width = slot * share;
            let one = |row_idx: usize| self.name(row_idx, width.min(self.one_line_width(row_idx)));
            let names: Vec<Name> = (0..self.names.len()).map(one).collect();
            let is_clear = names.windows(2).all(|pair| pair[0].right < pair[1].left);
            let is_low = names.iter().all(|name| name.n_lines <= MOST_LINES);
            (width > longest && is_clear && is_low).then_some(names)
        };
        [1.0, 0.9, 0.8, 0.7, 0.6].into_iter().find_map(in_width)
    }

    fn one_line_width(&self, row_idx: usize) -> f64 {
        ems(self.names[row_idx].0, true) * self.size + self.size * 0.2
    }

    fn natural_width(&self, row_idx: usize) -> f64 {
        let words = words(self.names[row_idx].0).into_iter().map(|word| ems(word.trim_end(), true));
        let longest = words.fold(0.0, f64::max) * self.size + self.size * 0.1;
        let most = (self.room_width * MOST_SHARE.0).max(longest).min(self.room_width * MOST_SHARE.1);
        self.one_line_width(row_idx).min(most)
    }

    fn name(&self, row_idx: usize, width: f64) -> Name {
        let (name, x) = self.names[row_idx];
        let middle = x.clamp(width / 2.0, self.room_width - width / 2.0);
        let n_lines = n_lines(name, width / self.size, true);
        Name { row_idx, left: middle - width / 2.0, right: middle + width / 2.0, n_lines }
    }
}

/// The height of the names below a field, with the gap above them, in ems.
pub(super) fn height_ems(n_lines: usize) -> f64 {
    1.7 + as_f64(n_lines.saturating_sub(1)) * LINE_EMS
}
