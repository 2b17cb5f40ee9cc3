//! A pattern read from somebody's file.

use std::collections::{BTreeMap, BTreeSet};

use crate::export::pptx::stage::Stage;
use crate::export::pptx::template::clean::cleaned;
use crate::export::pptx::template::ground::is_light;
use crate::export::pptx::template::{Part, Template, file_of};
use crate::office::{Element, Node, Package, Relation, Relations, sort};
use crate::release::{Image, clean_image};

/// The most that one part may unpack to.
const MAX_PART_BYTES: u64 = 16 * 1024 * 1024;
/// The most pictures that are taken.
const MAX_IMAGES: usize = 64;
/// The most layouts that are taken.
const MAX_LAYOUTS: usize = 200;
/// The size of slides where nothing says it, in English metric units.
const USUAL_SIZE: (i64, i64) = (9_144_000, 6_858_000);

struct Reader<'b> {
    package: Package<'b>,
    images: Vec<Image>,
    /// The pictures by their parts, from 1; nothing for those that cannot be cleaned.
    known: BTreeMap<String, Option<usize>>,
}

impl Template {
    /// Reads a pattern; nothing where it is no presentation, or one without a master.
    pub(in crate::export::pptx) fn read(bytes: &[u8]) -> Option<Self> {
        let mut package = Package::open(bytes).ok()?;
        package.limit_parts(MAX_PART_BYTES);
        let mut reader = Reader { package, images: Vec::new(), known: BTreeMap::new() };
        let main = reader.package.main_part().ok()?;
        let presentation = reader.package.xml(&main).ok().filter(|it| it.name == "p:presentation")?;
        let relations = reader.package.relations(&main).ok()?;
        let size = presentation.child("p:sldSz").and_then(plain).unwrap_or_default();
        let masters = presentation.child("p:sldMasterIdLst")?.elements();
        let masters = masters.filter_map(|it| {
            let id = it.attribute("r:id")?;
            relations.iter().find(|it| it.id == id && !it.is_external).map(|it| it.target.as_str())
        });
        // The first master that has a layout for everything, or else the first.
        let mut chosen = None;
        for master in masters {
            // Nothing is taken along of those that are not chosen.
            (reader.images, reader.known) = (Vec::new(), BTreeMap::new());
            let Some(read) = reader.template(master, &size) else { continue };
            let is_whole = read.stage.is_whole();
            if is_whole || chosen.is_none() {
                let taken = (std::mem::take(&mut reader.images), std::mem::take(&mut reader.known));
                chosen = Some((read, taken));
            }
            if is_whole {
                break;
            }
        }
        let (mut template, taken) = chosen?;
        (reader.images, reader.known) = taken;
        let find = |sort: &str| relations.iter().find(|it| it.sort == sort && !it.is_external);
        template.notes = find("notesMaster").and_then(|it| reader.notes(&it.target));
        template.tables = find("tableStyles").and_then(|it| reader.tables(&it.target));
        template.notes_size = presentation.child("p:notesSz").and_then(plain);
        let text = ["p:kinsoku", "p:defaultTextStyle"];
        template.text = text.into_iter().filter_map(|name| plain(presentation.child(name)?)).collect();
        template.n_left_out = reader.known.values().filter(|known| known.is_none()).count();
        template.images = reader.images;
        Some(template)
    }
}

