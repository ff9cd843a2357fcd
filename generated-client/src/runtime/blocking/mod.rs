//! Calls without async.
//!
//! Knows a thread that drives calls, and the connections that belong to it. Gives the outcome to the
//! thread that waits for it. Must never run anything on the thread that waits, nor outlive its
//! client.

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::BoxFuture;
use super::error::{Error, ErrorKind, Verdict};
use super::transport::Transport;

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
        if let Some(worker) = &*started {
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
        Ok(Self { calls, transport })
    }

    pub(super) fn transport(&self) -> &Arc<dyn Transport> {
        &self.transport
    }

    /// Has a call made and waits for its outcome.
    pub(super) fn wait<T: Send + 'static>(
        &self,
        call: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        let (give, take) = mpsc::sync_channel(1);
        let call = Box::pin(async move {
            // Whoever waits cannot have left.
            let _ = give.send(call.await);
        });
        let lost = || {
            Error::new(
                ErrorKind::Connection,
                "the thread of blocking calls has ended",
            )
            .with_verdict(Verdict::PossiblyProcessed)
        };
        self.calls.send(call).map_err(|_| lost())?;
        take.recv().unwrap_or_else(|_| Err(lost()))
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
