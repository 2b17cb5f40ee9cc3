//! Links and the addresses they lead to.

use crate::export::markdown::marks::{Piece, is_blank_piece};

/// A link around some pieces; a break at its end comes to stand behind it.
pub(super) fn bracketed(mut inner: Vec<Piece>, dest: &str) -> Vec<Piece> {
    let last = inner.iter().rposition(|piece| !is_blank_piece(piece));
    let behind = inner.split_off(last.map_or(0, |last| last + 1));
    let mut out = vec![Piece::Markup("[".to_owned())];
    out.extend(inner.into_iter().map(|piece| match piece {
        Piece::Words(words) => Piece::Label(words),
        piece => piece,
    }));
    out.push(Piece::Markup(format!("]({})", address(dest))));
    out.extend(behind);
    out
}

/// Where a link leads to, as it stands behind the brackets.
fn address(dest: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let has_entity = dest.contains('&') && dest.contains(';');
    if !dest.is_empty() && dest.chars().all(is_plain) && !has_entity {
        return dest.to_owned();
    }
    let mut out = "<".to_owned();
    for c in dest.chars() {
        match c {
            '<' | '>' | '\\' | '&' => {
                out.push('\\');
                out.push(c);
            }
            // Blanks between pointed brackets are read by some, and the stroke parts the cells of a table.
            ' ' => out.push_str("%20"),
            '|' => out.push_str("%7C"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

/// The address of a file that stands beside the main one.
pub(super) fn file_address(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() || "-._~".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}
