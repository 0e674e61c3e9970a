//! Numbers of papers (文号): one series for each body, pattern and year, unique and without holes.
//!
//! The number is taken under the lock of its series, in one commit with the paper's own stream. A paper that is
//! tried again after a fault keeps it; an incomplete paper does not get that far.

use super::code::new_code;
use super::{DocumentEvent, NumberTaken, Numbered, document_stream};
use crate::work::new_event;
use crate::{City, Problem};
use ::cases::Case;
use catalogue::DocumentKind;
use kernel::{Actor, DepartmentId, DocumentId, Moment, StreamId};
use ledger::{StreamWrite, Write};

/// What a number is taken for.
pub struct Register<'a> {
    /// The paper.
    pub document: DocumentId,
    /// Its case.
    pub case: &'a Case,
    /// Which paper.
    pub kind: DocumentKind,
    /// The sheet with the pattern.
    pub sheet: &'a super::Sheet,
    /// The body's mark in the number (机关代字).
    pub mark: &'a str,
    /// The year of the paper's date.
    pub year: i16,
}

/// The stream of a series.
pub fn series_stream(department: &DepartmentId, series: &str, year: i16) -> StreamId {
    StreamId::of("counter", format_args!("paper:{department}:{year}:{series}"))
}

impl City {
    /// The number and code of a paper: those it has, or new ones.
    ///
    /// # Errors
    /// A fault of the storage, or [`Problem::Busy`] if the same paper is numbered at this moment.
    pub(super) fn number_paper(
        &self,
        register: &Register<'_>,
        events: &[DocumentEvent],
        moment: &Moment,
    ) -> Result<Numbered, Problem> {
        let earlier = events.iter().find_map(|event| match event {
            DocumentEvent::Numbered(numbered) => Some(numbered.clone()),
            _ => None,
        });
        if let Some(numbered) = earlier {
            return Ok(numbered);
        }
        let code = new_code()?;
        let head = events.len() as u64;
        if register.sheet.number.is_empty() {
            let numbered = register.numbered(None, code);
            let written = vec![own_stream(register.document, head, &numbered, moment)?];
            self.ledger().commit(Write { written, ..Write::default() }, ledger::Commit::Durable)?;
            return Ok(numbered);
        }
        self.take_number(register, head, code, moment)
    }

    fn take_number(
        &self,
        register: &Register<'_>,
        head: u64,
        code: String,
        moment: &Moment,
    ) -> Result<Numbered, Problem> {
        let department = &register.case.terms().department;
        let stream = series_stream(department, &register.sheet.series(), register.year);
        let streams = [stream.clone()];
        let (_, numbered) = self.ledger().decide_hot(&streams, |load| -> Result<_, Problem> {
            let rows = load.query(include_str!("last_number.sql"), &[stream.as_str().into()])?;
            let last = rows.first().map_or(0, |row| row.integer(0).cast_unsigned());
            let serial = last + 1;
            let text = register.sheet.number_text(register.mark, register.year, serial);
            let numbered = register.numbered(Some(text), code);
            let taken = NumberTaken { serial, document: register.document };
            let events = vec![new_event(moment.now, &Actor::system(), &taken)?];
            let series = StreamWrite { stream, expected: last, events };
            let written = vec![series, own_stream(register.document, head, &numbered, moment)?];
            Ok((Write { written, ..Write::default() }, numbered))
        })?;
        Ok(numbered)
    }
}

impl Register<'_> {
    fn numbered(&self, number: Option<String>, code: String) -> Numbered {
        Numbered { case: self.case.number().clone(), kind: self.kind, number, code }
    }
}

fn own_stream(
    document: DocumentId,
    head: u64,
    numbered: &Numbered,
    moment: &Moment,
) -> Result<StreamWrite, Problem> {
    let event = DocumentEvent::Numbered(numbered.clone());
    let events = vec![new_event(moment.now, &Actor::system(), &event)?];
    Ok(StreamWrite { stream: document_stream(document), expected: head, events })
}
