//! Mail as a file: its head, and each part of it in the letters that it was written in.

use crate::prove::ReadError;
use crate::prove::read::markup::from_base64;
use crate::prove::read::{Reading, charset, plain};
use crate::text::message;

/// How deep parts within each other are followed.
const MAX_DEPTH: usize = 8;
/// Lines of a head that no other text has.
const SURE_SIGNS: &[&str] =
    &["mime-version", "content-type", "content-transfer-encoding", "received", "message-id"];
/// Lines of a head that are written for people.
const FOR_PEOPLE: &[&str] =
    &["subject", "from", "to", "cc", "bcc", "reply-to", "sender", "date", "comments", "keywords"];

/// The head of a mail or of a part of one: names in small letters, and what stands behind each.
type Head = Vec<(String, Vec<u8>)>;

/// Whether a file is a mail, by the lines that it begins with.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let Some((head, _)) = split(bytes) else { return false };
    let has = |name: &str| head.iter().any(|(known, _)| known == name);
    SURE_SIGNS.iter().any(|name| has(name)) || (has("from") && has("subject") && (has("to") || has("date")))
}

/// Reads a mail.
pub(super) fn read(bytes: &[u8], reading: &mut Reading) -> Result<(), ReadError> {
    read_part(bytes, reading, 0)?;
    // What stands before the first part and behind the last is shown by no program.
    let text = charset::of_mail(bytes).unwrap_or_else(|| plain::letters(bytes));
    reading.add_again(&message!("the mail as a whole", "メール全体"), text, false);
    Ok(())
}

fn read_part(bytes: &[u8], reading: &mut Reading, depth: usize) -> Result<(), ReadError> {
    let (head, body) = split(bytes).unwrap_or((Vec::new(), bytes));
    for (name, value) in &head {
        let is_prose = FOR_PEOPLE.contains(&name.as_str());
        let value = with_words_decoded(value);
        let value = percent_encoding::percent_decode_str(&value).decode_utf8_lossy().into_owned();
        reading.add(
            &message!("the head of the mail ({name})", "メールのヘッダー（{name}）"),
            value,
            is_prose,
        );
    }
    let kind = value_of(&head, "content-type");
    let is_of_parts = kind.to_ascii_lowercase().starts_with("multipart/");
    if let Some(boundary) = parameter(&kind, "boundary").filter(|_| is_of_parts) {
        if depth >= MAX_DEPTH {
            reading.unread.push(message!("parts of a mail in parts of a mail", "入れ子が深すぎるメール"));
            return Ok(());
        }
        return parts(body, &boundary).into_iter().try_for_each(|part| read_part(part, reading, depth + 1));
    }
    let how = value_of(&head, "content-transfer-encoding");
    let body = match how.trim() {
        "base64" => from_base64(&String::from_utf8_lossy(body)).unwrap_or_else(|| {
            let place = reading.inside(&message!("a part of the mail", "メールの一部"));
            reading.unread.push(message!("{place} is damaged", "{place}が壊れています", place));
            body.to_vec()
        }),
        "quoted-printable" => unquoted(body, false),
        _ => body.to_vec(),
    };
    reading.count(body.len())?;
    if kind.is_empty() || is_of_parts || kind.starts_with("text/") {
        return read_text(&body, parameter(&kind, "charset"), reading);
    }
    let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
    reading.open_within(&body, &message!("an attached file ({kind})", "添付ファイル（{kind}）"))
}

/// Reads the text of a mail as it says that it is written, or as its bytes make sense.
fn read_text(body: &[u8], charset: Option<String>, reading: &mut Reading) -> Result<(), ReadError> {
    let is_utf8 = std::str::from_utf8(body).is_ok();
    let named = charset.filter(|name| !is_utf8 || name.starts_with("iso-2022"));
    let text = charset::of_mail(body).or_else(|| charset::in_charset(&named?, body));
    if let Some(text) = text {
        return reading.text(&text);
    }
    if !reading.open_text(body)? {
        reading
            .unread
            .push(message!("the text of a mail that is no text", "メール本文がテキストではありません"));
    }
    Ok(())
}

/// Parts a head from what stands below it; nothing where there is no head.
fn split(bytes: &[u8]) -> Option<(Head, &[u8])> {
    let mut head: Head = Vec::new();
    let mut rest = bytes;
    loop {
        let n_line = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, behind) = rest.split_at(n_line);
        let line = line.trim_ascii_end();
        rest = behind;
        if line.is_empty() {
            return (!head.is_empty()).then_some((head, rest));
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            head.last_mut()?.1.extend(line);
        } else {
            let at = line.iter().position(|&byte| byte == b':')?;
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
            let name = std::str::from_utf8(&line[..at]).ok().filter(|name| !name.is_empty())?;
            name.bytes().all(|byte| is_name(&byte)).then_some(())?;
            head.push((name.to_ascii_lowercase(), line[at + 1..].to_vec()));
        }
        if rest.is_empty() {
            return Some((head, rest));
        }
    }
}

