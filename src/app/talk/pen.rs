//! What a speaker points and draws with: it must be seen from the last row.

use serde::{Deserialize, Serialize};

use crate::app::Words;
use crate::app::talk::area::SlidePoint;

/// What the pointer looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PointerShape {
    /// A ring around what is meant.
    #[default]
    Ring,
    /// A light, with everything around it darker.
    Spot,
    /// A dot.
    Dot,
}

impl PointerShape {
    /// All shapes, in the order in which the key goes through them.
    pub const ALL: [Self; 3] = [Self::Ring, Self::Spot, Self::Dot];

    /// What it is called.
    pub fn label(self) -> Words {
        match self {
            Self::Ring => Words("Ring", "輪"),
            Self::Spot => Words("Spot of light", "スポットライト"),
            Self::Dot => Words("Dot", "点"),
        }
    }
}

/// The pointer as the room sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointerLook {
    /// Its shape.
    pub shape: PointerShape,
    /// How wide it is, in percent of the height of the slide.
    pub size_percent: u8,
}

impl PointerLook {
    /// The sizes that can be chosen, in percent of the height of the slide.
    pub const SIZES_PERCENT: [u8; 3] = [8, 12, 20];
}

impl Default for PointerLook {
    fn default() -> Self {
        Self { shape: PointerShape::default(), size_percent: Self::SIZES_PERCENT[1] }
    }
}

/// The colour of a pen. Each is dark enough for a light slide, and none is told from another by its hue alone: the
/// console names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PenColor {
    /// Red.
    #[default]
    Red,
    /// Blue.
    Blue,
    /// Green.
    Green,
}

/// How broad the line of a pen is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PenWidth {
    /// For words.
    Thin,
    /// For what is to be seen from the last row.
    #[default]
    Medium,
    /// For what is to be seen at once.
    Broad,
}

/// A pen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pen {
    /// Its colour.
    pub color: PenColor,
    /// How broad its line is.
    pub width: PenWidth,
}

impl Pen {
    /// The pen of the next colour.
    #[must_use]
    pub fn recolored(self) -> Self {
        let color = match self.color {
            PenColor::Red => PenColor::Blue,
            PenColor::Blue => PenColor::Green,
            PenColor::Green => PenColor::Red,
        };
        Self { color, ..self }
    }

    /// The pen of the next width.
    #[must_use]
    pub fn broadened(self) -> Self {
        let width = match self.width {
            PenWidth::Thin => PenWidth::Medium,
            PenWidth::Medium => PenWidth::Broad,
            PenWidth::Broad => PenWidth::Thin,
        };
        Self { width, ..self }
    }

    /// How broad its line is, in parts of the height of the slide.
    pub fn width_in_heights(self) -> f32 {
        match self.width {
            PenWidth::Thin => 0.004,
            PenWidth::Medium => 0.009,
            PenWidth::Broad => 0.020,
        }
    }

    /// Its colour and width, in words.
    pub fn labels(self) -> [Words; 2] {
        let color = match self.color {
            PenColor::Red => Words("red", "赤"),
            PenColor::Blue => Words("blue", "青"),
            PenColor::Green => Words("green", "緑"),
        };
        let width = match self.width {
            PenWidth::Thin => Words("thin", "細"),
            PenWidth::Medium => Words("medium", "中"),
            PenWidth::Broad => Words("broad", "太"),
        };
        [color, width]
    }
}

/// A line that was drawn without lifting the pen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PenStroke {
    /// What it was drawn with.
    pub pen: Pen,
    /// Its points, in parts of the width and height of the slide.
    pub points: Vec<SlidePoint>,
}
