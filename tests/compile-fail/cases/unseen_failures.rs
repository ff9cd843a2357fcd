//! A reply that may tell of failed items is not to be dropped unseen, so the compiler objects; other replies may be.

#![deny(unused_must_use)]

use generated_client::rtc::v2020_12_01::Client;
use generated_client::rtc::v2020_12_01::batch_add_conversation_participant::BatchAddConversationParticipantRequest;
use generated_client::rtc::v2020_12_01::destroy_conversation::DestroyConversationRequest;
use generated_client::Error;

async fn overlook(client: &Client, request: BatchAddConversationParticipantRequest) -> Result<(), Error> {
    client.batch_add_conversation_participant(request.clone()).await?;
    client.batch_add_conversation_participant(request).await?.complete()?;
    Ok(())
}

async fn have_no_need(client: &Client, request: DestroyConversationRequest) -> Result<(), Error> {
    client.destroy_conversation(request).await?;
    Ok(())
}

fn main() {}
