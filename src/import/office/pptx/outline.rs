//! What placeholders take from layout and master: where they stand, and what stands before their lines.

use crate::office::Element;

/// What stands before a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bullet {
    None,
    Sign(String),
    /// A sort of number, and with what it begins.
    Number(String, u64),
}

/// Which placeholder a shape is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Holder {
    /// What it is for, such as `title`; text where nothing is said.
    pub purpose: String,
    pub idx: String,
}

impl Holder {
    pub(super) fn of(shape: &Element) -> Option<Self> {
        let holder = non_visual(shape)?.child("p:nvPr")?.child("p:ph")?;
        let value = |name: &str, usual: &str| holder.attribute(name).unwrap_or(usual).to_owned();
        Some(Self { purpose: value("type", "obj"), idx: value("idx", "0") })
    }

    pub(super) fn is_title(&self) -> bool {
        matches!(self.purpose.as_str(), "title" | "ctrTitle")
    }

    /// Whether it holds text that goes on from line to line.
    pub(super) fn is_body(&self) -> bool {
        matches!(self.purpose.as_str(), "body" | "obj")
    }
}

/// The properties of a shape that nobody sees.
pub(super) fn non_visual(shape: &Element) -> Option<&Element> {
    shape.elements().find(|it| {
        matches!(
            it.name.as_str(),
            "p:nvSpPr" | "p:nvPicPr" | "p:nvGraphicFramePr" | "p:nvGrpSpPr" | "p:nvCxnSpPr"
        )
    })
}

/// The placeholder of a layout or master that another takes after.
pub(super) fn base<'e>(sheet: &'e Element, holder: &Holder, is_master: bool) -> Option<&'e Element> {
    let tree = sheet.child("p:cSld")?.child("p:spTree")?;
    let holders = || tree.elements().filter_map(|shape| Some((shape, Holder::of(shape)?)));
    let sort = |purpose: &str| match purpose {
        "ctrTitle" => "title".to_owned(),
        "subTitle" | "obj" => "body".to_owned(),
        other => other.to_owned(),
    };
    let same = holders().find(|(_, it)| !is_master && it.idx == holder.idx && holder.idx != "0");
    let alike = || holders().find(|(_, it)| it.purpose == holder.purpose);
    let near = || holders().find(|(_, it)| sort(&it.purpose) == sort(&holder.purpose));
    same.or_else(alike).or_else(near).map(|(shape, _)| shape)
}

/// Where a shape says that it stands: left, top, width, height.
pub(super) fn place_of(shape: &Element) -> Option<[i64; 4]> {
    let of = |it: &&Element| matches!(it.name.as_str(), "p:spPr" | "p:grpSpPr");
    let transform = match shape.name.as_str() {
        "p:graphicFrame" => shape.child("p:xfrm")?,
        _ => shape.elements().find(of)?.child("a:xfrm")?,
    };
    numbers(transform, "a:off", "a:ext")
}

/// The place of something with its size, by the names of the tags that tell them.
pub(super) fn numbers(transform: &Element, offset: &str, extent: &str) -> Option<[i64; 4]> {
    /// A hundred times the largest slide there is; more is nowhere.
    const FAR: i64 = 1 << 40;
    let (offset, extent) = (transform.child(offset)?, transform.child(extent)?);
    let value = |element: &Element, name: &str| -> Option<i64> {
        Some(element.attribute(name)?.parse::<i64>().ok()?.clamp(-FAR, FAR))
    };
    Some([value(offset, "x")?, value(offset, "y")?, value(extent, "cx")?, value(extent, "cy")?])
}

/// The bullet that properties of a line say.
pub(super) fn bullet_in(properties: &Element) -> Option<Bullet> {
    properties.elements().find_map(|it| match it.name.as_str() {
        "a:buNone" => Some(Bullet::None),
        "a:buChar" => Some(Bullet::Sign(it.attribute("char").unwrap_or("•").to_owned())),
        "a:buBlip" => Some(Bullet::Sign("•".to_owned())),
        "a:buAutoNum" => {
            let start = it.attribute("startAt").and_then(|start| start.parse().ok()).unwrap_or(1);
            Some(Bullet::Number(it.attribute("type").unwrap_or("arabicPeriod").to_owned(), start))
        }
        _ => None,
    })
}

/// The bullet of a level in a list of styles.
pub(super) fn bullet_of_level(styles: &Element, level: usize) -> Option<Bullet> {
    let name = format!("a:lvl{}pPr", level + 1);
    styles.child(&name).and_then(bullet_in)
}
