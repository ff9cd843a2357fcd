//! Clients that the macro makes of the documents in `golden/` while this crate is compiled.

/// Every action of a folder.
pub mod folder {
    codegen_macros::client!("golden/shared/spec");
}

/// One action.
pub mod document {
    codegen_macros::client!("golden/flattened/spec/demo/2020-01-01/DescribeVpcs.yaml");
}
