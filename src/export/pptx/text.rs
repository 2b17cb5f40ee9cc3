//! Text frames: paragraphs with levels, bullets and numbers, runs with their looks and languages.

use crate::brief::Lang;
use crate::export::office_parts::language;
use crate::export::pptx::ground::margins as inner_margins;
use crate::export::pptx::line::{Bullet, Line, Tone};
use crate::export::pptx::stage::Level;
use crate::export::runs::{Look, Run, RunContent, Style, Target, address, by_script, look_of_part};
use crate::layout::number_on_slide;
use crate::office::{Ground, Relations, Xml, sort};
use crate::release::Note;

/// How far each level stands in, in English metric units.
const STEP: i64 = 285_750;

/// What text needs to know of its slide.
pub(super) struct Frame<'f> {
    pub lang: Lang,
    pub relations: &'f mut Relations,
    /// How many slides there are, the first with the title.
    pub n_slides: usize,
    /// The notes of the slide, which say what number a reference bears, if any.
    pub footnotes: &'f [Note],
    /// The levels of the text.
    pub levels: &'f [Level],
    /// Whether the text stands in a box of its own, which has no signs of lists but those it is told.
    pub is_box: bool,
}

/// How text is set where it is not as its layout has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// The type size, in hundredths of a point.
    pub size: u32,
    /// How far apart the points are, in points, if that is said.
    pub gap: Option<f64>,
    /// What the text stands on.
    pub ground: Ground,
}

/// Writes a text frame; `setting` is that of its first level, where it is not as usual.
pub(super) fn write_body(xml: &mut Xml, frame: &mut Frame<'_>, lines: &[Line<'_>], setting: Option<Setting>) {
    xml.open("p:txBody", &[]);
    let margins = setting.map(|setting| inner_margins(setting.ground)).unwrap_or_default();
    let margins: Vec<(&str, &str)> = margins.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.open("a:bodyPr", &margins);
    xml.empty("a:normAutofit", &[]);
    xml.close();
    xml.open("a:lstStyle", &[]);
    if let Some(Setting { size, gap, .. }) = setting {
        const LEVELS: [&str; 9] = [
            "a:lvl1pPr",
            "a:lvl2pPr",
            "a:lvl3pPr",
            "a:lvl4pPr",
            "a:lvl5pPr",
            "a:lvl6pPr",
            "a:lvl7pPr",
            "a:lvl8pPr",
            "a:lvl9pPr",
        ];
        for (level, tag) in LEVELS.into_iter().enumerate() {
            xml.open(tag, &[]);
            if let Some(gap) = gap.filter(|_| level == 0) {
                xml.open("a:spcBef", &[]);
                xml.empty("a:spcPts", &[("val", &format!("{:.0}", gap * 100.0))]);
                xml.close();
            }
            let size = if level == 0 { size } else { (size * 9 / 10).max(1_000) };
            xml.empty("a:defRPr", &[("sz", &size.to_string())]);
            xml.close();
        }
    }
    xml.close();
    for line in lines {
        write_line(xml, frame, line);
    }
    if lines.is_empty() {
        xml.open("a:p", &[]);
        xml.empty("a:endParaRPr", &[("lang", language(frame.lang))]);
        xml.close();
    }
    xml.close();
}

fn write_line(xml: &mut Xml, frame: &mut Frame<'_>, line: &Line<'_>) {
    xml.open("a:p", &[]);
    write_line_properties(xml, frame, line);
    for run in &line.runs {
        write_run(xml, frame, run, line.tone);
    }
    if line.runs.is_empty() {
        xml.empty("a:endParaRPr", &[("lang", language(frame.lang))]);
    }
    xml.close();
}

fn write_line_properties(xml: &mut Xml, frame: &Frame<'_>, line: &Line<'_>) {
    let level = line.level.to_string();
    let (left, indent) = margins(frame, line.level);
    let is_own = frame.is_box || frame.levels.get(line.level).is_none_or(|level| !level.has_sign);
    let (bare, hung, back) = ((left + indent).to_string(), left.to_string(), indent.to_string());
    let mut attributes: Vec<(&str, &str)> = match line.bullet {
        Bullet::None => vec![("marL", &bare), ("indent", "0")],
        Bullet::Sign if !is_own => Vec::new(),
        Bullet::Sign | Bullet::Number(_) | Bullet::Box(_) | Bullet::Typed => {
            vec![("marL", &hung), ("indent", &back)]
        }
    };
    if line.level > 0 {
        attributes.insert(attributes.len().min(1), ("lvl", &level));
    }
    xml.open("a:pPr", &attributes);
    if line.tone == Tone::Code {
        xml.open("a:spcBef", &[]);
        xml.empty("a:spcPts", &[("val", "0")]);
        xml.close();
    }
    match line.bullet {
        Bullet::None => xml.empty("a:buNone", &[]),
        Bullet::Typed => {
            xml.empty("a:buNone", &[]);
            // Behind a wide label the next stop would be an inch away.
            xml.open("a:tabLst", &[]);
            for half_steps in [1, 2, 3, 4] {
                let pos = (left + STEP * half_steps / 2).to_string();
                xml.empty("a:tab", &[("pos", &pos), ("algn", "l")]);
            }
            xml.close();
        }
        Bullet::Sign if !is_own => {}
        Bullet::Sign => {
            xml.empty("a:buFont", &[("typeface", "Arial")]);
            xml.empty("a:buChar", &[("char", if line.level.is_multiple_of(2) { "•" } else { "–" })]);
        }
        Bullet::Number(number) => {
            xml.empty("a:buFont", &[("typeface", "+mj-lt")]);
            // PowerPoint counts from where it is told, up to 32,767.
            let number = number.clamp(1, 32_767).to_string();
            xml.empty("a:buAutoNum", &[("type", "arabicPeriod"), ("startAt", &number)]);
        }
        Bullet::Box(is_done) => {
            xml.empty("a:buFont", &[("typeface", "Segoe UI Symbol")]);
            xml.empty("a:buChar", &[("char", if is_done { "☑" } else { "☐" })]);
        }
    }
    xml.close();
}

