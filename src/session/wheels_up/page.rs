//! The last look as one page of paper: a small brief of its own, set like any other.

use std::fmt::Write as _;

use crate::brief::{Brief, Lang, Reader, escape_markdown, parse, yaml_string};
use crate::export::{Job, PdfStandard, export, format_named};
use crate::facts::{Date, FactBook};
use crate::layout::{Engine, Options, Paper, Shape, THEMES, typeset};
use crate::release::{Assets, Context, Released, project};
use crate::session::wheels_up::ReadyRow;
use crate::text::Message;

/// How much is said of faults, from the most to the least: how many of each row, and how many letters of each.
const AMOUNTS: [(usize, usize); 4] = [(3, 140), (2, 90), (1, 60), (0, 0)];

/// What the page is about.
#[derive(Clone, Copy)]
pub struct ReadyPage<'p> {
    /// What was looked at.
    pub brief: &'p Brief,
    /// What it is called where it has no title.
    pub name: &'p str,
    /// The day.
    pub today: Date,
    /// The language of the page.
    pub lang: Lang,
    /// On Letter instead of A4.
    pub is_letter: bool,
}

/// Sets the page as a PDF. Where there is much to say, less is said of each, so that it stays one page.
///
/// # Errors
/// The program is at fault.
pub fn ready_page(rows: &[ReadyRow], page: &ReadyPage<'_>, engine: &Engine) -> Result<Vec<u8>, Message> {
    let paper = if page.is_letter { Paper::Letter } else { Paper::A4 };
    let options = Options { shape: Shape::Text, paper, theme: &THEMES[0] };
    let (book, assets) = (FactBook::default(), Assets::default());
    let released = |amount| {
        let (brief, _) = parse(&markdown(rows, page, amount));
        project(&brief, &Context { book: &book, assets: &assets }, Reader::Principal)
    };
    let fits = |released: &Released| typeset(engine, released, &options).is_ok_and(|pages| pages.len() == 1);
    let all = AMOUNTS.into_iter().map(released);
    let mut last = None;
    for released in all {
        let is_one_page = fits(&released);
        last = Some(released);
        if is_one_page {
            break;
        }
    }
    let (Some(released), Some(format)) = (last, format_named("pdf")) else { return Err(Message::default()) };
    let pdf_standard = PdfStandard::default();
    let job = Job { engine, released: &released, options, pdf_standard, stem: "wheels-up", ink: &[] };
    let exported = export(format, &job).map_err(|err| err.message())?;
    exported.files.into_iter().next().map(|file| file.bytes).ok_or_else(Message::default)
}

/// The page as a brief of its own. It quotes the brief, so it is marked as that is.
fn markdown(rows: &[ReadyRow], page: &ReadyPage<'_>, (n_faults, n_letters): (usize, usize)) -> String {
    let front = &page.brief.front;
    let is_ready = rows.iter().all(ReadyRow::is_green);
    let title = front.title.as_deref().unwrap_or(page.name);
    let (heading, verdict, head, lang) = match (page.lang, is_ready) {
        (Lang::En, true) => ("Wheels-up check", "GREEN: ready to leave", ["", "Check", "What to do"], "en"),
        (Lang::En, false) => ("Wheels-up check", "RED: not ready", ["", "Check", "What to do"], "en"),
        (Lang::Ja, true) => ("出発前の確認", "可：準備完了", ["", "確認事項", "対応"], "ja"),
        (Lang::Ja, false) => ("出発前の確認", "不可：要対応", ["", "確認事項", "対応"], "ja"),
    };
    let mut text = format!("---\ntitle: {}\nsubtitle: {}\n", yaml_string(heading), yaml_string(title));
    write!(text, "date: {}\nlang: {lang}\n", page.today).ok();
    match &front.marking.banner {
        Some(banner) => writeln!(
            text,
            "marking: {{ scheme: {}, banner: {} }}",
            front.marking.scheme.name,
            yaml_string(banner)
        )
        .ok(),
        None => writeln!(text, "marking: none").ok(),
    };
    write!(text, "---\n\n**{verdict}**\n\n| {} | {} | {} |\n|---|---|---|\n", head[0], head[1], head[2]).ok();
    for row in rows {
        let (sign, remedy) = match (page.lang, row.is_green()) {
            (Lang::En, true) => ("yes", String::new()),
            (Lang::Ja, true) => ("可", String::new()),
            (Lang::En, false) => ("**NO**", remedy(row, page.lang, (n_faults, n_letters))),
            (Lang::Ja, false) => ("**不可**", remedy(row, page.lang, (n_faults, n_letters))),
        };
        writeln!(text, "| {sign} | {} | {remedy} |", row.title(page.lang)).ok();
    }
    text
}

fn remedy(row: &ReadyRow, lang: Lang, (n_faults, n_letters): (usize, usize)) -> String {
    let mut lines = vec![format!("**{}**", row.remedy(lang))];
    for fault in row.faults.iter().take(n_faults) {
        let words = fault.in_words().into_lang(lang);
        let cut: String = words.chars().take(n_letters).collect();
        let more = if cut.len() < words.len() { "…" } else { "" };
        lines.push(format!("{}{more}", cell(&cut)));
    }
    let n_more = row.faults.len().saturating_sub(n_faults);
    if n_more > 0 {
        lines.push(match (lang, n_faults) {
            (Lang::En, 0) => format!("findings: {n_more}"),
            (Lang::En, _) => format!("and {n_more} more"),
            (Lang::Ja, 0) => format!("指摘 {n_more} 件"),
            (Lang::Ja, _) => format!("ほか {n_more} 件"),
        });
    }
    lines.join("<br>")
}

/// Words as the cell of a table.
fn cell(words: &str) -> String {
    escape_markdown(&words.replace(['\n', '\r'], " ")).replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::ReadyFault;

    fn rows(n_faults: usize) -> Vec<ReadyRow> {
        let fault = |n: usize| ReadyFault {
            place: Some((0, n)),
            words: Message::quoted(format!(
                "the words “a | b” and <!-- c --> [d](e) `f` do not agree, in a long sentence that says why, number {n}"
            )),
            hint: None,
        };
        (0..12)
            .map(|n| ReadyRow {
                title: ("Something is so", "そうである"),
                remedy: ("Do something about it", "対応する"),
                faults: (0..if n == 0 { 0 } else { n_faults }).map(fault).collect(),
            })
            .collect()
    }

    #[test]
    fn however_much_is_wrong_it_is_one_page() {
        let engine = Engine::with_own_fonts();
        let (brief, _) =
            parse("---\ntitle: \"A: \\\"b\\\"\"\nmarking: { scheme: uk, banner: OFFICIAL }\n---\n");
        let today = Date { year: 2024, month: 11, day: 20 };
        for (n_faults, is_letter) in [(0, false), (1, true), (3, false), (400, true)] {
            let page = ReadyPage { brief: &brief, name: "brief", today, lang: Lang::En, is_letter };
            let pdf = ready_page(&rows(n_faults), &page, &engine).expect("a page");
            let n_pages = String::from_utf8_lossy(&pdf).matches("/Type /Page\n").count()
                + String::from_utf8_lossy(&pdf).matches("/Type /Page ").count();
            assert!(pdf.starts_with(b"%PDF") && n_pages <= 1, "{n_pages}");
            let text = markdown(&rows(n_faults), &page, (0, 0));
            assert_eq!(text.contains("GREEN"), n_faults == 0);
            let (made, found) = parse(&text);
            assert_eq!(found, []);
            assert_eq!(made.front.subtitle.as_deref(), Some("A: \"b\""));
        }
    }
}
