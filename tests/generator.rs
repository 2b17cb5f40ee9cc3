//! Makes up briefs in three scripts with every construct there is, and twins that differ in private words alone.

/// Where chance comes from: the same seed gives the same brief on every machine.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// Begins at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_add(0x9e37_79b9_7f4a_7c15))
    }

    /// The next number (`SplitMix64`).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which must not be 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("below a usize")
    }

    /// Whether something happens that happens once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of several.
    pub fn pick<'p, T: ?Sized>(&mut self, all: &[&'p T]) -> &'p T {
        all[self.below(all.len())]
    }
}

/// Two briefs that differ in nothing a counterpart or the press may read.
#[derive(Clone, Debug)]
pub struct Twin {
    /// One of them.
    pub a: String,
    /// The other.
    pub b: String,
    /// Words of `a` or `b` that must not leave our side; each stands nowhere else.
    pub secrets: Vec<String>,
}

/// A brief.
pub fn brief(rng: &mut Rng) -> String {
    twin(rng).a
}

/// A brief and its twin.
pub fn twin(rng: &mut Rng) -> Twin {
    let mut maker =
        Maker { rng: rng.clone(), script: 0, secrets: Vec::new(), n_notes: 0, definitions: Vec::new() };
    maker.script = maker.rng.below(SCRIPTS.len());
    let marked = maker.brief();
    *rng = maker.rng;
    Twin { a: side(&marked, true), b: side(&marked, false), secrets: maker.secrets }
}

/// Around what differs: before the one, between the two, after the other.
const MARKS: [char; 3] = ['\u{e000}', '\u{e001}', '\u{e002}'];

/// Takes one of the two out of a marked text.
fn side(marked: &str, is_first: bool) -> String {
    let mut keeps = true;
    let keep = |c: char| {
        match MARKS.iter().position(|&mark| mark == c) {
            Some(0) => keeps = is_first,
            Some(1) => keeps = !is_first,
            Some(_) => keeps = true,
            None => return keeps.then_some(c),
        }
        None
    };
    marked.chars().filter_map(keep).collect()
}

/// Sentences in three scripts; none holds a mark of Markdown.
const SCRIPTS: &[&[&str]] = &[
    &[
        "Japanese automakers build more cars in the United States than they ship to it",
        "The alliance keeps the sea lanes of the region open",
        "Our companies train 400 apprentices each year in Ohio & Indiana",
        "Host-nation support pays for housing, utilities and training",
        "The share is published every year, so nobody needs to guess",
    ],
    &[
        "日本企業は米国で約十万人を雇用している",
        "日米同盟は地域の平和と安定の礎である",
        "駐留経費の負担は毎年公表されている。",
        "自動車の現地生産は３０年前から続く、重要な取組である",
        "（参考）２０２３年の数字による",
    ],
    &[
        "تعمل الشركات اليابانية في الولايات المتحدة منذ عقود",
        "يحافظ التحالف على أمن الممرات البحرية",
        "تنشر الأرقام كل عام",
        "السيارات تصنع محليا، وهذا يوفر الوظائف",
    ],
];

/// Markers of kinds that neither the counterpart nor the press may read.
const PRIVATE_KINDS: &[&str] = &[
    "SAY",
    "say",
    "OPENING",
    "PEOPLE",
    "FLOW",
    "OBJECTIVE",
    "THEIR-AIMS",
    "OFFER",
    "IF-RAISED",
    "IF-PRESSED",
    "QA",
    "DO-NOT-RAISE",
    "SENSITIVE",
    "BACKGROUND-INTERNAL",
    "CLEARANCE",
    "RECORD",
    "RED-LINE",
    "NOTES",
    "NO-SUCH-KIND",
];

/// Headings that give such a kind to their section.
const PRIVATE_HEADINGS: &[&str] = &[
    "Points to make",
    "発言要領",
    "Red line",
    "譲れない一線",
    "2. Sensitivities",
    "背景（対外応答不可）",
    "Speaker notes:",
];

