//! Calls without async.
//!
//! Knows a thread that drives calls, and the connections that belong to it. Gives the outcome to the
//! thread that waits for it. Must never run anything on the thread that waits, nor outlive its
//! client.

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{process, thread};

use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::BoxFuture;
use super::error::{Error, ErrorKind, Verdict};
use super::transport::Transport;

/// How long after its time a call may still give its outcome.
const GRACE: Duration = Duration::from_secs(2);

/// A client's thread for blocking calls, once there has been one.
#[derive(Debug, Default)]
pub(super) struct Blocking(Mutex<Option<Worker>>);

impl Blocking {
    /// The thread, which is started for the first call.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidConfiguration`] when it cannot be started.
    pub(super) fn worker(
        &self,
        connect: impl FnOnce() -> Result<Arc<dyn Transport>, Error>,
    ) -> Result<Worker, Error> {
        let mut started = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A process that was forked has the memory of its parent, but not its threads.
        if let Some(worker) = &*started
            && worker.process == process::id()
        {
            return Ok(worker.clone());
        }
        let worker = Worker::start(connect()?)?;
        *started = Some(worker.clone());
        Ok(worker)
    }
}

/// A thread that drives calls. It ends with the last of its clones.
#[derive(Clone)]
pub(super) struct Worker {
    process: u32,
    calls: UnboundedSender<BoxFuture<'static, ()>>,
    /// Connections of its own: one that another runtime drives could stand still with that runtime.
    transport: Arc<dyn Transport>,
}

impl Worker {
    fn start(transport: Arc<dyn Transport>) -> Result<Self, Error> {
        let failed = |error: std::io::Error| {
            Error::new(
                ErrorKind::InvalidConfiguration,
                "no thread for blocking calls can be started",
            )
            .with_source(error)
        };
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let (calls, waiting) = unbounded_channel();
        thread::Builder::new()
            .name("generated-client".to_owned())
            .spawn(move || runtime.block_on(drive(waiting)))
            .map_err(failed)?;
        Ok(Self {
            process: process::id(),
            calls,
            transport,
        })
    }

    pub(super) fn transport(&self) -> &Arc<dyn Transport> {
        &self.transport
    }

    /// Has a call made and waits for its outcome, though not much longer than the call may take.
    pub(super) fn wait<T: Send + 'static>(
        &self,
        limit: Option<Duration>,
        call: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        let (give, take) = mpsc::sync_channel(1);
        let call = Box::pin(async move {
            // Whoever waits cannot have left.
            let _ = give.send(call.await);
        });
        let lost = || {
            let what = if self.calls.is_closed() {
                "the thread of blocking calls has ended"
            } else {
                "the call panicked; look at the client's observers, sources and transport"
            };
            Error::new(ErrorKind::Connection, what).with_verdict(Verdict::PossiblyProcessed)
        };
        self.calls.send(call).map_err(|_| lost())?;
        let Some(limit) = limit else {
            return take.recv().unwrap_or_else(|_| Err(lost()));
        };
        match take.recv_timeout(limit.saturating_add(GRACE)) {
            Ok(outcome) => outcome,
            Err(RecvTimeoutError::Disconnected) => Err(lost()),
            Err(RecvTimeoutError::Timeout) => {
                let message = "the thread of blocking calls does not answer";
                let error = Error::new(ErrorKind::Timeout, message);
                Err(error.with_verdict(Verdict::PossiblyProcessed))
            }
        }
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

/// Makes calls side by side until nobody can ask for one any more.
async fn drive(mut waiting: UnboundedReceiver<BoxFuture<'static, ()>>) {
    while let Some(call) = waiting.recv().await {
        tokio::spawn(call);
    }
}
