//! The slides that lie ready for the screen: unpacked, as many as memory has room for.

use std::collections::HashMap;

use egui::{Context, TextureHandle, TextureOptions};

use crate::app::talk::RoomPicture;
use crate::ui::style::pixel;

/// How wide the small ones are, in pixels.
pub(super) const SMALL_WIDTH_PX: u32 = 480;

/// The slides that lie ready for the screen.
#[derive(Default)]
pub(super) struct Textures {
    held: HashMap<usize, Texture>,
    small: HashMap<usize, Small>,
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

    /// How many small ones lie ready at most, save for those that are being shown.
    const MAX_SMALL: usize = 48;

    /// Begins a frame: what has not been seen for long is let go.
    pub(super) fn begin(&mut self) {
        self.n_frames += 1;
        self.n_made = 0;
        self.drop_small();
        while self.held.len() > Self::MAX || self.n_bytes() > Self::MAX_BYTES {
            let unseen = self.held.iter().filter(|(_, texture)| texture.seen + 1 < self.n_frames);
            let Some(oldest) = unseen.min_by_key(|(_, texture)| texture.seen).map(|(&page, _)| page) else {
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
        while self.small.len() > Self::MAX_SMALL {
            let unseen = self.small.iter().filter(|(_, small)| small.seen + 1 < self.n_frames);
            let Some(oldest) = unseen.min_by_key(|(_, small)| small.seen).map(|(&page, _)| page) else {
                return;
            };
            self.small.remove(&oldest);
        }
    }

    /// The texture of a slide that goes on being shown by a window at rest, alone; here it counts as seen.
    pub(super) fn only(&mut self, page_idx: Option<usize>) -> Self {
        let mut only = Self { current: page_idx, ..Self::default() };
        if let Some((page_idx, texture)) =
            page_idx.and_then(|page_idx| self.held.get_mut(&page_idx).map(|texture| (page_idx, texture)))
        {
            texture.seen = self.n_frames;
            only.held.insert(page_idx, texture.clone());
        }
        only
    }

    /// Says which slide this frame shows; in the frame that turns to it, nothing else is made ready.
    pub(super) fn turn_to(&mut self, page_idx: usize) {
        self.is_turning = self.current.replace(page_idx) != Some(page_idx);
    }

    /// The texture of a slide that may come next; nothing in the frame that turns to another one.
    pub(super) fn later(
        &mut self,
        ctx: &Context,
        page_idx: usize,
        picture: &RoomPicture,
    ) -> Option<TextureHandle> {
        let is_held = self.held.get(&page_idx).is_some_and(|texture| texture.digest == picture.digest());
        if self.is_turning && !is_held {
            ctx.request_repaint();
            return None;
        }
        Some(self.of(ctx, page_idx, picture))
    }

    /// A small texture of a slide; nothing in the frame that turns to another one, where it is not made yet.
    pub(super) fn small_later(
        &mut self,
        ctx: &Context,
        page_idx: usize,
        picture: &RoomPicture,
    ) -> Option<TextureHandle> {
        if self.is_turning && self.small.get(&page_idx).is_none_or(|small| small.digest != picture.digest()) {
            ctx.request_repaint();
            return None;
        }
        self.small(ctx, page_idx, picture)
    }

    /// A small texture of a slide; nothing while others are made first, so that no frame takes long.
    pub(super) fn small(
        &mut self,
        ctx: &Context,
        page_idx: usize,
        picture: &RoomPicture,
    ) -> Option<TextureHandle> {
        const MAX_MADE: usize = 2;
        let n_frames = self.n_frames;
        if let Some(small) = self.small.get_mut(&page_idx).filter(|small| small.digest == picture.digest()) {
            small.seen = n_frames;
            return Some(small.handle.clone());
        }
        if self.n_made >= MAX_MADE {
            ctx.request_repaint();
            return None;
        }
        self.n_made += 1;
        let bitmap = picture.unpack_small(SMALL_WIDTH_PX);
        let size = [bitmap.width_px as usize, bitmap.height_px as usize];
        let image = egui::ColorImage::from_rgba_premultiplied(size, &bitmap.rgba);
        let handle = ctx.load_texture("slide-small", image, TextureOptions::LINEAR);
        let small = Small { handle: handle.clone(), digest: picture.digest(), seen: n_frames };
        self.small.insert(page_idx, small);
        Some(handle)
    }

    /// The texture of a slide.
    pub(super) fn of(&mut self, ctx: &Context, page_idx: usize, picture: &RoomPicture) -> TextureHandle {
        let n_frames = self.n_frames;
        let is_same = |texture: &&mut Texture| texture.digest == picture.digest();
        if let Some(texture) = self.held.get_mut(&page_idx).filter(is_same) {
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
        let handle = ctx.load_texture("slide", image, TextureOptions::LINEAR);
        let (size_px, digest) = (picture.size_px(), picture.digest());
        self.held.insert(page_idx, Texture { handle: handle.clone(), size_px, digest, seen: n_frames });
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
                    drop(textures.of(ui.ctx(), page_idx, picture));
                    drop(textures.later(ui.ctx(), page_idx + 1, picture));
                });
                output.textures_delta.clear();
            }
            textures.begin();
            let is_next_ready = textures.held.contains_key(&(page_idx + 1));
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
