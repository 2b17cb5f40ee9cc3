//! Documents as plain lines: what a released tree holds, and what a reader of `CommonMark` finds in a text.
//!
//! Nothing of the writer of Markdown is used to tell either, so that one can be held against the other.

use demarche::brief::{Alignment, Lang, TextStyle};
use demarche::release::{Block, BlockContent, ChartData, Content, Inline, InlineContent, Item, Picture};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// One block of plain structure: how deep it stands, what it is, and its words with their marks.
#[derive(Clone, Debug)]
struct Line {
    depth: usize,
    name: String,
    words: String,
}

/// Lines that are told one after the other.
#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    depth: usize,
}

impl Lines {
    fn push(&mut self, name: impl Into<String>, words: &str) {
        self.lines.push(Line { depth: self.depth, name: name.into(), words: words.to_owned() });
    }

    fn within(&mut self, name: impl Into<String>, inner: impl FnOnce(&mut Self)) {
        self.push(name, "");
        self.depth += 1;
        inner(self);
        self.depth -= 1;
    }

    /// A quotation, if it holds anything that is seen.
    fn quote(&mut self, inner: impl FnOnce(&mut Self)) {
        let n_before = self.lines.len();
        self.within("quote", inner);
        if self.lines.len() == n_before + 1 {
            self.lines.pop();
        }
    }

    /// A paragraph, if anything of it is seen.
    fn paragraph(&mut self, words: &str) {
        if !squeezed(words).is_empty() {
            self.push("paragraph", words);
        }
    }

    /// As text to compare: blanks in marked words may stand on either side of a mark, so they are left out there
    /// and compared in the second half, without marks.
    fn told(&self, lang: Lang) -> String {
        let tell = |words: &dyn Fn(&str) -> String| {
            let lines = self
                .lines
                .iter()
                .map(|line| format!("{}{}: {}\n", "  ".repeat(line.depth), line.name, words(&line.words)));
            lines.collect::<String>()
        };
        tell(&squeezed) + "\n" + &tell(&|words| spaced(words, lang))
    }
}

/// Words and marks without blanks, and without marks around nothing.
fn squeezed(words: &str) -> String {
    let mut text: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    // Breaks at either end are not seen, and code beside code is code.
    text = text.replace("⟪/code⟫⟪code⟫", "");
    // Nor is it seen on which side of a mark a break stands.
    let mut settled = String::new();
    while settled != text {
        settled.clone_from(&text);
        for name in ["em", "strong", "del"] {
            let (open, close) = (format!("⟪{name}⟫"), format!("⟪/{name}⟫"));
            text = text.replace(&format!("{open}{close}"), "");
            text = text.replace(&format!("{open}⟪br⟫"), &format!("⟪br⟫{open}"));
            text = text.replace(&format!("⟪br⟫{close}"), &format!("{close}⟪br⟫"));
        }
        text = text.replace("⟪br⟫⟪/to⟫", "⟪/to⟫⟪br⟫");
    }
    let mut text = text.as_str();
    while let Some(rest) = text.strip_prefix("⟪br⟫").or_else(|| text.strip_suffix("⟪br⟫")) {
        text = rest;
    }
    text.to_owned()
}

/// Words without marks, with one blank for each run of blanks; none between two Japanese letters on two lines.
fn spaced(words: &str, lang: Lang) -> String {
    let mut text = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('⟪') {
        let (mark, behind) = after.split_once('⟫').expect("a mark ends");
        text.push_str(before);
        text.push_str(if mark == "br" { "\n\n" } else { "" });
        rest = behind;
    }
    text.push_str(rest);
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let mut out = String::new();
    let mut chars = text.trim_matches(is_blank).chars().peekable();
    while let Some(c) = chars.next() {
        if !is_blank(c) {
            out.push(c);
            continue;
        }
        let mut blanks = c.to_string();
        while let Some(c) = chars.next_if(|&c| is_blank(c)) {
            blanks.push(c);
        }
        let is_wide = |c: Option<&char>| {
            c.is_some_and(
                |c| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}'),
            )
        };
        let joins = lang == Lang::Ja && blanks.matches('\n').count() == 1;
        if !(joins && is_wide(out.chars().next_back().as_ref()) && is_wide(chars.peek())) {
            out.push(' ');
        }
    }
    out
}

