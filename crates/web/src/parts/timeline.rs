//! What happened, latest first.

use askama::Template;

use super::{Tone, html_part};

/// Events, latest first.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/timeline.html")]
pub struct Timeline {
    events: Vec<Event>,
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    title: String,
    by: Option<String>,
    when: String,
    machine_time: Option<String>,
    said: Option<String>,
    links: Vec<(String, String)>,
    tone: Tone,
}

impl Event {
    /// What happened, and when in words.
    pub fn new(title: impl Into<String>, when: impl Into<String>) -> Event {
        Event {
            title: title.into(),
            by: None,
            when: when.into(),
            machine_time: None,
            said: None,
            links: Vec::new(),
            tone: Tone::Neutral,
        }
    }

    /// With the time for programs (RFC 3339).
    #[must_use]
    pub fn at(mut self, machine_time: impl Into<String>) -> Event {
        self.machine_time = Some(machine_time.into());
        self
    }

    /// With who did it.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Event {
        self.by = Some(by.into());
        self
    }

    /// With more words.
    #[must_use]
    pub fn said(mut self, said: impl Into<String>) -> Event {
        self.said = Some(said.into());
        self
    }

    /// With a paper or page that belongs to it.
    #[must_use]
    pub fn link(mut self, words: impl Into<String>, href: impl Into<String>) -> Event {
        self.links.push((words.into(), href.into()));
        self
    }

    /// With a mood.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Event {
        self.tone = tone;
        self
    }
}

impl Timeline {
    /// These events, latest first.
    pub fn new(events: Vec<Event>) -> Timeline {
        Timeline { events }
    }
}

html_part!(Timeline);
