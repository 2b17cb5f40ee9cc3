//! PDF: tagged for screen readers, with bookmarks and embedded fonts, the same bytes from the same input.

use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard as Standard, PdfStandards};

use crate::export::{ExportError, File, Job};
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
    let pages = typeset(job.engine, job.released, &job.options)?;
    let failed = |reason: String| ExportError::Write { extension: "pdf", reason };
    let standards =
        PdfStandards::new(job.pdf_standard.standards()).map_err(|err| failed(err.message().to_string()))?;
    let options = PdfOptions {
        // Only a hash of it gets into the file, and it is the same for the same pages.
        ident: Smart::Custom(pages.source.clone()),
        creator: Smart::Custom(Some(concat!("Démarche ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: None,
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
