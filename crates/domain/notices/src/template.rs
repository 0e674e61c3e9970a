//! Message templates: gateways approve signature and text first; only variables change afterwards.

use crate::Occasion;
use crate::fill::{check_words, names_in};
use kernel::{DomainEvent, Refusal};
use serde::{Deserialize, Serialize};

/// A variable of a template with the length that the gateway allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Its name in the text, written `{name}`.
    pub name: String,
    /// At most so many characters.
    pub length_max: u16,
}

/// Where a version stands with the gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Approval {
    /// Written, not yet handed in.
    Draft,
    /// Approved under the gateway's id.
    Approved {
        /// The gateway's id.
        gateway_id: String,
    },
    /// Rejected with the gateway's reason.
    Rejected {
        /// The reason.
        reason: String,
    },
}

/// One version of a template's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateVersion {
    /// The text with `{variables}`.
    pub text: String,
    /// The variables in order.
    pub variables: Vec<Variable>,
    /// Where it stands.
    pub approval: Approval,
}

/// What happened to a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TemplateEvent {
    /// A new version was written; the approved one goes on being used.
    Written {
        /// For which occasion.
        occasion: Occasion,
        /// The text.
        text: String,
        /// The variables in order.
        variables: Vec<Variable>,
    },
    /// The gateway approved the newest version.
    Approved {
        /// The gateway's id.
        gateway_id: String,
    },
    /// The gateway rejected the newest version.
    Rejected {
        /// Its reason.
        reason: String,
    },
}

impl DomainEvent for TemplateEvent {
    fn name(&self) -> &'static str {
        match self {
            TemplateEvent::Written { .. } => "template.written",
            TemplateEvent::Approved { .. } => "template.approved",
            TemplateEvent::Rejected { .. } => "template.rejected",
        }
    }
}

/// An order to a template.
#[derive(Clone, Debug, PartialEq)]
pub enum TemplateCommand {
    /// Write a new version.
    Write {
        /// For which occasion.
        occasion: Occasion,
        /// The text.
        text: String,
        /// The variables in order.
        variables: Vec<Variable>,
    },
    /// Note the gateway's approval.
    Approve {
        /// The gateway's id.
        gateway_id: String,
    },
    /// Note the gateway's rejection.
    Reject {
        /// Its reason.
        reason: String,
    },
}

/// Why an order to a template is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateRefusal {
    /// The text is empty.
    #[error("the text is empty")]
    Empty,
    /// The text names a variable that is not declared.
    #[error("the variable {0} is not declared")]
    UnknownVariable(String),
    /// There is no draft to approve or reject.
    #[error("no version waits for the gateway")]
    NothingWaiting,
    /// The gateway's id or its reason was left out; without it nobody can send, or mend the text.
    #[error("the gateway's answer is empty")]
    Unsaid,
    /// No version is approved: nothing may be sent.
    #[error("no version is approved by the gateway")]
    NotApproved,
    /// A variable is missing or too long.
    #[error("the value of {name} is missing or longer than {length_max}")]
    Value {
        /// The variable.
        name: String,
        /// Its greatest length.
        length_max: u16,
    },
}

impl Refusal for TemplateRefusal {
    fn key(&self) -> &'static str {
        match self {
            TemplateRefusal::Empty => "refusal-template-empty",
            TemplateRefusal::UnknownVariable(_) => "refusal-template-unknown-variable",
            TemplateRefusal::NothingWaiting => "refusal-template-nothing-waiting",
            TemplateRefusal::Unsaid => "refusal-template-unsaid",
            TemplateRefusal::NotApproved => "refusal-template-not-approved",
            TemplateRefusal::Value { .. } => "refusal-template-value",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            TemplateRefusal::UnknownVariable(name) | TemplateRefusal::Value { name, .. } => {
                vec![("name", name.clone())]
            }
            _ => Vec::new(),
        }
    }
}

/// A template with all its versions, the newest last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageTemplate {
    /// For which occasion.
    pub occasion: Occasion,
    /// The versions.
    pub versions: Vec<TemplateVersion>,
}

