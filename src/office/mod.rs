//! Packages of Word and PowerPoint: archives of parts that refer to each other, written and read.
//!
//! Writing: an [`Xml`] makes the text of a part, [`Relations`] gives out the ids by which it refers to others, and a
//! [`PackageWriter`] packs the parts. The same parts make the same bytes: the order is that in which they were added,
//! there is no clock, and ids count from 1 within each part.
//!
//! Reading, for import and templates: [`Package::open`] takes the bytes of anybody's file, [`Package::main_part`] and
//! [`Package::relations`] lead from part to part, and [`Package::xml`] makes an [`Element`] of one, with the prefixes
//! that the standard uses, whichever the file has. What a file claims is checked before it is believed: at most 4,096
//! parts, 128 MiB each and 256 MiB together once unpacked, no part a thousand times smaller than what it holds, no tag
//! deeper than 256 others. Targets outside the package are told of ([`Relation::is_external`]) and never followed,
//! and no entity but the five of XML is known, so that no text grows.
//!
//! `prove` reads packages by code of its own: it judges what is written here.

mod element;
mod ground;
mod package;
mod relations;
mod writer;
mod xml;

pub use self::{
    element::{Element, Node},
    ground::Ground,
    package::{Package, PackageError},
    relations::{Relation, Relations, sort},
    writer::PackageWriter,
    xml::Xml,
};
