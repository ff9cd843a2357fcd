//! What every document has alike: how requests are signed, and the envelope of replies.

use super::Yaml;

fn map(entries: &[(&str, Yaml)]) -> Yaml {
    Yaml::Map(
        entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect(),
    )
}

fn text_member(description: &str) -> Yaml {
    map(&[
        ("type", Yaml::text("string")),
        ("description", Yaml::text(description)),
    ])
}

/// `components.securitySchemes`
pub(super) fn security_schemes() -> Yaml {
    map(&[(
        "Signature",
        map(&[
            ("type", Yaml::text("http")),
            ("scheme", Yaml::text("HMAC-SHA256")),
            (
                "description",
                Yaml::text(
                    "Requests are signed with an access key: `Authorization` carries the signature, `X-Date` its time.\n",
                ),
            ),
        ]),
    )])
}

/// The schemas `ResponseMetadata` and `ResponseMetadataError`.
pub(super) fn metadata() -> [(String, Yaml); 2] {
    let names = |names: &[&str]| Yaml::Flow(names.iter().map(|name| Yaml::text(*name)).collect());
    let metadata = map(&[
        ("type", Yaml::text("object")),
        (
            "description",
            Yaml::text("What every reply says about the call."),
        ),
        (
            "required",
            names(&["RequestId", "Action", "Version", "Service", "Region"]),
        ),
        (
            "properties",
            map(&[
                (
                    "RequestId",
                    text_member("Id of the request, which the platform's support asks for."),
                ),
                ("Action", text_member("Name of the action.")),
                ("Version", text_member("Version of the API.")),
                ("Service", text_member("Name of the service.")),
                ("Region", text_member("Region that answered.")),
                (
                    "Error",
                    map(&[(
                        "$ref",
                        Yaml::text("#/components/schemas/ResponseMetadataError"),
                    )]),
                ),
            ]),
        ),
    ]);
    let number = map(&[
        ("type", Yaml::text("integer")),
        ("format", Yaml::text("int64")),
        (
            "description",
            Yaml::text("Number of the error; given by the gateway in front of the service."),
        ),
    ]);
    let error = map(&[
        ("type", Yaml::text("object")),
        (
            "description",
            Yaml::text("Why a call failed; present on failure only."),
        ),
        ("required", names(&["Code", "Message"])),
        (
            "properties",
            map(&[
                ("Code", text_member("Code of the error.")),
                ("CodeN", number),
                ("Message", text_member("Explanation in words.")),
            ]),
        ),
    ]);
    [
        ("ResponseMetadata".to_owned(), metadata),
        ("ResponseMetadataError".to_owned(), error),
    ]
}
