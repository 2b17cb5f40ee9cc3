//! `demarche check --wheels-up`: the last look before leaving, one line for each thing that must be so.

use std::path::PathBuf;

use crate::brief::Lang;
use crate::check::{AssetState, Context, reference_day};
use crate::cli::args::Letters;
use crate::cli::keys::open_brief;
use crate::cli::{Failure, Outcome, print, ui_lang};
use crate::layout::Engine;
use crate::session::{Loaded, ReadyJob, ReadyRow, today, wheels_up};

/// How many faults of one row are printed; the page has room for no more, and they are of one kind.
const MOST_FAULTS: usize = 3;

pub(super) fn run(files: &[PathBuf], letters: Letters) -> Result<Outcome, Failure> {
    let engine = Engine::with_system_fonts();
    let lang = ui_lang();
    let mut is_ready = true;
    for file in files {
        let loaded = open_brief(file, letters)?;
        let rows = look(&loaded, &engine);
        let is_green = rows.iter().all(ReadyRow::is_green);
        is_ready &= is_green;
        let verdict = match (is_green, lang) {
            (true, Lang::En) => "GREEN",
            (false, Lang::En) => "RED",
            (true, Lang::Ja) => "可",
            (false, Lang::Ja) => "不可",
        };
        print(&format!("{verdict}  {}", file.display()))?;
        rows.iter().try_for_each(|row| print_row(row, lang))?;
    }
    Ok(if is_ready { Outcome::Clean } else { Outcome::Findings })
}

fn print_row(row: &ReadyRow, lang: Lang) -> Result<(), Failure> {
    let sign = if row.is_green() { "✓" } else { "✗" };
    print(&format!("  {sign} {}", row.title(lang)))?;
    row.faults
        .iter()
        .take(MOST_FAULTS)
        .try_for_each(|fault| print(&format!("      {}", fault.in_words().in_lang(lang))))?;
    if !row.is_green() {
        print(&format!("      → {}", row.remedy(lang)))?;
    }
    match row.faults.len().saturating_sub(MOST_FAULTS) {
        0 => Ok(()),
        n_more if lang == Lang::Ja => print(&format!("      ほか {n_more} 件")),
        n_more => print(&format!("      and {n_more} more")),
    }
}

fn look(loaded: &Loaded, engine: &Engine) -> Vec<ReadyRow> {
    let context = Context {
        book: &loaded.book,
        book_problem: loaded.book_problem.as_ref(),
        today: reference_day(&loaded.brief.front, today()),
        assets: AssetState { problems: &loaded.problems, linked: &loaded.linked },
        glyphs: Some(engine.glyphs()),
        parse_diagnostics: &loaded.diagnostics,
        reader: None,
    };
    let (brief, text, assets) = (&loaded.brief, loaded.text.as_str(), &loaded.assets);
    wheels_up(&ReadyJob { brief, text, context: &context, assets, engine })
}
