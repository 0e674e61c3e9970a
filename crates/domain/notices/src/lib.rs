//! What to tell whom, when and by which channel.
//!
//! Invariants: the inbox always gets the notice, whatever else fails; a text message goes out only by an
//! approved template (practice.md 12); nothing that can wait rings in the quiet hours.

mod channel;
mod fill;
mod hand;
mod occasion;
mod patience;
mod quiet;
mod template;

pub use channel::{Channel, Dispatch, Reach, dispatches};
pub use fill::{OPEN_WORDS, check_words, fill_line, fill_lines, names_in};
pub use hand::{NoticeCommand, NoticeEvent, NoticeRefusal, decide_by_hand};
pub use occasion::Occasion;
pub use patience::Patience;
pub use quiet::QuietHours;
pub use template::{
    Approval, MessageTemplate, TemplateCommand, TemplateEvent, TemplateRefusal, TemplateVersion, Variable,
};
