//! Many documents.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::document::{Delivered, Wanted};
use crate::error::{Error, ErrorKind};
use crate::explorer::Explorer;

/// So many failures in a row for reasons of the server, and the rest is not tried.
const ENOUGH: usize = 3;

/// What came of what was wanted, in its order.
pub type Gathered = Vec<Result<Delivered, Error>>;

impl Explorer {
    /// Fetches documents, two at a time; `step` is called whenever one has come or failed. Once the
    /// server fails again and again, what is left is not asked for.
    pub async fn gather(&self, wanted: &[Wanted], step: impl Fn(&Wanted)) -> Gathered {
        let done: Mutex<HashMap<usize, Result<Delivered, Error>>> = Mutex::default();
        let (next, failures) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let worker = || async {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(one) = wanted.get(index) else {
                    return;
                };
                if failures.load(Ordering::Relaxed) >= ENOUGH {
                    return;
                }
                let result = self.document(one).await;
                match &result {
                    Err(error) if error.kind() == ErrorKind::Unreachable => {
                        failures.store(ENOUGH, Ordering::Relaxed);
                    }
                    Err(error) if error.is_outage() => {
                        failures.fetch_add(1, Ordering::Relaxed);
                    }
                    _ => failures.store(0, Ordering::Relaxed),
                }
                lock(&done).insert(index, result);
                step(one);
            }
        };
        tokio::join!(worker(), worker());
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let not_tried = || {
            Err(Error::new(
                ErrorKind::Interrupted,
                "not requested, because the server keeps failing",
            ))
        };
        (0..wanted.len())
            .map(|index| done.remove(&index).unwrap_or_else(not_tried))
            .collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
