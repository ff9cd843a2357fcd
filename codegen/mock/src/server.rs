//! An HTTP server for anything that answers requests.
//!
//! Knows connections. Gives each request to a function, its answer to the network, and counts both.
//! Must never know what is asked, nor speak to any interface but loopback.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use super::answer::Scripted;
use super::counting::Counting;
use super::{Answer, Received};

/// A running server, in a thread of its own, so that a caller may block; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    counts: Arc<Counts>,
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Counts {
    written: Arc<AtomicU64>,
    connections: AtomicUsize,
}

impl Server {
    /// Starts a server at this port of 127.0.0.1, or at a free one for 0.
    ///
    /// # Errors
    /// The port is taken, or the system gives no thread.
    pub fn start(
        port: u16,
        answer: impl Fn(Received) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let listener = {
            let _inside = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let counts = Arc::new(Counts::default());
        let (stop, stopped) = oneshot::channel();
        let accepting = accept(listener, Arc::new(answer), Arc::clone(&counts));
        let thread = std::thread::Builder::new()
            .name("server".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::select! {
                        () = accepting => {}
                        _ = stopped => {}
                    }
                });
            })?;
        Ok(Self {
            address,
            counts,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Host and port.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Base address, without a slash at its end.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Number of connections so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.counts.connections.load(Ordering::SeqCst)
    }

    /// Number of bytes handed to the network so far, over all connections.
    #[must_use]
    pub fn bytes_written(&self) -> u64 {
        self.counts.written.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic over there has failed a request already.
            let _ = thread.join();
        }
    }
}

async fn accept<F>(listener: TcpListener, answer: Arc<F>, counts: Arc<Counts>)
where
    F: Fn(Received) -> Answer + Send + Sync + 'static,
{
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                counts.connections.fetch_add(1, Ordering::SeqCst);
                let written = Arc::clone(&counts.written);
                tokio::spawn(serve(stream, Arc::clone(&answer), written));
            }
            // One connection that ended before it began, or too many of them: the next may be sound.
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

async fn serve<F>(stream: TcpStream, answer: Arc<F>, written: Arc<AtomicU64>)
where
    F: Fn(Received) -> Answer + Send + Sync + 'static,
{
    let service = service_fn(|request| respond(request, &*answer));
    // A client may leave early, so the end of a connection is never an error here.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(Counting::new(stream, written)), service)
        .await;
}

async fn respond<F>(request: Request<Incoming>, answer: &F) -> Result<Response<Scripted>, HungUp>
where
    F: Fn(Received) -> Answer,
{
    let received = Received::read(request).await.map_err(|_| HungUp)?;
    answer(received).play().await.ok_or(HungUp)
}

/// The connection is closed without a word.
#[derive(Debug)]
struct HungUp;

impl fmt::Display for HungUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hung up")
    }
}

impl std::error::Error for HungUp {}