// The released tree.

/// A released document, told in lines.
pub fn told_of_release(content: &Content) -> String {
    let mut lines = Lines::default();
    let is_english = content.lang == Lang::En;
    let strong = |words: &str| format!("⟪strong⟫{words}⟪/strong⟫");
    if let Some(banner) = &content.banner {
        lines.paragraph(&strong(banner));
    }
    lines.push("heading 1", &words(content, &content.title));
    if let Some(subtitle) = &content.subtitle {
        lines.paragraph(&format!("⟪em⟫{subtitle}⟪/em⟫"));
    }
    let mut rows: Vec<String> = content.copy_line.as_deref().map(strong).into_iter().collect();
    rows.extend(
        content
            .rows
            .iter()
            .map(|(label, text)| format!("{label}{}{text}", if is_english { ": " } else { "：" })),
    );
    lines.paragraph(&rows.join("⟪br⟫"));
    tell_blocks(&mut lines, content, &content.blocks);
    let text = |lines: &Lines| lines.lines.iter().map(|line| line.words.as_str()).collect::<String>();
    let mut below = Lines::default();
    content.notes.iter().for_each(|note| tell_blocks(&mut below, content, &note.blocks));
    let named = text(&lines) + &text(&below);
    let numbers = (1..=content.notes.len()).map(|number| format!("⟪note {number}⟫"));
    let unnamed: Vec<String> = numbers.filter(|mark| !named.contains(mark)).collect();
    lines.paragraph(&unnamed.join(" "));
    for note in &content.notes {
        lines.within(format!("note {}", note.number), |lines| tell_blocks(lines, content, &note.blocks));
    }
    if let Some(banner) = &content.banner {
        lines.paragraph(&strong(banner));
    }
    lines.told(content.lang)
}

fn tell_blocks(lines: &mut Lines, content: &Content, blocks: &[Block]) {
    blocks.iter().for_each(|block| tell_block(lines, content, block));
}

fn tell_block(lines: &mut Lines, content: &Content, block: &Block) {
    match &block.content {
        BlockContent::Heading { level, inlines, .. } => {
            lines.push(format!("heading {}", (level + 1).min(6)), &words(content, inlines));
        }
        BlockContent::Paragraph(inlines) => lines.paragraph(&words(content, inlines)),
        BlockContent::Numbered { label, depth, inlines } => {
            let indent = "\u{2003}".repeat(2 * usize::from(*depth));
            // Japanese numbers have a wide blank behind them, and dots none.
            let blank = match label.as_str() {
                "・" => "",
                label if label.ends_with(|c: char| c >= '\u{3000}') => "\u{3000}",
                _ => " ",
            };
            lines.paragraph(&format!("{indent}{label}{blank}{}", words(content, inlines)));
        }
        BlockContent::List { start, items, .. } => {
            lines.within(start.map_or("list".to_owned(), |start| format!("list from {start}")), |lines| {
                items.iter().for_each(|item| tell_item(lines, content, item));
            });
        }
        BlockContent::Quote(blocks) => {
            lines.quote(|lines| tell_blocks(lines, content, blocks));
        }
        BlockContent::Callout { label, blocks } => lines.quote(|lines| {
            lines.paragraph(&format!("⟪strong⟫{label}⟪/strong⟫"));
            tell_blocks(lines, content, blocks);
        }),
        BlockContent::Panel { label, title, blocks, .. } => lines.quote(|lines| {
            let private = match (block.is_private, content.lang) {
                (true, Lang::En) => " (private)",
                (true, Lang::Ja) => "（内部限り）",
                (false, _) => "",
            };
            let colon = if content.lang == Lang::En && !title.is_empty() { ":" } else { "" };
            let title = words(content, title);
            match label {
                Some(label) => {
                    lines.paragraph(&format!("⟪strong⟫{label}{private}{colon}⟪/strong⟫ {title}"));
                }
                None if title.is_empty() => {}
                None => lines.paragraph(&format!("⟪strong⟫{title}⟪/strong⟫")),
            }
            tell_blocks(lines, content, blocks);
        }),
        BlockContent::Code { lang, text } => tell_code(lines, lang, text),
        BlockContent::Table { alignments, head, rows } => {
            let row = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| words(content, cell)).collect();
            tell_table(lines, alignments, row(head), rows.iter().map(row).collect());
        }
        BlockContent::Chart(chart) => tell_chart(lines, content.lang, chart),
        BlockContent::Picture(picture) => {
            let caption = picture.caption.as_deref().unwrap_or("");
            let caption = if picture.image.is_none() && caption == picture.alt { "" } else { caption };
            let caption = if caption.is_empty() {
                String::new()
            } else {
                format!("⟪br⟫⟪em⟫{caption}⟪/em⟫")
            };
            lines.paragraph(&format!("{}{caption}", picture_words(content, picture)));
        }
        BlockContent::Columns(columns) => {
            columns.iter().for_each(|column| tell_blocks(lines, content, column));
        }
        BlockContent::Break | BlockContent::Page => {}
        BlockContent::Rule => lines.push("rule", ""),
    }
}

