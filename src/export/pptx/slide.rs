//! Slides: the title, the text and what stands beside it, in the placeholders of a layout.

use crate::export::office_parts::{chart_source, each_chart};
use crate::export::pptx::arrange::{Arrangement, Rect, gap};
use crate::export::pptx::canvas::{COPY_NUMBER, Canvas, Deck};
use crate::export::pptx::ground::{Piece, pieces, places};
use crate::export::pptx::line::{Bullet, Line, Lines, Tone};
use crate::export::pptx::stage::{Chosen, Layout, Placeholder, Stage};
use crate::export::pptx::text::Setting;
use crate::export::pptx::zone::{CAPTION, arranged, zone_rooms, zones};
use crate::export::runs::Style;
use crate::layout::{is_request, number_on_slide, small_print};
use crate::office::{Ground, Relations};
use crate::release::{Content, Note, Slide};

/// Writes the title slide; nothing where no layout has a title.
pub(super) fn write_title(deck: &mut Deck<'_>) -> Option<(String, Relations)> {
    let content = deck.content;
    let stage = deck.stage;
    let mut canvas = Canvas::new(deck, stage.layout(Layout::Title)?);
    canvas.write_title(&content.screen.title, "");
    let date = content.rows.first().filter(|_| content.date.is_some()).map(|(_, date)| date);
    let below: Vec<&String> = content.screen.subtitle.iter().chain(date).collect();
    canvas.write_subtitle(&below);
    if let Some(number) = &content.copy_number {
        let place = Rect { y: 20.0, height: CAPTION, ..stage.room };
        canvas.write_line("Copy Number", number, place, &COPY_NUMBER);
    }
    Some(canvas.finish(None))
}

/// What stands on a slide, and where.
pub(super) type Arranged<'b> = Vec<(Lines<'b>, Arrangement)>;

/// Arranges a slide.
pub(super) fn arrange_slide<'b>(content: &'b Content, stage: &Stage, slide: &'b Slide) -> Arranged<'b> {
    let zones = zones(&slide.blocks);
    let room = stage.room_for(has_print(content, slide));
    let rooms = zone_rooms(room, zones.len());
    let zones = zones.iter().zip(rooms);
    zones.map(|(zone, room)| arranged(content, zone, (room, stage.most()))).collect()
}

/// The layout that a slide needs.
pub(super) fn layout_of(stage: &Stage, slide: &Slide, arranged: &Arranged<'_>) -> Layout {
    let has_visuals = arranged.iter().any(|(lines, _)| !lines.visuals.is_empty());
    let has_text = arranged.iter().any(|(lines, _)| !lines.text.is_empty());
    let has_captions = n_captions(arranged) > 0 && stage.layout(Layout::Captions).is_some();
    match (slide.is_section, has_text, has_visuals) {
        (true, _, false) => Layout::Section,
        (_, _, true) if has_captions => Layout::Captions,
        (_, true, true) => Layout::Two,
        (_, true, false) if arranged.len() > 1 => Layout::Two,
        (_, true, false) if stage.has_requests && is_bare_request(slide, arranged) => Layout::Request,
        (_, true, false) if is_in_two(stage, arranged) => Layout::Two,
        (_, true, false) => Layout::Content,
        (_, false, _) => Layout::TitleOnly,
    }
}

/// How many lines of words go with what stands beside the text.
fn n_captions(arranged: &Arranged<'_>) -> usize {
    arranged.iter().flat_map(|(lines, _)| &lines.visuals).filter(|visual| visual.has_caption()).count()
}

/// Whether a slide has two pieces of text, one of them on a ground, and there is a layout with a place for each.
fn is_in_two(stage: &Stage, arranged: &Arranged<'_>) -> bool {
    let n_places = stage.layout(Layout::Two).map_or(0, |chosen| chosen.places.len());
    n_places >= 2 && arranged.iter().map(|(lines, _)| pieces(&lines.text, 2).len()).sum::<usize>() == 2
}

/// Whether a slide is a request in which nothing has a colour of its own, since that would be lost on its ground.
fn is_bare_request(slide: &Slide, arranged: &Arranged<'_>) -> bool {
    let mut lines = arranged.iter().flat_map(|(lines, _)| &lines.text);
    let is_bare =
        |line: &Line<'_>| line.runs.iter().all(|run| run.target.is_none() && !run.look.has(Style::Highlight));
    is_request(slide) && lines.all(|line| line.tone == Tone::Plain && is_bare(line))
}

/// Whether a slide names sources in small print.
fn has_print(content: &Content, slide: &Slide) -> bool {
    let mut has_source = !slide.notes.is_empty();
    each_chart(&slide.blocks, &mut |chart| has_source |= chart_source(chart, content.lang).is_some());
    has_source
}

/// The pieces of the text of each zone, as far as the layout has places for them; their type is no larger than fits.
fn ground_pieces(arranged: &mut Arranged<'_>, (layout, chosen): (Layout, &Chosen)) -> Vec<Vec<Piece>> {
    // A section and a request are set in ways of their own.
    let has_grounds = !matches!(layout, Layout::Section | Layout::Request);
    let n_texts = arranged.iter().filter(|(lines, _)| !lines.text.is_empty()).count();
    let mut n_free = chosen.places.len().min(2).saturating_sub(n_texts);
    let mut all = Vec::new();
    for (lines, arrangement) in arranged {
        let mut found = pieces(&lines.text, n_free + 1);
        n_free = (n_free + 1).saturating_sub(found.len().max(1));
        found.iter_mut().filter(|_| !has_grounds).for_each(|piece| piece.ground = Ground::None);
        if let Some(room) = arrangement.text
            && found.iter().any(|piece| piece.ground != Ground::None)
        {
            arrangement.size = places(&found, &lines.text, (room, arrangement.size / 100)).1 * 100;
        }
        all.push(found);
    }
    all
}

