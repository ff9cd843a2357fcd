//! Rules about the public API of the output, whatever the documents say. Their examples are files of Rust.

use super::rules;

rules! { OUTPUT_PART:
    OUTPUT_ITEM_REMOVED "output-item-removed" Removed wire Compatible rust Breaking
        "a public item of the client is gone"
        "Code that names it does not compile."
        "Stay with the generator that wrote it, or follow its release notes."
    OUTPUT_ITEM_CHANGED "output-item-changed" Changed wire Compatible rust Breaking
        "a public item of the client has another type or signature"
        "Code that uses it may not compile."
        "Stay with the generator that wrote it, or follow the compiler."
    OUTPUT_METHOD_REQUIRED "output-method-required" Added wire Compatible rust Breaking
        "a trait of the client has a method that must be written"
        "Code that implements the trait does not compile without it."
        "Write the method."
    OUTPUT_NOT_GROWING "output-non-exhaustive" Changed wire Compatible rust Breaking
        "a public type of the client may grow, which it could not"
        "A structure cannot be written as a literal any more, and a `match` needs an arm for the rest."
        "Use the builder, and add an arm for the rest."
    OUTPUT_ITEM_DEPRECATED "output-item-deprecated" Deprecated wire Compatible rust Risky
        "a public item of the client is deprecated"
        "It works as it did. The compiler warns wherever it is used, which fails where warnings are denied."
        "Move to what its documentation names."
    OUTPUT_ITEM_ADDED "output-item-added" Added wire Compatible rust Compatible
        "a public item of the client is new"
        "No code uses it yet."
        "There is nothing to do."
}
