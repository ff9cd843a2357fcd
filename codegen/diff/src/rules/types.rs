//! Rules about names and forms of the generated code, which no server ever sees.

use super::rules;

rules! { TYPE_RULES:
    NAME_NOW_ANOTHER "name-now-another-member" Changed wire Breaking rust Breaking
        "a name in Rust stands for something else now"
        "Code that uses the name still compiles, and sends or reads another member, value, code or action than before, without any error."
        "Give the name back to what had it by `x-rust-name` (for values of an enum by `x-enum-varnames`), or give it to nothing."
    TYPE_NAME_NOW_ANOTHER "type-name-now-another" Changed wire Compatible rust Breaking
        "the name of a type stands for another type now"
        "Names of types do not travel. Code that names the type gets another one, which has other members or values."
        "Give each type a name of its own by `x-rust-name`, and rename it in code."
    TYPE_SPLIT "type-split" Changed wire Compatible rust Breaking
        "a type became several"
        "What travels is the same. Places that had one type in common have types of their own, and code that names the type, or passes a value from one place to another, does not compile."
        "Name the new types in code; between enums, convert by the text: `From<&str>` takes what `as_str` gives. Equal `x-rust-name` keep enums together whose values are the same."
    TYPE_MERGED "types-merged" Changed wire Compatible rust Breaking
        "several types became one"
        "What travels is the same. Code that names one of the types that are gone does not compile."
        "Name the common type in code."
    FIELD_RENAMED "field-renamed" Changed wire Compatible rust Breaking
        "a member has another name in Rust"
        "What travels is the same; code that names the field or the builder's method does not compile."
        "Keep the old name by `x-rust-name`, or rename it in code."
    FIELD_HELD_OTHERWISE "field-held-otherwise" Changed wire Compatible rust Breaking
        "a field is wrapped differently, because its type travels another way or holds itself"
        "What travels is the same; the field gains or loses an `Option` or a `Box`."
        "Follow the compiler."
    MEMBER_NOW_SECRET "member-now-secret" Changed wire Compatible rust Compatible
        "a member is confidential"
        "What travels is the same. `Debug` hides the value."
        "There is nothing to do."
    MEMBER_NOT_SECRET "member-not-secret" Changed wire Compatible rust Risky
        "a member is no longer confidential"
        "What travels is the same. `Debug` shows the value, so it appears wherever code logs the structure."
        "Keep `format: password`, if the value is still confidential."
    FREE_MEMBERS_RENAMED "free-members-renamed" Changed wire Compatible rust Breaking
        "the field that holds members of any name has another name in Rust"
        "What travels is the same; code that names the field does not compile."
        "Rename it in code."
    VARIANT_RENAMED "variant-renamed" Changed wire Compatible rust Breaking
        "a value of an enum has another name in Rust"
        "What travels is the same; code that names the variant does not compile."
        "Keep the old name by `x-enum-varnames`, or rename it in code."
    ALTERNATIVE_RENAMED "alternative-renamed" Changed wire Compatible rust Breaking
        "a shape that a value may have has another name in Rust"
        "What travels is the same; code that names the variant does not compile."
        "Rename it in code."
    ALTERNATIVES_REORDERED "alternatives-reordered" Changed wire Risky rust Risky
        "shapes that a value may have are tried in another order"
        "A value that fits several shapes is taken for another one than before."
        "Look at values that fit several shapes."
    TYPE_RENAMED "type-renamed" Changed wire Compatible rust Breaking
        "a type has another name"
        "Names of types do not travel; code that names the type does not compile."
        "Keep the old name by `x-rust-name`, or rename it in code."
    TYPE_SHARED "type-shared" Changed wire Compatible rust Compatible
        "a type became one that actions share"
        "The module of the action still has it under its name."
        "There is nothing to do."
    TYPE_UNSHARED "type-unshared" Changed wire Compatible rust Breaking
        "a type that actions shared became one action's own"
        "Code that takes the type from the module of shared types, or from another action's, does not compile."
        "Take it from the module of the action."
    TYPE_REMOVED "type-removed" Removed wire Compatible rust Breaking
        "a type that nothing refers to any longer is gone"
        "It does not travel; code that names it does not compile."
        "Take away what named it."
    TYPE_NOT_SENT "type-not-sent" Changed wire Compatible rust Breaking
        "a type is no longer part of requests"
        "It has no builder any more, so code cannot make a value of it."
        "Take values of it from replies; in tests, read them from JSON."
    ENUM_NOT_SENT "enum-not-sent" Changed wire Compatible rust Risky
        "an enum or a union is no longer part of requests"
        "Its values are made as before, and code that only names them compiles. It cannot be serialized on its own any more."
        "Serialize what `as_str` or `value` gives."
    TYPE_NOT_RECEIVED "type-not-received" Changed wire Compatible rust Breaking
        "a type is no longer part of replies"
        "It cannot be read any more, and may have no default value."
        "Make values of it by its builder."
}
