//! The program: hands what was typed to the command line, and its verdict to the shell.

use std::process::ExitCode;

fn main() -> ExitCode {
    demarche::cli::run()
}
