//! Delivery (送达): at a window against signature, by free post with its chain of custody, electronically with
//! consent; always with proof. Then the file is closed (归档).

use crate::refusal::refusals;
use crate::{Case, CaseEvent, CaseRefusal, Official, Stage, Via};
use catalogue::DeliveryWay;
use kernel::{BlobId, Money, Private, Timestamp};
use serde::{Deserialize, Serialize};

/// How the applicant wants the result, as confirmed once (送达地址确认书, practice.md 12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryChoice {
    /// The way.
    pub way: DeliveryWay,
    /// The address, for post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Private<String>>,
    /// Whether the applicant agreed to electronic service.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub electronic_consent: bool,
}

impl DeliveryChoice {
    /// At a window.
    pub fn window() -> Self {
        DeliveryChoice { way: DeliveryWay::Window, address: None, electronic_consent: false }
    }

    /// Electronically, with consent.
    pub fn electronic() -> Self {
        DeliveryChoice { way: DeliveryWay::Electronic, address: None, electronic_consent: true }
    }

    /// By post to `address`.
    pub fn post(address: Private<String>) -> Self {
        DeliveryChoice { way: DeliveryWay::Post, address: Some(address), electronic_consent: false }
    }
}

/// Choose the way of delivery, or another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChooseDelivery {
    /// The choice.
    pub choice: DeliveryChoice,
    /// Through which door.
    pub via: Via,
}

/// Put the result on a shelf at the window, with its place (practice.md 24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelve {
    /// The place.
    pub place: String,
    /// Who.
    pub by: Official,
}

/// Hand the result to the carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandToCarrier {
    /// The carrier.
    pub carrier: String,
    /// The tracking number.
    pub tracking: String,
    /// Who.
    pub by: Official,
}

/// Hand the result over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deliver {
    /// Which way it went.
    pub way: DeliveryWay,
    /// The proof.
    pub proof: Proof,
    /// Who handed over; none for electronic service and the carrier's report.
    pub by: Option<Official>,
}

/// Close the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// Who; none when the platform does it after its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Official>,
}

/// Proof of delivery (送达回证).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The applicant signed, on a pad or on paper, or gave a fingerprint.
    Signed {
        /// The picture of the signature, where one was taken.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signature: Option<BlobId>,
    },
    /// Somebody with a mandate signed (代领).
    SignedByAgent {
        /// The agent's name.
        name: Private<String>,
        /// The picture of the signature.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        signature: Option<BlobId>,
    },
    /// The carrier reported the signature.
    Carrier {
        /// What the carrier said.
        reference: String,
    },
    /// It lay in the applicant's account, who had agreed to that.
    Electronic,
}

/// `case.delivery_chosen`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryChosen {
    /// The choice.
    pub choice: DeliveryChoice,
    /// Through which door.
    pub via: Via,
}

/// `case.posted`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The carrier.
    pub carrier: String,
    /// The tracking number.
    pub tracking: String,
    /// What the applicant pays: nothing (P-15).
    pub fee: Money,
    /// Who handed it to the carrier.
    pub by: Official,
}

/// `case.delivered`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// Which way.
    pub way: DeliveryWay,
    /// The proof.
    pub proof: Proof,
    /// Who handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Official>,
}

/// A result or paper that is ready to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Since when.
    pub since: Timestamp,
    /// The number of the certificate.
    pub number: Option<String>,
    /// Where it lies.
    pub shelf: Option<String>,
    /// With which carrier it is: carrier, tracking number, since when.
    pub carrier: Option<(String, String, Timestamp)>,
}

impl Ready {
    pub(crate) fn since(at: Timestamp) -> Self {
        Ready { since: at, number: None, shelf: None, carrier: None }
    }
}

/// A result in the applicant's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// When.
    pub at: Timestamp,
    /// Which way.
    pub way: DeliveryWay,
}

refusals! {
    /// Why a result is not handed over.
    DeliverRefusal {
        /// Nothing is ready.
        NotReady = "refusal-case-nothing-ready", "nothing is ready to be handed over";
        /// The matter does not offer this way.
        WayNotOffered {
            /// The way.
            way: &'static str,
        } = "refusal-case-way-not-offered", "this matter is not delivered by {way}";
        /// Post needs an address.
        NoAddress = "refusal-case-no-address", "delivery by post needs an address";
        /// Electronic service needs consent.
        NoConsent = "refusal-case-no-electronic-consent", "electronic service needs the applicant's consent",
            "practice.md 12";
        /// It must have gone to the carrier first.
        NotPosted = "refusal-case-not-posted", "it was not handed to a carrier";
        /// It is with the carrier.
        WithCarrier = "refusal-case-with-carrier", "it is with the carrier";
        /// It lies there already; another place moves it.
        OnThatShelf {
            /// The place.
            place: String,
        } = "refusal-case-on-that-shelf", "it lies at {place} already";
        /// The proof does not fit the way.
        WrongProof = "refusal-case-wrong-proof", "this proof does not fit this way of delivery";
        /// It is delivered already.
        Delivered = "refusal-case-delivered", "it is delivered already";
        /// The file is closed after the delivery or the end.
        NotOver = "refusal-case-not-over", "a file is closed after the delivery";
    }
}

impl Case {
    pub(crate) fn choose_delivery(&self, command: ChooseDelivery) -> Result<Vec<CaseEvent>, CaseRefusal> {
        match &self.stage {
            Stage::Ready(ready) if ready.carrier.is_some() => return Err(DeliverRefusal::WithCarrier.into()),
            Stage::Delivered(_) => return Err(DeliverRefusal::Delivered.into()),
            Stage::Ended { .. } | Stage::Archived { .. } => return Err(self.not_now()),
            _ => {}
        }
        self.check_choice(&command.choice)?;
        let ChooseDelivery { choice, via } = command;
        Ok(vec![CaseEvent::DeliveryChosen(DeliveryChosen { choice, via })])
    }

