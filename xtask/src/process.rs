//! Starting other programs: shown or read, always from the project's root.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().expect("xtask lies in the workspace").to_owned()
}

/// A command that runs in the project's root.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Runs a command in front of the person; anything but success is a sentence with its name.
pub fn show(command: &mut Command) -> Outcome<()> {
    let status = command.status().map_err(|cause| format!("cannot start {}: {cause}", name(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", name(command)).into()) }
}

/// Runs a command and returns what it printed; its errors go to the person.
pub fn read(command: &mut Command) -> Outcome<String> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|cause| format!("cannot start {}: {cause}", name(command)))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", name(command), output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command in front of the person and hands every line of it, both outputs in order, to
/// `each_line`. Returns whether it succeeded.
pub fn follow(command: &Command, mut each_line: impl FnMut(&str)) -> Outcome<bool> {
    let mut merged = self::command("sh");
    // The shell joins the two outputs into one pipe, so that their lines stay in order.
    merged.args(["-c", "exec \"$@\" 2>&1", "sh"]).arg(command.get_program());
    merged.args(command.get_args());
    for (key, value) in command.get_envs() {
        match value {
            Some(value) => merged.env(key, value),
            None => merged.env_remove(key),
        };
    }
    let mut child = merged.stdout(Stdio::piped()).spawn()?;
    let output = child.stdout.take().expect("stdout was asked for");
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        each_line(&line);
    }
    Ok(child.wait()?.success())
}

/// Whether a program of this name can be started, looking through `PATH` and the given folders.
pub fn find(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let in_path = std::env::split_paths(&path).collect::<Vec<_>>();
    let mut places = in_path.iter().chain(folders).map(|folder| folder.join(program));
    places.find(|place| place.is_file())
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).take(4).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_outputs_are_followed_in_order() {
        let mut speaker = command("sh");
        speaker.args(["-c", "echo one; echo two >&2; echo $THREE; exit 3"]).env("THREE", "three");
        let mut lines = Vec::new();
        let succeeded = follow(&speaker, |line| lines.push(line.to_owned())).unwrap();
        assert_eq!(lines, ["one", "two", "three"]);
        assert!(!succeeded);
    }

    #[test]
    fn a_missing_program_is_a_sentence() {
        let answer = show(&mut command("no-such-program-anywhere")).unwrap_err();
        assert!(answer.to_string().starts_with("cannot start no-such-program-anywhere"));
    }
}
