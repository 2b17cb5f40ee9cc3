//! PDF: tagged for screen readers, with bookmarks and embedded fonts, the same bytes from the same input.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard as Standard, PdfStandards, Timestamp};

use crate::export::{ExportError, Exported, File, Job, faults_of};
use crate::facts::Date;
use crate::layout::{Pages, typeset_with_ink};
use crate::text::{Message, message};

/// What a PDF must conform to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PdfStandard {
    /// PDF/UA-1: can be read aloud.
    #[default]
    Ua1,
    /// PDF/A-2a and PDF/UA-1: can be read aloud, and in fifty years.
    A2a,
}

impl PdfStandard {
    fn standards(self) -> &'static [Standard] {
        match self {
            Self::Ua1 => &[Standard::Ua_1],
            Self::A2a => &[Standard::A_2a, Standard::Ua_1],
        }
    }
}

pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let timestamp = timestamp(job.released.content().date.as_deref());
    if job.pdf_standard == PdfStandard::A2a && timestamp.is_none() {
        let reason = message!(
            "PDF/A needs a date; add a line such as date: 2024-11-20 to the front matter",
            "PDF/A には日付が必要です。冒頭の設定に date: 2024-11-20 のような行を加えてください"
        );
        return Err(failed(reason));
    }
    let pages = typeset_with_ink(job.engine, job.released, &job.options, job.ink)?;
    let mut warnings = faults_of(&pages, job.engine);
    match render(&pages, job.pdf_standard.standards(), timestamp) {
        Ok(bytes) => Ok(Exported { files: vec![file(bytes)], warnings }),
        // A letter that no font here has cannot be read aloud, but the rest can: better a plain PDF than none.
        Err(reason) if job.pdf_standard == PdfStandard::Ua1 => {
            let bytes = render(&pages, &[], timestamp).map_err(failed)?;
            let advice = if warnings.is_empty() {
                message!("; install a font that has it", "。対応する書体を入れてください")
            } else {
                Message::default()
            };
            warnings.push(message!(
                "the file is tagged but does not conform to PDF/UA-1: {reason}{advice}",
                "タグ付きですが PDF/UA-1 には適合しません：{reason}{advice}",
                reason,
                advice
            ));
            Ok(Exported { files: vec![file(bytes)], warnings })
        }
        Err(reason) => Err(failed(reason)),
    }
}

fn file(bytes: Vec<u8>) -> File {
    File { suffix: ".pdf".to_owned(), bytes }
}

fn failed(reason: Message) -> ExportError {
    ExportError::Write { extension: "pdf", reason }
}

/// Renders pages; the error says what in them keeps the file from conforming.
fn render(pages: &Pages, standards: &[Standard], timestamp: Option<Timestamp>) -> Result<Vec<u8>, Message> {
    let options = PdfOptions {
        // Only a hash of it gets into the file, and it is the same for the same pages.
        ident: Smart::Custom(pages.source().to_owned()),
        creator: Smart::Custom(Some(concat!("Démarche ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp,
        page_ranges: None,
        standards: PdfStandards::new(standards).map_err(|err| unfit(err.message().as_ref()))?,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(pages.document(), &options).map_err(|errors| {
        let first = errors.first().map(|error| error.message.to_string());
        unfit(&first.unwrap_or_default())
    })
}

/// What keeps a file from conforming; the writer's own words are English.
fn unfit(reason: &str) -> Message {
    message!("{reason}", "規格に合わない箇所があります（{reason}）")
}

/// The date of the brief as that of the file: the clock would make each file another.
fn timestamp(date: Option<&str>) -> Option<Timestamp> {
    let date: Date = date?.parse().ok()?;
    Datetime::from_ymd_hms(i32::from(date.year), date.month, date.day, 0, 0, 0).map(Timestamp::new_utc)
}
