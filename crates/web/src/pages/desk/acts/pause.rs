//! What stops or moves the clock: special procedures (特别程序), hearings, payments.

use super::{Act, Asking, Order, Wrong, by_staff, nothing_asked};
use crate::parts::Field;
use app::Action;
use cases::{AskPayment, BeginSpecial, EndSpecial, Move, OfferHearing, SettlePayment, Settlement};
use catalogue::SpecialKind;
use kernel::Money;

pub(super) const ACTS: &[Act] = &[
    Act {
        slug: "begin-special",
        path: "/desk/cases/{number}/begin-special",
        step: Move::BeginSpecial,
        action: Action::Suspend,
        keys: "d t",
        title: "desk-act-begin-special",
        lead: "desk-act-begin-special-lead",
        law: Some("desk-act-begin-special-law"),
        done: "desk-act-begin-special-done",
        careful: true,
        questions: special_questions,
        read: read_special,
    },
    Act {
        slug: "end-special",
        path: "/desk/cases/{number}/end-special",
        step: Move::EndSpecial,
        action: Action::Suspend,
        keys: "d r",
        title: "desk-act-end-special",
        lead: "desk-act-end-special-lead",
        law: Some("desk-act-begin-special-law"),
        done: "desk-act-end-special-done",
        careful: true,
        questions: |asking| vec![asking.lines("outcome", "desk-special-outcome")],
        read: |asking| {
            let outcome = asking.must("outcome")?;
            Ok(by_staff(move |by| EndSpecial { outcome: outcome.clone(), by }))
        },
    },
    Act {
        slug: "offer-hearing",
        path: "/desk/cases/{number}/offer-hearing",
        step: Move::OfferHearing,
        action: Action::Examine,
        keys: "d h",
        title: "desk-act-offer-hearing",
        lead: "desk-act-offer-hearing-lead",
        law: Some("desk-act-offer-hearing-law"),
        done: "desk-act-offer-hearing-done",
        careful: false,
        questions: nothing_asked,
        read: |_| Ok(by_staff(|by| OfferHearing { by })),
    },
    Act {
        slug: "ask-payment",
        path: "/desk/cases/{number}/ask-payment",
        step: Move::AskPayment,
        action: Action::Accept,
        keys: "d f",
        title: "desk-act-ask-payment",
        lead: "desk-act-ask-payment-lead",
        law: Some("desk-act-ask-payment-law"),
        done: "desk-act-ask-payment-done",
        careful: true,
        questions: |asking| {
            let amount = asking.line("amount", "desk-pay-amount").unit(asking.t.msg("desk-unit-yuan"));
            vec![amount, asking.line("basis", "desk-pay-basis")]
        },
        read: |asking| {
            let amount = read_amount(asking)?;
            let basis = asking.must("basis")?;
            Ok(by_staff(move |by| AskPayment { amount, basis: basis.clone(), by }))
        },
    },
    Act {
        slug: "settle-payment",
        path: "/desk/cases/{number}/settle-payment",
        step: Move::SettlePayment,
        action: Action::Accept,
        keys: "d y",
        title: "desk-act-settle-payment",
        lead: "desk-act-settle-payment-lead",
        law: None,
        done: "desk-act-settle-payment-done",
        careful: true,
        questions: settle_questions,
        read: read_settle,
    },
];

fn special_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let terms = asking.file.case.terms();
    let rules = asking.file.case.rules();
    let kinds: Vec<(String, String)> = SpecialKind::ALL
        .iter()
        .filter_map(|kind| {
            let (law, stops) = rules.special_law(terms, *kind).ok()?;
            let key = if stops { "desk-special-stops" } else { "desk-special-runs" };
            let said = t.with(key, &[("kind", &kind.chinese()), ("law", &law)]);
            Some((kind.code().to_owned(), said))
        })
        .collect();
    vec![
        asking.radios("kind", "desk-special-kind", &kinds),
        asking.days("planned", "desk-special-planned", ""),
        asking.lines("reasons", "desk-special-reasons"),
    ]
}

fn read_special(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let wrong = |field: &str, key: &'static str| vec![(field.to_owned(), key)];
    let kind = SpecialKind::from_word(asking.sent.one("kind"));
    let kind = kind.ok_or_else(|| wrong("kind", "desk-wrong-choose"))?;
    let planned = asking.limit("planned")?.ok_or_else(|| wrong("planned", "desk-wrong-days"))?;
    let reasons = asking.must("reasons")?;
    Ok(by_staff(move |by| BeginSpecial { kind, reasons: reasons.clone(), planned, requested_by: None, by }))
}

/// Yuan with at most two decimals, kept in fen.
fn read_amount(asking: &Asking<'_>) -> Result<Money, Vec<Wrong>> {
    let typed = asking.must("amount")?;
    yuan(&typed).ok_or_else(|| vec![("amount".to_owned(), "desk-wrong-amount")])
}

fn yuan(typed: &str) -> Option<Money> {
    let (whole, part) = typed.split_once('.').unwrap_or((typed, ""));
    if 2 < part.len() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: i64 = whole.parse().ok().filter(|whole| (0..=100_000_000).contains(whole))?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    let fen = whole * 100 + part;
    (0 < fen).then_some(Money(fen))
}

fn settle_questions(asking: &Asking<'_>) -> Vec<Field> {
    let t = asking.t;
    let ways: Vec<(String, String)> = [
        ("code", "desk-pay-code"),
        ("cash", "desk-pay-cash"),
        ("card", "desk-pay-card"),
        ("waived", "desk-pay-waived"),
    ]
    .into_iter()
    .map(|(code, key)| (code.to_owned(), t.msg(key).into_owned()))
    .collect();
    vec![
        asking.radios("way", "desk-pay-way", &ways),
        asking.line("reference", "desk-pay-reference").hint(t.msg("desk-pay-reference-hint")),
    ]
}

fn read_settle(asking: &Asking<'_>) -> Result<Order, Vec<Wrong>> {
    let reference = asking.must("reference")?;
    let how = match asking.sent.one("way") {
        "waived" => Settlement::Waived { basis: reference },
        way @ ("code" | "cash" | "card") => Settlement::Paid { way: way.to_owned(), reference },
        _ => return Err(vec![("way".to_owned(), "desk-wrong-choose")]),
    };
    Ok(by_staff(move |by| SettlePayment { how: how.clone(), by: Some(by) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_fen_without_fractions_of_it() {
        assert_eq!(yuan("12"), Some(Money(1200)));
        assert_eq!(yuan("12.5"), Some(Money(1250)));
        assert_eq!(yuan("0.05"), Some(Money(5)));
        for wrong in ["", "0", "-1", "1.234", "1e3", "abc", "1.-5"] {
            assert_eq!(yuan(wrong), None, "{wrong}");
        }
    }
}
