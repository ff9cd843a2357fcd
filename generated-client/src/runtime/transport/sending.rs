//! How far a request has been sent.
//!
//! Knows the stages between a call and its reply. Gives the last one reached, to judge an abandoned
//! call. Must never claim that nothing was sent unless that is certain.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Progress of a request: a client gives one to the transport with each request, and reads it when the
/// request times out.
///
/// Transports may ignore it. Others report when they accept the request, when they hand it to a
/// connection and when the head of the reply arrives, in this order. Clones share the progress.
#[derive(Debug, Clone, Default)]
pub struct Sending(Arc<Told>);

#[derive(Debug, Default)]
struct Told {
    /// The stage, or the status of the reply.
    stage: AtomicU16,
    /// Which of the transport's connections were to carry the request.
    connections: AtomicU64,
}

/// The last stage that a transport reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SendingStage {
    /// The transport reports nothing.
    Unknown,
    /// The request waits for a connection; nothing was sent.
    Waiting,
    /// The request was handed to a connection; the server may have it.
    HandedOver,
    /// The head of the reply has arrived, with this status.
    Answered(u16),
}

const WAITING: u16 = 1;
const HANDED_OVER: u16 = 2;

impl Sending {
    /// Reports that the request waits for a connection, and that later stages will be reported,
    /// too.
    pub fn waits(&self) {
        self.0.stage.store(WAITING, Ordering::Relaxed);
    }

    /// Reports that the request was handed to a connection.
    pub fn is_handed_over(&self) {
        // A reply may have come before the whole request was taken.
        let _ = self.0.stage.fetch_max(HANDED_OVER, Ordering::Relaxed);
    }

    /// Reports that the head of the reply has arrived.
    pub fn is_answered(&self, status: u16) {
        self.0.stage.store(status.max(100), Ordering::Relaxed);
    }

    /// The last reported stage.
    pub fn stage(&self) -> SendingStage {
        match self.0.stage.load(Ordering::Relaxed) {
            0 => SendingStage::Unknown,
            WAITING => SendingStage::Waiting,
            HANDED_OVER => SendingStage::HandedOver,
            status => SendingStage::Answered(status),
        }
    }

    pub(super) fn uses(&self, connections: u64) {
        self.0.connections.store(connections, Ordering::Relaxed);
    }

    pub(super) fn used(&self) -> u64 {
        self.0.connections.load(Ordering::Relaxed)
    }
}

/// A body that reports when a connection takes it.
pub(super) struct Watched {
    body: Option<Bytes>,
    pub(super) sending: Sending,
}

impl Watched {
    pub(super) fn new(body: Bytes, sending: Sending) -> Self {
        Self {
            body: Some(body).filter(|body| !body.is_empty()),
            sending,
        }
    }
}

impl Body for Watched {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.sending.is_handed_over();
        Poll::Ready(self.body.take().map(|body| Ok(Frame::data(body))))
    }

    /// A connection asks for this first of all, once it begins to write the request.
    fn is_end_stream(&self) -> bool {
        self.sending.is_handed_over();
        self.body.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.body.as_ref().map_or(0, Bytes::len);
        SizeHint::with_exact(u64::try_from(length).unwrap_or(u64::MAX))
    }
}
