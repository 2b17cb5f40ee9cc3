//! What `prove` could not read is said, and what can be read in another way is searched.

use std::fs;
use std::io::Write as _;

use demarche::brief::{Reader, parse};
use demarche::facts::FactBook;
use demarche::layout::{Engine, Shape};
use demarche::prove::{Claim, Proof, Secrets, Surroundings, prove};
use demarche::release::{Assets, Audience, Context, CopyOptions, Edits, project_with};
use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};

use crate::planted::{PdfUpdate, archive, png_with};
use crate::shell::demarche;
use crate::support::{file, released};

const BRIEF: &str = "---\ntitle: Ships and ports\ndate: 2024-11-20\nmarking: none\n---\n\n## Ports grow\n\n\
    More ships will come.\n\n> [!RED-LINE]\n> We will never accept a quota on steel from Hokkaido.\n\n\
    > [!NOTES]\n> 桜川大臣は来月辞任する予定であり、先方に伝えてはならない。\n";

const SECRET: &str = "never accept a quota on steel from";
const SECRET_JA: &str = "桜川大臣は来月辞任する予定であり、先方に伝えてはならない。";

fn proof(bytes: &[u8]) -> Proof {
    let (brief, _) = parse(BRIEF);
    let (book, assets) = (FactBook::default(), Assets::default());
    let context = Context { book: &book, assets: &assets };
    let copy = CopyOptions { reader: Reader::Counterpart, audience: Audience::default(), edits: Edits::Open };
    let released = project_with(&brief, &context, &copy);
    let claim = Claim { brief: &brief, text: BRIEF, context, copy: &copy, released: &released };
    prove(bytes, &Secrets::of(&claim), &Surroundings::default()).expect("can be read")
}

fn honest_pdf() -> Vec<u8> {
    let engine = Engine::with_own_fonts();
    file(&engine, &released(BRIEF, Reader::Counterpart), "pdf", Shape::Text).remove(0).bytes
}

fn with_attachment(pdf: &[u8], data: &[u8]) -> Vec<u8> {
    let mut update = PdfUpdate::of(pdf);
    update.add(b"/Type/EmbeddedFile", Some(data));
    update.finish()
}

#[test]
fn letters_whose_font_does_not_say_what_they_are_are_not_read() {
    let pdf = honest_pdf();
    assert_eq!(proof(&pdf), Proof::default(), "our own file is read to the end");
    let drawn = |font: &str, map: Option<&str>| {
        let mut update = PdfUpdate::of(&pdf);
        let map = map.map(|map| {
            let number = update.next();
            update.add(b"", Some(map.as_bytes()));
            format!("/ToUnicode {number} 0 R")
        });
        let font = format!("/Type/Font/BaseFont/Helvetica{font}{}", map.unwrap_or_default());
        let form = format!("/Subtype/Form/Resources<</Font<</F1<<{font}>>>>>>");
        update.add(form.as_bytes(), Some(b"BT /F1 9 Tf <0102030405060708090A0B0C0D0E> Tj ET"));
        proof(&update.finish()).unread.len()
    };
    let names = |names: &str| format!("/Subtype/Type1/Encoding<</Differences[1{names}]>>");
    assert_eq!(drawn(&names(&"/G1/g22/a3/c0".repeat(4)), None), 1, "names that say nothing");
    assert_eq!(drawn(&names(&"/A/eacute/seven/uni65E5/f_i/quotedblleft/alpha".repeat(2)), None), 0);
    let map = |letter: &dyn Fn(u32) -> u32| {
        let rows: Vec<String> =
            (1..15).map(|code| format!("<{code:02x}> <{:04x}>\n", letter(code))).collect();
        let rows = rows.concat();
        format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <ff> \
             endcodespacerange\n14 beginbfchar\n{rows}endbfchar endcmap end end"
        )
    };
    let unnamed = names(&"/G1".repeat(14));
    assert_eq!(drawn(&unnamed, Some(&map(&|code| 0x60 + code))), 0, "a map that says what they are");
    assert_eq!(drawn(&unnamed, Some(&map(&|_| 0x78))), 1, "a map that says x of all");
    assert_eq!(drawn(&unnamed, Some(&map(&|code| 0x2700 + code))), 1, "a map of ornaments");
}

