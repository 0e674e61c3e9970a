//! Every promise of the ledger, each as one test that runs on SQLite and on PostgreSQL alike.

pub mod town;

pub mod backup;
pub mod blobs;
pub mod hot;
pub mod opening;
pub mod order;
pub mod outbox;
pub mod personal;
pub mod proof;
pub mod requests;
pub mod search;
pub mod streams;
pub mod views;

/// Makes one test of each promise; `$town` gives a fresh store, or none where it cannot be had.
#[macro_export]
macro_rules! every_promise {
    ($town:path) => {
        $crate::promises! { $town;
            streams::{
                what_was_written_is_read_back,
                a_new_ledger_is_empty_until_something_happens,
                of_two_writers_on_one_stream_one_gets_a_conflict,
                a_stream_that_was_only_read_must_not_have_moved,
                a_stream_read_as_absent_must_not_have_begun,
                nothing_of_a_refused_write_is_kept,
                a_refused_write_does_not_harm_its_neighbours,
                time_never_runs_backwards_in_a_stream,
                events_have_one_global_order_without_gaps,
                the_order_of_a_stream_is_kept_in_the_global_order,
                a_follower_is_woken_by_a_commit,
                events_are_never_updated_or_deleted,
                parameters_are_bound_by_their_number,
                an_event_of_an_unknown_type_is_not_written,
                many_writers_lose_nothing,
            }
            order::{
                events_have_their_number_soon,
                a_transaction_that_still_runs_holds_up_newer_ones_and_nothing_is_skipped,
                another_node_numbers_what_a_stopped_one_left,
                a_follower_on_another_node_is_woken,
            }
            hot::{
                thirty_two_threads_on_one_hot_stream_lose_nothing,
                a_refusal_under_the_lock_changes_nothing,
                a_panic_under_the_lock_changes_nothing_and_frees_it,
                hot_streams_in_any_order_do_not_wait_in_a_circle,
                a_decision_under_the_lock_sees_what_was_committed_before,
                time_never_runs_backwards_under_the_lock,
            }
            requests::{
                a_repeated_request_gets_the_same_answer,
                a_key_with_another_request_is_refused,
                the_same_request_at_the_same_time_happens_once,
                a_repeated_request_is_a_repetition_not_a_conflict,
                records_of_one_account_do_not_meet_those_of_another,
                a_job_whose_lease_was_taken_over_cannot_write,
                a_lease_is_held_by_one_until_it_runs_out,
                a_lease_given_back_is_free_at_once,
                reads_are_logged_and_only_grow,
            }
            outbox::{
                an_outgoing_entry_is_claimed_once_and_settled,
                the_same_key_is_sent_once,
                a_claim_that_ran_out_goes_to_another_worker,
                nothing_is_sent_before_its_time,
                a_failure_is_tried_again_later,
                a_dead_entry_is_shown_until_somebody_revives_it,
                a_message_marked_before_a_crash_is_uncertain_and_not_sent_again,
                a_dead_entry_can_be_ended_for_good_and_a_waiting_one_cannot,
                two_workers_never_get_the_same_entry,
            }
            blobs::{
                a_file_comes_back_byte_for_byte,
                an_empty_file_is_a_file,
                a_file_over_the_limit_leaves_nothing,
                a_file_is_never_overwritten,
                a_broken_upload_leaves_nothing,
                an_unknown_file_is_none,
                a_file_is_not_stored_in_clear,
            }
            views::{
                rows_are_folded_in_the_same_commit,
                counts_add_up_under_concurrency,
                rows_are_set_and_removed,
                a_write_may_change_plain_tables,
                a_rebuild_gives_the_same_rows,
                a_rebuild_goes_on_beside_writers,
                a_grown_version_is_rebuilt_at_the_next_start,
                a_new_view_is_filled_from_the_first_event,
                an_older_release_does_not_write_into_a_newer_view,
            }
            search::{
                a_word_inside_running_text_is_found_newest_first,
                a_search_is_narrowed_by_columns,
                words_that_stand_apart_are_no_hit_and_hide_none,
                pages_of_hits_follow_each_other,
                the_index_follows_every_change_of_a_row,
                a_column_without_words_cannot_be_searched,
            }
            personal::{
                personal_values_are_opened_for_the_caller,
                personal_values_are_not_stored_in_clear,
                sealed_cells_open_for_their_person_and_stream,
                equal_values_have_equal_keyed_hashes_of_one_kind,
            }
            proof::{
                a_promise_is_given_at_once_and_the_proof_follows,
                every_event_has_a_receipt_that_verifies,
                an_audit_of_a_sound_ledger_finds_nothing,
                a_changed_event_is_found_by_name,
                a_removed_event_is_found,
                a_moved_head_is_found,
                a_history_that_was_cut_is_found_with_a_checkpoint_from_outside,
                a_forged_checkpoint_from_outside_is_not_believed,
                after_an_erasure_nothing_of_the_person_is_found,
                audit_rebuild_and_receipts_pass_after_an_erasure,
                nothing_of_an_erased_person_is_written_again,
                the_erasure_list_is_kept_beside_the_database,
                figures_say_what_was_done,
                the_read_log_has_a_digest,
            }
            backup::{
                a_backup_restores_into_either_store,
                a_backup_can_be_written_beside_writers,
                a_backup_does_not_hold_the_master_key,
                two_backups_to_one_place_leave_one_whole_backup,
                an_empty_ledger_is_opened_with_its_own_keys_only,
                a_restore_erases_again_who_was_erased_since,
                a_restore_never_overwrites_a_ledger,
                a_file_that_is_no_backup_is_refused,
                a_place_where_a_restore_broke_off_is_not_opened,
                work_goes_on_after_a_restore,
                a_backup_of_an_older_release_is_brought_up_to_date,
            }
            opening::{
                a_newer_database_is_refused_in_words,
                a_release_below_the_lowest_is_refused,
                an_unknown_event_type_is_refused_by_name,
                a_plain_table_gets_its_new_columns,
                everything_is_there_after_opening_again,
                two_programs_may_open_the_same_ledger,
            }
        }
    };
}

/// Spells the tests out.
#[macro_export]
macro_rules! promises {
    ($town:path; $($module:ident::{$($name:ident),+ $(,)?})+) => {
        $(mod $module {$(
            #[test]
            fn $name() {
                if let Some(town) = $town() {
                    $crate::suite::$module::$name(&town);
                }
            }
        )+})+
    };
}
