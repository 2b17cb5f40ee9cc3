//! What frames the slides: the presentation that lists them, and master, layouts and theme, ours or those of a template.

use std::collections::BTreeMap;

use crate::export::office_parts::{add_theme, filled};
use crate::export::pptx::canvas::write_marking;
use crate::export::pptx::stage::Stage;
use crate::export::pptx::table::TABLE_STYLE;
use crate::export::pptx::template::Template;
use crate::export::pptx::typed;
use crate::export::pptx::zone::NAMESPACES;
use crate::layout::OfficeLook;
use crate::office::{Element, PackageWriter, Relations, Xml};
use crate::release::Content;
use crate::text::{Message, message};

const MASTER: &str = include_str!("../../../assets/office/slide-master.xml");
const NOTES_MASTER: &str = include_str!("../../../assets/office/notes-master.xml");
/// Our layouts; the master lists them in this order.
const LAYOUTS: [&str; 7] = [
    include_str!("../../../assets/office/layout-title.xml"),
    include_str!("../../../assets/office/layout-content.xml"),
    include_str!("../../../assets/office/layout-section.xml"),
    include_str!("../../../assets/office/layout-two.xml"),
    include_str!("../../../assets/office/layout-title-only.xml"),
    include_str!("../../../assets/office/layout-request.xml"),
    include_str!("../../../assets/office/layout-captions.xml"),
];
/// Our style of tables: rules and no grounds, as on our own slides.
const TABLE_STYLES: &str = include_str!("../../../assets/office/table-styles.xml");
const OWN_TABLE_STYLE: &str = "{6E1D4A52-7C3B-4F0E-9A61-2D5B8C0F4E17}";
/// The sizes of slides in English metric units.
const WIDE: (i64, i64) = (12_192_000, 6_858_000);
const FOUR_TO_THREE: (i64, i64) = (9_144_000, 6_858_000);

/// The looks of the house: those of a template, or ours.
pub(super) struct House<'l> {
    look: &'l OfficeLook,
    template: Option<Template>,
    own: Own,
    is_unread: bool,
}

/// Our own master and layouts, for one size of slides and one marking.
struct Own {
    master: String,
    layouts: Vec<String>,
    stage: Option<Stage>,
}

impl<'l> House<'l> {
    /// Reads the template that a copy asks for.
    pub(super) fn of(content: &Content, look: &'l OfficeLook) -> Self {
        let asked = content.office.reference_pptx.as_deref();
        let template = asked.and_then(Template::read);
        let is_unread = asked.is_some() && template.is_none();
        let own = if template.is_some() {
            Own { master: String::new(), layouts: Vec::new(), stage: None }
        } else {
            Own::of(content, look)
        };
        Self { look, template, own, is_unread }
    }

    /// Where the slides have their places.
    pub(super) fn stage(&self) -> &Stage {
        let own = || self.own.stage.as_ref().expect("without a template it is ours");
        self.template.as_ref().map_or_else(own, |template| &template.stage)
    }

    /// A part with the looks of the house.
    pub(super) fn restyled(&self, xml: String) -> String {
        let Some(template) = &self.template else { return xml.replace(TABLE_STYLE, OWN_TABLE_STYLE) };
        template.restyled(&xml, self.look.color("private"))
    }

    /// What is to be said of the template.
    pub(super) fn warnings(&self) -> Vec<Message> {
        let unread = self.is_unread.then(|| {
            message!(
                "the PowerPoint template (reference-pptx, or that of the settings) is no presentation whose layouts can be read; the usual ones are used",
                "PowerPoint のひな形（reference-pptx 又は設定のもの）のレイアウトを読み取れないため、標準のレイアウトを使いました"
            )
        });
        let n_left_out = self.template.as_ref().map_or(0, |template| template.n_left_out);
        let left_out = (n_left_out > 0).then(|| {
            message!(
                "pictures of the PowerPoint template are left out ({n_left_out}), since they are neither PNG nor JPEG; save them there as PNG",
                "PowerPoint のひな形の画像 {n_left_out} 点は PNG でも JPEG でもないため省きました。PNG にして保存してください"
            )
        });
        unread.into_iter().chain(left_out).collect()
    }
}

impl Own {
    fn of(content: &Content, look: &OfficeLook) -> Self {
        let banner = content.screen.banner.as_deref().unwrap_or_default();
        let values = BTreeMap::from([("banner", banner)]);
        let fitted = |xml: &str| {
            let xml = filled(&with_banner(xml, !banner.is_empty()), &values);
            if content.is_four_to_three { narrowed(&xml) } else { xml }
        };
        let master = fitted(MASTER);
        let layouts: Vec<String> = LAYOUTS.into_iter().map(fitted).collect();
        let read = |xml: &String| Element::parse(xml).expect("our parts are XML");
        let roots: Vec<Element> = layouts.iter().map(read).collect();
        let size = if content.is_four_to_three { FOUR_TO_THREE } else { WIDE };
        let mut stage = Stage::of(size, &read(&master), &roots, false);
        // A theme that is black on white has one ground alone.
        stage.has_requests = look.color("accent") != "000000";
        Self { master, layouts, stage: Some(stage) }
    }
}

/// A part with its place for the marking only where there is one.
fn with_banner(xml: &str, has_banner: bool) -> String {
    match xml.split_once("<!-- banner -->").zip(xml.split_once("<!-- end of banner -->")) {
        Some(((before, _), (_, after))) if !has_banner => format!("{before}{after}"),
        _ => xml.replace("<!-- banner -->", "").replace("<!-- end of banner -->", ""),
    }
}

