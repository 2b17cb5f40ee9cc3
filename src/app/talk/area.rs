//! Places and parts of a slide, whatever its size on a screen.

/// A place on a slide, in parts of its width and height.
pub type SlidePoint = [f32; 2];

/// A part of a slide, in parts of its width and height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlideArea {
    /// The upper left corner.
    pub min: SlidePoint,
    /// The lower right corner.
    pub max: SlidePoint,
}

impl SlideArea {
    /// Whether a place lies within it.
    pub fn holds(self, at: SlidePoint) -> bool {
        (0..2).all(|axis| (self.min[axis]..=self.max[axis]).contains(&at[axis]))
    }
}
