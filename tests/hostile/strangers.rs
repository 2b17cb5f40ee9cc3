//! Folders of strangers: a brief and what lies beside it, made up to crash, to hang, to fetch, to read or to fill the
//! memory. Each is a few lines here, since most are large and say nothing to a reader.

use crate::hostile::cases::each;
use crate::hostile::pictures::{
    gif, gif_of_frames, jpeg, jpeg_with_profile, png, png_of_noise, png_with_chunk, webp, zeros_packed,
};
use crate::planted::{archive, packed_archive};

/// The word that stands in each of these texts and may be in no message.
pub const CANARY: &str = "Zanzibar";

/// A folder that somebody sent.
pub struct Stranger {
    /// What is odd about it.
    pub name: String,
    /// What lies in it.
    pub entries: Vec<Entry>,
    /// The commands it concerns.
    pub commands: &'static [&'static str],
}

/// One thing in a folder.
pub enum Entry {
    /// A file.
    File(String, Vec<u8>),
    /// A link to somewhere.
    Link(&'static str, &'static str),
    /// A pipe that nobody writes to.
    Pipe(&'static str),
    /// A folder.
    Folder(&'static str),
}

/// What a brief is put through.
pub const OF_BRIEF: &[&str] = &[
    "check brief.md",
    "export brief.md -o out.pdf --for counterpart",
    "export brief.md -o out.pdf --for principal --shape slides",
    "export brief.md -o out.pdf --for principal --shape notes",
    "export brief.md -o out.pdf --for principal --shape cards",
    "export brief.md -o out.md --for counterpart",
    "export brief.md -o out.html --for principal",
    "export brief.md -o out.docx --for counterpart",
    "export brief.md -o out.pptx --for principal",
    "export brief.md -o out.png --for counterpart",
    "facts brief.md",
    "prove brief.md --against brief.md --for counterpart",
];
/// What a picture, data or a theme beside a brief is put through.
const OF_RESOURCE: &[&str] = &[
    "check brief.md",
    "export brief.md -o out.pdf --for counterpart",
    "export brief.md -o out.docx --for counterpart",
    "export brief.md -o out.html --for counterpart",
];
const OF_BOOK: &[&str] =
    &["facts brief.md", "check brief.md", "export brief.md -o out.pdf --for counterpart"];
const OF_FILE: &[&str] = &["prove out --against brief.md --for counterpart"];
const OF_DECK: &[&str] = &[
    "import deck.docx -o new.md",
    "import deck.pptx -o new.md",
    "prove deck.docx --against brief.md --for counterpart",
];
const OF_TEXT_DECK: &[&str] = &["import deck.md -o new.md", "import deck.html -o new.md", "check brief.md"];

const FRONT: &str = "---\ntitle: Zanzibar\ndate: 2024-11-20\nmarking: none\n---\n\n## Zanzibar\n\n";

/// All of them.
pub fn strangers() -> Vec<Stranger> {
    let mut all = briefs();
    all.extend(resources());
    all.extend(books());
    all.extend(files());
    all
}

/// A folder with nothing but a brief.
fn brief(name: &str, text: impl Into<Vec<u8>>) -> Stranger {
    let entries = vec![Entry::File("brief.md".to_owned(), text.into())];
    Stranger { name: name.to_owned(), entries, commands: OF_BRIEF }
}

fn body(name: &str, body: &str) -> Stranger {
    brief(name, format!("{FRONT}{body}\n"))
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Entry {
    Entry::File(name.to_owned(), bytes.into())
}

/// Briefs that are hostile by themselves.
fn briefs() -> Vec<Stranger> {
    let mut all = marks();
    all.extend(deep());
    all.extend(large());
    all.extend(circles());
    all.extend(letters());
    all.extend(fronts());
    all
}

/// Letters with more marks than can be drawn, wherever words may stand.
fn marks() -> Vec<Stranger> {
    let marks = format!("Zanzibar e{}", "\u{301}".repeat(100_000));
    vec![
        body("marks in a paragraph", &marks),
        brief("marks in the title", format!("---\ntitle: \"{marks}\"\n---\n\n## A\n\nText.\n")),
        body("marks in a heading", &format!("## {marks}\n\nText.")),
        body("marks in an alternative text", &format!("![{marks}](none.png)")),
        body("marks in the title of a block", &format!("> [!FACT] {marks}\n> Text.")),
        body(
            "marks in a chart",
            &format!("```chart\ntype: bar\ntitle: \"{marks}\"\ndata:\n  \"{marks}\": 1\n```"),
        ),
        body("marks in a caption", &format!("| a | b |\n|---|---|\n| 1 | 2 |\n\n: {marks}")),
        body("marks in a footnote", &format!("Text[^a].\n\n[^a]: {marks}")),
        body("marks in ruby", &format!("<ruby>{marks}<rt>{marks}</rt></ruby>")),
        body("marks on nothing", &"\u{301}\u{302}".repeat(60_000)),
        body("marks of an old script", &format!("\u{0915}{}", "\u{093c}".repeat(100_000))),
        body("joiners without end", &format!("\u{1f469}{}", "\u{200d}\u{1f469}".repeat(30_000))),
    ]
}

/// What lies in itself, again and again.
fn deep() -> Vec<Stranger> {
    let mut all = Vec::new();
    for depth in [50, 200, 2_000] {
        let mut add = |name: &str, text: String| all.push(body(&format!("{name}, {depth} deep"), &text));
        add("quotations", format!("{}Innermost", "> ".repeat(depth)));
        let list = each(0..depth, |level| format!("{}- item\n", "  ".repeat(level)));
        add("lists", format!("{list}{}- Innermost", "  ".repeat(depth)));
        add("fences", format!("{}Innermost\n{}", "::: fact\n".repeat(depth), ":::\n".repeat(depth)));
        add("braces", format!("{}Innermost{}", "{++".repeat(depth), "++}".repeat(depth)));
        add("brackets", format!("{}Innermost{}", "[".repeat(depth), "](a)".repeat(depth)));
    }
    all.push(body("lists in a line", &format!("{}Innermost", "- ".repeat(2_000))));
    all.push(body("quotations and lists", &format!("{}Innermost", "> - ".repeat(200))));
    all.push(body("a hundred thousand stars", &"*".repeat(100_000)));
    all.push(body("stars around words", &format!("{}a{}", "*".repeat(50_000), "*".repeat(50_000))));
    all.push(body("stars between words", &"*a **b ".repeat(20_000)));
    all.push(body("braces of every sort", &"{{[({<「".repeat(20_000)));
    all.push(body("edits of every sort", &"{++{--{~~{=={>>".repeat(5_000)));
    all.push(body("attributes in attributes", &format!("{}x{}", "[".repeat(5_000), "]{.a}".repeat(5_000))));
    all.push(body("comments in comments", &format!("{}{}", "<!-- ".repeat(20_000), "--> ".repeat(20_000))));
    all
}

/// Too much of one thing.
fn large() -> Vec<Stranger> {
    let words = "Zanzibar and more words of it. ";
    let row = |n: usize, cell: &str| format!("|{}\n", format!(" {cell} |").repeat(n));
    let table = |n_columns: usize, n_rows: usize| {
        format!("{}{}{}", row(n_columns, "a"), row(n_columns, "---"), row(n_columns, "1").repeat(n_rows))
    };
    vec![
        body("a table of a hundred thousand rows", &table(2, 100_000)),
        body("a table of five hundred columns", &table(500, 3)),
        body("a table of five thousand columns", &table(5_000, 3)),
        body("a thousand tables", &format!("{}\n", table(3, 3)).repeat(1_000)),
        body(
            "5 MB of code",
            &format!("```rust\n{}```", "let x = 1; // Zanzibar of the world\n".repeat(140_000)),
        ),
        body("5 MB of code in one line", &format!("```\n{}\n```", "x".repeat(5_000_000))),
        body("indented code without end", &"    Zanzibar\n".repeat(300_000)),
        body("one line of 5 MB", &words.repeat(160_000)),
        body("one word of 5 MB", &"x".repeat(5_000_000)),
        body("one word of 5 MB in Japanese", &"あ".repeat(1_600_000)),
        body("a hundred thousand headings", &"## Zanzibar\n\n".repeat(100_000)),
        body("a hundred thousand headings of our own", &"## Red line\n\n".repeat(100_000)),
        body("a hundred thousand slides", &"---\n\n".repeat(100_000)),
        body("a hundred thousand paragraphs", &"Words.\n\n".repeat(100_000)),
        body("a hundred thousand points", &"- Words\n".repeat(100_000)),
        body("five thousand labels", &"**Red line**\n\nWords\n\n".repeat(5_000)),
        body("ten thousand equal marks", &"(SBU) ".repeat(10_000)),
        body("ten thousand marked paragraphs", &"(SBU) Zanzibar\n\n".repeat(10_000)),
        body("ten thousand charts", &"```chart\ntype: bar\ndata:\n  a: 1\n```\n\n".repeat(10_000)),
        body(
            "a chart of a hundred thousand rows",
            &format!("```chart\ntype: bar\ndata:\n{}```", "  a: 1\n".repeat(100_000)),
        ),
        body("five thousand pictures", &"![Zanzibar](none.png) ".repeat(5_000)),
        body("a hundred thousand facts", &"[1](fact:a.b) ".repeat(100_000)),
        body("a hundred thousand links", &"[a](https://example.org/) ".repeat(100_000)),
        body("a hundred thousand jumps", &"[a](#zanzibar) ".repeat(100_000)),
        body("a hundred thousand lines", &"Words\\\n".repeat(100_000)),
        body("five thousand tags", &"<b><i c='d'>".repeat(5_000)),
        body("a hundred thousand edits", &"{++a++} ".repeat(100_000)),
        body("a hundred thousand fences", &"::: say\n".repeat(100_000)),
        body("a hundred thousand callouts", &"> [!SAY]\n> a\n\n".repeat(50_000)),
        body("a hundred thousand questions", &"> [!IF-RAISED] Zanzibar\n> a\n\n".repeat(30_000)),
        body("a hundred thousand entities", &"&amp;&#x10FFFF;&bogus;".repeat(50_000)),
        body("columns without end", &format!("::: columns\n{}:::\n", "::: column\na\n:::\n".repeat(5_000))),
    ]
}

/// What refers to itself.
fn circles() -> Vec<Stranger> {
    let notes = each(0..20_000, |n| format!("a[^{n}]\n\n[^{n}]: b[^{}]\n\n", n + 1));
    let all_to_all = each(0..300, |n| format!("[^{n}]: {}\n\n", each(0..300, |other| format!("[^{other}]"))));
    vec![
        body("footnotes in circles", "Text[^a].\n\n[^a]: See[^b].\n\n[^b]: See[^a] and[^b].\n"),
        body("footnotes in a long chain", &notes),
        body("footnotes that all name all", &format!("Text[^0].\n\n{all_to_all}")),
        body(
            "links in circles",
            "[a][b]\n\n[b]: #c\n[c]: #b\n\n## B {#b}\n\n[x](#b) [y](#c)\n\n## C {#c}\n\n[x](#b)\n",
        ),
        body("definitions without end", &"[a]: /b\n".repeat(100_000)),
        body("equal names of headings", &"## A {#same}\n\n[x](#same)\n\n".repeat(3_000)),
    ]
}

/// Characters that are rarely met, or are none.
fn letters() -> Vec<Stranger> {
    let turned = "\u{202e}nabiznaZ\u{202c}\u{2066}abc\u{2069}\u{200f}\u{061c}";
    vec![
        body("characters that turn the text", &format!("{turned}\n\n").repeat(3_000)),
        body("turned and never turned back", &format!("{}Zanzibar", "\u{202e}".repeat(100_000))),
        body("isolates that stay open", &format!("{}Zanzibar", "\u{2067}".repeat(100_000))),
        body("invisible characters", &"\u{200b}\u{200d}\u{feff}\u{ad}\u{2060}\u{e0041}".repeat(20_000)),
        brief("NUL", b"---\ntitle: \0\n---\n\n## \0\n\nZan\0zibar \0\0\0\n".to_vec()),
        brief("nothing but NUL", vec![0; 1_000_000]),
        brief(
            "broken UTF-8",
            [FRONT.as_bytes(), b"Zanzibar \xFF\xFE\xC0\x80\xED\xA0\x80\xF8 end\n"].concat(),
        ),
        brief("UTF-16", "## A\n\nZanzibar".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
        brief(
            "bytes of no text",
            (0..200_000_u32).map(|n| u8::try_from(n * 7919 % 251).unwrap_or(0)).collect::<Vec<u8>>(),
        ),
        body(
            "control characters",
            &(0..32_u8).chain(127..160).map(char::from).collect::<String>().repeat(500),
        ),
        body("noncharacters", &"\u{fffe}\u{ffff}\u{10ffff}\u{fdd0}".repeat(5_000)),
        body("line ends of every sort", &"a\rb\r\nc\n\rd\u{2028}e\u{2029}f\u{85}g\u{b}h\u{c}".repeat(3_000)),
        body("every script at once", &"אבג हिन्दी ไทย ភាសា မြန်မာ አማርኛ ᠮᠣᠩᠭᠣᠯ 𒀀𒁀 ꦗꦮ ".repeat(300)),
        brief("an empty file", Vec::new()),
        brief("nothing but a mark of order", "\u{feff}"),
    ]
}

/// Front matter.
fn fronts() -> Vec<Stranger> {
    let laughs: String = each(1..30, |n| {
        format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)
    });
    let chart: String = each(1..12, |n| {
        format!("  a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)
    });
    let front = |name: &str, front: &str| brief(name, format!("---\n{front}---\n\n## A\n\nZanzibar.\n"));
    vec![
        front("a bomb of anchors", &format!("a0: &a0 [lol, lol]\n{laughs}title: *a29\n")),
        front("an anchor in itself", "a: &a {b: *a}\ntitle: *a\n"),
        front("a merge of a merge", "a: &a {<<: *a, b: 1}\n<<: *a\n<<: [*a, *a]\n"),
        body(
            "a chart that is a bomb",
            &format!("```chart\ntype: bar\na0: &a0 [1, 1]\n{chart}data: *a11\n```"),
        ),
        front("a title of 1 MB", &format!("title: \"{}\"\n", "Zanzibar ".repeat(110_000))),
        front("a title of 1 MB in one word", &format!("title: {}\n", "x".repeat(1_000_000))),
        front("a million lists", &format!("title: {}\n", "[".repeat(1_000_000))),
        front("a million tables", &format!("title: {}\n", "{a: ".repeat(250_000))),
        front("many keys", &each(0..5_000, |n| format!("key{n}: x\n"))),
        front(
            "lone surrogates",
            "title: \"\\uD800 \\uDC00\\uD800 \\u0000\"\nsubtitle: \"\\xFF\\U00110000\"\n",
        ),
        front("tags of a language", "title: !!python/object/apply:os.system [\"touch owned\"]\n"),
        front(
            "settings out of all bounds",
            "slide-level: 999999999999999999999\nduration: 1e999h\ndate: 99999999-99-99\npaper: -1\n",
        ),
        front("a slide at every depth", "slide-level: 0\nlang: [en, ja]\nshare: {a: b}\nmarking: [[[]]]\n"),
        brief("front matter that never closes", format!("---\n{}", "title: Zanzibar\n".repeat(60_000))),
        brief("fences of front matter", "---\n".repeat(200_000)),
    ]
}

/// A brief that shows one picture, and the picture.
fn picture(name: &str, bytes: Vec<u8>) -> Stranger {
    let text = format!("{FRONT}![Zanzibar](x.png)\n\nText.\n");
    Stranger {
        name: name.to_owned(),
        entries: vec![file("brief.md", text), file("x.png", bytes)],
        commands: OF_RESOURCE,
    }
}

/// A brief with something beside it.
fn beside(name: &str, text: &str, mut entries: Vec<Entry>) -> Stranger {
    entries.push(file("brief.md", text));
    Stranger { name: name.to_owned(), entries, commands: OF_RESOURCE }
}

/// Pictures, data, themes and links.
fn resources() -> Vec<Stranger> {
    let mut all = pictures();
    all.extend(names());
    all.extend(data());
    all.extend(themes());
    all
}

fn pictures() -> Vec<Stranger> {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/><script>x</script></svg>";
    vec![
        picture("a picture one pixel high", png(12_000, 1)),
        picture("a picture one pixel wide", png(1, 12_000)),
        picture("a picture 60,000 wide", png(60_000, 1)),
        picture("a picture of 3.6 gigapixels", png(60_000, 60_000)),
        picture("a picture of all the pixels that may be", png(6_300, 6_300)),
        picture("a picture that is noise", png_of_noise(1_500, 1_500)),
        picture("a picture of no pixel", png(0, 0)),
        picture("a picture cut short", png(100, 100)[..60].to_vec()),
        picture(
            "a picture with a bomb beside it",
            png_with_chunk(*b"iTXt", &[b"k\0\x01\0\0\0", &zeros_packed(400_000_000)[..]].concat()),
        ),
        picture(
            "a picture with a profile that is a bomb",
            png_with_chunk(*b"iCCP", &[b"k\0\0", &zeros_packed(400_000_000)[..]].concat()),
        ),
        picture(
            "a picture with metadata of 5 MB",
            png_with_chunk(*b"tEXt", &[b"Comment\0", &vec![b'Z'; 5_000_000][..]].concat()),
        ),
        picture("a JPEG whose header lies", jpeg(65_500, 65_500)),
        picture("a JPEG cut short", jpeg(8, 8)[..30].to_vec()),
        picture("a JPEG with a profile in 255 parts", jpeg_with_profile()),
        picture("a GIF whose header lies", gif(65_535, 65_535)),
        picture("a GIF of ten thousand pictures", gif_of_frames(10_000)),
        picture("a WebP whose header lies", webp(16_383, 16_383)),
        picture("an SVG that reads files", svg.as_bytes().to_vec()),
        picture(
            "an SVG of a billion laughs",
            format!(
                "<!DOCTYPE svg [<!ENTITY a \"{}\">]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
                "x".repeat(1_000)
            )
            .into_bytes(),
        ),
        picture("a picture that is an archive", b"PK\x03\x04 and more".to_vec()),
        picture("a picture that is empty", Vec::new()),
        picture("a picture of 60 MB that is none", vec![0x89; 60_000_000]),
    ]
}

/// Files under names that lead elsewhere.
fn names() -> Vec<Stranger> {
    let shown = |dest: &str| format!("{FRONT}![Zanzibar](<{dest}>)\n\nText.\n");
    let linked = |target| vec![Entry::Link("x.png", target)];
    let all_over = "![a](../../../../etc/passwd) ![b](/etc/passwd) ![c](file:///etc/passwd) ![d](\\\\host\\share\\x.png) \
        ![e](//host/x.png) ![f](http://example.org/x.png) ![g](%2e%2e/%2e%2e/etc/passwd) ![h](x.png/../../../etc/passwd) \
        ![i](data:image/png;base64,AAAA) ![j](~/.ssh/id_rsa) ![k](C:\\x.png)";
    vec![
        beside("a link out of the folder", &shown("x.png"), linked("/etc/passwd")),
        beside("a link to a folder above", &shown("up/x.png"), vec![Entry::Link("up", "..")]),
        beside("a link to itself", &shown("x.png"), linked("x.png")),
        beside("a link to a device without end", &shown("x.png"), linked("/dev/zero")),
        beside("a pipe for a picture", &shown("x.png"), vec![Entry::Pipe("x.png")]),
        beside("a folder for a picture", &shown("x.png"), vec![Entry::Folder("x.png")]),
        beside("names that lead everywhere", &format!("{FRONT}{all_over}\n"), Vec::new()),
        beside("a name with a new line", &shown("a%0Ab.png"), vec![file("a\nb.png", png(2, 2))]),
        beside("a name that is very long", &shown(&"x".repeat(100_000)), Vec::new()),
        beside("a name with NUL", &shown("a%00b.png"), Vec::new()),
        beside("a name that draws on the screen", &shown("%1B[2J%1B]0;x%07.png"), Vec::new()),
        beside(
            "a pipe for a fact book",
            &format!("---\ntitle: Z\nfacts: facts.toml\n---\n\n{FRONT}"),
            vec![Entry::Pipe("facts.toml")],
        ),
        beside(
            "a device for a fact book",
            "---\ntitle: Z\nfacts: facts.toml\n---\n\nZanzibar\n",
            vec![Entry::Link("facts.toml", "/dev/zero")],
        ),
        beside(
            "a fact book from elsewhere",
            "---\ntitle: Z\nfacts: ../../../etc/passwd\n---\n\nZanzibar\n",
            Vec::new(),
        ),
        beside(
            "a pipe for a theme",
            "---\ntitle: Z\ntheme: own/\n---\n\nZanzibar\n",
            vec![Entry::Folder("own"), Entry::Pipe("own/theme.toml")],
        ),
        Stranger {
            name: "a pipe for a brief".to_owned(),
            entries: vec![Entry::Pipe("brief.md")],
            commands: OF_BRIEF,
        },
        Stranger {
            name: "a device for a brief".to_owned(),
            entries: vec![Entry::Link("brief.md", "/dev/zero")],
            commands: OF_BRIEF,
        },
        Stranger {
            name: "a folder for a brief".to_owned(),
            entries: vec![Entry::Folder("brief.md")],
            commands: OF_BRIEF,
        },
    ]
}

/// Tables of data beside a brief.
fn data() -> Vec<Stranger> {
    let chart = |kind: &str| format!("{FRONT}```chart\ntype: {kind}\ndata: x.csv\ntitle: Zanzibar\n```\n");
    let with = |name: &str, kind: &str, csv: Vec<u8>| beside(name, &chart(kind), vec![file("x.csv", csv)]);
    let marks = "\u{301}".repeat(100_000);
    vec![
        with("a million cells", "bar", "Zanzibar,1\n".repeat(500_000).into_bytes()),
        with(
            "a million cells in a line",
            "line",
            format!("a{}\nb{}\n", ",c".repeat(500_000), ",1".repeat(500_000)).into_bytes(),
        ),
        with("a million states", "map", "OH,1\n".repeat(500_000).into_bytes()),
        with("a thousand rows", "line", "2020,1,2,3,4\n".repeat(1_000).into_bytes()),
        with("a quote that never closes", "bar", format!("a,\"{}", "1\n".repeat(500_000)).into_bytes()),
        with(
            "figures out of all bounds",
            "line",
            b"a,1e308\nb,-1e308\nc,nan\nd,inf\ne,0x10\nf,1e-320\n".to_vec(),
        ),
        with("marks in data", "bar", format!("e{marks},1\n").into_bytes()),
        with("data that is no text", "bar", vec![0xFF; 100_000]),
        with("a pipe in data", "bar", b"=cmd|' /C calc'!A0,1\n".to_vec()),
        beside("data from elsewhere", &chart("bar").replace("x.csv", "../../../etc/passwd"), Vec::new()),
    ]
}

/// Themes beside a brief.
fn themes() -> Vec<Stranger> {
    let text = "---\ntitle: Zanzibar\ntheme: own/\n---\n\n## A\n\nText.\n";
    let with = |name: &str, theme: &str| {
        let entries = vec![Entry::Folder("own"), file("own/theme.toml", theme.as_bytes().to_vec())];
        beside(name, text, entries)
    };
    vec![
        with("a theme that reads files", "[fonts]\npaper = \"x\\\") #read(\\\"/etc/passwd\\\"\"\n"),
        with("a theme that imports a package", "base = \"#import \\\"@preview/x:1.0.0\\\"\"\n"),
        with("a theme that loops", "[colors]\nink = \"#while true {}\"\n"),
        with(
            "a theme whose mark is elsewhere",
            "[mark]\nfile = \"../../../etc/passwd\"\nalt = \"\\\\\\\") #panic()\"\n",
        ),
        with("a theme that is deep", &format!("x = {}\n", "[".repeat(100_000))),
        with("a theme of 5 MB", &"# Zanzibar\n".repeat(450_000)),
        with("a theme of odd sizes", "[sizes]\ntext = nan\nslides = inf\ncards = 1e999\n"),
    ]
}

/// Fact books.
fn books() -> Vec<Stranger> {
    let text =
        "---\ntitle: Zanzibar\nfacts: facts.toml\n---\n\n## A\n\n[](fact:a) [1](fact:k1) [](fact:b).\n";
    let with = |name: &str, book: String| Stranger {
        name: name.to_owned(),
        entries: vec![file("brief.md", text), file("facts.toml", book.into_bytes())],
        commands: OF_BOOK,
    };
    let fact = |key: &str, more: &str| format!("[[fact]]\nkey = \"{key}\"\nvalue = 1\n{more}\n");
    vec![
        with(
            "facts in circles",
            fact("a", "also = [\"b\"]\nsource = \"a\"\nconflicts = [\"b\"]")
                + &fact("b", "also = [\"a\"]\nconflicts = [\"a\"]\nhistory = [\"b\"]"),
        ),
        with(
            "a book of 10 MB",
            each(0..90_000, |n| {
                format!(
                    "[[fact]]\nkey = \"k{n}\"\nvalue = {n}\nstatement = \"Zanzibar has that many of them, said {n} times\"\n"
                )
            }),
        ),
        with(
            "a book that is one value of 10 MB",
            format!("[[fact]]\nkey = \"a\"\nvalue = \"{}\"\n", "Zanzibar ".repeat(1_100_000)),
        ),
        with("a book that is deep", format!("x = {}\n", "[".repeat(200_000))),
        with("a book of deep tables", format!("x = {}\n", "{a = ".repeat(200_000))),
        with("a book of deep keys", format!("{} = 1\n", vec!["a"; 100_000].join("."))),
        with("a book of a million errors", "= =\n".repeat(300_000)),
        with(
            "figures that are none",
            "[[fact]]\nkey = \"a\"\nvalue = nan\nas_of = 99999-99-99\n[[fact]]\nkey = \"b\"\nvalue = 1e999\n"
                .to_owned(),
        ),
        with(
            "marks in a fact",
            format!("[[fact]]\nkey = \"a\"\nvalue = \"e{}\"\n", "\u{301}".repeat(100_000)),
        ),
        with(
            "sources in circles",
            each(0..500, |n| {
                format!(
                    "[[source]]\nid = \"s{n}\"\ntitle = \"s{}\"\n[[fact]]\nkey = \"k{n}\"\nvalue = {n}\nsource = \"s{}\"\n",
                    n + 1,
                    (n + 1) % 500
                )
            }),
        ),
        with(
            "many ways to say one thing",
            each(0..3_000, |n| {
                format!(
                    "[[avoid]]\nsay = \"Zanzibar {n}\"\ninstead = \"x\"\n[[agreed]]\ntext = \"Zanzibar {n} holds\"\n"
                )
            }),
        ),
    ]
}

/// Finished files, and files of other programs.
fn files() -> Vec<Stranger> {
    let brief = format!("{FRONT}> [!RED-LINE]\n> Zanzibar is not for sale at any price.\n");
    let out = |name: &str, bytes: Vec<u8>| Stranger {
        name: name.to_owned(),
        entries: vec![file("brief.md", brief.clone()), file("out", bytes)],
        commands: OF_FILE,
    };
    let page = |text: String| format!("<html>{text}").into_bytes();
    let mut all = vec![
        out("a PDF of lists in lists", [b"%PDF-1.7\n1 0 obj\n".to_vec(), vec![b'['; 5_000_000]].concat()),
        out("a PDF of tables in tables", [b"%PDF-1.7\n1 0 obj\n".to_vec(), b"<</A".repeat(500_000)].concat()),
        out("a PDF of tables in tables, few", [b"%PDF-1.7\n1 0 obj\n".to_vec(), b"<</A".repeat(15_000)].concat()),
        out("a PDF of brackets in text", [b"%PDF-1.7\n1 0 obj\n".to_vec(), vec![b'('; 5_000_000]].concat()),
        out("a PDF whose pages are in circles", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R/Size 3/Prev 9>>startxref\n0\n%%EOF".to_vec()),
        out("a PDF that is 20 MB of ends", [b"%PDF-1.7\n".to_vec(), b"%%EOF\n".repeat(3_000_000)].concat()),
        out("a PDF of a million objects", [b"%PDF-1.7\n".to_vec(), (0..300_000).flat_map(|n| format!("{n} 0 obj<</A {n} 0 R>>endobj\n").into_bytes()).collect()].concat()),
        out("a PDF that unpacks without end", pdf_with_stream("/Filter/FlateDecode", &zeros_packed(2_000_000_000))),
        out("a PDF packed twice", pdf_with_stream("/Filter[/FlateDecode/FlateDecode]", &zeros_packed(1_000_000_000))),
        out("a PDF packed in an old way", pdf_with_stream("/Filter/LZWDecode", &vec![0x80; 3_000_000])),
        out("a PDF packed by runs", pdf_with_stream("/Filter/RunLengthDecode", &[129, 0].repeat(2_000_000))),
        out("a PDF packed in 30 ways", pdf_with_stream(&format!("/Filter[{}]", "/ASCIIHexDecode".repeat(30)), &vec![b'4'; 1_000_000])),
        out("a PDF with a drawing in itself", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>>endobj\n4 0 obj<</Type/XObject/Subtype/Form/Length 5>>stream\n/X Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF".to_vec()),
        out("a page of tags that stay open", page("<a b='".repeat(500_000))),
        out("a page of a million tags", page("<a><b>".repeat(500_000))),
        out("a page of comments that stay open", page("<!--".repeat(1_000_000))),
        out("a page of data that is a page", page(format!("<img src='data:text/html;base64,{}'>", "PGh0bWw+".repeat(500_000)))),
        out("a page of entities", page("&#x10FFFF;&amp;&bogus".repeat(300_000))),
        out("20 MB of text", "Zanzibar is not ".repeat(1_250_000).into_bytes()),
        out("20 MB of one letter", vec![b'a'; 20_000_000]),
        out("a file of nothing", Vec::new()),
        out("a file of no kind", vec![0xFE, 0x01, 0x80, 0x00]),
        out("a picture that unpacks without end", png_with_chunk(*b"zTXt", &[b"k\0\0", &zeros_packed(2_000_000_000)[..]].concat())),
        out("a picture of chunks without end", [&png(1, 1)[..33], &b"\0\0\0\0tEXt\0\0\0\0".repeat(500_000)[..]].concat()),
        out("a JPEG of marks without end", [b"\xFF\xD8".to_vec(), b"\xFF\xE1\0\x02".repeat(2_000_000)].concat()),
    ];
    all.extend(decks());
    all
}

/// A PDF with one page whose text is a stream.
fn pdf_with_stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n4 0 obj<</Length {}{entries}>>stream\n",
        data.len()
    );
    [head.as_bytes(), data, b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"].concat()
}

/// Files that are imported.
fn decks() -> Vec<Stranger> {
    let deck = |name: &str, bytes: Vec<u8>| Stranger {
        name: name.to_owned(),
        entries: vec![file("deck.docx", bytes.clone()), file("deck.pptx", bytes), file("brief.md", FRONT)],
        commands: OF_DECK,
    };
    let text = |name: &str, text: String| Stranger {
        name: name.to_owned(),
        entries: vec![file("deck.md", text.clone()), file("deck.html", text), file("brief.md", FRONT)],
        commands: OF_TEXT_DECK,
    };
    let word = |body: String| {
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
        let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
        let document = format!(
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
        );
        archive(&[
            ("[Content_Types].xml", types.as_bytes()),
            ("_rels/.rels", rels.as_bytes()),
            ("word/document.xml", document.as_bytes()),
        ])
    };
    let paragraph = "<w:p><w:r><w:t>Zanzibar</w:t></w:r></w:p>";
    let laughs: String =
        each(1..20, |n| format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10)));
    vec![
        deck("an archive cut short", word(paragraph.to_owned())[..200].to_vec()),
        deck("an archive that unpacks without end", zip_bomb()),
        deck("an archive of bombs", archive_of_bombs()),
        deck("names that lead out", archive(&[("../../../../tmp/zanzibar-owned", b"x"), ("word/document.xml", b"<w:document/>"), ("/etc/x", b"x"), ("a\nb", b"x")])),
        deck("an archive of fifty thousand parts", archive(&(0..50_000).map(|_| ("word/x.xml", &b"<a/>"[..])).collect::<Vec<_>>())),
        deck("entities of entities", word(format!("<!DOCTYPE x [<!ENTITY a0 \"Zanzibar\">{laughs}]><w:p><w:r><w:t>&a19;</w:t></w:r></w:p>"))),
        deck("an entity from a file", word("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><w:p><w:r><w:t>&a;</w:t></w:r></w:p>".to_owned())),
        deck("tags in tags", word("<w:p>".repeat(500_000))),
        deck("tables in tables", word(format!("{}{paragraph}", "<w:tbl><w:tr><w:tc>".repeat(20_000)))),
        deck("a hundred thousand paragraphs", word(paragraph.repeat(100_000))),
        deck("a wide table", word(format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", format!("<w:tc>{paragraph}</w:tc>").repeat(20_000)))),
        deck("no archive", b"PK\x03\x04".to_vec()),
        text("a deck without end", "---\nmarp: true\n---\n\n# Zanzibar\n\n---\n\n".repeat(20_000)),
        text("a deck of tags", format!("<section>{}", "<section><aside class=\"notes\">Zanzibar".repeat(100_000))),
        text("a deck of fences", "::: {.notes}\n```\n:::\n<!-- _class: x -->\n".repeat(30_000)),
        text("a deck of notes", "Note: Zanzibar\n???\n^ x\n\\note{".repeat(30_000)),
    ]
}

/// Data packed without the head and the sum that other formats want.
fn bare_zeros(n_bytes: usize) -> Vec<u8> {
    let packed = zeros_packed(n_bytes);
    packed[2..packed.len() - 4].to_vec()
}

fn zip_bomb() -> Vec<u8> {
    let data = bare_zeros(3_000_000_000);
    packed_archive(&[("word/document.xml", &data, 8, 1_000), ("ppt/presentation.xml", &data, 8, 1_000)])
}

/// Many parts that are each within what a part may unpack to.
fn archive_of_bombs() -> Vec<u8> {
    let data = bare_zeros(20_000_000);
    let names: Vec<String> = (0..500).map(|n| format!("word/media/x{n}.png")).collect();
    packed_archive(&names.iter().map(|name| (name.as_str(), &data[..], 8, 20_000_000)).collect::<Vec<_>>())
}