fn tell_item(lines: &mut Lines, content: &Content, item: &Item) {
    lines.within("item", |lines| {
        let n_before = lines.lines.len();
        tell_blocks(lines, content, &item.blocks);
        let Some(is_done) = item.done else { return };
        if let Some(first) = lines.lines.get_mut(n_before).filter(|first| first.name == "paragraph") {
            first.name = format!("task {is_done} paragraph");
        } else {
            let words = if is_done { "☑" } else { "☐" }.to_owned();
            let line = Line { depth: lines.depth, name: "paragraph".to_owned(), words };
            lines.lines.insert(n_before, line);
        }
    });
}

fn tell_code(lines: &mut Lines, lang: &str, text: &str) {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let lang = lang.split_whitespace().next().unwrap_or("");
    lines.push(format!("code {lang} {:?}", format!("{text}{end}").replace('\r', "\n")), "");
}

fn tell_table(lines: &mut Lines, alignments: &[Alignment], head: Vec<String>, rows: Vec<Vec<String>>) {
    let n = rows.iter().map(Vec::len).chain([alignments.len(), head.len()]).max().unwrap_or(0);
    let sides = (0..n).map(|idx| match alignments.get(idx) {
        None | Some(Alignment::None) => '-',
        Some(Alignment::Left) => 'l',
        Some(Alignment::Center) => 'c',
        Some(Alignment::Right) => 'r',
    });
    lines.within(format!("table {}", sides.collect::<String>()), |lines| {
        for mut row in [vec![head], rows].concat() {
            row.resize(n, String::new());
            row.iter().for_each(|cell| lines.push("cell", cell));
        }
    });
}

fn tell_chart(lines: &mut Lines, lang: Lang, chart: &ChartData) {
    if let Some(title) = &chart.title {
        let unit = chart.unit.as_deref().map(|unit| match lang {
            Lang::En => format!(" ({unit})"),
            Lang::Ja => format!("（{unit}）"),
        });
        let unit = unit.unwrap_or_default();
        lines.paragraph(&format!("⟪strong⟫{title}{unit}⟪/strong⟫"));
    }
    let n = chart.rows.iter().map(Vec::len).chain([chart.head.len()]).max().unwrap_or(0);
    if n > 0 {
        let sides: Vec<Alignment> =
            (0..n).map(|idx| if idx == 0 { Alignment::Left } else { Alignment::Right }).collect();
        tell_table(lines, &sides, chart.head.clone(), chart.rows.clone());
    }
    if let Some(source) = &chart.source {
        let label = if lang == Lang::En { "Source: " } else { "出典：" };
        lines.paragraph(&format!("⟪em⟫{label}{source}⟪/em⟫"));
    }
}

fn picture_words(content: &Content, picture: &Picture) -> String {
    match picture.image {
        Some(idx) => {
            let ending = content.images[idx].format.extension();
            format!("⟪picture copy-{}.{ending}⟫{}⟪/picture⟫", idx + 1, picture.alt)
        }
        None => format!("⟪em⟫{}⟪/em⟫", picture.alt),
    }
}

