//! Clients that the macro makes of the documents in `golden/` while this crate is compiled.

/// Every action of a folder.
pub mod folder {
    codegen_macros::client!("golden/shared/spec");
}

/// One action.
pub mod document {
    codegen_macros::client!("golden/flattened/spec/demo/2020-01-01/DescribeVpcs.yaml");
}

/// Documents as the platform publishes them, one of each kind of request and of result.
pub mod corpus {
    /// GET, with objects that hold lists.
    pub mod list_tags {
        codegen_macros::client!("data/corpus/iam/2018-01-01/ListTagsForResources.json");
    }

    /// GET, answered by an empty object.
    pub mod tag_resources {
        codegen_macros::client!("data/corpus/iam/2018-01-01/TagResources.json");
    }

    /// GET, with objects three deep.
    pub mod create_connection {
        codegen_macros::client!("data/corpus/vpn/2020-04-01/CreateVpnConnection.json");
    }

    /// POST with a form.
    pub mod assume_role {
        codegen_macros::client!("data/corpus/sts/2018-01-01/AssumeRole.json");
    }

    /// POST with JSON.
    pub mod encrypt {
        codegen_macros::client!("data/corpus/kms/2021-02-18/Encrypt.json");
    }

    /// POST without a body, answered by a number.
    pub mod count_packages {
        codegen_macros::client!("data/corpus/rtc/2020-12-01/GetResourcePackNum.json");
    }

    /// POST without a body, answered by a list.
    pub mod list_packages {
        codegen_macros::client!("data/corpus/rtc/2020-12-01/ListResourcePackages.json");
    }

    /// POST with JSON, answered by a text.
    pub mod stop_record {
        codegen_macros::client!("data/corpus/rtc/2023-06-01/StopRecord.json");
    }

    /// POST with JSON, answered by nobody knows what.
    pub mod delete_policy {
        codegen_macros::client!("data/corpus/rtc/2020-12-01/DeleteFailRecoveryPolicy.json");
    }
}