/// Markers of kinds that others may read.
const SHARED_KINDS: &[&str] = &["BLUF", "ASK", "FACT", "AGREED", "BACKGROUND", "LEAVE", "NOTE", "WARNING"];

struct Maker {
    rng: Rng,
    script: usize,
    secrets: Vec<String>,
    n_notes: usize,
    /// Definitions of footnotes, which stand at the end.
    definitions: Vec<String>,
}

impl Maker {
    fn brief(&mut self) -> String {
        let mut parts = vec![self.front()];
        parts.push(format!("# {}", self.sentence()));
        for _ in 0..=self.rng.below(5) {
            self.section(&mut parts);
        }
        parts.append(&mut self.definitions);
        parts.join("\n\n") + "\n"
    }

    fn front(&mut self) -> String {
        let title = self.sentence();
        let lang = ["en", "ja", "en"][self.script];
        let marking = self.rng.pick(&[
            "{ scheme: us, banner: SBU }",
            "{ scheme: uk, banner: OFFICIAL }",
            "none",
            "取扱注意",
        ]);
        let principal = self.secret_line();
        format!(
            "---\ntitle: \"{title}\"\nlang: {lang}\ndate: 2024-11-20\nmarking: {marking}\n# {principal}\n---"
        )
    }

    fn section(&mut self, parts: &mut Vec<String>) {
        if self.rng.once_in(4) {
            let heading = self.rng.pick(PRIVATE_HEADINGS);
            let body = self.differing_blocks();
            parts.push(format!("## {heading}\n\n{body}"));
            return;
        }
        let attributes = self.rng.pick(&["", "", " {#wide .dense}", " {must 2m}", "｛推奨｝", " ##"]);
        parts.push(format!("## {}{attributes}", self.sentence()));
        for _ in 0..=self.rng.below(6) {
            let block = self.block(0);
            parts.push(block);
        }
        if self.rng.once_in(5) {
            parts.push("---".to_owned());
        }
    }

    fn block(&mut self, depth: usize) -> String {
        let n_forms = if depth < 2 { 18 } else { 5 };
        match self.rng.below(n_forms) {
            0 | 1 => self.words(),
            2 => self.table(),
            3 => self.code(),
            4 => self.rng.pick(&["***", ". . .", "<!-- pause -->", "- - -", "<div>raw</div>"]).to_owned(),
            5 | 6 => self.list(depth),
            7 => prefixed(&self.blocks(depth + 1), "> "),
            8 => self.columns(depth),
            9 => {
                let kind = self.rng.pick(SHARED_KINDS);
                let body = self.blocks(depth + 1);
                prefixed(&format!("[!{kind}] {}\n\n{body}", self.sentence()), "> ")
            }
            10 => {
                let kind = self.rng.pick(SHARED_KINDS).to_lowercase();
                let kind = if kind == "note" { "callout-note".to_owned() } else { kind };
                format!("::: {kind}\n{}\n\n:::", self.blocks(depth + 1))
            }
            11 => format!("### {}", self.inline()),
            12 => self.chart(),
            13 => {
                let secret = self.secret_line();
                let comment = self.rng.pick(&["<!-- ", "<!--\n", "%% "]);
                let end = if *comment == *"%% " { "%%" } else { " -->" };
                format!("{comment}{secret}{end}")
            }
            _ if depth == 0 => self.private_block(),
            _ => {
                let kind = self.rng.pick(PRIVATE_KINDS);
                format!("> [!{kind}] {}\n> {}", self.secret_line(), self.secret_line())
            }
        }
    }

    fn blocks(&mut self, depth: usize) -> String {
        let n = 1 + self.rng.below(3);
        (0..n).map(|_| self.block(depth)).collect::<Vec<_>>().join("\n\n")
    }

    /// A block of a kind that stays on our side, whatever it holds.
    fn private_block(&mut self) -> String {
        let kind = self.rng.pick(PRIVATE_KINDS);
        match self.rng.below(4) {
            0 => format!("::: {}\n{}\n\n:::", kind.to_lowercase(), self.differing_blocks()),
            1 => format!("::: {{.{}}}\n{}\n\n:::", kind.to_lowercase(), self.differing_blocks()),
            2 => format!("> [!{kind}] {}\n> {}", self.secret_line(), self.secret_line()),
            _ => format!("[!{kind}] {}\n{}", self.secret_line(), self.secret_line()),
        }
    }

