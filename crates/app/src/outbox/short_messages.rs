//! Text messages: marked before they are sent and never sent again by themselves; only by approved templates.

use super::{Ending, OutboxRound};
use crate::{City, NoticeTask, Problem, Sent, ShortMessage, SmsGateway};
use kernel::{Language, Moment};
use ledger::{Claimed, Fault};
use notices::{MessageTemplate, Variable};
use std::time::Duration;

/// For how long a worker holds its messages: longer than a slow gateway takes for a batch of them.
const LEASE: Duration = Duration::from_secs(90);

/// A message to be sent, or why there is none.
enum Prepared {
    Message(ShortMessage),
    Ending(Ending),
}

impl City {
    /// Sends text messages whose time has come, at most `limit`. Without a gateway they wait.
    ///
    /// # Errors
    /// A fault of the storage; what was sent before stays sent.
    pub fn send_short_messages(&self, moment: &Moment, limit: u32) -> Result<OutboxRound, Problem> {
        let Some(gateway) = self.ports().sms.clone() else { return Ok(OutboxRound::default()) };
        self.work_through("sms", limit, LEASE, moment, |entry, task| {
            self.send_short(gateway.as_ref(), entry, task, moment)
        })
    }

    fn send_short(
        &self,
        gateway: &dyn SmsGateway,
        entry: &Claimed,
        task: &NoticeTask,
        moment: &Moment,
    ) -> Result<Ending, Problem> {
        let message = match self.prepare_short(entry, task)? {
            Prepared::Message(message) => message,
            Prepared::Ending(ending) => return Ok(ending),
        };
        self.note_short(entry, task, moment)?;
        match self.ledger().mark_sending(entry) {
            Ok(()) => {}
            // Somebody else may be sending it at this moment.
            Err(Fault::Fenced) => return Ok(Ending::Lost),
            Err(fault) => return Err(fault.into()),
        }
        // From here on nothing may end in another try by a fault of ours: `try_one` would put it off.
        Ok(match gateway.send(&message) {
            Sent::Taken(_) => Ending::Sent,
            Sent::Later(why) => Ending::Later(why),
            Sent::Never(why) => Ending::Dead(why),
            Sent::Uncertain(why) => Ending::Uncertain(why),
        })
    }

    fn prepare_short(&self, entry: &Claimed, task: &NoticeTask) -> Result<Prepared, Problem> {
        let Some(template) = self.short_template(task.occasion)? else {
            // The content tells this occasion by other channels only.
            return Ok(Prepared::Ending(Ending::Needless));
        };
        let (version, gateway_id) = match template.approved() {
            Ok(found) => found,
            Err(refusal) => return Ok(Prepared::Ending(Ending::Later(refusal.to_string()))),
        };
        let words = self.words_of(task, Language::Chinese)?;
        let value = |name: &str| words.get(name).map(|text| fitting(&version.variables, name, text));
        Ok(match version.fill(value) {
            Ok(variables) => Prepared::Message(ShortMessage {
                id: entry.key.clone(),
                to: task.to.text().to_owned(),
                template: gateway_id.to_owned(),
                variables,
            }),
            Err(refusal) => Prepared::Ending(Ending::Dead(refusal.to_string())),
        })
    }

    /// The template of an occasion: as administrators and the gateway left it, else the text of the content,
    /// not yet handed in; none if the content has no text message for it.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn short_template(&self, occasion: notices::Occasion) -> Result<Option<MessageTemplate>, Problem> {
        let events = self.events::<notices::TemplateEvent>(&crate::messages::template_stream(occasion))?;
        let kept = MessageTemplate::of(events.iter().map(|recorded| &recorded.event));
        Ok(kept.or_else(|| crate::messages::offered(&self.content(), occasion)))
    }
}

/// A name that is longer than the gateway allows is cut, so that the message still goes; numbers, dates and
/// codes are never cut, because a part of them is wrong.
fn fitting(variables: &[Variable], name: &str, text: &str) -> String {
    let longest = variables.iter().find(|variable| variable.name == name).map(|variable| variable.length_max);
    let longest = usize::from(longest.unwrap_or(u16::MAX));
    if !matches!(name, "matter" | "department" | "city") || text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest.saturating_sub(1)).collect();
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_matter_is_cut_and_a_long_number_is_not() {
        let variables = [
            Variable { name: "matter".into(), length_max: 5 },
            Variable { name: "number".into(), length_max: 5 },
        ];
        assert_eq!(fitting(&variables, "matter", "城镇污水排入"), "城镇污水…");
        assert_eq!(fitting(&variables, "number", "2026-7KQ4M"), "2026-7KQ4M");
    }
}
