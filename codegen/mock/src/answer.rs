//! What a server answers.
//!
//! Knows replies, proper ones and broken ones. Gives them as the body that the HTTP library sends.
//! Must never look at the request: who answers has decided beforehand.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::Response;
use hyper::body::{Body, Frame};

/// Size of one piece of an endless reply, in bytes.
const PIECE: usize = 64 * 1024;

/// One reply, or none.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    end: End,
    delay: Duration,
}

/// How a reply ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Properly.
    Complete,
    /// The connection breaks before the announced length is reached.
    Broken,
    /// Not at all: the body is repeated forever.
    Endless,
    /// Not at all: nothing follows, and the connection stays.
    Silent,
    /// There is no reply; the connection is closed.
    Nothing,
}

impl Answer {
    /// A reply with the given status and content.
    #[must_use]
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.into(),
            end: End::Complete,
            delay: Duration::ZERO,
        }
    }

    /// A reply with JSON, which is sent as it stands.
    #[must_use]
    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, "application/json; charset=utf-8", body)
    }

    /// A connection that is closed without a reply.
    #[must_use]
    pub fn hang_up() -> Self {
        Self {
            end: End::Nothing,
            ..Self::new(200, "text/plain", "")
        }
    }

    /// A reply with status 200 that begins with `start`, a JSON text, and goes on with blanks forever.
    #[must_use]
    pub fn endless(start: &str) -> Self {
        Self {
            end: End::Endless,
            ..Self::json(200, start)
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Lets the reply begin only after a while.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Announces more bytes than the body has, then breaks the connection.
    #[must_use]
    pub fn broken_before(mut self, announced: usize) -> Self {
        self.end = End::Broken;
        self.header("content-length", &announced.to_string())
    }

    /// Announces more bytes than the body has, then says nothing more.
    #[must_use]
    pub fn silent_before(mut self, announced: usize) -> Self {
        self.end = End::Silent;
        self.header("content-length", &announced.to_string())
    }

    /// HTTP status of the reply.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The body as JSON; `null` when it is none.
    #[cfg(test)]
    pub(super) fn json_body(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Whether the connection is closed without a reply.
    #[must_use]
    pub fn hangs_up(&self) -> bool {
        self.end == End::Nothing
    }

    /// Announces the whole body but sends only the first half of it.
    #[must_use]
    pub fn halved(mut self) -> Self {
        let whole = self.body.len();
        self.body.truncate(whole / 2);
        self.broken_before(whole)
    }

    /// Waits, then gives the reply; `None` when the connection is to be closed instead, as it is for a reply that HTTP
    /// cannot express.
    pub(super) async fn play(self) -> Option<Response<Scripted>> {
        tokio::time::sleep(self.delay).await;
        if self.end == End::Nothing {
            return None;
        }
        let mut reply = Response::builder().status(self.status);
        if self.end == End::Complete {
            reply = reply.header("content-length", self.body.len());
        }
        for (name, value) in self.headers {
            reply = reply.header(name, value);
        }
        let pieces = VecDeque::from([Bytes::from(self.body)]);
        reply
            .body(Scripted {
                pieces,
                end: self.end,
                paused: false,
            })
            .ok()
    }
}

/// The body of a scripted reply.
#[derive(Debug)]
pub(super) struct Scripted {
    pieces: VecDeque<Bytes>,
    end: End,
    paused: bool,
}

impl Body for Scripted {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(piece) = self.pieces.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match self.end {
            End::Complete | End::Nothing => Poll::Ready(None),
            End::Endless => Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[b' '; PIECE]))))),
            End::Silent => Poll::Pending,
            // One pause, in which what was written so far leaves for the network.
            End::Broken if self.paused => {
                Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
            }
            End::Broken => {
                self.paused = true;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}
