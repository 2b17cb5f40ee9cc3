//! From a released document to the bytes of files. Nothing here touches a disk.

mod culprit;
mod docx;
mod html;
mod markdown;
mod office_parts;
mod pdf;
mod png;
mod pptx;
mod runs;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::check::{MissingScript, missing_scripts};
use crate::layout::{Engine, Options, Pages, Shape, SlideInk, TypesetError};
use crate::release::Released;
use crate::text::{Message, message};

pub use self::{pdf::PdfStandard, png::png_of};

/// One format that can be written.
#[derive(Debug)]
pub struct Format {
    /// The ending of its files, without a dot.
    pub extension: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The same in Japanese.
    pub name_ja: &'static str,
    /// What it is, in a few words.
    pub summary: &'static str,
    /// The same in Japanese.
    pub summary_ja: &'static str,
    /// Whether it is made of pages, which need fonts.
    pub has_pages: bool,
    /// The shapes it can hold; the first is the default.
    pub shapes: &'static [Shape],
    /// Writes it.
    write: fn(&Job<'_>) -> Result<Exported, ExportError>,
}

/// The formats there are.
pub const FORMATS: &[Format] = &[
    Format {
        extension: "pdf",
        name: "PDF",
        name_ja: "PDF",
        summary: "tagged PDF, the same bytes from the same brief",
        summary_ja: "タグ付き PDF。同じ資料からは同一のファイルになる",
        has_pages: true,
        shapes: &[Shape::Text, Shape::Slides, Shape::Notes, Shape::Cards],
        write: pdf::write,
    },
    Format {
        extension: "md",
        name: "Markdown",
        name_ja: "Markdown",
        summary: "plain Markdown with sources as footnotes",
        summary_ja: "Markdown。出典は脚注に入る",
        has_pages: false,
        shapes: &[Shape::Text],
        write: markdown::write,
    },
    Format {
        extension: "html",
        name: "Web page",
        name_ja: "ウェブページ",
        summary: "a web page in one file, without script",
        summary_ja: "1 ファイルのウェブページ。スクリプトを含まない",
        has_pages: false,
        shapes: &[Shape::Text, Shape::Slides],
        write: html::write,
    },
    Format {
        extension: "png",
        name: "PNG",
        name_ja: "PNG",
        summary: "one picture a slide",
        summary_ja: "スライド 1 枚ごとの画像",
        has_pages: true,
        shapes: &[Shape::Slides],
        write: png::write,
    },
    Format {
        extension: "docx",
        name: "Word",
        name_ja: "Word",
        summary: "Word, with its own styles, lists, footnotes and comments",
        summary_ja: "Word 文書。スタイル、箇条書き、脚注、コメントを含む",
        has_pages: false,
        shapes: &[Shape::Text],
        write: docx::write,
    },
    Format {
        extension: "pptx",
        name: "PowerPoint",
        name_ja: "PowerPoint",
        summary: "PowerPoint, with a master, real lists and tables, and speaker notes for our own side",
        summary_ja: "PowerPoint。マスター、箇条書き、表を含む。ノートは内部用のみ",
        has_pages: false,
        shapes: &[Shape::Slides],
        write: pptx::write,
    },
];

/// Finds a format by the ending of a file's name.
pub fn format_named(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
}

/// What is to be exported, and how.
#[derive(Clone, Copy)]
pub struct Job<'j> {
    /// Fonts and functions.
    pub engine: &'j Engine,
    /// What the reader may have.
    pub released: &'j Released,
    /// Which pages.
    pub options: Options,
    /// What a PDF must conform to.
    pub pdf_standard: PdfStandard,
    /// The name of the main file without its ending, for references to files beside it.
    pub stem: &'j str,
    /// What was drawn over the slides during a talk, where it is to be on the pages. Only copies for our own side have
    /// it.
    pub ink: &'j [SlideInk],
}

/// One finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What its name adds to the stem, ending and all: `.pdf`, `-1.png`.
    pub suffix: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Finished files, and what is to be said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The files; the first is the one that was asked for.
    pub files: Vec<File>,
    /// What the files lack, in words.
    pub warnings: Vec<Message>,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The format cannot hold the shape.
    #[error("{extension} holds no {shape}; choose {choices}")]
    WrongShape {
        /// The format.
        extension: &'static str,
        /// The shape that was asked for.
        shape: Shape,
        /// The shapes it can hold.
        choices: String,
    },
    /// The pages could not be made.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// A library gave up.
    #[error("the file could not be made: what writes it stopped; please report it")]
    Stopped,
    /// The pages could not be written in this format.
    #[error("the {extension} file could not be made: {}", .reason.en)]
    Write {
        /// The format.
        extension: &'static str,
        /// What the writer said.
        reason: Message,
    },
}

