//! One slide: its title, its text, tables, pictures and drawings, and its notes.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::brief::{Alignment, Block, Columns, Inline, InlineContent, PageTurn, Scope};
use crate::import::office::block_text;
use crate::import::office::blocks::{heading, nested, notes, paragraph};
use crate::import::office::drawn::{chart, diagram};
use crate::import::office::grid::{GridCell, in_one_line, table};
use crate::import::office::pptx::outline::{Holder, non_visual};
use crate::import::office::pptx::shapes::{Shape, Sheets, shapes, side_by_side};
use crate::import::office::pptx::text::{TextLine, entries, lines};
use crate::import::office::source::{Source, target};
use crate::import::office::words::{Piece, Run, Wrap, inlines, plain_words};
use crate::office::{Element, Relation};
use crate::text::{Span, message};

/// Layouts and masters that were read, by their parts.
#[derive(Default)]
pub(super) struct Layouts {
    all: BTreeMap<String, Option<Rc<Element>>>,
}

impl Layouts {
    fn get(&mut self, source: &mut Source<'_>, part: Option<&str>) -> Option<Rc<Element>> {
        let part = part?;
        let known = self.all.entry(part.to_owned()).or_insert_with(|| source.xml(part).map(Rc::new));
        known.clone()
    }
}

/// A slide that was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Slide {
    title: Vec<Run>,
    pub subtitle: Option<Block>,
    pub blocks: Vec<Block>,
    /// What is said to it.
    pub notes: Vec<Block>,
    /// The line at its foot.
    pub margins: Vec<String>,
    pub is_hidden: bool,
    /// Whether its layout is that of a first slide, and that of a slide that begins a part.
    pub is_title: bool,
    is_section: bool,
}

impl Slide {
    pub(super) fn title_text(&self) -> String {
        plain_words(&self.title)
    }

    /// Whether its title is words and nothing else.
    pub(super) fn has_plain_title(&self) -> bool {
        !self.title_text().is_empty()
            && self.title.iter().all(|run| matches!(run.piece, Piece::Text(_) | Piece::Break))
    }

    /// The title as words of a hidden slide, which begins none.
    pub(super) fn title_words(&self) -> Option<Block> {
        let strong = InlineContent::Strong(inlines(&self.title));
        (!self.title_text().is_empty()).then(|| paragraph(vec![crate::import::office::words::inline(strong)]))
    }

    pub(super) fn heading(&self) -> Option<Block> {
        let is_bold = self.title.iter().all(|run| !run.says_something() || run.wraps.contains(&Wrap::Bold));
        let runs: Vec<Run> = self
            .title
            .iter()
            .cloned()
            .map(|mut run| {
                run.wraps.retain(|wrap| !(is_bold && *wrap == Wrap::Bold));
                if run.piece == Piece::Break {
                    run.piece = Piece::Text(" ".to_owned());
                }
                run
            })
            .collect();
        let level = if self.is_section { 1 } else { 2 };
        (!self.title_text().is_empty()).then(|| heading(level, inlines(&runs), PageTurn::None))
    }

    /// The lines of the subtitle, where it is words alone.
    pub(super) fn subtitle_lines(&self) -> Option<Vec<String>> {
        let Some(Block::Paragraph(words)) = &self.subtitle else { return None };
        let parts = words.inlines.split(|it| it.content == InlineContent::HardBreak);
        let line = |part: &[Inline]| {
            part.iter()
                .map(|it| match &it.content {
                    InlineContent::Text(words) => Some(words.as_str()),
                    _ => None,
                })
                .collect::<Option<String>>()
                .map(|line| line.trim().to_owned())
        };
        parts.map(line).collect()
    }
}

