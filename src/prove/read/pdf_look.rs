//! What a page without words shows all the same: a scan, or letters that were drawn as shapes.

use std::collections::HashSet;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::Resources;

use crate::prove::ReadError;

/// How many drawings within each other are followed.
const MAX_DEPTH: usize = 8;
/// From how many strokes on a drawing may be a line of letters.
const MANY_STROKES: usize = 300;

/// What a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    has_words: bool,
    n_pictures: usize,
    n_strokes: usize,
}

impl Look {
    /// Whether it is a picture, with no word that could be read.
    pub fn is_picture(self) -> bool {
        !self.has_words && self.n_pictures > 0
    }

    /// Whether it is a drawing that may be letters, with no word that could be read.
    pub fn is_drawing(self) -> bool {
        !self.has_words && self.n_strokes >= MANY_STROKES
    }
}

/// Looks at pages, and at the drawings that they show.
pub(super) struct Looker<'u, 'p> {
    /// Unpacks a drawing.
    unpack: &'u mut dyn FnMut(&Stream<'p>) -> Result<Vec<u8>, ReadError>,
    /// The drawings that were looked at; each is looked at once.
    seen: HashSet<ObjectIdentifier>,
}

impl<'u, 'p> Looker<'u, 'p> {
    /// Begins a look at one page.
    pub fn new(unpack: &'u mut dyn FnMut(&Stream<'p>) -> Result<Vec<u8>, ReadError>) -> Self {
        Self { unpack, seen: HashSet::new() }
    }

    /// Looks at a content stream.
    pub fn look(&mut self, data: &[u8], resources: &Resources<'p>, depth: usize) -> Result<Look, ReadError> {
        let mut look = Look::default();
        let mut forms: Vec<Stream<'p>> = Vec::new();
        let mut ops = TypedIter::new(data);
        while let Some(op) = ops.next() {
            match op {
                Op::ShowText(_)
                | Op::ShowTexts(_)
                | Op::NextLineAndShowText(_)
                | Op::ShowTextWithParameters(_) => look.has_words = true,
                Op::InlineImage(_) => look.n_pictures += 1,
                Op::LineTo(_) | Op::CubicTo(_) | Op::CubicStartTo(_) | Op::CubicEndTo(_) => {
                    look.n_strokes += 1;
                }
                Op::XObject(op) => {
                    let Some(stream) = resources.get_x_object(op.0) else { continue };
                    let sort = stream.dict().get::<Name<'_>>("Subtype");
                    match sort.as_deref() {
                        Some(b"Image") => look.n_pictures += 1,
                        Some(b"Form") if self.seen.insert(stream.obj_id()) => forms.push(stream),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        for form in forms.iter().filter(|_| depth < MAX_DEPTH) {
            let own = form.dict().get::<Dict<'p>>("Resources").unwrap_or_default();
            let within = Resources::from_parent(own, resources.clone());
            let data = (self.unpack)(form)?;
            let seen = self.look(&data, &within, depth + 1)?;
            look.has_words |= seen.has_words;
            look.n_pictures += seen.n_pictures;
            look.n_strokes += seen.n_strokes;
        }
        Ok(look)
    }
}
