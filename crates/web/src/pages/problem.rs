//! The page of a problem: what happened, how to go on, whom to ask.

use crate::page;
use crate::page::{Page, Sample};
use crate::problem::{Problem, Told};
use crate::text::Text;

/// One problem, told.
pub struct ProblemPage {
    /// The words.
    pub told: Told,
}

page!(ProblemPage in "problem.html");

impl ProblemPage {
    fn picture(&self) -> crate::parts::Illustration {
        use crate::parts::Illustration;
        match self.told.status.as_u16() {
            404 => Illustration::Search,
            401 | 403 => Illustration::Door,
            409 | 422 => Illustration::Paper,
            _ => Illustration::Sea,
        }
    }
}

impl Page for ProblemPage {
    const PATH: &'static str = "/matters/none";

    fn title(&self, _t: Text) -> String {
        self.told.title.clone()
    }

    fn samples(t: Text) -> Vec<Sample<Self>> {
        let page = |problem: Problem| ProblemPage { told: problem.told(t) };
        vec![
            Sample::of("400", page(Problem::Malformed)),
            Sample::of("401", page(Problem::SignInFirst)),
            Sample::of("403", page(Problem::Forbidden)),
            Sample::of("404", page(Problem::NotFound)),
            Sample::of("409", page(Problem::Stale)),
            Sample::of("413", page(Problem::TooLarge { most_mib: 20 })),
            Sample::of("422", page(Problem::refused(NotYours))),
            Sample::of("429", page(Problem::TooMany { wait_seconds: 60 })),
            Sample::of("507", page(Problem::Full)),
            Sample::of("500", page(Problem::fault("drawing a sample", "no cause"))),
        ]
    }
}

/// A refusal to show in the sample.
#[derive(Debug, thiserror::Error)]
#[error("the sample is refused")]
struct NotYours;

impl kernel::Refusal for NotYours {
    fn key(&self) -> &'static str {
        "refusal-sample"
    }

    fn source_of_law(&self) -> Option<&'static str> {
        Some("行政许可法 第三十二条")
    }
}
