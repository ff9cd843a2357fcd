use super::*;
use crate::runtime::envelope::Said;
use crate::runtime::error::{ErrorKind, Verdict};

fn failure(verdict: Verdict) -> Error {
    Error::new(ErrorKind::Service, "").with_verdict(verdict)
}

fn throttled() -> Error {
    Error::new(ErrorKind::Throttled, "").with_verdict(Verdict::NotProcessed)
}

fn attempt(error: &Error, number: u32) -> FailedAttempt<'_> {
    FailedAttempt::new(error, number, Duration::ZERO)
}

/// The longest of many pauses.
fn longest(policy: &dyn RetryPolicy, failed: &FailedAttempt<'_>) -> Duration {
    (0..2000)
        .filter_map(|_| policy.pause(failed))
        .max()
        .unwrap()
}

#[test]
fn pauses_are_drawn_from_nothing_up_to_a_bound_that_doubles() {
    fastrand::seed(7);
    let policy = Backoff::default();
    for (error, number, bound) in [
        (failure(Verdict::NotProcessed), 1, 30),
        (failure(Verdict::NotProcessed), 2, 60),
        (failure(Verdict::NotProcessed), 5, 480),
        (failure(Verdict::NotProcessed), 60, 20_000),
        (throttled(), 1, 500),
        (throttled(), 3, 2000),
        (
            failure(Verdict::NotProcessed).with_status(Some(503)),
            1,
            500,
        ),
        (failure(Verdict::NotProcessed).with_status(Some(500)), 1, 30),
    ] {
        let failed = attempt(&error, number);
        let bound = Duration::from_millis(bound);
        let seen = longest(&policy, &failed);
        assert!(
            seen <= bound && seen > bound.mul_f64(0.98),
            "{bound:?}: {seen:?}"
        );
        let shortest = (0..2000).filter_map(|_| policy.pause(&failed)).min();
        assert!(shortest.unwrap() < bound.mul_f64(0.02));
    }
}

#[test]
fn what_the_server_asks_for_is_the_least_and_too_much_ends_the_call() {
    let asked = Duration::from_secs(7);
    let error = throttled().with_retry_after(Some(asked));
    for _ in 0..100 {
        let pause = Backoff::default().pause(&attempt(&error, 1)).unwrap();
        assert!(pause >= asked && pause <= asked + Duration::from_millis(500));
    }
    let impatient = Backoff::default().longest_asked(Duration::from_secs(6));
    assert_eq!(impatient.pause(&attempt(&error, 1)), None);
}

#[test]
fn what_is_not_safe_is_not_repeated() {
    for verdict in [Verdict::PossiblyProcessed, Verdict::Final] {
        assert_eq!(standard().pause(&attempt(&failure(verdict), 1)), None);
    }
    let idempotent = failure(Verdict::PossiblyProcessed).of_action("Ask", true);
    assert!(standard().pause(&attempt(&idempotent, 1)).is_some());
}

#[test]
fn attempts_are_counted() {
    let error = failure(Verdict::NotProcessed);
    let repeats = |number| standard().pause(&attempt(&error, number)).is_some();
    assert_eq!([1, 3, 4, 5].map(repeats), [true, true, false, false]);
    assert_eq!(Never.pause(&attempt(&error, 1)), None);
    assert!(!Never.at_most(3).repairs() && standard().repairs());
}

#[test]
fn no_attempt_begins_after_the_time() {
    let second = Duration::from_secs(1);
    let error = throttled().with_retry_after(Some(second));
    let policy = Backoff::default()
        .first_when_overloaded(Duration::ZERO)
        .within(second * 3);
    let after = |elapsed| policy.pause(&FailedAttempt::new(&error, 1, elapsed));
    assert_eq!(after(second * 2), Some(second));
    assert_eq!(after(second * 2 + Duration::from_nanos(1)), None);
}

#[test]
fn a_code_of_the_callers_own_is_repeated() {
    let busy = failure(Verdict::Final).with_answer(Said {
        code: Some("ResourceBusy".to_owned()),
        ..Said::default()
    });
    let policy = standard().also_on("ResourceBusy").within(Duration::MAX);
    assert!(policy.pause(&attempt(&busy, 1)).is_some());
    assert_eq!(policy.pause(&attempt(&busy, 4)), None);
    assert_eq!(policy.pause(&attempt(&failure(Verdict::Final), 1)), None);
    let shared: Arc<dyn RetryPolicy> = Arc::new(policy);
    assert!(shared.at_most(2).pause(&attempt(&busy, 1)).is_some());
}
