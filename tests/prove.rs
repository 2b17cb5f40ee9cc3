//! A finished file is opened and searched: ours are clean, those of other makers and planted faults are found.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use demarche::brief::{Reader, parse};
use demarche::export::{Format, format_named};
use demarche::facts::FactBook;
use demarche::layout::{Engine, Shape};
use demarche::prove::{Claim, Finding, Secrets, Sort, Surroundings, prove};
use demarche::release::{Assets, Audience, Context, CopyOptions, Edits, project_with};
use demarche::session::{Loaded, prove_files};

use crate::generator::{Rng, twin};
use crate::planted::{PdfUpdate, archive, jpeg_with, png_with};
use crate::support::{briefs, file, in_parallel, is_long};

/// How many made-up briefs are looked at, and how many of them as PDF.
const N_BRIEFS: usize = 60;
const N_PDF_BRIEFS: usize = 6;
const N_LONG_BRIEFS: usize = 1_000;
const N_LONG_PDF_BRIEFS: usize = 200;

const BRIEF: &str = "---\ntitle: Ships and ports\ndate: 2024-11-20\nauthor: Hanako Morimoto\n---\n\n\
    # Ships and ports\n\n## Ports grow\n\nTrade through the ports grew by 12 percent in 2023.\n\n\
    > [!RED-LINE]\n> We will never accept a quota on steel from Hokkaido, whatever Undersecretary Whitfield offers.\n\n\
    > [!IF-RAISED] Why did you not buy the frigates\n> The price rose to 48,750 million within a year.\n\n\
    More ships will come.\n\n<!-- 譲れない一線は数量制限である。 -->\n";

/// What stands in the private text above.
const SENTENCE: &str = "never accept a quota on steel from";

/// Objects of a PDF, some with data.
type Objects = Vec<(Vec<u8>, Option<Vec<u8>>)>;

fn copy_for(reader: Reader) -> CopyOptions {
    CopyOptions { reader, audience: Audience::default(), edits: Edits::Open }
}

/// What a file holds of a brief that a reader may not have.
pub(crate) fn found_in(bytes: &[u8], text: &str, reader: Reader) -> Vec<Finding> {
    let (brief, _) = parse(text);
    let (book, assets) = (FactBook::default(), Assets::default());
    let context = Context { book: &book, assets: &assets };
    let copy = copy_for(reader);
    let released = project_with(&brief, &context, &copy);
    let claim = Claim { brief: &brief, text, context, copy: &copy, released: &released };
    let surroundings = Surroundings { leaves: true, ..Surroundings::default() };
    prove(bytes, &Secrets::of(&claim), &surroundings).expect("can be read").findings
}

fn found_for(loaded: &Loaded, bytes: &[u8], reader: Reader) -> Vec<Finding> {
    let copy = copy_for(reader);
    let released = project_with(&loaded.brief, &loaded.context(), &copy);
    let Loaded { brief, text, path, .. } = loaded;
    let claim = Claim { brief, text, context: loaded.context(), copy: &copy, released: &released };
    let surroundings = Surroundings { leaves: !reader.is_ours(), ..Surroundings::default() };
    let proof = prove(bytes, &Secrets::of(&claim), &surroundings).expect("can be read");
    assert_eq!(proof.unread, [], "all that we write can be read: {}", path.display());
    proof.findings
}

/// The files of a copy of a sample brief, in one format and shape.
fn files_of(
    engine: &Engine,
    loaded: &Loaded,
    reader: Reader,
    (format, shape): (&str, Shape),
) -> Vec<Vec<u8>> {
    let released = project_with(&loaded.brief, &loaded.context(), &copy_for(reader));
    file(engine, &released, format, shape).into_iter().map(|file| file.bytes).collect()
}

