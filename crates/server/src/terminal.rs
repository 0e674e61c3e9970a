//! What a person at the terminal sees: answers on standard output, progress of long work on standard error.

use crate::wiring::Sentence;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Work shorter than this says nothing; longer work says how far it is each time.
const PAUSE: Duration = Duration::from_secs(2);

/// Writes an answer; a reader who has seen enough (`| head`) is no fault.
///
/// # Errors
/// If standard output cannot be written, for example to a full disk.
pub fn say(text: &str) -> Result<(), Sentence> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            Err(format!("the answer could not be written: {cause}").into())
        }
        _ => Ok(()),
    }
}

/// Says now and then how far long work is, until it is dropped.
pub struct Progress {
    done: Option<Sender<()>>,
    teller: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to tell of `what`; `far` says how far it is.
    pub fn of(what: &str, far: impl Fn() -> String + Send + 'static) -> Self {
        let what = what.to_owned();
        let (done, waiting) = channel();
        let teller = std::thread::spawn(move || {
            while waiting.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                eprintln!("{what}: {}", far());
            }
        });
        Progress { done: Some(done), teller: Some(teller) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.done.take());
        if let Some(teller) = self.teller.take() {
            // A teller that panicked has nothing more to say.
            let _ = teller.join();
        }
    }
}

/// Writes a new file whole and durably, or not at all.
///
/// # Errors
/// A sentence if the file exists or the disk fails.
pub fn write_new(file: &Path, bytes: &[u8]) -> Result<(), Sentence> {
    let fault = |cause: std::io::Error| {
        format!("{} cannot be written: {cause}; nothing of it was left", file.display())
    };
    let mut opened = std::fs::File::create_new(file).map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => format!("{} exists and is not overwritten", file.display()),
        _ => fault(cause),
    })?;
    let written = opened.write_all(bytes).and_then(|()| opened.sync_all());
    if written.is_err() {
        // Half a file is worse than none.
        let _ = std::fs::remove_file(file);
    }
    Ok(written.map_err(fault)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_is_not_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("checkpoint");
        write_new(&file, b"one").expect("written");
        let refused = write_new(&file, b"two").expect_err("it exists").to_string();
        assert!(refused.contains("not overwritten"), "{refused}");
        assert_eq!(std::fs::read(&file).expect("read"), b"one");
    }
}
