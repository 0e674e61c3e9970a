//! The texts of notices: letters as content with drafts, text messages as templates that a gateway approves.

use crate::content::{ContentEvent, content_stream, entries};
use crate::{Action, Caller, City, Content, Problem, Work};
use kernel::{Moment, StreamId};
use notices::{
    Approval, MessageTemplate, Occasion, TemplateCommand, TemplateEvent, TemplateVersion, Variable,
};
use packs::MessageText;

/// The texts of one occasion as an administrator sees them.
#[derive(Clone, Debug, PartialEq)]
pub struct MessagePage {
    /// The occasion.
    pub occasion: Occasion,
    /// The published texts; none if the content has none.
    pub published: Option<MessageText>,
    /// A draft that waits for publication.
    pub draft: Option<MessageText>,
    /// The text message with all its versions; none if there is none.
    pub template: Option<MessageTemplate>,
}

/// The stream of the text message of an occasion.
pub(crate) fn template_stream(occasion: Occasion) -> StreamId {
    StreamId::of("template", occasion.word())
}

/// The text message that the content offers, not yet handed in to the gateway.
pub(crate) fn offered(content: &Content, occasion: Occasion) -> Option<MessageTemplate> {
    let message = content.messages.iter().find(|message| message.occasion == occasion)?;
    let sms = message.sms.as_ref()?;
    let version = TemplateVersion {
        text: sms.text.clone(),
        variables: sms.variables.clone(),
        approval: Approval::Draft,
    };
    Some(MessageTemplate { occasion, versions: vec![version] })
}

impl City {
    /// The texts of every occasion.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for who neither keeps the content nor runs the system.
    pub fn message_pages(&self, caller: &Caller) -> Result<Vec<MessagePage>, Problem> {
        caller.require(Action::EditCatalogue).or_else(|_| caller.require(Action::RunSystem))?;
        let kept = self.entries("message")?;
        let page = |occasion: Occasion| {
            let entry = kept.get(occasion.word());
            let typed = |body: &serde_json::Value| serde_json::from_value(body.clone()).ok();
            Ok(MessagePage {
                occasion,
                published: entry.and_then(|entry| entry.body.as_ref()).and_then(typed),
                draft: entry.and_then(|entry| entry.draft.as_ref()).and_then(|(_, body)| typed(body)),
                template: self.short_template(occasion)?,
            })
        };
        Occasion::ALL.into_iter().map(page).collect()
    }

    /// Keeps new texts of an occasion as a draft; what is published goes on.
    ///
    /// # Errors
    /// [`notices::TemplateRefusal`] for an empty text or a word that nobody can fill in.
    pub fn draft_message(
        &self,
        caller: &Caller,
        message: &MessageText,
        moment: &Moment,
    ) -> Result<(), Problem> {
        check_texts(message)?;
        let body =
            serde_json::to_value(message).map_err(|cause| Problem::fault("drafting a message", cause))?;
        let hash = packs::content_hash(&body);
        let id = message.occasion.word().to_owned();
        self.act(caller, moment, Action::EditCatalogue, |work: &mut Work<'_>| {
            let stream = content_stream("message");
            work.load::<ContentEvent>(&stream)?;
            let event = ContentEvent::Drafted { id: id.clone(), hash: hash.clone(), body: body.clone() };
            let actor = work.actor(Action::EditCatalogue);
            work.append(&stream, &actor, &[event])
        })?;
        Ok(())
    }

    /// Publishes the drafted texts of an occasion. A new text message goes to the gateway first: see
    /// [`City::write_template`].
    ///
    /// # Errors
    /// [`Problem::NotFound`] without a draft.
    pub fn publish_message(
        &self,
        caller: &Caller,
        occasion: Occasion,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.act(caller, moment, Action::PublishCatalogue, |work: &mut Work<'_>| {
            let stream = content_stream("message");
            let events = work.load::<ContentEvent>(&stream)?;
            let mut known = entries(events.iter().map(|recorded| &recorded.event));
            let draft = known.remove(occasion.word()).and_then(|entry| entry.draft);
            let (hash, body) = draft.ok_or(Problem::NotFound("draft"))?;
            let event = ContentEvent::Published { id: occasion.word().to_owned(), hash, body };
            let actor = work.actor(Action::PublishCatalogue);
            work.append(&stream, &actor, &[event])
        })?;
        Ok(())
    }

    /// Writes a new version of a text message; the approved one goes on being used (practice.md 12).
    ///
    /// # Errors
    /// [`notices::TemplateRefusal`] that names the rule.
    pub fn write_template(
        &self,
        caller: &Caller,
        occasion: Occasion,
        text: &str,
        variables: &[Variable],
        moment: &Moment,
    ) -> Result<(), Problem> {
        let (text, variables) = (text.to_owned(), variables.to_vec());
        let order = TemplateCommand::Write { occasion, text, variables };
        self.order_template(caller, occasion, Action::EditCatalogue, &order, moment)
    }

    /// Notes that the gateway approved the newest version under its id.
    ///
    /// # Errors
    /// [`notices::TemplateRefusal::NothingWaiting`].
    pub fn approve_template(
        &self,
        caller: &Caller,
        occasion: Occasion,
        gateway_id: &str,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let order = TemplateCommand::Approve { gateway_id: gateway_id.trim().to_owned() };
        self.order_template(caller, occasion, Action::RunSystem, &order, moment)
    }

    /// Notes that the gateway rejected the newest version.
    ///
    /// # Errors
    /// [`notices::TemplateRefusal::NothingWaiting`].
    pub fn reject_template(
        &self,
        caller: &Caller,
        occasion: Occasion,
        reason: &str,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let order = TemplateCommand::Reject { reason: reason.trim().to_owned() };
        self.order_template(caller, occasion, Action::RunSystem, &order, moment)
    }

    fn order_template(
        &self,
        caller: &Caller,
        occasion: Occasion,
        action: Action,
        order: &TemplateCommand,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.act(caller, moment, action, |work: &mut Work<'_>| {
            let stream = template_stream(occasion);
            let known = work.load::<TemplateEvent>(&stream)?;
            let kept = MessageTemplate::of(known.iter().map(|recorded| &recorded.event));
            let mut events = Vec::new();
            let content = work.city.content();
            let first = offered(&content, occasion).filter(|_| kept.is_none());
            // What the content offers becomes a version of its own once somebody decides about it.
            if let Some(version) = first.as_ref().and_then(|template| template.versions.first())
                && !matches!(order, TemplateCommand::Write { .. })
            {
                let (text, variables) = (version.text.clone(), version.variables.clone());
                events.push(TemplateEvent::Written { occasion, text, variables });
            }
            events.push(MessageTemplate::decide(kept.as_ref().or(first.as_ref()), order.clone())?);
            let actor = work.actor(action);
            work.append(&stream, &actor, &events)
        })?;
        Ok(())
    }
}

fn check_texts(message: &MessageText) -> Result<(), Problem> {
    for text in [&message.title, &message.text] {
        if text.chinese.trim().is_empty() {
            return Err(notices::TemplateRefusal::Empty.into());
        }
        notices::check_words(&text.chinese)?;
        notices::check_words(text.english.as_deref().unwrap_or_default())?;
    }
    if let Some(sms) = &message.sms {
        notices::check_words(&sms.text)?;
    }
    Ok(())
}
