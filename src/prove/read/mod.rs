//! Finished files, opened: every text in them, each with its place.
//!
//! A file may hold others. How far they are opened, and how much they may unpack to, has a limit; what is beyond it
//! is said, never passed over.

mod archive;
mod charset;
mod mail;
mod markup;
mod office;
mod packed;
mod pdf;
mod pdf_font;
mod pdf_look;
mod pdf_names;
mod pdf_text;
mod picture;
mod plain;
mod rtf;
mod vocabulary;

use std::io::Read as _;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::prove::{Item, ReadError};
use crate::text::{Message, message};

/// The most that a file may unpack to.
const MAX_UNPACKED_BYTES: usize = 128_000_000;
/// How many files within files are opened.
const MAX_DEPTH: usize = 3;

/// Everything that was read from a file.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The texts, in the order of the file.
    pub items: Vec<Item>,
    /// What could not be read.
    pub unread: Vec<Message>,
    /// What somebody has to look at, since no program reads it.
    pub notes: Vec<Message>,
    n_unpacked: usize,
    depth: usize,
    /// Where the file lies within the one that was asked for.
    within: Message,
}

/// Reads a file by what it begins with, not by its name.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    if !reading.open(bytes)? {
        return Err(ReadError::Unknown);
    }
    if picture::is_picture(bytes) {
        reading.note(&message!(
            "it is a picture: nobody has read the letters in it; look at it yourself",
            "画像のため、描かれた文字は検証していません。目で確認してください"
        ));
    }
    Ok(reading)
}

impl Reading {
    /// Reads a file; false where no format is known that begins so.
    fn open(&mut self, bytes: &[u8]) -> Result<bool, ReadError> {
        let head = &bytes[..bytes.len().min(1024)];
        let holds_pdf = head.windows(5).any(|window| window == b"%PDF-");
        if bytes.starts_with(b"PK\x03\x04") {
            office::read(bytes, self)?;
            // The first file in it may be a PDF; and a reader of PDF opens such an archive as well.
            if holds_pdf && let Err(err @ ReadError::TooLarge(_)) = pdf::read(bytes, self) {
                return Err(err);
            }
        } else if holds_pdf {
            pdf::read(bytes, self)?;
        } else if picture::is_picture(bytes) {
            picture::read(bytes, &message!("picture", "画像"), self)?;
        } else if packed::is_gzip(bytes) {
            packed::read_gzip(bytes, self)?;
        } else if packed::is_tar(bytes) {
            packed::read_tar(bytes, self)?;
        } else if rtf::is_rtf(bytes) {
            rtf::read(bytes, self)?;
        } else if mail::is_mail(bytes) {
            mail::read(bytes, self)?;
        } else {
            return self.open_text(bytes);
        }
        Ok(true)
    }

    /// Reads a text, in every encoding that its bytes make sense in; false where they are no text.
    fn open_text(&mut self, bytes: &[u8]) -> Result<bool, ReadError> {
        if let Some(text) = charset::of_mail(bytes).or_else(|| plain::decoded(bytes)) {
            self.text(&text)?;
            return Ok(true);
        }
        let readings = charset::readings(bytes);
        let Some((likeliest, others)) = readings.split_first() else { return Ok(false) };
        self.text(likeliest)?;
        let n_before = self.items.len();
        for text in others {
            self.count(text.len())?;
            self.text(text)?;
        }
        self.items[n_before..].iter_mut().for_each(|item| item.is_repeat = true);
        Ok(true)
    }