#[test]
fn an_attached_file_that_cannot_be_opened_is_not_passed_over() {
    let pdf = honest_pdf();
    let mut zip = archive(&[("a.txt", SECRET.as_bytes())]);
    let at = zip.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
    zip[at + 8] |= 1;
    let closed = String::from_utf8_lossy(&pdf[..200]).into_owned() + "\nnothing of a PDF";
    for (what, data) in [
        ("xz", &b"\xFD7zXZ\0\0\x04\xE6\xD6\xB4F\x02\0"[..]),
        ("7z", b"7z\xBC\xAF\x27\x1C\0\x04\x11\x22"),
        ("bzip2", b"BZh91AY&SY\x01\x02\0\xFF\x9F"),
        ("a damaged PDF", closed.as_bytes()),
        ("a file behind a password", &zip),
        ("noise", &[0, 159, 146, 150, 0, 1, 2]),
    ] {
        assert_eq!(proof(&with_attachment(&pdf, data)).unread.len(), 1, "{what}");
        let office = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/embeddings/a.bin", data)]);
        assert_eq!(proof(&office).unread.len(), 1, "{what} in Word");
    }
    for (what, data) in [("a font", &b"\0\x01\0\0\0\x0C\xFF\xFF"[..]), ("a picture", &png_with("x"))] {
        assert_eq!(proof(&with_attachment(&pdf, data)).unread, [], "{what}");
    }
}

/// A file that `tar` made, with one file in it.
fn tar(data: &[u8]) -> Vec<u8> {
    let mut head = vec![0; 512];
    head[..5].copy_from_slice(b"a.txt");
    head[124..136].copy_from_slice(format!("{:011o}\0", data.len()).as_bytes());
    head[156] = b'0';
    head[257..262].copy_from_slice(b"ustar");
    let mut bytes = [head, data.to_vec()].concat();
    bytes.resize(bytes.len().next_multiple_of(512) + 1024, 0);
    bytes
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(data).expect("packed");
    encoder.finish().expect("packed")
}

#[test]
fn words_are_found_however_they_are_packed_and_written() {
    let encoded = |encoding: &'static encoding_rs::Encoding, text: &str| encoding.encode(text).0.into_owned();
    let base64 = "V2Ugd2lsbCBuZXZlciBhY2NlcHQgYSBxdW90YSBvbiBzdGVlbCBmcm9tIEhva2thaWRvLg==";
    let units = |text: &str| {
        let unit = |unit: u16| format!("\\u{}?", i16::from_be_bytes(unit.to_be_bytes()));
        text.encode_utf16().map(unit).collect::<String>()
    };
    let hex: Vec<String> =
        encoded(SHIFT_JIS, SECRET_JA).iter().map(|byte| format!("\\'{byte:02x}")).collect();
    let hex = hex.concat();
    let files: [(&str, Vec<u8>); 14] = [
        ("gzip", gzip(SECRET.as_bytes())),
        ("tar", tar(SECRET.as_bytes())),
        ("tar and gzip", gzip(&tar(SECRET.as_bytes()))),
        ("base64 mail", format!("Subject: x\nContent-Transfer-Encoding: base64\n\n{base64}\n").into()),
        (
            "quoted mail",
            b"MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\nnever accept a quo=\nta on ste=65l from".to_vec(),
        ),
        (
            "Japanese mail",
            [
                &b"Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n"[..],
                &encoded(ISO_2022_JP, SECRET_JA),
            ]
            .concat(),
        ),
        ("rich text", b"{\\rtf1 we \\b never\\b0  acc\\'65pt a quota on steel from}".to_vec()),
        ("rich text by numbers", format!("{{\\rtf1 {}}}", units(SECRET_JA)).into()),
        ("rich text by bytes", format!("{{\\rtf1\\ansicpg932 {hex}}}").into()),
        ("Shift_JIS", encoded(SHIFT_JIS, SECRET_JA)),
        ("EUC-JP", encoded(EUC_JP, SECRET_JA)),
        ("ISO-2022-JP", encoded(ISO_2022_JP, SECRET_JA)),
        ("Markdown in Shift_JIS", encoded(SHIFT_JIS, &format!("# 港\n\nMore ships will come.\n\n{SECRET_JA}\n"))),
        ("HTML in Shift_JIS", encoded(SHIFT_JIS, &format!("<html><body><p>{SECRET_JA}</p></body></html>"))),
    ];
    let pdf = honest_pdf();
    for (what, bytes) in files {
        assert!(!proof(&bytes).findings.is_empty(), "{what}");
        assert!(!proof(&with_attachment(&pdf, &bytes)).findings.is_empty(), "{what}, attached");
    }
    for clean in
        [encoded(SHIFT_JIS, "# 港\n\n船が増える。\n"), gzip(b"More ships will come."), b"{\\rtf1 x}".to_vec()]
    {
        assert_eq!(proof(&clean), Proof::default());
    }
}

