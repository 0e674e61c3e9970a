//! The journeys: citizen, clerk, examiner, head and citizen again, for each procedure regime and each turn that the
//! law knows, on both stores. On PostgreSQL each has a database of its own in the cluster that
//! `YIMEN_TEST_POSTGRES` names.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on has failed")]

mod at_once;
mod figures;
mod lists;
mod regimes;
mod retiree;
mod silence;
mod strangers;
mod town;
mod turns;
mod walk;

/// Each journey on each store.
macro_rules! on_both_stores {
    ($($room:ident :: $journey:ident,)*) => {
        mod sqlite {
            $(#[test] fn $journey() { crate::$room::$journey(crate::town::Store::Sqlite); })*
        }
        mod postgresql {
            $(#[test] fn $journey() { crate::$room::$journey(crate::town::Store::Postgres); })*
        }
    };
}

on_both_stores! {
    regimes::a_licence_goes_from_application_to_archive,
    regimes::a_licence_with_two_departments_and_a_fee_goes_to_the_archive,
    regimes::a_confirmation_goes_to_the_archive,
    regimes::an_allowance_is_granted_and_paid,
    regimes::an_allowance_for_the_old_is_accepted_at_receipt,
    regimes::a_filing_is_taken_note_of,
    regimes::an_instant_filing_is_done_in_the_hour,
    regimes::a_registration_goes_to_the_archive,
    regimes::a_reward_goes_to_the_archive,
    regimes::a_ruling_goes_to_the_archive,
    regimes::a_public_service_goes_to_the_archive,
    turns::all_defects_are_told_once_and_the_case_goes_on_after_the_answer,
    turns::acceptance_is_refused_by_two_people_and_the_paper_names_the_way_out,
    turns::what_belongs_elsewhere_is_sent_there,
    turns::a_no_is_overruled_and_the_case_goes_on,
    turns::a_special_procedure_stops_the_clock,
    turns::the_head_extends_once,
    turns::a_case_goes_back_to_a_named_step_and_the_one_beside_it_stays_done,
    silence::five_working_days_of_silence_are_acceptance_from_the_day_of_receipt,
    retiree::a_gap_and_a_commitment_are_done_in_a_day_and_come_by_free_post,
    at_once::two_applications_that_draw_the_same_number_get_two,
    at_once::two_first_logins_of_one_person_make_one_person,
    at_once::two_heads_deciding_at_once_make_one_decision,
    at_once::two_examiners_taking_a_step_at_once_do_not_both_hold_it,
    strangers::a_seat_is_given_to_who_takes_part_and_to_nobody_else,
}
