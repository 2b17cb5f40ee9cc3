//! `demarche doctor`: what works here, and what to do about the rest.

use std::path::PathBuf;

use crate::cli::{Failure, Outcome, has_display, tell};
use crate::layout::{Engine, JAPANESE_FAMILIES};
use crate::text::{Message, message};

pub(crate) fn run() -> Result<Outcome, Failure> {
    let engine = Engine::with_system_fonts();
    let families = engine.families();
    let n_families = families.len();
    tell(&message!(
        "ok   fonts: {n_families} families, serif and sans for Latin, Greek and Cyrillic built in",
        "可   書体：{n_families} 種類。欧文・ギリシャ文字・キリル文字の明朝系とゴシック系は内蔵"
    ))?;
    let japanese =
        JAPANESE_FAMILIES.iter().find(|name| families.iter().any(|family| family.eq_ignore_ascii_case(name)));
    match japanese.and_then(|name| families.iter().find(|family| family.eq_ignore_ascii_case(name))) {
        Some(family) => tell(&message!("ok   Japanese: {family}", "可   日本語の書体：{family}"))?,
        None => tell(&message!(
            "miss Japanese: no font found; try: apt-get install fonts-noto-cjk",
            "不可 日本語の書体：見つかりません。入れるには：apt-get install fonts-noto-cjk"
        ))?,
    }
    let display = if has_display() {
        message!("ok   display: there is one", "可   画面：あります")
    } else {
        message!(
            "miss display: none; export, check and the rest work without",
            "不可 画面：ありません。export、check などは画面なしで使えます"
        )
    };
    tell(&display)?;
    tell(&state_folder())?;
    let is_well = japanese.is_some();
    Ok(if is_well { Outcome::Clean } else { Outcome::Findings })
}

/// Says where unsaved text would be kept, and whether it can be.
fn state_folder() -> Message {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local").join("state"));
    let base =
        std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute()).or_else(home);
    let Some(base) = base else {
        return message!(
            "miss state folder: neither XDG_STATE_HOME nor HOME is set",
            "不可 保護用フォルダー：XDG_STATE_HOME も HOME も設定されていません"
        );
    };
    let folder = base.join("demarche");
    // The nearest folder that exists decides whether the rest can be made.
    let nearest = folder.ancestors().find(|folder| folder.is_dir());
    let is_writable = nearest.is_some_and(|nearest| tempfile::tempfile_in(nearest).is_ok());
    let folder = folder.display();
    if is_writable {
        message!("ok   state folder: {folder}", "可   保護用フォルダー：{folder}")
    } else {
        message!(
            "miss state folder: {folder} cannot be written; set XDG_STATE_HOME to a folder that can",
            "不可 保護用フォルダー：{folder} に書き込めません。XDG_STATE_HOME に書き込めるフォルダーを設定してください"
        )
    }
}
