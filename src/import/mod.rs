//! What other programs made as briefs: documents of Word, slides of PowerPoint, and decks in the Markdown of Marp,
//! Slidev, reveal, Deckset, remark, Pandoc and Quarto.
//!
//! Of a deck in Markdown it rewrites lines and leaves what they say to [`crate::brief::parse()`]. What the room saw stays ordinary text;
//! what was for the speaker or is not understood becomes private text, and a remark says so. Nothing is followed:
//! includes stay names.

mod deck;
mod front;
mod hiding;
mod inline;
mod office;
mod sort;

pub use self::office::import_office;

use crate::brief::Lang;
use crate::import::deck::Deck;
use crate::import::front::take_front;
use crate::import::sort::Tool;
use crate::text::{Message, message};

/// What another program made, as a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text of the brief.
    pub text: String,
    /// What only says how it looks, and was left out.
    pub looks: Vec<Message>,
    /// What was not understood and is kept as private text, or is left out, in order.
    pub remarks: Vec<Remark>,
    /// The pictures that were in the file.
    pub pictures: Vec<Picture>,
    /// Whether it shows pictures, which lie beside the brief.
    pub has_pictures: bool,
}

/// A picture that was in a file, without what it said beside its pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The name of its file, in the folder of the pictures.
    pub name: String,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// What was not understood in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub words: Message,
}

/// Where in a file something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The line, from 1.
    Line(usize),
    /// The slide, from 1.
    Slide(usize),
    /// No place of its own.
    Whole,
}

impl Remark {
    /// What is said of it, with its place in words.
    pub fn message(&self) -> Message {
        let words = &self.words;
        match self.place {
            Place::Line(line) => message!("line {line}: {words}", "{line} 行目：{words}", words),
            Place::Slide(slide) => message!("slide {slide}: {words}", "スライド {slide}：{words}", words),
            Place::Whole => words.clone(),
        }
    }
}

impl Imported {
    /// What was left out since it only says how the original looks, in one line; nothing where there is none.
    pub fn looks_line(&self) -> Option<Message> {
        let joined = |of: fn(&Message) -> &str, between: &str| {
            self.looks.iter().map(of).collect::<Vec<_>>().join(between)
        };
        let (en, ja) = (joined(|it| &it.en, ", "), joined(|it| &it.ja, "、"));
        (!self.looks.is_empty()).then(|| Message {
            en: format!("note: what only says how it looks is left out: {en}"),
            ja: format!("注記：見た目だけの指定は取り込みませんでした：{ja}"),
        })
    }
}

/// Makes a brief of a deck in the Markdown of another tool. No text makes it fail.
pub fn import_markdown(text: &str) -> Imported {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.lines().collect();
    let (front, n_front) = take_front(&lines);
    let tool = Tool::of(&front, &lines[n_front..]);
    let mut deck = Deck::new(tool, &front);
    deck.read(&lines, n_front);
    let (body, deck_looks, mut remarks) = deck.finish();
    if front.parts_by_blanks() {
        let words = message!(
            "slides separated by blank lines, which do not separate slides here",
            "空行によるスライドの区切り（区切りとして扱いません）"
        );
        remarks.insert(0, Remark { place: Place::Line(1), words });
    }
    let has_pictures = body.contains("![");
    let mut out = front.written();
    out.push_str(body.trim_matches('\n'));
    out.push('\n');
    let mut looks = deck_looks;
    if !front.rest.is_empty() {
        let (look_names, names) = front.rest_names();
        if !look_names.is_empty() {
            looks.insert(0, message!("settings ({look_names})", "設定（{look_names}）"));
        }
        if !names.is_empty() {
            let words =
                message!("settings that a brief does not have: {names}", "資料にない設定です：{names}");
            remarks.insert(0, Remark { place: Place::Line(1), words });
        }
        out.push_str(&format!("\n{}\n", comment(&front.rest.join("\n"))));
    }
    if !remarks.is_empty() {
        out.push_str(&format!("\n{}\n", comment(&report(&remarks, front.lang()))));
    }
    Imported { text: out, looks, remarks, pictures: Vec::new(), has_pictures }
}

/// What was not understood, for whoever works on with the brief, in its language.
fn report(remarks: &[Remark], lang: Lang) -> String {
    let said = |message: Message| if lang == Lang::Ja { message.ja } else { message.en };
    let head = message!("Not understood on import", "読み込みで解釈できなかった箇所");
    let lines = std::iter::once(head).chain(remarks.iter().map(Remark::message));
    lines.map(said).collect::<Vec<_>>().join("\n")
}

/// Text as a comment, which nothing in it can end.
fn comment(text: &str) -> String {
    let text = text.replace("<!--", "< !--").replace("-->", "-- >").replace("--!>", "-- !>");
    format!("<!-- {} -->", text.trim())
}
