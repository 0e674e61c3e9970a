//! The words of a notice: what the case knew when the event happened, in the language of who is told.

use crate::cases::query_code_of;
use crate::{City, Content, NoticeTask, Problem};
use ::cases::{Case, CaseEvent, DueDate, Stage};
use jiff::Zoned;
use kernel::{CaseNumber, Language};
use notices::{Occasion, fill_line, fill_lines};
use std::collections::BTreeMap;

/// The title and the text of a notice, as the inbox and the letter show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeText {
    /// The heading, the subject of the letter.
    pub title: String,
    /// The text, paragraphs separated by empty lines.
    pub text: String,
}

/// What was known of a case when it was told.
struct Known {
    case: Case,
    reason: Option<String>,
}

/// What the open words of a text stand for.
pub(super) type Words = BTreeMap<&'static str, String>;

impl City {
    /// The text of a notice about a case, as the case stood after its event at `position`; none if the content has
    /// no text for the occasion.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without such a case, or a fault of the storage.
    pub fn notice_text(
        &self,
        number: &CaseNumber,
        position: u64,
        occasion: Occasion,
        language: Language,
    ) -> Result<Option<NoticeText>, Problem> {
        let content = self.content();
        let known = self.case_at(number, Some(position))?;
        Ok(filled(&content, occasion, language, &self.case_words(&content, &known, occasion, language)))
    }

    pub(super) fn text_of(
        &self,
        task: &NoticeTask,
        language: Language,
    ) -> Result<Option<NoticeText>, Problem> {
        let words = self.words_of(task, language)?;
        Ok(filled(&self.content(), task.occasion, language, &words))
    }

    pub(super) fn words_of(&self, task: &NoticeTask, language: Language) -> Result<Words, Problem> {
        let content = self.content();
        let mut words = match &task.number {
            Some(number) => {
                let known = self.case_at(number, task.position)?;
                self.case_words(&content, &known, task.occasion, language)
            }
            None => self.city_words(&content, language),
        };
        if let Some(detail) = task.detail.as_ref().and_then(|detail| detail.get()) {
            let name = if task.occasion == Occasion::OneTimeCode { "code" } else { "reason" };
            words.insert(name, detail.clone());
        }
        if !task.matter.is_empty() {
            words.entry("matter").or_insert_with(|| task.matter.clone());
        }
        Ok(words)
    }

    /// Whether a reminder is still about something: the other occasions always are.
    pub(super) fn is_still_needed(&self, task: &NoticeTask) -> Result<bool, Problem> {
        let Some(number) = &task.number else { return Ok(true) };
        Ok(match task.occasion {
            Occasion::SupplementReminder => {
                matches!(self.case_at(number, None)?.case.stage(), Stage::Supplementing(_))
            }
            Occasion::GapReminder => {
                let case = self.case_at(number, None)?.case;
                !case.is_over() && case.has_open_gaps()
            }
            _ => true,
        })
    }

    fn case_at(&self, number: &CaseNumber, position: Option<u64>) -> Result<Known, Problem> {
        let mut events = self.events::<CaseEvent>(&Case::stream(number))?;
        if let Some(position) = position {
            events.retain(|recorded| recorded.position <= position);
        }
        let case = Case::fold(&events).ok_or(Problem::NotFound("case"))?;
        let reason = events.last().and_then(|last| reason_of(&last.event));
        Ok(Known { case, reason })
    }

    fn city_words(&self, content: &Content, language: Language) -> Words {
        let about = &content.about;
        let mut words = Words::new();
        let service = about.service.in_language(language);
        let city = if service.is_empty() { about.name.in_language(language) } else { service };
        words.insert("city", city.to_owned());
        words.insert("site", self.settings().public_address.clone());
        words.insert("minutes", crate::accounts::CODE_MINUTES.to_string());
        if let Some(hotline) = &about.hotline {
            words.insert("telephone", hotline.clone());
        }
        words
    }

