//! Kinds of changes of a page.

/// A change of the page.
pub(crate) struct Change {
    pub(crate) name: &'static str,
    /// What is replaced, each once.
    pub(crate) replace: &'static [(&'static str, &'static str)],
    /// The facts that change, each as member and fact; `*` for all of a member.
    pub(crate) touches: &'static [&'static str],
    /// What the document says afterwards, and did not before.
    pub(crate) arrives: &'static [&'static str],
    /// What the document said before, and does not any more.
    pub(crate) leaves: &'static [&'static str],
}

pub(crate) const CHANGES: &[Change] = &[
    Change {
        name: "an optional member is added",
        replace: &[(
            "| Region | String |",
            "| Mood | String | No | calm | How it sounds. |\n| Region | String |",
        )],
        touches: &["request.Mood *"],
        arrives: &["        Mood:", "description: How it sounds."],
        leaves: &[],
    },
    Change {
        name: "a required member is added",
        replace: &[(
            "| Ext | map",
            "| Key | String | Yes | k | Opens the door. |\n| Ext | map",
        )],
        touches: &["request.Guests[].Key *"],
        arrives: &["Key:", "description: Opens the door."],
        leaves: &[],
    },
    Change {
        name: "a member is removed",
        replace: &[(
            "| Region | String | No | north | Where the room is. |\n",
            "",
        )],
        touches: &["request.Region *"],
        arrives: &[],
        leaves: &["description: Where the room is."],
    },
    Change {
        name: "a member is renamed",
        replace: &[("| Region | String |", "| Area | String |")],
        touches: &["request.Region name"],
        arrives: &["        Area:\n"],
        leaves: &[],
    },
    Change {
        name: "a type changes",
        replace: &[("| Level | Integer |", "| Level | String |")],
        touches: &["request.Guests[].Level type"],
        arrives: &[],
        leaves: &[],
    },
    Change {
        name: "the items of a list have another type",
        replace: &[("| Labels | Array of String |", "| Labels | Array of Long |")],
        touches: &["request.Labels[] type"],
        arrives: &[],
        leaves: &[],
    },
    Change {
        name: "a value becomes a list",
        replace: &[("| Region | String |", "| Region | Array of String |")],
        touches: &["request.Region *"],
        arrives: &[],
        leaves: &[],
    },
    Change {
        name: "a required member becomes optional",
        replace: &[("| Host | String | Yes |", "| Host | String | No |")],
        touches: &["request.Host required"],
        arrives: &[],
        leaves: &[],
    },
    Change {
        name: "an optional member becomes required",
        replace: &[("| Reason | String | No |", "| Reason | String | Yes |")],
        touches: &["request.Reason required"],
        arrives: &[],
        leaves: &[],
    },
    Change {
        name: "a default changes",
        replace: &[("Default value: false.", "Default value: true.")],
        touches: &["request.Quiet default", "request.Quiet description"],
        arrives: &["default: true"],
        leaves: &["default: false"],
    },
    Change {
        name: "a limit changes",
        replace: &[("Valid values: 1 to 100.", "Valid values: 1 to 200.")],
        touches: &["request.Seats maximum", "request.Seats description"],
        arrives: &["maximum: 200"],
        leaves: &["maximum: 100"],
    },
    Change {
        name: "a limit is dropped",
        replace: &[(
            "Why there is a party, 1 to 64 characters.",
            "Why there is a party.",
        )],
        touches: &[
            "request.Reason minLength",
            "request.Reason maxLength",
            "request.Reason description",
        ],
        arrives: &[],
        leaves: &["maxLength: 64", "minLength: 1"],
    },
    Change {
        name: "a value is allowed in addition",
        replace: &[(
            "<br>- `2`: opens doors",
            "<br>- `2`: opens doors<br>- `3`: plays music",
        )],
        touches: &[
            "request.Guests[].Role enum",
            "request.Guests[].Role description",
        ],
        arrives: &["- plays music"],
        leaves: &[],
    },
    Change {
        name: "a value is allowed no longer",
        replace: &[("<br>- `1`: gives a speech", "")],
        touches: &[
            "request.Guests[].Role enum",
            "request.Guests[].Role description",
        ],
        arrives: &[],
        leaves: &["- gives a speech"],
    },
    Change {
        name: "a value means something else",
        replace: &[("`1`: gives a speech", "`1`: sings a song")],
        touches: &[
            "request.Guests[].Role enum",
            "request.Guests[].Role description",
        ],
        arrives: &["- sings a song"],
        leaves: &["- gives a speech"],
    },
    Change {
        name: "the limit of calls changes",
        replace: &[("50 requests per second", "80 requests per second")],
        touches: &["action x-qps-limit", "action description"],
        arrives: &["x-qps-limit: 80"],
        leaves: &["x-qps-limit: 50"],
    },
    Change {
        name: "the description of the action changes",
        replace: &[("as its room holds", "as its chairs allow")],
        touches: &["action description"],
        arrives: &["as its chairs allow"],
        leaves: &["as its room holds"],
    },
    Change {
        name: "the summary changes",
        replace: &[("Puts guests on the list", "Adds guests to the list")],
        touches: &["action summary"],
        arrives: &["summary: Adds guests to the list"],
        leaves: &["summary: Puts"],
    },
    Change {
        name: "the description of a member changes",
        replace: &[("What the guest is called.", "How the guest is greeted.")],
        touches: &["request.Guests[].Name description"],
        arrives: &["How the guest is greeted."],
        leaves: &["What the guest is called."],
    },
    Change {
        name: "an error is documented in addition",
        replace: &[(
            "| 400 | RoomIsFull |",
            "| 403 | PartyIsPrivate | Not for you. | The host decides. |\n| 400 | RoomIsFull |",
        )],
        touches: &["error.PartyIsPrivate *"],
        arrives: &["- code: PartyIsPrivate", "description: The host decides."],
        leaves: &[],
    },
    Change {
        name: "the message of an error changes",
        replace: &[("| The room is full. |", "| There is no chair left. |")],
        touches: &["error.RoomIsFull message"],
        arrives: &["message: There is no chair left."],
        leaves: &["message: The room is full."],
    },
    Change {
        name: "the reply has another member",
        replace: &[(
            "| Total | Integer |",
            "| Waiting | Array of Guest | - | Who may still come. |\n| Total | Integer |",
        )],
        touches: &["result.Waiting *"],
        arrives: &["        Waiting:", "description: Who may still come."],
        leaves: &[],
    },
    Change {
        name: "a member with members of its own is added",
        replace: &[
            (
                "| Region | String |",
                "| Room | Room | No | - | Where it takes place. |\n| Region | String |",
            ),
            (
                "## Response parameters",
                "### Room\n\n| Parameter | Data Type | Required | Sample Value | Description |\n| --- | --- | --- | --- | --- |\n| Floor | Integer | Yes | 1 | How high it lies. |\n\n## Response parameters",
            ),
        ],
        touches: &["request.Room *"],
        arrives: &["        Room:", "    Room:\n", "Floor:"],
        leaves: &[],
    },
    Change {
        name: "the example of the request changes",
        replace: &[("\"PartyId\": 7,", "\"PartyId\": 8,")],
        touches: &["request example page"],
        arrives: &["PartyId: 8"],
        leaves: &["PartyId: 7"],
    },
];
