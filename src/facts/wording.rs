//! The words of a fact book: what was agreed with others, and what must not be said.

use crate::brief::Lang;
use crate::facts::entry::{Entry, Findings};
use crate::facts::{Agreed, Avoid};

/// Reads an `[[agreed]]`: words that are quoted as they stand, with where they were agreed.
pub(super) fn read_agreed(entry: &Entry<'_>, found: &mut Findings) -> Option<Agreed> {
    entry.report_unknown(&["id", "text", "origin", "lang"], found);
    let (Some(id), Some(text)) = (entry.text("id", found), entry.text("text", found)) else {
        let hint = "add id = \"…\" and text = \"…\", to the comma as it was agreed";
        found.add(entry.span, "agreed words have no id or no text".to_owned(), hint);
        return None;
    };
    let Some(origin) = entry.text("origin", found) else {
        let hint = "add origin = \"…\": the document, its date and paragraph";
        found.add(entry.span, format!("the agreed words {id} do not say where they were agreed"), hint);
        return None;
    };
    let is_japanese = entry.text("lang", found).is_some_and(|lang| lang.starts_with("ja"));
    let lang = if is_japanese { Lang::Ja } else { Lang::En };
    Some(Agreed { id, text, origin, lang, span: entry.span })
}

/// Reads an `[[avoid]]`: a word that must not be used.
pub(super) fn read_avoid(entry: &Entry<'_>, found: &mut Findings) -> Option<Avoid> {
    entry.report_unknown(&["word", "instead", "why"], found);
    let Some(word) = entry.text("word", found) else {
        found.add(entry.span, "a word to avoid is missing".to_owned(), "add word = \"…\"");
        return None;
    };
    Some(Avoid { word, instead: entry.text("instead", found), why: entry.text("why", found) })
}
