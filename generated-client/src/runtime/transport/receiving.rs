//! Receiving a reply.
//!
//! Knows how a reply comes: its head, then its body in pieces. Gives it as a whole, if it is not too large.
//! Must never begin a request before the runtime has looked at its sockets.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http::{Response, StatusCode, Version};
use http_body::Body;
use hyper_util::client::legacy::connect::HttpInfo;

use super::failure::{Cause, failed};
use super::last_reply::LastReply;
use super::{Failure, Sending, TransportError};

/// Waits for a reply and reads it to its end.
pub(super) async fn receive<B, E>(
    reply: impl Future<Output = Result<Response<B>, E>>,
    lost: impl FnOnce(E, &Sending) -> TransportError,
    sending: Sending,
    last: &LastReply,
    limit: usize,
) -> Result<Response<Bytes>, TransportError>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<Cause>,
{
    if !last.is_recent() {
        // Lets the runtime look at its sockets, so that a kept connection that the server has closed is
        // not taken for the request.
        tokio::task::yield_now().await;
    }
    let (head, mut body) = match reply.await {
        Ok(reply) => reply.into_parts(),
        Err(error) => return Err(lost(error, &sending)),
    };
    sending.is_answered(head.status.as_u16());
    last.came_over_http1(head.version <= Version::HTTP_11);
    let port = head
        .extensions
        .get()
        .map(|connection: &HttpInfo| connection.local_addr().port());
    match read(&mut body, head.status, limit).await {
        Ok(body) => {
            last.came_over(port);
            Ok(Response::from_parts(head, body))
        }
        Err(error) => Err(error.with_headers(head.headers)),
    }
}

async fn read<B>(body: &mut B, status: StatusCode, limit: usize) -> Result<Bytes, TransportError>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<Cause>,
{
    let status = status.as_u16();
    let too_large = || TransportError::new(Failure::TooLarge { limit }).with_status(status);
    // A server that says how much is coming is believed when it is too much.
    if body.size_hint().lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(too_large());
    }
    let mut whole = Bytes::new();
    let mut pieces = BytesMut::new();
    while !body.is_end_stream() {
        let frame = match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
            None => break,
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Err(failed(error.into(), Some(status))),
        };
        // Trailers say nothing that a caller asks for.
        let Ok(piece) = frame.into_data() else {
            continue;
        };
        if piece.len() > limit - whole.len() - pieces.len() {
            return Err(too_large());
        }
        if whole.is_empty() && pieces.is_empty() {
            // Most replies come in one piece, which then need not be copied.
            whole = piece;
        } else {
            if pieces.is_empty() {
                pieces = BytesMut::from(std::mem::take(&mut whole));
            }
            pieces.extend_from_slice(&piece);
        }
    }
    Ok(if pieces.is_empty() {
        whole
    } else {
        pieces.freeze()
    })
}
