//! Rules about the public API of the output, whatever the documents say. Their examples are files of Rust.

use super::rules;

rules! { OUTPUT_PART:
    OUTPUT_ITEM_REMOVED "output-item-removed" Removed wire Compatible rust Breaking
        "a public item of the client was removed"
        "Code that names it does not compile."
        "Keep the generator version that wrote it, or follow its release notes."
    OUTPUT_ITEM_CHANGED "output-item-changed" Changed wire Compatible rust Breaking
        "a public item of the client has another type or signature"
        "Code that uses it may not compile."
        "Keep the generator version that wrote it, or follow the compiler."
    OUTPUT_METHOD_REQUIRED "output-method-required" Added wire Compatible rust Breaking
        "a trait of the client has a new required method"
        "Implementations of the trait do not compile without it."
        "Implement the method."
    OUTPUT_NOT_GROWING "output-non-exhaustive" Changed wire Compatible rust Breaking
        "a public type of the client became `#[non_exhaustive]`"
        "Code can no longer write a structure literal, and a `match` needs a wildcard arm."
        "Use the builder, and add a wildcard arm."
    OUTPUT_ITEM_DEPRECATED "output-item-deprecated" Deprecated wire Compatible rust Risky
        "a public item of the client is deprecated"
        "It works as before. The compiler warns wherever it is used, which fails if warnings are denied."
        "Switch to what its documentation recommends."
    OUTPUT_ITEM_ADDED "output-item-added" Added wire Compatible rust Compatible
        "a public item of the client was added"
        "No code uses it yet."
        "Nothing to do."
}
