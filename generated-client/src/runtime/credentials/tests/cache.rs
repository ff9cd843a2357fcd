//! What is kept, when it is replaced, and who waits for that.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use super::*;
use crate::runtime::BoxFuture;

/// A source that gives what the test says, when the test lets it.
#[derive(Debug)]
struct Source {
    asked: AtomicUsize,
    gate: Semaphore,
    lifetime: Duration,
    fails: std::sync::atomic::AtomicBool,
    world: Arc<World>,
}

impl Source {
    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn fail(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
    }
}

impl ProvideCredentials for Source {
    fn name(&self) -> &str {
        "scripted"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            self.gate.acquire().await.unwrap().forget();
            if self.fails.load(Ordering::SeqCst) {
                return Err(CredentialsError::failed(format!("failure {number}")));
            }
            let end = self.world.now() + self.lifetime;
            Ok(Credentials::temporary(format!("id-{number}"), "s", "t").expires_at(end))
        })
    }
}

/// A cache over a source whose keys last for `lifetime` and which may answer `answers` times.
fn cache(lifetime: Duration, answers: usize) -> (CredentialsCache, Arc<Source>, Arc<World>) {
    let world = world([]);
    let source = Arc::new(Source {
        asked: AtomicUsize::new(0),
        gate: Semaphore::new(answers),
        lifetime,
        fails: false.into(),
        world: world.clone(),
    });
    let cache = CredentialsCache::of(source.clone(), world.clone());
    (cache, source, world)
}

async fn id(cache: &CredentialsCache) -> String {
    cache.provide().await.unwrap().access_key_id().to_owned()
}

/// Lets every task run until all of them wait.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn keys_are_kept_until_a_minute_before_their_end() {
    let (cache, source, world) = cache(seconds(900), 100);
    assert_eq!(id(&cache).await, "id-1");
    world.advance(seconds(839));
    assert_eq!(id(&cache).await, "id-1");
    world.advance(seconds(1));
    assert_eq!(id(&cache).await, "id-2");
    assert_eq!(source.asked(), 2);
    assert_eq!(
        cache.provide().await.unwrap().source(),
        Some("scripted"),
        "they say where they come from"
    );
}

#[tokio::test]
async fn keys_without_an_end_are_kept() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let source = from_fn("counted", move || {
        count.fetch_add(1, Ordering::SeqCst);
        async { Ok(Credentials::new("id", "secret")) }
    });
    let cache = CredentialsCache::new(source);
    for _ in 0..5 {
        cache.provide().await.unwrap();
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn the_source_is_asked_once_for_all_that_wait() {
    let (cache, source, _) = cache(seconds(900), 0);
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { id(&cache).await })
        })
        .collect();
    settle().await;
    assert_eq!(source.asked(), 1);
    source.gate.add_permits(1);
    for call in calls {
        assert_eq!(call.await.unwrap(), "id-1");
    }
    assert_eq!(source.asked(), 1);
}

#[tokio::test]
async fn a_failure_is_told_to_all_that_waited_and_not_kept() {
    let (cache, source, _) = cache(seconds(900), 0);
    source.fail(true);
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { cache.provide().await.unwrap_err().to_string() })
        })
        .collect();
    settle().await;
    source.gate.add_permits(10);
    for call in calls {
        assert_eq!(call.await.unwrap(), "failure 1");
    }
    source.fail(false);
    assert_eq!(id(&cache).await, "id-2");
}

#[tokio::test]
async fn when_the_call_that_asks_is_given_up_another_goes_on() {
    let (cache, source, _) = cache(seconds(900), 0);
    let first = tokio::spawn({
        let cache = cache.clone();
        async move { id(&cache).await }
    });
    settle().await;
    let second = tokio::spawn({
        let cache = cache.clone();
        async move { id(&cache).await }
    });
    settle().await;
    assert_eq!(source.asked(), 1);
    first.abort();
    settle().await;
    source.gate.add_permits(1);
    assert_eq!(second.await.unwrap(), "id-1");
    assert_eq!(source.asked(), 1);
}

