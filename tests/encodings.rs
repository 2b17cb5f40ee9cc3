//! Briefs in the encodings of older programs: opened when somebody says so, and saved as they were.

use std::fs;
use std::path::PathBuf;

use demarche::app::{Dialog, Leave, Offer};
use demarche::session::{Disk, Encoding, Journal, Protection, Session};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::gui::Desk;
use crate::shell::demarche;

const TEXT: &str =
    "---\r\ntitle: 地域の安定\r\ndate: 2024-11-20\r\n---\r\n\r\n## 発言要領\r\n\r\n- 負担は増えている。\r\n";

fn brief_in(desk: &Desk, encoding: Encoding, text: &str) -> PathBuf {
    let path = desk.folder.path().join(format!("{}.md", encoding.id()));
    fs::write(&path, encoding.encode(text).expect("its letters are there")).expect("written");
    path
}

#[test]
fn a_brief_in_another_encoding_is_asked_about_and_saved_as_it_was() {
    let mut desk = Desk::open();
    for encoding in &Encoding::ALL[1..] {
        for mark in ["", "\u{FEFF}"] {
            if encoding.encode(mark).is_err() {
                continue;
            }
            let text = format!("{mark}{TEXT}");
            let path = brief_in(&desk, *encoding, &text);
            desk.app().leave(Leave::Open(path.clone()));
            desk.step();
            assert!(matches!(desk.app().view.dialog, Some(Dialog::Encoding(_))), "{encoding:?}");
            assert!(desk.harness.query_all_by_label_contains(encoding.name()).next().is_some());
            assert!(desk.harness.query_all_by_label_contains("発言要領").next().is_some());
            desk.key(Modifiers::NONE, Key::Enter);
            assert_eq!(desk.text(), text, "{encoding:?}");
            assert!(desk.app().session.is_saved(), "nothing was typed");
            desk.go_behind("増えている");
            desk.type_text("、更に");
            desk.key(Modifiers::COMMAND, Key::S);
            desk.wait(|app| app.protection == Protection::Saved);
            let wanted = text.replace("増えている", "増えている、更に");
            assert_eq!(fs::read(&path).expect("read"), encoding.encode(&wanted).expect("written"));
            // Another program writes it in the same encoding: it is read anew.
            let theirs = wanted.replace("地域", "極東");
            fs::write(&path, encoding.encode(&theirs).expect("written")).expect("written");
            desk.app().focus_gained();
            assert_eq!(desk.text(), theirs, "{encoding:?}");
            // Then in UTF-8: that is what is read, and what it is from now on.
            fs::write(&path, &wanted).expect("written");
            desk.app().focus_gained();
            assert_eq!(desk.text(), wanted, "{encoding:?}");
            assert_eq!(desk.app().session.encoding(), Encoding::Utf8);
        }
    }
}

#[test]
fn escape_leaves_the_file_and_the_brief_that_is_open_alone() {
    let mut desk = Desk::open();
    let before = desk.text();
    let path = brief_in(&desk, Encoding::ShiftJis, TEXT);
    let bytes = fs::read(&path).expect("read");
    desk.app().leave(Leave::Open(path.clone()));
    desk.step();
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(desk.app().view.dialog.is_none());
    assert_eq!(desk.text(), before);
    assert_eq!(fs::read(&path).expect("read"), bytes);
}

#[test]
fn a_letter_that_the_encoding_lacks_is_named_and_utf8_is_offered() {
    let mut desk = Desk::open();
    let path = brief_in(&desk, Encoding::ShiftJis, TEXT);
    let bytes = fs::read(&path).expect("read");
    desk.app().open_in(path.clone(), Encoding::ShiftJis);
    desk.step();
    desk.go_behind("増えている");
    desk.type_text(" Zürich");
    let typed = desk.text();
    desk.key(Modifiers::COMMAND, Key::S);
    desk.wait(|app| !app.toasts.is_empty());
    let toast = desk.app().toasts.last().cloned().expect("told");
    assert!(toast.words.contains('ü') && toast.words.contains("line 8"), "{}", toast.words);
    assert_eq!(toast.offer, Some(Offer::SaveInUtf8));
    assert_eq!(desk.text(), typed);
    assert_eq!(fs::read(&path).expect("read"), bytes, "the file is as it was");
    desk.wait(|app| app.protection == Protection::Protected);
    desk.step();
    desk.harness.get_by_label("Save in UTF-8").click();
    desk.step();
    desk.wait(|app| app.protection == Protection::Saved);
    assert_eq!(fs::read_to_string(&path).expect("UTF-8"), typed);
}