/// Running text with its marks.
fn words(content: &Content, inlines: &[Inline]) -> String {
    let mut out = String::new();
    let marked = |name: &str, children: &[Inline]| format!("⟪{name}⟫{}⟪/{name}⟫", words(content, children));
    for inline in inlines {
        let piece = match &inline.content {
            InlineContent::Text(text) => text.clone(),
            InlineContent::Code(text) => format!("⟪code⟫{text}⟪/code⟫"),
            InlineContent::Emphasis(children) => marked("em", children),
            InlineContent::Strong(children) => marked("strong", children),
            InlineContent::Strikethrough(children) => marked("del", children),
            InlineContent::Styled { style, children } => {
                let name = match style {
                    TextStyle::Subscript => "sub",
                    TextStyle::Superscript => "sup",
                    TextStyle::Underline => "ins",
                    TextStyle::Highlight | TextStyle::Flagged => "mark",
                    TextStyle::Key => "kbd",
                };
                marked(name, children)
            }
            InlineContent::Ruby { children, reading } => {
                let words = words(content, children);
                format!("⟪ruby⟫{words}⟪rp⟫（⟪/rp⟫⟪rt⟫{reading}⟪/rt⟫⟪rp⟫）⟪/rp⟫⟪/ruby⟫")
            }
            InlineContent::Inserted(children) => format!("{{++{}++}}", words(content, children)),
            InlineContent::Deleted(children) => format!("{{--{}--}}", words(content, children)),
            InlineContent::Link { dest, children } => {
                format!("⟪to {}⟫{}⟪/to⟫", same_address(dest), words(content, children))
            }
            InlineContent::Jump { to, children } => {
                format!("⟪to #{}⟫{}⟪/to⟫", content.anchors[*to], words(content, children))
            }
            InlineContent::Picture(picture) => picture_words(content, picture),
            InlineContent::Ref(number) => format!("⟪note {number}⟫"),
            InlineContent::Portion(mark) => format!("({mark}) "),
            InlineContent::Private(text) => match content.lang {
                Lang::En => format!("⟪em⟫(private: {text})⟪/em⟫"),
                Lang::Ja => format!("⟪em⟫（内部限り：{text}）⟪/em⟫"),
            },
            InlineContent::SoftBreak => "\n".to_owned(),
            InlineContent::HardBreak => "⟪br⟫".to_owned(),
        };
        out.push_str(&piece);
    }
    out
}

/// Addresses that lead to the same place look the same.
fn same_address(dest: &str) -> String {
    let dest = dest.strip_prefix("mailto:").unwrap_or(dest);
    dest.replace("%20", " ").replace("%7C", "|").chars().filter(|c| !c.is_control() && *c != ' ').collect()
}

// What another reader finds.

/// A reader at work.
struct Found {
    lines: Lines,
    /// The words of the block that is being read.
    words: Option<String>,
    /// What the next paragraph is, where it is more than one.
    task: Option<bool>,
    code: Option<String>,
    ends: Vec<String>,
}

/// The tags that are written.
const TAGS: &[&str] =
    &["em", "strong", "del", "code", "sub", "sup", "ins", "mark", "kbd", "ruby", "rp", "rt"];

/// What a reader of `CommonMark` finds in a text, told in lines.
pub fn told_of_markdown(markdown: &str, lang: Lang) -> String {
    let mut found = Found { lines: Lines::default(), words: None, task: None, code: None, ends: Vec::new() };
    for event in Parser::new_ext(markdown, options()) {
        found.take(event);
    }
    found.lines.told(lang)
}

/// The words that a reader of `CommonMark` shows.
pub fn words_in_markdown(markdown: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => out.push('\n'),
            _ => {}
        }
    }
    out
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