    fn case_words(&self, content: &Content, known: &Known, occasion: Occasion, language: Language) -> Words {
        let case = &known.case;
        let terms = case.terms();
        let mut words = self.city_words(content, language);
        let party = case.agent().unwrap_or(case.applicant());
        if let Some(details) = party.details.get() {
            words.insert("name", details.name.clone());
        }
        words.insert("matter", terms.name.in_language(language).to_owned());
        words.insert("number", case.number().spoken());
        words.insert("query_code", query_code_of(self, case.number()));
        words.insert("department", content.department_name(&terms.department, language).to_owned());
        let telephone = content.ground.department(&terms.department).and_then(|body| body.telephone.clone());
        if let Some(telephone) = telephone {
            words.insert("telephone", telephone);
        }
        if let Some(remedy) = &terms.remedy {
            words.insert("review_body", remedy.review_body.in_language(language).to_owned());
            words.insert("court", remedy.court.in_language(language).to_owned());
        }
        let exact = occasion == Occasion::NoProposed;
        if let Some(due) = due_of(case, occasion) {
            words.insert("date", due_in_words(due, exact, content, language));
        }
        if let Some(count) = count_of(case) {
            words.insert("count", count.to_string());
        }
        if let Some(reason) = &known.reason {
            words.insert("reason", reason.clone());
        }
        result_words(case, &mut words);
        words
    }
}

/// Why the office did what an event says, where it gave reasons.
fn reason_of(event: &CaseEvent) -> Option<String> {
    let reasons = match event {
        CaseEvent::NoProposed(proposed) => &proposed.reasons,
        CaseEvent::NotForUs(no)
        | CaseEvent::Refused(no)
        | CaseEvent::Returned(no)
        | CaseEvent::Denied(no)
        | CaseEvent::Terminated(no)
        | CaseEvent::Revoked(no) => &no.reasons,
        CaseEvent::Suspended(suspended) => &suspended.reasons,
        CaseEvent::Extended(extended) => &extended.reasons,
        _ => return None,
    };
    reasons.get().cloned()
}

/// Where the result is.
fn result_words(case: &Case, words: &mut Words) {
    let Stage::Ready(ready) = case.stage() else { return };
    if let Some(shelf) = &ready.shelf {
        words.insert("place", shelf.clone());
    }
    if let Some((carrier, tracking, _)) = &ready.carrier {
        words.insert("carrier", carrier.clone());
        words.insert("tracking", tracking.clone());
    }
}

/// The date that matters on an occasion.
fn due_of(case: &Case, occasion: Occasion) -> Option<DueDate> {
    match (occasion, case.stage()) {
        (Occasion::NoProposed, _) => case.proposal().and_then(|proposal| proposal.due),
        (Occasion::GapReminder, _) => case.open_gaps().map(|(_, gap)| gap.until).min_by_key(|due| due.at),
        (_, Stage::Received { notice, .. }) => Some(*notice),
        (_, Stage::Supplementing(asked)) => Some(asked.deadline),
        (Occasion::Suspended, Stage::Examining(examination)) => {
            examination.special.as_ref().map(|special| special.until)
        }
        (_, Stage::Examining(_)) => case.dues().first(),
        (_, Stage::Granted { result, .. }) => *result,
        _ => None,
    }
}

/// How many defects or owed materials there are; none if none.
fn count_of(case: &Case) -> Option<usize> {
    let count = match case.stage() {
        Stage::Supplementing(asked) => asked.left.len(),
        _ => case.open_gaps().count(),
    };
    (0 < count).then_some(count)
}

fn filled(content: &Content, occasion: Occasion, language: Language, words: &Words) -> Option<NoticeText> {
    let message = content.messages.iter().find(|message| message.occasion == occasion)?;
    let value = |name: &str| words.get(name).cloned();
    let title = message.title.in_language(language);
    // A subject cannot be left out: the words that nobody knows are.
    let bare = |name: &str| {
        Some(words.get(name).filter(|text| !text.is_empty()).map_or("—".to_owned(), Clone::clone))
    };
    let title =
        fill_line(title, value).or_else(|| fill_line(title, bare)).unwrap_or_else(|| title.to_owned());
    Some(NoticeText { title, text: fill_lines(message.text.in_language(language), value) })
}

/// A due date for reading; `exact` with the time of day. A date that a year not yet announced may move says so.
fn due_in_words(due: DueDate, exact: bool, content: &Content, language: Language) -> String {
    let local = due.at.to_zoned(content.zone().clone());
    let said = said_time(&local, exact, language);
    match (due.provisional, language) {
        (false, _) => said,
        (true, Language::Chinese) => format!("{said}（暂定）"),
        (true, Language::English) => format!("{said} (provisional)"),
    }
}

fn said_time(local: &Zoned, exact: bool, language: Language) -> String {
    let form = match (language, exact) {
        (Language::Chinese, false) => "%Y年%-m月%-d日",
        (Language::Chinese, true) => "%Y年%-m月%-d日%H:%M",
        (Language::English, false) => "%-d %B %Y",
        (Language::English, true) => "%H:%M on %-d %B %Y",
    };
    local.strftime(form).to_string()
}
