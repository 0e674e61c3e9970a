//! E-mail: at least once, with the outbox key as Message-ID, in the person's language.

use super::{Ending, OutboxRound};
use crate::{City, Letter, Mailer, NoticeTask, Problem, Sent};
use kernel::Moment;
use ledger::Claimed;
use std::time::Duration;

/// For how long a worker holds its letters: longer than a slow server takes for a batch of them.
const LEASE: Duration = Duration::from_secs(120);

impl City {
    /// Sends letters whose time has come, at most `limit`. Without a mailer they wait.
    ///
    /// # Errors
    /// A fault of the storage; what was sent before stays sent.
    pub fn send_letters(&self, moment: &Moment, limit: u32) -> Result<OutboxRound, Problem> {
        let Some(mailer) = self.ports().mailer.clone() else { return Ok(OutboxRound::default()) };
        self.work_through("mail", limit, LEASE, moment, |entry, task| {
            self.send_letter(mailer.as_ref(), entry, task)
        })
    }

    fn send_letter(
        &self,
        mailer: &dyn Mailer,
        entry: &Claimed,
        task: &NoticeTask,
    ) -> Result<Ending, Problem> {
        let language = self.person(task.to.of)?.map_or(kernel::Language::Chinese, |person| person.language);
        let Some(text) = self.text_of(task, language)? else {
            return Ok(Ending::Dead(format!("the content has no text for {}", task.occasion.word())));
        };
        let letter = Letter {
            id: entry.key.clone(),
            to: task.to.text().to_owned(),
            subject: text.title,
            text: text.text,
        };
        Ok(match mailer.send(&letter) {
            Sent::Taken(_) => Ending::Sent,
            Sent::Never(why) => Ending::Dead(why),
            // A letter that comes twice has one Message-ID and is shown once, so it may be sent again.
            Sent::Later(why) | Sent::Uncertain(why) => Ending::Later(why),
        })
    }
}
