//! What the tables say of a case that is over, on both stores.

use crate::walk::Walk;
use app::{Counted, Grouping, Measure, StatisticsQuestion, StepOfTime};
use cases::Case;
use catalogue::PostRole;
use std::time::{Duration, Instant};

impl Walk {
    /// The head finds the case behind the numbers, and its lengths in the medians.
    pub fn is_counted(&self, case: &Case) {
        if case.decision().is_none() {
            return;
        }
        let home = &self.town.matter.department;
        let (_, head) =
            self.find(|official| official.role == PostRole::Head && official.unit == *home).unwrap();
        let ask = |rows| StatisticsQuestion {
            from: "2026-01-01".parse().unwrap(),
            to: "2028-12-31".parse().unwrap(),
            step: StepOfTime::Year,
            rows,
            department: Some(home.clone()),
            region: None,
            matter: None,
            channel: None,
        };
        let city = &self.town.city;
        // On PostgreSQL an event is counted once no older transaction of the cluster runs any more.
        let patience = Instant::now() + Duration::from_secs(20);
        let by_matter = loop {
            let table = city.statistics(&head, &ask(Grouping::Matter), self.now).unwrap();
            if table.complete || patience < Instant::now() {
                break table;
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        let [row] = &by_matter.rows[..] else { panic!("one matter: {by_matter:?}") };
        assert_eq!((&row.tally, &row.lasting), (&by_matter.sum, &by_matter.lasting));
        assert_eq!((row.tally.of(Measure::Delivered), row.lasting.delivery.count()), (1, 1));
        assert_eq!(row.tally.of(Measure::NoMeeting) == 1, case.visits() == 0, "{:?}", row.tally);
        assert_eq!(i64::try_from(row.lasting.decision.count()), Ok(row.tally.of(Measure::Timed)));
        let by_time = city.statistics(&head, &ask(Grouping::Time), self.now).unwrap();
        assert_eq!((&by_time.sum, &by_time.lasting), (&by_matter.sum, &by_matter.lasting));
        for (counted, number) in [
            (Counted::Delivered, row.tally.of(Measure::Delivered)),
            (Counted::NoMeeting, row.tally.of(Measure::NoMeeting)),
            (Counted::AtOnce, row.tally.of(Measure::AtOnce)),
            (Counted::Ahead, row.tally.of(Measure::Ahead)),
        ] {
            let question = ask(Grouping::Time);
            let page = city.statistics_cases(&head, &question, (counted, None), 5, self.now).unwrap();
            let behind: Vec<_> = page.rows.iter().map(|row| row.number.as_str()).collect();
            let expected = if number == 1 { vec![self.number.as_str()] } else { Vec::new() };
            assert_eq!(behind, expected, "{counted:?}");
        }
    }
}