impl MessageTemplate {
    /// Folds a template's events.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a TemplateEvent>) -> Option<Self> {
        let mut template: Option<MessageTemplate> = None;
        for event in events {
            match event {
                TemplateEvent::Written { occasion, text, variables } => {
                    let (text, variables) = (text.clone(), variables.clone());
                    let version = TemplateVersion { text, variables, approval: Approval::Draft };
                    let fresh = MessageTemplate { occasion: *occasion, versions: Vec::new() };
                    template.get_or_insert(fresh).versions.push(version);
                }
                TemplateEvent::Approved { gateway_id } => {
                    set_newest(&mut template, Approval::Approved { gateway_id: gateway_id.clone() });
                }
                TemplateEvent::Rejected { reason } => {
                    set_newest(&mut template, Approval::Rejected { reason: reason.clone() });
                }
            }
        }
        template
    }

    /// The newest approved version: the only one that may be sent.
    ///
    /// # Errors
    /// [`TemplateRefusal::NotApproved`].
    pub fn approved(&self) -> Result<(&TemplateVersion, &str), TemplateRefusal> {
        let mut versions = self.versions.iter().rev();
        let found = versions.find_map(|version| match &version.approval {
            Approval::Approved { gateway_id } => Some((version, gateway_id.as_str())),
            _ => None,
        });
        found.ok_or(TemplateRefusal::NotApproved)
    }

    /// Decides an order to `template` (none: not written yet).
    ///
    /// # Errors
    /// A [`TemplateRefusal`] that names the rule.
    pub fn decide(
        template: Option<&Self>,
        command: TemplateCommand,
    ) -> Result<TemplateEvent, TemplateRefusal> {
        let newest = template.and_then(|template| template.versions.last());
        let waits = newest.is_some_and(|version| version.approval == Approval::Draft);
        match command {
            TemplateCommand::Write { occasion, text, variables } => {
                check_text(&text, &variables)?;
                Ok(TemplateEvent::Written { occasion, text, variables })
            }
            TemplateCommand::Approve { gateway_id: said } | TemplateCommand::Reject { reason: said }
                if waits && said.trim().is_empty() =>
            {
                Err(TemplateRefusal::Unsaid)
            }
            TemplateCommand::Approve { gateway_id } if waits => Ok(TemplateEvent::Approved { gateway_id }),
            TemplateCommand::Reject { reason } if waits => Ok(TemplateEvent::Rejected { reason }),
            _ => Err(TemplateRefusal::NothingWaiting),
        }
    }
}

impl TemplateVersion {
    /// The values in the template's order, each checked against its length.
    ///
    /// # Errors
    /// [`TemplateRefusal::Value`] for the first that is missing or too long.
    pub fn fill(&self, value: impl Fn(&str) -> Option<String>) -> Result<Vec<String>, TemplateRefusal> {
        let fill_one = |variable: &Variable| {
            let found =
                value(&variable.name).filter(|text| text.chars().count() <= usize::from(variable.length_max));
            found.ok_or_else(|| TemplateRefusal::Value {
                name: variable.name.clone(),
                length_max: variable.length_max,
            })
        };
        self.variables.iter().map(fill_one).collect()
    }
}

fn set_newest(template: &mut Option<MessageTemplate>, approval: Approval) {
    if let Some(version) = template.as_mut().and_then(|template| template.versions.last_mut()) {
        version.approval = approval;
    }
}

fn check_text(text: &str, variables: &[Variable]) -> Result<(), TemplateRefusal> {
    if text.trim().is_empty() {
        return Err(TemplateRefusal::Empty);
    }
    let undeclared =
        names_in(text).into_iter().find(|name| !variables.iter().any(|variable| variable.name == **name));
    if let Some(name) = undeclared {
        return Err(TemplateRefusal::UnknownVariable(name.to_owned()));
    }
    // A declared variable that the platform cannot fill in would stop every message of this template.
    check_words(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> TemplateEvent {
        let variables = vec![Variable { name: "number".into(), length_max: 14 }];
        TemplateEvent::Written { occasion: Occasion::Received, text: text.into(), variables }
    }

    #[test]
    fn editing_leaves_the_approved_version_in_use() {
        let events = [
            written("收到 {number}"),
            TemplateEvent::Approved { gateway_id: "SMS_1".into() },
            written("已收到 {number}"),
        ];
        let template = MessageTemplate::of(&events).expect("written");
        let (version, id) = template.approved().expect("the first is approved");
        assert_eq!((version.text.as_str(), id), ("收到 {number}", "SMS_1"));
    }

    #[test]
    fn an_unapproved_template_is_never_sent() {
        let template = MessageTemplate::of(&[written("收到 {number}")]).expect("written");
        assert_eq!(template.approved().err(), Some(TemplateRefusal::NotApproved));
    }

    #[test]
    fn each_faulty_order_has_its_refusal() {
        let write = |text: &str| TemplateCommand::Write {
            occasion: Occasion::Received,
            text: text.into(),
            variables: Vec::new(),
        };
        assert_eq!(MessageTemplate::decide(None, write(" ")), Err(TemplateRefusal::Empty));
        let unknown = TemplateRefusal::UnknownVariable("number".into());
        assert_eq!(MessageTemplate::decide(None, write("{number}")), Err(unknown));
        let approve = TemplateCommand::Approve { gateway_id: "SMS_1".into() };
        assert_eq!(MessageTemplate::decide(None, approve), Err(TemplateRefusal::NothingWaiting));
        let waiting = MessageTemplate::of(&[written("收到 {number}")]).expect("written");
        for unsaid in [
            TemplateCommand::Approve { gateway_id: " ".into() },
            TemplateCommand::Reject { reason: String::new() },
        ] {
            assert_eq!(MessageTemplate::decide(Some(&waiting), unsaid), Err(TemplateRefusal::Unsaid));
        }
    }

    #[test]
    fn a_value_that_is_too_long_is_refused_before_sending() {
        let template = MessageTemplate::of(&[written("{number}")]).expect("written");
        let refused = template.versions[0].fill(|_| Some("1".repeat(15)));
        assert_eq!(refused, Err(TemplateRefusal::Value { name: "number".into(), length_max: 14 }));
    }
}