/// Reads a slide.
pub(super) fn read_slide(
    source: &mut Source<'_>,
    layouts: &mut Layouts,
    (part, xml): (&str, &Element),
    size: (i64, i64),
) -> Slide {
    let relations = source.relations(part);
    let find = |relations: &[Relation], sort: &str| {
        let found = relations.iter().find(|it| it.sort == sort && !it.is_external);
        found.map(|it| it.target.clone())
    };
    let layout_part = find(&relations, "slideLayout");
    let of_layout = layout_part.as_deref().map(|part| source.relations(part)).unwrap_or_default();
    let master = layouts.get(source, find(&of_layout, "slideMaster").as_deref());
    let layout = layouts.get(source, layout_part.as_deref());
    let sheets = Sheets { layout: layout.as_deref(), master: master.as_deref() };
    let sort = layout.as_ref().and_then(|it| it.attribute("type")).unwrap_or_default();
    let mut slide = Slide {
        is_hidden: matches!(xml.attribute("show"), Some("0" | "false")),
        is_title: sort == "title",
        is_section: sort == "secHead",
        ..Slide::default()
    };
    if xml.child("p:timing").is_some() || xml.child("p:transition").is_some() {
        source.look(message!("animations and transitions", "アニメーションと画面切り替え"));
    }
    slide.margins = [sheets.layout, sheets.master].into_iter().flatten().flat_map(fixed_words).collect();
    let found = shapes(xml, sheets, size);
    let columns = side_by_side(&found);
    // Layouts of other programs do not always say what they are for.
    let has =
        |purpose: &str| found.iter().any(|it| it.holder.as_ref().is_some_and(|it| it.purpose == purpose));
    slide.is_title |= has("ctrTitle") || (sort != "secHead" && has("subTitle"));
    let mut canvas = Canvas { source, relations: &relations, sheets };
    let mut side: Vec<Vec<Block>> = vec![Vec::new(); columns.len()];
    let mut side_at = None;
    for (idx, shape) in found.iter().enumerate() {
        let blocks = canvas.read_shape(shape, &mut slide);
        if let Some(column) = columns.iter().position(|column| column.contains(&idx)) {
            side_at.get_or_insert(slide.blocks.len());
            side[column].extend(blocks);
        } else if !caption_of(&mut slide.blocks, shape, &blocks) {
            slide.blocks.extend(blocks);
        }
    }
    if let Some(at) = side_at {
        let (span, scope) = (Span::default(), Scope::default());
        slide.blocks.insert(at, Block::Columns(Columns { columns: side, span, scope }));
    }
    slide.notes = read_notes(source, find(&relations, "notesSlide").as_deref());
    slide
}

/// The words that a layout or master sets on each of its slides, such as a marking.
fn fixed_words(sheet: &Element) -> Vec<String> {
    let Some(tree) = sheet.child("p:cSld").and_then(|it| it.child("p:spTree")) else { return Vec::new() };
    let fixed = tree.elements().filter(|it| it.name == "p:sp" && Holder::of(it).is_none());
    let text = fixed.filter_map(|it| it.child("p:txBody")).flat_map(|body| lines(body, &[], &[]));
    text.map(|line| plain_words(&line.runs)).filter(|words| !words.is_empty()).collect()
}

/// Takes the words of a caption into the picture above it.
fn caption_of(blocks: &mut [Block], shape: &Shape<'_>, words: &[Block]) -> bool {
    let (Some(Block::Paragraph(above)), [Block::Paragraph(_)]) = (blocks.last_mut(), words) else {
        return false;
    };
    if !shape.name.starts_with("Caption") {
        return false;
    }
    match above.inlines.as_mut_slice() {
        [Inline { content: InlineContent::Image { title, .. }, .. }] if title.is_empty() => {
            *title = words.iter().map(block_text).collect();
            true
        }
        _ => false,
    }
}

/// What is needed to read the shapes of a slide.
struct Canvas<'c, 'b> {
    source: &'c mut Source<'b>,
    relations: &'c [Relation],
    sheets: Sheets<'c>,
}

