//! A web page that is one file: no script, nothing that is fetched, nothing that is sent.
//!
//! What stands on it is what the released document holds, in the order in which it is read aloud. Pictures are in the
//! file; a policy within it forbids the browser to fetch or run anything. Names that the page gives its parts all
//! begin with `dm`, so that none is a word of somebody's.

mod block;
mod chart;
mod handout;
mod inline;
mod markup;
mod page;
mod slides;
mod style;
mod words;

use crate::brief::Lang;
use crate::export::html::handout::{title_words, write_handout};
use crate::export::html::page::Page;
use crate::export::html::slides::write_deck;
use crate::export::html::style::style;
use crate::export::{ExportError, Exported, File, Job, missing_letters};
use crate::layout::Shape;

/// What a browser may do for the page: show the pictures and the style that are in it.
const POLICY: &str =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

#[expect(clippy::unnecessary_wraps, reason = "it is a row of the table of formats, and others can fail")]
pub(super) fn write(job: &Job<'_>) -> Result<Exported, ExportError> {
    let out = document(job);
    let warnings = missing_letters(job.engine, &out, false);
    let files = vec![File { suffix: ".html".to_owned(), bytes: out.into_bytes() }];
    Ok(Exported { files, warnings })
}

fn document(job: &Job<'_>) -> String {
    let content = job.released.content();
    let is_screen = job.options.shape == Shape::Slides;
    let banner = if is_screen { content.screen.banner.as_deref() } else { content.banner.as_deref() };
    let mut page = Page::new(content, is_screen, job.options.theme.mark_alt());
    let lang = match content.lang {
        Lang::En => "en",
        Lang::Ja => "ja",
    };
    page.html.raw("<!DOCTYPE html>\n");
    page.html.open("html", &[("lang", lang)]);
    page.html.open("head", &[]);
    page.html.void("meta", &[("charset", "utf-8")]);
    page.html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
    page.html.void("meta", &[("name", "referrer"), ("content", "no-referrer")]);
    page.html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    page.html.leaf("title", &[], &title_words(content, is_screen));
    page.html.open("style", &[]);
    page.html.raw("\n");
    page.html.raw(&style(&job.options));
    page.html.close();
    page.html.close();
    page.html.open("body", &[("class", if is_screen { "dmdeck" } else { "dmpaper" })]);
    if banner.is_some() || content.copy_number.is_some() {
        page.html.open("header", &[("class", "dmbanner")]);
        banner.iter().for_each(|banner| page.html.leaf("p", &[], banner));
        // It stands in one place; the banner is on every page.
        content.copy_number.iter().for_each(|line| page.html.leaf("p", &[("class", "dmcopyno")], line));
        page.html.close();
    }
    if is_screen {
        write_deck(&mut page, content);
    } else {
        write_handout(&mut page, content);
    }
    if let Some(banner) = banner {
        page.html.open("footer", &[("class", "dmbanner")]);
        page.html.leaf("p", &[], banner);
        page.html.close();
    }
    page.html.finish() + "\n"
}
