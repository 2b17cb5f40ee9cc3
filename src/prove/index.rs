//! What to look for: runs of words, names and figures that stand only in private text, found in one pass.

use std::collections::{HashMap, HashSet};

use crate::brief::Brief;
use crate::prove::finder::Finder;
use crate::prove::fold::{Folded, fold};
use crate::prove::pieces::{Piece, take_apart};
use crate::prove::seams::Seams;
use crate::prove::{Finding, Item, Sort};
use crate::release::{Block, BlockContent, Context, CopyOptions, Released};

/// The characters by which patterns are found, each by the most that it has: runs, and what is shorter. The first few
/// words of a run are those of many others.
const N_KEYS: [usize; 3] = [24, 8, N_SHORT_KEY];
const N_SHORT_KEY: usize = 3;
/// The longest excerpt of private text in a finding.
const MAX_EXCERPT_CHARS: usize = 60;

/// From how many words of private text on not every run of them is looked for, but each second, third …
const MANY_WORDS: usize = 150_000;

/// How many beginnings are told apart.
const N_STARTS: usize = 1 << 17;

/// What our own pages say beside the words of a brief; `x` ticks a box in Markdown.
const FURNITURE: &str = "January February March April May June July August September October November December \
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Page Paper Our request Source Sources Note Notes For the press Untitled \
    brief Démarche Typst Date Copy of for Picture Bar chart Line chart Map Number Table Markdown PDF Press Figure x \
    Slide Around Previous Next Back Data Done Private Default Adobe Identity Registry \
    資料 報道資料 当方からの要請 背景 合意文言 出典 日付 図 棒グラフ 折れ線グラフ 地図 注 頁 ページ";

/// What a reader may not have of a brief, ready to be found in a file.
#[derive(Debug, Default)]
pub struct Secrets {
    pieces: Vec<Piece>,
    patterns: Vec<Pattern>,
    /// Patterns by their first characters, as many as [`N_KEYS`] says for each table.
    tables: [HashMap<u64, Vec<u32>>; N_KEYS.len()],
    /// Which three characters any of them begins with, a bit each: most places of a file are told by it.
    starts: Vec<u64>,
    allowed: String,
}

/// One thing to look for.
#[derive(Debug)]
struct Pattern {
    chars: Box<[char]>,
    sort: Sort,
    piece: u32,
    /// The bytes of the piece that it is.
    from: u32,
    to: u32,
}

impl Pattern {
    /// Whether a file that holds shared text alone may hold it, where two pieces of that stand side by side.
    fn is_met_by_accident(&self, seams: &Seams) -> bool {
        match self.sort {
            Sort::Words => seams.are_met(&self.chars),
            // Lists, notes and pages have numbers of their own, and what they number stands behind them.
            Sort::Figure => {
                let n_figure = self.chars.iter().take_while(|c| c.is_ascii_digit()).count();
                let (figure, words) = self.chars.split_at(n_figure);
                figure.len() < 4 && !words.is_empty() && seams.is_head(words)
            }
            Sort::Name | Sort::Mark | Sort::Path | Sort::User | Sort::Host => false,
        }
    }
}

/// A brief, and the copy of it that a file claims to be.
#[derive(Clone, Copy)]
pub struct Claim<'c> {
    /// The brief.
    pub brief: &'c Brief,
    /// Its text.
    pub text: &'c str,
    /// What it refers to.
    pub context: Context<'c>,
    /// Whose copy.
    pub copy: &'c CopyOptions,
    /// What `release` made of it; asked only for what stands in no brief: dates in words, rows of figures.
    pub released: &'c Released,
}

