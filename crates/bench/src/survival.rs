//! Whether what was answered is there after every process of ours was killed right after the answer.

use crate::Sentence;
use crate::client::Connection;
use crate::operations::{reading, submission};
use crate::run::{Plan, serve};
use crate::town::Town;
use serde_json::Value;

/// How it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Survival {
    /// Cases that were answered with a number just before the kill.
    pub answered: u32,
    /// Those of them that the next process found.
    pub found: u32,
}

/// Submits, ends the server with signal 9 as soon as the answer is read, starts it again and reads the case.
///
/// # Errors
/// If a server cannot be started or does not take the application in.
pub fn survive(plan: &Plan, town: &Town, times: u32) -> Result<Survival, Sentence> {
    let mut survival = Survival::default();
    let mut server = serve(plan, None, false)?;
    for time in 0..times {
        let unit = time as usize % town.clerks.len();
        let mut connection = Connection::open(&server.address)?;
        let (status, body) = connection.exchange(&submission(town, unit, time as usize))?;
        // Dropping it kills it: nothing is finished, flushed or closed.
        drop(server);
        if status != 201 {
            return Err(format!("the application was answered with {status}").into());
        }
        let answer: Value = serde_json::from_slice(&body)?;
        let number = answer["number"].as_str().ok_or("the answer names no number")?;
        survival.answered += 1;
        server = serve(plan, None, false)?;
        let (status, body) = Connection::open(&server.address)?.exchange(&reading(town, number, unit))?;
        let read: Value = serde_json::from_slice(&body)?;
        survival.found += u32::from(status == 200 && read["number"].as_str() == Some(number));
    }
    Ok(survival)
}
