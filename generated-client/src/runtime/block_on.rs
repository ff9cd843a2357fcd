//! What the runtime's own tests share.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Drives a future that never waits for anything outside.
pub(super) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future waits for something outside"),
    }
}