impl Canvas<'_, '_> {
    /// What a shape says as blocks; what belongs elsewhere goes there.
    fn read_shape(&mut self, shape: &Shape<'_>, slide: &mut Slide) -> Vec<Block> {
        let purpose = shape.holder.as_ref().map_or("", |holder| holder.purpose.as_str());
        if matches!(purpose, "sldNum" | "dt" | "sldImg") {
            return Vec::new();
        }
        let text = shape.element.child("p:txBody").map(|body| self.lines(body, shape.holder.as_ref()));
        let is_title = shape.holder.as_ref().is_some_and(Holder::is_title);
        if let Some(lines) = text.as_ref().filter(|_| !shape.is_hidden) {
            if is_title && slide.title.is_empty() {
                slide.title = joined(lines);
                return Vec::new();
            }
            if purpose == "subTitle" && slide.is_title && slide.subtitle.is_none() {
                let runs = joined(lines);
                slide.subtitle = runs.iter().any(Run::says_something).then(|| paragraph(inlines(&runs)));
                return Vec::new();
            }
            if matches!(purpose, "ftr" | "hdr") {
                slide
                    .margins
                    .extend(lines.iter().map(|line| plain_words(&line.runs)).filter(|it| !it.is_empty()));
                return Vec::new();
            }
            // Whose copy it was, which this one is not.
            if shape.name.starts_with("Copy Number") {
                return Vec::new();
            }
        }
        let blocks = match (shape.element.name.as_str(), text) {
            ("p:graphicFrame", _) => self.read_frame(shape.element),
            ("p:pic", _) => self.read_picture(shape.element),
            (_, Some(lines)) => {
                let picture = shape.element.child("p:spPr").and_then(|it| it.child("a:blipFill"));
                let picture = picture.map(|_| self.read_picture(shape.element)).unwrap_or_default();
                picture.into_iter().chain(nested(entries(lines))).collect()
            }
            _ => Vec::new(),
        };
        match blocks {
            blocks if shape.is_hidden && !blocks.is_empty() => vec![notes(blocks)],
            blocks => blocks,
        }
    }

    fn lines(&self, body: &Element, holder: Option<&Holder>) -> Vec<TextLine> {
        let bases = holder.map(|holder| self.sheets.bases(holder)).unwrap_or_default();
        let own = bases.iter().filter_map(|base| base.child("p:txBody")?.child("a:lstStyle"));
        let style = match holder.map(|holder| holder.purpose.as_str()) {
            Some("body" | "obj" | "subTitle") => "p:bodyStyle",
            Some("title" | "ctrTitle") => "p:titleStyle",
            _ => "p:otherStyle",
        };
        let of_master =
            self.sheets.master.and_then(|it| it.child("p:txStyles")).and_then(|it| it.child(style));
        let styles: Vec<&Element> = own.chain(of_master).collect();
        lines(body, &styles, self.relations)
    }

    /// A table, chart, diagram or object.
    fn read_frame(&mut self, frame: &Element) -> Vec<Block> {
        let part = |canvas: &mut Self, id: Option<&str>| {
            let target = target(canvas.relations, id).filter(|it| !it.is_external)?.target.clone();
            canvas.source.xml(&target)
        };
        if let Some(table) = frame.all("a:tbl").first() {
            return self.read_table(table).into_iter().collect();
        }
        if let Some(reference) = frame.all("c:chart").first() {
            let blocks = part(self, reference.attribute("r:id")).map(|it| chart(&it)).unwrap_or_default();
            if blocks.is_empty() {
                self.source.remark(message!("a chart without data", "データのないグラフ"));
            }
            return blocks;
        }
        if let Some(reference) = frame.all("dgm:relIds").first() {
            return part(self, reference.attribute("r:dm")).map(|it| diagram(&it)).unwrap_or_default();
        }
        let alt = alt_of(frame);
        self.source.remark(message!(
            "an object ({alt}), of which only its picture is taken",
            "オブジェクト（{alt}、画像のみ取り込みました）"
        ));
        frame.all("p:pic").into_iter().flat_map(|picture| self.read_picture(picture)).collect()
    }