/// Writes the `number`th slide, from 2; `other_title` is the one of a slide that has none itself. Nothing where no
/// layout has room for it.
pub(super) fn write_slide<'c>(
    deck: &mut Deck<'c>,
    slide: &'c Slide,
    number: usize,
    other_title: &str,
) -> Option<(String, Relations)> {
    let (content, stage) = (deck.content, deck.stage);
    let mut arranged = arrange_slide(content, stage, slide);
    let layout = layout_of(stage, slide, &arranged);
    if layout == Layout::Request {
        for line in arranged.iter_mut().flat_map(|(lines, _)| &mut lines.text) {
            line.tone = if line.bullet == Bullet::None { Tone::Request } else { Tone::Point };
        }
    }
    let chosen = stage.layout(layout)?;
    let mut canvas = Canvas::new(deck, chosen);
    canvas.footnotes = &slide.notes;
    canvas.write_title(&slide.title, other_title);
    let grounds = ground_pieces(&mut arranged, (layout, chosen));
    // Columns have type of one size.
    let size = |(lines, it): &(Lines<'_>, Arrangement)| (!lines.text.is_empty()).then_some(it.size);
    let least = arranged.iter().filter_map(size).min();
    arranged.iter_mut().for_each(|(_, it)| it.size = least.unwrap_or(it.size));
    let mut sources = Vec::new();
    let n_places = if layout == Layout::TitleOnly { 0 } else { chosen.places.len().min(2) };
    let mut free = chosen.places[..n_places].iter();
    let mut captions = chosen.captions.iter();
    // Words have a place before what can do without one.
    let mut n_due = grounds.iter().map(Vec::len).sum::<usize>();
    let mut n_captions = n_captions(&arranged);
    for ((lines, arrangement), pieces) in arranged.iter().zip(&grounds) {
        let is_whole = arranged.len() == 1 && lines.visuals.is_empty();
        // What fills its layout stands where the layout says.
        let fills = is_whole && (layout == Layout::Section || arrangement.text == Some(stage.room));
        let is_plain = pieces.iter().all(|piece| piece.ground == Ground::None);
        if let Some(room) = arrangement.text.filter(|_| !is_plain) {
            write_pieces(&mut canvas, (lines, pieces), (room, arrangement.size / 100), &mut free);
        } else if !lines.text.is_empty() {
            let place = free.next();
            let rect = arrangement.text.filter(|_| !fills || place.is_none());
            let is_usual = fills && layout == Layout::Section;
            let spread = arrangement.text.filter(|_| !stage.is_house && lines.visuals.is_empty());
            let gap = spread.map(|room| gap(&lines.text, room, arrangement.size / 100));
            let setting = Setting { size: arrangement.size, gap, ground: Ground::None };
            canvas.write_text(&lines.text, place, (rect, setting), is_usual);
        }
        n_due -= pieces.len();
        for (visual, rect) in lines.visuals.iter().zip(&arrangement.visuals) {
            let of_caption =
                if visual.has_caption() { captions.next().or_else(|| free.next()) } else { None };
            n_captions -= usize::from(visual.has_caption());
            let n_kept = n_due + n_captions.saturating_sub(captions.len());
            let place = if free.len() > n_kept { free.next().filter(|place| place.takes_all) } else { None };
            sources.extend(canvas.write_visual(visual, *rect, (place, of_caption)));
        }
    }
    canvas.write_sources(&print_of(&slide.notes, sources));
    Some(canvas.finish(Some(number)))
}

/// Writes the pieces of a text, each in a place of its own.
fn write_pieces<'c>(
    canvas: &mut Canvas<'_, 'c>,
    (lines, pieces): (&Lines<'_>, &[Piece]),
    room: (Rect, u32),
    free: &mut std::slice::Iter<'c, Placeholder>,
) {
    let (places, size) = places(pieces, &lines.text, room);
    for (piece, place) in pieces.iter().zip(places) {
        let (text, ground) = (&lines.text[piece.lines.clone()], piece.ground);
        let is_spread = ground == Ground::None && lines.visuals.is_empty() && !canvas.is_house();
        let gap = is_spread.then(|| gap(text, place, size));
        let setting = Setting { size: size * 100, gap, ground };
        canvas.write_text(text, free.next(), (Some(place), setting), false);
    }
}

/// The small print of a slide: its notes and the sources of its charts, each once.
fn print_of(notes: &[Note], sources: Vec<String>) -> Vec<String> {
    let said = small_print(notes).into_iter().map(|print| {
        number_on_slide(notes, print.number)
            .map_or_else(|| print.words.clone(), |number| format!("[{number}] {}", print.words))
    });
    let mut print: Vec<String> = said.collect();
    for source in sources {
        if !print.contains(&source) {
            print.push(source);
        }
    }
    print
}