impl Secrets {
    /// Finds what the file of a copy must not hold.
    pub fn of(claim: &Claim<'_>) -> Self {
        let mut pieces = take_apart(claim.brief, &claim.context, claim.text, claim.copy);
        // Each of these may stand before or behind anything.
        for word in FURNITURE.split_whitespace() {
            pieces.allowed.push_str(word);
            pieces.allowed.push('\n');
        }
        push_furniture(claim.released, &mut pieces.allowed);
        let allowed = fold(&pieces.allowed);
        let known: HashSet<&[char]> =
            allowed.tokens().iter().map(|token| &allowed.chars[token.start..token.end]).collect();
        let has_charts = holds_chart(&claim.released.content().blocks);
        let mut secrets = Self::default();
        let mut seen = HashSet::new();
        let n_bytes: usize = pieces.private.iter().map(|piece| piece.text.len()).sum();
        let stride = 1 + n_bytes / (6 * MANY_WORDS);
        for (piece_idx, piece) in pieces.private.iter().enumerate() {
            let folded = fold(&piece.text);
            let mut finder =
                Finder { piece, folded: &folded, known: &known, has_charts, stride, found: Vec::new() };
            finder.run();
            for (start, end, sort) in finder.found {
                let chars: Box<[char]> = folded.chars[start..end].into();
                if chars.len() < N_SHORT_KEY || !seen.insert(chars.clone()) {
                    continue;
                }
                let last = folded.at[end - 1];
                let last_len = piece.text[last..].chars().next().map_or(0, char::len_utf8);
                let (from, to) = (to_u32(folded.at[start]), to_u32(last + last_len));
                secrets.patterns.push(Pattern { chars, sort, piece: to_u32(piece_idx), from, to });
            }
        }
        secrets.pieces = pieces.private;
        secrets.index();
        secrets.drop_allowed(&allowed, &Seams::of(&pieces.allowed, &allowed));
        secrets.allowed = allowed.chars.into_iter().collect();
        secrets
    }

    fn index(&mut self) {
        self.tables.iter_mut().for_each(HashMap::clear);
        self.starts = vec![0; N_STARTS / 64];
        for (idx, pattern) in self.patterns.iter().enumerate() {
            let start = start(&pattern.chars);
            self.starts[start / 64] |= 1 << (start % 64);
            let tables = self.tables.iter_mut().zip(N_KEYS);
            for (table, n_key) in tables.filter(|(_, n_key)| pattern.chars.len() >= *n_key).take(1) {
                table.entry(key(&pattern.chars[..n_key])).or_default().push(to_u32(idx));
            }
        }
    }

    /// Forgets what stands in shared text, too, or may come about where two pieces of it meet.
    fn drop_allowed(&mut self, allowed: &Folded, seams: &Seams) {
        let mut is_allowed = vec![false; self.patterns.len()];
        self.scan(allowed, &mut |idx, _| is_allowed[idx] = true);
        for (pattern, is_allowed) in self.patterns.iter().zip(&mut is_allowed) {
            *is_allowed = *is_allowed || pattern.is_met_by_accident(seams);
        }
        let mut kept = is_allowed.iter().map(|is_allowed| !is_allowed);
        self.patterns.retain(|_| kept.next().unwrap_or(true));
        self.index();
    }

    /// Calls `found` with each pattern that a text holds, and where.
    fn scan(&self, text: &Folded, found: &mut dyn FnMut(usize, usize)) {
        for at in 0..text.chars.len() {
            let start = start(&text.chars[at..]);
            if self.starts.get(start / 64).is_none_or(|bits| bits >> (start % 64) & 1 == 0) {
                continue;
            }
            let mut try_all = |table: &HashMap<u64, Vec<u32>>, n_key: usize| {
                let Some(chars) = text.chars.get(at..at + n_key) else { return };
                let Some(candidates) = table.get(&key(chars)) else { return };
                for &idx in candidates {
                    let pattern = &self.patterns[idx as usize];
                    let end = at + pattern.chars.len();
                    let is_whole = pattern.sort == Sort::Words || (text.is_edge(at) && text.is_edge(end));
                    if is_whole && text.chars.get(at..end) == Some(&pattern.chars) {
                        found(idx as usize, at);
                    }
                }
            };
            let tables = self.tables.iter().zip(N_KEYS).filter(|(table, _)| !table.is_empty());
            tables.for_each(|(table, n_key)| try_all(table, n_key));
        }
    }

