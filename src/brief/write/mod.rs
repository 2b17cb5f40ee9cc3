//! From the tree of a brief back to Markdown, in one form for each thing.
//!
//! Front matter is kept byte for byte. What is private stays private when it is read again. Definitions of link
//! targets go into their links; notes in the syntax of other tools become `::: notes`.

mod inline;
mod shape;
mod weighed;

use pulldown_cmark::{Event, Parser, Tag};

use crate::brief::readers::announced::{is_right_below, keeps_what_follows, may_belong};
use crate::brief::write::inline::{Place, inlines, line_of, paragraph};
use crate::brief::write::shape::{
    bullet, comment, ends_at_a_fence, ends_open, escape_info, fenced_code, holds_paragraph, indented_code,
    prefixed, runs_on, within_html,
};
use crate::brief::write::weighed::weighed;
use crate::brief::{
    Alignment, Block, Brief, Callout, Cell, Columns, Footnote, Form, Heading, Inline, InlineContent, Item,
    KindRef, Kinded, Lang, List, Paragraph, Table, Weight,
};
use crate::text::Span;

/// Writes a brief, parsed from `text`, in canonical Markdown.
pub fn write(text: &str, brief: &Brief) -> String {
    let front = brief.front.span.slice(text);
    let bom = if front.is_empty() && text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let writer = Writer { text, lang: brief.front.lang };
    let body = writer.blocks(&brief.blocks, Flow { tight: false, top: true, fenced: false }, false);
    // A break on the first line would be taken for the beginning of front matter.
    let body = match body.strip_prefix("---\n") {
        Some(rest) if front.is_empty() => format!("- - -\n{rest}"),
        _ if front.is_empty() && body == "---" => "- - -".to_owned(),
        _ => body,
    };
    // The first character of a file would be taken for its byte order mark.
    let body = match body.strip_prefix('\u{feff}') {
        Some(rest) if front.is_empty() => format!("&#65279;{rest}"),
        _ => body,
    };
    let has_crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    let line_end = if has_crlf { "\r\n" } else { "\n" };
    let mut out = format!("{bom}{front}");
    if body.is_empty() {
        return out;
    }
    if !front.is_empty() {
        out.push_str(if front.ends_with('\n') { "" } else { line_end });
        out.push_str(line_end);
    }
    out.push_str(&if has_crlf { body.replace('\n', "\r\n") } else { body });
    out.push_str(line_end);
    out
}

/// How blocks follow each other.
#[derive(Clone, Copy)]
struct Flow {
    /// Whether a blank line between blocks would loosen the list they stand in.
    tight: bool,
    /// Whether they are the blocks of the brief itself.
    top: bool,
    /// Whether the end of a fence stands below them, which HTML that is never closed would take in.
    fenced: bool,
}

impl Flow {
    const LOOSE: Self = Self { tight: false, top: false, fenced: false };

    fn separator(self) -> &'static str {
        if self.tight { "\n" } else { "\n\n" }
    }
}

/// The words after a marker, with what they weigh.
#[derive(Clone, Copy)]
struct Title<'b> {
    words: &'b [Inline],
    weight: Option<&'b Weight>,
}

struct Writer<'t> {
    text: &'t str,
    lang: Lang,
}