    fn read_table(&mut self, element: &Element) -> Option<Block> {
        let is_on = |element: &Element, name: &str| matches!(element.attribute(name), Some("1" | "true"));
        // Where nothing is said of rows at all, as other programs write it, the first is the head.
        let says_nothing =
            |it: &Element| it.attribute("firstRow").is_none() && it.attribute("bandRow").is_none();
        let has_head = element.child("a:tblPr").is_none_or(|it| is_on(it, "firstRow") || says_nothing(it));
        let named = |parent: &'_ Element, name: &str| -> Vec<Element> {
            parent.elements().filter(|it| it.name == name).cloned().collect()
        };
        let mut rows = Vec::new();
        for row in named(element, "a:tr") {
            let cells = named(&row, "a:tc").into_iter().filter(|cell| !is_on(cell, "hMerge"));
            let cell = |cell: Element| {
                let lines = cell.child("a:txBody").map(|body| self.lines(body, None)).unwrap_or_default();
                let first =
                    cell.child("a:txBody").and_then(|it| it.child("a:p")).and_then(|it| it.child("a:pPr"));
                let alignment = match first.and_then(|it| it.attribute("algn")) {
                    Some("ctr") => Alignment::Center,
                    // As our own files write figures of whose column the brief says nothing.
                    Some("r")
                        if first.is_some_and(|it| {
                            it.attributes.len() == 2 && it.attribute("marR") == Some("0")
                        }) =>
                    {
                        Alignment::None
                    }
                    Some("r") => Alignment::Right,
                    _ => Alignment::None,
                };
                let n_columns = cell.attribute("gridSpan").and_then(|it| it.parse().ok()).unwrap_or(1);
                let inlines = in_one_line(&nested(entries(lines)));
                GridCell { inlines, n_columns, goes_on: is_on(&cell, "vMerge"), alignment }
            };
            rows.push(cells.map(cell).collect());
        }
        table(rows, has_head)
    }

    fn read_picture(&mut self, picture: &Element) -> Vec<Block> {
        let alt = alt_of(picture);
        if non_visual(picture)
            .is_some_and(|it| !it.all("a:videoFile").is_empty() || !it.all("a:audioFile").is_empty())
        {
            self.source.remark(message!(
                "a film or a sound, of which only its picture is taken",
                "動画又は音声（画像のみ取り込みました）"
            ));
        }
        let Some(blip) = picture.all("a:blip").into_iter().next() else { return Vec::new() };
        let relation = target(self.relations, blip.attribute("r:embed"));
        let part = relation.filter(|it| !it.is_external).map(|it| it.target.clone());
        if part.is_none() {
            self.source.remark(message!(
                "a picture outside the file, which is not fetched",
                "ファイルの外にある画像（取得しません）"
            ));
        }
        let dest = part.and_then(|part| self.source.picture(&part));
        let piece = match dest {
            Some(dest) => Piece::Picture { dest, alt },
            None if !alt.is_empty() => Piece::Text(format!("[{alt}]")),
            None => return Vec::new(),
        };
        vec![paragraph(inlines(&[Run::new(piece, Vec::new())]))]
    }
}

/// What a shape shows, for those who cannot see it.
fn alt_of(shape: &Element) -> String {
    let properties = non_visual(shape).and_then(|it| it.child("p:cNvPr"));
    let value = |name: &str| properties.and_then(|it| it.attribute(name)).unwrap_or_default();
    let words = if value("descr").trim().is_empty() { value("title") } else { value("descr") };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines as one run of words.
fn joined(lines: &[TextLine]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for line in lines.iter().filter(|line| line.runs.iter().any(Run::says_something)) {
        out.extend((!out.is_empty()).then(|| Run::new(Piece::Break, Vec::new())));
        out.extend(line.runs.iter().cloned());
    }
    out
}

/// What is said to a slide: the text of its notes, and what else was written beside it.
fn read_notes(source: &mut Source<'_>, part: Option<&str>) -> Vec<Block> {
    let Some(part) = part else { return Vec::new() };
    let Some(xml) = source.xml(part) else { return Vec::new() };
    let relations = source.relations(part);
    let mut blocks = Vec::new();
    for shape in shapes(&xml, Sheets::default(), (i64::MAX, i64::MAX)) {
        let purpose = shape.holder.as_ref().map_or("body", |holder| holder.purpose.as_str());
        if matches!(purpose, "body" | "obj")
            && let Some(body) = shape.element.child("p:txBody")
        {
            blocks.extend(nested(entries(lines(body, &[], &relations))));
        }
    }
    blocks
}
