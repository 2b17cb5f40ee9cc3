//! The figures of the clock drawn by the processor alone, for the seconds between two frames of the console.
//!
//! They look as the window draws them: the same letters from the same atlas at the same pixels.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Color32, Context, FontId, Galley, Pos2, Rect};

use crate::app::{DrawStamps, Stamp};

/// How many seconds the clock goes on by itself before the whole console is drawn anew.
pub(super) const N_SECONDS: u64 = 60;

/// What stands at the top of the console, as the last frame shows it.
#[derive(Clone)]
pub(super) struct Face {
    pub figures: Vec<FaceFigure>,
    pub ground: Color32,
    /// What the figures are at each of the seconds that follow, with their colours.
    pub later: Vec<Vec<(String, Color32)>>,
    /// When the first of those begins, in milliseconds since 1970.
    pub from_millis: u64,
}

/// A figure and where it stands.
#[derive(Clone, PartialEq)]
pub(super) struct FaceFigure {
    pub value: String,
    pub color: Color32,
    pub font: FontId,
    pub rect: Rect,
}

impl Face {
    /// Whether nothing lies over the figures that is not theirs.
    pub(super) fn is_uncovered(&self, ctx: &Context) -> bool {
        let is_free =
            |at: Pos2| ctx.layer_id_at(at).is_none_or(|layer| layer.order <= egui::Order::Background);
        self.figures.iter().all(|figure| {
            let rect = figure.rect;
            [rect.left_top(), rect.right_top(), rect.left_bottom(), rect.right_bottom(), rect.center()]
                .into_iter()
                .all(is_free)
        })
    }

    /// Draws what changes, second by second.
    pub(super) fn into_stamps(mut self, ctx: &Context) -> DrawStamps {
        let (ctx, pixels_per_point) = (ctx.clone(), ctx.pixels_per_point());
        let mut letters = Letters::default();
        Box::new(move |now_millis| {
            let second = now_millis.saturating_sub(self.from_millis) / 1_000;
            let second = usize::try_from(second).ok()?;
            if letters.galleys.is_empty() {
                letters = Letters::of(&ctx, &self);
            }
            let next = self.later.get(second)?.iter().zip(letters.galleys.get(second)?);
            let mut stamps = Vec::new();
            for (figure, ((value, color), galley)) in self.figures.iter_mut().zip(next) {
                if (&figure.value, figure.color) == (value, *color) {
                    continue;
                }
                figure.value.clone_from(value);
                figure.color = *color;
                // What is wider or narrower moves what stands beside it.
                if (galley.size().x - figure.rect.width()).abs() * pixels_per_point > 0.6 {
                    return None;
                }
                stamps.push(stamp_of(figure, galley, (&letters, self.ground, pixels_per_point))?);
            }
            Some(stamps)
        })
    }
}

/// The figures of the seconds that follow as they are laid out, and the letters they are made of: these are cut from
/// the atlas once, since a copy of the whole takes longer than all else.
#[derive(Default)]
struct Letters {
    galleys: Vec<Vec<Arc<Galley>>>,
    cut: HashMap<[usize; 4], Vec<Color32>>,
}

impl Letters {
    fn of(ctx: &Context, face: &Face) -> Self {
        let galley = |(figure, (value, color)): (&FaceFigure, &(String, Color32))| {
            ctx.fonts_mut(|fonts| fonts.layout_no_wrap(value.clone(), figure.font.clone(), *color))
        };
        let row = |later: &Vec<(String, Color32)>| face.figures.iter().zip(later).map(galley).collect();
        let galleys: Vec<Vec<Arc<Galley>>> = face.later.iter().map(row).collect();
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method by its name holds for one lifetime, and this wants it for all"
        )]
        let atlas = ctx.fonts(|fonts| fonts.image());
        let mut cut = HashMap::new();
        for letter in galleys.iter().flatten().flat_map(|galley| letters(galley)) {
            let [left, top, width, height] = letter.in_atlas;
            cut.entry(letter.in_atlas).or_insert_with(|| {
                let rows = (top..top + height).filter_map(|y| {
                    let start = y * atlas.size[0] + left;
                    atlas.pixels.get(start..start + width)
                });
                rows.flatten().copied().collect::<Vec<_>>()
            });
        }
        Self { galleys, cut }
    }
}

/// A letter of a galley: its left upper corner in points, and its place in the atlas.
struct Letter {
    at: Pos2,
    in_atlas: [usize; 4],
}

fn letters(galley: &Galley) -> impl Iterator<Item = Letter> {
    galley.rows.iter().flat_map(|row| {
        let visuals = &row.visuals;
        // Each letter is a rectangle of four corners, the upper left one first.
        let corners = visuals.mesh.vertices[visuals.glyph_vertex_range.clone()].chunks_exact(4);
        corners.map(|corners| {
            let (first, last) = (corners[0], corners[3]);
            let side = |from: f32, to: f32| (to - from).round().max(0.0) as usize;
            let size = [side(first.uv.x, last.uv.x), side(first.uv.y, last.uv.y)];
            Letter {
                at: row.pos + first.pos.to_vec2(),
                in_atlas: [first.uv.x.round() as usize, first.uv.y.round() as usize, size[0], size[1]],
            }
        })
    })
}

