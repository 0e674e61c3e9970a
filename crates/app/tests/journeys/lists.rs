//! In whose lists a case stands, on both stores.

use crate::walk::Walk;
use app::desk::DeskFilter;
use cases::Move;

impl Walk {
    /// Who takes part in the case has it in her list, nobody else; of those who may accept or decide somebody finds it
    /// waiting, and once it is closed it waits for nobody.
    pub fn is_in_the_right_lists(&self) {
        let (city, number) = (&self.town.city, self.number.as_str());
        let row = city.case_row(&self.citizen, &self.number).unwrap();
        let mut finders = Vec::new();
        for (official, caller) in &self.staff {
            let listed = city.desk_list(caller, &DeskFilter::default(), None, 20, self.now).unwrap();
            let takes_part = !city.seats(caller, &self.number).unwrap().is_empty();
            let is_listed = listed.rows.iter().any(|row| row.number == number);
            assert_eq!(is_listed, takes_part, "{official:?}");
            let waiting = city.waiting_cases(caller, 20, self.now).unwrap();
            let steps = city.work_list(caller, 20, self.now).unwrap();
            let mut found = waiting.iter().chain(steps.iter().map(|step| &step.case));
            if found.any(|row| row.number == number) {
                assert!(takes_part, "{official:?} finds what is not hers");
                assert!(row.closed_at.is_none(), "{official:?} still finds what is closed");
                finders.push(official);
            }
        }
        for step in [Move::Accept, Move::Grant] {
            let may = self.all_who(step);
            let is_found = may.iter().any(|(official, _)| finders.contains(&official));
            assert!(is_found || may.is_empty(), "{step:?} waits for nobody: {:?}", self.case().stage());
        }
    }
}