/// What stands behind a name, in small letters but for what is quoted.
fn value_of(head: &Head, name: &str) -> String {
    let value = head.iter().find(|(known, _)| known == name);
    let value = value.map(|(_, value)| String::from_utf8_lossy(value).trim().to_owned()).unwrap_or_default();
    let mut is_quoted = false;
    let lower = |c: char| {
        is_quoted ^= c == '"';
        if is_quoted { c } else { c.to_ascii_lowercase() }
    };
    // The line between parts may be written without quotation marks, and its case matters.
    if value.to_ascii_lowercase().contains("boundary=") { value } else { value.chars().map(lower).collect() }
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').skip(1).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    });
    found.filter(|value| !value.is_empty())
}

/// What stands between the lines that part a mail.
fn parts<'m>(body: &'m [u8], boundary: &str) -> Vec<&'m [u8]> {
    let line = format!("--{boundary}");
    let sign = line.as_bytes();
    let is_at_line = |at: usize| at == 0 || body[at - 1] == b'\n';
    let all = body.windows(sign.len()).enumerate();
    let ats: Vec<usize> =
        all.filter(|(at, found)| *found == sign && is_at_line(*at)).map(|(at, _)| at).collect();
    let ends = ats.iter().skip(1).copied().chain([body.len()]);
    let between = ats.iter().zip(ends).map(|(&at, end)| &body[at + sign.len()..end]);
    let below_line = |part: &'m [u8]| {
        let n_line = part.iter().position(|&byte| byte == b'\n').map_or(part.len(), |at| at + 1);
        &part[n_line..]
    };
    between.map(below_line).filter(|part| !part.is_empty()).collect()
}

/// Takes the signs out of text in which letters are written as digits behind an `=`.
fn unquoted(bytes: &[u8], is_head: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'=' {
            out.push(if is_head && byte == b'_' { b' ' } else { byte });
            continue;
        }
        let digits = std::str::from_utf8(behind.get(..2).unwrap_or_default()).unwrap_or("");
        if let Ok(letter) = u8::from_str_radix(digits, 16) {
            out.push(letter);
            rest = &behind[2..];
        } else if let Some(end) = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n")) {
            rest = end;
        } else {
            out.push(byte);
        }
    }
    out
}

/// A line of the head with the words in it that are written as `=?utf-8?B?…?=`.
fn with_words_decoded(value: &[u8]) -> String {
    let value = charset::of_mail(value).unwrap_or_else(|| String::from_utf8_lossy(value).into_owned());
    let mut out = String::new();
    let mut rest = value.as_str();
    while let Some(at) = rest.find("=?") {
        let decoded = word(&rest[at + 2..]);
        // Between two words that belong together stands a blank that is none.
        let before = &rest[..at];
        if !(before.trim().is_empty() && decoded.is_some()) {
            out.push_str(before);
        }
        if let Some((text, behind)) = decoded {
            out.push_str(&text);
            rest = behind;
        } else {
            out.push_str("=?");
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out
}

fn word(text: &str) -> Option<(String, &str)> {
    let (charset, rest) = text.split_once('?')?;
    let (how, rest) = rest.split_once('?')?;
    let (data, behind) = rest.split_once("?=")?;
    let bytes = match how {
        "B" | "b" => from_base64(data)?,
        "Q" | "q" => unquoted(data.as_bytes(), true),
        _ => return None,
    };
    Some((charset::in_charset(charset, &bytes)?, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_told_from_other_text() {
        assert!(is_mail(b"Subject: x\nContent-Type: text/plain\n\nbody"));
        assert!(is_mail(b"From: a\r\nTo: b\r\nSubject: x\r\n\r\nbody"));
        for text in
            ["---\ntitle: T\n---\n\n# T\n", "Title: T\nAuthor: A\n\nText\n", "Note: from here on\n\nx", ""]
        {
            assert!(!is_mail(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn every_part_is_read_in_its_own_letters() {
        let mail = "Subject: =?utf-8?B?5qGc5bed?=\n =?iso-8859-1?Q?caf=E9_x?=\nMIME-Version: 1.0\n\
            Content-Type: multipart/mixed; boundary=\"aB\"\n\n--aB\nContent-Type: text/plain; charset=utf-8\n\
            Content-Transfer-Encoding: quoted-printable\n\nnever a qu=\nota =E6=A1=9C\n--aB\n\
            Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+c2VjcmV0PC9wPg==\n--aB--\n";
        let mut reading = Reading::default();
        read(mail.as_bytes(), &mut reading).expect("read");
        let all: Vec<&str> = reading.items.iter().map(|item| item.text.as_str()).collect();
        let all = all.join("|");
        for words in ["桜川café x", "never a quota 桜", "secret"] {
            assert!(all.contains(words), "{words}: {all}");
        }
        assert_eq!(reading.unread, []);
    }
}
