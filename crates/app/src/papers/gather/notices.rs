//! What a notice on the way says: special procedure, hearing, extension, commitment.

use super::{PAPER, Source};
use crate::papers::facts::{Commitment, Extension, Facts, Hearing, Special};
use ::cases::CaseEvent;
use catalogue::CommitmentCheck;

impl Source<'_> {
    pub(super) fn add_notices(&self, facts: &mut Facts) {
        let matter = self.case.terms().name.in_language(PAPER);
        match &self.event().event {
            CaseEvent::Suspended(suspended) => {
                facts.special = Some(Special {
                    kind: suspended.kind.chinese().to_owned(),
                    basis: suspended.law.clone(),
                    starts_on: self.date(),
                    length: suspended.planned.in_words(PAPER),
                    ends_on: Some(self.content.date(suspended.until.at)),
                });
            }
            // 行政许可法 第四十七条 gives the ground in its own words; the city's wording is the sheet's.
            CaseEvent::HearingOffered(_) => {
                let about = self.say("about", &[("matter", matter)]);
                facts.hearing = Some(Hearing { about, ..Hearing::default() });
            }
            CaseEvent::Extended(extended) => {
                let approved_by = self.say("approved_by", &[]).unwrap_or_default();
                facts.extension = Some(Extension { length: extended.added.in_words(PAPER), approved_by });
            }
            CaseEvent::CommitmentSigned(signed) => facts.commitment = self.commitment(signed),
            _ => {}
        }
    }

    fn commitment(&self, signed: &::cases::CommitmentSigned) -> Option<Commitment> {
        let term = self.case.terms().material(&signed.material)?;
        let offered = term.commitment.as_ref()?;
        let consequence = offered.consequence.as_ref().map(|text| text.in_language(PAPER).to_owned());
        let within = offered.within.map(|within| within.in_words(PAPER));
        let check = match (signed.check, &within) {
            (CommitmentCheck::None, _) => self.say("check_none", &[]),
            (CommitmentCheck::During, _) => self.say("check_during", &[]),
            (CommitmentCheck::After, Some(within)) => self.say("check_after", &[("within", within)]),
            (CommitmentCheck::After, None) => self.say("check_later", &[]),
        };
        Some(Commitment {
            replaces: vec![term.name.in_language(PAPER).to_owned()],
            conditions: vec![offered.text.in_language(PAPER).to_owned()],
            consequences: consequence.or_else(|| self.say("consequence", &[])).into_iter().collect(),
            check,
            check_by: None,
        })
    }
}
