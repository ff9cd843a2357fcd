//! What the last reply says about connections.
//!
//! Knows when it came, over which connection and by which version of HTTP. Gives a request the choice to
//! look at the sockets first. Must never hold a connection.

use std::sync::atomic::{AtomicBool, AtomicU16, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How long ago a look at the sockets may be that need not be repeated: it costs a turn of the runtime.
const LATELY: Duration = Duration::from_micros(100);

/// The last reply of a transport.
#[derive(Debug)]
pub(super) struct LastReply {
    /// Whether it came over HTTP/1, where a connection that is given up is closed anyway.
    is_http1: AtomicBool,
    begun: Instant,
    /// When it came, in microseconds since then; 0 if its connection is not known to last.
    looked: AtomicU64,
    /// The connection that it came over: the client's port.
    port: AtomicU16,
}

impl LastReply {
    pub(super) fn none() -> Self {
        Self {
            is_http1: AtomicBool::new(false),
            begun: Instant::now(),
            looked: AtomicU64::new(0),
            port: AtomicU16::new(0),
        }
    }

    pub(super) fn is_http1(&self) -> bool {
        self.is_http1.load(Ordering::Relaxed)
    }

    pub(super) fn came_over_http1(&self, is_so: bool) {
        if self.is_http1() != is_so {
            self.is_http1.store(is_so, Ordering::Relaxed);
        }
    }

    /// Takes note that a reply came over the connection from this port, so that the runtime has looked
    /// at its sockets. That counts only if the reply before it came over the same connection: a server
    /// that closes each connection after one reply does so a moment after it.
    pub(super) fn came_over(&self, port: Option<u16>) {
        let port = port.unwrap_or(0);
        let before = self.port.swap(port, Ordering::Relaxed);
        let lasts = port != 0 && port == before;
        self.looked
            .store(if lasts { self.age() } else { 0 }, Ordering::Relaxed);
    }

    /// Whether the runtime has looked at its sockets a moment ago.
    pub(super) fn is_recent(&self) -> bool {
        let looked = self.looked.load(Ordering::Relaxed);
        looked > 0 && self.age().saturating_sub(looked) < LATELY.as_micros() as u64
    }

    /// Whether its connection is known to last.
    #[cfg(test)]
    pub(super) fn lasts(&self) -> bool {
        self.looked.load(Ordering::Relaxed) > 0
    }

    /// Microseconds that this exists.
    fn age(&self) -> u64 {
        self.begun.elapsed().as_micros() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_reply_over_a_connection_does_not_spare_the_next_request_a_look() {
        let last = LastReply::none();
        assert!(!last.is_recent());
        for port in [Some(1), Some(2), None, None, Some(2), Some(1)] {
            last.came_over(port);
            assert!(!last.is_recent(), "{port:?}");
        }
    }
}
