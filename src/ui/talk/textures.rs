//! The slides that lie ready for the screen: unpacked, as many as memory has room for.

use std::collections::HashMap;

use egui::{Context, Rect, TextureHandle, TextureOptions};

use crate::app::talk::RoomPicture;
use crate::ui::style::pixel;

/// How a slide lies on the pixels of its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fit {
    /// Pixel upon pixel: nothing is mixed of its neighbours, which without a graphics card takes most of the time of a
    /// frame.
    Exact,
    /// Larger or smaller, or between pixels.
    Scaled,
}

impl Fit {
    /// How a picture lies on a place, in points, of which each is so many pixels wide.
    pub(super) fn of(place: Rect, pixels_per_point: f32, size_px: (u32, u32)) -> Self {
        const ROUNDING: f32 = 0.01;
        let (min, size) = (place.min * pixels_per_point, place.size() * pixels_per_point);
        let off = [
            min.x - min.x.round(),
            min.y - min.y.round(),
            size.x - size_px.0 as f32,
            size.y - size_px.1 as f32,
        ];
        if off.iter().all(|off| off.abs() < ROUNDING) { Self::Exact } else { Self::Scaled }
    }
}

/// How wide a slide is that is made of the means of its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Reduced {
    /// For what the room sees and what comes next.
    Small,
    /// For the slide on the console.
    Middle,
}

impl Reduced {
    const ALL: [Self; 2] = [Self::Small, Self::Middle];

    /// In pixels.
    pub(super) fn width_px(self) -> u32 {
        match self {
            Self::Small => 480,
            Self::Middle => 960,
        }
    }

    /// How many lie ready at most, save for those that are being shown.
    fn most(self) -> usize {
        match self {
            Self::Small => 48,
            Self::Middle => 3,
        }
    }
}

/// The slides that lie ready for the screen.
#[derive(Default)]
pub(super) struct Textures {
    held: HashMap<(usize, Fit), Texture>,
    small: HashMap<(usize, Reduced), Small>,
    n_made: usize,
    n_frames: u64,
    /// The slide that the frame before this one showed, and whether this one shows another.
    current: Option<usize>,
    is_turning: bool,
}

struct Small {
    handle: TextureHandle,
    digest: u64,
    seen: u64,
}

#[derive(Clone)]
struct Texture {
    handle: TextureHandle,
    size_px: (u32, u32),
    digest: u64,
    seen: u64,
}

impl Textures {
    /// How many slides lie ready at most: the one that is seen, those next to it, and what the console shows.
    const MAX: usize = 8;
    /// How many bytes they take at most, save for those that are being shown.
    const MAX_BYTES: usize = 80_000_000;

    /// Begins a frame: what has not been seen for long is let go.
    pub(super) fn begin(&mut self) {
        self.n_frames += 1;
        self.n_made = 0;
        self.drop_small();
        while self.held.len() > Self::MAX || self.n_bytes() > Self::MAX_BYTES {
            let unseen = self.held.iter().filter(|(_, texture)| texture.seen + 1 < self.n_frames);
            let Some(oldest) = unseen.min_by_key(|(_, texture)| texture.seen).map(|(&key, _)| key) else {
                return;
            };
            self.held.remove(&oldest);
        }
    }

    /// What the slides take that lie ready.
    fn n_bytes(&self) -> usize {
        let n_pixels = |texture: &Texture| texture.size_px.0 as usize * texture.size_px.1 as usize;
        self.held.values().map(n_pixels).sum::<usize>() * 4
    }

    /// Lets go of small ones that were not seen for long, where there are more than fill a screen.
    fn drop_small(&mut self) {
        for reduced in Reduced::ALL {
            let n_frames = self.n_frames;
            let n_held = self.small.keys().filter(|(_, of)| *of == reduced).count();
            if n_held <= reduced.most() {
                continue;
            }
            let unseen =
                self.small.iter().filter(|((_, of), small)| *of == reduced && small.seen + 1 < n_frames);
            let mut unseen: Vec<_> = unseen.map(|(&key, small)| (small.seen, key)).collect();
            unseen.sort_by_key(|(seen, _)| *seen);
            for (_, key) in unseen.into_iter().take(n_held.saturating_sub(reduced.most())) {
                self.small.remove(&key);
            }
        }
    }

    /// The texture of a slide that goes on being shown by a window at rest, alone; here it counts as seen.
    pub(super) fn only(&mut self, page_idx: Option<usize>) -> Self {
        let mut only = Self { current: page_idx, ..Self::default() };
        for (key, texture) in self.held.iter_mut().filter(|((of, _), _)| Some(*of) == page_idx) {
            texture.seen = self.n_frames;
            only.held.insert(*key, texture.clone());
        }
        only
    }

