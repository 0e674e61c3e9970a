//! The words of the operator's commands.

use super::Place;
use clap::{ArgGroup, Args};
use std::path::PathBuf;

/// Auditing.
///
/// Every event is hashed again from its stored bytes; the tree, the order of each stream, the commitments of all
/// values that can still be opened and the digests of the read log must fit. Without a checkpoint from outside
/// this shows internal consistency only: whoever holds the database and the key could have written another
/// history. So keep a checkpoint elsewhere (--save-checkpoint) and compare with it next time (--checkpoint).
#[derive(Debug, Args)]
pub struct Audit {
    /// A checkpoint that was kept outside: the history must begin with exactly what it covers.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Write the checkpoint of now into a new file, if nothing is wrong.
    #[arg(long, value_name = "FILE")]
    pub save_checkpoint: Option<PathBuf>,
    /// Where the city lies.
    #[command(flatten)]
    pub place: Place,
}

/// Filling views again.
///
/// Reading and writing go on meanwhile; the new tables take the place of the old ones at the end.
#[derive(Debug, Args)]
pub struct Rebuild {
    /// Only this view; all of them by default.
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// Where the city lies.
    #[command(flatten)]
    pub place: Place,
}

/// Backing up.
///
/// The file holds events, files, sessions, drafts and wrapped keys, as they stood at one moment. It does not hold
/// the master key: keep `keys.toml` (or what YIMEN_KEYS names) apart from it, and `erasures.jsonl` beside it.
#[derive(Debug, Args)]
pub struct Backup {
    /// The new file; an existing one is never overwritten.
    pub to: PathBuf,
    /// Where the city lies.
    #[command(flatten)]
    pub place: Place,
}

/// Restoring.
///
/// The place must be empty but for the key file, which has to be there first. A backup of an older release is
/// brought up to date. Whoever stands on the list of erasures is erased again.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    pub from: PathBuf,
    /// The list of erasures; `erasures.jsonl` in the data folder by default, if it is there.
    #[arg(long, value_name = "FILE")]
    pub erasures: Option<PathBuf>,
    /// There is no list of erasures: nobody was erased since the backup, or whoever was comes back.
    #[arg(long, conflicts_with = "erasures")]
    pub no_erasures: bool,
    /// Where the city will lie.
    #[command(flatten)]
    pub place: Place,
}

/// Erasing a person.
///
/// Without --yes it only says what would be removed. It cannot be undone. The list `erasures.jsonl` in the data
/// folder grows by one line: keep it beside your backups, because an older backup brings the person back and a
/// restore erases her again by this list.
#[derive(Debug, Args)]
pub struct Erase {
    /// The person: her id, her login name, the number of her paper, or `-` to read that from standard input, so that
    /// it does not stay in the shell's history.
    #[arg(long, value_name = "PERSON")]
    pub person: String,
    /// On what ground, for example the date and number of her request; it is kept in the list.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Carry it out.
    #[arg(long)]
    pub yes: bool,
    /// Also if cases of hers are still running; they can hardly be finished afterwards.
    #[arg(long)]
    pub with_running_cases: bool,
    /// Where the city lies.
    #[command(flatten)]
    pub place: Place,
}

/// Writing content out.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["pack", "matters"])))]
pub struct Export {
    /// Everything that is published, as the files of a pack, into an empty or new folder.
    #[arg(long, value_name = "DIR")]
    pub pack: Option<PathBuf>,
    /// The matters in force as a new workbook in the national field names.
    #[arg(long, value_name = "FILE.xlsx")]
    pub matters: Option<PathBuf>,
    /// Where the city lies.
    #[command(flatten)]
    pub place: Place,
}

/// Taking a workbook in.
///
/// The workbook is one that `export --matters` wrote and that offices changed. Each changed matter becomes a draft
/// that a second person reads before it is published. If a row cannot be taken over, every such row is told and
/// nothing is taken in.
#[derive(Debug, Args)]
pub struct Import {
    /// The workbook.
    pub file: PathBuf,
    /// Take over what can be read although some rows cannot.
    #[arg(long)]
    pub despite_problems: bool,
    /// Where the city lies.
    #[command(flatten)]
    pub place: Place,
}
