//! Scripts as the runtime's own tests write them: the last answer stands for all that follow.

use std::time::Duration;

use crate::runtime::config::ConfigBuilder;
use crate::runtime::testing::{self, Answer, ErrorReply};
use crate::runtime::transport::Failure;

/// What becomes of one request, in few words.
pub(super) struct Step;

impl Step {
    pub(super) fn success() -> Answer {
        Answer::success("null")
    }

    /// A reply with an error of this code.
    pub(super) fn error(status: u16, code: &str) -> Answer {
        ErrorReply::new(code, "m").status(status).into()
    }

    pub(super) fn reply(status: u16, body: &'static str) -> Answer {
        Answer::raw(status, body)
    }

    pub(super) fn failure(failure: Failure) -> Answer {
        Answer::failure(failure)
    }
}

/// Plays steps, one per request, the last of them over and over.
pub(super) struct Script(testing::Script);

impl Script {
    pub(super) fn new(steps: impl IntoIterator<Item = Answer>) -> Self {
        let mut steps: Vec<_> = steps.into_iter().collect();
        let last = steps.pop().unwrap();
        let script = testing::Script::new(steps);
        script.otherwise(last);
        Self(script)
    }

    /// Settings of a client that is answered by this script.
    pub(super) fn config(&self) -> ConfigBuilder {
        self.0.config()
    }

    /// How many requests were sent.
    pub(super) fn sent(&self) -> usize {
        self.0.requests().len()
    }

    /// The pauses between requests.
    pub(super) fn pauses(&self) -> Vec<Duration> {
        let requests = self.0.requests();
        let times = requests.windows(2);
        times.map(|pair| pair[1].at() - pair[0].at()).collect()
    }

    /// A header of each request.
    pub(super) fn headers(&self, name: &str) -> Vec<String> {
        let requests = self.0.requests();
        let texts = requests.iter().map(|request| request.header(name));
        texts
            .map(|text| text.unwrap_or_default().to_owned())
            .collect()
    }
}
