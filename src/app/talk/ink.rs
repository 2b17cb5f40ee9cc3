//! What the pen drew, written down line by line, and found again on the slides of the brief as it is now.

use serde::{Deserialize, Serialize};

use crate::app::talk::pen::{PenColor, PenStroke};
use crate::layout::{InkStroke, SlideInk};

/// One thing that the pen did, as it is written down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InkLine {
    /// When the talk began, in milliseconds since 1970.
    pub talk_millis: u64,
    /// The slide, from 0; the title slide is the first.
    pub slide_idx: usize,
    /// The title that the slide had.
    pub title: String,
    /// The stroke that was drawn; nothing where the slide was wiped.
    pub stroke: Option<PenStroke>,
}

/// What is left of what was drawn on one slide.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnSlide {
    /// The slide, from 0.
    pub slide_idx: usize,
    /// The title that it had.
    pub title: String,
    /// The strokes.
    pub strokes: Vec<PenStroke>,
}

/// What is left of the last talk in which something was drawn.
pub fn last_ink(lines: Vec<InkLine>) -> Vec<DrawnSlide> {
    let Some(last) = lines.iter().map(|line| line.talk_millis).max() else { return Vec::new() };
    let mut slides: Vec<DrawnSlide> = Vec::new();
    for line in lines.into_iter().filter(|line| line.talk_millis == last) {
        let InkLine { slide_idx, title, stroke, .. } = line;
        let Some(stroke) = stroke else {
            slides.retain(|slide| slide.slide_idx != slide_idx);
            continue;
        };
        match slides.iter_mut().find(|slide| slide.slide_idx == slide_idx) {
            Some(slide) => slide.strokes.push(stroke),
            None => slides.push(DrawnSlide { slide_idx, title, strokes: vec![stroke] }),
        }
    }
    slides.sort_by_key(|slide| slide.slide_idx);
    slides
}

/// Finds the slides again by their titles, the nearest where several have the same; `titles` are those of the slides
/// as they are now, without the title slide. Returns what is to be drawn, and the titles of slides that are gone.
pub fn found_ink(drawn: &[DrawnSlide], titles: &[String]) -> (Vec<SlideInk>, Vec<String>) {
    let (mut ink, mut gone): (Vec<SlideInk>, Vec<String>) = (Vec::new(), Vec::new());
    for slide in drawn {
        let title = folded(&slide.title);
        let same = titles.iter().zip(1..).filter(|(now, _)| folded(now) == title).map(|(_, idx)| idx);
        let found = match slide.slide_idx {
            0 => Some(0),
            was => same.min_by_key(|idx: &usize| idx.abs_diff(was)),
        };
        let strokes = slide.strokes.iter().map(PenStroke::as_ink);
        match found {
            Some(slide_idx) => match ink.iter_mut().find(|slide| slide.slide_idx == slide_idx) {
                Some(there) => there.strokes.extend(strokes),
                None => ink.push(SlideInk { slide_idx, strokes: strokes.collect() }),
            },
            None => gone.push(slide.title.clone()),
        }
    }
    (ink, gone)
}

/// A title without its blanks, which pages break and join as they need.
fn folded(title: &str) -> String {
    title.chars().filter(|c| !c.is_whitespace()).collect()
}

impl PenStroke {
    /// The stroke as pages draw it, in the colours that the room saw.
    fn as_ink(&self) -> InkStroke {
        let rgb = match self.pen.color {
            PenColor::Red => [0xC6, 0x22, 0x22],
            PenColor::Blue => [0x1F, 0x55, 0xB5],
            PenColor::Green => [0x13, 0x7A, 0x42],
        };
        InkStroke { rgb, width_in_heights: self.pen.width_in_heights(), points: self.points.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(talk_millis: u64, slide_idx: usize, title: &str, x: Option<f32>) -> InkLine {
        let stroke = x.map(|x| PenStroke { points: vec![[x, 0.5]], ..PenStroke::default() });
        InkLine { talk_millis, slide_idx, title: title.to_owned(), stroke }
    }

    #[test]
    fn what_was_wiped_and_what_an_earlier_talk_left_is_gone() {
        let lines = vec![
            line(1, 1, "Plants", Some(0.1)),
            line(2, 1, "Plants", Some(0.2)),
            line(2, 2, "Parts", Some(0.3)),
            line(2, 1, "Plants", None),
            line(2, 1, "Plants", Some(0.4)),
            line(2, 2, "Parts", Some(0.5)),
        ];
        let left: Vec<(usize, Vec<f32>)> = last_ink(lines)
            .into_iter()
            .map(|slide| (slide.slide_idx, slide.strokes.iter().map(|stroke| stroke.points[0][0]).collect()))
            .collect();
        assert_eq!(left, [(1, vec![0.4]), (2, vec![0.3, 0.5])]);
        assert!(last_ink(vec![line(3, 1, "Plants", Some(0.1)), line(3, 1, "Plants", None)]).is_empty());
    }

    #[test]
    fn strokes_follow_their_slide_and_are_on_no_other() {
        let drawn = last_ink(vec![
            line(1, 0, "Jobs", Some(0.1)),
            line(1, 2, "Parts\u{a0}here", Some(0.2)),
            line(1, 3, "Gone", Some(0.3)),
            line(1, 5, "Twice", Some(0.4)),
        ]);
        let titles = ["Twice", "New", "Parts here", "Twice"].map(str::to_owned);
        let (ink, gone) = found_ink(&drawn, &titles);
        assert_eq!(ink.iter().map(|slide| slide.slide_idx).collect::<Vec<_>>(), [0, 3, 4]);
        assert_eq!(gone, ["Gone"]);
    }
}
