//! Calls that succeed for some of their items and fail for others.
//!
//! Knows that a result lists failures. Gives that list under one name for every action, and an
//! error if it must be empty. Must never know what the items are.

use std::error::Error as StdError;
use std::fmt;

use super::envelope::{Response, ResponseMetadata};
use super::error::{Error, ErrorKind};

/// The result of an action that takes many items and can fail for some of them.
///
/// Implemented for every action whose specification says which member of its result lists failures.
/// Its replies are [`BatchResponse`]s.
pub trait PartialFailure {
    /// Describes a failed item: its id, or more.
    type Failed;

    /// The items that failed.
    fn failed(&self) -> &[Self::Failed];

    /// Whether no item failed. If a service has several lists of failures, in different forms, all
    /// of them are empty.
    fn is_complete(&self) -> bool {
        self.failed().is_empty()
    }
}

/// A reply to a successful call, some of whose items may have failed.
///
/// It is a [`Response`] with one difference: the compiler warns about code that ignores it. Check
/// [`failed`](Self::failed), or end the call with [`complete`](Self::complete).
#[derive(Debug, Clone, PartialEq, Default)]
#[must_use = "the call may have failed for some of its items: check `failed()`, or end it with `complete()?`"]
#[non_exhaustive]
pub struct BatchResponse<T> {
    /// Metadata of the call.
    pub metadata: ResponseMetadata,
    /// The action's result.
    pub result: T,
}

impl<T> From<Response<T>> for BatchResponse<T> {
    fn from(Response { metadata, result }: Response<T>) -> Self {
        Self { metadata, result }
    }
}

impl<T> From<BatchResponse<T>> for Response<T> {
    fn from(BatchResponse { metadata, result }: BatchResponse<T>) -> Self {
        Self { metadata, result }
    }
}

impl<T: PartialFailure> BatchResponse<T> {
    /// The items that failed although the call succeeded.
    pub fn failed(&self) -> &[T::Failed] {
        self.result.failed()
    }

    /// Whether the call succeeded for every item.
    pub fn is_complete(&self) -> bool {
        self.result.is_complete()
    }

    /// Returns the reply if the call succeeded for every item. End a call with it so that a partial
    /// failure does not go unnoticed.
    ///
    /// ```no_run
    /// # #[cfg(feature = "rtc")]
    /// # async fn example(
    /// #     client: generated_client::rtc::v2020_12_01::Client,
    /// #     request: generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest,
    /// # ) -> Result<(), generated_client::Error> {
    /// // An error if a single user could not be added.
    /// client.batch_add_conversation_participant(request.clone()).await?.complete()?;
    ///
    /// // The same, with something to do about it.
    /// let reply = client.batch_add_conversation_participant(request).await?;
    /// if let Err(incomplete) = reply.complete() {
    ///     println!("to be looked at: {:?}", incomplete.failed());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Incomplete`], with the whole reply, if an item failed. `?` converts it to an [`Error`] of
    /// kind [`ErrorKind::Incomplete`].
    pub fn complete(self) -> Result<Response<T>, Incomplete<T>> {
        if self.is_complete() {
            Ok(self.into())
        } else {
            Err(Incomplete(Box::new(self.into())))
        }
    }
}

/// A call that succeeded, but not for every item.
#[derive(Debug, Clone, PartialEq)]
pub struct Incomplete<T>(Box<Response<T>>);

impl<T: PartialFailure> Incomplete<T> {
    /// The items that failed.
    pub fn failed(&self) -> &[T::Failed] {
        self.0.result.failed()
    }

    /// The reply.
    pub fn response(&self) -> &Response<T> {
        &self.0
    }

    /// Returns the reply.
    pub fn into_response(self) -> Response<T> {
        *self.0
    }

    /// How many items failed, in words.
    fn count(&self) -> String {
        match self.failed().len() {
            0 => "some items failed".to_owned(),
            1 => "1 item failed".to_owned(),
            count => format!("{count} items failed"),
        }
    }
}

impl<T: PartialFailure> fmt::Display for Incomplete<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.count())?;
        match self.0.metadata.request_id.as_str() {
            "" => Ok(()),
            id => write!(f, " [request id {id}]"),
        }
    }
}

impl<T: PartialFailure + fmt::Debug> StdError for Incomplete<T> {}

impl<T> From<Incomplete<T>> for Error
where
    T: PartialFailure + fmt::Debug + Send + Sync + 'static,
{
    fn from(incomplete: Incomplete<T>) -> Self {
        let request_id = Some(incomplete.0.metadata.request_id.clone());
        Self::new(ErrorKind::Incomplete, incomplete.count())
            .with_request_id(request_id.filter(|id| !id.is_empty()))
            .with_status(Some(200))
            .with_source(incomplete)
    }
}