    /// Blocks that are other ones in the twin.
    fn differing_blocks(&mut self) -> String {
        let [first, second] = [(); 2].map(|()| {
            let mut blocks = vec![self.new_secret()];
            for _ in 0..self.rng.below(4) {
                let block = match self.rng.below(5) {
                    0 => format!("- {}\n- {}", self.new_secret(), self.sentence()),
                    1 => format!("| {} | b |\n|---|---|\n| {} | d |", self.new_secret(), self.sentence()),
                    2 => format!("```\n{}\n```", self.new_secret()),
                    3 => {
                        let note = self.note_of_secret();
                        format!("{} [{}](fact:none.such){note}", self.sentence(), self.new_secret())
                    }
                    _ => format!("> {}\n\n![{}](no-such.png)", self.new_secret(), self.new_secret()),
                };
                blocks.push(block);
            }
            blocks.join("\n\n")
        });
        format!("{}{first}{}{second}{}", MARKS[0], MARKS[1], MARKS[2])
    }

    /// A footnote that only private words refer to. It is defined in both twins, with other words in each.
    fn note_of_secret(&mut self) -> String {
        self.n_notes += 1;
        let label = format!("p{}", self.n_notes);
        let words = self.secret_line();
        self.definitions.push(format!("[^{label}]: {words}"));
        format!("[^{label}]")
    }

    fn list(&mut self, depth: usize) -> String {
        let is_loose = self.rng.once_in(3);
        let marker = self.rng.pick(&["- ", "* ", "+ ", "1. ", "7) ", "- [ ] ", "- [x] "]);
        let indent = if marker.starts_with('-') { 2 } else { marker.len() };
        let n = 1 + self.rng.below(4);
        let items = (0..n).map(|_| {
            let mut body = self.inline();
            if self.rng.once_in(4) {
                body = format!("{body}\n{}", self.list_below(depth));
            }
            if is_loose && self.rng.once_in(3) {
                body = format!("{body}\n\n{}", self.block(depth + 1));
            }
            let body = prefixed(&body, &" ".repeat(indent));
            format!("{marker}{}", body.trim_start())
        });
        items.collect::<Vec<_>>().join(if is_loose { "\n\n" } else { "\n" })
    }

    fn list_below(&mut self, depth: usize) -> String {
        if depth > 1 {
            return format!("- {}", self.inline());
        }
        let n = 1 + self.rng.below(2);
        (0..n).map(|_| format!("- {}", self.inline())).collect::<Vec<_>>().join("\n")
    }

    fn columns(&mut self, depth: usize) -> String {
        let n = 1 + self.rng.below(3);
        let columns = (0..n).map(|_| format!("::: column\n{}\n\n:::", self.blocks(depth + 1)));
        format!("::: columns\n{}\n:::", columns.collect::<Vec<_>>().join("\n"))
    }

    fn table(&mut self) -> String {
        let n = 1 + self.rng.below(3);
        let row = |maker: &mut Self| {
            let cells: Vec<String> = (0..n).map(|_| maker.cell()).collect();
            format!("| {} |", cells.join(" | "))
        };
        let head = row(self);
        let rule: Vec<&str> = (0..n).map(|_| self.rng.pick(&["---", ":--", ":-:", "--:"])).collect();
        let rows: Vec<String> = (0..self.rng.below(3)).map(|_| row(self)).collect();
        let rule = format!("|{}|", rule.join("|"));
        [vec![head, rule], rows].concat().join("\n")
    }

    fn cell(&mut self) -> String {
        match self.rng.below(4) {
            0 => format!("(SBU) {}", self.sentence()),
            1 => format!("{} <!-- {} -->", self.sentence(), self.secret_line()),
            2 => "a \\| b".to_owned(),
            _ => self.inline_piece(),
        }
    }