impl ExportError {
    /// What the user is told.
    pub fn message(&self) -> Message {
        let ja = match self {
            Self::WrongShape { extension, shape, choices } => {
                let choices = choices.replace(" or ", "、");
                format!("{extension} では {shape} を書き出せません。{choices} から選んでください")
            }
            Self::Typeset(err) => return err.message(),
            Self::Stopped => {
                "書き出しの途中で停止したため、ファイルを作成できません。報告をお願いします".to_owned()
            }
            Self::Write { extension, reason } => {
                format!("{extension} ファイルを作成できません：{}", reason.ja)
            }
        };
        Message { en: self.to_string(), ja }
    }
}

/// Writes a document in one format.
///
/// # Errors
/// The format cannot hold the shape, the brief holds more of something than pages can, or the program is at fault.
pub fn export(format: &Format, job: &Job<'_>) -> Result<Exported, ExportError> {
    if !format.shapes.contains(&job.options.shape) {
        let choices: Vec<&str> = format.shapes.iter().map(|shape| shape.name()).collect();
        return Err(ExportError::WrongShape {
            extension: format.extension,
            shape: job.options.shape,
            choices: choices.join(" or "),
        });
    }
    write(format, job).map_err(|err| match err {
        ExportError::Typeset(TypesetError::Fault(_)) | ExportError::Stopped => {
            culprit::placed(err, format, job)
        }
        err => err,
    })
}

/// Writes a document; a library that gives up takes nothing else with it.
fn write(format: &Format, job: &Job<'_>) -> Result<Exported, ExportError> {
    catch_unwind(AssertUnwindSafe(|| (format.write)(job))).unwrap_or(Err(ExportError::Stopped))
}

/// What is to be said of words that hold letters no font here has.
fn missing_letters(engine: &Engine, words: &str, has_pages: bool) -> Vec<Message> {
    let outcome = if has_pages {
        message!("so the pages show boxes", "紙面では四角になります")
    } else {
        message!("so pages made of it here show boxes", "ここで紙面にすると四角になります")
    };
    let told = |script: &MissingScript| {
        let (name, advice, outcome) = (script.description(), script.advice(), &outcome);
        message!(
            "no font here has {name}, {outcome}; {advice}",
            "{name}を表示できる書体がないため、{outcome}。{advice}",
            name,
            outcome,
            advice
        )
    };
    // Those of the system are only asked where the program's own fonts do not do.
    let mut scripts = missing_scripts(words, engine.own_glyphs());
    if !scripts.is_empty() {
        scripts = missing_scripts(words, engine.glyphs());
    }
    scripts.iter().map(told).collect()
}

/// What is to be said of pages that show letters no font here has, or words beyond their edges.
fn faults_of(pages: &Pages, engine: &Engine) -> Vec<Message> {
    let words: String = (0..pages.len()).map(|page_idx| pages.words(page_idx)).collect();
    let mut faults = missing_letters(engine, &words, true);
    faults.extend(pages.words_beyond().map(|(page_idx, words)| {
        let number = page_idx + 1;
        message!(
            "on page {number} words run off the edge (“{words}”); shorten them or part them by line breaks",
            "{number} ページで文字が用紙の外に出ています（「{words}」）。短くするか改行を入れてください"
        )
    }));
    faults
}

/// The file of a copy that is one of several, each for another audience: `x-oh.pdf` for `x.pdf`.
pub fn audience_file(out: &Path, name: &str) -> PathBuf {
    let part = |path: Option<&std::ffi::OsStr>| path.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(out.file_stem()), part(out.extension()));
    let is_kept = |c: char| c.is_alphanumeric() || c == '-';
    let name: String = name.trim().to_lowercase().chars().map(|c| if is_kept(c) { c } else { '-' }).collect();
    out.with_file_name(format!("{stem}-{name}.{extension}"))
}

/// Gives each file its name: that which was typed, or one made from it where there are several.
pub fn named_files(out: &Path, files: Vec<File>) -> Vec<(PathBuf, Vec<u8>)> {
    let extension = out.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    let stem = out.with_extension("");
    let name = |file: &File| {
        if file.suffix.strip_prefix('.').is_some_and(|suffix| suffix.eq_ignore_ascii_case(extension)) {
            return out.to_owned();
        }
        let mut name = stem.clone().into_os_string();
        name.push(&file.suffix);
        PathBuf::from(name)
    };
    files.into_iter().map(|file| (name(&file), file.bytes)).collect()
}
