//! The texts of notices, with a check that text messages name exactly their variables.

use super::Reading;
use crate::pack::MessageText;
use crate::problem::{Problem, Rule, Spot};

const FILE: &str = "messages.yaml";

impl Reading<'_> {
    pub(super) fn messages(&mut self) -> Vec<MessageText> {
        let messages: Vec<MessageText> = self.list(FILE);
        for (place, message) in messages.iter().enumerate() {
            let Some(sms) = &message.sms else { continue };
            let named = variables(&sms.text);
            let listed: Vec<&str> = sms.variables.iter().map(|variable| variable.name.as_str()).collect();
            let differ = named.iter().any(|name| !listed.contains(name))
                || listed.iter().any(|name| !named.contains(name));
            if differ {
                let at = self
                    .trees
                    .get(FILE)
                    .and_then(|tree| tree.item(place)?.get("sms"))
                    .map_or(Spot::default(), |node| node.at);
                let values = [("named", named.join("、")), ("listed", listed.join("、"))];
                self.problems.push(Problem::error(FILE, at, Rule("message-variables"), &values));
            }
        }
        messages
    }
}

/// The names in braces.
fn variables(text: &str) -> Vec<&str> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}
