//! How the parts of a package refer to each other.

use crate::office::Xml;

/// The sorts of relations, by the last word of their names.
pub mod sort {
    /// What a package is about.
    pub const DOCUMENT: &str = "officeDocument";
    /// Title and language.
    pub const CORE: &str = "core-properties";
    /// The program.
    pub const EXTENDED: &str = "extended-properties";
    /// An address outside the package.
    pub const LINK: &str = "hyperlink";
    /// A picture.
    pub const IMAGE: &str = "image";
    /// Colours and fonts.
    pub const THEME: &str = "theme";
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const METADATA: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/";

/// One way from a part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What the part calls it.
    pub id: String,
    /// The last word of its sort, such as `image`.
    pub sort: String,
    /// Where to: for those that were read the name of a part, for those to be written as it is written.
    pub target: String,
    /// Whether it leads out of the package.
    pub is_external: bool,
}

/// The relations of one part, with ids that count from 1.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    all: Vec<Relation>,
}

impl Relations {
    /// Adds one to another part; returns its id. One that is there already is not added twice.
    pub fn add(&mut self, sort: &str, target: &str) -> String {
        self.push(sort, target, false)
    }

    /// Adds one to an address outside the package; returns its id.
    pub fn add_external(&mut self, sort: &str, address: &str) -> String {
        self.push(sort, address, true)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn push(&mut self, sort: &str, target: &str, is_external: bool) -> String {
        let is_same = |relation: &&Relation| {
            relation.sort == sort && relation.target == target && relation.is_external == is_external
        };
        if let Some(known) = self.all.iter().find(is_same) {
            return known.id.clone();
        }
        let id = format!("rId{}", self.all.len() + 1);
        let relation =
            Relation { id: id.clone(), sort: sort.to_owned(), target: target.to_owned(), is_external };
        self.all.push(relation);
        id
    }

    /// The text of the part that holds them.
    pub(super) fn written(&self) -> String {
        let mut xml = Xml::part();
        xml.open("Relationships", &[("xmlns", PACKAGE)]);
        for Relation { id, sort, target, is_external } in &self.all {
            let space = if sort == sort::CORE { METADATA } else { OFFICE };
            let sort = format!("{space}{sort}");
            let mut attributes = vec![("Id", id.as_str()), ("Type", &sort), ("Target", target)];
            attributes.extend(is_external.then_some(("TargetMode", "External")));
            xml.empty("Relationship", &attributes);
        }
        xml.finish()
    }
}

/// The name of the part that holds the relations of another; of the package itself, where the name is empty.
pub(super) fn relations_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The name of the part that a target means, as written in the relations of `part`; nothing where it leads out of the
/// package.
pub(super) fn resolved(part: &str, target: &str) -> Option<String> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut names: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|name| !name.is_empty()).collect(),
    };
    for name in target.split('/').filter(|name| !name.is_empty() && *name != ".") {
        if name == ".." {
            names.pop()?;
        } else {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_followed_within_the_package_and_no_further() {
        assert_eq!(resolved("ppt/slides/slide1.xml", "../media/a.png").as_deref(), Some("ppt/media/a.png"));
        assert_eq!(resolved("word/document.xml", "/docProps/core.xml").as_deref(), Some("docProps/core.xml"));
        assert_eq!(resolved("", "word/document.xml").as_deref(), Some("word/document.xml"));
        assert_eq!(resolved("word/document.xml", "../../etc/passwd"), None);
        assert_eq!(relations_part("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(relations_part(""), "_rels/.rels");
    }
}