/// Where the lines of a level begin, and how far back their signs hang.
fn margins(frame: &Frame<'_>, level: usize) -> (i64, i64) {
    match frame.levels.get(level) {
        Some(level) if level.indent < 0 && level.left >= -level.indent => (level.left, level.indent),
        _ => (STEP * i64::try_from(level + 1).unwrap_or(1), -STEP),
    }
}

/// Writes one piece of running text.
pub(super) fn write_run(xml: &mut Xml, frame: &mut Frame<'_>, run: &Run<'_>, tone: Tone) {
    let link = link_of(frame, run.target);
    let mut write = |words: &str, look: Look| {
        for (part, is_wide) in by_script(words) {
            let lang = if is_wide { Lang::Ja } else { Lang::En };
            xml.open("a:r", &[]);
            write_look(xml, (look_of_part(look, part, words), lang, tone), link.as_ref());
            xml.words("a:t", &[], part);
            xml.close();
        }
    };
    match &run.content {
        RunContent::Text(text) => write(text, run.look),
        RunContent::Soft | RunContent::Picture(_) => {}
        // There is no ruby in PowerPoint, so the reading follows in brackets.
        RunContent::Ruby(base, reading) => write(&format!("{base}（{reading}）"), run.look),
        // In brackets: a raised number behind a figure would read as an exponent.
        RunContent::Ref(number) => {
            if let Some(number) = number_on_slide(frame.footnotes, *number) {
                write(&format!("[{number}]"), run.look.with(Style::Superscript));
            }
        }
        RunContent::Remark(remark, _) => write(&format!(" [{remark}]"), run.look.with(Style::Italic)),
        RunContent::Break => {
            xml.open("a:br", &[]);
            xml.empty("a:rPr", &[("lang", language(frame.lang))]);
            xml.close();
        }
    }
}

/// The relation that a link needs, and whether it leads to a slide.
fn link_of(frame: &mut Frame<'_>, target: Option<Target<'_>>) -> Option<(String, bool)> {
    match target? {
        Target::Out(dest) => Some((frame.relations.add_external(sort::LINK, &address(dest)?), false)),
        Target::Within(to) => {
            let number = to + 1;
            let target = format!("slide{number}.xml");
            (number <= frame.n_slides).then(|| (frame.relations.add("slide", &target), true))
        }
    }
}

/// Writes the properties of a run, in the order that PowerPoint wants.
fn write_look(xml: &mut Xml, (look, lang, tone): (Look, Lang, Tone), link: Option<&(String, bool)>) {
    let has = |style: Style| look.has(style);
    let mut attributes = vec![("lang", language(lang))];
    if lang == Lang::Ja {
        attributes.push(("altLang", language(Lang::En)));
    }
    let is_deleted = has(Style::Strike) || has(Style::Deleted);
    let is_underlined = has(Style::Underline) || has(Style::Inserted);
    attributes.extend(has(Style::Bold).then_some(("b", "1")));
    attributes.extend((tone == Tone::Point && !has(Style::Bold)).then_some(("b", "0")));
    attributes.extend(has(Style::Italic).then_some(("i", "1")));
    attributes.extend(is_underlined.then_some(("u", "sng")));
    attributes.extend(is_deleted.then_some(("strike", "sngStrike")));
    if has(Style::Superscript) {
        attributes.push(("baseline", "30000"));
    } else if has(Style::Subscript) {
        attributes.push(("baseline", "-25000"));
    }
    let color = match tone {
        Tone::Label => Some("accent1"),
        Tone::Private => Some("accent2"),
        Tone::Plain | Tone::Code => has(Style::Portion).then_some("tx2"),
        Tone::Request | Tone::Point => None,
    };
    xml.open("a:rPr", &attributes);
    if let Some(color) = color {
        xml.open("a:solidFill", &[]);
        xml.empty("a:schemeClr", &[("val", color)]);
        xml.close();
    }
    if has(Style::Highlight) {
        xml.open("a:highlight", &[]);
        xml.empty("a:srgbClr", &[("val", "FFFF00")]);
        xml.close();
    }
    if has(Style::Code) {
        xml.empty("a:latin", &[("typeface", "Consolas")]);
    }
    match link {
        Some((id, true)) => {
            xml.empty("a:hlinkClick", &[("r:id", id), ("action", "ppaction://hlinksldjump")]);
        }
        Some((id, false)) => xml.empty("a:hlinkClick", &[("r:id", id)]),
        None => {}
    }
    xml.close();
}

/// Writes words of our own as one paragraph.
pub(super) fn write_plain(xml: &mut Xml, words: &str) {
    xml.open("a:p", &[]);
    for (part, is_wide) in by_script(&words.replace(['\n', '\t', '\r'], " ")) {
        let lang = if is_wide { Lang::Ja } else { Lang::En };
        xml.open("a:r", &[]);
        write_look(xml, (Look::default(), lang, Tone::Plain), None);
        xml.words("a:t", &[], part);
        xml.close();
    }
    xml.close();
}
