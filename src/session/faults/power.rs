//! The calls of each deed on a disk that loses its power between any two of them; and the same with a step of the
//! protocol left out, which must be found.

use std::path::{Path, PathBuf};

use crate::session::faults::model::{Found, Model};
use crate::session::faults::{DEEDS, Deed, Scene, disk, is_long};
use crate::session::journal::{Begun, Journal, read_left};
use crate::session::volume::{Call, Volume};
use crate::session::{Act, Change, DocId, Draft};
use crate::text::{Edit, EditKind, Selection};

/// What goes wrong in one of the states a crash may leave.
fn find_harm(scene: &Scene, calls: &[Call], must_last: bool, block: usize) -> (usize, Option<String>) {
    let mut model = Model::new(block);
    if let Some(old) = &scene.old {
        scene.files.iter().for_each(|file| model.put(file, old));
    }
    let (mut n_states, mut harm) = (0, None);
    for n in 0..=calls.len() {
        if n > 0 {
            model.apply(&calls[n - 1]);
        }
        let is_done = must_last && n == calls.len();
        n_states += model.crash(&mut |found| {
            for file in &scene.files {
                let what = look(scene, found.get(file), is_done);
                if let Some(what) = what {
                    harm.get_or_insert_with(|| format!("after call {n}: {} is {what}", file.display()));
                }
            }
        });
    }
    (n_states, harm)
}

fn look(scene: &Scene, bytes: Option<&Vec<u8>>, is_done: bool) -> Option<&'static str> {
    match bytes {
        Some(bytes) if *bytes == scene.new => None,
        Some(bytes) if scene.old.as_ref() == Some(bytes) => is_done.then_some("lost though saved"),
        None if scene.old.is_none() => is_done.then_some("lost though saved"),
        None => Some("missing"),
        Some(_) => Some("torn"),
    }
}

fn calls_of(deed: Deed, n_bytes: usize) -> (Scene, Vec<Call>) {
    let scene = Scene::new(deed, n_bytes);
    let (writing, calls) = disk(None);
    scene.act(deed, &writing).expect("a good disk");
    let calls = calls.lock().expect("nothing panics").clone();
    (scene, calls)
}

#[test]
fn no_loss_of_power_tears_a_file_or_takes_a_save_that_was_confirmed() {
    let blocks: &[usize] = if is_long() { &[700, 1_024, 1_500, 4_096] } else { &[1_500] };
    let mut n_all = 0;
    for (deed, block) in DEEDS.into_iter().flat_map(|deed| blocks.iter().map(move |block| (deed, *block))) {
        let (scene, calls) = calls_of(deed, 6_000);
        let (n_states, harm) = find_harm(&scene, &calls, true, block);
        assert_eq!(harm, None, "{deed:?}: {calls:?}");
        n_all += n_states;
    }
    assert!(n_all > 500, "{n_all} states");
}

#[test]
fn a_step_of_the_protocol_that_is_missing_is_found() {
    let (scene, calls) = calls_of(Deed::Save, 6_000);
    let without = |is_gone: &dyn Fn(&Call) -> bool| -> Vec<Call> {
        calls.iter().filter(|call| !is_gone(call)).cloned().collect()
    };
    let file = scene.files[0].clone();
    let aside = PathBuf::from(format!("{}.bak", file.display()));
    let write =
        |path: &Path| [Call::Write(path.to_owned(), scene.new.clone()), Call::SyncFile(path.to_owned())];
    let sync_folder = Call::SyncFolder(scene.folder.path().to_owned());
    let mut late_sync = without(&|call| matches!(call, Call::SyncFile(_)));
    late_sync.extend(calls.iter().filter(|call| matches!(call, Call::SyncFile(_))).cloned());
    let planted: [(&str, Vec<Call>); 6] = [
        ("the file is not made to last", without(&|call| matches!(call, Call::SyncFile(_)))),
        ("the folder is not made to last", without(&|call| matches!(call, Call::SyncFolder(_)))),
        ("the file is made to last only after it is in place", late_sync),
        ("the file is never put in its place", without(&|call| matches!(call, Call::Exchange(..)))),
        (
            "the file is written over where it lies",
            [Call::OpenInPlace(file.clone())]
                .into_iter()
                .chain(write(&file))
                .chain([sync_folder.clone()])
                .collect(),
        ),
        (
            "the old file is renamed away first",
            [Call::Rename(file.clone(), aside), Call::Create(file.clone())]
                .into_iter()
                .chain(write(&file))
                .chain([sync_folder])
                .collect(),
        ),
    ];
    for (what, calls) in planted {
        assert_ne!(calls.len(), 0);
        let (_, harm) = find_harm(&scene, &calls, true, 1_500);
        assert!(harm.is_some(), "{what}, and nothing was found");
    }
}

#[test]
fn no_loss_of_power_takes_what_the_journal_has_confirmed() {
    let folder = tempfile::tempdir().expect("a folder");
    let seen: std::sync::Arc<std::sync::Mutex<Vec<Call>>> = std::sync::Arc::default();
    let calls = std::sync::Arc::clone(&seen);
    let volume = Volume::observed(std::sync::Arc::new(move |call: &Call| {
        calls.lock().expect("nothing panics").push(call.clone());
        Ok(())
    }));
    let mut journal = Journal::open_on(folder.path(), volume).expect("opened");
    let doc = DocId::new();
    let mut draft = Draft { text: "A line.\n".repeat(20), ..Draft::default() };
    let (path, based_on, is_saved, continues) = (None, None, false, None);
    let encoding = crate::session::Encoding::Utf8;
    journal.begin(Begun { doc, path, based_on, encoding, draft: draft.clone(), is_saved, continues });
    let mut texts = vec![draft.text.clone()];
    // How many calls were made when each text was confirmed; the last one is long enough for a new journal.
    let mut confirmed = Vec::new();
    for words in ["one ", "two ", &"more ".repeat(14_000), "three ", "four "] {
        let at = draft.text.len();
        let act = Act::Edit { kind: EditKind::Typing, before: Selection::at(at), at_millis: 0 };
        let selection = Selection::at(at + words.len());
        let change = Change { act, edits: vec![Edit::insert(at, words)], selection };
        assert!(draft.apply(&change));
        journal.change(doc, change);
        texts.push(draft.text.clone());
        assert!(journal.flush().iter().all(|kept| kept.result.is_ok()));
        confirmed.push(seen.lock().expect("nothing panics").len());
    }
    let calls = seen.lock().expect("nothing panics").clone();
    let mut model = Model::new(16 * 1_024);
    for (n, call) in calls.iter().enumerate() {
        model.apply(call);
        let n_confirmed = confirmed.iter().filter(|&&done| done <= n + 1).count();
        model.crash(&mut |found| expect_text(found, &texts, n_confirmed, n));
    }
    let is_journal = |path: &Path| path.extension().is_some_and(|ending| ending == "journal");
    let n_wholes = calls.iter().filter(|call| matches!(call, Call::Rename(_, to) if is_journal(to))).count();
    assert_eq!(n_wholes, 2, "the text is written anew once it has grown");
}

fn expect_text(found: &Found, texts: &[String], n_confirmed: usize, n: usize) {
    let journals =
        found.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "journal"));
    let best = journals
        .filter_map(|(_, bytes)| read_left(bytes))
        .filter_map(|text| texts.iter().position(|known| *known == text))
        .max();
    let is_kept = n_confirmed == 0 || best.is_some_and(|best| best >= n_confirmed);
    assert!(is_kept, "after call {n}: {n_confirmed} texts were confirmed, {best:?} came back");
}
