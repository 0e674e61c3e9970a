//! The receipt of a case as a file that proves, without asking anyone, what the city recorded.

use super::Seat;
use super::order::case_stream;
use crate::{Action, Caller, City, Problem};
use kernel::{CaseNumber, Timestamp};

impl City {
    /// The receipt of the first event of a case. The applicant gets it with her own values, staff without any;
    /// what staff reads is logged.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for who takes no part in the case.
    pub fn case_receipt(
        &self,
        caller: &Caller,
        number: &CaseNumber,
        now: Timestamp,
    ) -> Result<String, Problem> {
        let seat = self.seat(caller, number, Action::ReadCase)?;
        let stream = case_stream(number);
        let event = self.ledger().event_id(&stream, 1)?.ok_or(Problem::NotFound("case"))?;
        let own = match &seat {
            Seat::Applicant { person, .. } => vec![*person],
            Seat::Staff(official) => {
                let (case, _) = self.case_inside(number)?;
                let person = case.applicant().person;
                let unit = official.unit.as_str();
                self.log_read(caller, unit, person, number, "receipt", "task".to_owned(), now)?;
                Vec::new()
            }
        };
        let receipt = self.ledger().receipt(&event, &own)?.ok_or(Problem::NotFound("receipt"))?;
        Ok(receipt.to_text())
    }
}
