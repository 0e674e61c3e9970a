//! An application as a program sends it.

use app::cases::{Applicants, Application, RawForm, WantedDelivery};
use app::{Assurance, Caller, City, FieldProblem, NewOrganisation, NewPerson, Problem};
use cases::{Given, GivenHow};
use catalogue::{DeliveryWay, MaterialKey};
use identity::{Contact, PaperKind};
use kernel::{BlobId, MatterCode};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The names of the fields.
const FIELDS: [&str; 10] = [
    "matter",
    "version",
    "applicant",
    "situations",
    "form",
    "materials",
    "gaps",
    "commitments",
    "delivery",
    "draft",
];

/// What was sent, each part read by its shape.
#[derive(Deserialize)]
pub(super) struct Sent {
    matter: String,
    version: Option<u32>,
    #[serde(default)]
    applicant: Applicant,
    #[serde(default)]
    situations: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    form: Map<String, Value>,
    #[serde(default)]
    materials: Vec<Material>,
    #[serde(default)]
    gaps: Vec<String>,
    #[serde(default)]
    commitments: Vec<String>,
    delivery: Option<Delivery>,
    draft: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Applicant {
    #[default]
    Caller,
    Person(PersonSent),
    Organisation {
        name: String,
        code: String,
        #[serde(default)]
        representative: String,
        #[serde(default)]
        contact: ContactSent,
        agent: Option<PersonSent>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonSent {
    name: String,
    paper: PaperKind,
    number: String,
    #[serde(default)]
    contact: ContactSent,
}

/// How to reach somebody. A wrong name is told: a telephone number that is silently dropped reaches nobody.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ContactSent {
    telephone: Option<String>,
    mail: Option<String>,
    address: Option<String>,
}

impl ContactSent {
    fn contact(&self) -> Contact {
        let ContactSent { telephone, mail, address } = self.clone();
        Contact { telephone, mail, address }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Material {
    material: String,
    how: GivenHow,
    #[serde(default)]
    files: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delivery {
    way: DeliveryWay,
    address: Option<String>,
    #[serde(default)]
    electronic_consent: bool,
}

impl Sent {
    /// Reads the body field by field, so that every wrong one is told at once.
    pub(super) fn read(body: &Map<String, Value>) -> Result<Sent, Vec<FieldProblem>> {
        let unknown = body.keys().filter(|key| !FIELDS.contains(&key.as_str()));
        let mut wrong: Vec<_> = unknown.map(|key| FieldProblem::new(key, "field-api-unknown")).collect();
        if body.get("matter").and_then(Value::as_str).is_none_or(str::is_empty) {
            wrong.push(FieldProblem::new("matter", "field-api-missing"));
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let whole = Value::Object(body.clone());
        serde_json::from_value(whole)
            .map_err(|_| vec![FieldProblem::new(self::culprit(body), "field-api-shape")])
    }

    /// The application, with files checked to be the caller's own.
    pub(super) fn application(&self, city: &City, caller: &Caller) -> Result<Application, Problem> {
        let materials =
            self.materials.iter().map(|sent| self.given(city, caller, sent)).collect::<Result<_, _>>()?;
        let keys = |keys: &[String]| keys.iter().map(|key| MaterialKey::from(key.as_str())).collect();
        Ok(Application {
            matter: MatterCode(self.matter.clone()),
            version: self.version,
            applicant: self.applicants(caller)?,
            situations: self.situations.clone(),
            form: RawForm::Json(self.form.clone()),
            materials,
            gaps: keys(&self.gaps),
            commitments: keys(&self.commitments),
            delivery: self.delivery.as_ref().map(|sent| WantedDelivery {
                way: sent.way,
                address: sent.address.clone(),
                electronic_consent: sent.electronic_consent,
            }),
            draft: self.own_draft(city, caller)?,
            window: None,
            channel: None,
        })
    }

    /// Whoever applies for herself cannot name others: only windows and the programs of institutions can.
    fn applicants(&self, caller: &Caller) -> Result<Applicants, Problem> {
        if !matches!(self.applicant, Applicant::Caller) && caller.person.is_some() {
            return Err(Problem::Fields(vec![FieldProblem::new("applicant", "field-api-applicant")]));
        }
        Ok(match &self.applicant {
            Applicant::Caller => Applicants::Caller,
            Applicant::Person(sent) => Applicants::Person(sent.known()),
            Applicant::Organisation { name, code, representative, contact, agent } => {
                Applicants::Organisation {
                    organisation: NewOrganisation {
                        name: name.clone(),
                        code: code.clone(),
                        representative: representative.clone(),
                        contact: contact.contact(),
                        assurance: Assurance::Declared,
                    },
                    agent: agent.as_ref().map(PersonSent::known),
                }
            }
        })
    }

    fn own_draft(&self, city: &City, caller: &Caller) -> Result<Option<String>, Problem> {
        self.draft.as_ref().map(|draft| city.own_draft(caller, draft).map(|_| draft.clone())).transpose()
    }

    fn given(&self, city: &City, caller: &Caller, sent: &Material) -> Result<Given, Problem> {
        let wrong =
            |key| Problem::Fields(vec![FieldProblem::new(format!("materials.{}", sent.material), key)]);
        let by_hand = !matches!(sent.how, GivenHow::Uploaded | GivenHow::FromForm);
        if by_hand && caller.officials().is_empty() {
            return Err(wrong("field-api-given"));
        }
        let own = match &self.draft {
            Some(draft) if !sent.files.is_empty() => city.draft_files(caller, draft)?,
            _ => Vec::new(),
        };
        let blob = |id: &String| {
            let id = id.parse::<BlobId>().ok()?;
            own.iter().any(|file| file.id == id).then_some(id)
        };
        let blobs: Option<Vec<BlobId>> = sent.files.iter().map(blob).collect();
        let blobs = blobs.ok_or_else(|| wrong("field-api-file"))?;
        Ok(Given { material: MaterialKey::from(sent.material.as_str()), how: sent.how, blobs })
    }
}

/// The first field whose shape alone is wrong.
fn culprit(body: &Map<String, Value>) -> String {
    let fits = |key: &str, value: &Value| {
        let one: Map<String, Value> =
            [("matter".to_owned(), Value::from("x")), (key.to_owned(), value.clone())].into_iter().collect();
        serde_json::from_value::<Sent>(Value::Object(one)).is_ok()
    };
    body.iter().find(|(key, value)| !fits(key, value)).map_or_else(String::new, |(key, _)| key.clone())
}

impl PersonSent {
    fn known(&self) -> NewPerson {
        NewPerson {
            name: self.name.clone(),
            paper: self.paper,
            number: self.number.clone(),
            contact: self.contact.contact(),
            assurance: Assurance::Declared,
        }
    }
}
