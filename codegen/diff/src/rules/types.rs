//! Rules about names and forms of the generated code, which no server ever sees.

use super::rules;

rules! { TYPE_RULES:
    NAME_NOW_ANOTHER "name-now-another-member" Changed wire Breaking rust Breaking
        "a Rust name now stands for something else"
        "Code that uses the name still compiles, and sends or reads another member, value, code or action than before, without any error."
        "Give the name back to its former owner with `x-rust-name` (`x-enum-varnames` for enum values), or give it to nothing."
    TYPE_NAME_NOW_ANOTHER "type-name-now-another" Changed wire Compatible rust Breaking
        "a type name now stands for another type"
        "Type names are not on the wire. Code that names the type gets another one, with other members or values."
        "Give each type its own name with `x-rust-name`, and rename it in code."
    TYPE_SPLIT "type-split" Changed wire Compatible rust Breaking
        "a type was split"
        "The wire format is the same. Places that shared a type now have their own, and code that names the type, or passes a value from one place to another, does not compile."
        "Name the new types in code; convert between enums through the string: `From<&str>` takes what `as_str` gives. The same `x-rust-name` keeps enums with equal values together."
    TYPE_MERGED "types-merged" Changed wire Compatible rust Breaking
        "types were merged"
        "The wire format is the same. Code that names one of the removed types does not compile."
        "Name the common type in code."
    FIELD_RENAMED "field-renamed" Changed wire Compatible rust Breaking
        "the Rust name of a member changed"
        "The wire format is the same; code that names the field or the builder's method does not compile."
        "Keep the old name with `x-rust-name`, or rename it in code."
    FIELD_HELD_OTHERWISE "field-held-otherwise" Changed wire Compatible rust Breaking
        "a field gained or lost an `Option` or a `Box`"
        "The wire format is the same; the type is now used in another direction, or contains itself."
        "Follow the compiler."
    MEMBER_NOW_SECRET "member-now-secret" Changed wire Compatible rust Compatible
        "a member is now confidential"
        "The wire format is the same. `Debug` hides the value."
        "Nothing to do."
    MEMBER_NOT_SECRET "member-not-secret" Changed wire Compatible rust Risky
        "a member is no longer confidential"
        "The wire format is the same. `Debug` shows the value, so it appears wherever code logs the structure."
        "Keep `format: password` if the value is still confidential."
    FREE_MEMBERS_RENAMED "free-members-renamed" Changed wire Compatible rust Breaking
        "the Rust name of the field for other members changed"
        "The wire format is the same; code that names the field does not compile."
        "Rename it in code."
    VARIANT_RENAMED "variant-renamed" Changed wire Compatible rust Breaking
        "the Rust name of an enum value changed"
        "The wire format is the same; code that names the variant does not compile."
        "Keep the old name with `x-enum-varnames`, or rename it in code."
    ALTERNATIVE_RENAMED "alternative-renamed" Changed wire Compatible rust Breaking
        "the Rust name of an alternative changed"
        "The wire format is the same; code that names the variant does not compile."
        "Rename it in code."
    ALTERNATIVES_REORDERED "alternatives-reordered" Changed wire Risky rust Risky
        "the order of alternatives changed"
        "A value that fits several alternatives may be read as another one than before."
        "Check values that fit several alternatives."
    TYPE_RENAMED "type-renamed" Changed wire Compatible rust Breaking
        "a type was renamed"
        "Type names are not on the wire; code that names the type does not compile."
        "Keep the old name with `x-rust-name`, or rename it in code."
    TYPE_SHARED "type-shared" Changed wire Compatible rust Compatible
        "a type became a shared type"
        "The action's module still exports it under its name."
        "Nothing to do."
    TYPE_UNSHARED "type-unshared" Changed wire Compatible rust Breaking
        "a shared type became local to an action"
        "Code that imports the type from the shared types, or from another action's module, does not compile."
        "Import it from the action's module."
    TYPE_REMOVED "type-removed" Removed wire Compatible rust Breaking
        "an unused type was removed"
        "It is not on the wire; code that names it does not compile."
        "Remove the code that names it."
    TYPE_NOT_SENT "type-not-sent" Changed wire Compatible rust Breaking
        "a type is no longer part of requests"
        "It no longer has a builder, so code cannot make a value."
        "Take values from replies; in tests, read them from JSON."
    TYPE_NOT_RECEIVED "type-not-received" Changed wire Compatible rust Breaking
        "a type is no longer part of replies"
        "It has no default value any more; a union has no variant for unknown values."
        "Make values with its builder, or from an alternative of the union."
}
