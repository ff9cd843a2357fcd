use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::runtime::Client;
use crate::runtime::config::Config;
use crate::runtime::credentials::Credentials;
use crate::runtime::environment::scripted::Scripted;
use crate::runtime::observe::{Finished, Observe};
use crate::runtime::tests::{Ask, QUERY};
use crate::runtime::transport::HttpTransport;

const REPLY: &str = r#"{"ResponseMetadata":{"RequestId":"r-1"},"Result":null}"#;

/// A service on threads of its own, which counts connections, those still open, and requests.
#[derive(Default)]
struct Counts {
    connections: AtomicUsize,
    open: AtomicUsize,
    requests: AtomicUsize,
}

fn service() -> (String, Arc<Counts>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let counts = Arc::new(Counts::default());
    let kept = counts.clone();
    thread::spawn(move || {
        for socket in listener.incoming() {
            let (mut socket, counts) = (socket.unwrap(), kept.clone());
            counts.connections.fetch_add(1, Ordering::SeqCst);
            counts.open.fetch_add(1, Ordering::SeqCst);
            thread::spawn(move || {
                let mut request = [0; 4096];
                while socket.read(&mut request).is_ok_and(|length| length > 0) {
                    counts.requests.fetch_add(1, Ordering::SeqCst);
                    let reply = format!(
                        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{REPLY}",
                        REPLY.len()
                    );
                    socket.write_all(reply.as_bytes()).unwrap();
                }
                counts.open.fetch_sub(1, Ordering::SeqCst);
            });
        }
    });
    (endpoint, counts)
}

fn client(endpoint: &str) -> Client {
    let config = Config::builder()
        .environment(Scripted::new([]))
        .credentials(Credentials::new("id", "secret"))
        .endpoint(endpoint)
        .build();
    Client::new(config).unwrap()
}

fn ask() -> Ask<QUERY> {
    Ask(1)
}

#[test]
fn a_call_is_made_without_a_runtime() {
    let (endpoint, counts) = service();
    let client = client(&endpoint);
    for _ in 0..3 {
        let reply = client.clone().call(ask()).send_blocking().unwrap();
        assert_eq!(reply.metadata.request_id, "r-1");
    }
    assert_eq!(counts.requests.load(Ordering::SeqCst), 3);
    assert_eq!(counts.connections.load(Ordering::SeqCst), 1, "it is kept");
}

#[test]
fn calls_of_many_threads_are_made_side_by_side() {
    let (endpoint, counts) = service();
    let client = client(&endpoint);
    let start = Arc::new(Barrier::new(16));
    let threads: Vec<_> = (0..16)
        .map(|_| {
            let (client, start) = (client.clone(), start.clone());
            thread::spawn(move || {
                start.wait();
                client.call(ask()).send_blocking().unwrap();
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(counts.requests.load(Ordering::SeqCst), 16);
}

#[tokio::test]
async fn within_a_runtime_it_works_as_well() {
    let (endpoint, counts) = service();
    let client = client(&endpoint);
    client.call(ask()).send_blocking().unwrap();
    client.call(ask()).await.unwrap();
    let other = client.clone();
    tokio::task::spawn_blocking(move || other.call(ask()).send_blocking())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(counts.requests.load(Ordering::SeqCst), 3);
    assert_eq!(
        counts.connections.load(Ordering::SeqCst),
        2,
        "the thread and the runtime have connections of their own"
    );
}

/// As after a fork: the handle is there, and nobody works behind it.
fn abandoned(process: u32) -> (Worker, UnboundedReceiver<BoxFuture<'static, ()>>) {
    let (calls, waiting) = unbounded_channel();
    let worker = Worker {
        process,
        calls,
        transport: Arc::new(HttpTransport::builder().build().unwrap()),
    };
    (worker, waiting)
}

#[test]
fn a_forked_process_starts_a_thread_of_its_own() {
    let (parents, mut waiting) = abandoned(process::id().wrapping_add(1));
    let blocking = Blocking(Mutex::new(Some(parents)));
    let connect = || Ok(Arc::new(HttpTransport::builder().build()?) as Arc<dyn Transport>);
    let own = blocking.worker(connect).unwrap();
    own.wait(None, async { Ok(()) }).unwrap();
    assert!(waiting.try_recv().is_err(), "nothing went to the parent's");
}

#[test]
fn a_thread_that_does_not_answer_ends_a_call_all_the_same() {
    let (worker, _waiting) = abandoned(process::id());
    let error = worker
        .wait(Some(Duration::ZERO), async { Ok(()) })
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[test]
fn errors_and_time_limits_are_those_of_a_call() {
    let (endpoint, _) = service();
    let error = client(&endpoint)
        .call(Ask::<QUERY>(-1))
        .send_blocking()
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);

    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let error = client(&format!("http://{}", silent.local_addr().unwrap()))
        .call(ask())
        .timeout(Duration::from_millis(50))
        .send_blocking()
        .unwrap_err();
    assert!(error.is_timeout(), "{error}");
}

#[test]
fn thread_and_connections_end_with_the_last_client() {
    let (endpoint, counts) = service();
    let client = client(&endpoint);
    client.call(ask()).send_blocking().unwrap();
    assert_eq!(counts.open.load(Ordering::SeqCst), 1);
    drop(client);
    for _ in 0..1000 {
        if counts.open.load(Ordering::SeqCst) == 0 {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("the connection is still open");
}

/// An observer that panics at the first attempt.
#[derive(Debug, Default)]
struct Panicking(AtomicUsize);

impl Observe for Panicking {
    fn after_attempt(&self, _: &Finished<'_>) {
        assert!(self.0.fetch_add(1, Ordering::SeqCst) > 0, "not yet");
    }
}

#[test]
fn code_that_panics_ends_its_own_call_alone() {
    let (endpoint, counts) = service();
    let config = client(&endpoint).config().to_builder();
    let client = Client::new(config.observe(Panicking::default()).build()).unwrap();
    let error = client.call(ask()).send_blocking().unwrap_err();
    assert!(error.to_string().contains("the call panicked"), "{error}");
    client.call(ask()).send_blocking().unwrap();
    assert_eq!(counts.requests.load(Ordering::SeqCst), 2);
}
