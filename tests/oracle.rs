//! Pairs of briefs that differ in private text alone look alike to those who may not have it.
//!
//! The author of the pairs knows what it meant to be private from the tables of [`crate::forms`], and does not ask
//! the library. `DEMARCHE_LONG=1` tries many more pairs.

use std::collections::BTreeMap;

use demarche::brief::Reader;
use demarche::layout::{Engine, Shape};

use crate::forms::form::{End, Form, Words};
use crate::forms::judge::{READERS, copy_of, file_of, markdown_of};
use crate::forms::place::{CANARIES, Place};
use crate::forms::{is_row_known_wrong, private_forms, public_forms};
use crate::generator::Rng;
use crate::support::in_parallel;

/// The row that is not put into pairs: a marker without its sign, as the last words of a column in a quotation, hides the
/// end of the column, so that all below it stays, with an error that says so.
const HOLDS_BACK_COLUMN: &str = "c-no-sign-title";

/// How many pairs are compared as Markdown, and how many of them as PDF in every shape too.
const N_PAIRS: usize = 800;
const N_PDF_PAIRS: usize = 8;
/// The same where `DEMARCHE_LONG` is set.
const N_LONG_PAIRS: usize = 20_000;
const N_LONG_PDF_PAIRS: usize = 400;

/// Rows that leave more than the words of their marks: a picture without its caption, a chart without its title, the other
/// cells of a table, words without their setting.
const LEAVING_MORE: &[&str] = &[
    "p-letter-within",
    "b-headings",
    "b-in-column",
    "b-in-list",
    "b-in-numbers",
    "b-in-quote",
    "b-end-alone",
    "b-beside-can-say",
    "b-beside-ja",
    "b-beside-public",
    "b-caption",
    "b-caption-below",
    "b-caption-bold",
    "b-caption-pandoc",
    "b-cross",
    "b-drawn",
    "b-first",
    "b-in-code",
    "b-ja-caption",
    "b-ja-notice",
    "b-merged",
    "b-merged-below",
    "b-named-behind",
    "b-note-ja",
    "b-note-number",
    "b-note-list",
    "b-note-raised",
    "b-note-foot",
    "b-notice-above",
    "b-notice-above-ja",
    "b-source-internal",
    "b-caption-roman",
    "b-caption-exhibit",
    "b-caption-behind",
    "b-above",
    "b-ja-above",
    "b-comments",
    "b-comment-ja",
    "b-from-this-point",
    "b-following",
    "b-public-ends",
    "b-ja-public-ends",
    "b-for-us",
    "b-actual",
    "b-acceptable",
    "g-row-status",
    "g-row-ticked",
    "g-row-not-public",
    "g-row-ja",
    "g-questions",
    "b-note-star",
    "b-notice-below",
    "b-notice-row",
    "b-notice-this",
    "b-set-by-blanks",
    "b-set-by-tabs",
    "b-status",
    "b-title",
    "b-title-both",
    "b-title-second",
    "u-attribute-alt",
    "u-attribute-memo",
    "u-head-again",
    "u-head-answer-left",
    "u-head-asked",
    "u-head-below-blank",
    "u-head-below-title",
    "u-head-bold",
    "u-head-ja",
    "u-head-they-say",
    "u-tables",
    "p-caption",
    "p-caption-combined",
    "p-chart-title",
    "p-chart-title-combined",
    "p-definition",
    "p-mid-bold",
    "p-quoted",
];

/// Two briefs that differ in private text alone.
pub struct Pair {
    pub a: String,
    pub b: String,
    /// Each private word, with the letters of those who may have it.
    pub secrets: Vec<(String, &'static str)>,
    /// The rows that it was made of.
    pub rows: Vec<String>,
}

/// Makes pairs.
struct Author<'r> {
    rng: &'r mut Rng,
    /// Which language, of two.
    lang: usize,
    front: &'static str,
    /// Whether ordinary text leaves.
    is_open: bool,
    private: Vec<Form>,
    public: Vec<Form>,
    pair: Pair,
    n_labels: usize,
}

