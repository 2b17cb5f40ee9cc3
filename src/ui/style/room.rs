//! What is drawn on the room's screen beside the slides.

use egui::Color32;

/// Around the slides, and instead of them.
pub const BLACK: Color32 = Color32::BLACK;
/// A white board.
pub const WHITE: Color32 = Color32::WHITE;
/// Small words on black, which nobody but who stands before the keys needs to read.
pub const NOTE: Color32 = Color32::from_gray(0x6E);
/// The pointer.
pub const POINTER: Color32 = Color32::from_rgb(0xE0, 0x8A, 0x1E);
/// Around the pointer, so that it is seen on every ground.
pub const POINTER_EDGE: Color32 = Color32::from_black_alpha(150);
/// What lies around a spot of light.
pub const DIM: Color32 = Color32::from_black_alpha(165);
/// A red pen.
pub const INK_RED: Color32 = Color32::from_rgb(0xC6, 0x22, 0x22);
/// A blue pen.
pub const INK_BLUE: Color32 = Color32::from_rgb(0x1F, 0x55, 0xB5);
/// A green pen.
pub const INK_GREEN: Color32 = Color32::from_rgb(0x13, 0x7A, 0x42);
