//! What may be typed. Names and flags are fixed: scripts depend on them.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::brief::{BriefKind, Lang, Reader, parse_duration};
use crate::export::PdfStandard;
use crate::layout::{Paper, Shape};
use crate::release::{CopyNumber, Edits};

/// Briefings for diplomats: one Markdown file becomes handout, slides and cards, and only what may leave the room
/// leaves it.
#[derive(Debug, Parser)]
#[command(name = "demarche", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    /// A brief, or a folder of briefs, to open in the window
    #[arg(value_name = "FILE | FOLDER")]
    pub target: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the copy of one reader as a file
    Export(ExportArguments),
    /// Show the slides full-screen, with your notes on the other screen
    Present(PresentArguments),
    /// Find what would embarrass: figures, markings, leaks, length
    Check(CheckArguments),
    /// Say whether anything is in a finished file that this copy must not hold
    Prove(ProveArguments),
    /// Begin a brief from a skeleton
    New(NewArguments),
    /// Show the fact book, and what a brief uses of it
    Facts(FactsArguments),
    /// Show earlier states of a brief, and restore one
    History(HistoryArguments),
    /// Say what works here: fonts, display, state folder
    Doctor,
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Args, Debug)]
pub(crate) struct PresentArguments {
    /// The brief
    pub file: PathBuf,
    /// The number of the slide to begin with
    #[arg(long, value_name = "N")]
    pub from: Option<usize>,
    /// The time there is, such as 15m or 1h30m; points are dropped until it is enough
    #[arg(short = 'd', long, value_name = "TIME", value_parser = time)]
    pub duration: Option<Duration>,
    /// The screen for the slides, from 1
    #[arg(long, value_name = "N")]
    pub screen: Option<usize>,
    /// Show the slides in a window rather than full-screen
    #[arg(long)]
    pub windowed: bool,
}

fn time(typed: &str) -> Result<Duration, String> {
    let time = parse_duration(typed).filter(|time| !time.is_zero());
    time.ok_or_else(|| "write a time such as 15m, 1h30m or 90s".to_owned())
}

