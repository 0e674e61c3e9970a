use super::*;

fn step(key: &str, after: &[&str], join: Join) -> Step {
    Step {
        key: key.into(),
        name: key.into(),
        kind: StepKind::Review,
        department: None,
        role: PostRole::Examiner,
        after: after.iter().map(|key| (*key).into()).collect(),
        join,
        limit: None,
        people_min: 1,
    }
}

fn keys(steps: &[&Step]) -> Vec<String> {
    steps.iter().map(|step| step.key.to_string()).collect()
}

fn done(keys: &[&str]) -> BTreeSet<StepKey> {
    keys.iter().map(|key| (*key).into()).collect()
}

fn fork() -> StepPlan {
    let steps = vec![
        step("read", &[], Join::All),
        step("look", &["read"], Join::All),
        step("ask", &["read"], Join::All),
        step("decide", &["look", "ask"], Join::All),
    ];
    StepPlan::new(steps).expect("it is a plan")
}

#[test]
fn steps_that_wait_for_one_another_are_refused() {
    let steps = vec![step("a", &["b"], Join::All), step("b", &["a"], Join::All), step("c", &[], Join::All)];
    assert_eq!(StepPlan::new(steps), Err(PlanRefusal::Circle(vec!["a".into(), "b".into()])));
}

#[test]
fn a_step_after_an_unknown_one_is_refused() {
    let refused = StepPlan::new(vec![step("a", &["z"], Join::All)]);
    assert_eq!(refused, Err(PlanRefusal::Unknown { step: "a".into(), missing: "z".into() }));
}

#[test]
fn one_key_for_two_steps_is_refused() {
    let refused = StepPlan::new(vec![step("a", &[], Join::All), step("a", &[], Join::All)]);
    assert_eq!(refused, Err(PlanRefusal::Duplicate("a".into())));
}

#[test]
fn parallel_steps_begin_together_and_all_must_agree() {
    let plan = fork();
    assert_eq!(keys(&plan.ready(&done(&[]), &done(&[]))), ["read"]);
    assert_eq!(keys(&plan.ready(&done(&["read"]), &done(&["read"]))), ["look", "ask"]);
    let begun = done(&["read", "look", "ask"]);
    assert!(plan.ready(&done(&["read", "look"]), &begun).is_empty());
    assert_eq!(keys(&plan.ready(&begun, &begun)), ["decide"]);
}

#[test]
fn one_agreement_is_enough_where_any_may_agree() {
    let steps = vec![step("a", &[], Join::All), step("b", &[], Join::All), step("c", &["a", "b"], Join::Any)];
    let plan = StepPlan::new(steps).expect("it is a plan");
    assert_eq!(keys(&plan.ready(&done(&["b"]), &done(&["a", "b"]))), ["c"]);
}

#[test]
fn going_back_undoes_what_comes_after_but_not_the_parallel_branch() {
    assert_eq!(fork().downstream(&"look".into()), done(&["look", "decide"]));
}

#[test]
fn the_picture_has_a_column_for_each_wait() {
    let plan = fork();
    let columns: Vec<usize> = plan.columns().iter().map(Vec::len).collect();
    assert_eq!(columns, [1, 2, 1]);
    assert_eq!(keys(&plan.last()), ["decide"]);
}