/// A source that needs longer than any of its callers has.
#[tokio::test(start_paused = true)]
async fn a_slow_source_is_asked_once_and_serves_whoever_waits_then() {
    let asked = Arc::new(Mutex::new(0));
    let counter = Arc::clone(&asked);
    let cache = CredentialsCache::new(from_fn("slow", move || {
        *counter.lock().unwrap() += 1;
        async {
            tokio::time::sleep(Duration::from_secs(3)).await;
            Ok(Credentials::new("id", "secret"))
        }
    }));
    let mut calls = Vec::new();
    for _ in 0..100 {
        let cache = cache.clone();
        calls.push(tokio::spawn(async move {
            let call = cache.provide();
            tokio::time::timeout(Duration::from_secs(2), call)
                .await
                .is_ok()
        }));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut served = 0;
    for call in calls {
        served += usize::from(call.await.unwrap());
    }
    // Those of the first second give up; whoever came later than that is served.
    assert!((75..=81).contains(&served), "{served}");
    assert_eq!(*asked.lock().unwrap(), 1);
}

#[tokio::test]
async fn temporary_keys_without_their_token_are_refused() {
    let half = CredentialsCache::new(Credentials::new("AKTP1", "canary"));
    let error = half.provide().await.unwrap_err();
    assert!(error.to_string().contains("session token"), "{error}");
    assert!(!error.to_string().contains("canary"), "{error}");
    let whole = CredentialsCache::new(Credentials::temporary("AKTP1", "s", "t"));
    assert!(whole.provide().await.is_ok());
}

#[tokio::test]
async fn nobody_waits_for_a_replacement_while_the_old_keys_serve() {
    let (cache, source, world) = cache(seconds(900), 1);
    id(&cache).await;
    world.advance(seconds(850));
    let leader = tokio::spawn({
        let cache = cache.clone();
        async move { id(&cache).await }
    });
    settle().await;
    assert_eq!(source.asked(), 2);
    assert_eq!(id(&cache).await, "id-1");
    source.gate.add_permits(1);
    assert_eq!(leader.await.unwrap(), "id-2");
    assert_eq!(id(&cache).await, "id-2");
}

#[tokio::test]
async fn old_keys_that_are_valid_serve_when_a_refresh_fails() {
    let (cache, source, world) = cache(seconds(900), 100);
    id(&cache).await;
    source.fail(true);
    world.advance(seconds(850));
    assert_eq!(id(&cache).await, "id-1");
    assert_eq!(source.asked(), 2);

    world.advance(seconds(9));
    assert_eq!(id(&cache).await, "id-1");
    assert_eq!(source.asked(), 2, "the source is left alone for a while");

    world.advance(seconds(1));
    assert_eq!(id(&cache).await, "id-1");
    assert_eq!(source.asked(), 3);

    world.advance(seconds(40));
    let error = cache.provide().await.unwrap_err();
    assert_eq!(error.to_string(), "failure 4", "by now they have ended");
}

#[tokio::test(start_paused = true)]
async fn a_source_that_does_not_answer_delays_a_call_with_valid_keys_but_briefly() {
    let (cache, source, world) = cache(seconds(900), 1);
    id(&cache).await;
    world.advance(seconds(850));
    assert_eq!(id(&cache).await, "id-1");
    assert_eq!(source.asked(), 2);
    assert_eq!(id(&cache).await, "id-1");
    assert_eq!(source.asked(), 2);
}

#[tokio::test]
async fn keys_that_last_no_longer_than_the_margin_are_not_asked_for_by_every_call() {
    let (cache, source, world) = cache(seconds(30), 100);
    for _ in 0..10 {
        assert_eq!(id(&cache).await, "id-1");
    }
    world.advance(seconds(10));
    assert_eq!(id(&cache).await, "id-2");
    assert_eq!(source.asked(), 2);
}

#[tokio::test]
async fn fresh_keys_that_this_clock_takes_for_ended_are_the_services_to_judge() {
    let (cache, source, world) = cache(Duration::ZERO, 100);
    assert_eq!(id(&cache).await, "id-1");
    assert_eq!(id(&cache).await, "id-1");
    world.advance(seconds(10));
    assert_eq!(id(&cache).await, "id-2");
    assert_eq!(source.asked(), 2);
}

#[tokio::test]
async fn refused_keys_are_replaced_once() {
    let (cache, source, _) = cache(seconds(900), 100);
    let refused = cache.provide().await.unwrap();
    assert!(cache.invalidate(&refused));
    assert_eq!(id(&cache).await, "id-2");
    assert!(cache.invalidate(&refused));
    assert_eq!(
        id(&cache).await,
        "id-2",
        "another call has replaced them already"
    );
    assert_eq!(source.asked(), 2);
}

#[tokio::test]
async fn a_refusal_reaches_the_cache_beneath_a_chain() {
    let (inner, source, _) = cache(seconds(900), 100);
    let outer = CredentialsCache::new(Chain::new().or(inner));
    let refused = outer.provide().await.unwrap();
    assert!(outer.invalidate(&refused));
    assert_eq!(id(&outer).await, "id-2");
    assert_eq!(source.asked(), 2);
}

#[tokio::test]
async fn keys_that_cannot_be_others_are_kept_though_refused() {
    let cache = CredentialsCache::new(Credentials::new("id", "secret"));
    let refused = cache.provide().await.unwrap();
    assert!(!cache.invalidate(&refused));
    assert!(cache.provide().await.unwrap().is_same_as(&refused));
}

/// A source that panics when it is asked first.
#[derive(Debug, Default)]
struct Panicking(AtomicUsize);

impl ProvideCredentials for Panicking {
    fn name(&self) -> &str {
        "panicking"
    }

    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            assert!(self.0.fetch_add(1, Ordering::SeqCst) > 0, "not yet");
            Ok(Credentials::new("id", "secret"))
        })
    }
}

#[tokio::test]
async fn a_source_that_panics_is_asked_again_by_the_next_call() {
    let cache = CredentialsCache::new(Panicking::default());
    let asking = cache.clone();
    let first = tokio::spawn(async move { asking.provide().await });
    assert!(first.await.unwrap_err().is_panic());
    assert_eq!(
        keys(&cache.provide().await.unwrap()),
        ("id", "secret", None)
    );
}
