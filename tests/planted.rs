//! Files with something planted in them, made byte by byte: pictures, archives, PDFs with more objects than before.

/// A picture in PNG with a text beside its one pixel.
pub fn png_with(text: &str) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let text = [b"Comment\0", text.as_bytes()].concat();
    for (name, data) in
        [(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0][..]), (b"tEXt", &text), (b"IEND", &[])]
    {
        bytes.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        bytes.extend(name);
        bytes.extend(data);
        bytes.extend([0; 4]);
    }
    bytes
}

/// A picture in JPEG whose EXIF holds a text.
pub fn jpeg_with(text: &str) -> Vec<u8> {
    let exif = [b"Exif\0\0", text.as_bytes()].concat();
    let mut bytes = b"\xFF\xD8\xFF\xE1".to_vec();
    bytes.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
    bytes.extend(exif);
    bytes.extend(b"\xFF\xDA\0\x02\xFF\xD9");
    bytes
}

/// A zip archive whose files are stored as they are; each is counted and none is checked.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    packed_archive(&files.iter().map(|(name, data)| (*name, *data, 0, data.len())).collect::<Vec<_>>())
}

/// A zip archive of files that are packed as they are said to be: name, data, method, length unpacked.
pub fn packed_archive(files: &[(&str, &[u8], u8, usize)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    let four = |n: usize| u32::try_from(n).expect("short").to_le_bytes();
    let two = |n: usize| u16::try_from(n).expect("short").to_le_bytes();
    for (name, data, method, len) in files {
        let at = four(bytes.len());
        let common = [
            &[20, 0, 0, 0, *method, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
            &four(data.len()),
            &four(*len),
            &two(name.len()),
            &[0, 0],
        ]
        .concat();
        bytes.extend([b"PK\x03\x04", &common[..], name.as_bytes(), data].concat());
        directory.extend([b"PK\x01\x02\x14\0", &common[..], &[0; 10], &at, name.as_bytes()].concat());
    }
    let (at, len, n) = (four(bytes.len()), four(directory.len()), two(files.len()));
    bytes.extend(directory);
    bytes.extend([b"PK\x05\x06\0\0\0\0", &n[..], &n, &len, &at, &[0, 0]].concat());
    bytes
}

/// Data as zlib packs it.
pub fn packed(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, data).expect("packed");
    encoder.finish().expect("packed")
}

/// A PDF with objects added behind its end, as programs do that save on top of what was there.
pub struct PdfUpdate {
    bytes: Vec<u8>,
    root: String,
    last_start: usize,
    /// The number the next object has, and where those were put that are new.
    next: usize,
    places: Vec<(usize, usize)>,
}

impl PdfUpdate {
    /// Begins with a PDF that has a table of its objects in plain text.
    pub fn of(pdf: &[u8]) -> Self {
        let text = String::from_utf8_lossy(pdf);
        let number_behind = |key: &str| -> usize {
            let at = text.rfind(key).expect("is there") + key.len();
            let digits: String = text[at..].trim_start().chars().take_while(char::is_ascii_digit).collect();
            digits.parse().expect("a number")
        };
        Self {
            bytes: pdf.to_vec(),
            root: format!("{} 0 R", number_behind("/Root")),
            last_start: number_behind("startxref"),
            next: number_behind("/Size"),
            places: Vec::new(),
        }
    }

    /// The number of the next object.
    pub fn next(&self) -> usize {
        self.next
    }

    /// Adds an object; one with data has the entries of its dictionary alone.
    pub fn add(&mut self, object: &[u8], data: Option<&[u8]>) {
        self.places.push((self.next, self.bytes.len() + 1));
        self.bytes.extend(format!("\n{} 0 obj\n", self.next).as_bytes());
        match data {
            Some(data) => {
                let length = format!("<</Length {}", data.len());
                self.bytes
                    .extend([length.as_bytes(), object, b">>\nstream\n", data, b"\nendstream"].concat());
            }
            None => self.bytes.extend(object),
        }
        self.bytes.extend(b"\nendobj\n");
        self.next += 1;
    }

    /// Writes the last object anew.
    pub fn replace_last(&mut self, object: &[u8]) {
        self.next -= 1;
        self.add(object, None);
    }

    /// Ends the file with a table of what is new.
    pub fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len();
        self.bytes.extend(b"xref\n");
        for (number, at) in &self.places {
            self.bytes.extend(format!("{number} 1\n{at:010} 00000 n \n").as_bytes());
        }
        let trailer = format!(
            "trailer\n<</Size {}/Root {}/Prev {}>>\nstartxref\n{start}\n%%EOF",
            self.next, self.root, self.last_start
        );
        self.bytes.extend(trailer.as_bytes());
        self.bytes
    }
}
