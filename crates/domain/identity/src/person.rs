//! Persons, natural and legal: who they are and how to reach them.

use crate::{Assurance, CreditCode, PaperKind};
use kernel::{DomainEvent, Language, PersonId, Private};
use serde::{Deserialize, Serialize};

/// Natural or legal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    /// 自然人.
    Natural,
    /// 法人 or another organisation.
    Legal,
}

/// How to reach a person; each part is personal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// A telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// A mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// A postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// What happened to a person's record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum PersonEvent {
    /// A natural person became known.
    Registered {
        /// Full name, up to 50 characters of GB 18030.
        name: Private<String>,
        /// The paper shown.
        paper: PaperKind,
        /// Its number in normal form.
        number: Private<String>,
        /// How surely.
        assurance: Assurance,
    },
    /// An organisation became known. Its name and code are public.
    OrganisationRegistered {
        /// Registered name.
        name: String,
        /// Unified social credit code.
        code: CreditCode,
        /// The legal representative's name.
        representative: Private<String>,
        /// How surely.
        assurance: Assurance,
    },
    /// How to reach the person changed.
    ContactChanged {
        /// The new contact, whole.
        contact: Private<Contact>,
    },
    /// The person was identified more surely.
    AssuranceRaised {
        /// The new level.
        assurance: Assurance,
        /// By which means, for example `paper at the counter` or an identity provider's name.
        means: String,
    },
    /// The person corrected how the name is read (practice.md 21).
    PinyinCorrected {
        /// Pinyin with spaces.
        pinyin: Private<String>,
    },
    /// The person agreed to electronic service or withdrew it (practice.md 12).
    ElectronicServiceSet {
        /// Whether electronic service is agreed.
        agreed: bool,
    },
    /// The preferred language of letters and pages.
    LanguageSet {
        /// The language.
        language: Language,
    },
}

impl DomainEvent for PersonEvent {
    fn name(&self) -> &'static str {
        match self {
            PersonEvent::Registered { .. } => "person.registered",
            PersonEvent::OrganisationRegistered { .. } => "person.organisation-registered",
            PersonEvent::ContactChanged { .. } => "person.contact-changed",
            PersonEvent::AssuranceRaised { .. } => "person.assurance-raised",
            PersonEvent::PinyinCorrected { .. } => "person.pinyin-corrected",
            PersonEvent::ElectronicServiceSet { .. } => "person.electronic-service-set",
            PersonEvent::LanguageSet { .. } => "person.language-set",
        }
    }
}

/// A person as known now.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// Natural or legal.
    pub kind: PersonKind,
    /// Full name; an organisation's name is public but kept alike.
    pub name: Private<String>,
    /// The paper that proves it.
    pub paper: PaperKind,
    /// Its number.
    pub number: Private<String>,
    /// How surely the person is known.
    pub assurance: Assurance,
    /// How to reach the person.
    pub contact: Contact,
    /// How the name is read, where corrected.
    pub pinyin: Option<String>,
    /// Whether electronic service is agreed.
    pub electronic_service: bool,
    /// The preferred language.
    pub language: Language,
}

impl Person {
    /// Folds a person's events; none if the first event is not a registration.
    pub fn of<'a>(id: PersonId, events: impl IntoIterator<Item = &'a PersonEvent>) -> Option<Self> {
        let mut events = events.into_iter();
        let mut person = Person::first(id, events.next()?)?;
        for event in events {
            person.apply(event);
        }
        Some(person)
    }

    fn first(id: PersonId, event: &PersonEvent) -> Option<Self> {
        let (kind, name, paper, number, assurance) = match event {
            PersonEvent::Registered { name, paper, number, assurance } => {
                (PersonKind::Natural, name.clone(), *paper, number.clone(), *assurance)
            }
            PersonEvent::OrganisationRegistered { name, code, assurance, .. } => (
                PersonKind::Legal,
                Private::new(id, name.clone()),
                PaperKind::CreditCode,
                Private::new(id, code.as_str().to_owned()),
                *assurance,
            ),
            _ => return None,
        };
        Some(Person {
            id,
            kind,
            name,
            paper,
            number,
            assurance,
            contact: Contact::default(),
            pinyin: None,
            electronic_service: false,
            language: Language::Chinese,
        })
    }

    fn apply(&mut self, event: &PersonEvent) {
        match event {
            PersonEvent::Registered { .. } | PersonEvent::OrganisationRegistered { .. } => {}
            PersonEvent::ContactChanged { contact } => {
                self.contact = contact.get().cloned().unwrap_or_default();
            }
            PersonEvent::AssuranceRaised { assurance, .. } => self.assurance = self.assurance.max(*assurance),
            PersonEvent::PinyinCorrected { pinyin } => self.pinyin = pinyin.get().cloned(),
            PersonEvent::ElectronicServiceSet { agreed } => self.electronic_service = *agreed,
            PersonEvent::LanguageSet { language } => self.language = *language,
        }
    }
}

/// A name in the form that is hashed and compared: outer spaces gone, one kind of middle dot.
pub fn normal_name(name: &str) -> String {
    name.trim()
        .chars()
        .map(|symbol| if matches!(symbol, '•' | '・' | '‧' | '∙') { '·' } else { symbol })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_lower_assurance_does_not_weaken_an_earlier_one() {
        let id = PersonId(uuid_nil());
        let events = [
            PersonEvent::Registered {
                name: Private::new(id, "张三".into()),
                paper: PaperKind::CitizenCard,
                number: Private::new(id, "440402199001010014".into()),
                assurance: Assurance::Strong,
            },
            PersonEvent::AssuranceRaised { assurance: Assurance::Verified, means: "portal".into() },
        ];
        assert_eq!(Person::of(id, &events).expect("registered").assurance, Assurance::Strong);
    }

    #[test]
    fn dots_of_all_kinds_are_one_dot() {
        assert_eq!(normal_name(" 买买提•艾力 "), "买买提·艾力");
    }

    fn uuid_nil() -> uuid::Uuid {
        uuid::Uuid::nil()
    }
}
