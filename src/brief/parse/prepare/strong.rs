//! Strong words beside Japanese brackets, whose marks Markdown would not read.
//!
//! Between a letter and a bracket a mark opens or closes nothing, by the rules of CommonMark: the asterisks of
//! `**「重要」**な` would be printed. A sign that takes up no room, put between mark and bracket, makes it a mark.

use crate::text::Edit;

/// Puts a joiner between marks and the brackets within them.
pub(super) fn read_strong(body: &str, edits: &mut Vec<Edit>) {
    if !body.contains('*') || body.is_ascii() {
        return;
    }
    let bytes = body.as_bytes();
    let mut at = 0;
    while let Some(found) = body[at..].find('*') {
        let start = at + found;
        let end = start + bytes[start..].iter().take_while(|&&byte| byte == b'*').count();
        at = end;
        let (Some(before), Some(after)) = (body[..start].chars().next_back(), body[end..].chars().next())
        else {
            continue;
        };
        if end - start > 3 || before == '\\' {
            continue;
        }
        if is_letter(before) && is_sign(after) {
            edits.push(Edit::insert(end, "\u{2060}"));
        } else if is_sign(before) && is_letter(after) {
            edits.push(Edit::insert(start, "\u{2060}"));
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether a character is a Japanese bracket or stop, or a sign as wide as one.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}'
        | '“' | '”' | '‘' | '’' | '…' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::{Block, inline_text, parse};

    #[test]
    fn strong_words_beside_brackets_are_strong() {
        for text in [
            "これは**「重要」**な点です。",
            "**新規案件の追加（NEW）**を先に述べます。",
            "**「関税」**なので**「投資」**を示します。",
        ] {
            let (brief, _) = parse(text);
            let Some(Block::Paragraph(paragraph)) = brief.blocks.first() else { panic!("a paragraph") };
            assert_eq!(inline_text(&paragraph.inlines), text.replace('*', ""));
        }
        let mut edits = Vec::new();
        read_strong("plain **strong** words", &mut edits);
        assert!(edits.is_empty());
    }
}