    /// Says which slide this frame shows; in the frame that turns to it, nothing else is made ready.
    pub(super) fn turn_to(&mut self, page_idx: usize) {
        self.is_turning = self.current.replace(page_idx) != Some(page_idx);
    }

    /// Whether this frame shows a slide first of all.
    pub(super) fn is_current(&self, page_idx: usize) -> bool {
        self.current == Some(page_idx)
    }

    /// The texture of a slide that may come next; nothing in the frame that turns to another one.
    pub(super) fn later(
        &mut self,
        ctx: &Context,
        (page_idx, fit): (usize, Fit),
        picture: &RoomPicture,
    ) -> Option<TextureHandle> {
        let is_held =
            self.held.get(&(page_idx, fit)).is_some_and(|texture| texture.digest == picture.digest());
        if self.is_turning && !is_held {
            ctx.request_repaint();
            return None;
        }
        Some(self.of(ctx, (page_idx, fit), picture))
    }

    /// A texture of a slide that lies ready, however it is to lie on its pixels.
    pub(super) fn ready(&mut self, page_idx: usize, picture: &RoomPicture) -> Option<TextureHandle> {
        let n_frames = self.n_frames;
        let held = [Fit::Scaled, Fit::Exact].into_iter().find(|fit| {
            self.held.get(&(page_idx, *fit)).is_some_and(|texture| texture.digest == picture.digest())
        })?;
        let texture = self.held.get_mut(&(page_idx, held))?;
        texture.seen = n_frames;
        Some(texture.handle.clone())
    }

    /// A small texture of a slide; nothing in the frame that turns to another one, where it is not made yet.
    pub(super) fn small_later(
        &mut self,
        ctx: &Context,
        key: (usize, Reduced),
        picture: &RoomPicture,
    ) -> Option<TextureHandle> {
        if self.is_turning && self.small.get(&key).is_none_or(|small| small.digest != picture.digest()) {
            ctx.request_repaint();
            return None;
        }
        self.small(ctx, key, picture)
    }

    /// A small texture of a slide; nothing while others are made first, so that no frame takes long.
    pub(super) fn small(
        &mut self,
        ctx: &Context,
        key: (usize, Reduced),
        picture: &RoomPicture,
    ) -> Option<TextureHandle> {
        const MAX_MADE: usize = 2;
        let n_frames = self.n_frames;
        if let Some(small) = self.small.get_mut(&key).filter(|small| small.digest == picture.digest()) {
            small.seen = n_frames;
            return Some(small.handle.clone());
        }
        if self.n_made >= MAX_MADE {
            ctx.request_repaint();
            return None;
        }
        self.n_made += 1;
        let bitmap = picture.unpack_small(key.1.width_px());
        let size = [bitmap.width_px as usize, bitmap.height_px as usize];
        let image = egui::ColorImage::from_rgba_premultiplied(size, &bitmap.rgba);
        let handle = ctx.load_texture("slide-small", image, TextureOptions::LINEAR);
        let small = Small { handle: handle.clone(), digest: picture.digest(), seen: n_frames };
        self.small.insert(key, small);
        Some(handle)
    }

    /// The texture of a slide.
    pub(super) fn of(
        &mut self,
        ctx: &Context,
        (page_idx, fit): (usize, Fit),
        picture: &RoomPicture,
    ) -> TextureHandle {
        let n_frames = self.n_frames;
        let is_same = |texture: &&mut Texture| texture.digest == picture.digest();
        if let Some(texture) = self.held.get_mut(&(page_idx, fit)).filter(is_same) {
            texture.seen = n_frames;
            return texture.handle.clone();
        }
        let (width_px, height_px) = picture.size_px();
        let max_side = u32::try_from(ctx.input(|input| input.max_texture_side)).unwrap_or(u32::MAX);
        // A graphics card that takes nothing so large is given what it takes.
        let image = if width_px.max(height_px) > max_side {
            let bitmap = picture.unpack_small(max_side.min(max_side * width_px / height_px.max(1)));
            let size = [bitmap.width_px as usize, bitmap.height_px as usize];
            egui::ColorImage::from_rgba_premultiplied(size, &bitmap.rgba)
        } else {
            whole_image(picture)
        };
        let options = match fit {
            Fit::Exact => TextureOptions::NEAREST,
            Fit::Scaled => TextureOptions::LINEAR,
        };
        let handle = ctx.load_texture("slide", image, options);
        let (size_px, digest) = (picture.size_px(), picture.digest());
        self.held
            .insert((page_idx, fit), Texture { handle: handle.clone(), size_px, digest, seen: n_frames });
        handle
    }
}

