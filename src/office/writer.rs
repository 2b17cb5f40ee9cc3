//! Parts packed into a file, the same bytes from the same parts.

use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::office::relations::relations_part;
use crate::office::{Relations, Xml};

const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// A package under construction.
#[derive(Debug, Default)]
pub struct PackageWriter {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    name: String,
    /// What it is; nothing for a picture, whose ending says it.
    content_type: Option<String>,
    bytes: Vec<u8>,
    relations: Relations,
}

impl PackageWriter {
    /// Adds a part of XML.
    pub fn add(&mut self, name: &str, content_type: &str, xml: String, relations: Relations) {
        let content_type = Some(content_type.to_owned());
        self.parts.push(Part { name: name.to_owned(), content_type, bytes: xml.into_bytes(), relations });
    }

    /// Adds a picture, PNG or JPEG by the ending of its name.
    pub fn add_picture(&mut self, name: &str, bytes: &[u8]) {
        let relations = Relations::default();
        self.parts.push(Part { name: name.to_owned(), content_type: None, bytes: bytes.to_vec(), relations });
    }

    /// All XML of the parts whose names begin with one of these.
    pub fn text_of(&self, names: &[&str]) -> String {
        let wanted = self.parts.iter().filter(|part| names.iter().any(|name| part.name.starts_with(name)));
        wanted.map(|part| String::from_utf8_lossy(&part.bytes)).collect()
    }

    /// Packs the parts; `relations` are those of the package itself.
    ///
    /// # Errors
    /// The file would be larger than archives can be.
    pub fn finish(self, relations: &Relations) -> Result<Vec<u8>, String> {
        self.packed(relations).map_err(|err| err.to_string())
    }

    fn packed(self, relations: &Relations) -> ZipResult<Vec<u8>> {
        let mut archive = Archive(ZipWriter::new(Cursor::new(Vec::new())));
        // Readers expect these two first.
        archive.add("[Content_Types].xml", self.types().as_bytes(), true)?;
        archive.add(&relations_part(""), relations.written().as_bytes(), true)?;
        for part in &self.parts {
            // Pictures are packed already.
            archive.add(&part.name, &part.bytes, part.content_type.is_some())?;
            if !part.relations.is_empty() {
                archive.add(&relations_part(&part.name), part.relations.written().as_bytes(), true)?;
            }
        }
        Ok(archive.0.finish()?.into_inner())
    }

    /// The part that says what each part is.
    fn types(&self) -> String {
        let mut xml = Xml::part();
        xml.open("Types", &[("xmlns", TYPES)]);
        let has = |ending: &str| self.parts.iter().any(|part| part.name.ends_with(ending));
        if has(".jpg") {
            xml.empty("Default", &[("Extension", "jpg"), ("ContentType", "image/jpeg")]);
        }
        if has(".png") {
            xml.empty("Default", &[("Extension", "png"), ("ContentType", "image/png")]);
        }
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", RELATIONS_TYPE)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        for part in &self.parts {
            if let Some(content_type) = &part.content_type {
                let name = format!("/{}", part.name);
                xml.empty("Override", &[("PartName", &name), ("ContentType", content_type)]);
            }
        }
        xml.finish()
    }
}

struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    fn add(&mut self, name: &str, bytes: &[u8], is_packed: bool) -> ZipResult<()> {
        let method = if is_packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        // The system and the rights would tell of the machine, the time of the day of writing.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Dos);
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)?;
        Ok(())
    }
}
