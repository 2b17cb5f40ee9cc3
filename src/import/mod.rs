//! Decks of other tools as briefs: Marp, Slidev, reveal, Deckset, remark, Pandoc and Quarto.
//!
//! It rewrites lines and leaves what they say to [`crate::brief::parse()`]. What the room saw stays ordinary text;
//! what was for the speaker or is not understood becomes private text, and a remark says so. Nothing is followed:
//! includes stay names.

mod deck;
mod front;
mod inline;
mod sort;

use crate::import::deck::Deck;
use crate::import::front::take_front;
use crate::import::sort::Tool;
use crate::text::{Message, message};

/// A deck as a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text of the brief.
    pub text: String,
    /// What was not understood and is kept as private text, in the order of the lines.
    pub remarks: Vec<Remark>,
    /// Whether it shows pictures, which lie beside the deck.
    pub has_pictures: bool,
}

/// What was not understood in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line of the deck, from 1.
    pub line: usize,
    /// What it is.
    pub words: Message,
}

/// Makes a brief of a deck in the Markdown of another tool. No text makes it fail.
pub fn import_markdown(text: &str) -> Imported {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.lines().collect();
    let (front, n_front) = take_front(&lines);
    let tool = Tool::of(&front, &lines[n_front..]);
    let mut deck = Deck::new(tool, front.slide_level);
    deck.read(&lines, n_front);
    let (body, mut remarks) = deck.finish();
    let has_pictures = body.contains("![");
    let mut out = front.written();
    out.push_str(body.trim_matches('\n'));
    out.push('\n');
    if !front.rest.is_empty() {
        let names = front.rest_names();
        let words = message!("settings that a brief does not have: {names}", "資料にない設定です：{names}");
        remarks.insert(0, Remark { line: 1, words });
        out.push_str(&format!("\n{}\n", comment(&front.rest.join("\n"))));
    }
    if !remarks.is_empty() {
        out.push_str(&format!("\n{}\n", comment(&report(&remarks, front.is_japanese()))));
    }
    Imported { text: out, remarks, has_pictures }
}

/// What was not understood, for whoever works on with the brief, in its language.
fn report(remarks: &[Remark], is_japanese: bool) -> String {
    let lines = remarks.iter().map(|Remark { line, words }| {
        let message = message!("line {line}: {words}", "{line} 行目：{words}", words);
        if is_japanese { message.ja } else { message.en }
    });
    let head = if is_japanese {
        "読み込みで解釈できなかった箇所"
    } else {
        "Not understood on import"
    };
    std::iter::once(head.to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

/// Text as a comment, which nothing in it can end.
fn comment(text: &str) -> String {
    let text = text.replace("<!--", "< !--").replace("-->", "-- >").replace("--!>", "-- !>");
    format!("<!-- {} -->", text.trim())
}