/// Adds the presentation, and the master with its layouts and its theme.
pub(super) fn add_frame(package: &mut PackageWriter, content: &Content, house: &House<'_>, has_notes: bool) {
    add_presentation(package, content, house, has_notes);
    let Some(template) = &house.template else { return add_own(package, house) };
    let mut marking = Xml::default();
    if let Some(banner) = &content.screen.banner {
        // No shape of a template has as high an id.
        write_marking(&mut marking, 2_000_000_000, banner, template.stage.head_place());
    }
    template.add(package, &marking.finish());
}

fn add_own(package: &mut PackageWriter, house: &House<'_>) {
    let mut relations = Relations::default();
    for (xml, number) in house.own.layouts.iter().zip(1..) {
        relations.add("slideLayout", &format!("../slideLayouts/slideLayout{number}.xml"));
        let mut of_layout = Relations::default();
        of_layout.add("slideMaster", "../slideMasters/slideMaster1.xml");
        let name = format!("ppt/slideLayouts/slideLayout{number}.xml");
        package.add(&name, &typed("slideLayout"), xml.clone(), of_layout);
    }
    relations.add("theme", "../theme/theme1.xml");
    let master = house.own.master.clone();
    package.add("ppt/slideMasters/slideMaster1.xml", &typed("slideMaster"), master, relations);
    let font = &house.look.slide_font;
    add_theme(package, "ppt/theme/theme1.xml", house.look, (font, font));
}

/// Adds the master of the notes, with a theme of its own.
pub(super) fn add_notes_master(package: &mut PackageWriter, house: &House<'_>) {
    if house.template.as_ref().is_some_and(|template| template.add_notes_master(package)) {
        return;
    }
    let mut relations = Relations::default();
    relations.add("theme", "../theme/theme2.xml");
    let xml = NOTES_MASTER.to_owned();
    package.add("ppt/notesMasters/notesMaster1.xml", &typed("notesMaster"), xml, relations);
    let font = &house.look.slide_font;
    add_theme(package, "ppt/theme/theme2.xml", house.look, (font, font));
}

/// Adds the presentation, which lists masters and slides, and what goes with it.
fn add_presentation(package: &mut PackageWriter, content: &Content, house: &House<'_>, has_notes: bool) {
    let mut relations = Relations::default();
    let mut xml = Xml::part();
    xml.open("p:presentation", NAMESPACES);
    xml.open("p:sldMasterIdLst", &[]);
    let master = relations.add("slideMaster", "slideMasters/slideMaster1.xml");
    xml.empty("p:sldMasterId", &[("id", "2147483648"), ("r:id", &master)]);
    xml.close();
    if has_notes {
        xml.open("p:notesMasterIdLst", &[]);
        let master = relations.add("notesMaster", "notesMasters/notesMaster1.xml");
        xml.empty("p:notesMasterId", &[("r:id", &master)]);
        xml.close();
    }
    xml.open("p:sldIdLst", &[]);
    for number in 1..=content.screen.slides.len() + 1 {
        let slide = relations.add("slide", &format!("slides/slide{number}.xml"));
        xml.empty("p:sldId", &[("id", &(255 + number).to_string()), ("r:id", &slide)]);
    }
    xml.close();
    let template = house.template.as_ref();
    match template {
        Some(template) => xml.tree(&template.size, &[]),
        None if content.is_four_to_three => {
            xml.empty("p:sldSz", &[("cx", "9144000"), ("cy", "6858000"), ("type", "screen4x3")]);
        }
        None => xml.empty("p:sldSz", &[("cx", "12192000"), ("cy", "6858000")]),
    }
    match template.and_then(|template| template.notes_size.as_ref()) {
        Some(size) => xml.tree(size, &[]),
        None => xml.empty("p:notesSz", &[("cx", "6858000"), ("cy", "9144000")]),
    }
    template.iter().flat_map(|template| &template.text).for_each(|element| xml.tree(element, &[]));
    for (sort, target) in [
        ("presProps", "presProps.xml"),
        ("viewProps", "viewProps.xml"),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    ] {
        relations.add(sort, target);
    }
    package.add("ppt/presentation.xml", &typed("presentation.main"), xml.finish(), relations);
    for (sort, tag) in [("presProps", "p:presentationPr"), ("viewProps", "p:viewPr")] {
        let mut xml = Xml::part();
        xml.empty(tag, NAMESPACES);
        package.add(&format!("ppt/{sort}.xml"), &typed(sort), xml.finish(), Relations::default());
    }
    let styles = match template {
        None => TABLE_STYLES.to_owned(),
        Some(template) => template.table_styles().unwrap_or_else(|| {
            let mut xml = Xml::part();
            xml.empty("a:tblStyleLst", &[NAMESPACES[0], ("def", TABLE_STYLE)]);
            xml.finish()
        }),
    };
    package.add("ppt/tableStyles.xml", &typed("tableStyles"), styles, Relations::default());
}

/// A part for slides of 4:3: what it places stands closer together from left to right.
fn narrowed(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) =
        ["<a:off x=\"", "<a:ext cx=\""].iter().filter_map(|tag| Some(rest.find(tag)? + tag.len())).min()
    {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let len = after.find('"').unwrap_or(after.len());
        let number: i64 = after[..len].parse().unwrap_or(0);
        out.push_str(&(number * 3 / 4).to_string());
        rest = &after[len..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_layouts_are_narrowed_and_nothing_else() {
        let xml = "<a:off x=\"400\" y=\"400\"/><a:ext cx=\"800\" cy=\"800\"/><p:x cx=\"4\"/>";
        let expected = "<a:off x=\"300\" y=\"400\"/><a:ext cx=\"600\" cy=\"800\"/><p:x cx=\"4\"/>";
        assert_eq!(narrowed(xml), expected);
    }
}
