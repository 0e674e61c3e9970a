//! Cases: taken in, worked on, read; the law itself is in the domain crate of the same name.

mod answered;
mod clock;
mod named;
mod order;
mod page;
mod query_code;
mod read;
mod receipt;
mod row;
mod seat;
mod submit;
mod terms;

pub(crate) use clock::DueRound;
pub use clock::{ALARMS, ClockReport};
pub(crate) use order::case_stream;
pub use order::{CaseOrder, Outcome};
pub use page::{CasePage, Followed, PaperLine, StoryLine};
pub use query_code::{QueryCodeLocked, WRONG_CODES, query_code_of};
pub use read::{After, CaseFilter};
pub(crate) use row::case_row;
pub use row::{CaseRow, DueColour, StepRow};
pub(crate) use seat::post_word;
pub use seat::{Seat, role_of_post};
pub use submit::{Applicants, Application, RawForm, Submitted, WantedDelivery};
pub(crate) use submit::{field_problems, known_party, last_look, new_party, read_form};

pub use ::cases::{Case, CaseEvent, Command};