#[test]
fn every_file_of_the_sample_briefs_that_leaves_is_clean() {
    let briefs = briefs();
    let shapes = |format: &'static Format| format.shapes.iter().map(move |&shape| (format.extension, shape));
    let all: Vec<(&str, Shape)> = ["md", "pdf", "html", "png", "docx", "pptx"]
        .iter()
        .filter_map(|name| format_named(name))
        .flat_map(shapes)
        .collect();
    let jobs: Vec<(usize, Reader, (&str, Shape))> = (0..briefs.len())
        .flat_map(|idx| [(idx, Reader::Counterpart), (idx, Reader::Press)])
        .flat_map(|(idx, reader)| all.iter().map(move |&job| (idx, reader, job)))
        // Pictures take long, and hold nothing but pixels.
        .filter(|(idx, _, (format, _))| is_long() || *format != "png" || *idx == 0)
        .collect();
    let found = in_parallel(jobs.len(), |engine, job_idx| {
        let (idx, reader, (format, shape)) = jobs[job_idx];
        let files = files_of(engine, &briefs[idx], reader, (format, shape));
        let found: Vec<Finding> =
            files.iter().flat_map(|bytes| found_for(&briefs[idx], bytes, reader)).collect();
        (!found.is_empty())
            .then(|| format!("{} {reader} {format} {shape}: {found:#?}", briefs[idx].path.display()))
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_principals_copy_of_every_sample_brief_is_guilty() {
    let engine = Engine::with_system_fonts();
    for loaded in briefs() {
        for (format, shape) in [
            ("md", Shape::Text),
            ("html", Shape::Text),
            ("pdf", Shape::Text),
            ("docx", Shape::Text),
            ("pptx", Shape::Slides),
        ] {
            let files = files_of(&engine, &loaded, Reader::Principal, (format, shape));
            for reader in [Reader::Delegation, Reader::Interpreter, Reader::Counterpart, Reader::Press] {
                let found = found_for(&loaded, &files[0], reader);
                let holds_more = loaded.text.contains("[!RED-LINE]") || !reader.is_ours();
                let n_least = if reader.is_ours() { 1 } else { 5 };
                assert!(
                    !holds_more || found.len() >= n_least,
                    "{} {format} for {reader}: {found:#?}",
                    loaded.path.display()
                );
            }
            assert_eq!(found_for(&loaded, &files[0], Reader::Principal), [], "the principal may have all");
        }
    }
}

#[test]
fn words_names_and_figures_are_found_each_with_its_place() {
    let clean = found_in(
        b"# Ships and ports\n\nMore ships will come. Trade grew by 12 percent.",
        BRIEF,
        Reader::Counterpart,
    );
    assert_eq!(clean, []);
    let cases = [
        ("We will never\naccept a quo-\nta on steel from there", Sort::Words, 14),
        ("Whitfield was there", Sort::Name, 14),
        ("Mr. Morimoto wrote this", Sort::Name, 4),
        ("it cost 48,750", Sort::Figure, 17),
        ("it cost 48750 then", Sort::Figure, 17),
        ("Why did you not buy the frigates?", Sort::Words, 16),
        ("本日は譲れない一線は数量制限であると述べた", Sort::Words, 21),
    ];
    for (text, sort, line) in cases {
        let file = format!("# Ships\n\nMore ships will come.\n\n{text}\n");
        let found = found_in(file.as_bytes(), BRIEF, Reader::Counterpart);
        let first = found.first().unwrap_or_else(|| panic!("nothing was found in: {text}"));
        assert_eq!((first.sort, first.place.en.as_str()), (sort, "line 5"), "{text}: {found:#?}");
        let start = first.span.expect("in the brief").start;
        assert_eq!(BRIEF[..start].matches('\n').count() + 1, line, "{text}: {found:#?}");
    }
}

#[test]
fn shared_text_is_not_accused_of_sharing_ordinary_words() {
    let public = "We will accept ships. The price rose in the ports. Why did you not come? 1,248,750 ships, 48.75 percent. \
        A quota was never on. Steel from there.";
    assert_eq!(found_in(public.as_bytes(), BRIEF, Reader::Counterpart), []);
    let numbered = format!(
        "{BRIEF}\n> [!INTERNAL]\n> We ask for 3 patrol boats.\n\n1. Ports\n2. Roads\n3. Patrol boats\n"
    );
    let copy = "1. Ports\n2. Roads\n3. Patrol boats\n";
    assert_eq!(
        found_in(copy.as_bytes(), &numbered, Reader::Counterpart),
        [],
        "a list has numbers of its own"
    );
    let split = format!(
        "{BRIEF}\nSales grew in Ohio\n\n> [!INTERNAL]\n> Sales grew in Ohio because we paid for it.\n\nBecause we paid attention.\n"
    );
    let copy = "Sales grew in Ohio\n\nBecause we paid attention.\n";
    assert_eq!(found_in(copy.as_bytes(), &split, Reader::Counterpart), [], "two shared lines may meet");
    let both = format!(
        "{BRIEF}\nWe will never accept a quota on steel from Hokkaido, said Undersecretary Whitfield.\n"
    );
    let copy = "We will never accept a quota on steel from Hokkaido, said Undersecretary Whitfield.";
    assert_eq!(
        found_in(copy.as_bytes(), &both, Reader::Counterpart),
        [],
        "what is said in public may be said"
    );
}

#[test]
fn markings_and_paths_are_found_unless_the_reader_has_them_anyway() {
    let found = |text: &str| -> Vec<Sort> {
        found_in(text.as_bytes(), BRIEF, Reader::Counterpart)
            .into_iter()
            .map(|finding| finding.sort)
            .collect()
    };
    assert_eq!(found("SECRET//NOFORN\n\nMore ships will come."), [Sort::Mark]);
    assert_eq!(found("More ships (SBU) will come."), [Sort::Mark]);
    assert_eq!(found("極秘\n\nMore ships will come."), [Sort::Mark]);
    assert_eq!(found("OFFICIAL\n\nThe secret of ships."), []);
    assert_eq!(found("see /home/hmorimoto/briefs/ships.md"), [Sort::Path]);
    assert_eq!(found(r"see C:\Users\hm\ships.docx"), [Sort::Path]);
    assert_eq!(found("see https://example.org/home/ships"), []);
}

/// Our own file of the counterpart's copy.
fn honest_pdf() -> Vec<u8> {
    let (brief, _) = parse(BRIEF);
    let (book, assets) = (FactBook::default(), Assets::default());
    let context = Context { book: &book, assets: &assets };
    let released = project_with(&brief, &context, &copy_for(Reader::Counterpart));
    file(&Engine::with_own_fonts(), &released, "pdf", Shape::Text).remove(0).bytes
}

#[test]
fn every_planted_fault_in_a_pdf_is_found_where_it_is() {
    let honest = honest_pdf();
    assert_eq!(found_in(&honest, BRIEF, Reader::Counterpart), []);
    let text = format!("we {SENTENCE} there");
    let wide = text.encode_utf16().map(|unit| format!("{unit:04x}")).collect::<Vec<_>>().concat();
    let xmp =
        format!("<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:description>{text}</dc:description></x:xmpmeta>");
    let content = format!(
        "BT /F1 12 Tf 72 700 Td [(we {}) -250 (never accept a quo) 20 (ta on steel from)] TJ ET",
        "will"
    );
    let plain = |object: String| vec![(object.into_bytes(), None)];
    let stream = |dict: &str, data: &[u8]| vec![(dict.as_bytes().to_vec(), Some(data.to_vec()))];
    let cases: [(&str, Objects); 14] = [
        ("a bookmark", plain(format!("<</Title({text})/Parent 1 0 R/Dest[1 0 R/Fit]>>"))),
        ("a bookmark", plain(format!("<</Title<feff{wide}>/Parent 1 0 R>>"))),
        ("an alternative text", plain(format!("<</S/Figure/Alt({text})>>"))),
        ("an actual text", plain(format!("<</S/Span/K[<</ActualText({text})>>]>>"))),
        ("the title of a tag", plain(format!("<</S/Sect/T({text})>>"))),
        ("metadata (Title)", plain(format!("<</Title({text})/Producer(x)>>"))),
        ("metadata (Keywords)", plain(format!("<</Keywords(a, {text})>>"))),
        ("an annotation", plain(format!("<</Type/Annot/Subtype/Text/Contents({text})/Rect[0 0 1 1]>>"))),
        ("names and tags", plain(format!("<</S/{}>>", text.replace(' ', "#20")))),
        ("XMP metadata", stream("/Type/Metadata/Subtype/XML", xmp.as_bytes())),
        ("an attached file, line 1", stream("/Type/EmbeddedFile", text.as_bytes())),
        ("EXIF or XMP of a picture", stream("/Subtype/Image/Filter/DCTDecode", &jpeg_with(&text))),
        (
            "a drawing",
            stream("/Subtype/Form/Resources<</Font<</F1<</Type/Font/Subtype/Type1>>>>>>", content.as_bytes()),
        ),
        ("an attached file, tEXt chunk of a picture", stream("/Type/EmbeddedFile", &png_with(&text))),
    ];
    for (place, objects) in cases {
        let mut update = PdfUpdate::of(&honest);
        objects.into_iter().for_each(|(object, data)| update.add(&object, data.as_deref()));
        let found = found_in(&update.finish(), BRIEF, Reader::Counterpart);
        let places: Vec<&str> = found.iter().map(|finding| finding.place.en.as_str()).collect();
        assert_eq!(places, [place], "{found:#?}");
        assert!(in_japanese(&found[0].place.ja), "{found:#?}");
    }
}

/// Whether a place is said in Japanese alone, but for names of files and keys.
fn in_japanese(place: &str) -> bool {
    let is_kana_or_kanji = |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}');
    let english = [" of ", " in ", " within ", "the ", "a "];
    place.chars().any(is_kana_or_kanji) && english.iter().all(|word| !place.contains(word))
}

#[test]
fn what_an_earlier_state_of_a_pdf_held_is_found() {
    let honest = honest_pdf();
    let mut update = PdfUpdate::of(&honest);
    update.add(format!("<</Contents({SENTENCE})>>").as_bytes(), None);
    let guilty = update.finish();
    // The object is made empty in a later state, as editors do that "delete" a remark.
    let mut update = PdfUpdate::of(&guilty);
    update.replace_last(b"null");
    let found = found_in(&update.finish(), BRIEF, Reader::Counterpart);
    assert!(found.iter().any(|finding| finding.place.en.starts_with("an earlier state")), "{found:#?}");
}

#[test]
fn every_planted_fault_in_office_and_web_files_is_found_where_it_is() {
    let split =
        "<w:p><w:r><w:t>we never acc</w:t></w:r><w:r><w:t>ept a quota on steel from</w:t></w:r></w:p>";
    let cases: [(&str, &str, String); 10] = [
        ("word/document.xml", "the text (", format!("<w:document>{split}</w:document>")),
        (
            "word/document.xml",
            "the text (",
            format!("<w:document><w:del><w:delText>{SENTENCE}</w:delText></w:del></w:document>"),
        ),
        (
            "word/document.xml",
            "attributes in the text (",
            format!("<w:document><wp:docPr id=\"1\" descr=\"{SENTENCE}\"/></w:document>"),
        ),
        ("word/comments.xml", "comments (", format!("<w:comments><w:t>{SENTENCE}</w:t></w:comments>")),
        (
            "word/settings.xml",
            "attributes in settings",
            format!("<w:docVar w:name=\"x\" w:val=\"{SENTENCE}\"/>"),
        ),
        ("customXml/item1.xml", "custom XML (", format!("<a><b>{SENTENCE}</b></a>")),
        (
            "docProps/core.xml",
            "properties (",
            "<cp:coreProperties><dc:creator>Whitfield</dc:creator></cp:coreProperties>".to_owned(),
        ),
        (
            "ppt/notesSlides/notesSlide1.xml",
            "speaker notes (",
            format!("<p:notes><a:t>{SENTENCE}</a:t></p:notes>"),
        ),
        (
            "ppt/slides/slide2.xml",
            "a hidden slide (",
            format!("<p:sld show=\"0\"><a:t>{SENTENCE}</a:t></p:sld>"),
        ),
        (
            "word/document.xml",
            "comments within the text (",
            format!("<w:document><!-- {SENTENCE} --></w:document>"),
        ),
    ];
    for (name, place, part) in cases {
        let bytes = archive(&[("[Content_Types].xml", b"<Types/>"), (name, part.as_bytes())]);
        let found = found_in(&bytes, BRIEF, Reader::Counterpart);
        assert!(found.len() == 1 && found[0].place.en.starts_with(place), "{name}, {place}: {found:#?}");
        assert!(in_japanese(&found[0].place.ja), "{found:#?}");
    }
    let picture = archive(&[("word/media/image1.png", &png_with(SENTENCE))]);
    assert_eq!(found_in(&picture, BRIEF, Reader::Counterpart).len(), 1);
    let pages = [
        format!("<!doctype html><html><body><p>{SENTENCE}</p></body></html>"),
        format!("<!doctype html><html><body><!-- {SENTENCE} --></body></html>"),
        format!("<html><body><img alt='{SENTENCE}'></body></html>"),
        format!("<html><body><p data-note=\"{}\">x</p></body></html>", SENTENCE.replace(' ', "%20")),
        format!("<html><script>let notes = '{SENTENCE}';</script></html>"),
    ];
    for page in pages {
        assert_eq!(found_in(page.as_bytes(), BRIEF, Reader::Counterpart).len(), 1, "{page}");
    }
}

#[test]
fn files_that_other_programs_made_of_the_whole_brief_are_guilty() {
    let folder = tempfile::tempdir().expect("a folder");
    let brief = folder.path().join("brief.md");
    fs::write(&brief, BRIEF).expect("written");
    let pandoc = |name: &str| {
        let out = folder.path().join(name);
        let done = Command::new("pandoc").arg(&brief).arg("-o").arg(&out).output();
        done.is_ok_and(|done| done.status.success()).then(|| fs::read(out).expect("read"))
    };
    let made: Vec<(&str, Vec<u8>)> = ["x.docx", "x.pptx", "x.html", "x.odt", "x.epub"]
        .into_iter()
        .filter_map(|name| pandoc(name).map(|bytes| (name, bytes)))
        .collect();
    for (name, bytes) in &made {
        let found = found_in(bytes, BRIEF, Reader::Counterpart);
        assert!(
            found.iter().filter(|finding| finding.sort == Sort::Words).count() >= 2,
            "{name}: {found:#?}"
        );
    }
    let docx = made.first().map(|_| folder.path().join("x.docx"));
    let office = |docx: &PathBuf| {
        let mut office = Command::new("soffice");
        office.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder.path()).arg(docx);
        office.env("HOME", folder.path()).output().is_ok_and(|done| done.status.success())
    };
    if docx.is_some_and(|docx| office(&docx)) {
        let pdf = fs::read(folder.path().join("x.pdf")).expect("read");
        let found = found_in(&pdf, BRIEF, Reader::Counterpart);
        assert!(found.iter().filter(|finding| finding.sort == Sort::Words).count() >= 2, "{found:#?}");
    }
}

#[test]
fn no_made_up_brief_leaks_and_every_principals_copy_does() {
    let (n, n_pdf) = if is_long() { (N_LONG_BRIEFS, N_LONG_PDF_BRIEFS) } else { (N_BRIEFS, N_PDF_BRIEFS) };
    let faults = in_parallel(n, |engine, idx| {
        let twin = twin(&mut Rng::new(idx as u64));
        let (brief, _) = parse(&twin.a);
        let (book, assets) = (FactBook::default(), Assets::default());
        let context = Context { book: &book, assets: &assets };
        let formats: &[(&str, Shape)] = if idx < n_pdf {
            &[
                ("md", Shape::Text),
                ("html", Shape::Text),
                ("html", Shape::Slides),
                ("pdf", Shape::Text),
                ("pdf", Shape::Slides),
            ]
        } else {
            &[("md", Shape::Text), ("html", Shape::Text), ("html", Shape::Slides)]
        };
        let mut faults = Vec::new();
        for reader in [Reader::Counterpart, Reader::Press] {
            for &(format, shape) in formats {
                let made = |copy: &CopyOptions| {
                    file(engine, &project_with(&brief, &context, copy), format, shape).remove(0).bytes
                };
                let found = found_in(&made(&copy_for(reader)), &twin.a, reader);
                if !found.is_empty() {
                    faults.push(format!("{reader} {format} {shape} is accused: {found:#?}"));
                }
                let all = made(&copy_for(Reader::Principal));
                let n_secrets = twin.secrets.iter().filter(|secret| twin.a.contains(secret.as_str())).count();
                if shape == Shape::Text && n_secrets > 0 && found_in(&all, &twin.a, reader).is_empty() {
                    faults.push(format!("the principal’s copy as {format} passes for that of the {reader}"));
                }
            }
        }
        (!faults.is_empty()).then(|| format!("seed {idx}: {}\n{}", faults.join("\n"), twin.a))
    });
    assert!(faults.is_empty(), "{} of {n}: {}", faults.len(), faults[..faults.len().min(2)].join("\n"));
}

#[test]
fn a_canary_in_any_private_place_is_found_in_any_text() {
    let n = if is_long() { N_LONG_BRIEFS } else { N_BRIEFS };
    let (mut n_secrets, mut missed) = (0, Vec::new());
    for idx in 0..n {
        let twin = twin(&mut Rng::new(idx as u64));
        for secret in twin.secrets.iter().filter(|secret| twin.a.contains(secret.as_str())) {
            n_secrets += 1;
            let text = format!("More ships will come, {secret} and others.");
            if found_in(text.as_bytes(), &twin.a, Reader::Counterpart).is_empty() {
                missed.push(format!("{secret} of {idx}"));
            }
        }
    }
    assert!(n_secrets > n && missed.is_empty(), "{} of {n_secrets}: {missed:?}", missed.len());
}

#[test]
fn a_file_that_leaks_gets_no_name_and_the_words_stay_out_of_the_message() {
    let (brief, _) = parse(BRIEF);
    let (book, assets) = (FactBook::default(), Assets::default());
    let context = Context { book: &book, assets: &assets };
    for reader in [Reader::Counterpart, Reader::Press] {
        let copy = copy_for(reader);
        let released = project_with(&brief, &context, &copy);
        let claim = Claim { brief: &brief, text: BRIEF, context, copy: &copy, released: &released };
        let leaking = [(PathBuf::from("out.md"), format!("# Paper\n\nWe {SENTENCE} there\n").into_bytes())];
        let lines = prove_files(&leaking, &claim, None);
        let english: Vec<&str> = lines.iter().map(|line| line.en.as_str()).collect();
        assert_eq!(english, ["out.md: line 3 holds private words, from line 14 of the brief"]);
    }
    let copy = copy_for(Reader::Principal);
    let released = project_with(&brief, &context, &copy);
    let claim = Claim { brief: &brief, text: BRIEF, context, copy: &copy, released: &released };
    assert!(prove_files(&[(PathBuf::from("out.md"), SENTENCE.into())], &claim, None).is_empty());
}

fn demarche(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    // Every PDF names the library that wrote its metadata: a user of that name is found in each.
    command.env("USER", "xmp-writer");
    let output = command.output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn the_shell_is_told_by_lines_and_exit_codes() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("written");
    put("brief.md", BRIEF.as_bytes());
    put("clean.md", b"# Ships and ports\n\nMore ships will come.\n");
    put("guilty.md", format!("# Ships and ports\n\nWe {SENTENCE} there.\n").as_bytes());
    put("noise.bin", &[0, 159, 146, 150, 0, 1, 2]);
    put("broken.pdf", b"%PDF-1.7\nnothing of a PDF");
    let prove = |name: &str| {
        demarche(folder.path(), &["prove", name, "--against", "brief.md", "--for", "counterpart"])
    };
    assert_eq!(
        prove("clean.md"),
        (Some(0), "clean.md: nothing that the counterpart may not have\n".into(), String::new())
    );
    let (code, out, err) = prove("guilty.md");
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(out.starts_with("guilty.md: line 3: private words: “never accept a quota"), "{out}");
    assert!(out.ends_with("(brief.md:14:3)\n"), "{out}");
    for name in ["noise.bin", "broken.pdf", "missing.pdf"] {
        let (code, out, err) = prove(name);
        assert_eq!((code, out.as_str(), err.lines().count()), (Some(2), "", 1), "{name}: {err}");
    }
    let (code, out, err) =
        demarche(folder.path(), &["export", "brief.md", "-o", "out.pdf", "--for", "counterpart"]);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(
        err.contains("XMP metadata holds the name of a user") && err.contains("no file is written"),
        "{err}"
    );
    assert!(!folder.path().join("out.pdf").exists());
}
