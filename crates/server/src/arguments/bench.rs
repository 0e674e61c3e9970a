//! The words of `yimen bench`.

use clap::Args;
use std::path::PathBuf;

/// What to measure.
#[derive(Clone, Debug, Args)]
pub struct Bench {
    /// How many cases are loaded first.
    #[arg(long, default_value_t = 10_000)]
    pub cases: usize,
    /// An empty PostgreSQL database instead of SQLite: postgres://user:password@host/name.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Seconds of each repeat.
    #[arg(long, default_value_t = 3.0)]
    pub seconds: f64,
    /// How often each measurement is repeated, ours and the floor in turn.
    #[arg(long, default_value_t = 3)]
    pub repeats: usize,
    /// With how many clients, one measurement each.
    #[arg(long, value_delimiter = ',', default_value = "1,4,32")]
    pub clients: Vec<usize>,
    /// The file for the report, in Markdown; printed if none is named.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// After how many papers the memory is looked at; 0 leaves this out.
    #[arg(long, default_value_t = 100)]
    pub papers: i64,
    /// How often the server is killed right after an answer, to see that the answer was kept.
    #[arg(long, default_value_t = 5)]
    pub kills: u32,
    /// Only one part: submit, read, list, page, search, advance, mix, engine, kill or papers.
    #[arg(long, value_name = "ID")]
    pub only: Option<String>,
    /// Keep the loaded city in this folder and use it again; a temporary one if none is named.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Serve a floor from its plan: the bench starts itself so.
    #[arg(long, value_name = "FILE", hide = true)]
    pub floor: Option<PathBuf>,
}
