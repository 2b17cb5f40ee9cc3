//! Reading the command line, and what is said of one that cannot be read.

use std::path::Path;
use std::process::ExitCode;

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, CommandFactory as _, FromArgMatches as _};
use clap_complete::Shell;

use crate::brief::Lang;
use crate::cli::args::Arguments;
use crate::cli::lang::take_option;
use crate::cli::{Failure, Outcome, exit_code, print, ui_lang};
use crate::text::{Message, message};

/// Reads the command line. Where there is none to run, help is printed or the fault is told, and the program ends
/// with this code.
pub(super) fn parse() -> Result<Arguments, ExitCode> {
    let (typed, _) =
        take_option(std::env::args_os().collect()).map_err(|err| exit_code(Err(Failure(err))))?;
    let first = typed.get(1).cloned().unwrap_or_default();
    let read = command().try_get_matches_from(typed);
    read.and_then(|matches| Arguments::from_arg_matches(&matches)).map_err(|err| {
        if err.use_stderr() {
            if let Some(unknown) = unknown_command(Path::new(&first)) {
                return exit_code(Err(Failure(unknown)));
            }
            return exit_code(Err(Failure(Message::new(in_english(&err), in_japanese(&err)))));
        }
        err.print().ok();
        ExitCode::from(u8::try_from(err.exit_code()).unwrap_or(2))
    })
}

/// What is said where the first word is neither a command nor there; clap takes it for the name of a file, and what
/// follows for the fault.
fn unknown_command(first: &Path) -> Option<Message> {
    let command = command();
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let is_word = first.to_str().is_some_and(|word| !word.is_empty() && !word.starts_with('-'));
    if !is_word || names.iter().any(|name| first == Path::new(name)) || first.exists() {
        return None;
    }
    let (first, names) = (first.display(), names.join(", "));
    Some(message!(
        "there is no command {first}, and no file or folder of that name; the commands are: {names}",
        "{first} というコマンドも、その名前のファイルやフォルダーもありません。使えるコマンド：{names}"
    ))
}

/// Prints the completions for a shell.
///
/// # Errors
/// Standard output cannot be written to.
pub(super) fn print_completions(shell: Shell) -> Result<Outcome, Failure> {
    // What writes to standard output itself ends in a panic where that is full.
    let mut completions = Vec::new();
    clap_complete::generate(shell, &mut command(), "demarche", &mut completions);
    print(String::from_utf8_lossy(&completions).trim_end())?;
    Ok(Outcome::Clean)
}

/// Whether a command line can be read, the name of the program apart; else why not.
///
/// # Errors
/// What is said of it.
pub fn can_be_read(typed: &[String]) -> Result<(), String> {
    let name = "demarche".to_owned();
    let read = command().try_get_matches_from([name].iter().chain(typed));
    read.map(|_| ()).map_err(|err| err.to_string())
}

/// Every flag that is shown in help, such as `--for`, with the command it belongs to; nothing for the program itself.
pub fn every_flag() -> Vec<(String, String)> {
    let mut command = command();
    command.build();
    let of = |name: &str, command: &clap::Command| {
        let flags = command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(Arg::get_long);
        flags.map(|flag| (name.to_owned(), format!("--{flag}"))).collect::<Vec<_>>()
    };
    let own = of("", &command);
    let others = command.get_subcommands().filter(|command| command.get_name() != "help");
    own.into_iter().chain(others.flat_map(|command| of(command.get_name(), command))).collect()
}

/// The command line in the language in which the shell is answered.
pub(super) fn command() -> clap::Command {
    let mut command = Arguments::command();
    if ui_lang() == Lang::Ja {
        command.build();
        command = japanese_help(command);
    }
    command
}

/// Gives what clap itself adds to help in Japanese.
fn japanese_help(mut command: clap::Command) -> clap::Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = usage
        .replace("[OPTIONS]", "[オプション]")
        .replace("[COMMAND]", "[コマンド]")
        .replace("<COMMAND>", "<コマンド>");
    let mut command = command
        .override_usage(usage)
        .help_template("{about-with-newline}\n使い方: {usage}\n\n{all-args}")
        .subcommand_help_heading("コマンド")
        .mut_args(japanese_argument);
    for subcommand in command.get_subcommands_mut() {
        let own = std::mem::take(subcommand);
        let own =
            if own.get_name() == "help" { own.about("コマンドの使い方を表示する") } else { own };
        *subcommand = japanese_help(own);
    }
    command
}

