//! What each procedure regime fixes: its clocks, its extension, who must be two, and which no it has, each with
//! its article (practice.md 1). What a regime does not have is refused with the article.

use crate::{No, NotInRegime, Terms};
use calendar::Limit;
use catalogue::{Regime, SpecialKind};

/// The rules of a regime for one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The regime.
    pub regime: Regime,
    /// Within what time the one notice of all defects is given.
    pub notice: Limit,
    /// Whether silence after that time is acceptance with effect from receipt (行政许可法 第三十二条).
    pub deems_acceptance: bool,
    /// What the law allows for the decision.
    pub statutory: Option<Limit>,
    /// The one extension.
    pub extension: Option<(Limit, &'static str)>,
    /// Within what time the result is made and handed over.
    pub result: Limit,
    /// Whether examiner and decider must be two persons.
    pub two_persons: bool,
    /// Whether the parties may ask for a hearing before the decision (行政许可法 第四十七条).
    pub hearing: bool,
}

const NOTICE_LAW: &str = "行政许可法 第三十二条";
const LIMIT_LAW: &str = "行政许可法 第四十二条";
const SPECIAL_LAW: &str = "行政许可法 第四十五条";
const HEARING_LAW: &str = "行政许可法 第四十七条";
const REGISTRATION_LAW: &str = "市场主体登记管理条例 第十九条";
const FILING_RULE: &str = "practice.md 1";
const OWN_LAW: &str = "practice.md 1";

impl Rules {
    /// The rules under which a case with these terms runs.
    pub fn of(terms: &Terms) -> Self {
        let limits = &terms.limits;
        let licence = terms.regime == Regime::Licence;
        Rules {
            regime: terms.regime,
            notice: notice(terms),
            deems_acceptance: licence,
            statutory: limits.statutory.or(match terms.regime {
                Regime::Licence if terms.joint => Some(Limit::WorkingDays(45)),
                Regime::Licence => Some(Limit::WorkingDays(20)),
                Regime::Registration => Some(Limit::WorkingDays(3)),
                _ => None,
            }),
            extension: match terms.regime {
                Regime::Licence if terms.joint => Some((Limit::WorkingDays(15), LIMIT_LAW)),
                Regime::Licence => Some((Limit::WorkingDays(10), LIMIT_LAW)),
                Regime::Registration => Some((Limit::WorkingDays(3), REGISTRATION_LAW)),
                _ => None,
            },
            // 行政许可法 第四十四条 fixes ten working days; a city may not set more for a licence.
            result: if licence { Limit::WorkingDays(10) } else { terms.settings.make_result },
            two_persons: needs_two(terms),
            hearing: licence,
        }
    }

    /// The law that allows a special procedure, if there is one: the licensing law names eight, every other
    /// one needs to be published with its law.
    pub fn special_law(&self, terms: &Terms, kind: SpecialKind) -> Result<(String, bool), NotInRegime> {
        if let Some(published) = terms.special.iter().find(|published| published.kind == kind) {
            return Ok((published.law.clone(), published.stops_clock));
        }
        if self.regime == Regime::Licence && is_statutory(kind) {
            return Ok((SPECIAL_LAW.to_owned(), true));
        }
        Err(NotInRegime { regime: self.regime, step: kind.code(), law: SPECIAL_LAW })
    }

    /// The extension, or the article that leaves none.
    pub fn extension(&self) -> Result<(Limit, &'static str), NotInRegime> {
        self.extension.ok_or(NotInRegime { regime: self.regime, step: "extension", law: LIMIT_LAW })
    }

    /// Whether a hearing can be offered.
    pub fn hearing(&self) -> Result<(), NotInRegime> {
        let refused = NotInRegime { regime: self.regime, step: "hearing_offer", law: HEARING_LAW };
        if self.hearing { Ok(()) } else { Err(refused) }
    }

    /// Whether the regime has this no. A filing is never denied on its merits, only returned as incomplete;
    /// elsewhere an incomplete application gets a notice, never a return.
    pub fn no(&self, no: No) -> Result<(), NotInRegime> {
        let light = matches!(self.regime, Regime::Filing | Regime::PublicService);
        let law = match no {
            No::Deny if !self.regime.may_be_denied() => FILING_RULE,
            No::Refuse if self.regime == Regime::Filing => FILING_RULE,
            No::Return if self.regime == Regime::Licence => NOTICE_LAW,
            No::Return if !light => OWN_LAW,
            _ => return Ok(()),
        };
        Err(NotInRegime { regime: self.regime, step: no.code(), law })
    }
}

/// Registration looks at the form only and may be one person's work (审核合一); a filing and a service as well.
fn needs_two(terms: &Terms) -> bool {
    let one = matches!(terms.regime, Regime::Registration | Regime::Filing | Regime::PublicService);
    !terms.is_instant() && !one
}

/// The five days of a licence can be made shorter by a city, never longer.
fn notice(terms: &Terms) -> Limit {
    const LEGAL: Limit = Limit::WorkingDays(5);
    match (terms.regime, terms.limits.notice) {
        (Regime::Licence, Some(own)) if is_within_five_days(own) => own,
        (Regime::Licence, _) => LEGAL,
        (_, own) => own.unwrap_or(terms.settings.notice),
    }
}

fn is_within_five_days(limit: Limit) -> bool {
    match limit {
        Limit::WorkingDays(days) => days <= 5,
        Limit::CalendarDays(days) => days <= 5,
        Limit::WorkingHours(hours) => hours <= 30,
        Limit::WorkingMinutes(_) | Limit::SameSession => true,
        Limit::Months(_) => false,
    }
}

/// The eight procedures of 行政许可法 第四十五条.
fn is_statutory(kind: SpecialKind) -> bool {
    use SpecialKind::{Appraisal, Auction, ExpertReview, Hearing, Inspection, Quarantine, Tender, Testing};
    matches!(kind, Hearing | Tender | Auction | Inspection | Testing | Quarantine | Appraisal | ExpertReview)
}