    fn code(&mut self) -> String {
        let words = self.sentence();
        match self.rng.below(4) {
            0 => format!("```rust\nlet x = \"{words}\";\n\n::: say\n```"),
            1 => format!("~~~\n```\n{words}\n~~~"),
            2 => format!("    {words}\n\n    indented"),
            _ => format!("```\n{words}\n```"),
        }
    }

    fn chart(&mut self) -> String {
        let title = self.sentence();
        let form = self.rng.pick(&["bar", "line", "number"]);
        format!(
            "```chart\ntype: {form}\ntitle: \"{title}\"\nsource: \"{title}\"\ndata:\n  Ohio: {}\n  Texas: 7\n```",
            self.rng.below(90_000)
        )
    }

    /// One paragraph, perhaps of several lines.
    fn words(&mut self) -> String {
        let portion = self.rng.pick(&["", "", "", "(U) ", "（秘）", "**(SBU)** "]);
        let n = 1 + self.rng.below(3);
        let lines: Vec<String> = (0..n).map(|_| self.inline()).collect();
        let separator = self.rng.pick(&["\n", "\n", "\\\n", "  \n"]);
        format!("{portion}{}", lines.join(separator))
    }

    fn inline(&mut self) -> String {
        let n = 1 + self.rng.below(4);
        (0..n).map(|_| self.inline_piece()).collect::<Vec<_>>().join(" ")
    }

    fn inline_piece(&mut self) -> String {
        let words = self.sentence();
        match self.rng.below(20) {
            0 => format!("*{words}*"),
            1 => format!("**{words}**"),
            2 => format!("~~{words}~~"),
            3 => format!("`{words}`"),
            4 => format!("[{words}](https://example.org/a_b?c=d&e=f \"A title\")"),
            5 => format!("[{}](fact:autos.us.plants)", self.rng.below(1_000)),
            6 => "[](fact:autos.us.plants)".to_owned(),
            7 => format!("![{words}](plant.png)"),
            8 => {
                self.n_notes += 1;
                self.definitions.push(format!("[^n{}]: {words}", self.n_notes));
                format!("{words}[^n{}]", self.n_notes)
            }
            9 => format!("{words} \\*not emphasis\\* 5 \\< 6 &amp; &lt;b&gt; a_b \\# \\[x\\]"),
            10 => format!("%% {} %% {words}", self.secret_line()),
            11 => format!("{words} <!-- {} -->", self.secret_line()),
            12 => format!("{words} %%{}%%", self.secret_line()),
            13 => format!("_**{words}** and_ more"),
            14 if self.rng.once_in(2) => {
                // Of headings one never knows who has them.
                let name = self.rng.pick(&["background", "red-lines", "ask", "no-such-heading", "背景"]);
                format!("[{words}](#{name})")
            }
            14 => "<https://example.org/>".to_owned(),
            15 => format!("{words}<br>x"),
            _ => words,
        }
    }

    fn sentence(&mut self) -> String {
        self.rng.pick(SCRIPTS[self.script]).to_owned()
    }

    /// Private words on one line, other ones in the twin.
    fn secret_line(&mut self) -> String {
        let (first, second) = (self.new_secret(), self.new_secret());
        format!("{}{first}{}{second}{}", MARKS[0], MARKS[1], MARKS[2])
    }

    fn new_secret(&mut self) -> String {
        let words = if self.rng.once_in(2) { self.sentence() } else { String::new() };
        let secret = format!("Canary{:08x}", self.rng.next() >> 32);
        self.secrets.push(secret.clone());
        format!("{secret} {words}").trim_end().to_owned()
    }
}

fn prefixed(body: &str, prefix: &str) -> String {
    let lines = body.split('\n').map(|line| format!("{prefix}{line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn twins_differ_and_the_same_seed_gives_the_same_brief() {
    let twin = twin(&mut Rng::new(7));
    assert_ne!(twin.a, twin.b);
    assert_eq!(twin.a, brief(&mut Rng::new(7)));
    for secret in &twin.secrets {
        assert!(twin.a.contains(secret.as_str()) != twin.b.contains(secret.as_str()), "{secret}");
    }
}