/// The pixels of a figure on its ground; nothing where it reaches out of the window.
fn stamp_of(
    figure: &FaceFigure,
    galley: &Galley,
    (cut, ground, pixels_per_point): (&Letters, Color32, f32),
) -> Option<Stamp> {
    // Letters reach a little over the place that they are counted to take.
    const MARGIN_PX: f32 = 2.0;
    let px = |points: f32| (points * pixels_per_point).round();
    let (left, top) = (px(figure.rect.left()) - MARGIN_PX, px(figure.rect.top()));
    if left < 0.0 || top < 0.0 {
        return None;
    }
    let width = (px(figure.rect.width()) + 2.0 * MARGIN_PX).max(1.0) as usize;
    let height = px(figure.rect.height()).max(1.0) as usize;
    let mut pixels = vec![ground; width * height];
    for letter in letters(galley) {
        let to = [px(letter.at.x) + MARGIN_PX, px(letter.at.y)].map(|side| side as isize);
        let covers = cut.cut.get(&letter.in_atlas)?;
        blend(&mut pixels, (width, to), (covers, letter.in_atlas[2]), figure.color);
    }
    let bgrx = pixels.iter().flat_map(|pixel| [pixel.b(), pixel.g(), pixel.r(), u8::MAX]).collect();
    Some(Stamp { left_px: left as i16, top_px: top as i16, width_px: u16::try_from(width).ok()?, bgrx })
}

/// Lays a letter, in a colour, over pixels.
fn blend(
    pixels: &mut [Color32],
    (width, to): (usize, [isize; 2]),
    (covers, letter_width): (&[Color32], usize),
    color: Color32,
) {
    for (idx, cover) in covers.iter().enumerate() {
        let (column, row) = (idx % letter_width, idx / letter_width);
        let x = to[0].checked_add_unsigned(column).and_then(|x| usize::try_from(x).ok());
        let y = to[1].checked_add_unsigned(row).and_then(|y| usize::try_from(y).ok());
        let Some((x, y)) = x.filter(|x| *x < width).zip(y) else { continue };
        if let Some(pixel) = pixels.get_mut(y * width + x) {
            *pixel = pixel.blend(*cover * color);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::style::{LIGHT, fonts};

    /// The times that a clock shows, each drawn alone by a window that is drawn once.
    fn face(ctx: &Context, value: &str) -> Face {
        let font = FontId::proportional(40.0);
        let mut rect = Rect::NOTHING;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let galley = ui.painter().layout_no_wrap(value.to_owned(), font.clone(), LIGHT.ink);
            rect = Rect::from_min_size(Pos2::new(16.0, 8.0), galley.size());
        });
        // Nobody paints here.
        output.textures_delta.clear();
        let figures = vec![FaceFigure { value: value.to_owned(), color: LIGHT.ink, font, rect }];
        Face { figures, ground: LIGHT.panel, later: Vec::new(), from_millis: 5_000 }
    }

    fn second(value: &str) -> Vec<(String, Color32)> {
        vec![(value.to_owned(), LIGHT.ink)]
    }

    #[test]
    fn what_changes_is_drawn_in_its_place_and_nothing_else() {
        let ctx = Context::default();
        ctx.set_fonts(fonts(None));
        let mut face = face(&ctx, "0:24");
        face.later = ["0:24", "0:25", "0:26", "0:24", "10:00"].map(second).into();
        let (left_px, height) = (16 - 2, face.figures[0].rect.height());
        let mut draw = face.into_stamps(&ctx);
        assert_eq!(draw(5_000).expect("drawn").len(), 0, "nothing has changed");
        let drawn: Vec<Stamp> = [6_000, 7_900, 8_100]
            .map(|millis| draw(millis).expect("drawn").pop().expect("one figure has changed"))
            .into();
        for stamp in &drawn {
            assert_eq!((stamp.left_px, stamp.top_px), (left_px, 8));
            assert_eq!(stamp.bgrx.len(), usize::from(stamp.width_px) * 4 * height.round() as usize);
            let dark = stamp.bgrx.chunks(4).filter(|pixel| pixel[0] < 80).count();
            assert!(dark > 200, "{dark} pixels of ink");
        }
        assert!(drawn[0].bgrx != drawn[1].bgrx && drawn[1].bgrx != drawn[2].bgrx);
        // Of two times that end differently, the beginning is the same.
        let columns = |stamp: &Stamp, from: usize, to: usize| -> Vec<u8> {
            let rows = stamp.bgrx.chunks(usize::from(stamp.width_px) * 4);
            rows.flat_map(|row| row[from * 4..to * 4].to_vec()).collect()
        };
        let half = usize::from(drawn[0].width_px) / 2;
        assert_eq!(columns(&drawn[0], 0, half), columns(&drawn[1], 0, half));
        assert!(draw(9_000).is_none(), "what is wider than its place needs a frame");
        assert!(draw(10_000).is_none(), "there is nothing more to be told");
    }
}