impl Writer<'_> {
    /// Writes blocks one below the other; `is_open` where all that follows is private already.
    fn blocks(&self, blocks: &[Block], flow: Flow, is_open: bool) -> String {
        let mut out = String::new();
        let mut previous: Option<&Block> = None;
        let mut bullet = None;
        let mut is_open = is_open;
        let mut is_text = false;
        for (idx, block) in blocks.iter().enumerate() {
            is_text = is_text && within_html(self.text, previous, block).is_some();
            let written = match block {
                Block::Html(raw)
                    if is_text || ((flow.fenced || idx + 1 < blocks.len()) && runs_on(&raw.text)) =>
                {
                    // Written as it is, it would take in what follows; as text, others would read it.
                    is_text = true;
                    comment(&raw.text)
                }
                Block::Comment(raw) if is_text => {
                    comment(&raw.text.split_whitespace().collect::<Vec<_>>().join(" "))
                }
                Block::List(list) => {
                    let (written, used) = self.list(list, bullet);
                    bullet = used;
                    written
                }
                Block::Kinded(kinded) if kinded.form == Form::Unclosed => {
                    self.unclosed(kinded, flow, is_open)
                }
                Block::Code(code) if !code.fenced => indented_code(code, previous),
                Block::Break(_) if flow.tight => "- - -".to_owned(),
                block => self.block(block, flow),
            };
            is_open |= ends_open(block);
            if written.is_empty() {
                continue;
            }
            if !matches!(block, Block::List(_)) {
                bullet = None;
            }
            if previous.is_some() && !out.is_empty() {
                let between =
                    within_html(self.text, previous, block).or_else(|| self.within_kept(previous, block));
                out.push_str(between.unwrap_or(flow.separator()));
            }
            out.push_str(&written);
            previous = Some(block);
        }
        out
    }

    /// What stands between a paragraph that is kept and what belongs to it, since it stands right below.
    fn within_kept(&self, previous: Option<&Block>, block: &Block) -> Option<&'static str> {
        let Some(Block::Paragraph(above)) = previous else { return None };
        let belongs = may_belong(block) && is_right_below(self.text, above.span.end, block);
        (belongs && keeps_what_follows(above)).then_some("\n")
    }

    fn block(&self, block: &Block, flow: Flow) -> String {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(words) => {
                self.paragraph(words, if flow.top { Place::Top } else { Place::Inner })
            }
            Block::List(list) => self.list(list, None).0,
            Block::Quote(quote) => prefixed(&self.blocks(&quote.blocks, Flow::LOOSE, false), "> ", "> "),
            Block::Callout(callout) => self.callout(callout, flow),
            Block::Kinded(kinded) => self.kinded(kinded, flow),
            Block::Code(code) => fenced_code(&escape_info(&code.info), &code.text),
            Block::Chart(chart) => fenced_code("chart", &chart.text),
            Block::Table(table) => self.table(table),
            Block::Columns(columns) => self.columns(columns, flow),
            Block::Footnote(footnote) => self.footnote(footnote),
            Block::Break(_) => "---".to_owned(),
            Block::Rule(_) => "***".to_owned(),
            Block::Page(_) => "<!-- page -->".to_owned(),
            Block::Pause(_) => ". . .".to_owned(),
            Block::Html(raw) => raw.text.clone(),
            Block::Comment(raw) => comment(&raw.text),
            Block::Definition(definition) => {
                let lines =
                    definition.text.lines().map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end());
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }

    fn paragraph(&self, words: &Paragraph, place: Place) -> String {
        let written = weighed(paragraph(self.text, &words.inlines, place), words.weight.as_ref(), self.lang);
        // Behind a mark that is not written again, a tag may have been part of a line; alone on it,
        // it is the same as a block unless it takes in what follows.
        let is_lone_tag =
            matches!(words.inlines.as_slice(), [Inline { content: InlineContent::Html(_), .. }]);
        let is_block = written.starts_with('<')
            && (!is_lone_tag || runs_on(&written))
            && matches!(Parser::new(&written).next(), Some(Event::Start(Tag::HtmlBlock)));
        // Behind a comment it stands among words; escaped, it would be text for everybody.
        if is_block { format!("<!-- -->{written}") } else { written }
    }

    fn heading(&self, heading: &Heading) -> String {
        let attributes = heading.attributes.as_ref().map(|words| format!("{{{words}}}"));
        let has_break =
            heading.inlines.iter().any(|inline| matches!(inline.content, InlineContent::SoftBreak));
        if has_break && heading.level <= 2 {
            let words = self.seal_heading(paragraph(self.text, &heading.inlines, Place::Inner));
            // Several hyphens below a sentence would be a slide break.
            let underline = if heading.level == 1 { "===" } else { "-" };
            let attributes = attributes.map(|words| format!(" {words}")).unwrap_or_default();
            return format!("{words}{attributes}\n{underline}");
        }
        let words = self.seal_heading(line_of(self.text, &heading.inlines));
        let marks = "#".repeat(usize::from(heading.level));
        let parts = [Some(marks), Some(words).filter(|words| !words.is_empty()), attributes];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Keeps the end of a heading from being read as closing marks or attributes.
    fn seal_heading(&self, words: String) -> String {
        match words.chars().next_back() {
            Some(c @ ('#' | '}')) => format!("{}&#{};", &words[..words.len() - 1], c as u32),
            _ => weighed(words, None, self.lang),
        }
    }

    fn list(&self, list: &List, previous: Option<char>) -> (String, Option<char>) {
        let has_words = list.items.iter().any(|item| holds_paragraph(&item.blocks));
        let inner = Flow { tight: list.tight && has_words, top: false, fenced: false };
        let mut is_open = false;
        let mut items: Vec<String> = Vec::new();
        for item in &list.items {
            items.push(self.item(item, inner, is_open));
            is_open |= item.blocks.last().is_some_and(ends_open);
        }
        let mark = match list.start {
            Some(_) if previous == Some('.') => ')',
            Some(_) => '.',
            None => bullet(&items, previous),
        };
        let mut number = list.start.unwrap_or(0);
        let mut lines = Vec::new();
        for item in items {
            let marker = if list.start.is_some() { format!("{number}{mark} ") } else { format!("{mark} ") };
            number = if number < 999_999_999 { number + 1 } else { number };
            lines.push(prefixed(&item, &marker, &" ".repeat(marker.len())));
        }
        let is_loose = !list.tight && has_words;
        (lines.join(if is_loose { "\n\n" } else { "\n" }), Some(mark))
    }

    fn item(&self, item: &Item, flow: Flow, is_open: bool) -> String {
        let words = self.blocks(&item.blocks, flow, is_open);
        // The box is part of a paragraph; before anything else it would be read as words.
        let begins_with_words = matches!(item.blocks.first(), Some(Block::Paragraph(_)));
        match item.tick.filter(|_| begins_with_words) {
            Some(tick) => format!("[{tick}] {words}"),
            None => words,
        }
    }

    fn callout(&self, callout: &Callout, flow: Flow) -> String {
        if callout.span.slice(self.text).starts_with(':') {
            let name = if callout.alert.name == "note" { "callout-note" } else { callout.alert.name };
            let title = self.raw(Title { words: &callout.title, weight: callout.weight.as_ref() });
            return self.div(&opening(name, &title), &callout.blocks, flow);
        }
        let marker = format!("[!{}]", callout.alert.name.to_uppercase());
        let title = Title { words: &callout.title, weight: callout.weight.as_ref() };
        self.marked_quote(&marker, title, &callout.blocks)
    }

    fn kinded(&self, kinded: &Kinded, flow: Flow) -> String {
        let title = Title { words: &kinded.title, weight: kinded.weight.as_ref() };
        let marker = || self.marker(&kinded.kind, kinded.marker_span);
        match kinded.form {
            Form::Bare if flow.tight => self.marked(&marker(), title, &kinded.blocks),
            Form::Callout | Form::Bare => self.marked_quote(&marker(), title, &kinded.blocks),
            // In our own syntax it would end with its container.
            Form::Foreign if kinded.goes_on => self.marked("Note:", title, &kinded.blocks),
            Form::Div | Form::Foreign => {
                let mut line = opening(kind_name(&kinded.kind), &self.raw(title));
                if let Some(attributes) = &kinded.attributes {
                    line.push_str(&format!(" {{{attributes}}}"));
                }
                self.div(&line, &kinded.blocks, flow)
            }
            Form::Unclosed => self.unclosed(kinded, flow, false),
        }
    }

    fn marker(&self, kind: &KindRef, marker_span: Span) -> String {
        match kind {
            KindRef::Known(kind) => format!("[!{}]", kind.name.to_uppercase()),
            // A bracket that is never closed: the whole line is the marker.
            KindRef::Unknown(name) if name == "[!" => marker_span.slice(self.text).trim_end().to_owned(),
            // With no blank it would be a picture.
            KindRef::Unknown(name) if name.starts_with('[') => format!("[! {name}]"),
            KindRef::Unknown(name) => format!("[!{name}]"),
            KindRef::Ordinary => "[!TEXT]".to_owned(),
        }
    }

    fn marked_quote(&self, marker: &str, title: Title<'_>, blocks: &[Block]) -> String {
        prefixed(&self.marked(marker, title, blocks), "> ", "> ")
    }

    fn marked(&self, marker: &str, title: Title<'_>, blocks: &[Block]) -> String {
        let title = weighed(line_of(self.text, title.words), title.weight, self.lang);
        let mut out = if title.is_empty() { marker.to_owned() } else { format!("{marker} {title}") };
        let Some((first, rest)) = blocks.split_first() else { return out };
        let Block::Paragraph(words) = first else {
            out.push_str("\n\n");
            out.push_str(&self.blocks(blocks, Flow::LOOSE, false));
            return out;
        };
        out.push('\n');
        out.push_str(&self.paragraph(words, Place::BelowTitle));
        let rest = self.blocks(rest, Flow::LOOSE, false);
        if !rest.is_empty() {
            out.push_str("\n\n");
            out.push_str(&rest);
        }
        out
    }

    /// The title of a fence, which is not Markdown.
    fn raw(&self, title: Title<'_>) -> String {
        let words: String = title.words.iter().map(|inline| inline.span.slice(self.text)).collect();
        match title.weight {
            Some(_) => weighed(words, title.weight, self.lang),
            None if words.ends_with(':') => format!("{words} :"),
            None => words,
        }
    }

    fn div(&self, opening: &str, blocks: &[Block], flow: Flow) -> String {
        let body = self.blocks(blocks, Flow { fenced: true, ..flow }, false);
        if body.is_empty() {
            return format!("{opening}\n:::");
        }
        // What begins with a tag goes on to the next blank line.
        let ends_in_html = body.rsplit("\n\n").next().is_some_and(|last| last.starts_with('<'));
        let needs_blank = ends_in_html || !(flow.tight || blocks.last().is_some_and(ends_at_a_fence));
        format!("{opening}\n{body}\n{}:::", if needs_blank { "\n" } else { "" })
    }

    fn unclosed(&self, kinded: &Kinded, flow: Flow, is_open: bool) -> String {
        let body = self.blocks(&kinded.blocks, flow, is_open);
        // It has no marker of its own: it goes on from a fence further in.
        if is_open && kinded.marker_span.is_empty() {
            return body;
        }
        let opening = match &kinded.kind {
            KindRef::Unknown(name) if name == ":::" => "::: {}".to_owned(),
            kind => {
                let title = Title { words: &kinded.title, weight: kinded.weight.as_ref() };
                opening(kind_name(kind), &self.raw(title))
            }
        };
        if body.is_empty() { opening } else { format!("{opening}\n{body}") }
    }

    fn columns(&self, columns: &Columns, flow: Flow) -> String {
        let columns: Vec<String> =
            columns.columns.iter().map(|blocks| self.div("::: column", blocks, flow)).collect();
        match columns.as_slice() {
            [] => "::: columns\n:::".to_owned(),
            [only] => only.clone(),
            several => format!("::: columns\n{}\n:::", several.join("\n")),
        }
    }

    fn footnote(&self, footnote: &Footnote) -> String {
        let body = self.blocks(&footnote.blocks, Flow::LOOSE, false);
        prefixed(&body, &format!("[^{}]: ", footnote.label), "    ")
    }

    fn table(&self, table: &Table) -> String {
        let row = |cells: &[Cell]| {
            let cells: Vec<String> = cells.iter().map(|cell| self.cell(&cell.inlines)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let rule = table.alignments.iter().map(|alignment| match alignment {
            Alignment::None => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
        let mut lines = vec![row(&table.head), rule];
        lines.extend(table.rows.iter().map(|cells| row(cells)));
        lines.join("\n")
    }

    fn cell(&self, words: &[Inline]) -> String {
        inlines(self.text, words, Place::Cell).replace('\n', " ").trim().replace('|', "\\|")
    }
}

fn kind_name(kind: &KindRef) -> &str {
    match kind {
        KindRef::Known(kind) => kind.name,
        KindRef::Unknown(name) => name,
        KindRef::Ordinary => "text",
    }
}

fn opening(name: &str, title: &str) -> String {
    let is_plain = !name.is_empty() && !name.contains(['{', '}']) && !name.ends_with(':');
    let name = if is_plain { name.to_owned() } else { format!("{{.{name}}}") };
    if title.is_empty() { format!("::: {name}") } else { format!("::: {name} {title}") }
}
