//! Test doubles for services, for tests of code that uses this crate. Requires the feature
//! `testing`.
//!
//! Knows the transport that it replaces. Gives a [`Script`] of [`Answer`]s that records requests
//! instead of sending them, and the [`Error`](super::error::Error) of a scripted reply. Must never
//! open a connection, or read variables, files or secrets.
//!
//! There are two ways to test code that makes calls. With a **script**, everything but the network
//! is real: requests are validated and signed, replies are read, failures are retried.
//!
//! ```
//! # #[cfg(feature = "rtc")]
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use generated_client::rtc::v2020_12_01::Client;
//! use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
//!     BatchAddConversationParticipantRequest, ParticipantInfo,
//! };
//! use generated_client::testing::{Answer, ErrorReply, Script};
//!
//! let script = Script::new([
//!     ErrorReply::new("RequestLimitExceeded", "slow down").status(429).into(),
//!     Answer::success(r#"{"FailedUserIds": [10002]}"#),
//! ]);
//! let client = Client::new(script.config().build())?;
//!
//! let reply = client
//!     .batch_add_conversation_participant(
//!         BatchAddConversationParticipantRequest::builder()
//!             .app_id(1)
//!             .conversation_short_id(2)
//!             .operator(3)
//!             .participant_infos([ParticipantInfo::builder().participant_user_id(10_002).build()])
//!             .build(),
//!     )
//!     .await?;
//!
//! assert_eq!(reply.result.failed_user_ids, [10_002]);
//! let requests = script.requests();
//! assert_eq!(requests.len(), 2, "the first one was throttled");
//! assert_eq!(requests[1].action(), "BatchAddConversationParticipant");
//! assert_eq!(requests[1].json().unwrap()["Operator"], 3);
//! script.finish()?;
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "rtc"))]
//! # fn main() {}
//! ```
//!
//! With Tokio's paused time, as here, pauses and delays take no time.
//!
//! A **test double** replaces the whole client. Each version of a service has a trait `Api`; a test
//! double implements the methods that a test needs, and stays valid when actions are added. Create
//! results from their defaults.
//!
//! ```
//! # #[cfg(feature = "rtc")]
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), generated_client::Error> {
//! use generated_client::rtc::v2020_12_01::Api;
//! use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
//!     BatchAddConversationParticipantRequest, BatchAddConversationParticipantResult, ParticipantInfo,
//! };
//! use generated_client::testing::ErrorReply;
//! use generated_client::{Call, Error};
//!
//! /// Code as it runs in production, where it is given a `Client`.
//! async fn join(api: &impl Api, group: i64, user: i64) -> Result<bool, Error> {
//!     let request = BatchAddConversationParticipantRequest::builder()
//!         .app_id(1)
//!         .conversation_short_id(group)
//!         .operator(user)
//!         .participant_infos([ParticipantInfo::builder().participant_user_id(user).build()])
//!         .build();
//!     let reply = api.batch_add_conversation_participant(request).await?;
//!     Ok(!reply.result.failed_user_ids.contains(&user))
//! }
//!
//! /// One group, which is full for one user.
//! struct Groups;
//!
//! impl Api for Groups {
//!     fn batch_add_conversation_participant(
//!         &self,
//!         request: BatchAddConversationParticipantRequest,
//!     ) -> Call<BatchAddConversationParticipantRequest> {
//!         let answer = if request.conversation_short_id == 7 {
//!             let mut result = BatchAddConversationParticipantResult::default();
//!             result.failed_user_ids = vec![10_002];
//!             Ok(result)
//!         } else {
//!             Err(ErrorReply::new("ConversationNotFound", "no such group").into())
//!         };
//!         Call::answer(request, answer)
//!     }
//! }
//!
//! assert!(join(&Groups, 7, 10_001).await?);
//! assert!(!join(&Groups, 7, 10_002).await?);
//! let error = join(&Groups, 8, 10_001).await.unwrap_err();
//! assert_eq!(error.code(), Some("ConversationNotFound"));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "rtc"))]
//! # fn main() {}
//! ```

mod answer;
mod error_reply;
mod recorded;
mod script;

#[cfg(test)]
mod tests;

pub use self::answer::Answer;
pub use self::error_reply::ErrorReply;
pub use self::recorded::Recorded;
pub use self::script::{Script, Unfinished};
