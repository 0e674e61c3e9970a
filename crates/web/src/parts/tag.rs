//! States and due dates: always a word and a shape, colour only beside them.

use askama::Template;

use super::html_part;
use crate::text::Text;

/// The mood of a state; each has its shape, so that colour never stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Not begun, archived, a label: an empty ring.
    Neutral,
    /// Somebody is at work: a half-filled ring.
    Active,
    /// Waits for the reader: an arrow.
    Yours,
    /// Went well: a tick.
    Good,
    /// Look here soon: a triangle.
    Warning,
    /// Went wrong or is late: a cross in an octagon.
    Bad,
    /// The clock stands still: two bars.
    Paused,
}

/// A state in a word and a shape.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/tag.html")]
pub struct Tag {
    word: String,
    tone: Tone,
}

impl Tag {
    /// The state called `word`.
    pub fn new(word: impl Into<String>, tone: Tone) -> Tag {
        Tag { word: word.into(), tone }
    }
}

impl Tone {
    /// The word in class names.
    pub const fn name(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Active => "active",
            Tone::Yours => "yours",
            Tone::Good => "good",
            Tone::Warning => "warning",
            Tone::Bad => "bad",
            Tone::Paused => "paused",
        }
    }
}

/// The colours of electronic supervision (电子监察): 预警, 黄牌, 红牌 (practice.md, Words).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueColour {
    /// Time enough.
    Calm,
    /// 预警: soon due.
    Notice,
    /// 黄牌: due now.
    Yellow,
    /// 红牌: late.
    Red,
    /// The clock stands still (特别程序).
    Paused,
    /// Done in time.
    Met,
}

/// A due date: its colour's word, how long is left, the date itself.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/due.html")]
pub struct DueMark {
    t: Text,
    colour: DueColour,
    left: String,
    date: String,
    provisional: bool,
    why: Option<String>,
    plain: bool,
}

impl DueMark {
    /// A due date of this colour; `left` says how long is left, `date` is the date with its year.
    pub fn new(
        t: impl Into<Text>,
        colour: DueColour,
        left: impl Into<String>,
        date: impl Into<String>,
    ) -> DueMark {
        DueMark {
            t: t.into(),
            colour,
            left: left.into(),
            date: date.into(),
            provisional: false,
            why: None,
            plain: false,
        }
    }

    /// Marks the date 暂定: a year of the calendar is not announced yet (practice.md 4).
    #[must_use]
    pub fn provisional(mut self) -> DueMark {
        self.provisional = true;
        self
    }

    /// Says it to the applicant, who knows no yellow and red cards (电子监察 is the offices' own).
    #[must_use]
    pub fn plain(mut self) -> DueMark {
        self.plain = true;
        self
    }

    /// Links to the explanation "why this date".
    #[must_use]
    pub fn why(mut self, href: impl Into<String>) -> DueMark {
        self.why = Some(href.into());
        self
    }

    fn tone(&self) -> Tone {
        match self.colour {
            DueColour::Calm => Tone::Active,
            DueColour::Notice | DueColour::Yellow => Tone::Warning,
            DueColour::Red => Tone::Bad,
            DueColour::Paused => Tone::Paused,
            DueColour::Met => Tone::Good,
        }
    }

    fn class(&self) -> &'static str {
        match self.colour {
            DueColour::Calm => "calm",
            DueColour::Notice => "notice",
            DueColour::Yellow => "yellow",
            DueColour::Red => "red",
            DueColour::Paused => "paused",
            DueColour::Met => "met",
        }
    }

    fn word(&self) -> std::borrow::Cow<'static, str> {
        self.t.msg(match self.colour {
            DueColour::Calm => "due-calm",
            DueColour::Notice | DueColour::Yellow if self.plain => "due-plain-notice",
            DueColour::Red if self.plain => "due-plain-red",
            DueColour::Notice => "due-notice",
            DueColour::Yellow => "due-yellow",
            DueColour::Red => "due-red",
            DueColour::Paused => "due-paused",
            DueColour::Met => "due-met",
        })
    }
}

html_part!(Tag, DueMark);
