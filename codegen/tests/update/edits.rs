//! Kinds of edits by hand.

/// An edit of the document.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    /// What is replaced, everywhere.
    pub(crate) replace: &'static [(&'static str, &'static str)],
    /// The facts that it changes; none for an edit of the form alone.
    pub(crate) touches: &'static [&'static str],
    /// What it has to leave behind, byte for byte.
    pub(crate) keeps: &'static [&'static str],
    /// A document beside it.
    pub(crate) shared: Option<&'static str>,
}

const PLAIN: Edit = Edit {
    name: "",
    replace: &[],
    touches: &[],
    keeps: &[],
    shared: None,
};

pub(crate) const EDITS: &[Edit] = &[
    Edit {
        name: "a comment above a member",
        replace: &[(
            "        Name:\n",
            "        # As it stands on the card.\n        Name:\n",
        )],
        keeps: &["        # As it stands on the card.\n        Name:\n"],
        ..PLAIN
    },
    Edit {
        name: "a comment behind a value",
        replace: &[(
            "http_code: 404\n",
            "http_code: 404 # measured, not documented\n",
        )],
        keeps: &["http_code: 404 # measured, not documented\n"],
        ..PLAIN
    },
    Edit {
        name: "a comment at the top",
        replace: &[("openapi: 3.1.0\n", "# Ours since 2024.\n\nopenapi: 3.1.0\n")],
        keeps: &["# Ours since 2024.\n\nopenapi: 3.1.0\n"],
        ..PLAIN
    },
    Edit {
        name: "a comment at the end of a list",
        replace: &[(
            "                    description: Nobody else fits in.\n",
            "                    description: Nobody else fits in.\n                  # The gateway adds its own.\n",
        )],
        keeps: &["                  # The gateway adds its own.\n"],
        ..PLAIN
    },
    Edit {
        name: "another order of members",
        replace: &[
            (
                "        Host:\n          type: string\n          description: Who invites.\n",
                "",
            ),
            (
                "        PartyId:\n          type: integer\n",
                "        Host:\n          type: string\n          description: Who invites.\n        PartyId:\n          type: integer\n",
            ),
        ],
        keeps: &[
            "        Host:\n          type: string\n          description: Who invites.\n        PartyId:\n",
        ],
        ..PLAIN
    },
    Edit {
        name: "another order of keys",
        replace: &[(
            "          type: integer\n          format: int64\n          description: Id of the guest.\n",
            "          description: Id of the guest.\n          format: int64\n          type: integer\n",
        )],
        keeps: &[
            "          description: Id of the guest.\n          format: int64\n          type: integer\n",
        ],
        ..PLAIN
    },
    Edit {
        name: "empty lines",
        replace: &[
            ("        Level:\n", "\n        Level:\n"),
            ("        Quiet:\n", "\n\n        Quiet:\n"),
        ],
        keeps: &["\n\n        Level:\n", "\n\n\n        Quiet:\n"],
        ..PLAIN
    },
    Edit {
        name: "a list in a block",
        replace: &[(
            "      required: [Missing, Total]\n",
            "      required:\n        - Missing # always\n        - Total\n",
        )],
        keeps: &[
            "      required:\n        - Missing # always\n",
            "        - Total\n",
        ],
        ..PLAIN
    },
    Edit {
        name: "a mapping on one line",
        replace: &[(
            "          type: string\n          description: Who invites.\n",
            "          { type: string, description: Who invites. }\n",
        )],
        keeps: &["        Host:\n          { type: string, description: Who invites. }\n"],
        ..PLAIN
    },
    Edit {
        name: "other quotes",
        replace: &[
            (
                "description: Id of the party.",
                "description: 'Id of the party.'",
            ),
            (
                "\"#/components/schemas/Guest\"",
                "'#/components/schemas/Guest'",
            ),
        ],
        keeps: &[
            "description: 'Id of the party.'",
            "$ref: '#/components/schemas/Guest'",
        ],
        ..PLAIN
    },
    Edit {
        name: "folded words",
        replace: &[(
            "          description: How far the guest has come.\n",
            "          description: >-\n            How far the\n            guest has come.\n",
        )],
        keeps: &[
            "          description: >-\n            How far the\n            guest has come.\n",
        ],
        ..PLAIN
    },
    Edit {
        name: "an added limit",
        replace: &[(
            "          description: What the guest is called.\n",
            "          maxLength: 40 # the card is small\n          description: What the guest is called.\n",
        )],
        touches: &["request.Guests[].Name maxLength"],
        keeps: &["          maxLength: 40 # the card is small\n"],
        ..PLAIN
    },
    Edit {
        name: "another limit",
        replace: &[("maximum: 100\n", "maximum: 50\n")],
        touches: &["request.Seats maximum"],
        keeps: &["maximum: 50\n"],
        ..PLAIN
    },
    Edit {
        name: "a name for Rust",
        replace: &[(
            "          description: Where the room is.\n",
            "          description: Where the room is.\n          x-rust-name: place\n",
        )],
        touches: &["request.Region x-rust-name"],
        keeps: &["          x-rust-name: place\n"],
        ..PLAIN
    },
    Edit {
        name: "a schema of another name",
        replace: &[
            ("    Guest:\n", "    PartyGuest:\n"),
            ("schemas/Guest\"", "schemas/PartyGuest\""),
        ],
        keeps: &[
            "    PartyGuest:\n",
            "$ref: \"#/components/schemas/PartyGuest\"",
        ],
        ..PLAIN
    },
    Edit {
        name: "a schema in its place",
        replace: &[(
            "            type: integer\n            format: int64\n",
            "            # Ids, not places.\n            type: integer\n            format: int64\n",
        )],
        keeps: &["            # Ids, not places.\n            type: integer\n"],
        ..PLAIN
    },
    Edit {
        name: "own words about a member",
        replace: &[("What the guest is called.", "The name on the card.")],
        touches: &["request.Guests[].Name description"],
        keeps: &["description: The name on the card."],
        ..PLAIN
    },
    Edit {
        name: "own words about the action",
        replace: &[(
            "      description: A party takes as many guests as its room holds. The rate limit is 50 requests per second.\n",
            "      description: |\n        Fill the room.\n\n        - Not more.\n",
        )],
        touches: &["action description"],
        keeps: &["      description: |\n        Fill the room.\n\n        - Not more.\n"],
        ..PLAIN
    },
    Edit {
        name: "an example of one's own",
        replace: &[(
            "            examples:\n              page:\n",
            "            examples:\n              mine:\n                summary: The smallest party.\n                value: { PartyId: 1, Guests: [], Host: Bob, Reason: none }\n              page:\n",
        )],
        touches: &["request example mine"],
        keeps: &["                value: { PartyId: 1, Guests: [], Host: Bob, Reason: none }\n"],
        ..PLAIN
    },
    Edit {
        name: "an anchor and an alias",
        replace: &[
            (
                "          description: Words to find the party by.\n",
                "          description: *words\n",
            ),
            (
                "    EnrollGuestsRequest:\n      type: object\n",
                "    EnrollGuestsRequest:\n      type: object\n      title: &words Words to find the party by.\n",
            ),
        ],
        touches: &["request title"],
        keeps: &[
            "title: &words Words to find the party by.\n",
            "          description: *words\n",
        ],
        ..PLAIN
    },
    Edit {
        name: "tags",
        replace: &[
            (
                "security:\n  - Signature: []\n",
                "tags:\n  - name: Parties\n\nsecurity:\n  - Signature: []\n",
            ),
            (
                "      summary: Puts",
                "      tags: [Parties]\n      summary: Puts",
            ),
        ],
        keeps: &["tags:\n  - name: Parties\n", "      tags: [Parties]\n"],
        ..PLAIN
    },
    Edit {
        name: "another server",
        replace: &[(
            "  - url: https://party.volcengineapi.com\n",
            "  - url: https://party.volcengineapi.com\n    description: At home.\n  - url: https://away.volcengineapi.com\n",
        )],
        keeps: &["    description: At home.\n  - url: https://away.volcengineapi.com\n"],
        ..PLAIN
    },
    Edit {
        name: "another operation id",
        replace: &[("operationId: EnrollGuests\n", "operationId: enrollByHand\n")],
        keeps: &["operationId: enrollByHand\n"],
        ..PLAIN
    },
    Edit {
        name: "an error that the page does not list",
        replace: &[(
            "                  - code: RoomIsFull\n",
            "                  # From the service's own page.\n                  - code: NotInvited\n                    message: Who are you?\n                  - code: RoomIsFull\n",
        )],
        touches: &["error.NotInvited *"],
        keeps: &[
            "                  # From the service's own page.\n                  - code: NotInvited\n                    message: Who are you?\n",
        ],
        ..PLAIN
    },
    Edit {
        name: "idempotent",
        replace: &[(
            "      x-qps-limit: 50\n",
            "      x-qps-limit: 50\n      # Measured: the second call changes nothing.\n      x-idempotent: true\n",
        )],
        touches: &["action x-idempotent"],
        keeps: &["      # Measured: the second call changes nothing.\n      x-idempotent: true\n"],
        ..PLAIN
    },
    Edit {
        name: "deprecated by hand",
        replace: &[(
            "          description: Who invites.\n",
            "          deprecated: true\n          description: Who invites.\n",
        )],
        touches: &["request.Host deprecated"],
        keeps: &["          deprecated: true\n          description: Who invites.\n"],
        ..PLAIN
    },
    Edit {
        name: "a shared schema",
        replace: &[(
            "          type: integer\n          format: int32\n          description: |\n            Part that the guest plays. Valid values:\n            - `0`: comes along\n            - `1`: gives a speech\n            - `2`: opens doors\n          enum: [0, 1, 2]\n          x-enum-descriptions:\n            - comes along\n            - gives a speech\n            - opens doors\n",
            "          $ref: \"shared.yaml#/components/schemas/Role\"\n",
        )],
        keeps: &["          $ref: \"shared.yaml#/components/schemas/Role\"\n"],
        shared: Some(SHARED),
        ..PLAIN
    },
    Edit {
        name: "line ends of Windows",
        replace: &[("\n", "\r\n")],
        keeps: &["openapi: 3.1.0\r\n"],
        ..PLAIN
    },
];

pub(crate) const SHARED: &str = "openapi: 3.1.0
info:
  title: Shared shapes
  version: \"2020-12-01\"
components:
  schemas:
    Role:
      type: integer
      format: int32
      description: |
        Part that the guest plays. Valid values:
        - `0`: comes along
        - `1`: gives a speech
        - `2`: opens doors
      enum: [0, 1, 2]
      x-enum-descriptions:
        - comes along
        - gives a speech
        - opens doors
";