/// Makes the pair of a seed.
pub fn pair(seed: u64) -> Pair {
    let rng = &mut Rng::new(seed);
    let lang = rng.below(2);
    let is_open = !rng.once_in(6);
    let is_usable = |form: &Form| {
        let is_private = !form.readers.contains(['C', 'M']) && !form.is_whole;
        let fits = form.is_open || (!is_open && !has_public(form));
        is_private
            && fits
            && (form.words == Words::Any || lang == 1)
            && !is_row_known_wrong(form.id)
            && form.id != HOLDS_BACK_COLUMN
    };
    let usable: Vec<Form> = private_forms().filter(is_usable).collect();
    let closed = usable.iter().filter(|form| !form.is_open && form.places.len() > 1);
    let front = match closed.map(|form| form.front).next() {
        Some(front) if !is_open => front,
        _ => usable[rng.below(usable.len())].front,
    };
    let is_of_front = |form: &Form| if is_open { form.front == front } else { is_for_marked(form, front) };
    let private = usable.into_iter().filter(is_of_front).collect();
    let is_fitting = |form: &Form| {
        let is_short = form.places == Place::SOME && form.front == Form::block("", "").front;
        is_short && (form.words == Words::Any || lang == 1) && !is_row_known_wrong(form.id)
    };
    let public = public_forms().filter(is_fitting).collect();
    let pair = Pair { a: String::new(), b: String::new(), secrets: Vec::new(), rows: Vec::new() };
    let mut author = Author { rng, lang, front, is_open, private, public, pair, n_labels: 0 };
    author.write();
    author.pair
}

/// Whether a form is private in a brief of which only marked text leaves: one of its own, or one of the usual front
/// matter in which nothing is public.
fn is_for_marked(form: &Form, front: &str) -> bool {
    form.front == front || (form.front == Form::block("", "").front && !has_public(form))
}

fn has_public(form: &Form) -> bool {
    form.text.contains("@p") || form.text.contains("@w")
}

