//! Where the result can be collected, and the proof that it was handed over (送达回证).

use super::{PAPER, Source};
use crate::papers::facts::{Facts, Pickup, ServedPaper, Service};
use ::cases::CaseEvent;
use catalogue::{DeliveryWay, DocumentKind, Hall};

impl Source<'_> {
    pub(super) fn add_handover(&self, facts: &mut Facts) {
        match (&self.event().event, self.kind) {
            (CaseEvent::Delivered(handed), _) => facts.service = Some(self.service(handed.way)),
            (_, DocumentKind::Closed) => facts.pickup = self.pickup(),
            _ => {}
        }
    }

    fn pickup(&self) -> Option<Pickup> {
        let hall = self.hall()?;
        let bring = self.say("bring", &[]).unwrap_or_default();
        Some(Pickup {
            place: self.place()?,
            hours: self.hours(hall),
            bring: bring
                .split('；')
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(str::to_owned)
                .collect(),
            code: None,
        })
    }

    /// The hours of the hall, or the office hours of the calendar.
    fn hours(&self, hall: &Hall) -> String {
        let time = |time: jiff::civil::Time| format!("{}:{:02}", time.hour(), time.minute());
        if !hall.hours.is_empty() {
            let stretch = |hours: &catalogue::OpeningHours| {
                format!("{}{}—{}", weekdays(&hours.weekdays), time(hours.from), time(hours.to))
            };
            return hall.hours.iter().map(stretch).collect::<Vec<_>>().join("，");
        }
        let Some(calendar) = self.calendar() else { return String::new() };
        let sessions = calendar.hours().sessions().iter();
        let sessions: Vec<_> =
            sessions.map(|session| format!("{}—{}", time(session.from), time(session.to))).collect();
        format!("工作日{}", sessions.join("、"))
    }

    fn service(&self, way: DeliveryWay) -> Service {
        let result = self.matter.result.as_ref().map(|result| result.name.in_language(PAPER).to_owned());
        let name = result.unwrap_or_else(|| self.case.terms().name.in_language(PAPER).to_owned());
        let papers = if self.issued.is_empty() {
            vec![ServedPaper { name, number: None, copies: 1 }]
        } else {
            self.issued.clone()
        };
        let address = self.case.delivery().and_then(|choice| choice.address.as_ref());
        let place = match way {
            DeliveryWay::Post => address.map(|address| address.text().to_owned()),
            DeliveryWay::Electronic => self.say("electronic_place", &[]),
            DeliveryWay::Window | DeliveryWay::Locker => self.place(),
        };
        Service { papers, way: way.chinese().to_owned(), place: place.unwrap_or_default() }
    }
}

/// `周一至周五` for a row of days, else each by name.
fn weekdays(days: &[u8]) -> String {
    const NAMES: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let name = |day: u8| NAMES.get(usize::from(day.saturating_sub(1))).copied().unwrap_or_default();
    let is_row = days.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match days {
        [first, .., last] if is_row && days.len() > 2 => format!("周{}至周{}", name(*first), name(*last)),
        _ => days.iter().map(|day| format!("周{}", name(*day))).collect::<Vec<_>>().join("、"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_days_is_told_as_one() {
        assert_eq!(weekdays(&[1, 2, 3, 4, 5]), "周一至周五");
        assert_eq!(weekdays(&[6]), "周六");
        assert_eq!(weekdays(&[1, 3]), "周一、周三");
    }
}
