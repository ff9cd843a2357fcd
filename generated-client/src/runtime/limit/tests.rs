use http::Method;

use super::*;
use crate::runtime::action::Encoding;
use crate::runtime::endpoint::Service;

const SERVICE: Service = Service {
    signing_name: "rtc",
    default_region: "cn-north-1",
    endpoints: &[],
    pattern: None,
};

const MILLISECOND: Duration = Duration::from_millis(1);

fn action(qps: Option<u32>) -> Description {
    Description {
        service: &SERVICE,
        name: "Ask",
        version: "2020-12-01",
        method: Method::POST,
        encoding: Encoding::Json,
        idempotent: false,
        secret: false,
        qps,
    }
}

/// Makes calls at once and tells when each had its turn.
async fn turns(limits: &Arc<Limits>, action: &Description, calls: usize) -> Vec<Duration> {
    let begun = Instant::now();
    let waiting: Vec<_> = (0..calls)
        .map(|_| {
            let (limits, action) = (limits.clone(), action.clone());
            tokio::spawn(async move {
                limits.turn(&action, None).await.unwrap().used();
                begun.elapsed()
            })
        })
        .collect();
    let mut turns = Vec::new();
    for turn in waiting {
        turns.push(turn.await.unwrap());
    }
    turns
}

/// The most calls within any second.
fn busiest(turns: &[Duration]) -> usize {
    turns
        .iter()
        .map(|start| {
            turns
                .iter()
                .filter(|turn| (*start..*start + SECOND).contains(*turn))
                .count()
        })
        .max()
        .unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn no_second_holds_more_calls_than_the_limit_and_none_is_wasted() {
    let limits = Arc::new(Limits::new(RateLimit::default()));
    let turns = turns(&limits, &action(Some(50)), 200).await;
    assert_eq!(busiest(&turns), 50);
    assert!(turns.is_sorted(), "first come, first served");
    assert_eq!(turns[49], Duration::ZERO);
    let last = turns[199];
    assert!(last > SECOND * 3 && last < SECOND * 42 / 10, "{last:?}");
    let steps: Vec<_> = turns[50..]
        .windows(2)
        .map(|pair| pair[1] - pair[0])
        .collect();
    assert!(
        steps.iter().all(|step| *step >= MILLISECOND * 20),
        "an even pace"
    );
}

#[tokio::test(start_paused = true)]
async fn an_action_without_a_limit_and_a_client_that_wants_none_never_wait() {
    for (settings, qps) in [(RateLimit::wait(), None), (RateLimit::off(), Some(1))] {
        let limits = Arc::new(Limits::new(settings));
        let turns = turns(&limits, &action(qps), 1000).await;
        assert_eq!(turns.last(), Some(&Duration::ZERO));
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_fails_fast_where_that_is_wanted() {
    let limits = Limits::new(RateLimit::fail_fast());
    let action = action(Some(2));
    for _ in 0..2 {
        limits.turn(&action, None).await.unwrap().used();
    }
    let error = limits
        .turn(&action, None)
        .await
        .map(Turn::used)
        .unwrap_err();
    assert!(error.is_throttled() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "throttled: the client's own limit of 2 calls per second is reached"
    );
    tokio::time::advance(SECOND * 11 / 10).await;
    limits.turn(&action, None).await.unwrap().used();
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_turn_comes_too_late_fails_at_once_and_takes_nobodys_place() {
    let limits = Limits::new(RateLimit::wait());
    let action = action(Some(1));
    limits.turn(&action, None).await.unwrap().used();
    let begun = Instant::now();
    let error = limits
        .turn(&action, Some(begun + SECOND))
        .await
        .map(Turn::used)
        .unwrap_err();
    assert!(error.is_throttled(), "{error}");
    assert_eq!(begun.elapsed(), Duration::ZERO);
    let deadline = begun + SECOND * 11 / 10;
    limits.turn(&action, Some(deadline)).await.unwrap().used();
    assert!(begun.elapsed() < SECOND * 11 / 10, "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_gives_its_place_back() {
    let limits = Limits::new(RateLimit::wait());
    let action = action(Some(1));
    limits.turn(&action, None).await.unwrap().used();
    let given_up = tokio::time::timeout(MILLISECOND, limits.turn(&action, None)).await;
    assert!(given_up.is_err());
    let begun = Instant::now();
    limits.turn(&action, None).await.unwrap().used();
    assert!(begun.elapsed() < SECOND * 11 / 10, "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn those_who_leave_the_line_hold_up_nobody() {
    let limits = Arc::new(Limits::new(RateLimit::wait()));
    let action = action(Some(50));
    let waiting: Vec<_> = (0..1000)
        .map(|_| {
            let (limits, action) = (limits.clone(), action.clone());
            tokio::spawn(async move { limits.turn(&action, None).await.map(Turn::used) })
        })
        .collect();
    tokio::time::sleep(MILLISECOND).await;
    waiting[51..]
        .iter()
        .for_each(tokio::task::JoinHandle::abort);
    tokio::time::sleep(MILLISECOND).await;
    let begun = Instant::now();
    let deadline = begun + SECOND * 2;
    limits.turn(&action, Some(deadline)).await.unwrap().used();
    assert!(begun.elapsed() < SECOND * 11 / 10, "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn refusals_slow_an_action_down_mildly_and_for_seconds() {
    let limits = Arc::new(Limits::new(RateLimit::wait()));
    let quick = action(Some(40));
    let begun = Instant::now();
    tokio::time::advance(MILLISECOND).await;
    // A whole burst of refusals counts once.
    (0..40).for_each(|_| limits.slow_down(&quick, begun));
    let slowed = turns(&limits, &quick, 30).await;
    assert!(
        (30..=36).contains(&busiest(&slowed)),
        "{}",
        busiest(&slowed)
    );
    // However many refusals there are, a second leaves more than half.
    tokio::time::advance(SECOND * 10).await;
    for _ in 0..100 {
        limits.slow_down(&quick, Instant::now());
        tokio::time::advance(MILLISECOND * 10).await;
    }
    assert!(busiest(&turns(&limits, &quick, 40).await) > 20);
    tokio::time::advance(SECOND * 4).await;
    assert_eq!(busiest(&turns(&limits, &quick, 100).await), 40);

    let slowest = action(Some(1));
    let limits = Arc::new(Limits::new(RateLimit::wait()));
    for _ in 0..5 {
        limits.slow_down(&slowest, Instant::now());
        tokio::time::advance(SECOND).await;
    }
    let last = turns(&limits, &slowest, 3).await[2];
    assert!(last < SECOND * 21 / 10, "{last:?}");
}

#[tokio::test(start_paused = true)]
async fn limits_are_shared_and_agreed_on() {
    for (settings, expected) in [
        (RateLimit::wait().shared_by(4), 5),
        (RateLimit::wait().shared_by(0), 20),
        (RateLimit::wait().shared_by(100), 1),
        (RateLimit::wait().action("Ask", 8), 8),
        (RateLimit::wait().action("Ask", 8).shared_by(2), 4),
        (RateLimit::wait().action("Ask", 0), 30),
        (RateLimit::wait().action("Tell", 1), 20),
    ] {
        let limits = Arc::new(Limits::new(settings.clone()));
        let turns = turns(&limits, &action(Some(20)), 30).await;
        assert_eq!(busiest(&turns), expected, "{settings:?}");
    }
}