impl Author<'_> {
    fn write(&mut self) {
        let words = &CANARIES[self.lang];
        let comment = self.secret("P");
        let front = self.front;
        let head = |secret: &str| {
            format!(
                "---\ntitle: {}\ndate: 2024-11-20\nlang: {}\n{front}\n# {secret}\n---\n\n",
                words.before.1, words.lang
            )
        };
        (self.pair.a, self.pair.b) = (head(&comment.0), head(&comment.1));
        let n_sections = if self.rng.once_in(2) { 1 } else { 2 + self.rng.below(3) };
        for section_idx in 0..n_sections {
            self.section(section_idx);
        }
        let tail = format!("## {}\n\n{}\n\n> [!PRESS]\n> {}\n\n", words.tail.1, words.tail.0, words.press.0);
        self.both(&tail);
        if self.rng.once_in(8) {
            self.piece(|form| form.end == End::Never);
        }
    }

    /// A heading, public blocks, a private piece, and public blocks where the piece lets there be any.
    fn section(&mut self, section_idx: usize) {
        let words = &CANARIES[self.lang];
        self.both(&format!(
            "## {} {}\n\n",
            words.after.1,
            ["Ports", "Ships", "Cargo", "Quay"][section_idx % 4]
        ));
        for _ in 0..=self.rng.below(3) {
            self.public_block();
        }
        let ends_here = self.piece(|form| form.end != End::Never);
        if ends_here {
            if self.is_open {
                self.both(&format!("{}\n\n", words.after.0));
            }
            for _ in 0..self.rng.below(3) {
                self.public_block();
            }
        }
    }

    fn public_block(&mut self) {
        let words = &CANARIES[self.lang];
        if !self.is_open {
            return self.both(&format!("> [!FACT]\n> {}\n\n", words.before.0));
        }
        let form = self.public[self.rng.below(self.public.len())];
        let is_heading = form.text.contains("# ") || form.text.contains('{');
        let text = if is_heading { words.before.0.to_owned() } else { words.fill(form.text) };
        self.both(&format!("{text}\n\n{}\n\n", words.before.0));
    }

    /// Writes one private form into a container; says whether public text may follow.
    fn piece(&mut self, is_wanted: impl Fn(&Form) -> bool) -> bool {
        let fitting: Vec<Form> = self.private.iter().filter(|form| is_wanted(form)).copied().collect();
        if fitting.is_empty() {
            return true;
        }
        let form = fitting[self.rng.below(fitting.len())];
        let place = form.places[self.rng.below(form.places.len())];
        let (mut a, mut b) = (String::new(), String::new());
        self.fill(&form, &mut a, &mut b);
        let lead = CANARIES[self.lang].before.0;
        self.n_labels += 1;
        let n_labels = self.n_labels;
        let is_all_private = !has_public(&form) && !LEAVING_MORE.contains(&form.id);
        let holder =
            if is_all_private && self.is_open { Holder::pick(self.rng, place) } else { Holder::Place };
        let outer = self.outer(&form, place);
        let wrap = |body: Option<&str>| {
            let inner = holder.wrap(place, body, lead);
            let text = if inner.is_empty() { inner } else { outer.wrap(&inner, lead) };
            ["w", "m", "q"].iter().fold(text.replace("memo", &format!("memo{n_labels}")), |text, label| {
                text.replace(&format!("[^{label}]"), &format!("[^{label}{n_labels}]"))
            })
        };
        let has_more = outer != Place::Top && holder == Holder::Place;
        let may_be_absent = is_all_private && self.is_open && holder.may_be_empty(place) && !has_more;
        let is_absent = may_be_absent && self.rng.once_in(2);
        self.pair.a.push_str(&format!("{}\n\n", wrap(Some(&a))));
        self.pair.b.push_str(&format!("{}\n\n", wrap((!is_absent).then_some(&b))));
        let absent = if is_absent { "/absent" } else { "" };
        self.pair.rows.push(format!("{}/{}/{}{absent}", form.id, outer.name(), holder.name(place)));
        form.end == End::Block
    }

    /// What the container stands in, where it can stand in one.
    fn outer(&mut self, form: &Form, place: Place) -> Place {
        let is_fixed = form.end == End::Never || form.places.len() == 1 || place == Place::Footnote;
        if is_fixed || !self.rng.once_in(4) {
            return Place::Top;
        }
        let places =
            [Place::Bullet, Place::Nested, Place::Numbered, Place::Quote, Place::Callout, Place::Column];
        let outer = places[self.rng.below(places.len())];
        if outer == place { Place::Top } else { outer }
    }

    /// Fills a template with private words, other ones for each of the two.
    fn fill(&mut self, form: &Form, a: &mut String, b: &mut String) {
        let words = &CANARIES[self.lang];
        let mut rest = form.text;
        while let Some(at) = rest.find("@s").into_iter().chain(rest.find("@c")).min() {
            let public = words.fill(&rest[..at]);
            let (one, other) = self.secret(form.readers);
            let (one, other) = if rest[at..].starts_with("@s") {
                (self.sentence(&one), self.sentence(&other))
            } else {
                (one, other)
            };
            a.push_str(&(public.clone() + &one));
            b.push_str(&(public + &other));
            rest = &rest[at + 2..];
        }
        a.push_str(&words.fill(rest));
        b.push_str(&words.fill(rest));
    }

    /// One private sentence of any length.
    fn sentence(&mut self, secret: &str) -> String {
        let more = ["", " and *then* no more", " at `most`, with **no word** of it outside", " for now"];
        let more_ja = ["", "と*それ*以上", "を`上限`とし、**一言も**外に出さない", "だけ"];
        let idx = self.rng.below(more.len());
        if self.lang == 1 {
            format!("{secret}{}。", more_ja[idx])
        } else {
            format!("{secret} holds{}.", more[idx])
        }
    }

    /// Two private words.
    fn secret(&mut self, readers: &'static str) -> (String, String) {
        let (one, other) = (self.rng.below(usize::MAX), self.rng.below(1 << 20));
        let pair = (format!("Canary{one:016x}"), format!("Canary{other:05x}"));
        self.pair.secrets.push((pair.0.clone(), readers));
        self.pair.secrets.push((pair.1.clone(), readers));
        pair
    }

    fn both(&mut self, text: &str) {
        self.pair.a.push_str(text);
        self.pair.b.push_str(text);
    }
}

/// What holds a private piece, which may be gone with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    /// The place of the form.
    Place,
    /// The second item of a list.
    Item,
    /// The second of two columns.
    Column,
}

impl Holder {
    fn pick(rng: &mut Rng, place: Place) -> Self {
        match place {
            Place::Bullet if rng.once_in(2) => Self::Item,
            Place::Column if rng.once_in(2) => Self::Column,
            _ => Self::Place,
        }
    }

    fn may_be_empty(self, place: Place) -> bool {
        self != Self::Place || place == Place::Top
    }