/// All pixels of a slide, straight from their runs: at four thousand pixels each copy is seen as a delay.
fn whole_image(picture: &RoomPicture) -> egui::ColorImage {
    let (width_px, height_px) = picture.size_px();
    let size = [width_px as usize, height_px as usize];
    let mut pixels = Vec::with_capacity(size[0] * size[1]);
    picture.each_run(|n_pixels, rgba| pixels.resize(pixels.len() + n_pixels, pixel(rgba)));
    egui::ColorImage::new(size, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::talk::RoomSlides;
    use crate::brief::parse;
    use crate::facts::FactBook;
    use crate::layout::{Engine, Options, Paper, Shape, THEMES};
    use crate::release::{Assets, Context as Beside};

    fn slide(size_px: (u32, u32)) -> RoomPicture {
        let (book, assets) = (FactBook::default(), Assets::default());
        let beside = Beside { book: &book, assets: &assets };
        let options = Options { shape: Shape::Slides, paper: Paper::A4, theme: &THEMES[0] };
        let (brief, _) = parse("## Plants\n\n- They stay.\n");
        let slides = RoomSlides::set(&brief, &beside, &Engine::with_own_fonts(), &options).expect("set");
        slides.draw(1, size_px).expect("drawn")
    }

    /// Shows so many slides one after the other, each with the next made ready; tells after each how many are held, how
    /// many bytes they take, and whether the next one lies ready.
    fn walk(picture: &RoomPicture, n_slides: usize) -> Vec<(usize, usize, bool)> {
        let (ctx, mut textures) = (Context::default(), Textures::default());
        let mut held = Vec::new();
        for page_idx in 0..n_slides {
            // The frame that turns to a slide makes nothing else ready; the one after it does.
            for _ in 0..2 {
                let input = egui::RawInput { max_texture_side: Some(8_192), ..egui::RawInput::default() };
                let mut output = ctx.run_ui(input, |ui| {
                    textures.begin();
                    textures.turn_to(page_idx);
                    drop(textures.of(ui.ctx(), (page_idx, Fit::Exact), picture));
                    drop(textures.later(ui.ctx(), (page_idx + 1, Fit::Exact), picture));
                });
                output.textures_delta.clear();
            }
            textures.begin();
            let is_next_ready = textures.held.contains_key(&(page_idx + 1, Fit::Exact));
            held.push((textures.held.len(), textures.n_bytes(), is_next_ready));
        }
        held
    }

    #[test]
    fn the_next_slide_lies_ready_and_no_more_than_memory_has_room_for() {
        for (size_px, n_slides) in [((480, 270), 20), ((3_840, 2_160), 3)] {
            for (n_held, n_bytes, is_next_ready) in walk(&slide(size_px), n_slides) {
                assert!(is_next_ready, "at {size_px:?}");
                assert!(
                    n_held <= Textures::MAX && n_bytes <= Textures::MAX_BYTES,
                    "{n_held}, {n_bytes} bytes"
                );
            }
        }
    }

    #[test]
    fn a_slide_that_fills_its_screen_is_mixed_of_no_neighbours() {
        let place = |x: f32, y: f32, width: f32, height: f32| {
            Rect::from_min_size(egui::pos2(x, y), egui::vec2(width, height))
        };
        let size_px = (1_920, 1_080);
        assert_eq!(Fit::of(place(0.0, 0.0, 1_920.0, 1_080.0), 1.0, size_px), Fit::Exact);
        assert_eq!(Fit::of(place(0.0, 60.0, 960.0, 540.0), 2.0, size_px), Fit::Exact);
        assert_eq!(Fit::of(place(0.0, 60.5, 1_920.0, 1_080.0), 1.0, size_px), Fit::Scaled);
        assert_eq!(Fit::of(place(0.0, 0.0, 960.0, 540.0), 1.0, size_px), Fit::Scaled);
        let (ctx, mut textures, picture) = (Context::default(), Textures::default(), slide((480, 270)));
        let input = egui::RawInput { max_texture_side: Some(8_192), ..egui::RawInput::default() };
        let mut options = Vec::new();
        let mut output = ctx.run_ui(input, |ui| {
            for fit in [Fit::Exact, Fit::Scaled] {
                let handle = textures.of(ui.ctx(), (0, fit), &picture);
                options.extend(ui.ctx().tex_manager().read().meta(handle.id()).map(|meta| meta.options));
            }
        });
        output.textures_delta.clear();
        assert_eq!(options, [TextureOptions::NEAREST, TextureOptions::LINEAR]);
    }

    #[test]
    fn a_slide_on_the_screen_has_the_pixels_that_were_drawn() {
        let picture = slide((640, 360));
        let (image, drawn) = (whole_image(&picture), picture.unpack());
        let is_same = image
            .pixels
            .iter()
            .zip(drawn.rgba.chunks_exact(4))
            .all(|(shown, drawn)| shown.to_array() == *drawn);
        assert!(is_same && image.pixels.len() * 4 == drawn.rgba.len());
    }
}
