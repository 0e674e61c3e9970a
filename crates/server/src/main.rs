//! The program `yimen`: settings, wiring, commands.

mod arguments;
mod commands;
mod demo;
mod pack;
mod serve;
mod settings;
mod terminal;
mod wiring;
mod workers;

use arguments::Arguments;
use clap::Parser;
use std::process::ExitCode;

/// Measured: see docs/PERFORMANCE.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match commands::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("yimen: {sentence}");
            ExitCode::FAILURE
        }
    }
}
