//! Reading the command line, and what is said of one that cannot be read.

use std::process::ExitCode;

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, CommandFactory as _, FromArgMatches as _};

use crate::brief::Lang;
use crate::cli::args::Arguments;
use crate::cli::lang::take_option;
use crate::cli::{Failure, exit_code, ui_lang};
use crate::text::Message;

/// Reads the command line. Where there is none to run, help is printed or the fault is told, and the program ends
/// with this code.
pub(super) fn parse() -> Result<Arguments, ExitCode> {
    let (typed, _) =
        take_option(std::env::args_os().collect()).map_err(|err| exit_code(Err(Failure(err))))?;
    let read = command().try_get_matches_from(typed);
    read.and_then(|matches| Arguments::from_arg_matches(&matches)).map_err(|err| {
        if err.use_stderr() && ui_lang() == Lang::Ja {
            return exit_code(Err(Failure(Message::new(err.to_string(), in_japanese(&err)))));
        }
        err.print().ok();
        ExitCode::from(u8::try_from(err.exit_code()).unwrap_or(2))
    })
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

/// Why a command line cannot be read, in one line.
fn in_japanese(err: &clap::Error) -> String {
    let told = |kind: ContextKind| err.get(kind).map(ToString::to_string).unwrap_or_default();
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
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .map(told)
        .into_iter()
        .find(|meant| !meant.is_empty());
    let choices = told(ContextKind::ValidValue);
    let hint = match (meant, choices.as_str()) {
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
