//! The words of a fact book: what was agreed with others, and what must not be said.

use crate::brief::Lang;
use crate::facts::entry::{Entry, Findings};
use crate::facts::{Agreed, Avoid};
use crate::text::message;

/// Reads an `[[agreed]]`: words that are quoted as they stand, with where they were agreed.
pub(super) fn read_agreed(entry: &Entry<'_>, found: &mut Findings) -> Option<Agreed> {
    entry.report_unknown(&["id", "text", "origin", "lang"], found);
    let (Some(id), Some(text)) = (entry.text("id", found), entry.text("text", found)) else {
        let hint = message!(
            "add id = \"…\" and text = \"…\", to the comma as it was agreed",
            "id = \"…\" と、合意したとおりの text = \"…\" を加えてください"
        );
        found.add(
            entry.span,
            message!("agreed words have no id or no text", "合意文言に id 又は text がありません"),
            hint,
        );
        return None;
    };
    let Some(origin) = entry.text("origin", found) else {
        let hint = message!(
            "add origin = \"…\": the document, its date and paragraph",
            "origin = \"…\" に、文書名・日付・段落を書いてください"
        );
        found.add(
            entry.span,
            message!(
                "the agreed words {id} do not say where they were agreed",
                "合意文言 {id} に、合意した文書の記載がありません"
            ),
            hint,
        );
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
        found.add(
            entry.span,
            message!("a word to avoid is missing", "避けるべき語が書かれていません"),
            message!("add word = \"…\"", "word = \"…\" を加えてください"),
        );
        return None;
    };
    Some(Avoid { word, instead: entry.text("instead", found), why: entry.text("why", found) })
}