impl Reader<'_> {
    /// Reads a master with its layouts and its theme.
    fn template(&mut self, name: &str, size: &Element) -> Option<Template> {
        let (mut master, theme, found) = self.master(name, "p:sldMaster")?;
        let listed = master.root.child("p:sldLayoutIdLst").cloned().unwrap_or_default();
        let mut layouts = Vec::new();
        let mut list = Element { name: "p:sldLayoutIdLst".to_owned(), ..Element::default() };
        for relation in listed.elements().filter_map(|it| it.attribute("r:id")).take(MAX_LAYOUTS) {
            let is_it = |it: &&Relation| it.id == relation && it.sort == "slideLayout" && !it.is_external;
            let Some(target) = found.iter().find(is_it) else { continue };
            let Some(mut layout) = self.part(&target.target, "p:sldLayout") else { continue };
            number_places(&mut layout.root);
            layout.relations.add("slideMaster", "../slideMasters/slideMaster1.xml");
            layouts.push(layout);
            let target = format!("../slideLayouts/slideLayout{}.xml", layouts.len());
            let relation = master.relations.add("slideLayout", &target);
            // Higher than that of the master, and each another.
            let id = (2_147_483_648 + layouts.len()).to_string();
            let attributes = vec![("id".to_owned(), id), ("r:id".to_owned(), relation)];
            let name = "p:sldLayoutId".to_owned();
            list.children.push(Node::Element(Element { name, attributes, children: Vec::new() }));
        }
        *master.root.children.iter_mut().find_map(|node| match node {
            Node::Element(it) if it.name == "p:sldLayoutIdLst" => Some(it),
            _ => None,
        })? = list;
        master.relations.add(sort::THEME, "../theme/theme1.xml");
        let value = |name: &str| size.attribute(name)?.parse::<i64>().ok().filter(|value| *value >= 914_400);
        let size_emu = value("cx").zip(value("cy")).unwrap_or(USUAL_SIZE);
        let roots: Vec<Element> = layouts.iter().map(|layout| layout.root.clone()).collect();
        let mut stage = Stage::of(size_emu, &master.root, &roots, true);
        stage.is_light = is_light(&master.root, &roots, &theme.root);
        let of = |name: &str, value: i64| (name.to_owned(), value.to_string());
        let attributes = vec![of("cx", size_emu.0), of("cy", size_emu.1)];
        let size = Element { name: "p:sldSz".to_owned(), attributes, children: Vec::new() };
        Some(Template {
            stage,
            n_left_out: 0,
            size,
            notes_size: None,
            text: Vec::new(),
            master,
            layouts,
            theme,
            notes: None,
            images: Vec::new(),
            tables: None,
        })
    }

    /// Reads the master of the notes, where it has a place for them.
    fn notes(&mut self, name: &str) -> Option<(Part, Part)> {
        let (mut master, theme, _) = self.master(name, "p:notesMaster")?;
        let has_place = master.root.all("p:ph").iter().any(|it| it.attribute("type") == Some("body"));
        master.relations.add(sort::THEME, "../theme/theme2.xml");
        has_place.then_some((master, theme))
    }

    /// Reads a master and its theme; returns the relations that it had, too.
    fn master(&mut self, name: &str, tag: &str) -> Option<(Part, Part, Vec<Relation>)> {
        let found = self.package.relations(name).ok()?;
        let master = self.part(name, tag)?;
        master.root.child("p:cSld")?.child("p:spTree")?;
        master.root.child("p:clrMap")?;
        let theme = found.iter().find(|it| it.sort == sort::THEME && !it.is_external)?;
        let theme = self.part(&theme.target, "a:theme")?;
        theme.root.child("a:themeElements")?.child("a:fmtScheme")?;
        Some((master, theme, found))
    }

    /// Reads the styles of tables, where that which tables have is among them.
    fn tables(&mut self, name: &str) -> Option<(Element, String)> {
        let styles = plain(&self.package.xml(name).ok().filter(|it| it.name == "a:tblStyleLst")?)?;
        let usual = styles.attribute("def")?.to_owned();
        let is_there = styles.elements().any(|it| it.attribute("styleId") == Some(&usual));
        is_there.then_some((styles, usual))
    }

    /// Reads a part with the pictures it shows.
    fn part(&mut self, name: &str, tag: &str) -> Option<Part> {
        let raw = self.package.xml(name).ok().filter(|root| root.name == tag)?;
        let found = self.package.relations(name).ok()?;
        let mut relations = Relations::default();
        let mut images = BTreeMap::new();
        // A picture that is there only for newer programs is not taken.
        let shown: BTreeSet<&str> =
            raw.all("a:blip").into_iter().filter_map(|blip| blip.attribute("r:embed")).collect();
        for relation in found.iter().filter(|it| it.sort == sort::IMAGE && shown.contains(it.id.as_str())) {
            if let Some(file) = self.image(relation) {
                images.insert(relation.id.clone(), relations.add(sort::IMAGE, &format!("../media/{file}")));
            }
        }
        // The list of layouts refers to them by the ids that they had; it is written anew.
        let ids = if tag == "p:sldMaster" { found.as_slice() } else { &[] };
        let of_layouts =
            ids.iter().filter(|it| it.sort == "slideLayout").map(|it| (it.id.clone(), it.id.clone()));
        let known: BTreeMap<String, String> = of_layouts.chain(images).collect();
        Some(Part { root: cleaned(&raw, &known)?, relations })
    }

    /// The name of the file of a picture; nothing where it cannot be taken.
    fn image(&mut self, relation: &Relation) -> Option<String> {
        let known = self.known.get(&relation.target).copied();
        let number = known.unwrap_or_else(|| {
            let number = self.taken(relation);
            self.known.insert(relation.target.clone(), number);
            number
        })?;
        Some(file_of(number, self.images.get(number - 1)?))
    }

    /// Takes a picture, cleaned; returns its number.
    fn taken(&mut self, relation: &Relation) -> Option<usize> {
        if relation.is_external || self.images.len() >= MAX_IMAGES {
            return None;
        }
        let bytes = self.package.part(&relation.target).ok()?;
        self.images.push(clean_image(&bytes).ok()?);
        Some(self.images.len())
    }
}

/// What refers to nothing.
fn plain(element: &Element) -> Option<Element> {
    cleaned(element, &BTreeMap::new())
}

/// Gives places without numbers, of which some programs make several on one layout, numbers of their own.
fn number_places(layout: &mut Element) {
    let mut next = layout
        .all("p:ph")
        .iter()
        .filter_map(|it| it.attribute("idx")?.parse::<u32>().ok())
        .max()
        .unwrap_or(0)
        .max(20);
    each_mut(layout, &mut |element| {
        let is_title = matches!(element.attribute("type"), Some("title" | "ctrTitle"));
        if element.name == "p:ph" && !is_title && element.attribute("idx").is_none() {
            next = next.saturating_add(1);
            element.attributes.push(("idx".to_owned(), next.to_string()));
        }
    });
}

fn each_mut(element: &mut Element, visit: &mut dyn FnMut(&mut Element)) {
    visit(element);
    for node in &mut element.children {
        if let Node::Element(child) = node {
            each_mut(child, visit);
        }
    }
}
