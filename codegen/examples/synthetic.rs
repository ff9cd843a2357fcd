//! Writes a document with many actions of the shape of `BatchAddConversationParticipant`, to measure with.
//!
//! `cargo run -p codegen --example synthetic -- 1000 > Actions.yaml`

use std::fmt::Write;

#[allow(
    dead_code,
    reason = "the benchmark takes this file in as a module and calls `document` alone"
)]
fn main() {
    let actions = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000);
    print!("{}", document(actions));
}

/// A document of OpenAPI 3.1 with that many actions, each with schemas of its own.
pub(crate) fn document(actions: usize) -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    for number in 0..actions {
        let name = format!("BatchAddParticipant{number:04}");
        // Writing into a `String` cannot fail.
        let _ = write!(
            paths,
            "
  /{name}:
    post:
      operationId: {name}
      summary: Add members to group {number} in bulk.
      x-qps-limit: 50
      requestBody:
        required: true
        content:
          application/json:
            schema: {{ $ref: '#/components/schemas/{name}Request' }}
      responses:
        '200':
          description: Done.
          content:
            application/json:
              schema: {{ $ref: '#/components/schemas/{name}Response' }}"
        );
        let _ = write!(
            schemas,
            "
    {name}Request:
      type: object
      required: [AppId, ConversationShortId, ParticipantInfos, Operator]
      properties:
        AppId: {{ type: integer, format: int64, description: Id of the application. }}
        ConversationShortId: {{ type: integer, format: int64, description: Id of the conversation. }}
        ParticipantInfos:
          type: array
          description: Members to add.
          items: {{ $ref: '#/components/schemas/ParticipantInfo{number}' }}
        Operator: {{ type: integer, format: int64, description: User who adds the members. }}
        Barrier: {{ type: boolean, default: false, description: Whether earlier messages are hidden. }}
    ParticipantInfo{number}:
      type: object
      description: A member to add.
      required: [ParticipantUserId]
      properties:
        ParticipantUserId: {{ type: integer, format: int64, exclusiveMinimum: 0, description: User id of the member. }}
        Level: {{ type: integer, format: int64, description: Level of the member. }}
        NickName: {{ type: string, description: Nickname of the member. }}
        Role:
          type: integer
          format: int64
          description: Role of the member.
          enum: [0, 1, 2]
          x-enum-varnames: [Member, Owner, Manager]
        Ext: {{ type: object, additionalProperties: {{ type: string }}, description: Further data. }}
        ReadIndex: {{ type: integer, format: int64, description: Position up to which the member has read. }}
    {name}Response:
      type: object
      required: [ResponseMetadata]
      properties:
        ResponseMetadata: {{ $ref: '#/components/schemas/ResponseMetadata' }}
        Result:
          type: object
          required: [FailedUserIds]
          properties:
            FailedUserIds:
              type: array
              description: Users who could not be added.
              items: {{ type: integer, format: int64 }}"
        );
    }
    format!(
        "openapi: 3.1.0
info:
  title: Actions to measure with
  version: '2020-12-01'
paths:{paths}
components:
  schemas:{schemas}
    ResponseMetadata:
      type: object
      properties:
        RequestId: {{ type: string }}
        Action: {{ type: string }}
        Version: {{ type: string }}
        Service: {{ type: string }}
        Region: {{ type: string }}
"
    )
}
