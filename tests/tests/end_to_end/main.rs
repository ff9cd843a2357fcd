//! The client against the verifying server, over real HTTP on the loopback interface.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod calls;
mod client;
mod corpus;
mod error;
mod example;
mod pages;
mod reply;
mod request;
mod transport;