    fn name(self, place: Place) -> &'static str {
        match self {
            Self::Place => place.name(),
            Self::Item => "item",
            Self::Column => "second-column",
        }
    }

    /// The text with the piece in it, or without it and what it alone was for.
    fn wrap(self, place: Place, body: Option<&str>, lead: &str) -> String {
        let body_in = |place: Place| body.map(|body| place.wrap(body, lead)).unwrap_or_default();
        match self {
            Self::Place => body_in(place),
            Self::Item => format!("- {lead}\n{}", body_in(Place::Bullet)).trim_end().to_owned(),
            Self::Column => {
                // HTML goes on to a blank line, and would take the end of the column along.
                let column = body.map(|body| format!("::: column\n{body}\n\n:::\n")).unwrap_or_default();
                format!("::: columns\n::: column\n{lead}\n:::\n{column}:::")
            }
        }
    }
}

/// What tells the two of a pair apart for those who may not.
fn differences(engine: &Engine, pair: &Pair, with_pages: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    for reader in [Reader::Counterpart, Reader::Press] {
        let (a, b) = (markdown_of(engine, &pair.a, reader), markdown_of(engine, &pair.b, reader));
        if a != b {
            let at = a.lines().zip(b.lines()).position(|(a, b)| a != b).unwrap_or(0);
            let (a, b) = (a.lines().nth(at).unwrap_or(""), b.lines().nth(at).unwrap_or(""));
            wrong.push(format!("{reader}: {a:?} is not {b:?}"));
        }
        for shape in Shape::ALL.into_iter().filter(|_| with_pages) {
            let pdf = |text: &str| file_of(engine, &copy_of(text, reader), "pdf", shape);
            if pdf(&pair.a) != pdf(&pair.b) {
                wrong.push(format!("{reader}: PDF of {shape} differs"));
            }
        }
    }
    for (letter, reader) in READERS {
        for text in [&pair.a, &pair.b] {
            let content = format!("{:?}", copy_of(text, reader).content());
            let is_wrong =
                |(word, readers): &&(String, &str)| !readers.contains(letter) && content.contains(word);
            if let Some((word, _)) = pair.secrets.iter().find(is_wrong) {
                wrong.push(format!("{reader} reads {word}"));
            }
        }
    }
    wrong
}

#[test]
fn briefs_that_differ_in_private_text_alone_look_alike() {
    let is_long = std::env::var_os("DEMARCHE_LONG").is_some();
    let (n_pairs, n_pdf_pairs) =
        if is_long { (N_LONG_PAIRS, N_LONG_PDF_PAIRS) } else { (N_PAIRS, N_PDF_PAIRS) };
    let looked = in_parallel(n_pairs, |engine, pair_idx| {
        let pair = pair(pair_idx as u64);
        let found = differences(engine, &pair, pair_idx % (n_pairs / n_pdf_pairs) == 0);
        Some((pair_idx, pair, found))
    });
    let mut wrong = Vec::new();
    let mut tries: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (pair_idx, pair, found) in looked {
        for row in &pair.rows {
            let (n_wrong, n_tries) = tries.entry(row.clone()).or_default();
            (*n_wrong, *n_tries) = (*n_wrong + usize::from(!found.is_empty()), *n_tries + 1);
        }
        if !found.is_empty() {
            let (rows, found, (a, b)) = (pair.rows.join(" "), found.join("; "), (&pair.a, &pair.b));
            wrong.push(format!("{pair_idx} of {rows}: {found}\n{a}\n----- and -----\n{b}"));
        }
    }
    // What is wrong in every pair it stands in is the likely cause.
    let always: Vec<&str> =
        tries.iter().filter(|(_, (n_wrong, n))| n_wrong == n).map(|(row, _)| row.as_str()).collect();
    assert!(
        wrong.is_empty(),
        "{} of {n_pairs} pairs differ:\n{}\nalways wrong: {}",
        wrong.len(),
        wrong.join("\n"),
        always.join(" ")
    );
}

#[test]
fn pairs_differ_and_the_same_seed_makes_the_same_pair() {
    for seed in 0..40 {
        let (one, other) = (pair(seed), pair(seed));
        assert_eq!((&one.a, &one.b), (&other.a, &other.b));
        assert_ne!(one.a, one.b);
        let is_in_both = |(word, _): &&(String, &str)| one.a.contains(word) && one.b.contains(word);
        assert_eq!(one.secrets.iter().find(is_in_both), None, "{}", one.a);
    }
}