#[test]
fn what_a_crash_left_of_it_is_saved_as_the_file_was() {
    let mut desk = Desk::open();
    let path = brief_in(&desk, Encoding::EucJp, TEXT);
    desk.app().open_in(path.clone(), Encoding::EucJp);
    desk.step();
    desk.go_behind("増えている");
    desk.type_text("、未保存");
    let typed = desk.text();
    desk.wait(|app| app.protection == Protection::Protected);
    let state = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(desk.folder.path().join("state")).expect("listed").flatten() {
        let is_kept = entry.path().extension().is_some_and(|ending| ending == "journal" || ending == "undo");
        if is_kept {
            fs::copy(entry.path(), state.path().join(entry.file_name())).expect("copied");
        }
    }
    let left = Journal::open(state.path()).expect("opened").left().0.remove(0);
    let mut session = Session::recovered(left, &Disk);
    assert_eq!((session.text(), session.is_saved()), (typed.as_str(), false));
    session.save(&demarche::session::Writing::default()).expect("saved");
    assert_eq!(fs::read(&path).expect("read"), Encoding::EucJp.encode(&typed).expect("written"));
}

#[test]
fn from_the_shell_the_encoding_is_named_or_told() {
    let desk = Desk::open();
    let folder = desk.folder.path();
    for encoding in &Encoding::ALL[1..] {
        let name = format!("{}.md", encoding.id());
        brief_in(&desk, *encoding, TEXT);
        let refused = demarche(folder, &["check", &name]);
        assert_eq!(refused.status.code(), Some(2), "{encoding:?}");
        let words = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(words.contains(&format!("--encoding {}", encoding.id())), "{words}");
        let out = format!("{}-out.md", encoding.id());
        let wanted = ["export", &name, "-o", &out, "--for", "principal", "--encoding", encoding.id()];
        let exported = demarche(folder, &wanted);
        assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
        let written = fs::read_to_string(folder.join(&out)).expect("UTF-8");
        assert!(written.contains("負担は増えている"), "{written}");
        let wrong = demarche(folder, &["check", &name, "--encoding", "utf-8", "--ui-lang", "ja"]);
        assert_eq!(wrong.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&wrong.stderr).contains(encoding.name()), "{encoding:?}");
    }
    fs::write(folder.join("noise.md"), b"caf\xE9 Z\xFCrich\n").expect("written");
    let refused = demarche(folder, &["check", "noise.md"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("not UTF-8 text"));
}

#[test]
fn a_table_that_a_spreadsheet_wrote_in_shift_jis_is_read() {
    let desk = Desk::open();
    let folder = desk.folder.path();
    let table = Encoding::ShiftJis.encode("国,人数\n日本,120\n米国,340\n").expect("written");
    fs::write(folder.join("data.csv"), table).expect("written");
    let text =
        "---\ntitle: 表\nlang: ja\n---\n\n## 数\n\n```chart\ntype: bar\ndata: data.csv\nalt: 数\n```\n";
    fs::write(folder.join("chart.md"), text).expect("written");
    let exported = demarche(folder, &["export", "chart.md", "-o", "chart.html", "--for", "counterpart"]);
    let told = String::from_utf8_lossy(&exported.stderr).into_owned();
    let page = fs::read_to_string(folder.join("chart.html")).unwrap_or_else(|_| panic!("{told}"));
    assert!(page.contains("米国") && !page.contains('\u{FFFD}'), "{told}");
}