impl Found {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.code.is_some() => self.code.as_mut().expect("is some").push_str(&text),
            Event::Text(text) => self.say(&text),
            Event::Code(code) => self.say(&format!("⟪code⟫{code}⟪/code⟫")),
            Event::FootnoteReference(label) => self.say(&format!("⟪note {label}⟫")),
            Event::SoftBreak => self.say("\n"),
            Event::HardBreak => self.say("⟪br⟫"),
            Event::TaskListMarker(is_done) => self.task = Some(is_done),
            Event::InlineHtml(tag) => match &*tag {
                "<br>" => self.say("⟪br⟫"),
                tag => {
                    let name = tag.trim_matches(['<', '>', '/']);
                    assert!(TAGS.contains(&name), "{tag} is none of our tags");
                    self.say(&tag.replace('<', "⟪").replace('>', "⟫"));
                }
            },
            Event::Rule => {
                self.flush();
                self.lines.push("rule", "");
            }
            Event::Html(html) => self.lines.push(format!("html {html:?}"), ""),
            Event::InlineMath(_) | Event::DisplayMath(_) => panic!("mathematics was not asked for"),
        }
    }

    fn say(&mut self, words: &str) {
        self.words.get_or_insert_default().push_str(words);
    }

    /// Ends the paragraph of a tight item, which nothing else ends.
    fn flush(&mut self) {
        if let Some(words) = self.words.take() {
            let task = self.task.take().map(|is_done| format!("task {is_done} ")).unwrap_or_default();
            self.lines.push(format!("{task}paragraph"), &words);
        }
    }

    fn open(&mut self, name: String) {
        self.flush();
        self.lines.push(name, "");
        self.lines.depth += 1;
    }

    fn mark(&mut self, name: &str) {
        self.say(&format!("⟪{name}⟫"));
        let name = name.split(' ').next().unwrap_or(name);
        self.ends.push(format!("⟪/{name}⟫"));
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => {
                self.flush();
                self.words = Some(String::new());
            }
            Tag::BlockQuote(kind) => self.open(kind.map_or("quote".to_owned(), |kind| format!("{kind:?}"))),
            Tag::CodeBlock(kind) => {
                let lang = match kind {
                    CodeBlockKind::Fenced(lang) => lang.to_string(),
                    CodeBlockKind::Indented => "indented".to_owned(),
                };
                self.open(format!("code {lang}"));
                self.code = Some(String::new());
            }
            Tag::List(start) => {
                self.open(start.map_or("list".to_owned(), |start| format!("list from {start}")));
            }
            Tag::Item => self.open("item".to_owned()),
            Tag::FootnoteDefinition(label) => self.open(format!("note {label}")),
            Tag::Table(sides) => {
                let sides = sides.iter().map(|side| match side {
                    pulldown_cmark::Alignment::None => '-',
                    pulldown_cmark::Alignment::Left => 'l',
                    pulldown_cmark::Alignment::Center => 'c',
                    pulldown_cmark::Alignment::Right => 'r',
                });
                self.open(format!("table {}", sides.collect::<String>()));
            }
            Tag::TableHead | Tag::TableRow | Tag::HtmlBlock => self.flush(),
            Tag::Emphasis => self.mark("em"),
            Tag::Strong => self.mark("strong"),
            Tag::Strikethrough => self.mark("del"),
            Tag::Link { dest_url, .. } => self.mark(&format!("to {}", same_address(&dest_url))),
            Tag::Image { dest_url, .. } => self.mark(&format!("picture {dest_url}")),
            other => panic!("{other:?} was not asked for"),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(level) => {
                let words = self.words.take().unwrap_or_default();
                self.lines.push(format!("heading {}", level as usize), &words);
            }
            TagEnd::TableCell => {
                let words = self.words.take().unwrap_or_default();
                self.lines.push("cell", &words);
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.lines.depth -= 1;
                if let Some(line) = self.lines.lines.last_mut() {
                    line.name.push_str(&format!(" {code:?}"));
                }
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table => {
                self.flush();
                self.lines.depth -= 1;
            }
            TagEnd::TableHead | TagEnd::TableRow | TagEnd::HtmlBlock => {}
            _ => {
                let end = self.ends.pop().expect("what ends has begun");
                self.say(&end);
            }
        }
    }
}
