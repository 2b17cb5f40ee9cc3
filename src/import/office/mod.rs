//! Files of Word and PowerPoint as briefs: all that somebody could see is in the text, all that nobody was to see is
//! the speaker's, and nothing is shared until somebody says so.
//!
//! Nothing outside the file is followed, no macro or object is taken, and pictures lose what they say beside their
//! pixels.

mod blocks;
mod docx;
mod drawn;
mod formula;
mod front;
mod grid;
mod labels;
mod numbers;
mod pptx;
mod source;
mod words;

use crate::brief::{Block, Brief, FrontMatter, Node, walk_blocks, write};
use crate::import::office::front::lang_of;
use crate::import::office::source::Source;
use crate::import::{Imported, comment, report};
use crate::office::PackageError;
use crate::text::message;

/// Makes a brief of a file of Word or PowerPoint; `folder` is what it calls the folder of its pictures.
///
/// # Errors
/// It is no such file, or damaged, locked or larger than any document.
pub fn import_office(bytes: &[u8], folder: &str) -> Result<Imported, PackageError> {
    let mut source = Source::open(bytes, folder)?;
    let part = source.main_part()?;
    let main = source.needed(&part)?;
    let (front, blocks) = match main.name.as_str() {
        "w:document" => docx::read(&mut source, &part, &main)?,
        "p:presentation" => pptx::read(&mut source, &part, &main),
        _ => return Err(PackageError::Other),
    };
    drop(main);
    let lang = lang_of(&words_of(&blocks));
    let brief = Brief { front: FrontMatter { lang, ..FrontMatter::default() }, blocks, ..Brief::default() };
    let body = write("", &brief);
    let (mut text, margins) = front.written(&body);
    for line in margins.iter().filter(|line| !body.contains(line.as_str())) {
        source.place = crate::import::Place::Whole;
        source.remark(message!("at the edge of the pages: {line}", "ページの上下：{line}"));
    }
    text.push_str(&body);
    if !source.remarks.is_empty() {
        text.push_str(&format!("\n{}\n", comment(&report(&source.remarks, lang))));
    }
    let has_pictures = !source.pictures.is_empty();
    let Source { pictures, remarks, looks, .. } = source;
    Ok(Imported { text, looks, remarks, pictures, has_pictures })
}

/// All words of some blocks.
fn words_of(blocks: &[Block]) -> String {
    let mut out = String::new();
    walk_blocks(blocks, &mut |node| {
        if let Node::Inline(inline) = node
            && let crate::brief::InlineContent::Text(words) = &inline.content
        {
            out.push_str(words);
        }
    });
    out
}

/// The words of a block.
fn block_text(block: &Block) -> String {
    words_of(std::slice::from_ref(block))
}
