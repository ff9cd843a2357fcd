//! Typed, signed client for Volcengine OpenAPI.
//!
//! Each version of a service is a module, generated from OpenAPI documents. The [`runtime`], shared by
//! all of them, signs and sends requests and reads replies.
//!
//! # A call
//!
//! The `Client` of a version has one method per action. A builder makes the request; forgetting a required
//! member is a compile error that names it.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # async fn example() -> Result<(), generated_client::Error> {
//! use generated_client::rtc::v2020_12_01::Client;
//! use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
//!     BatchAddConversationParticipantRequest, ParticipantInfo, Role,
//! };
//!
//! let client = Client::from_env()?;
//! let reply = client
//!     .batch_add_conversation_participant(
//!         BatchAddConversationParticipantRequest::builder()
//!             .app_id(123_456)
//!             .conversation_short_id(7_012_345_678_901_234_567)
//!             .operator(10)
//!             .participant_infos([
//!                 ParticipantInfo::builder().participant_user_id(10_001).role(Role::Owner).build(),
//!             ])
//!             .build(),
//!     )
//!     .await?;
//! println!("{}: failed {:?}", reply.metadata.request_id, reply.result.failed_user_ids);
//! # Ok(())
//! # }
//! ```
//!
//! Awaiting a call needs a Tokio runtime with I/O and time enabled, such as that of `#[tokio::main]`. A
//! client is cheap to clone, and clones share connections: create one client and keep it. Set options of
//! a single call before you await it:
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # async fn example(
//! #     client: generated_client::rtc::v2020_12_01::Client,
//! #     request: generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest,
//! # ) -> Result<(), generated_client::Error> {
//! use std::time::Duration;
//!
//! let reply = client
//!     .batch_add_conversation_participant(request)
//!     .region("ap-southeast-1")
//!     .timeout(Duration::from_secs(5))
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Configuration
//!
//! `Client::from_env()` reads these variables; an empty one counts as not set:
//!
//! | variable | meaning |
//! | --- | --- |
//! | `VOLCENGINE_ACCESS_KEY`, `VOLCENGINE_SECRET_KEY` | access keys; [older spellings](runtime::credentials::EnvironmentVariables) also work |
//! | `VOLCENGINE_SESSION_TOKEN` | session token of temporary keys |
//! | `VOLCENGINE_REGION` | region, instead of the service's default |
//! | `VOLCENGINE_ENDPOINT` | host, instead of the service's, for example `http://127.0.0.1:8080` |
//!
//! [`Config`] sets the same in code, and more: timeouts, proxies, certificates, the maximum reply size
//! and the source of credentials.
//!
//! # Credentials
//!
//! Unless the configuration names a source, the client uses the first of these that is configured
//! ([`Chain::standard`](runtime::credentials::Chain::standard)):
//!
//! 1. the variables above ([`EnvironmentVariables`](runtime::credentials::EnvironmentVariables));
//! 2. an identity token in a file, such as that of a workload in a cluster
//!    ([`OidcToken`](runtime::credentials::OidcToken));
//! 3. a profile of the command-line tool, `~/.volcengine/config.json`
//!    ([`Profile`](runtime::credentials::Profile)), then the file that SDKs share,
//!    `~/.volcengine/credentials` ([`SharedFile`](runtime::credentials::SharedFile)), then the older
//!    `~/.volc/config` ([`OlderFile`](runtime::credentials::OlderFile));
//! 4. the role of a cloud instance ([`InstanceMetadata`](runtime::credentials::InstanceMetadata)).
//!
//! You can also use one of them alone, [`Credentials`] themselves, a role with
//! [`AssumeRole`](runtime::credentials::AssumeRole), a function
//! ([`from_fn`](runtime::credentials::from_fn)) or your own type
//! ([`ProvideCredentials`](runtime::credentials::ProvideCredentials)). Expiring keys are renewed in time,
//! once for all calls. If there are no credentials, the error lists every source and why it has none.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # fn example() -> Result<(), generated_client::Error> {
//! use std::time::Duration;
//!
//! use generated_client::rtc::v2020_12_01::Client;
//! use generated_client::{Config, Credentials};
//!
//! let config = Config::builder()
//!     .credentials(Credentials::new("AKLT…", "…"))
//!     .region("ap-southeast-1")
//!     .timeout(Duration::from_secs(10))
//!     .build();
//! let client = Client::new(config)?;
//! # Ok(())
//! # }
//! ```
//!
//! # Errors
//!
//! There is one error type, [`Error`]. It displays as one line with action, code, message and request
//! id; its methods return the details.
//!
//! ```no_run
//! use generated_client::{Error, ErrorKind};
//!
//! fn explain(error: &Error) {
//!     match error.kind() {
//!         ErrorKind::InvalidRequest => {
//!             for violation in error.violations() {
//!                 eprintln!("{violation}");
//!             }
//!         }
//!         ErrorKind::Service if error.code() == Some("InvalidParameter") => eprintln!("{error}"),
//!         _ if error.is_retryable() => eprintln!("try again: {error}"),
//!         _ => eprintln!("{error:?}"),
//!     }
//! }
//! ```
//!
//! The documented codes of a service are an enum in its module. It is open: an undocumented code becomes
//! `Unknown`.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # fn example(error: &generated_client::Error) {
//! use generated_client::rtc::ErrorCode;
//!
//! match error.code_as() {
//!     Some(ErrorCode::ConversationNotFound) => println!("no such group"),
//!     Some(code) if code.is_retryable() => println!("try again later"),
//!     _ => println!("{error}"),
//! }
//! # }
//! ```
//!
//! # Lists in pages
//!
//! If an action returns pages, its [`Call`] has [`items`](Call::items) and [`pages`](Call::pages), streams
//! from the requested page to the last; awaiting the call returns a single page. Each page is a separate
//! call with the options of the first, made when its items are needed. The streams have the methods
//! `next` and `try_collect`, implement `Stream` of the crate `futures-core`, and become iterators with
//! `blocking` (feature `blocking`).
//!
//! ```no_run
//! use generated_client::runtime::Paginated;
//! use generated_client::{Call, Error};
//!
//! async fn count<A: Paginated>(call: Call<A>) -> Result<usize, Error> {
//!     let mut count = 0;
//!     let mut items = call.region("ap-southeast-1").items();
//!     while let Some(item) = items.next().await {
//!         let _item = item?;
//!         count += 1;
//!     }
//!     Ok(count)
//! }
//! ```
//!
//! # Partial failure
//!
//! Some actions take many items and succeed even if some items fail. They all return a
//! [`BatchResponse`]: [`failed`](BatchResponse::failed) lists the failures, whatever the service calls
//! that list, and [`complete`](BatchResponse::complete) turns them into an error. End a call with
//! `complete` unless you look at the failures. Code that does neither, such as
//! `client.batch_add_manager(request).await?;`, gets a compiler warning, because these replies, unlike
//! others, are `#[must_use]`.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # async fn example(
//! #     client: generated_client::rtc::v2020_12_01::Client,
//! #     request: generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest,
//! # ) -> Result<(), generated_client::Error> {
//! client.batch_add_conversation_participant(request).await?.complete()?;
//! # Ok(())
//! # }
//! ```
//!
//! # Retries, limits and time
//!
//! A failed call is [retried](runtime::retry) if that is safe, with at most four attempts. A call that
//! certainly was not processed is always retried; one that may have been processed is retried only if the
//! action is idempotent, by its specification or by [`Call::idempotent`]. Between attempts, stale keys are
//! replaced and a wrong clock is corrected. Retries draw on a [budget](runtime::retry::RetryBudget), so a
//! client whose calls all fail does not make an outage worse.
//!
//! The platform limits how often an account may call an action. A client keeps to the documented limit:
//! calls beyond it wait in a queue. With [`RateLimit`](runtime::RateLimit), such calls fail instead, or
//! several processes share the account's limit.
//!
//! | time limit | default | covers |
//! | --- | --- | --- |
//! | [`timeout`](Call::timeout) | 60 seconds | the whole call: queueing, credentials, all attempts and pauses |
//! | [`attempt_timeout`](Call::attempt_timeout) | none | one attempt, from sending to the last byte |
//! | [`connect_timeout`](Call::connect_timeout) | 5 seconds | a new connection, including TLS |
//!
//! Set each of them, or switch it off with `None`, for a client or a single call.
//!
//! ```no_run
//! # #[cfg(feature = "rtc")]
//! # fn example() -> Result<(), generated_client::Error> {
//! use std::time::Duration;
//!
//! use generated_client::Config;
//! use generated_client::rtc::v2020_12_01::Client;
//! use generated_client::runtime::RateLimit;
//! use generated_client::runtime::retry::{Backoff, RetryPolicy};
//!
//! let policy = Backoff::default().at_most(6).within(Duration::from_secs(20));
//! let config = Config::builder()
//!     .retry(policy)
//!     .rate_limit(RateLimit::wait().shared_by(3))
//!     .attempt_timeout(Duration::from_secs(10))
//!     .build();
//! let client = Client::new(config)?;
//! # Ok(())
//! # }
//! ```
//!
//! # Signing without sending
//!
//! [`Call::signed_request`] returns the request as it would be sent. For `GET` actions, [`Call::presign`]
//! returns a URL with which others can make the call for a limited time.
//!
//! # Observability
//!
//! Each call is a `tracing` span and each attempt an event in it, with OpenTelemetry names
//! (`rpc.service`, `rpc.method`, `http.response.status_code`, `server.address`, `error.type` and so on),
//! the request id and the number of the attempt. An [observer](runtime::observe) sees every attempt
//! before it is signed, when it can add headers, and after it.
//!
//! # Requests and replies
//!
//! - A request that violates its documented constraints is not sent.
//! - Enums are open: a value that this version does not know is kept and sent back unchanged.
//! - Every 2xx status is a success unless the reply contains an error.
//! - Replies are read leniently: unknown members are ignored, and a missing or `null` member is `None`,
//!   empty or zero. 64-bit ids stay exact. A number written as a string, a string written as a number,
//!   `null` in a list, half a surrogate pair or an invalid UTF-8 byte does not fail the reply: it is read,
//!   and a `DEBUG` event says where.
//! - An integer beyond the type of its member, such as one of more than 32 bits for an `i32`, is read as
//!   missing, with a `DEBUG` event. In a list, it becomes the nearest integer of the type.
//! - The error for an unreadable reply keeps the whole body ([`Error::body`]), since the action may have
//!   been performed.
//! - Redirects are not followed, plain HTTP needs an endpoint that starts with `http://`, and replies
//!   over 16 MiB are refused.
//! - `Debug` and `Display` output contains no secrets: no keys, no members that a document marks as
//!   secret (`format: password`), and no replies that contain such members.
//! - Text from a server is truncated and escaped before it is shown or logged.
//!
//! # Runtimes, threads and processes
//!
//! - A connection belongs to the Tokio runtime that opened it. If several runtimes share a client, a call
//!   can get a connection whose runtime is not running, and then waits until it times out. Create one
//!   client for each runtime that does not run all the time.
//! - `Call::send_blocking` makes calls on a separate thread with separate connections.
//! - A forked process may make blocking calls with a client that its parent created: it starts a new
//!   thread. Other calls need a client created after the fork.
//!
//! # Testing
//!
//! You can test code that makes calls without a network in two ways:
//!
//! - Each version of a service has a trait, `Api`, which its `Client` implements. Code that takes
//!   `&impl Api` or `Arc<dyn Api>` also accepts a test double, whose methods return [`Call::answer`].
//! - With the feature `testing`, the module `testing` has a transport that plays a script and records
//!   what was sent, behind a real client that validates, signs, retries and reads as usual. Its
//!   documentation has examples of both.
//!
//! ```toml
//! [dev-dependencies]
//! generated-client = { path = "…", features = ["testing"] }
//! ```
//!
//! # Examples
//!
//! The folder `examples` of this crate has these; run one with `cargo run --example`:
//!
//! | example | shows |
//! | --- | --- |
//! | `create_group` | opens a group and adds members: the second call uses the result of the first |
//! | `send_message` | sends a message at most once; call options; error codes |
//! | `page_members` | lists the members of a group as one stream over all pages |
//! | `partial_failure` | adds users, and retries those that the service left out |
//! | `register_users` | registers as many users per call as allowed, and shows why some were refused |
//! | `bulk_import` | adds thousands of users with concurrent calls, within the rate limit |
//! | `scripted_test` | tests code that makes calls with a scripted network (feature `testing`) |
//! | `batch_add_participants` | makes one call with arguments from the command line |
//!
//! # Features
//!
//! Each service is a feature of the same name.
//!
//! | feature | |
//! | --- | --- |
//! | `rtc` | on by default; the service of that name |
//! | `sts` | the service of that name |
//! | `rustls` | on by default; TLS in Rust, with the certificates of the operating system |
//! | `native-tls` | the TLS of the operating system, instead of `rustls` |
//! | `full-serde` | every type can be both serialized and deserialized |
//! | `cli` | actions by name, and the command `volc`; enables `full-serde` |
//! | `blocking` | calls without async: `send_blocking` of [`Call`], and `blocking` of page streams |
//! | `compression` | replies compressed with gzip, deflate or brotli |
//! | `testing` | a scripted transport for testing code that makes calls: the module `testing` |

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::panic,
        reason = "a test that cannot go on has failed"
    )
)]

pub mod runtime;

pub use runtime::config::Config;
pub use runtime::credentials::Credentials;
pub use runtime::envelope::{Response, ResponseMetadata};
pub use runtime::error::{Error, ErrorKind};
#[cfg(feature = "testing")]
pub use runtime::testing;
pub use runtime::{BatchResponse, Call};

include!("services.rs");