    fn check_choice(&self, choice: &DeliveryChoice) -> Result<(), CaseRefusal> {
        if !self.offers(choice.way) {
            return Err(DeliverRefusal::WayNotOffered { way: choice.way.code() }.into());
        }
        let written = choice.address.as_ref().is_some_and(|address| !address.text().trim().is_empty());
        match choice.way {
            DeliveryWay::Post if !written => Err(DeliverRefusal::NoAddress.into()),
            DeliveryWay::Electronic if !choice.electronic_consent => Err(DeliverRefusal::NoConsent.into()),
            _ => Ok(()),
        }
    }

    /// The window is always open, whatever else the matter offers.
    fn offers(&self, way: DeliveryWay) -> bool {
        way == DeliveryWay::Window || self.terms.delivery.contains(&way)
    }

    pub(crate) fn shelve(&self, command: Shelve) -> Result<Vec<CaseEvent>, CaseRefusal> {
        match &self.stage {
            Stage::Ready(ready) if ready.carrier.is_some() => Err(DeliverRefusal::WithCarrier.into()),
            Stage::Ready(ready) if ready.shelf.as_deref() == Some(command.place.as_str()) => {
                Err(DeliverRefusal::OnThatShelf { place: command.place }.into())
            }
            Stage::Ready(_) => Ok(vec![CaseEvent::Shelved(command)]),
            _ => Err(DeliverRefusal::NotReady.into()),
        }
    }

    pub(crate) fn hand_to_carrier(&self, command: HandToCarrier) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let Stage::Ready(ready) = &self.stage else {
            return Err(DeliverRefusal::NotReady.into());
        };
        if ready.carrier.is_some() {
            return Err(DeliverRefusal::WithCarrier.into());
        }
        match &self.delivery {
            Some(choice) if choice.way == DeliveryWay::Post => self.check_choice(choice)?,
            _ => return Err(DeliverRefusal::NoAddress.into()),
        }
        let HandToCarrier { carrier, tracking, by } = command;
        Ok(vec![CaseEvent::Posted(Posted { carrier, tracking, fee: Money(0), by })])
    }

    pub(crate) fn deliver(&self, command: Deliver) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let posted = match &self.stage {
            Stage::Ready(ready) => ready.carrier.is_some(),
            Stage::Ended { how, delivered: None, .. } if how.is_negative() => {
                command.way == DeliveryWay::Post
            }
            Stage::Delivered(_) | Stage::Ended { delivered: Some(_), .. } => {
                return Err(DeliverRefusal::Delivered.into());
            }
            _ => return Err(DeliverRefusal::NotReady.into()),
        };
        match command.way {
            DeliveryWay::Post if !posted => return Err(DeliverRefusal::NotPosted.into()),
            DeliveryWay::Window | DeliveryWay::Locker | DeliveryWay::Electronic
                if posted && matches!(self.stage, Stage::Ready(_)) =>
            {
                return Err(DeliverRefusal::WithCarrier.into());
            }
            _ => {}
        }
        self.check_proof(&command)?;
        let Deliver { way, proof, by } = command;
        Ok(vec![CaseEvent::Delivered(HandedOver { way, proof, by })])
    }

    fn check_proof(&self, command: &Deliver) -> Result<(), CaseRefusal> {
        let consented = self.delivery.as_ref().is_some_and(|choice| choice.electronic_consent);
        match (command.way, &command.proof) {
            (DeliveryWay::Electronic, Proof::Electronic) if consented => Ok(()),
            (DeliveryWay::Electronic, Proof::Electronic) => Err(DeliverRefusal::NoConsent.into()),
            (DeliveryWay::Post, Proof::Carrier { .. }) => Ok(()),
            (
                DeliveryWay::Window | DeliveryWay::Locker,
                Proof::Signed { .. } | Proof::SignedByAgent { .. },
            ) => Ok(()),
            _ => Err(DeliverRefusal::WrongProof.into()),
        }
    }

    pub(crate) fn archive(&self, command: Archive) -> Result<Vec<CaseEvent>, CaseRefusal> {
        match &self.stage {
            Stage::Delivered(_) | Stage::Ended { .. } if self.proposal.is_none() => {
                Ok(vec![CaseEvent::Archived(command)])
            }
            Stage::Archived { .. } | Stage::Elsewhere(_) => Err(self.not_now()),
            _ => Err(DeliverRefusal::NotOver.into()),
        }
    }

    pub(crate) fn apply_shelved(&mut self, event: &Shelve) {
        if let Stage::Ready(ready) = &mut self.stage {
            ready.shelf = Some(event.place.clone());
        }
    }

    pub(crate) fn apply_posted(&mut self, event: &Posted, at: Timestamp) {
        if let Stage::Ready(ready) = &mut self.stage {
            ready.carrier = Some((event.carrier.clone(), event.tracking.clone(), at));
        }
    }

    pub(crate) fn apply_delivered(&mut self, event: &HandedOver, at: Timestamp) {
        match &mut self.stage {
            Stage::Ended { delivered, .. } => *delivered = Some(at),
            stage => *stage = Stage::Delivered(Delivered { at, way: event.way }),
        }
        self.visits += u32::from(event.way == DeliveryWay::Window);
    }

    pub(crate) fn apply_archived(&mut self, at: Timestamp) {
        let ended = match &self.stage {
            Stage::Ended { how, .. } => Some(*how),
            _ => None,
        };
        self.stage = Stage::Archived { at, ended };
    }
}