    /// Says what one text of a file holds of it, once for each piece of the brief.
    pub(super) fn find(&self, item: &Item, findings: &mut Vec<Finding>) {
        if self.patterns.is_empty() {
            return;
        }
        let mut hits: Vec<usize> = Vec::new();
        self.scan(&fold(&item.text), &mut |idx, _| hits.push(idx));
        let mut seen = HashSet::new();
        // A name tells nothing new where the sentence it stands in was found.
        let is_run = |idx: &&usize| self.patterns[**idx].sort == Sort::Words;
        let runs = hits.iter().filter(is_run).chain(hits.iter().filter(|idx| !is_run(idx)));
        for &idx in runs {
            let pattern = &self.patterns[idx];
            if (pattern.sort != Sort::Words && !item.is_prose) || !seen.insert(pattern.piece) {
                continue;
            }
            let piece = &self.pieces[pattern.piece as usize];
            let words = piece.text.get(pattern.from as usize..).unwrap_or_default();
            let n_bytes =
                if pattern.sort == Sort::Words { words.len() } else { (pattern.to - pattern.from) as usize };
            findings.push(Finding {
                sort: pattern.sort,
                place: item.place.clone(),
                words: excerpt(words.get(..n_bytes).unwrap_or(words)),
                span: Some(piece.span),
            });
        }
    }

    /// Whether shared text holds some words.
    pub(super) fn allows(&self, words: &str) -> bool {
        let folded: String = fold(words).chars.into_iter().collect();
        !folded.is_empty() && self.allowed.contains(&folded)
    }
}

/// What `release` puts into a copy that stands in no brief.
fn push_furniture(released: &Released, out: &mut String) {
    let content = released.content();
    let rows = content.rows.iter().map(|(label, text)| format!("{label} {text}\n"));
    rows.for_each(|row| out.push_str(&row));
    [
        content.copy_number.as_deref(),
        content.banner.as_deref(),
        content.screen.banner.as_deref(),
        content.copy_line.as_deref(),
        content.kind_label,
    ]
    .into_iter()
    .flatten()
    .for_each(|words| {
        out.push_str(words);
        out.push('\n');
    });
    push_rows(&content.blocks, out);
}

/// The figures of charts, which may come from the fact book or a file of data.
fn push_rows(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match &block.content {
            BlockContent::Chart(chart) => {
                let rows = chart.rows.iter().chain(std::iter::once(&chart.head));
                rows.for_each(|row| {
                    out.push_str(&row.join(" "));
                    out.push('\n');
                });
            }
            content => blocks_within(content).into_iter().for_each(|blocks| push_rows(blocks, out)),
        }
    }
}

fn holds_chart(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match &block.content {
        BlockContent::Chart(_) => true,
        content => blocks_within(content).into_iter().any(holds_chart),
    })
}

fn blocks_within(content: &BlockContent) -> Vec<&[Block]> {
    match content {
        BlockContent::List { items, .. } => items.iter().map(|item| item.blocks.as_slice()).collect(),
        BlockContent::Quote(blocks)
        | BlockContent::Callout { blocks, .. }
        | BlockContent::Panel { blocks, .. } => vec![blocks],
        BlockContent::Columns(columns) => columns.iter().map(Vec::as_slice).collect(),
        _ => Vec::new(),
    }
}

/// A number for the first three characters, below [`N_STARTS`]; every pattern has as many.
fn start(chars: &[char]) -> usize {
    let mixed =
        chars.iter().take(N_SHORT_KEY).fold(0_usize, |mixed, &c| (mixed << 7) ^ (mixed >> 9) ^ c as usize);
    mixed % N_STARTS
}

/// The characters by which a pattern is found, as a number.
fn key(chars: &[char]) -> u64 {
    chars.iter().fold(0, |key: u64, &c| key.wrapping_mul(0x0100_0000_01B3).wrapping_add(u64::from(c) + 1))
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The first words of a text in one line.
fn excerpt(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(MAX_EXCERPT_CHARS) {
        Some((at, _)) => format!("{} …", &line[..at]),
        None => line,
    }
}