    /// Reads a page for a browser, Markdown or plain text.
    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if markup::is_markup(text) {
            return markup::read_page(text, self);
        }
        plain::read(text, self);
        Ok(())
    }

    /// Opens a file within this one; of what is in no known format, the letters are read.
    fn open_within(&mut self, bytes: &[u8], place: &Message) -> Result<(), ReadError> {
        if self.depth >= MAX_DEPTH {
            let place = self.inside(place);
            self.unread.push(message!(
                "{place}: a file in a file in a file",
                "{place}：入れ子が深すぎるファイル",
                place
            ));
            return Ok(());
        }
        let place_here = self.inside(place);
        let outer =
            std::mem::replace(&mut self.within, message!("{place_here}, ", "{place_here}の", place_here));
        self.depth += 1;
        let is_read = self.open(bytes);
        self.depth -= 1;
        self.within = outer;
        match is_read {
            Ok(true) => {}
            Ok(false) | Err(ReadError::Damaged(_) | ReadError::Unknown) => {
                self.add(place, plain::letters(bytes), false);
                if !picture::is_odd_picture(bytes) && !packed::is_font(bytes) {
                    let place = self.inside(place);
                    self.unread.push(message!(
                        "{place}: in a format that is not known, damaged or behind a password",
                        "{place}：形式が不明か、壊れているか、パスワードで保護されています",
                        place
                    ));
                }
            }
            Err(err) => return Err(err),
        }
        if (picture::is_picture(bytes) && !picture::is_tiny(bytes)) || picture::is_odd_picture(bytes) {
            let place = self.inside(place);
            self.note(&message!(
                "{place}: nobody has read the letters in this picture; look at it yourself",
                "{place}：画像に描かれた文字は検証していません。目で確認してください",
                place
            ));
        }
        Ok(())
    }

    /// Says what somebody has to look at, once.
    fn note(&mut self, note: &Message) {
        if !self.notes.contains(note) {
            self.notes.push(note.clone());
        }
    }

    /// A place of this file, with those of the files that it lies in.
    fn inside(&self, place: &Message) -> Message {
        joined(&self.within, place)
    }

    /// Adds a text.
    fn add(&mut self, place: &Message, text: String, is_prose: bool) {
        if !text.trim().is_empty() {
            self.items.push(Item { place: self.inside(place), text, is_prose, is_repeat: false });
        }
    }

    /// Adds a text that was read before in parts, so that only what lies across two of them is new.
    fn add_again(&mut self, place: &Message, text: String, is_prose: bool) {
        let n_before = self.items.len();
        self.add(place, text, is_prose);
        self.items[n_before..].iter_mut().for_each(|item| item.is_repeat = true);
    }

    /// Counts what was unpacked.
    fn count(&mut self, n_bytes: usize) -> Result<(), ReadError> {
        self.n_unpacked += n_bytes;
        if self.n_unpacked > MAX_UNPACKED_BYTES {
            return Err(ReadError::TooLarge(MAX_UNPACKED_BYTES / 1_000_000));
        }
        Ok(())
    }

    /// Unpacks a file of `gzip` as far as the limit allows, and says whether it came to its end.
    fn gunzip(&mut self, bytes: &[u8]) -> Result<(Vec<u8>, bool), ReadError> {
        let left = MAX_UNPACKED_BYTES.saturating_sub(self.n_unpacked) as u64 + 1;
        let mut out = Vec::new();
        let is_whole = MultiGzDecoder::new(bytes).take(left).read_to_end(&mut out).is_ok();
        self.count(out.len())?;
        Ok((out, is_whole))
    }

    /// Unpacks as far as the limit allows. What is damaged is read as far as it goes.
    fn inflate(&mut self, bytes: &[u8], has_header: bool) -> Result<Vec<u8>, ReadError> {
        let left = MAX_UNPACKED_BYTES.saturating_sub(self.n_unpacked) as u64 + 1;
        let mut out = Vec::new();
        // An error ends the data; what came before it was read and counts.
        if has_header {
            ZlibDecoder::new(bytes).take(left).read_to_end(&mut out).ok();
        } else {
            DeflateDecoder::new(bytes).take(left).read_to_end(&mut out).ok();
        }
        self.count(out.len())?;
        Ok(out)
    }
}

/// A place with what leads up to it.
fn joined(lead: &Message, place: &Message) -> Message {
    message!("{lead}{place}", "{lead}{place}", lead, place)
}