#[derive(Args, Debug)]
pub(crate) struct ExportArguments {
    /// The brief
    pub file: PathBuf,
    /// The file to write; its ending chooses the format: pdf, md, html or png
    #[arg(short = 'o', long = "output", value_name = "OUT")]
    pub out: PathBuf,
    /// Whose copy: principal, delegation, interpreter, counterpart or press [default: principal]
    #[arg(long = "for", value_name = "COPY")]
    pub reader: Option<ReaderName>,
    /// What kind of pages [default: text; for png: slides]
    #[arg(long)]
    pub shape: Option<ShapeName>,
    /// The paper of handout and notes
    #[arg(long, default_value = "a4")]
    pub paper: PaperName,
    /// What the pages look like; overrides the brief's own
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// The language of the words that the program adds; overrides the brief's own
    #[arg(long)]
    pub lang: Option<LangName>,
    /// Make the copy for a state or another audience, without what is for others; for several, one copy each
    #[arg(long, value_name = "OH,KY,…", value_delimiter = ',')]
    pub audience: Vec<String>,
    /// What becomes of edits that nobody has settled: the text before them, or after them
    #[arg(long, value_name = "original|accepted")]
    pub edits: Option<EditsName>,
    /// What a PDF must conform to
    #[arg(long, default_value = "ua-1")]
    pub pdf_standard: PdfStandardName,
    /// Number the copy, as in 3/10; the line stands at the top right of the first page
    #[arg(long, value_name = "3/10")]
    pub copy: Option<CopyNumber>,
    /// Who gets the copy, in words
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ProveArguments {
    /// The finished file: PDF, PNG, Markdown, HTML or of an Office program, whoever made it
    pub out: PathBuf,
    /// The brief
    #[arg(long, value_name = "FILE")]
    pub against: PathBuf,
    /// Whose copy it is to be: principal, delegation, interpreter, counterpart or press
    #[arg(long = "for", value_name = "COPY")]
    pub reader: ReaderName,
    /// The state or other audience that the copy was made for
    #[arg(long, value_name = "OH,KY,…", value_delimiter = ',')]
    pub audience: Vec<String>,
    /// What became of edits that nobody has settled
    #[arg(long, value_name = "original|accepted")]
    pub edits: Option<EditsName>,
    /// The number that the copy bears
    #[arg(long, value_name = "3/10")]
    pub copy: Option<CopyNumber>,
    /// The name that the copy bears
    #[arg(long, value_name = "NAME")]
    pub to: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArguments {
    /// The briefs
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Look only at what this copy would hold
    #[arg(long = "for", value_name = "COPY")]
    pub reader: Option<ReaderName>,
    /// How findings are given out
    #[arg(long, default_value = "text")]
    pub format: ReportFormat,
    /// Treat warnings as errors
    #[arg(long, value_name = "warnings")]
    pub deny: Option<Deny>,
    /// The last look before leaving: fonts, pictures, markings, facts, pages, time and every copy, green or red
    #[arg(long, conflicts_with_all = ["reader", "format", "deny"])]
    pub wheels_up: bool,
}

#[derive(Args, Debug)]
pub(crate) struct NewArguments {
    /// What the brief is for
    pub kind: KindName,
    /// The file to write; a name that ends in .ja.md gives a Japanese brief
    pub file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct FactsArguments {
    /// A brief, to show what it uses; or a fact book [default: facts.toml here or in briefs/]
    pub file: Option<PathBuf>,
    /// Only facts whose time is past
    #[arg(long)]
    pub stale: bool,
    /// Only facts that the brief does not use
    #[arg(long)]
    pub unused: bool,
}

#[derive(Args, Debug)]
pub(crate) struct HistoryArguments {
    /// The brief
    pub file: PathBuf,
    /// Print the newest state at this time or before it, such as 2024-11-20 or "2024-11-20 14:30"
    #[arg(long, value_name = "WHEN", conflicts_with_all = ["restore", "forget"])]
    pub show: Option<String>,
    /// Write that state to the file; what it holds now becomes an earlier state
    #[arg(long, value_name = "WHEN", conflicts_with = "forget")]
    pub restore: Option<String>,
    /// Remove all earlier states of the brief, and what could be undone in it
    #[arg(long)]
    pub forget: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReportFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Warnings,
}

/// Gives a type of the library the names it has on the command line.
macro_rules! names {
    ($name:ident, $target:ty, { $($(#[$meta:meta])* $variant:ident = $value:expr),+ $(,)? }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { $($(#[$meta])* $variant),+ }

        impl From<$name> for $target {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => $value),+ }
            }
        }
    };
}

names!(ReaderName, Reader, {
    Principal = Self::Principal,
    Delegation = Self::Delegation,
    Interpreter = Self::Interpreter,
    Counterpart = Self::Counterpart,
    Press = Self::Press,
});
names!(EditsName, Edits, {
    Original = Self::Original,
    Accepted = Self::Accepted,
});
names!(ShapeName, Shape, {
    Text = Self::Text,
    Slides = Self::Slides,
    Notes = Self::Notes,
    Cards = Self::Cards,
});
names!(PaperName, Paper, { A4 = Self::A4, Letter = Self::Letter });
names!(LangName, Lang, { En = Self::En, Ja = Self::Ja });
names!(KindName, BriefKind, {
    Briefing = Self::Briefing,
    Bilateral = Self::Bilateral,
    Demarche = Self::Demarche,
    Qa = Self::Qa,
});
names!(PdfStandardName, PdfStandard, {
    #[value(name = "ua-1")]
    Ua1 = Self::Ua1,
    #[value(name = "a-2a")]
    A2a = Self::A2a,
});