fn japanese_argument(arg: Arg) -> Arg {
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    if arg.get_action().takes_values() {
        let choices = arg.get_possible_values();
        let names: Vec<&str> = choices.iter().map(PossibleValue::get_name).collect();
        // The text of some names them already, with what each means.
        if !names.is_empty() && !names.iter().all(|name| help.contains(name)) {
            help.push_str(&format!("（{} から選択）", names.join("、")));
        }
        let usual: Vec<String> =
            arg.get_default_values().iter().map(|value| value.display().to_string()).collect();
        if !usual.is_empty() {
            help.push_str(&format!("（既定：{}）", usual.join("、")));
        }
    }
    let heading = if arg.is_positional() { "引数" } else { "オプション" };
    arg.help(help).help_heading(heading).hide_possible_values(true).hide_default_value(true)
}

/// What clap tells of a fault; nothing where it tells nothing of the sort.
fn told(err: &clap::Error, kind: ContextKind) -> String {
    let told = err.get(kind).map(ToString::to_string).unwrap_or_default();
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What was meant, as clap guesses it; nothing where it has no guess.
fn meant(err: &clap::Error) -> Option<String> {
    [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .map(|kind| told(err, kind))
        .into_iter()
        .find(|meant| !meant.is_empty())
}

/// Why a command line cannot be read, in one line: what happened, why, what to try.
fn in_english(err: &clap::Error) -> String {
    let told = |kind: ContextKind| told(err, kind);
    let argument = told(ContextKind::InvalidArg);
    let what = match err.kind() {
        ErrorKind::UnknownArgument => format!("there is no argument {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("there is no command {}", told(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("something is missing: {argument}"),
        ErrorKind::ArgumentConflict => {
            // A word behind the name of a file stands where a command would.
            let other = if argument.is_empty() { told(ContextKind::InvalidSubcommand) } else { argument };
            format!("{other} cannot be used with {}", told(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            match told(ContextKind::InvalidValue).as_str() {
                "" => format!("{argument} has no value"),
                value => format!("{argument} cannot be “{value}”"),
            }
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} has not the right number of values")
        }
        ErrorKind::NoEquals => format!("the value of {argument} has to follow an ="),
        ErrorKind::InvalidUtf8 => "an argument holds letters that cannot be read".to_owned(),
        _ => "the arguments cannot be read".to_owned(),
    };
    let choices = told(ContextKind::ValidValue);
    let hint = match (meant(err), choices.as_str()) {
        (Some(meant), _) => format!("did you mean {meant}?"),
        (None, "") => "see how it is used with --help".to_owned(),
        (None, choices) => format!("choose one of: {choices}"),
    };
    let why = std::error::Error::source(err).map(|source| format!(": {source}")).unwrap_or_default();
    format!("{what}{why}; {hint}")
}

/// Why a command line cannot be read, in one line.
fn in_japanese(err: &clap::Error) -> String {
    let told = |kind: ContextKind| told(err, kind);
    let argument = told(ContextKind::InvalidArg);
    let what = match err.kind() {
        ErrorKind::UnknownArgument => format!("{argument} という引数はありません"),
        ErrorKind::InvalidSubcommand => {
            format!("{} というコマンドはありません", told(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("必要な引数がありません：{argument}"),
        ErrorKind::ArgumentConflict => {
            // A word behind the name of a file stands where a command would.
            let other = if argument.is_empty() { told(ContextKind::InvalidSubcommand) } else { argument };
            format!("{other} と {} は同時に使えません", told(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            match told(ContextKind::InvalidValue).as_str() {
                "" => format!("{argument} に値がありません"),
                value => format!("{argument} に「{value}」は使えません"),
            }
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} の値の数が正しくありません")
        }
        ErrorKind::NoEquals => format!("{argument} の値は = で指定してください"),
        ErrorKind::InvalidUtf8 => "引数に読み取れない文字があります".to_owned(),
        _ => "引数の指定が正しくありません".to_owned(),
    };
    let choices = told(ContextKind::ValidValue);
    let hint = match (meant(err), choices.as_str()) {
        (Some(meant), _) => format!("{meant} ではありませんか"),
        (None, "") => "使い方は --help で表示できます".to_owned(),
        (None, choices) => format!("使える値：{choices}"),
    };
    let why = std::error::Error::source(err).map(|source| format!("。{source}")).unwrap_or_default();
    format!("{what}{why}。{hint}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
