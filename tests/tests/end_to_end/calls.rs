//! What the tests here have in common: a client of a server, and requests to make.

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::{
    BatchAddConversationParticipantRequest, BatchAddConversationParticipantResult, ParticipantInfo,
    Role,
};
use generated_client::runtime::retry::Never;
use generated_client::{BatchResponse, Config, Credentials, Error};
use tests::server::{Account, Answer, VerifyingServer};

/// What a call comes to.
pub(crate) type Outcome = Result<BatchResponse<BatchAddConversationParticipantResult>, Error>;

/// Credentials of an account.
pub(crate) fn credentials(account: &Account) -> Credentials {
    match &account.session_token {
        Some(token) => Credentials::temporary(&account.access_key, &account.secret_key, token),
        None => Credentials::new(&account.access_key, &account.secret_key),
    }
}

/// A client of a server, with the server's own account and nothing else out of the ordinary.
pub(crate) fn client(server: &VerifyingServer) -> Client {
    client_at(&server.endpoint())
}

/// A client of whatever answers at an address.
pub(crate) fn client_at(endpoint: &str) -> Client {
    let config = Config::builder()
        .credentials(credentials(&Account::example()))
        .endpoint(endpoint)
        .build();
    Client::new(config).unwrap()
}

/// A request with nothing but what is required.
pub(crate) fn smallest() -> BatchAddConversationParticipantRequest {
    request([member(10_001)])
}

/// A request that adds the given members.
pub(crate) fn request(
    members: impl IntoIterator<Item = ParticipantInfo>,
) -> BatchAddConversationParticipantRequest {
    BatchAddConversationParticipantRequest::builder()
        .app_id(1)
        .conversation_short_id(2)
        .participant_infos(members)
        .operator(3)
        .build()
}

/// A member of whom nothing but the id is known.
pub(crate) fn member(user_id: i64) -> ParticipantInfo {
    ParticipantInfo::builder()
        .participant_user_id(user_id)
        .build()
}

/// The request that the document has as its example.
pub(crate) fn documented() -> BatchAddConversationParticipantRequest {
    BatchAddConversationParticipantRequest::builder()
        .app_id(123_456)
        .conversation_short_id(7_012_345_678_901_234_567)
        .operator(10_001)
        .participant_infos([
            ParticipantInfo::builder()
                .participant_user_id(10_001)
                .level(1)
                .nick_name("Ada")
                .role(Role::Owner)
                .ext([("team", "blue")])
                .read_index(0)
                .build(),
            ParticipantInfo::builder()
                .participant_user_id(10_002)
                .level(20)
                .nick_name("Grace")
                .role(Role::Member)
                .ext([("team", "red")])
                .read_index(0)
                .build(),
        ])
        .barrier(true)
        .build()
}

/// Makes the smallest call, once, to a server that gives this answer.
pub(crate) async fn answered(answer: Answer) -> Outcome {
    let server = VerifyingServer::start();
    server.answer(answer);
    let outcome = client(&server)
        .batch_add_conversation_participant(smallest())
        .retry(Never)
        .await;
    assert!(server.refusals().is_empty(), "{:?}", server.refusals());
    outcome
}
