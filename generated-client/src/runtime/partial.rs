//! Calls that succeed for some of their items and fail for others.
//!
//! Knows that a result lists what failed. Gives that list by one name for every action, and an error
//! where it must be empty. Must never know what the items are.

use std::error::Error as StdError;
use std::fmt;

use super::envelope::{Response, ResponseMetadata};
use super::error::{Error, ErrorKind};

/// The result of an action that takes many items and can fail for some of them.
///
/// Generated for every action whose specification says which member of its result lists the
/// failures. Its replies are [`BatchResponse`]s.
pub trait PartialFailure {
    /// What stands for an item that failed: its id, or more about it.
    type Failed;

    /// The items that failed.
    fn failed(&self) -> &[Self::Failed];

    /// Whether no item failed. Where a service lists failures several times, in different forms, all
    /// lists are empty.
    fn is_complete(&self) -> bool {
        self.failed().is_empty()
    }
}

/// A reply to a call that succeeded, though perhaps not for every item.
///
/// It is a [`Response`] with one difference: the compiler warns of code that drops it unseen. Look at
/// [`failed`](Self::failed), or end the call with [`complete`](Self::complete).
#[derive(Debug, Clone, PartialEq, Default)]
#[must_use = "the call may have failed for some of its items: look at `failed()`, or end it with `complete()?`"]
#[non_exhaustive]
pub struct BatchResponse<T> {
    /// What the platform says about the call.
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

    /// The reply, if the call succeeded for every item: what to end a call with that must not fail
    /// in part unnoticed.
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
    /// [`Incomplete`], with the whole reply, if an item failed. `?` makes it an [`Error`] of the kind
    /// [`ErrorKind::Incomplete`].
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

    /// The reply, to be kept.
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