/// A PDF of one page, byte by byte: what is drawn on it, and one picture that it may draw.
fn bare_pdf(content: &str) -> Vec<u8> {
    let stream =
        |dict: &str, data: &str| format!("<<{dict}/Length {}>>\nstream\n{data}\nendstream", data.len());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R/Fm 6 0 R>>>>>>"
            .to_owned(),
        stream("", content),
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x"),
        stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im 5 0 R>>>>", "/Im Do"),
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = String::new();
    for (idx, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", idx + 1).as_bytes());
    }
    let (n, start) = (objects.len() + 1, bytes.len());
    bytes.extend(
        format!("xref\n0 {n}\n0000000000 65535 f \n{table}trailer\n<</Size {n}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF")
            .as_bytes(),
    );
    bytes
}

#[test]
fn what_only_eyes_can_read_is_named() {
    let notes = |bytes: &[u8]| -> Vec<String> {
        let proof = proof(bytes);
        assert_eq!((proof.findings.len(), proof.unread.len()), (0, 0), "{proof:#?}");
        proof.notes.into_iter().map(|note| note.en).collect()
    };
    let scan = ["page 1 holds a picture and no words: nobody has read it; look at it yourself"];
    assert_eq!(notes(&bare_pdf("/Im Do")), scan);
    assert_eq!(notes(&bare_pdf("q /Fm Do Q")), scan);
    assert_eq!(
        notes(&bare_pdf(&"1 2 m 3 4 5 6 7 8 c 9 9 l h f ".repeat(200))),
        ["page 1 holds a drawing and no words: nobody has read it; look at it yourself"]
    );
    for plain in ["1 2 m 3 4 l S", "BT /F1 9 Tf (ships) Tj ET /Im Do"] {
        assert_eq!(notes(&bare_pdf(plain)), [""; 0], "{plain}");
    }
    let mut picture = Vec::new();
    image::DynamicImage::new_rgb8(600, 800)
        .write_to(&mut std::io::Cursor::new(&mut picture), image::ImageFormat::Png)
        .expect("encodes");
    assert_eq!(notes(&picture), ["it is a picture: nobody has read the letters in it; look at it yourself"]);
    assert!(
        notes(&with_attachment(&honest_pdf(), &picture))[0].starts_with("an attached file: nobody has read")
    );
    let office = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/media/image1.png", &picture)]);
    assert!(notes(&office)[0].starts_with("a picture (word/media/image1.png): nobody has read"));
}

#[test]
fn the_shell_says_so_and_ends_accordingly() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("written");
    put("brief.md", BRIEF.as_bytes());
    put("scan.pdf", &bare_pdf("/Im Do"));
    put("packed.docx", &archive(&[("[Content_Types].xml", b"<Types/>"), ("a.xz", b"\xFD7zXZ\0\0\x04\xE6")]));
    put("sjis.txt", &SHIFT_JIS.encode(SECRET_JA).0);
    let prove = |name: &str| {
        let output =
            demarche(folder.path(), &["prove", name, "--against", "brief.md", "--for", "counterpart"]);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (code, _, err) = prove("scan.pdf");
    assert!(code == Some(0) && err.starts_with("note: scan.pdf: page 1 holds a picture"), "{err}");
    let (code, out, err) = prove("packed.docx");
    assert!(code == Some(2) && out.is_empty() && err.contains("could not be read to the end"), "{out}{err}");
    let (code, out, err) = prove("sjis.txt");
    assert!(code == Some(1) && out.contains("private words"), "{out}{err}");
}
