//! PDF: tagged for screen readers, with bookmarks and embedded fonts, the same bytes from the same input.

use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard as Standard, PdfStandards, Timestamp};

use crate::export::{ExportError, File, Job};
use crate::facts::Date;
use crate::layout::typeset;

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

pub(super) fn write(job: &Job<'_>) -> Result<Vec<File>, ExportError> {
    let timestamp = timestamp(job.released.content().date.as_deref());
    if job.pdf_standard == PdfStandard::A2a && timestamp.is_none() {
        let reason = "PDF/A needs a date; add a line such as date: 2024-11-20 to the front matter".to_owned();
        return Err(ExportError::Write { extension: "pdf", reason });
    }
    let pages = typeset(job.engine, job.released, &job.options)?;
    let failed = |reason: String| ExportError::Write { extension: "pdf", reason };
    let standards =
        PdfStandards::new(job.pdf_standard.standards()).map_err(|err| failed(err.message().to_string()))?;
    let options = PdfOptions {
        // Only a hash of it gets into the file, and it is the same for the same pages.
        ident: Smart::Custom(pages.source.clone()),
        creator: Smart::Custom(Some(concat!("Démarche ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    let bytes = typst_pdf::pdf(pages.document(), &options).map_err(|errors| {
        let first = errors.first().map(|error| error.message.to_string());
        failed(first.unwrap_or_default())
    })?;
    Ok(vec![File { suffix: ".pdf".to_owned(), bytes }])
}

/// The date of the brief as that of the file: the clock would make each file another.
fn timestamp(date: Option<&str>) -> Option<Timestamp> {
    let date: Date = date?.parse().ok()?;
    Datetime::from_ymd_hms(i32::from(date.year), date.month, date.day, 0, 0, 0).map(Timestamp::new_utc)
}
