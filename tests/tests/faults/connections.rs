//! Connections that are kept from one call to the next.

use std::time::Duration;

use generated_client::rtc::v2020_12_01::Client;
use tests::faulty::{Ending, FaultyServer, Play};
use tokio::runtime::Builder;

use crate::cases::{Case, named};
use crate::world::World;
use crate::{prepared, request, transport};

/// A client of a server that plays something else than the case says.
async fn client(plays: Vec<Play>) -> (World, Client) {
    let case = Case {
        plays,
        ..named("a truncated body")
    };
    prepared(&case, &transport()).await
}

async fn settled(server: &FaultyServer, requests: usize) {
    for _ in 0..2000 {
        if server.seen().len() == requests {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_is_replaced_without_sending_twice() {
    let closing = Play::Part(Play::half(70), Ending::Close);
    let (world, client) = client(vec![closing, Play::success()]).await;
    let call = || client.batch_add_conversation_participant(request());
    call().await.unwrap().complete().unwrap();
    settled(&world.server, 1).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    call().await.unwrap().complete().unwrap();
    assert_eq!(world.server.seen().len(), 2);
}

#[tokio::test]
async fn a_call_that_is_given_up_leaves_the_next_one_a_connection_of_its_own() {
    let silence = Play::PartThenSilence(Play::half(20));
    let (world, client) = client(vec![silence, Play::success()]).await;
    let call = || client.batch_add_conversation_participant(request());
    let given_up = tokio::spawn(call().into_future());
    settled(&world.server, 1).await;
    given_up.abort();
    let reply = call().await.unwrap();
    assert!(reply.result.failed_user_ids.is_empty());
    assert_eq!(world.server.seen().len(), 2);
}

/// A call that finds a connection in the pool which the server has just ended: the client's connections
/// rest while it awaits nothing, so that it cannot have noticed before it sends.
fn a_call_after_an_unnoticed(ending: Ending) {
    let servers = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let clients = Builder::new_current_thread().enable_all().build().unwrap();
    let plays = vec![Play::success_until_told(ending), Play::success()];
    let (world, client) = servers.block_on(client(plays));
    let call = || client.batch_add_conversation_participant(request());
    clients.block_on(async {
        call().await.unwrap().complete().unwrap();
        // By then the connection has gone back to the pool.
        tokio::time::sleep(Duration::from_millis(20)).await;
    });
    world.server.end_connection();
    for _ in 0..10_000 {
        if world.server.ended() == 1 {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(world.server.ended(), 1);
    clients.block_on(async { call().await.unwrap().complete().unwrap() });
    assert_eq!(world.server.seen().len(), 2);
}

#[test]
fn a_connection_that_is_closed_as_a_call_begins_costs_it_nothing() {
    a_call_after_an_unnoticed(Ending::Close);
}

#[test]
fn a_connection_that_is_reset_as_a_call_begins_costs_it_nothing() {
    a_call_after_an_unnoticed(Ending::Reset);
}
