use super::*;
use calendar::Limit;

fn pack() -> crate::Pack {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small");
    crate::load(&folder).expect("the small pack is clean").0
}

/// The workbook after one cell of a sheet was changed.
fn changed(sheet: usize, field: &str, to: &str) -> (Vec<Matter>, Vec<RowProblem>) {
    let pack = pack();
    let mut grids = grids(&pack.matters, &pack.city);
    let place =
        grids[sheet].cells[0].iter().position(|cell| cell.as_deref() == Ok(field)).expect("it is a column");
    grids[sheet].cells[2][place] = Ok(to.to_owned());
    let bytes = write_grids(&grids).expect("it writes");
    read_matters(&bytes, &pack.city).expect("it reads")
}

#[test]
fn a_workbook_gives_every_matter_back_whole() {
    let pack = pack();
    let bytes = write_matters(&pack.matters, &pack.city).expect("it writes");
    let (matters, problems) = read_matters(&bytes, &pack.city).expect("it reads");
    assert_eq!(problems, []);
    assert_eq!(matters, pack.matters);
}

#[test]
fn a_matter_longer_than_a_cell_is_cut_and_joined() {
    let mut pack = pack();
    pack.matters[0].guide.more = Some("𬳽字".repeat(30_000).as_str().into());
    let bytes = write_matters(&pack.matters, &pack.city).expect("it writes");
    assert_eq!(read_matters(&bytes, &pack.city).expect("it reads").0, pack.matters);
}

#[test]
fn own_cells_changed_by_hand_are_taken_over() {
    let (matters, problems) = changed(0, "promise_day", "5");
    assert_eq!(problems, []);
    assert_eq!(matters[0].limits.promised, Some(Limit::WorkingDays(5)));
    assert_eq!(changed(0, "task_name", "排水许可（新）").0[0].name.chinese, "排水许可（新）");
    assert_eq!(changed(0, "link_way", "0756-1234567").0[0].contact.as_deref(), Some("0756-1234567"));
    assert_eq!(changed(0, "limit_scene_num", "1").0[0].visits, 1);
}

fn reasons(change: (Vec<Matter>, Vec<RowProblem>)) -> Vec<(usize, Option<&'static str>, &'static str)> {
    change.1.iter().map(|problem| (problem.row, problem.field, problem.reason.key())).collect()
}

#[test]
fn what_cannot_be_taken_over_is_named_by_row_and_field() {
    assert_eq!(reasons(changed(0, "promise_day", "soon")), [(3, Some("promise_day"), "row-unreadable")]);
    assert_eq!(reasons(changed(0, "dept_name", "别的局")), [(3, Some("dept_name"), "row-not-changeable")]);
    assert_eq!(reasons(changed(0, "local_task_code", "ghost")), [(3, None, "row-unknown-matter")]);
    let damaged = changed(1, "hash", "sha-256:00");
    assert_eq!(reasons(damaged), [(3, None, "row-damaged"), (3, None, "row-unknown-matter")]);
}

#[test]
fn a_cell_that_a_spreadsheet_made_a_number_is_refused() {
    let pack = pack();
    let mut grids = grids(&pack.matters, &pack.city);
    grids[0].cells[2][14] = Err(super::grid::NotText);
    let mut matters = pack.matters.clone();
    let mut problems = Vec::new();
    take_changes(&grids[0], &mut matters, &pack.city, &mut problems);
    assert_eq!(problems[0].reason, RowReason::NotText);
}

#[test]
fn a_workbook_without_the_whole_sheet_is_refused() {
    let pack = pack();
    let bytes = write_grids(&grids(&pack.matters, &pack.city)[..1]).expect("it writes");
    assert!(matches!(read_matters(&bytes, &pack.city), Err(XlsxFault::NoSheet("完整数据"))));
}
